"""Whether a book says what its galley says, and nothing else: part by part every item and block whole and in order, and
between them labels, joins, what only the output knows, and what the galley leaves to it."""
import itertools
import json
import re

from . import ROOT, wenzhai
from .books import FORMULA, fold

# How names are joined, lists marked, languages and numbers told apart.
JOINS = ['[', ']', '&', '|', ',', ';', '；', '、', '。', '：', ':', '（', '）', '(', ')', '［', '］', '–', '•', '·', '.', '…', '/']


class Unfaithful(AssertionError):
    pass


def labels():
    """The words that outputs add: all columns of wz-label.h."""
    header = (ROOT / 'core/include/wenzhai/wz-label.h').read_text(encoding='utf-8')
    rows = re.findall(r'X \((\w+),\s*((?:"[^"]*",?\s*)+)\)', header)
    return {word for _, strings in rows for word in re.findall(r'"([^"]*)"', strings) if word}


def strings_of(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings_of(one)


def nodes_of(value):
    """Every dictionary in a piece of the model."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from nodes_of(one)


def plain(node, end=''):
    """Characters of a text of the model, @end behind each paragraph; a formula as `$tex$`."""
    if isinstance(node, list):
        return ''.join(plain(one, end) for one in node)
    text = node.get('text', '')
    if node.get('kind', '').startswith('formula'):
        return f'${text}$'
    return text + plain(node.get('content', []) + node.get('children', []), end) + (end if node.get('kind') == 'paragraph' else '')


def any_of(strings):
    """A pattern of one group that matches each of @strings, the longest first."""
    found = sorted({fold(one) for one in strings} - {''}, key=len, reverse=True)
    return re.compile('(' + ('|'.join(map(re.escape, found)) or '(?!)') + ')')


def room(tex):
    """How many characters a formula may be where it is set."""
    return 20 + 2 * len(tex)


def rows_of(block):
    """A block as rows of cells; what is no table has a cell a row."""
    return [line.rstrip('\t').split('\t') for line in block.split('\n')]


class Part:
    """What a part of the book has to say, as blocks of rows of cells, and what it may say beside that."""

    def __init__(self, kind, pieces):
        self.kind, self.words, self.blocks, self.behind, sets = kind, set(), [], [], set()
        for _, texts in itertools.groupby(pieces, lambda piece: piece['set' if piece.get('layout') == 'beside' else 'id']):
            texts, first = list(texts), len(self.blocks)
            self.read(texts)
            if texts[0].get('layout') == 'behind' and texts[0]['set'] in sets:
                self.behind += range(first, len(self.blocks))
            sets.add(texts[0].get('set'))

    def read(self, pieces):
        said = [self.said_by(piece) for piece in pieces]
        for piece in pieces:
            self.words.update(piece.get(name, '') for name in ('label', 'placeholder', 'target'))
        if len(pieces) > 1 and len(set(map(len, said))) == 1:
            self.blocks.append([[rows_of(block) for block in blocks] for blocks in said])
        else:
            self.blocks += [[[rows_of(block)]] for blocks in said for block in blocks]

    def shown_in(self, kind):
        """What stands behind something else ends the part where readers can tap; in a page they choose."""
        if kind in ('.pdf', '.html'):
            return self.blocks
        return [block for i, block in enumerate(self.blocks) if i not in self.behind] + [self.blocks[i] for i in self.behind]

    def said_by(self, piece):
        """Of a line of the contents number, mark and first title have to be there, of a colophon all, of others what is not
        optional; and the word over the contents, since a number of theirs may stand in a date before it."""
        items = piece.get('items', [])
        if piece['role'] == 'contents-line':
            names = [item for item in items if 'code' not in item.get('flags', [])]
            title = next(i for i, item in enumerate(names) if not {'number', 'mark'} & set(item.get('flags', [])))
            needed = names[:title + 1]
        elif self.kind == 'colophon' or (self.kind, piece['role']) == ('contents', 'heading'):
            needed = items
        else:
            needed = [item for item in items if not {'optional', 'reference'} & set(item.get('flags', []))]
        self.words.update(item['text'] for item in items if item not in needed)
        if piece['role'] in ('heading', 'entry-title'):  # what goes on in another document has it again, with a number
            self.words.update(item['text'] + bracket for item in items for bracket in '(（')
        return [item['text'] for item in needed] + piece.get('blocks', [])


class Reference:
    """The galley of a run, and its model, which tells formulae, pictures and heads of tables."""

    def __init__(self, galley, issue):
        self.parts = [Part(kind, list(pieces)) for (_, kind), pieces in
                      itertools.groupby(galley, lambda piece: (piece['part'], piece['partKind']))]
        nodes = list(nodes_of(issue))
        self.formulae = {node['text'] for node in nodes if str(node.get('kind', '')).startswith('formula')}
        # Longer ones first; other dollars of a line are money.
        found = sorted(self.formulae, key=len, reverse=True)
        self.formula = re.compile(r'\$(' + ('|'.join(map(re.escape, found)) or '(?!)') + r')\$')
        self.alts = any_of(node['text'] for node in nodes if node.get('kind') == 'image')
        # A book whose addresses stand at the foot of the page has a number behind each link.
        # In a PDF notes stand at the foot of pages, wherever these end.
        self.notes = {node['number'] for node in nodes if node.get('kind') == 'note'}
        self.links = any_of(plain(node).rsplit('$', 1)[-1] for node in nodes if node.get('kind') == 'link')
        self.words = labels() | set(JOINS)
        # Heads of tables are said again on each page, words for a picture where it can't be shown.
        self.words |= {plain(cell) for node in nodes if node.get('kind') == 'table-row' and node.get('number')
                       for cell in node.get('children', [])}
        self.words |= {node['text'] for node in nodes if node.get('kind') == 'figure' and node.get('text')}
        self.known = {}

    # ---- Where a line stands ----

    def pattern(self, line, kind):
        """A line as a book of @kind shows it, and how much of what follows may belong to it. Formulae are only there in
        one that keeps their sources; words for a picture where nobody sees it."""
        ways = {'.epub': lambda tex: re.escape(fold(f'${tex}$')), '.html': lambda tex: re.escape(fold(f'${tex}$')), '.azw3': lambda tex: FORMULA,
                '.pdf': lambda tex: '.{0,%d}?' % room(tex), 'list': lambda tex: '.{0,%d}?' % room(tex)}
        out, slack = '', 0
        for i, part in enumerate(self.formula.split(line)):
            if i % 2:
                out, slack = out + ways[kind](part), room(part)
            elif fold(part):
                out, slack = out + self.with_pictures(fold(part), kind), 0
        return re.compile(out, re.S), slack if kind in ('.pdf', 'list') else 0

    def with_pictures(self, text, kind):
        """Words for a picture in a line: in brackets where it can't be shown; where it is, nobody sees them in a PDF."""
        out, at = '', 0
        for found in self.alts.finditer(text):
            out += self.with_numbers(text[at:found.start()], kind)
            out += f'(?:(?:［插[图圖]：|\\[Figure:)?{re.escape(found[0])}[］\\]]?)' + ('?' if kind == '.pdf' else '')
            at = found.end()
        return out + self.with_numbers(text[at:], kind)

    def with_numbers(self, text, kind):
        if kind != '.pdf':
            return re.escape(text)
        return ''.join(re.escape(part) + '[0-9]{0,3}?' * (i % 2) for i, part in enumerate(self.links.split(text)))

    def find(self, text, line, at, kind):
        """Where a line begins and ends, -1 if it does not, and how much more of the text may be its."""
        folded = fold(line)
        if ('$' not in line or not self.formulae) and not self.alts.search(folded) and not self.links.search(folded):
            found = text.find(folded, at)
            return found, found + len(folded), 0
        pattern, slack = self.pattern(line, kind)
        found = pattern.search(text, at)
        return (*found.span(), slack) if found else (-1, -1, 0)

    # ---- Notes ----

    def is_note(self, block):
        number = re.match(r'\[(\d+)\] ', block[0][0]) if block and block[0] else None
        return number is not None and int(number[1]) in self.notes

    def take_notes(self, text):
        """A PDF's text without its notes, each of which stands there once; a short one may stand at the foot of a page that
        a long one goes over."""
        rows = [row for part in self.parts for columns in part.blocks for column in columns for block in column
                if self.is_note(block) for row in block]
        for cell in sorted((cell for row in rows for cell in row if not re.fullmatch(r'(\[\d+\])?', fold(cell))), key=len):
            start, end, _ = self.find(text, cell, 0, '.pdf')
            if start < 0:
                raise Unfaithful(f'lost: the note {cell[:100]!r}')
            text = text[:start] + text[end:]
        return text

    # ---- The order of lines ----

    def lines_of(self, columns, text, at, kind):
        """Of a block the cells row by row; of texts beside each other one text behind the other, or block by block: as
        the book has it."""
        if len(columns) > 1 and kind == '.pdf':
            second, other = (self.find(text, self.cells(rows, text, at)[0], at, kind)[0] if rows else -1
                             for rows in (columns[0][1] if len(columns[0]) > 1 else None, columns[1][0]))
            if 0 <= other < second or second < 0:
                columns = list(zip(*columns))
        return [cell for column in columns for rows in column for cell in self.cells(rows, text, at)]

    @staticmethod
    def cells(rows, text, at):
        """Of a table that is too wide for its page each cell stands behind its head."""
        if len(rows) > 1 and len(rows[0]) > 1 and text.find(f'{fold(rows[0][0])}：{fold(rows[1][0])}', at, at + 1000) >= 0:
            rows = [[cell for pair in zip(rows[0], row) for cell in pair] for row in rows[1:]]
        return [cell for row in rows for cell in row if fold(cell)]

    # ---- What stands between ----

    def rest(self, gap, first, last):
        """What is neither label, number nor join in a piece of a book between two parts."""
        if (gap, first, last) not in self.known:
            words = self.words.union(*(part.words for part in self.parts[first:last + 1]))
            left = gap
            for word in sorted(filter(fold, words), key=lambda word: (-len(fold(word)), word)):
                if self.formula.search(word):
                    left = self.pattern(word, 'list')[0].sub('\0', left)
                left = left.replace(fold(word), '\0')
            self.known[gap, first, last] = re.sub(r'[\d\0]', '', left)
        return self.known[gap, first, last]

    def check_gap(self, gap, slack, first, last):
        """It is only labels; and @slack characters of a formula. The colophon has names of fonts and of the program."""
        if self.parts[last].kind == 'colophon':
            gap = re.sub('(字体|字型|Fonts).*|wenzhai', '', gap)
        if gap and all(self.rest(gap[n:], first, last) for n in range(slack + 1)):
            raise Unfaithful(f'{gap[:200]!r} says more than labels: {self.rest(gap, first, last)[:100]!r}')

    def check(self, parts, kind):
        """@parts: what books.parts() reads; @kind: what the book's name ends in."""
        # The cover is a picture; the head of the issue stands over the contents.
        text, at, slack, before = ''.join(text for part, text in parts if part != 'cover'), 0, 0, 0
        text = self.take_notes(text) if kind == '.pdf' and self.notes else text
        for number, part in enumerate(self.parts):
            way = 'list' if part.kind == 'contents' else kind
            for columns in part.shown_in(kind):
                if kind == '.pdf':
                    columns = [[block for block in column if not self.is_note(block)] for column in columns]
                for line in self.lines_of(columns, text, at, way):
                    start, end, more = self.find(text, line, at, way)
                    if start < 0:
                        raise Unfaithful(f'lost, or out of order: {line[:100]!r} behind {text[max(0, at - 60):at]!r}, where '
                                         f'{text[at:at + 80]!r} stands')
                    self.check_gap(text[at:start], slack, before, number)
                    at, slack, before = end, more + (slack if start == end else 0), number
        self.check_gap(text[at:], slack, before, len(self.parts) - 1)


def reference(*sources, style=None, languages=None):
    """Of files, and what options of reading stand among them, in a run's style and languages."""
    run = [f'--style={style or "classic"}'] + [f'--languages={languages}'] * bool(languages)
    galley, issue = (wenzhai('dump', '-q', f'--format={form}', *run, *sources).stdout for form in ('galley', 'json'))
    return Reference([json.loads(line) for line in galley.splitlines()], json.loads(issue))
