/* test-edit-compose.c: order, overlay, front and back matter, indices, memory. SPDX-License-Identifier: MIT
 */
#include "base/wz-diag-private.h"
#include "edit/compose/wz-compose.h"
#include "edit/wz-index.h"
#include "model/wz-builder.h"

#include <string.h>

typedef struct {
  const gchar *arxiv, *code, *zh;
  guint day;
  gboolean full;
  const gchar *author, *affiliation;
} Row;

static const Row week[] = {
    {"2209.00001", "CV", "视觉甲", 19, TRUE, "B V Roy", "清华大学"},
    {"2209.00002", "LG", "学习乙", 19, TRUE, "张伟", "Stanford University"},
    {"2209.00003", "LG", "学习丙", 20, FALSE, "A H.C. Correia", "北京大学"},
    {"2209.00004", "XX", "不明丁", 21, TRUE, "曾巩", "École Normale"},
    {"2209.00005", NULL, "无类戊", 21, TRUE, "É. Cartan", "3M"},
    {"2209.00006", "CL", "语言己", 22, FALSE, "M Dow Jr.", "清华大学"},
};

static WzIssue *
make_week (void)
{
  WzIssueBuilder *builder = wz_issue_builder_new ();
  wz_issue_builder_set_category (builder, "LG", "zh-Hans", "机器学习", NULL);
  wz_issue_builder_set_category (builder, "CV", "zh-Hans", "计算机视觉", NULL);
  WzSection *sections[2] = {wz_issue_builder_add_section (builder, WZ_SECTION_FEATURED, NULL),
                            wz_issue_builder_add_section (builder, WZ_SECTION_NOTABLE, NULL)};
  for (guint i = 0; i < G_N_ELEMENTS (week); i++) {
    const Row *row = &week[i];
    g_autofree gchar *file = g_strdup_printf ("2022-09-%02u.txt", row->day);
    WzPosition here = {file, i + 1, 1};
    WzEntry *entry = wz_section_add_entry (builder, sections[!row->full], &here);
    wz_entry_set_full (builder, entry, row->full);
    wz_entry_set_arxiv (builder, entry, row->arxiv, 0);
    wz_entry_set_title (builder, entry, "zh-Hans",
                        wz_issue_builder_plain (builder, "zh-Hans", row->zh, &here));
    if (row->code)
      wz_entry_add_category (builder, entry, row->code, &here);
    wz_entry_add_author (builder, entry, row->author, &here);
    wz_entry_add_affiliation (builder, entry, row->affiliation, &here);
    WzAppearance seen = {file, {2022, 9, (guint8) row->day}, i + 1, row->full, i + 1, 0};
    wz_entry_add_appearance (builder, entry, &seen);
  }
  return wz_issue_builder_finish (builder, NULL);
}

/* `id: last digits of its papers; …` */
static gchar *
outline (const WzIssue *issue)
{
  GString *out = g_string_new (NULL);
  for (guint s = 0; s < wz_issue_get_n_sections (issue); s++) {
    const WzSection *section = wz_issue_get_section (issue, s);
    g_string_append_printf (out, "%s%s:", s > 0 ? " " : "", wz_section_get_id (section));
    for (guint i = 0; i < wz_section_get_n_entries (section); i++) {
      const gchar *key = wz_entry_get_key (wz_section_get_entry (section, i));
      g_string_append_c (out, key[strlen (key) - 1]);
    }
  }
  return g_string_free (out, FALSE);
}

static const WzMaterial nothing;

/* A plain issue, but for one setting. */
static WzRecipe *
make_recipe (WzRecipeField field, const gchar *text)
{
  WzRecipe *recipe = wz_recipe_new ();
  wz_recipe_set_default (recipe, WZ_RECIPE_STATISTICS, "no");
  wz_recipe_set_default (recipe, WZ_RECIPE_INDICES, "none");
  wz_recipe_set_default (recipe, field, text);
  return recipe;
}

static void
check_outline (const gchar *order, const gchar *expected)
{
  g_autoptr (WzIssue) merged = make_week ();
  g_autoptr (WzRecipe) recipe = make_recipe (WZ_RECIPE_ORDER, order);
  g_autoptr (WzIssue) issue = wz_edit_compose (merged, recipe, &nothing, NULL);
  g_autofree gchar *got = outline (issue);
  g_assert_cmpstr (got, ==, expected);
}

static void
test_order (void)
{
  check_outline ("editorial", "featured:1245 notable:36");
  check_outline ("day", "day-2022-09-19:12 day-2022-09-20:3 day-2022-09-21:45 "
                        "day-2022-09-22:6");
  check_outline ("category", "category-lg:23 category-cv:1 category-cl:6 category-xx:4 category-other:5");
}

static void
test_headings (void)
{
  g_autoptr (WzIssue) merged = make_week ();
  g_autoptr (WzRecipe) by_day = make_recipe (WZ_RECIPE_ORDER, "day");
  g_autoptr (WzRecipe) by_category = make_recipe (WZ_RECIPE_ORDER, "category");
  g_autoptr (WzIssue) days = wz_edit_compose (merged, by_day, &nothing, NULL);
  g_autoptr (WzIssue) categories = wz_edit_compose (merged, by_category, &nothing, NULL);
  const WzSection *monday = wz_issue_get_section (days, 0);
  g_assert_cmpstr (wz_section_get_heading (monday, NULL), ==, "2022年9月19日 星期一");
  g_assert_cmpstr (wz_section_get_heading (monday, "en"), ==, "Monday, 19 September 2022");
  g_assert_cmpstr (wz_section_get_heading (wz_issue_get_section (categories, 0), NULL), ==, "机器学习（LG）");
  g_assert_cmpstr (wz_section_get_heading (wz_issue_get_section (categories, 0), "en"), ==,
                   "Machine Learning (LG)");
  g_assert_cmpstr (wz_section_get_heading (wz_issue_get_section (categories, 3), NULL), ==, "XX");
  for (guint i = 0; i < wz_issue_get_n_entries (days); i++) /* short ones too: no number means two papers */
    g_assert_cmpuint (wz_entry_get_ordinal (wz_issue_get_entry (days, i)), ==, i + 1);
}

static void
note (const WzDiag *diag, gpointer user_data)
{
  if (!g_str_equal (diag->code, "merge-corrected"))
    g_string_append_printf (user_data, "%s:%u:%u %s\n", diag->position.file, diag->position.line,
                            diag->position.column, diag->code);
}

static const gchar overlay_text[] = "[issue]\n"
                                    "title = 文摘(周刊)\n"
                                    "title.en = Weekly\n"
                                    "editorial = 本周**很好**。\\n\\n- 一\\n- 二\n"
                                    "[2209.00006]\n"
                                    "pin = 1\n"
                                    "note = 值得一读\n"
                                    "note.2 = 见[链接](https://a.b/)\n"
                                    "[arXiv:2209.00003v2]\n"
                                    "section = featured\n"
                                    "title = 新标题\n"
                                    "title.en = New title\n"
                                    "category = CL\n"
                                    "[不明 丁!另]\n" /* no such title */
                                    "drop = yes\n"
                                    "[2209.00001]\n"
                                    "drop = yes\n"
                                    "[2209.00005]\n"
                                    "before = 2209.00002\n"
                                    "note = **好**\n"
                                    "[2209.00004]\n"
                                    "pin = 2\n"
                                    "after = 2209.99999\n"; /* no such paper */

static WzIssue *
compose_with (const gchar *text, WzRecipe *recipe, GString *notes)
{
  g_autoptr (WzDiagSink) sink = wz_diag_sink_new (note, notes);
  g_autoptr (WzKeyFile) file = wz_key_file_new_from_data ("w.overlay.ini", text, strlen (text), sink);
  g_autoptr (WzOverlay) overlay = wz_overlay_new ();
  wz_overlay_add (overlay, file, NULL, NULL, sink);
  g_autoptr (WzIssue) merged = make_week ();
  WzMaterial material = {.overlay = overlay};
  wz_overlay_say (overlay, recipe);
  return wz_edit_compose (merged, recipe, &material, sink);
}

/* All operations are applied, on whatever import; what matches nothing is told with its line. */
static void
test_overlay (void)
{
  g_autoptr (GString) notes = g_string_new (NULL);
  g_autoptr (WzRecipe) recipe = make_recipe (WZ_RECIPE_TITLE, "默认");
  g_autoptr (WzIssue) issue = compose_with (overlay_text, recipe, notes);
  g_autofree gchar *got = outline (issue);
  g_assert_cmpstr (got, ==, "editorial: featured:64523");
  g_assert_cmpstr (notes->str, ==,
                   "w.overlay.ini:14:1 overlay-no-match\nw.overlay.ini:23:9 overlay-no-match\n");
  g_assert_cmpstr (wz_issue_get_title (issue, NULL), ==, "文摘(周刊)");
  g_assert_cmpstr (wz_issue_get_title (issue, "en"), ==, "Weekly");
  const WzText *editorial = wz_section_get_blocks (wz_issue_get_section (issue, 0));
  g_assert_true (wz_text_contains (editorial, WZ_TEXT_STRONG));
  g_assert_true (wz_text_contains (editorial, WZ_TEXT_LIST_ITEM));
  WzTextIter iter;
  WzTextEvent event;
  wz_text_iter_init (&iter, editorial);
  while (wz_text_iter_next (&iter, &event))
    g_assert_cmpuint (event.position.line, ==, 4); /* of the file, which has its five lines in one */
  const WzEntry *moved = wz_issue_find_entry (issue, "2209.00003");
  g_autofree gchar *zh = wz_text_dup_plain (wz_entry_get_title (moved, "zh-Hans"));
  g_autofree gchar *en = wz_text_dup_plain (wz_entry_get_title (moved, "en"));
  g_assert_cmpstr (zh, ==, "新标题");
  g_assert_cmpstr (en, ==, "New title");
  g_assert_cmpstr (wz_entry_get_variant (moved, 0)->text, ==, "学习丙");
  g_assert_cmpstr (wz_entry_get_category (moved, 0)->text, ==, "CL");
  g_assert_cmpstr (wz_entry_get_category (moved, 1)->text, ==, "LG");
  g_assert_cmpuint (wz_entry_get_n_notes (wz_issue_find_entry (issue, "2209.00006")), ==, 2);
  g_assert_null (wz_issue_find_entry (issue, "2209.00001"));
}

static void
test_overlay_malformed (void)
{
  g_autoptr (GString) notes = g_string_new (NULL);
  g_autoptr (WzRecipe) recipe = make_recipe (WZ_RECIPE_ORDER, "editorial");
  g_autoptr (WzIssue) issue =
      compose_with ("pin=1\n[2209.00001]\npin=maybe\ncolour=red\ndrop\nsection=cellar\n[issue]\npin=1\n"
                    "editorial-file=../../etc/passwd\ntitle=\n[2209.00002]\npin=yes\n",
                    recipe, notes);
  g_assert_cmpstr (
      notes->str, ==,
      "w.overlay.ini:1:1 keyfile-syntax\nw.overlay.ini:5:1 keyfile-syntax\n"
      "w.overlay.ini:3:5 overlay-value\nw.overlay.ini:4:1 overlay-key\n"
      "w.overlay.ini:8:1 overlay-key\nw.overlay.ini:9:16 overlay-file\nw.overlay.ini:10:7 overlay-value\n"
      "w.overlay.ini:6:9 overlay-no-match\n");
  g_autofree gchar *got = outline (issue);
  g_assert_cmpstr (got, ==, "featured:2145 notable:36");
}

static gchar *
index_outline (const WzIssue *issue, guint which)
{
  GString *out = g_string_new (NULL);
  const WzIndex *index = wz_issue_get_index (issue, which);
  for (guint i = 0; i < wz_index_get_n_terms (index); i++) {
    const WzIndexTerm *term = wz_index_get_term (index, i);
    g_string_append_printf (out, "%s%s|%s|%u", i > 0 ? "; " : "", term->group ? term->group : "", term->label,
                            term->n_entries);
    for (guint e = 0; e < term->n_entries; e++)
      g_assert_true (term->entries[e] == wz_issue_find_entry (issue, wz_entry_get_key (term->entries[e])));
  }
  return g_string_free (out, FALSE);
}

static void
test_indices (void)
{
  g_autoptr (WzIssue) merged = make_week ();
  g_autoptr (WzRecipe) recipe = make_recipe (WZ_RECIPE_INDICES, "all");
  g_autoptr (WzIssue) issue = wz_edit_compose (merged, recipe, &nothing, NULL);
  static const gchar *const expected[] = {
      "C|Cartan, É.|1; C|Correia, A H.C.|1; D|Dow Jr., M|1; R|Roy, B V|1; Z|曾巩|1; Z|张伟|1",
      "B|北京大学|1; E|École Normale|1; Q|清华大学|2; S|Stanford University|1; 其他|3M|1",
      "|机器学习（LG）|2; |计算机视觉（CV）|1; |计算与语言（CL）|1; |XX|1",
      ("2022年9月|19日 星期一|2; 2022年9月|20日 星期二|1; 2022年9月|21日 "
       "星期三|2; "
       "2022年9月|22日 星期四|1"),
  };
  g_assert_cmpuint (wz_issue_get_n_indices (issue), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
    g_autofree gchar *got = index_outline (issue, i);
    g_assert_cmpstr (got, ==, expected[i]);
  }
}

static void
test_names (void)
{
  static const gchar *const cases[][2] = {
      {"B V Roy", "Roy, B V"}, {"张伟", "张伟"}, {"Plato", "Plato"},           {"M Dow III", "Dow III, M"},
      {"Roy, B", "Roy, B"},    {"Jr.", "Jr."},   {"C d Campos", "Campos, C d"}};
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree gchar *got = wz_edit_invert_name (cases[i][0]);
    g_assert_cmpstr (got, ==, cases[i][1]);
  }
}

static void
test_matter (void)
{
  static const gchar *const lines[] = {"Noto Serif CJK SC 2.001", NULL};
  const WzDate missing[] = {{2022, 9, 23}};
  g_autoptr (WzIssue) merged = make_week ();
  g_autoptr (WzRecipe) recipe = make_recipe (WZ_RECIPE_STATISTICS, "yes");
  WzMaterial material = {.colophon_lines = lines, .missing = missing, .n_missing = 1};
  WzPeriod period = {WZ_PERIOD_WEEK, {2022, 9, 19}, {2022, 9, 25}};
  wz_recipe_set_period (recipe, &period);
  g_autoptr (WzIssue) issue = wz_edit_compose (merged, recipe, &material, NULL);
  g_autofree gchar *got = outline (issue);
  g_assert_cmpstr (got, ==, "statistics: featured:1245 notable:36 sources:");
  const WzSection *statistics = wz_issue_get_section (issue, 0), *colophon = wz_issue_get_section (issue, 3);
  g_assert_cmpstr (wz_section_get_heading (statistics, NULL), ==, "本周数字");
  g_autofree gchar *numbers = wz_text_dup_plain (wz_section_get_blocks (statistics));
  g_assert_nonnull (strstr (numbers, "本期共收论文6篇：论文精选4篇，值得关注2篇。"));
  g_assert_nonnull (strstr (numbers, "2022年9月19日 星期一"));
  WzTextIter iter;
  WzTextEvent event;
  guint figures = 0;
  wz_text_iter_init (&iter, wz_section_get_blocks (statistics));
  while (wz_text_iter_next (&iter, &event))
    if (event.kind == WZ_TEXT_FIGURE && event.type == WZ_TEXT_ENTER) {
      g_assert_nonnull (wz_issue_find_resource (issue, event.target));
      g_assert_true (g_str_has_prefix (event.text, figures++ == 0 ? "按日期：2022年9月19日 星期一 2，"
                                                                  : "按类别：机器学习（LG） 2，"));
    }
  g_assert_cmpuint (figures, ==, 2);
  g_assert_true (wz_text_contains (wz_section_get_blocks (statistics), WZ_TEXT_TABLE));
  g_assert_cmpuint (wz_issue_get_n_resources (issue), ==, 2);
  g_assert_cmpstr (wz_issue_get_resource (issue, 0)->media_type, ==, "image/png");
  g_autofree gchar *text = wz_text_dup_plain (wz_section_get_blocks (colophon));
  g_assert_nonnull (strstr (text, "2022-09-19.txt"));
  g_assert_nonnull (strstr (text, "2022年9月23日 星期五"));
  g_assert_nonnull (strstr (text, lines[0]));
}

static void
test_memory (void)
{
  g_autoptr (WzIssue) old = make_week (), merged = make_week ();
  g_autoptr (WzMemory) memory = wz_memory_new ();
  wz_memory_add_issue (memory, old);
  g_autoptr (WzRecipe) recipe = make_recipe (WZ_RECIPE_OMIT_SEEN, "no");
  WzMaterial material = {.memory = memory};
  g_autoptr (WzIssue) issue = wz_edit_compose (merged, recipe, &material, NULL);
  const WzEntry *entry = wz_issue_get_entry (issue, 0);
  g_assert_cmpuint (wz_entry_get_n_back_references (entry), ==, 1);
  g_assert_cmpstr (wz_entry_get_back_reference (entry, 0)->key, ==, "2209.00001");
  g_assert_cmpint (wz_entry_get_back_reference (entry, 0)->date.day, ==, 22);
  wz_recipe_set_default (recipe, WZ_RECIPE_OMIT_SEEN, "yes");
  g_autoptr (WzIssue) empty = wz_edit_compose (merged, recipe, &material, NULL);
  g_assert_cmpuint (wz_issue_get_n_entries (empty), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit/compose/order", test_order);
  g_test_add_func ("/edit/compose/headings", test_headings);
  g_test_add_func ("/edit/compose/overlay", test_overlay);
  g_test_add_func ("/edit/compose/overlay-malformed", test_overlay_malformed);
  g_test_add_func ("/edit/compose/indices", test_indices);
  g_test_add_func ("/edit/compose/names", test_names);
  g_test_add_func ("/edit/compose/matter", test_matter);
  g_test_add_func ("/edit/compose/memory", test_memory);
  return g_test_run ();
}
