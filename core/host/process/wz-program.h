/* wz-program.h: becoming the program of a plugin; only ever done in a child process. Core only.
 * SPDX-License-Identifier: MIT
 *
 * What it reads is a file that is there in full, what it writes is one too: nobody has to feed it or to read
 * from it while it runs, and it may answer before it reads, or never read.
 */
#pragma once

#include "host/process/wz-scratch.h"

/**
 * WzProgramSpec:
 * @argv: (array zero-terminated=1): of absolute paths and other words
 * @data_dir: of this program, whose `python` has a module for programs in that language
 * @file: (nullable): what its input is called, which it sees as WENZHAI_FILE, without folders
 * @place: the folder that it works in, seen from its own
 * @input: filled; its standard input
 * @output_fd: its standard output; -1: what it prints is told, as what it prints to its standard error
 */
typedef struct {
  const gchar *const *argv;
  const gchar *data_dir;
  const gchar *file;
  const gchar *place;
  const WzScratch *input;
  gint output_fd;
} WzProgramSpec;

/**
 * wz_program_exec:
 * @pipe_fd: for messages: its descriptor 3
 *
 * The program works in the folder that $TMPDIR names (wz_child_start()), and that is its home. It sees PATH,
 * LD_LIBRARY_PATH, SOURCE_DATE_EPOCH and what a test preloads (core/trial) of the environment, and else what
 * is the same everywhere. Returns only where it could not be started, after an error message.
 */
void wz_program_exec (const WzProgramSpec *spec, gint pipe_fd);

/** wz_program_fill: puts @text into @input, which a program is to read. FALSE with WZ_PLUGIN_ERROR_LIMIT */
gboolean wz_program_fill (WzScratch *input, const gchar *text, gsize length, GError **error);
