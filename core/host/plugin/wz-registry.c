/* wz-registry.c: candidates, and who is meant by a name. SPDX-License-Identifier: MIT */
#include "host/plugin/wz-registry.h"

#include "base/wz-words.h"
#include "host/plugin/wz-manifest.h"
#include "host/plugin/wz-probe.h"
#include "style/wz-style-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#define MAX_PROBES 64 /* at a time, of those that nobody waits for; each has three descriptors */

/* What is made where nobody says of which type: modules of the program's. Its others are made when they are
 * named. */
static const gchar *const default_modules[] = {"epub", "kindle", "pdf", NULL};

struct _WzRegistry {
  GPtrArray *probes;
  gboolean anew, unlimited;
  gchar **prefer;     /* by the user, of those that claim the same; by name or file */
  GPtrArray *folders; /* that were looked into */
  GPtrArray *unused;  /* of WzUnusedFile */
  gchar *extension;   /* nullable: the last that was asked for */
  GError *trouble;    /* why not all candidates are known */
};

static WzProbe *
probe_at (const WzRegistry *registry, guint i)
{
  return g_ptr_array_index (registry->probes, i);
}

/* ---- Candidates ---- */

static void
free_unused (gpointer data)
{
  WzUnusedFile *file = data;
  g_free (file->path);
  g_free (file->why);
  g_free (file);
}

/* Takes @why. */
static void
note_unused (WzRegistry *registry, const gchar *path, gchar *why)
{
  WzUnusedFile *file = g_new0 (WzUnusedFile, 1);
  file->path = g_strdup (path);
  file->why = why;
  g_ptr_array_add (registry->unused, file);
}

static void
add_candidate (WzRegistry *registry, const gchar *path, gboolean builtin, gboolean named)
{
  WzProbe *probe = wz_probe_new (path, builtin, named);
  for (guint i = 0; i < registry->probes->len; i++) {
    const WzProbe *other = probe_at (registry, i);
    if (other->info.builtin == builtin && g_str_equal (other->file, probe->file)) {
      note_unused (registry, path,
                   g_strdup_printf (_ ("%s was found before; give this one another name, or remove one"),
                                    other->info.path));
      wz_probe_free (probe);
      return;
    }
  }
  g_ptr_array_add (registry->probes, probe);
}

/* A folder of the user's need not be there; where none can be looked into, nothing is known of any. */
static void
note_trouble (WzRegistry *registry, const gchar *folder, gboolean builtin, const GError *error)
{
  gboolean too_many = error->code == G_FILE_ERROR_MFILE || error->code == G_FILE_ERROR_NFILE;
  if (registry->trouble != NULL || (!too_many && !builtin))
    return;
  if (too_many) {
    errno = EMFILE;
    wz_child_set_errno (&registry->trouble, folder);
  } else if (error->code != G_FILE_ERROR_NOENT) {
    g_set_error_literal (&registry->trouble, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_LOAD, error->message);
  }
}

static void
add_folder (WzRegistry *registry, const gchar *folder, gboolean builtin)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  g_ptr_array_add (registry->folders, g_strdup (folder));
  if (error != NULL)
    note_trouble (registry, folder, builtin, error);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  const gchar *name;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".so") || g_str_has_suffix (name, WZ_MANIFEST_SUFFIX))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
    else if (!builtin && strstr (name, ".so.") != NULL) {
      g_autofree gchar *path = g_build_filename (folder, name, NULL);
      note_unused (registry, path, g_strdup (_ ("the file of a plugin ends in .so; rename it")));
    }
  g_ptr_array_sort (paths, wz_words_compare);
  for (guint i = 0; i < paths->len; i++)
    add_candidate (registry, g_ptr_array_index (paths, i), builtin, FALSE);
}

/* ---- Asking ---- */

static guint
count_running (const WzRegistry *registry)
{
  guint n = 0;
  for (guint i = 0; i < registry->probes->len; i++)
    n += probe_at (registry, i)->child != NULL;
  return n;
}

/* Further outputs of a module stand behind its first one. */
static void
take_others (WzRegistry *registry, WzProbe *probe)
{
  guint at;
  if (probe->others->len == 0 || !g_ptr_array_find (registry->probes, probe, &at))
    return;
  for (guint i = 0; i < probe->others->len; i++)
    g_ptr_array_insert (registry->probes, (gint) (at + 1 + i), g_ptr_array_index (probe->others, i));
  g_ptr_array_set_free_func (probe->others, NULL);
  g_ptr_array_set_size (probe->others, 0);
}

static void
start_probe (WzRegistry *registry, WzProbe *probe)
{
  g_autoptr (GError) error = NULL;
  if (probe->judged || probe->child != NULL)
    return;
  if (wz_probe_start (probe, registry->anew, registry->unlimited, &error)) {
    take_others (registry, probe);
    return;
  }
  if (count_running (registry) > 0 && g_error_matches (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_LIMIT))
    return; /* short of descriptors: others will give theirs back */
  if (registry->trouble == NULL)
    registry->trouble = g_error_copy (error);
  wz_probe_fail (probe, g_steal_pointer (&error));
}

static void
pump (WzRegistry *registry, gint timeout_ms)
{
  guint n = registry->probes->len;
  g_autofree WzChild **children = g_new0 (WzChild *, MAX (1, n));
  for (guint i = 0; i < n; i++)
    children[i] = probe_at (registry, i)->child;
  wz_children_wait (children, n, timeout_ms, -1);
  for (guint i = 0; i < registry->probes->len; i++) {
    WzProbe *probe = probe_at (registry, i);
    if (probe->child == NULL || !wz_child_has_ended (probe->child))
      continue;
    wz_probe_judge (probe);
    take_others (registry, probe);
  }
}

static void
wait_for (WzRegistry *registry, WzProbe *probe)
{
  while (!probe->judged) {
    start_probe (registry, probe);
    if (!probe->judged)
      pump (registry, -1);
  }
}

static gboolean
is_of (const WzProbe *probe, gboolean builtin)
{
  return probe->info.builtin == builtin;
}

/* All at once: one that hangs until its limit must not use up the time of the others. */
static void
wait_for_all (WzRegistry *registry, gboolean builtin)
{
  for (guint i = 0; i < registry->probes->len; i++)
    if (is_of (probe_at (registry, i), builtin))
      start_probe (registry, probe_at (registry, i));
  for (guint i = 0; i < registry->probes->len; i++)
    if (is_of (probe_at (registry, i), builtin))
      wait_for (registry, probe_at (registry, i));
}

static WzProbe *
find_file (WzRegistry *registry, const gchar *file, gboolean builtin)
{
  for (guint i = 0; i < registry->probes->len; i++)
    if (is_of (probe_at (registry, i), builtin) && g_str_equal (probe_at (registry, i)->file, file))
      return probe_at (registry, i);
  return NULL;
}

/* Whether each of @names is the name of a module of the program's: then its others can wait. */
static gboolean
has_files (WzRegistry *registry, const gchar *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (find_file (registry, names[i], TRUE) == NULL)
      return FALSE;
  return TRUE;
}

/* First those that are named, and of the program's own all where not all names are theirs; then the user's, a
 * few at a time: what they have to say is kept for later runs. */
static void
start_wanted (WzRegistry *registry, const gchar *types)
{
  g_auto (GStrv) split = types != NULL ? wz_words_split (types) : NULL;
  const gchar *const *names = split != NULL ? (const gchar *const *) split : default_modules;
  gboolean choose = names[0] != NULL && has_files (registry, names);
  for (guint i = 0; i < registry->probes->len; i++) {
    WzProbe *probe = probe_at (registry, i);
    if ((probe->info.builtin && !choose) || g_strv_contains (names, probe->file))
      start_probe (registry, probe);
  }
  glong room = MIN (sysconf (_SC_OPEN_MAX) / 8, MAX_PROBES); /* sources are read meanwhile */
  for (guint i = 0; i < registry->probes->len && (glong) count_running (registry) < room; i++)
    if (!probe_at (registry, i)->info.builtin)
      start_probe (registry, probe_at (registry, i));
}

WzRegistry *
wz_registry_look (const WzRegistryPlaces *places)
{
  WzRegistry *registry = g_new0 (WzRegistry, 1);
  registry->probes = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_probe_free);
  registry->unlimited = places->unlimited;
  registry->folders = g_ptr_array_new_with_free_func (g_free);
  registry->unused = g_ptr_array_new_with_free_func (free_unused);
  registry->prefer = g_strdupv ((gchar **) (gsize) places->prefer);
  for (guint i = 0; places->files != NULL && places->files[i] != NULL; i++)
    add_candidate (registry, places->files[i], FALSE, TRUE);
  for (guint i = 0; places->user_dirs[i] != NULL; i++)
    add_folder (registry, places->user_dirs[i], FALSE);
  for (guint i = 0; places->own_dirs[i] != NULL; i++)
    add_folder (registry, places->own_dirs[i], TRUE);
  return registry;
}

WzRegistry *
wz_registry_start (const WzRegistryPlaces *places, const gchar *types, gboolean anew)
{
  WzRegistry *registry = wz_registry_look (places);
  registry->anew = anew;
  start_wanted (registry, types);
  return registry;
}

void
wz_registry_free (WzRegistry *registry)
{
  if (registry == NULL)
    return;
  for (guint i = 0; i < registry->probes->len; i++)
    if (probe_at (registry, i)->child != NULL)
      wz_child_stop (probe_at (registry, i)->child); /* all at once */
  g_ptr_array_unref (registry->probes);
  g_clear_error (&registry->trouble);
  g_ptr_array_unref (registry->folders);
  g_ptr_array_unref (registry->unused);
  g_strfreev (registry->prefer);
  g_free (registry->extension);
  g_free (registry);
}

/* ---- Claims ---- */

/* How much the user wants @probe: a file says more than a name that somebody gave himself, and one that was
 * given beside it more than one that was found. */
static guint
get_preference (const WzRegistry *registry, const WzProbe *probe)
{
  const gchar *const *prefer = (const gchar *const *) registry->prefer;
  if (prefer == NULL)
    return 0;
  guint match = g_strv_contains (prefer, probe->file)        ? 2
                : g_strv_contains (prefer, probe->info.name) ? 1
                                                             : 0;
  return match > 0 ? match * 2 + (probe->info.named ? 1 : 0) : 0;
}

/* Whether @a is called @name rather than @b, which stands behind it. */
static gboolean
wins (const WzRegistry *registry, const WzProbe *a, const WzProbe *b, const gchar *name)
{
  guint of_a = get_preference (registry, a), of_b = get_preference (registry, b);
  if (of_a != of_b)
    return of_a > of_b;
  if (a->info.builtin != b->info.builtin)
    return a->info.builtin;
  return g_str_equal (a->file, name) || !g_str_equal (b->file, name);
}

static gboolean
is_usable (const WzProbe *probe)
{
  return probe->judged && probe->info.error == NULL;
}

static gboolean
is_output (const WzProbe *probe)
{
  return is_usable (probe) && !wz_plugin_info_is_reader (&probe->info);
}

static void
refuse_name (WzProbe *loser, const WzProbe *winner)
{
  /* a fault of nobody's: the remedy is said here */
  g_set_error (&loser->info.error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_OPTION,
               _ ("calls itself “%s”, as does %s, which is taken; remove it, or take it with --prefer %s"),
               loser->info.name, winner->info.builtin ? _ ("the program's own output") : winner->info.path,
               loser->file);
  loser->outdone = TRUE;
}

static void
settle_names (WzRegistry *registry)
{
  for (guint i = 0; i < registry->probes->len; i++)
    for (guint k = i + 1; k < registry->probes->len; k++) {
      WzProbe *a = probe_at (registry, i), *b = probe_at (registry, k);
      if (!is_usable (a) || !is_usable (b) || is_output (a) != is_output (b) ||
          !g_str_equal (a->info.name, b->info.name))
        continue;
      if (wins (registry, a, b, a->info.name))
        refuse_name (b, a);
      else
        refuse_name (a, b);
    }
}

/* ---- Answers ---- */

gboolean
wz_registry_check (const WzRegistry *registry, GError **error)
{
  if (registry->trouble == NULL)
    return TRUE;
  if (error != NULL)
    *error = g_error_copy (registry->trouble);
  return FALSE;
}

guint
wz_registry_get_n_plugins (WzRegistry *registry)
{
  for (guint i = 0; i < registry->probes->len; i++) /* both kinds at once */
    start_probe (registry, probe_at (registry, i));
  wait_for_all (registry, TRUE);
  wait_for_all (registry, FALSE);
  settle_names (registry);
  return registry->probes->len;
}

const WzPluginInfo *
wz_registry_get_plugin (WzRegistry *registry, guint i)
{
  g_return_val_if_fail (i < registry->probes->len, NULL);
  return &probe_at (registry, i)->info;
}

gchar *
wz_registry_dup_places (const WzRegistry *registry)
{
  GString *places = g_string_new (NULL);
  for (guint i = 0; i < registry->folders->len; i++)
    g_string_append_printf (places, "%s%s", i > 0 ? ", " : "", (gchar *) registry->folders->pdata[i]);
  return g_string_free (places, FALSE);
}

const GPtrArray *
wz_registry_get_folders (const WzRegistry *registry)
{
  return registry->folders;
}

const GPtrArray *
wz_registry_get_unused (const WzRegistry *registry)
{
  return registry->unused;
}

gboolean
wz_registry_check_preferred (WzRegistry *registry, GError **error)
{
  for (guint i = 0; registry->prefer != NULL && registry->prefer[i] != NULL; i++) {
    const gchar *const one[] = {registry->prefer[i], NULL};
    gboolean known = FALSE;
    for (guint k = 0; k < wz_registry_get_n_plugins (registry) && !known; k++)
      known = g_strv_contains (one, probe_at (registry, k)->file) ||
              g_strv_contains (one, probe_at (registry, k)->info.name);
    if (!known) {
      g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_OPTION,
                   _ ("--prefer %s: no output and no file of one is called so; `wenzhai plugin doctor` lists "
                      "them"),
                   one[0]);
      return FALSE;
    }
  }
  return TRUE;
}

GPtrArray *
wz_registry_list_defaults (WzRegistry *registry)
{
  GPtrArray *infos = g_ptr_array_new ();
  for (guint i = 0; i < registry->probes->len; i++) {
    WzProbe *probe = probe_at (registry, i);
    if (!probe->info.builtin || !g_strv_contains (default_modules, probe->file))
      continue;
    wait_for (registry, probe);
    g_ptr_array_add (infos, &probe->info);
  }
  return infos;
}

GPtrArray *
wz_registry_list_readers (WzRegistry *registry)
{
  GPtrArray *infos = g_ptr_array_new ();
  for (guint i = 0; i < registry->probes->len; i++)
    if (g_str_has_suffix (probe_at (registry, i)->info.path, WZ_MANIFEST_SUFFIX))
      wait_for (registry, probe_at (registry, i));
  settle_names (registry);
  for (guint i = 0; i < registry->probes->len; i++)
    if (is_usable (probe_at (registry, i)) && !is_output (probe_at (registry, i)))
      g_ptr_array_add (infos, &probe_at (registry, i)->info);
  return infos;
}

GPtrArray *
wz_registry_list_named (WzRegistry *registry)
{
  GPtrArray *infos = g_ptr_array_new ();
  for (guint i = 0; i < registry->probes->len; i++)
    if (probe_at (registry, i)->info.named)
      wait_for (registry, probe_at (registry, i));
  settle_names (registry);
  for (guint i = 0; i < registry->probes->len; i++) {
    WzProbe *probe = probe_at (registry, i);
    if (!probe->info.named || probe->outdone)
      continue;
    probe->asked = TRUE;
    g_ptr_array_add (infos, &probe->info);
  }
  return infos;
}

/* Among those that have spoken, of the one kind: called so, or else in a file called so. */
static WzProbe *
find_judged (WzRegistry *registry, const gchar *name, gboolean builtin)
{
  WzProbe *found = NULL;
  for (guint i = 0; i < registry->probes->len; i++) {
    WzProbe *probe = probe_at (registry, i);
    if (is_of (probe, builtin) && is_output (probe) && g_str_equal (probe->info.name, name) &&
        (found == NULL || !wins (registry, found, probe, name)))
      found = probe;
  }
  if (found == NULL)
    found = find_file (registry, name, builtin);
  return found;
}

static WzProbe *
find_of (WzRegistry *registry, const gchar *name, gboolean builtin)
{
  WzProbe *probe = find_file (registry, name, builtin);
  if (probe != NULL) {
    wait_for (registry, probe);
    settle_names (registry);
    probe = find_judged (registry, name, builtin);
    if (builtin || (is_output (probe) && g_str_equal (probe->info.name, name)))
      return probe;
  }
  wait_for_all (registry, builtin);
  settle_names (registry);
  return find_judged (registry, name, builtin);
}

const gchar *
wz_registry_find_owner (WzRegistry *registry, const gchar *name)
{
  if (find_of (registry, name, TRUE) != NULL)
    return _ ("an output of the program");
  return wz_style_has_group (name) ? _ ("the keys of styles, which --set means by it") : NULL;
}

const WzPluginInfo *
wz_registry_find (WzRegistry *registry, const gchar *name)
{
  if (registry->prefer != NULL)
    wz_registry_get_n_plugins (registry); /* whom the user prefers is known when all have spoken */
  WzProbe *probe = find_of (registry, name, TRUE);
  if (probe == NULL || probe->outdone) {
    WzProbe *other = find_of (registry, name, FALSE);
    probe = other != NULL ? other : probe;
  }
  if (probe == NULL || wz_plugin_info_is_reader (&probe->info))
    return NULL;
  probe->asked = TRUE;
  return &probe->info;
}

/* The usable one of the kind whose extension @path ends in, the longest one; of equal ones the preferred, or
 * the first. */
static WzProbe *
find_longest (const WzRegistry *registry, const gchar *path, gboolean builtin, WzProbe *found)
{
  for (guint i = 0; i < registry->probes->len; i++) {
    WzProbe *probe = probe_at (registry, i);
    if (!is_of (probe, builtin) || !is_output (probe))
      continue;
    const gchar *extension = wz_plugin_info_find_extension (&probe->info, path);
    const gchar *best = found != NULL ? wz_plugin_info_find_extension (&found->info, path) : NULL;
    if (extension != NULL &&
        (best == NULL || extension < best ||
         (extension == best && get_preference (registry, probe) > get_preference (registry, found))))
      found = probe;
  }
  return found;
}

static const WzProbe *
probe_of (const WzRegistry *registry, const WzPluginInfo *info)
{
  guint i = 0;
  while (&probe_at (registry, i)->info != info)
    i++;
  return probe_at (registry, i);
}

gboolean
wz_registry_prefers (const WzRegistry *registry, const WzPluginInfo *a, const WzPluginInfo *b)
{
  guint of_a = get_preference (registry, probe_of (registry, a)),
        of_b = get_preference (registry, probe_of (registry, b));
  return of_a != of_b ? of_a > of_b : a->builtin && !b->builtin;
}

const WzPluginInfo *
wz_registry_find_file (WzRegistry *registry, const gchar *path)
{
  const gchar *longest = wz_module_find_extension (path), *shortest = strrchr (path, '.');
  if (longest == NULL)
    return NULL;
  gboolean one = longest == shortest + 1 && registry->prefer == NULL; /* nobody can have a longer one */
  g_autofree gchar *last = g_ascii_strdown (shortest + 1, -1);
  WzProbe *likely = find_file (registry, last, TRUE), *found = NULL;
  if (one && likely != NULL) {
    wait_for (registry, likely);
    if (is_output (likely) && wz_plugin_info_find_extension (&likely->info, path) != NULL)
      found = likely;
  }
  for (gint builtin = TRUE; builtin >= FALSE && !(one && found != NULL); builtin--) {
    wait_for_all (registry, builtin);
    settle_names (registry);
    found = find_longest (registry, path, builtin, found);
  }
  if (found == NULL)
    return NULL;
  g_free (registry->extension);
  registry->extension = g_ascii_strdown (wz_plugin_info_find_extension (&found->info, path), -1);
  found->asked = TRUE;
  return &found->info;
}

/* ---- Reporting ---- */

static void
warn (WzDiagSink *sink, gchar *text)
{
  wz_diag_report (sink, WZ_SEVERITY_WARNING, "plugin", NULL, "%s", text);
  g_free (text);
}

static void
report_probe (WzRegistry *registry, WzProbe *probe, WzDiagSink *sink)
{
  const WzPluginInfo *info = &probe->info;
  if (probe->reported || !probe->judged || info->builtin || probe->asked)
    return;
  if (info->error != NULL) {
    warn (sink, wz_plugin_info_dup_failure (info, info->error));
    probe->reported = TRUE;
  } else if (registry->extension != NULL && wz_plugin_info_has_extension (info, registry->extension)) {
    warn (sink, g_strdup_printf (_ ("plugin %s (%s): makes .%s files too; --prefer %s is how to ask for it"),
                                 info->name, info->path, registry->extension, info->name));
    probe->reported = TRUE;
  }
}

void
wz_registry_report (WzRegistry *registry, WzDiagSink *sink)
{
  if (count_running (registry) > 0)
    pump (registry, 0);
  settle_names (registry);
  for (guint i = 0; i < registry->probes->len; i++)
    report_probe (registry, probe_at (registry, i), sink);
}
