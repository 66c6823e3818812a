#!/usr/bin/env python3
"""Plugins that do harm, to their own output alone: the other books have their bytes, the message has plugin, cause and remedy,
nothing is left of them, and the terminal is what it was."""
import contextlib
import ctypes
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import time

from harness import Folder, ROOT, WENZHAI, bad, expect, tap

if os.geteuid() == 0 and os.environ.get("HOSTILE_AS", "0") != "0":
    user = os.environ["HOSTILE_AS"]
    os.environ["HOME"] = "/nonexistent"
    os.execvp("setpriv", ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups", sys.executable, *sys.argv])

SANITIZED = os.environ.get("SANITIZER", "none") != "none"
HOSTILE = bad("hostile")
GOOD = "2022-09-22.bad"
AUTHOR = "its author has to mend it"


def reference():
    """The bytes that the other book has when nothing is wrong."""
    with Folder() as folder:
        expect(folder.run("export", "2022-09-22.txt", "--plugin", bad("good"), "-t", "good"), 0)
        return folder.read(GOOD)


GOOD_BYTES = reference()


def expect_clean(result):
    """No control character, no byte that is no UTF-8, nothing that turns the direction of text."""
    for text in (result.stdout, result.stderr):
        found = re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\udc80-\udcff]", text)
        assert found is None, f"{found} in {text!r}"


def attack(folder, mode, *args, outputs="hostile,good", command=("export", "2022-09-22.txt"), more_env=None):
    env = {"HOSTILE": mode, "HOSTILE_MARK": os.path.join(folder.path, "mark"), **(more_env or {})}
    start = time.monotonic()
    result = folder.run(*command, "--plugin", HOSTILE, "--plugin", bad("good"), "-t", outputs, "-o", "out/", *args, env=env)
    assert time.monotonic() - start < 60, f"{mode} took {time.monotonic() - start} s"
    expect_clean(result)
    assert "cannot be preloaded" not in result.stderr, result.stderr
    folder.expect_no_process()
    assert not os.path.exists(env["HOSTILE_MARK"]), f"{mode}: something lived on"
    return result


def costs_itself(mode, *texts, args=(), **kwargs):
    """Its output is missing, the other one is right, and nothing else is there."""
    with Folder() as folder:
        result = attack(folder, mode, *args, **kwargs)
        expect(result, 1, "plugin hostile", *texts)
        assert folder.names("out") == [GOOD], folder.names("out")
        assert folder.read("out/" + GOOD) == GOOD_BYTES
        assert folder.names() == ["2022-09-22.txt", "out"], folder.names()
        return result


def costs_nothing(mode, *texts, args=(), **kwargs):
    """Both outputs are there and right."""
    with Folder() as folder:
        result = attack(folder, mode, *args, **kwargs)
        expect(result, 0, *texts)
        assert folder.names("out") == [GOOD, "2022-09-22.hostile"], folder.names("out")
        assert folder.read("out/" + GOOD) == GOOD_BYTES
        assert folder.read("out/2022-09-22.hostile") == b"hostile\n"
        return result


def test_nothing_wrong():
    costs_nothing("")


# ---- Loading: of a plugin that is asked for, and of one that only lies in the folder ----


def test_loading_and_describing():
    for mode, *texts in (("load", "signal 11", AUTHOR), ("load-print", "signal 6", "my last <U+001B>[31mwords", AUTHOR),
                         ("query", "signal 11", AUTHOR), ("query-exit", "without a word", AUTHOR),
                         ("query-junk", "wrote into the pipe", AUTHOR)):
        costs_itself(mode, *texts)


DESCRIPTIONS = (
    ("desc-nan", "option width", "its range is none"), ("desc-inf", "option width", "its range is none"),
    ("desc-huge-range", "its range is none"), ("desc-range", "option width", "its range is none"),
    ("desc-default", "option width", "its default"), ("desc-many", "more than 256 options"),
    ("desc-twice", "option width", "twice"), ("desc-no-choice", "option kind", "no choices"),
    ("desc-blank-choice", "option kind", "choice 1"), ("desc-null-name", "valid name, type and default"),
    ("desc-null-default", "valid name, type and default"), ("desc-type", "valid name, type and default"),
    ("desc-help", "help for option width", "control characters"), ("desc-control", "summary", "control characters"),
    ("desc-direction", "summary", "control characters"), ("desc-utf8", "summary", "no UTF-8"),
    ("desc-huge", "summary", "longer than 200 bytes"), ("desc-extension", "file name extension"),
    ("desc-null-extension", "file name extension"), ("desc-other-extension", "second extension"),
    ("desc-name", "a name of lower-case letters"), ("desc-null-name-of-all", "a name of lower-case letters"),
    ("query-forge", "a name of lower-case letters"), ("query-forge-type", "not<U+001B>[31m me"),
)


def test_what_it_says_of_itself_is_checked():
    for mode, *texts in DESCRIPTIONS:
        costs_itself(mode, *texts)


def test_texts_that_are_not_there():
    with Folder() as folder:
        expect(attack(folder, "desc-nulls"), 0)
        assert folder.names("out") == [GOOD, "2022-09-22.hostile"]
        expect(folder.run("plugin", "show", "hostile", "--plugin", HOSTILE, env={"HOSTILE": "desc-nulls"}), 0)


def modules(folder):
    """A folder of modules that cannot be used, and what is said of each."""
    where = os.path.join(folder.path, "plugins")
    with open(bad("good"), "rb") as handle:
        module = handle.read()
    other_machine = bytearray(module)
    other_machine[18:20] = b"\xf3\x00" if other_machine[18:20] != b"\xf3\x00" else b"\x3e\x00"
    for name, data in (("text.so", b"no module\n" * 100), ("empty.so", b""), ("half.so", module[:3000]),
                       ("machine.so", bytes(other_machine)), ("open.so", module), ("noread.so", module)):
        folder.write("plugins/" + name, data)
    os.chmod(os.path.join(where, "open.so"), 0o777)
    os.chmod(os.path.join(where, "noread.so"), 0)
    os.mkfifo(os.path.join(where, "pipe.so"))
    os.mkdir(os.path.join(where, "folder.so"))
    os.symlink("nowhere", os.path.join(where, "gone.so"))
    for name in ("major", "noquery", "mangled", "constructor", "newer"):
        os.symlink(bad(name), os.path.join(where, name + ".so"))
    again = "build it again"
    for name in ("object", "program"):
        other = bytearray(module)
        other[16:18] = {"object": b"\x01\x00", "program": b"\x02\x00"}[name]
        folder.write(f"plugins/{name}.so", bytes(other))
    other = bytearray(module)
    other[4:6] = b"\x01\x02"  # 32 bits, big-endian, as it says
    folder.write("plugins/class.so", bytes(other))
    told = {"text": r"no shared library \(ELF\)", "empty": again, "half": "is cut short", "pipe": "no regular file", "open": "anybody may write",
            "machine": r"another kind of machine \([^;]*; this is [^;]* bits, \w+-endian\)", "class": "32 bits, big-endian; this is",
            "object": "object file, not a shared library: link it with -shared", "program": "is a program, not a shared library",
            "folder": "no regular file", "gone": "no such file", "major": f"ABI 99 of a newer wenzhai, this wenzhai has 1; {again}",
            "noquery": r"no wz_plugin_query\(\) that others can see", "mangled": 'declare the function extern "C", and build it again',
            "constructor": "signal 11", "newer": "needs a newer wenzhai"}
    if os.geteuid() != 0:  # root may read everything
        told["noread"] = "cannot be read"
    else:
        os.remove(os.path.join(where, "noread.so"))
    return where, told


def test_whose_plugins_are_not_run():
    """As OpenSSH has it of keys: what another user may change, or put there, is refused; the file that the user names is not."""
    with Folder() as folder:
        where = os.path.join(folder.path, "plugins")
        os.mkdir(where)
        shutil.copy(bad("good"), os.path.join(where, "good.so"))
        env, file = {"WENZHAI_PLUGIN_PATH": where}, os.path.join(where, "good.so")
        def told(*texts):
            expect(folder.run("export", "2022-09-22.txt", "-t", "good", env=env), 1, "plugin good", *texts)
            assert not [name for name in folder.names() if name.startswith("2022-09-22.") and name != "2022-09-22.txt"]
        os.chmod(where, 0o777)
        told("anybody may write to its folder", "`chmod o-w` the folder")
        os.chmod(where, 0o1777)  # nobody can replace what is another's
        expect(folder.run("export", "2022-09-22.txt", "-t", "good", env=env), 0)
        os.remove(os.path.join(folder.path, GOOD))
        os.chmod(where, 0o755)
        if os.geteuid() == 0:
            os.chown(file, 12345, -1)
            told("belongs to another user", "copy it into a folder of your own")
            os.chown(file, 0, -1)
            os.chown(where, 12345, -1)
            told("its folder belongs to another user")
        os.chmod(where, 0o777)
        expect(folder.run("export", "2022-09-22.txt", "-t", "good", "--plugin", file), 0)


def test_modules_that_lie_about_themselves():
    """Headers with a byte or a field changed, and files that end early: told or taken, and nothing falls."""
    with open(bad("good"), "rb") as handle:
        module = handle.read()
    table = struct.unpack_from("<Q", module, 32)[0]
    with Folder() as folder:
        for at in (*range(4, 8), *range(16, 20), *range(32, 40), *range(54, 60), *range(table, table + 56 * 4, 8)):
            for value in (0, 0xff):
                other = bytearray(module)
                other[at:at + (8 if at >= table else 1)] = bytes([value]) * (8 if at >= table else 1)
                folder.write(f"plugins/x{at}-{value}.so", bytes(other))
        for length in (1, 4, 40, 63, 64, 100, 800):
            folder.write(f"plugins/cut{length}.so", module[:length])
        result = folder.run("plugin", "list", env={"WENZHAI_PLUGIN_PATH": os.path.join(folder.path, "plugins")})
        expect(result, 0)
        assert len([line for line in result.stderr.splitlines() if "plugin" in line]) > 20, result.stderr


def test_what_is_looked_for_in_vain():
    with Folder() as folder:
        env = {"WENZHAI_PLUGIN_PATH": os.path.join(folder.path, "here")}
        for args, remedy in ((["export", "2022-09-22.txt", "-t", "anki"], "put its file into one of these folders"),
                             (["plugin", "show", "anki"], "--plugin FILE")):
            expect(folder.run(*args, env=env), 64, "anki", os.path.join(folder.path, "here"), "plugins-1", remedy)
        expect(folder.run("export", "2022-09-22.txt", "--plugin", "build/anki.so", "-t", "anki"), 1, "no such file", "check its name, and that it was built")


def test_what_lies_in_the_folder_is_warned_of():
    """Plain `export` makes the program's books, with a line for each module that cannot be used: cause and remedy."""
    with Folder() as folder:
        where, told = modules(folder)
        for run in range(2):  # the second time from what is kept
            result = folder.run("export", "2022-09-22.txt", "-o", "out/", env={"WENZHAI_PLUGIN_PATH": where})
            expect(result, 0)
            assert folder.names("out") == ["2022-09-22.azw3", "2022-09-22.epub", "2022-09-22.pdf"], folder.names("out")
            lines = [line for line in result.stderr.splitlines() if line.endswith("[plugin]")]
            for name, cause in told.items():
                found = [line for line in lines if f"/{name}.so)" in line]
                assert len(found) == 1 and re.search(cause, found[0]) and "; " in found[0] and "warning: plugin" in found[0], (name, lines)
            assert len(lines) == len(told), lines
        result = folder.run("export", "2022-09-22.txt", "-t", ",".join([*told, "epub"]), "-o", "asked/",
                            env={"WENZHAI_PLUGIN_PATH": where})
        expect(result, 1)
        assert all(re.search(cause, result.stderr) for cause in told.values()), result.stderr
        assert "warning" not in result.stderr and result.stderr.count("[plugin]") == len(told), result.stderr
        assert folder.names("asked") == ["2022-09-22.epub"], folder.names("asked")


def test_a_file_that_was_named():
    """--plugin with what cannot be used: the others are made, status 1."""
    with Folder() as folder:
        where, told = modules(folder)
        told["absent"] = "no such file"
        del told["open"]  # named by its user, it is the user's affair
        named = [arg for name in told for arg in ("--plugin", f"plugins/{name}.so")]
        result = folder.run("export", "2022-09-22.txt", *named, "--plugin", bad("good"), "-t", "good", "-o", "out/")
        expect(result, 1)
        for name, cause in told.items():
            found = [line for line in result.stderr.splitlines() if f"plugins/{name}.so" in line]
            assert len(found) == 1 and re.search(cause, found[0]) and "warning" not in found[0], (name, result.stderr)
        assert folder.names("out") == [GOOD] and folder.read("out/" + GOOD) == GOOD_BYTES


def test_a_hanging_constructor_delays_nobody():
    with Folder() as folder:
        where = os.path.join(folder.path, "plugins")
        os.makedirs(where)
        for name in ("hostile", "good"):
            os.symlink(bad(name), os.path.join(where, name + ".so"))
        env = {"WENZHAI_PLUGIN_PATH": where, "HOSTILE": "load-hang"}

        def run(*args):
            start = time.monotonic()
            result = folder.run("export", "2022-09-22.txt", "-o", "out/", *args, env=env)
            folder.expect_no_process()
            return result, time.monotonic() - start

        for args in (("-t", "good"), ("-t", "epub"), ()):
            result, seconds = run(*args)
            expect(result, 0)
            assert seconds < 9, (args, seconds)
        result, seconds = run("-t", "hostile,good")  # asked for, it has its time, once
        expect(result, 1, "plugin hostile", "stopped after 10.0 s")
        assert seconds > 9, seconds
        result, seconds = run("-t", "hostile,good")
        expect(result, 1, "stopped after 10.0 s", "`wenzhai plugin list` tries it again")
        assert seconds < 9, seconds
        result, seconds = run("-t", "good")  # what is known of it is told
        expect(result, 0, "warning: plugin hostile")
        env["HOSTILE"] = ""
        expect(folder.run("plugin", "list", env=env), 0)
        result, _ = run("-t", "hostile")
        expect(result, 0)


def test_what_is_kept_is_trusted_no_further():
    """A cache that somebody else wrote into, or that is broken, is as good as none."""
    with Folder() as folder:
        where = os.path.join(folder.path, "plugins")
        os.makedirs(where)
        os.symlink(bad("good"), os.path.join(where, "good.so"))
        env = {"WENZHAI_PLUGIN_PATH": where}

        def run():
            expect(folder.run("export", "2022-09-22.txt", "-t", "good", env=env), 0)
            assert folder.read(GOOD) == GOOD_BYTES
            os.remove(os.path.join(folder.path, GOOD))

        run()
        probes = os.path.join(folder.cache, "wenzhai", "probes")
        kept = os.path.join(probes, *os.listdir(probes))
        with open(kept, "rb") as handle:
            right = handle.read()
        lie = right.replace(b'"Goes wrong"', b'"Goes\\u001b[31m wrong"')
        assert lie != right
        for wrong in (b"", b"junk\n", lie, b"\xff" * 100, right[:50], right * 20000, b'{"type":"done","bytes":1}\n',
                      b'{"type":"descriptor","name":"good"}\n', b'{"type":"error","error":"x","detail":[]}\n'[:-1]):
            with open(kept, "wb") as handle:
                handle.write(wrong)
            run()
        error = b'{"type":"error","error":4,"detail":"forged"}\n'
        for mode, status in ((0o600, 1), (0o666, 0)):  # what others may write to is not read
            os.remove(kept)
            with open(kept, "wb") as handle:
                handle.write(error)
            os.chmod(kept, mode)
            assert folder.run("export", "2022-09-22.txt", "-t", "good", env=env).returncode == status, mode
        os.remove(kept)
        os.mkfifo(kept)
        run()


# ---- At work ----


def test_crashes_and_early_ends():
    for mode in ("begin", "check", "write", "end"):
        costs_itself(mode, "signal 11", AUTHOR)
    costs_itself("exit", "without a word", AUTHOR)
    costs_itself("group", "signal 9")
    costs_itself("refuse", "no<U+001B>[31m, never<U+0007>", "leave it out")


def test_files_of_the_others():
    """No descriptor leads to what is not its own: there are one file, three streams and a pipe."""
    for outputs in ("hostile,good", "good,hostile"):
        costs_itself("ruin", "exit status 14", outputs=outputs)


def test_nothing_is_inherited():
    """Whoever starts the program may have files open: a plugin gets none of them."""
    with Folder() as folder:
        precious = folder.write("precious", "precious")
        handles = [os.open(precious, os.O_RDWR) for _ in range(20)]
        result = folder.run("export", "2022-09-22.txt", "--plugin", HOSTILE, "-t", "hostile", env={"HOSTILE": "ruin"},
                            close_fds=False, pass_fds=handles)
        for handle in handles:
            os.close(handle)
        expect(result, 1, "exit status 14")
        assert folder.read("precious") == b"precious"


def test_descriptors():
    costs_itself("close", "without a word")
    costs_itself("swap", "left a file of 0 bytes, but wrote 8", AUTHOR)
    costs_itself("hole", "left a file of 10485760 bytes, but wrote 8", AUTHOR)
    costs_itself("seal", "still has its file open for writing")


def test_daemons_are_ended():
    for mode in ("daemon", "load-daemon"):
        with Folder() as folder:
            result = attack(folder, mode, "--time-limit", "30", outputs="good,hostile")
            assert folder.read("out/" + GOOD) == GOOD_BYTES
            time.sleep(0.5)
            assert folder.read("out/" + GOOD) == GOOD_BYTES
            assert result.returncode in (0, 1), result  # its own file may have been ruined before its end
            assert set(folder.names("out")) <= {GOOD, "2022-09-22.hostile"}, folder.names("out")


def test_a_storm_of_processes():
    costs_nothing("storm", args=["--time-limit", "30"])


def test_memory_that_is_still_mapped():
    costs_itself("mapped", "left a file of 4096 bytes, but wrote 8")


def test_endless_output():
    costs_itself("endless", "wrote more than it may (limit 48 MiB; --memory-limit raises it)", args=["--memory-limit", "48"])


def test_a_chatty_plugin():
    result = costs_nothing("chatty", "50000 more messages are left out")
    assert result.stderr.count("[chatty]") == 10000, result.stderr.count("[chatty]")


def test_what_it_prints():
    """Line by line, under its name, nothing raw; much of it is cut."""
    result = costs_nothing("escape", "hostile: warning: <U+001B>]0;owned<U+0007><U+001B>[2J", "<U+009B>2J <U+202E> back <FF> end",
                           "f<U+001B>[2J:1:0: hostile: warning: d<U+001B>[2J<U+0007> [plugin]")
    assert result.stdout == ""
    result = costs_nothing("print", "hostile: warning: line 0 [plugin-log]", "the rest of what it prints is left out")
    assert result.stderr.count("[plugin-log]") == 501 and "line 500 " not in result.stderr, result.stderr
    assert max(map(len, result.stderr.splitlines())) < 1200
    result = costs_nothing("query-print", "hostile: warning: I am <U+001B>[31mhere<U+0007> [plugin-log]")
    assert result.stderr.count("here") == 1, result.stderr  # at work, not when it was asked


def test_what_it_prints_as_json():
    with Folder() as folder:
        result = attack(folder, "escape", "--diagnostics=json")
        expect(result, 0, "<U+001B>]0;owned", '"output":"hostile"')


def test_inspect_shows_nothing_raw():
    with Folder() as folder:
        folder.write("x.hostile", "x")
        result = folder.run("inspect", "x.hostile", "--plugin", HOSTILE)
        expect(result, 0)
        assert result.stdout == "a\tb\n<U+001B>[31mc\n", result.stdout


def test_forged_messages():
    costs_itself("forge", "left a file of 0 bytes, but wrote 5")
    costs_itself("junk", "wrote into the pipe")


def test_it_stops():
    costs_itself("stop", "stopped after", "--time-limit raises it", args=["--time-limit", "1"])


def test_it_signals_others():
    for mode in ("regicide", "parricide", "stop-parent"):
        costs_nothing(mode)


def test_an_older_system():
    """Without memfd_create(), close_range() and lists of children it is all the same, and no file is left in $TMPDIR. Without
    Landlock and filters it may start processes and signal all; where it ends the program, there is no book, but nothing half made
    either, and nothing lives on."""
    if SANITIZED:
        raise tap.Skip("a sanitizer wants to be loaded first")
    with tempfile.TemporaryDirectory() as scratch:
        env = {"more_env": {"LD_PRELOAD": bad("old-kernel"), "TMPDIR": scratch}}
        costs_nothing("", **env)
        costs_nothing("storm", args=["--time-limit", "30"], **env)
        costs_itself("ruin", "exit status 14", **env)
        costs_itself("hole", "left a file of 10485760 bytes, but wrote 8", **env)
        costs_itself("regicide", "ended the process that watches over it", AUTHOR, **env)
        costs_itself("stop-parent", "stopped after", args=["--time-limit", "1"], **env)
        costs_itself("endless", "limit 48 MiB", args=["--memory-limit", "48"], **env)
        with Folder() as folder:
            attack(folder, "daemon", **env)
            assert folder.read("out/" + GOOD) == GOOD_BYTES
        with Folder() as folder:
            folder.write("out/2022-09-22.hostile", "the old file")
            result = attack(folder, "parricide", outputs="hostile", **env)
            assert result.returncode == -9, result
            assert folder.names("out") == ["2022-09-22.hostile"], folder.names("out")
            assert folder.read("out/2022-09-22.hostile") == b"the old file"
        assert os.listdir(scratch) == [], os.listdir(scratch)


def test_the_terminal_is_not_its_own():
    """On a terminal too a plugin has none, and nothing of what it prints gets there raw."""
    with Folder() as folder:
        for mode, told in (("tty", b"there is no terminal"), ("escape", b"<U+001B>]0;owned")):
            env = dict(os.environ, HOSTILE=mode, XDG_CACHE_HOME=folder.cache, TERM="dumb")
            pid, terminal = pty.fork()
            if pid == 0:
                os.chdir(folder.path)
                os.execve(WENZHAI, [WENZHAI, "export", "2022-09-22.txt", "--plugin", HOSTILE, "-t", "hostile"], env)
            shown = b""
            try:
                while piece := os.read(terminal, 65536):
                    shown += piece
            except OSError:  # the other end is closed
                pass
            os.close(terminal)
            assert os.waitpid(pid, 0)[1] == 0, shown
            assert told in shown, shown
            assert re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]", shown.replace(b"\r\033[K", b"")) is None, shown


def test_a_limit_on_files():
    """`ulimit -f`: an error, and nothing half made."""
    with Folder() as folder:
        os.mkdir(os.path.join(folder.path, "out"))
        result = folder.run("export", "2022-09-22.txt", "-t", "epub,azw3", "-o", "out/", under_limit=("f", 8))
        assert result.returncode == 1 and result.stderr.count("[output-failed]") == 2, result
        assert folder.names("out") == [], folder.names("out")


def test_low_memory_limit():
    if SANITIZED:
        raise tap.Skip("there is no limit of memory in a sanitizer build")
    for limit in ("1", "2", "8", "16"):
        with Folder() as folder:
            result = folder.run("export", "2022-09-22.txt", "-t", "epub,pdf,azw3", "--memory-limit", limit, "-o", "out/")
            if result.returncode == 0:  # it was enough
                continue
            if "[memory-limit]" in result.stderr:  # not even enough to read
                expect(result, 1, f"more than {limit} MiB of memory", "--memory-limit raises it")
                continue
            failures = [line for line in result.stderr.splitlines() if "[output-failed]" in line]
            assert result.returncode == 1 and failures, result.stderr
            for line in failures:
                assert f"{limit} MiB" in line and "--memory-limit raises it" in line, line
            assert "failed to map" not in result.stderr, result.stderr
            assert len(folder.names("out")) + len(failures) == 3, (folder.names("out"), failures)


def test_few_descriptors():
    """With whatever limit on open files it ends, says why, and leaves no half file."""
    for limit in range(3, 13):
        with Folder() as folder:
            folder.write("out/2022-09-22.epub", "the old file")
            result = folder.run("export", "2022-09-22.txt", "-t", "epub", "-o", "out/", under_limit=("n", limit))
            expect_clean(result)
            assert folder.names("out") == ["2022-09-22.epub"], folder.names("out")
            made = folder.read("out/2022-09-22.epub") != b"the old file"
            assert made == (result.returncode == 0), (limit, result)
            if not made:
                assert result.returncode in (1, 2, 127) and "open" in result.stderr, (limit, result)
            folder.expect_no_process()


# ---- What is forbidden ----

NOBODY = 65534
COLUMNS = ("6", "2", "0")  # of the table, by ABI of Landlock


def landlock_abi():
    return max(0, ctypes.CDLL(None).syscall(444, None, 0, 1))


def table():
    """SECURITY.md: of each group of attempts, whether it is held at each ABI: yes, no, or as root."""
    rows = {}
    for line in (ROOT / "SECURITY.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| `"):
            rows[cells[0].strip("`")] = dict(zip(COLUMNS, cells[2:]))
    return rows


def program(folder, *words):
    """A plugin `prog` that is the hostile program."""
    folder.write("programs/prog.wzplugin", "[plugin]\nkind = output\nprotocol = 1\nversion = 1\nsummary = Does harm\nlicense = MIT\n"
                 f"command = ./hostile-program {' '.join(words)}\nextension = prog\nmedia-type = text/plain\n")
    shutil.copy(os.path.join(os.path.dirname(HOSTILE), "hostile-program"), os.path.join(folder.path, "programs"))
    return "--plugin", "programs/prog.wzplugin"


def victims(folder, name):
    for file in ("secret", "book"):
        folder.write(f"{name}/{file}", "another's")
    os.mkdir(os.path.join(folder.path, name, "room"))
    return os.path.join(folder.path, name)


@contextlib.contextmanager
def as_user(folder, user):
    """The program's environment, for what runs as somebody else."""
    for path in (folder.path, folder.cache):
        for top, folders, files in os.walk(path):
            for each in (top, *(os.path.join(top, file) for file in files)):
                os.chown(each, user, user)
    yield ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups"]


def try_everything(folder, user, abi):
    """Runs both kinds of plugin. Returns: of each its attempts, with how they went."""
    native, other = victims(folder, "victims"), victims(folder, "others")
    args = ["export", "2022-09-22.txt", "--plugin", HOSTILE, *program(folder, "attempt", other), "-t", "hostile,prog", "-o", "out/"]
    env = dict(os.environ, HOSTILE="attempt", HOSTILE_VICTIMS=native, WENZHAI_LANDLOCK_ABI=abi, XDG_CACHE_HOME=folder.cache,
               HOME=folder.path)
    with as_user(folder, user) if user != os.geteuid() else contextlib.nullcontext([]) as prefix:
        result = subprocess.run([*prefix, WENZHAI, *args], cwd=folder.path, env=env, capture_output=True, timeout=60, encoding="utf-8")
    assert result.returncode == 0, result
    expect_clean(result)
    folder.expect_no_process()
    assert ("[confinement]" in result.stderr) == (abi == "0"), result.stderr
    found = {}
    for name, group, attempt, went in re.findall(r"(hostile|prog): warning: try (\S+) (\S+) (yes|no)", result.stderr):
        found.setdefault(name, {}).setdefault(group, {})[attempt] = went
    if abi != "0":
        assert all(sorted(os.listdir(folder)) == ["book", "room", "secret"] for folder in (native, other))
    return found["hostile"], found["prog"]


def check_attempts(found, abi, user, native):
    """What the table holds is held; what it does not hold is possible, so that the table is no worse than it says."""
    for group, attempts in found.items():
        went = {attempt for attempt, yes in attempts.items() if yes == "yes"}
        if group == "own":
            # Without Landlock's word on it, the filter forbids to shorten by name.
            assert set(attempts) - went <= ({"shorten"} if abi != "6" else set()), (abi, user, native, attempts)
            continue
        held = table()[group][abi]
        if held == "yes" or (held == "as root" and user == 0):
            assert not went, (group, abi, user, native, went)
        else:
            assert went, (group, abi, user, native, attempts)


def test_what_is_forbidden():
    """As root and as a user, with all of Landlock that this machine has, with that of Debian 12, and with none."""
    if SANITIZED:
        raise tap.Skip("a sanitizer's own calls are among them")
    here = landlock_abi()
    users = [os.geteuid()] + ([NOBODY] if os.geteuid() == 0 and shutil.which("setpriv") else [])
    for abi in COLUMNS:
        if int(abi) > here:
            continue
        for user in users:
            with Folder() as folder:
                native, other = try_everything(folder, user, "" if abi == "6" else abi)
            check_attempts(native, abi, user, True)
            check_attempts(other, abi, user, False)
            assert {"read", "write", "others", "attributes", "network", "signals", "system"} == set(native) & set(other) - {"own"}
            assert set(native) ^ set(other) == {"processes", "execute"}


def test_memory_that_is_not_private():
    for mode in ("share", "grow-down"):
        costs_itself(mode, "took more memory than it may (limit 64 MiB; --memory-limit raises it)", args=["--memory-limit", "64"])


def test_what_lies_in_its_folder():
    """Too much of it ends it, and whatever lies there is removed, however deep."""
    with tempfile.TemporaryDirectory() as place:
        os.chmod(place, 0o777)
        env = {"more_env": {"TMPDIR": place}}
        costs_itself("hoard", "left more than 64 MiB", AUTHOR, args=["--memory-limit", "64"], **env)
        with Folder() as folder:
            attack(folder, "nest", **env)
            assert folder.read("out/" + GOOD) == GOOD_BYTES
        assert os.listdir(place) == [], os.listdir(place)


def test_hostile_programs():
    for mode, *texts in (("crash", "signal 11"), ("hang", "stopped after 1."), ("stop", "stopped after 1."),
                         ("malloc", "exit status 3"), ("share", "took more memory than it may"),
                         ("together", "took more memory than it may"), ("storm", "started more than 256 processes"),
                         ("half", "no message"), ("junk", "no message"), ("seal", "still has its file open"), ("close", "exit status 4"),
                         ("swap", "no message"), ("nothing", "wrote nothing"), ("forge",), ("escape",), ("daemon",)):
        with Folder() as folder:
            result = folder.run("export", "2022-09-22.txt", *program(folder, mode), "--plugin", bad("good"), "-t", "prog,good",
                                "--memory-limit", "256", "--time-limit", "1" if mode in ("hang", "stop") else "60", "-o", "out/")
            expect_clean(result)
            folder.expect_no_process()
            if texts:
                expect(result, 1, "plugin prog", *texts)
                assert folder.names("out") == [GOOD], (mode, folder.names("out"))
            else:
                expect(result, 0)
            assert folder.read("out/" + GOOD) == GOOD_BYTES


# ---- Other commands ----


def test_weekly():
    for mode in ("write", "load"):
        with Folder() as folder:
            result = attack(folder, mode, command=("weekly", "--all", "."))
            expect(result, 1, "plugin hostile", "signal 11", AUTHOR)
            assert [name.rpartition(".")[2] for name in folder.names("out")] == ["bad"], folder.names("out")


def test_build():
    with Folder() as folder:
        expect(folder.run("init", "p"), 0)
        os.rename(os.path.join(folder.path, "2022-09-22.txt"), os.path.join(folder.path, "p/inbox/2022-09-22.txt"))
        plugins = ["--plugin", HOSTILE, "--plugin", bad("good"), "-t", "hostile,good"]
        for again in ("2022-W38", ""):
            result = folder.run("build", "-v", "p", *plugins, env={"HOSTILE": "load"})
            expect(result, 1, "plugin hostile", "signal 11")
            assert again in result.stdout, result.stdout
            made = [name for name in folder.names("p/issues") if not name.startswith(".") and "." in name]
            assert [name.rpartition(".")[2] for name in made] == ["bad"], made
        expect(folder.run("plugin", "list", "--plugin", HOSTILE), 0)
        expect(folder.run("build", "p", *plugins), 0)
        assert any(name.endswith(".hostile") for name in folder.names("p/issues")), folder.names("p/issues")


def test_two_for_one_file():
    """Two outputs with one extension: the program's own makes the file, else the first, and the other is named."""
    with Folder() as folder:
        result = folder.run("export", "2022-09-22.txt", "--plugin", bad("good"), "--plugin", bad("short"), "-t", "good,short")
        expect(result, 1, "plugin short", "makes .bad files, as good does", "-o")
        assert folder.read(GOOD) == GOOD_BYTES
        where = os.path.join(folder.path, "plugins")
        os.makedirs(where)
        os.symlink(bad("pretender"), os.path.join(where, "pretender.so"))
        env = {"WENZHAI_PLUGIN_PATH": where}
        expect(folder.run("plugin", "list", env=env), 0)
        expect(folder.run("export", "2022-09-22.txt", "-t", "pretender,epub", env=env), 1, "plugin pretender", "as epub does")
        assert folder.read("2022-09-22.epub")[:2] == b"PK"
        expect(folder.run("export", "2022-09-22.txt", "-o", "x.epub", env=env), 0, "warning: plugin pretender",
               "makes .epub files too")
        assert folder.read("x.epub")[:2] == b"PK"
        expect(folder.run("export", "2022-09-22.txt", "-o", "x.epub", "-t", "pretender", env=env), 0)
        assert folder.read("x.epub") == GOOD_BYTES
        for name, whose in (("x.kepub.epub", "stranger"), ("X.KEPUB.EPUB", "stranger"), (".kepub.epub", "own"), ("akepub.epub", "own")):
            expect(folder.run("export", "2022-09-22.txt", "-o", name, env=env), 0)
            assert (folder.read(name) == GOOD_BYTES) == (whose == "stranger"), name


def test_the_user_settles_who_is_meant():
    """--prefer, by name or by file, turns round who has a name or an extension; who is not there is told."""
    with Folder() as folder:
        where = os.path.join(folder.path, "plugins")
        os.makedirs(where)
        for name in ("pretender", "usurper"):
            os.symlink(bad(name), os.path.join(where, f"{name}.so"))
        env = {"WENZHAI_PLUGIN_PATH": where}
        for args, made in ((["-o", "x.epub", "--prefer=pretender"], "x.epub"), (["-t", "epub", "--prefer=usurper"], GOOD),
                           (["-t", "pretender,epub", "--prefer=pretender"], "2022-09-22.epub")):
            result = folder.run("export", "2022-09-22.txt", *args, env=env)
            expect(result, 1 if "pretender,epub" in args else 0)
            assert folder.read(made) == GOOD_BYTES, (args, result.stderr)
        expect(folder.run("export", "2022-09-22.txt", "--prefer=nobody", env=env), 64, "--prefer nobody")
        result = folder.run("export", "2022-09-22.txt", "--plugin", bad("good"), "--plugin", bad("short"), "-t", "good,short",
                            "--prefer=short")
        expect(result, 1, "plugin good", "makes .bad files, as short does")


def test_a_strangers_output_is_made_when_it_is_asked_for():
    with Folder() as folder:
        expect(folder.run("export", "2022-09-22.txt", "--plugin", bad("good"), "-o", "out/"), 0)
        assert folder.names("out") == ["2022-09-22.azw3", "2022-09-22.epub", "2022-09-22.pdf"], folder.names("out")


tap.run(globals())
