#!/usr/bin/env python3
"""Editions in Traditional Chinese, as books: words, marks, language tags, and faces with the forms of their region."""
import os
import re

from desk import daily
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


if __name__ == "__main__":
    tap.run(globals())
