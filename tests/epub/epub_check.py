"""Our own look at an EPUB: what EPUBCheck and Ace do not see, and all that our rules ask for.

check(data, ...) returns a list of (rule, message); rules are the ids of the quality requirements (C1 … F6). The ZIP is
walked byte by byte here, the texts are read with an XML parser that is not ours.
"""

import posixpath
import re
import struct
import unicodedata
import uuid
import zlib
from xml.etree import ElementTree as ET

from harness.books import allowed

XHTML = '{http://www.w3.org/1999/xhtml}'
OPS = '{http://www.idpf.org/2007/ops}'
OPF = '{http://www.idpf.org/2007/opf}'
DC = '{http://purl.org/dc/elements/1.1/}'
NCX = '{http://www.daisy.org/z3986/2005/ncx/}'
MATH = '{http://www.w3.org/1998/Math/MathML}'
XML_LANG = '{http://www.w3.org/XML/1998/namespace}lang'

HEADINGS = {f'{XHTML}h{n}': n for n in range(1, 7)}
BOLD = set(HEADINGS) | {f'{XHTML}{n}' for n in ('strong', 'em', 'b', 'th')}
BOLD_CLASSES = {'l', 'c1'}
# epub:type values with an ARIA twin, and the twin (X7).
TWINS = {'toc': 'doc-toc', 'chapter': 'doc-chapter', 'part': 'doc-part', 'abstract': 'doc-abstract',
         'noteref': 'doc-noteref', 'footnote': 'doc-footnote', 'backlink': 'doc-backlink', 'cover': 'doc-cover',
         'preface': 'doc-preface', 'appendix': 'doc-appendix', 'colophon': 'doc-colophon'}
ROLES = {'aut', 'edt', 'trl', 'pbl'}
FEATURES = {'tableOfContents', 'readingOrder', 'structuralNavigation', 'displayTransformability', 'alternativeText',
            'ARIA', 'MathML'}
ALWAYS = set(map(chr, range(0x21, 0x7F))) | set('，。、；：？！“”‘’（）《》【】—…·')
# S1: what a style sheet may use.
CSS_AT = {'@charset', '@font-face'}
CSS_FUNCTIONS = {'url', 'format'}
CSS_REFUSED = {'position', 'float', 'direction', 'unicode-bidi', 'background', 'background-color', 'background-image'}


class Zip:
    """Local headers in their order, and the central directory, as they are in the bytes."""

    def __init__(self, data):
        self.data = data
        self.problems = []
        self.entries = []
        self.files = {}
        self.walk()

    def bad(self, rule, message):
        self.problems.append((rule, message))

    def walk(self):
        end = self.data.rfind(b'PK\x05\x06')
        if end < 0:
            self.bad('C2', 'no end of central directory')
            return
        count, size, offset, comment = struct.unpack('<HIIH', self.data[end + 10:end + 22])
        if comment or end + 22 != len(self.data):
            self.bad('C2', 'archive comment or trailing bytes')
        if b'PK\x06\x06' in self.data[offset:] or b'PK\x06\x07' in self.data[offset:]:
            self.bad('C2', 'zip64 records')
        if offset + size != end:
            self.bad('C2', 'bytes between central directory and its end')
        at, expected = offset, 0
        for _ in range(count):
            at, expected = self.entry(at, expected)
        if at != end:
            self.bad('C2', 'central directory is of another length')
        if expected != offset:
            self.bad('C2', 'bytes between entries and central directory')

    def entry(self, at, expected):
        (signature, _made, need, flags, method, time, date, crc, packed, size, name_length, extra, comment, _disk,
         _internal, _external, offset) = struct.unpack('<IHHHHHHIIIHHHHHII', self.data[at:at + 46])
        name = self.data[at + 46:at + 46 + name_length].decode('utf-8')
        where = f'{name}: '
        if signature != 0x02014B50:
            self.bad('C2', where + 'central signature')
        (l_signature, l_need, l_flags, l_method, l_time, l_date, l_crc, l_packed, l_size, l_name, l_extra) = struct.unpack(
            '<IHHHHHIIIHH', self.data[offset:offset + 30])
        if l_signature != 0x04034B50 or (l_need, l_flags, l_method, l_crc, l_packed, l_size) != (
                need, flags, method, crc, packed, size):
            self.bad('C2', where + 'local header differs')
        if offset != expected:
            self.bad('C2', where + f'at {offset}, expected at {expected}')
        if method not in (0, 8):
            self.bad('C2', where + f'method {method}')
        if need not in (10, 20):
            self.bad('C2', where + f'version needed {need}')
        if extra or l_extra:
            self.bad('C2', where + 'extra field')
        if comment:
            self.bad('C2', where + 'comment')
        if flags & 8:
            self.bad('C2', where + 'data descriptor')
        if name.endswith('/'):
            self.bad('C2', where + 'directory entry')
        if (time, date) != (0, 33) or (l_time, l_date) != (0, 33):
            self.bad('C5', where + 'time is not 1980-01-01 00:00')
        start = offset + 30 + l_name + l_extra
        raw = self.data[start:start + packed]
        try:
            content = raw if method == 0 else zlib.decompress(raw, -15)
        except zlib.error as error:
            self.bad('C2', where + str(error))
            content = b''
        if zlib.crc32(content) != crc or len(content) != size:
            self.bad('C2', where + 'checksum or size')
        self.entries.append((name, method, flags, extra, l_extra, offset))
        self.files[name] = content
        descriptor = 16 if flags & 8 else 0
        return at + 46 + name_length + extra + comment, start + packed + descriptor


def check_container(zip_file, bad):
    data = zip_file.data
    if (data[:4] != b'PK\x03\x04' or data[6:10] != b'\0\0\0\0' or data[26:30] != b'\x08\0\0\0'
            or data[18:26] != struct.pack('<II', 20, 20) or data[30:58] != b'mimetypeapplication/epub+zip'):
        bad('C1', 'the first 58 bytes are not those of a stored mimetype')
    names = [entry[0] for entry in zip_file.entries]
    if names[1:2] != ['META-INF/container.xml']:
        bad('C4', 'container.xml is not second')
    if len({unicodedata.normalize('NFC', name).casefold() for name in names}) != len(names):
        bad('C3', 'names collide')
    for name in names:
        if not name.startswith('EPUB/'):
            if name not in ('mimetype', 'META-INF/container.xml'):
                bad('C4', f'{name} is a stranger')
            continue
        for part in name.split('/')[1:]:
            if not re.fullmatch(r'[a-z0-9_-][a-z0-9._-]*', part) or len(part) > 64 or part.endswith('.'):
                bad('C3', f'name {name}')
    container = zip_file.files.get('META-INF/container.xml', b'')
    if container.count(b'<rootfile ') != 1 or b'full-path="EPUB/package.opf"' not in container:
        bad('C4', 'rootfile')


class Package:
    def __init__(self, files):
        self.root = ET.fromstring(files['EPUB/package.opf'])
        self.metadata = self.root.find(f'{OPF}metadata')
        self.items = self.root.findall(f'{OPF}manifest/{OPF}item')
        self.by_id = {item.get('id'): item for item in self.items}
        self.spine = [self.by_id[ref.get('idref')] for ref in self.root.findall(f'{OPF}spine/{OPF}itemref')]

    def dc(self, name):
        return [element.text or '' for element in self.metadata.findall(DC + name)]

    def meta(self, prop):
        return [element for element in self.metadata.findall(f'{OPF}meta') if element.get('property') == prop]

    def old(self, name):
        return [element.get('content') for element in self.metadata.findall(f'{OPF}meta') if element.get('name') == name]


def check_package(files, package, bad, issue):
    root = package.root
    if root.get('version') != '3.0' or not root.get(XML_LANG) or root.get('dir') != 'ltr':
        bad('O1', 'package attributes')
    for name in ('title', 'language', 'identifier'):
        if len(package.dc(name)) != 1:
            bad({'title': 'O2', 'language': 'O3', 'identifier': 'O4'}[name], f'{len(package.dc(name))} dc:{name}')
    if package.dc('language') and not re.fullmatch(r'[a-z]{2,3}(-[A-Z]{2})?', package.dc('language')[0]):
        bad('O3', f'language {package.dc("language")[0]}')
    if package.dc('language') and root.get(XML_LANG) != package.dc('language')[0]:
        bad('O1', 'xml:lang is not dc:language')
    identifier = (package.dc('identifier') or [''])[0]
    try:
        if uuid.UUID(identifier.removeprefix('urn:uuid:')).version != 5 or not identifier.startswith('urn:uuid:'):
            bad('O4', f'{identifier} is no UUIDv5')
    except ValueError:
        bad('O4', f'{identifier} is no UUID')
    modified = [element.text for element in package.meta('dcterms:modified')]
    if len(modified) != 1 or not re.fullmatch(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ', modified[0]):
        bad('O5', f'modified {modified}')
    dates = package.dc('date')
    if len(dates) > 1 or any(not re.fullmatch(r'\d{4}-\d\d-\d\d', date) for date in dates):
        bad('O5', f'dates {dates}')
    for role in package.meta('role'):
        if role.text not in ROLES:
            bad('O6', f'role {role.text}')
    for element in package.metadata:
        if element.tag.startswith(DC) and not (element.text or '').strip():
            bad('O6', f'empty {element.tag}')
    check_series(package, bad)
    check_cover_declared(files, package, bad)
    prefix = root.get('prefix') or ''
    fonts = [item for item in package.items if item.get('media-type', '').startswith('font/')]
    specified = [element.text for element in package.meta('ibooks:specified-fonts')]
    if bool(fonts) != (specified == ['true'] and 'ibooks:' in prefix):
        bad('O13', 'specified-fonts')
    for tag in ('collection', 'bindings'):
        if root.find(OPF + tag) is not None:
            bad('O14', tag)
    if package.metadata.find(f'{OPF}link') is not None or 'META-INF/encryption.xml' in files:
        bad('O14', 'link or encryption')
    check_spine(files, package, bad)
    check_accessibility(files, package, bad)
    if issue is not None:
        check_metadata_of(package, issue, bad)


def check_series(package, bad):
    collections = package.meta('belongs-to-collection')
    positions = [element.text for element in package.meta('group-position')]
    order = [element.get('property') or element.get('name') for element in package.metadata.findall(f'{OPF}meta')]
    if any(not re.fullmatch(r'\d+(\.\d+)?', position or '') for position in positions):
        bad('O8', f'group-position {positions}')
    if not collections:
        if package.old('calibre:series'):
            bad('O8', 'calibre:series alone')
        return
    kinds = [element.text for element in package.meta('collection-type')]
    if kinds != ['series'] or package.old('calibre:series') != [collections[0].text]:
        bad('O8', 'series not given both ways')
    if positions and order.index('calibre:series_index') != order.index('calibre:series') + 1:
        bad('O8', 'calibre:series_index does not follow')
    if positions and package.old('calibre:series_index') != positions:
        bad('O8', 'positions differ')
    if order.index('belongs-to-collection') > order.index('calibre:series'):
        bad('O8', 'order')


def check_cover_declared(files, package, bad):
    has_page = 'EPUB/text/cover.xhtml' in files
    covers = [item for item in package.items if 'cover-image' in (item.get('properties') or '').split()]
    if has_page and (len(covers) != 1 or covers[0].get('properties') != 'cover-image'
                     or covers[0].get('id') != 'cover-image' or covers[0].get('media-type') not in ('image/jpeg', 'image/png')):
        bad('O9', 'cover-image property')
    if has_page and package.old('cover') != ['cover-image']:
        bad('O9', 'EPUB 2 cover meta')
    if covers:
        data = files.get('EPUB/' + covers[0].get('href'), b'')
        if data[:3] != b'\xff\xd8\xff' and data[:8] != b'\x89PNG\r\n\x1a\n':
            bad('O9', 'cover is no JPEG or PNG')


def check_spine(files, package, bad):
    spine = package.root.find(f'{OPF}spine')
    if spine.get('page-progression-direction') != 'ltr' or spine.get('toc') != 'ncx':
        bad('O12', 'spine attributes')
    hrefs = [item.get('href') for item in package.spine]
    expected = (['text/cover.xhtml'] if 'EPUB/text/cover.xhtml' in files else []) + ['nav.xhtml']
    if hrefs[:len(expected)] != expected:
        bad('O12', f'spine begins {hrefs[:2]}')
    for ref in spine:
        if ref.get('linear') == 'no' or ref.get('properties'):
            bad('O12', 'itemref attributes')
    guide = {reference.get('type') for reference in package.root.findall(f'{OPF}guide/{OPF}reference')}
    if not {'toc', 'text'} <= guide or ('cover' in guide) != ('EPUB/text/cover.xhtml' in files):
        bad('O12', f'guide {guide}')
    listed = {'EPUB/' + item.get('href') for item in package.items}
    if len(listed) != len(package.items):
        bad('C4', 'href twice in the manifest')
    inside = {name for name in files if name.startswith('EPUB/') and name != 'EPUB/package.opf'}
    for name in sorted(listed ^ inside):
        bad('C4', f'{name}: manifest and container differ')
    for item in package.items:
        name, kind = 'EPUB/' + item.get('href'), item.get('media-type')
        magic = files.get(name, b'')[:4]
        kinds = {b'OTTO': 'font/otf', b'\0\1\0\0': 'font/ttf', b'wOF2': 'font/woff2', b'wOFF': 'font/woff'}
        if (kind.startswith('font/') or 'opentype' in kind) and kinds.get(magic) != kind:
            bad('O11', f'{name} is declared {kind}')
        if kind == 'application/xhtml+xml' and not name.endswith('.xhtml'):
            bad('C3', f'{name} should end in .xhtml')


def check_accessibility(files, package, bad):
    def values(prop):
        return [element.text for element in package.meta(f'schema:{prop}')]

    content_images = [item for item in package.items
                      if item.get('media-type', '').startswith('image/') and item.get('id') != 'cover-image']
    modes, features = values('accessMode'), values('accessibilityFeature')
    if modes != ['textual'] + (['visual'] if content_images else []):
        bad('A1', f'accessMode {modes}')
    if not values('accessModeSufficient') or values('accessibilityHazard') != ['none']:
        bad('A1', 'accessModeSufficient or hazard')
    if not {'tableOfContents', 'readingOrder', 'structuralNavigation'} <= set(features) <= FEATURES:
        bad('A1', f'features {features}')
    has_math = any(b'<math' in data for name, data in files.items() if name.endswith('.xhtml'))
    if ('MathML' in features) != has_math:
        bad('A1', 'MathML feature')
    wordless = any(re.search(rb'<img [^>]*alt="(\xe6\x8f\x92\xe5\x9b\xbe|\xe6\x8f\x92\xe5\x9c\x96|Figure)"', data)
                   for name, data in files.items() if name.endswith('.xhtml'))
    if wordless and ('alternativeText' in features or package.meta('dcterms:conformsTo')):
        bad('A1', 'words for pictures are claimed')
    summary = package.meta('schema:accessibilitySummary')
    if len(summary) != 1 or not summary[0].get(XML_LANG) or not summary[0].text:
        bad('A2', 'accessibilitySummary')
    conforms = package.meta('dcterms:conformsTo')
    certified = [element for element in package.meta('a11y:certifiedBy')]
    if len(conforms) != len(certified):
        bad('A3', 'conformsTo without certifiedBy, or the reverse')
    for element in conforms:
        if element.text != 'EPUB Accessibility 1.1 - WCAG 2.1 Level AA':
            bad('A3', f'conformsTo {element.text}')
        if [mark.get('refines') for mark in certified] != ['#' + (element.get('id') or '')]:
            bad('A3', 'certifiedBy refines nothing')


def check_metadata_of(package, issue, bad):
    """O4–O8 against the model."""
    if package.dc('identifier') != [issue['identifier']]:
        bad('O4', 'identifier is not the issue’s')
    if [element.text for element in package.meta('dcterms:modified')] != [issue['modified']]:
        bad('O5', 'modified is not the issue’s')
    if package.dc('date') != ([issue['date']] if issue.get('date') else []):
        bad('O5', 'date is not the issue’s')
    own = issue.get('lang')
    names = [next((name['text'] for name in row['names'] if name.get('lang') == own),
                  row['names'][0]['text'] if row['names'] else row['code']) for row in issue.get('categories', [])]
    if package.dc('subject') != [plain(name) for name in names]:
        bad('O7', f'subjects {package.dc("subject")}')
    for name in ('publisher', 'source', 'rights'):
        if package.dc(name) != ([plain(issue[name])] if plain(issue.get(name, '')) else []):
            bad('O7', f'dc:{name}')
    if bool(package.meta('belongs-to-collection')) != bool(issue.get('series')):
        bad('O8', 'series is lost')
    if issue.get('number') and issue['number'] not in package.dc('title')[0]:
        bad('O2', 'number is not in the title')


# ---- Texts ---------------------------------------------------------------------------------------------------


def plain(text):
    """As titles and labels are written: allowed characters, runs of white space as one space."""
    return ' '.join(''.join(c if allowed(c) or c.isspace() else '' for c in text).split())


class Documents:
    def __init__(self, files, package):
        self.paths = [posixpath.normpath('EPUB/' + item.get('href')) for item in package.items
                      if item.get('media-type') == 'application/xhtml+xml']
        self.spine = [posixpath.normpath('EPUB/' + item.get('href')) for item in package.spine]
        self.roots = {}
        self.ids = {}
        for path in self.paths:
            self.roots[path] = ET.fromstring(files[path])
            self.ids[path] = [element.get('id') for element in self.roots[path].iter() if element.get('id')]


def check_documents(files, package, documents, bad):
    titles = {}
    properties = {'EPUB/' + item.get('href'): (item.get('properties') or '').split() for item in package.items}
    for path in documents.paths:
        text, root = files[path], documents.roots[path]
        check_markup(path, text, root, bad)
        title = root.findtext(f'{XHTML}head/{XHTML}title') or ''
        if not title.strip() or '\n' in title:
            bad('X1', f'{path}: title')
        if title in titles:
            bad('X1', f'{path}: title as in {titles[title]}')
        titles[title] = path
        if len(documents.ids[path]) != len(set(documents.ids[path])):
            bad('X4', f'{path}: id twice')
        has_math = next(root.iter(f'{MATH}math'), None) is not None
        if has_math != ('mathml' in properties[path]):
            bad('O10', f'{path}: mathml property')
        if {'scripted', 'remote-resources', 'svg'} & set(properties[path]):
            bad('O10', f'{path}: properties {properties[path]}')
        check_headings(path, root, bad)
        check_semantics(path, root, bad)
        check_links(path, root, documents, files, bad)
        check_notes(path, root, bad)
        if path not in ('EPUB/nav.xhtml', 'EPUB/toc.ncx'):
            if len(text) > 200 * 1024:
                bad('X15', f'{path}: {len(text)} bytes')
            if sum(1 for _ in root.iter()) > 5000:
                bad('X15', f'{path}: too many elements')


def check_markup(path, text, root, bad):
    if not text.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n<html '):
        bad('X1', f'{path}: declaration, DOCTYPE or byte order mark')
    if not root.get('lang') or root.get('lang') != root.get(XML_LANG):
        bad('X1', f'{path}: languages of html')
    if b'<meta charset="UTF-8"/>' not in text:
        bad('X1', f'{path}: charset')
    if len(root.findall(f'{XHTML}head/{XHTML}link')) != 1:
        bad('X1', f'{path}: style sheets')
    if re.search(rb'&(?!(amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);)', text):
        bad('X2', f'{path}: entity')
    decoded = text.decode('utf-8')
    for character in sorted(set(decoded)):
        if not allowed(character):
            bad('X2', f'{path}: U+{ord(character):04X}')
    for number in re.findall(r'&#(x?)([0-9A-Fa-f]+);', decoded):
        if not allowed(chr(int(number[1], 16 if number[0] else 10))):
            bad('X2', f'{path}: &#{number[0]}{number[1]};')
    if '<!--' in decoded:
        bad('X3', f'{path}: comment')
    for element in root.iter():
        tag = element.tag.removeprefix(XHTML) if isinstance(element.tag, str) else ''
        if tag in ('script', 'style', 'form', 'iframe', 'object', 'embed', 'input') or element.get('style') is not None:
            bad('X3', f'{path}: {tag}')
        if tag in ('header', 'footer', 'article', 'main'):
            bad('X6' if tag in ('header', 'footer') else 'X4', f'{path}: {tag}')
        if (element.get('lang') is None) != (element.get(XML_LANG) is None) or element.get('lang') != element.get(XML_LANG):
            bad('X8', f'{path}: lang without xml:lang on {tag}')
        if tag == 'img' and not (element.get('alt') or '').strip():
            bad('X10', f'{path}: img without alt')
        if element.tag == f'{MATH}math' and not (element.get('alttext') or ''):
            bad('X12', f'{path}: math without alttext')
        for name in ('src', 'href', 'srcset', 'poster'):
            value = element.get(name) or ''
            if tag != 'a' and re.match(r'[a-z]+:', value):
                bad('X10', f'{path}: remote {value}')
        if element.get('hidden') is not None and element.get(f'{OPS}type') != 'landmarks':
            bad('X14', f'{path}: hidden text')
    if re.search(r'<(p|a|div|span|td|section)( [^<>]*)?/>', decoded):
        bad('X2', f'{path}: empty element without its end tag')


def check_headings(path, root, bad):
    last = 0
    for element in root.iter():
        level = HEADINGS.get(element.tag)
        if level is None:
            continue
        if level > (last or 1) + 1:
            bad('X5', f'{path}: h{level} after h{last}')
        if not ''.join(element.itertext()).strip():
            bad('X5', f'{path}: empty h{level}')
        last = level


def check_semantics(path, root, bad):
    ids = {element.get('id') for element in root.iter()}
    for element in root.iter():
        kind, role = element.get(f'{OPS}type'), element.get('role')
        # In the landmarks a type names the target, not the link.
        in_landmarks = element.tag == f'{XHTML}a' and kind in ('cover', 'toc', 'bodymatter')
        if kind in TWINS and role != TWINS[kind] and not in_landmarks:
            bad('X7', f'{path}: epub:type {kind} with role {role}')
        labels = (element.get('aria-labelledby') or '').split()
        if any(label not in ids for label in labels):
            bad('X4', f'{path}: aria-labelledby {labels}')
        if role in ('doc-chapter', 'doc-abstract', 'doc-part') and (element.tag != f'{XHTML}section' or not labels):
            bad('X4', f'{path}: {role} without label')
    abstracts = [element.get('aria-labelledby') for element in root.iter() if element.get('role') == 'doc-abstract']
    if len(abstracts) != len(set(abstracts)):
        bad('X6', f'{path}: abstracts of one name')


def check_links(path, root, documents, files, bad):
    folder = posixpath.dirname(path)
    bodies = {p: r.find(f'{XHTML}body').get('id') for p, r in documents.roots.items()}
    for element in root.iter():
        if element.tag not in (f'{XHTML}a', f'{XHTML}img', f'{XHTML}link'):
            continue
        href = element.get('href') or element.get('src')
        if href is None:
            continue
        if re.match(r'[A-Za-z][A-Za-z0-9+.-]*:', href):
            if re.match(r'http://([a-z0-9-]+\.)*(arxiv\.org|github\.com|doi\.org)/', href):
                bad('X9', f'{path}: {href} answers https')
            if not re.fullmatch(r"https?://[A-Za-z0-9.:_-]+(/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*)?(\?[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*)?"
                                r"(#[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*)?", href):
                bad('X9', f'{path}: {href}')
            continue
        target, _, fragment = href.partition('#')
        where = posixpath.normpath(posixpath.join(folder, target)) if target else path
        if where not in files:
            bad('X9', f'{path}: {href} leads nowhere')
        elif fragment and fragment not in documents.ids.get(where, ()):
            bad('X9', f'{path}: no {href}')
        elif fragment and bodies.get(where) == fragment:
            bad('X9', f'{path}: {href} is an id on body')


def check_notes(path, root, bad):
    """A mark leads to its note, the note back to its first mark; one that nobody marks leads nowhere."""
    marks = [element for element in root.iter(f'{XHTML}a') if element.get(f'{OPS}type') == 'noteref']
    asked, places = {mark.get('href') for mark in marks}, {f'#{mark.get("id")}' for mark in marks}
    notes = [element for element in root.iter(f'{XHTML}aside') if element.get(f'{OPS}type') == 'footnote']
    if not asked <= {f'#{note.get("id")}' for note in notes}:
        bad('X11', f'{path}: marks without notes')
    for note in notes:
        inner = {element for other in notes if other is not note and other in set(note.iter()) for element in other.iter()}
        backs = [element.get('href') for element in note.iter(f'{XHTML}a') if element.get('role') == 'doc-backlink' and element not in inner]
        if note.get('id') is not None and len(backs) != (f'#{note.get("id")}' in asked):
            bad('X11', f'{path}: note {note.get("id")} and the ways back from it differ')
        if not set(backs) <= places:
            bad('X11', f'{path}: links back')


# ---- Contents ------------------------------------------------------------------------------------------------


def toc_of(nav):
    """(depth, label, href, lang) of each line."""
    lines = []

    def walk(ol, depth):
        for li in ol.findall(f'{XHTML}li'):
            link = li.find(f'{XHTML}a')
            lines.append((depth, ''.join(link.itertext()), link.get('href'), link.get('lang')))
            for inner in li.findall(f'{XHTML}ol'):
                walk(inner, depth + 1)

    walk(nav.find(f'{XHTML}ol'), 1)
    return lines


def check_contents(files, package, documents, bad, issue):
    root = documents.roots['EPUB/nav.xhtml']
    navs = {nav.get(f'{OPS}type'): nav for nav in root.iter(f'{XHTML}nav')}
    if 'toc' not in navs or navs['toc'].get('role') != 'doc-toc' or not navs['toc'].get('aria-labelledby'):
        bad('N1', 'toc nav')
        return
    lines = toc_of(navs['toc'])
    if max(line[0] for line in lines) > 2:
        bad('N1', 'contents deeper than 2')
    order = [documents.spine.index(posixpath.normpath('EPUB/' + line[2].split('#')[0])) for line in lines]
    if order != sorted(order):
        bad('N1', 'contents not in the order of the spine')
    positions = []
    for line in lines:
        path, _, fragment = posixpath.normpath('EPUB/' + line[2]).partition('#')
        positions.append((documents.spine.index(path), documents.ids[path].index(fragment)
                          if fragment in documents.ids[path] else -1))
    if positions != sorted(positions):
        bad('N1', 'contents not in the order of the text')
    chapters = [(path, element.get('id')) for path in documents.spine for element in documents.roots[path].iter()
                if element.get('role') == 'doc-chapter']
    begun = {name for _, name in chapters}  # a long entry goes on in further documents (X15)
    chapters = [(path, name) for path, name in chapters if name and (
        re.sub(r'_p\d+$', '', name) == name or re.sub(r'_p\d+$', '', name) not in begun)]
    listed = [tuple(posixpath.normpath('EPUB/' + line[2]).split('#')) for line in lines if '#p-' in line[2]]
    if sorted(listed) != sorted(chapters) or len(set(listed)) != len(listed):
        bad('N2', f'{len(chapters)} entries in the text, {len(listed)} in the contents')
    if issue is not None:
        keys = [entry['key'] for section in issue['sections'] for entry in section.get('entries', [])]
        if ['p-' + key for key in keys] != [anchor for _, anchor in listed]:
            bad('N2', 'entries of the contents are not those of the issue')
    landmarks = navs.get('landmarks')
    kinds = [link.get(f'{OPS}type') for link in landmarks.iter(f'{XHTML}a')] if landmarks is not None else []
    wanted = (['cover'] if 'EPUB/text/cover.xhtml' in files else []) + ['toc', 'bodymatter']
    if not set(kinds) <= set(wanted) or 'toc' not in kinds or landmarks.get('hidden') is None:
        bad('N3', f'landmarks {kinds}')
    if ('cover' in wanted) != ('cover' in kinds) or (chapters and 'bodymatter' not in kinds):
        bad('N3', f'landmarks {kinds}')
    if 'page-list' in navs:
        bad('N4', 'page-list')
    for _, label, _, _ in lines:
        if label != ' '.join(label.split()) or not label:
            bad('N5', f'label {label!r}')
    for link in navs['toc'].iter(f'{XHTML}a'):
        if any(child.tag != f'{XHTML}span' for child in link):
            bad('N5', 'markup in a label')
    check_ncx(files, package, lines, bad)


def check_ncx(files, package, lines, bad):
    root = ET.fromstring(files['EPUB/toc.ncx'])
    points = list(root.iter(f'{NCX}navPoint'))
    head = {meta.get('name'): meta.get('content') for meta in root.iter(f'{NCX}meta')}
    tree = []

    def walk(parent, depth):
        for point in parent.findall(f'{NCX}navPoint'):
            tree.append((depth, point.findtext(f'{NCX}navLabel/{NCX}text'), point.find(f'{NCX}content').get('src')))
            walk(point, depth + 1)

    walk(root.find(f'{NCX}navMap'), 1)
    front = 2 if 'EPUB/text/cover.xhtml' in files else 1
    if tree[front:] != [line[:3] for line in lines]:
        bad('N6', 'NCX and contents differ')
    if [point[2] for point in tree[:front]] != ['text/cover.xhtml', 'nav.xhtml'][2 - front:]:
        bad('N6', 'NCX does not list cover and contents')
    if [point.get('playOrder') for point in points] != [str(n + 1) for n in range(len(points))]:
        bad('N6', 'playOrder')
    if len({point.get('id') for point in points}) != len(points):
        bad('N6', 'ids')
    if head.get('dtb:uid') != (package.dc('identifier') or [''])[0]:
        bad('O4', 'dtb:uid is not the identifier')
    if head.get('dtb:depth') != str(max(line[0] for line in tree)):
        bad('N6', 'dtb:depth')


# ---- Style sheet -----------------------------------------------------------------------------------------------


def css_rules(css, bad):
    """(selector, {property: value}) of each rule; what the grammar does not know is reported."""
    rules = []
    css = re.sub(r'/\*.*?\*/', '', css, flags=re.S)
    for at in re.findall(r'@[\w-]+', re.sub(r'"[^"]*"', '""', css)):
        if at not in CSS_AT:
            bad('S1', at)
    css = re.sub(r'@charset "[^"]*";', '', css)
    for function in re.findall(r'([\w-]+)\(', css):
        if function not in CSS_FUNCTIONS:
            bad('S1', f'{function}()')
    if '!important' in css or '--' in css:
        bad('S1', '!important or a custom property')
    at = 0
    for match in re.finditer(r'\s*([^{}]+)\{([^{}]*)\}', css):
        if css[at:match.start()].strip():
            bad('S1', f'not a rule: {css[at:match.start()]!r}')
        at = match.end()
        selector, body = match.group(1).strip(), {}
        if selector != '@font-face':
            for part in selector.split(','):
                if not re.fullmatch(r'([a-z][a-z0-9]*)?(\.[\w-]+)?( ([a-z][a-z0-9]*)?(\.[\w-]+)?)*', part.strip()) or not part.strip():
                    bad('S1', f'selector {part!r}')
        for declaration in filter(None, (piece.strip() for piece in body_pieces(match.group(2)))):
            name, colon, value = declaration.partition(':')
            if not colon or not re.fullmatch(r'-?[a-z][a-z-]*', name.strip()):
                bad('S1', f'declaration {declaration!r}')
            body[name.strip()] = value.strip()
        rules.append((selector, body))
    if css[at:].strip():
        bad('S1', f'not a rule: {css[at:]!r}')
    return rules


def body_pieces(text):
    return re.split(r';(?![^(]*\))', text)


def check_css(files, package, documents, bad):
    sheets = [item for item in package.items if item.get('media-type') == 'text/css']
    if len(sheets) != 1:
        bad('S1', f'{len(sheets)} style sheets')
        return
    css = files['EPUB/' + sheets[0].get('href')].decode('utf-8')
    if len(css.encode()) > 4096:
        bad('S1', f'style sheet of {len(css)} bytes')
    rules = css_rules(css, bad)
    faces = [body for selector, body in rules if selector == '@font-face']
    styles = [(selector, body) for selector, body in rules if selector != '@font-face']
    merged = {}
    for selector, body in styles:
        for part in selector.split(','):
            merged.setdefault(part.strip(), {}).update(body)
        for name, value in body.items():
            if name in CSS_REFUSED or (name == 'color' and value != 'inherit'):
                bad('S2', f'{selector}: {name}')
            if re.search(r'\d(px|rem|vw|vh|vmin|vmax)\b', value) and not name.startswith('border'):
                bad('S1', f'{selector}: {value}')
            if name == 'font-family' and selector != 'body':
                bad('S3', f'{selector}: font-family')
    for selector in ('body', 'p'):
        if 'font-size' in merged.get(selector, {}):
            bad('S2', f'{selector}: font-size')
    check_css_values(merged, documents, bad)
    check_faces(files, faces, merged, bad)


def check_css_values(merged, documents, bad):
    def value(selector, name):
        return merged.get(selector, {}).get(name)

    if value('body', 'margin') != '0' or value('body', 'padding') != '0':
        bad('S3', 'body margins')
    family = value('body', 'font-family') or ''
    lang = next(iter(documents.roots.values())).get('lang')
    letters = {'zh-TW': 'TC', 'zh-HK': 'HK'}.get(lang, 'SC')  # a stack of the glyphs that the book's readers are used to
    if f'Noto Serif CJK {letters}' not in family and f'PingFang {letters}' not in family:
        bad('S4', f'stack {family}')
    if not re.fullmatch(r'[12](\.\d+)?', value('body', 'line-height') or '1.6') or not value('h1', 'line-height'):
        bad('S5', 'line heights')
    if value('p', 'text-indent') != '0' or value('p', 'margin') is None:
        bad('S6', 'p')
    if not (value('p.z', 'text-indent') or '').endswith('em') or value('p.e', 'text-align') != 'left':
        bad('S6', 'paragraph classes')
    if not (value('p.e', 'hyphens') or '') or value('p.e', 'hyphens') != value('p.e', '-webkit-hyphens') or value('h1', 'hyphens'):
        bad('S6', 'hyphens')
    used = {(element.get('class') or '') for root in documents.roots.values() for element in root.iter(f'{XHTML}p')}
    for name in used - {''}:
        if f'p.{name}' not in merged or not (value(f'p.{name}', 'text-indent') or value('p', 'text-indent')):
            bad('S6', f'p.{name} has no rule of its own')
    for heading in ('h1', 'h2', 'h3'):
        if value(heading, 'page-break-after') != 'avoid' or value(heading, 'break-after') != 'avoid' \
                or value(heading, 'page-break-inside') != 'avoid' or value(heading, 'text-align') != 'left':
            bad('S7', heading)
    if any('page-break-before' in body or 'break-before' in body for body in merged.values()):
        bad('S7', 'page starts by style')
    if value('img', 'max-width') != '100%' or value('img', 'max-height') != '100%':
        bad('S8', 'img')
    for name in ('line-break', '-epub-line-break', 'text-autospace', 'text-spacing-trim', 'overflow-wrap', 'word-wrap'):
        if value('body', name) is None:
            bad('S9', name)


def check_faces(files, faces, merged, bad):
    fonts = {name for name in files if name.startswith('EPUB/fonts/')}
    used, descriptors = set(), [tuple(face.get(name) for name in ('font-family', 'font-weight', 'font-style')) for face in faces]
    if len(set(descriptors)) != len(descriptors):
        bad('F5', 'two faces of one family, weight and style')
    first = (merged.get('body', {}).get('font-family') or '').split(',')[0].strip('"')
    for face in faces:
        match = re.fullmatch(r'url\(([^)]*)\)', face.get('src', ''))
        if not match or not face.get('font-style') or not face.get('font-weight') or 'local' in face.get('src', ''):
            bad('F5', str(face))
            continue
        used.add('EPUB/' + match.group(1))
    if used != fonts:
        bad('F5', f'fonts {fonts} and faces {used}')
    if faces and faces[0].get('font-family', '').strip('"') != first:
        bad('S4', 'the own family is not the first of the stack')


# ---- Fonts -----------------------------------------------------------------------------------------------------


# Scripts whose letters join, turn round each other or are stacked: their fonts keep all features.
JOINING = ((0x590, 0x109f), (0x1200, 0x1cff), (0xa4d0, 0xabff), (0x10000, 0x1cfff), (0x1e000, 0x1efff))


class Font:
    """cmap, names and fsType of an OpenType file."""

    def __init__(self, data):
        self.data = data
        count = struct.unpack('>H', data[4:6])[0]
        self.tables = {}
        for n in range(count):
            tag, _sum, offset, length = struct.unpack('>4sIII', data[12 + 16 * n:28 + 16 * n])
            self.tables[tag.decode('ascii')] = data[offset:offset + length]
        self.characters = self.read_cmap(self.tables['cmap'])
        self.names = {struct.unpack('>HHHHHH', self.tables['name'][6 + 12 * n:18 + 12 * n])[3]
                      for n in range(struct.unpack('>H', self.tables['name'][2:4])[0])}
        self.fs_type = struct.unpack('>H', self.tables['OS/2'][8:10])[0]
        self.features = self.read_features(self.tables.get('GSUB')) | self.read_features(self.tables.get('GPOS'))

    @staticmethod
    def read_cmap(table):
        characters = set()
        for n in range(struct.unpack('>H', table[2:4])[0]):
            platform, encoding, offset = struct.unpack('>HHI', table[4 + 8 * n:12 + 8 * n])
            kind = struct.unpack('>H', table[offset:offset + 2])[0]
            if kind == 12:
                groups = struct.unpack('>I', table[offset + 12:offset + 16])[0]
                for g in range(groups):
                    first, last, glyph = struct.unpack('>III', table[offset + 16 + 12 * g:offset + 28 + 12 * g])
                    characters.update(c for c in range(first, last + 1) if glyph + c - first)
            elif kind == 4:
                segments = struct.unpack('>H', table[offset + 6:offset + 8])[0] // 2
                base = offset + 14
                ends = struct.unpack(f'>{segments}H', table[base:base + 2 * segments])
                starts = struct.unpack(f'>{segments}H', table[base + 2 * segments + 2:base + 4 * segments + 2])
                for first, last in zip(starts, ends):
                    characters.update(c for c in range(first, last + 1) if c != 0xFFFF)
        return characters

    @staticmethod
    def read_features(table):
        if not table:
            return set()
        offset = struct.unpack('>H', table[6:8])[0]
        count = struct.unpack('>H', table[offset:offset + 2])[0]
        return {table[offset + 2 + 6 * n:offset + 6 + 6 * n].decode('ascii') for n in range(count)}


def shown_characters(documents):
    """({regular}, {bold}): characters of the texts by weight, white space and format characters left out."""
    sets = (set(), set())

    def walk(element, bold):
        if element.tag == f'{XHTML}head':
            return
        bold = bold or element.tag in BOLD or bool(set((element.get('class') or '').split()) & BOLD_CLASSES)
        sets[bold].update(element.text or '')
        for child in element:
            walk(child, bold)
            sets[bold].update(child.tail or '')

    for root in documents.roots.values():
        walk(root, False)
    return tuple({c for c in s if not c.isspace() and unicodedata.category(c) not in ('Cf', 'Cc')
                  and not '\ufe00' <= c <= '\ufe0f' and not '\U000e0100' <= c <= '\U000e01ef'} for s in sets)


def check_fonts(files, package, documents, bad, reported):
    """F1, F2, F4: every character is in its face or was reported; licences' names are kept."""
    names = [name for name in files if name.startswith('EPUB/fonts/')]
    if not names:
        return
    fonts = {posixpath.basename(name).split('.')[0]: Font(files[name]) for name in names}
    more = set().union(*(font.characters for name, font in fonts.items() if name.startswith('more')), set())
    for weight, wanted in zip(('regular', 'bold'), shown_characters(documents)):
        if weight not in fonts:
            if wanted and weight == 'regular':
                bad('F1', f'no {weight} face')
            continue
        have = fonts[weight].characters | more
        for character in sorted(wanted):
            if ord(character) not in have and ord(character) not in reported:
                bad('F1', f'{weight} lacks U+{ord(character):04X} {character}')
        for character in ALWAYS:
            if ord(character) not in have:
                bad('F1', f'{weight} lacks {character}')
    for name, font in fonts.items():
        if not {0, 13} <= font.names:
            bad('F4', f'{name}: names {sorted(font.names)}')
        if font.fs_type & 0x0302:
            bad('F4', f'{name}: fsType {font.fs_type:#x}')
        if not any(first <= c <= last for c in font.characters for first, last in JOINING) and \
                font.features - {'kern', 'liga', 'ccmp', 'mark', 'mkmk', 'halt', 'chws'}:
            bad('F1', f'{name}: features {sorted(font.features)}')
        if 'fpgm' in font.tables or 'cvt ' in font.tables:
            bad('F1', f'{name}: hints')


# ---- All ---------------------------------------------------------------------------------------------------------


def check(data, issue=None, reported=()):
    """Problems of the book @data: (rule, message). @issue: its model (dump --format=json); @reported: code points that
    the program said no font has."""
    zip_file = Zip(data)
    problems = zip_file.problems

    def bad(rule, message):
        problems.append((rule, message))

    try:
        check_container(zip_file, bad)
        package = Package(zip_file.files)
        check_package(zip_file.files, package, bad, issue)
        documents = Documents(zip_file.files, package)
        check_documents(zip_file.files, package, documents, bad)
        check_contents(zip_file.files, package, documents, bad, issue)
        check_css(zip_file.files, package, documents, bad)
        check_fonts(zip_file.files, package, documents, bad, set(reported))
    except (KeyError, ValueError, AttributeError, ET.ParseError, struct.error, StopIteration) as error:
        bad('XML', f'{type(error).__name__}: {error}')
    return problems
