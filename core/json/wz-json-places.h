/* wz-json-places.h: where in a JSON text something stands. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wenzhai.h>

/** WzJsonText: one that wz_json_check() has passed; @file is the name to show. */
typedef struct {
  const gchar *text;
  gsize length;
  const gchar *file;
} WzJsonText;

/**
 * WzJsonVisit: told of a name or of an item of an array
 * @path: `sections[0].entries[2].doi`; valid during the call
 * @duplicate: the name stood in its object before
 */
typedef void (*WzJsonVisit) (const gchar *path, guint line, guint column, gboolean duplicate,
                             gpointer user_data);

/** wz_json_visit_places: visits all names and items of @text in their order; @twice: look for duplicates. */
void wz_json_visit_places (const WzJsonText *text, gboolean twice, WzJsonVisit visit, gpointer user_data);

/** wz_json_locate: where the value at @path (`sections[0].entries[2].doi`) stands, or the name of the member;
 * line 0 where there is none. */
WzPosition wz_json_locate (const WzJsonText *text, const gchar *path);
