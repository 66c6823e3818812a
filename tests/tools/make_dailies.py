#!/usr/bin/env python3
"""Writes daily digests of invented papers, as many as wanted, for tests that need more than examples/ has.

    make_dailies.py --days 30 --entries 9 --seed 1 --out DIR [--truth FILE]
    make_dailies.py --days 50 --entries 5 --seed 3 --out DIR --vary 0.3 --gaps

The same arguments give the same bytes, with every version of Python. Papers are put together from dailies_text.py;
their identifiers (YYMM.9NNNN) lie where arXiv has none. A share of the papers comes again on a later day: a short one in full,
a full one in its second version. --vary changes the form of entries and files as people and web pages do; --truth tells
what a reader should find, a day a line, and which variations were applied. Standard library only.
"""
import argparse
import datetime
import json
import os
import re
import sys

import dailies_text as words

LEGEND = 'LG - 机器学习 \u00a0 CV - 计算机视觉 \u00a0 CL - 计算与语言 \u00a0 AS - 音频与语音 RO - 机器人'
SOURCE = '转自文摘测试编辑部'
FOOTER = '内容中包含的图片若涉及版权问题，请及时与我们联系删除'
BETWEEN = ['', '\u00a0', '']
UNKNOWN_PLACE = '单位不详'
FIRST_NUMBER = 90000  # arXiv counts a month's papers, and has never come near
HALF_WIDTH = str.maketrans('，：；？！（）“”', ',:;?!()""')
AGAIN_WITHIN = 10  # days after which a paper comes no more


class Dice:
    """SplitMix64: numbers that no version of Python can change."""

    def __init__(self, *seed):
        self.state = 0
        for part in seed:
            self.state = (self.state * 0x2545F4914F6CDD1D + part + 1) % (1 << 64)
            self.next()

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) % (1 << 64)
        mixed = self.state
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9 % (1 << 64)
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB % (1 << 64)
        return mixed ^ (mixed >> 31)

    def below(self, n):
        return self.next() % n

    def between(self, low, high):
        return low + self.below(high - low + 1)

    def chance(self, share):
        return self.next() < share * (1 << 64)

    def choice(self, items):
        return items[self.below(len(items))]

    def sample(self, items, n):
        left = list(items)
        return [left.pop(self.below(len(left))) for _ in range(min(n, len(left)))]


# --- papers ---------------------------------------------------------------------------------------------------

def in_sentence(title):
    """'Sparse Attention' as it stands in a sentence."""
    return ' '.join(word if re.search(r'\d|Chinese|Bayesian', word) else word.lower() for word in title.split())


def subject_of(number):
    """Topic, method, setting and manner of paper @number; 160,000 papers before one comes again."""
    tables = (words.TOPICS, words.METHODS, words.SETTINGS, words.MANNERS)
    total = 1
    for table in tables:
        total *= len(table)
    at = number * 98887 % total  # no common factor, so that each is met once; the golden section, so that neighbours differ
    rows = []
    for table in tables:
        rows.append(table[at % len(table)])
        at //= len(table)
    return rows


def sentences(dice, version):
    chosen = [dice.choice(words.OPENING), *dice.sample(words.METHOD, 2), *dice.sample(words.DETAIL, dice.between(2, 4)),
              *dice.sample(words.RESULT, dice.between(1, 2))]
    if dice.chance(0.6):
        chosen.append(dice.choice(words.CLOSING))
    if version > 1:
        chosen.append(('本版更正了表3中的一处错误，结论不变。', 'This version corrects an error in Table 3; the conclusions stand.'))
    return chosen


def first_letter_up(text):
    return text[:1].upper() + text[1:]


def person(dice):
    given = dice.choice(words.GIVEN)
    middle = f' {dice.choice(words.GIVEN)[0]}.' if dice.chance(0.2) else ''
    return f'{given}{middle} {dice.choice(words.FAMILY)}'


def paper(seed, number, day, serial):
    """Invented paper @number of a run, first seen on @day, the @serial-th of its month."""
    dice = Dice(seed, number)
    (tag, topic_zh, topic), (method_zh, method), (setting_zh, setting), (manner_zh, manner) = subject_of(number + seed * 7919)
    name = dice.choice(words.NAMES)
    title_zh, title = dice.choice(words.TITLES)
    if dice.chance(0.3):
        title_zh, title = name + '：' + title_zh, name + ': ' + title
    error = dice.between(12, 60)
    values = {'a': error, 'b': dice.between(2, 90) * 100, 'c': f'{dice.between(1, 9)}.{dice.between(1, 9)}', 'd': dice.between(3, 9),
              'e': f'{error - dice.between(2, 9)}.{dice.between(1, 9)}', 'N': name, 'B': dice.choice(words.BENCHES)}
    chinese = dict(values, t=topic_zh, m=method_zh, s=setting_zh, T=topic_zh, M=method_zh, S=setting_zh, A=manner_zh)
    english = dict(values, t=in_sentence(topic), m=in_sentence(method), s=in_sentence(setting), T=topic, M=method, S=setting, A=manner,
                   an='An' if manner[0] in 'AEIO' else 'A')
    authors = []
    for _ in range(dice.between(1, 8)):
        one = person(dice)
        if one not in authors:
            authors.append(one)
    made = {'tag': tag, 'title_zh': title_zh.format(**chinese), 'title_en': title.format(**english), 'authors': authors,
            'places': [] if dice.chance(0.1) else dice.sample(words.PLACES, dice.between(1, 4)),
            'arxiv_id': f'{day:%y%m}.{FIRST_NUMBER + serial}', 'version': 1, 'dice': dice.next()}
    made['texts'] = {version: abstracts(made['dice'], version, chinese, english) for version in (1, 2)}
    return made


def abstracts(seed, version, chinese, english):
    chosen = sentences(Dice(seed), version)
    return (''.join(zh.format(**chinese) for zh, _ in chosen),
            ' '.join(first_letter_up(en.format(**english)) for _, en in chosen))


# --- entries --------------------------------------------------------------------------------------------------

def short_name(name):
    """'Anna K. Abebe' -> 'A K. Abebe'."""
    given, rest = name.split(' ', 1)
    return f'{given[0]} {rest}'


def author_line(record, dice):
    names = [short_name(name) for name in record['authors']]
    if not names:
        return None, False
    if len(names) <= 4:
        return ', '.join(names), False
    line = ', '.join(names[:3])
    if dice.chance(0.1):  # cut in the middle of a name, as web pages do
        line = line[:-dice.between(1, 3)].rstrip(' ,.')
    return line + '...', True


def place_line(record, policy):
    names = record['places']
    if not names:
        return None if policy == 'omit' else f'[{UNKNOWN_PLACE}]'
    return '[' + ' & '.join(names[:3] + ['...'] if len(names) > 3 else names) + ']'


def lose_something(record, dice):
    """A record with a gap."""
    what = dice.choice(['title_zh', 'summary', 'abstract', 'authors', 'places'])
    lost = dict(record)
    if what in ('summary', 'abstract'):
        lost['texts'] = {version: (None if what == 'summary' else zh, None if what == 'abstract' else en)
                         for version, (zh, en) in record['texts'].items()}
    else:
        lost[what] = None if what == 'title_zh' else []
    return lost


def entry(record, number, options, dice):
    """The lines of an entry, numbered or short, and what a reader should get out of them."""
    def pasted(text):
        return text.translate(HALF_WIDTH) if text and options.punct == 'seed' else text

    version = record['version']
    zh, en = record['texts'][version]
    title, text = pasted(record['title_zh']), pasted(zh) if number else None
    abstract = en if number else None
    names, cut = author_line(record, dice)
    places = place_line(record, options.affil)
    url = f"https://arxiv.org/abs/{record['arxiv_id']}" + (f'v{version}' if version > 1 else '')
    lines = [(f'{number}、' if number else '') + f"[{record['tag']}] {record['title_en']}", '']
    if number:
        # The title ends with a stop of its own and runs on into the abstract.
        lines += [line for line in (names, places, f"{title}。{text or ''}" if title else text) if line]
        lines += ['', abstract] if abstract else []
        lines += ['', url]
    else:
        lines += [line for line in (title, names, places, url) if line]
    return lines, {'number': number, 'tag': record['tag'], 'title_en': record['title_en'], 'title_zh': title,
                   'authors_line': names, 'authors_cut': cut, 'affiliations_line': places, 'summary_zh': text,
                   'abstract_en': abstract, 'url': url, 'arxiv_id': record['arxiv_id']}


# --- variations of form ---------------------------------------------------------------------------------------
# Each takes the lines of an entry, whose first is the heading, and gives new ones.

def heading(pattern, replacement):
    return lambda lines, dice: [re.sub(pattern, replacement, lines[0], count=1), *lines[1:]]


def link(change):
    return lambda lines, dice: [change(line) if line.startswith('http') else line for line in lines]


def hard_wrapped(lines, dice):
    out = []
    for line in lines:
        if len(line) > 300 and line.isascii():
            row = ''
            for word in line.split():
                if row and len(row) + len(word) > 76:
                    out.append(row)
                    row = ''
                row = f'{row} {word}'.strip()
            out.append(row)
        else:
            out.append(line)
    return out


def invisible(lines, dice):
    return [lines[0][:4] + dice.choice('\u200b\ufeff\u200d\u2060') + lines[0][4:], *lines[1:]]


ENTRY_VARIATIONS = {
    'number-dot': heading(r'^(\d+)、', r'\1. '),
    'number-in-parentheses': heading(r'^(\d+)、', r'(\1) '),
    'number-full-width': heading(r'^\d+', lambda m: m[0].translate(str.maketrans('0123456789', '０１２３４５６７８９'))),
    'number-missing': heading(r'^\d+、', ''),
    'heading-indented': heading('^', '\u3000\u3000'),
    'heading-markdown': heading('^', '### '),
    'tag-missing': heading(r'\[[A-Z]+\]\s*', ''),
    'tag-lenticular': heading(r'\[([A-Z]+)\]', r'【\1】'),
    'tag-full-width': heading(r'\[([A-Z]+)\]', r'［\1］'),
    'tag-spaced': heading(r'\[([A-Z]+)\]', r'[ \1 ]'),
    'tag-glued': heading(r'\]\s+', ']'),
    'tag-of-arxiv': heading(r'\[([A-Z]+)\]', r'[cs.\1]'),
    'tags-two': heading(r'\[([A-Z]+)\]', r'[\1][AI]'),
    'tags-with-comma': heading(r'\[([A-Z]+)\]', r'[\1, AI]'),
    'title-in-brackets': heading(r'(\]\s*)(.+)$', r'\1《\2》'),
    'title-bold': heading(r'(\]\s*)(.+)$', r'\1**\2**'),
    'nbsp-in-heading': lambda lines, dice: [lines[0].replace(' ', '\u00a0'), *lines[1:]],
    'ellipsis-as-character': lambda lines, dice: [line.replace('...', '…') for line in lines],
    'spaces-at-ends': lambda lines, dice: [line and line + dice.choice([' ', '\t', '\u3000', '  ']) for line in lines],
    'zero-width': invisible,
    'link-missing': lambda lines, dice: [line for line in lines if not line.startswith('http')],
    'link-http': link(lambda url: url.replace('https:', 'http:')),
    'link-to-pdf': link(lambda url: url.replace('/abs/', '/pdf/') + '.pdf'),
    'link-labelled': link(lambda url: '论文链接:' + url),
    'link-with-stop': link(lambda url: url + '。'),
    'abstract-hard-wrapped': hard_wrapped,
    'no-blank-lines': lambda lines, dice: [line for line in lines if line.strip()],
}
FILE_VARIATIONS = ['bom', 'crlf', 'cr', 'no-legend', 'no-source', 'no-summary', 'no-footer', 'dated-title', 'blank-lines-first',
                   'summary-colon-full-width', 'heading-without-colon', 'no-nbsp', 'line-end-last']


# --- days -----------------------------------------------------------------------------------------------------

class Run:
    """Deals papers to days: new ones, and now and then one of the last days again."""

    def __init__(self, options):
        self.options, self.count, self.serials, self.seen = options, 0, {}, []

    def new(self, day):
        month = day.strftime('%y%m')
        self.serials[month] = self.serials.get(month, 0) + 1
        self.count += 1
        return paper(self.options.seed, self.count, day, self.serials[month])

    def again(self, day, taken):
        """A paper of an earlier day, now in full; in its second version if it was so before."""
        past = [row for row in self.seen if row['paper']['arxiv_id'] not in taken and not row['again']
                and 0 < (day - row['day']).days <= AGAIN_WITHIN]
        return past

    def deal(self, day, full, taken, dice):
        past = self.again(day, taken) if full and dice.chance(self.options.repeat) else []
        if past:
            row = dice.choice(past)
            row['again'] = True
            record = dict(row['paper'], version=2 if row['full'] else 1)
        else:
            record = self.new(day)
            if self.options.gaps and dice.chance(0.2):
                record = lose_something(record, dice)
            self.seen.append({'paper': record, 'day': day, 'full': full, 'again': False})
        taken.add(record['arxiv_id'])
        return record

    def day(self, day, dice):
        self.seen = [row for row in self.seen if (day - row['day']).days <= AGAIN_WITHIN]
        taken = set()
        full = [self.deal(day, True, taken, dice) for _ in range(self.options.entries)]
        short = [self.deal(day, False, taken, dice) for _ in range(self.options.others)]
        return full, short


def file_variations(options, dice):
    chosen = [name for name in FILE_VARIATIONS if options.vary and dice.chance(options.vary / 4)]
    return [name for name in chosen if name != 'cr' or 'crlf' not in chosen]


def head_lines(day, titles, vary, colon):
    lines = ['', '\u00a0', ''] if 'blank-lines-first' in vary else []
    if 'dated-title' in vary:
        lines += [f'论文速览({day.month}.{day.day})', '']
    if 'no-legend' not in vary:
        lines += [LEGEND, '']
    if 'no-source' not in vary:
        lines += [SOURCE, '']
    if 'no-summary' not in vary:
        # A Latin name before a Chinese title is dropped here.
        short = [re.sub(r'^[\x20-\x7e]{1,40}[:：](?=[^\x00-\x7f])', '', title) for title in titles]
        lines += ['摘要' + ('：' if 'summary-colon-full-width' in vary else colon) + '、'.join(short)]
    return lines + BETWEEN


def daily(run, day, dice):
    """The text of a day's file, and its truth."""
    options = run.options
    full, short = run.day(day, dice)
    vary = file_variations(options, dice)
    truth = {'date': day.isoformat(), 'entries': [], 'variations': [['file', name] for name in vary]}
    entries = [entry(record, number, options, dice) for number, record in enumerate(full, 1)]
    entries += [entry(record, None, options, dice) for record in short]
    colon = '：' if options.punct == 'full' else ':'
    lines = head_lines(day, [want['title_zh'] for _, want in entries if want['title_zh']], vary, colon)
    for at, (text, want) in enumerate(entries):
        if at == len(full):
            lines += ['另外几篇值得关注的论文' + ('' if 'heading-without-colon' in vary else colon), '']
        if options.vary and dice.chance(options.vary):
            name = dice.choice(list(ENTRY_VARIATIONS))
            text = ENTRY_VARIATIONS[name](text, dice)
            truth['variations'].append([want['number'] or 'short', name])
        truth['entries'].append(want)
        lines += text + BETWEEN
    return finish(lines, vary, options), truth


def finish(lines, vary, options):
    if 'no-footer' in vary:
        while not lines[-1].strip():
            lines.pop()
    else:
        lines += ['\u00a0', '', FOOTER if options.punct == 'full' else FOOTER.translate(HALF_WIDTH)]
    if 'no-nbsp' in vary:
        lines = [line if line != '\u00a0' else '' for line in lines]
    end = '\r\n' if 'crlf' in vary else '\r' if 'cr' in vary else '\n'
    return ('\ufeff' if 'bom' in vary else '') + end.join(lines) + (end if 'line-end-last' in vary else '')


def parse(arguments):
    parser = argparse.ArgumentParser(description='Write daily digests of invented papers.')
    parser.add_argument('--days', type=int, required=True, help='number of files')
    parser.add_argument('--entries', type=int, default=9, help='numbered entries a day')
    parser.add_argument('--others', type=int, default=4, help='short entries a day')
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--out', required=True, help='folder for YYYY-MM-DD.txt')
    parser.add_argument('--start', default='2026-01-05', help='date of the first file')
    parser.add_argument('--affil', choices=['real', 'omit'], default='real', help='unknown places: [单位不详], or no line')
    parser.add_argument('--punct', choices=['seed', 'full'], default='seed', help='Chinese punctuation: half-width or full')
    parser.add_argument('--gaps', action='store_true', help='let a fifth of the papers lack a field')
    parser.add_argument('--vary', type=float, default=0.0, help='share of the entries whose form varies')
    parser.add_argument('--repeat', type=float, default=0.08, help='share of the full entries that come again')
    parser.add_argument('--truth', help='also write what a reader should find')
    options = parser.parse_args(arguments)
    if options.days < 1 or options.entries < 0 or options.others < 0 or not 0 <= options.vary <= 1 or not 0 <= options.repeat <= 1:
        parser.error('--days starts at 1, --entries and --others at 0, --vary and --repeat lie in 0..1')
    return options


def main(arguments=None):
    options = parse(arguments)
    run = Run(options)
    start = datetime.date.fromisoformat(options.start)
    os.makedirs(options.out, exist_ok=True)
    truths = []
    for offset in range(options.days):
        day = start + datetime.timedelta(days=offset)
        text, truth = daily(run, day, Dice(options.seed, offset, 77))
        truths.append(truth)
        with open(os.path.join(options.out, f'{day}.txt'), 'wb') as handle:
            handle.write(text.encode('utf-8'))
    if options.truth:
        with open(options.truth, 'w', encoding='utf-8') as handle:
            handle.writelines(json.dumps(truth, ensure_ascii=False) + '\n' for truth in truths)
    return 0


if __name__ == '__main__':
    sys.exit(main())
