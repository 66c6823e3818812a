/* test-map.c: the table of fields, and the walk over an issue that goes by it. SPDX-License-Identifier: MIT
 */
#include "json/wz-json.h"
#include "model/wz-map.h"
#include "model/wz-model-private.h"

#include <stddef.h>
#include <string.h>

#define PNG "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
#define PNG_ID "r-eaa4a94ea300e0d2" /* of its bytes */

/* ---- An issue in which every field of the table is set, strings each to a word of its own: w1; w2; … ----
 */

typedef struct {
  GString *json;
  guint n_words, n_keys;
} Writing;

static void write_shape (Writing *w, WzShape shape, const WzField *list, const gchar *lang);

static void
write_word (Writing *w, const gchar *before)
{
  g_string_append_printf (w->json, "\"%sw%u;\"", before, ++w->n_words);
}

static void
write_text (Writing *w, const gchar *lang, gboolean blocks)
{
  g_string_append_printf (w->json, "{\"lang\": \"%s\", \"content\": [", lang);
  g_string_append (w->json, blocks ? "{\"kind\": \"paragraph\", \"children\": [{\"text\": " : "{\"text\": ");
  write_word (w, "");
  g_string_append (w->json, blocks ? "}]}]}" : "}]}");
}

static void
write_items (Writing *w, const WzField *field)
{
  gboolean map = field->type == WZ_FIELD_LIST && field->shape == WZ_SHAPE_STRING &&
                 (field->flags & WZ_FIELD_BY_LANG) != 0;
  static const gchar *const langs[] = {"zh-Hans", "en"};
  g_string_append_c (w->json, map ? '{' : '[');
  for (guint i = 0; i < G_N_ELEMENTS (langs); i++) {
    g_string_append (w->json, i > 0 ? ", " : "");
    if (map) {
      g_string_append_printf (w->json, "\"%s\": ", langs[i]);
      write_word (w, "");
    } else {
      write_shape (w, field->shape, field, langs[i]);
    }
    if (field->shape == WZ_SHAPE_RESOURCE) /* equal pictures are one */
      break;
  }
  g_string_append_c (w->json, map ? '}' : ']');
}

static void
write_value (Writing *w, const WzField *field, const gchar *lang)
{
  static const gchar *const values[] = {
      [WZ_FIELD_NUMBER] = "7",
      [WZ_FIELD_FLAG] = "true",
      [WZ_FIELD_DATE] = "\"2022-09-19\"",
      [WZ_FIELD_TIME] = "\"2022-09-23T00:00:00Z\"",
      [WZ_FIELD_POSITION] = "[0, 7, 3]",
      [WZ_FIELD_ENTRIES] = "[\"k1\"]",
      [WZ_FIELD_BYTES] = "\"" PNG "\"",
      [WZ_FIELD_RESOURCE] = "\"" PNG_ID "\"",
  };
  if (field->type == WZ_FIELD_LIST || field->type == WZ_FIELD_ARRAY)
    write_items (w, field);
  else if (field->type == WZ_FIELD_TEXT)
    write_text (w, "zh-Hans", TRUE);
  else if (field->type == WZ_FIELD_LANG)
    g_string_append_printf (w->json, "\"%s\"", lang);
  else if (field->type == WZ_FIELD_KIND)
    g_string_append_printf (w->json, "\"%s\"", field->names[1]);
  else if (field->type == WZ_FIELD_KEY)
    g_string_append_printf (w->json, "\"k%u\"", ++w->n_keys);
  else if (field->type < WZ_FIELD_KEY)
    write_word (w, g_str_equal (field->name, "url") ? "https://example.org/" : "");
  else
    g_string_append (w->json, values[field->type]);
}

static void
write_shape (Writing *w, WzShape shape, const WzField *list, const gchar *lang)
{
  if (shape == WZ_SHAPE_TEXT) {
    write_text (w, lang, (list->flags & WZ_FIELD_BLOCKS) != 0);
    return;
  }
  g_string_append_c (w->json, '{');
  for (const WzField *field = wz_fields (shape); field->name != NULL; field++) {
    if ((field->flags & WZ_FIELD_DERIVED) != 0)
      continue;
    g_string_append_printf (w->json, "%s\"%s\": ", w->json->str[w->json->len - 1] == '{' ? "" : ", ",
                            field->name);
    write_value (w, field, lang);
  }
  if (shape == WZ_SHAPE_ISSUE)
    g_string_append (w->json, ", \"wenzhai\": 1, \"files\": [\"a.txt\"]");
  g_string_append_c (w->json, '}');
}

static WzIssue *
read_issue (const gchar *text)
{
  g_autoptr (GError) error = NULL;
  WzIssue *issue = wz_json_read (text, strlen (text), "x.json", NULL, &error);
  g_assert_no_error (error);
  return issue;
}

static gchar *
write_issue (guint *n_words)
{
  Writing w = {.json = g_string_new (NULL)};
  write_shape (&w, WZ_SHAPE_ISSUE, NULL, "zh-Hans");
  *n_words = w.n_words;
  return g_string_free (w.json, FALSE);
}

/* Whether a word stands somewhere, with @behind next to it. */
static gboolean
has_word (const gchar *text, guint word, const gchar *behind)
{
  g_autofree gchar *wanted = g_strdup_printf ("w%u;%s", word, behind);
  return strstr (text, wanted) != NULL;
}

/* ---- The table ---- */

/* What a struct has beside the fields of the table: how it hangs together, and what is found anew. */
static const struct {
  WzShape shape;
  gsize offset, size;
} others[] = {
#define OTHER(shape, owner, member)                                                                          \
  {                                                                                                          \
    shape, offsetof (owner, member), sizeof (((owner *) NULL)->member)                                       \
  }
    OTHER (WZ_SHAPE_ISSUE, WzIssue, ref_count),
    OTHER (WZ_SHAPE_ISSUE, WzIssue, arena),
    OTHER (WZ_SHAPE_ISSUE, WzIssue, kept),
    OTHER (WZ_SHAPE_ISSUE, WzIssue, names),
    OTHER (WZ_SHAPE_ISSUE, WzIssue, langs),
    OTHER (WZ_SHAPE_ISSUE, WzIssue, modified_set),
    OTHER (WZ_SHAPE_ISSUE, WzIssue, identifier_set),
    OTHER (WZ_SHAPE_ISSUE, WzIssue, by_code),
    OTHER (WZ_SHAPE_ISSUE, WzIssue, entries),
    OTHER (WZ_SHAPE_ISSUE, WzIssue, by_key),
    OTHER (WZ_SHAPE_ISSUE, WzIssue, files),
    OTHER (WZ_SHAPE_SECTION, WzSection, issue),
    OTHER (WZ_SHAPE_ENTRY, WzEntry, section),
    OTHER (WZ_SHAPE_TEXT, WzText, issue),
    OTHER (WZ_SHAPE_TEXT, WzText, lang),
    OTHER (WZ_SHAPE_TEXT, WzText, nodes),
    OTHER (WZ_SHAPE_TEXT, WzText, n_nodes),
};

static void
mark (gchar *bytes, gsize offset, gsize size)
{
  for (gsize i = offset; i < offset + size; i++)
    g_assert_cmpint (bytes[i]++, ==, 0);
}

/* No byte of a struct is unknown, but for four that align the next field or the next struct. */
static void
test_table (void)
{
  for (guint shape = 0; shape < WZ_N_SHAPES; shape++) {
    gsize size = wz_shape_get_size ((WzShape) shape), hole = 0;
    g_autofree gchar *bytes = g_malloc0 (size);
    for (const WzField *field = wz_fields ((WzShape) shape); field->name != NULL; field++)
      mark (bytes, field->offset, wz_field_get_size (field->type));
    for (guint i = 0; i < G_N_ELEMENTS (others); i++)
      if (others[i].shape == shape)
        mark (bytes, others[i].offset, others[i].size);
    for (gsize i = 0; i < size; i++) {
      hole = bytes[i] == 0 ? hole + 1 : 0;
      if (hole > 4 || (hole == 4 && (i + 1) % 8 != 0))
        g_error ("shape %u: a field at %" G_GSIZE_FORMAT " is not in the table", shape, i + 1 - hole);
    }
  }
}

/* ---- The walk ---- */

static gchar *
see_words (const WzWords *words, gpointer seen)
{
  g_string_append (seen, words->text);
  return NULL;
}

static const WzText *
see_text (WzIssueBuilder *builder, const WzField *field, const WzText *text, gpointer seen)
{
  g_autofree gchar *plain = wz_text_dup_plain (text);
  g_string_append (seen, plain);
  return text;
}

/* What is not changed is all there, and what is read was all seen. */
static void
test_same (void)
{
  guint n;
  g_autofree gchar *text = write_issue (&n);
  for (guint apart = 0; apart < 2; apart++) {
    g_autoptr (GString) seen = g_string_new (NULL);
    WzIssueMap map = {.words = see_words, .text = see_text, .apart = apart};
    WzIssue *issue = read_issue (text);
    g_autofree gchar *before = wz_json_write (issue);
    g_autoptr (WzIssue) mine = wz_issue_builder_finish (wz_issue_map (issue, &map, seen), NULL);
    wz_issue_unref (issue); /* what the new one has of it lives on */
    g_autofree gchar *after = wz_json_write (mine);
    g_assert_cmpstr (before, ==, after);
    for (guint i = 1; i <= n; i++)
      if (!has_word (before, i, "") || !has_word (seen->str, i, ""))
        g_error ("w%u was not read, written or seen:\n%s", i, before);
  }
}

static gchar *
mark_words (const WzWords *words, gpointer user_data)
{
  return g_strconcat (words->text, "x", NULL);
}

static const gchar *
to_german (const gchar *lang, gpointer user_data)
{
  return g_strcmp0 (lang, "en") == 0 ? "de" : lang;
}

/* Every string becomes what it is to become, and the issue that it comes from stays as it was. */
static void
test_changed (void)
{
  guint n;
  g_autofree gchar *text = write_issue (&n);
  WzIssueMap see = {.text = see_text}, map = {.words = mark_words, .lang = to_german};
  g_autoptr (GString) texts = g_string_new (NULL);
  g_autoptr (WzIssue) issue = read_issue (text);
  g_autofree gchar *before = wz_json_write (issue);
  wz_issue_builder_free (wz_issue_map (issue, &see, texts));
  g_autoptr (WzIssue) mine = wz_issue_builder_finish (wz_issue_map (issue, &map, NULL), NULL);
  g_autofree gchar *after = wz_json_write (mine), *still = wz_json_write (issue);
  g_assert_cmpstr (before, ==, still);
  for (guint i = 1; i <= n; i++)
    if (has_word (after, i, "x") == has_word (texts->str, i, ""))
      g_error ("w%u:\n%s", i, after);
  g_assert_null (wz_issue_get_title (mine, "en"));
  g_assert_nonnull (wz_issue_get_title (mine, "de"));
}

static gboolean
is_first (const WzEntry *entry, gpointer user_data)
{
  return g_str_equal (wz_entry_get_key (entry), "k1");
}

static void
test_keep (void)
{
  guint n;
  g_autofree gchar *text = write_issue (&n);
  static const WzIssueMap first = {.keep = is_first}, none = {0};
  g_autoptr (WzIssue) issue = read_issue (text);
  g_autoptr (WzIssue) part = wz_issue_builder_finish (wz_issue_map (issue, &first, NULL), NULL);
  g_assert_cmpuint (wz_issue_get_n_entries (issue), >, 1);
  g_assert_cmpuint (wz_issue_get_n_entries (part), ==, 1);
  g_assert_cmpuint (wz_index_get_term (wz_issue_get_index (part, 0), 0)->n_entries, ==, 1);

  /* what is shared is not written to */
  WzIssueBuilder *builder = wz_issue_map (issue, &none, NULL);
  WzEntry *entry = wz_issue_builder_find_entry (builder, "k1");
  g_autofree gchar *before = wz_json_write (issue);
  wz_entry_add_author (builder, entry, "new", NULL);
  wz_entry_set_title (builder, entry, "en", NULL);
  wz_entry_set_abstract (builder, entry, "zh-Hans", wz_entry_get_body (entry));
  wz_issue_builder_set_title (builder, "en", NULL);
  wz_issue_builder_set_category (builder, wz_issue_get_category (issue, 0)->code, "en", "new", NULL);
  g_autoptr (WzIssue) changed = wz_issue_builder_finish (builder, NULL);
  g_autofree gchar *still = wz_json_write (issue);
  g_assert_cmpstr (before, ==, still);
  g_assert_null (wz_issue_get_title (changed, "en"));
  g_assert_cmpstr (wz_issue_get_category_name (changed, wz_issue_get_category (issue, 0)->code, "en"), ==,
                   "new");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/fields/table", test_table);
  g_test_add_func ("/model/map/same", test_same);
  g_test_add_func ("/model/map/changed", test_changed);
  g_test_add_func ("/model/map/keep", test_keep);
  return g_test_run ();
}
