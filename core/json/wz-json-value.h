/* wz-json-value.h: members of an object as values of one type each. Of core/json alone.
 * SPDX-License-Identifier: MIT
 *
 * A reader keeps the path of the member it is at, so that an error says `sections[2].entries[0].titles`; the
 * first error is sticky and everything after it is a no-op.
 */
#pragma once

#include <json-glib/json-glib.h>

#include "base/wz-arena.h"
#include "json/wz-json-members.h"

typedef struct {
  const WzJsonText *text;
  WzIssueBuilder *builder;
  WzArena *arena;
  GPtrArray *files; /* of the top-level `files` */
  GString *path;
  GError *error;
  guint n_lost; /* papers that indices name, and that are not there */
} WzJsonReader;

/** wz_json_fail: @member: of the object at hand; empty for that itself; @expected: in the user's language. */
void wz_json_fail (WzJsonReader *r, const gchar *member, const gchar *expected);

/* Each is NULL, 0 or FALSE where there is no such member, and where it is of another kind, which is an error.
 */
const gchar *wz_json_take_string (WzJsonReader *r, JsonObject *object, const gchar *member);
/** wz_json_is_lang: a BCP 47 tag by its shape, which is what XML and the outputs' own tables rely on. */
gboolean wz_json_is_lang (const gchar *text);
const gchar *wz_json_take_lang (WzJsonReader *r, JsonObject *object, const gchar *member);
/** wz_json_take_key: of an entry; keys become ids and parts of file names as they are. */
const gchar *wz_json_take_key (WzJsonReader *r, JsonObject *object, const gchar *member);
guint32 wz_json_take_number (WzJsonReader *r, JsonObject *object, const gchar *member);
gboolean wz_json_take_true (WzJsonReader *r, JsonObject *object, const gchar *member);
JsonObject *wz_json_take_object (WzJsonReader *r, JsonObject *object, const gchar *member);
JsonArray *wz_json_take_array (WzJsonReader *r, JsonObject *object, const gchar *member);
WzDate wz_json_take_date (WzJsonReader *r, JsonObject *object, const gchar *member);
/** wz_json_take_enum: @names: (array zero-terminated=1). Returns: the place of the word among them */
gint wz_json_take_enum (WzJsonReader *r, JsonObject *object, const gchar *member, const gchar *const *names);
/** wz_json_take_time: seconds since 1970. */
gint64 wz_json_take_time (WzJsonReader *r, JsonObject *object, const gchar *member);
/** wz_json_take_position: `at`. */
WzPosition wz_json_take_position (WzJsonReader *r, JsonObject *object);
