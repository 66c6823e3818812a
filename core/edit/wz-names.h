/* wz-names.h: names of categories, days and weeks, and of fields in messages. Core only.
 * SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wenzhai.h>

G_BEGIN_DECLS

/** wz_names_category: (nullable): the legend's name of @code in @lang, else the table's. */
const gchar *wz_names_category (const WzIssue *issue, const gchar *code, const gchar *lang);
/** wz_names_dup_category: (transfer full): `机器学习（LG）`, `Machine Learning (LG)`; the code alone where
 * nobody knows its name. */
gchar *wz_names_dup_category (const WzIssue *issue, const gchar *code, const gchar *lang);
/** wz_names_category_rank: place in the legend; codes that are not in it come after, by letter. */
guint wz_names_category_rank (const WzIssue *issue, const gchar *code);
/** wz_names_field: the name of a field of the model, for messages in the user's language. */
const gchar *wz_names_field (const gchar *field);
/** wz_names_dup_day: (transfer full): `2022年9月26日 星期一`, `Monday, 26 September 2022`. */
gchar *wz_names_dup_day (WzDate date, const gchar *lang);
/** wz_names_dup_short_day: (transfer full): under a month: `26日 星期一`, `26, Monday`. */
gchar *wz_names_dup_short_day (WzDate date, const gchar *lang);
/** wz_names_dup_month: (transfer full): `2022年9月`, `September 2022`. */
gchar *wz_names_dup_month (WzDate date, const gchar *lang);

G_END_DECLS
