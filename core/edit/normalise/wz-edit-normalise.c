/* wz-edit-normalise.c: the normaliser over a whole issue. SPDX-License-Identifier: MIT
 *
 * In: an issue as read. Out: the same with tidy characters in every field. Rich text is normalised a
 * paragraph at a time, across its inline borders; formulae, code, pictures, keys, ids and links are copied.
 * What TeX and HTML wanted emphasised, strong or as code is so in the rich text.
 */
#include "base/wz-identity.h"
#include "edit/wz-edit.h"
#include "edit/normalise/wz-normalise.h"
#include "model/wz-map.h"

#include <string.h>

/* ---- Rich text ---- */

/* The runs of a paragraph in one language. */
typedef struct {
  GArray *runs;    /* WzNormaliseRun */
  GArray *targets; /* gint: index into results, or -1 for an object */
  const gchar *lang;
} Group;

/* The runs of one text: what it has between two block borders is one paragraph; what stands there in a span
 * of another language is one as well, and an object to what is around it. */
typedef struct {
  GPtrArray *results; /* GArray * of WzNormalisePiece, one for each CHARACTERS event, in order */
  Group own, span;
} Gathering;

static void
group_init (Group *group, const gchar *lang)
{
  group->runs = g_array_new (FALSE, FALSE, sizeof (WzNormaliseRun));
  group->targets = g_array_new (FALSE, FALSE, sizeof (gint));
  group->lang = lang;
}

static void
group_clear (Group *group)
{
  g_array_unref (group->runs);
  g_array_unref (group->targets);
}

static void
flush (Gathering *g, Group *group)
{
  if (group->runs->len == 0)
    return;
  g_autoptr (GArray) pieces = wz_normalise_pieces ((const WzNormaliseRun *) (gpointer) group->runs->data,
                                                   group->runs->len, group->lang);
  for (guint i = 0; i < pieces->len; i++) {
    WzNormalisePiece *piece = &g_array_index (pieces, WzNormalisePiece, i), mine = *piece;
    piece->text = NULL;
    g_array_append_val (g->results->pdata[g_array_index (group->targets, gint, piece->run)], mine);
  }
  g_array_set_size (group->runs, 0);
  g_array_set_size (group->targets, 0);
}

static void
flush_paragraph (Gathering *g)
{
  flush (g, &g->own);
  flush (g, &g->span);
}

static void
add_run (Group *group, const gchar *text, gint target)
{
  WzNormaliseRun run = {text, target < 0};
  g_array_append_val (group->runs, run);
  g_array_append_val (group->targets, target);
}

static gboolean
is_inline (WzTextKind kind)
{
  return kind == WZ_TEXT_STRING || (kind >= WZ_TEXT_EMPHASIS && kind <= WZ_TEXT_NOTE_MARK);
}

static gboolean
is_object (WzTextKind kind)
{
  return kind == WZ_TEXT_CODE || kind == WZ_TEXT_IMAGE || kind == WZ_TEXT_FORMULA ||
         kind == WZ_TEXT_LINE_BREAK || kind == WZ_TEXT_NOTE_MARK;
}

static void
piece_clear (gpointer data)
{
  g_free (((WzNormalisePiece *) data)->text);
}

static void
add_characters (Gathering *g, const gchar *text, const gchar *span_lang)
{
  gboolean foreign = span_lang && wz_lang_is_chinese (span_lang) != wz_lang_is_chinese (g->own.lang);
  gint target = (gint) g->results->len;
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (WzNormalisePiece));
  g_array_set_clear_func (pieces, piece_clear);
  g_ptr_array_add (g->results, pieces);
  add_run (&g->own, text, foreign ? -1 : target);
  if (!foreign)
    return;
  if (g_strcmp0 (g->span.lang, span_lang) != 0)
    flush (g, &g->span);
  g->span.lang = span_lang;
  add_run (&g->span, text, target);
}

static void
add_object (Gathering *g)
{
  add_run (&g->own, "", -1);
  if (g->span.runs->len > 0)
    add_run (&g->span, "", -1);
}

static GPtrArray *
gather (const WzText *text, const gchar *lang)
{
  g_autoptr (GPtrArray) spans = g_ptr_array_new (); /* languages of the open spans; lent */
  Gathering g = {.results = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref)};
  WzTextIter iter;
  WzTextEvent event;
  group_init (&g.own, lang);
  group_init (&g.span, NULL);
  wz_text_iter_init (&iter, text);
  while (wz_text_iter_next (&iter, &event)) {
    const gchar *span = spans->len > 0 ? g_ptr_array_index (spans, spans->len - 1) : NULL;
    if (event.type == WZ_TEXT_CHARACTERS)
      add_characters (&g, event.text, span);
    else if (!is_inline (event.kind))
      flush_paragraph (&g);
    else if (event.kind == WZ_TEXT_SPAN && event.type == WZ_TEXT_ENTER)
      g_ptr_array_add (spans, (gpointer) (gsize) (event.lang ? event.lang : span));
    else if (event.kind == WZ_TEXT_SPAN) {
      g_ptr_array_set_size (spans, (gint) spans->len - 1);
      flush (&g, &g.span);
    } else if (event.type == WZ_TEXT_ENTER && is_object (event.kind))
      add_object (&g);
  }
  flush_paragraph (&g);
  group_clear (&g.own);
  group_clear (&g.span);
  return g.results;
}

/* Whether nothing but @text came of it. */
static gboolean
is_same (const GArray *pieces, const gchar *text)
{
  if (pieces->len == 0)
    return *text == '\0';
  const WzNormalisePiece *piece = &g_array_index (pieces, WzNormalisePiece, 0);
  return pieces->len == 1 && piece->look == 0 && g_str_equal (piece->text, text);
}

static gboolean
is_unchanged (const WzText *text, const GPtrArray *results)
{
  WzTextIter iter;
  WzTextEvent event;
  guint n = 0;
  wz_text_iter_init (&iter, text);
  while (wz_text_iter_next (&iter, &event))
    if (event.type == WZ_TEXT_CHARACTERS && !is_same (g_ptr_array_index (results, n++), event.text))
      return FALSE;
  return TRUE;
}

static void
add_piece (WzTextBuilder *out, const WzNormalisePiece *piece, const WzPosition *position)
{
  static const struct {
    guint look;
    WzTextKind kind;
  } nodes[] = {{WZ_LOOK_EMPHASIS, WZ_TEXT_EMPHASIS}, {WZ_LOOK_STRONG, WZ_TEXT_STRONG}};
  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
    if ((piece->look & nodes[i].look) != 0)
      wz_text_builder_enter (out, nodes[i].kind, 0, NULL, NULL, NULL, position);
  if ((piece->look & WZ_LOOK_CODE) != 0)
    wz_text_builder_leaf (out, WZ_TEXT_CODE, NULL, piece->text, position);
  else
    wz_text_builder_add (out, piece->text, -1, position);
  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
    if ((piece->look & nodes[i].look) != 0)
      wz_text_builder_leave (out);
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
    if (event.type != WZ_TEXT_CHARACTERS) {
      wz_text_builder_event (out, &event);
      continue;
    }
    const GArray *pieces = g_ptr_array_index (results, n++);
    for (guint i = 0; i < pieces->len; i++)
      add_piece (out, &g_array_index (pieces, WzNormalisePiece, i), &event.position);
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

static gchar *
dup_id (const gchar *mark)
{
  return g_strndup (mark, strcspn (mark, " )公"));
}

/* What arXiv's feeds write behind a title or before an abstract (wz-normalise-arxiv.c), from the id on; NULL
 * where nothing of it stands. */
static gchar *
dup_arxiv_mark (const WzText *text)
{
  g_autofree gchar *plain = text != NULL ? wz_text_dup_plain (text) : NULL;
  if (plain == NULL || strstr (plain, "arXiv:") == NULL)
    return NULL;
  g_autofree gchar *clean = wz_normalise_text (plain, NULL);
  const gchar *tail = g_str_has_suffix (plain, ")") ? g_strrstr (plain, "(arXiv:") : NULL;
  const gchar *mark = tail != NULL ? tail + 1 : strstr (plain, "arXiv:");
  g_autofree gchar *id = dup_id (mark);
  return strstr (clean, id) == NULL ? g_utf8_substring (mark, 0, MIN (g_utf8_strlen (mark, -1), 80)) : NULL;
}

/* The mark goes from the text; what it says stays known. */
static void
learn_from (WzIssueBuilder *builder, WzEntry *mine, const WzEntry *theirs, const WzText *text)
{
  static const struct {
    const gchar *word;
    WzStatus status;
  } words[] = {{"UPDATED", WZ_STATUS_REPLACED},       {"REPLACED", WZ_STATUS_REPLACED},
               {"Type: replace", WZ_STATUS_REPLACED}, {"CROSS", WZ_STATUS_CROSS},
               {"Type: cross", WZ_STATUS_CROSS},      {"Type: new", WZ_STATUS_NEW}};
  g_autofree gchar *mark = dup_arxiv_mark (text);
  if (mark == NULL)
    return;
  g_auto (WzIdentity) said = {0};
  g_autofree gchar *id = dup_id (mark);
  const gchar *known = wz_entry_get_arxiv_id (theirs);
  if (!wz_identity_of_link (id, &said) || said.scheme != WZ_SCHEME_ARXIV ||
      (known != NULL && !g_str_equal (known, said.id)))
    return;
  if (wz_entry_get_arxiv_version (theirs) == 0)
    wz_entry_set_arxiv (builder, mine, said.id, said.version);
  for (guint i = 0; i < G_N_ELEMENTS (words) && wz_entry_get_status (theirs) == WZ_STATUS_UNKNOWN; i++)
    if (strstr (mark, words[i].word) != NULL) {
      wz_entry_set_status (builder, mine, words[i].status);
      return;
    }
}

static void
learn_from_marks (WzIssueBuilder *builder, WzEntry *mine, const WzEntry *theirs, gpointer issue)
{
  learn_from (builder, mine, theirs, wz_entry_get_abstract (theirs, "zh-Hans"));
  learn_from (builder, mine, theirs, wz_entry_get_abstract (theirs, "en"));
  learn_from (builder, mine, theirs, wz_entry_get_title (theirs, "en"));
}

WzIssue *
wz_edit_normalise (const WzIssue *issue, WzDiagSink *sink)
{
  static const WzIssueMap map = {
      .words = normalise_words, .text = normalise_text, .entry = learn_from_marks, .apart = TRUE};
  return wz_issue_builder_finish (wz_issue_map (issue, &map, (gpointer) (gsize) issue), sink);
}
