#!/usr/bin/env python3
"""Golden page dumps: every line of a few documents with its place. They hold for the fonts that are named in them.

Usage: test_golden.py [--rewrite]
"""
import difflib
import hashlib
import re
import sys
from pathlib import Path

import pdf_tools as pdf

FOLDER = pdf.SOURCE_ROOT / 'tests' / 'golden' / 'pdf'
CASES = {
    'classic-24em': ([pdf.STRESS], {'measure': '24em', 'size': '10.5pt'}),
    'parallel': ([pdf.STRESS], {'languages': 'parallel', 'paper': 'A4'}),
    'handout': ([pdf.STRESS], {'style': 'handout'}),
    'compact': ([pdf.STRESS], {'style': 'compact'}),
    'stress-20em': ([pdf.STRESS], {'measure': '20em', 'size': '10.5pt'}),
}


def font_lines():
    """Name and SHA-256 of each font file that the classic style found."""
    shown = pdf.run(pdf.WENZHAI, 'style', 'show', 'classic').stdout
    paths = sorted(set(re.findall(r'\((/[^,]+), face \d+\)', shown)))
    return [f'font {Path(path).name} {hashlib.sha256(Path(path).read_bytes()).hexdigest()}' for path in paths]


def make(name, folder):
    sources, options = CASES[name]
    target = Path(folder, name + '.pdf')
    pdf.must_export(target, *sources, output='dump', **options)
    return target.read_text(encoding='utf-8')


def main():
    rewrite = '--rewrite' in sys.argv
    if not pdf.has(pdf.WENZHAI) and not Path(pdf.WENZHAI).exists():
        print('1..0 # SKIP no wenzhai')
        return 0
    fonts = font_lines()
    failed = False
    print(f'1..{len(CASES)}')
    with pdf.scratch() as folder:
        for number, name in enumerate(CASES, 1):
            golden = FOLDER / (name + '.txt')
            found = '\n'.join(fonts) + '\n\n' + make(name, folder)
            if rewrite:
                FOLDER.mkdir(parents=True, exist_ok=True)
                golden.write_text(found, encoding='utf-8')
            expected = golden.read_text(encoding='utf-8')
            if expected.split('\n\n', 1)[0] != found.split('\n\n', 1)[0]:
                print(f'ok {number} - {name} # SKIP the fonts are of another version')
                continue
            if expected != found:
                failed = True
                for line in list(difflib.unified_diff(expected.split('\n'), found.split('\n'), 'expected', 'found',
                                                      lineterm='', n=0))[:40]:
                    print('# ' + line)
            print(f'{"ok" if expected == found else "not ok"} {number} - {name}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
