#!/usr/bin/env python3
"""Compares what the documents say with what is there: the tutorial with the plugin that it builds, links with files,
commands and options with the program's own help.
"""

import os
import re
from urllib.parse import unquote

from harness import ROOT, WENZHAI, run, scratch, tap, wenzhai

EXAMPLE = 'examples/2026-11-09.txt'
FOLDER = scratch()
LARGEST_PICTURE = 200 * 1024
# A code block of the tutorial names the file that it shows after its language.
SNIPPET = re.compile(r'^```\w+ (\S+)\n(.*?)^```$', re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r'^```sh\n(.*?)^```$', re.MULTILINE | re.DOTALL)


def documents():
    return [path for folder in ('.', 'docs', 'examples', 'fonts', 'styles', 'plugins/*', 'tests/*')
            for path in sorted(ROOT.glob(f'{folder}/*.md'))]


def help_of(*command):
    return wenzhai(*command, '--help').stdout


class TestTutorial:
    def test_snippets_are_the_whole_source_in_order(self):
        text = (ROOT / 'docs/plugin-tutorial.md').read_text(encoding='utf-8')
        shown = {}
        for name, code in SNIPPET.findall(text):
            shown.setdefault(name, []).append(code)
        folder = ROOT / 'tests/out-of-tree'
        assert set(shown) == {path.name for path in folder.iterdir() if path.suffix != '.md'}
        for name, parts in shown.items():
            with tap.at(name):
                # Between two snippets the source has an empty line.
                assert '\n'.join(parts) == (folder / name).read_text(encoding='utf-8')


class TestFirstIssue:
    """What both READMEs say of a first issue, line by line, but for the browser."""
    def test_it_is_made(self):
        blocks = [next(block for block in BLOCK.findall((ROOT / name).read_text(encoding='utf-8')) if 'wenzhai init' in block)
                  for name in ('README.md', 'README.zh-CN.md')]
        lines, other = ([line.partition('  #')[0].strip() for line in block.splitlines()] for block in blocks)
        assert lines == other and len(lines) == 12, (lines, other)
        (FOLDER / 'late').mkdir()
        late = (ROOT / 'examples/2026-11-12.txt').read_text(encoding='utf-8')
        (FOLDER / 'late/2026-11-12.txt').write_text(late.replace('。', '！', 1), encoding='utf-8')
        (FOLDER / 'bin').mkdir()
        (FOLDER / 'bin/wenzhai').symlink_to(WENZHAI)
        (FOLDER / 'examples').symlink_to(ROOT / 'examples')
        environment = {**os.environ, 'PATH': f"{FOLDER / 'bin'}:{os.environ['PATH']}", 'HOME': str(FOLDER), 'EDITOR': 'true'}
        script = '\n'.join(line for line in lines if ' watch ' not in line)
        done = run('bash', '-ec', script, cwd=FOLDER, env=environment)
        made = sorted(path.name for path in (FOLDER / 'digest/issues').glob('wenzhai-*'))
        assert made == [f'wenzhai-2026-W46{end}' for end in ('-handout.epub', '-handout.pdf', '.azw3', '.epub', '.pdf')], made
        assert 'is published' in done.stderr and 'revised 2' in done.stdout.splitlines()[-1], (done.stdout, done.stderr)


class TestLinks:
    def test_links_lead_to_files(self):
        for path in documents():
            text = re.sub(r'^```.*?^```$', '', path.read_text(encoding='utf-8'), flags=re.MULTILINE | re.DOTALL)
            for target in re.findall(r'\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"\s]+)"', text):
                target = target[0] or target[1]
                if re.match(r'[a-z]+:|#', target):
                    continue
                with tap.at(path.name, target):
                    assert (path.parent / unquote(target.partition('#')[0])).exists()

    def test_pictures_are_small_and_used(self):
        contents = ''.join(path.read_text(encoding='utf-8') for path in documents())
        for picture in sorted((ROOT / 'docs/images').glob('*')):
            with tap.at(picture.name):
                assert picture.stat().st_size < LARGEST_PICTURE
                assert f'images/{picture.name}' in contents


class TestCommandLine:
    """Every command and option that a document shows is in the program's help."""

    def __init__(self):
        self.commands = re.findall(r'^  ([a-z]+) {2,}', help_of(), re.MULTILINE)
        self.helps = {name: help_of(name) for name in self.commands}

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
            with tap.at(name, line):
                if words[1].startswith('-'):
                    assert words[1] in ('--version', '--help')
                    continue
                assert words[1] in self.commands
                for word in words[2:]:
                    option = re.match(r'--?[a-z][a-z-]*', word)
                    if option:
                        assert re.search(rf'(?<![\w-]){option[0]}(?![\w-])', self.helps[words[1]]), self.helps[words[1]]
                seen += 1
        assert seen > 10

    def test_plugin_options_are_accepted(self):
        """What documents set is set here, on an example. Plugins that documents build are not installed, their options are left out."""
        seen = 0
        for name, line in self.lines():
            settings = [word for word in re.findall(r'--set[= ](\S+)', line) if not word.startswith(('brief.', 'headings.'))]
            if not settings:
                continue
            types = ','.join(sorted({setting.partition('.')[0] for setting in settings}))
            with tap.at(name, line):
                assert wenzhai('export', '-q', '-t', types, '-o', f'{FOLDER}/', *[f'--set={setting}' for setting in settings],
                               ROOT / EXAMPLE).stderr == ''
            seen += 1
        assert seen > 3


tap.run(globals())
