"""Whether a book says what it was made of, and nothing else: every line of the reference text whole and in order, and
between them labels, numbers and joins."""
import json
import re

from . import ROOT, wenzhai
from .books import FORMULA, fold

# How names are joined, lists marked, numbers and languages told apart; and what navigation says.
JOINS = ['et al.', 'Untitled', '[', ']', '&', '|', ',', ';', '、', '。', '：', ':', '（', '）', '(', ')', '［', '］', '–', '•', '·', '.', '…', '/']

# Days, which outputs write in words, and numbers of issues.
DATE = re.compile(r'(至?(\d+年)?(\d+月)?\d+日)+|\d+(January|February|March|April|May|June|July|August|September|October|November|December)\d+')

# Parts of a book that only list what stands elsewhere.
LISTS = ('cover', 'contents', 'index', 'colophon')


class Unfaithful(AssertionError):
    pass


def labels():
    """The words that outputs add: all columns of wz-label.h."""
    header = (ROOT / 'core/include/wenzhai/wz-label.h').read_text(encoding='utf-8')
    rows = re.findall(r'X \((\w+),\s*((?:"[^"]*",?\s*)+)\)', header)
    return {word for _, strings in rows for word in re.findall(r'"([^"]*)"', strings) if word}


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


def strings_of(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings_of(one)


def formulae_of(issue):
    return {node['text'] for node in nodes_of(issue) if str(node.get('kind', '')).startswith('formula')}


def room(tex):
    """How many characters a formula may be where it is set."""
    return 20 + 2 * len(tex)


class Reference:
    """The lines that a book of an issue has to show, and the words that it may add."""

    def __init__(self, text, issue):
        self.formulae = formulae_of(issue)
        self.lines = [cell for line in text.split('\n') for cell in line.split('\t') if fold(cell)]
        words = labels() | set(JOINS) | set(self.names_of(issue))
        self.words = sorted({fold(word) for word in words} - {''}, key=len, reverse=True)
        self.alts = {fold(node['text']) for node in nodes_of(issue) if node.get('kind') == 'image' and fold(node.get('text', ''))}
        self.known = {}

    @staticmethod
    def names_of(issue):
        """What may be said again: the head of the issue, names of categories, titles in heads of what goes on, heads of
        tables on each page, words for a picture; and an address beside its code for phones."""
        for key, value in issue.items():
            if key not in ('sections', 'resources'):
                yield from strings_of(value)
        for row in issue.get('categories', []):
            yield from [row['code'], *(name['text'] for name in row['names'])]
        for node in nodes_of(issue):
            yield from (link['url'] for link in node.get('links', []))
            for title in node.get('titles', []):
                yield plain(title)
            for alt in node.get('alts', []):
                yield alt['text']
            if node.get('kind') == 'table-row' and node.get('number'):
                yield from map(plain, node.get('children', []))
            if node.get('kind') in ('image', 'figure') and node.get('text'):
                yield node['text']
            if isinstance(node.get('heading'), dict):
                yield from node['heading'].values()

    def pattern(self, line, kind):
        """A line as a book of @kind shows it, and how much of what follows may belong to it. Formulae are only there in
        one that keeps their sources; words for a picture where nobody sees it."""
        ways = {'.epub': lambda tex: re.escape(fold(f'${tex}$')), '.azw3': lambda tex: FORMULA,
                '.pdf': lambda tex: '.{0,%d}?' % room(tex)}
        out, slack = '', 0
        for i, part in enumerate(re.split(r'\$((?:[^$\\]|\\.)*)\$', line)):
            if i % 2 and part in self.formulae:
                out, slack = out + ways[kind](part), room(part)
            elif fold(part) or i % 2:
                out, slack = out + re.escape(fold(f'${part}$' if i % 2 else part)), 0
        if kind == '.pdf':
            for alt in self.alts:
                out = out.replace(re.escape(alt), f'({re.escape(alt)})?')
        return re.compile(out, re.S), slack if kind == '.pdf' else 0

    def find(self, text, line, at, kind):
        """Where a line begins and ends, -1 if it does not, and how much more of the text may be its."""
        folded = fold(line)
        if ('$' not in line or not self.formulae) and not any(alt in folded for alt in self.alts):
            found = text.find(folded, at)
            return found, found + len(folded), 0
        pattern, slack = self.pattern(line, kind)
        found = pattern.search(text, at)
        return (*found.span(), slack) if found else (-1, -1, 0)

    def rest(self, gap):
        """What is neither label, number nor join in a piece of a book."""
        if gap not in self.known:
            left = DATE.sub('\0', gap)
            for word in self.words:
                left = left.replace(word, '\0')
            self.known[gap] = re.sub(r'[\d\0]', '', left)
        return self.known[gap]

    def check(self, parts, kind):
        """@parts: what books.parts() reads; @kind: what the book's name ends in."""
        text, at, slack = ''.join(text for _, text in parts), 0, 0
        for line in self.lines:
            start, end, more = self.find(text, line, at, kind)
            if start < 0:
                raise Unfaithful(f'lost, or out of order: {line[:100]!r} behind {text[max(0, at - 60):at]!r}, where '
                                 f'{text[at:at + 80]!r} stands')
            self.check_gap(parts, at, start, slack)
            at, slack = end, more + (slack if start == end else 0)
        self.check_gap(parts, at, len(text), slack)

    def check_gap(self, parts, start, end, slack):
        """From @start to @end only labels stand, but in the parts that list what stands elsewhere; and @slack characters
        of a formula."""
        begin = 0
        for kind, text in parts:
            gap = text[max(0, start - begin):max(0, end - begin)]
            if gap and kind not in LISTS and all(self.rest(gap[n:]) for n in range(slack + 1)):
                raise Unfaithful(f'{gap[:200]!r} says more than labels: {self.rest(gap)[:100]!r}')
            begin += len(text)
            if begin >= end:
                return


def reference(*sources):
    """Of files, and what options of `dump` stand among them."""
    text, issue = (wenzhai('dump', '-q', f'--format={form}', *sources).stdout for form in ('text', 'json'))
    return Reference(text, json.loads(issue))
