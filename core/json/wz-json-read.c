/* wz-json-read.c: an issue from JSON. SPDX-License-Identifier: MIT
 *
 * A Reader keeps the path of the member it is at, so that an error says `sections[2].entries[0].titles`; the
 * first error is sticky and everything after it is a no-op.
 */
#include "json/wz-json.h"

#include "base/wz-date.h"
#include "json/wz-json-members.h"
#include "model/wz-builder.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define MAX_LANG 35 /* RFC 5646 4.4.1: the length that applications should bear */
#define MAX_KEY 64  /* a derived one has 48 and a suffix */

typedef struct {
  const WzJsonText *text;
  WzIssueBuilder *builder;
  GPtrArray *files; /* of the top-level `files` */
  GString *path;
  GError *error;
} Reader;

static void
fail (Reader *r, const gchar *member, const gchar *expected)
{
  if (r->error != NULL)
    return;
  g_autofree gchar *path =
      g_strconcat (r->path->str, r->path->len > 0 && *member != '\0' ? "." : "", member, NULL);
  WzPosition at = wz_json_locate (r->text, path);
  if (at.line == 0) /* a member that isn't there: the object that lacks it */
    at = wz_json_locate (r->text, r->path->str);
  g_autofree gchar *place = at.line > 0 ? g_strdup_printf (":%u:%u", at.line, at.column) : g_strdup ("");
  g_set_error (&r->error, WZ_READ_ERROR, WZ_READ_ERROR_SYNTAX, _ ("%s%s: %s: expected %s"), r->text->file,
               place, path, expected);
}

/* ---- Typed members; NULL, 0 or FALSE when absent ---- */

static const gchar *
get_string (Reader *r, JsonObject *object, const gchar *member)
{
  JsonNode *node = json_object_get_member (object, member);
  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING) {
    fail (r, member, _ ("a string"));
    return NULL;
  }
  return json_node_get_string (node);
}

/* A BCP 47 tag by its shape, which is what XML and the outputs' own tables rely on. */
static gboolean
is_lang (const gchar *text)
{
  gsize n = 0;
  if (!g_ascii_isalpha (*text) || strlen (text) > MAX_LANG)
    return FALSE;
  for (const gchar *p = text; *p != '\0'; p++) {
    n = *p == '-' ? 0 : n + 1;
    if (n > 8 || (*p == '-' ? !g_ascii_isalnum (p[1]) : !g_ascii_isalnum (*p)))
      return FALSE;
  }
  return TRUE;
}

static const gchar *
get_lang (Reader *r, JsonObject *object, const gchar *member)
{
  const gchar *text = get_string (r, object, member);
  if (text == NULL || is_lang (text))
    return text;
  fail (r, member, _ ("a language tag such as zh-Hans"));
  return NULL;
}

/* Keys become ids and parts of file names as they are. */
static const gchar *
get_key (Reader *r, JsonObject *object, const gchar *member)
{
  const gchar *text = get_string (r, object, member);
  if (text == NULL)
    return NULL;
  gsize n = strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "._-");
  if (n > 0 && n <= MAX_KEY && text[n] == '\0')
    return text;
  fail (r, member, _ ("letters, digits, points, hyphens and underscores, 64 at most"));
  return NULL;
}

static guint32
get_number (Reader *r, JsonObject *object, const gchar *member)
{
  JsonNode *node = json_object_get_member (object, member);
  if (node == NULL)
    return 0;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64 ||
      json_node_get_int (node) < 0 || json_node_get_int (node) > G_MAXINT32) {
    fail (r, member, _ ("a whole number, 0 or more"));
    return 0;
  }
  return (guint32) json_node_get_int (node);
}

static gboolean
get_true (Reader *r, JsonObject *object, const gchar *member)
{
  JsonNode *node = json_object_get_member (object, member);
  if (node == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN) {
    fail (r, member, _ ("true or false"));
    return FALSE;
  }
  return json_node_get_boolean (node);
}

static JsonObject *
get_object (Reader *r, JsonObject *object, const gchar *member)
{
  JsonNode *node = json_object_get_member (object, member);
  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    fail (r, member, _ ("an object"));
    return NULL;
  }
  return json_node_get_object (node);
}

static JsonArray *
get_array (Reader *r, JsonObject *object, const gchar *member)
{
  JsonNode *node = json_object_get_member (object, member);
  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_ARRAY (node)) {
    fail (r, member, _ ("an array"));
    return NULL;
  }
  return json_node_get_array (node);
}

static WzDate
get_date (Reader *r, JsonObject *object, const gchar *member)
{
  const gchar *text = get_string (r, object, member);
  WzDate date = {0, 0, 0};
  if (text == NULL)
    return date;
  if (!wz_date_parse_iso (text, &date))
    fail (r, member, _ ("a date such as 2022-09-22"));
  return date;
}

static gint
get_enum (Reader *r, JsonObject *object, const gchar *member, const gchar *const *names)
{
  const gchar *text = get_string (r, object, member);
  for (gint i = 0; text != NULL && names[i] != NULL; i++)
    if (g_str_equal (names[i], text))
      return i;
  g_autofree gchar *all = g_strjoinv (", ", (gchar **) (gsize) names);
  g_autofree gchar *expected = g_strdup_printf (_ ("one of %s"), all);
  fail (r, member, expected);
  return 0;
}

static WzPosition
get_position (Reader *r, JsonObject *object)
{
  WzPosition position = {NULL, 0, 0};
  JsonArray *at = get_array (r, object, "at");
  if (at == NULL)
    return position;
  gint64 values[3] = {-1, -1, -1};
  for (guint i = 0; i < 3 && json_array_get_length (at) == 3; i++) {
    JsonNode *node = json_array_get_element (at, i);
    if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
      values[i] = json_node_get_int (node);
  }
  if (values[0] < -1 || values[0] >= (gint64) r->files->len || values[1] < 0 || values[1] > G_MAXINT32 ||
      values[2] < 0 || values[2] > G_MAXINT32) {
    fail (r, "at", _ ("[index into files, line, column]"));
    return position;
  }
  position.file = values[0] >= 0 ? g_ptr_array_index (r->files, values[0]) : NULL;
  position.line = (guint32) values[1];
  position.column = (guint32) values[2];
  return position;
}

/* Calls @each with every object of the array @member; the path tells which. */
typedef void (*EachObject) (Reader *r, JsonObject *object, gpointer owner);

static void
each_object (Reader *r, JsonObject *object, const gchar *member, EachObject each, gpointer owner)
{
  JsonArray *array = get_array (r, object, member);
  gsize mark = r->path->len;
  for (guint i = 0; array != NULL && r->error == NULL && i < json_array_get_length (array); i++) {
    g_string_append_printf (r->path, "%s%s[%u]", mark > 0 ? "." : "", member, i);
    JsonNode *node = json_array_get_element (array, i);
    if (JSON_NODE_HOLDS_OBJECT (node))
      each (r, json_node_get_object (node), owner);
    else
      fail (r, "", _ ("an object"));
    g_string_truncate (r->path, mark);
  }
}

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
check_in_caption (Reader *r, WzTextKind kind)
{
  if (kind == WZ_TEXT_IMAGE)
    fail (r, "kind", _ ("the words of a caption; the picture of a figure is its “target”"));
  else if (wz_json_node_rule (kind)->is_block)
    fail (r, "kind", _ ("the words of a caption, which stand in “children” without a block around them"));
}

static void
check_figure (Reader *r, JsonObject *node)
{
  const gchar *target = get_string (r, node, "target");
  if (target == NULL || wz_issue_builder_find_resource (r->builder, target) == NULL)
    fail (r, "target", _ ("the id of one of the issue's resources: the picture that the figure shows"));
}

static void
add_node (Reader *r, WzTextBuilder *text, JsonObject *node, GArray *levels)
{
  gboolean caption = g_array_index (levels, Level, levels->len - 1).caption;
  WzPosition at = get_position (r, node);
  const gchar *content = get_string (r, node, "text");
  if (!json_object_has_member (node, "kind")) {
    if (content == NULL)
      fail (r, "", _ ("nodes with kind or text"));
    else
      wz_text_builder_add (text, content, -1, &at);
    return;
  }
  WzTextKind kind = (WzTextKind) get_enum (r, node, "kind", wz_json_text_kinds);
  if (kind == WZ_TEXT_STRING)
    fail (r, "kind", _ ("a kind of node; characters have text alone"));
  if (caption)
    check_in_caption (r, kind);
  if (kind == WZ_TEXT_FIGURE)
    check_figure (r, node);
  wz_text_builder_enter (text, kind, (gint) get_number (r, node, "number"), get_string (r, node, "target"),
                         content, get_lang (r, node, "lang"), &at);
  Level level = {get_array (r, node, "children"), "children", 0, r->path->len,
                 caption || kind == WZ_TEXT_FIGURE};
  g_array_append_val (levels, level);
}

static const WzText *
read_text (Reader *r, JsonObject *object)
{
  g_autoptr (WzTextBuilder) text = wz_text_builder_new (get_lang (r, object, "lang"));
  g_autoptr (GArray) levels = g_array_new (FALSE, FALSE, sizeof (Level));
  gsize mark = r->path->len;
  Level top = {get_array (r, object, "content"), "content", 0, mark, FALSE};
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
      fail (r, "", _ ("an object"));
  }
  g_string_truncate (r->path, mark);
  return r->error == NULL ? wz_text_builder_finish (g_steal_pointer (&text), r->builder) : NULL;
}

static const WzText *
read_text_member (Reader *r, JsonObject *object, const gchar *member)
{
  JsonObject *text = get_object (r, object, member);
  gsize mark = r->path->len;
  g_string_append_printf (r->path, "%s%s", mark > 0 ? "." : "", member);
  const WzText *read = text != NULL ? read_text (r, text) : NULL;
  g_string_truncate (r->path, mark);
  return read;
}

/* ---- Strings by language ---- */

typedef void (*SetByLang) (Reader *r, gpointer owner, const gchar *lang, const gchar *text);

static void
read_by_lang (Reader *r, JsonObject *object, const gchar *member, SetByLang set, gpointer owner)
{
  JsonObject *map = get_object (r, object, member);
  if (map == NULL)
    return;
  g_autoptr (GList) langs = json_object_get_members (map);
  for (GList *l = langs; l != NULL; l = l->next)
    if (is_lang (l->data))
      set (r, owner, l->data, get_string (r, map, l->data));
    else
      fail (r, member, _ ("language tags, each with a text"));
}

static void
set_title (Reader *r, gpointer owner, const gchar *lang, const gchar *text)
{
  wz_issue_builder_set_title (r->builder, lang, text);
}

static void
set_subtitle (Reader *r, gpointer owner, const gchar *lang, const gchar *text)
{
  wz_issue_builder_set_subtitle (r->builder, lang, text);
}

static void
set_summary (Reader *r, gpointer owner, const gchar *lang, const gchar *text)
{
  wz_issue_builder_set_summary (r->builder, lang, text);
}

static void
set_heading (Reader *r, gpointer owner, const gchar *lang, const gchar *text)
{
  wz_section_set_heading (r->builder, owner, lang, text);
}

/* ---- Entries ---- */

static const gchar *
require_lang (Reader *r, JsonObject *object)
{
  const gchar *lang = get_lang (r, object, "lang");
  if (lang == NULL)
    fail (r, "lang", _ ("a language tag"));
  return lang != NULL ? lang : "";
}

static const gchar *
require_string (Reader *r, JsonObject *object, const gchar *member)
{
  const gchar *text = get_string (r, object, member);
  if (text == NULL)
    fail (r, member, _ ("a string"));
  return text != NULL ? text : "";
}

static void
read_category_code (Reader *r, JsonObject *object, gpointer entry)
{
  WzPosition at = get_position (r, object);
  wz_entry_add_category (r->builder, entry, require_string (r, object, "text"), &at);
}

static void
read_author (Reader *r, JsonObject *object, gpointer entry)
{
  WzPosition at = get_position (r, object);
  wz_entry_add_author (r->builder, entry, require_string (r, object, "text"), &at);
}

static void
read_affiliation (Reader *r, JsonObject *object, gpointer entry)
{
  WzPosition at = get_position (r, object);
  wz_entry_add_affiliation (r->builder, entry, require_string (r, object, "text"), &at);
}

static void
read_title (Reader *r, JsonObject *object, gpointer entry)
{
  const gchar *lang = require_lang (r, object);
  wz_entry_set_title (r->builder, entry, lang, read_text (r, object));
}

static void
read_abstract (Reader *r, JsonObject *object, gpointer entry)
{
  const gchar *lang = require_lang (r, object);
  wz_entry_set_abstract (r->builder, entry, lang, read_text (r, object));
}

static void
read_link (Reader *r, JsonObject *object, gpointer entry)
{
  WzPosition at = get_position (r, object);
  wz_entry_add_link (r->builder, entry, require_string (r, object, "url"), get_string (r, object, "label"),
                     &at);
}

static void
read_caption (Reader *r, JsonObject *object, gpointer captions)
{
  require_lang (r, object);
  const WzText *text = read_text (r, object);
  if (text != NULL)
    g_ptr_array_add (captions, (gpointer) (gsize) text);
}

static void
read_alt (Reader *r, JsonObject *object, gpointer alts)
{
  WzString alt = {require_string (r, object, "text"), require_lang (r, object), get_position (r, object)};
  g_array_append_val (alts, alt);
}

static void
read_figure (Reader *r, JsonObject *object, gpointer entry)
{
  g_autoptr (GPtrArray) captions = g_ptr_array_new ();
  g_autoptr (GArray) alts = g_array_new (FALSE, FALSE, sizeof (WzString));
  g_autoptr (GPtrArray) alt_pointers = g_ptr_array_new ();
  each_object (r, object, "captions", read_caption, captions);
  each_object (r, object, "alts", read_alt, alts);
  const gchar *id = require_string (r, object, "resource");
  const WzResource *resource = wz_issue_builder_find_resource (r->builder, id);
  if (resource == NULL)
    fail (r, "resource", _ ("the id of one of the issue's resources"));
  if (r->error != NULL)
    return;
  for (guint i = 0; i < alts->len; i++)
    g_ptr_array_add (alt_pointers, &g_array_index (alts, WzString, i));
  g_ptr_array_add (captions, NULL);
  g_ptr_array_add (alt_pointers, NULL);
  WzPosition at = get_position (r, object);
  wz_entry_add_figure (r->builder, entry, resource, (const WzText *const *) captions->pdata,
                       (const WzString *const *) alt_pointers->pdata, &at);
}

static void
read_appearance (Reader *r, JsonObject *object, gpointer entry)
{
  WzAppearance appearance = {
      .source = get_string (r, object, "source"),
      .date = get_date (r, object, "date"),
      .line = get_number (r, object, "line"),
      .full = get_true (r, object, "full"),
      .ordinal = get_number (r, object, "ordinal"),
      .arxiv_version = get_number (r, object, "arxivVersion"),
  };
  wz_entry_add_appearance (r->builder, entry, &appearance);
}

static void
read_note (Reader *r, JsonObject *object, gpointer entry)
{
  const WzText *text = read_text (r, object);
  if (text != NULL)
    wz_entry_add_note (r->builder, entry, text);
}

static void
read_back_reference (Reader *r, JsonObject *object, gpointer entry)
{
  WzBackReference reference = {
      .title = get_string (r, object, "title"),
      .number = get_string (r, object, "number"),
      .identifier = get_string (r, object, "identifier"),
      .key = get_string (r, object, "key"),
      .date = get_date (r, object, "date"),
  };
  wz_entry_add_back_reference (r->builder, entry, &reference);
}

static void
read_variant (Reader *r, JsonObject *object, gpointer entry)
{
  WzVariant variant = {
      .field = require_string (r, object, "field"),
      .lang = get_lang (r, object, "lang"),
      .text = get_string (r, object, "text"),
      .source = get_string (r, object, "source"),
      .position = get_position (r, object),
  };
  wz_entry_add_variant (r->builder, entry, &variant);
}

static void
read_entry (Reader *r, JsonObject *object, gpointer section)
{
  WzPosition at = get_position (r, object);
  WzEntry *entry = wz_section_add_entry (r->builder, section, &at);
  wz_entry_set_key (r->builder, entry, get_key (r, object, "key"));
  wz_entry_set_ordinal (r->builder, entry, get_number (r, object, "ordinal"));
  wz_entry_set_full (r->builder, entry, get_true (r, object, "full"));
  wz_entry_set_authors_cut (r->builder, entry, get_true (r, object, "authorsCut"));
  wz_entry_set_affiliations_cut (r->builder, entry, get_true (r, object, "affiliationsCut"));
  wz_entry_set_arxiv (r->builder, entry, get_string (r, object, "arxivId"),
                      get_number (r, object, "arxivVersion"));
  wz_entry_set_doi (r->builder, entry, get_string (r, object, "doi"));
  wz_entry_set_body (r->builder, entry, read_text_member (r, object, "body"));
  static const struct {
    const gchar *member;
    EachObject read;
  } lists[] = {
      {"categories", read_category_code},
      {"titles", read_title},
      {"authors", read_author},
      {"affiliations", read_affiliation},
      {"links", read_link},
      {"abstracts", read_abstract},
      {"figures", read_figure},
      {"appearances", read_appearance},
      {"notes", read_note},
      {"backReferences", read_back_reference},
      {"variants", read_variant},
  };
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    each_object (r, object, lists[i].member, lists[i].read, entry);
}

/* ---- Issue ---- */

static void
read_section (Reader *r, JsonObject *object, gpointer owner)
{
  WzPosition at = get_position (r, object);
  WzSectionKind kind = (WzSectionKind) get_enum (r, object, "kind", wz_json_section_kinds);
  WzSection *section = wz_issue_builder_add_section (r->builder, kind, &at);
  wz_section_set_id (r->builder, section, get_string (r, object, "id"));
  read_by_lang (r, object, "heading", set_heading, section);
  wz_section_set_date (r->builder, section, get_date (r, object, "date"));
  wz_section_set_category (r->builder, section, get_string (r, object, "category"));
  wz_section_set_blocks (r->builder, section, read_text_member (r, object, "blocks"));
  each_object (r, object, "entries", read_entry, section);
}

static void
read_category_name (Reader *r, JsonObject *object, gpointer code)
{
  WzPosition at = get_position (r, object);
  wz_issue_builder_set_category (r->builder, code, require_lang (r, object),
                                 require_string (r, object, "text"), &at);
}

static void
read_category (Reader *r, JsonObject *object, gpointer owner)
{
  WzPosition at = get_position (r, object);
  const gchar *code = require_string (r, object, "code");
  wz_issue_builder_set_category (r->builder, code, NULL, NULL, &at);
  each_object (r, object, "names", read_category_name, (gpointer) (gsize) code);
}

static void
read_resource (Reader *r, JsonObject *object, gpointer owner)
{
  WzPosition at = get_position (r, object);
  gsize size;
  g_autofree guchar *data = g_base64_decode (require_string (r, object, "data"), &size);
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_steal_pointer (&data), size);
  const WzResource *resource = wz_issue_builder_add_resource (r->builder, bytes, &at);
  const gchar *id = get_string (r, object, "id");
  if (resource == NULL)
    fail (r, "data", _ ("a PNG, JPEG, GIF, WebP or SVG picture in Base64"));
  else if (id != NULL && !g_str_equal (id, resource->id))
    fail (r, "id", resource->id);
}

static void
read_term (Reader *r, JsonObject *object, gpointer index)
{
  JsonArray *keys = get_array (r, object, "entries");
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  for (guint i = 0; keys != NULL && i < json_array_get_length (keys); i++) {
    JsonNode *node = json_array_get_element (keys, i);
    const gchar *key = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
    WzEntry *entry = key != NULL ? wz_issue_builder_find_entry (r->builder, key) : NULL;
    if (entry == NULL) {
      fail (r, "entries", _ ("keys of the issue's entries"));
      return;
    }
    g_ptr_array_add (entries, entry);
  }
  wz_index_add_term (r->builder, index, get_string (r, object, "group"), require_string (r, object, "label"),
                     get_lang (r, object, "lang"), (WzEntry *const *) entries->pdata, entries->len);
}

static void
read_index (Reader *r, JsonObject *object, gpointer owner)
{
  WzIndex *index = wz_issue_builder_add_index (
      r->builder, (WzIndexKind) get_enum (r, object, "kind", wz_json_index_kinds));
  each_object (r, object, "terms", read_term, index);
}

static void
read_head (Reader *r, JsonObject *object)
{
  static const struct {
    const gchar *member;
    void (*set) (WzIssueBuilder *builder, const gchar *text);
  } strings[] = {
      {"number", wz_issue_builder_set_number},
      {"volume", wz_issue_builder_set_volume},
      {"editor", wz_issue_builder_set_editor},
      {"publisher", wz_issue_builder_set_publisher},
      {"source", wz_issue_builder_set_source},
      {"rights", wz_issue_builder_set_rights},
      {"identifier", wz_issue_builder_set_identifier},
      {"variant", wz_issue_builder_set_variant},
      {"stem", wz_issue_builder_set_stem},
  };
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    strings[i].set (r->builder, get_string (r, object, strings[i].member));
  const gchar *lang = get_lang (r, object, "lang");
  if (lang != NULL)
    wz_issue_builder_set_lang (r->builder, lang);
  read_by_lang (r, object, "title", set_title, NULL);
  read_by_lang (r, object, "subtitle", set_subtitle, NULL);
  read_by_lang (r, object, "summary", set_summary, NULL);
  wz_issue_builder_set_series (r->builder, get_string (r, object, "series"),
                               get_string (r, object, "seriesSlug"));
  wz_issue_builder_set_date (r->builder, get_date (r, object, "date"));
  wz_issue_builder_set_period (r->builder, get_date (r, object, "firstDay"), get_date (r, object, "lastDay"));

  const gchar *modified = get_string (r, object, "modified");
  if (modified != NULL) {
    g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (modified, NULL);
    if (time == NULL)
      fail (r, "modified", _ ("a time such as 2022-09-22T00:00:00Z"));
    else
      wz_issue_builder_set_modified (r->builder, g_date_time_to_unix (time));
  }
}

static void
read_issue (Reader *r, JsonObject *object)
{
  JsonArray *files = get_array (r, object, "files");
  for (guint i = 0; files != NULL && i < json_array_get_length (files); i++) {
    JsonNode *node = json_array_get_element (files, i);
    const gchar *name = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
    if (name == NULL)
      fail (r, "files", _ ("strings"));
    g_ptr_array_add (r->files, g_strdup (name));
  }
  read_head (r, object);
  each_object (r, object, "resources", read_resource, NULL);
  each_object (r, object, "categories", read_category, NULL);
  each_object (r, object, "sections", read_section, NULL);
  each_object (r, object, "indices", read_index, NULL);
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
  Reader r = {&source, builder, files, g_string_new (NULL), NULL};
  if (get_number (&r, object, "wenzhai") != 1)
    fail (&r, "wenzhai", _ ("version 1 of the schema"));
  else
    read_issue (&r, object);
  if (r.error == NULL)
    wz_json_check_members (&source, object, sink);
  g_string_free (r.path, TRUE);
  if (r.error != NULL) {
    g_propagate_error (error, r.error);
    return NULL;
  }
  return wz_issue_builder_finish (g_steal_pointer (&builder), sink);
}
