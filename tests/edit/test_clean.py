#!/usr/bin/env python3
"""What TeX, HTML and PDFs left in digests: none of it in any book, and every word of it still there."""
import re
from pathlib import Path

from harness import Folder, books, dailies, scratch, tap, wenzhai

COMMAND = re.compile(r"\\[A-Za-z]{2,}")
FORMULA = re.compile(r"\$[^$\n]*\$")

DIGEST = r"""LG - 机器学习

1、[LG] {LLM}s Are \emph{Not} Calibrated -- the '90s \"ours\" (arXiv:2404.00001v3 [cs.LG] UPDATED)

A One, B Two

[Test University]

方法。本文介绍\implname,见\textbf{粗体}\footnote{脚注的话}与<i>斜体</i>。

The author's \texttt{run --x "y"}\footnote{See the appendix.} is "best", \eg 5'10" at 1.5^\circ; \shortopd\ wins \cite{a2025}.

https://arxiv.org/abs/2404.00001
"""

RESIDUE = """LG - 机器学习

1、[LG] On eﬃcient Models

A One, B Two

[Test University]

方法。本文给出一个方法。

Our code1 and data2vec. The learn- ing of billionparameter models is Long- term work; learning is a long-term aim, pre- and post-training at https://github.com/x/code1 and endto-end.

https://arxiv.org/abs/2404.00001
"""


def commands(text):
    """TeX's commands outside formulae and code."""
    return sorted(set(COMMAND.findall(FORMULA.sub("", text))))


def test_month_prints_no_command():
    for real in (False, True) if dailies.corpus() else (False,):
        folder = dailies.make(scratch() / "month", 28, "--gaps", real=real)
        texts = [wenzhai("dump", "--format=text", path).stdout for path in sorted(folder.glob("*.txt"))]
        assert len(texts) == 28
        yield f"{'real' if real else 'invented'} papers", lambda texts=texts: tap.no(commands("".join(texts)))


def test_words_stay():
    wanted = ["LLMs Are Not Calibrated – the ’90s “ours”", "本文介绍implname，见粗体（脚注的话）与斜体。",
              'The author’s run --x "y" (See the appendix.) is “best”, e.g. 5\'10" at 1.5°; shortopd wins [a2025].']
    with Folder() as folder:
        folder.write("d.txt", DIGEST)
        lines = folder.run("dump", "--format=text", "d.txt").stdout.splitlines()
        assert all(line in lines for line in wanted), lines
        tree = folder.run("dump", "--format=tree", "d.txt").stdout
        for node in ("<em|Not>", "<strong|粗体>", "<em|斜体>", '<code|run --x "y">', "arxiv: 2404.00001 v3", "status: replaced"):
            assert node in tree, (node, tree)
        kept = folder.run("dump", "--format=text", "--no-normalize", "d.txt").stdout
        assert r"\texttt{run --x" in kept and r"\emph{Not}" in kept, kept


def test_books_have_the_looks():
    with Folder() as folder:
        folder.write("d.txt", DIGEST)
        folder.run("export", "-t", "epub,pdf,azw3", "d.txt")
        text = "".join(books.epub_files(folder.path + "/d.epub").values()).replace("&quot;", '"')
        for mark in ("<em>Not</em>", "<strong>粗体</strong>", '<code>run --x "y"</code>'):
            assert mark in text, mark
        for name in ("d.epub", "d.pdf", "d.azw3"):
            assert not commands(books.body(Path(folder.path) / name)), name


def test_repair():
    with Folder() as folder:
        folder.write("d.txt", RESIDUE)
        found = folder.run("check", "-v", "d.txt").stderr
        for code in ("text-footnote-mark", "text-joined-words", "text-hyphenation", "text-ligature"):
            assert re.search(rf"--repair, or repair = yes in wenzhai.ini, mends it \[{code}\]", found), found
        plain = folder.run("dump", "--format=text", "d.txt").stdout
        assert "Our code1 and data2vec. The learn- ing of billionparameter" in plain, plain
        done = folder.run("dump", "-v", "--repair", "--format=text", "d.txt")
        assert "On efficient Models\n" in done.stdout
        assert ("Our code¹ and data2vec. The learning of billion-parameter models is Long-term work; learning is a long-term aim, "
                "pre- and post-training at https://github.com/x/code1 and end-to-end.\n") in done.stdout, done.stdout
        assert "“Long- term” became “Long-term” [text-repaired]" in done.stderr, done.stderr


tap.run(globals())
