#!/usr/bin/env python3
"""The tiny book, byte for byte: tests/golden/kindle-tiny/expected.hex explains every record of it.

Usage: test_golden.py MAKE-SAMPLE GOLDEN-FOLDER SCRATCH [--rewrite]
The dump is parsed back without its comments and compared with the file; then it is made anew by the reader of
azw3.py, which shares no code with the writer, and compared with its comments: they can't go stale."""

import subprocess
import sys
from pathlib import Path

from harness import azw3


def main(make_sample, golden, scratch, rewrite):
    scratch.mkdir(parents=True, exist_ok=True)
    book = scratch / 'tiny.azw3'
    subprocess.run([make_sample, 'tiny', book], check=True)
    data = book.read_bytes()
    made = {'expected.hex': azw3.explain(data), 'documents.txt': azw3.Book(data).kf8.assembled.decode()}
    if rewrite:
        for name, text in made.items():
            (golden / name).write_text(text)
    cases = [('2.1-bytes', azw3.parse_dump((golden / 'expected.hex').read_text()) == data)]
    cases += [(f'2.1-{name}', (golden / name).read_text() == text) for name, text in made.items()]
    print(f'1..{len(cases)}')
    for i, (name, same) in enumerate(cases):
        print(f'{"ok" if same else "not ok"} {i + 1} /kindle/golden/{name}')
    return 0 if all(same for _, same in cases) else 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), '--rewrite' in sys.argv))
