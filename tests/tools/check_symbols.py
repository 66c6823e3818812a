#!/usr/bin/env python3
"""Compares what the program and its plugins export with what they should.

Usage: check_symbols.py [--update] --list FILE --headers DIR --program FILE --plugins DIR

- The program exports exactly the functions that the public headers mark WZ_API, and these are the ones in FILE: a
  change of the SDK shows up in review as a change of that list. --update writes it anew.
- A plugin exports wz_plugin_query and nothing else, and needs no wz_ symbol that the program lacks.
"""

import argparse
import re
import subprocess
import sys
from pathlib import Path

DECLARATION = re.compile(r'^WZ_API\b[^;{]*?\b(wz_\w+)\s*\(', re.MULTILINE)
# What linkers and sanitizers add on their own; a program that reads GLib's tables has copies of them.
FOREIGN = re.compile(r'^(_|__.*|_init|_fini|_edata|_end|data_start|asan_|ubsan_|lsan_|sancov|std(in|out|err)$|environ$'
                     r'|g_(?:utf8_skip|ascii_table)$|optarg$|optind$|opterr$|_IO_.*)')


def symbols(path, *options):
    out = subprocess.run(['nm', '-D', '--format=posix', *options, path], capture_output=True, text=True, check=True).stdout
    return {line.split()[0].partition('@')[0] for line in out.splitlines() if line.strip()}


def public_functions(folder):
    names = set()
    for header in sorted(Path(folder).glob('*.h')):
        text = re.sub(r'/\*.*?\*/', '', header.read_text(encoding='utf-8'), flags=re.DOTALL)
        # Macro bodies (WZ_PLUGIN_DEFINE) declare what plugins export, not what the program does.
        text = re.sub(r'^#define(?:.*\\\n)*.*$', '', text, flags=re.MULTILINE)
        names.update(DECLARATION.findall(text))
    return names


def compare(what, found, wanted, where):
    problems = [f'{what}: {name} is exported, but not in {where}' for name in sorted(found - wanted)]
    return problems + [f'{what}: {name} is in {where}, but not exported' for name in sorted(wanted - found)]


def main():
    parser = argparse.ArgumentParser(description='Check exported symbols.')
    parser.add_argument('--update', action='store_true')
    parser.add_argument('--list', required=True)
    parser.add_argument('--headers', required=True)
    parser.add_argument('--program', required=True)
    parser.add_argument('--plugins', required=True, help='folder of folders with modules')
    options = parser.parse_args()

    exported = symbols(options.program, '--defined-only')
    ours = {name for name in exported if name.startswith('wz_')}
    if options.update:
        Path(options.list).write_text(''.join(f'{name}\n' for name in sorted(ours)), encoding='utf-8')
    listed = set(Path(options.list).read_text(encoding='utf-8').split())
    problems = compare('program', ours, listed, options.list)
    problems += compare('program', ours, public_functions(options.headers), 'the public headers')
    if '__asan_init' not in exported: # whose program exports the functions that it watches
        problems += [f'program: {name} is exported' for name in sorted(exported - ours) if not FOREIGN.match(name)]
    plugins = sorted(Path(options.plugins).glob('*/*.so'))
    for plugin in plugins:
        name = plugin.name
        found = {symbol for symbol in symbols(plugin, '--defined-only') if not FOREIGN.match(symbol)}
        problems += compare(name, found, {'wz_plugin_query'}, 'the plugin ABI')
        missing = {symbol for symbol in symbols(plugin, '--undefined-only') if symbol.startswith('wz_')} - ours
        problems += [f'{name}: needs {symbol}, which the program does not export' for symbol in sorted(missing)]
    print('\n'.join(problems) or f'{len(ours)} functions, {len(plugins)} plugins: as listed')
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
