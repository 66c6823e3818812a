#!/usr/bin/env python3
"""Standard streams and names: nothing printed is lost in silence, nothing raw reaches a terminal, no input is overwritten."""
import json
import os
import subprocess

from harness import DAILY, Folder, WENZHAI, bad, expect, tap

PRINTING = (["--help"], ["--version"], ["export", "--help"], ["weekly", "-h"], ["dump", "2022-09-22.txt"],
            ["check", "--coverage", "2022-09-22.txt"], ["plugin", "list"], ["plugin", "show", "pdf"], ["style", "list"],
            ["style", "show", "classic"], ["plugin", "list", "--format=json"],
            ["weekly", "--all", "--dump=json", "2022-09-22.txt"])
GOOD = ["--plugin", bad("good"), "-t", "good"]


def shell(folder, redirection, *args):
    """The program with its streams as a shell leaves them."""
    return subprocess.run(["sh", "-c", f'exec "$0" "$@" {redirection}', WENZHAI, *args], cwd=folder.path,
                          capture_output=True, text=True, timeout=60)


def test_what_cannot_be_printed_is_a_failure():
    with Folder() as folder:
        for args in PRINTING:
            for redirection, cause in ((">/dev/full", "No space left"), (">&-", "Bad file descriptor")):
                result = shell(folder, redirection, *args)
                assert result.returncode == 1, (args, redirection, result)
                assert "standard output" in result.stderr and "[output]" in result.stderr, (args, result.stderr)
                if (len(args) == 1 or "--help" in args) and len(folder.run(*args).stdout) < 4000:  # written at one go, at the end
                    assert cause in result.stderr, (args, result.stderr)


def test_a_failure_to_print_is_told_in_json():
    with Folder() as folder:
        result = shell(folder, ">/dev/full", "dump", "2022-09-22.txt", "--diagnostics=json")
        last = json.loads(result.stderr.splitlines()[-1])
        assert result.returncode == 1 and last["code"] == "output" and last["severity"] == "error", last


def test_what_prints_nothing_needs_no_stream():
    with Folder() as folder:
        result = shell(folder, "<&- >&- 2>&-", "export", "2022-09-22.txt", *GOOD)
        assert result.returncode == 0, result
        made = [name for name in folder.names() if name.endswith(".bad")]
        assert len(made) == 1, folder.names()
        with Folder() as other:
            expect(other.run("export", "2022-09-22.txt", *GOOD), 0)
            assert other.read(made[0]) == folder.read(made[0])


def test_closed_standard_input():
    with Folder() as folder:
        result = shell(folder, "<&-", "check", "-")
        assert result.returncode == 2 and "<stdin>" in result.stderr, result


def test_an_input_is_not_overwritten():
    with Folder() as folder:
        os.link(os.path.join(folder.path, "2022-09-22.txt"), os.path.join(folder.path, "hard.json"))
        os.symlink("2022-09-22.txt", os.path.join(folder.path, "soft.json"))
        folder.write("2022-09-22.bad", DAILY)
        for args in (["dump", "2022-09-22.txt", "-o", "2022-09-22.txt"], ["dump", "2022-09-22.txt", "-o", "hard.json"],
                     ["dump", "2022-09-22.txt", "-o", "soft.json"], ["dump", ".", "-o", "./2022-09-22.txt"],
                     ["export", "2022-09-22.bad", *GOOD], ["export", "2022-09-22.bad", "-o", "2022-09-22.bad", *GOOD]):
            expect(folder.run(*args), 64, "would be overwritten")
        result = shell(folder, "<2022-09-22.txt", "dump", "-", "-o", "2022-09-22.txt")
        assert result.returncode == 64, result
        assert folder.read("2022-09-22.txt") == DAILY.encode() == folder.read("2022-09-22.bad")
        expect(folder.run("dump", "2022-09-22.txt", "-o", "new.json"), 0)
        expect(folder.run("dump", "2022-09-22.txt", "-o", "new.json"), 0)


def test_names_are_shown_and_never_sent_raw():
    names = ("a\033[2Jb\a.txt", "\udcd6\udcdc\udcd2\udcd4.txt", "rtl\u202etxt.txt")  # ESC and BEL, GBK bytes, an override
    for name in names:
        with Folder() as folder:
            text = DAILY.replace("https://arxiv.org/abs/2209.11142", "").replace("[Some University]", "")
            folder.write(name, text)
            for args in (["check", name], ["check", "--coverage", name], ["export", name, "-v", *GOOD],
                         ["export", "absent" + name, *GOOD], ["dump", "--format=tree", name],
                         ["export", name, "-o", name], ["weekly", "-v", "--week=2022-W38", ".", *GOOD]):
                result = folder.run(*args)
                for stream in (result.stderr, result.stdout):
                    assert not any(c in stream for c in "\033\a\u202e"), (args, stream)
                    assert not any("\udc80" <= c <= "\udcff" for c in stream), (args, stream)


def test_json_is_json_whatever_the_name():
    for name in ("\udcd6\udcdc\udcd2\udcd4.txt", "a\033b\n.txt", 'q"uote\\.txt'):
        with Folder() as folder:
            folder.write(name, DAILY.replace("https://arxiv.org/abs/2209.11142", ""))
            for args in (["check", name], ["check", "--coverage", name], ["dump", name], ["export", "no" + name, *GOOD],
                         ["weekly", "--all", "--explain", "--dump=json", name]):
                result = folder.run(*args, "--diagnostics=json")
                for line in result.stderr.splitlines():
                    json.loads(line.encode("utf-8"))  # a lone surrogate would not encode
                for line in result.stdout.splitlines() if args[0] == "check" else filter(None, [result.stdout]):
                    json.loads(line.encode("utf-8"))


def test_a_dumb_terminal_gets_no_colour():
    with Folder() as folder:
        for term, coloured in (("xterm", True), ("dumb", False)):
            script = subprocess.run(["script", "-qec", f"env TERM={term} '{WENZHAI}' check absent.txt", "/dev/null"],
                                    cwd=folder.path, capture_output=True, text=True, timeout=60,
                                    stdin=subprocess.DEVNULL)
            assert ("\033[" in script.stdout) is coloured, (term, script.stdout)


def test_listings_for_programs():
    with Folder() as folder:
        plugins = json.loads(folder.run("plugin", "list", "--format=json").stdout)
        assert {"epub", "pdf", "azw3"} <= {plugin["name"] for plugin in plugins}, plugins
        pdf = json.loads(folder.run("plugin", "show", "pdf", "--format=json").stdout)
        paper = next(option for option in pdf["options"] if option["name"] == "paper")
        assert pdf["extensions"] == ["pdf"] and "A5" in paper["choices"] and paper["type"] == "choice", pdf
        styles = json.loads(folder.run("style", "list", "--format=json").stdout)
        assert [style["name"] for style in styles][:1] == ["classic"], styles
        style = json.loads(folder.run("style", "show", "handout", "--format=json").stdout)
        assert style["page.paper"] == "A4", style
        expect(folder.run("style", "list", "--format=yaml"), 64, "one of text, json")


def test_accepted_values_are_said_once():
    with Folder() as folder:
        text = folder.run("plugin", "show", "pdf").stdout
        for line in text.splitlines():
            assert line.count("from-style") < 2, line


def test_inspect_says_what_is_wrong():
    with Folder() as folder:
        expect(folder.run("inspect", "nothere.epub"), 2, "nothere.epub", "No such file")
        folder.write("x.pdf", b"%PDF-1.4")
        expect(folder.run("inspect", "x.pdf"), 64, "x.pdf", "plugin list")


def test_a_book_to_standard_output():
    with Folder() as folder:
        expect(folder.run("export", "2022-09-22.txt", "-t", "epub", "-o", "book.epub"), 0)
        before = folder.names()
        for args in (["export", "2022-09-22.txt", "-v", "-t", "epub", "-o", "-"],
                     ["export", "-t", "epub", "--output=-", "2022-09-22.txt"]):
            result = subprocess.run([WENZHAI, *args], cwd=folder.path, capture_output=True, timeout=60)
            assert result.returncode == 0 and result.stdout == folder.read("book.epub"), result.stderr
        for args, text in ((["-o", "-"], "-t"), (["-o", "-", "-t", "epub,pdf"], "one file"), (["-o", "-", "-t", "doc"], "doc")):
            expect(folder.run("export", "2022-09-22.txt", *args), 64, text)
        assert folder.names() == before, folder.names()
        result = shell(folder, ">/dev/full", "export", "2022-09-22.txt", "-t", "epub", "-o", "-")
        assert result.returncode == 1 and "No space left" in result.stderr, result
        result = shell(folder, ">&-", "export", "2022-09-22.txt", "-t", "epub", "-o", "-")
        assert result.returncode == 1, result
        folder.write("2022-09-23.txt", DAILY)
        expect(folder.run("export", "--each", ".", "-t", "epub", "-o", "-"), 64)
        dump = folder.run("dump", "2022-09-22.txt", "-o", "-")
        assert json.loads(dump.stdout) and "-" not in folder.names(), folder.names()
        script = subprocess.run(["script", "-qec", f"'{WENZHAI}' export 2022-09-22.txt -t epub -o -", "/dev/null"],
                                cwd=folder.path, capture_output=True, timeout=60, stdin=subprocess.DEVNULL)
        assert script.returncode == 64 and b"terminal" in script.stdout and b"PK" not in script.stdout, script


def test_did_you_mean():
    with Folder() as folder:
        daily = "2022-09-22.txt"
        for args, meant in ((["exprot", daily], "export"), (["export", daily, "--languges=zh"], "--languages"),
                            (["export", daily, "--style", "classsic"], "classic"), (["export", daily, "-t", "edub"], "epub"),
                            (["export", daily, "-o", "x.pfd"], "pdf"), (["check", daily, "--reader=txt"], "text"),
                            (["export", daily, "--set", "pfd.paper=A5"], "pdf"),
                            (["export", daily, "--set", "pdf.papre=A5"], "paper")):
            expect(folder.run(*args), 64, f"did you mean “{meant}”?")
        result = folder.run("export", daily, "--set", "pdf.zzzzzz=A5")
        assert result.returncode == 64 and "did you mean" not in result.stderr, result.stderr


tap.run(globals())
