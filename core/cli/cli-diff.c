/* cli-diff.c: `wenzhai diff`: what changed between two model dumps. SPDX-License-Identifier: MIT */
#include "cli/cli-publish.h"

#include "host/desk/wz-weekly.h"
#include "host/project/wz-revision.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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

guint
cli_print_changes (const WzIssue *before, const WzIssue *after)
{
  g_autoptr (GPtrArray) changes = wz_edit_diff (before, after);
  for (guint i = 0; i < changes->len; i++)
    print_change (g_ptr_array_index (changes, i));
  return changes->len;
}

/* ---- What is compared ---- */

typedef struct {
  CliRun *run;
  const gchar *folder;    /* nullable: of the project */
  gchar *before, *after;  /* as they are called; lent */
  WzProject *project;     /* nullable: until a name asks for it */
  WzPublished *published; /* of it */
  const CliShop *shop;    /* nullable: where one of them is a draft */
} Diffing;

static void
diffing_clear (Diffing *d)
{
  g_clear_pointer (&d->published, wz_published_free);
  g_clear_pointer (&d->project, wz_project_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Diffing, diffing_clear)

static WzIssue *
load_source (CliRun *run, gchar *argument, int *status)
{
  gchar *one[] = {argument, NULL};
  g_autoptr (GPtrArray) sources = cli_read_sources (run, one, status);
  return sources != NULL && *status == CLI_OK
             ? wz_issue_ref (((const WzSource *) g_ptr_array_index (sources, 0))->issue)
             : NULL;
}

/* For names of its issues; FALSE where there is none, which has been reported. */
static gboolean
open_project (Diffing *d, int *status)
{
  g_autoptr (GError) error = NULL;
  if (d->project != NULL || d->shop != NULL)
    return TRUE;
  g_autofree gchar *found = d->folder != NULL ? g_strdup (d->folder) : wz_project_find ();
  if (found == NULL) {
    *status = cli_usage_error (d->run, "%s", _ ("names of issues are for projects, and there is none here"));
    return FALSE;
  }
  d->project = wz_project_load (found, d->run->recipe, d->run->sink, &error);
  if (d->project == NULL) {
    *status = cli_failure (d->run, CLI_USAGE, error);
    return FALSE;
  }
  d->published = wz_published_load (wz_recipe_get (d->run->recipe, WZ_RECIPE_ISSUES), d->run->sink);
  return TRUE;
}

static WzIssue *
load (Diffing *d, gchar *argument, int *status)
{
  static const gchar *const books[] = {"epub", "pdf", "azw3", NULL};
  const gchar *extension = wz_plan_get_extension (argument);
  g_autofree gchar *name = NULL;
  g_autoptr (GError) error = NULL;
  guint revision;
  WzIssue *issue;
  gboolean is_file = g_file_test (argument, G_FILE_TEST_EXISTS);
  gboolean is_name = !is_file && wz_revision_parse (argument, &name, &revision);
  if (is_name && !open_project (d, status))
    return NULL;
  if (is_name && revision == WZ_REVISION_DRAFT)
    issue = cli_make_draft (d->shop, name, &error);
  else if (is_name)
    issue = wz_revision_load (d->shop != NULL ? d->shop->project : d->project,
                              d->shop != NULL ? wz_build_get_published (d->shop->build) : d->published, name,
                              revision, &error);
  else if (is_file && extension != NULL && g_strv_contains (books, extension))
    issue = wz_revision_load_book (argument, &error);
  else if (is_file && g_str_has_suffix (argument, ".json.gz"))
    issue = wz_weekly_load_dump (argument, &error);
  else
    return load_source (d->run, argument, status);
  if (issue == NULL)
    *status = cli_failure (d->run, CLI_NO_INPUT, error);
  return issue;
}

static int
compare (Diffing *d)
{
  int status = CLI_OK;
  g_autoptr (WzIssue) before = load (d, d->before, &status);
  g_autoptr (WzIssue) after = before != NULL ? load (d, d->after, &status) : NULL;
  if (after == NULL)
    return status;
  guint n = cli_print_changes (before, after);
  if (d->run->verbose && n == 0)
    cli_tell (d->run, "no-changes", _ ("no changes"));
  return status;
}

static int
compare_drafts (const CliShop *shop, gpointer user_data)
{
  Diffing *d = user_data;
  d->shop = shop;
  return compare (d);
}

static gboolean
is_project (const gchar *argument)
{
  g_autofree gchar *file = g_build_filename (argument, WZ_PROJECT_FILE, NULL);
  return g_file_test (file, G_FILE_TEST_IS_REGULAR);
}

static gboolean
is_draft (const gchar *argument)
{
  return g_str_has_suffix (argument, "@draft") && !g_file_test (argument, G_FILE_TEST_EXISTS);
}

int
cli_diff (int argc, char **argv, const WzPaths *paths)
{
  g_auto (CliRun) run = {.paths = paths};
  if (!cli_parse (
          &run, WZ_COMMAND_DIFF, &argc, &argv, _ ("[DIR] OLD NEW | [DIR] ISSUE@draft"),
          _ ("Tells which papers came, went, moved or were edited between two issues, each a model "
             "dump, a digest, a book, or an issue of the project: 2022-W38, 2022-W38@1, 2022-W38@draft."),
          WZ_SEVERITY_ERROR))
    return CLI_USAGE;
  /* a draft alone is compared with what readers have */
  gboolean alone =
      (argc == 2 || argc == 3) && is_draft (argv[argc - 1]) && (argc == 2 || is_project (argv[1]));
  g_autofree gchar *published =
      alone ? g_strndup (argv[argc - 1], strlen (argv[argc - 1]) - strlen ("@draft")) : NULL;
  if (!alone && argc != 3 && argc != 4)
    return cli_usage_error (&run, "%s", _ ("name two issues, the old one first"));
  g_auto (Diffing) d = {.run = &run,
                        .folder = argc == (alone ? 3 : 4) ? argv[1] : NULL,
                        .before = alone ? published : argv[argc - 2],
                        .after = argv[argc - 1]};
  return is_draft (d.before) || is_draft (d.after) ? cli_look_at_project (&run, d.folder, compare_drafts, &d)
                                                   : compare (&d);
}
