#!/usr/bin/env python3
"""A digest reads the same whatever its headings look like.

    test_read_forms.py PROBE

Three invented papers are written out in every form of numbers, tags and titles that digests have, with points in their
abstracts, a contents list before them, fields with labels, links in other places; from each file the same papers are read.
"""
import json
import re

from harness import run, scratch, tap

PROBE = tap.argument()

PAPERS = [
    {"title": "Quiet Counting of Small Boats", "authors": ["A Reed", "B Marsh"], "units": ["Harbour University"],
     "zh": "小船的安静计数", "zh_text": "本文数清港口里的小船,方法简单,结果可靠。", "id": "2408.00001", "tag": "CV",
     "en": "Small boats in a harbour are counted without noise. The method is simple and its results hold."},
    {"title": "Learning to Fold Maps: A Survey", "authors": ["C Dell", "D Field", "E Brook"], "units": ["Map School", "Fold Lab"],
     "zh": "学习折地图:综述", "zh_text": "本文综述折叠地图的学习方法,并给出比较。", "id": "2408.00002", "tag": "LG",
     "en": "We survey how folding of maps is learned, and compare what has been tried so far."},
    {"title": "3D Bridges from One Photograph", "authors": ["F Stone", "G Hill"], "units": ["Bridge Institute"],
     "zh": "一张照片重建桥梁", "zh_text": "由一张照片重建桥梁的三维形状。", "id": "2408.00003", "tag": "CL",
     "en": "The shape of a bridge is rebuilt from a single photograph of it."},
]
LEGEND = "LG - 机器学习   CV - 计算机视觉   CL - 计算与语言"
HAN = "〇一二三四五六七八九十"
FULL = str.maketrans("0123456789", "０１２３４５６７８９")

# How the number of an entry is written.
NUMBERS = {
    "pause": lambda n: f"{n}、", "dot": lambda n: f"{n}.", "dot-space": lambda n: f"{n}. ", "parens": lambda n: f"({n}) ",
    "wide-parens": lambda n: f"（{n}）", "wide-paren": lambda n: f"{n}）", "paren": lambda n: f"{n}) ",
    "lens": lambda n: f"【{n}】", "brackets": lambda n: f"[{n}] ", "circled": lambda n: chr(0x245F + n),
    "circled-black": lambda n: chr(0x2775 + n) + " ", "colon": lambda n: f"{n}:", "wide-colon": lambda n: f"{n}：",
    "wide-dot": lambda n: f"{n}．", "wide-digit": lambda n: f"{n}、".translate(FULL), "han": lambda n: f"{HAN[n]}、",
    "han-parens": lambda n: f"（{HAN[n]}）", "ordinal": lambda n: f"第{HAN[n]}篇 ", "ordinal-colon": lambda n: f"第{n}篇：",
    "roman": lambda n: "ⅠⅡⅢⅣ"[n - 1] + "、", "roman-letters": lambda n: ["I", "II", "III"][n - 1] + ". ",
    "hash": lambda n: f"#{n} ", "number-sign": lambda n: f"No.{n} ", "number-word": lambda n: f"No. {n}: ",
    "paper": lambda n: f"Paper {n}: ", "paper-zh": lambda n: f"论文{n}：", "paper-zh-space": lambda n: f"论文 {n}：",
    "dash": lambda n: f"{n} - ", "hyphen": lambda n: f"{n}-", "em-dash": lambda n: f"{n}—", "bar": lambda n: f"{n} | ",
    "slash": lambda n: f"{n}/ ", "space": lambda n: f"{n} ", "zero": lambda n: f"{n:02}. ", "dot-digit": lambda n: chr(0x2487 + n) + " ",
    "paren-digit": lambda n: chr(0x2473 + n) + " ", "keycap": lambda n: f"{n}\ufe0f\u20e3 ", "shell": lambda n: f"〔{n}〕",
    "corner": lambda n: f"「{n}」", "arrow": lambda n: f"{n}> ", "tortoise": lambda n: f"《{n}》", "marked": lambda n: f"▶ {n}、",
    "heading": lambda n: f"### {n}、", "heading-dot": lambda n: f"## {n}. ", "bullet": lambda n: f"- {n}. ", "middle": lambda n: f"{n}·",
}
# How its tag is, and where.
HEADINGS = {
    "tag": lambda number, p: f"{number}[{p['tag']}] {p['title']}",
    "lens-tag": lambda number, p: f"{number} 【{p['tag']}】{p['title']}",
    "long-tag": lambda number, p: f"{number}[cs.{p['tag']}] {p['title']}",
    "tags": lambda number, p: f"{number}[{p['tag']},AI] {p['title']}",
    "two-tags": lambda number, p: f"{number}[{p['tag']}][AI] {p['title']}",
    "round-tag": lambda number, p: f"{number}({p['tag']}) {p['title']}",
    "book": lambda number, p: f"{number}[{p['tag']}]《{p['title']}》",
    "tag-behind": lambda number, p: f"{number}{p['title']} [{p['tag']}]",
    "tag-first": lambda number, p: f"[{p['tag']}] {number}{p['title']}",
    "bold": lambda number, p: f"**{number}[{p['tag']}] {p['title']}**",
    "bold-title": lambda number, p: f"{number}[{p['tag']}] **{p['title']}**",
    "quoted": lambda number, p: f"{number}[{p['tag']}] “{p['title']}”",
    "plain": lambda number, p: f"{number}{p['title']}",
    "plain-book": lambda number, p: f"{number}《{p['title']}》",
    "plain-bold": lambda number, p: f"**{number}{p['title']}**",
}


def entry(heading, p, zh=None, en=None, link=None):
    return "\n\n".join([heading, ", ".join(p["authors"]), "[" + " & ".join(p["units"]) + "]",
                        f"{p['zh']}。{zh or p['zh_text']}", en or p["en"], link or f"https://arxiv.org/abs/{p['id']}"])


def digest(headings, **more):
    return "\n\n".join([LEGEND, "转自爱可可爱生活"] +
                       [entry(h, p, **{k: v(p) for k, v in more.items()}) for h, p in zip(headings, PAPERS)]) + "\n"


def numbering(numbers, heading):
    return digest([heading(numbers(i + 1), p) for i, p in enumerate(PAPERS)])


# Headings that the rest of the cases go through: with a tag and without, known anywhere and to be learnt.
SOME = {f"{number}-{heading}": (NUMBERS[number], HEADINGS[heading]) for number, heading in (
    ("pause", "tag"), ("dot-space", "plain"), ("lens", "plain"), ("circled", "tag"), ("han", "plain"), ("ordinal-colon", "plain"),
    ("paper-zh", "plain"), ("hash", "plain"), ("parens", "long-tag"), ("brackets", "plain-book"))}
POINTS = {
    "dots": "{}贡献如下:\n\n1. 提出新方法\n\n2. 给出新数据\n\n3. 结果更好", "pauses": "{}贡献如下:\n1、提出新方法\n2、给出新数据",
    "parens": "{}要点:\n(1) 提出新方法\n(2) 给出新数据", "signs": "{}要点:\n\n① 提出新方法\n\n② 给出新数据",
    "dashes": "{}要点:\n- 提出新方法\n- 给出新数据", "words": "{}\n\n第一,提出新方法。\n\n第二,给出新数据。",
    "labels": "{}\n\n要点:\n动机:现有方法太慢。\n方法:提出新方法。\n优势:结果更好。", "ordinals": "第1号要点。{}\n\n第2号要点。给出新数据。",
}
ENGLISH_POINTS = {
    "dots": "Our contributions are:\n\n1. A new method\n\n2. New data that we collect", "parens": "We show (1) a method.\n(2) New data.",
    "key": "Key points:\n1. Motivation: existing methods are slow.\n2. Method: we propose a new one.\n3. Advantage: it is better.",
    "bullets": "Key points:\n• Motivation: existing methods are slow.\n• Method: we propose a new one.",
    "stages": "[Stage 1] We collect data. [Stage 2] We train.", "steps": "Step 1: we collect data.\n\nStep 2: we train a model on it.",
}
CONTENTS = {
    "dots": lambda i, p: f"{i}. {p['title']}", "pauses": lambda i, p: f"{i}、{p['title']}", "dashes": lambda i, p: f"- {p['title']}",
    "plain": lambda i, p: p["title"], "tags": lambda i, p: f"{i}、[{p['tag']}] {p['title']}", "zh": lambda i, p: f"{i}. {p['zh']}",
}


def points():
    for some, (numbers, heading) in SOME.items():
        headings = [heading(numbers(i + 1), p) for i, p in enumerate(PAPERS)]
        for name, form in POINTS.items():
            yield f"points-zh-{name}/{some}", digest(headings, zh=lambda p: form.format(p["zh_text"])), {"abstract_zh"}
        for name, form in ENGLISH_POINTS.items():
            yield f"points-en-{name}/{some}", digest(headings, en=lambda p: form), {"abstract_en"}


def contents():
    for some, (numbers, heading) in SOME.items():
        body = digest([heading(numbers(i + 1), p) for i, p in enumerate(PAPERS)])
        legend, rest = body.split("\n\n", 1)
        for name, row in CONTENTS.items():
            rows = [row(i + 1, p) for i, p in enumerate(PAPERS)]
            for gap in "\n", "\n\n":
                for label in "目录：", "本期目录", "Contents", "今日论文：":
                    yield (f"contents-{name}{'-wide' if len(gap) > 1 else ''}/{some}/{label}",
                           "\n\n".join([legend, label, gap.join(rows), rest]), {})


def labelled():
    forms = {
        "zh": lambda p: [f"作者：{'、'.join(p['authors'])}", f"机构：{' & '.join(p['units'])}",
                         f"论文链接：https://arxiv.org/abs/{p['id']}", f"摘要：{p['zh_text']}"],
        "zh-cut": lambda p: [f"作者：{p['authors'][0]} 等", f"论文地址：https://arxiv.org/abs/{p['id']}", f"摘要：{p['zh_text']}",
                             "推荐：值得一读。"],
        "title-zh": lambda p: [f"中文标题：{p['zh']}", f"作者：{', '.join(p['authors'])}", f"单位：{' & '.join(p['units'])}",
                               f"摘要：{p['zh_text']}", f"链接：https://arxiv.org/abs/{p['id']}"],
        "en": lambda p: [f"Authors: {', '.join(p['authors'])}", f"Link: https://arxiv.org/abs/{p['id']}", f"Abstract: {p['en']}"],
        "spaced": lambda p: [f"作　者： {'、'.join(p['authors'])}", f"单　位： {' & '.join(p['units'])}",
                             f"链 接：https://arxiv.org/abs/{p['id']}", f"摘　　要：{p['zh_text']}"],
        "names": lambda p: [f"中文译名：{p['zh']}", f"论文作者：{', '.join(p['authors'])}", f"所属单位：{' & '.join(p['units'])}",
                            f"arXiv 号：{p['id']}", f"内容简介：{p['zh_text']}"],
        "pictures": lambda p: [f"👥 作者: {', '.join(p['authors'])}", f"🏫 机构: {' & '.join(p['units'])}",
                               f"🔗 链接: https://arxiv.org/abs/{p['id']}", f"📝 摘要: {p['zh_text']}"],
        "en-many": lambda p: [f"Author(s): {', '.join(p['authors'])}", f"arXiv ID: {p['id']}", f"Summary: {p['en']}"],
        "by": lambda p: [f"by {', '.join(p['authors'])}", "", p["en"], "", f"Link: https://arxiv.org/abs/{p['id']}"],
    }
    skips = {"zh": {"title_zh", "abstract_en"}, "zh-cut": {"title_zh", "abstract_en", "authors", "affiliations"},
             "title-zh": {"abstract_en"}, "en": {"title_zh", "abstract_zh", "affiliations"},
             "spaced": {"title_zh", "abstract_en"}, "names": {"abstract_en"}, "pictures": {"title_zh", "abstract_en"},
             "en-many": {"title_zh", "abstract_zh", "affiliations"}, "by": {"title_zh", "abstract_zh", "affiliations"}}
    for some, (numbers, heading) in SOME.items():
        for name, form in forms.items():
            for gap in "\n", "\n\n":
                entries = [gap.join([heading(numbers(i + 1), p), *form(p)]) for i, p in enumerate(PAPERS)]
                wide = "-wide" if len(gap) > 1 else ""
                yield f"labelled-{name}{wide}/{some}", "\n\n".join(entries) + "\n", skips[name]
                rows = [f"{i + 1}. {p['title']}" for i, p in enumerate(PAPERS)]
                yield (f"labelled-{name}{wide}-contents/{some}", "\n\n".join(["目录：", "\n".join(rows), *entries]) + "\n",
                       skips[name])


def places():
    """Titles with a label, codes behind them; addresses before the heading, and in the midst of it."""
    names = lambda p: ", ".join(p["authors"])
    link = lambda p: f"https://arxiv.org/abs/{p['id']}"
    body = lambda p: f"{names(p)}\n[{' & '.join(p['units'])}]\n{p['zh']}。{p['zh_text']}"
    english = {"abstract_en"}
    forms = {
        "title-label": (lambda i, p: f"({i}) Title: {p['title']}\n\n{body(p)}\n\n{link(p)}", english),
        "code-behind": (lambda i, p: f"No.{i}  {p['title']} (cs.{p['tag']})\n\n{body(p)}\n\n{link(p)}", english),
        "link-before": (lambda i, p: f"{link(p)}\n[{p['tag']}] {p['title']}\n{body(p)}", english),
        "link-before-number": (lambda i, p: f"{link(p)}\n{i}、[{p['tag']}] {p['title']}\n{body(p)}", english),
        "post": (lambda i, p: f"[{p['tag']}]《{p['title']}》{names(p)} [{' & '.join(p['units'])}] (2024) {link(p)} #机器学习#\n"
                              f"{p['zh']}。{p['zh_text']}", english),
        "both-titles": (lambda i, p: f"{i}、{p['zh']}\n{p['title']}\n{names(p)}\n{' & '.join(p['units'])}\n{link(p)}\n{p['zh_text']}", english),
    }
    for name, (form, skip) in forms.items():
        for head in "", "论文日报\n\n":
            yield f"place-{name}{'-titled' if head else ''}", head + "\n\n".join(form(i + 1, p) for i, p in enumerate(PAPERS)) + "\n", skip


def shapes():
    for some, (numbers, heading) in SOME.items():
        headings = [heading(numbers(i + 1), p) for i, p in enumerate(PAPERS)]
        text = digest(headings)
        yield f"shape-crlf/{some}", text.replace("\n", "\r\n"), {}
        yield f"shape-indented/{some}", "\n".join("\u3000\u3000" + line if line else line for line in text.split("\n")), {}
        yield f"shape-no-break-spaces/{some}", text.replace("\n\n", "\n\xa0\n"), {}
        yield f"shape-wide-gaps/{some}", text.replace("\n\n", "\n\n\n"), {}
        yield f"shape-two-gaps/{some}", digest(headings).replace("\n\n[", "\n[").replace("]\n\n", "]\n"), {}
        yield f"shape-trailing-spaces/{some}", text.replace("\n", "  \n"), {}
        yield f"link-labelled/{some}", digest(headings, link=lambda p: f"论文链接:https://arxiv.org/abs/{p['id']}"), {}
        yield f"link-id/{some}", digest(headings, link=lambda p: f"arXiv:{p['id']}v2"), {}
        yield f"link-code/{some}", digest(headings, link=lambda p: f"https://arxiv.org/abs/{p['id']}\nGitHub: https://github.com/x/{p['id']}"), {}
        yield f"link-dated/{some}", digest(headings, link=lambda p: f"https://arxiv.org/pdf/{p['id']}v1.pdf\n\n代码：https://github.com/x/y"), {}
        for first, step in ((1, 3), (7, 1), (3, -1), (0, 1)):
            if some.split("-")[0] not in ("circled", "han") or first + 2 * step > 0 < first:
                yield (f"numbers-{first}-{step}/{some}",
                       digest([heading(numbers(first + i * step), p) for i, p in enumerate(PAPERS)]), {})
        yield f"numbers-all-1/{some}", digest([heading(numbers(1), p) for p in PAPERS]), {}


def mail():
    for some, (numbers, heading) in SOME.items():
        text = digest([heading(numbers(i + 1), p) for i, p in enumerate(PAPERS)],
                      en=lambda p: " ".join([p["en"]] * 4), zh=lambda p: p["zh_text"] * 4)
        skip = {"abstract_zh", "abstract_en"}
        for mark in "> ", ">> ", "> > ", ">":
            yield f"mail-{mark.replace(' ', '_')}/{some}", "".join((mark + line).rstrip() + "\n" for line in text.split("\n")), skip
        for edge in 60, 66, 70, 72, 74, 76, 78, 80:
            folded = "\n".join(folded_line for line in text.split("\n") for folded_line in fold(line, edge))
            yield f"mail-{edge}/{some}", folded, skip
            yield f"mail-{edge}-quoted/{some}", "".join(f"> {line}".rstrip() + "\n" for line in folded.split("\n")), skip
            head = "---------- Forwarded message ---------\nFrom: Editor <editor@example.org>\nDate: Mon, 5 Aug 2024\nSubject: Daily\nTo: you@example.org\n\n"
            yield f"mail-{edge}-forwarded/{some}", head + folded, skip


def fold(line, edge):
    words, out, width = re.findall(r"[^\x00-\x7f]|[^ \u2e80-\uffff]+ *| +", line), "", 0
    for word in words:
        size = sum(2 if ord(c) >= 0x2E80 else 1 for c in word.rstrip())
        if width + size > edge and out:
            yield out.rstrip()
            out, width = "", 0
        out += word
        width += sum(2 if ord(c) >= 0x2E80 else 1 for c in word)
    yield out.rstrip()


def names():
    lists = {
        "han": ("张三、李四、王五", ["张三", "李四", "王五"]), "han-commas": ("张三，李四，王五", ["张三", "李四", "王五"]),
        "han-spaces": ("张三 李四 王小五", ["张三", "李四", "王小五"]), "full": ("Kaiming Ye, Xiangyu Zong", ["Kaiming Ye", "Xiangyu Zong"]),
        "and": ("A Reed and B Marsh", ["A Reed", "B Marsh"]), "marks": ("A Reed1,2, B Marsh3*", ["A Reed", "B Marsh"]),
        "signs": ("A Reed¹, B Marsh²†", ["A Reed", "B Marsh"]), "junior": ("A Reed, Jr., B Marsh III", ["A Reed Jr.", "B Marsh III"]),
        "inverted": ("Reed, A.; Marsh, B.", ["A. Reed", "B. Marsh"]), "group": ("The X Collaboration: A Reed", ["The X Collaboration", "A Reed"]),
        "bold": ("**A Reed, B Marsh**", ["A Reed", "B Marsh"]), "slash": ("Ada Reed/Bo Marsh/Cy Dell", ["Ada Reed", "Bo Marsh", "Cy Dell"]),
        "accents": ("J. Müller, Ł. Kaizer, Ş. Çelik", ["J. Müller", "Ł. Kaizer", "Ş. Çelik"]),
    }
    papers, some = [dict(p) for p in PAPERS], SOME["pause-tag"]
    for name, (line, wanted) in lists.items():
        text = digest([some[1](some[0](i + 1), p) for i, p in enumerate(papers)])
        for p in papers:
            text = text.replace(", ".join(p["authors"]), line)
        yield f"names/{name}", text, {"authors": wanted}


def cases():
    for number, numbers in NUMBERS.items():
        for name, heading in HEADINGS.items():
            if number in ("heading", "heading-dot", "bullet", "marked") and name in ("tag-first", "bold", "plain-bold"):
                continue  # the marks of a line come first
            yield f"{number}/{name}", numbering(numbers, heading), {}
    for kind in points, contents, labelled, places, shapes, mail, names:
        yield from kind()


def strip(text):
    return "".join((text or "").split()).replace("，", ",").replace("：", ":").rstrip("。")


def problems_of(day, skip):
    entries = [e for s in day.get("sections", []) for e in s["entries"]] if "sections" in day else day.get("entries", [])
    if len(entries) != len(PAPERS):
        yield f"{len(entries)} entries: {[e.get('title_en') for e in entries]} {day.get('error', '')}"
        return
    for e, p in zip(entries, PAPERS):
        wanted = {"title_en": p["title"], "title_zh": p["zh"], "arxiv_id": p["id"], "authors": p["authors"],
                  "affiliations": p["units"], "abstract_zh": p["zh_text"], "abstract_en": p["en"]}
        wanted.update(skip if isinstance(skip, dict) else {})
        for key, value in wanted.items():
            got = e.get(key)
            if (key not in skip or isinstance(skip, dict)) and (strip(got) != strip(value) if isinstance(value, str) else got != value):
                yield f"{key}: {got!r}, not {value!r}"


def test_forms():
    folder, names, skips = scratch(), [], {}
    for i, (name, text, skip) in enumerate(cases()):
        path = folder / f"{i:04}.txt"
        path.write_text(text, encoding="utf-8")
        names.append((name, path, skip))
    out = run(PROBE, *(path for _, path, _ in names)).stdout
    days = [json.loads(line) for line in out.splitlines()]
    for (name, path, skip), day in zip(names, days):
        yield name, lambda: tap.no(list(problems_of(day, skip)))


tap.run(globals())
