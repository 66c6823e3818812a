#!/usr/bin/env python3
"""Nothing is lost in silence: what the account of bytes calls a field is found in the issue.

    test_read_kept.py PROBE

For each text that is read: the classes add up to the size of the file, and the characters of every field interval
occur in the issue's strings once white space and marks are removed; what no field holds is boilerplate of a closed
list, or unknown and told in a diagnostic.  Invented dailies in all
variations of form are read too and, where there is a corpus, its digests: all without crash, the seed whole.
"""
import html
import json
import re

from harness import EXAMPLES, ROOT, dailies, run, scratch, tap
from harness.fidelity import strings_of

PROBE = tap.argument()

# Marks that are structure in the model: formulae, bold, links, quotes of TeX, cut lists, the archive of a tag.
MARKS = re.compile(r"[ ,，、]等人?(?=\s|$)|,? and others\b|\bet al\b\.?|[\s\u200b\u2060\ufeff\u200c\u200d$*`\\\[\]()<>/_#!|。]|\.\.\.|…|\bcs\.|</?u>")


# Full-width letters, which a tag has as ordinary ones.
WIDE = {code: code - 0xFEE0 for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}


def plain(text):
    return MARKS.sub("", text).translate(WIDE).lower()


def is_kept(piece, kept):
    """Fields that stand side by side are one interval: the piece may be several strings of the issue."""
    parts = 0
    while piece and parts < 40:
        length = len(piece)
        while length > 0 and piece[:length] not in kept:
            length = length - 1 if length < 40 else length * 3 // 4
        if length == 0:
            return False
        longer = length
        while longer < len(piece) and piece[:longer + 1] in kept:
            longer += 1
        piece, parts = piece[longer:], parts + 1
    return not piece


def decoded(data):
    for bom, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(bom):
            return data[len(bom):].decode(encoding).encode("utf-8")
    try:
        return data.decode("utf-8").encode("utf-8")
    except UnicodeDecodeError:
        return None


def problems_of(path, day):
    data = path.read_bytes()
    coverage, text = day["coverage"], decoded(data)
    total = sum(coverage[name] for name in ("field", "separator", "boilerplate", "unknown"))
    if total != coverage["total"]:
        yield f"sum {total}, total {coverage['total']}"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if b"\0" not in data and total != len(data):
            yield f"sum {total}, {len(data)} bytes in the file"
    kept = plain("\n".join(strings_of({k: v for k, v in day.items() if k not in ("diags", "coverage", "file")})))
    told = " ".join(d["detail"] for d in day["diags"])
    for name, start, end, first, last in coverage["intervals"] if text is not None else []:
        piece = text[start:end].decode("utf-8", "replace")
        if name == "field" and not is_kept(plain(piece), kept) and not is_kept(plain(piece), kept + plain(told)) \
                and not is_kept(plain(html.unescape(piece)), kept):
            # numbers, versions and dates are kept as numbers, a second link to the same paper as its id
            number = re.fullmatch(r"[Vv]?[0-9０-９年月日.:+ \-]+", piece.strip())
            arxiv = re.search(r"arxiv\S*?(\d{4}\.\d{4,5})", piece, re.IGNORECASE)
            if not number and not (arxiv and arxiv[1] in kept):
                yield f"line {first}: {piece[:80]!r} is called a field, but the issue does not have it"
        if name == "unknown":
            lines = {d["line"] for d in day["diags"]}
            if not any(first - 1 <= line <= last for line in lines):
                yield f"line {first}: unknown, and no diagnostic says so: {piece[:60]!r}"


def check(path, day):
    # Of records each key is accounted for, not each byte.
    problems = [] if day["error"] or "coverage" not in day else list(problems_of(path, day))
    if path.name == "seed.txt" and day.get("coverage", {}).get("unknown") != 0:
        problems.append("the seed has unknown bytes")
    if path.name.startswith(("zhihu-", "paper-list-")) and (day["error"] or day["coverage"]["unknown"]):
        problems.append("not read whole")
    tap.no(problems)


def test_kept():
    files = sorted((ROOT / "tests/golden/read").rglob("*.txt")) + sorted(EXAMPLES.glob("*.txt"))
    if dailies.corpus():
        for name in ("digests", "hostile/made"):
            files += sorted((dailies.corpus() / name).iterdir())
    files += sorted(dailies.make(scratch() / "varied", 12, "--vary", 1, "--gaps").iterdir())
    days = [json.loads(line) for line in run(PROBE, *files).stdout.splitlines()]
    assert len(days) == len(files)
    for path, day in zip(files, days):
        yield f"{path.parent.name}/{path.name}", lambda: check(path, day)


tap.run(globals())
