/* test-pdf-write.c: placed pages as a file. SPDX-License-Identifier: MIT */
#include "compose-fixture.h"
#include "pdf-write.h"

static gboolean
take (gconstpointer data, gsize length, gpointer user_data, GError **error)
{
  g_byte_array_append (user_data, data, (guint) length);
  return TRUE;
}

static gboolean
refuse (gconstpointer data, gsize length, gpointer user_data, GError **error)
{
  g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC, "full");
  return FALSE;
}

static GByteArray *
make_file (Fixture *fixture, const PdfSettings *settings, WzIssue *issue)
{
  GByteArray *bytes = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (ComposeDocument) document = set_document (fixture, issue, &error);
  g_assert_no_error (error);
  g_assert_true (pdf_write (document, settings, "test", take, NULL, bytes, &error));
  g_assert_no_error (error);
  return bytes;
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
  g_autoptr (GByteArray) first = make_file (&fixture, &settings, issue);
  g_autoptr (GByteArray) second = make_file (&fixture, &settings, issue);
  g_assert_cmpmem (first->data, first->len, second->data, second->len);
  g_assert_cmpmem (first->data, 9, "%PDF-1.5\n", 9);
  settings.booklet = TRUE;
  g_autoptr (GByteArray) booklet = make_file (&fixture, &settings, issue);
  g_assert_cmpuint (booklet->len, >, 1000);
  /* an error of whoever takes the bytes comes through */
  g_autoptr (GError) error = NULL;
  g_autoptr (ComposeDocument) document = set_document (&fixture, issue, &error);
  g_assert_false (pdf_write (document, &settings, "test", refuse, NULL, NULL, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf/write/R113-R118-same-bytes", test_same_bytes);
  return g_test_run ();
}
