#!/usr/bin/env python3
"""The one HTML file: what is in it, that it needs nothing else and can do nothing else, and that its links lead somewhere.
What browsers make of it is test_browser.py's."""
import base64
import collections
import hashlib
import os
import re

from harness import books, fidelity, run, tap, wenzhai
from models import zoo
from models.build import write
from pages import FOLDER, Page, model, module, page, program, tag

NAMES = ['day', 'week', *zoo.QUICK]


def test_every_page():
    """Of the examples and of all models."""
    for name in NAMES:
        yield f'{name}: links land, names are used once', lambda: links_land(page(name))
        yield f'{name}: nothing comes from elsewhere', lambda: holds_all(page(name))
        yield f'{name}: headings never skip a level', lambda: headings_go_by_one(page(name))
        yield f'{name}: is not more than the policy lets it be', lambda: keeps_to_policy(page(name))


def links_land(made):
    ids = collections.Counter(element.get('id') for element in made.elements if element.get('id') is not None)
    assert max(ids.values(), default=1) == 1, ids.most_common(3)
    for element in made.elements:
        named = [element.get('href', '')[1:]] if element.get('href', '').startswith('#') else []
        for one in named + element.get('aria-labelledby', '').split():
            assert one in ids, (tag(element), one)
    addresses = [a.get('href') for a in made.all('a')]
    assert all(re.match('#|https?:|mailto:|ftp:', one) for one in addresses), addresses


def holds_all(made):
    assert not made.all('script', 'iframe', 'object', 'embed', 'form', 'base', 'video', 'audio')
    for element in made.elements:
        assert not [name for name in element.attrib if name.startswith('on') or name in ('style', 'srcset')], element.attrib
    assert all(image.get('src').startswith('data:image/') and image.get('alt') for image in made.all('img'))
    assert [link.get('href') for link in made.all('link')] == ['data:,']
    css = made.all('style')[0].text
    assert not re.search(r'@import|url\((?!data:)', css), re.search(r'@import|url\(.{40}', css)[0]


def headings_go_by_one(made):
    levels = [int(tag(element)[1]) for element in made.elements if re.fullmatch('h[1-6]', tag(element))]
    assert levels[0] == 1 and levels.count(1) == 1, levels
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:])), levels


def keeps_to_policy(made):
    policy = next(meta.get('content') for meta in made.all('meta') if meta.get('http-equiv') == 'Content-Security-Policy')
    digest = base64.b64encode(hashlib.sha256(made.all('style')[0].text.encode()).digest()).decode()
    assert policy == (f"default-src 'none'; img-src data:; font-src data:; style-src 'sha256-{digest}'; base-uri 'none'; "
                      "form-action 'none'"), policy
    # Nothing is chosen that browsers without :has() could not undo.
    outside = made.all('style')[0].text.partition('@supports selector(:has(*)){')[0]
    assert ':has(' not in outside and '.tools{display:none' in outside


def test_both_languages_are_in_it():
    """Whatever the job asks for, which only says what is seen first."""
    first = {None: 'l-both', 'zh': 'l-zh', 'en': 'l-en', 'parallel': 'l-pair', 'behind': 'l-zh'}
    for languages, chosen in first.items():
        made = page('everything', *[f'--languages={languages}'] * bool(languages))
        text = books.shown(made.by_id('main'))
        assert '中文摘要，' in text and 'The abstract with ' in text, languages
        assert [box.get('id') for box in made.all('input') if 'checked' in box.attrib] == [chosen, 't-auto'], languages
    assert 'name="l"' not in page('english').text  # there is nothing to choose


def test_what_is_marked_as_a_translation():
    """Both sides of what is there twice, and nothing that is there once."""
    made = page('drift')
    assert {element.get('data-l') for element in made.elements} == {None, 'zh', 'en'}
    first, second, third, _ = made.all('article')
    assert [(span.get('lang'), span.get('data-l')) for span in first.iter(f'{books.XHTML}span') if span.get('data-l')] == \
        [(None, 'zh'), ('fr', 'en'), ('en', 'en')]
    assert [(one.get('lang'), one.get('data-l')) for one in first.iter(f'{books.XHTML}p') if one.get('data-l')] == \
        [(None, 'zh'), ('fr', 'en'), ('en', 'en')]  # captions
    assert not [one for entry in (second, third) for one in entry.iter() if one.get('data-l')]  # Chinese alone, none


def test_papers_are_found_by_their_keys():
    made = page('everything')
    assert made.by_id('p-2209.00001').tag == made.by_id('p-2209.00006').tag == f'{books.XHTML}article'
    assert made.by_id('p-2209.00001').find('.//*[@class="n"]').get('href') == '#p-2209.00001'
    assert [tag(one) for one in made.by_id('s-featured')][:2] == ['h2', 'article']


def test_categories():
    """Papers, their sections and lines of the contents bear the same names; a code may be anything."""
    made = page('archive')
    tokens = {one.get('id'): one.get('data-c').split() for one in made.elements if one.get('data-c') is not None and one.get('id')}
    for section in made.all('section'):
        inside = [token for paper in section.iter(f'{books.XHTML}article') for token in tokens[paper.get('id')]]
        if inside:
            assert set(tokens[section.get('id')]) == set(inside), section.get('id')
    for line in made.by_id('contents').iter(f'{books.XHTML}li'):
        target = line.find(f'{books.XHTML}a').get('href')[1:]
        assert line.get('data-c', '').split() == tokens.get(target, []), target
    odd = zoo.MODELS['english']()
    paper = odd['sections'][0]['entries'][0]
    codes = ['a b', '"]}</style><script>alert(1)</script>', '类', 'cs.LG', '_']
    odd['sections'][0]['entries'] = [{**paper, 'arxivId': f'2402.0000{n}', 'key': f'2402.0000{n}', 'ordinal': n, 'categories': [{'text': code}]}
                                     for n, code in enumerate(codes, 1)]
    odd['sections'][0]['entries'] += [{**paper, 'arxivId': '2402.00009', 'key': '2402.00009', 'ordinal': 9, 'categories': []}]
    made = Page('odd', write(FOLDER / 'odd.json', odd), '--no-normalize')
    given = [article.get('data-c') for article in made.all('article')]
    assert len(set(given)) == 6 and all(re.fullmatch(r'[\w.-]+', one, re.ASCII) for one in given), given
    assert 'cs.LG' in given and not made.all('script')
    holds_all(made)
    keeps_to_policy(made)


def test_text_stays_text():
    text = books.shown(page('hostile').root)
    for words in ('"><script>', '<b>bold</b> &nbsp; %s %n', '&amp; &#0;', '{{7*7}}', "' or 1=1 --"):
        assert words in text, words
    assert not page('hostile').all('b', 'script')


def test_pictures_are_small():
    """However large they come; a file of any kind is a picture that all browsers show."""
    for name in ('everything', 'pictures'):
        for image in page(name).all('img'):
            kind, data = re.match('data:image/([a-z]+);base64,(.*)', image.get('src')).groups()
            assert kind in ('png', 'jpeg', 'gif') and len(data) < 600_000, (kind, len(data))


def test_fonts_where_they_are_wanted():
    """In the file, and none without being asked."""
    assert 'src:url(' not in page('everything').text
    made = page('everything', '--set=html.embed-fonts=subset')
    css = made.all('style')[0].text
    assert re.search(r'@font-face\{font-family:"wenzhai";[^}]*src:url\(data:font/', css)
    assert re.search(r'font-family:"wenzhai",', css)
    assert 'Noto Serif CJK' in books.shown(made.all('footer')[0])  # the licence's wish
    keeps_to_policy(made)


def test_the_style_is_seen():
    style = FOLDER / 'mine'
    style.mkdir()
    (style / 'style.ini').write_text('[style]\nInherits=classic\n[color]\naccent=#0a5c36\n[body]\nsize=21pt\n'
                                     '[fonts]\nbody-latin=Noto Serif, My "Own" } Font\n[show]\ncover=no\nindices=no\n')
    (style / 'extra.css').write_text('p.z { margin-left: 1em }\n')
    wenzhai('export', '-q', '--style', style, '-o', FOLDER / 'mine.html', model('everything'))
    text = (FOLDER / 'mine.html').read_text()
    for words in ('--accent:#0a5c36', 'font-size:2.125rem', '"My \\22 Own\\22  \\7d  Font"', 'p.z { margin-left: 1em }'):
        assert words in text, words
    assert 'class="cover"' not in text and 'index-author' not in text


def test_dark_colours_can_be_read():
    """Each has the contrast on the dark ground that WCAG wants of text."""
    def luminance(color):
        parts = [int(color[i:i + 2], 16) / 255 for i in (1, 3, 5)]
        return sum(weight * (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4)
                   for weight, c in zip((0.2126, 0.7152, 0.0722), parts))
    for colors in re.findall(r'color-scheme:(?:dark|light);([^}]*)', page('everything').text):
        value = dict(re.findall('--([a-z]+):(#[0-9a-f]{6})', colors))
        for name in ('ink', 'heading', 'accent', 'muted', 'link'):
            for ground in ('ground', 'panel'):
                one, other = sorted((luminance(value[name]), luminance(value[ground])))
                assert (other + 0.05) / (one + 0.05) >= 4.5, (name, ground, value)


def test_same_bytes_in_another_place():
    for name in ('day', 'everything'):
        again = FOLDER / 'again.html'
        raw = [] if name == 'day' else ['--no-normalize']
        source = model(name) if name != 'day' else fidelity.ROOT / 'examples/2026-11-09.txt'
        wenzhai('export', '-q', *raw, '-o', again, source, env={**os.environ, 'TZ': 'Asia/Shanghai', 'LANG': 'zh_CN.UTF-8'})
        assert again.read_text() == page(name).text


def test_it_is_made_when_it_is_named():
    folder = FOLDER / 'all'
    wenzhai('export', '-q', '-o', f'{folder}/', fidelity.ROOT / 'examples/2026-11-09.txt')
    assert sorted(path.suffix for path in folder.iterdir()) == ['.azw3', '.epub', '.pdf']
    wenzhai('export', '-q', '-t', 'html', '-o', f'{folder}/', fidelity.ROOT / 'examples/2026-11-09.txt')
    assert (folder / '2026-11-09.html').exists()


def test_html_validate():
    """Its recommended rules. Ids have a point where keys of papers have one."""
    judge, rules = module('html-validate'), FOLDER / 'rules.json'
    rules.write_text('{"root": true, "extends": ["html-validate:recommended"], "rules": {"doctype-style": "off", '
                     '"attribute-boolean-style": "off", "no-inline-style": "error", "valid-id": ["error", {"relaxed": true}]}}')
    pages = [page(name).path for name in ('week', 'everything', 'drift', 'archive', 'formulae')]
    done = run(program('node'), judge / 'bin/html-validate.mjs', '-c', rules, '-f', 'text', *pages, status=None)
    assert done.returncode == 0, (done.stdout + done.stderr)[:4000]


def test_nu_checker():
    jar = module('vnu-jar') / 'build/dist/vnu.jar'
    done = run(program('java'), '-jar', jar, '--errors-only', *[page(name).path for name in ('week', 'everything', 'hostile', 'archive')],
               status=None)
    assert done.returncode == 0, done.stderr[:4000]


tap.run(globals())
