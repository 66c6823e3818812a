#!/usr/bin/env python3
"""Compares what the documents say with what is there: the tutorial with the plugin that it builds, links with files,
commands and options with the program's own help.

Usage: test_docs.py SOURCE-ROOT PROGRAM
"""

import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from urllib.parse import unquote

SOURCE = PROGRAM = None
EXAMPLE = 'examples/2026-11-09.txt'
LARGEST_PICTURE = 200 * 1024
# A code block of the tutorial names the file that it shows after its language.
SNIPPET = re.compile(r'^```\w+ (\S+)\n(.*?)^```$', re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r'^```sh\n(.*?)^```$', re.MULTILINE | re.DOTALL)


def documents():
    return [path for folder in ('.', 'docs', 'examples', 'fonts', 'styles', 'plugins/*', 'tests/*')
            for path in sorted(SOURCE.glob(f'{folder}/*.md'))]


def help_of(*command):
    return subprocess.run([PROGRAM, *command, '--help'], capture_output=True, text=True, check=True).stdout


class Tutorial(unittest.TestCase):
    def test_snippets_are_the_whole_source_in_order(self):
        text = (SOURCE / 'docs/plugin-tutorial.md').read_text(encoding='utf-8')
        shown = {}
        for name, code in SNIPPET.findall(text):
            shown.setdefault(name, []).append(code)
        folder = SOURCE / 'tests/out-of-tree'
        self.assertEqual(set(shown), {path.name for path in folder.iterdir() if path.suffix != '.md'})
        for name, parts in shown.items():
            with self.subTest(name):
                # Between two snippets the source has an empty line.
                self.assertEqual('\n'.join(parts), (folder / name).read_text(encoding='utf-8'))


class Links(unittest.TestCase):
    def test_links_lead_to_files(self):
        for path in documents():
            text = re.sub(r'^```.*?^```$', '', path.read_text(encoding='utf-8'), flags=re.MULTILINE | re.DOTALL)
            for target in re.findall(r'\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"\s]+)"', text):
                target = target[0] or target[1]
                if re.match(r'[a-z]+:|#', target):
                    continue
                with self.subTest(document=path.name, target=target):
                    self.assertTrue((path.parent / unquote(target.partition('#')[0])).exists())

    def test_pictures_are_small_and_used(self):
        contents = ''.join(path.read_text(encoding='utf-8') for path in documents())
        for picture in sorted((SOURCE / 'docs/images').glob('*')):
            with self.subTest(picture.name):
                self.assertLess(picture.stat().st_size, LARGEST_PICTURE)
                self.assertIn(f'images/{picture.name}', contents)


class CommandLine(unittest.TestCase):
    """Every command and option that a document shows is in the program's help."""

    @classmethod
    def setUpClass(cls):
        cls.commands = re.findall(r'^  ([a-z]+) {2,}', help_of(), re.MULTILINE)
        cls.helps = {name: help_of(name) for name in cls.commands}

    def lines(self):
        for path in documents():
            for block in BLOCK.findall(path.read_text(encoding='utf-8')):
                for line in block.splitlines():
                    line = re.sub(r'\s#.*', '', line).strip()
                    if re.match(r'(\S*/)?wenzhai\s', line):
                        yield path.name, line

    def test_commands_and_options_exist(self):
        seen = 0
        for name, line in self.lines():
            words = line.split()
            with self.subTest(document=name, line=line):
                if words[1].startswith('-'):
                    self.assertIn(words[1], ('--version', '--help'))
                    continue
                self.assertIn(words[1], self.commands)
                for word in words[2:]:
                    option = re.match(r'--?[a-z][a-z-]*', word)
                    if option:
                        self.assertRegex(self.helps[words[1]], rf'(?<![\w-]){option[0]}(?![\w-])')
                seen += 1
        self.assertGreater(seen, 10)

    def test_plugin_options_are_accepted(self):
        """What documents set is set here, on an example. The tutorial's plugin is not installed, its options are left out."""
        seen = 0
        with tempfile.TemporaryDirectory(prefix='wenzhai-docs-') as scratch:
            for name, line in self.lines():
                settings = [word for word in re.findall(r'--set[= ](\S+)', line) if not word.startswith('md.')]
                if not settings:
                    continue
                types = ','.join(sorted({setting.partition('.')[0] for setting in settings}))
                done = subprocess.run([PROGRAM, 'export', '-q', '-t', types, '-o', f'{scratch}/',
                                       *[f'--set={setting}' for setting in settings], SOURCE / EXAMPLE],
                                      capture_output=True, text=True)
                with self.subTest(document=name, line=line):
                    self.assertEqual((done.returncode, done.stderr), (0, ''))
                seen += 1
        self.assertGreater(seen, 3)


if __name__ == '__main__':
    SOURCE, PROGRAM = (Path(argument).resolve() for argument in sys.argv[1:3])
    unittest.main(argv=sys.argv[:1], verbosity=2)
