#!/usr/bin/env python3
"""Installs a build, builds the plugin of tests/out-of-tree against the installed wenzhai.pc, and uses both.

Usage: test_installed.py SOURCE-ROOT BUILD-FOLDER

A build whose prefix lies inside its own folder is installed there for real; any other goes below a scratch folder
(DESTDIR), where its .pc file gets the prefix that DESTDIR gave it.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SOURCE = BUILD = None
DIGEST = 'examples/2026-11-09.txt'


def run(*command, status=0, **options):
    """Runs a command and checks its exit status."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, **options)
    if done.returncode != status:
        raise AssertionError(f"{' '.join(map(str, command))}: status {done.returncode}, not {status}\n"
                             f'{done.stdout[-3000:]}{done.stderr[-3000:]}')
    return done


def build_option(name):
    options = json.loads(run('meson', 'introspect', '--buildoptions', BUILD).stdout)
    return next(option['value'] for option in options if option['name'] == name)


class Installed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix='wenzhai-installed-')
        cls.addClassCleanup(scratch.cleanup)
        cls.scratch = Path(scratch.name)
        prefix = Path(build_option('prefix'))
        if BUILD in prefix.parents:
            run('meson', 'install', '-C', BUILD, '--no-rebuild')
            cls.prefix = prefix
            cls.relocated = False
        else:
            run('meson', 'install', '-C', BUILD, '--no-rebuild', '--destdir', cls.scratch)
            cls.prefix = cls.scratch / prefix.relative_to('/')
            cls.relocated = True
        cls.pkgconfig = cls.prefix / build_option('libdir') / 'pkgconfig'
        if cls.relocated:
            for file in cls.pkgconfig.glob('*.pc'):
                text = file.read_text(encoding='utf-8')
                file.write_text(re.sub(r'^prefix=.*', f'prefix={cls.prefix}', text, flags=re.MULTILINE), encoding='utf-8')
        cls.environment = {**os.environ, 'PKG_CONFIG_PATH': str(cls.pkgconfig),
                           'XDG_DATA_HOME': str(cls.scratch / 'home')}
        cls.plugin = cls.build_plugin()

    @classmethod
    def variable(cls, name):
        return run('pkg-config', f'--variable={name}', 'wenzhai', env=cls.environment).stdout.strip()

    @classmethod
    def build_plugin(cls):
        folder = cls.scratch / 'md'
        run('meson', 'setup', folder, SOURCE / 'tests/out-of-tree', env=cls.environment)
        run('ninja', '-C', folder)
        return folder / 'md.so'

    def wenzhai(self, *arguments, status=0):
        return run(self.prefix / 'bin/wenzhai', *arguments, status=status, env=self.environment, cwd=self.scratch)

    def test_pkg_config_names_folder_and_abi(self):
        header = (SOURCE / 'core/include/wenzhai/wz-types.h').read_text(encoding='utf-8')
        major = re.search(r'#define WZ_ABI_MAJOR (\d+)', header)[1]
        self.assertEqual(self.variable('abimajor'), major)
        self.assertEqual(Path(self.variable('plugindir')), self.prefix / build_option('libdir') / f'wenzhai/plugins-{major}')
        self.assertIn(f"-I{self.prefix / 'include'}", run('pkg-config', '--cflags', 'wenzhai', env=self.environment).stdout)

    def test_what_is_installed(self):
        for path in ('bin/wenzhai', 'include/wenzhai/wenzhai.h', 'include/wenzhai/wz-plugin.h', 'share/man/man1/wenzhai.1',
                     'share/man/zh_CN/man1/wenzhai.1', 'share/bash-completion/completions/wenzhai',
                     'share/zsh/site-functions/_wenzhai', 'share/fish/vendor_completions.d/wenzhai.fish',
                     'share/locale/zh_CN/LC_MESSAGES/wenzhai.mo', 'share/wenzhai/styles/classic/style.ini'):
            with self.subTest(path):
                self.assertTrue((self.prefix / path).is_file(), path)
        headers = {path.name for path in (SOURCE / 'core/include/wenzhai').glob('*.h')}
        self.assertEqual({path.name for path in (self.prefix / 'include/wenzhai').iterdir()}, headers)
        self.assertEqual(self.wenzhai('plugin', 'list').stdout, run(BUILD / 'core/cli/wenzhai', 'plugin', 'list').stdout)
        self.assertEqual(self.wenzhai('style', 'list').stdout, run(BUILD / 'core/cli/wenzhai', 'style', 'list').stdout)
        # Nothing private leaks out.
        self.assertEqual(list(self.prefix.glob('**/*.a')), [])
        self.assertEqual(list(self.prefix.glob('**/*-private.h')), [])

    def test_installed_program_makes_books(self):
        types = re.findall(r'(?m)^\w+ +\.(\w+)', self.wenzhai('plugin', 'list').stdout)
        self.assertEqual(set(types), {'epub', 'pdf', 'azw3'})
        self.wenzhai('export', '-o', 'books/', SOURCE / DIGEST)
        self.assertEqual(sorted(path.suffix[1:] for path in (self.scratch / 'books').iterdir()), sorted(types))

    def test_installed_messages(self):
        folder = os.environ.get('LOCPATH')
        if not folder or not Path(folder, 'zh_CN.UTF-8').is_dir():
            self.skipTest('locale zh_CN.UTF-8 is not there')
        self.assertIn('用法', run(self.prefix / 'bin/wenzhai', '--help',
                                env={**self.environment, 'LC_ALL': 'zh_CN.UTF-8', 'LANGUAGE': ''}).stdout)

    def test_plugin_by_file(self):
        self.wenzhai('export', '--plugin', self.plugin, '-t', 'md', '-o', 'out.md', SOURCE / DIGEST)
        text = (self.scratch / 'out.md').read_text(encoding='utf-8')
        dump = json.loads(self.wenzhai('dump', '--format=json', SOURCE / DIGEST).stdout)
        urls = set(re.findall(r'https?://\S+', (SOURCE / DIGEST).read_text(encoding='utf-8')))
        self.assertTrue(urls)
        self.assertEqual([url for url in urls if re.sub(r'^https?://|v\d+$', '', url) not in text], [])
        self.assertTrue(dump)
        self.assertGreaterEqual(len(re.findall(r'^## ', text, re.MULTILINE)), len(urls))

    def test_plugin_by_extension_and_option(self):
        self.wenzhai('export', '--plugin', self.plugin, '--set', 'md.level=4', '-o', 'four.md', SOURCE / DIGEST)
        text = (self.scratch / 'four.md').read_text(encoding='utf-8')
        self.assertTrue(re.search(r'^#### ', text, re.MULTILINE))
        self.assertFalse(re.search(r'^## ', text, re.MULTILINE))

    def test_plugin_holds_every_trial(self):
        done = self.wenzhai('plugin', 'test', self.plugin)
        self.assertGreater(len(re.findall(r'^ok: ', done.stdout, re.MULTILINE)), 5)
        self.assertNotIn('FAILED', done.stdout)

    def test_option_out_of_range(self):
        done = self.wenzhai('export', '--plugin', self.plugin, '--set', 'md.level=9', '-o', 'nine.md', SOURCE / DIGEST,
                            status=64)
        self.assertRegex(done.stderr, r'md\.level')
        self.assertRegex(done.stderr, r'\b1\b.*\b5\b')
        self.assertFalse((self.scratch / 'nine.md').exists())

    def test_plugin_on_the_search_path(self):
        folder = self.scratch / 'search'
        folder.mkdir()
        (folder / 'md.so').write_bytes(self.plugin.read_bytes())
        environment = {**self.environment, 'WENZHAI_PLUGIN_PATH': str(folder)}
        listed = run(self.prefix / 'bin/wenzhai', 'plugin', 'list', env=environment, cwd=self.scratch).stdout
        self.assertRegex(listed, r'(?m)^\W*md\b')
        shown = run(self.prefix / 'bin/wenzhai', 'plugin', 'show', 'md', env=environment, cwd=self.scratch).stdout
        self.assertIn('level', shown)

    def test_current_folder_is_never_searched(self):
        (self.scratch / 'md.so').write_bytes(self.plugin.read_bytes())
        self.addCleanup((self.scratch / 'md.so').unlink)
        self.assertNotRegex(self.wenzhai('plugin', 'list').stdout, r'(?m)^\W*md\b')


if __name__ == '__main__':
    SOURCE, BUILD = (Path(argument).resolve() for argument in sys.argv[1:3])
    unittest.main(argv=sys.argv[:1] + sys.argv[3:])
