/* Line breaking on plain numbers: R13–R26 (where), R51–R66 (which, and what the gaps get), R74, R76. */

#include "compose-m0.h"
#include "compose/paragraph/compose-paragraph-private.h"

#define ZH COMPOSE_LANG_ZH_HANS
#define EN COMPOSE_LANG_EN

/* The paragraph with | at every place where a line may end in @pass or before. Later passes touch only what
 * is too long for a line: a short one makes everything so. */
static gchar *
break_points (const gchar *text, ComposeLang lang, ComposeLevel level, ComposePass pass)
{
  g_autoptr (ComposePara) para = m0_para (text, lang);
  ComposeOptions options;
  GString *out = g_string_new (NULL);

  compose_options_init (&options, m0_em (pass > COMPOSE_PASS_NORMAL ? 0.5 : 20), lang);
  options.level = level;
  g_autofree ComposePoint *points = compose_kinsoku_points (para, &options);
  for (guint i = 0; i < compose_para_get_length (para); i++) {
    if (i > 0 && points[i].kind != COMPOSE_POINT_NONE && points[i].pass <= pass)
      g_string_append_c (out, '|');
    g_string_append_unichar (out, compose_para_get_chars (para)[i].ch);
  }
  return g_string_free (out, FALSE);
}

typedef struct {
  const gchar *text; /* with | where a line may end */
  ComposeLang lang;
} Points;

static void
check_points (const Points *rows, guint n, ComposeLevel level, ComposePass pass)
{
  for (guint i = 0; i < n; i++) {
    g_auto (GStrv) parts = g_strsplit (rows[i].text, "|", -1);
    g_autofree gchar *text = g_strjoinv ("", parts);
    g_autofree gchar *got = break_points (text, rows[i].lang, level, pass);
    g_assert_cmpstr (got, ==, rows[i].text);
  }
}

#define CHECK(rows) check_points (rows, G_N_ELEMENTS (rows), COMPOSE_LEVEL_GB, COMPOSE_PASS_NORMAL)

static void
test_starts (void)
{
  static const Points rows[] = {
      {"甲）|乙", ZH},  {"甲。|乙", ZH},   {"甲，|乙", ZH},  {"甲：|乙", ZH},
      {"甲！|乙", ZH},  {"达·|芬|奇", ZH}, {"八～|九", ZH},  {"甲/乙", ZH},
      {"5%|甲", ZH},    {"5％|甲", ZH},    {"人|々|甲", ZH}, {"甲(a)|乙", ZH},
      {"㎡、℃|甲", ZH}, {"a, |b", EN},     {"a) |b", EN},    {"a !", EN},
  };
  static const Points kana[] = {{"人々|甲", ZH}, {"カー|ド", ZH}, {"き っ|と", ZH}};
  check_points (rows, 10, COMPOSE_LEVEL_GB, COMPOSE_PASS_NORMAL);
  check_points (rows + 12, 4, COMPOSE_LEVEL_GB, COMPOSE_PASS_NORMAL);
  check_points (kana, 2, COMPOSE_LEVEL_GB, COMPOSE_PASS_NORMAL);
}

static void
test_ends (void)
{
  static const Points rows[] = {{"甲|（乙", ZH}, {"甲|“乙", ZH}, {"甲|(乙)|丙", ZH},
                                {"甲|￥5", ZH},  {"a |(b", EN},  {"a |$5", EN}};
  CHECK (rows);
}

static void
test_levels (void)
{
  static const Points none[] = {{"甲|。|乙|（|丙|——|丁|）", ZH}};
  static const Points basic[] = {{"甲/|乙|——|丙", ZH}};
  static const Points gb[] = {{"甲/乙|——|丙|……|丁", ZH}};
  static const Points strict[] = {{"甲/乙——|丙……|丁", ZH}};
  check_points (none, 1, COMPOSE_LEVEL_NONE, COMPOSE_PASS_NORMAL);
  check_points (basic, 1, COMPOSE_LEVEL_BASIC, COMPOSE_PASS_NORMAL);
  check_points (gb, 1, COMPOSE_LEVEL_GB, COMPOSE_PASS_NORMAL);
  check_points (strict, 1, COMPOSE_LEVEL_STRICT, COMPOSE_PASS_NORMAL);
  m0_assert_breaks ("一二三四五六七八九（甲乙丙）丁戊己庚辛壬癸子丑寅", 10,
                    "一二三四五六七八九⏎（甲乙丙）丁戊己庚辛⏎壬癸子丑寅");
}

static void
test_units (void)
{
  static const Points rows[] = {{"甲|——|乙", ZH},           {"甲|……|乙", ZH},    {"甲！！|乙", ZH},
                                {"甲？！|乙", ZH},          {"约|84.2%|的", ZH}, {"约|3×10⁻⁴|的", ZH},
                                {"𠮷|葛\U000E0100|城", ZH}, {"约|10:30|到", ZH}, {"甲|…………|乙", ZH}};
  CHECK (rows);
}

static void
test_number_units (void)
{
  static const Points rows[] = {
      {"为|25 ℃|时", ZH},     {"为|3 km|处", ZH},     {"用|5 GFLOPS|的", ZH}, {"of |25 ℃ |at", EN},
      {"take |62 h |of", EN}, {"用|5km/s|的", ZH},    {"用|5 km/s|的", ZH},   {"的|8 块|卡", ZH},
      {"of |8 |cats", EN},    {"of |8 |minutes", EN},
  };
  check_points (rows, 7, COMPOSE_LEVEL_GB, COMPOSE_PASS_NORMAL);
  check_points (rows + 8, 2, COMPOSE_LEVEL_GB, COMPOSE_PASS_NORMAL);
}

static void
test_ranges (void)
{
  static const Points rows[] = {
      {"自|2019—|2023|年", ZH}, {"自|1～|2|天", ZH}, {"自|八～|九|天", ZH}, {"from |1–2 |to", EN}};
  CHECK (rows);
  m0_assert_breaks ("一二三四五六七2019—2023年甲乙", 10, "一二三四五六七⏎2019—2023年甲乙");
}

static void
test_quotes (void)
{
  static const Points rows[] = {
      {"说|“你|好”|吗", ZH}, {"“甲”|和|“乙”", ZH}, {"好。”|（甲）|“乙”", ZH}, {"say |“yes” |now", EN}};
  CHECK (rows);
}

static void
test_spaces (void)
{
  static const Points rows[] = {
      {"a |b", EN}, {"a\u00A0b", EN}, {"甲　|乙", ZH}, {"a\u2060b|甲", ZH}, {"ab\u200B|cd", EN}};
  ComposeOptions options;
  CHECK (rows);
  /* a break swallows the space: zero width at both edges */
  compose_options_init (&options, m0_em (5), EN);
  g_autoptr (ComposePara) para = m0_para ("abcdefgh  ijkl ", EN);
  g_autoptr (ComposeLayout) layout = compose_para_compose (para, &options);
  g_assert_cmpuint (layout->n_lines, ==, 2);
  g_assert_cmpuint (layout->lines[0].last, ==, 7);
  g_assert_cmpuint (layout->lines[1].first, ==, 10);
  g_assert_cmpuint (layout->lines[1].end, ==, 15);
  g_assert_cmpint (layout->places[8].width + layout->places[14].width, ==, 0);
  g_assert_cmpint (layout->lines[1].right, ==, m0_em (2));
  /* the author's indentation stays */
  m0_assert_em (m0_width ("　甲", ZH, COMPOSE_PUNCT_QUANJIAO), 2.0);
}

static void
test_urls (void)
{
  static const Points normal[] = {{"https://|github.com/|a|-b/|c|_d/|tree?x|=1|#top", EN},
                                  {"见|https://|a.cn/|%E4%BD%A0/|b|_c", ZH},
                                  {"see |http://|a.b", EN}};
  static const Points segment[] = {{"https://|github|.com/|a|-b/|c|_d/|tree|?x|=1|#top", EN}};
  check_points (normal, 1, COMPOSE_LEVEL_GB, COMPOSE_PASS_NORMAL);
  check_points (normal + 2, 1, COMPOSE_LEVEL_GB, COMPOSE_PASS_NORMAL);
  check_points (segment, 1, COMPOSE_LEVEL_GB, COMPOSE_PASS_SEGMENT);
  m0_assert_breaks ("图灵测试见https://arxiv.org/abs/2209.11142一文。", 12,
                    "图灵测试见https://⏎arxiv.org/abs/2209.11142⏎一文。");
}

static void
test_identifiers (void)
{
  static const Points rows[] = {{"见|arXiv:2209.11142v3|甲", ZH},
                                {"用|GPT-4o|与|ResNet-50|的", ZH},
                                {"from |10.1109/CVPR.90 |on", EN},
                                {"用|DeepSeek-|R1|与|ViT-B/16|的", ZH},
                                {"在|ωB97M-|D3(BJ)/|def2-|TZVPPD|上", ZH},
                                {"用|add_|event_|listener()|与|a_b|的", ZH},
                                {"即|std::|chrono::|now()|的", ZH},
                                {"在|spring.|datasource.|hikari.|maximum-|pool-|size|中", ZH},
                                {"用|Node.js|与|numpy.linalg.norm|的", ZH}};
  CHECK (rows);
  m0_assert_breaks ("一二三四见arXiv:2209.11142v3甲乙丙丁", 9, "一二三四见⏎arXiv:2209.11142v3⏎甲乙丙丁");
}

static gint
penalty_at (const gchar *text, ComposeLang lang, const gchar *after)
{
  g_autoptr (ComposePara) para = m0_para (text, lang);
  ComposeOptions options;
  glong at = g_utf8_pointer_to_offset (text, strstr (text, after)) + g_utf8_strlen (after, -1);
  compose_options_init (&options, m0_em (20), lang);
  g_autofree ComposePoint *points = compose_kinsoku_points (para, &options);
  while (compose_para_get_infos (para)[at].cls == COMPOSE_CLASS_SP)
    at++;
  g_assert_cmpint (points[at].kind, ==, COMPOSE_POINT_BREAK);
  return points[at].penalty;
}

static void
test_discouraged (void)
{
  g_assert_cmpint (penalty_at ("共17次", ZH, "17"), ==, 200);
  g_assert_cmpint (penalty_at ("第3章", ZH, "第"), ==, 300);
  g_assert_cmpint (penalty_at ("见图1中", ZH, "图"), ==, 300);
  g_assert_cmpint (penalty_at ("见附录A中", ZH, "附录"), ==, 300);
  g_assert_cmpint (penalty_at ("2022年9月1日", ZH, "年"), ==, 200);
  g_assert_cmpint (penalty_at ("2022年9月1日", ZH, "月"), ==, 200);
  g_assert_cmpint (penalty_at ("by B Ibarz", EN, "B"), ==, 500);
  g_assert_cmpint (penalty_at ("by P K Behara", EN, "P"), ==, 500);
  g_assert_cmpint (penalty_at ("by N. Reimers", EN, "N."), ==, 500);
  g_assert_cmpint (penalty_at ("A Generalist", EN, "A"), ==, 0);
  g_assert_cmpint (penalty_at ("由Ibarz等人", ZH, "Ibarz"), ==, 100);
  g_assert_cmpint (penalty_at ("设x为", ZH, "x"), ==, 50);
  g_assert_cmpint (penalty_at ("a well-known one", EN, "well-"), ==, 30);
  g_assert_cmpint (penalty_at ("自2019—2023年", ZH, "—"), ==, 300);
  g_assert_cmpint (penalty_at ("Llama-3 70B", EN, "3"), ==, 1500);
  g_assert_cmpint (penalty_at ("pp. 12, 2017", EN, "12,"), ==, 1500);
  g_assert_cmpint (penalty_at ("see Fig. 3 for", EN, "Fig."), ==, 300);
  g_assert_cmpint (penalty_at ("with x = 0", EN, "x"), ==, 1000);
  g_assert_cmpint (penalty_at ("with x = 0", EN, "="), ==, 0);
  g_assert_cmpint (penalty_at ("在a.log;Windows上", ZH, ";"), ==, 100);
  g_assert_cmpint (penalty_at ("见①②", ZH, "①"), ==, 300);
  g_assert_cmpint (penalty_at ("甲乙", ZH, "甲"), ==, 0);
  g_assert_cmpint (penalty_at ("见https://a.org/bcd", ZH, "https://"), ==, 120);
  g_assert_cmpint (penalty_at ("见https://a.org/bcd_efg", ZH, "bcd"), ==, 600);
  g_assert_cmpint (penalty_at ("见https://a.org/bcd/一文", ZH, "bcd/"), ==, 60000); /* R14 */
  g_assert_cmpint (penalty_at ("见https://a.org/bcd一文", ZH, "bcd"), ==, 0);
}

static void
test_remedies (void)
{
  ComposeOptions options;
  m0_assert_breaks ("一二三四五，六七八九十，甲乙丙丁。", 11, "一二三四五，六七八九十，⏎甲乙丙丁。");
  m0_assert_breaks ("一二三四五六七八九十，甲乙丙丁戊己庚辛。", 10,
                    "一二三四五六七八九⏎十，甲乙丙丁戊己庚辛。");
  m0_assert_breaks ("一二三四五六七八『「九。」』甲乙丙丁", 12, "一二三四五六七八『「九。」』⏎甲乙丙丁");
  compose_options_init (&options, m0_em (10), ZH);
  options.hang = TRUE;
  m0_assert_breaks_in ("一二三四五六七八九十，甲乙丙丁戊己庚辛。", ZH, &options,
                       "一二三四五六七八九十，⏎甲乙丙丁戊己庚辛。");
  /* (4): a run of closers is broken only when the line before would be torn open; and it is reported */
  compose_options_init (&options, m0_em (8), ZH);
  g_autoptr (ComposePara) para = m0_para ("一二三四五六七”』」》）〉】甲乙", ZH);
  g_autoptr (ComposeLayout) layout = compose_para_compose (para, &options);
  g_assert_cmpuint (layout->n_emergency, ==, 1);
}

static void
test_hanging (void)
{
  ComposeOptions options;
  g_autoptr (ComposePara) para = m0_para ("一二三四五六七八九十，甲乙丙丁戊己庚辛。", ZH);
  compose_options_init (&options, m0_em (10), ZH);
  options.hang = TRUE;
  g_autoptr (ComposeLayout) layout = compose_para_compose (para, &options);
  g_assert_true (layout->lines[0].flags & COMPOSE_LINE_HANG);
  g_assert_cmpint (layout->lines[0].right, ==, m0_em (10));
  g_assert_cmpint (layout->places[10].body_x, ==, m0_em (10)); /* wholly outside */
  g_assert_false (layout->lines[1].flags & COMPOSE_LINE_HANG); /* never on the last line */
  m0_assert_breaks_in ("一二三四五六七八九十？甲乙丙丁戊己庚辛。", ZH, &options,
                       "一二三四五六七八九⏎十？甲乙丙丁戊己庚辛。");
  m0_assert_breaks_in ("一二三四五六七八九”，甲乙丙丁戊己庚辛壬癸", ZH, &options,
                       "一二三四五六七八九”，⏎甲乙丙丁戊己庚辛壬癸");
}

static void
test_corrections (void)
{
  static const Points rows[] = {{"说|“你", ZH}, {"好”|吗", ZH},   {"”|和|“", ZH},  {"。”|（甲", ZH},
                                {"中·|英", ZH}, {"1～|2", ZH},    {"八～|九", ZH}, {"2019—|2023", ZH},
                                {"25 ℃", ZH},   {"3 km", ZH},     {"5km/s", ZH},   {"arXiv:2209.11142", ZH},
                                {"等|……", ZH},  {"器|——|一", ZH}, {"甲/乙", ZH},   {"well-|known", EN}};
  CHECK (rows);
}

/* ---- which breaks, and what the gaps get -------------------------------------------------------------- */

static void
test_order (void)
{
  m0_assert_breaks ("他说：“你好。”然后离开了。", 8, "他说：“你好。”然⏎后离开了。");
}

static void
test_last_lines (void)
{
  m0_assert_breaks ("一二三四五六七八九十甲。", 10, "一二三四五六七八九⏎十甲。");
  m0_assert_breaks ("一二三四五六七八九十甲乙。", 10, "一二三四五六七八九十⏎甲乙。");
  m0_assert_breaks ("甲乙丙丁戊己庚辛壬癸子。", 11, "甲乙丙丁戊己庚辛壬⏎癸子。");
  {
    g_autoptr (ComposePara) para = m0_para ("一二三四五六七八九十一二三四五六七八九十甲。", ZH);
    ComposeOptions options;
    compose_options_init (&options, m0_em (10), ZH);
    g_autoptr (ComposeLayout) layout = compose_para_compose (para, &options);
    g_autofree gchar *last = m0_line_text (para, &layout->lines[2]);
    g_assert_cmpuint (layout->n_lines, ==, 3);
    g_assert_cmpstr (last, ==, "十甲。");
    options.free_last = TRUE;
    g_autoptr (ComposeLayout) free_layout = compose_para_compose (para, &options);
    g_autofree gchar *free_last = m0_line_text (para, &free_layout->lines[2]);
    g_assert_cmpstr (free_last, ==, "甲。");
  }
  /* a Latin word of three letters is enough, one of two is not */
  m0_assert_breaks ("一二三四五六七八九十GPT。", 10, "一二三四五六七八九十⏎GPT。");
  m0_assert_breaks ("一二三四五六七八九十AI。", 10, "一二三四五六七八⏎九十AI。");
  /* a paragraph of one character may stand alone */
  m0_assert_breaks ("甲。", 10, "甲。");
}

static void
test_last_english (void)
{
  static const gchar text[] = "the quick brown foxes jumped over lazy dogs again and do it";
  for (gdouble measure = 8; measure < 20; measure += 0.25) {
    g_autoptr (ComposePara) para = m0_para (text, EN);
    ComposeOptions options;
    compose_options_init (&options, m0_em (measure), EN);
    g_autoptr (ComposeLayout) layout = compose_para_compose (para, &options);
    g_autofree gchar *last = m0_line_text (para, &layout->lines[layout->n_lines - 1]);
    g_assert_cmpstr (last, !=, "it");
    g_assert_cmpstr (last, !=, "do it");
  }
}

static void
test_last_line_natural (void)
{
  ComposeOptions options;
  g_autoptr (ComposePara) para = m0_para ("一二三四五六七八九十甲乙A丙。", ZH);
  compose_options_init (&options, m0_em (10), ZH);
  g_autoptr (ComposeLayout) layout = compose_para_compose (para, &options);
  g_assert_true (layout->lines[1].flags & COMPOSE_LINE_LAST);
  g_assert_cmpint (layout->lines[1].right - layout->lines[1].left, ==, layout->lines[1].natural);
  /* a one-line paragraph may be squeezed to fit */
  g_autoptr (ComposePara) tight = m0_para ("甲，乙，丙，丁，戊", ZH);
  compose_options_init (&options, m0_em (8), ZH);
  g_autoptr (ComposeLayout) one = compose_para_compose (tight, &options);
  g_assert_cmpuint (one->n_lines, ==, 1);
  g_assert_cmpint (one->lines[0].right, ==, m0_em (8));
}

static void
test_optimum (void)
{
  m0_assert_breaks ("山（甲）金水地木火天3.5%火土木地金《乙丙》人地日月——山Transformer", 8,
                    "山（甲）金水地⏎木火天3.5%火⏎土木地金《乙丙》⏎人地日月——山⏎Transformer");
}

/* R55, R56 as they stand: (10 + b)² a line, 500 where tightness leaps by two classes. */
static void
assert_demerits (const gchar *text, gdouble em, gdouble wanted)
{
  ComposeOptions options;
  g_autoptr (ComposePara) para = m0_para (text, ZH);
  compose_options_init (&options, m0_em (em), ZH);
  g_autoptr (ComposeLayout) layout = compose_para_compose (para, &options);
  g_assert_cmpuint (layout->n_lines, ==, 2);
  g_assert_cmpfloat_with_epsilon (layout->demerits, wanted, wanted * 0.001);
}

static gdouble
square (gdouble badness)
{
  return (10 + badness) * (10 + badness);
}

static gdouble
cube (gdouble ratio)
{
  return ratio * ratio * ratio;
}

static void
test_badness (void)
{
  /* squeezed by all that can be: b = 100·0.7³ */
  assert_demerits ("一二三四五，六七八九十，甲乙丙丁。", 11, square (100 * cube (0.7)) + square (0));
  /* natural width: b = 0 */
  assert_demerits ("一二三四五六七八九十甲乙。", 10, 2 * square (0));
  /* opened by 1 em over eight gaps: b = 100·(1 / (0 + 0.05·8 + 0.5))³, more than 100: it is not clipped */
  assert_demerits ("一二三四五六七八九——甲乙丙丁戊己庚", 10,
                   square (100 * cube (1 / 0.9)) + square (0) + 500);
  /* opened by half an em, all of it by T2: C = 0.25 for each of four gaps between Han and Latin, n = 7 */
  assert_demerits ("训练使用8块A100显——甲乙丙丁", 10,
                   square (100 * cube (0.5 / (1 + 0.05 * 7 + 0.5))) + square (0));
}

static void
test_emergency (void)
{
  ComposeOptions options;
  /* pass 3: any segment of a URL, pass 4: between any two clusters of what is too long */
  compose_options_init (&options, m0_em (4), ZH);
  {
    g_autoptr (ComposePara) para = m0_para ("见https://x.y/abcdefghijklmnopqrstuvwxyz0123456789一文", ZH);
    g_autoptr (ComposeLayout) layout = compose_para_compose (para, &options);
    g_assert_cmpuint (layout->n_overfull, ==, 0);
    g_assert_cmpuint (layout->n_emergency, >, 0);
    for (guint i = 0; i < layout->n_lines; i++)
      g_assert_cmpint (layout->lines[i].right, <=, m0_em (4) + 2);
  }
  /* an identifier first breaks after : / . -, a number last */
  compose_options_init (&options, m0_em (6), ZH);
  m0_assert_breaks_in ("arXiv:2209.11142v3", ZH, &options, "arXiv:⏎2209.11142v3");
  m0_assert_breaks_in ("gamma.abcdefgh.v3", ZH, &options, "gamma.⏎abcdefgh.v3");
  /* camelCase at its humps */
  m0_assert_breaks_in ("getElementsByClass", ZH, &options, "getElements⏎ByClass");
  /* what is too long makes nothing else break: Qwen1.5 stays whole beside it */
  m0_assert_breaks_in ("abcdefgh.ijklmnopq用Qwen1.5-72B的", ZH, &options,
                       "abcdefgh.⏎ijklmnopq用⏎Qwen1.5-72B⏎的");
  /* a cluster wider than the measure has a line of its own, and says so */
  compose_options_init (&options, m0_em (0.75), ZH);
  {
    g_autoptr (ComposePara) para = m0_para ("甲乙", ZH);
    g_autoptr (ComposeLayout) layout = compose_para_compose (para, &options);
    g_assert_cmpuint (layout->n_lines, ==, 2);
    g_assert_cmpuint (layout->n_overfull, ==, 2);
  }
}

static void
test_forced (void)
{
  g_autoptr (ComposePara) para = m0_para ("甲乙丙\n丁戊", ZH);
  ComposeOptions options;
  compose_options_init (&options, m0_em (10), ZH);
  g_autoptr (ComposeLayout) layout = compose_para_compose (para, &options);
  g_autofree gchar *text = m0_layout_text (para, layout);
  g_assert_cmpstr (text, ==, "甲乙丙⏎丁戊");
  g_assert_true (layout->lines[0].flags & COMPOSE_LINE_LAST);
  g_autoptr (ComposePara) empty = m0_para ("", ZH);
  g_autoptr (ComposeLayout) none = compose_para_compose (empty, &options);
  g_assert_cmpuint (none->n_lines, ==, 0);
  g_autoptr (ComposePara) blank = m0_para ("  ", ZH);
  g_autoptr (ComposeLayout) nothing = compose_para_compose (blank, &options);
  g_assert_cmpuint (nothing->n_lines, ==, 0);
}

static void
test_tiers (void)
{
  /* R51: brackets give before commas, commas before the gap between Han and Latin, stops last */
  ComposeOptions options;
  g_autoptr (ComposePara) para = m0_para ("甲，乙。（丙）A丁", ZH);
  const gdouble natural = 8.25;
  const struct {
    gdouble squeeze, comma, stop_bracket, bracket;
  } rows[] = {{0, 0.5, 0.5, 0.5}, {0.5, 0.5, 0.25, 0.25}, {1, 0.5, 0, 0}, {1.25, 0.25, 0, 0}, {1.5, 0, 0, 0}};
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    compose_options_init (&options, m0_em (natural - rows[i].squeeze), ZH);
    g_autoptr (ComposeLayout) layout = compose_para_compose (para, &options);
    const ComposePlace *p = layout->places;
    g_assert_cmpuint (layout->n_lines, ==, 1);
    m0_assert_em ((p[2].body_x - p[1].body_x) / (gdouble) M0_EM - 0.5, rows[i].comma);
    m0_assert_em ((p[4].body_x - p[3].body_x) / (gdouble) M0_EM - 0.5, rows[i].stop_bracket);
    m0_assert_em ((p[7].body_x - p[6].body_x) / (gdouble) M0_EM - 0.5, rows[i].bracket);
  }
}

static void
test_keep_stop (void)
{
  ComposeOptions options;
  g_autoptr (ComposePara) para = m0_para ("甲乙。丙丁", ZH);
  compose_options_init (&options, m0_em (4.5), ZH);
  {
    g_autoptr (ComposeLayout) layout = compose_para_compose (para, &options);
    g_assert_cmpuint (layout->n_lines, ==, 1); /* S6 */
  }
  options.keep_stop = TRUE;
  {
    g_autoptr (ComposeLayout) layout = compose_para_compose (para, &options);
    g_assert_cmpuint (layout->n_lines, ==, 2);
  }
}

/* Sets all of @text as one justified line. */
static ComposeLine
justify (ComposePara *para, gdouble measure, ComposePlace *places)
{
  ComposeOptions options;
  ComposeLine line = {.end = compose_para_get_length (para)};
  compose_options_init (&options, m0_em (measure), compose_para_get_lang (para));
  g_autofree ComposePoint *points = compose_kinsoku_points (para, &options);
  g_autoptr (ComposeRow) row = compose_row_new (para, &options, points, COMPOSE_PASS_NORMAL);
  ComposeSpan span = {.end = row->n_cells};
  compose_justify_line (row, &span, 0, &line, places);
  return line;
}

static void
test_opening (void)
{
  ComposePlace p[32];
  /* T1 word spaces, T2 Han and Latin, T3 the rest */
  g_autoptr (ComposePara) para = m0_para ("甲A B乙丙丁", ZH); /* 1 .25 .5 .25 .5 .25 1 1 1 */
  justify (para, 5.75 + 0.25, p);
  m0_assert_em ((p[3].body_x - p[1].body_x) / (gdouble) M0_EM, 1.0); /* the word space took all of it */
  m0_assert_em (p[1].body_x / (gdouble) M0_EM, 1.25);
  justify (para, 5.75 + 0.5, p);
  m0_assert_em (p[1].body_x / (gdouble) M0_EM, 1.375);
  m0_assert_em (p[5].body_x / (gdouble) M0_EM, 1.375 + 1.5 + 0.375 + 1);
  /* so little more that the gaps between Han and Latin stay at 1/2 em */
  justify (para, 5.75 + 0.75 + 0.1, p);
  m0_assert_em (p[1].body_x / (gdouble) M0_EM, 1.5);
  m0_assert_em ((p[5].body_x - p[4].body_x) / (gdouble) M0_EM, 1.05);
  /* all alike */
  justify (para, 5.75 + 0.75 + 0.4, p);
  m0_assert_em (p[1].body_x / (gdouble) M0_EM, 1.6);
  m0_assert_em ((p[5].body_x - p[4].body_x) / (gdouble) M0_EM, 1.1);
}

static void
test_closed_gaps (void)
{
  /* R53: nothing opens inside words, numbers and units, nor beside connectors and solidi */
  ComposePlace p[32];
  g_autoptr (ComposePara) para = m0_para ("一Ab25%二～三四/五——六", ZH);
  ComposeLine line = justify (para, 14, p);
  g_assert_cmpint (line.open, >, 0);
  g_assert_cmpint (p[2].body_x - p[1].body_x, ==, M0_EM / 2);
  g_assert_cmpint (p[5].body_x - p[4].body_x, ==, M0_EM / 2);
  g_assert_cmpint (p[7].body_x - p[6].body_x, ==, M0_EM);       /* 二～ */
  g_assert_cmpint (p[8].body_x - p[7].body_x, ==, M0_EM);       /* ～三 */
  g_assert_cmpint (p[10].body_x - p[9].body_x, ==, M0_EM);      /* 四/ */
  g_assert_cmpint (p[11].body_x - p[10].body_x, ==, M0_EM / 2); /* /五 */
  g_assert_cmpint (p[13].body_x - p[12].body_x, ==, M0_EM);     /* —— */
  g_assert_cmpint (p[9].body_x - p[8].body_x, >, M0_EM);        /* 三四 */
  g_assert_cmpint (line.right, ==, m0_em (14));
}

static void
test_limits (void)
{
  /* R54: a quarter em for each gap, and not a unit more */
  ComposePlace p[32];
  g_autoptr (ComposePara) para = m0_para ("一二三四五", ZH);
  ComposeLine line = justify (para, 6, p);
  g_assert_false (line.flags & COMPOSE_LINE_RAGGED);
  g_assert_cmpint (line.right, ==, m0_em (6));
  line = justify (para, 6.01, p);
  g_assert_true (line.flags & COMPOSE_LINE_RAGGED);
  g_assert_cmpint (line.right, ==, m0_em (5));
  /* R64: a line with nothing to open */
  g_autoptr (ComposePara) url = m0_para ("https://arxiv.org", ZH);
  line = justify (url, 12, p);
  g_assert_true (line.flags & COMPOSE_LINE_RAGGED);
  for (guint i = 1; i < 17; i++)
    g_assert_cmpint (p[i].x - p[i - 1].x, ==, M0_EM / 2);
}

static void
test_english_spaces (void)
{
  ComposePlace p[32];
  g_autoptr (ComposePara) para = m0_para ("ab cd ef", EN); /* 1 .25 1 .25 1 */
  ComposeLine line = justify (para, 4, p);
  m0_assert_em ((p[3].x - p[0].x) / (gdouble) M0_EM, 1.5);
  m0_assert_em ((p[6].x - p[3].x) / (gdouble) M0_EM, 1.5);
  g_assert_cmpint (line.right, ==, m0_em (4));
  line = justify (para, 3.5 - 0.16, p); /* a third is as much as a space gives */
  g_assert_cmpint (line.right, ==, m0_em (3.34));
  m0_assert_em (p[2].width / (gdouble) M0_EM, 0.17);
}

static void
test_arithmetic (void)
{
  /* R65: the rest of a division goes to the first gaps, a unit each; sums are exact */
  ComposePlace p[32];
  g_autoptr (ComposePara) para = m0_para ("一二三四五六七八", ZH);
  for (gint extra = 0; extra < 50; extra++) {
    ComposeLine line = justify (para, 8 + extra / (gdouble) M0_EM, p);
    g_assert_cmpint (line.right, ==, 8 * M0_EM + extra);
    for (guint i = 2; i < 8; i++)
      g_assert_cmpint (p[i].x - p[i - 1].x, <=, p[i - 1].x - p[i - 2].x);
  }
}

static void
test_tightness (void)
{
  /* R56: of two ways that cost the same, neighbours of like colour are preferred; here only: never two
   * hyphens more than needed, and never three in a row */
  g_autoptr (ComposeHyphenator) hyphenator = compose_hyphenator_new (NULL, NULL);
  if (hyphenator == NULL) {
    g_test_skip ("no hyphenation dictionary");
    return;
  }
  static const gchar text[] = "representations distributions hyperparameters optimisation generalisation "
                              "understanding transformation experimentation considerations approximations "
                              "computational mathematical intelligence representation distribution";
  for (gdouble measure = 9; measure < 24; measure += 0.5) {
    g_autoptr (ComposePara) para = m0_para (text, EN);
    ComposeOptions options;
    guint run = 0;
    compose_para_hyphenate (para, hyphenator);
    compose_options_init (&options, m0_em (measure), EN);
    g_autoptr (ComposeLayout) layout = compose_para_compose (para, &options);
    for (guint i = 0; i < layout->n_lines; i++) {
      run = layout->lines[i].flags & COMPOSE_LINE_HYPHEN ? run + 1 : 0;
      g_assert_cmpuint (run, <=, 2);
    }
  }
}

static void
test_indent (void)
{
  ComposeOptions options;
  g_autoptr (ComposePara) para = m0_para ("一二三四五六七八九十甲乙丙丁", ZH);
  compose_options_init (&options, m0_em (8), ZH);
  options.indent = m0_em (2);
  {
    g_autoptr (ComposeLayout) layout = compose_para_compose (para, &options);
    g_assert_cmpint (layout->places[0].body_x, ==, m0_em (2));
    g_assert_cmpint (layout->places[6].body_x, ==, 0);
    g_assert_cmpint (layout->lines[0].right, ==, m0_em (8));
    g_assert_cmpint (layout->lines[0].slack, ==, 0); /* R68: whole ems leave nothing over */
    g_assert_cmpint (layout->lines[1].slack, ==, 0);
  }
  options.indent = 0;
  options.indent_rest = m0_em (1); /* hanging indent */
  {
    g_autoptr (ComposeLayout) layout = compose_para_compose (para, &options);
    g_assert_cmpint (layout->lines[0].left, ==, 0);
    g_assert_cmpint (layout->lines[1].left, ==, m0_em (1));
  }
}

static void
test_authors (void)
{
  ComposeOptions options;
  compose_options_init (&options, m0_em (12), EN);
  options.align = COMPOSE_ALIGN_RAGGED;
  options.prefer = COMPOSE_PREFER_COMMA;
  m0_assert_breaks_in ("B Ibarz, V Kurin, G Papamakarios, K Nikiforou", EN, &options,
                       "B Ibarz, V Kurin,⏎G Papamakarios,⏎K Nikiforou");
  options.prefer = COMPOSE_PREFER_AMPERSAND;
  options.indent_rest = m0_em (1);
  compose_options_init (&options, m0_em (16), EN);
  options.align = COMPOSE_ALIGN_RAGGED;
  options.prefer = COMPOSE_PREFER_AMPERSAND;
  m0_assert_breaks_in ("[Hugging Face & cohere.ai & Technical University]", EN, &options,
                       "[Hugging Face & cohere.ai &⏎Technical University]");
  /* a single long name still breaks rather than run out */
  compose_options_init (&options, m0_em (6), EN);
  options.align = COMPOSE_ALIGN_RAGGED;
  options.prefer = COMPOSE_PREFER_COMMA;
  m0_assert_breaks_in ("Konstantin Nikiforou", EN, &options, "Konstantin⏎Nikiforou");
}

static void
test_balanced (void)
{
  ComposeOptions options;
  compose_options_init (&options, m0_em (24), EN);
  options.align = COMPOSE_ALIGN_BALANCED;
  {
    g_autoptr (ComposePara) para =
        m0_para ("Deep Linear Networks can Benignly Overfit when Shallow Ones Do", EN);
    g_autoptr (ComposeLayout) layout = compose_para_compose (para, &options);
    g_autofree gchar *last = m0_line_text (para, &layout->lines[layout->n_lines - 1]);
    g_assert_cmpuint (layout->n_lines, ==, 2);
    g_assert_cmpstr (last, !=, "Do");
    g_assert_cmpint (layout->lines[0].natural * 2, <, layout->lines[1].natural * 3);
    g_assert_cmpint (layout->lines[1].natural * 2, <, layout->lines[0].natural * 3);
  }
  compose_options_init (&options, m0_em (10), ZH);
  options.align = COMPOSE_ALIGN_BALANCED;
  m0_assert_breaks_in ("一二三四五六七八九十甲", ZH, &options, "一二三四五⏎六七八九十甲");
  m0_assert_breaks_in ("一二三四五六", ZH, &options, "一二三四五六");
}

/* A line that is not justified ends between words where that costs little; the fewest lines stay the fewest.
 */
static void
test_words_whole (void)
{
  const struct {
    ComposeAlign align;
    guint measure;
    const gchar *first; /* line; the word is 四五六 */
  } cases[] = {
      {COMPOSE_ALIGN_BALANCED, 8, "一二三四五六"},
      {COMPOSE_ALIGN_RAGGED, 5, "一二三"},
      {COMPOSE_ALIGN_JUSTIFY, 5, "一二三四五"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    ComposeOptions options;
    g_autoptr (ComposePara) para = m0_para ("一二三四五六七八九十", ZH);
    compose_options_init (&options, m0_em ((gint) cases[i].measure), ZH);
    options.align = cases[i].align;
    compose_para_set_inside (para, 4);
    compose_para_set_inside (para, 5);
    g_autoptr (ComposeLayout) layout = compose_para_compose (para, &options);
    g_autofree gchar *line = m0_line_text (para, &layout->lines[0]);
    g_assert_cmpstr (line, ==, cases[i].first);
    g_assert_cmpuint (layout->n_lines, <=, 3);
  }
}

/* R66: counts, not clocks. Twice the text takes no more than a little over twice the work, and 100,000
 * characters are set whole. */
static void
test_linear (void)
{
  guint64 evaluated[2];
  const guint sizes[] = {20000, 100000};
  for (guint k = 0; k < 2; k++) {
    g_autoptr (GString) text = g_string_new (NULL);
    ComposeOptions options;
    for (guint i = 0; i < sizes[k] / 10; i++)
      g_string_append (text, "一二三，四五A六七");
    g_autoptr (ComposePara) para = m0_para (text->str, ZH);
    compose_options_init (&options, m0_em (24), ZH);
    g_autoptr (ComposeLayout) layout = compose_para_compose (para, &options);
    evaluated[k] = layout->evaluated;
    g_assert_cmpuint (layout->n_overfull + layout->n_ragged, ==, 0);
    g_assert_cmpuint (layout->lines[layout->n_lines - 1].end, ==, compose_para_get_length (para));
    for (guint i = 0; i + 1 < layout->n_lines; i++)
      g_assert_cmpint (layout->lines[i].right, ==, m0_em (24));
    g_assert_cmpuint (evaluated[k], <, (guint64) sizes[k] * 48);
  }
  g_assert_cmpuint (evaluated[1], <, evaluated[0] * 11 / 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/compose/break/R13-starts", test_starts);
  g_test_add_func ("/compose/break/R14-ends", test_ends);
  g_test_add_func ("/compose/break/R15-levels", test_levels);
  g_test_add_func ("/compose/break/R16-units", test_units);
  g_test_add_func ("/compose/break/R17-R18-number-units", test_number_units);
  g_test_add_func ("/compose/break/R19-ranges", test_ranges);
  g_test_add_func ("/compose/break/R20-quotes", test_quotes);
  g_test_add_func ("/compose/break/R21-spaces", test_spaces);
  g_test_add_func ("/compose/break/R22-urls", test_urls);
  g_test_add_func ("/compose/break/R23-identifiers", test_identifiers);
  g_test_add_func ("/compose/break/R24-discouraged", test_discouraged);
  g_test_add_func ("/compose/break/R25-remedies", test_remedies);
  g_test_add_func ("/compose/break/R26-corrections", test_corrections);
  g_test_add_func ("/compose/break/R33-hanging", test_hanging);
  g_test_add_func ("/compose/break/R34-order", test_order);
  g_test_add_func ("/compose/break/R51-R40-tiers", test_tiers);
  g_test_add_func ("/compose/break/R51-keep-stop", test_keep_stop);
  g_test_add_func ("/compose/break/R52-opening", test_opening);
  g_test_add_func ("/compose/break/R53-closed-gaps", test_closed_gaps);
  g_test_add_func ("/compose/break/R54-R64-limits", test_limits);
  g_test_add_func ("/compose/break/R56-R62-hyphens-in-a-row", test_tightness);
  g_test_add_func ("/compose/break/R55-badness", test_badness);
  g_test_add_func ("/compose/break/R57-last-line", test_last_line_natural);
  g_test_add_func ("/compose/break/R58-last-lines", test_last_lines);
  g_test_add_func ("/compose/break/R58-last-english", test_last_english);
  g_test_add_func ("/compose/break/R59-optimum", test_optimum);
  g_test_add_func ("/compose/break/R60-emergency", test_emergency);
  g_test_add_func ("/compose/break/R61-english-spaces", test_english_spaces);
  g_test_add_func ("/compose/break/R65-arithmetic", test_arithmetic);
  g_test_add_func ("/compose/break/R66-linear", test_linear);
  g_test_add_func ("/compose/break/R67-R68-indent", test_indent);
  g_test_add_func ("/compose/break/R74-authors", test_authors);
  g_test_add_func ("/compose/break/R76-balanced", test_balanced);
  g_test_add_func ("/compose/break/R76-words-whole", test_words_whole);
  g_test_add_func ("/compose/break/forced", test_forced);
  return g_test_run ();
}
