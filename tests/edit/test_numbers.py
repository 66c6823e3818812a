#!/usr/bin/env python3
"""The number of a paper: one in the whole book, the same at its heading, in the contents and in the indices, whatever the order."""
import json
import os
import re

from desk import daily
from harness import Folder, azw3, books, expect, tap

SHORT = """另外几篇值得关注的论文:

[{tag}] A Short Paper {arxiv}

短篇{name}的标题
C Author, D Author
[Another University]
https://arxiv.org/abs/{arxiv}

"""
DAYS = ["2026-03-02", "2026-03-03", "2026-03-04"]


def week(folder, out="inbox"):
    """Three days of two full papers and a short one each, in two categories."""
    for d, day in enumerate(DAYS):
        ids = [f"2603.0{d}00{n}" for n in range(3)]
        folder.write(f"{out}/{day}.txt", daily(*({"arxiv": arxiv, "tag": tag} for arxiv, tag in zip(ids, ("CV", "LG"))))
                     + SHORT.format(arxiv=ids[2], name="甲乙丙"[d], tag=("LG", "CV")[d % 2]))


def epub_pages(path):
    return {os.path.basename(name): text for name, text in books.epub_files(path).items()}


def check_epub(path, wanted):
    """Numbers of headings, contents and indices; every reference leads to the heading with its number."""
    pages = epub_pages(path)
    heads = {}
    for page in pages.values():
        heads.update(re.findall(r'<section[^>]* id="(p-[^"]*)"[^>]*>\s*<h2[^>]*><span class="n">(\d+)</span>', page))
    assert sorted(map(int, heads.values())) == list(range(1, wanted + 1)), heads
    seen = 0
    for page in pages.values():
        if 'id="index"' not in page:
            continue
        for anchor, number in re.findall(r'<a href="[^"#]*#([^"]*)">(\d+)</a>', page):
            assert heads[anchor] == number, (anchor, number, heads[anchor])
            seen += 1
    labels = re.findall(r'<a href="[^"#]*#?(p-[^"]*)"[^>]*>(\d+) ', pages["nav.xhtml"])
    told = {anchor.removesuffix(".xhtml"): number for anchor, number in labels}
    assert told == heads, (told, heads)
    return seen


def check_kindle(path, wanted):
    """The same of the Kindle book: headings, its own contents, the menu, the indices."""
    book = azw3.half_of(path)
    pages = [page.decode() for page in book.documents]
    heads = [int(n) for page in pages for n in re.findall(r'<h2[^>]*><span class="n"[^>]*>(\d+)</span>', page)]
    assert sorted(heads) == list(range(1, wanted + 1)), heads
    menu = [int(n) for item in book.ncx for n in re.findall(r"^(\d+) .*标题", item["label"])]
    assert sorted(menu) == sorted(heads), menu
    seen = 0
    for match in re.finditer(rb'<p class="x"[^>]*>(.*?)</p>', book.assembled):
        for fid, off, number in re.findall(rb'kindle:pos:fid:(\w{4}):off:(\w{10})"[^>]*>(\d+)<', match[1]):
            there = book.at((azw3.base32(fid.decode()), azw3.base32(off.decode())))
            assert re.match(rb'<h2[^>]*><span class="n"[^>]*>%s</span>' % number, there), (number, there)
            seen += 1
    return seen


def test_all_orders():
    for order in ("editorial", "day", "category"):
        with Folder() as folder:
            week(folder)
            expect(folder.run("weekly", "inbox", f"--order={order}", "-t", "epub,azw3", "-o", "out/"), 0)
            book = next(name for name in folder.names("out") if name.endswith(".epub"))
            seen = check_epub(os.path.join(folder.path, "out", book), 9)
            assert seen >= 9 * 4, seen  # by author, place, category and day
            book = next(name for name in folder.names("out") if name.endswith(".azw3"))
            assert check_kindle(os.path.join(folder.path, "out", book), 9) == seen


def test_json_has_the_numbers_in_order():
    for order in ("editorial", "day", "category"):
        with Folder() as folder:
            week(folder)
            done = folder.run("weekly", "inbox", f"--order={order}", "--dump=json")
            expect(done, 0)
            issue = json.loads(done.stdout)
            numbers = [entry["ordinal"] for section in issue["sections"] for entry in section.get("entries", [])]
            assert numbers == list(range(1, 10)), numbers


def test_several_sources_side_by_side():
    with Folder() as folder:
        week(folder)
        expect(folder.run("export", "inbox", "-o", "all.epub"), 0)
        check_epub(os.path.join(folder.path, "all.epub"), 9)


def test_one_source_keeps_its_own_while_none_is_missing():
    """What is numbered 2, 1 stays so, and what has no number follows; 7, 2 is the rest of something."""
    with Folder() as folder:
        week(folder)
        source = open(os.path.join(folder.path, "inbox", DAYS[0] + ".txt"), encoding="utf-8").read()
        for own, wanted in (({"1": "2", "2": "1"}, [2, 1, 3]), ({"1": "7"}, [1, 2, 3]), ({"2": "1"}, [1, 2, 3])):
            folder.write("one.txt", re.sub(r"(?m)^(\d)、\[", lambda found: own.get(found[1], found[1]) + "、[", source))
            done = folder.run("dump", "one.txt")
            expect(done, 0)
            numbers = [e["ordinal"] for s in json.loads(done.stdout)["sections"] for e in s.get("entries", [])]
            assert numbers == wanted, (own, numbers)


tap.run(globals())
