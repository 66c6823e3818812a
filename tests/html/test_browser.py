#!/usr/bin/env python3
"""What Chromium makes of the one HTML file: languages and categories are chosen by mouse, keyboard and address, nothing is asked
for from elsewhere, nothing is wider than a phone, axe finds nothing, on paper stands what is of use there."""
import functools
import json
import os
from pathlib import Path

from harness import run, tap
from pages import MODULES, module, page, program

SCRIPT = Path(__file__).with_name('open-page.mjs')
NAMES = ('week', 'everything', 'tables', 'formulae', 'hostile', 'english')


@functools.cache
def report(name, *options):
    module('puppeteer-core')
    axe = ['--axe'] if (MODULES / 'node_modules/axe-core').exists() else []
    done = run(program('node'), SCRIPT, '--modules', MODULES, *axe, page(name, *options).path,
               env={**os.environ, 'PUPPETEER_EXECUTABLE_PATH': program('chromium')})
    return json.loads(done.stdout)


def test_every_page():
    for name in NAMES:
        yield f'{name}: asks for nothing, and nothing is wrong', lambda: quiet(report(name))
        yield f'{name}: a phone is wide enough', lambda: fits(report(name))
        yield f'{name}: axe', lambda: axe(report(name))


def quiet(seen):
    assert seen['errors'] == [] and seen['outside'] == [], (seen['errors'][:3], seen['outside'][:3])
    assert seen['first']['broken'] == 0 and seen['first']['sheets'] == 1 and seen['first']['accent']


def fits(seen):
    assert seen['phone']['width'] <= 360 and seen['first']['width'] <= 1280, (seen['phone']['width'], seen['first']['width'])


def axe(seen):
    if 'axe' not in seen:
        raise tap.Skip('npm package axe-core is not installed')
    assert seen['axe'] == [] and seen['axeDark'] == [], (seen['axe'], seen['axeDark'])


def test_languages():
    for name in ('week', 'everything'):
        seen = report(name)
        both, zh, en = seen['first'], seen['l-zh'], seen['l-en']
        assert both['zh'] > 0 and both['en'] > 0 and seen['l-both']['headings'] == both['headings']
        assert (zh['zh'], zh['en']) == (both['zh'], 0) and (en['zh'], en['en']) == (0, both['en'])
        # Every paper keeps a heading, and what is there in one language only is there.
        assert len(zh['papers']) == len(en['papers']) == len(both['papers']) and all(en['headings']) and all(zh['headings'])
        assert seen['l-pair']['beside'] and not both['beside']
        assert seen['arrow'] == 'l-zh' and seen['firstStop'] == 'skip'
    assert 'l-zh' not in report('english')


def test_languages_of_the_job():
    english, pair = report('everything', '--languages=en')['first'], report('everything', '--languages=parallel')['first']
    assert english['zh'] == 0 < english['en'] and pair['beside']


def test_categories():
    seen = report('week')
    first, second = (box.removeprefix('c-') for box in seen['boxes'][:2])
    every = dict(seen['first']['papers'])
    for chosen, now in (({first}, seen['one']), ({first, second}, seen['two']), ({first}, seen['byAddress'])):
        wanted = [paper for paper, tokens in every.items() if chosen & set(tokens)]
        assert [paper for paper, _ in now['papers']] == wanted and 0 < len(wanted) < len(every), chosen
        assert [line for line in now['lines'] if line.startswith('p-')] == wanted  # the contents too
        assert now['emptySections'] == []
    assert seen['none']['papers'] == seen['first']['papers']
    hidden, now = seen['addressed']
    assert hidden in dict(now['papers']) and len(now['papers']) == len(seen['one']['papers']) + 1


def test_colours():
    seen = report('week')
    light, dark = seen['t-light']['ground'], seen['t-dark']['ground']
    assert light != dark
    assert seen['first']['ground'] == light and seen['phone']['ground'] == dark and seen['lightInTheDark']['ground'] == light


def test_paper():
    """Although the screen is dark."""
    seen = report('week')
    assert seen['print']['ground'] == seen['t-light']['ground'] and not seen['print']['tools'] and not seen['print']['skip']
    assert 'https://arxiv.org/' in seen['print']['behind']


tap.run(globals())
