/* cli-handout.c: `wenzhai handout`: some papers for a meeting, on paper and for e-readers.
 * SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include <glib/gi18n-lib.h>

/* Whether the command line names one file to make. */
static gboolean
names_file (const CliRun *run)
{
  const WzRecipeValue *output = wz_recipe_find (run->recipe, WZ_RECIPE_OUTPUT);
  return output != NULL && output->origin.kind == WZ_ORIGIN_COMMAND_LINE &&
         (wz_plan_get_extension (output->text) != NULL || g_str_equal (output->text, WZ_TARGET_STDOUT)) &&
         !g_file_test (output->text, G_FILE_TEST_IS_DIR);
}

static void
say (CliRun *run, WzRecipeField field, const gchar *text, const WzOrigin *origin)
{
  wz_recipe_set (run->recipe, field, text, origin, NULL);
}

/* What a handout is, against what a project says of its issues, as far as the command line does not say
 * otherwise. */
static void
prepare (CliRun *run, const WzProject *project)
{
  static const struct {
    WzRecipeField field;
    const gchar *text;
  } rows[] = {{WZ_RECIPE_STYLE, "handout"},
              {WZ_RECIPE_INDICES, "none"},
              {WZ_RECIPE_STATISTICS, "no"},
              {WZ_RECIPE_COLOPHON, "no"},
              {WZ_RECIPE_OPTION, "pdf.paper=from-style"}};
  WzOrigin origin = {.kind = project != NULL ? WZ_ORIGIN_PROJECT : WZ_ORIGIN_DEFAULT,
                     .name = "handout",
                     .position = {project != NULL ? project->path : NULL, 0, 0}};
  wz_recipe_set_default (run->recipe, WZ_RECIPE_MEETING, "yes");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    say (run, rows[i].field, rows[i].text, &origin);
  if (!names_file (run))
    say (run, WZ_RECIPE_TYPES, "pdf,epub", &origin);
  else if (cli_get_flag (run, WZ_RECIPE_BOOKLET))
    say (run, WZ_RECIPE_OPTION, "pdf.booklet=yes", &origin);
}

static GPtrArray *
rename_issues (const GPtrArray *issues, const gchar *suffix)
{
  GPtrArray *renamed = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_issue_unref);
  for (guint i = 0; i < issues->len; i++)
    g_ptr_array_add (renamed, wz_desk_rename (g_ptr_array_index (issues, i), suffix));
  return renamed;
}

/* Beside the sheets as they are read, those that are folded. */
static int
render_booklet (CliRun *run, const CliTarget *target, const GPtrArray *handouts)
{
  static const WzOrigin origin = {.kind = WZ_ORIGIN_COMMAND_LINE, .name = "--booklet"};
  g_autoptr (WzRecipe) recipe = run->recipe;
  g_autoptr (GPtrArray) booklets = rename_issues (handouts, "-booklet");
  CliTarget own = {0};
  run->recipe = wz_recipe_dup (recipe);
  say (run, WZ_RECIPE_TYPES, "pdf", &origin);
  say (run, WZ_RECIPE_OPTION, "pdf.booklet=yes", &origin);
  int status = cli_target_plan (run, target->registry, &own);
  own.style = target->style;
  WzRecipeList list = {run->recipe, recipe,  WZ_COMMAND_HANDOUT, own.plan, own.style, FALSE, NULL,
                       NULL,        booklets};
  if (status == CLI_OK)
    status = cli_get_flag (run, WZ_RECIPE_DRY_RUN) ? cli_list (run, &list)
                                                   : cli_render (run, &own, booklets, NULL, NULL);
  own.style = NULL; /* lent */
  cli_target_clear (&own);
  return status;
}

static int
make_handout (CliRun *run, const CliTarget *target, const GPtrArray *issues)
{
  g_autoptr (GPtrArray) handouts = rename_issues (issues, "-handout");
  int status = cli_get_flag (run, WZ_RECIPE_DRY_RUN) ? cli_list_recipe (run, target, handouts)
                                                     : cli_render (run, target, handouts, NULL, NULL);
  int folded = cli_get_flag (run, WZ_RECIPE_BOOKLET) && !names_file (run) && status != CLI_USAGE
                   ? render_booklet (run, target, handouts)
                   : CLI_OK;
  return MAX (status, folded);
}

int
cli_handout (int argc, char **argv, const WzPaths *paths)
{
  static const CliUse use = {.books = TRUE, .one_source = TRUE, .prepare = prepare, .use = make_handout};
  g_auto (CliRun) run = {.paths = paths};
  if (!cli_parse (&run, WZ_COMMAND_HANDOUT, &argc, &argv, _ ("[DIR|INPUT…]"),
                  _ ("Makes a handout of some papers of a week, or of one input, for a meeting: a PDF of A4, "
                     "with --booklet one to fold, and an EPUB."),
                  WZ_SEVERITY_WARNING))
    return CLI_USAGE;
  return cli_open_made (&run, cli_edit_dailies (&run, argv + 1, &use));
}
