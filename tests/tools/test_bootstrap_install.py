#!/usr/bin/env python3
"""./bootstrap install --prefix P and uninstall: what comes in works, and all of it goes again. Usage: … SOURCE-ROOT"""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SOURCE = None


def run(*command, **options):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, **options)
    if done.returncode:
        raise AssertionError(f"{' '.join(map(str, command))}: status {done.returncode}\n{done.stderr[-3000:]}")
    return done


class Install(unittest.TestCase):
    def test_install_use_uninstall(self):
        with tempfile.TemporaryDirectory(prefix='wenzhai-prefix-') as scratch:
            prefix = Path(scratch, 'a prefix', 'of mine')
            prefix.mkdir(parents=True)
            (prefix / 'share').mkdir()
            (prefix / 'share' / 'kept').write_text('not ours\n', encoding='utf-8')
            bootstrap = [SOURCE / 'bootstrap']
            run(*bootstrap, 'install', '--prefix', prefix, cwd=SOURCE)
            program = prefix / 'bin' / 'wenzhai'
            self.assertIn('epub', run(program, 'plugin', 'list', cwd=scratch).stdout)
            run(program, 'export', '-t', 'epub', '-o', 'book.epub', SOURCE / 'examples/2026-11-09.txt', cwd=scratch)
            self.assertGreater(Path(scratch, 'book.epub').stat().st_size, 10000)

            # Once more over the first, with one file that an older version might have left.
            old = prefix / 'share' / 'wenzhai' / 'old'
            old.write_text('', encoding='utf-8')
            manifest = prefix / 'share' / 'wenzhai' / 'installed-files'
            with manifest.open('a', encoding='utf-8') as file:
                file.write(f'{old}\n')
            run(*bootstrap, 'install', '--prefix', prefix, cwd=SOURCE)
            self.assertFalse(old.exists())
            listed = set(manifest.read_text(encoding='utf-8').splitlines())
            found = {str(path) for path in prefix.rglob('*') if path.is_file()} - {str(prefix / 'share' / 'kept')}
            self.assertEqual(listed, found)

            run(*bootstrap, 'uninstall', '--prefix', prefix, cwd=SOURCE)
            self.assertEqual([path for path in prefix.rglob('*')], [prefix / 'share', prefix / 'share' / 'kept'])

            new = Path(scratch, 'new')
            run(*bootstrap, 'install', '--prefix', new, cwd=SOURCE)
            run(*bootstrap, 'uninstall', '--prefix', new, cwd=SOURCE)
            self.assertFalse(new.exists())


if __name__ == '__main__':
    SOURCE = Path(sys.argv[1]).resolve()
    # The build's own settings are no business of a build with another compiler.
    for name in ('CC', 'DESTDIR', 'MALLOC_PERTURB_'):
        os.environ.pop(name, None)
    unittest.main(argv=sys.argv[:1])
