/* compose-fixture.h: a style, and issues of a few papers, for the tests of composer and PDF.
 * SPDX-License-Identifier: MIT */
#pragma once

#include "base/wz-diag-private.h"
#include "compose/document/compose-document.h"
#include "model/wz-builder.h"
#include "style/wz-style-private.h"

#include <string.h>

typedef struct {
  WzStyle *style;
  WzLanguages languages;
  ComposeSettings settings;
  WzGalley *galley; /* of what was set last */
  GString *diags;
  WzDiagSink *sink;
} Fixture;

static inline void
collect (const WzDiag *diag, gpointer user_data)
{
  g_string_append_printf (user_data, "%u:%u: %s [%s]\n", diag->position.line, diag->position.column,
                          diag->detail, diag->code);
}

/* FALSE and a skipped test where the fonts are missing. */
static inline gboolean
set_up (Fixture *fixture, const gchar *name, WzLanguages languages)
{
  g_autofree gchar *data_dir = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", NULL);
  g_autoptr (GError) error = NULL;
  memset (fixture, 0, sizeof *fixture);
  fixture->style = wz_style_load (name, NULL, data_dir, NULL, NULL, 0, NULL, &error);
  if (fixture->style == NULL) {
    g_test_skip (error->message);
    return FALSE;
  }
  fixture->diags = g_string_new (NULL);
  fixture->sink = wz_diag_sink_new (collect, fixture->diags);
  fixture->languages = languages;
  compose_settings_read (&fixture->settings, fixture->style, NULL, NULL, languages, &error);
  g_assert_no_error (error);
  return TRUE;
}

static inline void
tear_down (Fixture *fixture)
{
  g_clear_pointer (&fixture->galley, wz_galley_free);
  wz_style_free (fixture->style);
  wz_diag_sink_free (fixture->sink);
  g_string_free (fixture->diags, TRUE);
}

static inline const WzText *
paragraph (WzIssueBuilder *builder, const gchar *lang, const gchar *text)
{
  WzPosition position = {"test", 7, 3};
  WzTextBuilder *made = wz_text_builder_new (lang);
  wz_text_builder_enter (made, WZ_TEXT_PARAGRAPH, 0, NULL, NULL, NULL, &position);
  wz_text_builder_add (made, text, -1, &position);
  wz_text_builder_leave (made);
  return wz_text_builder_finish (made, builder);
}

static inline WzEntry *
add_entry (WzIssueBuilder *builder, WzSection *section, guint number, const gchar *chinese,
           const gchar *english)
{
  g_autofree gchar *id = g_strdup_printf ("2209.%05u", number);
  g_autofree gchar *url = g_strconcat ("https://arxiv.org/abs/", id, NULL);
  g_autofree gchar *title = g_strdup_printf ("论文之%u", number);
  WzEntry *entry = wz_section_add_entry (builder, section, NULL);
  wz_entry_set_ordinal (builder, entry, number);
  wz_entry_set_full (builder, entry, TRUE);
  wz_entry_set_arxiv (builder, entry, id, 0);
  wz_entry_add_link (builder, entry, url, NULL, NULL);
  wz_entry_add_category (builder, entry, "LG", NULL);
  wz_entry_add_author (builder, entry, "A Author", NULL);
  wz_entry_set_title (builder, entry, "zh-Hans", wz_issue_builder_plain (builder, "zh-Hans", title, NULL));
  wz_entry_set_title (builder, entry, "en", wz_issue_builder_plain (builder, "en", "A Paper", NULL));
  if (chinese != NULL)
    wz_entry_set_abstract (builder, entry, "zh-Hans", paragraph (builder, "zh-Hans", chinese));
  if (english != NULL)
    wz_entry_set_abstract (builder, entry, "en", paragraph (builder, "en", english));
  return entry;
}

static inline WzIssueBuilder *
new_issue (WzSection **section)
{
  WzIssueBuilder *builder = wz_issue_builder_new ();
  wz_issue_builder_set_title (builder, "zh-Hans", "试验刊");
  *section = wz_issue_builder_add_section (builder, WZ_SECTION_FEATURED, NULL);
  wz_section_set_heading (builder, *section, "zh-Hans", "论文精选");
  return builder;
}

static inline ComposeDocument *
set_document (Fixture *fixture, WzIssue *issue, GError **error)
{
  g_clear_pointer (&fixture->galley, wz_galley_free);
  fixture->galley = wz_galley_new (issue, fixture->style, fixture->languages, NULL);
  return compose_document_new (fixture->galley, fixture->style, &fixture->settings, fixture->sink, error);
}
