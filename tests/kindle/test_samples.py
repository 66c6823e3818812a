#!/usr/bin/env python3
"""Sample books in readers that are not ours: azw3.py, libmobi's mobitool, calibre's inspector.

Usage: test_samples.py MAKE-SAMPLE INSPECT-FILE FIRST LAST [--calibre]
Books of random shape with the seeds FIRST to LAST, and some of fixed shape."""

import html
import os
import re
import zipfile

from harness import azw3, run, scratch, tap

CALIBRE = tap.flag('--calibre')
MAKE_SAMPLE, INSPECT, FIRST, LAST = (tap.argument() for _ in range(4))
os.environ.update(QT_QPA_PLATFORM='offscreen', PYTHONWARNINGS='ignore')


def check_own_rules(book):
    """KF8 reference 13, as far as azw3.py sees it."""
    half = book.kf8
    assert all(len(piece) == 4096 for piece in half.pieces[:-1]), 'rule 10: a record of another size'
    position = 0
    for piece, overlap in zip(half.pieces, half.overlaps):
        position += len(piece)
        rest = re.match(rb'[\x80-\xbf]{0,3}', half.text[position:position + 3])[0]
        assert overlap == rest, f'rule 13: overlap {overlap} at {position}, not {rest}'
    for document, place in half.links():
        assert re.match(rb'<[a-z]', half.at(place)), f'rule 23: document {document}: {place}'
    for item in half.ncx:
        assert re.match(rb'<h[1-6]', half.assembled[item['offset']:item['offset'] + 9]), f'rule 26: {item}'
        assert half.at(item['place'])[:8] == half.assembled[item['offset']:item['offset'] + 8], f'rule 26: {item}'
    top = [item['offset'] for item in half.ncx if item['depth'] == 0]
    assert top == sorted(set(top)), 'rule 29'
    for record in book.resources:
        assert len(record) <= 130048, 'rule 30'
    if len(book.halves) > 1:
        check_old_half(book.halves[0])
    assert half.assembled[half.number(116):].startswith(b'<body'), 'start of reading'


def check_old_half(half):
    """KF8 reference 9.2: links and contents lead to headings; no markup of KF8 is left."""
    assert half.text.startswith(b'<html><head><guide>') and half.text.endswith(b'</body></html>'), 'MOBI6: frame'
    assert not re.search(rb'kindle:| aid=| class=| lang=', half.text), 'MOBI6: KF8 markup'
    for position in re.findall(rb'filepos=(\d{10})', half.text):
        assert re.match(rb'<h[1-6]', half.text[int(position):int(position) + 9]), f'MOBI6: link to {position}'
    offsets = [item['offset'] for item in half.ncx]
    assert offsets == sorted(set(offsets)), 'MOBI6: contents order'
    for offset in offsets:
        assert re.match(rb'<h[1-6]', half.text[offset:offset + 9]), f'MOBI6: contents entry at {offset}'


def said_by(*command, **options):
    done = run(*command, **options)
    return done.stdout + done.stderr


def check_mobitool(path, folder):
    """Accepted without a word of trouble; the text comes back byte for byte; every document and label is there."""
    out = folder / 'mobitool'
    out.mkdir()
    said = said_by('mobitool', '-s', '-o', out, path) + said_by('mobitool', '-d', '-o', out, path)
    assert azw3.trouble_of(said) is None, f'mobitool: {azw3.trouble_of(said)}'
    book = azw3.Book(path.read_bytes())
    assert (out / f'{path.stem}.rawml').read_bytes() == book.kf8.text, 'rule 31: mobitool -d differs'
    markup = out / f'{path.stem}_markup'
    assert len(list(markup.glob('part*.html'))) == len(book.kf8.documents), 'mobitool: number of documents'
    if book.kf8.ncx and book.kf8.label_records == 1:  # libmobi reads labels of the first record alone
        text = next(markup.glob('*.ncx')).read_text()
        labels = re.findall(r'<text>(.*?)</text>', text, re.S)[1:]  # the first is the book's title
        wanted = sorted(item['label'] for item in book.kf8.ncx)
        assert sorted(labels) == wanted, f'mobitool: contents labels {labels[:3]} {wanted[:3]}'


def check_calibre(path, folder):
    out = folder / 'calibre'
    out.mkdir()
    said = said_by('calibre-debug', '--inspect-mobi', path, cwd=out)
    assert 'Traceback' not in said and 'rror' not in said, f'calibre: {said[-300:]}'
    decompiled = out / f'decompiled_{path.stem}'
    if (decompiled / 'mobi8').is_dir():  # a joint file
        decompiled /= 'mobi8'
    tbs = (decompiled / 'tbs.txt').read_text()
    trouble = re.search(r'.*(mismatch|warning|not match|error|incorrect).*', tbs, re.I)
    assert not trouble, f'calibre: {trouble and trouble[0]}'
    said = said_by('ebook-convert', path, out / 'out.epub')
    assert (out / 'out.epub').stat().st_size > 1000, 'calibre: no EPUB'
    check_calibre_labels(azw3.Book(path.read_bytes()).kf8, out / 'out.epub')


def check_calibre_labels(half, epub):
    """Every label is whole in the contents that calibre reads, whatever string record it stands in."""
    with zipfile.ZipFile(epub) as book:
        text = book.read(next(name for name in book.namelist() if name.endswith('.ncx'))).decode()
    labels = {html.unescape(label).strip() for label in re.findall(r'<text>(.*?)</text>', text, re.S)}
    missing = [item['label'] for item in half.ncx if item['label'].strip() not in labels]
    assert not missing, f'calibre: {len(missing)} labels of {len(half.ncx)}: {missing[:2]}'


def check(sample):
    tap.needs(*(['calibre-debug', 'ebook-convert'] if CALIBRE else ['mobitool']))
    folder = scratch()
    path = folder / ('-'.join(sample).lstrip('-') + ('.mobi' if sample[0] == '--joint' else '.azw3'))
    run(MAKE_SAMPLE, *sample, path)
    if CALIBRE:
        check_calibre(path, folder)
        return
    check_own_rules(azw3.Book(path.read_bytes()))
    assert 'verdict: sound' in said_by(INSPECT, path)
    check_mobitool(path, folder)


def test_samples():
    samples = [('random', str(seed)) for seed in range(int(FIRST), int(LAST) + 1)]
    if FIRST == '1':
        samples += [('tiny',), ('entries', '780'), ('entries', '3000'), ('--joint', 'tiny'), ('--joint', 'random', '3')]
    for sample in samples:
        yield '-'.join(sample).lstrip('-'), lambda: check(sample)


tap.run(globals())
