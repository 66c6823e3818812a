#!/usr/bin/env python3
"""Whole PDFs as other programs see them. Rule ids are those of the typesetting reference."""
import os
import re

from compose import score_pdf
from harness import EXAMPLES, WENZHAI, books, fidelity, has, run, squeeze, tap
from harness.pdf import (DAY, STRESS, bare_style, dump, export, issue_of, make, names_of, objects_of, once, path, places, radicals,
                         text_of)

WEEK = sorted(EXAMPLES.glob('*.txt'))

VARIANTS = {
    'classic': {},
    'handout': {'style': 'handout'},
    'compact': {'style': 'compact'},
    'large': {'style': 'large'},
    'zh': {'languages': 'zh'},
    'en': {'languages': 'en'},
    'parallel': {'languages': 'parallel', 'paper': 'A4'},
    'booklet': {'booklet': 'yes'},
    'kindle': {'paper': 'kindle-6'},
    'remarkable': {'paper': 'remarkable-2'},
    'kaiming': {'punctuation': 'kaiming'},
    'hanging': {'hanging': 'yes'},
    'columns': {'columns': '2', 'paper': 'A4'},
}


class TestFile:
    def test_R123_qpdf_check(self):
        tap.needs('qpdf')
        for name, options in VARIANTS.items():
            yield name, lambda: run('qpdf', '--check', once(name, *WEEK, **options))

    def test_R123_fonts_embedded_subset_unicode(self):
        tap.needs('pdffonts')
        for name in ('classic', 'handout', 'parallel'):
            rows = run('pdffonts', once(name, *WEEK, **VARIANTS[name])).stdout.splitlines()[2:]
            assert len(rows) > 3
            for row in rows:
                assert re.search(r'^[A-Z]{6}\+', row), row
                assert re.search(r' yes yes yes ', row), row
                assert 'Type 3' not in row
                assert not re.search('CJK(jp|kr|hk|tc)', row), row  # R94

    def test_R111_structure(self):
        tap.needs('pdfinfo')
        text = run('pdfinfo', '-struct', once('classic', *WEEK)).stdout
        for name in ('Document', 'Sect', 'Art', 'H1', 'H2', 'P ', 'TOC', 'TOCI', 'Link', 'Span'):
            assert name in text
        info = run('pdfinfo', once('classic', *WEEK)).stdout
        assert re.search(r'Tagged:\s+yes', info), info
        assert re.search(r'Title:\s+\S', info), info
        assert re.search(r'Keywords:\s+\S', info), info
        assert re.search(r'Creator:\s+wenzhai', info), info

    def test_R112_structure_holds_all_text(self):
        """What the structure tree reads out is what the pages say, running heads and folios apart (R111, R112)."""
        tap.needs('pdfinfo')
        file = once('classic', *WEEK)
        done = run('pdfinfo', '-struct-text', file).stdout
        spoken = squeeze(''.join(re.findall(r'"(.*)"', done)))
        for row in dump(*WEEK)[0]:
            if row['kind'] in ('line', 'beside', 'note'):
                assert squeeze(row['text']) in spoken

    def test_R114_R115_links_lead_somewhere(self):
        tap.needs('qpdf')
        plain = path('plain.pdf')
        run('qpdf', '--qdf', '--object-streams=disable', once('classic', *WEEK), plain)
        data = plain.read_bytes()
        uris = re.findall(rb'/URI \(([^)]*)\)', data)
        assert len(uris) > 50
        for uri in uris:
            assert re.search(rb'^[\x21-\x7e]+$', uri), uri
        assert data.count(b'/Subtype /Link') > 150
        assert b'/Outlines' in data
        assert b'/PageLabels' in data
        assert b'/Lang (zh-CN)' in data
        assert data.count(b'/Lang (en)') > 40  # English titles and abstracts, as structure elements
        assert b'/DisplayDocTitle true' in data
        assert re.search(rb'/CreationDate \(D:20\d{12}Z', data)  # R118
        assert b'/Subtype /Type3' not in data

    def test_R116_R119_R120_outline_labels_colours(self):
        tap.needs('qpdf')
        plain = path('outline.pdf')
        run('qpdf', '--qdf', '--object-streams=disable', once('classic', *WEEK), plain)
        data = plain.read_bytes()
        issue = issue_of(*WEEK)
        wanted = sum(1 + len(section['entries']) for section in issue['sections'])
        assert len(re.findall(rb'/Title [<(]', data)) == wanted + 3  # the contents, the colophon, and the document itself
        assert re.search(rb'/Nums \[', data)
        assert not re.search(rb'/DeviceCMYK|/Separation', data)
        assert re.search(rb'\n0 0 0 rg', data)
        assert len(re.findall(rb'/(?:Trim|Bleed|Crop)Box', data)) == 0

    def test_R105_bleed_and_crop_marks(self):
        """Boxes of every page, places of links moved with the page, marks outside the bleed and nowhere else."""
        tap.needs('qpdf', 'pdftoppm')
        trimmed = [419.528, 595.276]
        plain = objects_of(once('day', WEEK[0]))
        objects = objects_of(once('bleed', WEEK[0], bleed='3mm'))
        pages = [one for one in objects if isinstance(one, dict) and one.get('/Type') == '/Page']
        assert len(pages) > 5
        for page in pages:
            media, trim, bleed = (page[name] for name in ('/MediaBox', '/TrimBox', '/BleedBox'))
            for axis in (0, 1):
                assert abs(trim[axis + 2] - trim[axis] - trimmed[axis]) <= 0.01
                assert abs(trim[axis] - bleed[axis] - 3 / 25.4 * 72) <= 0.01
                assert abs(bleed[axis + 2] - trim[axis + 2] - 3 / 25.4 * 72) <= 0.01
                assert abs(trim[axis] - (media[axis + 2] - trim[axis + 2])) <= 0.01
                assert bleed[axis] > 10
        assert [one for one in plain if '/TrimBox' in one] == []
        for kind, length, near in (('/Annot', 4, 1.01), ('/XYZ', 2, 0.03)):  # cairo rounds the areas of links
            before, after = list(places(plain, kind)), list(places(objects, kind))
            assert len(before) == len(after)
            assert len(before) > 10
            for one, other in zip(before, after):
                for i in range(length):
                    assert abs(other[i] - one[i] - trim[0]) <= near
        self.look_at_marks(trim[0], bleed[0])

    def look_at_marks(self, trim, bleed):
        run('pdftoppm', '-r', '72', '-gray', '-f', '2', '-l', '2', '-singlefile', once('bleed', WEEK[0], bleed='3mm'),
            path('bleed'))
        _, size, _, pixels = path('bleed.pgm').read_bytes().split(b'\n', 3)
        width, height = (int(number) for number in size.split())
        dark = {(i % width, i // width) for i, value in enumerate(pixels) if value < 230}
        outside = {(x, y) for x, y in dark if min(x, width - 1 - x, y, height - 1 - y) < bleed - 1}
        assert len(outside) > 8 * 10
        for x, y in outside:
            on_edge = [min(abs(x - trim), abs(width - x - trim)) < 2, min(abs(y - trim), abs(height - y - trim)) < 2]
            assert any(on_edge), f'ink at {x}, {y}'
        between = {(x, y) for x, y in dark if bleed + 1 < min(x, width - 1 - x, y, height - 1 - y) < trim - 1}
        assert between == set()

    def test_R105_not_with_a_booklet(self):
        assert 'pdf.bleed' in export('both.pdf', WEEK[0], bleed='3mm', booklet='yes', status=1).stderr
        assert not path('both.pdf').exists()

    def test_R110_size(self):
        """A week of full papers in subset fonts; Cairo by itself would need half as much again."""
        assert once('classic', *WEEK).stat().st_size < 480_000

    def test_R91_R117_emoji_are_glyphs(self):
        tap.needs('pdfimages', 'pdffonts')
        source = path('emoji.txt')
        source.write_text(WEEK[0].read_text(encoding='utf-8').replace('。', '。😀', 2), encoding='utf-8')
        file = make('emoji.pdf', source)
        assert run('pdfimages', '-list', file).stdout.count('\n') == 2
        assert 'Type 3' not in run('pdffonts', file).stdout
        assert '😀' in run('pdftotext', file, '-').stdout

    def test_R115_destinations_exist(self):
        """Links by name lead somewhere, those of the contents to what comes later too."""
        tap.needs('pdfinfo', 'qpdf')
        file = once('classic', *WEEK)
        named = {node['/Dest'].removeprefix('u:').strip('()') for node in objects_of(file)
                 if isinstance(node, dict) and isinstance(node.get('/Dest'), str)}
        assert len(named) > 40 and named <= names_of(file), sorted(named - names_of(file))[:10]

    def test_qr_codes_decode(self):
        tap.needs('pdftoppm', 'zbarimg')
        file = once('handout-day', WEEK[0], style='handout')
        issue = issue_of(WEEK[0])
        wanted = [entry['links'][0]['url'] for section in issue['sections'] for entry in section['entries']
                  if entry.get('full') and entry.get('links')]
        run('pdftoppm', '-r', '300', '-gray', file, path('qr'))
        found = []
        for image in sorted(path('.').glob('qr-*.pgm')):
            found += re.findall(r'QR-Code:(.*)', run('zbarimg', '-q', '--nodbus', image, status=None).stdout)
            image.unlink()
        assert sorted(found) == sorted(wanted)


class TestText:
    """Each field whole and in order, and nothing but labels between them."""

    def fidelity(self, name, *sources, **options):
        tap.needs('pdftotext')
        file = once(name, *sources, heads='no', cover='no', **options)
        assert radicals(text_of(file)) == []
        fidelity.reference(*sources, style=options.get('style')).check(books.parts(file), '.pdf')

    def test_fidelity_example_week(self):
        self.fidelity('week', *WEEK)

    def test_fidelity_two_columns(self):
        self.fidelity('compact-bare', *WEEK[:3], style='compact')

    def test_fidelity_day_and_stress(self):
        self.fidelity('day-24em', DAY, measure='24em', size='10.5pt')
        self.fidelity('stress', STRESS, measure='20em', size='10.5pt')

    def test_fidelity_handout(self):
        self.fidelity('handout-bare', *WEEK[:2], style='handout')

    def test_R108_copies_as_itself(self):
        tap.needs('pdftotext')
        source = path('r108.txt')
        day = WEEK[0].read_text(encoding='utf-8')
        words = '一长见 中·英……——戶户角⻆'
        issue = day.replace('。', f'。{words}。', 3)
        source.write_text(issue, encoding='utf-8')
        text = squeeze(text_of(make('r108.pdf', source)))
        assert '中·英……——戶户角角' in text
        assert radicals(text) == []


class TestPages:
    def test_R72_no_line_alone(self):
        """No first line of a paragraph alone at a page's foot, no last line alone at its head. Paragraphs begin with an
        indent of 2 em, so a line without one goes on with what is before it."""
        for name in ('classic', 'kindle', 'zh'):
            pages = {}
            rows, text = dump(*WEEK, **VARIANTS[name])
            kinds = {int(page): kind for page, kind in re.findall(r'^page (\d+) (\w+)', text, re.M)}
            for row in rows:
                if row['kind'] == 'line' and kinds[row['page']] == 'body':
                    row['body'] = 'Bold' not in row['faces'] and bool(re.search(r' (10\.500|9\.975)', row['faces']))
                    pages.setdefault(row['page'], []).append(row)
            checked = 0
            for number, rows in sorted(pages.items()):
                following = pages.get(number + 1)
                edge = min(row['left'] for row in rows)
                goes_on = [row['body'] and row['left'] < edge + 1 for row in rows]
                if goes_on[0] and len(rows) > 1 and number - 1 in pages:
                    assert goes_on[1], f'{name}, page {number}: {rows[0]["text"]} stands alone'
                    checked += 1
                if following and following[0]['body'] and len(rows) > 1 and rows[-1]['body']:
                    next_edge = min(row['left'] for row in following)
                    if following[0]['left'] < next_edge + 1:
                        assert goes_on[-1], f'{name}, page {number}: {rows[-1]["text"]} stands alone'
            assert checked > 0

    def test_R79_R93_real_faces(self):
        """At most three families a page beside those for signs; bold is a face of its own, never a fat outline."""
        tap.needs('qpdf')
        families = {}
        for row in dump(*WEEK)[0]:
            for name, weight in re.findall(r'(\w+?)(?:CJK\w\w)?-(\w+) ', row['faces']):
                families.setdefault(row['page'], set()).add(name)
                assert weight in ('Regular', 'Medium', 'Bold', 'SemiBold', 'Italic')
        assert {name for page in families.values() for name in page if 'Noto' not in name} == set()
        for page, names in families.items():
            assert len({name for name in names if 'Math' not in name and 'Symbols' not in name}) <= 3, page
        plain = path('faces.pdf')
        run('qpdf', '--qdf', '--object-streams=disable', make('faces-in.pdf', *WEEK), plain)
        data = plain.read_bytes()
        assert b'-Bold' in data
        # Outlines that are drawn as well as filled (2 Tr), and letters set aslant (a Tm with a skew).
        assert re.search(rb'\n[12] Tr\b', data) is None
        for skew in re.findall(rb'\n[\d.]+ 0 (-?[\d.]+) -?[\d.]+ [\d.]+ [\d.]+ Tm', data):
            assert float(skew) == 0

    def test_R72_contents_have_no_line_alone(self):
        """No page of the contents holds a single line."""
        for paper in ('kindle-6', 'kindle-7', 'A6', 'A5'):
            for sources in (WEEK[:1], WEEK[:2], WEEK):
                rows, text = dump(*sources, paper=paper)
                front = {int(page) for page in re.findall(r'^page (\d+) front', text, re.M)}
                for page in front:
                    assert len([row for row in rows if row['page'] == page and row['kind'] == 'folio']) > 1

    def test_R99_labels_and_heads(self):
        rows, text = dump(*WEEK)
        labels = re.findall(r'^page \d+ (\w+) “(\w*)”', text, re.M)
        assert labels[0][0] == 'cover'
        front = [label for kind, label in labels if kind == 'front']
        body = [label for kind, label in labels if kind == 'body']
        assert front[0] == 'ii'
        assert body == [str(number) for number in range(1, len(body) + 1)]
        # The first page of the body is a right-hand one.
        assert [kind for kind, _ in labels].index('body') % 2 == 0
        heads = [row for row in rows if row['kind'] == 'head']
        assert len(heads) > len(body)

    def test_R99_heads_can_be_left_out(self):
        """pdf.heads=no: neither running heads nor folios, all else where it was; yes gives them to a style that has none."""
        def without_heads(rows):
            return [row for row in rows if row['kind'] != 'head']

        full, _ = dump(*WEEK[:2])
        bare, _ = dump(*WEEK[:2], heads='no')
        assert [row for row in bare if row['kind'] == 'head'] == []
        assert len(full) > len(bare)
        assert without_heads(full) == without_heads(bare)
        assert dump(*WEEK[:2], style=bare_style())[0] == bare
        assert dump(*WEEK[:2], style=bare_style(), heads='yes')[0] == full

    def test_paragraphs_go_on_over_pages_without_heads(self):
        """A reader of the bare text, such as the scorer, finds every paragraph as one piece."""
        tap.needs('mutool')
        source = path('paragraphs')
        score_pdf.write_source(WENZHAI, WEEK, source)
        file = make('bare.pdf', *WEEK, heads='no', measure='24em', size='10.5pt')
        args = score_pdf.argparse.Namespace(source=str(source), size=10.5, pages=None, columns=None, region='cn', level='gb',
                                            end='half', tol=0.05)
        assert score_pdf.cjk_score.Doc(str(file), args).coverage == 1

    def test_contents_name_the_right_pages(self):
        rows, text = dump(*WEEK)
        labels = dict(re.findall(r'^page (\d+) \w+ “(\w*)”', text, re.M))
        titles, twice = {}, set()
        for row in rows:
            if row['kind'] == 'line' and 'NotoSans' in row['faces'] and labels[str(row['page'])].isdigit():
                if squeeze(row['text']) in titles:
                    twice.add(squeeze(row['text']))
                titles[squeeze(row['text'])] = labels[str(row['page'])]
        for title in twice:
            del titles[title]
        listed = [squeeze(row['text']) for row, folio in zip(rows, rows[1:]) if folio['kind'] == 'folio']
        checked = 0
        for row, folio in zip(rows, rows[1:]):
            if row['kind'] == 'line' and folio['kind'] == 'folio' and squeeze(row['text']) in titles and \
                    listed.count(squeeze(row['text'])) == 1:
                assert folio['text'] == titles[squeeze(row['text'])], row['text']
                checked += 1
        assert checked > 20

    def test_paper(self):
        tap.needs('pdfinfo')
        for paper, size in (('A4', '595.276 x 841.89'), ('kindle-6', '257.386 x 347.528'), ('A6', '297.638 x 419.528')):
            info = run('pdfinfo', make('paper.pdf', WEEK[0], paper=paper)).stdout
            assert size in info
        info = run('pdfinfo', make('paper.pdf', WEEK[0], booklet='yes')).stdout
        assert '841.89 x 595.276' in info

    def test_R104_booklet_reads_in_order(self):
        """A simulated fold: halves of sheets put together read as the plain file does."""
        tap.needs('pdftotext')
        plain = [squeeze(page) for page in text_of(make('plain.pdf', *WEEK[:2])).split('\f')[:-1]]
        book = make('book.pdf', *WEEK[:2], booklet='yes')
        sides = int(re.search(r'Pages:\s+(\d+)', run('pdfinfo', book).stdout)[1])

        def half(side, x):
            done = run('pdftotext', '-raw', '-enc', 'UTF-8', '-f', side, '-l', side, '-x', x, '-y', '0', '-W', '421', '-H',
                       '596', book, '-')
            return squeeze(done.stdout)

        left = [half(side, 0) for side in range(1, sides + 1)]
        right = [half(side, 421) for side in range(1, sides + 1)]
        read = []
        for side in range(0, sides, 2):
            read += [right[side], left[side + 1]]
        for side in range(sides - 2, -1, -2):
            read += [right[side + 1], left[side]]
        for number, page in enumerate(plain):
            assert sorted(read[number]) == sorted(page), f'page {number + 1}'
        assert ''.join(read[len(plain):]) == ''

    def test_measure_in_em(self):
        """R68: the measure is as asked for, and every justified line ends flush (R65)."""
        for em in (20, 24, 30, 40):
            rows, _ = dump(DAY, measure=f'{em}em', size='10.5pt')
            body = [row for row in rows if row['kind'] == 'line' and 'NotoSerif' in row['faces']]
            widest = max(row['right'] - row['left'] for row in body)
            assert abs(widest - em * 10.5) <= 0.05


class TestSameBytes:
    def test_R118_locale_zone_folder(self):
        first = make('one.pdf', *WEEK[:2])
        env = dict(os.environ, TZ='Asia/Tokyo', LC_ALL='zh_CN.UTF-8', LANG='zh_CN.UTF-8')
        export('two.pdf', *WEEK[:2], env=env)
        assert first.read_bytes() == path('two.pdf').read_bytes()
        env.update(TZ='America/Lima', LC_ALL='de_DE.UTF-8', LANG='de_DE.UTF-8')
        export('three.pdf', *WEEK[:2], env=env)
        assert first.read_bytes() == path('three.pdf').read_bytes()

    def test_R118_R122_number_of_processors(self):
        """Paragraphs are set by as many threads as there are processors; where there is one, by none beside the first."""
        first = make('many.pdf', *WEEK)
        processors = os.sched_getaffinity(0)
        try:
            os.sched_setaffinity(0, {min(processors)})
            second = make('one.pdf', *WEEK)
        finally:
            os.sched_setaffinity(0, processors)
        assert first.read_bytes() == second.read_bytes()


class TestBadInput:
    def digest(self, name, abstract):
        text = WEEK[0].read_text(encoding='utf-8')
        made = path(name)
        made.write_text(re.sub(r'。([^\n]*)\n', lambda found: f'。{abstract}{found[1]}\n', text, count=3), encoding='utf-8')
        return made

    def fails(self, *sources, **options):
        target = path('bad.pdf')
        target.unlink(missing_ok=True)
        said = export(target, *sources, status=1, **options).stderr
        assert not target.exists()
        return said

    def test_character_without_font(self):
        source = self.digest('rare.txt', '生僻字𮯠在此。')
        message = self.fails(source, missing='fail')  # as a press wants it
        assert re.search(r'rare\.txt:\d+:\d+', message), message
        assert 'U+2EBE0' in message
        assert 'fonts-hanazono' in message
        assert '𮯠' in run('pdftotext', make('box.pdf', source), '-').stdout

    def test_long_url_and_long_paragraph(self):
        url = 'https://example.org/' + 'a' * 280
        make('url.pdf', self.digest('url.txt', url), measure='20em')
        long = '很长的一段话，没有尽头，'.replace('，', '，', 1) * 8400
        make('long.pdf', self.digest('long.txt', long))

    # What a page must stand: name, and a piece of text that is put into an abstract and a title.
    HOSTILE = {
        'controls': '甲\x01乙\x0b丙\x1f丁\x7f戊\x85己',
        'noncharacters': '甲\ufffe乙\uffff丙\ufdd0丁\U0001fffe戊\U0010ffff己',
        'private use': '甲\ue000乙\U000f0001丙',
        'replacements': '甲\ufffd乙\ufffc丙\ufeff丁',
        'language tags': '甲\U000e0041乙\U000e007f丙',
        'directions': '甲\u202e乙\u202c丙\u2066丁\u2069戊\u200e己\u061c庚',
        'no width': '甲\u200b乙\u200c丙\u200d丁\u2060戊\u00ad己\u180e庚\u034f辛\u3164壬',
        'right to left': '他说שלום עולם与مرحبا بالعالم，然后走了。',
        'scripts': '한국어ひらがなカタカナ，ภาษาไทย与देवनागरी',
        'marks': 'e' + '\u0301' * 1000 + '甲',
        'word': 'x' * 10000,
        'camel': 'aB' * 3000,
        'snake': 'a_' * 3000,
        'dots': '.' * 5000,
        'digits': '1234567890' * 500,
        'dashes': '—' * 999 + '…' * 999 + '！' * 999,
        'brackets': '（' * 1500 + '）' * 1500,
        'slashes': '/' * 3000,
        'quotes': '“‘' * 500 + '’”' * 500,
        'lines': '甲\u2028乙\u2029丙',
    }

    def hostile(self, text):
        made = path('hostile.txt')
        made.write_text(f'1、[CL] A Title {text[:40]}\n\nA Name\n[Institute]\n标题。摘要里有{text}，后面还有字。\n\nAn abstract.\n\n'
                        'https://arxiv.org/abs/2301.00001\n', encoding='utf-8', newline='')
        return made

    def test_hostile_text(self):
        """Characters that a book must not hold are left out, as in the EPUB; all others are set inside the measure."""
        for name, text in self.HOSTILE.items():
            yield name, lambda: self.check_hostile(self.hostile(text))

    def check_hostile(self, source):
        file = make('hostile.pdf', source)
        if has('qpdf'):
            run('qpdf', '--check', file)
        rows, _ = dump(source)
        assert max(row['right'] for row in rows) < 420 - 30  # A5, its outer margin nearly
        shown = ''.join(row['text'] for row in rows)
        for character in '\x01\x7f\x85\ufffe\uffff\ufdd0\ue000\ufffd\ufffc\U000f0001\U000e0041':
            assert character not in shown
        assert '后面还有字' in squeeze(shown)

    def test_lone_surrogates_in_the_bytes(self):
        source = self.hostile('甲乙丙')
        source.write_bytes(source.read_bytes().replace('乙'.encode(), b'\xed\xa0\x80\xff\xc0\x80'))
        rows, _ = dump(source)
        assert '甲丙' in squeeze(''.join(row['text'] for row in rows))

    def test_page_too_small(self):
        for options in ({'paper': 'A6', 'size': '30pt'}, {'paper': 'A5', 'measure': '200em'}, {'size': '40pt'}):
            assert 'too small' in self.fails(WEEK[0], **options)

    def test_measure_takes_a_larger_paper(self):
        info = run('pdfinfo', make('wide.pdf', WEEK[0], measure='40em', size='10.5pt')).stdout
        assert 'A4' in info

    def test_family_not_installed(self):
        style = path('mine')
        style.mkdir()
        style.joinpath('style.ini').write_text('[style]\nInherits=classic\n[fonts]\nbody-han=HanaMinA\n')
        message = self.fails(WEEK[0], style=style)
        assert 'HanaMinA' in message
        assert 'fonts-hanazono' in message

    def test_wrong_option(self):
        for options in ({'paper': 'A99'}, {'size': '3mm'}, {'missing': 'perhaps'}, {'nothing': '1'}):
            export('wrong.pdf', WEEK[0], status=64, **options)


tap.run(globals())
