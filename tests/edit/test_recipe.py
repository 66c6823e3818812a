#!/usr/bin/env python3
"""The recipe of a run: what is said of an issue, where, and which of it holds."""
import json

import desk
from desk import daily, entries_of
from harness import Folder, expect, tap

YES, NO, NEITHER = ("yes", "on", "true", "1", "是", "Yes"), ("no", "off", "false", "0", "否", "OFF"), ("y", "maybe", "2")


def project(folder, text="", days=range(5, 12)):
    expect(folder.run("init", "p"), 0)
    if text:
        folder.write("p/wenzhai.ini", text)
    for day in days:
        folder.write(f"p/inbox/2022-09-{day:02}.txt", daily({"arxiv": f"2209.000{day:02}"}))


# ---- Yes and no

def test_booleans_in_a_project_file():
    with Folder() as folder:
        project(folder, days=range(5, 6))
        for words, status, shown in ((YES, 0, True), (NO, 0, False), (NEITHER, 64, None)):
            for word in words:
                folder.write("p/wenzhai.ini", f"[project]\nstatistics = {word}\n")
                done = folder.run("weekly", "p", "--week=2022-W36", "--dump=json")
                expect(done, status, *(["p/wenzhai.ini:2:14: error"] if status else []))
                if not status:
                    assert ("statistics" in [s["id"] for s in json.loads(done.stdout)["sections"]]) == shown, word


def test_booleans_in_an_overlay():
    with Folder() as folder:
        folder.write("d/2022-09-05.txt", daily({"arxiv": "2209.00005"}, {"arxiv": "2209.00006"}))
        for words, status, n in ((YES, 0, 1), (NO, 0, 2), (NEITHER, 1, 2)):
            for word in words:
                folder.write("o.ini", f"[2209.00005]\ndrop = {word}\n")
                done = folder.run("weekly", "d", "--all", "--overlay=o.ini", "--dump=json")
                expect(done, status, *(["o.ini:2:8: error"] if status else []))
                assert len(entries_of(json.loads(done.stdout))) == n, word


def test_booleans_of_outputs_and_styles():
    """In a --set, in a group of the project file, in a style.ini."""
    with Folder() as folder:
        project(folder, days=range(5, 6))
        for words, status in ((YES, 0), (NO, 0), (NEITHER, 64)):
            for word in words:
                folder.write("mine/style.ini", f"[page]\ntwo-sided = {word}\n")
                expect(folder.run("style", "show", "./mine"), status)
                folder.write("p/wenzhai.ini", f"[project]\nformats = md\n[pdf]\nhanging = {word}\nbooklet = {word}\n")
                expect(folder.run("build", "p", "-n", "--plugin", desk.MD), status)
                for option in ("pdf.booklet", "pdf.heads", "epub.cover"):
                    done = folder.run("export", "p/inbox", "--plugin", desk.MD, "-o", "out.md", "--set", f"{option}={word}")
                    expect(done, status)


if __name__ == "__main__":
    tap.run(globals())
