#!/usr/bin/env python3
"""Caps on what is read: each is named, with its number, and nothing hangs."""
from harness import scratch, tap, wenzhai

FOLDER = scratch()
ENTRY = "1、[LG] A Title of the Test\n\n{authors}\n\n[Lab]\n\n题名。一段摘要。\n\n{links}\n"
LINK = "https://arxiv.org/abs/2401.00001"


def check(status, wanted, *paths):
    said = wenzhai("check", "-q", *paths, status=status, timeout=100).stderr
    assert "[source-limit]" in said and all(word in said for word in wanted), said[:500]


def write(name, text):
    path = FOLDER / f"{name}.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_limits():
    codes = (f"X{chr(65 + i % 26)}{chr(65 + i // 26 % 26)}{chr(65 + i // 676 % 26)}{chr(65 + i // 17576)}" for i in range(100001))
    good = ENTRY.format(authors="A One", links=LINK)
    texts = {
        "authors": (ENTRY.format(authors="A One, " * 50001, links=LINK), ["authors of one entry", "50000"]),
        "links": (ENTRY.format(authors="A One", links="\n".join(f"{LINK}?{i}" for i in range(50002))),
                  ["links of one entry", "50000"]),
        "categories": ("   ".join(f"{code} - 类别" for code in codes) + "\n\n" + good, ["categories", "100000"]),
        "line": (good + "x" * (8 * 1024 * 1024 + 1), ["8 MiB"]),
        "deep": ("<!DOCTYPE html><html><body>\n" + "<div>" * 300 + "text", [".txt:2: from here on the page cannot be read"]),
        "attributes": ("<!DOCTYPE html><html><body>\n\n<p" + " a=b" * 300 + ">text", [".txt:3: from here on"]),
    }
    for name, (text, wanted) in texts.items():
        yield name, lambda: check(2, wanted, write(name, text))


def test_all_together():
    paths = [write("good", ENTRY.format(authors="A One", links=LINK)), *(FOLDER / f"sparse-{i}.txt" for i in range(4))]
    for path in paths[1:]:
        with open(path, "wb") as file:
            file.truncate(40 * 1024 * 1024)
    check(1, ["sparse-3.txt: all inputs together have more than 128 MiB"], *paths)


tap.run(globals())
