/* cli-plugin.h: the parts of `wenzhai plugin`. SPDX-License-Identifier: MIT */
#pragma once

#include "cli/cli.h"

/* Templates and the sample issue, compiled into the program. */
#define CLI_PLUGIN_RESOURCES "/wenzhai/plugin/"

/** cli_plugin_new: makes the folder @name with a plugin that builds. */
int cli_plugin_new (CliRun *run, const gchar *name);

/**
 * cli_plugin_test:
 *
 * Renders issues that ask much of a plugin, each twice, and says of each trial whether it held: a sample with
 * every field and kind of rich text, the same in one language, an issue without papers, one with a thousand.
 */
int cli_plugin_test (CliRun *run, const gchar *path);
