/* wz-tex.c: what TeX has a command for and text has a character. SPDX-License-Identifier: MIT */
#include "base/wz-tex.h"

#include <string.h>

enum {
  QUOTED_REACH = 200, /* characters in which an escaped quote is looked for again */
  LATIN_END = 0x250,  /* letters beyond it take no accents of TeX's */
};

gint
wz_tex_read_name (WzTexPeek peek, gpointer text, gint at, gchar name[WZ_TEX_NAME_MAX + 1])
{
  gint n = 0;
  for (gunichar ch; n < WZ_TEX_NAME_MAX; n++) {
    ch = peek (text, at + 1 + n);
    if (ch >= 0x80 || !g_ascii_isalpha ((gchar) ch))
      break;
    name[n] = (gchar) ch;
  }
  name[n] = '\0';
  return n;
}

static gboolean
is_letter (WzTexPeek peek, gpointer text, gint i)
{
  return g_unichar_isalpha (peek (text, i));
}

/* ---- Accents ---- */

static gunichar
accent_of (gunichar ch)
{
  static const struct {
    gchar sign;
    gunichar mark;
  } accents[] = {{'`', 0x300}, {'\'', 0x301}, {'^', 0x302}, {'~', 0x303}, {'"', 0x308},
                 {'=', 0x304}, {'.', 0x307},  {'u', 0x306}, {'v', 0x30C}, {'H', 0x30B},
                 {'c', 0x327}, {'k', 0x328},  {'r', 0x30A}, {'d', 0x323}, {'b', 0x331}};
  for (guint i = 0; i < G_N_ELEMENTS (accents); i++)
    if ((gunichar) accents[i].sign == ch)
      return accents[i].mark;
  return 0;
}

/* `\"attention\"` is a quote that some program escaped, `it\'s` an apostrophe. */
static gboolean
is_escaped_quote (WzTexPeek peek, gpointer text, gint i, gunichar sign)
{
  if (is_letter (peek, text, i - 1))
    return sign == '\'' && peek (text, i + 2) == 's' && !is_letter (peek, text, i + 3);
  if (sign != '"' && sign != '\'')
    return FALSE;
  for (gint k = i + 3; k < i + QUOTED_REACH && peek (text, k) != 0; k++)
    if (peek (text, k) == '\\' && peek (text, k + 1) == sign && is_letter (peek, text, k - 1) &&
        !is_letter (peek, text, k + 2) && peek (text, k + 2) != '{')
      return TRUE;
  return FALSE;
}

static gint match_accent (WzTexPeek peek, gpointer text, gint at, guint depth, gunichar out[WZ_TEX_ACCENTED]);

/* The letter that an accent at @i stands over, and the end of all of it; 0 where none does. */
static gunichar
accented_letter (WzTexPeek peek, gpointer text, gint i, guint depth, gint *end)
{
  gunichar sign = peek (text, i + 1);
  gint at = i + 2;
  gboolean braced = peek (text, at) == '{';
  if (braced)
    at++;
  else if (g_unichar_isalpha (sign)) { /* \c c: a letter needs something before its own letter */
    if (peek (text, at) != ' ')
      return 0;
    at++;
  }
  gunichar letter = peek (text, at++);
  if (letter == '\\' && depth == 0) { /* Nguy\~{\^e}n */
    gunichar inner[WZ_TEX_ACCENTED];
    gint n = match_accent (peek, text, at - 1, 1, inner);
    if (n > 0 && inner[1] == 0) {
      letter = inner[0];
      at += n - 1;
    }
  }
  if (letter == '\\') { /* \i and \j, the letters without their dots */
    letter = peek (text, at++);
    if ((letter != 'i' && letter != 'j') || is_letter (peek, text, at))
      return 0;
    if (peek (text, at) == ' ' && is_letter (peek, text, at + 1))
      at++;
  }
  if (braced && peek (text, at++) != '}')
    return 0;
  if (!braced && g_unichar_isalpha (sign) && !g_unichar_isupper (letter) && !is_letter (peek, text, i - 1))
    return 0; /* `\c code`: no accent */
  *end = at;
  return letter < LATIN_END && g_unichar_isalpha (letter) ? letter : 0;
}

static gint
match_accent (WzTexPeek peek, gpointer text, gint at, guint depth, gunichar out[WZ_TEX_ACCENTED])
{
  gunichar sign = peek (text, at + 1), accent = accent_of (sign);
  gint end = 0;
  if (accent == 0 || is_escaped_quote (peek, text, at, sign))
    return 0;
  gunichar letter = accented_letter (peek, text, at, depth, &end);
  if (letter == 0)
    return 0;
  gunichar composed;
  gboolean one = g_unichar_compose (letter, accent, &composed);
  out[0] = one ? composed : letter;
  out[1] = one ? 0 : accent;
  return end - at;
}

gint
wz_tex_match_accent (WzTexPeek peek, gpointer text, gint at, gunichar out[WZ_TEX_ACCENTED])
{
  return match_accent (peek, text, at, 0, out);
}

/* ---- Letters and signs that have a name ---- */

static const struct {
  const gchar *name;
  const gchar *text; /* not longer than the command */
} symbols[] = {
    {"ss", "ß"},
    {"ae", "æ"},
    {"AE", "Æ"},
    {"oe", "œ"},
    {"OE", "Œ"},
    {"o", "ø"},
    {"O", "Ø"},
    {"l", "ł"},
    {"L", "Ł"},
    {"aa", "å"},
    {"AA", "Å"},
    {"i", "ı"},
    {"j", "ȷ"},
    {"dh", "ð"},
    {"DH", "Ð"},
    {"dj", "đ"},
    {"DJ", "Đ"},
    {"th", "þ"},
    {"TH", "Þ"},
    {"ng", "ŋ"},
    {"NG", "Ŋ"},
    {"S", "§"},
    {"P", "¶"},
    {"dag", "†"},
    {"ddag", "‡"},
    {"ldots", "…"},
    {"dots", "…"},
    {"textellipsis", "…"},
    {"textendash", "–"},
    {"textemdash", "—"},
    {"textquoteleft", "‘"},
    {"textquoteright", "’"},
    {"textquotedblleft", "“"},
    {"textquotedblright", "”"},
    {"textregistered", "®"},
    {"texttrademark", "™"},
    {"copyright", "©"},
    {"textcopyright", "©"},
    {"pounds", "£"},
    {"textsterling", "£"},
    {"euro", "€"},
    {"texteuro", "€"},
    {"textdegree", "°"},
    {"textmu", "µ"},
    {"textbullet", "•"},
    {"textperiodcentered", "·"},
    {"textunderscore", "_"},
    {"textless", "<"},
    {"textgreater", ">"},
    {"textbar", "|"},
    {"textbackslash", "\\"},
    {"textasciitilde", "~"},
    {"textasciicircum", "^"},
    {"texttimes", "×"},
    {"textpm", "±"},
    {"LaTeX", "LaTeX"},
    {"TeX", "TeX"},
    {"BibTeX", "BibTeX"},
};

gint
wz_tex_match_symbol (WzTexPeek peek, gpointer text, gint at, const gchar **out)
{
  gchar name[WZ_TEX_NAME_MAX + 1];
  gint n = wz_tex_read_name (peek, text, at, name), end = at + 1 + n;
  guint s = 0;
  while (s < G_N_ELEMENTS (symbols) && strcmp (symbols[s].name, name) != 0)
    s++;
  if (s == G_N_ELEMENTS (symbols))
    return 0;
  gunichar first = g_utf8_get_char (symbols[s].text);
  gboolean single = g_unichar_isalpha (first) && g_utf8_strlen (symbols[s].text, -1) == 1;
  if (peek (text, end) == '{' && peek (text, end + 1) == '}')
    end += 2;
  else if (single && peek (text, end) == ' ' && is_letter (peek, text, end + 1) &&
           (is_letter (peek, text, at - 1) || g_unichar_isupper (first)))
    end++;
  else if (single && n == 1 && !is_letter (peek, text, at - 1) && peek (text, at - 1) != '{' &&
           peek (text, end) != '}')
    return 0; /* `\o` alone may be anything */
  *out = symbols[s].text;
  return end - at;
}

/* ---- A whole text ---- */

typedef struct {
  gunichar *chars;
  gint n;
} Chars;

static gunichar
peek_chars (gpointer text, gint index)
{
  const Chars *chars = text;
  return index >= 0 && index < chars->n ? chars->chars[index] : 0;
}

/* Characters of the formula between dollars at @i, both dollars with it; 0 where none begins. */
static gint
match_dollars (Chars *chars, gint i)
{
  if (peek_chars (chars, i) != '$')
    return 0;
  for (gint k = i + 1; k < chars->n; k++)
    if (chars->chars[k] == '$' && chars->chars[k - 1] != '\\')
      return k + 1 - i;
  return 0;
}

/* What the backslash at @i begins, appended as text; the characters it takes. */
static gint
append_command (GString *out, Chars *chars, gint i)
{
  gchar name[WZ_TEX_NAME_MAX + 1];
  gunichar accented[WZ_TEX_ACCENTED], next = peek_chars (chars, i + 1);
  const gchar *symbol = NULL;
  gint n = wz_tex_match_accent (peek_chars, chars, i, accented);
  if (n > 0) {
    for (guint k = 0; k < WZ_TEX_ACCENTED && accented[k] != 0; k++)
      g_string_append_unichar (out, accented[k]);
    return n;
  }
  n = wz_tex_match_symbol (peek_chars, chars, i, &symbol);
  if (n > 0) {
    g_string_append (out, symbol);
    return n;
  }
  n = wz_tex_read_name (peek_chars, chars, i, name);
  if (n > 0) { /* \emph{words}: the words; \protect\foo: its name */
    if (peek_chars (chars, i + 1 + n) != '{' && peek_chars (chars, i + 1 + n) != '\\')
      g_string_append (out, name);
    return 1 + n;
  }
  if (next == '-' || next == '/') /* a place to break at */
    return 2;
  if (next == ' ' || next == ',' || next == ';') {
    g_string_append_c (out, ' ');
    return 2;
  }
  g_string_append_unichar (out, next != 0 ? next : '\\'); /* an escaped sign, or quote */
  return next != 0 ? 2 : 1;
}

gchar *
wz_tex_to_text (const gchar *text, gssize length)
{
  gsize n_bytes = length < 0 ? strlen (text) : (gsize) length;
  if (memchr (text, '\\', n_bytes) == NULL && memchr (text, '{', n_bytes) == NULL &&
      memchr (text, '~', n_bytes) == NULL)
    return g_strndup (text, n_bytes);
  glong n;
  g_autofree gunichar *decoded = g_utf8_to_ucs4_fast (text, (glong) n_bytes, &n);
  Chars chars = {decoded, (gint) n};
  g_autoptr (GString) out = g_string_new (NULL);
  for (gint i = 0; i < chars.n;) {
    gunichar ch = decoded[i];
    gint formula = match_dollars (&chars, i);
    if (formula > 0) {
      for (gint end = i + formula; i < end; i++)
        g_string_append_unichar (out, decoded[i]);
    } else if (ch == '\\') {
      i += append_command (out, &chars, i);
    } else {
      if (ch != '{' && ch != '}')
        g_string_append_unichar (out, ch == '~' ? ' ' : ch);
      i++;
    }
  }
  return g_string_free (g_steal_pointer (&out), FALSE);
}
