/* wz-markdown-check.c: what an editorial has that no book will show as it was meant. SPDX-License-Identifier:
 * MIT
 *
 * In: CommonMark. Out: a warning for each footnote, table, picture, piece of HTML, with its line. Footnotes
 * and tables are no part of CommonMark, so that their lines are looked at; the rest is what libcmark says it
 * is.
 */
#include "edit/wz-markdown.h"

#include <cmark.h>
#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  WzPosition origin;
  gboolean by_line;
  WzDiagSink *sink;
} Check;

static void
warn (const Check *check, guint line, const gchar *text)
{
  WzPosition position = check->origin;
  if (check->by_line && position.line > 0 && line > 1) {
    position.line += line - 1;
    position.column = 1;
  }
  wz_diag_report (check->sink, WZ_SEVERITY_WARNING, "overlay-markdown", &position, "%s", text);
}

/* ---- Lines ---- */

/* `|---|:-:|`, with a bar at least */
static gboolean
is_table_rule (const gchar *line)
{
  guint bars = 0, dashes = 0;
  for (const gchar *p = line; *p != '\0'; p++) {
    bars += *p == '|';
    dashes += *p == '-';
    if (strchr ("|-: \t\r", *p) == NULL)
      return FALSE;
  }
  return bars > 0 && dashes > 0;
}

/* `[^1]`, and behind it a colon where the note itself stands */
static gboolean
has_footnote (const gchar *line)
{
  const gchar *mark = strstr (line, "[^"), *end = mark != NULL ? strchr (mark, ']') : NULL;
  return end != NULL && end > mark + 2;
}

static gboolean
is_struck (const gchar *line)
{
  const gchar *start = strstr (line, "~~");
  return start != NULL && start[2] != '~' && strstr (start + 2, "~~") != NULL;
}

static void
check_line (const Check *check, guint number, const gchar *line, const gchar *before)
{
  if (has_footnote (line))
    warn (check, number,
          _ ("footnotes are not made: this mark is printed as it stands, or lost; write a sentence"));
  if (is_table_rule (line) && strchr (before, '|') != NULL)
    warn (check, number,
          _ ("tables are not made of bars and dashes: they are printed as they stand; write a list"));
  if (is_struck (line))
    warn (check, number, _ ("text is not struck out: the tildes are printed as they stand"));
}

static void
check_lines (const Check *check, const gchar *markdown)
{
  g_auto (GStrv) lines = g_strsplit (markdown, "\n", -1);
  const gchar *fence = NULL; /* that a block of code was opened with */
  for (guint i = 0; lines[i] != NULL; i++) {
    const gchar *text = lines[i] + strspn (lines[i], " ");
    gboolean mark = g_str_has_prefix (text, "```") || g_str_has_prefix (text, "~~~");
    if (mark && (fence == NULL || *fence == *text))
      fence = fence == NULL ? text : NULL;
    else if (fence == NULL && text - lines[i] < 4 && lines[i][0] != '\t')
      check_line (check, i + 1, lines[i], i > 0 ? lines[i - 1] : "");
  }
}

/* ---- Nodes ---- */

static guint
line_of (cmark_node *node)
{
  while (node != NULL && cmark_node_get_start_line (node) == 0)
    node = cmark_node_parent (node);
  return node != NULL ? (guint) cmark_node_get_start_line (node) : 1;
}

static void
check_node (const Check *check, cmark_node *node)
{
  switch (cmark_node_get_type (node)) {
  case CMARK_NODE_IMAGE:
    warn (check, line_of (node),
          _ ("pictures are not shown: what is written in the brackets stands there instead"));
    break;
  case CMARK_NODE_HTML_BLOCK:
  case CMARK_NODE_HTML_INLINE:
    warn (check, line_of (node), _ ("HTML is printed as it stands; leave it out"));
    break;
  default:
    break;
  }
}

void
wz_markdown_check (const gchar *markdown, const WzPosition *position, gboolean by_line, WzDiagSink *sink)
{
  Check check = {*position, by_line, sink};
  check_lines (&check, markdown);
  cmark_node *root = cmark_parse_document (markdown, strlen (markdown), CMARK_OPT_VALIDATE_UTF8);
  cmark_iter *iter = cmark_iter_new (root);
  for (cmark_event_type event = cmark_iter_next (iter); event != CMARK_EVENT_DONE;
       event = cmark_iter_next (iter))
    if (event == CMARK_EVENT_ENTER)
      check_node (&check, cmark_iter_get_node (iter));
  cmark_iter_free (iter);
  cmark_node_free (root);
}
