#!/usr/bin/env python3
"""The week in examples/: read without a complaint, every byte accounted for, and as various as its README says."""

import json
import re

from harness import EXAMPLES, tap, wenzhai


class TestExamples:
    def __init__(self):
        self.files = sorted(EXAMPLES.glob('*.txt'))
        self.sources = {path.stem: path.read_text(encoding='utf-8') for path in self.files}
        self.issues = {path.stem: json.loads(wenzhai('dump', '--format=json', path).stdout) for path in self.files}
        self.entries = [(day, entry) for day, issue in self.issues.items() for section in issue['sections']
                       for entry in section['entries']]

    def test_the_week(self):
        assert list(self.issues) == [f'2026-11-{day:02}' for day in range(9, 16)]
        for day, issue in self.issues.items():
            with tap.at(day):
                assert issue['date'] == day

    def test_nothing_odd_and_nothing_unknown(self):
        run = wenzhai('check', '--coverage', '--verbose', *self.files)
        assert run.stderr == ''
        assert re.findall(r'unknown (\d+)', run.stdout) == ['0'] * 7

    def test_entries(self):
        for day in self.issues:
            full = [entry for at, entry in self.entries if at == day and entry.get('full')]
            short = [entry for at, entry in self.entries if at == day and not entry.get('full')]
            with tap.at(day):
                assert len(full) >= 5
                assert len(short) >= 3
                assert [entry['ordinal'] for entry in full] == list(range(1, len(full) + 1))
                keys = [entry['key'] for entry in full + short]
                assert len(keys) == len(set(keys))
                assert len(keys) == self.sources[day].count('https://arxiv.org/abs/')
                for entry in full + short:
                    assert {title['lang'] for title in entry['titles']} == {'zh-Hans', 'en'}
                    assert entry['authors'] and entry['arxivId'] and entry['links']
                for entry in full:
                    assert {text['lang'] for text in entry['abstracts']} == {'zh-Hans', 'en'}

    def test_tags_are_in_the_legend(self):
        for day, entry in self.entries:
            codes = {category['code'] for category in self.issues[day]['categories']}
            for tag in entry['categories']:
                with tap.at(day, entry['key']):
                    assert (tag if isinstance(tag, str) else tag['text']) in codes

    def test_variety(self):
        days = {}
        for day, entry in self.entries:
            days.setdefault(entry['arxivId'], []).append((day, bool(entry.get('full')), entry.get('arxivVersion', 0)))
        twice = {key: seen for key, seen in days.items() if len(seen) > 1}
        assert sum(len({full for _, full, _ in seen}) == 2 for seen in twice.values()) == 3
        assert [[version for _, _, version in seen] for seen in twice.values() if seen[0][2]] == [[1, 2]]
        assert sum('/' in key for key in days) == 1
        assert sum(not entry.get('affiliations') for _, entry in self.entries) == 1
        assert sum(bool(entry.get('authorsCut')) for _, entry in self.entries) > 10
        text = ''.join(self.sources.values())
        assert text.count('$') // 2 > 50
        assert re.search(r'[\u4e00-\u9fff],[\u4e00-\u9fff]', self.sources['2026-11-09']), self.sources['2026-11-09']
        assert re.search(r'[\u4e00-\u9fff]，[\u4e00-\u9fff]', self.sources['2026-11-10']), self.sources['2026-11-10']
        assert re.search(r'[\u4e00-\u9fff] [A-Za-z]', self.sources['2026-11-14']), self.sources['2026-11-14']


tap.run(globals())
