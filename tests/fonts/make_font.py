"""Tiny TrueType fonts for tests, from nothing: each character is a rectangle. Standard library only.

A font may be variable: its one axis, wght from 100 to 900, moves the right edge of each rectangle, and the advance.
Tables are those of OpenType 1.9 that FreeType, fontconfig and HarfBuzz ask for.
"""
import struct

UNITS_PER_EM = 1000
HEIGHT = 700


def pad(data):
    return data + b'\0' * (-len(data) % 4)


def width_of(glyph):
    return 400 + 10 * glyph


def outline(glyph):
    """A rectangle; .notdef is one too. An even length, as short offsets want it."""
    right = width_of(glyph) - 50
    flags = bytes([1] * 4)  # on the curve, coordinates in two bytes
    xs, ys = struct.pack('>4h', 50, right - 50, 0, 50 - right), struct.pack('>4h', 0, 0, HEIGHT, 0)
    return pad(struct.pack('>5hHH', 1, 50, 0, right, HEIGHT, 3, 0) + flags + xs + ys)


def cmap(characters):
    groups = b''.join(struct.pack('>III', c, c, n + 1) for n, c in enumerate(characters))
    table = struct.pack('>HHIII', 12, 0, 16 + len(groups), 0, len(characters)) + groups
    return struct.pack('>HHHHI', 0, 1, 3, 10, 12) + table


def names(family, style):
    postscript = f'{family}-{style}'.replace(' ', '')
    texts = {0: 'Made for a test', 1: family, 2: style, 4: f'{family} {style}', 6: postscript, 13: 'Free', 256: 'Weight',
             257: 'Regular', 258: 'Bold'}
    records, strings = b'', b''
    for number, text in texts.items():
        data = text.encode('utf-16-be')
        records += struct.pack('>6H', 3, 1, 0x409, number, len(data), len(strings))
        strings += data
    return struct.pack('>3H', 0, len(texts), 6 + len(records)) + records + strings


def os2(weight, fs_type, characters):
    first, last = min(characters), max(characters)
    return (struct.pack('>HhHHH', 4, 500, weight, 5, fs_type) + struct.pack('>10h', *[100] * 10) + struct.pack('>h', 0)
            + bytes(10) + struct.pack('>4I', 0, 0, 0, 0) + b'TEST'
            + struct.pack('>HHHhhhHH', 0x20 if weight > 600 else 0x40, min(first, 0xffff), min(last, 0xffff), 800, -200, 100,
                          900, 300)
            + struct.pack('>II', 0, 0) + struct.pack('>hhHHH', 500, HEIGHT, 0, 32, 2))


def fvar():
    axis = b'wght' + struct.pack('>iiiHH', 100 << 16, 400 << 16, 900 << 16, 0, 256)
    instances = struct.pack('>HHi', 257, 0, 400 << 16) + struct.pack('>HHi', 258, 0, 700 << 16)
    return struct.pack('>8H', 1, 0, 16, 2, 1, 20, 2, 8) + axis + instances


def gvar(n_glyphs):
    """At the heavy end the right edge lies 100 units further out. Four points and four phantom points a glyph."""
    xs, ys = bytes([0, 100, 100, 0, 0, 100, 0, 0]), bytes(8)
    deltas = bytes([0, 7]) + xs + bytes([7]) + ys  # all points; two runs of 8 bytes
    header = struct.pack('>HHHH', 1, 10, len(deltas), 0x8000 | 0x2000) + struct.pack('>h', 0x4000)
    one = header + deltas
    one += b'\0' * (len(one) % 2)
    offsets = b''.join(struct.pack('>I', len(one) * n) for n in range(n_glyphs + 1))
    head = struct.pack('>HHHHIHHI', 1, 0, 1, 0, 20 + len(offsets), n_glyphs, 1, 20 + len(offsets))
    return head + offsets + one * n_glyphs


def make(path, family, characters, fs_type=0, weight=400, variable=False, more=()):
    """Writes a font to @path. @more: tables that no reader of outlines looks at, as (tag, bytes)."""
    characters = sorted(set(characters))
    n = len(characters) + 1
    glyphs = [outline(glyph) for glyph in range(n)]
    offsets = [sum(map(len, glyphs[:k])) for k in range(n + 1)]
    tables = {
        b'OS/2': os2(weight, fs_type, characters),
        b'cmap': cmap(characters),
        b'glyf': b''.join(glyphs),
        b'head': struct.pack('>IIIIHHqqhhhhHHhhh', 0x10000, 0x10000, 0, 0x5f0f3cf5, 3, UNITS_PER_EM, 0, 0, 0, 0, 1000, HEIGHT,
                             1 if weight > 600 else 0, 8, 2, 1, 0),
        b'hhea': struct.pack('>IhhhHhhhhhhhhhhhH', 0x10000, 800, -200, 100, 1000, 50, 50, 1000, 1, 0, 0, 0, 0, 0, 0, 0, n),
        b'hmtx': b''.join(struct.pack('>Hh', width_of(glyph), 50) for glyph in range(n)),
        b'loca': b''.join(struct.pack('>I', offset) for offset in offsets),
        b'maxp': struct.pack('>IHHHHHHHHHHHHHH', 0x10000, n, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
        b'name': names(family, 'Bold' if weight > 600 else 'Regular'),
        b'post': struct.pack('>IIhhIIIII', 0x30000, 0, -100, 50, 0, 0, 0, 0, 0),
    }
    if variable:
        tables[b'fvar'], tables[b'gvar'] = fvar(), gvar(n)
    tables.update(more)
    tags = sorted(tables)
    at, directory, body = 12 + 16 * len(tags), b'', b''
    for tag in tags:
        directory += tag + struct.pack('>III', 0, at + len(body), len(tables[tag]))
        body += pad(tables[tag])
    power = len(tags).bit_length() - 1
    head = struct.pack('>IHHHH', 0x10000, len(tags), 16 << power, power, 16 * len(tags) - (16 << power))
    path.write_bytes(head + directory + body)
    return path
