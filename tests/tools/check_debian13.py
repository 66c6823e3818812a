#!/usr/bin/env python3
"""The books of the example week, made on Debian 13 as well: the same pages, and as much in the file beside them; and a
text whose glyphs don't tell it, which comes out of both as it went in.

    check_debian13.py PROGRAM [--tools DIR]

Debian 13 has newer versions of all that lies under the PDF. It is put into DIR/debian-13 (default .check/) by debootstrap,
once; the project is copied there and built by its own `./bootstrap demo`. What can't be had there (root's rights, the
network) skips all, with the reason. Speaks TAP.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE_ROOT = Path(__file__).resolve().parents[2]
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


class Missing(Exception):
    """What this machine has not got."""


def run(*command, **options):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, errors='replace', **options)


class OtherSystem:
    def __init__(self, folder):
        self.folder = folder
        if os.geteuid() != 0:
            raise Missing('debootstrap and chroot need root')
        for tool in ('debootstrap', 'unshare', 'chroot'):
            if not shutil.which(tool):
                raise Missing(f'{tool} is not installed')

    def make(self):
        """Debootstrap, once; what stops in the middle is begun anew."""
        stamp = self.folder / 'etc' / 'wenzhai-made'
        if stamp.exists():
            return
        if self.folder.exists():
            shutil.rmtree(self.folder)
        self.folder.mkdir(parents=True)
        done = run('debootstrap', '--variant=minbase', SUITE, self.folder)
        if done.returncode:
            raise Missing(f'debootstrap: {(done.stdout + done.stderr).strip().splitlines()[-1:]}')
        stamp.touch()

    def inside(self, script):
        """A shell there, with mounts that end with it."""
        mounts = f'mount -t proc proc {self.folder}/proc && mount --rbind /dev {self.folder}/dev'
        words = ['env', '-i', 'HOME=/root', 'LANG=C.UTF-8', 'PATH=/usr/sbin:/usr/bin:/sbin:/bin',
                 *(f'{name}={os.environ[name]}' for name in ('http_proxy', 'https_proxy', 'JOBS') if name in os.environ),
                 'bash', '-ec', script]
        return run('unshare', '--mount', '--', 'sh', '-c', f'{mounts} && exec chroot "$@"', 'sh', self.folder, *words)

    def copy_project(self):
        """The files that git knows, changed ones with their time, so that what is built there is built on."""
        target = self.folder / HOME
        shutil.copyfile('/etc/resolv.conf', self.folder / 'etc' / 'resolv.conf')
        names = run('git', '-c', f'safe.directory={SOURCE_ROOT}', '-C', SOURCE_ROOT, 'ls-files', '-z').stdout.split('\0')
        for name in filter(None, names):
            source, copy = SOURCE_ROOT / name, target / name
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
                raise Missing(said.strip().splitlines()[-1])
            raise AssertionError(said[-3000:])

    def books(self, scratch):
        """The same files as make_here() makes."""
        (self.folder / 'tmp' / 'source.txt').write_text(SOURCE, encoding='utf-8')
        commands = [f'build-release/core/cli/wenzhai {words} -o /tmp/{name}'.replace('SOURCE', '/tmp/source.txt')
                    for name, words in FILES.items()]
        done = self.inside(f'cd /{HOME}\n' + '\n'.join(commands))
        if done.returncode:
            raise AssertionError(done.stderr[-3000:])
        return [shutil.move(self.folder / 'tmp' / name, scratch / f'other-{name}') for name in FILES]


WEEKLY = 'weekly examples --all -q -t pdf'
FILES = {'pages.pdf': f'{WEEKLY} --set pdf.output=dump', 'book.pdf': WEEKLY, 'bleed.pdf': f'{WEEKLY} --set pdf.bleed=3mm',
         'scripts.pdf': 'export -q SOURCE'}


def make_here(program, scratch):
    source = scratch / 'source.txt'
    source.write_text(SOURCE, encoding='utf-8')
    for name, words in FILES.items():
        done = run(program, *(source if word == 'SOURCE' else word for word in words.split()), '-o', scratch / name,
                   cwd=SOURCE_ROOT)
        if done.returncode:
            raise AssertionError(done.stderr)


def pages(path):
    return FONT_VERSION.sub(r'\1N', path.read_text(encoding='utf-8')).splitlines()


def marks(path):
    """How often each of MARKS is in the file's objects."""
    done = subprocess.run(['qpdf', '--qdf', '--object-streams=disable', path, '-'], capture_output=True)
    text = done.stdout.decode('latin-1')
    return {mark: text.count(mark) for mark in MARKS}


def check_pages(scratch):
    here, there = pages(scratch / 'pages.pdf'), pages(scratch / 'other-pages.pdf')
    return [f'- {a}\n+ {b}' for a, b in zip(here, there) if a != b][:10] + (
        [] if len(here) == len(there) else [f'{len(here)} lines here, {len(there)} there'])


def check_marks(scratch, name):
    if not shutil.which('qpdf'):
        raise Missing('qpdf is not installed')
    here, there = marks(scratch / name), marks(scratch / f'other-{name}')
    return [f'{mark}: {here[mark]} here, {there[mark]} there' for mark in MARKS if here[mark] != there[mark]]


def check_text(path):
    """What one copies from the page."""
    if not shutil.which('pdftotext'):
        raise Missing('pdftotext is not installed')
    text = run('pdftotext', path, '-').stdout
    return [f'{word} is not in: {text[-600:]}' for word in SCRIPTS if word not in text]


def compare(scratch):
    return {'the same pages': check_pages(scratch), 'as much beside them': check_marks(scratch, 'book.pdf'),
            'as much with bleed': check_marks(scratch, 'bleed.pdf'),
            'as much with scripts': check_marks(scratch, 'scripts.pdf'),
            'text here': check_text(scratch / 'scripts.pdf'), 'text there': check_text(scratch / 'other-scripts.pdf')}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('program')
    parser.add_argument('--tools', default=os.environ.get('WENZHAI_CHECK_DIR') or SOURCE_ROOT / '.check')
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix='wenzhai-debian13-') as folder:
        scratch = Path(folder)
        try:
            other = OtherSystem(Path(options.tools).resolve() / 'debian-13')
            other.make()
            other.copy_project()
            other.build()
            other.books(scratch)
            make_here(Path(options.program).resolve(), scratch)
            cases = compare(scratch)
        except Missing as reason:
            print(f'1..0 # SKIP {reason}')
            return 0
    for number, (name, problems) in enumerate(cases.items(), 1):
        print(f"{'not ok' if problems else 'ok'} {number} - debian-13/{name}")
        for problem in problems:
            print('# ' + problem.replace('\n', '\n# '))
    print(f'1..{len(cases)}')
    return 1 if any(cases.values()) else 0


if __name__ == '__main__':
    sys.exit(main())
