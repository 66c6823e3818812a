/* Paths from a node to those below it. SPDX-License-Identifier: MIT */
#include "record/wz-record.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  gchar *name;
  gchar *key, *value; /* (nullable): what a child is to say: [key=value] */
  gboolean indexed;
  gint index;
} Step;

struct _WzRecordPath {
  GArray *steps; /* of Step */
};

static void
clear_step (gpointer data)
{
  Step *step = data;

  g_free (step->name);
  g_free (step->key);
  g_free (step->value);
}

void
wz_record_path_free (WzRecordPath *path)
{
  if (path == NULL)
    return;
  g_array_unref (path->steps);
  g_free (path);
}

/* ---- From text ---- */

static gboolean
fail (GError **error, const gchar *problem)
{
  g_set_error_literal (error, WZ_READ_ERROR, WZ_READ_ERROR_SYNTAX, problem);
  return FALSE;
}

static gboolean
parse_name (const gchar **p, gchar **name, GError **error)
{
  const gchar *start = *p, *end;

  if (*start == '"') {
    end = strchr (start + 1, '"');
    if (end == NULL)
      return fail (error, _ ("the quotation mark of a name is not closed"));
    *name = g_strndup (start + 1, (gsize) (end - start - 1));
    *p = end + 1;
    return TRUE;
  }
  end = start + (*start == '@');
  if (*end == '{') /* a namespace has points in its name */
    end += strcspn (end, "}");
  end += strcspn (end, " \t.[]@|,=\"");
  if (end == start + (*start == '@'))
    return fail (error, _ ("a name is missing; a path is written like `authors[0].name` or `link@href`"));
  *name = g_strndup (start, (gsize) (end - start));
  *p = end;
  return TRUE;
}

/* Behind `[`. */
static gboolean
parse_condition (const gchar **p, Step *step, GError **error)
{
  if (**p == '-' || g_ascii_isdigit (**p)) {
    gchar *end;
    gint64 index = g_ascii_strtoll (*p, &end, 10);

    step->indexed = TRUE;
    step->index = (gint) CLAMP (index, -WZ_RECORD_MAX_NODES, WZ_RECORD_MAX_NODES);
    *p = end;
  } else {
    if (!parse_name (p, &step->key, error))
      return FALSE;
    if (**p != '=')
      return fail (error, _ ("in brackets stands a number, or `key=value`"));
    (*p)++;
    gsize length = strcspn (*p, "]");

    step->value = g_strndup (*p, length);
    *p += length;
  }
  if (**p != ']')
    return fail (error, _ ("a bracket is not closed"));
  (*p)++;
  return TRUE;
}

WzRecordPath *
wz_record_path_parse (const gchar *text, const gchar **end, GError **error)
{
  WzRecordPath *path = g_new0 (WzRecordPath, 1);
  const gchar *p = text;
  gboolean ok = TRUE;

  path->steps = g_array_new (FALSE, TRUE, sizeof (Step));
  g_array_set_clear_func (path->steps, clear_step);
  do {
    Step step = {0};

    ok = parse_name (&p, &step.name, error);
    while (ok && *p == '[') {
      p++;
      ok = parse_condition (&p, &step, error);
    }
    g_array_append_val (path->steps, step);
    if (ok && *p == '.')
      p++;
    else if (ok && *p != '@')
      break;
  } while (ok);
  *end = p;
  if (ok && strchr (" \t,|", *p) == NULL)
    ok = fail (error, _ ("this does not belong to a path"));
  if (!ok)
    g_clear_pointer (&path, wz_record_path_free);
  return path;
}

/* ---- Along it ---- */

static gboolean
is_named (const WzRecordNode *node, const Step *step)
{
  return node->name != NULL && (g_str_equal (step->name, node->name) || g_str_equal (step->name, "*"));
}

static gboolean
holds (const WzRecordNode *node, const Step *step)
{
  if (step->key == NULL)
    return TRUE;
  for (const WzRecordNode *child = node->first; child != NULL; child = child->next)
    if (g_strcmp0 (child->name, step->key) == 0 && g_strcmp0 (child->text, step->value) == 0)
      return TRUE;
  return FALSE;
}

/* What stands for @node on a path: of an array, its items. */
static void
flatten (WzRecordNode *node, const Step *step, GPtrArray *found)
{
  if (node->kind != WZ_RECORD_ARRAY) {
    if (holds (node, step))
      g_ptr_array_add (found, node);
    return;
  }
  for (WzRecordNode *item = node->first; item != NULL; item = item->next)
    flatten (item, step, found);
}

static void
find_children (WzRecordNode *node, const Step *step, GPtrArray *found)
{
  for (WzRecordNode *child = node->first; child != NULL; child = child->next)
    if (node->kind == WZ_RECORD_ARRAY && child->name == NULL)
      find_children (child, step, found);
    else if (is_named (child, step))
      flatten (child, step, found);
}

static void
keep_index (GPtrArray *found, guint from, gint index)
{
  gint n = (gint) (found->len - from), kept = index < 0 ? n + index : index;
  gpointer node = kept >= 0 && kept < n ? g_ptr_array_index (found, from + (guint) kept) : NULL;

  g_ptr_array_set_size (found, (gint) from);
  if (node != NULL)
    g_ptr_array_add (found, node);
}

void
wz_record_select (WzRecordNode *node, const WzRecordPath *path, GPtrArray *found)
{
  g_autoptr (GPtrArray) now = g_ptr_array_new (), next = g_ptr_array_new ();

  g_ptr_array_add (now, node);
  for (guint i = 0; i < path->steps->len && now->len > 0; i++) {
    const Step *step = &g_array_index (path->steps, Step, i);

    for (guint k = 0; k < now->len; k++) {
      guint from = next->len;

      find_children (g_ptr_array_index (now, k), step, next);
      if (step->indexed)
        keep_index (next, from, step->index);
    }
    GPtrArray *swap = now;

    now = next;
    next = swap;
    g_ptr_array_set_size (next, 0);
  }
  for (guint i = 0; i < now->len; i++)
    g_ptr_array_add (found, g_ptr_array_index (now, i));
}

gboolean
wz_record_has (WzRecordNode *node, const WzRecordPath *path)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  wz_record_select (node, path, found);
  return found->len > 0;
}

void
wz_record_mark (WzRecordNode *node, WzRecordUse use)
{
  if (node->use < use)
    node->use = use;
  for (WzRecordNode *child = node->first; child != NULL; child = child->next)
    wz_record_mark (child, use);
}

void
wz_record_visit_keys (const WzRecordNode *node, WzRecordVisit visit, gpointer user_data)
{
  gboolean around = node->held_records || (node->kind == WZ_RECORD_ARRAY && node->name == NULL);

  if (node->first == NULL ? !around : node->text != NULL)
    visit (node, user_data);
  for (const WzRecordNode *child = node->first; child != NULL; child = child->next)
    wz_record_visit_keys (child, visit, user_data);
}

gchar *
wz_record_dup_path (const WzRecordNode *node, const WzRecordNode *top)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GString *path = g_string_new (NULL);

  for (; node != top; node = node->parent)
    if (node->name != NULL)
      g_ptr_array_add (names, (gpointer) (gsize) node->name);
  for (guint i = names->len; i-- > 0;) {
    const gchar *name = g_ptr_array_index (names, i);
    const gchar *local = strchr (name, '}') != NULL ? strchr (name, '}') : name;
    gboolean plain = *name != '\0' && local[strcspn (local, " \t.[]|,=\"")] == '\0';

    if (path->len > 0 && *name != '@')
      g_string_append_c (path, '.');
    g_string_append_printf (path, plain ? "%s" : "\"%s\"", name);
  }
  return g_string_free (path, FALSE);
}
