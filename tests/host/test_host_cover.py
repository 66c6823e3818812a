#!/usr/bin/env python3
"""Her own face: the cover by a style, by a project and for a run; pictures that are not there; colours that can't be read."""
import os
import re
import zipfile

from harness import Folder, expect, tap
from models.build import jpeg, png

STYLE = """[style]
Inherits=classic

[cover]
picture=p/face.jpg
logo=logo.png
layout=picture
fit=bleed
background=#0b2545
text=#ffffff
accent=#f2b705
"""


def cover_of(path):
    """Name, media type and bytes of the cover's picture."""
    with zipfile.ZipFile(path) as book:
        package = book.read("EPUB/package.opf").decode()
        item = re.search(r'<item [^>]*properties="cover-image"[^>]*>', package).group()
        name, media_type = (re.search(fr'{key}="([^"]+)"', item).group(1) for key in ("href", "media-type"))
        assert f'src="../{name}"' in book.read("EPUB/text/cover.xhtml").decode(), name
        return name, media_type, book.read(f"EPUB/{name}")


def test_a_style_has_a_face():
    with Folder() as folder:
        folder.write("mine/style.ini", STYLE)
        folder.write("mine/p/face.jpg", jpeg(400, 500))
        folder.write("mine/logo.png", png(200, 80))
        expect(folder.run("export", "-q", "2022-09-22.txt", "--style", "./mine", "-o", "out/"), 0)
        assert cover_of(folder.path + "/out/2022-09-22.epub")[:2] == ("images/cover.jpg", "image/jpeg")
        expect(folder.run("export", "-q", "2022-09-22.txt", "--style", "./mine", "-o", "plain.epub", "--set", "cover.layout=plain"), 0)
        assert cover_of(folder.path + "/plain.epub")[:2] == ("images/cover.png", "image/png")
        expect(folder.run("export", "-q", "2022-09-22.txt", "-o", "classic.epub"), 0)
        assert cover_of(folder.path + "/classic.epub")[2] != cover_of(folder.path + "/plain.epub")[2]


def test_what_is_wrong_is_told_in_its_place():
    with Folder() as folder:
        folder.write("mine/style.ini", STYLE)
        done = folder.run("export", "-q", "2022-09-22.txt", "--style", "./mine", "-o", "x.epub")
        expect(done, 64, "mine/style.ini:5:9", "face.jpg", "mine/style.ini:6:6", "logo.png")
        folder.write("mine/p/face.jpg", b"no picture")
        folder.write("mine/logo.png", png(20, 20))
        expect(folder.run("export", "-q", "2022-09-22.txt", "--style", "./mine", "-o", "x.epub"), 64, "mine/style.ini:5:9", "no PNG, JPEG or GIF")
        assert not os.path.exists(folder.path + "/x.epub")
        for setting, words in (("cover.layuot=plain", "cover.layout"), ("cover.layout=plane", "plain"), ("cover.text=red", "#RRGGBB")):
            expect(folder.run("export", "-q", "2022-09-22.txt", "--set", setting, "-o", "x.epub"), 64, words)


def test_a_damaged_picture_costs_no_book():
    with Folder() as folder:
        folder.write("mine/style.ini", STYLE.replace("logo=logo.png\n", ""))
        folder.write("mine/p/face.jpg", png(400, 400)[:-200])
        done = folder.run("export", "2022-09-22.txt", "--style", "./mine", "-o", "out/")
        expect(done, 0, "[cover-picture]")
        assert folder.names("out") == ["2022-09-22.azw3", "2022-09-22.epub", "2022-09-22.pdf"]


def test_colours_that_cannot_be_read_are_told_of():
    with Folder() as folder:
        folder.write("mine/style.ini", "[style]\nInherits=classic\n[cover]\nbackground=#777777\ntext=#888888\n")
        done = folder.run("export", "2022-09-22.txt", "--style", "./mine", "-o", "x.epub")
        expect(done, 0, "mine/style.ini:5:6", "[style-contrast]", "cover.text", "4.5")
        done = folder.run("export", "2022-09-22.txt", "-o", "x.epub", "--set", "cover.background=#ffffff", "--set", "cover.accent=#ffff00")
        expect(done, 0, "[style-contrast]", "cover.accent")


def test_a_project_has_a_face():
    with Folder() as folder:
        expect(folder.run("init", "p"), 0)
        folder.write("p/art/face.png", png(300, 400))
        with open(folder.path + "/p/wenzhai.ini", "a", encoding="utf-8") as handle:
            handle.write("\n[cover]\npicture = art/face.png\nlayout = picture\naccent = #8c1c13\n")
        folder.write("p/inbox/2022-09-22.txt", folder.read("2022-09-22.txt"))
        expect(folder.run("build", "p", "-t", "epub"), 0)
        book, = [name for name in folder.names("p/issues") if name.endswith(".epub")]
        first = cover_of(f"{folder.path}/p/issues/{book}")
        assert first[:2] == ("images/cover.jpg", "image/jpeg")
        folder.write("p/art/face.png", png(200, 200))  # another picture of the same name
        expect(folder.run("build", "p", "-t", "epub"), 0)
        assert cover_of(f"{folder.path}/p/issues/{book}")[2] != first[2]


def test_a_style_begins():
    with Folder() as folder:
        done = folder.run("style", "new", "mine", "--from", "handout")
        expect(done, 0)
        assert done.stdout.startswith("mine/style.ini\n") and "--style ./mine" in done.stdout, done.stdout
        text = folder.read("mine/style.ini").decode()
        assert "Inherits=handout" in text and "#paper=A4" in text, text
        rows = [line for line in text.splitlines() if line.startswith("#") and "=" in line and not line.startswith("# ")]
        shown = folder.run("style", "show", "./mine").stdout
        assert shown.count(" = ") - 3 == len(rows), (len(rows), shown)
        expect(folder.run("style", "show", "handout"), 0)
        drop = lambda text: [line for line in text.splitlines() if not line.startswith(("Name", "Comment", "Inherits"))]
        assert drop(shown) == drop(folder.run("style", "show", "handout").stdout)
        # each row says what holds when its # is taken away
        folder.write("mine/style.ini", "\n".join(line[1:] if line in rows else line for line in text.splitlines()))
        assert drop(folder.run("style", "show", "./mine").stdout) == drop(shown)
        expect(folder.run("style", "new", "mine"), 1, "is there already")
        expect(folder.run("style", "new", "other", "--from", "nowhere"), 64, "nowhere")

tap.run(globals())
