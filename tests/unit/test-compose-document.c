/* test-compose-document.c: from an issue to placed lines: shaping with real fonts, notes, pairs, tables.
 * SPDX-License-Identifier: MIT */
#include "compose-fixture.h"

#include "compose/paint/compose-paint.h"

#include <math.h>

static gchar *
repeat (const gchar *text, guint n)
{
  GString *out = g_string_new (NULL);
  for (guint i = 0; i < n; i++)
    g_string_append (out, text);
  return g_string_free (out, FALSE);
}

/* ---- Shaping ------------------------------------------------------------------------------------------- */

/* Sets @text on one line and gives its visible width in thousandths of an em. */
static gint
width_of (Fixture *fixture, const gchar *text, const gchar *tag, WzFontRole role)
{
  g_autoptr (ComposeFonts) fonts = compose_fonts_new (fixture->style);
  g_autoptr (ComposeSource) source = compose_source_new (tag, "zh-Hans");
  ComposeTextStyle style = {role, WZ_WEIGHT_REGULAR, 10.5 * COMPOSE_UNIT, 0, 0};
  compose_source_add (source, text, compose_fonts_intern_style (fonts, &style), 0, -1, NULL);
  g_autoptr (ComposeShaped) shaped = compose_shape (fonts, source, NULL);
  ComposeOptions options;
  compose_options_init (&options, 4000 * COMPOSE_UNIT, source->lang);
  return (gint) lrint (compose_para_natural_width (compose_shaped_get_para (shaped), &options) /
                       (10.5 * COMPOSE_UNIT) * 1000);
}

static const struct {
  const gchar *id;
  const gchar *text;
  const gchar *tag;
  WzFontRole role;
  gint width, tolerance; /* thousandths of an em */
} width_cases[] = {
    {"R106-advance", "中", "zh-Hans", WZ_FONT_BODY, 1000, 0},
    {"R36-dash", "——", "zh-Hans", WZ_FONT_BODY, 2000, 20},
    {"R36-dash-between", "甲——乙", "zh-Hans", WZ_FONT_BODY, 4000, 20},
    {"R36-dash-kai", "甲——乙", "zh-Hans", WZ_FONT_QUOTE, 4000, 20},
    {"R36-dash-heading", "甲——乙", "zh-Hans", WZ_FONT_HEADING, 4000, 20},
    {"R37-ellipsis", "甲……乙", "zh-Hans", WZ_FONT_BODY, 4000, 5},
    {"R38-interpunct-song", "甲·乙", "zh-Hans", WZ_FONT_BODY, 2500, 2},
    {"R38-interpunct-hei", "甲·乙", "zh-Hans", WZ_FONT_HEADING, 2500, 2},
    {"R38-interpunct-kai", "甲·乙", "zh-Hans", WZ_FONT_QUOTE, 2500, 2},
    {"R35-quotes-song", "说“中文”好", "zh-Hans", WZ_FONT_BODY, 6000, 2},
    {"R35-quotes-hei", "说“中文”好", "zh-Hans", WZ_FONT_HEADING, 6000, 2},
    {"R96-quotes-kai", "说“中文”好", "zh-Hans", WZ_FONT_QUOTE, 6000, 40},
    {"R30-exclamation-run", "好！！好", "zh-Hans", WZ_FONT_BODY, 3000, 5},
    {"R29-adjacent", "甲：“乙。”（丙）、《丁》《戊》己", "zh-Hans", WZ_FONT_BODY, 14000, 5},
    {"R3-variation-selector", "葛\xf3\xa0\x84\x80城", "zh-Hans", WZ_FONT_BODY, 2000, 5},
};

static void
test_width (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  Fixture fixture;
  if (!set_up (&fixture, "classic", WZ_LANGUAGES_BOTH))
    return;
  gint width = width_of (&fixture, width_cases[i].text, width_cases[i].tag, width_cases[i].role);
  g_assert_cmpint (ABS (width - width_cases[i].width), <=, width_cases[i].tolerance);
  tear_down (&fixture);
}

static guint32
glyph_of (ComposeFonts *fonts, gunichar ch, const gchar *language)
{
  ComposeTextStyle style = {WZ_FONT_BODY, WZ_WEIGHT_REGULAR, 10 * COMPOSE_UNIT, 0, 0};
  ComposeFace *face =
      compose_fonts_find (fonts, compose_fonts_intern_style (fonts, &style), COMPOSE_FONT_HAN, ch);
  return compose_fonts_shape (fonts, face, &ch, 1, language, TRUE)->glyphs[0].glyph;
}

/* The same characters have other glyphs in other languages; and no run of Chinese takes the Japanese ones. */
static void
test_r85 (void)
{
  static const gunichar characters[] = {0x9aa8, 0x8fd4, 0x4ee4};
  Fixture fixture;
  if (!set_up (&fixture, "classic", WZ_LANGUAGES_BOTH))
    return;
  g_autoptr (ComposeFonts) fonts = compose_fonts_new (fixture.style);
  for (guint i = 0; i < G_N_ELEMENTS (characters); i++) {
    g_assert_cmpuint (glyph_of (fonts, characters[i], "zh-Hans"), !=, glyph_of (fonts, characters[i], "ja"));
    g_assert_cmpuint (glyph_of (fonts, characters[i], "zh-Hans"), !=,
                      glyph_of (fonts, characters[i], "zh-Hant"));
  }
  for (guint i = 0; i < G_N_ELEMENTS (characters); i++)
    g_assert_true (
        g_str_has_suffix (wz_font_face_get_postscript_name (
                              compose_fonts_find (fonts, 0, COMPOSE_FONT_HAN, characters[i])->face),
                          "CJKsc-Regular")); /* R94 */
  tear_down (&fixture);
}

/* R90: the swash of 𝒪 reaches beyond the advance that its font gives it; the bracket behind it stands clear.
 */
static void
test_r90 (void)
{
  Fixture fixture;
  if (!set_up (&fixture, "classic", WZ_LANGUAGES_BOTH))
    return;
  g_autoptr (ComposeFonts) fonts = compose_fonts_new (fixture.style);
  ComposeTextStyle style = {WZ_FONT_BODY, WZ_WEIGHT_REGULAR, 10.5 * COMPOSE_UNIT, 0, 0};
  ComposeFace *face =
      compose_fonts_find (fonts, compose_fonts_intern_style (fonts, &style), COMPOSE_FONT_LATIN, 0x1d4aa);
  hb_codepoint_t glyph = 0;
  hb_glyph_extents_t extents;
  g_assert_true (hb_font_get_nominal_glyph (face->font, 0x1d4aa, &glyph));
  g_assert_true (hb_font_get_glyph_extents (face->font, glyph, &extents));
  gint ink = (gint) lrint (1000.0 * (extents.x_bearing + extents.width) / face->upem);
  gint width = width_of (&fixture, "𝒪(", "en", WZ_FONT_BODY) - width_of (&fixture, "(", "en", WZ_FONT_BODY);
  g_assert_cmpint (width, >=, ink + 40);
  tear_down (&fixture);
}

/* R78: capitals of Latin faces are of the height that suits ideographs; Noto Serif needs no correction. */
static void
test_r78 (void)
{
  Fixture fixture;
  if (!set_up (&fixture, "classic", WZ_LANGUAGES_BOTH))
    return;
  g_autoptr (ComposeFonts) fonts = compose_fonts_new (fixture.style);
  ComposeTextStyle style = {WZ_FONT_BODY, WZ_WEIGHT_REGULAR, 10 * COMPOSE_UNIT, 0, 0};
  ComposeFace *face =
      compose_fonts_find (fonts, compose_fonts_intern_style (fonts, &style), COMPOSE_FONT_LATIN, 'H');
  g_assert_cmpuint (face->scale, ==, COMPOSE_UNIT);
  face->scale = COMPOSE_UNIT * 109 / 100;
  g_assert_cmpint (compose_face_size (face, 10 * COMPOSE_UNIT), ==, 10 * (COMPOSE_UNIT * 109 / 100));
  tear_down (&fixture);
}

/* The faces of a line's runs, `face:text` each. */
static gchar *
runs_of (Fixture *fixture, const gchar *text, const gchar *tag)
{
  g_autoptr (ComposeFonts) fonts = compose_fonts_new (fixture->style);
  g_autoptr (ComposeLineStore) store = compose_line_store_new ();
  g_autoptr (ComposeSource) source = compose_source_new (tag, "zh-Hans");
  ComposeTextStyle style = {WZ_FONT_BODY, WZ_WEIGHT_REGULAR, 10 * COMPOSE_UNIT, 0, 0};
  compose_source_add (source, text, compose_fonts_intern_style (fonts, &style), 0, -1, NULL);
  g_autoptr (ComposeShaped) shaped = compose_shape (fonts, source, NULL);
  ComposeOptions options;
  compose_options_init (&options, 4000 * COMPOSE_UNIT, source->lang);
  g_autoptr (ComposeLayout) layout = compose_para_compose (compose_shaped_get_para (shaped), &options);
  const ComposeSetLine *line =
      compose_line_store_get_line (store, compose_shaped_store (shaped, layout, 0, store));
  GString *out = g_string_new (NULL);
  for (guint i = 0; i < line->n_runs; i++) {
    const ComposeRun *run = compose_line_store_get_run (store, line->run + i);
    const gchar *name = wz_font_face_get_postscript_name (compose_fonts_get_face (fonts, run->face)->face);
    g_string_append_printf (out, "%s%s:%.*s", i > 0 ? " " : "",
                            strstr (name, "CJK") != NULL    ? "han"
                            : strstr (name, "Math") != NULL ? "math"
                                                            : "latin",
                            (gint) run->n_bytes, store->text->str + run->text);
  }
  return g_string_free (out, FALSE);
}

static const struct {
  const gchar *id;
  const gchar *text;
  const gchar *tag;
  const gchar *runs;
} run_cases[] = {
    {"R87-quotes-and-ellipsis", "说“好”吗……A", "zh-Hans", "han:说“好”吗…… latin:A"},
    {"R92-quotes-in-english", "the “test” of", "en", "latin:the “test” of"},
    {"R92-apostrophe", "don’t", "en", "latin:don’t"},
    {"R80-digits", "第3章", "zh-Hans", "han:第 latin:3 han:章"},
    {"R89-superscript-minus", "为10⁻⁴。", "zh-Hans", "han:为 latin:10⁻⁴ han:。"},
    {"R89-times", "3×3卷积", "zh-Hans", "latin:3×3 han:卷积"},
    {"R90-greek", "ω值", "zh-Hans", "latin:ω han:值"},
    {"R90-signs-beside-words", "若x≠0则", "zh-Hans", "han:若 latin:x math:≠ latin:0 han:则"},
    {"R90-mathematical-letter-in-a-word", "为𝒪(n)。", "zh-Hans", "han:为 math:𝒪 latin:(n) han:。"},
    {"R88-mathematical-letter", "在𝒪中", "zh-Hans", "han:在 math:𝒪 han:中"},
    {"R36-dash-from-han", "器——一", "zh-Hans", "han:器——一"},
};

static void
test_runs (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  Fixture fixture;
  if (!set_up (&fixture, "classic", WZ_LANGUAGES_BOTH))
    return;
  g_autofree gchar *runs = runs_of (&fixture, run_cases[i].text, run_cases[i].tag);
  g_assert_cmpstr (runs, ==, run_cases[i].runs);
  tear_down (&fixture);
}

/* ---- Documents ----------------------------------------------------------------------------------------- */

/* Lines of a dump that begin with @kind: their baselines, in order. */
static GArray *
baselines (const gchar *dump, const gchar *kind)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (gdouble));
  g_auto (GStrv) lines = g_strsplit (dump, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    g_auto (GStrv) fields = g_strsplit (lines[i], " ", 5);
    if (g_strv_length (fields) < 4 || strcmp (fields[0], kind) != 0)
      continue;
    gdouble y = g_ascii_strtod (fields[3], NULL);
    g_array_append_val (found, y);
  }
  return found;
}

/* R69, R71: every line of text on one grid, whatever fonts and sizes stand in it. */
static void
test_grid (void)
{
  Fixture fixture;
  WzSection *section;
  if (!set_up (&fixture, "classic", WZ_LANGUAGES_BOTH))
    return;
  WzIssueBuilder *builder = new_issue (&section);
  g_autofree gchar *chinese = repeat ("含有𝒪(n²)与ω₀的一行，字体各异而行距如一。", 12);
  g_autofree gchar *english = repeat ("A line with ℝ and 𝔼 in it, and with words. ", 12);
  for (guint i = 1; i <= 6; i++)
    add_entry (builder, section, i, chinese, english);
  g_autoptr (WzIssue) issue = wz_issue_builder_finish (builder, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ComposeDocument) document = set_document (&fixture, issue, &error);
  g_assert_no_error (error);
  g_autofree gchar *dump = compose_dump (document);
  g_autoptr (GArray) lines = baselines (dump, "line");
  guint on_grid = 0;
  for (guint i = 0; i < lines->len; i++) {
    gdouble rows =
        (g_array_index (lines, gdouble, i) - compose_geometry_baseline (&fixture.settings.page, 0)) /
        fixture.settings.page.pitch;
    on_grid += fabs (rows - round (rows)) < 0.002;
  }
  /* Titles of papers and sections alone stand at places of their own. */
  g_assert_cmpuint (lines->len - on_grid, <=, 6 + 4);
  tear_down (&fixture);
}

/* R102: the lines of each pair begin level, and so on line by line. */
static void
test_r102 (void)
{
  Fixture fixture;
  WzSection *section;
  if (!set_up (&fixture, "classic", WZ_LANGUAGES_PARALLEL))
    return;
  WzIssueBuilder *builder = new_issue (&section);
  g_autofree gchar *chinese = repeat ("左栏是中文，右栏是英文，两栏逐行对齐。", 15);
  g_autofree gchar *english =
      repeat ("On the left is Chinese and on the right English, level line by line. ", 15);
  for (guint i = 1; i <= 5; i++)
    add_entry (builder, section, i, chinese, english);
  g_autoptr (WzIssue) issue = wz_issue_builder_finish (builder, NULL);
  g_autoptr (ComposeDocument) document = set_document (&fixture, issue, NULL);
  g_assert_nonnull (document);
  g_autofree gchar *dump = compose_dump (document);
  g_auto (GStrv) lines = g_strsplit (dump, "\n", -1);
  guint pairs = 0;
  for (guint i = 1; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "beside ") && g_str_has_prefix (lines[i - 1], "line ")) {
      g_auto (GStrv) left = g_strsplit (lines[i - 1], " ", 5), right = g_strsplit (lines[i], " ", 5);
      g_assert_cmpstr (left[3], ==, right[3]);
      g_assert_cmpfloat (g_ascii_strtod (right[1], NULL), >, g_ascii_strtod (left[2], NULL));
      pairs++;
    }
  g_assert_cmpuint (pairs, >=, 40);
  tear_down (&fixture);
}

/* @paragraphs: apart by "|"; one that begins with "-" is a list of one. */
static const WzText *
blocks_of (WzIssueBuilder *builder, const gchar *lang, const gchar *paragraphs)
{
  WzPosition position = {"test", 1, 1};
  WzTextBuilder *made = wz_text_builder_new (lang);
  g_auto (GStrv) blocks = g_strsplit (paragraphs, "|", -1);
  for (guint i = 0; blocks[i] != NULL; i++) {
    gboolean list = blocks[i][0] == '-';
    if (list) {
      wz_text_builder_enter (made, WZ_TEXT_LIST, 0, NULL, NULL, NULL, &position);
      wz_text_builder_enter (made, WZ_TEXT_LIST_ITEM, 0, NULL, NULL, NULL, &position);
    }
    wz_text_builder_enter (made, WZ_TEXT_PARAGRAPH, 0, NULL, NULL, NULL, &position);
    wz_text_builder_add (made, blocks[i] + list, -1, &position);
    for (guint depth = list ? 3 : 1; depth > 0; depth--)
      wz_text_builder_leave (made);
  }
  return wz_text_builder_finish (made, builder);
}

/* How far below the first baseline of the page the line stands that begins with @text. */
static gdouble
height_of (const gchar *dump, const gchar *text)
{
  g_auto (GStrv) lines = g_strsplit (dump, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    const gchar *said = strstr (lines[i], "] ");
    g_auto (GStrv) words = g_strsplit (lines[i], " ", 5);
    if (said != NULL && g_str_has_prefix (said + 2, text))
      return g_ascii_strtod (words[3], NULL);
  }
  g_assert_not_reached ();
}

/* R102: paragraphs stand each beside its own, if both texts are such and have equally many; else whole beside
 * whole. */
static void
test_pairs (void)
{
  static const struct {
    const gchar *english;
    gboolean each;
  } cases[] = {{"|Second", TRUE}, {"|Second|Third", FALSE}, {"|-Second", FALSE}, {"", FALSE}};
  Fixture fixture;
  if (!set_up (&fixture, "classic", WZ_LANGUAGES_PARALLEL))
    return;
  g_autofree gchar *first = repeat ("Words that take more than a line of half a page. ", 4);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    WzSection *section;
    WzIssueBuilder *builder = new_issue (&section);
    WzEntry *entry = add_entry (builder, section, 1, NULL, NULL);
    g_autofree gchar *english = g_strconcat (first, cases[i].english, NULL);
    wz_entry_set_abstract (builder, entry, "zh-Hans", blocks_of (builder, "zh-Hans", "甲文。|乙文。"));
    wz_entry_set_abstract (builder, entry, "en", blocks_of (builder, "en", english));
    g_autoptr (WzIssue) issue = wz_issue_builder_finish (builder, NULL);
    g_autoptr (ComposeDocument) document = set_document (&fixture, issue, NULL);
    g_autofree gchar *dump = compose_dump (document);
    g_assert_cmpfloat_with_epsilon (height_of (dump, "甲文"), height_of (dump, "Words"), 0.01);
    if (cases[i].each)
      g_assert_cmpfloat_with_epsilon (height_of (dump, "乙文"), height_of (dump, "Second"), 0.01);
    else
      g_assert_cmpfloat_with_epsilon (height_of (dump, "乙文"),
                                      height_of (dump, "甲文") + fixture.settings.page.pitch, 0.01);
  }
  tear_down (&fixture);
}

/* Numbered notes stand at the foot of the page that holds their mark. */
static void
test_notes (void)
{
  Fixture fixture;
  WzSection *section;
  if (!set_up (&fixture, "handout", WZ_LANGUAGES_BOTH))
    return;
  WzIssueBuilder *builder = new_issue (&section);
  g_autofree gchar *chinese = repeat ("一篇论文接着一篇论文。", 30);
  for (guint i = 1; i <= 9; i++)
    add_entry (builder, section, i, chinese, NULL);
  g_autoptr (WzIssue) issue = wz_issue_builder_finish (builder, NULL);
  g_autoptr (ComposeDocument) document = set_document (&fixture, issue, NULL);
  g_autofree gchar *dump = compose_dump (document);
  g_auto (GStrv) pages = g_strsplit (dump, "\npage ", -1);
  guint marks = 0, codes = 0;
  for (guint p = 0; pages[p] != NULL; p++)
    for (guint i = 1; i <= 9; i++) {
      g_autofree gchar *mark = g_strdup_printf ("arXiv:2209.%05u%u\n", i, i);
      g_autofree gchar *note = g_strdup_printf ("https://arxiv.org/abs/2209.%05u\n", i);
      g_assert_cmpint (strstr (pages[p], mark) != NULL, ==, strstr (pages[p], note) != NULL);
      marks += strstr (pages[p], mark) != NULL;
    }
  for (const gchar *q = strstr (dump, "qr margin"); q != NULL; q = strstr (q + 1, "qr margin"))
    codes++;
  g_assert_cmpuint (marks, ==, 9);
  g_assert_cmpuint (codes, ==, 9);
  tear_down (&fixture);
}

/* A character without a font: told once, with its place, and no book for a press; else a box. */
static void
test_missing (void)
{
  Fixture fixture;
  WzSection *section;
  if (!set_up (&fixture, "classic", WZ_LANGUAGES_BOTH))
    return;
  WzIssueBuilder *builder = new_issue (&section);
  add_entry (builder, section, 1, "前\xf0\xae\xaf\xa0后，又是\xf0\xae\xaf\xa0。", NULL); /* U+2EBE0 */
  g_autoptr (WzIssue) issue = wz_issue_builder_finish (builder, NULL);
  fixture.settings.missing_box = FALSE;
  g_autoptr (ComposeDocument) useless = set_document (&fixture, issue, NULL);
  g_assert_cmpuint (g_hash_table_size (useless->missing.told), ==, 1);
  g_assert_true (g_str_has_prefix (fixture.diags->str, "7:4: no installed font has U+2EBE0"));
  g_assert_nonnull (strstr (fixture.diags->str, "fonts-hanazono"));
  g_assert_null (strchr (strchr (fixture.diags->str, '\n') + 1, '\n'));
  fixture.settings.missing_box = TRUE;
  g_autoptr (ComposeDocument) document = set_document (&fixture, issue, NULL);
  g_autofree gchar *dump = compose_dump (document);
  g_assert_nonnull (strstr (dump, "前\xf0\xae\xaf\xa0后"));
  tear_down (&fixture);
}

static void
test_empty (void)
{
  Fixture fixture;
  if (!set_up (&fixture, "classic", WZ_LANGUAGES_BOTH))
    return;
  g_autoptr (WzIssue) issue = wz_issue_builder_finish (wz_issue_builder_new (), NULL);
  g_autoptr (GError) error = NULL;
  g_assert_null (set_document (&fixture, issue, &error));
  g_assert_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_FAILED);
  tear_down (&fixture);
}

/* The dump's line that ends in @text: its fields; NULL where there is none. */
static gchar **
find_line (const gchar *dump, const gchar *kind, const gchar *text)
{
  g_auto (GStrv) lines = g_strsplit (dump, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], kind) && g_str_has_suffix (lines[i], text))
      return g_strsplit (lines[i], " ", -1);
  return NULL;
}

static gdouble
field (gchar **fields, guint i)
{
  g_assert_nonnull (fields);
  return g_ascii_strtod (fields[i], NULL);
}

/* A body of one entry: blocks made by @fill. */
static ComposeDocument *
set_body (Fixture *fixture, void (*fill) (WzTextBuilder *text), WzIssue **issue)
{
  WzSection *section;
  WzIssueBuilder *builder = new_issue (&section);
  WzEntry *entry = add_entry (builder, section, 1, NULL, NULL);
  WzTextBuilder *text = wz_text_builder_new ("zh-Hans");
  fill (text);
  wz_entry_set_body (builder, entry, wz_text_builder_finish (text, builder));
  *issue = wz_issue_builder_finish (builder, NULL);
  g_autoptr (GError) error = NULL;
  ComposeDocument *document = set_document (fixture, *issue, &error);
  g_assert_no_error (error);
  return document;
}

static void
add_plain (WzTextBuilder *text, const gchar *characters)
{
  wz_text_builder_enter (text, WZ_TEXT_PARAGRAPH, 0, NULL, NULL, NULL, NULL);
  wz_text_builder_add (text, characters, -1, NULL);
  wz_text_builder_leave (text);
}

static void
fill_shapes (WzTextBuilder *text)
{
  add_plain (text, "首行缩进");
  wz_text_builder_enter (text, WZ_TEXT_QUOTE, 0, NULL, NULL, NULL, NULL);
  add_plain (text, "引文缩进");
  wz_text_builder_leave (text);
  wz_text_builder_enter (text, WZ_TEXT_LIST, 0, NULL, NULL, NULL, NULL);
  wz_text_builder_enter (text, WZ_TEXT_LIST_ITEM, 0, NULL, NULL, NULL, NULL);
  add_plain (text, "条目文字");
  wz_text_builder_leave (text);
  wz_text_builder_leave (text);
  wz_text_builder_enter (text, WZ_TEXT_PARAGRAPH, 0, NULL, NULL, NULL, NULL);
  wz_text_builder_enter (text, WZ_TEXT_EMPHASIS, 0, NULL, NULL, NULL, NULL);
  wz_text_builder_add (text, "着重", -1, NULL);
  wz_text_builder_leave (text);
  wz_text_builder_leaf (text, WZ_TEXT_FORMULA, NULL, "a^2", NULL);
  wz_text_builder_leave (text);
  wz_text_builder_enter (text, WZ_TEXT_HEADING, 1, NULL, NULL, NULL, NULL);
  wz_text_builder_add (text, "占行标题", -1, NULL);
  wz_text_builder_leave (text);
  add_plain (text, "标题之后");
}

/* R67 indent, R83 lists, R84 quotations, R77 emphasis, R81 raised signs, R75 rows of headings. */
static void
test_shapes (void)
{
  Fixture fixture;
  if (!set_up (&fixture, "classic", WZ_LANGUAGES_ZH))
    return;
  g_autoptr (WzIssue) issue = NULL;
  g_autoptr (ComposeDocument) document = set_body (&fixture, fill_shapes, &issue);
  g_autofree gchar *dump = compose_dump (document);
  gdouble em = fixture.settings.spec.size, pitch = fixture.settings.page.pitch;
  g_auto (GStrv) indent = find_line (dump, "line", "首行缩进");
  g_auto (GStrv) quote = find_line (dump, "line", "引文缩进");
  g_auto (GStrv) item = find_line (dump, "line", "条目文字");
  g_auto (GStrv) bullet = find_line (dump, "label", "•");
  g_auto (GStrv) emphasis = find_line (dump, "line", "着重a2");
  g_auto (GStrv) heading = find_line (dump, "line", "占行标题");
  g_auto (GStrv) after = find_line (dump, "line", "标题之后");
  gdouble left = field (indent, 1) - 2 * em; /* R67 */
  g_assert_cmpfloat_with_epsilon (field (quote, 1), left + 4 * em,
                                  0.01);                            /* R84: 2 em, and the first line's 2 */
  g_assert_cmpfloat_with_epsilon (field (bullet, 1), left, em / 2); /* R83: the label in a box of 2 em */
  g_assert_cmpfloat_with_epsilon (field (item, 1), left + 2 * em, 0.01);
  g_assert_nonnull (strstr (dump, "LXGWWenKai-Regular")); /* R77, R79: 楷 for emphasis and quotations */
  g_assert_cmpfloat_with_epsilon (field (after, 3) - field (emphasis, 3), 3 * pitch,
                                  0.01); /* R75: two rows */
  gdouble middle = (field (after, 3) + field (emphasis, 3)) / 2;
  g_assert_cmpfloat (ABS (field (heading, 3) - middle), <, pitch);
  /* R81: smaller type, raised, and no line moves. */
  g_assert_nonnull (strstr (dump, " 6.824]"));
  tear_down (&fixture);
}

/* R67: on a narrow measure the indent is 1 em. */
static void
test_narrow_indent (void)
{
  Fixture fixture;
  if (!set_up (&fixture, "classic", WZ_LANGUAGES_ZH))
    return;
  fixture.settings.spec.measure = 16 * fixture.settings.spec.size;
  g_assert_true (compose_geometry_compute (&fixture.settings.spec, &fixture.settings.page, NULL));
  fixture.settings.indent_em = 1;
  g_autoptr (WzIssue) issue = NULL;
  g_autoptr (ComposeDocument) document = set_body (&fixture, fill_shapes, &issue);
  g_autofree gchar *dump = compose_dump (document);
  g_auto (GStrv) indent = find_line (dump, "line", "首行缩进");
  g_assert_cmpfloat_with_epsilon (
      field (indent, 1), compose_geometry_left (&fixture.settings.page, 3) + fixture.settings.spec.size,
      0.01);
  tear_down (&fixture);
}

/* R100: leaders begin and end on one raster; the number stands flush right, half an em away at least. */
static void
test_r100 (void)
{
  Fixture fixture;
  WzSection *section;
  if (!set_up (&fixture, "classic", WZ_LANGUAGES_BOTH))
    return;
  WzIssueBuilder *builder = new_issue (&section);
  for (guint i = 1; i <= 5; i++)
    add_entry (builder, section, i, "摘要。", NULL);
  g_autoptr (WzIssue) issue = wz_issue_builder_finish (builder, NULL);
  g_autoptr (ComposeDocument) document = set_document (&fixture, issue, NULL);
  g_autofree gchar *dump = compose_dump (document);
  g_auto (GStrv) lines = g_strsplit (dump, "\n", -1);
  gdouble half = fixture.settings.spec.size / 2, right = 0;
  guint leaders = 0;
  for (guint i = 1; lines[i] != NULL; i++) {
    if (!g_str_has_prefix (lines[i], "leader "))
      continue;
    g_auto (GStrv) leader = g_strsplit (lines[i], " ", -1), folio = g_strsplit (lines[i - 1], " ", -1);
    gdouble left = compose_geometry_left (&fixture.settings.page, 2);
    gdouble steps = (field (leader, 1) - left) / half;
    g_assert_cmpfloat_with_epsilon (steps, round (steps), 0.001);
    g_assert_cmpstr (folio[0], ==, "folio");
    g_assert_cmpfloat (field (folio, 1), >=, field (leader, 1) + field (leader, 3) + half - 0.01);
    g_assert_true (right == 0 || fabs (right - field (folio, 2)) < 0.01);
    right = field (folio, 2);
    leaders++;
  }
  g_assert_cmpuint (leaders, ==, 7); /* of the section, its papers, the colophon */
  tear_down (&fixture);
}

/* R73: whatever the page's height, a title block stands with two lines of its abstract. */
static void
test_r73 (void)
{
  Fixture fixture;
  if (!set_up (&fixture, "classic", WZ_LANGUAGES_ZH))
    return;
  for (guint rows = 14; rows <= 28; rows++) {
    WzSection *section;
    fixture.settings.page.rows = rows;
    WzIssueBuilder *builder = new_issue (&section);
    g_autofree gchar *chinese = repeat ("标题之下总有两行正文相随。", 8);
    for (guint i = 1; i <= 6; i++)
      add_entry (builder, section, i, chinese, NULL);
    g_autoptr (WzIssue) issue = wz_issue_builder_finish (builder, NULL);
    g_autoptr (ComposeDocument) document = set_document (&fixture, issue, NULL);
    g_autofree gchar *dump = compose_dump (document);
    g_auto (GStrv) pages = g_strsplit (dump, "\npage ", -1);
    for (guint p = 0; pages[p] != NULL; p++) {
      if (strstr (pages[p], " body ") == NULL)
        continue;
      for (guint i = 1; i <= 6; i++) {
        g_autofree gchar *link = g_strdup_printf ("arXiv:2209.%05u\n", i);
        const gchar *block = strstr (pages[p], link);
        if (block == NULL)
          continue;
        const gchar *first = strchr (block, '\n') + 1;
        const gchar *second = strchr (first, '\n') + 1;
        g_assert_true (g_str_has_prefix (first, "line ") && g_str_has_prefix (second, "line "));
      }
    }
  }
  tear_down (&fixture);
}

/* Every kind of rich text comes through, and a kind of the future shows its children. */
static void
test_kinds (void)
{
  Fixture fixture;
  WzSection *section;
  if (!set_up (&fixture, "classic", WZ_LANGUAGES_BOTH))
    return;
  WzIssueBuilder *builder = new_issue (&section);
  WzEntry *entry = add_entry (builder, section, 1, NULL, NULL);
  WzTextBuilder *text = wz_text_builder_new ("zh-Hans");
  static const struct {
    WzTextKind kind;
    gint number;
    const gchar *text;
  } blocks[] = {
      {WZ_TEXT_HEADING, 1, "小标题"},
      {WZ_TEXT_PARAGRAPH, 0, "段落文字"},
      {WZ_TEXT_PARAGRAPH, 0, NULL},
  };
  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++) {
    wz_text_builder_enter (text, blocks[i].kind, blocks[i].number, NULL, NULL, NULL, NULL);
    if (blocks[i].text != NULL)
      wz_text_builder_add (text, blocks[i].text, -1, NULL);
    else {
      wz_text_builder_enter (text, WZ_TEXT_EMPHASIS, 0, NULL, NULL, NULL, NULL);
      wz_text_builder_add (text, "强调", -1, NULL);
      wz_text_builder_leave (text);
      wz_text_builder_leaf (text, WZ_TEXT_CODE, NULL, "code()", NULL);
      wz_text_builder_leaf (text, WZ_TEXT_LINE_BREAK, NULL, NULL, NULL);
      wz_text_builder_leaf (text, WZ_TEXT_FORMULA, NULL, "x^2", NULL);
      wz_text_builder_enter (text, WZ_TEXT_LINK, 0, "https://example.org/'(中)", NULL, NULL, NULL);
      wz_text_builder_add (text, "链接", -1, NULL);
      wz_text_builder_leave (text);
    }
    wz_text_builder_leave (text);
  }
  wz_text_builder_enter (text, WZ_TEXT_LIST, 1, NULL, NULL, NULL, NULL);
  for (guint i = 0; i < 2; i++) {
    wz_text_builder_enter (text, WZ_TEXT_LIST_ITEM, 0, NULL, NULL, NULL, NULL);
    wz_text_builder_enter (text, WZ_TEXT_PARAGRAPH, 0, NULL, NULL, NULL, NULL);
    wz_text_builder_add (text, i == 0 ? "甲项" : "乙项", -1, NULL);
    wz_text_builder_leave (text);
    wz_text_builder_leave (text);
  }
  wz_text_builder_leave (text);
  wz_text_builder_enter (text, WZ_TEXT_TABLE, 0, NULL, NULL, NULL, NULL);
  for (guint row = 0; row < 2; row++) {
    wz_text_builder_enter (text, WZ_TEXT_TABLE_ROW, row == 0, NULL, NULL, NULL, NULL);
    for (guint column = 0; column < 2; column++) {
      g_autofree gchar *cell = g_strdup_printf ("格%u%u", row, column);
      wz_text_builder_enter (text, WZ_TEXT_TABLE_CELL, 1, NULL, NULL, NULL, NULL);
      wz_text_builder_add (text, cell, -1, NULL);
      wz_text_builder_leave (text);
    }
    wz_text_builder_leave (text);
  }
  wz_text_builder_leave (text);
  wz_text_builder_leaf (text, WZ_TEXT_CODE_BLOCK, NULL, "a  b\n\tc\n", NULL);
  wz_text_builder_leaf (text, WZ_TEXT_RULE, NULL, NULL, NULL);
  wz_entry_set_body (builder, entry, wz_text_builder_finish (text, builder));
  wz_entry_add_note (builder, entry, paragraph (builder, "zh-Hans", "编者的话"));
  g_autoptr (WzIssue) issue = wz_issue_builder_finish (builder, NULL);
  g_autoptr (ComposeDocument) document = set_document (&fixture, issue, NULL);
  g_assert_nonnull (document);
  g_autofree gchar *dump = compose_dump (document);
  static const gchar *const expected[] = {"小标题",
                                          "段落文字",
                                          "强调code()",
                                          "x2链接",
                                          "1.\n",
                                          "甲项",
                                          "2.\n",
                                          "乙项",
                                          "格00",
                                          "格11",
                                          "a\302\240\302\240b",
                                          "编者按　编者的话",
                                          "LXGWWenKai-Regular",
                                          "DejaVuSansMono",
                                          "\nrule "};
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    if (strstr (dump, expected[i]) == NULL) {
      g_test_message ("missing: %s", expected[i]);
      g_test_message ("%s", dump);
      g_test_fail ();
    }
  tear_down (&fixture);
}

/* ---- Painting ------------------------------------------------------------------------------------------ */

typedef struct {
  guint items, runs, lines, furniture;
} Told;

static void
count_told (ComposePainter *painter, const ComposePaintEvent *event, gpointer user_data)
{
  Told *told = user_data;
  told->items += event->kind == COMPOSE_PAINT_ITEM;
  told->runs += event->kind == COMPOSE_PAINT_RUN;
  told->lines += event->kind == COMPOSE_PAINT_LINE_END;
  told->furniture += event->kind == COMPOSE_PAINT_FURNITURE;
  told->furniture -= event->kind == COMPOSE_PAINT_FURNITURE_END;
}

/* Rows of pixels with ink on page @number. */
static guint
count_inked_rows (const ComposeDocument *document, ComposePalette *palette, Told *told, guint number)
{
  const ComposeGeometry *g = &document->settings->page;
  gint width = (gint) g->width, height = (gint) g->height;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, width, height);
  cairo_t *cr = cairo_create (surface);
  ComposePainter *painter = compose_painter_new (document, palette, told != NULL ? count_told : NULL, told);
  guint inked = 0;
  compose_painter_paint (painter, cr, number);
  cairo_surface_flush (surface);
  const guint8 *pixels = cairo_image_surface_get_data (surface);
  for (gint y = 0; y < height; y++)
    for (gint x = 0; x < width; x++)
      if (pixels[y * cairo_image_surface_get_stride (surface) + x] > 128) {
        inked++;
        break;
      }
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  compose_painter_free (painter);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return inked;
}

/* Pages are painted on whatever cairo paints on, and who asks is told of what is painted. */
static void
test_image (void)
{
  Fixture fixture;
  WzSection *section;
  Told told = {0};
  if (!set_up (&fixture, "classic", WZ_LANGUAGES_BOTH))
    return;
  WzIssueBuilder *builder = new_issue (&section);
  for (guint i = 1; i <= 20; i++)
    add_entry (builder, section, i, "页面也能画成图像。", "Pages can be painted as pictures.");
  g_autoptr (WzIssue) issue = wz_issue_builder_finish (builder, NULL);
  g_autoptr (ComposeDocument) document = set_document (&fixture, issue, NULL);
  cairo_font_options_t *options = cairo_font_options_create ();
  ComposePalette *palette = compose_palette_new (document->fonts, options, FALSE, NULL);
  g_assert_nonnull (palette);
  for (guint i = 0; i < document->pages->len; i++) {
    guint inked = count_inked_rows (document, palette, NULL, i);
    if (compose_document_get_page (document, i)->kind == COMPOSE_PAGE_BLANK)
      g_assert_cmpuint (inked, ==, 0);
    else
      g_assert_cmpuint (inked, >, 10);
    g_assert_cmpuint (inked, ==, count_inked_rows (document, palette, &told, i));
  }
  g_assert_cmpuint (told.furniture, ==, 0);
  g_assert_cmpuint (told.items, >, 60);
  g_assert_cmpuint (told.lines, >=, told.items);
  g_assert_cmpuint (told.runs, >=, told.lines);
  compose_palette_free (palette);
  cairo_font_options_destroy (options);
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (width_cases); i++) {
    g_autofree gchar *path = g_strconcat ("/compose/shape/", width_cases[i].id, NULL);
    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_width);
  }
  for (guint i = 0; i < G_N_ELEMENTS (run_cases); i++) {
    g_autofree gchar *path = g_strconcat ("/compose/shape/", run_cases[i].id, NULL);
    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_runs);
  }
  g_test_add_func ("/compose/shape/R78-capitals", test_r78);
  g_test_add_func ("/compose/shape/R90-ink", test_r90);
  g_test_add_func ("/compose/shape/R85-R86-R94-locl", test_r85);
  g_test_add_func ("/compose/document/R69-R71-grid", test_grid);
  g_test_add_func ("/compose/document/R102-parallel", test_r102);
  g_test_add_func ("/compose/document/R102-pairs", test_pairs);
  g_test_add_func ("/compose/document/R67-R75-R77-R81-R83-R84-shapes", test_shapes);
  g_test_add_func ("/compose/document/R67-narrow-indent", test_narrow_indent);
  g_test_add_func ("/compose/document/R73-title-block", test_r73);
  g_test_add_func ("/compose/document/R100-leaders", test_r100);
  g_test_add_func ("/compose/document/notes-and-codes", test_notes);
  g_test_add_func ("/compose/document/R88-missing", test_missing);
  g_test_add_func ("/compose/document/empty", test_empty);
  g_test_add_func ("/compose/document/every-kind", test_kinds);
  g_test_add_func ("/compose/paint/image", test_image);
  return g_test_run ();
}
