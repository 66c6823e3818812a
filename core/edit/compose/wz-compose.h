/* wz-compose.h: from merged papers to a finished issue. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "edit/wz-memory.h"
#include "edit/compose/wz-overlay.h"
#include <wenzhai/wenzhai.h>

G_BEGIN_DECLS

/**
 * WzEditOrder: what the sections are.
 * @WZ_ORDER_EDITORIAL: featured and notable papers
 * @WZ_ORDER_DAY: a section a day, of first appearance
 * @WZ_ORDER_CATEGORY: a section a category, in the order of the legend
 */
typedef enum { WZ_ORDER_EDITORIAL, WZ_ORDER_DAY, WZ_ORDER_CATEGORY } WzEditOrder;

/**
 * WzComposeOptions: how an issue is put together. All zero is a plain issue. Everything is lent.
 * @lang: (nullable): of generated words; NULL: the issue's own
 * @title, @title_en, @subtitle: (nullable)
 * @indices: bits 1 << WzIndexKind
 * @first, @last: the period; unknown: derived
 * @missing: (array length=n_missing): days without a digest
 * @colophon_lines: (array zero-terminated=1) (nullable): fonts, versions, settings; NULL: no colophon
 * @omit_seen: leave out papers that an earlier issue had
 * @changes: (nullable): CommonMark: what is new since the issue was last made
 */
typedef struct {
  const gchar *lang;
  const gchar *title, *title_en, *subtitle;
  const gchar *series, *slug, *number, *volume;
  const gchar *editor, *publisher, *rights, *stem;
  WzDate date, first, last;
  WzEditOrder order;
  guint indices;
  gboolean statistics;
  const gchar *const *colophon_lines;
  const WzDate *missing;
  guint n_missing;
  const WzOverlay *overlay;
  const WzMemory *memory;
  gboolean omit_seen;
  const gchar *changes;
} WzComposeOptions;

WzIssue *wz_edit_compose (const WzIssue *issue, const WzComposeOptions *options, WzDiagSink *sink);

G_END_DECLS
