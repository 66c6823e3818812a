/* read-probe FILE…: what the reader finds in each file, one JSON object a line, for the tests of whole
 * corpora. Reads through the public accessors, so that it shows what plugins will see.
 * SPDX-License-Identifier: MIT */
#include "base/wz-diag-private.h"
#include "read/wz-read.h"

#include <wenzhai/wenzhai.h>

#include <stdio.h>

static void
put_string (GString *out, const gchar *text)
{
  if (text == NULL) {
    g_string_append (out, "null");
    return;
  }
  g_string_append_c (out, '"');
  for (const gchar *p = text; *p != 0; p++) {
    guint8 c = (guint8) *p;

    if (c == '"' || c == '\\')
      g_string_append_c (out, '\\');
    if (c < 0x20)
      g_string_append_printf (out, "\\u%04x", c);
    else
      g_string_append_c (out, (gchar) c);
  }
  g_string_append_c (out, '"');
}

static void
put_key (GString *out, const gchar *key)
{
  gchar last = out->str[out->len - 1];

  if (last != '{' && last != '[')
    g_string_append_c (out, ',');
  put_string (out, key);
  g_string_append_c (out, ':');
}

static void
put_text (GString *out, const gchar *key, const WzText *text)
{
  g_autofree gchar *plain = text != NULL ? wz_text_dup_plain (text) : NULL;

  put_key (out, key);
  put_string (out, plain);
}

static void
put_element (GString *out, const gchar *text)
{
  if (out->str[out->len - 1] != '[')
    g_string_append_c (out, ',');
  put_string (out, text);
}

/* Where links lead to and what language code is in: kept, but no characters. */
static void
put_targets (GString *out, const WzText *text)
{
  WzTextIter iter;
  WzTextEvent event;

  wz_text_iter_init (&iter, text);
  while (wz_text_iter_next (&iter, &event))
    if (event.type == WZ_TEXT_ENTER && event.target != NULL)
      put_element (out, event.target);
}

static void
put_entry (GString *out, const WzEntry *entry)
{
  g_string_append_printf (
      out, "%s{\"ordinal\":%u,\"full\":%s,\"line\":%u,\"authors_cut\":%s,\"affiliations_cut\":%s",
      out->str[out->len - 1] == '[' ? "" : ",", wz_entry_get_ordinal (entry),
      wz_entry_is_full (entry) ? "true" : "false", wz_entry_get_position (entry).line,
      wz_entry_get_authors_cut (entry) ? "true" : "false",
      wz_entry_get_affiliations_cut (entry) ? "true" : "false");
  put_key (out, "key");
  put_string (out, wz_entry_get_key (entry));
  put_text (out, "title_en", wz_entry_get_title (entry, "en"));
  put_text (out, "title_zh", wz_entry_get_title (entry, "zh-Hans"));
  put_text (out, "abstract_en", wz_entry_get_abstract (entry, "en"));
  put_text (out, "abstract_zh", wz_entry_get_abstract (entry, "zh-Hans"));
  put_text (out, "body", wz_entry_get_body (entry));
  put_key (out, "arxiv_id");
  put_string (out, wz_entry_get_arxiv_id (entry));
  g_string_append_printf (out, ",\"arxiv_version\":%u", wz_entry_get_arxiv_version (entry));
  put_key (out, "doi");
  put_string (out, wz_entry_get_doi (entry));
  put_key (out, "primary_category");
  put_string (out, wz_entry_get_primary_category (entry));
  g_string_append_printf (out, ",\"status\":%d", wz_entry_get_status (entry));
  g_autofree gchar *published = wz_date_dup_iso (wz_entry_get_published (entry));
  g_autofree gchar *updated = wz_date_dup_iso (wz_entry_get_updated (entry));
  put_key (out, "published");
  put_string (out, published);
  put_key (out, "updated");
  put_string (out, updated);
  put_key (out, "venue");
  put_string (out, wz_entry_get_venue (entry));
  put_key (out, "comment");
  put_string (out, wz_entry_get_comment (entry));
  put_key (out, "journal_ref");
  put_string (out, wz_entry_get_journal_ref (entry));
  put_key (out, "score");
  put_string (out, wz_entry_get_score (entry));
  g_string_append (out, ",\"tags\":[");
  for (guint i = 0; i < wz_entry_get_n_categories (entry); i++)
    put_element (out, wz_entry_get_category (entry, i)->text);
  g_string_append (out, "],\"authors\":[");
  for (guint i = 0; i < wz_entry_get_n_authors (entry); i++)
    put_element (out, wz_entry_get_author (entry, i)->text);
  g_string_append (out, "],\"affiliations\":[");
  for (guint i = 0; i < wz_entry_get_n_affiliations (entry); i++)
    put_element (out, wz_entry_get_affiliation (entry, i)->text);
  g_string_append (out, "],\"points\":[");
  for (guint i = 0; i < wz_entry_get_n_points (entry); i++) {
    static const gchar *const names[] = {"tldr",   "highlight",  "motivation", "method",
                                         "result", "conclusion", "limitation", "recommendation"};
    const WzPoint *point = wz_entry_get_point (entry, i);
    g_autofree gchar *plain = wz_text_dup_plain (point->text);

    put_element (out, names[point->kind]);
    put_element (out, plain);
  }
  g_string_append (out, "],\"targets\":[");
  for (guint i = 0; i < wz_entry_get_n_points (entry); i++)
    put_targets (out, wz_entry_get_point (entry, i)->text);
  put_targets (out, wz_entry_get_abstract (entry, "en"));
  put_targets (out, wz_entry_get_abstract (entry, "zh-Hans"));
  put_targets (out, wz_entry_get_body (entry));
  g_string_append (out, "],\"links\":[");
  for (guint i = 0; i < wz_entry_get_n_links (entry); i++) {
    put_element (out, wz_entry_get_link (entry, i)->url);
    if (wz_entry_get_link (entry, i)->label != NULL)
      put_element (out, wz_entry_get_link (entry, i)->label);
  }
  for (guint i = 0; i < wz_entry_get_n_code_links (entry); i++) {
    put_element (out, wz_entry_get_code_link (entry, i)->url);
    if (wz_entry_get_code_link (entry, i)->label != NULL)
      put_element (out, wz_entry_get_code_link (entry, i)->label);
  }
  g_string_append (out, "]}");
}

static void
put_issue (GString *out, const WzIssue *issue)
{
  g_autofree gchar *date = wz_date_dup_iso (wz_issue_get_date (issue));

  put_key (out, "title");
  put_string (out, wz_issue_get_title (issue, NULL));
  put_key (out, "source");
  put_string (out, wz_issue_get_source (issue));
  put_key (out, "rights");
  put_string (out, wz_issue_get_rights (issue));
  put_key (out, "date");
  put_string (out, date);
  g_string_append (out, ",\"legend\":[");
  for (guint i = 0; i < wz_issue_get_n_categories (issue); i++) {
    put_element (out, wz_issue_get_category (issue, i)->code);
    put_element (out, wz_issue_get_category_name (issue, wz_issue_get_category (issue, i)->code, NULL));
  }
  g_string_append (out, "],\"sections\":[");
  for (guint s = 0; s < wz_issue_get_n_sections (issue); s++) {
    const WzSection *section = wz_issue_get_section (issue, s);

    g_string_append_printf (out, "%s{\"kind\":%d", s > 0 ? "," : "", wz_section_get_kind (section));
    put_key (out, "heading");
    put_string (out, wz_section_get_heading (section, NULL));
    put_text (out, "blocks", wz_section_get_blocks (section));
    g_string_append (out, ",\"targets\":[");
    put_targets (out, wz_section_get_blocks (section));
    g_string_append (out, "],\"entries\":[");
    for (guint e = 0; e < wz_section_get_n_entries (section); e++)
      put_entry (out, wz_section_get_entry (section, e));
    g_string_append (out, "]}");
  }
  g_string_append (out, "]");
}

static void
on_diag (const WzDiag *diag, gpointer user_data)
{
  GString *out = user_data;

  g_string_append_printf (out, "%s{\"line\":%u,\"column\":%u,\"severity\":\"%s\"",
                          out->str[out->len - 1] == '[' ? "" : ",", diag->position.line,
                          diag->position.column, wz_severity_get_name (diag->severity));
  put_key (out, "code");
  put_string (out, diag->code);
  put_key (out, "detail");
  put_string (out, diag->detail);
  g_string_append_c (out, '}');
}

static void
probe (const gchar *path, const WzReadOptions *options)
{
  g_autoptr (GString) out = g_string_new ("{"), diags = g_string_new ("[");
  g_autoptr (WzDiagSink) sink = wz_diag_sink_new (on_diag, diags);
  g_autoptr (GError) error = NULL;
  g_autoptr (WzCoverage) coverage = NULL;
  g_autoptr (WzIssue) issue = wz_read_file (path, options, NULL, sink, &coverage, &error);

  put_key (out, "file");
  put_string (out, path);
  put_key (out, "error");
  put_string (out, issue == NULL ? wz_read_error_get_name (error) : NULL);
  put_key (out, "message");
  put_string (out, issue == NULL ? error->message : NULL);
  put_key (out, "diags");
  g_string_append_printf (out, "%s]", diags->str);
  if (coverage != NULL) {
    g_autofree gchar *json = wz_coverage_dup_json (coverage);

    put_key (out, "coverage");
    g_string_append (out, json);
  }
  if (issue != NULL)
    put_issue (out, issue);
  printf ("%s}\n", out->str);
}

int
main (int argc, char **argv)
{
  const gchar *const folders[] = {READERS, NULL};
  g_autoptr (WzReaders) readers = wz_readers_new (folders, NULL);
  WzReadOptions options = {readers, NULL, NULL};

  for (int i = 1; i < argc; i++)
    probe (argv[i], &options);
  return 0;
}
