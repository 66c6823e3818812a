"""The same dailies for the programs that we are measured beside: as HTML for pandoc and calibre, as Typst source.

Both are written from what the maker of the dailies says a reader should find (--truth), not from what wenzhai reads.
"""

import html
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from harness import azw3, dailies  # noqa: E402


class Dailies:
    """N generated days of nine full and four short entries each: sources, and their content as dictionaries."""

    def __init__(self, folder, days):
        self.days = days
        truth = folder / f'{days}-days.json'
        self.sources = dailies.make(folder / f'{days}-days', days, '--truth', truth, real=True)
        self.content = [json.loads(line) for line in truth.read_text(encoding='utf-8').splitlines()]
        self.entries = sum(len(day['entries']) for day in self.content)
        self.bytes = sum(path.stat().st_size for path in self.sources.glob('*.txt'))

    def __str__(self):
        return f'{self.days} days, {self.entries} entries, {self.bytes // 1000} KB'


FIELDS = ('authors_line', 'affiliations_line', 'summary_zh', 'abstract_en', 'url')


def heading(entry):
    number = f"{entry['number']} " if entry['number'] else ''
    return number + (entry['title_zh'] or entry['title_en'])


def write_cover(book, path):
    """The cover of an AZW3 file as a file of its own."""
    parts = azw3.Book(book.read_bytes())
    path.write_bytes(parts.resources[parts.kf8.number(201)])
    return path


def write_html(dailies, path):
    """Days as h1, papers as h2, a paragraph a field: pandoc and calibre split and list contents by these."""
    parts = ['<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>论文文摘</title></head><body>']
    for day in dailies.content:
        parts.append(f"<h1>{day['date']}</h1>")
        for entry in day['entries']:
            parts.append(f'<h2>{html.escape(heading(entry))}</h2><p lang="en">{html.escape(entry["title_en"])}</p>')
            for field in FIELDS:
                if entry.get(field):
                    lang = ' lang="en"' if field == 'abstract_en' else ''
                    parts.append(f'<p{lang}>{html.escape(entry[field])}</p>')
    parts.append('</body></html>')
    path.write_text('\n'.join(parts), encoding='utf-8')
    return path


# The page of our style classic: A5, 29 em of 10.5 pt, baselines 1.62 em apart, English at 0.95 em without indent, the
# same fonts; Latin letters from the Latin font and Chinese marks from the Chinese one, as Typst scores best.
TYPST_HEAD = '''#set document(title: "论文文摘", date: none)
#set page(paper: "a5", numbering: "1", margin: (x: 57.5pt, top: 50pt, bottom: 38pt))
#set text(lang: "zh", region: "cn", size: 10.5pt, top-edge: 0.8em, bottom-edge: -0.2em,
  font: ((name: "Noto Serif", covers: "latin-in-cjk"), "Noto Serif CJK SC"))
#set par(justify: true, leading: 0.62em, spacing: 0.62em)
#show heading: set text(font: ("Noto Sans", "Noto Sans CJK SC"))
#let zh(body) = par(first-line-indent: (amount: 2em, all: true), body)
#let en(body) = par(text(lang: "en", size: 0.95em, body))
#outline(title: "目录", depth: 2)
'''


def typst_string(text):
    return '"' + text.replace('\\', '\\\\').replace('"', '\\"') + '"'


def write_typst(dailies, path):
    parts = [TYPST_HEAD]
    for day in dailies.content:
        parts.append(f"#heading(level: 1, {typst_string(day['date'])})")
        for entry in day['entries']:
            parts.append(f'#heading(level: 2, {typst_string(heading(entry))})')
            parts.append(f'#en(strong({typst_string(entry["title_en"])}))')
            for field in FIELDS:
                if not entry.get(field):
                    continue
                if field == 'url':
                    parts.append(f'#par(link({typst_string(entry[field])}))')
                elif field == 'abstract_en':
                    parts.append(f'#en({typst_string(entry[field])})')
                else:
                    parts.append(f'#zh({typst_string(entry[field])})')
    path.write_text('\n'.join(parts) + '\n', encoding='utf-8')
    return path


def calibre_command(page, cover, target):
    """AZW3 with cover and nested contents, as ours has them."""
    return ['ebook-convert', page, target, '--cover', cover, '--level1-toc', '//h:h1', '--level2-toc', '//h:h2']
