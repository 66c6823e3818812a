/* wz-manifest.c: from a key file to a plugin's description. SPDX-License-Identifier: MIT */
#include "host/plugin/wz-manifest.h"

#include "base/wz-diag-private.h"
#include "base/wz-display.h"
#include "base/wz-keyfile.h"
#include "base/wz-nearest.h"
#include "base/wz-words.h"
#include "host/plugin/wz-options-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define GROUP "plugin"
#define OPTION "option "
#define MAX_BYTES (256 * 1024) /* of a manifest */

typedef struct {
  WzKeyFile *file;
  WzPluginInfo *info; /* what has been taken */
  const gchar *folder;
  GError *error; /* the first */
} Reading;

/* ---- What is wrong ---- */

static void G_GNUC_PRINTF (3, 4)
    complain (Reading *reading, const WzPosition *position, const gchar *format, ...)
{
  va_list args;
  if (reading->error != NULL)
    return;
  va_start (args, format);
  reading->error = g_error_new_valist (WZ_READ_ERROR, WZ_READ_ERROR_SYNTAX, format, args);
  va_end (args);
  g_prefix_error (&reading->error, _ ("line %u, column %u: "), MAX (1, position->line),
                  MAX (1, position->column));
}

static void
on_diag (const WzDiag *diag, gpointer reading)
{
  if (diag->severity != WZ_SEVERITY_HINT)
    complain (reading, &diag->position, "%s", diag->detail);
}

/* ---- Keys ---- */

static const WzKeyFileItem *
find (const Reading *reading, const gchar *group, const gchar *key)
{
  for (guint i = 0; i < wz_key_file_get_n_items (reading->file); i++) {
    const WzKeyFileItem *item = wz_key_file_get_item (reading->file, i);
    if (g_strcmp0 (item->group, group) == 0 && g_strcmp0 (item->key, key) == 0)
      return item;
  }
  return NULL;
}

/* Where the group begins: the place of what it lacks. */
static WzPosition
place_of (const Reading *reading, const gchar *group)
{
  const WzKeyFileItem *item = find (reading, group, NULL);
  return item != NULL ? item->position : (WzPosition){NULL, 1, 1};
}

static gchar *
dup_text (const Reading *reading, const gchar *group, const gchar *key, const gchar *otherwise)
{
  const WzKeyFileItem *item = find (reading, group, key);
  return g_strdup (item != NULL ? item->text : otherwise);
}

/* In the language of messages, where the author has written it in that: `summary.zh`. */
static gchar *
dup_words (const Reading *reading, const gchar *group, const gchar *key)
{
  const gchar *const *langs = g_get_language_names ();
  for (guint i = 0; langs[i] != NULL; i++) {
    g_autofree gchar *localised = g_strconcat (key, ".", langs[i], NULL);
    const WzKeyFileItem *item = find (reading, group, localised);
    if (item != NULL)
      return g_strdup (item->text);
  }
  return dup_text (reading, group, key, "");
}

static const gchar *const plugin_keys[] = {"kind",       "name",     "summary",  "version", "license",
                                           "protocol",   "command",  "reads",    "folder",  "extension",
                                           "media-type", "patterns", "based-on", NULL};
static const gchar *const option_keys[] = {"type", "default", "min", "max", "choices", "help", NULL};

static void
check_key (Reading *reading, const WzKeyFileItem *item)
{
  const gchar *const *keys = g_str_equal (item->group, GROUP) ? plugin_keys : option_keys;
  const gchar *point = strchr (item->key, '.');
  gboolean has_langs = g_str_has_prefix (item->key, "summary.") || g_str_has_prefix (item->key, "help.");
  g_autofree gchar *key =
      has_langs ? g_strndup (item->key, (gsize) (point - item->key)) : g_strdup (item->key);
  if (g_strv_contains (keys, key))
    return;
  g_autofree gchar *question = wz_nearest_dup_question (item->key, keys);
  complain (reading, &item->position, _ ("there is no key “%s” in [%s]%s"), item->key, item->group, question);
}

static void
check_keys (Reading *reading)
{
  for (guint i = 0; i < wz_key_file_get_n_items (reading->file); i++) {
    const WzKeyFileItem *item = wz_key_file_get_item (reading->file, i);
    if (!g_str_equal (item->group, GROUP) && !g_str_has_prefix (item->group, OPTION))
      complain (reading, &item->position,
                _ ("there is no group [%s]; a manifest has [plugin], and [option NAME] "
                   "for each option"),
                item->group);
    else if (item->key != NULL)
      check_key (reading, item);
  }
}

/* The value of a key that has to be there. */
static const WzKeyFileItem *
require (Reading *reading, const gchar *group, const gchar *key)
{
  const WzKeyFileItem *item = find (reading, group, key);
  WzPosition place = place_of (reading, group);
  if (item == NULL || *item->text == '\0')
    complain (reading, item != NULL ? &item->value : &place, _ ("[%s] lacks “%s = …”"), group, key);
  return item;
}

static gboolean
take_boolean (Reading *reading, const gchar *group, const gchar *key)
{
  const WzKeyFileItem *item = find (reading, group, key);
  gboolean value = FALSE;
  if (item != NULL && !wz_words_parse_boolean (item->text, &value))
    complain (reading, &item->value, _ ("%s is yes or no, not “%s”"), key, item->text);
  return value;
}

static gdouble
take_number (Reading *reading, const gchar *group, const gchar *key)
{
  const WzKeyFileItem *item = find (reading, group, key);
  if (item == NULL)
    return 0;
  gchar *end = NULL;
  gdouble number = g_ascii_strtod (item->text, &end);
  if (end == item->text || *end != '\0')
    complain (reading, &item->value, _ ("%s is a number, not “%s”"), key, item->text);
  return number;
}

/* ---- Options ---- */

static WzOptionType
take_type (Reading *reading, const gchar *group)
{
  const WzKeyFileItem *item = require (reading, group, "type");
  gint type = item != NULL ? wz_option_type_find (item->text) : WZ_OPTION_STRING;
  if (type < 0)
    complain (reading, &item->value,
              _ ("“%s” is no type; there are: string, boolean, integer, number, length, choice"), item->text);
  return type >= 0 ? (WzOptionType) type : WZ_OPTION_STRING;
}

static gchar **
take_choices (Reading *reading, const gchar *group)
{
  const WzKeyFileItem *item = find (reading, group, "choices");
  return item != NULL ? wz_words_split (item->text) : NULL;
}

static void
take_option (Reading *reading, const gchar *group, WzOptionDef *option)
{
  g_autofree gchar *name = g_strdup (group + strlen (OPTION));
  const WzKeyFileItem *value = find (reading, group, "default");
  WzPosition place = place_of (reading, group);
  if (value == NULL) /* which may be empty */
    complain (reading, &place, _ ("[%s] lacks “%s = …”"), group, "default");
  *option = (WzOptionDef){
      .name = g_strdup (g_strstrip (name)),
      .type = take_type (reading, group),
      .default_value = g_strdup (value != NULL ? value->text : ""),
      .minimum = take_number (reading, group, "min"),
      .maximum = take_number (reading, group, "max"),
      .choices = (const gchar *const *) take_choices (reading, group),
      .help = dup_words (reading, group, "help"),
  };
  /* one by one, so that what the common rules find has its place */
  WzPluginInfo alone = *reading->info;
  g_autoptr (GError) error = NULL;
  alone.options = option;
  alone.n_options = 1;
  if (reading->error == NULL && !wz_plugin_info_check (&alone, &error))
    complain (reading, &place, "%s", error->message);
}

static void
take_options (Reading *reading)
{
  g_autoptr (GArray) options = g_array_new (FALSE, TRUE, sizeof (WzOptionDef));
  for (guint i = 0; i < wz_key_file_get_n_items (reading->file); i++) {
    const WzKeyFileItem *item = wz_key_file_get_item (reading->file, i);
    if (item->key != NULL || !g_str_has_prefix (item->group, OPTION))
      continue;
    WzOptionDef option;
    take_option (reading, item->group, &option);
    g_array_append_val (options, option);
  }
  reading->info->n_options = options->len;
  reading->info->options = (WzOptionDef *) (gpointer) g_array_free (g_steal_pointer (&options), FALSE);
}

/* ---- The command ---- */

/* What anybody may write to is not run; where the user gave the manifest, that is the user's affair. */
static gboolean
check_program (Reading *reading, const WzKeyFileItem *item, const gchar *path, gboolean is_first)
{
  const WzPluginInfo *info = reading->info;
  struct stat file;
  if (stat (path, &file) != 0)
    return FALSE;
  g_autofree gchar *name = wz_display_dup (path);
  if (is_first && access (path, X_OK) != 0)
    complain (
        reading, &item->value,
        _ ("%s is not executable; `chmod +x` it, or name the program that runs it (command = python3 %s)"),
        name, item->text);
  else if (!info->named && !info->builtin && S_ISREG (file.st_mode) && (file.st_mode & S_IWOTH) != 0)
    complain (reading, &item->value, _ ("anybody may write to %s, so it is not run; `chmod o-w` it"), name);
  return TRUE;
}

/* A word that names a file beside the manifest stands for that file; else the first one is looked for on
 * PATH, and others are what they are. */
static gchar *
resolve_word (Reading *reading, const WzKeyFileItem *item, const gchar *word, gboolean is_first)
{
  g_autofree gchar *beside = g_canonicalize_filename (word, reading->folder);
  gboolean is_path = strchr (word, '/') != NULL;
  if (*word != '\0' && *word != '-' && g_file_test (beside, G_FILE_TEST_IS_REGULAR) &&
      check_program (reading, item, beside, is_first))
    return g_steal_pointer (&beside);
  if (!is_first)
    return g_strdup (word);
  gchar *found = is_path ? NULL : g_find_program_in_path (word);
  if (found == NULL)
    complain (reading, &item->value,
              is_path
                  ? _ ("there is no program “%s” beside the manifest; check the command")
                  : _ ("there is no program “%s” beside the manifest or on PATH; install it, or change the "
                       "command"),
              word);
  return found != NULL ? found : g_strdup (word);
}

static gchar **
take_command (Reading *reading)
{
  const WzKeyFileItem *item = require (reading, GROUP, "command");
  g_autoptr (GError) error = NULL;
  gchar **words = NULL;
  if (item == NULL || *item->text == '\0')
    return NULL;
  if (!g_shell_parse_argv (item->text, NULL, &words, &error)) {
    complain (reading, &item->value, _ ("the command cannot be read: %s"), error->message);
    return NULL;
  }
  for (guint i = 0; words[i] != NULL; i++) {
    g_autofree gchar *word = words[i];
    words[i] = resolve_word (reading, item, word, i == 0);
  }
  return words;
}

/* ---- The whole ---- */

static gchar **
take_reads (Reading *reading)
{
  g_autofree gchar *text = dup_text (reading, GROUP, "reads", "");
  gchar **paths = wz_words_split (text);
  for (guint i = 0; paths[i] != NULL; i++) {
    g_autofree gchar *path = paths[i];
    paths[i] = g_canonicalize_filename (path, reading->folder);
  }
  return paths;
}

static void
take_protocol (Reading *reading)
{
  const WzKeyFileItem *item = require (reading, GROUP, "protocol");
  if (item == NULL || g_ascii_strtoull (item->text, NULL, 10) == WZ_MANIFEST_PROTOCOL)
    return;
  complain (
      reading, &item->value,
      _ ("speaks protocol %s, this wenzhai speaks %d; update wenzhai, or take another version of the plugin"),
      item->text, WZ_MANIFEST_PROTOCOL);
}

static gboolean
take_kind (Reading *reading)
{
  const WzKeyFileItem *item = require (reading, GROUP, "kind");
  gboolean reader = item != NULL && g_str_equal (item->text, "reader");
  if (item != NULL && !reader && !g_str_equal (item->text, "output"))
    complain (reading, &item->value, _ ("the kind is output or reader, not “%s”"), item->text);
  return reader;
}

/* What is of the one kind alone. */
static void
take_files (Reading *reading)
{
  WzPluginInfo *info = reading->info;
  const WzKeyFileItem *item = require (reading, GROUP, info->program->is_reader ? "patterns" : "extension");
  const WzKeyFileItem *other = find (reading, GROUP, info->program->is_reader ? "extension" : "patterns");
  if (other != NULL)
    complain (reading, &other->position,
              info->program->is_reader ? _ ("a reader has “patterns = *.NAME”, and no extension")
                                       : _ ("an output has an extension, and no patterns"));
  const WzKeyFileItem *base = find (reading, GROUP, "based-on");
  if (base != NULL && info->program->is_reader)
    complain (reading, &base->position, _ ("a reader is based on no output"));
  const gchar *text = item != NULL ? item->text : "";
  info->based_on = g_strdup (base != NULL ? base->text : "");
  info->extension = g_strdup (info->program->is_reader ? "" : text);
  info->program->patterns = wz_words_split (info->program->is_reader ? text : "");
}

static void
take_all (Reading *reading)
{
  WzPluginInfo *info = reading->info;
  WzPosition place = place_of (reading, GROUP);
  g_autoptr (GError) error = NULL;
  check_keys (reading);
  info->program = g_new0 (WzProgram, 1);
  info->program->is_reader = take_kind (reading);
  take_protocol (reading);
  info->program->argv = take_command (reading);
  info->program->reads = take_reads (reading);
  info->program->has_folder = take_boolean (reading, GROUP, "folder");
  info->name = dup_text (reading, GROUP, "name", info->name);
  info->version = dup_text (reading, GROUP, "version", "");
  info->license = dup_text (reading, GROUP, "license", "");
  info->summary = dup_words (reading, GROUP, "summary");
  info->media_type = dup_text (reading, GROUP, "media-type", "");
  info->other_extension = g_strdup ("");
  take_files (reading);
  if (reading->error == NULL && !wz_plugin_info_check (info, &error))
    complain (reading, &place, "%s", error->message);
  take_options (reading);
  if (reading->error == NULL && !wz_plugin_info_check (info, &error)) /* how many, and none twice */
    complain (reading, &place, "%s", error->message);
}

gboolean
wz_manifest_read (WzPluginInfo *info, GError **error)
{
  WzPluginInfo taken = {.name = info->name, .builtin = info->builtin, .named = info->named};
  g_autofree gchar *folder = g_path_get_dirname (info->path);
  Reading reading = {.info = &taken, .folder = folder};
  g_autoptr (WzDiagSink) sink = wz_diag_sink_new (on_diag, &reading);
  GStatBuf file;
  if (g_stat (info->path, &file) == 0 && file.st_size > MAX_BYTES) {
    g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_LIMIT,
                 _ ("the manifest has more than %d KiB; shorten it"), MAX_BYTES / 1024);
    return FALSE;
  }
  reading.file = wz_key_file_new_from_file (info->path, sink, error);
  if (reading.file == NULL)
    return FALSE;
  take_all (&reading);
  wz_key_file_free (reading.file);
  if (reading.error != NULL) {
    wz_plugin_info_clear (&taken);
    g_propagate_error (error, reading.error);
    return FALSE;
  }
  taken.path = g_strdup (info->path);
  wz_plugin_info_clear (info);
  *info = taken;
  return TRUE;
}
