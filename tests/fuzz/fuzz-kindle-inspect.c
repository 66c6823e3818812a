/* Fuzz target: a Kindle file from a stranger, read, described and checked. */
#include "fuzz-target.h"

#include "kindle-inspect.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  gboolean readable = kindle_inspect (bytes, out, faults, &error);
  g_assert_true (readable == (error == NULL));
  g_assert_true (g_utf8_validate (out->str, (gssize) out->len, NULL));
  return 0;
}
