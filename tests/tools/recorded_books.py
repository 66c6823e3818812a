#!/usr/bin/env python3
"""Books as they were: SHA-256 of what the program makes of recorded input, in every output, against a checked-in list.

    recorded_books.py PROGRAM [--update]

A book changes when it is meant to, and never unseen: whoever means it runs this with --update and reads the difference of
tests/golden/hashes. Bytes also depend on fonts and libraries. Their versions stand at the head of the list; on a machine
with other ones everything is skipped, and the reason says which.
"""
import concurrent.futures
import hashlib
import json
import os
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from harness import EXAMPLES, ROOT, dailies, run, scratch, tap  # noqa: E402
from models import random_issue, zoo  # noqa: E402

PROGRAM, UPDATE = Path(tap.argument()).resolve(), tap.flag('--update')
HASHES = ROOT / 'tests' / 'golden' / 'hashes'
TYPES = 'azw3,epub,pdf'
PAGES = ('model-', 'day-', 'week')  # of these the page for browsers too
LIBRARIES = ('cairo', 'freetype2', 'fontconfig', 'glib-2.0', 'harfbuzz', 'icu-i18n', 'libdeflate', 'libjpeg', 'libpng',
             'libqrencode', 'libwebp', 'libxml-2.0', 'libzip', 'md4c', 'opencc', 'pango', 'zlib')
STYLES = ('classic', 'compact', 'handout', 'large')
HYPHENS = Path('/usr/share/hyphen/hyph_en_US.dic')


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def said(*command):
    try:
        return run(*command, status=None).stdout
    except FileNotFoundError:
        return ''


def fingerprint():
    """Name and version of all that bytes depend on beside the program."""
    found = {'machine': os.uname().machine}
    for name in LIBRARIES:
        found[name] = said('pkg-config', '--modversion', name).strip() or 'unknown'
    fonts = {HYPHENS}
    for style in STYLES:
        fonts |= {Path(path) for path in re.findall(r'\((/[^()]*), face', said(PROGRAM, 'style', 'show', style))}
    # Characters that no font of a style has come from the other fonts that bootstrap installs.
    for package in sorted(set(re.findall(r'(?m)^pkg +(fonts-\S+)', (ROOT / 'bootstrap').read_text(encoding='utf-8')))):
        found[package] = said('dpkg-query', '-W', '-f', '${Version}', package) or 'missing'
    for path in sorted(fonts):
        found[path.name] = sha256(path.read_bytes())[:16] if path.exists() else 'missing'
    return found


class Books:
    """What is made, by name: the command behind `wenzhai`, and its sources."""

    def __init__(self):
        self.scratch, self.made = scratch(), {}
        self.add_days()
        self.add_texts()
        self.add_models()

    def add_days(self):
        week, day = EXAMPLES, EXAMPLES / '2026-11-09.txt'
        self.made['week'] = ['weekly', week]
        self.made['week-by-day'] = ['weekly', week, '--order=day', '--languages=zh']
        self.made['week-by-category'] = ['weekly', week, '--order=category', '--languages=en']
        self.made['week-traditional'] = ['weekly', week, '--variant=zh-Hant-TW']
        self.made['week-exported'] = ['export', week]
        self.made['60-days'] = ['weekly', dailies.make(self.scratch / '60-days', 60), '--all']
        self.made['7-days-varied'] = ['export', dailies.make(self.scratch / '7-days', 7, '--vary', 0.5, '--gaps')]
        for style in STYLES:
            self.made[f'day-{style}'] = ['export', day, '--style', style]
        self.made['day-parallel'] = ['export', day, '--languages=parallel', '--set', 'pdf.paper=A4']
        self.made['day-booklet'] = ['export', day, '--set', 'pdf.booklet=yes', '--set', 'epub.split=section',
                                    '--set', 'azw3.embed-fonts=subset']
        self.made['day-bleed'] = ['export', day, '--set', 'pdf.bleed=3mm', '--set', 'epub.embed-fonts=none']

    def add_texts(self):
        """Digests of all forms that the reader knows, and what is hard to set."""
        tests = ROOT / 'tests'
        for path in sorted((tests / 'golden' / 'read').glob('*/*.txt')) + sorted((tests / 'models' / 'texts').glob('*.txt')):
            name = path.parent.name if path.stem == 'input' else path.stem
            self.made[f'text-{name}'] = ['export', path]

    def add_models(self):
        """Issues in the JSON form that tests make, whole and in each language."""
        issues = {name: make() for name, make in zoo.MODELS.items()}
        issues.update({f'random-{seed}': random_issue.issue(seed) for seed in range(1, 5)})
        for name, issue in issues.items():
            path = self.scratch / f'{name}.json'
            path.write_text(json.dumps(issue), encoding='utf-8')
            self.made[f'model-{name}'] = ['export', path]
        for languages in ('zh', 'en', 'parallel', 'behind'):
            self.made[f'model-everything-{languages}'] = ['export', self.scratch / 'everything.json', f'--languages={languages}']
        self.made['model-sample'] = ['export', ROOT / 'core' / 'cli' / 'template' / 'sample.json']

    def hashes(self, name):
        """A line a book; one line where there is none, so that a refusal is recorded too."""
        target = self.scratch / 'books' / name
        target.mkdir(parents=True)
        command, *rest = self.made[name]
        types = TYPES + ',html' * name.startswith(PAGES)
        done = run(PROGRAM, command, '-q', '-t', types, '-o', f'{target}/', *rest, status=None)
        lines = [f'{sha256(path.read_bytes())} {name}/{path.name}' for path in sorted(target.iterdir())]
        return lines + ([f'status {done.returncode} {name}'] if done.returncode else [])


def write(versions, lines):
    head = ['# What recorded_books.py makes, with these versions of fonts and libraries; --update writes it anew.']
    head += [f'# {name} {version}' for name, version in versions.items()]
    HASHES.write_text('\n'.join(head + lines) + '\n', encoding='utf-8')


def read():
    lines = HASHES.read_text(encoding='utf-8').splitlines()
    versions = dict(line[2:].rsplit(' ', 1) for line in lines[1:] if line.startswith('# '))
    return versions, [line for line in lines if not line.startswith('#')]


def check(made, wanted):
    tap.no([f'{line.split()[-1]} is not as recorded' for line in sorted(set(made) ^ set(wanted))])


def test_recorded():
    os.environ.pop('SOURCE_DATE_EPOCH', None)
    versions = fingerprint()
    recorded, wanted = read() if HASHES.exists() else ({}, [])
    other = [f'{name} {versions.get(name, "missing")}, not {recorded.get(name, "known")}'
             for name in sorted({*versions, *recorded}) if versions.get(name) != recorded.get(name)]
    if other and not UPDATE:
        raise tap.Skip(f"recorded with other versions: {'; '.join(other)}")
    books = Books()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        made = dict(zip(books.made, pool.map(books.hashes, books.made)))
    if UPDATE:
        write(versions, [line for lines in made.values() for line in lines])
        print(f'# {HASHES} is written anew: read its difference')
        yield 'written', lambda: None
        return
    by_name = {}
    for line in wanted:
        by_name.setdefault(line.split()[-1].split('/')[0], []).append(line)
    for name in sorted({*made, *by_name}):
        yield name, lambda: check(made.get(name, []), by_name.get(name, []))


tap.run(globals())
