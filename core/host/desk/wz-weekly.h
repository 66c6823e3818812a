/* wz-weekly.h: many dailies, one periodical. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "edit/wz-memory.h"
#include "edit/compose/wz-overlay.h"
#include "host/desk/wz-sources.h"
#include "recipe/wz-recipe.h"

/** wz_weekly_check: whether @recipe names one period at most. Returns: FALSE with WZ_PLUGIN_ERROR_OPTION */
gboolean wz_weekly_check (const WzRecipe *recipe, GError **error);

/**
 * wz_weekly_choose:
 * @sources: (array length=n): read ones
 *
 * Sets the period of @recipe: the one asked for, else the last complete week, or the month or year of the
 * newest daily. Returns: FALSE with WZ_READ_ERROR_NOT_DIGEST when no daily has a date to go by
 */
gboolean wz_weekly_choose (WzSource *const *sources, guint n, WzRecipe *recipe, GError **error);

/** wz_weekly_settle: what follows from period, series and language where nobody says it: title, number,
 * volume, names of files. @lang: of the issue. */
void wz_weekly_settle (WzRecipe *recipe, const gchar *lang);

/** wz_weekly_pick: (element-type WzSource) (transfer container): the sources of @period; with @all those
 * whose day is not known too. What is left out, and what is odd about the days, goes to @sink. */
GPtrArray *wz_weekly_pick (WzSource *const *sources, guint n, const WzPeriod *period, gboolean all,
                           WzDiagSink *sink);

/** wz_weekly_report_undated: names those of @sources (element-type WzSource) that no issue can take. */
void wz_weekly_report_undated (const GPtrArray *sources, const WzPeriod *period, WzDiagSink *sink);
/** wz_weekly_report_clash: whether the name of @source says another day than @day, which is its text's; if so
 * it has been reported. */
gboolean wz_weekly_report_clash (const WzSource *source, WzDate day, WzDiagSink *sink);

/** wz_weekly_list_missing: (transfer full) (element-type WzDate): days of @period without a daily, in order;
 * one warning for all. */
GArray *wz_weekly_list_missing (WzSource *const *sources, guint n, const WzPeriod *period, WzDiagSink *sink);

/**
 * wz_weekly_make:
 * @sources: (array length=n): of the period, in order
 * @recipe: with its period
 * @readers: (nullable): for what archives say of the papers
 * @overlay: (nullable): the editor's corrections
 * @memory: (nullable): what earlier issues had
 * @style: (nullable): for the colophon
 *
 * Normalises, merges, completes, corrects, orders, indexes, takes the papers that are wanted. Where @recipe
 * names a dump of what readers have (WZ_RECIPE_CHANGES_SINCE), the issue is the revision that follows it,
 * with a note on what has changed.
 *
 * Returns: (transfer full): NULL with an error when that dump cannot be read, or these papers are not to be
 * found
 */
WzIssue *wz_weekly_make (WzSource *const *sources, guint n, const WzRecipe *recipe, const WzReaders *readers,
                         const WzOverlay *overlay, const WzMemory *memory, const WzStyle *style,
                         WzDiagSink *sink, GError **error);

/**
 * wz_weekly_load_overlay:
 * @project: (nullable): for its `[overlay …]` groups, which @general (nullable) is told of
 *
 * What project file and overlays of @recipe say, in their order; @recipe is told the titles. What is wrong in
 * them is an error that @sink is told of. Returns: (transfer full): NULL with an error when one cannot be
 * read
 */
WzOverlay *wz_weekly_load_overlay (WzRecipe *recipe, const WzKeyFile *project, WzDiagSink *general,
                                   WzDiagSink *sink, GError **error);

/** wz_weekly_load_dump: (transfer full): an issue that was dumped as JSON, packed by gzip or not;
 * NULL with an error. */
WzIssue *wz_weekly_load_dump (const gchar *path, GError **error);
/** wz_weekly_load_memory: (transfer full): what the issues of @dumps (array zero-terminated=1) before @period
 * had; NULL with an error. */
WzMemory *wz_weekly_load_memory (const gchar *const *dumps, const WzPeriod *period, GError **error);

/** wz_weekly_narrow: leaves of @issues (element-type WzIssue), which were made already, the papers that
 * options of @recipe choose. Returns: FALSE with an error of wz_edit_choose() */
gboolean wz_weekly_narrow (GPtrArray *issues, const WzRecipe *recipe, WzDiagSink *sink, GError **error);
