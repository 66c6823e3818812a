/* Fuzz target: a message from a stranger, and what stands in it. Whatever comes in: no crash, an error or an
 * issue, valid UTF-8 out. */
#include "fuzz-target.h"

#include "base/wz-diag-private.h"
#include "read/wz-read.h"

#include <wenzhai/wenzhai.h>

static void
check_diag (const WzDiag *diag, gpointer user_data)
{
  g_assert_true (g_utf8_validate (diag->detail, -1, NULL));
  g_assert_nonnull (diag->code);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (WzDiagSink) sink = wz_diag_sink_new (check_diag, NULL);
  g_autoptr (WzCoverage) coverage = NULL;
  g_autoptr (GError) error = NULL;
  WzReadOptions options = {NULL, wz_readers_find (NULL, "mail"), NULL};
  g_autoptr (WzIssue) issue = wz_read_bytes (bytes, "fuzz.eml", &options, NULL, sink, &coverage, &error);

  g_assert_true ((issue == NULL) == (error != NULL));
  if (issue != NULL) {
    g_autofree gchar *text = wz_issue_text (issue, WZ_LANGUAGES_BOTH);

    g_assert_true (g_utf8_validate (text, -1, NULL));
  } else {
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
  }
  return 0;
}
