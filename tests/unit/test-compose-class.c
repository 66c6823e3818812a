/* Classes in context: R1–R9, R22, R23, R30 of the composer's rules. */

#include "compose-m0.h"

static const gchar *const names_of[COMPOSE_CLASS_LAST + 1] = {
    [COMPOSE_CLASS_ID] = "ID", [COMPOSE_CLASS_OP] = "OP", [COMPOSE_CLASS_CL] = "CL",
    [COMPOSE_CLASS_PE] = "PE", [COMPOSE_CLASS_CM] = "CM", [COMPOSE_CLASS_SC] = "SC",
    [COMPOSE_CLASS_EX] = "EX", [COMPOSE_CLASS_MD] = "MD", [COMPOSE_CLASS_DA] = "DA",
    [COMPOSE_CLASS_EL] = "EL", [COMPOSE_CLASS_CN] = "CN", [COMPOSE_CLASS_SL] = "SL",
    [COMPOSE_CLASS_AL] = "AL", [COMPOSE_CLASS_NU] = "NU", [COMPOSE_CLASS_PR] = "PR",
    [COMPOSE_CLASS_PO] = "PO", [COMPOSE_CLASS_LO] = "LO", [COMPOSE_CLASS_LP] = "LP",
    [COMPOSE_CLASS_HY] = "HY", [COMPOSE_CLASS_EM] = "EM", [COMPOSE_CLASS_SP] = "SP",
    [COMPOSE_CLASS_NB] = "NB", [COMPOSE_CLASS_IS] = "IS", [COMPOSE_CLASS_U] = "U",
    [COMPOSE_CLASS_A] = "A",   [COMPOSE_CLASS_OW] = "OW", [COMPOSE_CLASS_OT] = "OT",
    [COMPOSE_CLASS_ZW] = "ZW", [COMPOSE_CLASS_NL] = "NL",
};

/* The classes of @text, a word or an unbreakable unit named once. */
static gchar *
classes (const gchar *text, ComposeLang lang)
{
  g_autoptr (ComposePara) para = compose_para_new_utf8 (text, lang);
  const ComposeCharInfo *infos = compose_para_get_infos (para);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < compose_para_get_length (para); i++) {
    guint cls = infos[i].cls;
    gboolean word = cls == COMPOSE_CLASS_AL || cls == COMPOSE_CLASS_NU || cls == COMPOSE_CLASS_U ||
                    cls == COMPOSE_CLASS_A;
    if (i > 0 && ((infos[i].flags & COMPOSE_INFO_UNIT) || (word && infos[i - 1].cls == cls)))
      continue;
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "", names_of[cls]);
  }
  return g_string_free (names, FALSE);
}

typedef struct {
  const gchar *text;
  ComposeLang lang;
  const gchar *expected;
} Case;

static void
check (const Case *cases, guint n)
{
  for (guint i = 0; i < n; i++) {
    g_autofree gchar *got = classes (cases[i].text, cases[i].lang);
    g_test_message ("%s", cases[i].text);
    g_assert_cmpstr (got, ==, cases[i].expected);
  }
}

#define CHECK(cases) check (cases, G_N_ELEMENTS (cases))
#define ZH COMPOSE_LANG_ZH_HANS
#define EN COMPOSE_LANG_EN

static void
test_classes (void)
{
  static const Case cases[] = {
      {"一、《A》", ZH, "ID CM OP AL CL"},
      {"1～2天", ZH, "NU CN NU ID"},
      {"3×3卷积", ZH, "NU ID ID"},
      {"你好……", ZH, "ID ID EL"},
      {"𠮷", ZH, "ID"},
      {"（〔［｛〈《「『【〖〘〚｢", ZH, "OP OP OP OP OP OP OP OP OP OP OP OP OP"},
      {"）〕］｝〉》」』】〗〙〛｣", ZH, "CL CL CL CL CL CL CL CL CL CL CL CL CL"},
      {"。，．，｡，、，､：；", ZH, "PE CM PE CM PE CM CM CM CM SC SC"},
      {"甲！乙？丙‼丁⁇戊⁈己⁉", ZH, "ID EX ID EX ID EX ID EX ID EX ID EX"},
      {"々〇〡㐀一豈𠀀ぁアㄅ가①㈠㎡", ZH, "ID ID ID ID ID ID ID ID ID ID ID ID ID ID"},
      {"Aωя́𝒪", ZH, "AL"},
      {"$5 ￥5 №5 ±5 ≈5", ZH, "PR SP PR SP PR SP PR SP PR"},
      {"5％甲", ZH, "NU ID"},
      {"甲　乙\u00A0丙", ZH, "ID IS ID NB ID"},
      {"(a), b!", ZH, "LO AL LP LP SP AL LP"},
  };
  CHECK (cases);
}

static void
test_fallback (void)
{
  g_assert_cmpint (compose_class_of (0x2329), ==, COMPOSE_CLASS_OP);
  g_assert_cmpint (compose_class_of (0x1F600), ==, COMPOSE_CLASS_OW);
  g_assert_cmpint (compose_class_of (0x0E01), ==, COMPOSE_CLASS_AL);
  g_assert_cmpint (compose_class_of (0x0661), ==, COMPOSE_CLASS_NU); /* gc=Nd */
  g_assert_cmpint (compose_class_of (0x00AB), ==, COMPOSE_CLASS_LO); /* gc=Pi */
  g_assert_cmpint (compose_class_of (0xFE35), ==, COMPOSE_CLASS_OP); /* gc=Ps, wide */
  g_assert_cmpint (compose_class_of (0x2192), ==, COMPOSE_CLASS_OT);
  m0_assert_breaks ("一二三四😀五六七", 5, "一二三四😀⏎五六七"); /* an emoji breaks on both sides */
  m0_assert_breaks ("一二三四五😀六七", 5, "一二三四五⏎😀六七");
}

static void
test_clusters (void)
{
  /* one gap in 葛󠄀城: the selector stays with its base */
  g_autoptr (ComposePara) para = compose_para_new_utf8 ("葛\U000E0100城", ZH);
  const ComposeCharInfo *infos = compose_para_get_infos (para);
  g_assert_false (infos[0].flags & COMPOSE_INFO_JOIN);
  g_assert_true (infos[1].flags & COMPOSE_INFO_JOIN);
  g_assert_false (infos[2].flags & COMPOSE_INFO_JOIN);
  g_assert_cmpfloat (m0_width ("葛\U000E0100城", ZH, COMPOSE_PUNCT_QUANJIAO), ==, 2.0);
  /* a family of emoji and a flag are one cluster each */
  g_autoptr (ComposePara) emoji = compose_para_new_utf8 ("👩\u200D💻🇨🇳🇨🇳", ZH);
  const guint joined[] = {0, 1, 1, 0, 1, 0, 1};
  g_assert_cmpuint (compose_para_get_length (emoji), ==, G_N_ELEMENTS (joined));
  for (guint i = 0; i < G_N_ELEMENTS (joined); i++)
    g_assert_cmpuint (compose_para_get_infos (emoji)[i].flags & COMPOSE_INFO_JOIN, ==, joined[i]);
}

static void
test_quotes (void)
{
  static const Case cases[] = {
      {"他说“你好”吗", ZH, "ID ID OP ID ID CL ID"},
      {"标题为“Attention Is All You Need”的论文", ZH, "ID ID ID OP AL SP AL SP AL SP AL SP AL CL ID ID ID"},
      {"“A”和“B”", ZH, "OP AL CL ID OP AL CL"},
      {"见Vaswani “Attention” 2017一文", ZH, "ID AL SP LO AL LP SP NU ID ID"},
      {"Newton’s法", ZH, "AL ID"},
      {"the “test” of", EN, "AL SP LO AL LP SP AL"},
      {"“‘甲’乙”", ZH, "OP OP ID CL ID CL"},
      {"甲“乙", ZH, "ID OP ID"},                         /* unpaired, beside an ideograph */
      {"of “x alone 甲", ZH, "AL SP LO AL SP AL SP ID"}, /* unpaired, beside Latin */
      {"说\"好\"", ZH, "ID LP ID LP"},                   /* what the normaliser left stays Latin */
      {"say \"yes\" now", EN, "AL SP LO AL LP SP AL"},
      {"’90s的‘甲’", ZH, "LP NU ID OP ID CL"},
  };
  CHECK (cases);
}

static void
test_spans (void)
{
  /* an English span inside a Chinese paragraph, and the reverse */
  ComposeChar chars[] = {{U'说'},
                         {U'“', 0, COMPOSE_CHAR_LATIN},
                         {U'A', 0, COMPOSE_CHAR_LATIN},
                         {U'”', 0, COMPOSE_CHAR_LATIN},
                         {U'吗'}};
  ComposeCharInfo infos[5];
  compose_class_resolve (chars, 5, ZH, infos);
  g_assert_cmpint (infos[1].cls, ==, COMPOSE_CLASS_LO);
  g_assert_cmpint (infos[3].cls, ==, COMPOSE_CLASS_LP);
  for (guint i = 0; i < 5; i++)
    chars[i].flags = COMPOSE_CHAR_HAN;
  compose_class_resolve (chars, 5, EN, infos);
  g_assert_cmpint (infos[1].cls, ==, COMPOSE_CLASS_OP);
  g_assert_cmpint (infos[3].cls, ==, COMPOSE_CLASS_CL);
}

static void
test_dashes (void)
{
  static const Case cases[] = {
      {"学习器——一种", ZH, "ID ID ID DA ID ID"},
      {"2019—2023年", ZH, "NU CN NU ID"},
      {"甲———乙", ZH, "ID DA CN ID"},
      {"甲⸺乙", ZH, "ID DA ID"},
      {"learner—a single", EN, "AL EM AL SP AL"},
      {"甲–乙", ZH, "ID CN ID"},
      {"A–B法", ZH, "AL HY AL ID"},
      {"甲〜乙", ZH, "ID CN ID"},
  };
  CHECK (cases);
}

static void
test_ellipsis (void)
{
  static const Case cases[] = {
      {"等……", ZH, "ID EL"},
      {"甲…………乙", ZH, "ID EL EL ID"},
      {"甲⋯⋯乙", ZH, "ID EL ID"},
      {"甲…乙", ZH, "ID EL ID"},
      {"G Papamakarios...", ZH, "AL SP AL LP LP LP"},
      {"and so on…", EN, "AL SP AL SP AL LP"},
      {"ab…cd", ZH, "AL LP AL"},
  };
  CHECK (cases);
}

static void
test_middle_dot (void)
{
  static const Case cases[] = {
      {"达·芬奇", ZH, "ID MD ID ID"},
      {"《甲》·《乙》", ZH, "OP ID CL MD OP ID CL"},
      {"l·l", ZH, "AL"},
      {"a·b", EN, "AL"},
      {"甲・乙‧丙", ZH, "ID MD ID MD ID"},
  };
  CHECK (cases);
}

static void
test_solidus (void)
{
  static const Case cases[] = {
      {"甲/乙", ZH, "ID SL ID"},  {"甲／乙", ZH, "ID SL ID"}, {"CPU/GPU", ZH, "AL HY AL"},
      {"ViT-B/16与", ZH, "A ID"}, {"and/or", EN, "AL HY AL"},
  };
  CHECK (cases);
}

static void
test_numbers (void)
{
  static const Case cases[] = {
      {"为84.2%，", ZH, "ID NU CM"}, {"±0.5%", ZH, "PR"},        {"$170", ZH, "PR"},
      {"￥1,200", ZH, "PR"},         {"3×10⁻⁴", ZH, "NU"},       {"10:30", ZH, "NU"},
      {"2209.11142v2", ZH, "A"},     {"1/2", ZH, "NU"},          {"1e-4，", ZH, "NU CM"},
      {"2023-11", ZH, "NU"},         {"1–2", ZH, "NU"},          {"a-1", EN, "A"},
      {"25 ℃时", ZH, "NU ID"},       {"3 km处", ZH, "NU ID"},    {"5 km/s的", ZH, "NU ID"},
      {"5km/s的", ZH, "A ID"},       {"2 cats", EN, "NU SP AL"}, {"20°C的", ZH, "NU ID"},
      {"1,000.", EN, "NU LP"},
  };
  CHECK (cases);
}

static void
test_urls (void)
{
  static const Case cases[] = {
      {"见https://arxiv.org/abs/2209.11142。", ZH, "ID U PE"},
      {"see https://a.org/b.", EN, "AL SP U LP"},
      {"(https://a.org/b)", EN, "LO U LP"},
      {"https://a.org/b_(c)", EN, "U"},
      {"见www.a.org", ZH, "ID U"},
      {"见github.com/a/b。", ZH, "ID U PE"},
      {"Node.js/React", EN, "AL LP AL HY AL"},
      {"写信给a.b@c.org吧", ZH, "ID ID ID U ID"},
      {"x@y", EN, "AL OT AL"},
  };
  CHECK (cases);
}

static void
test_identifiers (void)
{
  static const Case cases[] = {
      {"见arXiv:2209.11142v3甲", ZH, "ID A ID"},
      {"2209.11142", ZH, "A"},
      {"10.1109/CVPR.2016.90", ZH, "A"},
      {"GPT-4o", ZH, "A"},
      {"ResNet-50", ZH, "A"},
      {"ImageNet-1k", ZH, "A"},
      {"v1.2.3", ZH, "A"},
      {"ωB97M-D3(BJ)/def2-TZVPPD理", ZH, "A ID"},
      {"path-finding", EN, "AL HY AL"},
      {"KaLM-Embedding-V2", EN, "AL HY A"},
      {"state-of-the-art", EN, "AL HY AL HY AL HY AL"},
      {"A100", EN, "AL NU"},
  };
  CHECK (cases);
}

static void
test_code (void)
{
  ComposeChar chars[] = {{U'用'},
                         {'a', 0, COMPOSE_CHAR_CODE},
                         {'-', 0, COMPOSE_CHAR_CODE},
                         {'b', 0, COMPOSE_CHAR_CODE},
                         {U'的'}};
  ComposeCharInfo infos[5];
  compose_class_resolve (chars, 5, ZH, infos);
  for (guint i = 1; i < 4; i++)
    g_assert_cmpint (infos[i].cls, ==, COMPOSE_CLASS_A);
}

/* R87: the font by class. */
static void
test_fonts (void)
{
  static const gchar text[] = "说“好”吗……A“B”2·3达·芬奇±5%";
  static const gchar fonts[] = "HHHHHHHLLLLLLLHHHHLLL";
  g_autoptr (ComposePara) para = compose_para_new_utf8 (text, ZH);
  for (guint i = 0; i < compose_para_get_length (para); i++)
    g_assert_cmpint (compose_para_get_infos (para)[i].font, ==,
                     fonts[i] == 'H' ? COMPOSE_FONT_HAN : COMPOSE_FONT_LATIN);
}

/* Scans look ahead; hostile text must not make that quadratic. Each row alone would take minutes. */
static void
test_linear (void)
{
  static const gchar *const seeds[] = {"a(", "a-1-", "a.b.",    "1.",  "“",   "”", "a@",
                                       "(",  "-",    "http://", "10.", "a1-", "…", "—"};
  for (guint i = 0; i < G_N_ELEMENTS (seeds); i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    while (text->len < 300000)
      g_string_append (text, seeds[i]);
    g_autoptr (ComposePara) para = compose_para_new_utf8 (text->str, ZH);
    g_assert_cmpuint (compose_para_get_length (para), >, 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/compose/class/R1-classes", test_classes);
  g_test_add_func ("/compose/class/R2-fallback", test_fallback);
  g_test_add_func ("/compose/class/R3-clusters", test_clusters);
  g_test_add_func ("/compose/class/R4-quotes", test_quotes);
  g_test_add_func ("/compose/class/R4-spans", test_spans);
  g_test_add_func ("/compose/class/R5-dashes", test_dashes);
  g_test_add_func ("/compose/class/R6-ellipsis", test_ellipsis);
  g_test_add_func ("/compose/class/R7-middle-dot", test_middle_dot);
  g_test_add_func ("/compose/class/R8-solidus", test_solidus);
  g_test_add_func ("/compose/class/R9-numbers", test_numbers);
  g_test_add_func ("/compose/class/R11-R22-urls", test_urls);
  g_test_add_func ("/compose/class/R23-identifiers", test_identifiers);
  g_test_add_func ("/compose/class/R48-code", test_code);
  g_test_add_func ("/compose/class/R87-R92-fonts", test_fonts);
  g_test_add_func ("/compose/class/R66-linear", test_linear);
  return g_test_run ();
}
