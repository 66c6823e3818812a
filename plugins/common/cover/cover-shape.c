/* cover-shape.c: characters to glyphs. In: a line of text. Out: clusters in em. SPDX-License-Identifier: MIT
 */
#include "cover-shape.h"

#include <hb-ot.h>
#include <pango/pango.h>
#include <string.h>

#include <wenzhai-kit/wz-chars.h>
#include <wenzhai-kit/wz-font-subset.h>
#include "words/words.h"

/* Gap between Han and Latin (clreq: a quarter em; display type takes less). */
#define HAN_LATIN_GAP 0.16

#define NO_FACE_SIGN 0x25a1 /* stands for a character that no font has */

struct _WzCoverFonts {
  const WzStyle *style;
  const gchar *lang;
  GHashTable *fonts; /* WzFontFace → hb_font_t */
  WzTitleWords *words;
  GError *error;
};

static void
destroy_font (gpointer data)
{
  hb_font_destroy (data);
}

WzCoverFonts *
wz_cover_fonts_new (const WzStyle *style, const gchar *lang)
{
  WzCoverFonts *fonts = g_new0 (WzCoverFonts, 1);

  fonts->style = style;
  fonts->lang = lang;
  fonts->fonts = g_hash_table_new_full (NULL, NULL, NULL, destroy_font);
  fonts->words = wz_title_words_new ();
  return fonts;
}

void
wz_cover_fonts_free (WzCoverFonts *fonts)
{
  g_hash_table_unref (fonts->fonts);
  wz_title_words_free (fonts->words);
  g_clear_error (&fonts->error);
  g_free (fonts);
}

const GError *
wz_cover_fonts_get_error (const WzCoverFonts *fonts)
{
  return fonts->error;
}

static hb_font_t *
get_font (WzCoverFonts *fonts, const WzFontFace *face)
{
  hb_font_t *font = g_hash_table_lookup (fonts->fonts, face);

  if (font != NULL)
    return font;
  font = wz_font_open (face, fonts->error == NULL ? &fonts->error : NULL);
  if (font == NULL)
    font = hb_font_get_empty ();
  g_hash_table_insert (fonts->fonts, (gpointer) face, font);
  return font;
}

/* CJK marks, full-width forms, and in Chinese the quotes, dash, dots and middle dot that both scripts have.
 */
static gboolean
is_cjk (const WzCoverFonts *fonts, gunichar c)
{
  if (wz_char_is_chinese (c) || (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFFEF))
    return TRUE;
  return wz_lang_is_chinese (fonts->lang) && (c == 0x2014 || c == 0x2018 || c == 0x2019 || c == 0x201C ||
                                              c == 0x201D || c == 0x2026 || c == 0x00B7);
}

static gboolean
is_western (gunichar c)
{
  return g_unichar_isalnum (c) && !wz_char_is_chinese (c);
}

/* The face of a grapheme: one that has all of it, else that of its first character; spaces stay with what
 * stands before them. */
static const WzFontFace *
choose_face (WzCoverFonts *fonts, const gunichar *grapheme, guint n, const WzFontFace *before,
             WzFontRole role, WzFontWeight weight)
{
  WzFontScript script = is_cjk (fonts, grapheme[0]) ? WZ_SCRIPT_HAN : WZ_SCRIPT_LATIN;
  const WzFontFace *face;

  if (before != NULL && n == 1 && (grapheme[0] == ' ' || wz_font_may_lack (grapheme[0])))
    return before;
  face = wz_style_find_cluster_face (fonts->style, role, script, weight, grapheme, n);
  return face != NULL || n == 1 ? face : wz_style_find_face (fonts->style, role, script, weight, grapheme[0]);
}

static gboolean
has_face (WzCoverFonts *fonts, gunichar c, WzFontRole role, WzFontWeight weight)
{
  return c < 0x80 || wz_font_may_lack (c) || g_unichar_isspace (c) ||
         wz_style_find_face (fonts->style, role, is_cjk (fonts, c) ? WZ_SCRIPT_HAN : WZ_SCRIPT_LATIN, weight,
                             c) != NULL;
}

/* @text with an empty square for each character that no font has: the check before writing has told of it. */
static gchar *
dup_showable (WzCoverFonts *fonts, const gchar *text, WzFontRole role, WzFontWeight weight)
{
  GString *out = g_string_sized_new (strlen (text));

  for (const gchar *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    g_string_append_unichar (out, has_face (fonts, c, role, weight) ? c : NO_FACE_SIGN);
  }
  return g_string_free (out, FALSE);
}

typedef struct {
  WzCoverFonts *fonts;
  WzCoverString *string;
  const gchar *text;
  const PangoLogAttr *attrs;
  const gboolean *inside; /* a Chinese word: no break before */
} Shaper;

/* Whether a gap stands between the characters before and after @p. */
static gboolean
needs_gap (const gchar *text, const gchar *p)
{
  gunichar before, after;

  if (p == text)
    return FALSE;
  before = g_utf8_get_char (g_utf8_prev_char (p));
  after = g_utf8_get_char (p);
  return (wz_char_is_chinese (before) && is_western (after)) ||
         (is_western (before) && wz_char_is_chinese (after));
}

/* Whether @p stands between a figure and what counts it: 2026|年, 第|46, 9月|15日. Titles of issues are made
 * of these. */
static gboolean
parts_figure (const gchar *text, const gchar *p)
{
  gunichar before, after;

  if (p == text)
    return FALSE;
  before = g_utf8_get_char (g_utf8_prev_char (p));
  after = g_utf8_get_char (p);
  if (g_unichar_isdigit (after))
    return before == 0x7B2C || before == 0x5E74 || before == 0x6708; /* 第 年 月 */
  return g_unichar_isdigit (before) && wz_char_is_chinese (after);
}

/* The gap before @at, behind what stands in the string so far. */
static void
add_gap (Shaper *shaper, const gchar *at)
{
  guint n = shaper->string->clusters->len;

  if (n > 0 && needs_gap (shaper->text, at))
    g_array_index (shaper->string->clusters, WzCoverCluster, n - 1).advance += HAN_LATIN_GAP;
}

/* @may_break: no line breaks within a run that goes from right to left: its clusters stand as they are shown.
 */
static void
add_cluster (Shaper *shaper, const WzFontFace *face, const gchar *at, gboolean may_break)
{
  glong index = g_utf8_pointer_to_offset (shaper->text, at);
  WzCoverCluster cluster = {.face = face};

  cluster.first_glyph = shaper->string->glyphs->len;
  cluster.break_before = may_break && shaper->attrs[index].is_line_break && !shaper->inside[index] &&
                         !parts_figure (shaper->text, at);
  cluster.is_space = shaper->attrs[index].is_white;
  g_array_append_val (shaper->string->clusters, cluster);
}

static void
shape_run (Shaper *shaper, const WzFontFace *face, const gchar *start, const gchar *end)
{
  static const hb_feature_t features[] = {{HB_TAG ('c', 'h', 'w', 's'), 1, 0, (guint) -1}};
  hb_font_t *font = get_font (shaper->fonts, face);
  gdouble upem = hb_face_get_upem (hb_font_get_face (font));
  hb_buffer_t *buffer = hb_buffer_create ();
  const hb_glyph_info_t *infos;
  const hb_glyph_position_t *positions;
  guint n = 0, last = G_MAXUINT;
  gboolean backward;

  hb_buffer_add_utf8 (buffer, start, (int) (end - start), 0, (int) (end - start));
  hb_buffer_guess_segment_properties (buffer);
  backward = hb_buffer_get_direction (buffer) == HB_DIRECTION_RTL;
  if (!backward)
    hb_buffer_set_direction (buffer, HB_DIRECTION_LTR);
  hb_buffer_set_language (
      buffer, hb_language_from_string (wz_lang_map (shaper->fonts->lang, WZ_LANG_FONTCONFIG), -1));
  hb_shape (font, buffer, features, G_N_ELEMENTS (features));
  infos = hb_buffer_get_glyph_infos (buffer, &n);
  positions = hb_buffer_get_glyph_positions (buffer, NULL);
  for (guint i = 0; i < n; i++) {
    WzCoverCluster *cluster;
    WzCoverGlyph glyph;

    if (infos[i].cluster != last) {
      const gchar *at = start + infos[i].cluster;

      if (!backward || last == G_MAXUINT)
        add_gap (shaper, backward ? start : at);
      add_cluster (shaper, face, at, !backward);
    }
    last = infos[i].cluster;
    cluster = &g_array_index (shaper->string->clusters, WzCoverCluster, shaper->string->clusters->len - 1);
    glyph.id = infos[i].codepoint;
    glyph.x = cluster->advance + positions[i].x_offset / upem;
    glyph.y = -positions[i].y_offset / upem;
    cluster->advance += positions[i].x_advance / upem;
    cluster->n_glyphs++;
    g_array_append_val (shaper->string->glyphs, glyph);
  }
  hb_buffer_destroy (buffer);
}

/* Runs of one face. */
static void
shape_runs (Shaper *shaper, const gunichar *chars, guint n, WzFontRole role, WzFontWeight weight)
{
  const WzFontFace *face = NULL;
  const gchar *start = shaper->text, *p = start;

  for (guint i = 0, next; i < n; i = next) {
    const WzFontFace *found;

    for (next = i + 1; next < n && !shaper->attrs[next].is_cursor_position;)
      next++;
    found = choose_face (shaper->fonts, chars + i, next - i, face, role, weight);
    if (found != face) {
      if (face != NULL && p > start)
        shape_run (shaper, face, start, p);
      face = found;
      start = p;
    }
    p = g_utf8_offset_to_pointer (p, (glong) (next - i));
  }
  if (face != NULL)
    shape_run (shaper, face, start, p);
}

WzCoverString *
wz_cover_shape (WzCoverFonts *fonts, const gchar *raw, WzFontRole role, WzFontWeight weight)
{
  WzCoverString *string = g_new0 (WzCoverString, 1);
  g_autofree gchar *text = dup_showable (fonts, raw, role, weight);
  glong n = g_utf8_strlen (text, -1);
  g_autofree PangoLogAttr *attrs = g_new0 (PangoLogAttr, (gsize) n + 1);
  g_autofree gunichar *chars = g_utf8_to_ucs4_fast (text, -1, NULL);
  g_autofree gboolean *inside = g_new (gboolean, (gsize) n + 1);
  Shaper shaper = {fonts, string, text, attrs, inside};

  string->clusters = g_array_new (FALSE, FALSE, sizeof (WzCoverCluster));
  string->glyphs = g_array_new (FALSE, FALSE, sizeof (WzCoverGlyph));
  pango_get_log_attrs (text, (int) strlen (text), 0,
                       pango_language_from_string (wz_lang_map (fonts->lang, WZ_LANG_FONTCONFIG)), attrs,
                       (int) n + 1);
  wz_title_words_find (fonts->words, chars, (guint) n, inside);
  shape_runs (&shaper, chars, (guint) n, role, weight);
  return string;
}

void
wz_cover_string_free (WzCoverString *string)
{
  if (string == NULL)
    return;
  g_array_unref (string->clusters);
  g_array_unref (string->glyphs);
  g_free (string);
}
