/* wz-index.h: the issue's indices. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "model/wz-builder.h"

G_BEGIN_DECLS

/* One paper for the indices: what is being built, and what it was copied from. */
typedef struct {
  WzEntry *mine;
  const WzEntry *entry;
} WzIndexPaper;

void wz_edit_add_indices (WzIssueBuilder *builder, const WzIssue *issue, const WzIndexPaper *papers,
                          guint n_papers, guint kinds, const gchar *lang);
gchar *wz_edit_initials (const gchar *text);
gchar *wz_edit_invert_name (const gchar *name);

G_END_DECLS
