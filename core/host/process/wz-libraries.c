/* wz-libraries.c: what the loader has mapped, symbolic links followed. SPDX-License-Identifier: MIT */
#include "host/process/wz-libraries.h"

#include <link.h>
#include <stdlib.h>
#include <string.h>

static int
add (struct dl_phdr_info *info, size_t size, void *names)
{
  g_autofree gchar *path = info->dlpi_name != NULL ? realpath (info->dlpi_name, NULL) : NULL;
  gchar *name = path != NULL ? g_path_get_basename (path) : NULL;
  if (name != NULL && strstr (name, ".so.") != NULL && strchr (name, ' ') == NULL)
    g_ptr_array_add (names, name);
  else
    g_free (name);
  return 0;
}

static gint
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const gchar *const *) a, *(const gchar *const *) b);
}

gchar *
wz_libraries_dup_names (void)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  dl_iterate_phdr (add, names);
  g_ptr_array_sort (names, compare);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" ", (gchar **) names->pdata);
}
