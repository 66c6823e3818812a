/* wz-status.h: how the issues of a project are. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "host/project/wz-build.h"

/** WzStatusEdition: @formats: extensions of its files. */
typedef struct {
  gchar *name;
  GPtrArray *formats;
} WzStatusEdition;

/**
 * WzStatusRow: an issue. Read-only.
 * @revision: 0 for a draft
 * @reasons: bits of WzBuildReason: why it would be made anew, or revised; @why: in words; `` where it is
 * current
 * @editions: (element-type WzStatusEdition): the issue itself first
 * @pages: of the file that has most of them; 0 where none tells
 * @archived: its dailies have left the inbox
 */
typedef struct {
  gchar *name, *title, *why;
  GPtrArray *editions;
  guint revision, reasons;
  guint papers, pages, warnings;
  gboolean archived;
} WzStatusRow;

/** wz_status_list: (transfer full) (element-type WzStatusRow): by date; @build: dry, and not looked at yet:
 * those that are out of date are edited, since later ones depend on them. */
GPtrArray *wz_status_list (WzBuild *build, WzState *state);
/** wz_status_dup_text: (transfer full): for people, a line each; @width: (0 for none) of the terminal. */
gchar *wz_status_dup_text (const GPtrArray *rows, guint width);
/** wz_status_dup_json: (transfer full): for programs: a line of JSON each. */
gchar *wz_status_dup_json (const GPtrArray *rows);
