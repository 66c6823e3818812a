#!/usr/bin/env python3
"""Compiles each public header alone, twice over, as strict C11 and as C++17, without a warning."""
from harness import ROOT, has, run, tap

WARNINGS = ['-Wall', '-Wextra', '-Wshadow', '-Wundef', '-pedantic-errors', '-Werror', '-fsyntax-only']
LANGUAGES = {
    'c11': (['gcc', 'clang', 'cc'], ['-std=c11', '-xc', '-Wstrict-prototypes', '-Wmissing-prototypes']),
    'c++17': (['g++', 'clang++', 'c++'], ['-std=c++17', '-xc++']),
}


def glib_flags():
    flags = run('pkg-config', '--cflags', 'glib-2.0').stdout.split()
    return [flag.replace('-I', '-isystem', 1) if flag.startswith('-I') else flag for flag in flags]


def check(language, header, flags):
    compilers, options = LANGUAGES[language]
    compiler = next(filter(has, compilers), None)
    if not compiler:
        raise tap.Skip(f'no compiler of {", ".join(compilers)}')
    # Twice: a header must stand being included again.
    run(compiler, *options, *WARNINGS, f'-I{ROOT}/core/include', *flags, '-', input=f'#include <{header}>\n' * 2)


def test_headers():
    include, flags = ROOT / 'core' / 'include', glib_flags()
    for language in LANGUAGES:
        for path in sorted((include / 'wenzhai').glob('*.h')):
            yield f'{language}/{path.name}', lambda: check(language, path.relative_to(include), flags)


tap.run(globals())
