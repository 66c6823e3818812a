/* wz-json-fields.c: the members of each object of the JSON form, and what a wrong one was meant to be.
 * SPDX-License-Identifier: MIT */
#include "json/wz-json-fields.h"

#include "base/wz-nearest.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Where objects of a shape stand; NULL for those that stand in many places. */
static const gchar *const places[WZ_JSON_N_SHAPES] = {
    [WZ_SHAPE_ISSUE] = N_ ("the issue itself"),
    [WZ_SHAPE_CATEGORY] = "categories[]",
    [WZ_SHAPE_SECTION] = "sections[]",
    [WZ_SHAPE_ENTRY] = "sections[].entries[]",
    [WZ_SHAPE_INDEX] = "indices[]",
    [WZ_SHAPE_TERM] = "indices[].terms[]",
    [WZ_SHAPE_RESOURCE] = "resources[]",
    [WZ_SHAPE_AUTHOR] = "sections[].entries[].authors[]",
    [WZ_SHAPE_LINK] = "sections[].entries[].links[]",
    [WZ_SHAPE_POINT] = "sections[].entries[].points[]",
    [WZ_SHAPE_FIGURE] = "sections[].entries[].figures[]",
    [WZ_SHAPE_APPEARANCE] = "sections[].entries[].appearances[]",
    [WZ_SHAPE_BACK_REFERENCE] = "sections[].entries[].backReferences[]",
    [WZ_SHAPE_VARIANT] = "sections[].entries[].variants[]",
};

/* Names that are no slips of the pen. */
static const struct {
  WzJsonShape shape;
  const gchar *wrong;
  const gchar *right;
} aliases[] = {
    {WZ_JSON_NODE, "content", "children"},
    {WZ_JSON_NODE, "type", "kind"},
    {WZ_JSON_NODE, "url", "target"},
    {WZ_JSON_NODE, "href", "target"},
    {WZ_JSON_NODE, "resource", "target"},
    {WZ_JSON_NODE, "level", "number"},
    {WZ_JSON_NODE, "caption", "children"},
    {WZ_JSON_NODE, "tex", "text"},
    {WZ_SHAPE_TEXT, "children", "content"},
    {WZ_SHAPE_TEXT, "text", "content"},
    {WZ_SHAPE_TEXT, "blocks", "content"},
    {WZ_JSON_LANG_TEXT, "children", "content"},
    {WZ_JSON_LANG_TEXT, "text", "content"},
    {WZ_JSON_LANG_TEXT, "blocks", "content"},
    {WZ_SHAPE_STRING, "content", "text"},
    {WZ_SHAPE_STRING, "name", "text"},
    {WZ_SHAPE_AUTHOR, "content", "text"},
    {WZ_SHAPE_AUTHOR, "name", "text"},
    {WZ_SHAPE_LINK, "href", "url"},
    {WZ_SHAPE_LINK, "target", "url"},
    {WZ_SHAPE_ENTRY, "arxiv", "arxivId"},
    {WZ_SHAPE_ENTRY, "summary", "abstracts"},
    {WZ_SHAPE_ENTRY, "institutions", "affiliations"},
    {WZ_SHAPE_SECTION, "title", "heading"},
    {WZ_SHAPE_SECTION, "papers", "entries"},
    {WZ_SHAPE_SECTION, "body", "blocks"},
    {WZ_SHAPE_FIGURE, "target", "resource"},
};

static const WzJsonNodeRule node_rules[WZ_TEXT_N_KINDS] = {
    [WZ_TEXT_STRING] = {"text", NULL, FALSE},
    [WZ_TEXT_PARAGRAPH] = {"lang children", "inlines", TRUE},
    [WZ_TEXT_HEADING] = {"number lang children", "inlines", TRUE},
    [WZ_TEXT_LIST] = {"number lang children", "list-item", TRUE},
    [WZ_TEXT_LIST_ITEM] = {"lang children", "blocks", TRUE},
    [WZ_TEXT_QUOTE] = {"lang children", "blocks", TRUE},
    [WZ_TEXT_CODE_BLOCK] = {"target lang text", NULL, TRUE},
    [WZ_TEXT_FIGURE] = {"target lang text children", "inlines", TRUE},
    [WZ_TEXT_TABLE] = {"lang children", "table-row", TRUE},
    [WZ_TEXT_TABLE_ROW] = {"number lang children", "table-cell", TRUE},
    [WZ_TEXT_TABLE_CELL] = {"number target lang children", "inlines", TRUE},
    [WZ_TEXT_RULE] = {"lang", NULL, TRUE},
    [WZ_TEXT_FORMULA_BLOCK] = {"lang text", NULL, TRUE},
    [WZ_TEXT_EMPHASIS] = {"lang children", "inlines", FALSE},
    [WZ_TEXT_STRONG] = {"lang children", "inlines", FALSE},
    [WZ_TEXT_CODE] = {"lang text", NULL, FALSE},
    [WZ_TEXT_LINK] = {"target lang children", "inlines", FALSE},
    [WZ_TEXT_IMAGE] = {"target lang text", NULL, FALSE},
    [WZ_TEXT_FORMULA] = {"lang text", NULL, FALSE},
    [WZ_TEXT_LINE_BREAK] = {"lang", NULL, FALSE},
    [WZ_TEXT_SPAN] = {"lang children", "inlines", FALSE},
    [WZ_TEXT_NOTE_MARK] = {"number lang text", NULL, FALSE},
    [WZ_TEXT_NOTE] = {"number lang children", "blocks", TRUE},
};

/* What the model has no row for. */
static gboolean
get_own_field (WzJsonShape shape, guint i, WzJsonField *field)
{
  static const WzJsonField text[] = {{"lang", WZ_JSON_PLAIN, FALSE, FALSE},
                                     {"content", WZ_JSON_NODE, TRUE, TRUE}};
  static const WzJsonField node[] = {
      {"kind", WZ_JSON_PLAIN, FALSE, FALSE},   {"number", WZ_JSON_PLAIN, FALSE, FALSE},
      {"target", WZ_JSON_PLAIN, FALSE, FALSE}, {"lang", WZ_JSON_PLAIN, FALSE, FALSE},
      {"text", WZ_JSON_PLAIN, FALSE, FALSE},   {"children", WZ_JSON_NODE, TRUE, FALSE},
      {"at", WZ_JSON_PLAIN, FALSE, FALSE}};
  static const WzJsonField issue[] = {{"wenzhai", WZ_JSON_PLAIN, FALSE, TRUE},
                                      {"files", WZ_JSON_PLAIN, TRUE, FALSE}};
  guint n = shape == WZ_JSON_NODE                                  ? G_N_ELEMENTS (node)
            : shape == WZ_SHAPE_TEXT || shape == WZ_JSON_LANG_TEXT ? G_N_ELEMENTS (text)
            : shape == WZ_SHAPE_ISSUE                              ? G_N_ELEMENTS (issue)
                                                                   : 0;
  if (i >= n)
    return FALSE;
  *field = shape == WZ_JSON_NODE ? node[i] : shape == WZ_SHAPE_ISSUE ? issue[i] : text[i];
  field->required = field->required || (shape == WZ_JSON_LANG_TEXT && i == 0);
  return TRUE;
}

static WzJsonShape
shape_of (const WzField *field)
{
  gboolean by_lang = (field->flags & WZ_FIELD_BY_LANG) != 0;
  if (field->type == WZ_FIELD_TEXT)
    return WZ_SHAPE_TEXT;
  if (field->type != WZ_FIELD_LIST && field->type != WZ_FIELD_ARRAY)
    return WZ_JSON_PLAIN;
  return wz_field_is_map (field)                    ? WZ_JSON_BY_LANG
         : field->shape == WZ_SHAPE_TEXT && by_lang ? WZ_JSON_LANG_TEXT
                                                    : field->shape;
}

gboolean
wz_json_get_field (WzJsonShape shape, guint i, WzJsonField *field)
{
  const WzField *rows = shape < WZ_N_SHAPES ? wz_fields ((WzShape) shape) : NULL;
  guint first = shape == WZ_SHAPE_ISSUE, n = 0; /* its version comes before all */
  while (rows != NULL && n + first < i && rows[n].name != NULL)
    n++;
  if (rows == NULL || rows[n].name == NULL || i < first)
    return get_own_field (shape, i - n, field);
  gboolean is_list =
      rows[n].type == WZ_FIELD_LIST || rows[n].type == WZ_FIELD_ARRAY || rows[n].type == WZ_FIELD_ENTRIES;
  *field = (WzJsonField){rows[n].name, shape_of (&rows[n]), is_list && !wz_field_is_map (&rows[n]),
                         (rows[n].flags & WZ_FIELD_REQUIRED) != 0};
  return TRUE;
}

gboolean
wz_json_find_field (WzJsonShape shape, const gchar *name, WzJsonField *field)
{
  for (guint i = 0; wz_json_get_field (shape, i, field); i++)
    if (g_str_equal (field->name, name))
      return TRUE;
  return FALSE;
}

const WzJsonNodeRule *
wz_json_node_rule (WzTextKind kind)
{
  g_return_val_if_fail ((guint) kind < WZ_TEXT_N_KINDS, &node_rules[WZ_TEXT_STRING]);
  return &node_rules[kind];
}

/* ---- What was meant ---- */

/* Letters alone, in lower case, without a plural's s: `authors_cut` is authorsCut, `abstract` is abstracts.
 */
static gchar *
dup_stem (const gchar *name)
{
  GString *stem = g_string_new (NULL);
  for (const gchar *p = name; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (stem, g_ascii_tolower (*p));
  if (stem->len > 1 && stem->str[stem->len - 1] == 's')
    g_string_truncate (stem, stem->len - 1);
  return g_string_free (stem, FALSE);
}

static const gchar *
find_alias (WzJsonShape shape, const gchar *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (aliases); i++)
    if (aliases[i].shape == shape && g_str_equal (aliases[i].wrong, name))
      return aliases[i].right;
  g_autofree gchar *stem = dup_stem (name);
  WzJsonField field;
  for (guint i = 0; wz_json_get_field (shape, i, &field); i++) {
    g_autofree gchar *other = dup_stem (field.name);
    if (g_str_equal (stem, other))
      return field.name;
  }
  return NULL;
}

static gchar *
dup_places (const gchar *name)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  WzJsonField field;
  for (WzJsonShape i = 0; i < WZ_JSON_N_SHAPES; i++)
    if (places[i] != NULL && wz_json_find_field (i, name, &field))
      g_ptr_array_add (found, (gpointer) (gsize) (i == WZ_SHAPE_ISSUE ? _ (places[i]) : places[i]));
  g_ptr_array_add (found, NULL);
  return found->len > 1 ? g_strjoinv (", ", (gchar **) found->pdata) : NULL;
}

gchar *
wz_json_dup_advice (WzJsonShape shape, const gchar *name)
{
  const gchar *alias = find_alias (shape, name);
  if (alias != NULL)
    return g_strdup_printf (_ ("did you mean “%s”?"), alias);
  g_autofree gchar *elsewhere = dup_places (name);
  if (elsewhere != NULL)
    return g_strdup_printf (_ ("it belongs in %s"), elsewhere);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  WzJsonField field;
  for (guint i = 0; wz_json_get_field (shape, i, &field); i++)
    g_ptr_array_add (names, (gpointer) (gsize) field.name);
  g_ptr_array_add (names, NULL);
  const gchar *near = wz_nearest (name, (const gchar *const *) names->pdata);
  if (near != NULL)
    return g_strdup_printf (_ ("did you mean “%s”?"), near);
  g_autofree gchar *all = g_strjoinv (", ", (gchar **) names->pdata);
  return g_strdup_printf (_ ("known here are %s"), all);
}
