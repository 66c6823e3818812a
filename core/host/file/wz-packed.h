/* wz-packed.h: files that are kept small, and one file of a box of them. Core only. SPDX-License-Identifier:
 * MIT */
#pragma once

#include <glib.h>

/** wz_packed_new: (transfer full): @data as a gzip file; the same data gives the same bytes. */
GBytes *wz_packed_new (gconstpointer data, gsize length);

/**
 * wz_packed_read_file:
 * @max_bytes: more than this is refused, when it is unpacked
 *
 * Returns: (transfer full): the content of a file that gzip packed, or nobody, with a NUL behind it; NULL
 * with WZ_READ_ERROR_IO or WZ_READ_ERROR_LIMIT
 */
gchar *wz_packed_read_file (const gchar *path, gsize max_bytes, gsize *length, GError **error);

/**
 * wz_packed_read_member:
 * @path: of a ZIP archive, as an EPUB is
 * @member: of a file in it
 *
 * Returns: (transfer full): its content, with a NUL behind it; NULL with WZ_READ_ERROR_NOT_DIGEST where the
 * archive has no such file, or is none, and the errors of wz_packed_read_file()
 */
gchar *wz_packed_read_member (const gchar *path, const gchar *member, gsize max_bytes, gsize *length,
                              GError **error);
