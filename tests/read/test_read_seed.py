#!/usr/bin/env python3
"""One day in other bytes: encodings, line ends, lost blank lines, zero-width characters give the same content.

    test_read_seed.py WENZHAI EXPECTED [--update]

The day is the first of the examples, and its other forms are made here. Where there is a corpus (environment
WENZHAI_CORPUS), the real digest that the format is known from is read as well, every field of its nine entries against a
golden dump. It is other people's text and stays there, so the golden holds titles, names, identifiers and places as
they are, and Chinese text and abstracts as length and digest.  Speaks TAP.
"""
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile

from harness import dailies
from test_read_truth import flat  # noqa: E402


def digest(text):
    return f"{len(text)} characters, sha256 {hashlib.sha256(text.encode('utf-8')).hexdigest()[:16]}"


def summary_of(issue, places=True):
    def texts(items):
        return {item["lang"]: flat(item["content"]).strip() for item in items}

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


def dump(program, path):
    result = subprocess.run([program, "dump", "--no-normalize", "--format=json", str(path)], capture_output=True)
    if result.returncode:
        raise RuntimeError(result.stderr.decode("utf-8", "replace"))
    return json.loads(result.stdout.decode("utf-8"))


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


def check_forms(program, day, checks):
    """The day in other bytes has the same content, but for the places."""
    same = summary_of(dump(program, day), places=False)
    text = day.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory(prefix="wenzhai-forms-") as scratch:
        for name, form in FORMS.items():
            path = pathlib.Path(scratch, day.name)
            path.write_bytes(form(text))
            checks[f"day/{name} has the same content"] = summary_of(dump(program, path), places=False) == same
    coverage = subprocess.run([program, "check", "--coverage", str(day)], capture_output=True).stdout.decode("utf-8")
    checks["day/no unknown byte, all bytes counted"] = "unknown 0" in coverage and f"{day.stat().st_size} bytes" in coverage


def check_seed(program, seed, golden, update, checks):
    got = summary_of(dump(program, seed))
    if update:
        golden.write_text(json.dumps(got, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    checks["seed/golden"] = got == json.loads(golden.read_text(encoding="utf-8"))
    entries = [entry for section in got["sections"] for entry in section["entries"]]
    checks["seed/nine entries, five of them full, four short"] = [e["full"] for e in entries] == [True] * 5 + [False] * 4
    checks["seed/five rows of the legend"] = len(got["legend"]) == 5
    coverage = subprocess.run([program, "check", "--coverage", str(seed)], capture_output=True).stdout.decode("utf-8")
    checks["seed/no unknown byte, all bytes counted"] = "unknown 0" in coverage and f"{seed.stat().st_size} bytes" in coverage
    diags = subprocess.run([program, "check", str(seed)], capture_output=True).stderr.decode("utf-8")
    checks["seed/nine titles matched"] = "title-not-in-summary" not in diags and "summary-title-unmatched" not in diags
    same = summary_of(dump(program, seed), places=False)
    for name in ("crlf", "gb18030", "nbsp-to-space", "no-blank-lines", "utf16le-bom", "utf8-bom", "zero-width"):
        variant = dailies.corpus() / "hostile" / "made" / f"seed.{name}.txt"
        checks[f"seed/{name} has the same content"] = summary_of(dump(program, variant), places=False) == same


def main():
    program, golden, checks = sys.argv[1], pathlib.Path(sys.argv[2]), {}
    check_forms(program, dailies.EXAMPLES / "2026-11-09.txt", checks)
    if dailies.seed():
        check_seed(program, dailies.seed(), golden, "--update" in sys.argv, checks)
    for number, (name, good) in enumerate(checks.items(), 1):
        print(f"{'ok' if good else 'not ok'} {number} - {name}")
    print(f"1..{len(checks)}")
    return 0 if all(checks.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
