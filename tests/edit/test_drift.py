#!/usr/bin/env python3
"""A paper reads alike in every book: one list of what it shows, in order and in words, against EPUB, PDF, Kindle book, the
tutorial's Markdown and the reference text."""
import html
import json
import os
import re
import subprocess
import sys
import zipfile

import desk
import tap
from desk import Folder, expect

sys.path[:0] = [os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", name) for name in ("epub", "kindle", "pdf")]

import azw3  # noqa: E402
import models  # noqa: E402
from models import EN, ZH, blocks, p, title  # noqa: E402
from pdf_tools import has  # noqa: E402

FR = "fr"
PICTURE, SVG = models.resource(models.png()), models.resource(
    b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>')
APPEARANCES = [{"source": "a.txt", "date": "2026-11-08", "full": True, "arxivVersion": 1},
               {"source": "b.txt", "date": "2026-11-09", "full": True, "arxivVersion": 2}]


def texts(make, **by_lang):
    """One text a language, in the order given."""
    return [make(ZH if lang == "zh" else lang, text) for lang, text in by_lang.items()]


def abstract(lang, text):
    return blocks(lang, p(text))


def figure(picture, alts=(), **captions):
    return {"resource": picture["id"], "captions": texts(title, **captions),
            "alts": [{"lang": lang, "text": text} for lang, text in alts]}


def full():
    """Every field; languages in an order that is nobody's."""
    return models.entry(
        "2601.00001", 1, True, titles=texts(title, fr="Titre", en="Title", zh="标题"),
        categories=[{"text": "LG"}, {"text": "CV"}], authors=[{"text": "A One"}, {"text": "B Two"}],
        affiliations=[{"text": "Lab One"}, {"text": "Lab Two"}],
        links=[{"url": "https://arxiv.org/abs/2601.00001"}, {"url": "https://github.com/a/b", "label": "GitHub"},
               {"url": "https://example.org/page"}],
        abstracts=texts(abstract, en="Words.", fr="Mots.", zh="摘要文字。"), body=blocks(ZH, p("正文一。"), p("正文二。")),
        figures=[figure(PICTURE, [(EN, "alt"), (ZH, "替代")], en="Caption", fr="Légende", zh="图注"),
                 figure(SVG, [(EN, "vector"), (ZH, "矢量")], en="Only English"), figure(SVG, zh="无替代文字"), figure(SVG)],
        notes=[blocks(ZH, p("编者的话。")), blocks(EN, p("A second note."))], appearances=APPEARANCES,
        backReferences=[{"title": "旧刊", "number": "37", "date": "2026-09-15"}, {"title": "更旧的"}],
        variants=[{"field": "title", "lang": ZH, "text": "不要的题目", "source": "a.txt"}])


def others():
    """What lacks something: no title, no Chinese, one appearance; a short one of names in Chinese."""
    yield models.entry("2601.00002", 2, True, titles=[], abstracts=texts(abstract, zh="没有题目的摘要。"),
                       authors=[{"text": "A One"}, {"text": "张三"}], affiliations=[{"text": "某大学"}, {"text": "Lab"}])
    yield models.entry("2601.00003", 3, True, titles=texts(title, en="No Chinese", fr="Sans chinois"),
                       abstracts=texts(abstract, en="None.", fr="Sans."), appearances=APPEARANCES[:1], authorsCut=False,
                       affiliationsCut=False)


def short():
    return models.entry("2601.00004", 4, False, titles=texts(title, en="Short", zh="短篇"), abstracts=[],
                        authors=[{"text": "张三"}, {"text": "李四"}], affiliations=[{"text": "甲大学"}, {"text": "乙大学"}],
                        notes=[blocks(ZH, p("短篇的话。"))], appearances=APPEARANCES)


def issue():
    return {"wenzhai": 1, "lang": ZH, "title": {ZH: "试刊"}, "date": "2026-11-09", "resources": [PICTURE, SVG],
            "categories": [{"code": "LG", "names": [{"lang": ZH, "text": "机器学习"}]}, {"code": "CV", "names": []}],
            "sections": [{"kind": "featured", "id": "featured", "heading": {ZH: "精选"}, "entries": [full(), *others()]},
                         {"kind": "notable", "id": "notable", "heading": {ZH: "短讯"}, "entries": [short()]}]}


class Label(str):
    """What the reference text lacks: words that outputs add."""


class Shown(str):
    """What stands for a picture that can't be shown; Markdown shows none."""


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


def squeeze(text):
    return re.sub(r"[\s\u00ad\u200b\\]", "", text)


def shown(markup):
    body = re.search(r"<body.*</body>", markup, re.S)[0]
    return html.unescape(re.sub(r"<[^>]*>", " ", body))


def epub_text(path):
    with zipfile.ZipFile(path) as book:
        package = book.read("EPUB/package.opf").decode()
        paths = {re.search(r' id="([^"]*)"', item)[1]: re.search(r' href="([^"]*)"', item)[1]
                 for item in re.findall(r"<item [^>]*>", package)}
        spine = [paths[one] for one in re.findall(r'<itemref[^>]* idref="([^"]*)"', package)]
        return "".join(shown(book.read(f"EPUB/{one}").decode()) for one in spine if re.search(r"/[ps]-", one))


def kindle_text(path):
    with open(path, "rb") as handle:
        pages = [page.decode() for page in azw3.Book(handle.read()).kf8.documents]
    return "".join(shown(page) for page in pages if 'id="contents"' not in page and 'id="colophon"' not in page)


def pdf_text(path):
    done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, text=True, check=True)
    return done.stdout


def plain_text(path):
    with open(path, encoding="utf-8") as handle:
        return handle.read()


READERS = {"epub": epub_text, "azw3": kindle_text, "md": plain_text}
if has("pdftotext"):
    READERS["pdf"] = pdf_text


def check(name, text, wanted):
    """Each of @wanted behind the one before."""
    text, at = squeeze(text), 0
    for item in wanted:
        found = text.find(squeeze(item), at)
        assert found >= 0, f"{name}: {item!r} is not behind {text[max(0, at - 60):at]!r}, but {text[at:at + 80]!r}"
        at = found + len(squeeze(item))
    for item in NEVER:
        assert item not in text, f"{name}: {item!r} in {text[max(0, text.find(item) - 40):][:80]!r}"


def export(folder, made, *options):
    """The books of an issue, as texts by type."""
    folder.write("in.json", json.dumps(made, ensure_ascii=False))
    # Not normalised: that is another matter, and would take figures of one picture for one.
    done = folder.run("export", "in.json", "--no-normalize", "--plugin", desk.MD, "-t", "epub,azw3,pdf,md", "-o", "out/",
                      "--set", "pdf.heads=no", "--set", "pdf.contents=no", "--set", "pdf.cover=no", *options)
    expect(done, 0)
    books = {}
    for kind, read in READERS.items():
        books[kind] = read(os.path.join(folder.path, "out", f"in.{kind}"))
    return books


def in_markdown(items):
    """The tutorial's plugin has no pictures, hence nothing for those that can't be shown, no sections and no names."""
    return [item for item in items if not isinstance(item, Shown) and item not in ("精选", "短讯", "机器学习")]


def test_one_order_one_wording():
    with Folder() as folder:
        for kind, text in export(folder, issue()).items():
            check(kind, text, WANTED if kind != "md" else in_markdown(WANTED))


def test_the_reference_text_has_the_same_order():
    """Every plain item, a line each, and nothing else."""
    with Folder() as folder:
        folder.write("in.json", json.dumps(issue(), ensure_ascii=False))
        lines = folder.run("dump", "--format=text", "--no-normalize", "in.json").stdout.splitlines()
        assert lines == ["试刊"] + [item for item in WANTED if type(item) is str], lines


def outline_of(path):
    done = subprocess.run(["qpdf", "--json", "--json-key=outlines", path], capture_output=True, text=True, check=True)
    return re.findall(r'"title": "(\d [^"]*)"', json.dumps(json.loads(done.stdout), ensure_ascii=False))


def test_lists_name_a_paper_as_its_heading_does():
    """Contents, menus, outline and cover: the title that stands large, 无题 where there is none; never a key."""
    with Folder() as folder:
        export(folder, issue(), "--set", "pdf.contents=yes")
        wanted = ["1 标题", "2 无题", "3 Sans chinois", "4 短篇"]
        with zipfile.ZipFile(os.path.join(folder.path, "out", "in.epub")) as book:
            nav = re.findall(r"<a [^>]*>(\d [^<]*)</a>", book.read("EPUB/nav.xhtml").decode())
        assert nav == wanted, nav
        with open(os.path.join(folder.path, "out", "in.azw3"), "rb") as handle:
            menu = [item["label"] for item in azw3.Book(handle.read()).kf8.ncx]
        assert [label for label in menu if label[0].isdigit()] == wanted, menu
        if has("qpdf"):
            assert outline_of(os.path.join(folder.path, "out", "in.pdf")) == wanted


def test_a_formula_in_a_title():
    """Lists show it as Unicode text, never its source."""
    with Folder() as folder:
        export(folder, models.wordless())
        wanted = ["1 k-均值的O(n²)算法"]
        with zipfile.ZipFile(os.path.join(folder.path, "out", "in.epub")) as book:
            assert re.findall(r"<a [^>]*>(\d [^<]*)</a>", book.read("EPUB/nav.xhtml").decode()) == wanted
        if has("qpdf"):
            assert outline_of(os.path.join(folder.path, "out", "in.pdf")) == wanted


def test_the_head_of_the_book():
    """Title, then subtitle, before the contents, in all of them; the legend names a category as its papers do."""
    made = dict(issue(), subtitle={ZH: "副题在此"}, categories=[{"code": "LG", "names": [{"lang": EN, "text": "Learning"}]}])
    with Folder() as folder:
        books = export(folder, made, "--set", "pdf.contents=yes")
        with zipfile.ZipFile(os.path.join(folder.path, "out", "in.epub")) as book:
            books["epub"] = shown(book.read("EPUB/nav.xhtml").decode())
            legends = [shown(book.read("EPUB/text/colophon.xhtml").decode())]
        with open(os.path.join(folder.path, "out", "in.azw3"), "rb") as handle:
            pages = [page.decode() for page in azw3.Book(handle.read()).kf8.documents]
        books["azw3"] = next(shown(page) for page in pages if 'id="contents"' in page)
        legends.append(next(shown(page) for page in pages if 'id="colophon"' in page))
        for kind in {"epub", "azw3", "pdf"} & books.keys():
            check(kind, books[kind], ["试刊", "副题在此", "目录", "标题"])
        for legend in legends:
            check("colophon", legend, ["类别", "LG", "Learning"])


def test_catalogues_call_the_book_alike():
    """Title and number: else two issues of a series are one in a library."""
    with Folder() as folder:
        export(folder, dict(issue(), series="周刊", number="12"))
        path = os.path.join(folder.path, "out", "in.")
        with zipfile.ZipFile(path + "epub") as book:
            assert re.search(r"<dc:title[^>]*>([^<]*)", book.read("EPUB/package.opf").decode())[1] == "试刊 第12期"
        if has("pdfinfo"):
            done = subprocess.run(["pdfinfo", path + "pdf"], capture_output=True, text=True, check=True)
            assert re.search(r"(?m)^Title: +(.*)$", done.stdout)[1] == "试刊 第12期", done.stdout


def test_a_number_is_said_once():
    """The title has it, or it follows; digits of another number do not count."""
    for name, wanted in (("周报 2026年第12周", "周报 2026年第12周"), ("周报 2012", "周报 2012 第12期")):
        with Folder() as folder:
            books = export(folder, dict(issue(), title={ZH: name}, series="周报", number="12"), "--set", "pdf.contents=yes")
            with zipfile.ZipFile(os.path.join(folder.path, "out", "in.epub")) as book:
                title_of = re.search(r"<dc:title[^>]*>([^<]*)", book.read("EPUB/package.opf").decode())[1]
            assert title_of == wanted, title_of
            assert squeeze(books.get("pdf", "第12期")).count("第12期") == ("第12期" in wanted), books["pdf"][:200]


def test_one_language():
    """What is shown of the translations of one field, in Chinese alone and in English alone."""
    gone = {"zh": ["Titre", "Title", "Mots.", "Words.", "Légende", "Caption"],
            "en": ["摘要文字。", "标题", "图注"]}
    for languages, words in gone.items():
        with Folder() as folder:
            for kind, text in export(folder, issue(), f"--languages={languages}").items():
                for word in words:
                    assert word not in text, (kind, languages, word)
                assert "Sans." in text and "没有题目的摘要" in text, (kind, languages)


def test_what_is_not_shown_is_gone():
    """show.figures=no takes captions with the pictures; the others likewise, in all books alike."""
    gone = {"figures": ["图注", "Only English", "插图"], "notes": ["编者按", "短篇的话。"], "appearances": ["刊载", "11月8日（v1）"],
            "back-references": ["曾见于", "更旧的"], "authors": ["A One"], "affiliations": ["Lab One"], "links": ["GitHub"],
            "categories": ["机器学习"]}
    with Folder() as folder:
        folder.write("bare/style.ini", "[style]\nInherits=classic\n[show]\n" + "".join(f"{key}=no\n" for key in gone))
        books = export(folder, issue(), "--style", os.path.join(folder.path, "bare"))
        for kind in {"epub", "azw3", "pdf"} & books.keys():
            text = squeeze(books[kind])
            for word in sum(gone.values(), []):
                assert squeeze(word) not in text, (kind, word)
            assert "Words." in text and "正文二。" in text, kind


def test_history_ends_a_long_paper():
    """Of a paper that goes over several documents: it stands once, at the end of the last."""
    long = full()
    long["body"] = blocks(ZH, *[p("长" * 4000) for _ in range(60)])
    with Folder() as folder:
        made = issue()
        made["sections"][0]["entries"] = [long]
        folder.write("in.json", json.dumps(made, ensure_ascii=False))
        expect(folder.run("export", "in.json", "--no-normalize", "-o", "in.epub"), 0)
        with zipfile.ZipFile(os.path.join(folder.path, "in.epub")) as book:
            parts = sorted(name for name in book.namelist() if "p-2601.00001" in name)
            texts_of = [squeeze(shown(book.read(name).decode())) for name in parts]
        assert len(parts) > 1, parts
        where = [i for i, text in enumerate(texts_of) if "曾见于" in text]
        assert len(where) == 1 and "_p" in parts[where[0]] and "Asecondnote." in texts_of[where[0]], (parts, where)
        assert texts_of[where[0]].index("Asecondnote.") < texts_of[where[0]].index("曾见于")


if __name__ == "__main__":
    tap.run(globals())
