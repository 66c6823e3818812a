#!/usr/bin/env python3
"""The output `md`: a folder of notes in Markdown. Judges: a CommonMark parser (md4c), and a walk along all links."""
import ctypes
import ctypes.util
import html.parser
import json
import os
import re
import shutil
import unicodedata
import urllib.parse
from pathlib import Path

from harness import EXAMPLES, Folder, expect, squeeze, tap
from models import zoo

TABLES, MATH = 0x0100, 0x1000  # MD_FLAG_…
OUTPUT = ctypes.CFUNCTYPE(None, ctypes.POINTER(ctypes.c_char), ctypes.c_uint, ctypes.c_void_p)


def to_html(text):
    name = ctypes.util.find_library("md4c-html")
    if name is None:
        raise tap.Skip("libmd4c-html is not installed")
    pieces, data = [], text.encode()
    take = OUTPUT(lambda piece, size, _: pieces.append(ctypes.string_at(piece, size)))
    assert ctypes.CDLL(name).md_html(data, len(data), take, None, TABLES | MATH, 0) == 0
    return b"".join(pieces).decode()


class Note(html.parser.HTMLParser):
    """What a reader sees of a note, and where it leads."""

    def __init__(self, path):
        super().__init__()
        self.path, self.links, self.text, self.formulae, self.tags = path, [], "", 0, set()
        head, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        assert head == "" and body.startswith("\n"), path
        self.front = {line.split(": ", 1)[0]: json.loads(line.split(": ", 1)[1]) for line in front.splitlines()}
        self.feed(to_html(body))

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.add(tag)
        self.formulae += tag == "x-equation"
        self.links += [value for value in (attrs.get("href"), attrs.get("src")) if value]
        self.text += attrs.get("alt", "")

    def handle_data(self, data):
        self.text += data


def walk(vault):
    """All notes from index.md on, by their links, which all lead to files."""
    notes, waiting = {}, [vault / "index.md"]
    while waiting:
        path = waiting.pop()
        if path in notes or path.suffix != ".md":
            continue
        notes[path] = note = Note(path)
        for link in note.links:
            if not re.match(r"[a-z]+:", link):
                target = (path.parent / urllib.parse.unquote(link)).resolve()
                assert target.is_file(), f"{path}: {link} leads nowhere"
                waiting.append(target)
    return notes


def check_names(vault):
    names = [path.relative_to(vault).as_posix() for path in vault.rglob("*")]
    assert len({unicodedata.normalize("NFC", name).casefold() for name in names}) == len(names), names
    for name in names:
        for part in name.split("/"):
            assert not re.search(r'[\x00-\x1f<>:"\\|?*#^\[\]]', part) and part == part.strip(" .") or part == ".wzfiles", name
            assert len(part.encode()) <= 140 and not re.match(r"(con|nul|aux|prn|com\d)(\.|$)", part.lower()), name


def make(folder, *sources, args=()):
    result = folder.run("export", *sources, "-t", "md", "-o", "vault", *args)
    expect(result, 0)
    return Path(folder.path) / "vault", result


def galley(folder, *sources):
    lines = folder.run("dump", *sources, "--format=galley").stdout.splitlines()
    return [json.loads(line) for line in lines]


def test_every_note_is_reached_and_no_link_is_dead():
    with Folder() as folder:
        vault, _ = make(folder, EXAMPLES)
        notes = walk(vault)
        assert set(notes) == set(vault.rglob("*.md")) and len(notes) > 200, len(notes)
        check_names(vault)
        paper = notes[vault / "papers" / "1706.03762.md"]
        assert paper.front["title"] == "注意力就是全部所需" and paper.front["aliases"] == ["Attention Is All You Need"]
        assert paper.front["arxiv"] == "1706.03762" and paper.front["date"] == "2026-11-09" and "CL" in paper.front["tags"]
        assert paper.formulae == 4 and "zotero://select/items/@" + paper.front["citekey"] in paper.links


def test_a_note_says_all_that_the_galley_says():
    def said(notes, vault, pieces):
        for piece in pieces:
            if piece["partKind"] not in ("entry", "section") or piece["kind"] == "slot" or piece["role"] in ("number", "note-marks"):
                continue
            note = notes[piece["part"] if piece["partKind"] == "entry" else "p-index"]
            for text in piece.get("blocks", []) + [item["text"] for item in piece.get("items", [])]:
                for part in re.split(r"[^\w]+", text):  # a formula's TeX is not how a line shows it
                    if part.isascii():
                        continue
                    assert squeeze(part) in squeeze(note.text), f"{piece['part']} {piece['id']}: no {part!r} in {note.text!r}"

    for name, model in (("examples", None), ("everything", zoo.everything()), ("bare", zoo.bare()), ("english", zoo.english())):
        with Folder() as folder, tap.at(name):
            sources = [EXAMPLES]
            if model is not None:
                folder.write("issue.json", json.dumps(model))
                sources = ["issue.json"]
            vault, _ = make(folder, *sources)
            notes = walk(vault)
            check_names(vault)
            by_key = {"p-" + path.stem: note for path, note in notes.items()
                      if path.parent.name == "papers" or path.name == "index.md"}
            said(by_key, vault, galley(folder, *sources))


def test_text_stays_text():
    """What means something in Markdown, or to Obsidian, and is none in the paper."""
    words = ["# 题 #tag", "- 一", "1. 二", "+ 三", "> 四", "*五* _六_ `七` ~~八~~ ==九== %%十%%", "[a](b) ![c](d) [[e]] <b>f</b>", "&amp; &lt;",
             "| a | b |", "$x$ 与 $5", "^block", "---", "===", "http://a.b/c_d_e", "a\\b", "![[x]]"]
    model = zoo.english()
    entry = model["sections"][0]["entries"][0]
    entry["abstracts"] = [{"lang": "en", "content": [{"kind": "paragraph", "children": [{"text": one}]} for one in words]}]
    with Folder() as folder:
        folder.write("issue.json", json.dumps(model))
        vault, _ = make(folder, "issue.json", args=["--no-normalize"])
        note = Note(vault / "papers" / f"{entry['key']}.md")
        text = note.path.read_text()
        for one in words:
            assert squeeze(one) in squeeze(note.text), f"{one!r}: {note.text}"
        assert not note.tags & {"blockquote", "ul", "ol", "table", "code", "del", "hr", "img", "b", "x-equation"}, note.tags
        assert not re.search(r"(?<!\\)(#tag|==|%%|\^block|\[\[)", text), text


def test_rich_text():
    with Folder() as folder:
        folder.write("issue.json", json.dumps(zoo.everything()))
        vault, _ = make(folder, "issue.json")
        note = Note(vault / "papers" / "2209.00001.md")
        assert {"em", "strong", "code", "pre", "table", "blockquote", "ol", "ul", "img", "x-equation", "hr", "h2"} <= note.tags, note.tags
        assert len(list((vault / "figures").iterdir())) == 2
        assert "javascript" not in note.path.read_text()


def test_the_same_bytes_again_and_nothing_is_written_anew():
    with Folder() as folder:
        vault, _ = make(folder, EXAMPLES / "2026-11-09.txt")
        before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in vault.rglob("*.md")}
        make(folder, EXAMPLES / "2026-11-09.txt")
        assert before == {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in vault.rglob("*.md")}


def test_an_editors_own_files_are_hers():
    with Folder() as folder:
        vault, _ = make(folder, EXAMPLES / "2026-11-09.txt")
        (vault / "mine.md").write_text("mine")
        (vault / ".obsidian").mkdir()
        paper, other = vault / "papers" / "1706.03762.md", vault / "papers" / "1512.03385.md"
        paper.write_text("changed by her")
        _, result = make(folder, EXAMPLES / "2026-11-10.txt")
        assert paper.read_text() == "changed by her" and (vault / "mine.md").read_text() == "mine"
        assert not other.exists() and (vault / ".obsidian").is_dir()  # which the second day has not
        _, result = make(folder, EXAMPLES / "2026-11-09.txt")
        expect(result, 0, "papers/1706.03762.md", "files-kept")
        assert paper.read_text() == "changed by her" and other.exists()
        assert not list(vault.glob(".*part*"))


def test_a_folder_of_others_is_left_alone():
    with Folder() as folder:
        folder.write("hers/mine.md", "mine")
        expect(folder.run("export", "2022-09-22.txt", "-t", "md", "-o", "hers"), 1, "hers", "empty folder")
        assert folder.names("hers") == ["mine.md"]
        folder.write("file", "x")
        expect(folder.run("export", "2022-09-22.txt", "-t", "md", "-o", "-"), 64, "folder of files")
        os.mkdir(os.path.join(folder.path, "out"))
        expect(folder.run("export", "2022-09-22.txt", "-t", "md,epub", "-o", "out"), 0)
        assert folder.names("out") == ["2022-09-22.epub", "2022-09-22.vault"]
        for _ in range(2):
            expect(folder.run("export", "2022-09-22.txt", "-o", "notes.vault"), 0)
            assert "index.md" in folder.names("notes.vault") and "2022-09-22.epub" not in folder.names("notes.vault")


def test_citation_keys_are_those_of_the_bibliography():
    names = [{"text": "Ludwig van Beethoven Jr."}, {"text": "Łukasz Kaiser"}, {"text": "Müller, J", "family": "Müller", "given": "J"},
             {"text": "张三"}, {"text": "ATLAS Collaboration", "collaboration": True}, {"text": "Søren Ægir"}, {"text": "Plato"}]
    model = zoo.english()
    [entry] = model["sections"][0]["entries"]
    model["sections"][0]["entries"] = [{**entry, "key": f"2402.0000{i}", "arxivId": f"2402.0000{i}", "authors": [name]}
                                       for i, name in enumerate(names)]
    for source in (EXAMPLES, "issue.json"):
        with Folder() as folder:
            folder.write("issue.json", json.dumps(model))
            vault, _ = make(folder, source)
            expect(folder.run("export", source, "-o", "refs.bib"), 0)
            keys = set(re.findall(r"^@\w+{(.*),$", folder.read("refs.bib").decode(), re.MULTILINE))
            assert keys == {Note(path).front["citekey"] for path in (vault / "papers").iterdir()}, keys


def test_it_is_made_only_when_named():
    with Folder() as folder:
        expect(folder.run("export", "2022-09-22.txt", "-o", "out/"), 0)
        assert all(not name.endswith(".vault") for name in folder.names("out")), folder.names("out")


def test_a_build_knows_it():
    with Folder() as folder:
        os.mkdir(os.path.join(folder.path, "inbox"))
        for day in ("2026-11-09", "2026-11-10"):
            shutil.copy(EXAMPLES / f"{day}.txt", os.path.join(folder.path, "inbox"))
        folder.write("wenzhai.ini", "[project]\nformats = epub, md\ninbox = inbox\nissues = issues\n")
        expect(folder.run("build"), 0)
        [vault] = [name for name in folder.names("issues") if name.endswith(".vault")]
        made = os.stat(os.path.join(folder.path, "issues", vault, ".wzfiles")).st_mtime_ns
        expect(folder.run("build"), 0)
        assert os.stat(os.path.join(folder.path, "issues", vault, ".wzfiles")).st_mtime_ns == made
        os.remove(os.path.join(folder.path, "issues", vault, "index.md"))
        expect(folder.run("build"), 0)
        assert "index.md" in folder.names("issues/" + vault)
        expect(folder.run("publish", "2026-W46"), 0)  # a folder of notes is no book that readers have
        assert not any(name.endswith(".vault") for name in folder.names("issues/published/2026-W46/revision-1"))


tap.run(globals())
