#!/usr/bin/env python3
"""`wenzhai init` and `wenzhai build`: what is out of date is made, and nothing else."""
import hashlib
import json
import os
import pty
import re
import signal
import subprocess
import time

import desk
from desk import daily
from harness import Folder, WENZHAI, expect, tap

FLAGS = ["--plugin", desk.BRIEF, "-t", "brief"]


def project(folder, weeks=3):
    expect(folder.run("init", "p"), 0)
    for week in range(weeks):
        for day in range(5 + 7 * week, 12 + 7 * week):
            # one paper comes again each week
            folder.write(f"p/inbox/2022-09-{day:02}.txt", daily({"arxiv": f"2209.000{day:02}"}, {"arxiv": "2209.09999"}))


def build(folder, *args, status=0, **kwargs):
    """Builds; returns what was done with each issue."""
    done = folder.run("build", "p", *FLAGS, "-v", *args, **kwargs)
    expect(done, status)
    return dict(line.split("\t") for line in done.stdout.splitlines() if re.match(r"2022-W\d\d\t", line))


def made(actions):
    return sorted(name for name, action in actions.items() if action != "current")


def hashes(folder):
    return {name: hashlib.sha256(folder.read(f"p/issues/{name}")).hexdigest()
            for name in folder.names("p/issues") if name.endswith(".md")}


WEEKS = ["2022-W36", "2022-W37", "2022-W38"]


def test_init():
    with Folder() as folder:
        expect(folder.run("init", "p"), 0)
        assert folder.names("p") == ["inbox", "issues", "overlays", "wenzhai.ini"], folder.names("p")
        before = folder.read("p/wenzhai.ini")
        expect(folder.run("init", "p"), 1, "wenzhai.ini")
        assert folder.read("p/wenzhai.ini") == before
        expect(folder.run("init"), 64)
        expect(folder.run("build", "p", *FLAGS), 2)


def test_rebuilds_what_changed():
    with Folder() as folder:
        project(folder)
        assert made(build(folder)) == WEEKS
        assert made(build(folder)) == []
        for root, _, files in os.walk(folder.path):
            for name in files:
                os.utime(os.path.join(root, name), (1, 1))
        assert made(build(folder)) == [], "a touch changes nothing"
        first = hashes(folder)
        folder.write("p/inbox/2022-09-13.txt", daily({"arxiv": "2209.00013", "zh": "改过的标题"}))
        assert made(build(folder)) == ["2022-W37"]
        second = hashes(folder)
        assert {n for n in first if first[n] != second[n]} == {"wenzhai-2022-W37.brief.md"}


def test_a_new_daily_makes_one_issue():
    with Folder() as folder:
        project(folder)
        build(folder)
        folder.write("p/inbox/2022-09-27.txt", daily({"arxiv": "2209.00727"}))
        assert made(build(folder)) == ["2022-W39"]


def test_overlay_and_settings():
    with Folder() as folder:
        project(folder)
        build(folder)
        folder.write("p/overlays/2022-W38.overlay.ini", "[2209.00019]\ntitle = 编者的标题\n[issue]\neditorial-file = e.md\n")
        folder.write("p/overlays/e.md", "导语")
        assert made(build(folder)) == ["2022-W38"]
        assert "编者的标题" in folder.read("p/issues/wenzhai-2022-W38.brief.md").decode()
        folder.write("p/overlays/e.md", "另一篇导语")
        assert made(build(folder)) == ["2022-W38"]
        text = folder.read("p/wenzhai.ini").decode()
        folder.write("p/wenzhai.ini", text.replace("order = editorial", "order = day"))
        assert made(build(folder)) == WEEKS
        assert made(build(folder, "--languages=en")) == WEEKS
        assert made(build(folder, "--languages=en")) == []


def test_earlier_issues_are_remembered():
    """A paper that an earlier issue had is marked; when the earlier issue loses it, the later ones follow."""
    with Folder() as folder:
        project(folder)
        build(folder)
        dump = desk.dump_of(folder, "wenzhai-2022-W38").decode()
        assert dump.count('"backReferences"') == 1
        for day in range(12, 19):
            folder.write(f"p/inbox/2022-09-{day}.txt", daily({"arxiv": f"2209.000{day}"}))
        assert made(build(folder)) == ["2022-W37", "2022-W38"]


def test_left_out_papers_come_back():
    """A paper left out for the sake of an earlier issue is in the next one when that issue loses it."""
    with Folder() as folder:
        project(folder)
        text = folder.read("p/wenzhai.ini").decode()
        folder.write("p/wenzhai.ini", text.replace("omit-seen = no", "omit-seen = yes"))
        build(folder)
        has = lambda week: b'"2209.09999"' in desk.dump_of(folder, f"wenzhai-{week}")
        assert [has(week) for week in WEEKS] == [True, False, False]
        for day in range(5, 12):
            folder.write(f"p/inbox/2022-09-{day:02}.txt", daily({"arxiv": f"2209.000{day:02}"}))
        assert made(build(folder)) == WEEKS
        assert [has(week) for week in WEEKS] == [False, True, False]


def test_issues_are_remembered_without_their_dailies():
    """Dailies that are done with may leave the inbox: the issues' own dumps are what is remembered."""
    with Folder() as folder:
        project(folder)
        build(folder)
        first = hashes(folder)
        for day in range(5, 12):
            os.remove(os.path.join(folder.path, f"p/inbox/2022-09-{day:02}.txt"))
        assert made(build(folder)) == []
        os.remove(os.path.join(folder.path, "p/issues/.wenzhai-state"))
        assert made(build(folder)) == WEEKS[1:]
        assert made(build(folder)) == []
        assert hashes(folder) == first
        seen = lambda: desk.dump_of(folder, "wenzhai-2022-W37").count(b'"backReferences"')
        assert seen() == 1
        folder.write("p/issues/.dumps/wenzhai-2022-W36.json.gz", "{")
        os.remove(os.path.join(folder.path, "p/issues/.wenzhai-state"))
        done = folder.run("build", "p", *FLAGS)
        expect(done, 0, "[memory-unreadable]")
        assert seen() == 0


def test_corrections_for_all_issues():
    """In the project file; a line is told of where no issue at all has its paper."""
    with Folder() as folder:
        project(folder)
        text = folder.read("p/wenzhai.ini").decode()
        folder.write("p/wenzhai.ini", text + "[overlay 2209.00013]\ntitle = 改过\n[overlay 2209.12345]\ndrop = yes\n")
        done = folder.run("build", "p", *FLAGS)
        expect(done, 0)
        lines = text.count("\n")
        assert [line for line in done.stderr.splitlines() if "overlay-no-match" in line] == [
            f"p/wenzhai.ini:{lines + 3}:1: warning: no issue has a paper of this name [overlay-no-match]"], done.stderr
        assert "改过" in folder.read("p/issues/wenzhai-2022-W37.brief.md").decode()
        folder.write("p/overlays/2022-W37.overlay.ini", "[2209.00013]\ntitle = 本周的说法\n")
        assert made(build(folder)) == ["2022-W37"]
        text = folder.read("p/issues/wenzhai-2022-W37.brief.md").decode()
        assert "本周的说法" in text and "改过" not in text, "what is said of one issue wins"
        text = folder.read("p/wenzhai.ini").decode()
        folder.write("p/wenzhai.ini", text + "[overlay issue]\neditorial-file = about.md\n")
        folder.write("p/about.md", "# 关于本刊\n\n每周一期。\n")
        assert made(build(folder)) == WEEKS
        assert "关于本刊" in desk.dump_of(folder, "wenzhai-2022-W36").decode()
        folder.write("p/about.md", "# 关于本刊\n\n每周两期。\n")
        assert made(build(folder)) == WEEKS
        assert made(build(folder)) == []


def test_missing_file_and_lost_state():
    with Folder() as folder:
        project(folder)
        build(folder)
        first = hashes(folder)
        os.remove(os.path.join(folder.path, "p/issues/wenzhai-2022-W37.brief.md"))
        assert made(build(folder)) == ["2022-W37"]
        os.remove(os.path.join(folder.path, "p/issues/.wenzhai-state"))
        assert made(build(folder)) == WEEKS
        assert hashes(folder) == first, "the same bytes"
        folder.write("p/issues/.wenzhai-state", b"\x00garbage\nissue\t\n")
        assert made(build(folder)) == WEEKS
        assert hashes(folder) == first


def test_says_what_it_made():
    """On a terminal each issue that is made, and why; nothing about the others unless asked; nothing at all with -q."""
    def seen(*args):
        master, slave = pty.openpty()
        env = dict(os.environ, XDG_DATA_HOME=os.path.join(folder.path, ".data"))
        subprocess.run([WENZHAI, "build", "p", *FLAGS, *args], cwd=folder.path, env=env, stdout=slave, stderr=subprocess.DEVNULL, check=True)
        os.set_blocking(master, False)
        try:
            return os.read(master, 65536).decode().replace("\r", "")
        except BlockingIOError:
            return ""
        finally:
            os.close(slave)
            os.close(master)

    with Folder() as folder:
        project(folder, weeks=2)
        assert seen() == "2022-W36\tnew\n2022-W37\tnew\n"
        folder.write("p/inbox/2022-09-13.txt", daily({"arxiv": "2209.00777"}))
        assert seen() == "2022-W37\tdaily changed: 2022-09-13.txt\n"
        assert seen("-v") == "2022-W36\tcurrent\n2022-W37\tcurrent\n"
        folder.write("p/inbox/2022-09-13.txt", daily({"arxiv": "2209.00778"}))
        assert seen("-q") == ""


def test_dry_run():
    with Folder() as folder:
        project(folder)
        assert made(build(folder, "--dry-run")) == WEEKS
        assert folder.names("p/issues") == []
        build(folder)
        assert made(build(folder, "-n")) == []


def test_a_killed_build_leaves_no_half_file():
    with Folder() as folder:
        project(folder)
        env = dict(os.environ, XDG_DATA_HOME=os.path.join(folder.path, ".data"))
        for delay in (0.0, 0.02, 0.05, 0.1):
            run = subprocess.Popen([WENZHAI, "build", "p", *FLAGS, "-q"], cwd=folder.path, env=env)
            time.sleep(delay)
            run.send_signal(signal.SIGKILL)
            run.wait()
        actions = build(folder)
        assert sorted(actions) == WEEKS
        complete = hashes(folder)
        assert len(complete) == 3
        assert not [n for n in folder.names("p/issues") if n not in complete and not n.startswith((".wenzhai-state", ".dumps"))], \
            folder.names("p/issues")
        os.remove(os.path.join(folder.path, "p/issues/.wenzhai-state"))
        build(folder)
        assert hashes(folder) == complete


def test_unreadable_daily():
    """The other issues are made; the bad file is named first and last, each time."""
    with Folder() as folder:
        project(folder)
        folder.write("p/inbox/2022-09-14.txt", b"\x00\x01\xff\x00")
        for expected in (WEEKS, []):
            done = folder.run("build", "p", *FLAGS)
            expect(done, 1)
            lines = done.stderr.strip().splitlines()
            named = [line for line in lines if "2022-09-14.txt" in line]
            assert named[0] == lines[0] and len(named) >= 2, done.stderr
            assert folder.names("p/issues").count("wenzhai-2022-W37.brief.md") == 1


def test_project_file_mistakes():
    with Folder() as folder:
        project(folder, 1)
        text = folder.read("p/wenzhai.ini").decode()
        lines = text.count("\n")
        for line, place in (("order = size", None), ("colour = red", f"{lines + 2}:1"), ("seen = perhaps", f"{lines + 2}:8"),
                            ("period = day", f"{lines + 2}:10"), ("variant = zh-Hans", f"{lines + 2}:11")):
            folder.write("p/wenzhai.ini", text + f"[project]\n{line}\n")
            done = folder.run("build", "p", *FLAGS)
            expect(done, 64, "wenzhai.ini")
            assert place is None or f"wenzhai.ini:{place}: error" in done.stderr, (line, done.stderr)
        folder.write("p/wenzhai.ini", text + "[brief]\nnonsense = 1\n")
        expect(folder.run("build", "p", *FLAGS), 64, "nonsense")
        expect(folder.run("build", "q", *FLAGS), 2)


def test_numbers_and_editions():
    with Folder() as folder:
        project(folder)
        text = folder.read("p/wenzhai.ini").decode()
        folder.write("p/wenzhai.ini", text + "[project]\nfirst = 2022-W36\nvariant = zh-Hant-TW\n")
        build(folder)
        assert len([n for n in folder.names("p/issues") if n.endswith("-zh-Hant-TW.brief.md")]) == 3
        assert json.loads(desk.dump_of(folder, "wenzhai-2022-W38"))["number"] == "3"


def test_a_slug_leads_to_no_other_folder():
    with Folder() as folder:
        expect(folder.run("init", "p"), 0)
        folder.write("p/wenzhai.ini", "[project]\nslug = ../../x\n")
        folder.write("p/inbox/2022-09-22.txt", daily({"arxiv": "2209.00001"}))
        before = folder.names()
        expect(folder.run("build", "p", *FLAGS), 0)
        assert folder.names() == before and "x-2022-W38.brief.md" not in folder.names("p"), folder.names("p")
        assert any(name.endswith("x-2022-W38.brief.md") for name in folder.names("p/issues")), folder.names("p/issues")


def test_weekly_takes_the_project():
    """`weekly` in a project's folder has its inbox, names, corrections and outputs; the command line wins."""
    with Folder() as folder:
        project(folder)
        text = folder.read("p/wenzhai.ini").decode()
        folder.write("p/wenzhai.ini", text + "[project]\nslug = mine\nseries = 我的文摘\nformats = brief\norder = day\n")
        folder.write("p/overlays/2022-W38.overlay.ini", "[2209.00019]\ntitle = 编者的标题\n")
        expect(folder.run("weekly", "p", "--plugin", desk.BRIEF), 0)
        assert folder.names("p/issues") == ["mine-2022-W38.brief.md"], folder.names("p/issues")
        assert "编者的标题" in folder.read("p/issues/mine-2022-W38.brief.md").decode()
        done = folder.run("weekly", "p", "--week=2022-W37", "--series=别的", "--dump=json", "--order=category")
        issue = json.loads(done.stdout)
        assert issue["series"] == "别的" and issue["stem"] == "mine-2022-W37", (issue["series"], issue["stem"])
        assert [s["id"] for s in issue["sections"] if s.get("entries")] == ["category-lg"]
        build(folder)
        before = hashes(folder)
        expect(folder.run("weekly", "p", "--plugin", desk.BRIEF), 0)
        assert hashes(folder) == before, "the same book, earlier issues remembered"
        folder.write("p/wenzhai.ini", text + "[project]\nperiod = month\n")
        issue = json.loads(folder.run("weekly", "p", "--dump=json").stdout)
        assert issue["stem"] == "wenzhai-2022-09"


if __name__ == "__main__":
    tap.run(globals())
