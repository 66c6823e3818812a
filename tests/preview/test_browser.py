#!/usr/bin/env python3
"""The page of `wenzhai watch` in Chromium: a change of title is on screen while its editor looks up; the book can be read.

`test_browser.py --shots FOLDER` leaves pictures of every view there.
"""
import json
import os
import shutil

from harness import ROOT, run, tap
from watching import watching, week

MODULES = ROOT / ".check"
SHOTS = ["--shots", tap.argument()] if tap.flag("--shots") else []


def look(watch, *options):
    tap.needs("chromium", "node")
    if not (MODULES / "node_modules/puppeteer-core").is_dir():
        raise tap.Skip("puppeteer-core is not installed (./bootstrap tools)")
    done = run("node", ROOT / "tests/preview/look.mjs", "--modules", MODULES, "--address", watch.address, *options,
               env={**os.environ, "PUPPETEER_EXECUTABLE_PATH": shutil.which("chromium")}, timeout=110)
    return json.loads(done.stdout)


def test_a_change_is_on_screen():
    with watching("p", project=week) as (watch, folder):
        watch.wait_made()
        seen = look(watch, *SHOTS, "--change", os.path.join(folder.path, "p/overlays/2026-W46.overlay.ini"), "--to",
                    "[1706.03762]\ntitle = 换上的新标题\n", "--word", "换上的新标题", "--then",
                    "[1706.03762]\ntitle = 又一个新标题\n")
        assert seen["errors"] == [] and seen["outside"] == [], seen
        assert seen["pages"] > 20 and seen["contents"] > 20, seen
        assert abs(seen["change"]["moved"]) < 2, seen
        book = seen["read"]
        assert len(set(book["places"][1:4])) == 3 and book["places"][4] == book["places"][2], book
        assert book["followed"] is not False and book["scripts"] is False and book["wide"] and book["fonts"] > 0, book
        assert seen["stay"]["before"] == seen["stay"]["after"], seen["stay"]
        return f"on screen {seen['change']['seconds']:.2f} s after the save"


tap.run(globals())
