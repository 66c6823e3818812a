#!/usr/bin/env python3
"""Compiles each public header, of the SDK and of the kit, alone, twice over, as strict C11 and as C++17, without a warning."""
from harness import ROOT, has, run, tap

SDK, KIT = ROOT / 'core' / 'include', ROOT / 'plugins' / 'common' / 'include'
WARNINGS = ['-Wall', '-Wextra', '-Wshadow', '-Wundef', '-pedantic-errors', '-Werror', '-fsyntax-only']
LANGUAGES = {
    'c11': (['gcc', 'clang', 'cc'], ['-std=c11', '-xc', '-Wstrict-prototypes', '-Wmissing-prototypes']),
    'c++17': (['g++', 'clang++', 'c++'], ['-std=c++17', '-xc++']),
}


def library_flags():
    flags = run('pkg-config', '--cflags', 'glib-2.0', 'cairo', 'harfbuzz').stdout.split()
    return [flag.replace('-I', '-isystem', 1) if flag.startswith('-I') else flag for flag in flags]


def check(language, header, flags):
    compilers, options = LANGUAGES[language]
    compiler = next(filter(has, compilers), None)
    if not compiler:
        raise tap.Skip(f'no compiler of {", ".join(compilers)}')
    # Twice: a header must stand being included again.
    run(compiler, *options, *WARNINGS, f'-I{SDK}', f'-I{KIT}', *flags, '-', input=f'#include <{header}>\n' * 2)


def test_headers():
    flags = library_flags()
    for language in LANGUAGES:
        for path in sorted((SDK / 'wenzhai').glob('*.h')) + sorted((KIT / 'wenzhai-kit').glob('*.h')):
            yield f'{language}/{path.name}', lambda: check(language, f'{path.parent.name}/{path.name}', flags)


def test_a_plugin_in_cxx():
    """Descriptor and functions as C++ before C++20 writes them, and wz_plugin_query() under its C name."""
    compiler = next(filter(has, LANGUAGES['c++17'][0]), None)
    if not compiler:
        raise tap.Skip('no compiler of C++')
    for standard in ('c++17', 'c++20'):
        run(compiler, f'-std={standard}', *WARNINGS, '-Wpedantic', f'-I{SDK}', *library_flags(), ROOT / 'tests/sdk/1.2.0/lines.cpp')
    code = run(compiler, '-std=c++17', '-S', '-o', '-', f'-I{SDK}', *library_flags(), ROOT / 'tests/sdk/1.2.0/lines.cpp').stdout
    assert '\nwz_plugin_query:' in code


tap.run(globals())
