#!/usr/bin/env python3
"""Digests of random shape, as JSON for the `json` reader: 1 to 300 papers, lengths around the 4096-byte edge,
characters outside the basic plane, empty abstracts, every kind of rich text. The same seed gives the same digest.

Usage: random_issue.py SEED FILE"""

import json
import random
import sys
from pathlib import Path

# none that stands in a label, so that one character of text is not found in 摘要 or 上一篇
HAN = '的是在不了有和人这中大为个国我以他时来用们生到作地出就分对成会可主发年动同工也能过子说产种面而方后多定行学法所民得经'
ASTRAL = '𠮷𠀀𪜀𫠝𝒳𝟘🎓'
PUNCTUATION = '，。、；：？！“”（）《》——……'
LATIN = ['model', 'Transformer', 'R&D', 'a<b', '"quoted"', "it's", 'naïve', 'Ł', '10%', 'x_i', '<tag>', '&amp;']
EDGES = [0, 0, 1, 30, 200, 900, 4090, 4096, 4099, 8190, 8200, 20000]


def prose(rng, size):
    out, length = [], 0
    while length < size:
        kind = rng.random()
        piece = (rng.choice(HAN) * (1 if kind < 0.7 else 3) if kind < 0.75 else rng.choice(PUNCTUATION) if kind < 0.85 else
                 rng.choice(ASTRAL) if kind < 0.9 else rng.choice(LATIN) + rng.choice(['', ' ', '，']))
        out.append(piece)
        length += len(piece.encode())
    return ''.join(out).strip()


def inlines(rng, size):
    text = prose(rng, size)
    nodes = [{'text': text}] if text else []
    for _ in range(rng.randrange(3)):
        kind = rng.choice(['emphasis', 'strong', 'code', 'link', 'formula', 'line-break', 'span'])
        word = prose(rng, 9) or '字'
        nodes.append({'emphasis': {'kind': kind, 'children': [{'text': word}]},
                      'strong': {'kind': kind, 'children': [{'text': word}]},
                      'span': {'kind': kind, 'lang': 'en', 'children': [{'text': 'in English'}]},
                      'link': {'kind': kind, 'target': 'https://example.org/?a=1&b=2', 'children': [{'text': word}]},
                      'code': {'kind': kind, 'text': 'if (a < b) && c'},
                      'formula': {'kind': kind, 'text': rng.choice(['x^2', '\\alpha_{i}', '\\frac{a}{b}', '\\weird{x}'])},
                      'line-break': {'kind': kind}}[kind])
        nodes.append({'text': prose(rng, 12) or '，'})
    return nodes


def block(rng, size):
    kind = rng.choice(['paragraph'] * 6 + ['list', 'quote', 'code-block', 'table', 'heading', 'rule', 'formula-block'])
    if kind == 'list':
        items = [{'kind': 'list-item', 'children': [{'kind': 'paragraph', 'children': inlines(rng, size // 4 + 3)}]}
                 for _ in range(rng.randrange(1, 6))]
        return {'kind': kind, 'number': rng.randrange(2), 'children': items}
    if kind == 'quote':
        return {'kind': kind, 'children': [{'kind': 'paragraph', 'children': inlines(rng, size)}]}
    if kind == 'code-block':
        return {'kind': kind, 'text': 'for (i = 0; i < n; i++)\n  x += "&";\n' * rng.randrange(1, 20)}
    if kind == 'table':
        row = lambda head: {'kind': 'table-row', 'number': head, 'children': [
            {'kind': 'table-cell', 'children': [{'text': prose(rng, 6) or '格'}]} for _ in range(3)]}
        return {'kind': kind, 'children': [row(1)] + [row(0) for _ in range(rng.randrange(1, 200))]}
    if kind == 'heading':
        return {'kind': kind, 'number': rng.randrange(1, 4), 'children': [{'text': prose(rng, 20)}]}
    if kind == 'rule':
        return {'kind': kind}
    if kind == 'formula-block':
        return {'kind': kind, 'text': 'E = mc^2'}
    return {'kind': 'paragraph', 'children': inlines(rng, size)}


def entry(rng, number, full):
    size = rng.choice(EDGES) + rng.randrange(3)
    titles = [{'lang': 'zh-Hans', 'content': [{'text': prose(rng, rng.choice([6, 40, 119, 121, 400]))}]},
              {'lang': 'en', 'content': [{'text': f'Paper {number}: ' + rng.choice(LATIN)}]}]
    made = {'key': f'2209.{number:05}', 'full': full, 'arxivId': f'2209.{number:05}',
            'titles': titles if rng.random() < 0.9 else titles[1:],
            'authors': [{'text': name} for name in ['A Author', '李四', 'Ö Zürn'][:rng.randrange(4)]],
            'affiliations': [{'text': 'MIT & CSAIL'}][:rng.randrange(2)],
            'links': [{'url': f'https://arxiv.org/abs/2209.{number:05}'}], 'abstracts': []}
    if full:
        made['ordinal'] = number + 1
        if size:
            made['abstracts'].append({'lang': 'zh-Hans', 'content': [
                {'kind': 'paragraph', 'children': inlines(rng, size)}]})
        if rng.random() < 0.8:
            made['abstracts'].append({'lang': 'en', 'content': [
                {'kind': 'paragraph', 'children': [{'text': 'An abstract in English. ' * rng.randrange(1, 60)}]}]})
        if rng.random() < 0.3:
            made['body'] = {'content': [block(rng, rng.choice(EDGES)) for _ in range(rng.randrange(1, 8))]}
    made.update(record(random.Random(number)))
    return made


POINT_KINDS = ['tldr', 'highlight', 'motivation', 'method', 'result', 'conclusion', 'limitation', 'recommendation']


def record(rng):
    """What an archive or a crawler may say."""
    made = {name: text for name, text in (('venue', 'ICML 2026'), ('comment', '12 pages'), ('score', '8.5'), ('journalRef', 'Nature 650, 12–19'),
                                          ('published', '2022-09-20'), ('updated', '2022-09-22'), ('status', rng.choice(['replaced', 'cross', 'withdrawn'])))
            if rng.random() < 0.3}
    if rng.random() < 0.5:
        made['points'] = [{'kind': kind, 'text': {'lang': lang, 'content': [{'kind': 'paragraph', 'children': inlines(rng, rng.randrange(1, 200))}]}}
                          for kind in POINT_KINDS for lang in ('zh-Hans', 'en') if rng.random() < 0.4]
    return made


def issue(seed):
    rng = random.Random(seed)
    left = rng.choice([1, 2, 5, 9, 20, rng.randrange(1, 60), rng.randrange(1, 301)])
    sections, number = [], 0
    while left > 0:
        n = min(left, rng.randrange(1, 40))
        full = rng.random() < 0.8
        section = {'kind': 'featured' if full else 'notable', 'id': f's{len(sections)}',
                   'entries': [entry(rng, number + i, full) for i in range(n)]}
        if rng.random() < 0.8:
            section['heading'] = {'zh-Hans': f'第{len(sections) + 1}部分'}
        sections.append(section)
        number += n
        left -= n
    return {'wenzhai': 1, 'lang': 'zh-Hans', 'title': {'zh-Hans': f'随机文摘{seed}'}, 'date': '2022-09-23',
            'identifier': f'urn:uuid:00000000-0000-5000-8000-{seed:012}', 'sections': sections}


if __name__ == '__main__':
    Path(sys.argv[2]).write_text(json.dumps(issue(int(sys.argv[1])), ensure_ascii=False))
