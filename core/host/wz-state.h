/* wz-state.h: what the last builds made, and of what. Core only. SPDX-License-Identifier: MIT
 *
 * A small text file, one record a line. It saves work and holds nothing else: without it, or with a line that
 * cannot be read, more is made again.
 */
#pragma once

#include "edit/wz-memory.h"
#include <wenzhai/wenzhai.h>

typedef struct _WzState WzState;

/** wz_state_load: never fails: an unreadable file is an empty state. */
WzState *wz_state_load (const gchar *path);
void wz_state_free (WzState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzState, wz_state_free)
/** wz_state_save: whole or not at all. Returns: FALSE with WZ_OUTPUT_ERROR */
gboolean wz_state_save (const WzState *state, GError **error);

/** The date of a source, by the hash of its bytes and its name; FALSE where it was never read. */
gboolean wz_state_get_date (const WzState *state, const gchar *hash, const gchar *name, WzDate *date);
void wz_state_set_date (WzState *state, const gchar *hash, const gchar *name, WzDate date);
/** wz_state_forget_sources: those that are not set again are gone. */
void wz_state_forget_sources (WzState *state);

/** wz_state_get_key: (nullable): of all that issue @name was made of. */
const gchar *wz_state_get_key (const WzState *state, const gchar *name);
/** wz_state_set_issue: @issue is what was made; its papers are kept, for the memory. @key NULL: forgotten. */
void wz_state_set_issue (WzState *state, const gchar *name, const gchar *key, const WzIssue *issue);
/** wz_state_add_candidates: papers of @source that issue @name did not get: were they not in an earlier
 * issue, it would have them. */
void wz_state_add_candidates (WzState *state, const gchar *name, const WzIssue *source);
void wz_state_set_key (WzState *state, const gchar *name, const gchar *key);
/** Files of an issue, beside the state file, with their sizes; all of them must be there. */
void wz_state_add_file (WzState *state, const gchar *name, const gchar *path, guint64 bytes);
gboolean wz_state_files_are_there (const WzState *state, const gchar *name);

/** wz_state_remember: adds the papers of issue @name to @memory. */
void wz_state_remember (const WzState *state, const gchar *name, WzMemory *memory);
/** wz_state_hash_text: adds @text (nullable), and that it ends, to what keys are made of. */
void wz_state_hash_text (GChecksum *checksum, const gchar *text);
/** wz_state_hash_memory: what @memory knows of the papers of issue @name, as a text to hash. */
void wz_state_hash_memory (const WzState *state, const gchar *name, const WzMemory *memory,
                           GChecksum *checksum);
