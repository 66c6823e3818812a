/* wz-names.h: names of categories, days and weeks, and of fields in messages. Core only.
 * SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wenzhai.h>

G_BEGIN_DECLS

const gchar *wz_names_category (const WzIssue *issue, const gchar *code, const gchar *lang);
gchar *wz_names_dup_category (const WzIssue *issue, const gchar *code, const gchar *lang);
guint wz_names_category_rank (const WzIssue *issue, const gchar *code);
const gchar *wz_names_field (const gchar *field);
gchar *wz_names_dup_day (WzDate date, const gchar *lang);
gchar *wz_names_dup_short_day (WzDate date, const gchar *lang);
gchar *wz_names_dup_month (WzDate date, const gchar *lang);

G_END_DECLS
