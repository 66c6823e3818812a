/* wz-account.c: the account of a run as JSON. SPDX-License-Identifier: MIT */
#include "host/run/wz-account.h"

#include "base/wz-diag-private.h"
#include "base/wz-display.h"
#include "base/wz-words.h"
#include "config.h"
#include "host/process/wz-libraries.h"
#include "host/process/wz-message-private.h"
#include "style/wz-font-file.h"

#include <string.h>

struct _WzAccount {
  gchar *command;
  gint64 began; /* monotonic, in microseconds */
  JsonArray *diags, *issues, *files;
  guint counts[WZ_SEVERITY_UNSUPPORTED + 1];
  GHashTable *fonts, *libraries; /* names */
};

WzAccount *
wz_account_new (const gchar *command)
{
  WzAccount *account = g_new0 (WzAccount, 1);
  account->command = g_strdup (command);
  account->began = g_get_monotonic_time ();
  account->diags = json_array_new ();
  account->issues = json_array_new ();
  account->files = json_array_new ();
  account->fonts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  account->libraries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return account;
}

void
wz_account_free (WzAccount *account)
{
  if (account == NULL)
    return;
  json_array_unref (account->diags);
  json_array_unref (account->issues);
  json_array_unref (account->files);
  g_hash_table_unref (account->fonts);
  g_hash_table_unref (account->libraries);
  g_free (account->command);
  g_free (account);
}

/* Names of files may be of any bytes. */
static void
set_string (JsonObject *object, const gchar *member, const gchar *text)
{
  if (text == NULL)
    return;
  g_autofree gchar *valid = g_utf8_make_valid (text, -1);
  json_object_set_string_member (object, member, valid);
}

void
wz_account_add_diag (WzAccount *account, const WzDiag *diag, const gchar *output)
{
  JsonObject *object = json_object_new ();
  set_string (object, "severity", wz_severity_get_name (diag->severity));
  set_string (object, "code", diag->code);
  set_string (object, "output", output);
  set_string (object, "file", diag->position.file);
  if (diag->position.line > 0) {
    json_object_set_int_member (object, "line", diag->position.line);
    json_object_set_int_member (object, "column", diag->position.column);
  }
  set_string (object, "message", diag->detail);
  json_array_add_object_element (account->diags, object);
  account->counts[diag->severity]++;
}

void
wz_account_add_issue (WzAccount *account, const gchar *name, const gchar *action, const gchar *reason)
{
  JsonObject *object = json_object_new ();
  set_string (object, "name", name);
  set_string (object, "action", action);
  set_string (object, "reason", reason);
  json_array_add_object_element (account->issues, object);
}

void
wz_account_settle_issue (WzAccount *account, const gchar *name, const gchar *action)
{
  for (guint i = 0; i < json_array_get_length (account->issues); i++) {
    JsonObject *object = json_array_get_object_element (account->issues, i);
    if (g_str_equal (json_object_get_string_member (object, "name"), name))
      set_string (object, "action", action);
  }
}

static void
add_names (GHashTable *names, const gchar *text)
{
  g_auto (GStrv) list = g_strsplit (text, " ", -1);
  for (guint i = 0; list[i] != NULL; i++)
    if (*list[i] != '\0')
      g_hash_table_add (names, g_strdup (list[i]));
}

/* Those of its content that it shows. */
static JsonArray *
list_languages (const WzRenderTask *task)
{
  JsonArray *array = json_array_new ();
  const gchar *const *langs = wz_issue_get_langs (task->issue);
  for (guint i = 0; langs[i] != NULL; i++) {
    gboolean left_out = (task->languages == WZ_LANGUAGES_ZH && !wz_lang_is_chinese (langs[i])) ||
                        (task->languages == WZ_LANGUAGES_EN && wz_lang_is_chinese (langs[i]));
    if (!left_out)
      json_array_add_string_element (array, langs[i]);
  }
  return array;
}

void
wz_account_add_file (WzAccount *account, const WzRenderTask *task, const gchar *issue)
{
  JsonObject *object = json_object_new ();
  set_string (object, "file", task->path);
  set_string (object, "type", task->plugin->name);
  set_string (object, "issue", issue);
  set_string (object, "title", wz_issue_get_title (task->issue, NULL));
  set_string (object, "identifier", wz_issue_get_identifier (task->issue));
  json_object_set_int_member (object, "papers", wz_issue_get_n_entries (task->issue));
  json_object_set_array_member (object, "languages", list_languages (task));
  set_string (object, "style", wz_style_get_name (task->style));
  if (task->error != NULL) {
    set_string (object, "error", task->error->message);
  } else {
    json_object_set_int_member (object, "bytes", (gint64) task->bytes);
    if (task->pages > 0)
      json_object_set_int_member (object, "pages", task->pages);
  }
  json_array_add_object_element (account->files, object);
  add_names (account->libraries, task->libraries != NULL ? task->libraries : "");
}

void
wz_account_add_fonts (WzAccount *account, const WzStyle *style)
{
  for (WzFontRole role = WZ_FONT_BODY; role <= WZ_FONT_MONO; role++)
    for (WzFontScript script = WZ_SCRIPT_HAN; script <= WZ_SCRIPT_LATIN; script++)
      for (WzFontWeight weight = WZ_WEIGHT_REGULAR; weight <= WZ_WEIGHT_BOLD; weight++)
        for (guint i = 0; i < wz_style_get_n_faces (style, role, script, weight); i++)
          g_hash_table_add (account->fonts,
                            wz_font_face_dup_version (wz_style_get_face (style, role, script, weight, i)));
}

/* ---- Out ---- */

static void
set_names (JsonObject *object, const gchar *member, GHashTable *names)
{
  JsonArray *array = json_array_new ();
  guint n;
  g_autofree gpointer *keys = g_hash_table_get_keys_as_array (names, &n);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (sorted, keys[i]);
  g_ptr_array_sort (sorted, wz_words_compare);
  for (guint i = 0; i < sorted->len; i++)
    json_array_add_string_element (array, g_ptr_array_index (sorted, i));
  json_object_set_array_member (object, member, array);
}

gchar *
wz_account_dup_begun (const WzAccount *account)
{
  g_autofree gchar *own = wz_libraries_dup_names ();
  add_names (account->libraries, own);
  JsonObject *object = json_object_new (), *counts = json_object_new ();
  g_autoptr (JsonNode) root = json_node_init_object (json_node_alloc (), object);
  json_object_unref (object);
  json_object_set_int_member (object, "report", WZ_ACCOUNT_FORMAT);
  set_string (object, "version", WZ_VERSION);
  set_string (object, "command", account->command);
  json_object_set_double_member (object, "seconds",
                                 (gdouble) (g_get_monotonic_time () - account->began) / G_USEC_PER_SEC);
  json_object_set_array_member (object, "issues", json_array_ref (account->issues));
  json_object_set_array_member (object, "files", json_array_ref (account->files));
  for (WzSeverity i = 0; i < G_N_ELEMENTS (account->counts); i++)
    json_object_set_int_member (counts, wz_severity_get_name (i), account->counts[i]);
  json_object_set_object_member (object, "counts", counts);
  json_object_set_array_member (object, "diagnostics", json_array_ref (account->diags));
  set_names (object, "fonts", account->fonts);
  set_names (object, "libraries", account->libraries);
  g_autofree gchar *text = json_to_string (root, TRUE), *shown = wz_display_dup_json (text);
  g_autofree gchar *begun = g_strndup (shown, strlen (shown) - strlen ("\n}"));
  return g_steal_pointer (&begun);
}

gchar *
wz_account_dup_json (const WzAccount *account, gint status)
{
  g_autofree gchar *begun = wz_account_dup_begun (account);
  return g_strdup_printf ("%s,\n  \"status\" : %d\n}\n", begun, status);
}
