#!/usr/bin/env python3
"""Checks the text of all tracked files for what does not belong in a project: one test for each rule."""

import re
from pathlib import Path

from harness import ROOT, run, tap

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


def tracked():
    done = run('git', '-c', f'safe.directory={ROOT}', '-C', ROOT, 'ls-files', '-z', status=None)
    if done.returncode:
        raise tap.Skip('not a git work tree')
    return [Path(name) for name in done.stdout.split('\0') if name and (ROOT / name).is_file()]


def texts(files):
    for path in files:
        data = (ROOT / path).read_bytes()
        if b'\0' not in data and not FOREIGN.match(path.as_posix()):
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


def test_project():
    files = tracked()
    contents = list(texts(files))
    code = [(path, text) for path, text in contents if path.suffix in CODE or path.name == 'bootstrap']
    found = {name: search(contents, pattern) for name, pattern in RULES.items()}
    found.update({name: search(code, pattern) for name, pattern in CODE_RULES.items()})
    found['no white space at the end of lines'] = bad_white_space(contents)
    found[f'no C file over {LONGEST_LINES} lines'] = [
        f'{path}: {lines} lines' for path, text in contents
        if path.suffix in {'.c', '.h'} and (lines := text.count('\n')) > LONGEST_LINES]
    found[f'no file over {LARGEST_BYTES >> 20} MiB'] = [
        f'{path}: {size} bytes' for path in files if (size := (ROOT / path).stat().st_size) > LARGEST_BYTES]
    for name, problems in found.items():
        yield name, lambda: tap.no(problems)


tap.run(globals())
