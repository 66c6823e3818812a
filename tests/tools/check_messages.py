#!/usr/bin/env python3
"""Checks that users can be spoken to in their language, one test for each of these:

- what goes to a person (errors and diagnostics of core/ and plugins/) is marked with _() for translation;
- po/POTFILES lists the files that have such messages, no more and no fewer;
- each translation in po/ has all messages, none of them fuzzy, none left over, and its printf formats fit;
- the Traditional Chinese one is what its script makes of the Simplified one (where OpenCC's command is).
"""

import re
import shutil
import sys

from harness import ROOT, run, scratch, tap

# Function and which of its arguments (from 0) is the message.
SPEAKERS = {'g_set_error': 3, 'g_set_error_literal': 3, 'g_error_new': 2, 'g_error_new_literal': 2,
            'wz_diag_report': 4, 'g_prefix_error': 1}
# A function of one file that passes a printf format on to one of these; such names are found by their attribute.
PASSES_ON = re.compile(r'\bG_GNUC_PRINTF\s*\(\s*(\d+)\s*,\s*\d+\s*\)\s*(\w+)\s*\(|'
                       r'^\s*[^#\n(]*?\b(\w+)\s*\([^;{}]*\)\s*G_GNUC_PRINTF\s*\(\s*(\d+)', re.MULTILINE)
TELLS = re.compile(r'complain|report|fail|warn|hint|diag|error|refuse|tell|note|say|usage|problem|odd')
MARKED = re.compile(r'\b(?:_|N_|C_|NC_|Q_|ngettext|g_dngettext)\s*\(')
# Words that are the same in every language: a name and a colon, say.
WORD = re.compile(r'[A-Za-z]{3,}')


def blank_comments(text):
    """Takes out comments, keeping line numbers and string literals."""
    pattern = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'', re.DOTALL)
    return pattern.sub(lambda m: m[0] if m[0][0] in '"\'' else re.sub(r'[^\n]', ' ', m[0]), text)


def arguments(text, start):
    """The arguments of the call whose opening bracket is at start."""
    depth, parts, begin, i = 0, [], start + 1, start
    while i < len(text):
        character = text[i]
        if character in '"\'':
            i = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'', re.DOTALL).match(text, i).end()
            continue
        depth += character in '([{'
        depth -= character in ')]}'
        if depth == 1 and character == ',' or depth == 0:
            parts.append(text[begin:i].strip())
            begin = i + 1
            if depth == 0:
                return parts
        i += 1
    return parts


def speakers_of(text):
    """SPEAKERS, and the functions of this file that speak through them."""
    found = dict(SPEAKERS)
    for before, name, other, after in PASSES_ON.findall(text):
        if TELLS.search(name or other):
            found[name or other] = int(before or after) - 1
    return found


def unmarked(path, text):
    speakers = speakers_of(text)
    for match in re.finditer(r'\b(' + '|'.join(speakers) + r')\s*\(', text):
        parts = arguments(text, match.end() - 1)
        index = speakers[match[1]]
        if len(parts) <= index or not parts[index].startswith('"'):
            continue
        words = re.sub(r'<stdin>|%[-+ #0-9.*]*(?:hh|h|ll|l|z|j|t)?[a-zA-Z]|"\s*[A-Z0-9_]+\s*"', ' ', parts[index])
        if WORD.search(words):
            yield f'{path}:{text.count(chr(10), 0, match.start()) + 1}: {" ".join(parts[index].split())[:90]}'


def sources():
    for folder in ('core', 'plugins'):
        for path in sorted((ROOT / folder).rglob('*.[ch]')):
            yield path.relative_to(ROOT).as_posix(), blank_comments(path.read_text(encoding='utf-8'))


def listed():
    lines = (ROOT / 'po/POTFILES').read_text(encoding='utf-8').split('\n')
    return {line.strip() for line in lines if line.strip() and not line.startswith('#')}


def wrong_potfiles(files):
    having = {name for name, text in files if MARKED.search(text)}
    return [f'missing: {name}' for name in sorted(having - listed())] + \
           [f'without a message: {name}' for name in sorted(listed() - having)]


def wrong_translation(po):
    pot = scratch() / 'wenzhai.pot'
    run('xgettext', '--from-code=UTF-8', '--keyword=_', '--keyword=N_', '--keyword=C_:1c,2', '--keyword=NC_:1c,2',
        '--keyword=g_dngettext:2,3', '--add-comments', '--files-from=po/POTFILES', f'--output={pot}', cwd=ROOT)
    wanted = ids(pot) if pot.exists() else set()
    problems = [f'not translated: {text}' for text in sorted(wanted - ids(po, '--translated', '--no-fuzzy'))]
    problems += [f'no longer used: {text}' for text in sorted(ids(po) - wanted)]
    if '\n#~' in po.read_text(encoding='utf-8'):
        problems.append('obsolete lines at the end')
    form = run('msgfmt', '--check', '--output-file=/dev/null', po, status=None)
    return problems + (form.stderr.splitlines() if form.returncode else [])


def ids(file, *selection):
    """The messages of a catalogue, as they are quoted there."""
    text = run('msgattrib', '--no-obsolete', '--no-location', *selection, file).stdout
    found = re.findall(r'^msgid ((?:"(?:\\.|[^"\\])*"\n)+)', text, re.MULTILINE)
    return {''.join(line[1:-1] for line in quoted.splitlines()) for quoted in found} - {''}


def test_messages():
    tap.needs('xgettext')
    files = list(sources())
    yield 'messages are marked', lambda: tap.no([problem for name, text in files for problem in unmarked(name, text)])
    yield 'POTFILES is complete', lambda: tap.no(wrong_potfiles(files))
    for po in sorted((ROOT / 'po').glob('*.po')):
        yield po.name, lambda: tap.no(wrong_translation(po))
    if shutil.which('opencc') is not None:
        made = run(sys.executable, 'po/make_zh_TW.py', '--print', cwd=ROOT).stdout
        kept = (ROOT / 'po' / 'zh_TW.po').read_text(encoding='utf-8')
        yield 'zh_TW.po is made of zh_CN.po', lambda: tap.no([] if made == kept else ['run po/make_zh_TW.py'])


tap.run(globals())
