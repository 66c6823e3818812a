#!/usr/bin/env python3
"""Every rule of Chinese typesetting that the composer, the PDF and the normaliser obey has a test that bears its number.

A test bears a number when its path or its row's id has it (`/compose/break/R55-badness`, `"R106-advance"`, `test_R105_boxes`).
"""
import re

from harness import ROOT, tap

# R47, sizes of Latin on a Taiwan grid, is an option that we do not offer. R107, R109 and R121 describe other programs.
RULES = sorted(set(range(1, 124)) - {47, 107, 109, 121})


def names_in(path):
    text = path.read_text(encoding='utf-8')
    if path.suffix == '.py':
        return re.findall(r'def test_(\w+)', text)
    return re.findall(r'"([A-Za-z0-9/-]*R\d[A-Za-z0-9/-]*)"', text)


def test_rules_have_tests():
    tests = ROOT / 'tests'
    found = {}
    for path in sorted([*tests.glob('unit/*.c'), *tests.rglob('test_*.py')]):
        for name in names_in(path):
            for number in re.findall(r'(?<![A-Za-z0-9])R(\d{1,3})(?![A-Za-z0-9])', name.replace('_', '-')):
                found.setdefault(int(number), set()).add(path.name)
    tap.no([f'R{number} has no test' for number in RULES if number not in found])


tap.run(globals())
