/* The table of readers and the way from a path to an issue. SPDX-License-Identifier: MIT */
#include "read/wz-read-private.h"
#include "read/wz-verdict.h"

#include "base/wz-display.h"
#include "base/wz-decode.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const gchar *
wz_read_error_get_name (const GError *error)
{
  static const gchar *const names[] = {
      [WZ_READ_ERROR_IO] = "source-unreadable",    [WZ_READ_ERROR_ENCODING] = "encoding-unknown",
      [WZ_READ_ERROR_NOT_DIGEST] = "not-a-digest", [WZ_READ_ERROR_SYNTAX] = "source-syntax",
      [WZ_READ_ERROR_LIMIT] = "source-limit",
  };

  if (error == NULL || error->domain != WZ_READ_ERROR || (gsize) error->code >= G_N_ELEMENTS (names))
    return "source-unreadable";
  return names[error->code];
}

/* ---- Loading ---- */

static gboolean
refuse_kind (const struct stat *status, GError **error)
{
  if (S_ISDIR (status->st_mode)) {
    g_set_error_literal (error, WZ_READ_ERROR, WZ_READ_ERROR_IO, _ ("this is a folder"));
    return TRUE;
  }
  if (status->st_size > (off_t) WZ_DECODE_MAX_BYTES) {
    g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_LIMIT,
                 _ ("the file has %lu bytes; at most %lu MiB are read"), (gulong) status->st_size,
                 (gulong) (WZ_DECODE_MAX_BYTES / (1024 * 1024)));
    return TRUE;
  }
  return FALSE;
}

static void
set_errno (GError **error)
{
  g_set_error_literal (error, WZ_READ_ERROR, WZ_READ_ERROR_IO, g_strerror (errno));
}

/* Reads to the end, or one chunk beyond the limit: pipes do not say how long they are. */
static GByteArray *
read_all (gint fd, GError **error)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  guint8 chunk[65536];

  for (;;) {
    gssize n = read (fd, chunk, sizeof chunk);

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0) {
      set_errno (error);
      return NULL;
    }
    if (n == 0)
      return g_steal_pointer (&array);
    g_byte_array_append (array, chunk, (guint) n);
    if (array->len > WZ_DECODE_MAX_BYTES) {
      g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_LIMIT, _ ("the source has more than %u MiB"),
                   (guint) (WZ_DECODE_MAX_BYTES / (1024 * 1024)));
      return NULL;
    }
  }
}

GBytes *
wz_read_load (const gchar *path, GError **error)
{
  gboolean standard_input = g_str_equal (path, "-");
  gint fd = standard_input ? STDIN_FILENO : open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  struct stat status;
  GByteArray *array = NULL;

  if (fd < 0) {
    set_errno (error);
    return NULL;
  }
  if (fstat (fd, &status) < 0)
    set_errno (error);
  else if (!refuse_kind (&status, error))
    array = read_all (fd, error);
  if (!standard_input)
    close (fd);
  return array != NULL ? g_byte_array_free_to_bytes (array) : NULL;
}

/* ---- Reading ---- */

/* Messages begin with the name of their source; those with a line and column do already. */
static void
name_file (GError **error, const gchar *file)
{
  if (error != NULL && *error != NULL && !g_str_has_prefix ((*error)->message, file))
    g_prefix_error (error, "%s: ", file);
}

WzIssue *
wz_read_part (GBytes *bytes, const gchar *file, const WzReadOptions *options, const WzReader **used,
              WzPictures *pictures, WzDiagSink *sink, WzCoverage **coverage, GError **error)
{
  static const WzReadOptions none = {NULL, NULL, NULL};
  const WzReader *reader;
  WzIssue *issue;

  if (g_bytes_get_size (bytes) == 0) {
    g_set_error_literal (error, WZ_READ_ERROR, WZ_READ_ERROR_NOT_DIGEST, _ ("the source is empty"));
    name_file (error, file);
    return NULL;
  }
  options = options != NULL ? options : &none;
  reader = options->reader != NULL ? options->reader
                                   : wz_readers_detect (options->readers, bytes, file, options->encoding);
  if (used != NULL)
    *used = reader;
  issue = reader->read (reader, bytes, file, options, pictures, sink, coverage, error);
  if (issue != NULL && (!wz_read_check_limits (issue, file, error) ||
                        (reader != &wz_reader_json && wz_reader_get_program (reader) == NULL &&
                         !wz_verdict_check (issue, file, options->reader != NULL, sink, error)))) {
    g_clear_pointer (&issue, wz_issue_unref);
    if (coverage != NULL)
      g_clear_pointer (coverage, wz_coverage_free);
  }
  if (issue != NULL)
    wz_pictures_report (pictures, sink);
  else
    name_file (error, file);
  return issue;
}

WzIssue *
wz_read_bytes (GBytes *bytes, const gchar *file, const WzReadOptions *options, const WzReader **used,
               WzDiagSink *sink, WzCoverage **coverage, GError **error)
{
  g_autoptr (WzPictures) pictures = wz_pictures_new (NULL);

  g_return_val_if_fail (bytes != NULL && file != NULL, NULL);
  if (coverage != NULL)
    *coverage = NULL;
  return wz_read_part (bytes, file, options, used, pictures, sink, coverage, error);
}

WzIssue *
wz_read_file (const gchar *path, const WzReadOptions *options, const WzReader **used, WzDiagSink *sink,
              WzCoverage **coverage, GError **error)
{
  g_autofree gchar *name = wz_display_dup (path);
  g_autoptr (GBytes) bytes = wz_read_load (path, error);
  g_autoptr (WzPictures) pictures = wz_pictures_new (g_str_equal (path, "-") ? NULL : path);

  if (coverage != NULL)
    *coverage = NULL;
  if (bytes == NULL) {
    name_file (error, name);
    return NULL;
  }
  return wz_read_part (bytes, name, options, used, pictures, sink, coverage, error);
}

gboolean
wz_read_knows_encoding (const gchar *name)
{
  return wz_encoding_is_known (name);
}
