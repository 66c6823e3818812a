/* cli-dump.c: `wenzhai dump`: the model, for people and programs. SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>

int
cli_dump (int argc, char **argv, const WzPaths *paths)
{
  g_auto (CliRun) run = {.paths = paths};
  g_auto (CliEditing) editing = {0};
  g_auto (CliOutputs) outputs = CLI_OUTPUTS_INIT;
  g_auto (CliTarget) target = {0};
  g_autofree gchar *format = NULL;
  g_autofree gchar *output = NULL;
  const GOptionEntry entries[] = {
      {"format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("Form of the dump"), N_ ("json|tree|text|galley")},
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Write to this file"), N_ ("FILE")},
      CLI_LANGUAGES_ENTRY (outputs),
      CLI_ENCODING_ENTRY (run),
      CLI_MEMORY_ENTRY (run),
      CLI_EDITING_ENTRIES (editing),
      G_OPTION_ENTRY_NULL,
  };
  if (!cli_parse (&run, &argc, &argv, _ ("INPUT…"),
                  _ ("Prints the edited issue; with --no-normalize the text as read."), entries,
                  WZ_SEVERITY_WARNING) ||
      !cli_outputs_check (&run, &outputs) || !cli_editing_check (&run, &editing))
    return CLI_USAGE;
  if (format == NULL)
    format = g_strdup ("json");
  if (!g_strv_contains (wz_desk_get_formats (), format))
    return cli_usage_error (&run, _ ("--format is json, tree, text or galley, not “%s”"), format);

  int status = CLI_OK;
  g_autoptr (GPtrArray) sources = cli_read_sources (&run, argv + 1, editing.from, &status);
  if (sources == NULL || status == CLI_NO_INPUT)
    return status;
  /* with a style, or languages, what a book in them says; else all that there is */
  gboolean as_book = run.style_name != NULL || outputs.languages != NULL;
  int styled = as_book ? cli_target_style (&run, &outputs, &target) : CLI_OK;
  if (styled != CLI_OK)
    return styled;
  const gchar *lang = as_book ? cli_target_get_lang (&target) : NULL;
  guint n = 0;
  while (n < sources->len && ((const WzSource *) g_ptr_array_index (sources, n))->issue != NULL)
    n++;
  g_autoptr (WzIssue) issue = cli_edit (&run, &editing, lang, (WzSource *const *) sources->pdata, n);
  g_autofree gchar *text = wz_desk_dump (issue, format, target.style, target.languages);
  g_autoptr (GError) error = NULL;
  if (output == NULL)
    fputs (text, stdout);
  else if (!cli_refuse_input (&run, output))
    return CLI_USAGE;
  else if (!wz_target_write_file (output, text, strlen (text), &error))
    return cli_failure (&run, CLI_FAILED, error);
  return status;
}
