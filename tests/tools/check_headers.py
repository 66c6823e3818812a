#!/usr/bin/env python3
"""Compiles each public header alone, twice over, as strict C11 and as C++17, without a warning: one TAP case each.

Usage: check_headers.py [SOURCE-ROOT]
"""

import shutil
import subprocess
import sys
from pathlib import Path

WARNINGS = ['-Wall', '-Wextra', '-Wshadow', '-Wundef', '-pedantic-errors', '-Werror', '-fsyntax-only']
LANGUAGES = {
    'c11': (['gcc', 'clang', 'cc'], ['-std=c11', '-xc', '-Wstrict-prototypes', '-Wmissing-prototypes']),
    'c++17': (['g++', 'clang++', 'c++'], ['-std=c++17', '-xc++']),
}


def glib_flags():
    flags = subprocess.run(['pkg-config', '--cflags', 'glib-2.0'], capture_output=True, text=True, check=True).stdout
    return [flag.replace('-I', '-isystem', 1) if flag.startswith('-I') else flag for flag in flags.split()]


def main(root):
    include = root / 'core' / 'include'
    headers = sorted(path.relative_to(include) for path in (include / 'wenzhai').glob('*.h'))
    glib = glib_flags()
    count = failed = 0
    for language, (compilers, options) in LANGUAGES.items():
        compiler = next((name for name in compilers if shutil.which(name)), None)
        for header in headers:
            count += 1
            if not compiler:
                print(f'ok {count} {language}/{header} # SKIP no compiler of {", ".join(compilers)}')
                continue
            # Twice: a header must stand being included again.
            run = subprocess.run([compiler, *options, *WARNINGS, f'-I{include}', *glib, '-'], text=True,
                                 input=f'#include <{header}>\n#include <{header}>\n', capture_output=True)
            failed += run.returncode != 0
            print(f"{'not ' if run.returncode else ''}ok {count} {language}/{header}")
            for line in run.stderr.splitlines()[:20]:
                print('# ' + line)
    print(f'1..{count}')
    return failed == 0 and count > 0


if __name__ == '__main__':
    sys.exit(0 if main(Path(sys.argv[1] if len(sys.argv) > 1 else '.').resolve()) else 1)
