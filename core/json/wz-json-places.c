/* wz-json-places.c: where in a JSON text something stands. SPDX-License-Identifier: MIT
 *
 * json-glib keeps no positions: one pass over text that is known to be JSON gives the path of each name and
 * item, with its line and column. It runs only where something has to be told.
 */
#include "json/wz-json-places.h"

#include <string.h>

typedef struct {
  gboolean is_object;
  guint index;
  gsize mark;        /* length of the path without what is inside */
  GHashTable *names; /* of this object, where duplicates are looked for */
} Bracket;

typedef struct {
  const gchar *p, *end;
  guint line, column;
  GString *path;
  GArray *open;
  gboolean at_name;
  gboolean twice; /* look for duplicates */
  WzJsonVisit visit;
  gpointer user_data;
} Places;

static void
step (Places *s)
{
  if (*s->p == '\n') {
    s->line++;
    s->column = 0;
  }
  s->p++;
  s->column += s->p == s->end || ((guchar) *s->p & 0xc0) != 0x80;
}

/* Past the string at hand; its raw characters, without quotes. */
static gchar *
take_string (Places *s)
{
  step (s);
  const gchar *start = s->p;
  while (*s->p != '"') {
    if (*s->p == '\\')
      step (s);
    step (s);
  }
  gchar *text = g_strndup (start, (gsize) (s->p - start));
  step (s);
  return text;
}

static Bracket *
innermost (Places *s)
{
  return s->open->len > 0 ? &g_array_index (s->open, Bracket, s->open->len - 1) : NULL;
}

static void
visit_item (Places *s)
{
  Bracket *in = innermost (s);
  if (in == NULL || in->is_object)
    return;
  g_string_truncate (s->path, in->mark);
  g_string_append_printf (s->path, "[%u]", in->index);
  s->visit (s->path->str, s->line, s->column, FALSE, s->user_data);
}

static void
visit_name (Places *s)
{
  Bracket *in = innermost (s);
  guint line = s->line, column = s->column;
  gchar *name = take_string (s);
  g_string_truncate (s->path, in->mark);
  g_string_append_printf (s->path, "%s%s", in->mark > 0 ? "." : "", name);
  gboolean duplicate = FALSE;
  if (in->names != NULL)
    duplicate = !g_hash_table_add (in->names, name);
  else
    g_free (name);
  s->visit (s->path->str, line, column, duplicate, s->user_data);
  s->at_name = FALSE;
}

static void
open_bracket (Places *s)
{
  Bracket in = {*s->p == '{', 0, s->path->len, NULL};
  if (in.is_object && s->twice)
    in.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_array_append_val (s->open, in);
  s->at_name = in.is_object;
  step (s);
}

static void
close_bracket (Places *s)
{
  Bracket *in = innermost (s);
  g_string_truncate (s->path, in->mark);
  g_clear_pointer (&in->names, g_hash_table_unref);
  g_array_set_size (s->open, s->open->len - 1);
  s->at_name = FALSE;
  step (s);
}

static void
next_in_bracket (Places *s)
{
  Bracket *in = innermost (s);
  in->index++;
  s->at_name = in->is_object;
  step (s);
}

static void
scan_places (Places *s)
{
  while (s->p < s->end) {
    if (strchr (" \t\r\n:", *s->p) != NULL) {
      step (s);
    } else if (*s->p == ',') {
      next_in_bracket (s);
    } else if (*s->p == '}' || *s->p == ']') {
      close_bracket (s);
    } else if (s->at_name) {
      visit_name (s);
    } else {
      visit_item (s);
      if (*s->p == '{' || *s->p == '[') {
        open_bracket (s);
      } else if (*s->p == '"') {
        g_free (take_string (s));
      } else {
        while (s->p < s->end && strchr (" \t\r\n,}]", *s->p) == NULL)
          step (s);
      }
    }
  }
}

void
wz_json_visit_places (const WzJsonText *text, gboolean twice, WzJsonVisit visit, gpointer user_data)
{
  g_autoptr (GString) path = g_string_new (NULL);
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (Bracket));
  Places s = {text->text, text->text + text->length, 1, 1, path, open, FALSE, twice, visit, user_data};
  scan_places (&s);
}

typedef struct {
  const gchar *path;
  WzPosition position;
} Wanted;

static void
find_wanted (const gchar *path, guint line, guint column, gboolean duplicate, gpointer user_data)
{
  Wanted *wanted = user_data;
  if (wanted->position.line == 0 && g_str_equal (path, wanted->path)) {
    wanted->position.line = line;
    wanted->position.column = column;
  }
}

WzPosition
wz_json_locate (const WzJsonText *text, const gchar *path)
{
  Wanted wanted = {path, {text->file, 0, 0}};
  wz_json_visit_places (text, FALSE, find_wanted, &wanted);
  return wanted.position;
}
