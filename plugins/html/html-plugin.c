/* html-plugin.c: the descriptor of the HTML plugin. SPDX-License-Identifier: MIT */
#include "config.h"
#include "html-job.h"

#include <glib/gi18n-lib.h>

static const gchar *const embed_choices[] = {"subset", "none", NULL};
static const gchar *const formula_choices[] = {"auto", "text", "mathml", NULL};
static const gchar *const image_choices[] = {"color", "grey", NULL};

static const WzOptionDef options[] = {
    {.name = "cover", .type = WZ_OPTION_BOOLEAN, .default_value = "from-style", .help = N_ ("draw a cover")},
    {.name = "embed-fonts",
     .type = WZ_OPTION_CHOICE,
     .default_value = "none",
     .choices = embed_choices,
     .help = N_ ("embed the characters used, or leave the fonts to the reader")},
    {.name = "formulae",
     .type = WZ_OPTION_CHOICE,
     .default_value = "auto",
     .choices = formula_choices,
     .help = N_ ("as text or as MathML; auto: as text where a line shows all of it")},
    {.name = "images",
     .type = WZ_OPTION_CHOICE,
     .default_value = "color",
     .choices = image_choices,
     .help = N_ ("keep colours, or make pictures grey and small for e-ink")},
};

static const WzOutputFuncs funcs = {
    .struct_size = sizeof (WzOutputFuncs),
    .write = html_write,
};

static const WzPluginDesc descriptor = {
    WZ_PLUGIN_INIT,
    .name = "html",
    .version = WZ_VERSION,
    .summary =
        N_ ("one HTML file with all in it, for browsers: languages and categories are chosen in the page"),
    .license = "MIT",
    .extension = "html",
    .media_type = "text/html",
    .options = options,
    .n_options = G_N_ELEMENTS (options),
    .funcs = &funcs,
};

WZ_PLUGIN_DEFINE (descriptor)
