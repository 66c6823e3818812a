#!/usr/bin/env python3
"""What lies in a folder of dailies is used, or named: nothing that an editor put there is passed over in silence."""
import json
import os

import desk
from desk import daily, entries_of, issue_of
from harness import Folder, expect, tap

WEEK = ["--week=2026-W53"]  # 28 December to 3 January


def keys(issue):
    return sorted(entry["key"] for entry in entries_of(issue))


def test_endings():
    """A digest is one whatever its ending is called; also in capitals."""
    with Folder() as folder:
        names = ["2026-12-28.txt", "2026-12-29.TXT", "2026-12-30.text", "2026-12-31.md", "2027-01-01.Markdown"]
        for number, name in enumerate(names):
            folder.write(f"in/{name}", daily({"arxiv": f"2612.0000{number}"}))
        issue, stderr = issue_of(folder, "in", *WEEK)
        assert keys(issue) == [f"2612.0000{n}" for n in range(5)], keys(issue)
        assert stderr.strip() == ("wenzhai: warning: 2 days without a daily: 2027-01-02, 2027-01-03 "
                                  "[weekly-missing-days]"), stderr
        done = folder.run("dump", "in", "--format=json")
        assert keys(json.loads(done.stdout)) == [f"2612.0000{n}" for n in range(5)]


def test_what_is_not_used_is_named():
    """In one line for each folder, and hidden files alone are not in it."""
    with Folder() as folder:
        folder.write("in/2026-12-28.txt", daily({"arxiv": "2612.00001"}))
        for name in ("2026-12-29.docx", "2026-12-29.txt~", "sub/2026-12-30.txt", "x.txt/y", ".hidden.txt", ".2026-12-28.txt.swp"):
            folder.write(f"in/{name}", "x")
        folder.write("in/README.md", "# How we do it\n\nSave the day's digest here.\n")
        folder.write("in/settings.json", "{}")
        os.mkfifo(os.path.join(folder.path, "in/2026-12-31.txt"))
        _, stderr = issue_of(folder, "in", *WEEK)
        lines = [line for line in stderr.splitlines() if "[not-used]" in line]
        assert len(lines) == 1 and lines[0].startswith(
            "in: warning: not used: 2026-12-29.docx, 2026-12-29.txt~, 2026-12-31.txt (no regular file), README.md, settings.json, sub/, "
            "x.txt/; "), stderr
        expect(folder.run("check", "in"), 0, "in: warning: not used: 2026-12-29.docx")
        expect(folder.run("export", "in", "--plugin", desk.BRIEF, "-t", "brief", "-o", "out/"), 0, "sub/")


def test_many_are_a_short_list():
    with Folder() as folder:
        folder.write("in/2026-12-28.txt", daily({"arxiv": "2612.00001"}))
        for number in range(40):
            folder.write(f"in/{number:02}.docx", "x")
        _, stderr = issue_of(folder, "in", *WEEK)
        assert "not used: 00.docx, 01.docx, 02.docx, 03.docx, 04.docx, 05.docx, 06.docx, 07.docx and 32 more (-v" in stderr, stderr
        assert stderr.count("docx") == 8, stderr
        _, stderr = issue_of(folder, "in", *WEEK, "-v")
        assert all(f"in/{number:02}.docx: hint: not used" in stderr for number in range(40)), stderr


def test_undated():
    """Told what to call it; of many the first ones, and the others in one line."""
    with Folder() as folder:
        folder.write("in/2026-12-28.txt", daily({"arxiv": "2612.00001"}))
        folder.write("in/note.txt", daily({"arxiv": "2612.00002"}))
        issue, stderr = issue_of(folder, "in", *WEEK)
        assert keys(issue) == ["2612.00001"]
        assert "in/note.txt: warning: left out: its day is not known; rename it to its day, such as 2026-12-28.txt" in stderr, stderr
        for number in range(30):
            folder.write(f"in/note{number:02}.txt", daily({"arxiv": f"2612.001{number:02}"}))
        _, stderr = issue_of(folder, "in", *WEEK)
        lines = [line for line in stderr.splitlines() if "weekly-undated" in line]
        assert len(lines) == 9 and "and 15 more (-v" in lines[-1], stderr
        folder.write("in/notes.md", daily({"arxiv": "2612.00003"}))  # undated, and only perhaps a digest
        _, stderr = issue_of(folder, "in", *WEEK)
        assert "not used: notes.md" in stderr, stderr


def test_another_year_than_the_name():
    """The text counts; a file that its name would put into the issue is named."""
    with Folder() as folder:
        folder.write("in/2026-12-28.txt", daily({"arxiv": "2612.00001"}))
        folder.write("in/2026-12-30.txt", "爱可可AI前沿推介(2025.12.30)\n\n" + daily({"arxiv": "2612.00002"}))
        issue, stderr = issue_of(folder, "in", *WEEK)
        assert keys(issue) == ["2612.00001"]
        assert "in/2026-12-30.txt: warning: its name says 2026-12-30, its text says 2025-12-30" in stderr, stderr
        assert stderr.count("2026-12-30.txt") == 1, stderr
        folder.write("in/2026-12-30.txt", "爱可可AI前沿推介(2026.12.29)\n\n" + daily({"arxiv": "2612.00002"}))
        issue, stderr = issue_of(folder, "in", *WEEK)
        assert keys(issue) == ["2612.00001", "2612.00002"] and "[issue-date-clash]" in stderr, stderr


def test_unreadable_files():
    """Links that lead nowhere, files that may not be read, and what only looks like a digest."""
    with Folder() as folder:
        folder.write("in/2026-12-28.txt", daily({"arxiv": "2612.00001"}))
        os.symlink("nowhere.txt", os.path.join(folder.path, "in/2026-12-29.txt"))
        os.symlink("../2022-09-22.txt", os.path.join(folder.path, "in/linked.txt"))
        folder.write("in/2026-12-30.md", "# Notes\n\nNothing.\n")
        done = folder.run("weekly", "in", *WEEK, "--dump=json")
        expect(done, 1, "2026-12-29.txt", "2026-12-30.md", "in/linked.txt")


def test_nothing_but_others():
    with Folder() as folder:
        folder.write("in/README.md", "# Nothing\n")
        done = folder.run("weekly", "in", "--dump=json")
        expect(done, 2, "not used: README.md", "[no-input]")
        folder.write("in2/a.docx", "x")
        expect(folder.run("weekly", "in2", "--dump=json"), 2, "no daily in this folder", "not used: a.docx")


def test_names_are_safe_to_print():
    with Folder() as folder:
        folder.write("in/2026-12-28.txt", daily({"arxiv": "2612.00001"}))
        with open(os.path.join(os.fsencode(folder.path), b"in/a\x1b[31m\xff.docx"), "w") as handle:
            handle.write("x")
        _, stderr = issue_of(folder, "in", *WEEK)
        assert "\x1b" not in stderr and "[31m" in stderr, repr(stderr)
        done = folder.run("weekly", "in", *WEEK, "--dump=json", "--diagnostics=json")
        assert all(json.loads(line)["severity"] for line in done.stderr.splitlines())


def test_a_dump_has_many_days():
    """Each of its days counts as one with a daily, and of two periods each gets its own papers."""
    with Folder() as folder:
        for day in range(22, 29):  # Thursday to Wednesday
            folder.write(f"d/2026-12-{day}.txt", daily({"arxiv": f"2612.000{day}"}))
        done = folder.run("weekly", "d", "--all", "--dump=json")
        expect(done, 0)
        folder.write("in/dump.json", done.stdout)
        issue, stderr = issue_of(folder, "in", "--week=2026-W52")
        assert keys(issue) == [f"2612.000{day}" for day in range(22, 28)], keys(issue)
        assert "1 day without a daily: 2026-12-21 " in stderr, stderr
        issue, stderr = issue_of(folder, "in/dump.json", "--week=2026-W53")
        assert keys(issue) == ["2612.00028"], keys(issue)
        assert "6 days without a daily: 2026-12-29–2027-01-03" in stderr, stderr
        issue, stderr = issue_of(folder, "in", "--all")
        assert len(entries_of(issue)) == 7 and "without a daily" not in stderr, stderr


if __name__ == "__main__":
    tap.run(globals())
