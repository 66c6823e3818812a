#!/usr/bin/env python3
"""An issue has a life: a draft, published, revised. What readers have stays as it is, whatever changes, until a revision is
asked for; that is the same book to them, and says what has changed."""
import configparser
import gzip
import hashlib
import json
import os
import re
import shutil
import stat

import desk
from desk import daily
from harness import Folder, expect, tap

FLAGS = ["--plugin", desk.BRIEF, "-t", "brief"]
BOOK = "p/issues/wenzhai-2022-W37.brief.md"
FROZEN = "p/issues/published/2022-W37"


def project(folder, weeks=3):
    expect(folder.run("init", "p"), 0)
    for week in range(weeks):
        for day in range(5 + 7 * week, 12 + 7 * week):
            folder.write(f"p/inbox/2022-09-{day:02}.txt", daily({"arxiv": f"2209.000{day:02}"}, {"arxiv": "2209.09999"}))


def run(folder, command, *args, status=0, **kwargs):
    verbose = ["-v"] if command == "build" and "-n" not in args else []  # all that a terminal is told
    done = folder.run(command, "p", *args, *FLAGS, *verbose, **kwargs)
    expect(done, status)
    return done


def published(folder):
    """All that readers have: books and frozen files, with their modes."""
    found = {}
    for root, _, files in os.walk(os.path.join(folder.path, "p/issues")):
        for name in files:
            path = os.path.join(root, name)
            if "W37" in name or "W37" in root and ".dumps" not in root:
                with open(path, "rb") as handle:
                    found[os.path.relpath(path, folder.path)] = (hashlib.sha256(handle.read()).hexdigest(), oct(os.stat(path).st_mode))
    return {path: value for path, value in found.items() if ".dumps" not in path}


def model(folder, revision, name="wenzhai-2022-W37"):
    return json.loads(gzip.decompress(folder.read(f"{FROZEN}/revision-{revision}/{name}.json.gz")))


def edit(folder, path, old, new):
    text = folder.read(path).decode()
    assert old in text, text
    folder.write(path, text.replace(old, new))


def remove(folder, path):
    os.remove(os.path.join(folder.path, path))


# ---- Publishing

def test_publish_freezes():
    with Folder() as folder:
        project(folder)
        done = run(folder, "publish", "2022-W37")
        assert "2022-W37\tpublished as revision 1\n" in done.stdout, done.stdout
        assert folder.names(FROZEN) == ["revision-1"], folder.names(FROZEN)
        assert folder.names(f"{FROZEN}/revision-1") == ["recipe.json", "record.ini", "wenzhai-2022-W37.brief.md", "wenzhai-2022-W37.json.gz"]
        assert folder.read(BOOK) == folder.read(f"{FROZEN}/revision-1/wenzhai-2022-W37.brief.md")
        for path in [BOOK] + [f"{FROZEN}/revision-1/{name}" for name in folder.names(f"{FROZEN}/revision-1")]:
            assert stat.S_IMODE(os.stat(os.path.join(folder.path, path)).st_mode) & 0o222 == 0, path
        record = configparser.ConfigParser(interpolation=None)
        record.read_string(folder.read(f"{FROZEN}/revision-1/record.ini").decode())
        books = record["published"]["books"].rstrip(";").split(";")
        assert books == [hashlib.sha256(folder.read(BOOK)).hexdigest(), "wenzhai-2022-W37.brief.md"], books
        dailies = record["2022-W37"]["dailies"].rstrip(";").split(";")
        assert dailies[1::2] == [f"2022-09-{day}.txt" for day in range(12, 19)], dailies
        assert dailies[0] == hashlib.sha256(folder.read("p/inbox/2022-09-12.txt")).hexdigest()
        recipe = json.loads(folder.read(f"{FROZEN}/revision-1/recipe.json"))
        assert {"name": "order", "value": "editorial"}.items() <= next(row for row in recipe["recipe"] if row["name"] == "order").items()
        assert model(folder, 1).get("revision") is None
        assert "nothing to do" in run(folder, "build").stderr


def test_publish_builds_first():
    """What is published is what a build would make; nothing is where the build has an error."""
    with Folder() as folder:
        project(folder, weeks=2)
        run(folder, "build")
        folder.write("p/overlays/2022-W37.overlay.ini", "[2209.00013]\ntitle = 编者的标题\n")
        run(folder, "publish", "2022-W37")
        assert "编者的标题" in folder.read(BOOK).decode()
        folder.write("p/overlays/2022-W36.overlay.ini", "[2209.00006]\ntitel = x\n")
        done = run(folder, "publish", "2022-W36", status=1)
        assert "nothing is published" in done.stderr and not os.path.exists(f"{folder.path}/p/issues/published/2022-W36")


def test_names():
    with Folder() as folder:
        project(folder, weeks=2)
        expect(folder.run("publish", "p", *FLAGS), 64, "name the issues")
        run(folder, "publish", "2022-W44", status=64)
        expect(folder.run("publish", "p", "2022-W44", *FLAGS), 64, "there is no issue 2022-W44; there are: 2022-W37, 2022-W36")
        expect(folder.run("reissue", "p", "2022-W37", *FLAGS), 64, "is a draft")
        run(folder, "publish", "2022-W37", "2022-W36")
        assert "2022-W37 is published already, as revision 1" in run(folder, "publish", "2022-W37").stderr
        assert "there is nothing to revise" in run(folder, "reissue", "2022-W37").stderr
        assert folder.names(FROZEN) == ["revision-1"]


# ---- What readers have stays

CHANGES = {
    "a late daily": (lambda f: f.write("p/inbox/2022-09-14-b.txt", daily({"arxiv": "2209.00777"})), "new daily: 2022-09-14-b.txt"),
    "a daily changed": (lambda f: f.write("p/inbox/2022-09-14.txt", daily({"arxiv": "2209.00014", "zh": "改过的标题"})), "daily changed"),
    "an overlay": (lambda f: f.write("p/overlays/2022-W37.overlay.ini", "[2209.00013]\nnote = 按语\n"), "overlay changed"),
    "a setting": (lambda f: edit(f, "p/wenzhai.ini", "order = editorial", "order = day"), "settings in wenzhai.ini changed"),
    "the slug": (lambda f: edit(f, "p/wenzhai.ini", "slug = wenzhai", "slug = other"), "settings in wenzhai.ini changed"),
    "the series": (lambda f: edit(f, "p/wenzhai.ini", "series = 论文文摘", "series = 别的刊名"), "settings in wenzhai.ini changed"),
    "the style": (lambda f: edit(f, "p/wenzhai.ini", "# style = classic", "style = large"), "style changed"),
    "an option": (lambda f: edit(f, "p/wenzhai.ini", "# [pdf]\n# paper = A5", "[pdf]\npaper = A6"), "outputs or their options changed"),
    "a correction for all": (lambda f: edit(f, "p/wenzhai.ini", "# [overlay 2209.11142]\n# note", "[overlay 2209.09999]\nnote"), "corrections in wenzhai.ini changed"),
}


def test_nothing_changes_what_readers_have():
    """Whatever changes, a build leaves the bytes alone and says what a revision would be for; the drafts are made anew."""
    for name, (change, why) in CHANGES.items():
        with Folder() as folder:
            project(folder)
            run(folder, "publish", "2022-W37")
            before = published(folder)
            change(folder)
            done = run(folder, "build")
            assert f"2022-W37 is published; `wenzhai reissue 2022-W37` makes revision 2: " in done.stderr, (name, done.stderr)
            assert why in done.stderr, (name, done.stderr)
            assert published(folder) == before, name
            assert run(folder, "build").returncode == 0 and published(folder) == before, name


def test_all_changes_together_and_a_lost_state():
    with Folder() as folder:
        project(folder)
        run(folder, "publish", "2022-W37")
        before = published(folder)
        for change, _ in CHANGES.values():
            change(folder)
        remove(folder, "p/issues/.wenzhai-state")
        shutil.rmtree(f"{folder.path}/p/issues/.dumps")
        done = run(folder, "build", "--upgrade")
        assert "makes revision 2: daily changed: 2022-09-14.txt; new daily: 2022-09-14-b.txt; overlay changed" in done.stderr, done.stderr
        assert published(folder) == before
        assert b'"backReferences"' in gzip.decompress(folder.read("p/issues/.dumps/other-2022-W38.json.gz")), "it is remembered"


def test_another_program():
    """A state that another version of the program has written: told in one line, not with --upgrade either."""
    with Folder() as folder:
        project(folder)
        run(folder, "publish", "2022-W37")
        os.chmod(f"{folder.path}/{FROZEN}/revision-1/record.ini", 0o644)
        text = folder.read(f"{FROZEN}/revision-1/record.ini").decode()
        folder.write(f"{FROZEN}/revision-1/record.ini", re.sub(r"(?m)^program=\w{64}", "program=0", text))
        os.chmod(f"{folder.path}/{FROZEN}/revision-1/record.ini", 0o444)
        before = published(folder)
        done = run(folder, "build", "--upgrade")
        assert "2022-W37 is published, and was made by an older wenzhai" in done.stderr, done.stderr
        assert published(folder) == before


def test_dailies_that_leave():
    """What is published loses nothing with its dailies, and no word is lost on it; to revise it they are needed."""
    with Folder() as folder:
        project(folder)
        run(folder, "publish", "2022-W37")
        before = published(folder)
        remove(folder, "p/inbox/2022-09-13.txt")
        done = run(folder, "build")
        assert "W37" not in done.stderr, done.stderr
        folder.write("p/overlays/2022-W37.overlay.ini", "[2209.00012]\nnote = 按语\n")
        done = run(folder, "reissue", "2022-W37", status=1)
        assert "it would lose papers" in done.stderr and "2022-09-13.txt" in done.stderr, done.stderr
        assert published(folder) == before
        for day in range(12, 19):
            if day != 13:
                remove(folder, f"p/inbox/2022-09-{day}.txt")
        remove(folder, "p/issues/.wenzhai-state")
        shutil.rmtree(f"{folder.path}/p/issues/.dumps")
        run(folder, "build")
        assert published(folder) == before
        assert b'"backReferences"' in gzip.decompress(folder.read("p/issues/.dumps/wenzhai-2022-W38.json.gz"))
        assert "have left the inbox" in run(folder, "reissue", "2022-W37", status=64).stderr


def test_books_are_put_back():
    with Folder() as folder:
        project(folder)
        run(folder, "publish", "2022-W37")
        before = published(folder)
        remove(folder, BOOK)
        assert "is there again as it was published" in run(folder, "build").stderr
        assert published(folder) == before
        os.chmod(f"{folder.path}/{BOOK}", 0o644)
        run(folder, "build")
        assert published(folder) == before, "it is protected again"
        os.chmod(f"{folder.path}/{BOOK}", 0o644)
        folder.write(BOOK, "changed by hand")
        done = run(folder, "build", status=1)
        assert "is no longer the book that was published as revision 1 of 2022-W37: delete it" in done.stderr, done.stderr
        assert folder.read(BOOK) == b"changed by hand", "it is the editor's"
        assert "published-changed" in folder.run("build", "p", *FLAGS, "--diagnostics=json").stderr
        remove(folder, BOOK)
        run(folder, "build")
        assert published(folder) == before
        remove(folder, BOOK)
        remove(folder, f"{FROZEN}/revision-1/wenzhai-2022-W37.brief.md")
        done = run(folder, "build", status=1)
        assert "put it back from a back-up" in done.stderr, done.stderr
        folder.write(f"{FROZEN}/revision-1/record.ini", "{") if os.chmod(f"{folder.path}/{FROZEN}/revision-1/record.ini", 0o644) is None else None
        done = run(folder, "build", status=1)
        assert "the record of a published issue cannot be read" in done.stderr and not os.path.exists(f"{folder.path}/{BOOK}")


def test_other_commands_leave_them_alone():
    with Folder() as folder:
        project(folder)
        run(folder, "publish", "2022-W37")
        before = published(folder)
        expect(folder.run("weekly", "p", "--week=2022-W37", *FLAGS), 1, "is write-protected, as published books are")
        expect(folder.run("export", "p/inbox/2022-09-14.txt", "-o", BOOK, *FLAGS), 1, "is write-protected")
        assert published(folder) == before


# ---- Revisions

def test_reissue():
    with Folder() as folder:
        project(folder)
        run(folder, "publish", "2022-W37")
        first, book = model(folder, 1), folder.read(BOOK)
        folder.write("p/inbox/2022-09-14-b.txt", daily({"arxiv": "2209.00777", "zh": "迟来的论文"}))
        folder.write("p/overlays/2022-W37.overlay.ini", "[2209.00013]\ntitle = 更正的标题\n[2209.00015]\ndrop = yes\n")
        done = run(folder, "reissue", "2022-W37", "-n")
        assert "+ 2209.00777  迟来的论文" in done.stdout and folder.read(BOOK) == book, done.stdout
        assert folder.names(FROZEN) == ["revision-1"]
        done = run(folder, "reissue", "2022-W37")
        assert "2022-W37\tpublished as revision 2\n" in done.stdout, done.stdout
        second = model(folder, 2)
        assert second["revision"] == 2 and second["identifier"] == first["identifier"] and second["stem"] == first["stem"]
        assert first["modified"] == "2022-09-18T00:00:00Z" and second["modified"] == "2022-09-18T00:00:01Z", second["modified"]
        note = desk.plain(next(section for section in second["sections"] if section["id"] == "changes")["blocks"])
        for words in ("新增：迟来的论文", "修订：更正的标题", "删去："):
            assert words in note, note
        text = folder.read(BOOK).decode()
        assert "第2版" in text and "变更说明" in text, text[:3000]
        assert folder.read(f"{FROZEN}/revision-1/wenzhai-2022-W37.brief.md") == book, "the first one stays where it was"
        before = published(folder)
        assert "W37" not in run(folder, "build").stderr and published(folder) == before
        folder.write("p/inbox/2022-09-15.txt", daily({"arxiv": "2209.00015"}, {"arxiv": "2209.00888"}))
        assert "makes revision 3" in run(folder, "build").stderr
        run(folder, "reissue", "2022-W37")
        assert model(folder, 3)["modified"] == "2022-09-18T00:00:02Z"


def test_the_same_book_under_another_name():
    """Slug and series may change; to readers it is the book that they have."""
    with Folder() as folder:
        project(folder)
        run(folder, "publish", "2022-W37")
        edit(folder, "p/wenzhai.ini", "slug = wenzhai", "slug = other")
        run(folder, "reissue", "2022-W37")
        assert model(folder, 2)["identifier"] == model(folder, 1)["identifier"]
        assert folder.names(f"{FROZEN}/revision-2")[-2] == "wenzhai-2022-W37.brief.md"


def test_editions():
    """Each goes on under its own identifier; one that is new gets its own, and files of its own."""
    with Folder() as folder:
        project(folder, weeks=2)
        ini = folder.read("p/wenzhai.ini").decode()
        folder.write("p/wenzhai.ini", ini + "\n[edition print]\norder = day\n")
        run(folder, "publish", "2022-W37")
        folder.write("p/wenzhai.ini", ini.replace("slug = wenzhai", "slug = other") + "\n[edition print]\norder = day\n"
                     "[edition zh-Hant-TW]\n[edition desk]\norder = category\n")
        run(folder, "reissue", "2022-W37")
        issues = {name: json.loads(gzip.decompress(folder.read(f"{FROZEN}/revision-2/{name}"))) for name in folder.names(f"{FROZEN}/revision-2")
                  if name.endswith(".gz")}
        assert len(issues) == 4 and all(issue["revision"] == 2 for issue in issues.values()), {n: i.get("revision") for n, i in issues.items()}
        assert len({issue["identifier"] for issue in issues.values()}) == 4, [(n, i["identifier"]) for n, i in issues.items()]
        assert len([name for name in folder.names(f"{FROZEN}/revision-2") if name.endswith(".md")]) == 4
        for name in folder.names(f"{FROZEN}/revision-1"):
            if name.endswith(".gz"):
                assert json.loads(gzip.decompress(folder.read(f"{FROZEN}/revision-1/{name}")))["identifier"] == issues[name]["identifier"], name


def test_epoch():
    """SOURCE_DATE_EPOCH is when a revision was made, but none was made before the one that it follows."""
    with Folder() as folder:
        project(folder)
        run(folder, "publish", "2022-W37", env={"SOURCE_DATE_EPOCH": "1700000000"})
        folder.write("p/inbox/2022-09-14-b.txt", daily({"arxiv": "2209.00777"}))
        run(folder, "reissue", "2022-W37", env={"SOURCE_DATE_EPOCH": "1600000000"})
        assert model(folder, 2)["modified"] == "2023-11-14T22:13:21Z", model(folder, 2)["modified"]
        folder.write("p/inbox/2022-09-14-b.txt", daily({"arxiv": "2209.00778"}))
        run(folder, "reissue", "2022-W37", env={"SOURCE_DATE_EPOCH": "1800000000"})
        assert model(folder, 3)["modified"] == "2027-01-15T08:00:00Z"


def test_papers_keep_their_keys():
    """A paper that has got another identifier, or another title, is where it was."""
    with Folder() as folder:
        expect(folder.run("init", "p"), 0)
        one = daily({"arxiv": "2209.00001", "en": "A First Title", "zh": "第一个标题"}, {"arxiv": "2209.00002"})
        folder.write("p/inbox/2022-09-12.txt", re.sub("https://arxiv.org/abs/2209.00001", "https://example.org/paper", one))
        run(folder, "publish", "2022-W37")
        keys = lambda revision: [entry["key"] for entry in desk.entries_of(model(folder, revision))]
        assert keys(1)[0].startswith("t-"), keys(1)
        folder.write("p/inbox/2022-09-12.txt", one)
        run(folder, "reissue", "2022-W37")
        assert keys(2) == keys(1), (keys(1), keys(2))
        folder.write("p/inbox/2022-09-12.txt", one.replace("A First Title", "A Better Title"))
        run(folder, "reissue", "2022-W37")
        assert keys(3) == keys(1), keys(3)


def test_a_revision_that_fails():
    """Readers have what they had, whole, and the next build knows it."""
    with Folder() as folder:
        project(folder)
        run(folder, "publish", "2022-W37")
        before = published(folder)
        folder.write("p/inbox/2022-09-14-b.txt", daily({"arxiv": "2209.00777"}))
        run(folder, "reissue", "2022-W37", "--memory-limit=1", status=1)
        assert published(folder) == before, set(published(folder)) ^ set(before)
        assert "makes revision 2" in run(folder, "build").stderr
        assert published(folder) == before


def test_an_interrupted_revision():
    """Its folder is there, and the book among the issues is still the one before: the next build puts it in place."""
    with Folder() as folder:
        project(folder)
        run(folder, "publish", "2022-W37")
        book = folder.read(BOOK)
        folder.write("p/inbox/2022-09-14-b.txt", daily({"arxiv": "2209.00777"}))
        run(folder, "reissue", "2022-W37")
        after = published(folder)
        os.chmod(f"{folder.path}/{BOOK}", 0o644)
        folder.write(BOOK, book)
        remove(folder, "p/issues/.wenzhai-state")
        run(folder, "build")
        assert published(folder) == after


# ---- Status and differences

def test_status():
    with Folder() as folder:
        project(folder)
        rows = lambda: [json.loads(line) for line in run(folder, "status", "--format=json").stdout.splitlines()]
        assert [row["state"] for row in rows()] == ["draft"] * 3 and not any(row["made"] for row in rows())
        run(folder, "publish", "2022-W37")
        folder.write("p/inbox/2022-09-20.txt", daily({"arxiv": "2209.00888"}))
        folder.write("p/inbox/2022-09-14-b.txt", daily({"arxiv": "2209.00777"}))
        state = folder.read("p/issues/.wenzhai-state")
        first, second, third = rows()
        assert (first["state"], first["outOfDate"], first["papers"], first["formats"]) == ("draft", False, 8, ["md"]), first
        assert (second["state"], second["revision"], second["outOfDate"], second["why"]) == ("published", 1, True, "new daily: 2022-09-14-b.txt")
        assert third["state"] == "draft" and third["why"].startswith("daily changed: 2022-09-20.txt"), third
        text = run(folder, "status").stdout
        assert re.search(r"(?m)^2022-W36  draft +8 +md$", text), text
        assert "2022-W37  published" in text and "`wenzhai reissue 2022-W37`: new daily: 2022-09-14-b.txt" in text, text
        assert "2022-W38  out of date" in text, text
        assert folder.read("p/issues/.wenzhai-state") == state, "it only looks"
        run(folder, "reissue", "2022-W37")
        assert "2022-W37  revised 2" in run(folder, "status").stdout
        remove(folder, BOOK)
        os.chmod(f"{folder.path}/{FROZEN}/revision-2/wenzhai-2022-W37.brief.md", 0o644)
        folder.write(f"{FROZEN}/revision-2/wenzhai-2022-W37.brief.md", "x")
        assert "put it back from a back-up" in run(folder, "status", status=1).stderr
        expect(folder.run("status", "nowhere", *FLAGS), 2)


def test_diff():
    with Folder() as folder:
        project(folder)
        run(folder, "publish", "2022-W37")
        folder.write("p/overlays/2022-W37.overlay.ini", "[2209.00013]\ntitle = 更正的标题\n")
        run(folder, "reissue", "2022-W37")
        run(folder, "build")
        diff = lambda *names, status=0: (expect(done := folder.run("diff", *names), status), done.stdout + done.stderr)[1]
        changed = diff("p", "2022-W37@1", "2022-W37@2")
        assert changed.startswith("~ 2209.00013  更正的标题\n    title (zh-Hans)  [corrected]\n"), changed
        assert diff("p", "2022-W37@1", "2022-W37") == changed
        assert diff("p", "2022-W37@2", "2022-W37") == ""
        assert "- 2209.00013" in diff("p", "2022-W37", "2022-W38"), "a draft is one as well"
        assert diff(f"{FROZEN}/revision-1/wenzhai-2022-W37.json.gz", f"{FROZEN}/revision-2/wenzhai-2022-W37.json.gz") == changed
        assert "its last one is 2" in diff("p", "2022-W37@1", "2022-W37@7", status=2)
        assert "was not made yet" in diff("p", "2022-W44", "2022-W37", status=2)
        assert "there is none here" in diff("2022-W44", "2022-W37", status=64)
        assert diff("p", "2022-W37@draft") == "", "it is as readers have it"
        folder.write("p/overlays/2022-W37.overlay.ini", "[2209.00013]\ntitle = 又一个标题\n[2209.00015]\ndrop = yes\n")
        before = folder.read("p/issues/.wenzhai-state")
        changed = diff("p", "2022-W37@draft")
        assert "+ 又一个标题" in changed and "- 2209.00015" in changed, changed
        assert diff("p", "2022-W37", "2022-W37@draft") == changed
        assert "- 2209.00015" in diff("p", "2022-W37@1", "2022-W37@draft")
        assert "no dailies of 2022-W44" in diff("p", "2022-W37", "2022-W44@draft", status=2)
        assert folder.read("p/issues/.wenzhai-state") == before, "nothing is made"


def test_volume():
    """A month takes what readers have of its days, with the editor's corrections; a daily that came late is told."""
    with Folder() as folder:
        project(folder)
        folder.write("p/overlays/2022-W37.overlay.ini", "[2209.00013]\ntitle = 更正的标题\nnote = 按语\n[2209.00015]\ndrop = yes\n[2209.00018]\npin = 1\n")
        run(folder, "publish", "2022-W37")
        month = lambda: desk.issue_of(folder, "p", "--month=2022-09")
        issue, said = month()
        assert len(desk.entries_of(issue)) == 21, len(desk.entries_of(issue))
        entry = desk.entry_of(issue, "2209.00013")
        assert desk.field(entry, "titles", "zh-Hans") == "更正的标题" and "按语" in json.dumps(entry, ensure_ascii=False)
        assert not [e for e in desk.entries_of(issue) if e["key"] == "2209.00015"], "what the editor left out stays out"
        assert desk.entries_of(issue)[0]["key"] == "2209.00018", "what she put in front stands in front"
        assert "volume-late" not in said and "left out: 2022-W37" not in said, said
        folder.write("p/inbox/2022-09-14-b.txt", daily({"arxiv": "2209.00777"}))
        issue, said = month()
        assert not [e for e in desk.entries_of(issue) if e["key"] == "2209.00777"]
        assert "2022-09-14-b.txt: warning: left out: 2022-W37 is published" in said, said
        run(folder, "reissue", "2022-W37")
        issue, said = month()
        assert desk.entry_of(issue, "2209.00777") and "left out: 2022-W37" not in said
        week, _ = desk.issue_of(folder, "p", "--week=2022-W37")
        assert week == model(folder, 2), "a week that readers have is taken as it is"
        for name in folder.names("p/inbox"):
            remove(folder, f"p/inbox/{name}")
        issue, _ = month()
        assert desk.entry_of(issue, "2209.00777"), "the dailies may have left the inbox"
        assert "no daily is of 2022-10" in folder.run("weekly", "p", "--month=2022-10", "--dump=json").stderr


# ---- Dumps and states of other programs

def test_dumps_are_packed():
    """Those that an older program left are read, and go when their issue is made again."""
    with Folder() as folder:
        project(folder, weeks=2)
        run(folder, "build")
        assert folder.names("p/issues/.dumps") == ["wenzhai-2022-W36.json.gz", "wenzhai-2022-W37.json.gz"]
        packed = folder.read("p/issues/.dumps/wenzhai-2022-W36.json.gz")
        assert len(packed) * 3 < len(gzip.decompress(packed))
        folder.write("p/issues/.dumps/wenzhai-2022-W36.json", gzip.decompress(packed))
        remove(folder, "p/issues/.dumps/wenzhai-2022-W36.json.gz")
        remove(folder, "p/issues/.wenzhai-state")
        for day in range(5, 12):
            remove(folder, f"p/inbox/2022-09-{day:02}.txt")
        run(folder, "build")
        assert b'"backReferences"' in gzip.decompress(folder.read("p/issues/.dumps/wenzhai-2022-W37.json.gz"))
        for day in range(5, 12):
            folder.write(f"p/inbox/2022-09-{day:02}.txt", daily({"arxiv": f"2209.000{day:02}"}))
        run(folder, "build")
        assert folder.names("p/issues/.dumps") == ["wenzhai-2022-W36.json.gz", "wenzhai-2022-W37.json.gz"]
        folder.write("p/issues/.dumps/wenzhai-2022-W36.json.gz", packed[:100])
        remove(folder, "p/issues/.wenzhai-state")
        for day in range(5, 12):
            remove(folder, f"p/inbox/2022-09-{day:02}.txt")
        assert "memory-unreadable" in run(folder, "build", "--diagnostics=json").stderr


def test_a_newer_state():
    """What a newer program knows of its issues is not lost by a build of this one."""
    with Folder() as folder:
        project(folder, weeks=2)
        run(folder, "build")
        text = folder.read("p/issues/.wenzhai-state").decode()
        text = text.replace("form=3", "form=9\nlater=one") + "\n[something else]\nfiles=a;1;\n"
        folder.write("p/issues/.wenzhai-state", text.replace("[2022-W36]\n", "[2022-W36]\nfuture=yes\n"))
        assert "nothing to do" in run(folder, "build").stderr
        folder.write("p/inbox/2022-09-14.txt", daily({"arxiv": "2209.00777"}))
        run(folder, "build")
        state = configparser.ConfigParser(interpolation=None)
        state.read_string(folder.read("p/issues/.wenzhai-state").decode())
        assert state["state"]["form"] == "9" and state["state"]["later"] == "one"
        assert state["something else"]["files"] == "a;1;" and state["2022-W36"]["future"] == "yes"


def test_some_papers_of_what_was_published():
    """A choice holds for the frozen papers: of their numbers, and not of the dailies as they are now."""
    with Folder() as folder:
        project(folder)
        run(folder, "publish", "2022-W37")
        keys = [entry["key"] for section in model(folder, 1)["sections"] for entry in section["entries"]]
        for day in ("12", "13"):
            remove(folder, f"p/inbox/2022-09-{day}.txt")
        listed = [json.loads(line) for line in folder.run("list", "p", "--week=2022-W37", "--only", "2,4", "--format=json").stdout.splitlines()]
        assert [paper["key"] for paper in listed] == [keys[1], keys[3]], (listed, keys)
        made = folder.run("handout", "p", "--week=2022-W37", "--only", "2,4", "-t", "epub", "-o", "out/")
        expect(made, 0)
        assert len(folder.names("out")) == 1 and "2 papers" in made.stderr, (folder.names("out"), made.stderr)
        expect(folder.run("weekly", "p", "--week=2022-W37", "--only", "999", "-o", "out/", *FLAGS), 64, "999")


def test_a_state_that_an_older_program_wrote_over():
    """It knows nothing of publishing; the record does."""
    with Folder() as folder:
        project(folder)
        run(folder, "publish", "2022-W37")
        before = published(folder)
        folder.write("p/inbox/2022-09-14-b.txt", daily({"arxiv": "2209.00777"}))
        with Folder() as other:  # the same project, drafts alone
            shutil.copytree(f"{folder.path}/p", f"{other.path}/p")
            shutil.rmtree(f"{other.path}/p/issues")
            run(other, "build")
            for name in (".wenzhai-state", "wenzhai-2022-W37.brief.md"):
                os.chmod(f"{folder.path}/p/issues/{name}", 0o644)
                folder.write(f"p/issues/{name}", other.read(f"p/issues/{name}"))
        done = run(folder, "build", status=1)
        assert "is no longer the book that was published" in done.stderr and "makes revision 2" in done.stderr, done.stderr
        remove(folder, BOOK)
        run(folder, "build")
        assert published(folder) == before


if __name__ == "__main__":
    tap.run(globals())
