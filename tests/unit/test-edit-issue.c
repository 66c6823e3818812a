/* test-edit-issue.c: the normaliser over a whole issue. SPDX-License-Identifier: MIT */
#include "edit/wz-edit.h"
#include "model/wz-builder.h"

static const WzPosition here = {"a.txt", 7, 3};

/* 方法,如<em>"甲</em>"<formula>a,b</formula> 为(PET)<en span>x, y</span> */
static const WzText *
mixed_text (WzIssueBuilder *builder)
{
  WzTextBuilder *text = wz_text_builder_new ("zh-Hans");
  wz_text_builder_enter (text, WZ_TEXT_PARAGRAPH, 0, NULL, NULL, NULL, &here);
  wz_text_builder_add (text, "方法,如", -1, &here);
  wz_text_builder_enter (text, WZ_TEXT_EMPHASIS, 0, NULL, NULL, NULL, &here);
  wz_text_builder_add (text, "\"甲", -1, &here);
  wz_text_builder_leave (text);
  wz_text_builder_add (text, "\" ", -1, &here);
  wz_text_builder_leaf (text, WZ_TEXT_FORMULA, NULL, "a,b", &here);
  wz_text_builder_add (text, " 为(PET),", -1, &here);
  wz_text_builder_enter (text, WZ_TEXT_SPAN, 0, NULL, NULL, "en", &here);
  wz_text_builder_add (text, "x, \"y\"", -1, &here);
  wz_text_builder_leave (text);
  wz_text_builder_leave (text);
  wz_text_builder_enter (text, WZ_TEXT_PARAGRAPH, 0, NULL, NULL, NULL, &here);
  wz_text_builder_add (text, " ,end", -1, &here);
  wz_text_builder_leave (text);
  return wz_text_builder_finish (text, builder);
}

static WzIssue *
make_issue (void)
{
  WzIssueBuilder *builder = wz_issue_builder_new ();
  wz_issue_builder_set_title (builder, "zh-Hans", "文摘(一)");
  wz_issue_builder_set_identifier (builder, "urn:uuid:00000000-0000-5000-8000-000000000000");
  WzSection *section = wz_issue_builder_add_section (builder, WZ_SECTION_FEATURED, &here);
  wz_section_set_heading (builder, section, "zh-Hans", "要闻 ,短讯");
  WzEntry *entry = wz_section_add_entry (builder, section, &here);
  wz_entry_set_title (builder, entry, "zh-Hans",
                      wz_issue_builder_plain (builder, "zh-Hans", "SPICE:用于训练", &here));
  wz_entry_set_title (builder, entry, "en",
                      wz_issue_builder_plain (builder, "en", "SPICE, \"A\" Poincare\xCC\x81", &here));
  wz_entry_set_abstract (builder, entry, "zh-Hans", mixed_text (builder));
  wz_entry_add_author (builder, entry, "E\xCC\x81. Cartan", &here);
  wz_entry_add_link (builder, entry, "https://a.b/,c", NULL, &here);
  wz_entry_add_note (builder, entry, wz_issue_builder_plain (builder, "zh-Hans", "好,很好", &here));
  WzVariant variant = {
      .field = "title", .lang = "zh-Hans", .text = "甲,乙", .source = "b.txt", .position = here};
  wz_entry_add_variant (builder, entry, &variant);
  return wz_issue_builder_finish (builder, NULL);
}

static void
check_plain (const WzText *text, const gchar *expected)
{
  g_autofree gchar *plain = wz_text_dup_plain (text);
  g_assert_cmpstr (plain, ==, expected);
}

static void
test_normalise (void)
{
  g_autoptr (WzIssue) read = make_issue ();
  g_autoptr (WzIssue) issue = wz_edit_normalise (read, NULL);
  const WzEntry *entry = wz_issue_get_entry (issue, 0);
  g_assert_cmpstr (wz_issue_get_title (issue, NULL), ==, "文摘(一)");
  g_assert_cmpstr (wz_issue_get_identifier (issue), ==, wz_issue_get_identifier (read));
  g_assert_cmpstr (wz_section_get_heading (wz_issue_get_section (issue, 0), NULL), ==, "要闻，短讯");
  check_plain (wz_entry_get_title (entry, "zh-Hans"), "SPICE：用于训练");
  check_plain (wz_entry_get_title (entry, "en"), "SPICE, “A” Poincaré");
  check_plain (wz_entry_get_abstract (entry, "zh-Hans"), "方法，如“甲”$a,b$为（PET），x, “y”\n,end");
  check_plain (wz_entry_get_note (entry, 0), "好，很好");
  g_assert_cmpstr (wz_entry_get_variant (entry, 0)->text, ==, "甲，乙");
  g_assert_cmpstr (wz_entry_get_author (entry, 0)->text, ==, "É. Cartan");
  g_assert_cmpstr (wz_entry_get_link (entry, 0)->url, ==, "https://a.b/,c");
  g_assert_cmpstr (wz_entry_get_key (entry), ==, wz_entry_get_key (wz_issue_get_entry (read, 0)));
  check_plain (wz_entry_get_title (wz_issue_get_entry (read, 0), "zh-Hans"), "SPICE:用于训练");
}

/* The structure of rich text, and the places of its characters, come through. */
static void
test_structure (void)
{
  g_autoptr (WzIssue) read = make_issue ();
  g_autoptr (WzIssue) issue = wz_edit_normalise (read, NULL);
  WzTextIter a, b;
  WzTextEvent before, after;
  wz_text_iter_init (&a, wz_entry_get_abstract (wz_issue_get_entry (read, 0), "zh-Hans"));
  wz_text_iter_init (&b, wz_entry_get_abstract (wz_issue_get_entry (issue, 0), "zh-Hans"));
  while (wz_text_iter_next (&a, &before)) {
    g_assert_true (wz_text_iter_next (&b, &after));
    g_assert_cmpint (before.type, ==, after.type);
    g_assert_cmpint (before.kind, ==, after.kind);
    g_assert_cmpstr (before.lang, ==, after.lang);
    g_assert_cmpuint (before.position.line, ==, after.position.line);
    g_assert_cmpstr (before.position.file, ==, after.position.file);
  }
  g_assert_false (wz_text_iter_next (&b, &after));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit/issue/R10-normalise", test_normalise);
  g_test_add_func ("/edit/issue/structure", test_structure);
  return g_test_run ();
}
