#!/usr/bin/env python3
"""Whole Kindle books made by the program, read with azw3.py, mobitool and calibre.

Usage: test_export.py PROGRAM [CLASS...]        CLASS: Books Weeks Random Calibre BadInput (default: Books BadInput)

Digests that nobody on this project wrote lie in $WENZHAI_CORPUS; tests about them exist where it does. Where a tool is
missing, what needs it is skipped."""

import base64
import collections
import hashlib
import html
import json
import os
import random
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest
import zipfile
import zlib
from pathlib import Path

import azw3
import random_issue

SOURCE_ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE_ROOT / 'tests' / 'tools'))
import dailies  # noqa: E402

ENV = {**os.environ, 'QT_QPA_PLATFORM': 'offscreen', 'PYTHONWARNINGS': 'ignore'}
PROGRAM = None
EPUBCHECK = Path('/usr/share/java/epubcheck.jar')

# What a book may show besides the issue's fields (core/include/wenzhai/wz-label.h, names of categories, numbers).
GENERATED = ['摘要', 'Abstract', '编者按', '刊载', '曾见于', 'etal.', '等', '上一篇', '目录', '下一篇', '无题', ',', ';', '、', '（', '）']


def run(*command, cwd=None, ok=True, env=None):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, errors='replace', cwd=cwd,
                          env=env or ENV)
    if ok and done.returncode:
        raise AssertionError(f'{command[0]} {done.returncode}: {done.stdout[-400:]} {done.stderr[-400:]}')
    return done


def needs(*tools):
    for tool in tools:
        if not shutil.which(tool):
            raise unittest.SkipTest(f'{tool} is not installed')


def generated_days(scratch, days):
    return dailies.make(scratch / f'days-{days}', days, real=True)


def squeeze(text):
    return re.sub(r'\s+', '', text)


def shown_text(document):
    """What a reader sees of a document; formulae as one mark, because they are shown as more than their source."""
    body = re.search(r'<body.*</body>', document, re.S)[0]
    body = re.sub(r'<span class="math"[^>]*>.*?</span>|<code class="tex"[^>]*>.*?</code>', '\ufffc', body, flags=re.S)
    return squeeze(html.unescape(re.sub(r'<[^>]*>', '', body)))


def all_text(document):
    body = re.search(r'<body.*</body>', document, re.S)[0]
    return squeeze(html.unescape(re.sub(r'<[^>]*>', '', body)))


def match_parts(text, at, parts, mark):
    """The end of @parts, which had dollar signs between them, in @text from @at on; -1 if they do not stand there. Each
    pair of dollar signs may be a formula, which is shown as a mark, or be meant as it is."""
    waiting = [(at, 0)]
    while waiting:
        at, i = waiting.pop()
        if not text.startswith(parts[i], at):
            continue
        at += len(parts[i])
        if i + 1 == len(parts):
            return at
        if text.startswith('$', at):
            waiting.append((at + 1, i + 1))
        if i + 2 < len(parts) and text.startswith(mark, at):
            waiting.append((at + len(mark), i + 2))
    return -1


def find_field(text, field, position, mark='\ufffc'):
    """Where a field stands, start and end; -1 twice if it does not."""
    found = text.find(field, position)
    if found >= 0 or '$' not in field:
        return (found, found + len(field)) if found >= 0 else (-1, -1)
    parts = field.split('$')
    start = position - 1
    while True:
        start = text.find(parts[0] or mark, start + 1)
        if start < 0:
            return -1, -1
        end = match_parts(text, start, parts, mark)
        if end >= 0:
            return start, end


class Book(azw3.Book):
    def __init__(self, path):
        super().__init__(path.read_bytes())
        self.documents = [document.decode() for document in self.kf8.documents]

    def heading_at(self, offset):
        tag = self.kf8.assembled[offset:offset + 400].decode(errors='ignore')
        return tag if re.match(r'<h[1-6][ >]', tag) else None


class KindleCase(unittest.TestCase):
    maxDiff = 2000

    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix='wenzhai-kindle-')
        cls.addClassCleanup(scratch.cleanup)
        cls.scratch = Path(scratch.name)

    def export(self, source, *more, name='book.azw3'):
        path = self.scratch / name
        run(PROGRAM, 'export', '-q', source, '-o', path, *more)
        return path

    def dump(self, source, form, *more):
        return run(PROGRAM, 'dump', '-q', f'--format={form}', *more, source).stdout

    # --- what every book must hold -------------------------------------------------------------------------------

    def check_sound(self, path):
        """13: our own self-check, through the program."""
        done = run(PROGRAM, 'inspect', path, ok=False)
        self.assertEqual(done.returncode, 0, done.stderr[-500:])
        self.assertRegex(done.stdout, r'verdict: sound\n$')

    def check_places(self, book):
        """13 (23), (26): every link and contents entry leads to the `<` of a heading; notes lead to their marks."""
        for item in book.kf8.ncx:
            self.assertTrue(book.heading_at(item['offset']), item)
            self.assertEqual(book.kf8.at(item['place'])[:20], book.kf8.assembled[item['offset']:item['offset'] + 20])
        for document, place in book.kf8.links():
            self.assertRegex(book.kf8.at(place)[:40], rb'^<(h[1-6]|p id="p-|p [^>]*id="p-|a )', (document, place))

    def check_labels(self, book, issue):
        """5.4: number and Chinese title, whole up to 500 bytes."""
        wanted = collections.Counter(label_of(entry) for section in issue['sections'] for entry in section.get('entries', []))
        got = collections.Counter(item['label'] for item in book.kf8.ncx)
        for label, n in wanted.items():
            # A formula stands in a list as Unicode has it: what is before it is compared.
            words, formula, _ = label.partition('$')
            if formula or len(label.encode()) > 500:
                words = words if formula else label.encode()[:480].decode(errors='ignore')
                self.assertTrue(any(one.startswith(words) for one in got), label)
            else:
                self.assertGreaterEqual(got[label], n, label)
        self.assertFalse([label for label in got if len(label.encode()) > 500])
        self.assertEqual(len([item for item in book.kf8.ncx if item['depth'] == 0 or item['parent'] is not None]),
                         len(book.kf8.ncx))
        self.assertGreaterEqual(sum(got.values()), sum(wanted.values()))

    def check_fidelity(self, book, reference, issue):
        """Every shown field whole and in order; what remains is on the list of generated strings."""
        documents = [text for text in book.documents if 'id="contents"' not in text and 'id="colophon"' not in text and
                     'id="index"' not in text]
        text = ''.join(shown_text(document) for document in documents)
        fields = [squeeze(line) for line in reference.splitlines()]
        self.assertIn(fields[0], squeeze(html.unescape(book.documents[0])))  # the title stands on the contents page
        position, rest = 0, []
        for field in fields[1:]:
            if not field:
                continue
            start, end = find_field(text, field, position)
            self.assertGreaterEqual(start, 0, f'{field[:80]!r} is missing or out of order after '
                                              f'{text[max(0, position - 60):position]!r}')
            rest.append(text[position:start])
            position = end
        rest.append(text[position:])
        names = [squeeze(name['text']) for row in issue.get('categories', []) for name in row['names']]
        allowed = re.compile('|'.join(sorted(map(re.escape, GENERATED + names + ['\ufffc']), key=len, reverse=True)) +
                             r'|\d+')
        left = [allowed.sub('', piece) for piece in rest]
        self.assertEqual([piece for piece in left if piece], [])

    def check_cover(self, book):
        """6.2: JFIF, baseline, grey or colour, within the limits; the thumbnail right behind the cover."""
        cover, thumbnail = book.kf8.number(201), book.kf8.number(202)
        self.assertEqual(thumbnail, cover + 1)
        for index, limit, size in ((cover, 130048, (1200, 1600)), (thumbnail, 16384, (180, 240))):
            data = book.resources[index]
            self.assertLessEqual(len(data), limit)
            self.assertEqual(data[:4] + data[6:10], b'\xff\xd8\xff\xe0JFIF')
            self.assertEqual(jpeg_size(data), size)

    def check_accepted(self, path, flags=('-s',)):
        """10.1: libmobi takes the file without a word of trouble."""
        needs('mobitool')
        out = self.scratch / 'mobitool'
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        for flag in flags:
            done = run('mobitool', flag, '-o', out, path)
            self.assertIsNone(azw3.trouble_of(done.stdout + done.stderr))
        return out

    def check_mobitool(self, path):
        out = self.check_accepted(path, ('-s', '-d', '-c'))
        book = Book(path)
        self.assertEqual((out / f'{path.stem}.rawml').read_bytes(), book.kf8.text)
        markup = out / f'{path.stem}_markup'
        self.assertEqual(len(list(markup.glob('part*.html'))), len(book.documents))
        labels = re.findall(r'<text>(.*?)</text>', next(markup.glob('*.ncx')).read_text(), re.S)[1:]
        if book.kf8.label_records == 1:  # libmobi reads no more
            self.assertEqual(sorted(map(html.unescape, labels)), sorted(item['label'] for item in book.kf8.ncx))
        for part in markup.glob('part*.html'):
            self.assertNotIn('kindle:', part.read_text(), part)
        covers = [file for file in out.iterdir() if '_cover' in file.name]
        self.assertEqual([jpeg_size(file.read_bytes()) for file in covers], [(1200, 1600)])

    def check_all(self, source, *more):
        path = self.export(source, *more)
        book, issue = Book(path), json.loads(self.dump(source, 'json'))
        self.check_sound(path)
        self.check_places(book)
        self.check_labels(book, issue)
        self.check_fidelity(book, self.dump(source, 'text'), issue)
        self.check_cover(book)
        self.check_mobitool(path)
        return book


def png(width, height, samples, colour_type):
    rows = len(samples) // height
    packed = zlib.compress(b''.join(b'\0' + samples[rows * y:rows * (y + 1)] for y in range(height)), 1)
    chunk = lambda kind, data: (struct.pack('>L', len(data)) + kind + data + struct.pack('>L', zlib.crc32(kind + data)))
    header = struct.pack('>LLBBBBB', width, height, 8, colour_type, 0, 0, 0)
    return b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', header) + chunk(b'IDAT', packed) + chunk(b'IEND', b'')


GIF = (b'GIF89a\x02\0\x02\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x02\0\x02\0\0\x02\x03D\x02\x05\0;')


def label_of(entry):
    titles = {title['lang']: title for title in entry.get('titles', [])}
    title = titles.get('zh-Hans') or (entry['titles'][0] if entry.get('titles') else None)
    text = plain(title['content']) if title else '无题'
    return f'{entry["ordinal"]} {text}' if entry.get('ordinal') else text


def plain(nodes):
    out = ''
    for node in nodes:
        out += f'${node["text"]}$' if node.get('kind') == 'formula' else node.get('text', '')
        out += plain(node.get('children', []))
    return re.sub(r'\s+', ' ', out).strip() if nodes else ''


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


class Books(KindleCase):
    """The seed and the example week."""

    if dailies.seed():
        def test_seed(self):
            book = self.check_all(dailies.seed())
            titles = [item['label'] for item in book.kf8.ncx]
            self.assertIn('1 通用神经算法学习器', titles)

    def test_languages(self):
        book = self.check_all(SOURCE_ROOT / 'examples' / '2026-11-09.txt')
        self.assertEqual(book.kf8.metadata(524), ['zh'])
        self.assertEqual(book.kf8.locale, 4)

    def test_example_week(self):
        book = self.check_all(SOURCE_ROOT / 'examples')
        self.assertGreaterEqual(len([item for item in book.kf8.ncx if item['children'][0] is not None]), 7)

    def test_metadata(self):
        """2.3, 2.5, 2.6, 11: what the library shows; the identifier stays over rebuilds."""
        names = ['--title', '人工智能周报', '--series', '周报', '--number', '38', '--author', '编辑甲', '--publisher', '某社',
                 '--date', '2026-11-15']
        book = Book(self.export(SOURCE_ROOT / 'examples', *names))
        again = Book(self.export(SOURCE_ROOT / 'examples', *names, '--set', 'azw3.shelf=documents'))
        half = book.kf8
        self.assertEqual(half.metadata(503), [half.title])
        self.assertIn('人工智能周报', half.title)
        self.assertEqual(half.metadata(100), ['编辑甲'])
        self.assertEqual(half.metadata(101), ['某社'])
        self.assertEqual(half.metadata(106), ['2026-11-15'])
        self.assertEqual(half.metadata(105)[0], '周报 [38]')
        self.assertEqual(half.metadata(501), ['EBOK'])
        self.assertEqual(half.metadata(525), ['horizontal-lr'])
        self.assertRegex(half.metadata(113)[0], r'^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$')
        self.assertEqual(again.kf8.metadata(113), half.metadata(113))
        self.assertEqual(again.kf8.metadata(501), ['PDOC'])
        self.assertEqual(half.metadata(129), [f'kindle:embed:{half.number(201) + 1:04}'])

    def test_guide(self):
        """7.3, 7.4: contents and text; reading starts at the first paper's document."""
        book = Book(self.export(SOURCE_ROOT / 'examples'))
        half = book.kf8
        self.assertEqual(sorted(half.guide), ['text', 'toc'])
        self.assertRegex(half.at(half.guide['toc'][1]), rb'^<h1 id="contents"')
        self.assertRegex(half.at(half.guide['text'][1]), rb'^<h2 id="p-')
        start = half.number(116)
        self.assertTrue(half.assembled[start:].startswith(b'<body'))
        document = max(i for i, at in enumerate(half.starts) if at <= start)
        at = half.fragments[half.guide['text'][1][0]]['at'] + half.guide['text'][1][1]
        self.assertEqual(document, max(i for i, begin in enumerate(half.starts) if begin <= at))

    def test_markup(self):
        """4.4, 8.1: aids everywhere but in tables; nothing of EPUB's; English is marked."""
        for document in Book(self.export(SOURCE_ROOT / 'examples')).documents:
            self.assertTrue(document.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<html xmlns='), document[:80])
            self.assertNotRegex(document, r'<!DOCTYPE|epub:|role=|aria-|xml:lang|<section|<math|<svg|<script|data-')
            self.assertRegex(document, r'<html [^>]*lang="zh-CN"')
            self.assertNotRegex(document, r'<(p|h[1-6]|a|span|li|div|em|strong)(?![^>]* aid=)[ >]')
            for paragraph in re.findall(r'<p class="e"[^>]*>', document):
                self.assertIn('lang="en"', paragraph)
        self.assertIn(' lang="en"', document + ''.join(Book(self.export(SOURCE_ROOT / 'examples')).documents))

    def test_css(self):
        """8.3: indents said, nothing that takes the reader's choices away."""
        css = Book(self.export(SOURCE_ROOT / 'examples')).kf8.flows[1].decode()
        self.assertRegex(css, r'p\.z\{[^}]*text-indent:2em')
        self.assertNotRegex(css, r'body\{|@import|@charset|@namespace|position|float:|calc|var\(|columns|!important')
        self.assertNotRegex(css, r'line-height:(0\.|1\.[01])')

    def test_fonts(self):
        """6.3: subset on demand, by way of a FONT record, with the flags that make a Kindle offer it."""
        path = self.export(SOURCE_ROOT / 'examples', '--set', 'kindle.embed-fonts=subset')
        book = Book(path)
        fonts = [record for record in book.resources if record[:4] == b'FONT']
        self.check_sound(path)
        self.assertTrue(fonts)
        self.assertEqual(azw3.u32(book.kf8.zero, 128), 0x1050)
        self.assertEqual(book.kf8.metadata(528), ['true'])
        self.assertIn(b'url(kindle:embed:', book.kf8.flows[1])
        # Formulae have letters that the body's face lacks: a family for each face that has them, behind the body's.
        self.assertRegex(book.kf8.flows[1], rb'body\{font-family:"Wenzhai Serif","Wenzhai Serif 2"(,"Wenzhai Serif 3")?,serif\}')
        self.assertEqual(len(fonts), book.kf8.flows[1].count(b'@font-face'))
        colophon = next(text for text in book.documents if 'id="colophon"' in text)
        self.assertRegex(colophon, r'Noto|Source|Font')  # their licences ask for the credit
        plain_book = Book(self.export(SOURCE_ROOT / 'examples'))
        self.assertEqual([record for record in plain_book.resources if record[:4] == b'FONT'], [])
        self.check_mobitool(path)

    def test_joint(self):
        """9.1, 9.2: an old book in front; both show the same words and lead to the same headings."""
        path = self.export(SOURCE_ROOT / 'examples', '--set', 'kindle.container=joint', name='book.mobi')
        book = Book(path)
        old, new = book.halves
        self.check_sound(path)
        self.assertEqual((old.version, new.version), (6, 8))
        self.assertEqual(old.number(125), len(book.resources))
        self.assertEqual(new.number(125), 0)
        self.assertEqual(all_text(old.text.decode()), ''.join(map(all_text, book.documents)))
        for position in re.findall(rb'filepos=(\d{10})', old.text):
            self.assertRegex(old.text[int(position):int(position) + 20], rb'^<(h[1-6]|p|a )')
        self.assertEqual([item['label'] for item in old.ncx],
                         [item['label'] for item in sorted(new.ncx, key=lambda item: item['offset'])])
        needs('mobitool')
        out = self.scratch / 'old'
        out.mkdir()
        self.assertIn('hybrid', run('mobitool', '-7', '-s', '-o', out, path).stdout)

    def test_names(self):
        """2.6: KF8 alone is named .azw3, a joint file .mobi; else the user is told."""
        for name, container, told in (('book.azw3', 'kf8', False), ('book.mobi', 'joint', False),
                                      ('book.mobi', 'kf8', True), ('book.azw3', 'joint', True)):
            done = run(PROGRAM, 'export', SOURCE_ROOT / 'examples' / '2026-11-09.txt', '-o', self.scratch / name, '--set',
                       f'azw3.container={container}')
            self.assertEqual('kindle-name' in done.stderr, told, (name, container))

    def test_pictures(self):
        """6.1: what KF8 takes, within its limits, alpha laid on white; the rest is reported and its words stay."""
        noise = random.Random(1).randbytes(3 * 1900 * 1300)
        pictures = [('alpha', png(40, 30, bytes([200, 0, 0, 128]) * 1200, 6)), ('noise', png(1900, 1300, noise, 2)),
                    ('grey', png(64, 64, bytes(range(64)) * 64, 0)), ('gif', GIF),
                    ('broken', png(40, 30, bytes(1200), 0)[:70] + b'no more of it')]
        issue = json.loads(self.dump(SOURCE_ROOT / 'examples' / '2026-11-09.txt', 'json'))
        entry = issue['sections'][0]['entries'][0]
        names = ['r-' + hashlib.sha256(data).hexdigest()[:16] for _, data in pictures]
        types = {'gif': 'image/gif'}
        issue['resources'] = [
            {'id': key, 'mediaType': types.get(name, 'image/png'), 'data': base64.b64encode(data).decode()}
            for key, (name, data) in zip(names, pictures)]
        entry['figures'] = [
            {'resource': key, 'captions': [{'lang': 'zh-Hans', 'content': [{'text': f'图{name}'}]}]}
            for key, (name, _) in zip(names, pictures)]
        source = self.scratch / 'pictures.json'
        source.write_text(json.dumps(issue, ensure_ascii=False))
        path = self.scratch / 'pictures.azw3'
        said = run(PROGRAM, 'export', source, '-o', path).stderr
        self.check_sound(path)
        self.check_mobitool(path)
        book = Book(path)
        text = ''.join(book.documents)
        self.assertIn('picture-not-shown', said)
        self.assertEqual(text.count('<img '), 4)
        for name, _ in pictures:
            self.assertIn(f'图{name}', text)
        self.assertEqual(len(book.resources), 6)
        self.assertEqual(book.kf8.number(201), 4)  # pictures by first use, then cover and thumbnail
        for data in book.resources:
            self.assertLessEqual(len(data), 130048)
            self.assertRegex(data[:8], rb'^(\xff\xd8\xff|\x89PNG\r\n\x1a\n|GIF8[79]a)')
            if data[:4] == b'\x89PNG':
                self.assertIn(data[25], (0, 2, 3))  # no alpha channel …
                self.assertNotIn(b'tRNS', data)     # … and no transparent colour

    def test_languages(self):
        """One language alone: the other's abstracts are gone."""
        for languages, there, gone in (('zh', '摘要', 'Abstract'), ('en', 'Abstract', '摘要')):
            book = Book(self.export(SOURCE_ROOT / 'examples', '--languages', languages))
            headings = ''.join(re.findall(r'<h3.*?</h3>', ''.join(book.documents)))
            self.assertIn(there, headings)
            self.assertNotIn(gone, headings)

    def test_inspect(self):
        """`inspect` says what is broken, and refuses what can't be read."""
        path = self.export(SOURCE_ROOT / 'examples')
        data = bytearray(path.read_bytes())
        record = struct.unpack_from('>L', data, 78)[0]
        for offset, value, status, said in ((36, 9, 1, 'BROKEN'), (12 + 1, 2, 1, ''), (-1, 0, 1, 'BROKEN')):
            broken = bytearray(data)
            broken[record + offset + 3 if offset == 36 else record + offset if offset > 0 else -1] = value
            other = self.scratch / 'broken.azw3'
            other.write_bytes(broken)
            done = run(PROGRAM, 'inspect', other, ok=False)
            self.assertEqual(done.returncode, status, done.stderr)
            self.assertIn(said, done.stdout)
            self.assertTrue(done.stderr)


class Weeks(KindleCase):
    """Seven and sixty generated days."""

    def test_week(self):
        book = self.check_all(generated_days(self.scratch, 7))
        entries = [item for item in book.kf8.ncx if item['depth'] > 0]
        self.assertEqual(len(entries), 91)

    def test_sixty_days(self):
        book = self.check_all(generated_days(self.scratch, 60))
        self.assertEqual(len([item for item in book.kf8.ncx if item['depth'] > 0]), 780)
        ncx = azw3.Index(book.kf8.records, azw3.u32(book.kf8.zero, 244))
        self.assertEqual(ncx.n_strings, 1)


class Random(KindleCase):
    """A hundred digests of random shape: libmobi takes all of them."""

    SEEDS = range(1, 101)
    EVERY = 10  # which are looked at in full

    def test_random(self):
        needs('mobitool')
        for seed in self.SEEDS:
            with self.subTest(seed=seed):
                source = self.scratch / 'random.json'
                source.write_text(json.dumps(random_issue.issue(seed), ensure_ascii=False))
                path = self.export(source, '--no-normalize')
                book = Book(path)
                self.check_places(book)
                self.check_accepted(path)
                if seed % self.EVERY == 0:
                    self.check_sound(path)
                    self.check_labels(book, json.loads(self.dump(source, 'json', '--no-normalize')))
                    self.check_fidelity(book, self.dump(source, 'text', '--no-normalize'),
                                        json.loads(source.read_text()))
                    self.check_mobitool(path)


class FewRandom(Random):
    SEEDS = range(1, 9)
    EVERY = 1


class Calibre(KindleCase):
    """10.2: convert to EPUB and inspect; the words come back; epubcheck finds no error."""

    def back(self, path):
        needs('ebook-convert', 'calibre-debug')
        folder = self.scratch / 'calibre'
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        said = run('calibre-debug', '--inspect-mobi', path, cwd=folder)
        self.assertNotIn('Traceback', said.stdout + said.stderr)
        reports = list(folder.rglob('tbs.txt'))
        self.assertTrue(reports)
        for report in reports:
            trouble = re.search(r'.*(mismatch|warning|not match|incorrect).*', report.read_text(), re.I)
            self.assertIsNone(trouble, trouble and trouble[0])
        epub = folder / 'back.epub'
        said = run('ebook-convert', path, epub)
        self.assertNotRegex(said.stdout + said.stderr, r'(?i)warning|error(?!s?-)')
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
        self.assertEqual(text, ''.join(map(all_text, Book(path).documents)))

    def check_epub(self, epub):
        if not shutil.which('java') or not EPUBCHECK.exists():
            return
        done = run('java', '-jar', EPUBCHECK, epub, ok=False)
        said = done.stdout + done.stderr
        self.assertIn('EPUBCheck', said)
        self.assertEqual(re.findall(r'(?m)^(?:ERROR|FATAL).*', said), [])

    def check(self, source, *more, name='book.azw3'):
        path = self.export(source, *more, name=name)
        epub = self.back(path)
        self.check_words(epub, path)
        self.check_epub(epub)

    def test_examples(self):
        self.check(SOURCE_ROOT / 'examples')

    def test_one_day(self):
        self.check(dailies.seed() or SOURCE_ROOT / 'examples' / '2026-11-09.txt', '--set', 'kindle.embed-fonts=subset')

    def test_week(self):
        self.check(generated_days(self.scratch, 7))

    def test_sixty_days(self):
        self.check(generated_days(self.scratch, 60))

    def test_joint(self):
        self.check(SOURCE_ROOT / 'examples', '--set', 'kindle.container=joint', name='book.mobi')

    def test_files_of_calibre(self):
        """Our reader reads what calibre writes, and finds our rules kept."""
        needs('ebook-convert')
        page = self.scratch / 'page.html'
        page.write_text('<html lang="zh-CN"><head><meta charset="utf-8"><title>题</title></head><body>' + ''.join(
            f'<h1>第{i}章</h1><p>文字{i}。</p>' * 3 for i in range(40)) + '</body></html>')
        book = self.scratch / 'theirs.azw3'
        run('ebook-convert', page, book)
        done = run(PROGRAM, 'inspect', book)
        self.assertRegex(done.stdout, r'verdict: sound\n$')
        self.assertEqual(squeeze(''.join(map(all_text, Book(book).documents))).count('文字39。'), 3)

    def test_random(self):
        for seed in range(1, 11):
            with self.subTest(seed=seed):
                source = self.scratch / 'random.json'
                source.write_text(json.dumps(random_issue.issue(seed), ensure_ascii=False))
                self.check(source, '--no-normalize')


class BadInput(KindleCase):
    """A good file or a clear error."""

    def issue(self):
        return json.loads(self.dump(SOURCE_ROOT / 'examples' / '2026-11-09.txt', 'json'))

    def make(self, issue, *more):
        source = self.scratch / 'bad.json'
        source.write_text(json.dumps(issue, ensure_ascii=False))
        path = self.scratch / 'bad.azw3'
        done = run(PROGRAM, 'export', source, '-o', path, *more)
        self.check_sound(path)
        self.check_mobitool(path)
        return Book(path), done.stderr

    def test_long_title(self):
        issue = self.issue()
        issue['title'] = {'zh-Hans': '题' * 10000}
        issue['sections'][0]['entries'][0]['titles'][0]['content'] = [{'text': '长' * 10000}]
        book, _ = self.make(issue)
        self.check_places(book)
        self.assertLessEqual(len(book.kf8.title.encode()), 600)
        self.assertIn('题' * 10000, ''.join(book.documents))
        self.assertIn('长' * 10000, ''.join(book.documents))

    def test_no_title(self):
        issue = self.issue()
        issue.pop('title')
        for entry in issue['sections'][0]['entries']:
            entry.pop('titles')
        book, _ = self.make(issue)
        self.assertTrue(book.kf8.title)
        self.check_places(book)

    def test_no_author(self):
        issue = self.issue()
        for field in ('editor', 'publisher', 'series', 'source'):
            issue.pop(field, None)
        for entry in issue['sections'][0]['entries']:
            entry.pop('authors', None)
        book, _ = self.make(issue)
        self.assertTrue(book.kf8.metadata(100)[0])

    def test_no_picture(self):
        issue = self.issue()
        data = b'no picture'
        key = 'r-' + hashlib.sha256(data).hexdigest()[:16]
        issue['resources'] = [{'id': key, 'mediaType': 'image/png', 'data': base64.b64encode(data).decode()}]
        entry = issue['sections'][0]['entries'][0]
        entry['figures'] = [{'resource': key, 'captions': [{'lang': 'zh-Hans', 'content': [{'text': '图的说明'}]}]}]
        source = self.scratch / 'bad.json'
        source.write_text(json.dumps(issue, ensure_ascii=False))
        done = run(PROGRAM, 'export', source, '-o', self.scratch / 'bad.azw3', ok=False)
        self.assertTrue(done.stderr.strip())
        if done.returncode == 0:
            self.check_sound(self.scratch / 'bad.azw3')
            self.assertIn('图的说明', ''.join(Book(self.scratch / 'bad.azw3').documents))

    def test_three_thousand_entries(self):
        issue = self.issue()
        entry = issue['sections'][0]['entries'][0]
        issue['sections'][0]['entries'] = [
            {**entry, 'key': f'k-{i}', 'ordinal': i + 1, 'arxivId': None} for i in range(3000)]
        for made in issue['sections'][0]['entries']:
            made.pop('arxivId')
            made['links'] = []
        book, _ = self.make(issue)
        self.check_places(book)
        self.assertGreaterEqual(len(book.kf8.ncx), 3000)
        self.check_labels(book, {'sections': issue['sections'][:1]})
        self.assertGreater(book.kf8.label_records, 1)

    def test_empty(self):
        issue = self.issue()
        issue['sections'] = []
        source = self.scratch / 'bad.json'
        source.write_text(json.dumps(issue, ensure_ascii=False))
        done = run(PROGRAM, 'export', source, '-o', self.scratch / 'bad.azw3', ok=False)
        if done.returncode:
            self.assertTrue(done.stderr.strip())
        else:
            self.check_sound(self.scratch / 'bad.azw3')


if __name__ == '__main__':
    PROGRAM = sys.argv[1]
    if not Path(PROGRAM).exists():
        print('the program is not built')
        sys.exit(77)
    names = sys.argv[2:] or ['Books', 'BadInput']
    unittest.main(argv=sys.argv[:1], defaultTest=names, verbosity=1)
