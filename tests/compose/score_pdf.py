#!/usr/bin/env python3
"""Scores PDFs that wenzhai makes: the scorer of cjk_score.py, with the source known.

    score_pdf.py [--measure 20,24,30,40] [--size 10.5] [--verbose] WENZHAI NAME=INPUT[,INPUT...] ...

A folder as INPUT means its *.txt. Running heads and folios (small lines at the head and foot of a page) are taken out
first: they stand between the halves of a paragraph that the scorer looks for as one. """
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import cjk_score  # noqa: E402
import issue_source  # noqa: E402

ROW = ('starts', 'ends', 'unbreak', 'over', 'adj', 'gap', 'gapwide', 'orphan', 'widow', 'heading', 'track', 'space',
       'maxspace', 'river', 'ladder', 'endfull', 'startfull', 'dash', 'quote', 'ascii', 'badchar', 'radical',
       'coverage')


def body_only(read_pdf, size):
    """read_pdf without small lines at the head and foot of each page."""
    def strip(chars):
        rows = sorted({round(c.y, 1) for c in chars if not c.c.isspace()})
        for edge in (rows[:1], rows[-1:]):
            small = [c for c in chars if edge and abs(c.y - edge[0]) < 0.06]
            if small and max(c.sz for c in small) < 0.87 * size:
                chars = [c for c in chars if abs(c.y - edge[0]) >= 0.06]
        return chars

    def read(path, pages=None):
        return [(w, h, strip(chars)) for w, h, chars in read_pdf(path, pages)]
    return read


def score(pdf, source, size, verbose=False):
    args = argparse.Namespace(source=source, size=size, pages=None, columns=None, region='cn', level='gb', end='half',
                              tol=0.05, verbose=verbose)
    original = cjk_score.read_pdf
    cjk_score.read_pdf = body_only(original, size)
    try:
        doc = cjk_score.Doc(pdf, args)
        return doc, doc.check()
    finally:
        cjk_score.read_pdf = original


def widest_gaps(doc):
    """Justified lines, and those with a gap more than a quarter em above natural, by kind. Natural: 0 between ideographs,
    1/4 em between Han and Latin and between words."""
    count = {'Z': [0, 0], 'E': [0, 0]}
    for line in doc.lines:
        if line.kind not in count or line.last:
            continue
        count[line.kind][0] += 1
        count[line.kind][1] += any(growth(doc, x, y) > 0.25 + 0.01 for x, y in zip(line.ch, line.ch[1:]))
    return count


def growth(doc, x, y):
    gap = (y.x - x.x - x.w) / doc.em
    one, two = cjk_score.is_id(x.c), cjk_score.is_id(y.c)
    if one and two:
        return gap
    if one and cjk_score.is_lat(y.c) or two and cjk_score.is_lat(x.c):
        return gap - 0.25
    if not one and not two and doc.gap_in_source(x, y):
        return gap - 0.26
    return 0


def files(inputs):
    for name in inputs.split(','):
        if os.path.isdir(name):
            yield from sorted(os.path.join(name, f) for f in os.listdir(name) if f.endswith('.txt'))
        else:
            yield name


def write_source(wenzhai, inputs, path):
    with open(path, 'w', encoding='utf8') as out:
        for name in inputs:
            dump = subprocess.run([wenzhai, 'dump', '--format=json', name], stdout=subprocess.PIPE,
                                  stderr=subprocess.DEVNULL, check=True).stdout
            for kind, text in issue_source.rows(json.loads(dump), body=True):
                if not re.search(r'[\\{}^]', text):  # formulae are set otherwise than they are written
                    out.write(kind + '\t' + ' '.join(text.split()) + '\n')


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument('--measure', default='20,24,30,40')
    ap.add_argument('--size', type=float, default=10.5)
    ap.add_argument('--verbose', action='store_true')
    ap.add_argument('wenzhai')
    ap.add_argument('text', nargs='+')
    a = ap.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for text in a.text:
            name, inputs = text.split('=', 1)
            inputs = list(files(inputs))
            source = os.path.join(folder, name + '.src')
            write_source(a.wenzhai, inputs, source)
            for measure in a.measure.split(','):
                pdf = os.path.join(folder, name + measure + '.pdf')
                subprocess.run([a.wenzhai, 'export', '-q', '-o', pdf, '--set', 'pdf.measure=%sem' % measure, '--set',
                                'pdf.size=%gpt' % a.size] + inputs, check=True, stderr=subprocess.DEVNULL)
                doc, r = score(pdf, source, a.size, a.verbose)
                g = widest_gaps(doc)
                print('%-8s %s em  %.1f  flush %.4f of %d  gaps Z %.2f%% E %.2f%%' % (
                    name, measure, r['score'], r['flush_share'], r['interior'],
                    100 * g['Z'][1] / max(1, g['Z'][0]), 100 * g['E'][1] / max(1, g['E'][0])))
                print('    ' + ' '.join('%s=%s' % (k, r[k]) for k in ROW))
                if a.verbose:
                    for k, v in sorted(doc.D.items()):
                        if k not in ('space50', 'track'):
                            for page, t in v:
                                print('     %-10s p%d %s' % (k, page, t))


if __name__ == '__main__':
    main()
