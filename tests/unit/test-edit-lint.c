/* test-edit-lint.c: each check by its own cases; positions. SPDX-License-Identifier: MIT */
#include "base/wz-diag-private.h"
#include "edit/wz-lint.h"
#include "model/wz-builder.h"

static void
test_rule (gconstpointer data)
{
  const WzLintRule *rule = data;
  const gchar *const *hits = wz_lint_rule_get_cases (rule, TRUE), *const *misses =
                                                                      wz_lint_rule_get_cases (rule, FALSE);
  for (guint i = 0; hits[i] != NULL; i++)
    if (wz_lint_rule_count (rule, hits[i]) == 0)
      g_error ("%s overlooks: %s", wz_lint_rule_get_code (rule), hits[i]);
  for (guint i = 0; misses[i] != NULL; i++)
    if (wz_lint_rule_count (rule, misses[i]) != 0)
      g_error ("%s finds: %s", wz_lint_rule_get_code (rule), misses[i]);
}

static void
note (const WzDiag *diag, gpointer user_data)
{
  g_string_append_printf (user_data, "%s:%u:%u %s %s\n", diag->position.file, diag->position.line,
                          diag->position.column, diag->code, wz_severity_get_name (diag->severity));
}

static void
test_positions (void)
{
  WzIssueBuilder *builder = wz_issue_builder_new ();
  WzSection *section = wz_issue_builder_add_section (builder, WZ_SECTION_FEATURED, NULL);
  WzPosition en = {"a.txt", 12, 5}, zh = {"a.txt", 10, 1};
  WzEntry *entry = wz_section_add_entry (builder, section, &en);
  wz_entry_set_abstract (builder, entry, "en",
                         wz_issue_builder_plain (builder, "en", "Our code1 and billionparameter", &en));
  wz_entry_set_abstract (builder, entry, "zh-Hans",
                         wz_issue_builder_plain (builder, "zh-Hans", "甲，乙,丙\"丁", &zh));
  g_autoptr (WzIssue) issue = wz_issue_builder_finish (builder, NULL);
  g_autoptr (GString) notes = g_string_new (NULL);
  g_autoptr (WzDiagSink) sink = wz_diag_sink_new (note, notes);
  wz_edit_lint (issue, sink);
  g_assert_cmpstr (notes->str, ==,
                   "a.txt:10:3 text-mixed-widths hint\na.txt:10:1 text-quote-alone hint\n"
                   "a.txt:12:9 text-footnote-mark hint\na.txt:12:19 text-joined-words hint\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < wz_lint_get_n_rules (); i++) {
    const WzLintRule *rule = wz_lint_get_rule (i);
    g_autofree gchar *path = g_strdup_printf ("/edit/lint/%s", wz_lint_rule_get_code (rule));
    g_test_add_data_func (path, rule, test_rule);
  }
  g_test_add_func ("/edit/lint/positions", test_positions);
  return g_test_run ();
}
