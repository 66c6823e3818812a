"""Bibliographies read by parsers of our own, which know nothing of how they were written: each record as a dictionary of
its type, its key, and its fields in lists."""
import json
import re

COMMANDS = {'textasciitilde': '~', 'textasciicircum': '^', 'textbackslash': '\\', 'textless': '<', 'textgreater': '>',
            'textbraceleft': '{', 'textbraceright': '}', 'par': ' ', 'ldots': '…', 'ss': 'ß', 'AE': 'Æ', 'ae': 'æ', 'OE': 'Œ',
            'oe': 'œ', 'O': 'Ø', 'o': 'ø', 'L': 'Ł', 'l': 'ł', 'i': 'ı'}
ACCENTS = dict(zip('`\'^~=u."rHvdckb', '\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0323\u0327\u0328\u0331'))
MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split()


def braced(text, at):
    """What stands in the braces that open at @at, and where they end. BibTeX counts every brace, escaped or not."""
    assert text[at] == '{', text[at:at + 40]
    depth, end = 0, at
    while True:
        depth += {'{': 1, '}': -1}.get(text[end], 0)
        end += 1
        if depth == 0:
            return text[at + 1:end - 1], end


def bib(text):
    records, at = [], 0
    while head := re.compile(r'\s*@(\w+)\{([A-Za-z0-9.:-]+),\n').match(text, at):
        record, at = {'type': head[1], 'key': head[2]}, head.end()
        while field := re.compile(r' *(\w+) = (\{|[a-z]{3}\b)').match(text, at):
            assert field[1] not in record, field[1]
            if field[2] == '{':
                record[field[1]], at = braced(text, field.end() - 1)
            else:
                record[field[1]], at = str(MONTHS.index(field[2]) + 1), field.end()
            assert text[at:at + 2] == ',\n', text[at:at + 80]
            at += 2
        assert text[at:at + 2] == '}\n', text[at:at + 80]
        records.append(record)
        at += 2
    assert not text[at:].strip(), text[at:at + 80]
    return records


def untex(text):
    """The characters that TeX source shows; formulae stay as they are."""
    pieces = re.split(r'(?<!\\)(\$(?:\\.|[^$\\])*\$)', text)
    return ''.join(piece if n % 2 else untex_words(piece) for n, piece in enumerate(pieces))


def untex_words(text):
    text = re.sub(r"\{\\([`'^~=u.\"rHvdckb])\{\\?([A-Za-z])\}\}", lambda m: m[2] + ACCENTS[m[1]], text)
    text = re.sub(r'\\(?:emph|textbf|texttt)(?=\{)', '', text)
    words = re.split(r'(\\[A-Za-z]+(?:\{\})?|\\[%&#_${}])', text)
    for n, word in enumerate(words):
        if n % 2 == 0:
            words[n] = re.sub('[{}]', '', word)
            assert not re.search(r'[\\%&#_$~^]', words[n]), word
        else:
            words[n] = word[1:] if len(word) == 2 and not word[1].isalpha() else COMMANDS[word[1:].removesuffix('{}')]
    return ''.join(words)


def names(text):
    """Authors as BibTeX tells them apart: at an `and` outside braces; in parts at commas likewise."""
    found, depth, start = [], 0, 0
    for m in re.finditer(r'[{}]| and ', text):
        depth += {'{': 1, '}': -1}.get(m[0], 0)
        if m[0] == ' and ' and depth == 0:
            found.append(text[start:m.start()])
            start = m.end()
    return found + [text[start:]] if text else []


def ris(text):
    records = []
    lines = text.lstrip('\r\n').split('\r\n')
    assert lines.pop() == '' and '\n' not in ''.join(lines)
    for line in lines:
        tag, value = re.fullmatch('([A-Z][A-Z0-9])  - (.*)', line).groups()
        if tag == 'TY':
            records.append({'type': value})
        elif tag == 'ER':
            assert value == ''
            records.append(None)
        else:
            records[-1].setdefault(tag, []).append(value)
    assert records[1::2] == [None] * (len(records) // 2)
    return [{'key': one['ID'][0], **one} for one in records[::2]]


def csl(text):
    return [{'key': one['id'], **one} for one in json.loads(text)]
