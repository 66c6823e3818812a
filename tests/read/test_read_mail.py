#!/usr/bin/env python3
"""A digest that came by mail reads as it did before: folded at several columns, in the ways that programs have, quoted,
quoted and folded, format=flowed.

    test_read_mail.py WENZHAI EXAMPLES

Each example goes through all of it under its own name; what the program makes of it (dump --format=text) is the same,
byte for byte. Speaks TAP.
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import unicodedata


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


def dump(wenzhai, path, form):
    return subprocess.run([wenzhai, "dump", f"--format={form}", "-q", str(path)], capture_output=True, text=True, timeout=60)


def read(wenzhai, path):
    """What the papers say. Without the names of categories: a legend that was folded loses where its names end."""
    done = dump(wenzhai, path, "text")
    if done.returncode != 0:
        return f"status {done.returncode}: {done.stderr}"
    legend = json.loads(dump(wenzhai, path, "json").stdout).get("categories", [])
    names = {name["text"] for category in legend for name in category["names"]}
    return "\n".join(line for line in done.stdout.split("\n") if line not in names)


def main():
    wenzhai, examples = sys.argv[1], pathlib.Path(sys.argv[2])
    days = sorted(examples.glob("*.txt"))
    failed = number = 0
    print(f"1..{len(days) * len(WAYS)}")
    with tempfile.TemporaryDirectory() as name:
        for day in days:
            # No-break spaces part entries; a mail program makes spaces of them or leaves them, and trailing ones go.
            text = day.read_text(encoding="utf-8-sig")
            plain = pathlib.Path(name) / day.name
            plain.write_text(text, encoding="utf-8")
            wanted = read(wenzhai, plain)
            for way, change in WAYS.items():
                number += 1
                plain.write_text(change(text), encoding="utf-8")
                found = read(wenzhai, plain)
                if found == wanted:
                    print(f"ok {number} - mail/{day.stem}/{way}")
                    continue
                failed += 1
                print(f"not ok {number} - mail/{day.stem}/{way}")
                for left, right in zip(wanted.split("\n"), found.split("\n")):
                    if left != right:
                        print(f"# {left[:120]!r}\n# {right[:120]!r}")
                        break
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
