"""PDFs of the program, and what other readers see in them."""
import json
import re
import unicodedata
from pathlib import Path

from . import EXAMPLES, ROOT, dailies, run, scratch, wenzhai

STRESS = ROOT / 'tests' / 'models' / 'texts' / 'pages' / 'stress.txt'
# One day: the real digest that the format is known from, where it is there.
DAY = dailies.seed() or EXAMPLES / '2026-11-09.txt'
FOLDER = scratch()
MADE = {}


def path(name):
    return FOLDER / name


def export(target, *sources, style=None, languages=None, env=None, status=0, **options):
    """Writes @target, or the file of that name, and returns what the program said; options by name: measure='24em' is
    --set pdf.measure=24em."""
    command = ['export', '-q', '-t', 'pdf', '-o', path(target)]
    if style:
        command += ['--style', style]
    if languages:
        command += ['--languages', languages]
    for name, value in options.items():
        command += ['--set', f'pdf.{name}={value}']
    return wenzhai(*command, *sources, env=env, status=status)


def make(target, *sources, **options):
    export(target, *sources, **options)
    return path(target)


def once(name, *sources, **options):
    """A book that several tests look at: the same name has to mean the same book."""
    if name not in MADE:
        MADE[name] = make(f'{name}.pdf', *sources, **options)
    return MADE[name]


def dump(*sources, **options):
    """The placed lines: [{'kind', 'left', 'right', 'y', 'text', 'page'}], and the whole dump."""
    text = make('dump.pdf', *sources, output='dump', **options).read_text(encoding='utf-8')
    rows, page = [], 0
    for line in text.split('\n'):
        if line.startswith('page '):
            page = int(line.split()[1])
            continue
        found = re.match(r'(line|beside|label|folio|note|head) (\S+) (\S+) (\S+) \[([^\]]*)\] (.*)', line)
        if found:
            rows.append({'kind': found[1], 'left': float(found[2]), 'right': float(found[3]), 'y': float(found[4]),
                         'faces': found[5], 'text': found[6], 'page': page})
    return rows, text


def text_of(file):
    """In the order of the content streams, a form feed behind each page."""
    return run('pdftotext', '-raw', '-enc', 'UTF-8', file, '-').stdout


def objects_of(file):
    """All objects of a PDF that are dictionaries or arrays, as qpdf sees them."""
    answer = json.loads(run('qpdf', '--json', file).stdout)
    objects = answer['objects'] if 'objects' in answer else answer['qpdf'][1]
    values = [value.get('value', value) if isinstance(value, dict) else value for value in objects.values()]
    return [value for value in values if isinstance(value, (dict, list))]


def places(node, kind):
    """Rectangles of all links (/Annot), or places of all destinations (/XYZ), wherever they are in @node."""
    if isinstance(node, dict):
        if node.get('/Type') == kind:
            yield node['/Rect']
        node = list(node.values())
    if isinstance(node, list):
        if len(node) > 3 and node[1] == kind:
            yield node[2:4]
        for one in node:
            yield from places(one, kind)


def names_of(file):
    """Names of places that readers find in a PDF."""
    return set(re.findall(r'"([^"\n]*)"$', run('pdfinfo', '-dests', file).stdout, re.M))


def issue_of(*sources):
    return json.loads(wenzhai('dump', '--format=json', *sources).stdout)


def radicals(text):
    """Code points that no Chinese text holds: radicals, private use, U+FFFD."""
    return [c for c in text if 0x2E80 <= ord(c) <= 0x2FDF or unicodedata.category(c) == 'Co' or c == '\ufffd']


def bare_style():
    """The classic style without running heads and folios, as a folder."""
    folder = path('bare')
    folder.mkdir(exist_ok=True)
    Path(folder, 'style.ini').write_text('[style]\nInherits=classic\n[page]\nrunning-heads=no\nfolio=none\n')
    return folder
