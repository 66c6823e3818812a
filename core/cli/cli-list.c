/* cli-list.c: `wenzhai list`: the papers of an issue. SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include <glib/gi18n-lib.h>

static int
list_papers (CliRun *run, const GArray *books)
{
  WzPaperListForm form = (WzPaperListForm) wz_recipe_get_word (run->recipe, WZ_RECIPE_TABLE);
  g_autofree gchar *text = wz_paper_list_dup (g_array_index (books, CliBook, 0).issue, form,
                                              form == WZ_PAPER_LIST_TEXT ? cli_get_width () : 0);
  fputs (text, stdout);
  return CLI_OK;
}

/* The numbers that papers have in the issue, by which they can be named. */
static void
prepare (CliRun *run, const WzProject *project)
{
  wz_recipe_set_default (run->recipe, WZ_RECIPE_KEEP_NUMBERS, "yes");
}

int
cli_list_papers (int argc, char **argv, const WzPaths *paths)
{
  static const CliUse use = {.one_source = TRUE, .prepare = prepare, .use = list_papers};
  g_auto (CliRun) run = {.paths = paths};
  if (!cli_parse (&run, WZ_COMMAND_PAPERS, &argc, &argv, _ ("[DIR|INPUT…]"),
                  _ ("Lists the papers of a week, or of one input, a line each: number, id, day, category, "
                     "full or short, title."),
                  WZ_SEVERITY_ERROR))
    return CLI_USAGE;
  return cli_edit_dailies (&run, argv + 1, &use);
}
