/* kindle-plugin: the descriptor of the Kindle output and its function table. SPDX-License-Identifier: MIT */
#include <wenzhai/wz-plugin.h>

#include "kindle-inspect.h"
#include "kindle-issue.h"
#include "kindle-write.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const gchar *const font_choices[] = {"fallback", "none", "subset", NULL};
static const gchar *const container_choices[] = {"kf8", "joint", NULL};
static const gchar *const shelf_choices[] = {"books", "documents", NULL};

static const WzOptionDef options[] = {
    {
        .name = "embed-fonts",
        .type = WZ_OPTION_CHOICE,
        .default_value = "fallback",
        .choices = font_choices,
        .help = N_ ("fallback embeds faces for rare characters alone, none leaves all to the reader; subset "
                    "embeds the style's body faces"),
    },
    {
        .name = "container",
        .type = WZ_OPTION_CHOICE,
        .default_value = "kf8",
        .choices = container_choices,
        .help = N_ ("kf8 for Kindles since 2011; joint puts an old book in front, to be named .mobi"),
    },
    {
        .name = "shelf",
        .type = WZ_OPTION_CHOICE,
        .default_value = "books",
        .choices = shelf_choices,
        .help = N_ ("where a Kindle lists it: among books or among documents"),
    },
};

/* Kindles tell by the name what to expect: a KF8 book in a `.mobi` is listed and then not opened, a joint
 * file in an
 * `.azw3` is read as what it is not (KF8 reference 2.6). */
static gboolean
check_job (const WzJob *job, gpointer state, GError **error)
{
  gboolean joint = strcmp (wz_options_get_string (wz_job_get_options (job), "container"), "joint") == 0;
  gboolean mobi = g_ascii_strcasecmp (wz_job_get_extension (job), "mobi") == 0;
  if (mobi && !joint)
    wz_diag_report (wz_job_get_sink (job), WZ_SEVERITY_WARNING, "kindle-name", NULL,
                    _ ("Kindles do not open a book of this kind that is named .mobi: name it .azw3, or set "
                       "azw3.container=joint"));
  else if (joint && !mobi)
    wz_diag_report (wz_job_get_sink (job), WZ_SEVERITY_WARNING, "kindle-name", NULL,
                    _ ("a joint file wants the name .mobi: write -o FILE.mobi"));
  return TRUE;
}

static gboolean
write_job (const WzJob *job, gpointer state, WzOutput *output, GError **error)
{
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  const gchar *container = wz_options_get_string (wz_job_get_options (job), "container");
  g_autoptr (KindleBook) book = kindle_book_from_job (job, error);
  if (!book)
    return FALSE;
  g_autoptr (GBytes) bytes = kindle_book_write (
      book, strcmp (container, "joint") == 0 ? KINDLE_CONTAINER_JOINT : KINDLE_CONTAINER_KF8, warnings,
      error);
  for (guint i = 0; i < warnings->len; i++)
    wz_diag_report (wz_job_get_sink (job), WZ_SEVERITY_WARNING, "kindle-markup", NULL, "%s",
                    (const gchar *) g_ptr_array_index (warnings, i));
  return bytes && wz_output_write_bytes (output, bytes, error);
}

static gboolean
inspect (GBytes *bytes, WzOutput *output, WzDiagSink *sink, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  if (!kindle_inspect (bytes, text, faults, error) || !wz_output_write (output, text->str, text->len, error))
    return FALSE;
  for (guint i = 0; i < faults->len; i++)
    wz_diag_report (sink, WZ_SEVERITY_ERROR, "kindle-self-check", NULL, "%s",
                    (const gchar *) g_ptr_array_index (faults, i));
  return TRUE;
}

static const WzOutputFuncs funcs = {
    .struct_size = sizeof (WzOutputFuncs),
    .check = check_job,
    .write = write_job,
    .inspect = inspect,
};

static const WzPluginDesc descriptor = {
    WZ_PLUGIN_INIT,
    .name = "azw3",
    .version = WZ_VERSION,
    .summary = N_ ("Kindle book (AZW3, KF8)"),
    .license = "MIT",
    .extension = "azw3",
    .media_type = "application/vnd.amazon.mobi8-ebook",
    .options = options,
    .n_options = G_N_ELEMENTS (options),
    .funcs = &funcs,
    .other_extension = "mobi",
};

WZ_PLUGIN_DEFINE (descriptor)
