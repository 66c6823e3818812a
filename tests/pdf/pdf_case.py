"""What the test programs of this folder share: files that are made once, and results as TAP."""
import os
import sys
import unittest
from pathlib import Path

import pdf_tools as pdf
from pdf_tools import has, must_export


class Files(unittest.TestCase):
    """One folder for all tests of a class; files are made once."""

    @classmethod
    def setUpClass(cls):
        cls.folder = pdf.scratch()
        cls.made = {}

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def path(self, name):
        return Path(self.folder.name, name)

    def file(self, name, *sources, **options):
        if name not in self.made:
            self.made[name] = must_export(self.path(name + '.pdf'), *sources, **options)
        return self.made[name]


class Result(unittest.TextTestResult):
    """TAP, a line a test."""

    count = 0

    def line(self, word, test, reason=''):
        Result.count += 1
        print(f'{word} {Result.count} - {test.id().split(".", 1)[1]}{reason}', flush=True)

    def addSuccess(self, test):
        super().addSuccess(test)
        self.line('ok', test)

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self.line('not ok', test)

    def addError(self, test, error):
        super().addError(test, error)
        self.line('not ok', test)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.line('ok', test, f' # SKIP {reason}')


def main(module):
    if not os.access(pdf.WENZHAI, os.X_OK) and not has(pdf.WENZHAI):
        print('1..0 # SKIP no wenzhai')
        return 0
    names = [name for name in sys.argv[1:]] or None
    suite = unittest.defaultTestLoader.loadTestsFromModule(module) if names is None else \
        unittest.defaultTestLoader.loadTestsFromNames(names, module)
    total = suite.countTestCases()
    print(f'1..{total}')
    outcome = unittest.TextTestRunner(stream=sys.stderr, resultclass=Result, verbosity=0).run(suite)
    return 0 if outcome.wasSuccessful() else 1
