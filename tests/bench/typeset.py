#!/usr/bin/env python3
"""How well the PDF is typeset beside Typst, XeLaTeX with ctex, and Chromium: one table, by cjk_score.py's method.

Usage: typeset.py --program WENZHAI [--tools DIR] [--measures 20,24,30,40] [FILE.txt|FOLDER...]

Running heads and folios are taken out before scoring (score_pdf.py): the scorer looks for a paragraph as one piece. A line
has a `wide gap` when one of its gaps is more than a quarter em above natural.

Each source is read and normalised by wenzhai (dump), and its paragraphs are given to all programs: same text, Noto
Serif CJK SC with Noto Serif, 10.5 pt, same measure. Each peer has the settings with which it scores best. Without a
FILE the example week is set. A peer that is not installed has no row.
"""

import argparse
import html
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import peers

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'compose'))
import score_pdf  # noqa: E402

SOURCE_ROOT = Path(__file__).resolve().parents[2]
SIZE_PT = 10.5
LEADING_EM = 1.62
HAN, LATIN, HEADING = 'Z', 'E', 'H'
# Title of a column, and the figure from the scorer's answer; `a/b` is a defects among b places.
COLUMNS = [
    ('score', lambda found: found['score']),
    ('line edge', lambda found: found['starts'] + found['ends']),
    ('adjacent', lambda found: found['adj']),
    ('no gap', lambda found: found['gap']),
    ('flush', lambda found: f"{100 * found['flush_share']:.1f} %"),
    ('over', lambda found: found['over']),
    ('lone end', lambda found: found['orphan']),
    ('zh wide gap', lambda found: percent(found['gaps']['Z'])),
    ('en wide gap', lambda found: percent(found['gaps']['E'])),
    ('zh opened', lambda found: found['track']),
    ('en spaces', lambda found: found['space']),
    ('widest', lambda found: found['maxspace']),
    ('rivers', lambda found: found['river']),
    ('ladders', lambda found: found['ladder']),
    ('text', lambda found: f"{100 * found['coverage']:.1f} %"),
]


# --- the text -----------------------------------------------------------------------------------------------

def paragraphs_of(program, source):
    """(kind, text) of each paragraph, in order, as wenzhai's editing leaves them."""
    done = subprocess.run([program, 'dump', '--format=json', source], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f'{source}: {done.stderr[-500:]}')
    found = []
    collect(json.loads(done.stdout), found)
    return found


def plain(node):
    if isinstance(node, str):
        return node
    if isinstance(node, list):
        return ''.join(plain(one) for one in node)
    return ''.join(plain(node[key]) for key in ('text', 'tex', 'children') if key in node)


def collect(issue, found):
    for section in issue['sections']:
        for entry in section['entries']:
            for title in entry.get('titles', []):
                found.append((HEADING, plain(title.get('content', title))))
            for abstract in entry.get('abstracts', []):
                kind = LATIN if abstract.get('lang') == 'en' else HAN
                for block in abstract.get('content', []):
                    found.append((kind, plain(block)))


# --- the peers ----------------------------------------------------------------------------------------------

def typst_source(text, measure_em):
    measure = f'{measure_em * SIZE_PT}pt'
    head = f'''
#set page(width: {measure} + 40mm, height: 210mm, margin: (x: 20mm, y: 20mm))
#set text(lang: "zh", region: "cn", size: {SIZE_PT}pt, top-edge: 0.8em, bottom-edge: -0.2em,
  font: ((name: "Noto Serif", covers: "latin-in-cjk"), "Noto Serif CJK SC"))
#set par(justify: true, leading: {LEADING_EM - 1:.2f}em, spacing: {LEADING_EM - 1:.2f}em)
'''
    parts = [head]
    for kind, line in text:
        string = peers.typst_string(line)
        if kind == HAN:
            parts.append(f'#par(first-line-indent: (amount: 2em, all: true), {string})')
        elif kind == LATIN:
            parts.append(f'#par(text(lang: "en", font: ("Noto Serif", "Noto Serif CJK SC"), {string}))')
        else:
            parts.append(f'#par(justify: false, text(font: ("Noto Sans", "Noto Sans CJK SC"), {string}))')
    return '\n\n'.join(parts) + '\n'


def make_typst(text, measure, folder, tools):
    source = folder / 'peer.typ'
    source.write_text(typst_source(text, measure), encoding='utf-8')
    target = folder / 'typst.pdf'
    subprocess.run([tools.node, SOURCE_ROOT / 'tests/bench/typst.mjs', tools.folder, source, target], check=True,
                   stdout=subprocess.DEVNULL)
    return target


TEX_SPECIAL = {'\\': r'\textbackslash{}', '{': r'\{', '}': r'\}', '$': r'\$', '&': r'\&', '#': r'\#', '%': r'\%',
               '_': r'\_', '^': r'\^{}', '~': r'\~{}'}


def tex(line):
    return ''.join(TEX_SPECIAL.get(character, character) for character in line)


def latex_source(text, measure_em):
    measure = f'{measure_em * SIZE_PT * 72.27 / 72:.3f}pt'
    leading = SIZE_PT * LEADING_EM
    head = rf'''\documentclass[fontset=none]{{ctexart}}
\usepackage[paperwidth=\dimexpr {measure}+40mm,paperheight=210mm,textwidth={measure},margin=20mm]{{geometry}}
\setmainfont{{Noto Serif}}\setsansfont{{Noto Sans}}
\setCJKmainfont{{Noto Serif CJK SC}}\setCJKsansfont{{Noto Sans CJK SC}}
\xeCJKsetup{{PunctStyle=quanjiao,CheckSingle=true}}
\pagestyle{{empty}}\emergencystretch=2em \widowpenalty=10000 \clubpenalty=10000 \raggedbottom
\begin{{document}}\fontsize{{{SIZE_PT}bp}}{{{leading:.3f}bp}}\selectfont\parskip=0pt
'''
    parts = [head]
    for kind, line in text:
        if kind == HAN:
            parts.append(rf'\setlength{{\parindent}}{{2em}}{tex(line)}\par')
        elif kind == LATIN:
            parts.append(rf'\noindent {tex(line)}\par')
        else:
            parts.append(rf'{{\raggedright\noindent\sffamily {tex(line)}\par}}')
    return '\n\n'.join(parts) + '\n\\end{document}\n'


def make_latex(text, measure, folder, tools):
    if not shutil.which('xelatex'):
        return None
    (folder / 'latex.tex').write_text(latex_source(text, measure), encoding='utf-8')
    subprocess.run(['xelatex', '-interaction=batchmode', 'latex.tex'], cwd=folder, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    return folder / 'latex.pdf'


def make_chromium(text, measure_em, folder, tools):
    chromium = shutil.which('chromium')
    if not chromium:
        return None
    measure = measure_em * SIZE_PT
    style = f'''@page {{ size: calc({measure}pt + 40mm) 210mm; margin: 20mm }} body {{ margin: 0; width: {measure}pt }}
      p {{ font: {SIZE_PT}pt/{LEADING_EM} "Noto Serif", "Noto Serif CJK SC"; margin: 0; text-align: justify; hyphens: auto;
          text-autospace: normal; text-spacing-trim: trim-start; line-break: strict; text-wrap: pretty; orphans: 2; widows: 2 }}
      p:lang(zh) {{ font-family: "Noto Serif CJK SC"; text-indent: 2em }}
      p.h {{ font-family: "Noto Sans CJK SC"; text-align: left; text-indent: 0 }}'''
    parts = [f'<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><style>{style}</style><body>']
    for kind, line in text:
        attribute = {HAN: 'lang="zh-CN"', LATIN: 'lang="en"', HEADING: 'class="h"'}[kind]
        parts.append(f'<p {attribute}>{html.escape(line)}</p>')
    source = folder / 'peer.html'
    source.write_text('\n'.join(parts), encoding='utf-8')
    target = folder / 'chromium.pdf'
    subprocess.run([tools.node, SOURCE_ROOT / 'tests/bench/print-pdf.mjs', tools.folder, source, target], check=True,
                   env={**os.environ, 'PUPPETEER_EXECUTABLE_PATH': chromium})
    return target


# --- ours, and the table ------------------------------------------------------------------------------------

def make_ours(program, source, measure, folder):
    target = folder / 'wenzhai.pdf'
    wanted = {'measure': f'{measure}em', 'size': f'{SIZE_PT}pt', 'cover': 'no', 'contents': 'no'}  # peers have neither
    settings = [word for name, value in wanted.items() for word in ('--set', f'pdf.{name}={value}')]
    subprocess.run([program, 'export', '-q', '-t', 'pdf', *settings, '-o', target, source], check=True)
    return target


class Tools:
    def __init__(self, folder):
        self.folder = Path(folder).absolute()
        self.node = shutil.which('node')


def scored(text):
    """The scorer's source. A paragraph with a formula is set, but not looked for: the programs write formulae in other
    characters than the text does."""
    return ''.join(f'{kind}\t{line}\n' for kind, line in text if not set(line) & set('\\{}^$'))


def score(pdf, text_file):
    doc, found = score_pdf.score(str(pdf), str(text_file), SIZE_PT)
    found['gaps'] = score_pdf.widest_gaps(doc)
    return found


def percent(count):
    lines, wide = count
    return f'{100 * wide / max(1, lines):.2f} %'


def main():
    parser = argparse.ArgumentParser(description='Score typesetting beside the peers.')
    parser.add_argument('--program', required=True)
    parser.add_argument('--tools', default=SOURCE_ROOT / '.check')
    parser.add_argument('--measures', default='20,24,30,40')
    parser.add_argument('--keep', help='folder for the PDFs')
    parser.add_argument('sources', nargs='*', default=[SOURCE_ROOT / 'examples'])
    options = parser.parse_args()
    program = Path(options.program).resolve()
    tools = Tools(options.tools)
    with tempfile.TemporaryDirectory(prefix='wenzhai-typeset-') as scratch:
        for source in options.sources:
            text = paragraphs_of(program, source)
            for measure in map(int, options.measures.split(',')):
                folder = Path(options.keep or scratch, f'{Path(source).stem}-{measure}')
                folder.mkdir(parents=True, exist_ok=True)
                text_file = folder / 'text.tsv'
                text_file.write_text(scored(text), encoding='utf-8')
                print(f'\n{source}, {measure} em')
                show(tools, program, source, text, text_file, measure, folder)


def show(tools, program, source, text, text_file, measure, folder):
    rows = {'wenzhai': make_ours(program, source, measure, folder), 'Typst': make_typst(text, measure, folder, tools),
            'XeLaTeX + ctex': make_latex(text, measure, folder, tools),
            'Chromium': make_chromium(text, measure, folder, tools)}
    print(f"  {'':<16}" + ''.join(f'{title:>13}' for title, _ in COLUMNS))
    for name, pdf in rows.items():
        if pdf:
            found = score(pdf, text_file)
            print(f'  {name:<16}' + ''.join(f'{figure(found):>13}' for _, figure in COLUMNS), flush=True)


if __name__ == '__main__':
    main()
