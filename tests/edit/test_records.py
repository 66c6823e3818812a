#!/usr/bin/env python3
"""What archives and crawlers say of papers, at the editorial desk: merged, told of by diff, marked where a paper was withdrawn."""
import json

from desk import entries_of, field, issue_of, plain
from harness import Folder, expect, tap
from models.build import EN, ZH, blocks, entry, issue, p
from models.zoo import point


def paper(**fields):
    return entry("2209.00001", 1, True, "题目", "Title", **{"authors": [{"text": "A Author"}], "authorsCut": False, **fields})


def merged(*days, options=()):
    """The entry that several days' entries become, and what was said."""
    with Folder() as folder:
        for n, fields in enumerate(days, 19):
            made = issue([paper(**fields, appearances=[{"source": f"{n}", "date": f"2022-09-{n}"}])])
            folder.write(f"{n}.json", json.dumps({**made, "date": f"2022-09-{n}"}, ensure_ascii=False))
        made, said = issue_of(folder, *(f"{n}.json" for n in range(19, 19 + len(days))), "--all", *options)
    return (entries_of(made) or [None])[0], said, made


def points_of(made):
    return {(one["kind"], one["text"]["lang"]): plain(one["text"]) for one in made["points"]}


def test_points_are_joined():
    """Of each kind in each language the richest; what was not taken stays as a variant."""
    one = [point("tldr", ZH, "短。"), point("method", ZH, "方法一，很长很长。"), point("highlight", ZH, "其一。"), point("highlight", ZH, "其二。")]
    two = [point("tldr", ZH, "长一些的话。"), point("tldr", EN, "In English."), point("method", ZH, "方法二。")]
    made, _, _ = merged({"points": one}, {"points": two})
    assert points_of(made) == {("tldr", ZH): "长一些的话。", ("tldr", EN): "In English.", ("method", ZH): "方法一，很长很长。",
                               ("highlight", ZH): "其二。"}, made["points"]
    assert [plain(one["text"]) for one in made["points"] if one["kind"] == "highlight"] == ["其一。", "其二。"]
    assert {(one["field"], one["text"]) for one in made["variants"]} == {("tldr", "短。"), ("method", "方法二。")}, made["variants"]


def test_words_are_those_of_the_newest_version():
    made, _, _ = merged({"arxivVersion": 2, "comment": "accepted", "venue": "CVPR", "published": "2022-09-03", "updated": "2022-09-10"},
                        {"arxivVersion": 1, "comment": "a much longer comment", "score": "8", "scoreReason": blocks(ZH, p("好。")),
                         "published": "2022-09-01", "status": "new", "primaryCategory": "LG"},
                        {"arxivVersion": 3, "status": "replaced", "updated": "2022-09-12"})
    assert (made["comment"], made["venue"], made["score"], made["primaryCategory"]) == ("accepted", "CVPR", "8", "LG"), made
    assert (made["published"], made["updated"], made["status"]) == ("2022-09-01", "2022-09-12", "replaced")
    assert plain(made["scoreReason"]) == "好。"
    assert [one["text"] for one in made["variants"] if one["field"] == "comment"] == ["a much longer comment"], made["variants"]


def test_persons_stay_persons():
    """The complete list wins, with the parts of its names; the index goes by the family, and a collaboration is one term."""
    names = [{"text": "Ludwig van Beethoven Jr.", "given": "Ludwig", "family": "van Beethoven", "suffix": "Jr."},
             {"text": "The ATLAS Collaboration", "collaboration": True}, {"text": "王小明", "given": "小明", "family": "王"}, {"text": "Ada Lovelace"}]
    made, _, whole = merged({"authors": [{"text": "L Beethoven"}], "authorsCut": True}, {"authors": names})
    assert [{name: one[name] for name in one if name != "at"} for one in made["authors"]] == names, made["authors"]
    terms = next(index["terms"] for index in whole["indices"] if index["kind"] == "author")
    assert {term["label"] for term in terms} == {"van Beethoven, Ludwig, Jr.", "The ATLAS Collaboration", "王小明", "Lovelace, Ada"}, terms


def test_one_place_is_one_paper():
    """Papers without arXiv id and DOI by the place that has them, which tells large letters from small ones."""
    with Folder() as folder:
        for n, place, name in ((19, "openreview:aB3", "One Name"), (20, "openreview:aB3", "Quite Another"), (21, "openreview:Ab3", "One Name")):
            one = entry("x", 1, True, None, name, identity=place, links=[])
            del one["arxivId"], one["key"]
            folder.write(f"{n}.json", json.dumps({**issue([one]), "date": f"2022-09-{n}"}))
        made, _ = issue_of(folder, "19.json", "20.json", "21.json", "--all")
        papers = entries_of(made)
        assert [one["identity"] for one in papers] == ["openreview:aB3", "openreview:Ab3"], papers
        keys = {one["key"] for one in papers}
        assert len(keys) == 2 and all(key.startswith("openreview-") for key in keys), keys


# ---- Withdrawn papers ----

REAL = blocks(EN, p("We present a method."))
NOTICES = {"an archive says it": {"status": "withdrawn", "abstracts": [REAL]},
           "the text says it": {"abstracts": [blocks(EN, p("This paper has been withdrawn by the author."))]},
           "the comment says it": {"comment": "This paper has been withdrawn by the author due to an error", "abstracts": [REAL]},
           "a note says it": {"notes": [blocks(ZH, p("此论文已被作者撤回。"))], "abstracts": [REAL]}}


def test_what_becomes_of_withdrawn_papers():
    for name, fields in NOTICES.items():
        with Folder() as folder:
            other = entry("2209.00002", 2, True, "另一篇", None)
            folder.write("in.json", json.dumps(issue([paper(**fields), other]), ensure_ascii=False))
            for what, status, code in (("mark", "withdrawn", "withdrawn]"), ("keep", None, "withdrawn]"), ("omit", None, "withdrawn-omitted]")):
                done = folder.run("dump", f"--withdrawn={what}", "in.json")
                expect(done, 0)
                papers = {one["key"]: one for one in entries_of(json.loads(done.stdout))}
                assert ("2209.00001" in papers) == (what != "omit"), (name, what)
                assert papers.get("2209.00001", {}).get("status") == status, (name, what)
                assert "2209.00002" in papers and not papers["2209.00002"].get("status")
                told = code in done.stderr and "2209.00001" in done.stderr
                assert told or (what != "omit" and name == "a note says it"), (name, what, done.stderr)
            assert "2209.00001" in folder.run("weekly", "in.json", "--all", "--dump=text", "--withdrawn=omit").stderr


def test_an_earlier_text_is_marked():
    """The last real text, with the mark; not a word of it where that is wanted."""
    for name in ("an archive says it", "the text says it"):
        made, said, _ = merged({"abstracts": [REAL], "arxivVersion": 1}, {**NOTICES[name], "arxivVersion": 2})
        assert made["status"] == "withdrawn" and field(made, "abstracts", EN) == "We present a method.", (name, made)
        assert made["notes"] and "[merge-withdrawn]" in said, said
    made, said, _ = merged({"abstracts": [REAL], "arxivVersion": 1}, {**NOTICES[name], "arxivVersion": 2}, options=["--withdrawn=omit"])
    assert made is None and "[withdrawn-omitted]" in said, said


def test_the_project_says_what_becomes_of_them():
    with Folder() as folder:
        folder.write("wenzhai.ini", "[project]\nwithdrawn = omit\nformats = epub\n")
        folder.write("inbox/2022-09-21.json", json.dumps({**issue([paper(**NOTICES["an archive says it"]), entry("2209.00002", 2, True, "另一篇", None)]),
                                                          "date": "2022-09-21"}, ensure_ascii=False))
        done = folder.run("weekly", ".", "--dump=json")
        assert [one["key"] for one in entries_of(json.loads(done.stdout))] == ["2209.00002"], done.stderr


def test_the_editor_says_it():
    """An overlay's words and lists take the place of those of the sources."""
    with Folder() as folder:
        folder.write("o.ini", "[2209.00001]\nstatus = withdrawn\nvenue = ICML 2026\ncode = https://example.org/code Code ★9\ncode.2 = https://example.org/more\ntldr = 编者说。\ntldr.en = Said.\n"
                              "category = CV\n")
        folder.write("in.json", json.dumps(issue([paper(points=[point("tldr", ZH, "旧话。"), point("method", ZH, "方法。")], primaryCategory="LG",
                                                        code=[{"url": "https://example.org/old", "stars": 7}])]), ensure_ascii=False))
        made, said = issue_of(folder, "in.json", "--all", "--overlay=o.ini")
        made = entries_of(made)[0]
        assert (made["status"], made["venue"], made["primaryCategory"]) == ("withdrawn", "ICML 2026", "CV"), (made, said)
        assert [(link["url"][-4:], link.get("label"), link.get("stars")) for link in made["code"]] == [("code", "Code", 9), ("more", None, None)]
        assert points_of(made) == {("tldr", ZH): "编者说。", ("tldr", EN): "Said.", ("method", ZH): "方法。"}
        folder.write("o.ini", "[2209.00001]\nstatus = gone\n")
        done = folder.run("weekly", "in.json", "--all", "--overlay=o.ini", "--dump=json")
        assert "o.ini:2:10: error: gone: new, cross, replaced or withdrawn" in done.stderr, done.stderr


def test_diff_tells():
    with Folder() as folder:
        folder.write("a.json", json.dumps(issue([paper(comment="one", published="2022-09-01")])))
        folder.write("b.json", json.dumps(issue([paper(comment="two", published="2022-09-01", status="withdrawn", points=[point("tldr", ZH, "新。")],
                                                       venue="CVPR")])))
        said = folder.run("diff", "a.json", "b.json").stdout
        for wanted in ("! 2209.00001  题目  [withdrawn]", "comment\n      - one\n      + two", "venue\n      + CVPR", "points\n      + 新。"):
            assert wanted in said, said
        assert folder.run("diff", "b.json", "b.json").stdout == ""


tap.run(globals())
