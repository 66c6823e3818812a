/* wz-build.h: which issues of a project are out of date, and why. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "host/wz-project.h"
#include "host/wz-state.h"

typedef enum {
  WZ_BUILD_CURRENT,
  WZ_BUILD_NEW,     /* was never made, or the state was lost */
  WZ_BUILD_CHANGED, /* a source, a correction, a setting, a plugin, the style, the program, an earlier issue
                     */
  WZ_BUILD_MISSING, /* a file of it is gone */
} WzBuildReason;

typedef struct _WzBuild WzBuild;

/**
 * wz_build_new:
 * @project, @state: must outlive the result
 * @common: hash of what all issues depend on: program, plugins, options, style
 * @sink: (nullable): for sources that have to be read to learn their day
 *
 * Lists and hashes the inbox. Returns: (transfer full): NULL with WZ_READ_ERROR_IO when the inbox cannot be
 * listed
 */
WzBuild *wz_build_new (const WzProject *project, WzState *state, const gchar *common, WzDiagSink *sink,
                       GError **error);
void wz_build_free (WzBuild *build);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzBuild, wz_build_free)

/** (element-type WzSource): those that could not be read; each has its error. */
const GPtrArray *wz_build_get_unreadable (const WzBuild *build);

/** Issues by date. They are to be looked at in this order: each remembers those before it. */
guint wz_build_get_n_issues (const WzBuild *build);
const gchar *wz_build_get_name (const WzBuild *build, guint i);
WzBuildReason wz_build_get_reason (WzBuild *build, guint i, WzDiagSink *sink);
/** wz_build_keep: issue @i is current, or not to be made now: those after it remember it as it was. */
void wz_build_keep (WzBuild *build, guint i);
/**
 * wz_build_make:
 * @lang: (nullable): of the issue, as in WzWeeklySettings
 *
 * Makes issue @i. Returns: (transfer full) (element-type WzIssue): the issue and its editions; NULL with an
 * error
 */
GPtrArray *wz_build_make (WzBuild *build, guint i, const gchar *lang, const WzStyle *style, WzDiagSink *sink,
                          GError **error);
/** wz_build_finish: reports corrections of the project file whose papers none of the issues made has. */
void wz_build_finish (const WzBuild *build, WzDiagSink *sink);
