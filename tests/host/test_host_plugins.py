#!/usr/bin/env python3
"""What plugins that go wrong cost: their own output, and nothing else."""
import json
import os
import time

from harness import Folder, bad, expect, tap


def export(folder, mode, *more):
    return folder.run("export", "2022-09-22.txt", "--plugin", bad(mode), "-t", mode, *more)


def fails(mode, *texts, args=()):
    """The plugin's own output fails with these words, and no file of it is left, not even a temporary one."""
    with Folder() as folder:
        result = export(folder, mode, *args)
        expect(result, 1, mode, *texts)
        assert folder.names() == ["2022-09-22.txt"], folder.names()
        return result


def test_good():
    with Folder() as folder:
        expect(export(folder, "good"), 0)
        assert "一种通用算法学习器".encode() in folder.read("2022-09-22.bad")


def test_segfault():
    fails("segv", "signal 11", "Segmentation fault")


def test_abort():
    fails("abort", "signal 6", "Aborted")


def test_hang():
    start = time.monotonic()
    fails("hang", "stopped after", args=["--time-limit", "1"])
    assert time.monotonic() - start < 20


def test_garbage_in_the_pipe():
    fails("pipe", "wrote into the pipe")


def needs_memory_limit():
    if os.environ.get("SANITIZER", "none") != "none":
        raise tap.Skip("a sanitizer's shadow memory leaves no room for a limit, and the plugin takes all there is")


def test_out_of_memory_glib():
    needs_memory_limit()
    fails("gmalloc", "out of memory", "limit 200 MiB", args=["--memory-limit", "200"])


def test_out_of_memory_malloc():
    needs_memory_limit()
    fails("malloc", "signal 11", "limit 200 MiB; --memory-limit raises it", args=["--memory-limit", "200"])


def test_exit():
    fails("exit", "without a word", "exit status 7")


def test_writes_nothing():
    fails("nothing", "wrote nothing")


def test_fails_without_saying_why():
    fails("mute", "without saying why")


def test_check_fails_before_writing():
    fails("check", "the moon is in the wrong phase")


def test_dies_after_half_a_file():
    with Folder() as folder:
        folder.write("2022-09-22.bad", "the old file")
        expect(export(folder, "late"), 1, "signal 11")
        assert folder.read("2022-09-22.bad") == b"the old file"
        assert folder.names() == ["2022-09-22.bad", "2022-09-22.txt"]


def test_wrong_major():
    fails("major", "ABI 99", "has 1")


def test_refuses_the_host():
    fails("nulldesc", "refuses a host of plugin ABI 1")


def test_no_query():
    fails("noquery", "has no wz_plugin_query()")


def test_missing_function():
    fails("nowrite", "lacks the function write()")


def test_bad_name():
    with Folder() as folder:
        result = folder.run("plugin", "list", "--plugin", bad("name"))
        expect(result, 0, "lacks a name of lower-case letters")


def test_newer_core():
    fails("newer", "needs a newer wenzhai", "wz_issue_get_something_of_next_year")


def test_crash_in_constructor():
    fails("constructor", "signal 11")


def test_bad_default():
    fails("default", "width", "its default")


def test_older_shorter_table():
    with Folder() as folder:
        expect(export(folder, "short"), 0)
        assert "2022-09-22.bad" in folder.names()


def test_grandchild_does_not_hold_up_the_run():
    with Folder() as folder:
        start = time.monotonic()
        expect(export(folder, "grandchild"), 0)
        assert time.monotonic() - start < 20


def test_stdout_belongs_to_the_program():
    with Folder() as folder:
        result = export(folder, "stdout")
        expect(result, 0, "noise")
        assert result.stdout == ""


def test_repeats_are_dropped():
    with Folder() as folder:
        result = export(folder, "loud")
        assert result.stderr.count("the same again") == 1, result.stderr


def test_a_flood_of_messages_ends_with_the_time():
    start = time.monotonic()
    result = fails("flood", "stopped after", args=["--time-limit", "2"])
    assert time.monotonic() - start < 60
    # how many there are in that time is the machine's affair
    assert 0 < result.stderr.count("[flood]") <= 10000, result.stderr.count("[flood]")


def test_messages_without_their_members():
    with Folder() as folder:
        result = export(folder, "nulls")
        expect(result, 0, "[plugin]")
        assert "CRITICAL" not in result.stderr, result.stderr


def test_one_falls_the_others_stand():
    with Folder() as folder:
        result = folder.run("export", "2022-09-22.txt", "--plugin", bad("segv"), "--plugin", bad("good"), "-t", "segv,good",
                            "-o", "out/", "-v")
        expect(result, 1, "segv", "signal 11")
        assert folder.names("out") == ["2022-09-22.bad"]


def test_same_name_first_counts():
    """--plugin beats the search path, and a module is found by the name of its file."""
    with Folder() as folder:
        os.makedirs(os.path.join(folder.path, "plugins"))
        os.symlink(bad("segv"), os.path.join(folder.path, "plugins", "good.so"))
        env = {"WENZHAI_PLUGIN_PATH": os.path.join(folder.path, "plugins")}
        result = folder.run("export", "2022-09-22.txt", "--plugin", bad("good"), "-t", "good", env=env)
        expect(result, 0)


def test_a_name_of_the_programs_is_the_programs():
    """A stranger's module that calls itself epub is named, and makes nothing, wherever it is said to lie."""
    with Folder() as folder:
        os.makedirs(os.path.join(folder.path, "plugins"))
        os.symlink(bad("usurper"), os.path.join(folder.path, "plugins", "usurper.so"))
        env = {"WENZHAI_PLUGIN_PATH": os.path.join(folder.path, "plugins")}
        expect(folder.run("plugin", "list", env=env), 0, "usurper.so", "calls itself “epub”", "the program's own output")
        for args, how in (([], {"env": env}), (["--plugin", bad("usurper")], {})):
            expect(folder.run("export", "2022-09-22.txt", "-t", "epub", *args, **how), 0, "usurper.so",
                   "calls itself “epub”", "[plugin]")
            assert folder.names() == ["2022-09-22.epub", "2022-09-22.txt", "plugins"], folder.names()
            assert folder.read("2022-09-22.epub")[:2] == b"PK"
        expect(folder.run("export", "2022-09-22.txt", "-t", "usurper", "-o", "x.epub", env=env), 1, "calls itself “epub”")
        assert "x.epub" not in folder.names()


def test_plugins_left_for_later_answer_when_asked():
    """With -t, plugins that nobody wants are not opened first; whatever is asked of them, they are there."""
    with Folder() as folder:
        def run(*args):
            return folder.run("export", "2022-09-22.txt", "-t", "epub", *args)
        expect(run("--set", "pdf.paper=A5", "--set", "azw3.embed-fonts=subset"), 0)
        os.remove(os.path.join(folder.path, "2022-09-22.epub"))
        expect(run("--set", "pdf.paper=A0"), 64, "pdf.paper")
        expect(run("--set", "nobody.x=1"), 64, "nobody", "epub, html, azw3, pdf")
        expect(run("-t", "epub,nobody"), 64, "nobody", "epub, html, azw3, pdf")
        expect(run("-o", "x.pdf"), 64, "does not end in .epub")
        expect(run("-t", "kindle"), 0)
        assert folder.names() == ["2022-09-22.azw3", "2022-09-22.txt"], folder.names()
        expect(folder.run("export", "2022-09-22.txt", "-o", "x.nobody"), 64, "epub, html, azw3, pdf")
        expect(folder.run("export", "2022-09-22.txt", "-o", "x.azw3"), 0)


def test_search_path_and_user_folder():
    for where, env in (("p", {"WENZHAI_PLUGIN_PATH": None}), (".data/wenzhai/plugins-1", {})):
        with Folder() as folder:
            target = os.path.join(folder.path, where)
            os.makedirs(target)
            os.symlink(bad("good"), os.path.join(target, "good.so"))
            env = {k: v or target for k, v in env.items()}
            expect(folder.run("export", "2022-09-22.txt", "-t", "good", env=env), 0)


def test_current_folder_is_never_searched():
    with Folder() as folder:
        os.symlink(bad("good"), os.path.join(folder.path, "good.so"))
        for env in ({}, {"WENZHAI_PLUGIN_PATH": ""}, {"WENZHAI_PLUGIN_PATH": "."}, {"WENZHAI_PLUGIN_PATH": ":"}):
            expect(folder.run("export", "2022-09-22.txt", "-t", "good", env=env), 64, "no output “good”")


def test_options():
    with Folder() as folder:
        def set_width(value):
            return export(folder, "good", "--set", "good." + value)
        expect(set_width("width=5"), 0)
        os.remove(os.path.join(folder.path, "2022-09-22.bad"))
        for value, text in (("width=50", "1 to 20"), ("width=x", "whole number"), ("height=1", "it has: width"),
                            ("width", "PLUGIN.OPTION=VALUE")):
            expect(set_width(value), 64, text)
            assert folder.names() == ["2022-09-22.txt"]
        expect(export(folder, "good", "--set", "nobody.x=1"), 64, "nobody")


def test_list_and_show():
    with Folder() as folder:
        result = folder.run("plugin", "list", "--plugin", bad("good"), "--plugin", bad("segv"), "--plugin", bad("constructor"))
        assert "good" in result.stdout and "segv" in result.stdout
        expect(result, 0, "constructor", "signal 11")
        result = folder.run("plugin", "show", "good", "--plugin", bad("good"))
        expect(result, 0)
        for text in ("good.width", "A width", "1 to 20", "10", ".bad"):
            assert text in result.stdout, result.stdout
        expect(folder.run("plugin", "show", "nobody"), 64, "nobody")


def test_diagnostics_as_json():
    with Folder() as folder:
        result = export(folder, "loud", "--diagnostics", "json")
        rows = [json.loads(line) for line in result.stderr.splitlines()]
        loud = [r for r in rows if r["code"] == "loud"]
        assert len(loud) == 1 and loud[0]["output"] == "loud" and loud[0]["severity"] == "warning", rows


tap.run(globals())
