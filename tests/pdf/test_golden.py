#!/usr/bin/env python3
"""Golden page dumps: every line of a few documents with its place. They hold for the fonts that are named in them.

Usage: test_golden.py [--rewrite]
"""
import difflib
import hashlib
import re
from pathlib import Path

from harness import ROOT, tap, wenzhai
from harness.pdf import STRESS, dump

FOLDER = ROOT / 'tests' / 'golden' / 'pdf'
CASES = {
    'classic-24em': {'measure': '24em', 'size': '10.5pt'},
    'parallel': {'languages': 'parallel', 'paper': 'A4'},
    'handout': {'style': 'handout'},
    'compact': {'style': 'compact'},
    'stress-20em': {'measure': '20em', 'size': '10.5pt'},
}


def font_lines():
    """Name and SHA-256 of each font file that the classic style found."""
    paths = sorted(set(re.findall(r'\((/[^,]+), face \d+\)', wenzhai('style', 'show', 'classic').stdout)))
    return [f'font {Path(path).name} {hashlib.sha256(Path(path).read_bytes()).hexdigest()}' for path in paths]


def check(golden, found):
    expected = golden.read_text(encoding='utf-8')
    if expected.split('\n\n', 1)[0] != found.split('\n\n', 1)[0]:
        raise tap.Skip('the fonts are of another version')
    lost = list(difflib.unified_diff(expected.split('\n'), found.split('\n'), 'expected', 'found', lineterm='', n=0))
    assert not lost, '\n'.join(lost[:40])


def test_golden():
    fonts = '\n'.join(font_lines())
    for name, options in CASES.items():
        found = f'{fonts}\n\n{dump(STRESS, **options)[1]}'
        if REWRITE:
            (FOLDER / f'{name}.txt').write_text(found, encoding='utf-8')
        yield name, lambda: check(FOLDER / f'{name}.txt', found)


REWRITE = tap.flag('--rewrite')
tap.run(globals())
