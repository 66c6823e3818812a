/* cli-publish.h: between cli-build.c, which makes issues, and cli-publish.c, which keeps them. Core only.
 * SPDX-License-Identifier: MIT */
#pragma once

#include "cli/cli.h"
#include "host/project/wz-build.h"

/**
 * CliPublishing: issues that are published when the project has been built, or are revised while it is.
 * @names: (array zero-terminated=1)
 */
typedef struct {
  const gchar *const *names;
  gboolean revise;
} CliPublishing;

/** CliShop: what both work with. All is lent. */
typedef struct {
  CliRun *run;
  const WzProject *project;
  WzState *state;
  WzBuild *build;
  const GPtrArray *editions; /* CliEdition: the issues themselves first */
} CliShop;

/** cli_build_project: builds as `wenzhai build` does; @folder: (nullable): NULL: the project that the program
 * stands in. @publishing: (nullable). */
int cli_build_project (CliRun *run, const gchar *folder, const CliPublishing *publishing);

/** cli_look_at_project: lets @look see a project of which nothing is made. */
int cli_look_at_project (CliRun *run, const gchar *folder,
                         int (*look) (const CliShop *shop, gpointer user_data), gpointer user_data);

/** cli_note_diag: what is odd in a book is known at later builds too. */
void cli_note_diag (const CliShop *shop, const CliBook *book, const WzDiag *diag);

/** cli_publish_issues: publishes the drafts that @publishing names, all of which have been built. */
int cli_publish_issues (const CliShop *shop, const CliPublishing *publishing);
/** cli_revise_issue: makes the next revision of issue @i, for @reasons that are told as @text. */
int cli_revise_issue (const CliShop *shop, guint i, guint reasons, const gchar *text);
/** cli_make_draft: (transfer full): the issue of that name as it would be made now, or, of a published one,
 * its next revision; NULL with an error. */
WzIssue *cli_make_draft (const CliShop *shop, const gchar *name, GError **error);
/** cli_check_names: whether the project has an issue for each name; what is wrong has been reported. */
gboolean cli_check_names (const CliShop *shop, const CliPublishing *publishing);
