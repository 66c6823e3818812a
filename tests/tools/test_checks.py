#!/usr/bin/env python3
"""Shows that the project's own checks find what they are for: each is given a fault."""

import hashlib
import json
import re
import tempfile
from collections import Counter
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import check_epub
import check_includes
import check_symbols
import make_dailies
import summarise
from harness import tap


class TestIncludes:
    def check(self, **files):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in files.items():
                path = Path(folder, name.replace('__', '/').replace('_c', '.c').replace('_h', '.h'))
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding='utf-8')
            output = StringIO()
            with redirect_stdout(output):
                good = check_includes.check(Path(folder))
            return good, output.getvalue()

    def test_lower_layers_are_free(self):
        good, output = self.check(core__base__a_h='#include <glib.h>\n',
                                  core__model__b_c='#include <string.h>\n#include "base/a.h"\n')
        assert good, output

    def test_higher_layer(self):
        good, output = self.check(core__host__a_h='', core__model__b_c='#include <glib.h>\n#include "host/a.h"\n')
        assert not good
        assert 'core/model/b.c:2: model may not include host' in output

    def test_order_within_a_layer(self):
        folders = {'core__host__plugin__a_h': '', 'core__host__process__b_h': ''}
        assert self.check(**folders, core__host__plugin__b_c='#include "host/process/b.h"\n')[0]
        assert not self.check(**folders, core__host__process__a_c='#include "host/plugin/a.h"\n')[0]

    def test_library(self):
        for name, header in (('core__model__b_c', 'libxml/tree.h'), ('core__read__b_c', 'cairo.h'),
                             ('core__include__wenzhai__b_h', 'hb.h'), ('core__base__b_c', 'unknown.h')):
            with tap.at(name):
                assert not self.check(**{name: f'#include <{header}>\n'})[0]

    def test_private_headers_of_core_and_of_other_plugins(self):
        assert not self.check(core__model__a_h='', plugins__pdf__b_c='#include "model/a.h"\n')[0]
        assert not self.check(plugins__epub__a_h='', plugins__pdf__b_c='#include "../epub/a.h"\n')[0]

    def test_plugins_see_the_kits_public_headers(self):
        kit = {'plugins__common__include__wenzhai-kit__wz-book-x_h': '', 'plugins__common__book__x_h': '',
               'plugins__common__compose__page__y_h': ''}
        assert self.check(**kit, plugins__pdf__b_c='#include <wenzhai-kit/wz-book-x.h>\n')[0]
        assert self.check(**kit, plugins__common__epub__b_c='#include <wenzhai-kit/wz-book-x.h>\n')[0]
        assert not self.check(**kit, plugins__common__font__b_c='#include <wenzhai-kit/wz-book-x.h>\n')[0]
        assert not self.check(**kit, plugins__epub__b_c='#include "book/x.h"\n')[0]
        assert self.check(**kit, plugins__pdf__b_c='#include "compose/page/y.h"\n')[0]
        assert not self.check(**kit, plugins__epub__b_c='#include "compose/page/y.h"\n')[0]

    def test_what_a_page_says_is_the_galleys(self):
        good, output = self.check(plugins__pdf__b_c='/* wz_entry_get_body () */\na = wz_entry_get_key (e);\nb = wz_label (L, l);\n')
        assert not good
        assert 'plugins/pdf/b.c:3: what a page says is asked of the galley, not of wz_label()' in output
        assert 'b.c:1' not in output
        assert 'b.c:2' not in output
        assert self.check(core__galley__b_c='wz_entry_get_body (e);\n')[0]

    def test_what_is_not_shown_is_not_asked_for(self):
        good, output = self.check(plugins__pdf__b_c='a = wz_galley_shows (b->galley, "cover");\nc = wz_galley_shows (g, "figures");\n')
        assert not good
        assert "plugins/pdf/b.c:2: what isn't shown isn't in the galley: nobody asks wz_galley_shows()" in output
        assert 'b.c:1' not in output


class TestSymbols:
    def test_declarations(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, 'a.h').write_text(
                '/* WZ_API void wz_in_a_comment (void); */\n'
                'WZ_API const gchar *const *wz_one (const WzIssue *issue,\n                  guint i);\n'
                'void wz_private (void);\n'
                '#define WZ_MAKE(x) \\\n  WZ_API int wz_in_a_macro (x); \\\n  WZ_API int wz_in_a_macro (x) {}\n'
                'WZ_API GQuark wz_two (void);\n', encoding='utf-8')
            assert check_symbols.public_functions(folder) == {'wz_one', 'wz_two'}


class TestSummary:
    def test_cases(self):
        tap = '1..3\nok 1 /a\nok 2 /b # SKIP no tool\nnot ok 3 /c\n'
        assert summarise.cases_of({'result': 'FAIL', 'stdout': tap}) == Counter(passed=1, skipped=1, failed=1)
        assert summarise.cases_of({'result': 'OK', 'stdout': ''}) == Counter(passed=1)
        assert summarise.cases_of({'result': 'SKIP', 'stdout': '1..0 # skip'}) == Counter(skipped=1)
        crashed = {'result': 'ERROR', 'stdout': '1..2\nok 1 /a\n'}
        assert summarise.cases_of(crashed) == Counter(passed=1, failed=1)


class TestSkips:
    def test_a_skip_in_tap_is_status_0(self):
        """Meson takes any other status for a failure."""
        tests = Path(__file__).resolve().parents[1]
        wrong = [str(path.relative_to(tests)) for path in sorted(tests.rglob('*.py')) if path != Path(__file__).resolve()
                 for text in [path.read_text(encoding='utf-8')]
                 if re.search(r'1\.\.0 # skip', text, re.IGNORECASE) and re.search(r'(?:return|exit\()\s*77', text)]
        assert wrong == []


class TestDailies:
    @staticmethod
    def made(*options):
        with tempfile.TemporaryDirectory() as folder:
            make_dailies.main(['--days', '40', '--out', f'{folder}/days', '--truth', f'{folder}/truth', *options])
            texts = [path.read_bytes() for path in sorted(Path(folder, 'days').iterdir())]
            return texts, [json.loads(line) for line in Path(folder, 'truth').read_text(encoding='utf-8').splitlines()]

    def test_same_arguments_same_bytes(self):
        """With every version of Python: recorded books hang on it."""
        plain, _ = self.made()
        assert hashlib.sha256(b''.join(plain)).hexdigest()[:16] == '9f7bfcfe4bd6c93c'
        assert self.made('--seed', '2')[0] != plain
        assert self.made('--vary', '0.5', '--gaps')[0] == self.made('--vary', '0.5', '--gaps')[0]

    def test_papers_come_again(self):
        _, truth = self.made()
        times = Counter(entry['arxiv_id'] for day in truth for entry in day['entries'])
        assert sum(n > 1 for n in times.values()) > 10
        assert any(entry['url'].endswith('v2') for day in truth for entry in day['entries'])
        for day in truth:
            ids = [entry['arxiv_id'] for entry in day['entries']]
            assert len(set(ids)) == len(ids)
        titles = {entry['arxiv_id']: entry['title_en'] for day in truth for entry in day['entries']}
        assert len(set(titles.values())) == len(titles)

    def test_each_variation_changes_something(self):
        lines = ['1、[LG] A Title', '', 'A Author, B Author...', '[A Place]', '中文标题。' + '摘要' * 80,
                 '', 'An abstract of words. ' * 20, '', 'https://arxiv.org/abs/2601.90001']
        for name, vary in make_dailies.ENTRY_VARIATIONS.items():
            with tap.at(name):
                assert vary(list(lines), make_dailies.Dice(1)) != lines


class TestOpened:
    def test_each_fault_is_seen(self):
        expected = {'spine': 3, 'contents': 2, 'labels': ['1 一', '2 二'], 'landmarks': 3, 'fonts': 1}
        good = {'spine': 3, 'contents': 2, 'labels': ['1 一', '2  二'], 'landmarks': 3, 'cover': True,
                'fonts': ['A normal: loaded'], 'errors': [], 'outside': [], 'empty': [], 'unopened': [],
                'brokenImages': 0}
        assert check_epub.judge_opened(good, expected) == []
        for key, value in (('spine', 2), ('contents', 3), ('labels', ['2 二', '1 一']), ('landmarks', 0),
                           ('cover', False), ('fonts', ['A normal: error']), ('fonts', []), ('errors', ['x']),
                           ('outside', ['x']), ('empty', [1]), ('unopened', ['x']), ('brokenImages', 1)):
            with tap.at(key):
                assert check_epub.judge_opened({**good, key: value}, expected)


tap.run(globals())
