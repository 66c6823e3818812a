/* wz-project.h: a series of issues and how they are made: wenzhai.ini. Core only. SPDX-License-Identifier:
 * MIT */
#pragma once

#include "host/file/wz-folder.h"
#include "base/wz-keyfile.h"
#include "recipe/wz-edition.h"
#include <wenzhai/wenzhai.h>

#define WZ_PROJECT_DUMPS ".dumps" /* a folder among the issues */

/** The form of the project file that this program reads and writes; a file that says none is of form 1. */
#define WZ_PROJECT_FORMAT 1

/**
 * WzProject: a project file, read.
 * @folder: where the file lies
 * @file: its keys with their places
 * @recipe: lent: what the file says, as far as nobody stronger does
 * @editions: (element-type WzEdition): of its `[edition …]` groups, in order
 */
typedef struct {
  gchar *folder, *path;
  WzKeyFile *file;
  const WzRecipe *recipe;
  GPtrArray *editions;
} WzProject;

/**
 * wz_project_load:
 * @folder: (type filename): that holds wenzhai.ini
 * @recipe: is told what the file says; must outlive the result
 * @sink: (nullable): told of what is wrong in it, with line and column
 *
 * Returns: (transfer full): NULL with WZ_READ_ERROR_IO where there is no such file, WZ_PLUGIN_ERROR_OPTION
 * where it is wrong
 */
WzProject *wz_project_load (const gchar *folder, WzRecipe *recipe, WzDiagSink *sink, GError **error);
void wz_project_free (WzProject *project);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzProject, wz_project_free)

/** wz_project_find: (transfer full) (nullable): the folder where the program stands or the next above it that
 * has a project file, as a path from there. */
gchar *wz_project_find (void);

/** wz_project_dup_state: (transfer full) (type filename): where its state lies. */
gchar *wz_project_dup_state (const WzProject *project);
/** wz_project_get_kind: of its issues' periods. */
WzPeriodKind wz_project_get_kind (const WzProject *project);
/** wz_project_say_issue: tells @recipe, which has the period of one of its issues, the issue's number and its
 * overlay. */
void wz_project_say_issue (const WzProject *project, WzRecipe *recipe);
/** wz_project_hash_general: adds the `[overlay …]` groups, and the files that they name. */
void wz_project_hash_general (const WzProject *project, GChecksum *checksum);
/** wz_project_hash_file: adds the bytes of a file, where there is one. */
void wz_project_hash_file (GChecksum *checksum, const gchar *path);
/** wz_project_list_named: (transfer full) (element-type filename): the files that corrections name: texts and
 * pictures; @overlay: (nullable): a file of corrections; NULL: those of the project file, and the texts that
 * lie beside it under their names (wz_overlay_list_texts()). */
GPtrArray *wz_project_list_named (const WzProject *project, const gchar *overlay);

/** wz_project_init: makes @folder with a commented wenzhai.ini, inbox/, issues/; what is there stays.
 * Returns: FALSE with WZ_OUTPUT_ERROR, also where there is a project already */
gboolean wz_project_init (const gchar *folder, GError **error);

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
/** wz_project_load_editions: (transfer full) (element-type WzIssue): the issue called @name and its editions
 * as their dumps have them, which may be none; NULL with an error. */
GPtrArray *wz_project_load_editions (const WzProject *project, const gchar *name, GError **error);
/** wz_project_write_dumps: leaves the models of @issues (element-type WzIssue) beside their books, and
 * removes what was left of issues of these @names (element-type utf8) when they were called otherwise. */
gboolean wz_project_write_dumps (const WzProject *project, const GPtrArray *issues, const GPtrArray *names,
                                 GError **error);
/** wz_project_dump_period: the period of a dump, by its name; FALSE for other editions, and for periods of
 * another length. */
gboolean wz_project_dump_period (const WzProject *project, const gchar *path, WzPeriod *period);

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
