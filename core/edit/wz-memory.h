/* wz-memory.h: which papers earlier issues had. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wenzhai.h>

G_BEGIN_DECLS

typedef struct _WzMemory WzMemory;

WzMemory *wz_memory_new (void);
void wz_memory_free (WzMemory *memory);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzMemory, wz_memory_free)
gchar *wz_memory_dup_name (const WzEntry *entry);
void wz_memory_add (WzMemory *memory, const gchar *name, const WzBackReference *reference);
void wz_memory_add_issue (WzMemory *memory, const WzIssue *issue);
const GPtrArray *wz_memory_find_name (const WzMemory *memory, const gchar *name);
const GPtrArray *wz_memory_find (const WzMemory *memory, const WzEntry *entry);

G_END_DECLS
