#!/usr/bin/env python3
"""`wenzhai list`, and some papers of a week as a book of their own: any choice gives numbers from 1 on, and indices, contents
and links that point only to what is there."""
import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import termios
import unicodedata
from pathlib import Path

from desk import EXAMPLES, daily, dump_of, entries_of
from harness import WENZHAI, Folder, books, expect, tap

WEEK = [EXAMPLES, "--week=2026-W46"]
KNOWN = {}


def listed(folder, *args):
    done = folder.run("list", *args, "--format=tsv")
    expect(done, 0)
    return [line.split("\t") for line in done.stdout.splitlines()]


def week(folder):
    if not KNOWN:
        KNOWN["rows"] = listed(folder, *WEEK)
    return KNOWN["rows"]


def chosen(folder, *args, command="weekly"):
    """The papers of the issue that is made so, and the issue."""
    done = folder.run(command, *args, "--dump=json" if command == "weekly" else "--format=json")
    expect(done, 0)
    issue = json.loads(done.stdout)
    return entries_of(issue), issue


def refused(folder, *args, words=(), status=64):
    done = folder.run("weekly", *WEEK, *args, "--dump=json")
    expect(done, status, *words)
    assert done.stdout == "", done.stdout[:200]


def check_issue(issue):
    """Numbers from 1 on; indices of the papers that there are; the numbers of the issue count them."""
    entries = entries_of(issue)
    keys = [entry["key"] for entry in entries]
    assert [entry["ordinal"] for entry in entries] == list(range(1, len(keys) + 1))
    for index in issue.get("indices", []):
        terms = index["terms"]
        assert terms and all(term["entries"] for term in terms), index["kind"]
        named = {key for term in terms for key in term["entries"]}
        assert named <= set(keys), named - set(keys)
        if index["kind"] == "author":
            assert named == {entry["key"] for entry in entries if entry.get("authors")}
    totals = [section for section in issue["sections"] if section.get("id") == "statistics"]
    for section in totals:
        assert f"本期共收论文{len(keys)}篇" in json.dumps(section, ensure_ascii=False)
    assert all(section.get("entries") or section.get("blocks") for section in issue["sections"])
    return keys


# ---- List ----------------------------------------------------------------------------------------------


def test_list_forms():
    with Folder() as folder:
        rows = week(folder)
        assert len(rows) > 50 and [row[0] for row in rows] == [str(n) for n in range(1, len(rows) + 1)]
        assert {len(row) for row in rows} == {6} and {row[4] for row in rows} == {"full", "short"}
        whole, issue = chosen(folder, *WEEK)
        assert [row[1] for row in rows] == [entry["arxivId"] for entry in whole]
        done = folder.run("list", *WEEK, "--format=json")
        objects = [json.loads(line) for line in done.stdout.splitlines()]
        assert [(str(o["number"]), o["id"], o["day"], o["category"], o["title"]) for o in objects] == \
            [(row[0], row[1], row[2], row[3], row[5]) for row in rows]
        assert [o["full"] for o in objects] == [row[4] == "full" for row in rows]
        plain = folder.run("list", *WEEK).stdout.splitlines()
        assert len(plain) == len(rows) and all(line.endswith(row[5]) for line, row in zip(plain, rows))
        assert "short" in plain[-1] and plain[0].startswith(" 1  ")


def wide(text):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def on_terminal(folder, columns, *args):
    """What the program prints on a terminal of that width."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    child = subprocess.Popen([WENZHAI, *map(str, args)], stdout=theirs, stderr=subprocess.DEVNULL, cwd=folder.path)
    os.close(theirs)
    seen = b""
    while True:
        try:
            data = os.read(ours, 65536)
        except OSError:
            break
        if not data:
            break
        seen += data
    assert child.wait() == 0
    os.close(ours)
    return seen.decode().replace("\r\n", "\n").splitlines()


def test_list_on_a_terminal():
    with Folder() as folder:
        folder.write("d/2022-09-20.txt", daily({"arxiv": "2209.00001", "en": "Cafe\u0301 au lait " + "e\u0301" * 60, "zh": "é" * 3},
                                               {"arxiv": "2209.00002", "zh": "很长的标题" * 20}))
        for columns in (32, 40, 60, 80, 100):
            lines = on_terminal(folder, columns, "list", "d", "--all")
            assert len(lines) == 2 and max(map(wide, lines)) in (columns - 1, columns), (columns, lines)
            assert lines[1].endswith("…") and "2209.00002" in lines[1]
        assert all(wide(line) > 100 for line in folder.run("list", "d", "--all").stdout.splitlines()[1:])


def test_list_of_some():
    """With the numbers that they have in the issue, so that one can name them."""
    with Folder() as folder:
        rows = week(folder)
        some = listed(folder, *WEEK, "--match=循环")
        assert len(some) > 1 and all(row in rows for row in some)
        entries, _ = chosen(folder, *WEEK, "--only=" + ",".join(row[0] for row in some))
        assert [entry["arxivId"] for entry in entries] == [row[1] for row in some]


def test_list_of_one_file_has_the_numbers_of_its_book():
    with Folder() as folder:
        day = EXAMPLES / "2026-11-10.txt"
        rows = listed(folder, day)
        entries, _ = chosen(folder, day, command="dump")
        assert [(row[0], row[1]) for row in rows] == [(str(e["ordinal"]), e["arxivId"]) for e in entries]
        some, _ = chosen(folder, day, "--only=3,5", command="dump")
        assert [e["arxivId"] for e in some] == [rows[2][1], rows[4][1]]


# ---- Options -------------------------------------------------------------------------------------------


def test_options():
    with Folder() as folder:
        rows = week(folder)
        whole = chosen(folder, *WEEK)[1]
        folder.write("whole.json", json.dumps(whole, ensure_ascii=False))

        def ids(*args):
            entries, issue = chosen(folder, "whole.json", *args, command="dump")
            check_issue(issue)
            return [entry["arxivId"] for entry in entries]

        assert ids("--only=1706.03762v5,https://arxiv.org/abs/1512.03385", "--only=7") == \
            [row[1] for row in rows if row[1] in ("1706.03762", "1512.03385") or row[0] == "7"]
        assert ids("--only=Attention Is All You Need") == ids("--only", "attention is all") == ["1706.03762"]
        assert ids("--category=cl,RO") == [entry["arxivId"] for entry in entries_of(whole)
                                           if {"CL", "RO"} & {c if isinstance(c, str) else c["text"] for c in entry["categories"]}]
        assert ids("--full") == [row[1] for row in rows if row[4] == "full"]
        assert ids("--first=4") == [row[1] for row in rows[:4]]
        assert ids("--full", "--category=CV", "--first=2") == ids("--full", "--category=CV")[:2]
        assert ids("--drop", rows[0][1], "--drop=2") == [row[1] for row in rows[2:]]
        # words in any field, in either language, whatever their case or width; a Latin word where one begins
        assert "1706.03762" in ids("--match=recurrence scaled DOT-product") and "1706.03762" in ids("--match=循环 ＷＭＴ")
        assert "1706.03762" in ids("--match=循環") and ids("--match=循環") == ids("--match=循环")
        assert "1706.03762" in ids("--match=google brain vaswani")
        assert set(ids("--match=currence recurrence", "--match=残差")) == set(ids("--match=残差"))
        assert ids("--author=vaswani") == ["1706.03762"]
        both = {*ids("--author=vaswani"), *ids("--author=K He")}
        assert len(both) > 1 and ids("--author=A Vaswani", "--author=K He") == [row[1] for row in rows if row[1] in both]
        folder.write("six.txt", "# of the meeting\n1706.03762\nDeep Residual Learning for Image Recognition # again\n\n3\n")
        assert len(ids("--only=@six.txt")) == 3
        assert ids("--select=--full --category 'CV' --first=2") == ids("--full", "--category=CV", "--first=2")
        # the same of the dailies themselves
        assert [e["arxivId"] for e in chosen(folder, *WEEK, "--full", "--drop=2", "--first=3")[0]] == ids("--full", "--drop=2", "--first=3")


def test_what_is_refused():
    with Folder() as folder:
        rows = week(folder)
        refused(folder, "--only=1706.03726", words=["--only: ", "did you mean 1706.03762"])
        refused(folder, "--only=999", words=[f"the last one is {len(rows)}"])
        refused(folder, "--drop=No Such Paper", words=["--drop: no paper of this issue is called No Such Paper"])
        folder.write("list.txt", "1706.03762\n\nNo Such Paper\n")
        refused(folder, "--only=@list.txt", words=["list.txt:3: "])
        refused(folder, "--only=@gone.txt", words=["gone.txt"])
        refused(folder, "--only=@/dev/zero", words=["no file, or longer than 1 MiB"])
        refused(folder, "--category=CW", words=["no paper is of a category CW", "did you mean “CL”"])
        refused(folder, "--match=quantumgravity", words=["no paper is left", "wenzhai list"], status=2)
        refused(folder, "--author=Jane Doe", words=["no paper is left", "by “Jane Doe”", "`--editor`"], status=2)
        refused(folder, "--select=--frist 3", words=["--category LG --first 10"])
        common = next(word for word in ("A", "用于", "Deep", "Learning") if sum(row[5].startswith(word) for row in rows) > 1)
        done = folder.run("weekly", *WEEK, f"--only={common}{common}", "--dump=json")
        assert done.returncode == 64


def test_links_to_what_is_left_out():
    """They become their words; others stay."""
    with Folder() as folder:
        _, issue = chosen(folder, *WEEK)
        words = [{"kind": "paragraph", "children": [
            {"kind": "link", "target": f"#{key}", "children": [{"text": "见"}, {"kind": "strong", "children": [{"text": key}]}]}
            for key in ("1706.03762", "1512.03385")]}]
        issue["sections"].insert(0, {"kind": "front", "id": "editorial", "headings": [], "blocks": {"content": words}})
        del issue["sections"][0]["headings"]
        folder.write("linked.json", json.dumps(issue, ensure_ascii=False))
        for options, links in ((["--only=1706.03762,1512.03385"], 2), (["--only=1706.03762"], 1), (["--drop=1,2"], 0)):
            entries, some = chosen(folder, "linked.json", *options, command="dump")
            text = json.dumps(some["sections"][0], ensure_ascii=False)
            assert text.count('"target"') == links and text.count('"strong"') == 2, (options, text)
            expect(folder.run("export", "linked.json", *options, "-q", "-o", "x.epub"), 0)
            check_book(Path(folder.path, "x.epub"), len(entries))


# ---- What was cut by hand ------------------------------------------------------------------------------


def test_a_dump_cut_by_hand():
    with Folder() as folder:
        _, issue = chosen(folder, *WEEK)
        folder.write("whole.json", json.dumps(issue, ensure_ascii=False))
        for section in issue["sections"]:
            if "entries" in section:
                section["entries"] = section["entries"][1::3]
        folder.write("cut.json", json.dumps(issue, ensure_ascii=False))
        done = folder.run("dump", "cut.json", "--format=json")
        expect(done, 0, "cut.json", "json-index")
        keys = check_issue_numbers(json.loads(done.stdout))
        expect(folder.run("export", "cut.json", "-t", "epub", "-o", "cut.epub"), 0)
        check_book(Path(folder.path, "cut.epub"), len(keys))
        # the numbers of the issue and its summary follow a choice of a dump as well
        _, some = chosen(folder, "whole.json", "--first=3", command="dump")
        assert check_issue(some) and len(entries_of(some)) == 3 and some["summary"]["zh-Hans"].count("；") == 2


def check_issue_numbers(issue):
    entries = entries_of(issue)
    assert [entry["ordinal"] for entry in entries] == list(range(1, len(entries) + 1))
    keys = {entry["key"] for entry in entries}
    assert all(set(term["entries"]) <= keys and term["entries"] for index in issue["indices"] for term in index["terms"])
    return [entry["key"] for entry in entries]


def test_a_text_cut_by_hand():
    with Folder() as folder:
        text = (EXAMPLES / "2026-11-09.txt").read_text(encoding="utf-8")
        parts = re.split(r"(?m)^(?=\d+、\[)", text)
        assert len(parts) > 5, len(parts)
        for kept in ((0, 1, 3, -1), (0, 4, 2, -1), (0, -1), (0, 2, 3)):
            folder.write("cut.txt", "".join(parts[i] for i in kept))
            _, issue = chosen(folder, "cut.txt", command="dump")
            assert len(check_issue(issue)) >= len(kept) - 1


# ---- Books --------------------------------------------------------------------------------------------


def check_book(path, n):
    """Of an EPUB: headings numbered from 1 on, and every link within it leads somewhere."""
    pages = books.epub_files(path)
    names = {os.path.basename(name): text for name, text in pages.items()}
    anchors = {name: set(re.findall(r' id="([^"]*)"', text)) for name, text in names.items()}
    numbers = [int(number) for text in names.values()
               for number in re.findall(r'<h2[^>]*><span class="n">(\d+)</span>', text)]
    assert sorted(numbers) == list(range(1, n + 1)), numbers
    for name, text in names.items():
        for target in re.findall(r' href="([^":]*)"', text):
            page, _, anchor = target.partition("#")
            page = os.path.basename(page) or name
            assert page in names or not page.endswith(".xhtml"), (name, target)
            assert not anchor or anchor in anchors[page], (name, target)


# ---- In a project --------------------------------------------------------------------------------------


INI = """[project]
series = 选读
slug = xd
inbox = {inbox}
formats = epub
select = {select}
"""


def test_select_in_a_project():
    with Folder() as folder:
        folder.write("p/wenzhai.ini", INI.format(inbox=EXAMPLES, select="--full --only @list.txt"))
        folder.write("p/list.txt", "1706.03762\n1512.03385\n")
        done = folder.run("build", "p")
        expect(done, 0)
        dump = json.loads(dump_of(folder, "xd-2026-W46"))
        assert set(check_issue(dump)) == {"1706.03762", "1512.03385"}
        assert "nothing to do" in folder.run("build", "p", "-v").stderr
        folder.write("p/list.txt", "1706.03762\n")
        for command in (["build", "p"], ["publish", "p", "2026-W46"]):
            expect(folder.run(*command, "--first=3"), 64, "`select =` in wenzhai.ini", "`wenzhai weekly p --week=")
        expect(folder.run("build", "p"), 0)
        assert check_issue(json.loads(dump_of(folder, "xd-2026-W46"))) == ["1706.03762"]
        # options choose of what the line leaves, and another line takes its place
        expect(folder.run("list", "p", "--only=1512.03385"), 64, "--only: no paper of this issue is called 1512.03385")
        # what it names and another issue may have is told of to whoever asks; an issue that nothing is left of is none
        folder.write("p/list.txt", "1706.03762\n2611.99999\n")
        expect(folder.run("list", "p", "-v"), 0, "wenzhai.ini:6:10: hint: --only: no paper of this issue is called 2611.99999")
        folder.write("p/list.txt", "2611.99999\n")
        done = folder.run("build", "p")
        expect(done, 0, "warning: 2026-W46: no paper is left", "[choice-empty]")
        folder.write("p/list.txt", "1706.03762\n")
        assert [row[1] for row in listed(folder, "p", "--select=--first 2")] == [row[1] for row in week(folder)[:2]]
        assert [row[1] for row in listed(folder, "p")] == ["1706.03762"]
        folder.write("p/wenzhai.ini", INI.format(inbox=EXAMPLES, select="--frist 3"))
        expect(folder.run("build", "p"), 64, "wenzhai.ini:6:10", "select: options of a choice")


OVERLAY = """[https://arxiv.org/abs/1911.01547v2]
pin = 1
[Attention is all]
title = 只要注意力
after = Deep Residual Learning for
[deep]
drop = yes
[#2]
drop = yes
"""


def test_names_in_an_overlay():
    """Any name is one, but a number: the overlay says what it is. The list is of the corrected issue."""
    with Folder() as folder:
        folder.write("p/wenzhai.ini", INI.format(inbox=EXAMPLES, select="--drop 2009.99999").replace("select", "# select"))
        folder.write("p/overlays/2026-W46.overlay.ini", OVERLAY)
        rows = listed(folder, "p")
        assert (rows[0][0], rows[0][1]) == ("1", "1911.01547") and len(rows) == len(week(folder))
        at = [row[1] for row in rows].index("1512.03385")
        assert rows[at + 1][1] == "1706.03762" and rows[at + 1][5] == "只要注意力"
        assert [row[1] for row in listed(folder, "p", "--only=只要注意力")] == ["1706.03762"]
        told = folder.run("list", "p", "-v").stderr
        assert re.search(r"ini:6:1: warning: deep may be \d papers: .*overlay-no-match", told), told
        assert "ini:8:1: warning: 2: here papers have no numbers yet" in told


def test_books_of_each_input():
    """Those that have none of the papers are named, and the others made."""
    with Folder() as folder:
        done = folder.run("export", EXAMPLES / "2026-11-09.txt", EXAMPLES / "2026-11-10.txt", "--each", "--only=1706.03762", "-t", "epub",
                          "-o", "out/")
        expect(done, 64, "2026-11-10.txt: --only: no paper of this issue is called 1706.03762")
        assert folder.names("out") == ["2026-11-09.epub"]


def test_a_choice_is_another_book():
    with Folder() as folder:
        some = [chosen(folder, *WEEK, f"--only={n}")[1]["identifier"] for n in (1, 2)]
        whole = chosen(folder, *WEEK)[1]["identifier"]
        assert len({*some, whole}) == 3
        assert chosen(folder, *WEEK, "--first=999")[1]["identifier"] == whole


if __name__ == "__main__":
    tap.run(globals())
