/* wz-sources.h: the inputs of a run. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "read/wz-read.h"

/**
 * WzSource: one input.
 * @name: for messages: the path as given, `<stdin>` for standard input
 * @stem: of the file name
 * @issue: (nullable): NULL when it could not be read
 * @coverage: (nullable): of a text
 */
typedef struct {
  gchar *path;
  gchar *name;
  gchar *stem;
  WzIssue *issue;
  WzCoverage *coverage;
  GError *error;
} WzSource;

/**
 * wz_sources_expand:
 * @arguments: (array zero-terminated=1): files, folders (their `*.txt` by name) and `-`
 *
 * Returns: (transfer full) (element-type WzSource): not yet read; a folder that cannot be listed has its
 * error
 */
GPtrArray *wz_sources_expand (const gchar *const *arguments);

/**
 * wz_sources_read:
 * @reader: (nullable): NULL detects the format of each
 * @with_coverage: whether to keep account of every byte
 *
 * Reads them all, and puts them in order: by date, then as given, undated ones last, unreadable ones behind.
 *
 * Returns: how many were read
 */
guint wz_sources_read (GPtrArray *sources, const WzReader *reader, gboolean with_coverage, WzDiagSink *sink);

/**
 * wz_sources_normalise:
 * @sources: (array length=n): read ones
 * @normalise: FALSE: their texts as they are
 * @lang: (nullable): the language that the issues are to have as their own; NULL: the one that they have
 *
 * Returns: (transfer full) (element-type WzIssue): an issue for each
 */
GPtrArray *wz_sources_normalise (WzSource *const *sources, guint n, gboolean normalise, const gchar *lang,
                                 WzDiagSink *sink);
