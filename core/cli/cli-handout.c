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

/* The same issue under another file name. */
static GArray *
rename_book (const CliBook *book, const gchar *suffix, const CliTarget *target)
{
  GArray *renamed = g_array_new (FALSE, FALSE, sizeof (CliBook));
  CliBook own = {wz_desk_rename (book->issue, suffix), target, NULL, book->recipe};
  g_array_append_val (renamed, own);
  return renamed;
}

static void
free_book (GArray *renamed)
{
  wz_issue_unref ((WzIssue *) (gsize) g_array_index (renamed, CliBook, 0).issue);
  g_array_unref (renamed);
}

/* Beside the sheets as they are read, those that are folded. */
static int
render_booklet (CliRun *run, const CliBook *handout)
{
  static const WzOrigin origin = {.kind = WZ_ORIGIN_COMMAND_LINE, .name = "--booklet"};
  g_autoptr (WzRecipe) recipe = wz_recipe_dup (handout->recipe);
  CliTarget own = {0};
  wz_recipe_set (recipe, WZ_RECIPE_TYPES, "pdf", &origin, NULL);
  wz_recipe_set (recipe, WZ_RECIPE_OPTION, "pdf.booklet=yes", &origin, NULL);
  int status = cli_target_plan (run, recipe, handout->target->registry, &own);
  own.style = handout->target->style;
  own.languages = handout->target->languages;
  GArray *booklet = rename_book (handout, "-booklet", &own);
  g_autoptr (GPtrArray) issues = g_ptr_array_new ();
  WzRecipeList list = {recipe, handout->recipe, WZ_COMMAND_HANDOUT, own.plan, own.style, FALSE, NULL,
                       NULL,   issues};
  g_ptr_array_add (issues, (gpointer) (gsize) g_array_index (booklet, CliBook, 0).issue);
  if (status == CLI_OK)
    status = cli_get_flag (run, WZ_RECIPE_DRY_RUN) ? cli_list (run, &list) : cli_render (run, booklet, NULL);
  free_book (booklet);
  own.style = NULL; /* lent */
  cli_target_clear (&own);
  return status;
}

static int
make_handout (CliRun *run, const GArray *books)
{
  const CliBook *book = &g_array_index (books, CliBook, 0);
  GArray *handout = rename_book (book, "-handout", book->target);
  int status = cli_get_flag (run, WZ_RECIPE_DRY_RUN) ? cli_list_recipe (run, handout)
                                                     : cli_render (run, handout, NULL);
  if (cli_get_flag (run, WZ_RECIPE_BOOKLET) && !names_file (run) && status != CLI_USAGE) {
    int folded = render_booklet (run, &g_array_index (handout, CliBook, 0));
    status = MAX (status, folded);
  }
  free_book (handout);
  return status;
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
  return cli_conclude (&run, cli_open_made (&run, cli_edit_dailies (&run, argv + 1, &use)));
}
