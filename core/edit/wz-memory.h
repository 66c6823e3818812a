/* wz-memory.h: which papers earlier issues had. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wenzhai.h>

G_BEGIN_DECLS

typedef struct _WzMemory WzMemory;

WzMemory *wz_memory_new (void);
void wz_memory_free (WzMemory *memory);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzMemory, wz_memory_free)
/** wz_memory_dup_name: (transfer full) (nullable): the strongest identifier: `a:` arXiv id, `d:` DOI, `t:`
 * folded title.
 */
gchar *wz_memory_dup_name (const WzEntry *entry);
/** wz_memory_add: remembers that the paper called @name was where @reference says; all is copied. */
void wz_memory_add (WzMemory *memory, const gchar *name, const WzBackReference *reference);
/** wz_memory_add_issue: remembers all papers of @issue, which need not live on. */
void wz_memory_add_issue (WzMemory *memory, const WzIssue *issue);
/** wz_memory_find_name: (transfer none) (nullable): as wz_memory_find(), by wz_memory_dup_name(). */
const GPtrArray *wz_memory_find_name (const WzMemory *memory, const gchar *name);
/** wz_memory_find: (transfer none) (nullable): WzBackReference by date; NULL where no earlier issue had
 * @entry. */
const GPtrArray *wz_memory_find (const WzMemory *memory, const WzEntry *entry);

G_END_DECLS
