/* In: HTML. Out: its elements and texts, flat, with their bytes. SPDX-License-Identifier: MIT */
#include "rich/wz-page.h"

#include "rich/rich-sax.h"
#include "rich/wz-rich.h"

#include <string.h>

struct _WzPage {
  RichSax sax;
  GArray *nodes; /* of WzPageNode */
  GArray *open;  /* of guint: elements */
  gsize end;     /* what was not read begins here */
  GStringChunk *pool;
};

static WzPageNode *
node_at (const WzPage *page, guint i)
{
  return &g_array_index (page->nodes, WzPageNode, i);
}

static const gchar *
keep (WzPage *page, const gchar *value)
{
  return value != NULL ? g_string_chunk_insert (page->pool, value) : NULL;
}

static guint
innermost (const WzPage *page)
{
  return page->open->len > 0 ? g_array_index (page->open, guint, page->open->len - 1) : G_MAXUINT;
}

static void
close_last (WzPage *page)
{
  node_at (page, innermost (page))->end = page->nodes->len;
  g_array_set_size (page->open, page->open->len - 1);
}

static gboolean
is_full (WzPage *page)
{
  if (page->nodes->len < WZ_PAGE_MAX_NODES && page->open->len < WZ_RICH_MAX_DEPTH)
    return FALSE;
  page->end = MIN (page->end, page->sax.told);
  xmlStopParser (page->sax.parser);
  return TRUE;
}

static void
start_element (gpointer user_data, const xmlChar *name, const xmlChar **attributes)
{
  WzPage *page = user_data;
  gsize from, start = rich_sax_take_markup (&page->sax, &from);
  const gchar *source = rich_sax_attribute (attributes, "data-src");
  guint index = page->nodes->len;
  WzPageNode node = {.parent = innermost (page), .start_bytes = start, .end_bytes = page->sax.told};

  if (is_full (page))
    return;
  node.name = keep (page, (const gchar *) name);
  node.id = keep (page, rich_sax_attribute (attributes, "id"));
  node.class_name = keep (page, rich_sax_attribute (attributes, "class"));
  node.href = keep (page, rich_sax_attribute (attributes, "href"));
  node.source = keep (page, source != NULL ? source : rich_sax_attribute (attributes, "src"));
  node.alternative = keep (page, rich_sax_attribute (attributes, "alt"));
  node.arxiv = keep (page, rich_sax_attribute (attributes, "data-arxiv-id"));
  node.end = index + 1;
  g_array_append_val (page->nodes, node);
  g_array_append_val (page->open, index);
}

static void
end_element (gpointer user_data, const xmlChar *name)
{
  WzPage *page = user_data;
  guint i = page->open->len;
  gsize from;

  rich_sax_take_markup (&page->sax, &from);
  while (i > 0 && g_strcmp0 (node_at (page, g_array_index (page->open, guint, i - 1))->name,
                             (const gchar *) name) != 0)
    i--;
  while (i > 0 && page->open->len >= i)
    close_last (page);
}

static void
take_characters (gpointer user_data, const xmlChar *ch, gint length)
{
  WzPage *page = user_data;
  WzPageNode node = {.parent = innermost (page)};
  gsize n = (gsize) length;

  node.exact =
      rich_sax_take_characters (&page->sax, (const gchar *) ch, n, &node.start_bytes, &node.end_bytes);
  if (is_full (page))
    return;
  node.text = g_string_chunk_insert_len (page->pool, (const gchar *) ch, (gssize) n);
  node.end = page->nodes->len + 1;
  g_array_append_val (page->nodes, node);
}

static void
skip_doctype (gpointer user_data, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
  gsize from;

  rich_sax_take_markup (&((WzPage *) user_data)->sax, &from);
}

static void
skip_comment (gpointer user_data, const xmlChar *text)
{
  rich_sax_skip_comment (&((WzPage *) user_data)->sax);
}

WzPage *
wz_page_new (const gchar *text)
{
  static const htmlSAXHandler handler = {.internalSubset = skip_doctype,
                                         .startElement = start_element,
                                         .endElement = end_element,
                                         .characters = take_characters,
                                         .ignorableWhitespace = take_characters,
                                         .comment = skip_comment};
  WzPage *page = g_new0 (WzPage, 1);

  page->nodes = g_array_new (FALSE, FALSE, sizeof (WzPageNode));
  page->open = g_array_new (FALSE, FALSE, sizeof (guint));
  page->pool = g_string_chunk_new (65536);
  page->end = G_MAXSIZE;
  rich_sax_parse (&page->sax, text, &handler, page);
  page->end = MIN (page->end, page->sax.limit);
  while (page->open->len > 0)
    close_last (page);
  return page;
}

void
wz_page_free (WzPage *page)
{
  if (page == NULL)
    return;
  g_array_unref (page->nodes);
  g_array_unref (page->open);
  g_string_chunk_free (page->pool);
  g_free (page);
}

gsize
wz_page_get_end_bytes (const WzPage *page)
{
  return page->end;
}

guint
wz_page_get_n_nodes (const WzPage *page)
{
  return page->nodes->len;
}

const WzPageNode *
wz_page_get_node (const WzPage *page, guint i)
{
  return node_at (page, i);
}

guint
wz_page_find_id (const WzPage *page, const gchar *id)
{
  for (guint i = 0; i < page->nodes->len; i++)
    if (g_strcmp0 (node_at (page, i)->id, id) == 0)
      return i;
  return G_MAXUINT;
}
