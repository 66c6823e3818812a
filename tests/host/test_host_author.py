#!/usr/bin/env python3
"""A plugin author's evening: a new plugin builds as it is, passes its trials and makes a file; trials find what is wrong; the
doctor says why a plugin is not used."""
import json
import os
import shutil
import subprocess
from pathlib import Path

from harness import WENZHAI, Folder, bad, expect, tap

LANGUAGES = {"c": "meson.build", "c++": "meson.build", "python": "anki.wzplugin", "node": "anki.wzplugin", "shell": "anki.wzplugin"}
NEEDS = {"c": ["meson"], "c++": ["meson", "c++"], "python": ["python3"], "node": ["node"], "shell": ["jq"]}


def build(folder, where="anki"):
    """Makes the module that lies in a folder, if one does; returns the plugin's file."""
    if "meson.build" not in folder.names(where):
        return f"{where}/anki.wzplugin"
    flags = "-I" + os.environ["SDK_HEADERS"]
    env = dict(os.environ, PKG_CONFIG_PATH=os.environ["UNINSTALLED_PC"], CFLAGS=flags, CXXFLAGS=flags,
               PATH=f"{Path(WENZHAI).parent}:{os.environ['PATH']}")
    for command in (["meson", "setup", "build", "-Dwerror=true"], ["ninja", "-C", "build"]):
        done = subprocess.run(command, cwd=os.path.join(folder.path, where), env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
    return f"{where}/build/anki.so"


def trials(folder, plugin, *arguments):
    """What each trial gave, by its name."""
    done = folder.run("plugin", "test", plugin, "--format=json", *arguments)
    assert done.stdout, done.stderr
    found = json.loads(done.stdout)
    assert done.returncode == any(one["verdict"] == "failed" for one in found), done.stderr
    return {one["trial"]: one for one in found}


def failed(found):
    return [name for name, one in found.items() if one["verdict"] == "failed"]


def test_new_plugins_work_as_they_are():
    for language, second in LANGUAGES.items():
        missing = [program for program in NEEDS[language] if shutil.which(program) is None]
        if missing:
            continue
        with tap.at(language), Folder() as folder:
            result = folder.run("plugin", "new", "anki", f"--lang={language}")
            expect(result, 0)
            assert second in folder.names("anki") and any(name.startswith("anki-plugin.") for name in folder.names("anki"))
            assert "cd anki\n" in result.stdout and "-t anki FILE" in result.stdout, result.stdout
            plugin = build(folder)
            expect(folder.run("export", "2022-09-22.txt", "--plugin", plugin, "-t", "anki"), 0)
            text = folder.read("2022-09-22.anki").decode()
            assert "\n1\n一种通用算法学习器\n" in text and "作者: A Author, B Author et al.\n机构: Some University\n" in text, text
            assert "链接: arXiv:2209.11142 <https://arxiv.org/abs/2209.11142>\n" in text, text
            expect(folder.run("export", "2022-09-22.txt", "--plugin", plugin, "-t", "anki", "--set", "anki.authors=no"), 0)
            assert "作者: A Author" not in folder.read("2022-09-22.anki").decode()
            if language in ("c", "python"):
                found = trials(folder, plugin)
                assert failed(found) == [], found
                assert sum(name.startswith("model ") for name in found) > 20 and found["takes authors=no"]["kib"] > 1000, found


C = "  if (piece->kind == WZ_PIECE_SLOT)\n"
FAULTS = {  # lines before C, and what trials tell: trial, words, what is missing
    "drops and reads": ('  g_autofree gchar *secret = NULL;\n  g_file_get_contents ("/etc/shadow", &secret, NULL, NULL);\n'
                        "  if (piece->role == WZ_ROLE_AFFILIATIONS)\n    return;\n",
                        [("every field and kind of text, languages both", "left out 3",
                          ["affiliations of p-2209.11142 (“University of Somewhere,”)", "affiliations of p-2209.11142 (“某大学”)",
                           "affiliations of p-2209.11142 (“等”)"]),
                         ("opens no file and no connection of others", "it tried", ["open /etc/shadow"])]),
    # the time zone is no matter: the program sets one for all
    "machine": ('  g_autoptr (GDateTime) day = g_date_time_new_from_unix_local (0);\n'
                '  g_string_append_printf (text, "%" G_GINT64_FORMAT, g_get_real_time () / G_USEC_PER_SEC / 60);\n'
                '  g_string_append_printf (text, "%s %d", g_getenv ("HOME"), g_date_time_get_hour (day));\n',
                [("model everything", "other bytes with another clock, home folder", None)]),
    "same": ('  g_string_assign (text, "\\377five");\n  return;\n', [("each issue has a file of its own", "the same bytes for every issue", None)]),
}


def test_trials_tell_what_a_plugin_does():
    tap.needs("meson")
    with Folder() as folder:
        expect(folder.run("plugin", "new", "anki"), 0)
        source = folder.read("anki/anki-plugin.c").decode()
        source = source.replace('      write_piece (text, wz_pieces_get (pieces, k));\n    g_string_append (text, "\\n");\n',
                                "      write_piece (text, wz_pieces_get (pieces, k));\n")
        confined = "read                 holds" in folder.run("plugin", "doctor").stdout
        assert source.count(C) == 1
        build(folder)
        for name, (lines, told) in FAULTS.items():
            folder.write("anki/anki-plugin.c", source.replace(C, lines + C))
            done = subprocess.run(["ninja", "-C", "anki/build"], cwd=folder.path, capture_output=True, text=True)
            assert done.returncode == 0, done.stdout
            found = trials(folder, "anki/build/anki.so")
            for trial, words, missing in told:
                if trial.startswith("opens") and not confined:
                    continue
                with tap.at(name, trial):
                    assert found[trial]["verdict"] == "failed" and words in found[trial]["detail"], found[trial]
                    assert missing is None or found[trial]["missing"] == missing, found[trial]
        # what is no text can't be held against the book
        assert found["whether the files say all that the models do"]["verdict"] == "skipped"


def test_names_and_folders_are_checked():
    with Folder() as folder:
        for name in ("Anki", "../x", "9", "a b"):
            expect(folder.run("plugin", "new", name), 64, "lower-case")
        for name in ("epub", "kindle", "page", "test", "wenzhai"):
            expect(folder.run("plugin", "new", name), 64, f"“{name}” is taken by", "choose another name")
        expect(folder.run("plugin", "new", "a" * 33), 64, "at most 32")
        expect(folder.run("plugin", "new", "anki", "--lang=cobol"), 64, "--lang", "c++")
        os.makedirs(os.path.join(folder.path, "anki"))
        expect(folder.run("plugin", "new", "anki"), 1, "anki", "exists")
        assert folder.names() == ["2022-09-22.txt", "anki"]
        expect(folder.run("plugin", "new", "a-name-of-thirty-two-characters", "--lang=python"), 0)
        expect(folder.run("plugin", "show", "a-name-of-thirty-two-characters", "--plugin",
                          "a-name-of-thirty-two-characters/a-name-of-thirty-two-characters.wzplugin"), 0)


def test_trials_find_what_is_wrong():
    for mode, text in (("late", "signal 11"), ("major", "ABI 99"), ("default", "not valid"), ("mute", "without saying why")):
        with Folder() as folder:
            result = folder.run("plugin", "test", bad(mode))
            assert result.returncode == 1 and "FAILED" in result.stdout and text in result.stdout, (mode, result.stdout)


def test_files_are_kept():
    with Folder() as folder:
        result = folder.run("plugin", "test", bad("good"), "--keep")
        kept = Path(result.stdout.splitlines()[-1].partition(": ")[2])
        assert (kept / "sample-both.bad").is_file() and (kept / "everything.json").is_file(), result.stdout
        shutil.rmtree(kept)


def test_the_doctor_says_why():
    with Folder() as folder:
        where = os.path.join(folder.path, "plugins")
        for name in ("good", "mangled"):
            os.makedirs(where, exist_ok=True)
            os.symlink(bad(name), os.path.join(where, f"{name}.so"))
        folder.write("plugins/libgood.so", b"")
        folder.write("plugins/late.so.1", b"")
        result = folder.run("plugin", "doctor", env={"WENZHAI_PLUGIN_PATH": where})
        expect(result, 1)
        for words in (f"{where}\n", "good.so              ok: output good, .bad: Goes wrong", "mangled.so           not used: has wz_plugin_query() as a C++",
                      "good.so was found before", "late.so.1            not used: the file of a plugin ends in .so; rename it",
                      "plugins-1\n  (there is no such folder)", "epub.so              ok: output epub", "A plugin on this machine", "read   "):
            assert words in result.stdout, (words, result.stdout)
        expect(folder.run("plugin", "doctor"), 0)


tap.run(globals())
