/* test-overlay.c: every key of an overlay, patterns, replacements, the worksheet. SPDX-License-Identifier:
 * MIT
 */
#include "base/wz-diag-private.h"
#include "edit/compose/wz-compose.h"
#include "edit/compose/wz-overlay-fields.h"
#include "edit/compose/wz-overlay-text.h"
#include "edit/compose/wz-worksheet.h"
#include "edit/wz-diff.h"
#include "model/wz-builder.h"
#include "model/wz-tree.h"
#include "rich/wz-rich.h"

#include <string.h>

#define ZH "zh-Hans"

static const WzText *
blocks (WzIssueBuilder *builder, const gchar *lang, const gchar *markdown, const WzPosition *here)
{
  WzTextBuilder *text = wz_text_builder_new (lang);
  WzRichOptions options = {.origin = *here};
  wz_rich_markdown (text, markdown, &options);
  return wz_text_builder_finish (text, builder);
}

/* Three papers; the first has something in every field. */
static WzIssue *
make_issue (void)
{
  WzIssueBuilder *b = wz_issue_builder_new ();
  WzPosition here = {"a.txt", 1, 1};
  WzSection *section = wz_issue_builder_add_section (b, WZ_SECTION_FEATURED, NULL);
  static const gchar *const codes[] = {"LG", "CV", "CV"};
  for (guint i = 0; i < 3; i++) {
    here.line = 1 + 10 * i;
    g_autofree gchar *id = g_strdup_printf ("2209.0000%u", i + 1);
    g_autofree gchar *url = g_strdup_printf ("https://arxiv.org/abs/%sv1", id);
    g_autofree gchar *title = g_strdup_printf ("A Title $x_%u$", i + 1);
    WzEntry *e = wz_section_add_entry (b, section, &here);
    wz_entry_set_full (b, e, TRUE);
    wz_entry_set_arxiv (b, e, id, 1);
    wz_entry_set_title (b, e, ZH,
                        wz_issue_builder_plain (b, ZH,
                                                i == 0   ? "题目一"
                                                : i == 1 ? "题目二"
                                                         : "题目三",
                                                &here));
    wz_entry_set_title (b, e, "en", blocks (b, "en", "", &here));
    wz_entry_set_title (b, e, "en", wz_issue_builder_plain (b, "en", title, &here));
    wz_entry_set_abstract (
        b, e, ZH,
        blocks (b, ZH,
                "我们提出Transformer方法，见 https://example.org/Transformer 。\n\n公式 $\\theta + \\nu$。",
                &here));
    wz_entry_set_abstract (
        b, e, "en",
        blocks (b, "en", "We use a *Transformer* with $Transformer_1 + x^2$.\n\n- one\n- two", &here));
    wz_entry_add_category (b, e, codes[i], &here);
    wz_entry_add_category (b, e, "AI", &here);
    wz_entry_add_author (b, e, "A Alpha", &here);
    wz_entry_add_affiliation (b, e, "Deep Lab", &here);
    wz_entry_add_link (b, e, url, NULL, &here);
    WzAppearance seen = {"a.txt", {2022, 9, 19}, here.line, TRUE, i + 1, 1};
    wz_entry_add_appearance (b, e, &seen);
    if (i > 0)
      continue;
    wz_entry_set_comment (b, e, "12 pages");
    wz_entry_set_venue (b, e, "CVPR 2026");
    wz_entry_set_journal_ref (b, e, "Nature 1");
    wz_entry_set_score (b, e, "8.5");
    wz_entry_set_status (b, e, WZ_STATUS_NEW);
    wz_entry_set_published (b, e, (WzDate){2022, 9, 1});
    wz_entry_set_updated (b, e, (WzDate){2022, 9, 2});
    wz_entry_set_doi (b, e, "10.1000/1");
    wz_entry_add_code_link (b, e, &(WzLink){.url = "https://example.org/code", .label = "code", .stars = 12});
    wz_entry_add_point (b, e, WZ_POINT_TLDR, blocks (b, ZH, "一句话。", &here));
    wz_entry_add_point (b, e, WZ_POINT_METHOD, blocks (b, "en", "A method.", &here));
  }
  return wz_issue_builder_finish (b, NULL);
}

static void
note (const WzDiag *diag, gpointer user_data)
{
  g_string_append_printf (user_data, "%u:%u %s\n", diag->position.line, diag->position.column, diag->code);
}

static WzIssue *
apply (const WzIssue *issue, const gchar *text, GString *notes)
{
  g_autoptr (WzDiagSink) sink = wz_diag_sink_new (note, notes);
  g_autoptr (WzKeyFile) file = wz_key_file_new_from_data ("o.ini", text, strlen (text), sink);
  g_autoptr (WzOverlay) overlay = wz_overlay_new ();
  g_autoptr (WzRecipe) recipe = wz_recipe_new ();
  wz_overlay_add (overlay, file, NULL, NULL, sink);
  wz_recipe_set_default (recipe, WZ_RECIPE_STATISTICS, "no");
  wz_recipe_set_default (recipe, WZ_RECIPE_INDICES, "author,affiliation");
  wz_overlay_say (overlay, recipe);
  WzMaterial material = {.overlay = overlay};
  return wz_edit_compose (issue, recipe, &material, sink);
}

static gchar *
value_of (const WzEntry *entry, const gchar *key, const gchar *lang)
{
  return wz_overlay_field_dup_value (wz_overlay_find_field (key, FALSE), entry, lang);
}

/* The paper that the first line is of, wherever it stands. */
static const WzEntry *
first_of (const WzIssue *issue)
{
  for (guint i = 0; i < wz_issue_get_n_entries (issue); i++)
    if (wz_entry_get_position (wz_issue_get_entry (issue, i)).line == 1)
      return wz_issue_get_entry (issue, i);
  g_assert_not_reached ();
}

/* ---- Every field ---- */

static const struct {
  const gchar *key, *value, *lang;
} values[] = {
    {"title", "新的题目 $\\theta$", ZH},
    {"title.en", "New Title", "en"},
    {"authors", "Ludwig van Beethoven; 张三; ...", NULL},
    {"labs", "Lab One; Lab Two, Paris; ...", NULL},
    {"categories", "CL, LG", NULL},
    {"abstract.zh", "新的**摘要** $\\nu$。", ZH},
    {"abstract.en", "New one, with $\\theta + \\nu$.", "en"},
    {"body", "Body.", ZH},
    {"tldr", "新的话。", ZH},
    {"highlight", "Highlight.", ZH},
    {"motivation.en", "Why.", "en"},
    {"method.en", "How.", "en"},
    {"result", "Result.", ZH},
    {"conclusion", "Conclusion.", ZH},
    {"limitation", "Limitation.", ZH},
    {"recommendation", "Recommendation.", ZH},
    {"link", "https://example.org/paper Paper", NULL},
    {"code", "https://github.com/a/b GitHub ★1200", NULL},
    {"arxiv", "2209.00009v3", NULL},
    {"doi", "10.1000/182", NULL},
    {"identity", "openreview:abc", NULL},
    {"day", "2022-09-20", NULL},
    {"published", "2022-08-01", NULL},
    {"updated", "2022-08-02", NULL},
    {"venue", "ICML 2026", NULL},
    {"journal", "Science 2", NULL},
    {"comment", "13 pages", NULL},
    {"status", "withdrawn", NULL},
    {"score", "9/10", NULL},
    {"reason", "Because.", ZH},
    {"category", "CV", NULL},
};

/* Each key has its value set, and taken away; it shows in the book's model, and what was there stays. */
static void
test_every_field (void)
{
  g_autoptr (WzIssue) issue = make_issue ();
  for (guint i = 0; i < G_N_ELEMENTS (values); i++) {
    g_autoptr (GString) notes = g_string_new (NULL);
    g_auto (GStrv) key = g_strsplit (values[i].key, ".", 2);
    g_autofree gchar *text = g_strdup_printf ("[2209.00001]\n%s = %s\n", values[i].key, values[i].value);
    g_autoptr (WzIssue) made = apply (issue, text, notes);
    const WzEntry *entry = first_of (made);
    g_autofree gchar *got = value_of (entry, key[0], values[i].lang);
    g_autofree gchar *wanted =
        g_str_equal (key[0], "category") ? g_strdup ("CV") : g_strdup (values[i].value);
    g_assert_cmpstr (got, ==, wanted);
    g_assert_cmpstr (notes->str, ==, "2:1 merge-corrected\n");
    gboolean flagged = FALSE;
    for (guint k = 0; k < wz_entry_get_n_variants (entry); k++)
      flagged = flagged || (wz_entry_get_variant (entry, k)->corrected &&
                            wz_entry_get_variant (entry, k)->position.line == 2);
    g_assert_true (flagged);
    g_autofree gchar *gone = g_strdup_printf ("[2209.00001]\n%s = -\n", values[i].key);
    g_autoptr (WzIssue) less = apply (issue, gone, notes);
    g_autofree gchar *nothing = value_of (first_of (less), key[0], values[i].lang);
    if (!g_str_equal (key[0], "category")) /* the first one is then the source's */
      g_assert_null (nothing);
  }
}

/* A field that no test sets is a field that nobody has tried. */
static void
test_no_field_is_left_out (void)
{
  for (guint i = 0; i < wz_overlay_get_n_fields (); i++) {
    const WzOverlayField *field = wz_overlay_get_field (i);
    gboolean tried = field->get == NULL; /* the layout's, notes, figures, the issue's */
    for (guint k = 0; k < G_N_ELEMENTS (values); k++)
      tried = tried || (g_str_has_prefix (values[k].key, field->key) &&
                        strchr (".", values[k].key[strlen (field->key)]) != NULL);
    if (!tried)
      g_error ("%s is set by no test", field->key);
  }
}

/* An id is what the paper is called by; its link goes with it. */
static void
test_identifiers (void)
{
  g_autoptr (WzIssue) issue = make_issue ();
  g_autoptr (GString) notes = g_string_new (NULL);
  g_autoptr (WzIssue) made = apply (issue, "[2209.00002]\narxiv = 2209.00077v2\npin = 1\n", notes);
  const WzEntry *entry = wz_issue_find_entry (made, "2209.00077");
  g_assert_true (entry == wz_issue_get_entry (made, 0));
  g_assert_cmpstr (wz_entry_get_link (entry, 0)->url, ==, "https://arxiv.org/abs/2209.00077v2");
  g_assert_null (wz_issue_find_entry (made, "2209.00002"));
  const WzIndex *authors = wz_issue_get_index (made, 0);
  g_assert_cmpuint (wz_index_get_term (authors, 0)->n_entries, ==, 3);
}

/* Indices name those who are named in the book. */
static void
test_indices_follow (void)
{
  g_autoptr (WzIssue) issue = make_issue ();
  g_autoptr (GString) notes = g_string_new (NULL);
  g_autoptr (WzIssue) made = apply (issue, "[*]\nauthors = B Beta\nlabs = New Lab\n", notes);
  for (guint i = 0; i < 2; i++) {
    const WzIndex *index = wz_issue_get_index (made, i);
    g_assert_cmpuint (wz_index_get_n_terms (index), ==, 1);
    g_assert_cmpstr (wz_index_get_term (index, 0)->label, ==, i == 0 ? "Beta, B" : "New Lab");
  }
}

/* ---- Many papers ---- */

static gchar *
venues (const WzIssue *issue)
{
  GString *out = g_string_new (NULL);
  for (guint i = 0; i < wz_issue_get_n_entries (issue); i++) {
    const gchar *venue = wz_entry_get_venue (wz_issue_get_entry (issue, i));
    g_string_append_printf (out, "%s%s", i > 0 ? "|" : "", venue != NULL ? venue : "");
  }
  return g_string_free (out, FALSE);
}

static void
test_patterns (void)
{
  static const gchar *const cases[][3] = {
      {"[*]\nvenue = V\n", "V|V|V", ""},
      {"[2209.0000*]\nvenue = V\n", "V|V|V", ""},
      {"[*2]\nvenue = V\n", "CVPR 2026|V|", ""},
      {"[@CV]\nvenue = V\n", "CVPR 2026|V|V", ""},
      {"[@*]\nvenue = V\n", "V|V|V", ""},
      {"[@NE]\nvenue = V\n", "CVPR 2026||", "1:1 overlay-no-match\n"},
      {"[1999.*]\nvenue = V\n", "CVPR 2026||", "1:1 overlay-no-match\n"},
      /* a name before a pattern, that before all, wherever they stand; what gives way is told */
      {"[2209.00002]\nvenue = N\n[@CV]\nvenue = P\n[*]\nvenue = A\n", "A|N|P",
       "4:1 merge-overlay\n6:1 merge-overlay\n6:1 merge-overlay\n"},
  };
  g_autoptr (WzIssue) issue = make_issue ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GString) notes = g_string_new (NULL);
    g_autoptr (WzIssue) made = apply (issue, cases[i][0], notes);
    g_autofree gchar *got = venues (made);
    g_auto (GStrv) told = g_strsplit (notes->str, "\n", -1);
    g_autoptr (GString) odd = g_string_new (NULL);
    for (guint k = 0; told[k] != NULL && *told[k] != '\0'; k++)
      if (strstr (told[k], "merge-corrected") == NULL)
        g_string_append_printf (odd, "%s\n", told[k]);
    g_assert_cmpstr (got, ==, cases[i][1]);
    if (i + 1 < G_N_ELEMENTS (cases))
      g_assert_cmpstr (odd->str, ==, cases[i][2]);
    else
      g_assert_cmpuint (told[0] != NULL ? g_strv_length (told) : 0, >, 3);
  }
}

/* ---- Replacements ---- */

static void
test_replace (void)
{
  g_autoptr (WzIssue) issue = make_issue ();
  g_autoptr (GString) notes = g_string_new (NULL);
  g_autoptr (WzIssue) made = apply (issue,
                                    "[issue]\nreplace = Transformer → 变换器\n[2209.00001]\nreplace = Deep "
                                    "Lab -> Deep\nreplace.2 = nowhere → x\n",
                                    notes);
  const WzEntry *entry = wz_issue_get_entry (made, 0), *other = wz_issue_get_entry (made, 1);
  g_autofree gchar *zh = value_of (entry, "abstract", ZH), *en = value_of (entry, "abstract", "en");
  g_assert_cmpstr (zh, ==,
                   "我们提出变换器方法，见 https://example.org/Transformer 。\n\n公式 $\\theta + \\nu$。");
  g_assert_nonnull (strstr (en, "*变换器* with $Transformer_1 + x^2$"));
  g_assert_cmpstr (wz_entry_get_affiliation (entry, 0)->text, ==, "Deep");
  g_assert_cmpstr (wz_entry_get_affiliation (other, 0)->text, ==, "Deep Lab");
  g_assert_nonnull (strstr (notes->str, "5:13 overlay-no-match\n"));
  g_assert_null (strstr (notes->str, "2:11"));
}

/* Where emphasis begins or ends is no end of a word. */
static void
test_replace_across (void)
{
  static const gchar *const cases[][2] = {
      {"a Transformer with → the model and", "We use the model and $Transformer_1"},
      {"a Trans → one Per", "We use one Per*former* with $"},
      {"former with → x by", "We use a *Transx by* $"},
      {"Transformer → net", "We use a *net* with $"},
      {"with $Transformer → y", "We use a *Transformer* with $"},
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (WzIssue) issue = make_issue ();
    g_autoptr (GString) notes = g_string_new (NULL);
    g_autofree gchar *text = g_strdup_printf ("[2209.00001]\nreplace = %s\n", cases[i][0]);
    g_autoptr (WzIssue) made = apply (issue, text, notes);
    g_autofree gchar *en = value_of (wz_issue_get_entry (made, 0), "abstract", "en");
    if (strstr (en, cases[i][1]) == NULL)
      g_error ("%s: %s", cases[i][0], en);
  }
}

/* ---- What applies no longer ---- */

static void
test_same (void)
{
  g_autoptr (WzIssue) issue = make_issue ();
  g_autoptr (GString) notes = g_string_new (NULL);
  g_autoptr (WzIssue) made =
      apply (issue, "[2209.00001]\nvenue = CVPR 2026\n[*]\ncomment = 12 pages\n", notes);
  g_assert_nonnull (strstr (notes->str, "2:9 overlay-same\n"));
  g_assert_null (strstr (notes->str, "4:11 overlay-same")); /* it is no news to one of three */
  g_assert_cmpuint (wz_issue_get_n_entries (made), ==, 3);
}

static void
test_diff_marks (void)
{
  g_autoptr (WzIssue) issue = make_issue ();
  g_autoptr (GString) notes = g_string_new (NULL);
  g_autoptr (WzIssue) before = apply (issue, "", notes);
  g_autoptr (WzIssue) after = apply (issue, "[2209.00001]\ntitle = 改\ntldr = 改\nnote = 注\n", notes);
  g_autoptr (GPtrArray) changes = wz_edit_diff (before, after);
  guint corrected = 0;
  for (guint i = 0; i < changes->len; i++)
    corrected += ((const WzChange *) g_ptr_array_index (changes, i))->corrected;
  g_assert_cmpuint (changes->len, ==, 3);
  g_assert_cmpuint (corrected, ==, 2); /* a note is no correction */
}

/* ---- Values ---- */

static void
test_values (void)
{
  static const gchar *const cases[][2] = {
      {"a\\nb\\tc\\\\d", "a\nb\tc\\d"},
      {"公式 $\\theta + \\nu$ 与 $\\rho\\sigma\\tau$。\\n\\n完",
       "公式 $\\theta + \\nu$ 与 $\\rho\\sigma\\tau$。\n\n完"},
      {"\\(\\nu_1 + \\theta\\)", "\\(\\nu_1 + \\theta\\)"},
      {"\\spad", " pad"},
      {"C:\\data \\emph", "C:\\data \\emph"},
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree gchar *read = wz_overlay_resolve (cases[i][0]);
    g_autofree gchar *written = wz_overlay_escape (cases[i][1]);
    g_autofree gchar *again = written != NULL ? wz_overlay_resolve (written) : NULL;
    g_assert_cmpstr (read, ==, cases[i][1]);
    g_assert_cmpstr (again, ==, cases[i][1]);
  }
}

static void
test_markdown (void)
{
  static const gchar *const cases[] = {
      "Plain words.\n\nTwo paragraphs.",
      "*a* and **b** and `c` and [d](https://e.f/)",
      "- one\n- two\n\nafter",
      "1. one\n2. two",
      "> quoted\n>\n> twice",
      "## Head\n\ntext",
      "```c\nint a;\n```",
      "a \\* b \\$5 \\`x",
      "\\# no head\n\n1\\. no list",
      "$$x^2 + y_1$$",
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    WzIssueBuilder *b = wz_issue_builder_new ();
    WzPosition here = {"a", 1, 1};
    const WzText *text = blocks (b, "en", cases[i], &here);
    g_autofree gchar *got = wz_overlay_dup_markdown (text, FALSE);
    g_assert_cmpstr (got, ==, cases[i]);
    wz_issue_builder_free (b);
  }
}

/* ---- The worksheet ---- */

static void
test_worksheet_changes_nothing (void)
{
  g_autoptr (WzIssue) issue = make_issue ();
  g_autoptr (GString) notes = g_string_new (NULL), quiet = g_string_new (NULL);
  g_autoptr (WzIssue) plain = apply (issue, "", quiet);
  guint n = 0;
  g_autofree gchar *sheet = wz_worksheet_merge (NULL, plain, NULL, "2022-W38", &n);
  g_autoptr (WzIssue) made = apply (issue, sheet, notes);
  g_autofree gchar *before = wz_issue_tree (plain), *after = wz_issue_tree (made);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpstr (notes->str, ==, "");
  g_assert_cmpstr (before, ==, after);
  g_autofree gchar *again = wz_worksheet_merge (sheet, made, NULL, "2022-W38", &n);
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpstr (again, ==, sheet);
}

/* What it shows is what there is: a line that is only let in is told to say nothing new. */
static void
test_worksheet_shows_values (void)
{
  g_autoptr (WzIssue) issue = make_issue ();
  g_autoptr (GString) notes = g_string_new (NULL), quiet = g_string_new (NULL), all = g_string_new (NULL);
  g_autoptr (WzIssue) plain = apply (issue, "", quiet);
  g_autofree gchar *sheet = wz_worksheet_merge (NULL, plain, NULL, "2022-W38", NULL);
  g_auto (GStrv) lines = g_strsplit (strstr (sheet, "\n[2209"), "\n", -1);
  guint n = 0;
  for (guint i = 0; lines[i] != NULL; i++) {
    const gchar *value = strstr (lines[i], " = ");
    gboolean lets = g_str_has_prefix (lines[i], "# ") && value != NULL && value[3] != '\0' &&
                    strstr (lines[i], "pin") == NULL && strstr (lines[i], "drop") == NULL;
    g_string_append_printf (all, "%s\n", lets ? lines[i] + 2 : lines[i]);
    n += lets;
  }
  g_autoptr (WzIssue) made = apply (issue, all->str, notes);
  g_auto (GStrv) told = g_strsplit (notes->str, "overlay-same", -1);
  g_assert_cmpuint (n, ==, 3 * 7);
  g_assert_cmpuint (g_strv_length (told) - 1, ==, n);
  g_assert_null (strstr (notes->str, "merge-corrected"));
  g_assert_cmpuint (wz_issue_get_n_entries (made), ==, 3);
}

/* Hers stays byte for byte, with new papers in their places. */
static void
test_worksheet_merges (void)
{
  static const gchar *const hers[] = {
      "# mine\n\n[issue]\ntitle = 本周\n\n# about two\n[题目二]\ntitle = 改  \n# to do\n",
      "[2209.00003]\nnote = x",
      "\xEF\xBB\xBF[issue]\r\ntitle=a\r\n[2209.00001]\r\ntitle = b\r\n",
      "[2209.00002]\n[2209.00001]\n\n\n[gone]\ndrop = yes\n",
  };
  static const gchar *const orders[] = {
      "issue 2209.00001 题目二 2209.00003", "issue 2209.00001 2209.00002 2209.00003",
      "issue 2209.00001 2209.00002 2209.00003", "issue 2209.00002 2209.00003 2209.00001 gone"};
  g_autoptr (WzIssue) issue = make_issue ();
  g_autoptr (GString) quiet = g_string_new (NULL);
  g_autoptr (WzIssue) plain = apply (issue, "", quiet);
  for (guint i = 0; i < G_N_ELEMENTS (hers); i++) {
    g_autofree gchar *sheet = wz_worksheet_merge (hers[i], plain, NULL, "2022-W38", NULL);
    g_autoptr (GString) order = g_string_new (NULL);
    g_auto (GStrv) lines = g_strsplit_set (sheet, "\r\n", -1), own = g_strsplit (hers[i], "\n", -1);
    for (guint k = 0; lines[k] != NULL; k++)
      if (*lines[k] == '[')
        g_string_append_printf (order, "%s%.*s", order->len > 0 ? " " : "", (int) strlen (lines[k]) - 2,
                                lines[k] + 1);
    const gchar *at = sheet; /* her lines, in their order, as they were */
    for (guint k = 0; own[k] != NULL; k++) {
      at = strstr (at, own[k]);
      g_assert_nonnull (at);
      at += strlen (own[k]);
    }
    if (i != 2)
      g_assert_cmpstr (order->str, ==, orders[i]);
    g_assert_true (i != 2 || strstr (sheet, "\r\n[2209.00002]\r\n") != NULL);
    g_assert_null (strstr (strstr (sheet, "[2209.00001]"), "[2209.00001]\n# 1") == NULL && i == 0 ? sheet
                                                                                                  : NULL);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/overlay/every-field", test_every_field);
  g_test_add_func ("/overlay/no-field-left-out", test_no_field_is_left_out);
  g_test_add_func ("/overlay/identifiers", test_identifiers);
  g_test_add_func ("/overlay/indices", test_indices_follow);
  g_test_add_func ("/overlay/patterns", test_patterns);
  g_test_add_func ("/overlay/replace", test_replace);
  g_test_add_func ("/overlay/replace-across", test_replace_across);
  g_test_add_func ("/overlay/same", test_same);
  g_test_add_func ("/overlay/diff", test_diff_marks);
  g_test_add_func ("/overlay/values", test_values);
  g_test_add_func ("/overlay/markdown", test_markdown);
  g_test_add_func ("/overlay/worksheet/nothing", test_worksheet_changes_nothing);
  g_test_add_func ("/overlay/worksheet/values", test_worksheet_shows_values);
  g_test_add_func ("/overlay/worksheet/merges", test_worksheet_merges);
  return g_test_run ();
}
