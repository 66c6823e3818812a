/* wz-link.h: what a link of the editor's leads to. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "edit/wz-find.h"

/**
 * WzLinks: what links may lead to. Everything is lent.
 * @finder: of the papers of @issue
 * @numbered: (array length=n_numbered) (nullable): papers by the numbers that the book gives them; NULL: they
 *   have none yet
 * @dropped: (nullable): by paper: whether the book is made without it
 * @lang: of titles
 */
typedef struct {
  WzFinder *finder;
  const WzIssue *issue;
  const guint *numbered;
  guint n_numbered;
  const gboolean *dropped;
  const gchar *lang;
  WzDiagSink *sink;
} WzLinks;

/**
 * wz_link_find:
 * @title, and all else: as WzMarkdownLink; @user_data: of WzLinks
 *
 * A paper of the issue by any of its names, and by its number (`3`, `#3`), is a place in the book; an address
 * stays one; an identifier of another paper is the address where it lies. What is none of these is reported
 * (`link-no-paper`, warning), and its words stay without a link.
 */
gchar *wz_link_find (const gchar *name, const WzPosition *place, const WzText **title, gpointer user_data);
