/* read-json.c: the `json` reader: the model's own JSON form, as `dump --format=json` writes it. The codec is
 * in core/json; here are detection and the byte order mark. SPDX-License-Identifier: MIT */
#include "base/wz-decode.h"
#include "json/wz-json.h"
#include "model/wz-builder.h"
#include "read/wz-read-private.h"
#include "record/wz-record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define OWN_BYTES 4096 /* of a text, in which its first member stands */
#define MOST_NAMES 12

/* RFC 8259, 8.1: a byte order mark may be ignored; other encodings than UTF-8 are none of JSON's. */
static const gchar *
skip_mark (GBytes *bytes, gsize *length)
{
  const gchar *text = g_bytes_get_data (bytes, length);

  if (*length >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0) {
    *length -= 3;
    return text + 3;
  }
  return text;
}

/* An object or array: no digest begins with `{"`, `[{`, `[[` and the like. A tag is `[` and a letter. */
static gboolean
matches_json (GBytes *bytes)
{
  gsize length, i = 0;
  const gchar *text = skip_mark (bytes, &length);
  gchar first;

  while (i < length && g_ascii_isspace (text[i]))
    i++;
  if (i >= length || (text[i] != '{' && text[i] != '['))
    return FALSE;
  first = text[i++];
  while (i < length && g_ascii_isspace (text[i]))
    i++;
  if (i >= length)
    return FALSE;
  if (first == '{')
    return text[i] == '"' || text[i] == '}';
  return strchr ("{[]\"", text[i]) != NULL && text[i] != 0;
}

gboolean
wz_json_is_own (GBytes *bytes)
{
  gsize length;
  const gchar *text = skip_mark (bytes, &length);

  return matches_json (bytes) && g_strstr_len (text, (gssize) MIN (length, OWN_BYTES), "\"wenzhai\"") != NULL;
}

/* The names in the first record that has any. */
static gboolean
list_names (WzRecordNode *record, gpointer user_data)
{
  GString *names = user_data;
  guint n = 0;

  for (const WzRecordNode *child = record->first; child != NULL && n < MOST_NAMES; child = child->next, n++)
    g_string_append_printf (names, "%s%s", n > 0 ? ", " : "", child->name);
  return record->first == NULL;
}

/* JSON of others, or JSON Lines, that no mapping file is for; or none at all. */
static void
refuse_foreign (const gchar *text, gsize length, const gchar *file, GError **error)
{
  static const gchar *const places[] = {"", NULL};
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree gchar *copy = g_strndup (text, length);
  WzRecordReading reading = {
      .format = WZ_RECORD_JSON, .places = places, .take = list_names, .user_data = names};
  g_autoptr (WzRecordTree) tree = wz_record_read (copy, length, file, &reading, error);

  if (tree != NULL && names->len == 0)
    g_set_error (
        error, WZ_READ_ERROR, WZ_READ_ERROR_NOT_DIGEST,
        _ ("%s: JSON without a record in it, so that nothing tells what it is; --reader says which day "
           "without papers it is"),
        file);
  else if (tree != NULL)
    g_set_error (
        error, WZ_READ_ERROR, WZ_READ_ERROR_NOT_DIGEST,
        _ ("%s: JSON, but neither an issue (it has no member \"wenzhai\") nor of a kind that a mapping "
           "file is for (it has: %s); `wenzhai reader list` names those that there are, "
           "wenzhai-reader(5) tells how to write one"),
        file, names->str);
}

static WzIssue *
read_json (const WzReader *self, GBytes *bytes, const gchar *file, const WzReadOptions *options,
           WzPictures *pictures, WzDiagSink *sink, WzCoverage **coverage, GError **error)
{
  g_autoptr (WzDecoded) decoded = NULL;
  g_autoptr (GError) cause = NULL;
  gsize length;
  const gchar *text = skip_mark (bytes, &length);

  if (options->encoding != NULL && (decoded = wz_decode_as (bytes, options->encoding, &cause)) == NULL) {
    g_set_error_literal (error, WZ_READ_ERROR, WZ_READ_ERROR_ENCODING, cause->message);
    return NULL;
  }
  if (decoded != NULL)
    text = wz_decoded_get_text (decoded, &length);
  if (!wz_json_is_own (bytes)) {
    refuse_foreign (text, length, file, error);
    return NULL;
  }
  g_autoptr (WzIssue) issue = wz_json_read (text, length, file, sink, error);

  if (issue != NULL && wz_model_is_empty (issue)) {
    g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_NOT_DIGEST,
                 _ ("%s: an issue without a paper and without a text: there is nothing to make a book of"),
                 file);
    return NULL;
  }
  return g_steal_pointer (&issue);
}

const WzReader wz_reader_json = {
    .name = "json",
    .comment = N_ ("issues that `wenzhai dump` wrote"),
    .matches = matches_json,
    .read = read_json,
};
