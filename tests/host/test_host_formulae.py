#!/usr/bin/env python3
"""Formulae through the whole program: dollars are paired over the paragraph, what is unsure stays text, what isn't known
stays source, and each of these is said."""
import json
import os
import re
import shutil
import subprocess
import zipfile

from harness import DAILY, Folder, expect, tap

PARAGRAPH = ("The register $ N $ shrinks to the size $ O $, where $ N = \\log_2 O $. With these well-known gates we present "
             "full-adder circuits; they fit into a two-qubit, 4$\\times $4 space. A unit costs $5 or 6$, not $10 and $20.")
PLAIN = ("The register N shrinks to the size O, where N = log2 O. With these well-known gates we present full-adder circuits; "
         "they fit into a two-qubit, 4×4 space. A unit costs $5 or 6$, not $10 and $20.")

UNKNOWN = ["A\\xrightarrow{f}B", "\\begin{bmatrix} a & b \\end{bmatrix}", "\\sum_{\\substack{i\\\\j}} x", "\\frac{a}", "x^2^3",
           "x" + "+x" * 2500, "{" * 40 + "x" + "}" * 40]


def daily(abstract):
    return DAILY.replace("We present a learner that solves many tasks.", abstract)


def model(*formulae, kind="formula"):
    """An issue of one paper; each formula in a paragraph."""
    content = [{"kind": "paragraph", "children": [{"text": "<"}, {"kind": kind, "text": tex}, {"text": ">"}]} for tex in formulae]
    return json.dumps({"wenzhai": 1, "lang": "en", "title": {"en": "Formulae"}, "date": "2024-02-29", "sections": [
        {"kind": "featured", "id": "f", "entries": [
            {"key": "a", "ordinal": 1, "full": True, "titles": [{"lang": "en", "content": [{"text": "A Paper"}]}],
             "abstracts": [{"lang": "en", "content": content}]}]}]})


def formulae(value):
    """The sources of all formulae in a dump."""
    if isinstance(value, list):
        return [tex for part in value for tex in formulae(part)]
    if not isinstance(value, dict):
        return []
    own = [value["text"]] if str(value.get("kind", "")).startswith("formula") else []
    return own + [tex for part in value.values() for tex in formulae(part)]


def epub_text(folder, name):
    with zipfile.ZipFile(os.path.join(folder.path, name)) as book:
        return "".join(re.sub(r"<[^<>]*>", "", book.read(n).decode()) for n in book.namelist() if "/text/p-" in n)


def pdf_text(folder, name):
    text = subprocess.run(["pdftotext", os.path.join(folder.path, name), "-"], capture_output=True, check=True).stdout.decode()
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))


def test_prose_is_no_formula():
    with Folder() as folder:
        folder.write("a.txt", daily(PARAGRAPH))
        result = folder.run("dump", "--format=json", "a.txt")
        expect(result, 0)
        assert formulae(json.loads(result.stdout)) == ["N", "O", "N = \\log_2 O", "\\times"], result.stdout
        expect(folder.run("export", "a.txt", "-t", "epub,pdf,azw3"), 0)
        text = epub_text(folder, "a.epub").replace("\u00a0", " ")
        assert PLAIN in text, text
        if shutil.which("pdftotext"):
            text = pdf_text(folder, "a.pdf")
            for words in ("With these well-known gates we present full-adder circuits; they fit", "two-qubit, 4×4 space",
                          "A unit costs $5 or 6$, not $10 and $20."):
                assert re.sub("[- ]", "", words) in re.sub("[- ]", "", text), text
            assert "−" not in text.split("The register")[1]


def test_an_unsure_sign_stays_text_and_is_named():
    with Folder() as folder:
        folder.write("a.txt", daily("Bounds of $\\alpha and no more."))
        result = folder.run("export", "a.txt", "-t", "epub")
        expect(result, 0, "warning", "[formula-unsure]")
        assert re.search(r"a\.txt:15:11: warning: [^\n]*\[formula-unsure\]", result.stderr), result.stderr
        assert "$\\alpha and no more" in epub_text(folder, "a.epub")
        folder.write("b.txt", daily("It costs $5, then $10, of $HOME or 5$."))
        assert "formula" not in folder.run("export", "b.txt", "-t", "epub").stderr


def test_prose_in_a_formula_of_another_program_is_named():
    with Folder() as folder:
        folder.write("a.json", model("N = \\log_2 O. Leveraging these principles we present"))
        for command in (["export", "-t", "epub", "a.json"], ["check", "a.json"]):
            expect(folder.run(*command), 0, "warning", "Leveraging these principles", "[formula-prose]")
        folder.write("b.json", model("x \\text{ for all of these words }"))
        assert "formula-prose" not in folder.run("check", "b.json").stderr


def test_a_formula_in_the_text_of_a_model_is_named():
    with Folder() as folder:
        folder.write("a.json", model("x").replace('"text": "<"', '"text": "It costs $5 and is $x^2$ long: <"'))
        result = folder.run("export", "-t", "epub", "a.json")
        expect(result, 0, "warning", "shown as it is: $x^2$ [formula-raw]")
        assert result.stderr.count("formula-raw") == 1, result.stderr


def test_what_is_not_known_stays_source_and_is_named():
    with Folder() as folder:
        folder.write("a.json", model(*UNKNOWN))
        result = folder.run("export", "a.json", "-t", "epub,pdf,azw3", "--diagnostics=json")
        expect(result, 0)
        told = [json.loads(line) for line in result.stderr.splitlines() if line.startswith("{")]
        told = [d for d in told if d["code"] == "formula-unknown"]
        assert len(told) == 3 * len(UNKNOWN), result.stderr
        assert {d["severity"] for d in told} == {"warning"}, result.stderr
        assert {len([d for d in told if word in json.dumps(d, ensure_ascii=False)]) for word in
                ("xrightarrow", "begin", "substack", "missing", "4096", "32 deep")} == {3}, result.stderr
        with zipfile.ZipFile(os.path.join(folder.path, "a.epub")) as book:
            page = "".join(book.read(n).decode() for n in book.namelist() if "/text/p-" in n)
        for tex in UNKNOWN:
            assert f">{tex.replace('&', '&amp;')}</code>&gt;" in page, tex
        if shutil.which("pdftotext"):
            text = re.sub(r"\s", "", pdf_text(folder, "a.pdf"))
            for tex in UNKNOWN[:5]:
                assert re.sub(r"\s", "", tex) in text, (tex, text)


tap.run(globals())
