"""Pages that the tests of this folder look at, made once a script, and where the judges are."""
import functools
import json
import os
import shutil
from pathlib import Path

from harness import EXAMPLES, ROOT, books, scratch, tap, wenzhai
from models import zoo

FOLDER = scratch()
MODULES = Path(os.environ.get('WENZHAI_CHECK_DIR') or ROOT / '.check').absolute()


def module(name):
    """The folder of an npm package."""
    path = MODULES / 'node_modules' / name
    if not path.exists():
        raise tap.Skip(f'npm package {name} is not installed')
    return path


def program(name):
    path = shutil.which(name)
    if not path:
        raise tap.Skip(f'{name} is not installed')
    return path


class Page:
    """A page, and its elements."""

    def __init__(self, name, source, *options):
        self.name, self.path = name, FOLDER / f'{name}.html'
        wenzhai('export', '-q', *options, '-o', self.path, source)
        self.text = self.path.read_text(encoding='utf-8')
        self.root = books.Page(self.path).root
        self.elements = list(self.root.iter())

    def all(self, *names):
        return [element for element in self.elements if tag(element) in names]

    def by_id(self, name):
        return next(element for element in self.elements if element.get('id') == name)


def tag(element):
    return element.tag.removeprefix(books.XHTML)


def model(name):
    path = FOLDER / f'{name}.json'
    path.write_text(json.dumps(zoo.MODELS[name]()), encoding='utf-8')
    return path


@functools.cache
def page(name, *options):
    """Of a model of the zoo, whose indices pass as they are; `day` and `week` are the examples."""
    if name in ('day', 'week'):
        return Page('-'.join([name, *options]).replace('=', '-'), EXAMPLES / '2026-11-09.txt' if name == 'day' else EXAMPLES, *options)
    return Page('-'.join([name, *options]).replace('=', '-'), model(name), '--no-normalize', *options)
