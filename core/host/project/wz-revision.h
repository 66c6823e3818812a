/* wz-revision.h: issues by what an editor calls them. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "host/project/wz-project.h"
#include "host/project/wz-publish.h"

/** wz_revision_parse: whether @text is `2022-W38`, or `2022-W38@1` for a revision of it; @revision is 0 where
 * none is named. */
gboolean wz_revision_parse (const gchar *text, gchar **name, guint *revision);
/** wz_revision_load: (transfer full): the issue called @name: with @revision 0 the last one that was
 * published, else what was made last; NULL with an error. */
WzIssue *wz_revision_load (const WzProject *project, const WzPublished *published, const gchar *name,
                           guint revision, GError **error);
/** wz_revision_load_book: (transfer full): what the book at @path says, by the model in it, or by its dump
 * beside it; NULL with an error. */
WzIssue *wz_revision_load_book (const gchar *path, GError **error);
