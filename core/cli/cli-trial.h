/* cli-trial.h: one book by a plugin, made by a program of its own on what may be another machine.
 * SPDX-License-Identifier: MIT */
#pragma once

#include "cli/cli.h"

/* What differs from this machine, as bits; in the order of cli_trial_get_difference(). */
typedef enum {
  CLI_TRIAL_CLOCK = 1 << 0,
  CLI_TRIAL_ZONE = 1 << 1,
  CLI_TRIAL_HOME = 1 << 2,
  CLI_TRIAL_USER = 1 << 3,
  CLI_TRIAL_LOCALE = 1 << 4,
  CLI_TRIAL_FOLDER = 1 << 5,
  CLI_TRIAL_CORES = 1 << 6,
  CLI_TRIAL_ALL = (1 << 7) - 1
} CliTrialMachine;

/** cli_trial_get_difference: (nullable): the name of the @i-th of them; NULL beyond the last. */
const gchar *cli_trial_get_difference (guint i);

/**
 * CliTrial: the caller fills the first part, cli_trial_run() the second.
 * @folder: where files are made
 * @model: an issue in JSON, a file
 * @set: (nullable): an option with its value
 * @began: what time it is, in seconds since 1970
 * @bytes: (nullable): NULL where no file was made
 * @status: of the program; -1: it could not be started, or ended by a signal
 * @said: its last error, or why it could not be started; empty for none
 * @refused: (element-type utf8): what the plugin wanted to open and may not
 * @kib: the most memory that it, or its child, held
 */
typedef struct {
  const CliRun *run;
  const WzPluginInfo *plugin;
  const gchar *folder, *name, *model;
  const gchar *set;
  const gchar *languages;
  CliTrialMachine machine;
  gint64 began;

  GBytes *bytes;
  gint status;
  gchar *said;
  GPtrArray *refused;
  gdouble seconds;
  glong kib;
} CliTrial;

/** cli_trial_run: lets the program export the model by the plugin, and by nothing else. */
void cli_trial_run (CliTrial *trial);
void cli_trial_clear (CliTrial *trial);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliTrial, cli_trial_clear)
