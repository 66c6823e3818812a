/* wz-job-write.c: a job as JSON, for programs: wenzhai-job.schema.json. SPDX-License-Identifier: MIT
 *
 * Members are only ever added.
 */
#include "host/run/wz-job.h"

#include "host/plugin/wz-manifest.h"
#include "json/wz-json.h"
#include "style/wz-style-private.h"

#include <string.h>

static const gchar *const languages[] = {"both", "zh", "en", "parallel", "behind"};
static const gchar *const units[] = {
    [WZ_UNIT_PT] = "pt", [WZ_UNIT_MM] = "mm", [WZ_UNIT_EM] = "em", [WZ_UNIT_PERCENT] = "%"};

static void
put_name (GString *out, const gchar *name)
{
  if (!g_str_has_suffix (out->str, "{"))
    g_string_append_c (out, ',');
  wz_json_append_string (out, name);
  g_string_append_c (out, ':');
}

static void
put_string (GString *out, const gchar *name, const gchar *text)
{
  put_name (out, name);
  wz_json_append_string (out, text);
}

static void
put_number (GString *out, gdouble number)
{
  gchar text[G_ASCII_DTOSTR_BUF_SIZE];
  g_string_append (out, g_ascii_dtostr (text, sizeof text, number));
}

/* A word that an option accepts beside its type is a string, what is not set is null. */
static void
put_option (GString *out, const WzOptions *options, const WzOptionDef *option)
{
  const gchar *text = wz_options_get_string (options, option->name);
  gboolean is_word = option->choices != NULL && g_strv_contains (option->choices, text);
  WzLength length;
  put_name (out, option->name);
  if (!wz_options_is_set (options, option->name) && option->type != WZ_OPTION_STRING)
    g_string_append (out, "null");
  else if (option->type == WZ_OPTION_STRING || option->type == WZ_OPTION_CHOICE || is_word)
    wz_json_append_string (out, text);
  else if (option->type == WZ_OPTION_BOOLEAN)
    g_string_append (out, wz_options_get_boolean (options, option->name) ? "true" : "false");
  else if (option->type == WZ_OPTION_INTEGER)
    g_string_append_printf (out, "%" G_GINT64_FORMAT, wz_options_get_integer (options, option->name));
  else if (option->type == WZ_OPTION_NUMBER)
    put_number (out, wz_options_get_number (options, option->name));
  else {
    length = wz_options_get_length (options, option->name);
    g_string_append (out, "{\"value\":");
    put_number (out, length.value);
    put_string (out, "unit",
                (guint) length.unit < G_N_ELEMENTS (units) && units[length.unit] != NULL ? units[length.unit]
                                                                                         : "");
    g_string_append_c (out, '}');
  }
}

static void
put_style (GString *out, const WzStyle *style)
{
  guint n_keys;
  const WzStyleKey *keys = wz_style_get_keys (&n_keys);
  for (guint i = 0; i < n_keys; i++)
    put_string (out, keys[i].key, wz_style_get_key_value (style, i));
}

/* The words that outputs add, in the language of the issue: `index-author`. */
static void
put_labels (GString *out, const gchar *lang)
{
  static const gchar *const names[] = {
#define WZ_LABEL_ROW(name, hans, hant, en) #name,
      WZ_LABELS (WZ_LABEL_ROW)
#undef WZ_LABEL_ROW
  };
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree gchar *name = g_ascii_strdown (names[i], -1);
    put_string (out, g_strdelimit (name, "_", '-'), wz_label ((WzLabel) i, lang));
  }
}

/* Its lines, which are an object each. */
static void
put_galley (GString *out, const WzJob *job)
{
  g_autoptr (WzGalley) galley = wz_job_new_galley (job, NULL);
  g_autofree gchar *lines = wz_json_write_galley (galley);
  for (gchar *line = lines, *end; (end = strchr (line, '\n')) != NULL; line = end + 1) {
    g_string_append_len (out, line, end - line);
    g_string_append (out, end[1] != '\0' ? ",\n" : "\n");
  }
}

gchar *
wz_job_write (const WzJob *job, const WzPluginInfo *plugin, gsize *length)
{
  GString *out = g_string_new ("{");
  g_autofree gchar *issue = wz_json_write (job->issue);
  put_name (out, "wenzhai-job");
  g_string_append_printf (out, "%d", WZ_MANIFEST_PROTOCOL);
  put_string (out, "generator", wz_job_get_generator (job));
  put_string (out, "extension", wz_job_get_extension (job));
  if (job->base_file != NULL)
    put_string (out, "base", job->base_file);
  put_string (out, "languages", languages[job->languages]);
  put_name (out, "options");
  g_string_append_c (out, '{');
  for (guint i = 0; i < plugin->n_options; i++)
    put_option (out, job->options, &plugin->options[i]);
  g_string_append (out, "},\n\"style\":{");
  put_style (out, job->style);
  g_string_append (out, "},\n\"labels\":{");
  put_labels (out, wz_issue_get_lang (job->issue));
  g_string_append (out, "},\n\"galley\":[\n");
  put_galley (out, job);
  g_string_append (out, "],\n\"issue\":");
  g_string_append (out, issue);
  g_string_append (out, "}\n");
  *length = out->len;
  return g_string_free (out, FALSE);
}
