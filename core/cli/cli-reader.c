/* cli-reader.c: `wenzhai reader`: which readers there are, and what one makes of a file.
 * SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include <glib/gi18n-lib.h>

static int
list_readers (const CliRun *run)
{
  if (cli_lists_json (run)) {
    g_autofree gchar *text = wz_describe_readers (run->readers);
    fputs (text, stdout);
    return CLI_OK;
  }
  g_auto (GStrv) names = wz_readers_dup_names (run->readers);
  for (guint i = 0; names[i] != NULL; i++) {
    const gchar *comment = wz_reader_get_comment (wz_readers_find (run->readers, names[i]));
    g_print ("%-20s %s\n", names[i], comment != NULL && *comment != '\0' ? _ (comment) : "");
  }
  return CLI_OK;
}

static int
show_reader (CliRun *run, const WzReader *reader)
{
  const gchar *path = wz_reader_get_path (reader);
  g_autofree gchar *text = NULL;
  g_autoptr (GError) error = NULL;
  if (path == NULL)
    return cli_usage_error (run, _ ("the reader %s is no mapping file, but a part of the program"),
                            wz_reader_get_name (reader));
  if (!g_file_get_contents (path, &text, NULL, &error))
    return cli_failure (run, CLI_FAILED, error);
  g_autofree gchar *name = wz_display_dup (path);
  g_print ("# %s\n%s", name, text);
  return CLI_OK;
}

static void
print_count (const WzReader *reader, const WzIssue *issue)
{
  guint n = wz_issue_get_n_entries (issue);
  g_print (g_dngettext (GETTEXT_PACKAGE, "%s: %u entry\n", "%s: %u entries\n", n),
           wz_reader_get_name (reader), n);
}

static void
print_keys (const GPtrArray *keys)
{
  for (guint i = 0; i < keys->len; i++) {
    const WzReadKey *key = g_ptr_array_index (keys, i);
    const gchar *became = key->n_unread > 0    ? _ ("left out: no field")
                          : key->n_ignored > 0 ? _ ("left out on purpose")
                                               : _ ("read");
    g_print ("%6u  %-40s %s\n", key->n_used + key->n_ignored + key->n_unread, key->name, became);
  }
}

/* What becomes of each key of a file. */
static int
test_reader (CliRun *run, const gchar *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = wz_read_load (path, &error);
  g_autoptr (WzIssue) issue = NULL;
  g_autofree gchar *name = wz_display_dup (path);
  if (bytes == NULL) {
    g_prefix_error (&error, "%s: ", name);
    return cli_failure (run, CLI_NO_INPUT, error);
  }
  const WzReader *reader = run->reading.reader != NULL
                               ? run->reading.reader
                               : wz_readers_detect (run->readers, bytes, path, run->reading.encoding);
  if (wz_reader_get_path (reader) == NULL || wz_reader_get_program (reader) != NULL) {
    issue = wz_read_bytes (bytes, name, &run->reading, NULL, run->sink, NULL, &error);
    if (issue == NULL)
      return cli_failure (run, CLI_FAILED, error);
    if (wz_reader_get_program (reader) != NULL)
      print_count (reader, issue);
    else
      g_print (_ ("%s is read by “%s”, which has no mapping file\n"), name, wz_reader_get_name (reader));
    return CLI_OK;
  }
  g_autoptr (GPtrArray) keys =
      wz_reader_list_keys (reader, bytes, name, &run->reading, &issue, run->sink, &error);
  if (keys == NULL)
    return cli_failure (run, CLI_FAILED, error);
  if (!cli_lists_json (run)) {
    print_count (reader, issue);
    print_keys (keys);
    return CLI_OK;
  }
  g_autofree gchar *text = wz_describe_reading (reader, issue, keys);
  fputs (text, stdout);
  return CLI_OK;
}

int
cli_reader (int argc, char **argv, const WzPaths *paths)
{
  g_auto (CliRun) run = {.paths = paths};
  if (!cli_parse (&run, WZ_COMMAND_READER, &argc, &argv, "list | show NAME | test FILE",
                  _ ("Lists readers, shows mapping files, and tells what becomes of each key of a file."),
                  WZ_SEVERITY_WARNING) ||
      !cli_prepare_reading (&run, NULL))
    return CLI_USAGE;
  if (argc == 2 && g_str_equal (argv[1], "list"))
    return list_readers (&run);
  if (argc == 3 && g_str_equal (argv[1], "test"))
    return test_reader (&run, argv[2]);
  if (argc != 3 || !g_str_equal (argv[1], "show"))
    return cli_usage_error (
        &run, "%s",
        _ ("write `wenzhai reader list`, `wenzhai reader show NAME` or `wenzhai reader test FILE`"));
  const WzReader *reader = cli_find_reader (&run, argv[2]);
  return reader != NULL ? show_reader (&run, reader) : CLI_USAGE;
}
