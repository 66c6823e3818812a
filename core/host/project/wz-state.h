/* wz-state.h: what the last builds made, and of what. Core only. SPDX-License-Identifier: MIT
 *
 * A key file with a group for each issue. It saves work and holds nothing else: without it, or where it
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
/** wz_state_save: whole or not at all; nothing where nothing changed. Returns: FALSE with WZ_OUTPUT_ERROR */
gboolean wz_state_save (WzState *state, GError **error);

/** wz_state_dup_days: (transfer full) (nullable) (element-type WzDate): the days of a source, by the hash of
 * its bytes and its name; NULL where it was never read. */
GArray *wz_state_dup_days (const WzState *state, const gchar *hash, const gchar *name);
void wz_state_set_days (WzState *state, const gchar *hash, const gchar *name, const GArray *days);
/** wz_state_forget_sources: those that are not set again are gone. */
void wz_state_forget_sources (WzState *state);

/* ---- Issues ---- */

gboolean wz_state_has_issue (const WzState *state, const gchar *name);
/** wz_state_dup_issues: (transfer full): their names. */
GStrv wz_state_dup_issues (const WzState *state);
/** wz_state_set_issue: @made is what was made; its papers are kept, for the memory. All that was known of the
 * issue is forgotten, but for its files, which are left behind until wz_state_add_file() has them again.
 * @others: (array zero-terminated=1): stems of books of it that are not made now: those books stay, and what
 * is known of pages and remarks. */
void wz_state_set_issue (WzState *state, const gchar *name, const WzIssue *made, const gchar *const *others);
/** wz_state_forget_issue: as if it had never been made; its files are left behind. */
void wz_state_forget_issue (WzState *state, const gchar *name);
/** wz_state_copy_issue: what is known of issue @name, as group @name of @record. */
void wz_state_copy_issue (const WzState *state, const gchar *name, GKeyFile *record);
/** wz_state_adopt_issue: what @record has in group @name is what holds of a published issue. Of the same
 * @revision the state may know more, which stays. */
void wz_state_adopt_issue (WzState *state, const gchar *name, const gchar *revision, GKeyFile *record);
/** wz_state_add_candidates: papers of @source that issue @name did not get: were they not in an earlier
 * issue, it would have them. */
void wz_state_add_candidates (WzState *state, const gchar *name, const WzIssue *source);

/** wz_state_count_papers: that issue @name has. */
guint wz_state_count_papers (const WzState *state, const gchar *name);

/** wz_state_dup_part: (transfer full) (nullable): hash of one of the things that an issue was made with
 * (`style`); NULL where nothing is known of it. */
gchar *wz_state_dup_part (const WzState *state, const gchar *name, const gchar *part);
void wz_state_set_part (WzState *state, const gchar *name, const gchar *part, const gchar *hash);

/** wz_state_dup_identifiers: (transfer full): wz_authority_dup_names() of all papers of an issue. */
GStrv wz_state_dup_identifiers (const WzState *state, const gchar *name);

/** wz_state_dup_dailies: (transfer full): those that an issue was made of: hash and name in turns. */
GStrv wz_state_dup_dailies (const WzState *state, const gchar *name);
void wz_state_add_daily (WzState *state, const gchar *name, const gchar *hash, const gchar *daily);

/** wz_state_add_picture: a file that an issue's sources name, there or not; @folder: that its path is told
 * from. */
void wz_state_add_picture (WzState *state, const gchar *name, const gchar *folder, const gchar *path);
/** wz_state_dup_pictures: (transfer full): their paths. */
GStrv wz_state_dup_pictures (const WzState *state, const gchar *name, const gchar *folder);

/** Files of an issue, beside the state file, with their sizes; all of them must be there. */
void wz_state_add_file (WzState *state, const gchar *name, const gchar *path, guint64 bytes);
gboolean wz_state_files_are_there (const WzState *state, const gchar *name);
/** wz_state_dup_files: (transfer full): their names and sizes in turns. */
GStrv wz_state_dup_files (const WzState *state, const gchar *name);
/** wz_state_note_pages: that a file of the issue has as many; wz_state_get_pages: of that which has most. */
void wz_state_note_pages (WzState *state, const gchar *name, guint pages);
guint wz_state_get_pages (const WzState *state, const gchar *name);
/** wz_state_list_left: (transfer full) (element-type utf8): files that were made once, are no longer made,
 * and are still there. */
GPtrArray *wz_state_list_left (WzState *state);

/** wz_state_add_remarks: what was odd when issue @name was made (element-type WzDiag), and is known until it
 * is made anew, each once: of many the first WZ_STATE_REMARKS; @folder: that files of remarks are told from.
 */
void wz_state_add_remarks (WzState *state, const gchar *name, const gchar *folder, const GPtrArray *diags);
#define WZ_STATE_REMARKS 1000
/** wz_state_count_remarks: how many are of @least or worse. */
guint wz_state_count_remarks (const WzState *state, const gchar *name, WzSeverity least);
/** wz_state_report_remarks: says it again. */
void wz_state_report_remarks (const WzState *state, const gchar *name, const gchar *folder, WzDiagSink *sink);

/** wz_state_dup_told: (transfer full) (element-type utf8): fingerprints of what the last build told.
 * wz_state_set_told: of what this one did. */
GHashTable *wz_state_dup_told (const WzState *state);
void wz_state_set_told (WzState *state, GHashTable *told);

/* ---- Memory ---- */

/** wz_state_remember: adds the papers of issue @name to @memory. */
void wz_state_remember (const WzState *state, const gchar *name, WzMemory *memory);
/** wz_state_hash_memory: what @memory knows of the papers of issue @name, as a text to hash. */
void wz_state_hash_memory (const WzState *state, const gchar *name, const WzMemory *memory,
                           GChecksum *checksum);
