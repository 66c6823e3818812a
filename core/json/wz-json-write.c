/* wz-json-write.c: an issue as JSON, by the table of fields. SPDX-License-Identifier: MIT
 *
 * Members that are empty or unknown are left out. Positions are `"at": [file, line, column]` with the index
 * of the file in the top-level `files`. The text is written as it comes: a tree of it would take ten times
 * its size.
 */
#include "json/wz-json.h"

#include "base/wz-arena.h"
#include "model/wz-fields.h"

#include <string.h>

const gchar *const wz_json_text_kinds[] = {
    "text",  "paragraph", "heading",    "list",       "list-item",     "quote",     "code-block", "figure",
    "table", "table-row", "table-cell", "rule",       "formula-block", "emphasis",  "strong",     "code",
    "link",  "image",     "formula",    "line-break", "span",          "note-mark", "note",       NULL};

G_STATIC_ASSERT (G_N_ELEMENTS (wz_json_text_kinds) == WZ_TEXT_N_KINDS + 1);

typedef struct {
  GString *out;
  guint depth;
  gboolean first; /* nothing stands in the innermost object or array yet */
  const gchar *const *langs;
  GHashTable *file_numbers; /* name → index + 1 */
  GPtrArray *files;         /* nullable: places are left out */
} Writer;

/* ---- JSON, a value a line ---- */

void
wz_json_append_string (GString *out, const gchar *text)
{
  static const gchar escaped[] = "\b\t\n\f\r\"\\", letters[] = "btnfr\"\\";
  g_string_append_c (out, '"');
  for (const gchar *p = text; *p != '\0';) {
    gsize n = 0;
    while ((guchar) p[n] >= 0x20 && p[n] != 0x7F && p[n] != '"' && p[n] != '\\')
      n++;
    g_string_append_len (out, p, (gssize) n);
    p += n;
    const gchar *found = *p != '\0' ? strchr (escaped, *p) : NULL;
    if (found != NULL)
      g_string_append_printf (out, "\\%c", letters[found - escaped]);
    else if (*p != '\0')
      g_string_append_printf (out, "\\u%04x", (guint) *p);
    p += *p != '\0';
  }
  g_string_append_c (out, '"');
}

static void
end_line (Writer *w)
{
  g_string_append_printf (w->out, "\n%*s", (gint) w->depth, "");
}

/* Before an item of an array, or the name of a member. */
static void
start_item (Writer *w)
{
  if (!w->first)
    g_string_append_c (w->out, ',');
  w->first = FALSE;
  end_line (w);
}

static void
write_name (Writer *w, const gchar *name)
{
  start_item (w);
  wz_json_append_string (w->out, name);
  g_string_append (w->out, " : ");
}

static void
begin (Writer *w, gchar bracket)
{
  g_string_append_c (w->out, bracket);
  w->depth++;
  w->first = TRUE;
}

static void
end (Writer *w, gchar bracket)
{
  w->depth--;
  if (!w->first)
    end_line (w);
  else if (bracket == '}')
    g_string_append_printf (w->out, "%*s", (gint) w->depth, "");
  g_string_append_c (w->out, bracket);
  w->first = FALSE;
}

static void
begin_array (Writer *w, const gchar *member)
{
  write_name (w, member);
  begin (w, '[');
}

static void
begin_object (Writer *w)
{
  start_item (w);
  begin (w, '{');
}

/* ---- Values ---- */

static void
put_string (Writer *w, const gchar *member, const gchar *value)
{
  if (value == NULL)
    return;
  write_name (w, member);
  wz_json_append_string (w->out, value);
}

static void
put_number (Writer *w, const gchar *member, gint value)
{
  if (value == 0)
    return;
  write_name (w, member);
  g_string_append_printf (w->out, "%d", value);
}

static void
put_flag (Writer *w, const gchar *member, gboolean value)
{
  if (!value)
    return;
  write_name (w, member);
  g_string_append (w->out, "true");
}

static void
put_date (Writer *w, const gchar *member, WzDate date)
{
  g_autofree gchar *iso = wz_date_dup_iso (date);
  if (*iso != '\0')
    put_string (w, member, iso);
}

static void
put_time (Writer *w, const gchar *member, gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);
  g_autofree gchar *stamp = g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
  put_string (w, member, stamp);
}

static void
put_bytes (Writer *w, const gchar *member, GBytes *bytes)
{
  gsize size;
  const guchar *data = g_bytes_get_data (bytes, &size);
  g_autofree gchar *base64 = g_base64_encode (data, size);
  put_string (w, member, base64);
}

static void
put_position (Writer *w, WzPosition position)
{
  if (position.line == 0 || w->files == NULL)
    return;
  gint number = -1;
  if (position.file != NULL) {
    number = GPOINTER_TO_INT (g_hash_table_lookup (w->file_numbers, position.file)) - 1;
    if (number < 0) {
      number = (gint) w->files->len;
      g_ptr_array_add (w->files, (gpointer) (gsize) position.file);
      g_hash_table_insert (w->file_numbers, (gpointer) (gsize) position.file, GINT_TO_POINTER (number + 1));
    }
  }
  begin_array (w, "at");
  const gint64 values[] = {number, position.line, position.column};
  for (guint i = 0; i < G_N_ELEMENTS (values); i++) {
    start_item (w);
    g_string_append_printf (w->out, "%" G_GINT64_FORMAT, values[i]);
  }
  end (w, ']');
}

static void
put_strings (Writer *w, const gchar *member, const gchar *const *strings, guint n)
{
  begin_array (w, member);
  for (guint i = 0; i < n; i++) {
    start_item (w);
    wz_json_append_string (w->out, strings[i]);
  }
  end (w, ']');
}

/* ---- Rich text ---- */

static void
put_nodes (Writer *w, const gchar *member, const WzText *text)
{
  WzTextIter iter;
  WzTextEvent event;
  gboolean children[WZ_TEXT_MAX_DEPTH + 1] = {TRUE}; /* whether the array of this depth is open */
  guint depth = 0;

  begin_array (w, member);
  wz_text_iter_init (&iter, text);
  while (wz_text_iter_next (&iter, &event)) {
    if (event.type == WZ_TEXT_LEAVE) {
      if (children[depth])
        end (w, ']');
      end (w, '}');
      depth--;
      continue;
    }
    if (!children[depth]) {
      begin_array (w, "children");
      children[depth] = TRUE;
    }
    begin_object (w);
    if (event.type == WZ_TEXT_ENTER) {
      put_string (w, "kind", wz_json_text_kinds[event.kind]);
      put_number (w, "number", event.number);
      put_string (w, "target", event.target);
      put_string (w, "lang", event.lang);
    }
    put_string (w, "text", event.text);
    put_position (w, event.position);
    if (event.type == WZ_TEXT_ENTER)
      children[++depth] = FALSE;
    else
      end (w, '}');
  }
  end (w, ']');
}

static void
write_text (Writer *w, const WzText *text)
{
  begin (w, '{');
  put_string (w, "lang", wz_text_get_lang (text));
  put_nodes (w, "content", text);
  end (w, '}');
}

/* ---- Structs, by the table ---- */

static void put_fields (Writer *w, WzShape shape, gconstpointer owner);

static void
put_item (Writer *w, WzShape shape, gconstpointer item)
{
  start_item (w);
  if (shape == WZ_SHAPE_TEXT) {
    write_text (w, item);
    return;
  }
  begin (w, '{');
  put_fields (w, shape, item);
  end (w, '}');
}

/* What a list has one a language of stands in the order of the issue's languages. */
static void
put_items (Writer *w, const WzField *field, const gpointer *items, guint n)
{
  gboolean ordered = field->type == WZ_FIELD_LIST && (field->flags & WZ_FIELD_BY_LANG) != 0;
  gboolean is_map = wz_field_is_map (field);
  if (n == 0 && (field->flags & WZ_FIELD_ALWAYS) == 0)
    return;
  write_name (w, field->name);
  begin (w, is_map ? '{' : '[');
  for (guint l = 0; ordered ? w->langs[l] != NULL : l == 0; l++)
    for (guint i = 0; i < n; i++)
      if (ordered && g_strcmp0 (wz_item_get_lang (field->shape, items[i]), w->langs[l]) != 0)
        continue;
      else if (is_map)
        put_string (w, w->langs[l], ((const WzString *) items[i])->text);
      else
        put_item (w, field->shape, items[i]);
  end (w, is_map ? '}' : ']');
}

static void
put_array (Writer *w, const WzField *field, const gpointer *items)
{
  guint n = 0;
  while (items[n] != NULL)
    n++;
  put_items (w, field, items, n);
}

static void
put_entries (Writer *w, const gchar *member, const WzIndexTerm *term)
{
  g_autofree const gchar **keys = g_new (const gchar *, term->n_entries + 1);
  for (guint i = 0; i < term->n_entries; i++)
    keys[i] = wz_entry_get_key (term->entries[i]);
  put_strings (w, member, keys, term->n_entries);
}

static void
put_field (Writer *w, const WzField *field, gconstpointer owner)
{
  gconstpointer at = wz_field_at (field, owner);
  switch (field->type) {
  case WZ_FIELD_NUMBER:
    put_number (w, field->name, *(const gint *) at);
    break;
  case WZ_FIELD_FLAG:
    put_flag (w, field->name, *(const gboolean *) at);
    break;
  case WZ_FIELD_KIND:
    if (*(const guint *) at > 0 || (field->flags & WZ_FIELD_REQUIRED) != 0)
      put_string (w, field->name, field->names[*(const guint *) at]);
    break;
  case WZ_FIELD_DATE:
    put_date (w, field->name, *(const WzDate *) at);
    break;
  case WZ_FIELD_TIME:
    put_time (w, field->name, *(const gint64 *) at);
    break;
  case WZ_FIELD_POSITION:
    put_position (w, *(const WzPosition *) at);
    break;
  case WZ_FIELD_TEXT:
    if (*(const WzText *const *) at != NULL) {
      write_name (w, field->name);
      write_text (w, *(const WzText *const *) at);
    }
    break;
  case WZ_FIELD_LIST:
    put_items (w, field, ((const WzList *) at)->items, ((const WzList *) at)->n);
    break;
  case WZ_FIELD_ARRAY:
    put_array (w, field, *(const gpointer *const *) at);
    break;
  case WZ_FIELD_RESOURCE:
    if (*(const WzResource *const *) at != NULL)
      put_string (w, field->name, (*(const WzResource *const *) at)->id);
    break;
  case WZ_FIELD_ENTRIES:
    put_entries (w, field->name, owner);
    break;
  case WZ_FIELD_BYTES:
    put_bytes (w, field->name, *(GBytes *const *) at);
    break;
  default:
    put_string (w, field->name, *(const gchar *const *) at);
  }
}

/* What tells where in a source something stands, and not what it is. */
static gboolean
is_place (const WzField *field)
{
  return field->type == WZ_FIELD_POSITION || field->shape == WZ_SHAPE_APPEARANCE ||
         g_str_equal (field->name, "ordinal");
}

static void
put_fields (Writer *w, WzShape shape, gconstpointer owner)
{
  for (const WzField *field = wz_fields (shape); field->name != NULL; field++)
    if (w->files != NULL || !is_place (field))
      put_field (w, field, owner);
}

gchar *
wz_json_write (const WzIssue *issue)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  Writer w = {.out = g_string_new (NULL),
              .langs = wz_issue_get_langs (issue),
              .file_numbers = numbers,
              .files = files};
  begin (&w, '{');
  put_number (&w, "wenzhai", 1);
  put_fields (&w, WZ_SHAPE_ISSUE, issue);
  put_strings (&w, "files", (const gchar *const *) files->pdata, files->len);
  end (&w, '}');
  g_string_append_c (w.out, '\n');
  return g_string_free (w.out, FALSE);
}

gchar *
wz_issue_dup_json (const WzIssue *issue)
{
  return wz_json_write (issue);
}

gchar *
wz_json_write_entry (const WzEntry *entry, const gchar *const *langs)
{
  Writer w = {.out = g_string_new (NULL), .langs = langs};
  begin (&w, '{');
  put_fields (&w, WZ_SHAPE_ENTRY, entry);
  end (&w, '}');
  return g_string_free (w.out, FALSE);
}
