/* In: lines, values of labels and cells that are links. Out: links of an entry, which of them lead to its
 * code, and how many stars that has. SPDX-License-Identifier: MIT */
#include "read/markdown/read-md.h"

#include "base/wz-identity.h"
#include "read/common/read-match.h"

#include <string.h>

gsize
read_md_skip_between (const ReadDoc *doc, gsize at, gsize end)
{
  while (at < end && !read_is_word (read_char_at (doc, at, end)) && strchr ("[*!<`", doc->text[at]) == NULL)
    at = read_char_next (doc, at);
  return at;
}

/* What a link calls itself, where it says more than that it leads to the paper. */
static ReadSpan
link_name (const ReadDoc *doc, ReadLabelField field, ReadSpan label, ReadSpan name)
{
  ReadLabelField named = read_label_find (doc->text + name.start, name.end - name.start);

  if (!read_span_is_empty (name) && field != READ_LABEL_ARXIV && named != READ_LABEL_LINK &&
      named != READ_LABEL_ARXIV)
    return name;
  return field == READ_LABEL_CODE || field == READ_LABEL_PROJECT ? label : READ_NO_SPAN;
}

/* Marks the link that @url is as the paper's code; a paper's own address is none. */
static ReadEntryLink *
note_code (ReadDoc *doc, ReadEntry *entry, ReadSpan url)
{
  g_autofree gchar *address = read_dup_url (read_doc_peek (doc, url));
  g_auto (WzIdentity) identity = {0};

  if (wz_identity_of_link (address, &identity))
    return NULL;
  for (guint i = entry->links->len; i > 0; i--) {
    ReadEntryLink *link = &g_array_index (entry->links, ReadEntryLink, i - 1);

    if (g_str_equal (link->url, address)) {
      link->code = TRUE;
      return link;
    }
  }
  return NULL;
}

void
read_md_take_link (ReadDoc *doc, ReadEntry *entry, ReadLabelField field, ReadSpan label, ReadSpan name,
                   ReadSpan url)
{
  ReadLabelField named = read_label_find (doc->text + name.start, name.end - name.start);
  gboolean code = named == READ_LABEL_CODE || (field == READ_LABEL_CODE && named == READ_LABEL_NONE);
  ReadSpan shown = !code ? link_name (doc, field, label, name)
                   : named == READ_LABEL_CODE || read_span_is_empty (name) ? READ_NO_SPAN
                                                                           : name;

  read_entry_take_link (doc, entry, shown, url);
  if (code)
    note_code (doc, entry, url);
}

/* ---- Stars ---- */

/* `1.2k`, `1,234`, `1.5万`: all of @span. */
static gboolean
match_count (const ReadDoc *doc, ReadSpan span, guint *count)
{
  gdouble value = 0, part = 0;
  gsize at = span.start;

  for (; at < span.end && (g_ascii_isdigit (doc->text[at]) || strchr (".,", doc->text[at]) != NULL); at++)
    if (doc->text[at] == '.')
      part = part > 0 ? 0 : 1;
    else if (doc->text[at] != ',' && part > 0)
      value += (doc->text[at] - '0') * (part /= 10);
    else if (doc->text[at] != ',')
      value = value * 10 + (doc->text[at] - '0');
  if (at == span.start || at - span.start > 12)
    return FALSE;
  ReadSpan unit = read_span_trim (doc, (ReadSpan){at, span.end});

  if (read_span_equals (doc, unit, "k") || read_span_equals (doc, unit, "K"))
    value *= 1000;
  else if (read_span_equals (doc, unit, "万"))
    value *= 10000;
  else if (!read_span_is_empty (unit))
    return FALSE;
  *count = (guint) MIN (value + 0.5, 1e9);
  return TRUE;
}

ReadSpan
read_md_match_stars (const ReadDoc *doc, ReadSpan span, guint *stars, ReadSpan *digits)
{
  static const gchar *const signs[] = {"⭐", "★", "☆", "🌟", ":star:"};
  static const gchar *const words[] = {" stars", " Stars"};
  ReadSpan count = span, before = span;

  *stars = 0;
  if (read_span_ends (doc, count, ")") && read_span_find (doc, count, "(") < count.end) {
    gsize open = count.end;

    while (doc->text[open - 1] != '(')
      open--;
    count = read_span_trim (doc, (ReadSpan){open, count.end - 1});
    before.end = open - 1;
  }
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++) {
    gsize sign = read_span_find (doc, count, signs[i]);

    if (sign >= count.end)
      continue;
    *digits = (ReadSpan){sign + strlen (signs[i]), count.end};
    if (g_str_has_prefix (doc->text + digits->start, "\xEF\xB8\x8F")) /* U+FE0F */
      digits->start += 3;
    *digits = read_span_trim (doc, *digits);
    if (read_span_starts (doc, *digits, ":"))
      *digits = read_span_trim (doc, (ReadSpan){digits->start + 1, digits->end});
    if (match_count (doc, *digits, stars))
      return read_span_trim (doc, (ReadSpan){span.start, MIN (sign, before.end)});
  }
  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    if (!read_span_ends (doc, count, words[i]))
      continue;
    *digits = (ReadSpan){count.end - strlen (words[i]), count.end - strlen (words[i])};
    while (digits->start > count.start && strchr ("0123456789.,kK", doc->text[digits->start - 1]) != NULL)
      digits->start--;
    if (match_count (doc, *digits, stars))
      return read_span_trim (doc, (ReadSpan){span.start, MIN (digits->start, before.end)});
  }
  return span;
}

/* Of the code link before; FALSE where there is none. */
static gboolean
put_stars (ReadDoc *doc, ReadEntry *entry, guint stars, ReadSpan digits)
{
  for (guint i = entry->links->len; i > 0; i--) {
    ReadEntryLink *link = &g_array_index (entry->links, ReadEntryLink, i - 1);

    if (!link->code)
      continue;
    link->stars = stars;
    read_doc_mark (doc, digits, WZ_COVERAGE_SEPARATOR);
    return TRUE;
  }
  return FALSE;
}

/* ---- Badges ---- */

/* `[![alt](picture)](address)`, `![alt](picture)`. */
typedef struct {
  ReadSpan alt, picture, url;
  gsize after;
} Badge;

static gboolean
match_badge (const ReadDoc *doc, ReadSpan span, Badge *badge)
{
  static const gchar *const hosts[] = {"img.shields.io/", "badgen.net/", "badge.fury.io/", "/badge",
                                       "badges/"};
  gboolean linked = read_span_starts (doc, span, "[![");
  gsize start = span.start + (linked ? 3 : 2), middle = read_span_find (doc, span, "]("), close;

  if ((!linked && !read_span_starts (doc, span, "![")) || middle >= span.end)
    return FALSE;
  close = read_span_find (doc, (ReadSpan){middle, span.end}, ")");
  if (close >= span.end)
    return FALSE;
  *badge = (Badge){.alt = {start, middle}, .picture = {middle + 2, close}, .after = close + 1};
  if (linked) {
    ReadSpan rest = {close + 1, span.end};
    gsize end = read_span_find (doc, rest, ")");

    if (!read_span_starts (doc, rest, "](") || end >= span.end)
      return FALSE;
    badge->url = (ReadSpan){rest.start + 2, end};
    badge->after = end + 1;
  }
  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    if (read_span_find (doc, badge->picture, hosts[i]) < badge->picture.end)
      return TRUE;
  return FALSE;
}

/* `https://img.shields.io/github/stars/OWNER/NAME?style=social`: what it counts the stars of. */
static void
take_counted (ReadDoc *doc, ReadEntry *entry, ReadSpan picture)
{
  static const gchar stars[] = "/github/stars/";
  gsize at = read_span_find (doc, picture, stars);
  const gchar *rest =
      at < picture.end ? read_doc_peek (doc, (ReadSpan){at + strlen (stars), picture.end}) : "";
  g_auto (GStrv) parts = g_strsplit (rest, "/", 3);

  if (g_strv_length (parts) < 2)
    return;
  parts[1][strcspn (parts[1], ".?#")] = '\0';
  g_autofree gchar *address = g_strdup_printf ("https://github.com/%s/%s", parts[0], parts[1]);
  ReadEntryLink link = {
      .url = g_string_chunk_insert (doc->pool, address), .offset_bytes = picture.start, .code = TRUE};

  if (g_hash_table_add (entry->urls, (gpointer) (guintptr) link.url))
    g_array_append_val (entry->links, link);
}

gboolean
read_md_take_badges (ReadDoc *doc, ReadEntry *entry, ReadSpan line)
{
  Badge badge;
  guint n = 0;

  for (gsize at = line.start; at < line.end; at = read_md_skip_between (doc, badge.after, line.end), n++)
    if (!match_badge (doc, (ReadSpan){at, line.end}, &badge))
      return FALSE;
  read_doc_mark (doc, line, WZ_COVERAGE_SEPARATOR);
  for (gsize at = line.start; at < line.end; at = read_md_skip_between (doc, badge.after, line.end)) {
    match_badge (doc, (ReadSpan){at, line.end}, &badge);
    gboolean code = read_span_find (doc, badge.picture, "/github/") < badge.picture.end;

    read_doc_mark (doc, badge.alt, WZ_COVERAGE_BOILERPLATE);
    read_doc_mark (doc, badge.picture, WZ_COVERAGE_BOILERPLATE);
    if (!read_span_is_empty (badge.url))
      read_md_take_link (doc, entry, code ? READ_LABEL_CODE : READ_LABEL_LINK, READ_NO_SPAN,
                         code ? READ_NO_SPAN : badge.alt, badge.url);
    else
      take_counted (doc, entry, badge.picture);
  }
  return n > 0;
}

/* ---- Links ---- */

/* A line of links; a picture is none. */
static gboolean
take_link_list (ReadDoc *doc, ReadEntry *entry, ReadLabelField field, ReadSpan label, ReadSpan value)
{
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (ReadLink));

  if (read_span_find (doc, value, "![") < value.end || !read_match_links (doc, value, links))
    return FALSE;
  read_doc_mark (doc, value, WZ_COVERAGE_SEPARATOR);
  for (guint i = 0; i < links->len; i++) {
    ReadLink link = g_array_index (links, ReadLink, i);

    read_doc_mark (doc, link.label, WZ_COVERAGE_BOILERPLATE);
    read_md_take_link (doc, entry, field, label, link.label, link.url);
  }
  return TRUE;
}

/* `[HuggingFace](…) | [arXiv]()`: some of the links are empty. */
static gboolean
take_some_links (ReadDoc *doc, ReadEntry *entry, ReadLabelField field, ReadSpan label, ReadSpan value,
                 gboolean account)
{
  ReadSpan inside, url;

  for (gsize start = value.start, end; start < value.end; start = end + 1) {
    ReadSpan piece;

    end = read_span_find (doc, (ReadSpan){start, value.end}, "|");
    piece = read_span_trim (doc, (ReadSpan){start, end});
    if (!read_md_is_link (doc, piece, &inside, &url) || read_span_starts (doc, piece, "!"))
      return FALSE;
    if (!account)
      continue;
    read_doc_mark (doc, (ReadSpan){start, MIN (end + 1, value.end)}, WZ_COVERAGE_SEPARATOR);
    if (read_span_is_empty (url))
      read_doc_mark (doc, piece, WZ_COVERAGE_BOILERPLATE);
    else
      take_link_list (doc, entry, field, label, piece);
  }
  return TRUE;
}

/* `2601.00001v2`, `10.1000/182`. */
static gboolean
take_identifier (ReadDoc *doc, ReadEntry *entry, ReadLabelField field, ReadSpan value)
{
  enum { MOST_BYTES = 100 };
  const gchar *text;

  if (value.end - value.start > MOST_BYTES || read_span_is_chinese (doc, value))
    return FALSE;
  value = read_strip_code (doc, value);
  text = read_doc_peek (doc, value);
  if (strchr (text, ' ') != strrchr (text, ' ') ||
      !read_entry_take_identity (doc, entry, text, field == READ_LABEL_ARXIV || field == READ_LABEL_DOI,
                                 value.start))
    return FALSE;
  read_doc_take (doc, value);
  return TRUE;
}

gboolean
read_md_take_links (ReadDoc *doc, ReadEntry *entry, ReadLabelField field, ReadSpan label, ReadSpan value)
{
  guint stars;
  ReadSpan digits, rest = read_md_match_stars (doc, value, &stars, &digits);
  gboolean taken;

  if (field == READ_LABEL_STARS)
    return match_count (doc, value, &stars) && put_stars (doc, entry, stars, value);
  taken = take_link_list (doc, entry, field, label, rest);
  if (!taken && take_some_links (doc, entry, field, label, rest, FALSE))
    taken = take_some_links (doc, entry, field, label, rest, TRUE);
  if (!taken)
    return take_identifier (doc, entry, field, value);
  if (stars > 0) {
    read_doc_mark (doc, (ReadSpan){rest.end, value.end}, WZ_COVERAGE_SEPARATOR);
    put_stars (doc, entry, stars, digits);
  }
  return TRUE;
}
