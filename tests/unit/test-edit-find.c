/* test-edit-find.c: papers by whatever an editor calls them. SPDX-License-Identifier: MIT */
#include "edit/wz-find.h"
#include "model/wz-builder.h"

#include <string.h>

static WzEntry *
add (WzIssueBuilder *builder, WzSection *section, guint ordinal, const gchar *en, const gchar *zh)
{
  WzEntry *entry = wz_section_add_entry (builder, section, NULL);
  wz_entry_set_ordinal (builder, entry, ordinal);
  wz_entry_set_title (builder, entry, "en", wz_issue_builder_plain (builder, "en", en, NULL));
  if (zh != NULL)
    wz_entry_set_title (builder, entry, "zh-Hans", wz_issue_builder_plain (builder, "zh-Hans", zh, NULL));
  return entry;
}

static WzIssue *
make_issue (gboolean numbered)
{
  WzIssueBuilder *builder = wz_issue_builder_new ();
  WzSection *section = wz_issue_builder_add_section (builder, WZ_SECTION_FEATURED, NULL);
  WzEntry *entry = add (builder, section, numbered ? 1 : 0, "Grass Grows in Waves", "草随波生");
  wz_entry_set_arxiv (builder, entry, "2209.11142", 2);
  entry = add (builder, section, numbered ? 2 : 0, "Grass Grows in Rings", "草成环生");
  wz_entry_set_doi (builder, entry, "10.1000/rings.7");
  entry = add (builder, section, numbered ? 3 : 0, "1984", NULL);
  wz_entry_set_identity (builder, entry, "openreview:AbCdEf123");
  entry = add (builder, section, numbered ? 4 : 0, "On Old Archives", NULL);
  wz_entry_set_arxiv (builder, entry, "hep-th/9901001", 0);
  entry = add (builder, section, numbered ? 5 : 0, "A Paper of a Laboratory’s Own", NULL);
  wz_entry_add_link (builder, entry, "https://lab.example/papers/own/", NULL, NULL);
  return wz_issue_builder_finish (builder, NULL);
}

static void
test_names (void)
{
  static const struct {
    const gchar *name;
    gint entry;
  } rows[] = {
      {"2209.11142", 0},
      {"2209.11142v1", 0},
      {" arXiv:2209.11142v3 ", 0},
      {"https://arxiv.org/abs/2209.11142", 0},
      {"arxiv.org/pdf/2209.11142v2.pdf", 0},
      {"https://hf.co/papers/2209.11142", 0},
      {"10.1000/RINGS.7", 1},
      {"https://doi.org/10.1000/rings.7", 1},
      {"doi:10.1000/rings.7", 1},
      {"https://openreview.net/forum?id=AbCdEf123", 2},
      {"openreview:AbCdEf123", 2},
      {"hep-th/9901001", 3},
      {"hep-th/9901001v2", 3},
      {"https://lab.example/papers/own", 4},
      {"http://lab.example/papers/own/", 4},
      {"Grass Grows in Waves", 0},
      {"grass grows in rings.", 1},
      {"草成环生", 1},
      {"草随", 0}, /* how it begins */
      {"grass grows in w", 0},
      {"A paper of a laboratory's", 4},
      {"2", 1},
      {"#5", 4},
      {"1984", 2}, /* a title before a number */
  };
  g_autoptr (WzIssue) issue = make_issue (TRUE);
  g_autoptr (WzFinder) finder = wz_finder_new (issue);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree gchar *problem = NULL;
    gint found = wz_finder_find (finder, rows[i].name, &problem);
    if (found != rows[i].entry)
      g_error ("%s: %d, not %d: %s", rows[i].name, found, rows[i].entry, problem);
    g_assert_null (problem);
  }
}

static void
test_keys (void)
{
  g_autoptr (WzIssue) issue = make_issue (FALSE);
  g_autoptr (WzFinder) finder = wz_finder_new (issue);
  for (guint i = 0; i < wz_issue_get_n_entries (issue); i++)
    g_assert_cmpint (wz_finder_find (finder, wz_entry_get_key (wz_issue_get_entry (issue, i)), NULL), ==, i);
}

static void
assert_problem (gboolean numbered, const gchar *name, const gchar *const *words)
{
  g_autoptr (WzIssue) issue = make_issue (numbered);
  g_autoptr (WzFinder) finder = wz_finder_new (issue);
  g_autofree gchar *problem = NULL;
  g_assert_cmpint (wz_finder_find (finder, name, &problem), ==, -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (problem, words[i]) == NULL)
      g_error ("%s: no “%s” in: %s", name, words[i], problem);
}

static void
test_problems (void)
{
  static const struct {
    const gchar *name;
    const gchar *words[4];
  } rows[] = {
      {"grass grows", {"grass grows", "2 papers", "2209.11142", "草成环生"}}, /* two begin so */
      {"2209.11124", {"2209.11124", "did you mean 2209.11142"}},
      {"10.1000/wings.7", {"did you mean doi-10.1000"}},
      {"grows in rings", {"did you mean", "草成环生"}}, /* words from within */
      {"Gras Grows in Waves", {"did you mean 2209.11142"}},
      {"Quantum Gravity", {"no paper of this issue is called Quantum Gravity"}},
      {"gr", {"no paper of this issue is called gr"}}, /* too short to be a beginning */
      {"17", {"no paper 17", "last one is 5"}},
      {"", {"no paper of this issue is called"}},
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const gchar *words[5] = {NULL};
    memcpy (words, rows[i].words, sizeof rows[i].words);
    assert_problem (TRUE, rows[i].name, words);
  }
  assert_problem (FALSE, "2", (const gchar *const[]){"no numbers yet", NULL});
}

/* A paper of two dailies that were put side by side is one; two papers of one title are two. */
static void
test_twins (void)
{
  WzIssueBuilder *builder = wz_issue_builder_new ();
  WzSection *section = wz_issue_builder_add_section (builder, WZ_SECTION_FEATURED, NULL);
  for (guint i = 0; i < 4; i++) {
    WzEntry *entry = add (builder, section, 0, i < 2 ? "One Paper Twice" : "Two of a Name", NULL);
    wz_entry_set_arxiv (builder, entry, i < 2 ? "2209.00001" : i == 2 ? "2209.00002" : "2209.00003", 0);
  }
  g_autoptr (WzIssue) issue = wz_issue_builder_finish (builder, NULL);
  g_autoptr (WzFinder) finder = wz_finder_new (issue);
  g_assert_cmpint (wz_finder_find (finder, "2209.00001", NULL), ==, 0);
  g_assert_cmpint (wz_finder_find (finder, "One paper twice", NULL), ==, 0);
  g_assert_cmpint (wz_finder_find (finder, "Two of a name", NULL), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit/find/names", test_names);
  g_test_add_func ("/edit/find/keys", test_keys);
  g_test_add_func ("/edit/find/problems", test_problems);
  g_test_add_func ("/edit/find/twins", test_twins);
  return g_test_run ();
}
