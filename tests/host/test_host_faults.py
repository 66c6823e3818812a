#!/usr/bin/env python3
"""Disks that are full, folders that are read-only, runs that are killed: the old file stays, whole."""
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import tap
from harness import WENZHAI, Folder, bad, expect


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


def start_hanging(folder, **kwargs):
    child = subprocess.Popen([WENZHAI, "export", "2022-09-22.txt", "--plugin", bad("hang"), "-t", "hang"], cwd=folder.path,
                             stderr=subprocess.DEVNULL, **kwargs)
    for _ in range(200):
        if any(".wenzhai-" in n for n in folder.names()):
            return child
        time.sleep(0.05)
    child.kill()
    raise AssertionError("it never began to write")


def test_kill_9():
    """The old file is there, and the next run removes what the killed one left."""
    with Folder() as folder:
        folder.write("2022-09-22.bad", "the old file")
        child = start_hanging(folder)
        child.send_signal(signal.SIGKILL)
        child.wait()
        assert folder.read("2022-09-22.bad") == b"the old file"
        left = [n for n in folder.names() if ".wenzhai-" in n]
        assert len(left) == 1, left
        time.sleep(0.3)  # the child dies with its parent, and with it the lock
        expect(folder.run("export", "2022-09-22.txt", "--plugin", bad("good"), "-t", "good"), 0)
        assert folder.names() == ["2022-09-22.bad", "2022-09-22.txt"]
        assert folder.read("2022-09-22.bad") != b"the old file"


def default_signals():
    """A suite that runs in the background, or under nohup, hands down ignored signals."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def test_signals_clean_up():
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        with Folder() as folder:
            folder.write("2022-09-22.bad", "the old file")
            child = start_hanging(folder, preexec_fn=default_signals)
            child.send_signal(number)
            assert child.wait(timeout=20) == -number
            assert folder.names() == ["2022-09-22.bad", "2022-09-22.txt"], folder.names()
            assert folder.read("2022-09-22.bad") == b"the old file"


def test_an_ignored_signal_stays_ignored():
    """As under nohup: the run goes on, instead of ending early with status 0 and nothing written."""
    with Folder() as folder:
        child = start_hanging(folder, preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
        child.send_signal(signal.SIGHUP)
        time.sleep(0.6)
        assert child.poll() is None, child.returncode
        assert any(".wenzhai-" in n for n in folder.names())
        child.terminate()
        assert child.wait(timeout=20) == -signal.SIGTERM


def test_ends_of_children_are_seen_whoever_starts_us():
    with Folder() as folder:
        ignore = {"preexec_fn": lambda: signal.signal(signal.SIGCHLD, signal.SIG_IGN)}
        expect(folder.run("export", "2022-09-22.txt", "--plugin", bad("segv"), "-t", "segv", **ignore), 1, "signal 11")


def test_a_living_run_is_left_alone():
    """Two runs for one target: the second does not take the first one's temporary file for a dead one's."""
    with Folder() as folder:
        child = start_hanging(folder)
        expect(folder.run("export", "2022-09-22.txt", "--plugin", bad("good"), "-t", "good"), 0)
        assert len([n for n in folder.names() if ".wenzhai-" in n]) == 1
        child.terminate()
        child.wait()


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


tap.run(globals())
