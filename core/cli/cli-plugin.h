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
 * Lets a plugin make books of issues that ask much of it (the zoo of tests/models, a sample in each choice of
 * languages, a thousand papers), each a second time as if on another machine, and says of each trial whether
 * it held. What the style shows of an issue has to be in its file, where that is text.
 */
int cli_plugin_test (CliRun *run, const gchar *path);

/** cli_plugin_doctor: every candidate in every place, why it is not used and what mends it; and what holds
 * plugins in on this machine. */
int cli_plugin_doctor (CliRun *run);

/** cli_fidelity_can_read: whether a file is text, which alone can be compared. */
gboolean cli_fidelity_can_read (GBytes *bytes);

/**
 * cli_fidelity_find_missing:
 * @bytes: of a file that is text
 * @media_type: says how characters are escaped: as in XML, as in JSON, in no way that takes letters
 *
 * Returns: (transfer full) (element-type utf8): what @galley says and the file does not, in order; empty
 * where it says all
 */
GPtrArray *cli_fidelity_find_missing (const WzGalley *galley, GBytes *bytes, const gchar *media_type);
