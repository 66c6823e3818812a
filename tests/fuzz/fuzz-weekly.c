/* Fuzz target: `wenzhai weekly` in a project's folder whose files are all a stranger's: two dailies, the
 * overlay of the week and wenzhai.ini, one behind the other, a form feed between them. The issue that is made
 * is valid and survives its own dump. */
#include "fuzz-target.h"

#include "base/wz-diag-private.h"
#include "host/desk/wz-desk.h"
#include "host/project/wz-project.h"
#include "host/desk/wz-weekly.h"
#include "json/wz-json.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static const gchar *const files[] = {"inbox/2022-09-20.txt", "inbox/2022-09-22.txt",
                                     "overlays/2022-W38.overlay.ini", WZ_PROJECT_FILE};

/* Made once a process, in memory where there is such a place. */
static const gchar *
get_folder (void)
{
  static gchar folder[64];
  if (folder[0] == '\0') {
    g_autofree gchar *inbox = NULL, *overlays = NULL;
    g_snprintf (folder, sizeof folder, "%s/wenzhai-fuzz-%d",
                g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR) ? "/dev/shm" : "/tmp", (int) getpid ());
    inbox = g_build_filename (folder, "inbox", NULL);
    overlays = g_build_filename (folder, "overlays", NULL);
    g_assert_cmpint (g_mkdir_with_parents (inbox, 0700) | g_mkdir_with_parents (overlays, 0700), ==, 0);
  }
  return folder;
}

static void
remove_folder (void)
{
  static const gchar *const folders[] = {"inbox", "overlays", ""};
  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree gchar *path = g_build_filename (get_folder (), files[i], NULL);
    g_unlink (path);
  }
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++) {
    g_autofree gchar *path = g_build_filename (get_folder (), folders[i], NULL);
    g_rmdir (path);
  }
}

/* A part that is not there is a file that is not there; but a project has its file. */
static void
write_files (const gchar *data, gsize size)
{
  const gchar *end = data + size;
  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree gchar *path = g_build_filename (get_folder (), files[i], NULL);
    const gchar *stop = data != NULL ? memchr (data, '\f', (gsize) (end - data)) : NULL;
    gsize length = data == NULL ? 0 : (gsize) ((stop != NULL ? stop : end) - data);
    if (data != NULL || i == G_N_ELEMENTS (files) - 1)
      g_assert_true (g_file_set_contents_full (path, data != NULL ? data : "", (gssize) length,
                                               G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    else
      g_unlink (path);
    data = stop != NULL ? stop + 1 : NULL;
  }
}

static void
check_diag (const WzDiag *diag, gpointer user_data)
{
  g_assert_true (g_utf8_validate (diag->detail, -1, NULL));
  g_assert_nonnull (diag->code);
}

/* What is written is read back, and written again the same. */
static void
check_issue (const WzIssue *issue)
{
  g_autofree gchar *text = wz_issue_text (issue, WZ_LANGUAGES_BOTH);
  g_autofree gchar *first = wz_json_write (issue);
  g_autoptr (GError) error = NULL;
  g_autoptr (WzIssue) again = wz_json_read (first, strlen (first), "issue.json", NULL, &error);
  g_assert_no_error (error);
  g_autofree gchar *second = wz_json_write (again);
  g_assert_cmpstr (first, ==, second);
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

static WzIssue *
make_issue (const WzProject *project, WzRecipe *recipe, WzDiagSink *sink)
{
  const gchar *const inbox[] = {wz_recipe_get (recipe, WZ_RECIPE_INBOX), NULL};
  g_autoptr (GPtrArray) sources = wz_sources_expand (inbox, NULL, NULL);
  g_autoptr (GPtrArray) unused = NULL;
  guint n = wz_sources_read (sources, NULL, FALSE, sink, NULL, NULL, &unused);
  WzSource *const *read = (WzSource *const *) sources->pdata;
  if (n == 0 || !wz_weekly_check (recipe, NULL) || !wz_weekly_choose (read, n, recipe, NULL))
    return NULL;
  g_autoptr (GPtrArray) picked = wz_weekly_pick (read, n, wz_recipe_get_period (recipe), FALSE, sink);
  wz_project_say_issue (project, recipe);
  g_autoptr (WzOverlay) overlay = wz_weekly_load_overlay (recipe, project->file, sink, sink, NULL);
  if (picked->len == 0 || overlay == NULL)
    return NULL;
  return wz_weekly_make ((WzSource *const *) picked->pdata, picked->len, recipe, NULL, overlay, NULL, NULL,
                         sink, NULL);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  static gsize once = 0;
  if (size > 64 * 1024)
    return 0;
  if (g_once_init_enter (&once)) {
    atexit (remove_folder);
    g_once_init_leave (&once, 1);
  }
  write_files ((const gchar *) data, size);
  g_autoptr (WzDiagSink) sink = wz_diag_sink_new (check_diag, NULL);
  g_autoptr (WzRecipe) recipe = wz_recipe_new ();
  g_autoptr (WzProject) project = wz_project_load (get_folder (), recipe, sink, NULL);
  const gchar *inbox = wz_recipe_get (recipe, WZ_RECIPE_INBOX);
  /* Anything else on the machine is no business of ours. */
  if (project == NULL || !g_str_has_prefix (inbox, get_folder ()) || strstr (inbox, "..") != NULL)
    return 0;
  g_autoptr (WzIssue) issue = make_issue (project, recipe, sink);
  if (issue != NULL)
    check_issue (issue);
  return 0;
}
