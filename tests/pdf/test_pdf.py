#!/usr/bin/env python3
"""Whole PDFs as other programs see them. Rule ids are those of the typesetting reference."""
import os
import re
import subprocess
import sys
import unittest
from pathlib import Path

import pdf_case
import pdf_tools as pdf
from pdf_case import Files
from pdf_tools import DAY, EXAMPLES, STRESS, export, has, must_export, run, squeeze

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


class TestFile(Files):
    @unittest.skipUnless(has('qpdf'), 'no qpdf')
    def test_R123_qpdf_check(self):
        for name, options in VARIANTS.items():
            with self.subTest(name):
                done = run('qpdf', '--check', self.file(name, *WEEK, **options))
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    @unittest.skipUnless(has('pdffonts'), 'no pdffonts')
    def test_R123_fonts_embedded_subset_unicode(self):
        for name in ('classic', 'handout', 'parallel'):
            rows = run('pdffonts', self.file(name, *WEEK, **VARIANTS[name])).stdout.splitlines()[2:]
            self.assertGreater(len(rows), 3)
            for row in rows:
                self.assertRegex(row, r'^[A-Z]{6}\+')
                self.assertRegex(row, r' yes yes yes ')
                self.assertNotIn('Type 3', row)
                self.assertNotRegex(row, 'CJK(jp|kr|hk|tc)')  # R94

    @unittest.skipUnless(has('pdfinfo'), 'no pdfinfo')
    def test_R111_structure(self):
        text = run('pdfinfo', '-struct', self.file('classic', *WEEK)).stdout
        for name in ('Document', 'Sect', 'Art', 'H1', 'H2', 'P ', 'TOC', 'TOCI', 'Link', 'Span'):
            self.assertIn(name, text)
        info = run('pdfinfo', self.file('classic', *WEEK)).stdout
        self.assertRegex(info, r'Tagged:\s+yes')
        self.assertRegex(info, r'Title:\s+\S')
        self.assertRegex(info, r'Keywords:\s+\S')
        self.assertRegex(info, r'Creator:\s+wenzhai')

    @unittest.skipUnless(has('pdfinfo'), 'no pdfinfo')
    def test_R112_structure_holds_all_text(self):
        """What the structure tree reads out is what the pages say, running heads and folios apart (R111, R112)."""
        file = self.file('classic', *WEEK)
        done = run('pdfinfo', '-struct-text', file).stdout
        spoken = squeeze(''.join(re.findall(r'"(.*)"', done)))
        for row in pdf.dump(self.path('dump.pdf'), *WEEK):
            if row['kind'] in ('line', 'beside', 'note'):
                self.assertIn(squeeze(row['text']), spoken)

    @unittest.skipUnless(has('qpdf'), 'no qpdf')
    def test_R114_R115_links_lead_somewhere(self):
        plain = self.path('plain.pdf')
        run('qpdf', '--qdf', '--object-streams=disable', self.file('classic', *WEEK), plain)
        data = plain.read_bytes()
        uris = re.findall(rb'/URI \(([^)]*)\)', data)
        self.assertGreater(len(uris), 50)
        for uri in uris:
            self.assertRegex(uri, rb'^[\x21-\x7e]+$')
        self.assertGreater(data.count(b'/Subtype /Link'), 150)
        self.assertIn(b'/Outlines', data)
        self.assertIn(b'/PageLabels', data)
        self.assertIn(b'/Lang (zh-CN)', data)
        self.assertGreater(data.count(b'/Lang (en)'), 40)  # English titles and abstracts, as structure elements
        self.assertIn(b'/DisplayDocTitle true', data)
        self.assertRegex(data, rb'/CreationDate \(D:20\d{12}Z')  # R118
        self.assertNotIn(b'/Subtype /Type3', data)

    @unittest.skipUnless(has('qpdf'), 'no qpdf')
    def test_R116_R119_R120_outline_labels_colours(self):
        plain = self.path('outline.pdf')
        run('qpdf', '--qdf', '--object-streams=disable', self.file('classic', *WEEK), plain)
        data = plain.read_bytes()
        issue = pdf.issue_of(*WEEK)
        wanted = sum(1 + len(section['entries']) for section in issue['sections'])
        self.assertEqual(len(re.findall(rb'/Title [<(]', data)), wanted + 2)  # the contents, and the document itself
        self.assertRegex(data, rb'/Nums \[')
        self.assertNotRegex(data, rb'/DeviceCMYK|/Separation')
        self.assertRegex(data, rb'\n0 0 0 rg')
        self.assertEqual(len(re.findall(rb'/(?:Trim|Bleed|Crop)Box', data)), 0)

    @unittest.skipUnless(has('qpdf', 'pdftoppm'), 'no qpdf or pdftoppm')
    def test_R105_bleed_and_crop_marks(self):
        """Boxes of every page, places of links moved with the page, marks outside the bleed and nowhere else."""
        trimmed = [419.528, 595.276]
        plain = pdf.objects_of(self.file('day', WEEK[0]))
        objects = pdf.objects_of(self.file('bleed', WEEK[0], bleed='3mm'))
        pages = [one for one in objects if isinstance(one, dict) and one.get('/Type') == '/Page']
        self.assertGreater(len(pages), 5)
        for page in pages:
            media, trim, bleed = (page[name] for name in ('/MediaBox', '/TrimBox', '/BleedBox'))
            for axis in (0, 1):
                self.assertAlmostEqual(trim[axis + 2] - trim[axis], trimmed[axis], delta=0.01)
                self.assertAlmostEqual(trim[axis] - bleed[axis], 3 / 25.4 * 72, delta=0.01)
                self.assertAlmostEqual(bleed[axis + 2] - trim[axis + 2], 3 / 25.4 * 72, delta=0.01)
                self.assertAlmostEqual(trim[axis], media[axis + 2] - trim[axis + 2], delta=0.01)
                self.assertGreater(bleed[axis], 10)
        self.assertEqual([one for one in plain if '/TrimBox' in one], [])
        for kind, length, near in (('/Annot', 4, 1.01), ('/XYZ', 2, 0.03)):  # cairo rounds the areas of links
            before, after = list(pdf.places(plain, kind)), list(pdf.places(objects, kind))
            self.assertEqual(len(before), len(after))
            self.assertGreater(len(before), 10)
            for one, other in zip(before, after):
                for i in range(length):
                    self.assertAlmostEqual(other[i] - one[i], trim[0], delta=near)
        self.look_at_marks(trim[0], bleed[0])

    def look_at_marks(self, trim, bleed):
        run('pdftoppm', '-r', '72', '-gray', '-f', '2', '-l', '2', '-singlefile', self.file('bleed', WEEK[0], bleed='3mm'),
            self.path('bleed'))
        _, size, _, pixels = self.path('bleed.pgm').read_bytes().split(b'\n', 3)
        width, height = (int(number) for number in size.split())
        dark = {(i % width, i // width) for i, value in enumerate(pixels) if value < 230}
        outside = {(x, y) for x, y in dark if min(x, width - 1 - x, y, height - 1 - y) < bleed - 1}
        self.assertGreater(len(outside), 8 * 10)
        for x, y in outside:
            on_edge = [min(abs(x - trim), abs(width - x - trim)) < 2, min(abs(y - trim), abs(height - y - trim)) < 2]
            self.assertTrue(any(on_edge), f'ink at {x}, {y}')
        between = {(x, y) for x, y in dark if bleed + 1 < min(x, width - 1 - x, y, height - 1 - y) < trim - 1}
        self.assertEqual(between, set())

    def test_R105_not_with_a_booklet(self):
        done = export(self.path('both.pdf'), WEEK[0], bleed='3mm', booklet='yes')
        self.assertEqual(done.returncode, 1)
        self.assertIn('pdf.bleed', done.stderr)
        self.assertFalse(self.path('both.pdf').exists())

    def test_R110_size(self):
        """A week of full papers in subset fonts; Cairo by itself would need half as much again."""
        self.assertLess(self.file('classic', *WEEK).stat().st_size, 480_000)

    @unittest.skipUnless(has('pdfimages', 'pdffonts'), 'no pdfimages')
    def test_R91_R117_emoji_are_glyphs(self):
        source = self.path('emoji.txt')
        source.write_text(WEEK[0].read_text(encoding='utf-8').replace('。', '。😀', 2), encoding='utf-8')
        file = must_export(self.path('emoji.pdf'), source)
        self.assertEqual(run('pdfimages', '-list', file).stdout.count('\n'), 2)
        self.assertNotIn('Type 3', run('pdffonts', file).stdout)
        self.assertIn('😀', run('pdftotext', file, '-').stdout)

    @unittest.skipUnless(has('pdfinfo'), 'no pdfinfo')
    def test_R115_destinations_exist(self):
        done = run('pdfinfo', '-dests', self.file('classic', *WEEK))
        self.assertEqual(done.returncode, 0)

    @unittest.skipUnless(has('pdftoppm', 'zbarimg'), 'no pdftoppm or zbarimg')
    def test_qr_codes_decode(self):
        file = self.file('handout-day', WEEK[0], style='handout')
        issue = pdf.issue_of(WEEK[0])
        wanted = [entry['links'][0]['url'] for section in issue['sections'] for entry in section['entries']
                  if entry.get('full') and entry.get('links')]
        run('pdftoppm', '-r', '300', '-gray', file, self.path('qr'))
        found = []
        for image in sorted(Path(self.folder.name).glob('qr-*.pgm')):
            found += re.findall(r'QR-Code:(.*)', run('zbarimg', '-q', '--nodbus', image).stdout)
            image.unlink()
        self.assertEqual(sorted(found), sorted(wanted))


class TestText(Files):
    @unittest.skipUnless(has('pdftotext'), 'no pdftotext')
    def fidelity(self, name, *sources, **options):
        """Each field whole and in order, once running heads and folios, which come first on a page, are taken off."""
        file = self.file(name, *sources, **options)
        heads = {}
        for row in pdf.dump(self.path('dump.pdf'), *sources, **options):
            if row['kind'] == 'head':
                heads.setdefault(row['page'], []).append(squeeze(row['text']))
        body = ''
        for number, page in enumerate(pdf.raw_pages(file), 1):
            text = squeeze(page)
            for head in heads.get(number, []):
                self.assertTrue(text.startswith(head), f'page {number}: {text[:60]!r} does not begin with {head!r}')
                text = text[len(head):]
            body += text
        self.assertEqual(pdf.radicals(body), [])
        at = 0
        for field in pdf.fields_of(pdf.issue_of(*sources)):
            if field is None:
                continue
            wanted = squeeze(field)
            found = body.find(wanted, at)
            self.assertGreaterEqual(found, 0, f'not in the text, or not in its place: {field[:80]!r}')
            at = found + len(wanted)

    def test_fidelity_example_week(self):
        self.fidelity('week', *WEEK)

    def test_fidelity_two_columns(self):
        self.fidelity('compact', *WEEK[:3], style='compact')

    def test_fidelity_day_and_stress(self):
        self.fidelity('day', DAY, measure='24em', size='10.5pt')
        self.fidelity('stress', STRESS, measure='20em', size='10.5pt')

    @unittest.skipUnless(has('pdftotext'), 'no pdftotext')
    def test_fidelity_handout(self):
        self.fidelity('handout', *WEEK[:2], style='handout')

    @unittest.skipUnless(has('pdftotext'), 'no pdftotext')
    def test_R108_copies_as_itself(self):
        source = self.path('r108.txt')
        day = WEEK[0].read_text(encoding='utf-8')
        words = '一长见 中·英……——戶户角⻆'
        issue = day.replace('。', f'。{words}。', 3)
        source.write_text(issue, encoding='utf-8')
        text = squeeze(''.join(pdf.raw_pages(must_export(self.path('r108.pdf'), source))))
        self.assertIn('中·英……——戶户角角', text)
        self.assertEqual(pdf.radicals(text), [])


class TestPages(Files):
    def test_R72_no_line_alone(self):
        """No first line of a paragraph alone at a page's foot, no last line alone at its head. Paragraphs begin with an
        indent of 2 em, so a line without one goes on with what is before it."""
        for name in ('classic', 'kindle', 'zh'):
            pages, dump = {}, pdf.dump(self.path('dump.pdf'), *WEEK, **VARIANTS[name])
            text = self.path('dump.pdf').read_text(encoding='utf-8')
            kinds = {int(page): kind for page, kind in re.findall(r'^page (\d+) (\w+)', text, re.M)}
            for row in dump:
                if row['kind'] == 'line' and kinds[row['page']] == 'body':
                    row['body'] = 'Bold' not in row['faces'] and bool(re.search(r' (10\.500|9\.975)', row['faces']))
                    pages.setdefault(row['page'], []).append(row)
            checked = 0
            for number, rows in sorted(pages.items()):
                following = pages.get(number + 1)
                edge = min(row['left'] for row in rows)
                goes_on = [row['body'] and row['left'] < edge + 1 for row in rows]
                if goes_on[0] and len(rows) > 1 and number - 1 in pages:
                    self.assertTrue(goes_on[1], f'{name}, page {number}: {rows[0]["text"]} stands alone')
                    checked += 1
                if following and following[0]['body'] and len(rows) > 1 and rows[-1]['body']:
                    next_edge = min(row['left'] for row in following)
                    if following[0]['left'] < next_edge + 1:
                        self.assertTrue(goes_on[-1], f'{name}, page {number}: {rows[-1]["text"]} stands alone')
            self.assertGreater(checked, 0)

    @unittest.skipUnless(has('qpdf'), 'no qpdf')
    def test_R79_R93_real_faces(self):
        """At most three families a page beside those for signs; bold is a face of its own, never a fat outline."""
        families = {}
        for row in pdf.dump(self.path('dump.pdf'), *WEEK):
            for name, weight in re.findall(r'(\w+?)(?:CJK\w\w)?-(\w+) ', row['faces']):
                families.setdefault(row['page'], set()).add(name)
                self.assertIn(weight, ('Regular', 'Medium', 'Bold', 'SemiBold', 'Italic'))
        self.assertEqual({name for page in families.values() for name in page if 'Noto' not in name}, set())
        for page, names in families.items():
            self.assertLessEqual(len({name for name in names if 'Math' not in name and 'Symbols' not in name}), 3, page)
        plain = self.path('faces.pdf')
        run('qpdf', '--qdf', '--object-streams=disable', must_export(self.path('faces-in.pdf'), *WEEK), plain)
        data = plain.read_bytes()
        self.assertIn(b'-Bold', data)
        # Outlines that are drawn as well as filled (2 Tr), and letters set aslant (a Tm with a skew).
        self.assertIsNone(re.search(rb'\n[12] Tr\b', data))
        for skew in re.findall(rb'\n[\d.]+ 0 (-?[\d.]+) -?[\d.]+ [\d.]+ [\d.]+ Tm', data):
            self.assertEqual(float(skew), 0)

    def test_R72_contents_have_no_line_alone(self):
        """No page of the contents holds a single line."""
        for paper in ('kindle-6', 'kindle-7', 'A6', 'A5'):
            for sources in (WEEK[:1], WEEK[:2], WEEK):
                rows = pdf.dump(self.path('dump.pdf'), *sources, paper=paper)
                text = self.path('dump.pdf').read_text(encoding='utf-8')
                front = {int(page) for page in re.findall(r'^page (\d+) front', text, re.M)}
                for page in front:
                    self.assertGreater(len([row for row in rows if row['page'] == page and row['kind'] == 'folio']), 1)

    def test_R99_labels_and_heads(self):
        rows = pdf.dump(self.path('dump.pdf'), *WEEK)
        text = self.path('dump.pdf').read_text(encoding='utf-8')
        labels = re.findall(r'^page \d+ (\w+) “(\w*)”', text, re.M)
        self.assertEqual(labels[0][0], 'cover')
        front = [label for kind, label in labels if kind == 'front']
        body = [label for kind, label in labels if kind == 'body']
        self.assertEqual(front[0], 'ii')
        self.assertEqual(body, [str(number) for number in range(1, len(body) + 1)])
        # The first page of the body is a right-hand one.
        self.assertEqual([kind for kind, _ in labels].index('body') % 2, 0)
        heads = [row for row in rows if row['kind'] == 'head']
        self.assertGreater(len(heads), len(body))

    def test_R99_heads_can_be_left_out(self):
        """pdf.heads=no: neither running heads nor folios, all else where it was; yes gives them to a style that has none."""
        def places(rows):
            return [row for row in rows if row['kind'] != 'head']

        full = pdf.dump(self.path('dump.pdf'), *WEEK[:2])
        bare = pdf.dump(self.path('dump.pdf'), *WEEK[:2], heads='no')
        self.assertEqual([row for row in bare if row['kind'] == 'head'], [])
        self.assertGreater(len(full), len(bare))
        self.assertEqual(places(full), places(bare))
        style = self.path('bare')
        style.mkdir()
        style.joinpath('style.ini').write_text('[style]\nInherits=classic\n[page]\nrunning-heads=no\nfolio=none\n')
        self.assertEqual(pdf.dump(self.path('dump.pdf'), *WEEK[:2], style=style), bare)
        self.assertEqual(pdf.dump(self.path('dump.pdf'), *WEEK[:2], style=style, heads='yes'), full)

    @unittest.skipUnless(has('mutool'), 'no mutool')
    def test_paragraphs_go_on_over_pages_without_heads(self):
        """A reader of the bare text, such as the scorer, finds every paragraph as one piece."""
        sys.path.insert(0, str(pdf.SOURCE_ROOT / 'tests' / 'compose'))
        import score_pdf
        source = self.path('paragraphs')
        score_pdf.write_source(pdf.WENZHAI, WEEK, source)
        file = must_export(self.path('bare.pdf'), *WEEK, heads='no', measure='24em', size='10.5pt')
        args = score_pdf.argparse.Namespace(source=str(source), size=10.5, pages=None, columns=None, region='cn', level='gb',
                                            end='half', tol=0.05)
        self.assertEqual(score_pdf.cjk_score.Doc(str(file), args).coverage, 1)

    def test_contents_name_the_right_pages(self):
        rows = pdf.dump(self.path('dump.pdf'), *WEEK)
        text = self.path('dump.pdf').read_text(encoding='utf-8')
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
                self.assertEqual(folio['text'], titles[squeeze(row['text'])], row['text'])
                checked += 1
        self.assertGreater(checked, 20)

    @unittest.skipUnless(has('pdfinfo'), 'no pdfinfo')
    def test_paper(self):
        for paper, size in (('A4', '595.276 x 841.89'), ('kindle-6', '257.386 x 347.528'), ('A6', '297.638 x 419.528')):
            info = run('pdfinfo', must_export(self.path('paper.pdf'), WEEK[0], paper=paper)).stdout
            self.assertIn(size, info)
        info = run('pdfinfo', must_export(self.path('paper.pdf'), WEEK[0], booklet='yes')).stdout
        self.assertIn('841.89 x 595.276', info)

    @unittest.skipUnless(has('pdftotext'), 'no pdftotext')
    def test_R104_booklet_reads_in_order(self):
        """A simulated fold: halves of sheets put together read as the plain file does."""
        plain = [squeeze(page) for page in pdf.raw_pages(must_export(self.path('plain.pdf'), *WEEK[:2]))]
        book = must_export(self.path('book.pdf'), *WEEK[:2], booklet='yes')
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
            self.assertEqual(sorted(read[number]), sorted(page), f'page {number + 1}')
        self.assertEqual(''.join(read[len(plain):]), '')

    def test_measure_in_em(self):
        """R68: the measure is as asked for, and every justified line ends flush (R65)."""
        for em in (20, 24, 30, 40):
            rows = pdf.dump(self.path('dump.pdf'), DAY, measure=f'{em}em', size='10.5pt')
            body = [row for row in rows if row['kind'] == 'line' and 'NotoSerif' in row['faces']]
            widest = max(row['right'] - row['left'] for row in body)
            self.assertAlmostEqual(widest, em * 10.5, delta=0.05)


class TestSameBytes(Files):
    def test_R118_locale_zone_folder(self):
        first = must_export(self.path('one.pdf'), *WEEK[:2])
        env = dict(os.environ, TZ='Asia/Tokyo', LC_ALL='zh_CN.UTF-8', LANG='zh_CN.UTF-8')
        done = export(self.path('two.pdf'), *WEEK[:2], env=env)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(first.read_bytes(), self.path('two.pdf').read_bytes())
        env.update(TZ='America/Lima', LC_ALL='de_DE.UTF-8', LANG='de_DE.UTF-8')
        export(self.path('three.pdf'), *WEEK[:2], env=env)
        self.assertEqual(first.read_bytes(), self.path('three.pdf').read_bytes())

    def test_R118_R122_number_of_processors(self):
        """Paragraphs are set by as many threads as there are processors; where there is one, by none beside the first."""
        first = must_export(self.path('many.pdf'), *WEEK)
        processors = os.sched_getaffinity(0)
        try:
            os.sched_setaffinity(0, {min(processors)})
            second = must_export(self.path('one.pdf'), *WEEK)
        finally:
            os.sched_setaffinity(0, processors)
        self.assertEqual(first.read_bytes(), second.read_bytes())


class TestBadInput(Files):
    def digest(self, name, abstract):
        text = WEEK[0].read_text(encoding='utf-8')
        path = self.path(name)
        path.write_text(re.sub(r'。([^\n]*)\n', lambda found: f'。{abstract}{found[1]}\n', text, count=3), encoding='utf-8')
        return path

    def fails(self, *sources, **options):
        target = self.path('bad.pdf')
        target.unlink(missing_ok=True)
        done = export(target, *sources, **options)
        self.assertNotEqual(done.returncode, 0, done.stderr)
        self.assertFalse(target.exists())
        return done.stderr

    def test_character_without_font(self):
        source = self.digest('rare.txt', '生僻字𮯠在此。')
        message = self.fails(source, missing='fail')  # as a press wants it
        self.assertRegex(message, r'rare\.txt:\d+:\d+')
        self.assertIn('U+2EBE0', message)
        self.assertIn('fonts-hanazono', message)
        self.assertIn('𮯠', run('pdftotext', must_export(self.path('box.pdf'), source), '-').stdout)

    def test_long_url_and_long_paragraph(self):
        url = 'https://example.org/' + 'a' * 280
        must_export(self.path('url.pdf'), self.digest('url.txt', url), measure='20em')
        long = '很长的一段话，没有尽头，'.replace('，', '，', 1) * 8400
        must_export(self.path('long.pdf'), self.digest('long.txt', long))

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
        path = self.path('hostile.txt')
        path.write_text(f'1、[CL] A Title {text[:40]}\n\nA Name\n[Institute]\n标题。摘要里有{text}，后面还有字。\n\nAn abstract.\n\n'
                        'https://arxiv.org/abs/2301.00001\n', encoding='utf-8', newline='')
        return path

    def test_hostile_text(self):
        """Characters that a book must not hold are left out, as in the EPUB; all others are set inside the measure."""
        edge = 420 - 30  # A5, its outer margin nearly
        for name, text in self.HOSTILE.items():
            with self.subTest(name):
                source = self.hostile(text)
                file = must_export(self.path('hostile.pdf'), source)
                if has('qpdf'):
                    done = run('qpdf', '--check', file)
                    self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
                rows = pdf.dump(self.path('hostile-dump.pdf'), source)
                self.assertLess(max(row['right'] for row in rows), edge)
                shown = ''.join(row['text'] for row in rows)
                for character in '\x01\x7f\x85\ufffe\uffff\ufdd0\ue000\ufffd\ufffc\U000f0001\U000e0041':
                    self.assertNotIn(character, shown)
                self.assertIn('后面还有字', squeeze(shown))

    def test_lone_surrogates_in_the_bytes(self):
        path = self.hostile('甲乙丙')
        path.write_bytes(path.read_bytes().replace('乙'.encode(), b'\xed\xa0\x80\xff\xc0\x80'))
        rows = pdf.dump(self.path('surrogates.pdf'), path)
        self.assertIn('甲丙', squeeze(''.join(row['text'] for row in rows)))

    def test_page_too_small(self):
        for options in ({'paper': 'A6', 'size': '30pt'}, {'paper': 'A5', 'measure': '200em'}, {'size': '40pt'}):
            self.assertIn('too small', self.fails(WEEK[0], **options))

    def test_measure_takes_a_larger_paper(self):
        info = run('pdfinfo', must_export(self.path('wide.pdf'), WEEK[0], measure='40em', size='10.5pt')).stdout
        self.assertIn('A4', info)

    def test_family_not_installed(self):
        style = self.path('mine')
        style.mkdir()
        style.joinpath('style.ini').write_text('[style]\nInherits=classic\n[fonts]\nbody-han=HanaMinA\n')
        message = self.fails(WEEK[0], style=style)
        self.assertIn('HanaMinA', message)
        self.assertIn('fonts-hanazono', message)

    def test_wrong_option(self):
        for options in ({'paper': 'A99'}, {'size': '3mm'}, {'missing': 'perhaps'}, {'nothing': '1'}):
            done = export(self.path('wrong.pdf'), WEEK[0], **options)
            self.assertEqual(done.returncode, 64, done.stderr)


if __name__ == '__main__':
    sys.exit(pdf_case.main(sys.modules[__name__]))
