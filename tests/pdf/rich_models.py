"""Issues made up for tests, as the model's JSON: papers with figures, tables, pictures, links."""
import base64
import json
import struct
import zlib

SENTENCE = '这一段文字只是为了占满几行，好让后面的图落在新的一页的开头。'


def png(width=40, height=30, grey=128):
    def chunk(kind, content):
        return struct.pack('>I', len(content)) + kind + content + struct.pack('>I', zlib.crc32(kind + content))

    rows = (b'\0' + bytes([grey]) * width) * height
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 0, 0, 0, 0))
            + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))


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


GIF = gif(3, 3, 1, 1, [[0, 1, 2], [1, 1, 1], [3, 3, 0]], transparent=3, interlaced=True)
WEBP = b'RIFF\x16\0\0\0WEBPVP8L\x0a\0\0\0\x2f\x03\xc0\0\0\0\0\0\0\0'


def inlines(text):
    return text if isinstance(text, list) else [{'text': text}]


def paragraph(text):
    return {'kind': 'paragraph', 'children': inlines(text)}


def cell(content, number=None, target=None):
    node = {'kind': 'table-cell', 'children': inlines(content)}
    if number:
        node['number'] = number
    if target:
        node['target'] = target
    return node


def row(cells, header=False):
    node = {'kind': 'table-row', 'children': [one if isinstance(one, dict) else cell(one) for one in cells]}
    if header:
        node['number'] = 1
    return node


def table(rows, header=True):
    return {'kind': 'table', 'children': [row(cells, header and i == 0) for i, cells in enumerate(rows)]}


def entry(key='a', title='题', abstract=(), body=(), figures=(), links=(), ordinal=1):
    """@abstract, @body: blocks; @figures: ids of resources or whole figures."""
    made = {'key': key, 'ordinal': ordinal, 'full': True, 'titles': [{'lang': 'zh-Hans', 'content': inlines(title)}]}
    if abstract:
        made['abstracts'] = [{'lang': 'zh-Hans', 'content': list(abstract)}]
    if body:
        made['body'] = {'lang': 'zh-Hans', 'content': list(body)}
    if figures:
        made['figures'] = [{'resource': one} if isinstance(one, str) else one for one in figures]
    if links:
        made['links'] = [{'url': url} for url in links]
    return made


def issue(entries, pictures=(), title='样刊', **more):
    """@pictures: bytes; their ids are those that resource_id() gives."""
    made = {'wenzhai': 1, 'lang': 'zh-Hans', 'title': {'zh-Hans': title}, 'date': '2026-11-20'}
    if pictures:
        made['resources'] = [{'id': resource_id(one), 'data': base64.b64encode(one).decode()} for one in pictures]
    made['sections'] = [{'kind': 'featured', 'id': 'f', 'heading': {'zh-Hans': '论文'}, 'entries': list(entries)}]
    made.update(more)
    return made


def resource_id(data):
    import hashlib
    return 'r-' + hashlib.sha256(data).hexdigest()[:16]


def write(path, made):
    path.write_text(json.dumps(made, ensure_ascii=False), encoding='utf-8')
    return path
