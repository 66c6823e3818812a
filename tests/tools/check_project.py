#!/usr/bin/env python3
"""Checks the text of all tracked files for what does not belong in a project: one TAP case for each rule.

Usage: check_project.py [SOURCE-ROOT]
"""

import re
import subprocess
import sys
from pathlib import Path

# Words are taken apart so that this file obeys its own rules.
RULES = {
    'no paths of one machine': r'(?:^|[^\w.])/(?:wor[k]|roo[t]|hom[e]/\w+|User[s]/\w+)/',
    'nothing left for later': r'\b(?:TOD[O]|FIXM[E]|XX[X]|HAC[K])\b',
    'no addresses of package registries': r'\b(?:registry\.npmj[s]|deb\.debia[n]|security\.debia[n]|pypi\.or[g]/|'
                                          r'files\.pythonhoste[d]|npmmirro[r]|proxy\.golan[g])',
    'no merge conflicts': r'^(?:<{7}|>{7}) ',
}
CODE_RULES = {'no stubs': r'\bstu[b]\b|\bnot implemente[d]\b'}
CODE = {'.c', '.h', '.py', '.sh', '.mjs', '.build'}
# Data that is quoted as it was found.
FOREIGN = re.compile(r'^(examples/|tests/(fixtures|golden|models/texts|fuzz/corpus)/|LICENSE$)')
LARGEST_BYTES = 1 << 20
LONGEST_LINES = 800


def tracked(root):
    run = subprocess.run(['git', '-c', f'safe.directory={root}', '-C', root, 'ls-files', '-z'], capture_output=True)
    if run.returncode:
        print('1..0 # SKIP not a git work tree')
        sys.exit(0)
    return [Path(name) for name in run.stdout.decode().split('\0') if name and (root / name).is_file()]


def texts(root, files):
    for path in files:
        data = (root / path).read_bytes()
        if b'\0' in data or FOREIGN.match(path.as_posix()):
            continue
        yield path, data.decode('utf-8', errors='replace')


def search(contents, pattern):
    expression = re.compile(pattern, re.MULTILINE)
    return [f"{path}:{text.count(chr(10), 0, match.start()) + 1}: {match[0].strip()}"
            for path, text in contents for match in expression.finditer(text)]


def bad_white_space(contents):
    # In Markdown two spaces at the end mean a line break; tables of data may end in one.
    problems = search([(path, text) for path, text in contents if path.suffix in CODE], r'[ \t]+$|\r')
    return problems + [f'{path}: no newline at the end' for path, text in contents
                       if path.suffix in CODE and text and not text.endswith('\n')]


def main(root):
    files = tracked(root)
    contents = list(texts(root, files))
    code = [(path, text) for path, text in contents if path.suffix in CODE or path.name == 'bootstrap']
    found = {name: search(contents, pattern) for name, pattern in RULES.items()}
    found.update({name: search(code, pattern) for name, pattern in CODE_RULES.items()})
    found['no white space at the end of lines'] = bad_white_space(contents)
    found[f'no C file over {LONGEST_LINES} lines'] = [
        f'{path}: {lines} lines' for path, text in contents
        if path.suffix in {'.c', '.h'} and (lines := text.count('\n')) > LONGEST_LINES]
    found[f'no file over {LARGEST_BYTES >> 20} MiB'] = [
        f'{path}: {size} bytes' for path in files if (size := (root / path).stat().st_size) > LARGEST_BYTES]
    for number, (name, problems) in enumerate(found.items(), 1):
        print(f"{'not ' if problems else ''}ok {number} {name}")
        for problem in problems[:40]:
            print(f'# {problem}')
    print(f'1..{len(found)}')
    return not any(found.values())


if __name__ == '__main__':
    sys.exit(0 if main(Path(sys.argv[1] if len(sys.argv) > 1 else '.').resolve()) else 1)
