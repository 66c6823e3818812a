#!/usr/bin/env python3
"""Each entry of each index leads to its paper: in EPUB, in PDF, where the number printed is the page's, and in the
Kindle book, as we resolve its links and as libmobi does. What the entry names stands there."""
import html
import json
import os
import posixpath
import re
import shutil
import subprocess
import unicodedata
import xml.etree.ElementTree as ET

import desk
from desk import entries_of, entry_of, issue_of
from harness import Folder, azw3, books, expect, run, tap

XHTML = "{http://www.w3.org/1999/xhtml}"
KINDS = {"author": "作者索引", "affiliation": "机构索引", "category": "类别索引", "day": "日期索引"}
LONG_DAYS = int(os.environ.get("LINK_DAYS", "0"))


def make(folder, kind):
    """A book with all four indices, and its model: the example week, or real papers of many days."""
    inbox = desk.EXAMPLES
    if LONG_DAYS:
        desk.make_dailies(folder, LONG_DAYS, vary=0.3)
        inbox = "inbox"
    issue, _ = issue_of(folder, inbox, "--all", "--series=论文文摘")
    done = folder.run("weekly", inbox, "--all", "--series=论文文摘", "-t", kind, "-o", "out/")
    if done.returncode == 64 and "no output" in done.stderr:
        raise tap.Skip(f"no {kind} plugin")
    expect(done, 0)
    return issue, os.path.join(folder.path, "out", folder.names("out")[0])


def squeeze(text):
    """Letters alone: what hyphens, spaces and typesetting's other forms of a character cannot change."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if not c.isspace() and c not in "-\u2010\u00ad")


def text_of(markup):
    return squeeze(html.unescape(re.sub(r"<[^>]*>", "", markup)))


def has_formula(node):
    if isinstance(node, list):
        return any(has_formula(one) for one in node)
    return isinstance(node, dict) and ("formula" in node.get("kind", "") or
                                       any(has_formula(node.get(key, [])) for key in ("children", "content")))


def titles_of(entry):
    return [squeeze(desk.plain(title)) for title in entry["titles"] if not has_formula(title)]


def marks_of(issue, kind, term, key):
    """What has to stand with a paper for the sake of a term; an entry that does not belong there fails at once."""
    entry = entry_of(issue, key)
    label = term["label"]
    if kind == "author":
        last, comma, first = label.partition(", ")
        names = [author["text"] for author in entry["authors"]]
        name = next((name for name in (f"{first} {last}" if comma else label, label) if name in names), None)
        if name is None:  # `Jr.` and the like
            name = next(name for name in names if sorted(re.findall(r"\w+", name)) == sorted(re.findall(r"\w+", label)))
        return [squeeze(name)]
    if kind == "affiliation":
        assert label in [place["text"] for place in entry["affiliations"]], (label, key)
        return [squeeze(label)]
    if kind == "category":
        names = {row["code"]: row["names"][0]["text"] for row in issue["categories"]}
        code = next(c["text"] for c in entry["categories"] if label == c["text"] or label.endswith(f"（{c['text']}）"))
        return [squeeze(code + names.get(code, ""))]
    days = [seen["date"] for seen in entry["appearances"] if seen.get("date")]
    at = next(day for day in days if label.startswith(f"{int(day[8:])}日"))
    if len(days) < 2:
        return []
    return [f"{int(at[:4])}年{int(at[5:7])}月{int(at[8:])}日"]


def index_of(issue, kind):
    return next(index["terms"] for index in issue["indices"] if index["kind"] == kind)


def check_rows(issue, kind, rows, papers):
    """@rows: (label, [keys of the papers that a link may lead to]) in order; @papers: key → what stands there."""
    terms = index_of(issue, kind)
    assert [squeeze(label) for label, _ in rows] == [squeeze(term["label"]) for term in terms], kind
    for (label, keys), term in zip(rows, terms):
        assert len(keys) == len(term["entries"]), (kind, label, keys, term["entries"])
        for reached, key in zip(keys, term["entries"]):
            assert key in reached, (kind, label, key, reached)
            titles = titles_of(entry_of(issue, key))
            assert not titles or any(title in papers[key] for title in titles), (kind, label, key, papers[key][:200])
            for mark in marks_of(issue, kind, term, key):
                assert mark in papers[key], (kind, label, key, mark, papers[key][:300])


# ---- EPUB ----


def test_epub_links():
    with Folder() as folder:
        issue, path = make(folder, "epub")
        texts = books.epub_files(path)
        places, papers = {}, {}  # (document, id) → key
        for name, text in texts.items():
            for key, section in re.findall(r'(?s)<section [^>]*\bid="p-([^"]*)"(.*?)(?=<section [^>]*role="doc-chapter"|</body>)',
                                           text):
                places[(name, f"p-{key}")] = key
                papers[key] = text_of("<" + section)
        for kind in KINDS:
            rows, names = [], sorted(name for name in texts if re.search(rf"/index-{kind}(-\d+)?\.xhtml$", name))
            names.sort(key=lambda name: (len(name), name))
            for name in names:
                for row in ET.fromstring(texts[name]).iter(XHTML + "p"):
                    if row.get("class") != "x":
                        continue
                    keys = []
                    for link in row.findall(XHTML + "a"):
                        target, _, fragment = link.get("href").partition("#")
                        keys.append([places[(posixpath.normpath(posixpath.join(posixpath.dirname(name), target)), fragment)]])
                    rows.append(("".join(row.find(XHTML + "span").itertext()), keys))
            check_rows(issue, kind, rows, papers)


# ---- Kindle ----


def kindle_papers(documents):
    """key → what stands from its heading to the next paper's; (document, place of the heading) → key."""
    papers, places = {}, {}
    for number, document in enumerate(documents):
        found = [(match.start(), match[1]) for match in re.finditer(r'<h[23][^>]*\bid="p-((?:(?!-[ze]"|-t")[^"])*)"', document)]
        for i, (start, key) in enumerate(found):
            end = found[i + 1][0] if i + 1 < len(found) else len(document)
            papers[key] = text_of(document[start:end])
            places[(number, start)] = key
    return papers, places


def kindle_rows(documents, heading, resolve):
    rows = []
    for number, document in enumerate(documents):
        if not re.search(f"<h1[^>]*>{heading}", document):
            continue
        for row in re.findall(r'(?s)<p [^>]*class="x"[^>]*>(.*?)</p>', document):
            label = text_of(row.split("<a ")[0])
            rows.append((label, [resolve(href) for href in re.findall(r'<a [^>]*href="([^"]*)"', row)]))
    return rows


def test_kindle_links():
    with Folder() as folder:
        issue, path = make(folder, "azw3")
        half = azw3.half_of(path)
        starts = [sum(len(d) for d in half.documents[:i]) for i in range(len(half.documents))]
        papers, places = kindle_papers([d.decode("latin-1") for d in half.documents])
        at = {starts[number] + start: key for (number, start), key in places.items()}
        papers, _ = kindle_papers([d.decode() for d in half.documents])

        def resolve(href):
            fid, off = re.fullmatch("kindle:pos:fid:([0-9A-V]{4}):off:([0-9A-V]{10})", href).groups()
            return [at[half.fragments[azw3.base32(fid)]["at"] + azw3.base32(off)]]

        for kind, heading in KINDS.items():
            check_rows(issue, kind, kindle_rows([d.decode() for d in half.documents], heading, resolve), papers)


def test_kindle_links_as_libmobi_resolves_them():
    if not shutil.which("mobitool"):
        raise tap.Skip("no mobitool")
    with Folder() as folder:
        issue, path = make(folder, "azw3")
        out = os.path.join(folder.path, "mobi")
        os.mkdir(out)
        subprocess.run(["mobitool", "-s", "-o", out, path], check=True, capture_output=True)
        out = os.path.join(out, os.listdir(out)[0])
        names = sorted(name for name in os.listdir(out) if name.startswith("part"))
        documents = [open(os.path.join(out, name), encoding="utf-8").read() for name in names]
        papers, places = kindle_papers(documents)
        keys = {}
        for (number, _), key in places.items():
            keys.setdefault(names[number], []).append(key)

        def resolve(href):
            """libmobi 0.11 takes a link to the first byte of a fragment for one to the document."""
            name, _, fragment = href.partition("#")
            return [key for key in keys[name] if fragment in ("", f"p-{key}")]

        for kind, heading in KINDS.items():
            check_rows(issue, kind, kindle_rows(documents, heading, resolve), papers)


# ---- PDF ----


def roman_or_number(label):
    return label.get("/P", "u:")[2:] + (str(label["/St"]) if label.get("/S") == "/D" else "")


def pdf_rows(path):
    """heading of an index → [(label, [(number printed, object of the link)])], by the structure of the file."""
    lines = subprocess.run(["pdfinfo", "-struct-text", path], capture_output=True, encoding="utf-8", check=True).stdout.splitlines()
    indices, rows, heading, kind = {}, None, False, None
    for line in lines:
        word = line.strip()
        if word.startswith('"'):
            text = word[1:-1]
            if heading:
                rows = indices.setdefault(text, []) if text in KINDS.values() else None
                heading = False
            elif rows is not None and kind == "Link":
                rows[-1][1][-1][0] += text
            elif rows is not None and kind == "Span" and not rows[-1][1]:
                rows[-1][0] += text
        elif word.startswith("Object "):
            rows is not None and rows[-1][1].append(["", "obj:" + word[7:] + " R"])
        else:
            kind = word.split(" ")[0]
            heading = kind == "H1"
            if rows is not None and kind == "P":
                rows.append(["", []])
    # The running head's own link lies in the row that the page turns in.
    return {name: [(label, [link for link in links if link[0]]) for label, links in rows] for name, rows in indices.items()}


def test_pdf_page_numbers():
    """A link's number is the label of the page that it leads to; the paper begins there, and the term stands there."""
    tap.needs("pdftotext", "pdfinfo", "qpdf")
    with Folder() as folder:
        issue, path = make(folder, "pdf")
        indices = pdf_rows(path)
        texts = run("pdftotext", "-raw", path, "-").stdout.split("\f")
        told = json.loads(run("qpdf", "--json=2", path).stdout)
        objects = told["qpdf"][1]
        number_of = {page["object"]: i for i, page in enumerate(told["pages"])}
        named = {}  # a newer Cairo's links lead to names
        for part in objects.values():
            pairs = part["value"].get("/Names") if isinstance(part.get("value"), dict) else None
            named.update(zip(pairs[::2], pairs[1::2]) if isinstance(pairs, list) else ())
        labels = [roman_or_number(page["label"]) for page in told["pages"]]
        squeezed = [squeeze(text) for text in texts]
        for kind, heading in KINDS.items():
            terms = index_of(issue, kind)
            rows = indices[heading]
            assert [squeeze(label) for label, _ in rows] == [squeeze(term["label"]) for term in terms], kind
            for (label, links), term in zip(rows, terms):
                reached = []
                for printed, link in links:
                    place = objects[link]["value"]["/Dest"]
                    page = number_of[(named[place] if isinstance(place, str) else place)[0]]
                    assert printed == labels[page], (kind, label, printed, labels[page])
                    assert page not in reached, (kind, label, printed, "twice")
                    reached.append(page)
                left = set(reached)
                for key in term["entries"]:
                    titles = titles_of(entry_of(issue, key))
                    marks = [] if kind == "day" else marks_of(issue, kind, term, key)
                    on = {page for page in reached if (not titles or any(title in squeezed[page] for title in titles)) and
                          all(mark in squeezed[page] for mark in marks)}
                    assert on, (kind, label, key, [labels[page] for page in reached], titles, marks)
                    left -= on
                assert not left, (kind, label, [labels[page] for page in left], "no paper of the term there")


def test_every_paper_is_in_the_indices():
    with Folder() as folder:
        issue, _ = issue_of(folder, desk.EXAMPLES, "--all")
        for kind, name in (("author", "authors"), ("affiliation", "affiliations"), ("category", "categories"),
                           ("day", "appearances")):
            listed = {key for term in index_of(issue, kind) for key in term["entries"]}
            assert listed == {entry["key"] for entry in entries_of(issue) if entry.get(name)}, kind


if __name__ == "__main__":
    tap.run(globals())
