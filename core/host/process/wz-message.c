/* wz-message.c: the pipe between host and child. SPDX-License-Identifier: MIT */
#include "host/process/wz-message.h"

#include "base/wz-diag-private.h"
#include "host/process/wz-message-private.h"
#include "json/wz-json.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define MAX_LINE (1024 * 1024)
#define MAX_CODE 64     /* bytes of a diagnostic's name */
#define MAX_DETAIL 4000 /* bytes of what it says; more is not for people */

/* ---- Writing ---- */

void
wz_message_add_string (JsonBuilder *json, const gchar *member, const gchar *text)
{
  if (text == NULL)
    return;
  g_autofree gchar *valid = g_utf8_make_valid (text, -1);
  json_builder_set_member_name (json, member);
  json_builder_add_string_value (json, valid);
}

void
wz_message_add_number (JsonBuilder *json, const gchar *member, gint64 value)
{
  json_builder_set_member_name (json, member);
  json_builder_add_int_value (json, value);
}

void
wz_message_add_boolean (JsonBuilder *json, const gchar *member, gboolean value)
{
  json_builder_set_member_name (json, member);
  json_builder_add_boolean_value (json, value);
}

void
wz_message_begin_array (JsonBuilder *json, const gchar *member)
{
  json_builder_set_member_name (json, member);
  json_builder_begin_array (json);
}

gchar *
wz_message_end (JsonBuilder *json, gboolean pretty)
{
  g_autoptr (JsonNode) root = json_builder_get_root (json);
  return json_to_string (root, pretty);
}

/* ---- Sending ---- */

void
wz_message_send_line (gint fd, const gchar *json)
{
  g_autofree gchar *line = g_strconcat (json, "\n", NULL);
  gsize left = strlen (line);
  const gchar *p = line;
  while (left > 0) {
    gssize n = write (fd, p, left);
    if (n < 0 && errno != EINTR)
      return;
    if (n > 0) {
      p += n;
      left -= (gsize) n;
    }
  }
}

static JsonBuilder *
begin (const gchar *type)
{
  JsonBuilder *json = json_builder_new ();
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "type");
  json_builder_add_string_value (json, type);
  return json;
}

static void
send (gint fd, JsonBuilder *json)
{
  json_builder_end_object (json);
  g_autofree gchar *line = wz_message_end (json, FALSE);
  wz_message_send_line (fd, line);
}

void
wz_message_send_progress (gint fd, guint done, guint total)
{
  g_autoptr (JsonBuilder) json = begin ("progress");
  wz_message_add_number (json, "done", done);
  wz_message_add_number (json, "total", total);
  send (fd, json);
}

void
wz_message_send_diag (gint fd, const WzDiag *diag)
{
  g_autoptr (JsonBuilder) json = begin ("diag");
  wz_message_add_number (json, "severity", diag->severity);
  wz_message_add_string (json, "code", diag->code);
  wz_message_add_string (json, "file", diag->position.file);
  wz_message_add_number (json, "line", diag->position.line);
  wz_message_add_number (json, "column", diag->position.column);
  wz_message_add_string (json, "detail", diag->detail);
  send (fd, json);
}

gchar *
wz_message_dup_error (gint code, const gchar *text)
{
  g_autoptr (JsonBuilder) json = begin ("error");
  wz_message_add_number (json, "error", code);
  wz_message_add_string (json, "detail", text);
  json_builder_end_object (json);
  return wz_message_end (json, FALSE);
}

void
wz_message_send_error (gint fd, gint code, const gchar *text)
{
  g_autofree gchar *line = wz_message_dup_error (code, text);
  wz_message_send_line (fd, line);
}

void
wz_message_send_made (gint fd, guint pages, const gchar *libraries)
{
  g_autoptr (JsonBuilder) json = begin ("made");
  wz_message_add_number (json, "pages", pages);
  wz_message_add_string (json, "detail", libraries);
  send (fd, json);
}

void
wz_message_send_done (gint fd, guint64 bytes)
{
  g_autoptr (JsonBuilder) json = begin ("done");
  wz_message_add_number (json, "bytes", (gint64) bytes);
  send (fd, json);
}

gchar *
wz_message_dup_diag (const WzDiag *diag, const gchar *output)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  json_builder_begin_object (json);
  wz_message_add_string (json, "severity", wz_severity_get_name (diag->severity));
  wz_message_add_string (json, "code", diag->code);
  wz_message_add_string (json, "output", output);
  wz_message_add_string (json, "file", diag->position.file);
  if (diag->position.line > 0) {
    wz_message_add_number (json, "line", diag->position.line);
    wz_message_add_number (json, "column", diag->position.column);
  }
  wz_message_add_string (json, "message", diag->detail);
  json_builder_end_object (json);
  return wz_message_end (json, FALSE);
}

/* ---- Receiving ---- */

struct _WzMessageReader {
  WzMessageFunc func;
  gpointer user_data;
  GString *pending;
};

WzMessageReader *
wz_message_reader_new (WzMessageFunc func, gpointer user_data)
{
  WzMessageReader *reader = g_new0 (WzMessageReader, 1);
  reader->func = func;
  reader->user_data = user_data;
  reader->pending = g_string_new (NULL);
  return reader;
}

void
wz_message_reader_free (WzMessageReader *reader)
{
  if (reader == NULL)
    return;
  g_string_free (reader->pending, TRUE);
  g_free (reader);
}

static gboolean
find_type (const gchar *name, WzMessageType *type)
{
  static const gchar *const names[] = {"descriptor", "progress", "diag", "made", "error", "done"};
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (names[i], name) == 0) {
      *type = (WzMessageType) i;
      return TRUE;
    }
  return FALSE;
}

JsonNode *
wz_message_find_value (JsonObject *object, const gchar *member, GType type)
{
  JsonNode *node = json_object_get_member (object, member);
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type ? node
                                                                                                 : NULL;
}

static gint64
number_of (JsonObject *object, const gchar *member, gint64 high)
{
  JsonNode *node = wz_message_find_value (object, member, G_TYPE_INT64);
  gint64 number = node != NULL ? json_node_get_int (node) : 0;
  return CLAMP (number, 0, high);
}

static const gchar *
string_of (JsonObject *object, const gchar *member, const gchar *otherwise)
{
  JsonNode *node = wz_message_find_value (object, member, G_TYPE_STRING);
  return node != NULL ? json_node_get_string (node) : otherwise;
}

/* By number, as our own children write it, or by name. */
static WzSeverity
severity_of (JsonObject *object)
{
  const gchar *name = string_of (object, "severity", NULL);
  if (name == NULL)
    return (WzSeverity) number_of (object, "severity", WZ_SEVERITY_UNSUPPORTED);
  for (gint severity = WZ_SEVERITY_HINT; severity <= WZ_SEVERITY_UNSUPPORTED; severity++)
    if (g_str_equal (wz_severity_get_name ((WzSeverity) severity), name))
      return (WzSeverity) severity;
  return WZ_SEVERITY_WARNING;
}

/* Names are short and of a few characters; what is none is not passed on. */
static const gchar *
code_of (JsonObject *object)
{
  const gchar *code = string_of (object, "code", "plugin");
  gsize n = strspn (code, "abcdefghijklmnopqrstuvwxyz0123456789-");
  return n > 0 && n <= MAX_CODE && code[n] == '\0' ? code : "plugin";
}

static gchar *
dup_cut (const gchar *text)
{
  gsize length = strlen (text);
  if (length <= MAX_DETAIL)
    return g_strdup (text);
  const gchar *end = g_utf8_find_prev_char (text, text + MAX_DETAIL);
  g_autofree gchar *cut = g_strndup (text, (gsize) (end - text));
  return g_strconcat (cut, " …", NULL);
}

/* The child may be a plugin gone wrong: nothing in @line is trusted. */
static gboolean
take_line (WzMessageReader *reader, const gchar *line, gsize length)
{
  if (!wz_json_check (line, length, "pipe", NULL))
    return FALSE;
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, line, (gssize) length, NULL) ||
      !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return FALSE;
  JsonObject *object = json_node_get_object (json_parser_get_root (parser));
  WzMessage message = {.json = line};
  if (!find_type (string_of (object, "type", NULL), &message.type))
    return FALSE;
  message.done = (guint) number_of (object, "done", G_MAXINT32);
  message.total = (guint) number_of (object, "total", G_MAXINT32);
  message.pages = (guint) number_of (object, "pages", G_MAXINT32);
  message.bytes = (guint64) number_of (object, "bytes", G_MAXINT64);
  message.error_code = (gint) number_of (object, "error", WZ_PLUGIN_ERROR_FAILED);
  g_autofree gchar *detail = dup_cut (string_of (object, "detail", ""));
  const gchar *file = string_of (object, "file", NULL);
  message.diag = (WzDiag){
      .severity = severity_of (object),
      .code = code_of (object),
      .detail = detail,
      .position = {file != NULL && strlen (file) <= MAX_DETAIL ? file : NULL,
                   (guint32) number_of (object, "line", G_MAXINT32),
                   (guint32) number_of (object, "column", G_MAXINT32)},
  };
  reader->func (&message, reader->user_data);
  return TRUE;
}

gboolean
wz_message_reader_feed (WzMessageReader *reader, const gchar *data, gsize length)
{
  g_string_append_len (reader->pending, data, (gssize) length);
  gsize start = 0;
  const gchar *end;
  while ((end = memchr (reader->pending->str + start, '\n', reader->pending->len - start)) != NULL) {
    gsize n = (gsize) (end - reader->pending->str) - start;
    g_autofree gchar *line = g_strndup (reader->pending->str + start, n);
    if (!take_line (reader, line, n))
      return FALSE;
    start += n + 1;
  }
  g_string_erase (reader->pending, 0, (gssize) start);
  return reader->pending->len <= MAX_LINE;
}

gboolean
wz_message_reader_end (WzMessageReader *reader)
{
  return reader->pending->len == 0 || wz_message_reader_feed (reader, "\n", 1);
}
