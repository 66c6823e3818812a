/* wz-markdown.c: editorials and notes, and what they have that no book will show as it was meant. What is
 * Markdown says core/rich; footnotes and struck out text are no part of it, so that their lines are looked
 * at. SPDX-License-Identifier: MIT */
#include "edit/wz-markdown.h"

#include "rich/wz-rich.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Takes the heading that @text begins with out of it, unless it is empty. */
static const WzText *
take_heading (WzIssueBuilder *builder, const WzText *text, gchar **heading)
{
  g_autoptr (GString) own = g_string_new (NULL);
  WzTextIter iter;
  WzTextEvent event;
  wz_text_iter_init (&iter, text);
  if (!wz_text_iter_next (&iter, &event) || event.kind != WZ_TEXT_HEADING)
    return text;
  while (wz_text_iter_next (&iter, &event) && event.kind != WZ_TEXT_HEADING)
    if (event.type != WZ_TEXT_LEAVE)
      g_string_append (own, event.text != NULL ? event.text : event.kind == WZ_TEXT_LINE_BREAK ? " " : "");
  if (*g_strstrip (own->str) == '\0')
    return text;
  *heading = g_strdup (own->str);
  WzTextBuilder *rest = wz_text_builder_new (wz_text_get_lang (text));
  while (wz_text_iter_next (&iter, &event))
    wz_text_builder_event (rest, &event);
  return wz_text_builder_finish (rest, builder);
}

const WzText *
wz_markdown_to_text (WzIssueBuilder *builder, const gchar *markdown, const gchar *lang,
                     const WzPosition *position, gboolean by_line, WzPictures *pictures, gchar **heading)
{
  WzTextBuilder *text = wz_text_builder_new (lang);
  WzRichOptions options = {.by_line = by_line, .pictures = pictures, .issue = builder, .lang = lang};
  if (position)
    options.origin = *position;
  wz_rich_markdown (text, markdown, &options);
  const WzText *whole = wz_text_builder_finish (text, builder);
  return heading ? take_heading (builder, whole, heading) : whole;
}

/* ---- What no book shows ---- */

typedef struct {
  const WzPosition *origin;
  gboolean by_line;
  WzDiagSink *sink;
} Check;

static void
warn (const Check *check, guint line, const gchar *text)
{
  WzPosition position = *check->origin;
  if (check->by_line && position.line > 0 && line > 1) {
    position.line += line - 1;
    position.column = 1;
  }
  wz_diag_report (check->sink, WZ_SEVERITY_WARNING, "overlay-markdown", &position, "%s", text);
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
check_lines (const Check *check, const gchar *markdown)
{
  g_auto (GStrv) lines = g_strsplit (markdown, "\n", -1);
  const gchar *fence = NULL; /* that a block of code was opened with */
  for (guint i = 0; lines[i] != NULL; i++) {
    const gchar *text = lines[i] + strspn (lines[i], " ");
    gboolean mark = g_str_has_prefix (text, "```") || g_str_has_prefix (text, "~~~");
    if (mark && (fence == NULL || *fence == *text))
      fence = fence == NULL ? text : NULL;
    if (mark || fence != NULL || text - lines[i] >= 4 || lines[i][0] == '\t')
      continue;
    if (has_footnote (text))
      warn (check, i + 1,
            _ ("footnotes are not made: this mark is printed as it stands, or lost; write a sentence"));
    if (is_struck (text))
      warn (check, i + 1, _ ("text is not struck out: the tildes are printed as they stand"));
  }
}

static void
check_remark (WzRichRemark remark, gsize offset_bytes, const WzPosition *place, const gchar *detail,
              gpointer user_data)
{
  if (remark == WZ_RICH_HTML)
    wz_diag_report (user_data, WZ_SEVERITY_WARNING, "overlay-markdown", place, "%s",
                    _ ("HTML is printed as it stands; leave it out"));
}

void
wz_markdown_check (const gchar *markdown, const WzPosition *position, gboolean by_line, WzDiagSink *sink)
{
  Check check = {position, by_line, sink};
  g_autoptr (WzTextBuilder) unused = wz_text_builder_new (NULL);
  WzRichOptions options = {
      .origin = *position, .by_line = by_line, .remark = check_remark, .user_data = sink};
  check_lines (&check, markdown);
  wz_rich_markdown (unused, markdown, &options);
}
