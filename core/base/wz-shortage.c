/* wz-shortage.c: signs of a want of memory. SPDX-License-Identifier: MIT */
#include "base/wz-shortage.h"

#include <string.h>
#include <sys/mman.h>

/* Of GLib, where a thread's stack is memory too, and of the loaders of glibc and musl, for a module's
 * segments. */
gboolean
wz_shortage_is_told (const gchar *text)
{
  static const gchar *const signs[] = {"failed to allocate",
                                       "overflow allocating",
                                       "creating thread",
                                       "failed to map segment",
                                       "annot map zero-fill pages",
                                       "annot create TLS data",
                                       "annot allocate memory",
                                       "ut of memory",
                                       "annot create shared object descriptor",
                                       "ot enough space"};

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (strstr (text, signs[i]) != NULL)
      return TRUE;
  return FALSE;
}

gboolean
wz_shortage_is_there (gsize bytes)
{
  void *tried = mmap (NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (tried == MAP_FAILED)
    return TRUE;
  munmap (tried, bytes);
  return FALSE;
}
