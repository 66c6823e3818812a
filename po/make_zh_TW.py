#!/usr/bin/env python3
"""Makes zh_TW.po of zh_CN.po, with the words of Taiwan; --print: on the standard output. Needs OpenCC's command (Debian: opencc).

Run it when zh_CN.po has changed."""
import pathlib
import subprocess
import sys

def main():
    folder = pathlib.Path(__file__).resolve().parent
    lines, said, is_said = (folder / 'zh_CN.po').read_text(encoding='utf-8').split('\n'), [], False
    for i, line in enumerate(lines):
        if line.startswith('msg'):
            is_said = line.startswith('msgstr')
        if is_said and '"' in line:
            said.append(i)
    text = subprocess.run(['opencc', '-c', 's2twp.json'], input='\n'.join(lines[i] for i in said), text=True,
                          capture_output=True, check=True).stdout.rstrip('\n')
    for i, line in zip(said, text.split('\n'), strict=True):
        lines[i] = line.replace('Language: zh_CN', 'Language: zh_TW')
    lines[0] = '# Traditional Chinese messages of wenzhai, made of zh_CN.po by make_zh_TW.py.'
    if '--print' in sys.argv:
        sys.stdout.write('\n'.join(lines))
    else:
        (folder / 'zh_TW.po').write_text('\n'.join(lines), encoding='utf-8')


main()
