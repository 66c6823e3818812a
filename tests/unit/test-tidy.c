/* test-tidy.c: what an issue holds after it is frozen, whatever it was filled with: no link that a book may
 * not have, no control character in a line. */
#include "base/wz-diag-private.h"
#include "model/wz-builder.h"

#include <string.h>

static const WzPosition here = {"a.txt", 7, 3};

typedef struct {
  guint n_refused, n_controls;
  gchar *last;
  WzPosition position;
} Seen;

static void
see (const WzDiag *diag, gpointer user_data)
{
  Seen *seen = user_data;
  gboolean refused = g_str_equal (diag->code, "link-refused");
  if (!refused && !g_str_equal (diag->code, "control-character"))
    return;
  *(refused ? &seen->n_refused : &seen->n_controls) += 1;
  g_free (seen->last);
  seen->last = g_strdup (diag->detail);
  seen->position = diag->position;
  seen->position.file = NULL;
  g_assert_cmpint (diag->severity, ==, refused ? WZ_SEVERITY_WARNING : WZ_SEVERITY_HINT);
}

static WzIssue *
finish (WzIssueBuilder *builder, Seen *seen)
{
  g_autoptr (WzDiagSink) sink = wz_diag_sink_new (see, seen);
  return wz_issue_builder_finish (builder, sink);
}

static WzEntry *
add_entry (WzIssueBuilder *builder)
{
  WzSection *section = wz_issue_builder_add_section (builder, WZ_SECTION_FEATURED, &here);
  WzEntry *entry = wz_section_add_entry (builder, section, &here);
  wz_entry_set_key (builder, entry, "k");
  return entry;
}

static void
test_links (void)
{
  Seen seen = {0};
  WzIssueBuilder *builder = wz_issue_builder_new ();
  WzEntry *entry = add_entry (builder);
  wz_entry_add_link (builder, entry, "javascript:alert(1)", NULL, &here);
  wz_entry_add_link (builder, entry, "//host/x", "label", &here);
  wz_entry_add_link (builder, entry, "http://github.com/路", NULL, &here);
  wz_entry_add_link (builder, entry, "http://a.example/", NULL, &here);
  g_autoptr (WzIssue) issue = finish (builder, &seen);
  const WzEntry *frozen = wz_issue_get_entry (issue, 0);
  static const gchar *const wanted[][2] = {{"", "javascript:alert(1)"},
                                           {"", "label"},
                                           {"https://github.com/%E8%B7%AF", "github.com/路"},
                                           {"http://a.example/", "a.example/"}};
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++) {
    g_autofree gchar *text = wz_entry_dup_link_text (frozen, i);
    g_assert_cmpstr (wz_entry_get_link (frozen, i)->url, ==, wanted[i][0]);
    g_assert_cmpstr (text, ==, wanted[i][1]);
  }
  g_assert_cmpuint (seen.n_refused, ==, 2);
  g_assert_nonnull (strstr (seen.last, "“//host/x”"));
  g_assert_nonnull (strstr (seen.last, "entry k"));
  g_assert_cmpuint (seen.position.line, ==, 7);

  /* A second time there is nothing left to say. */
  Seen again = {0};
  WzIssueBuilder *copy = wz_issue_builder_new ();
  WzSection *section = wz_issue_builder_add_section (copy, WZ_SECTION_FEATURED, &here);
  wz_section_copy_entry (copy, section, frozen);
  g_autoptr (WzIssue) copied = finish (copy, &again);
  g_assert_cmpuint (again.n_refused, ==, 0);
  g_assert_cmpuint (wz_entry_get_n_links (wz_issue_get_entry (copied, 0)), ==, 4);
  g_free (seen.last);
}

/* A refused link in a text is its label; what is good in it and around it stays. */
static void
test_rich_text (void)
{
  Seen seen = {0};
  WzIssueBuilder *builder = wz_issue_builder_new ();
  WzEntry *entry = add_entry (builder);
  WzTextBuilder *text = wz_text_builder_new ("en");
  wz_text_builder_enter (text, WZ_TEXT_PARAGRAPH, 0, NULL, NULL, NULL, &here);
  wz_text_builder_add (text, "see ", -1, &here);
  wz_text_builder_enter (text, WZ_TEXT_LINK, 0, "JAVA\nSCRIPT:x", NULL, NULL, &here);
  wz_text_builder_enter (text, WZ_TEXT_STRONG, 0, NULL, NULL, NULL, &here);
  wz_text_builder_add (text, "this", -1, &here);
  wz_text_builder_leave (text);
  wz_text_builder_leave (text);
  wz_text_builder_enter (text, WZ_TEXT_LINK, 0, "#2209.00001", NULL, NULL, &here);
  wz_text_builder_add (text, " and that", -1, &here);
  wz_text_builder_leave (text);
  wz_text_builder_leave (text);
  wz_entry_set_body (builder, entry, wz_text_builder_finish (text, builder));
  g_autoptr (WzIssue) issue = finish (builder, &seen);
  const WzText *body = wz_entry_get_body (wz_issue_get_entry (issue, 0));
  g_autofree gchar *plain = wz_text_dup_plain (body);
  WzTextIter iter;
  WzTextEvent event;
  guint n_links = 0;
  gint depth = 0;
  wz_text_iter_init (&iter, body);
  while (wz_text_iter_next (&iter, &event)) {
    depth += event.type == WZ_TEXT_ENTER ? 1 : event.type == WZ_TEXT_LEAVE ? -1 : 0;
    if (event.type == WZ_TEXT_ENTER && event.kind == WZ_TEXT_LINK) {
      g_assert_cmpstr (event.target, ==, "#2209.00001");
      n_links++;
    }
  }
  g_assert_cmpint (depth, ==, 0);
  g_assert_cmpuint (n_links, ==, 1);
  g_assert_cmpstr (plain, ==, "see this and that");
  g_assert_true (wz_text_contains (body, WZ_TEXT_STRONG));
  g_assert_cmpuint (seen.n_refused, ==, 1);
  g_free (seen.last);
}

static void
test_control_characters (void)
{
  Seen seen = {0};
  WzIssueBuilder *builder = wz_issue_builder_new ();
  wz_issue_builder_set_title (builder, "en",
                              "\tA \n\r B\xC2\x85"
                              "C\xE2\x80\xA8");
  wz_issue_builder_set_series (builder, "S\x1B[2J", "s");
  WzEntry *entry = add_entry (builder);
  wz_entry_set_title (builder, entry, "en", wz_issue_builder_plain (builder, "en", "A\tB", &here));
  wz_entry_add_author (builder, entry, "X\nY", &here);
  WzTextBuilder *text = wz_text_builder_new ("en");
  wz_text_builder_leaf (text, WZ_TEXT_CODE_BLOCK, NULL, "a\n\tb", &here);
  wz_text_builder_enter (text, WZ_TEXT_PARAGRAPH, 0, NULL, NULL, NULL, &here);
  wz_text_builder_add (text, "wraps\nhere\tX", -1, &here);
  wz_entry_set_body (builder, entry, wz_text_builder_finish (text, builder));
  g_autoptr (WzIssue) issue = finish (builder, &seen);
  const WzEntry *frozen = wz_issue_get_entry (issue, 0);
  g_autofree gchar *title = wz_text_dup_plain (wz_entry_get_title (frozen, "en"));
  g_autofree gchar *code = wz_text_dup_plain (wz_entry_get_body (frozen));
  g_assert_cmpstr (wz_issue_get_title (issue, "en"), ==, "A B C");
  g_assert_cmpstr (wz_issue_get_series (issue), ==, "S [2J");
  g_assert_cmpstr (title, ==, "A B");
  g_assert_cmpstr (wz_entry_get_author (frozen, 0)->text, ==, "X Y");
  g_assert_cmpstr (code, ==, "a\n\tb\nwraps\nhere X");
  g_assert_cmpuint (seen.n_controls, ==, 5); /* once a text */
  g_free (seen.last);
}

/* A letter keeps thirty marks; what stands behind them stays. Marks of letters that have fewer stay all. */
static void
test_marks (void)
{
  Seen seen = {0};
  WzIssueBuilder *builder = wz_issue_builder_new ();
  GString *many = g_string_new ("a"), *most = g_string_new ("b");
  for (guint i = 0; i < 1000; i++)
    g_string_append (many, "\xCC\x81");
  for (guint i = 0; i < 30; i++)
    g_string_append (most, "\xCC\x81");
  g_string_append (most, "c\xCC\x81 文");
  g_autofree gchar *both = g_strconcat (many->str, most->str, NULL);
  wz_issue_builder_set_title (builder, "en", both);
  wz_issue_builder_set_subtitle (builder, "en", most->str);
  add_entry (builder);
  g_autoptr (WzIssue) issue = finish (builder, &seen);
  g_assert_cmpstr (wz_issue_get_subtitle (issue, "en"), ==, most->str);
  g_assert_cmpuint (strlen (wz_issue_get_title (issue, "en")), ==, 1 + 2 * 30 + most->len);
  g_assert_true (g_str_has_suffix (wz_issue_get_title (issue, "en"), most->str));
  g_string_free (many, TRUE);
  g_string_free (most, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/tidy/links", test_links);
  g_test_add_func ("/model/tidy/rich-text", test_rich_text);
  g_test_add_func ("/model/tidy/marks", test_marks);
  g_test_add_func ("/model/tidy/control-characters", test_control_characters);
  return g_test_run ();
}
