#!/usr/bin/env python3
"""Golden cases of the reader: golden/read/CASE/input.txt against expected.diag and expected.tree.

    test_read_golden.py PROBE GOLDEN-FOLDER TABLE [--update]

expected.diag has the diagnostics a user sees, expected.tree what became of the text: coverage, issue, sections,
entries.  --update writes both anew; the diff is for people to read.  Every code of the readers' TABLE of diagnostics
(read-diag.c) must occur in some case, and be explained in the README beside it.  Speaks TAP.
"""
import json
import pathlib
import re
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
    for encoding, errors in (("utf-8-sig", "strict"), ("gb18030", "strict"), ("utf-8", "replace")):
        try:
            return data.decode(encoding, errors).replace("\0", "\ufffd").encode("utf-8")
        except UnicodeDecodeError:
            continue


def main():
    probe, folder = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2])
    update = "--update" in sys.argv
    table = pathlib.Path(sys.argv[3])
    inputs = sorted(folder.glob("*/*.txt"))
    failed = 0
    seen = set()
    for number, source in enumerate(inputs, 1):
        case = source.parent
        # Most are called input.txt: a name without a date, so that the text's own is seen.
        result = subprocess.run([probe, source.name], capture_output=True, check=True, cwd=case)
        day = json.loads(result.stdout.decode("utf-8"))
        got = {"expected.diag": list(diag_lines(day)), "expected.tree": list(tree_lines(day, decoded(source)))}
        seen |= {d["code"] for d in day["diags"]}
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
    codes = set(re.findall(r'\{"([a-z-]+)", WZ_SEVERITY', table.read_text(encoding="utf-8")))
    readme = (table.parent / "README.md").read_text(encoding="utf-8")
    for number, (name, missing) in enumerate({"every diagnostic has a case": codes - seen,
                                              "every diagnostic is explained": {c for c in codes if f"`{c}`" not in readme},
                                              }.items(), len(inputs) + 1):
        missing = missing if codes else {"no codes found in the table"}
        failed += bool(missing)
        print(f"{'not ok' if missing else 'ok'} {number} - {name}" + "".join(f"\n# {code}" for code in sorted(missing)))
    print(f"1..{len(inputs) + 2}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
