/* wz-json-members.h: what of a JSON text would be passed over. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "json/wz-json-fields.h"
#include "json/wz-json-places.h"

#include <json-glib/json-glib.h>

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
