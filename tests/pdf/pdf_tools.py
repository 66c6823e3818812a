"""Exports of the program, and what other readers see in them. Standard library only."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

SOURCE_ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = SOURCE_ROOT / 'examples'
STRESS = Path(__file__).with_name('stress.txt')
WENZHAI = os.environ.get('WENZHAI', 'wenzhai')
sys.path.insert(0, str(SOURCE_ROOT / 'tests' / 'tools'))
import dailies  # noqa: E402

# One day: the real digest that the format is known from, where it is there.
DAY = dailies.seed() or EXAMPLES / '2026-11-09.txt'


def has(*programs):
    return all(shutil.which(program) for program in programs)


def run(*command, env=None, cwd=None):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, env=env, cwd=cwd,
                          errors='replace')


def export(target, *sources, style=None, languages=None, env=None, **options):
    """Writes @target; options by name: measure='24em' is --set pdf.measure=24em."""
    command = [WENZHAI, 'export', '-q', '-t', 'pdf', '-o', target]
    if style:
        command += ['--style', style]
    if languages:
        command += ['--languages', languages]
    for name, value in options.items():
        command += ['--set', f'pdf.{name}={value}']
    done = run(*command, *sources, env=env)
    return done


def must_export(target, *sources, **options):
    done = export(target, *sources, **options)
    if done.returncode:
        raise AssertionError(f'{sources}: exit {done.returncode}: {done.stderr[-800:]}')
    return target


def dump(target, *sources, **options):
    """The placed lines: [{'kind', 'left', 'right', 'y', 'text', 'page'}]."""
    must_export(target, *sources, output='dump', **options)
    rows, page = [], 0
    for line in Path(target).read_text(encoding='utf-8').split('\n'):
        if line.startswith('page '):
            page = int(line.split()[1])
            continue
        found = re.match(r'(line|beside|label|folio|note|head) (\S+) (\S+) (\S+) \[([^\]]*)\] (.*)', line)
        if found:
            rows.append({'kind': found[1], 'left': float(found[2]), 'right': float(found[3]), 'y': float(found[4]),
                         'faces': found[5], 'text': found[6], 'page': page})
    return rows


def raw_pages(pdf):
    """Text of each page in the order of the content streams."""
    return run('pdftotext', '-raw', '-enc', 'UTF-8', pdf, '-').stdout.split('\f')[:-1]


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


def squeeze(text):
    """Design: white space and U+002D removed on both sides."""
    return ''.join(c for c in text if not c.isspace() and c != '-' and c != '\u00ad')


def issue_of(*sources):
    done = run(WENZHAI, 'dump', '--format=json', *sources)
    return json.loads(done.stdout)


def plain(node):
    """Characters of rich text; TeX sources are left out: the PDF shows what they mean."""
    if isinstance(node, str):
        return node
    if isinstance(node, list):
        return ''.join(plain(one) for one in node)
    return ''.join(plain(node[key]) for key in ('text', 'children', 'content') if key in node)


def has_formula(node):
    if isinstance(node, list):
        return any(has_formula(one) for one in node)
    return isinstance(node, dict) and ('formula' in node.get('kind', '') or
                                       any(has_formula(node.get(key, [])) for key in ('children', 'content')))


def fields_of(issue):
    """The shown fields of the issue in the order of wz_issue_text(); a field with a formula as None."""
    for section in issue['sections']:
        for entry in section.get('entries', []):
            for title in entry.get('titles', []):
                yield None if has_formula(title) else plain(title)
            for author in entry.get('authors', []):
                yield author['text']
            for affiliation in entry.get('affiliations', []):
                yield affiliation['text']
            for category in entry.get('categories', []):
                yield category['text']
            for abstract in entry.get('abstracts', []):
                for block in abstract['content']:
                    yield None if has_formula(block) else plain(block)


def radicals(text):
    """Code points that no Chinese text holds: radicals, private use, U+FFFD."""
    return [c for c in text if 0x2E80 <= ord(c) <= 0x2FDF or unicodedata.category(c) == 'Co' or c == '\ufffd']


def scratch():
    return tempfile.TemporaryDirectory(prefix='wenzhai-pdf-')
