/* wz-message-private.h: JSON of the host: writing members, and reading what a stranger has put there. Core
 * only. SPDX-License-Identifier: MIT */
#pragma once

#include <json-glib/json-glib.h>

/** wz_message_add_string: @text: (nullable): NULL: the member is left out. */
void wz_message_add_string (JsonBuilder *json, const gchar *member, const gchar *text);
void wz_message_add_number (JsonBuilder *json, const gchar *member, gint64 value);
void wz_message_add_boolean (JsonBuilder *json, const gchar *member, gboolean value);
void wz_message_begin_array (JsonBuilder *json, const gchar *member);
/** wz_message_end: (transfer full): the object or array that was begun first, as text. */
gchar *wz_message_end (JsonBuilder *json, gboolean pretty);

/** wz_message_find_value: (nullable): a member that holds a value of @type; json-glib's own getters complain
 * of others, or answer NULL for them. */
JsonNode *wz_message_find_value (JsonObject *object, const gchar *member, GType type);
