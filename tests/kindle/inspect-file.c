/* inspect-file: prints what kindle_inspect() says of files; the exit status is 1 if one is broken. */
#include "kindle-inspect.h"

#include <stdio.h>

int
main (int argc, char **argv)
{
  int status = 0;
  for (int i = 1; i < argc; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GString) out = g_string_new (NULL);
    g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
    g_autofree gchar *data = NULL;
    gsize length = 0;
    if (g_file_get_contents (argv[i], &data, &length, &error)) {
      g_autoptr (GBytes) bytes = g_bytes_new_take (g_steal_pointer (&data), length);
      kindle_inspect (bytes, out, faults, &error);
    }
    fputs (out->str, stdout);
    if (error)
      printf ("%s: %s\n", argv[i], error->message);
    if (error || faults->len > 0)
      status = 1;
  }
  return status;
}
