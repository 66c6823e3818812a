#!/usr/bin/env python3
"""./bootstrap install --prefix P and uninstall: what comes in works, and all of it goes again."""

import os
import tempfile
from pathlib import Path

from harness import ROOT, run, tap

# The build's own settings are no business of a build with another compiler.
for name in ('CC', 'DESTDIR', 'MALLOC_PERTURB_'):
    os.environ.pop(name, None)


def test_install_use_uninstall():
    with tempfile.TemporaryDirectory(prefix='wenzhai-prefix-') as scratch:
        prefix = Path(scratch, 'a prefix', 'of mine')
        prefix.mkdir(parents=True)
        (prefix / 'share').mkdir()
        (prefix / 'share' / 'kept').write_text('not ours\n', encoding='utf-8')
        bootstrap = [ROOT / 'bootstrap']
        run(*bootstrap, 'install', '--prefix', prefix, cwd=ROOT)
        program = prefix / 'bin' / 'wenzhai'
        assert 'epub' in run(program, 'plugin', 'list', cwd=scratch).stdout
        run(program, 'export', '-t', 'epub', '-o', 'book.epub', ROOT / 'examples/2026-11-09.txt', cwd=scratch)
        assert Path(scratch, 'book.epub').stat().st_size > 10000

        # Once more over the first, with one file that an older version might have left.
        old = prefix / 'share' / 'wenzhai' / 'old'
        old.write_text('', encoding='utf-8')
        manifest = prefix / 'share' / 'wenzhai' / 'installed-files'
        with manifest.open('a', encoding='utf-8') as file:
            file.write(f'{old}\n')
        run(*bootstrap, 'install', '--prefix', prefix, cwd=ROOT)
        assert not old.exists()
        listed = set(manifest.read_text(encoding='utf-8').splitlines())
        found = {str(path) for path in prefix.rglob('*') if path.is_file()} - {str(prefix / 'share' / 'kept')}
        assert listed == found

        run(*bootstrap, 'uninstall', '--prefix', prefix, cwd=ROOT)
        assert [path for path in prefix.rglob('*')] == [prefix / 'share', prefix / 'share' / 'kept']

        new = Path(scratch, 'new')
        run(*bootstrap, 'install', '--prefix', new, cwd=ROOT)
        run(*bootstrap, 'uninstall', '--prefix', new, cwd=ROOT)
        assert not new.exists()


tap.run(globals())
