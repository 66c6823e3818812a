/* compose-fonts.c: see compose-fonts.h. SPDX-License-Identifier: MIT */
#include "compose-fonts.h"

#include <hb-ot.h>
#include <math.h>
#include <string.h>

#include <wenzhai-kit/wz-font-subset.h>

/* R78: heights of capitals, in thousandths of an em, that need no correction; and how far the correction
 * goes. */
#define CAP_LOW 700
#define CAP_HIGH 740
#define CAP_WANTED 720
#define SCALE_LOW 0.95
#define SCALE_HIGH 1.10

/* A piece longer than this is shaped but not remembered. */
#define MAX_REMEMBERED 48

typedef struct {
  hb_language_t language;
  guint32 face;
  guint32 han;
  guint32 n;
  guint32 hash;
  const gunichar *characters;
} PieceKey;

typedef struct {
  gchar *tag;
  hb_language_t language;
} Language;

/* What the threads share. @loaded and @pieces are under the lock; the rest changes only while one thread
 * runs, or in the one that places lines. */
typedef struct {
  const WzStyle *style;
  GMutex lock;
  GPtrArray *loaded;  /* of ComposeFace */
  GHashTable *pieces; /* PieceKey → ComposeShapedPiece: all that any thread has shaped */
  GPtrArray *faces;   /* of ComposeFace: those in use, lent */
  GArray *styles;     /* of ComposeTextStyle */
  GArray *metrics;    /* of ComposeStyleMetric; filled up to its own length */
} Common;

/* The faces of 256 neighbours, by role, script and weight; as long as their `known` is 0, nobody asked. */
#define N_KINDS 16
typedef struct {
  ComposeFace *faces[256];
  guint8 known[256];
} FacePage;

struct _ComposeFonts {
  Common *common;
  FacePage *found[N_KINDS][256]; /* of the plane that has nearly all characters */
  GHashTable *pieces;            /* PieceKey → ComposeShapedPiece: those that this thread has met, lent */
  GPtrArray *loose;              /* pieces too long to remember */
  GArray *languages;             /* of Language */
  hb_buffer_t *buffer;
};

static guint
piece_hash (gconstpointer key)
{
  return ((const PieceKey *) key)->hash;
}

static gboolean
piece_equal (gconstpointer a, gconstpointer b)
{
  const PieceKey *x = a, *y = b;
  return x->hash == y->hash && x->face == y->face && x->language == y->language && x->han == y->han &&
         x->n == y->n && memcmp (x->characters, y->characters, x->n * sizeof (gunichar)) == 0;
}

/* ---- Faces --------------------------------------------------------------------------------------------- */

static void
face_free (gpointer data)
{
  ComposeFace *face = data;
  for (guint i = 0; i < face->uses->len; i++)
    hb_set_destroy (g_array_index (face->uses, ComposeFaceUse, i).glyphs);
  g_array_unref (face->uses);
  hb_font_destroy (face->font);
  g_free (face);
}

static guint
latin_scale (ComposeFace *face)
{
  hb_position_t cap = 0;
  if (!hb_ot_metrics_get_position (face->font, HB_OT_METRICS_TAG_CAP_HEIGHT, &cap) || cap <= 0)
    return COMPOSE_UNIT;
  gdouble thousandths = cap * 1000.0 / face->upem;
  if (thousandths >= CAP_LOW && thousandths <= CAP_HIGH)
    return COMPOSE_UNIT;
  return (guint) lrint (CLAMP (CAP_WANTED / thousandths, SCALE_LOW, SCALE_HIGH) * COMPOSE_UNIT);
}

static ComposeFace *
face_new (const WzFontFace *source, guint id)
{
  ComposeFace *face = g_new0 (ComposeFace, 1);
  face->index = COMPOSE_FACE_UNUSED;
  face->id = id;
  face->face = source;
  face->font = wz_font_open (source, NULL);
  if (face->font == NULL)
    face->font = hb_font_get_empty ();
  face->upem = MAX (hb_face_get_upem (hb_font_get_face (face->font)), 16);
  face->uses = g_array_new (FALSE, FALSE, sizeof (ComposeFaceUse));
  face->has_ascii = TRUE;
  for (gunichar ch = ' '; ch <= '~'; ch++)
    face->has_ascii = face->has_ascii && wz_font_face_covers (source, ch);
  /* A face with ideographs sets the standard; only faces beside it are fitted. */
  face->scale = wz_font_face_covers (source, 0x4e00) ? COMPOSE_UNIT : latin_scale (face);
  return face;
}

ComposeFace *
compose_fonts_load (ComposeFonts *fonts, const WzFontFace *source)
{
  Common *common = fonts->common;
  ComposeFace *found = NULL;
  g_mutex_lock (&common->lock);
  for (guint i = 0; i < common->loaded->len && found == NULL; i++) {
    ComposeFace *face = g_ptr_array_index (common->loaded, i);
    found = face->face == source ? face : NULL;
  }
  if (found == NULL) {
    found = face_new (source, common->loaded->len);
    g_ptr_array_add (common->loaded, found);
  }
  g_mutex_unlock (&common->lock);
  return found;
}

guint
compose_fonts_use (ComposeFonts *fonts, ComposeFace *face)
{
  if (face->index == COMPOSE_FACE_UNUSED) {
    face->index = fonts->common->faces->len;
    g_ptr_array_add (fonts->common->faces, face);
  }
  return face->index;
}

static ComposeFace *
look_up (ComposeFonts *fonts, const ComposeTextStyle *text, WzFontScript script, gunichar character)
{
  const WzFontFace *face =
      wz_style_find_face (fonts->common->style, text->role, script, text->weight, character);
  return face != NULL ? compose_fonts_load (fonts, face) : NULL;
}

ComposeFace *
compose_fonts_find (ComposeFonts *fonts, guint16 style, ComposeFontKind kind, gunichar character)
{
  const ComposeTextStyle *text = compose_fonts_get_style (fonts, style);
  WzFontScript script = kind == COMPOSE_FONT_HAN ? WZ_SCRIPT_HAN : WZ_SCRIPT_LATIN;
  if (character > 0xffff)
    return look_up (fonts, text, script, character);
  FacePage **page = &fonts->found[text->role * 4 + script * 2 + text->weight][character >> 8];
  guint cell = character & 0xff;
  if (*page == NULL)
    *page = g_new0 (FacePage, 1);
  if (!(*page)->known[cell]) {
    (*page)->faces[cell] = look_up (fonts, text, script, character);
    (*page)->known[cell] = 1;
  }
  return (*page)->faces[cell];
}

guint
compose_fonts_get_n_faces (const ComposeFonts *fonts)
{
  return fonts->common->faces->len;
}

ComposeFace *
compose_fonts_get_face (const ComposeFonts *fonts, guint i)
{
  return g_ptr_array_index (fonts->common->faces, i);
}

const WzStyle *
compose_fonts_get_wz_style (const ComposeFonts *fonts)
{
  return fonts->common->style;
}

hb_set_t *
compose_face_get_glyphs (ComposeFace *face, ComposeUnit size)
{
  for (guint i = 0; i < face->uses->len; i++) {
    const ComposeFaceUse *use = &g_array_index (face->uses, ComposeFaceUse, i);
    if (use->size == size)
      return use->glyphs;
  }
  ComposeFaceUse use = {size, hb_set_create ()};
  g_array_append_val (face->uses, use);
  return use.glyphs;
}

ComposeUnit
compose_face_size (const ComposeFace *face, ComposeUnit size)
{
  return (ComposeUnit) (((gint64) size * face->scale + COMPOSE_UNIT / 2) / COMPOSE_UNIT);
}

ComposeUnit
compose_face_scale (const ComposeFace *face, ComposeUnit size, gint design)
{
  if (design == 0) /* most offsets */
    return 0;
  gint64 product = (gint64) compose_face_size (face, size) * design;
  gint64 half = face->upem / 2;
  return (ComposeUnit) ((product + (product < 0 ? -half : half)) / (gint64) face->upem);
}

/* ---- Styles -------------------------------------------------------------------------------------------- */

guint16
compose_fonts_intern_style (ComposeFonts *fonts, const ComposeTextStyle *style)
{
  for (guint i = 0; i < fonts->common->styles->len; i++) {
    const ComposeTextStyle *known = &g_array_index (fonts->common->styles, ComposeTextStyle, i);
    if (known->role == style->role && known->weight == style->weight && known->size == style->size &&
        known->rise == style->rise && known->color == style->color)
      return (guint16) i;
  }
  g_array_append_vals (fonts->common->styles, style, 1);
  return (guint16) (fonts->common->styles->len - 1);
}

const ComposeTextStyle *
compose_fonts_get_style (const ComposeFonts *fonts, guint16 number)
{
  return &g_array_index (fonts->common->styles, ComposeTextStyle, number);
}

const ComposeStyleMetric *
compose_fonts_get_metrics (ComposeFonts *fonts, guint *n_styles)
{
  for (guint i = fonts->common->metrics->len; i < fonts->common->styles->len; i++) {
    const ComposeTextStyle *style = compose_fonts_get_style (fonts, (guint16) i);
    ComposeStyleMetric metric = {.em = style->size, .hyphen = style->size / 3};
    ComposeFace *face = compose_fonts_find (fonts, (guint16) i, COMPOSE_FONT_LATIN, '-');
    hb_codepoint_t glyph = 0;
    if (face != NULL && hb_font_get_nominal_glyph (face->font, '-', &glyph))
      metric.hyphen = compose_face_scale (face, style->size, hb_font_get_glyph_h_advance (face->font, glyph));
    g_array_append_val (fonts->common->metrics, metric);
  }
  *n_styles = fonts->common->metrics->len;
  return (const ComposeStyleMetric *) (gpointer) fonts->common->metrics->data;
}

/* ---- Shaping ------------------------------------------------------------------------------------------- */

static hb_language_t
find_language (ComposeFonts *fonts, const gchar *tag)
{
  for (guint i = 0; i < fonts->languages->len; i++) {
    const Language *known = &g_array_index (fonts->languages, Language, i);
    if (strcmp (known->tag, tag) == 0)
      return known->language;
  }
  Language language = {g_strdup (tag), hb_language_from_string (tag, -1)};
  g_array_append_val (fonts->languages, language);
  return language.language;
}

static hb_script_t
find_script (const gunichar *characters, guint n)
{
  hb_unicode_funcs_t *functions = hb_unicode_funcs_get_default ();
  for (guint i = 0; i < n; i++) {
    hb_script_t script = hb_unicode_script (functions, characters[i]);
    if (script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED && script != HB_SCRIPT_UNKNOWN)
      return script;
  }
  return HB_SCRIPT_LATIN;
}

static ComposeShapedPiece *
shape (ComposeFonts *fonts, ComposeFace *face, const gunichar *characters, guint n, hb_language_t language,
       gboolean han)
{
  static const hb_feature_t no_ligatures[] = {
      {HB_TAG ('l', 'i', 'g', 'a'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
      {HB_TAG ('c', 'l', 'i', 'g'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
  };
  hb_buffer_t *buffer = fonts->buffer;
  hb_buffer_clear_contents (buffer);
  hb_buffer_add_utf32 (buffer, characters, (int) n, 0, (int) n);
  hb_script_t script = han ? HB_SCRIPT_HAN : find_script (characters, n);
  hb_direction_t direction = hb_script_get_horizontal_direction (script);
  hb_buffer_set_script (buffer, script);
  hb_buffer_set_direction (buffer, direction == HB_DIRECTION_RTL ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
  hb_buffer_set_language (buffer, language);
  hb_buffer_set_cluster_level (buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
  gboolean plain = han || script != HB_SCRIPT_LATIN;
  hb_shape (face->font, buffer, plain ? NULL : no_ligatures, plain ? 0 : G_N_ELEMENTS (no_ligatures));

  unsigned int n_glyphs = 0;
  hb_glyph_info_t *infos = hb_buffer_get_glyph_infos (buffer, &n_glyphs);
  hb_glyph_position_t *positions = hb_buffer_get_glyph_positions (buffer, NULL);
  ComposeShapedPiece *piece =
      g_malloc0 (sizeof (ComposeShapedPiece) + n_glyphs * sizeof (ComposeShapedGlyph));
  piece->n_glyphs = n_glyphs;
  piece->backward = direction == HB_DIRECTION_RTL;
  for (guint i = 0; i < n_glyphs; i++)
    piece->glyphs[i] = (ComposeShapedGlyph){infos[i].codepoint, infos[i].cluster, positions[i].x_advance,
                                            positions[i].x_offset, positions[i].y_offset};
  hb_glyph_extents_t extents;
  if (n_glyphs == 1 && hb_font_get_glyph_extents (face->font, infos[0].codepoint, &extents)) {
    piece->ink_left = extents.x_bearing;
    piece->ink_right = extents.x_bearing + extents.width;
  }
  return piece;
}

static PieceKey *
copy_key (const PieceKey *key)
{
  gsize size = key->n * sizeof (gunichar);
  PieceKey *copy = g_malloc (sizeof (PieceKey) + size);
  *copy = *key;
  copy->characters = memcpy (copy + 1, key->characters, size);
  return copy;
}

/* The piece that all threads know for @key, or, where there is none, @fresh, which is swallowed; NULL @fresh:
 * just look. */
static ComposeShapedPiece *
share_piece (ComposeFonts *fonts, const PieceKey *key, ComposeShapedPiece *fresh)
{
  GHashTable *all = fonts->common->pieces;
  gpointer known = NULL, piece = NULL;
  g_mutex_lock (&fonts->common->lock);
  if (!g_hash_table_lookup_extended (all, key, &known, &piece) && fresh != NULL) {
    known = copy_key (key);
    piece = g_steal_pointer (&fresh);
    g_hash_table_insert (all, known, piece);
  }
  g_mutex_unlock (&fonts->common->lock);
  g_free (fresh);
  if (piece != NULL)
    g_hash_table_insert (fonts->pieces, known, piece);
  return piece;
}

const ComposeShapedPiece *
compose_fonts_shape (ComposeFonts *fonts, ComposeFace *face, const gunichar *characters, guint n_characters,
                     const gchar *language, gboolean han)
{
  PieceKey key = {find_language (fonts, language), face->id, han, n_characters, 5381, characters};
  key.hash += key.face * 131 + key.han;
  for (guint i = 0; i < n_characters; i++)
    key.hash = key.hash * 33 + characters[i];
  ComposeShapedPiece *piece = g_hash_table_lookup (fonts->pieces, &key);
  if (piece != NULL)
    return piece;
  if (n_characters > MAX_REMEMBERED) {
    piece = shape (fonts, face, characters, n_characters, key.language, han);
    g_ptr_array_add (fonts->loose, piece);
    return piece;
  }
  piece = share_piece (fonts, &key, NULL);
  if (piece == NULL)
    piece = share_piece (fonts, &key, shape (fonts, face, characters, n_characters, key.language, han));
  return piece;
}

/* ---- Whole --------------------------------------------------------------------------------------------- */

static void
common_clear (gpointer data)
{
  Common *common = data;
  g_array_unref (common->metrics);
  g_array_unref (common->styles);
  g_ptr_array_unref (common->faces);
  g_hash_table_unref (common->pieces);
  g_ptr_array_unref (common->loaded);
  g_mutex_clear (&common->lock);
}

/* @common is swallowed. */
static ComposeFonts *
fonts_new (Common *common)
{
  ComposeFonts *fonts = g_new0 (ComposeFonts, 1);
  fonts->common = common;
  fonts->pieces = g_hash_table_new (piece_hash, piece_equal);
  fonts->loose = g_ptr_array_new_with_free_func (g_free);
  fonts->languages = g_array_new (FALSE, FALSE, sizeof (Language));
  fonts->buffer = hb_buffer_create ();
  return fonts;
}

ComposeFonts *
compose_fonts_new (const WzStyle *style)
{
  Common *common = g_atomic_rc_box_new0 (Common);
  common->style = style;
  g_mutex_init (&common->lock);
  common->loaded = g_ptr_array_new_with_free_func (face_free);
  common->pieces = g_hash_table_new_full (piece_hash, piece_equal, g_free, g_free);
  common->faces = g_ptr_array_new ();
  common->styles = g_array_new (FALSE, FALSE, sizeof (ComposeTextStyle));
  common->metrics = g_array_new (FALSE, FALSE, sizeof (ComposeStyleMetric));
  return fonts_new (common);
}

ComposeFonts *
compose_fonts_share (ComposeFonts *fonts)
{
  return fonts_new (g_atomic_rc_box_acquire (fonts->common));
}

void
compose_fonts_free (ComposeFonts *fonts)
{
  if (fonts == NULL)
    return;
  for (guint kind = 0; kind < N_KINDS; kind++)
    for (guint page = 0; page < G_N_ELEMENTS (fonts->found[kind]); page++)
      g_free (fonts->found[kind][page]);
  hb_buffer_destroy (fonts->buffer);
  for (guint i = 0; i < fonts->languages->len; i++)
    g_free (g_array_index (fonts->languages, Language, i).tag);
  g_array_unref (fonts->languages);
  g_ptr_array_unref (fonts->loose);
  g_hash_table_unref (fonts->pieces);
  g_atomic_rc_box_release_full (fonts->common, common_clear);
  g_free (fonts);
}
