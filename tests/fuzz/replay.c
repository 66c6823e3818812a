/* replay: a fuzz target without a fuzzer, so that the suite always runs it.
 *
 * usage: replay [--mutate N] FILE-OR-FOLDER…
 * Feeds every file (of a folder: in the order of names) to the target, then N damaged copies of each: bytes
 * changed, runs cut out, doubled or overwritten. The damage is the same in every run. */
#include "fuzz-target.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const gchar *const *) a, *(const gchar *const *) b);
}

static void
collect (GPtrArray *files, const gchar *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  if (!dir) {
    g_ptr_array_add (files, g_strdup (path));
    return;
  }
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  for (const gchar *name; (name = g_dir_read_name (dir));)
    g_ptr_array_add (names, g_build_filename (path, name, NULL));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    collect (files, g_ptr_array_index (names, i));
}

static void
damage (GByteArray *bytes, GRand *random)
{
  static const guint8 telling[] = {0, 1, 0x7f, 0x80, 0xff, '<', '"', '&', '\n', '[', '{'};
  if (bytes->len == 0)
    return;
  guint at = (guint) g_rand_int_range (random, 0, (gint) bytes->len);
  guint n = (guint) g_rand_int_range (random, 1, 1 + (gint) MIN (32, bytes->len - at));
  switch (g_rand_int_range (random, 0, 6)) {
  case 0:
    bytes->data[at] ^= (guint8) (1 << g_rand_int_range (random, 0, 8));
    break;
  case 1:
    bytes->data[at] = telling[g_rand_int_range (random, 0, G_N_ELEMENTS (telling))];
    break;
  case 2:
    memset (bytes->data + at, telling[g_rand_int_range (random, 0, G_N_ELEMENTS (telling))], n);
    break;
  case 3:
    g_byte_array_remove_range (bytes, at, n);
    break;
  case 4: {
    g_autofree guint8 *copy = g_memdup2 (bytes->data + at, n);
    g_byte_array_append (bytes, copy, n);
    break;
  }
  default:
    memmove (bytes->data + at, bytes->data + g_rand_int_range (random, 0, (gint) (bytes->len - n + 1)), n);
  }
}

static gboolean
feed (const gchar *path, guint n_mutations)
{
  g_autofree gchar *data = NULL;
  gsize length = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (20220923);
  if (!g_file_get_contents (path, &data, &length, &error)) {
    fprintf (stderr, "%s\n", error->message);
    return FALSE;
  }
  LLVMFuzzerTestOneInput ((const guint8 *) data, length);
  for (guint i = 0; i < n_mutations; i++) {
    g_autoptr (GByteArray) bytes = g_byte_array_new ();
    g_byte_array_append (bytes, (const guint8 *) data, (guint) length);
    for (gint n = g_rand_int_range (random, 1, 5); n > 0; n--)
      damage (bytes, random);
    LLVMFuzzerTestOneInput (bytes->data, bytes->len);
  }
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  guint n_mutations = 0;
  for (int i = 1; i < argc; i++) {
    if (strcmp (argv[i], "--mutate") == 0 && i + 1 < argc)
      n_mutations = (guint) strtoul (argv[++i], NULL, 10);
    else
      collect (files, argv[i]);
  }
  for (guint i = 0; i < files->len; i++)
    if (!feed (g_ptr_array_index (files, i), n_mutations))
      return 1;
  printf ("%u files, %u damaged copies of each\n", files->len, n_mutations);
  return files->len > 0 ? 0 : 1;
}
