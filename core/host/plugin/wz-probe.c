/* wz-probe.c: one module: its child, its answer, what is kept of it. SPDX-License-Identifier: MIT */
#include "host/plugin/wz-probe.h"

#include "host/plugin/wz-manifest.h"
#include "host/plugin/wz-elf.h"
#include "host/plugin/wz-probe-cache.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PROBE_MILLISECONDS 10000
#define PROBE_BYTES (G_GUINT64_CONSTANT (1) << 30)

static gchar *
name_of_file (const gchar *path)
{
  g_autofree gchar *base = g_path_get_basename (path);
  gchar *point = strrchr (base, '.');
  if (point != NULL)
    *point = '\0';
  return g_strdup (g_str_has_prefix (base, "lib") ? base + 3 : base);
}

WzProbe *
wz_probe_new (const gchar *path, gboolean builtin, gboolean named)
{
  WzProbe *probe = g_new0 (WzProbe, 1);
  probe->file = name_of_file (path);
  probe->info.path = g_canonicalize_filename (path, NULL);
  probe->info.name = g_strdup (probe->file); /* until it says its own */
  probe->info.builtin = builtin;
  probe->info.named = named;
  probe->lines = g_string_new (NULL);
  probe->others = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_probe_free);
  return probe;
}

void
wz_probe_free (WzProbe *probe)
{
  wz_child_free (probe->child);
  wz_plugin_info_clear (&probe->info);
  g_string_free (probe->lines, TRUE);
  g_ptr_array_unref (probe->others);
  g_free (probe->file);
  g_free (probe->key);
  g_free (probe->said);
  g_free (probe);
}

/* ---- In the child ---- */

static void
probe_main (gint pipe_fd, gpointer path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) modules = wz_module_open_all (path, &error);
  if (modules == NULL) {
    wz_message_send_error (pipe_fd, error->code, error->message);
    return;
  }
  for (guint i = 0; i < modules->len; i++) {
    g_autofree gchar *line = wz_plugin_info_describe (&g_array_index (modules, WzModule, i));
    wz_message_send_line (pipe_fd, line);
  }
  wz_message_send_done (pipe_fd, 0);
}

/* ---- Its answer ---- */

/* The first output of the module is the probe's own, each further one is a probe that has been judged. */
static void
take_descriptor (WzProbe *probe, const gchar *line)
{
  WzProbe *one = probe;
  if (probe->described) {
    one = wz_probe_new (probe->info.path, probe->info.builtin, probe->info.named);
    one->judged = TRUE;
    g_ptr_array_add (probe->others, one);
  }
  if (probe->others->len == WZ_MODULE_MAX_OUTPUTS)
    g_set_error (&probe->info.error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_INVALID,
                 _ ("it describes more than %u outputs"), WZ_MODULE_MAX_OUTPUTS);
  else
    one->described = wz_plugin_info_take (&one->info, line, &probe->info.error);
  g_string_append_printf (probe->lines, "%s\n", line);
}

/* From a probe or from what is kept of one. Errors of a probe are its child's affair. */
static void
on_message (const WzMessage *message, gpointer user_data)
{
  WzProbe *probe = user_data;
  if (message->type == WZ_MESSAGE_DESCRIPTOR && probe->info.error == NULL) {
    take_descriptor (probe, message->json);
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
recall (WzProbe *probe)
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
    g_ptr_array_set_size (probe->others, 0);
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
remember (const WzProbe *probe)
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

void
wz_probe_judge (WzProbe *probe)
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
  if (probe->info.error != NULL)
    g_ptr_array_set_size (probe->others, 0);
  remember (probe);
  g_clear_pointer (&probe->child, wz_child_free);
}

/* ---- Starting ---- */

/* (nullable): why another than the user, or root, may say what the file is. The rules of OpenSSH's
 * StrictModes, but for the group, which on many systems is the user alone. */
static const gchar *
find_stranger (const gchar *path, const struct stat *file)
{
  struct stat folder;
  g_autofree gchar *parent = g_path_get_dirname (path);
  if ((file->st_mode & S_IWOTH) != 0)
    return _ ("anybody may write to it, so it is not run; `chmod o-w` it, or remove it");
  if (file->st_uid != 0 && file->st_uid != geteuid ())
    return _ (
        "belongs to another user, who may change it, so it is not run; copy it into a folder of your own, or "
        "name it with --plugin");
  if (stat (parent, &folder) != 0)
    return NULL;
  if ((folder.st_mode & S_IWOTH) != 0 && (folder.st_mode & S_ISVTX) == 0)
    return _ (
        "anybody may write to its folder, so it is not run; `chmod o-w` the folder, or name the file with "
        "--plugin");
  if (folder.st_uid != 0 && folder.st_uid != geteuid ())
    return _ (
        "its folder belongs to another user, so it is not run; copy it into a folder of your own, or name "
        "it with --plugin");
  return NULL;
}

/* What is no module for sure is not opened: a pipe would hold up who does, and what anybody may write to is
 * anybody's. Where the user gave the file, whose it is is the user's affair. */
static gboolean
check_file (const WzPluginInfo *info, GError **error)
{
  struct stat file;
  const gchar *problem = NULL;
  if (stat (info->path, &file) != 0)
    problem = errno == ENOENT ? _ ("there is no such file; check its name, and that it was built")
                              : g_strerror (errno);
  else if (!S_ISREG (file.st_mode))
    problem = _ ("is no regular file; remove it from the plugins");
  else if (access (info->path, R_OK) != 0)
    problem = _ ("cannot be read; `chmod a+r` it, or remove it");
  else if (!info->named && !info->builtin)
    problem = find_stranger (info->path, &file);
  if (problem != NULL)
    g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, problem);
  return problem == NULL;
}

void
wz_probe_fail (WzProbe *probe, GError *error)
{
  probe->judged = TRUE;
  probe->info.error = error;
}

gboolean
wz_probe_start (WzProbe *probe, gboolean anew, gboolean unlimited, GError **error)
{
  const WzChildLimits none = {0}, limits = {.data_bytes = PROBE_BYTES,
                                            .file_bytes = PROBE_BYTES,
                                            .milliseconds = PROBE_MILLISECONDS};
  GError *problem = NULL;
  if (!check_file (&probe->info, &problem)) {
    wz_probe_fail (probe, problem);
    return TRUE;
  }
  if (g_str_has_suffix (probe->info.path, WZ_MANIFEST_SUFFIX)) {
    wz_manifest_read (&probe->info, &probe->info.error);
    probe->judged = TRUE;
    return TRUE;
  }
  if (!wz_elf_check (probe->info.path, &problem)) {
    wz_probe_fail (probe, problem);
    return TRUE;
  }
  if (!probe->info.builtin && probe->key == NULL)
    probe->key = wz_probe_cache_dup_key (probe->info.path);
  if (probe->key != NULL && !anew && !unlimited && recall (probe))
    return TRUE;
  g_autoptr (GPtrArray) readable = wz_plugin_info_list_readable (&probe->info);
  g_ptr_array_add (readable, NULL);
  WzChildSpec spec = {
      .name = probe->info.name,
      .main = probe_main,
      .main_data = probe->info.path,
      .file_fd = -1,
      .readable = (const gchar *const *) readable->pdata,
      .limits = unlimited ? none : limits,
      .func = on_message,
      .func_data = probe,
  };
  probe->child = wz_child_start (&spec, error);
  return probe->child != NULL;
}
