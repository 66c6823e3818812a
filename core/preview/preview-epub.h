/* preview-epub.h: an EPUB's files, unpacked when they are asked for. SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

typedef struct _PreviewEpub PreviewEpub;

/** preview_epub_new: (transfer full): the file may go afterwards. */
PreviewEpub *preview_epub_new (const gchar *path, GError **error);
void preview_epub_free (PreviewEpub *epub);

/** preview_epub_read: (transfer full) (nullable): the file called @name; *@type: (transfer none): its media
 * type. */
GBytes *preview_epub_read (PreviewEpub *epub, const gchar *name, const gchar **type);
