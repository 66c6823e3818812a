/* Fuzz target: JSON, JSON Lines, CSV and XML from a stranger, read by the mapping file that fits, and by one
 * that need not. Whatever comes in: no crash, an error or an issue, valid UTF-8 out, places that exist, and
 * each key counted once. */
#include "fuzz-target.h"

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
check_issue (const WzIssue *issue, const GError *error)
{
  g_assert_true ((issue == NULL) == (error != NULL));
  if (issue == NULL)
    return;
  g_autofree gchar *text = wz_issue_text (issue, WZ_LANGUAGES_BOTH);

  g_assert_true (g_utf8_validate (text, -1, NULL));
}

static void
read_by (const WzReader *reader, GBytes *bytes, const WzReadOptions *options, WzDiagSink *sink)
{
  g_autoptr (WzIssue) issue = NULL;
  g_autoptr (GError) error = NULL;

  if (wz_reader_get_path (reader) == NULL)
    return;
  g_autoptr (GPtrArray) keys =
      wz_reader_list_keys (reader, bytes, "2026-01-05.fuzz", options, &issue, sink, &error);

  check_issue (issue, error);
  for (guint i = 0; keys != NULL && i < keys->len; i++) {
    const WzReadKey *key = g_ptr_array_index (keys, i);

    g_assert_true (g_utf8_validate (key->name, -1, NULL));
    g_assert_cmpuint (key->n_used + key->n_ignored + key->n_unread, >, 0);
  }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  static gsize ready;
  static WzReaders *readers;
  static gchar **names;

  if (g_once_init_enter (&ready)) {
    const gchar *const folders[] = {FUZZ_READERS, NULL};

    readers = wz_readers_new (folders, NULL);
    names = wz_readers_dup_names (readers);
    g_once_init_leave (&ready, 1);
  }
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (WzDiagSink) sink = wz_diag_sink_new (check_diag, NULL);
  g_autoptr (GError) error = NULL;
  WzReadOptions options = {readers, NULL, NULL};
  g_autoptr (WzIssue) issue = wz_read_bytes (bytes, "2026-01-05.fuzz", &options, NULL, sink, NULL, &error);

  check_issue (issue, error);
  read_by (wz_readers_find (readers, names[size % g_strv_length (names)]), bytes, &options, sink);
  return 0;
}
