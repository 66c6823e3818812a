/* compose-shape-store.c: composed lines of a shaped paragraph. In: a ComposeShaped and its layout. Out: lines
 * in a ComposeLineStore (compose-shape.h). For the thread that places lines. SPDX-License-Identifier: MIT */
#include "compose-bidi.h"
#include "compose-box.h"
#include "compose-shape-private.h"

/* A line on its way into the store, whose arrays have room for all of it.
 * @n_glyphs, @n_clusters: so many of the store's are set */
typedef struct {
  ComposeShaped *shaped;
  ComposeLineStore *store;
  ComposeSetLine set;
  guint32 n_glyphs, n_clusters;
} Line;

/* The run that the next cluster belongs to: the last one, or a new one. */
static ComposeRun *
open_run (Line *line, guint16 face, guint16 style, gint32 link, gunichar box)
{
  ComposeLineStore *store = line->store;
  if (line->set.n_runs > 0) {
    ComposeRun *last = &g_array_index (store->runs, ComposeRun, line->set.run + line->set.n_runs - 1);
    if (last->face == face && last->style == style && last->link == link && last->box == 0 && box == 0)
      return last;
  }
  ComposeRun run = {face, style, link, line->n_glyphs, 0, line->n_clusters, 0, (guint32) store->text->len,
                    0,    box};
  g_array_append_val (store->runs, run);
  line->set.n_runs++;
  return &g_array_index (store->runs, ComposeRun, store->runs->len - 1);
}

static inline void
store_glyph (Line *line, ComposeRun *run, guint16 glyph, ComposeUnit x, ComposeUnit dy)
{
  g_array_index (line->store->glyphs, ComposeGlyph, line->n_glyphs++) =
      (ComposeGlyph){glyph, (gint16) (dy / 16), x};
  run->n_glyphs++;
}

static inline void
store_cluster (Line *line, ComposeRun *run, guint n_bytes, guint n_glyphs)
{
  g_array_index (line->store->clusters, ComposeCluster, line->n_clusters++) =
      (ComposeCluster){(guint8) n_bytes, (guint8) n_glyphs};
  run->n_clusters++;
  run->n_bytes += n_bytes;
}

/* Bytes and glyphs added to the run since @n_bytes and @n_glyphs become a cluster. */
static void
close_cluster (Line *line, ComposeRun *run, gsize bytes_before, guint32 glyphs_before)
{
  gsize n_bytes = line->store->text->len - bytes_before;
  guint n_glyphs = line->n_glyphs - glyphs_before;
  if (n_bytes > 0 || n_glyphs > 0)
    store_cluster (line, run, (guint) MIN (n_bytes, 255), MIN (n_glyphs, 255));
}

static void
append_character (GString *text, gunichar ch)
{
  if (ch < 0x80)
    g_string_append_c (text, (gchar) ch);
  else
    g_string_append_unichar (text, ch);
}

static gint
compare_indices (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;
  return x < y ? -1 : x > y;
}

static gboolean
is_box (const ComposeShaped *shaped, guint at)
{
  return shaped->boxes != NULL && g_array_binary_search (shaped->boxes, &at, compare_indices, NULL);
}

/*
 * Characters [start, end), which no line and no gap divides. A character and its own glyphs are a cluster;
 * one that shares a glyph with those before it joins theirs. So a letter and the mark on it stay two: what
 * stands for several characters at once needs an ActualText in the file, and readers of the structure stumble
 * over it.
 */
static void
store_characters (Line *line, guint start, guint end, ComposeUnit x)
{
  ComposeShaped *shaped = line->shaped;
  GString *text = line->store->text;
  guint32 first = shaped->first[start], last = shaped->first[end];
  if (first == last)
    return;
  gunichar box = is_box (shaped, start) ? shaped->chars[start].ch : 0;
  if (box != 0)
    compose_box_use (shaped->fonts, box);
  ComposeFace *face = g_array_index (shaped->glyphs, ShapedGlyph, first).face;
  guint16 number = (guint16) compose_fonts_use (shaped->fonts, face);
  ComposeRun *run = open_run (line, number, shaped->chars[start].style,
                              compose_source_find_link (shaped->source, start), box);
  hb_set_t *glyphs = compose_face_get_glyphs (
      face, compose_fonts_get_style (shaped->fonts, shaped->chars[start].style)->size);
  gsize bytes_before = text->len;
  guint32 glyphs_before = line->n_glyphs;
  for (guint i = start; i < end; i++) {
    gboolean own = shaped->first[i] < shaped->first[i + 1];
    if (own && i > start && line->n_glyphs > glyphs_before) {
      close_cluster (line, run, bytes_before, glyphs_before);
      bytes_before = text->len;
      glyphs_before = line->n_glyphs;
    }
    for (guint32 g = shaped->first[i]; g < shaped->first[i + 1] && g - first < 255; g++) {
      const ShapedGlyph *glyph = &g_array_index (shaped->glyphs, ShapedGlyph, g);
      store_glyph (line, run, glyph->glyph, x + glyph->dx, glyph->dy);
      hb_set_add (glyphs, glyph->glyph);
    }
    if (!compose_shape_is_invisible (shaped->chars[i].ch) && text->len - bytes_before < 248)
      append_character (text, shaped->chars[i].ch);
  }
  close_cluster (line, run, bytes_before, glyphs_before);
}

static const ComposeFace *
face_of (const ComposeShaped *shaped, guint at)
{
  if (shaped->first[at] == shaped->first[at + 1])
    return NULL;
  return g_array_index (shaped->glyphs, ShapedGlyph, shaped->first[at]).face;
}

/* Characters [start, end) that stand together: a run for each face among them, and for each box. */
static void
store_cluster_parts (Line *line, guint start, guint end, ComposeUnit x)
{
  const ComposeShaped *shaped = line->shaped;
  for (guint i = start; i < end;) {
    const ComposeFace *face = face_of (shaped, i);
    guint next = i + 1;
    while (next < end && (face_of (shaped, next) == NULL ||
                          (face_of (shaped, next) == face && !is_box (shaped, next) && !is_box (shaped, i))))
      next++;
    store_characters (line, i, next, x);
    i = next;
  }
}

static void
store_hyphen (Line *line, const ComposeLine *composed)
{
  const ComposeShaped *shaped = line->shaped;
  ComposeFace *face = compose_fonts_find (shaped->fonts, composed->hyphen_style, COMPOSE_FONT_LATIN, '-');
  hb_codepoint_t glyph = 0;
  if (face == NULL || !hb_font_get_nominal_glyph (face->font, '-', &glyph))
    return;
  gint32 link = compose_source_find_link (shaped->source, composed->last);
  guint16 number = (guint16) compose_fonts_use (shaped->fonts, face);
  ComposeRun *run = open_run (line, number, composed->hyphen_style, link, 0);
  store_glyph (line, run, (guint16) glyph, composed->hyphen_x, 0);
  hb_set_add (
      compose_face_get_glyphs (face, compose_fonts_get_style (shaped->fonts, composed->hyphen_style)->size),
      glyph);
  g_string_append_c (line->store->text, '-'); /* R63 */
  store_cluster (line, run, 1, 1);
}

/* Where the characters of line @composed stand, left to right: as they are, or turned round where the text
 * runs from right to left. */
static ComposeUnit *
dup_places (const ComposeShaped *shaped, const ComposeLayout *layout, const ComposeLine *composed)
{
  guint n = composed->end - composed->start;
  ComposeUnit *x = g_new (ComposeUnit, n + 1);
  for (guint i = 0; i < n; i++)
    x[i] = layout->places[composed->start + i].x;
  if (shaped->levels == NULL || composed->first > composed->last)
    return x;
  guint shown = composed->first - composed->start, n_shown = composed->last - composed->first + 1;
  g_autofree ComposeUnit *widths = g_new (ComposeUnit, n_shown);
  for (guint i = 0; i < n_shown; i++) {
    const ComposeMetric *metric = &shaped->metrics[composed->first + i];
    widths[i] = metric->joined ? COMPOSE_BIDI_JOINED : metric->advance;
  }
  compose_bidi_place (x + shown, widths, shaped->levels + composed->first, n_shown);
  return x;
}

guint32
compose_shaped_store (ComposeShaped *shaped, const ComposeLayout *layout, guint line, ComposeLineStore *store)
{
  const ComposeLine *composed = &layout->lines[line];
  Line stored = {shaped,
                 store,
                 {store->runs->len, 0, composed->left, composed->right, composed->flags},
                 store->glyphs->len,
                 store->clusters->len};
  g_autofree ComposeUnit *x = dup_places (shaped, layout, composed);
  /* a hyphen is one more */
  g_array_set_size (store->glyphs,
                    stored.n_glyphs + shaped->first[composed->end] - shaped->first[composed->start] + 1);
  g_array_set_size (store->clusters, stored.n_clusters + composed->end - composed->start + 1);
  for (guint i = composed->start; i < composed->end;) {
    guint next = i + 1;
    while (next < composed->end && shaped->metrics[next].joined)
      next++;
    gboolean shows = i >= composed->first && i <= composed->last;
    /* The space that a break replaces stays in the text, behind the line's end, so that words are copied
     * apart. */
    gboolean trails = i > composed->last && next == composed->end && line + 1 < layout->n_lines &&
                      shaped->chars[i].ch == ' ';
    if (shows)
      store_cluster_parts (&stored, i, next, x[i - composed->start]);
    else if (trails)
      store_characters (&stored, i, next, composed->right);
    i = next;
  }
  if ((composed->flags & COMPOSE_LINE_HYPHEN) != 0)
    store_hyphen (&stored, composed);
  g_array_set_size (store->glyphs, stored.n_glyphs);
  g_array_set_size (store->clusters, stored.n_clusters);
  g_array_append_val (store->lines, stored.set);
  return store->lines->len - 1;
}
