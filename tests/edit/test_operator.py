#!/usr/bin/env python3
"""A project in the hands of whoever keeps it running: cron, --strict, --report, JSON, the lock, a run that is stopped."""
import fcntl
import json
import os
import re
import shutil
import signal
import subprocess
import time

import desk
from desk import daily
from harness import ROOT, WENZHAI, Folder, bad, expect, tap

FLAGS = ["--plugin", desk.BRIEF, "-t", "brief"]
WEEKS = ["2022-W36", "2022-W37"]


def project(folder, weeks=2, extra=""):
    expect(folder.run("init", "p"), 0)
    if extra:
        folder.write("p/wenzhai.ini", folder.read("p/wenzhai.ini").decode() + "[project]\n" + extra)
    for day in range(5, 5 + 7 * weeks):
        folder.write(f"p/inbox/2022-09-{day:02}.txt", daily({"arxiv": f"2209.000{day:02}"}, {"arxiv": "2209.09999"}))


def warn(folder, week="2022-W36"):
    """A correction that finds nothing: a warning as long as it is there."""
    folder.write(f"p/overlays/{week}.overlay.ini", "[2209.77777]\ndrop = yes\n")


def report(folder, name="r.json"):
    return json.loads(folder.read(name))


# ---- Cron

def test_silent_while_all_is_well():
    """Nothing is printed where nobody looks, at the first build, at later ones, and when something is made anew."""
    with Folder() as folder:
        project(folder)
        for change in (lambda: None, lambda: None, lambda: folder.write("p/inbox/2022-09-06.txt", daily({"arxiv": "2209.00777"}))):
            change()
            done = folder.run("build", "p", *FLAGS)
            expect(done, 0)
            assert (done.stdout, done.stderr) == ("", ""), done
        assert "2022-W36\tcurrent\n" in folder.run("build", "p", "-v", *FLAGS).stdout


def test_warnings_are_told_once():
    """A new one is; one that the last build told is not, until it is gone and comes again, or somebody asks."""
    with Folder() as folder:
        project(folder)
        warn(folder)
        told = [folder.run("build", "p", *FLAGS).stderr.count("[overlay-no-match]") for _ in range(3)]
        assert told == [1, 0, 0], told
        assert "[overlay-no-match]" in folder.run("build", "p", "-v", *FLAGS).stderr
        assert "overlay-no-match" in folder.run("build", "p", "--diagnostics=json", *FLAGS).stderr
        folder.write("p/notes.doc", "x")
        done = folder.run("build", "p", *FLAGS)
        assert "[not-used]" in done.stderr and "[overlay-no-match]" not in done.stderr, done.stderr
        os.remove(os.path.join(folder.path, "p/overlays/2022-W36.overlay.ini"))
        expect(folder.run("build", "p", *FLAGS), 0)
        warn(folder)
        assert "[overlay-no-match]" in folder.run("build", "p", *FLAGS).stderr


def test_errors_are_told_each_time():
    with Folder() as folder:
        project(folder)
        folder.write("p/overlays/2022-W36.overlay.ini", "[2209.00005]\nnonsense = 1\n")
        for _ in range(3):
            expect(folder.run("build", "p", *FLAGS), 1, "2022-W36.overlay.ini:2:1: error")


def test_what_was_odd_is_kept():
    """Of dailies and outputs: told when the issue is made, and again by `check PROJECT`."""
    with Folder() as folder:
        project(folder)
        folder.write("p/inbox/2022-09-06.txt", daily({"arxiv": "2209.00006"}).encode().replace("论文".encode(), b"\xff", 1))
        first = folder.run("build", "p", *FLAGS).stderr
        kept = [line for line in first.splitlines() if ": warning: " in line]
        assert kept, first
        assert folder.run("build", "p", *FLAGS).stderr == ""
        done = folder.run("check", "p", "-q")
        expect(done, 0)
        done = folder.run("check", "p")
        expect(done, 0)
        for line in kept:
            assert done.stderr.count(line) == 1, (line, done.stderr)
        os.remove(os.path.join(folder.path, "p/issues/.wenzhai-state"))
        expect(folder.run("check", "p"), 0)
        expect(folder.run("check", "p/inbox"), 0)


def test_a_picture_that_an_editorial_lacks():
    """Is told by `check` and `status` after the build too, until it is there; and publishing says what goes out."""
    with Folder() as folder:
        project(folder, weeks=1)
        folder.write("p/overlays/2022-W36.overlay.ini", "[issue]\neditorial-file = 2022-W36.md\n[2209.77777]\ndrop = yes\n")
        folder.write("p/overlays/2022-W36.md", "卷首语。\n\n![图](gone.png)\n")
        lost = "picture gone.png: there is no such file"
        assert folder.run("build", "p", *FLAGS).stderr.count(lost) == 1
        expect(folder.run("build", "p", *FLAGS), 0)
        assert folder.run("check", "p").stderr.count(lost) == 1
        row = json.loads(folder.run("status", "p", "--format=json", *FLAGS).stdout)
        assert row["warnings"] == 2, row
        done = folder.run("publish", "p", "2022-W36", *FLAGS)
        expect(done, 0)
        assert "2022-W36 goes out with 2 warnings; `wenzhai check p` tells them" in done.stderr, done.stderr


# ---- --strict

def test_strict():
    """Warnings give 3, failures 1; the books are the same."""
    with Folder() as folder:
        project(folder)
        expect(folder.run("build", "p", "--strict", *FLAGS), 0)
        warn(folder)
        for _ in range(2):
            expect(folder.run("build", "p", "--strict", *FLAGS), 3, "[overlay-no-match]")
        expect(folder.run("build", "p", *FLAGS), 0)
        strict, loose = (folder.run("weekly", "p", "--week=2022-W36", *FLAGS, "-o", f"{name}.brief.md", *more)
                         for name, more in (("a", ["--strict"]), ("b", [])))
        expect(strict, 3)
        expect(loose, 0)
        assert folder.read("a.brief.md") == folder.read("b.brief.md")
        folder.write("p/overlays/2022-W36.overlay.ini", "[2209.77777]\ndrop = yes\n[2209.00005]\nnonsense = 1\n")
        expect(folder.run("build", "p", "--strict", *FLAGS), 1, "[overlay-no-match]")
        expect(folder.run("check", "p", "--strict"), 3)
        expect(folder.run("check", "p/inbox/2022-09-05.txt", "--strict"), 0)
        expect(folder.run("export", "p/inbox/2022-09-05.txt", *FLAGS, "--strict", "--nonsense"), 64)


# ---- --report

TYPES = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float)}


def check(schema, value, path="report"):
    """As much of JSON Schema as the report's schema uses."""
    known = {"type", "const", "enum", "required", "properties", "additionalProperties", "items", "minimum", "description", "title", "$schema"}
    assert set(schema) <= known, set(schema) - known
    assert "type" not in schema or isinstance(value, TYPES[schema["type"]]) and not isinstance(value, bool), (path, value)
    assert value == schema.get("const", value) and value in schema.get("enum", [value]), (path, value)
    assert "minimum" not in schema or value >= schema["minimum"], (path, value)
    if isinstance(value, dict):
        assert set(schema.get("required", [])) <= set(value), (path, value)
        for name, member in value.items():
            inner = schema["properties"].get(name) if "properties" in schema else None
            inner = schema.get("additionalProperties") if inner is None else inner
            assert inner, f"{path}.{name} is not in the schema"
            check(inner, member, f"{path}.{name}")
    for i, item in enumerate(value if isinstance(value, list) else []):
        check(schema["items"], item, f"{path}[{i}]")


SCHEMA = json.loads((ROOT / "core/json/wenzhai-report.schema.json").read_text(encoding="utf-8"))


def checked(folder, status, *args, name="r.json"):
    expect(folder.run(*args, "--report", name), status)
    found = report(folder, name)
    check(SCHEMA, found)
    assert found["command"] == args[0] and found["status"] == status, found
    return found


def test_report_of_a_build():
    with Folder() as folder:
        project(folder)
        warn(folder)
        found = checked(folder, 0, "build", "p", "-t", "pdf,epub")
        assert [(issue["name"], issue["action"], issue["reason"]) for issue in found["issues"]] == [(week, "made", "new") for week in WEEKS]
        assert [(file["issue"], file["type"]) for file in found["files"]] == [(week, kind) for week in WEEKS for kind in ("pdf", "epub")]
        for file in found["files"]:
            assert os.path.getsize(os.path.join(folder.path, file["file"])) == file["bytes"], file
            assert file["papers"] == 8 and file["languages"] == ["zh-Hans", "en"], file
            assert ("pages" in file) == (file["type"] == "pdf"), file
        lost = [diag for diag in found["diagnostics"] if diag["code"] == "overlay-no-match" and diag["severity"] == "warning"]
        assert [(diag["file"], diag["line"], diag["column"]) for diag in lost] == [("p/overlays/2022-W36.overlay.ini", 1, 1)], lost
        assert found["counts"]["warning"] == sum(diag["severity"] == "warning" for diag in found["diagnostics"])
        for library in ("libcairo", "libharfbuzz", "libglib", "libxml2", "libzip|libdeflate"):
            assert any(re.match(library, name) for name in found["libraries"]), (library, found["libraries"])
        assert any(re.match(r"Noto Serif CJK SC \d", font) for font in found["fonts"]), found["fonts"]
        found = checked(folder, 0, "build", "p", "-t", "pdf,epub")
        assert [issue["action"] for issue in found["issues"]] == ["current"] * 2 and not found["files"]


def test_pages_are_those_of_the_file():
    tap.needs("pdfinfo")
    with Folder() as folder:
        found = checked(folder, 0, "export", "2022-09-22.txt", "-o", "a.pdf")
        pages = re.search(r"Pages: +(\d+)", subprocess.run(["pdfinfo", os.path.join(folder.path, "a.pdf")], capture_output=True,
                                                            text=True, check=True).stdout)[1]
        assert found["files"][0]["pages"] == int(pages), found


def test_report_of_the_other_commands():
    with Folder() as folder:
        project(folder)
        found = checked(folder, 0, "export", "2022-09-22.txt", *FLAGS)
        assert found["files"][0]["file"] == "2022-09-22.brief.md" and found["files"][0]["languages"] == ["zh-Hans", "en"]
        found = checked(folder, 0, "export", "2022-09-22.txt", *FLAGS, "--languages=en")
        assert found["files"][0]["languages"] == ["en"], found["files"]
        checked(folder, 0, "weekly", "p/inbox", *FLAGS)
        checked(folder, 0, "check", "p")
        done = folder.run("check", "p/inbox", "--report=-")
        assert json.loads(done.stdout)["command"] == "check"
        done = folder.run("build", "p", *FLAGS, "-v", "--report=-")
        assert json.loads(done.stdout)["command"] == "build"


def test_report_of_what_failed():
    with Folder() as folder:
        project(folder)
        found = checked(folder, 1, "build", "p", "--plugin", bad("segv"), "-t", "segv")
        assert [issue["action"] for issue in found["issues"]] == ["failed"] * 2
        assert all("error" in file and "bytes" not in file for file in found["files"]), found["files"]
        found = checked(folder, 2, "build", "nowhere")
        assert found["counts"]["error"] == 1 and not found["files"]
        folder.write("p/wenzhai.ini", "[project]\norder = size\n")
        found = checked(folder, 64, "build", "p")
        assert any(diag.get("line") == 2 for diag in found["diagnostics"])


def test_a_report_that_cannot_be_written():
    """Known before anything is made; an old one stays whole."""
    with Folder() as folder:
        for args in (["--report", "none/r.json"], ["--report=-", "-o-"], ["--report=2022-09-22.txt"], ["-n", "--report=r.json"],
                     ["--report=a.brief.md", "-o", "a.brief.md"]):
            before = folder.names()
            expect(folder.run("export", "2022-09-22.txt", "-t", "brief", "--plugin", desk.BRIEF, *args), 64)
            if "2022-09-22" not in args[0]:
                assert folder.names() == before, args


# ---- JSON

def json_lines(text):
    lines = [json.loads(line) for line in text.splitlines()]
    for line in lines:
        assert set(line) <= {"severity", "code", "output", "file", "line", "column", "message"} and "message" in line, line
    return lines


def test_every_line_is_json():
    """Whatever goes wrong, of whichever command, and with everything that is said on the way."""
    with Folder() as folder:
        project(folder)
        warn(folder)
        folder.write("bin.txt", b"\x00\x01")
        folder.write("big.txt", daily(*({"arxiv": f"2209.{n:05}"} for n in range(3000))))
        folder.write("q/wenzhai.ini", "[project]\norder = size\nnonsense\n")
        for status, *args in (
                (64,), (64, "nonsense"), (64, "export"), (64, "export", "--nonsense"), (2, "export", "nowhere.txt"), (2, "export", "bin.txt"),
                (64, "export", "2022-09-22.txt", "--set", "x"), (64, "export", "2022-09-22.txt", "-t", "docx"),
                (64, "export", "2022-09-22.txt", "--style", "none"), (64, "export", "--languages=xx", "2022-09-22.txt"),
                (1, "export", "2022-09-22.txt", "--plugin", bad("segv"), "-t", "segv"),
                (0, "export", "2022-09-22.txt", "--plugin", bad("loud"), "-t", "loud", "-o", "loud/"),
                (0, "export", "2022-09-22.txt", *FLAGS), (1, "export", "big.txt", "--memory-limit=1", *FLAGS),
                (1, "export", "2022-09-22.txt", *FLAGS, "-o", "/proc/none/"), (64, "export", "2022-09-22.txt", "-o", "x.nonsense"),
                (64, "weekly", "--week=1"), (64, "weekly", "--week=2022-W38", "--all", "p"), (2, "weekly", "p", "--week=2021-W01"),
                (0, "weekly", "p", *FLAGS), (64, "weekly", "q"), (64, "build", "q"), (2, "build", "none"), (64, "build", "a", "b"),
                (0, "build", "p", *FLAGS), (0, "build", "p", *FLAGS), (64, "init"), (1, "init", "p"), (2, "check", "none.txt"), (0, "check", "p"),
                (64, "check", "--nonsense"), (64, "dump"), (2, "dump", "bin.txt"), (64, "diff", "a"), (0, "diff", "2022-09-22.txt", "2022-09-22.txt"),
                (2, "inspect", "none.azw3"), (64, "inspect"), (64, "plugin", "nonsense"), (64, "plugin", "show", "none"),
                (64, "style", "show", "none"), (64, "reader", "show", "none"), (64, "reader", "nonsense")):
            for verbose in ([], ["-v"]):
                done = folder.run(*args, *verbose, "--diagnostics=json")
                if not args:
                    assert done.returncode == 64, done
                else:
                    expect(done, status)
                lines = json_lines(done.stderr)
                assert status == 0 or lines, args


def test_json_wherever_it_is_asked_for():
    """Also when what stands before it is wrong; not when it is a file's name."""
    with Folder() as folder:
        for args in (["export", "--nonsense", "--diagnostics=json"], ["export", "--nonsense", "--diagnostics", "json"],
                     ["--diagnostics=json"], ["nonsense", "--diagnostics=json"]):
            done = folder.run(*args)
            assert done.returncode == 64 and json_lines(done.stderr), done
        done = folder.run("export", "--", "--diagnostics=json")
        assert done.returncode == 2 and not done.stderr.startswith("{"), done


# ---- One run at a time

def hold(folder, command="build"):
    """As another run does it."""
    path = folder.write("p/issues/.wenzhai-lock", f"{os.getpid()}\n2026-11-30 12:00:00 UTC\n{command}\n")
    handle = open(path, "r+", encoding="utf-8")
    fcntl.flock(handle, fcntl.LOCK_EX)
    return handle


def test_one_run_at_a_time():
    with Folder() as folder:
        project(folder)
        with hold(folder):
            done = folder.run("build", "p", *FLAGS)
            expect(done, 1, str(os.getpid()), "2026-11-30 12:00:00 UTC", "wenzhai build", "wait until it is done")
            assert folder.names("p/issues") == [".wenzhai-lock"], folder.names("p/issues")
            expect(folder.run("weekly", "p", *FLAGS), 1, str(os.getpid()))
            expect(folder.run("weekly", "p", *FLAGS, "-o", "elsewhere/"), 0)
            expect(folder.run("build", "p", "-n", *FLAGS), 0)
            expect(folder.run("check", "p"), 0)
        expect(folder.run("build", "p", *FLAGS), 0)
        assert ".wenzhai-lock" not in folder.names("p/issues")


def test_a_killed_run_leaves_no_lock():
    with Folder() as folder:
        project(folder)
        gone = subprocess.run(["sh", "-c", "echo $$"], capture_output=True, text=True, check=True).stdout.strip()
        for note in (f"{gone}\n2026-11-30 12:00:00 UTC\nbuild\n", "", "nonsense", "x" * 5000):
            folder.write("p/issues/.wenzhai-lock", note)
            expect(folder.run("build", "p", *FLAGS), 0)
            assert ".wenzhai-lock" not in folder.names("p/issues")
        run = subprocess.Popen([WENZHAI, "build", "p", "--plugin", bad("hang"), "-t", "hang"], cwd=folder.path, stderr=subprocess.DEVNULL)
        while ".wenzhai-lock" not in folder.names("p/issues"):
            assert run.poll() is None
            time.sleep(0.01)
        expect(folder.run("build", "p", *FLAGS), 1, str(run.pid))
        run.kill()
        run.wait()
        expect(folder.run("build", "p", *FLAGS), 0)


def test_where_no_lock_can_be_had():
    """A folder that cannot be written to has errors of its own; a link is not followed."""
    with Folder() as folder:
        project(folder)
        os.symlink("/dev/null", os.path.join(folder.path, "p/issues/.wenzhai-lock"))
        expect(folder.run("build", "p", *FLAGS), 0)
        if os.getuid() != 0:
            os.chmod(os.path.join(folder.path, "p/issues"), 0o500)
            folder.write("p/inbox/2022-09-06.txt", daily({"arxiv": "2209.00777"}))
            done = folder.run("build", "p", *FLAGS)
            os.chmod(os.path.join(folder.path, "p/issues"), 0o700)
            assert done.returncode == 1 and "lock" not in done.stderr, done


# ---- Stopped

def stopped(folder, number, *args):
    """A run that hangs in its output, and is told to end."""
    with subprocess.Popen([WENZHAI, *args, "--plugin", bad("hang"), "-t", "brief,hang", "--plugin", desk.BRIEF], cwd=folder.path,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
                          env=dict(os.environ, XDG_CACHE_HOME=folder.cache)) as run:
        deadline = time.monotonic() + 60
        while not any(name.endswith(".md") for where in ("p/issues", ".") for name in folder.names(where)):
            assert run.poll() is None and time.monotonic() < deadline
            time.sleep(0.02)
        run.send_signal(number)
        _, stderr = run.communicate(timeout=60)
    folder.expect_no_process()
    return run.returncode, stderr


def test_a_stopped_run_says_how_to_go_on():
    for number in (signal.SIGINT, signal.SIGTERM):
        with Folder() as folder:
            project(folder)
            status, stderr = stopped(folder, number, "build", "p")
            assert status == -number and "stopped: 0 of 2 issues are done" in stderr and "`wenzhai build p` goes on" in stderr, (status, stderr)
            expect(folder.run("build", "p", *FLAGS), 0)
            assert [name for name in folder.names("p/issues") if name.startswith(".") and name not in (".dumps", ".wenzhai-state")] == []
    with Folder() as folder:
        project(folder)
        status, stderr = stopped(folder, signal.SIGINT, "export", "2022-09-22.txt")
        assert status == -signal.SIGINT and "stopped: 1 of 2 files are made" in stderr, (status, stderr)
        os.remove(os.path.join(folder.path, "2022-09-22.brief.md"))
        status, stderr = stopped(folder, signal.SIGINT, "export", "2022-09-22.txt", "--diagnostics=json")
        assert status == -signal.SIGINT and json_lines(stderr)[-1]["code"] == "interrupted", stderr


def ended(folder, why, status):
    found = report(folder)
    check(SCHEMA, found)
    assert (found["ended"], found["status"]) == (why, status), found
    assert [name for name in folder.names(".") if "wenzhai-" in name] == [], folder.names(".")
    return found


def test_report_of_a_run_that_is_ended():
    """By a signal or a limit; it replaces nothing but another report."""
    for number in (signal.SIGINT, signal.SIGTERM):
        with Folder() as folder:
            project(folder)
            folder.write("r.json", '{\n  "report" : 1\n}\n')
            stopped(folder, number, "build", "p", "--report=r.json")
            found = ended(folder, "interrupted", 128 + number)
            assert [issue["action"] for issue in found["issues"]] == ["begun", "begun"] and not found["files"], found["issues"]
    with Folder() as folder:
        folder.write("big.txt", daily(*({"arxiv": f"2209.{n:05}"} for n in range(3000))))
        if expect_limit(folder, "--report=r.json"):
            ended(folder, "memory-limit", 1)
            expect_limit(folder, "--report=big.txt")
            assert folder.read("big.txt").decode().startswith("LG - "), "no input is written over"


def expect_limit(folder, *args):
    """FALSE in a build that has no limits of its own."""
    return folder.run("export", "big.txt", "--memory-limit=1", *FLAGS, *args).returncode == 1


def test_a_signal_that_is_ignored_stays_ignored():
    with Folder() as folder:
        project(folder)
        script = 'trap "" INT; "$0" build p --plugin "$1" -t brief & pid=$!; kill -INT $pid; wait $pid'
        done = subprocess.run(["sh", "-c", script, WENZHAI, desk.BRIEF], cwd=folder.path, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done


# ---- A project that an older program made

def test_an_upgrade():
    """Its books stay as they are, what it was made of is known, its variants too; and what changes is made."""
    with Folder() as folder:
        shutil.copytree(ROOT / "tests/fixtures/old-project", os.path.join(folder.path, "p"))
        books = lambda: {name: folder.read(f"p/issues/{name}") for name in folder.names("p/issues") if name.endswith(".md")}
        flags = ["--plugin", desk.BRIEF]
        before = books()
        done = folder.run("build", "p", "-v", *flags)
        expect(done, 0, "2 issues were made by an older wenzhai", "2022-W36.overlay.ini:3:1: warning")
        assert "\tnew" not in done.stdout and books() == before and len(before) == 4, done.stdout
        assert folder.run("build", "p", *flags).stderr == "" and books() == before
        assert "2022-W36" in folder.run("status", "p", *flags).stdout
        expect(folder.run("check", "p"), 0, "2022-W36.overlay.ini:3:1: warning")
        folder.write("p/inbox/2022-09-13.txt", daily({"arxiv": "2209.00013"}))
        expect(folder.run("build", "p", *flags), 0)
        changed = {name for name, data in books().items() if data != before.get(name)}
        assert changed == {"old-2022-W37.brief.md", "old-2022-W37-zh-Hant-TW.brief.md"}, changed
        done = folder.run("build", "p", "-v", "--upgrade", *flags)
        assert re.search(r"2022-W36\tmade by an older wenzhai", done.stdout) and "2022-W37\tcurrent" in done.stdout, done.stdout


if __name__ == "__main__":
    tap.run(globals())
