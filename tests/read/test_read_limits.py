#!/usr/bin/env python3
"""Caps on what is read: each is named, with its number, and nothing hangs.

    test_read_limits.py WENZHAI

Speaks TAP.
"""
import pathlib
import subprocess
import sys
import tempfile

ENTRY = "1、[LG] A Title of the Test\n\n{authors}\n\n[Lab]\n\n题名。一段摘要。\n\n{links}\n"


def check(wenzhai, *paths):
    done = subprocess.run([wenzhai, "check", "-q", *map(str, paths)], capture_output=True, text=True, timeout=100)
    return done.returncode, done.stderr


def main():
    wenzhai = sys.argv[1]
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        link = "https://arxiv.org/abs/2401.00001"
        texts = {
            "authors": (ENTRY.format(authors="A One, " * 50001, links=link), ["authors of one entry", "50000"]),
            "links": (ENTRY.format(authors="A One", links="\n".join(f"{link}?{i}" for i in range(50002))),
                      ["links of one entry", "50000"]),
            "categories": ("   ".join(f"X{chr(65 + i % 26)}{chr(65 + i // 26 % 26)}{chr(65 + i // 676 % 26)}{chr(65 + i // 17576)} - 类别"
                                      for i in range(100001)) + "\n\n" + ENTRY.format(authors="A One", links=link),
                           ["categories", "100000"]),
            "line": (ENTRY.format(authors="A One", links=link) + "x" * (8 * 1024 * 1024 + 1), ["8 MiB"]),
        }
        cases = []
        for case, (text, wanted) in texts.items():
            path = folder / f"{case}.txt"
            path.write_text(text, encoding="utf-8")
            cases.append((case, [path], wanted, 2))
        good = folder / "good.txt"
        good.write_text(ENTRY.format(authors="A One", links=link), encoding="utf-8")
        sparse = []
        for i in range(4):
            sparse.append(folder / f"sparse-{i}.txt")
            with open(sparse[-1], "wb") as file:
                file.truncate(40 * 1024 * 1024)
        cases.append(("all-together", [good, *sparse], ["sparse-3.txt: all inputs together have more than 128 MiB"], 1))
        print(f"1..{len(cases)}")
        for number, (case, paths, wanted, status) in enumerate(cases, 1):
            got, message = check(wenzhai, *paths)
            ok = got == status and all(word in message for word in wanted) and "[source-limit]" in message
            print(f"{'ok' if ok else 'not ok'} {number} - limits/{case}")
            if not ok:
                print(f"# status {got}, {message[:500]!r}")
                failed += 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
