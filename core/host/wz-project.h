/* wz-project.h: a series of issues and how they are made: wenzhai.ini. Core only. SPDX-License-Identifier:
 * MIT */
#pragma once

#include "base/wz-keyfile.h"
#include "edit/wz-period.h"
#include "host/wz-weekly.h"

#define WZ_PROJECT_FILE "wenzhai.ini"
#define WZ_PROJECT_DUMPS ".dumps" /* a folder among the issues */

/** The form of the project file that this program reads and writes; a file that says none is of form 1. */
#define WZ_PROJECT_FORMAT 1

/**
 * WzProject: a project file, read. Strings are as written; paths are resolved.
 * @folder: where the file lies
 * @file: its keys with their places
 * @sets: (array zero-terminated=1): `plugin.option=value`
 * @set_items: (element-type WzKeyFileItem): where each of @sets stands
 * @variants, @font_dirs, @ignore: (array zero-terminated=1)
 * @first: (nullable): the period that is number 1; NULL: numbers are those of the week or month
 */
typedef struct {
  gchar *folder, *path;
  WzKeyFile *file;
  gchar *series, *slug, *editor, *publisher, *rights, *first;
  gchar *inbox, *issues, *overlays;
  gchar *period, *order, *indices, *formats, *style, *languages;
  gboolean normalize, statistics, colophon, seen, omit_seen;
  GStrv sets, variants, font_dirs, ignore;
  GPtrArray *set_items;
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

/**
 * wz_project_find:
 * @folder: (type filename): where to begin
 *
 * Returns: (transfer full) (nullable): @folder or the next folder above it that has a project file, as a path
 * from where the program stands
 */
gchar *wz_project_find (const gchar *folder);

/** wz_project_complain: reports an error in the value of a key of `[project]`, in its place. */
void wz_project_complain (const WzProject *project, const gchar *key, WzDiagSink *sink, const gchar *text);
/** wz_project_hash_settings: adds all of `[project]` that an issue depends on, beside formats, style and
 * languages. */
void wz_project_hash_settings (const WzProject *project, GChecksum *checksum);
/** wz_project_hash_general: adds the `[overlay …]` groups, and the editorial that they name. */
void wz_project_hash_general (const WzProject *project, GChecksum *checksum);
/** wz_project_hash_file: adds the bytes of a file, where there is one. */
void wz_project_hash_file (GChecksum *checksum, const gchar *path);
/** wz_project_dup_editorial: (transfer full) (nullable): the file that a file of corrections names as its
 * editorial;
 * @group: that of the issue. */
gchar *wz_project_dup_editorial (const gchar *corrections, const gchar *group);

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
/** wz_project_list_all_dumps: as above, whether papers are marked or not. */
GStrv wz_project_list_all_dumps (const WzProject *project);
/** wz_project_load_issue: (transfer full) (nullable): the issue of @period as its dump has it. */
WzIssue *wz_project_load_issue (const WzProject *project, const WzPeriod *period);
/** wz_project_drop_dumps: removes dumps of the issue of that name, and of its editions, that are not among
 * @keep (element-type utf8): those of an issue that was called otherwise. */
void wz_project_drop_dumps (const WzProject *project, const gchar *name, const GPtrArray *keep);
/** wz_project_dump_period: the period of a dump, by its name; FALSE for other editions, and for periods of
 * another length. */
gboolean wz_project_dump_period (const WzProject *project, const gchar *path, WzPeriod *period);
/** wz_project_settings: how its issues are made, but for number, overlays and memory; strings are lent. */
WzWeeklySettings wz_project_settings (const WzProject *project);

/* ---- What lies in its folders ---- */

/**
 * wz_project_dup_ignored:
 * @folder: one of the project's
 *
 * Returns: (transfer full) (array zero-terminated=1): patterns of names in @folder that need not be told of:
 * those of `ignore`, and what of the project itself lies there
 */
GStrv wz_project_dup_ignored (const WzProject *project, const gchar *folder);

/** WzProjectHasIssue: whether there is, or was, an issue of that name. */
typedef gboolean (*WzProjectHasIssue) (const gchar *name, gpointer user_data);

/**
 * wz_project_report_files:
 * @has_issue: (nullable): NULL: corrections of any period will do
 *
 * Names what nobody uses in the project's own folder and among its corrections: `not-used`, and
 * `overlay-name` for a file that looks like corrections and belongs to no issue (warnings).
 */
void wz_project_report_files (const WzProject *project, WzProjectHasIssue has_issue, gpointer user_data,
                              WzDiagSink *sink);
