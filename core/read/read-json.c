/* read-json.c: the `json` reader: the model's own JSON form, as `dump --format=json` writes it. The codec is
 * in core/json; here are detection and the byte order mark. SPDX-License-Identifier: MIT */
#include "base/wz-decode.h"
#include "json/wz-json.h"
#include "model/wz-builder.h"
#include "read/wz-read-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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

static WzIssue *
read_json (GBytes *bytes, const gchar *file, const gchar *encoding, WzPictures *pictures, WzDiagSink *sink,
           WzCoverage **coverage, GError **error)
{
  g_autoptr (WzDecoded) decoded = NULL;
  g_autoptr (GError) cause = NULL;
  gsize length;
  const gchar *text = skip_mark (bytes, &length);

  if (encoding != NULL && (decoded = wz_decode_as (bytes, encoding, &cause)) == NULL) {
    g_set_error_literal (error, WZ_READ_ERROR, WZ_READ_ERROR_ENCODING, cause->message);
    return NULL;
  }
  if (decoded != NULL)
    text = wz_decoded_get_text (decoded, &length);
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
    .matches = matches_json,
    .read = read_json,
};
