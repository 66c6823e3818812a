#!/usr/bin/env python3
"""Bibliographies: every model of the zoo in every format, read by parsers of our own; what papers are cited by; and, with
--judges, what pandoc, biber and citation-js make of them.

    test_bib.py [--judges]
"""
import json
import os
import re
import unicodedata
import zipfile
from pathlib import Path

from harness import ROOT, bibliography, run, scratch, tap, wenzhai
from harness.books import fold
from models import zoo
from models.build import EN, ZH, blocks, entry, issue, node, p, title, write

FOLDER = scratch()
JUDGES = tap.flag('--judges')
MODELS = zoo.QUICK if not JUDGES else zoo.MODELS
FORMATS = {'biblatex': ('bib', bibliography.bib), 'bibtex': ('bib', bibliography.bib), 'ris': ('ris', bibliography.ris),
           'csl-json': ('csl.json', bibliography.csl)}


def model(name):
    return write(FOLDER / f'{name}.json', MODELS[name]())


def read(source, kind):
    ending, parse = FORMATS[kind]
    path = FOLDER / f'{source.stem}.{ending}'
    return parse(path.read_bytes().decode())


def make(source, kind='biblatex', *options):
    """The records of @source in a format."""
    ending = FORMATS[kind][0]
    chosen = [f'--set=bib.format={kind}'] if ending == 'bib' else []
    wenzhai('export', '-q', '--no-normalize', '-o', FOLDER / f'{source.stem}.{ending}', *chosen, *options, source)
    return read(source, kind)


def make_all(source):
    """By format."""
    wenzhai('export', '-q', '--no-normalize', '-t', 'bib,ris,csl-json', '-o', f'{FOLDER}/', source)
    return {**{kind: read(source, kind) for kind in FORMATS if kind != 'bibtex'}, 'bibtex': make(source, 'bibtex')}


def plain(content):
    """The characters of rich text in JSON."""
    shown = []
    for one in content:
        kind = one.get('kind')
        text = one.get('text', '')
        shown.append(f'${text}$' if kind in ('formula', 'formula-block') else '' if kind in ('note-mark', 'note') else text)
        shown.append(plain(one.get('children', [])) if kind not in ('note', 'note-mark') else '')
    return ''.join(shown)


def papers(source):
    made = json.loads(wenzhai('dump', '--no-normalize', '--format=json', source).stdout)
    return [one for section in made['sections'] for one in section.get('entries', [])]


def english_first(texts):
    texts = [one for one in texts if re.sub('[\\s\u200b]', '', plain(one['content']))]
    return next((one for one in texts if one.get('lang') == EN), texts[0] if texts else None)


# ---- Every model ----


def title_of(record, kind):
    if kind in ('biblatex', 'bibtex'):
        return bibliography.untex(record.get('title', ''))
    return record.get('title', '') if kind == 'csl-json' else record.get('TI', [''])[0]


def count_of(record, kind):
    if kind in ('biblatex', 'bibtex'):
        return len(bibliography.names(record.get('author', '')))
    return len(record.get('author' if kind == 'csl-json' else 'AU', []))


def expect_whole(records, kind, expected):
    """Each paper once, in its order, with its title and all its authors; no key twice."""
    assert len(records) == len(expected)
    assert len({one['key'] for one in records}) == len(records)
    for record, paper in zip(records, expected):
        assert record['key'].rpartition(':')[2] == paper['key'], (record['key'], paper['key'])
        best = english_first(paper.get('titles', []))
        with tap.at(kind, record['key']):
            found = title_of(record, kind)
            assert fold(unicodedata.normalize('NFC', found)) == fold(unicodedata.normalize('NFC', plain(best['content']) if best else ''))
            authors = [one for one in paper.get('authors', []) if fold(one['text'])]
            assert count_of(record, kind) == len(authors) + bool(authors and paper.get('authorsCut')), authors


def expect_faithful(name):
    source = model(name)
    expected = papers(source)
    made = make_all(source)
    for kind, records in made.items():
        expect_whole(records, kind, expected)
        assert [one['key'] for one in records] == [one['key'] for one in made['biblatex']]


def test_models():
    for name in MODELS:
        yield name, lambda name=name: expect_faithful(name)


# ---- Keys ----


def paper(arxiv, name, **fields):
    return entry(arxiv, 1, True, '题', 'A Title', authors=[name, {'text': 'B Other'}], **fields)


PEOPLE = {
    'vaswani': {'text': 'Ashish Vaswani'}, 'vanbeethoven': {'text': 'Ludwig van Beethoven Jr.'},
    'yilmaz': {'text': 'Şeyma Yılmaz'}, 'kaiser': {'text': 'Ł Kaiser'}, 'lukasik': {'text': 'M Łukasik'},
    'strasse': {'text': 'A Straße'}, 'atlas': {'text': 'ATLAS Collaboration', 'collaboration': True},
    'obrien': {'text': "Conan O'Brien"}, 'he': {'text': 'Kaiming He', 'family': 'He', 'given': 'Kaiming'}, '': {'text': '王小明'},
}


def test_keys():
    source = write(FOLDER / 'keys.json', issue([paper(f'2601.{n:05}', person) for n, person in enumerate(PEOPLE.values())]))
    expected = [f'{name}:2601.{n:05}' if name else f'2601.{n:05}' for n, name in enumerate(PEOPLE)]
    assert [one['key'] for one in make(source)] == expected


def test_same_paper_in_other_issues():
    """Alone, among others of the same author, day and title, in another section and under another number: the same record."""
    def same(**fields):
        return paper('1706.03762', PEOPLE['vaswani'], arxivVersion=5, published='2017-06-12', **fields)

    others = [paper(f'1706.{n:05}', PEOPLE['vaswani']) for n in range(9)]
    short = {**same(), 'full': False, 'ordinal': 77}
    week = issue([*others[:4], same(), *others[4:]])
    late = issue(others, name='别刊')
    late['sections'].append({'kind': 'notable', 'id': 'n', 'entries': [short]})
    sources = [write(FOLDER / f'same-{n}.json', made) for n, made in enumerate((issue([same()]), week, late))]
    issues = [make_all(source) for source in sources]
    for kind in FORMATS:
        found = [one for made in issues for one in made[kind] if one['key'] == 'vaswani:1706.03762']
        assert len(found) == 3 and found[1:] == found[:-1], kind


# ---- Records ----


def one_record(kind='biblatex', options=(), **fields):
    made = {'key': 'x', 'full': True, 'titles': [title(EN, 'T')], **fields}
    return make(write(FOLDER / 'one.json', issue([made])), kind, *options)[0]


def test_types():
    arxiv = {'arxivId': '1706.03762', 'key': '1706.03762'}
    for fields, types in (
            (arxiv, ('online', 'misc', 'UNPB', 'article')),
            ({**arxiv, 'venue': 'CVPR 2026'}, ('inproceedings', 'inproceedings', 'CPAPER', 'paper-conference')),
            ({**arxiv, 'journalRef': 'Nature 650, 12–19 (2026)'}, ('article', 'article', 'JOUR', 'article-journal')),
            ({**arxiv, 'journalRef': 'Proc. of ICML, 2026'}, ('inproceedings', 'inproceedings', 'CPAPER', 'paper-conference')),
            ({'doi': '10.1000/x', 'key': 'doi-10.1000-x'}, ('misc', 'misc', 'GEN', 'document'))):
        assert tuple(one_record(kind, **fields)['type'] for kind in FORMATS) == types, fields


def test_journals():
    for reference, expected in {
            'Nature 650, 12–19 (2026)': ('Nature', '650', None, '12--19', '2026'),
            'Phys. Rev. D 76 (2007) 013009': ('Phys. Rev. D', '76', None, '013009', '2007'),
            'J. Mach. Learn. Res. 21(140), 1-67, 2020': ('J. Mach. Learn. Res.', '21', '140', '1--67', '2020'),
            'Neural Networks vol. 12, pp. 3-9 (1999)': ('Neural Networks', '12', None, '3--9', '1999'),
            'To appear in Nature': ('To appear in Nature', None, None, None, None),
            'Nature 2026': ('Nature 2026', None, None, None, '2026'),
            'J. of 5G Systems 1, 2 (3), 4 (2020) 5': ('J. of 5G Systems 1, 2 (3), 4 (2020) 5', None, None, None, '2020'),
    }.items():
        record = one_record(journalRef=reference)
        found = tuple(record.get(name) for name in ('journaltitle', 'volume', 'number', 'pages', 'date'))
        assert found == expected, (reference, found)


def test_dates():
    for fields, date in (({'published': '2017-06-12', 'arxivId': '1706.03762'}, '2017-06-12'), ({'arxivId': '1706.03762'}, '2017-06'),
                         ({'arxivId': 'hep-th/9901001'}, '1999-01'), ({'arxivId': 'cs/0101001'}, '2001-01'), ({}, None),
                         ({'published': '2025-12-31', 'venue': 'CVPR 2026'}, '2026'), ({'published': '2025-12-31', 'venue': 'TMLR'}, '2025-12-31')):
        assert one_record(**fields).get('date') == date, fields
    old = one_record('bibtex', published='2017-06-12')
    assert (old['year'], old['month']) == ('2017', '6') and 'date' not in old


def test_preprint():
    fields = {'arxivId': '1706.03762', 'arxivVersion': 5, 'categories': [{'text': 'CL'}, {'text': 'CV'}], 'primaryCategory': 'CL',
              'status': 'withdrawn', 'comment': '15 pages'}
    record = one_record(**fields)
    assert (record['eprint'], record['eprinttype'], record['eprintclass'], record['version'], record['url'], record['keywords'],
            record['note'], record['annotation']) == ('1706.03762', 'arxiv', 'cs.CL', '5', 'https://arxiv.org/abs/1706.03762v5',
                                                      'cs.CL, CV', 'withdrawn', '15 pages')
    record = one_record('bibtex', **fields)
    assert (record['archiveprefix'], record['primaryclass'], record['annote']) == ('arXiv', 'cs.CL', '15 pages')


def test_names():
    people = [{'text': 'Ludwig van Beethoven Jr.', 'given': 'Ludwig', 'family': 'van Beethoven', 'suffix': 'Jr.'},
              {'text': 'Barnes and Noble Team', 'collaboration': True}, {'text': '王小明', 'given': '小明', 'family': '王'},
              {'text': '张三'}, {'text': 'Plato'}, {'text': 'Ann and Bob', 'family': 'Ann and Bob'}]
    record = one_record(authors=people, authorsCut=True)
    assert bibliography.names(record['author']) == ['van Beethoven, Jr., Ludwig', '{Barnes and Noble Team}', '王, 小明', '{张三}', 'Plato',
                                                    '{Ann and Bob}', 'others']
    record = one_record('ris', authors=people, authorsCut=True)
    assert record['AU'] == ['van Beethoven, Ludwig, Jr.', 'Barnes and Noble Team', '王, 小明', '张三', 'Plato', 'Ann and Bob', 'others']


def test_titles():
    for content, tex in ((['BERT: Pre-training of 3D iPhone Models, A Study'], '{BERT}: Pre-training of {3D} {iPhone} Models, A Study'),
                         (['100% & #1_a ~ ^ \\ $5 <x>'], '100\\% \\& \\#1\\_a \\textasciitilde{} \\textasciicircum{} \\textbackslash{} \\$5 '
                                                       '\\textless{}x\\textgreater{}'),
                         (['A {Set} and a lone }'], 'A \\textbraceleft{}Set\\textbraceright{} and a lone \\textbraceright{}'),
                         (['A {Set}'], 'A \\{Set\\}'),
                         ([node('formula', text='O(n^2)'), ' Sorts'], '{$O(n^2)$} Sorts'),
                         ([node('formula', text='a}b'), node('formula', text='5%')], '\\$a\\textbraceright{}b\\$\\$5\\%\\$'),
                         (['Very ', node('emphasis', 'deep'), ' ', node('code', text='a_b')], 'Very \\emph{deep} \\texttt{a\\_b}')):
        assert one_record(titles=[title(EN, *content)])['title'] == tex, content
    both = one_record(titles=[title(ZH, '题目'), title(EN, 'Title')])
    assert (both['title'], both['titleaddon'], both['langid']) == ('Title', '题目', 'english')


def test_commands():
    text = 'Şeyma Łódź naïve — “q” ế 字'
    record = one_record(options=['--set=bib.characters=latex'], titles=[title(EN, text)])
    assert record['title'] == "{\\c{S}}eyma {\\L}{\\'{o}}d{\\'{z}} na{\\\"{\\i}}ve --- ``q'' ế 字"


def test_addresses():
    record = one_record(doi='10.1000/a{b', links=[{'url': 'https://example.org/%20a_b#c~d'}])
    assert (record['doi'], record['url']) == ('10.1000/a%7Bb', 'https://example.org/%20a_b#c~d')


def test_abstracts():
    texts = [blocks(ZH, p('中文。')), blocks(EN, p('One.'), node('list', node('list-item', p('Two $5'))), p('Three.'))]
    assert one_record(abstracts=texts)['abstract'] == 'One.\\par Two \\$5\\par Three.'
    assert one_record('ris', abstracts=texts)['AB'] == ['One. Two $5 Three.']
    assert one_record('csl-json', abstracts=texts)['abstract'] == 'One.\n\nTwo $5\n\nThree.'
    assert 'abstract' not in one_record(options=['--set=bib.abstracts=no'], abstracts=texts)


# ---- The outputs ----


def test_outputs():
    """Made when named, by type or by the end of a file's name; the same bytes each time."""
    source = model('archive')
    books = FOLDER / 'books'
    wenzhai('export', '-q', '-t', 'bib,ris,csl-json', '-o', f'{books}/', source)
    assert sorted(path.name for path in books.iterdir()) == ['archive.bib', 'archive.csl.json', 'archive.ris']
    first = {path: path.read_bytes() for path in books.iterdir()}
    wenzhai('export', '-q', '-t', 'bib,ris,csl-json', '-o', f'{books}/', source, env={'TZ': 'Asia/Tokyo', 'LC_ALL': 'C'})
    assert first == {path: path.read_bytes() for path in books.iterdir()}
    wenzhai('export', '-q', '-o', f'{FOLDER / "default"}/', source)
    assert not [path for path in (FOLDER / 'default').iterdir() if path.suffix in ('.bib', '.ris', '.json')]
    wenzhai('export', '-q', '-o', FOLDER / 'x.json', source, status=64)


# ---- In books ----


def attached(book):
    """The files that a book holds beside its text, by name."""
    if book.suffix == '.epub':
        with zipfile.ZipFile(book) as box:
            return {name.removeprefix('EPUB/'): box.read(name) for name in box.namelist() if 'references' in name}
    folder = FOLDER / f'{book.stem}-attached'
    folder.mkdir(exist_ok=True)
    run('pdfdetach', '-saveall', '-o', folder, book)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def books_of(source, stem, *options):
    for kind in ('epub', 'pdf'):
        path = FOLDER / f'{stem}.{kind}'
        wenzhai('export', '-q', '-o', path, *(one.format(kind) for one in options), source)
        yield path


def test_attached():
    """The same bytes as in a file by itself; none where nobody asks, or where no paper is. In the EPUB's manifest."""
    tap.needs('pdfdetach', 'qpdf')
    source = model('archive')
    for kind, name in (('biblatex', 'references.bib'), ('ris', 'references.ris'), ('csl-json', 'references.csl.json')):
        alone = FOLDER / f'alone.{FORMATS[kind][0]}'
        wenzhai('export', '-q', '-o', alone, source)
        for book in books_of(source, f'with-{kind}', f'--set={{}}.bibliography={kind}'):
            assert attached(book) == {name: alone.read_bytes()}, book
            if book.suffix == '.pdf':
                run('qpdf', '--check', book)
            else:
                with zipfile.ZipFile(book) as box:
                    assert f'href="{name}"' in box.read('EPUB/package.opf').decode()
    for book in (*books_of(source, 'without'), *books_of(model('empty'), 'no-papers', '--set={}.bibliography=ris')):
        assert attached(book) == {}, book
    booklet = FOLDER / 'booklet.pdf'
    wenzhai('export', '-q', '-o', booklet, '--set=pdf.booklet=yes', '--set=pdf.bibliography=csl-json', source)
    assert attached(booklet) == {'references.csl.json': alone.read_bytes()}


# ---- What others read ----

CHECK = Path(os.environ.get('WENZHAI_CHECK_DIR') or ROOT / '.check').absolute()


def name_of(author):
    return fold(''.join(author.get(part, '') for part in
                        ('given', 'dropping-particle', 'non-dropping-particle', 'family', 'suffix', 'literal')))


def year_of(item):
    return item.get('issued', {}).get('date-parts', [[0]])[0][0]


def simple(title):
    """Without small and raised letters, which are characters or tags."""
    return fold(unicodedata.normalize('NFKC', re.sub('<[^>]*>', '', title))).lower()


def expect_read(items, expected, who):
    """Keys, years, names, titles. Programs take names apart at commas; they write titles small, or set TeX and marks in them
    as they like; pandoc adds the Chinese one."""
    assert [one['id'] for one in items] == [one['id'] for one in expected], who
    for item, ours in zip(items, expected):
        with tap.at(who, ours['id']):
            assert year_of(item) == year_of(ours)
            names = [name_of(one) for one in ours.get('author', [])]
            assert [name_of(one) for one in item.get('author', [])] == names or ',' in ''.join(names)
            title = ours.get('title', '')
            if not re.search(r'[$<>\\^_{}]', title):
                assert simple(item.get('original-title') or item.get('title', '')).startswith(simple(title))
            for field in ('DOI', 'URL'):
                assert item.get(field) == ours.get(field), field


def judged(name):
    """The files of a model, by format."""
    source = model(name)
    make_all(source)
    files = {'biblatex': FOLDER / f'{name}.biblatex.bib', 'bibtex': FOLDER / f'{name}.bib', 'ris': FOLDER / f'{name}.ris',
             'csl-json': FOLDER / f'{name}.csl.json'}
    wenzhai('export', '-q', '--no-normalize', '-o', files['biblatex'], source)
    return files, json.loads(files['csl-json'].read_text(encoding='utf-8'))


def ask_pandoc(name):
    files, expected = judged(name)
    for kind, form in (('biblatex', 'biblatex'), ('bibtex', 'bibtex'), ('csl-json', 'csljson')):
        items = json.loads(run('pandoc', '-f', form, '-t', 'csljson', files[kind]).stdout)
        expect_read(items, expected, f'pandoc {kind}')


def ask_biber(name):
    """Its data model is biblatex's; what the issue itself does not say may be missed."""
    said = run('biber', '--tool', '--validate-datamodel', '--nolog', '--output-file', FOLDER / 'biber.bib',
               judged(name)[0]['biblatex'], status=None).stdout
    tap.no([line for line in said.splitlines() if re.match('WARN|ERROR', line) and 'Missing mandatory field' not in line])


def ask_citation_js(name):
    files, expected = judged(name)
    read = json.loads(run('node', ROOT / 'tests/bib/cite.cjs', CHECK, *files.values()).stdout)
    for kind, items in zip(files, read):
        expect_read(items, expected, f'citation-js {kind}')


if JUDGES:
    def test_pandoc():
        tap.needs('pandoc')
        for name in MODELS:
            yield name, lambda name=name: ask_pandoc(name)

    def test_biber():
        tap.needs('biber')
        for name in MODELS:
            yield name, lambda name=name: ask_biber(name)

    def test_citation_js():
        if not (CHECK / 'node_modules/@citation-js/core').exists():
            raise tap.Skip('citation-js is not in .check')
        for name in MODELS:
            if name != 'empty':  # a file of no record is none for it
                yield name, lambda name=name: ask_citation_js(name)


tap.run(globals())
