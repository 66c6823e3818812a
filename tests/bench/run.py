#!/usr/bin/env python3
"""The benchmarks: wenzhai beside pandoc (EPUB), Typst (PDF) and calibre (AZW3), on the same text, in one run.

Usage: run.py --program WENZHAI [--tools DIR] [--quick] [NAME...]      NAME: epub pdf kindle weekly crawl (default: all)

Each line says what was measured, what was promised, and whether it holds; the exit status is 1 if a line does not.
--quick leaves out everything beyond the week.
"""

import argparse
import json
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

import crawled
import measure
import peers

SOURCE_ROOT = Path(__file__).resolve().parents[2]


class Report:
    def __init__(self):
        self.missed = 0

    def heading(self, text):
        print(f'\n{text}')

    def line(self, what, value, unit, promise=None, at_least=None, at_most=None):
        verdict = ''
        if at_least is not None or at_most is not None:
            good = value >= at_least if at_least is not None else value <= at_most
            sign, limit = ('≥', at_least) if at_least is not None else ('≤', at_most)
            verdict = f"{sign} {limit:g}{unit}  {'yes' if good else 'MISSED'}"
            self.missed += not good
        print(f'  {what:<58} {value:>9.3g}{unit:<4} {verdict}', flush=True)


class Bench:
    def __init__(self, program, tools, scratch, quick):
        self.program = Path(program).resolve()
        self.tools = Path(tools).absolute()
        self.scratch = Path(scratch)
        self.quick = quick
        self.report = Report()
        self.made = {}

    def dailies(self, days):
        if days not in self.made:
            self.made[days] = peers.Dailies(self.scratch, days)
        return self.made[days]

    def target(self, name):
        return self.scratch / name

    def ours(self, kind, dailies, target):
        return [self.program, 'export', '-q', '-t', kind, '-o', target, dailies.sources]

    def cover(self, dailies):
        measure.run(self.ours('azw3', dailies, self.target('cover.azw3')))
        return peers.write_cover(self.target('cover.azw3'), self.target('cover.jpg'))

    def sizes(self):
        return [7] if self.quick else [7, 60]

    def runs(self, days):
        return 10 if days == 7 else 3

    def linearity(self, kind):
        if self.quick:
            return
        seconds = {}
        for days in (60, 365):
            dailies = self.dailies(days)
            command = self.ours(kind, dailies, self.target(f'linear.{kind}'))
            seconds[days] = measure.times({str(days): command}, 3)[str(days)] / dailies.entries
            self.report.line(f'{days} days: microseconds an entry', seconds[days] * 1e6, ' µs')
            self.report.line(f'{days} days: largest process', measure.peak_megabytes(command), ' MB')
        # Linear, with room for the noise of one machine.
        self.report.line('time an entry, 365 days against 60', seconds[365] / seconds[60], '×', at_most=1.15)

    def memory(self, command, resident, anonymous=None):
        self.report.line('largest process, resident', measure.peak_megabytes(command), ' MB', at_most=resident)
        if anonymous:
            self.report.line('largest process, anonymous', measure.peak_anonymous_megabytes(command), ' MB',
                             at_most=anonymous)

    def epub(self):
        for days in self.sizes():
            dailies = self.dailies(days)
            self.report.heading(f'EPUB, {dailies}')
            page = peers.write_html(dailies, self.target(f'{days}.html'))
            ours = self.ours('epub', dailies, self.target('ours.epub'))
            pandoc = ['pandoc', page, '-o', self.target('pandoc.epub')]
            self.race('pandoc', ours, pandoc, days, at_least={7: 3, 60: 12}[days])
            self.memory(ours, 80, 40 if days == 7 else None)
            self.report.line('pandoc: largest process', measure.peak_megabytes(pandoc), ' MB')
            size = self.target('ours.epub').stat().st_size / 1000
            self.report.line('size (cover, two embedded faces)', size, ' KB', at_most=650 if days == 7 else None)
            self.report.line('pandoc: size (no cover, no font)', self.target('pandoc.epub').stat().st_size / 1000, ' KB')
        self.linearity('epub')

    def race(self, name, ours, peer, days, at_least):
        seconds = measure.times({'wenzhai': ours, name: peer}, self.runs(days))
        self.report.line('wenzhai', seconds['wenzhai'] * 1000, ' ms')
        self.report.line(name, seconds[name] * 1000, ' ms')
        self.report.line(f'{name} ÷ wenzhai', seconds[name] / seconds['wenzhai'], '×', at_least=at_least)
        return seconds

    def typst(self, dailies):
        source = peers.write_typst(dailies, self.target(f'{dailies.days}.typ'))
        return [shutil.which('node'), SOURCE_ROOT / 'tests/bench/typst.mjs', self.tools, source,
                self.target('typst.pdf')]

    def pdf(self):
        for days in self.sizes():
            dailies = self.dailies(days)
            self.report.heading(f'PDF, {dailies}')
            ours = self.ours('pdf', dailies, self.target('ours.pdf'))
            typst = self.typst(dailies)
            seconds = measure.times({'wenzhai': ours, 'Typst': typst}, self.runs(days))
            inside = measure.printed_milliseconds(typst, self.runs(days))
            self.report.line('wenzhai', seconds['wenzhai'] * 1000, ' ms')
            self.report.line('Typst, in-process', inside * 1000, ' ms')
            self.report.line('Typst, whole process', seconds['Typst'] * 1000, ' ms')
            self.report.line('Typst in-process ÷ wenzhai', inside / seconds['wenzhai'], '×',
                             at_least={7: 2, 60: 3}[days])
            self.report.line('Typst whole process ÷ wenzhai', seconds['Typst'] / seconds['wenzhai'], '×')
            theirs = measure.peak_megabytes(typst)
            self.report.line('Typst: largest process', theirs, ' MB')
            self.report.line('wenzhai ÷ Typst, largest process', measure.peak_megabytes(ours) / theirs, '×', at_most=0.5)
            sizes = [self.target(name).stat().st_size for name in ('ours.pdf', 'typst.pdf')]
            self.report.line('size', sizes[0] / 1000, ' KB')
            self.report.line('size ÷ Typst\'s', sizes[0] / sizes[1], '×', at_most=0.7)
        self.linearity('pdf')

    def kindle(self):
        for days in self.sizes():
            dailies = self.dailies(days)
            self.report.heading(f'AZW3, {dailies}')
            page = peers.write_html(dailies, self.target(f'{days}.html'))
            ours = self.ours('azw3', dailies, self.target('ours.azw3'))
            seconds = measure.times({'wenzhai': ours}, self.runs(days))
            # calibre gets the cover that ours has drawn: without it the sizes would compare a picture with none
            cover = self.cover(dailies)
            calibre = peers.calibre_command(page, cover, self.target('calibre.azw3'))
            # calibre takes a quarter of a minute for 60 days: two runs there, and no warm-up beyond the first.
            seconds |= measure.times({'calibre': calibre}, 3 if days == 7 else 1)
            self.report.line('wenzhai', seconds['wenzhai'] * 1000, ' ms')
            self.report.line('calibre', seconds['calibre'] * 1000, ' ms')
            self.report.line('calibre ÷ wenzhai', seconds['calibre'] / seconds['wenzhai'], '×',
                             at_least={7: 12, 60: 50}[days])
            self.memory(ours, 80)
            self.report.line('calibre: largest process', measure.peak_megabytes(calibre), ' MB')
            sizes = [self.target(name).stat().st_size for name in ('ours.azw3', 'calibre.azw3')]
            self.report.line('size', sizes[0] / 1000, ' KB')
            self.report.line('size ÷ calibre\'s, the same cover in both', sizes[0] / sizes[1], '×', at_most=1.1)
        self.linearity('azw3')

    def weekly(self):
        dailies = self.dailies(7)
        self.report.heading(f'All three formats in one command, {dailies}')
        page = peers.write_html(dailies, self.target('7.html'))
        ours = [self.program, 'weekly', '-q', '--all', '-o', f"{self.target('weekly')}/", dailies.sources]
        typst = self.typst(dailies)
        seconds = measure.times({
            'wenzhai': ours,
            'pandoc': ['pandoc', page, '-o', self.target('pandoc.epub')],
            'calibre': peers.calibre_command(page, self.cover(dailies), self.target('calibre.azw3')),
        }, 5)
        inside = measure.printed_milliseconds(typst, 5)
        others = seconds['pandoc'] + seconds['calibre'] + inside
        self.report.line('wenzhai', seconds['wenzhai'] * 1000, ' ms')
        self.report.line('pandoc + Typst (in-process) + calibre', others * 1000, ' ms')
        self.report.line('the three ÷ wenzhai', others / seconds['wenzhai'], '×', at_least=6)
        if not self.quick:
            self.year()

    def crawl(self):
        """A crawler's day; and many, where time goes with their number."""
        self.report.heading('A crawler\'s day as JSON Lines, in all three formats: processor time')
        self.report.line('301 papers', self.crawled(301, 5), ' s', at_most=0.8)
        if not self.quick:
            few, many = (self.crawled(n, runs) / n for n, runs in ((2000, 3), (40000, 1)))
            self.report.line('40000 papers: microseconds a paper', many * 1e6, ' µs')
            self.report.line('time a paper, 40000 papers against 2000', many / few, '×', at_most=1.15)

    def crawled(self, papers, runs):
        source = crawled.write(self.target(f'crawled-{papers}.jsonl'), papers)
        # All the memory that it takes: 40000 papers are 80 thousand pages.
        return measure.processor_seconds(
            [self.program, 'export', '-q', '--memory-limit=0', '-t', 'epub,pdf,azw3', '-o', f"{self.target('crawled')}/",
             source], runs)

    def volume(self, dailies):
        """Seconds that a volume of these dailies takes; time and memory are printed."""
        self.report.heading(f'One volume in all three formats, {dailies}')
        volume = [self.program, 'weekly', '-q', '--all', '-o', f"{self.target('volume')}/", dailies.sources]
        papers = json.loads(measure.run([*volume[:4], '--dump=json', dailies.sources]).stdout)
        papers = sum(len(section.get('entries', [])) for section in papers['sections'])
        runs = [measure.once(volume) for _ in range(3)]
        seconds = statistics.median(run[0] for run in runs)
        self.report.line(f'{papers} papers', seconds, ' s')
        self.report.line('largest process', max(run[1] for run in runs), ' MB', at_most=400)
        self.report.line('microseconds an entry', seconds / dailies.entries * 1e6, ' µs')
        return seconds, papers

    def project(self, dailies):
        """Seconds and issues of a project's first build."""
        self.report.heading(f'Weekly issues of a project in all three formats, {dailies}')
        project = self.target(f'project-{dailies.days}')
        measure.run([self.program, 'init', project])
        for digest in dailies.sources.glob('*.txt'):
            shutil.copy(digest, project / 'inbox')
        build = [self.program, 'build', '-q', project]
        seconds, peak = measure.once(build)
        books = len([path for path in project.rglob('*') if path.suffix in BOOKS])
        self.report.line(f'{books} books', seconds, ' s')
        self.report.line('largest process', peak, ' MB', at_most=400)
        self.report.line('microseconds an entry', seconds / dailies.entries * 1e6, ' µs')
        self.report.line('again, nothing changed', measure.times({'again': build}, 5)['again'], ' s', at_most=0.1)
        return seconds

    def year(self):
        few, all_papers, year = (self.dailies(days) for days in (30, 105, 365))
        # In 105 days each paper of the corpus comes once; in a year the same ones come again and again.
        first, papers = self.volume(few)
        second, more = self.volume(all_papers)
        self.report.line('time a paper, 105 days against 30', (second / more) / (first / papers), '×', at_most=1.15)
        third, _ = self.volume(year)
        self.report.line('time an entry, 365 days against 30', (third / year.entries) / (first / few.entries), '×',
                         at_most=1.15)
        first, second = self.project(all_papers), self.project(year)
        self.report.line('time an entry, 365 days against 105', (second / year.entries) / (first / all_papers.entries),
                         '×', at_most=1.15)


BOOKS = ('.epub', '.pdf', '.azw3')
BENCHES = ('epub', 'pdf', 'kindle', 'weekly', 'crawl')


def main():
    parser = argparse.ArgumentParser(description='Measure wenzhai beside its peers.')
    parser.add_argument('--program', required=True)
    parser.add_argument('--tools', default=SOURCE_ROOT / '.check')
    parser.add_argument('--quick', action='store_true')
    parser.add_argument('names', nargs='*', metavar='NAME', help='epub pdf kindle weekly crawl')
    options = parser.parse_args()
    unknown = set(options.names) - set(BENCHES)
    if unknown:
        parser.error(f'no such benchmark: {", ".join(sorted(unknown))}')
    with tempfile.TemporaryDirectory(prefix='wenzhai-bench-') as scratch:
        bench = Bench(options.program, options.tools, scratch, options.quick)
        for name in options.names or BENCHES:
            getattr(bench, name)()
        return 1 if bench.report.missed else 0


if __name__ == '__main__':
    sys.exit(main())
