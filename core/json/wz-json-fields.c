/* wz-json-fields.c: the members of each object of the JSON form, and what a wrong one was meant to be.
 * SPDX-License-Identifier: MIT */
#include "json/wz-json-fields.h"

#include "base/wz-nearest.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PLAIN(name)                                                                                          \
  {                                                                                                          \
    name, WZ_JSON_PLAIN, FALSE, FALSE                                                                        \
  }
#define NEEDED(name)                                                                                         \
  {                                                                                                          \
    name, WZ_JSON_PLAIN, FALSE, TRUE                                                                         \
  }
#define ONE(name, shape)                                                                                     \
  {                                                                                                          \
    name, shape, FALSE, FALSE                                                                                \
  }
#define LIST(name, shape)                                                                                    \
  {                                                                                                          \
    name, shape, TRUE, FALSE                                                                                 \
  }
#define AT PLAIN ("at")
#define END                                                                                                  \
  {                                                                                                          \
    NULL, WZ_JSON_PLAIN, FALSE, FALSE                                                                        \
  }

static const WzJsonField issue_fields[] = {{"wenzhai", WZ_JSON_PLAIN, FALSE, TRUE},
                                           PLAIN ("lang"),
                                           ONE ("title", WZ_JSON_BY_LANG),
                                           ONE ("subtitle", WZ_JSON_BY_LANG),
                                           ONE ("summary", WZ_JSON_BY_LANG),
                                           PLAIN ("series"),
                                           PLAIN ("seriesSlug"),
                                           PLAIN ("seriesId"),
                                           PLAIN ("number"),
                                           PLAIN ("volume"),
                                           PLAIN ("date"),
                                           PLAIN ("firstDay"),
                                           PLAIN ("lastDay"),
                                           PLAIN ("modified"),
                                           PLAIN ("editor"),
                                           PLAIN ("publisher"),
                                           PLAIN ("source"),
                                           PLAIN ("rights"),
                                           PLAIN ("identifier"),
                                           PLAIN ("variant"),
                                           PLAIN ("stem"),
                                           LIST ("categories", WZ_JSON_CATEGORY),
                                           {"sections", WZ_JSON_SECTION, TRUE, TRUE},
                                           LIST ("indices", WZ_JSON_INDEX),
                                           LIST ("resources", WZ_JSON_RESOURCE),
                                           LIST ("files", WZ_JSON_PLAIN),
                                           END};
static const WzJsonField category_fields[] = {
    NEEDED ("code"), {"names", WZ_JSON_STRING, TRUE, TRUE}, AT, END};
static const WzJsonField section_fields[] = {NEEDED ("kind"),
                                             PLAIN ("id"),
                                             ONE ("heading", WZ_JSON_BY_LANG),
                                             PLAIN ("date"),
                                             PLAIN ("category"),
                                             ONE ("blocks", WZ_JSON_TEXT),
                                             LIST ("entries", WZ_JSON_ENTRY),
                                             AT,
                                             END};
static const WzJsonField entry_fields[] = {PLAIN ("key"),
                                           PLAIN ("ordinal"),
                                           PLAIN ("full"),
                                           LIST ("categories", WZ_JSON_STRING),
                                           LIST ("titles", WZ_JSON_LANG_TEXT),
                                           LIST ("authors", WZ_JSON_STRING),
                                           PLAIN ("authorsCut"),
                                           LIST ("affiliations", WZ_JSON_STRING),
                                           PLAIN ("affiliationsCut"),
                                           PLAIN ("arxivId"),
                                           PLAIN ("arxivVersion"),
                                           PLAIN ("doi"),
                                           LIST ("links", WZ_JSON_LINK),
                                           LIST ("abstracts", WZ_JSON_LANG_TEXT),
                                           ONE ("body", WZ_JSON_TEXT),
                                           LIST ("figures", WZ_JSON_FIGURE),
                                           LIST ("appearances", WZ_JSON_APPEARANCE),
                                           LIST ("notes", WZ_JSON_TEXT),
                                           LIST ("backReferences", WZ_JSON_BACK_REFERENCE),
                                           LIST ("variants", WZ_JSON_VARIANT),
                                           AT,
                                           END};
static const WzJsonField index_fields[] = {NEEDED ("kind"), {"terms", WZ_JSON_TERM, TRUE, TRUE}, END};
static const WzJsonField term_fields[] = {
    PLAIN ("group"), NEEDED ("label"), PLAIN ("lang"), {"entries", WZ_JSON_PLAIN, TRUE, TRUE}, END};
static const WzJsonField resource_fields[] = {
    PLAIN ("id"), PLAIN ("mediaType"), PLAIN ("width"), PLAIN ("height"), NEEDED ("data"), AT, END};
static const WzJsonField string_fields[] = {PLAIN ("lang"), NEEDED ("text"), AT, END};
static const WzJsonField text_fields[] = {PLAIN ("lang"), {"content", WZ_JSON_NODE, TRUE, TRUE}, END};
static const WzJsonField lang_text_fields[] = {NEEDED ("lang"), {"content", WZ_JSON_NODE, TRUE, TRUE}, END};
static const WzJsonField node_fields[] = {PLAIN ("kind"),
                                          PLAIN ("number"),
                                          PLAIN ("target"),
                                          PLAIN ("lang"),
                                          PLAIN ("text"),
                                          LIST ("children", WZ_JSON_NODE),
                                          AT,
                                          END};
static const WzJsonField link_fields[] = {NEEDED ("url"), PLAIN ("label"), AT, END};
static const WzJsonField figure_fields[] = {NEEDED ("resource"), LIST ("captions", WZ_JSON_LANG_TEXT),
                                            LIST ("alts", WZ_JSON_STRING), AT, END};
static const WzJsonField appearance_fields[] = {PLAIN ("source"),
                                                PLAIN ("date"),
                                                PLAIN ("line"),
                                                PLAIN ("full"),
                                                PLAIN ("ordinal"),
                                                PLAIN ("arxivVersion"),
                                                END};
static const WzJsonField back_reference_fields[] = {PLAIN ("title"), PLAIN ("number"), PLAIN ("identifier"),
                                                    PLAIN ("key"),   PLAIN ("date"),   END};
static const WzJsonField variant_fields[] = {
    NEEDED ("field"), PLAIN ("lang"), PLAIN ("text"), PLAIN ("source"), AT, END};

/* Where objects of a shape stand; NULL for those that stand in many places. */
static const struct {
  const WzJsonField *fields;
  const gchar *place;
} shapes[WZ_JSON_N_SHAPES] = {
    [WZ_JSON_ISSUE] = {issue_fields, N_ ("the issue itself")},
    [WZ_JSON_CATEGORY] = {category_fields, "categories[]"},
    [WZ_JSON_SECTION] = {section_fields, "sections[]"},
    [WZ_JSON_ENTRY] = {entry_fields, "sections[].entries[]"},
    [WZ_JSON_INDEX] = {index_fields, "indices[]"},
    [WZ_JSON_TERM] = {term_fields, "indices[].terms[]"},
    [WZ_JSON_RESOURCE] = {resource_fields, "resources[]"},
    [WZ_JSON_STRING] = {string_fields, NULL},
    [WZ_JSON_TEXT] = {text_fields, NULL},
    [WZ_JSON_LANG_TEXT] = {lang_text_fields, NULL},
    [WZ_JSON_NODE] = {node_fields, NULL},
    [WZ_JSON_LINK] = {link_fields, "sections[].entries[].links[]"},
    [WZ_JSON_FIGURE] = {figure_fields, "sections[].entries[].figures[]"},
    [WZ_JSON_APPEARANCE] = {appearance_fields, "sections[].entries[].appearances[]"},
    [WZ_JSON_BACK_REFERENCE] = {back_reference_fields, "sections[].entries[].backReferences[]"},
    [WZ_JSON_VARIANT] = {variant_fields, "sections[].entries[].variants[]"},
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
    {WZ_JSON_TEXT, "children", "content"},
    {WZ_JSON_TEXT, "text", "content"},
    {WZ_JSON_TEXT, "blocks", "content"},
    {WZ_JSON_LANG_TEXT, "children", "content"},
    {WZ_JSON_LANG_TEXT, "text", "content"},
    {WZ_JSON_LANG_TEXT, "blocks", "content"},
    {WZ_JSON_STRING, "content", "text"},
    {WZ_JSON_STRING, "name", "text"},
    {WZ_JSON_LINK, "href", "url"},
    {WZ_JSON_LINK, "target", "url"},
    {WZ_JSON_ENTRY, "arxiv", "arxivId"},
    {WZ_JSON_ENTRY, "summary", "abstracts"},
    {WZ_JSON_ENTRY, "institutions", "affiliations"},
    {WZ_JSON_SECTION, "title", "heading"},
    {WZ_JSON_SECTION, "papers", "entries"},
    {WZ_JSON_SECTION, "body", "blocks"},
    {WZ_JSON_FIGURE, "target", "resource"},
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
};

const WzJsonField *
wz_json_fields (WzJsonShape shape)
{
  return shapes[shape].fields;
}

const WzJsonField *
wz_json_find_field (WzJsonShape shape, const gchar *name)
{
  for (const WzJsonField *field = shapes[shape].fields; field != NULL && field->name != NULL; field++)
    if (g_str_equal (field->name, name))
      return field;
  return NULL;
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
  for (const WzJsonField *field = shapes[shape].fields; field->name != NULL; field++) {
    g_autofree gchar *other = dup_stem (field->name);
    if (g_str_equal (stem, other))
      return field->name;
  }
  return NULL;
}

static gchar *
dup_places (const gchar *name)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new ();
  for (guint i = 0; i < WZ_JSON_N_SHAPES; i++)
    if (shapes[i].place != NULL && wz_json_find_field ((WzJsonShape) i, name) != NULL)
      g_ptr_array_add (places,
                       (gpointer) (gsize) (i == WZ_JSON_ISSUE ? _ (shapes[i].place) : shapes[i].place));
  g_ptr_array_add (places, NULL);
  return places->len > 1 ? g_strjoinv (", ", (gchar **) places->pdata) : NULL;
}

gchar *
wz_json_dup_advice (WzJsonShape shape, const gchar *name)
{
  const gchar *alias = find_alias (shape, name);
  if (alias != NULL)
    return g_strdup_printf (_ ("did you mean “%s”?"), alias);
  g_autofree gchar *places = dup_places (name);
  if (places != NULL)
    return g_strdup_printf (_ ("it belongs in %s"), places);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  for (const WzJsonField *field = shapes[shape].fields; field->name != NULL; field++)
    g_ptr_array_add (names, (gpointer) (gsize) field->name);
  g_ptr_array_add (names, NULL);
  const gchar *near = wz_nearest (name, (const gchar *const *) names->pdata);
  if (near != NULL)
    return g_strdup_printf (_ ("did you mean “%s”?"), near);
  g_autofree gchar *all = g_strjoinv (", ", (gchar **) names->pdata);
  return g_strdup_printf (_ ("known here are %s"), all);
}
