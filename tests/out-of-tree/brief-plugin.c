/* brief-plugin.c: a Markdown output, the descriptor. SPDX-License-Identifier: MIT */
#include <wenzhai/wz-plugin.h>

#include "brief-write.h"

static const WzOptionDef options[] = {
    {
        .name = "level",
        .type = WZ_OPTION_INTEGER,
        .default_value = "2",
        .minimum = 1,
        .maximum = 5,
        .help = "level of an entry's heading",
    },
    {
        .name = "contents",
        .type = WZ_OPTION_BOOLEAN,
        .default_value = "no",
        .help = "a list of the papers before the first one",
    },
};

static const WzOutputFuncs funcs = {
    .struct_size = sizeof (WzOutputFuncs),
    .write = brief_write,
};

static const WzPluginDesc descriptor = {
    WZ_PLUGIN_INIT,
    .name = "brief",
    .version = "1.0",
    .summary = "Markdown (CommonMark), one file",
    .license = "MIT",
    .extension = "brief.md",
    .media_type = "text/markdown",
    .options = options,
    .n_options = G_N_ELEMENTS (options),
    .funcs = &funcs,
};

WZ_PLUGIN_DEFINE (descriptor)
