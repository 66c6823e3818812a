/* wz-keyfile.h: key files whose keys know their place. Core only. SPDX-License-Identifier: MIT
 *
 * The form is that of GKeyFile, which gives no positions, stops at the first line it does not know, refuses a
 * byte order mark, takes a key called Encoding for its own, lets the last of two equal keys win in silence
 * and passes bad UTF-8. This one repairs and reports all that, and remembers where each key and value stands.
 */
#pragma once

#include <wenzhai/wz-diag.h>

typedef struct _WzKeyFile WzKeyFile;

/**
 * WzKeyFileItem: a line of the file that counts. Read-only.
 * @key: (nullable): NULL for a group's own line
 * @text: (nullable): the value, with `\s \n \t \r \\` resolved. A backslash before anything else stands for
 * itself (Windows paths, TeX)
 * @written: (nullable): the value as it stands in the file
 * @position: of the group's bracket, or of the key
 * @value: of the value's first character; of the end of the line where it is empty
 */
typedef struct {
  const gchar *group, *key, *text, *written;
  WzPosition position, value;
} WzKeyFileItem;

/**
 * wz_key_file_new_from_data:
 * @name: display name of the file, for positions
 * @data: (array length=length): the bytes
 * @sink: (nullable): told of `keyfile-syntax`, `keyfile-encoding` (errors: the line is dropped; the file is
 * read in its own encoding, or bytes are replaced), `keyfile-duplicate` (warning: the later one wins) and
 * `keyfile-bom` (hint)
 *
 * LF, CR, CRLF and NEL end a line. Never fails: what cannot be read is reported and left out.
 *
 * Returns: (transfer full)
 */
WzKeyFile *wz_key_file_new_from_data (const gchar *name, const gchar *data, gsize length, WzDiagSink *sink);
/** wz_key_file_new_from_file: as above; a file that cannot be read is a WZ_READ_ERROR_IO. */
WzKeyFile *wz_key_file_new_from_file (const gchar *path, WzDiagSink *sink, GError **error);
void wz_key_file_free (WzKeyFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzKeyFile, wz_key_file_free)

/** wz_key_file_get_folder: (type filename): that the file lies in. */
const gchar *wz_key_file_get_folder (const WzKeyFile *file);
/** wz_key_file_get_n_errors: how many errors the scan reported. */
guint wz_key_file_get_n_errors (const WzKeyFile *file);

/** Items in the order of the file; of a repeated key or group only the one that counts (the last, the first).
 */
guint wz_key_file_get_n_items (const WzKeyFile *file);
const WzKeyFileItem *wz_key_file_get_item (const WzKeyFile *file, guint i);
/** wz_key_file_get: (nullable): the value of a key. */
const gchar *wz_key_file_get (const WzKeyFile *file, const gchar *group, const gchar *key);
