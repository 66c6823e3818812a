/* wz-publish.h: issues that readers have. Core only. SPDX-License-Identifier: MIT
 *
 * Among the issues, `published/2026-W46/revision-1/` holds the first revision as it went out: its books, its
 * models, its recipe, and `record.ini`: a SHA-256 for each file, and what the state knew of the issue. Such a
 * folder appears whole or not at all, nothing in it is written again, and the highest one holds, whatever the
 * state says. The books among the issues are copies of it.
 */
#pragma once

#include "host/project/wz-state.h"

#define WZ_PUBLISHED "published"

typedef struct _WzPublished WzPublished;

/** wz_published_load: @issues: (type filename) (nullable): the folder; NULL: where nothing is published.
 * Never fails; a record that cannot be read is an error that
 * @sink (nullable) is told of. */
WzPublished *wz_published_load (const gchar *issues, WzDiagSink *sink);
void wz_published_free (WzPublished *published);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzPublished, wz_published_free)

/** wz_published_get_edition: (nullable): what tells an edition of an issue apart: its name, or its variant.
 */
const gchar *wz_published_get_edition (const WzIssue *issue);
/** wz_published_dup_names: (transfer full): of the issues that were published, in order. */
GStrv wz_published_dup_names (const WzPublished *published);
/** wz_published_get_revision: the last one of issue @name; 0 for a draft. */
guint wz_published_get_revision (const WzPublished *published, const gchar *name);
/** wz_published_adopt: @state knows of all issues what their records say. */
void wz_published_adopt (const WzPublished *published, WzState *state);

/**
 * wz_published_load_issue:
 * @revision: 0: the last
 * @variant: (nullable): of the edition
 *
 * Returns: (transfer full): the frozen model; NULL with an error
 */
WzIssue *wz_published_load_issue (const WzPublished *published, const gchar *name, guint revision,
                                  const gchar *variant, GError **error);
/** wz_published_load_editions: (transfer full) (element-type WzIssue): all models of its last revision; NULL
 * with an error. */
GPtrArray *wz_published_load_editions (const WzPublished *published, const gchar *name, GError **error);
/** wz_published_has_daily: whether issue @name was made of a daily with these bytes. */
gboolean wz_published_has_daily (const WzPublished *published, const gchar *name, const gchar *hash);
/** wz_published_dup_model: (transfer full) (nullable): path of that model; NULL where there is none. */
gchar *wz_published_dup_model (const WzPublished *published, const gchar *name, guint revision,
                               const gchar *variant);

/**
 * wz_published_settle:
 * @dry: look, and mend nothing
 * @all: look at the bytes of books too that nobody has written since
 *
 * Sees to it that the books among the issues are those of the last revision: puts back what is gone or is of
 * an earlier revision, and protects what can be written. A book that somebody changed stays: an error.
 *
 * Returns: whether they are, or will be
 */
gboolean wz_published_settle (const WzPublished *published, const gchar *name, gboolean dry, gboolean all,
                              WzDiagSink *sink);

/* ---- Publishing ---- */

/** WzFreeze: a revision that is being published; nothing has happened before wz_freeze_commit(). */
typedef struct _WzFreeze WzFreeze;

/** wz_freeze_new: of the revision after the last one. Returns: (transfer full): NULL with WZ_OUTPUT_ERROR */
WzFreeze *wz_freeze_new (const WzPublished *published, const gchar *name, GError **error);
/** wz_freeze_free: what was not committed is gone. */
void wz_freeze_free (WzFreeze *freeze);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzFreeze, wz_freeze_free)
/** wz_freeze_get_folder: (type filename): where books are made, or brought. */
const gchar *wz_freeze_get_folder (const WzFreeze *freeze);
/** wz_freeze_add_books: brings the books that @state has of the issue from among the issues. */
gboolean wz_freeze_add_books (WzFreeze *freeze, const WzState *state, GError **error);
/** wz_freeze_add_issue: the model of an edition. */
gboolean wz_freeze_add_issue (WzFreeze *freeze, const WzIssue *issue, GError **error);
/** wz_freeze_commit: @recipe: how it was made, as JSON. Records and protects it, and puts the books in their
 * place. Returns: FALSE with WZ_OUTPUT_ERROR */
gboolean wz_freeze_commit (WzFreeze *freeze, WzState *state, const gchar *recipe, GError **error);
