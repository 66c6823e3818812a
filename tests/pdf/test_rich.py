#!/usr/bin/env python3
"""PDFs of issues with figures, tables, pictures and links, made up as JSON: nothing of them is lost."""
import itertools
import os
import re
import sys
import unittest

import pdf_case
import pdf_tools as pdf
import rich_models as models
from pdf_case import Files
from pdf_tools import has, must_export, run, squeeze


class TestFigures(Files):
    def mixes(self):
        """Every order of up to three figures (F: fills most of a page) and paragraphs (P)."""
        tall = models.png(800, 1200)
        long = models.paragraph(models.SENTENCE * 12)
        figure = {'kind': 'figure', 'target': models.resource_id(tall)}
        for length in (1, 2, 3):
            for order in itertools.product('FP', repeat=length):
                body = [figure if one == 'F' else long for one in order]
                yield ''.join(order), models.write(self.path('mix.json'),
                                                   models.issue([models.entry(body=body)], [tall]))
        many = models.entry(abstract=[long] * 6, figures=[models.resource_id(tall)] * 2)
        yield 'fields', models.write(self.path('mix.json'), models.issue([many], [tall]))

    @unittest.skipUnless(has('pdfimages', 'qpdf'), 'no pdfimages or qpdf')
    def test_every_mix_of_figures_and_paragraphs(self):
        """A figure may be the first thing on a page, whatever else stands there: no page fails, no figure is lost."""
        variants = [{'heads': heads, **more} for heads in ('no', 'yes')
                    for more in ({}, {'columns': '2', 'paper': 'A4'}, {'booklet': 'yes'}, {'bleed': '3mm'})]
        for name, source in self.mixes():
            for options in variants if len(name) != 3 else variants[::4]:
                file = must_export(self.path('mix.pdf'), source, **options)
                self.assertEqual(run('qpdf', '--check', file).returncode, 0, f'{name} {options}')
                listed = run('pdfimages', '-list', file).stdout.split('\n')[2:-1]
                wanted = 2 if name == 'fields' else name.count('F')
                self.assertEqual(len(listed), wanted, f'{name} {options}')


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>'


class TestPictures(Files):
    """Pictures in lines, GIF, and what can't be shown: a placeholder, a diagnostic, a closing line; alike in all outputs."""

    def entry(self, picture, alt='替代文字'):
        id_ = models.resource_id(picture)
        image = {'kind': 'image', 'target': id_, 'text': alt}
        body = [models.paragraph([{'text': '行内'}, image, {'text': '之后'}]), models.paragraph([image]),
                {'kind': 'figure', 'target': id_, 'text': alt, 'children': [{'text': '图注'}]},
                models.table([['甲', '乙'], [[image], '丙']])]
        return models.entry(body=body, figures=[{'resource': id_, 'alts': [{'lang': 'zh-Hans', 'text': alt}]}])

    @unittest.skipUnless(has('pdfimages', 'qpdf'), 'no pdfimages or qpdf')
    def test_pictures_are_drawn(self):
        """In a line, alone in a paragraph, as figures, in a cell; PNG and GIF; in a line no higher than the line."""
        for picture in (models.png(800, 600), models.GIF):
            source = models.write(self.path('pictures.json'), models.issue([self.entry(picture)], [picture]))
            for options in ({}, {'languages': 'parallel', 'paper': 'A4'}, {'columns': '2', 'paper': 'A4'}):
                file = must_export(self.path('pictures.pdf'), source, **options)
                self.assertEqual(run('qpdf', '--check', file).returncode, 0)
                self.assertEqual(len(run('pdfimages', '-list', file).stdout.split('\n')[2:-1]), 5, options)
            dump = self.path('dump.pdf')
            must_export(dump, source, output='dump')
            heights = [float(line.split()[4]) for line in dump.read_text().split('\n') if line.startswith('figure ')]
            self.assertEqual(len(heights), 5)
            self.assertEqual(len([h for h in heights if h < 14]), 2 if picture != models.GIF else 5, heights)

    def test_gif_shows_its_first_picture(self):
        """Interlaced, smaller than its screen, with a transparent colour: the pixels are where they belong."""
        source = models.write(self.path('gif.json'), models.issue(
            [models.entry(figures=[models.resource_id(models.GIF)])], [models.GIF]))
        file = must_export(self.path('gif.pdf'), source)
        run('pdfimages', '-png', file, self.path('gif'))
        run('pdftoppm', '-r', '300', '-f', '3', '-l', '3', '-singlefile', file, self.path('page'))
        self.assertEqual(run('pdfimages', '-list', file).stdout.split('\n')[2].split()[3:5], ['4', '4'])

    @unittest.skipUnless(has('pdftotext'), 'no pdftotext')
    def test_what_cannot_be_shown_is_said_alike(self):
        for name, picture in (('svg', SVG), ('webp', models.WEBP)):
            source = models.write(self.path('no.json'), models.issue([self.entry(picture)], [picture]))
            done = run(pdf.WENZHAI, 'export', '-t', 'epub,pdf,azw3', '-o', self.path('out'), source)
            self.assertEqual(done.returncode, 0, done.stderr)
            for output in ('epub', 'pdf', 'azw3'):
                lines = [line for line in done.stderr.split('\n') if f'{output}: ' in line]
                self.assertEqual([line for line in lines if '[picture-not-shown]' in line and 'unsupported' in line],
                                 [line for line in lines if '[picture-not-shown]' in line], lines)
                self.assertTrue([line for line in lines if '[picture-not-shown]' in line], done.stderr)
                self.assertEqual(len([line for line in lines if '[output-incomplete]' in line]), 1, lines)
            text = squeeze(run('pdftotext', '-raw', self.path('out') / 'no.pdf', '-').stdout)
            self.assertEqual(text.count('［插图：替代文字］'), 5, text)
            for word in ('行内', '之后', '图注', '丙'):
                self.assertIn(word, text)

    def test_a_damaged_picture_is_said(self):
        picture = models.png(30, 30)[:-30]
        source = models.write(self.path('bad.json'), models.issue([self.entry(picture)], [picture]))
        done = run(pdf.WENZHAI, 'export', '-t', 'epub,pdf,azw3', '-o', self.path('out'), source)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stderr.count('[output-incomplete]'), 3, done.stderr)


class TestLongTitles(Files):
    @unittest.skipUnless(has('pdftotext'), 'no pdftotext')
    def test_a_title_of_any_length_stays_on_the_pages(self):
        """It runs on over pages, in one column or beside its translation: nothing of it falls off a page's foot."""
        title = ''.join(chr(0x4e00 + i) for i in range(1500))
        entry = models.entry(title=title, abstract=[models.paragraph('摘要')])
        entry['titles'].append({'lang': 'en', 'content': [{'text': 'Word ' * 300}]})
        source = models.write(self.path('title.json'), models.issue([entry]))
        for options in ({}, {'languages': 'parallel', 'paper': 'A4'}, {'columns': '2', 'paper': 'A4'}):
            file = must_export(self.path('title.pdf'), source, missing='box', heads='no', **options)
            words = run('pdftotext', '-bbox', file, '-').stdout
            text = ''.join(re.findall(r'<word[^>]*>([^<]*)</word>', words))
            for ch in title:
                self.assertIn(ch, text)
            for top in re.findall(r'yMax="([\d.]+)"', words):
                self.assertLess(float(top), 800 if 'paper' in options else 570)

    def test_a_title_without_a_break_takes_time_in_proportion(self):
        """The cover's layout, above all, looks at no more of it than it can show: 8 times the title, not 64 times the time."""
        def seconds(n):
            source = models.write(self.path('long.json'), models.issue([models.entry(title='x' * n)]))
            before = os.times()
            must_export(self.path('long.pdf'), source)
            after = os.times()
            return after.children_user - before.children_user

        small = min(seconds(10000) for _ in range(2))
        self.assertLess(seconds(80000), 20 * small + 2)


class TestMisplaced(Files):
    def test_parts_of_a_table_without_a_table_keep_their_words(self):
        """Rows and cells wherever blocks stand: a warning, three books, every word in them."""
        cells = [models.cell('孤格一'), models.cell('孤格二')]
        rows = {'kind': 'table-row', 'children': cells}
        for name, body in {'cells': cells, 'row': [rows], 'quoted': [{'kind': 'quote', 'children': [rows]}],
                           'in a paragraph': [{'kind': 'paragraph', 'children': [{'text': '前'}, cells[0], {'text': '孤格二'}]}],
                           'in an item': [{'kind': 'list', 'children': [{'kind': 'list-item', 'children': cells}]}]}.items():
            source = models.write(self.path('parts.json'), models.issue([models.entry(body=body)]))
            text = squeeze(run('pdftotext', '-raw', must_export(self.path('parts.pdf'), source), '-').stdout)
            for one in ('孤格一', '孤格二'):
                self.assertIn(one, text, name)


class TestTables(Files):
    """No cell is lost or passes the margin, whatever the width of the table and of the page."""

    def words(self, file):
        """[(page, left, top, right, bottom, text)] with the size of each page."""
        sizes, words = [], []
        for line in run('pdftotext', '-bbox', file, '-').stdout.split('\n'):
            page = re.search(r'<page width="([\d.]+)" height="([\d.]+)"', line)
            word = re.search(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)</word>', line)
            if page:
                sizes.append((float(page[1]), float(page[2])))
            elif word:
                words.append((len(sizes) - 1, *(float(word[i]) for i in range(1, 5)), word[5]))
        return sizes, words

    def check(self, name, rows, **options):
        """Exports a paper with the table @rows; all texts are there, and on the paper."""
        body = [models.paragraph('前面一段。'), models.table(rows), models.paragraph('后面一段。')]
        source = models.write(self.path('table.json'), models.issue([models.entry(body=body)]))
        style = self.path('bare')
        style.mkdir(exist_ok=True)
        style.joinpath('style.ini').write_text('[style]\nInherits=classic\n[page]\nrunning-heads=no\nfolio=none\n')
        file = must_export(self.path('table.pdf'), source, style=style, **options)
        text = squeeze(run('pdftotext', '-raw', file, '-').stdout)
        for row in rows:
            for one in row:
                self.assertIn(squeeze(one), text, f'{name} {options}')
        self.assertIn('后面一段', text)
        sizes, words = self.words(file)
        for page, left, top, right, bottom, word in words:
            width, height = sizes[page]
            self.assertTrue(5 < left and right < width - 5 and 5 < top and bottom < height - 5,
                            f'{name} {options}: {word} at {left:.0f} {top:.0f} {right:.0f} {bottom:.0f}')
        return file

    @unittest.skipUnless(has('pdftotext'), 'no pdftotext')
    def test_one_to_twenty_columns(self):
        for n in range(1, 21):
            head = [f'方法{i}' for i in range(n)]
            rows = [head] + [[f'{r}{chr(65 + c)}.{c:02d}±0.3' for c in range(n)] for r in range(1, 4)]
            for options in ({}, {'paper': 'A4', 'columns': '2'}, {'paper': 'kindle-6'}):
                self.check(f'{n} columns', rows, **options)

    @unittest.skipUnless(has('pdftotext'), 'no pdftotext')
    def test_as_a_list_each_cell_has_its_head(self):
        rows = [[f'栏{c}' for c in range(40)]] + [[f'值{r}:{c}' for c in range(40)] for r in range(2)]
        text = squeeze(run('pdftotext', '-raw', self.check('40 columns', rows), '-').stdout)
        for c in range(40):
            self.assertIn(f'栏{c}：值1:{c}', text)

    @unittest.skipUnless(has('pdftotext'), 'no pdftotext')
    def test_texts_in_cells(self):
        long = '一格里也可以有很长的话，它会占好几行，但不会跑到别的格子里去。'
        for n in (2, 4, 7, 12):
            rows = [[f'栏目{c}' for c in range(n)]] + [[f'{r}{c}号{long}' for c in range(n)] for r in range(3)]
            self.check(f'{n} texts', rows)
        self.check('a text as high as pages', [['甲', '乙'], ['丙' + long * 60, '丁']])
        self.check('a word without end', [['甲', '乙'], ['x' * 400, 'y' * 90]], missing='box')

    @unittest.skipUnless(has('pdftotext'), 'no pdftotext')
    def test_the_head_is_repeated(self):
        rows = [['方法甲', '分数乙', '年份丙']] + [[f'第{r}种', f'{r}.5', str(1900 + r)] for r in range(90)]
        text = run('pdftotext', '-raw', self.check('long', rows), '-').stdout.split('\f')
        pages = [page for page in text if '种' in page]
        self.assertGreater(len(pages), 2)
        for page in pages:
            self.assertEqual(squeeze(page).count('方法甲分数乙年份丙'), 1, page)
        wide = [[f'方法{i}甲' for i in range(9)]] + [[f'{r}.{c}的值是{r * c}' for c in range(9)] for r in range(60)]
        pages = [page for page in run('pdftotext', '-raw', self.check('long and turned', wide), '-').stdout.split('\f')
                 if '的值' in page]
        self.assertGreater(len(pages), 1)
        for page in pages:
            self.assertEqual(squeeze(page).count('方法8甲'), 1, page)

    @unittest.skipUnless(has('pdftotext', 'qpdf'), 'no pdftotext or qpdf')
    def test_blocks_and_links_in_cells(self):
        """Paragraphs, lists, code, links and tables in a cell stay in it; text beside cells is not lost."""
        link = {'kind': 'link', 'target': 'https://a.example/x', 'children': [{'text': '链接'}]}
        inner = models.cell([models.paragraph('第一段'), models.paragraph([{'text': '第二段'}, link]),
                             {'kind': 'list', 'children': [{'kind': 'list-item', 'children': [models.paragraph('列表项')]}]},
                             {'kind': 'code-block', 'text': 'a = 1\nb = 2'}, models.table([['里表头'], ['里表格']])])
        table = {'kind': 'table', 'children': [models.row(['甲', '乙'], True), models.row([inner, '旁边']),
                                               {'kind': 'table-row', 'children': [{'text': '裸字'}]}, {'text': '散字'}]}
        source = models.write(self.path('cells.json'), models.issue([models.entry(body=[table, models.paragraph('末段')])]))
        file = must_export(self.path('cells.pdf'), source)
        text = squeeze(run('pdftotext', '-raw', file, '-').stdout)
        place = -1
        for one in ('第一段', '第二段链接', '列表项', 'a=1', 'b=2', '里表头', '里表格', '旁边', '裸字', '散字', '末段'):
            self.assertGreater(text.find(one, place + 1), place, f'{one} in {text}')
            place = text.find(one, place + 1)
        self.assertIn('https://a.example/x', run('qpdf', '--json', file).stdout)

    @unittest.skipUnless(has('pdftotext'), 'no pdftotext')
    def test_spans_of_any_number(self):
        for number in (1, 2, 7, 100, 2147483647):
            table = {'kind': 'table', 'children': [models.row(['甲甲', '乙乙'], True), models.row([models.cell('丙丙', number), '丁丁'])]}
            source = models.write(self.path('span.json'), models.issue([models.entry(body=[table])]))
            text = squeeze(run('pdftotext', '-raw', must_export(self.path('span.pdf'), source), '-').stdout)
            for one in ('甲甲', '乙乙', '丙丙', '丁丁'):
                self.assertIn(one, text)


if __name__ == '__main__':
    sys.exit(pdf_case.main(sys.modules[__name__]))
