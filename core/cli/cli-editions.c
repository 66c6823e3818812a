/* cli-editions.c: editions that a run makes, each with outputs and a style of its own.
 * SPDX-License-Identifier: MIT */
#include "cli/cli.h"

static void
edition_free (gpointer data)
{
  CliEdition *edition = data;
  wz_edition_free (edition->edition);
  cli_target_clear (&edition->target);
  g_free (edition);
}

GPtrArray *
cli_list_editions (CliRun *run, const WzProject *project)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all =
      wz_edition_list (project != NULL ? project->editions : NULL, run->recipe, &error);
  if (all == NULL || !wz_edition_check_chosen (all, run->recipe, &error)) {
    cli_failure (run, CLI_USAGE, error);
    return NULL;
  }
  GPtrArray *editions = g_ptr_array_new_with_free_func (edition_free);
  for (guint i = 0; i < all->len; i++) {
    CliEdition *edition = g_new0 (CliEdition, 1);
    edition->edition = wz_edition_copy (g_ptr_array_index (all, i));
    edition->chosen = wz_edition_is_chosen (edition->edition, run->recipe);
    g_ptr_array_add (editions, edition);
  }
  return editions;
}

/* What the run's recipe is told, others are told of afterwards. */
static int
style_one (CliRun *run, CliEdition *edition)
{
  if (edition->edition->name == NULL)
    return cli_target_style (run, run->recipe, &edition->target);
  g_autoptr (WzRecipe) recipe = wz_edition_dup_recipe (edition->edition, run->recipe);
  return cli_target_style (run, recipe, &edition->target);
}

int
cli_plan_editions (CliRun *run, GPtrArray *editions, WzRegistry *registry)
{
  int status = CLI_OK;
  for (guint i = 0; i < editions->len && status == CLI_OK; i++) {
    CliEdition *edition = g_ptr_array_index (editions, i);
    g_autoptr (WzRecipe) recipe = wz_edition_dup_recipe (edition->edition, run->recipe);
    if (edition->chosen)
      status = cli_target_plan (run, recipe, registry, &edition->target);
  }
  return status;
}

int
cli_style_editions (CliRun *run, GPtrArray *editions)
{
  int status = CLI_OK;
  for (guint i = 0; i < editions->len && status == CLI_OK; i++) {
    CliEdition *edition = g_ptr_array_index (editions, i);
    if (edition->chosen)
      status = style_one (run, edition);
  }
  return status;
}

WzRecipe *
cli_edition_dup_recipe (const CliRun *run, const CliEdition *edition)
{
  WzRecipe *recipe = wz_edition_dup_recipe (edition->edition, run->recipe);
  if (edition->target.style != NULL)
    cli_target_say (&edition->target, recipe);
  return recipe;
}

gboolean
cli_make_editions (CliRun *run, GPtrArray *issues, const GPtrArray *editions, const WzStyle *style)
{
  g_autoptr (GError) error = NULL;
  for (guint n = issues->len; n > 0; n--) {
    g_autoptr (WzIssue) issue = g_ptr_array_steal_index (issues, 0);
    for (guint i = 0; i < editions->len; i++) {
      const CliEdition *edition = g_ptr_array_index (editions, i);
      WzIssue *made =
          edition->chosen ? wz_desk_convert (issue, edition->edition, style, run->sink, &error) : NULL;
      if (error != NULL) {
        cli_failure (run, CLI_FAILED, error);
        return FALSE;
      }
      if (made != NULL)
        g_ptr_array_add (issues, made);
    }
  }
  return TRUE;
}

const CliEdition *
cli_get_first_chosen (const GPtrArray *editions)
{
  guint i = 0;
  while (!((const CliEdition *) g_ptr_array_index (editions, i))->chosen)
    i++;
  return g_ptr_array_index (editions, i);
}
