/* wz-folder.h: what lies in a folder of the editor's, and what of it nobody reads. Core only.
 * SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-diag.h>

/**
 * WzFileKind: what a name promises.
 * @WZ_FILE_DAILY: a digest: `.txt`, `.text`, or what has a day in its name
 * @WZ_FILE_PERHAPS: of a form that can be read (`.md`, `.json`), without a day in its name: a digest if it
 * reads as one
 * @WZ_FILE_OTHER: nothing that can be read: a folder, a book, an editor's back-up
 */
typedef enum { WZ_FILE_DAILY, WZ_FILE_PERHAPS, WZ_FILE_OTHER } WzFileKind;

/** WZ_PROJECT_FILE: what a project's folder has. */
#define WZ_PROJECT_FILE "wenzhai.ini"

/**
 * wz_folder_list:
 * @ignore: (array zero-terminated=1) (nullable): patterns (`*.docx`) of what nobody wants to hear of
 *
 * Returns: (transfer full) (element-type utf8): names in order, those of folders with a `/` behind them
 * and those of pipes and the like with a word, without hidden ones, projects, and those that @ignore has;
 * NULL with WZ_READ_ERROR_IO
 */
GPtrArray *wz_folder_list (const gchar *folder, const gchar *const *ignore, GError **error);

/** wz_folder_is_ignored: whether one of the patterns @ignore (nullable) is of @name. */
gboolean wz_folder_is_ignored (const gchar *name, const gchar *const *ignore);
/** wz_folder_judge: @name: as wz_folder_list() gives it. */
WzFileKind wz_folder_judge (const gchar *name);

/** wz_folder_get_forms: (transfer none): endings of what can be read, for messages: `.txt, .text, …`. */
const gchar *wz_folder_get_forms (void);

/**
 * wz_folder_dup_names:
 * @names: (element-type utf8)
 *
 * Returns: (transfer full): `a, b, c`, of many the first ones and how many more there are; safe to print
 */
gchar *wz_folder_dup_names (const GPtrArray *names);

/**
 * wz_folder_report:
 * @names: (element-type utf8): what is not used in @folder; nothing is said where there are none
 * @remedy: one sentence
 *
 * One warning `not-used` for all, and a hint for each when the list had to be cut.
 */
void wz_folder_report (const gchar *folder, const GPtrArray *names, const gchar *remedy, WzDiagSink *sink);
/** wz_folder_remove: a folder of the program's own, with the files in it. */
void wz_folder_remove (const gchar *folder);
