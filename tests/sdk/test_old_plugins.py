#!/usr/bin/env python3
"""Plugins that were built against the first release load, and make what they made: the accessors stay. See 0.1.0/README.md."""
import pathlib
import platform

from harness import Folder, expect, tap

ROOT = pathlib.Path(__file__).resolve().parents[2]
KEPT = pathlib.Path(__file__).resolve().parent / "0.1.0"
WEEK = sorted(str(path) for path in (ROOT / "examples").glob("2026-*.txt"))
OPTIONS = {"md": ["level"], "notes": ["authors"], "short": ["width"]}


def check_machine():
    if platform.machine() != "x86_64" or platform.libc_ver()[0] != "glibc":
        raise tap.Skip(f"the binaries are of x86_64 with glibc, this is {platform.machine()} with {platform.libc_ver()[0] or 'another libc'}")


def weekly(folder, *args, status=0):
    result = folder.run("weekly", "-q", "--all", *args, *WEEK)
    expect(result, status)
    return result


def plugin(name):
    return "--plugin", str(KEPT / f"{name}.so"), "-t", name


def make(folder, name):
    """What a plugin makes of the model that it was given then: what the desk makes of the dailies is another matter."""
    expect(folder.run("export", "-q", "--no-normalize", *plugin(name), "-o", f"week.{name}", str(KEPT / "week.json")), 0)
    return folder.read(f"week.{name}")


def test_they_describe_themselves():
    check_machine()
    with Folder() as folder:
        for name, options in OPTIONS.items():
            shown = folder.run("plugin", "show", name, "--plugin", str(KEPT / f"{name}.so"))
            expect(shown, 0)
            for option in options:
                assert f"{name}.{option}" in shown.stdout, shown.stdout


def test_the_same_bytes():
    check_machine()
    for name in ("md", "notes"):
        with Folder() as folder:
            assert make(folder, name) == (KEPT / f"week.{name}").read_bytes(), f"{name}.so makes something else of the week"


def test_the_reference_text():
    check_machine()
    with Folder() as folder:
        wanted = weekly(folder, "--no-colophon", "--dump=text").stdout
        weekly(folder, *plugin("short"), "-o", "week.bad", "--no-colophon")
        assert folder.read("week.bad").decode() == wanted and wanted.count("\n") > 500


def test_they_are_put_to_the_test():
    """They end each trial, twice with the same bytes; that they leave out what they never wrote is said."""
    check_machine()
    with Folder() as folder:
        for name in ("md", "notes"):
            lines = folder.run("plugin", "test", str(KEPT / f"{name}.so")).stdout.splitlines()
            assert len(lines) == 8 and all(line.startswith("ok: ") or ": left out: " in line for line in lines), lines


tap.run(globals())
