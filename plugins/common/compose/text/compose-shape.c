/* compose-shape.c: see compose-shape.h; lines are stored by compose-shape-store.c. SPDX-License-Identifier:
 * MIT */
#include "compose-shape-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "compose-bidi.h"
#include "compose-box.h"

#define MAX_CLUSTER 64   /* characters that a face of their own is looked for */
#define INK_CLEARANCE 20 /* of an em stays clear behind a letter that overhangs */

/* ---- Characters without a glyph ------------------------------------------------------------------------ */

/* Hints for breaking and for the direction of text: nothing is shown, whatever a font has. Joiners are not
 * among them: letters around them take other forms. */
gboolean
compose_shape_is_invisible (gunichar ch)
{
  if (ch < 0x2000)
    return ch == '\n' || ch == 0xad || ch == 0x61c;
  return ch == 0x200b || ch == 0x200e || ch == 0x200f || (ch >= 0x2028 && ch <= 0x202e) ||
         (ch >= 0x2060 && ch <= 0x206f) || ch == 0xfeff;
}

/* What the text has is told before any output begins; left are signs that a formula has made. */
static void
report_box (const ComposeShaped *shaped, guint at, ComposeMissing *missing)
{
  gunichar ch = shaped->chars[at].ch;
  const WzStyle *style = compose_fonts_get_wz_style (shaped->fonts);
  if (!g_hash_table_add (missing->told, GUINT_TO_POINTER (ch)) ||
      (missing->severity != WZ_SEVERITY_ERROR && wz_style_is_told (style, ch)))
    return;
  gchar character[8] = {0};
  g_unichar_to_utf8 (ch, character);
  WzPosition position = compose_source_find_position (shaped->source, at);
  g_autofree gchar *suggestion = wz_style_dup_suggestion (style, ch);
  if (suggestion != NULL)
    wz_diag_report (missing->sink, missing->severity, "pdf-missing-glyph", &position,
                    _ ("no installed font has U+%04X “%s”; it may be in %s"), ch, character, suggestion);
  else
    wz_diag_report (missing->sink, missing->severity, "pdf-missing-glyph", &position,
                    _ ("no installed font has U+%04X “%s”"), ch, character);
}

void
compose_shaped_receive (ComposeShaped *shaped, ComposeFonts *fonts, ComposeMissing *missing)
{
  const ComposeDropped *dropped = &shaped->source->dropped;
  shaped->fonts = fonts;
  if (missing != NULL && dropped->n > 0)
    wz_diag_report (missing->sink, WZ_SEVERITY_WARNING, "character-dropped", &dropped->position,
                    _ ("%u characters that a book must not hold were left out, the last being U+%04X"),
                    dropped->n, dropped->last);
  for (guint i = 0; missing != NULL && shaped->boxes != NULL && i < shaped->boxes->len; i++)
    report_box (shaped, g_array_index (shaped->boxes, guint, i), missing);
}

/* ---- Faces --------------------------------------------------------------------------------------------- */

static gboolean
has_character (const ComposeFace *face, gunichar ch)
{
  return (face->has_ascii && ch >= ' ' && ch <= '~') || compose_shape_is_invisible (ch) ||
         wz_font_may_lack (ch) || wz_font_face_covers (face->face, ch);
}

static ComposeFace *
find_whole_face (ComposeShaped *shaped, guint start, guint end, ComposeFontKind kind)
{
  const ComposeTextStyle *style = compose_fonts_get_style (shaped->fonts, shaped->chars[start].style);
  WzFontScript script = kind == COMPOSE_FONT_HAN ? WZ_SCRIPT_HAN : WZ_SCRIPT_LATIN;
  g_autofree gunichar *characters = g_new (gunichar, end - start);
  for (guint i = start; i < end; i++)
    characters[i - start] = shaped->chars[i].ch;
  const WzFontFace *face =
      wz_style_find_cluster_face (compose_fonts_get_wz_style (shaped->fonts), style->role, script,
                                  style->weight, characters, end - start);
  return face != NULL ? compose_fonts_load (shaped->fonts, face) : NULL;
}

/* The face for characters [start, end) as a whole (R89): that of the first character which covers all the
 * others, else the first of all that does; NULL when there is none. */
static ComposeFace *
find_common_face (ComposeShaped *shaped, guint start, guint end, ComposeFontKind kind)
{
  for (guint i = start; i < end; i++) {
    ComposeFace *face = compose_fonts_find (shaped->fonts, shaped->chars[i].style, kind, shaped->chars[i].ch);
    gboolean all = face != NULL;
    for (guint k = start; k < end && all; k++)
      all = has_character (face, shaped->chars[k].ch);
    if (all)
      return face;
    if (i > start + 8)
      break;
  }
  return end - start > 1 && end - start <= MAX_CLUSTER ? find_whole_face (shaped, start, end, kind) : NULL;
}

/* ---- Pieces -------------------------------------------------------------------------------------------- */

static void
add_glyph (ComposeShaped *shaped, ComposeFace *face, ComposeUnit size, const ComposeShapedGlyph *glyph,
           gint pen)
{
  ShapedGlyph set = {face, compose_face_scale (face, size, pen + glyph->dx),
                     compose_face_scale (face, size, glyph->dy), (guint16) glyph->glyph};
  g_array_append_val (shaped->glyphs, set);
}

/* Text from right to left moves as one, and no line breaks in it. Its glyphs stand where the page shows them,
 * but in the order of the letters, each of which keeps its own: so the file says which glyph is which letter,
 * and programs that read a page by places find the order of a language that runs backward (R108). */
static void
take_backward (ComposeShaped *shaped, guint start, guint end, ComposeFace *face, ComposeUnit size,
               const ComposeShapedPiece *piece)
{
  guint g = piece->n_glyphs;
  gint pen = 0;
  for (guint i = 0; i < piece->n_glyphs; i++)
    pen += piece->glyphs[i].advance;
  shaped->metrics[start].advance = compose_face_scale (face, size, pen);
  for (guint i = start; i < end; i++) {
    shaped->first[i] = shaped->glyphs->len;
    shaped->metrics[i].joined = i > start;
    for (; g > 0 && piece->glyphs[g - 1].cluster == i - start; g--) {
      pen -= piece->glyphs[g - 1].advance;
      add_glyph (shaped, face, size, &piece->glyphs[g - 1], pen);
    }
  }
}

/* Gives each character of [start, end) its glyphs; a character without one, or a mark, joins the cluster
 * before it. */
static void
take_forward (ComposeShaped *shaped, guint start, guint end, ComposeFace *face, ComposeUnit size,
              const ComposeShapedPiece *piece)
{
  guint g = 0, head = start;
  gint pen = 0;
  for (guint i = start; i < end; i++) {
    gboolean own = g < piece->n_glyphs && piece->glyphs[g].cluster == i - start;
    gboolean joins = i > start && (!own || (shaped->infos[i].flags & COMPOSE_INFO_JOIN) != 0);
    shaped->first[i] = shaped->glyphs->len;
    if (joins)
      shaped->metrics[i].joined = TRUE;
    else {
      head = i;
      pen = 0;
    }
    for (; g < piece->n_glyphs && piece->glyphs[g].cluster == i - start; g++) {
      add_glyph (shaped, face, size, &piece->glyphs[g], pen);
      pen += piece->glyphs[g].advance;
    }
    shaped->metrics[head].advance = compose_face_scale (face, size, pen);
  }
}

static gboolean
is_mathematical_letter (gunichar ch)
{
  return (ch >= 0x1d400 && ch <= 0x1d7ff) || (ch >= 0x2100 && ch <= 0x214f);
}

/* R90: a swash of 𝒪 reaches beyond its advance, into the bracket behind it, which is of another face: no
 * kerning keeps them apart. @shaped's character @at then takes the room that its ink needs. */
static void
clear_ink (ComposeShaped *shaped, guint at, ComposeUnit size)
{
  ComposeMetric *metric = &shaped->metrics[at];
  ComposeUnit wanted = metric->ink_right + size / INK_CLEARANCE;
  if (metric->ink_right > 0 && metric->advance < wanted)
    metric->advance = wanted;
}

static void
shape_piece (ComposeShaped *shaped, guint start, guint end, ComposeFace *face, ComposeFontKind kind)
{
  gunichar stack[64];
  g_autofree gunichar *heap = end - start > G_N_ELEMENTS (stack) ? g_new (gunichar, end - start) : NULL;
  gunichar *characters = heap != NULL ? heap : stack;
  for (guint i = start; i < end; i++) {
    gunichar *ch = &characters[i - start];
    *ch = shaped->chars[i].ch;
    if (shaped->levels != NULL && (shaped->levels[i] & 1) != 0)
      g_unichar_get_mirror_char (*ch, ch); /* HarfBuzz does it for runs that go backward by themselves */
  }
  const gchar *language = kind == COMPOSE_FONT_HAN                  ? shaped->source->han_tag
                          : shaped->source->lang == COMPOSE_LANG_EN ? shaped->source->tag
                                                                    : "en";
  const ComposeShapedPiece *piece =
      compose_fonts_shape (shaped->fonts, face, characters, end - start, language, kind == COMPOSE_FONT_HAN);
  ComposeUnit size = compose_fonts_get_style (shaped->fonts, shaped->chars[start].style)->size;
  if (piece->backward)
    take_backward (shaped, start, end, face, size, piece);
  else
    take_forward (shaped, start, end, face, size, piece);
  shaped->metrics[start].ink_left = compose_face_scale (face, size, piece->ink_left);
  shaped->metrics[start].ink_right = compose_face_scale (face, size, piece->ink_right);
  if (piece->n_glyphs == 1 && is_mathematical_letter (characters[0]))
    clear_ink (shaped, start, size);
}

/* A character that no font has: an empty square stands for it, which is painted with its number in
 * hexadecimal digits (compose-box.c); its text stays. */
static void
take_box (ComposeShaped *shaped, guint at)
{
  if (shaped->boxes == NULL)
    shaped->boxes = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (shaped->boxes, at);
  ComposeFace *face =
      compose_fonts_find (shaped->fonts, shaped->chars[at].style, COMPOSE_FONT_HAN, COMPOSE_BOX_SIGN);
  if (face == NULL)
    face = compose_fonts_find (shaped->fonts, shaped->chars[at].style, COMPOSE_FONT_LATIN, 'a');
  ComposeUnit size = compose_fonts_get_style (shaped->fonts, shaped->chars[at].style)->size;
  shaped->first[at] = shaped->glyphs->len;
  if (face == NULL)
    return;
  hb_codepoint_t sign = 0;
  hb_font_get_nominal_glyph (face->font, COMPOSE_BOX_SIGN, &sign); /* else .notdef */
  ComposeShapedGlyph glyph = {.glyph = sign, .advance = hb_font_get_glyph_h_advance (face->font, sign)};
  add_glyph (shaped, face, size, &glyph, 0);
  shaped->metrics[at].advance = compose_face_scale (face, size, glyph.advance);
}

/* A grapheme that no face has as a whole: each character from a face of its own, one behind the other. */
static void
shape_scattered (ComposeShaped *shaped, guint start, guint end, ComposeFontKind kind)
{
  ComposeUnit pen = 0;
  for (guint i = start; i < end; i++) {
    ComposeFace *face = compose_fonts_find (shaped->fonts, shaped->chars[i].style, kind, shaped->chars[i].ch);
    guint before = shaped->glyphs->len;
    if (wz_font_may_lack (shaped->chars[i].ch))
      shaped->first[i] = before;
    else if (face != NULL)
      shape_piece (shaped, i, i + 1, face, kind);
    else
      take_box (shaped, i);
    for (guint g = before; g < shaped->glyphs->len; g++)
      g_array_index (shaped->glyphs, ShapedGlyph, g).dx += pen;
    pen += shaped->metrics[i].advance;
    if (i > start)
      shaped->metrics[i] = (ComposeMetric){.joined = TRUE};
  }
  shaped->metrics[start].advance = pen;
}

static guint
grapheme_end (const ComposeShaped *shaped, guint start, guint end)
{
  guint next = start + 1;
  while (next < end && (shaped->infos[next].flags & COMPOSE_INFO_JOIN) != 0)
    next++;
  return next;
}

/* Letters that take their forms from each other: of these, neighbours are shaped together. */
static gboolean
is_of_joining_script (gunichar ch)
{
  GUnicodeScript script = ch >= 0x590 ? g_unichar_get_script (ch) : G_UNICODE_SCRIPT_LATIN;
  return (ch < 0x1e00 || ch >= 0xa840) && script != G_UNICODE_SCRIPT_COMMON &&
         script != G_UNICODE_SCRIPT_INHERITED && script != G_UNICODE_SCRIPT_UNKNOWN &&
         script != G_UNICODE_SCRIPT_HAN && script != G_UNICODE_SCRIPT_HANGUL &&
         script != G_UNICODE_SCRIPT_GEORGIAN && script != G_UNICODE_SCRIPT_LATIN;
}

/* Characters [start, end) of one kind and style, grapheme by grapheme where no face has them all. */
static void
shape_span (ComposeShaped *shaped, guint start, guint end, ComposeFontKind kind)
{
  ComposeFace *face = find_common_face (shaped, start, end, kind);
  if (face != NULL) {
    shape_piece (shaped, start, end, face, kind);
    return;
  }
  for (guint i = start; i < end;) {
    guint next = grapheme_end (shaped, i, end);
    face = find_common_face (shaped, i, next, kind);
    while (face != NULL && next < end && is_of_joining_script (shaped->chars[i].ch) &&
           is_of_joining_script (shaped->chars[next].ch) &&
           find_common_face (shaped, next, grapheme_end (shaped, next, end), kind) == face)
      next = grapheme_end (shaped, next, end);
    if (face != NULL)
      shape_piece (shaped, i, next, face, kind);
    else
      shape_scattered (shaped, i, next, kind);
    i = next;
  }
}

/* ---- Latin words and Chinese signs --------------------------------------------------------------------- */

static gboolean
is_space (const ComposeShaped *shaped, guint at)
{
  return shaped->infos[at].cls == COMPOSE_CLASS_SP || shaped->infos[at].cls == COMPOSE_CLASS_NB;
}

static gboolean
is_script_sign (gunichar ch)
{
  return (ch >= 0x2070 && ch <= 0x209f) || ch == 0xb2 || ch == 0xb3 || ch == 0xb9;
}

/* The end of the characters from @start on that @face has, with their marks, or has not (*@covered). */
static guint
covered_end (const ComposeShaped *shaped, guint start, guint end, const ComposeFace *face, gboolean *covered)
{
  guint i = start;
  while (i < end) {
    guint next = i + 1;
    while (next < end && (shaped->infos[next].flags & COMPOSE_INFO_JOIN) != 0)
      next++;
    gboolean all = face != NULL;
    for (guint k = i; k < next && all; k++)
      all = has_character (face, shaped->chars[k].ch);
    if (i > start && all != *covered)
      break;
    *covered = all;
    i = next;
  }
  return i;
}

/* Part of a word that its face does not have all of: signs (≠, ∈) and letters (𝒪) come from another face, one
 * by one, so that what stands beside them keeps its own. A number with its scripts is of one face (R89). */
static void
shape_token (ComposeShaped *shaped, guint start, guint end, ComposeFace *face)
{
  for (guint i = start; i < end; i++)
    if (is_script_sign (shaped->chars[i].ch) &&
        (face == NULL || !wz_font_face_covers (face->face, shaped->chars[i].ch))) {
      shape_span (shaped, start, end, COMPOSE_FONT_LATIN);
      return;
    }
  for (guint i = start; i < end;) {
    gboolean covered = FALSE;
    guint next = covered_end (shaped, i, end, face, &covered);
    if (covered)
      shape_piece (shaped, i, next, face, COMPOSE_FONT_LATIN);
    else
      shape_span (shaped, i, next, COMPOSE_FONT_LATIN);
    i = next;
  }
}

/* A word, which may hold several tokens: one piece where its face has it all. */
static guint
shape_word (ComposeShaped *shaped, guint start)
{
  guint16 style = shaped->chars[start].style;
  guint end = start + 1;
  while (end < shaped->n && shaped->infos[end].font == COMPOSE_FONT_LATIN &&
         shaped->chars[end].style == style && is_space (shaped, end) == is_space (shaped, start) &&
         !compose_shape_is_invisible (shaped->chars[end].ch))
    end++;
  ComposeFace *face = compose_fonts_find (shaped->fonts, style, COMPOSE_FONT_LATIN, 'a');
  gboolean covered = FALSE;
  if (covered_end (shaped, start, end, face, &covered) == end && covered) {
    shape_piece (shaped, start, end, face, COMPOSE_FONT_LATIN);
    return end;
  }
  for (guint i = start; i < end;) {
    guint next = i + 1;
    while (next < end && (shaped->infos[next].token == shaped->infos[i].token ||
                          (shaped->infos[next].flags & COMPOSE_INFO_JOIN) != 0))
      next++;
    shape_token (shaped, i, next, face);
    i = next;
  }
  return end;
}

/* R36: two dashes are one line of 2 em. A font whose dashes are of another length leaves them to the body's.
 */
static void
shape_dashes (ComposeShaped *shaped, guint start, guint end)
{
  ComposeUnit size = compose_fonts_get_style (shaped->fonts, shaped->chars[start].style)->size;
  shape_span (shaped, start, end, COMPOSE_FONT_HAN);
  ComposeUnit advance = 0;
  for (guint i = start; i < end; i++)
    advance += shaped->metrics[i].advance;
  if (ABS (advance - 2 * size) <= size / 50)
    return;
  const WzStyle *style = compose_fonts_get_wz_style (shaped->fonts);
  const WzFontFace *body = wz_style_find_face (style, WZ_FONT_BODY, WZ_SCRIPT_HAN, WZ_WEIGHT_REGULAR, 0x2014);
  if (body == NULL)
    return;
  g_array_set_size (shaped->glyphs, shaped->first[start]);
  for (guint k = start; k < end; k++)
    shaped->metrics[k] = (ComposeMetric){0};
  shape_piece (shaped, start, end, compose_fonts_load (shaped->fonts, body), COMPOSE_FONT_HAN);
}

/* One sign with what joins it: variation selectors, marks, the second half of a dash. */
static guint
shape_sign (ComposeShaped *shaped, guint start)
{
  guint end = start + 1;
  if (shaped->infos[start].cls == COMPOSE_CLASS_DA)
    while (end < shaped->n && shaped->infos[end].cls == COMPOSE_CLASS_DA &&
           (shaped->infos[end].flags & COMPOSE_INFO_UNIT) != 0)
      end++;
  while (end < shaped->n && (shaped->infos[end].flags & COMPOSE_INFO_JOIN) != 0)
    end++;
  if (shaped->infos[start].cls == COMPOSE_CLASS_DA)
    shape_dashes (shaped, start, end);
  else
    shape_span (shaped, start, end, COMPOSE_FONT_HAN);
  return end;
}

static void
shape_all (ComposeShaped *shaped)
{
  for (guint i = 0; i < shaped->n;) {
    shaped->first[i] = shaped->glyphs->len;
    if ((shaped->chars[i].flags & COMPOSE_CHAR_OBJECT) != 0) {
      shaped->metrics[i].advance = compose_source_find_width (shaped->source, i);
      i++;
    } else if (compose_shape_is_invisible (shaped->chars[i].ch))
      i++;
    else if (shaped->infos[i].font == COMPOSE_FONT_LATIN)
      i = shape_word (shaped, i);
    else
      i = shape_sign (shaped, i);
  }
  shaped->first[shaped->n] = shaped->glyphs->len;
}

ComposeShaped *
compose_shape (ComposeFonts *fonts, const ComposeSource *source, ComposeHyphenator *hyphenator)
{
  ComposeShaped *shaped = g_new0 (ComposeShaped, 1);
  shaped->fonts = fonts;
  shaped->source = source;
  shaped->n = compose_source_get_length (source);
  shaped->para =
      compose_para_new ((const ComposeChar *) (gpointer) source->chars->data, shaped->n, source->lang);
  if (hyphenator != NULL)
    compose_para_hyphenate (shaped->para, hyphenator);
  shaped->chars = compose_para_get_chars (shaped->para);
  shaped->infos = compose_para_get_infos (shaped->para);
  shaped->metrics = g_new0 (ComposeMetric, shaped->n + 1);
  shaped->first = g_new0 (guint32, shaped->n + 1);
  shaped->glyphs = g_array_sized_new (FALSE, FALSE, sizeof (ShapedGlyph), shaped->n);
  shaped->levels = compose_bidi_find_levels (shaped->chars, shaped->n);
  shape_all (shaped);
  guint n_styles = 0;
  const ComposeStyleMetric *styles = compose_fonts_get_metrics (fonts, &n_styles);
  compose_para_set_metrics (shaped->para, shaped->metrics, styles, n_styles);
  return shaped;
}

void
compose_shaped_free (ComposeShaped *shaped)
{
  if (shaped == NULL)
    return;
  g_array_unref (shaped->glyphs);
  g_clear_pointer (&shaped->boxes, g_array_unref);
  g_free (shaped->levels);
  g_free (shaped->first);
  g_free (shaped->metrics);
  compose_para_free (shaped->para);
  g_free (shaped);
}

ComposePara *
compose_shaped_get_para (const ComposeShaped *shaped)
{
  return shaped->para;
}
