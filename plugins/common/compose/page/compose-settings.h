/* compose-settings.h: all that style and options say about pages, read once. SPDX-License-Identifier: MIT */
#pragma once

#include <glib/gi18n-lib.h>
#include <wenzhai/wz-options.h>

#include "compose-geometry.h"
#include "compose/paragraph/compose-paragraph.h"

G_BEGIN_DECLS

typedef enum {
  COMPOSE_FOLIO_OUTER,
  COMPOSE_FOLIO_CENTER,
  COMPOSE_FOLIO_HEAD,
  COMPOSE_FOLIO_NONE
} ComposeFolio;
typedef enum { COMPOSE_ROOM_NONE, COMPOSE_ROOM_LINES, COMPOSE_ROOM_MARGIN } ComposeRoom;

/**
 * ComposeSettings: sizes ending in _em are multiples of the size of the text.
 * @threads: that set paragraphs; 0: as many as there are processors. No option: it changes no byte.
 */
typedef struct {
  ComposePageSpec spec;
  ComposeGeometry page;
  ComposeUnit size, pitch;
  gdouble latin_em;
  gdouble indent_em, indent_latin_em, paragraph_gap_em;
  gdouble section_em, entry_em, second_em, inner_em, byline_em;
  gdouble parallel_share;
  gdouble bleed; /* points by which what reaches an edge of the page goes beyond it */
  gboolean justify, running_heads, entries_on_pages;
  ComposeFolio folio;
  ComposeRoom room;
  ComposePunct punct;
  ComposeLevel level;
  gboolean hang, hyphenate, link_notes;
  guint32 text_color, heading_color, accent_color, muted_color, rule_color, link_color;
  gboolean missing_box; /* a box stands for a character that no font has; else the pages are not to be used */
  guint threads;
  const gchar *generator; /* nullable: for the colophon */
  /* told while the paragraphs of the body are set; nullable */
  void (*progress) (guint done, guint total, gpointer user_data);
  gpointer progress_data;
} ComposeSettings;

/**
 * COMPOSE_OPTIONS: the rows that every output of pages has in its table of options.
 *
 * An option that doubles a style key is `from-style` until it is set.
 */
/* clang-format off */
#define COMPOSE_OPTIONS \
  {"paper", WZ_OPTION_CHOICE, "from-style", 0, 0, compose_papers, N_ ("size of the page")}, \
  {"size", WZ_OPTION_LENGTH, "from-style", 5, 40, compose_from_style, N_ ("size of the text")}, \
  {"leading", WZ_OPTION_LENGTH, "from-style", 1, 60, compose_from_style, N_ ("distance of baselines")}, \
  {"measure", WZ_OPTION_LENGTH, "from-style", 0, 600, compose_from_style, N_ ("length of a line; 0em: as the page takes")}, \
  {"columns", WZ_OPTION_INTEGER, "0", 0, 3, NULL, N_ ("columns of text; 0: as the style has it")}, \
  {"punctuation", WZ_OPTION_CHOICE, "from-style", 0, 0, compose_puncts, N_ ("width of Chinese marks: 全角, 开明, 半角")}, \
  {"hanging", WZ_OPTION_BOOLEAN, "from-style", 0, 0, NULL, N_ ("whether a stop or comma may hang outside the line")}, \
  {"cover", WZ_OPTION_BOOLEAN, "from-style", 0, 0, NULL, N_ ("cover page")}, \
  {"contents", WZ_OPTION_BOOLEAN, "from-style", 0, 0, NULL, N_ ("contents")}, \
  {"heads", WZ_OPTION_BOOLEAN, "from-style", 0, 0, NULL, N_ ("running heads and page numbers")}
/* clang-format on */
#define COMPOSE_N_OPTIONS 10
extern const gchar *const compose_papers[], *const compose_puncts[], *const compose_from_style[];

/**
 * compose_settings_read:
 * @options: (nullable): those of an output whose table has COMPOSE_OPTIONS; NULL: the style alone
 * @paper: (nullable): that the output takes where no option names one, whatever the style has
 *
 * Returns: FALSE with @error when the page is too small
 */
gboolean compose_settings_read (ComposeSettings *settings, const WzStyle *style, const WzOptions *options,
                                const gchar *paper, WzLanguages languages, GError **error);

/** compose_settings_dup_overrides: (transfer full): what @options (nullable) say of what is shown, for
 * wz_galley_new(). */
gchar **compose_settings_dup_overrides (const WzOptions *options);

/** compose_settings_em: @em of the size of the text, in units. */
ComposeUnit compose_settings_em (const ComposeSettings *settings, gdouble em);

G_END_DECLS
