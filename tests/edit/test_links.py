#!/usr/bin/env python3
"""Each entry of each index leads to its paper: in EPUB, in the Kindle book, and by page number in the PDF."""
import collections
import html
import os
import posixpath
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile

import desk
import tap
from desk import Folder, entries_of, entry_of, expect, issue_of

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "kindle"))

XHTML = "{http://www.w3.org/1999/xhtml}"
FILES = ("author", "affiliation", "category", "day")


def make(folder, kind):
    """The example week as a book, and its model."""
    issue, _ = issue_of(folder, desk.EXAMPLES, "--week=2026-W46", "--series=论文文摘")
    done = folder.run("weekly", desk.EXAMPLES, "--week=2026-W46", "--series=论文文摘", "-t", kind, "-o", "out/")
    if done.returncode == 64 and "no output" in done.stderr:
        raise tap.Skip(f"no {kind} plugin")
    expect(done, 0)
    return issue, os.path.join(folder.path, "out", folder.names("out")[0])


def squeeze(text):
    return re.sub(r"\s+", "", text)


def terms_of(issue, kind):
    return next(index["terms"] for index in issue["indices"] if index["kind"] == kind)


def test_epub_links():
    with Folder() as folder:
        issue, path = make(folder, "epub")
        with zipfile.ZipFile(path) as book:
            names = set(book.namelist())
            ids = {name: set(re.findall(r'\bid="([^"]*)"', book.read(name).decode())) for name in names if name.endswith(".xhtml")}
            for kind in FILES:
                name = f"EPUB/text/index-{kind}.xhtml"
                rows = {}
                for row in ET.fromstring(book.read(name)).iter(XHTML + "p"):
                    links = row.findall(XHTML + "a")
                    label = squeeze("".join(row.find(XHTML + "span").itertext())) if row.find(XHTML + "span") is not None else ""
                    if not links or not label:
                        continue
                    for link in links:
                        target, _, fragment = link.get("href").partition("#")
                        target = posixpath.normpath(posixpath.join("EPUB/text", target)) if target else name
                        if "index" in target or "nav" in target:
                            continue
                        assert fragment in ids[target], (label, link.get("href"))
                        rows.setdefault(label, set()).add(fragment)
                wanted = collections.defaultdict(set)
                for term in terms_of(issue, kind):
                    wanted[squeeze(term["label"])] |= {"p-" + key for key in term["entries"]}
                assert rows == dict(wanted), (kind, sorted(set(wanted) ^ set(rows))[:5])


def test_kindle_links():
    """Every link of the documents ends on an anchor; those of the author index on papers of that author."""
    import azw3
    with Folder() as folder:
        issue, path = make(folder, "azw3")
        with open(path, "rb") as handle:
            half = azw3.Book(handle.read()).kf8
        pattern = re.compile(rb'<a[^>]*href="kindle:pos:fid:([0-9A-V]{4}):off:([0-9A-V]{10})"')
        titles = {}
        for entry in entries_of(issue):
            titles[entry["key"]] = squeeze(desk.field(entry, "titles", "zh-Hans") or desk.field(entry, "titles", "en"))
        document = next(d for d in half.documents if re.search("<h1[^>]*>作者索引</h1>".encode(), d))
        found = collections.defaultdict(set)
        for row in re.findall(rb"<p[^>]*>(.*?)</p>", document, re.DOTALL):
            label = html.unescape(re.sub(rb"<[^>]*>", b"", row.split(b"<a ")[0]).decode())
            for fid, off in pattern.findall(row):
                rest = re.sub(rb"<[^>]*>", b"", half.at((azw3.base32(fid.decode()), azw3.base32(off.decode())))[:4000])
                found[squeeze(label)].add(squeeze(rest.decode("utf-8", "ignore")))
        terms = terms_of(issue, "author")
        assert {squeeze(term["label"]) for term in terms} <= set(found), "terms are missing"
        for term in terms:
            places = found[squeeze(term["label"])]
            assert len(places) == len(term["entries"]), term
            for key in term["entries"]:
                assert any(titles[key] in place[:400] for place in places), (term["label"], key)


def test_pdf_page_numbers():
    """The page that an index names is one on which the paper begins, and the author stands on it."""
    if not shutil.which("pdftotext"):
        raise tap.Skip("no pdftotext")
    with Folder() as folder:
        issue, path = make(folder, "pdf")
        text = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, encoding="utf-8", check=True).stdout
        pages = text.split("\f")
        offsets = collections.Counter()
        for number, page in enumerate(pages):
            for folio in re.findall(r"(?m)^(\d{1,3})$", page):
                offsets[number - int(folio)] += 1
        offset = offsets.most_common(1)[0][0]
        squeezed = [squeeze(page) for page in pages]
        start = next(i for i, page in enumerate(squeezed) if "作者索引" in page and i > len(pages) // 2)
        end = next(i for i, page in enumerate(squeezed) if "机构索引" in page and i > start)
        index = ""
        for number in range(start, end):  # without folio and running head
            lines = [line for line in pages[number].splitlines() if line.strip()]
            index += squeeze("".join(line for line in lines if not re.fullmatch(r"\d{1,3}", line.strip())))
        checked = 0
        for term in terms_of(issue, "author"):
            label = squeeze(term["label"])
            match = re.search(re.escape(label) + r"(\d{1,3}(?:,\d{1,3})*)", index)
            assert match, (term["label"], index[:300])
            numbers = [int(number) for number in match[1].split(",")]
            for key in term["entries"]:
                entry = entry_of(issue, key)
                title = squeeze(desk.field(entry, "titles", "en"))
                name = next(a["text"] for a in entry["authors"] if squeeze(a["text"])[-3:] in squeeze(a["text"]) and
                            squeeze(term["label"].split(",")[0]) in squeeze(a["text"]))
                on = [n for n in numbers if title in squeezed[n + offset] and squeeze(name) in squeezed[n + offset]]
                assert on, (term["label"], key, numbers, offset)
                checked += 1
        assert checked > 150, checked


if __name__ == "__main__":
    tap.run(globals())
