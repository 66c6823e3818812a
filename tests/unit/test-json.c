/* test-json.c: the model as JSON and back. */
#include "base/wz-diag-private.h"
#include "json/wz-json.h"
#include "model/wz-builder.h"

#include <string.h>

static const WzPosition here = {"a.txt", 7, 3};

static const WzText *
every_kind (WzIssueBuilder *builder)
{
  WzTextBuilder *text = wz_text_builder_new ("zh-Hans");
  for (guint kind = WZ_TEXT_PARAGRAPH; kind < WZ_TEXT_N_KINDS; kind++) {
    wz_text_builder_enter (text, (WzTextKind) kind, kind == WZ_TEXT_LIST ? 3 : 0,
                           kind % 2 ? "https://例.org/?a=1&b=\"2\"" : NULL,
                           kind == WZ_TEXT_FORMULA ? "\\frac{a}{b} < \"c\"" : NULL,
                           kind == WZ_TEXT_SPAN ? "en" : NULL, &here);
    wz_text_builder_add (text, "字\u2028\t\\\"𠀀", -1, &here);
    wz_text_builder_leave (text);
  }
  return wz_text_builder_finish (text, builder);
}

static WzIssue *
full_issue (void)
{
  WzIssueBuilder *b = wz_issue_builder_new ();
  static const guint8 gif[] = "GIF89a\x02\0\x03\0\0\0\0;";
  g_autoptr (GBytes) bytes = g_bytes_new_static (gif, sizeof gif - 1);
  wz_issue_builder_set_title (b, "zh-Hans", "论文周报");
  wz_issue_builder_set_title (b, "en", "Weekly");
  wz_issue_builder_set_subtitle (b, "zh-Hans", "副标题");
  wz_issue_builder_set_summary (b, "de", "Nur hier Deutsch");
  wz_issue_builder_set_series (b, "周报", "weekly");
  wz_issue_builder_set_number (b, "38.5");
  wz_issue_builder_set_volume (b, "2");
  wz_issue_builder_set_date (b, (WzDate){2022, 9, 25});
  wz_issue_builder_set_period (b, (WzDate){2022, 9, 19}, (WzDate){2022, 9, 25});
  wz_issue_builder_set_modified (b, 1663891200);
  wz_issue_builder_set_editor (b, "编者");
  wz_issue_builder_set_publisher (b, "出版");
  wz_issue_builder_set_source (b, "来源");
  wz_issue_builder_set_rights (b, "CC BY");
  wz_issue_builder_set_variant (b, "zh-Hant-TW");
  wz_issue_builder_set_stem (b, "weekly-2022-W38");
  wz_issue_builder_set_category (b, "LG", "zh-Hans", "机器学习", &here);
  wz_issue_builder_set_category (b, "LG", "en", "Machine learning", NULL);
  const WzResource *resource = wz_issue_builder_add_resource (b, bytes, &here);

  WzSection *front = wz_issue_builder_add_section (b, WZ_SECTION_FRONT, NULL);
  wz_section_set_blocks (b, front, every_kind (b));
  WzSection *day = wz_issue_builder_add_section (b, WZ_SECTION_DAY, &here);
  wz_section_set_heading (b, day, "zh-Hans", "九月十九日");
  wz_section_set_date (b, day, (WzDate){2022, 9, 19});
  wz_section_set_category (b, day, "LG");
  WzEntry *e = wz_section_add_entry (b, day, &here);
  wz_entry_set_key (b, e, "2209.11142");
  wz_entry_set_ordinal (b, e, 1);
  wz_entry_set_full (b, e, TRUE);
  wz_entry_set_authors_cut (b, e, TRUE);
  wz_entry_set_affiliations_cut (b, e, TRUE);
  wz_entry_set_arxiv (b, e, "2209.11142", 2);
  wz_entry_set_doi (b, e, "10.1/X");
  wz_entry_set_title (b, e, "en", wz_issue_builder_plain (b, "en", "Title", &here));
  wz_entry_set_title (b, e, "zh-Hans", wz_issue_builder_plain (b, "zh-Hans", "标题", &here));
  wz_entry_set_abstract (b, e, "zh-Hans", every_kind (b));
  wz_entry_set_body (b, e, every_kind (b));
  wz_entry_add_category (b, e, "LG", &here);
  wz_entry_add_author (b, e, "Ł Kaiser", &here);
  wz_entry_add_affiliation (b, e, "Mila", &here);
  wz_entry_add_link (b, e, "https://arxiv.org/abs/2209.11142v2", "arXiv", &here);
  const WzText *captions[] = {wz_issue_builder_plain (b, "zh-Hans", "图", &here), NULL};
  WzString alt = {"替代", "zh-Hans", here};
  const WzString *alts[] = {&alt, NULL};
  wz_entry_add_figure (b, e, resource, captions, alts, &here);
  wz_entry_add_appearance (b, e, &(WzAppearance){"a.txt", {2022, 9, 19}, 7, TRUE, 1, 2});
  wz_entry_add_note (b, e, every_kind (b));
  wz_entry_add_back_reference (b, e, &(WzBackReference){"周报", "12", "urn:x", "2209.11142", {2022, 3, 1}});
  wz_entry_add_variant (b, e, &(WzVariant){"title", "zh-Hans", "另题", "b.txt", {"b.txt", 1, 2}});
  WzIndex *index = wz_issue_builder_add_index (b, WZ_INDEX_AUTHOR);
  wz_index_add_term (b, index, "L", "Ł Kaiser", NULL, &e, 1);
  return wz_issue_builder_finish (b, NULL);
}

static void
count_diag (const WzDiag *diag, gpointer user_data)
{
  g_test_message ("%s: %s", diag->code, diag->detail);
  (*(guint *) user_data)++;
}

static void
test_round_trip (void)
{
  g_autoptr (WzIssue) issue = full_issue ();
  g_autofree gchar *first = wz_json_write (issue);
  guint diags = 0;
  g_autoptr (WzDiagSink) sink = wz_diag_sink_new (count_diag, &diags);
  g_autoptr (GError) error = NULL;
  g_autoptr (WzIssue) again = wz_json_read (first, strlen (first), "x.json", sink, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (diags, ==, 0);
  g_autofree gchar *second = wz_json_write (again);
  g_assert_cmpstr (first, ==, second);

  /* Whatever was set is in the text: a field that both directions forget would pass above. */
  static const gchar *const told[] = {"论文周报",
                                      "Weekly",
                                      "副标题",
                                      "Nur hier Deutsch",
                                      "38.5",
                                      "2022-09-25",
                                      "2022-09-23T00:00:00Z",
                                      "编者",
                                      "出版",
                                      "来源",
                                      "CC BY",
                                      "zh-Hant-TW",
                                      "weekly-2022-W38",
                                      "Machine learning",
                                      "九月十九日",
                                      "authorsCut",
                                      "affiliationsCut",
                                      "arxivVersion",
                                      "10.1/x",
                                      "Ł Kaiser",
                                      "Mila",
                                      "替代",
                                      "backReferences",
                                      "另题",
                                      "b.txt",
                                      "frac{a}{b}"};
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    if (strstr (first, told[i]) == NULL)
      g_error ("not written: %s", told[i]);
  for (guint i = WZ_TEXT_PARAGRAPH; i < WZ_TEXT_N_KINDS; i++) {
    g_autofree gchar *kind = g_strdup_printf ("\"%s\"", wz_json_text_kinds[i]);
    g_assert_nonnull (strstr (first, kind));
  }
}

static void
test_check (void)
{
  static const struct {
    const gchar *text;
    const gchar *problem; /* NULL: is JSON */
  } cases[] = {
      {"{\"a\": [1, -0.5e+3, \"\\u00e9\\ud83d\\ude00\", true, null, {}]} ", NULL},
      {"[]", NULL},
      {"3", NULL},
      {"", "f:1:1: the text ends where a value is expected"},
      {"[1,]", "f:1:4: neither"},
      {"{\"a\":1,\n  }", "f:2:3: expected a member name"},
      {"[\"\\ud800\"]", "f:1:9: a high surrogate"},
      {"[\"\\u0000\"]", "f:1:9: \\u0000"},
      {"[01]", "f:1:4: not a number"},
      {"[\"a\nb\"]", "f:1:4: a control character"},
      {"{} x", "f:1:4: something follows"},
      {"[1 2]", "f:1:4: expected a comma or ]"},
      {"// no\n[]", "f:1:1: neither"},
      {"[\"\xff\"]", "f:1:3: not UTF-8"},
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    gboolean ok = wz_json_check (cases[i].text, strlen (cases[i].text), "f", &error);
    if (cases[i].problem == NULL) {
      g_assert_no_error (error);
      g_assert_true (ok);
    } else {
      g_assert_error (error, WZ_READ_ERROR, WZ_READ_ERROR_SYNTAX);
      if (!g_str_has_prefix (error->message, cases[i].problem))
        g_error ("%s\n  got: %s", cases[i].text, error->message);
    }
  }
}

static void
test_depth (void)
{
  g_autofree gchar *deep = g_malloc (200001);
  memset (deep, '[', 100000);
  memset (deep + 100000, ']', 100000);
  deep[200000] = '\0';
  g_autoptr (GError) error = NULL;
  g_assert_null (wz_json_read (deep, 200000, "deep.json", NULL, &error));
  g_assert_error (error, WZ_READ_ERROR, WZ_READ_ERROR_LIMIT);
}

static void
test_schema_errors (void)
{
  static const struct {
    const gchar *text;
    gint code;
    const gchar *message;
  } cases[] = {
      {"{\"title\": \"x\"}", WZ_READ_ERROR_NOT_DIGEST, "x.json: JSON, but not an issue"},
      {"{\"wenzhai\": 2}", WZ_READ_ERROR_SYNTAX, "x.json: wenzhai: expected version 1"},
      {"{\"wenzhai\": 1, \"sections\": [{\"kind\": \"day\", \"entries\": [{\"ordinal\": \"1\"}]}]}",
       WZ_READ_ERROR_SYNTAX, "x.json: sections[0].entries[0].ordinal: expected a whole number"},
      {"{\"wenzhai\": 1, \"sections\": [{\"kind\": \"week\"}]}", WZ_READ_ERROR_SYNTAX,
       "x.json: sections[0].kind: expected one of front"},
      {"{\"wenzhai\": 1, \"date\": \"2022-02-30\"}", WZ_READ_ERROR_SYNTAX, "x.json: date: expected a date"},
      {"{\"wenzhai\": 1, \"resources\": [{\"data\": \"AAAA\"}]}", WZ_READ_ERROR_SYNTAX,
       "x.json: resources[0].data: expected a PNG"},
      {"{\"wenzhai\": 1, \"lang\": \"中文\"}", WZ_READ_ERROR_SYNTAX, "x.json: lang: expected a language tag"},
      {"{\"wenzhai\": 1, \"lang\": \"zh-\"}", WZ_READ_ERROR_SYNTAX, "x.json: lang: expected a language tag"},
      {"{\"wenzhai\": 1, \"title\": {\"e n\": \"x\"}}", WZ_READ_ERROR_SYNTAX,
       "x.json: title: expected language tags"},
      {"{\"wenzhai\": 1, \"sections\": [{\"kind\": \"day\", \"entries\": [{\"titles\": [{\"content\": "
       "[]}]}]}]}",
       WZ_READ_ERROR_SYNTAX, "x.json: sections[0].entries[0].titles[0].lang: expected a language tag"},
      {"{\"wenzhai\": 1, \"sections\": [{\"kind\": \"day\", \"entries\": [{\"key\": \"../x y\"}]}]}",
       WZ_READ_ERROR_SYNTAX, "x.json: sections[0].entries[0].key: expected letters"},
      {"{\"wenzhai\": 1, \"sections\": [{\"kind\": \"day\", \"entries\": [{\"key\": \"\"}]}]}",
       WZ_READ_ERROR_SYNTAX, "x.json: sections[0].entries[0].key: expected letters"},
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_null (wz_json_read (cases[i].text, strlen (cases[i].text), "x.json", NULL, &error));
    g_assert_error (error, WZ_READ_ERROR, cases[i].code);
    if (!g_str_has_prefix (error->message, cases[i].message))
      g_error ("expected %s\n  got: %s", cases[i].message, error->message);
  }
}

/* Tags beyond the two languages of the digests are as good as they, and an issue may have next to nothing. */
static void
test_other_languages (void)
{
  static const gchar text[] =
      "{\"wenzhai\": 1, \"lang\": \"de\", \"title\": {\"sr-Latn-RS\": \"x\"}, \"sections\": [{\"kind\": "
      "\"day\", \"entries\": [{\"titles\": [{\"lang\": \"de-CH-1996\", \"content\": [{\"text\": "
      "\"Titel\"}]}]}, {}]}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (WzIssue) issue = wz_json_read (text, sizeof text - 1, "x.json", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length ((gchar **) (gsize) wz_issue_get_langs (issue)), ==, 3);
  g_autofree gchar *label = wz_entry_dup_label (wz_issue_get_entry (issue, 0), NULL);
  g_assert_cmpstr (label, ==, "Titel");
  g_autofree gchar *dump = wz_json_write (issue);
  g_autoptr (WzIssue) again = wz_json_read (dump, strlen (dump), "y.json", NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (again);
}

static void
test_unknown_member (void)
{
  static const gchar text[] =
      "{\"wenzhai\": 1, \"tit\": 1, \"sections\": [{\"kind\": \"day\", \"entrie\": []}]}";
  guint diags = 0;
  g_autoptr (WzDiagSink) sink = wz_diag_sink_new (count_diag, &diags);
  g_autoptr (WzIssue) issue = wz_json_read (text, sizeof text - 1, "x.json", sink, NULL);
  g_assert_nonnull (issue);
  g_assert_cmpuint (diags, ==, 2); /* neither is a part of a known name */
}

/* Every file that a JSON parser must refuse is refused, and none crashes. */
static void
test_hostile (void)
{
  g_autofree gchar *folder = g_build_filename (g_getenv ("WENZHAI_CORPUS"), "hostile", "json", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  if (dir == NULL) {
    g_test_skip ("no corpus");
    return;
  }
  const gchar *name;
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree gchar *path = g_build_filename (folder, name, NULL);
    g_autofree gchar *text = NULL;
    gsize length;
    if (!g_file_get_contents (path, &text, &length, NULL))
      continue;
    gboolean ok = wz_json_check (text, length, name, NULL);
    if (g_str_has_prefix (name, "n_"))
      g_assert_false (ok);
    g_assert_null (wz_json_read (text, length, name, NULL, NULL));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/round-trip", test_round_trip);
  g_test_add_func ("/json/check", test_check);
  g_test_add_func ("/json/depth", test_depth);
  g_test_add_func ("/json/schema-errors", test_schema_errors);
  g_test_add_func ("/json/other-languages", test_other_languages);
  g_test_add_func ("/json/unknown-member", test_unknown_member);
  g_test_add_func ("/json/hostile", test_hostile);
  return g_test_run ();
}
