"""Where tests get dailies from: invented papers always, real ones as well where there is a corpus of them."""
import os
import sys
from pathlib import Path

from . import EXAMPLES, ROOT, run  # noqa: F401

OURS = ROOT / 'tests' / 'tools' / 'make_dailies.py'


def corpus():
    """The folder of digests that nobody on this project wrote, or None: most machines have none."""
    folder = Path(os.environ.get('WENZHAI_CORPUS') or ROOT.parent / 'shared' / 'corpus')
    return folder if (folder / 'make_corpus.py').is_file() else None


def seed():
    """The real digest that the format is known from, or None."""
    path = corpus() and corpus() / 'digests' / 'seed.txt'
    return path if path and path.is_file() else None


def make(out, days, *options, real=False):
    """Writes @days dailies of nine full and four short entries each into the folder @out and returns it. With @real they
    are of real papers, if there is a corpus."""
    script = corpus() / 'make_corpus.py' if real and corpus() else OURS
    run(sys.executable, script, '--days', days, '--entries', 9, '--seed', 1, '--out', out, *options)
    return Path(out)
