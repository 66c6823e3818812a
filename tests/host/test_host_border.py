#!/usr/bin/env python3
"""What every text and link passes on its way into an issue, whoever wrote it: the same for all outputs."""
import json
import os
import re
import shutil
import subprocess
import zipfile

from harness import Folder, expect, tap

BAD_LINKS = ["javascript:alert(1)", "JaVaScRiPt:alert(2)", " javascript:alert(3)", "java\tscript:alert(4)", "vbscript:x",
             "data:text/html,<script>", "file:///etc/passwd", "//evil.example/x", "../../etc/passwd",
             "https://arxiv.org@evil.example/"]
GOOD_LINKS = {"https://a.example/\"><script>": "https://a.example/%22%3E%3Cscript%3E",
              "http://github.com/x": "https://github.com/x", "http://lab.example/x": "http://lab.example/x",
              "https://a.example/it's": "https://a.example/it's"}


def link(url, label):
    return {"kind": "link", "target": url, "children": [{"text": label}]}


def make_issue(**more):
    words = [link(url, f"标签{i}") for i, url in enumerate(BAD_LINKS)]
    entry = {"key": "k", "ordinal": 1, "full": True, "titles": [{"lang": "en", "content": [{"text": "A Title"}]}],
             "links": [{"url": url} for url in [*GOOD_LINKS, *BAD_LINKS]],
             "abstracts": [{"lang": "zh-Hans", "content": [{"kind": "paragraph", "children": [{"text": "文字"}, *words]}]}]}
    return {"wenzhai": 1, "lang": "zh-Hans", "title": {"zh-Hans": "题"}, "date": "2026-01-01",
            "sections": [{"kind": "featured", "id": "f", "heading": {"zh-Hans": "论文"}, "entries": [entry]}], **more}


def targets_of_epub(path):
    with zipfile.ZipFile(path) as book:
        text = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml"))
    return set(re.findall(r'href="(\w+:[^"]*)"', text)), text


def targets_of_pdf(path):
    plain = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", path, "-"], capture_output=True).stdout
    found = re.findall(rb"/URI \(((?:[^\\)]|\\.)*)\)", plain)
    return {re.sub(rb"\\(.)", rb"\1", one).decode() for one in found}


def test_one_link_policy_for_all_outputs():
    """A link that a book may not hold is its text, with a warning that says what, why and where; label and address stay."""
    with Folder() as folder:
        folder.write("x.json", json.dumps(make_issue()))
        done = folder.run("export", "x.json", "-t", "epub,pdf,azw3")
        expect(done, 0, "[link-refused]", "“javascript”", "entry k")
        assert done.stderr.count("[link-refused]") == 2 * len(BAD_LINKS), done.stderr
        found, text = targets_of_epub(os.path.join(folder.path, "x.epub"))
        wanted = set(GOOD_LINKS.values())
        assert {url.replace("&#39;", "'").replace("&amp;", "&") for url in found} == wanted, found
        for i in range(len(BAD_LINKS)):
            assert f"标签{i}" in text
        assert "javascript:alert(1)" in text and "//evil.example/x" in text
        kindle = folder.run("inspect", "x.azw3").stdout
        assert not re.search(r'href="(?:java|vb|data|file|/|\.)', kindle)
        if shutil.which("qpdf"):
            found = targets_of_pdf(os.path.join(folder.path, "x.pdf"))
            assert {url.replace("%27", "'") for url in found} == wanted, found


def test_editorials_and_overlays_pass_the_same_border():
    with Folder() as folder:
        folder.write("inbox/2026-01-05.txt", folder.read("2022-09-22.txt"))
        folder.write("note.md", "见 [这里](javascript:alert(1))、[那里](http://arxiv.org/abs/1)。\n")
        folder.write("o.ini", "[issue]\neditorial-file = note.md\n")
        done = folder.run("weekly", "inbox", "--from", "2026-01-05", "--to", "2026-01-11", "--overlay", "o.ini", "-o", "w.epub")
        expect(done, 0, "[link-refused]", "javascript")
        found, text = targets_of_epub(os.path.join(folder.path, "w.epub"))
        assert "https://arxiv.org/abs/1" in found and not [url for url in found if "script" in url], found
        assert "这里" in text


def test_control_characters_in_lines_are_spaces():
    """From JSON and from the command line; each is told once, and no output fails."""
    with Folder() as folder:
        made = make_issue(title={"zh-Hans": "题\t目\r\n续"}, series="刊\x07名")
        made["sections"][0]["entries"][0]["titles"][0]["content"][0]["text"] = "A\tB\u2028C"
        made["sections"][0]["entries"][0]["authors"] = [{"text": "X\nY"}]
        folder.write("x.json", json.dumps(made))
        done = folder.run("export", "x.json", "-v", "-t", "epub,pdf,azw3")
        expect(done, 0, "[control-character]")
        assert done.stderr.count("[control-character]") == 4, done.stderr
        issue = json.loads(folder.run("dump", "x.json").stdout)
        entry = issue["sections"][0]["entries"][0]
        assert issue["title"]["zh-Hans"] == "题 目 续" and issue["series"] == "刊 名"
        assert entry["titles"][0]["content"][0]["text"] == "A B C" and entry["authors"][0]["text"] == "X Y"
        expect(folder.run("export", "2022-09-22.txt", "--title", "A\tB", "--editor", "C\nD", "-t", "epub,pdf,azw3"), 0)


def test_an_issue_of_nothing():
    """One behaviour for all outputs: refused as input, nothing written."""
    with Folder() as folder:
        for name, made in (("a.json", {"wenzhai": 1}), ("b.json", {"wenzhai": 1, "sections": []}),
                           ("c.json", {"wenzhai": 1, "sections": [{"kind": "featured", "heading": {"en": "H"}}]})):
            folder.write(name, json.dumps(made))
            expect(folder.run("export", name, "-o", "out/"), 2, "without a paper", "[not-a-digest]")
            assert "out" not in folder.names() or folder.names("out") == []


if __name__ == "__main__":
    tap.run(globals())
