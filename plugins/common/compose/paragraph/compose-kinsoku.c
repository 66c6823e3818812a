/* Where a line may end (R13–R26, R62). In: classes. Out: one ComposePoint for each character, "may a line end
 * before it". A table of pairs of classes decides; what needs more than two classes stands in functions of
 * its own, each with its rule. */

#include "compose-kinsoku-private.h"

#define BIT(c) (1u << (c))

/* R13. LP, PO and the rest hold in Latin text too. */
static const guint32 never_starts = BIT (COMPOSE_CLASS_CL) | BIT (COMPOSE_CLASS_PE) | BIT (COMPOSE_CLASS_CM) |
                                    BIT (COMPOSE_CLASS_SC) | BIT (COMPOSE_CLASS_EX) | BIT (COMPOSE_CLASS_MD) |
                                    BIT (COMPOSE_CLASS_CN) | BIT (COMPOSE_CLASS_SL) | BIT (COMPOSE_CLASS_LP) |
                                    BIT (COMPOSE_CLASS_PO) | BIT (COMPOSE_CLASS_EM);
static const guint32 never_starts_strict = BIT (COMPOSE_CLASS_DA) | BIT (COMPOSE_CLASS_EL);
/* R14 */
static const guint32 never_ends = BIT (COMPOSE_CLASS_OP) | BIT (COMPOSE_CLASS_LO) | BIT (COMPOSE_CLASS_PR);
static const guint32 never_ends_gb = BIT (COMPOSE_CLASS_SL);
/* A break beside these needs no space. */
static const guint32 breaks_beside =
    BIT (COMPOSE_CLASS_ID) | BIT (COMPOSE_CLASS_OP) | BIT (COMPOSE_CLASS_CL) | BIT (COMPOSE_CLASS_PE) |
    BIT (COMPOSE_CLASS_CM) | BIT (COMPOSE_CLASS_SC) | BIT (COMPOSE_CLASS_EX) | BIT (COMPOSE_CLASS_MD) |
    BIT (COMPOSE_CLASS_DA) | BIT (COMPOSE_CLASS_EL) | BIT (COMPOSE_CLASS_CN) | BIT (COMPOSE_CLASS_SL) |
    BIT (COMPOSE_CLASS_OW);

static inline gboolean
in_set (guint32 set, guint cls)
{
  return (set >> cls & 1) != 0;
}

static gboolean
is_enclosed_number (gunichar ch)
{
  return ch >= 0x2460 && ch <= 0x24FF;
}

/* R13: signs that stand behind something also where that is no number: a list of ㎡、℃. */
static gboolean
is_suffix_sign (gunichar ch)
{
  return ch == 0x2103 || ch == 0x2109 || ch == 0xFF05 || ch == 0x2030 || ch == 0x00B0 || ch == '%';
}

/* R13: small kana, the long mark and the iteration mark, which have class ID. */
static gboolean
is_small_kana (gunichar ch)
{
  static const gunichar small[] = {
      0x3005, 0x303B, 0x3041, 0x3043, 0x3045, 0x3047, 0x3049, 0x3063, 0x3083, 0x3085, 0x3087,
      0x308E, 0x3095, 0x3096, 0x309D, 0x309E, 0x30A1, 0x30A3, 0x30A5, 0x30A7, 0x30A9, 0x30C3,
      0x30E3, 0x30E5, 0x30E7, 0x30EE, 0x30F5, 0x30F6, 0x30FC, 0x30FD, 0x30FE,
  };
  if (ch < 0x3005 || (ch > 0x30FE && (ch < 0x31F0 || ch > 0x31FF)))
    return FALSE;
  if (ch >= 0x31F0)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (small); i++)
    if (small[i] == ch)
      return TRUE;
  return FALSE;
}

/* R25 (4): between the marks of a run of three full-width closers or more. */
static gboolean
inside_closers (const Kinsoku *k, guint last, guint next)
{
  return compose_class_is_closer (kinsoku_class (k, last)) &&
         compose_class_is_closer (kinsoku_class (k, next)) &&
         (compose_class_is_closer (kinsoku_class (k, next + 1)) ||
          (last > 0 && compose_class_is_closer (kinsoku_class (k, last - 1))));
}

/* ---- soft penalties, R24 ------------------------------------------------------------------------------ */

static gboolean
is_counter (gunichar ch)
{
  /* measure words that digests use after figures; sorted */
  static const gunichar counters[] = {
      U'万', U'个', U'人', U'亿', U'代', U'件', U'份', U'位', U'例', U'倍', U'像', U'元', U'册', U'分', U'千',
      U'卷', U'只', U'台', U'号', U'名', U'周', U'块', U'型', U'天', U'套', U'字', U'家', U'对', U'小', U'层',
      U'岁', U'帧', U'幅', U'年', U'座', U'张', U'成', U'所', U'日', U'时', U'月', U'本', U'条', U'枚', U'架',
      U'栏', U'样', U'核', U'次', U'步', U'段', U'毫', U'点', U'版', U'百', U'种', U'秒', U'章', U'篇', U'类',
      U'组', U'维', U'节', U'轮', U'辆', U'部', U'门', U'阶', U'集', U'页', U'项', U'颗',
  };
  guint lo = 0, hi = G_N_ELEMENTS (counters);
  while (lo < hi) {
    guint mid = (lo + hi) / 2;
    if (counters[mid] == ch)
      return TRUE;
    if (counters[mid] < ch)
      lo = mid + 1;
    else
      hi = mid;
  }
  return FALSE;
}

/* A word of one letter or digit that ends at @last. */
static gboolean
is_lone (const Kinsoku *k, guint last)
{
  return compose_class_is_word (kinsoku_class (k, last)) &&
         (last == 0 || !compose_class_is_word (kinsoku_class (k, last - 1)));
}

/* 2022年|9月, 9月|23日 */
static gboolean
is_date_step (const Kinsoku *k, guint last, guint next)
{
  gunichar ch = kinsoku_char (k, last), want = ch == U'年' ? U'月' : ch == U'月' ? U'日' : 0;
  guint i = next;

  if (want == 0 || kinsoku_class (k, next) != COMPOSE_CLASS_NU)
    return FALSE;
  while (kinsoku_class (k, i) == COMPOSE_CLASS_NU)
    i++;
  return kinsoku_char (k, i) == want || (want == U'日' && kinsoku_char (k, i) == U'号');
}

/* Price of a break between two characters of which one is Chinese. */
static gint
soft_cost (const Kinsoku *k, guint last, guint next)
{
  ComposeClass a = kinsoku_class (k, last), b = kinsoku_class (k, next);
  gunichar ca = kinsoku_char (k, last), cb = kinsoku_char (k, next);

  if (a == COMPOSE_CLASS_CN)
    return last > 0 && kinsoku_class (k, last - 1) == COMPOSE_CLASS_NU && b == COMPOSE_CLASS_NU
               ? COST_RANGE
               : COST_CONNECTOR;
  if (a == COMPOSE_CLASS_MD)
    return COST_INTERPUNCT;
  if (a == COMPOSE_CLASS_U && ca == '/') /* R14: the URL is over, so nothing says that it is one */
    return COST_LONG_SOLIDUS;
  if (a == COMPOSE_CLASS_NU && b == COMPOSE_CLASS_ID && is_counter (cb))
    return COST_COUNTER;
  if (a == COMPOSE_CLASS_ID && b == COMPOSE_CLASS_NU) {
    if (ca == U'第' || ca == U'图' || ca == U'表' || ca == U'式')
      return COST_LABEL;
    if (is_date_step (k, last, next))
      return COST_DATE;
  }
  if (ca == U'录' && last > 0 && kinsoku_char (k, last - 1) == U'附' && b == COMPOSE_CLASS_AL)
    return COST_LABEL;
  if (cb == U'等' && (compose_class_is_word (a) || a == COMPOSE_CLASS_CL))
    return COST_ETC;
  if (b == COMPOSE_CLASS_ID && is_lone (k, last))
    return COST_LONE_LATIN;
  if (is_enclosed_number (ca) && is_enclosed_number (cb))
    return COST_LABEL;
  return 0;
}

static gboolean
is_capital (gunichar ch)
{
  return g_unichar_isupper (ch);
}

/* B|Ibarz, N.|Reimers: @last is the character before the space. In running text a lone A or I is a word. */
static gboolean
is_initial (const Kinsoku *k, guint last, guint next)
{
  guint letter = last;

  if (!is_capital (kinsoku_char (k, next)))
    return FALSE;
  if (kinsoku_char (k, last) == '.' && last > 0)
    letter = last - 1;
  if (!is_capital (kinsoku_char (k, letter)) || !is_lone (k, letter))
    return FALSE;
  if (letter > 0 && kinsoku_char (k, letter - 1) == '-')
    return FALSE;
  return k->options->prefer == COMPOSE_PREFER_COMMA || letter != last ||
         (kinsoku_char (k, letter) != 'A' && kinsoku_char (k, letter) != 'I');
}

/* ---- letters -------------------------------------------------------------------------------------- */

static gboolean
is_letter (const Kinsoku *k, guint i)
{
  return kinsoku_class (k, i) == COMPOSE_CLASS_AL && kinsoku_char (k, i) != '\'';
}

static gboolean
is_plain_letter (const Kinsoku *k, guint i)
{
  ComposeClass cls = kinsoku_class (k, i);
  return (cls == COMPOSE_CLASS_AL || cls == COMPOSE_CLASS_A) && g_unichar_isalpha (kinsoku_char (k, i));
}

/* R62: an explicit hyphen breaks only between letters, at least two on each side. One that glues an
 * identifier has class A and is not asked. */
static gboolean
compound_breaks (const Kinsoku *k, guint hyphen)
{
  gunichar ch = kinsoku_char (k, hyphen);
  if (ch != '-' && ch != 0x2010 && ch != 0x2013)
    return FALSE;
  return hyphen >= 2 && is_plain_letter (k, hyphen - 1) && is_plain_letter (k, hyphen - 2) &&
         is_plain_letter (k, hyphen + 1) && is_plain_letter (k, hyphen + 2);
}

/* ---- between words ------------------------------------------------------------------------------------- */

/* No space between @last and @next = last + 1. */
static void
tight_point (Kinsoku *k, guint last, guint next)
{
  ComposeClass a = kinsoku_class (k, last), b = kinsoku_class (k, next);
  const ComposeCharInfo *info = &k->para->infos[next];

  if (a == b && (a == COMPOSE_CLASS_DA || a == COMPOSE_CLASS_EL))
    return; /* R6: twelve dots are one mark */
  if (in_set (breaks_beside, a) || in_set (breaks_beside, b)) {
    if (!in_set (k->no_start, b) && !in_set (k->no_end, a) &&
        (k->options->level == COMPOSE_LEVEL_NONE ||
         !(is_small_kana (kinsoku_char (k, next)) || is_suffix_sign (kinsoku_char (k, next)))))
      kinsoku_allow (k, next, COMPOSE_PASS_NORMAL, soft_cost (k, last, next), FALSE);
    else if (inside_closers (k, last, next))
      kinsoku_allow (k, next, COMPOSE_PASS_NORMAL, COST_CLOSERS, TRUE);
    return;
  }
  if (a == COMPOSE_CLASS_EM && !in_set (k->no_start, b))
    kinsoku_allow (k, next, COMPOSE_PASS_NORMAL, 0, FALSE); /* R5 */
  else if (kinsoku_char (k, last) == ';' && is_plain_letter (k, next))
    kinsoku_allow (k, next, COMPOSE_PASS_NORMAL, COST_SEMICOLON, FALSE);
  else if (a == COMPOSE_CLASS_HY && compound_breaks (k, last))
    kinsoku_allow (k, next, COMPOSE_PASS_NORMAL, COST_COMPOUND, FALSE);
  else if ((info->flags & COMPOSE_INFO_HYPHEN) && a == COMPOSE_CLASS_AL && b == COMPOSE_CLASS_AL &&
           !k->options->no_hyphens && k->options->align != COMPOSE_ALIGN_BALANCED) {
    kinsoku_allow (k, next, COMPOSE_PASS_NORMAL,
                   k->para->lang == COMPOSE_LANG_EN ? COST_HYPHEN_EN : COST_HYPHEN_ZH, FALSE);
    k->points[next].kind = COMPOSE_POINT_HYPHEN;
  }
}

static gboolean
ends_number (const Kinsoku *k, guint last)
{
  if (kinsoku_char (k, last) == ',' && last > 0)
    last--;
  return g_unichar_isdigit (kinsoku_char (k, last));
}

/* A sign between its two sides, with space around it. */
static gboolean
is_relation (const Kinsoku *k, guint i)
{
  gunichar ch = kinsoku_char (k, i);
  return g_unichar_type (ch) == G_UNICODE_MATH_SYMBOL && ch != '~' && ch != '|' &&
         kinsoku_class (k, i + 1) == COMPOSE_CLASS_SP;
}

/* Spaces stand between @last and @next. */
static void
spaced_point (Kinsoku *k, guint last, guint next)
{
  ComposeClass a = kinsoku_class (k, last), b = kinsoku_class (k, next);

  if (in_set (k->no_start, b) || in_set (k->no_end, a) || (b == COMPOSE_CLASS_HY && !is_letter (k, next + 1)))
    return;
  if (is_initial (k, last, next))
    kinsoku_allow (k, next, COMPOSE_PASS_NORMAL, COST_INITIAL, FALSE);
  else if (ends_number (k, last) && g_unichar_isdigit (kinsoku_char (k, next)))
    kinsoku_allow (k, next, COMPOSE_PASS_NORMAL, COST_TWO_NUMBERS, FALSE);
  else if (last > 0 && kinsoku_char (k, last) == '.' && is_letter (k, last - 1) &&
           g_unichar_isdigit (kinsoku_char (k, next)))
    kinsoku_allow (k, next, COMPOSE_PASS_NORMAL, COST_LABEL, FALSE); /* Fig. 3, pp. 12 */
  else
    kinsoku_allow (k, next, COMPOSE_PASS_NORMAL,
                   is_relation (k, next) ? COST_BEFORE_SIGN : soft_cost (k, last, next), FALSE);
}

static gboolean
after_separator (gunichar ch, ComposePrefer prefer)
{
  if (prefer == COMPOSE_PREFER_AMPERSAND)
    return ch == '&' || ch == 0xFF06;
  return ch == ',' || ch == 0xFF0C || ch == 0x3001 || ch == ';' || ch == 0xFF1B;
}

/* R74, R76: what kind of piece this is. */
static void
prefer_points (Kinsoku *k, guint last, guint next)
{
  ComposePoint *point = &k->points[next];
  gunichar before = kinsoku_char (k, last);
  gint extra = 0;

  if (point->kind == COMPOSE_POINT_NONE || point->pass != COMPOSE_PASS_NORMAL)
    return;
  if (k->options->prefer == COMPOSE_PREFER_COMMA && !after_separator (before, COMPOSE_PREFER_COMMA))
    extra = COST_NOT_AFTER_COMMA;
  else if (k->options->prefer == COMPOSE_PREFER_AMPERSAND &&
           !after_separator (before, COMPOSE_PREFER_AMPERSAND))
    extra = COST_NOT_AFTER_AMPERSAND;
  else if (k->options->align == COMPOSE_ALIGN_BALANCED &&
           (before == U'的' || before == U'了' || before == U'与' || before == U'和'))
    extra = COST_AFTER_PARTICLE;
  if (k->options->align != COMPOSE_ALIGN_JUSTIFY && (k->para->infos[next].flags & COMPOSE_INFO_INSIDE))
    extra += COST_INSIDE_WORD;
  point->penalty += extra;
}

/* What the gap characters [start, end) themselves say. */
typedef struct {
  gboolean forced, space, hint, glued;
} GapKind;

static GapKind
gap_kind (const Kinsoku *k, guint start, guint end)
{
  GapKind kind = {0};
  for (guint i = start; i < end; i++) {
    ComposeClass cls = kinsoku_class (k, i);
    kind.forced |= cls == COMPOSE_CLASS_NL;
    kind.space |= cls == COMPOSE_CLASS_SP || cls == COMPOSE_CLASS_IS;
    kind.hint |= cls == COMPOSE_CLASS_ZW;
    kind.glued |= cls == COMPOSE_CLASS_NB || (k->para->infos[i].flags & COMPOSE_INFO_UNIT);
  }
  return kind;
}

/* The point before @next; @last is the last character before the gap characters between them. */
static void
point_between (Kinsoku *k, guint last, guint next)
{
  GapKind gap = gap_kind (k, last + 1, next);
  guint flags = k->para->infos[next].flags;

  if (gap.forced) {
    k->points[next] = (ComposePoint){.kind = COMPOSE_POINT_FORCED};
    return;
  }
  if ((flags & (COMPOSE_INFO_UNIT | COMPOSE_INFO_JOIN)) || gap.glued ||
      (k->para->chars[next].flags & COMPOSE_CHAR_NO_BREAK))
    return;
  if (k->para->metrics && k->para->metrics[next].joined)
    return;
  if (gap.space)
    spaced_point (k, last, next);
  else
    tight_point (k, last, next);
  if (gap.hint && k->points[next].kind == COMPOSE_POINT_NONE &&
      !in_set (k->no_start, kinsoku_class (k, next)))
    kinsoku_allow (k, next, COMPOSE_PASS_NORMAL, 0, FALSE);
  prefer_points (k, last, next);
}

static gboolean
is_cluster_start (const Kinsoku *k, guint i)
{
  return !(k->para->infos[i].flags & COMPOSE_INFO_JOIN) && !(k->para->metrics && k->para->metrics[i].joined);
}

/* R60 pass 4: where camelCase has its parts is the best place, between two digits the worst. */
static gint
split_cost (const Kinsoku *k, guint i)
{
  gunichar before = kinsoku_char (k, i - 1), here = kinsoku_char (k, i);
  if (g_unichar_islower (before) && g_unichar_isupper (here))
    return COST_EMERGENCY;
  return g_unichar_isdigit (before) && g_unichar_isdigit (here) ? 2 * COST_SPLIT : COST_SPLIT;
}

/* R60: what stands between two breaks of the rules, [start, end). Only if it is wider than @limit do its
 * parts (pass 3) and then its clusters (pass 4) count; all others wait for the end. */
static void
relax_run (Kinsoku *k, guint start, guint end, ComposeUnit limit)
{
  gint64 width = k->para->metrics ? 0 : G_MAXINT64;

  for (guint i = start; i < end && k->para->metrics; i++)
    width += k->para->metrics[i].advance;
  for (guint i = start + 1; i < end; i++) {
    gboolean none = k->points[i].kind == COMPOSE_POINT_NONE;
    if (none && (!is_cluster_start (k, i) || compose_class_is_gap (kinsoku_class (k, i))))
      continue;
    if (width <= limit)
      kinsoku_allow (k, i, COMPOSE_PASS_ANY, COST_ANYWHERE, TRUE);
    else if (none)
      kinsoku_allow (k, i, COMPOSE_PASS_TOKEN, split_cost (k, i), TRUE);
  }
}

static void
relax_points (Kinsoku *k)
{
  guint start = 0, n = k->para->n;
  ComposeUnit limit = k->options->measure - MAX (k->options->indent, k->options->indent_rest);

  for (guint i = 1; i <= n; i++) {
    if (i < n && (k->points[i].kind == COMPOSE_POINT_NONE || k->points[i].pass > COMPOSE_PASS_NORMAL))
      continue;
    relax_run (k, start, i, limit);
    start = i;
  }
}

ComposePoint *
compose_kinsoku_points (const ComposePara *para, const ComposeOptions *options)
{
  Kinsoku k = {.para = para, .options = options};
  guint last = G_MAXUINT;

  k.points = g_new0 (ComposePoint, (gsize) para->n + 1);
  if (options->level != COMPOSE_LEVEL_NONE) {
    k.no_start = never_starts | (options->level >= COMPOSE_LEVEL_STRICT ? never_starts_strict : 0);
    k.no_end = never_ends | (options->level >= COMPOSE_LEVEL_GB ? never_ends_gb : 0);
  }
  compose_kinsoku_words (&k);
  for (guint i = 0; i < para->n; i++) {
    if (compose_class_is_gap (para->infos[i].cls))
      continue;
    if (last != G_MAXUINT && k.points[i].kind == COMPOSE_POINT_NONE)
      point_between (&k, last, i);
    last = i;
  }
  relax_points (&k);
  k.points[para->n] = (ComposePoint){.kind = COMPOSE_POINT_FORCED};
  return k.points;
}
