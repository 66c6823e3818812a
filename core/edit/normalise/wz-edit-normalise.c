/* wz-edit-normalise.c: the normaliser over a whole issue. SPDX-License-Identifier: MIT
 *
 * In: an issue as read. Out: the same with tidy characters in every Chinese field, NFC in the others. Rich
 * text is normalised a paragraph at a time, across its inline borders; formulae, code, pictures, keys, ids
 * and links are copied.
 */
#include "edit/wz-edit.h"
#include "edit/wz-join.h"
#include "edit/normalise/wz-normalise.h"
#include "model/wz-builder.h"

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

/* @text with its characters normalised, in the arena of @builder; NULL for NULL. */
static const WzText *
normalise_rich (WzIssueBuilder *builder, const WzText *text, const gchar *fallback)
{
  if (text == NULL)
    return NULL;
  const gchar *lang = wz_text_get_lang (text) ? wz_text_get_lang (text) : fallback;
  g_autoptr (GPtrArray) results = gather (text, lang);
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

/* ---- Entries ---- */

static void
normalise_names (WzIssueBuilder *builder, WzEntry *mine, const WzEntry *entry)
{
  wz_entry_clear (builder, mine, WZ_ENTRY_AUTHORS);
  for (guint i = 0; i < wz_entry_get_n_authors (entry); i++) {
    const WzString *name = wz_entry_get_author (entry, i);
    g_autofree gchar *text = wz_normalise_text (name->text, NULL);
    wz_entry_add_author (builder, mine, text, &name->position);
  }
  wz_entry_clear (builder, mine, WZ_ENTRY_AFFILIATIONS);
  for (guint i = 0; i < wz_entry_get_n_affiliations (entry); i++) {
    const WzString *name = wz_entry_get_affiliation (entry, i);
    g_autofree gchar *text = wz_normalise_text (name->text, NULL);
    wz_entry_add_affiliation (builder, mine, text, &name->position);
  }
}

static void
normalise_figures (WzIssueBuilder *builder, WzEntry *mine, const WzEntry *entry, const gchar *lang)
{
  if (wz_entry_get_n_figures (entry) == 0)
    return;
  wz_entry_clear (builder, mine, WZ_ENTRY_FIGURES);
  for (guint i = 0; i < wz_entry_get_n_figures (entry); i++) {
    const WzFigure *figure = wz_entry_get_figure (entry, i);
    g_autoptr (GPtrArray) captions = g_ptr_array_new (), alts = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    for (guint k = 0; figure->captions[k] != NULL; k++)
      g_ptr_array_add (captions, (gpointer) (gsize) normalise_rich (builder, figure->captions[k], lang));
    for (guint k = 0; figure->alts[k] != NULL; k++) {
      WzString *alt = g_memdup2 (figure->alts[k], sizeof *alt);
      gchar *text = wz_normalise_text (alt->text, alt->lang);
      g_ptr_array_add (strings, text);
      alt->text = text;
      g_ptr_array_add (alts, alt);
    }
    g_ptr_array_add (captions, NULL);
    g_ptr_array_add (alts, NULL);
    wz_entry_add_figure (builder, mine, figure->resource, (const WzText *const *) captions->pdata,
                         (const WzString *const *) alts->pdata, &figure->position);
  }
}

static void
normalise_variants (WzIssueBuilder *builder, WzEntry *mine, const WzEntry *entry)
{
  wz_entry_clear (builder, mine, WZ_ENTRY_VARIANTS);
  for (guint i = 0; i < wz_entry_get_n_variants (entry); i++) {
    WzVariant variant = *wz_entry_get_variant (entry, i);
    g_autofree gchar *text = variant.text ? wz_normalise_text (variant.text, variant.lang) : NULL;
    variant.text = text;
    wz_entry_add_variant (builder, mine, &variant);
  }
}

static void
normalise_entry (WzIssueBuilder *builder, WzSection *section, const WzEntry *entry, const WzIssue *issue)
{
  WzEntry *mine = wz_section_copy_entry (builder, section, entry);
  const gchar *const *langs = wz_issue_get_langs (issue), *own = wz_issue_get_lang (issue);
  for (guint i = 0; langs[i] != NULL; i++) {
    const WzText *title = wz_entry_get_title (entry, langs[i]),
                 *abstract = wz_entry_get_abstract (entry, langs[i]);
    if (title)
      wz_entry_set_title (builder, mine, langs[i], normalise_rich (builder, title, own));
    if (abstract)
      wz_entry_set_abstract (builder, mine, langs[i], normalise_rich (builder, abstract, own));
  }
  wz_entry_set_body (builder, mine, normalise_rich (builder, wz_entry_get_body (entry), own));
  wz_entry_clear (builder, mine, WZ_ENTRY_NOTES);
  for (guint i = 0; i < wz_entry_get_n_notes (entry); i++)
    wz_entry_add_note (builder, mine, normalise_rich (builder, wz_entry_get_note (entry, i), own));
  normalise_names (builder, mine, entry);
  normalise_figures (builder, mine, entry, own);
  normalise_variants (builder, mine, entry);
}

/* ---- The issue ---- */

static void
normalise_string (WzIssueBuilder *builder, const gchar *lang, const gchar *text,
                  void (*set) (WzIssueBuilder *builder, const gchar *lang, const gchar *text))
{
  if (text == NULL)
    return;
  g_autofree gchar *tidy = wz_normalise_text (text, lang);
  set (builder, lang, tidy);
}

/* Titles of the issue are the editor's own words, or made here: they stay. */
static void
normalise_head (WzIssueBuilder *builder, const WzIssue *issue)
{
  const gchar *const *langs = wz_issue_get_langs (issue);
  wz_issue_builder_copy_head (builder, issue);
  for (guint i = 0; langs[i] != NULL; i++)
    normalise_string (builder, langs[i], wz_issue_get_summary (issue, langs[i]),
                      wz_issue_builder_set_summary);
}

static void
normalise_section (WzIssueBuilder *builder, const WzSection *section, const WzIssue *issue)
{
  WzSection *mine = wz_issue_builder_copy_section (builder, section);
  const gchar *const *langs = wz_issue_get_langs (issue);
  for (guint i = 0; langs[i] != NULL; i++) {
    const gchar *heading = wz_section_get_heading (section, langs[i]);
    g_autofree gchar *tidy = heading ? wz_normalise_text (heading, langs[i]) : NULL;
    if (tidy)
      wz_section_set_heading (builder, mine, langs[i], tidy);
  }
  wz_section_set_blocks (
      builder, mine, normalise_rich (builder, wz_section_get_blocks (section), wz_issue_get_lang (issue)));
  for (guint i = 0; i < wz_section_get_n_entries (section); i++)
    normalise_entry (builder, mine, wz_section_get_entry (section, i), issue);
}

WzIssue *
wz_edit_normalise (const WzIssue *issue, WzDiagSink *sink)
{
  WzIssueBuilder *builder = wz_issue_builder_new ();
  normalise_head (builder, issue);
  for (guint i = 0; i < wz_issue_get_n_sections (issue); i++)
    normalise_section (builder, wz_issue_get_section (issue, i), issue);
  wz_edit_copy_indices (builder, issue);
  return wz_issue_builder_finish (builder, sink);
}
