/* wz-math.c: which dollars of a paragraph are formulae. In: text. Out: spans. SPDX-License-Identifier: MIT
 *
 * Three steps: the delimiters of the paragraph are listed; each stretch between two neighbours is read once
 * and weighed as mathematics and as prose; the pairing that weighs most is found by dynamic programming over
 * the delimiters, from right to left. TeX does not nest dollars, so that only neighbours can be a pair.
 */
#include "base/wz-math.h"

#include <string.h>

/* ---- Words --------------------------------------------------------------------------------------------- */

static gboolean
is_listed (const gchar *word, gsize length, const gchar *const *list, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (strlen (list[i]) == length && memcmp (word, list[i], length) == 0)
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
  gint math, prose;
  gint words_alone;  /* words that are nobody's neighbours */
  gint commands;     /* that only mathematics has */
  gint braces;       /* depth at its end; negative: one was closed that was not opened */
  gboolean operands; /* something beside operators and commands */
  gboolean dangling; /* ends with an infix sign */
  gboolean has_prose_command;
  gboolean digit_first;
  gboolean blanks;                /* within it */
  gboolean relations;             /* `=`, a script, a command: what a price has not */
  const gchar *words, *words_end; /* the first WZ_MATH_PROSE_WORDS words in a row */
} Evidence;

/* Weights, in halves of a lone letter. */
enum {
  W_COMMAND = 4,
  W_TEXT_COMMAND = 2,
  W_SCRIPT = 2,
  W_OPERATOR = 2,
  W_LETTER = 2,
  W_NUMBER = 1,
  W_SENTENCE_WORD = 6,
  W_WORDS = 6, /* two in a row */
  W_WORD = 2,
  W_SENTENCE_END = 8,
  W_HAN = 6,
  W_QUOTE = 2,
  ENOUGH = 2 /* what a formula must weigh */
};

typedef struct {
  Evidence *evidence;
  const gchar *start, *p, *end; /* what is read: all of it lies in one paragraph */
  guint in_row;                 /* words of three letters and more, joined by blanks, commas, hyphens */
  const gchar *row_start;       /* the first of them */
  gboolean word_before;         /* a word of two letters and more, with nothing but such joints behind it */
  gboolean unclosed;            /* a group had no end: none is looked for again, or time would be quadratic */
} Scan;

static gboolean
is_blank (gchar c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

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

  while (q < scan->end && is_blank (*q))
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
  Evidence *evidence = scan->evidence;
  gsize length;

  while (q < scan->end && g_ascii_isalpha (*q))
    q++;
  length = (gsize) (q - name);
  scan->p = length == 0 ? MIN (name + 1, scan->end) : q + (q < scan->end && *q == '*');
  evidence->dangling = FALSE;
  evidence->relations = TRUE;
  break_row (scan);
  if (length == 0) { /* \, \; \{ \| stand in formulae alone, \% \& \# \_ in text too */
    if (name < scan->end && strchr (",;:!{}|\\", *name) != NULL)
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
  Evidence *evidence = scan->evidence;

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
  Evidence *evidence = scan->evidence;
  gboolean apart = word > scan->start && is_blank (word[-1]);
  glong letters = 0;
  gsize length;

  while (scan->p < scan->end && is_word_letter (g_utf8_get_char (scan->p))) {
    scan->p = g_utf8_next_char (scan->p);
    letters++;
  }
  length = (gsize) (scan->p - word);
  apart = apart || (scan->p < scan->end && is_blank (*scan->p));
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

  if (q >= scan->end || !is_blank (*q) || scan->p == scan->start || !g_ascii_isalnum (scan->p[-1]))
    return q < scan->end && is_blank (*q) && scan->p == scan->start;
  while (q < scan->end && is_blank (*q))
    q++;
  return q < scan->end &&
         (g_ascii_isupper (*q) || (q + 1 < scan->end && g_ascii_isalpha (*q) && g_ascii_isalpha (q[1])));
}

static void
scan_ascii_sign (Scan *scan)
{
  Evidence *evidence = scan->evidence;
  gchar c = *scan->p;
  gboolean joins = c == ',' || c == '-' || c == ';' || c == ':' || is_blank (c);

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
  if (!is_blank (c))
    evidence->dangling = strchr ("=<>+*-/,;:", c) != NULL;
  if (!joins)
    break_row (scan);
  scan->p++;
}

static void
scan_character (Scan *scan)
{
  Evidence *evidence = scan->evidence;
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

static Evidence
weigh (const gchar *start, const gchar *end)
{
  Evidence evidence = {.digit_first = start < end && g_ascii_isdigit (*start)};
  Scan scan = {.evidence = &evidence, .start = start, .p = start, .end = end};

  for (const gchar *p = start + 1; p + 1 < end; p++)
    evidence.blanks |= is_blank (*p);
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
  Evidence evidence = weigh (tex, tex + strlen (tex));

  *length = evidence.words != NULL ? (gsize) (evidence.words_end - evidence.words) : 0;
  return evidence.words;
}

/* ---- Delimiters ---------------------------------------------------------------------------------------- */

typedef enum { DOLLAR, OPEN_PAREN, CLOSE_PAREN, OPEN_BRACKET, CLOSE_BRACKET } DelimiterKind;

typedef struct {
  DelimiterKind kind;
  gsize at;
  gboolean is_money; /* touches a number, or names a currency */
} Delimiter;

/* What the best pairing from a delimiter on does with it. */
typedef enum { STAYS_TEXT, OPENS_PAIR, OPENS_DISPLAY } Choice;

/* The stretch behind a delimiter, up to the next one or to the end. */
typedef struct {
  gint weight;                /* as a formula */
  gint between_dollars;       /* the same between single dollars, where the ends count too */
  gint commands;              /* that only mathematics has */
  gboolean has_prose_command; /* `$\href{…}{…}$`: no formula, nor what was meant */
} Stretch;

enum { CODE_MAX = 256, COMMANDS_MAX = 4 };

typedef struct {
  const gchar *text;
  gsize length;
  GArray *delimiters; /* of Delimiter */
  Stretch *stretches;
  gint *best; /* of the text from each delimiter on */
  guint8 *choices;
} Pairing;

static gsize
delimiter_length (DelimiterKind kind)
{
  return kind == DOLLAR ? 1 : 2;
}

/* Behind the code at @p, between runs of as many backticks; @p itself for none. A backtick that an apostrophe
 * closes is a TeX quote. */
static gsize
skip_code (const gchar *text, gsize length, gsize p)
{
  gsize n = 0, stop = MIN (length, p + CODE_MAX);

  while (p + n < length && text[p + n] == '`')
    n++;
  for (gsize q = p + n; q < stop; q++) {
    gsize k = 0;

    if (n == 1 && text[q] == '\'' && !(q + 1 < length && g_ascii_isalpha (text[q + 1])))
      break;
    while (q + k < stop && text[q + k] == '`')
      k++;
    if (k == n)
      return q + k;
    q += k;
  }
  return p + n;
}

/* Behind the URL at @p; @p itself for none. */
static gsize
skip_url (const gchar *text, gsize length, gsize p)
{
  gsize q = p + (length - p > 8 && memcmp (text + p, "https://", 8) == 0  ? 8
                 : length - p > 7 && memcmp (text + p, "http://", 7) == 0 ? 7
                                                                          : 0);

  if (q == p || (p > 0 && g_ascii_isalnum (text[p - 1])))
    return p;
  while (q < length && (g_ascii_isalnum (text[q]) ||
                        (text[q] != '\0' && strchr ("-._~:/?#@!$&'()*+,;=%", text[q]) != NULL)))
    q++;
  return q;
}

/* `$5`, `$ 3 million` behind US, `5$`: not `$5` within `x=$5$`, which the weights decide. */
static gboolean
is_money (const gchar *text, gsize length, gsize at)
{
  gsize next = at + 1;

  if (at > 0 && g_ascii_isdigit (text[at - 1]) &&
      (next >= length || is_blank (text[next]) || (guchar) text[next] >= 0x80 ||
       (text[next] != '\0' && strchr ("/,.;:)", text[next]) != NULL)))
    return TRUE;
  if (next < length && is_blank (text[next]) && at > 0 && g_ascii_isupper (text[at - 1]))
    next++;
  return next < length && g_ascii_isdigit (text[next]);
}

static void
add_delimiter (Pairing *pairing, DelimiterKind kind, gsize at)
{
  Delimiter delimiter = {kind, at, kind == DOLLAR && is_money (pairing->text, pairing->length, at)};

  g_array_append_val (pairing->delimiters, delimiter);
}

static void
list_delimiters (Pairing *pairing)
{
  static const gchar brackets[] = "()[]";
  const gchar *text = pairing->text;
  gsize length = pairing->length;

  for (gsize p = 0; p < length;) {
    if (text[p] == '\\' && p + 1 < length) {
      const gchar *bracket = text[p + 1] != '\0' ? strchr (brackets, text[p + 1]) : NULL;

      if (bracket != NULL)
        add_delimiter (pairing, (DelimiterKind) (OPEN_PAREN + (bracket - brackets)), p);
      p += 2;
    } else if (text[p] == '`') {
      p = skip_code (text, length, p);
    } else if (text[p] == 'h' && skip_url (text, length, p) > p) {
      p = skip_url (text, length, p);
    } else {
      if (text[p] == '$')
        add_delimiter (pairing, DOLLAR, p);
      p++;
    }
  }
}

/* ---- Weights of pairs ---------------------------------------------------------------------------------- */

static gchar
byte_at (const Pairing *pairing, gsize at)
{
  return at < pairing->length ? pairing->text[at] : '\0';
}

/* What stands around and at the ends of the source between two single dollars. */
static gint
weigh_ends (const Pairing *pairing, gsize open, gsize close, const Evidence *evidence)
{
  gchar before = open > 0 ? pairing->text[open - 1] : '\0', after = byte_at (pairing, close + 1);
  gchar first = pairing->text[open + 1], last = pairing->text[close - 1];
  gboolean blank_first = is_blank (first), blank_last = is_blank (last);
  gboolean proven = evidence->commands > 0;
  gint weight = 0;

  if (evidence->dangling && evidence->operands)
    weight -= strchr (",;:", last) != NULL ? 2 : 4;
  if (evidence->braces != 0)
    weight -= 6;
  if (blank_first != blank_last)
    weight -= 2;
  if (after == '{')
    weight -= 6;
  if (evidence->digit_first && evidence->blanks && !evidence->relations) /* `$5, 6$` */
    weight -= 6;
  if (g_ascii_isdigit (after) && evidence->operands) /* `$5-$10` */
    weight -= evidence->digit_first ? 6 : 3;
  if (!proven && !blank_first && blank_last && g_ascii_isalnum (after)) /* `$a $b` */
    weight -= 4;
  if (!proven && g_ascii_isdigit (before) && (blank_first || strchr ("/-,.;:)", first) != NULL) &&
      evidence->operands) /* `5$ or 6$`, `5$/kg` */
    weight -= 3;
  if (!blank_first && !blank_last && !evidence->blanks) /* a name: `$FID$` */
    weight += evidence->words_alone * W_WORD;
  if (!blank_first && !blank_last && !evidence->operands && evidence->math > 0)
    weight += 2;
  else if (!blank_first && !blank_last && !g_ascii_isalnum (after))
    weight += g_ascii_isalnum (before) ? 1 : 2;
  else if (blank_first && blank_last && !g_ascii_isalnum (before) && !g_ascii_isalnum (after))
    weight += 1;
  return weight;
}

/* The stretch behind the delimiter @i: a longer one than a formula may be is looked at for commands alone. */
static Stretch
weigh_stretch (const Pairing *pairing, guint i)
{
  const Delimiter *open = &g_array_index (pairing->delimiters, Delimiter, i);
  gsize from = open->at + delimiter_length (open->kind), to = pairing->length;
  Stretch stretch = {G_MININT16, G_MININT16, 0};
  Evidence evidence;

  if (i + 1 < pairing->delimiters->len)
    to = g_array_index (pairing->delimiters, Delimiter, i + 1).at;
  evidence = weigh (pairing->text + from, pairing->text + MIN (to, from + WZ_MATH_MAX_BYTES));
  stretch.commands = MIN (evidence.commands, COMMANDS_MAX);
  if (to <= from || to - from > WZ_MATH_MAX_BYTES || to == pairing->length || evidence.words != NULL)
    return stretch;
  stretch.weight = evidence.math - evidence.prose;
  stretch.has_prose_command = evidence.has_prose_command;
  if (open->kind == OPEN_PAREN && evidence.math + evidence.words_alone > 0 && !evidence.blanks &&
      (evidence.relations || !evidence.digit_first))
    stretch.weight += ENOUGH + evidence.words_alone * W_WORD; /* \(TPP\) is a name, \(1\) may be Markdown's */
  stretch.between_dollars = stretch.weight + weigh_ends (pairing, from - 1, to, &evidence);
  return stretch;
}

/* ---- Pairing ------------------------------------------------------------------------------------------- */

static gboolean
is_kind (const Pairing *pairing, guint i, DelimiterKind kind)
{
  return i < pairing->delimiters->len && g_array_index (pairing->delimiters, Delimiter, i).kind == kind;
}

static gsize
place (const Pairing *pairing, guint i)
{
  return g_array_index (pairing->delimiters, Delimiter, i).at;
}

/* The weight of the pair that begins at @i; not enough where none does. */
static gint
pair_weight (const Pairing *pairing, guint i)
{
  if (is_kind (pairing, i, DOLLAR) && is_kind (pairing, i + 1, DOLLAR))
    return pairing->stretches[i].between_dollars;
  if ((is_kind (pairing, i, OPEN_PAREN) && is_kind (pairing, i + 1, CLOSE_PAREN)) ||
      (is_kind (pairing, i, OPEN_BRACKET) && is_kind (pairing, i + 1, CLOSE_BRACKET)))
    return pairing->stretches[i].weight;
  return G_MININT16;
}

static gint
display_weight (const Pairing *pairing, guint i)
{
  for (guint k = i; k < i + 4; k++)
    if (!is_kind (pairing, k, DOLLAR))
      return G_MININT16;
  if (place (pairing, i + 1) != place (pairing, i) + 1 ||
      place (pairing, i + 3) != place (pairing, i + 2) + 1)
    return G_MININT16;
  return pairing->stretches[i + 1].weight > 0 ? pairing->stretches[i + 1].weight + ENOUGH - 1 : G_MININT16;
}

/* What is left as text costs the commands in it, and a dollar that is no money. */
static gint
text_weight (const Pairing *pairing, guint i)
{
  return -2 * pairing->stretches[i].commands;
}

static void
choose (Pairing *pairing, guint i)
{
  const Delimiter *delimiter = &g_array_index (pairing->delimiters, Delimiter, i);
  gint pair = pair_weight (pairing, i), display = display_weight (pairing, i);

  pairing->best[i] =
      pairing->best[i + 1] + text_weight (pairing, i) - (delimiter->kind == DOLLAR && !delimiter->is_money);
  pairing->choices[i] = STAYS_TEXT;
  if (pair >= ENOUGH && pair + text_weight (pairing, i + 1) + pairing->best[i + 2] >= pairing->best[i]) {
    pairing->best[i] = pair + text_weight (pairing, i + 1) + pairing->best[i + 2];
    pairing->choices[i] = OPENS_PAIR;
  }
  if (display >= ENOUGH &&
      display + text_weight (pairing, i + 3) + pairing->best[i + 4] >= pairing->best[i]) {
    pairing->best[i] = display + text_weight (pairing, i + 3) + pairing->best[i + 4];
    pairing->choices[i] = OPENS_DISPLAY;
  }
}

/* Whether a sign that stays text looks like one of mathematics: commands stand behind it, or all but enough.
 */
static gboolean
is_unsure (const Pairing *pairing, guint i)
{
  gint weight = pair_weight (pairing, i);

  return pairing->stretches[i].commands > 0 ||
         (pairing->stretches[i].has_prose_command && weight > G_MININT16) ||
         (is_kind (pairing, i, DOLLAR) && weight > -ENOUGH &&
          !g_array_index (pairing->delimiters, Delimiter, i).is_money);
}

static void
add_span (const Pairing *pairing, GArray *spans, WzMathKind kind, guint first, guint last)
{
  const Delimiter *delimiters = (const Delimiter *) (gpointer) pairing->delimiters->data;
  WzMathSpan span = {.kind = kind, .start = delimiters[first].at};

  span.end = delimiters[last].at + delimiter_length (delimiters[last].kind);
  span.tex_start = delimiters[(first + last) / 2].at + delimiter_length (delimiters[first].kind);
  span.tex_end = first < last ? delimiters[(first + last + 1) / 2].at : span.end;
  while (span.tex_start < span.tex_end && is_blank (pairing->text[span.tex_start]))
    span.tex_start++;
  while (span.tex_start < span.tex_end && is_blank (pairing->text[span.tex_end - 1]) &&
         pairing->text[span.tex_end - 2] != '\\') /* a blank behind a backslash is a command */
    span.tex_end--;
  g_array_append_val (spans, span);
}

static GArray *
trace (const Pairing *pairing)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (WzMathSpan));
  gboolean reported = FALSE; /* the sign before: the second of a pair says nothing new */

  for (guint i = 0; i < pairing->delimiters->len;) {
    if (pairing->choices[i] == STAYS_TEXT) {
      reported = !reported && is_unsure (pairing, i);
      if (reported)
        add_span (pairing, spans, WZ_MATH_UNSURE, i, i);
      i++;
      continue;
    }
    guint n = pairing->choices[i] == OPENS_DISPLAY ? 4 : 2;
    gboolean bracket = is_kind (pairing, i, OPEN_BRACKET);

    add_span (pairing, spans, n == 4 || bracket ? WZ_MATH_DISPLAY : WZ_MATH_INLINE, i, i + n - 1);
    reported = FALSE;
    i += n;
  }
  return spans;
}

GArray *
wz_math_find (const gchar *text, gssize length)
{
  Pairing pairing = {.text = text, .length = length < 0 ? strlen (text) : (gsize) length};
  g_autoptr (GArray) delimiters = g_array_new (FALSE, FALSE, sizeof (Delimiter));
  g_autofree Stretch *stretches = NULL;
  g_autofree gint *best = NULL;
  g_autofree guint8 *choices = NULL;
  guint n;

  pairing.delimiters = delimiters;
  list_delimiters (&pairing);
  n = delimiters->len;
  pairing.stretches = stretches = g_new0 (Stretch, n + 1);
  pairing.best = best = g_new0 (gint, n + 2);
  pairing.choices = choices = g_new0 (guint8, n + 1);
  for (guint i = 0; i < n; i++)
    stretches[i] = weigh_stretch (&pairing, i);
  for (guint i = n; i-- > 0;)
    choose (&pairing, i);
  return trace (&pairing);
}
