/* wz-find.h: which paper of an issue is meant by a name. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wenzhai.h>

G_BEGIN_DECLS

typedef struct _WzFinder WzFinder;

/** wz_finder_new: of the papers of @issue, which must outlive it. */
WzFinder *wz_finder_new (const WzIssue *issue);
void wz_finder_free (WzFinder *finder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzFinder, wz_finder_free)

/**
 * wz_finder_find:
 * @name: whatever an editor writes: an arXiv id with or without version and `arXiv:`, a DOI, another
 * identity (`openreview:…`), a key, the address of one of these or the paper's own link, a title in any
 * language, its number in the issue (`7`, `#7`), or how its title, and no other's, begins
 * @problem: (out) (optional) (transfer full): where the result is -1: why, and what was probably meant, as a
 * message
 *
 * The first of these kinds that fits counts. Entries of one paper (wz_memory_dup_name()) are one: the first
 * is returned.
 *
 * Returns: the index in the issue, or -1 where no paper, or more than one, is called so
 */
gint wz_finder_find (WzFinder *finder, const gchar *name, gchar **problem);

G_END_DECLS
