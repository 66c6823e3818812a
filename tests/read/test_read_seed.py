#!/usr/bin/env python3
"""One day in other bytes: encodings, line ends, lost blank lines, zero-width characters give the same content.

    test_read_seed.py [--update]

The day is the first of the examples, and its other forms are made here. Where there is a corpus (environment
WENZHAI_CORPUS), the real digest that the format is known from is read as well, every field of its nine entries against a
golden dump. It is other people's text and stays there, so the golden holds titles, names, identifiers and places as
they are, and Chinese text and abstracts as length and digest.
"""
import hashlib
import json
from pathlib import Path

from harness import EXAMPLES, dailies, scratch, tap, wenzhai
from harness.fidelity import plain

GOLDEN, UPDATE = Path(__file__).with_name("expected-seed.json"), tap.flag("--update")


def digest(text):
    return f"{len(text)} characters, sha256 {hashlib.sha256(text.encode('utf-8')).hexdigest()[:16]}"


def summary_of(issue, places=True):
    def texts(items):
        return {item["lang"]: plain(item, "\n").strip() for item in items}

    out = {"source": digest(issue["source"]),
           "legend": [[c["code"], *(digest(n["text"]) for n in c["names"])] for c in issue["categories"]], "sections": []}
    for section in issue["sections"]:
        entries = []
        for entry in section["entries"]:
            titles, abstracts = texts(entry.get("titles", [])), texts(entry.get("abstracts", []))
            shown = {"key": entry["key"], "ordinal": entry["appearances"][0].get("ordinal", 0), "full": entry.get("full", False),
                     "categories": [c["text"] for c in entry["categories"]], "title": titles["en"],
                     "title zh": digest(titles["zh-Hans"]), "authors": [a["text"] for a in entry["authors"]],
                     "authors cut": entry.get("authorsCut", False),
                     "affiliations": [a["text"] for a in entry["affiliations"]],
                     "affiliations cut": entry.get("affiliationsCut", False), "arXiv": entry["arxivId"],
                     "links": [link["url"] for link in entry["links"]],
                     "abstracts": {lang: digest(text) for lang, text in sorted(abstracts.items())}}
            if places:
                shown["line"] = entry["at"][1]
            entries.append(shown)
        out["sections"].append({"kind": section["kind"], "entries": entries})
    return out


def content_of(path, places=False):
    return summary_of(json.loads(wenzhai("dump", "-q", "--no-normalize", "--format=json", path).stdout), places)


def invisible(text):
    """A zero-width character in each heading of an entry and each list of places."""
    return "".join(line[:3] + "\u200b" + line[3:] if "[" in line[:4] else line
                   for line in text.splitlines(True))


FORMS = {
    "crlf": lambda text: text.replace("\n", "\r\n").encode("utf-8"),
    "cr": lambda text: text.replace("\n", "\r").encode("utf-8"),
    "gb18030": lambda text: text.encode("gb18030"),
    "utf-16le-bom": lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    "utf-16be-bom": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "utf-8-bom": lambda text: b"\xef\xbb\xbf" + text.encode("utf-8"),
    "nbsp-to-space": lambda text: text.replace("\u00a0", " ").encode("utf-8"),
    "no-blank-lines": lambda text: "".join(l for l in text.splitlines(True) if l.strip()).encode("utf-8"),
    "zero-width": lambda text: invisible(text).encode("utf-8"),
}


def check_same(path, wanted):
    assert content_of(path) == wanted


def check_coverage(path):
    said = wenzhai("check", "-q", "--coverage", path).stdout
    assert "unknown 0" in said and f"{path.stat().st_size} bytes" in said, said


def test_the_day_in_other_bytes():
    """The same content, but for the places."""
    day = EXAMPLES / "2026-11-09.txt"
    wanted, text, path = content_of(day), day.read_text(encoding="utf-8"), scratch() / day.name
    for name, form in FORMS.items():
        path.write_bytes(form(text))
        yield name, lambda: check_same(path, wanted)
    yield "no unknown byte, all bytes counted", lambda: check_coverage(day)


if dailies.seed():
    def test_the_seed():
        got = content_of(dailies.seed(), places=True)
        if UPDATE:
            GOLDEN.write_text(json.dumps(got, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        assert got == json.loads(GOLDEN.read_text(encoding="utf-8"))
        # Nine entries, five of them full, four short; five rows of the legend; nine titles matched.
        entries = [entry for section in got["sections"] for entry in section["entries"]]
        assert [entry["full"] for entry in entries] == [True] * 5 + [False] * 4
        assert len(got["legend"]) == 5
        said = wenzhai("check", dailies.seed()).stderr
        assert "title-not-in-summary" not in said and "summary-title-unmatched" not in said, said
        check_coverage(dailies.seed())

    def test_the_seed_in_other_bytes():
        wanted = content_of(dailies.seed())
        for name in ("crlf", "gb18030", "nbsp-to-space", "no-blank-lines", "utf16le-bom", "utf8-bom", "zero-width"):
            path = dailies.corpus() / "hostile" / "made" / f"seed.{name}.txt"
            yield name, lambda: check_same(path, wanted)


tap.run(globals())
