/* pdf-settings.h: all that style and options say about a PDF, read once. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai-kit/wz-bib.h>

#include "compose/page/compose-settings.h"

G_BEGIN_DECLS

/** PdfSettings: @bleed in points; 0: neither bleed nor crop marks. @bibliography: where @cites. */
typedef struct {
  ComposeSettings pages;
  gdouble bleed;
  gboolean booklet, dump, cites;
  WzBibFormat bibliography;
} PdfSettings;

/** pdf_settings_options: what the plugin declares. */
#define PDF_N_OPTIONS (COMPOSE_N_OPTIONS + 5)
extern const WzOptionDef pdf_settings_options[PDF_N_OPTIONS];

/**
 * pdf_settings_read:
 * @options: (nullable): NULL: the style alone
 *
 * Returns: FALSE with @error when the page is too small, or options exclude each other
 */
gboolean pdf_settings_read (PdfSettings *settings, const WzStyle *style, const WzOptions *options,
                            WzLanguages languages, GError **error);

G_END_DECLS
