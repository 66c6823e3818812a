/* wz-json-read.c: an issue from JSON, by the table of fields. SPDX-License-Identifier: MIT */
#include "json/wz-json.h"

#include "json/wz-json-value.h"
#include "model/wz-fields.h"

#include <glib/gi18n-lib.h>

/* ---- Rich text: an explicit stack of arrays; wz_json_check() has bounded the depth ---- */

typedef struct {
  JsonArray *array;
  const gchar *member; /* that it is */
  guint next;
  gsize mark;       /* length of the path to the object it stands in */
  gboolean caption; /* the words of a figure */
} Level;

/* A caption is words: what an output would put inside it, or drop, is refused with its place. */
static void
check_in_caption (WzJsonReader *r, WzTextKind kind)
{
  if (kind == WZ_TEXT_IMAGE)
    wz_json_fail (r, "kind", _ ("the words of a caption; the picture of a figure is its “target”"));
  else if (wz_json_node_rule (kind)->is_block)
    wz_json_fail (r, "kind",
                  _ ("the words of a caption, which stand in “children” without a block around them"));
}

static void
check_figure (WzJsonReader *r, JsonObject *node)
{
  const gchar *target = wz_json_take_string (r, node, "target");
  if (target == NULL || wz_issue_builder_find_resource (r->builder, target) == NULL)
    wz_json_fail (r, "target",
                  _ ("the id of one of the issue's resources: the picture that the figure shows"));
}

static void
add_node (WzJsonReader *r, WzTextBuilder *text, JsonObject *node, GArray *levels)
{
  gboolean caption = g_array_index (levels, Level, levels->len - 1).caption;
  WzPosition at = wz_json_take_position (r, node);
  const gchar *content = wz_json_take_string (r, node, "text");
  if (!json_object_has_member (node, "kind")) {
    if (content == NULL)
      wz_json_fail (r, "", _ ("nodes with kind or text"));
    else
      wz_text_builder_add (text, content, -1, &at);
    return;
  }
  WzTextKind kind = (WzTextKind) wz_json_take_enum (r, node, "kind", wz_json_text_kinds);
  if (kind == WZ_TEXT_STRING)
    wz_json_fail (r, "kind", _ ("a kind of node; characters have text alone"));
  if (caption)
    check_in_caption (r, kind);
  if (kind == WZ_TEXT_FIGURE)
    check_figure (r, node);
  wz_text_builder_enter (text, kind, (gint) wz_json_take_number (r, node, "number"),
                         wz_json_take_string (r, node, "target"), content,
                         wz_json_take_lang (r, node, "lang"), &at);
  Level level = {wz_json_take_array (r, node, "children"), "children", 0, r->path->len,
                 caption || kind == WZ_TEXT_FIGURE};
  g_array_append_val (levels, level);
}

static const WzText *
read_text (WzJsonReader *r, JsonObject *object)
{
  g_autoptr (WzTextBuilder) text = wz_text_builder_new (wz_json_take_lang (r, object, "lang"));
  g_autoptr (GArray) levels = g_array_new (FALSE, FALSE, sizeof (Level));
  gsize mark = r->path->len;
  Level top = {wz_json_take_array (r, object, "content"), "content", 0, mark, FALSE};
  g_array_append_val (levels, top);
  while (levels->len > 0 && r->error == NULL) {
    Level *level = &g_array_index (levels, Level, levels->len - 1);
    g_string_truncate (r->path, level->mark);
    if (level->array == NULL || level->next == json_array_get_length (level->array)) {
      g_array_set_size (levels, levels->len - 1);
      if (levels->len > 0)
        wz_text_builder_leave (text);
      continue;
    }
    g_string_append_printf (r->path, "%s%s[%u]", level->mark > 0 ? "." : "", level->member, level->next);
    JsonNode *node = json_array_get_element (level->array, level->next++);
    if (JSON_NODE_HOLDS_OBJECT (node))
      add_node (r, text, json_node_get_object (node), levels);
    else
      wz_json_fail (r, "", _ ("an object"));
  }
  g_string_truncate (r->path, mark);
  return r->error == NULL ? wz_text_builder_finish (g_steal_pointer (&text), r->builder) : NULL;
}

static const WzText *
read_text_member (WzJsonReader *r, JsonObject *object, const gchar *member)
{
  JsonObject *text = wz_json_take_object (r, object, member);
  gsize mark = r->path->len;
  g_string_append_printf (r->path, "%s%s", mark > 0 ? "." : "", member);
  const WzText *read = text != NULL ? read_text (r, text) : NULL;
  g_string_truncate (r->path, mark);
  return read;
}

/* ---- Structs, by the table ---- */

static void read_fields (WzJsonReader *r, JsonObject *object, WzShape shape, gpointer mine);

static const gchar *
require_string (WzJsonReader *r, JsonObject *object, const gchar *member)
{
  const gchar *text = wz_json_take_string (r, object, member);
  if (text == NULL)
    wz_json_fail (r, member, _ ("a string"));
  return text != NULL ? text : "";
}

static const gchar *
read_string (WzJsonReader *r, JsonObject *object, const WzField *field)
{
  const gchar *text = field->type == WZ_FIELD_KEY    ? wz_json_take_key (r, object, field->name)
                      : field->type == WZ_FIELD_LANG ? wz_json_take_lang (r, object, field->name)
                      : (field->flags & WZ_FIELD_REQUIRED) != 0
                          ? require_string (r, object, field->name)
                          : wz_json_take_string (r, object, field->name);
  gboolean none = text == NULL || ((field->flags & WZ_FIELD_FILLED) != 0 && *text == '\0');
  return none ? NULL : wz_arena_strndup (r->arena, text, -1);
}

static void
put_string (WzJsonReader *r, const WzField *field, WzList *list, const gchar *lang, const gchar *text,
            const WzPosition *position)
{
  wz_list_put (list, r->arena, field, wz_issue_builder_string (r->builder, lang, text, position));
}

static const WzResource *
read_resource_id (WzJsonReader *r, JsonObject *object, const gchar *member)
{
  const WzResource *resource =
      wz_issue_builder_find_resource (r->builder, require_string (r, object, member));
  if (resource == NULL)
    wz_json_fail (r, member, _ ("the id of one of the issue's resources"));
  return resource;
}

static void
read_entries (WzJsonReader *r, JsonObject *object, const gchar *member, WzIndexTerm *term)
{
  JsonArray *keys = wz_json_take_array (r, object, member);
  WzList entries = {0};
  for (guint i = 0; keys != NULL && i < json_array_get_length (keys); i++) {
    JsonNode *node = json_array_get_element (keys, i);
    const gchar *key = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
    WzEntry *entry = key != NULL ? wz_issue_builder_find_entry (r->builder, key) : NULL;
    if (key == NULL) {
      wz_json_fail (r, member, _ ("keys of the issue's entries"));
      return;
    }
    if (entry != NULL)
      wz_list_add (&entries, r->arena, entry);
    else
      r->n_lost++; /* somebody has taken it out */
  }
  term->entries = wz_list_items (&entries);
  term->n_entries = entries.n;
}

/* `{"zh-Hans": …, "en": …}` */
static void
read_map (WzJsonReader *r, JsonObject *object, const WzField *field, WzList *list)
{
  JsonObject *map = wz_json_take_object (r, object, field->name);
  g_autoptr (GList) langs = map != NULL ? json_object_get_members (map) : NULL;
  for (GList *l = langs; l != NULL; l = l->next) {
    const gchar *text = wz_json_is_lang (l->data) ? wz_json_take_string (r, map, l->data) : NULL;
    if (!wz_json_is_lang (l->data))
      wz_json_fail (r, field->name, _ ("language tags, each with a text"));
    else if (text != NULL && *text != '\0')
      put_string (r, field, list, l->data, text, NULL);
  }
}

static void
read_category (WzJsonReader *r, JsonObject *object)
{
  WzCategory category = {0};
  read_fields (r, object, WZ_SHAPE_CATEGORY, &category);
  if (r->error != NULL)
    return;
  wz_issue_builder_set_category (r->builder, category.code, NULL, NULL, &category.position);
  for (guint i = 0; category.names[i] != NULL; i++)
    wz_issue_builder_set_category (r->builder, category.code, category.names[i]->lang,
                                   category.names[i]->text, &category.names[i]->position);
}

static void
read_resource (WzJsonReader *r, JsonObject *object)
{
  WzPosition at = wz_json_take_position (r, object);
  gsize size;
  g_autofree guchar *data = g_base64_decode (require_string (r, object, "data"), &size);
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_steal_pointer (&data), size);
  const WzResource *resource = wz_issue_builder_add_resource (r->builder, bytes, &at);
  const gchar *id = wz_json_take_string (r, object, "id");
  if (resource == NULL)
    wz_json_fail (r, "data", _ ("a PNG, JPEG, GIF, WebP or SVG picture in Base64"));
  else if (id != NULL && !g_str_equal (id, resource->id))
    wz_json_fail (r, "id", resource->id);
}

static const gchar *
require_lang (WzJsonReader *r, JsonObject *object)
{
  const gchar *lang = wz_json_take_lang (r, object, "lang");
  if (lang == NULL)
    wz_json_fail (r, "lang", _ ("a language tag"));
  return lang;
}

/* Whether nothing is left of a part of an index. */
static gboolean
is_bare (WzShape shape, gconstpointer mine)
{
  return (shape == WZ_SHAPE_TERM && ((const WzIndexTerm *) mine)->n_entries == 0) ||
         (shape == WZ_SHAPE_INDEX && wz_index_get_n_terms (mine) == 0);
}

/* Names and codes have no language of their own. */
static void
read_item (WzJsonReader *r, JsonObject *object, const WzField *field, gpointer owner, WzList *list)
{
  gboolean by_lang = (field->flags & WZ_FIELD_BY_LANG) != 0;
  if (field->shape == WZ_SHAPE_CATEGORY) {
    read_category (r, object);
  } else if (field->shape == WZ_SHAPE_RESOURCE) {
    read_resource (r, object);
  } else if (field->shape == WZ_SHAPE_STRING) {
    const gchar *text = require_string (r, object, "text");
    WzPosition at = wz_json_take_position (r, object);
    put_string (r, field, list, by_lang ? require_lang (r, object) : NULL, text, &at);
  } else if (field->shape == WZ_SHAPE_TEXT) {
    if (by_lang)
      require_lang (r, object);
    const WzText *text = read_text (r, object);
    if (text != NULL)
      wz_list_put (list, r->arena, field, text);
  } else {
    guint lost = r->n_lost;
    gpointer mine = wz_issue_builder_add (r->builder, field->shape, owner, list);
    read_fields (r, object, field->shape, mine);
    wz_issue_builder_settle (r->builder, field->shape, mine);
    if (r->n_lost > lost && is_bare (field->shape, mine))
      list->n--;
  }
}

static void
read_items (WzJsonReader *r, JsonObject *object, const WzField *field, gpointer owner, WzList *list)
{
  JsonArray *array = wz_json_take_array (r, object, field->name);
  gsize mark = r->path->len;
  for (guint i = 0; array != NULL && r->error == NULL && i < json_array_get_length (array); i++) {
    g_string_append_printf (r->path, "%s%s[%u]", mark > 0 ? "." : "", field->name, i);
    JsonNode *node = json_array_get_element (array, i);
    if (JSON_NODE_HOLDS_OBJECT (node))
      read_item (r, json_node_get_object (node), field, owner, list);
    else
      wz_json_fail (r, "", _ ("an object"));
    g_string_truncate (r->path, mark);
  }
}

static void
read_array (WzJsonReader *r, JsonObject *object, const WzField *field, gpointer owner, gconstpointer *items)
{
  WzList list = {0};
  read_items (r, object, field, owner, &list);
  *items = wz_list_items (&list);
}

static void
read_field (WzJsonReader *r, JsonObject *object, const WzField *field, gpointer mine)
{
  gpointer at = wz_field_at (field, mine);
  gboolean required = (field->flags & WZ_FIELD_REQUIRED) != 0;
  switch (field->type) {
  case WZ_FIELD_NUMBER:
    *(guint *) at = wz_json_take_number (r, object, field->name);
    break;
  case WZ_FIELD_FLAG:
    *(gboolean *) at = wz_json_take_true (r, object, field->name);
    break;
  case WZ_FIELD_KIND:
    if (required || json_object_has_member (object, field->name))
      *(guint *) at = (guint) wz_json_take_enum (r, object, field->name, field->names);
    break;
  case WZ_FIELD_DATE:
    *(WzDate *) at = wz_json_take_date (r, object, field->name);
    break;
  case WZ_FIELD_TIME:
    if (json_object_has_member (object, field->name))
      wz_issue_builder_set_modified (r->builder, wz_json_take_time (r, object, field->name));
    break;
  case WZ_FIELD_POSITION:
    *(WzPosition *) at = wz_issue_builder_position (r->builder, wz_json_take_position (r, object));
    break;
  case WZ_FIELD_TEXT:
    *(const WzText **) at = read_text_member (r, object, field->name);
    if (required && !json_object_has_member (object, field->name))
      wz_json_fail (r, field->name, _ ("an object"));
    break;
  case WZ_FIELD_LIST:
    if (wz_field_is_map (field))
      read_map (r, object, field, at);
    else
      read_items (r, object, field, mine, at);
    break;
  case WZ_FIELD_ARRAY:
    read_array (r, object, field, mine, at);
    break;
  case WZ_FIELD_RESOURCE:
    if (required || json_object_has_member (object, field->name))
      *(const WzResource **) at = read_resource_id (r, object, field->name);
    break;
  case WZ_FIELD_ENTRIES:
    read_entries (r, object, field->name, mine);
    break;
  case WZ_FIELD_BYTES:
    break;
  default:
    *(const gchar **) at = read_string (r, object, field);
  }
}

static void
read_fields (WzJsonReader *r, JsonObject *object, WzShape shape, gpointer mine)
{
  for (const WzField *field = wz_fields (shape); field->name != NULL; field++)
    if ((field->flags & WZ_FIELD_DERIVED) == 0 &&
        !(shape == WZ_SHAPE_ISSUE && field->shape == WZ_SHAPE_RESOURCE))
      read_field (r, object, field, mine);
}

/* Pictures come before what shows them. */
static void
read_issue (WzJsonReader *r, JsonObject *object)
{
  JsonArray *files = wz_json_take_array (r, object, "files");
  for (guint i = 0; files != NULL && i < json_array_get_length (files); i++) {
    JsonNode *node = json_array_get_element (files, i);
    const gchar *name = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
    if (name == NULL)
      wz_json_fail (r, "files", _ ("strings"));
    g_ptr_array_add (r->files, g_strdup (name));
  }
  if (files == NULL) /* one that a program wrote of the text that it was given */
    g_ptr_array_add (r->files, g_strdup (r->text->file));
  gpointer issue = wz_issue_builder_get_head (r->builder);
  for (const WzField *field = wz_fields (WZ_SHAPE_ISSUE); field->name != NULL; field++)
    if (field->shape == WZ_SHAPE_RESOURCE)
      read_field (r, object, field, issue);
  read_fields (r, object, WZ_SHAPE_ISSUE, issue);
  wz_issue_builder_settle (r->builder, WZ_SHAPE_ISSUE, issue);
}

static void
report_lost (const WzJsonReader *r, WzDiagSink *sink)
{
  const WzPosition place = {.file = r->text->file};
  wz_diag_report (
      sink, WZ_SEVERITY_WARNING, "json-index", &place,
      g_dngettext (
          GETTEXT_PACKAGE,
          "the indices name a paper that is not in the issue in %u place; it is left out of them",
          "the indices name papers that are not in the issue in %u places; they are left out of them",
          r->n_lost),
      r->n_lost);
}

WzIssue *
wz_json_read (const gchar *text, gsize length, const gchar *file, WzDiagSink *sink, GError **error)
{
  if (!wz_json_check (text, length, file, error))
    return NULL;
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, text, (gssize) length, error)) {
    g_prefix_error (error, "%s: ", file);
    return NULL;
  }
  JsonNode *root = json_parser_get_root (parser);
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  if (object == NULL || !json_object_has_member (object, "wenzhai")) {
    g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_NOT_DIGEST,
                 _ ("%s: JSON, but not an issue: it has no member \"wenzhai\""), file);
    return NULL;
  }

  g_autoptr (WzIssueBuilder) builder = wz_issue_builder_new ();
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  WzJsonText source = {text, length, file};
  WzJsonReader r = {&source, builder, wz_issue_builder_get_arena (builder), files, g_string_new (NULL), NULL};
  if (wz_json_take_number (&r, object, "wenzhai") != 1)
    wz_json_fail (&r, "wenzhai", _ ("version 1 of the schema"));
  else
    read_issue (&r, object);
  if (r.error == NULL)
    wz_json_check_members (&source, object, sink);
  if (r.error == NULL && r.n_lost > 0)
    report_lost (&r, sink);
  g_string_free (r.path, TRUE);
  if (r.error != NULL) {
    g_propagate_error (error, r.error);
    return NULL;
  }
  return wz_issue_builder_finish (g_steal_pointer (&builder), sink);
}
