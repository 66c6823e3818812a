/* Words that are more than words: URLs and addresses (R22), identifiers (R23), numbers with their signs,
 * prefixes, suffixes and units (R9, R17, R18); and compose_class_resolve(), which calls the stages in order.
 */

#include "compose-token-private.h"

#include <string.h>

/* No word, domain or mailbox is longer; keeps hostile text linear. */
#define WORD_MAX 256

/* ---- URLs -------------------------------------------------------------------------------------------- */

static gboolean
starts_with (const Resolver *r, guint i, const gchar *prefix)
{
  for (guint k = 0; prefix[k] != '\0'; k++) {
    gunichar ch = resolver_char (r, i + k);
    if (ch >= 0x80 || g_ascii_tolower ((gchar) ch) != prefix[k])
      return FALSE;
  }
  return TRUE;
}

/* Characters that RFC 3986 allows in a URI. */
static gboolean
is_uri_char (gunichar ch)
{
  return ch > 0x20 && ch < 0x7F && strchr ("\"<>\\^`{|}", (int) ch) == NULL;
}

static gboolean
is_ascii_alnum (gunichar ch)
{
  return ch < 0x80 && g_ascii_isalnum ((gchar) ch);
}

/* R22: what belongs to the sentence is not part of the URL: stops at its end, a bracket it did not open. */
static guint
trim_uri (const Resolver *r, guint start, guint end)
{
  gint round = 0, square = 0;

  for (guint i = start; i < end; i++) {
    gunichar ch = r->chars[i].ch;
    round += ch == '(' ? 1 : ch == ')' ? -1 : 0;
    square += ch == '[' ? 1 : ch == ']' ? -1 : 0;
  }
  while (end > start) {
    gunichar ch = r->chars[end - 1].ch;
    if (ch == ')' && round < 0)
      round++;
    else if (ch == ']' && square < 0)
      square++;
    else if (strchr (".,;:!?'", (int) ch) == NULL)
      break;
    end--;
  }
  return end;
}

/* A domain without scheme, with a path behind it: github.com/a. Few top-level names, since Node.js/React is
 * none. */
static gboolean
is_bare_domain (const Resolver *r, guint start)
{
  static const gchar *const tops[] = {"com", "org", "net", "edu", "gov", "cn", "io", "ai", "dev", "app"};
  guint i = start, label = start;
  gboolean dotted = FALSE;

  while (i - start < WORD_MAX && (is_ascii_alnum (resolver_char (r, i)) || resolver_char (r, i) == '-' ||
                                  resolver_char (r, i) == '.')) {
    if (r->chars[i].ch == '.') {
      dotted = i > start;
      label = i + 1;
    }
    i++;
  }
  if (!dotted || resolver_char (r, i) != '/')
    return FALSE;
  for (guint k = 0; k < G_N_ELEMENTS (tops); k++)
    if (strlen (tops[k]) == i - label && starts_with (r, label, tops[k]))
      return TRUE;
  return FALSE;
}

/* x@y.z; @i is the start of a run of letters, digits and . _ + - */
static guint
scan_email (const Resolver *r, guint start)
{
  guint i = start, at, dot = 0;

  while (i - start < WORD_MAX &&
         (is_ascii_alnum (resolver_char (r, i)) ||
          (resolver_char (r, i) && strchr ("._+-", (int) MIN (r->chars[i].ch, 0x7F)) != NULL)))
    i++;
  if (i == start || resolver_char (r, i) != '@')
    return start;
  at = i++;
  while (is_ascii_alnum (resolver_char (r, i)) || resolver_char (r, i) == '.' ||
         resolver_char (r, i) == '-') {
    if (r->chars[i].ch == '.' && is_ascii_alnum (resolver_char (r, i + 1)))
      dot = i;
    i++;
  }
  while (i > at && !is_ascii_alnum (r->chars[i - 1].ch))
    i--;
  return dot > at + 1 ? i : start;
}

static guint
scan_url (const Resolver *r, guint i)
{
  static const gchar *const schemes[] = {"http://", "https://", "ftp://", "www."};
  gboolean is_url = FALSE;
  guint end = i;

  for (guint k = 0; k < G_N_ELEMENTS (schemes) && !is_url; k++)
    is_url = starts_with (r, i, schemes[k]);
  if (!is_url && !is_bare_domain (r, i))
    return scan_email (r, i);
  while (end < r->n && is_uri_char (r->chars[end].ch))
    end++;
  return trim_uri (r, i, end);
}

static void
set_class (Resolver *r, guint start, guint end, ComposeClass cls)
{
  for (guint i = start; i < end; i++)
    r->infos[i].cls = (guint8) cls;
}

static void
resolve_urls (Resolver *r)
{
  guint i = 0;

  while (i < r->n) {
    guint end = i;
    if (r->chars[i].flags & COMPOSE_CHAR_URL) {
      while (end < r->n && (r->chars[end].flags & COMPOSE_CHAR_URL) && is_uri_char (r->chars[end].ch))
        end++;
    } else if (is_ascii_alnum (r->chars[i].ch) && (i == 0 || !is_ascii_alnum (r->chars[i - 1].ch))) {
      end = scan_url (r, i);
    }
    set_class (r, i, end, COMPOSE_CLASS_U);
    i = MAX (end, i + 1);
  }
}

/* ---- numbers ----------------------------------------------------------------------------------------- */

static gboolean
is_digit (const Resolver *r, guint i)
{
  return i < r->n && r->infos[i].cls == COMPOSE_CLASS_NU;
}

static gboolean
is_script_sign (gunichar ch) /* super- and subscript digits and signs */
{
  return ch == 0xB2 || ch == 0xB3 || ch == 0xB9 || (ch >= 0x2070 && ch <= 0x208E && ch != 0x2071);
}

/* R9: from a digit to the end of its number, suffix not included. */
static guint
scan_number (const Resolver *r, guint i)
{
  for (;;) {
    gunichar ch = resolver_char (r, i), sign = resolver_char (r, i + 1);
    if (is_digit (r, i) || (ch && is_script_sign (ch)))
      i++;
    else if (ch && ch < 0x10000 && (strchr (",.:/-", (int) MIN (ch, 0x7F)) || ch == 0xD7 || ch == 0x2013) &&
             is_digit (r, i + 1))
      i += 2;
    else if ((ch == 'e' || ch == 'E' || ch == '^') &&
             (is_digit (r, i + 1) || ((sign == '-' || sign == '+' || sign == 0x2212) && is_digit (r, i + 2))))
      i += 2;
    else
      return i;
  }
}

static gboolean
is_suffix (gunichar ch)
{
  switch (ch) {
  case '%':
  case 0x2030:
  case 0x2031:
  case 0x00B0:
  case 0x2032:
  case 0x2033:
  case 0x2103:
  case 0x2109:
  case 0xFF05:
    return TRUE;
  default:
    return FALSE;
  }
}

/* Signs that belong to the number behind them (R1 PR). */
static gboolean
is_prefix (gunichar ch)
{
  switch (ch) {
  case '$':
  case 0x00A3:
  case 0x20AC:
  case 0x00A5:
  case 0xFFE5:
  case 0xFF04:
  case 0x2116:
  case '#':
  case 0x00A7:
  case 0x00B1:
  case 0x2212:
  case '+':
  case '-':
  case '~':
  case 0x2248:
  case '<':
  case '>':
  case 0x2264:
  case 0x2265:
  case '=':
    return TRUE;
  default:
    return FALSE;
  }
}

/* R18. Sorted for bsearch. */
static const gchar *const units[] = {
    "A",   "B",  "EB",  "FLOPS",  "FLOPs", "FPS", "GB", "GFLOPS", "GHz", "GW", "Hz",  "J",
    "K",   "KB", "MB",  "MFLOPS", "MHz",   "MPa", "MV", "MW",     "PB",  "Pa", "TB",  "TFLOPS",
    "THz", "V",  "W",   "Wh",     "bit",   "cm",  "d",  "dB",     "dpi", "eV", "fps", "g",
    "h",   "kB", "kHz", "kJ",     "kPa",   "kV",  "kW", "kWh",    "kg",  "km", "m",   "mA",
    "mV",  "mg", "min", "mm",     "ms",    "nm",  "ns", "px",     "rpm", "s",  "t",
};

static gint
compare_unit (gconstpointer key, gconstpointer row)
{
  return strcmp (key, *(const gchar *const *) row);
}

/* A unit that starts at @i and is a word of its own; returns its end, or @i. */
static guint
scan_unit (const Resolver *r, guint i)
{
  gchar word[8];
  guint len = 0, end = i;

  if (is_suffix (resolver_char (r, i)))
    return i + 1 +
           ((r->chars[i].ch == 0xB0 && (resolver_char (r, i + 1) == 'C' || resolver_char (r, i + 1) == 'F'))
                ? 1
                : 0);
  while (end < r->n && r->infos[end].cls == COMPOSE_CLASS_AL && !is_script_sign (r->chars[end].ch)) {
    gunichar ch = r->chars[end].ch;
    if (ch == 0x3BC || ch == 0xB5) /* μm and its like: any unit letter may follow */
      ch = 'm';
    if (ch >= 0x80 || len + 1 >= sizeof word)
      return i;
    word[len++] = (gchar) ch;
    end++;
  }
  word[len] = '\0';
  if (len == 0 || is_digit (r, end))
    return i;
  /* μs, μg, μm read as ms, mg, mm */
  if (!bsearch (word, units, G_N_ELEMENTS (units), sizeof units[0], compare_unit))
    return i;
  while (end < r->n && is_script_sign (r->chars[end].ch))
    end++;
  return end;
}

static void
join (Resolver *r, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    r->infos[i].flags |= COMPOSE_INFO_UNIT;
}

/* The unit behind a number that ends at @i, with or without a space; km/s and kg·m² whole. */
static guint
join_unit (Resolver *r, guint i)
{
  ComposeClass cls = resolver_class (r, i);
  gboolean spaced = cls == COMPOSE_CLASS_SP || cls == COMPOSE_CLASS_NB;
  guint start = spaced ? i + 1 : i;
  guint end = scan_unit (r, start);

  if (end == start)
    return i;
  if (is_suffix (r->chars[start].ch))
    set_class (r, start, end, COMPOSE_CLASS_PO);
  for (;;) {
    gunichar ch = resolver_char (r, end);
    guint next = ch == '/' || ch == 0xB7 ? scan_unit (r, end + 1) : 0;
    if (next <= end + 1)
      break;
    end = next;
  }
  join (r, i, end);
  return end;
}

/* The sign before the figure at @i belongs to it: its place, or @i. */
static guint
resolve_prefix (Resolver *r, guint i)
{
  if (i == 0 || !is_prefix (r->chars[i - 1].ch) || r->infos[i - 1].cls == COMPOSE_CLASS_A ||
      r->infos[i - 1].cls == COMPOSE_CLASS_U ||
      (r->infos[i - 1].cls == COMPOSE_CLASS_HY && i > 1 && class_is_word (resolver_class (r, i - 2))))
    return i;
  r->infos[i - 1].cls = COMPOSE_CLASS_PR;
  return i - 1;
}

static guint
resolve_number (Resolver *r, guint i)
{
  guint end = scan_number (r, i);
  guint start = resolve_prefix (r, i);

  set_class (r, i, end, COMPOSE_CLASS_NU);
  join (r, start + 1, end);
  return MAX (join_unit (r, end), end);
}

static void
resolve_numbers (Resolver *r)
{
  guint i = 0;

  while (i < r->n) {
    gboolean figure =
        g_unichar_isdigit (r->chars[i].ch) && (i == 0 || r->infos[i - 1].cls != r->infos[i].cls);
    if (is_digit (r, i) && !(r->infos[i].flags & COMPOSE_INFO_JOIN)) {
      i = resolve_number (r, i);
      continue;
    }
    if (figure && r->infos[i].cls == COMPOSE_CLASS_A) /* ±1.5σ */
      join (r, resolve_prefix (r, i) + 1, i + 1);
    i++;
  }
}

/* ---- identifiers ------------------------------------------------------------------------------------- */

/* std::chrono */
static gboolean
is_double_colon (const Resolver *r, guint i)
{
  ComposeClass next = resolver_class (r, i + 1), after = resolver_class (r, i + 2);
  if (i > 0 && r->chars[i - 1].ch == ':')
    return next == COMPOSE_CLASS_AL;
  return resolver_char (r, i + 1) == ':' && after == COMPOSE_CLASS_AL;
}

/* The end of the run of Latin word characters that starts at @start. Inner signs count when a letter or digit
 * follows, a bracket when it stands directly behind one. */
static guint
scan_word (const Resolver *r, guint start, gboolean *colon)
{
  guint i = start, open = 0;

  *colon = starts_with (r, start, "arxiv:") || starts_with (r, start, "doi:");
  for (; i < r->n && i - start < WORD_MAX; i++) {
    ComposeClass cls = resolver_class (r, i);
    gunichar ch = r->chars[i].ch;
    ComposeClass next = resolver_class (r, i + 1);
    gboolean inner = next == COMPOSE_CLASS_AL || next == COMPOSE_CLASS_NU;
    if (cls == COMPOSE_CLASS_AL || cls == COMPOSE_CLASS_NU)
      continue;
    if (ch == ')' && open > 0) {
      open--;
      continue;
    }
    if (ch == '(' && inner && i > start) {
      open++;
      continue;
    }
    if (inner && ch < 0x80 && strchr ("-_./+@", (int) ch) != NULL)
      continue;
    if (ch == ':' && ((inner && *colon) || is_double_colon (r, i)))
      continue;
    break;
  }
  while (i > start && open > 0) { /* a bracket that does not close is the sentence's */
    i--;
    if (r->chars[i].ch == ')')
      open++;
    else if (r->chars[i].ch == '(')
      open--;
  }
  return i;
}

static gboolean
has_digit (const Resolver *r, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    if (r->chars[i].ch < 0x80 && g_ascii_isdigit ((gchar) r->chars[i].ch))
      return TRUE;
  return FALSE;
}

/* 2209.11142 and 2209.11142v2 */
static gboolean
is_arxiv_number (const Resolver *r, guint start, guint end)
{
  guint i = start;

  while (i < end && is_digit (r, i))
    i++;
  if (i - start != 4 || resolver_char (r, i) != '.')
    return FALSE;
  start = ++i;
  while (i < end && is_digit (r, i))
    i++;
  if (i - start != 4 && i - start != 5)
    return FALSE;
  return i == end || r->chars[i].ch == 'v';
}

/* 10.1109/CVPR.2016.90 */
static gboolean
is_doi (const Resolver *r, guint start, guint end)
{
  guint i = start + 3;

  if (!starts_with (r, start, "10."))
    return FALSE;
  while (i < end && is_digit (r, i))
    i++;
  return i - start >= 7 && i < end && r->chars[i].ch == '/';
}

/* GPT-4o, ResNet-50, def2-TZVPPD: a hyphen beside a part with a digit glues, one between plain words does not
 * (R23, R24, R62). [@start, @end) becomes the pieces of class A that this gives. */
static void
resolve_hyphenated (Resolver *r, guint start, guint end)
{
  guint part = start, group = start;
  gboolean digits = FALSE;

  for (guint i = start; i <= end; i++) {
    if (i < end && r->chars[i].ch != '-')
      continue;
    gboolean here = has_digit (r, part, i);
    if (part > group && !here && !digits) /* hyphen between plain words: the group ended before it */
      group = part;
    digits = here;
    if (here && i > group)
      set_class (r, group, i, COMPOSE_CLASS_A);
    if (here && i < end) { /* what follows the hyphen belongs to it */
      guint next = i + 1;
      while (next < end && r->chars[next].ch != '-')
        next++;
      set_class (r, group, next, COMPOSE_CLASS_A);
    }
    part = i + 1;
  }
}

/* A name from a program: an underscore or a double colon between its parts, or two dots at least. */
static gboolean
is_program_name (const Resolver *r, guint start, guint end)
{
  guint dots = 0;

  for (guint i = start + 1; i + 1 < end; i++) {
    gunichar ch = r->chars[i].ch;
    gboolean between = r->infos[i - 1].cls == COMPOSE_CLASS_AL && r->infos[i + 1].cls == COMPOSE_CLASS_AL;
    if (ch == '_' || (ch == ':' && r->chars[i + 1].ch == ':'))
      return TRUE;
    dots += ch == '.' && between && i >= start + 2 && r->infos[i - 2].cls == COMPOSE_CLASS_AL;
  }
  return dots >= 2;
}

static void
resolve_word (Resolver *r, guint start, guint end, gboolean colon)
{
  gboolean letters = FALSE, signs = FALSE;

  for (guint i = start; i < end; i++) {
    letters |= r->infos[i].cls == COMPOSE_CLASS_AL;
    signs |= r->infos[i].cls != COMPOSE_CLASS_AL && r->infos[i].cls != COMPOSE_CLASS_NU;
  }
  if (letters && is_program_name (r, start, end)) {
    set_class (r, start, end, COMPOSE_CLASS_A);
    return;
  }
  if (!has_digit (r, start, end))
    return;
  if (colon || is_arxiv_number (r, start, end) || is_doi (r, start, end)) {
    set_class (r, start, end, COMPOSE_CLASS_A);
    return;
  }
  if (!letters || !signs || (is_digit (r, start) && scan_number (r, start) == end))
    return;
  resolve_hyphenated (r, start, end);
}

static void
resolve_identifiers (Resolver *r)
{
  guint i = 0;

  while (i < r->n) {
    ComposeClass cls = resolver_class (r, i);
    guint end = i + 1;
    if (r->chars[i].flags & COMPOSE_CHAR_CODE && cls != COMPOSE_CLASS_SP && cls > COMPOSE_CLASS_SL &&
        cls != COMPOSE_CLASS_NL) {
      r->infos[i].cls = COMPOSE_CLASS_A;
    } else if (cls == COMPOSE_CLASS_AL || cls == COMPOSE_CLASS_NU) {
      gboolean colon;
      end = scan_word (r, i, &colon);
      if (end <= i)
        end = i + 1;
      resolve_word (r, i, end, colon);
    }
    i = end;
  }
}

/* ---- all stages -------------------------------------------------------------------------------------- */

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
      gboolean words = class_is_word ((ComposeClass) info->cls) && class_is_word (before) &&
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
  resolve_urls (&r);
  resolve_identifiers (&r);
  compose_quote_resolve (&r);
  compose_quote_resolve_dashes (&r);
  resolve_numbers (&r);
  resolve_exclamations (&r);
  resolve_fonts (&r);
}
