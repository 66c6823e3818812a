/*
 * md-write.c: an issue as Markdown. SPDX-License-Identifier: MIT
 *
 * In: the frozen issue. Out: CommonMark 0.30, UTF-8: a heading an entry, then authors, abstracts and links.
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

static void
append_people (GString *out, const WzEntry *entry)
{
  guint n = wz_entry_get_n_authors (entry);

  for (guint i = 0; i < n; i++) {
    g_string_append (out, i ? ", " : "");
    append_escaped (out, wz_entry_get_author (entry, i)->text);
  }
  if (wz_entry_get_authors_cut (entry))
    g_string_append (out, " …");
  if (n)
    g_string_append (out, "\n\n");
}

static void
append_heading (GString *out, const WzEntry *entry, const gchar *lang, gint64 level)
{
  const WzText *title = wz_entry_get_title (entry, lang);

  if (!title)
    return;
  for (gint64 i = 0; i < level; i++)
    g_string_append_c (out, '#');
  g_string_append_c (out, ' ');
  append_text (out, title);
  g_string_append (out, "\n\n");
}

/* What `--languages` asks for; a new way of showing both is still both. */
static gboolean
is_asked_for (const gchar *lang, WzLanguages languages)
{
  switch (languages) {
  case WZ_LANGUAGES_ZH:
    return wz_lang_is_chinese (lang);
  case WZ_LANGUAGES_EN:
    return !wz_lang_is_chinese (lang);
  default:
    return TRUE;
  }
}

/* A paper that has no abstract in the language asked for shows the one that it has: see WzLanguages. */
static void
append_abstracts (GString *out, const WzEntry *entry, const gchar *const *langs, WzLanguages languages)
{
  gsize before = out->len;

  for (guint i = 0; langs[i]; i++)
    if (is_asked_for (langs[i], languages))
      append_text (out, wz_entry_get_abstract (entry, langs[i]));
  for (guint i = 0; langs[i] && out->len == before; i++)
    append_text (out, wz_entry_get_abstract (entry, langs[i]));
}

static void
append_entry (GString *out, const WzJob *job, const WzEntry *entry)
{
  const gchar *const *langs = wz_issue_get_langs (wz_job_get_issue (job));
  gint64 level = wz_options_get_integer (wz_job_get_options (job), "level");

  for (guint i = 0; langs[i]; i++)
    append_heading (out, entry, langs[i], level);
  append_people (out, entry);
  append_abstracts (out, entry, langs, wz_job_get_languages (job));
  for (guint i = 0; i < wz_entry_get_n_links (entry); i++)
    g_string_append_printf (out, "<%s>\n\n", wz_entry_get_link (entry, i)->url);
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
