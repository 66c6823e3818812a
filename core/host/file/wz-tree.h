/* wz-tree.h: what changes in folders. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

typedef struct _WzTree WzTree;

/** WzTreeFunc: @path: that was written, moved or removed. */
typedef void (*WzTreeFunc) (const gchar *path, gpointer user_data);

/** wz_tree_new: (transfer full): NULL with WZ_OUTPUT_ERROR where the system tells no changes. */
WzTree *wz_tree_new (GError **error);
void wz_tree_free (WzTree *tree);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzTree, wz_tree_free)

/**
 * wz_tree_add:
 * @folder: one that there is not is passed over
 * @deep: with the folders in it, those that come later too
 * @except: (nullable): a folder in it that is left out
 *
 * Hidden folders are left out. Returns: FALSE with WZ_OUTPUT_ERROR when the system watches no more folders
 */
gboolean wz_tree_add (WzTree *tree, const gchar *folder, gboolean deep, const gchar *except, GError **error);

/** wz_tree_get_fd: readable when something has changed. */
gint wz_tree_get_fd (const WzTree *tree);
/** wz_tree_read: calls @func for what has changed; back-ups and other traces of editors are passed over.
 * Where more has changed than the system tells, @path is NULL. */
void wz_tree_read (WzTree *tree, WzTreeFunc func, gpointer user_data);
