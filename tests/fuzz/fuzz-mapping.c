/* Fuzz target: a mapping file from a stranger, and a record of three formats that it is tried on. */
#include "fuzz-target.h"

#include "base/wz-diag-private.h"
#include "read/wz-read.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
#include <wenzhai/wenzhai.h>

static void
check_diag (const WzDiag *diag, gpointer user_data)
{
  g_assert_true (g_utf8_validate (diag->detail, -1, NULL));
}

static void
try_reader (const WzReader *reader, const WzReaders *readers, WzDiagSink *sink)
{
  static const gchar *const texts[] = {
      "{\"id\": \"2609.00001\", \"title\": \"T\", \"a\": {\"b\": [1, null, \"c\"]}, \"authors\": [\"A One\", "
      "\"B Two\"]}",
      "title,authors,date\nT,\"A One and B Two\",3.9.2026\n",
      "<feed><entry><title type='html'>T "
      "&lt;b&gt;</title><id>2609.00001</id><author><name>A</name></author></entry></feed>"};

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));
    WzReadOptions options = {readers, reader, NULL};
    g_autoptr (GError) error = NULL;
    g_autoptr (WzIssue) issue = wz_read_bytes (bytes, "fuzz", &options, NULL, sink, NULL, &error);

    g_assert_true ((issue == NULL) == (error != NULL));
  }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (WzDiagSink) sink = wz_diag_sink_new (check_diag, NULL);
  g_autoptr (WzReaders) readers = wz_readers_new (NULL, NULL);
  g_autofree gchar *path = NULL;
  gint fd = g_file_open_tmp ("fuzz-XXXXXX.reader", &path, NULL);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, data, size), ==, (gssize) size);
  close (fd);
  const WzReader *reader = wz_readers_add (readers, path, sink);

  g_unlink (path);
  if (reader != NULL)
    try_reader (reader, readers, sink);
  return 0;
}
