/* wz-elf.h: what a file is that should be a module, read and not opened. Core only. SPDX-License-Identifier:
 * MIT */
#pragma once

#include <glib.h>

/**
 * wz_elf_check:
 *
 * Whether @path is a shared library for this machine that exports the query of plugins, as far as its headers
 * and its table of names tell. None of its code runs; a file that lies about itself is refused here, or by
 * who loads it.
 *
 * Returns: FALSE with WZ_PLUGIN_ERROR: LOAD (what the file is instead), or SYMBOL
 */
gboolean wz_elf_check (const gchar *path, GError **error);
