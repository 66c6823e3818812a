#!/usr/bin/env python3
"""The books of the example week, made on Debian 13 as well: the same pages, and as much in the file beside them; and a
text whose glyphs don't tell it, which comes out of both as it went in.

Debian 13 has newer versions of all that lies under the PDF. It is put into .check/debian-13 ($WENZHAI_CHECK_DIR) by debootstrap,
once; the project is copied there and built by its own `./bootstrap demo`. What can't be had there (root's rights, the
network) skips all, with the reason.
"""
import functools
import os
import re
import shutil
from pathlib import Path

from harness import ROOT, run, scratch, tap, wenzhai

SUITE = 'trixie'
HOME = 'srv/wenzhai'  # in the other system
# The colophon names versions of fonts, which are others there.
FONT_VERSION = re.compile(r'(\] (?:[A-Z]\w* )+)[\d.]+$', re.MULTILINE)
# What a PDF has beside its pages, by words of its objects.
MARKS = ('/Subtype /Link', '/Type /OBJR', '/Type /StructElem', '/Lang ', '/S /H1', '/S /Art', '/TrimBox', '/BleedBox',
         '/DisplayDocTitle true', '(D:', '/ActualText')
# Letters that change places or become one glyph, and one that no font has: only an ActualText says what they are.
SCRIPTS = ['हिन्दी', 'क्षि', 'မြန်မာ', '\U0002ebe0']
SOURCE = f"""CL - 计算与语言

摘要：不是一字一形的文字

1、[CL] A Title

A Writer
[University of Somewhere]
一句：{" ".join(SCRIPTS)}。

A Title
Some text.
https://arxiv.org/abs/2202.00001
"""


class OtherSystem:
    def __init__(self, folder):
        self.folder = folder
        if os.geteuid() != 0:
            raise tap.Skip('debootstrap and chroot need root')
        tap.needs('debootstrap', 'unshare', 'chroot')

    def make(self):
        """Debootstrap, once; what stops in the middle is begun anew."""
        stamp = self.folder / 'etc' / 'wenzhai-made'
        if stamp.exists():
            return
        if self.folder.exists():
            shutil.rmtree(self.folder)
        self.folder.mkdir(parents=True)
        done = run('debootstrap', '--variant=minbase', SUITE, self.folder, status=None)
        if done.returncode:
            raise tap.Skip(f'debootstrap: {(done.stdout + done.stderr).strip().splitlines()[-1:]}')
        stamp.touch()

    def inside(self, script, status=None):
        """A shell there, with mounts that end with it."""
        mounts = f'mount -t proc proc {self.folder}/proc && mount --rbind /dev {self.folder}/dev'
        words = ['env', '-i', 'HOME=/root', 'LANG=C.UTF-8', 'PATH=/usr/sbin:/usr/bin:/sbin:/bin',
                 *(f'{name}={os.environ[name]}' for name in ('http_proxy', 'https_proxy', 'JOBS') if name in os.environ),
                 'bash', '-ec', script]
        return run('unshare', '--mount', '--', 'sh', '-c', f'{mounts} && exec chroot "$@"', 'sh', self.folder, *words, status=status)

    def copy_project(self):
        """The files that git knows, changed ones with their time, so that what is built there is built on."""
        target = self.folder / HOME
        shutil.copyfile('/etc/resolv.conf', self.folder / 'etc' / 'resolv.conf')
        names = run('git', '-c', f'safe.directory={ROOT}', '-C', ROOT, 'ls-files', '-z').stdout.split('\0')
        for name in filter(None, names):
            source, copy = ROOT / name, target / name
            if not source.is_file() or copy.exists() and copy.read_bytes() == source.read_bytes():
                continue
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, copy)
            os.utime(copy)

    def build(self):
        done = self.inside(f'cd /{HOME} && ./bootstrap demo')
        if done.returncode:
            said = done.stdout + done.stderr
            if re.search(r'Temporary failure|Could not resolve|Failed to fetch|mount: ', said):
                raise tap.Skip(said.strip().splitlines()[-1])
            raise AssertionError(said[-3000:])

    def books(self, folder):
        """The same files as make_here() makes."""
        (self.folder / 'tmp' / 'source.txt').write_text(SOURCE, encoding='utf-8')
        commands = [f'build-release/core/cli/wenzhai {words} -o /tmp/{name}'.replace('SOURCE', '/tmp/source.txt')
                    for name, words in FILES.items()]
        self.inside(f'cd /{HOME}\n' + '\n'.join(commands), status=0)
        return [shutil.move(self.folder / 'tmp' / name, folder / f'other-{name}') for name in FILES]


WEEKLY = 'weekly examples --all -q -t pdf'
FILES = {'pages.pdf': f'{WEEKLY} --set pdf.output=dump', 'book.pdf': WEEKLY, 'bleed.pdf': f'{WEEKLY} --set pdf.bleed=3mm',
         'scripts.pdf': 'export -q SOURCE'}


def make_here(folder):
    source = folder / 'source.txt'
    source.write_text(SOURCE, encoding='utf-8')
    for name, words in FILES.items():
        wenzhai(*(source if word == 'SOURCE' else word for word in words.split()), '-o', folder / name, cwd=ROOT)


def pages(path):
    return FONT_VERSION.sub(r'\1N', path.read_text(encoding='utf-8')).splitlines()


def marks(path):
    """How often each of MARKS is in the file's objects."""
    text = run('qpdf', '--qdf', '--object-streams=disable', path, '-', encoding='latin-1').stdout
    return {mark: text.count(mark) for mark in MARKS}


@functools.cache
def books():
    """The folder of both systems' books."""
    folder = scratch()
    other = OtherSystem(Path(os.environ.get('WENZHAI_CHECK_DIR') or ROOT / '.check').resolve() / 'debian-13')
    other.make()
    other.copy_project()
    other.build()
    other.books(folder)
    make_here(folder)
    return folder


def test_the_same_pages():
    here, there = pages(books() / 'pages.pdf'), pages(books() / 'other-pages.pdf')
    tap.no([f'- {a}\n+ {b}' for a, b in zip(here, there) if a != b][:10])
    assert len(here) == len(there)


def check_marks(name):
    tap.needs('qpdf')
    assert marks(books() / name) == marks(books() / f'other-{name}')


def test_as_much_beside_them():
    for name in ('book.pdf', 'bleed.pdf', 'scripts.pdf'):
        yield name, lambda: check_marks(name)


def check_text(name):
    """What one copies from the page."""
    tap.needs('pdftotext')
    text = run('pdftotext', books() / name, '-').stdout
    tap.no([f'{word} is not in: {text[-600:]}' for word in SCRIPTS if word not in text])


def test_text():
    for name in ('scripts.pdf', 'other-scripts.pdf'):
        yield name, lambda: check_text(name)


tap.run(globals())
