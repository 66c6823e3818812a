/* test-edit-lint.c: each check by its own cases; positions. SPDX-License-Identifier: MIT */
#include "base/wz-diag-private.h"
#include "edit/wz-lint.h"
#include "model/wz-builder.h"

#include <time.h>
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
                   "a.txt:10:1 text-quote-alone hint\n" /* both widths are made one by editing */
                   "a.txt:12:9 text-footnote-mark hint\na.txt:12:19 text-joined-words hint\n");
}

/* An issue with one abstract: @tex as a formula, and @text. */
static WzIssue *
make_issue (const gchar *tex, const gchar *text)
{
  WzIssueBuilder *builder = wz_issue_builder_new ();
  WzSection *section = wz_issue_builder_add_section (builder, WZ_SECTION_FEATURED, NULL);
  WzPosition place = {"a.json", 7, 3};
  WzEntry *entry = wz_section_add_entry (builder, section, &place);
  WzTextBuilder *abstract = wz_text_builder_new ("en");
  wz_text_builder_enter (abstract, WZ_TEXT_PARAGRAPH, 0, NULL, NULL, NULL, &place);
  if (tex != NULL)
    wz_text_builder_leaf (abstract, WZ_TEXT_FORMULA, NULL, tex, &place);
  wz_text_builder_add (abstract, text, -1, &place);
  wz_text_builder_leave (abstract);
  wz_entry_set_abstract (builder, entry, "en", wz_text_builder_finish (abstract, builder));
  return wz_issue_builder_finish (builder, NULL);
}

static void
test_formulae (void)
{
  static const struct {
    const gchar *tex, *notes;
  } cases[] = {
      {"N = \\log_2 O . Leveraging these principles, we present", "a.json:7:3 formula-prose warning\n"},
      {"x \\text{ for all of these words } y", ""},
      {"Attention(Q,K,V) = softmax(QK)", ""},
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (WzIssue) issue = make_issue (cases[i].tex, ".");
    g_autoptr (GString) notes = g_string_new (NULL);
    g_autoptr (WzDiagSink) sink = wz_diag_sink_new (note, notes);
    wz_edit_lint (issue, sink);
    g_assert_cmpstr (notes->str, ==, cases[i].notes);
  }
}

static void
count (const WzDiag *diag, gpointer user_data)
{
  (*(guint *) user_data)++;
}

/* Eight times the findings take about eight times as long; finding the place of each anew took 64 times. */
static void
test_growth (void)
{
  gdouble seconds[2];
  for (guint i = 0; i < 2; i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    guint n = 0, wanted = i == 0 ? 2000 : 16000;
    for (guint k = 0; k < wanted; k++)
      g_string_append (text, "code1 + ");
    g_autoptr (WzIssue) issue = make_issue (NULL, text->str);
    g_autoptr (WzDiagSink) sink = wz_diag_sink_new (count, &n);
    clock_t start = clock (); /* of this process: other work on the machine does not count */
    wz_edit_lint (issue, sink);
    seconds[i] = (gdouble) (clock () - start) / CLOCKS_PER_SEC;
    g_assert_cmpuint (n, ==, wanted);
  }
  g_test_message ("%.4f s, %.4f s", seconds[0], seconds[1]);
  g_assert_cmpfloat (seconds[1], <, 32 * MAX (seconds[0], 0.01));
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
  g_test_add_func ("/edit/lint/formula-prose", test_formulae);
  g_test_add_func ("/edit/lint/growth", test_growth);
  return g_test_run ();
}
