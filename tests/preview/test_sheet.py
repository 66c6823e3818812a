#!/usr/bin/env python3
"""`wenzhai sheet`, by the pixels of its picture; and who needs Poppler and libsoup."""
import os
import re
import struct
import zlib

from harness import WENZHAI, Folder, expect, run, tap

PREVIEW = os.environ.get("WENZHAI_PREVIEW", "")
DESK, WHITE = (158, 158, 156), (255, 255, 255)


class Picture:
    """A PNG of 8 bits a colour."""

    def __init__(self, data):
        assert data[:8] == b"\x89PNG\r\n\x1a\n", data[:8]
        self.width, self.height, depth, kind, *_ = struct.unpack(">IIBBBBB", data[16:29])
        assert (depth, kind) == (8, 2)
        packed, at = b"", 8
        while at < len(data):
            size, name = struct.unpack(">I4s", data[at:at + 8])
            packed += data[at + 8:at + 8 + size] if name == b"IDAT" else b""
            at += 12 + size
        raw, stride = zlib.decompress(packed), self.width * 3
        self.rows, above = [], bytes(stride)
        for y in range(self.height):
            above = self.unfilter(raw[y * (stride + 1)], bytearray(raw[y * (stride + 1) + 1:(y + 1) * (stride + 1)]), above)
            self.rows.append(above)

    @staticmethod
    def unfilter(kind, line, above):
        for i in range(len(line)):
            left, up, corner = (line[i - 3], above[i], above[i - 3]) if i >= 3 else (0, above[i], 0)
            if kind == 4:
                guess = left + up - corner
                nearest = min((abs(guess - left), 0, left), (abs(guess - up), 1, up), (abs(guess - corner), 2, corner))[2]
            else:
                nearest = (0, left, up, (left + up) // 2)[kind]
            line[i] = (line[i] + nearest) & 255
        return line

    def at(self, x, y):
        return tuple(self.rows[y][3 * x:3 * x + 3])

    def row(self, y):
        return [self.at(x, y) for x in range(self.width)]

    def column(self, x):
        return [self.at(x, y) for y in range(self.height)]


def runs(pixels, colour, least):
    """Beginnings and ends of what is all of a colour, and not shorter than @least."""
    found, start = [], None
    for i, pixel in enumerate([*pixels, None]):
        if pixel == colour and start is None:
            start = i
        elif pixel != colour and start is not None:
            if i - start >= least:
                found.append((start, i))
            start = None
    return found


def book(folder, *options):
    expect(folder.run("export", "2022-09-22.txt", "-o", "x.pdf", *options), 0)
    return int(re.search(r"Pages: *(\d+)", run("pdfinfo", os.path.join(folder.path, "x.pdf")).stdout)[1])


def sheet(folder, *options):
    expect(folder.run("sheet", "x.pdf", "-o", "s.png", *options), 0)
    return Picture(folder.read("s.png"))


def needs_preview():
    if not PREVIEW:
        raise tap.Skip("built without Poppler's GLib library and libsoup")
    tap.needs("pdfinfo")


def test_all_pages_are_there():
    needs_preview()
    with Folder() as folder:
        n = book(folder)
        assert n > 3, n
        picture = sheet(folder, "--columns", 3, "--width", 400)
        assert picture.width == 400
        assert {picture.at(0, 0), picture.at(399, 0), picture.at(0, picture.height - 1)} == {DESK}
        # the margins of pages are white, and lie where the pages do
        columns = [x for x in range(400) if max((end - start for start, end in runs(picture.column(x), WHITE, 20)), default=0) > 40]
        pages = runs([WHITE if x in columns else DESK for x in range(400)], WHITE, 3)
        lefts = [x for x in columns if x - 1 not in columns]
        rows = runs(picture.column(lefts[0] + 1), WHITE, 40)
        assert len(rows) == -(-n // 3), (rows, n)
        assert pages[0][0] < 40 and pages[-1][1] > 360
        # A number stands beneath each: dark on the desk.
        for i in range(3):
            below = rows[0][1] + 2
            cell = [picture.at(x, y) for y in range(below, below + 14) for x in range(10 + i * 127, 10 + (i + 1) * 127 - 10)]
            assert any(sum(pixel) < 180 for pixel in cell), i


def test_columns_are_chosen():
    needs_preview()
    with Folder() as folder:
        book(folder)
        chosen, one = sheet(folder, "--width", 700), sheet(folder, "--width", 200, "--columns", 1)
        assert chosen.width == 700 and chosen.height < 2 * chosen.width
        assert one.height > 3 * one.width


def test_the_same_book_gives_the_same_sheet():
    needs_preview()
    with Folder() as folder:
        book(folder)
        sheet(folder, "--width", 300)
        before = folder.read("s.png")
        sheet(folder, "--width", 300)
        assert folder.read("s.png") == before
        done = run(WENZHAI, "sheet", os.path.join(folder.path, "x.pdf"), "-o", "-", "--width", "300", text=False, errors=None)
        assert done.stdout == before


def test_a_sheet_is_whole_or_not_there():
    needs_preview()
    with Folder() as folder:
        book(folder)
        folder.write("s.png", "what was there")
        folder.write("broken.pdf", b"%PDF-1.5\nnothing of it\n")
        before = folder.names()
        for status, args in ((1, ["broken.pdf"]), (1, ["none.pdf"]), (64, []), (64, ["x.pdf", "broken.pdf"]),
                             (1, ["x.pdf", "--width", "7"]), (1, ["x.pdf", "--width", "99999999"]),
                             (1, ["x.pdf", "--columns", "4000", "--width", "100"]), (64, ["x.pdf", "--columns", "few"])):
            with tap.at(args):
                done = folder.run("sheet", *args, "-o", "s.png")
                expect(done, status, "wenzhai: ")
                assert folder.read("s.png") == b"what was there" and folder.names() == before
        expect(folder.run("sheet", "x.pdf"), 64, "-o sheet.png")
        expect(folder.run("sheet", "x.pdf", "-o", "x.pdf"), 64, "overwritten")
        expect(folder.run("sheet", "x.pdf", "-o", "nowhere/s.png"), 1, "nowhere")


def needed(path):
    return set(re.findall(r"\(NEEDED\).*\[(.+?)\]", run("readelf", "-d", path).stdout))


def test_the_program_does_without_them():
    """Neither the program nor what it loads needs what shows pages."""
    tap.needs("readelf", "ldd")
    shown = re.compile("poppler|libsoup")
    assert not [name for name in needed(WENZHAI) if shown.search(name)]
    assert not shown.search(run("ldd", WENZHAI).stdout)
    if PREVIEW:
        assert len([name for name in needed(PREVIEW) if shown.search(name)]) == 2


def test_without_it_that_is_said():
    """An installed program beside which there is no helper says what to install."""
    with Folder() as folder:
        os.makedirs(os.path.join(folder.path, "bin"))
        run("cp", WENZHAI, os.path.join(folder.path, "bin"))
        for args in (["sheet", "x.pdf", "-o", "s.png"], ["watch", "2022-09-22.txt"]):
            done = run(os.path.join(folder.path, "bin/wenzhai"), *args, cwd=folder.path, status=1)
            assert "libsoup-3.0-dev" in done.stderr and "libpoppler-glib-dev" in done.stderr, done.stderr


tap.run(globals())
