/* pdf-settings.c: see pdf-settings.h. Options win over the style; an option that doubles a style key is
 * `from-style` until it is set. SPDX-License-Identifier: MIT */
#include "pdf-settings.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* R67: from this measure on a paragraph's indent is 2 em, below it 1 em. */
#define NARROW_MEASURE_EM 16.5

static const gchar *const papers[] = {"A4",
                                      "A5",
                                      "A6",
                                      "B5",
                                      "B5-JIS",
                                      "16K",
                                      "32K",
                                      "Letter",
                                      "kindle-6",
                                      "kindle-7",
                                      "kindle-scribe",
                                      "kobo-6",
                                      "kobo-7",
                                      "kobo-8",
                                      "kobo-elipsa",
                                      "boox-6",
                                      "boox-7",
                                      "boox-10",
                                      "boox-13",
                                      "remarkable-2",
                                      "remarkable-pro",
                                      "custom",
                                      "from-style",
                                      NULL};
static const gchar *const puncts[] = {"quanjiao", "kaiming", "banjiao", "from-style", NULL};
static const gchar *const missing[] = {"box", "fail", NULL};
static const gchar *const outputs[] = {"pdf", "dump", NULL};
static const gchar *const from_style[] = {"from-style", NULL};

const WzOptionDef pdf_settings_options[] = {
    {"paper", WZ_OPTION_CHOICE, "from-style", 0, 0, papers, "size of the page"},
    {"size", WZ_OPTION_LENGTH, "from-style", 5, 40, from_style, "size of the text"},
    {"leading", WZ_OPTION_LENGTH, "from-style", 1, 60, from_style, "distance of baselines"},
    {"measure", WZ_OPTION_LENGTH, "from-style", 0, 600, from_style,
     "length of a line; 0em: as the page takes"},
    {"columns", WZ_OPTION_INTEGER, "0", 0, 3, NULL, "columns of text; 0: as the style has it"},
    {"punctuation", WZ_OPTION_CHOICE, "from-style", 0, 0, puncts, "width of Chinese marks: 全角, 开明, 半角"},
    {"hanging", WZ_OPTION_BOOLEAN, "from-style", 0, 0, NULL,
     "whether a stop or comma may hang outside the line"},
    {"cover", WZ_OPTION_BOOLEAN, "from-style", 0, 0, NULL, "cover page"},
    {"contents", WZ_OPTION_BOOLEAN, "from-style", 0, 0, NULL, "contents"},
    {"heads", WZ_OPTION_BOOLEAN, "from-style", 0, 0, NULL, "running heads and page numbers"},
    {"booklet", WZ_OPTION_BOOLEAN, "no", 0, 0, NULL,
     "two pages a side, in the order for folding and stapling"},
    {"bleed", WZ_OPTION_LENGTH, "0mm", 0, 20, NULL,
     "paper beyond the trimmed page, with crop marks around it, for a print shop"},
    {"missing", WZ_OPTION_CHOICE, "box", 0, 0, missing,
     "a character that no installed font has: set a box, or give up, as for a press"},
    {"output", WZ_OPTION_CHOICE, "pdf", 0, 0, outputs,
     "dump: the placed lines as text instead of a PDF, for tests"},
};

G_STATIC_ASSERT (G_N_ELEMENTS (pdf_settings_options) == PDF_N_OPTIONS);

PdfUnit
pdf_settings_em (const PdfSettings *settings, gdouble em)
{
  return (PdfUnit) lrint (settings->size * em);
}

/* ---- Style and options, one over the other ------------------------------------------------------------- */

typedef struct {
  const WzStyle *style;
  const WzOptions *options;
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
read_paper (PdfPageSpec *spec, const Source *source)
{
  const PdfPaper *paper = pdf_paper_find (get_choice (source, "paper", "page.paper"));
  if (paper != NULL) {
    spec->width = paper->width_mm * PDF_PT_PER_MM;
    spec->height = paper->height_mm * PDF_PT_PER_MM;
    spec->screen = paper->screen;
    return;
  }
  spec->width = wz_length_to_pt (wz_style_get_length (source->style, "page.width"), 0, 0);
  spec->height = wz_length_to_pt (wz_style_get_length (source->style, "page.height"), 0, 0);
}

/* A measure given by hand without a paper takes the first of these on which it fits. */
static gboolean
compute_on_larger (PdfSettings *settings)
{
  static const gchar *const names[] = {"A5", "B5", "A4"};
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    const PdfPaper *paper = pdf_paper_find (names[i]);
    settings->spec.width = paper->width_mm * PDF_PT_PER_MM;
    settings->spec.height = paper->height_mm * PDF_PT_PER_MM;
    settings->spec.screen = FALSE;
    gdouble text = settings->spec.columns * settings->spec.measure +
                   (settings->spec.columns - 1) * settings->spec.column_gap;
    if (text <= 0.82 * settings->spec.width && pdf_geometry_compute (&settings->spec, &settings->page, NULL))
      return TRUE;
  }
  return FALSE;
}

static gboolean
read_page (PdfSettings *settings, const Source *source, GError **error)
{
  PdfPageSpec *spec = &settings->spec;
  const WzStyle *style = source->style;
  gdouble size = settings->size / (gdouble) PDF_UNIT;
  read_paper (spec, source);
  spec->size = size;
  spec->pitch = settings->pitch / (gdouble) PDF_UNIT;
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
  spec->notes_margin = settings->room == PDF_ROOM_MARGIN;
  if (settings->languages == WZ_LANGUAGES_PARALLEL) {
    /* R102: two languages side by side are two columns already; a measure by hand is that of both together.
     */
    spec->columns = 1;
    spec->notes_margin = FALSE;
  }
  g_autoptr (GError) local = NULL;
  if (pdf_geometry_compute (spec, &settings->page, &local))
    return TRUE;
  if (spec->measure > 0 && !is_set (source, "paper") && compute_on_larger (settings))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* One option for both: nobody who wants bare pages wants one of them. */
static void
read_furniture (PdfSettings *settings, const Source *source)
{
  static const gchar *const folios[] = {"outer", "center", "head", "none"};
  settings->running_heads = get_switch (source, "heads", "page.running-heads");
  settings->folio = (PdfFolio) FIND_WORD (folios, wz_style_get_string (source->style, "page.folio"));
  if (is_set (source, "heads"))
    settings->folio = !settings->running_heads            ? PDF_FOLIO_NONE
                      : settings->folio == PDF_FOLIO_NONE ? PDF_FOLIO_OUTER
                                                          : settings->folio;
}

/* ---- Whole --------------------------------------------------------------------------------------------- */

static void
read_show (PdfSettings *settings, const Source *source)
{
  const WzStyle *style = source->style;
  settings->show_cover = get_switch (source, "cover", "show.cover");
  settings->show_contents = get_switch (source, "contents", "show.contents");
  settings->show_categories = wz_style_get_boolean (style, "show.categories");
  settings->show_authors = wz_style_get_boolean (style, "show.authors");
  settings->show_affiliations = wz_style_get_boolean (style, "show.affiliations");
  settings->show_links = wz_style_get_boolean (style, "show.links");
  settings->show_appearances = wz_style_get_boolean (style, "show.appearances");
  settings->show_back_references = wz_style_get_boolean (style, "show.back-references");
  settings->show_notes = wz_style_get_boolean (style, "show.notes");
  settings->show_figures = wz_style_get_boolean (style, "show.figures");
  settings->show_indices = wz_style_get_boolean (style, "show.indices");
  settings->show_qr = wz_style_get_boolean (style, "show.qr");
}

static void
read_colors (PdfSettings *settings, const WzStyle *style)
{
  settings->text_color = wz_style_get_color (style, "color.text");
  settings->heading_color = wz_style_get_color (style, "color.heading");
  settings->accent_color = wz_style_get_color (style, "color.accent");
  settings->muted_color = wz_style_get_color (style, "color.muted");
  settings->rule_color = wz_style_get_color (style, "color.rule");
  settings->link_color = wz_style_get_color (style, "color.link");
}

static void
read_text (PdfSettings *settings, const Source *source)
{
  static const gchar *const rooms[] = {"none", "lines", "margin"};
  static const gchar *const levels[] = {"none", "basic", "gb", "strict"};
  const WzStyle *style = source->style;
  gdouble size = wz_length_to_pt (get_length (source, "size", "body.size"), 10.5, 0);
  gdouble pitch = wz_length_to_pt (get_length (source, "leading", "body.leading"), size, 0);
  settings->size = (PdfUnit) lrint (size * PDF_UNIT);
  settings->pitch = (PdfUnit) lrint (round (MAX (pitch, size) * 4) / 4 * PDF_UNIT);
  settings->latin_em = style_em (style, "body.size-latin");
  settings->indent_em = style_em (style, "body.indent");
  settings->indent_latin_em = style_em (style, "body.indent-latin");
  settings->paragraph_gap_em = style_em (style, "body.paragraph-gap");
  settings->section_em = style_em (style, "headings.section");
  settings->entry_em = style_em (style, "headings.entry");
  settings->second_em = style_em (style, "headings.second");
  settings->inner_em = style_em (style, "headings.inner");
  settings->byline_em = style_em (style, "headings.byline");
  settings->numbers = wz_style_get_boolean (style, "headings.numbers");
  settings->parallel_share = wz_style_get_length (style, "page.parallel-share").value / 100;
  settings->justify = strcmp (wz_style_get_string (style, "body.align"), "justify") == 0;
  settings->room = (PdfRoom) FIND_WORD (rooms, wz_style_get_string (style, "page.notes-room"));
  settings->entries_on_pages = strcmp (wz_style_get_string (style, "page.entries"), "page") == 0;
  settings->punct = (PdfPunct) find_word (puncts, 3, get_choice (source, "punctuation", "text.punctuation"));
  settings->level = (PdfLevel) FIND_WORD (levels, wz_style_get_string (style, "text.level"));
  settings->hang = get_switch (source, "hanging", "text.hanging");
  settings->hyphenate = wz_style_get_boolean (style, "text.hyphenate");
  settings->link_notes = strcmp (wz_style_get_string (style, "text.links"), "notes") == 0;
}

gboolean
pdf_settings_read (PdfSettings *settings, const WzStyle *style, const WzOptions *given, WzLanguages languages,
                   GError **error)
{
  Source source = {style, given};
  memset (settings, 0, sizeof *settings);
  settings->languages = languages;
  read_text (settings, &source);
  read_furniture (settings, &source);
  read_show (settings, &source);
  read_colors (settings, style);
  settings->missing_box = TRUE;
  if (given != NULL) {
    settings->booklet = wz_options_get_boolean (given, "booklet");
    settings->bleed = wz_length_to_pt (wz_options_get_length (given, "bleed"), 10.5, 0);
    settings->missing_box = strcmp (wz_options_get_string (given, "missing"), "fail") != 0;
    settings->dump = strcmp (wz_options_get_string (given, "output"), "dump") == 0;
  }
  if (settings->booklet && settings->bleed > 0) {
    g_set_error_literal (error, PDF_GEOMETRY_ERROR, PDF_GEOMETRY_ERROR_BOOKLET,
                         _ ("pdf.booklet and pdf.bleed exclude each other: a print shop wants single pages"));
    return FALSE;
  }
  if (!read_page (settings, &source, error))
    return FALSE;
  if (settings->page.screen || settings->page.width < 110 * PDF_PT_PER_MM) {
    /* A small screen has no room for a line above the text. */
    settings->running_heads = settings->running_heads && settings->page.width >= 140 * PDF_PT_PER_MM;
    settings->folio = settings->folio == PDF_FOLIO_NONE ? PDF_FOLIO_NONE : PDF_FOLIO_CENTER;
  }
  if (settings->page.measure < NARROW_MEASURE_EM * settings->spec.size)
    settings->indent_em = MIN (settings->indent_em, 1);
  if (settings->paragraph_gap_em * settings->spec.size >= 0.5 * settings->spec.pitch)
    settings->indent_em = 0; /* R67: one of the two, not both */
  return TRUE;
}
