#!/usr/bin/env python3
"""PDFs of issues with figures, tables, pictures and links, made up as JSON: nothing of them is lost."""
import itertools
import os
import re

from harness import run, squeeze, tap, wenzhai
from harness.pdf import bare_style, dump, make, path, text_of
from models.build import (EN, GIF, SVG, WEBP, ZH, blocks, cell, issue, node, p, paper, png, resource_id, row, table, title, words,
                          write)

SENTENCE = '这一段文字只是为了占满几行，好让后面的图落在新的一页的开头。'
PAPERS = ({}, {'languages': 'parallel', 'paper': 'A4'}, {'columns': '2', 'paper': 'A4'})


def source(*papers, pictures=()):
    return write(path('issue.json'), issue(papers, pictures))


def pictures_in(file):
    """The lines of pdfimages -list; the file is sound."""
    run('qpdf', '--check', file)
    return run('pdfimages', '-list', file).stdout.split('\n')[2:-1]


class TestFigures:
    def mixes(self):
        """Every order of up to three figures (F: fills most of a page) and paragraphs (P)."""
        tall = png(800, 1200, colour=b'\x80')
        long = p(SENTENCE * 12)
        blocks = {'F': node('figure', target=resource_id(tall)), 'P': long}
        for length in (1, 2, 3):
            for order in itertools.product('FP', repeat=length):
                yield ''.join(order), source(paper([blocks[one] for one in order]), pictures=[tall])
        yield 'fields', source(paper(abstract=[long] * 6, figures=[tall] * 2), pictures=[tall])

    def test_every_mix_of_figures_and_paragraphs(self):
        """A figure may be the first thing on a page, whatever else stands there: no page fails, no figure is lost."""
        tap.needs('pdfimages', 'qpdf')
        variants = [{'heads': heads, **more} for heads in ('no', 'yes')
                    for more in ({}, {'columns': '2', 'paper': 'A4'}, {'booklet': 'yes'}, {'bleed': '3mm'})]
        for name, mix in self.mixes():
            for options in variants if len(name) != 3 else variants[::4]:
                wanted = 2 if name == 'fields' else name.count('F')
                assert len(pictures_in(make('mix.pdf', mix, **options))) == wanted, f'{name} {options}'


class TestPictures:
    """Pictures in lines, GIF, and what can't be shown: a placeholder, a diagnostic, a closing line; alike in all outputs."""

    def source(self, picture, alt='替代文字'):
        image = node('image', target=resource_id(picture), text=alt)
        body = [p('行内', image, '之后'), p(image), node('figure', '图注', target=resource_id(picture), text=alt),
                table([['甲', '乙'], [image, '丙']])]
        figure = {'resource': resource_id(picture), 'alts': [{'lang': ZH, 'text': alt}]}
        return source(paper(body, figures=[figure]), pictures=[picture])

    def test_pictures_are_drawn(self):
        """In a line, alone in a paragraph, as figures, in a cell; PNG and GIF; in a line no higher than the line."""
        tap.needs('pdfimages', 'qpdf')
        for picture in (png(800, 600, colour=b'\x80'), GIF):
            made = self.source(picture)
            for options in PAPERS:
                assert len(pictures_in(make('pictures.pdf', made, **options))) == 5, options
            heights = [float(line.split()[4]) for line in dump(made)[1].split('\n') if line.startswith('figure ')]
            assert len(heights) == 5
            assert len([h for h in heights if h < 14]) == (2 if picture != GIF else 5), heights

    def test_gif_shows_its_first_picture(self):
        """Interlaced, smaller than its screen, with a transparent colour: the pixels are where they belong."""
        tap.needs('pdfimages', 'qpdf')
        file = make('gif.pdf', source(paper(figures=[GIF]), pictures=[GIF]))
        assert pictures_in(file)[0].split()[3:5] == ['4', '4']

    def test_what_cannot_be_shown_is_said_alike(self):
        tap.needs('pdftotext')
        for picture in (SVG, WEBP[:-20]):
            said = wenzhai('export', '-t', 'epub,pdf,azw3', '-o', path('out'), self.source(picture)).stderr
            for output in ('epub', 'pdf', 'azw3'):
                lines = [line for line in said.split('\n') if f'{output}: ' in line]
                shown = [line for line in lines if '[picture-not-shown]' in line]
                assert shown and all('unsupported' in line for line in shown), lines
                assert len([line for line in lines if '[output-incomplete]' in line]) == 1, lines
            text = squeeze(text_of(path('out/issue.pdf')))
            assert text.count('［插图：替代文字］') == 5, text
            for word in ('行内', '之后', '图注', '丙'):
                assert word in text

    def test_a_damaged_picture_is_said(self):
        """In the words of one that can't be shown, in a line, as a paragraph, as a figure, in a cell."""
        tap.needs('pdftotext')
        said = wenzhai('export', '-t', 'epub,pdf,azw3', '-o', path('out'),
                       self.source(png(30, 30, colour=b'\x80')[:-30])).stderr
        assert said.count('[output-incomplete]') == 3, said
        text = squeeze(text_of(path('out/issue.pdf')))
        assert text.count('［插图：替代文字］') == 5, text


class TestLabels:
    def test_beside_each_other_both_have_theirs(self):
        """Numbers of papers, long and short, and the marks of lists in both languages."""
        lists = [blocks(lang, node('list', node('list-item', p(word)), number=n)) for lang, word, n in ((ZH, '项', 31), (EN, 'Item', 47))]
        titles = [title(ZH, '题'), title(EN, 'Title')]
        rows = dump(source(paper(key='a', ordinal=1, titles=titles, abstracts=lists),
                           paper(key='b', ordinal=2, titles=titles, full=False)), languages='parallel', paper='A4')[0]
        left = {row['text']: row['left'] for row in reversed(rows) if row['page'] > 2}  # the folio comes last
        assert {'1', '2', '31.', '47.'} <= set(left), left
        assert left['1'] == left['2'] == left['31.'] < left['47.'] < left['Item'], left

    def test_a_note_has_one_whatever_it_begins_with(self):
        tap.needs('pdftotext')
        first = [p('字'), node('list', node('list-item', p('字'))), node('quote', p('字')), node('code-block', text='x'),
                 table([['甲', '乙'], ['丙', '丁']]), node('formula-block', text='n+1'), node('heading', '字', number=1), node('rule'),
                 node('figure', '字', target=resource_id(png()))]
        made = source(paper([p('正文')], notes=[blocks(ZH, one, p('后')) for one in first]), pictures=[png()])
        for options in PAPERS:
            text = squeeze(text_of(make('notes.pdf', made, **options)))
            at = [text.find(f'编者按{n}') for n in range(1, len(first) + 1)]
            assert at == sorted(at) and at[0] > text.find('正文'), at


    def test_lists_of_any_depth_stay_on_the_page(self):
        """In one column and in two, in two languages beside each other; among quotations as well."""
        tap.needs('pdftotext')
        deep = quoted = p('底')
        for n in range(30, 0, -1):
            deep = node('list', node('list-item', p(f'第{n}层'), deep))
            inner = (p(f'引{n}层'), quoted)
            quoted = node('quote', *inner) if n % 2 else node('list', node('list-item', *inner))
        made = source(paper([deep, quoted], abstracts=[blocks(ZH, deep), blocks(EN, deep)]))
        for options in PAPERS:
            boxes = run('pdftotext', '-bbox', make('deep.pdf', made, **options), '-').stdout
            width = float(re.search(r'<page width="([\d.]+)"', boxes)[1])
            for left, right in re.findall(r'xMin="([-\d.]+)" [^>]*xMax="([-\d.]+)"', boxes):
                assert 20 < float(left) < float(right) < width - 20, (options, left, right)
            text = squeeze(text_of(path('deep.pdf')))
            assert all(text.count(f'第{n}层') == 3 and text.count(f'引{n}层') == 1 for n in range(1, 31)), options


class TestContents:
    def test_a_row_is_left_at_headings_alone(self):
        """Sections: headed, without a heading, again without, headed. Each has a paper."""
        sections = [{'kind': 'day', 'id': f'd{n}', **({'heading': {ZH: f'第{n}栏'}} if n in (1, 4) else {}),
                     'entries': [paper(key=f'k{n}', zh=f'第{n}篇')]} for n in range(1, 5)]
        rows = dump(write(path('issue.json'), issue([], sections=sections)), cover='no')[0]
        y = {row['text']: row['y'] for row in reversed(rows) if re.fullmatch('第.[栏篇]', row['text'])}
        steps = [after - before for before, after in itertools.pairwise(y[name] for name in
                                                                        ('第1栏', '第1篇', '第2篇', '第3篇', '第4栏', '第4篇'))]
        row = min(steps)
        assert [round(step / row, 1) for step in steps] == [1, 2, 1, 2, 1], (y, steps)


class TestLongTitles:
    def test_a_title_of_any_length_stays_on_the_pages(self):
        """It runs on over pages, in one column or beside its translation: nothing of it falls off a page's foot."""
        tap.needs('pdftotext')
        name = ''.join(chr(0x4e00 + i) for i in range(1500))
        made = source(paper(abstract=[p('摘要')], titles=[title(ZH, name), title(EN, 'Word ' * 300)]))
        for options in PAPERS:
            boxes = run('pdftotext', '-bbox', make('title.pdf', made, missing='box', heads='no', **options), '-').stdout
            assert set(name) <= set(''.join(re.findall(r'<word[^>]*>([^<]*)</word>', boxes)))
            for top in re.findall(r'yMax="([\d.]+)"', boxes):
                assert float(top) < (800 if 'paper' in options else 570)

    def test_a_title_without_a_break_takes_time_in_proportion(self):
        """The cover's layout, above all, looks at no more of it than it can show: 8 times the title, not 64 times the time."""
        def seconds(n):
            made = source(paper(zh='x' * n))
            before = os.times()
            make('long.pdf', made)
            return os.times().children_user - before.children_user

        small = min(seconds(10000) for _ in range(2))
        assert seconds(80000) < 20 * small + 2


class TestMisplaced:
    def test_parts_of_a_table_without_a_table_keep_their_words(self):
        """Rows and cells wherever blocks stand: a warning, three books, every word in them."""
        cells = [cell('孤格一'), cell('孤格二')]
        rows = node('table-row', *cells)
        for name, body in {'cells': cells, 'row': [rows], 'quoted': [node('quote', rows)], 'in a paragraph': [p('前', cells[0], '孤格二')],
                           'in an item': [node('list', node('list-item', *cells))]}.items():
            text = squeeze(text_of(make('parts.pdf', source(paper(body)))))
            for one in ('孤格一', '孤格二'):
                assert one in text, name


class TestTables:
    """No cell is lost or passes the margin, whatever the width of the table and of the page."""

    def words(self, file):
        """[(page, left, top, right, bottom, text)] with the size of each page."""
        sizes, found = [], []
        for line in run('pdftotext', '-bbox', file, '-').stdout.split('\n'):
            page = re.search(r'<page width="([\d.]+)" height="([\d.]+)"', line)
            word = re.search(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)</word>', line)
            if page:
                sizes.append((float(page[1]), float(page[2])))
            elif word:
                found.append((len(sizes) - 1, *(float(word[i]) for i in range(1, 5)), word[5]))
        return sizes, found

    def check(self, name, rows, **options):
        """Exports a paper with the table @rows; all texts are there, and on the paper. Returns the text."""
        tap.needs('pdftotext')
        made = source(paper([p('前面一段。'), table(rows), p('后面一段。')]))
        file = make('table.pdf', made, style=bare_style(), **options)
        text = text_of(file)
        for one in sum(rows, ['后面一段']):
            assert squeeze(one) in squeeze(text), f'{name} {options}: {one}'
        sizes, found = self.words(file)
        for page, left, top, right, bottom, word in found:
            width, height = sizes[page]
            assert 5 < left and right < width - 5 and 5 < top and bottom < height - 5, \
                f'{name} {options}: {word} at {left:.0f} {top:.0f} {right:.0f} {bottom:.0f}'
        return text

    def test_one_to_twenty_columns(self):
        for n in range(1, 21):
            head = [f'方法{i}' for i in range(n)]
            rows = [head] + [[f'{r}{chr(65 + c)}.{c:02d}±0.3' for c in range(n)] for r in range(1, 4)]
            for options in ({}, {'paper': 'A4', 'columns': '2'}, {'paper': 'kindle-6'}):
                self.check(f'{n} columns', rows, **options)

    def test_as_a_list_each_cell_has_its_head(self):
        rows = [[f'栏{c}' for c in range(40)]] + [[f'值{r}:{c}' for c in range(40)] for r in range(2)]
        text = squeeze(self.check('40 columns', rows))
        for c in range(40):
            assert f'栏{c}：值1:{c}' in text

    def test_texts_in_cells(self):
        long = '一格里也可以有很长的话，它会占好几行，但不会跑到别的格子里去。'
        for n in (2, 4, 7, 12):
            rows = [[f'栏目{c}' for c in range(n)]] + [[f'{r}{c}号{long}' for c in range(n)] for r in range(3)]
            self.check(f'{n} texts', rows)
        self.check('a text as high as pages', [['甲', '乙'], ['丙' + long * 60, '丁']])
        self.check('a word without end', [['甲', '乙'], ['x' * 400, 'y' * 90]], missing='box')

    def test_the_head_is_repeated(self):
        rows = [['方法甲', '分数乙', '年份丙']] + [[f'第{r}种', f'{r}.5', str(1900 + r)] for r in range(90)]
        wide = [[f'方法{i}甲' for i in range(9)]] + [[f'{r}.{c}的值是{r * c}' for c in range(9)] for r in range(60)]
        for name, table_rows, mark, head, least in (('long', rows, '种', '方法甲分数乙年份丙', 3), ('turned', wide, '的值', '方法8甲', 2)):
            pages = [page for page in self.check(name, table_rows).split('\f') if mark in page]
            assert len(pages) >= least
            for page in pages:
                assert squeeze(page).count(head) == 1, page

    def test_blocks_and_links_in_cells(self):
        """Paragraphs, lists, code, links and tables in a cell stay in it; text beside cells is not lost."""
        tap.needs('pdftotext', 'qpdf')
        inner = cell(p('第一段'), p('第二段', node('link', '链接', target='https://a.example/x')),
                     node('list', node('list-item', p('列表项'))), node('code-block', text='a = 1\nb = 2'),
                     table([['里表头'], ['里表格']]))
        outer = node('table', row(['甲', '乙'], True), row([inner, '旁边']), node('table-row', '裸字'), words('散字'))
        file = make('cells.pdf', source(paper([outer, p('末段')])))
        text, place = squeeze(text_of(file)), -1
        for one in ('第一段', '第二段链接', '列表项', 'a=1', 'b=2', '里表头', '里表格', '旁边', '裸字', '散字', '末段'):
            assert text.find(one, place + 1) > place, f'{one} in {text}'
            place = text.find(one, place + 1)
        assert 'https://a.example/x' in run('qpdf', '--json', file).stdout

    def test_spans_of_any_number(self):
        tap.needs('pdftotext')
        for number in (1, 2, 7, 100, 2147483647):
            spanned = node('table', row(['甲甲', '乙乙'], True), row([cell('丙丙', number=number), '丁丁']))
            text = squeeze(text_of(make('span.pdf', source(paper([spanned])))))
            for one in ('甲甲', '乙乙', '丙丙', '丁丁'):
                assert one in text


tap.run(globals())
