#!/usr/bin/env python3
"""Makes the pictures in docs/images/ from examples/: EPUB pages in headless Chromium at the size of an e-reader, in
light and dark, PDF pages by pdftoppm, the page of `watch`, and a sheet of a handout.

Usage: make-pictures.py PROGRAM        (chromium, node and pdftoppm have to be installed, and `./bootstrap tools` been run)
"""

import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / 'docs/images'
DAY = ROOT / 'examples/2026-11-09.txt'
WIDTH, HEIGHT = 600, 800
# What a reading system adds of its own: margins, columns as pages, the size of the text, colours.
PAGE = ('html{{height:100vh;box-sizing:border-box;padding:40px;column-width:520px;column-gap:80px;column-fill:auto;'
        'overflow:hidden;font-size:{size}px;{colours}}}')
COLOURS = {'light': 'background:#fffdf8;color:#111', 'dark': 'background:#131313;color:#d6d6d6'}
EPUB_PAGES = [  # document, name of the picture, size of the text, colours
    ('nav.xhtml', 'epub-contents', 19, 'light'),
    ('text/p-1512.03385.xhtml', 'epub-entry', 17, 'light'),
    ('text/p-1512.03385.xhtml', 'epub-entry-dark', 17, 'dark'),
    ('text/s-notable.xhtml', 'epub-short', 17, 'light'),
    ('text/s-notable.xhtml', 'epub-short-dark', 17, 'dark'),
]
PDF_PAGES = [  # arguments, name of the picture, page, dots an inch
    ((), 'pdf-contents', 2, 100),
    ((), 'pdf-entry', 4, 100),
    (('--style', 'handout'), 'pdf-handout', 3, 80),
    (('--languages', 'parallel'), 'pdf-parallel', 3, 100),
]


def run(*command):
    subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def shoot(page, picture, width=WIDTH, height=HEIGHT):
    run('chromium', '--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', f'--screenshot={picture}',
        f'--window-size={width},{height}', page.as_uri())


def epub(program, scratch):
    book = scratch / 'book.epub'
    run(program, 'export', DAY, '-o', book)
    folder = scratch / 'book'
    with zipfile.ZipFile(book) as archive:
        archive.extractall(folder)
    for document, name, size, mode in EPUB_PAGES:
        source = folder / 'EPUB' / document
        page = source.with_name('picture.xhtml')
        style = PAGE.format(size=size, colours=COLOURS[mode])
        page.write_text(source.read_text(encoding='utf-8').replace('</head>', f'<style>{style}</style></head>'),
                        encoding='utf-8')
        shoot(page, IMAGES / f'{name}.png')
    cover = folder / 'cover.html'
    cover.write_text(f'<body style="margin:0;background:#fff"><img src="EPUB/images/cover.png" height="{HEIGHT}"></body>',
                     encoding='utf-8')
    shoot(cover, IMAGES / 'epub-cover.png')


def pdf(program, scratch):
    for arguments, name, page, dots in PDF_PAGES:
        book = scratch / f'{name}.pdf'
        run(program, 'export', DAY, '-o', book, *arguments)
        run('pdftoppm', '-r', dots, '-f', page, '-l', page, '-png', '-singlefile', book, IMAGES / name)


def watch(program, scratch):
    """The page, as the tests of `watch` look at it, and a handout of six papers."""
    project = scratch / 'project'
    run(program, 'init', project)
    for daily in sorted((ROOT / 'examples').glob('2026-11-*.txt')):
        shutil.copy(daily, project / 'inbox')
    watching = subprocess.Popen([program, 'watch', '-q', project], stdout=subprocess.PIPE, text=True)
    try:
        run('env', f'PUPPETEER_EXECUTABLE_PATH={shutil.which("chromium")}', 'node', ROOT / 'tests/preview/look.mjs', '--modules',
            ROOT / '.check', '--address', watching.stdout.readline().strip(), '--shots', scratch, '--size',
            '1200x720')
    finally:
        watching.send_signal(signal.SIGINT)
        watching.wait()
    shutil.copy(scratch / 'pages-1200-light.png', IMAGES / 'watch.png')
    run(program, 'handout', project, '--first', 6, '-o', scratch / 'handout.pdf')
    run(program, 'sheet', scratch / 'handout.pdf', '-o', IMAGES / 'sheet.png', '--columns', 4, '--width', 900)


def main():
    program = Path(sys.argv[1]).resolve()
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix='wenzhai-pictures-') as scratch:
        epub(program, Path(scratch))
        pdf(program, Path(scratch))
        watch(program, Path(scratch))


if __name__ == '__main__':
    main()
