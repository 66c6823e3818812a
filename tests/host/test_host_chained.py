#!/usr/bin/env python3
"""Outputs that are based on others: what they are handed, how often that is made, and whose failure is whose."""
import io
import json
import os
import re
import shutil
import sys
import zipfile
from pathlib import Path

from harness import EXAMPLES, ROOT, Folder, bad, expect, tap
from harness.programs import install, run

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))
from check_epub import EPUBCHECK4, Tools  # noqa: E402

KEPUB = os.path.join(os.environ.get("BAD_PLUGINS", ""), "kepub.so")
KIT = ROOT / "tests" / "out-of-tree-kit"
DAILY = "2022-09-22"
# What it is based on, behind a word of its own; it says what it found.
CHANGER = ("import json, os, sys\n"
           "job = json.load(sys.stdin)\n"
           "print(sorted(os.listdir('.')), job['base'], job['extension'], file=sys.stderr)\n"
           "sys.stdout.buffer.write(b'%s:' + open(job['base'], 'rb').read())\n")
# What others are based on, which says each time that it is made.
PLAIN = "import json, sys\njob = json.load(sys.stdin)\nprint('made', file=sys.stderr)\nprint('plain', job['extension'], end='')\n"


def documents(data):
    """Name and text of each document of an EPUB, without its head."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        names = [name for name in book.namelist() if name.endswith(".xhtml")]
        return {name: re.sub(r"<head>.*?</head>", "", book.read(name).decode(), flags=re.DOTALL) for name in names}


def strip(text):
    return re.sub(r"<[^>]*>", "", text)


def check_spans(plain, spanned):
    assert list(spanned) == list(plain)
    for name, text in spanned.items():
        assert strip(text) == strip(plain[name]), name
        ids = [tuple(map(int, pair)) for pair in re.findall(r'class="koboSpan" id="kobo\.(\d+)\.(\d+)"', text)]
        assert len(set(ids)) == len(ids), name
        assert all(b in ((a[0], a[1] + 1), (a[0] + 1, 1)) for a, b in zip(ids, ids[1:])), name


def check_book(folder, name):
    if EPUBCHECK4.exists():
        problems = Tools(".", folder.path).epubcheck4(os.path.join(folder.path, name))
        assert problems == [], problems


def week():
    return sorted(str(path) for path in EXAMPLES.glob("2026-*.txt"))


def test_a_module_changes_the_finished_epub():
    with Folder() as folder:
        expect(run(folder, "export", "-q", "-o", "plain.epub", *week()), 0)
        expect(run(folder, "export", "-q", "--plugin", KEPUB, "-o", "week.kepub.epub", *week()), 0)
        assert sorted(name for name in folder.names() if "epub" in name) == ["plain.epub", "week.kepub.epub"]
        spanned = documents(folder.read("week.kepub.epub"))
        check_spans(documents(folder.read("plain.epub")), spanned)
        assert sum(text.count("koboSpan") for text in spanned.values()) > 1000
        assert 'id="kobo.1.1"' in next(iter(spanned.values())) or len(spanned) > 3
        check_book(folder, "week.kepub.epub")


def test_a_program_does_so_too():
    with Folder() as folder:
        for name in ("sentences.wzplugin", "sentences.py"):
            shutil.copy(KIT / name, os.path.join(folder.path, name))
        expect(run(folder, "export", "-q", "-o", "plain.epub", *week()), 0)
        expect(run(folder, "export", "-q", "--plugin", "sentences.wzplugin", "-o", "week.sentences.epub", *week()), 0)
        spanned = documents(folder.read("week.sentences.epub"))
        check_spans(documents(folder.read("plain.epub")), spanned)
        assert sum(text.count("koboSpan") for text in spanned.values()) > 100
        check_book(folder, "week.sentences.epub")


def test_asked_for_or_not_the_bytes_are_the_same():
    with Folder() as folder:
        for types in ("epub", "kepub", "kepub,epub", "epub,kepub"):
            expect(run(folder, "export", "-q", "--plugin", KEPUB, "-t", types, "-o", types, DAILY + ".txt"), 0)
            assert folder.names(types) == sorted(f"{DAILY}.{'kepub.epub' if one == 'kepub' else one}"
                                                                    for one in types.split(",")), types
        for one, name in (("epub", f"{DAILY}.epub"), ("kepub", f"{DAILY}.kepub.epub")):
            alone = folder.read(f"{one}/{name}")
            assert alone == folder.read(f"kepub,epub/{name}") == folder.read(f"epub,kepub/{name}"), one


def chain(folder, names, **changes):
    """Programs that are based each on the one before it; the first makes something."""
    for name, base in zip(names, [None, *names]):
        install(folder, CHANGER % name if base else PLAIN, name=name, extension=name, based_on=base, **changes)


def test_once_for_all_and_one_on_another():
    with Folder() as folder:
        chain(folder, ["one", "two", "three"])
        install(folder, CHANGER % "also", name="also", extension="also", based_on="one")
        for types in ("three,also", "also,two,three,one"):
            done = run(folder, "export", f"{DAILY}.txt", "-t", types, "-o", types)
            expect(done, 0)
            assert len(re.findall("plugin-log.*made|made", done.stderr)) == 1, done.stderr
            assert folder.read(f"{types}/{DAILY}.three") == b"three:two:plain one"
            assert folder.read(f"{types}/{DAILY}.also") == b"also:plain one"
            assert "['base.two'] base.two three" in done.stderr, done.stderr
            assert folder.names(types) == sorted(f"{DAILY}.{one}" for one in types.split(",")), types
        folder.expect_no_process()


def test_a_base_for_each_issue():
    with Folder() as folder:
        chain(folder, ["one", "two"])
        folder.write("other.txt", folder.read(f"{DAILY}.txt").decode().replace("2209.11142", "2209.11143"))
        done = run(folder, "export", "--each", "-t", "two", "-o", "out", f"{DAILY}.txt", "other.txt")
        expect(done, 0)
        assert done.stderr.count("made") == 2, done.stderr


def fonts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return [name for name in book.namelist() if name.startswith("EPUB/fonts/")]


def test_options_of_the_base():
    with Folder() as folder:
        command = ("export", "-q", "--plugin", KEPUB, "-t", "kepub", f"{DAILY}.txt")
        expect(run(folder, *command, "-o", "with.kepub.epub"), 0)
        expect(run(folder, *command, "-o", "without.kepub.epub", "--set", "epub.embed-fonts=none"), 0)
        assert fonts(folder.read("with.kepub.epub")) != [] == fonts(folder.read("without.kepub.epub"))
        expect(run(folder, *command, "--set", "epub.embed-fonts=all"), 64, "epub.embed-fonts", "subset, none")


def test_what_cannot_be_made_is_named_with_its_base():
    with Folder() as folder:
        install(folder, "import sys\nsys.exit('no ink left')\n", name="one", extension="one")
        install(folder, CHANGER % "two", name="two", extension="two", based_on="one")
        install(folder, CHANGER % "three", name="three", extension="three", based_on="two")
        for types in ("three", "three,one", "one,two,three"):
            done = run(folder, "export", f"{DAILY}.txt", "-t", f"{types},epub", "-o", types)
            expect(done, 1, "no ink left", "plugin three: what it is based on, the output two, cannot be made",
                   "the output one, cannot be made")
            assert folder.names(types) == [f"{DAILY}.epub"], types
        folder.expect_no_process()
        expect(run(folder, "export", f"{DAILY}.txt", "-t", "hang,epub", "--plugin", bad("hang"), "--time-limit", "1"), 1, "plugin hang")


def test_what_nothing_can_be_based_on():
    with Folder() as folder:
        for name, base in (("lost", "epbu"), ("self", "self"), ("a", "b"), ("b", "a"), ("sick", "ill"), ("flat", "wide"), ("ill", "lost")):
            install(folder, CHANGER % name, name=name, extension=name, based_on=base)
        install(folder, "", name="wide", extension="wide", folder="yes")
        for name, *said in (("lost", "is based on the output “epbu”, which there is not", "install that", "did you mean “epub”"),
                            ("self", "is based on itself: self → self"), ("a", "is based on itself: a → b → a"),
                            ("sick", "epbu"), ("flat", "“wide”, which makes a folder")):
            done = run(folder, "export", f"{DAILY}.txt", "-t", f"{name},epub", "-o", f"out-{name}")
            expect(done, 1, f"plugin {name}", *said)
            assert folder.names(f"out-{name}") == [f"{DAILY}.epub"], name
        install(folder, PLAIN, name="odd", extension="odd", based_on="../x")
        expect(run(folder, "export", f"{DAILY}.txt", "-t", "odd"), 1, "what it is based on is no name of an output")


def test_it_is_told_of():
    with Folder() as folder:
        shown = json.loads(run(folder, "plugin", "show", "kepub", "--plugin", KEPUB, "--format=json").stdout)
        assert shown["based-on"] == "epub" and shown["extensions"] == ["kepub.epub"], shown


tap.run(globals())
