/* wz-json-members.h: what of a JSON text would be passed over. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "json/wz-json-fields.h"

#include <json-glib/json-glib.h>

/** WzJsonText: one that wz_json_check() has passed; @file is the name to show. */
typedef struct {
  const gchar *text;
  gsize length;
  const gchar *file;
} WzJsonText;

/**
 * wz_json_check_members:
 * @root: the object that @text is
 *
 * Warns of what no reader would see: members that are not in the table, or that the kind of their node does
 * not use (`json-unknown-member`), nodes where they can't stand (`json-misplaced-node`) and names that occur
 * twice in an object (`json-duplicate-member`), each with its path, its line and column, and what was
 * meant. What occurs many times is told once, with the number of the others.
 */
void wz_json_check_members (const WzJsonText *text, JsonObject *root, WzDiagSink *sink);

/** wz_json_locate: where the value at @path (`sections[0].entries[2].doi`) stands, or the name of the member;
 * line 0 where there is none. */
WzPosition wz_json_locate (const WzJsonText *text, const gchar *path);
