#!/usr/bin/env python3
"""PDFs of issues with figures, tables, pictures and links, made up as JSON: nothing of them is lost."""
import itertools
import sys
import unittest

import pdf_case
import pdf_tools as pdf
import rich_models as models
from pdf_case import Files
from pdf_tools import has, must_export, run


class TestFigures(Files):
    def mixes(self):
        """Every order of up to three figures (F: fills most of a page) and paragraphs (P)."""
        tall = models.png(800, 1200)
        long = models.paragraph(models.SENTENCE * 12)
        figure = {'kind': 'figure', 'target': models.resource_id(tall)}
        for length in (1, 2, 3):
            for order in itertools.product('FP', repeat=length):
                body = [figure if one == 'F' else long for one in order]
                yield ''.join(order), models.write(self.path('mix.json'),
                                                   models.issue([models.entry(body=body)], [tall]))
        many = models.entry(abstract=[long] * 6, figures=[models.resource_id(tall)] * 2)
        yield 'fields', models.write(self.path('mix.json'), models.issue([many], [tall]))

    @unittest.skipUnless(has('pdfimages', 'qpdf'), 'no pdfimages or qpdf')
    def test_every_mix_of_figures_and_paragraphs(self):
        """A figure may be the first thing on a page, whatever else stands there: no page fails, no figure is lost."""
        variants = [{'heads': heads, **more} for heads in ('no', 'yes')
                    for more in ({}, {'columns': '2', 'paper': 'A4'}, {'booklet': 'yes'}, {'bleed': '3mm'})]
        for name, source in self.mixes():
            for options in variants if len(name) != 3 else variants[::4]:
                file = must_export(self.path('mix.pdf'), source, **options)
                self.assertEqual(run('qpdf', '--check', file).returncode, 0, f'{name} {options}')
                listed = run('pdfimages', '-list', file).stdout.split('\n')[2:-1]
                wanted = 2 if name == 'fields' else name.count('F')
                self.assertEqual(len(listed), wanted, f'{name} {options}')


if __name__ == '__main__':
    sys.exit(pdf_case.main(sys.modules[__name__]))
