/* SPDX-License-Identifier: MIT */
/* Clean, what TeX left behind outside formulae: accents, letters, escapes, commands around words, braces that
 * only group, ties. Rules of every language. A command goes, its words stay; what is not certain stays as it
 * is, and the lint tells of it. */
#include "base/wz-tex.h"
#include "edit/normalise/wz-normalise-private.h"

#include <string.h>

enum {
  GROUP_MAX = 60, /* cells inside braces that only group */
};

/* ---- Commands and their arguments ---- */

static gunichar
peek_cell (gpointer buffer, gint index)
{
  return wz_cells_char_at (buffer, index);
}

static gboolean
is_command (CellBuffer *buffer, gint i)
{
  return cell_at (buffer, i)->ch == '\\' && !cell_at (buffer, i)->verbatim && !cell_at (buffer, i)->dead;
}

/* For each cell the brace that it meets, -1 for those that meet none. Escaped braces and those of formulae
 * and code meet none. */
static gint *
match_braces (CellBuffer *buffer)
{
  gint n = cell_count (buffer);
  gint *mates = g_new (gint, (gsize) n + 1);
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (gint));
  for (gint i = 0; i < n; i++) {
    const Cell *cell = cell_at (buffer, i);
    mates[i] = -1;
    if (cell->verbatim)
      continue;
    if (cell->ch == '\\' && i + 1 < n) {
      mates[++i] = -1;
    } else if (cell->ch == '{') {
      g_array_append_val (open, i);
    } else if (cell->ch == '}' && open->len > 0) {
      gint from = g_array_index (open, gint, open->len - 1);
      g_array_set_size (open, open->len - 1);
      mates[i] = from;
      mates[from] = i;
    }
  }
  mates[n] = -1;
  return mates;
}

static gint
shut_of (CellBuffer *buffer, const gint *mates, gint i)
{
  return i < cell_count (buffer) && cell_at (buffer, i)->ch == '{' ? mates[i] : -1;
}

static void
kill_range (CellBuffer *buffer, gint from, gint to)
{
  for (gint i = from; i < to; i++)
    wz_cells_kill (buffer, i);
}

static gboolean
is_letter (CellBuffer *buffer, gint i)
{
  return g_unichar_isalpha (wz_cells_char_at (buffer, i));
}

/* ---- Accents, and letters and signs that have a name ---- */

/* K\"ahler, Poincar\'e, Erd\H{o}s, na{\"\i}ve */
void
wz_rule_tex_accents (CellBuffer *buffer, const MarkPair *mark)
{
  gunichar letter[WZ_TEX_ACCENTED];
  if (!wz_cells_saw (buffer, '\\'))
    return;
  for (gint i = 0; i + 2 < cell_count (buffer); i++) {
    gint n = is_command (buffer, i) ? wz_tex_match_accent (peek_cell, buffer, i, letter) : 0, k = 0;
    if (n == 0)
      continue;
    for (; k < WZ_TEX_ACCENTED && letter[k] != 0; k++)
      wz_cells_set (buffer, i + k, letter[k]);
    kill_range (buffer, i + k, i + n);
    i += n - 1;
  }
  wz_cells_sweep (buffer);
}

/* Stra\ss e, S{\o}ren, \L ukasz */
void
wz_rule_tex_symbols (CellBuffer *buffer, const MarkPair *mark)
{
  const gchar *text;
  if (!wz_cells_saw (buffer, '\\'))
    return;
  for (gint i = 0; i + 1 < cell_count (buffer); i++) {
    gint n = is_command (buffer, i) ? wz_tex_match_symbol (peek_cell, buffer, i, &text) : 0, k = i;
    if (n == 0)
      continue;
    for (; *text != '\0'; text = g_utf8_next_char (text))
      wz_cells_set (buffer, k++, g_utf8_get_char (text));
    kill_range (buffer, k, i + n);
    i += n - 1;
  }
  wz_cells_sweep (buffer);
}

/* ---- Escapes ---- */

/* 30\% of R\&D; `\-` is no more than a place to break at. */
void
wz_rule_tex_escapes (CellBuffer *buffer, const MarkPair *mark)
{
  if (!wz_cells_saw (buffer, '\\'))
    return;
  for (gint i = 0; i + 1 < cell_count (buffer); i++) {
    gunichar next = wz_cells_char_at (buffer, i + 1);
    if (!is_command (buffer, i) || next == 0 || next >= 0x80)
      continue;
    if (next == '\\') {
      i++; /* a line end of TeX: the second one escapes nothing */
    } else if (strchr ("%&_#{}", (gint) next) != NULL) {
      wz_cells_kill (buffer, i++);
    } else if (next == ',' || (next == ' ' && wz_cells_char_at (buffer, i - 1) == '.')) { /* e.g.\ this */
      wz_cells_set (buffer, i, ' ');
      wz_cells_kill (buffer, ++i);
    } else if ((next == '-' || next == '/') && is_letter (buffer, i - 1) && is_letter (buffer, i + 2)) {
      wz_cells_kill (buffer, i);
      wz_cells_kill (buffer, ++i);
    }
  }
  wz_cells_sweep (buffer);
}

/* ---- Commands around words ---- */

typedef enum {
  AROUND_NONE,
  AROUND_WORDS,  /* \emph{…} */
  AROUND_SECOND, /* \textcolor{red}{…} */
  AROUND_LINK,   /* \href{url}{…} */
  AROUND_SUPER,  /* \textsuperscript{2} */
  AROUND_SUB,
} Around;

static Around
kind_of (const gchar *name)
{
  static const gchar *const words[] = {"textbf", "textit", "texttt", "textsc", "textrm", "textsf", "textsl",
                                       "textup", "textmd", "emph", "uline", "mbox", "textnormal", "underline",
                                       "enquote", "url", "textin", "texorpdfstring",
                                       /* behind a TAB that some program made of `\t`: */
                                       NULL};
  if (g_strv_contains (words, name))
    return AROUND_WORDS;
  if (strcmp (name, "textcolor") == 0 || strcmp (name, "colorbox") == 0)
    return AROUND_SECOND;
  if (strcmp (name, "href") == 0)
    return AROUND_LINK;
  if (strcmp (name, "textsuperscript") == 0)
    return AROUND_SUPER;
  return strcmp (name, "textsubscript") == 0 ? AROUND_SUB : AROUND_NONE;
}

/* `\textsuperscript{2}` with the digits raised, where all of it can be. */
static void
set_script (CellBuffer *buffer, gint from, gint to, gboolean super)
{
  for (gint i = from; i < to; i++)
    if (wz_cell_script (cell_at (buffer, i)->ch, super) == 0)
      return;
  for (gint i = from; i < to; i++)
    wz_cells_set (buffer, i, wz_cell_script (cell_at (buffer, i)->ch, super));
}

/* `\href{url}{words}` at @i. Where the reader made a link of the address, the words become the link's; else
 * they stand before it. FALSE where the words are not characters alone. */
static gboolean
take_link (CellBuffer *buffer, gint i, gint open, gint shut, gint words_open, gint words_shut)
{
  guint run = open + 1 < shut ? cell_at (buffer, open + 1)->run : 0;
  gboolean linked = open + 1 < shut && run != cell_at (buffer, open)->run;
  g_autoptr (GArray) text = g_array_new (FALSE, FALSE, sizeof (gunichar));
  for (gint k = words_open + 1; k < words_shut; k++)
    if (cell_at (buffer, k)->cls == CELL_OPAQUE ||
        cell_at (buffer, k)->run != cell_at (buffer, words_open)->run)
      return FALSE;
  for (gint k = open + 1; k < shut; k++)
    if (cell_at (buffer, k)->cls == CELL_OPAQUE || cell_at (buffer, k)->run != run)
      return FALSE;
  if (words_shut - words_open < 2 || shut - open < 2 || (linked && run >= cell_at (buffer, words_open)->run))
    return FALSE;
  if (linked) {
    kill_range (buffer, i, words_open + 1);
    for (gint k = words_open + 1; k < words_shut; k++)
      cell_at (buffer, k)->run = run;
    wz_cells_kill (buffer, words_shut);
    return TRUE;
  }
  for (gint k = words_open + 1; k < words_shut; k++)
    g_array_append_val (text, cell_at (buffer, k)->ch);
  g_array_append_vals (text, ((const gunichar[]){' ', '('}), 2);
  for (gint k = open + 1; k < shut; k++)
    g_array_append_val (text, cell_at (buffer, k)->ch);
  g_array_append_vals (text, ((const gunichar[]){')'}), 1);
  for (gint k = i; k <= words_shut; k++) {
    guint at = (guint) (k - i);
    if (at < text->len)
      wz_cells_set (buffer, k, g_array_index (text, gunichar, at));
    else
      wz_cells_kill (buffer, k);
  }
  return TRUE;
}

/* Takes the command at @i, @n cells of name before its braces, off its words. Where to go on. */
static gint
take_around (CellBuffer *buffer, const gint *mates, gint i, gint n, Around around)
{
  gint open = i + n, shut = shut_of (buffer, mates, open);
  if (shut < 0)
    return i;
  if (around == AROUND_WORDS || around == AROUND_SUPER || around == AROUND_SUB) {
    if (around != AROUND_WORDS)
      set_script (buffer, open + 1, shut, around == AROUND_SUPER);
    kill_range (buffer, i, open + 1);
    wz_cells_kill (buffer, shut);
    return open;
  }
  gint words_shut = shut_of (buffer, mates, shut + 1);
  if (words_shut < 0)
    return i;
  if (around == AROUND_LINK)
    return take_link (buffer, i, open, shut, shut + 1, words_shut) ? words_shut : i;
  kill_range (buffer, i, shut + 2);
  wz_cells_kill (buffer, words_shut);
  return shut + 1;
}

/* `exttt{Story}`: some program made a TAB of `\t`, which is white space by now. */
static gint
match_cut_name (CellBuffer *buffer, gint i)
{
  static const gchar *const names[] = {"extbf{", "extit{", "exttt{", "extsc{", "extrm{"};
  if (cell_at (buffer, i)->ch != 'e' || is_letter (buffer, i - 1) || wz_cells_char_at (buffer, i - 1) == '\\')
    return 0;
  for (guint k = 0; k < G_N_ELEMENTS (names); k++) {
    gint n = 0;
    while (names[k][n] != '\0' && wz_cells_char_at (buffer, i + n) == (guchar) names[k][n])
      n++;
    if (names[k][n] == '\0')
      return n - 1;
  }
  return 0;
}

/* \textbf{粗体} and \emph{words}, {\em words}, \href{url}{words} */
void
wz_rule_tex_commands (CellBuffer *buffer, const MarkPair *mark)
{
  gchar name[WZ_TEX_NAME_MAX + 1];
  if (!wz_cells_saw (buffer, '{') || !wz_cells_saw (buffer, '}'))
    return;
  g_autofree gint *mates = match_braces (buffer);
  for (gint i = 0; i < cell_count (buffer); i++) {
    if (is_command (buffer, i)) {
      gint n = wz_tex_read_name (peek_cell, buffer, i, name);
      Around around = kind_of (name);
      if (around != AROUND_NONE)
        i = take_around (buffer, mates, i, n + 1, around);
    } else if (!cell_at (buffer, i)->verbatim && !cell_at (buffer, i)->dead) {
      gint n = match_cut_name (buffer, i);
      if (n > 0)
        i = take_around (buffer, mates, i, n, AROUND_WORDS);
    }
  }
  wz_cells_sweep (buffer);
}

/* ---- Groups ---- */

static gboolean
is_declaration (const gchar *name)
{
  static const gchar *const names[] = {"em",         "it",    "bf",      "tt",       "sc",       "rm",
                                       "sl",         "sf",    "itshape", "bfseries", "ttfamily", "scshape",
                                       "normalfont", "small", "large",   NULL};
  return g_strv_contains (names, name);
}

/* Braces that keep a style of bibliographies from changing letters: {LLM}s, {B}ayes, M{ü}ller. A set or a
 * placeholder, {0, 1} and {question}, is none. */
static gboolean
only_groups (CellBuffer *buffer, gint open, gint shut)
{
  guint capitals = 0, small = 0;
  gunichar before = wz_cells_char_at (buffer, open - 1), after = wz_cells_char_at (buffer, shut + 1);
  if (shut - open < 2 || shut - open > GROUP_MAX || before == '_' || before == '^' || before == '}' ||
      before == ']' || before == '\\' || after == '{')
    return FALSE;
  for (gint i = open + 1; i < shut; i++) {
    gunichar ch = cell_at (buffer, i)->ch;
    if (cell_at (buffer, i)->verbatim ||
        !(g_unichar_isalnum (ch) || ch == '-' || ch == '+' || ch == '.' || ch == ' '))
      return FALSE;
    capitals += g_unichar_isupper (ch) ? 1 : 0;
    small += g_unichar_islower (ch) ? 1 : 0;
  }
  for (gint i = open - 1; i >= 0 && open - i <= WZ_TEX_NAME_MAX && is_letter (buffer, i); i--)
    if (wz_cells_char_at (buffer, i - 1) == '\\')
      return FALSE; /* the argument of a command that nobody knows */
  gboolean foreign =
      shut - open == 2 && cell_at (buffer, open + 1)->ch >= 0x80; /* a letter that was an accent */
  gboolean joined = g_unichar_isalnum (before) || g_unichar_isalnum (after) || after == '-' || before == '-';
  return foreign || (capitals > 0 && (joined || (capitals >= 2 && small <= 1)));
}

void
wz_rule_tex_groups (CellBuffer *buffer, const MarkPair *mark)
{
  gchar name[WZ_TEX_NAME_MAX + 1];
  if (!wz_cells_saw (buffer, '{') || !wz_cells_saw (buffer, '}'))
    return;
  g_autofree gint *mates = match_braces (buffer);
  for (gint i = 0; i < cell_count (buffer); i++) {
    if (cell_at (buffer, i)->verbatim || cell_at (buffer, i)->dead || shut_of (buffer, mates, i) < 0)
      continue;
    gint n = i + 1 < cell_count (buffer) && is_command (buffer, i + 1)
                 ? wz_tex_read_name (peek_cell, buffer, i + 1, name)
                 : 0;
    if (n > 0 && is_declaration (name) && wz_cells_char_at (buffer, i + 2 + n) == ' ') {
      kill_range (buffer, i, i + 3 + n);
      wz_cells_kill (buffer, mates[i]);
    } else if (only_groups (buffer, i, mates[i])) {
      wz_cells_kill (buffer, i);
      wz_cells_kill (buffer, mates[i]);
    }
  }
  wz_cells_sweep (buffer);
}

/* ---- Ties ---- */

/* Fig.~3, et~al., with~GPT: the space between them is not to be broken at. 10~20 is a range, x~N a
 * distribution, ~5 an approximation. */
void
wz_rule_tex_ties (CellBuffer *buffer, const MarkPair *mark)
{
  if (!wz_cells_saw (buffer, '~'))
    return;
  for (gint i = 1; i + 1 < cell_count (buffer); i++) {
    gunichar before = wz_cells_char_at (buffer, i - 1), after = wz_cells_char_at (buffer, i + 1);
    gboolean word = (before < 0x80 && g_ascii_isalpha ((gchar) before) && is_letter (buffer, i - 2)) ||
                    (before < 0x80 && before != 0 && strchr (".,;:)", (gint) before) != NULL);
    gboolean next = after == '[' || after == '\\' || after == '(' || after == '$' ||
                    cell_at (buffer, i + 1)->cls == CELL_OPAQUE ||
                    (after < 0x80 && g_ascii_isalnum ((gchar) after));
    if (cell_at (buffer, i)->ch == '~' && !cell_at (buffer, i)->verbatim && word && next)
      wz_cells_set (buffer, i, 0xA0);
  }
}
