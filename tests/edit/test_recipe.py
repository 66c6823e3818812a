#!/usr/bin/env python3
"""The recipe of a run: what is said of an issue, where, and which of it holds."""
import json
import os
import re

import desk
from desk import daily, entries_of
from harness import Folder, expect, tap
from models.build import png

YES, NO, NEITHER = ("yes", "on", "true", "1", "是", "Yes"), ("no", "off", "false", "0", "否", "OFF"), ("y", "maybe", "2")


def project(folder, text="", days=range(5, 12)):
    expect(folder.run("init", "p"), 0)
    if text:
        folder.write("p/wenzhai.ini", text)
    for day in days:
        folder.write(f"p/inbox/2022-09-{day:02}.txt", daily({"arxiv": f"2209.000{day:02}"}))


# ---- Yes and no

def test_booleans_in_a_project_file():
    with Folder() as folder:
        project(folder, days=range(5, 6))
        for words, status, shown in ((YES, 0, True), (NO, 0, False), (NEITHER, 64, None)):
            for word in words:
                folder.write("p/wenzhai.ini", f"[project]\nstatistics = {word}\n")
                done = folder.run("weekly", "p", "--week=2022-W36", "--dump=json")
                expect(done, status, *(["p/wenzhai.ini:2:14: error"] if status else []))
                if not status:
                    assert ("statistics" in [s["id"] for s in json.loads(done.stdout)["sections"]]) == shown, word


def test_booleans_in_an_overlay():
    with Folder() as folder:
        folder.write("d/2022-09-05.txt", daily({"arxiv": "2209.00005"}, {"arxiv": "2209.00006"}))
        for words, status, n in ((YES, 0, 1), (NO, 0, 2), (NEITHER, 1, 2)):
            for word in words:
                folder.write("o.ini", f"[2209.00005]\ndrop = {word}\n")
                done = folder.run("weekly", "d", "--all", "--overlay=o.ini", "--dump=json")
                expect(done, status, *(["o.ini:2:8: error"] if status else []))
                assert len(entries_of(json.loads(done.stdout))) == n, word


def test_booleans_of_outputs_and_styles():
    """In a --set, in a group of the project file, in a style.ini."""
    with Folder() as folder:
        project(folder, days=range(5, 6))
        for words, status in ((YES, 0), (NO, 0), (NEITHER, 64)):
            for word in words:
                folder.write("mine/style.ini", f"[page]\ntwo-sided = {word}\n")
                expect(folder.run("style", "show", "./mine"), status)
                folder.write("p/wenzhai.ini", f"[project]\nformats = brief\n[pdf]\nhanging = {word}\nbooklet = {word}\n")
                expect(folder.run("build", "p", "-n", "--plugin", desk.BRIEF), status)
                for option in ("pdf.booklet", "pdf.heads", "epub.cover"):
                    done = folder.run("export", "p/inbox", "--plugin", desk.BRIEF, "-o", "out.brief.md", "--set", f"{option}={word}")
                    expect(done, status)


# ---- --dry-run

FLAGS = ["--plugin", desk.BRIEF]
PROJECT = """[project]
series = 我的文摘
editor = 编者
formats = brief
order = day
[brief]
level = 3
[overlay issue]
title = 总标题
"""


def listed(text):
    """Name to value and origin, of what is listed for people; and the files."""
    rows = [re.split(r"  +", line.strip()) for line in text.splitlines() if "\t" not in line]
    return {row[0]: tuple(row[1:]) for row in rows if len(row) == 3}, [row[0][2:] for row in rows if row[0].startswith("→ ")]


def everything(folder):
    return {os.path.join(root, name): os.stat(os.path.join(root, name)).st_mtime_ns
            for root, folders, names in os.walk(folder.path) for name in folders + names if ".data" not in root}


def test_dry_run_of_export():
    """Each value with who says it; the files that would be made; nothing is made."""
    with Folder() as folder:
        folder.write("2022-09-05.txt", daily({"arxiv": "2209.00005"}))
        folder.write("mine/style.ini", "[style]\nInherits = classic\n[text]\nlanguages = zh\n")
        before = everything(folder)
        done = folder.run("export", "-n", *FLAGS, "-t", "brief", "-s", "./mine", "--reader=text", "--encoding=UTF-8", "--set", "brief.level=4", "--title=题", "2022-09-05.txt",
                          env={"SOURCE_DATE_EPOCH": "1000000000"})
        expect(done, 0)
        values, files = listed(done.stdout)
        assert values == {"formats": ("brief", "--type"), "style": ("./mine", "--style"), "languages": ("zh", "style mine"),
                          "brief.level": ("4", "--set"), "title": ("题", "--title"),
                          "reader": ("text", "--reader"), "encoding": ("UTF-8", "--encoding"), "normalize": ("yes", "default"), "repair": ("no", "default"), "withdrawn": ("mark", "default"),
                          "modified": ("1000000000", "SOURCE_DATE_EPOCH")}, values
        assert files == ["2022-09-05.brief.md"], files
        assert everything(folder) == before
        values, _ = listed(folder.run("export", "-n", "-v", *FLAGS, "-t", "epub", "2022-09-05.txt").stdout)
        assert values["epub.cover"] == ("from-style", "style classic") and values["formats"] == ("epub", "--type"), values


def test_dry_run_of_weekly():
    """Default, style, project file, overlay and command line, each in its place; the stronger one is listed."""
    with Folder() as folder:
        project(folder, PROJECT)
        folder.write("p/overlays/2022-W36.overlay.ini", "[issue]\ntitle.en = Weekly\n")
        before = everything(folder)
        done = folder.run("weekly", "p", "-n", *FLAGS, "--editor=她")
        expect(done, 0)
        values, files = listed(done.stdout)
        for name, wanted in {"formats": ("brief", "p/wenzhai.ini:4:11"), "output": ("p/issues/", "p/wenzhai.ini"),
                             "brief.level": ("3", "p/wenzhai.ini:7:9"), "style": ("classic", "default"),
                             "languages": ("both", "style classic"), "title": ("总标题", "p/wenzhai.ini:9:9"),
                             "title.en": ("Weekly", "p/overlays/2022-W36.overlay.ini:2:12"), "editor": ("她", "--editor"),
                             "series": ("我的文摘", "p/wenzhai.ini:2:10"), "order": ("day", "p/wenzhai.ini:5:9"),
                             "indices": ("all", "default"), "days": ("2022-09-05–2022-09-11", "default"), "number": ("36", "default"),
                             "overlay": ("p/overlays/2022-W36.overlay.ini", "p/wenzhai.ini")}.items():
            assert values.get(name) == wanted, (name, values)
        assert files == ["p/issues/wdwz-2022-W36.brief.md"], files
        assert everything(folder) == before
        values, _ = listed(folder.run("weekly", "p", "-n", *FLAGS, "--title=她的", "--order=category", "--set", "brief.level=2").stdout)
        assert (values["title"], values["order"], values["brief.level"]) == (("她的", "--title"), ("category", "--order"), ("2", "--set"))


def test_what_is_listed_is_what_is_made():
    """Title, number, file name and series of the issue are those of the list, whoever says them."""
    with Folder() as folder:
        project(folder, PROJECT + "[project]\nfirst = 2022-W35\n")
        for options in ([], ["--title=题", "--series=刊", "--number=7", "--volume=8", "--editor=甲", "--publisher=乙", "--date=2022-10-01"]):
            values, _ = listed(folder.run("weekly", "p", "-n", *FLAGS, *options).stdout)
            issue = json.loads(folder.run("weekly", "p", *options, "--dump=json").stdout)
            for name, key in (("series", "series"), ("number", "number"), ("volume", "volume"), ("editor", "editor"),
                              ("publisher", "publisher"), ("date", "date"), ("file-name", "stem"), ("slug", "seriesSlug")):
                assert values.get(name, (None,))[0] == issue.get(key), (name, values, issue.get(key))
            assert values["title"][0] == issue["title"]["zh-Hans"]


def test_dry_run_of_build():
    """The run's values once, then each issue that would be made with its own."""
    with Folder() as folder:
        project(folder, PROJECT + "[project]\nfirst = 2022-W36\n", range(5, 19))
        folder.write("p/overlays/2022-W37.overlay.ini", "[issue]\ntitle = 本周\n")
        before = everything(folder)
        text = folder.run("build", "p", "-n", *FLAGS).stdout
        common, first, second = re.split(r"2022-W3\d\tnew\n", text)
        assert listed(common)[0]["series"] == ("我的文摘", "p/wenzhai.ini:2:10")
        for part, title, number in ((first, ("总标题", "p/wenzhai.ini:9:9"), "1"),
                                    (second, ("本周", "p/overlays/2022-W37.overlay.ini:2:9"), "2")):
            values, files = listed(part)
            assert values["title"] == title and values["number"] == (number, "p/wenzhai.ini:11:9") and "series" not in values, values
            assert len(files) == 1
        assert everything(folder) == before
        expect(folder.run("build", "p", *FLAGS), 0)
        text = folder.run("build", "p", "-n", *FLAGS).stdout
        assert re.findall(r"(2022-W\d\d)\t(.*)", text) == [("2022-W36", "current"), ("2022-W37", "current")] and "→" not in text


def test_dry_run_for_programs():
    with Folder() as folder:
        project(folder, PROJECT, range(5, 19))
        for command, n in (("build", 3), ("weekly", 1)):
            done = folder.run(command, "p", "-n", "--format=json", *FLAGS, *(["--editor=她"] if command == "weekly" else []))
            lines = [json.loads(line) for line in done.stdout.splitlines()]
            rows = {row["name"]: row for row in lines[0]["recipe"]}
            assert len(lines) == n and rows["series"] == {"name": "series", "value": "我的文摘", "origin": "project", "by": "series",
                                                          "file": "p/wenzhai.ini", "line": 2, "column": 10}, rows["series"]
            assert rows["languages"] == {"name": "languages", "value": "both", "origin": "style", "by": "classic"}
            assert {row["origin"] for line in lines for row in line["recipe"]} >= {"default", "style", "project", "overlay"}
        assert rows["editor"] == {"name": "editor", "value": "她", "origin": "command-line", "by": "--editor"}
        expect(folder.run("weekly", "p", "--format=json", *FLAGS), 64, "--dry-run")
        lines = [json.loads(line) for line in folder.run("build", "p", "-n", "--format=json", *FLAGS).stdout.splitlines()]
        assert [(line.get("issue"), line.get("state")) for line in lines] == [(None, None), ("2022-W36", "new"), ("2022-W37", "new")]
        assert lines[1]["files"] == ["p/issues/wdwz-2022-W36.brief.md"], lines[1]


# ---- Up to date if and only if recipe and sources are the same

SETTINGS = "settings in wenzhai.ini changed"
OUTPUTS = "outputs or their options changed"
CHANGES = [("series = 另一刊", SETTINGS), ("slug = other", SETTINGS), ("editor = 她", SETTINGS), ("publisher = 社", SETTINGS),
           ("rights = 版权", SETTINGS), ("first = 2022-W30", SETTINGS), ("order = day", SETTINGS), ("indices = author", SETTINGS),
           ("statistics = no", SETTINGS), ("colophon = no", SETTINGS), ("seen = no", SETTINGS), ("omit-seen = yes", SETTINGS),
           ("normalize = no", SETTINGS), ("repair = yes", SETTINGS), ("withdrawn = omit", SETTINGS), ("variant = zh-Hant", SETTINGS), ("formats = brief,epub", OUTPUTS), ("languages = zh", OUTPUTS),
           ("style = large", "style changed"), ("font-dir = more", "style changed"), ("[brief]\nlevel = 3", OUTPUTS),
           ("[overlay 2209.00005]\npin = 1", "corrections in wenzhai.ini changed")]
# Other words for what holds anyway, and what is of no book.
SAME = ["# a comment", "order = editorial", "indices = day, category, affiliation, author", "statistics = on", "omit-seen = 否",
        "seen = 是", "style = classic", "period = week", "ignore = *.docx", "inbox = ./inbox", "formats = brief"]


def told(folder, *options, **env):
    done = folder.run("build", "p", *FLAGS, "-v", *options, env=env)
    expect(done, 0)
    rows = (line.split("\t") for line in done.stdout.splitlines() if re.match(r"\d{4}-W\d\d", line))
    return {name: reason for name, reason in rows if reason != "current"}


def test_up_to_date():
    """Each value of the recipe alone makes the issue anew, and so does its going; nothing else does."""
    plain = "[project]\nformats = brief\n"
    with Folder() as folder:
        project(folder, plain, range(5, 8))
        assert told(folder) == {"2022-W36": "new"}
        for change, why in CHANGES:
            for text in (plain + change + "\n", plain):
                folder.write("p/wenzhai.ini", text)
                reasons = told(folder)["2022-W36"].split("; ")
                assert reasons == [why], (change, text, reasons)
                assert told(folder) == {}, change
        for same in SAME:
            folder.write("p/wenzhai.ini", plain + same + "\n")
            assert told(folder) == {}, same
        assert told(folder, "--jobs=1", "--time-limit=60", "-t", "brief") == {}
        assert told(folder, "--set", "brief.level=3") == {"2022-W36": OUTPUTS} and told(folder, "--set", "brief.level=3") == {}
        assert told(folder) == {"2022-W36": OUTPUTS}
        assert told(folder, SOURCE_DATE_EPOCH="1000000000") == {"2022-W36": "SOURCE_DATE_EPOCH changed"}


LIST = """## 2022-09-{day:02}：论文速递

### 1、One

> 一个题目

> - URL：https://arxiv.org/abs/2209.000{day:02}

一段话。

![图](pictures/a%20b.png)
"""


def test_pictures_are_sources():
    """Of a daily and of an editorial: what lies under the name that they say, whether something did or not."""
    with Folder() as folder:
        project(folder, "[project]\nformats = brief\n", ())
        for day in (5, 12):
            folder.write(f"p/inbox/2022-09-{day:02}.md", LIST.format(day=day))
        folder.write("p/overlays/2022-W36.overlay.ini", "[issue]\neditorial-file = week.md\n")
        folder.write("p/overlays/week.md", "本周。\n\n![花](flower.png)\n")
        assert told(folder) == {"2022-W36": "new", "2022-W37": "new"}
        assert told(folder) == {}
        for path, names in (("inbox/pictures/a b.png", ["2022-W36", "2022-W37"]), ("overlays/flower.png", ["2022-W36"])):
            for width in (40, 50):
                folder.write(f"p/{path}", png(width))
                assert told(folder) == dict.fromkeys(names, "a picture changed"), (path, width)
                assert told(folder) == {}, (path, width)
            os.unlink(os.path.join(folder.path, "p", path))
            assert told(folder) == dict.fromkeys(names, "a picture changed"), path


if __name__ == "__main__":
    tap.run(globals())
