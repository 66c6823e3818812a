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
 * Of the sample, nothing that the style shows may be missing; where the file is no text, it is said that this
 * was not looked at.
 */
int cli_plugin_test (CliRun *run, const gchar *path);

/** cli_fidelity_can_read: whether a file is text, which alone can be compared. */
gboolean cli_fidelity_can_read (GBytes *bytes);

/**
 * cli_fidelity_find_missing:
 * @bytes: of a file that is text
 * @media_type: says how characters are escaped: as in XML, as in JSON, in no way that takes letters
 *
 * Returns: (transfer full) (nullable): what @galley says and the file does not; NULL where it says all, in
 * order
 */
gchar *cli_fidelity_find_missing (const WzGalley *galley, GBytes *bytes, const gchar *media_type);
