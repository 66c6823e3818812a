#!/usr/bin/env python3
"""A project over time: nothing of the editor's is overlooked, a finished issue is not made poorer, an upgrade rewrites
nothing, and what is wrong is told in its place until it is mended."""
import configparser
import json
import os
import pty
import re
import subprocess
import time

import desk
from desk import daily
from harness import Folder, WENZHAI, expect, tap

FLAGS = ["--plugin", desk.BRIEF, "-t", "brief"]
WEEKS = ["2022-W36", "2022-W37", "2022-W38"]


def project(folder, extra="", weeks=3):
    expect(folder.run("init", "p"), 0)
    if extra:
        settings(folder, extra)
    for week in range(weeks):
        for day in range(5 + 7 * week, 12 + 7 * week):
            folder.write(f"p/inbox/2022-09-{day:02}.txt", daily({"arxiv": f"2209.000{day:02}"}, {"arxiv": "2209.09999"}))


def settings(folder, extra):
    """Adds to the project file, in [project]; gives the line of the first one."""
    text = folder.read("p/wenzhai.ini").decode()
    folder.write("p/wenzhai.ini", text + "[project]\n" + extra)
    return text.count("\n") + 2


def build(folder, *args, status=0, **kwargs):
    """Builds, and tells what a terminal would: the issues that are made, and all warnings."""
    dry = "-n" in args
    done = folder.run("build", "p", *FLAGS, *([] if dry else ["-v"]), *args, **kwargs)
    expect(done, status)
    if not dry:
        done.stdout = "".join(line + "\n" for line in done.stdout.splitlines()
                              if re.match(r"\d{4}[^\t]*\t", line) and not re.search(r"\tcurrent$|\tkept|--upgrade", line))
    return done


def told(done):
    """What is said of each issue."""
    return dict(line.split("\t") for line in done.stdout.splitlines() if "\t" in line)


def remove(folder, *days):
    for day in days:
        os.remove(os.path.join(folder.path, f"p/inbox/2022-09-{day:02}.txt"))


# ---- Reasons

def test_reasons():
    """Each by its name, and -n says what a build then does."""
    changes = [
        ("2022-W38\tnew daily: 2022-09-19-b.txt\n", lambda f: f.write("p/inbox/2022-09-19-b.txt", daily({"arxiv": "2209.00777"}))),
        ("2022-W38\tdaily changed: 2022-09-19-b.txt\n", lambda f: f.write("p/inbox/2022-09-19-b.txt", daily({"arxiv": "2209.00778"}))),
        ("2022-W38\toverlay changed; editorial changed\n", lambda f: f.write("p/overlays/2022-W38.overlay.ini", "[issue]\neditorial-file = e.md\n")
         and f.write("p/overlays/e.md", "")),
        ("2022-W38\teditorial changed\n", lambda f: f.write("p/overlays/e.md", "导语")),
        ("".join(f"{week}\tsettings in wenzhai.ini changed\n" for week in WEEKS), lambda f: settings(f, "editor = 编者\n")),
        ("".join(f"{week}\tcorrections in wenzhai.ini changed\n" for week in WEEKS),
         lambda f: f.write("p/wenzhai.ini", f.read("p/wenzhai.ini").decode() + "[overlay 2209.09999]\ntitle = 改\n")),
        ("2022-W37\ta file is missing\n", lambda f: os.remove(os.path.join(f.path, "p/issues/wenzhai-2022-W37.brief.md"))),
        ("".join(f"{week}\tstyle changed\n" for week in WEEKS), lambda f: settings(f, "style = handout\n")),
    ]
    with Folder() as folder:
        project(folder)
        assert build(folder).stdout == "".join(f"{week}\tnew\n" for week in WEEKS)
        for expected, change in changes:
            change(folder)
            dry = told(build(folder, "-n"))
            done = build(folder)
            assert done.stdout == expected, (expected, done.stdout)
            assert {k: v for k, v in dry.items() if v != "current"} == told(done), (dry, done.stdout)
            assert build(folder).stdout == ""


def test_dry_run_agrees_where_one_issue_changes_the_next():
    """An earlier issue that loses a paper changes those that said that it had it; -n knows before anything is made."""
    with Folder() as folder:
        project(folder)
        build(folder)
        for day in range(12, 19):
            folder.write(f"p/inbox/2022-09-{day}.txt", daily({"arxiv": f"2209.000{day}"}))
        dry = told(build(folder, "-n"))
        assert dry["2022-W36"] == "current" and dry["2022-W38"] == "an earlier issue changed", dry
        before = folder.read("p/issues/.wenzhai-state")
        assert build(folder, "-n") and folder.read("p/issues/.wenzhai-state") == before
        assert {k: v for k, v in dry.items() if v != "current"} == told(build(folder))


def test_comments_and_paths_change_nothing():
    with Folder() as folder:
        project(folder)
        build(folder)
        folder.write("p/wenzhai.ini", "# a comment\n\n" + folder.read("p/wenzhai.ini").decode())
        assert build(folder).stdout == ""


def test_other_outputs_are_no_older_program():
    with Folder() as folder:
        project(folder, weeks=1)
        build(folder)
        done = folder.run("build", "p", "--plugin", desk.BRIEF, "-t", "brief,epub", "-n")
        assert told(done) == {"2022-W36": "outputs or their options changed"}, done.stdout


def test_a_dump_of_two_weeks():
    """Each issue has its own papers of it; a dump needs no name that says a day."""
    with Folder() as folder:
        for day in range(22, 29):  # Thursday to Wednesday
            folder.write(f"d/2026-12-{day}.txt", daily({"arxiv": f"2612.000{day}"}))
        done = folder.run("weekly", "d", "--all", "--dump=json")
        expect(folder.run("init", "p"), 0)
        folder.write("p/inbox/dump.json", done.stdout)
        dry = told(build(folder, "-n"))
        assert told(build(folder)) == dry == {"2026-W52": "new", "2026-W53": "new"}, dry
        for week, days in (("2026-W52", range(22, 28)), ("2026-W53", [28])):
            issue = json.loads(desk.dump_of(folder, f"wenzhai-{week}"))
            assert sorted(entry["key"] for entry in desk.entries_of(issue)) == [f"2612.000{day}" for day in days], week
        assert build(folder).stdout == ""


# ---- An upgrade

def age(folder):
    """As if an older program had made all of it."""
    text = folder.read("p/issues/.wenzhai-state").decode()
    folder.write("p/issues/.wenzhai-state", re.sub(r"(?m)^program=\w+", "program=0", text))


def test_an_upgrade_rewrites_nothing_unasked():
    with Folder() as folder:
        project(folder)
        build(folder)
        age(folder)
        dry = told(build(folder, "-n"))
        assert dry == {week: "made by an older wenzhai; --upgrade makes it anew" for week in WEEKS}, dry
        done = build(folder)
        assert done.stdout == "" and "3 issues were made by an older wenzhai" in done.stderr, done.stderr
        folder.write("p/inbox/2022-09-13.txt", daily({"arxiv": "2209.00777"}))
        assert told(build(folder)) == {"2022-W37": "daily changed: 2022-09-13.txt; made by an older wenzhai"}
        done = build(folder, "--upgrade")
        assert sorted(told(done)) == ["2022-W36", "2022-W38"], done.stdout
        assert "older" not in build(folder).stderr


def test_a_state_of_the_first_form():
    """One hash for everything: the issues stay, and what changes from then on is noticed."""
    with Folder() as folder:
        project(folder)
        build(folder)
        state = configparser.ConfigParser(interpolation=None, delimiters="=")
        state.read_string(folder.read("p/issues/.wenzhai-state").decode())
        lines = ["wenzhai-state 1"]
        for digest, row in state["sources"].items():
            name, days = row.split(";")[:2]
            lines.append(f"source\t{digest}\t{days}\t{name}")
        for week in WEEKS:
            issue = state[week]
            lines.append("\t".join(["issue", week, "0" * 64, *(issue[key] for key in ("title", "number", "identifier", "date"))]))
            for kind, key in (("file", "files"), ("paper", "papers")):
                cells = issue[key].split(";")
                rows = list(zip(cells[::2], cells[1::2]))
                lines.extend("\t".join([kind, *(reversed(row) if kind == "file" else row)]) for row in rows)
        folder.write("p/issues/.wenzhai-state", "\n".join(lines) + "\n")
        folder.write("p/inbox/2022-09-13.txt", daily({"arxiv": "2209.00777"}))
        done = build(folder)
        assert list(told(done)) == ["2022-W37"] and "2 issues were made by an older wenzhai" in done.stderr, done
        folder.write("p/overlays/2022-W36.overlay.ini", "[2209.00005]\npin = 1\n")
        assert told(build(folder)) == {"2022-W36": "overlay changed; made by an older wenzhai; made with other versions of the fonts"}
        remove(folder, 19)
        expect(folder.run("build", "p", *FLAGS), 0, "2022-W38 is kept")


def test_the_form_of_the_project_file():
    with Folder() as folder:
        project(folder, weeks=1)
        assert b"\nformat = 1\n" in folder.read("p/wenzhai.ini")
        for value, text in (("2", "newer wenzhai"), ("epub", "`formats`")):
            folder.write("q/wenzhai.ini", f"[project]\nformat = {value}\n")
            done = folder.run("build", "q", *FLAGS)
            expect(done, 64, "q/wenzhai.ini:2:10: error", text)


# ---- A finished issue

def test_a_finished_issue_is_not_made_poorer():
    with Folder() as folder:
        project(folder)
        build(folder)
        book = folder.read("p/issues/wenzhai-2022-W37.brief.md")
        remove(folder, 12, 13, 14)
        for _ in range(2):
            done = build(folder)
            assert done.stdout == "" and "warning: 2022-W37 is kept" in done.stderr, done.stderr
            assert "2022-09-12.txt, 2022-09-13.txt, 2022-09-14.txt" in done.stderr and "--allow-missing" in done.stderr
        folder.write("p/overlays/2022-W37.overlay.ini", "[2209.00012]\npin = 1\n")
        for _ in range(2):
            done = build(folder, status=1)
            assert "error: 2022-W37 is kept" in done.stderr and "overlay changed" in done.stderr, done.stderr
        assert told(build(folder, "-n", status=1))["2022-W37"].startswith("kept; dailies are gone: 2022-09-12.txt")
        assert folder.read("p/issues/wenzhai-2022-W37.brief.md") == book
        done = build(folder, "--allow-missing")
        assert list(told(done)) == ["2022-W37"] and folder.read("p/issues/wenzhai-2022-W37.brief.md") != book
        assert build(folder).stdout == "" and "kept" not in build(folder).stderr


def test_a_daily_that_moved_is_not_gone():
    """Under another name, or with another text: the issue follows."""
    with Folder() as folder:
        project(folder)
        build(folder)
        inbox = os.path.join(folder.path, "p/inbox")
        os.rename(os.path.join(inbox, "2022-09-13.txt"), os.path.join(inbox, "2022-09-13 (1).txt"))
        done = build(folder)
        assert list(told(done)) == ["2022-W37"] and "kept" not in done.stderr
        # but to a name without a day, from which no issue is made, it has not moved
        os.rename(os.path.join(inbox, "2022-09-13 (1).txt"), os.path.join(inbox, "tuesday.txt"))
        done = build(folder)
        assert not told(done) and "2022-W37 is kept" in done.stderr and "dailies are gone: 2022-09-13 (1).txt" in done.stderr


def test_an_unreadable_daily_makes_no_issue_poorer():
    with Folder() as folder:
        project(folder)
        build(folder)
        folder.write("p/inbox/2022-09-14.txt", b"\x00\x01\xff\x00")
        done = build(folder, status=1)
        assert done.stdout == "" and "2022-W37 is kept" in done.stderr and "2022-09-14.txt" in done.stderr, done.stderr


def test_without_the_state_the_dump_knows():
    with Folder() as folder:
        project(folder)
        build(folder)
        book = folder.read("p/issues/wenzhai-2022-W37.brief.md")
        remove(folder, 12, 13)
        os.remove(os.path.join(folder.path, "p/issues/.wenzhai-state"))
        done = build(folder, status=1)
        assert "2022-W37 is kept" in done.stderr and "2022-09-12.txt, 2022-09-13.txt" in done.stderr, done.stderr
        assert folder.read("p/issues/wenzhai-2022-W37.brief.md") == book
        assert sorted(told(done)) == ["2022-W36", "2022-W38"]
        assert desk.dump_of(folder, "wenzhai-2022-W38").count(b'"backReferences"') == 1, "it is remembered"


def test_weekly_in_a_project_keeps_it_too():
    with Folder() as folder:
        project(folder)
        build(folder)
        book = folder.read("p/issues/wenzhai-2022-W37.brief.md")
        remove(folder, 12, 13)
        done = folder.run("weekly", "p", *FLAGS, "--week=2022-W37")
        expect(done, 1, "2022-09-12.txt, 2022-09-13.txt", "--allow-missing")
        assert folder.read("p/issues/wenzhai-2022-W37.brief.md") == book
        expect(folder.run("weekly", "p", *FLAGS, "--week=2022-W37", "-o", "elsewhere/"), 0)
        expect(folder.run("weekly", "p", *FLAGS, "--week=2022-W37", "--allow-missing"), 0)
        assert folder.read("p/issues/wenzhai-2022-W37.brief.md") != book


# ---- What is not used

def test_overlays_of_no_issue():
    with Folder() as folder:
        project(folder, weeks=1)
        named = {"2022-W36.ini": "2022-W36", "2022-w36.overlay.ini": "2022-W36", "2022-36.overlay.ini": "2022-W36",
                 "2022-W36.overlay.ini.txt": "2022-W36", "overlay.ini": None}
        for name in named:
            folder.write(f"p/overlays/{name}", "[issue]\ntitle = 改\n")
        folder.write("p/overlays/2022-W40.overlay.ini", "[issue]\ntitle = 改\n")
        folder.write("p/overlays/words.md", "导语")
        for args in ((), (), ("-n",)):
            stderr = build(folder, *args).stderr
            for name, right in named.items():
                line = next(line for line in stderr.splitlines() if line.startswith(f"p/overlays/{name}: warning"))
                assert "belongs to no issue; overlays are named 2022-W38.overlay.ini" in line, line
                assert right is None or f"rename it to {right}.overlay.ini" in line, line
            assert "p/overlays/2022-W40.overlay.ini: warning: belongs to no issue yet" in stderr, stderr
            assert "p/overlays: warning: not used: words.md; no overlay names it" in stderr, stderr
        stderr = folder.run("weekly", "p", *FLAGS).stderr
        assert "p/overlays/2022-W36.ini: warning" in stderr, stderr


def test_other_files_of_a_project():
    with Folder() as folder:
        project(folder, weeks=1)
        folder.write("p/2022-09-20.txt", daily({"arxiv": "2209.00020"}))
        folder.write("p/Makefile", "all:\n")
        folder.write("p/.git/x", "")
        folder.write("p/mine/style.ini", "[style]\nInherits=classic\n")
        folder.write("p/inbox/2022-09-06.docx", "x")
        settings(folder, "style = ./mine\n")
        for _ in range(2):
            stderr = build(folder).stderr
            assert "p: warning: not used: 2022-09-20.txt, Makefile; dailies belong into the inbox" in stderr, stderr
            assert "p/inbox: warning: not used: 2022-09-06.docx;" in stderr, stderr
        settings(folder, "ignore = Makefile, *.docx, 2022-09-20.txt\n")
        assert "not used" not in build(folder).stderr


def test_everything_in_one_folder():
    """Dailies, corrections and the project file side by side: what is its own is not told of, and the rest once."""
    with Folder() as folder:
        folder.write("p/wenzhai.ini", "[project]\ninbox = .\noverlays = .\nissues = out\n")
        folder.write("p/2022-09-05.txt", daily({"arxiv": "2209.00005"}))
        folder.write("p/2022-W36.overlay.ini", "[issue]\neditorial-file = intro.md\n")
        folder.write("p/intro.md", "导语")
        folder.write("p/2022-w36.overlay.ini", "")
        folder.write("p/junk.doc", "x")
        for new in ("2022-W36\tnew\n", "2022-W36\tcurrent\n"):
            done = subprocess.run([WENZHAI, "build", "-v", *FLAGS], cwd=os.path.join(folder.path, "p"), capture_output=True,
                                  encoding="utf-8", check=True)
            told_of = [line for line in done.stderr.splitlines() if "not-used" in line or "overlay-name" in line]
            assert done.stdout.startswith(new) and len(told_of) == 2, done
            assert told_of[0].startswith(".: warning: not used: junk.doc;"), told_of
            assert told_of[1].startswith("./2022-w36.overlay.ini: warning"), told_of


def test_a_daily_of_another_year_each_time():
    with Folder() as folder:
        project(folder, weeks=1)
        folder.write("p/inbox/2022-09-08.txt", "爱可可AI前沿推介(2021.9.8)\n\n" + daily({"arxiv": "2209.00008"}))
        folder.write("p/inbox/note.txt", daily({"arxiv": "2209.00777"}))
        for clash in ("issue-date-clash", "weekly-date-clash"):
            stderr = build(folder).stderr
            assert re.search(rf"2022-09-08.txt.*2022-09-08.*\[{clash}\]", stderr) or \
                re.search(rf"2022-09-08.txt.*2021-09-08.*\[{clash}\]", stderr), stderr
            assert "p/inbox/note.txt: warning: left out: its day is not known; rename it" in stderr, stderr


def test_old_books_are_named():
    with Folder() as folder:
        project(folder, "variant = zh-Hant-TW\n", weeks=1)
        build(folder)
        settings(folder, "slug = mine\nvariant =\n")
        old = "wenzhai-2022-W36-zh-Hant-TW.brief.md, wenzhai-2022-W36.brief.md"
        for _ in range(2):
            assert f"p/issues: warning: not used: {old}; this project made them" in build(folder).stderr
        assert folder.names("p/issues/.dumps") == ["mine-2022-W36.json.gz"], folder.names("p/issues/.dumps")
        for name in old.split(", "):
            os.remove(os.path.join(folder.path, "p/issues", name))
        assert "not used" not in build(folder).stderr
        settings(folder, "period = month\n")
        assert "not used: mine-2022-W36.brief.md" in build(folder).stderr


# ---- Her own files

WRONG = {
    "key": ("[2209.00005]\ncolour = red\n", "2022-W36.overlay.ini:2:1: error"),
    "value": ("[2209.00005]\npin = perhaps\n", "2022-W36.overlay.ini:2:7: error"),
    "editorial that is a name": ("[issue]\neditorial = none.md\n", "2022-W36.overlay.ini:2:13: error"),
    "editorial": ("[issue]\neditorial-file = none.md\n", "2022-W36.overlay.ini:2:18: error"),
    "encoding": ("[2209.00005]\ntitle = 改过的标题和别的文字\n".encode("gb18030"), "2022-W36.overlay.ini:1:1: error: this file is GB18030"),
    "syntax": ("[2209.00005]\nwhat\n", "2022-W36.overlay.ini:2:1: error"),
}


def test_mistakes_are_told_until_they_are_mended():
    for name, (text, place) in WRONG.items():
        with Folder() as folder:
            project(folder, weeks=1)
            folder.write("p/overlays/2022-W36.overlay.ini", text)
            expect(folder.run("build", "p", *FLAGS, "-n"), 1, place)
            for _ in range(3):
                expect(folder.run("build", "p", *FLAGS), 1, place)
            expect(folder.run("weekly", "p", *FLAGS), 1, place)
            if name == "encoding":
                assert "改过的标题和别的文字" in folder.read("p/issues/wenzhai-2022-W36.brief.md").decode()
            folder.write("p/overlays/2022-W36.overlay.ini", "[2209.00005]\npin = 1\n")
            expect(folder.run("build", "p", *FLAGS), 0)
            assert place not in folder.run("build", "p", *FLAGS).stderr


def test_an_editorial_in_another_encoding():
    with Folder() as folder:
        project(folder, weeks=1)
        folder.write("p/overlays/2022-W36.overlay.ini", "[issue]\neditorial-file = e.md\n")
        folder.write("p/overlays/e.md", "本周的导语，写得很长很长。".encode("gb18030"))
        for _ in range(2):
            expect(folder.run("build", "p", *FLAGS), 1, "2022-W36.overlay.ini:2:18: error: this file is GB18030")
        assert "本周的导语" in desk.dump_of(folder, "wenzhai-2022-W36").decode()


def test_what_is_remarkable_is_said_again():
    """A line that found nothing, an unknown category, two papers for one place: at each build."""
    overlay = ("[2209.00005]\npin = 1\ncategory = XX\n[2209.00006]\npin = 1\n[2209.77777]\ndrop = yes\n"
               "[2209.00007]\nafter = 2209.66666\n")
    with Folder() as folder:
        project(folder, weeks=1)
        folder.write("p/overlays/2022-W36.overlay.ini", overlay)
        first = None
        for args in (("-n",), (), (), ("-n",)):
            stderr = build(folder, *args).stderr
            lines = sorted(line for line in stderr.splitlines() if ": warning: " in line and "overlay-" in line)
            assert first is None or lines == first, (first, lines)
            first = lines
        for place, code in (("3:12", "overlay-category"), ("5:7", "overlay-pin"), ("6:1", "overlay-no-match"), ("9:9", "overlay-no-match")):
            assert any(f"2022-W36.overlay.ini:{place}: warning" in line and code in line for line in first), (place, first)
        stderr = folder.run("weekly", "p", *FLAGS).stderr
        assert "overlay-pin" in stderr and "overlay-category" in stderr


def test_an_overlay_that_leaves_no_paper():
    """An error in its place at each build, and the status says it; a drop less, and all is well."""
    with Folder() as folder:
        project(folder, weeks=1)
        build(folder)
        keys = [entry["key"] for dump in folder.names("p/issues/.dumps")
                for section in json.loads(desk.dump_of(folder, dump.removesuffix(".json.gz")))["sections"] for entry in section.get("entries", [])]
        folder.write("p/overlays/2022-W36.overlay.ini", "\n" + "".join(f"[{key}]\ndrop = yes\n" for key in keys))
        for args in (("build", "-n", "p"), ("build", "p", *FLAGS), ("build", "p", *FLAGS), ("weekly", "p", *FLAGS)):
            expect(folder.run(*args), 1, f"2022-W36.overlay.ini:3:1: error: the issue is left without any of its {len(keys)} papers")
        folder.write("p/overlays/2022-W36.overlay.ini", "".join(f"[{key}]\ndrop = yes\n" for key in keys[1:]))
        expect(folder.run("build", "p", *FLAGS), 0)


def test_a_pipe_among_the_dailies():
    with Folder() as folder:
        project(folder, weeks=1)
        os.mkfifo(os.path.join(folder.path, "p/inbox/2022-10-06.txt"))
        os.mkdir(os.path.join(folder.path, "p/inbox/old"))
        assert "not used: 2022-10-06.txt (no regular file), old/;" in build(folder).stderr


def test_markdown_that_no_book_shows():
    """Notes are made; a mark without one, and a note without a mark, are told of."""
    editorial = ("# 导语\n\n一句话[^1]，又一句[^3]。\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n![图](a.png)\n\n<b>粗</b>，~~删~~\n\n"
                 "```\n| a | b |\n|---|---|\n[^2]\n```\n\n[^1]: 注。\n[^4]: 另一注。\n")
    with Folder() as folder:
        project(folder, weeks=1)
        folder.write("p/overlays/2022-W36.overlay.ini", "[issue]\neditorial-file = e.md\n[2209.00005]\nnote = 见[^1]\n")
        folder.write("p/overlays/e.md", editorial)
        for _ in range(2):
            stderr = build(folder).stderr
            found = sorted(int(n) for n in re.findall(r"p/overlays/e\.md:(\d+):\d+: warning: .*\[overlay-markdown\]", stderr))
            assert found == [3, 11, 11, 11, 20], (found, stderr)
            assert "p/overlays/2022-W36.overlay.ini:4:8: warning: there is no note “1”" in stderr, stderr


# ---- The project file

def test_paths_lie_where_the_file_lies():
    """A style, and all other paths, wherever one stands."""
    with Folder() as folder:
        project(folder, "style = ./mine\nfont-dir = ./more\n", weeks=1)
        folder.write("p/mine/style.ini", "[style]\nInherits=classic\n[body]\nsize=11pt\n")
        os.makedirs(os.path.join(folder.path, "p/more"))
        expect(folder.run("build", "p", *FLAGS), 0)
        for where in ("p", "p/inbox"):
            done = subprocess.run([WENZHAI, "build", *FLAGS], cwd=os.path.join(folder.path, where), capture_output=True,
                                  encoding="utf-8", check=False)
            assert done.returncode == 0 and done.stdout == "" and done.stderr == "", done
        folder.write("p/mine/style.ini", "[style]\nInherits=classic\n[body]\nsize=12pt\n")
        assert told(build(folder)) == {"2022-W36": "style changed"}
        settings(folder, "style = mine\n")
        assert build(folder).stdout == "", "the same folder"
        settings(folder, "style = ./mine\n")
        folder.write("p/mine/style.ini", "[style]\nnosuch=1\n")
        done = subprocess.run([WENZHAI, "build"], cwd=os.path.join(folder.path, "p"), capture_output=True, encoding="utf-8",
                              check=False)
        assert "\n./mine/style.ini:2:1: error: " in done.stderr, done.stderr


def test_mistakes_in_their_place():
    """Values of the project file are told as such, with line and column, and no option that nobody typed."""
    rows = [("formats = docx\n", 11, "docx"), ("languages = xx\n", 13, "xx"), ("style = none\n", 9, "none"),
            ("style = ./none\n", 9, "none"), ("order = size\n", 9, "size"), ("indices = some\n", 11, "some"),
            ("variant = zh-Hans\n", 11, "zh-Hans"), ("[brief]\nnonsense = 1\n", 12, "nonsense"), ("[docx]\na = 1\n", 5, "docx"),
            ("[pdf]\npaper = A99\n", 9, "A99"), ("first = 2022\n", 9, "2022")]
    for text, column, word in rows:
        with Folder() as folder:
            project(folder, weeks=1)
            line = settings(folder, text) + (1 if text.startswith("[") else 0)
            for command in ("build", "weekly"):
                done = folder.run(command, "p", "--plugin", desk.BRIEF, *(() if "formats" in text else ("-t", "brief")))
                expect(done, 64, f"p/wenzhai.ini:{line}:{column}: error: ", word)
                assert "--" not in done.stderr.split("error: ")[1].splitlines()[0], done.stderr


def test_encoding_is_a_key_like_others():
    with Folder() as folder:
        project(folder, "Encoding = LG\n", weeks=1)
        expect(folder.run("build", "p", *FLAGS), 64, "there is no key Encoding")
        folder.write("w.ini", "[2209.00005]\nEncoding = LG\n")
        expect(folder.run("weekly", "p/inbox", "--dump=text", "--overlay=w.ini"), 1, "w.ini:2:1: error: Encoding")


# ---- Progress

def on_a_terminal(folder, *args):
    """What a run shows there, a piece for each change of the line; and how long it took."""
    master, slave = pty.openpty()
    env = dict(os.environ, TERM="xterm", XDG_DATA_HOME=os.path.join(folder.path, ".data"))
    start = time.monotonic()
    with subprocess.Popen([WENZHAI, *args], cwd=folder.path, env=env, stdout=subprocess.DEVNULL, stderr=slave) as run:
        os.close(slave)
        data = b""
        while True:
            try:
                piece = os.read(master, 65536)
            except OSError:
                break
            if not piece:
                break
            data += piece
    os.close(master)
    assert run.returncode == 0, data
    return data.decode(errors="replace").replace("\x1b[K", "").split("\r"), time.monotonic() - start


def rising(lines, form):
    """The numbers of a form, which never go back; and the whole that they are of."""
    found = [match.groups() for line in lines if (match := re.fullmatch(form, line.strip()))]
    numbers = [int(groups[0]) for groups in found]
    assert numbers == sorted(numbers), numbers
    return numbers, {groups[1:] for groups in found}


def test_progress_measures_the_work():
    with Folder() as folder:
        project(folder)
        for week in range(5):
            for day in range(1, 8):
                name = f"2023-0{week + 1}-{day + 7:02}"
                folder.write(f"p/inbox/{name}.txt", daily(*({"arxiv": f"230{week + 1}.{day:02}{n:03}"} for n in range(30))))
        lines, seconds = on_a_terminal(folder, "build", "p", "-t", "pdf,epub")
        numbers, whole = rising(lines, r"building: (\d+) of (\d+)")
        issues = len([name for name in folder.names("p/issues") if name.endswith(".pdf")])
        assert issues > 7 and (seconds < 1 or numbers and whole == {(str(issues),)}), (issues, lines)
        assert not any("%" in line for line in lines), "no percentage that begins again"
        lines, seconds = on_a_terminal(folder, "weekly", "p", "--year=2023", "-t", "pdf,epub", "-o", "year/")
        numbers, whole = rising(lines, r"rendering: (\d+) of (\d+) papers")
        assert seconds < 2 or numbers and numbers[0] < 0.6 * int(whole.pop()[0]) and not whole, (seconds, lines)


# ---- Where there is none, and nothing to do

def test_no_project():
    with Folder() as folder:
        os.makedirs(os.path.join(folder.path, "empty"))
        expect(folder.run("build", "nodir"), 2, "no project here", "wenzhai init nodir")
        expect(folder.run("build", "empty"), 2, "no project here", "wenzhai init empty")
        expect(folder.run("build"), 2, "no project here", "wenzhai init")


def test_nothing_to_do_as_json():
    with Folder() as folder:
        project(folder, weeks=1)
        build(folder)
        done = folder.run("build", "p", *FLAGS, "--diagnostics=json")
        lines = [json.loads(line) for line in done.stderr.splitlines()]
        assert [line["code"] for line in lines] == ["nothing-to-do"], lines
        assert folder.run("build", "p", *FLAGS, "--diagnostics=json", "-q").stderr == ""
        age(folder)
        done = folder.run("build", "p", *FLAGS, "--diagnostics=json")
        assert [json.loads(line)["code"] for line in done.stderr.splitlines()] == ["older", "nothing-to-do"]


if __name__ == "__main__":
    tap.run(globals())
