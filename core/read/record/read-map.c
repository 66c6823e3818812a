/* In: a file NAME.reader. Out: what it says, or each of its lines that is wrong. SPDX-License-Identifier: MIT
 */
#include "read/record/read-map.h"

#include "base/wz-diag-private.h"
#include "base/wz-display.h"
#include "base/wz-keyfile.h"
#include "base/wz-nearest.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The keys of fields; those with a language may end in `.en` or `.zh`, too. */
static const struct {
  const gchar *group, *key;
  ReadMapField field;
  gboolean has_lang;
} keys[] = {
    {"issue", "base", READ_MAP_ISSUE_BASE, FALSE},
    {"issue", "title", READ_MAP_ISSUE_TITLE, TRUE},
    {"issue", "date", READ_MAP_ISSUE_DATE, FALSE},
    {"issue", "source", READ_MAP_ISSUE_SOURCE, FALSE},
    {"issue", "rights", READ_MAP_ISSUE_RIGHTS, FALSE},
    {"entry", "skip", READ_MAP_SKIP, FALSE},
    {"entry", "papers", READ_MAP_PAPERS, FALSE},
    {"entry", "id", READ_MAP_ID, FALSE},
    {"entry", "version", READ_MAP_VERSION, FALSE},
    {"entry", "title", READ_MAP_TITLE, TRUE},
    {"entry", "authors", READ_MAP_AUTHORS, FALSE},
    {"entry", "affiliations", READ_MAP_AFFILIATIONS, FALSE},
    {"entry", "primary-category", READ_MAP_PRIMARY_CATEGORY, FALSE},
    {"entry", "categories", READ_MAP_CATEGORIES, FALSE},
    {"entry", "link", READ_MAP_LINK, FALSE},
    {"entry", "code", READ_MAP_CODE, FALSE},
    {"entry", "stars", READ_MAP_STARS, FALSE},
    {"entry", "abstract", READ_MAP_ABSTRACT, TRUE},
    {"entry", "body", READ_MAP_BODY, TRUE},
    {"entry", "text", READ_MAP_TEXT, TRUE},
    {"entry", "note", READ_MAP_NOTE, TRUE},
    {"entry", "tldr", READ_MAP_TLDR, TRUE},
    {"entry", "highlight", READ_MAP_HIGHLIGHT, TRUE},
    {"entry", "motivation", READ_MAP_MOTIVATION, TRUE},
    {"entry", "method", READ_MAP_METHOD, TRUE},
    {"entry", "result", READ_MAP_RESULT, TRUE},
    {"entry", "conclusion", READ_MAP_CONCLUSION, TRUE},
    {"entry", "limitation", READ_MAP_LIMITATION, TRUE},
    {"entry", "recommendation", READ_MAP_RECOMMENDATION, TRUE},
    {"entry", "venue", READ_MAP_VENUE, FALSE},
    {"entry", "comment", READ_MAP_COMMENT, FALSE},
    {"entry", "journal-ref", READ_MAP_JOURNAL, FALSE},
    {"entry", "score", READ_MAP_SCORE, FALSE},
    {"entry", "score-reason", READ_MAP_SCORE_REASON, TRUE},
    {"entry", "status", READ_MAP_STATUS, FALSE},
    {"entry", "published", READ_MAP_PUBLISHED, FALSE},
    {"entry", "updated", READ_MAP_UPDATED, FALSE},
    {"authors", "name", READ_MAP_PERSON_NAME, FALSE},
    {"authors", "family", READ_MAP_PERSON_FAMILY, FALSE},
    {"authors", "given", READ_MAP_PERSON_GIVEN, FALSE},
    {"authors", "suffix", READ_MAP_PERSON_SUFFIX, FALSE},
    {"authors", "affiliation", READ_MAP_PERSON_AFFILIATION, FALSE},
};

typedef struct {
  ReadMap *map;
  WzDiagSink *sink;
  guint n_wrong;
} Parsing;

/* ---- What is wrong ---- */

static void G_GNUC_PRINTF (3, 4)
    complain (Parsing *parsing, const WzPosition *position, const gchar *format, ...)
{
  va_list args;

  va_start (args, format);
  wz_diag_report_valist (parsing->sink, WZ_SEVERITY_ERROR, "reader-syntax", position, format, args);
  va_end (args);
  parsing->n_wrong++;
}

/* @at: in the value of @item */
static void
complain_in_value (Parsing *parsing, const WzKeyFileItem *item, const gchar *at, const gchar *message)
{
  WzPosition position = item->value;

  position.column += (guint32) g_utf8_strlen (item->text, at - item->text);
  complain (parsing, &position, "%s", message);
}

/* ---- [reader] ---- */

static void
free_path (gpointer path)
{
  wz_record_path_free (path);
}

static void
take_paths (Parsing *parsing, const WzKeyFileItem *item, GPtrArray *paths)
{
  g_autoptr (GError) error = NULL;
  const gchar *at = item->text;

  if (!read_map_parse_paths (paths, item->text, &at, &error))
    complain_in_value (parsing, item, at, error->message);
  else if (*at != '\0')
    complain_in_value (parsing, item, at, _ ("paths are separated by commas"));
}

static void
take_format (Parsing *parsing, const WzKeyFileItem *item)
{
  static const gchar *const names[] = {"json", "csv", "xml", NULL};
  guint i = 0;

  while (names[i] != NULL && !g_str_equal (names[i], item->text))
    i++;
  if (names[i] == NULL)
    complain (parsing, &item->value,
              _ ("the format is json (which JSON Lines are too), csv or xml, not “%s”"), item->text);
  else
    parsing->map->format = (WzRecordFormat) i;
}

static void
take_places (Parsing *parsing, const WzKeyFileItem *item)
{
  gchar **places = g_strsplit (item->text, ",", -1);

  for (guint i = 0; places[i] != NULL; i++)
    g_strstrip (places[i]);
  if (g_strv_length (places) > WZ_RECORD_MAX_ALTERNATIVES)
    complain (parsing, &item->value, _ ("more than %d places"), WZ_RECORD_MAX_ALTERNATIVES);
  g_strfreev (parsing->map->places);
  parsing->map->places = places;
}

static void
take_separator (Parsing *parsing, const WzKeyFileItem *item)
{
  if (strlen (item->text) != 1 || strchr ("\"\r\n", *item->text) != NULL)
    complain (parsing, &item->value, _ ("the separator is one character: `,`, `;` or `\\t`"));
  else
    parsing->map->separator = *item->text;
}

static const gchar *
find_lang (const gchar *name)
{
  return g_str_equal (name, "zh") ? "zh-Hans" : g_str_equal (name, "en") ? "en" : NULL;
}

static void
take_lang (Parsing *parsing, const WzKeyFileItem *item)
{
  const gchar *lang = find_lang (item->text);

  if (lang == NULL)
    complain (parsing, &item->value, _ ("the language is zh or en, not “%s”"), item->text);
  g_free (parsing->map->lang);
  parsing->map->lang = g_strdup (lang);
}

static void
take_comment (Parsing *parsing, const WzKeyFileItem *item)
{
  g_free (parsing->map->comment);
  parsing->map->comment = g_strdup (item->text);
}

static void
take_reader_key (Parsing *parsing, const WzKeyFileItem *item)
{
  ReadMap *map = parsing->map;
  static const gchar *const names[] = {"comment", "format", "records", "separator", "language",    "match",
                                       "unless",  "head",   "empty",   "ignore",    "ignore-head", NULL};
  static void (*const takers[]) (Parsing *, const WzKeyFileItem *) = {take_comment, take_format, take_places,
                                                                      take_separator, take_lang};
  GPtrArray *const paths[] = {map->match, map->unless, map->head, map->empty, map->ignore, map->head_ignore};
  guint i = 0;

  while (names[i] != NULL && !g_str_equal (names[i], item->key))
    i++;
  if (names[i] == NULL) {
    g_autofree gchar *question = wz_nearest_dup_question (item->key, names);

    complain (parsing, &item->position, _ ("there is no key “%s” in [reader]%s"), item->key, question);
  } else if (i < G_N_ELEMENTS (takers)) {
    takers[i](parsing, item);
  } else {
    take_paths (parsing, item, paths[i - G_N_ELEMENTS (takers)]);
  }
}

/* ---- Fields ---- */

static void
complain_of_key (Parsing *parsing, const WzKeyFileItem *item)
{
  const gchar *names[G_N_ELEMENTS (keys) + 1] = {NULL};
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_str_equal (keys[i].group, item->group))
      names[n++] = keys[i].key;
  g_autofree gchar *question = wz_nearest_dup_question (item->key, names);

  complain (parsing, &item->position, _ ("there is no field “%s” in [%s]%s"), item->key, item->group,
            question);
}

static void
take_field_key (Parsing *parsing, const WzKeyFileItem *item)
{
  ReadRule rule = {.field = READ_MAP_N_FIELDS};
  const gchar *point = strrchr (item->key, '.'), *lang = point != NULL ? find_lang (point + 1) : NULL;
  gsize length = lang != NULL ? (gsize) (point - item->key) : strlen (item->key);
  g_autoptr (GError) error = NULL;
  const gchar *at = item->text;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_str_equal (keys[i].group, item->group) && strlen (keys[i].key) == length &&
        strncmp (keys[i].key, item->key, length) == 0 && (lang == NULL || keys[i].has_lang))
      rule.field = keys[i].field;
  if (rule.field == READ_MAP_N_FIELDS) {
    complain_of_key (parsing, item);
    return;
  }
  if (!read_map_value_parse (&rule.value, item->text, &at, &error)) {
    complain_in_value (parsing, item, at, error->message);
    read_map_value_clear (&rule.value);
    return;
  }
  rule.lang = g_strdup (lang != NULL ? lang : parsing->map->lang);
  rule.key = g_strdup (item->key);
  g_array_append_val (parsing->map->rules, rule);
}

/* A vocabulary may have had several names. */
static void
take_prefix (Parsing *parsing, const WzKeyFileItem *item)
{
  g_auto (GStrv) uris = g_strsplit_set (item->text, " \t", -1);

  for (guint i = 0; uris[i] != NULL; i++) {
    WzRecordPrefix prefix = {g_strdup (g_str_equal (item->key, "default") ? "" : item->key),
                             g_strdup (uris[i])};

    g_array_append_val (parsing->map->prefixes, prefix);
  }
}

/* ---- The whole ---- */

static void
clear_rule (gpointer data)
{
  ReadRule *rule = data;

  g_free (rule->key);
  g_free (rule->lang);
  read_map_value_clear (&rule->value);
}

static void
clear_prefix (gpointer data)
{
  WzRecordPrefix *prefix = data;

  g_free ((gpointer) (gsize) prefix->prefix);
  g_free ((gpointer) (gsize) prefix->uri);
}

void
read_map_free (ReadMap *map)
{
  if (map == NULL)
    return;
  g_free (map->name);
  g_free (map->file);
  g_free (map->path);
  g_free (map->comment);
  g_free (map->lang);
  g_strfreev (map->places);
  g_array_unref (map->prefixes);
  g_ptr_array_unref (map->match);
  g_ptr_array_unref (map->unless);
  g_ptr_array_unref (map->head);
  g_ptr_array_unref (map->empty);
  g_ptr_array_unref (map->ignore);
  g_ptr_array_unref (map->head_ignore);
  g_array_unref (map->rules);
  g_free (map);
}

static ReadMap *
map_new (const gchar *path)
{
  ReadMap *map = g_new0 (ReadMap, 1);
  g_autofree gchar *base = g_path_get_basename (path);

  map->name = g_str_has_suffix (base, ".reader") ? g_strndup (base, strlen (base) - strlen (".reader"))
                                                 : g_strdup (base);
  map->file = g_strdup (path);
  map->path = wz_display_dup (path);
  map->separator = ',';
  map->places = g_new0 (gchar *, 2); /* the outermost */
  map->places[0] = g_strdup ("");
  map->prefixes = g_array_new (FALSE, FALSE, sizeof (WzRecordPrefix));
  g_array_set_clear_func (map->prefixes, clear_prefix);
  map->match = g_ptr_array_new_with_free_func (free_path);
  map->unless = g_ptr_array_new_with_free_func (free_path);
  map->head = g_ptr_array_new_with_free_func (free_path);
  map->empty = g_ptr_array_new_with_free_func (free_path);
  map->ignore = g_ptr_array_new_with_free_func (free_path);
  map->head_ignore = g_ptr_array_new_with_free_func (free_path);
  map->rules = g_array_new (FALSE, FALSE, sizeof (ReadRule));
  g_array_set_clear_func (map->rules, clear_rule);
  return map;
}

static void
take_item (Parsing *parsing, const WzKeyFileItem *item)
{
  static const gchar *const groups[] = {"reader", "issue", "entry", "authors", "namespaces", NULL};
  gboolean known = g_strv_contains (groups, item->group);

  if (item->key == NULL && !known) {
    g_autofree gchar *question = wz_nearest_dup_question (item->group, groups);

    complain (parsing, &item->position, _ ("there is no group [%s] in a mapping file%s"), item->group,
              question);
  }
  if (item->key == NULL || !known)
    return;
  if (g_str_equal (item->group, "reader"))
    take_reader_key (parsing, item);
  else if (g_str_equal (item->group, "namespaces"))
    take_prefix (parsing, item);
  else
    take_field_key (parsing, item);
}

ReadMap *
read_map_new (const gchar *path, WzDiagSink *sink)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WzKeyFile) file = wz_key_file_new_from_file (path, sink, &error);
  g_autoptr (ReadMap) map = map_new (path);
  Parsing parsing = {map, sink, 0};
  WzPosition whole = {map->path, 0, 0};

  if (file == NULL) {
    complain (&parsing, &whole, "%s", error->message);
    return NULL;
  }
  parsing.n_wrong = wz_key_file_get_n_errors (file);
  /* what holds for all fields stands first */
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < wz_key_file_get_n_items (file); i++) {
      const WzKeyFileItem *item = wz_key_file_get_item (file, i);

      if (g_str_equal (item->group, "reader") == (pass == 0))
        take_item (&parsing, item);
    }
  if (wz_key_file_get (file, "reader", "format") == NULL)
    complain (&parsing, &whole, _ ("[reader] needs `format=json`, `csv` or `xml`"));
  if (read_map_find_rule (map, READ_MAP_TITLE) == NULL && read_map_find_rule (map, READ_MAP_ID) == NULL)
    complain (&parsing, &whole, _ ("[entry] needs a `title` or an `id`"));
  return parsing.n_wrong == 0 ? g_steal_pointer (&map) : NULL;
}

const ReadRule *
read_map_find_rule (const ReadMap *map, ReadMapField field)
{
  for (guint i = 0; i < map->rules->len; i++) {
    const ReadRule *rule = &g_array_index (map->rules, ReadRule, i);

    if (rule->field == field)
      return rule;
  }
  return NULL;
}
