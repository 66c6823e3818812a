/* wz-math.c: which dollars of a paragraph are formulae. In: text. Out: spans. SPDX-License-Identifier: MIT
 *
 * Three steps: the delimiters of the paragraph are listed; each stretch between two neighbours is read once
 * and weighed (wz-math-weigh.c), its ends and what stands around it too; the pairing that weighs most is
 * found by dynamic programming over the delimiters, from right to left. TeX does not nest dollars, so that
 * only neighbours can be a pair.
 */
#include "base/wz-math-private.h"

#include <string.h>

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
      (next >= length || wz_math_is_blank (text[next]) || (guchar) text[next] >= 0x80 ||
       (text[next] != '\0' && strchr ("/,.;:)", text[next]) != NULL)))
    return TRUE;
  if (next < length && wz_math_is_blank (text[next]) && at > 0 && g_ascii_isupper (text[at - 1]))
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
weigh_ends (const Pairing *pairing, gsize open, gsize close, const WzMathEvidence *evidence)
{
  gchar before = open > 0 ? pairing->text[open - 1] : '\0', after = byte_at (pairing, close + 1);
  gchar first = pairing->text[open + 1], last = pairing->text[close - 1];
  gboolean blank_first = wz_math_is_blank (first),
           blank_last = wz_math_is_blank (last) && pairing->text[close - 2] != '\\';
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
  WzMathEvidence evidence;

  if (i + 1 < pairing->delimiters->len)
    to = g_array_index (pairing->delimiters, Delimiter, i + 1).at;
  evidence = wz_math_weigh (pairing->text + from, pairing->text + MIN (to, from + WZ_MATH_MAX_BYTES));
  stretch.commands = MIN (evidence.commands, COMMANDS_MAX);
  if (to <= from || to - from > WZ_MATH_MAX_BYTES || to == pairing->length || evidence.words != NULL ||
      !(evidence.operands || evidence.escapes || evidence.math > 0))
    return stretch;
  stretch.weight = evidence.math - evidence.prose;
  stretch.has_prose_command = evidence.has_prose_command;
  if (open->kind == OPEN_PAREN && !evidence.blanks && (evidence.relations || !evidence.digit_first))
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
  return pairing->stretches[i + 1].between_dollars + 1;
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
  while (span.tex_start < span.tex_end && wz_math_is_blank (pairing->text[span.tex_start]))
    span.tex_start++;
  while (span.tex_start < span.tex_end && wz_math_is_blank (pairing->text[span.tex_end - 1]) &&
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
