/* cli-export.c: `wenzhai export`: from sources to files. SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include <glib/gi18n-lib.h>

typedef struct {
  CliEditing editing;
  CliOutputs outputs;
  gboolean each;
} ExportOptions;

static void
export_options_clear (ExportOptions *options)
{
  cli_editing_clear (&options->editing);
  cli_outputs_clear (&options->outputs);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ExportOptions, export_options_clear)

static void
make_issues (CliRun *run, GPtrArray *issues, const ExportOptions *options, const gchar *lang,
             GPtrArray *sources)
{
  guint n = 0;
  while (n < sources->len && ((const WzSource *) g_ptr_array_index (sources, n))->issue != NULL)
    n++;
  WzSource *const *read = (WzSource *const *) sources->pdata;
  guint step = options->each ? 1 : n;
  for (guint i = 0; i < n; i += step)
    g_ptr_array_add (issues, cli_edit (run, &options->editing, lang, &read[i], step));
}

int
cli_export (int argc, char **argv, const WzPaths *paths)
{
  g_auto (CliRun) run = {.paths = paths};
  g_auto (ExportOptions) options = {.outputs = CLI_OUTPUTS_INIT};
  const GOptionEntry entries[] = {
      CLI_OUTPUT_ENTRIES (options.outputs),
      {"each", 0, 0, G_OPTION_ARG_NONE, &options.each, N_ ("Make a book of each input"), NULL},
      CLI_ENCODING_ENTRY (run),
      CLI_MEMORY_ENTRY (run),
      CLI_EDITING_ENTRIES (options.editing),
      G_OPTION_ENTRY_NULL,
  };
  if (!cli_parse (&run, &argc, &argv, _ ("INPUT…"),
                  _ ("Turns digests into books: EPUB, PDF and whatever plugins make."), entries,
                  WZ_SEVERITY_WARNING) ||
      !cli_outputs_check (&run, &options.outputs) || !cli_editing_check (&run, &options.editing))
    return CLI_USAGE;

  /* the probes run while the sources are read */
  g_autoptr (WzRegistry) registry = cli_start_registry (&run, &options.outputs, FALSE);
  int status = CLI_OK;
  g_autoptr (GPtrArray) sources = cli_read_sources (&run, argv + 1, options.editing.from, &status);
  if (sources == NULL)
    return status;
  g_auto (CliTarget) target = {0};
  int planned = cli_target_plan (&run, &options.outputs, registry, &target);
  if (planned != CLI_OK)
    return planned;
  if (target.plan->file != NULL && options.each && sources->len > 1)
    return cli_usage_error (&run, "%s", _ ("--each makes several files; let -o name a folder"));
  if (status == CLI_NO_INPUT)
    return status;
  int styled = cli_target_style (&run, &options.outputs, &target);
  if (styled != CLI_OK)
    return styled;

  g_autoptr (GPtrArray) issues = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_issue_unref);
  make_issues (&run, issues, &options, cli_target_get_lang (&target), sources);
  int rendered = cli_render (&run, &options.outputs, &target, issues, NULL, NULL); /* MAX is a macro */
  return MAX (status, rendered);
}
