#!/usr/bin/env python3
"""`wenzhai weekly`: periods, merging, order, overlay, editions; and bad input."""
import json
import os
import re
import zipfile

import desk
from desk import daily, entries_of, entry_of, field, issue_of
from harness import Folder, expect, tap

TRUTH_DAYS = [int(days) for days in os.environ.get("TRUTH_DAYS", "7").split(",")]


def expected_count(truth):
    """Distinct ids, and distinct titles of entries without one."""
    rows = [entry for day in truth for entry in day["entries"]]
    ids = {row["arxiv_id"] for row in rows if row["arxiv_id"]}
    return len(ids) + len({desk.fold(row["title_en"]) for row in rows if not row["arxiv_id"]})


def test_truth_entry_count():
    for days in TRUTH_DAYS:
        for vary in (0, 0.5):
            with Folder() as folder:
                truth = desk.make_dailies(folder, days, vary=vary)
                issue, stderr = issue_of(folder, "inbox", "--all")
                lost = expected_count(truth) - len(entries_of(issue))
                # A heading without number or tag, behind an entry without its link, is no heading for anybody: it is told of.
                assert lost == 0 or 0 < lost <= days / 300 and stderr.count("[summary-title-unmatched]") >= lost, (days, vary, lost)


def texts_of(entry):
    """Every field of an entry as (name, text): what a merge may not lose."""
    for name in ("titles", "abstracts"):
        for text in entry.get(name, []):
            yield name, desk.plain(text)
    for name in ("authors", "affiliations"):
        for row in entry.get(name, []):
            yield name, row["text"]
    for row in entry.get("links", []):
        yield "links", row["url"]
    for row in entry.get("categories", []):
        yield "categories", row["text"]
    if entry.get("doi"):
        yield "doi", entry["doi"]


def kept_of(entry):
    """All that a merged entry holds, in its fields and in its variants."""
    kept = {text for _, text in texts_of(entry)}
    for variant in entry.get("variants", []):
        kept.add(variant["text"].replace("$", ""))
        kept.update(variant["text"].rstrip("…").split("; "))
    return kept


def test_nothing_is_lost():
    """Every field of every source is in the issue: taken, or kept as a variant with its source."""
    for days in TRUTH_DAYS:
        with Folder() as folder:
            desk.make_dailies(folder, days, vary=0.3)
            issue, _ = issue_of(folder, "inbox", "--all")
            merged = {(seen["source"], seen["line"]): entry
                      for entry in entries_of(issue) for seen in entry["appearances"]}
            kept = {entry["key"]: kept_of(entry) for entry in entries_of(issue)}
            for name in folder.names("inbox"):
                source = json.loads(folder.run("dump", f"inbox/{name}", "--format=json").stdout)
                for entry in entries_of(source):
                    target = merged[(name, entry["appearances"][0]["line"])]
                    for where, text in texts_of(entry):
                        assert text.replace("$", "") in kept[target["key"]] or text in kept[target["key"]], (
                            name, entry["key"], where, text[:80])


def test_versions_of_the_examples():
    """v1 and v2 of one paper are one entry with both dates; short entries are upgraded by full ones."""
    with Folder() as folder:
        issue, stderr = issue_of(folder, desk.EXAMPLES, "--week", "2026-W46", "--explain")
        assert len(entries_of(issue)) == 59
        lora = entry_of(issue, "2106.09685")
        assert [seen["date"] for seen in lora["appearances"]] == ["2026-11-09", "2026-11-12"]
        assert [seen["arxivVersion"] for seen in lora["appearances"]] == [1, 2]
        assert lora["links"][0]["url"].endswith("2106.09685v2")
        assert entry_of(issue, "1810.04805")["full"]
        assert len(re.findall(r"\[merge-upgrade\]", stderr)) == 3, stderr
        assert len(re.findall(r"same arXiv id .*\[merge-same-arxiv\]", stderr)) == 4, stderr
        assert "v1 and v2" in stderr and "[merge-title-conflict]" in stderr
        _, quiet = issue_of(folder, desk.EXAMPLES)
        assert "merge-same-arxiv" not in quiet and "merge-title-conflict" in quiet


def test_decisions_as_json():
    with Folder() as folder:
        _, stderr = issue_of(folder, desk.EXAMPLES, "--diagnostics=json")
        codes = [json.loads(line)["code"] for line in stderr.splitlines()]
        assert codes.count("merge-same-arxiv") == 4 and codes.count("merge-upgrade") == 3, codes


def week(folder, days=range(19, 26), **fields):
    for day in days:
        folder.write(f"inbox/2022-09-{day}.txt", daily({"arxiv": f"2209.000{day}", **fields}, {"arxiv": f"2209.001{day}", "tag": "CV"}))


def sections_of(issue):
    return [section["id"] for section in issue["sections"] if section.get("entries")]


def test_a_bare_issue_is_one_of_a_series():
    """The one that its title begins with, with a number in it, as an issue whose series was named."""
    with Folder() as folder:
        week(folder)
        issue, _ = issue_of(folder, "inbox")
        assert issue["series"] == "论文文摘" and issue["seriesSlug"] == "wenzhai" and issue["number"] == "38", issue.keys()
        other, _ = issue_of(folder, "inbox", "--series=论文文摘")
        assert other["number"] == issue["number"] and other["volume"] == issue["volume"] == "2022"
        assert other["title"]["zh-Hans"] == issue["title"]["zh-Hans"]


def paper(version, zh, english):
    return (f"LG - 机器学习\n\n转自示例\n\n1、[LG] A Paper Taken Back\n\nA Author, B Author\n\n[Some University]\n\n"
            f"撤回的论文。{zh}\n\n{english}\n\nhttps://arxiv.org/abs/2209.00001{version}\n")


REAL = ("本文提出一种方法,能解决许多任务。", "We present a method that solves many tasks.")
TAKEN_BACK = ("本文已被作者撤回。", "This paper has been withdrawn by the authors.")


def test_a_withdrawn_paper():
    """The last real text under its own version, and a line that says what happened, in every form of the issue."""
    mark = "此论文已被作者撤回（v3，2022-09-21）。"
    with Folder() as folder:
        folder.write("inbox/2022-09-19.txt", paper("v1", *REAL))
        folder.write("inbox/2022-09-21.txt", paper("v3", *TAKEN_BACK))
        issue, stderr = issue_of(folder, "inbox")
        entry = entry_of(issue, "2209.00001")
        assert entry["arxivVersion"] == 1 and [link["url"][-2:] for link in entry["links"]] == ["v1"], entry
        assert field(entry, "abstracts", "en") == REAL[1], entry["abstracts"]
        assert [desk.plain(note) for note in entry["notes"]] == [mark], entry["notes"]
        assert [seen["arxivVersion"] for seen in entry["appearances"]] == [1, 3]
        kept = {variant["text"] for variant in entry["variants"]}
        assert set(TAKEN_BACK) | {"https://arxiv.org/abs/2209.00001v3"} <= kept, kept
        assert re.search(r"2022-09-21.txt:5:1: warning: 2209.00001 is withdrawn.*v1.*\[merge-withdrawn\]", stderr), stderr
        text = folder.run("weekly", "inbox", "--dump=text").stdout
        assert mark in text and "has been withdrawn by the authors" not in text
        expect(folder.run("weekly", "inbox", "-t", "epub", "-o", "out.epub"), 0)
        with zipfile.ZipFile(os.path.join(folder.path, "out.epub")) as book:
            assert any(mark in book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml"))
        folder.write("again/dump.json", folder.run("weekly", "inbox", "--dump=json").stdout)
        again, _ = issue_of(folder, "again", "--all")
        assert [desk.plain(note) for note in entry_of(again, "2209.00001")["notes"]] == [mark], "not twice"


def test_a_withdrawal_is_news_though_the_paper_is_not():
    """An issue that leaves out what an earlier one had still says that it was taken back."""
    with Folder() as folder:
        folder.write("inbox/2022-09-12.txt", paper("v1", *REAL))
        folder.write("inbox/2022-09-19.txt", daily({"arxiv": "2209.00019"}))
        folder.write("first.json", folder.run("weekly", "inbox", "--week=2022-W37", "--dump=json").stdout)
        for day, text in ((20, REAL), (21, TAKEN_BACK)):
            folder.write(f"inbox/2022-09-{day}.txt", paper("v1" if day == 20 else "v3", *text))
            issue, _ = issue_of(folder, "inbox", "--week=2022-W38", "--memory=first.json", "--omit-seen")
            keys = [entry["key"] for entry in entries_of(issue)]
            assert ("2209.00001" in keys) == (day == 21), (day, keys)
        assert entry_of(issue, "2209.00001")["notes"] and entry_of(issue, "2209.00001")["backReferences"]


def test_withdrawn_and_nothing_else():
    """With no other version in the issue the notice stays, and is marked; a later version with a text is none."""
    with Folder() as folder:
        folder.write("inbox/2022-09-21.txt", paper("v3", *TAKEN_BACK))
        issue, stderr = issue_of(folder, "inbox")
        entry = entry_of(issue, "2209.00001")
        assert entry["arxivVersion"] == 3 and field(entry, "abstracts", "en") == TAKEN_BACK[1]
        assert [desk.plain(note) for note in entry["notes"]] == ["此论文已被作者撤回（v3，2022-09-21）。"]
        assert "[merge-withdrawn]" in stderr
        folder.write("inbox/2022-09-20.txt", paper("", *REAL))  # no version
        entry = entry_of(issue_of(folder, "inbox")[0], "2209.00001")
        assert entry.get("arxivVersion", 0) == 0 and field(entry, "abstracts", "en") == REAL[1] and entry["notes"]
        folder.write("inbox/2022-09-22.txt", paper("v4", *REAL))
        issue, stderr = issue_of(folder, "inbox")
        entry = entry_of(issue, "2209.00001")
        assert entry["arxivVersion"] == 4 and field(entry, "abstracts", "en") == REAL[1] and not entry.get("notes"), entry
        assert "merge-withdrawn" not in stderr


def test_periods():
    with Folder() as folder:
        week(folder, range(12, 30))
        for args, name, count in ((["--week=2022-W38"], "2022-W38", 14), ([], "2022-W38", 14), (["--month=2022-09"], "2022-09", 36),
                                  (["--year=2022"], "2022", 36), (["--all"], "2022-09-12--2022-09-29", 36),
                                  (["--from=2022-09-20", "--to=2022-09-20"], "2022-09-20", 2)):
            issue, _ = issue_of(folder, "inbox", *args)
            assert issue["stem"] == f"wenzhai-{name}", issue["stem"]
            assert len(entries_of(issue)) == count, (args, len(entries_of(issue)))
        issue, stderr = issue_of(folder, "inbox", "--week=2022-W39")
        assert "3 days without a daily: 2022-09-30, 2022-10-01, 2022-10-02 [weekly-missing-days]" in stderr, stderr


def test_days_without_a_daily():
    """In the message and in the colophon; long gaps as ranges."""
    with Folder() as folder:
        for day in ("2022-09-01", "2022-09-03", "2022-09-20"):
            folder.write(f"inbox/{day}.txt", daily({"arxiv": f"2209.000{day[8:]}"}))
        issue, stderr = issue_of(folder, "inbox", "--all")
        assert "17 days without a daily: 2022-09-02, 2022-09-04–2022-09-19 [weekly-missing-days]" in stderr, stderr
        back = desk.plain(next(s for s in issue["sections"] if s["id"] == "sources")["blocks"])
        assert "2022年9月2日" in back and "2022年9月4日至19日" in back and "9月10日" not in back, back


def test_which_day_a_daily_is_of():
    """Said for each, with where it stands: the file's name in any of its forms, or the text; --all takes undated ones."""
    with Folder() as folder:
        for name in ("20220919.txt", "digest 2022.9.20.txt", "2022年9月21日.txt"):
            folder.write(f"inbox/{name}", daily({"arxiv": f"2209.{len(folder.names()):05}"}))
        folder.write("inbox/notes.txt", "2022年9月22日 文摘\n" + daily({"arxiv": "2209.00022"}))
        folder.write("inbox/undated.txt", daily({"arxiv": "2209.00030"}))
        issue, stderr = issue_of(folder, "inbox", "--all", "-v")
        for name, day, where in (("20220919", 19, "file's name"), ("digest 2022.9.20", 20, "file's name"),
                                 ("2022年9月21日", 21, "file's name"), ("notes", 22, "text")):
            assert f"inbox/{name}.txt: hint: of 2022-09-{day}, as the {where} says [weekly-date]" in stderr, stderr
        assert entry_of(issue, "2209.00030") and issue["stem"] == "wenzhai-2022-09-19--2022-09-22", issue["stem"]


def test_only_dailies_of_the_period_are_spoken_of():
    with Folder() as folder:
        week(folder, range(12, 26))
        for day in (13, 20):
            folder.write(f"inbox/2022-09-{day}.txt", daily({"arxiv": f"2209.000{day}", "abstract": "控\x01制字符。"}))
        _, stderr = issue_of(folder, "inbox", "--week=2022-W38")
        assert "2022-09-20.txt" in stderr and "2022-09-13.txt" not in stderr, stderr


def test_wrong_usage():
    with Folder() as folder:
        for args in (["--week=2022-W60"], ["--week=38"], ["--month=2022-13"], ["--from=2022-09-20"], ["--order=size"],
                     ["--indices=letters"], ["--variant=zh-Hans"], ["--week=2022-W38", "--all"], ["--dump=xml"]):
            expect(folder.run("weekly", ".", *args), 64, args[0].split("=")[0].lstrip("-")[:5])


def test_numbers_are_those_of_export():
    with Folder() as folder:
        week(folder, range(19, 21))
        for number in ("1.2.3", ".", "", "1.", "x"):
            expect(folder.run("weekly", "inbox", f"--number={number}"), 64, "--number")
        assert issue_of(folder, "inbox", "--number=38.5")[0]["number"] == "38.5"


def test_order():
    with Folder() as folder:
        week(folder, range(19, 21))
        assert sections_of(issue_of(folder, "inbox")[0]) == ["featured"]
        assert sections_of(issue_of(folder, "inbox", "--order=day")[0]) == ["day-2022-09-19", "day-2022-09-20"]
        assert sections_of(issue_of(folder, "inbox", "--order=category")[0]) == ["category-lg", "category-cv"]


def test_indices_name_papers_of_the_issue():
    with Folder() as folder:
        issue, _ = issue_of(folder, desk.EXAMPLES)
        keys = {entry["key"] for entry in entries_of(issue)}
        assert [index["kind"] for index in issue["indices"]] == ["author", "affiliation", "category", "day"]
        for index in issue["indices"]:
            listed = {key for term in index["terms"] for key in term["entries"]}
            assert listed <= keys
        authors = {key for term in issue["indices"][0]["terms"] for key in term["entries"]}
        assert authors == {entry["key"] for entry in entries_of(issue) if entry.get("authors")}
        assert issue_of(folder, desk.EXAMPLES, "--indices=none")[0].get("indices", []) == []


def test_names_of_categories():
    """Codes that the legend leaves out have the table's names everywhere, not in headings and indices alone."""
    with Folder() as folder:
        folder.write("inbox/2022-09-19.txt", daily({"arxiv": "2209.00001", "tag": "IR"}, {"arxiv": "2209.00002", "tag": "XX"}))
        issue, _ = issue_of(folder, "inbox", "--all", "--order=category")
        names = {row["code"]: [name["text"] for name in row["names"]] for row in issue["categories"]}
        assert names == {"LG": ["机器学习"], "CV": ["计算机视觉"], "IR": ["信息检索"]}, names


OVERLAY = """[issue]
title = 本周文摘
editorial-file = words.md
[2209.00019]
pin = 1
note = 值得一读
[2209.00020]
pin = 2
title = 新的标题
title.en = A New Title
[2209.00021]
drop = yes
[2209.00022]
section = notable
[2209.00023]
after = 2209.00120
[2209.00024]
category = CV
note = **好**
[2209.00025]
before = 2209.00019
[2209.00119]
drop = yes
[2209.00121]
section = notable
[2209.00122]
title = 又一个标题
[2209.00123]
pin = 3
[A Paper That Goes]
drop = yes
[2209.00125]
note = 末条
after = 2209.00999
"""


def test_overlay_of_twenty_operations_survives_a_new_import():
    """Twenty operations. All match; then the dailies come anew, and the two that no longer match are told with lines."""
    gone = [{"arxiv": "2209.00998", "en": "A Paper That Goes"}, {"arxiv": "2209.00999"}]
    with Folder() as folder:
        week(folder)
        folder.write("inbox/2022-09-25.txt", daily({"arxiv": "2209.00025"}, {"arxiv": "2209.00125", "tag": "CV"}, *gone))
        folder.write("w.overlay.ini", OVERLAY)
        folder.write("words.md", "# 写在前面\n\n本周有**七**份日报。\n\n- 一\n- 二\n")
        assert len(re.findall(r"(?m)^[a-z.-]+ = ", OVERLAY)) == 20
        for run in range(2):
            issue, stderr = issue_of(folder, "inbox", "--week=2022-W38", "--overlay=w.overlay.ini")
            told = re.findall(r"(?m)^(w\.overlay\.ini:\d+:\d+).*\[overlay-no-match\]", stderr)
            assert told == (["w.overlay.ini:30:1", "w.overlay.ini:34:9"] if run else []), stderr
            assert "2209.00998" not in json.dumps(issue)
            assert issue["title"]["zh-Hans"] == "本周文摘"
            assert issue["sections"][0]["id"] == "editorial"
            assert issue["sections"][0]["heading"]["zh-Hans"] == "写在前面"
            assert "本周有七份日报。" in desk.plain(issue["sections"][0]["blocks"])
            keys = [entry["key"] for entry in entries_of(issue)]
            assert keys[:4] == ["2209.00025", "2209.00019", "2209.00020", "2209.00123"], keys
            assert "2209.00021" not in keys and "2209.00119" not in keys
            assert keys[keys.index("2209.00120") + 1] == "2209.00023"
            assert [e["key"] for s in issue["sections"] if s["id"] == "notable" for e in s["entries"]] == ["2209.00121", "2209.00022"]
            assert field(entry_of(issue, "2209.00020"), "titles", "en") == "A New Title"
            assert field(entry_of(issue, "2209.00122"), "titles", "zh-Hans") == "又一个标题"
            assert entry_of(issue, "2209.00024")["categories"][0]["text"] == "CV"
            assert [desk.plain(note) for note in entry_of(issue, "2209.00019")["notes"]] == ["值得一读"]
            week(folder, abstract="新导入的摘要,比以前的更长,也更好。")


def test_an_editorial_stays_in_the_folder_of_the_overlay():
    """A link that leads out of it is refused as a path that does; one that leads to a neighbour is not."""
    with Folder() as folder:
        week(folder)
        folder.write("secret.md", "# 秘密\n\n不该印出来。\n")
        folder.write("p/words.md", "# 写在前面\n\n该印出来。\n")
        folder.write("p/w.overlay.ini", "[issue]\neditorial-file = link.md\n")
        link = os.path.join(folder.path, "p", "link.md")
        for target, printed in (("../secret.md", False), ("words.md", True)):
            os.symlink(target, link)
            issue, stderr = issue_of(folder, "inbox", "--week=2022-W38", "--overlay=p/w.overlay.ini", status=0 if printed else 1)
            os.remove(link)
            assert ("该印出来" in json.dumps(issue, ensure_ascii=False)) == printed
            assert ("p/w.overlay.ini:2:18" in stderr and "[overlay-file]" in stderr) != printed, stderr


def test_front_and_back_matter():
    with Folder() as folder:
        issue, _ = issue_of(folder, desk.EXAMPLES, "--series=论文文摘", "--week=2026-W46")
        ids = [section["id"] for section in issue["sections"]]
        assert ids[0] == "statistics" and ids[-1] == "sources", ids
        assert issue["number"] == "46" and issue["volume"] == "2026"
        assert issue["title"]["zh-Hans"] == "论文文摘 2026年第46周"
        bare, _ = issue_of(folder, desk.EXAMPLES, "--no-statistics", "--no-colophon")
        assert [s["id"] for s in bare["sections"]] == ["featured", "notable"]


def test_memory():
    """Papers that an earlier issue had are marked, or left out."""
    with Folder() as folder:
        folder.write("inbox/2022-09-14.txt", daily({"arxiv": "2209.00019"}, {"arxiv": "2209.00500"}))
        week(folder)
        old = folder.run("weekly", "inbox", "--week=2022-W37", "--series=文摘", "--dump=json")
        folder.write("old.json", old.stdout)
        issue, _ = issue_of(folder, "inbox", "--week=2022-W38", "--memory=old.json")
        seen = entry_of(issue, "2209.00019")["backReferences"]
        assert len(seen) == 1 and seen[0]["number"] == "37" and seen[0]["key"] == "2209.00019", seen
        assert "backReferences" not in entry_of(issue, "2209.00020")
        left, _ = issue_of(folder, "inbox", "--week=2022-W38", "--memory=old.json", "--omit-seen")
        assert "2209.00019" not in [entry["key"] for entry in entries_of(left)]


def test_traditional_edition():
    """Both editions in one run; words, language tags, quotation marks; keys and identifiers of their own."""
    with Folder() as folder:
        week(folder, range(19, 20), abstract="本文通过\"网络\"优化软件质量。")
        done = folder.run("weekly", "inbox", "--plugin", desk.BRIEF, "-t", "brief", "-o", "out/", "--variant=zh-Hant-TW")
        expect(done, 0)
        assert folder.names("out") == ["wenzhai-2022-W38-zh-Hant-TW.brief.md", "wenzhai-2022-W38.brief.md"], folder.names("out")
        text = folder.read("out/wenzhai-2022-W38-zh-Hant-TW.brief.md").decode()
        assert "「網路」" in text and "軟體" in text, text
        assert "“网络”" in folder.read("out/wenzhai-2022-W38.brief.md").decode()
        dumps = folder.run("weekly", "inbox", "--variant=zh-Hant-TW", "--dump=json").stdout
        decoder = json.JSONDecoder()
        first, end = decoder.raw_decode(dumps)
        second, _ = decoder.raw_decode(dumps[end:].lstrip())
        assert "2022年第38週" in second["title"]["zh-Hant-TW"], second["title"]
        assert second["lang"] == "zh-Hant-TW" and second["variant"] == "zh-Hant-TW"
        assert first["identifier"] != second["identifier"]
        assert [e["key"] for e in entries_of(first)] == [e["key"] for e in entries_of(second)]
        assert "zh-Hans" not in json.dumps(second), re.findall(r".{60}zh-Hans.{20}", json.dumps(second, ensure_ascii=False))[:3]


def test_diff_and_changes():
    with Folder() as folder:
        week(folder, range(19, 21))
        folder.write("old.json", folder.run("weekly", "inbox", "--dump=json").stdout)
        folder.write("inbox/2022-09-21.txt", daily({"arxiv": "2209.00021", "zh": "新来的论文"}))
        week(folder, range(19, 20), zh="改过的标题")
        os.remove(os.path.join(folder.path, "inbox/2022-09-20.txt"))
        folder.write("new.json", folder.run("weekly", "inbox", "--dump=json").stdout)
        done = folder.run("diff", "old.json", "new.json")
        expect(done, 0)
        assert "+ 2209.00021  新来的论文" in done.stdout, done.stdout
        assert "~ 2209.00019  改过的标题\n    title (zh-Hans)\n" in done.stdout, done.stdout
        assert "- 2209.00020" in done.stdout
        assert folder.run("diff", "old.json", "old.json").stdout == ""
        issue, _ = issue_of(folder, "inbox", "--changes-since=old.json")
        changes = next(section for section in issue["sections"] if section["id"] == "changes")
        assert "新增：新来的论文" in desk.plain(changes["blocks"])


def test_same_bytes_in_another_time_zone():
    with Folder() as folder:
        outputs = {folder.run("weekly", desk.EXAMPLES, "--dump=json", env=env).stdout
                   for env in ({}, {"TZ": "Pacific/Kiritimati"}, {"TZ": "America/Los_Angeles", "LC_ALL": "C"})}
        assert len(outputs) == 1


def test_a_dump_is_read_back_whole():
    """The model as JSON goes through `dump` again without a loss; SOURCE_DATE_EPOCH names the time of change."""
    with Folder() as folder:
        issue, _ = issue_of(folder, desk.EXAMPLES, env={"SOURCE_DATE_EPOCH": "1700000000"})
        assert issue["modified"] == "2023-11-14T22:13:20Z", issue["modified"]
        folder.write("week.json", json.dumps(issue))
        again = json.loads(folder.run("dump", "week.json", "--format=json", env={"SOURCE_DATE_EPOCH": "1700000000"}).stdout)
        for name in set(issue) | set(again):
            assert name == "stem" or issue.get(name) == again.get(name), name
        expect(folder.run("weekly", desk.EXAMPLES, env={"SOURCE_DATE_EPOCH": "soon"}), 64, "SOURCE_DATE_EPOCH")


# ---- Bad input ----


def test_two_files_for_one_day():
    with Folder() as folder:
        week(folder)
        folder.write("inbox/2022-09-19-b.txt", daily({"arxiv": "2209.00777"}))
        issue, stderr = issue_of(folder, "inbox")
        assert "[weekly-same-day]" in stderr and len(entries_of(issue)) == 15, stderr


def test_dates_outside_and_unknown():
    with Folder() as folder:
        week(folder)
        folder.write("inbox/2022-10-19.txt", daily({"arxiv": "2209.00777"}))
        folder.write("inbox/notes.txt", daily({"arxiv": "2209.00778"}))
        issue, stderr = issue_of(folder, "inbox", "--week=2022-W38", "-v")
        assert len(entries_of(issue)) == 14
        assert "2022-10-19.txt: hint: left out: 2022-10-19 is not in 2022-W38" in stderr, stderr
        assert "notes.txt: warning: left out" in stderr, stderr


def test_empty_inbox():
    with Folder() as folder:
        os.mkdir(os.path.join(folder.path, "inbox"))
        expect(folder.run("weekly", "inbox"), 2)
        expect(folder.run("weekly", "nowhere"), 2)
        week(folder)
        expect(folder.run("weekly", "inbox", "--week=2021-W01"), 2, "2021-W01")


def test_unreadable_daily_among_good_ones():
    """The issue is made, the exit status says so, the bad file is named first and last."""
    with Folder() as folder:
        week(folder)
        folder.write("inbox/2022-09-22.txt", b"\x00\x01\x02\xff\xfe\x00binary\x00")
        done = folder.run("weekly", "inbox", "--plugin", desk.BRIEF, "-t", "brief", "-o", "out/", "--week=2022-W38")
        expect(done, 1)
        lines = done.stderr.strip().splitlines()
        assert "2022-09-22.txt" in lines[0] and "2022-09-22.txt" in lines[-1], done.stderr
        assert "2209.00025" in folder.read("out/wenzhai-2022-W38.brief.md").decode()


def test_malformed_overlay():
    with Folder() as folder:
        week(folder)
        folder.write("bad.ini", b"pin=1\n[2209.00019]\npin=perhaps\ncolour=red\n\xff\xfe=x\n")
        issue, stderr = issue_of(folder, "inbox", "--overlay=bad.ini", status=1)
        for place in ("bad.ini:1:1", "bad.ini:3:5", "bad.ini:4:1", "bad.ini:5:1"):
            assert place in stderr, stderr
        assert len(entries_of(issue)) == 14
        expect(folder.run("weekly", "inbox", "--overlay=none.ini"), 64, "none.ini")


def test_a_group_that_is_opened_twice():
    """What stands under it the second time is of the same paper, not of the one between."""
    with Folder() as folder:
        week(folder)
        folder.write("w.ini", "[2209.00019]\ntitle = 甲\n[2209.00020]\ntitle = 乙\n[2209.00019]\nnote = 丙\n")
        issue, _ = issue_of(folder, "inbox", "--overlay=w.ini")
        assert [desk.plain(note) for note in entry_of(issue, "2209.00019")["notes"]] == ["丙"]
        assert not entry_of(issue, "2209.00020").get("notes")


def test_week_53():
    with Folder() as folder:
        for day in ("2020-12-28", "2021-01-03"):
            folder.write(f"inbox/{day}.txt", daily({"arxiv": f"2012.{day.replace('-', '')[3:]}"}))
        issue, _ = issue_of(folder, "inbox", "--week=2020-W53", "--series=文摘")
        assert len(entries_of(issue)) == 2 and issue["number"] == "53" and issue["volume"] == "2020"
        expect(folder.run("weekly", "inbox", "--week=2021-W53"), 64, "2021-W53")


if __name__ == "__main__":
    tap.run(globals())
