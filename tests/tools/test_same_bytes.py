#!/usr/bin/env python3
"""Same input, same bytes: every output type is made under circumstances that must not matter, and compared.

Usage: test_same_bytes.py PROGRAM [TYPE...]

Circumstances: folder of sources and of books, order in which a folder lists its files, time zone, locale, home folder,
number of jobs, the moment. Without TYPE: all types that the program has.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

SOURCE_ROOT = Path(__file__).resolve().parents[2]
PROGRAM = None
TYPES = []


def locale(name):
    return (Path(os.environ.get('LOCPATH', '/usr/lib/locale')) / name).is_dir()


class SameBytes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix='wenzhai-same-')
        cls.addClassCleanup(scratch.cleanup)
        cls.scratch = Path(scratch.name)
        cls.types = TYPES or re.findall(r'(?m)^([a-z][a-z0-9-]*) ', run(PROGRAM, 'plugin', 'list').stdout)
        cls.digests = sorted((SOURCE_ROOT / 'examples').glob('*.txt'))
        cls.reference = cls.make('reference')

    @classmethod
    def make(cls, name, sources=None, options=(), **environment):
        """SHA-256 of each file that an export of the example week makes."""
        sources = sources or cls.sources(name, cls.digests)
        target = cls.scratch / name / 'books'
        target.mkdir(parents=True)
        run(PROGRAM, 'export', '-t', ','.join(cls.types), '-o', f'{target}/', *options, sources,
            env={**os.environ, **environment}, cwd=target)
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(target.iterdir())}

    @classmethod
    def sources(cls, name, digests):
        """A folder of the week of its own; the order of copying becomes the order of the directory."""
        folder = cls.scratch / name / 'week'
        folder.mkdir(parents=True)
        for digest in digests:
            shutil.copyfile(digest, folder / digest.name)
        return folder

    def check(self, made):
        self.assertEqual(made, self.reference)

    def test_there_is_a_file_for_each_type(self):
        self.assertEqual(len(self.reference), len(self.types), self.reference)

    def test_two_seconds_later(self):
        # ZIP times have a resolution of two seconds, PDF dates of one.
        time.sleep(2.1)
        self.check(self.make('later'))

    def test_order_of_the_directory(self):
        self.check(self.make('order', self.sources('order', reversed(self.digests))))

    def test_times_of_the_sources(self):
        folder = self.sources('times', self.digests)
        for path in folder.iterdir():
            os.utime(path, (86400 * 400, 86400 * 400))
        self.check(self.make('times', folder))

    def test_time_zones(self):
        self.check(self.make('east', TZ='Pacific/Kiritimati'))
        self.check(self.make('west', TZ='America/Los_Angeles'))

    def test_locales(self):
        for name in ('zh_CN.UTF-8', 'de_DE.UTF-8', 'tr_TR.UTF-8'):
            with self.subTest(name):
                if not locale(name):
                    self.skipTest(f'locale {name} is not there')
                self.check(self.make(f'locale-{name}', LC_ALL=name, LANGUAGE=name.partition('.')[0]))
        self.check(self.make('locale-C', LC_ALL='C'))

    def test_home_and_user(self):
        home = self.scratch / 'home'
        home.mkdir()
        self.check(self.make('home', HOME=str(home), XDG_CACHE_HOME=str(home / 'cache'), USER='somebody'))

    def test_jobs(self):
        self.check(self.make('jobs', options=['--jobs', '1']))


def run(*command, **options):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, **options)
    if done.returncode:
        raise AssertionError(f"{' '.join(map(str, command))}: status {done.returncode}\n{done.stderr[-2000:]}")
    return done


if __name__ == '__main__':
    PROGRAM = Path(sys.argv[1]).resolve()
    TYPES = sys.argv[2:]
    unittest.main(argv=sys.argv[:1])
