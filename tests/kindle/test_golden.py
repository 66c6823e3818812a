#!/usr/bin/env python3
"""The tiny book, byte for byte: tests/golden/kindle-tiny/expected.hex explains every record of it.

Usage: test_golden.py MAKE-SAMPLE [--rewrite]
The dump is parsed back without its comments and compared with the file; then it is made anew by the reader of
azw3.py, which shares no code with the writer, and compared with its comments: they can't go stale."""
from harness import ROOT, azw3, run, scratch, tap

MAKE_SAMPLE, REWRITE = tap.argument(), tap.flag('--rewrite')
GOLDEN = ROOT / 'tests/golden/kindle-tiny'


def check(found, wanted):
    assert found == wanted


def test_tiny():
    book = scratch() / 'tiny.azw3'
    run(MAKE_SAMPLE, 'tiny', book)
    data = book.read_bytes()
    made = {'expected.hex': azw3.explain(data), 'documents.txt': azw3.Book(data).kf8.assembled.decode()}
    for name, text in made.items():
        if REWRITE:
            (GOLDEN / name).write_text(text)
        yield name, lambda: check(text, (GOLDEN / name).read_text())
    yield 'bytes', lambda: check(data, azw3.parse_dump((GOLDEN / 'expected.hex').read_text()))


tap.run(globals())
