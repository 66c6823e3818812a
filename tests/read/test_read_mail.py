#!/usr/bin/env python3
"""A digest that came by mail reads as it did before: folded at several columns, in the ways that programs have, quoted,
quoted and folded, format=flowed.

Each example goes through all of it under its own name; what the program makes of it (dump --format=text) is the same,
byte for byte.
"""
import json
import unicodedata

from harness import EXAMPLES, scratch, tap, wenzhai


def wide(char):
    return unicodedata.east_asian_width(char) in "WF"


def pieces(line, chinese):
    """Words and spaces; with @chinese, wide characters each alone."""
    word = ""
    for char in line:
        if char == " " or (chinese and wide(char)):
            if word:
                yield word
            yield char
            word = ""
        else:
            word += char
    if word:
        yield word


def fold(text, edge, chinese=True, flowed=False):
    for line in text.split("\n"):
        out = ""
        for piece in pieces(line, chinese):
            if sum(2 if wide(c) else 1 for c in out + piece) > edge and out.strip():
                yield out.rstrip() + (" " if flowed else "")
                out = "" if piece == " " else piece
            else:
                out += piece
        yield out


def quote(lines, mark="> "):
    return "\n".join((mark + line).rstrip() if line.strip() else mark.rstrip() for line in lines)


WAYS = {
    "fold-66": lambda text: "\n".join(fold(text, 66)),
    "fold-72": lambda text: "\n".join(fold(text, 72)),
    "fold-78": lambda text: "\n".join(fold(text, 78)),
    "fold-76-words": lambda text: "\n".join(fold(text, 76, chinese=False)),
    "flowed": lambda text: "\n".join(fold(text, 72, flowed=True)),
    "quoted": lambda text: quote(text.split("\n")),
    "quoted-twice": lambda text: quote(text.split("\n"), ">> "),
    "quoted-folded": lambda text: quote(fold(text, 70)),
}


def read(path):
    """What the papers say. Without the names of categories: a legend that was folded loses where its names end."""
    text, issue = (wenzhai("dump", f"--format={form}", "-q", path).stdout for form in ("text", "json"))
    names = {name["text"] for category in json.loads(issue).get("categories", []) for name in category["names"]}
    return [line for line in text.split("\n") if line not in names]


def check(path, text, wanted):
    path.write_text(text, encoding="utf-8")
    found = read(path)
    tap.no([f"- {left[:120]!r}\n+ {right[:120]!r}" for left, right in zip(wanted, found) if left != right])
    assert found == wanted


def test_mail():
    for day in sorted(EXAMPLES.glob("*.txt")):
        # No-break spaces part entries; a mail program makes spaces of them or leaves them, and trailing ones go.
        text, path = day.read_text(encoding="utf-8-sig"), scratch() / day.name
        path.write_text(text, encoding="utf-8")
        wanted = read(path)
        for way, change in WAYS.items():
            yield f"{day.stem}/{way}", lambda: check(path, change(text), wanted)


tap.run(globals())
