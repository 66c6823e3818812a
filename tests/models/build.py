"""Pieces of issues in the program's JSON form: texts, papers, pictures of every kind."""
import base64
import hashlib
import json
import struct
import zlib

ZH, EN = 'zh-Hans', 'en'


# ---- Pictures ----


def png(width=40, height=30, alpha=False, colour=b'\x20\x40\x80', samples=None):
    """A PNG of one colour, grey if that is one byte; with @alpha it is half transparent. @samples: all pixels."""

    def chunk(kind, content):
        return struct.pack('>I', len(content)) + kind + content + struct.pack('>I', zlib.crc32(kind + content))

    pixel = colour + b'\x80' if alpha else colour
    samples = samples or pixel * width * height
    row = width * len(pixel)
    rows = b''.join(b'\0' + samples[row * y:row * (y + 1)] for y in range(height))
    header = struct.pack('>IIBBBBB', width, height, 8, {1: 0, 3: 2, 4: 6}[len(pixel)], 0, 0, 0)
    return b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', header) + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b'')


def lzw(indices, bits):
    """GIF's compression without any: a clear code before each index that would widen the codes (appendix F)."""
    clear, stream, count = 1 << bits, [], 0
    for index in indices:
        if count % ((1 << bits) - 2) == 0:
            stream.append(clear)
        stream.append(index)
        count += 1
    stream.append(clear + 1)
    number = sum(code << (bits + 1) * i for i, code in enumerate(stream))
    return number.to_bytes(((bits + 1) * len(stream) + 7) // 8, 'little')


def gif(width, height, left, top, rows, screen=(4, 4), transparent=None, interlaced=False):
    """Four colours: red, green, blue, grey. @rows in the order of the file."""
    palette = bytes([255, 0, 0, 0, 255, 0, 0, 0, 255, 128, 128, 128])
    data = lzw([index for row in rows for index in row], 2)
    control = b'' if transparent is None else b'!\xf9\x04\x01\0\0' + bytes([transparent]) + b'\0'
    return (b'GIF89a' + struct.pack('<HH', *screen) + b'\x81\0\0' + palette + control
            + b',' + struct.pack('<HHHH', left, top, width, height) + (b'\x40' if interlaced else b'\0')
            + b'\x02' + bytes([len(data)]) + data + b'\0;')


def jpeg(width=16, height=16, grey=128):
    """A baseline JPEG of one grey: a difference of the first block, then blocks without any (codes of one and two bits)."""
    level = (grey - 128) * 8
    size = abs(level).bit_length()
    first = f'{level if level > 0 else level + (1 << size) - 1:0{size}b}' if size else ''
    bits = ('10' + first if size else '0') + '0' + '00' * (-(-width // 8) * -(-height // 8) - 1)
    scan = bytes(int(bits[i:i + 8].ljust(8, '1'), 2) for i in range(0, len(bits), 8)).replace(b'\xff', b'\xff\0')

    def segment(marker, content):
        return bytes([0xff, marker]) + struct.pack('>H', len(content) + 2) + content

    codes = bytes([0x00, 1, 1, *[0] * 14, 0, size or 1])
    return (b'\xff\xd8' + segment(0xe0, b'JFIF\0\1\1\0\0\1\0\1\0\0') + segment(0xdb, bytes([0, *[1] * 64]))
            + segment(0xc0, struct.pack('>BHHB', 8, height, width, 1) + b'\1\x11\0')
            + segment(0xc4, codes) + segment(0xc4, bytes([0x10, 1, *[0] * 15, 0]))
            + segment(0xda, b'\1\1\0\0\x3f\0') + scan + b'\xff\xd9')


GIF = gif(3, 3, 1, 1, [[0, 1, 2], [1, 1, 1], [3, 3, 0]], transparent=3, interlaced=True)
# 24 by 16, without loss: red grows to the right, green downwards.
WEBP = base64.b64decode('UklGRjoAAABXRUJQVlA4TC0AAAAvF8ADAAmAIAb8D5uI6H9qARCE/20TEf1PgUjbpg7u3/Hg4SgMYEwAVQ/UfwIA')
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>'


def resource(data):
    return {'id': resource_id(data), 'data': base64.b64encode(data).decode()}


def resource_id(data):
    return 'r-' + hashlib.sha256(data).hexdigest()[:16]


# ---- Texts ----


def words(text):
    return {'text': text}


def node(kind, *children, **fields):
    content = [words(child) if isinstance(child, str) else child for child in children]
    return {'kind': kind, **({'children': content} if content else {}), **fields}


def p(*children):
    return node('paragraph', *children)


def blocks(lang, *content):
    return {'lang': lang, 'content': list(content)}


def title(lang, *content):
    return {'lang': lang, 'content': [words(part) if isinstance(part, str) else part for part in content]}


def cell(*content, **fields):
    return node('table-cell', *content, **fields)


def row(cells, header=False):
    """@cells: texts, nodes, or whole cells."""
    made = [one if isinstance(one, dict) and one['kind'] == 'table-cell' else cell(one) for one in cells]
    return node('table-row', *made, **({'number': 1} if header else {}))


def table(rows, header=True):
    return node('table', *(row(cells, header and i == 0) for i, cells in enumerate(rows)))


# ---- Papers ----


def entry(arxiv, ordinal, full, zh=None, en=None, **fields):
    """A paper with something in every field that papers have."""
    made = {'arxivId': arxiv, 'key': arxiv, 'ordinal': ordinal, 'full': full, 'categories': [{'text': 'LG'}],
            'titles': ([title(ZH, zh)] if zh else []) + ([title(EN, en)] if en else []),
            'authors': [{'text': 'Şeyma Yılmaz'}, {'text': 'J Doe'}, {'text': '张三'}], 'authorsCut': True,
            'affiliations': [{'text': 'Some University'}, {'text': '某大学'}], 'affiliationsCut': True,
            'links': [{'url': f'https://arxiv.org/abs/{arxiv}'}]}
    made.update(fields)
    return made


def paper(body=(), zh='题', abstract=(), figures=(), **fields):
    """A paper that is its text and figures; @figures: bytes, or whole figures."""
    made = {'key': 'a', 'ordinal': 1, 'full': True, 'titles': [title(ZH, zh)], **fields}
    if abstract:
        made['abstracts'] = [blocks(ZH, *abstract)]
    if body:
        made['body'] = blocks(ZH, *body)
    if figures:
        made['figures'] = [{'resource': resource_id(one)} if isinstance(one, bytes) else one for one in figures]
    return made


def issue(entries, pictures=(), name='样刊', **more):
    """An issue of one section; @pictures: bytes."""
    return {'wenzhai': 1, 'lang': ZH, 'title': {ZH: name}, 'date': '2026-11-20',
            **({'resources': [resource(one) for one in pictures]} if pictures else {}),
            'sections': [{'kind': 'featured', 'id': 'f', 'heading': {ZH: '论文'}, 'entries': list(entries)}], **more}


def write(path, made):
    path.write_text(json.dumps(made, ensure_ascii=False), encoding='utf-8')
    return path
