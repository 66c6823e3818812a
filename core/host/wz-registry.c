/* wz-registry.c: probing plugins. SPDX-License-Identifier: MIT */
#include "host/wz-registry.h"

#include "host/wz-child.h"
#include "host/wz-probe-cache.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PROBE_MILLISECONDS 10000
#define PROBE_BYTES (G_GUINT64_CONSTANT (1) << 30)
#define MAX_PROBES 16 /* at a time, of those that nobody waits for */

typedef struct {
  WzPluginInfo info;
  WzChild *child;
  gchar *file;    /* name of its file: `libepub.so` and `epub.so` are one name */
  gchar *key;     /* nullable: under which its answer is kept */
  GString *lines; /* its answer */
  gchar *said;    /* nullable: the last line that it printed */
  gboolean judged;
  gboolean described;
  gboolean outdone;  /* another has its name */
  gboolean asked;    /* for by name: who asked tells what is wrong with it */
  gboolean reported; /* or need not be */
} Probe;

struct _WzRegistry {
  GPtrArray *probes;
  gboolean anew;
  gchar *extension; /* nullable: the last that was asked for */
  GError *trouble;  /* why not all candidates are known */
};

static Probe *
probe_at (const WzRegistry *registry, guint i)
{
  return g_ptr_array_index (registry->probes, i);
}

static void
probe_free (gpointer data)
{
  Probe *probe = data;
  wz_child_free (probe->child);
  wz_plugin_info_clear (&probe->info);
  g_string_free (probe->lines, TRUE);
  g_free (probe->file);
  g_free (probe->key);
  g_free (probe->said);
  g_free (probe);
}

/* ---- In the child ---- */

static void
probe_main (gint pipe_fd, gpointer path)
{
  WzModule module;
  g_autoptr (GError) error = NULL;
  if (!wz_module_open (path, &module, &error)) {
    wz_message_send_error (pipe_fd, error->code, error->message);
    return;
  }
  g_autofree gchar *line = wz_plugin_info_describe (&module);
  wz_message_send_line (pipe_fd, line);
  wz_message_send_done (pipe_fd, 0);
}

/* ---- Its answer ---- */

/* From a probe or from what is kept of one. Errors of a probe are its child's affair. */
static void
on_message (const WzMessage *message, gpointer user_data)
{
  Probe *probe = user_data;
  if (message->type == WZ_MESSAGE_DESCRIPTOR && !probe->described && probe->info.error == NULL) {
    probe->described = wz_plugin_info_take (&probe->info, message->json, &probe->info.error);
    g_string_append_printf (probe->lines, "%s\n", message->json);
  } else if (message->type == WZ_MESSAGE_ERROR && probe->info.error == NULL) {
    probe->info.error = g_error_new_literal (WZ_PLUGIN_ERROR, message->error_code, message->diag.detail);
  } else if (message->type == WZ_MESSAGE_DIAG) {
    g_free (probe->said);
    probe->said = g_strdup (message->diag.detail);
  }
}

static void
append (GError *error, const gchar *text)
{
  gchar *whole = g_strconcat (error->message, text, NULL);
  g_free (error->message);
  error->message = whole;
}

static gboolean
is_remembered (const GError *error)
{
  return g_error_matches (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_CRASHED) ||
         g_error_matches (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_LIMIT);
}

static gboolean
recall (Probe *probe)
{
  g_autofree gchar *lines = wz_probe_cache_load (probe->key);
  if (lines == NULL)
    return FALSE;
  WzMessageReader *reader = wz_message_reader_new (on_message, probe);
  gboolean ok = wz_message_reader_feed (reader, lines, strlen (lines));
  wz_message_reader_free (reader);
  if (!ok || probe->described == is_remembered (probe->info.error)) { /* one of the two */
    g_clear_error (&probe->info.error);
    g_string_truncate (probe->lines, 0);
    probe->described = FALSE;
    return FALSE;
  }
  if (!probe->described)
    append (probe->info.error, _ (" (that was before; `wenzhai plugin list` tries it again)"));
  probe->judged = TRUE;
  return TRUE;
}

/* A descriptor, and what would be as bad again. Not what may be mended elsewhere: a library that is missing.
 */
static void
remember (const Probe *probe)
{
  const GError *error = probe->info.error;
  if (probe->key == NULL)
    return;
  if (error == NULL) {
    wz_probe_cache_save (probe->key, probe->lines->str);
  } else if (is_remembered (error) && wz_child_would_repeat (probe->child)) {
    g_autofree gchar *error_line = wz_message_dup_error (error->code, error->message);
    g_autofree gchar *line = g_strconcat (error_line, "\n", NULL);
    wz_probe_cache_save (probe->key, line);
  }
}

static void
judge (Probe *probe)
{
  g_autoptr (GError) error = NULL;
  probe->judged = TRUE;
  if (!wz_child_check (probe->child, &error)) {
    g_clear_error (&probe->info.error);
    probe->info.error = g_steal_pointer (&error);
    if (probe->said != NULL && probe->info.error->code == WZ_PLUGIN_ERROR_CRASHED) {
      g_autofree gchar *words = g_strdup_printf (_ (", having printed “%s”"), probe->said);
      append (probe->info.error, words);
    }
  } else if (!probe->described && probe->info.error == NULL) {
    g_set_error (&probe->info.error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_INVALID, "%s",
                 _ ("did not describe itself"));
  }
  remember (probe);
  g_clear_pointer (&probe->child, wz_child_free);
}

/* ---- Candidates ---- */

static gchar *
name_of_file (const gchar *path)
{
  g_autofree gchar *base = g_path_get_basename (path);
  gchar *point = strrchr (base, '.');
  if (point != NULL)
    *point = '\0';
  return g_strdup (g_str_has_prefix (base, "lib") ? base + 3 : base);
}

static void
add_candidate (WzRegistry *registry, const gchar *path, gboolean builtin, gboolean named)
{
  g_autofree gchar *file = name_of_file (path);
  for (guint i = 0; i < registry->probes->len; i++) {
    const Probe *other = probe_at (registry, i);
    if (other->info.builtin == builtin && g_str_equal (other->file, file))
      return;
  }
  Probe *probe = g_new0 (Probe, 1);
  probe->info.path = g_canonicalize_filename (path, NULL);
  probe->info.name = g_strdup (file); /* until it says its own */
  probe->info.builtin = builtin;
  probe->info.named = named;
  probe->file = g_steal_pointer (&file);
  probe->lines = g_string_new (NULL);
  g_ptr_array_add (registry->probes, probe);
}

static gint
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const gchar *const *) a, *(const gchar *const *) b);
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
  if (error != NULL)
    note_trouble (registry, folder, builtin, error);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  const gchar *name;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".so"))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_paths);
  for (guint i = 0; i < paths->len; i++)
    add_candidate (registry, g_ptr_array_index (paths, i), builtin, FALSE);
}

/* What is no module for sure is not opened: a pipe would hold up who does, and what anybody may write to is
 * anybody's. Where the user gave the file, whose it is is the user's affair. */
static gboolean
check_file (const WzPluginInfo *info, GError **error)
{
  struct stat file;
  const gchar *problem = NULL;
  if (stat (info->path, &file) != 0)
    problem = errno == ENOENT ? _ ("there is no such file; check its name") : g_strerror (errno);
  else if (!S_ISREG (file.st_mode))
    problem = _ ("is no regular file; remove it from the plugins");
  else if (access (info->path, R_OK) != 0)
    problem = _ ("cannot be read; `chmod a+r` it, or remove it");
  else if (!info->named && !info->builtin && (file.st_mode & S_IWOTH) != 0)
    problem = _ ("anybody may write to it, so it is not run; `chmod o-w` it, or remove it");
  if (problem != NULL)
    g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, problem);
  return problem == NULL;
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

static void
start_probe (WzRegistry *registry, Probe *probe)
{
  if (probe->judged || probe->child != NULL)
    return;
  if (!check_file (&probe->info, &probe->info.error)) {
    probe->judged = TRUE;
    return;
  }
  if (!probe->info.builtin && probe->key == NULL)
    probe->key = wz_probe_cache_dup_key (probe->info.path);
  if (probe->key != NULL && !registry->anew && recall (probe))
    return;
  WzChildSpec spec = {
      .name = probe->info.name,
      .main = probe_main,
      .main_data = probe->info.path,
      .file_fd = -1,
      .limits = {.data_bytes = PROBE_BYTES, .file_bytes = PROBE_BYTES, .milliseconds = PROBE_MILLISECONDS},
      .func = on_message,
      .func_data = probe,
  };
  g_autoptr (GError) error = NULL;
  probe->child = wz_child_start (&spec, &error);
  /* short of descriptors: others will give theirs back */
  if (probe->child == NULL &&
      (count_running (registry) == 0 || !g_error_matches (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_LIMIT))) {
    probe->judged = TRUE;
    probe->info.error = g_steal_pointer (&error);
    if (registry->trouble == NULL)
      registry->trouble = g_error_copy (probe->info.error);
  }
}

static void
pump (WzRegistry *registry, gint timeout_ms)
{
  guint n = registry->probes->len;
  g_autofree WzChild **children = g_new0 (WzChild *, MAX (1, n));
  for (guint i = 0; i < n; i++)
    children[i] = probe_at (registry, i)->child;
  wz_children_wait (children, n, timeout_ms, -1);
  for (guint i = 0; i < n; i++)
    if (children[i] != NULL && wz_child_has_ended (children[i]))
      judge (probe_at (registry, i));
}

static void
wait_for (WzRegistry *registry, Probe *probe)
{
  while (!probe->judged) {
    start_probe (registry, probe);
    if (!probe->judged)
      pump (registry, -1);
  }
}

static gboolean
is_of (const Probe *probe, gboolean builtin)
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

static Probe *
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

/* First those that @types names, and of the program's own all where it does not; then the user's, a few at a
 * time: what they have to say is kept for later runs. */
static void
start_wanted (WzRegistry *registry, const gchar *types)
{
  g_auto (GStrv) split = g_strsplit (types != NULL ? types : "", ",", -1);
  const gchar *const *names = (const gchar *const *) split;
  for (guint i = 0; split[i] != NULL; i++)
    g_strstrip (split[i]);
  gboolean choose = names[0] != NULL && has_files (registry, names);
  for (guint i = 0; i < registry->probes->len; i++) {
    Probe *probe = probe_at (registry, i);
    if ((probe->info.builtin && !choose) || g_strv_contains (names, probe->file))
      start_probe (registry, probe);
  }
  for (guint i = 0; i < registry->probes->len && count_running (registry) < MAX_PROBES; i++)
    if (!probe_at (registry, i)->info.builtin)
      start_probe (registry, probe_at (registry, i));
}

WzRegistry *
wz_registry_start (const WzRegistryPlaces *places, const gchar *types, gboolean anew)
{
  WzRegistry *registry = g_new0 (WzRegistry, 1);
  registry->probes = g_ptr_array_new_with_free_func (probe_free);
  registry->anew = anew;
  for (guint i = 0; places->files != NULL && places->files[i] != NULL; i++)
    add_candidate (registry, places->files[i], FALSE, TRUE);
  for (guint i = 0; places->user_dirs[i] != NULL; i++)
    add_folder (registry, places->user_dirs[i], FALSE);
  for (guint i = 0; places->own_dirs[i] != NULL; i++)
    add_folder (registry, places->own_dirs[i], TRUE);
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
  g_free (registry->extension);
  g_free (registry);
}

/* ---- Claims ---- */

/* Whether @a is called @name rather than @b, which stands behind it. */
static gboolean
wins (const Probe *a, const Probe *b, const gchar *name)
{
  if (a->info.builtin != b->info.builtin)
    return a->info.builtin;
  return g_str_equal (a->file, name) || !g_str_equal (b->file, name);
}

static gboolean
is_usable (const Probe *probe)
{
  return probe->judged && probe->info.error == NULL;
}

static void
refuse_name (Probe *loser, const Probe *winner)
{
  /* a fault of nobody's: the remedy is said here */
  g_set_error (&loser->info.error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_OPTION,
               _ ("calls itself “%s”, as does %s, which is taken; remove it, or have it renamed"),
               loser->info.name, winner->info.builtin ? _ ("the program's own output") : winner->info.path);
  loser->outdone = TRUE;
}

static void
settle_names (WzRegistry *registry)
{
  for (guint i = 0; i < registry->probes->len; i++)
    for (guint k = i + 1; k < registry->probes->len; k++) {
      Probe *a = probe_at (registry, i), *b = probe_at (registry, k);
      if (!is_usable (a) || !is_usable (b) || !g_str_equal (a->info.name, b->info.name))
        continue;
      if (wins (a, b, a->info.name))
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

GPtrArray *
wz_registry_list_builtins (WzRegistry *registry)
{
  GPtrArray *infos = g_ptr_array_new ();
  wait_for_all (registry, TRUE);
  for (guint i = 0; i < registry->probes->len; i++)
    if (probe_at (registry, i)->info.builtin)
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
    Probe *probe = probe_at (registry, i);
    if (!probe->info.named || probe->outdone)
      continue;
    probe->asked = TRUE;
    g_ptr_array_add (infos, &probe->info);
  }
  return infos;
}

/* Among those that have spoken, of the one kind: called so, or else in a file called so. */
static Probe *
find_judged (WzRegistry *registry, const gchar *name, gboolean builtin)
{
  Probe *found = NULL;
  for (guint i = 0; i < registry->probes->len; i++) {
    Probe *probe = probe_at (registry, i);
    if (is_of (probe, builtin) && is_usable (probe) && g_str_equal (probe->info.name, name) &&
        (found == NULL || !wins (found, probe, name)))
      found = probe;
  }
  if (found == NULL)
    found = find_file (registry, name, builtin);
  return found;
}

static Probe *
find_of (WzRegistry *registry, const gchar *name, gboolean builtin)
{
  Probe *probe = find_file (registry, name, builtin);
  if (probe != NULL) {
    wait_for (registry, probe);
    settle_names (registry);
    if (builtin || (is_usable (probe) && g_str_equal (probe->info.name, name)))
      return probe;
  }
  wait_for_all (registry, builtin);
  settle_names (registry);
  return find_judged (registry, name, builtin);
}

const WzPluginInfo *
wz_registry_find (WzRegistry *registry, const gchar *name)
{
  Probe *probe = find_of (registry, name, TRUE);
  if (probe == NULL)
    probe = find_of (registry, name, FALSE);
  if (probe == NULL)
    return NULL;
  probe->asked = TRUE;
  return &probe->info;
}

const WzPluginInfo *
wz_registry_find_extension (WzRegistry *registry, const gchar *extension)
{
  g_free (registry->extension);
  registry->extension = g_strdup (extension);
  Probe *likely = find_file (registry, extension, TRUE);
  if (likely != NULL)
    wait_for (registry, likely);
  for (gint round = likely != NULL ? 0 : 1; round < 3; round++) { /* the likely one, its like, the user's */
    if (round > 0)
      wait_for_all (registry, round == 1);
    for (guint i = 0; i < registry->probes->len; i++) {
      Probe *probe = probe_at (registry, i);
      if (is_of (probe, round < 2) && is_usable (probe) &&
          wz_plugin_info_has_extension (&probe->info, extension)) {
        probe->asked = TRUE;
        return &probe->info;
      }
    }
  }
  return NULL;
}

/* ---- Reporting ---- */

static void
warn (WzDiagSink *sink, gchar *text)
{
  wz_diag_report (sink, WZ_SEVERITY_WARNING, "plugin", NULL, "%s", text);
  g_free (text);
}

static void
report_probe (WzRegistry *registry, Probe *probe, WzDiagSink *sink)
{
  const WzPluginInfo *info = &probe->info;
  if (probe->reported || !probe->judged || info->builtin || probe->asked)
    return;
  if (info->error != NULL) {
    warn (sink, wz_plugin_info_dup_failure (info, info->error));
    probe->reported = TRUE;
  } else if (registry->extension != NULL && wz_plugin_info_has_extension (info, registry->extension)) {
    warn (sink, g_strdup_printf (_ ("plugin %s (%s): makes .%s files too; -t %s is how to ask for it"),
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
