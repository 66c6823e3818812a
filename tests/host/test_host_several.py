#!/usr/bin/env python3
"""Modules that describe several outputs: each is a plugin of its own, and what is wrong with the module is wrong with all."""
import json
import os

from harness import Folder, bad, expect, tap

GOOD = bad("several-good")


def export(folder, *args, plugin=GOOD, **kwargs):
    return folder.run("export", "-q", "2022-09-22.txt", "--plugin", plugin, *args, **kwargs)


def test_each_is_asked_for_by_its_name():
    with Folder() as folder:
        expect(export(folder, "-t", "first,second,epub", "-o", "out/", "--set", "second.times=7"), 0)
        assert folder.names("out") == ["2022-09-22.epub", "2022-09-22.one", "2022-09-22.two"], folder.names("out")
        assert folder.read("out/2022-09-22.one").startswith(b"the first.one 1\n")
        assert folder.read("out/2022-09-22.two").startswith(b"the second.two 7\n")


def test_each_by_its_extension():
    with Folder() as folder:
        expect(export(folder, "-o", "x.two"), 0)
        assert folder.read("x.two").startswith(b"the second.two 2\n")
        expect(folder.run("inspect", "--plugin", GOOD, "x.two"), 0)
        assert "seen by the second" in folder.run("inspect", "--plugin", GOOD, "x.two").stdout
        assert folder.run("inspect", "--plugin", GOOD, "2022-09-22.one").returncode != 0


def test_from_what_is_kept_of_the_module():
    """The first run asks it, the second takes what it said; both know both outputs."""
    with Folder() as folder:
        for _ in range(2):
            expect(export(folder, "-t", "second", "-o", "y.two"), 0)
            found = os.listdir(os.path.join(folder.cache, "wenzhai", "probes"))
            assert len(found) == 1, found
            with open(os.path.join(folder.cache, "wenzhai", "probes", found[0]), encoding="utf-8") as handle:
                assert [json.loads(line)["name"] for line in handle] == ["first", "second"]


def test_in_a_folder_of_plugins():
    with Folder() as folder:
        place = os.path.join(folder.path, ".data", "wenzhai", "plugins-1")
        os.makedirs(place)
        os.symlink(GOOD, os.path.join(place, "pair.so"))
        for _ in range(2):
            expect(folder.run("export", "-q", "2022-09-22.txt", "-t", "second", "-o", "z.two"), 0)
        expect(folder.run("export", "-q", "2022-09-22.txt", "-t", "pair", "-o", "out/"), 0)  # a module's name is its first output's
        assert folder.names("out") == ["2022-09-22.one"]
        expect(folder.run("export", "-q", "2022-09-22.txt", "-o", "all/"), 0)  # never of themselves
        assert folder.names("all") == ["2022-09-22.azw3", "2022-09-22.epub", "2022-09-22.pdf"]


def test_they_are_listed_and_shown():
    with Folder() as folder:
        listed = json.loads(folder.run("plugin", "list", "--plugin", GOOD, "--format=json").stdout)
        own = [(one["name"], one["extensions"], one["inspects"]) for one in listed if not one["builtin"]]
        assert own == [("first", ["one"], False), ("second", ["two"], True)], own
        text = folder.run("plugin", "list", "--plugin", GOOD).stdout
        assert "The first output" in text and "The second output" in text, text
        shown = json.loads(folder.run("plugin", "show", "second", "--plugin", GOOD, "--format=json").stdout)
        assert shown["path"].endswith("several-good.so") and shown["options"][0]["default"] == "2", shown


def test_all_are_put_to_the_test():
    with Folder() as folder:
        tested = folder.run("plugin", "test", GOOD)
        expect(tested, 0)
        for name in ("first", "second"):
            lines = [line for line in tested.stdout.splitlines() if line.startswith(f"ok: {name}: ")]
            assert len(lines) > 20 and all(f"{name}: model {model}" in tested.stdout for model in ("archive", "empty")), tested.stdout


def test_a_module_of_before_has_one():
    with Folder() as folder:
        expect(export(folder, "-t", "first", "-o", "x.one", plugin=bad("several-old")), 0)
        expect(export(folder, "-t", "second", "-o", "x.two", plugin=bad("several-old")), 64, "there is no output “second”")


def test_what_is_wrong_with_one_is_wrong_with_the_module():
    for kind, words in (("endless", "it describes the output first twice"), ("twice", "it describes the output first twice"),
                        ("broken", "output 2: its descriptor lacks the function write()")):
        with Folder() as folder:
            result = export(folder, "-t", "epub", "-o", "out/", plugin=bad(f"several-{kind}"))
            expect(result, 1, f"several-{kind}.so", words)
            assert folder.names("out") == ["2022-09-22.epub"]


def test_a_name_that_is_taken_costs_that_output():
    with Folder() as folder:
        result = export(folder, "-t", "first,epub", "-o", "out/", plugin=bad("several-taken"))
        expect(result, 0)
        assert folder.names("out") == ["2022-09-22.epub", "2022-09-22.one"], folder.names("out")
        assert folder.read("out/2022-09-22.epub")[:2] == b"PK"
        listed = folder.run("plugin", "list", "--plugin", bad("several-taken"))
        assert "calls itself “epub”" in listed.stderr and "The first output" in listed.stdout, listed


tap.run(globals())
