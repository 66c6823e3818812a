#!/usr/bin/env python3
"""What archives say of papers (--metadata): who wrote them, in which version, and whether they were taken back; and by what a
merge goes: authority, newest version, full entry, longer text."""
import json

from harness import EXAMPLES, WENZHAI, run, scratch, tap, wenzhai

DIGEST = """转自示例

摘要:甲论文、乙论文

1、[LG] Paper of Alpha

A Author, B Brown...
[Some University]
甲论文。中文摘要说的是甲。

What the digest prints of alpha.

https://arxiv.org/abs/2601.00001

2、[CV] Paper of Beta

C Clark
[Another University]
乙论文。中文摘要说的是乙。

What the digest prints of beta.

https://arxiv.org/abs/2601.00002v1

另外几篇值得关注的论文:

[CL] Paper of Gamma

丙论文
D Davis...
https://arxiv.org/abs/2601.00003
"""


def paper(arxiv_id, version, title, authors, **more):
    return {"arxivId": arxiv_id, "arxivVersion": version, "full": True, "authors": [{"text": name} for name in authors],
            "titles": [{"lang": "en", "content": [{"text": title}]}], **more}


def text(words):
    return {"lang": "en", "content": [{"kind": "paragraph", "children": [{"text": words}]}]}


RECORDS = [
    paper("2601.00001", 2, "Paper of Alpha", ["Ann Author", "Bob Brown", "Cy Cole"], doi="10.1000/alpha", comment="12 pages",
          published="2026-01-01", updated="2026-01-09", abstracts=[text("What the archive has of alpha.")],
          categories=[{"text": "LG"}, {"text": "stat.ML"}], primaryCategory="LG"),
    paper("2601.00002", 3, "Paper of Beta", ["Carl Clark"], status="withdrawn"),
    paper("2601.00003", 1, "Paper of Gamma", ["Dora Davis", "Eve Evans"], abstracts=[text("Not for a short entry.")]),
    paper("2601.00009", 1, "Paper of Nobody", ["No One"]),
]


def folder_of(records=RECORDS):
    folder = scratch()
    (folder / "2026-01-05.txt").write_text(DIGEST, encoding="utf-8")
    schema = json.loads(wenzhai("dump", "--format=json", folder / "2026-01-05.txt").stdout)["wenzhai"]
    (folder / "records").mkdir()
    (folder / "records" / "archive.json").write_text(json.dumps(
        {"wenzhai": schema, "lang": "en", "sections": [{"kind": "featured", "entries": records}]}), encoding="utf-8")
    return folder


def entries_of(output):
    return {entry["arxivId"]: entry for section in json.loads(output)["sections"] for entry in section["entries"]}


def dumps(folder, *options):
    """The issue as `dump` and as `weekly` make it."""
    daily, records = folder / "2026-01-05.txt", folder / "records"
    yield wenzhai("dump", "--format=json", "--metadata", records, *options, daily)
    yield wenzhai("weekly", "--all", "--dump=json", "--metadata", records / "archive.json", *options, daily)


def names(entry):
    return [author if isinstance(author, str) else author["text"] for author in entry["authors"]]


def test_facts():
    for done in dumps(folder_of()):
        entries = entries_of(done.stdout)
        assert set(entries) == {"2601.00001", "2601.00002", "2601.00003"}
        alpha = entries["2601.00001"]
        assert names(alpha) == ["Ann Author", "Bob Brown", "Cy Cole"] and not alpha.get("authorsCut")
        assert (alpha["arxivVersion"], alpha["doi"], alpha["comment"]) == (2, "10.1000/alpha", "12 pages")
        assert (alpha["published"], alpha["updated"]) == ("2026-01-01", "2026-01-09")
        said = json.dumps(alpha["abstracts"], ensure_ascii=False)
        assert "中文摘要说的是甲" in said and "What the archive has of alpha." in said and "digest prints" not in said
        variants = {(variant["field"], variant.get("text")) for variant in alpha["variants"]}
        assert ("authors", "A Author; B Brown…") in variants
        assert ("abstract", "What the digest prints of alpha.") in variants
        assert len(alpha["appearances"]) == 1 and alpha["appearances"][0]["source"] == "2026-01-05.txt"


def test_a_short_entry_stays_short():
    for done in dumps(folder_of()):
        gamma = entries_of(done.stdout)["2601.00003"]
        assert names(gamma) == ["Dora Davis", "Eve Evans"]
        assert not gamma.get("full") and not gamma.get("abstracts")


def test_withdrawn():
    for done in dumps(folder_of()):
        beta = entries_of(done.stdout)["2601.00002"]
        assert beta["status"] == "withdrawn"
        assert "v3" in json.dumps(beta["notes"], ensure_ascii=False)
        assert "[merge-withdrawn]" in done.stderr


def test_explained():
    folder = folder_of()
    done = wenzhai("weekly", "--all", "--dump=tree", "--explain", "--metadata", folder / "records", folder / "2026-01-05.txt")
    line = next(line for line in done.stderr.splitlines() if "[merge-authority]" in line)
    assert "all authors" in line and "DOI" in line and "days" in line, line
    book = folder / "one.epub"
    assert line in wenzhai("export", "--explain", "--metadata", folder / "records", folder / "2026-01-05.txt", "-o", book).stderr
    assert "merge-authority" not in wenzhai("export", "--metadata", folder / "records", folder / "2026-01-05.txt", "-o", book).stderr
    project = folder / "p"
    wenzhai("init", project)
    (folder / "2026-01-05.txt").rename(project / "inbox/2026-01-05.txt")
    (project / "wenzhai.ini").write_text(f"[project]\nmetadata={folder / 'records'}\n", encoding="utf-8")
    assert "[merge-authority]" in wenzhai("build", "--explain", project, "-t", "epub").stderr
    folder = scratch()
    (folder / "2026-01-05.txt").write_text(DIGEST.replace("https://arxiv.org/abs/2601.00001", "https://papers.cool/arxiv/2601.00001"), encoding="utf-8")
    assert "[identity-form]" in wenzhai("export", "--explain", folder / "2026-01-05.txt", "-o", folder / "one.epub").stderr


def test_what_is_no_record():
    folder = folder_of()
    (folder / "records" / "letter.xml").write_text("<letter>Dear editor</letter>", encoding="utf-8")
    done = run(WENZHAI, "weekly", "--all", "--metadata", folder / "records", folder / "2026-01-05.txt", "-t", "epub", "-o",
               f"{folder}/out/", status=None)
    assert done.returncode == 1 and "letter.xml: error:" in done.stderr and "[metadata-unreadable]" in done.stderr
    assert list((folder / "out").glob("*.epub"))


def test_newest_version_before_longer_text():
    folder = scratch()
    (folder / "2026-01-05.txt").write_text(DIGEST, encoding="utf-8")
    (folder / "2026-01-06.txt").write_text(DIGEST.replace("2601.00001", "2601.00001v3")
                                           .replace("What the digest prints of alpha.", "Shorter."), encoding="utf-8")
    issue = wenzhai("weekly", "--all", "--dump=json", folder / "2026-01-05.txt", folder / "2026-01-06.txt").stdout
    alpha = entries_of(issue)["2601.00001"]
    assert "Shorter." in json.dumps(alpha["abstracts"]) and alpha["arxivVersion"] == 3


def copy_project(folder):
    target = scratch() / "mixed"
    run("cp", "-r", folder, target)
    return target


def test_three_kinds_in_one_issue():
    project = copy_project(EXAMPLES / "mixed")
    entries = entries_of(run(WENZHAI, "weekly", "--dump=json", cwd=project).stdout)
    assert len(entries) == 4
    vit = entries["2010.11929"]
    assert names(vit)[0] == "Alexey Dosovitskiy" and len(names(vit)) == 12 and vit["arxivVersion"] == 2
    assert "一图胜过十六乘十六个词" in json.dumps(vit["titles"], ensure_ascii=False)
    assert {point["kind"] for point in vit["points"]} == {"tldr", "motivation", "method", "result", "conclusion"}
    assert len(names(entries["2103.00020"])) == 12 and not entries["2103.00020"].get("full")


def test_two_sources_of_one_day_are_one_appearance():
    said = run(WENZHAI, "weekly", "--dump=galley", cwd=copy_project(EXAMPLES / "mixed")).stdout
    assert '"appearances"' not in said


def test_records_are_sources_of_a_project():
    project = copy_project(EXAMPLES / "mixed")
    run(WENZHAI, "build", "-t", "epub", cwd=project)
    assert "nothing to do" in run(WENZHAI, "build", "-v", "-t", "epub", cwd=project).stderr
    records = project / "metadata" / "arxiv.xml"
    records.write_text(records.read_text(encoding="utf-8").replace("Lucas Beyer", "Lukas Beyer"), encoding="utf-8")
    assert "what archives say changed" in run(WENZHAI, "build", "-n", "-t", "epub", cwd=project).stdout


def test_what_archives_say_of_other_papers_makes_nothing_anew():
    project = copy_project(EXAMPLES / "mixed")
    run(WENZHAI, "build", "-t", "epub", cwd=project)
    record = {"id": "1901.00001", "title": "Of Some Other Paper", "authors": "A One and B Two", "categories": "cs.LG",
              "abstract": "It is in no issue.", "authors_parsed": [["One", "A", ""], ["Two", "B", ""]], "update_date": "2019-01-07", "versions": [{"version": "v1", "created": "Mon, 7 Jan 2019 09:00:00 GMT"}]}
    other = project / "metadata" / "another.jsonl"
    other.write_text(json.dumps(record) + "\n", encoding="utf-8")
    assert "nothing to do" in run(WENZHAI, "build", "-v", "-t", "epub", cwd=project).stderr
    other.write_text("no record", encoding="utf-8")
    done = run(WENZHAI, "build", "-t", "epub", cwd=project, status=None)
    assert done.returncode == 1 and "metadata-unreadable" in done.stderr, done.stderr
    record["id"] = "2010.11929"  # one that an issue has
    other.write_text(json.dumps(record) + "\n", encoding="utf-8")
    assert "what archives say changed" in run(WENZHAI, "build", "-n", "-t", "epub", cwd=project).stdout


def test_where_a_record_stands_does_not_matter():
    project = copy_project(EXAMPLES / "mixed")
    run(WENZHAI, "build", "-t", "epub", cwd=project)
    records = project / "metadata" / "arxiv.xml"
    records.write_text(records.read_text(encoding="utf-8").replace("<entry>", "\n\n  <entry>"), encoding="utf-8")
    assert "nothing to do" in run(WENZHAI, "build", "-v", "-t", "epub", cwd=project).stderr


tap.run(globals())
