#!/usr/bin/env python3
"""Names the tracked C files that clang-format would change. Usage: check_format.py [SOURCE-ROOT]

Versions differ in what they make of the same settings: the sources have the form that Debian 12's gives them.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

SKIPPED = 77
VERSION = '14'


def main(root):
    if not shutil.which('clang-format'):
        print('clang-format is not installed')
        return SKIPPED
    version = re.search(r'version (\d+)', subprocess.run(['clang-format', '--version'], capture_output=True, text=True).stdout)
    if not version or version[1] != VERSION:
        print(f"clang-format {version[1] if version else 'unknown'}, not {VERSION}")
        return SKIPPED
    listing = subprocess.run(['git', '-c', f'safe.directory={root}', '-C', root, 'ls-files', '-z', '*.c', '*.h'],
                             capture_output=True)
    if listing.returncode:
        print('not a git work tree')
        return SKIPPED
    files = [name for name in listing.stdout.decode().split('\0') if name and (root / name).is_file()]
    run = subprocess.run(['clang-format', '--dry-run', '--Werror', '--ferror-limit=1', *files], cwd=root,
                         capture_output=True, text=True)
    wrong = sorted({line.split(':')[0] for line in run.stderr.splitlines() if 'clang-format-violations' in line})
    print(f'{len(files)} files, {len(wrong)} to format' + (': clang-format -i ' + ' '.join(wrong) if wrong else ''))
    return 1 if wrong or run.returncode else 0


if __name__ == '__main__':
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else '.').resolve()))
