/* wz-markdown.c: editorials and notes, and what they have that no book will show as it was meant. What is
 * Markdown says core/rich; struck out text is no part of it, so that lines are looked at.
 * SPDX-License-Identifier: MIT */
#include "edit/wz-markdown.h"

#include "rich/wz-rich.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- Pictures: core/rich leaves each where it stands, its title inside it ---- */

static const WzTextEvent *
event_at (const GArray *events, guint i)
{
  return i < events->len ? &g_array_index (events, WzTextEvent, i) : NULL;
}

static gboolean
is (const GArray *events, guint i, WzTextEventType type, WzTextKind kind)
{
  const WzTextEvent *event = event_at (events, i);
  return event != NULL && event->type == type && event->kind == kind;
}

/* Behind the end of what begins at @i. */
static guint
skip_node (const GArray *events, guint i)
{
  guint depth = 0;
  do {
    const WzTextEvent *event = event_at (events, i++);
    depth += event->type == WZ_TEXT_ENTER;
    depth -= event->type == WZ_TEXT_LEAVE;
  } while (depth > 0);
  return i;
}

static gboolean
is_blank (const GArray *events, guint i)
{
  const WzTextEvent *event = event_at (events, i);
  return event != NULL && event->type == WZ_TEXT_CHARACTERS && event->text[strspn (event->text, " ")] == '\0';
}

/* The words of a picture that stands in a line: nothing of its title is lost. */
static void
add_inline (WzTextBuilder *out, const GArray *events, guint i)
{
  const WzTextEvent *picture = event_at (events, i), *title = event_at (events, i + 1);
  gboolean titled = title->type == WZ_TEXT_CHARACTERS;
  g_autofree gchar *words = titled && *picture->text != '\0'
                                ? g_strdup_printf ("%s (%s)", picture->text, title->text)
                                : g_strdup (titled ? title->text : picture->text);
  wz_text_builder_leaf (out, WZ_TEXT_IMAGE, picture->target, words, &picture->position);
}

/* The paragraph that begins at @i, if it is a picture and its caption; where it ends, or 0. */
static guint
take_figure (WzTextBuilder *out, const GArray *events, guint i)
{
  guint picture = i + 1, caption = picture + 1;
  if (!is (events, i, WZ_TEXT_ENTER, WZ_TEXT_PARAGRAPH) ||
      !is (events, picture, WZ_TEXT_ENTER, WZ_TEXT_FIGURE))
    return 0;
  guint caption_end = skip_node (events, picture) - 1, end = caption_end + 1;
  if (caption_end == caption && !is (events, end, WZ_TEXT_LEAVE, WZ_TEXT_PARAGRAPH)) {
    if (is (events, end, WZ_TEXT_ENTER, WZ_TEXT_LINE_BREAK))
      end += 2;
    end += is_blank (events, end);
    if (!is (events, end, WZ_TEXT_ENTER, WZ_TEXT_EMPHASIS))
      return 0;
    caption = end + 1;
    end = skip_node (events, end);
    caption_end = end - 1;
  }
  if (!is (events, end, WZ_TEXT_LEAVE, WZ_TEXT_PARAGRAPH))
    return 0;
  wz_text_builder_event (out, event_at (events, picture));
  for (guint k = caption; k < caption_end; k++)
    wz_text_builder_event (out, event_at (events, k));
  wz_text_builder_leave (out);
  return end + 1;
}

static const WzText *
settle_pictures (WzIssueBuilder *builder, const WzText *text)
{
  if (!wz_text_contains (text, WZ_TEXT_FIGURE))
    return text;
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (WzTextEvent));
  WzTextBuilder *out = wz_text_builder_new (wz_text_get_lang (text));
  WzTextIter iter;
  WzTextEvent event;
  wz_text_iter_init (&iter, text);
  while (wz_text_iter_next (&iter, &event))
    g_array_append_val (events, event);
  for (guint i = 0; i < events->len;) {
    guint end = take_figure (out, events, i);
    if (end == 0 && is (events, i, WZ_TEXT_ENTER, WZ_TEXT_FIGURE)) {
      add_inline (out, events, i);
      end = skip_node (events, i);
    } else if (end == 0) {
      wz_text_builder_event (out, event_at (events, i));
      end = i + 1;
    }
    i = end;
  }
  return wz_text_builder_finish (out, builder);
}

/* ---- The text ---- */

/* Takes the heading that @text begins with out of it, unless it is empty, or holds the mark of a note, which
 * contents could not show. */
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
    if (event.kind == WZ_TEXT_NOTE_MARK)
      return text;
    else if (event.type != WZ_TEXT_LEAVE)
      g_string_append (own, event.text != NULL ? event.text : event.kind == WZ_TEXT_LINE_BREAK ? " " : "");
  if (*g_strstrip (own->str) == '\0')
    return text;
  *heading = g_strdup (own->str);
  WzTextBuilder *rest = wz_text_builder_new (wz_text_get_lang (text));
  WzTextIter ahead = iter;
  gint least = G_MAXINT; /* what stood below that heading stands right below it */
  while (wz_text_iter_next (&ahead, &event))
    if (event.kind == WZ_TEXT_HEADING && event.type == WZ_TEXT_ENTER)
      least = MIN (least, event.number);
  while (wz_text_iter_next (&iter, &event)) {
    if (event.kind == WZ_TEXT_HEADING)
      event.number -= event.type == WZ_TEXT_ENTER ? least - 1 : 0;
    wz_text_builder_event (rest, &event);
  }
  return wz_text_builder_finish (rest, builder);
}

const WzText *
wz_markdown_to_text (WzIssueBuilder *builder, const WzMarkdownText *text, WzMarkdownLink link,
                     gpointer user_data, gchar **heading, WzDiagSink *sink)
{
  g_autoptr (WzPictures) pictures = wz_pictures_new (text->path);
  WzTextBuilder *out = wz_text_builder_new (text->lang);
  WzRichOptions options = {.flags = WZ_RICH_EDITORIAL,
                           .origin = text->position,
                           .by_line = text->by_line,
                           .pictures = pictures,
                           .issue = builder,
                           .lang = text->lang,
                           .link = link,
                           .user_data = user_data};
  wz_rich_markdown (out, text->markdown, &options);
  wz_pictures_report (pictures, sink);
  const WzText *whole = settle_pictures (builder, wz_text_builder_finish (out, builder));
  return heading ? take_heading (builder, whole, heading) : whole;
}

/* ---- What no book shows ---- */

static void G_GNUC_PRINTF (3, 4) warn (WzDiagSink *sink, const WzPosition *place, const gchar *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree gchar *text = g_strdup_vprintf (format, args);
  va_end (args);
  wz_diag_report (sink, WZ_SEVERITY_WARNING, "overlay-markdown", place, "%s", text);
}

typedef struct {
  const WzPosition *origin;
  gboolean by_line;
  WzDiagSink *sink;
} Check;

static gboolean
is_struck (const gchar *line)
{
  const gchar *start = strstr (line, "~~");
  return start != NULL && start[2] != '~' && strstr (start + 2, "~~") != NULL;
}

static void
warn_struck (const Check *check, guint line)
{
  WzPosition position = *check->origin;
  if (check->by_line && position.line > 0 && line > 1) {
    position.line += line - 1;
    position.column = 1;
  }
  warn (check->sink, &position, _ ("text is not struck out: the tildes are printed as they stand"));
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
    if (is_struck (text))
      warn_struck (check, i + 1);
  }
}

static void
check_remark (WzRichRemark remark, gsize offset_bytes, const WzPosition *place, const gchar *detail,
              gpointer user_data)
{
  switch (remark) {
  case WZ_RICH_HTML:
    warn (user_data, place, _ ("HTML is printed as it stands; leave it out"));
    break;
  case WZ_RICH_NOTE_UNKNOWN:
    warn (
        user_data, place,
        _ ("there is no note “%s”, so that its mark is printed as it stands; write the note on a line of its "
           "own, behind its name and a colon: [^…]: …"),
        detail);
    break;
  case WZ_RICH_NOTE_UNUSED:
    warn (user_data, place,
          _ ("no mark leads to the note “%s”, which is left out; write its name where it belongs"), detail);
    break;
  case WZ_RICH_NOTE_TWICE:
    warn (user_data, place,
          _ ("a note “%s” stands before this one, which is left out; give it a name of its own"), detail);
    break;
  case WZ_RICH_FORMULA_UNSURE:
  case WZ_RICH_TOO_DEEP:
    break;
  }
}

void
wz_markdown_check (const gchar *markdown, const WzPosition *position, gboolean by_line, WzDiagSink *sink)
{
  Check check = {position, by_line, sink};
  g_autoptr (WzTextBuilder) unused = wz_text_builder_new (NULL);
  WzRichOptions options = {.flags = WZ_RICH_EDITORIAL,
                           .origin = *position,
                           .by_line = by_line,
                           .remark = check_remark,
                           .user_data = sink};
  check_lines (&check, markdown);
  wz_rich_markdown (unused, markdown, &options);
}
