#!/usr/bin/env python3
"""A year of dailies: as one volume and as the weekly issues of a project, in all three formats, shown to checkers."""
import os
import shutil
import zipfile
from pathlib import Path

import desk
from harness import ROOT, Folder, azw3, expect, has, run, tap
from tools import check_epub

DAYS = 365
SAMPLE = 7  # every seventh issue


def check_books(books, scratch):
    """Each book whole, and the EPUB, PDF and Kindle checkers that are installed have nothing to say."""
    tools = check_epub.Tools(os.environ.get("WENZHAI_CHECK_DIR") or ROOT / ".check", scratch)
    for book in books:
        if book.suffix == ".epub":
            with zipfile.ZipFile(book) as archive:
                assert archive.testzip() is None, book.name
            for check in (tools.epubcheck_ts, tools.epubcheck5):
                try:
                    problems = check(book)
                except tap.Skip:
                    continue
                assert not problems, (book.name, problems)
        elif book.suffix == ".pdf" and has("qpdf"):
            said = run("qpdf", "--check", book).stderr
            assert "WARNING" not in said, (book.name, said)
        elif book.suffix == ".azw3" and has("mobitool"):
            done = run("mobitool", "-e", "-o", scratch, book)
            assert azw3.trouble_of(done.stdout + done.stderr) is None, (book.name, done.stdout)


def test_one_volume():
    with Folder() as folder:
        truth = desk.make_dailies(folder, DAYS)
        expect(folder.run("weekly", "inbox", "--all", "-q", "-o", "out/", "--series=文摘"), 0)
        books = sorted(Path(folder.path, "out").iterdir())
        assert [book.suffix for book in books] == [".azw3", ".epub", ".pdf"], books
        assert books[0].name.endswith(f"{truth[0]['date']}--{truth[-1]['date']}.azw3"), books[0].name
        check_books(books, folder.path)


def test_weekly_issues():
    with Folder() as folder:
        desk.make_dailies(folder, DAYS)
        expect(folder.run("init", "p"), 0)
        for name in folder.names("inbox"):
            shutil.move(os.path.join(folder.path, "inbox", name), os.path.join(folder.path, "p/inbox", name))
        expect(folder.run("build", "p", "-q"), 0)
        books = sorted(path for path in Path(folder.path, "p/issues").iterdir() if path.suffix in (".azw3", ".epub", ".pdf"))
        issues = sorted({book.stem for book in books})
        assert len(issues) in (52, 53) and len(books) == 3 * len(issues), (len(issues), len(books))
        check_books([book for book in books if book.stem in issues[::SAMPLE]], folder.path)
        before = {book: book.stat().st_mtime_ns for book in books}
        expect(folder.run("build", "p", "-v"), 0, "nothing to do")
        assert {book: book.stat().st_mtime_ns for book in books} == before


if __name__ == "__main__":
    tap.run(globals())
