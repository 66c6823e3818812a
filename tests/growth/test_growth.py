#!/usr/bin/env python3
"""Growth: the program takes time in proportion to its input, or says which cap was met.

    test_growth.py [--full] [NAME...]      --full: every command; else check and weekly. NAME: CASE, COMMAND, CASE/COMMAND

Each case makes the same kind of text at two sizes, its own words all of it. The user time of each command on both is
measured (the least of three runs, where one says that it grows too fast); with t1 and t2 for sizes n1 and n2 the exponent is log (t2/t1) / log (n2/n1), t1
counted as no less than FLOOR, so that noise can't fail it. No reader hangs: `check` takes a second of it a megabyte at
most, beside one for the start. A run ends with status 0 and what it was to make, or with a status of its own and the
name of a cap in its message (source-limit, or an output's limit).
"""
import datetime
import json
import math
import resource
import subprocess

from harness import scratch, tap, wenzhai

FLOOR = 0.15  # seconds: less than this is counted as this
MOST = 1.2  # the exponent
START = 1  # seconds that are no reader's
OVERLAY = ".overlay.ini"  # hidden: it is no daily
CAPS = ("[source-limit]", "at most", "--time-limit", "--memory-limit")


def entry(n, title="A Title of the Growth Test", authors="A One, B Two", zh="一段中文摘要,说明方法与结果。",
          en="A sentence of the abstract, which says what was done and what came of it.", tag="LG"):
    return (f"{n}、[{tag}] {title} {n}\n\n{authors}\n\n[First Lab & Second School]\n\n第{n}篇论文的题名。{zh}\n\n{en}\n\n"
            f"https://arxiv.org/abs/{1001 + n // 90000:04d}.{10000 + n % 90000:05d}\n\n\u00a0\n\n")


def letters(n):
    text = ""
    for _ in range(4):
        text = chr(65 + n % 26) + text
        n //= 26
    return "X" + text


def entries(n):
    return "".join(entry(i) for i in range(1, n + 1))


def categories(n):
    legend = "   ".join(f"{letters(i)} - 类别{i}" for i in range(n))
    return legend + "\n\n" + "".join(entry(i + 1, tag=letters(i)) for i in range(0, n, 10))


def sections(n):
    return "".join(entry(i * 2 + 1) + "另外几篇值得关注的论文:\n\n" for i in range(n))


def authors(n):
    return entry(1, authors=", ".join(f"{chr(65 + i % 26)} Name{letters(i)}" for i in range(n)))


def unbroken_title(n):
    return entry(1, title="x" * n) + "".join(entry(i) for i in range(2, 9))


def marks(n):
    return entry(1, en="a" + "\u0301\u0323" * (n // 2) + " is a word.", zh="甲" + "\u0323\u0301" * (n // 2) + "。")


def formula(n):
    return entry(1, en="The bound is $" + "x_{1}+" * (n // 6) + "y$ here.")


def fractions(n):
    return entry(1, en="The value is $" + "\\frac{1}{" * n + "x" + "}" * n + "$ here.")


def big_entry(n):
    return entry(1, zh="".join(f"第{i}句话说明方法。" for i in range(n)), en="".join(f"Sentence {i} says it. " for i in range(n)))


def paragraphs(n):
    return entry(1, zh="\n\n".join(f"第{i}段说明方法。" for i in range(n)), en="\n\n".join(f"Paragraph {i} says it." for i in range(n)))


def links(n):
    return entry(1, en="See " + " and ".join(f"https://example.org/{i}" for i in range(n)) + ".")


def link_lines(n):
    return entry(1).rstrip("\n\u00a0") + "\n" + "".join(f"https://example.org/{i}\n" for i in range(n))


def brackets(n):
    return entry(1, zh="(" * n + "甲" + ")" * n + "。", en="(" * n + "x" + ")" * n + " [" * n + "].")


def stars(n):
    return entry(1, zh="**甲" * n + "。", en="**x *y `z [w](" * n + ".")


def commands(n):
    return entry(1, en="\\textbf{" * n + "x" + "}" * n + " and {A}b \\'e &amp; ``q'' ~ " * n + ".")


def commands_nested(n):
    looks = "\\textbf{\\emph{{\\tt " * n + "x" + "}}}" * n
    return entry(1, en=looks + " and \\href{a}{" * n + " $x$ " + "}" * n + ".")


def dollars(n):
    return entry(1, en="$x $ y$ " * n + ".")


def backticks(n):
    return entry(1, en="`a ``b'' " * n + ".", zh="`甲 " * n + "。")


def summary(n):
    titles = "、".join(f"第{i}篇论文的题名" for i in range(1, n + 1))
    return "摘要:" + titles + "\n\n" + "".join(entry(i) for i in range(1, n + 1))


def summary_strange(n):
    return "摘要:" + "、".join(f"别处的题名{i}" for i in range(n)) + "\n\n" + "".join(entry(i) for i in range(1, n + 1))


def long_lines(n):
    return "LG - 机器学习\n\n" + "字" * n + "\n\n" + entry(1)


def many_files(n):
    day = datetime.date(2018, 1, 1)
    return {f"{day + datetime.timedelta(i)}.txt": entry(1).replace(".10001", f".{10001 + i}") for i in range(n)}


def overlaid(overlay, papers=10, **files):
    """A daily, and what the editor says of it; `check` and `dump` don't read that."""
    return {"2026-01-05.txt": entries(papers), OVERLAY: overlay, **files}


def notes(n):
    return overlaid("[1001.10001]\n" + "".join(f"note.{i} = 编者按{i}，说明本文。\n" for i in range(2, n)))


def noted_papers(n):
    return overlaid("".join(f"[1001.{10000 + i}]\nnote = 编者按{i}\n" for i in range(1, n + 1)), n)


def editorial(markdown):
    return overlaid("[issue]\neditorial-file = .editorial.md\n", **{".editorial.md": markdown})


def nested_quotes(n):
    return editorial("> " * n + "深处的话。\n")


def nested_marks(n):
    return editorial("**甲*乙" * n + "\n\n" + "[" * n + "x" + "](https://example.org)" * n + "\n")


def nested_lists(n):
    return editorial("".join("  " * (i % 50) + "- 项\n" for i in range(n)))


def page(body):
    """A paper list in Markdown, with BODY under its one entry."""
    return f"## 2026-01-05：论文速递\n\n### 1、One\n\n> 题目\n\n> - URL：https://arxiv.org/abs/2601.00001\n\n{body}\n"


def markdown_marks(n):
    return page("**a *b ![[]( `c ``d <e [f](g \\( ~~ " * n + "\n\n" + "*a **b " * n + "\n\n" + "[" * n + "](a)" * n)


def markdown_nested(n):
    return page(">" * n + " a\n\n" + "> - " * n + "b\n\n" + "* " * n + "c")


def markdown_tables(n):
    return page("|a" * n + "|\n" + "|-" * n + "|\n" + "b\n" * n + "\n| a | $b|c$ |\n|-|-|\n" + "| *d* | e |\n" * n)


def record(n, **more):
    number = f"{1001 + n // 90000:04d}.{10000 + n % 90000:05d}"
    return json.dumps({"id": number, "title": f"A Title {n}", "authors": ["A One", "B Two"], "categories": ["cs.LG"],
                       "abs": f"https://arxiv.org/abs/{number}", "summary": "A sentence of the abstract.", **more})


def json_lines(n):
    return "".join(record(i) + "\n" for i in range(n))


def json_list(n):
    return "[" + ", ".join(record(i) for i in range(n)) + "]"


def json_again(n):
    return "".join(record(1, comment=f"{i}") + "\n" for i in range(n))


def json_keys(n):
    return record(1, **{f"key{i}": i for i in range(n)})


def broken_lines(n):
    return "".join(record(i) + '\n{"id": [[[{"a"\n' for i in range(n))


def feed(items):
    return f"<rss><channel><title>F</title>{items}</channel></rss>"


def xml_items(n):
    return feed("".join(f"<item><title>T {i}</title><link>https://example.org/{i}</link></item>" for i in range(n)))


def xml_between(n):
    """What stands around the records is kept."""
    return feed("<docs/>" * n + "".join(f"<item><title>T {i}</title><link>https://example.org/{i}</link></item>" for i in range(n)))


def xml_paragraphs(n):
    titles = "&lt;p&gt;一篇论文的中文题目&lt;/p&gt;&lt;p&gt;A Paper of Paragraphs&lt;/p&gt;"
    return ("<rss><channel><link>https://github.com/qhduan/cn-chat-arxiv</link><item><title>A Paper of Paragraphs</title>"
            "<link>https://arxiv.org/abs/1001.10001</link><description>" + titles + "&lt;p&gt;a " * n + "&lt;/p&gt;" * n +
            "</description></item></channel></rss>")


def csv_rows(n):
    return "Title,Description,PaperURL,Abstract\n" + "".join(
        f'T {i},"D, ""x""",https://arxiv.org/abs/1001.{10000 + i % 90000:05d},A\n' for i in range(n))


def contents(n):
    return "".join(f"{i}、[LG] A Title of the Growth Test {i}\n" for i in range(1, n + 1)) + "\n" + entries(n)


def author_marks(n):
    return entry(1, authors=", ".join(f"{chr(65 + i % 26)} Name{letters(i)}$^{{1,{i % 9}}}$*†" for i in range(n)))


def html(body):
    """An account's page with one entry, and BODY behind it."""
    return ('<!DOCTYPE html>\n<html><head><title>每日论文</title></head><body><h1 id="activity-name">每日论文（2026.1.5）</h1>'
            '<a id="js_name">某某公众号</a><div id="js_content"><section><p>1、[LG] A Title of the Growth Test</p><p>A One, B Two</p>'
            "<p>[First Lab]</p><p>论文的题名。一段摘要。</p><p>A sentence of the abstract.</p><p>https://arxiv.org/abs/1001.10001</p>"
            f"</section>{body}</div></body></html>\n")


def html_nested(n):
    """As deep as a page may be, and pages that are deeper are refused."""
    return html(("<div><span>" * 100 + "深" + "</span></div>" * 100) * (n // 100))


def html_open(n):
    return html("<p><b><i><a href=x>字" * n)


def html_attributes(n):
    return html(("<p" + "".join(f" a{i}=b" for i in range(200)) + ">字</p>") * (n // 100))


def html_marks(n):
    return html("&amp;&#x5b57;&nosuch; &# <!- <" * n + "<!--" * n)


def html_tables(n):
    return html("<table><tr><td>字" * n)


def mail(body, head=""):
    return ("From: a@example.org\nTo: b@example.org\nSubject: digest\nDate: Mon, 5 Jan 2026 08:00:00 +0800\n"
            f"MIME-Version: 1.0\n{head or 'Content-Type: text/plain; charset=utf-8'}\n\n{body}")


def mail_quotes(n):
    return mail("> " * n + "text\n\n" + entry(1))


def mail_head(n):
    return mail(entry(1), "X-A: =?utf-8?q?=E4?= (((\n " * n + "\nContent-Type: text/plain; charset=utf-8")


def mail_parts(n):
    part = "--b\nContent-Type: text/plain; charset=utf-8\n\n"
    return mail(f"{part}{entry(1)}\n" + f"{part}.\n" * n + "--b--\n", "Content-Type: multipart/mixed; boundary=b")


def mail_nested(n):
    text = f"--b0\nContent-Type: text/plain; charset=utf-8\n\n{entry(1)}\n"
    return mail(text + "".join(f"--b{i}\nContent-Type: multipart/mixed; boundary=b{i + 1}\n\n" for i in range(n)),
                "Content-Type: multipart/mixed; boundary=b0")


def mail_printable(n):
    return mail(entry(1) + "=E5=AD=97=\n=" * n, "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable")


POST = "【短题】《A Paper of Ours {0}》A Author, B Author [Some University & Other Lab] (2026) http://t.cn/{0} view:http://t.cn/x{0}"


def posts(n, more=()):
    """A crawler's text file, and a post for each text of MORE."""
    texts = [*(POST.format(i) for i in range(n)), *more]
    return ("用户信息：\n用户昵称：例子\n用户id：1234567890\n微博数：3\n关注数：2\n粉丝数：1\n\n原创微博内容：\n" +
            "".join(f"{text}  原图 \n微博位置：无\n发布时间：2026-01-05 20:00\n点赞数：6\n转发数：4\n评论数：3\n"
                    "发布工具：微博 weibo.com\n\n" for text in texts))


def post_marks(n):
    return posts(9, ["《》[(【" * n, "【[LG]《" * n, "》[" * n, "《A》(http://t.cn/1" * n])


def post_table(n):
    head = "微博id,微博正文,头条文章url,原始图片url,微博视频url,发布位置,发布时间,发布工具,点赞数,转发数,评论数\n"
    texts = [POST.format(1), "《》" * n, "《A》[" * n, "》" * n, "【" * n, "http://t.cn/1《" * n]
    return head + "".join(f"A{i},{text},无,无,无,无,2026-01-05 06:55,x,1,1,1\n" for i, text in enumerate(texts))


def xml_attributes(n):
    attributes = "".join(f' a{i}="b"' for i in range(200))
    return feed("".join(f"<item{attributes}><title>T {i}</title><link>https://example.org/{i}</link></item>" for i in range(n)))


# name: (generator, small, large). Books are made of a part of it: see SHARES. A generator of several files makes a folder.
CASES = {
    "entries": (entries, 2000, 20000),
    "categories": (categories, 3000, 30000),
    "sections": (sections, 500, 5000),
    "authors": (authors, 4000, 40000),
    "unbroken-title": (unbroken_title, 20000, 100000),
    "marks": (marks, 15000, 100000),
    "formula": (formula, 30000, 200000),
    "fractions": (fractions, 300, 3000),
    "big-entry": (big_entry, 20000, 100000),
    "paragraphs": (paragraphs, 3000, 30000),
    "links": (links, 3000, 30000),
    "link-lines": (link_lines, 3000, 30000),
    "brackets": (brackets, 5000, 50000),
    "stars": (stars, 3000, 30000),
    "commands": (commands, 3000, 30000),
    "commands-nested": (commands_nested, 3000, 30000),
    "dollars": (dollars, 5000, 50000),
    "backticks": (backticks, 5000, 50000),
    "markdown-marks": (markdown_marks, 2000, 20000),
    "markdown-nested": (markdown_nested, 3000, 30000),
    "markdown-tables": (markdown_tables, 2000, 20000),
    "summary": (summary, 500, 5000),
    "summary-strange": (summary_strange, 500, 5000),
    "long-lines": (long_lines, 200000, 2000000),
    "many-files": (many_files, 200, 2000),
    "notes": (notes, 3000, 30000),
    "noted-papers": (noted_papers, 2000, 20000),
    "nested-quotes": (nested_quotes, 3000, 30000),
    "nested-marks": (nested_marks, 3000, 30000),
    "nested-lists": (nested_lists, 3000, 30000),
    "json-lines": (json_lines, 4000, 40000),
    "json-list": (json_list, 4000, 40000),
    "json-again": (json_again, 4000, 40000),
    "json-keys": (json_keys, 20000, 200000),
    "broken-lines": (broken_lines, 4000, 40000),
    "xml-items": (xml_items, 4000, 40000),
    "xml-between": (xml_between, 4000, 40000),
    "xml-paragraphs": (xml_paragraphs, 20000, 200000),
    "csv-rows": (csv_rows, 4000, 40000),
    "contents": (contents, 500, 5000),
    "author-marks": (author_marks, 4000, 40000),
    "html-nested": (html_nested, 3000, 60000),
    "html-open": (html_open, 3000, 30000),
    "html-attributes": (html_attributes, 5000, 50000),
    "html-marks": (html_marks, 5000, 50000),
    "html-tables": (html_tables, 3000, 30000),
    "mail-quotes": (mail_quotes, 20000, 200000),
    "mail-head": (mail_head, 5000, 50000),
    "mail-parts": (mail_parts, 3000, 30000),
    "mail-nested": (mail_nested, 1000, 10000),
    "mail-printable": (mail_printable, 10000, 100000),
    "posts": (posts, 2000, 20000),
    "post-marks": (post_marks, 5000, 50000),
    "post-table": (post_table, 5000, 50000),
    "xml-attributes": (xml_attributes, 200, 2000),
}

SHARES = {"epub": 2, "azw3": 2, "pdf": 10}  # one in so many

COMMANDS = {
    "check": ["check", "-q"],
    "dump": ["dump", "--format=text", "-q"],
    "weekly": ["weekly", "--all", "--dump=text", "-q"],
    **{kind: ["weekly", "--all", "-t", kind, "-q"] for kind in SHARES},
}


def write(source, text):
    if isinstance(text, str):
        source.write_text(text, encoding="utf-8")
        return
    source.mkdir()
    for name, words in text.items():
        (source / name).write_text(words, encoding="utf-8")


def measure(command, source, folder, timeout):
    """User time; how the run ended has to be one of the two ways."""
    book = folder / f"book.{command}"
    overlay = ["--overlay", source / OVERLAY] if (source / OVERLAY).exists() else []
    book.unlink(missing_ok=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    try:
        done = wenzhai(*COMMANDS[command], *(["-o", book] if command in SHARES else []),
                       *(overlay if COMMANDS[command][0] == "weekly" else []), source, status=None, timeout=timeout)
    except subprocess.TimeoutExpired:
        raise AssertionError(f"no end within {timeout} s") from None
    assert done.returncode == 0 or any(cap in done.stderr for cap in CAPS), done.stderr.strip()[:300]
    assert done.returncode or command not in SHARES or book.exists(), "status 0 and no book"
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def exponent(times, sizes):
    return math.log(max(times[1], FLOOR) / max(times[0], FLOOR)) / math.log(sizes[1] / sizes[0])


def megabytes(source):
    return sum(path.stat().st_size for path in ([source] if source.is_file() else source.iterdir())) / 1e6


def check(name, command, folder, timeout):
    """Says the times. What looks too steep or too slow is measured twice more."""
    generator, *sizes = CASES[name]
    sizes = [size // SHARES.get(command, 1) // (1 if FULL else 2) for size in sizes]
    times = [math.inf, math.inf]
    for _ in range(3):
        for which, size in enumerate(sizes):
            source = folder / f"{name}-2026-01-05-{size}.txt"
            if not source.exists():
                write(source, generator(size))
            times[which] = min(times[which], measure(command, source, folder, timeout))
        slow = command == "check" and times[1] > START + megabytes(source)
        if exponent(times, sizes) <= MOST and not slow:
            return ", ".join(f"{t:.2f} s" for t in times)
    raise AssertionError(f"exponent {exponent(times, sizes):.2f}: {times} for {megabytes(source):.1f} MB")


def test_growth():
    folder = scratch()
    for name in CASES:
        for command in COMMANDS if FULL else ("check", "weekly"):
            yield f"{name}/{command}", lambda: check(name, command, folder, 300 if FULL else 60)


FULL = tap.flag("--full")
tap.run(globals())
