/* Composes paragraphs with real fonts, without making a PDF: for tuning the composer and for tests of what it
 * does on real text. In: standard input, one paragraph a line, "Z<TAB>Chinese" or "E<TAB>English". Out: one
 * line for each character, "x y width size U+code" in points from the top left of one long page,
 * "N<TAB>kind<TAB>text" for the normalised text of each paragraph, and "L" lines with each line's figures: L
 * kind flags slack_em widest_gap_above_natural_em
 *
 *   compose-lines MEASURE_EM SIZE_PT [hang] [nohyphens] [kaiming|banjiao] [english=SHARE]
 *
 * english=0.9 sets English paragraphs at nine tenths of the size. */

#include "edit/normalise/wz-normalise.h"
#include "compose/paragraph/compose-hyphen.h"
#include "compose/paragraph/compose-paragraph-private.h"

#include <hb.h>
#include <hb-ot.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HAN_FONT "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
#define HAN_FACE 2 /* SC */
#define LATIN_FONT "/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf"
#define MATH_FONT "/usr/share/fonts/truetype/noto/NotoSansMath-Regular.ttf"

typedef struct {
  hb_font_t *fonts[3]; /* ComposeFontKind, then the fallback */
  ComposeHyphenator *hyphenator;
  gdouble size_pt;  /* of Chinese */
  gdouble english;  /* size of English paragraphs, in sizes of Chinese ones */
  gdouble style_pt; /* of the paragraph at hand */
  ComposeOptions options;
  gdouble y;
} Press;

static hb_font_t *
open_font (const gchar *path, guint index, gdouble size_pt)
{
  hb_blob_t *blob = hb_blob_create_from_file_or_fail (path);
  hb_face_t *face;
  hb_font_t *font;

  if (blob == NULL) {
    g_printerr ("no font %s\n", path);
    exit (77);
  }
  face = hb_face_create (blob, index);
  font = hb_font_create (face);
  hb_font_set_scale (font, (gint) (size_pt * COMPOSE_UNIT), (gint) (size_pt * COMPOSE_UNIT));
  hb_face_destroy (face);
  hb_blob_destroy (blob);
  return font;
}

static hb_font_t *
font_for (const Press *press, ComposeFontKind kind, gunichar ch)
{
  hb_codepoint_t glyph;
  const guint order[2][3] = {{1, 0, 2}, {0, 1, 2}};
  for (guint i = 0; i < 3; i++) {
    guint which = order[kind == COMPOSE_FONT_LATIN][i];
    which = which == 0 ? COMPOSE_FONT_LATIN : which == 1 ? COMPOSE_FONT_HAN : 2;
    if (hb_font_get_nominal_glyph (press->fonts[which], ch, &glyph))
      return press->fonts[which];
  }
  return press->fonts[kind];
}

static void
shape_run (hb_font_t *font, const ComposePara *para, ComposeFontKind kind, guint start, guint end,
           ComposeMetric *metrics)
{
  hb_buffer_t *buffer = hb_buffer_create ();
  hb_glyph_info_t *infos;
  hb_glyph_position_t *positions;
  guint n = 0, last = G_MAXUINT;

  for (guint i = start; i < end; i++)
    hb_buffer_add (buffer, compose_para_get_chars (para)[i].ch, i);
  hb_buffer_set_content_type (buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
  hb_buffer_set_direction (buffer, HB_DIRECTION_LTR);
  hb_buffer_set_script (buffer, kind == COMPOSE_FONT_HAN ? HB_SCRIPT_HAN : HB_SCRIPT_LATIN);
  hb_buffer_set_language (buffer, hb_language_from_string (kind == COMPOSE_FONT_HAN ? "zh-hans" : "en", -1));
  hb_shape (font, buffer, NULL, 0);
  infos = hb_buffer_get_glyph_infos (buffer, &n);
  positions = hb_buffer_get_glyph_positions (buffer, &n);
  for (guint i = start; i < end; i++)
    metrics[i].joined = TRUE;
  for (guint g = 0; g < n; g++) {
    guint i = infos[g].cluster;
    hb_glyph_extents_t ink;
    metrics[i].joined = FALSE;
    metrics[i].advance += positions[g].x_advance;
    if (i != last && hb_font_get_glyph_extents (font, infos[g].codepoint, &ink)) {
      metrics[i].ink_left = ink.x_bearing + positions[g].x_offset;
      metrics[i].ink_right = metrics[i].ink_left + ink.width;
    }
    last = i;
  }
  hb_buffer_destroy (buffer);
}

static void
set_size (const Press *press)
{
  gint scale = (gint) (press->style_pt * COMPOSE_UNIT);
  for (guint i = 0; i < G_N_ELEMENTS (press->fonts); i++)
    hb_font_set_scale (press->fonts[i], scale, scale);
}

static ComposeUnit
hyphen_advance (const Press *press)
{
  hb_codepoint_t glyph = 0;
  hb_font_get_nominal_glyph (press->fonts[COMPOSE_FONT_LATIN], '-', &glyph);
  return hb_font_get_glyph_h_advance (press->fonts[COMPOSE_FONT_LATIN], glyph);
}

static void
shape (const Press *press, ComposePara *para)
{
  guint n = compose_para_get_length (para);
  const ComposeCharInfo *infos = compose_para_get_infos (para);
  g_autofree ComposeMetric *metrics = g_new0 (ComposeMetric, n);
  ComposeStyleMetric style = {.em = (ComposeUnit) (press->style_pt * COMPOSE_UNIT)};

  set_size (press);
  style.hyphen = hyphen_advance (press);
  for (guint i = 0; i < n;) {
    ComposeFontKind kind = (ComposeFontKind) infos[i].font;
    hb_font_t *font = font_for (press, kind, compose_para_get_chars (para)[i].ch);
    guint end = i + 1;
    while (end < n && infos[end].font == kind &&
           ((infos[end].flags & COMPOSE_INFO_JOIN) ||
            font_for (press, kind, compose_para_get_chars (para)[end].ch) == font))
      end++;
    shape_run (font, para, kind, i, end, metrics);
    i = end;
  }
  compose_para_set_metrics (para, metrics, &style, 1);
}

/* The most that any gap of the line grew, in em, seen from outside: by places alone. */
static gdouble
widest_growth (const ComposeRow *row, const ComposeLayout *layout, const ComposeLine *line)
{
  gdouble widest = 0;
  for (guint c = 1; c < row->n_cells; c++) {
    const ComposeCell *a = &row->cells[c - 1], *b = &row->cells[c];
    if (a->start < line->first || b->end - 1 > line->last)
      continue;
    gdouble left = layout->places[a->start].x - a->shift + a->body;
    gdouble right = layout->places[b->start].x - b->shift;
    widest = MAX (widest, (right - left - row->gaps[c].natural) / row->em);
  }
  return widest;
}

static void
print_line (const Press *press, const ComposePara *para, const ComposeLayout *layout, const ComposeLine *line)
{
  for (guint i = line->start; i < line->end; i++) {
    const ComposePlace *place = &layout->places[i];
    gunichar ch = compose_para_get_chars (para)[i].ch;
    if (compose_para_get_infos (para)[i].cls >= COMPOSE_CLASS_SP &&
        compose_para_get_infos (para)[i].cls <= COMPOSE_CLASS_IS)
      continue;
    printf ("%.4f %.3f %.4f %.3f U+%04X\n", 72 + place->x / (gdouble) COMPOSE_UNIT, press->y,
            para->metrics[i].advance / (gdouble) COMPOSE_UNIT, press->style_pt, ch);
  }
  if (line->flags & COMPOSE_LINE_HYPHEN)
    printf ("%.4f %.3f %.4f %.3f U+002D\n", 72 + line->hyphen_x / (gdouble) COMPOSE_UNIT, press->y,
            para->styles[0].hyphen / (gdouble) COMPOSE_UNIT, press->style_pt);
}

static void
compose (Press *press, gchar kind, const gchar *text)
{
  ComposeLang lang = kind == 'E' ? COMPOSE_LANG_EN : COMPOSE_LANG_ZH_HANS;
  g_autofree gchar *normal = wz_normalise_text (text, kind == 'E' ? "en" : "zh-Hans");
  g_autoptr (ComposePara) para = compose_para_new_utf8 (normal, lang);
  g_autoptr (ComposeLayout) layout = NULL;

  press->style_pt = kind == 'E' ? press->size_pt * press->english : press->size_pt;
  if (press->hyphenator)
    compose_para_hyphenate (para, press->hyphenator);
  shape (press, para);
  layout = compose_para_compose (para, &press->options);
  g_autofree ComposePoint *points = compose_kinsoku_points (para, &press->options);
  g_autoptr (ComposeRow) row = compose_row_new (para, &press->options, points, COMPOSE_PASS_ANY);
  printf ("N\t%c\t%s\n", kind, normal);
  for (guint l = 0; l < layout->n_lines; l++) {
    const ComposeLine *line = &layout->lines[l];
    g_autoptr (GString) shown = g_string_new (NULL);
    print_line (press, para, layout, line);
    for (guint i = line->first; i <= line->last; i++)
      g_string_append_unichar (shown, compose_para_get_chars (para)[i].ch);
    printf ("L\t%c\t%u\t%.4f\t%.4f\t%s\n", kind, line->flags, line->slack / (gdouble) row->em,
            widest_growth (row, layout, line), shown->str);
    press->y += press->size_pt * 1.7;
  }
}

static void
set_option (Press *press, const gchar *name)
{
  if (g_str_equal (name, "hang"))
    press->options.hang = TRUE;
  else if (g_str_equal (name, "kaiming"))
    press->options.punct = COMPOSE_PUNCT_KAIMING;
  else if (g_str_equal (name, "banjiao"))
    press->options.punct = COMPOSE_PUNCT_BANJIAO;
  else if (g_str_has_prefix (name, "english="))
    press->english = g_ascii_strtod (name + 8, NULL);
  else if (g_str_equal (name, "nohyphens"))
    g_clear_pointer (&press->hyphenator, compose_hyphenator_free);
}

int
main (int argc, char **argv)
{
  Press press = {.y = 72};
  gchar *row = NULL;
  size_t size = 0;
  gdouble measure_em = argc > 1 ? g_ascii_strtod (argv[1], NULL) : 24;

  press.size_pt = argc > 2 ? g_ascii_strtod (argv[2], NULL) : 10.5;
  compose_options_init (&press.options, (ComposeUnit) (measure_em * press.size_pt * COMPOSE_UNIT),
                        COMPOSE_LANG_ZH_HANS);
  press.options.indent = (ComposeUnit) (2 * press.size_pt * COMPOSE_UNIT);
  press.options.em = (ComposeUnit) (press.size_pt * COMPOSE_UNIT);
  press.english = 1;
  press.style_pt = press.size_pt;
  press.hyphenator = compose_hyphenator_new (NULL, NULL);
  for (gint i = 3; i < argc; i++)
    set_option (&press, argv[i]);
  press.fonts[COMPOSE_FONT_HAN] = open_font (HAN_FONT, HAN_FACE, press.size_pt);
  press.fonts[COMPOSE_FONT_LATIN] = open_font (LATIN_FONT, 0, press.size_pt);
  press.fonts[2] = open_font (MATH_FONT, 0, press.size_pt);
  while (getline (&row, &size, stdin) > 2) {
    row[strcspn (row, "\r\n")] = '\0';
    compose (&press, row[0], row + 2);
  }
  free (row);
  for (guint i = 0; i < 3; i++)
    hb_font_destroy (press.fonts[i]);
  compose_hyphenator_free (press.hyphenator);
  return 0;
}
