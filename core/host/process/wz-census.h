/* wz-census.h: what a worker has taken, with all that it started. Core only. SPDX-License-Identifier: MIT
 *
 * Limits of the kernel are of one process, and do not count mappings that are shared; so its warden looks.
 */
#pragma once

#include <sys/types.h>

#include <glib.h>

#define WZ_CENSUS_MAX_PROCESSES 256
#define WZ_CENSUS_MAX_FILES 200000 /* and folders, in the scratch folder */

/** WzExcess: what there was too much of. */
typedef enum { WZ_EXCESS_NONE, WZ_EXCESS_MEMORY, WZ_EXCESS_FILES, WZ_EXCESS_PROCESSES } WzExcess;

/**
 * WzCensusLimits: 0 for none.
 * @memory_bytes: resident and swapped, shared with a file on a disk excepted
 * @file_bytes: of what is in @folder, and of files without a name
 * @folder: (nullable)
 * @own_device, @own_number: of a file that does not count
 */
typedef struct {
  guint64 memory_bytes;
  guint64 file_bytes;
  const gchar *folder;
  dev_t own_device;
  ino_t own_number;
} WzCensusLimits;

/** wz_census_take: all that descend from this process, as far as the kernel lists them, else @worker alone.
 */
WzExcess wz_census_take (pid_t worker, const WzCensusLimits *limits);
