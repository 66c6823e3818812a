"""Issues made by hand, in the program's JSON form: every field and every kind of rich text, and what nobody expects."""
import json
from pathlib import Path

from models.build import (EN, GIF, SVG, WEBP, ZH, blocks, cell, entry, issue, jpeg, node, p, png, resource, resource_id, row,
                          table, title, words)


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
    """Their English titles have letters for digits: a number in a title could be taken for that of the next paper."""
    letters = str.maketrans('0123456789', 'abcdefghij')
    return {'wenzhai': 1, 'lang': ZH, 'title': {ZH: '大刊'}, 'date': '2022-09-22', 'sections': [
        {'kind': 'day', 'id': f'day-{d}', 'heading': {ZH: f'第{d}天'}, 'entries': [
            entry(f'22{d:02}.{i:05}', i + 1, i % 3 > 0, f'第{d}天第{i}篇', f'Paper {d} {i}'.translate(letters),
                  abstracts=[blocks(ZH, p('摘要。' * 40)), blocks(EN, p('An abstract. ' * 20))]) for i in range(n)]}
        for d in range(10, 22)]}


def pictures():
    """Every format, from one point to more than any page has, wide, tall, half transparent, damaged; each in a line, as a
    block, as a figure with words and one without."""
    shown = {'一点': png(1, 1), '大图': png(3000, 2000, colour=b'\x60'), '很宽': png(3000, 12), '很高': png(12, 3000),
             '半透明': png(300, 200, alpha=True), '灰阶': png(64, 64, colour=b'\0', samples=bytes(range(64)) * 64),
             '照片': jpeg(640, 480, 90), '小照片': jpeg(1, 1), '高照片': jpeg(40, 1600, 200), '动图': GIF, '矢量': SVG, '网图': WEBP,
             '残图': png(40, 30)[:60]}
    entries = []
    for n, (name, data) in enumerate(shown.items(), 1):
        key = resource_id(data)
        figures = [{'resource': key, 'captions': [title(ZH, f'{name}的图题'), title(EN, f'Caption {n}')],
                    'alts': [{'lang': ZH, 'text': f'{name}的替代文字'}]}, {'resource': key}]
        body = [p('行内', node('image', target=key, text=f'{name}在行内'), '之后。'),
                node('figure', f'{name}的图注，', node('emphasis', '强调'), target=key, text=f'{name}的说明'), p(f'{name}完。')]
        entries.append(entry(f'2603.{n:05}', n, True, name, None, body=blocks(ZH, *body), figures=figures))
    return issue(entries, shown.values(), '图刊')


def tables():
    """One to twenty columns; cells that span, are aligned, empty, hold blocks; a table of a cell, of many rows, in a list."""
    entries = []
    for n in range(1, 21):
        head = [cell(f'栏{n}.{c}', **({'target': ('left', 'center', 'right')[c % 3]} if c else {})) for c in range(n)]
        rows = [[f'{n}.{r}行{chr(65 + c)}' for c in range(n)] for r in range(1, 4)]
        entries.append(entry(f'2604.{n:05}', n, True, f'{n}栏的表', None, abstracts=[blocks(ZH, p('前。'), table([head, *rows]), p('后。'))]))
    odd = [table([['独格']], header=False), table([['甲列', '乙列'], *([f'第{n}行', f'{n * n}'] for n in range(60))]),
           node('table', row(['左', '', '右'], True), row([cell('占两格', number=2), '丁格']), row(['', '', ''])),
           table([['块', '字'], [cell(p('格里一段。'), p('格里二段。')), cell(node('list', node('list-item', p('格里一项'))))]]),
           table([['公式', '链接'], [node('formula', text='x^2'), node('link', '链到首篇', target='#2604.00001')]]),
           node('list', node('list-item', table([['项中', '有表'], ['一格', '二格']])))]
    entries += [entry(f'2604.{n:05}', n, True, f'怪表{n}', None, body=blocks(ZH, one)) for n, one in enumerate(odd, 21)]
    return issue(entries, name='表刊')


def nested():
    """Every block in every block that may hold it, every inline in every inline, deep lists."""
    def leaves(name):
        return [p(f'{name}段'), node('heading', f'{name}标题', number=2), node('code-block', text=f'{name}代码 = 1;\n    缩进;'),
                node('formula-block', text='a+b'), node('rule'), node('list', node('list-item', p(f'{name}项'))),
                node('list', node('list-item', p(f'{name}第七项')), number=7), node('quote', p(f'{name}引文')),
                table([[f'{name}表头'], [f'{name}表格']])]

    def deep(words, bottom):
        """As deep as a text may be."""
        made = p(bottom)
        for n in range(30, 0, -1):
            made = node('list', node('list-item', p(words.format(n)), made), **({'number': n} if n % 2 else {}))
        return made

    inlines = {'emphasis': '强', 'strong': '重', 'link': '链', 'span': 'span'}
    fields = {'link': {'target': 'https://example.org/a?b=c&d=%20'}, 'span': {'lang': EN}}
    mixed = [p(f'{outer}里', node(outer, words, node(inner, f'{outer}的{inner}', **fields.get(inner, {})), node('code', text='x < 1'),
                                 node('formula', text='y_1'), node('line-break'), '后', **fields.get(outer, {})), '外。')
             for outer, words in inlines.items() for inner in inlines if 'link' not in (outer, inner) or outer != inner]
    levels = [block for n in range(1, 7) for block in (node('heading', f'{n}级标题', number=n), p(f'{n}级正文。'))]
    bodies = [leaves('顶'), [node('quote', *leaves('引'))], [node('list', node('list-item', *leaves('列')))],
              [node('quote', node('list', node('list-item', node('quote', *leaves('引列引')))))], [deep('第{}层', '最深处')], mixed, levels,
              [words('没有段落的字，'), node('strong', '也没有'), p(), p(''), p('   '), node('list'), node('table'), node('quote'), p('末。')]]
    entries = [entry(f'2605.{n:05}', n, True, f'第{n}种嵌套', None, body=blocks(ZH, *body)) for n, body in enumerate(bodies, 1)]
    entries[4]['abstracts'] = [blocks(ZH, deep('摘要的第{}层', '摘要的底'))]
    return issue(entries, name='嵌套刊')


def scripts():
    """Text of other scripts, from right to left, of pictures, of rare characters, with marks."""
    texts = {'日文': '機械学習のカタカナと漢字。', '韩文': '기계 학습은 재미있다.', '俄文': 'Машинное обучение.', '希腊文': 'Μηχανική μάθηση.',
             '阿拉伯文': 'تعلم الآلة جميل', '希伯来文': 'למידת מכונה', '泰文': 'การเรียนรู้ของเครื่อง', '印地文': 'मशीन लर्निंग और क्षि', '泰米尔文': 'இயந்திர கற்றல்',
             '亚美尼亚文': 'Մեքենայական ուսուցում', '格鲁吉亚文': 'მანქანური სწავლება', '繁体': '機器學習與臺灣的風景', '拼音': 'jīqì xuéxí, Łódź, İstanbul',
             '越南文': 'Học máy rất thú vị', '表情': '🔥🚀👩🏽\u200d🔬🇨🇳1️⃣☂️', '生僻': '𠮷𠀀𪜀㐀䶵', '合音': 'e\u0301a\u0308o\u0302\u0323', '数学字': '𝒳𝟘ℝ∀x∈𝔸',
             '音标': '[ˈmɪksɪŋ ˌskrɪpts]', '上下标': 'x²y₃ 10⁻⁴ H₂O', '单位': '25 ℃ 3.5 kg ±0.5% ￥97 №5', '标点': '“‘引’”《书》——……·、；：？！（）【】'}
    entries = [entry(f'2606.{n:05}', n, True, f'{name}：{text}', text, abstracts=[blocks(ZH, p(f'中文里有{text}，还有字。'))],
                     authors=[{'text': text}], affiliations=[], categories=[{'text': 'CL'}]) for n, (name, text) in enumerate(texts.items(), 1)]
    return issue(entries, name='文字刊')


def titles():
    """Long ones, ones without a place to break, of other things than characters, in several languages, and none."""
    long, formula = '长题目的每一个字都要在书里。' * 40, node('formula', text='\\frac{a}{b}')
    texts = {'long': [title(ZH, long), title(EN, 'Every Word of a Long Title ' * 30)], 'unbroken': [title(EN, 'x' * 300)],
             'formula': [title(ZH, formula)], 'marked': [title(ZH, '有', node('emphasis', '强调'), '、', node('code', text='代码'), '与', formula)],
             'broken': [title(ZH, '一行', node('line-break'), '两行')], 'linked': [title(EN, node('link', 'A Link', target='https://a.example/'))],
             'many': [title(lang, f'Title in {lang}') for lang in ('de', EN, 'fr', 'ja', 'ko')] + [title(ZH, '六种题目')],
             'none': [], 'blank': [title(ZH, '\u3000\xa0\u200b')], 'half': [title(ZH, '\xa0'), title(EN, 'The Chinese Title Is Blank')],
             'same': [title(ZH, '同名'), title(EN, '同名')]}
    made = issue([entry(f'2607.{n:05}', n, n % 2 > 0, titles=one, abstracts=[blocks(ZH, p(f'第{n}篇的摘要。'))])
                  for n, one in enumerate(texts.values(), 1)], name='题目刊')
    made['sections'].append({'kind': 'notable', 'id': 'n', 'heading': {ZH: '很长的栏目名' * 20, EN: 'A Heading'},
                             'entries': [entry('2607.00099', 0, False, '末篇', 'The Last')]})
    return made


def heads():
    """Every field of an issue's head, every kind of section with and without heading, text and papers, indices of all kinds."""
    text = blocks(ZH, p('栏目自己的话。'))
    kinds = ('front', 'featured', 'notable', 'category', 'day', 'back')
    sections = [{'kind': kind, 'id': f'{kind}-{n}', **({'heading': {ZH: f'{kind}栏'}} if n & 1 else {}), **({'blocks': text} if n & 2 else {}),
                 'entries': [entry(f'2608.{i:02}{n:03}', 8 * i + n, kind != 'notable', f'{kind}的第{n}篇', None)] if n & 4 else []}
                for i, kind in enumerate(kinds) for n in range(8)]
    terms = [{'group': 'A', 'label': 'Ada, L', 'lang': EN, 'entries': ['2608.00004', '2608.01004']},
             {'group': '', 'label': '无组', 'entries': ['2608.02004']}, {'label': '缺组', 'entries': ['2608.03006']}]
    return {'wenzhai': 1, 'lang': ZH, 'title': {ZH: '刊头刊', EN: 'Heads'}, 'subtitle': {ZH: '副题一句', EN: 'A Subtitle'}, 'summary': {ZH: '内容提要。'},
            'series': '刊头周刊', 'seriesSlug': 'heads', 'seriesId': 'urn:issn:0000-0000', 'number': '12.5', 'volume': '3', 'date': '2026-03-01',
            'firstDay': '2026-02-23', 'lastDay': '2026-03-01', 'editor': '甲编者', 'publisher': '乙出版社', 'source': '丙来源', 'rights': '丁许可',
            'categories': [{'code': 'LG', 'names': [{'lang': ZH, 'text': '学习'}]}, {'code': 'NN', 'names': []}], 'sections': sections,
            'indices': [{'kind': kind, 'terms': terms} for kind in ('author', 'affiliation', 'category', 'day')]}


def missing():
    """Papers that lack one field of all, and papers that have one alone; with notes, history, back references."""
    whole = drift()['sections'][0]['entries'][0]
    whole.pop('figures')
    fields = [name for name in whole if name not in ('key', 'ordinal', 'full', 'arxivId')]
    entries = [{**{key: value for key, value in whole.items() if key != name}, 'key': f'without-{name}'} for name in fields]
    entries += [{'key': f'only-{name}', 'full': True, name: whole[name]} for name in fields]
    entries += [{**one, 'key': f'short-{one["key"]}', 'full': False} for one in entries]
    return issue([{**one, 'ordinal': n % 3 and n} for n, one in enumerate(entries)], name='缺项刊',
                 categories=[{'code': 'LG', 'names': [{'lang': ZH, 'text': '机器学习'}]}])


def notes():
    """Many notes, long ones, of every block, of a short paper; a paper that appeared often; references to all and nothing."""
    long = [blocks(ZH, *(p(f'第{n}条按语的第{m}段，' + '话' * 80) for m in range(4))) for n in range(12)]
    blocky = [blocks(ZH, node('list', node('list-item', p('按语一项'))), node('quote', p('按语引文')), node('code-block', text='按语 = 1'),
                     table([['按语表头'], ['按语表格']]), node('formula-block', text='n+1')), blocks(EN, p('A note in English.'))]
    often = [{'source': f'{n}.txt', 'date': f'2026-03-{n:02}', 'full': n > 3, 'arxivVersion': n} for n in range(1, 12)]
    back = [{'title': '全刊', 'number': '7', 'identifier': 'urn:uuid:00000000-0000-5000-8000-000000000007', 'key': 'x', 'date': '2026-01-02'},
            {'number': '8'}, {'title': '只有题目'}, {'title': '有日', 'date': '2026-01-04'}]
    return issue([entry('2609.00001', 1, True, '按语很多', None, notes=long), entry('2609.00002', 2, True, '按语各样', None, notes=blocky),
                  entry('2609.00003', 3, False, '短文按语', None, notes=blocky[1:]), entry('2609.00004', 4, True, '刊载多次', None, appearances=often),
                  entry('2609.00005', 5, True, '往期', None, backReferences=back, appearances=often[:1]),
                  entry('2609.00006', 6, False, '短文往期', None, backReferences=back, appearances=often[:2])], name='按语刊')


def mark(number):
    return node('note-mark', number=number, text=f'[{number}]')


def note(number, *content):
    return node('note', *content, number=number)


def article():
    """What an editor and a house write: notes with marks in words, tables, quotes, headings, of every block and long, two of
    a number and none of another; pictures with captions; in two languages; an introduction, a foreword, an afterword, an imprint."""
    picture = resource(png(320, 200))
    long = '长注的每一句都要印出来，不论它落在哪一页。' * 40
    editorial = blocks(
        ZH, p('本周第一句', mark(1), '，第二句', node('strong', '着重', mark(2)), '，再提第一', mark(1), '，没有的', mark(99), '。'),
        node('heading', '小题', mark(3), number=1), node('quote', p('引文', mark(4), '。')),
        table([['方法', '得分'], [cell('甲', mark(5)), '0.93']]),
        node('figure', '图 1　', node('emphasis', '架构'), '，', node('formula', text='x_1'), target=picture['id'], text='两个方框'),
        node('list', node('list-item', p('一项', mark(6))), number=3), node('code-block', text='for x in range(10):\n    print (x)', target='python'),
        node('formula-block', text='E = mc^2'),
        note(1, p('第一注，见', node('link', '那篇', target='#2612.00101'), '。')), note(2, p('第二注'), p('的第二段')),
        note(3, node('list', node('list-item', p('注中一项')), node('list-item', p('注中二项'))), node('code-block', text='注 = 1')),
        note(4, p(long)), note(5, p('表中的注')), note(6, p(node('formula', text='y_2'), '的注')), note(6, p('同号的另一注')), note(7, p('无人提及的注')))
    english = blocks(EN, p('This week', mark(1), ' in English.'), note(1, p('A note in English.')))
    sections = [
        {'kind': 'front', 'id': 'before', 'heading': {ZH: '前言'}, 'blocks': blocks(ZH, p('前言一段', mark(1), '。'), note(1, p('前言的注')))},
        {'kind': 'front', 'id': 'editorial', 'heading': {ZH: '导语', EN: 'Editorial'}, 'blocks': editorial, 'translations': [english]},
        {'kind': 'category', 'id': 'category-lg', 'category': 'LG', 'heading': {ZH: '机器学习'}, 'blocks': blocks(ZH, p('栏目导语', mark(1), '。'), note(1, p('栏目的注'))),
         'translations': [blocks(EN, p('An introduction.'))], 'entries': [
             entry('2612.00101', 1, True, '一篇', 'A Paper', abstracts=[blocks(ZH, p('摘要。'))],
                   notes=[blocks(ZH, p('按语', mark(1), '。'), note(1, p('按语的注')))])]},
        {'kind': 'back', 'id': 'after', 'heading': {ZH: '后记'}, 'blocks': blocks(ZH, p('后记一段。'))}]
    return {'wenzhai': 1, 'lang': ZH, 'title': {ZH: '导语刊'}, 'date': '2026-03-09', 'sections': sections, 'resources': [picture],
            'imprint': [blocks(ZH, p('文摘社出品', mark(1), '。'), note(1, p('地址在网上。'))), blocks(EN, p('A house imprint.'))]}


def languages():
    """An issue in Traditional Chinese with papers in German, Japanese and what has no language of ours."""
    def texts(n):
        return [blocks(lang, p(f'{lang} {n}: {words}。')) for lang, words in
                (('zh-Hant', '繁體摘要'), ('de', 'Zusammenfassung'), ('ja', '要旨です'), ('und', 'Unknown'), (EN, 'An abstract'))]

    entries = [entry(f'2610.{n:05}', n, True, titles=[title(lang, f'{words}{n}') for lang, words in (('ja', '題名'), ('de', 'Titel'), ('zh-Hant', '題目'))[:n]],
                     abstracts=texts(n)[:n + 1], authors=[{'text': '王小明', 'lang': 'zh-Hant'}, {'text': '山田', 'lang': 'ja'}, {'text': 'Jörg'}])
               for n in range(1, 5)]
    return issue(entries, name='', lang='zh-Hant', title={'zh-Hant': '語言刊', EN: 'Languages'})


def huge():
    """What no page holds: a paragraph, a list, a table, code of thousands of lines, hundreds of names."""
    names = [{'text': f'Name {chr(65 + n % 26)}{n}'} for n in range(800)]
    bodies = [p(''.join(f'第{n}句话没有段落。' for n in range(6000))), node('list', *(node('list-item', p(f'列表第{n}项')) for n in range(1500))),
              table([['行号', '平方'], *([f'{n}号', f'={n * n}'] for n in range(1200))]), node('code-block', text='\n'.join(f'x[{n}] = {n};' for n in range(2500)))]
    return issue([entry('2611.00000', 0, True, '八百人', None, authors=names, affiliations=[{'text': f'Lab {n}'} for n in range(200)]),
                  *(entry(f'2611.{n:05}', n, True, f'大块{n}', None, body=blocks(ZH, one)) for n, one in enumerate(bodies, 1))], name='巨刊')


def point(kind, lang, *content):
    return {'kind': kind, 'text': blocks(lang, *(p(one) if isinstance(one, str) else one for one in content))}


POINTS = {'tldr': ('一句话说完，复杂度为', 'In a sentence.'), 'motivation': ('旧法太慢。', 'Old methods are slow.'),
          'method': ('先粗后细。', 'Coarse to fine.'), 'result': ('快了三倍。', 'Three times faster.'), 'conclusion': ('值得一用。', 'Use it.'),
          'highlight': ('代码公开。', 'Code is public.'), 'limitation': ('只试过英文。', 'English only.'),
          'recommendation': ('本周最实用的一篇。', 'The most useful of the week.')}


def archive():
    """All that archives and crawlers say of papers beside their texts: in both languages, in one, of a short paper; withdrawn,
    revised and cross-listed ones; presented; without a Chinese title; many authors, a collaboration; points of every block."""
    picture = png(320, 200)
    record = {'venue': 'CVPR 2026', 'journalRef': 'Nature 650, 12–19 (2026)', 'comment': '12 pages, 3 figures; code & data at \\url',
              'published': '2026-03-02', 'updated': '2026-03-05', 'score': '8.5/10', 'scoreReason': blocks(ZH, p('实验扎实，写得清楚。'))}
    people = [{'text': 'Ludwig van Beethoven Jr.', 'given': 'Ludwig', 'family': 'van Beethoven', 'suffix': 'Jr.'},
              {'text': 'ATLAS Collaboration', 'collaboration': True}, {'text': '王小明', 'lang': ZH, 'given': '小明', 'family': '王'}]
    both = [point(kind, lang, text) for kind, texts in POINTS.items() for lang, text in zip((ZH, EN), texts)]
    both[0]['text']['content'].append(p(node('formula', text='O(n^2)'), '。'))
    one = [point(kind, ZH, texts[0]) for kind, texts in POINTS.items()]
    odd = [point('highlight', ZH, node('list', node('list-item', p('其一')), node('list-item', p('其二')))), point('highlight', ZH, '又一处。'),
           point('method', ZH, table([['步骤', '用时'], ['粗', '1 秒']])), point('result', 'und', 'Sans langue.'),
           point('motivation', EN, 'English in a Chinese book.')]
    code = [{'url': 'https://github.com/someone/a-name-of-some-length', 'stars': 1234}, {'url': 'https://example.org/data', 'label': '数据'}]
    several = [{'text': 'CV'}, {'text': 'LG'}, {'text': 'CL'}]
    return issue(
        [entry('2612.00001', 1, True, '样样俱全', 'All There Is', points=both, code=code, authors=people, authorsCut=False, status='replaced',
               categories=several, primaryCategory='LG', figures=[{'resource': resource_id(picture), 'captions': [title(ZH, '首图')]}],
               abstracts=[blocks(ZH, p('摘要在后。')), blocks(EN, p('The abstract.'))], **record),
         entry('2612.00002', 2, True, None, 'No Chinese Title, but a TL;DR', points=one, status='cross', identity='openreview:aB3'),
         entry('2612.00003', 3, True, '撤回的一篇', 'Taken Back', status='withdrawn', presenter='王芳', abstracts=[blocks(ZH, p('旧摘要。'))]),
         entry('2612.00004', 0, True, None, None, status='withdrawn', points=one[:1]),
         entry('2612.00005', 5, True, '怪要点', None, points=odd, code=code[1:], links=[], categories=[], score='★★★'),
         entry('2612.00006', 6, True, '人很多', None, authors=[{'text': f'Given{n} Family{n}'} for n in range(130)], authorsCut=False,
               affiliations=[{'text': f'第{n}研究所'} for n in range(70)], affiliationsCut=False, primaryCategory='CV'),
         entry('2612.00007', 7, False, None, 'A Short One with a TL;DR', points=[point('tldr', ZH, p(node('strong', '“先说结果。”再说方法'), '。'))], status='new', comment='只有一句', published='2026-03-02',
               updated='2026-03-02'),
         entry('2612.00008', 8, False, '短而撤回', None, status='withdrawn', venue='某会议')],
        pictures=[picture], name='档案刊',
        categories=[{'code': 'LG', 'names': [{'lang': ZH, 'text': '机器学习'}]}, {'code': 'CV', 'names': []}])


def drift():
    return json.loads(Path(__file__).with_name('drift.json').read_text(encoding='utf-8'))


QUICK = {make.__name__: make for make in (everything, wordless, formulae, english, bare, empty, hostile, drift, pictures, tables,
                                          nested, scripts, titles, heads, missing, notes, article, languages, archive)}
SLOW = {'long': long, 'many': lambda: many(50), 'huge': huge}
MODELS = {**QUICK, **SLOW}
