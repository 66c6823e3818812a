/* wz-zip.h: ZIP containers, written and read. SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WzZipFile: a file of a container.
 * @name: from the container's root, `/` between folders
 * @stored: not packed: what is compressed already (JPEG, PNG), the mimetype of an EPUB
 * @bytes: as they are read
 * @packed: (nullable): @bytes deflated (RFC 1951), by whoever did so beforehand; NULL: wz_zip_write() does
 * @crc: of @bytes (wz_deflate_crc32()), where @packed is not NULL
 */
typedef struct {
  gchar *name;
  gboolean stored;
  GBytes *bytes;
  GBytes *packed;
  guint32 crc;
} WzZipFile;

/** wz_zip_file_new: (transfer full): @name is copied, @bytes referenced; to be packed. */
WzZipFile *wz_zip_file_new (const gchar *name, GBytes *bytes);
void wz_zip_file_free (WzZipFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzZipFile, wz_zip_file_free)

/**
 * wz_zip_write:
 * @files: (element-type WzZipFile): in the order in which they are to stand
 *
 * No clock, no user and no extra fields are in it: all times are 1980-01-01, all modes 0644. The same files
 * give the same bytes.
 *
 * Returns: (transfer full): NULL with @error (WZ_PLUGIN_ERROR_FAILED): two files of one name
 */
GBytes *wz_zip_write (const GPtrArray *files, GError **error);

/**
 * wz_zip_read:
 * @max_bytes: how many may come out, of all files together
 *
 * All files of a container, unpacked and checked by their checksums, in their order; folders are left out.
 * The bytes of @container are not to be trusted.
 *
 * Returns: (transfer full) (element-type WzZipFile): NULL with @error (WZ_PLUGIN_ERROR_FAILED): damaged,
 * encrypted, or larger than @max_bytes
 */
GPtrArray *wz_zip_read (GBytes *container, gsize max_bytes, GError **error);

G_END_DECLS
