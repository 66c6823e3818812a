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

/**
 * WzReaders: the readers of a run: `text` and `json`, one for each mapping file NAME.reader, and programs.
 * Any number of threads may read by them, programs excepted.
 */
typedef struct _WzReaders WzReaders;

/**
 * wz_readers_new:
 * @folders: (array zero-terminated=1) (nullable): where mapping files lie; of two of one name the earlier
 * holds
 * @sink: (nullable): told of what is wrong in mapping files, as errors `reader-syntax`; those are left out
 */
WzReaders *wz_readers_new (const gchar *const *folders, WzDiagSink *sink);
void wz_readers_free (WzReaders *readers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzReaders, wz_readers_free)
/** wz_readers_add: (nullable): the mapping file at @path as a reader that is asked before all others. */
const WzReader *wz_readers_add (WzReaders *readers, const gchar *path, WzDiagSink *sink);
/**
 * WzReadProgram: a reader that is not of this layer. All of it must outlive the readers.
 * @path: (type filename): of what describes it
 * @files: (array zero-terminated=1) (type filename): what it consists of
 * @patterns: (array zero-terminated=1): of names of files (`*.foo`), case aside
 * @run: makes of the bytes of a file an issue in JSON; NULL with @error
 */
typedef struct _WzReadProgram WzReadProgram;
struct _WzReadProgram {
  const gchar *name;
  const gchar *comment;
  const gchar *path;
  const gchar *const *files;
  const gchar *const *patterns;
  GBytes *(*run) (const WzReadProgram *self, GBytes *bytes, const gchar *file, WzDiagSink *sink,
                  GError **error);
};

/** wz_readers_add_program: as a reader for files that are called so, and are no dump of ours; the first for a
 * file holds. FALSE where there is a reader of its name. */
gboolean wz_readers_add_program (WzReaders *readers, const WzReadProgram *program);
/** wz_readers_find_program: (nullable): the program for a file called so. */
const WzReader *wz_readers_find_program (const WzReaders *readers, const gchar *file);
/** wz_reader_get_program: (nullable): of a reader that is one. */
const WzReadProgram *wz_reader_get_program (const WzReader *reader);

/** wz_readers_find: (nullable): the reader called @name. @readers: (nullable): those built in alone. */
const WzReader *wz_readers_find (const WzReaders *readers, const gchar *name);
/** wz_readers_hash_own: adds the names and bytes of programs, and of those mapping files that do not lie in
 * the `readers` of @data_dir. */
void wz_readers_hash_own (const WzReaders *readers, const gchar *data_dir, GChecksum *checksum);
/** wz_readers_dup_names: (transfer full): of all. */
gchar **wz_readers_dup_names (const WzReaders *readers);
/**
 * WzReadOptions:
 * @readers: (nullable): NULL: those built in
 * @reader: (nullable): NULL to find out
 * @encoding: (nullable): NULL to find out
 */
typedef struct {
  const WzReaders *readers;
  const WzReader *reader;
  const gchar *encoding;
} WzReadOptions;

/** wz_reader_get_name: as on the command line. */
const gchar *wz_reader_get_name (const WzReader *reader);
/** wz_reader_get_comment: (nullable): what it reads; to be translated. */
const gchar *wz_reader_get_comment (const WzReader *reader);
/** wz_reader_get_path: (nullable) (type filename): of a mapping file, or what describes a program. */
const gchar *wz_reader_get_path (const WzReader *reader);

/**
 * WzReadKey: a key of a file, and how often it stood there
 * @n_used: times that it became a part of a field, or was asked for and said nothing
 * @n_ignored: times that it was left out on purpose
 * @n_unread: times that nobody asked for it
 */
typedef struct {
  gchar *name;
  guint n_used, n_ignored, n_unread;
} WzReadKey;

/**
 * wz_reader_list_keys:
 * @reader: of a mapping file, none that is a program
 * @issue: (out): what was read
 *
 * Reads @bytes, and tells what became of each key. Returns: (transfer full) (nullable) (element-type
 * WzReadKey): by name; NULL with @error set
 */
GPtrArray *wz_reader_list_keys (const WzReader *reader, GBytes *bytes, const gchar *file,
                                const WzReadOptions *options, WzIssue **issue, WzDiagSink *sink,
                                GError **error);
/** wz_readers_detect: the reader for these bytes: the program for a file called @file, else by what stands in
 * them, never by the name alone. */
const WzReader *wz_readers_detect (const WzReaders *readers, GBytes *bytes, const gchar *file,
                                   const gchar *encoding);

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
 * @options: (nullable): %NULL to find out all
 * @used: (out) (optional): the reader that it was
 * @sink: (nullable): told of everything odd
 * @coverage: (out) (optional) (nullable): the account of all bytes; %NULL for formats that have none
 *
 * Returns: (transfer full) (nullable): the issue; %NULL with @error of #WZ_READ_ERROR
 */
WzIssue *wz_read_bytes (GBytes *bytes, const gchar *file, const WzReadOptions *options, const WzReader **used,
                        WzDiagSink *sink, WzCoverage **coverage, GError **error);
/** wz_read_file: wz_read_load() and wz_read_bytes() in one, with the pictures that lie beside the file. */
WzIssue *wz_read_file (const gchar *path, const WzReadOptions *options, const WzReader **used,
                       WzDiagSink *sink, WzCoverage **coverage, GError **error);
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
