/* compose-shape-store.c: composed lines of a shaped paragraph. In: a ComposeShaped and its layout. Out: lines
 * in a ComposeLineStore (compose-shape.h). For the thread that places lines. SPDX-License-Identifier: MIT */
#include "compose-bidi.h"
#include "compose-box.h"
#include "compose-shape-private.h"

/* The run that the next cluster belongs to: the last one, or a new one. */
static ComposeRun *
open_run (ComposeLineStore *store, ComposeSetLine *line, guint16 face, guint16 style, gint32 link,
          gunichar box)
{
  if (line->n_runs > 0) {
    ComposeRun *last = &g_array_index (store->runs, ComposeRun, line->run + line->n_runs - 1);
    if (last->face == face && last->style == style && last->link == link && last->box == 0 && box == 0)
      return last;
  }
  ComposeRun run = {
      face, style, link, store->glyphs->len, 0, store->clusters->len, 0, (guint32) store->text->len, 0, box};
  g_array_append_val (store->runs, run);
  line->n_runs++;
  return &g_array_index (store->runs, ComposeRun, store->runs->len - 1);
}

static void
store_glyph (ComposeLineStore *store, ComposeRun *run, guint16 glyph, ComposeUnit x, ComposeUnit dy)
{
  ComposeGlyph set = {glyph, (gint16) (dy / 16), x};
  g_array_append_val (store->glyphs, set);
  run->n_glyphs++;
}

static void
store_cluster (ComposeLineStore *store, ComposeRun *run, guint n_bytes, guint n_glyphs)
{
  ComposeCluster cluster = {(guint8) n_bytes, (guint8) n_glyphs};
  g_array_append_val (store->clusters, cluster);
  run->n_clusters++;
  run->n_bytes += n_bytes;
}

/* Bytes and glyphs added to the run since @n_bytes and @n_glyphs become a cluster. */
static void
close_cluster (ComposeLineStore *store, ComposeRun *run, gsize bytes_before, guint32 glyphs_before)
{
  gsize n_bytes = store->text->len - bytes_before;
  guint n_glyphs = store->glyphs->len - glyphs_before;
  if (n_bytes > 0 || n_glyphs > 0)
    store_cluster (store, run, (guint) MIN (n_bytes, 255), MIN (n_glyphs, 255));
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
store_characters (ComposeShaped *shaped, ComposeLineStore *store, ComposeSetLine *line, guint start,
                  guint end, ComposeUnit x)
{
  guint32 first = shaped->first[start], last = shaped->first[end];
  if (first == last)
    return;
  gunichar box = is_box (shaped, start) ? shaped->chars[start].ch : 0;
  if (box != 0)
    compose_box_use (shaped->fonts, box);
  ComposeFace *face = g_array_index (shaped->glyphs, ShapedGlyph, first).face;
  guint16 number = (guint16) compose_fonts_use (shaped->fonts, face);
  ComposeRun *run = open_run (store, line, number, shaped->chars[start].style,
                              compose_source_find_link (shaped->source, start), box);
  hb_set_t *glyphs = compose_face_get_glyphs (
      face, compose_fonts_get_style (shaped->fonts, shaped->chars[start].style)->size);
  gsize bytes_before = store->text->len;
  guint32 glyphs_before = store->glyphs->len;
  for (guint i = start; i < end; i++) {
    gboolean own = shaped->first[i] < shaped->first[i + 1];
    if (own && i > start && store->glyphs->len > glyphs_before) {
      close_cluster (store, run, bytes_before, glyphs_before);
      bytes_before = store->text->len;
      glyphs_before = store->glyphs->len;
    }
    for (guint32 g = shaped->first[i]; g < shaped->first[i + 1] && g - first < 255; g++) {
      const ShapedGlyph *glyph = &g_array_index (shaped->glyphs, ShapedGlyph, g);
      store_glyph (store, run, glyph->glyph, x + glyph->dx, glyph->dy);
      hb_set_add (glyphs, glyph->glyph);
    }
    if (!compose_shape_is_invisible (shaped->chars[i].ch) && store->text->len - bytes_before < 248)
      g_string_append_unichar (store->text, shaped->chars[i].ch);
  }
  close_cluster (store, run, bytes_before, glyphs_before);
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
store_cluster_parts (ComposeShaped *shaped, ComposeLineStore *store, ComposeSetLine *line, guint start,
                     guint end, ComposeUnit x)
{
  for (guint i = start; i < end;) {
    const ComposeFace *face = face_of (shaped, i);
    guint next = i + 1;
    while (next < end && (face_of (shaped, next) == NULL ||
                          (face_of (shaped, next) == face && !is_box (shaped, next) && !is_box (shaped, i))))
      next++;
    store_characters (shaped, store, line, i, next, x);
    i = next;
  }
}

static void
store_hyphen (ComposeShaped *shaped, ComposeLineStore *store, ComposeSetLine *line,
              const ComposeLine *composed)
{
  ComposeFace *face = compose_fonts_find (shaped->fonts, composed->hyphen_style, COMPOSE_FONT_LATIN, '-');
  hb_codepoint_t glyph = 0;
  if (face == NULL || !hb_font_get_nominal_glyph (face->font, '-', &glyph))
    return;
  gint32 link = compose_source_find_link (shaped->source, composed->last);
  guint16 number = (guint16) compose_fonts_use (shaped->fonts, face);
  ComposeRun *run = open_run (store, line, number, composed->hyphen_style, link, 0);
  store_glyph (store, run, (guint16) glyph, composed->hyphen_x, 0);
  hb_set_add (
      compose_face_get_glyphs (face, compose_fonts_get_style (shaped->fonts, composed->hyphen_style)->size),
      glyph);
  g_string_append_c (store->text, '-'); /* R63 */
  store_cluster (store, run, 1, 1);
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
  ComposeSetLine set = {store->runs->len, 0, composed->left, composed->right, composed->flags};
  g_autofree ComposeUnit *x = dup_places (shaped, layout, composed);
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
      store_cluster_parts (shaped, store, &set, i, next, x[i - composed->start]);
    else if (trails)
      store_characters (shaped, store, &set, i, next, composed->right);
    i = next;
  }
  if ((composed->flags & COMPOSE_LINE_HYPHEN) != 0)
    store_hyphen (shaped, store, &set, composed);
  g_array_append_val (store->lines, set);
  return store->lines->len - 1;
}
