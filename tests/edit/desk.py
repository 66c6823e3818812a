"""What the tests of the editorial desk share: folders of dailies, issues as JSON."""
import gzip
import json
import os
import unicodedata

from harness import EXAMPLES, dailies, expect  # noqa: F401

# The long runs are of real papers where there are any.
REAL = bool(os.environ.get("REAL_DAILIES"))
BRIEF = os.environ.get("BRIEF_PLUGIN", "")

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


def dump_of(folder, name):
    """What a build of the project p remembers of an issue, by the name of its files."""
    return gzip.decompress(folder.read(f"p/issues/.dumps/{name}.json.gz"))


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


def make_dailies(folder, days, out="inbox", **options):
    """Many dailies; returns the truth, a dict for each day."""
    truth = os.path.join(folder.path, "truth.json")
    arguments = [f"--{name}={value}" for name, value in options.items()]
    dailies.make(os.path.join(folder.path, out), days, "--truth", truth, *arguments, real=REAL)
    with open(truth, encoding="utf-8") as handle:
        return [json.loads(line) for line in handle]
