#!/usr/bin/env python3
"""Pictures beside a digest are in all books; those that are not there, or may not be, are told of, and their place is kept."""
import base64
import os
import re
import struct
import zipfile
from pathlib import Path

from harness import DAILY, Folder, azw3, books, run, tap
from models.build import GIF, SVG, WEBP, jpeg, png

PAGE = """---
layout: wiki
title: 2022-09-24：论文速递
---

## 2022-09-24：论文速递

### 1、Shorter: A Paper about Lists

> 更短：一篇讲清单的论文

> 《Shorter: A Paper about Lists》
>
> - URL：https://arxiv.org/abs/2209.00001
>
> - 单位：甲大学

- 动机：清单太长。

{body}
"""


def written(folder, body, files=(), name="2022-09-24.md"):
    for path, data in dict(files).items():
        folder.write(path, data)
    folder.write(name, PAGE.format(body=body))
    return name


def made(folder, name):
    """The three books of @name, and what was said; a picture that no book can show is said by each."""
    done = folder.run("export", "-v", "-t", "epub,pdf,azw3", name)
    assert done.returncode in (0, 1), done.stderr
    return [Path(folder.path) / f"2022-09-24.{kind}" for kind in ("epub", "pdf", "azw3")], done.stderr


def pictures_in(epub):
    """Pictures of its texts, without the cover."""
    with zipfile.ZipFile(epub) as book:
        return [name for name in book.namelist() if re.search(r"/r-\w+\.(png|jpg|gif)$", name)]


def huge():
    data = bytearray(png())
    data[16:24] = struct.pack(">II", 100000, 100000)
    return bytes(data)


def test_all_media_types():
    shown = {"a.png": png(300, 200), "b.jpeg": jpeg(64, 48), "c.bin": GIF, "d.webp": WEBP}
    unshown = {"e.svg": SVG}
    body = "".join(f"一段话。\n\n![图{name[0]}](pics/{name})\n\n" for name in [*shown, *unshown])
    with Folder() as folder:
        files, said = made(folder, written(folder, body, {f"pics/{name}": data for name, data in {**shown, **unshown}.items()}))
        assert "pictures-missing" not in said, said
        found = len(pictures_in(files[0]))
        yield "EPUB", lambda: tap.no([] if found == 4 else [found])
        images = run("pdfimages", "-list", files[1]).stdout.count("image")
        yield "PDF", lambda: tap.no([] if images >= 4 else [images])
        kept = sum(record[:4] in (b"\x89PNG", b"GIF8") or record[:3] == b"\xff\xd8\xff" for record in azw3.Book(files[2].read_bytes()).records)
        yield "AZW3", lambda: tap.no([] if kept >= 4 else [kept])
        for file in files:  # what no book can show leaves its words
            text = re.sub(r"\s", "", books.body(file))
            yield f"words in {file.suffix}", lambda text=text: tap.no(["图e"] if "图e" not in text else [])


def test_first_picture_is_the_figure():
    with Folder() as folder:
        name = written(folder, "![架构](a.png)\n\n一段话。\n\n![结果](b.png)", {"a.png": png(30, 20), "b.png": png(31, 20)})
        tree = folder.run("dump", "--format=tree", name).stdout
        assert re.search(r"figure: r-\w+ image/png 30x20\n\s+alt: 架构", tree), tree
        assert tree.count("<img") == 1 and "|结果>" in tree, tree


def test_text_digest_has_pictures():
    with Folder() as folder:
        folder.write("d.txt", DAILY.replace("We present", "![架构](a.png)\n\n![](https://arxiv.org/html/2209.99999v1/x1.png)\n\nWe present"))
        folder.write("a.png", png(30, 20))
        tree = folder.run("dump", "--format=tree", "d.txt").stdout
        assert "image/png 30x20" in tree and "alt: 架构" in tree, tree
        assert "arxiv: 2209.11142 v0" in tree and "body[zh-Hans]: <p|<a →https://arxiv.org/html/2209.99999v1/x1.png|［插图］>>" in tree, tree


def test_missing_is_told_once_and_keeps_its_place():
    body = ("一段话在这里。\n\n![](https://example.org/x.png)\n\n![示意](gone.png) ![](https://example.org/x.png)\n\n"
            "又一段话。\n\nThe English words stand here.\n\n![curve](gone.png)")
    with Folder() as folder:
        files, said = made(folder, written(folder, body))
        assert said.count("[pictures-missing]") == 1 and said.count("[picture-not-embedded]") == 2, said
        assert re.search(r"2022-09-24\.md:22: picture https://example\.org/x\.png: .*; 2022-09-24\.md:24: picture gone\.png: ", said), said
        tree = folder.run("dump", "--format=tree", "2022-09-24.md").stdout
        assert ("<p|一段话在这里。<a →https://example.org/x.png|［插图］>［插图：示意］<a →https://example.org/x.png|［插图］>>") in tree.replace(" ［", "［"), tree
        for file in files:
            text = re.sub(r"\s", "", books.body(file))
            yield file.suffix, lambda text=text: tap.no([] if "一段话在这里。［插图］［插图：示意］［插图］又一段话" in text else [text])


def test_missing_is_told_once_a_book():
    with Folder() as folder:
        for day in ("2022-09-24", "2022-09-25"):
            folder.write(f"in/{day}.md", PAGE.format(body=f"![](gone-{day}.png)"))
        for command in (("export", "in", "-t", "epub", "-o", "book.epub"), ("weekly", "--all", "in", "-t", "epub", "-o", "week.epub")):
            said = folder.run(*command).stderr
            assert said.count("[pictures-missing]") == 1 and "2022-09-24.md:" in said and "2022-09-25.md:" in said, said


def test_hostile_paths():
    hidden = png(50, 50)
    with Folder() as folder, Folder() as other:
        other.write("secret.png", hidden)
        folder.write("secret.png", hidden)
        os.makedirs(folder.path + "/in")
        os.symlink(other.path + "/secret.png", folder.path + "/in/link.png")
        os.symlink(other.path, folder.path + "/in/dir")
        os.symlink("/dev/zero", folder.path + "/in/zero.png")
        os.mkfifo(folder.path + "/in/pipe.png")
        wanted = ["../secret.png", "%2e%2e/secret.png", "link.png", "dir/secret.png", other.path + "/secret.png",
                  f"file://{other.path}/secret.png", "zero.png", "pipe.png", "huge.png", "text.png", "/dev/zero"]
        folder.write("in/huge.png", huge())
        folder.write("in/text.png", b"no picture")
        folder.write("in/2022-09-24.md", PAGE.format(body="\n\n".join(f"![]({path})" for path in wanted)))
        done = folder.run("dump", "-v", "--format=json", "in/2022-09-24.md")
        assert done.returncode == 0 and '"data"' not in done.stdout, done.stdout
        assert done.stderr.count("[picture-not-embedded]") == len(wanted), done.stderr
        assert "header declares more pixels" in done.stderr and "no PNG, JPEG" in done.stderr, done.stderr
        piped = folder.run("dump", "-v", "--format=json", "-", input=PAGE.format(body="![](in/huge.png)"))
        assert "standard input has no folder" in piped.stderr, piped.stderr


def test_data_address():
    data = base64.b64encode(png(20, 10)).decode()
    with Folder() as folder:
        tree = folder.run("dump", "--format=tree", written(folder, f"![](data:image/png;base64,{data})")).stdout
        assert "image/png 20x10" in tree, tree


def test_editorial_has_pictures():
    with Folder() as folder:
        folder.write("w.overlay.ini", "[issue]\neditorial-file = e.md\n")
        folder.write("e.md", "# 导语\n\n一句话。\n\n![图](pics/a.png)\n\n![没有](pics/b.png)\n")
        folder.write("pics/a.png", png(40, 30))
        done = folder.run("weekly", "-v", "--all", "--no-statistics", "--overlay=w.overlay.ini", "-o", "w.epub", "2022-09-22.txt")
        assert done.returncode == 0, done.stderr
        assert len(pictures_in(folder.path + "/w.epub")) == 1, done.stderr
        assert re.search(r"e\.md:7:1: warning: .*e\.md:7: picture pics/b\.png: .*\[pictures-missing\]", done.stderr), done.stderr


tap.run(globals())
