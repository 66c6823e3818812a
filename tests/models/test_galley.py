#!/usr/bin/env python3
"""Whether the galley says all that an issue holds: every string of `dump --format=json` stands in the galley that shows
everything, or is of a kind that no page says."""
import json

from harness import scratch, tap, wenzhai
from harness.books import fold
from models import zoo

FOLDER = scratch()

# Members that no page says, and why.
UNSAID = {
    'lang': 'how words are set, and which are shown', 'kind': 'what a thing is', 'id': 'a name in links', 'key': 'a name in links',
    'resource': 'a name in links', 'entries': 'keys of papers', 'align': 'how a cell is set', 'mediaType': 'of a picture',
    'data': 'a picture', 'files': 'where a text stood', 'at': 'where a text stood', 'stem': 'the name of the file',
    'seriesSlug': 'for names of files', 'seriesId': 'for catalogues', 'modified': 'for catalogues', 'summary': 'for catalogues',
    'volume': 'for catalogues', 'date': 'said in words', 'firstDay': 'said in words', 'lastDay': 'said in words',
    'variants': 'what a merge did not take', 'variant': 'which edition it is', 'url': 'where a link leads', 'target': 'where a link leads',
    'arxivId': 'said by its link', 'doi': 'said by its link', 'source': 'of an appearance, whose day is said', 'category': 'of a section',
    'identifier': 'said by the colophon', 'language': 'of code', 'identity': 'said by its link', 'status': 'said in words',
    'given': 'said by the name', 'family': 'said by the name', 'suffix': 'said by the name', 'published': 'said in words',
    'updated': 'said in words',
}


def said_by(pieces):
    """All that the pieces say, folded."""
    words = []
    for piece in pieces:
        words += piece.get('blocks', [])
        words += [item['text'] for item in piece.get('items', [])]
        words += [piece.get(name, '') for name in ('label', 'alternative', 'placeholder', 'target')]
    return fold('\n'.join(words))


def spoken(value, own):
    """What is said of heads and names: once, in the issue's own language. Of a figure in a text its caption."""
    if isinstance(value, dict) and own in value:
        return {own: value[own]}
    if isinstance(value, list) and any(isinstance(one, dict) and one.keys() == {'lang', 'text'} for one in value):
        return [one for one in value if one['lang'] == own] or value
    if isinstance(value, dict) and value.get('kind') == 'figure':
        return value.get('children', [])
    return value


def strings_of(value, own, path=''):
    """(path, string) of all that is to be said."""
    value = spoken(value, own)
    if isinstance(value, str):
        yield path, value
    for name, one in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        if name not in UNSAID:
            yield from strings_of(one, own, f'{path}/{name}')


def test_every_string():
    for name, make in zoo.MODELS.items():
        source = FOLDER / f'{name}.json'
        source.write_text(json.dumps(make(), ensure_ascii=False), encoding='utf-8')
        issue, galley = (wenzhai('dump', '-q', '--no-normalize', f'--format={form}', source).stdout for form in ('json', 'galley'))
        said = said_by([json.loads(line) for line in galley.splitlines()])

        def check():
            model = json.loads(issue)
            lost = [(path, text) for path, text in strings_of(model, model['lang']) if fold(text) not in said]
            assert not lost, lost[:6]
        yield name, check


tap.run(globals())
