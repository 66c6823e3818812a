#!/usr/bin/env python3
"""The composer with real fonts, counted as the scorer counts: a day, stress texts of our own and generated days, at
measures of 20, 24, 30 and 40 em. Day and days are real ones where there is a corpus, else examples and invented ones.

    test_compose.py TOOL [--long]

English stands at nine tenths of the Chinese size, as in the shipped styles. --long adds 60 generated days. Skipped
without the fonts."""
import json

import compose_score
import issue_source
from harness import EXAMPLES, ROOT, dailies, run, scratch, tap, wenzhai

TOOL, LONG = tap.argument(), tap.flag('--long')
SIZE = 10.5
# Most English lines that may hold a word space more than 0.25 em above natural, in per cent.
ENGLISH = {20: 18, 24: 11, 30: 4.5, 40: 1.5}
CHINESE = 0.5
ZERO = ('starts', 'ends', 'over', 'lspace')
ZERO_OF = ('adj', 'gap', 'dash', 'quote', 'startfull')


def source_of(inputs, folder, name):
    """The normalised abstracts of digests, as the scorer wants them."""
    path = folder / name
    with path.open('w', encoding='utf8') as out:
        for text in inputs:
            for kind, row in issue_source.rows(json.loads(wenzhai('dump', '-q', '--format=json', text).stdout), body=True):
                row = ' '.join(row.split())
                if row and '\\' not in row:  # formulae are set otherwise than they are written
                    out.write(kind + '\t' + row + '\n')
    return path


def share(text):
    return int(text.split('/')[0])


def check(source, measure, options, limits):
    chars, texts, lines = compose_score.compose(TOOL, source, measure, SIZE, options)
    _, r = compose_score.score(chars, texts, SIZE, measure)
    zbad, z = compose_score.misses(lines, 'Z')
    ebad, e = compose_score.misses(lines, 'E')
    ragged = sum(1 for l in lines if l[1] & compose_score.RAGGED)
    zmiss, emiss = 100 * len(zbad) / max(1, len(z)), 100 * len(ebad) / max(1, len(e))
    wrong = [k for k in ZERO if r[k]] + [k for k in ZERO_OF if share(r[k])]
    if limits.get('orphan', True) and share(r['orphan']):
        wrong.append('orphan')
    # every line that is not ragged is flush, and few are ragged
    if round((1 - r['flush_share']) * r['interior']) > ragged:
        wrong.append('flush')
    if ragged > limits.get('ragged', 0.001) * r['interior'] + 1:
        wrong.append('ragged')
    if zmiss > limits.get('Z', CHINESE):
        wrong.append('Z')
    if emiss > limits.get('E', ENGLISH[measure]):
        wrong.append('E')
    if measure == 24 and r['score'] < limits['score']:
        wrong.append('score')
    said = 'score %5.1f  Z %.2f%%  E %.2f%%  ragged %d of %d' % (r['score'], zmiss, emiss, ragged, r['interior'])
    assert not wrong, f'{wrong}: {said}'
    return said


def texts(folder):
    fixtures = ROOT / 'tests' / 'models' / 'texts'
    day = [dailies.seed()] if dailies.seed() else sorted(EXAMPLES.glob('*.txt'))[:4]
    loose = {'Z': 10, 'E': 100, 'ragged': 0.02}  # a torture text, not a digest
    yield 'day', day, {'score': 99.5}, ['english=0.9']
    yield 'day', day, {'score': 99.2}, []
    yield 'stress', [*day, fixtures / 'stress.txt'], dict(loose, score=98.7), ['english=0.9']
    yield 'stress', [*day, fixtures / 'stress.txt'], dict(loose, score=98.7), []
    # Marks inside marks, signs and units, both scripts mixed; and addresses with names from programs, which hold more
    # unbreakable pieces than any digest.
    for kind, score in ('marks', 98.7), ('units', 99.3), ('mixed', 99.3), ('links', 93.5):
        limits = dict(loose, Z=35, ragged=0.12) if kind == 'links' else loose
        yield kind, [*day, fixtures / f'stress-{kind}.txt'], dict(limits, score=score), ['english=0.9']
    for n in (7, 60) if LONG else (7,):
        out = dailies.make(folder / f'days{n}', n, real=True)
        # two English compounds in a thousand paragraphs end with half of themselves: nothing else is allowed there
        yield f'days{n}', sorted(out.iterdir()), {'score': 99.2, 'orphan': n < 60}, ['english=0.9']


def test_compose():
    if run(TOOL, '24', input='', status=None).returncode == 77:
        raise tap.Skip('the fonts are not installed')
    folder = scratch()
    for name, inputs, limits, options in texts(folder):
        source = source_of(inputs, folder, name + '.src')
        for measure in (20, 24, 30, 40):
            yield ' '.join([name, f'{measure}em', *options]), lambda: check(source, measure, options, limits)


tap.run(globals())
