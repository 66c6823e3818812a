#!/usr/bin/env python3
"""Sample books in readers that are not ours: azw3.py, libmobi's mobitool, calibre's inspector.

Usage: test_samples.py MAKE-SAMPLE INSPECT-FILE SCRATCH FIRST LAST [--calibre]
Books of random shape with the seeds FIRST to LAST, and some of fixed shape."""

import html
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from harness import azw3

ENV = {**os.environ, 'QT_QPA_PLATFORM': 'offscreen', 'PYTHONWARNINGS': 'ignore'}


class Failure(Exception):
    pass


def check(condition, message):
    if not condition:
        raise Failure(message)


def run(*command, cwd=None):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, errors='replace', env=ENV,
                          cwd=cwd)
    check(done.returncode == 0, f'{command[0]}: status {done.returncode}: {done.stdout[-300:]} {done.stderr[-300:]}')
    return done.stdout + done.stderr


def check_own_rules(book):
    """KF8 reference 13, as far as azw3.py sees it."""
    half = book.kf8
    check(all(len(piece) == 4096 for piece in half.pieces[:-1]), 'rule 10: a record of another size')
    position = 0
    for piece, overlap in zip(half.pieces, half.overlaps):
        position += len(piece)
        rest = re.match(rb'[\x80-\xbf]{0,3}', half.text[position:position + 3])[0]
        check(overlap == rest, f'rule 13: overlap {overlap} at {position}, not {rest}')
    for document, place in half.links():
        check(re.match(rb'<[a-z]', half.at(place)), f'rule 23: document {document}: {place}')
    for item in half.ncx:
        check(re.match(rb'<h[1-6]', half.assembled[item['offset']:item['offset'] + 9]), f'rule 26: {item}')
        check(half.at(item['place'])[:8] == half.assembled[item['offset']:item['offset'] + 8], f'rule 26: {item}')
    top = [item['offset'] for item in half.ncx if item['depth'] == 0]
    check(top == sorted(set(top)), 'rule 29')
    for record in book.resources:
        check(len(record) <= 130048, 'rule 30')
    if len(book.halves) > 1:
        check_old_half(book.halves[0])
    check(half.assembled[half.number(116):].startswith(b'<body'), 'start of reading')


def check_old_half(half):
    """KF8 reference 9.2: links and contents lead to headings; no markup of KF8 is left."""
    check(half.text.startswith(b'<html><head><guide>') and half.text.endswith(b'</body></html>'), 'MOBI6: frame')
    check(not re.search(rb'kindle:| aid=| class=| lang=', half.text), 'MOBI6: KF8 markup')
    for position in re.findall(rb'filepos=(\d{10})', half.text):
        check(re.match(rb'<h[1-6]', half.text[int(position):int(position) + 9]), f'MOBI6: link to {position}')
    offsets = [item['offset'] for item in half.ncx]
    check(offsets == sorted(set(offsets)), 'MOBI6: contents order')
    for offset in offsets:
        check(re.match(rb'<h[1-6]', half.text[offset:offset + 9]), f'MOBI6: contents entry at {offset}')


def check_inspect(tools, path):
    check('verdict: sound' in run(tools['inspect'], path), 'our own self-check')


def check_mobitool(tools, path, scratch):
    """Accepted without a word of trouble; the text comes back byte for byte; every document and label is there."""
    out = scratch / 'mobitool'
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    said = run('mobitool', '-s', '-o', out, path) + run('mobitool', '-d', '-o', out, path)
    check(azw3.trouble_of(said) is None, f'mobitool: {azw3.trouble_of(said)}')
    book = azw3.Book(path.read_bytes())
    check((out / f'{path.stem}.rawml').read_bytes() == book.kf8.text, 'rule 31: mobitool -d differs')
    markup = out / f'{path.stem}_markup'
    check(len(list(markup.glob('part*.html'))) == len(book.kf8.documents), 'mobitool: number of documents')
    if book.kf8.ncx and book.kf8.label_records == 1:  # libmobi reads labels of the first record alone
        text = next(markup.glob('*.ncx')).read_text()
        labels = re.findall(r'<text>(.*?)</text>', text, re.S)[1:]  # the first is the book's title
        wanted = sorted(item['label'] for item in book.kf8.ncx)
        check(sorted(labels) == wanted, f'mobitool: contents labels {labels[:3]} {wanted[:3]}')


def check_calibre(tools, path, scratch):
    out = scratch / 'calibre'
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    said = run('calibre-debug', '--inspect-mobi', path, cwd=out)
    check('Traceback' not in said and 'rror' not in said, f'calibre: {said[-300:]}')
    decompiled = out / f'decompiled_{path.stem}'
    if (decompiled / 'mobi8').is_dir():  # a joint file
        decompiled /= 'mobi8'
    tbs = (decompiled / 'tbs.txt').read_text()
    trouble = re.search(r'.*(mismatch|warning|not match|error|incorrect).*', tbs, re.I)
    check(not trouble, f'calibre: {trouble and trouble[0]}')
    said = run('ebook-convert', path, out / 'out.epub')
    check((out / 'out.epub').stat().st_size > 1000, 'calibre: no EPUB')
    check_calibre_labels(azw3.Book(path.read_bytes()).kf8, out / 'out.epub')


def check_calibre_labels(half, epub):
    """Every label is whole in the contents that calibre reads, whatever string record it stands in."""
    with zipfile.ZipFile(epub) as book:
        text = book.read(next(name for name in book.namelist() if name.endswith('.ncx'))).decode()
    labels = {html.unescape(label).strip() for label in re.findall(r'<text>(.*?)</text>', text, re.S)}
    missing = [item['label'] for item in half.ncx if item['label'].strip() not in labels]
    check(not missing, f'calibre: {len(missing)} labels of {len(half.ncx)}: {missing[:2]}')


def main(make_sample, inspect, scratch, first, last, calibre):
    needed = ['calibre-debug', 'ebook-convert'] if calibre else ['mobitool']
    missing = [tool for tool in needed if not shutil.which(tool)]
    if missing:
        print(f'1..0 # SKIP {missing[0]} is not installed')
        return 0
    tools = {'inspect': inspect}
    samples = [('random', str(seed)) for seed in range(first, last + 1)]
    if first == 1:
        samples += [('tiny',), ('entries', '780'), ('entries', '3000'), ('--joint', 'tiny'), ('--joint', 'random', '3')]
    scratch.mkdir(parents=True, exist_ok=True)
    failures = 0
    print(f'1..{len(samples)}')
    for number, sample in enumerate(samples):
        name = '-'.join(sample).lstrip('-')
        path = scratch / (name + ('.mobi' if sample[0] == '--joint' else '.azw3'))
        try:
            run(make_sample, *sample, path)
            if calibre:
                check_calibre(tools, path, scratch)
            else:
                check_own_rules(azw3.Book(path.read_bytes()))
                check_inspect(tools, path)
                check_mobitool(tools, path, scratch)
            trouble = ''
        except (Failure, AssertionError, IndexError) as failure:
            trouble = f'{type(failure).__name__}: {failure}'
        failures += bool(trouble)
        print(f'{"not ok" if trouble else "ok"} {number + 1} /kindle/readers/13-{name}')
        if trouble:
            print('# ' + trouble.replace('\n', ' ')[:600])
        path.unlink(missing_ok=True)
    return 1 if failures else 0


if __name__ == '__main__':
    arguments = [argument for argument in sys.argv[1:] if not argument.startswith('--')]
    sys.exit(main(arguments[0], arguments[1], Path(arguments[2]), int(arguments[3]), int(arguments[4]),
                  '--calibre' in sys.argv))
