/* wz-read.h: from the bytes of a source to an issue. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "read/wz-coverage.h"
#include <wenzhai/wenzhai.h>

G_BEGIN_DECLS

/**
 * WzReader: a row of the table of input formats.
 * @name: as on the command line (`text`)
 */
typedef struct _WzReader WzReader;

/** wz_reader_find: (nullable): the reader called @name. */
const WzReader *wz_reader_find (const gchar *name);
/* The reader for these bytes: by what stands in them, never by the name alone. */
const WzReader *wz_reader_detect (GBytes *bytes);

/**
 * wz_read_load:
 * @path: a file, or `-` for standard input
 *
 * Returns: (transfer full) (nullable): its bytes; %NULL with @error set for what cannot be read or is too
 * large
 */
GBytes *wz_read_load (const gchar *path, GError **error);

/**
 * wz_read_bytes:
 * @file: display name of the source, as diagnostics show it
 * @reader: (nullable): %NULL to find out
 * @encoding: (nullable): %NULL to find out
 * @sink: (nullable): told of everything odd
 * @coverage: (out) (optional) (nullable): the account of all bytes; %NULL for formats that have none
 *
 * Returns: (transfer full) (nullable): the issue; %NULL with @error of #WZ_READ_ERROR
 */
WzIssue *wz_read_bytes (GBytes *bytes, const gchar *file, const WzReader *reader, const gchar *encoding,
                        WzDiagSink *sink, WzCoverage **coverage, GError **error);
/** wz_read_file: wz_read_load() and wz_read_bytes() in one, with the pictures that lie beside the file. */
WzIssue *wz_read_file (const gchar *path, const WzReader *reader, const gchar *encoding, WzDiagSink *sink,
                       WzCoverage **coverage, GError **error);
gboolean wz_read_knows_encoding (const gchar *name);

/** wz_read_date_of_name: the day that a file's name says; unknown where it says none. */
WzDate wz_read_date_of_name (const gchar *name);

/**
 * wz_read_error_get_name:
 *
 * Returns: (transfer none): the stable name of what failed, for the end of the message (`[not-a-digest]`)
 */
const gchar *wz_read_error_get_name (const GError *error);

G_END_DECLS
