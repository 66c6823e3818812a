"""What the tests of the editorial desk share: folders of dailies, issues as JSON."""
import json
import os
import subprocess
import sys
import unicodedata

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "host"))

import tap  # noqa: E402
from harness import CORPUS, Folder, expect  # noqa: E402,F401

EXAMPLES = os.environ.get("WENZHAI_EXAMPLES", "")
MD = os.environ.get("MD_PLUGIN", "")

ENTRY = """{n}、[{tag}] {en}

{authors}
[{places}]
{zh}。{abstract}

An English abstract of {en}, long enough to count.

https://arxiv.org/abs/{arxiv}

\u00a0

"""


def daily(*entries):
    """A digest; each entry a dict that overrides these defaults."""
    rows = [dict({"tag": "LG", "en": f"A Title of Paper {e['arxiv']}", "zh": f"论文{e['arxiv'].replace('.', '')}的标题",
                  "abstract": "本文提出一种方法,能解决许多任务。", "authors": "A Author, B Author",
                  "places": "Some University"}, **e) for e in entries]
    text = "LG - 机器学习   CV - 计算机视觉\n\n转自示例\n\n摘要:" + "、".join(r["zh"] for r in rows) + "\n\n\u00a0\n\n"
    return text + "".join(ENTRY.format(n=i, **r) for i, r in enumerate(rows, 1))


def issue_of(folder, *args, status=0, **kwargs):
    """`wenzhai weekly … --dump=json`, parsed, and what stood on stderr."""
    done = folder.run("weekly", *args, "--dump=json", **kwargs)
    expect(done, status)
    return json.loads(done.stdout), done.stderr


def entries_of(issue):
    return [entry for section in issue["sections"] for entry in section.get("entries", [])]


def entry_of(issue, key):
    return next(entry for entry in entries_of(issue) if entry["key"] == key)


def plain(node):
    """Characters of a text of the model."""
    if isinstance(node, list):
        return "".join(plain(n) for n in node)
    if isinstance(node, dict):
        return plain(node.get("content", [])) + node.get("text", "") + plain(node.get("children", []))
    return ""


def field(entry, name, lang):
    return next((plain(text) for text in entry.get(name, []) if text["lang"] == lang), None)


def fold(title):
    return "".join(c for c in unicodedata.normalize("NFKC", title.casefold()) if c.isalnum())


def make_corpus(folder, days, out="inbox", **options):
    """Real papers as dailies; returns the truth, a dict for each day."""
    script = os.path.join(CORPUS, "make_corpus.py")
    if not os.path.isfile(script):
        raise tap.Skip("no corpus")
    arguments = [f"--{name}={value}" for name, value in options.items()]
    truth = os.path.join(folder.path, "truth.json")
    subprocess.run([sys.executable, script, f"--days={days}", "--entries=9", "--seed=1", *arguments,
                    "--out", os.path.join(folder.path, out), "--truth", truth], check=True, stdout=subprocess.DEVNULL)
    with open(truth, encoding="utf-8") as handle:
        return [json.loads(line) for line in handle]
