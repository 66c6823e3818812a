#!/usr/bin/env python3
"""Adds up what meson's test runs found and prints one line: N passed, N failed, N skipped.

Usage: summarise.py BUILD-FOLDER...

Counted are test cases: each line of a TAP test is one, a test that speaks through its exit status alone is one.
A test that ends badly without a failed case (a crash after the last one, a timeout) counts as one failed case.
Exit status: 0 when nothing failed and at least one case passed, else 1.
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path

TAP_CASE = re.compile(r'^(not )?ok\b[^#]*(?:#\s*(skip|todo)\b)?', re.IGNORECASE)
GOOD = {'OK', 'EXPECTEDFAIL'}


def tap_cases(text):
    """Counts the top-level cases of a TAP stream; indented lines belong to a subtest whose result follows."""
    cases = Counter()
    for line in text.splitlines():
        case = TAP_CASE.match(line)
        if not case:
            continue
        directive = (case[2] or '').lower()
        if directive == 'skip':
            cases['skipped'] += 1
        elif case[1] and directive != 'todo':
            cases['failed'] += 1
        else:
            cases['passed'] += 1
    return cases


def is_tap(text):
    return re.search(r'^1\.\.\d+', text, re.MULTILINE) is not None


def cases_of(test):
    result = test['result']
    if result == 'SKIP':
        return Counter(skipped=1)
    output = test.get('stdout') or ''
    cases = tap_cases(output) if is_tap(output) else Counter()
    if result in GOOD:
        return cases if cases else Counter(passed=1)
    if not cases['failed']:
        cases['failed'] = 1
    return cases


def main(folders):
    total = Counter()
    for folder in folders:
        # Each run of meson test leaves testlog.json, or testlog-NAME.json under a wrapper.
        log = Path(folder) / 'meson-logs' / 'testlog.json'
        if not log.exists():
            print(f'no test was run in {folder}', file=sys.stderr)
            total['failed'] += 1
            continue
        for line in log.read_text(encoding='utf-8').splitlines():
            test = json.loads(line)
            cases = cases_of(test)
            if cases['failed']:
                print(f"failed in {folder}: {test['name']} ({test['result']})", file=sys.stderr)
            total += cases
    sys.stderr.flush()
    print(f"{total['passed']} passed, {total['failed']} failed, {total['skipped']} skipped", flush=True)
    return 0 if total['passed'] and not total['failed'] else 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
