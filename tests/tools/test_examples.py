#!/usr/bin/env python3
"""The week in examples/: read without a complaint, every byte accounted for, and as various as its README says.

Usage: test_examples.py SOURCE-ROOT PROGRAM
"""

import json
import re
import subprocess
import sys
import unittest
from pathlib import Path

SOURCE = PROGRAM = None


def wenzhai(*arguments):
    return subprocess.run([str(PROGRAM), *map(str, arguments)], capture_output=True, text=True, check=True)


class Examples(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.files = sorted((SOURCE / 'examples').glob('*.txt'))
        cls.sources = {path.stem: path.read_text(encoding='utf-8') for path in cls.files}
        cls.issues = {path.stem: json.loads(wenzhai('dump', '--format=json', path).stdout) for path in cls.files}
        cls.entries = [(day, entry) for day, issue in cls.issues.items() for section in issue['sections']
                       for entry in section['entries']]

    def test_the_week(self):
        self.assertEqual(list(self.issues), [f'2026-11-{day:02}' for day in range(9, 16)])
        for day, issue in self.issues.items():
            with self.subTest(day):
                self.assertEqual(issue['date'], day)

    def test_nothing_odd_and_nothing_unknown(self):
        run = wenzhai('check', '--coverage', '--verbose', *self.files)
        self.assertEqual(run.stderr, '')
        self.assertEqual(re.findall(r'unknown (\d+)', run.stdout), ['0'] * 7)

    def test_entries(self):
        for day in self.issues:
            full = [entry for at, entry in self.entries if at == day and entry.get('full')]
            short = [entry for at, entry in self.entries if at == day and not entry.get('full')]
            with self.subTest(day):
                self.assertGreaterEqual(len(full), 5)
                self.assertGreaterEqual(len(short), 3)
                self.assertEqual([entry['ordinal'] for entry in full], list(range(1, len(full) + 1)))
                keys = [entry['key'] for entry in full + short]
                self.assertEqual(len(keys), len(set(keys)))
                self.assertEqual(len(keys), self.sources[day].count('https://arxiv.org/abs/'))
                for entry in full + short:
                    self.assertEqual({title['lang'] for title in entry['titles']}, {'zh-Hans', 'en'})
                    self.assertTrue(entry['authors'] and entry['arxivId'] and entry['links'])
                for entry in full:
                    self.assertEqual({text['lang'] for text in entry['abstracts']}, {'zh-Hans', 'en'})

    def test_tags_are_in_the_legend(self):
        for day, entry in self.entries:
            codes = {category['code'] for category in self.issues[day]['categories']}
            for tag in entry['categories']:
                with self.subTest(day=day, key=entry['key']):
                    self.assertIn(tag if isinstance(tag, str) else tag['text'], codes)

    def test_variety(self):
        days = {}
        for day, entry in self.entries:
            days.setdefault(entry['arxivId'], []).append((day, bool(entry.get('full')), entry.get('arxivVersion', 0)))
        twice = {key: seen for key, seen in days.items() if len(seen) > 1}
        self.assertEqual(sum(len({full for _, full, _ in seen}) == 2 for seen in twice.values()), 3)
        self.assertEqual([[version for _, _, version in seen] for seen in twice.values() if seen[0][2]], [[1, 2]])
        self.assertEqual(sum('/' in key for key in days), 1)
        self.assertEqual(sum(not entry.get('affiliations') for _, entry in self.entries), 1)
        self.assertGreater(sum(bool(entry.get('authorsCut')) for _, entry in self.entries), 10)
        text = ''.join(self.sources.values())
        self.assertGreater(text.count('$') // 2, 50)
        self.assertRegex(self.sources['2026-11-09'], r'[\u4e00-\u9fff],[\u4e00-\u9fff]')
        self.assertRegex(self.sources['2026-11-10'], r'[\u4e00-\u9fff]，[\u4e00-\u9fff]')
        self.assertRegex(self.sources['2026-11-14'], r'[\u4e00-\u9fff] [A-Za-z]')


if __name__ == '__main__':
    SOURCE, PROGRAM = (Path(argument).resolve() for argument in sys.argv[1:3])
    unittest.main(argv=sys.argv[:1], verbosity=2)
