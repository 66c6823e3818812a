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

guint wz_reader_get_count (void);
const WzReader *wz_reader_get (guint i);
const WzReader *wz_reader_find (const gchar *name);
const gchar *wz_reader_get_name (const WzReader *reader);
/* The reader for these bytes: by what stands in them, never by the name alone. */
const WzReader *wz_reader_detect (GBytes *bytes);

GBytes *wz_read_load (const gchar *path, GError **error);

/* @encoding: (nullable): a name that wz_read_knows_encoding(); NULL to find out */
WzIssue *wz_read_bytes (GBytes *bytes, const gchar *file, const WzReader *reader, const gchar *encoding,
                        WzDiagSink *sink, WzCoverage **coverage, GError **error);
WzIssue *wz_read_file (const gchar *path, const WzReader *reader, const gchar *encoding, WzDiagSink *sink,
                       WzCoverage **coverage, GError **error);
gboolean wz_read_knows_encoding (const gchar *name);

/** wz_read_date_of_name: the day that a file's name says; unknown where it says none. */
WzDate wz_read_date_of_name (const gchar *name);

const gchar *wz_read_error_get_name (const GError *error);

G_END_DECLS
