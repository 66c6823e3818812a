#!/usr/bin/env python3
"""Every model of the zoo through every output: each book says what the reference text says, in its order, and else nothing
but labels."""
import json

from harness import books, fidelity, scratch, tap, wenzhai
from models import zoo

FOLDER = scratch()


def made(name):
    """The books of a model, and what they are held against."""
    source = FOLDER / f'{name}.json'
    source.write_text(json.dumps(zoo.MODELS[name](), ensure_ascii=False), encoding='utf-8')
    wenzhai('export', '-q', '--no-normalize', '-t', 'epub,pdf,azw3', '-o', f'{FOLDER}/', source, '--set', 'pdf.heads=no',
            '--set', 'pdf.cover=no', '--set', 'pdf.contents=no')
    return source, fidelity.reference('--no-normalize', source)


def test_models():
    for name in zoo.MODELS:
        source, reference = made(name)
        for kind in ('.epub', '.azw3', '.pdf'):
            parts = books.parts(source.with_suffix(kind))
            yield f'{name}{kind}', lambda: reference.check(parts, kind)


tap.run(globals())
