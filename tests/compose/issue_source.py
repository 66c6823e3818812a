#!/usr/bin/env python3
"""From `wenzhai dump --format=json` (standard input) to the scorer's source: one paragraph a line, "Z<TAB>Chinese" or
"E<TAB>English" for abstracts, "T<TAB>…" for titles. With --body, abstracts alone."""
import json
import sys


def flat(nodes):
    out = []
    for node in nodes or []:
        if node.get('kind') in ('formula', 'math') and node.get('display') is False:
            out.append(node.get('text', ''))
        elif 'text' in node:
            out.append(node['text'])
        out.append(flat(node.get('children')))
    return ''.join(out)


def paragraphs(block):
    if block.get('kind') == 'paragraph' or 'children' not in block:
        yield flat([block])
    else:
        for child in block['children']:
            yield from paragraphs(child)


def rows(issue, body):
    for section in issue.get('sections', []):
        for entry in section.get('entries', []):
            if not body:
                for title in entry.get('titles', []):
                    yield 'T', flat(title['content'])
            for abstract in entry.get('abstracts', []):
                kind = 'Z' if abstract['lang'].startswith('zh') else 'E'
                for block in abstract['content']:
                    for text in paragraphs(block):
                        yield kind, text


def main():
    for kind, text in rows(json.load(sys.stdin), '--body' in sys.argv):
        text = ' '.join(text.split())
        if text:
            print(kind + '\t' + text)


if __name__ == '__main__':
    main()
