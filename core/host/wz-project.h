/* wz-project.h: a series of issues and how they are made: wenzhai.ini. Core only. SPDX-License-Identifier:
 * MIT */
#pragma once

#include "base/wz-keyfile.h"
#include "edit/wz-period.h"
#include "host/wz-weekly.h"

#define WZ_PROJECT_FILE "wenzhai.ini"
#define WZ_PROJECT_DUMPS ".dumps" /* a folder among the issues */

/**
 * WzProject: a project file, read. Strings are as written; paths are resolved.
 * @folder: where the file lies
 * @sets: (array zero-terminated=1): `plugin.option=value`
 * @variants: (array zero-terminated=1)
 * @first: (nullable): the period that is number 1; NULL: numbers are those of the week or month
 */
typedef struct {
  gchar *folder, *path;
  gchar *series, *slug, *editor, *publisher, *rights, *first;
  gchar *inbox, *issues, *overlays;
  gchar *period, *order, *indices, *formats, *style, *languages;
  gboolean normalize, statistics, colophon, seen, omit_seen;
  GStrv sets, variants;
  WzPeriodKind kind;
} WzProject;

/**
 * wz_project_load:
 * @folder: (type filename): that holds wenzhai.ini
 * @sink: (nullable): told of what is wrong in it, with line and column
 *
 * Returns: (transfer full): NULL with WZ_READ_ERROR_IO where there is no such file, WZ_PLUGIN_ERROR_OPTION
 * where it is wrong
 */
WzProject *wz_project_load (const gchar *folder, WzDiagSink *sink, GError **error);
void wz_project_free (WzProject *project);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzProject, wz_project_free)

/** wz_project_init: makes @folder with a commented wenzhai.ini, inbox/, issues/; what is there stays.
 * Returns: FALSE with WZ_OUTPUT_ERROR, also where there is a project already */
gboolean wz_project_init (const gchar *folder, GError **error);

/** wz_project_dup_number: (transfer full) (nullable): of the issue of @period, counted from the project's
 * first. */
gchar *wz_project_dup_number (const WzProject *project, const WzPeriod *period);
/** wz_project_dup_overlay: (transfer full) (nullable): the overlay file of @period, where there is one. */
gchar *wz_project_dup_overlay (const WzProject *project, const WzPeriod *period);
/**
 * wz_project_list_dumps:
 *
 * Returns: (transfer full) (array zero-terminated=1): paths of the models that builds left beside their
 * books, by name; none where the project marks no paper of earlier issues
 */
GStrv wz_project_list_dumps (const WzProject *project);
/** wz_project_dump_period: the period of a dump, by its name; FALSE for other editions, and for periods of
 * another length. */
gboolean wz_project_dump_period (const WzProject *project, const gchar *path, WzPeriod *period);
/** wz_project_settings: how its issues are made, but for number, overlays and memory; strings are lent. */
WzWeeklySettings wz_project_settings (const WzProject *project);
