"""Measuring commands: times by hyperfine, all commands of a comparison in one run; memory by GNU time and /proc."""

import json
import os
import re
import resource
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

ENVIRONMENT = {**os.environ, 'QT_QPA_PLATFORM': 'offscreen', 'LC_ALL': 'C.UTF-8'}


def times(commands, runs):
    """Median seconds of each command; commands is {name: argv}."""
    with tempfile.NamedTemporaryFile(suffix='.json') as report:
        argv = ['hyperfine', '--shell=none', '--warmup', '1', '--runs', str(runs), '--export-json', report.name,
                '--style', 'none']
        for name, command in commands.items():
            argv += ['--command-name', name, quote(command)]
        run = subprocess.run(argv, env=ENVIRONMENT, capture_output=True, text=True)
        if run.returncode:
            raise SystemExit(f'hyperfine: {run.stderr}')
        results = json.loads(Path(report.name).read_text(encoding='utf-8'))['results']
    return {result['command']: result['median'] for result in results}


def quote(command):
    return ' '.join("'" + str(word).replace("'", "'\\''") + "'" for word in command)


def printed_milliseconds(command, runs):
    """Median of the milliseconds that a command prints, in seconds; each run is a fresh process."""
    return statistics.median(
        float(subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=True).stdout)
        for _ in range(runs)) / 1000


def run(command):
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f'{quote(command)}: {done.stderr[-800:]}')
    return done


def once(command):
    """Seconds and megabytes of one run: the resident memory of its largest single process, as the kernel counted."""
    start = time.monotonic()
    done = run(['/usr/bin/time', '-v', *command])
    seconds = time.monotonic() - start
    return seconds, int(re.search(r'Maximum resident set size \(kbytes\): (\d+)', done.stderr)[1]) * 1024 / 1e6


def processor_seconds(command, runs):
    """User and system time of the command and all its children, the best of some runs: what other work of the machine takes
    is hardly in it."""
    def spent():
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime
    seconds = []
    for _ in range(runs):
        before = spent()
        run(command)
        seconds.append(spent() - before)
    return min(seconds)


def peak_megabytes(command):
    return once(command)[1]


def peak_anonymous_megabytes(command):
    """Anonymous resident memory of the largest single process, looked at as often as possible while it runs."""
    process = subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        for pid in family(process.pid):
            peak = max(peak, anonymous_kilobytes(pid))
        time.sleep(0.0005)
    return peak * 1024 / 1e6


def family(pid):
    pids = [pid]
    for one in pids:
        try:
            pids += [int(child) for child in Path(f'/proc/{one}/task/{one}/children').read_text().split()]
        except OSError:
            pass
    return pids


def anonymous_kilobytes(pid):
    try:
        found = re.search(r'^RssAnon:\s*(\d+)', Path(f'/proc/{pid}/status').read_text(), re.MULTILINE)
    except OSError:
        return 0
    return int(found[1]) if found else 0
