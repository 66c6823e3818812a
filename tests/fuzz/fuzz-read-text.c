/* Fuzz target: a source from a stranger, read as text. Whatever comes in: no crash, an error or an issue,
 * every byte in one class, valid UTF-8 out, and places that exist. */
#include "fuzz-target.h"

#ifndef FUZZ_READER
#define FUZZ_READER "text"
#endif

#include "base/wz-decode.h"
#include "base/wz-diag-private.h"
#include "read/wz-read.h"

#include <wenzhai/wenzhai.h>

static void
check_diag (const WzDiag *diag, gpointer user_data)
{
  g_assert_true (g_utf8_validate (diag->detail, -1, NULL));
  g_assert_nonnull (diag->code);
  g_assert_cmpint (diag->position.line > 0, ==, diag->position.column > 0);
}

static void
check_coverage (const WzCoverage *coverage)
{
  gsize sum = 0, at = 0;

  for (guint i = 0; i < WZ_COVERAGE_N_CLASSES; i++)
    sum += wz_coverage_get_bytes (coverage, (WzCoverageClass) i);
  g_assert_cmpuint (sum, ==, wz_coverage_get_total (coverage));
  for (guint i = 0; i < wz_coverage_get_n_intervals (coverage); i++) {
    const WzCoverageInterval *interval = wz_coverage_get_interval (coverage, i);

    g_assert_cmpuint (interval->start_bytes, ==, at);
    g_assert_cmpuint (interval->end_bytes, >, at);
    at = interval->end_bytes;
  }
  g_autofree gchar *text = wz_coverage_dup_text (coverage), *json = wz_coverage_dup_json (coverage);
  g_assert_true (g_utf8_validate (text, -1, NULL) && g_utf8_validate (json, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (WzDiagSink) sink = wz_diag_sink_new (check_diag, NULL);
  g_autoptr (WzCoverage) coverage = NULL;
  g_autoptr (GError) error = NULL;
  WzReadOptions options = {NULL, wz_readers_find (NULL, FUZZ_READER), NULL};
  g_autoptr (WzIssue) issue = wz_read_bytes (bytes, "fuzz.txt", &options, NULL, sink, &coverage, &error);

  g_assert_true ((issue == NULL) == (error != NULL));
  g_assert_true ((issue == NULL) == (coverage == NULL));
  if (issue != NULL) {
    g_autofree gchar *text = wz_issue_text (issue, WZ_LANGUAGES_BOTH);

    g_assert_true (g_utf8_validate (text, -1, NULL));
    check_coverage (coverage);
  }
  return 0;
}
