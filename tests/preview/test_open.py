#!/usr/bin/env python3
"""--open: what was made is handed to a program of the desktop, which nobody waits for."""
import os
import stat
import time

from harness import Folder, expect, tap

ASKED = "opened"


class Desk(Folder):
    """A folder with a program that writes down what it was given, and then doesn't end soon."""

    def __enter__(self):
        super().__enter__()
        path = self.write("opener", f'#!/bin/sh\nprintf "%s\\n" "$#" "$@" "$LC_ALL" > {self.path}/part\n'
                                    f'mv {self.path}/part {self.path}/{ASKED}\nexec sleep 20 >/dev/null 2>&1\n')
        os.chmod(path, os.stat(path).st_mode | stat.S_IXUSR)
        return self

    def open(self, *args, env=None, **kwargs):
        return self.run(*args, env={"WENZHAI_OPENER": os.path.join(self.path, "opener"), **(env or {})}, **kwargs)

    def opened(self):
        for _ in range(200):
            if ASKED in self.names():
                count, *given = self.read(ASKED).decode().splitlines()
                os.remove(os.path.join(self.path, ASKED))
                return given[:int(count)], given[int(count):]
            time.sleep(0.02)
        raise AssertionError("nothing was opened")

    def __exit__(self, *args):
        for pid in self.processes():
            os.kill(pid, 9)
        super().__exit__(*args)


def test_opens_the_file():
    with Desk() as folder:
        begun = time.monotonic()
        expect(folder.open("export", "2022-09-22.txt", "-o", "x.epub", "--open", env={"LC_ALL": "C.UTF-8"}), 0)
        assert time.monotonic() - begun < 15, "it waited for the opener"
        # with the user's own environment
        assert folder.opened() == ([os.path.join(folder.path, "x.epub")], ["C.UTF-8"])


def test_opens_the_first_that_was_asked_for():
    with Desk() as folder:
        expect(folder.open("export", "2022-09-22.txt", "-t", "pdf,epub", "-o", "out/", "--open"), 0)
        assert folder.opened()[0][0].endswith(".pdf")
        expect(folder.open("weekly", ".", "--week", "2022-W38", "-t", "epub,pdf", "-o", "out/", "--open"), 0)
        assert folder.opened()[0] == [os.path.join(folder.path, "out", "wenzhai-2022-W38.epub")]


def test_opens_the_newest_issue_that_was_built():
    with Desk() as folder:
        expect(folder.run("init", "p"), 0)
        text = folder.read("2022-09-22.txt")
        for day in ("2022-09-15", "2022-09-22", "2022-09-08"):
            folder.write(f"p/inbox/{day}.txt", text)
        expect(folder.open("build", "p", "-t", "epub", "--open"), 0)
        assert folder.opened()[0] == [os.path.join(folder.path, "p/issues/wenzhai-2022-W38.epub")]
        expect(folder.open("build", "p", "-t", "epub", "--open", "-v"), 0, "nothing to do")
        assert ASKED not in folder.names()


def test_an_opener_may_have_options():
    with Desk() as folder:
        opener = os.path.join(folder.path, "opener") + " --new 'a window'"
        expect(folder.run("export", "2022-09-22.txt", "-o", "x.epub", "--open", env={"WENZHAI_OPENER": opener}), 0)
        assert folder.opened()[0] == ["--new", "a window", os.path.join(folder.path, "x.epub")]


def test_nothing_is_made_for_nobody():
    """Without a desktop, or a program, that is said before the work."""
    with Desk() as folder:
        bare = {"WENZHAI_OPENER": "", "DISPLAY": "", "WAYLAND_DISPLAY": ""}
        env = {key: value for key, value in os.environ.items() if key not in bare}
        before = folder.names()
        os.environ.clear()
        os.environ.update(env)
        expect(folder.run("export", "2022-09-22.txt", "-o", "x.epub", "--open"), 64, "no desktop", "WENZHAI_OPENER")
        expect(folder.run("export", "2022-09-22.txt", "-o", "x.epub", "--open", env={"WENZHAI_OPENER": "no-such-program"}), 64,
               "no-such-program")
        expect(folder.run("export", "2022-09-22.txt", "-o", "x.epub", "--open", env={"DISPLAY": ":7", "PATH": "/nowhere"}), 64,
               "xdg-utils")
        assert folder.names() == before


def test_what_is_not_made_is_not_opened():
    with Desk() as folder:
        for args in (["-n"], ["-o", "-", "-t", "epub"]):
            expect(folder.open("export", "2022-09-22.txt", "--open", *args), 64, "--open")
        expect(folder.open("export", "nothing.txt", "-o", "x.epub", "--open"), 2)
        assert ASKED not in folder.names()


tap.run(globals())
