#!/usr/bin/env python3
"""What the editor and the house write: an editorial like an article, with what else stands before, between and behind the
papers, in every book; and what is wrong in it, in its place."""
import json
import os
import re
import zipfile
from pathlib import Path

import desk
from desk import daily
from harness import Folder, books, expect, tap
from models.build import png

EDITORIAL = """# 本周导语

围着一个问题转[^size]，见[那篇](2209.00005)、[[arXiv:2209.00006v2]]、[第一篇](1)与[[2209.00005|它]]；[书外的](1706.03762)。

![两条曲线](pictures/a.png)
*图 1　**不单调**[^2]。*

![另一幅](pictures/a.png "图 2 的说明")

| 做法 | 得分 |
|:---|---:|
| 甲[^size] | 0.81 |

> 引文一句。

$$E = mc^2$$

```python
x = 1
```

[^size]: 指参数量，$n$ 个。

    注的第二段。
[^2]: 横轴取对数。
"""


def project(folder, **files):
    expect(folder.run("init", "p"), 0)
    for day in (5, 6, 7):
        folder.write(f"p/inbox/2022-09-{day:02}.txt", daily({"arxiv": f"2209.0000{day}"}))
    folder.write("p/overlays/pictures/a.png", png(320, 200))
    folder.write("p/overlays/2022-W36.overlay.ini", "[issue]\neditorial-file = e.md\n")
    folder.write("p/overlays/e.md", EDITORIAL)
    for name, text in files.items():
        folder.write("p/" + name, text)


def build(folder, *args, status=0):
    done = folder.run("build", "p", *args)
    expect(done, status)
    return done


def sections(folder):
    return {section["id"]: section for section in json.loads(desk.dump_of(folder, "wenzhai-2022-W36"))["sections"]}


def nodes(value):
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    for one in value if isinstance(value, list) else []:
        yield from nodes(one)


def test_editorial_in_the_model():
    with Folder() as folder:
        project(folder)
        assert "[overlay-markdown]" not in build(folder, "-t", "epub").stderr
        text = sections(folder)["editorial"]["blocks"]["content"]
        found = [node for node in nodes(text) if "kind" in node]
        links = [(node["target"], desk.plain(node)) for node in found if node["kind"] == "link"]
        assert links == [("#2209.00005", "那篇"), ("#2209.00006", "论文220900006的标题"), ("#2209.00005", "第一篇"),
                         ("#2209.00005", "它"), ("https://arxiv.org/abs/1706.03762", "书外的")], links
        figures = [(node["text"], desk.plain(node.get("children", []))) for node in found if node["kind"] == "figure"]
        assert figures == [("两条曲线", "图 1　不单调[2]。"), ("另一幅", "图 2 的说明")], figures
        assert [(node["number"], node["text"]) for node in found if node["kind"] == "note-mark"] == [(1, "[1]"), (2, "[2]"), (1, "[1]")]
        assert [node["kind"] for node in text][-2:] == ["note", "note"]


def test_every_book_has_it():
    words = ["本周导语", "图 1　不单调", "图 2 的说明", "引文一句。", "前言之前", "本栏的话", "招聘启事", "本社出品"]
    with Folder() as folder:
        project(folder, **{"before.md": "前言之前[^1]。\n\n[^1]: 前言的注。\n", "sections/featured.md": "本栏的话。\n",
                           "after.md": "# 后事\n\n招聘启事。\n", "imprint.md": "本社出品。\n"})
        build(folder, "-t", "epub,azw3,pdf")
        for kind in ("epub", "azw3", "pdf"):
            text = "".join(part for _, part in books.parts(Path(folder.path, f"p/issues/wenzhai-2022-W36.{kind}")))
            for word in words + ["[1]指参数量", "[2]横轴取对数。", "[1]前言的注。", "后事"]:
                assert books.fold(word) in text, (kind, word)
        with zipfile.ZipFile(os.path.join(folder.path, "p/issues/wenzhai-2022-W36.epub")) as book:
            page = book.read("EPUB/text/s-editorial.xhtml").decode()
        marks = re.findall(r'<a epub:type="noteref" role="doc-noteref"(?: id="([^"]+)")? href="#([^"]+)">', page)
        notes = re.findall(r'<aside epub:type="footnote" role="doc-footnote" id="([^"]+)">.*?href="#([^"]+)"', page, re.S)
        assert [target for _, target in marks] == [notes[0][0], notes[1][0], notes[0][0]], (marks, notes)
        assert [back for _, back in notes] == [one for one, _ in marks if one], (marks, notes)


def test_languages():
    with Folder() as folder:
        project(folder, **{"overlays/e.en.md": "# This Week\n\nIt turns[^1].\n\n[^1]: A note.\n", "before.en.md": "Before all.\n",
                           "overlays/2022-W36.overlay.ini": "[issue]\neditorial-file = e.md\neditorial-file.en = e.en.md\n"})
        build(folder, "-t", "epub")
        made = sections(folder)
        assert [text["lang"] for text in made["editorial"]["translations"]] == ["en"], made["editorial"]
        assert made["before"]["blocks"]["lang"] == "en" and "translations" not in made["before"], made["before"]
        folder.write("made.json", desk.dump_of(folder, "wenzhai-2022-W36"))
        for languages, zh, en in (("both", True, True), ("zh", True, False), ("en", False, True)):
            text = folder.run("dump", "--format=text", f"--languages={languages}", "made.json").stdout
            assert ("围着一个问题转" in text, "It turns[1]." in text) == (zh, en), languages


def test_introductions():
    with Folder() as folder:
        project(folder, **{"sections/LG.md": "学习。\n", "overlays/2022-W36.overlay.ini":
                           "[issue]\nintroduction.lg = 改过的话\nintroduction.LG.en = Learning.\nintroduction.XX = 无处\n"})
        settings = folder.read("p/wenzhai.ini").decode()
        folder.write("p/wenzhai.ini", settings.replace("order = editorial", "order = category"))
        build(folder, "-t", "epub", status=0)
        section = sections(folder)["category-lg"]
        assert desk.plain(section["blocks"]) == "改过的话" and desk.plain(section["translations"][0]) == "Learning.", section
        folder.write("p/wenzhai.ini", settings)
        stderr = build(folder, "-t", "epub").stderr
        assert "2022-W36.overlay.ini:2:1: warning: the issue has no section “lg” to introduce" in stderr, stderr
        assert "sections/LG.md" not in stderr, stderr


def test_what_is_out_of_date():
    with Folder() as folder:
        project(folder, **{"before.md": "前言。\n", "imprint.md": "本社。\n"})
        build(folder, "-t", "epub")
        assert "nothing to do" in build(folder, "-v", "-t", "epub").stderr
        for name in ("before.md", "imprint.md", "overlays/e.md", "after.md"):
            folder.write("p/" + name, "改了。![图](pictures/b.png)\n")
            assert "2022-W36\teditorial changed" in build(folder, "-v", "-t", "epub").stdout, name
        folder.write("p/overlays/pictures/b.png", png(10, 10))
        assert "2022-W36\ta picture changed" in build(folder, "-v", "-t", "epub").stdout


def test_mistakes_in_their_place():
    with Folder() as folder:
        project(folder, **{"overlays/e.md": "甲[无名](没有的)与[[2209.00009]]，[第九](9)。\n\n乙[^3]。\n\n[^4]: 丙。\n\n![图](nowhere.png)\n",
                           "overlays/2022-W36.overlay.ini": "[issue]\neditorial-file = e.md\neditorial.3 = x\nintroduction = y\n"})
        stderr = folder.run("build", "p", "-t", "epub").stderr
        for wanted in ("e.md:1:7: warning: “没有的” is neither a paper", "e.md:1:32: warning: “9” is neither a paper of the issue nor an "
                       "address, so that its words stay without a link: the book has no paper number 9",
                       "e.md:3:2: warning: there is no note “3”", "e.md:5:1: warning: no mark leads to the note “4”",
                       "2022-W36.overlay.ini:3:1: error: editorial.3: behind the point stands a language",
                       "2022-W36.overlay.ini:4:1: error: introduction: behind the point stands a section", "e.md:7: picture nowhere.png: there is no such file"):
            assert wanted in stderr, (wanted, stderr)


def test_files_stay_in_their_folder():
    with Folder() as folder:
        project(folder, **{"overlays/e.md": "![图](../../secret.png)\n"})
        folder.write("secret.png", png(10, 10))
        os.symlink("/etc/hostname", os.path.join(folder.path, "p/imprint.md"))
        done = folder.run("build", "p", "-t", "epub")
        assert "imprint.md: the file must lie in the folder of the overlay" in done.stderr, done.stderr
        assert "secret.png" in done.stderr, done.stderr


tap.run(globals())
