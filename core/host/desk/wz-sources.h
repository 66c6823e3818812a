/* wz-sources.h: the inputs of a run. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "host/process/wz-parallel.h"
#include "read/wz-read.h"
#include "recipe/wz-recipe.h"

#define WZ_SOURCES_MAX_BYTES ((guint64) 128 * 1024 * 1024) /* all of a run together */

/**
 * WzSourceKind:
 * @WZ_SOURCE_WANTED: what cannot be read of it is an error
 * @WZ_SOURCE_PERHAPS: found in a folder, with a name that promises nothing: used when it is a digest of a
 * known day
 * @WZ_SOURCE_UNUSED: found in a folder, and to be named, not read
 */
typedef enum { WZ_SOURCE_WANTED, WZ_SOURCE_PERHAPS, WZ_SOURCE_UNUSED } WzSourceKind;

/**
 * WzSource: one input.
 * @folder: (nullable): that it was found in
 * @name: for messages: the path as given, `<stdin>` for standard input
 * @stem: of the file name
 * @issue: (nullable): NULL when it could not be read
 * @reader: (nullable): what read it
 * @unknown_bytes: of a text: how many nobody understood
 * @coverage: (nullable): the account of all bytes of a text, if asked for
 */
typedef struct {
  WzSourceKind kind;
  gchar *folder;
  gchar *path;
  gchar *name;
  gchar *stem;
  WzIssue *issue;
  const gchar *reader;
  gsize unknown_bytes;
  WzCoverage *coverage;
  GError *error;
} WzSource;

/**
 * wz_sources_expand:
 * @arguments: (array zero-terminated=1): files, folders (what lies in them, by name) and `-`
 * @ignore: (array zero-terminated=1) (nullable): patterns of names in folders that nobody wants to hear of
 * @readers: (nullable): that will read them: programs may be for files that nobody else reads
 *
 * Returns: (transfer full) (element-type WzSource): not yet read; a folder that cannot be listed, or has no
 * digest, has its error
 */
GPtrArray *wz_sources_expand (const gchar *const *arguments, const gchar *const *ignore,
                              const WzReaders *readers);

/**
 * wz_sources_weigh:
 *
 * Gives those an error that would be more than WZ_SOURCES_MAX_BYTES with those before them. Standard input
 * has no weight.
 *
 * Returns: bytes of the others; @heaviest (out) (nullable) is the largest of them
 */
guint64 wz_sources_weigh (GPtrArray *sources, const WzSource **heaviest);

/** wz_source_read: reads one, where that was not tried yet. */
void wz_source_read (WzSource *source, const WzReadOptions *options, WzDiagSink *sink);
/** wz_source_is_unused: whether @source, read or tried, is one that is only to be named. */
gboolean wz_source_is_unused (const WzSource *source);
/** wz_sources_list_named: (transfer full) (element-type filename): files that those of @sources name that
 * were read: their pictures, there or not. */
GPtrArray *wz_sources_list_named (const GPtrArray *sources);
/** wz_sources_settle: (transfer full) (element-type WzSource): takes those that are not used out of @sources,
 * and names them, folder by folder; but for @named (element-type filename) and folders that hold such. */
GPtrArray *wz_sources_settle (GPtrArray *sources, const GPtrArray *named, WzDiagSink *sink);

/** wz_sources_add_issue: (transfer none): adds an issue that was read already, of the file @path; it is
 * behind all others until wz_sources_sort(). */
WzSource *wz_sources_add_issue (GPtrArray *sources, const gchar *path, const WzIssue *issue);
/** wz_sources_sort: by date, unread ones last; else as they are. */
void wz_sources_sort (GPtrArray *sources);

/** wz_source_list_days: (transfer full) (element-type WzDate): the days that a read source is of, in order:
 * those of its papers, which a dump of an issue has many of; else its own. */
GArray *wz_source_list_days (const WzSource *source);

/**
 * wz_sources_read:
 * @options: (nullable): an encoding in it is one that wz_read_knows_encoding()
 * @with_coverage: whether to keep the account of all bytes
 * @progress: (nullable): told how far it is
 * @unused: (out) (transfer full): those that are not used, as wz_sources_settle() returns them
 *
 * Reads them all, puts them in order (by date, then as given, undated ones last, unreadable ones behind), and
 * settles them.
 *
 * Returns: how many were read
 */
guint wz_sources_read (GPtrArray *sources, const WzReadOptions *options, gboolean with_coverage,
                       WzDiagSink *sink, WzParallelProgress progress, gpointer progress_data,
                       GPtrArray **unused);

/**
 * wz_sources_normalise:
 * @sources: (array length=n): read ones
 * @recipe: whether their texts are normalised, and the language that the issues are to have as their own
 *
 * Returns: (transfer full) (element-type WzIssue): an issue for each
 */
GPtrArray *wz_sources_normalise (WzSource *const *sources, guint n, const WzRecipe *recipe, WzDiagSink *sink);
