#!/usr/bin/env python3
"""Same input, same bytes: every output type is made under circumstances that must not matter, and compared.

Circumstances: folder of sources and of books, order in which a folder lists its files, time zone, locale, home folder,
number of jobs, the moment.
"""

import functools
import hashlib
import os
import re
import shutil
import time
from pathlib import Path

from harness import EXAMPLES, scratch, tap, wenzhai

FOLDER = scratch()
DIGESTS = sorted(EXAMPLES.glob('*.txt'))


def make(name, folder=None, options=(), **environment):
    """SHA-256 of each file that an export of the example week makes."""
    folder = folder or sources(name, DIGESTS)
    target = FOLDER / name / 'books'
    target.mkdir(parents=True)
    wenzhai('export', '-t', ','.join(types()), '-o', f'{target}/', *options, folder, env={**os.environ, **environment}, cwd=target)
    books = {path: sorted(one for one in path.rglob('*') if one.is_file()) if path.is_dir() else [path] for path in target.iterdir()}
    return {path.name: hashlib.sha256(b'\0'.join(bytes(one.relative_to(target)) + one.read_bytes() for one in files)).hexdigest()
            for path, files in sorted(books.items())}


def sources(name, digests):
    """A folder of the week of its own; the order of copying becomes the order of the directory."""
    folder = FOLDER / name / 'week'
    folder.mkdir(parents=True)
    for digest in digests:
        shutil.copyfile(digest, folder / digest.name)
    return folder


@functools.cache
def types():
    return re.findall(r'(?m)^([a-z][a-z0-9-]*) ', wenzhai('plugin', 'list').stdout)


@functools.cache
def reference():
    return make('reference')


def test_there_is_a_file_for_each_type():
    assert len(reference()) == len(types())


def test_two_seconds_later():
    # ZIP times have a resolution of two seconds, PDF dates of one.
    before = reference()
    time.sleep(2.1)
    assert make('later') == before


def test_order_of_the_directory():
    assert make('order', sources('order', reversed(DIGESTS))) == reference()


def test_times_of_the_sources():
    folder = sources('times', DIGESTS)
    for path in folder.iterdir():
        os.utime(path, (86400 * 400, 86400 * 400))
    assert make('times', folder) == reference()


def test_time_zones():
    assert make('east', TZ='Pacific/Kiritimati') == reference()
    assert make('west', TZ='America/Los_Angeles') == reference()


def test_locales():
    for name in ('zh_CN.UTF-8', 'de_DE.UTF-8', 'tr_TR.UTF-8', 'C'):
        yield name, lambda: check_locale(name)


def check_locale(name):
    if name != 'C' and not (Path(os.environ.get('LOCPATH', '/usr/lib/locale')) / name).is_dir():
        raise tap.Skip(f'locale {name} is not there')
    assert make(f'locale-{name}', LC_ALL=name, LANGUAGE=name.partition('.')[0]) == reference()


def test_home_and_user():
    home = FOLDER / 'home'
    home.mkdir()
    assert make('home', HOME=str(home), XDG_CACHE_HOME=str(home / 'cache'), USER='somebody') == reference()


def test_jobs():
    assert make('jobs', options=['--jobs', '1']) == reference()


tap.run(globals())
