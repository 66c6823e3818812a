/* test-pdf-write.c: placed pages as a file. SPDX-License-Identifier: MIT */
#include "compose-fixture.h"
#include "pdf-write.h"

static GBytes *
make_file (Fixture *fixture, const PdfSettings *settings, WzIssue *issue)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ComposeDocument) document = set_document (fixture, issue, &error);
  g_assert_no_error (error);
  GBytes *file = pdf_write (document, settings, "test", NULL, NULL, &error);
  g_assert_no_error (error);
  return file;
}

/* R118: no clock in the file; R113: cairo takes all tags. */
static void
test_same_bytes (void)
{
  Fixture fixture;
  WzSection *section;
  if (!set_up (&fixture, "handout", WZ_LANGUAGES_BOTH))
    return;
  WzIssueBuilder *builder = new_issue (&section);
  for (guint i = 1; i <= 3; i++)
    add_entry (builder, section, i, "一长见⼀⻓见 中·英・…⋯ —— 戶户 角⻆", "Words and words.");
  g_autoptr (WzIssue) issue = wz_issue_builder_finish (builder, NULL);
  PdfSettings settings = {.pages = fixture.settings};
  g_autoptr (GBytes) first = make_file (&fixture, &settings, issue);
  g_autoptr (GBytes) second = make_file (&fixture, &settings, issue);
  g_assert_true (g_bytes_equal (first, second));
  g_assert_cmpmem (g_bytes_get_data (first, NULL), 9, "%PDF-1.5\n", 9);
  settings.booklet = TRUE;
  g_autoptr (GBytes) booklet = make_file (&fixture, &settings, issue);
  g_assert_cmpuint (g_bytes_get_size (booklet), >, 1000);
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf/write/R113-R118-same-bytes", test_same_bytes);
  return g_test_run ();
}
