/* wz-keyfile.c: groups, keys and values with their places. SPDX-License-Identifier: MIT
 *
 * In: bytes. Out: of each good line its value and place.
 */
#include "base/wz-keyfile.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/wz-decode.h"
#include <wenzhai/wz-error.h>

struct _WzKeyFile {
  gchar *name, *folder;
  GPtrArray *items;  /* WzKeyFileItem */
  GHashTable *index; /* "group" or "group\037key" → the WzKeyFileItem that counts */
  guint n_errors;
};

/* The state of one scan. */
typedef struct {
  WzKeyFile *file;
  WzDiagSink *sink;
  gchar *group; /* the open one; NULL before the first */
  guint32 line;
  guint32 indent; /* code points before the trimmed line */
} Scan;

static void
item_free (gpointer data)
{
  WzKeyFileItem *item = data;
  g_free ((gpointer) (gsize) item->group);
  g_free ((gpointer) (gsize) item->key);
  g_free ((gpointer) (gsize) item->text);
  g_free ((gpointer) (gsize) item->written);
  g_free (item);
}

static gchar *
index_name (const gchar *group, const gchar *key)
{
  return key ? g_strconcat (group, "\037", key, NULL) : g_strdup (group);
}

static WzPosition
place (const Scan *scan, guint32 column)
{
  return (WzPosition){scan->file->name, scan->line, column};
}

static guint32
code_points (const gchar *from, const gchar *to)
{
  return (guint32) g_utf8_strlen (from, to - from);
}

static void
complain (Scan *scan, guint32 column, const gchar *detail)
{
  WzPosition position = place (scan, column);
  wz_diag_report (scan->sink, WZ_SEVERITY_ERROR, "keyfile-syntax", &position, "%s", detail);
  scan->file->n_errors++;
}

/* A value with what a backslash stands for. */
static gchar *
resolve (const gchar *text)
{
  static const gchar letters[] = "sntr\\", meanings[] = " \n\t\r\\";
  GString *out = g_string_sized_new (strlen (text));
  for (const gchar *p = text; *p; p++) {
    const gchar *letter = p[0] == '\\' && p[1] != '\0' ? strchr (letters, p[1]) : NULL;
    g_string_append_c (out, letter ? meanings[letter - letters] : *p);
    p += letter != NULL;
  }
  return g_string_free (out, FALSE);
}

/* Remembers a line. Of equal keys the last counts; of equal groups the first, since they are one. */
static void
remember (Scan *scan, const gchar *key, const gchar *text, guint32 column, guint32 value_column)
{
  WzKeyFile *file = scan->file;
  g_autofree gchar *name = index_name (scan->group, key);
  WzKeyFileItem *first = g_hash_table_lookup (file->index, name);
  WzPosition position = place (scan, column);
  if (first && key)
    wz_diag_report (scan->sink, WZ_SEVERITY_WARNING, "keyfile-duplicate", &position,
                    _ ("%s stands in line %u too; this one counts"), key, first->position.line);
  else if (first)
    wz_diag_report (scan->sink, WZ_SEVERITY_WARNING, "keyfile-duplicate", &position,
                    _ ("[%s] was opened in line %u; both are one group"), scan->group, first->position.line);
  if (first && key == NULL)
    return;
  if (first)
    first->position.line = 0; /* counts no longer */
  WzKeyFileItem *item = g_new0 (WzKeyFileItem, 1);
  *item = (WzKeyFileItem){.group = g_strdup (scan->group),
                          .key = g_strdup (key),
                          .text = key ? resolve (text) : NULL,
                          .written = key ? g_strdup (text) : NULL,
                          .position = position,
                          .value = place (scan, value_column)};
  g_ptr_array_add (file->items, item);
  g_hash_table_insert (file->index, g_steal_pointer (&name), item);
}

static gboolean
is_group_name (const gchar *name)
{
  for (const gchar *p = name; *p; p = g_utf8_next_char (p))
    if (*p == '[' || *p == ']' || g_unichar_iscntrl (g_utf8_get_char (p)))
      return FALSE;
  return *name != '\0';
}

/* `[group]`; @text is trimmed and starts with the bracket. */
static void
scan_group (Scan *scan, const gchar *text)
{
  const gchar *end = strrchr (text, ']');
  g_autofree gchar *name = end ? g_strndup (text + 1, (gsize) (end - text - 1)) : NULL;
  if (end == NULL || end[1] != '\0' || !is_group_name (name)) {
    complain (scan, scan->indent + 1, _ ("a group is a name in square brackets, alone on its line"));
    return;
  }
  g_free (scan->group);
  scan->group = g_steal_pointer (&name);
  remember (scan, NULL, NULL, scan->indent + 1, scan->indent + 1);
}

static gboolean
is_key_name (const gchar *key)
{
  for (const gchar *p = key; *p; p = g_utf8_next_char (p)) {
    gunichar ch = g_utf8_get_char (p);
    if (ch == '[' || ch == ']' || g_unichar_iscntrl (ch))
      return FALSE;
  }
  return *key != '\0';
}

/* `key = value` */
static void
scan_key (Scan *scan, const gchar *text)
{
  const gchar *equals = strchr (text, '=');
  if (equals == NULL) {
    complain (scan, scan->indent + 1, _ ("neither a [group], nor a key=value, nor a # comment"));
    return;
  }
  g_autofree gchar *key = g_strchomp (g_strndup (text, (gsize) (equals - text)));
  if (scan->group == NULL) {
    complain (scan, scan->indent + 1, _ ("a key before the first [group]"));
    return;
  }
  if (!is_key_name (key)) {
    complain (scan, scan->indent + 1, _ ("the key has no name, or brackets in it"));
    return;
  }
  const gchar *value = equals + 1;
  while (*value == ' ' || *value == '\t')
    value++;
  remember (scan, key, value, scan->indent + 1, scan->indent + code_points (text, value) + 1);
}

/* One line, without its end. */
static void
scan_line (Scan *scan, const gchar *start, gsize length)
{
  scan->line++;
  if (!g_utf8_validate_len (start, length, NULL)) {
    g_autofree gchar *good = g_utf8_make_valid (start, (gssize) length);
    const gchar *bad;
    (void) g_utf8_validate_len (start, length, &bad);
    WzPosition position = place (scan, code_points (start, bad) + 1);
    wz_diag_report (scan->sink, WZ_SEVERITY_ERROR, "keyfile-encoding", &position,
                    _ ("not UTF-8; the bytes are replaced"));
    scan->file->n_errors++;
    scan->line--;
    scan_line (scan, good, strlen (good));
    return;
  }
  g_autofree gchar *line = g_strndup (start, length);
  const gchar *text = line;
  while (*text == ' ' || *text == '\t')
    text++;
  scan->indent = code_points (line, text);
  gsize n = strlen (text);
  while (n > 0 && (text[n - 1] == ' ' || text[n - 1] == '\t'))
    line[(text - line) + (gssize) --n] = '\0';
  if (*text == '[')
    scan_group (scan, text);
  else if (*text != '\0' && *text != '#')
    scan_key (scan, text);
}

/* Length of the line end at @p, 0 where there is none. */
static gsize
line_end (const gchar *p, const gchar *end)
{
  if (*p == '\r')
    return p + 1 < end && p[1] == '\n' ? 2 : 1;
  if (*p == '\n')
    return 1;
  return (guchar) *p == 0xC2 && p + 1 < end && (guchar) p[1] == 0x85 ? 2 : 0; /* NEL */
}

/* A file in another encoding than UTF-8 is an error, and is read all the same: half of its lines would be
 * worse. Returns: (transfer full): what was decoded; NULL where @data is UTF-8, or nothing that is known */
static WzDecoded *
decode (Scan *scan, const gchar *data, gsize length)
{
  if (g_utf8_validate_len (data, length, NULL))
    return NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, length);
  g_autoptr (WzDecoded) decoded = wz_decode (bytes, NULL);
  if (decoded == NULL || wz_decoded_get_encoding (decoded) == WZ_ENCODING_UTF8)
    return NULL;
  WzPosition position = {scan->file->name, 1, 1};
  wz_diag_report (scan->sink, WZ_SEVERITY_ERROR, "keyfile-encoding", &position,
                  _ ("this file is %s, and was read so; save it as UTF-8"),
                  wz_encoding_get_name (wz_decoded_get_encoding (decoded)));
  scan->file->n_errors++;
  return g_steal_pointer (&decoded);
}

static void
scan_lines (Scan *scan, const gchar *data, gsize length)
{
  const gchar *p = data, *end = data + length;
  for (const gchar *start = p; start < end; start = p) {
    gsize ending = 0;
    while (p < end && (ending = line_end (p, end)) == 0)
      p++;
    scan_line (scan, start, (gsize) (p - start));
    p += ending;
  }
}

/* Lets go of those that a later line took over. */
static void
drop_outdone (WzKeyFile *file)
{
  g_autoptr (GPtrArray) all = file->items;
  file->items = g_ptr_array_new_with_free_func (item_free);
  g_ptr_array_set_free_func (all, NULL);
  for (guint i = 0; i < all->len; i++) {
    WzKeyFileItem *item = g_ptr_array_index (all, i);
    if (item->position.line > 0)
      g_ptr_array_add (file->items, item);
    else
      item_free (item);
  }
}

WzKeyFile *
wz_key_file_new_from_data (const gchar *name, const gchar *data, gsize length, WzDiagSink *sink)
{
  WzKeyFile *file = g_new0 (WzKeyFile, 1);
  file->name = g_strdup (name);
  file->items = g_ptr_array_new_with_free_func (item_free);
  file->index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  Scan scan = {.file = file, .sink = sink};
  g_autoptr (WzDecoded) decoded = decode (&scan, data, length);
  if (decoded != NULL) {
    data = wz_decoded_get_text (decoded, &length);
  } else if (length >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0) {
    WzPosition position = {file->name, 1, 1};
    wz_diag_report (sink, WZ_SEVERITY_HINT, "keyfile-bom", &position, _ ("a byte order mark, left out"));
    data += 3;
    length -= 3;
  }
  scan_lines (&scan, data, length);
  g_free (scan.group);
  drop_outdone (file);
  return file;
}

WzKeyFile *
wz_key_file_new_from_file (const gchar *path, WzDiagSink *sink, GError **error)
{
  g_autofree gchar *data = NULL, *name = g_filename_display_name (path);
  gsize length;
  g_autoptr (GError) why = NULL;
  if (!g_file_get_contents (path, &data, &length, &why)) {
    g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_IO, "%s", why->message);
    return NULL;
  }
  WzKeyFile *file = wz_key_file_new_from_data (name, data, length, sink);
  file->folder = g_path_get_dirname (path);
  return file;
}

void
wz_key_file_free (WzKeyFile *file)
{
  if (file == NULL)
    return;
  g_free (file->name);
  g_free (file->folder);
  g_ptr_array_unref (file->items);
  g_hash_table_unref (file->index);
  g_free (file);
}

const gchar *
wz_key_file_get_folder (const WzKeyFile *file)
{
  return file->folder;
}

guint
wz_key_file_get_n_errors (const WzKeyFile *file)
{
  return file->n_errors;
}

guint
wz_key_file_get_n_items (const WzKeyFile *file)
{
  return file->items->len;
}

const WzKeyFileItem *
wz_key_file_get_item (const WzKeyFile *file, guint i)
{
  g_return_val_if_fail (i < file->items->len, NULL);
  return g_ptr_array_index (file->items, i);
}

const gchar *
wz_key_file_get (const WzKeyFile *file, const gchar *group, const gchar *key)
{
  g_autofree gchar *name = index_name (group, key);
  const WzKeyFileItem *item = g_hash_table_lookup (file->index, name);
  return item != NULL ? item->text : NULL;
}
