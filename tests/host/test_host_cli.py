#!/usr/bin/env python3
"""The command line: what it accepts, its exit statuses, and bad input, which leaves nothing half written."""
import base64
import json
import os

from harness import DAILY, Folder, bad, expect, tap

GOOD = ["--plugin", bad("good"), "-t", "good"]


def refuses(status, name, data, *texts):
    with Folder() as folder:
        os.remove(os.path.join(folder.path, "2022-09-22.txt"))
        if data is not None:
            folder.write(name, data)
        before = folder.names()
        expect(folder.run("export", name, *GOOD), status, *texts)
        assert folder.names() == before, folder.names()


def test_no_such_file():
    refuses(2, "absent.txt", None, "absent.txt", "No such file")


def test_empty_file():
    refuses(2, "empty.txt", b"", "empty.txt")


def test_binary():
    refuses(2, "x.txt", bytes(range(256)) * 64, "x.txt")


def test_no_digest():
    refuses(2, "prose.txt", "这只是一段普通的文字，没有论文。\n第二行。\n", "prose.txt")


def test_long_line():
    refuses(2, "long.txt", b"x" * (100 * 1024 * 1024), "long.txt")


def test_foreign_json():
    refuses(2, "x.json", '{"title": "no issue"}', "wenzhai")


def test_broken_json():
    refuses(2, "x.json", '{"wenzhai": 1,\n "sections": [}', "x.json:2:15")


def test_members_of_json_that_are_left_out_are_told_unasked():
    lost = """{"wenzhai": 1, "sections": [{"kind": "featured", "entries": [{"full": true, "titles": [{"lang": "zh-Hans",
"content": [{"text": "题"}]}],
"abstract": {"zh-Hans": "丢"},
"abstracts": [{"lang": "zh-Hans", "content": [{"kind": "paragraph", "content": [{"text": "丢"}]}]}]}]}]}"""
    with Folder() as folder:
        folder.write("lost.json", lost)
        entry = "sections[0].entries[0]"
        expect(folder.run("export", "lost.json", *GOOD), 0,
               f"lost.json:3:1: warning: {entry}.abstract: ", "did you mean “abstracts”?",
               f"lost.json:4:69: warning: {entry}.abstracts[0].content[0].content: ", "did you mean “children”?")
    refuses(2, "x.json", lost.replace("paragraph", "figure"), "x.json:4:47", "abstracts[0].content[0].target: expected")


def test_empty_folder():
    with Folder() as folder:
        os.makedirs(os.path.join(folder.path, "inbox"))
        expect(folder.run("export", "inbox", *GOOD), 2, "inbox", "no daily in this folder")


def test_invalid_utf8_in_the_middle_is_told_and_read():
    with Folder() as folder:
        data = DAILY.encode().replace("能解决".encode(), "能".encode() + b"\xff\xfe" + "解决".encode())
        folder.write("2022-09-22.txt", data)
        result = folder.run("check", "2022-09-22.txt")
        assert "encoding-bad-bytes" in result.stderr, result.stderr
        expect(folder.run("export", "2022-09-22.txt", *GOOD), 0)


def test_unreadable_among_good_ones():
    with Folder() as folder:
        folder.write("prose.txt", "这不是文摘。\n")
        expect(folder.run("export", "2022-09-22.txt", "prose.txt", "absent.txt", *GOOD), 1, "prose.txt", "absent.txt")
        assert [n for n in folder.names() if n.endswith(".bad")] != []


def test_usage():
    with Folder() as folder:
        for args, text in ((["export"], "at least one input"), (["exprot"], "exprot"), ([], "Usage"),
                           (["export", "2022-09-22.txt", "--colour"], "--colour"),
                           (["export", "2022-09-22.txt", "-o", "x.bad", "--plugin", bad("good"), "--plugin", bad("segv"), "-t", "good,segv"], "folder"),
                           (["export", "2022-09-22.txt", "-o", "x.doc"], "x.doc"),
                           (["export", "2022-09-22.txt", "-o", ""], "-o wants"),
                           (["export", "2022-09-22.txt", "-t", "nothing"], "nothing"),
                           (["export", "2022-09-22.txt", "--languages", "fr"], "fr"),
                           (["export", "2022-09-22.txt", "--date", "22.9."], "2022-09-22"),
                           (["export", "2022-09-22.txt", "--number", "x"], "digits"),
                           (["export", "2022-09-22.txt", *GOOD, "--style", "nowhere"], "nowhere"),
                           (["export", "2022-09-22.txt", "--diagnostics", "xml"], "xml"),
                           (["export", "2022-09-22.txt", "--reader", "docx"], "docx"),
                           (["dump", "2022-09-22.txt", "--format", "yaml"], "yaml"),
                           (["plugin"], "list"), (["style", "show"], "style list"), (["inspect", "2022-09-22.txt"], "2022")):
            expect(folder.run(*args), 64, text)
            assert folder.names() == ["2022-09-22.txt"]


def test_output_and_type_have_to_agree():
    with Folder() as folder:
        expect(folder.run("export", "2022-09-22.txt", "-o", "x.epub", "--plugin", bad("good"), "-t", "good"), 64, "x.epub")
        assert folder.names() == ["2022-09-22.txt"]


def test_types_that_name_nothing():
    with Folder() as folder:
        for output in ([], ["-o", "x.bad"], ["-o", "out/"]):
            expect(folder.run("export", "2022-09-22.txt", "--plugin", bad("good"), "-t", "", *output), 64, "names no output")
        assert folder.names() == ["2022-09-22.txt"]


def test_names_stay_in_the_folder():
    """A JSON file may want any name for its book; it gets one in the folder that was asked for."""
    with Folder() as folder:
        issue = json.loads(folder.run("dump", "2022-09-22.txt").stdout)
        for stem, name in (("../../x", "-..-x--"), ("/etc/x", "-etc-x--"), (".hidden", "hidden--"), ("..", "--"),
                           ("a\tb\u0085c", "a-b-c--"), ("字" * 100, "字" * 57)):
            issue["stem"] = stem
            folder.write("one.json", json.dumps(issue))
            expect(folder.run("export", "one.json", "one.json", "-o", "deep/out/", *GOOD), 0)
            assert folder.names() == ["2022-09-22.txt", "deep", "one.json"] and folder.names("deep") == ["out"]
            made, = folder.names("deep/out")
            assert made.startswith(name) and made.endswith(".bad") and len(made.encode()) < 200, made
            os.remove(os.path.join(folder.path, "deep/out", made))


def test_the_longest_file_name():
    with Folder() as folder:
        name = "字" * 83 + "x.bad"
        assert len(name.encode()) == 254
        expect(folder.run("export", "2022-09-22.txt", "--plugin", bad("good"), "-o", name), 0)
        assert name in folder.names()


def test_output_by_extension():
    with Folder() as folder:
        expect(folder.run("export", "2022-09-22.txt", "--plugin", bad("good"), "-o", "books/x.bad"), 0)
        assert folder.names("books") == ["x.bad"]


def test_a_name_without_extension_is_a_folder():
    with Folder() as folder:
        for name in ("out", "deep/out", ".books"):
            expect(folder.run("export", "2022-09-22.txt", *GOOD, "-o", name), 0)
            assert folder.names(name) == ["2022-09-22.bad"]


def test_help_and_version():
    with Folder() as folder:
        result = folder.run("--version")
        assert result.returncode == 0 and result.stdout.startswith("wenzhai ")
        for args in (["--help"], ["export", "--help"]):
            result = folder.run(*args)
            assert result.returncode == 0 and "export" in result.stdout


def test_several_inputs_are_one_issue_by_date():
    with Folder() as folder:
        folder.write("b/2022-09-21.txt", DAILY.replace("2209.11142", "2209.11143"))
        result = folder.run("dump", "2022-09-22.txt", "b")
        expect(result, 0)
        issue = json.loads(result.stdout)
        assert [s["date"] for s in issue["sections"]] == ["2022-09-21", "2022-09-22"]
        assert issue["firstDay"] == "2022-09-21" and issue["lastDay"] == "2022-09-22"


def test_each():
    with Folder() as folder:
        folder.write("2022-09-23.txt", DAILY)
        expect(folder.run("export", "--each", ".", "-o", "out/", *GOOD), 0)
        assert folder.names("out") == ["2022-09-22.bad", "2022-09-23.bad"]
        expect(folder.run("export", "--each", ".", "-o", "one.bad", "--plugin", bad("good")), 64, "folder")
        folder.write("other/2022-09-22.txt", DAILY)
        expect(folder.run("export", "--each", ".", "other", "-o", "out2/", *GOOD), 64, "2022-09-22.bad")
        assert "out2" not in folder.names()


def test_standard_input():
    with Folder() as folder:
        expect(folder.run("export", "-", *GOOD, input=DAILY), 0)
        assert "stdin.bad" in folder.names()
        result = folder.run("check", "-", input="nothing here\n")
        expect(result, 2, "<stdin>")


def test_the_book_is_named():
    with Folder() as folder:
        result = folder.run("dump", "2022-09-22.txt", "--title", "题目", "--series", "AI 论文周报", "--number", "38.5", "--editor",
                            "编者", "--publisher", "社", "--date", "2022-10-01")
        issue = json.loads(result.stdout)
        assert issue["title"]["zh-Hans"] == "题目" and issue["series"] == "AI 论文周报" and issue["seriesSlug"] == "ai-lwzb"
        assert issue["number"] == "38.5" and issue["editor"] == "编者" and issue["publisher"] == "社"
        assert issue["date"] == "2022-10-01"


def test_source_date_epoch():
    with Folder() as folder:
        result = folder.run("dump", "2022-09-22.txt", env={"SOURCE_DATE_EPOCH": "1000000000"})
        assert json.loads(result.stdout)["modified"] == "2001-09-09T01:46:40Z"
        expect(folder.run("dump", "2022-09-22.txt", env={"SOURCE_DATE_EPOCH": "now"}), 64, "SOURCE_DATE_EPOCH")


def test_normalising_is_a_choice():
    with Folder() as folder:
        plain = folder.run("dump", "--format=text", "--no-normalize", "2022-09-22.txt").stdout
        normal = folder.run("dump", "--format=text", "2022-09-22.txt").stdout
        assert "学习器,能" in plain and "学习器，能" in normal


def test_what_a_book_says():
    """The galley by pieces and as text: of a run, its style and languages; without them everything."""
    with Folder() as folder:
        folder.write("bare/style.ini", "[style]\nInherits=classic\n[show]\nauthors=no\ncontents=no\n")
        every = [json.loads(line) for line in folder.run("dump", "--format=galley", "2022-09-22.txt").stdout.splitlines()]
        run = ["--style", "bare/", "--languages", "en", "2022-09-22.txt"]
        some = [json.loads(line) for line in folder.run("dump", "--format=galley", *run).stdout.splitlines()]
        assert {piece["partKind"] for piece in every} >= {"cover", "contents", "entry", "colophon"}
        assert {piece["role"] for piece in every} - {piece["role"] for piece in some} >= {"authors", "contents-line"}
        titles = [piece["id"] for piece in some if piece["role"] == "entry-title"]
        assert titles and all(title.startswith("title.en") for title in titles), titles
        lines = [item["text"] for piece in some for item in piece.get("items", ())
                 if not {"optional", "reference"} & set(item.get("flags", ()))]
        blocks = [block for piece in some for block in piece.get("blocks", ())]
        text = folder.run("dump", "--format=text", *run).stdout.splitlines()
        assert sorted(text) == sorted(lines + blocks), text
        expect(folder.run("dump", "--languages", "fr", "2022-09-22.txt"), 64, "fr")


def test_json_is_an_input():
    with Folder() as folder:
        first = folder.run("dump", "2022-09-22.txt").stdout
        folder.write("issue.json", first)
        again = folder.run("dump", "issue.json").stdout
        one, two = json.loads(first), json.loads(again)
        one.pop("stem"), two.pop("stem")
        assert one == two


def test_check_statuses():
    with Folder() as folder:
        expect(folder.run("check", "2022-09-22.txt"), 0)
        folder.write("copy/2022-09-22.txt", DAILY)
        expect(folder.run("check", "2022-09-22.txt", "absent.txt"), 1)
        expect(folder.run("check", "absent.txt"), 2)


def test_coverage():
    with Folder() as folder:
        data = DAILY.replace("We present", "\n\n@@@ stray @@@\n\nWe present")
        folder.write("x.txt", data)
        result = folder.run("check", "--coverage", "2022-09-22.txt", "x.txt")
        assert "unknown 0" in result.stdout, result.stdout


def test_silence():
    with Folder() as folder:
        result = folder.run("export", "2022-09-22.txt", *GOOD)
        assert result.stdout == "" and result.stderr == "2 papers from 1 file\n", result.stderr
        result = folder.run("export", "-q", "2022-09-22.txt", *GOOD)
        assert result.stdout == "" and result.stderr == "", result.stderr


PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABc3UBGAAAAABJRU5ErkJggg==")

# A folder as editors have it: what each file is, and what became of it.
INBOX = {
    "2022-09-22.txt": DAILY,
    "2022-09-23.TXT": DAILY.replace("[LG] A Learner", "A Learner").replace("2209.11142", "2209.11143"),
    "2022-09-24.txt": "A letter to the editor\n\nwithout any paper\n",
    "README.md": "# About\n\nHow this folder came to be.\n",
    "notes.docx": "PK",
    "later/2022-09-25.txt": DAILY,
}


def test_table_of_an_inbox():
    with Folder() as folder:
        for name, text in INBOX.items():
            folder.write("inbox/" + name, text)
        result = folder.run("check", "--format=json", "inbox")
        files = {file["file"].removeprefix("inbox/"): file for file in json.loads(result.stdout)["files"]}
        assert set(files) == {"2022-09-22.txt", "2022-09-23.TXT", "2022-09-24.txt", "README.md", "notes.docx", "later/"}
        good = files["2022-09-22.txt"]
        assert (good["day"], good["entries"], good["withId"], good["bothLanguages"]) == ("2022-09-22", 2, 2, 2)
        assert good["verdict"] == "read" and good["unknownBytes"] == 0 and good["toLookAt"] == 0
        assert files["2022-09-23.TXT"]["entries"] == 2
        assert (files["2022-09-24.txt"]["verdict"], files["2022-09-24.txt"]["reason"]) == ("refused", "not-a-digest")
        assert all(files[name]["verdict"] == "left-out" for name in ("README.md", "notes.docx", "later/"))
        assert files["notes.docx"]["reason"] == files["later/"]["reason"] == "unknown-kind", files
        assert files["notes.docx"]["detail"] == "of no kind that is read", files
        for name in ("2022-09-24.txt", "README.md"):
            assert files[name]["reason"] == "not-a-digest", files
            assert files[name]["detail"].startswith("this is no paper digest: "), files

        rows = folder.run("check", "inbox").stdout.splitlines()
        assert len(rows) == 1 + len(files) and rows[0].split()[0] == "FILE"
        assert all(any(row.startswith("inbox/" + name) for row in rows) for name in files)
        assert [row.split("  ")[-1].split(": this is no")[0] for row in rows if "this is no" in row] == ["refused", "left out"]
        assert folder.run("check", "-q", "inbox").stdout == ""


def test_pictures_that_are_named_are_used():
    with Folder() as folder:
        folder.write("inbox/2022-09-22.md", "### 1、A Learner of Algorithms\n\n> 一种通用算法学习器\n\n> - URL：https://arxiv.org/abs/"
                     "2209.11142\n\n- 动机：学习。\n\n![a figure](figures/one.png)\n\n![another](two.png)\n")
        folder.write("inbox/figures/one.png", PNG)
        folder.write("inbox/two.png", PNG)
        folder.write("inbox/three.png", PNG)
        result = folder.run("check", "--format=json", "inbox")
        assert {file["file"] for file in json.loads(result.stdout)["files"]} == {"inbox/2022-09-22.md", "inbox/three.png"}
        assert "not used: three.png;" in result.stderr, result.stderr


def test_summary_of_a_run():
    with Folder() as folder:
        for name, text in INBOX.items():
            folder.write("inbox/" + name, text)
        result = folder.run("export", "inbox", *GOOD)
        assert result.stderr.splitlines()[-1].startswith(
            "4 papers from 2 files; 1 refused: 2022-09-24.txt; 3 left out: "), result.stderr
        told = folder.run("export", "--diagnostics=json", "inbox", *GOOD).stderr.splitlines()[-1]
        assert json.loads(told)["code"] == "summary"


def test_findings_as_an_overlay():
    with Folder() as folder:
        folder.write("a.txt", DAILY.replace("[LG] A Learner", "[QQ] A Learner").replace("短篇标题\nC", "C"))
        found = folder.run("check", "--fix", "a.txt").stdout
        assert "[2209.11142]\n# a.txt:9:" in found and "# category = QQ\n" in found, found
        assert "[2209.00001]\n" in found and "# title = \n" in found
        folder.write("fix.ini", found.replace("# category = QQ", "category = CV").replace("# title = ", "title = 短篇"))
        issue = json.loads(folder.run("weekly", "--all", "--overlay", "fix.ini", "--dump=json", "a.txt").stdout)
        entries = {entry["arxivId"]: entry for section in issue["sections"] for entry in section["entries"]}
        assert entries["2209.11142"]["categories"][0]["text"] == "CV"
        assert "短篇" in json.dumps(entries["2209.00001"]["titles"], ensure_ascii=False)


def test_control_characters_stay_out_of_messages():
    with Folder() as folder:
        folder.write("evil.txt", DAILY.replace("[LG] A Learner", "[\x1b[31mXX] A Learner"))
        result = folder.run("check", "evil.txt")
        assert "\x1b" not in result.stderr


tap.run(globals())
