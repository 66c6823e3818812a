/* pdf-tags.c: see pdf-tags.h. SPDX-License-Identifier: MIT */
#include "pdf-tags.h"

#include <cairo-pdf.h>
#include <string.h>

#define MAX_DEPTH 8

/* An open element: what it stands for, so that the next item can tell whether it is inside. */
typedef struct {
  const gchar *name;
  gint64 identity;
  const gchar *lang; /* NULL: that of the document */
} Element;

struct _PdfTagger {
  const ComposeDocument *document;
  ComposePainter *painter; /* NULL before the first page */
  cairo_t *cr;
  Element open[MAX_DEPTH];
  guint depth;
  const gchar *leaf; /* inside the innermost element: Span or Link; NULL for none */
  gint32 leaf_link;
  gboolean leaves; /* the innermost element holds leaves, not text */
  gboolean in_artifact;
  const ComposePart *part; /* that @spread belongs to */
  guint8 *spread;          /* of each block: whether it needs leaves */
  guint n_spread;
  GArray *begun; /* of PdfPackTag, in the order of the tree */
};

/* ---- What a block's element is ------------------------------------------------------------------------- */

static const struct {
  const gchar *container; /* around neighbours of this kind */
  const gchar *name;
} elements[] = {
    [COMPOSE_ELEMENT_NONE] = {NULL, NULL},         [COMPOSE_ELEMENT_P] = {NULL, "P"},
    [COMPOSE_ELEMENT_H1] = {NULL, "H1"},           [COMPOSE_ELEMENT_H2] = {NULL, "H2"},
    [COMPOSE_ELEMENT_H3] = {NULL, "H3"},           [COMPOSE_ELEMENT_LI] = {"L", "LI"},
    [COMPOSE_ELEMENT_QUOTE] = {"BlockQuote", "P"}, [COMPOSE_ELEMENT_CODE] = {NULL, "P"},
    [COMPOSE_ELEMENT_CAPTION] = {NULL, "Caption"}, [COMPOSE_ELEMENT_NOTE] = {NULL, "Note"},
    [COMPOSE_ELEMENT_TOCI] = {"TOC", "TOCI"},      [COMPOSE_ELEMENT_INDEX] = {"Index", "P"},
    [COMPOSE_ELEMENT_FIGURE] = {NULL, "Figure"},   [COMPOSE_ELEMENT_FORMULA] = {NULL, "Formula"},
    [COMPOSE_ELEMENT_TABLE] = {"Table", "TR"},
};

static gboolean
item_has_links (const ComposeDocument *document, const ComposeFlow *flow, const ComposeItem *item)
{
  for (guint i = 0; i < item->n_placed; i++) {
    const ComposeSetLine *line =
        compose_line_store_get_line (document->store, compose_flow_get_placed (flow, item->placed + i)->line);
    for (guint r = 0; r < line->n_runs; r++)
      if (compose_line_store_get_run (document->store, line->run + r)->link >= 0)
        return TRUE;
  }
  return FALSE;
}

/* Which blocks of @part hold links or stand on several pages. */
static void
look_at_part (PdfTagger *tagger, const ComposePart *part)
{
  const GArray *pieces = part->pagination->pieces;
  g_free (tagger->spread);
  tagger->part = part;
  tagger->n_spread = part->blocks->blocks->len;
  tagger->spread = g_new0 (guint8, tagger->n_spread + 1);
  g_autofree guint32 *pages = g_new0 (guint32, tagger->n_spread + 1); /* each block's, from 1 */
  for (guint i = 0; i < pieces->len; i++) {
    const ComposePiece *piece = &g_array_index (pieces, ComposePiece, i);
    const ComposeItem *item = compose_flow_get_item (part->flow, piece->item);
    if (item->block >= tagger->n_spread)
      continue;
    guint32 *page = &pages[item->block];
    if ((*page > 0 && *page != piece->page + 1) || item_has_links (tagger->document, part->flow, item))
      tagger->spread[item->block] = 1;
    *page = piece->page + 1;
  }
}

/* ---- The list of what was begun: cairo has no place for a language, the packer has ---- */

static void
begin_tag (PdfTagger *tagger, const gchar *name, const gchar *attributes)
{
  if (tagger->painter != NULL)
    compose_painter_flush (tagger->painter);
  cairo_tag_begin (tagger->cr, name, attributes);
}

static void
end_tag (PdfTagger *tagger, const gchar *name)
{
  if (tagger->painter != NULL)
    compose_painter_flush (tagger->painter);
  cairo_tag_end (tagger->cr, name);
}

static void
begin (PdfTagger *tagger, const gchar *name, const gchar *attributes, const gchar *lang)
{
  PdfPackTag tag = {name, lang};
  g_array_append_val (tagger->begun, tag);
  begin_tag (tagger, name, attributes);
}

const PdfPackTag *
pdf_tagger_get_tags (const PdfTagger *tagger, guint *n_tags)
{
  *n_tags = tagger->begun->len;
  return (const PdfPackTag *) (gconstpointer) tagger->begun->data;
}

/* ---- Opening and closing ------------------------------------------------------------------------------- */

static void
close_leaf (PdfTagger *tagger)
{
  if (tagger->leaf != NULL)
    end_tag (tagger, tagger->leaf);
  tagger->leaf = NULL;
  tagger->leaf_link = -1;
}

static void
close_to (PdfTagger *tagger, guint depth)
{
  if (tagger->depth > depth) {
    close_leaf (tagger);
    tagger->leaves = FALSE;
  }
  while (tagger->depth > depth)
    end_tag (tagger, tagger->open[--tagger->depth].name);
}

/* Opens the elements of @path that are not open yet, after closing what is not on it. */
static void
follow (PdfTagger *tagger, const Element *path, guint n)
{
  guint same = 0;
  while (same < n && same < tagger->depth && path[same].identity == tagger->open[same].identity &&
         strcmp (path[same].name, tagger->open[same].name) == 0)
    same++;
  if (same == n && same == tagger->depth)
    return;
  close_to (tagger, same);
  for (guint i = same; i < n; i++) {
    begin (tagger, path[i].name, NULL, path[i].lang);
    tagger->open[tagger->depth++] = path[i];
  }
}

static void
enter (PdfTagger *tagger, const ComposePart *part, const ComposeItem *item)
{
  const ComposeBlock *block = compose_flow_get_block (part->flow, item->block);
  if (part != tagger->part)
    look_at_part (tagger, part);
  if (block == NULL || elements[block->element].name == NULL)
    return;
  Element path[MAX_DEPTH];
  guint n = 0;
  gint64 base = (gint64) (gsize) part;
  path[n++] = (Element){"Document", 0};
  path[n++] = (Element){"Sect", base + block->section};
  if (block->entry >= 0)
    path[n++] = (Element){"Art", block->entry};
  if (elements[block->element].container != NULL)
    path[n++] = (Element){elements[block->element].container,
                          block->element == COMPOSE_ELEMENT_TABLE ? (gint64) item->block : 0};
  gint64 row = block->element == COMPOSE_ELEMENT_TABLE ? (gint64) item->placed << 32 : 0;
  const gchar *lang = block->lang;
  if (lang != NULL && strcmp (lang, wz_galley_get_lang (tagger->document->galley)) == 0)
    lang = NULL;
  path[n++] = (Element){elements[block->element].name, (gint64) item->block + row,
                        lang != NULL ? wz_lang_map (lang, WZ_LANG_EPUB) : NULL};
  follow (tagger, path, n);
  tagger->leaves = item->block < tagger->n_spread && tagger->spread[item->block] != 0;
}

static void
enter_note (PdfTagger *tagger, const ComposePart *part)
{
  Element path[] = {{"Document", 0}, {"Note", -1}};
  if (part != tagger->part)
    look_at_part (tagger, part);
  close_to (tagger, MIN (tagger->depth, 1));
  follow (tagger, path, G_N_ELEMENTS (path));
  tagger->leaves = TRUE;
}

void
pdf_tagger_close (PdfTagger *tagger)
{
  close_to (tagger, 0);
}

static void
end_page (PdfTagger *tagger)
{
  close_leaf (tagger);
  /* Text straight in an element would go on behind the running head of the next page. */
  if (tagger->depth > 0 && !tagger->leaves)
    close_to (tagger, tagger->depth - 1);
}

/* ---- Leaves and links ---------------------------------------------------------------------------------- */

/* What ends a string among cairo's attributes is encoded; the model has seen to all else. */
static void
append_uri (GString *out, const gchar *uri)
{
  for (const gchar *p = uri; *p != '\0'; p++)
    if (*p == '\'')
      g_string_append (out, "%27");
    else
      g_string_append_c (out, *p);
}

/* R115: a destination that is nowhere would be a dead link. */
static gchar *
dup_link_attributes (const PdfTagger *tagger, const ComposePart *part, gint32 link)
{
  if (link < 0)
    return NULL;
  const ComposeLink *target = part->blocks->links->pdata[link];
  GString *out = g_string_new (NULL);
  if (target->uri != NULL) {
    g_string_append (out, "uri='");
    append_uri (out, target->uri);
    g_string_append_c (out, '\'');
  } else if (target->dest != NULL && g_hash_table_contains (tagger->document->dests, target->dest))
    g_string_append_printf (out, "dest='%s'", target->dest);
  return g_string_free (out, out->len == 0);
}

static void
begin_run (PdfTagger *tagger, const ComposePart *part, const ComposeRun *run)
{
  if (tagger->depth == 0 || !tagger->leaves)
    return;
  g_autofree gchar *attributes = dup_link_attributes (tagger, part, run->link);
  gint32 link = attributes != NULL ? run->link : -1;
  if (tagger->leaf != NULL && tagger->leaf_link == link)
    return;
  close_leaf (tagger);
  tagger->leaf = link >= 0 ? CAIRO_TAG_LINK : "Span";
  tagger->leaf_link = link;
  begin (tagger, tagger->leaf, attributes, NULL);
}

/* Called at the end of a line: a link never reaches over it. */
static void
end_run (PdfTagger *tagger)
{
  if (tagger->leaf != NULL && tagger->leaf_link >= 0)
    close_leaf (tagger);
}

/* R111: what cairo 1.16 draws while no element takes text is in none. 1.18 puts it into the innermost element
 * that is open, in the middle of a paragraph that goes on over pages, unless it is called what it is. */
static gboolean
cairo_has_artifacts (void)
{
  return cairo_version () >= CAIRO_VERSION_ENCODE (1, 18, 0);
}

static void
begin_artifact (PdfTagger *tagger)
{
  /* The first tag of a tagged file has to be a document's. */
  tagger->in_artifact = tagger->depth > 0 && cairo_has_artifacts ();
  if (tagger->in_artifact)
    begin_tag (tagger, "Artifact", NULL);
}

static void
end_artifact (PdfTagger *tagger)
{
  if (tagger->in_artifact)
    end_tag (tagger, "Artifact");
  tagger->in_artifact = FALSE;
}

/* An element refers to its link once a piece of content; in cairo 1.18 not at all where there is none, as
 * above an area. Content without anything in it is a piece too. */
static void
add_no_content (PdfTagger *tagger)
{
  if (!cairo_has_artifacts ())
    return;
  g_autofree gchar *attributes = g_strdup_printf ("tag_name='Span' id='area-%u'", tagger->begun->len);
  begin_tag (tagger, "cairo.content", attributes);
  end_tag (tagger, "cairo.content");
}

static void
link_area (PdfTagger *tagger, const ComposePaintEvent *area)
{
  g_autofree gchar *attributes = dup_link_attributes (tagger, area->part, area->run->link);
  if (attributes == NULL)
    return;
  gdouble numbers[] = {area->x, area->y, area->width, area->height};
  cairo_user_to_device (tagger->cr, &numbers[0], &numbers[1]); /* R114: cairo does not transform places */
  GString *all = g_string_new (attributes);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++) {
    gchar buffer[G_ASCII_DTOSTR_BUF_SIZE];
    g_string_append_printf (all, "%s%s", i == 0 ? " rect=[" : " ",
                            g_ascii_formatd (buffer, sizeof buffer, "%.2f", numbers[i]));
  }
  g_string_append_c (all, ']');
  close_leaf (tagger);
  begin (tagger, CAIRO_TAG_LINK, all->str, NULL);
  add_no_content (tagger);
  end_tag (tagger, CAIRO_TAG_LINK);
  g_string_free (all, TRUE);
}

/* A name is a place that readers keep, and what links lead to: none is internal, since Cairo leaves those
 * out, and before 1.17.6 still links by name to what comes later. */
static void
add_dest (PdfTagger *tagger, const gchar *name, gdouble x, gdouble y)
{
  gchar left[G_ASCII_DTOSTR_BUF_SIZE], top[G_ASCII_DTOSTR_BUF_SIZE];
  cairo_user_to_device (tagger->cr, &x, &y);
  g_autofree gchar *attributes =
      g_strdup_printf ("name='%s' x=%s y=%s", name, g_ascii_formatd (left, sizeof left, "%.2f", x),
                       g_ascii_formatd (top, sizeof top, "%.2f", y));
  close_leaf (tagger);
  if (tagger->depth > 1)
    close_to (tagger, 1);
  begin_tag (tagger, CAIRO_TAG_DEST, attributes);
  end_tag (tagger, CAIRO_TAG_DEST);
}

void
pdf_tagger_tag (ComposePainter *painter, const ComposePaintEvent *event, gpointer data)
{
  PdfTagger *tagger = data;
  tagger->painter = painter;
  switch (event->kind) {
  case COMPOSE_PAINT_ITEM:
    enter (tagger, event->part, event->item);
    break;
  case COMPOSE_PAINT_NOTE:
    enter_note (tagger, event->part);
    break;
  case COMPOSE_PAINT_RUN:
    begin_run (tagger, event->part, event->run);
    break;
  case COMPOSE_PAINT_LINE_END:
    end_run (tagger);
    break;
  case COMPOSE_PAINT_FURNITURE:
    begin_artifact (tagger);
    break;
  case COMPOSE_PAINT_FURNITURE_END:
    end_artifact (tagger);
    break;
  case COMPOSE_PAINT_LINK:
    link_area (tagger, event);
    break;
  case COMPOSE_PAINT_DEST:
    add_dest (tagger, event->dest, event->x, event->y);
    break;
  case COMPOSE_PAINT_BREAK:
    end_page (tagger);
    break;
  }
}

PdfTagger *
pdf_tagger_new (const ComposeDocument *document, cairo_t *cr)
{
  PdfTagger *tagger = g_new0 (PdfTagger, 1);
  tagger->document = document;
  tagger->cr = cr;
  tagger->leaf_link = -1;
  tagger->begun = g_array_new (FALSE, FALSE, sizeof (PdfPackTag));
  return tagger;
}

void
pdf_tagger_free (PdfTagger *tagger)
{
  g_array_unref (tagger->begun);
  g_free (tagger->spread);
  g_free (tagger);
}
