#!/usr/bin/env python3
"""Builds the locales that tests run in, since a bare machine has C and C.UTF-8 alone and a test in a locale that is
missing cannot fail.

Usage: make_locales.py FOLDER STAMP LOCALE...

Tests set LOCPATH to FOLDER. Without localedef or its sources (Debian package locales) FOLDER stays empty, and tests
that need a locale skip themselves.
"""

import subprocess
import sys
from pathlib import Path


def build(folder, name):
    source, _, charset = name.partition('.')
    if not Path('/usr/share/i18n/locales', source).exists():
        print(f'{name}: its source is not installed (Debian package locales)')
        return
    # Exit status 1 means warnings; what counts is that the locale is there.
    subprocess.run(['localedef', '-i', source, '-f', charset, '--no-archive', folder / name],
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if not (folder / name / 'LC_CTYPE').exists():
        print(f'{name}: localedef failed')


def main(folder, stamp, *names):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        for name in names:
            build(folder, name)
    except FileNotFoundError:
        print('localedef is not installed')
    Path(stamp).touch()


if __name__ == '__main__':
    main(*sys.argv[1:])
