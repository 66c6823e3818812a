/* test-edit-merge.c: many issues, one entry a paper. SPDX-License-Identifier: MIT */
#include "base/wz-diag-private.h"
#include "edit/merge/wz-merge.h"
#include "edit/merge/wz-withdrawn.h"
#include "model/wz-builder.h"

#include <string.h>

typedef struct {
  guint day; /* of September 2022; each row its own source unless the day repeats */
  gboolean full;
  const gchar *arxiv;
  guint version;
  const gchar *doi, *en, *zh, *abstract, *authors; /* authors: `;` between, `…` at the end when cut */
} Row;

static void
add_row (WzIssueBuilder *builder, const Row *row, guint line)
{
  g_autofree gchar *file = g_strdup_printf ("2022-09-%02u.txt", row->day);
  WzPosition here = {file, line, 1};
  WzSection *section =
      wz_issue_builder_add_section (builder, row->full ? WZ_SECTION_FEATURED : WZ_SECTION_NOTABLE, &here);
  WzEntry *entry = wz_section_add_entry (builder, section, &here);
  wz_entry_set_full (builder, entry, row->full);
  wz_entry_set_arxiv (builder, entry, row->arxiv, row->version);
  wz_entry_set_doi (builder, entry, row->doi);
  if (row->en)
    wz_entry_set_title (builder, entry, "en", wz_issue_builder_plain (builder, "en", row->en, &here));
  if (row->zh)
    wz_entry_set_title (builder, entry, "zh-Hans",
                        wz_issue_builder_plain (builder, "zh-Hans", row->zh, &here));
  if (row->abstract)
    wz_entry_set_abstract (builder, entry, "zh-Hans",
                           wz_issue_builder_plain (builder, "zh-Hans", row->abstract, &here));
  g_auto (GStrv) names = g_strsplit (row->authors ? row->authors : "", ";", -1);
  for (guint i = 0; names[i]; i++) {
    if (g_str_equal (names[i], "…"))
      wz_entry_set_authors_cut (builder, entry, TRUE);
    else
      wz_entry_add_author (builder, entry, names[i], &here);
  }
  if (row->arxiv) {
    g_autofree gchar *url = row->version
                                ? g_strdup_printf ("https://arxiv.org/abs/%sv%u", row->arxiv, row->version)
                                : g_strdup_printf ("https://arxiv.org/abs/%s", row->arxiv);
    wz_entry_add_link (builder, entry, url, NULL, &here);
  }
  WzAppearance seen = {file, {2022, 9, (guint8) row->day}, line, row->full, line, row->version};
  wz_entry_add_appearance (builder, entry, &seen);
}

static void
note (const WzDiag *diag, gpointer user_data)
{
  g_string_append_printf (user_data, "%s:%u %s\n", diag->position.file, diag->position.line, diag->code);
}

/* One source a day, in the order of rows. */
static WzIssue *
merge_rows (const Row *rows, guint n, GString *notes)
{
  g_autoptr (GPtrArray) issues = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_issue_unref);
  for (guint i = 0; i < n;) {
    WzIssueBuilder *builder = wz_issue_builder_new ();
    guint day = rows[i].day;
    for (guint line = 1; i < n && rows[i].day == day; i++, line++)
      add_row (builder, &rows[i], line);
    g_ptr_array_add (issues, wz_issue_builder_finish (builder, NULL));
  }
  g_autoptr (WzDiagSink) sink = wz_diag_sink_new (note, notes);
  return wz_edit_merge ((const WzIssue *const *) issues->pdata, issues->len, sink);
}

static void
check_text (const WzText *text, const gchar *expected)
{
  g_autofree gchar *plain = text ? wz_text_dup_plain (text) : NULL;
  g_assert_cmpstr (plain, ==, expected);
}

static const WzVariant *
find_variant (const WzEntry *entry, const gchar *field, const gchar *text)
{
  for (guint i = 0; i < wz_entry_get_n_variants (entry); i++) {
    const WzVariant *variant = wz_entry_get_variant (entry, i);
    if (g_str_equal (variant->field, field) && g_str_equal (variant->text, text))
      return variant;
  }
  return NULL;
}

/* v1 short on Monday, v2 full on Wednesday: one full entry, both dates, the richer fields, the rest as
 * variants. */
static void
test_versions (void)
{
  static const Row rows[] = {
      {19, FALSE, "2209.00001", 1, NULL, "A Title", "标题", NULL, "A B;C D;…"},
      {20, TRUE, "2209.00002", 0, NULL, "Other", "另一", "摘要", "X"},
      {21, TRUE, "2209.00001", 2, NULL, "A Better Title", "好标题", "长摘要", "A B;C D;E F"},
  };
  g_autoptr (GString) notes = g_string_new (NULL);
  g_autoptr (WzIssue) issue = merge_rows (rows, G_N_ELEMENTS (rows), notes);
  g_assert_cmpuint (wz_issue_get_n_entries (issue), ==, 2);
  const WzEntry *entry = wz_issue_find_entry (issue, "2209.00001");
  g_assert_nonnull (entry);
  g_assert_true (wz_entry_is_full (entry));
  g_assert_cmpuint (wz_entry_get_arxiv_version (entry), ==, 2);
  check_text (wz_entry_get_title (entry, "en"), "A Better Title");
  check_text (wz_entry_get_abstract (entry, "zh-Hans"), "长摘要");
  g_assert_cmpuint (wz_entry_get_n_authors (entry), ==, 3);
  g_assert_false (wz_entry_get_authors_cut (entry));
  g_assert_cmpuint (wz_entry_get_n_appearances (entry), ==, 2);
  g_assert_cmpint (wz_entry_get_appearance (entry, 0)->date.day, ==, 19);
  g_assert_cmpint (wz_entry_get_appearance (entry, 1)->date.day, ==, 21);
  g_assert_false (wz_entry_get_appearance (entry, 0)->full);
  g_assert_cmpuint (wz_entry_get_n_links (entry), ==, 1);
  g_assert_cmpstr (wz_entry_get_link (entry, 0)->url, ==, "https://arxiv.org/abs/2209.00001v2");
  g_assert_nonnull (find_variant (entry, "title", "A Title"));
  g_assert_nonnull (find_variant (entry, "title", "标题"));
  g_assert_nonnull (find_variant (entry, "authors", "A B; C D…"));
  g_assert_nonnull (find_variant (entry, "link", "https://arxiv.org/abs/2209.00001v1"));
  g_assert_cmpstr (find_variant (entry, "title", "标题")->source, ==, "2022-09-19.txt");
  g_assert_nonnull (strstr (notes->str, "2022-09-21.txt:1 merge-same-arxiv\n"));
  g_assert_nonnull (strstr (notes->str, "2022-09-19.txt:1 merge-upgrade\n"));
  g_assert_nonnull (strstr (notes->str, "2022-09-19.txt:1 merge-title-conflict\n"));
  g_assert_cmpint (wz_issue_get_first_day (issue).day, ==, 19);
  g_assert_cmpint (wz_issue_get_last_day (issue).day, ==, 21);
}

/* Fallbacks, and what must not be merged. */
static void
test_identity (void)
{
  static const Row rows[] = {
      {19, TRUE, NULL, 0, NULL, "The Same, Title!", NULL, "甲", "A"}, /* joins the id of the 21st by title */
      {20, TRUE, NULL, 0, "10.1000/a", "Something", NULL, "乙", "B"},
      {20, TRUE, NULL, 0, "10.1000/a", "Something else", NULL, "丙丁", "B"}, /* same DOI */
      {20, TRUE, NULL, 0, "10.1000/b", "Something", NULL, "丁", "B"},        /* another DOI: apart */
      {21, TRUE, "2209.00001", 0, NULL, "the same title", NULL, "戊己", "C"},
      {22, TRUE, "2209.00009", 0, NULL, "The same title", NULL, "庚", "C"}, /* another id: apart, and told */
      {23, TRUE, NULL, 0, NULL, NULL, "只有中文", "辛", "D"},
      {24, FALSE, NULL, 0, NULL, NULL, "只有中文", NULL, "D"},
      {24, FALSE, NULL, 0, NULL, NULL, NULL, NULL, "E"}, /* no title at all: never merged */
      {25, FALSE, NULL, 0, NULL, NULL, NULL, NULL, "E"},
  };
  g_autoptr (GString) notes = g_string_new (NULL);
  g_autoptr (WzIssue) issue = merge_rows (rows, G_N_ELEMENTS (rows), notes);
  g_assert_cmpuint (wz_issue_get_n_entries (issue), ==, 7);
  const WzEntry *joined = wz_issue_find_entry (issue, "2209.00001");
  g_assert_cmpuint (wz_entry_get_n_appearances (joined), ==, 2);
  check_text (wz_entry_get_abstract (joined, "zh-Hans"), "戊己");
  g_assert_nonnull (find_variant (joined, "abstract", "甲"));
  g_assert_cmpuint (wz_entry_get_n_appearances (wz_issue_find_entry (issue, "doi-10.1000-a")), ==, 2);
  g_assert_nonnull (wz_issue_find_entry (issue, "doi-10.1000-b"));
  g_assert_nonnull (strstr (notes->str, "2022-09-22.txt:1 merge-near-duplicate\n"));
  g_assert_nonnull (strstr (notes->str, "2022-09-20.txt:2 merge-same-doi\n"));
  g_assert_nonnull (strstr (notes->str, "2022-09-24.txt:1 merge-same-title\n"));
}

static void
test_near (void)
{
  static const Row rows[] = {
      {19, TRUE, "2209.00001", 0, NULL, "Deep Networks Learn Sparse Parities Near the Limit", NULL, NULL,
       "A"},
      {20, TRUE, "2209.00002", 0, NULL, "Deep networks learn sparse parities near the limits", NULL, NULL,
       "A"},
      {20, TRUE, "2209.00003", 0, NULL, "Deep networks forget", NULL, NULL, "A"},
  };
  g_autoptr (GString) notes = g_string_new (NULL);
  g_autoptr (WzIssue) issue = merge_rows (rows, G_N_ELEMENTS (rows), notes);
  g_assert_cmpuint (wz_issue_get_n_entries (issue), ==, 3);
  g_assert_cmpstr (notes->str, ==, "2022-09-20.txt:1 merge-near-duplicate\n");
}

static void
test_order (void)
{
  static const Row rows[] = {
      {19, FALSE, "2209.00001", 0, NULL, "a", NULL, NULL, "A"},
      {19, TRUE, "2209.00002", 0, NULL, "b", NULL, NULL, "A"},
      {20, TRUE, "2209.00003", 0, NULL, "c", NULL, NULL, "A"},
      {20, TRUE, "2209.00002", 0, NULL, "b", NULL, NULL, "A"},
      {21, TRUE, "2209.00001", 0, NULL, "a", NULL, NULL, "A"},
      {21, FALSE, "2209.00004", 0, NULL, "d", NULL, NULL, "A"},
  };
  static const gchar *const keys[] = {"2209.00001", "2209.00002", "2209.00003", "2209.00004"};
  g_autoptr (GString) notes = g_string_new (NULL);
  g_autoptr (WzIssue) issue = merge_rows (rows, G_N_ELEMENTS (rows), notes);
  g_assert_cmpuint (wz_issue_get_n_entries (issue), ==, G_N_ELEMENTS (keys));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_assert_cmpstr (wz_entry_get_key (wz_issue_get_entry (issue, i)), ==, keys[i]);
  g_assert_cmpuint (wz_issue_get_n_sections (issue), ==, 2);
}

static void
test_nothing (void)
{
  g_autoptr (WzIssue) issue = wz_edit_merge (NULL, 0, NULL);
  g_assert_cmpuint (wz_issue_get_n_entries (issue), ==, 0);
}

/* A notice is a sentence of its own about the paper itself. */
static void
test_notices (void)
{
  static const struct {
    const gchar *text;
    WzWithdrawal withdrawal;
  } rows[] = {
      {"This paper has been withdrawn by the authors.", WZ_WITHDRAWAL_BY_AUTHOR},
      {"This paper has been withdrawn by the author due to a crucial error in Lemma 3.",
       WZ_WITHDRAWAL_BY_AUTHOR},
      {"This submission has been withdrawn by arXiv administrators because of disputed authorship",
       WZ_WITHDRAWAL_BY_ARXIV},
      {"The manuscript is temporarily withdrawn.", WZ_WITHDRAWAL},
      {"We give a method. Comments: This article was withdrawn", WZ_WITHDRAWAL},
      {"The authors have withdrawn this manuscript because it is incomplete.", WZ_WITHDRAWAL_BY_AUTHOR},
      {"[Withdrawn] A Paper", WZ_WITHDRAWAL},
      {"Withdrawn by the author.", WZ_WITHDRAWAL_BY_AUTHOR},
      {"THIS PAPER HAS BEEN WITHDRAWN", WZ_WITHDRAWAL},
      {"This preprint has been retracted.", WZ_WITHDRAWAL},
      {"We withdraw this paper because of a mistake in Section 2.", WZ_WITHDRAWAL_BY_AUTHOR},
      {"We have withdrawn the manuscript.", WZ_WITHDRAWAL_BY_AUTHOR},
      {"Paper withdrawn: see the comment", WZ_WITHDRAWAL},
      {"This paper is withdrawn – its proof has a gap.", WZ_WITHDRAWAL},
      {"本文已被作者撤回。", WZ_WITHDRAWAL_BY_AUTHOR},
      {"本文因证明有误被撤回。", WZ_WITHDRAWAL},
      {"作者因数据有误，已撤回本文。", WZ_WITHDRAWAL_BY_AUTHOR},
      {"该论文已撤稿。", WZ_WITHDRAWAL},
      {"此论文因故。作者已撤回本文", WZ_WITHDRAWAL_BY_AUTHOR},
      {"（已撤稿）一种方法", WZ_WITHDRAWAL},
      {"We study why papers are withdrawn from journals.", WZ_WITHDRAWAL_NONE},
      {"A paper withdrawn too late does harm; we count retracted papers.", WZ_WITHDRAWAL_NONE},
      {"The drug was withdrawn from the market.", WZ_WITHDRAWAL_NONE},
      {"Support was withdrawn and the model retracted its claims.", WZ_WITHDRAWAL_NONE},
      {"This work has withdrawn attention from other tasks.", WZ_WITHDRAWAL_NONE},
      {"Withdrawn sets in graphs", WZ_WITHDRAWAL_NONE},
      {"We withdraw the robot's arm in this work.", WZ_WITHDRAWAL_NONE},
      {"我们研究论文因图像造假而被撤稿的规律。", WZ_WITHDRAWAL_NONE},
      {"本文研究论文被撤稿的原因。", WZ_WITHDRAWAL_NONE},
      {"我们分析了撤稿论文的引用。论文撤稿数据库很大。", WZ_WITHDRAWAL_NONE},
      {"机器人撤回手臂。", WZ_WITHDRAWAL_NONE},
  };
  g_autoptr (WzWithdrawalTest) test = wz_withdrawal_test_new ();
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (wz_withdrawal_test_text (test, rows[i].text) != rows[i].withdrawal)
      g_error ("%s: %d, not %d", rows[i].text, wz_withdrawal_test_text (test, rows[i].text),
               rows[i].withdrawal);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit/merge/versions", test_versions);
  g_test_add_func ("/edit/merge/identity", test_identity);
  g_test_add_func ("/edit/merge/near-duplicates", test_near);
  g_test_add_func ("/edit/merge/order", test_order);
  g_test_add_func ("/edit/merge/nothing", test_nothing);
  g_test_add_func ("/edit/merge/notices", test_notices);
  return g_test_run ();
}
