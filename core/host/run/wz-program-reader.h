/* wz-program-reader.h: programs that read files, for the readers of a run. Core only.
 * SPDX-License-Identifier: MIT */
#pragma once

#include "host/plugin/wz-registry.h"
#include "read/wz-read.h"

typedef struct _WzProgramReaders WzProgramReaders;

/**
 * wz_program_readers_new:
 * @registry: lends what it says of them
 *
 * Adds the programs of @registry that read files to @readers, which need the result to live as long. Each
 * file is a child process of its own, with the limits of an output; so only one thread may read by them, and
 * no other one may run.
 */
WzProgramReaders *wz_program_readers_new (WzRegistry *registry, const gchar *data_dir, WzReaders *readers,
                                          WzDiagSink *sink);
void wz_program_readers_free (WzProgramReaders *programs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzProgramReaders, wz_program_readers_free)
