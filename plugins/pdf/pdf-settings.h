/* pdf-settings.h: all that style and options say about a PDF, read once. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-options.h>

#include "pdf-geometry.h"
#include "pdf-paragraph.h"

G_BEGIN_DECLS

typedef enum { PDF_FOLIO_OUTER, PDF_FOLIO_CENTER, PDF_FOLIO_HEAD, PDF_FOLIO_NONE } PdfFolio;
typedef enum { PDF_ROOM_NONE, PDF_ROOM_LINES, PDF_ROOM_MARGIN } PdfRoom;

/**
 * PdfSettings: sizes ending in _em are multiples of the size of the text.
 * @threads: that set paragraphs; 0: as many as there are processors. No option: it changes no byte.
 */
typedef struct {
  PdfPageSpec spec;
  PdfGeometry page;
  PdfUnit size, pitch;
  gdouble latin_em;
  gdouble indent_em, indent_latin_em, paragraph_gap_em;
  gdouble section_em, entry_em, second_em, inner_em, byline_em;
  gdouble parallel_share;
  gboolean justify, numbers, running_heads, entries_on_pages;
  PdfFolio folio;
  PdfRoom room;
  WzLanguages languages;
  PdfPunct punct;
  PdfLevel level;
  gboolean hang, hyphenate, link_notes;
  guint32 text_color, heading_color, accent_color, muted_color, rule_color, link_color;
  gboolean show_cover, show_contents, show_categories, show_authors, show_affiliations, show_links,
      show_appearances, show_back_references, show_notes, show_figures, show_indices, show_qr;
  gdouble bleed; /* pt; 0: neither bleed nor crop marks */
  gboolean booklet, missing_box, dump;
  guint threads;
  /* told while the paragraphs of the body are set; nullable */
  void (*progress) (guint done, guint total, gpointer user_data);
  gpointer progress_data;
} PdfSettings;

/** pdf_settings_options: what the plugin declares. */
#define PDF_N_OPTIONS 14
extern const WzOptionDef pdf_settings_options[PDF_N_OPTIONS];

/**
 * pdf_settings_read:
 * @options: (nullable): NULL: the style alone
 *
 * Returns: FALSE with @error when the page is too small, or options exclude each other
 */
gboolean pdf_settings_read (PdfSettings *settings, const WzStyle *style, const WzOptions *options,
                            WzLanguages languages, GError **error);

/** pdf_settings_em: @em of the size of the text, in units. */
PdfUnit pdf_settings_em (const PdfSettings *settings, gdouble em);

G_END_DECLS
