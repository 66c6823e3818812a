#!/usr/bin/env python3
"""Every key of every record of the corpus is a field or is told to be left out; what is no digest is refused.

Keys are counted here with Python's json, csv and ElementTree, and compared with what `wenzhai reader test` says: each
as often as it stands in the file. Mapping files that are wrong are told with line, column and remedy.
"""
import collections
import csv
import io
import json
import re
import xml.etree.ElementTree as ET

from harness import dailies, scratch, tap, wenzhai

CORPUS = dailies.corpus()
RECORDS = ("crawlers/*.jsonl", "crawlers/*.csv", "digests/*.json", "digests/*.csv", "feeds/arxiv-*", "feeds/cn-chat-*", "feeds/*.json",
           "feeds/*.rss", "feeds/*.atom", "feeds/*.atom.xml", "feeds/*.rss.xml", "feeds/*-rdf-*.xml")


def json_keys(value, path, keys):
    """Arrays are passed through; what has no name is no key."""
    if isinstance(value, dict) and value:
        for name, member in value.items():
            json_keys(member, path + [name], keys)
    elif isinstance(value, list) and value:
        for item in value:
            json_keys(item, path, keys)
    elif path or isinstance(value, dict):
        keys[".".join(path)] += 1


def xml_keys(element, path, keys):
    path = path + [local(element.tag)]
    for name in element.attrib:
        keys[".".join(path) + "@" + local(name)] += 1
    said = (element.text or "").strip(" \t\r\n") or any((child.tail or "").strip(" \t\r\n") for child in element)
    if said or (not len(element) and not element.attrib):
        keys[".".join(path)] += 1
    for child in element:
        xml_keys(child, path, keys)


def local(name):
    return name.rpartition("}")[2]


def text_of(path):
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def keys_of(path):
    text, keys = text_of(path), collections.Counter()
    if path.suffix == ".csv":
        for row in csv.DictReader(io.StringIO(text, newline="")):
            keys.update(row.keys())
    elif text.lstrip().startswith(("{", "[")):
        decoder, at = json.JSONDecoder(), 0
        while text[at:].strip():
            at += len(text[at:]) - len(text[at:].lstrip())
            value, at = decoder.raw_decode(text, at)
            json_keys(value, [], keys)
    else:
        xml_keys(ET.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text)), [], keys)
    return keys


def told_keys(path):
    """By the local names of all steps, from the record on; those around the records from the outermost on."""
    done = json.loads(wenzhai("reader", "test", "--format=json", path, "-q").stdout)
    keys = collections.Counter()
    for key in done["keys"]:
        name = ".".join(re.sub(r"\{[^}]*\}|\w+:(?=\w)", "", key["name"]).split("."))
        keys[name] += key["used"] + key["ignored"] + key["unread"]
    return keys


def by_last(keys):
    """A path from the record on and one from the outermost on end alike."""
    last = collections.Counter()
    for name, n in keys.items():
        last[re.split(r"[.]", name.replace("@", ".@"))[-1]] += n
    return last


def test_keys():
    files = sorted({path for pattern in RECORDS for path in (CORPUS.glob(pattern) if CORPUS else ())})
    for path in files:
        if wenzhai("check", path, "-q", status=None).returncode == 0:
            yield path.name, lambda: differ(by_last(keys_of(path)), by_last(told_keys(path)))


def differ(wanted, got):
    tap.no([f"{name}: {wanted[name]} in the file, {got[name]} told" for name in sorted(wanted | got) if wanted[name] != got[name]])


def test_hostile():
    """Nothing of it is a digest: an error with a name, at once."""
    files = sorted(path for folder in ("json", "debian-xml", "feeds") for path in (CORPUS / "hostile" / folder).glob("*")) if CORPUS else []
    for path in files:
        yield path.name, lambda: refused(path)


def refused(path):
    done = wenzhai("check", path, status=None)
    assert done.returncode == 2, (done.returncode, done.stderr[-300:])
    assert re.search(r"\[(not-a-digest|source-syntax|encoding-unknown|source-limit)\]", done.stderr), done.stderr[-300:]


WRONG = (
    ("[reader]\nformat=yaml\n[entry]\ntitle=t\n", "x.reader:2:8", "json"),
    ("[reader]\nformat=json\nmach=a\n[entry]\ntitle=t\n", "x.reader:3:1", "match"),
    ("[reader]\nformat=json\n[entry]\ntitel=t\n", "x.reader:4:1", "title"),
    ("[reader]\nformat=json\n[entry]\ntitle=a..b\n", "x.reader:4:9", "a name is missing"),
    ("[reader]\nformat=json\n[entry]\ntitle=a | mtch b\n", "x.reader:4:11", "match"),
    ("[reader]\nformat=json\n[entry]\ntitle=a | match (b\n", "x.reader:4:11", ""),
    ("[reader]\nformat=json\n[entry]\nauthors=a | names backwards\n", "x.reader:4:13", "family-first"),
    ("[reader]\nformat=json\n[entry]\ntitle.fr=a\n", "x.reader:4:1", "title"),
    ("[reader]\nformat=json\n[entry]\nlink=a\n", "x.reader", "needs a `title`"),
    ("[entry]\ntitle=a\n", "x.reader", "format=json"),
    ("[reader]\nformat=json\n[entries]\n[entry]\ntitle=a\n", "x.reader:3:1", "there is no group"),
)


def test_mapping_files():
    """Anyone's JSON, without code; and what is wrong with a file, with its place and what was meant."""
    folder = scratch()
    mine = folder / "mine.reader"
    mine.write_text("[reader]\nformat=json\nrecords=list.papers\nmatch=nr, head\nignore=x\n[issue]\ntitle=name\n[entry]\nid=nr\n"
                    "title.en=head\nauthors=by | split / | names family-first\npublished=day | date dmy\nstatus='new'\n"
                    "tldr.zh=first-of none, short\nabstract.en=text | strip ^Abstract:\\\\s*\n", encoding="utf-8")
    source = folder / "2026-09-01.json"
    source.write_text(json.dumps({"name": "A Day of Ours", "list": {"papers": [
        {"nr": "2609.00001", "head": "One", "by": "Author, Ada/de Boer, Bo", "day": "3.9.2026", "short": "短", "text": "Abstract: Yes.",
         "x": 1, "y": 2}]}}), encoding="utf-8")
    tree = wenzhai("dump", "--no-normalize", "--format=tree", "--reader", mine, source).stdout
    for wanted in ("title: A Day of Ours", "entry 2609.00001", "title[en]: One", "author: Ada Author", "author: Bo de Boer", "family: de Boer",
                   "published: 2026-09-03", "status: new", "tldr[zh-Hans]: <p|短>", "abstract[en]: <p|Yes.>"):
        yield wanted, lambda: tap.no([] if wanted in tree else [tree])
    told = wenzhai("check", "--reader", mine, source).stderr
    yield "a key without a field is told", lambda: tap.no([] if "y [record-key-unread]" in told and ": x [" not in told else [told])
    table = folder / "2026-09-01.csv"
    table.write_text("nr,head\n2609.00001,One\n", encoding="utf-8")
    done = wenzhai("check", table, status=2)
    yield "a table of no kind", lambda: tap.no([] if "no mapping file" in done.stderr and "wenzhai-reader(5)" in done.stderr else [done.stderr])
    for number, (text, place, remedy) in enumerate(WRONG):
        (folder / "x.reader").write_text(text, encoding="utf-8")
        done = wenzhai("check", "--reader", folder / "x.reader", source, status=64)
        yield f"wrong {number}", lambda: tap.no([] if f"{place}" in done.stderr and remedy in done.stderr and "[reader-syntax]" in done.stderr
                                                else [done.stderr])


TITLES = ("Lamps for Quiet Streets", "A Census of Small Rivers", "Bread That Rises Twice", "On the Weight of Paper Boats")


def day(folder, name, ids, titles=TITLES):
    source = folder / name
    source.write_text("".join(json.dumps({"id": paper, "title": title, "authors": ["A Reed"], "categories": ["cs.LG"], "abs": "", "pdf": "",
                                          "comment": None, "summary": f"We look at {title}."}) + "\n" for paper, title in zip(ids, titles)),
                      encoding="utf-8")
    return source


def test_lost():
    """Records against entries: what has neither title nor identifier, or another paper's identifier."""
    folder = scratch()
    ids = [f"2611.0000{i}" for i in range(4)]
    source = day(folder, "2026-11-01.jsonl", [*ids[:3], ids[2]])
    done = wenzhai("dump", "--format=tree", source)
    yield "an identifier twice", lambda: tap.no([] if ":4:1: warning" in done.stderr and f"{ids[2]} [record-other-paper]" in done.stderr
                                                and all(title in done.stdout for title in TITLES) else [done.stderr, done.stdout])
    source = day(folder, "2026-11-02.jsonl", [ids[0] + "v1", ids[0] + "v2"], (TITLES[0], TITLES[0] + ", Revisited"))
    told = wenzhai("check", source).stderr
    yield "a new title of a new version", lambda: tap.no([] if "[record-differs]" in told and "other-paper" not in told else [told])
    for name, source in (("one identifier for all", day(folder, "2026-11-03.jsonl", ids[:1] * 4)),
                         ("neither title nor identifier", day(folder, "2026-11-04.jsonl", [ids[0], "", "", ""], (TITLES[0], "", "", "")))):
        told = wenzhai("check", source, status=2).stderr
        yield name, lambda: tap.no([] if "in doubt: 3 of 4; lines: 2, 3, 4" in told and "[not-a-digest]" in told else [told])
    named = wenzhai("check", "--reader", "daily-arxiv", folder / "2026-11-03.jsonl").stderr
    yield "unless the reader is named", lambda: tap.no([] if named.count("[record-other-paper]") == 1 else [named])


def test_project():
    """Mapping files of a project lie beside it, and are a part of what its issues are made of."""
    folder = scratch() / "p"
    wenzhai("init", folder)
    (folder / "readers").mkdir()
    mapping = folder / "readers/mine.reader"
    mapping.write_text("[reader]\nformat=json\nmatch=nr, head\n[entry]\nid=nr\ntitle=head\n", encoding="utf-8")
    (folder / "inbox/2026-09-01.json").write_text('[{"nr": "2609.00001", "head": "One"}]', encoding="utf-8")
    made = wenzhai("build", folder, "-t", "epub", "-v")
    yield "built", lambda: tap.no([] if list(folder.glob("issues/*.epub")) else [made.stderr])
    again = wenzhai("build", folder, "-t", "epub", "-n")
    yield "up to date", lambda: tap.no(["mapping"] if "mapping" in again.stdout + again.stderr else [])
    mapping.write_text(mapping.read_text(encoding="utf-8") + "note=other\n", encoding="utf-8")
    changed = wenzhai("build", folder, "-t", "epub", "-n")
    yield "changed", lambda: tap.no([] if "mapping files changed" in changed.stdout + changed.stderr else [changed.stdout + changed.stderr])


tap.run(globals())
