/* notes-plugin.c: an output plugin for wenzhai.
 *
 * It writes a plain list of the papers: replace write_entry() and write_file() by what your format needs.
 * Everything you may use is in <wenzhai/wz-plugin.h>; wz-issue.h lists what an issue, a section and an entry
 * can tell. */
#include <wenzhai/wz-plugin.h>

static const WzOptionDef options[] = {
    {
        .name = "authors",
        .type = WZ_OPTION_BOOLEAN,
        .default_value = "yes",
        .help = "show the authors",
    },
};

/* One paper: number and title, authors, link. */
static void
write_entry (GString *text, const WzJob *job, const WzEntry *entry)
{
  g_autofree gchar *label = wz_entry_dup_label (entry, NULL);
  g_string_append_printf (text, "%s\n", label);
  if (wz_options_get_boolean (wz_job_get_options (job), "authors"))
    for (guint i = 0; i < wz_entry_get_n_authors (entry); i++)
      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "    ", wz_entry_get_author (entry, i)->text);
  g_string_append (text, "\n");
  if (wz_entry_get_n_links (entry) > 0)
    g_string_append_printf (text, "    %s\n", wz_entry_get_link (entry, 0)->url);
}

/* The whole file. Same issue, same bytes: no clock, no random number, no environment. */
static gboolean
write_file (const WzJob *job, gpointer state, WzOutput *output, GError **error)
{
  const WzIssue *issue = wz_job_get_issue (job);
  const gchar *title = wz_issue_get_title (issue, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = wz_issue_get_n_entries (issue);

  (void) state; /* what begin() made; this plugin needs none */
  g_string_append_printf (text, "%s\n\n", title != NULL ? title : "");
  for (guint i = 0; i < n; i++) {
    write_entry (text, job, wz_issue_get_entry (issue, i));
    wz_job_progress (job, i + 1, n);
  }
  return wz_output_write (output, text->str, text->len, error);
}

static const WzOutputFuncs funcs = {
    .struct_size = sizeof (WzOutputFuncs),
    .write = write_file,
};

static const WzPluginDesc descriptor = {
    WZ_PLUGIN_INIT,
    .name = "notes",
    .version = "1.0",
    .summary = "A list of the papers",
    .license = "MIT",
    .extension = "notes",
    .media_type = "text/plain",
    .options = options,
    .n_options = G_N_ELEMENTS (options),
    .funcs = &funcs,
};

WZ_PLUGIN_DEFINE (descriptor)
