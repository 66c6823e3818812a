#!/usr/bin/env python3
"""What stands around the program: bootstrap, completions, manual pages, the file of a new project.

The manuals and completions are compared with what the program's --help says, option by option and word by word; the keys
and words of wenzhai.ini with what the program says of keys and words that are none.
"""

import functools
import os
import re
from pathlib import Path

from harness import ROOT, WENZHAI, Folder, expect, tap
from harness import run as run_anywhere

MANUALS = ('data/man/wenzhai.1', 'data/man/zh_CN/wenzhai.1')
COMPLETIONS = ('data/completions/wenzhai.bash', 'data/completions/_wenzhai', 'data/completions/wenzhai.fish')
run = functools.partial(run_anywhere, cwd=ROOT)


class TestBootstrap:
    def test_help_names_every_command(self):
        done = run('./bootstrap', '--help')
        for command in ('demo', 'check', 'install', 'uninstall', 'bench'):
            assert re.search(rf'(?m)^  {command}\b', done.stdout), done.stdout

    def test_wrong_usage(self):
        for arguments in ([], ['nonsense'], ['check', '--nonsense'], ['install', '--prefix'], ['install', 'x'],
                          ['install', '--prefix=']):
            with tap.at(arguments):
                assert run('./bootstrap', *arguments, status=64).stderr

    def test_uninstall_where_nothing_is(self):
        assert '/nonexistent/prefix' in run('./bootstrap', 'uninstall', '--prefix', '/nonexistent/prefix', status=1).stderr

    def test_shellcheck(self):
        tap.needs('shellcheck')
        run('shellcheck', 'bootstrap', '.ci/run', 'data/completions/wenzhai.bash')


class TestCompletions:
    def test_zsh_reads_it(self):
        tap.needs('zsh')
        assert run('zsh', '-n', 'data/completions/_wenzhai').stderr == ''

    def test_zsh_offers(self):
        """What the line becomes at TAB, in a real zsh behind a terminal of its own."""
        tap.needs('zsh')
        script = r'''
          zmodload zsh/zpty
          zpty z 'TERM=dumb zsh -f -i'
          zpty -w z "unsetopt zle_bracketed_paste 2>/dev/null; fpath=($PWD/data/completions \$fpath)"
          zpty -w z "wenzhai() { case \$1-\$2 in style-list) print classic;; plugin-list) print -l epub pdf;; \
            plugin-show) print -l '  pdf.paper' '      accepts: one of A4, B5' '  pdf.size';; esac; }"
          zpty -w z "autoload -Uz compinit; compinit -u -D; print rea''dy"
          zpty -r z seen '*ready*'
          for try in "$@"; do
            zpty -w -n z $'\x15'"${try%%|*}"$'\t'
            zpty -r z seen "*${try##*|}*" && print -r -- "${try##*|}"
          done
          zpty -d z'''
        tries = {'wenzhai export -t epub,p': 'epub,pdf', 'wenzhai export --style cl': 'style classic',
                 'wenzhai export --set pdf.pa': 'pdf.paper=', 'wenzhai export --set pdf.paper=B': 'paper=B5',
                 'wenzhai plugin show p': 'show pdf'}
        done = run('zsh', '-f', '-c', script, 'zsh', *(f'{typed}|{wanted}' for typed, wanted in tries.items()), timeout=60)
        assert done.stdout.splitlines() == list(tries.values()), done.stderr

    def test_fish_offers(self):
        tap.needs('fish')
        script = '''
          function wenzhai; switch $argv[1]-$argv[2]; case plugin-list; printf '%s\\n' 'epub  a' 'pdf  b'
            case plugin-show; printf '%s\\n' '  pdf.paper' '      accepts: one of A4, B5' '  pdf.size'; end; end
          source data/completions/wenzhai.fish
          for line in $argv; complete -C $line | string split -f 1 \\t; end'''
        done = run('fish', '--no-config', '-c', script, 'wenzhai export -t epub,p', 'wenzhai export --set pdf.pa',
                   'wenzhai export --set pdf.paper=B')
        assert done.stdout.split() == ['epub,pdf', 'pdf.paper=', 'pdf.paper=B5'], done.stderr

    def test_fish_reads_it(self):
        tap.needs('fish')
        assert run('fish', '-n', 'data/completions/wenzhai.fish').stderr == ''

    def complete(self, *words):
        """What bash would offer for the last of WORDS, with a program that knows one style and one type."""
        script = '''
          wenzhai() { case $1-$2 in
            style-list) echo "classic  serif" ;;
            plugin-list) printf '%s\\n' "epub  a book" "pdf  pages" ;;
            plugin-show) printf '%s\\n' "pdf 1 — pages" "  pdf.paper" "      the paper" "      accepts: one of A4, A5" \
              "  pdf.heads" "      heads" "      accepts: yes or no" "  pdf.size" "      size" "      accepts: number" ;;
          esac; }
          compopt() { :; }
          source data/completions/wenzhai.bash
          COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _wenzhai; printf '%s\\n' "${COMPREPLY[@]}"'''
        done = run('bash', '-c', script, 'bash', *words)
        assert done.stderr == ''
        return done.stdout.split()

    def test_bash_offers(self):
        assert 'export' in self.complete('wenzhai', 'e')
        assert self.complete('wenzhai', 'export', '--lang') == ['--languages=']
        assert self.complete('wenzhai', 'export', '--languages', '=', 'p') == ['parallel']
        assert self.complete('wenzhai', 'export', '--style', '') == ['classic']
        assert self.complete('wenzhai', 'plugin', 'show', 'e') == ['epub']
        assert self.complete('wenzhai', 'style', '') == ['list', 'show', 'new']
        assert self.complete('wenzhai', 'export', '-t', 'p') == ['pdf']
        assert self.complete('wenzhai', 'export', '-t', 'epub,p') == ['epub,pdf']
        assert self.complete('wenzhai', 'export', '-t', 'epub,') == ['epub,pdf']
        assert self.complete('wenzhai', 'export', '--set', '') == ['epub.', 'pdf.']
        assert self.complete('wenzhai', 'export', '--set', 'pdf.p') == ['pdf.paper=']
        assert self.complete('wenzhai', 'export', '--set', '=', 'pdf.h') == ['pdf.heads=']
        assert self.complete('wenzhai', 'export', '--set', 'pdf.paper', '=', 'A') == ['A4', 'A5']
        assert self.complete('wenzhai', 'export', '--set', 'pdf.paper', '=') == ['A4', 'A5']
        assert self.complete('wenzhai', 'export', '--set', 'pdf.heads', '=', '') == ['yes', 'no']
        assert self.complete('wenzhai', 'weekly', '--indices', 'day,au') == ['day,author']
        assert 'LICENSE' in self.complete('wenzhai', 'export', 'LICEN')


class TestManuals:
    def test_lint(self):
        tap.needs('mandoc')
        for manual in [page.replace('wenzhai.1', name) for page in MANUALS for name in ('wenzhai.1', 'wenzhai-overlay.5', 'wenzhai-project.5', 'wenzhai-reader.5')]:
            with tap.at(manual):
                done = run('mandoc', '-T', 'lint', '-W', 'warning', '-K', 'utf-8', manual)
                assert done.stdout + done.stderr == ''

    def test_both_languages_have_the_same_structure(self):
        for name in ('wenzhai.1', 'wenzhai-overlay.5', 'wenzhai-project.5'):
            macros = [re.findall(r'^\.(?:Sh|Ss|Fl|It Fl|It Cm|Bl|El|Dl)\b',
                                 (ROOT / manual.replace('wenzhai.1', name)).read_text(encoding='utf-8'), re.MULTILINE)
                      for manual in MANUALS]
            assert macros[0] == macros[1], name

    def test_projects_keys(self):
        """Those that the program has, for a project and its editions, and the words that they take."""
        with Folder() as folder:
            folder.write('p/wenzhai.ini', '[project]\nnonsense = 1\n[edition tw]\nnonsense = 1\n')
            told = folder.run('build', 'p', '-n').stderr
            ours, editions = (set(line.split(', ')) for line in re.findall(r'there are: ([a-z, -]+?)(?:;| \[)', told))
            assert ours - editions == {'inbox', 'issues', 'overlays', 'ignore', 'metadata', 'reader', 'period', 'first', 'seen', 'omit-seen'}
            words = {}
            for key in ours:
                folder.write('p/wenzhai.ini', f'[project]\n{key} = nonsense\n')
                found = re.search(rf'error: {key}: (?:one|some) of ([a-zA-Z, -]+), not', folder.run('build', 'p', '-n').stderr)
                words[key] = set(found[1].split(', ')) if found else set()
        for manual in MANUALS:
            page = (ROOT / manual.replace('wenzhai.1', 'wenzhai-project.5')).read_text(encoding='utf-8')
            rows = dict(re.findall(r'(?m)^\.It Cm ([a-z-]+) = (.*)', page))
            assert set(rows) == ours | editions | {'format'}, set(rows) ^ (ours | editions | {'format'})
            for key, accepted in words.items():
                assert accepted <= set(re.findall(r'[a-zA-Z-]+', rows[key])), (key, accepted)
            apart = re.search(r'(?s)\[edition .*?\.Po\n\.Cm (.*?)\n\.Pc', page)[1]
            assert set(apart.split(' , ')) == ours - editions, apart

    def test_overlays_keys(self):
        """Those that the program has: it lists them where one is wrong."""
        with Folder() as folder:
            folder.write('o.ini', '[issue]\nnonsense = 1\n[2209.11142]\nnonsense = 1\n')
            told = folder.run('weekly', '--all', '--overlay=o.ini', '--dump=text', '2022-09-22.txt').stderr
        keys = {key for line in re.findall(r'there are (.*) \[overlay-key\]', told) for key in line.split(', ')}
        assert {'title', 'pin', 'editorial', 'replace'} <= keys, told
        for manual in MANUALS:
            page = (ROOT / manual.replace('wenzhai.1', 'wenzhai-overlay.5')).read_text(encoding='utf-8')
            said = {key for line in re.findall(r'(?m)^\.It (Cm .*)', page) for key in re.findall(r'Cm ([a-z]+)', line)}
            assert said == keys, (manual, said ^ keys)


def options_in_help(text):
    """Long options that a GOption help text lists, and the short ones beside them."""
    return set(re.findall(r'(?m)^\s+(?:-\w, )?--([a-z][a-z-]*)', text))


def words_in_help(text):
    """Of each option that takes one of some words, or some of them, the words."""
    return {name: set(re.split(r'[|,]', words)) for name, words in re.findall(r'--([a-z-]+)=([a-zA-Z,-]+(?:\|[a-zA-Z,-]+)+) ', text)}


class TestSurface:
    """Everything that --help says stands in each manual and completion, and they say nothing else."""

    def __init__(self):
        top = run(WENZHAI, '--help').stdout
        self.commands = re.findall(r'(?m)^  ([a-z]+)\s{2,}\S', top)
        self.options = options_in_help(top).union(
            *(options_in_help(run(WENZHAI, command, '--help').stdout) for command in self.commands)) - {'help', 'version'}

    def mentioned(self, path, text):
        if path.endswith('.1'):
            return {name.replace('\\', '') for name in re.findall(r'Fl -([a-z][a-z-]*)', text)}
        if path.endswith('.fish'):
            return set(re.findall(r'(?m)^complete .* -l ([a-z][a-z-]*)', text))
        return set(re.findall(r'(?<![\w-])--([a-z][a-z-]*)', re.sub(r'(?m)^\s*#.*', '', text)))

    def test_there_are_commands_and_options(self):
        assert set(self.commands) >= {'export', 'check', 'dump', 'plugin', 'style'}
        assert self.options >= {'set', 'style', 'diagnostics', 'output'}

    def test_speaks_the_language_of_the_locale(self):
        folder = os.environ.get('LOCPATH')
        if not folder or not Path(folder, 'zh_CN.UTF-8').is_dir():
            raise tap.Skip('locale zh_CN.UTF-8 is not there')
        environment = {**os.environ, 'LC_ALL': 'zh_CN.UTF-8', 'LANGUAGE': ''}
        assert '用法' in run(WENZHAI, '--help', env=environment).stdout
        assert '显示的语言' in run(WENZHAI, 'export', '--help', env=environment).stdout
        assert 'Usage' in run(WENZHAI, '--help', env={**environment, 'LC_ALL': 'C.UTF-8'}).stdout

    def test_options(self):
        for path in MANUALS + COMPLETIONS:
            with tap.at(path):
                text = (ROOT / path).read_text(encoding='utf-8')
                assert self.mentioned(path, text) - {'help', 'version'} == self.options

    def test_manuals_tell_which_command_takes_which_option(self):
        """An option stands under a heading that names its command, and under none that refuses it."""
        for path in MANUALS:
            sections = re.split(r'(?m)^\.Ss ', (ROOT / path).read_text(encoding='utf-8').split('.Sh OPTIONS')[1])[1:]
            taken = {command: set() for command in self.commands}
            for section in sections:
                head = section.split('\n')[0]
                named = [word for word in re.findall('[a-z]+', head) if word in taken] or self.commands
                items = '\n'.join(re.findall(r'(?m)^\.It .*', section.split('\n.Sh')[0]))
                for command in named:
                    taken[command] |= self.mentioned('.1', items)
            for command in self.commands:
                with tap.at(f'{path}: {command}'):
                    assert taken[command] - {'help', 'version'} == options_in_help(run(WENZHAI, command, '--help').stdout) - {'help'}

    def test_words(self):
        """What an option accepts is offered by each completion, and told by each manual."""
        texts = {path: (ROOT / path).read_text(encoding='utf-8') for path in MANUALS + COMPLETIONS}
        for command in self.commands:
            for name, words in words_in_help(run(WENZHAI, command, '--help').stdout).items():
                offered = {'_wenzhai': re.findall(rf"--{name}=\[[^]]*\]:[^:]*:\(([^)]*)\)", texts['data/completions/_wenzhai']),
                           'fish': re.findall(rf"(?m)^complete .* -l {name} .*-a '([^']*)'", texts['data/completions/wenzhai.fish']),
                           'bash': [' '.join(TestCompletions().complete('wenzhai', command, f'--{name}', ''))]}
                for shell, lists in offered.items():
                    with tap.at(f'{shell}: {command} --{name}'):
                        assert words in [set(found.split()) for found in lists], (words, lists)
                for path in MANUALS:
                    items = re.findall(rf'(?ms)^\.It .*?Fl -{name}\b.*?(?=^\.It|^\.El)', texts[path])
                    with tap.at(f'{path}: {command} --{name}'):
                        assert any(words <= set(re.findall(r'[a-zA-Z-]+', item)) for item in items), (words, items)

    def test_keys_of_a_project(self):
        """The file that `init` makes has each key, with the words that it takes, and no other."""
        with Folder() as folder:
            expect(folder.run('init', 'p'), 0)
            made = folder.read('p/wenzhai.ini').decode().split('[project]\n')[1].split('\n# Options of outputs')[0]
            told = {key: block for block in made.split('\n\n') for key in re.findall(r'(?m)^(?:# )?([a-z-]+) = ', block)}
            folder.write('p/wenzhai.ini', '[project]\nnonsense = 1\n')
            keys = re.search(r'there are: ([a-z, -]+)', folder.run('build', 'p', '-n').stderr)[1].strip().split(', ')
            assert set(told) == {*keys, 'format'}, set(told) ^ {*keys, 'format'}
            for key in keys:
                folder.write('p/wenzhai.ini', f'[project]\n{key} = nonsense\n')
                accepted = re.search(rf'error: {key}: (?:one|some) of ([a-zA-Z, -]+), not', folder.run('build', 'p', '-n').stderr)
                with tap.at(key):
                    assert not accepted or set(accepted[1].split(', ')) <= set(re.findall(r'[a-zA-Z-]+', told[key])), told[key]

    def test_commands(self):
        for path in MANUALS + COMPLETIONS:
            text = (ROOT / path).read_text(encoding='utf-8')
            for command in self.commands:
                with tap.at(f'{path}: {command}'):
                    assert re.search(rf'\b{command}\b', text), text


tap.run(globals())
