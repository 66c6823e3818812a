/* compose-palette.c: see compose-palette.h. SPDX-License-Identifier: MIT */
#include "compose-palette.h"

#include <cairo-ft.h>
#include <ft2build.h>
#include <glib/gi18n-lib.h>
#include <wenzhai/wz-error.h>
#include FT_FREETYPE_H

#include <wenzhai-kit/wz-font-subset.h>
#include <wenzhai-kit/wz-parallel.h>

/* What a cairo font face holds on to: cairo keeps faces in caches of its own. A library for each face, since
 * faces of one library cannot be opened in several threads. */
typedef struct {
  FT_Library freetype;
  FT_Face face;
  WzFontSubset *subset; /* FreeType reads its bytes as long as the face lives */
} Holder;

typedef struct {
  const cairo_font_options_t *options; /* lent */
  GArray *map;                         /* of guint32: glyph of the whole face → glyph of the subset */
  cairo_font_face_t *face;
  GHashTable *scaled; /* size → cairo_scaled_font_t */
  cairo_scaled_font_t *unit;
} Slot;

struct _ComposePalette {
  const ComposeFonts *fonts;
  cairo_font_options_t *options;
  Slot *slots;
  guint n_slots;
};

static void
holder_free (gpointer data)
{
  Holder *holder = data;
  if (holder->face != NULL)
    FT_Done_Face (holder->face);
  if (holder->freetype != NULL)
    FT_Done_FreeType (holder->freetype);
  wz_font_subset_free (holder->subset);
  g_free (holder);
}

static cairo_scaled_font_t *
make_scaled (const Slot *slot, gdouble size, const cairo_font_options_t *options)
{
  cairo_matrix_t matrix, identity;
  cairo_matrix_init_scale (&matrix, size, size);
  cairo_matrix_init_identity (&identity);
  return cairo_scaled_font_create (slot->face, &matrix, &identity, options);
}

static cairo_scaled_font_t *
find_scaled (Slot *slot, ComposeUnit drawn)
{
  cairo_scaled_font_t *font = g_hash_table_lookup (slot->scaled, GINT_TO_POINTER (drawn));
  if (font == NULL) {
    font = make_scaled (slot, drawn / (gdouble) COMPOSE_UNIT, slot->options);
    g_hash_table_insert (slot->scaled, GINT_TO_POINTER (drawn), font);
  }
  return font;
}

static void
set_unhinted (cairo_font_options_t *options)
{
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
}

/* ---- One face ------------------------------------------------------------------------------------------ */

static guint32 *
list_glyphs (const hb_set_t *set, guint *n)
{
  guint32 *glyphs = g_new (guint32, hb_set_get_population (set) + 1);
  hb_codepoint_t glyph = HB_SET_VALUE_INVALID;
  *n = 0;
  while (hb_set_next (set, &glyph))
    glyphs[(*n)++] = glyph;
  return glyphs;
}

/* The subset with @glyphs, opened by FreeType and known to cairo. */
static gboolean
open_slot (Slot *slot, const ComposeFace *face, const hb_set_t *glyphs, GError **error)
{
  static const cairo_user_data_key_t key;
  const gchar *path = wz_font_face_get_path (face->face);
  guint n = 0;
  g_autofree guint32 *list = list_glyphs (glyphs, &n);
  Holder *holder = g_new0 (Holder, 1);
  holder->subset = wz_font_subset_glyphs (wz_font_source_of (face->face), list, n, &slot->map, error);
  if (holder->subset == NULL) {
    holder_free (holder);
    return FALSE;
  }
  gsize length = 0;
  const guint8 *bytes = g_bytes_get_data (holder->subset->data, &length);
  if (FT_Init_FreeType (&holder->freetype) != 0 ||
      FT_New_Memory_Face (holder->freetype, bytes, (FT_Long) length, 0, &holder->face) != 0) {
    g_set_error (error, WZ_STYLE_ERROR, WZ_STYLE_ERROR_FONT, _ ("%s: the subset cannot be read"), path);
    holder_free (holder);
    return FALSE;
  }
  slot->face = cairo_ft_font_face_create_for_ft_face (holder->face, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP);
  cairo_font_face_set_user_data (slot->face, &key, holder, holder_free);
  slot->scaled = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) cairo_scaled_font_destroy);
  return TRUE;
}

static gint
compare_uses (gconstpointer a, gconstpointer b)
{
  guint x = hb_set_get_population (((const ComposeFaceUse *) a)->glyphs);
  guint y = hb_set_get_population (((const ComposeFaceUse *) b)->glyphs);
  return x > y ? -1 : x < y;
}

static GArray *
map_glyphs (const Slot *slot, const hb_set_t *set)
{
  GArray *glyphs = g_array_new (FALSE, FALSE, sizeof (cairo_glyph_t));
  hb_codepoint_t glyph = HB_SET_VALUE_INVALID;
  while (hb_set_next (set, &glyph)) {
    cairo_glyph_t mapped = {g_array_index (slot->map, guint32, glyph), 0, 0};
    g_array_append_val (glyphs, mapped);
  }
  return glyphs;
}

/* Lets cairo load what it will ask of each glyph: its outline at one size, its extents at all others, and at
 * 1 pt, where cairo takes advances from. That is a tenth of painting, and faces do not wait for each other.
 */
static void
load_glyphs (Slot *slot, const ComposeFace *face)
{
  g_autoptr (GArray) uses = g_array_copy (face->uses);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);
  hb_set_t *outlines = hb_set_create ();
  cairo_text_extents_t extents;
  cairo_font_options_t *plain = cairo_font_options_create ();
  set_unhinted (plain);
  slot->unit = make_scaled (slot, 1, plain);
  cairo_font_options_destroy (plain);
  g_array_sort (uses, compare_uses);
  for (guint i = 0; i < uses->len; i++) {
    const ComposeFaceUse *use = &g_array_index (uses, ComposeFaceUse, i);
    if (use->size == 0)
      continue;
    cairo_scaled_font_t *font = find_scaled (slot, compose_face_size (face, use->size));
    hb_set_t *fresh = hb_set_copy (use->glyphs);
    hb_set_subtract (fresh, outlines);
    hb_set_union (outlines, fresh);
    g_autoptr (GArray) new_glyphs = map_glyphs (slot, fresh), all_glyphs = map_glyphs (slot, use->glyphs);
    cairo_set_scaled_font (cr, font);
    for (guint k = 0; k < new_glyphs->len; k++) {
      cairo_glyph_path (cr, &g_array_index (new_glyphs, cairo_glyph_t, k), 1);
      cairo_new_path (cr);
    }
    cairo_scaled_font_glyph_extents (font, (const cairo_glyph_t *) (gpointer) all_glyphs->data,
                                     (int) all_glyphs->len, &extents);
    cairo_scaled_font_glyph_extents (slot->unit, (const cairo_glyph_t *) (gpointer) new_glyphs->data,
                                     (int) new_glyphs->len, &extents);
    hb_set_destroy (fresh);
  }
  hb_set_destroy (outlines);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* ---- All faces ----------------------------------------------------------------------------------------- */

/* A face on its way into its slot. */
typedef struct {
  const ComposeFace *face;
  gboolean exact;
  hb_set_t *glyphs;
  Slot *slot;
  GError *error;
} Job;

#define WORTH_A_THREAD 100 /* glyphs */

static gpointer
run_job (gpointer data, gpointer member)
{
  Job *job = data;
  if (!hb_set_is_empty (job->glyphs) && open_slot (job->slot, job->face, job->glyphs, &job->error) &&
      job->exact)
    load_glyphs (job->slot, job->face);
  return NULL;
}

static void
run_jobs (Job *jobs, guint n)
{
  guint n_threads = 1;
  for (guint i = 0; i < n; i++)
    n_threads += hb_set_get_population (jobs[i].glyphs) >= WORTH_A_THREAD;
  g_autoptr (WzParallel) parallel = wz_parallel_new (run_job, NULL, n_threads, 0, NULL);
  for (guint i = 0; i < n; i++)
    wz_parallel_push (parallel, &jobs[i]);
  for (guint i = 0; i < n; i++)
    wz_parallel_take (parallel);
}

ComposePalette *
compose_palette_new (const ComposeFonts *fonts, const cairo_font_options_t *options, gboolean exact,
                     GError **error)
{
  ComposePalette *palette = g_new0 (ComposePalette, 1);
  gboolean good = TRUE;
  palette->fonts = fonts;
  palette->options = cairo_font_options_copy (options);
  set_unhinted (palette->options);
  palette->n_slots = compose_fonts_get_n_faces (fonts);
  palette->slots = g_new0 (Slot, palette->n_slots + 1);
  g_autofree Job *jobs = g_new0 (Job, palette->n_slots + 1);
  for (guint i = 0; i < palette->n_slots; i++) {
    const ComposeFace *face = compose_fonts_get_face (fonts, i);
    palette->slots[i].options = palette->options;
    jobs[i] = (Job){face, exact, hb_set_create (), &palette->slots[i], NULL};
    for (guint k = 0; k < face->uses->len; k++)
      hb_set_union (jobs[i].glyphs, g_array_index (face->uses, ComposeFaceUse, k).glyphs);
  }
  run_jobs (jobs, palette->n_slots);
  for (guint i = 0; i < palette->n_slots; i++) {
    hb_set_destroy (jobs[i].glyphs);
    if (jobs[i].error == NULL)
      continue;
    if (good)
      g_propagate_error (error, g_steal_pointer (&jobs[i].error)); /* the first */
    g_clear_error (&jobs[i].error);
    good = FALSE;
  }
  if (good)
    return palette;
  compose_palette_free (palette);
  return NULL;
}

void
compose_palette_free (ComposePalette *palette)
{
  if (palette == NULL)
    return;
  for (guint i = 0; i < palette->n_slots; i++) {
    g_clear_pointer (&palette->slots[i].scaled, g_hash_table_unref);
    g_clear_pointer (&palette->slots[i].unit, cairo_scaled_font_destroy);
    g_clear_pointer (&palette->slots[i].face, cairo_font_face_destroy);
    g_clear_pointer (&palette->slots[i].map, g_array_unref);
  }
  cairo_font_options_destroy (palette->options);
  g_free (palette->slots);
  g_free (palette);
}

void
compose_palette_use (ComposePalette *palette, cairo_t *cr, guint face, ComposeUnit size)
{
  const ComposeFace *compose_face = compose_fonts_get_face (palette->fonts, face);
  cairo_set_scaled_font (cr, find_scaled (&palette->slots[face], compose_face_size (compose_face, size)));
}

void
compose_palette_use_exactly (ComposePalette *palette, cairo_t *cr, guint face, gdouble size_pt)
{
  cairo_set_scaled_font (cr,
                         find_scaled (&palette->slots[face], (ComposeUnit) (size_pt * COMPOSE_UNIT + 0.5)));
}

guint
compose_palette_map (const ComposePalette *palette, guint face, guint glyph)
{
  const GArray *map = palette->slots[face].map;
  guint32 mapped = glyph < map->len ? g_array_index (map, guint32, glyph) : G_MAXUINT32;
  return mapped != G_MAXUINT32 ? mapped : 0;
}
