#!/usr/bin/env python3
"""Makes one HTML page of the SDK's headers: every documented name, with its comment and its declaration.

    make_reference.py OUTPUT.html HEADER…
"""
import html
import re
import sys
from pathlib import Path

COMMENT = re.compile(r'/\*\*\n?(.*?)\*/\n(.*?)(?=\n\n|\n/\*\*|\Z)', re.DOTALL)
STYLE = ('body{font:16px/1.5 serif;max-width:50em;margin:2em auto;padding:0 1em}pre{background:#8881;padding:.6em;overflow-x:auto}'
         'code,pre{font:14px/1.4 monospace}h3{margin-bottom:.2em}@media(prefers-color-scheme:dark){body{background:#111;color:#ddd}a{color:#8bf}}')


def words(comment):
    """The text of a comment without its stars, paragraphs apart."""
    lines = [re.sub(r'^\s*\*? ?', '', line).rstrip() for line in comment.strip().splitlines()]
    return [part.strip() for part in re.split(r'\n\n+', '\n'.join(lines)) if part.strip()]


def names_of(comment, code):
    """What a comment is about: the names at its beginning, or else those that are declared."""
    said = re.match(r'((?:\w+(?:, )?)+):', words(comment)[0]) if words(comment) else None
    named = [name for name in re.split(r', ', said[1]) if re.match(r'wz_|Wz|WZ_', name)] if said else []
    return named or re.findall(r'\b(wz_\w+)(?= \()', code)[:1] or re.findall(r'\b(Wz\w+|WZ_\w+)\b', code)[:1]


def linked(text, known):
    text = html.escape(text)
    return re.sub(r'\b(?:wz_\w+|Wz\w+|WZ_\w+)\b', lambda name: f'<a href="#{name[0]}">{name[0]}</a>' if name[0] in known else name[0],
                  text)


def main(target, *headers):
    parts = []
    for header in map(Path, headers):
        text = header.read_text(encoding='utf-8')
        head = re.match(r'/\* \S+: (.*?)(?: SPDX.*?)?\*/', text, re.DOTALL)
        parts.append((header.name, ' '.join(words(head[1])) if head else '', COMMENT.findall(text)))
    known = {name for _, _, entries in parts for comment, code in entries for name in names_of(comment, code)}
    out = ['<!DOCTYPE html>', '<html lang="en">', '<meta charset="utf-8">', '<title>wenzhai: the SDK</title>', f'<style>{STYLE}</style>',
           '<h1>The SDK of wenzhai</h1>', '<p>For a beginning see the tutorial; what follows is made from the headers.</p>', '<ul>']
    out += [f'<li><a href="#{name}">{name}</a>: {html.escape(head)}</li>' for name, head, _ in parts] + ['</ul>']
    for name, head, entries in parts:
        out += [f'<h2 id="{name}">&lt;wenzhai/{name}&gt;</h2>', f'<p>{html.escape(head)}</p>']
        for comment, code in entries:
            found = names_of(comment, code)
            anchors = ''.join(f'<span id="{one}"></span>' for one in found)
            out.append(f'<h3>{anchors}{", ".join(found) or html.escape(code.split(chr(10))[0])}</h3>')
            out += [f'<p>{linked(part, known)}</p>' for part in words(comment)]
            out.append(f'<pre>{linked(code.strip(), known)}</pre>')
    Path(target).write_text('\n'.join(out) + '\n', encoding='utf-8')


main(*sys.argv[1:])
