/* compose-settings.c: see compose-settings.h. Options win over the style. SPDX-License-Identifier: MIT */
#include "compose-settings.h"

#include <math.h>
#include <string.h>

/* R67: from this measure on a paragraph's indent is 2 em, below it 1 em. */
#define NARROW_MEASURE_EM 16.5

/* clang-format off */
const gchar *const compose_papers[] = {
    "A4", "A5", "A6", "B5", "B5-JIS", "16K", "32K", "Letter", "kindle-6", "kindle-7", "kindle-scribe", "kobo-6",
    "kobo-7", "kobo-8", "kobo-elipsa", "boox-6", "boox-7", "boox-10", "boox-13", "remarkable-2", "remarkable-pro",
    "custom", "from-style", NULL};
/* clang-format on */
const gchar *const compose_puncts[] = {"quanjiao", "kaiming", "banjiao", "from-style", NULL};
const gchar *const compose_from_style[] = {"from-style", NULL};

ComposeUnit
compose_settings_em (const ComposeSettings *settings, gdouble em)
{
  return (ComposeUnit) lrint (settings->size * em);
}

/* ---- Style and options, one over the other ------------------------------------------------------------- */

typedef struct {
  const WzStyle *style;
  const WzOptions *options;
  const gchar *paper; /* nullable: where no option names one */
} Source;

static gboolean
is_set (const Source *source, const gchar *option)
{
  return source->options != NULL && wz_options_is_set (source->options, option);
}

static WzLength
get_length (const Source *source, const gchar *option, const gchar *key)
{
  return is_set (source, option) ? wz_options_get_length (source->options, option)
                                 : wz_style_get_length (source->style, key);
}

static const gchar *
get_choice (const Source *source, const gchar *option, const gchar *key)
{
  return is_set (source, option) ? wz_options_get_string (source->options, option)
                                 : wz_style_get_string (source->style, key);
}

static gboolean
get_switch (const Source *source, const gchar *option, const gchar *key)
{
  return is_set (source, option) ? wz_options_get_boolean (source->options, option)
                                 : wz_style_get_boolean (source->style, key);
}

static guint
find_word (const gchar *const *words, guint n, const gchar *word)
{
  for (guint i = 0; i < n; i++)
    if (strcmp (words[i], word) == 0)
      return i;
  return 0;
}
#define FIND_WORD(words, word) find_word (words, G_N_ELEMENTS (words), word)

static gdouble
style_em (const WzStyle *style, const gchar *key)
{
  return wz_length_to_pt (wz_style_get_length (style, key), 1, 1);
}

/* ---- The page ------------------------------------------------------------------------------------------ */

static void
read_paper (ComposePageSpec *spec, const Source *source)
{
  const ComposePaper *paper = compose_paper_find (source->paper != NULL && !is_set (source, "paper")
                                                      ? source->paper
                                                      : get_choice (source, "paper", "page.paper"));
  if (paper != NULL) {
    spec->width = paper->width_mm * COMPOSE_PT_PER_MM;
    spec->height = paper->height_mm * COMPOSE_PT_PER_MM;
    spec->screen = paper->screen;
    return;
  }
  spec->width = wz_length_to_pt (wz_style_get_length (source->style, "page.width"), 0, 0);
  spec->height = wz_length_to_pt (wz_style_get_length (source->style, "page.height"), 0, 0);
}

/* A measure given by hand without a paper takes the first of these on which it fits. */
static gboolean
compute_on_larger (ComposeSettings *settings)
{
  static const gchar *const names[] = {"A5", "B5", "A4"};
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    const ComposePaper *paper = compose_paper_find (names[i]);
    settings->spec.width = paper->width_mm * COMPOSE_PT_PER_MM;
    settings->spec.height = paper->height_mm * COMPOSE_PT_PER_MM;
    settings->spec.screen = FALSE;
    gdouble text = settings->spec.columns * settings->spec.measure +
                   (settings->spec.columns - 1) * settings->spec.column_gap;
    if (text <= 0.82 * settings->spec.width &&
        compose_geometry_compute (&settings->spec, &settings->page, NULL))
      return TRUE;
  }
  return FALSE;
}

static gboolean
read_page (ComposeSettings *settings, const Source *source, WzLanguages languages, GError **error)
{
  ComposePageSpec *spec = &settings->spec;
  const WzStyle *style = source->style;
  gdouble size = settings->size / (gdouble) COMPOSE_UNIT;
  read_paper (spec, source);
  spec->size = size;
  spec->pitch = settings->pitch / (gdouble) COMPOSE_UNIT;
  spec->measure = wz_length_to_pt (get_length (source, "measure", "body.measure"), size, 0);
  spec->columns = (guint) wz_style_get_number (style, "page.columns");
  if (source->options != NULL && wz_options_get_integer (source->options, "columns") > 0)
    spec->columns = (guint) wz_options_get_integer (source->options, "columns");
  spec->column_gap = wz_length_to_pt (wz_style_get_length (style, "page.column-gap"), size, 0);
  spec->inner = wz_length_to_pt (wz_style_get_length (style, "page.inner"), 0, 0);
  spec->outer = wz_length_to_pt (wz_style_get_length (style, "page.outer"), 0, 0);
  spec->top = wz_length_to_pt (wz_style_get_length (style, "page.top"), 0, 0);
  spec->bottom = wz_length_to_pt (wz_style_get_length (style, "page.bottom"), 0, 0);
  spec->binding = wz_length_to_pt (wz_style_get_length (style, "page.binding"), 0, 0);
  spec->two_sided = wz_style_get_boolean (style, "page.two-sided");
  spec->notes_margin = settings->room == COMPOSE_ROOM_MARGIN;
  if (languages == WZ_LANGUAGES_PARALLEL) {
    /* R102: two languages side by side are two columns already; a measure by hand is that of both together.
     */
    spec->columns = 1;
    spec->notes_margin = FALSE;
  }
  g_autoptr (GError) local = NULL;
  if (compose_geometry_compute (spec, &settings->page, &local))
    return TRUE;
  if (spec->measure > 0 && !is_set (source, "paper") && compute_on_larger (settings))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* One option for both: nobody who wants bare pages wants one of them. */
static void
read_furniture (ComposeSettings *settings, const Source *source)
{
  static const gchar *const folios[] = {"outer", "center", "head", "none"};
  settings->running_heads = get_switch (source, "heads", "page.running-heads");
  settings->folio = (ComposeFolio) FIND_WORD (folios, wz_style_get_string (source->style, "page.folio"));
  if (is_set (source, "heads"))
    settings->folio = !settings->running_heads                ? COMPOSE_FOLIO_NONE
                      : settings->folio == COMPOSE_FOLIO_NONE ? COMPOSE_FOLIO_OUTER
                                                              : settings->folio;
}

/* ---- Whole --------------------------------------------------------------------------------------------- */

gchar **
compose_settings_dup_overrides (const WzOptions *options)
{
  static const gchar *const names[] = {"cover", "contents"};
  gchar **overrides = g_new0 (gchar *, G_N_ELEMENTS (names) + 1);
  for (guint i = 0, n = 0; options != NULL && i < G_N_ELEMENTS (names); i++)
    if (wz_options_is_set (options, names[i]))
      overrides[n++] =
          g_strdup_printf ("show.%s=%s", names[i], wz_options_get_boolean (options, names[i]) ? "yes" : "no");
  return overrides;
}

static void
read_colors (ComposeSettings *settings, const WzStyle *style)
{
  settings->text_color = wz_style_get_color (style, "color.text");
  settings->heading_color = wz_style_get_color (style, "color.heading");
  settings->accent_color = wz_style_get_color (style, "color.accent");
  settings->muted_color = wz_style_get_color (style, "color.muted");
  settings->rule_color = wz_style_get_color (style, "color.rule");
  settings->link_color = wz_style_get_color (style, "color.link");
}

static void
read_text (ComposeSettings *settings, const Source *source)
{
  static const gchar *const rooms[] = {"none", "lines", "margin"};
  static const gchar *const levels[] = {"none", "basic", "gb", "strict"};
  const WzStyle *style = source->style;
  gdouble size = wz_length_to_pt (get_length (source, "size", "body.size"), 10.5, 0);
  gdouble pitch = wz_length_to_pt (get_length (source, "leading", "body.leading"), size, 0);
  settings->size = (ComposeUnit) lrint (size * COMPOSE_UNIT);
  settings->pitch = (ComposeUnit) lrint (round (MAX (pitch, size) * 4) / 4 * COMPOSE_UNIT);
  settings->latin_em = style_em (style, "body.size-latin");
  settings->indent_em = style_em (style, "body.indent");
  settings->indent_latin_em = style_em (style, "body.indent-latin");
  settings->paragraph_gap_em = style_em (style, "body.paragraph-gap");
  settings->section_em = style_em (style, "headings.section");
  settings->entry_em = style_em (style, "headings.entry");
  settings->second_em = style_em (style, "headings.second");
  settings->inner_em = style_em (style, "headings.inner");
  settings->byline_em = style_em (style, "headings.byline");
  settings->parallel_share = wz_style_get_length (style, "page.parallel-share").value / 100;
  settings->justify = strcmp (wz_style_get_string (style, "body.align"), "justify") == 0;
  settings->room = (ComposeRoom) FIND_WORD (rooms, wz_style_get_string (style, "page.notes-room"));
  settings->entries_on_pages = strcmp (wz_style_get_string (style, "page.entries"), "page") == 0;
  settings->punct =
      (ComposePunct) find_word (compose_puncts, 3, get_choice (source, "punctuation", "text.punctuation"));
  settings->level = (ComposeLevel) FIND_WORD (levels, wz_style_get_string (style, "text.level"));
  settings->hang = get_switch (source, "hanging", "text.hanging");
  settings->hyphenate = wz_style_get_boolean (style, "text.hyphenate");
  settings->link_notes = strcmp (wz_style_get_string (style, "text.links"), "notes") == 0;
}

gboolean
compose_settings_read (ComposeSettings *settings, const WzStyle *style, const WzOptions *given,
                       const gchar *paper, WzLanguages languages, GError **error)
{
  Source source = {style, given, paper};
  memset (settings, 0, sizeof *settings);
  read_text (settings, &source);
  read_furniture (settings, &source);
  read_colors (settings, style);
  settings->missing_box = TRUE;
  if (!read_page (settings, &source, languages, error))
    return FALSE;
  if (settings->page.screen || settings->page.width < 110 * COMPOSE_PT_PER_MM) {
    /* A small screen has no room for a line above the text. */
    settings->running_heads = settings->running_heads && settings->page.width >= 140 * COMPOSE_PT_PER_MM;
    settings->folio = settings->folio == COMPOSE_FOLIO_NONE ? COMPOSE_FOLIO_NONE : COMPOSE_FOLIO_CENTER;
  }
  if (settings->page.measure < NARROW_MEASURE_EM * settings->spec.size)
    settings->indent_em = MIN (settings->indent_em, 1);
  if (settings->paragraph_gap_em * settings->spec.size >= 0.5 * settings->spec.pitch)
    settings->indent_em = 0; /* R67: one of the two, not both */
  return TRUE;
}
