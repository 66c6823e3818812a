"""What books say, read without the program: the text of each part of an EPUB, a Kindle book, a PDF, a page. White space, hyphens
and characters that no book holds are left out. A formula of an EPUB is `$tex$` again, one of a Kindle book U+FFFC."""
import html.parser
import posixpath
import re
import unicodedata
import xml.etree.ElementTree as ET
import zipfile

from . import azw3, run

OPF = '{http://www.idpf.org/2007/opf}'
XHTML = '{http://www.w3.org/1999/xhtml}'
FORMULA = '\ufffc'


def allowed(character):
    """Whether a book may hold it."""
    code = ord(character)
    if code < 0x20:
        return code in (9, 10)
    if 0x7F <= code < 0xA0 or 0xD800 <= code < 0xF900 or 0xFDD0 <= code <= 0xFDEF:
        return False
    if code in (0xFEFF, 0xFFFC, 0xFFFD) or code & 0xFFFE == 0xFFFE or 0xE0000 <= code <= 0xE007F:
        return False
    return code < 0xF0000


def fold(text):
    """What is left of a text once all is gone that a page may add or lose. Poppler turns the letters of an Arabic ligature
    round: runs of these are sorted."""
    text = ''.join(c for c in text if not c.isspace() and c not in '-\u2010' and
                   (c == FORMULA or allowed(c) and unicodedata.category(c) != 'Cf'))
    return re.sub('[\u0622\u0623\u0625\u0627\u0644]{2,}', lambda run: ''.join(sorted(run[0])), text)


def shown(element, figure=False):
    """The text of an XHTML element; of a formula its mark, not how it looks; of a picture in a line its words."""
    if element.tag == f'{XHTML}head':
        return ''
    if element.get('data-tex') is not None:
        return f'${element.get("data-tex")}$'
    if element.get('class') in ('math', 'tex'):
        return FORMULA
    words = element.get('alt', '') if element.tag == f'{XHTML}img' and not figure else element.text or ''
    return words + ''.join(shown(child, element.tag == f'{XHTML}figure') + (child.tail or '') for child in element)


def epub_files(path, ends='.xhtml'):
    """The texts in an EPUB whose names end so, by name."""
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name).decode() for name in book.namelist() if name.endswith(ends)}


def epub_parts(path):
    """(kind, text) of each document in the order of the spine."""
    kinds = {'cover': 'cover', 'nav': 'contents', 'index': 'index', 'colophon': 'colophon'}
    with zipfile.ZipFile(path) as book:
        package = ET.fromstring(book.read('EPUB/package.opf'))
        paths = {item.get('id'): item.get('href') for item in package.iter(f'{OPF}item')}
        for ref in package.iter(f'{OPF}itemref'):
            name = paths[ref.get('idref')]
            kind = kinds.get(re.match('[a-z]*', posixpath.basename(name))[0], 'body')
            yield kind, fold(shown(ET.fromstring(book.read(f'EPUB/{name}'))))


def azw3_parts(path):
    for document in azw3.half_of(path).documents:
        root = ET.fromstring(document)
        kind = next((element.get('id') for element in root.iter() if element.get('id') in ('contents', 'index', 'colophon')), 'body')
        yield kind, fold(shown(root))


class Page(html.parser.HTMLParser):
    """A page as the elements of an XHTML document. What is open at an end tag that names something else is an error: ours
    ends all that it begins."""

    VOID = {'br', 'hr', 'img', 'input', 'link', 'meta'}

    def __init__(self, path):
        super().__init__()
        self.builder = ET.TreeBuilder()
        self.open = []
        self.feed(path.read_text(encoding='utf-8'))
        self.close()
        assert not self.open, self.open
        self.root = self.builder.close()

    def handle_starttag(self, tag, attributes):
        self.builder.start(f'{XHTML}{tag}', {name: value or '' for name, value in attributes})
        if tag in self.VOID:
            self.builder.end(f'{XHTML}{tag}')
        else:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, (tag, self.open, self.getpos())
        self.builder.end(f'{XHTML}{self.open.pop()}')

    def handle_data(self, data):
        self.builder.data(data)


def html_parts(path):
    """The head of the page and its contents; sections and indices; the colophon. Not what the reader chooses with."""
    header, side, main, *footer = [element for element in Page(path).root.find(f'{XHTML}body') if element.get('class') != 'skip']
    yield 'contents', fold(shown(header) + ''.join(shown(one) for one in side if one.get('class') != 'tools'))
    for element in main:
        yield 'index' if element.get('role') == 'doc-index' else 'body', fold(shown(element))
    for element in footer:
        yield 'colophon', fold(shown(element))


def pdf_parts(path):
    """Pages in the order of their content, without the addresses at the foot of some; which part they are of is not
    said."""
    pages = run('pdftotext', '-raw', '-enc', 'UTF-8', path, '-').stdout.split('\f')
    yield 'body', fold(''.join(re.sub(r'\n\d+ \w+://\S+(?=\s*(\n|$))', '', page) for page in pages))


PARTS = {'.epub': epub_parts, '.azw3': azw3_parts, '.pdf': pdf_parts, '.html': html_parts}


def parts(path):
    return list(PARTS[path.suffix](path))


def body(path):
    """What stands in sections and papers."""
    return ''.join(text for kind, text in parts(path) if kind == 'body')
