/* Classes without context: one sorted table of ranges (R1) and a fallback on Unicode properties (R2); and
 * those in context, by stages that stand in compose-token.c, compose-number.c and compose-quote.c. */

#include "compose-token-private.h"

typedef struct {
  gunichar first, last;
  guint8 cls;
} ClassRange;

/* R1, sorted. What stands in no row is decided by fallback_class(). */
static const ClassRange ranges[] = {
    {0x000A, 0x000A, COMPOSE_CLASS_NL}, /* line feed: forced break */
    {0x0020, 0x0020, COMPOSE_CLASS_SP},
    {0x0021, 0x0021, COMPOSE_CLASS_LP}, /* ! */
    {0x0022, 0x0022, COMPOSE_CLASS_OT}, /* " by its neighbours */
    {0x0023, 0x0026, COMPOSE_CLASS_OT}, /* # $ % & */
    {0x0027, 0x0027, COMPOSE_CLASS_AL}, /* ' */
    {0x0028, 0x0028, COMPOSE_CLASS_LO},
    {0x0029, 0x0029, COMPOSE_CLASS_LP},
    {0x002A, 0x002B, COMPOSE_CLASS_OT},
    {0x002C, 0x002C, COMPOSE_CLASS_LP}, /* , */
    {0x002D, 0x002D, COMPOSE_CLASS_HY},
    {0x002E, 0x002E, COMPOSE_CLASS_LP}, /* . */
    {0x002F, 0x002F, COMPOSE_CLASS_HY}, /* / */
    {0x0030, 0x0039, COMPOSE_CLASS_NU},
    {0x003A, 0x003B, COMPOSE_CLASS_LP}, /* : ; */
    {0x003C, 0x003E, COMPOSE_CLASS_OT},
    {0x003F, 0x003F, COMPOSE_CLASS_LP}, /* ? */
    {0x0040, 0x0040, COMPOSE_CLASS_OT},
    {0x005B, 0x005B, COMPOSE_CLASS_LO},
    {0x005D, 0x005D, COMPOSE_CLASS_LP},
    {0x007B, 0x007B, COMPOSE_CLASS_LO},
    {0x007D, 0x007D, COMPOSE_CLASS_LP},
    {0x0085, 0x0085, COMPOSE_CLASS_NL},
    {0x00A0, 0x00A0, COMPOSE_CLASS_NB},
    {0x00B2, 0x00B3, COMPOSE_CLASS_AL}, /* superscripts go with letters and numbers */
    {0x00B7, 0x00B7, COMPOSE_CLASS_AL}, /* MD between ideographs (R7) */
    {0x00B9, 0x00B9, COMPOSE_CLASS_AL},
    {0x00BC, 0x00BE, COMPOSE_CLASS_NU},
    {0x2002, 0x2006, COMPOSE_CLASS_SP},
    {0x2007, 0x2007, COMPOSE_CLASS_NB}, /* figure space */
    {0x2008, 0x200A, COMPOSE_CLASS_SP},
    {0x200B, 0x200B, COMPOSE_CLASS_ZW},
    {0x2010, 0x2010, COMPOSE_CLASS_HY},
    {0x2011, 0x2011, COMPOSE_CLASS_AL}, /* no-break hyphen */
    {0x2013, 0x2014, COMPOSE_CLASS_CN},
    {0x2018, 0x2018, COMPOSE_CLASS_OP},
    {0x2019, 0x2019, COMPOSE_CLASS_CL},
    {0x201C, 0x201C, COMPOSE_CLASS_OP},
    {0x201D, 0x201D, COMPOSE_CLASS_CL},
    {0x2026, 0x2026, COMPOSE_CLASS_EL},
    {0x2027, 0x2027, COMPOSE_CLASS_MD},
    {0x2028, 0x2029, COMPOSE_CLASS_NL},
    {0x202F, 0x202F, COMPOSE_CLASS_NB},
    {0x203C, 0x203C, COMPOSE_CLASS_EX},
    {0x2047, 0x2049, COMPOSE_CLASS_EX},
    {0x2070, 0x209C, COMPOSE_CLASS_AL}, /* super- and subscripts */
    /* signs that stand before their operand like a letter (R43): ∂, ∇, ∑, √, ∞, ∫ */
    {0x2200, 0x2204, COMPOSE_CLASS_AL},
    {0x2206, 0x2207, COMPOSE_CLASS_AL},
    {0x220F, 0x2211, COMPOSE_CLASS_AL},
    {0x221A, 0x221C, COMPOSE_CLASS_AL},
    {0x221E, 0x221E, COMPOSE_CLASS_AL},
    {0x222B, 0x2233, COMPOSE_CLASS_AL},
    {0x22EF, 0x22EF, COMPOSE_CLASS_EL},
    {0x2329, 0x2329, COMPOSE_CLASS_OP},
    {0x232A, 0x232A, COMPOSE_CLASS_CL},
    {0x2460, 0x24FF, COMPOSE_CLASS_ID}, /* circled and bracketed numbers and letters */
    {0x2776, 0x2793, COMPOSE_CLASS_ID},
    {0x2E3A, 0x2E3A, COMPOSE_CLASS_DA},
    {0x2E80, 0x2FD5, COMPOSE_CLASS_ID}, /* radicals, before the clean-up of R12 */
    {0x3000, 0x3000, COMPOSE_CLASS_IS},
    {0x3001, 0x3001, COMPOSE_CLASS_CM},
    {0x3002, 0x3002, COMPOSE_CLASS_PE},
    {0x3003, 0x3007, COMPOSE_CLASS_ID},
    {0x3008, 0x3008, COMPOSE_CLASS_OP},
    {0x3009, 0x3009, COMPOSE_CLASS_CL},
    {0x300A, 0x300A, COMPOSE_CLASS_OP},
    {0x300B, 0x300B, COMPOSE_CLASS_CL},
    {0x300C, 0x300C, COMPOSE_CLASS_OP},
    {0x300D, 0x300D, COMPOSE_CLASS_CL},
    {0x300E, 0x300E, COMPOSE_CLASS_OP},
    {0x300F, 0x300F, COMPOSE_CLASS_CL},
    {0x3010, 0x3010, COMPOSE_CLASS_OP},
    {0x3011, 0x3011, COMPOSE_CLASS_CL},
    {0x3012, 0x3013, COMPOSE_CLASS_OW},
    {0x3014, 0x3014, COMPOSE_CLASS_OP},
    {0x3015, 0x3015, COMPOSE_CLASS_CL},
    {0x3016, 0x3016, COMPOSE_CLASS_OP},
    {0x3017, 0x3017, COMPOSE_CLASS_CL},
    {0x3018, 0x3018, COMPOSE_CLASS_OP},
    {0x3019, 0x3019, COMPOSE_CLASS_CL},
    {0x301A, 0x301A, COMPOSE_CLASS_OP},
    {0x301B, 0x301B, COMPOSE_CLASS_CL},
    {0x301C, 0x301C, COMPOSE_CLASS_CN},
    {0x301D, 0x301D, COMPOSE_CLASS_OP},
    {0x301E, 0x301F, COMPOSE_CLASS_CL},
    {0x3021, 0x3029, COMPOSE_CLASS_ID},
    {0x3031, 0x303C, COMPOSE_CLASS_ID},
    {0x3041, 0x309F, COMPOSE_CLASS_ID},
    {0x30A0, 0x30A0, COMPOSE_CLASS_CN},
    {0x30A1, 0x30FA, COMPOSE_CLASS_ID},
    {0x30FB, 0x30FB, COMPOSE_CLASS_MD},
    {0x30FC, 0x30FF, COMPOSE_CLASS_ID},
    {0x3105, 0x312F, COMPOSE_CLASS_ID},
    {0x3131, 0x318E, COMPOSE_CLASS_ID},
    {0x31A0, 0x31BF, COMPOSE_CLASS_ID},
    {0x31F0, 0x31FF, COMPOSE_CLASS_ID},
    {0x3200, 0x33FF, COMPOSE_CLASS_ID}, /* ㈠ ㎡ and their like */
    {0x3400, 0x4DBF, COMPOSE_CLASS_ID},
    {0x4E00, 0x9FFF, COMPOSE_CLASS_ID},
    {0xAC00, 0xD7A3, COMPOSE_CLASS_ID},
    {0xF900, 0xFAFF, COMPOSE_CLASS_ID},
    {0xFF01, 0xFF01, COMPOSE_CLASS_EX},
    {0xFF04, 0xFF04, COMPOSE_CLASS_OW}, /* ＄ PR before a digit */
    {0xFF05, 0xFF05, COMPOSE_CLASS_PO}, /* ％ wherever it stands (R13) */
    {0xFF08, 0xFF08, COMPOSE_CLASS_OP},
    {0xFF09, 0xFF09, COMPOSE_CLASS_CL},
    {0xFF0C, 0xFF0C, COMPOSE_CLASS_CM},
    {0xFF0E, 0xFF0E, COMPOSE_CLASS_PE},
    {0xFF0F, 0xFF0F, COMPOSE_CLASS_SL},
    {0xFF1A, 0xFF1B, COMPOSE_CLASS_SC},
    {0xFF1F, 0xFF1F, COMPOSE_CLASS_EX},
    {0xFF3B, 0xFF3B, COMPOSE_CLASS_OP},
    {0xFF3D, 0xFF3D, COMPOSE_CLASS_CL},
    {0xFF5B, 0xFF5B, COMPOSE_CLASS_OP},
    {0xFF5D, 0xFF5D, COMPOSE_CLASS_CL},
    {0xFF5E, 0xFF5E, COMPOSE_CLASS_CN},
    {0xFF5F, 0xFF5F, COMPOSE_CLASS_OP},
    {0xFF60, 0xFF60, COMPOSE_CLASS_CL},
    {0xFF61, 0xFF61, COMPOSE_CLASS_PE},
    {0xFF62, 0xFF62, COMPOSE_CLASS_OP},
    {0xFF63, 0xFF63, COMPOSE_CLASS_CL},
    {0xFF64, 0xFF64, COMPOSE_CLASS_CM},
    {0xFF65, 0xFF65, COMPOSE_CLASS_MD},
    {0xFFE0, 0xFFE6, COMPOSE_CLASS_OW}, /* ￥ PR before a digit */
    {0x1D400, 0x1D7FF, COMPOSE_CLASS_AL},
    {0x20000, 0x323AF, COMPOSE_CLASS_ID},
};

/* R2: general category, East Asian width and script decide for what no row names. */
static ComposeClass
fallback_class (gunichar ch)
{
  gboolean wide = g_unichar_iswide (ch);

  switch (g_unichar_type (ch)) {
  case G_UNICODE_OPEN_PUNCTUATION:
    return wide ? COMPOSE_CLASS_OP : COMPOSE_CLASS_LO;
  case G_UNICODE_CLOSE_PUNCTUATION:
    return wide ? COMPOSE_CLASS_CL : COMPOSE_CLASS_LP;
  case G_UNICODE_INITIAL_PUNCTUATION:
    return COMPOSE_CLASS_LO;
  case G_UNICODE_FINAL_PUNCTUATION:
    return COMPOSE_CLASS_LP;
  case G_UNICODE_DECIMAL_NUMBER:
    return COMPOSE_CLASS_NU;
  case G_UNICODE_SPACE_SEPARATOR:
    return COMPOSE_CLASS_SP;
  default:
    break;
  }
  switch (g_unichar_get_script (ch)) {
  case G_UNICODE_SCRIPT_HAN:
  case G_UNICODE_SCRIPT_HIRAGANA:
  case G_UNICODE_SCRIPT_KATAKANA:
  case G_UNICODE_SCRIPT_BOPOMOFO:
  case G_UNICODE_SCRIPT_HANGUL:
    return COMPOSE_CLASS_ID;
  default:
    break;
  }
  if (wide)
    return COMPOSE_CLASS_OW;
  if (g_unichar_isalpha (ch) || g_unichar_ismark (ch))
    return COMPOSE_CLASS_AL;
  return COMPOSE_CLASS_OT;
}

ComposeClass
compose_class_of (gunichar ch)
{
  guint lo = 0, hi = G_N_ELEMENTS (ranges);

  if ((ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z'))
    return COMPOSE_CLASS_AL;
  while (lo < hi) {
    guint mid = (lo + hi) / 2;
    if (ch < ranges[mid].first)
      hi = mid;
    else if (ch > ranges[mid].last)
      lo = mid + 1;
    else
      return (ComposeClass) ranges[mid].cls;
  }
  return fallback_class (ch);
}

/* ---- Classes in context
 * -------------------------------------------------------------------------------------- */

static gboolean
is_regional (gunichar ch)
{
  return ch >= 0x1F1E6 && ch <= 0x1F1FF;
}

/* R3: combining marks, variation selectors, joiners and what they join, skin tones, flags. */
static gboolean
joins_previous (const Resolver *r, guint i)
{
  gunichar ch = r->chars[i].ch;

  if (i == 0)
    return FALSE;
  if (g_unichar_ismark (ch) || ch == 0x200D || ch == 0x2060 || ch == 0xFEFF || ch == 0x00AD || ch == 0x200C)
    return TRUE;
  if ((ch >= 0xFE00 && ch <= 0xFE0F) || (ch >= 0xE0100 && ch <= 0xE01EF) || (ch >= 0x1F3FB && ch <= 0x1F3FF))
    return TRUE;
  if (r->chars[i - 1].ch == 0x200D && g_unichar_iswide (ch))
    return TRUE;
  return is_regional (ch) && is_regional (r->chars[i - 1].ch) && !(r->infos[i - 1].flags & COMPOSE_INFO_JOIN);
}

static void
resolve_base (Resolver *r)
{
  for (guint i = 0; i < r->n; i++) {
    ComposeCharInfo *info = &r->infos[i];
    *info = (ComposeCharInfo){0};
    if (r->chars[i].flags & COMPOSE_CHAR_OBJECT) {
      info->cls = COMPOSE_CLASS_OW;
    } else if (joins_previous (r, i)) {
      info->cls = r->infos[i - 1].cls;
      info->flags = COMPOSE_INFO_JOIN | COMPOSE_INFO_UNIT;
    } else {
      info->cls = (guint8) compose_class_of (r->chars[i].ch);
      if (i > 0 && r->chars[i - 1].ch == 0x2060) /* word joiner: none of its sides breaks */
        info->flags |= COMPOSE_INFO_UNIT;
    }
    if (i > 0 && r->chars[i - 1].ch == 0x00AD && info->cls == COMPOSE_CLASS_AL)
      info->flags |= COMPOSE_INFO_HYPHEN;
  }
}

/* R30: a run of full-width ！？ is one unit. */
static void
resolve_exclamations (Resolver *r)
{
  for (guint i = 1; i < r->n; i++)
    if (r->infos[i].cls == COMPOSE_CLASS_EX && r->infos[i - 1].cls == COMPOSE_CLASS_EX)
      r->infos[i].flags |= COMPOSE_INFO_UNIT;
}

static gboolean
is_han_font (const Resolver *r, guint i)
{
  ComposeClass cls = (ComposeClass) r->infos[i].cls;

  if (cls <= COMPOSE_CLASS_SL || cls == COMPOSE_CLASS_IS || cls == COMPOSE_CLASS_OW)
    return TRUE;
  return (cls == COMPOSE_CLASS_PR || cls == COMPOSE_CLASS_PO) && r->chars[i].ch >= 0xFF00;
}

static void
resolve_fonts (Resolver *r)
{
  guint token = 0;

  for (guint i = 0; i < r->n; i++) {
    ComposeCharInfo *info = &r->infos[i];
    gboolean joined = (info->flags & COMPOSE_INFO_JOIN) != 0;
    if (joined) {
      info->cls = r->infos[i - 1].cls;
      info->font = r->infos[i - 1].font;
    } else {
      info->font = is_han_font (r, i) ? COMPOSE_FONT_HAN : COMPOSE_FONT_LATIN;
    }
    if (i > 0 && !joined && !(info->flags & COMPOSE_INFO_UNIT)) {
      ComposeClass before = (ComposeClass) r->infos[i - 1].cls;
      gboolean words = compose_class_is_word (info->cls) && compose_class_is_word (before) &&
                       (info->cls == COMPOSE_CLASS_U) == (before == COMPOSE_CLASS_U);
      token += words ? 0 : 1;
    }
    info->token = token & 1;
  }
}

void
compose_class_resolve (const ComposeChar *chars, guint n_chars, ComposeLang lang, ComposeCharInfo *infos)
{
  Resolver r = {chars, n_chars, lang, infos};

  resolve_base (&r);
  compose_token_resolve_urls (&r);
  compose_token_resolve_identifiers (&r);
  compose_quote_resolve (&r);
  compose_quote_resolve_dashes (&r);
  compose_number_resolve (&r);
  resolve_exclamations (&r);
  resolve_fonts (&r);
}
