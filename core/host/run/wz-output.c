/* wz-output.c: the plugin's end of its file. SPDX-License-Identifier: MIT */
#include "host/run/wz-job.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

struct _WzOutput {
  gint fd;
  guint64 bytes;
  GError *error; /* sticky */
};

WzOutput *
wz_output_new (gint fd)
{
  WzOutput *output = g_new0 (WzOutput, 1);
  output->fd = fd;
  return output;
}

void
wz_output_free (WzOutput *output)
{
  if (output == NULL)
    return;
  g_clear_error (&output->error);
  g_free (output);
}

guint64
wz_output_get_bytes (const WzOutput *output)
{
  return output->bytes;
}

gboolean
wz_output_check (const WzOutput *output, GError **error)
{
  if (output->error == NULL)
    return TRUE;
  if (error != NULL)
    *error = g_error_copy (output->error);
  return FALSE;
}

gboolean
wz_output_write (WzOutput *output, gconstpointer data, gsize length, GError **error)
{
  g_return_val_if_fail (data != NULL || length == 0, FALSE);
  const gchar *p = data;
  while (output->error == NULL && length > 0) {
    gssize n = write (output->fd, p, length);
    if (n > 0) {
      p += n;
      length -= (gsize) n;
      output->bytes += (guint64) n;
    } else if (n < 0 && errno == EFBIG) {
      g_set_error (&output->error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_LIMIT, "%s",
                   _ ("wrote more than it may"));
    } else if (n < 0 && errno != EINTR) {
      g_set_error (&output->error, WZ_OUTPUT_ERROR, WZ_OUTPUT_ERROR_IO, "%s", g_strerror (errno));
    }
  }
  return wz_output_check (output, error);
}

gboolean
wz_output_write_bytes (WzOutput *output, GBytes *bytes, GError **error)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);
  return wz_output_write (output, data, length, error);
}
