/* wz-account.h: what a run made, and what there was to say, for programs: --report. Core only.
 * SPDX-License-Identifier: MIT
 *
 * Its form is core/json/wenzhai-report.schema.json.
 */
#pragma once

#include "host/run/wz-render.h"

typedef struct _WzAccount WzAccount;

#define WZ_ACCOUNT_FORMAT 1

/** wz_account_new: @command: that is run. */
WzAccount *wz_account_new (const gchar *command);
void wz_account_free (WzAccount *account);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzAccount, wz_account_free)

/** wz_account_add_diag: @output: (nullable): who says it. */
void wz_account_add_diag (WzAccount *account, const WzDiag *diag, const gchar *output);
/**
 * wz_account_add_issue:
 * @name: of an issue of a project
 * @action: `made`, `current`, `kept` (it would lose papers), `older` (it could be made anew), `failed`, or
 *   `begun`: it is being made
 * @reason: why, as people are told it
 */
void wz_account_add_issue (WzAccount *account, const gchar *name, const gchar *action, const gchar *reason);
/** wz_account_settle_issue: what has become of the issue of that name. */
void wz_account_settle_issue (WzAccount *account, const gchar *name, const gchar *action);
/** wz_account_add_file: one that was to be made; @issue: (nullable): in a project: which it is of. */
void wz_account_add_file (WzAccount *account, const WzRenderTask *task, const gchar *issue);
/** wz_account_add_fonts: those of a style, each once. */
void wz_account_add_fonts (WzAccount *account, const WzStyle *style);

/** wz_account_dup_begun: (transfer full): what there is so far: for wz_testament_set(). */
gchar *wz_account_dup_begun (const WzAccount *account);
/** wz_account_dup_json: (transfer full): the whole, with a line end; @status: what the run ends with. */
gchar *wz_account_dup_json (const WzAccount *account, gint status);
