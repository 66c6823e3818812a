/* In: what the lines of a document are. Out: which headings begin papers. A tool's digests have one form of
 * heading before links and labels, which is learnt from the file itself; a page without such headings is
 * none. SPDX-License-Identifier: MIT */
#include "read/markdown/read-md.h"

#include "base/wz-identity.h"
#include "read/common/read-match.h"
#include "read/common/read-tables.h"

#include <string.h>

/* Parts of a tool's page that no paper is in, and which are the tool's own. */
static const gchar *const own_headings[] = {
    "Table of Contents", "Contents", "目录",         "今日论文统计", "论文统计", "关键词云图",
    "近期论文趋势",      "语音播报", "订阅渠道",     "兴趣领域导航", "关于",     "About",
    "Subscribe",         "订阅",     "Star History", NULL,
};

static ReadSpan
strip_pictogram (const ReadDoc *doc, ReadSpan text)
{
  while (!read_span_is_empty (text) && !read_is_word (read_char_at (doc, text.start, text.end)))
    text.start = read_char_next (doc, text.start);
  return text;
}

gboolean
read_md_is_boilerplate (const ReadMd *md, guint i)
{
  const ReadMdLine *line = read_md_line (md, i);

  return line->kind == READ_MD_HEADING &&
         read_table_has (md->doc, strip_pictogram (md->doc, line->text), own_headings);
}

static gboolean
is_candidate (const ReadMd *md, guint i)
{
  const ReadMdLine *line = read_md_line (md, i);

  return line->kind == READ_MD_HEADING && line->label.field == READ_LABEL_NONE &&
         !read_span_is_empty (line->text) && !read_md_is_boilerplate (md, i);
}

/* Fields that hardly anything but a paper has. */
static gboolean
tells_of_paper (const ReadMd *md, const ReadMdLine *line)
{
  ReadSpan value = read_md_value (line);

  switch (line->label.field) {
  case READ_LABEL_TITLE_EN:
  case READ_LABEL_AUTHORS:
  case READ_LABEL_ARXIV:
  case READ_LABEL_DOI:
  case READ_LABEL_PRIMARY_CATEGORY:
  case READ_LABEL_ABSTRACT:
  case READ_LABEL_TLDR:
    return TRUE;
  case READ_LABEL_LINK:
    return read_span_is_empty (value) || read_span_starts (md->doc, value, "[") ||
           read_is_url_start (md->doc, value.start, value.end);
  default:
    return FALSE;
  }
}

/* Whether the address of a paper is all of a line. */
static gboolean
is_paper_link (ReadDoc *doc, ReadSpan line)
{
  ReadSpan label, url = line;
  g_auto (WzIdentity) identity = {0};

  return (read_md_is_link (doc, line, &label, &url) || read_is_url_start (doc, line.start, line.end)) &&
         url.end - url.start < 200 && wz_identity_of_link (read_doc_peek (doc, url), &identity);
}

/* Whether lines of their own lead to several papers: then no one heading is the paper that all is about. */
static gboolean
leads_to_several (const ReadMd *md)
{
  enum { FEWEST = 3, IDENTIFIER_BYTES = 60 };
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (ReadLink));

  for (guint i = md->first; i < md->lines->len; i++) {
    const ReadMdLine *line = read_md_line (md, i);
    ReadSpan body = read_doc_line (md->doc, i)->body;

    if (line->kind == READ_MD_HEADING || read_span_is_empty (body))
      continue;
    g_array_set_size (links, 0);
    if (body.end - body.start <= IDENTIFIER_BYTES) { /* `arXiv:2209.11142` */
      g_auto (WzIdentity) identity = {0};

      if (wz_identity_of_link (read_doc_peek (md->doc, body), &identity))
        g_hash_table_add (ids, wz_identity_dup_string (&identity));
    }
    if (!read_match_links (md->doc, body, links))
      continue;
    for (guint k = 0; k < links->len; k++) {
      g_auto (WzIdentity) identity = {0};

      if (wz_identity_of_link (read_doc_peek (md->doc, g_array_index (links, ReadLink, k).url), &identity))
        g_hash_table_add (ids, wz_identity_dup_string (&identity));
    }
  }
  return g_hash_table_size (ids) >= FEWEST;
}

/* Whether a paper's fields stand under heading @i, before the next one. */
static gboolean
has_fields (const ReadMd *md, guint i)
{
  gboolean footnote = read_md_line (md, i)->level == READ_MD_FOOTNOTE,
           named = read_md_line (md, i)->level == READ_MD_NAMED, first = TRUE;
  ReadSpan names;

  for (guint j = i + 1; j < md->lines->len && !is_candidate (md, j); j++) {
    const ReadMdLine *line = read_md_line (md, j);
    ReadSpan body = read_doc_line (md->doc, j)->body;

    if (read_span_is_empty (body) || line->kind == READ_MD_RULE)
      continue;
    if (named && line->label.field >= READ_LABEL_LINK &&
        line->label.field <= READ_LABEL_DOI) /* a plain digest's links have labels, too */
      continue;
    if (tells_of_paper (md, line) || (first && read_md_match_names (md->doc, body, &names)) ||
        (footnote && is_paper_link (md->doc, body)))
      return TRUE;
    first = FALSE;
  }
  return FALSE;
}

/* A heading that leads to the paper, or to a page of the same site on it. */
static gboolean
is_linked (const ReadMd *md, guint i)
{
  const ReadMdLine *line = read_md_line (md, i);
  ReadSpan text = line->text, digits, label, url;
  g_auto (WzIdentity) identity = {0};
  guint number;

  read_md_match_number (md->doc, text, &number, &digits, &text);
  if (!read_md_is_link (md->doc, text, &label, &url) || read_span_is_empty (url) ||
      read_span_starts (md->doc, url, "#") || url.end - url.start > 300)
    return FALSE;
  return read_span_find (md->doc, url, "://") >= url.end ||
         wz_identity_of_link (read_doc_peek (md->doc, url), &identity);
}

/* `### 1、[LG] Title` is a plain digest's. */
static gboolean
is_tagged (const ReadMd *md, guint i)
{
  ReadHeading heading;

  return read_match_heading (md->doc, read_md_line (md, i)->text, &heading) && heading.n_tags > 0 &&
         read_is_tag_like (md->doc, heading.tags[0]);
}

gboolean
read_md_learn (ReadMd *md)
{
  struct {
    guint n, evident, with_fields, tagged;
  } levels[READ_MD_N_LEVELS] = {0};

  for (guint i = md->first; i < md->lines->len; i++)
    if (is_candidate (md, i)) {
      guint level = read_md_line (md, i)->level;
      gboolean linked = is_linked (md, i), fields = has_fields (md, i);

      levels[level].n++;
      levels[level].with_fields += fields;
      levels[level].evident += fields || linked;
      levels[level].tagged += is_tagged (md, i);
    }
  md->n_first = levels[1].n;
  read_md_find_tables (md);
  for (guint i = 0; i < md->tables->len; i++) {
    const ReadMdTable *table = &g_array_index (md->tables, ReadMdTable, i);

    levels[READ_MD_TABLE].n += table->end - table->first - 2;
  }
  levels[READ_MD_TABLE].evident = levels[READ_MD_TABLE].with_fields = levels[READ_MD_TABLE].n;
  for (guint level = 1; level < READ_MD_N_LEVELS; level++) {
    guint evident = levels[level].evident;

    if (evident * 2 >= levels[level].n && levels[level].tagged * 2 <= levels[level].n &&
        (levels[level].with_fields > 0 || evident > 1) && evident > md->n_evident) {
      md->level = level;
      md->n_evident = evident;
    }
  }
  if (md->n_evident == 1 && levels[md->level].n == 1 && leads_to_several (md))
    md->level = md->n_evident = 0;
  return md->n_evident > 0 || md->front->len > 0 || read_md_learn_weekly (md);
}
