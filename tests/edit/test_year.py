#!/usr/bin/env python3
"""A year of dailies: as one volume and as the weekly issues of a project, in all three formats, shown to checkers."""
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import desk
from harness import Folder, expect, tap

sys.path[:0] = [os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", name) for name in ("tools", "kindle")]
import azw3  # noqa: E402
import check_epub  # noqa: E402

DAYS = 365
SAMPLE = 7  # every seventh issue


def check_books(books, scratch):
    """Each book whole, and the EPUB, PDF and Kindle checkers that are installed have nothing to say."""
    tools = check_epub.Tools(os.environ.get("WENZHAI_CHECK_DIR") or check_epub.SOURCE_ROOT / ".check", scratch)
    for book in books:
        if book.suffix == ".epub":
            with zipfile.ZipFile(book) as archive:
                assert archive.testzip() is None, book.name
            for check in (tools.epubcheck_ts, tools.epubcheck5):
                try:
                    problems = check(book)
                except check_epub.Missing:
                    continue
                assert not problems, (book.name, problems)
        elif book.suffix == ".pdf" and shutil.which("qpdf"):
            done = subprocess.run(["qpdf", "--check", book], capture_output=True, text=True)
            assert done.returncode == 0 and "WARNING" not in done.stderr, (book.name, done.stdout, done.stderr)
        elif book.suffix == ".azw3" and shutil.which("mobitool"):
            done = subprocess.run(["mobitool", "-e", "-o", scratch, book], capture_output=True, text=True)
            assert done.returncode == 0 and azw3.trouble_of(done.stdout + done.stderr) is None, (book.name, done.stdout)


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
        expect(folder.run("build", "p"), 0, "nothing to do")
        assert {book: book.stat().st_mtime_ns for book in books} == before


if __name__ == "__main__":
    tap.run(globals())
