/* pdf-palette.c: the faces that the pages show, subset, as cairo fonts (pdf-paint.h). Shaping used the whole
 * faces; cairo sees only the glyphs that are shown, under new numbers (R110). SPDX-License-Identifier: MIT */
#include <glib/gi18n-lib.h>
#include <ft2build.h>
#include FT_FREETYPE_H

#include "font/font-subset.h"
#include "pdf-paint.h"

/* FreeType's library, shared by its faces: cairo keeps faces in caches of its own, so the last one ends it.
 */
typedef struct {
  FT_Library library;
} Library;

/* What a cairo font face holds on to. */
typedef struct {
  Library *library; /* counted */
  FT_Face face;
  FontSubset *subset; /* FreeType reads its bytes as long as the face lives */
} Holder;

typedef struct {
  GArray *map; /* of guint32: glyph of the whole face → glyph of the subset */
  cairo_font_face_t *face;
  GHashTable *scaled; /* size → cairo_scaled_font_t */
} Slot;

struct _PdfFontPalette {
  const PdfDocument *document;
  Slot *slots;
  guint n_slots;
};

static void
library_clear (gpointer data)
{
  FT_Done_FreeType (((Library *) data)->library);
}

static void
holder_free (gpointer data)
{
  Holder *holder = data;
  if (holder->face != NULL)
    FT_Done_Face (holder->face);
  font_subset_free (holder->subset);
  g_rc_box_release_full (holder->library, library_clear);
  g_free (holder);
}

/* One face on its way to a subset. Subsetting the large faces takes longest of all that painting does, and
 * they do not wait for each other. */
typedef struct {
  const PdfFace *face;
  GThread *thread;
  FontSubset *subset;
  GArray *map;
  GError *error;
} Job;

#define WORTH_A_THREAD 100 /* glyphs */

static gpointer
run_job (gpointer data)
{
  Job *job = data;
  guint n = hb_set_get_population (job->face->used);
  g_autofree guint32 *glyphs = g_new (guint32, n + 1);
  hb_codepoint_t glyph = HB_SET_VALUE_INVALID;
  for (guint i = 0; i < n && hb_set_next (job->face->used, &glyph); i++)
    glyphs[i] = glyph;
  job->subset =
      font_subset_glyphs (wz_font_face_get_path (job->face->face), wz_font_face_get_index (job->face->face),
                          glyphs, n, &job->map, &job->error);
  return NULL;
}

static void
run_jobs (Job *jobs, guint n)
{
  for (guint i = 0; i < n; i++)
    if (jobs[i].face != NULL && hb_set_get_population (jobs[i].face->used) >= WORTH_A_THREAD)
      jobs[i].thread = g_thread_new ("subset", run_job, &jobs[i]);
  for (guint i = 0; i < n; i++)
    if (jobs[i].face != NULL && jobs[i].thread == NULL)
      run_job (&jobs[i]);
  for (guint i = 0; i < n; i++)
    if (jobs[i].thread != NULL)
      g_thread_join (jobs[i].thread);
}

/* Takes the subset of @job. */
static gboolean
open_slot (Slot *slot, Library *library, Job *job, GError **error)
{
  static const cairo_user_data_key_t key;
  if (job->subset == NULL) {
    g_propagate_error (error, g_steal_pointer (&job->error));
    return FALSE;
  }
  Holder *holder = g_new0 (Holder, 1);
  holder->library = g_rc_box_acquire (library);
  holder->subset = g_steal_pointer (&job->subset);
  slot->map = g_steal_pointer (&job->map);
  gsize length = 0;
  const guint8 *bytes = g_bytes_get_data (holder->subset->data, &length);
  if (FT_New_Memory_Face (library->library, bytes, (FT_Long) length, 0, &holder->face) != 0) {
    g_set_error (error, PDF_DOCUMENT_ERROR, PDF_DOCUMENT_ERROR_CAIRO, _ ("%s: the subset cannot be read"),
                 wz_font_face_get_path (job->face->face));
    holder_free (holder);
    return FALSE;
  }
  slot->face = cairo_ft_font_face_create_for_ft_face (holder->face, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP);
  cairo_font_face_set_user_data (slot->face, &key, holder, holder_free);
  slot->scaled = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) cairo_scaled_font_destroy);
  return TRUE;
}

PdfFontPalette *
pdf_palette_new (const PdfDocument *document, GError **error)
{
  PdfFontPalette *palette = g_new0 (PdfFontPalette, 1);
  Library *library = g_rc_box_new0 (Library);
  gboolean good = FT_Init_FreeType (&library->library) == 0;
  palette->document = document;
  palette->n_slots = pdf_fonts_get_n_faces (document->fonts);
  palette->slots = g_new0 (Slot, palette->n_slots + 1);
  g_autofree Job *jobs = g_new0 (Job, palette->n_slots + 1);
  for (guint i = 0; i < palette->n_slots; i++) {
    const PdfFace *face = pdf_fonts_get_face (document->fonts, i);
    jobs[i].face = hb_set_is_empty (face->used) ? NULL : face;
  }
  run_jobs (jobs, palette->n_slots);
  for (guint i = 0; i < palette->n_slots; i++) {
    if (jobs[i].face != NULL && good)
      good = open_slot (&palette->slots[i], library, &jobs[i], error);
    g_clear_pointer (&jobs[i].subset, font_subset_free);
    g_clear_pointer (&jobs[i].map, g_array_unref);
    g_clear_error (&jobs[i].error);
  }
  g_rc_box_release_full (library, library_clear);
  if (good)
    return palette;
  pdf_palette_free (palette);
  return NULL;
}

void
pdf_palette_free (PdfFontPalette *palette)
{
  if (palette == NULL)
    return;
  for (guint i = 0; i < palette->n_slots; i++) {
    g_clear_pointer (&palette->slots[i].scaled, g_hash_table_unref);
    g_clear_pointer (&palette->slots[i].face, cairo_font_face_destroy);
    g_clear_pointer (&palette->slots[i].map, g_array_unref);
  }
  g_free (palette->slots);
  g_free (palette);
}

static cairo_scaled_font_t *
make_scaled (const Slot *slot, gdouble size)
{
  cairo_matrix_t matrix, identity;
  cairo_matrix_init_scale (&matrix, size, size);
  cairo_matrix_init_identity (&identity);
  cairo_font_options_t *options = cairo_font_options_create ();
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_scaled_font_t *font = cairo_scaled_font_create (slot->face, &matrix, &identity, options);
  cairo_font_options_destroy (options);
  return font;
}

static void
use (PdfFontPalette *palette, cairo_t *cr, guint face, PdfUnit drawn)
{
  Slot *slot = &palette->slots[face];
  cairo_scaled_font_t *font = g_hash_table_lookup (slot->scaled, GINT_TO_POINTER (drawn));
  if (font == NULL) {
    font = make_scaled (slot, drawn / (gdouble) PDF_UNIT);
    g_hash_table_insert (slot->scaled, GINT_TO_POINTER (drawn), font);
  }
  cairo_set_scaled_font (cr, font);
}

void
pdf_palette_use (PdfFontPalette *palette, cairo_t *cr, guint face, PdfUnit size)
{
  use (palette, cr, face, pdf_face_size (pdf_fonts_get_face (palette->document->fonts, face), size));
}

void
pdf_palette_use_exactly (PdfFontPalette *palette, cairo_t *cr, guint face, gdouble size_pt)
{
  use (palette, cr, face, (PdfUnit) (size_pt * PDF_UNIT + 0.5));
}

guint
pdf_palette_map (const PdfFontPalette *palette, guint face, guint glyph)
{
  const GArray *map = palette->slots[face].map;
  guint32 mapped = glyph < map->len ? g_array_index (map, guint32, glyph) : G_MAXUINT32;
  return mapped != G_MAXUINT32 ? mapped : 0;
}
