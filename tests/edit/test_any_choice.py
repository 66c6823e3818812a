#!/usr/bin/env python3
"""Any choice of papers from the example week gives books whose numbers run from 1 on, whose indices and links point only to what
is there, and which others take for good."""
import os
import random
import re
import sys
from pathlib import Path

from harness import ROOT, Folder, expect, run, tap
from test_choice import WEEK, check_book, check_issue, chosen, week

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))
from check_epub import Tools  # noqa: E402


def check_pdf(path, n):
    run("qpdf", "--check", path)
    assert len(re.findall(r"/Title", run("qpdf", "--qdf", "--object-streams=disable", path, "-", errors="replace").stdout)) >= n


def some_choices(rows):
    """A few of each option, the same in every run."""
    lot = random.Random(46)
    ids = [row[1] for row in rows]
    for n in (1, 6, 23):
        yield ["--only=" + ",".join(lot.sample(ids, n))]
    yield ["--drop=" + ",".join(lot.sample([row[0] for row in rows], 40))]
    yield ["--category=" + ",".join(lot.sample(sorted({row[3] for row in rows}), 2))]
    yield ["--match=" + lot.choice(("模型", "language", "learning", "图像"))]
    yield ["--full", "--order=category", f"--first={lot.randint(2, 20)}"]
    yield ["--author=" + lot.choice(("He", "Le", "Zhang"))]


def test_any_choice():
    tap.needs("qpdf")
    tools = Tools(Path(os.environ.get("WENZHAI_CHECK_DIR") or ROOT / ".check").absolute(), Path("/nonexistent"))
    with Folder() as folder:
        for i, options in enumerate(some_choices(week(folder))):
            with tap.at(*options):
                keys = check_issue(chosen(folder, *WEEK, *options)[1])
                expect(folder.run("weekly", *WEEK, *options, "-q", "-t", "epub,pdf", "-o", f"{i}/"), 0)
                paths = {path.suffix: path for path in Path(folder.path, str(i)).iterdir()}
                check_book(paths[".epub"], len(keys))
                check_pdf(paths[".pdf"], len(keys))
                if (tools.folder / "node_modules" / "@likecoin" / "epubcheck-ts").exists():
                    tap.no(tools.epubcheck_ts(paths[".epub"]))


tap.run(globals())
