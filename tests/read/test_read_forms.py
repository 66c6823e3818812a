#!/usr/bin/env python3
"""A digest reads the same whatever its headings look like.

    test_read_forms.py PROBE

Three invented papers are written out in every form of numbers, tags and titles that digests have, with points in their
abstracts, a contents list before them, fields with labels, links in other places; from each file the same papers are read.
"""
import json
import sys
from pathlib import Path

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


def cases():
    for number, numbers in NUMBERS.items():
        for name, heading in HEADINGS.items():
            if number in ("heading", "heading-dot", "bullet", "marked") and name in ("tag-first", "bold", "plain-bold"):
                continue  # the marks of a line come first
            yield f"{number}/{name}", numbering(numbers, heading), {}


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
        for key, value in wanted.items():
            got = e.get(key)
            if key not in skip and (strip(got) != strip(value) if isinstance(value, str) else got != value):
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
