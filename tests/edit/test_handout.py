#!/usr/bin/env python3
"""A reading group's leader: lists a week, chooses six papers, and has a handout of A4, a booklet and an EPUB by one command."""
import json
import re
import zipfile
from pathlib import Path

from desk import EXAMPLES, dump_of
from harness import Folder, expect, pdf, run, squeeze, tap

INI = f"""[project]
series = 读书会
slug = group
inbox = {EXAMPLES}
formats = epub
style = classic

[pdf]
paper = B5

[handout]
when = 2026-11-18 14:00
place = 302 会议室
presenter.1706.03762 = 王芳
presenter.Deep Residual Learning = 李雷
"""
SIX = ["1706.03762", "1512.03385", "2106.09685", "1810.04805", "2006.11239", "1312.6114"]
MM = 72 / 25.4


def pages_of(path):
    """(width, height) of each page in millimetres."""
    info = run("pdfinfo", "-f", 1, "-l", 99, path).stdout
    return [(float(w) / MM, float(h) / MM) for w, h in re.findall(r"size: +([\d.]+) x ([\d.]+) pts", info)]


def preferences_of(path):
    return next(found["/ViewerPreferences"] for found in pdf.objects_of(path)
                if isinstance(found, dict) and found.get("/Type") == "/Catalog")


def is_near(sizes, width, height):
    return all(abs(w - width) < 0.5 and abs(h - height) < 0.5 for w, h in sizes)


def test_the_leaders_evening():
    """The transcript: what is typed, with its files, statuses and words."""
    tap.needs("pdfinfo", "pdftotext", "qpdf")
    with Folder() as folder:
        folder.write("p/wenzhai.ini", INI)
        folder.write("p/overlays/2026-W46.overlay.ini", "[issue]\neditorial = 本周导语，与会上无关\n")
        folder.write("p/sections/featured.md", "栏目介绍，与会上无关\n")
        assert "栏目介绍" in folder.run("weekly", "p", "--week=2026-W46", "--dump=text").stdout
        week = folder.run("list", "p", "--week=2026-W46")
        expect(week, 0)
        assert len(week.stdout.splitlines()) > 50 and all(name in week.stdout for name in SIX)

        would = folder.run("handout", "p", "--week=2026-W46", "--only=" + ",".join(SIX), "--booklet", "-n").stdout
        assert re.findall("→ p/issues/(.*)", would) == [f"group-2026-W46-handout{end}" for end in (".pdf", ".epub", "-booklet.pdf")]
        done = folder.run("handout", "p", "--week=2026-W46", "--only=" + ",".join(SIX), "--booklet")
        expect(done, 0)
        made = ["group-2026-W46-handout-booklet.pdf", "group-2026-W46-handout.epub", "group-2026-W46-handout.pdf"]
        assert folder.names("p/issues") == made, folder.names("p/issues")
        booklet, epub, sheets = (Path(folder.path, "p/issues", name) for name in made)

        # four sheets of A4, printed on both sides, whatever the project's own books are like
        sizes = pages_of(sheets)
        assert len(sizes) <= 8 and is_near(sizes, 210, 297), sizes
        assert preferences_of(sheets) == {"/DisplayDocTitle": True, "/PrintScaling": "/None", "/Duplex": "/DuplexFlipLongEdge"}
        sizes = pages_of(booklet)
        assert len(sizes) <= 8 and is_near(sizes, 297, 210), sizes
        assert preferences_of(booklet)["/Duplex"] == "/DuplexFlipShortEdge"
        assert preferences_of(booklet)["/PrintScaling"] == "/None"
        for path in (sheets, booklet):
            run("qpdf", "--check", path)

        # the same in all three: six papers, the agenda and who presents what; no indices, numbers or sources
        with zipfile.ZipFile(epub) as book:
            texts = {"epub": "".join(re.sub("<[^>]*>", "", book.read(name).decode()) for name in book.namelist() if name.endswith(".xhtml"))}
        texts.update({path.stem: pdf.text_of(path) for path in (sheets, booklet)})
        for name, text in texts.items():
            with tap.at(name):
                text = squeeze(text)
                for words in ("2026-11-18 14:00 · 302 会议室", "主讲", "王芳", "李雷", "注意力就是全部所需"):
                    assert squeeze(words) in text, words
                assert "作者索引" not in text and "本期共收" not in text and "来源与制作" not in text
                assert "本周导语" not in text and "栏目介绍" not in text, "an editorial is of the week, not of the meeting"


def test_letters_of_a_booklet_keep_their_size():
    """Pages are set as A5: nothing is scaled when two of them stand on a sheet."""
    tap.needs("pdftotext")
    with Folder() as folder:
        sizes = {}
        for name, booklet in (("a5", "no"), ("booklet", "yes")):
            expect(folder.run("export", "2022-09-22.txt", "--style=handout", "-o", f"{name}.pdf", f"--set=pdf.booklet={booklet}",
                              *(["--set=pdf.paper=A5"] if booklet == "no" else [])), 0)
            words = run("pdftotext", "-bbox", Path(folder.path, f"{name}.pdf"), "-").stdout
            found = re.search(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">We<', words)
            sizes[name] = float(found[2]) - float(found[1])
        assert abs(sizes["a5"] - sizes["booklet"]) < 0.01, sizes


def test_of_one_file_and_by_options():
    with Folder() as folder:
        expect(folder.run("handout", "2022-09-22.txt", "--only=1", "--when=周三", "--place=二楼", "--presenter=2209.11142=韩梅梅",
                          "-t", "epub", "-o", "x.epub"), 0)
        with zipfile.ZipFile(Path(folder.path, "x.epub")) as book:
            text = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml"))
        assert "周三 · 二楼" in text and "韩梅梅" in text and "短篇标题" not in text
        done = folder.run("handout", "2022-09-22.txt", "--only=1", "--presenter=2209.00001=韩梅梅", "--presenter=没有的=甲", "-o", "y/")
        expect(done, 0, "2209.00001 is not in the handout", "no paper of this issue is called 没有的", "[handout-presenter]")
        assert folder.names("y") == ["2022-09-22-handout.epub", "2022-09-22-handout.pdf"]
        expect(folder.run("handout", "2022-09-22.txt", "--only=nothing"), 64, "--only: ")


def test_what_a_project_says_is_checked():
    with Folder() as folder:
        folder.write("p/wenzhai.ini", INI.replace("place =", "plaice ="))
        expect(folder.run("handout", "p", "--week=2026-W46"), 64, "wenzhai.ini:13:1", "there is no key plaice in [handout]")
        # and makes nothing of a project's issues anew
        folder.write("p/wenzhai.ini", INI)
        expect(folder.run("build", "p", "-q"), 0)
        folder.write("p/wenzhai.ini", INI.replace("302", "303"))
        assert "nothing to do" in folder.run("build", "p", "-v").stderr
        dump = json.loads(dump_of(folder, "group-2026-W46"))
        assert "agenda" not in [section.get("id") for section in dump["sections"]]


tap.run(globals())
