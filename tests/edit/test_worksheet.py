#!/usr/bin/env python3
"""An editor's evening with the worksheet of a week: `wenzhai edit`, what she writes in it, and the books that come of it."""
import json
import os
import pty
import re
import subprocess

import desk
from desk import EXAMPLES, daily, entries_of, field, issue_of
from harness import WENZHAI, Folder, expect, tap

FLAGS = ["--plugin", desk.BRIEF, "-t", "brief"]
SHEET = "p/overlays/2026-W46.overlay.ini"


def project(folder):
    expect(folder.run("init", "p"), 0)
    for source in sorted(EXAMPLES.glob("2026-*.txt")):
        folder.write(f"p/inbox/{source.name}", source.read_bytes())


def edit(folder, *args, status=0, **kwargs):
    done = folder.run("edit", *args, **kwargs)
    expect(done, status)
    return done


def text_of(folder, path=SHEET):
    return folder.read(path).decode()


def let_in(text, group, *lines):
    """What an editor does: takes marks away, and writes."""
    at = text.index(f"\n[{group}]\n")
    end = text.index("\n\n", at)
    body = text[at:end]
    for line in lines:
        key = line.split(" = ")[0]
        found = re.search(rf"(?m)^# {re.escape(key)} =.*$", body)
        body = body.replace(found.group(0), line, 1) if found else body + "\n" + line
    return text[:at] + body + text[end:]


# ---- Without a project

OVERLAY = """[2209.00012]
title = 改正的题目
title.en = A Mended Title
authors = C Author
abstract = 改正的摘要，只有这一句。
venue = ICLR 2022

[issue]
title = 单篇之书
subtitle = 给编者看的
replace = 任务 → 课题
"""


def test_overlay_of_single_texts():
    """`export` and `dump` correct as `weekly` does; what would move papers or add texts is told, mistakes give status 1."""
    with Folder() as folder:
        folder.write("d.txt", daily({"arxiv": "2209.00011"}, {"arxiv": "2209.00012"}))
        folder.write("o.ini", OVERLAY)
        done = folder.run("dump", "d.txt", "--overlay", "o.ini")
        expect(done, 0)
        assert done.stderr == "", done.stderr
        issue = json.loads(done.stdout)
        first, second = entries_of(issue)
        weekly, _ = issue_of(folder, "d.txt", "--overlay", "o.ini", "--all")
        same = next(entry for entry in entries_of(weekly) if entry["key"] == second["key"])
        for name in ("titles", "authors", "abstracts", "venue", "variants"):
            assert second.get(name) == same.get(name) is not None, (name, second.get(name), same.get(name))
        assert "单篇之书" in json.dumps(issue["title"], ensure_ascii=False) and "给编者看的" in json.dumps(issue, ensure_ascii=False)
        assert "许多课题" in field(first, "abstracts", "zh-Hans"), first["abstracts"]
        assert first["key"] == "2209.00011", "papers stay where they are"
        expect(folder.run("export", "d.txt", "--overlay", "o.ini", "-o", "b.brief.md", *FLAGS), 0)
        assert "改正的题目" in folder.read("b.brief.md").decode()
        folder.write("o.ini", "[2209.00012]\npin = 1\ntitle = 改\n[issue]\neditorial = 卷首。\n[2209.77777]\nvenue = X\n")
        told = folder.run("dump", "d.txt", "--overlay", "o.ini")
        expect(told, 0)
        for line in ("o.ini:2:1: warning: pin: ", "o.ini:5:1: warning: editorial: ", "[overlay-layout]", "[overlay-no-match]"):
            assert line in told.stderr, told.stderr
        folder.write("o.ini", "[2209.00012]\nnonsense = 1\ntitle = 改\n")
        for command in (["dump", "d.txt"], ["export", "d.txt", "-o", "c.brief.md", *FLAGS]):
            expect(folder.run(*command, "--overlay", "o.ini"), 1, "o.ini:2:1: error")
        assert "改" in folder.read("c.brief.md").decode(), "what was understood holds"
        assert "no such file" in folder.run("dump", "d.txt", "--overlay", "gone.ini").stderr.lower()


# ---- The evening

def test_the_evening():
    """Seven dailies, a worksheet, two pins, a drop, a note, a corrected abstract, words replaced, many papers at once; a late
    daily comes after; each shows in the book, and what is hers in the worksheet stays as she wrote it."""
    with Folder() as folder:
        project(folder)
        done = edit(folder, "p", "2026-W46")
        assert done.stdout == f"{SHEET}: 59 papers were put in\n" and done.stderr == "", done
        sheet = text_of(folder)
        assert sheet.count("\n[") == 60 and "\n[issue]\n" in sheet
        assert "# ! p/inbox/2026-11-13.txt" in sheet or "# ! p/inbox/2026-11-09.txt" in sheet, sheet[:4000]
        sheet = let_in(sheet, "issue", "title = 变换器一周", "subtitle = 给编者看的")
        sheet = let_in(sheet, "1512.03385", "pin = 2", "labs = 微软亚洲研究院")
        sheet = let_in(sheet, "1609.03499", "pin = 1", "note = **听**过再说，见 $\\theta_0$。", "venue = SSW 2016")
        sheet = let_in(sheet, "2106.09685", "drop = yes")
        sheet = let_in(sheet, "1706.03762", "abstract.en = A *new* text with $\\nu + \\theta$.", "authors = A Vaswani; B Beta Jr.")
        sheet += "\n[*]\nreplace = 残差 → 剩余\n\n[@SD]\ncomment = 有声音\n"
        folder.write(SHEET, sheet)
        done = folder.run("build", "p", *FLAGS)
        expect(done, 0)
        book = folder.read("p/issues/" + next(n for n in folder.names("p/issues") if n.endswith(".md"))).decode()
        dump = json.loads(folder.run("weekly", "p", "--week=2026-W46", "--dump=json").stdout)
        keys = [entry["key"] for entry in entries_of(dump)]
        papers = {entry["key"]: entry for entry in entries_of(dump)}
        assert keys[:2] == ["1609.03499", "1512.03385"] and "2106.09685" not in keys, keys[:4]
        assert dump["title"]["zh-Hans"] == "变换器一周" and dump["subtitle"]["zh-Hans"] == "给编者看的"
        assert papers["1609.03499"]["venue"] == "SSW 2016" and papers["1609.03499"]["comment"] == "有声音"
        assert [desk.plain(note) for note in papers["1609.03499"]["notes"]] == ["听过再说，见 \\theta_0。"]
        assert field(papers["1706.03762"], "abstracts", "en") == "A new text with \\nu + \\theta."
        assert [author["text"] for author in papers["1706.03762"]["authors"]] == ["A Vaswani", "B Beta Jr."]
        assert field(papers["1512.03385"], "titles", "zh-Hans") == "用于图像识别的深度剩余学习"
        corrected = {(v["field"], v.get("lang")) for v in papers["1512.03385"]["variants"] if v.get("corrected")}
        assert {("title", "zh-Hans"), ("affiliations", None)} <= corrected, corrected
        terms = {term["label"] for index in dump["indices"] for term in index["terms"]}
        assert "微软亚洲研究院" in terms and any(label.startswith("Beta") for label in terms), terms
        for words in ("变换器一周", "微软亚洲研究院", "听", "SSW 2016", "剩余学习", "B Beta Jr."):
            assert words in book, words
        assert "残差" not in book and "LoRA：大语言模型的低秩自适应" not in book
        folder.write("p/inbox/2026-11-15-b.txt", daily({"arxiv": "2611.00777", "tag": "SD"}))
        assert edit(folder, "p", "2026-W46").stdout == f"{SHEET}: 1 paper was put in\n"
        after = text_of(folder)
        at = after.index("\n[2611.00777]\n")
        end = after.index("\n\n", at)
        assert after[:at] + after[end + 1:] == sheet or after.replace(after[at + 1:end + 2], "") == sheet
        made = entries_of(json.loads(folder.run("weekly", "p", "--week=2026-W46", "--dump=json").stdout))
        assert next(e for e in made if e["key"] == "2611.00777")["comment"] == "有声音"


def test_an_untouched_worksheet_changes_nothing():
    """Neither the books, nor whether they are up to date."""
    with Folder() as folder:
        project(folder)
        expect(folder.run("build", "p", *FLAGS), 0)
        books = {name: folder.read("p/issues/" + name) for name in folder.names("p/issues") if name.endswith(".md")}
        before = folder.run("weekly", "p", "--week=2026-W46", "--dump=json").stdout
        edit(folder, "p")
        assert (done := folder.run("build", "p", *FLAGS)).stderr == done.stdout == ""
        assert folder.run("weekly", "p", "--week=2026-W46", "--dump=json").stdout == before
        for name in books:
            os.remove(os.path.join(folder.path, "p/issues", name))
        expect(folder.run("build", "p", *FLAGS), 0)
        assert books == {name: folder.read("p/issues/" + name) for name in books}
        folder.write(SHEET, let_in(text_of(folder), "1512.03385", "pin = 1"))
        assert "overlay changed" in folder.run("build", "p", *FLAGS, "-n").stdout


def test_diff_and_explain_tell_corrections():
    with Folder() as folder:
        project(folder)
        old = folder.run("weekly", "p", "--week=2026-W46", "--dump=json").stdout
        folder.write(SHEET, "[1512.03385]\ntitle = 改过的标题\nnote = 按\n[@CV]\nvenue = A\n[1706.03762]\nvenue = B\n[*]\nvenue = C\n")
        done = folder.run("weekly", "p", "--week=2026-W46", "--dump=json", "--explain")
        folder.write("old.json", old)
        folder.write("new.json", done.stdout)
        assert f"{SHEET}:2:1: hint: title of 1512.03385: was “用于图像识别的深度残差学习” [merge-corrected]" in done.stderr
        assert f"{SHEET}:9:1: hint: {SHEET}:5 says otherwise of this paper, and holds [merge-overlay]" in done.stderr
        said = folder.run("diff", "old.json", "new.json").stdout
        assert "    title (zh-Hans)  [corrected]\n      - 用于图像识别的深度残差学习\n      + 改过的标题\n" in said, said[:2000]
        assert "    notes\n" in said and "    venue  [corrected]\n      + C\n" in said


def test_what_the_issue_says_of_itself():
    """Every key of [issue]; a line of the command line holds against it."""
    with Folder() as folder:
        project(folder)
        folder.write(SHEET, "[issue]\ntitle = 甲\ntitle.en = A\ntitle.fr = Un\nsubtitle = 乙\nsubtitle.en = B\nsummary = 丙\nnumber = 7\n"
                            "volume = 3\ndate = 2026-11-20\neditorial = 丁\n")
        dump = json.loads(folder.run("weekly", "p", "--week=2026-W46", "--dump=json").stdout)
        assert dump["title"] == {"zh-Hans": "甲", "en": "A", "fr": "Un"} and dump["subtitle"] == {"zh-Hans": "乙", "en": "B"}
        assert (dump["summary"]["zh-Hans"], dump["number"], dump["volume"], dump["date"]) == ("丙", "7", "3", "2026-11-20")
        assert desk.plain(dump["sections"][0]["blocks"]) == "丁"
        dump = json.loads(folder.run("weekly", "p", "--week=2026-W46", "--dump=json", "--number=9").stdout)
        assert dump["number"] == "9"
        folder.write(SHEET, "[issue]\nnumber = seven\ndate = 2026-02-30\n")
        done = folder.run("weekly", "p", "--week=2026-W46", "--dump=json")
        expect(done, 1, f"{SHEET}:2:10: error: seven: ")
        assert f"{SHEET}:3:8: error: 2026-02-30: " in done.stderr, done.stderr


def test_what_the_sources_have_changed_since_is_told():
    """A correction hides news; one that only replaces words shows them."""
    with Folder() as folder:
        project(folder)
        folder.write(SHEET, "[1512.03385]\ntitle = 改过的标题\n[*]\nreplace = 注意力 → 专注\n")
        expect(folder.run("build", "p", *FLAGS), 0)
        daily_path = "p/inbox/2026-11-09.txt"
        text = folder.read(daily_path).decode()
        folder.write(daily_path, text.replace("用于图像识别的深度残差学习", "图像识别的残差学习").replace("注意力就是全部所需", "注意力即全部"))
        for command in (["build", "p", *FLAGS], ["check", "p"]):  # and told again
            told = re.findall(r"(?m)^(\S+): warning: (.*) \[overlay-stale\]", folder.run(*command).stderr)
            assert [place for place, _ in told] == [f"{SHEET}:2:1"] and "“图像识别的残差学习”" in told[0][1], told


# ---- Her editor

def on_a_terminal(folder, *args, **env):
    """Runs the command on a terminal; what it says there, and its status."""
    master, slave = pty.openpty()
    environment = {**os.environ, "XDG_CACHE_HOME": folder.cache, "NO_COLOR": "1", **env}
    environment.pop("VISUAL", None)
    child = subprocess.Popen([WENZHAI, *args], cwd=folder.path, env=environment, stdin=slave, stdout=slave, stderr=slave,
                             start_new_session=True)
    os.close(slave)
    said = b""
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:
            break
        if not piece:
            break
        said += piece
    os.close(master)
    return said.decode(errors="replace").replace("\r\n", "\n"), child.wait(timeout=60)


def test_the_editor_is_opened_and_what_was_written_is_looked_at():
    with Folder() as folder:
        project(folder)
        folder.write("hers.sh", "test -t 0 && cp \"$1\" seen.ini && printf '\\n[1512.03385]\\npim = 1\\n[9999.11111]\\ndrop = yes\\n' >> \"$1\"\n")
        said, status = on_a_terminal(folder, "edit", "p", "2026-W46", EDITOR="sh hers.sh")
        assert status == 1, (status, said)
        assert re.search(r"2026-W46\.overlay\.ini:\d+:1: error: pim: no such key for a paper; did you mean “pin”\?", said), said
        assert re.search(r"2026-W46\.overlay\.ini:\d+:1: warning: .*9999\.11111", said), said
        assert "59 papers were put in" in said and "has a group for every paper" in said, said
        assert b"[1512.03385]" in folder.read("seen.ini")
        said, status = on_a_terminal(folder, "edit", "p", "2026-W46", EDITOR="false")
        assert "false: " in said and "[editor]" in said, said
        os.remove(os.path.join(folder.path, SHEET))
        said, status = on_a_terminal(folder, "edit", "--no-open", "p", "2026-W46", EDITOR="false")
        assert status == 0 and "[editor]" not in said, said


# ---- Without a project, and what is refused

def test_dailies_without_a_project():
    with Folder() as folder:
        folder.write("a/2022-09-19.txt", daily({"arxiv": "2209.00001"}, {"arxiv": "2209.00002"}))
        folder.write("a/2022-09-20.txt", daily({"arxiv": "2209.00003"}))
        expect(edit(folder, "a", status=64), 64, "-o says which file")
        expect(edit(folder, status=64), 64, "no project here")
        edit(folder, "a", "--all", "-o", "o.ini")
        assert re.findall(r"(?m)^\[(.*)\]$", text_of(folder, "o.ini")) == ["issue", "2209.00001", "2209.00002", "2209.00003"]
        folder.write("o.ini", text_of(folder, "o.ini").replace("[2209.00002]\n", "[2209.00002]\npin = 1\n"))
        edit(folder, "a", "--all", "-o", "o.ini")
        issue, _ = issue_of(folder, "a", "--all", "--overlay=o.ini")
        assert [entry["key"] for entry in entries_of(issue)][0] == "2209.00002"
        latin = "[issue]\ntitle = 改过的标题和别的文字\n".encode("gb18030")
        folder.write("o.ini", latin)
        expect(edit(folder, "a", "--all", "-o", "o.ini", status=1), 1, "not UTF-8")
        assert folder.read("o.ini") == latin


def test_files_stay_beside_the_overlay():
    """Pictures and texts of papers lie in the folder of the overlay, and make the book anew when they change."""
    png = folder_png()
    with Folder() as folder:
        project(folder)
        folder.write("p/overlays/words.md", "新的摘要，两段。\n\n第二段。\n")
        folder.write("p/overlays/one.png", png)
        folder.write("two.png", png)
        folder.write(SHEET, "[1512.03385]\nabstract-file = words.md\nfigure = one.png\nfigure.2 = ../../two.png\nnote-file = none.md\n")
        done = folder.run("build", "p", *FLAGS)
        expect(done, 1)
        for line, column in ((4, 12), (5, 13)):
            assert f"{SHEET}:{line}:{column}: error: " in done.stderr and "[overlay-file]" in done.stderr, done.stderr
        folder.write(SHEET, "[1512.03385]\nabstract-file = words.md\nfigure = one.png\n")
        done = folder.run("build", "p", *FLAGS)
        expect(done, 0)
        assert "not used" not in done.stderr, done.stderr
        dump = json.loads(folder.run("weekly", "p", "--week=2026-W46", "--dump=json").stdout)
        paper = next(entry for entry in entries_of(dump) if entry["key"] == "1512.03385")
        assert field(paper, "abstracts", "zh-Hans") == "新的摘要，两段。第二段。" and len(paper["figures"]) == 1
        folder.write("with.json", json.dumps(dump, ensure_ascii=False))
        folder.write("none.ini", "[1512.03385]\nfigure = -\n")
        bare, _ = issue_of(folder, "with.json", "--all", "--overlay=none.ini")
        folder.write(SHEET, '[1512.03385]\nfigure = ![两条曲线](one.png "图一　$x^2$ 的曲线")\nfigure.2 = ![](one.png)\n')
        done = folder.run("build", "p", *FLAGS)
        expect(done, 0)
        assert "one.png" not in done.stderr, done.stderr
        first, second = desk.entry_of(json.loads(desk.dump_of(folder, "wenzhai-2026-W46")), "1512.03385")["figures"]
        assert "两条曲线" in json.dumps(first["alts"], ensure_ascii=False) and "图一" in desk.plain(first["captions"][0]), first
        assert not second["alts"] and not second["captions"], second
        assert "figures" not in desk.entry_of(bare, "1512.03385")
        expect(folder.run("build", "p", *FLAGS), 0)
        folder.write(SHEET, "[issue]\ncover = one.png\n")
        dump = json.loads(folder.run("weekly", "p", "--week=2026-W46", "--dump=json").stdout)
        assert dump["cover"] in [resource["id"] for resource in dump["resources"]], sorted(dump)
        expect(folder.run("build", "p", *FLAGS), 0)
        folder.write("p/overlays/one.png", png + b" ")
        assert "editorial changed" in folder.run("build", "p", *FLAGS, "-n").stdout
        folder.write(SHEET, "[issue]\ncover = ../../two.png\n")
        expect(folder.run("build", "p", *FLAGS), 1, f"{SHEET}:2:9: error: ")
        folder.write(SHEET, "[1512.03385]\nabstract-file = words.md\n")
        expect(folder.run("build", "p", *FLAGS), 0)
        folder.write("p/overlays/words.md", "别的。\n")
        assert "editorial changed" in folder.run("build", "p", *FLAGS, "-n").stdout


def folder_png():
    import struct
    import zlib

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b""))


# ---- Lines that mend

def test_fix_prints_what_mends():
    """Where the program knows the right text, the line holds as it is, and does what --repair does; else it is a comment with
    the text that there is."""
    with Folder() as folder:
        text = daily({"arxiv": "2209.00001", "abstract": "本文方法，，很好。", "authors": "A Author"}, {"arxiv": "2209.00002", "tag": "QQ"})
        text = text.replace("An English abstract of A Title of Paper 2209.00001", "The eﬃcient learn- ing of code1 is shown")
        folder.write("d/2022-09-19.txt", text)
        lines = folder.run("check", "--fix", "d").stdout
        assert re.search(r"(?m)^abstract\.en = The efficient learn-?ing of code¹ is", lines), lines
        assert re.search(r"(?m)^# abstract = 本文方法", lines) and re.search(r"(?m)^# category = QQ$", lines), lines
        folder.write("fix.ini", lines)
        fixed, stderr = issue_of(folder, "d", "--all", "--overlay=fix.ini")
        mended, _ = issue_of(folder, "d", "--all", "--repair")
        for key in ("2209.00001", "2209.00002"):
            one, other = (desk.entry_of(issue, key) for issue in (fixed, mended))
            assert [desk.plain(t) for t in one["abstracts"]] == [desk.plain(t) for t in other["abstracts"]]
        assert "error" not in stderr, stderr


tap.run(globals())
