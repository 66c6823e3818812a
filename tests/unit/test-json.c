/* test-json.c: the model as JSON and back. */
#include "base/wz-diag-private.h"
#include "json/wz-json-members.h"
#include "json/wz-json.h"
#include "model/wz-fields.h"

#include <string.h>

static const WzPosition here = {"a.txt", 7, 3};

/* Every kind of node where it may stand, one inside another. */
static const WzText *
every_kind (WzIssueBuilder *builder, const gchar *picture)
{
  static const gchar content[] = "\\frac{a}{b} < \"c\"";
  static const WzTextKind containers[] = {WZ_TEXT_LIST,      WZ_TEXT_LIST_ITEM, WZ_TEXT_QUOTE,
                                          WZ_TEXT_PARAGRAPH, WZ_TEXT_EMPHASIS,  WZ_TEXT_STRONG,
                                          WZ_TEXT_SPAN,      WZ_TEXT_LINK};
  static const WzTextKind cells[] = {WZ_TEXT_TABLE, WZ_TEXT_TABLE_ROW, WZ_TEXT_TABLE_CELL};
  WzTextBuilder *text = wz_text_builder_new ("zh-Hans");
  for (guint i = 0; i < G_N_ELEMENTS (containers); i++)
    wz_text_builder_enter (text, containers[i], containers[i] == WZ_TEXT_LIST ? 3 : 0,
                           containers[i] == WZ_TEXT_LINK ? "https://例.org/?a=1&b=\"2\"" : NULL, NULL,
                           containers[i] == WZ_TEXT_SPAN ? "en" : NULL, &here);
  wz_text_builder_add (text, "字\u2028\t\\\"𠀀", -1, &here);
  wz_text_builder_leaf (text, WZ_TEXT_CODE, NULL, content, &here);
  wz_text_builder_leaf (text, WZ_TEXT_FORMULA, NULL, content, &here);
  wz_text_builder_leaf (text, WZ_TEXT_LINE_BREAK, NULL, NULL, &here);
  wz_text_builder_leaf (text, WZ_TEXT_IMAGE, picture, "图", &here);
  for (guint i = 0; i < G_N_ELEMENTS (containers); i++)
    wz_text_builder_leave (text);
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    wz_text_builder_enter (text, cells[i], cells[i] != WZ_TEXT_TABLE,
                           cells[i] == WZ_TEXT_TABLE_CELL ? "right" : NULL, NULL, NULL, &here);
  wz_text_builder_add (text, "格", -1, &here);
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    wz_text_builder_leave (text);
  wz_text_builder_enter (text, WZ_TEXT_HEADING, 2, NULL, NULL, NULL, &here);
  wz_text_builder_add (text, "小节", -1, &here);
  wz_text_builder_leave (text);
  wz_text_builder_enter (text, WZ_TEXT_FIGURE, 0, picture, "替", NULL, &here);
  wz_text_builder_add (text, "图注", -1, &here);
  wz_text_builder_leave (text);
  wz_text_builder_leaf (text, WZ_TEXT_CODE_BLOCK, "c", content, &here);
  wz_text_builder_leaf (text, WZ_TEXT_RULE, NULL, NULL, &here);
  wz_text_builder_leaf (text, WZ_TEXT_FORMULA_BLOCK, NULL, content, &here);
  wz_text_builder_enter (text, WZ_TEXT_NOTE_MARK, 1, NULL, "[1]", NULL, &here);
  wz_text_builder_leave (text);
  wz_text_builder_enter (text, WZ_TEXT_NOTE, 1, NULL, NULL, NULL, &here);
  wz_text_builder_leaf (text, WZ_TEXT_CODE_BLOCK, NULL, content, &here);
  wz_text_builder_leave (text);
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
  wz_section_set_blocks (b, front, every_kind (b, resource->id));
  wz_section_set_translation (b, front, wz_issue_builder_plain (b, "de", "Vorwort", &here));
  wz_issue_builder_set_imprint (b, wz_issue_builder_plain (b, "zh-Hans", "本社", &here));
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
  wz_entry_set_abstract (b, e, "zh-Hans", every_kind (b, resource->id));
  wz_entry_set_body (b, e, every_kind (b, resource->id));
  wz_entry_add_category (b, e, "LG", &here);
  wz_entry_add_author (b, e, "Ł Kaiser", &here);
  wz_entry_add_affiliation (b, e, "Mila", &here);
  wz_entry_add_link (b, e, "https://arxiv.org/abs/2209.11142v2", "arXiv", &here);
  const WzText *captions[] = {wz_issue_builder_plain (b, "zh-Hans", "图", &here), NULL};
  WzString alt = {"替代", "zh-Hans", here};
  const WzString *alts[] = {&alt, NULL};
  wz_entry_add_figure (b, e, resource, captions, alts, &here);
  wz_entry_add_appearance (b, e, &(WzAppearance){"a.txt", {2022, 9, 19}, 7, TRUE, 1, 2});
  wz_entry_add_note (b, e, every_kind (b, resource->id));
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
                                      "frac{a}{b}",
                                      "Vorwort",
                                      "本社"};
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
    /* A place stands between the name and the rest. */
    const gchar *rest = cases[i].message + strlen ("x.json");
    if (!g_str_has_prefix (error->message, "x.json") || strstr (error->message, rest) == NULL)
      g_error ("expected %s\n  got: %s", cases[i].message, error->message);
    if (cases[i].code == WZ_READ_ERROR_SYNTAX)
      g_assert_true (g_str_has_prefix (error->message, "x.json:1:"));
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
collect_diag (const WzDiag *diag, gpointer user_data)
{
  if (diag->severity == WZ_SEVERITY_WARNING) /* hints are not shown unasked */
    g_string_append_printf (user_data, "%u:%u %s %s\n", diag->position.line, diag->position.column,
                            diag->code, diag->detail);
}

static gchar *
dup_warnings (const gchar *text)
{
  GString *told = g_string_new (NULL);
  g_autoptr (WzDiagSink) sink = wz_diag_sink_new (collect_diag, told);
  g_autoptr (GError) error = NULL;
  g_autoptr (WzIssue) issue = wz_json_read (text, strlen (text), "x.json", sink, &error);
  g_assert_no_error (error);
  return g_string_free (told, FALSE);
}

#define ENTRY(fields) "{\"wenzhai\": 1, \"sections\": [\n{\"kind\": \"day\", \"entries\": [\n{" fields "}]}]}"
#define ABSTRACT(nodes) ENTRY ("\"abstracts\": [{\"lang\": \"en\", \"content\": [\n" nodes "]}]")
#define AT_ENTRY "sections[0].entries[0]."
#define AT_NODE AT_ENTRY "abstracts[0].content[0]"

/* What no reader sees is told with its place and what was meant; nothing else is. */
static void
test_members (void)
{
  static const struct {
    const gchar *text;
    const gchar *warnings; /* what the first one begins with, or "" */
  } cases[] = {
      {ENTRY ("\"doi\": \"10.1/x\", \"x-mine\": {\"abstract\": 1}"), ""},
      {ENTRY ("\"abstract\": {\"zh-Hans\": \"x\"}"),
       "3:2 json-unknown-member " AT_ENTRY
       "abstract: no such member, it is left out; did you mean “abstracts”?"},
      {ENTRY ("\"authors_cut\": true"),
       "3:2 json-unknown-member " AT_ENTRY
       "authors_cut: no such member, it is left out; did you mean “authorsCut”?"},
      {ENTRY ("\"afilliations\": []"),
       "3:2 json-unknown-member " AT_ENTRY
       "afilliations: no such member, it is left out; did you mean “affiliations”?"},
      {ENTRY ("\"publisher\": \"p\""), "3:2 json-unknown-member " AT_ENTRY
                                       "publisher: no such member, it is left out; it belongs in the issue"},
      {"{\"wenzhai\": 1, \"sections\": [], \"entries\": []}",
       "1:32 json-unknown-member entries: no such member, it is left out; it belongs in sections[]"},
      {ENTRY ("\"arxivId\": \"2209.11142\""), ""},
      {ENTRY ("\"arxivId\": \"cs.LG/0501001\""), ""},
      {ENTRY ("\"arxivId\": \"2209.11142v2\""),
       "3:2 json-value " AT_ENTRY
       "arxivId: “2209.11142v2” is no arXiv id, as 2209.11142 is; no book shows it"},
      {ENTRY ("\"zzzzzz\": 1"),
       "3:2 json-unknown-member " AT_ENTRY "zzzzzz: no such member, it is left out; known here are key,"},
      {ABSTRACT ("{\"kind\": \"paragraph\", \"content\": [{\"text\": \"x\"}]}"),
       "4:23 json-unknown-member " AT_NODE
       ".content: no such member, it is left out; did you mean “children”?"},
      {ABSTRACT ("{\"text\": \"x\", \"kind\": \"paragraph\"}"),
       "4:2 json-unknown-member " AT_NODE ".text: of no use in a node of the kind “paragraph”"},
      {ABSTRACT ("{\"kind\": \"paragraph\", \"children\": [{\"kind\": \"quote\"}]}"),
       "4:36 json-misplaced-node " AT_NODE ".children[0]: “quote” can't stand here, where inlines stand"},
      {ABSTRACT ("{\"kind\": \"table\", \"children\": [{\"text\": \" \\n\"}, {\"text\": \"lost\"}]}"),
       "4:49 json-misplaced-node " AT_NODE ".children[1]: “text” can't stand here, where table-row stand"},
      {ENTRY ("\"titles\": [{\"lang\": \"en\", \"content\": [{\"kind\": \"paragraph\"}]}]"),
       "3:40 json-misplaced-node " AT_ENTRY "titles[0].content[0]: “paragraph” can't stand here"},
      {ENTRY ("\"doi\": \"10.1/x\", \"key\": \"1\", \"doi\": \"10.1/y\""),
       "3:31 json-duplicate-member " AT_ENTRY "doi: stands twice"},
      {ENTRY ("\"zh\": 1}, {\"zh\": 2}, {\"zh\": 3"),
       "3:2 json-unknown-member " AT_ENTRY "zh: no such member, it is left out; known here are"},
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree gchar *told = dup_warnings (cases[i].text);
    if (*cases[i].warnings == '\0' ? *told != '\0' : !g_str_has_prefix (told, cases[i].warnings))
      g_error ("%s\n  expected %s\n  got: %s", cases[i].text, cases[i].warnings, told);
  }
  g_autofree gchar *many = dup_warnings (cases[G_N_ELEMENTS (cases) - 1].text);
  g_assert_nonnull (strstr (many, "(and 2 more like it)"));
  g_assert_cmpint (strchr (many, '\n') - many, ==, strlen (many) - 1);
}

/* Both places of abstracts that are lost, in one text. */
static void
test_lost_abstracts (void)
{
  g_autofree gchar *told = dup_warnings (
      ENTRY ("\"abstracts\": [{\"lang\": \"zh-Hans\", \"content\": [{\"kind\": \"paragraph\", \"content\": "
             "[{\"text\": \"甲\"}]}]}], \"abstract\": {\"zh-Hans\": \"乙\"}"));
  g_assert_nonnull (strstr (told, AT_NODE ".content: no such member"));
  g_assert_nonnull (strstr (told, AT_ENTRY "abstract: no such member"));
}

#define PNG "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="

static void
test_figures (void)
{
  static const struct {
    const gchar *figure;
    const gchar *message;
  } cases[] = {
      {"{\"kind\": \"figure\"}", "x.json:4:1: " AT_NODE ".target: expected the id of one"},
      {"{\"kind\": \"figure\", \"children\": [{\"kind\": \"image\", \"target\": \"@\"}]}",
       "x.json:4:1: " AT_NODE ".target: expected the id of one"},
      {"{\"kind\": \"figure\", \"target\": \"r-0\"}",
       "x.json:4:20: " AT_NODE ".target: expected the id of one"},
      {"{\"kind\": \"figure\", \"target\": \"@\", \"children\": [{\"kind\": \"paragraph\"}]}",
       AT_NODE ".children[0].kind: expected the words of a caption"},
      {"{\"kind\": \"figure\", \"target\": \"@\", \"children\": [{\"kind\": \"strong\", \"children\": "
       "[{\"kind\": "
       "\"image\", \"target\": \"@\"}]}]}",
       AT_NODE ".children[0].children[0].kind: expected the words of a caption"},
      {"{\"kind\": \"figure\", \"target\": \"@\", \"children\": [{\"text\": \"words\"}]}", NULL},
  };
  static const guint8 none[] = {0};
  g_autoptr (WzIssueBuilder) builder = wz_issue_builder_new ();
  gsize size;
  g_autofree guchar *data = g_base64_decode (PNG, &size);
  g_autoptr (GBytes) bytes = g_bytes_new (size > 0 ? data : none, size);
  const gchar *id = wz_issue_builder_add_resource (builder, bytes, NULL)->id;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GString) text = g_string_new (ABSTRACT ("$"));
    g_string_replace (text, "$", cases[i].figure, 0);
    g_string_replace (text, "@", id, 0);
    g_string_replace (text, "\"wenzhai\": 1,", "\"wenzhai\": 1, \"resources\": [{\"data\": \"" PNG "\"}],",
                      0);
    g_autoptr (GError) error = NULL;
    g_autoptr (WzIssue) issue = wz_json_read (text->str, text->len, "x.json", NULL, &error);
    if (cases[i].message == NULL)
      g_assert_no_error (error);
    else if (error == NULL || strstr (error->message, cases[i].message) == NULL)
      g_error ("%s\n  expected %s\n  got: %s", text->str, cases[i].message,
               error != NULL ? error->message : "none");
  }
}

/* ---- The schema says what the table says ---- */

static JsonObject *
deref (JsonObject *root, JsonObject *schema)
{
  const gchar *ref = json_object_get_string_member_with_default (schema, "$ref", NULL);
  if (ref == NULL)
    return schema;
  g_assert_true (g_str_has_prefix (ref, "#/$defs/"));
  return json_object_get_object_member (json_object_get_object_member (root, "$defs"), ref + 8);
}

static void compare_shape (JsonObject *root, JsonObject *schema, WzJsonShape shape, guint32 *done);

static void
compare_field (JsonObject *root, JsonObject *schema, const WzJsonField *field, guint32 *done)
{
  if (field->is_list) {
    g_assert_cmpstr (json_object_get_string_member (schema, "type"), ==, "array");
    schema = deref (root, json_object_get_object_member (schema, "items"));
  }
  if (field->shape == WZ_JSON_NODE) /* characters, or a node */
    schema = json_array_get_object_element (json_object_get_array_member (schema, "anyOf"), 1);
  if (field->shape != WZ_JSON_PLAIN)
    compare_shape (root, schema, field->shape, done);
}

static void
compare_shape (JsonObject *root, JsonObject *schema, WzJsonShape shape, guint32 *done)
{
  WzJsonField field;
  if (!wz_json_get_field (shape, 0, &field) || (*done & 1u << shape) != 0)
    return;
  *done |= 1u << shape;
  JsonObject *properties = json_object_get_object_member (schema, "properties");
  JsonArray *required =
      json_object_has_member (schema, "required") ? json_object_get_array_member (schema, "required") : NULL;
  guint n = 0, needed = 0;
  for (; wz_json_get_field (shape, n, &field); n++) {
    g_test_message ("%u %s", shape, field.name);
    needed += field.required ? 1 : 0;
    g_assert_true (json_object_has_member (properties, field.name));
    compare_field (root, deref (root, json_object_get_object_member (properties, field.name)), &field, done);
  }
  g_assert_cmpuint (json_object_get_size (properties), ==, n);
  if (shape != WZ_JSON_NODE) { /* its kind is what tells it from characters */
    g_assert_cmpuint (required != NULL ? json_array_get_length (required) : 0, ==, needed);
    for (guint i = 0; i < needed; i++)
      g_assert_true (wz_json_find_field (shape, json_array_get_string_element (required, i), &field) &&
                     field.required);
  }
  g_assert_false (json_object_get_boolean_member (schema, "additionalProperties"));
  g_assert_true (json_object_has_member (json_object_get_object_member (schema, "patternProperties"), "^x-"));
}

static void
compare_names (JsonObject *schema, const gchar *const *names)
{
  JsonArray *list = json_object_get_array_member (schema, "enum");
  g_assert_cmpuint (json_array_get_length (list), ==, g_strv_length ((gchar **) (gsize) names));
  for (guint i = 0; names[i] != NULL; i++)
    g_assert_cmpstr (json_array_get_string_element (list, i), ==, names[i]);
}

static JsonObject *
property (JsonObject *schema, const gchar *name)
{
  return json_object_get_object_member (json_object_get_object_member (schema, "properties"), name);
}

static void
test_schema (void)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  json_parser_load_from_file (parser, g_getenv ("WENZHAI_SCHEMA"), &error);
  g_assert_no_error (error);
  JsonObject *root = json_node_get_object (json_parser_get_root (parser));
  guint32 done = 0;
  compare_shape (root, root, WZ_SHAPE_ISSUE, &done);
  for (guint i = 0; i < WZ_JSON_PLAIN; i++)
    g_assert_true (i == WZ_JSON_BY_LANG || (done & 1u << i) != 0);
  JsonObject *defs = json_object_get_object_member (root, "$defs");
  JsonArray *any = json_object_get_array_member (json_object_get_object_member (defs, "node"), "anyOf");
  compare_names (property (json_array_get_object_element (any, 1), "kind"), wz_json_text_kinds + 1);
  compare_names (property (json_object_get_object_member (defs, "section"), "kind"), wz_section_kinds);
  compare_names (property (json_object_get_object_member (property (root, "indices"), "items"), "kind"),
                 wz_index_kinds);
}

/* What looks like JSON and is none; and what is JSON and no issue. */
static void
test_not_json (void)
{
  static const gchar *const broken[] = {
      "{\"a\"}",  "{\"a\":}", "{a: 1}",      "{'a': 1}",    "{\"a\": 1,}", "{,}",      "[,]",      "[1,,2]",
      "[-]",      "[+1]",     "[1.]",        "[.5]",        "[1e]",        "[0x1F]",   "[1_000]",  "[NaN]",
      "[nul]",    "[True]",   "[\"\\x41\"]", "[\"\\u12\"]", "[\"a]",       "[\"\\\"]", "[\"\t\"]", "[[]",
      "{\"a\": ", "]",        "[1]]",        "{} {}",       "\"a\" \"b\"", "/**/ 1",   "[1 /**/]",
  };
  static const gchar *const strange[] = {"[]", "3", "null", "\"wenzhai\"", "[{\"wenzhai\": 1}]", "{}"};
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++) {
    g_test_message ("%s", broken[i]);
    g_assert_false (wz_json_check (broken[i], strlen (broken[i]), "x.json", NULL));
    g_assert_null (wz_json_read (broken[i], strlen (broken[i]), "x.json", NULL, NULL));
  }
  for (guint i = 0; i < G_N_ELEMENTS (strange); i++) {
    g_assert_true (wz_json_check (strange[i], strlen (strange[i]), "x.json", NULL));
    g_assert_null (wz_json_read (strange[i], strlen (strange[i]), "x.json", NULL, NULL));
  }
}

/* Every file of a collection that a JSON parser must refuse is refused, and none crashes. */
static void
test_hostile (gconstpointer folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const gchar *name;
  g_assert_nonnull (dir);
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
  g_autofree gchar *hostile = g_build_filename (g_getenv ("WENZHAI_CORPUS") ?: "", "hostile", "json", NULL);

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/round-trip", test_round_trip);
  g_test_add_func ("/json/check", test_check);
  g_test_add_func ("/json/depth", test_depth);
  g_test_add_func ("/json/schema-errors", test_schema_errors);
  g_test_add_func ("/json/other-languages", test_other_languages);
  g_test_add_func ("/json/members", test_members);
  g_test_add_func ("/json/lost-abstracts", test_lost_abstracts);
  g_test_add_func ("/json/figures", test_figures);
  g_test_add_func ("/json/schema", test_schema);
  g_test_add_func ("/json/not-json", test_not_json);
  if (g_file_test (hostile, G_FILE_TEST_IS_DIR))
    g_test_add_data_func ("/json/hostile", hostile, test_hostile);
  return g_test_run ();
}
