/* wz-file-set.h: an output that is many files, in a folder that may hold an editor's own. Core only.
 * SPDX-License-Identifier: MIT
 *
 * The folder has a list of what was put into it, `.wzfiles`, in the form of sha256sum. What is not in it, or
 * has other bytes by now, is somebody's own, and neither replaced nor removed.
 */
#pragma once

#include <glib.h>

/** wz_file_set_try: whether a set could go to @folder: there is none, or it is empty (but for hidden names),
 * or has a list. Returns: FALSE with WZ_OUTPUT_ERROR */
gboolean wz_file_set_try (const gchar *folder, GError **error);

/**
 * wz_file_set_install:
 * @from: a stranger's folder; nobody writes in it any more
 * @limit: bytes of all files together
 * @bytes: (out): of those that were put there
 * @kept: (element-type utf8): gets the names of files that are somebody's own by now, and were left as they
 * are
 *
 * Puts all files of @from into @folder, each whole, and removes those that an earlier set had and this one
 * has not.
 *
 * Returns: FALSE with WZ_PLUGIN_ERROR, before anything is written, when @from holds what is no plain file or
 * folder, a name that is no text, hidden, or the same as another's but for its case, or too much; with
 * WZ_OUTPUT_ERROR else
 */
gboolean wz_file_set_install (const gchar *from, const gchar *folder, guint64 limit, guint64 *bytes,
                              GPtrArray *kept, GError **error);

/** wz_file_set_weigh: bytes of the file @path, or of all files of the set in the folder @path; G_MAXUINT64
 * where one is not there. */
guint64 wz_file_set_weigh (const gchar *path);
