#!/usr/bin/env python3
"""A reader of AZW3 files for tests, made apart from the one in plugins/kindle so that the two do not share an error.

Usage: azw3.py --explain FILE        the whole file as hexadecimal bytes, every record and field explained
       azw3.py --text FILE           the documents, put together
       azw3.py --bytes DUMP OUT      the file that an explanation describes
"""

import re
import struct
import sys
from pathlib import Path

NULL = 0xFFFFFFFF
BASE32 = '0123456789ABCDEFGHIJKLMNOPQRSTUV'


def trouble_of(said):
    """The first line in which libmobi's tools complain, or None. That they were compiled with another libxml2 than the
    machine has is Debian's affair."""
    for line in said.splitlines():
        if re.search('error|warn|fail|invalid|corrupt', line, re.I) and 'compiled against libxml' not in line:
            return line
    return None


def base32(text):
    value = 0
    for digit in text:
        value = value * 32 + BASE32.index(digit)
    return value


def u16(data, at):
    return struct.unpack_from('>H', data, at)[0]


def u32(data, at):
    return struct.unpack_from('>L', data, at)[0]


def vwi(data, at):
    value = 0
    while True:
        byte = data[at]
        at += 1
        value = value << 7 | byte & 0x7F
        if byte & 0x80:
            return value, at


def decompress(data):
    out = bytearray()
    at = 0
    while at < len(data):
        code = data[at]
        at += 1
        if 1 <= code <= 8:
            out += data[at:at + code]
            at += code
        elif code < 0x80:
            out.append(code)
        elif code >= 0xC0:
            out += bytes((0x20, code ^ 0x80))
        else:
            pair = code << 8 | data[at]
            at += 1
            distance = (pair & 0x3FFF) >> 3
            for _ in range((pair & 7) + 3):
                out.append(out[-distance])
    return bytes(out)


class Index:
    """An INDX with its data and string records: entries are (label, {tag: [numbers]})."""

    def __init__(self, records, number):
        meta = records[number]
        assert meta[:4] == b'INDX', number
        self.n_data, self.n_strings = u32(meta, 24), u32(meta, 52)
        tagx = u32(meta, 180)
        self.rows = []
        for at in range(tagx + 12, tagx + u32(meta, tagx + 4), 4):
            if meta[at + 3] & 1:
                break
            self.rows.append(tuple(meta[at:at + 3]))
        self.strings = records[number + 1 + self.n_data:][:self.n_strings]
        self.entries = []
        for data in records[number + 1:number + 1 + self.n_data]:
            idxt = u32(data, 20)
            starts = [u16(data, idxt + 4 + 2 * i) for i in range(u32(data, 24))]
            self.entries += [self.entry(data, start) for start in starts]
        assert len(self.entries) == u32(meta, 36)

    def entry(self, data, at):
        label = data[at + 1:at + 1 + data[at]]
        at += 1 + len(label)
        control = data[at]
        at += 1
        tags = {}
        for tag, width, mask in self.rows:
            groups = (control & mask) // (mask & -mask)
            for _ in range(groups * width):
                value, at = vwi(data, at)
                tags.setdefault(tag, []).append(value)
        return label.decode(), tags

    def string(self, reference):
        record = self.strings[reference >> 16]
        length, at = vwi(record, reference & 0xFFFF)
        return record[at:at + length].decode()


class Half:
    """One book of the file: its header, metadata, text, and for KF8 documents, contents and guide."""

    def __init__(self, records):
        self.records = records
        self.zero = zero = records[0]
        assert zero[16:20] == b'MOBI'
        self.version = u32(zero, 36)
        self.title = zero[u32(zero, 84):][:u32(zero, 88)].decode()
        self.locale = u32(zero, 92)
        at = 16 + u32(zero, 20)
        assert zero[at:at + 4] == b'EXTH'
        self.exth = []
        count, at = u32(zero, at + 8), at + 12
        for _ in range(count):
            size = u32(zero, at + 4)
            self.exth.append((u32(zero, at), zero[at + 8:at + size]))
            at += size
        self.read_text()
        first, n = u32(zero, 108), self.number(125) or 0
        self.resources = records[first:first + n] if first != NULL else []
        self.ncx = self.read_ncx() if u32(zero, 244) != NULL else []
        if self.version >= 8:
            self.read_model()

    def metadata(self, kind):
        return [value.decode() for number, value in self.exth if number == kind]

    def number(self, kind):
        values = [u32(value, 0) for number, value in self.exth if number == kind]
        return values[-1] if values else None

    def read_text(self):
        zero, pieces = self.zero, []
        self.overlaps = []
        flags = u32(zero, 240)
        for record in self.records[1:1 + u16(zero, 8)]:
            if flags & 2:
                size, shift, at = 0, 0, len(record)
                while True:
                    at -= 1
                    size |= (record[at] & 0x7F) << shift
                    shift += 7
                    if record[at] & 0x80:
                        break
                record = record[:len(record) - size]
            if flags & 1:
                n = record[-1] & 3
                self.overlaps.append(record[len(record) - 1 - n:-1])
                record = record[:len(record) - 1 - n]
            pieces.append(decompress(record) if u16(zero, 0) == 2 else record)
        self.pieces = pieces
        self.text = b''.join(pieces)
        assert len(self.text) == u32(zero, 4), (len(self.text), u32(zero, 4))

    def read_ncx(self):
        index = Index(self.records, u32(self.zero, 244))
        self.label_records = index.n_strings
        return [{'label': index.string(tags[3][0]), 'offset': tags[1][0], 'length': tags[2][0], 'depth': tags[4][0],
                 'parent': tags.get(21, [None])[0], 'children': (tags.get(22, [None])[0], tags.get(23, [None])[0]),
                 'place': tuple(tags.get(6, ())), 'name': name} for name, tags in index.entries]

    def read_model(self):
        zero = self.zero
        fdst = self.records[u32(zero, 192)]
        self.flows = [self.text[u32(fdst, 12 + 8 * i):u32(fdst, 16 + 8 * i)] for i in range(u32(fdst, 8))]
        index = Index(self.records, u32(zero, 248))
        self.fragments = [{'at': int(name), 'selector': index.string(tags[2][0]), 'file': tags[3][0],
                           'number': tags[4][0], 'start': tags[6][0], 'length': tags[6][1]}
                          for name, tags in index.entries]
        self.documents, self.starts = [], []
        fragments = iter(self.fragments)
        for _, tags in Index(self.records, u32(zero, 252)).entries:
            start, length = tags[6][:2]
            document = bytearray(self.text[start:start + length])
            base = start + length
            for _ in range(tags[1][0]):
                fragment = next(fragments)
                place = fragment['at'] - start
                document[place:place] = self.text[base:base + fragment['length']]
                base += fragment['length']
            self.documents.append(bytes(document))
            self.starts.append(start)
        self.assembled = b''.join(self.documents)
        self.guide = {}
        if u32(zero, 260) != NULL:
            index = Index(self.records, u32(zero, 260))
            self.guide = {name: (index.string(tags[1][0]), tuple(tags[6])) for name, tags in index.entries}

    def at(self, place):
        """The beginning of what stands at (fragment, offset) in the assembled text."""
        start = self.fragments[place[0]]['at'] + place[1]
        return self.assembled[start:start + 400]

    def links(self):
        """Every internal link: (document, place)."""
        pattern = re.compile(rb'kindle:pos:fid:([0-9A-V]{4}):off:([0-9A-V]{10})')
        for number, document in enumerate(self.documents):
            for match in pattern.finditer(document):
                yield number, (base32(match[1].decode()), base32(match[2].decode()))


class Book:
    """A file: its container, and its halves."""

    def __init__(self, data):
        self.data = data
        self.name = data[:32].split(b'\0')[0].decode()
        n = u16(data, 76)
        starts = [u32(data, 78 + 8 * i) for i in range(n)] + [len(data)]
        self.records = [data[starts[i]:starts[i + 1]] for i in range(n)]
        first = Half(self.records)
        self.halves = [first]
        if first.version < 8 and first.number(121) is not None:
            self.halves.append(Half(self.records[first.number(121):]))
        self.kf8 = self.halves[-1]
        self.resources = first.resources


def half_of(path):
    """The KF8 book of a file."""
    return Book(Path(path).read_bytes()).kf8


# --- explanation ------------------------------------------------------------------------------------------------------

HEADER = [
    (0, 2, 'compression: 2 is PalmDOC'), (2, 2, ''), (4, 4, 'bytes of all flows together'), (8, 2, 'text records'),
    (10, 2, 'bytes in a text record'), (12, 2, 'encryption: none'), (14, 2, ''), (16, 4, 'magic'),
    (20, 4, 'length of the MOBI header'), (24, 4, 'type: book'), (28, 4, 'encoding: UTF-8'),
    (32, 4, 'unique id: from the SHA-256 of the text'), (36, 4, 'file version'),
    (40, 40, 'ten indices that a dictionary would have: none'), (80, 4, 'first record that is no text'),
    (84, 4, 'offset of the title'), (88, 4, 'bytes of the title'), (92, 4, 'locale: Chinese'),
    (96, 8, 'dictionary languages: none'), (104, 4, 'version needed'), (108, 4, 'first resource record'),
    (112, 16, 'HUFF records: none'), (128, 4, 'there is an EXTH block'), (132, 32, ''), (164, 4, ''),
    (168, 16, 'DRM: none'), (184, 8, ''), (192, 4, 'FDST record'), (196, 4, 'flows'), (200, 8, 'FCIS record, one'),
    (208, 8, 'FLIS record, one'), (216, 8, ''), (224, 8, 'SRCS: none'), (232, 8, ''),
    (240, 4, 'trailing entries: 1 overlap, 2 TBS'), (244, 4, 'contents (NCX) index'), (248, 4, 'fragment index'),
    (252, 4, 'skeleton index'), (256, 4, 'DATP: none'), (260, 4, 'guide index'), (264, 16, ''),
]
EXTH = {100: 'author', 101: 'publisher', 105: 'subject', 106: 'date', 108: 'contributor', 113: 'identifier',
        116: 'reading starts here, in assembled flow 0', 125: 'resource records', 129: 'the cover, counted from 1',
        131: 'RESC: none', 201: 'cover, counted from 0', 202: 'thumbnail, the one behind', 203: 'no fake cover',
        204: 'creator', 205: 'creator', 206: 'creator', 207: 'creator', 501: 'shelf', 503: 'title', 524: 'language',
        525: 'writing mode', 535: 'creator'}

NUMBERS = {116, 121, 125, 131, 201, 202, 203, 204, 205, 206, 207}


class Explainer:
    """Writes bytes once each, with what they mean."""

    def __init__(self, data):
        self.data, self.at, self.lines = data, 0, []

    def note(self, text):
        self.lines += ['', f'# {text}']

    def take(self, n, comment=''):
        piece = self.data[self.at:self.at + n]
        assert len(piece) == n, (self.at, n)
        self.at += n
        if n > 64 and not any(piece):
            self.lines.append(f'00 * {n:<40} # {comment}'.rstrip(' #'))
            return
        for i in range(0, n, 16):
            row = piece[i:i + 16].hex(' ')
            self.lines.append(f'{row:<47}  # {comment}' if comment and i == 0 else row)

    def take_to(self, end, comment=''):
        if end > self.at:
            self.take(end - self.at, comment)


def explain_zero(out, base, zero):
    out.note('record 0: PalmDOC header, MOBI header, EXTH, title')
    for at, size, comment in HEADER:
        assert out.at == base + at
        out.take(size, comment)
    count = u32(zero, 288)
    out.take(12, f'EXTH, its length, {count} records')
    for _ in range(count):
        kind, size = u32(zero, out.at - base), u32(zero, out.at - base + 4)
        value = zero[out.at - base + 8:out.at - base + size]
        shown = u32(value, 0) if kind in NUMBERS else value.decode()
        out.take(size, f'{kind} {EXTH.get(kind, "")}: {shown}')
    out.take_to(base + u32(zero, 84), 'padding to 4')
    out.take(u32(zero, 88), 'the title')
    out.take_to(base + len(zero), 'room that may be edited')


def explain_text(out, record, number, flags):
    coded = len(record)
    tbs = record[-1] & 0x7F if flags & 2 else 0
    overlap = (record[coded - tbs - 1] & 3) + 1
    piece = decompress(record[:coded - tbs - overlap])
    out.note(f'record {number}: text, {len(piece)} bytes compressed to {coded - tbs - overlap}')
    out.take(coded - tbs - overlap)
    out.take(overlap, 'bytes of a character that was cut, and their number')
    out.take(tbs, 'TBS: the contents entries that touch this record, and the size of this entry')


def explain_meta(out, base, record, what):
    idxt, count = u32(record, 20), u32(record, 24)
    out.note(f'{what}: meta record')
    out.take(56, f'INDX: header of 192 bytes, IDXT at {idxt}, {count} data records, {u32(record, 36)} entries, '
                 f'{u32(record, 52)} string records')
    out.take(136, 'zeros, and at 180 where TAGX begins')
    out.take(12, 'TAGX: its length, one control byte')
    while True:
        end = record[out.at - base + 3] & 1
        tag, width, mask = record[out.at - base:out.at - base + 3]
        out.take(4, 'end of TAGX' if end else f'tag {tag}: groups of {width}, bits {mask:#04x} of the control byte')
        if end:
            break
    for i in range(count):
        out.take(record[out.at - base] + 3, f'data record {i}: its last label, its number of entries')
    out.take_to(base + idxt, 'padding to 4')
    out.take_to(base + len(record), 'IDXT: where the labels above begin')


def explain_data(out, base, record, entries, describe):
    idxt, count = u32(record, 20), u32(record, 24)
    out.note('data record')
    out.take(36, f'INDX: header of 192 bytes, IDXT at {idxt}, {count} entries')
    out.take(156, '')
    starts = [u16(record, idxt + 4 + 2 * i) for i in range(count)]
    for i, start in enumerate(starts):
        end = starts[i + 1] if i + 1 < count else None
        if end is None:  # the last entry reaches to the padding
            _, tags = entries[i]
            end = start + 2 + record[start] + sum(len(encode_vwi(v)) for values in tags.values() for v in values)
        out.take(end - start, describe(entries[i]))
    out.take_to(base + idxt, 'padding to 4')
    out.take_to(base + len(record), 'IDXT: where the entries begin')


def encode_vwi(value):
    out = [value & 0x7F | 0x80]
    while value > 0x7F:
        value >>= 7
        out.insert(0, value & 0x7F)
    return bytes(out)


def explain_strings(out, base, record):
    out.note('string record')
    while out.at < base + len(record) and record[out.at - base]:
        length, at = vwi(record, out.at - base)
        out.take(at + length - (out.at - base), f'at {out.at - base}: {record[at:at + length].decode()}')
    out.take_to(base + len(record), 'padding to 4')


def describers(half):
    fragment = Index(half.records, u32(half.zero, 248))
    guide = Index(half.records, u32(half.zero, 260))
    ncx = Index(half.records, u32(half.zero, 244))
    return {
        248: ('fragments', lambda e: f'goes to {int(e[0])} of the assembled text: {fragment.string(e[1][2][0])}, file '
                                     f'{e[1][3][0]}, number {e[1][4][0]}, from {e[1][6][0]} on, {e[1][6][1]} bytes'),
        252: ('skeletons', lambda e: f'{e[0]}: {e[1][1][0]} fragment; at {e[1][6][0]}, {e[1][6][1]} bytes; both twice'),
        260: ('guide', lambda e: f'{e[0]}: {guide.string(e[1][1][0])}, fragment {e[1][6][0]} offset {e[1][6][1]}'),
        244: ('contents', lambda e: f'{ncx.string(e[1][3][0])}: at {e[1][1][0]}, {e[1][2][0]} bytes, depth {e[1][4][0]}, '
                                    f'parent {e[1].get(21, ["none"])[0]}, children '
                                    f'{"–".join(str(e[1].get(t, ["none"])[0]) for t in (22, 23))}, fragment '
                                    f'{e[1][6][0]} offset {e[1][6][1]}'),
    }


def explain(data):
    book = Book(data)
    half, out = book.kf8, Explainer(data)
    n = len(book.records)
    out.lines.append('# PalmDB header')
    for size, comment in ((32, 'name'), (4, 'attributes, version'), (4, 'created, seconds since 1970'), (4, 'modified'),
                          (16, 'backup, modification number, app info, sort info'), (8, 'type and creator: BOOK MOBI'),
                          (4, 'uid seed: 2n − 1'), (4, 'next list'), (2, f'{n} records')):
        out.take(size, comment)
    for i in range(n):
        out.take(8, f'record {i}: offset, uid 2·{i}')
    out.take(2, 'gap')
    explain_zero(out, out.at, half.zero)
    n_text = u16(half.zero, 8)
    for i in range(1, n_text + 1):
        explain_text(out, book.records[i], i, u32(half.zero, 240))
    at = n_text + 1
    if at < u32(half.zero, 80):
        out.note(f'record {at}: fills up the text records to a multiple of 4')
        out.take(len(book.records[at]))
    for field, (what, describe) in sorted(describers(half).items(), key=lambda item: u32(half.zero, item[0])):
        number = u32(half.zero, field)
        index = Index(half.records, number)
        explain_meta(out, out.at, half.records[number], f'record {number}: {what}')
        explain_data(out, out.at, half.records[number + 1], index.entries, describe)
        for i in range(index.n_strings):
            explain_strings(out, out.at, half.records[number + 2 + i])
    for i, record in enumerate(book.resources):
        out.note(f'record {u32(half.zero, 108) + i}: resource {i}, ' + ('cover', 'thumbnail')[i])
        out.take(len(record))
    number = u32(half.zero, 192)
    out.note(f'record {number}: FDST')
    out.take(12, f'magic, where the table begins, {len(half.flows)} flows')
    for i, flow in enumerate(half.flows):
        out.take(8, f'flow {i}: from, to; ' + ('the documents' if i == 0 else 'a style sheet'))
    out.note(f'record {number + 1}: FLIS, the same in every book')
    out.take(36)
    out.note(f'record {number + 2}: FCIS, with the text length at 20')
    out.take(52)
    out.note(f'record {number + 3}: end mark')
    out.take(4)
    assert out.at == len(data)
    return '\n'.join(out.lines) + '\n'


def parse_dump(text):
    out = bytearray()
    for line in text.splitlines():
        line = line.split('#')[0].strip()
        match = re.fullmatch(r'([0-9a-f]{2}) \* (\d+)', line)
        out += bytes([int(match[1], 16)]) * int(match[2]) if match else bytes.fromhex(line)
    return bytes(out)


def main(argv):
    if len(argv) == 3 and argv[1] == '--explain':
        sys.stdout.write(explain(Path(argv[2]).read_bytes()))
    elif len(argv) == 3 and argv[1] == '--text':
        sys.stdout.buffer.write(Book(Path(argv[2]).read_bytes()).kf8.assembled)
    elif len(argv) == 4 and argv[1] == '--bytes':
        Path(argv[3]).write_bytes(parse_dump(Path(argv[2]).read_text()))
    else:
        sys.exit(__doc__)


if __name__ == '__main__':
    main(sys.argv)
