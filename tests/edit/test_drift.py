#!/usr/bin/env python3
"""A paper reads alike in every book: one list of what models/drift.json shows, in order and in words, against EPUB, PDF,
Kindle book, the tutorial's Markdown and the reference text. The model has every field of a digest (what archives say is
the zoo's `archive`), and languages in an order that is nobody's; what lacks something: no title, no Chinese, one
appearance; a short one of names in Chinese."""
import json
import re
import zipfile
from pathlib import Path

import desk
from harness import Folder, azw3, books, expect, has, run, tap
from harness.books import fold
from models import zoo
from models.build import EN, ZH, blocks, p

issue = zoo.MODELS["drift"]


class Label(str):
    """What the reference text lacks: words that outputs add."""


class Shown(str):
    """What stands for a picture that can't be shown."""


# What a reader meets, in order. The plain ones are lines of the reference text too.
WANTED = [
    "精选", "1", "标题", "Titre", "Title", "A One", "B Two", "et al.", "Lab One", "Lab Two", "et al.", "LG", "机器学习", "CV",
    "arXiv:2601.00001", "GitHub", "example.org/page", "摘要文字。", "Mots.", "Words.", "正文一。", "正文二。", "图注", "Légende",
    "Caption", Shown("［插图：矢量］"), "Only English", Shown("［插图］"), "无替代文字", Shown("［插图］"), Label("编者按 1"),
    "编者的话。", Label("编者按 2"), "A second note.", Label("刊载"), "2026年11月8日（v1）", "2026年11月9日（v2）", Label("曾见于"),
    "第37期（2026年9月15日）", "更旧的",
    "2", "无题", "A One", "张三", "等", "某大学", "Lab", "et al.", "LG", "机器学习", "arXiv:2601.00002",
    "没有题目的摘要。",
    "3", "Sans chinois", "No Chinese", "Şeyma Yılmaz", "J Doe", "张三", "Some University", "某大学", "LG", "机器学习",
    "arXiv:2601.00003", "Sans.", "None.",
    "短讯", "4", "短篇", "Short", "张三", "李四", "等", "甲大学", "乙大学", "等", "LG", "机器学习", "arXiv:2601.00004",
    Label("编者按"), "短篇的话。", Label("刊载"), "2026年11月8日（v1）", "2026年11月9日（v2）"]

# What no book says: another wording of the same, or what stands elsewhere.
NEVER = ["&…", "Two…", "Editor’s", "不要的题目", "2601.00002无", "22601.00002", "］。", "矢量］］"]


def texts_in(folder, *options, made=None):
    """The books of an issue, as texts by type."""
    folder.write("in.json", json.dumps(made or issue(), ensure_ascii=False))
    # Not normalised: that is another matter, and would take figures of one picture for one.
    expect(folder.run("export", "in.json", "--no-normalize", "--plugin", desk.BRIEF, "-t", "epub,azw3,pdf,brief", "-o", "out/",
                      "--set", "pdf.heads=no", "--set", "pdf.contents=no", "--set", "pdf.cover=no", *options), 0)
    texts = {kind: books.body(book(folder, kind)) for kind in ("epub", "azw3", *(["pdf"] if has("pdftotext") else []))}
    return {**texts, "brief": fold(book(folder, "brief.md").read_text(encoding="utf-8").replace("\\", ""))}


def book(folder, kind):
    return Path(folder.path, "out", f"in.{kind}")


def in_epub(folder, name):
    with zipfile.ZipFile(book(folder, "epub")) as archive:
        return archive.read(f"EPUB/{name}").decode()


def check(name, text, wanted):
    """Each of @wanted behind the one before."""
    at = 0
    for item in wanted:
        found = text.find(fold(item), at)
        assert found >= 0, f"{name}: {item!r} is not behind {text[max(0, at - 60):at]!r}, but {text[at:at + 80]!r}"
        at = found + len(fold(item))
    for item in NEVER:
        assert item not in text, f"{name}: {item!r} in {text[max(0, text.find(item) - 40):][:80]!r}"


def test_one_order_one_wording():
    with Folder() as folder:
        for kind, text in texts_in(folder).items():
            check(kind, text, WANTED)


def test_code_links():
    """A field that no output names by its role: each shows it behind the links, and leads there."""
    made, wanted = issue(), WANTED.copy()
    made["sections"][0]["entries"][0]["code"] = [{"url": "https://example.org/code"}, {"url": "https://example.org/data", "label": "数据"}]
    at = wanted.index("example.org/page") + 1
    wanted[at:at] = ["example.org/code", "数据"]
    with Folder() as folder:
        for kind, text in texts_in(folder, made=made).items():
            check(kind, text, wanted)
        addresses = re.findall(r'href="(https://example.org/[^"]*)"', in_epub(folder, "text/p-2601.00001.xhtml"))
        assert addresses == [f"https://example.org/{name}" for name in ("page", "code", "data")], addresses


def test_code_links_are_merged():
    with Folder() as folder:
        for day, name in ((9, "one"), (10, "two"), (11, "one")):
            made = {**issue(), "date": f"2026-11-{day:02}"}
            made["sections"] = made["sections"][1:]
            made["sections"][0]["entries"][0]["code"] = [{"url": f"https://example.org/{name}"}]
            folder.write(f"{day}.json", json.dumps(made, ensure_ascii=False))
        merged = json.loads(folder.run("weekly", "9.json", "10.json", "11.json", "--all", "--dump=json").stdout)
        code = [entry["code"] for section in merged["sections"] for entry in section["entries"]]
        assert [[link["url"][-3:] for link in links] for links in code] == [["one", "two"]], code


def test_the_reference_text_has_the_same_order():
    """Every plain item, a line each, and nothing else."""
    with Folder() as folder:
        folder.write("in.json", json.dumps(issue(), ensure_ascii=False))
        lines = folder.run("dump", "--format=text", "--no-normalize", "in.json").stdout.splitlines()
        assert lines == ["试刊"] + [item for item in WANTED if type(item) is str], lines


def outline_in(folder):
    outlines = json.loads(run("qpdf", "--json", "--json-key=outlines", book(folder, "pdf")).stdout)
    return re.findall(r'"title": "(\d [^"]*)"', json.dumps(outlines, ensure_ascii=False))


def lines_in(folder):
    return re.findall(r"<a [^>]*>(\d [^<]*)</a>", in_epub(folder, "nav.xhtml"))


def test_lists_name_a_paper_as_its_heading_does():
    """Contents, menus, outline and cover: the title that stands large, 无题 where there is none; never a key."""
    with Folder() as folder:
        texts_in(folder, "--set", "pdf.contents=yes")
        wanted = ["1 标题", "2 无题", "3 Sans chinois", "4 短篇"]
        assert lines_in(folder) == wanted
        menu = [item["label"] for item in azw3.half_of(book(folder, "azw3")).ncx]
        assert [label for label in menu if label[0].isdigit()] == wanted
        if has("qpdf"):
            assert outline_in(folder) == wanted


def test_lists_say_what_a_paper_is():
    """One that is withdrawn has its mark there as at its head; below a title in another language stands what the paper says."""
    with Folder() as folder:
        texts = texts_in(folder, "--set", "pdf.contents=yes", made=zoo.archive())
        wanted = ["1 样样俱全", "2 No Chinese Title, but a TL;DR", "一句话说完，复杂度为", "3 已撤稿：撤回的一篇", "5 怪要点"]
        for kind in {"epub", "azw3", "pdf"} & texts.keys():
            parts = dict(books.parts(book(folder, kind)))
            check(kind, parts.get("contents", texts[kind]), wanted)
            if "contents" in parts:
                assert "“先说结果。”" in parts["contents"] and "再说方法" not in parts["contents"], parts["contents"]
            check(kind, texts[kind], ["3 已撤稿：撤回的一篇", "4 已撤稿：无题", "8 已撤稿：短而撤回"])
        menu = [item["label"] for item in azw3.half_of(book(folder, "azw3")).ncx]
        said = {"3 已撤稿：撤回的一篇", "7 A Short One with a TL;DR “先说结果。”"}  # in one line: a menu has no room below
        assert said < set(menu) and any(label.startswith("2 No Chinese Title, but a TL;DR 一句话说完，复杂度为") for label in menu), menu
        if has("qpdf"):
            assert said < set(outline_in(folder))


def test_long_lists_of_names_are_cut():
    """In pages, by the style; JSON and the index have all of them."""
    made = zoo.archive()
    for style, n in (("classic", 60), ("handout", 12)):
        with Folder() as folder:
            for kind, text in texts_in(folder, "--style", style, made=made).items():
                check(kind, text, [f"Given{n - 1} Family{n - 1}", "等 130 位", f"第{n - 1}研究所", "等 70 家"])
                assert f"Given{n}Family{n}" not in text and f"第{n}研究所" not in text, kind
    with Folder() as folder:
        folder.write("in.json", json.dumps(made, ensure_ascii=False))
        merged = json.loads(folder.run("weekly", "in.json", "--all", "--dump=json").stdout)
        papers = [entry for section in merged["sections"] for entry in section["entries"]]
        assert max(len(paper["authors"]) for paper in papers) == 130
        terms = next(index["terms"] for index in merged["indices"] if index["kind"] == "author")
        assert sum(term["label"].startswith("Family") for term in terms) == 130


def test_a_figure_leads():
    """Before the texts where the style wants that, else behind them; once."""
    for leads in ("yes", "no"):
        with Folder() as folder:
            folder.write("mine/style.ini", f"[style]\nInherits=classic\n[show]\nfigure={leads}\n")
            for kind, text in texts_in(folder, "--style", Path(folder.path, "mine"), made=zoo.archive()).items():
                order = ["arXiv:2612.00001", "首图", "一句话说完", "摘要在后。"] if leads == "yes" else ["一句话说完", "摘要在后。", "首图"]
                check(kind, text, order)
                assert text.count("首图") == 1, (kind, leads)


def test_a_formula_in_a_title():
    """Lists show it as Unicode text, never its source."""
    with Folder() as folder:
        texts_in(folder, made=zoo.wordless())
        assert lines_in(folder) == ["1 k-均值的O(n²)算法"]
        if has("qpdf"):
            assert outline_in(folder) == ["1 k-均值的O(n²)算法"]


def test_the_head_of_the_book():
    """Title, then subtitle, before the contents, in all of them; the legend names a category as its papers do."""
    made = dict(issue(), subtitle={ZH: "副题在此"}, categories=[{"code": "LG", "names": [{"lang": EN, "text": "Learning"}]}])
    with Folder() as folder:
        texts = texts_in(folder, "--set", "pdf.contents=yes", made=made)
        for kind in {"epub", "azw3", "pdf"} & texts.keys():
            parts = dict(books.parts(book(folder, kind)))
            check(kind, parts.get("contents", texts[kind]), ["试刊", "副题在此", "目录", "标题"])
            if "colophon" in parts:
                check(kind, parts["colophon"], ["类别", "LG", "Learning"])


def title_in(folder):
    return re.search(r"<dc:title[^>]*>([^<]*)", in_epub(folder, "package.opf"))[1]


def test_catalogues_call_the_book_alike():
    """Title and number: else two issues of a series are one in a library."""
    with Folder() as folder:
        texts_in(folder, made=dict(issue(), series="周刊", number="12"))
        assert title_in(folder) == "试刊 第12期"
        if has("pdfinfo"):
            said = run("pdfinfo", book(folder, "pdf")).stdout
            assert re.search(r"(?m)^Title: +(.*)$", said)[1] == "试刊 第12期", said


def test_a_number_is_said_once():
    """The title has it, or it follows; digits of another number do not count."""
    for name, wanted in (("周报 2026年第12周", "周报 2026年第12周"), ("周报 2012", "周报 2012 第12期")):
        with Folder() as folder:
            texts = texts_in(folder, "--set", "pdf.contents=yes", made=dict(issue(), title={ZH: name}, series="周报", number="12"))
            assert title_in(folder) == wanted
            body = texts["pdf"].rsplit("版权页", 1)[0] if "pdf" in texts else "第12期"
            assert body.count("第12期") == ("第12期" in wanted), body[:200]


def test_one_language():
    """What is shown of the translations of one field, in Chinese alone and in English alone."""
    gone = {"zh": ["Titre", "Title", "Mots.", "Words.", "Légende", "Caption"],
            "en": ["摘要文字。", "标题", "图注"]}
    for languages, words in gone.items():
        with Folder() as folder:
            for kind, text in texts_in(folder, f"--languages={languages}").items():
                for word in words:
                    assert word not in text, (kind, languages, word)
                assert "Sans." in text and "没有题目的摘要" in text, (kind, languages)


def test_what_is_not_shown_is_gone():
    """show.figures=no takes captions with the pictures; the others likewise, in all books alike."""
    gone = {"figures": ["图注", "Only English", "插图"], "notes": ["编者按", "短篇的话。"], "appearances": ["刊载", "11月8日（v1）"],
            "back-references": ["曾见于", "更旧的"], "authors": ["A One"], "affiliations": ["Lab One"], "links": ["GitHub"],
            "categories": ["机器学习"], "code": ["a-name-of"], "status": ["修订稿", "交叉分类"], "venue": ["CVPR", "Nature"], "comment": ["12 pages"],
            "dates": ["3月2日"], "score": ["8.5/10", "实验扎实"], "tldr": ["一句话", "In a sentence"], "points": ["先粗后细", "Motivation"]}
    with Folder() as folder:
        folder.write("bare/style.ini", "[style]\nInherits=classic\n[show]\n" + "".join(f"{key}=no\n" for key in gone))
        made = issue()
        archive = zoo.archive()["sections"][0]["entries"]
        made["sections"][0]["entries"] += [{**archive[0], "figures": []}, archive[1]]
        texts = texts_in(folder, "--style", Path(folder.path, "bare"), made=made)
        for kind in {"epub", "azw3", "pdf"} & texts.keys():
            text = texts[kind]
            for word in sum(gone.values(), []):
                assert fold(word) not in text, (kind, word)
            assert "Words." in text and "正文二。" in text, kind


def test_history_ends_a_long_paper():
    """Of a paper that goes over several documents: it stands once, at the end of the last."""
    made = issue()
    made["sections"][0]["entries"][0]["body"] = blocks(ZH, *[p("长" * 4000) for _ in range(60)])
    with Folder() as folder:
        texts_in(folder, made=made)
        texts = [text for kind, text in books.epub_parts(book(folder, "epub")) if "标题" in text and kind == "body"]
    assert len(texts) > 1, texts
    where = [i for i, text in enumerate(texts) if "第37期" in text]
    assert where == [len(texts) - 1] and texts[-1].index("Asecondnote.") < texts[-1].index("曾见于"), where


tap.run(globals())
