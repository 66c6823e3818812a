/* wz-project-files.c: what lies in a project's folders and is not used. SPDX-License-Identifier: MIT
 *
 * In: a project. Out: a warning for corrections that belong to no issue, with the name that they should have,
 * and one for each folder in which there is something else. Dailies are the business of wz-sources.c.
 */
#include "host/project/wz-project.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/wz-diag-private.h"
#include "base/wz-digits.h"
#include "host/file/wz-folder.h"
#include "style/wz-style-private.h"

#define OVERLAY_ENDING ".overlay.ini"

static const gchar *
get (const WzProject *project, WzRecipeField field)
{
  return wz_recipe_get (project->recipe, field);
}

typedef struct {
  const WzProject *project;
  WzProjectHasIssue has_issue;
  gpointer user_data;
  WzDiagSink *sink;
} Look;

/* ---- What is the project's own ---- */

/* If @path lies in @folder, however deep: the name in @folder that leads to it. */
static gchar *
name_in (const gchar *folder, const gchar *path)
{
  g_autofree gchar *root = g_canonicalize_filename (folder, NULL),
                   *whole = g_canonicalize_filename (path, NULL);
  g_autofree gchar *inside = g_strconcat (root, "/", NULL);
  if (!g_str_has_prefix (whole, inside))
    return NULL;
  const gchar *rest = whole + strlen (inside), *slash = strchr (rest, '/');
  return slash ? g_strndup (rest, (gsize) (slash - rest)) : g_strdup (rest);
}

/* For a pattern: as itself, and nothing else. */
static gchar *
quote (const gchar *name)
{
  gchar *out = g_strdup (name);
  for (gchar *p = out; *p != '\0'; p++)
    if (*p == '*')
      *p = '?';
  return out;
}

static void
add_own (GPtrArray *patterns, const gchar *folder, const gchar *path)
{
  g_autofree gchar *name = path != NULL ? name_in (folder, path) : NULL;
  if (name == NULL)
    return;
  gchar *pattern = quote (name);
  g_ptr_array_add (patterns, pattern);
  g_ptr_array_add (patterns, g_strconcat (pattern, "/", NULL));
}

static gboolean
is_same_folder (const gchar *a, const gchar *b)
{
  g_autofree gchar *left = g_canonicalize_filename (a, NULL), *right = g_canonicalize_filename (b, NULL);
  return g_str_equal (left, right);
}

/* Corrections by their names, in order; what else lies there is put into @others (nullable). */
static GPtrArray *
list_overlays (const WzProject *project, GPtrArray *others)
{
  GPtrArray *overlays = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) ignored = wz_recipe_dup_list (project->recipe, WZ_RECIPE_IGNORE);
  g_autoptr (GPtrArray) names =
      wz_folder_list (get (project, WZ_RECIPE_OVERLAYS), (const gchar *const *) ignored, NULL);
  for (guint i = 0; names != NULL && i < names->len; i++) {
    const gchar *name = g_ptr_array_index (names, i);
    WzPeriod period;
    g_autofree gchar *stem = g_str_has_suffix (name, OVERLAY_ENDING)
                                 ? g_strndup (name, strlen (name) - strlen (OVERLAY_ENDING))
                                 : g_strdup ("");
    g_autofree gchar *proper =
        wz_period_parse (stem, wz_project_get_kind (project), &period) ? wz_period_dup_name (&period) : NULL;
    if (proper != NULL && g_str_equal (proper, stem))
      g_ptr_array_add (overlays, g_strdup (name));
    else if (others != NULL)
      g_ptr_array_add (others, g_strdup (name));
  }
  return overlays;
}

/* The files beside @path, a text in Markdown or one that holds such, that its pictures are. */
static void
add_pictures (GPtrArray *patterns, const gchar *folder, const gchar *path)
{
  g_autofree gchar *text = NULL, *own = g_path_get_dirname (path);
  if (!g_file_get_contents (path, &text, NULL, NULL))
    return;
  for (const gchar *p = strstr (text, "]("); p != NULL; p = strstr (p, "](")) {
    p += 2;
    g_autofree gchar *name = g_strndup (p, strcspn (p, " )\"\n")),
                     *whole = g_build_filename (own, name, NULL);
    if (*name != '\0' && strstr (name, "://") == NULL)
      add_own (patterns, folder, whole);
  }
}

/* Files that overlays, or the project file, name. */
static GPtrArray *
list_named (const WzProject *project, const GPtrArray *overlays)
{
  GPtrArray *paths = wz_project_list_named (project, NULL);
  for (guint i = 0; i < overlays->len; i++) {
    g_autofree gchar *path =
        g_build_filename (get (project, WZ_RECIPE_OVERLAYS), g_ptr_array_index (overlays, i), NULL);
    g_ptr_array_extend_and_steal (paths, wz_project_list_named (project, path));
  }
  return paths;
}

/* Those of the cover, as the project file sets them over the style. */
static void
add_cover (GPtrArray *patterns, const gchar *folder, const WzRecipe *recipe)
{
  guint n_keys;
  const WzStyleKey *keys = wz_style_get_keys (&n_keys);
  for (guint i = 0; i < wz_recipe_get_n_values (recipe, WZ_RECIPE_OPTION); i++) {
    const gchar *text = wz_recipe_get_value (recipe, WZ_RECIPE_OPTION, i)->text, *equals = strchr (text, '=');
    g_autofree gchar *key = equals != NULL ? g_strndup (text, (gsize) (equals - text)) : g_strdup (text);
    gint row = wz_style_find_key (key);
    if (row >= 0 && keys[row].type == WZ_STYLE_PICTURE && equals != NULL)
      add_own (patterns, folder, equals + 1);
  }
}

GStrv
wz_project_dup_ignored (const WzProject *project, const gchar *folder)
{
  GPtrArray *patterns = g_ptr_array_new ();
  g_auto (GStrv) ignored = wz_recipe_dup_list (project->recipe, WZ_RECIPE_IGNORE);
  g_auto (GStrv) fonts = wz_recipe_dup_list (project->recipe, WZ_RECIPE_FONT_DIR);
  g_auto (GStrv) metadata = wz_recipe_dup_list (project->recipe, WZ_RECIPE_METADATA);
  const gchar *style = get (project, WZ_RECIPE_STYLE);
  for (guint i = 0; ignored[i] != NULL; i++) {
    g_ptr_array_add (patterns, g_strdup (ignored[i]));
    g_ptr_array_add (patterns, g_strconcat (ignored[i], "/", NULL));
  }
  const gchar *const own[] = {project->path, get (project, WZ_RECIPE_INBOX), get (project, WZ_RECIPE_ISSUES),
                              get (project, WZ_RECIPE_OVERLAYS), strchr (style, '/') ? style : NULL};
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    add_own (patterns, folder, own[i]);
  for (guint i = 0; fonts[i] != NULL; i++)
    add_own (patterns, folder, fonts[i]);
  for (guint i = 0; metadata[i] != NULL; i++)
    add_own (patterns, folder, metadata[i]);
  g_autoptr (GPtrArray) overlays = list_overlays (project, NULL);
  g_autoptr (GPtrArray) named = list_named (project, overlays);
  for (guint i = 0; i < named->len; i++) {
    add_own (patterns, folder, g_ptr_array_index (named, i));
    add_pictures (patterns, folder, g_ptr_array_index (named, i));
  }
  for (guint i = 0; i < overlays->len; i++) {
    g_autofree gchar *path =
        g_build_filename (get (project, WZ_RECIPE_OVERLAYS), g_ptr_array_index (overlays, i), NULL);
    add_pictures (patterns, folder, path);
  }
  add_pictures (patterns, folder, project->path);
  add_cover (patterns, folder, project->recipe);
  for (guint i = 0; i < project->editions->len; i++)
    add_cover (patterns, folder, ((const WzEdition *) g_ptr_array_index (project->editions, i))->said);
  if (is_same_folder (folder, get (project, WZ_RECIPE_OVERLAYS)))
    g_ptr_array_add (patterns, g_strdup ("*" OVERLAY_ENDING));
  g_ptr_array_add (patterns, NULL);
  return (GStrv) g_ptr_array_free (patterns, FALSE);
}

/* ---- Corrections that belong to no issue ---- */

/* The period that a name such as `2026-w46`, `2026_46`, `W46-2026` seems to mean. */
static gchar *
guess_period (const WzProject *project, const gchar *name)
{
  for (const gchar *start = name; *start != '\0'; start++) {
    const gchar *p = start;
    if ((start > name && g_ascii_isdigit (start[-1])) || !g_ascii_isdigit (*start))
      continue;
    guint year = wz_digits_take (&p, 4);
    if (p - start != 4)
      continue;
    while (*p != '\0' && strchr ("-_. wWkK", *p) != NULL)
      p++;
    guint number = wz_digits_take (&p, 2);
    WzPeriod period;
    g_autofree gchar *text =
        wz_project_get_kind (project) == WZ_PERIOD_WEEK    ? g_strdup_printf ("%04u-W%02u", year, number)
        : wz_project_get_kind (project) == WZ_PERIOD_MONTH ? g_strdup_printf ("%04u-%02u", year, number)
                                                           : g_strdup_printf ("%04u", year);
    if (wz_period_parse (text, wz_project_get_kind (project), &period))
      return wz_period_dup_name (&period);
  }
  return NULL;
}

static gboolean
looks_like_corrections (const WzProject *project, const gchar *name)
{
  g_autofree gchar *folded = g_ascii_strdown (name, -1), *period = guess_period (project, name);
  if (g_str_has_suffix (name, "/"))
    return FALSE;
  return strstr (folded, ".ini") != NULL || strstr (folded, "overlay") != NULL || period != NULL;
}

static void
report_name (const Look *look, const gchar *name)
{
  static const gchar *const examples[] = {[WZ_PERIOD_WEEK] = "2022-W38" OVERLAY_ENDING,
                                          [WZ_PERIOD_MONTH] = "2022-09" OVERLAY_ENDING,
                                          [WZ_PERIOD_YEAR] = "2022" OVERLAY_ENDING};
  g_autofree gchar *path = g_build_filename (get (look->project, WZ_RECIPE_OVERLAYS), name, NULL);
  g_autofree gchar *shown = g_filename_display_name (path), *meant = guess_period (look->project, name);
  g_autofree gchar *right = meant != NULL ? g_strconcat (meant, OVERLAY_ENDING, NULL) : NULL;
  WzPosition here = {shown, 0, 0};
  if (right != NULL)
    wz_diag_report (look->sink, WZ_SEVERITY_WARNING, "overlay-name", &here,
                    _ ("belongs to no issue; overlays are named %s: rename it to %s"),
                    examples[wz_project_get_kind (look->project)], right);
  else
    wz_diag_report (look->sink, WZ_SEVERITY_WARNING, "overlay-name", &here,
                    _ ("belongs to no issue; overlays are named %s"),
                    examples[wz_project_get_kind (look->project)]);
}

/* Rightly named, and nothing to correct. */
static void
report_idle (const Look *look, const GPtrArray *overlays)
{
  for (guint i = 0; look->has_issue != NULL && i < overlays->len; i++) {
    const gchar *name = g_ptr_array_index (overlays, i);
    g_autofree gchar *period = g_strndup (name, strlen (name) - strlen (OVERLAY_ENDING));
    if (look->has_issue (period, look->user_data))
      continue;
    g_autofree gchar *path = g_build_filename (get (look->project, WZ_RECIPE_OVERLAYS), name, NULL);
    WzPosition here = {path, 0, 0};
    wz_diag_report (look->sink, WZ_SEVERITY_WARNING, "overlay-name", &here,
                    _ ("belongs to no issue yet: no daily is of %s"), period);
  }
}

static void
look_at_overlays (const Look *look)
{
  const WzProject *project = look->project;
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) overlays = list_overlays (project, others);
  g_auto (GStrv) ignored = wz_project_dup_ignored (project, get (project, WZ_RECIPE_OVERLAYS));
  g_autoptr (GPtrArray) rest = g_ptr_array_new ();
  gboolean shared = is_same_folder (get (project, WZ_RECIPE_OVERLAYS), project->folder) ||
                    is_same_folder (get (project, WZ_RECIPE_OVERLAYS),
                                    get (project, WZ_RECIPE_INBOX)); /* whose listing names the rest */
  report_idle (look, overlays);
  for (guint i = 0; i < others->len; i++) {
    const gchar *name = g_ptr_array_index (others, i);
    gboolean strict = g_str_has_suffix (name, OVERLAY_ENDING);
    gboolean own = !strict && wz_folder_is_ignored (name, (const gchar *const *) ignored);
    if (!own && (shared ? strict : looks_like_corrections (project, name)))
      report_name (look, name);
    else if (!own && !shared)
      g_ptr_array_add (rest, (gpointer) (gsize) name);
  }
  wz_folder_report (get (project, WZ_RECIPE_OVERLAYS), rest, _ ("no overlay names it"), look->sink);
}

void
wz_project_report_files (const WzProject *project, WzProjectHasIssue has_issue, gpointer user_data,
                         WzDiagSink *sink)
{
  Look look = {project, has_issue, user_data, sink};
  look_at_overlays (&look);
  if (is_same_folder (project->folder, get (project, WZ_RECIPE_INBOX)))
    return;
  g_auto (GStrv) ignored = wz_project_dup_ignored (project, project->folder);
  g_autoptr (GPtrArray) rest = wz_folder_list (project->folder, (const gchar *const *) ignored, NULL);
  if (rest != NULL)
    wz_folder_report (
        project->folder, rest,
        _ ("dailies belong into the inbox, corrections into the folder of overlays; what is to lie here "
           "unused is named by `ignore` in wenzhai.ini"),
        sink);
}
