/* cli-diff.c: `wenzhai diff`: what changed between two model dumps. SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include <glib/gi18n-lib.h>

static void
print_change (const WzChange *change)
{
  static const gchar marks[] = {'+', '-', '>', '~', '!'};
  g_print ("%c %s%s%s", marks[change->kind], change->key ? change->key : "", change->label ? "  " : "",
           change->label ? change->label : "");
  if (change->kind == WZ_CHANGE_MOVED)
    g_print ("  %s → %s", change->before, change->after);
  if (change->kind == WZ_CHANGE_WITHDRAWN)
    g_print ("  [%s]", _ ("withdrawn"));
  g_print ("\n");
  if (change->kind != WZ_CHANGE_EDITED)
    return;
  if (change->corrected)
    g_print ("    %s  [%s]\n", change->field, _ ("corrected"));
  else
    g_print ("    %s\n", change->field);
  if (change->before && *change->before)
    g_print ("      - %s\n", change->before);
  if (change->after && *change->after)
    g_print ("      + %s\n", change->after);
}

int
cli_diff (int argc, char **argv, const WzPaths *paths)
{
  g_auto (CliRun) run = {.paths = paths};
  if (!cli_parse (&run, WZ_COMMAND_DIFF, &argc, &argv, _ ("OLD NEW"),
                  _ ("Tells which papers came, went, moved or were edited between two issues, each a model "
                     "dump or a digest."),
                  WZ_SEVERITY_ERROR))
    return CLI_USAGE;
  if (argc != 3)
    return cli_usage_error (&run, "%s", _ ("name two issues, the old one first"));
  WzIssue *issues[2] = {NULL, NULL};
  int status = CLI_OK;
  for (guint i = 0; i < 2 && status == CLI_OK; i++) {
    gchar *one[] = {argv[i + 1], NULL};
    g_autoptr (GPtrArray) sources = cli_read_sources (&run, one, &status);
    if (sources && status == CLI_OK)
      issues[i] = wz_issue_ref (((const WzSource *) g_ptr_array_index (sources, 0))->issue);
  }
  if (status == CLI_OK) {
    g_autoptr (GPtrArray) changes = wz_edit_diff (issues[0], issues[1]);
    for (guint i = 0; i < changes->len; i++)
      print_change (g_ptr_array_index (changes, i));
    if (run.verbose && changes->len == 0)
      g_printerr ("%s\n", _ ("wenzhai: no changes"));
  }
  for (guint i = 0; i < 2; i++)
    g_clear_pointer (&issues[i], wz_issue_unref);
  return status;
}
