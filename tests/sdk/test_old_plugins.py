#!/usr/bin/env python3
"""Plugins that were built against earlier SDKs load, and make what they made: the accessors stay. See README.md in each folder."""
import pathlib
import platform
import re
import shutil
import zipfile

from harness import ROOT, Folder, expect, tap

SDK = pathlib.Path(__file__).resolve().parent
KEPT = SDK / "0.1.0"
FROM_1_2 = SDK / "1.2.0"
WEEK = sorted(str(path) for path in (ROOT / "examples").glob("2026-*.txt"))
OPTIONS = {KEPT / "notes.so": ["notes.authors"], KEPT / "short.so": ["short.width"],
           FROM_1_2 / "list.so": ["list.mark", "list.most", "list.width"], FROM_1_2 / "lines.so": ["lines.loud"]}


def check_machine():
    if platform.machine() != "x86_64" or platform.libc_ver()[0] != "glibc":
        raise tap.Skip(f"the binaries are of x86_64 with glibc, this is {platform.machine()} with {platform.libc_ver()[0] or 'another libc'}")


def weekly(folder, *args, status=0):
    result = folder.run("weekly", "-q", "--all", *args, *WEEK)
    expect(result, status)
    return result


def plugin(name, kept=KEPT):
    return "--plugin", str(kept / f"{name}.so"), "-t", name


def make(folder, name, kept=KEPT, *args, extension=None):
    """What a plugin makes of the model that it was given then: what the desk makes of the dailies is another matter. An output of
    the program's own may have its name by now."""
    module = shutil.copy(kept / f"{name}.so", f"{folder.path}/old-{name}.so")
    out = f"week.{extension or name}"
    expect(folder.run("export", "-q", "--no-normalize", "--plugin", module, "--prefer", f"old-{name}", "-t", name, *args, "-o", out,
                      str(KEPT / "week.json")), 0)
    return folder.read(out)


def test_they_describe_themselves():
    check_machine()
    with Folder() as folder:
        for path, options in OPTIONS.items():
            shown = folder.run("plugin", "show", path.stem, "--plugin", str(path))
            expect(shown, 0)
            for option in options:
                assert option in shown.stdout, shown.stdout


def test_the_same_bytes():
    check_machine()
    for name in ("md", "notes"):
        with Folder() as folder:
            assert make(folder, name) == (KEPT / f"week.{name}").read_bytes(), f"{name}.so makes something else of the week"
    for name in ("list", "lines"):
        with Folder() as folder:
            args = ("--set", "list.mark=star") if name == "list" else ()
            assert make(folder, name, FROM_1_2, *args) == (FROM_1_2 / f"week.{name}").read_bytes(), f"{name}.so makes something else"


def test_the_reference_text():
    check_machine()
    with Folder() as folder:
        wanted = weekly(folder, "--no-colophon", "--dump=text").stdout
        weekly(folder, *plugin("short"), "-o", "week.bad", "--no-colophon")
        assert folder.read("week.bad").decode() == wanted and wanted.count("\n") > 500


def documents(path):
    with zipfile.ZipFile(path) as book:
        return [re.sub("<head>.*?</head>|<[^>]*>", "", book.read(name).decode(), flags=re.DOTALL) for name in book.namelist()
                if name.endswith(".xhtml")]


def test_one_that_changes_another_and_has_the_kit_within():
    check_machine()
    with Folder() as folder:
        changed = make(folder, "kepub", FROM_1_2, "--set", "epub.embed-fonts=none", extension="kepub.epub")
        expect(folder.run("export", "-q", "--no-normalize", "--set", "epub.embed-fonts=none", "-o", "week.epub", str(KEPT / "week.json")), 0)
        folder.write("changed.epub", changed)
        assert documents(f"{folder.path}/changed.epub") == documents(f"{folder.path}/week.epub")
        assert b"koboSpan" in zipfile.ZipFile(f"{folder.path}/changed.epub").read("EPUB/nav.xhtml")


def test_one_that_puts_things_away():
    """It is told of the end before it comes, and has the time to say so."""
    check_machine()
    with Folder() as folder:
        done = folder.run("export", *plugin("list", FROM_1_2)[:2], "-t", "wait", "--time-limit", "1", "2022-09-22.txt")
        expect(done, 1, "all is put away", "plugin wait", "--time-limit")
        folder.expect_no_process()


def test_sources_and_modules_stand_beside_each_other():
    for folder, others in ((FROM_1_2, {"list": ".c", "lines": ".cpp", "kepub": ".c"}),):
        script = (folder / "build.sh").read_text()
        for name, suffix in others.items():
            assert (folder / (name + suffix)).exists() and f"-o {name}.so {name}{suffix}" in script, name
            assert (folder / f"{name}.so").stat().st_size < 40 * 1024, name


def test_they_are_put_to_the_test():
    """They end each trial, twice with the same bytes; that they leave out what they never wrote is said."""
    check_machine()
    with Folder() as folder:
        for name in ("md", "notes"):
            lines = folder.run("plugin", "test", str(KEPT / f"{name}.so")).stdout.splitlines()
            failed = [line for line in lines[:-1] if not line.startswith(("ok: ", "    "))]
            assert len(lines) > 20 and all(": left out " in line for line in failed), failed


tap.run(globals())
