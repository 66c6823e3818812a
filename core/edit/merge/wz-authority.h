/* wz-authority.h: facts of papers from archives' own records. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wenzhai.h>

G_BEGIN_DECLS

/** wz_authority_dup_names: (transfer full): identifiers by which what archives say of @entry is found, the
 * strongest first; arXiv ids have no version, DOIs are in lower case. */
GStrv wz_authority_dup_names (const WzEntry *entry);

/**
 * wz_edit_complete:
 * @authorities: (array length=n): issues as read of archives' records; those papers of theirs that @issue has
 * not are of no matter
 * @sink: (nullable): told of `merge-authority` and `merge-field` (hints), `merge-title-conflict` and
 * `merge-withdrawn` (warnings)
 *
 * What an archive says of a paper holds: its authors, whole, categories, version, days, DOI, comment, and
 * whether it was withdrawn; title and abstract where they are in its language. What was printed becomes a
 * variant. Papers are found by their identifiers alone. A short entry gets no abstract.
 *
 * Returns: (transfer full)
 */
WzIssue *wz_edit_complete (const WzIssue *issue, const WzIssue *const *authorities, guint n,
                           WzDiagSink *sink);

G_END_DECLS
