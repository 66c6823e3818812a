/* wz-build.h: which issues of a project are out of date, and why. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "host/desk/wz-inbox.h"
#include "host/file/wz-paths.h"
#include "host/run/wz-plan.h"
#include "host/project/wz-project.h"
#include "host/project/wz-publish.h"
#include "host/project/wz-state.h"
#include "read/wz-read.h"

/**
 * WzBuildReason: bits; none: the issue is current.
 * @WZ_BUILD_NEW: was never made, or the state was lost
 * @WZ_BUILD_CHANGED: a daily, a correction, a setting, the style, an option, an earlier issue
 * @WZ_BUILD_MISSING: a file of it is gone
 * @WZ_BUILD_OLDER: another wenzhai or other fonts would make it otherwise, and nothing else
 * @WZ_BUILD_POORER: dailies that it was made of are gone, so that it would lose papers
 * @WZ_BUILD_PUBLISHED: readers have it: the others are reasons for a new revision
 */
typedef enum {
  WZ_BUILD_CURRENT = 0,
  WZ_BUILD_NEW = 1 << 0,
  WZ_BUILD_CHANGED = 1 << 1,
  WZ_BUILD_MISSING = 1 << 2,
  WZ_BUILD_OLDER = 1 << 3,
  WZ_BUILD_POORER = 1 << 4,
  WZ_BUILD_PUBLISHED = 1 << 5,
} WzBuildReason;

/** WzBuildEdition: an edition of each issue. @recipe: of the project, and over it what the edition and its
 * style say. @chosen: its books are to be made where they are out of date. */
typedef struct {
  const WzEdition *edition;
  const WzRecipe *recipe;
  const WzPlan *plan;
  const WzStyle *style;
  gboolean chosen;
} WzBuildEdition;

/** What all issues are made with beside their recipe. All of it is lent for the life of the build. @editions:
 * (array length=n_editions): beside the issues themselves; @chosen: those are, too. */
typedef struct {
  const WzPlan *plan;
  const WzStyle *style;
  const WzBuildEdition *editions;
  guint n_editions;
  gboolean chosen;
  const WzPaths *paths;
  const WzReadOptions *read;
} WzBuildTools;

typedef struct _WzBuild WzBuild;

/**
 * wz_build_new:
 * @project, @state: must outlive the result
 * @dry: nothing is going to be made: what the making of an issue reports is left out
 * @sink: (nullable): told of sources that have to be read to learn their day, and of what is not used
 *
 * Lists and hashes the inbox, and sees to it that published books are what they were. Returns: (transfer
 * full): NULL with WZ_READ_ERROR_IO when the inbox cannot be listed
 */
WzBuild *wz_build_new (const WzProject *project, WzState *state, const WzBuildTools *tools, gboolean dry,
                       WzDiagSink *sink, GError **error);
void wz_build_free (WzBuild *build);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzBuild, wz_build_free)

/** (element-type WzSource): those that could not be read; each has its error. */
const GPtrArray *wz_build_get_unreadable (const WzBuild *build);

/** wz_build_account: adds to @inbox the files that were read, refused or left out. */
void wz_build_account (const WzBuild *build, WzInbox *inbox);

/** Issues by date. They are to be looked at in this order: each remembers those before it. */
guint wz_build_get_n_issues (const WzBuild *build);
const gchar *wz_build_get_name (const WzBuild *build, guint i);
/** wz_build_get_n_dailies: of how many files issue @i is made. */
guint wz_build_get_n_dailies (const WzBuild *build, guint i);
/**
 * wz_build_get_reasons:
 * @text: (out) (transfer full): what is told of issue @i: `new`, `daily changed: 2022-09-13.txt; overlay
 * changed`
 *
 * Looks at issue @i, and reports what is wrong in its corrections. Returns: bits of WzBuildReason
 */
guint wz_build_get_reasons (WzBuild *build, guint i, gchar **text, WzDiagSink *sink);
/** wz_build_list_editions: (transfer container) (element-type utf8): their names, that of the issue itself
 * first. */
GPtrArray *wz_build_list_editions (const WzBuild *build);
/** wz_build_wants: whether books of edition @k, counted from the issue itself, are out of date and chosen.
 * wz_build_get_reasons() has looked. */
gboolean wz_build_wants (const WzBuild *build, guint i, guint k);
/** wz_build_keep: issue @i is current, or not to be made now: those after it remember it as it was, and what
 * was remarkable in it is said again. */
void wz_build_keep (WzBuild *build, guint i, WzDiagSink *sink);
/** wz_build_get_recipe: how issue @i is made; what follows from its papers is not in it. */
const WzRecipe *wz_build_get_recipe (const WzBuild *build, guint i);
/**
 * wz_build_make:
 *
 * Makes issue @i. Returns: (transfer full) (element-type WzIssue): the issue and its editions, in their
 * order; NULL with an error
 */
GPtrArray *wz_build_make (WzBuild *build, guint i, WzDiagSink *sink, GError **error);
/**
 * wz_build_revise:
 *
 * As wz_build_make(), of a published issue: the revision that follows, with a note on what has changed.
 */
GPtrArray *wz_build_revise (WzBuild *build, guint i, WzDiagSink *sink, GError **error);
/** wz_build_get_published: (transfer none): what of the project readers have. */
const WzPublished *wz_build_get_published (const WzBuild *build);
/** wz_build_is_damaged: whether a published book is lost or changed, which has been reported. */
gboolean wz_build_is_damaged (const WzBuild *build);
/** wz_build_finish: reports corrections of the project file whose papers none of the issues has. */
void wz_build_finish (const WzBuild *build, WzDiagSink *sink);

/** wz_build_add_at_hand: adds a daily's name and its days (element-type WzDate) to what is at hand. */
void wz_build_add_at_hand (GHashTable *at_hand, const gchar *name, const GArray *days);
/** wz_build_list_gone: (transfer full) (element-type utf8): sources that papers of @before, a dump of the
 * issue of @period, came from, and that are not @at_hand, neither by name nor by day. */
GPtrArray *wz_build_list_gone (const WzIssue *before, const WzPeriod *period, GHashTable *at_hand);
