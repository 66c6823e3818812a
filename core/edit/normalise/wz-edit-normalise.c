/* wz-edit-normalise.c: the normaliser over a whole issue. SPDX-License-Identifier: MIT
 *
 * In: an issue as read. Out: the same with tidy characters in every Chinese field, NFC in the others. Rich
 * text is normalised a paragraph at a time, across its inline borders; formulae, code, pictures, keys, ids
 * and links are copied.
 */
#include "edit/wz-edit.h"
#include "edit/normalise/wz-normalise.h"
#include "model/wz-map.h"

#include <string.h>

/* ---- Rich text ---- */

/* The runs of one text: what it has between two block borders is one paragraph. */
typedef struct {
  GPtrArray *results; /* gchar *, one for each CHARACTERS event, in order */
  GArray *runs;       /* WzNormaliseRun of the open paragraph */
  GArray *targets;    /* gint: index into results, or -1 for an object */
  const gchar *lang;
} Gathering;

static void
flush_paragraph (Gathering *g)
{
  if (g->runs->len == 0)
    return;
  g_auto (GStrv) texts =
      wz_normalise_runs ((const WzNormaliseRun *) (gpointer) g->runs->data, g->runs->len, g->lang);
  for (guint i = 0; i < g->runs->len; i++) {
    gint target = g_array_index (g->targets, gint, i);
    if (target >= 0)
      g->results->pdata[target] = g_steal_pointer (&texts[i]);
    else
      g_clear_pointer (&texts[i], g_free);
  }
  g_array_set_size (g->runs, 0);
  g_array_set_size (g->targets, 0);
}

static void
add_run (Gathering *g, const gchar *text, gboolean opaque, gint target)
{
  WzNormaliseRun run = {text, opaque};
  g_array_append_val (g->runs, run);
  g_array_append_val (g->targets, target);
}

static gboolean
is_inline (WzTextKind kind)
{
  return kind == WZ_TEXT_STRING || (kind >= WZ_TEXT_EMPHASIS && kind <= WZ_TEXT_SPAN);
}

static gboolean
is_object (WzTextKind kind)
{
  return kind == WZ_TEXT_CODE || kind == WZ_TEXT_IMAGE || kind == WZ_TEXT_FORMULA ||
         kind == WZ_TEXT_LINE_BREAK;
}

/* Characters in a span of another language are objects to the Chinese around them. */
static void
add_characters (Gathering *g, const gchar *text, const gchar *span_lang)
{
  gboolean foreign = span_lang && wz_lang_is_chinese (span_lang) != wz_lang_is_chinese (g->lang);
  gint target = (gint) g->results->len;
  g_ptr_array_add (g->results, foreign ? wz_normalise_text (text, span_lang) : NULL);
  add_run (g, text, foreign, foreign ? -1 : target);
}

static GPtrArray *
gather (const WzText *text, const gchar *lang)
{
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (WzNormaliseRun));
  g_autoptr (GArray) targets = g_array_new (FALSE, FALSE, sizeof (gint));
  g_autoptr (GPtrArray) spans = g_ptr_array_new (); /* languages of the open spans; lent */
  Gathering g = {results, runs, targets, lang};
  WzTextIter iter;
  WzTextEvent event;
  wz_text_iter_init (&iter, text);
  while (wz_text_iter_next (&iter, &event)) {
    const gchar *span = spans->len > 0 ? g_ptr_array_index (spans, spans->len - 1) : NULL;
    if (event.type == WZ_TEXT_CHARACTERS)
      add_characters (&g, event.text, span);
    else if (!is_inline (event.kind))
      flush_paragraph (&g);
    else if (event.kind == WZ_TEXT_SPAN && event.type == WZ_TEXT_ENTER)
      g_ptr_array_add (spans, (gpointer) (gsize) (event.lang ? event.lang : span));
    else if (event.kind == WZ_TEXT_SPAN)
      g_ptr_array_set_size (spans, (gint) spans->len - 1);
    else if (event.type == WZ_TEXT_ENTER && is_object (event.kind))
      add_run (&g, "", TRUE, -1);
  }
  flush_paragraph (&g);
  return g_steal_pointer (&results);
}

/* Whether nothing came of it. */
static gboolean
is_unchanged (const WzText *text, const GPtrArray *results)
{
  WzTextIter iter;
  WzTextEvent event;
  guint n = 0;
  wz_text_iter_init (&iter, text);
  while (wz_text_iter_next (&iter, &event))
    if (event.type == WZ_TEXT_CHARACTERS && !g_str_equal (event.text, g_ptr_array_index (results, n++)))
      return FALSE;
  return TRUE;
}

static const WzText *
normalise_text (WzIssueBuilder *builder, const WzField *field, const WzText *text, gpointer issue)
{
  const gchar *lang = wz_text_get_lang (text) ? wz_text_get_lang (text) : wz_issue_get_lang (issue);
  g_autoptr (GPtrArray) results = gather (text, lang);
  if (is_unchanged (text, results))
    return text;
  WzTextBuilder *out = wz_text_builder_new (wz_text_get_lang (text));
  WzTextIter iter;
  WzTextEvent event;
  guint n = 0;
  wz_text_iter_init (&iter, text);
  while (wz_text_iter_next (&iter, &event)) {
    if (event.type == WZ_TEXT_CHARACTERS) {
      event.text = g_ptr_array_index (results, n++);
      event.length = strlen (event.text);
      if (event.length == 0)
        continue;
    }
    wz_text_builder_event (out, &event);
  }
  return wz_text_builder_finish (out, builder);
}

/* Names are of no known language. The editor's own words, and those made here, stay. */
static gchar *
normalise_words (const WzWords *words, gpointer issue)
{
  if ((words->type != WZ_FIELD_PROSE && words->type != WZ_FIELD_NAME) || words->shape == WZ_SHAPE_TERM)
    return NULL;
  return wz_normalise_text (words->text, words->type == WZ_FIELD_PROSE ? words->lang : NULL);
}

WzIssue *
wz_edit_normalise (const WzIssue *issue, WzDiagSink *sink)
{
  static const WzIssueMap map = {.words = normalise_words, .text = normalise_text, .apart = TRUE};
  return wz_issue_builder_finish (wz_issue_map (issue, &map, (gpointer) (gsize) issue), sink);
}
