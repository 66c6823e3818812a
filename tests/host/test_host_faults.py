#!/usr/bin/env python3
"""Disks that are full, folders that are read-only, runs that are killed: the old file stays, whole."""
import fcntl
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time

from harness import Folder, WENZHAI, bad, expect, scratch, tap


def test_full_disk():
    with Folder() as folder, tempfile.TemporaryDirectory() as disk:
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], capture_output=True).returncode != 0:
            raise tap.Skip("no permission to mount a small tmpfs")
        try:
            old = os.path.join(disk, "x.bad")
            with open(old, "w") as handle:
                handle.write("the old file")
            with open(os.path.join(disk, "fill"), "wb") as handle:
                handle.write(b"x" * (64 * 1024 - 8192))
            big = folder.read("2022-09-22.txt").replace(b"We present", b"We present " + b"word " * 8000)
            folder.write("2022-09-22.txt", big)
            expect(folder.run("export", "2022-09-22.txt", "--plugin", bad("good"), "-o", old), 1, "No space left")
            with open(old) as handle:
                assert handle.read() == "the old file"
            assert sorted(os.listdir(disk)) == ["fill", "x.bad"], os.listdir(disk)
        finally:
            subprocess.run(["umount", disk])


def test_read_only_folder():
    with Folder() as folder:
        out = os.path.join(folder.path, "out")
        os.makedirs(out)
        folder.write("out/2022-09-22.bad", "the old file")
        os.chmod(folder.path, 0o755)
        os.chmod(out, 0o555)
        command = [WENZHAI, "export", "2022-09-22.txt", "--plugin", bad("good"), "-t", "good", "-o", "out/"]
        if os.geteuid() == 0:  # root may write everywhere, so it has to become somebody
            if shutil.which("setpriv") is None:
                raise tap.Skip("setpriv is not installed")
            command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] + command
        result = subprocess.run(command, cwd=folder.path, capture_output=True, encoding="utf-8")
        if "setpriv" in result.stderr or "execute" in result.stderr:
            raise tap.Skip(result.stderr.strip())
        os.chmod(out, 0o755)
        expect(result, 1, "Permission denied")
        assert folder.names("out") == ["2022-09-22.bad"]
        assert folder.read("out/2022-09-22.bad") == b"the old file"


TEMPORARY = scratch()


def expect_nothing_temporary():
    """The folder that a plugin may write into goes with it."""
    for _ in range(100):
        if not any(TEMPORARY.iterdir()):
            return
        time.sleep(0.05)
    raise AssertionError(f"left: {list(TEMPORARY.rglob('*'))}")


def start_hanging(folder, **kwargs):
    """A run whose plugin is at work, and never ends."""
    child = subprocess.Popen([WENZHAI, "export", "2022-09-22.txt", "--plugin", bad("hang"), "-t", "hang"], cwd=folder.path,
                             stderr=subprocess.DEVNULL, env=dict(os.environ, TMPDIR=str(TEMPORARY), XDG_DATA_HOME=folder.path), **kwargs)
    for _ in range(400):
        if any(TEMPORARY.glob("*/mark")):
            return child
        time.sleep(0.05)
    child.kill()
    raise AssertionError("it never began to write")


def test_kill_9():
    """The old file is there, and nothing of the killed run: no file and no process."""
    with Folder() as folder:
        folder.write("2022-09-22.bad", "the old file")
        child = start_hanging(folder)
        assert len(folder.processes()) == 3, folder.processes()  # the program, the warden, the plugin
        child.send_signal(signal.SIGKILL)
        child.wait()
        assert folder.read("2022-09-22.bad") == b"the old file"
        assert folder.names() == ["2022-09-22.bad", "2022-09-22.txt"], folder.names()
        folder.expect_no_process()
        expect_nothing_temporary()


def test_what_a_killed_run_left_goes():
    """A kill while a file is copied into its place: whatever is made next in that folder, the remains go; what another run is
    at work on stays, and so does what is not ours."""
    stale, kept = [".2022-09-21.epub.wenzhai-77-0", ".2022-09-22.bad.wenzhai-1-12"], [".x.bad.wenzhai-3-0", ".x.wenzhai-notes", ".y.wenzhai-1-"]
    with Folder() as folder:
        for name in stale + kept:
            folder.write(name, "half")
        os.mkfifo(os.path.join(folder.path, ".p.wenzhai-1-1"))
        with open(os.path.join(folder.path, kept[0])) as at_work:
            fcntl.flock(at_work, fcntl.LOCK_EX)
            expect(folder.run("export", "2022-09-22.txt", "--plugin", bad("good"), "-t", "good"), 0)
        assert folder.names() == sorted(kept + [".p.wenzhai-1-1", "2022-09-22.bad", "2022-09-22.txt"]), folder.names()


def test_signals_clean_up():
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        with Folder() as folder:
            folder.write("2022-09-22.bad", "the old file")
            child = start_hanging(folder)
            child.send_signal(number)
            assert child.wait(timeout=20) == -number
            folder.expect_no_process()
            expect_nothing_temporary()
            assert folder.names() == ["2022-09-22.bad", "2022-09-22.txt"], folder.names()
            assert folder.read("2022-09-22.bad") == b"the old file"


def test_an_ignored_signal_stays_ignored():
    """As under nohup: the run goes on, instead of ending early with status 0 and nothing written."""
    with Folder() as folder:
        child = start_hanging(folder, preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
        child.send_signal(signal.SIGHUP)
        time.sleep(0.6)
        assert child.poll() is None, child.returncode
        child.terminate()
        assert child.wait(timeout=20) == -signal.SIGTERM
        expect_nothing_temporary()


def test_ends_of_children_are_seen_whoever_starts_us():
    with Folder() as folder:
        ignore = {"preexec_fn": lambda: signal.signal(signal.SIGCHLD, signal.SIG_IGN)}
        expect(folder.run("export", "2022-09-22.txt", "--plugin", bad("segv"), "-t", "segv", **ignore), 1, "signal 11")


def test_target_is_a_folder():
    with Folder() as folder:
        os.makedirs(os.path.join(folder.path, "out", "2022-09-22.bad"))
        expect(folder.run("export", "2022-09-22.txt", "--plugin", bad("good"), "-t", "good", "-o", "out/"), 1, "is a folder")


def test_target_is_no_file():
    with Folder() as folder:
        pipe = os.path.join(folder.path, "2022-09-22.bad")
        os.mkfifo(pipe)
        expect(folder.run("export", "2022-09-22.txt", "--plugin", bad("good"), "-t", "good"), 1, "no regular file")
        assert folder.names() == ["2022-09-22.bad", "2022-09-22.txt"] and not os.path.isfile(pipe)


# ---- Memory: what reading and editing take has a limit, and the system's own is named ----

SANITIZED = os.environ.get("SANITIZER", "none") != "none"


def write_much(folder, name, n=8000):
    """A daily of n papers: of 8,000, reading and editing take 50 MiB and more."""
    folder.write(name, "".join(f"{i}、[LG] A Learner of Algorithms {i}\n\nA Author, B Author\n\n[Some University]\n\n"
                               f"第{i}种算法学习器。本文提出一种学习器,能解决许多任务。\n\nWe present learner {i}, that solves many "
                               f"tasks.\n\nhttps://arxiv.org/abs/2209.{10000 + i}\n\n\u00a0\n\n" for i in range(1, n)))


def expect_memory_limit(result, name, limit):
    """One line, which names the largest input, its size, the limit and the remedy; and nothing else."""
    lines = result.stderr.splitlines()
    expect(result, 1, f"{limit} MiB of memory", "--memory-limit raises it", "[memory-limit]")
    assert len(lines) == 1 and lines[0].startswith(f"wenzhai: {name} (1.9\u00a0MiB): "), lines
    assert result.stdout == "", result.stdout


def test_reading_has_a_limit_of_memory():
    if SANITIZED:
        raise tap.Skip("there is no limit of memory in a sanitizer build")
    with Folder() as folder:
        write_much(folder, "2022-09-23.txt")
        for args in (["check"], ["dump", "-o", "out"], ["export", "-o", "out/"], ["weekly", "--all", "-o", "out/"],
                     ["diff", "2022-09-22.txt"]):
            result = folder.run(args[0], "-q", "--memory-limit=32", *args[1:], "2022-09-23.txt")
            expect_memory_limit(result, "2022-09-23.txt", 32)
            assert folder.names() == ["2022-09-22.txt", "2022-09-23.txt"], (args, folder.names())
        told = folder.run("check", "-q", "--diagnostics=json", "--memory-limit=32", "2022-09-23.txt")
        assert told.returncode == 1 and json.loads(told.stderr)["code"] == "memory-limit", told.stderr
        expect(folder.run("check", "-q", "--memory-limit=0", "2022-09-23.txt"), 0)
        expect(folder.run("check", "-q", "--memory-limit=32", "2022-09-22.txt"), 0)
        expect(folder.run("check", "--memory-limit=-1", "2022-09-22.txt"), 64, "not negative")


def test_several_files_are_read_within_one_limit():
    """In threads, one of which meets it; of several files the largest is named."""
    if SANITIZED:
        raise tap.Skip("there is no limit of memory in a sanitizer build")
    with Folder() as folder:
        for day in range(23, 27):
            write_much(folder, f"2022-09-{day}.txt", 4000)
        write_much(folder, "2022-09-27.txt")
        expect_memory_limit(folder.run("weekly", "-q", "--all", "-o", "out/", "--memory-limit=60", "."), "./2022-09-27.txt", 60)
        assert "out" not in folder.names(), folder.names()


def test_a_project_is_left_as_it_was():
    if SANITIZED:
        raise tap.Skip("there is no limit of memory in a sanitizer build")
    with Folder() as folder:
        expect(folder.run("init", "mine"), 0)
        folder.write("mine/inbox/2022-09-22.txt", folder.read("2022-09-22.txt"))
        expect(folder.run("build", "mine", "-t", "epub"), 0)
        before = {name: folder.read(f"mine/issues/{name}") for name in folder.names("mine/issues") if name not in (".dumps", ".wenzhai-lock")}
        write_much(folder, "mine/inbox/2022-09-23.txt")
        expect_memory_limit(folder.run("build", "-q", "mine", "-t", "epub", "--memory-limit=32"), "mine/inbox/2022-09-23.txt", 32)
        assert before == {name: folder.read(f"mine/issues/{name}") for name in folder.names("mine/issues") if name not in (".dumps", ".wenzhai-lock")}


def test_memory_that_the_system_does_not_give():
    """`ulimit -v`, in KiB: the message is about memory, not about a font or a fault, and no signal ends the program."""
    if SANITIZED:
        raise tap.Skip("a sanitizer takes more address space than any limit leaves")
    with Folder() as folder:
        write_much(folder, "2022-09-23.txt")
        for limit in range(90000, 190000, 20000):
            result = folder.run("weekly", "-q", "--all", "--dump=text", "2022-09-23.txt", under_limit=("v", limit))
            if result.returncode not in (0, 127):  # enough; not even for the loader
                expect(result, 1, "[memory-limit]", "ulimit -v")
        for limit in range(70000, 400000, 60000):
            result = folder.run("export", "-q", "2022-09-22.txt", "-o", "out/", under_limit=("v", limit))
            assert result.returncode in (0, 1, 127), result
            for line in result.stderr.splitlines() if result.returncode == 1 else []:
                assert "[memory-limit]" in line or "`ulimit -v` raises that" in line, line


tap.run(globals())
