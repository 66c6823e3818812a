#!/usr/bin/env python3
"""Author and series of a book: one rule for all formats."""
import html
import os
import re

from desk import daily
from harness import Folder, azw3, books, expect, run, tap


def make(folder, *args, source="示例站"):
    folder.write("one.txt", daily({"arxiv": "2603.00001"}).replace("转自示例", f"转自{source}" if source else ""))
    expect(folder.run("export", "one.txt", "-t", "epub,pdf,azw3", "-o", "out/", *args), 0)
    return {name.rsplit(".", 1)[1]: os.path.join(folder.path, "out", name) for name in folder.names("out")}


def of_epub(path):
    package, = books.epub_files(path, ".opf").values()
    author = re.findall(r"<dc:creator[^>]*>([^<]*)<", package)
    series = re.findall(r'belongs-to-collection"[^>]*>([^<]*)<', package)
    number = re.findall(r'group-position"[^>]*>([^<]*)<', package)
    return [html.unescape(a) for a in author], [html.unescape(s) + f" [{n}]" for s, n in zip(series, number)] or series


def of_kindle(path):
    book = azw3.half_of(path)
    return book.metadata(100), book.metadata(105)


def of_pdf(path):
    said = dict(re.findall(r"^(\w+): +(.*)$", run("pdfinfo", path).stdout, re.M))
    return [said["Author"]], said.get("Keywords", "").split(", ")


def check(author, series, *args, **kwargs):
    with Folder() as folder:
        made = make(folder, *args, **kwargs)
        assert of_epub(made["epub"]) == ([author], [series] if series else []), of_epub(made["epub"])
        for authors, subjects in (of_kindle(made["azw3"]), of_pdf(made["pdf"])):
            assert authors == [author], (author, authors)
            assert (subjects[0] == series) if series else "[" not in subjects[0], (series, subjects)


def test_source_stands_for_the_author():
    check("示例站", None)


def test_editor_comes_first():
    check("编辑部", "文摘 [12]", "--editor", "编辑部", "--series", "文摘", "--number", "12", "--publisher", "社")


def test_publisher_then_series_then_a_word():
    check("社", "文摘 [3]", "--publisher", "社", "--series", "文摘", "--number", "3", source=None)
    check("文摘", "文摘 [3]", "--series", "文摘", "--number", "3", source=None)
    check("论文文摘", None, source=None)


tap.run(globals())
