#!/usr/bin/env python3
"""A plugin author's evening: a new plugin builds as it is, passes its trials and makes a file; trials find what is wrong."""
import os
import shutil
import subprocess
from pathlib import Path

from harness import WENZHAI, Folder, bad, expect, tap


def build(folder):
    """Makes the plugin that lies in anki/."""
    env = dict(os.environ, PKG_CONFIG_PATH=os.environ["UNINSTALLED_PC"],
               CFLAGS="-I" + os.environ["SDK_HEADERS"])
    for command in (["meson", "setup", "build", "-Dwerror=true"], ["ninja", "-C", "build"]):
        done = subprocess.run(command, cwd=os.path.join(folder.path, "anki"), env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


def test_new_plugin_builds_and_passes():
    if shutil.which("meson") is None:
        raise tap.Skip("meson is not installed")
    with Folder() as folder:
        expect(folder.run("plugin", "new", "anki"), 0)
        assert folder.names("anki") == ["anki-plugin.c", "meson.build"]
        build(folder)
        result = folder.run("plugin", "test", "anki/build/anki.so")
        expect(result, 0)
        assert result.stdout.count("ok: ") == 8, result.stdout
        expect(folder.run("export", "2022-09-22.txt", "--plugin", "anki/build/anki.so", "-t", "anki"), 0)
        text = folder.read("2022-09-22.anki").decode()
        assert "\n1\n一种通用算法学习器\n" in text and "作者: A Author, B Author et al.\n机构: Some University\n" in text, text
        assert "链接: arXiv:2209.11142 <https://arxiv.org/abs/2209.11142>\n" in text, text
        expect(folder.run("export", "2022-09-22.txt", "--plugin", "anki/build/anki.so", "-t", "anki", "--set", "anki.authors=no"), 0)
        assert "作者: A Author" not in folder.read("2022-09-22.anki").decode()


def test_what_a_plugin_drops_is_named():
    """A field that the style shows and the file does not."""
    if shutil.which("meson") is None:
        raise tap.Skip("meson is not installed")
    with Folder() as folder:
        expect(folder.run("plugin", "new", "anki"), 0)
        source = folder.read("anki/anki-plugin.c").decode()
        where = "  if (piece->kind == WZ_PIECE_SLOT)\n"
        assert where in source
        folder.write("anki/anki-plugin.c", source.replace(where, "  if (piece->role == WZ_ROLE_AFFILIATIONS)\n    return;\n" + where))
        build(folder)
        result = folder.run("plugin", "test", "anki/build/anki.so")
        expect(result, 1)
        failed = [line for line in result.stdout.splitlines() if line.startswith("FAILED: ")]
        assert len(failed) == 4, failed
        named = ("affiliations of p-2209.11142 (“University of Somewhere,”), affiliations of p-2209.11142 (“某大学”), "
                 "affiliations of p-2209.11142 (“等”)")
        assert all(line.endswith("left out: " + named) for line in failed), failed


def test_what_is_no_text_is_not_compared():
    with Folder() as folder:
        result = folder.run("plugin", "test", Path(WENZHAI).parents[2] / "plugins" / "epub" / "epub.so")
        expect(result, 0)
        assert result.stdout.count("ok: ") == 8, result.stdout
        assert result.stdout.splitlines()[-1].startswith("not tried: whether the file says all"), result.stdout
    with Folder() as folder:
        assert "not tried" not in folder.run("plugin", "test", bad("good")).stdout


def test_names_and_folders_are_checked():
    with Folder() as folder:
        for name in ("Anki", "../x", "9", "a b"):
            expect(folder.run("plugin", "new", name), 64, "lower-case")
        os.makedirs(os.path.join(folder.path, "anki"))
        expect(folder.run("plugin", "new", "anki"), 1, "anki", "exists")
        assert folder.names() == ["2022-09-22.txt", "anki"]


def test_trials_find_what_is_wrong():
    for mode, text in (("late", "signal 11"), ("major", "ABI 99"), ("default", "not valid"), ("mute", "without saying why")):
        with Folder() as folder:
            result = folder.run("plugin", "test", bad(mode))
            assert result.returncode == 1 and "FAILED" in result.stdout and text in result.stdout, (mode, result.stdout)


def test_the_sample_asks_much():
    with Folder() as folder:
        result = folder.run("plugin", "test", bad("good"))
        assert "FAILED" in result.stdout  # it writes nothing for an issue that says nothing
        assert result.stdout.count("ok: ") == 7, result.stdout


tap.run(globals())
