#!/usr/bin/env python3
"""Installs a build, builds the plugins of tests/out-of-tree and tests/out-of-tree-kit against the installed wenzhai.pc and
wenzhai-kit.pc, and uses all three.

Usage: test_installed.py BUILD-FOLDER

A build whose prefix lies inside its own folder is installed there for real; any other goes below a scratch folder
(DESTDIR), where its .pc file gets the prefix that DESTDIR gave it.
"""

import functools
import json
import os
import re
import shutil
from pathlib import Path

from harness import ROOT, run, scratch, tap

BUILD = Path(tap.argument()).resolve()
DIGEST = 'examples/2026-11-09.txt'


def build_option(name):
    options = json.loads(run('meson', 'introspect', '--buildoptions', BUILD).stdout)
    return next(option['value'] for option in options if option['name'] == name)


class Installation:
    """The build's files where its users find them, and the plugin built there."""

    def __init__(self):
        self.scratch = scratch()
        prefix = Path(build_option('prefix'))
        if BUILD in prefix.parents:
            run('meson', 'install', '-C', BUILD, '--no-rebuild')
            self.prefix = prefix
        else:
            run('meson', 'install', '-C', BUILD, '--no-rebuild', '--destdir', self.scratch)
            self.prefix = self.scratch / prefix.relative_to('/')
        pkgconfig = self.prefix / build_option('libdir') / 'pkgconfig'
        if BUILD not in prefix.parents:
            for file in pkgconfig.glob('*.pc'):
                text = file.read_text(encoding='utf-8')
                file.write_text(re.sub(r'^prefix=.*', f'prefix={self.prefix}', text, flags=re.MULTILINE), encoding='utf-8')
        self.environment = {**os.environ, 'PKG_CONFIG_PATH': str(pkgconfig), 'XDG_DATA_HOME': str(self.scratch / 'home')}
        self.plugin = self.build('brief', 'out-of-tree')
        self.chained = self.build('kepub', 'out-of-tree-kit')

    def build(self, name, folder):
        run('meson', 'setup', self.scratch / name, ROOT / 'tests' / folder, env=self.environment)
        run('ninja', '-C', self.scratch / name)
        return self.scratch / name / f'{name}.so'


@functools.cache
def installation():
    return Installation()


class TestInstalled:
    def __init__(self):
        self.__dict__.update(installation().__dict__)

    def variable(self, name):
        return run('pkg-config', f'--variable={name}', 'wenzhai', env=self.environment).stdout.strip()

    def wenzhai(self, *arguments, status=0):
        return run(self.prefix / 'bin/wenzhai', *arguments, status=status, env=self.environment, cwd=self.scratch)

    def test_pkg_config_names_folder_and_abi(self):
        header = (ROOT / 'core/include/wenzhai/wz-types.h').read_text(encoding='utf-8')
        major = re.search(r'#define WZ_ABI_MAJOR (\d+)', header)[1]
        assert self.variable('abimajor') == major
        assert Path(self.variable('plugindir')) == self.prefix / build_option('libdir') / f'wenzhai/plugins-{major}'
        assert f"-I{self.prefix / 'include'}" in run('pkg-config', '--cflags', 'wenzhai', env=self.environment).stdout

    def test_what_is_installed(self):
        for path in ('bin/wenzhai', 'include/wenzhai/wenzhai.h', 'include/wenzhai/wz-plugin.h', 'share/man/man1/wenzhai.1',
                     'share/man/zh_CN/man1/wenzhai.1', 'share/bash-completion/completions/wenzhai',
                     'share/zsh/site-functions/_wenzhai', 'share/fish/vendor_completions.d/wenzhai.fish',
                     'share/locale/zh_CN/LC_MESSAGES/wenzhai.mo', 'share/wenzhai/styles/classic/style.ini'):
            with tap.at(path):
                assert (self.prefix / path).is_file(), path
        headers = {path.name for path in (ROOT / 'core/include/wenzhai').glob('*.h')}
        assert {path.name for path in (self.prefix / 'include/wenzhai').iterdir()} == headers
        assert sorted(self.wenzhai('plugin', 'list').stdout.splitlines()) == sorted(
            run(BUILD / 'core/cli/wenzhai', 'plugin', 'list').stdout.splitlines())
        assert self.wenzhai('style', 'list').stdout == run(BUILD / 'core/cli/wenzhai', 'style', 'list').stdout
        headers = {path.name for path in (ROOT / 'plugins/common/include/wenzhai-kit').glob('*.h')}
        assert {path.name for path in (self.prefix / 'include/wenzhai-kit').iterdir()} == headers
        # Nothing private leaks out.
        kit, = self.prefix.glob('**/*.a')
        names = re.findall(r' [TDRB] (\w+)', run('nm', '--defined-only', kit).stdout)
        assert kit.name == 'libwenzhai-kit.a' and len(names) > 200, names
        assert [name for name in names if not name.startswith('wz_')] == []
        assert list(self.prefix.glob('**/*-private.h')) == []

    def test_installed_program_makes_books(self):
        types = re.findall(r'(?m)^\w+ +\.(\S+)', self.wenzhai('plugin', 'list').stdout)
        assert set(types) >= {'epub', 'pdf', 'azw3'}
        self.wenzhai('export', '-o', 'books/', ROOT / DIGEST)
        assert sorted(path.suffix[1:] for path in (self.scratch / 'books').iterdir()) == ['azw3', 'epub', 'pdf']

    def test_installed_program_shows_pages(self):
        self.wenzhai('export', '-o', 'book.pdf', ROOT / DIGEST)
        if not list(self.prefix.glob('**/wenzhai-preview')):
            raise tap.Skip('built without its preview')
        self.wenzhai('sheet', 'book.pdf', '-o', 'sheet.png')
        assert (self.scratch / 'sheet.png').read_bytes().startswith(b'\x89PNG')

    def test_installed_messages(self):
        folder = os.environ.get('LOCPATH')
        if not folder or not Path(folder, 'zh_TW.UTF-8').is_dir():
            raise tap.Skip('locales zh_CN.UTF-8 and zh_TW.UTF-8 are not there')
        for locale, word in (('zh_CN.UTF-8', '书'), ('zh_TW.UTF-8', '書')):
            said = run(self.prefix / 'bin/wenzhai', '--help', env={**self.environment, 'LC_ALL': locale, 'LANGUAGE': ''}).stdout
            assert '用法' in said and word in said, said

    def test_plugin_by_file(self):
        self.wenzhai('export', '--plugin', self.plugin, '-t', 'brief', '-o', 'out.brief.md', ROOT / DIGEST)
        text = (self.scratch / 'out.brief.md').read_text(encoding='utf-8')
        dump = json.loads(self.wenzhai('dump', '--format=json', ROOT / DIGEST).stdout)
        urls = set(re.findall(r'https?://\S+', (ROOT / DIGEST).read_text(encoding='utf-8')))
        assert urls
        assert [url for url in urls if re.sub(r'^https?://|v\d+$', '', url) not in text] == []
        assert dump
        assert len(re.findall(r'^## ', text, re.MULTILINE)) >= len(urls)

    def test_plugin_by_extension_and_option(self):
        self.wenzhai('export', '--plugin', self.plugin, '--set', 'brief.level=4', '-o', 'four.brief.md', ROOT / DIGEST)
        text = (self.scratch / 'four.brief.md').read_text(encoding='utf-8')
        assert re.search(r'^#### ', text, re.MULTILINE)
        assert not re.search(r'^## ', text, re.MULTILINE)

    def test_plugin_holds_every_trial(self):
        done = self.wenzhai('plugin', 'test', self.plugin)
        assert len(re.findall(r'^ok: ', done.stdout, re.MULTILINE)) > 5
        assert 'FAILED' not in done.stdout

    def test_option_out_of_range(self):
        done = self.wenzhai('export', '--plugin', self.plugin, '--set', 'brief.level=9', '-o', 'nine.brief.md', ROOT / DIGEST,
                            status=64)
        assert re.search(r'brief\.level', done.stderr), done.stderr
        assert re.search(r'\b1\b.*\b5\b', done.stderr), done.stderr
        assert not (self.scratch / 'nine.brief.md').exists()

    def test_the_kit_is_all_that_a_plugin_says(self):
        """With a compiler alone: pkg-config names what the static library stands on, and a plugin needs what it uses of that."""
        flags = run('pkg-config', '--cflags', '--libs', 'wenzhai-kit', env=self.environment).stdout.split()
        run('cc', '-std=c11', '-Wall', '-Wextra', '-Wpedantic', '-Werror', '-O1', '-fPIC', '-shared', '-fvisibility=hidden',
            ROOT / 'tests/out-of-tree-kit/kepub-plugin.c', '-o', 'by-hand.so', *flags, cwd=self.scratch)
        for plugin in (self.chained, self.scratch / 'by-hand.so'):
            needed = re.findall(r'NEEDED.*\[(\w+)', run('readelf', '-d', plugin).stdout)
            assert 'libzip' in needed and not {'libcairo', 'libicuuc', 'libpango'} & set(needed), needed
            defined = run('nm', '-D', '--defined-only', plugin).stdout.split()[2::3]
            assert defined == ['wz_plugin_query'], defined

    def test_a_chained_plugin(self):
        self.wenzhai('export', '--plugin', self.chained, '-o', 'day.kepub.epub', ROOT / DIGEST)
        assert b'koboSpan' in run('unzip', '-p', 'day.kepub.epub', 'EPUB/text/*', cwd=self.scratch, text=False, errors=None).stdout

    def test_plugin_on_the_search_path(self):
        folder = self.scratch / 'search'
        folder.mkdir()
        (folder / 'brief.so').write_bytes(self.plugin.read_bytes())
        environment = {**self.environment, 'WENZHAI_PLUGIN_PATH': str(folder)}
        listed = run(self.prefix / 'bin/wenzhai', 'plugin', 'list', env=environment, cwd=self.scratch).stdout
        assert re.search(r'(?m)^\W*brief\b', listed), listed
        shown = run(self.prefix / 'bin/wenzhai', 'plugin', 'show', 'brief', env=environment, cwd=self.scratch).stdout
        assert 'level' in shown

    def test_current_folder_is_never_searched(self):
        (self.scratch / 'brief.so').write_bytes(self.plugin.read_bytes())
        listed = self.wenzhai('plugin', 'list').stdout
        (self.scratch / 'brief.so').unlink()
        assert not re.search(r'(?m)^\W*brief\b', listed), listed



# From nothing to a first file of one's own, with what is installed and nothing else.
EVENINGS = {
    'c': """wenzhai plugin new anki
cd anki
meson setup build
meson compile -C build
wenzhai export --plugin build/anki.so -t anki -o today.anki ../today.txt""",
    'c++': """wenzhai plugin new anki --lang=c++
cd anki
meson setup build
meson compile -C build
wenzhai export --plugin build/anki.so -t anki -o today.anki ../today.txt""",
    'python': """wenzhai plugin new anki --lang=python
cd anki
wenzhai export --plugin anki.wzplugin -t anki -o today.anki ../today.txt""",
}
NEEDS = {'gdb': ['gdb'], 'valgrind': ['valgrind'], 'asan': ['gcc']}


class TestAuthor:
    """A new author, who has a prefix and the pages in it."""

    def __init__(self):
        self.__dict__.update(installation().__dict__)
        self.docs = self.prefix / 'share/doc/wenzhai'

    def shell(self, folder, script):
        home = self.scratch / f'home-{folder.name}'
        home.mkdir(exist_ok=True)
        environment = {**self.environment, 'PATH': f"{self.prefix / 'bin'}:{os.environ['PATH']}", 'HOME': str(home),
                       'XDG_CACHE_HOME': str(home / 'cache'), 'WENZHAI_DATA': str(self.prefix / 'share/wenzhai')}
        environment.pop('LD_LIBRARY_PATH', None)
        return run('bash', '-ec', script, cwd=folder, env=environment)

    def folder(self, name):
        folder = self.scratch / f'author-{name}'
        folder.mkdir()
        for place in (folder, folder / 'work'):
            place.mkdir(exist_ok=True)
            (place / 'today.txt').write_bytes((ROOT / DIGEST).read_bytes())
        return folder

    def test_evenings(self):
        for name, script in EVENINGS.items():
            with tap.at(name):
                assert len(script.splitlines()) <= 8
                folder = self.folder(name)
                self.shell(folder, script)
                assert '作者: ' in (folder / 'anki/today.anki').read_text(encoding='utf-8')

    def blocks(self, page):
        return re.findall(r'(?ms)^```(\w+)(?: (\S+))?\n(.*?)^```$', (self.docs / page).read_text(encoding='utf-8'))

    def test_debugging(self):
        """Every block of the page, in its order; an error in the plugin is seen where the page says."""
        folder = self.folder('debugging')
        script = []
        for language, name, text in self.blocks('debugging-plugins.md'):
            if language != 'sh':
                script.append(f"cat > {name} <<'END'\n{text}END")
            elif not any(shutil.which(program) is None for program in NEEDS.get(name, [])):
                if name == 'gdb':
                    text = ("cp anki-plugin.c saved.c; sed -i '1i #define _GNU_SOURCE\\n#include <signal.h>' anki-plugin.c\n"
                            "sed -i 's/  (void) state;.*/  (void) state; raise (SIGSTOP);/' anki-plugin.c; ninja -C build\n"
                            f"{text}cp saved.c anki-plugin.c; ninja -C build\n")
                if name == 'asan':
                    text = ("sed -i 's/  (void) state;.*/  (void) state; volatile gint at = 3; char *bytes = g_malloc (3); bytes[at] = 0;/' anki-plugin.c\n"
                            f"{text.rstrip()} || true\n")
                script.append(f'echo "--- {name}" | tee /dev/stderr\n{text}')
        done = self.shell(folder, '\n'.join(script))
        assert (folder / 'anki/today.words').stat().st_size > 1000
        assert not shutil.which('gdb') or re.search(r'(?m)^#\d+ .* write_file \(.*anki-plugin\.c:\d+$', done.stdout), done.stdout + done.stderr
        at = re.search(r'heap-buffer-overflow on .*?#0 .*?asan/anki\.so\+(0x[0-9a-f]+)\)', done.stderr, re.DOTALL)
        assert at, done.stderr
        assert 'anki-plugin.c:' in run('addr2line', '-e', folder / 'anki/asan/anki.so', at[1]).stdout

    def test_programs(self):
        folder = self.folder('programs')
        script = [f"cat > {name} <<'END'\n{text}END" if name else text if language == 'sh' else ''
                  for language, name, text in self.blocks('program-plugins.md')]
        self.shell(folder, '\n'.join(script))
        assert list(folder.glob('today.*'))

    def test_reference(self):
        text = (self.docs / 'sdk.html').read_text(encoding='utf-8')
        for name in ('wz_galley_read', 'WzPluginDesc', 'WZ_PLUGIN_DEFINE', 'wz_output_write', 'WzPiece'):
            assert f'id="{name}"' in text, name
        assert set(re.findall(r'href="#(\w+)"', text)) <= set(re.findall(r'id="(\w+)"', text))
        assert {path.name for path in self.docs.iterdir()} >= {'plugin-tutorial.md', 'program-plugins.md', 'debugging-plugins.md', 'styles.md', 'sdk.html'}


tap.run(globals())
