#!/usr/bin/env python3
"""Golden cases of the reader: golden/read/CASE/input.txt against expected.diag and expected.tree.

    test_read_golden.py PROBE GOLDEN-FOLDER [--update]

expected.diag has the diagnostics a user sees, expected.tree what became of the text: coverage, issue, sections,
entries.  --update writes both anew; the diff is for people to read.  Speaks TAP.
"""
import json
import pathlib
import subprocess
import sys


def diag_lines(day):
    if day["error"]:
        yield f"error: {day['message']} [{day['error']}]"
    for diag in day["diags"]:
        place = f"{diag['line']}:{diag['column']}: " if diag["line"] else ""
        yield f"{place}{diag['severity']}: {diag['detail']} [{diag['code']}]"


def show(value):
    return json.dumps(value, ensure_ascii=False)


def entry_lines(entry):
    yield f"  entry {entry['key']}: ordinal {entry['ordinal']}, line {entry['line']}, {'full' if entry['full'] else 'short'}"
    for field in ("tags", "title_zh", "title_en", "authors", "authors_cut", "affiliations", "affiliations_cut", "arxiv_id",
                  "arxiv_version", "doi", "links", "abstract_zh", "abstract_en", "body"):
        if entry[field]:
            yield f"    {field}: {show(entry[field])}"


def tree_lines(day, text):
    if day["error"]:
        return
    coverage = day["coverage"]
    yield "coverage: " + ", ".join(f"{name} {coverage[name]}" for name in ("field", "separator", "boilerplate", "unknown"))
    for name, start, end, *_ in coverage["intervals"]:
        if name in ("unknown", "boilerplate"):
            yield f"  {name} {show(text[start:end].decode('utf-8'))}"
    for field in ("title", "source", "rights", "date", "legend"):
        if day[field]:
            yield f"{field}: {show(day[field])}"
    for section in day["sections"]:
        yield f"section {section['kind']}: {show(section['heading'])}"
        if section["blocks"]:
            yield f"  blocks: {show(section['blocks'])}"
        for entry in section["entries"]:
            yield from entry_lines(entry)


def decoded(path):
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig").encode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030").encode("utf-8")


def main():
    probe, folder = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2])
    update = "--update" in sys.argv
    cases = sorted(path.parent for path in folder.glob("*/input.txt"))
    failed = 0
    for number, case in enumerate(cases, 1):
        # The name has no date, so that the text's own is seen.
        result = subprocess.run([probe, "input.txt"], capture_output=True, check=True, cwd=case)
        day = json.loads(result.stdout.decode("utf-8"))
        got = {"expected.diag": list(diag_lines(day)), "expected.tree": list(tree_lines(day, decoded(case / "input.txt")))}
        problems = []
        for name, lines in got.items():
            text = "".join(line + "\n" for line in lines)
            path = case / name
            if update:
                path.write_text(text, encoding="utf-8")
            wanted = path.read_text(encoding="utf-8") if path.is_file() else ""
            if wanted != text:
                problems += [f"{name}:"] + [f"- {w}" for w in wanted.splitlines() if w not in lines]
                problems += [f"+ {line}" for line in lines if line not in wanted.splitlines()]
        failed += bool(problems)
        print(f"{'not ok' if problems else 'ok'} {number} - golden/{case.name}")
        for problem in problems[:40]:
            print("# " + problem)
    print(f"1..{len(cases)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
