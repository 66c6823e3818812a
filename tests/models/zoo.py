"""Issues made by hand, in the program's JSON form: every field and every kind of rich text, and what nobody expects."""
import json
from pathlib import Path

from models.build import EN, ZH, blocks, entry, node, p, png, resource, title, words


def everything_blocks(picture):
    row = node('table-row', node('table-cell', '方法'), node('table-cell', 'F1', target='right'), number=1)
    cells = node('table-row', node('table-cell', '我们的'), node('table-cell', '0.93', target='right'))
    wide = node('table-row', node('table-cell', '合计 & <总>', number=2))
    return [
        node('heading', '小标题', number=1),
        p('普通的字，', node('emphasis', '强调'), node('strong', '加重', node('emphasis', '又强调')),
          node('code', text='a < b && c'), node('link', '外链', target='http://example.org/路径?x=[1]'),
          node('link', '内链', target='#2209.00002'), node('link', '断链', target='#nobody'),
          node('link', '坏链', target='javascript:alert(1)'), node('span', 'English inside', lang=EN),
          node('line-break'), node('image', target=picture, text='行内图'), '结束。'),
        p('公式', node('formula', text='x_i^2 + \\alpha'), '与', node('formula', text='\\frac{a}{\\sqrt{b+c}}'), '与',
          node('formula', text='\\undefined{x}'), '。'),
        node('formula-block', text='\\sum_{i=1}^{n} x_i = \\mathbb{E}[X]'),
        node('list', node('list-item', p('第一')), node('list-item', p('第二'), node('list', node('list-item', p('内'))))),
        node('list', node('list-item', p('四')), number=4),
        node('quote', p('引文一段。'), p('引文二段。')),
        node('code-block', text='int main (void)\n{\n  return 0; /* 注释 */\n}', target='c'),
        node('table', row, cells, wide),
        node('figure', '图注', target=picture, text='替代文字'),
        node('rule'),
        node('heading', '跳级', number=4),
        p('最后一段。'),
    ]


def everything():
    picture, alpha = resource(png()), resource(png(2000, 1500, alpha=True))
    first = entry(
        '2209.00001', 1, True, '第一篇的题目：“引号”与 <尖括号>', 'The First & Foremost', arxivVersion=2, doi='10.1000/xyz',
        links=[{'url': 'http://arxiv.org/abs/2209.00001v2'}, {'url': 'https://github.com/a/b', 'label': 'GitHub'},
               {'url': 'ftp://example.org/x', 'label': 'FTP'}],
        abstracts=[blocks(ZH, p('中文摘要，', node('formula', text='O(n^2)'), '。'), p('第二段。')),
                   blocks(EN, p('The abstract with ', node('formula', text='\\mathcal{O}(\\sqrt{\\log n})'), '.'), p('More.'))],
        body=blocks(ZH, *everything_blocks(picture['id'])),
        figures=[{'resource': picture['id'], 'captions': [title(ZH, '图题'), title(EN, 'A caption')],
                  'alts': [{'lang': ZH, 'text': '图的说明'}, {'lang': EN, 'text': 'What it shows'}]},
                 {'resource': alpha['id'], 'captions': [title(EN, 'Only English')]}],
        appearances=[{'source': 'a.txt', 'date': '2022-09-22', 'full': False, 'ordinal': 3},
                     {'source': 'b.txt', 'date': '2022-09-23', 'full': True, 'ordinal': 1}],
        notes=[blocks(ZH, p('编者的话。')), blocks(EN, p('A second note.'))],
        backReferences=[{'title': '旧刊', 'number': '37', 'key': '2209.00001', 'date': '2022-09-15'}, {'title': '更旧的'}],
        variants=[{'field': 'title', 'lang': ZH, 'text': '另一个题目', 'source': 'a.txt'}])
    return {
        'wenzhai': 1, 'lang': ZH, 'title': {ZH: 'AI 论文周报', EN: 'AI Weekly'}, 'subtitle': {ZH: '一周精选'},
        'summary': {ZH: '本周的论文。'}, 'series': 'AI 论文周报', 'seriesSlug': 'ai', 'number': '38', 'volume': '2',
        'date': '2022-09-25', 'firstDay': '2022-09-19', 'lastDay': '2022-09-25', 'editor': '编者', 'publisher': '文摘社',
        'source': '网络 & 其他', 'rights': 'CC BY 4.0',
        'categories': [{'code': 'LG', 'names': [{'lang': ZH, 'text': '机器学习'}, {'lang': EN, 'text': 'Machine Learning'}]},
                       {'code': 'CV', 'names': []}],
        'sections': [
            {'kind': 'front', 'id': 'front', 'heading': {ZH: '卷首语'}, 'blocks': blocks(ZH, *everything_blocks(picture['id']))},
            {'kind': 'featured', 'id': 'featured', 'heading': {ZH: '论文精选', EN: 'Featured'}, 'entries': [
                first,
                entry('2209.00002', 2, True, None, 'English Only, With a Formula $', abstracts=[blocks(EN, p('Only English.'))]),
                entry('2209.00003', 3, True, '只有中文', None, abstracts=[blocks(ZH, p('只有中文摘要。'))]),
                entry('2209.00004', 4, True, '没有摘要', 'No Abstract'),
            ]},
            {'kind': 'day', 'id': 'day-2022-09-20', 'heading': {ZH: '9月20日'}, 'date': '2022-09-20', 'entries': [
                entry('2209.00005', 5, False, '短的一', 'Short One'), entry('2209.00006', 0, False, '短的二', 'Short Two'),
                entry('2209.00007', 7, True, '夹在中间的长文', 'A Long One Between', abstracts=[blocks(ZH, p('摘要。'))]),
                entry('2209.00008', 8, False, '短的三', None, authors=[], affiliations=[], links=[], categories=[]),
            ]},
            {'kind': 'category', 'id': 'category-cv', 'category': 'CV', 'entries': [entry('2209.00009', 9, True, '无题栏目', 'X')]},
            {'kind': 'back', 'id': 'back', 'heading': {ZH: '编后'}, 'blocks': blocks(ZH, p('完。'))},
        ],
        'indices': [
            {'kind': 'author', 'terms': [{'group': 'D', 'label': 'Doe, J', 'lang': EN, 'entries': ['2209.00001', '2209.00006']},
                                         {'group': 'Z', 'label': '张三', 'entries': ['2209.00002']}]},
            {'kind': 'affiliation', 'terms': [{'label': '某大学', 'entries': ['2209.00003']}]},
            {'kind': 'category', 'terms': [{'group': '', 'label': '机器学习', 'entries': ['2209.00004']}]},
            {'kind': 'day', 'terms': [{'label': '2022年9月20日', 'entries': ['2209.00005']}]},
        ],
        'resources': [picture, alpha],
    }


def wordless():
    """A picture without a word, and titles with formulae."""
    picture = resource(png())
    return {'wenzhai': 1, 'lang': ZH, 'title': {ZH: '无言'}, 'date': '2024-02-29', 'resources': [picture], 'sections': [
        {'kind': 'featured', 'id': 'featured', 'entries': [
            entry('2402.00001', 1, True, figures=[{'resource': picture['id']}],
                  titles=[title(ZH, node('formula', text='k'), '-均值的', node('formula', text='O(n^2)'), '算法'),
                          title(EN, node('formula', text='\\sqrt{n+1}'), ' Algorithms')])]}]}


# TeX, in a line, and whether a line shows all of it.
FORMULAE = [
    (r'\frac{2}{3}', '2/3', True), (r'\sqrt{T}', '√T', True), (r'\frac{1}{\sqrt{n}}', '1/√n', True),
    (r'O(n\log n)', 'O(n log n)', True), (r'\frac{a+b}{c}', '(a+b)/c', False), (r'\sqrt{a+b}', '√(a+b)', False),
    (r'2\frac{1}{2}', '2(1/2)', False), (r'\frac{1}{2\sigma}x', '(1/(2σ))x', False), (r'\max_k', 'max_k', False),
]


def formulae():
    """A formula a paragraph, and in blocks of their own."""
    parts = [p('式', node('formula', text=tex), '终。') for tex, line, linear in FORMULAE]
    parts += [node('formula-block', text=tex) for tex, line, linear in FORMULAE]
    return {'wenzhai': 1, 'lang': ZH, 'title': {ZH: '公式'}, 'date': '2024-02-29', 'sections': [
        {'kind': 'featured', 'id': 'featured', 'entries': [entry('2402.00001', 1, True, '公式', 'Formulae',
                                                                 abstracts=[blocks(ZH, *parts)])]}]}


def english():
    return {'wenzhai': 1, 'lang': EN, 'title': {EN: 'Daily Papers'}, 'date': '2024-02-29', 'sections': [
        {'kind': 'featured', 'id': 'featured', 'heading': {EN: 'Featured'}, 'entries': [
            entry('2402.00001', 1, True, None, 'A Paper', abstracts=[blocks(EN, p('An abstract.'))])]}]}


def bare():
    """Hardly anything: no date, no title, no section heading, no author."""
    return {'wenzhai': 1, 'sections': [{'kind': 'featured', 'entries': [
        {'key': 't-0123456789', 'full': True}, {'key': 't-9876543210', 'full': True, 'titles': [title(ZH, '有题')]}]}]}


def empty():
    """A rule and no word: the least that becomes a book."""
    return {'wenzhai': 1, 'title': {ZH: '空刊'}, 'sections': [{'kind': 'front', 'blocks': blocks(ZH, node('rule'))}]}


def hostile():
    """Strings that break writers."""
    nasty = '控制\u0001符 \u202e反向\u202c \ue000私用 \ufffe非字符 \ufeff标 -- ]]> <!-- --> &amp; &#0; \U0001f9d1\u200d\U0001f52c é'
    return {'wenzhai': 1, 'lang': ZH, 'title': {ZH: nasty}, 'series': nasty, 'number': '3.5', 'editor': ' ', 'publisher': '\u0007',
            'rights': '"><script>', 'source': "' or 1=1 --", 'summary': {ZH: '一\n二\r\n三'}, 'date': '2022-09-22', 'sections': [
                {'kind': 'category', 'id': 'category-x', 'heading': {ZH: nasty}, 'entries': [
                    entry('2209.00001', 1, True, nasty, '‮' + 'Very Long ' * 900, authors=[{'text': nasty}, {'text': '{{7*7}}'}],
                          abstracts=[blocks(ZH, p(nasty)), blocks(EN, p('x' * 30000))], links=[{'url': 'https://a.b/' + 'y' * 3000}]),
                    entry('2209.00002', 2, False, '\n题\t目\n', '<b>bold</b> &nbsp; %s %n', links=[{'url': 'https://[::1]/'}]),
                    entry('2209.00003', 3, True, '壹', 'I', abstracts=[blocks(ZH, p('字' * 90000))]),
                    {'key': 'doi-10.1000-' + 'long' * 13, 'titles': [title(EN, 'Long Key')], 'full': True},
                    {'key': 'x', 'full': False},
                ]}]}


def long():
    """Texts that are too much for a document: an editorial, abstracts in both languages, a body, notes."""
    picture = resource(png())
    chapter = [p(f'正文第{n}段，', node('strong', '要点'), '：' + '很长的正文&' * 90) for n in range(150)]
    long_one = entry(
        '2401.00001', 1, True, '很长的论文', 'A Very Long Paper',
        abstracts=[blocks(ZH, *(p(f'摘要第{n}段。' + '中文' * 500) for n in range(60))),
                   blocks(EN, *(p(f'Paragraph {n}. ' + 'English words ' * 200) for n in range(40)))],
        body=blocks(ZH, words('没有段落的开头，'), node('emphasis', '也是一段'), *chapter[:75], node('heading', '下半', number=1),
                    node('list', node('list-item', p('项一')), node('list-item', p('项二'))), *chapter[75:]),
        figures=[{'resource': picture['id'], 'captions': [title(ZH, '图题')], 'alts': [{'lang': ZH, 'text': '图的说明'}]}],
        notes=[blocks(ZH, p('第一条编者按。' + '注' * 30000)), blocks(ZH, p('第二条编者按。' + '解' * 30000))])
    return {'wenzhai': 1, 'lang': ZH, 'title': {ZH: '长刊'}, 'date': '2024-01-02', 'sections': [
        {'kind': 'front', 'id': 'front', 'heading': {ZH: '导语'},
         'blocks': blocks(ZH, *(block for n in range(80) for block in (
             node('heading', f'导语第{n}节', number=1), p(f'导语第{n}段。' + '导语' * 600))))},
        {'kind': 'day', 'id': 'day-2024-01-02', 'heading': {ZH: '论文'}, 'entries': [
            long_one,
            entry('2401.00002', 2, True, '短的论文', 'Short', abstracts=[blocks(ZH, p('见', node('link', '长的', target='#2401.00001')))]),
            entry('2401.00003', 3, False, '也很长', 'Brief in Name Only',
                  abstracts=[blocks(ZH, *(p(f'第{n}段。' + '长' * 2000) for n in range(40)))]),
            entry('2401.00004', 4, False, '真短', 'Brief'),
        ]},
    ], 'indices': [{'kind': 'author', 'terms': [{'group': 'D', 'label': 'Doe, J', 'lang': EN,
                                                 'entries': ['2401.00001', '2401.00003']}]}],
        'resources': [picture]}


def many(n):
    return {'wenzhai': 1, 'lang': ZH, 'title': {ZH: '大刊'}, 'date': '2022-09-22', 'sections': [
        {'kind': 'day', 'id': f'day-{d}', 'heading': {ZH: f'第{d}天'}, 'entries': [
            entry(f'22{d:02}.{i:05}', i + 1, i % 3 > 0, f'第{d}天第{i}篇', f'Paper {d} {i}',
                  abstracts=[blocks(ZH, p('摘要。' * 40)), blocks(EN, p('An abstract. ' * 20))]) for i in range(n)]}
        for d in range(10, 22)]}


def drift():
    return json.loads(Path(__file__).with_name('drift.json').read_text(encoding='utf-8'))


MODELS = {'everything': everything, 'wordless': wordless, 'formulae': formulae, 'english': english, 'bare': bare,
          'empty': empty, 'hostile': hostile, 'long': long, 'many': lambda: many(50), 'drift': drift}
