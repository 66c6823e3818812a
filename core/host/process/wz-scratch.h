/* wz-scratch.h: where a child's bytes lie until its parent has them. Core only. SPDX-License-Identifier: MIT
 *
 * A file without a name, in memory where the system has memfd_create(): nothing is left of it when the
 * processes that hold it are gone, however they went. Its size is bounded by who writes (RLIMIT_FSIZE) and by
 * who reads.
 *
 * And a folder for what a plugin writes on its way, which is removed with all that is in it.
 */
#pragma once

#include <glib.h>

typedef struct _WzScratch WzScratch;

/** wz_scratch_new: (transfer full): NULL with an error as wz_child_set_errno() makes it. */
WzScratch *wz_scratch_new (GError **error);
void wz_scratch_free (WzScratch *scratch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzScratch, wz_scratch_free)

/** wz_scratch_get_fd: for a child to inherit. */
gint wz_scratch_get_fd (const WzScratch *scratch);

/**
 * wz_scratch_seal:
 * @limit: bytes that are accepted
 * @length: (out): bytes there are
 *
 * When all processes that could write are gone: from here on nobody can change the bytes, were it one that
 * got the descriptor by other ways. (Without memfd_create() there is nothing to seal.)
 *
 * Returns: FALSE with WZ_PLUGIN_ERROR: LIMIT for more than @limit, CRASHED when somebody still has it mapped
 */
gboolean wz_scratch_seal (WzScratch *scratch, guint64 limit, guint64 *length, GError **error);

/** wz_scratch_copy: the first @length bytes to @to. Returns: FALSE with WZ_OUTPUT_ERROR, which names @path */
gboolean wz_scratch_copy (const WzScratch *scratch, guint64 length, gint to, const gchar *path,
                          GError **error);

/** wz_scratch_map: (transfer full): all of a sealed one, which is not copied: the bytes last as long as the
 * result, here and in children. NULL with WZ_PLUGIN_ERROR_LIMIT */
GBytes *wz_scratch_map (const WzScratch *scratch, GError **error);

/** wz_scratch_dup_text: (transfer full): the first @length bytes and a zero. */
gchar *wz_scratch_dup_text (const WzScratch *scratch, guint64 length);

/** wz_scratch_make_folder: (transfer full) (nullable): an empty folder, below $TMPDIR; NULL where none can be
 * made. */
gchar *wz_scratch_make_folder (void);
/** wz_scratch_remove_folder: with all that is in it, however deep; NULL and what is gone are fine. */
void wz_scratch_remove_folder (const gchar *path);
