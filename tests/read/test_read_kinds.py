#!/usr/bin/env python3
"""What there is in real files of each kind of input, and what of it is read.

    test_read_kinds.py                      TAP: entries, identities and fields of each kind against a count of their own
    WENZHAI=PROGRAM test_read_kinds.py --write FILE    puts a table of them between the marks of FILE (tests/README.md)

The counts are made here, from the form of each kind alone: the json, csv and xml of Python, and a few patterns for
texts.  Nothing of the program's readers is used, and nothing of its reading changes them.  Needs a corpus
(WENZHAI_CORPUS).
"""
import csv
import io
import json
import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

from harness import dailies, tap, wenzhai

IDENTITY = r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})"
DC, ATOM = "{http://purl.org/dc/elements/1.1/}", "{http://www.w3.org/2005/Atom}"


NAMED = object()  # an identity that the name of the file is


class Count:
    """What a file has: identities, one an entry (None: without), and how many entries have each field; @least: a pattern
    finds those that are plain, and there may be others."""

    def __init__(self, ids=(), authors=0, abstracts=0, refused=False, least=False):
        self.ids, self.authors, self.abstracts = list(ids), authors, abstracts
        self.refused, self.least = refused, least

    def is_met(self, n):
        return n == len(self.ids) or (self.least and n > len(self.ids) * 0.97)


def plain_id(text):
    """The first identity in `text`, without version and subject class."""
    found = re.search(IDENTITY, text or "")
    return re.sub(r"\.[A-Z]{2}/", "/", found[1]) if found else None


def of_records(records, identity, authors, abstract):
    return Count([identity(r) for r in records], sum(bool(authors(r)) for r in records),
                 sum(bool(abstract(r)) for r in records))


# ---- One function a kind ----

def crawler_lines(text):
    records = {}
    for line in text.splitlines():
        if line.strip():
            record = json.loads(line)
            records.setdefault(record["id"], record)
    return of_records(list(records.values()), lambda r: plain_id(r["id"]), lambda r: r["authors"], lambda r: r["summary"])


def crawler_markdown(text):
    heads = list(re.finditer(r"^### (?:\[\d+\] )?\[.+\]\((\S*arxiv\.org/abs/\S+)\)\s*$", text, re.M))
    if not heads:
        return Count(refused="没有找到新论文" not in text)
    parts = [text[a.end():b.start()] for a, b in zip(heads, [*heads[1:], re.search(r"\Z", text)])]
    return Count([plain_id(h[1]) for h in heads], sum(bool(re.match(r"\s*\*[^*]+\*", p)) for p in parts),
                 sum("\nAbstract: " in p for p in parts))


def hugging_face_markdown(text):
    parts = re.split(r"^### \d+\. ", text, flags=re.M)[1:]
    ids = [plain_id("".join(re.findall(r"\]\((\S*(?:arxiv|huggingface)\S*)\)", p))) for p in parts]
    return Count(ids, 0, sum("**摘要：**" in p for p in parts))


def hugging_face_json(text):
    records = [r for r in json.loads(text) if r.get("title")]
    return of_records(records, lambda r: plain_id(r.get("arxiv_url") or r.get("url")), lambda r: None,
                      lambda r: r.get("summary"))


def chat_arxiv_markdown(text):
    parts = re.split(r"^\[\^\d+\]: ", text, flags=re.M)[1:]
    return Count([plain_id(p) for p in parts], 0, len(parts))


def feed(text):
    """RSS and Atom of arXiv's, arXiv's API, and those that are made of them."""
    root = ElementTree.fromstring(text)
    items = [*root.iter("item"), *root.iter(ATOM + "entry")]
    items = [i for i in items if (i.findtext(ATOM + "title") or "") != "Error"]

    def identity(item):
        texts = [item.findtext(tag) or "" for tag in ("link", "guid", ATOM + "id", "description")]
        return next((plain_id(t) for t in texts if plain_id(t)), None)

    def authors(item):
        return item.find(ATOM + "author") is not None or item.findtext(DC + "creator")
    return of_records(items, identity, authors, lambda i: i.findtext("description") or i.findtext(ATOM + "summary"))


def harvest(text):
    def texts(record, *names):
        return [e.text for e in record.iter() if e.tag.rpartition("}")[2] in names and e.text]
    records = [e for e in ElementTree.fromstring(text).iter() if e.tag.rpartition("}")[2] == "record"]
    return of_records(records, lambda r: plain_id(texts(r, "identifier")[0]), lambda r: texts(r, "creator", "keyname"),
                      lambda r: texts(r, "description", "abstract"))


def document(text):
    record = json.loads(text)
    return Count([plain_id(record["paper_id"])], 1, 1)


def english_markdown(text):
    parts = re.split(r"^# ", text, flags=re.M)[1:]
    return of_records(parts, plain_id, lambda p: "**Authors**" in p, lambda p: "**Abstract**" in p)


def notes_of_blog(text):
    parts = re.split(r"^\{% note .*?%\} ID-\d+-", text, flags=re.M)[1:]
    return of_records(parts, lambda p: plain_id(re.search(r"\*\*链接\*\*: (\S+)", p)[1]), lambda p: "**作者**: " in p,
                      lambda p: None)


def paper_list(text):
    first, *others = re.split(r"^### 其他$", text, flags=re.M)
    parts = re.split(r"^### ", first, flags=re.M)[1:] + [p for o in others for p in re.split(r"^#### ", o, flags=re.M)[1:]]
    return of_records(parts, lambda p: plain_id("".join(re.findall(r"URL：(\S+)", p)[:1])), lambda p: None,
                      lambda p: "动机：" in p)


def zhihu(text):
    return Count([plain_id("".join(re.findall(r"arxiv\.org/\S+", text)[:1]))], 1, 1)


def seed(text):
    return Count(re.findall(r"arxiv\.org/abs/" + IDENTITY, text), 9, 5)


def paper_note(text):
    return Count([plain_id("".join(re.findall(r"arxiv\S*\s*\S*" + IDENTITY, text)[:1]))], "作者" in text or "authors:" in text)


def named_note(text):
    """Headings of a summary of one paper, of which nothing but the file's name says which it is."""
    return Count([NAMED])


def day_index(text):
    """Days whose papers are headings or rows that lead to notes: one a title."""
    titles = re.findall(r"^#{3,4} \[(.+?)\]\(", text, re.M) or re.findall(r'<td><a href="\./papers/[^>]*>(.+?)</a>', text)
    ids = [".".join(i) for i in re.findall(r"(?:paper-id\">arXiv |data-arxiv-id=\"|papers/)(\d{4})\.?(\d{5})", text)]
    papers, ids = list(dict.fromkeys(titles)), list(dict.fromkeys(ids))
    return Count((ids + [None] * len(papers))[:len(papers)] if ids else [None] * len(papers))


def refused(text):
    return Count(refused=True)


def posts(text):
    """Posts of a month: papers are `《Title》` and, before the next address or title, `[Affiliations]` or a year in
    parentheses; several papers in one post are several entries."""
    found = re.findall(r"《([^》\n]*[A-Za-z][^》\n]*)》((?:(?!http|《|【).)*)", text)
    rows = [rest for title, rest in found if re.search(r"\[(?!组图)[^\]\n]+\]|\([^()\n]*(?:19|20)\d\d[^()\n]*\)", rest)]
    return Count([None] * len(rows), sum("[" in rest for rest in rows), least=True)


def weekly_items(text):
    """Items of weeklies: `1、[Title](address)`, or a bold line and an address below it; a file without any is an article."""
    heads = re.findall(r"^\d+、\s*\[.+?\]\(http", text, re.M)
    heads = heads or re.findall(r"^\*\*.+\*\*\s*\n<?http", text, re.M)
    return Count([None] * len(heads), refused=not heads, least=True)


def table(text):
    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
    return of_records(rows, lambda r: plain_id(r["PaperURL"]) if "arxiv" in r["PaperURL"] else None, lambda r: None,
                      lambda r: r["Abstract"])


KINDS = (
    ("1 daily-arXiv, JSON Lines", crawler_lines, ["crawlers/dw-*.jsonl"]),
    ("1 daily-arXiv, Markdown", crawler_markdown, ["digests/dw-arxiv-*.md", "digests/xmk-arxiv-*.md"]),
    ("2 Hugging Face, Markdown", hugging_face_markdown, ["digests/hf-daily-*.md"]),
    ("2 Hugging Face, JSON", hugging_face_json, ["digests/hf-daily-*.json"]),
    ("3 arXiv: RSS, Atom, API", feed, ["feeds/arxiv-api-*.xml", "feeds/arxiv-rss-*.xml"]),
    ("3 arXiv: OAI-PMH", harvest, ["feeds/arxiv-oai-*.xml"]),
    ("3 arXiv: docmeta", document, ["feeds/arxiv-docmeta-*.json"]),
    ("4 web pages that are notices", refused,
     ["html/wechat-deleted*", "html/wechat-removed*", "html/wechat-unavail*", "html/*expired*"]),
    ("5 posts, text", posts, ["digests/weibo-*.txt"]),
    ("5 posts, CSV", posts, ["digests/weibo-*.csv"]),
    ("6 cn-chat-arxiv, Markdown", chat_arxiv_markdown, ["digests/cn-chat-arxiv-*.md"]),
    ("6 cn-chat-arxiv, RSS", feed, ["feeds/cn-chat-arxiv-*.xml"]),
    ("7 plain digest", seed, ["digests/seed.txt"]),
    ("7 知乎", zhihu, ["digests/zhihu-*.md"]),
    ("7 paper list", paper_list, ["digests/paper-list-*.md"]),
    ("7 English daily", english_markdown, ["digests/arxiv-daily-en-*.md"]),
    ("7 lonepatient", notes_of_blog, ["digests/lonepatient-*.txt"]),
    ("7 day's index", day_index,
     ["digests/arxiv-notes-*-index.md", "digests/arxiv-zh-points-*.md", "digests/daily-arxiv-*-index.md"]),
    ("7 note on a paper", paper_note,
     ["crawlers/dpr-*.md", "digests/arxiv-zh-paper-*.md", "digests/daily-arxiv-*-agilepruner.md",
      "digests/arxiv-notes-*-harness.md"]),
    ("7 note named by its paper", named_note, ["digests/llm-paper-daily-2302.04023.md", "digests/llm-paper-daily-2311.13538.md"]),
    ("7 no digest", refused, ["digests/llm-paper-daily-2311.10770.md", "digests/llm-paper-daily-2311.11315.md"]),
    ("7 weeklies", weekly_items, ["weekly/ruanyf-*.md", "weekly/HelloGitHub*.md", "weekly/tw93-*.md"]),
    ("7 table", table, ["crawlers/dair-*.csv"]),
)

START, END = "<!-- made by tests/read/test_read_kinds.py --write: begin -->", "<!-- end -->"


class Read:
    """What the program makes of a file."""

    def __init__(self, path):
        done = wenzhai("dump", "--format=json", "--no-normalize", path, status=None)
        self.status, self.said = done.returncode, done.stderr.strip().splitlines()
        issue = json.loads(done.stdout) if done.returncode == 0 else {"sections": []}
        self.entries = [e for s in issue["sections"] for e in s["entries"]]
        coverage = re.search(r"\+ unknown (\d+)", wenzhai("check", "--coverage", path, status=None).stdout)
        self.unknown = int(coverage[1]) if coverage else 0

    def ids(self):
        return Counter(e.get("arxivId") for e in self.entries)

    def count(self, field):
        return sum(bool(e.get(field)) for e in self.entries)


class Kind:
    """A kind of input: what all its files have, what is read of them, and the files that differ."""

    def __init__(self, name, count, patterns):
        self.name, self.faults, self.sums = name, [], Counter()
        folder = dailies.corpus()
        for path in sorted({p for pattern in patterns for p in folder.glob(pattern)}):
            wanted = count(path.read_text("utf-8-sig", errors="replace"))
            wanted.ids = [i if i is not NAMED else plain_id(path.name) for i in wanted.ids]
            self.add(path, wanted, Read(path))

    def add(self, path, wanted, read):
        ids = Counter(i for i in wanted.ids if i)
        self.sums.update(files=1, entries=len(wanted.ids), read=len(read.entries), ids=ids.total(),
                         right=(ids & read.ids()).total(), authors=wanted.authors, named=read.count("authors"),
                         abstracts=wanted.abstracts, told=read.count("abstracts"), unknown=read.unknown)
        if wanted.refused != (read.status != 0) or not wanted.is_met(len(read.entries)):
            self.faults.append(f"{path.name}: {len(wanted.ids)} entries, read {len(read.entries)}, status {read.status} "
                               f"{''.join(read.said[-1:])}")

    def row(self):
        pairs = (("read", "entries"), ("right", "ids"), ("named", "authors"), ("told", "abstracts"))
        cells = ["–" if self.sums[of] == 0 else f"{self.sums[have]} of {self.sums[of]}" for have, of in pairs]
        return f"| {self.name} | {self.sums['files']} | {' | '.join(cells)} | {self.sums['unknown']} |"


def write(path):
    text = path.read_text("utf-8")
    head, rest = text.split(START)
    made = ["| kind | files | entries | identities | with authors | with abstracts | unknown bytes |",
            "| --- | ---: | ---: | ---: | ---: | ---: | ---: |", *(Kind(*kind).row() for kind in KINDS)]
    path.write_text(head + START + "\n" + "\n".join(made) + "\n" + END + rest.split(END)[1], "utf-8")


def has_all(kind):
    tap.no(kind.faults)
    assert kind.sums["right"] == kind.sums["ids"], "identities"
    for have, of in (("named", "authors"), ("told", "abstracts")):
        assert kind.sums[have] >= kind.sums[of] * 0.98, of


def test_kinds():
    if not dailies.corpus():
        raise tap.Skip("no corpus")
    for kind in KINDS:
        yield kind[0], lambda: has_all(Kind(*kind))


if tap.flag("--write"):
    write(Path(tap.argument()))
else:
    tap.run(globals())
