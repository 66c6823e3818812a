/* wz-math-weigh.c: whether a stretch of text is mathematics or prose. In: text. Out: weights.
 * SPDX-License-Identifier: MIT
 *
 * Commands, scripts, operators, lone letters speak for mathematics; words in a row, words of sentences,
 * sentence ends, Han outside braces for prose. What stands within \text{…} and the like counts for neither.
 */
#include "base/wz-math-private.h"

#include <string.h>

/* ---- Words --------------------------------------------------------------------------------------------- */

static gboolean
is_listed (const gchar *word, gsize length, const gchar *const *list, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (*word == *list[i] && strncmp (word, list[i], length) == 0 && list[i][length] == '\0')
      return TRUE;
  return FALSE;
}

gboolean
wz_math_is_function (const gchar *word, gsize length)
{
  static const gchar *const names[] = {"log",   "ln",      "exp",    "sin",     "cos",    "tan",    "max",
                                       "min",   "sup",     "inf",    "poly",    "det",    "dim",    "rank",
                                       "sqrt",  "softmax", "tanh",   "sigmoid", "argmax", "argmin", "Theta",
                                       "Omega", "polylog", "loglog", "tilde",   "diag",   "sign",   "lim"};

  return is_listed (word, length, names, G_N_ELEMENTS (names));
}

/* Words of sentences that no formula has by itself. */
static gboolean
is_sentence_word (const gchar *word, gsize length)
{
  static const gchar *const words[] = {
      "a",    "an",  "and",  "are",  "as",   "at",    "be",    "by",   "but",  "can", "for",
      "from", "has", "have", "if",   "in",   "into",  "is",    "it",   "its",  "not", "of",
      "on",   "or",  "our",  "per",  "than", "that",  "the",   "then", "this", "to",  "vs",
      "via",  "was", "we",   "were", "when", "where", "which", "with", "while"};
  gchar low[8];

  if (length >= sizeof low)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    low[i] = g_ascii_tolower (word[i]);
  return is_listed (low, length, words, G_N_ELEMENTS (words));
}

/* Commands whose argument is words; the first ones stand in running text as well, and prove little. */
static const gchar *const text_commands[] = {"text",   "textbf", "textit", "textsc",
                                             "texttt", "textsf", "emph"};
static const gchar *const word_commands[] = {
    "textrm", "textnormal", "mbox", "hbox",  "mathrm",       "mathbf", "mathsf", "mathtt",
    "mathit", "begin",      "end",  "label", "operatorname", "tag",    "color",  "boldsymbol"};
/* Commands of running text: no sign of mathematics. */
static const gchar *const prose_commands[] = {"href", "url",      "cite", "citep",   "citet", "ref",
                                              "item", "footnote", "par",  "section", "eqref", "paragraph"};

/* ---- What a stretch holds ------------------------------------------------------------------------------ */

typedef struct {
  WzMathEvidence *evidence;
  const gchar *start, *p, *end; /* what is read: all of it lies in one paragraph */
  guint in_row;                 /* words of three letters and more, joined by blanks, commas, hyphens */
  const gchar *row_start;       /* the first of them */
  gboolean word_before;         /* a word of two letters and more, with nothing but such joints behind it */
  gboolean unclosed;            /* a group had no end: none is looked for again, or time would be quadratic */
} Scan;

static gboolean
is_han (gunichar c)
{
  return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x323AF);
}

/* Punctuation of Chinese sentences. */
static gboolean
is_cjk_mark (gunichar c)
{
  return (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFF0F) || (c >= 0xFF1A && c <= 0xFF1F);
}

/* A letter of a word: Latin, with accents; not Greek, which is a variable. */
static gboolean
is_word_letter (gunichar c)
{
  return c < 0x80 ? g_ascii_isalpha ((gchar) c) : c < 0x250 && g_unichar_isalpha (c);
}

static void
break_row (Scan *scan)
{
  scan->in_row = 0;
  scan->word_before = FALSE;
}

/* Goes behind the group that begins here, blanks skipped; stays where none does, or none that ends. */
static void
skip_group (Scan *scan)
{
  const gchar *q = scan->p;
  gint depth = 0;

  while (q < scan->end && wz_math_is_blank (*q))
    q++;
  if (q >= scan->end || *q != '{' || scan->unclosed)
    return;
  for (; q < scan->end; q++) {
    if (*q == '\\' && q + 1 < scan->end)
      q++;
    else if (*q == '{')
      depth++;
    else if (*q == '}' && --depth == 0) {
      scan->p = q + 1;
      return;
    }
  }
  scan->unclosed = TRUE;
}

static void
scan_command (Scan *scan)
{
  gboolean twice = scan->end - scan->p > 2 && scan->p[1] == '\\' && g_ascii_isalpha (scan->p[2]);
  const gchar *name = scan->p + (twice ? 2 : 1), *q = name; /* \\alpha: escaped once too often */
  WzMathEvidence *evidence = scan->evidence;
  gsize length;

  while (q < scan->end && g_ascii_isalpha (*q))
    q++;
  length = (gsize) (q - name);
  scan->p = length == 0 ? MIN (name + 1, scan->end) : q + (q < scan->end && *q == '*');
  evidence->dangling = FALSE;
  evidence->relations = TRUE;
  break_row (scan);
  evidence->escapes = TRUE;
  if (length == 0) { /* \, \; \{ \| stand in formulae alone, \% \& \# \_ in text too */
    if (name < scan->end && strchr (",;:!{}|\\ ", *name) != NULL)
      evidence->math += W_TEXT_COMMAND;
    return;
  }
  if (is_listed (name, length, prose_commands, G_N_ELEMENTS (prose_commands))) {
    evidence->prose += W_WORDS;
    evidence->has_prose_command = TRUE;
    return;
  }
  if (is_listed (name, length, text_commands, G_N_ELEMENTS (text_commands))) {
    evidence->math += W_TEXT_COMMAND;
    skip_group (scan);
    return;
  }
  evidence->math += W_COMMAND;
  evidence->commands++;
  if (is_listed (name, length, word_commands, G_N_ELEMENTS (word_commands)))
    skip_group (scan);
}

/* A word that stands by itself, not in a name such as `f(max)`: prose where another is its neighbour. */
static void
scan_long_word (Scan *scan, const gchar *word, gsize length, glong letters)
{
  WzMathEvidence *evidence = scan->evidence;

  if (wz_math_is_function (word, length)) {
    evidence->math += W_LETTER;
    break_row (scan);
    return;
  }
  if (letters >= 3) {
    if (scan->in_row++ == 0)
      scan->row_start = word;
    if (scan->in_row == WZ_MATH_PROSE_WORDS && evidence->words == NULL)
      evidence->words = scan->row_start;
    if (scan->in_row >= WZ_MATH_PROSE_WORDS && evidence->words == scan->row_start)
      evidence->words_end = word + length;
    evidence->prose += scan->word_before ? W_WORDS : W_WORD;
    evidence->words_alone += !scan->word_before;
  } else if (scan->word_before) {
    evidence->prose += W_WORD;
  }
  scan->word_before = TRUE;
}

static void
scan_word (Scan *scan)
{
  const gchar *word = scan->p;
  WzMathEvidence *evidence = scan->evidence;
  gboolean apart = word > scan->start && wz_math_is_blank (word[-1]);
  glong letters = 0;
  gsize length;

  while (scan->p < scan->end && is_word_letter (g_utf8_get_char (scan->p))) {
    scan->p = g_utf8_next_char (scan->p);
    letters++;
  }
  length = (gsize) (scan->p - word);
  apart = apart || (scan->p < scan->end && wz_math_is_blank (*scan->p));
  evidence->operands = TRUE;
  evidence->dangling = FALSE;
  if (apart && is_sentence_word (word, length) && (letters > 1 || scan->word_before)) {
    evidence->prose += W_SENTENCE_WORD;
    scan->word_before = TRUE;
  } else if (letters == 1) {
    evidence->math += W_LETTER;
    break_row (scan);
  } else {
    scan_long_word (scan, word, length, letters);
  }
}

static void
scan_number (Scan *scan)
{
  while (scan->p < scan->end &&
         (g_ascii_isdigit (*scan->p) ||
          ((*scan->p == '.' || *scan->p == ',') && scan->p + 1 < scan->end && g_ascii_isdigit (scan->p[1]))))
    scan->p++;
  scan->evidence->math += W_NUMBER;
  scan->evidence->operands = TRUE;
  scan->evidence->dangling = FALSE;
  break_row (scan);
}

/* Whether word letters stand on both sides: a hyphen, foo_bar. */
static gboolean
is_inside_word (const Scan *scan)
{
  return scan->p > scan->start && g_ascii_isalpha (scan->p[-1]) && scan->p + 1 < scan->end &&
         g_ascii_isalpha (scan->p[1]) &&
         ((scan->p - scan->start > 1 && g_ascii_isalpha (scan->p[-2])) ||
          (scan->p + 2 < scan->end && g_ascii_isalpha (scan->p[2])));
}

/* A full stop, question or exclamation mark, a blank, and a word or another sentence's capital. */
static gboolean
ends_sentence (const Scan *scan)
{
  const gchar *q = scan->p + 1;

  if (q >= scan->end || !wz_math_is_blank (*q) || scan->p == scan->start || !g_ascii_isalnum (scan->p[-1]))
    return q < scan->end && wz_math_is_blank (*q) && scan->p == scan->start;
  while (q < scan->end && wz_math_is_blank (*q))
    q++;
  return q < scan->end &&
         (g_ascii_isupper (*q) || (q + 1 < scan->end && g_ascii_isalpha (*q) && g_ascii_isalpha (q[1])));
}

static void
scan_ascii_sign (Scan *scan)
{
  WzMathEvidence *evidence = scan->evidence;
  gchar c = *scan->p;
  gboolean joins = c == ',' || c == '-' || c == ';' || c == ':' || wz_math_is_blank (c);

  if ((c == '^' || c == '_') && !is_inside_word (scan)) {
    evidence->math += W_SCRIPT;
  } else if (strchr ("=<>+*|", c) != NULL) {
    evidence->math += W_OPERATOR;
  } else if ((c == '-' || c == '/') && !is_inside_word (scan)) {
    evidence->math += W_OPERATOR / 2;
  } else if ((c == '.' || c == '?' || c == '!') && ends_sentence (scan)) {
    evidence->prose += W_SENTENCE_END;
  } else if (c == '"') {
    evidence->prose += W_QUOTE;
  } else if (c == '&' && scan->end - scan->p > 1 && scan->p[1] == '#') {
    evidence->prose += W_HAN; /* &#21738; */
  } else if (c == '`' || (c == ':' && scan->end - scan->p > 2 && scan->p[1] == '/' && scan->p[2] == '/')) {
    evidence->prose += W_SENTENCE_END; /* code, a URL */
  }
  evidence->braces += (c == '{') - (c == '}');
  evidence->relations |= strchr ("^_={}<>+", c) != NULL;
  if (!wz_math_is_blank (c))
    evidence->dangling = strchr ("=<>+*-/,;:", c) != NULL;
  if (!joins)
    break_row (scan);
  scan->p++;
}

static void
scan_character (Scan *scan)
{
  WzMathEvidence *evidence = scan->evidence;
  gunichar c = g_utf8_get_char (scan->p);

  if (c < 0x80) {
    scan_ascii_sign (scan);
    return;
  }
  if (c == 0xFFFC) /* something that is no character: a picture, code, another formula */
    evidence->prose += W_SENTENCE_END;
  else if (is_cjk_mark (c) || (is_han (c) && evidence->braces <= 0))
    evidence->prose += W_HAN;
  else if (is_han (c))
    evidence->prose += 1; /* L_{总} */
  else if (c >= 0x2018 && c <= 0x201F)
    evidence->prose += W_QUOTE;
  else if (g_unichar_isalpha (c) || g_unichar_type (c) == G_UNICODE_MATH_SYMBOL)
    evidence->math += W_LETTER;
  evidence->operands = TRUE;
  evidence->dangling = FALSE;
  break_row (scan);
  scan->p = g_utf8_next_char (scan->p);
}

WzMathEvidence
wz_math_weigh (const gchar *start, const gchar *end)
{
  WzMathEvidence evidence = {.digit_first = start < end && g_ascii_isdigit (*start)};
  Scan scan = {.evidence = &evidence, .start = start, .p = start, .end = end};

  for (const gchar *p = start + 1; p + 1 < end; p++)
    evidence.blanks |= wz_math_is_blank (*p);
  while (scan.p < end) {
    if (*scan.p == '\\')
      scan_command (&scan);
    else if (g_ascii_isdigit (*scan.p))
      scan_number (&scan);
    else if (is_word_letter (g_utf8_get_char (scan.p)))
      scan_word (&scan);
    else
      scan_character (&scan);
  }
  return evidence;
}

const gchar *
wz_math_find_prose (const gchar *tex, gsize *length)
{
  WzMathEvidence evidence = wz_math_weigh (tex, tex + strlen (tex));

  *length = evidence.words != NULL ? (gsize) (evidence.words_end - evidence.words) : 0;
  return evidence.words;
}
