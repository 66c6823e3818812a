/* list.c: two outputs in one module, by accessors alone: `list`, and `wait`, which never ends by itself.
 * SPDX-License-Identifier: MIT */
#include <wenzhai/wz-plugin.h>

static const gchar *const marks[] = {"dash", "star", NULL};

static const WzOptionDef options[] = {
    {.name = "mark",
     .type = WZ_OPTION_CHOICE,
     .default_value = "dash",
     .choices = marks,
     .help = "before each line"},
    {.name = "most",
     .type = WZ_OPTION_INTEGER,
     .default_value = "500",
     .minimum = 1,
     .maximum = 1000,
     .help = "papers"},
    {.name = "width", .type = WZ_OPTION_LENGTH, .default_value = "from-style", .help = "of nothing"},
};

static void
list_options (const WzOptions *values, GString *out)
{
  for (guint i = 0; i < wz_options_get_n_defs (values); i++) {
    const WzOptionDef *def = wz_options_get_def (values, i);
    g_string_append_printf (out, "option %s = %s\n", def->name,
                            wz_options_is_set (values, def->name) ? wz_options_get_string (values, def->name)
                                                                  : "-");
  }
}

static void
list_style (const WzStyle *style, GString *out)
{
  guint n_known = 0;
  for (guint i = 0; wz_style_get_key (i) != NULL; i++) {
    g_autofree gchar *accepted = wz_style_dup_key_accepted (i);
    n_known +=
        wz_style_get_key_value (style, i) != NULL && wz_style_get_key_help (i) != NULL && accepted != NULL;
  }
  g_string_append_printf (out, "style %s, first of all %s, all keys known: %s\n", wz_style_get_name (style),
                          wz_style_get_names (style)[0], n_known == wz_style_get_n_keys () ? "yes" : "no");
}

static void
list_entry (const WzEntry *entry, const gchar *mark, GString *out)
{
  const WzText *title = wz_entry_get_title (entry, NULL);
  g_autofree gchar *plain = title != NULL ? wz_text_dup_plain (title) : NULL;
  g_string_append_printf (out, "%s %u %s %s\n", mark, wz_entry_get_ordinal (entry), wz_entry_get_key (entry),
                          plain != NULL ? plain : "");
}

static gboolean
write_list (const WzJob *job, gpointer state, WzOutput *output, GError **error)
{
  const WzIssue *issue = wz_job_get_issue (job);
  const WzOptions *values = wz_job_get_options (job);
  const gchar *mark = g_str_equal (wz_options_get_string (values, "mark"), "star") ? "*" : "-";
  g_autoptr (GString) out = g_string_new (NULL);
  gint64 left = wz_options_get_integer (values, "most");
  (void) state;
  list_options (values, out);
  list_style (wz_job_get_style (job), out);
  g_string_append_printf (out, "base %s, cancelled %s, extension %s\n",
                          wz_job_get_base (job) != NULL ? "there" : "none",
                          wz_job_is_cancelled (job) ? "yes" : "no", wz_job_get_extension (job));
  for (guint s = 0; s < wz_issue_get_n_sections (issue); s++) {
    const WzSection *section = wz_issue_get_section (issue, s);
    for (guint e = 0; e < wz_section_get_n_entries (section) && left-- > 0; e++)
      list_entry (wz_section_get_entry (section, e), mark, out);
  }
  return wz_output_write (output, out->str, out->len, error);
}

/* Until it is told that nobody waits for it. */
static gboolean
wait_for_the_end (const WzJob *job, gpointer state, WzOutput *output, GError **error)
{
  (void) state;
  (void) output;
  while (!wz_job_is_cancelled (job))
    g_usleep (1000);
  wz_diag_report (wz_job_get_sink (job), WZ_SEVERITY_WARNING, "put-away", NULL, "all is put away");
  g_set_error_literal (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_FAILED, "cancelled");
  return FALSE;
}

static const WzOutputFuncs list_funcs = {.struct_size = sizeof (WzOutputFuncs), .write = write_list};
static const WzOutputFuncs wait_funcs = {.struct_size = sizeof (WzOutputFuncs), .write = wait_for_the_end};

static const WzPluginDesc wait_descriptor = {
    WZ_PLUGIN_INIT,   .name = "wait",      .version = "1.0",           .summary = "Waits",
    .license = "MIT", .extension = "wait", .media_type = "text/plain", .funcs = &wait_funcs,
};

static const WzPluginDesc descriptor = {
    WZ_PLUGIN_INIT,
    .name = "list",
    .version = "1.0",
    .summary = "Lists",
    .license = "MIT",
    .extension = "list",
    .media_type = "text/plain",
    .options = options,
    .n_options = G_N_ELEMENTS (options),
    .funcs = &list_funcs,
    .other_extension = "lst",
    .next = &wait_descriptor,
};

WZ_PLUGIN_DEFINE (descriptor)
