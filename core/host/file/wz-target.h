/* wz-target.h: files that appear whole or not at all. Core only. SPDX-License-Identifier: MIT
 *
 * The bytes go to a hidden file in the folder of the target, locked while anybody writes it; commit syncs and
 * renames.
 */
#pragma once

#include <glib.h>

typedef struct _WzTarget WzTarget;

#define WZ_TARGET_STDOUT "-" /* a file of that name is `./-` */

/**
 * wz_target_new:
 * @path: a file; WZ_TARGET_STDOUT for the standard output, to which bytes go as they are written
 *
 * Makes the temporary file, and removes those that runs which were killed left in the same folder. A file
 * that nobody may write, as a published book, is not replaced.
 *
 * Returns: (transfer full): NULL with WZ_OUTPUT_ERROR
 */
WzTarget *wz_target_new (const gchar *path, GError **error);
/** wz_target_free: removes the temporary file if it was not committed. */
void wz_target_free (WzTarget *target);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzTarget, wz_target_free)

/** wz_target_try: whether a file could be made there, before long work for it. Returns: FALSE with
 * WZ_OUTPUT_ERROR */
gboolean wz_target_try (const gchar *path, GError **error);

/** wz_target_get_fd: to write to. */
gint wz_target_get_fd (const WzTarget *target);

/** wz_target_get_name: for messages. */
const gchar *wz_target_get_name (const WzTarget *target);

/** wz_target_commit: the old file is replaced at once. Returns: FALSE with WZ_OUTPUT_ERROR; then the old file
 * is still there */
gboolean wz_target_commit (WzTarget *target, GError **error);

/** wz_target_write_file: a whole file in one call, with the same promises. */
gboolean wz_target_write_file (const gchar *path, gconstpointer data, gsize length, GError **error);

/**
 * wz_target_dup_stem:
 * @stem: (nullable): what an issue wants its files to be called; a JSON file or a project may say anything
 *
 * Returns: (transfer full): a name that stays in its folder: without slashes, control characters and points
 * in front; a long one is cut and told apart by a hash; `issue` where nothing is left
 */
gchar *wz_target_dup_stem (const gchar *stem);
