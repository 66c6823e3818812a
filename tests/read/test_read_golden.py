#!/usr/bin/env python3
"""Golden cases of the reader: golden/read/CASE/input.txt against expected.diag and expected.tree.

    test_read_golden.py PROBE [--update]

expected.diag has the diagnostics a user sees, expected.tree what became of the text: coverage, issue, sections,
entries; of records the dump, which has all fields.  --update writes both anew; the diff is for people to read.  Every code of the readers' table of diagnostics
(read-diag.c) must occur in some case, and be explained in the README beside it.
"""
import json
import re
from pathlib import Path

from harness import ROOT, run, tap, wenzhai

# Run in the folders of the cases.
PROBE, UPDATE = Path(tap.argument()).resolve(), tap.flag("--update")
TABLE = ROOT / "core/read/common/read-diag.c"


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
                  "arxiv_version", "doi", "links", "primary_category", "status", "published", "updated", "venue", "journal_ref",
                  "comment", "score", "points", "abstract_zh", "abstract_en", "body"):
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


def dump_lines(day, source):
    if not day["error"]:
        yield from wenzhai("dump", "--no-normalize", "--format=tree", source.name, cwd=source.parent).stdout.splitlines()


def decoded(path):
    data = path.read_bytes()
    for encoding, errors in (("utf-8-sig", "strict"), ("gb18030", "strict"), ("utf-8", "replace")):
        try:
            return data.decode(encoding, errors).replace("\0", "\ufffd").encode("utf-8")
        except UnicodeDecodeError:
            continue


def problems_of(case, got):
    for name, lines in got.items():
        text = "".join(line + "\n" for line in lines)
        path = case / name
        if UPDATE:
            path.write_text(text, encoding="utf-8")
        wanted = path.read_text(encoding="utf-8") if path.is_file() else ""
        if wanted != text:
            yield f"{name}:"
            yield from (f"- {line}" for line in wanted.splitlines() if line not in lines)
            yield from (f"+ {line}" for line in lines if line not in wanted.splitlines())


def test_golden():
    seen = set()
    for source in sorted((ROOT / "tests/golden/read").glob("*/*")):
        if source.stem == "expected":
            continue
        # Most are called input.txt: a name without a date, so that the text's own is seen.
        day = json.loads(run(PROBE, source.name, cwd=source.parent).stdout)
        tree = tree_lines(day, decoded(source)) if source.suffix == ".txt" else dump_lines(day, source)
        got = {"expected.diag": list(diag_lines(day)), "expected.tree": list(tree)}
        seen |= {diag["code"] for diag in day["diags"]}
        yield source.parent.name, lambda: tap.no(list(problems_of(source.parent, got)))
    codes = set(re.findall(r'\{"([a-z-]+)", WZ_SEVERITY', TABLE.read_text(encoding="utf-8")))
    readme = (ROOT / "core/read/README.md").read_text(encoding="utf-8")
    yield "there are diagnostics", lambda: tap.no([] if codes else ["none in the table"])
    yield "every diagnostic has a case", lambda: tap.no(sorted(codes - seen))
    yield "every diagnostic is explained", lambda: tap.no([code for code in sorted(codes) if f"`{code}`" not in readme])


tap.run(globals())
