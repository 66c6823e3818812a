/* Classes without context: one sorted table of ranges (R1) and a fallback on Unicode properties (R2). The
 * classes in context are made in pdf-token.c. */

#include "pdf-class.h"

typedef struct {
  gunichar first, last;
  guint8 cls;
} ClassRange;

/* R1, sorted. What stands in no row is decided by fallback_class(). */
static const ClassRange ranges[] = {
    {0x000A, 0x000A, PDF_CLASS_NL}, /* line feed: forced break */
    {0x0020, 0x0020, PDF_CLASS_SP},
    {0x0021, 0x0021, PDF_CLASS_LP}, /* ! */
    {0x0022, 0x0022, PDF_CLASS_OT}, /* " by its neighbours */
    {0x0023, 0x0026, PDF_CLASS_OT}, /* # $ % & */
    {0x0027, 0x0027, PDF_CLASS_AL}, /* ' */
    {0x0028, 0x0028, PDF_CLASS_LO},
    {0x0029, 0x0029, PDF_CLASS_LP},
    {0x002A, 0x002B, PDF_CLASS_OT},
    {0x002C, 0x002C, PDF_CLASS_LP}, /* , */
    {0x002D, 0x002D, PDF_CLASS_HY},
    {0x002E, 0x002E, PDF_CLASS_LP}, /* . */
    {0x002F, 0x002F, PDF_CLASS_HY}, /* / */
    {0x0030, 0x0039, PDF_CLASS_NU},
    {0x003A, 0x003B, PDF_CLASS_LP}, /* : ; */
    {0x003C, 0x003E, PDF_CLASS_OT},
    {0x003F, 0x003F, PDF_CLASS_LP}, /* ? */
    {0x0040, 0x0040, PDF_CLASS_OT},
    {0x005B, 0x005B, PDF_CLASS_LO},
    {0x005D, 0x005D, PDF_CLASS_LP},
    {0x007B, 0x007B, PDF_CLASS_LO},
    {0x007D, 0x007D, PDF_CLASS_LP},
    {0x0085, 0x0085, PDF_CLASS_NL},
    {0x00A0, 0x00A0, PDF_CLASS_NB},
    {0x00B2, 0x00B3, PDF_CLASS_AL}, /* superscripts go with letters and numbers */
    {0x00B7, 0x00B7, PDF_CLASS_AL}, /* MD between ideographs (R7) */
    {0x00B9, 0x00B9, PDF_CLASS_AL},
    {0x00BC, 0x00BE, PDF_CLASS_NU},
    {0x2002, 0x2006, PDF_CLASS_SP},
    {0x2007, 0x2007, PDF_CLASS_NB}, /* figure space */
    {0x2008, 0x200A, PDF_CLASS_SP},
    {0x200B, 0x200B, PDF_CLASS_ZW},
    {0x2010, 0x2010, PDF_CLASS_HY},
    {0x2011, 0x2011, PDF_CLASS_AL}, /* no-break hyphen */
    {0x2013, 0x2014, PDF_CLASS_CN},
    {0x2018, 0x2018, PDF_CLASS_OP},
    {0x2019, 0x2019, PDF_CLASS_CL},
    {0x201C, 0x201C, PDF_CLASS_OP},
    {0x201D, 0x201D, PDF_CLASS_CL},
    {0x2026, 0x2026, PDF_CLASS_EL},
    {0x2027, 0x2027, PDF_CLASS_MD},
    {0x2028, 0x2029, PDF_CLASS_NL},
    {0x202F, 0x202F, PDF_CLASS_NB},
    {0x203C, 0x203C, PDF_CLASS_EX},
    {0x2047, 0x2049, PDF_CLASS_EX},
    {0x2070, 0x209C, PDF_CLASS_AL}, /* super- and subscripts */
    /* signs that stand before their operand like a letter (R43): ∂, ∇, ∑, √, ∞, ∫ */
    {0x2200, 0x2204, PDF_CLASS_AL},
    {0x2206, 0x2207, PDF_CLASS_AL},
    {0x220F, 0x2211, PDF_CLASS_AL},
    {0x221A, 0x221C, PDF_CLASS_AL},
    {0x221E, 0x221E, PDF_CLASS_AL},
    {0x222B, 0x2233, PDF_CLASS_AL},
    {0x22EF, 0x22EF, PDF_CLASS_EL},
    {0x2329, 0x2329, PDF_CLASS_OP},
    {0x232A, 0x232A, PDF_CLASS_CL},
    {0x2460, 0x24FF, PDF_CLASS_ID}, /* circled and bracketed numbers and letters */
    {0x2776, 0x2793, PDF_CLASS_ID},
    {0x2E3A, 0x2E3A, PDF_CLASS_DA},
    {0x2E80, 0x2FD5, PDF_CLASS_ID}, /* radicals, before the clean-up of R12 */
    {0x3000, 0x3000, PDF_CLASS_IS},
    {0x3001, 0x3001, PDF_CLASS_CM},
    {0x3002, 0x3002, PDF_CLASS_PE},
    {0x3003, 0x3007, PDF_CLASS_ID},
    {0x3008, 0x3008, PDF_CLASS_OP},
    {0x3009, 0x3009, PDF_CLASS_CL},
    {0x300A, 0x300A, PDF_CLASS_OP},
    {0x300B, 0x300B, PDF_CLASS_CL},
    {0x300C, 0x300C, PDF_CLASS_OP},
    {0x300D, 0x300D, PDF_CLASS_CL},
    {0x300E, 0x300E, PDF_CLASS_OP},
    {0x300F, 0x300F, PDF_CLASS_CL},
    {0x3010, 0x3010, PDF_CLASS_OP},
    {0x3011, 0x3011, PDF_CLASS_CL},
    {0x3012, 0x3013, PDF_CLASS_OW},
    {0x3014, 0x3014, PDF_CLASS_OP},
    {0x3015, 0x3015, PDF_CLASS_CL},
    {0x3016, 0x3016, PDF_CLASS_OP},
    {0x3017, 0x3017, PDF_CLASS_CL},
    {0x3018, 0x3018, PDF_CLASS_OP},
    {0x3019, 0x3019, PDF_CLASS_CL},
    {0x301A, 0x301A, PDF_CLASS_OP},
    {0x301B, 0x301B, PDF_CLASS_CL},
    {0x301C, 0x301C, PDF_CLASS_CN},
    {0x301D, 0x301D, PDF_CLASS_OP},
    {0x301E, 0x301F, PDF_CLASS_CL},
    {0x3021, 0x3029, PDF_CLASS_ID},
    {0x3031, 0x303C, PDF_CLASS_ID},
    {0x3041, 0x309F, PDF_CLASS_ID},
    {0x30A0, 0x30A0, PDF_CLASS_CN},
    {0x30A1, 0x30FA, PDF_CLASS_ID},
    {0x30FB, 0x30FB, PDF_CLASS_MD},
    {0x30FC, 0x30FF, PDF_CLASS_ID},
    {0x3105, 0x312F, PDF_CLASS_ID},
    {0x3131, 0x318E, PDF_CLASS_ID},
    {0x31A0, 0x31BF, PDF_CLASS_ID},
    {0x31F0, 0x31FF, PDF_CLASS_ID},
    {0x3200, 0x33FF, PDF_CLASS_ID}, /* ㈠ ㎡ and their like */
    {0x3400, 0x4DBF, PDF_CLASS_ID},
    {0x4E00, 0x9FFF, PDF_CLASS_ID},
    {0xAC00, 0xD7A3, PDF_CLASS_ID},
    {0xF900, 0xFAFF, PDF_CLASS_ID},
    {0xFF01, 0xFF01, PDF_CLASS_EX},
    {0xFF04, 0xFF04, PDF_CLASS_OW}, /* ＄ PR before a digit */
    {0xFF05, 0xFF05, PDF_CLASS_PO}, /* ％ wherever it stands (R13) */
    {0xFF08, 0xFF08, PDF_CLASS_OP},
    {0xFF09, 0xFF09, PDF_CLASS_CL},
    {0xFF0C, 0xFF0C, PDF_CLASS_CM},
    {0xFF0E, 0xFF0E, PDF_CLASS_PE},
    {0xFF0F, 0xFF0F, PDF_CLASS_SL},
    {0xFF1A, 0xFF1B, PDF_CLASS_SC},
    {0xFF1F, 0xFF1F, PDF_CLASS_EX},
    {0xFF3B, 0xFF3B, PDF_CLASS_OP},
    {0xFF3D, 0xFF3D, PDF_CLASS_CL},
    {0xFF5B, 0xFF5B, PDF_CLASS_OP},
    {0xFF5D, 0xFF5D, PDF_CLASS_CL},
    {0xFF5E, 0xFF5E, PDF_CLASS_CN},
    {0xFF5F, 0xFF5F, PDF_CLASS_OP},
    {0xFF60, 0xFF60, PDF_CLASS_CL},
    {0xFF61, 0xFF61, PDF_CLASS_PE},
    {0xFF62, 0xFF62, PDF_CLASS_OP},
    {0xFF63, 0xFF63, PDF_CLASS_CL},
    {0xFF64, 0xFF64, PDF_CLASS_CM},
    {0xFF65, 0xFF65, PDF_CLASS_MD},
    {0xFFE0, 0xFFE6, PDF_CLASS_OW}, /* ￥ PR before a digit */
    {0x1D400, 0x1D7FF, PDF_CLASS_AL},
    {0x20000, 0x323AF, PDF_CLASS_ID},
};

static const gchar *const names[PDF_CLASS_LAST + 1] = {
    [PDF_CLASS_ID] = "ID", [PDF_CLASS_OP] = "OP", [PDF_CLASS_CL] = "CL", [PDF_CLASS_PE] = "PE",
    [PDF_CLASS_CM] = "CM", [PDF_CLASS_SC] = "SC", [PDF_CLASS_EX] = "EX", [PDF_CLASS_MD] = "MD",
    [PDF_CLASS_DA] = "DA", [PDF_CLASS_EL] = "EL", [PDF_CLASS_CN] = "CN", [PDF_CLASS_SL] = "SL",
    [PDF_CLASS_AL] = "AL", [PDF_CLASS_NU] = "NU", [PDF_CLASS_PR] = "PR", [PDF_CLASS_PO] = "PO",
    [PDF_CLASS_LO] = "LO", [PDF_CLASS_LP] = "LP", [PDF_CLASS_HY] = "HY", [PDF_CLASS_EM] = "EM",
    [PDF_CLASS_SP] = "SP", [PDF_CLASS_NB] = "NB", [PDF_CLASS_IS] = "IS", [PDF_CLASS_U] = "U",
    [PDF_CLASS_A] = "A",   [PDF_CLASS_OW] = "OW", [PDF_CLASS_OT] = "OT", [PDF_CLASS_ZW] = "ZW",
    [PDF_CLASS_NL] = "NL",
};

const gchar *
pdf_class_name (PdfClass cls)
{
  g_return_val_if_fail (cls <= PDF_CLASS_LAST, "??");
  return names[cls];
}

/* R2: general category, East Asian width and script decide for what no row names. */
static PdfClass
fallback_class (gunichar ch)
{
  gboolean wide = g_unichar_iswide (ch);

  switch (g_unichar_type (ch)) {
  case G_UNICODE_OPEN_PUNCTUATION:
    return wide ? PDF_CLASS_OP : PDF_CLASS_LO;
  case G_UNICODE_CLOSE_PUNCTUATION:
    return wide ? PDF_CLASS_CL : PDF_CLASS_LP;
  case G_UNICODE_INITIAL_PUNCTUATION:
    return PDF_CLASS_LO;
  case G_UNICODE_FINAL_PUNCTUATION:
    return PDF_CLASS_LP;
  case G_UNICODE_DECIMAL_NUMBER:
    return PDF_CLASS_NU;
  case G_UNICODE_SPACE_SEPARATOR:
    return PDF_CLASS_SP;
  default:
    break;
  }
  switch (g_unichar_get_script (ch)) {
  case G_UNICODE_SCRIPT_HAN:
  case G_UNICODE_SCRIPT_HIRAGANA:
  case G_UNICODE_SCRIPT_KATAKANA:
  case G_UNICODE_SCRIPT_BOPOMOFO:
  case G_UNICODE_SCRIPT_HANGUL:
    return PDF_CLASS_ID;
  default:
    break;
  }
  if (wide)
    return PDF_CLASS_OW;
  if (g_unichar_isalpha (ch) || g_unichar_ismark (ch))
    return PDF_CLASS_AL;
  return PDF_CLASS_OT;
}

PdfClass
pdf_class_of (gunichar ch)
{
  guint lo = 0, hi = G_N_ELEMENTS (ranges);

  if ((ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z'))
    return PDF_CLASS_AL;
  while (lo < hi) {
    guint mid = (lo + hi) / 2;
    if (ch < ranges[mid].first)
      hi = mid;
    else if (ch > ranges[mid].last)
      lo = mid + 1;
    else
      return (PdfClass) ranges[mid].cls;
  }
  return fallback_class (ch);
}
