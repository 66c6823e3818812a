/* wz-work.h: the work of an output, in its own process. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "host/process/wz-scratch.h"
#include "host/run/wz-job.h"

/** WZ_WORK_FILES: the folder, in the one that a program may write into, where an output of many files makes
 * these. */
#define WZ_WORK_FILES "files"

/**
 * WzWork: beside its job. Lent.
 * @base: (nullable): which makes what the output is based on
 * @input: (nullable): for a program: empty, to be its standard input
 * @file_fd: where its file is written
 */
typedef struct {
  const WzPluginInfo *plugin;
  const WzPluginInfo *base;
  WzScratch *input;
  gint file_fd;
} WzWork;

/** wz_work: opens the module and lets it write, or becomes the program. Its end is a message to job->pipe_fd.
 */
void wz_work (const WzWork *work, WzJob *job);

/** wz_work_send_diag: for sinks whose data is the descriptor of the pipe. */
void wz_work_send_diag (const WzDiag *diag, gpointer pipe_fd);
/** wz_work_send_failure: (nullable): @error of a plugin, who may have forgotten to say why. */
void wz_work_send_failure (gint pipe_fd, const GError *error);
