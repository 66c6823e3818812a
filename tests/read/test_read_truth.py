#!/usr/bin/env python3
"""Reader against the truth of generated digests.

    test_read_truth.py PROBE [--corpus]

Generates digests, of invented papers with make_dailies.py or, with --corpus, of real ones with make_corpus.py of the corpus
(environment WENZHAI_CORPUS), in the ways that matter: plain, full-width punctuation, without affiliations, with gaps in
the records, with variations mixed, and each variation of the format alone.  Compares every field with the truth file after canonicalisation.  A field that differs must have a
diagnostic on its entry's lines or on the file.  The mixed variations also go through the whole program
(`wenzhai dump --no-normalize --format=json`).
"""
import contextlib
import importlib.util
import json
import os
import re
import sys

from harness import dailies, run, scratch, tap, wenzhai
from harness.fidelity import plain

PROBE, REAL = tap.argument(), tap.flag("--corpus")
MAKER = dailies.corpus() / "make_corpus.py" if REAL else dailies.OURS
FIELDS = ("number", "tag", "title_en", "title_zh", "authors_line", "authors_cut", "affiliations_line",
          "summary_zh", "abstract_en", "url", "arxiv_id")
# A field that the file does not have any more cannot be found.
LOST = {"tag-missing": {"tag"}, "url-missing": {"url", "arxiv_id"}, "link-missing": {"url", "arxiv_id"}}


def ellipsis(text):
    return text.replace("…", "...")


def canonical(field, value):
    if value is None or value == []:
        return None
    if field == "url":
        value = re.sub(r"^http:", "https:", value)
        value = re.sub(r"arxiv\.org/pdf/", "arxiv.org/abs/", value)
        return re.sub(r"(arxiv\.org/abs/\S+?)(v\d+)?(\.pdf)?$", r"\1", value)
    if isinstance(value, str):
        # Control and zero-width characters and runs of white space are no part of a field; `\\$` is a dollar sign and
        # TeX's white space at the ends of a formula means nothing.
        value = re.sub("[\x00-\x08\x0e-\x1f\x7f\u200b\u2060\ufeff]", "", value)
        value = ellipsis(re.sub(r"[ \t\n\u00a0]+", " ", value)).strip()
        return value
    return value


def text_only(value):
    """Texts as characters: marks of formulae and of bold are structure in the model."""
    return None if value is None else re.sub(r"\\\(|\\\)|\\\[|\\\]|[$*\\ ]", "", value)


def found_fields(entry, position):
    cut = "..." if entry["authors_cut"] else ""
    authors = ", ".join(entry["authors"]) + cut if entry["authors"] else None
    affiliations = None
    if entry["affiliations"]:
        names = entry["affiliations"] + (["..."] if entry["affiliations_cut"] else [])
        affiliations = "[" + " & ".join(names) + "]"
    return {"number": entry["ordinal"] or None, "tag": entry["tags"][0] if entry["tags"] else None,
            "title_en": entry["title_en"], "title_zh": entry["title_zh"], "authors_line": authors,
            "authors_cut": entry["authors_cut"], "affiliations_line": affiliations,
            "summary_zh": entry["abstract_zh"], "abstract_en": entry["abstract_en"],
            "url": entry["links"][0] if entry["links"] else None, "arxiv_id": entry["arxiv_id"]}


class Score:
    def __init__(self):
        self.fields = self.equal = self.lost = 0
        self.deviations, self.silent, self.problems = [], [], []

    @property
    def share(self):
        return self.equal / max(1, self.fields - self.lost)


def compare_entry(score, name, day, want, got, next_line, lost):
    have = found_fields(got, 0)
    for field in FIELDS:
        wanted, found = canonical(field, want[field]), canonical(field, have[field])
        if field in ("title_en", "title_zh", "summary_zh", "abstract_en"):
            wanted, found = text_only(wanted), text_only(found)
        score.fields += 1
        if wanted == found:
            score.equal += 1
            continue
        if field in lost:
            score.lost += 1
        told = [d for d in day["diags"] if d["line"] == 0 or got["line"] <= d["line"] < next_line]
        told += [d for d in day["diags"] if d["code"].startswith("summary-") or "nor has any other" in d.get("detail", "")]
        line = f"{name}:{got['line']} {field}: wanted {str(wanted)[:110]!r}, found {str(found)[:110]!r}"
        score.deviations.append((line, sorted({d["code"] for d in told})))
        if not told:
            score.silent.append(line)


def compare_day(score, name, day, truth):
    if day["error"]:
        score.problems.append(f"{name}: {day['message']}")
        return
    coverage = day["coverage"]
    if coverage is None:
        coverage = {"total": os.path.getsize(day["file"]), "field": os.path.getsize(day["file"]), "separator": 0,
                    "boilerplate": 0, "unknown": 0}
    if coverage["total"] != sum(coverage[c] for c in ("field", "separator", "boilerplate", "unknown")):
        score.problems.append(f"{name}: the sum of the coverage is wrong")
    if coverage["total"] != os.path.getsize(day["file"]):
        score.problems.append(f"{name}: coverage {coverage['total']} of {os.path.getsize(day['file'])} bytes")
    entries = [e for s in day["sections"] for e in s["entries"]]
    wanted = truth["entries"]
    if len(entries) != len(wanted):
        score.problems.append(f"{name}: {len(entries)} entries, not {len(wanted)}: {truth['variations']}")
        return
    lost_by_entry = {}
    shorts = [i for i, e in enumerate(wanted) if e["number"] is None]
    for key, variation in truth["variations"]:
        for i, e in enumerate(wanted):
            if key == e["number"] or (key == "short" and i in shorts):
                lost_by_entry.setdefault(i, set()).update(LOST.get(variation, set()))
    for i, (want, got) in enumerate(zip(wanted, entries)):
        next_line = entries[i + 1]["line"] if i + 1 < len(entries) else 1 << 30
        compare_entry(score, name, day, want, got, next_line, lost_by_entry.get(i, set()))


def in_lang(texts, lang):
    return next((plain(text, "\n").strip() for text in texts if text["lang"] == lang), None)


def read_with_program(path):
    """What `wenzhai` finds, in the shape that read-probe prints."""
    dump = wenzhai("dump", "--no-normalize", "--format=json", "--diagnostics=json", "-v", path, status=None)
    day = {"file": path, "error": dump.stderr if dump.returncode else None, "coverage": None, "diags": [], "sections": []}
    day["message"] = day["error"]
    for line in dump.stderr.splitlines():
        diag = json.loads(line)
        day["diags"].append({"line": diag.get("line") or 0, "code": diag["code"], "detail": diag["message"]})
    if day["error"]:
        return day
    issue = json.loads(dump.stdout)
    day["date"] = issue.get("date", "")
    for section in issue["sections"]:
        entries = []
        for entry in section.get("entries", []):
            entries.append({
                "ordinal": entry["appearances"][0].get("ordinal", 0), "line": entry["at"][1],
                "tags": [c["text"] for c in entry.get("categories", [])],
                "authors": [a["text"] for a in entry.get("authors", [])], "authors_cut": entry.get("authorsCut", False),
                "affiliations": [a["text"] for a in entry.get("affiliations", [])],
                "affiliations_cut": entry.get("affiliationsCut", False),
                "links": [link["url"] for link in entry.get("links", [])], "arxiv_id": entry.get("arxivId"),
                "title_en": in_lang(entry.get("titles", []), "en"),
                "title_zh": in_lang(entry.get("titles", []), "zh-Hans"),
                "abstract_en": in_lang(entry.get("abstracts", []), "en"),
                "abstract_zh": in_lang(entry.get("abstracts", []), "zh-Hans")})
        day["sections"].append({"entries": entries})
    return day


def read_with_probe(paths):
    return [json.loads(line) for line in run(PROBE, *paths).stdout.splitlines()]


RECORDS = {}


def load_maker():
    """A fresh module of the script that makes dailies; the corpus's records are read once, they take longest."""
    if str(MAKER.parent) not in sys.path:
        sys.path.insert(0, str(MAKER.parent))
    spec = importlib.util.spec_from_file_location(MAKER.stem, MAKER)
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    load = getattr(maker, "load", None)

    def load_once(name):
        if name not in RECORDS:
            RECORDS[name] = load(name)
        return [dict(record) for record in RECORDS[name]]

    maker.load = load_once
    return maker


def make_days(maker, arguments, folder):
    """Writes the days, and returns their paths and their truth."""
    old, sys.argv = sys.argv, [MAKER.name, *arguments, "--out", str(folder / "days"), "--truth", str(folder / "truth.jsonl")]
    try:
        with open(os.devnull, "w") as null, contextlib.redirect_stderr(null):
            maker.main()
    finally:
        sys.argv = old
    truths = (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    return sorted((folder / "days").iterdir()), [json.loads(line) for line in truths]


def check(name, arguments, least, only=None):
    """Generates, reads and compares; `only` leaves a single variation in the script's tables."""
    maker = load_maker()
    if only:
        kind, variation = only
        maker.ENTRY_VARIATIONS = {variation: maker.ENTRY_VARIATIONS[variation]} if kind == "entry" else {
            "none": lambda lines, dice: lines}
        maker.FILE_VARIATIONS = [variation] * 4 if kind == "file" else []
    paths, truths = make_days(maker, arguments, scratch())
    days = [read_with_program(path) for path in paths] if name == "program" else read_with_probe(paths)
    score = Score()
    assert len(days) == len(truths) == len(paths)
    for path, day, truth in zip(paths, days, truths):
        compare_day(score, path.name, day, truth)
        if day.get("date") != truth["date"]:
            score.problems.append(f"{path.name}: date {day.get('date')}")
    tap.no(score.problems[:20] + [f"silent: {line}" for line in score.silent[:20]])
    said = f"{score.equal} of {score.fields} fields equal ({score.share:.4%} of those in the file)"
    assert score.share >= least, "\n".join([said, *(f"{line} {codes}" for line, codes in score.deviations[:40])])
    return said


def cases():
    size = ["--days", "20", "--entries", "9", "--seed", "1"]
    small = ["--days", "6", "--entries", "6", "--seed", "5", "--vary", "1"]
    yield "plain", size, 1.0
    yield "vary", ["--days", "60", "--entries", "9", "--vary", "0.5"], 0.995
    yield "program", ["--days", "60", "--entries", "9", "--vary", "0.5"], 0.995
    yield "full-width", [*size, "--punct", "full"], 1.0
    yield "no-affiliations", [*size, "--affil", "omit", "--seed", "2"], 1.0
    yield "gaps", [*size, "--gaps", "--seed", "3"], 0.99
    yield "gaps-vary-full", [*size, "--gaps", "--vary", "0.5", "--punct", "full", "--seed", "4"], 0.97
    maker = load_maker()
    for name in maker.ENTRY_VARIATIONS:
        yield "variation/" + name, small, 0.99, ("entry", name)
    for name in maker.FILE_VARIATIONS:
        yield "file/" + name, small, 0.99, ("file", name)


def test_truth():
    for case in cases():
        yield case[0], lambda: check(*case)


tap.run(globals())
