#!/usr/bin/env python3
"""What readers have, as books: no build changes a byte of them, and the places of one revision are in the next. The week
of the examples, in all three formats."""
import hashlib
import json
import os
import random
import re
import shutil
import sys
import zipfile
from pathlib import Path

import desk
from harness import EXAMPLES, ROOT, Folder, azw3, books, expect, pdf, run, tap

sys.path.insert(0, str(ROOT / "tests" / "tools"))
from check_epub import Tools  # noqa: E402

WEEK = "2026-W46"
STEM = f"wenzhai-{WEEK}"
LATE = desk.daily({"arxiv": "2611.00777", "zh": "迟来的论文", "en": "A Late Paper"})


def project(folder, extra=""):
    expect(folder.run("init", "p"), 0)
    for path in EXAMPLES.glob("2026-11-*.txt"):
        shutil.copy(path, f"{folder.path}/p/inbox")
    text = folder.read("p/wenzhai.ini").decode()
    folder.write("p/wenzhai.ini", text.replace("# [pdf]\n# paper = A5\n", "[epub]\nmodel = yes\n" + extra))


def command(folder, *args, status=0):
    done = folder.run(*args)
    if done.returncode == 64 and "no output" in done.stderr:
        raise tap.Skip("not all outputs are built")
    expect(done, status)
    return done


def book(folder, kind):
    return Path(folder.path, f"p/issues/{STEM}.{kind}")


def frozen(folder, revision, kind):
    return Path(folder.path, f"p/issues/published/{WEEK}/revision-{revision}/{STEM}.{kind}")


def hashes(folder):
    paths = [path for path in Path(folder.path, "p/issues").rglob("*") if path.is_file() and WEEK in str(path) and ".dumps" not in str(path)]
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


# ---- Places

def epub_places(path):
    """(document, id) of all that a reader's library, another book or a note may point at; not what is inside a paper, nor the
    heading of a section above one."""
    texts = {name: text for name, text in books.epub_files(path).items() if "/text/" in name}
    return {(name, "") for name in texts} | \
        {(name, place) for name, text in texts.items() for place in re.findall(r' id="((?:p|s|index)-[^"]*|contents|colophon)"', text)
         if not re.search(r"-[tze]$", place) and not (place.startswith("s-") and "/p-" in name)}


def spare_places(path):
    """Of them those for papers that stand elsewhere: links of another edition may lead to them, those of this one don't."""
    return {(name, place) for name, text in books.epub_files(path).items() for place in re.findall(r'<span id="([^"]*)"></span>', text)}


def pdf_places(path):
    """Names of destinations."""
    return {name for name in pdf.names_of(path) if name[:2] in ("p-", "s-")}


def azw3_places(path):
    text = b"".join(azw3.half_of(path).documents).decode()
    return {place for place in re.findall(r' id="((?:p|s)-[^"]*)"', text) if not re.search(r"-[tze]$", place)}


PLACES = {"epub": epub_places, "pdf": pdf_places, "azw3": azw3_places}


def field(path, name):
    with zipfile.ZipFile(path) as opened:
        return re.search(rf"<[^>]*{name}[^>]*>([^<]*)<", opened.read("EPUB/package.opf").decode())[1]


def test_the_evening():
    """Publish, a daily that comes late, a revision with its note, the month; places of the first are in the second."""
    tap.needs("qpdf", "pdfinfo", "pdftotext")
    with Folder() as folder:
        project(folder)
        assert f"{WEEK}\tpublished as revision 1\n" in command(folder, "publish", "p", WEEK).stdout
        folder.write("p/inbox/2026-11-12-b.txt", LATE)
        folder.write(f"p/overlays/{WEEK}.overlay.ini", "[1706.03762]\ntitle = 更正的标题\ncategory = CV\n")
        said = command(folder, "build", "p").stderr
        assert f"{WEEK} is published; `wenzhai reissue {WEEK}` makes revision 2: new daily: 2026-11-12-b.txt; overlay changed" in said, said
        assert f"{WEEK}\tpublished as revision 2\n" in command(folder, "reissue", "p", WEEK).stdout
        for kind, places in PLACES.items():
            with tap.at(kind):
                before, after = places(frozen(folder, 1, kind)), places(frozen(folder, 2, kind))
                if kind == "epub":
                    before -= spare_places(frozen(folder, 1, kind))
                assert len(before) > 50 and before <= after, sorted(before - after)[:20]
                assert book(folder, kind).read_bytes() == frozen(folder, 2, kind).read_bytes()
                said = "".join(text for _, text in books.parts(book(folder, kind)))
                assert all(books.fold(words) in said for words in ("新增：迟来的论文", "修订：更正的标题", "第2版")), said[:500]
                assert books.fold("第2版") not in "".join(text for _, text in books.parts(frozen(folder, 1, kind)))
        check_metadata(folder)
        assert "+ 2611.00777  迟来的论文" in command(folder, "diff", frozen(folder, 1, "epub"), book(folder, "epub")).stdout
        shutil.copy(book(folder, "epub"), f"{folder.path}/elsewhere.epub")
        assert command(folder, "diff", "elsewhere.epub", book(folder, "pdf")).stdout == "", "the dump lies beside it"
        shutil.copy(book(folder, "pdf"), f"{folder.path}/elsewhere.pdf")
        assert "has no model in it" in command(folder, "diff", "elsewhere.epub", "elsewhere.pdf", status=2).stderr
        command(folder, "weekly", "p", "--month=2026-11", "-t", "epub", "-o", "month.epub")
        said = "".join(text for _, text in books.parts(Path(folder.path, "month.epub")))
        assert books.fold("更正的标题") in said and books.fold("迟来的论文") in said
        check_whole(folder)


def check_metadata(folder):
    """The same book to libraries, and a later one."""
    first, second = frozen(folder, 1, "epub"), frozen(folder, 2, "epub")
    assert field(first, "dc:identifier") == field(second, "dc:identifier")
    assert (field(first, "dcterms:modified"), field(second, "dcterms:modified")) == ("2026-11-15T00:00:00Z", "2026-11-15T00:00:01Z")
    assert field(second, "schema:version") == "2"
    halves = [azw3.half_of(frozen(folder, revision, "azw3")) for revision in (1, 2)]
    assert halves[0].metadata(113) == halves[1].metadata(113) and halves[1].metadata(114) == ["2"] and not halves[0].metadata(114)
    info = [run("pdfinfo", "-isodates", frozen(folder, revision, "pdf")).stdout for revision in (1, 2)]
    assert "第2版" in re.search("Keywords: .*", info[1])[0] and "第2版" not in info[0]
    dates = [re.search(r"ModDate: +(\S+)", text)[1] for text in info]
    assert dates[0] < dates[1], dates


def setting(before, after):
    return lambda f: f.write("p/wenzhai.ini", f.read("p/wenzhai.ini").decode().replace(before, after))


def corrected(text):
    """A correction of this issue beside those that there are."""
    def change(folder):
        path = Path(folder.path, f"p/overlays/{WEEK}.overlay.ini")
        path.write_text((path.read_text() if path.exists() else "") + text)
    return change


# A paper leaves a list and the book, another one a list; a section goes, comes, has other papers.
REVISIONS = {
    "a full paper goes": corrected("[1706.03762]\ndrop = yes\n"),
    "a short one goes": corrected("[1312.5602]\ndrop = yes\n"),
    "another category": corrected("[1301.3781]\ncategory = RO\n"),
    "the first of all": corrected("[2106.09685]\npin = 1\n"),
    "all short ones go": corrected("".join(f"[{key}]\ndrop = yes\n" for key in (
        "1301.3781 1312.5602 1503.02531 1505.04597 1506.02640 1707.06347 1801.01290 1910.13461 1911.05722 1911.08265 2002.05202 "
        "2004.12832 2005.08100 2005.12872 2104.09864 2111.00396 2111.06377 2204.01691 2302.05543 2304.13705 2305.13245 2305.14314").split())),
    "an editorial comes": lambda f: f.write(f"p/overlays/{WEEK}.editorial.md", "Words.\n"),
    "and goes": lambda f: Path(f.path, f"p/overlays/{WEEK}.editorial.md").unlink(missing_ok=True),
    "by category": setting("order = editorial", "order = category"),
    "by day": setting("order = editorial", "order = day"),
    "as it was": lambda f: [setting(f"order = {order}", "order = editorial")(f) for order in ("day", "category")],
    "a day is gone": lambda f: Path(f.path, "p/inbox/2026-11-12.txt").unlink(missing_ok=True),
    "and there again": lambda f: shutil.copy(EXAMPLES / "2026-11-12.txt", f"{f.path}/p/inbox"),
    "no statistics": setting("statistics = yes", "statistics = no"),
    "other letters": setting("# style = classic", "style = large"),
}


def test_places_stay():
    """Whatever changes from one revision to the next, and however often: all places of the first are in the last."""
    tap.needs("qpdf")
    lot = random.Random(12)
    with Folder() as folder:
        for trial in range(2):
            shutil.rmtree(f"{folder.path}/p", ignore_errors=True)
            project(folder)
            command(folder, "publish", "p", WEEK)
            had = {kind: places(book(folder, kind)) for kind, places in PLACES.items()}
            had["epub"] -= spare_places(book(folder, "epub"))
            for revision in range(2, 5):
                chosen = lot.sample(sorted(REVISIONS), 3)
                for name in chosen:
                    REVISIONS[name](folder)
                command(folder, "reissue", "p", WEEK, "--allow-missing")
                for kind, places in PLACES.items():
                    with tap.at(trial, revision, *chosen, kind):
                        has = places(book(folder, kind))
                        assert had[kind] <= has, sorted(had[kind] - has)[:20]
                        had[kind] |= has - (spare_places(book(folder, kind)) if kind == "epub" else set())
            check_whole(folder)


def check_whole(folder):
    """A book with kept places is as sound as another."""
    tools = Tools(Path(os.environ.get("WENZHAI_CHECK_DIR") or ROOT / ".check").absolute(), Path("/nonexistent"))
    if (tools.folder / "node_modules" / "@likecoin" / "epubcheck-ts").exists():
        tap.no(tools.epubcheck_ts(book(folder, "epub")))
    expect(run("qpdf", "--check", book(folder, "pdf")), 0)


# ---- Bytes

CHANGES = [
    lambda f: f.write("p/inbox/2026-11-12-b.txt", LATE),
    lambda f: f.write("p/inbox/2026-11-10.txt", LATE),
    lambda f: os.remove(f"{f.path}/p/inbox/2026-11-11.txt"),
    lambda f: f.write(f"p/overlays/{WEEK}.overlay.ini", "[1706.03762]\ntitle = 更正的标题\ndrop = no\n"),
    lambda f: f.write("p/wenzhai.ini", f.read("p/wenzhai.ini").decode().replace("slug = wenzhai", "slug = other")),
    lambda f: f.write("p/wenzhai.ini", f.read("p/wenzhai.ini").decode().replace("# style = classic", "style = large")),
    lambda f: f.write("p/wenzhai.ini", f.read("p/wenzhai.ini").decode().replace("# formats = epub,pdf", "formats = epub")),
    lambda f: f.write("p/wenzhai.ini", f.read("p/wenzhai.ini").decode().replace("order = editorial", "order = day")),
    lambda f: os.remove(f"{f.path}/p/issues/.wenzhai-state"),
    lambda f: shutil.rmtree(f"{f.path}/p/issues/.dumps", ignore_errors=True),
    lambda f: f.write("p/issues/.wenzhai-state", re.sub(r"(?m)^(program|fonts|style)=.*", r"\1=x", f.read("p/issues/.wenzhai-state").decode())
                      if os.path.exists(f"{f.path}/p/issues/.wenzhai-state") else "[state]\nform=3\n"),
    lambda f: os.remove(book(f, "pdf")),
    lambda f: os.chmod(book(f, "epub"), 0o644),
]


def test_bytes_never_change():
    """Whatever is changed, in any company, and with --upgrade: the bytes are those that were published."""
    lot = random.Random(46)
    with Folder() as folder:
        project(folder)
        command(folder, "publish", "p", WEEK)
        before = hashes(folder)
        assert len(before) == 9, sorted(before)
        shutil.copytree(f"{folder.path}/p", f"{folder.path}/kept")
        for trial in range(6):
            shutil.rmtree(f"{folder.path}/p")
            shutil.copytree(f"{folder.path}/kept", f"{folder.path}/p")
            chosen = sorted(lot.sample(range(len(CHANGES)), lot.randint(1, 6)))
            for n in chosen:
                CHANGES[n](folder)
            for options in ([], ["--upgrade"], ["--allow-missing"]):
                with tap.at(trial, chosen, *options):
                    expect(folder.run("build", "p", *options), 0)
                    assert hashes(folder) == before, [path for path in before if hashes(folder).get(path) != before[path]]


if __name__ == "__main__":
    tap.run(globals())
