/* wz-json-members.c: what of a JSON text would be passed over. SPDX-License-Identifier: MIT
 *
 * The tree is walked against the table of fields; what is wrong is noted under its path, and its place looked
 * up at the end.
 */
#include "json/wz-json-members.h"

#include "base/wz-identity.h"
#include "json/wz-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_TOLD 50 /* kinds of problems; a file that has more is no issue of ours */

/* ---- Problems: the first of each kind, by its path without numbers ---- */

typedef struct {
  gchar *path;
  const gchar *code;
  gchar *detail;
  guint more;
  guint line, column;
} Problem;

typedef struct {
  GString *path;
  GPtrArray *problems;
  GHashTable *by_kind; /* path without numbers, and detail → Problem */
  GHashTable *by_path; /* → Problem, for what follows */
  guint untold;
  gsize members; /* in the tree; fewer than in the text where names occur twice */
} Walk;

static void
problem_free (gpointer data)
{
  Problem *problem = data;
  g_free (problem->path);
  g_free (problem->detail);
  g_free (problem);
}

static gchar *
dup_kind (const gchar *path, const gchar *detail)
{
  GString *kind = g_string_new (NULL);
  for (const gchar *p = path; *p != '\0'; p++)
    if (!g_ascii_isdigit (*p))
      g_string_append_c (kind, *p);
  g_string_append_printf (kind, "\n%s", detail);
  return g_string_free (kind, FALSE);
}

/* The problem of this kind that there is, counted once more; NULL where it is new; *room says whether it
 * can still be added. */
static Problem *
count_kind (Walk *w, const gchar *kind, gboolean *room)
{
  Problem *problem = g_hash_table_lookup (w->by_kind, kind);
  *room = problem == NULL && w->problems->len < MAX_TOLD;
  if (problem != NULL)
    problem->more++;
  else if (!*room)
    w->untold++;
  return problem;
}

/* Takes @kind, @path and @detail. */
static Problem *
add_problem (Walk *w, gchar *kind, gchar *path, const gchar *code, gchar *detail)
{
  Problem *problem = g_new0 (Problem, 1);
  problem->path = path;
  problem->code = code;
  problem->detail = detail;
  g_ptr_array_add (w->problems, problem);
  g_hash_table_insert (w->by_kind, kind, problem);
  g_hash_table_insert (w->by_path, problem->path, problem);
  return problem;
}

static gchar *
dup_path (const Walk *w, const gchar *member)
{
  return member == NULL ? g_strdup (w->path->str)
                        : g_strconcat (w->path->str, w->path->len > 0 ? "." : "", member, NULL);
}

G_GNUC_PRINTF (4, 5)
static void
note (Walk *w, const gchar *member, const gchar *code, const gchar *format, ...)
{
  va_list args;
  va_start (args, format);
  gchar *detail = g_strdup_vprintf (format, args);
  va_end (args);
  gchar *path = dup_path (w, member), *kind = dup_kind (path, detail);
  gboolean room;
  count_kind (w, kind, &room);
  if (room) {
    add_problem (w, kind, path, code, detail);
    return;
  }
  g_free (kind);
  g_free (path);
  g_free (detail);
}

/* What was meant is looked for only where it will be told: a file may have any number of these. */
static void
note_unknown (Walk *w, WzJsonShape shape, const gchar *member)
{
  gchar *path = dup_path (w, member), *kind = dup_kind (path, "");
  gboolean room;
  count_kind (w, kind, &room);
  if (room) {
    g_autofree gchar *advice = wz_json_dup_advice (shape, member);
    add_problem (w, kind, path, "json-unknown-member",
                 g_strdup_printf (_ ("no such member, it is left out; %s"), advice));
    return;
  }
  g_free (kind);
  g_free (path);
}

/* ---- The tree against the table ---- */

static void visit_object (Walk *w, JsonObject *object, WzJsonShape shape, const gchar *context);

static gint
find_kind (JsonObject *node)
{
  JsonNode *value = json_object_get_member (node, "kind");
  const gchar *name = value == NULL                   ? "text"
                      : JSON_NODE_HOLDS_VALUE (value) ? json_node_get_string (value)
                                                      : NULL;
  for (gint i = 0; name != NULL && wz_json_text_kinds[i] != NULL; i++)
    if (g_str_equal (wz_json_text_kinds[i], name))
      return i;
  return -1;
}

/* Inlines may stand among blocks, where outputs give them a paragraph; words among rows may not, blanks do.
 */
static gboolean
may_stand (JsonObject *node, WzTextKind kind, const gchar *context)
{
  gboolean is_part = kind == WZ_TEXT_LIST_ITEM || kind == WZ_TEXT_TABLE_ROW || kind == WZ_TEXT_TABLE_CELL;
  if (g_str_equal (context, "inlines"))
    return !wz_json_node_rule (kind)->is_block;
  if (g_str_equal (context, "blocks"))
    return !is_part;
  if (kind != WZ_TEXT_STRING)
    return g_str_equal (context, wz_json_text_kinds[kind]);
  JsonNode *text = json_object_get_member (node, "text");
  const gchar *words = text != NULL && JSON_NODE_HOLDS_VALUE (text) ? json_node_get_string (text) : NULL;
  return words == NULL || words[strspn (words, " \t\r\n")] == '\0';
}

static gboolean
has_word (const gchar *words, const gchar *word)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);
  return g_strv_contains ((const gchar *const *) list, word);
}

/* Returns the context of the node's children. */
static const gchar *
visit_node (Walk *w, JsonObject *node, const gchar *context)
{
  static const gchar *const checked[] = {"number", "target", "lang", "text", "children"};
  gint kind = find_kind (node);
  if (kind < 0)
    return "inlines"; /* the reader refuses it */
  const WzJsonNodeRule *rule = wz_json_node_rule ((WzTextKind) kind);
  if (context != NULL && !may_stand (node, (WzTextKind) kind, context))
    note (w, NULL, "json-misplaced-node",
          _ ("“%s” can't stand here, where %s stand; its words are kept, its form is not"),
          wz_json_text_kinds[kind], context);
  for (guint i = 0; i < G_N_ELEMENTS (checked); i++)
    if (json_object_has_member (node, checked[i]) && !has_word (rule->members, checked[i]))
      note (w, checked[i], "json-unknown-member", _ ("of no use in a node of the kind “%s”, which has %s"),
            wz_json_text_kinds[kind], rule->members);
  return rule->children;
}

static void
visit_value (Walk *w, JsonNode *value, WzJsonShape shape, const gchar *context)
{
  if (JSON_NODE_HOLDS_OBJECT (value))
    visit_object (w, json_node_get_object (value), shape, context);
}

static void
visit_member (Walk *w, const gchar *name, JsonNode *value, const WzJsonField *field, const gchar *context)
{
  gsize mark = w->path->len;
  g_string_append_printf (w->path, "%s%s", mark > 0 ? "." : "", name);
  if (!field->is_list) {
    visit_value (w, value, field->shape, context);
  } else if (JSON_NODE_HOLDS_ARRAY (value)) {
    JsonArray *array = json_node_get_array (value);
    gsize item = w->path->len;
    for (guint i = 0; i < json_array_get_length (array); i++) {
      g_string_append_printf (w->path, "[%u]", i);
      visit_value (w, json_array_get_element (array, i), field->shape, context);
      g_string_truncate (w->path, item);
    }
  }
  g_string_truncate (w->path, mark);
}

/* The model has no place for what is no arXiv id. */
static void
visit_arxiv_id (Walk *w, JsonObject *entry)
{
  JsonNode *value = json_object_get_member (entry, "arxivId");
  const gchar *id = value != NULL && JSON_NODE_HOLDS_VALUE (value) ? json_node_get_string (value) : NULL;
  gsize n = id != NULL ? wz_identity_match_arxiv (id) : 0;
  if (id != NULL && (n == 0 || id[n] != '\0'))
    note (w, "arxivId", "json-value", _ ("“%s” is no arXiv id, as 2209.11142 is; no book shows it"), id);
}

static void
visit_object (Walk *w, JsonObject *object, WzJsonShape shape, const gchar *context)
{
  if (shape == WZ_JSON_BY_LANG || shape == WZ_JSON_PLAIN)
    return;
  if (shape == WZ_JSON_NODE)
    context = visit_node (w, object, context);
  if (shape == WZ_SHAPE_ENTRY)
    visit_arxiv_id (w, object);
  g_autoptr (GList) members = json_object_get_members (object);
  for (GList *l = members; l != NULL; l = l->next) {
    const gchar *name = l->data;
    WzJsonField field;
    if (!wz_json_find_field (shape, name, &field)) {
      if (!g_str_has_prefix (name, "x-"))
        note_unknown (w, shape, name);
    } else if (field.shape != WZ_JSON_PLAIN) {
      gboolean inlines = g_str_equal (name, "titles") || g_str_equal (name, "captions");
      gboolean text = field.shape == WZ_SHAPE_TEXT || field.shape == WZ_JSON_LANG_TEXT;
      visit_member (w, name, json_object_get_member (object, name), &field,
                    !text     ? context
                    : inlines ? "inlines"
                              : "blocks");
    }
  }
}

/* ---- Names that occur twice: the later one wins in json-glib ---- */

static gsize
count_members (JsonNode *node)
{
  gsize n = 0;
  if (JSON_NODE_HOLDS_OBJECT (node)) {
    g_autoptr (GList) values = json_object_get_values (json_node_get_object (node));
    for (GList *l = values; l != NULL; l = l->next)
      n += 1 + count_members (l->data);
  } else if (JSON_NODE_HOLDS_ARRAY (node)) {
    JsonArray *array = json_node_get_array (node);
    for (guint i = 0; i < json_array_get_length (array); i++)
      n += count_members (json_array_get_element (array, i));
  }
  return n;
}

/* Colons outside strings. */
static gsize
count_names (const WzJsonText *text)
{
  gsize n = 0;
  gboolean inside = FALSE;
  for (const gchar *p = text->text; p < text->text + text->length; p++) {
    if (inside && *p == '\\')
      p++;
    else if (*p == '"')
      inside = !inside;
    else if (*p == ':')
      n += !inside;
  }
  return n;
}

static void
place (const gchar *path, guint line, guint column, gboolean duplicate, gpointer user_data)
{
  Walk *w = user_data;
  Problem *problem = g_hash_table_lookup (w->by_path, path);
  if (problem == NULL && duplicate) {
    gchar *kind = dup_kind (path, "twice");
    gboolean room;
    problem = count_kind (w, kind, &room);
    if (room)
      problem = add_problem (
          w, kind, g_strdup (path), "json-duplicate-member",
          g_strdup (_ ("stands twice in its object; the last one is read, those before are left out")));
    else
      g_free (kind);
  }
  if (problem != NULL && problem->line == 0) {
    problem->line = line;
    problem->column = column;
  }
}

void
wz_json_check_members (const WzJsonText *text, JsonObject *root, WzDiagSink *sink)
{
  if (sink == NULL)
    return;
  g_autoptr (GString) path = g_string_new (NULL);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (problem_free);
  g_autoptr (GHashTable) by_kind = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) by_path = g_hash_table_new (g_str_hash, g_str_equal);
  Walk w = {path, problems, by_kind, by_path, 0, 0};
  visit_object (&w, root, WZ_SHAPE_ISSUE, NULL);

  g_autoptr (JsonNode) node = json_node_alloc ();
  json_node_init_object (node, root);
  gboolean twice = count_members (node) != count_names (text);
  if (problems->len == 0 && !twice)
    return;
  wz_json_visit_places (text, twice, place, &w);
  for (guint i = 0; i < problems->len; i++) {
    const Problem *problem = g_ptr_array_index (problems, i);
    g_autofree gchar *more =
        problem->more == 0
            ? g_strdup ("")
            : g_strdup_printf (ngettext (" (and %u more like it)", " (and %u more like it)", problem->more),
                               problem->more);
    wz_diag_report (sink, WZ_SEVERITY_WARNING, problem->code,
                    &(WzPosition){text->file, problem->line, problem->column}, "%s: %s%s", problem->path,
                    problem->detail, more);
  }
  if (w.untold > 0)
    wz_diag_report (sink, WZ_SEVERITY_WARNING, "json-unknown-member", &(WzPosition){text->file, 0, 0},
                    _ ("%u more members that are left out are not listed"), w.untold);
}
