/*
 * md-write.c: an issue as Markdown. SPDX-License-Identifier: MIT
 *
 * In: the frozen issue. Out: CommonMark 0.30, UTF-8: a heading an entry, then its fields in the order of
 * wz_issue_text().
 */
#include "md-write.h"

#include <string.h>

/* What stands before and after the content of a node; a kind without a row is rendered as its children. */
typedef struct {
  const gchar *open;
  const gchar *close;
} Marks;

static const Marks marks[WZ_TEXT_N_KINDS] = {
    [WZ_TEXT_PARAGRAPH] = {"", "\n\n"},  [WZ_TEXT_HEADING] = {"**", "**\n\n"},
    [WZ_TEXT_LIST_ITEM] = {"- ", "\n"},  [WZ_TEXT_CODE_BLOCK] = {"```\n", "\n```\n\n"},
    [WZ_TEXT_RULE] = {"---\n\n", ""},    [WZ_TEXT_FORMULA_BLOCK] = {"$$\n", "\n$$\n\n"},
    [WZ_TEXT_EMPHASIS] = {"*", "*"},     [WZ_TEXT_STRONG] = {"**", "**"},
    [WZ_TEXT_CODE] = {"`", "`"},         [WZ_TEXT_FORMULA] = {"$", "$"},
    [WZ_TEXT_LINE_BREAK] = {"\\\n", ""}, [WZ_TEXT_FIGURE] = {"", "\n\n"},
};

/* Leaves whose content is TeX or code and stands as it is. */
static gboolean
is_verbatim (WzTextKind kind)
{
  return kind == WZ_TEXT_CODE || kind == WZ_TEXT_CODE_BLOCK || kind == WZ_TEXT_FORMULA ||
         kind == WZ_TEXT_FORMULA_BLOCK;
}

/* CommonMark 0.30, 2.4: a backslash before ASCII punctuation makes it a plain character. */
static void
append_escaped (GString *out, const gchar *text)
{
  for (; *text; text++) {
    if (strchr ("\\`*_[]<>#", *text))
      g_string_append_c (out, '\\');
    g_string_append_c (out, *text);
  }
}

static void
append_text (GString *out, const WzText *text)
{
  WzTextIter iter;
  WzTextEvent event;

  wz_text_iter_init (&iter, text);
  while (wz_text_iter_next (&iter, &event)) {
    const Marks *mark = (guint) event.kind < WZ_TEXT_N_KINDS ? &marks[event.kind] : NULL;

    if (event.type == WZ_TEXT_ENTER && mark && mark->open)
      g_string_append (out, mark->open);
    if (event.text && is_verbatim (event.kind))
      g_string_append (out, event.text);
    else if (event.text)
      append_escaped (out, event.text);
    if (event.type == WZ_TEXT_LEAVE && mark && mark->close)
      g_string_append (out, mark->close);
  }
}

typedef const WzString *(*GetName) (const WzEntry *entry, guint i);

/* Authors, affiliations; @cut_mark is NULL where the list is whole. */
static void
append_names (GString *out, const WzEntry *entry, GetName get, guint n, const gchar *cut_mark)
{
  for (guint i = 0; i < n; i++) {
    g_string_append (out, i ? ", " : "");
    append_escaped (out, get (entry, i)->text);
  }
  if (cut_mark)
    g_string_append_printf (out, " %s", cut_mark);
  if (n)
    g_string_append (out, "\n\n");
}

/* The number and the first title are the heading; its translations stand below it. */
static void
append_titles (GString *out, const WzEntry *entry, const gchar *own, WzLanguages languages, gint64 level)
{
  g_autofree const WzText **titles = wz_entry_dup_titles (entry, languages);

  for (gint64 i = 0; i < level; i++)
    g_string_append_c (out, '#');
  g_string_append_c (out, ' ');
  if (wz_entry_get_ordinal (entry) > 0)
    g_string_append_printf (out, "%u ", wz_entry_get_ordinal (entry));
  if (titles[0])
    append_text (out, titles[0]);
  else
    append_escaped (out, wz_label (WZ_LABEL_UNTITLED, own));
  g_string_append (out, "\n\n");
  for (guint i = 1; titles[0] && titles[i]; i++) {
    append_text (out, titles[i]);
    g_string_append (out, "\n\n");
  }
}

static void
append_abstracts (GString *out, const WzEntry *entry, WzLanguages languages)
{
  g_autofree const WzText **abstracts = wz_entry_dup_abstracts (entry, languages);

  for (guint i = 0; abstracts[i]; i++)
    append_text (out, abstracts[i]);
}

static void
append_captions (GString *out, const WzEntry *entry, WzLanguages languages)
{
  for (guint i = 0; i < wz_entry_get_n_figures (entry); i++) {
    g_autofree const WzText **captions = wz_figure_dup_captions (wz_entry_get_figure (entry, i), languages);

    for (guint k = 0; captions[k]; k++) {
      append_text (out, captions[k]);
      g_string_append (out, "\n\n");
    }
  }
}

/* Categories and links, one line. The first link is the paper's own. */
static void
append_tags (GString *out, const WzEntry *entry)
{
  guint n_categories = wz_entry_get_n_categories (entry), n_links = wz_entry_get_n_links (entry);

  for (guint i = 0; i < n_categories; i++) {
    g_string_append (out, i ? " " : "");
    append_escaped (out, wz_entry_get_category (entry, i)->text);
  }
  for (guint i = 0; i < n_links; i++) {
    const gchar *url = wz_entry_get_link (entry, i)->url;
    g_autofree gchar *text = wz_entry_dup_link_text (entry, i);

    g_string_append (out, i || n_categories ? " " : "");
    g_string_append (out, *url ? "[" : "");
    append_escaped (out, text);
    if (*url)
      g_string_append_printf (out, "](<%s>)", url);
  }
  if (n_categories || n_links)
    g_string_append (out, "\n\n");
}

/* The editor's notes, then where the paper comes from. */
static void
append_end (GString *out, const WzEntry *entry, const gchar *own)
{
  guint n = wz_entry_shows_appearances (entry) ? wz_entry_get_n_appearances (entry) : 0;

  for (guint i = 0; i < wz_entry_get_n_notes (entry); i++) {
    g_autofree gchar *label = wz_entry_dup_note_label (entry, i);

    g_string_append_printf (out, "**%s**\n\n", label);
    append_text (out, wz_entry_get_note (entry, i));
  }
  for (guint i = 0; i < n; i++) {
    g_autofree gchar *label = wz_appearance_dup_label (wz_entry_get_appearance (entry, i), own);

    g_string_append_printf (out, "%s: ", wz_label (WZ_LABEL_APPEARED, own));
    append_escaped (out, label);
    g_string_append (out, "\n\n");
  }
  for (guint i = 0; i < wz_entry_get_n_back_references (entry); i++) {
    g_autofree gchar *label = wz_back_reference_dup_label (wz_entry_get_back_reference (entry, i), own);

    g_string_append_printf (out, "%s: ", wz_label (WZ_LABEL_SEEN_IN, own));
    append_escaped (out, label);
    g_string_append (out, "\n\n");
  }
}

static void
append_entry (GString *out, const WzJob *job, const WzEntry *entry)
{
  const gchar *own = wz_issue_get_lang (wz_job_get_issue (job));
  WzLanguages languages = wz_job_get_languages (job);

  append_titles (out, entry, own, languages, wz_options_get_integer (wz_job_get_options (job), "level"));
  append_names (out, entry, wz_entry_get_author, wz_entry_get_n_authors (entry),
                wz_entry_get_authors_cut_mark (entry));
  append_names (out, entry, wz_entry_get_affiliation, wz_entry_get_n_affiliations (entry),
                wz_entry_get_affiliations_cut_mark (entry));
  append_tags (out, entry);
  append_abstracts (out, entry, languages);
  append_text (out, wz_entry_get_body (entry));
  append_captions (out, entry, languages);
  append_end (out, entry, own);
}

gboolean
md_write (const WzJob *job, gpointer state, WzOutput *output, GError **error)
{
  const WzIssue *issue = wz_job_get_issue (job);
  const gchar *title = wz_issue_get_title (issue, NULL);
  guint n = wz_issue_get_n_entries (issue);
  g_autoptr (GString) out = g_string_new ("# ");

  (void) state;
  append_escaped (out, title ? title : wz_label (WZ_LABEL_UNTITLED, wz_issue_get_lang (issue)));
  g_string_append (out, "\n\n");
  for (guint i = 0; i < n; i++) {
    append_entry (out, job, wz_issue_get_entry (issue, i));
    wz_job_progress (job, i + 1, n);
  }
  return wz_output_write (output, out->str, out->len, error);
}
