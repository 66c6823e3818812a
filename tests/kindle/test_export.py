#!/usr/bin/env python3
"""Whole Kindle books made by the program, read with azw3.py, mobitool and calibre.

Usage: test_export.py [CLASS...]        CLASS: TestBooks TestWeeks TestFewRandom TestRandom TestCalibre TestBadInput

Digests that nobody on this project wrote lie in $WENZHAI_CORPUS; tests about them exist where it does. Where a tool is
missing, what needs it is skipped."""
import collections
import html
import json
import os
import random
import re
import shutil
import struct
import zipfile
from pathlib import Path

from harness import EXAMPLES, azw3, books, dailies, fidelity, run, scratch, tap, wenzhai
from models import random_issue
from models.build import GIF, ZH, png, resource, resource_id, title, write

DAY = EXAMPLES / '2026-11-09.txt'
os.environ.update(QT_QPA_PLATFORM='offscreen', PYTHONWARNINGS='ignore')
EPUBCHECK = Path('/usr/share/java/epubcheck.jar')


def all_text(document):
    body = re.search(r'<body.*</body>', document, re.S)[0]
    return re.sub(r'\s+', '', html.unescape(re.sub(r'<[^>]*>', '', body)))


class Book(azw3.Book):
    def __init__(self, path):
        super().__init__(path.read_bytes())
        self.documents = [document.decode() for document in self.kf8.documents]

    def heading_at(self, offset):
        tag = self.kf8.assembled[offset:offset + 400].decode(errors='ignore')
        return tag if re.match(r'<h[1-6][ >]', tag) else None


def issue_of(*sources):
    return json.loads(wenzhai('dump', '-q', '--format=json', *sources).stdout)


class Kindle:
    def __init__(self):
        self.scratch = scratch()

    def export(self, source, *more, name='book.azw3'):
        path = self.scratch / name
        wenzhai('export', '-q', source, '-o', path, *more)
        return path

    def days(self, n):
        return dailies.make(self.scratch / f'days-{n}', n, real=True)

    # --- what every book must hold -------------------------------------------------------------------------------

    def check_sound(self, path):
        """13: our own self-check, through the program."""
        assert wenzhai('inspect', path).stdout.endswith('verdict: sound\n')

    def check_places(self, book):
        """13 (23), (26): every link and contents entry leads to the `<` of a heading; notes lead to their marks."""
        for item in book.kf8.ncx:
            assert book.heading_at(item['offset']), item
            assert book.kf8.at(item['place'])[:20] == book.kf8.assembled[item['offset']:item['offset'] + 20]
        for document, place in book.kf8.links():
            assert re.search(rb'^<(h[1-6]|p id="p-|p [^>]*id="p-|a )', book.kf8.at(place)[:40]), (document, place)

    def check_labels(self, book, issue):
        """5.4: number and Chinese title, whole up to 500 bytes."""
        wanted = collections.Counter(label_of(entry) for section in issue['sections'] for entry in section.get('entries', []))
        got = collections.Counter(item['label'] for item in book.kf8.ncx)
        for label, n in wanted.items():
            # A formula stands in a list as Unicode has it: what is before it is compared.
            words, formula, _ = label.partition('$')
            if formula or len(label.encode()) > 500:
                words = words if formula else label.encode()[:480].decode(errors='ignore')
                assert any(one.startswith(words) for one in got), label
            else:  # what the paper says in a sentence may stand behind a title in another language than the book's
                assert sum(k for one, k in got.items() if one == label or one.startswith(label + ' ')) >= n, label
        assert not [label for label in got if len(label.encode()) > 500]
        assert len([item for item in book.kf8.ncx if item['depth'] == 0 or item['parent'] is not None]) == len(book.kf8.ncx)
        assert sum(got.values()) >= sum(wanted.values())

    def check_cover(self, book):
        """6.2: JFIF, baseline, grey or colour, within the limits; the thumbnail right behind the cover."""
        cover, thumbnail = book.kf8.number(201), book.kf8.number(202)
        assert thumbnail == cover + 1
        for index, limit, size in ((cover, 130048, (1200, 1600)), (thumbnail, 16384, (180, 240))):
            data = book.resources[index]
            assert len(data) <= limit
            assert data[:4] + data[6:10] == b'\xff\xd8\xff\xe0JFIF'
            assert jpeg_size(data) == size

    def check_accepted(self, path, flags=('-s',)):
        """10.1: libmobi takes the file without a word of trouble."""
        tap.needs('mobitool')
        out = self.scratch / 'mobitool'
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        for flag in flags:
            done = run('mobitool', flag, '-o', out, path)
            assert azw3.trouble_of(done.stdout + done.stderr) is None
        return out

    def check_mobitool(self, path):
        out = self.check_accepted(path, ('-s', '-d', '-c'))
        book = Book(path)
        assert (out / f'{path.stem}.rawml').read_bytes() == book.kf8.text
        markup = out / f'{path.stem}_markup'
        assert len(list(markup.glob('part*.html'))) == len(book.documents)
        labels = re.findall(r'<text>(.*?)</text>', next(markup.glob('*.ncx')).read_text(), re.S)[1:]
        if book.kf8.label_records == 1:  # libmobi reads no more
            assert sorted(map(html.unescape, labels)) == sorted(item['label'] for item in book.kf8.ncx)
        for part in markup.glob('part*.html'):
            assert 'kindle:' not in part.read_text(), part
        covers = [file for file in out.iterdir() if '_cover' in file.name]
        assert [jpeg_size(file.read_bytes()) for file in covers] == [(1200, 1600)]

    def check_all(self, source, *more):
        path = self.export(source, *more)
        book = Book(path)
        self.check_sound(path)
        self.check_places(book)
        self.check_labels(book, issue_of(source))
        fidelity.reference(source).check(books.parts(path), '.azw3')
        self.check_cover(book)
        self.check_mobitool(path)
        return book


def label_of(entry):
    titles = {title['lang']: title for title in entry.get('titles', [])}
    title = titles.get(ZH) or (entry['titles'][0] if entry.get('titles') else None)
    text = ' '.join(fidelity.plain(title).split()) if title else '无题'
    text = '已撤稿：' * (entry.get('status') == 'withdrawn') + text
    return f'{entry["ordinal"]} {text}' if entry.get('ordinal') else text


def jpeg_size(data):
    at = 2
    while True:
        marker, length = struct.unpack_from('>HH', data, at)
        if marker == 0xFFC0:
            height, width = struct.unpack_from('>HH', data, at + 5)
            return width, height
        if marker in (0xFFC1, 0xFFC2) or marker == 0xFFDA:
            return 'not baseline'
        at += 2 + length


class TestBooks(Kindle):
    """The seed and the example week."""

    if dailies.seed():
        def test_seed(self):
            book = self.check_all(dailies.seed())
            titles = [item['label'] for item in book.kf8.ncx]
            assert '1 通用神经算法学习器' in titles

    def test_language_of_the_book(self):
        book = self.check_all(DAY)
        assert book.kf8.metadata(524) == ['zh']
        assert book.kf8.locale == 4

    def test_example_week(self):
        book = self.check_all(EXAMPLES)
        assert len([item for item in book.kf8.ncx if item['children'][0] is not None]) >= 7

    def test_metadata(self):
        """2.3, 2.5, 2.6, 11: what the library shows; the identifier stays over rebuilds."""
        names = ['--title', '人工智能周报', '--series', '周报', '--number', '38', '--editor', '编辑甲', '--publisher', '某社',
                 '--date', '2026-11-15']
        book = Book(self.export(EXAMPLES, *names))
        again = Book(self.export(EXAMPLES, *names, '--set', 'azw3.shelf=documents'))
        half = book.kf8
        assert half.metadata(503) == [half.title]
        assert '人工智能周报' in half.title
        assert half.metadata(100) == ['编辑甲']
        assert half.metadata(101) == ['某社']
        assert half.metadata(106) == ['2026-11-15']
        assert half.metadata(105)[0] == '周报 [38]'
        assert half.metadata(501) == ['EBOK']
        assert half.metadata(525) == ['horizontal-lr']
        assert re.search(r'^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$', half.metadata(113)[0]), \
            half.metadata(113)[0]
        assert again.kf8.metadata(113) == half.metadata(113)
        assert again.kf8.metadata(501) == ['PDOC']
        assert half.metadata(129) == [f'kindle:embed:{half.number(201) + 1:04}']

    def test_guide(self):
        """7.3, 7.4: contents and text; reading starts at the first paper's document."""
        book = Book(self.export(EXAMPLES))
        half = book.kf8
        assert sorted(half.guide) == ['text', 'toc']
        assert re.search(rb'^<h1 id="contents"', half.at(half.guide['toc'][1])), half.at(half.guide['toc'][1])
        assert re.search(rb'^<h2 id="p-', half.at(half.guide['text'][1])), half.at(half.guide['text'][1])
        start = half.number(116)
        assert half.assembled[start:].startswith(b'<body')
        document = max(i for i, at in enumerate(half.starts) if at <= start)
        at = half.fragments[half.guide['text'][1][0]]['at'] + half.guide['text'][1][1]
        assert document == max(i for i, begin in enumerate(half.starts) if begin <= at)

    def test_markup(self):
        """4.4, 8.1: aids everywhere but in tables; nothing of EPUB's; English is marked."""
        for document in Book(self.export(EXAMPLES)).documents:
            assert document.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<html xmlns='), document[:80]
            assert not re.search(r'<!DOCTYPE|epub:|role=|aria-|xml:lang|<section|<math|<svg|<script|data-', document), document
            assert re.search(r'<html [^>]*lang="zh-CN"', document), document
            assert not re.search(r'<(p|h[1-6]|a|span|li|div|em|strong)(?![^>]* aid=)[ >]', document), document
            for paragraph in re.findall(r'<p class="e"[^>]*>', document):
                assert 'lang="en"' in paragraph
        assert ' lang="en"' in document + ''.join(Book(self.export(EXAMPLES)).documents)

    def test_css(self):
        """8.3: indents said, nothing that takes the reader's choices away."""
        css = Book(self.export(EXAMPLES)).kf8.flows[1].decode()
        assert re.search(r'p\.z\{[^}]*text-indent:2em', css), css
        assert not re.search(r'body\{|@import|@charset|@namespace|position|float:|calc|var\(|columns|!important', css), css
        assert not re.search(r'line-height:(0\.|1\.[01])', css), css

    def test_fonts(self):
        """6.3: subset on demand, by way of a FONT record, with the flags that make a Kindle offer it."""
        path = self.export(EXAMPLES, '--set', 'kindle.embed-fonts=subset')
        book = Book(path)
        fonts = [record for record in book.resources if record[:4] == b'FONT']
        self.check_sound(path)
        assert fonts
        assert azw3.u32(book.kf8.zero, 128) == 0x1050
        assert book.kf8.metadata(528) == ['true']
        assert b'url(kindle:embed:' in book.kf8.flows[1]
        # Formulae have letters that the body's face lacks: a family for each face that has them, behind the body's.
        assert re.search(rb'body\{font-family:"Wenzhai Serif","Wenzhai Serif 2"(,"Wenzhai Serif 3")?,serif\}', book.kf8.flows[1]), book.kf8.flows[1]
        assert len(fonts) == book.kf8.flows[1].count(b'@font-face')
        colophon = next(text for text in book.documents if 'id="colophon"' in text)
        assert re.search(r'Noto|Source|Font', colophon), colophon  # their licences ask for the credit
        plain_book = Book(self.export(EXAMPLES))
        assert [record for record in plain_book.resources if record[:4] == b'FONT'] == []
        self.check_mobitool(path)

    def test_joint(self):
        """9.1, 9.2: an old book in front; both show the same words and lead to the same headings."""
        path = self.export(EXAMPLES, '--set', 'kindle.container=joint', name='book.mobi')
        book = Book(path)
        old, new = book.halves
        self.check_sound(path)
        assert (old.version, new.version) == (6, 8)
        assert old.number(125) == len(book.resources)
        assert new.number(125) == 0
        assert all_text(old.text.decode()) == ''.join(map(all_text, book.documents))
        for position in re.findall(rb'filepos=(\d{10})', old.text):
            assert re.search(rb'^<(h[1-6]|p|a )', old.text[int(position):int(position) + 20]), \
                old.text[int(position):int(position) + 20]
        assert [item['label'] for item in old.ncx] == [item['label'] for item in sorted(new.ncx, key=lambda item: item['offset'])]
        tap.needs('mobitool')
        out = self.scratch / 'old'
        out.mkdir()
        assert 'hybrid' in run('mobitool', '-7', '-s', '-o', out, path).stdout

    def test_names(self):
        """2.6: KF8 alone is named .azw3, a joint file .mobi; else the user is told."""
        for name, container, told in (('book.azw3', 'kf8', False), ('book.mobi', 'joint', False),
                                      ('book.mobi', 'kf8', True), ('book.azw3', 'joint', True)):
            said = wenzhai('export', DAY, '-o', self.scratch / name, '--set', f'azw3.container={container}').stderr
            assert ('kindle-name' in said) == told, (name, container)

    def test_pictures(self):
        """6.1: what KF8 takes, within its limits, alpha laid on white; the rest is reported and its words stay."""
        noise = random.Random(1).randbytes(3 * 1900 * 1300)
        pictures = {'alpha': png(40, 30, alpha=True), 'noise': png(1900, 1300, samples=noise), 'gif': GIF,
                    'grey': png(64, 64, colour=b'\0', samples=bytes(range(64)) * 64),
                    'broken': png(40, 30, colour=b'\0')[:70] + b'no more of it'}
        issue = issue_of(DAY)
        issue['resources'] = [resource(data) for data in pictures.values()]
        issue['sections'][0]['entries'][0]['figures'] = [
            {'resource': resource_id(data), 'captions': [title(ZH, f'图{name}')]} for name, data in pictures.items()]
        path = self.scratch / 'pictures.azw3'
        said = wenzhai('export', write(self.scratch / 'pictures.json', issue), '-o', path).stderr
        self.check_sound(path)
        self.check_mobitool(path)
        book = Book(path)
        text = ''.join(book.documents)
        assert 'picture-not-shown' in said
        assert text.count('<img ') == 4
        for name in pictures:
            assert f'图{name}' in text
        assert len(book.resources) == 6
        assert book.kf8.number(201) == 4  # pictures by first use, then cover and thumbnail
        for data in book.resources:
            assert len(data) <= 130048
            assert re.search(rb'^(\xff\xd8\xff|\x89PNG\r\n\x1a\n|GIF8[79]a)', data[:8]), data[:8]
            if data[:4] == b'\x89PNG':
                assert data[25] in (0, 2, 3)  # no alpha channel …
                assert b'tRNS' not in data     # … and no transparent colour

    def test_languages(self):
        """One language alone: the other's abstracts are gone."""
        for languages, there, gone in (('zh', '摘要', 'Abstract'), ('en', 'Abstract', '摘要')):
            book = Book(self.export(EXAMPLES, '--languages', languages))
            headings = ''.join(re.findall(r'<h3.*?</h3>', ''.join(book.documents)))
            assert there in headings
            assert gone not in headings

    def test_inspect(self):
        """`inspect` says what is broken, and refuses what can't be read."""
        path = self.export(EXAMPLES)
        data = bytearray(path.read_bytes())
        record = struct.unpack_from('>L', data, 78)[0]
        for offset, value, status, said in ((36, 9, 1, 'BROKEN'), (12 + 1, 2, 1, ''), (-1, 0, 1, 'BROKEN')):
            broken = bytearray(data)
            broken[record + offset + 3 if offset == 36 else record + offset if offset > 0 else -1] = value
            other = self.scratch / 'broken.azw3'
            other.write_bytes(broken)
            done = wenzhai('inspect', other, status=None)
            assert done.returncode == status, done.stderr
            assert said in done.stdout
            assert done.stderr


class TestWeeks(Kindle):
    """Seven and sixty generated days."""

    def test_week(self):
        book = self.check_all(self.days(7))
        entries = [item for item in book.kf8.ncx if item['depth'] > 0]
        assert len(entries) == 91

    def test_sixty_days(self):
        book = self.check_all(self.days(60))
        assert len([item for item in book.kf8.ncx if item['depth'] > 0]) == 780
        ncx = azw3.Index(book.kf8.records, azw3.u32(book.kf8.zero, 244))
        assert ncx.n_strings == 1


class TestRandom(Kindle):
    """A hundred digests of random shape: libmobi takes all of them."""

    SEEDS = range(1, 101)
    EVERY = 10  # which are looked at in full

    def test_random(self):
        tap.needs('mobitool')
        for seed in self.SEEDS:
            yield seed, lambda: self.check_random(seed)

    def check_random(self, seed):
        source = write(self.scratch / 'random.json', random_issue.issue(seed))
        path = self.export(source, '--no-normalize')
        book = Book(path)
        self.check_places(book)
        self.check_accepted(path)
        if seed % self.EVERY == 0:
            self.check_sound(path)
            self.check_labels(book, issue_of('--no-normalize', source))
            fidelity.reference('--no-normalize', source).check(books.parts(path), '.azw3')
            self.check_mobitool(path)


class TestFewRandom(TestRandom):
    SEEDS = range(1, 9)
    EVERY = 1


class TestCalibre(Kindle):
    """10.2: convert to EPUB and inspect; the words come back; epubcheck finds no error."""

    def back(self, path):
        tap.needs('ebook-convert', 'calibre-debug')
        folder = self.scratch / 'calibre'
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        said = run('calibre-debug', '--inspect-mobi', path, cwd=folder)
        assert 'Traceback' not in said.stdout + said.stderr
        reports = list(folder.rglob('tbs.txt'))
        assert reports
        for report in reports:
            trouble = re.search(r'.*(mismatch|warning|not match|incorrect).*', report.read_text(), re.I)
            assert trouble is None, trouble and trouble[0]
        epub = folder / 'back.epub'
        said = run('ebook-convert', path, epub)
        assert not re.search(r'(?i)warning|error(?!s?-)', said.stdout + said.stderr), said.stdout + said.stderr
        return epub

    def check_words(self, epub, path):
        """What calibre reads is what the book says, document by document; that the book says all of the issue is
        checked elsewhere."""
        with zipfile.ZipFile(epub) as book:
            package = next(name for name in book.namelist() if name.endswith('.opf'))
            opf = book.read(package).decode()
            folder = package.rpartition('/')[0]
            hrefs = {m[1]: m[0] for m in re.findall(r'<item [^>]*href="([^"]*)"[^>]*id="([^"]*)"', opf)}
            hrefs.update({m[0]: m[1] for m in re.findall(r'<item [^>]*id="([^"]*)"[^>]*href="([^"]*)"', opf)})
            spine = [hrefs[idref] for idref in re.findall(r'<itemref [^>]*idref="([^"]*)"', opf)]
            text = ''.join(all_text(book.read(f'{folder}/{href}'.lstrip('/')).decode()) for href in spine)
        assert text == ''.join(map(all_text, Book(path).documents))

    def check_epub(self, epub):
        if not shutil.which('java') or not EPUBCHECK.exists():
            return
        done = run('java', '-jar', EPUBCHECK, epub, status=None)
        said = done.stdout + done.stderr
        assert 'EPUBCheck' in said
        assert re.findall(r'(?m)^(?:ERROR|FATAL).*', said) == []

    def check(self, source, *more, name='book.azw3'):
        path = self.export(source, *more, name=name)
        epub = self.back(path)
        self.check_words(epub, path)
        self.check_epub(epub)

    def test_examples(self):
        self.check(EXAMPLES)

    def test_one_day(self):
        self.check(dailies.seed() or DAY, '--set', 'kindle.embed-fonts=subset')

    def test_week(self):
        self.check(self.days(7))

    def test_sixty_days(self):
        self.check(self.days(60))

    def test_joint(self):
        self.check(EXAMPLES, '--set', 'kindle.container=joint', name='book.mobi')

    def test_files_of_calibre(self):
        """Our reader reads what calibre writes, and finds our rules kept."""
        tap.needs('ebook-convert')
        page = self.scratch / 'page.html'
        page.write_text('<html lang="zh-CN"><head><meta charset="utf-8"><title>题</title></head><body>' + ''.join(
            f'<h1>第{i}章</h1><p>文字{i}。</p>' * 3 for i in range(40)) + '</body></html>')
        book = self.scratch / 'theirs.azw3'
        run('ebook-convert', page, book)
        self.check_sound(book)
        assert ''.join(map(all_text, Book(book).documents)).count('文字39。') == 3

    def test_random(self):
        for seed in range(1, 11):
            source = write(self.scratch / 'random.json', random_issue.issue(seed))
            yield seed, lambda: self.check(source, '--no-normalize')


class TestBadInput(Kindle):
    """A good file or a clear error."""

    def make(self, issue):
        path = self.export(write(self.scratch / 'bad.json', issue))
        self.check_sound(path)
        self.check_mobitool(path)
        return Book(path)

    def try_to_make(self, issue):
        """The book, or None and something said."""
        path = self.scratch / 'perhaps.azw3'
        done = wenzhai('export', write(self.scratch / 'bad.json', issue), '-o', path, status=None)
        if done.returncode == 0:
            self.check_sound(path)
            return Book(path), done.stderr
        assert done.stderr.strip()
        return None, done.stderr

    def test_long_title(self):
        issue = issue_of(DAY)
        issue['title'] = {'zh-Hans': '题' * 10000}
        issue['sections'][0]['entries'][0]['titles'][0]['content'] = [{'text': '长' * 10000}]
        book = self.make(issue)
        self.check_places(book)
        assert len(book.kf8.title.encode()) <= 600
        assert '题' * 10000 in ''.join(book.documents)
        assert '长' * 10000 in ''.join(book.documents)

    def test_no_title(self):
        issue = issue_of(DAY)
        issue.pop('title')
        for entry in issue['sections'][0]['entries']:
            entry.pop('titles')
        book = self.make(issue)
        assert book.kf8.title
        self.check_places(book)

    def test_no_author(self):
        issue = issue_of(DAY)
        for field in ('editor', 'publisher', 'series', 'source'):
            issue.pop(field, None)
        for entry in issue['sections'][0]['entries']:
            entry.pop('authors', None)
        book = self.make(issue)
        assert book.kf8.metadata(100)[0]

    def test_no_picture(self):
        issue = issue_of(DAY)
        data = b'no picture'
        issue['resources'] = [{**resource(data), 'mediaType': 'image/png'}]
        issue['sections'][0]['entries'][0]['figures'] = [{'resource': resource_id(data), 'captions': [title(ZH, '图的说明')]}]
        book, said = self.try_to_make(issue)
        assert said.strip()
        assert book is None or '图的说明' in ''.join(book.documents)

    def test_three_thousand_entries(self):
        issue = issue_of(DAY)
        entry = {**issue['sections'][0]['entries'][0], 'links': []}
        entry.pop('arxivId')
        issue['sections'][0]['entries'] = [{**entry, 'key': f'k-{i}', 'ordinal': i + 1} for i in range(3000)]
        book = self.make(issue)
        self.check_places(book)
        assert len(book.kf8.ncx) >= 3000
        self.check_labels(book, {'sections': issue['sections'][:1]})
        assert book.kf8.label_records > 1

    def test_empty(self):
        issue = issue_of(DAY)
        issue['sections'] = []
        self.try_to_make(issue)


tap.run(globals())
