#!/usr/bin/env python3
"""Scores the composer on real text with real fonts, before any PDF exists.

    compose_score.py [--measure 20,24,30,40] [--size 10.5] [--lines] [--verbose] TOOL SOURCE [OPTION ...]

TOOL is compose-lines; SOURCE a file with one paragraph a line (kind, TAB, text). Prints the scorer's figures for each
measure, and how many lines miss: a justified line misses if a gap grew by more than 0.25 em. """
import argparse
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import cjk_score  # noqa: E402

LAST, RAGGED = 1, 4
COUNTS = ('starts', 'ends', 'unbreak', 'over', 'adj', 'gap', 'gapwide', 'orphan', 'track', 'space', 'maxspace',
          'river', 'ladder', 'hyphen', 'lspace', 'dash', 'quote', 'endfull', 'startfull', 'ascii', 'coverage')


def compose(tool, source, measure, size, options):
    out = subprocess.run([tool, str(measure), str(size)] + options, stdin=open(source, 'rb'),
                         stdout=subprocess.PIPE, check=True).stdout.decode()
    chars, texts, lines = [], [], []
    for row in out.split('\n'):
        f = row.split('\t')
        if f[0] == 'N':
            texts.append('\t'.join(f[1:]))
        elif f[0] == 'L':
            lines.append((f[1], int(f[2]), float(f[3]), float(f[4]), f[5]))
        elif row:
            x, y, w, sz, u = row.split(' ')
            chars.append((chr(int(u[2:], 16)), float(x), float(y), float(w), float(sz)))
    return chars, texts, lines


def share_ligatures(chars):
    """What the scorer does with a PDF: a ligature's width is shared by its characters."""
    out, lig, width = [], [], 0.0
    for c, x, y, w, sz in chars:
        if w < 0.002 * sz and lig and abs(lig[0].y - y) < 0.01 * sz:
            lig.append(cjk_score.Ch(c, x, y, 0, sz, 'F'))
            out.append(lig[-1])
            x0 = lig[0].x
            for k, z in enumerate(lig):
                z.w = width / len(lig)
                z.x = x0 + k * z.w
            continue
        out.append(cjk_score.Ch(c, x, y, w, sz, 'F'))
        lig, width = [out[-1]], w
    return out


def score(chars, texts, size, measure, verbose=False):
    boxes = share_ligatures(chars)
    cjk_score.read_pdf = lambda path, pages=None: [(1000.0, 1e7, boxes)]
    with tempfile.NamedTemporaryFile('w', suffix='.txt', encoding='utf8') as f:
        f.write('\n'.join(texts) + '\n')
        f.flush()
        args = argparse.Namespace(source=f.name, size=size, pages=None,
                                  columns=[(72.0, 72.0 + measure * size)], region='cn', level='gb', end='half',
                                  tol=0.05, verbose=verbose)
        doc = cjk_score.Doc('composed', args)
        result = doc.check()
    return doc, result


def misses(lines, kind, limit=0.25):
    just = [l for l in lines if l[0] == kind and not l[1] & LAST]
    bad = [l for l in just if l[3] > limit + 1e-3 or l[1] & RAGGED]
    return bad, just


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument('--measure', default='24')
    ap.add_argument('--size', type=float, default=10.5)
    ap.add_argument('--lines', action='store_true')
    ap.add_argument('--verbose', action='store_true')
    ap.add_argument('tool')
    ap.add_argument('source')
    ap.add_argument('option', nargs='*')
    a = ap.parse_args()
    for m in a.measure.split(','):
        measure = float(m)
        chars, texts, lines = compose(a.tool, a.source, measure, a.size, a.option)
        doc, r = score(chars, texts, a.size, measure, a.verbose)
        zb, z = misses(lines, 'Z')
        eb, e = misses(lines, 'E')
        zs, _ = misses(lines, 'Z', 0.30)
        print('%g em: %s %s lines=%d interior=%d flush=%.4f' % (measure, r['score'], r['parts'], r['lines'],
                                                             r['interior'], r['flush_share']))
        print('   ', ' '.join('%s=%s' % (k, r[k]) for k in COUNTS))
        print('    Z miss %.2f%% (%.2f%% > 0.30)   E miss %.2f%% of %d   ragged %d' % (
            100 * len(zb) / max(1, len(z)), 100 * len(zs) / max(1, len(z)), 100 * len(eb) / max(1, len(e)), len(e),
            sum(1 for l in lines if l[1] & RAGGED)))
        if a.lines:
            for l in lines:
                print('  %s %3d %+6.2f %5.2f %s' % l)
        if a.verbose:
            for k, v in sorted(doc.D.items()):
                for _, t in v:
                    print('     %-10s %s' % (k, t))


if __name__ == '__main__':
    main()
