/* test-model.c: builder, freezing, accessors, keys and identifiers. */
#include "base/wz-diag-private.h"
#include "model/wz-builder.h"

#include <string.h>

static const WzPosition here = {"a.txt", 7, 3};

static WzEntry *
add_paper (WzIssueBuilder *builder, WzSection *section, const gchar *arxiv_id, const gchar *title)
{
  WzEntry *entry = wz_section_add_entry (builder, section, &here);
  wz_entry_set_full (builder, entry, TRUE);
  if (arxiv_id != NULL)
    wz_entry_set_arxiv (builder, entry, arxiv_id, 0);
  wz_entry_set_title (builder, entry, "en", wz_issue_builder_plain (builder, "en", title, &here));
  return entry;
}

static void
test_keys (void)
{
  WzIssueBuilder *builder = wz_issue_builder_new ();
  WzSection *section = wz_issue_builder_add_section (builder, WZ_SECTION_FEATURED, NULL);
  add_paper (builder, section, "2209.11142", "A");
  add_paper (builder, section, "math.GT/0309136", "B");
  wz_entry_set_doi (builder, add_paper (builder, section, NULL, "C"), "10.1000/ABC(1)");
  add_paper (builder, section, NULL, "Ｆｕｌｌ width: TITLE!");
  add_paper (builder, section, NULL, "full Width - title");
  g_autoptr (WzIssue) issue = wz_issue_builder_finish (builder, NULL);

  g_assert_cmpstr (wz_entry_get_key (wz_issue_get_entry (issue, 0)), ==, "2209.11142");
  g_assert_cmpstr (wz_entry_get_key (wz_issue_get_entry (issue, 1)), ==, "math-0309136");
  g_assert_cmpstr (wz_entry_get_key (wz_issue_get_entry (issue, 2)), ==, "doi-10.1000-abc-1-");
  const gchar *hashed = wz_entry_get_key (wz_issue_get_entry (issue, 3));
  g_assert_true (g_str_has_prefix (hashed, "t-") && strlen (hashed) == 12);
  g_autofree gchar *second = g_strconcat (hashed, "-2", NULL);
  g_assert_cmpstr (wz_entry_get_key (wz_issue_get_entry (issue, 4)), ==, second);
  g_assert_true (wz_issue_find_entry (issue, second) == wz_issue_get_entry (issue, 4));
}

/* A second occurrence gets its suffix by date, not by place. */
static void
test_key_order (void)
{
  WzIssueBuilder *builder = wz_issue_builder_new ();
  WzSection *section = wz_issue_builder_add_section (builder, WZ_SECTION_FEATURED, NULL);
  WzAppearance late = {"b.txt", {2022, 9, 23}, 1, TRUE, 1, 2};
  WzAppearance early = {"a.txt", {2022, 9, 22}, 1, TRUE, 1, 1};
  wz_entry_add_appearance (builder, add_paper (builder, section, "2209.00001", "late"), &late);
  wz_entry_add_appearance (builder, add_paper (builder, section, "2209.00001", "early"), &early);
  g_autoptr (WzIssue) issue = wz_issue_builder_finish (builder, NULL);
  g_assert_cmpstr (wz_entry_get_key (wz_issue_get_entry (issue, 0)), ==, "2209.00001-2");
  g_assert_cmpstr (wz_entry_get_key (wz_issue_get_entry (issue, 1)), ==, "2209.00001");
  g_assert_cmpint (wz_issue_get_first_day (issue).day, ==, 22);
  g_assert_cmpint (wz_issue_get_last_day (issue).day, ==, 23);
  g_assert_cmpint (wz_issue_get_modified (issue), ==, 1663891200); /* 2022-09-23T00:00:00Z */
}

static void
test_modified (void)
{
  WzIssueBuilder *builder = wz_issue_builder_new ();
  WzSection *section = wz_issue_builder_add_section (builder, WZ_SECTION_FEATURED, NULL);
  add_paper (builder, section, "hep-th/9901001", "old");
  add_paper (builder, section, "2209.11142", "new");
  g_autoptr (WzIssue) by_id = wz_issue_builder_finish (builder, NULL);
  g_assert_cmpint (wz_issue_get_modified (by_id), ==, 1661990400); /* 2022-09-01T00:00:00Z */

  g_autoptr (WzIssue) bare = wz_issue_builder_finish (wz_issue_builder_new (), NULL);
  g_assert_cmpint (wz_issue_get_modified (bare), ==, 315532800); /* 1980-01-01T00:00:00Z */
}

/* The identifier depends on series and period, not on the content; for an undated issue on stem and keys. */
static void
test_identifier (void)
{
  const gchar *ids[2];
  g_autoptr (WzIssue) one = NULL;
  g_autoptr (WzIssue) two = NULL;
  for (guint i = 0; i < 2; i++) {
    WzIssueBuilder *builder = wz_issue_builder_new ();
    wz_issue_builder_set_series (builder, "论文周报", "weekly");
    wz_issue_builder_set_period (builder, (WzDate){2022, 9, 19}, (WzDate){2022, 9, 25});
    WzSection *section = wz_issue_builder_add_section (builder, WZ_SECTION_FEATURED, NULL);
    add_paper (builder, section, i == 0 ? "2209.11142" : "2209.00002", "x");
    WzIssue **issue = i == 0 ? &one : &two;
    *issue = wz_issue_builder_finish (builder, NULL);
    ids[i] = wz_issue_get_identifier (*issue);
  }
  g_assert_cmpstr (ids[0], ==, ids[1]);
  /* python3 -c "import uuid; print(uuid.uuid5(uuid.UUID('6541bfca-568d-5a1e-9ed6-5b1c81388284'),
   * 'weekly/2022-09-19/2022-09-25/'))" */
  g_assert_cmpstr (ids[0], ==, "urn:uuid:6406db4f-5040-537c-8312-305257a8dcb3");
  g_assert_cmpstr (wz_issue_get_series_id (one), !=, ids[0]);
}

static void
test_text_iterator (void)
{
  WzIssueBuilder *builder = wz_issue_builder_new ();
  WzSection *section = wz_issue_builder_add_section (builder, WZ_SECTION_FRONT, NULL);
  WzTextBuilder *text = wz_text_builder_new ("zh-Hans");
  wz_text_builder_enter (text, WZ_TEXT_PARAGRAPH, 0, NULL, NULL, NULL, &here);
  wz_text_builder_add (text, "损失为", -1, &here);
  wz_text_builder_add (text, " ", 1, &here);
  wz_text_builder_leaf (text, WZ_TEXT_FORMULA, NULL, "x^2", &here);
  wz_text_builder_enter (text, WZ_TEXT_EMPHASIS, 0, NULL, NULL, NULL, NULL);
  wz_text_builder_add (text, "好", -1, NULL);
  /* left open: finish closes both */
  wz_section_set_blocks (builder, section, wz_text_builder_finish (text, builder));
  g_autoptr (WzIssue) issue = wz_issue_builder_finish (builder, NULL);

  static const struct {
    WzTextEventType type;
    WzTextKind kind;
    const gchar *text;
  } expected[] = {
      {WZ_TEXT_ENTER, WZ_TEXT_PARAGRAPH, NULL}, {WZ_TEXT_CHARACTERS, WZ_TEXT_STRING, "损失为 "},
      {WZ_TEXT_ENTER, WZ_TEXT_FORMULA, "x^2"},  {WZ_TEXT_LEAVE, WZ_TEXT_FORMULA, NULL},
      {WZ_TEXT_ENTER, WZ_TEXT_EMPHASIS, NULL},  {WZ_TEXT_CHARACTERS, WZ_TEXT_STRING, "好"},
      {WZ_TEXT_LEAVE, WZ_TEXT_EMPHASIS, NULL},  {WZ_TEXT_LEAVE, WZ_TEXT_PARAGRAPH, NULL},
  };
  const WzText *blocks = wz_section_get_blocks (wz_issue_get_section (issue, 0));
  WzTextIter iter;
  WzTextEvent event;
  guint n = 0;
  wz_text_iter_init (&iter, blocks);
  while (wz_text_iter_next (&iter, &event)) {
    g_assert_cmpuint (n, <, G_N_ELEMENTS (expected));
    g_assert_cmpint (event.type, ==, expected[n].type);
    g_assert_cmpint (event.kind, ==, expected[n].kind);
    g_assert_cmpstr (event.text, ==, expected[n].text);
    n++;
  }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (expected));

  wz_text_iter_init (&iter, blocks);
  g_assert_true (wz_text_iter_next (&iter, &event));
  g_assert_cmpstr (event.position.file, ==, "a.txt");
  wz_text_iter_skip (&iter);
  g_assert_true (wz_text_iter_next (&iter, &event));
  g_assert_cmpint (event.type, ==, WZ_TEXT_LEAVE);
  g_assert_false (wz_text_iter_next (&iter, &event));

  g_autofree gchar *plain = wz_text_dup_plain (blocks);
  g_assert_cmpstr (plain, ==, "损失为 $x^2$好");
}

/* Nesting beyond the limit loses nodes, never characters. */
static void
test_text_depth (void)
{
  WzIssueBuilder *builder = wz_issue_builder_new ();
  WzSection *section = wz_issue_builder_add_section (builder, WZ_SECTION_FRONT, NULL);
  WzTextBuilder *text = wz_text_builder_new ("en");
  for (guint i = 0; i < WZ_TEXT_MAX_DEPTH * 2; i++) {
    wz_text_builder_enter (text, WZ_TEXT_QUOTE, 0, NULL, NULL, NULL, NULL);
    wz_text_builder_add (text, "x", 1, NULL);
  }
  for (guint i = 0; i < WZ_TEXT_MAX_DEPTH * 2; i++)
    wz_text_builder_leave (text);
  wz_section_set_blocks (builder, section, wz_text_builder_finish (text, builder));
  g_autoptr (WzIssue) issue = wz_issue_builder_finish (builder, NULL);

  WzTextIter iter;
  WzTextEvent event;
  gsize characters = 0;
  gint depth = 0, deepest = 0;
  wz_text_iter_init (&iter, wz_section_get_blocks (wz_issue_get_section (issue, 0)));
  while (wz_text_iter_next (&iter, &event)) {
    characters += event.type == WZ_TEXT_CHARACTERS ? event.length : 0;
    depth += event.type == WZ_TEXT_ENTER ? 1 : event.type == WZ_TEXT_LEAVE ? -1 : 0;
    deepest = MAX (deepest, depth);
  }
  g_assert_cmpuint (characters, ==, WZ_TEXT_MAX_DEPTH * 2);
  g_assert_cmpint (deepest, ==, WZ_TEXT_MAX_DEPTH);
  g_assert_cmpint (depth, ==, 0);
}

/* Characters that come piece by piece are one node, and neither before nor behind another node's; many pieces
 * cost no more than their sum. */
static void
test_text_runs (void)
{
  WzIssueBuilder *builder = wz_issue_builder_new ();
  WzSection *section = wz_issue_builder_add_section (builder, WZ_SECTION_FRONT, NULL);
  WzTextBuilder *text = wz_text_builder_new ("en");
  WzPosition later = {"a.txt", 9, 1};
  wz_text_builder_add (text, "a", 1, &here);
  wz_text_builder_add (text, "b", 1, &later);
  wz_text_builder_enter (text, WZ_TEXT_EMPHASIS, 0, NULL, NULL, NULL, NULL);
  wz_text_builder_add (text, "", 0, NULL);
  wz_text_builder_add (text, "c", -1, NULL);
  wz_text_builder_leave (text);
  for (guint i = 0; i < 500000; i++)
    wz_text_builder_add (text, "0123456789", 10, &later);
  wz_section_set_blocks (builder, section, wz_text_builder_finish (text, builder));
  g_autoptr (WzIssue) issue = wz_issue_builder_finish (builder, NULL);

  static const gsize lengths[] = {2, 0, 1, 0, 5000000};
  WzTextIter iter;
  WzTextEvent event;
  guint n = 0;
  wz_text_iter_init (&iter, wz_section_get_blocks (wz_issue_get_section (issue, 0)));
  for (; wz_text_iter_next (&iter, &event); n++) {
    g_assert_cmpuint (n, <, G_N_ELEMENTS (lengths));
    g_assert_cmpuint (event.length, ==, lengths[n]);
    g_assert_cmpuint (event.text != NULL ? strlen (event.text) : 0, ==, lengths[n]);
    if (n == 0) {
      g_assert_cmpstr (event.text, ==, "ab");
      g_assert_cmpuint (event.position.line, ==, here.line); /* where the run begins */
    }
  }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (lengths));
}

/* Code and formulae without content have an empty one. */
static void
test_empty_leaves (void)
{
  static const WzTextKind kinds[] = {WZ_TEXT_CODE_BLOCK, WZ_TEXT_FORMULA_BLOCK, WZ_TEXT_CODE,
                                     WZ_TEXT_FORMULA};
  WzIssueBuilder *builder = wz_issue_builder_new ();
  WzSection *section = wz_issue_builder_add_section (builder, WZ_SECTION_FRONT, NULL);
  WzTextBuilder *text = wz_text_builder_new ("en");
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    wz_text_builder_leaf (text, kinds[i], NULL, NULL, NULL);
  wz_section_set_blocks (builder, section, wz_text_builder_finish (text, builder));
  g_autoptr (WzIssue) issue = wz_issue_builder_finish (builder, NULL);

  const WzText *blocks = wz_section_get_blocks (wz_issue_get_section (issue, 0));
  WzTextIter iter;
  WzTextEvent event;
  wz_text_iter_init (&iter, blocks);
  while (wz_text_iter_next (&iter, &event))
    if (event.type == WZ_TEXT_ENTER)
      g_assert_cmpstr (event.text, ==, "");
  g_autofree gchar *plain = wz_text_dup_plain (blocks);
  g_assert_null (strstr (plain, "null"));
}

static void
test_empty_names (void)
{
  WzIssueBuilder *builder = wz_issue_builder_new ();
  wz_issue_builder_set_title (builder, "en", "Title");
  wz_issue_builder_set_title (builder, "en", "");
  wz_issue_builder_set_series (builder, "", "");
  wz_issue_builder_set_number (builder, "");
  wz_section_set_heading (builder, wz_issue_builder_add_section (builder, WZ_SECTION_DAY, NULL), "en", "");
  g_autoptr (WzIssue) issue = wz_issue_builder_finish (builder, NULL);
  g_assert_null (wz_issue_get_title (issue, NULL));
  g_assert_null (wz_issue_get_series (issue));
  g_assert_null (wz_issue_get_number (issue));
  g_assert_null (wz_section_get_heading (wz_issue_get_section (issue, 0), NULL));
}

/* Ids of sections are told apart in linear time, and their suffixes do not meet one that is given. */
static void
test_section_ids (void)
{
  WzIssueBuilder *builder = wz_issue_builder_new ();
  wz_section_set_id (builder, wz_issue_builder_add_section (builder, WZ_SECTION_BACK, NULL), "front-3");
  for (guint i = 0; i < 50000; i++)
    wz_issue_builder_add_section (builder, WZ_SECTION_FRONT, NULL);
  g_autoptr (WzIssue) issue = wz_issue_builder_finish (builder, NULL);
  g_assert_cmpstr (wz_section_get_id (wz_issue_get_section (issue, 1)), ==, "front");
  g_assert_cmpstr (wz_section_get_id (wz_issue_get_section (issue, 2)), ==, "front-2");
  g_assert_cmpstr (wz_section_get_id (wz_issue_get_section (issue, 3)), ==, "front-4");
  g_assert_cmpstr (wz_section_get_id (wz_issue_get_section (issue, 50000)), ==, "front-50001");
}

static void
test_copy (void)
{
  WzIssueBuilder *builder = wz_issue_builder_new ();
  WzSection *section = wz_issue_builder_add_section (builder, WZ_SECTION_FEATURED, &here);
  WzEntry *entry = add_paper (builder, section, "2209.11142", "Title");
  wz_entry_set_title (builder, entry, "zh-Hans", wz_issue_builder_plain (builder, "zh-Hans", "标题", &here));
  wz_entry_add_author (builder, entry, "B Ibarz", &here);
  wz_entry_add_link (builder, entry, "https://arxiv.org/abs/2209.11142v2", NULL, &here);
  wz_entry_set_arxiv (builder, entry, "2209.11142", 2);
  wz_entry_set_ordinal (builder, entry, 3);
  static const guint8 png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x03\x08\0\0\0\0";
  g_autoptr (GBytes) bytes = g_bytes_new_static (png, sizeof png - 1);
  const WzResource *resource = wz_issue_builder_add_resource (builder, bytes, &here);
  g_assert_cmpuint (resource->width_px, ==, 2);
  g_assert_cmpuint (resource->height_px, ==, 3);
  g_assert_true (wz_issue_builder_add_resource (builder, bytes, &here) == resource);
  const WzText *captions[] = {wz_issue_builder_plain (builder, "en", "A figure", &here), NULL};
  wz_entry_add_figure (builder, entry, resource, captions, NULL, &here);
  WzIssue *issue = wz_issue_builder_finish (builder, NULL);

  WzIssueBuilder *second = wz_issue_builder_new ();
  wz_issue_builder_copy_head (second, issue);
  WzSection *mine = wz_issue_builder_copy_section (second, wz_issue_get_section (issue, 0));
  wz_entry_clear (second, wz_section_copy_entry (second, mine, wz_issue_get_entry (issue, 0)),
                  WZ_ENTRY_VARIANTS);
  g_autofree gchar *before = wz_issue_text (issue, WZ_LANGUAGES_BOTH);
  wz_issue_unref (issue); /* nothing of the copy may point there */
  g_autoptr (WzIssue) copy = wz_issue_builder_finish (second, NULL);
  g_autofree gchar *after = wz_issue_text (copy, WZ_LANGUAGES_BOTH);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (after, ==, "3\n标题\nTitle\nB Ibarz\narXiv:2209.11142v2\nA figure\n");
  g_autofree gchar *label = wz_entry_dup_label (wz_issue_get_entry (copy, 0), NULL);
  g_assert_cmpstr (label, ==, "3 标题");
  g_assert_cmpuint (wz_issue_get_n_resources (copy), ==, 1);
  g_autofree gchar *english = wz_issue_text (copy, WZ_LANGUAGES_EN);
  g_assert_null (strstr (english, "标题"));
}

/* Whatever order a paper got them in: its texts are shown in the one order of the issue's languages. */
static void
test_shown_texts (void)
{
  WzIssueBuilder *builder = wz_issue_builder_new ();
  WzSection *section = wz_issue_builder_add_section (builder, WZ_SECTION_FEATURED, &here);
  static const gchar *const given[][3] = {{"fr", "en", "zh-Hans"}, {"en", "zh-Hans", "fr"}};
  for (guint i = 0; i < G_N_ELEMENTS (given); i++) {
    WzEntry *entry = wz_section_add_entry (builder, section, &here);
    for (guint k = 0; k < 3; k++)
      wz_entry_set_title (builder, entry, given[i][k],
                          wz_issue_builder_plain (builder, given[i][k], given[i][k], &here));
    for (guint k = 3; k-- > 0;)
      wz_entry_set_abstract (builder, entry, given[i][k],
                             wz_issue_builder_plain (builder, given[i][k], given[i][k], &here));
  }
  g_autoptr (WzIssue) issue = wz_issue_builder_finish (builder, NULL);
  static const gchar *const wanted[][3] = {[WZ_LANGUAGES_BOTH] = {"zh-Hans", "fr", "en"},
                                           [WZ_LANGUAGES_ZH] = {"zh-Hans"},
                                           [WZ_LANGUAGES_EN] = {"fr", "en"},
                                           [WZ_LANGUAGES_PARALLEL] = {"zh-Hans", "fr", "en"},
                                           [WZ_LANGUAGES_BEHIND] = {"zh-Hans", "fr", "en"}};
  for (WzLanguages languages = WZ_LANGUAGES_BOTH; languages <= WZ_LANGUAGES_BEHIND; languages++)
    for (guint i = 0; i < wz_issue_get_n_entries (issue); i++) {
      const WzEntry *entry = wz_issue_get_entry (issue, i);
      g_autofree const WzText **titles = wz_entry_dup_titles (entry, languages);
      g_autofree const WzText **abstracts = wz_entry_dup_abstracts (entry, languages);
      for (guint k = 0; k < 3 && wanted[languages][k] != NULL; k++) {
        g_assert_cmpstr (wz_text_get_lang (titles[k]), ==, wanted[languages][k]);
        g_assert_cmpstr (wz_text_get_lang (abstracts[k]), ==, wanted[languages][k]);
      }
      g_assert_true (wz_entry_get_first_title (entry, languages) == titles[0]);
    }
}

/* The same of captions; a language that no title or abstract has comes last. */
static void
test_captions (void)
{
  WzIssueBuilder *builder = wz_issue_builder_new ();
  WzSection *section = wz_issue_builder_add_section (builder, WZ_SECTION_FEATURED, &here);
  WzEntry *entry = add_paper (builder, section, "2209.11142", "Title");
  static const guint8 png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x03\x08\0\0\0\0";
  g_autoptr (GBytes) bytes = g_bytes_new_static (png, sizeof png - 1);
  const WzResource *resource = wz_issue_builder_add_resource (builder, bytes, &here);
  static const gchar *const given[] = {"de", "en", "zh-Hans"}, *const wanted[] = {"zh-Hans", "en", "de"};
  const WzText *captions[4] = {NULL};
  WzString words[3];
  const WzString *alts[4] = {NULL};
  for (guint i = 0; i < 3; i++) {
    captions[i] = wz_issue_builder_plain (builder, given[i], given[i], &here);
    words[i] = (WzString){given[i], given[i], here};
    alts[i] = &words[i];
  }
  wz_entry_add_figure (builder, entry, resource, captions, alts, &here);
  g_autoptr (WzIssue) issue = wz_issue_builder_finish (builder, NULL);
  const WzFigure *figure = wz_entry_get_figure (wz_issue_get_entry (issue, 0), 0);
  for (guint i = 0; i < 3; i++) {
    g_assert_cmpstr (wz_text_get_lang (figure->captions[i]), ==, wanted[i]);
    g_assert_cmpstr (figure->alts[i]->text, ==, wanted[i]);
  }
  g_assert_null (figure->captions[3]);
}

static void
test_languages (void)
{
  g_assert_cmpstr (wz_lang_map ("zh-Hans", WZ_LANG_EPUB), ==, "zh-CN");
  g_assert_cmpstr (wz_lang_map ("zh-Hant-TW", WZ_LANG_FONTCONFIG), ==, "zh-tw");
  g_assert_cmpuint (wz_lang_kf8_code ("zh-Hant-TW"), ==, 0x0404);
  g_assert_cmpstr (wz_label (WZ_LABEL_CONTENTS, "zh-Hant-TW"), ==, "目錄");
  g_assert_cmpstr (wz_label (WZ_LABEL_CONTENTS, "fr"), ==, "Contents");
  g_autofree gchar *date = wz_date_dup_label ((WzDate){2022, 9, 2}, "zh-Hans");
  g_assert_cmpstr (date, ==, "2022年9月2日");
}

/* What outputs show for where a paper stood before. */
static void
check_label (gchar *label, const gchar *expected)
{
  g_assert_cmpstr (label, ==, expected);
  g_free (label);
}

static void
test_range_labels (void)
{
  static const struct {
    WzDate first, last;
    const gchar *zh, *en;
  } cases[] = {
      {{2022, 9, 19}, {2022, 9, 25}, "2022年9月19日至25日", "19–25 September 2022"},
      {{2022, 9, 30}, {2022, 10, 6}, "2022年9月30日至10月6日", "30 September – 6 October 2022"},
      {{2022, 9, 30}, {2023, 9, 30}, "2022年9月30日至2023年9月30日", "30 September 2022 – 30 September 2023"},
      {{2022, 9, 19}, {2022, 9, 19}, "2022年9月19日", "19 September 2022"},
      {{0, 0, 0}, {2022, 9, 19}, "2022年9月19日", "19 September 2022"},
      {{2022, 9, 19}, {0, 0, 0}, "2022年9月19日", "19 September 2022"},
      {{0, 0, 0}, {0, 0, 0}, "", ""},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    check_label (wz_date_dup_range_label (cases[i].first, cases[i].last, "zh-Hans"), cases[i].zh);
    check_label (wz_date_dup_range_label (cases[i].first, cases[i].last, "en"), cases[i].en);
  }
}

static void
test_history_labels (void)
{
  const WzAppearance dated = {.source = "a.txt", .date = {2022, 9, 22}, .arxiv_version = 2};
  const WzAppearance undated = {.source = "a.txt"}, unknown = {.arxiv_version = 1};
  const WzBackReference numbered = {.title = "周报", .number = "12", .date = {2022, 9, 22}};
  const WzBackReference named = {.title = "周报"}, bare = {.date = {0, 0, 0}};

  check_label (wz_appearance_dup_label (&dated, "zh-Hans"), "2022年9月22日（v2）");
  check_label (wz_appearance_dup_label (&dated, "en"), "22 September 2022 (v2)");
  check_label (wz_appearance_dup_label (&undated, "zh-Hans"), "a.txt");
  check_label (wz_appearance_dup_label (&unknown, "zh-Hans"), "（v1）");
  check_label (wz_back_reference_dup_label (&numbered, "zh-Hans"), "第12期（2022年9月22日）");
  check_label (wz_back_reference_dup_label (&numbered, "en"), "No. 12 (22 September 2022)");
  check_label (wz_back_reference_dup_label (&named, "zh-Hant-TW"), "周报");
  check_label (wz_back_reference_dup_label (&bare, "en"), "");
}

/* ---- Pictures ------------------------------------------------------------------------------------------ */

#define BYTES(text) text, sizeof text - 1
#define SOUND WZ_PICTURE_SOUND

/* Whole headers, and what can still be told of one that is cut short. */
static void
test_pictures (void)
{
  static const struct {
    const gchar *bytes;
    gsize length;
    const gchar *media_type;
    guint width, height, flags;
  } cases[] = {
      {BYTES ("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\2\0\0\0\3\x08\2\0\0\0\0\0\0\0"), "image/png", 258, 3,
       SOUND | WZ_PICTURE_PLAIN},
      {BYTES ("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\2\0\0\0\3\x10\6\0\0\1\0\0\0\0"), "image/png", 258, 3,
       SOUND | WZ_PICTURE_ALPHA | WZ_PICTURE_AT_ONCE},
      {BYTES ("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\2\0\0\0\3\x08"), "image/png", 258, 3, 0},
      {BYTES ("\xff\xd8\xff\xe0\0\4JF\xff\xc0\0\x0b\x08\0\2\0\1\1\1\x11\0"), "image/jpeg", 1, 2,
       SOUND | WZ_PICTURE_PLAIN},
      {BYTES ("\xff\xd8\xff\xc2\0\x0b\x08\0\2\0\1\1\1\x11\0"), "image/jpeg", 1, 2,
       SOUND | WZ_PICTURE_AT_ONCE},
      {BYTES ("\xff\xd8\xff\xda\0\x0b\x08\0\2"), "image/jpeg", 0, 0, 0},
      {BYTES ("GIF89a\1\2\3\0\0\0\0;"), "image/gif", 513, 3, SOUND | WZ_PICTURE_PLAIN | WZ_PICTURE_AT_ONCE},
      {BYTES ("GIF89a\1\2\3\0\0\0\0,"), "image/gif", 513, 3, 0},
      {BYTES ("RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\1\0\0\2\0\0"), "image/webp", 2, 3,
       SOUND | WZ_PICTURE_AT_ONCE},
      {BYTES ("\n<?xml version=\"1.0\"?><svg/>"), "image/svg+xml", 0, 0, SOUND},
      {BYTES ("<html><svg/></html>"), NULL, 0, 0, 0},
      {BYTES ("\x89PNG\r\n\x1a\n"), NULL, 0, 0, 0},
      {BYTES (""), NULL, 0, 0, 0},
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].bytes, cases[i].length);
    guint width = 7, height = 7, flags = 7;
    g_test_message ("case %u", i);
    g_assert_cmpstr (wz_picture_probe (bytes, &width, &height, &flags), ==, cases[i].media_type);
    g_assert_cmpuint (width, ==, cases[i].width);
    g_assert_cmpuint (height, ==, cases[i].height);
    g_assert_cmphex (flags, ==, cases[i].flags);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/keys", test_keys);
  g_test_add_func ("/model/key-order", test_key_order);
  g_test_add_func ("/model/modified", test_modified);
  g_test_add_func ("/model/identifier", test_identifier);
  g_test_add_func ("/model/text/iterator", test_text_iterator);
  g_test_add_func ("/model/text/depth", test_text_depth);
  g_test_add_func ("/model/text/runs", test_text_runs);
  g_test_add_func ("/model/text/empty-leaves", test_empty_leaves);
  g_test_add_func ("/model/empty-names", test_empty_names);
  g_test_add_func ("/model/section-ids", test_section_ids);
  g_test_add_func ("/model/copy", test_copy);
  g_test_add_func ("/model/shown-texts", test_shown_texts);
  g_test_add_func ("/model/captions", test_captions);
  g_test_add_func ("/model/languages", test_languages);
  g_test_add_func ("/model/range-labels", test_range_labels);
  g_test_add_func ("/model/history-labels", test_history_labels);
  g_test_add_func ("/model/pictures", test_pictures);
  return g_test_run ();
}
