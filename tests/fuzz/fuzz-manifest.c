/* Fuzz target: a manifest from a stranger. What is taken of it may be shown and used, or there is an error
 * with its place. */
#include "fuzz-target.h"

#include "base/wz-display.h"
#include "host/plugin/wz-manifest.h"

#include <glib/gstdio.h>
#include <unistd.h>

static void
check (const WzPluginInfo *info)
{
  g_assert_true (wz_plugin_info_check (info, NULL));
  g_assert_nonnull (info->program);
  g_assert_true (g_path_is_absolute (info->program->argv[0]));
  for (guint i = 0; info->program->reads[i] != NULL; i++)
    g_assert_true (g_path_is_absolute (info->program->reads[i]));
  g_assert_true ((*info->extension == '\0') == info->program->is_reader);
  g_assert_true ((info->program->patterns[0] != NULL) == info->program->is_reader);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  WzPluginInfo info = {.name = g_strdup ("fuzz")};
  gint fd = g_file_open_tmp ("fuzz-XXXXXX.wzplugin", &info.path, NULL);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, data, size), ==, (gssize) size);
  close (fd);
  gboolean ok = wz_manifest_read (&info, &error);

  g_unlink (info.path);
  g_assert_true (ok == (error == NULL));
  if (ok)
    check (&info);
  else
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
  wz_plugin_info_clear (&info);
  return 0;
}
