/* wz-overlay-names.h: which paper an overlay means by a name. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wenzhai.h>

typedef struct _WzOverlayNames WzOverlayNames;

/** wz_overlay_names_new: of the papers of @issue, which must outlive it. */
WzOverlayNames *wz_overlay_names_new (const WzIssue *issue);
void wz_overlay_names_free (WzOverlayNames *names);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzOverlayNames, wz_overlay_names_free)

/**
 * wz_overlay_names_find:
 * @name: a key, an arXiv id (with or without version and `arXiv:`), a DOI, or a title in English or the
 * issue's language
 *
 * Returns: the index in the issue of the first paper that has it as an identifier, else as a title; -1 for
 * none
 */
gint wz_overlay_names_find (WzOverlayNames *names, const gchar *name);
