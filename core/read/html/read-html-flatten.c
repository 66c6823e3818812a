/* In: Markdown with blocks of HTML. Out: Markdown in which they are Markdown, too.
 * SPDX-License-Identifier: MIT */
#include "read/html/read-html.h"

#include <string.h>

/* Tags that begin a block worth it; others are core/rich's, or mean nothing. */
static gboolean
begins_block (const gchar *line)
{
  static const gchar *const names[] = {"div", "table", "section", "article", "h1", "h2", "h3", "h4",
                                       "h5",  "h6",    "nav",     "span",    "ul", "ol", "p",  "small"};

  line += strspn (line, " \t");
  if (*line != '<')
    return FALSE;
  line += line[1] == '/' ? 2 : 1;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    gsize n = strlen (names[i]);

    if (g_ascii_strncasecmp (line, names[i], n) == 0 && !g_ascii_isalnum (line[n]))
      return TRUE;
  }
  return FALSE;
}

static gint
count_tables (const gchar *text, gsize length)
{
  gint open = 0;

  for (const gchar *end = text + length, *p = text; (p = memchr (p, '<', (gsize) (end - p))) != NULL; p++)
    open += (g_ascii_strncasecmp (p, "<table", 6) == 0) - (g_ascii_strncasecmp (p, "</table", 7) == 0) +
            (g_ascii_strncasecmp (p, "<nav", 4) == 0) - (g_ascii_strncasecmp (p, "</nav", 5) == 0);
  return open;
}

static gsize
line_end (const gchar *text, gsize at, gsize length)
{
  const gchar *end = memchr (text + at, '\n', length - at);

  return end != NULL ? (gsize) (end - text) + 1 : length;
}

/* The end of the block that begins at @at: lines that begin with a tag, and all of a table. */
static gsize
block_end (const gchar *text, gsize at, gsize length)
{
  gint open = 0;

  while (at < length && (open > 0 || text[at + strspn (text + at, " \t")] == '<')) {
    gsize next = line_end (text, at, length);

    open += count_tables (text + at, next - at);
    at = next;
  }
  return at;
}

ReadOrigin *
read_html_flatten (const gchar *file, const gchar *text, gsize length)
{
  g_autoptr (ReadOrigin) origin = NULL;
  gsize kept = 0;

  for (gsize at = 0, next; at < length; at = next) {
    next = line_end (text, at, length);
    if (!begins_block (text + at))
      continue;
    next = block_end (text, at, length);
    g_autofree gchar *block = g_strndup (text + at, next - at);
    g_autoptr (WzPage) page = wz_page_new (block);

    if (wz_page_get_end_bytes (page) < next - at) /* it stays as it is: nothing may be lost */
      continue;
    if (origin == NULL)
      origin = read_origin_new (file, text, length);
    read_origin_add (origin, text + kept, at - kept, kept, at, TRUE);
    kept = next;
    read_doc_mark (&origin->source, (ReadSpan){at, next}, WZ_COVERAGE_SEPARATOR);
    read_html_write (origin, page, G_MAXUINT, at, TRUE, TRUE);
    read_origin_add (origin, "\n", 1, next, next, FALSE);
  }
  if (origin != NULL)
    read_origin_add (origin, text + kept, length - kept, kept, length, TRUE);
  return g_steal_pointer (&origin);
}
