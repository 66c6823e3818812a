/* bib-plugin.c: the descriptors of the three bibliographies. SPDX-License-Identifier: MIT */
#include <glib/gi18n-lib.h>
#include <wenzhai/wz-plugin.h>

#include <wenzhai-kit/wz-bib.h>
#include "config.h"

#define ABSTRACTS                                                                                            \
  {                                                                                                          \
    .name = "abstracts", .type = WZ_OPTION_BOOLEAN, .default_value = "yes",                                  \
    .help = N_ ("with the abstracts")                                                                        \
  }

static const gchar *const format_choices[] = {"biblatex", "bibtex", NULL};
static const gchar *const character_choices[] = {"unicode", "latex", NULL};

static const WzOptionDef tex_options[] = {
    {.name = "format",
     .type = WZ_OPTION_CHOICE,
     .default_value = "biblatex",
     .choices = format_choices,
     .help = N_ ("fields of BibLaTeX, which biber and pandoc read, or those of BibTeX")},
    {.name = "characters",
     .type = WZ_OPTION_CHOICE,
     .default_value = "unicode",
     .choices = character_choices,
     .help = N_ ("accented letters and dashes as they are, or as commands, for BibTeX without Unicode")},
    ABSTRACTS,
};

static const WzOptionDef other_options[] = {ABSTRACTS};

static gboolean
write_file (const WzJob *job, const WzBibOptions *options, WzOutput *output, GError **error)
{
  g_autoptr (GBytes) bytes = wz_bib_make (wz_job_get_issue (job), options);
  return wz_output_write_bytes (output, bytes, error);
}

static gboolean
write_tex (const WzJob *job, gpointer state, WzOutput *output, GError **error)
{
  const WzOptions *set = wz_job_get_options (job);
  WzBibOptions options = {.abstracts = wz_options_get_boolean (set, "abstracts"),
                          .commands = g_str_equal (wz_options_get_string (set, "characters"), "latex")};
  wz_bib_find_format (wz_options_get_string (set, "format"), &options.format);
  return write_file (job, &options, output, error);
}

static gboolean
write_ris (const WzJob *job, gpointer state, WzOutput *output, GError **error)
{
  WzBibOptions options = {.format = WZ_BIB_RIS,
                          .abstracts = wz_options_get_boolean (wz_job_get_options (job), "abstracts")};
  return write_file (job, &options, output, error);
}

static gboolean
write_csl (const WzJob *job, gpointer state, WzOutput *output, GError **error)
{
  WzBibOptions options = {.format = WZ_BIB_CSL_JSON,
                          .abstracts = wz_options_get_boolean (wz_job_get_options (job), "abstracts")};
  return write_file (job, &options, output, error);
}

static const WzOutputFuncs tex_funcs = {.struct_size = sizeof (WzOutputFuncs), .write = write_tex};
static const WzOutputFuncs ris_funcs = {.struct_size = sizeof (WzOutputFuncs), .write = write_ris};
static const WzOutputFuncs csl_funcs = {.struct_size = sizeof (WzOutputFuncs), .write = write_csl};

static const WzPluginDesc csl = {
    WZ_PLUGIN_INIT,
    .name = "csl-json",
    .version = WZ_VERSION,
    .summary = N_ ("bibliography in CSL-JSON, for pandoc, citeproc and Zotero"),
    .license = "MIT",
    .extension = "csl.json",
    .media_type = "application/vnd.citationstyles.csl+json",
    .options = other_options,
    .n_options = G_N_ELEMENTS (other_options),
    .funcs = &csl_funcs,
};

static const WzPluginDesc ris = {
    WZ_PLUGIN_INIT,
    .name = "ris",
    .version = WZ_VERSION,
    .summary = N_ ("bibliography in RIS, for EndNote, Zotero and Mendeley"),
    .license = "MIT",
    .extension = "ris",
    .media_type = "application/x-research-info-systems",
    .options = other_options,
    .n_options = G_N_ELEMENTS (other_options),
    .funcs = &ris_funcs,
    .next = &csl,
};

static const WzPluginDesc descriptor = {
    WZ_PLUGIN_INIT,
    .name = "bib",
    .version = WZ_VERSION,
    .summary = N_ ("bibliography for LaTeX: BibLaTeX or BibTeX"),
    .license = "MIT",
    .extension = "bib",
    .media_type = "application/x-bibtex",
    .options = tex_options,
    .n_options = G_N_ELEMENTS (tex_options),
    .funcs = &tex_funcs,
    .next = &ris,
};

WZ_PLUGIN_DEFINE (descriptor)
