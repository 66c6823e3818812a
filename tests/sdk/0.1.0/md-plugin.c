/* md-plugin.c: a Markdown output, the descriptor. SPDX-License-Identifier: MIT */
#include <wenzhai/wz-plugin.h>

#include "md-write.h"

static const WzOptionDef options[] = {
    {
        .name = "level",
        .type = WZ_OPTION_INTEGER,
        .default_value = "2",
        .minimum = 1,
        .maximum = 5,
        .help = "level of an entry's heading",
    },
};

static const WzOutputFuncs funcs = {
    .struct_size = sizeof (WzOutputFuncs),
    .write = md_write,
};

static const WzPluginDesc descriptor = {
    WZ_PLUGIN_INIT,
    .name = "md",
    .version = "1.0",
    .summary = "Markdown (CommonMark), one file",
    .license = "MIT",
    .extension = "md",
    .media_type = "text/markdown",
    .options = options,
    .n_options = G_N_ELEMENTS (options),
    .funcs = &funcs,
};

WZ_PLUGIN_DEFINE (descriptor)
