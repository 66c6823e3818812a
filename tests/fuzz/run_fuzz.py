#!/usr/bin/env python3
"""Lets the fuzzers search, one after another, for so many seconds of processor time each.

    run_fuzz.py BUILD-FOLDER SECONDS [TARGET...]

What they learn stays in BUILD-FOLDER/fuzz/TARGET/, so that the next run goes on from there; what brings a target down is
kept there too, as crash-…, timeout-… or oom-…, and named at the end. Exit status 1 if there is any.
"""
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

SOURCE = Path(__file__).resolve().parent
TICKS = os.sysconf('SC_CLK_TCK')
FOUND = ('crash-', 'timeout-', 'oom-', 'leak-')


def cpu_seconds(pid):
    fields = Path(f'/proc/{pid}/stat').read_text(encoding='utf-8').rsplit(')', 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def options_of(target):
    """fuzz-TARGET.options beside the source: options for libFuzzer. Those of books: what fonts hold as long as the process
    lives grows with each book."""
    path = SOURCE / f'fuzz-{target}.options'
    return path.read_text(encoding='utf-8').split() if path.exists() else []


def search(build, target, seconds):
    """Runs one target; returns what it found and a line about it."""
    folder = build / 'fuzz' / target
    (folder / 'corpus').mkdir(parents=True, exist_ok=True)
    before = set(folder.glob('*-*'))
    log = folder / 'log'
    dictionary = SOURCE / f'fuzz-{target}.dict'
    # libFuzzer's limit is of wall time, which on a machine with other work is no measure of an input.
    command = [build / 'tests' / 'fuzz' / f'fuzz-{target}', folder / 'corpus', SOURCE / 'corpus' / target,
               f'-artifact_prefix={folder}/', '-timeout=600', '-rss_limit_mb=2500', *options_of(target)]
    if dictionary.exists():
        command.append(f'-dict={dictionary}')
    with log.open('wb') as out:
        # A process group of its own, so that what a target starts ends with it; what libraries keep is no leak of ours.
        suppressed = SOURCE.parent / 'tools' / 'lsan.supp'
        process = subprocess.Popen([str(word) for word in command], stdout=out, stderr=out, start_new_session=True,
                                   env={**os.environ, 'LSAN_OPTIONS': f'print_suppressions=0:suppressions={suppressed}'})
        used = 0
        while process.poll() is None:
            used = cpu_seconds(process.pid)
            if used >= seconds:
                process.send_signal(signal.SIGINT)
                process.wait(60)
                break
            time.sleep(0.2)
    said = log.read_text(encoding='utf-8', errors='replace')
    found = sorted(path for path in set(folder.glob('*-*')) - before if path.name.startswith(FOUND))
    last = re.findall(r'^#(\d+).*?cov: (\d+)', said, re.MULTILINE)
    runs, coverage = last[-1] if last else ('0', '0')
    state = 'clean' if used >= seconds and not found else f'ended with {process.returncode}'
    return found, f'{target}: {used:.0f} s of processor time, {runs} runs, {coverage} edges, {state}'


def main():
    build, seconds, wanted = Path(sys.argv[1]).resolve(), float(sys.argv[2]), sys.argv[3:]
    there = sorted(path.stem[len('fuzz-'):] for path in SOURCE.glob('fuzz-*.c'))
    unknown = [target for target in wanted if target not in there]
    if unknown:
        sys.exit(f"no fuzz target {', '.join(unknown)}; there are {', '.join(there)}")
    bad = []
    for target in wanted or there:
        found, line = search(build, target, seconds)
        print(line, flush=True)
        for path in found:
            print(f'  {path}', flush=True)
        bad += [target] if found or 'clean' not in line else []
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
