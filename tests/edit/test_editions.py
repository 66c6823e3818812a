#!/usr/bin/env python3
"""Editions in Traditional Chinese, as books: words, marks, language tags, and faces with the forms of their region."""
import gzip
import json
import os
import re

import desk
from desk import EXAMPLES, daily
from harness import Folder, azw3, books, expect, run, tap

#           stem's end    face   EPUB     Kindle
EDITIONS = {"": ("SC", "zh-CN", "zh"), "-zh-Hant-TW": ("TC", "zh-TW", "zh-tw"), "-zh-Hant-HK": ("HK", "zh-HK", "zh-hk")}


def make(folder, kind):
    """One run, three editions."""
    folder.write("inbox/2022-09-19.txt", daily({"arxiv": "2209.00001", "zh": "优化“网络”的软件",
                                                "abstract": '本文通过"网络"优化软件质量,效果好。'}))
    done = folder.run("weekly", "inbox", "-t", kind, "-o", "out/", "--variant=zh-Hant-TW,zh-Hant-HK")
    if done.returncode == 64 and "no output" in done.stderr:
        raise tap.Skip(f"no {kind} plugin")
    expect(done, 0)
    assert len(folder.names("out")) == 3, folder.names("out")
    return [(end, os.path.join(folder.path, f"out/wenzhai-2022-W38{end}.{kind}")) for end in EDITIONS]


def check_words(text, end):
    if end:
        assert "「網" in text and "」" in text and "“" not in text, text[:2000]
    else:
        assert "“网络”" in text and "「" not in text, text[:2000]
    assert f"Noto Serif CJK {EDITIONS[end][0]} " in text, (end, re.findall("Noto Serif CJK ..", text))
    for other in {"SC", "TC", "HK"} - {EDITIONS[end][0]}:
        assert f"CJK {other}" not in text, (end, other)


def test_epub():
    with Folder() as folder:
        for end, path in make(folder, "epub"):
            texts = books.epub_files(path, (".xhtml", ".opf", ".css"))
            face, tag, _ = EDITIONS[end]
            check_words("".join(re.sub("<[^>]*>", "", text) for name, text in texts.items() if name.endswith(".xhtml")), end)
            assert f"<dc:language>{tag}</dc:language>" in texts["EPUB/package.opf"]
            chinese = {lang for text in texts.values() for lang in re.findall(r'\blang="(zh[^"]*)"', text)}
            assert chinese == {tag}, (end, chinese)
            assert f'"Noto Serif CJK {face}"' in texts["EPUB/style.css"], texts["EPUB/style.css"][:600]


def test_kindle():
    with Folder() as folder:
        for end, path in make(folder, "azw3"):
            half = azw3.half_of(path)
            check_words(re.sub("<[^>]*>", "", b"".join(half.documents).decode()), end)
            assert half.metadata(524) == [EDITIONS[end][2]], half.metadata(524)


def test_pdf():
    tap.needs("pdftotext", "pdffonts")
    with Folder() as folder:
        for end, path in make(folder, "pdf"):
            check_words(run("pdftotext", "-raw", path, "-").stdout.replace("\n", " ").replace("“网 络”", "“网络”"), end)
            faces = set(re.findall(r"Noto(?:Serif|Sans)CJK([a-z]+)", run("pdffonts", path).stdout))
            assert faces == {EDITIONS[end][0].lower()}, (end, faces)


def test_punctuation_of_the_regions():
    """Stops are centred in their em in both (R39), and stand at its foot in Simplified Chinese."""
    with Folder() as folder:
        for end, _ in make(folder, "pdf"):
            done = folder.run("weekly", "inbox", "-t", "pdf", "-o", f"dump{end}/", "--set=pdf.output=dump",
                              *([f"--variant={end[1:]}"] if end else []))
            expect(done, 0)
            dump = folder.read(f"dump{end}/wenzhai-2022-W38{end}.pdf").decode()
            line = next(line for line in dump.splitlines() if re.search("软件质量|軟[件體]質[量]", line))
            left, right = map(float, line.split()[1:3])
            ems = (right - left) / 10.5
            assert (abs(ems - len(line.split("] ")[1])) < 0.01) == bool(end), (end, ems, line)


# ---- Editions of a project

BRIEF = ["--plugin", desk.BRIEF]
INI = """[project]
slug = w
formats = brief
{}[edition tw]
variant = zh-Hant-TW
series = 正體文摘
[edition print]
style = handout
order = day
indices = none
brief.level = 3
"""


def books_of(path):
    return books.epub_files(path, (".xhtml", ".opf"))


def project(folder, extra=""):
    folder.write("p/wenzhai.ini", INI.format(extra))
    for day in range(19, 26):
        folder.write(f"p/inbox/2022-09-{day}.txt", daily({"arxiv": f"2209.000{day}", "zh": "优化网络的软件"}))


def build(folder, *args, status=0):
    done = folder.run("build", "p", "-v", *BRIEF, *args)
    expect(done, status)
    return {row[0]: row[1] for row in (line.split("\t") for line in done.stdout.splitlines()) if row[0] == "2022-W38"}


def model(folder, name):
    return json.loads(gzip.decompress(folder.read(f"p/issues/.dumps/{name}.json.gz")))


def test_several_in_one_project():
    """Each with its file, its words, its identifier; the issue is what it is without them."""
    with Folder() as folder:
        project(folder)
        build(folder)
        made = [name for name in folder.names("p/issues") if name.endswith(".md")]
        assert made == ["w-2022-W38-print.brief.md", "w-2022-W38-tw.brief.md", "w-2022-W38.brief.md"], made
        main, tw, paper = (model(folder, f"w-2022-W38{end}") for end in ("", "-tw", "-print"))
        assert [issue.get("edition") for issue in (main, tw, paper)] == [None, "tw", "print"]
        assert len({issue["identifier"] for issue in (main, tw, paper)}) == 3
        assert tw["variant"] == "zh-Hant-TW" and tw["title"]["zh-Hant-TW"].startswith("正體文摘"), tw["title"]
        assert "網" in folder.read("p/issues/w-2022-W38-tw.brief.md").decode()
        expect(folder.run("weekly", "p", *BRIEF, "--edition=tw", "-t", "epub", "-o", "tw.epub"), 0)
        texts = books_of(os.path.join(folder.path, "tw.epub"))
        assert '<meta property="schema:bookEdition">tw</meta>' in texts["EPUB/package.opf"], texts["EPUB/package.opf"]
        assert any(re.search(r"版本(<[^>]*>|：|\s)*tw", text) for text in texts.values()), "the colophon says it"
        assert [s["id"] for s in paper["sections"] if s.get("entries")] != [s["id"] for s in main["sections"] if s.get("entries")]
        assert not paper.get("indices") and main["indices"]
        assert not any("backReferences" in entry for issue in (tw, paper) for s in issue["sections"] for entry in s.get("entries", [])), \
            "no edition takes the issue for an earlier one"
        assert build(folder) == {"2022-W38": "current"}
        alone = folder.read("p/issues/w-2022-W38.brief.md")
        folder.write("p/wenzhai.ini", INI.format("").split("[edition")[0])
        build(folder)
        assert folder.read("p/issues/w-2022-W38.brief.md") == alone


def test_a_change_of_an_edition_is_noticed():
    with Folder() as folder:
        project(folder)
        build(folder)
        text = folder.read("p/wenzhai.ini").decode()
        for old, new, reason in (("order = day", "order = category", "settings in wenzhai.ini changed"), ("handout", "large", "style changed"),
                                 ("brief.level = 3", "brief.level = 2", "outputs or their options changed"), ("[edition print]", "[edition paper]", "")):
            text = text.replace(old, new)
            folder.write("p/wenzhai.ini", text)
            told = build(folder)["2022-W38"]
            assert told == reason or not reason and "changed" in told, (old, told)
            assert build(folder) == {"2022-W38": "current"}
        done = folder.run("build", "p", "-v", *BRIEF)
        assert "w-2022-W38-print.brief.md" in done.stderr and "makes them no longer" in done.stderr, done.stderr


STEMS = {"main": "w-2022-W38", "tw": "w-2022-W38-tw", "print": "w-2022-W38-print"}


def made(folder, *args):
    """Editions whose books a build writes."""
    before = {name: os.stat(f"{folder.path}/p/issues/{stem}.brief.md").st_ino for name, stem in STEMS.items()
              if os.path.exists(f"{folder.path}/p/issues/{stem}.brief.md")}
    expect(done := folder.run("build", "p", "-v", *BRIEF, *args), 0)
    after = {name: os.stat(f"{folder.path}/p/issues/{stem}.brief.md").st_ino for name, stem in STEMS.items()
             if os.path.exists(f"{folder.path}/p/issues/{stem}.brief.md")}
    assert "makes them no longer" not in done.stderr, done.stderr
    return [name for name in after if after[name] != before.get(name)]


def change(folder, old, new):
    text = folder.read("p/wenzhai.ini").decode()
    assert old in text
    folder.write("p/wenzhai.ini", text.replace(old, new))


def test_only_what_changed_is_made():
    """A change of an edition makes its books, one of the issues those that take it over, one of a daily all."""
    with Folder() as folder:
        project(folder)
        assert made(folder) == ["main", "tw", "print"] and made(folder) == []
        change(folder, "handout", "large")
        assert made(folder) == ["print"] and made(folder) == []
        change(folder, "series = 正體文摘", "series = 繁體文摘")
        assert made(folder) == ["tw"]
        change(folder, "slug = w\n", "slug = w\norder = category\n")
        assert made(folder) == ["main", "tw"], "print has an order of its own"
        folder.write("p/inbox/2022-09-20-b.txt", daily({"arxiv": "2209.00777"}))
        assert made(folder) == ["main", "tw", "print"]
        os.remove(f"{folder.path}/p/issues/w-2022-W38-tw.brief.md")
        assert "tw" in made(folder) and made(folder) == []


def test_one_edition_of_a_build():
    """The others wait for their books, and the next build makes them."""
    with Folder() as folder:
        project(folder)
        assert made(folder, "--edition=tw") == ["tw"]
        done = folder.run("status", "p", *BRIEF)
        assert "editions wait for their books: main print" in done.stdout, done.stdout
        assert made(folder, "--edition=tw") == []
        assert made(folder) == ["main", "print"] and made(folder) == []
        folder.write("p/inbox/2022-09-20-b.txt", daily({"arxiv": "2209.00777"}))
        assert made(folder, "--edition=main,print") == ["main", "print"]
        change(folder, "handout", "large")
        assert made(folder, "--edition=main") == []
        assert made(folder) == ["tw", "print"] and made(folder) == []
        expect(folder.run("build", "p", *BRIEF, "--edition=tx"), 64, "there is no edition “tx”")
        expect(folder.run("publish", "p", "2022-W38", *BRIEF, "--edition=tw"), 64, "leave --edition out")


def test_editions_are_published():
    """All of them together; a revision has each under its identifier and its name."""
    with Folder() as folder:
        project(folder)
        expect(folder.run("publish", "p", "2022-W38", *BRIEF), 0)
        first = {end: model(folder, f"w-2022-W38{end}")["identifier"] for end in ("", "-tw", "-print")}
        frozen = "p/issues/published/2022-W38/revision-1"
        assert len([name for name in folder.names(frozen) if name.endswith(".brief.md")]) == 3, folder.names(frozen)
        change(folder, "handout", "large")
        done = folder.run("build", "p", *BRIEF)
        assert "2022-W38 is published" in done.stderr and "style changed" in done.stderr, done.stderr
        folder.write("p/overlays/2022-W38.overlay.ini", "[2209.00020]\ndrop = yes\n")
        expect(folder.run("reissue", "p", "2022-W38", *BRIEF), 0)
        for end, identifier in first.items():
            issue = model(folder, f"w-2022-W38{end}")
            assert (issue["identifier"], issue["revision"]) == (identifier, 2), end
            gone = [section for section in issue["sections"] if section["kind"] == "gone"]
            assert any(section["id"] == "p-2209.00020" for section in gone), (end, gone)
            assert ("撤下（第2版）" in desk.plain(gone[0]["blocks"])), gone[0]
        rows = [json.loads(line) for line in folder.run("status", "p", *BRIEF, "--format=json").stdout.splitlines()]
        assert rows[0]["editions"] == [{"edition": name, "formats": ["md"]} for name in ("main", "tw", "print")], rows
        assert "main: md; tw: md; print: md" in folder.run("status", "p", *BRIEF).stdout


def test_a_face_of_its_own():
    """Pictures that the project names lie in its folder, whoever names them and wherever the program is started; they are used."""
    with Folder() as folder:
        project(folder)
        picture = (EXAMPLES / "mixed/seal.png").read_bytes()
        folder.write("p/art/seal.png", picture)
        folder.write("p/tw.png", picture)
        text = folder.read("p/wenzhai.ini").decode()
        folder.write("p/wenzhai.ini", text.replace("[edition print]", "cover.logo = tw.png\n[edition print]") + "[cover]\nlogo = art/seal.png\n")
        done = folder.run("build", "p", *BRIEF)
        expect(done, 0)
        assert "not used" not in done.stderr, done.stderr
        folder.write("p/other.png", picture)
        assert "not used: other.png" in folder.run("build", "p", *BRIEF).stderr


def test_one_alone():
    """By `weekly`, from a project; by `export`, a variant; what is none is named, as are two for one file."""
    with Folder() as folder:
        project(folder)
        expect(folder.run("weekly", "p", *BRIEF, "--edition", "tw", "-o", "x.brief.md"), 0)
        assert "正體文摘" in folder.read("x.brief.md").decode()
        expect(folder.run("weekly", "p", *BRIEF, "--edition=main", "-o", "y.brief.md"), 0)
        assert "正體文摘" not in folder.read("y.brief.md").decode()
        before = folder.names()
        done = folder.run("weekly", "p", *BRIEF, "-o", "z.brief.md")
        expect(done, 64, "would both become z.brief.md", "--edition")
        assert folder.names() == before and "正體文摘" in done.stderr and "论文文摘" in done.stderr, done.stderr
        expect(folder.run("weekly", "p", *BRIEF, "--edition=tx"), 64, "there is no edition “tx”; there are: main, tw, print", "tw”?")
        expect(folder.run("export", "p/inbox", *BRIEF, "-t", "brief", "--edition=zh-Hant-TW", "-o", "t.brief.md"), 0)
        assert "網" in folder.read("t.brief.md").decode()
        expect(folder.run("export", "2022-09-22.txt", *BRIEF, "-t", "brief", "--variant=zh-Hant-TW", "-o", "v/"), 0)
        assert folder.names("v") == ["2022-09-22-zh-Hant-TW.brief.md", "2022-09-22.brief.md"], folder.names("v")


def test_mistakes_of_editions():
    """In their place: keys, values, names, two that would have one file."""
    for text, place, words in (("[edition x]\nnonsense = 1\n", "3:1", "there is no key nonsense in [edition x]"),
                               ("[edition x]\ninbox = y\n", "3:9", "same for all editions"), ("[edition x]\norder = size\n", "3:9", "size"),
                               ("[edition x]\nvariant = zh-Hant,zh-Hant-TW\n", "3:11", "one variant"), ("[edition ]\n", "2:1", "can be no edition"),
                               ("[edition main]\n", "2:1", "main"), ("[edition a/b]\n", "2:1", "a/b"), ("[edition x-1]\n", "2:1", "x-1"),
                               ("[edition tw]\n[edition TW]\n", "3:1", "“tw” and “TW” would have files of one name"),
                               ("variant = zh-Hant-TW\n[edition zh-hant-tw]\n", "3:1", "one name")):
        with Folder() as folder:
            folder.write("p/wenzhai.ini", "[project]\n" + text)
            folder.write("p/inbox/2022-09-22.txt", daily({"arxiv": "2209.00001"}))
            expect(folder.run("build", "p", "-t", "brief", *BRIEF), 64, f"p/wenzhai.ini:{place}: error", words)
            assert not os.path.exists(os.path.join(folder.path, "p/issues")) or folder.names("p/issues") == []


def test_a_variant_is_an_edition():
    """The old key and the new group make the same book."""
    with Folder() as folder:
        books = []
        for ini in ("variant = zh-Hant-TW\n", "[edition zh-Hant-TW]\n", "[edition zh-Hant-TW]\nvariant = zh-Hant-TW\n"):
            folder.write("p/wenzhai.ini", "[project]\nformats = brief\n" + ini)
            folder.write("p/inbox/2022-09-22.txt", daily({"arxiv": "2209.00001", "zh": "优化网络"}))
            build(folder)
            books.append((folder.read("p/issues/wenzhai-2022-W38-zh-Hant-TW.brief.md"), model(folder, "wenzhai-2022-W38-zh-Hant-TW")))
        assert books[0] == books[1] == books[2] and "edition" not in books[0][1]


def test_dry_run_lists_editions():
    with Folder() as folder:
        project(folder)
        text = folder.run("build", "p", "-n", *BRIEF).stdout
        for words in ("→ p/issues/w-2022-W38.brief.md", "→ p/issues/w-2022-W38-tw.brief.md", "→ p/issues/w-2022-W38-print.brief.md", "p/wenzhai.ini:8:9"):
            assert words in text, (words, text)
        assert not os.path.exists(os.path.join(folder.path, "p/issues"))


if __name__ == "__main__":
    tap.run(globals())
