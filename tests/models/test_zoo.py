#!/usr/bin/env python3
"""Every model of the zoo through every output: each book says what its galley says, in its order, and else nothing but
labels. And the check itself: a book that lost, moved, changed or added something is told from one that did not.

    test_zoo.py [--slow [--all-inputs]]      the large ones, other pages, and cases of the readers

What readers make of a kind of input is shown to the outputs by a case of some kinds, by one in sixteen in the slow suite, and by all in the full one.
"""
import random
import re
import shutil

from harness import ROOT, books, fidelity, scratch, tap, wenzhai
from models import random_issue, zoo
from models.build import write

FOLDER = scratch()
SLOW = tap.flag('--slow')  # pages have the small models
KINDS = ('.epub', '.azw3', '.pdf') if SLOW else ('.epub', '.azw3', '.html', '.pdf')
REFLOWED = tuple(kind for kind in KINDS if kind != '.pdf')


def make(source, *options):
    """The books of a source, each of which is a set of parts."""
    wenzhai('export', '-q', '-t', ','.join(kind[1:] for kind in KINDS), '-o', f'{FOLDER}/', '--set=pdf.heads=no', '--set=pdf.cover=no', *options,
            source)
    return {kind: books.parts(FOLDER / f'{source.stem}{kind}') for kind in KINDS}


def inputs(*cases):
    """What the readers' cases read, under names of their own, since books are called by them; of what was refused, and of
    days without papers, there is no book."""
    for folder in sorted(one for case in cases for one in (ROOT / 'tests/golden/read').glob(case) if one.is_dir()):
        if re.search(r'(?m)^ +entry ', (folder / 'expected.tree').read_text(encoding='utf-8')):
            source = next(path for path in folder.iterdir() if path.stem != 'expected')
            yield shutil.copy(source, FOLDER / f'{folder.name}{source.suffix}')


def cases(source, *options, raw=True, style=None, languages=None, kinds=KINDS):
    raw = ['--no-normalize'] if raw else []
    reference = fidelity.reference(*raw, source, style=style, languages=languages)
    run = [f'--style={style}'] * bool(style) + [f'--languages={languages}'] * bool(languages)
    for kind, parts in make(source, *raw, *run, *options).items():
        if kind in kinds and (kind != '.html' or languages not in ('zh', 'en')):  # a page has both, and hides one
            yield f'{source.stem}{kind}', lambda: reference.check(parts, kind)


def model(name):
    return write(FOLDER / f'{name}.json', zoo.MODELS[name]())


def bare():
    """A style that shows hardly anything."""
    folder = FOLDER / 'bare'
    folder.mkdir(exist_ok=True)
    shown = ('figures', 'notes', 'appearances', 'back-references', 'authors', 'affiliations', 'links', 'categories')
    (folder / 'style.ini').write_text('[style]\nInherits=classic\n[show]\n' + ''.join(f'{one}=no\n' for one in shown))
    return folder


ALL_INPUTS = tap.flag('--all-inputs')
if SLOW:
    def test_large_models():
        for name in zoo.SLOW:
            yield from cases(model(name))

    def test_random_models():
        """Their tables have the same few words in many cells: in a PDF a head that is said again can be one of them."""
        for seed in range(1, 9 if ALL_INPUTS else 5):
            yield from cases(write(FOLDER / f'random-{seed}.json', random_issue.issue(seed)), kinds=REFLOWED)

    def test_inputs():
        for number, path in enumerate(inputs('*')):
            if ALL_INPUTS or number % 16 == 0:
                yield from cases(path, raw=False)

    def test_other_pages():
        """One language, two beside each other, two columns, styles; documents of sections; fonts inside; hardly anything."""
        for number, name in enumerate(zoo.QUICK):
            # In a PDF a title higher than half a page goes on page by page, its translation beside it.
            if ALL_INPUTS or number % 2 == 0:
                yield from cases(model(name), '--set=pdf.paper=A4', '--set=epub.split=section', languages='parallel',
                                 kinds=REFLOWED if name == 'titles' else KINDS)
                yield from cases(model(name), '--set=azw3.embed-fonts=subset', style='handout', languages='zh')
            if ALL_INPUTS or number % 2 == 1:
                yield from cases(model(name), '--set=epub.images=grey', style='compact', languages='en')
                yield from cases(model(name), style=bare())
else:
    def test_models():
        for name in zoo.QUICK:
            yield from cases(model(name))

    def test_translations_behind():
        for name in ('everything', 'drift'):
            yield from cases(model(name), languages='behind')

    def test_what_is_not_shown():
        yield from cases(model('everything'), style=bare())

    def test_digests():
        for path in sorted((ROOT / 'tests/models/texts').rglob('*.txt')):
            yield from cases(path, raw=False)

    def test_kinds_of_input():
        for path in inputs('record-daily-arxiv', 'record-oai', 'md-crawler', 'mail-quoted'):
            yield from cases(path, raw=False)


# ---- The check itself ----


def faults(text, lines, dice):
    """(what is wrong, the text of a book with it)."""
    line, other = (fidelity.fold(one) for one in dice.sample(lines, 2))
    at, there = text.find(line), text.find(other)
    yield f'without {line!r}', text[:at] + text[at + len(line):]
    yield f'without the end of {line!r}', text[:at + len(line) - 1] + text[at + len(line):]
    yield f'with another word in {line!r}', text[:at] + '错' + text[at + 1:]
    yield f'with {line!r} twice', text[:at] + line + text[at:]
    yield f'with a sentence before {line!r}', text[:at] + '外来的话。' + text[at:]
    yield f'with a sentence behind {line!r}', text[:at + len(line)] + 'Aforeignword' + text[at + len(line):]
    if at + len(line) <= there:
        yield (f'with {line!r} and {other!r} in each other’s place',
               text[:at] + other + text[at + len(line):there] + line + text[there + len(other):])
    yield 'without its end', text[:-len(text) // 10]
    yield 'with a sentence at the end', text + '外来的话。'


def expect_unfaithful(reference, parts, kind):
    try:
        reference.check(parts, kind)
    except fidelity.Unfaithful:
        return
    raise AssertionError('the check does not see it')


def test_faults_are_found():
    """In words that stand once; heads of tables, titles and names of categories may be said again."""
    dice = random.Random(1)
    source = model('drift')
    reference = fidelity.reference('--no-normalize', source)
    for kind, parts in make(source, '--no-normalize').items():
        text = ''.join(text for _, text in parts)
        lines = [cell for part in reference.parts if part.kind in ('section', 'entry', 'index') for columns in part.blocks
                 for column in columns for rows in column for row in rows for cell in row
                 if len(fidelity.fold(cell)) > 3 and text.count(fidelity.fold(cell)) == 1]
        for n in range(10):
            for fault, broken in faults(text, lines, dice):
                yield f'{n} {kind} {fault}', lambda: expect_unfaithful(reference, [('body', broken)], kind)


tap.run(globals())
