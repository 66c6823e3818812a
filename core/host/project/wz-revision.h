/* wz-revision.h: issues by what an editor calls them. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "host/project/wz-project.h"
#include "host/project/wz-publish.h"

/** WZ_REVISION_DRAFT: the issue as it would be made now. */
#define WZ_REVISION_DRAFT G_MAXUINT
/** wz_revision_parse: whether @text is `2022-W38`, or `2022-W38@1` for a revision of it, or `2022-W38@draft`;
 * @revision is 0 where none is named. */
gboolean wz_revision_parse (const gchar *text, gchar **name, guint *revision);
/** wz_revision_load: (transfer full): the issue called @name, which is no draft: with @revision 0 the last
 * one that was published, else what was made last; NULL with an error. */
WzIssue *wz_revision_load (const WzProject *project, const WzPublished *published, const gchar *name,
                           guint revision, GError **error);
/** wz_revision_load_book: (transfer full): what the book at @path says, by the model in it, or by its dump
 * beside it; NULL with an error. */
WzIssue *wz_revision_load_book (const gchar *path, GError **error);
