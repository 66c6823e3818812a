/* wz-message-private.h: reading what a stranger has put into JSON. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include <json-glib/json-glib.h>

/** wz_message_find_value: (nullable): a member that holds a value of @type; json-glib's own getters complain
 * of others, or answer NULL for them. */
JsonNode *wz_message_find_value (JsonObject *object, const gchar *member, GType type);
