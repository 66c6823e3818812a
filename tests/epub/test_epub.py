#!/usr/bin/env python3
"""The EPUB plugin against the list of requirements, through the program.

Books: the reference digest (if there is a corpus), the example week, models made by hand. Each is looked at by
epub_check.py; a test for each rule bears its id. Each defect that checkers elsewhere do not see is then put into a good
book, and has to be found.
"""
import io
import json
import os
import re
import struct
import unicodedata
import xml.etree.ElementTree as ET
import zipfile
import zlib

import epub_check
from harness import EXAMPLES, books, dailies, fidelity, run, scratch, tap, wenzhai
from models import zoo

FOLDER = scratch()

# Rules with a test here. X13 and F2, F3, F6, C6 have tests of their own below.
RULES = ('C1 C2 C3 C4 C5 O1 O2 O3 O4 O5 O6 O7 O8 O9 O10 O11 O12 O13 O14 A1 A2 A3 N1 N2 N3 N4 N5 N6 X1 X2 X3 X4 X5 X6 X7 X8 X9 '
         'X10 X11 X12 X14 X15 S1 S2 S3 S4 S5 S6 S7 S8 S9 F1 F4 F5').split()


ENGLISH = {'LG': 'Machine Learning', 'CV': 'Computer Vision', 'CL': 'Computation and Language', 'SD': 'Sound',
           'RO': 'Robotics'}


def dublin_core(data, name):
    package = zipfile.ZipFile(io.BytesIO(data)).read('EPUB/package.opf').decode()
    return re.search(f'<dc:{name}[^>]*>([^<]*)', package).group(1)


class Book:
    """A book, its model, its reference text, and what the program said of it."""

    def __init__(self, name, sources, *options, languages=None):
        self.name = name
        self.path = FOLDER / f'{name}.epub'
        language = ['--languages', languages] if languages else []
        # The desk makes indices itself; those of a model by hand pass only as they were read.
        raw = ['--no-normalize'] if name.startswith(('everything', 'long')) else []
        said = wenzhai('export', '-v', '--diagnostics=json', *raw, *language, *options, '-o', self.path, *sources).stderr
        self.data = self.path.read_bytes()
        self.files = epub_check.Zip(self.data).files
        self.diagnostics = [json.loads(line) for line in said.splitlines() if line.startswith('{')]
        self.codes = {diagnostic['code'] for diagnostic in self.diagnostics}
        self.reported = {int(code, 16) for d in self.diagnostics if d['code'] == 'character-not-embedded'
                         for code in re.findall(r'U\+([0-9A-F]+)', d.get('message') or d.get('detail', ''))}
        self.reference = fidelity.reference(*raw, *sources, languages=languages)
        self.model = json.loads(wenzhai('dump', '-q', *raw, *sources).stdout)
        if languages == 'en':  # a book of its own: see test_a_book_in_english_is_english
            self.model.update(lang='en', identifier=dublin_core(self.data, 'identifier'))
            for category in self.model['categories']:
                category['names'] = [{'lang': 'en', 'text': ENGLISH[category['code']]}]
        self.problems = epub_check.check(self.data, self.model, self.reported)
        if 'document-large' in self.codes:  # one paragraph of 90,000 characters
            self.problems = [problem for problem in self.problems if problem[0] != 'X15']

    def page(self, name):
        return self.files[f'EPUB/{name}'].decode()


def make_books():
    for name, make in zoo.MODELS.items():
        path = FOLDER / f'{name}.json'
        path.write_text(json.dumps(make()))
        yield Book(name, [path])
    everything, long = [FOLDER / 'everything.json'], [FOLDER / 'long.json']
    for languages in ('zh', 'en', 'parallel'):
        yield Book(f'everything-{languages}', everything, languages=languages)
    yield Book('everything-section', everything, '--set', 'epub.split=section')
    yield Book('long-section', long, '--set', 'epub.split=section')
    yield Book('everything-grey', everything, '--set', 'epub.images=grey', '--set', 'epub.line-height=1.8em')
    yield Book('everything-plain', everything, '--set', 'epub.embed-fonts=none', '--set', 'epub.cover=no', '--set',
               'epub.line-height=none')
    examples = sorted(EXAMPLES.glob('*.txt'))
    yield Book('week', examples)
    yield Book('day', examples[:1])
    yield Book('day-en', examples[:1], languages='en')
    yield Book('generated', sorted(dailies.make(FOLDER / 'generated', 2, '--vary', 0.5).iterdir()))
    if dailies.seed():
        yield Book('seed', [dailies.seed()])
        for path in sorted((dailies.corpus() / 'hostile' / 'made').glob('*.txt')):
            if path.stem in ('bidi', 'combining', 'emoji-zwj', 'latex-abstracts', 'nul-and-controls', 'rare-han',
                             'xml-and-html-in-text', 'paths-in-titles'):
                yield Book(path.stem, [path])


BOOKS = {book.name: book for book in make_books()}


def test_rules():
    """No book breaks one."""
    for rule in RULES + ['XML']:
        def check():
            assert [(book.name, message) for book in BOOKS.values() for broken, message in book.problems if broken == rule] == []
        yield rule, check


def test_nothing_is_lost_and_nothing_but_labels_is_added():
    for book in BOOKS.values():
        yield book.name, lambda: book.reference.check(books.parts(book.path), '.epub')


# ---- Rules that need more than one look ------------------------------------------------------------------------


class TestMore:
    def test_a_book_in_english_is_english(self):
        """--languages en: title, headings and labels too; another book than the Chinese one."""
        both, book = BOOKS['day'], BOOKS['day-en']
        assert dublin_core(book.data, 'language') == 'en'
        assert dublin_core(book.data, 'title') == 'Paper Digest 9 November 2026'
        assert dublin_core(book.data, 'identifier') != dublin_core(both.data, 'identifier')
        han = re.compile('[\u4e00-\u9fff]+')
        for name, data in book.files.items():
            if name.endswith(('.xhtml', '.ncx')):
                left = set(han.findall(data.decode())) - {'文摘示例编辑部'}  # the publisher's own name
                assert left == set(), name

    def test_X13_no_ascii_punctuation_between_han(self):
        for book in BOOKS.values():
            if book.name not in ('week', 'day', 'seed'):
                continue
            files = book.files
            for name, data in files.items():
                if name.startswith('EPUB/text/p-'):
                    found = re.findall('[\u4e00-\u9fff][,:;?!][\u4e00-\u9fff]', data.decode())
                    assert found == [], f'{book.name}: {name}'

    def test_F2_uncovered_characters_are_said(self):
        book = BOOKS['everything']
        files = book.files
        # Turkish letters that the Chinese face lacks come from another face.
        more = [epub_check.Font(data) for name, data in files.items() if name.startswith('EPUB/fonts/more')]
        if more:
            assert {ord('Ş'), ord('ı')} <= set().union(*(font.characters for font in more))
        for name, data in files.items():
            if name.startswith('EPUB/fonts/'):
                assert 0xFFFD not in epub_check.Font(data).characters

    def test_F3_fonts_are_opentype_files(self):
        for book in BOOKS.values():
            for name in book.files:
                if name.startswith('EPUB/fonts/'):
                    assert re.search(r'\.(otf|ttf)$', name), name

    def test_F6_without_fonts_a_book_is_made(self):
        style = FOLDER / 'nofont'
        style.mkdir(exist_ok=True)
        (style / 'style.ini').write_text('[style]\nInherits=classic\n\n[fonts]\nbody-han=No Such Family\n'
                                         'body-latin=No Such Family\n')
        done = wenzhai('export', '--style', f'{style}/', '-o', FOLDER / 'nofont.epub', FOLDER / 'english.json', status=None)
        if done.returncode == 0:
            problems = epub_check.check((FOLDER / 'nofont.epub').read_bytes())
            assert [problem for problem in problems if problem[0] not in ('F1',)] == []
            assert done.stderr
        else:
            assert 'No Such Family' in done.stderr
        book = BOOKS['everything-plain']
        assert not [name for name in book.files if 'fonts' in name or 'cover' in name]

    def test_C5_same_bytes_in_another_zone(self):
        for zone in ('Asia/Shanghai', 'America/St_Johns'):
            path = FOLDER / 'zone.epub'
            wenzhai('export', '--no-normalize', '-o', path, FOLDER / 'everything.json', env={**os.environ, 'TZ': zone})
            assert path.read_bytes() == BOOKS['everything'].data

    def test_C6_a_failed_run_leaves_the_old_file(self):
        path = FOLDER / 'old.epub'
        path.write_bytes(b'old')
        wenzhai('export', '-o', path, '--set', 'epub.split=nonsense', FOLDER / 'english.json', status=64)
        assert path.read_bytes() == b'old'
        bad = FOLDER / 'bad.json'
        bad.write_text('{')
        wenzhai('export', '-o', path, bad, status=None)
        assert path.read_bytes() == b'old'

    def test_O4_an_issue_keeps_its_identifier(self):
        one, two = BOOKS['everything'], BOOKS['everything-plain']
        ids = {epub_check.Package(book.files).dc('identifier')[0] for book in (one, two)}
        assert len(ids) == 1

    def test_X8_english_abstracts_are_english(self):
        for name in ('everything', 'week', 'seed'):
            if name not in BOOKS:
                continue
            book = BOOKS[name]
            documents = epub_check.Documents(book.files, epub_check.Package(book.files))
            tagged = ''.join(books.fold(books.shown(element)) for root in documents.roots.values() for element in root.iter()
                             if element.get('lang') == 'en')
            for section in book.model['sections']:
                for entry in section.get('entries', []):
                    for text in entry.get('abstracts', []) + entry.get('titles', []):
                        first = next((n['text'] for n in json_words(text['content']) if len(n['text']) > 20), None)
                        if text['lang'] == 'en' and first:
                            assert books.fold(first)[:200] in tagged

    def test_stable_names(self):
        names = set(BOOKS['everything'].files)
        assert {'EPUB/text/p-2209.00001.xhtml', 'EPUB/text/s-day-2022-09-20.xhtml', 'EPUB/text/s-front.xhtml'} <= names
        short = BOOKS['everything'].files['EPUB/text/s-day-2022-09-20.xhtml']
        assert b'id="p-2209.00005"' in short
        assert b'<span id="p-2209.00001"></span>' in short  # once a short one

    def test_formulae_that_stay_source_are_said(self):
        assert {'formula-unknown', 'link-not-kept'} <= BOOKS['everything'].codes
        assert {'document-large', 'character-dropped'} <= BOOKS['hostile'].codes

    def test_X12_formulae_read_right_without_mathml(self):
        """In readers that show the characters of elements they do not know (as MuPDF does), and in those that pass
        over whatever is no XHTML (as calibre's text does); what these two show is hidden from one another."""
        xhtml, book = epub_check.XHTML, BOOKS['formulae']
        root = ET.fromstring(book.page('text/p-2402.00001.xhtml'))
        problems = []
        css = dict(epub_check.css_rules(book.page('style.css'), lambda *problem: problems.append(problem)))
        assert problems == []
        assert [css['.mt'][name] for name in ('font-size', 'visibility', 'display')] == ['0', 'collapse', 'inline-flex']

        def read(element, skip):
            if skip(element):
                return ''
            return (element.text or '') + ''.join(read(child, skip) + (child.tail or '') for child in element)

        def fold(text):  # x^2 and x², with or without spaces
            return re.sub(r'\s', '', unicodedata.normalize('NFKC', text)).replace('^', '').replace('_', '')

        shown = [part for part in root.iter(f'{xhtml}p') if part.get('class') in ('z', 'f')]
        assert len(shown) == 2 * len(zoo.FORMULAE)
        for part, (tex, line, linear) in zip(shown, zoo.FORMULAE * 2):
            assert (part.find(f'.//{epub_check.MATH}math') is None) == linear, tex
            for skip in (lambda e: e.get('class') == 'mt', lambda e: not e.tag.startswith(xhtml)):
                assert fold(read(part, skip)).removeprefix('式').removesuffix('终。') == fold(line), tex
            for text in part.iter(f'{xhtml}span'):
                assert (text.get('class') == 'mt') == (text.get('aria-hidden') == 'true')

    def test_formulae_as_text_or_as_mathml_throughout(self):
        for choice, count in (('text', 0), ('mathml', 2 * len(zoo.FORMULAE))):
            path = FOLDER / f'formulae-{choice}.epub'
            wenzhai('export', '--no-normalize', '--set', f'epub.formulae={choice}', '-o', path, FOLDER / 'formulae.json')
            page = zipfile.ZipFile(path).read('EPUB/text/p-2402.00001.xhtml').decode()
            assert (page.count('<math '), page.count('class="math"')) == (count, 2 * len(zoo.FORMULAE) - count)
            assert epub_check.check(path.read_bytes()) == []

    def test_X12_mupdf_shows_formulae_in_a_line(self):
        tap.needs('mutool')
        text = re.sub(r'\s', '', run('mutool', 'draw', '-q', '-F', 'text', BOOKS['formulae'].path).stdout)
        for tex, line, linear in zoo.FORMULAE:
            assert '式' + re.sub(r'\s', '', line) + '终。' in text

    def test_X15_long_texts_go_over_several_documents(self):
        for name in ('long', 'long-section'):
            assert 'document-large' not in BOOKS[name].codes
            files = BOOKS[name].files
            first = {'long': 'p-2401.00001', 'long-section': 's-day-2024-01-02'}[name]
            parts = [f'EPUB/text/{first}{suffix}.xhtml' for suffix in ['', *(f'_p{n}' for n in range(2, 20))]]
            parts = [files[part].decode() for part in parts if part in files]
            assert len(parts) > 5
            assert 'EPUB/text/s-front_p2.xhtml' in files
            for path in files:
                if '/s-front' in path:  # no heading without what it stands over
                    assert re.search('</h2>\n<p class="z">[^<]*</p>\n</section>', files[path].decode()), files[path].decode()
            nav = files['EPUB/nav.xhtml'].decode()
            assert nav.count('很长的论文') == 1
            assert f'{first}.xhtml#p-2401.00001"' in nav
            # paragraphs are whole, in order, none twice; each part tells that it is one
            text = ''.join(parts)
            numbers = [int(n) for n in re.findall('正文第([0-9]+)段', text)]
            assert numbers == list(range(150))
            assert text.count('没有段落的开头，<em>也是一段</em></p>') == 1
            for n, part in enumerate(parts[1:], 2):
                assert (f'<section epub:type="chapter" role="doc-chapter" id="p-2401.00001_p{n}" '
                        f'aria-labelledby="p-2401.00001_p{n}-t">') in part
                assert f'（{n}）</h2>' in part
            # the abstract that begins elsewhere is named where it begins, from each part of the other
            english = next(n for n, part in enumerate(parts, 1) if 'Paragraph 0.' in part)
            assert english > 1
            target = f'{first}_p{english}.xhtml#p-2401.00001_p{english}-e"'
            assert target in parts[0]
            # a note and its mark stand in one document
            for n in (1, 2):
                [part] = [part for part in parts if f'-n{n}" role="doc-footnote"' in part or f'-n{n}">' in part]
                assert re.search(rf'id="p-2401.00001(_p\d+)?-r{n}" href="#p-2401.00001(_p\d+)?-n{n}"', part), part
            # from part to part
            assert f'href="{first}_p2.xhtml#p-2401.00001_p2"' in parts[0]

    def test_titles_with_formulae(self):
        assert '>1 k-均值的O(n²)算法</a>' in BOOKS['wordless'].page('nav.xhtml')
        assert '<title>1 k-均值的O(n²)算法</title>' in BOOKS['wordless'].page('text/p-2402.00001.xhtml')

    def test_A1_a_picture_without_words_is_not_claimed(self):
        opf = BOOKS['wordless'].page('package.opf')
        assert 'alternativeText' not in opf
        assert 'conformsTo' not in opf
        assert 'accessModeSufficient">textual,visual<' in opf

    def test_one_language_alone(self):
        nav = BOOKS['everything-en'].page('nav.xhtml')
        assert '>1 The First &amp; Foremost</a>' in nav
        paper = BOOKS['everything-zh'].files[PAPER].decode()
        assert 'The abstract with' not in paper
        assert '中文摘要' in paper

    def test_sizes(self):
        if 'seed' in BOOKS:
            assert len(BOOKS['seed'].data) <= 250 * 1000
        assert len(BOOKS['week'].data) <= 650 * 1000


def json_words(content):
    for inner in content:
        if 'text' in inner and 'kind' not in inner:
            yield inner
        yield from json_words(inner.get('children', []))


# ---- Mutations ---------------------------------------------------------------------------------------------------


def write_zip(files, flags=0, extra=b'', stored=('mimetype',), clock=0, comment=b''):
    """A ZIP of ours, with the defects asked for."""
    out, central = bytearray(), bytearray()
    for name, content in files.items():
        method = 0 if name in stored or name.endswith(('.jpg', '.png')) else 8
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = content if method == 0 else packer.compress(content) + packer.flush()
        raw = name.encode()
        fields = (20, flags | (0 if name.isascii() else 0x800), method, clock, 33, zlib.crc32(content), len(packed), len(content),
                  len(raw), len(extra))
        offset = len(out)
        out += struct.pack('<IHHHHHIIIHH', 0x04034B50, *fields) + raw + extra + packed
        if flags & 8:
            out += struct.pack('<IIII', 0x08074B50, fields[5], fields[6], fields[7])
        central += struct.pack('<IHHHHHHIIIHHHHHII', 0x02014B50, 0x314, *fields, 0, 0, 0, 0o100644 << 16, offset) + raw + extra
    start = len(out)
    count = len(files)
    out += central + struct.pack('<IHHHHIIH', 0x06054B50, 0, 0, count, count, len(central), start, len(comment)) + comment
    return bytes(out)


OPF_FILE, NAV, NCX_FILE, CSS = 'EPUB/package.opf', 'EPUB/nav.xhtml', 'EPUB/toc.ncx', 'EPUB/style.css'
PAPER = 'EPUB/text/p-2209.00001.xhtml'


def edit(name, old, new, count=1):
    """A mutation that replaces a pattern in one file; a pattern that is not there is an error of the test."""
    def mutate(files):
        text = files[name].decode()
        changed, n = re.subn(old, new, text, count=count, flags=re.S)
        if not n or changed == text:
            raise AssertionError(f'{old!r} is not in {name}')
        return write_zip({**files, name: changed.encode()})
    return mutate


def renamed(old, new):
    def mutate(files):
        short_old, short_new = old.rsplit('/', 1)[1], new.rsplit('/', 1)[1]
        return write_zip({(new if name == old else name):
                          content if name.endswith(('.jpg', '.png', '.otf', '.ttf')) else
                          content.replace(short_old.encode(), short_new.encode()) for name, content in files.items()})
    return mutate


def added(name, content):
    return lambda files: write_zip({**files, name: content})


def reordered(files):
    return write_zip(dict(sorted(files.items())))


def font_edit(change):
    def mutate(files):
        name = next(name for name in files if name.startswith('EPUB/fonts/regular'))
        return write_zip({**files, name: change(files[name])})
    return mutate


def table_at(font, tag):
    for n in range(struct.unpack('>H', font[4:6])[0]):
        if font[12 + 16 * n:16 + 16 * n] == tag:
            return struct.unpack('>I', font[20 + 16 * n:24 + 16 * n])[0]
    raise AssertionError(tag)


def forbid_embedding(font):
    at = table_at(font, b'OS/2') + 8
    return font[:at] + b'\x00\x02' + font[at + 2:]


def lose_licence(font):
    at = table_at(font, b'name')
    out = bytearray(font)
    for n in range(struct.unpack('>H', font[at + 2:at + 4])[0]):
        record = at + 6 + 12 * n + 6
        if struct.unpack('>H', font[record:record + 2])[0] == 13:
            out[record:record + 2] = b'\x00\x63'
    return bytes(out)


MUTATIONS = [
    ('C1', 'deflated mimetype', lambda files: write_zip(files, stored=())),
    ('C1', 'mimetype not first', reordered),
    ('C1', 'mimetype with a line feed', lambda files: write_zip({**files, 'mimetype': b'application/epub+zip\n'})),
    ('C2', 'extra field', lambda files: write_zip(files, extra=b'\x01\x00\x10\x00' + b'\0' * 16)),
    ('C2', 'data descriptor', lambda files: write_zip(files, flags=8)),
    ('C2', 'directory entry', added('EPUB/images/', b'')),
    ('C2', 'comment', lambda files: write_zip(files, comment=b'made by hand')),
    ('C5', 'clock', lambda files: write_zip(files, clock=0x6543)),
    ('C3', 'Chinese name', renamed(PAPER, 'EPUB/text/第一.xhtml')),
    ('C3', 'space in a name', renamed(PAPER, 'EPUB/text/a b.xhtml')),
    ('C3', 'upper case', renamed(PAPER, 'EPUB/text/P.xhtml')),
    ('C4', 'stray file', added('EPUB/notes.txt', b'x')),
    ('C4', 'stranger', added('META-INF/com.apple.ibooks.display-options.xml', b'<x/>')),
    ('O1', 'no xml:lang', edit(OPF_FILE, r' xml:lang="zh-CN" dir', ' dir')),
    ('O2', 'second title', edit(OPF_FILE, r'(<dc:title id="title">)', r'<dc:title>Second</dc:title>\1')),
    ('O3', 'second language', edit(OPF_FILE, r'(<dc:language>)', r'<dc:language>en</dc:language>\1')),
    ('O3', 'zh_CN', edit(OPF_FILE, '<dc:language>zh-CN', '<dc:language>zh_CN')),
    ('O4', 'random identifier', edit(OPF_FILE, r'urn:uuid:[0-9a-f-]+', 'urn:uuid:7d444840-9dc0-41d1-b245-5ffdce74fad2')),
    ('O4', 'NCX of another book', edit(NCX_FILE, r'urn:uuid:[0-9a-f-]+', 'urn:uuid:00000000-0000-5000-8000-000000000000')),
    ('O5', 'offset', edit(OPF_FILE, r'(dcterms:modified">[^<]*)Z', r'\1+08:00')),
    ('O5', 'second date', edit(OPF_FILE, r'(<dc:date>)', r'<dc:date>2022-01-01</dc:date>\1')),
    ('O6', 'role com', edit(OPF_FILE, r'>edt<', '>com<')),
    ('O6', 'role nonsense', edit(OPF_FILE, r'>edt<', '>xyz<')),
    ('O6', 'empty element', edit(OPF_FILE, r'<dc:publisher>[^<]*<', '<dc:publisher><')),
    ('O7', 'subject lost', edit(OPF_FILE, r'<dc:subject>机器学习</dc:subject>', '')),
    ('O8', 'position is no number', edit(OPF_FILE, r'(group-position" refines="#series">)38', r'\1第38期')),
    ('O8', 'index before series', edit(OPF_FILE, r'(<meta name="calibre:series" [^>]*>)\s*(<meta name="calibre:series_index"[^>]*>)', r'\2\1')),
    ('O9', 'no cover property', edit(OPF_FILE, r' properties="cover-image"', '')),
    ('O9', 'one property more', edit(OPF_FILE, r'properties="cover-image"', 'properties="cover-image svg"')),
    ('O9', 'no EPUB 2 cover', edit(OPF_FILE, r'<meta name="cover" [^>]*>', '')),
    ('O10', 'mathml not declared', edit(OPF_FILE, r' properties="mathml"', '')),
    ('O11', 'wrong font type', edit(OPF_FILE, r'(regular\.)(otf|ttf)" media-type="font/\w+"', r'\1\2" media-type="font/woff"')),
    ('O12', 'linear=no', edit(OPF_FILE, r'<itemref idref="nav"', '<itemref linear="no" idref="nav"')),
    ('O12', 'no toc', edit(OPF_FILE, r' toc="ncx"', '')),
    ('O13', 'no specified-fonts', edit(OPF_FILE, r'<meta property="ibooks:specified-fonts">true</meta>', '')),
    ('O14', 'link', edit(OPF_FILE, r'</metadata>', '<link rel="record" href="https://a.b/" media-type="x/y"/></metadata>')),
    ('A1', 'misspelt feature', edit(OPF_FILE, r'readingOrder', 'readingorder')),
    ('A1', 'no hazard', edit(OPF_FILE, r'<meta property="schema:accessibilityHazard">none</meta>', '')),
    ('A2', 'no summary', edit(OPF_FILE, r'<meta property="schema:accessibilitySummary"[^>]*>[^<]*</meta>', '')),
    ('A3', 'no certifier', edit(OPF_FILE, r'<meta property="a11y:certifiedBy"[^>]*>[^<]*</meta>', '')),
    ('A3', 'wrong form', edit(OPF_FILE, r'EPUB Accessibility 1.1 - WCAG', 'EPUB-A11Y-11_WCAG')),
    ('N1', 'no role', edit(NAV, r' role="doc-toc"', '')),
    ('N1', 'order', edit(NAV, r'(<li><a [^>]*#p-2209.00002"[^>]*>[^<]*</a></li>)\s*(<li><a [^>]*#p-2209.00003"[^>]*>[^<]*</a></li>)', r'\2\1')),
    ('N2', 'entry missing', edit(NAV, r'<li><a [^>]*#p-2209.00002"[^>]*>[^<]*</a></li>', '')),
    ('N2', 'entry twice', edit(NAV, r'(<li><a [^>]*#p-2209.00002"[^>]*>[^<]*</a></li>)', r'\1\1')),
    ('N3', 'no landmarks', edit(NAV, r'<nav epub:type="landmarks".*?</nav>', '')),
    ('N3', 'no bodymatter', edit(NAV, r'<li><a epub:type="bodymatter".*?</li>', '')),
    ('N4', 'page list', edit(NAV, r'</body>', '<nav epub:type="page-list"><ol><li><a href="nav.xhtml">1</a></li></ol></nav></body>')),
    ('N5', 'line feed in a label', edit(NAV, r'English Only', 'English\nOnly')),
    ('N6', 'play order', edit(NCX_FILE, r'playOrder="3"', 'playOrder="4"')),
    ('N6', 'label differs', edit(NCX_FILE, r'English Only', 'English only')),
    ('X1', 'byte order mark', edit(PAPER, r'^', '\ufeff')),
    ('X1', 'no DOCTYPE', edit(PAPER, r'<!DOCTYPE html>\n', '')),
    ('X1', 'lang alone', edit(PAPER, r'(<html [^>]*lang="zh-CN") xml:lang="zh-CN"', r'\1')),
    ('X1', 'title with a line feed', edit(PAPER, r'<title>', '<title>\n')),
    ('X2', 'private use', edit(PAPER, r'中文摘要', '中文\ue123摘要')),
    ('X2', 'replacement character', edit(PAPER, r'中文摘要', '中文\ufffd摘要')),
    ('X2', 'noncharacter as a reference', edit(PAPER, r'中文摘要', '中文&#xFDD0;摘要')),
    ('X3', 'comment', edit(PAPER, r'</body>', '<!-- a - b --></body>')),
    ('X3', 'style attribute', edit(PAPER, r'<p class="z"', '<p style="color:red" class="z"')),
    ('X4', 'article', edit(PAPER, r'<section epub:type="chapter"(.*)</section>', r'<article epub:type="chapter"\1</article>')),
    ('X4', 'no label', edit(PAPER, r' aria-labelledby="p-2209.00001-t"', '')),
    ('X5', 'level left out', edit(PAPER, r'<h3( [^>]*)>(.*?)</h3>', r'<h5\1>\2</h5>')),
    ('X5', 'empty heading', edit(PAPER, r'(<h3[^>]*>).*?</h3>', r'\1</h3>')),
    ('X6', 'footer', edit(PAPER, r'<p class="w">(.*?)</p>', r'<footer>\1</footer>')),
    ('X6', 'abstracts of one name', edit(PAPER, r'aria-labelledby="p-2209.00001-e-t ', 'aria-labelledby="p-2209.00001-z-t ')),
    ('X7', 'type without role', edit(PAPER, r' role="doc-abstract"', '')),
    ('X8', 'languages differ', edit(PAPER, r'lang="en" xml:lang="en"', 'lang="en" xml:lang="fr"')),
    ('X9', 'http', edit(PAPER, r'href="https://', 'href="http://')),
    ('X9', 'space', edit(PAPER, r'href="https://github.com/a/b"', 'href="https://github.com/a b"')),
    ('X9', 'no such id', edit(PAPER, r'href="p-2209.00002.xhtml#p-2209.00002"', 'href="p-2209.00002.xhtml#nowhere"')),
    ('X10', 'empty alt', edit(PAPER, r'(<img [^>]*alt=)"[^"]*"', r'\1""')),
    ('X10', 'remote picture', edit(PAPER, r'(<img src=)"[^"]*"', r'\1"https://a.b/c.png"')),
    ('X11', 'note without its link back', edit(PAPER, r'(<a [^>]*epub:type="backlink"[^>]*href=")#[^"]*"', r'\1#p-2209.00001"')),
    ('X11', 'mark without note', edit(PAPER, r'<aside.*?</aside>', '')),
    ('X12', 'no alttext', edit(PAPER, r' alttext="[^"]*"', '')),
    ('X14', 'hidden text', edit(PAPER, r'<p class="z"', '<p hidden="" class="z"')),
    ('X15', 'large document', edit(PAPER, r'中文摘要', '字' * 70000)),
    ('S1', 'function', edit(CSS, r'line-height:1\.3', 'line-height:min(1.3,2)')),
    ('S1', 'variable', edit(CSS, r'line-height:1\.3', 'line-height:var(--x)')),
    ('S1', 'media query', edit(CSS, r'$', '@media print{p{margin:0}}')),
    ('S1', 'fixed position', edit(CSS, r'$', 'p.z{width:3px}')),
    ('S2', 'position', edit(CSS, r'$', 'p.z{position:fixed}')),
    ('S2', 'colour', edit(CSS, r'$', 'p.z{color:#000}')),
    ('S2', 'background', edit(CSS, r'$', 'p.z{background-color:#fff}')),
    ('S2', 'size of the text', edit(CSS, r'$', 'p{font-size:1em}')),
    ('S3', 'family elsewhere', edit(CSS, r'$', 'h1{font-family:sans-serif}')),
    ('S4', 'bare family', edit(CSS, r'(\nbody\{font-family:)[^}]*', r'\1sans-serif')),
    ('S5', 'leading with a unit', edit(CSS, r'(text-spacing-trim:normal;[^}]*line-height:)[0-9.]+', r'\g<1>1.6em')),
    ('S6', 'indent left to the reader', edit(CSS, r'(\np\{[^}]*);text-indent:0', r'\1')),
    ('S7', 'no avoid', edit(CSS, r'page-break-after:avoid', 'page-break-after:auto')),
    ('S8', 'width of pictures', edit(CSS, r'img\{max-width:100%', 'img{max-width:600px')),
    ('S9', 'no line-break', edit(CSS, r'line-break:strict;-epub-line-break:strict;', '')),
    ('F1', 'character without glyph', edit(PAPER, r'中文摘要', '中文龘摘要')),
    ('F4', 'embedding forbidden', font_edit(forbid_embedding)),
    ('F4', 'licence lost', font_edit(lose_licence)),
    ('F5', 'local()', edit(CSS, r'src:url', 'src:local("x"),url')),
    ('XML', 'not well-formed', edit(PAPER, r'</body>', '<p></body>')),
]


def find_defect(rule, mutate):
    if rule in ('F1', 'F4', 'F5', 'O11', 'O13') and not any('fonts' in name for name in BOOKS['everything'].files):
        raise tap.Skip('no font is installed')
    book = BOOKS['everything']
    assert rule in {found for found, _ in epub_check.check(mutate(book.files), book.model, book.reported)}


class TestMutations:
    """Defects that other checkers pass over: each has to be found by the rule named."""

    def test_our_own_zip_is_good(self):
        book = BOOKS['everything']
        assert epub_check.check(write_zip(book.files), book.model, book.reported) == []

    def test_every_rule_has_a_defect(self):
        assert set(RULES) - {rule for rule, _, _ in MUTATIONS} == set()

    def test_defects(self):
        for rule, name, mutate in MUTATIONS:
            yield f'{rule} {name}', lambda: find_defect(rule, mutate)


tap.run(globals())
