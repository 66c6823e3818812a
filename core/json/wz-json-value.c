/* wz-json-value.c: members of an object as values of one type each. SPDX-License-Identifier: MIT */
#include "json/wz-json-value.h"

#include "base/wz-date.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_LANG 35 /* RFC 5646 4.4.1: the length that applications should bear */
#define MAX_KEY 64  /* a derived one has 48 and a suffix */

void
wz_json_fail (WzJsonReader *r, const gchar *member, const gchar *expected)
{
  if (r->error != NULL)
    return;
  g_autofree gchar *path =
      g_strconcat (r->path->str, r->path->len > 0 && *member != '\0' ? "." : "", member, NULL);
  WzPosition at = wz_json_locate (r->text, path);
  if (at.line == 0) /* a member that isn't there: the object that lacks it */
    at = wz_json_locate (r->text, r->path->str);
  g_autofree gchar *place = at.line > 0 ? g_strdup_printf (":%u:%u", at.line, at.column) : g_strdup ("");
  g_set_error (&r->error, WZ_READ_ERROR, WZ_READ_ERROR_SYNTAX, _ ("%s%s: %s: expected %s"), r->text->file,
               place, path, expected);
}

static JsonNode *
get_node (WzJsonReader *r, JsonObject *object, const gchar *member, GType type, const gchar *expected)
{
  JsonNode *node = json_object_get_member (object, member);
  if (node == NULL || json_node_get_value_type (node) == type)
    return node;
  wz_json_fail (r, member, expected);
  return NULL;
}

const gchar *
wz_json_take_string (WzJsonReader *r, JsonObject *object, const gchar *member)
{
  JsonNode *node = get_node (r, object, member, G_TYPE_STRING, _ ("a string"));
  return node != NULL ? json_node_get_string (node) : NULL;
}

gboolean
wz_json_is_lang (const gchar *text)
{
  gsize n = 0;
  if (!g_ascii_isalpha (*text) || strlen (text) > MAX_LANG)
    return FALSE;
  for (const gchar *p = text; *p != '\0'; p++) {
    n = *p == '-' ? 0 : n + 1;
    if (n > 8 || (*p == '-' ? !g_ascii_isalnum (p[1]) : !g_ascii_isalnum (*p)))
      return FALSE;
  }
  return TRUE;
}

const gchar *
wz_json_take_lang (WzJsonReader *r, JsonObject *object, const gchar *member)
{
  const gchar *text = wz_json_take_string (r, object, member);
  if (text == NULL || wz_json_is_lang (text))
    return text;
  wz_json_fail (r, member, _ ("a language tag such as zh-Hans"));
  return NULL;
}

const gchar *
wz_json_take_key (WzJsonReader *r, JsonObject *object, const gchar *member)
{
  const gchar *text = wz_json_take_string (r, object, member);
  if (text == NULL)
    return NULL;
  gsize n = strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "._-");
  if (n > 0 && n <= MAX_KEY && text[n] == '\0')
    return text;
  wz_json_fail (r, member, _ ("letters, digits, points, hyphens and underscores, 64 at most"));
  return NULL;
}

guint32
wz_json_take_number (WzJsonReader *r, JsonObject *object, const gchar *member)
{
  static const gchar expected[] = N_ ("a whole number, 0 or more");
  JsonNode *node = get_node (r, object, member, G_TYPE_INT64, _ (expected));
  gint64 number = node != NULL ? json_node_get_int (node) : 0;
  if (number >= 0 && number <= G_MAXINT32)
    return (guint32) number;
  wz_json_fail (r, member, _ (expected));
  return 0;
}

gboolean
wz_json_take_true (WzJsonReader *r, JsonObject *object, const gchar *member)
{
  JsonNode *node = get_node (r, object, member, G_TYPE_BOOLEAN, _ ("true or false"));
  return node != NULL && json_node_get_boolean (node);
}

JsonObject *
wz_json_take_object (WzJsonReader *r, JsonObject *object, const gchar *member)
{
  JsonNode *node = get_node (r, object, member, JSON_TYPE_OBJECT, _ ("an object"));
  return node != NULL ? json_node_get_object (node) : NULL;
}

JsonArray *
wz_json_take_array (WzJsonReader *r, JsonObject *object, const gchar *member)
{
  JsonNode *node = get_node (r, object, member, JSON_TYPE_ARRAY, _ ("an array"));
  return node != NULL ? json_node_get_array (node) : NULL;
}

WzDate
wz_json_take_date (WzJsonReader *r, JsonObject *object, const gchar *member)
{
  const gchar *text = wz_json_take_string (r, object, member);
  WzDate date = {0, 0, 0};
  if (text == NULL)
    return date;
  if (!wz_date_parse_iso (text, &date))
    wz_json_fail (r, member, _ ("a date such as 2022-09-22"));
  return date;
}

gint
wz_json_take_enum (WzJsonReader *r, JsonObject *object, const gchar *member, const gchar *const *names)
{
  const gchar *text = wz_json_take_string (r, object, member);
  for (gint i = 0; text != NULL && names[i] != NULL; i++)
    if (g_str_equal (names[i], text))
      return i;
  g_autofree gchar *all = g_strjoinv (", ", (gchar **) (gsize) (names + (*names[0] == '\0')));
  g_autofree gchar *expected = g_strdup_printf (_ ("one of %s"), all);
  wz_json_fail (r, member, expected);
  return 0;
}

gint64
wz_json_take_time (WzJsonReader *r, JsonObject *object, const gchar *member)
{
  const gchar *text = wz_json_take_string (r, object, member);
  g_autoptr (GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;
  if (text != NULL && time == NULL)
    wz_json_fail (r, member, _ ("a time such as 2022-09-22T00:00:00Z"));
  return time != NULL ? g_date_time_to_unix (time) : 0;
}

WzPosition
wz_json_take_position (WzJsonReader *r, JsonObject *object)
{
  WzPosition position = {NULL, 0, 0};
  JsonArray *at = wz_json_take_array (r, object, "at");
  if (at == NULL)
    return position;
  gint64 values[3] = {-1, -1, -1};
  for (guint i = 0; i < 3 && json_array_get_length (at) == 3; i++) {
    JsonNode *node = json_array_get_element (at, i);
    if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
      values[i] = json_node_get_int (node);
  }
  if (values[0] < -1 || values[0] >= (gint64) r->files->len || values[1] < 0 || values[1] > G_MAXINT32 ||
      values[2] < 0 || values[2] > G_MAXINT32) {
    wz_json_fail (r, "at", _ ("[index into files, line, column]"));
    return position;
  }
  position.file = values[0] >= 0 ? g_ptr_array_index (r->files, values[0]) : NULL;
  position.line = (guint32) values[1];
  position.column = (guint32) values[2];
  return position;
}
