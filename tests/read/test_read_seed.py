#!/usr/bin/env python3
"""The seed digest, whole: every field of its nine entries against a golden dump.

    test_read_seed.py WENZHAI EXPECTED [--update]

The seed is other people's text and stays in the corpus (environment WENZHAI_CORPUS), so the golden holds titles,
names, identifiers and places as they are, and Chinese text and abstracts as length and digest.  The seed's variants
under hostile/made (encodings, line ends, lost blank lines, zero-width characters) must give the same content.
Speaks TAP.
"""
import hashlib
import json
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
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
            shown = {"key": entry["key"], "ordinal": entry.get("ordinal", 0), "full": entry.get("full", False),
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


def main():
    program, golden = sys.argv[1], pathlib.Path(sys.argv[2])
    corpus = pathlib.Path(os.environ.get("WENZHAI_CORPUS", "../shared/corpus"))
    seed = corpus / "digests" / "seed.txt"
    if not seed.is_file():
        print("1..0 # SKIP no corpus at " + str(corpus))
        return 0
    got = summary_of(dump(program, seed))
    if "--update" in sys.argv:
        golden.write_text(json.dumps(got, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    checks = {"golden": got == json.loads(golden.read_text(encoding="utf-8"))}
    entries = [entry for section in got["sections"] for entry in section["entries"]]
    checks["nine entries, five of them full, four short"] = [e["full"] for e in entries] == [True] * 5 + [False] * 4
    checks["five rows of the legend"] = len(got["legend"]) == 5
    coverage = subprocess.run([program, "check", "--coverage", str(seed)], capture_output=True).stdout.decode("utf-8")
    checks["no unknown byte, all bytes counted"] = "unknown 0" in coverage and f"{seed.stat().st_size} bytes" in coverage
    diags = subprocess.run([program, "check", str(seed)], capture_output=True).stderr.decode("utf-8")
    checks["nine titles matched"] = "title-not-in-summary" not in diags and "summary-title-unmatched" not in diags
    same = summary_of(dump(program, seed), places=False)
    for name in ("crlf", "gb18030", "nbsp-to-space", "no-blank-lines", "utf16le-bom", "utf8-bom", "zero-width"):
        variant = corpus / "hostile" / "made" / f"seed.{name}.txt"
        checks[f"seed.{name} has the same content"] = summary_of(dump(program, variant), places=False) == same
    for number, (name, good) in enumerate(checks.items(), 1):
        print(f"{'ok' if good else 'not ok'} {number} - seed/{name}")
    print(f"1..{len(checks)}")
    return 0 if all(checks.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
