/* book-dialect.c: what the documents of each format have. SPDX-License-Identifier: MIT */
#include "book-private.h"

const WzBookDialect wz_book_dialects[] = {
    [WZ_BOOK_EPUB] = {.doctype = TRUE,
                      .sections = TRUE,
                      .asides = TRUE,
                      .inner_lines = TRUE,
                      .epub_types = TRUE,
                      .roles = TRUE,
                      .data = TRUE,
                      .xml_lang = TRUE,
                      .mathml = TRUE,
                      .cover_page = TRUE,
                      .translation_links = TRUE,
                      .cuts_entries = TRUE,
                      .names_families = TRUE,
                      .hidden_lines = TRUE,
                      .max_bytes = 140000},
    [WZ_BOOK_KF8] = {.max_bytes = 140000},
    [WZ_BOOK_HTML] = {.sections = TRUE,
                      .asides = TRUE,
                      .inner_lines = TRUE,
                      .roles = TRUE,
                      .data = TRUE,
                      .mathml = TRUE,
                      .page = TRUE,
                      .max_bytes = G_MAXSIZE},
};
