/* make-sample: writes a sample book for tests with other programs.
 * usage: make-sample [--joint] tiny FILE | random SEED FILE | entries N FILE */
#include "kindle-inspect.h"
#include "kindle-sample.h"
#include "kindle-write.h"

#include <stdio.h>
#include <string.h>

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KindleBook) book = NULL;
  KindleContainer container = KINDLE_CONTAINER_KF8;
  if (argc > 1 && strcmp (argv[1], "--joint") == 0) {
    container = KINDLE_CONTAINER_JOINT;
    argv++;
    argc--;
  }
  if (argc == 3 && strcmp (argv[1], "tiny") == 0)
    book = kindle_sample_tiny ();
  else if (argc == 4 && strcmp (argv[1], "random") == 0)
    book = kindle_sample_random ((guint32) g_ascii_strtoull (argv[2], NULL, 10));
  else if (argc == 4 && strcmp (argv[1], "entries") == 0)
    book = kindle_sample_titled ("长目录", (guint) g_ascii_strtoull (argv[2], NULL, 10), 90);
  if (!book) {
    fprintf (stderr, "usage: make-sample [--joint] tiny FILE | random SEED FILE | entries N FILE\n");
    return 64;
  }
  g_autoptr (GBytes) bytes = kindle_book_write (book, container, NULL, &error);
  gsize length = 0;
  const gchar *data = bytes ? g_bytes_get_data (bytes, &length) : NULL;
  if (!data || !g_file_set_contents (argv[argc - 1], data, (gssize) length, &error)) {
    fprintf (stderr, "%s\n", error->message);
    return 1;
  }
  return 0;
}
