/* wz-weekly.h: many dailies, one periodical. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "edit/wz-memory.h"
#include "edit/compose/wz-overlay.h"
#include "edit/wz-period.h"
#include "host/wz-sources.h"

/**
 * WzWeeklySettings: how dailies become an issue. Strings as the user wrote them; NULL is the default.
 * @lang: of the edition: its title, headings and labels; NULL: that of the dailies
 * @week, @month, @year, @from, @to, @all: the period; none: the last complete week that has dailies
 * @kind: of the period where none is named: the last complete week, or the month or year of the newest daily
 * @order: `editorial`, `day`, `category`
 * @indices: `author,affiliation,category,day` in any choice, `all` (the default), `none`
 * @overlays: (array zero-terminated=1) (nullable): overlay files, later ones win
 * @project: (nullable): a project file, for its `[overlay …]` groups
 * @overlay: (nullable): what both of them say, loaded already
 * @memory: (array zero-terminated=1) (nullable): model dumps of earlier issues
 * @remembered: (nullable): what is known of earlier issues, beside the dumps
 * @changes_since: (nullable): model dump of this issue as it was made before, for a note on what changed
 */
typedef struct {
  gboolean normalise;
  const gchar *lang;
  const gchar *week, *month, *year, *from, *to;
  gboolean all;
  WzPeriodKind kind;
  const gchar *order;
  const gchar *indices;
  gboolean no_statistics, no_colophon, omit_seen;
  const gchar *title, *series, *slug, *number, *volume, *author, *publisher, *rights, *date;
  const gchar *const *overlays;
  const gchar *project;
  const WzOverlay *overlay;
  const gchar *const *memory;
  const WzMemory *remembered;
  const gchar *changes_since;
} WzWeeklySettings;

/** wz_weekly_is_order, wz_weekly_is_indices: whether this is what settings of that name can be. */
gboolean wz_weekly_is_order (const gchar *text);
gboolean wz_weekly_is_indices (const gchar *text);
/** wz_weekly_check: whether the settings can be read. Returns: FALSE with WZ_PLUGIN_ERROR_OPTION. */
gboolean wz_weekly_check (const WzWeeklySettings *settings, GError **error);

/**
 * wz_weekly_choose:
 * @sources: (array length=n): read ones
 *
 * The period asked for, else the last complete week. Returns: FALSE with WZ_READ_ERROR_NOT_DIGEST when no
 * daily has a date to go by
 */
gboolean wz_weekly_choose (WzSource *const *sources, guint n, const WzWeeklySettings *settings,
                           WzPeriod *period, GError **error);

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
 * @style: (nullable): for the colophon
 *
 * Normalises, merges, corrects, orders, indexes. Returns: (transfer full): NULL with an error when an overlay
 * or a dump cannot be read
 */
WzIssue *wz_weekly_make (WzSource *const *sources, guint n, const WzPeriod *period,
                         const WzWeeklySettings *settings, const WzStyle *style, WzDiagSink *sink,
                         GError **error);

/** wz_weekly_load_overlay: (transfer full): what overlays and project of @settings say, in their order; NULL
 * with an error when one cannot be read. What is wrong in them is an error that @sink is told of. */
WzOverlay *wz_weekly_load_overlay (const WzWeeklySettings *settings, WzDiagSink *sink, GError **error);
/** wz_weekly_add_general, wz_weekly_add_overlay: adds the `[overlay …]` groups of a project file, or an
 * overlay file, to @overlay. */
gboolean wz_weekly_add_general (WzOverlay *overlay, const gchar *project, WzDiagSink *sink, GError **error);
gboolean wz_weekly_add_overlay (WzOverlay *overlay, const gchar *path, WzDiagSink *sink, GError **error);

/** wz_weekly_load_dump: (transfer full): an issue that was dumped as JSON; NULL with an error. */
WzIssue *wz_weekly_load_dump (const gchar *path, GError **error);

/** wz_weekly_dup_stem: (transfer full): file name of the issue without extension: `SLUG-2022-W38`. */
gchar *wz_weekly_dup_stem (const WzPeriod *period, const WzWeeklySettings *settings);
