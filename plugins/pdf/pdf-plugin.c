/* pdf-plugin.c: the descriptor of the PDF output and its life cycle. SPDX-License-Identifier: MIT */
#include <glib/gi18n-lib.h>
#include <string.h>
#include <wenzhai/wz-plugin.h>

#include "config.h"
#include "pdf-settings.h"
#include "pdf-write.h"

typedef struct {
  PdfSettings settings;
  WzGalley *galley;
  ComposeDocument *document;
} State;

static gboolean
begin (const WzJob *job, gpointer *state, GError **error)
{
  g_autofree State *made = g_new0 (State, 1);
  if (!pdf_settings_read (&made->settings, wz_job_get_style (job), wz_job_get_options (job),
                          wz_job_get_languages (job), error))
    return FALSE;
  *state = g_steal_pointer (&made);
  return TRUE;
}

/* Setting paragraphs is most of the work, painting pages and writing them the rest. */
enum { SETTING_PER_CENT = 70 };

static void
report_setting (guint done, guint total, gpointer job)
{
  wz_job_progress (job, (guint) ((guint64) done * SETTING_PER_CENT / MAX (total, 1)), 100);
}

static gboolean
check_missing (const ComposeDocument *document, GError **error)
{
  guint n = g_hash_table_size (document->missing.told);
  if (n > 0)
    g_set_error (error, WZ_STYLE_ERROR, WZ_STYLE_ERROR_FONT,
                 g_dngettext (GETTEXT_PACKAGE,
                              "%u character that no installed font has (--set pdf.missing=box sets a box)",
                              "%u characters that no installed font has (--set pdf.missing=box sets boxes)",
                              n),
                 n);
  return n == 0;
}

/* Everything is set here, so that a character without a font is told before a byte is written. */
static gboolean
check (const WzJob *job, gpointer data, GError **error)
{
  State *state = data;
  g_auto (GStrv) overrides = compose_settings_dup_overrides (wz_job_get_options (job));
  state->galley = wz_job_new_galley (job, (const gchar *const *) overrides);
  state->settings.pages.generator = wz_job_get_generator (job);
  state->settings.pages.progress = report_setting;
  state->settings.pages.progress_data = (gpointer) (gsize) job;
  state->document = compose_document_new (state->galley, wz_job_get_style (job), &state->settings.pages,
                                          wz_job_get_sink (job), error);
  if (state->document != NULL)
    wz_job_set_pages (job, state->document->pages->len);
  return state->document != NULL &&
         (state->settings.pages.missing_box || check_missing (state->document, error));
}

static void
report_progress (guint done, guint total, gpointer job)
{
  guint rest = (guint) ((guint64) done * (100 - SETTING_PER_CENT) / MAX (total, 1));
  wz_job_progress (job, SETTING_PER_CENT + rest, 100);
}

static gboolean
write_file (const WzJob *job, gpointer data, WzOutput *output, GError **error)
{
  State *state = data;
  if (state->settings.dump) {
    g_autofree gchar *text = compose_dump (state->document);
    return wz_output_write (output, text, strlen (text), error);
  }
  g_autoptr (GBytes) file = pdf_write (state->document, &state->settings, wz_job_get_generator (job),
                                       report_progress, (gpointer) (gsize) job, error);
  return file != NULL && wz_output_write_bytes (output, file, error);
}

static void
end (gpointer data)
{
  State *state = data;
  g_clear_pointer (&state->document, compose_document_free);
  g_clear_pointer (&state->galley, wz_galley_free);
  g_free (state);
}

static const WzOutputFuncs funcs = {
    .struct_size = sizeof (WzOutputFuncs),
    .begin = begin,
    .check = check,
    .write = write_file,
    .end = end,
};

static const WzPluginDesc descriptor = {
    WZ_PLUGIN_INIT,
    .name = "pdf",
    .version = WZ_VERSION,
    .summary = N_ ("PDF in Chinese book typography"),
    .license = "MIT",
    .extension = "pdf",
    .media_type = "application/pdf",
    .options = pdf_settings_options,
    .n_options = PDF_N_OPTIONS,
    .funcs = &funcs,
};

WZ_PLUGIN_DEFINE (descriptor)
