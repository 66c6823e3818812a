/* In: the paragraphs of an entry that stand under no label. Out: its abstracts, by their language.
 * SPDX-License-Identifier: MIT */
#include "read/markdown/read-md.h"

#include <string.h>

static gboolean
is_chinese (const gchar *text)
{
  ReadDoc doc = {.text = text};

  return read_span_is_chinese (&doc, (ReadSpan){0, strlen (text)});
}

/* A title that another part of the page has already, with what the archive's feed puts behind it:
 * `Title. (arXiv:2601.00001v4 [cs.IR] UPDATED)`. */
static gboolean
repeats_title (ReadDoc *doc, ReadEntry *entry, const ReadBlock *block)
{
  const gchar *title = entry->title_en.text, *text = block->text, *behind;
  gsize n = strlen (text), at;

  if (title == NULL || !g_str_has_prefix (text, title))
    return FALSE;
  behind = text + strlen (title);
  behind += strspn (behind, " (");
  if (*behind == 0)
    return TRUE;
  if (g_ascii_strncasecmp (behind, "arxiv:", 6) != 0)
    return FALSE;
  g_autofree gchar *uri = g_strndup (behind, strcspn (behind, " )"));
  read_md_take_version (entry, uri);
  at = block->offset_bytes + (gsize) (behind - text);
  if (read_is_exact (doc, text, block->offset_bytes))
    read_doc_mark (doc, (ReadSpan){at, block->offset_bytes + n}, WZ_COVERAGE_BOILERPLATE);
  if (strstr (behind, "UPDATED") != NULL)
    entry->status = WZ_STATUS_REPLACED;
  return TRUE;
}

static gboolean
is_told (const ReadEntry *entry, const gchar *text)
{
  for (guint i = 0; i < entry->points->len; i++) {
    const GArray *blocks = g_array_index (entry->points, ReadPoint, i).blocks;

    for (guint k = 0; k < blocks->len; k++)
      if (g_strcmp0 (g_array_index (blocks, ReadBlock, k).text, text) == 0)
        return TRUE;
  }
  return FALSE;
}

/* The English title may stand in a line of its own, below the Chinese one. */
static gboolean
is_english_title (const ReadEntry *entry, const ReadBlock *block, guint i)
{
  enum { TITLE_BYTES = 250 };

  return i == 0 && entry->title_en.text == NULL && entry->title_zh.text != NULL && entry->body->len > 1 &&
         !is_chinese (block->text) && strlen (block->text) < TITLE_BYTES;
}

void
read_md_name_paragraphs (ReadDoc *doc, ReadEntry *entry)
{
  guint n_chinese = 0, kept = 0;

  if (entry->abstract_zh->len + entry->abstract_en->len > 0)
    return;
  for (guint i = 0; i < entry->body->len; i++) {
    const ReadBlock *block = &g_array_index (entry->body, ReadBlock, i);

    if (block->text == NULL)
      return;
    n_chinese += !block->aside && is_chinese (block->text) && !is_told (entry, block->text);
  }
  for (guint i = 0; i < entry->body->len; i++) {
    ReadBlock block = g_array_index (entry->body, ReadBlock, i);
    gboolean chinese = is_chinese (block.text);

    if (block.aside)
      g_array_index (entry->body, ReadBlock, kept++) = block;
    else if (is_told (entry, block.text) || repeats_title (doc, entry, &block))
      continue;
    else if (is_english_title (entry, &block, i))
      entry->title_en = (ReadField){block.text, block.offset_bytes};
    else if (chinese && n_chinese == 2 && entry->points->len == 0 && entry->abstract_zh->len == 0)
      read_add_block (read_entry_get_point (entry, READ_LABEL_TLDR, TRUE), block);
    else
      read_add_block (chinese ? entry->abstract_zh : entry->abstract_en, block);
  }
  g_array_set_size (entry->body, kept);
}
