/* epub-plugin.c: the descriptor of the EPUB plugin. SPDX-License-Identifier: MIT */
#include "config.h"
#include "epub-job.h"

#include <glib/gi18n-lib.h>
#include <wenzhai-kit/wz-bib.h>

static const gchar *const embed_choices[] = {"subset", "none", NULL};
static const gchar *const split_choices[] = {"auto", "entry", "section", NULL};
static const gchar *const formula_choices[] = {"auto", "text", "mathml", NULL};
static const gchar *const image_choices[] = {"color", "grey", NULL};
static const gchar *const leading_words[] = {"none", NULL};

static const WzOptionDef options[] = {
    {.name = "cover", .type = WZ_OPTION_BOOLEAN, .default_value = "from-style", .help = N_ ("draw a cover")},
    {.name = "split",
     .type = WZ_OPTION_CHOICE,
     .default_value = "auto",
     .choices = split_choices,
     .help = N_ ("a file for each entry, or for each section; auto: by entry up to 300 files")},
    {.name = "embed-fonts",
     .type = WZ_OPTION_CHOICE,
     .default_value = "subset",
     .choices = embed_choices,
     .help = N_ ("embed the characters used, or leave the fonts to the reader")},
    {.name = "formulae",
     .type = WZ_OPTION_CHOICE,
     .default_value = "auto",
     .choices = formula_choices,
     .help = N_ ("as text or as MathML; auto: as text where a line shows all of it")},
    {.name = "line-height",
     .type = WZ_OPTION_LENGTH,
     .default_value = "from-style",
     .minimum = 1,
     .maximum = 3,
     .choices = leading_words,
     .help = N_ ("leading of the text in em; none: leave it to the reader")},
    {.name = "images",
     .type = WZ_OPTION_CHOICE,
     .default_value = "color",
     .choices = image_choices,
     .help = N_ ("keep colours, or make pictures grey and small for e-ink")},
    {.name = "model",
     .type = WZ_OPTION_BOOLEAN,
     .default_value = "no",
     .help = N_ ("let the model travel in the book, for `wenzhai diff`")},
    {.name = "bibliography",
     .type = WZ_OPTION_CHOICE,
     .default_value = "no",
     .choices = wz_bib_choices,
     .help = N_ ("let the bibliography travel in the book, in this format")},
};

static const WzOutputFuncs funcs = {
    .struct_size = sizeof (WzOutputFuncs),
    .write = epub_write,
};

static const WzPluginDesc descriptor = {
    WZ_PLUGIN_INIT,
    .name = "epub",
    .version = WZ_VERSION,
    .summary = N_ ("EPUB 3.3 for all e-readers, with cover, contents and embedded fonts"),
    .license = "MIT",
    .extension = "epub",
    .media_type = "application/epub+zip",
    .options = options,
    .n_options = G_N_ELEMENTS (options),
    .funcs = &funcs,
};

WZ_PLUGIN_DEFINE (descriptor)
