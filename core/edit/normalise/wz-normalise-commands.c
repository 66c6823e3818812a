/* SPDX-License-Identifier: MIT */
/* Clean: TeX's commands around words, in every language. A command goes, its words stay, and are emphasised,
 * strong or code as it wanted them; of a macro that nobody knows its name stays. Commands of mathematics,
 * which mean nothing without their formula, stay as they are. */
#include "edit/normalise/wz-normalise-private.h"

#include <string.h>

enum {
  GROUP_MAX = 60,    /* cells inside braces that only group */
  OPTIONAL_MAX = 60, /* cells inside [ ] before an argument */
};

/* ---- Commands and their arguments ---- */

gunichar
wz_cells_peek (gpointer buffer, gint index)
{
  return wz_cells_char_at (buffer, index);
}

gboolean
wz_cells_is_command (CellBuffer *buffer, gint i)
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

void
wz_cells_kill_range (CellBuffer *buffer, gint from, gint to)
{
  for (gint i = from; i < to; i++)
    wz_cells_kill (buffer, i);
}

gboolean
wz_cells_is_letter (CellBuffer *buffer, gint i)
{
  return g_unichar_isalpha (wz_cells_char_at (buffer, i));
}

/* ---- Commands around words ---- */

typedef enum {
  AROUND_NONE,
  AROUND_WORDS,  /* \emph{…} */
  AROUND_SECOND, /* \textcolor{red}{…} */
  AROUND_LINK,   /* \href{url}{…} */
  AROUND_SUPER,  /* \textsuperscript{2} */
  AROUND_SUB,
  AROUND_NOTE, /* \footnote{…} */
  AROUND_CITE, /* \cite{key} */
  AROUND_GONE, /* \begin{itemize}: nothing of it is words */
} Around;

typedef struct {
  const gchar *name;
  Around around;
  guint look;
} Command;

static const Command commands[] = {
    {"emph", AROUND_WORDS, WZ_LOOK_EMPHASIS},
    {"textit", AROUND_WORDS, WZ_LOOK_EMPHASIS},
    {"textsl", AROUND_WORDS, WZ_LOOK_EMPHASIS},
    {"textbf", AROUND_WORDS, WZ_LOOK_STRONG},
    {"texttt", AROUND_WORDS, WZ_LOOK_CODE},
    {"textsc", AROUND_WORDS, 0},
    {"textrm", AROUND_WORDS, 0},
    {"textsf", AROUND_WORDS, 0},
    {"textup", AROUND_WORDS, 0},
    {"textmd", AROUND_WORDS, 0},
    {"textnormal", AROUND_WORDS, 0},
    {"textin", AROUND_WORDS, 0},
    {"text", AROUND_WORDS, 0},
    {"uline", AROUND_WORDS, 0},
    {"underline", AROUND_WORDS, 0},
    {"mbox", AROUND_WORDS, 0},
    {"hbox", AROUND_WORDS, 0},
    {"enquote", AROUND_WORDS, 0},
    {"url", AROUND_WORDS, 0},
    {"texorpdfstring", AROUND_WORDS, 0},
    {"textcolor", AROUND_SECOND, 0},
    {"colorbox", AROUND_SECOND, 0},
    {"href", AROUND_LINK, 0},
    {"textsuperscript", AROUND_SUPER, 0},
    {"textsubscript", AROUND_SUB, 0},
    {"footnote", AROUND_NOTE, 0},
    {"footnotetext", AROUND_NOTE, 0},
    {"thanks", AROUND_NOTE, 0},
    {"cite", AROUND_CITE, 0},
    {"citep", AROUND_CITE, 0},
    {"citet", AROUND_CITE, 0},
    {"citealp", AROUND_CITE, 0},
    {"citeauthor", AROUND_CITE, 0},
    {"ref", AROUND_CITE, 0},
    {"cref", AROUND_CITE, 0},
    {"Cref", AROUND_CITE, 0},
    {"autoref", AROUND_CITE, 0},
    {"eqref", AROUND_CITE, 0},
    {"begin", AROUND_GONE, 0},
    {"end", AROUND_GONE, 0},
    {"label", AROUND_GONE, 0},
    {"vspace", AROUND_GONE, 0},
    {"hspace", AROUND_GONE, 0},
};

static const Command *
find_in (const Command *table, gsize n, const gchar *name)
{
  for (gsize i = 0; i < n; i++)
    if (strcmp (table[i].name, name) == 0)
      return &table[i];
  return NULL;
}

static const Command *
find_command (const gchar *name)
{
  return find_in (commands, G_N_ELEMENTS (commands), name);
}

void
wz_cells_add_look (CellBuffer *buffer, gint from, gint to, guint look)
{
  for (gint i = from; i < to; i++)
    cell_at (buffer, i)->look |= buffer->plain ? 0 : look & 7;
}

/* How far a rule has come with what it would else look at again for each command inside another. */
typedef struct {
  const gint *mates;
  gint given[8];     /* for each look where the last range ends that got it */
  gint one_run_from; /* cells known to be characters of one run */
  gint one_run_to;
} Walk;

/* Ranges come in the order of their beginnings, one inside another or behind it: one that ends inside one of
 * the same look has it already. */
static void
give_look (Walk *walk, CellBuffer *buffer, gint from, gint to, guint look)
{
  if (look == 0 || to <= walk->given[look])
    return;
  wz_cells_add_look (buffer, from, to, look);
  walk->given[look] = to;
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

/* Whether the cells between are characters of one run. */
static gboolean
is_one_run (Walk *walk, CellBuffer *buffer, gint from, gint to)
{
  gboolean known = from >= walk->one_run_from && from < walk->one_run_to;
  gint k = known ? walk->one_run_to : from;
  while (k < to && cell_at (buffer, k)->cls != CELL_OPAQUE &&
         cell_at (buffer, k)->run == cell_at (buffer, from)->run)
    k++;
  walk->one_run_from = known ? walk->one_run_from : from;
  walk->one_run_to = k;
  return from < to && k >= to;
}

static gboolean
is_same (CellBuffer *buffer, gint a, gint a_end, gint b, gint b_end)
{
  gint n = a_end - a;
  for (gint k = 0; k < n && n == b_end - b; k++)
    if (cell_at (buffer, a + k)->ch != cell_at (buffer, b + k)->ch)
      return FALSE;
  return n == b_end - b;
}

/* `words (address)` for `\href{address}{words}`, where no link was made of the address. */
static void
turn_around (CellBuffer *buffer, gint i, gint open, gint shut, gint words_open, gint words_shut)
{
  g_autoptr (GArray) text = g_array_new (FALSE, FALSE, sizeof (gunichar));
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
}

/* `\href{address}{words}` at @i. Where the reader made a link of the address, the words become the link's; of
 * two links, for words that are an address, one is left if they are the same. FALSE where the words are not
 * characters alone. */
static gboolean
take_link (Walk *walk, CellBuffer *buffer, gint i, gint open, gint shut, gint words_open, gint words_shut)
{
  if (!is_one_run (walk, buffer, open + 1, shut) || !is_one_run (walk, buffer, words_open + 1, words_shut))
    return FALSE;
  guint run = cell_at (buffer, open + 1)->run, words_run = cell_at (buffer, words_open + 1)->run;
  gboolean linked = run != cell_at (buffer, open)->run;
  if (words_run != cell_at (buffer, words_open)->run &&
      !is_same (buffer, open + 1, shut, words_open + 1, words_shut)) {
    wz_cells_kill_range (buffer, i, open + 1);
    wz_cells_set (buffer, shut, ' ');
    wz_cells_set (buffer, words_open, '(');
    wz_cells_set (buffer, words_shut, ')');
  } else if (words_run != cell_at (buffer, words_open)->run || linked) {
    wz_cells_kill_range (buffer, i, words_open + 1);
    for (gint k = words_open + 1; k < words_shut && words_run == cell_at (buffer, words_open)->run; k++)
      cell_at (buffer, k)->run = run;
    wz_cells_kill (buffer, words_shut);
  } else {
    turn_around (buffer, i, open, shut, words_open, words_shut);
  }
  return TRUE;
}

/* ` (words)` in the place of `\footnote{words}`. */
static void
take_note (CellBuffer *buffer, gint i, gint open, gint shut)
{
  gboolean gap = i > 0 && wz_cells_class_at (buffer, i - 1) != CELL_SPACE && !wz_cells_cjk_at (buffer, i - 1);
  wz_cells_set (buffer, i, ' ');
  if (!gap)
    wz_cells_kill (buffer, i);
  wz_cells_set (buffer, i + 1, '(');
  wz_cells_kill_range (buffer, i + 2, open + 1);
  wz_cells_set (buffer, shut, ')');
}

/* `\cite[p. 3]{key}`: where the brace is. */
static gint
skip_optional (CellBuffer *buffer, gint i)
{
  gint k = i;
  if (wz_cells_char_at (buffer, i) != '[')
    return i;
  while (k < i + OPTIONAL_MAX && wz_cells_char_at (buffer, k) != ']' && wz_cells_char_at (buffer, k) != 0)
    k++;
  return wz_cells_char_at (buffer, k) == ']' ? k + 1 : i;
}

/* Takes the command at @i, @n cells of name before its braces, off its words. Where to go on. */
static gint
take_around (Walk *walk, CellBuffer *buffer, gint i, gint n, const Command *command)
{
  Around around = command->around;
  gint open = around == AROUND_CITE ? skip_optional (buffer, i + n) : i + n;
  gint shut = shut_of (buffer, walk->mates, open), words_shut;
  if (shut < 0)
    return i;
  switch (around) {
  case AROUND_NOTE:
    take_note (buffer, i, open, shut);
    return open;
  case AROUND_CITE:
    wz_cells_set (buffer, i, '[');
    wz_cells_kill_range (buffer, i + 1, open + 1);
    wz_cells_set (buffer, shut, ']');
    return shut;
  case AROUND_GONE:
    wz_cells_kill_range (buffer, i, shut + 1);
    return shut;
  case AROUND_LINK:
  case AROUND_SECOND:
    words_shut = shut_of (buffer, walk->mates, shut + 1);
    if (words_shut < 0)
      return i;
    if (around == AROUND_LINK)
      return take_link (walk, buffer, i, open, shut, shut + 1, words_shut) ? words_shut : i;
    wz_cells_kill_range (buffer, i, shut + 2);
    wz_cells_kill (buffer, words_shut);
    return shut + 1;
  default:
    if (around != AROUND_WORDS)
      set_script (buffer, open + 1, shut, around == AROUND_SUPER);
    give_look (walk, buffer, open + 1, shut, command->look);
    wz_cells_kill_range (buffer, i, open + 1);
    wz_cells_kill (buffer, shut);
    return open;
  }
}

/* `exttt{Story}`: some program made a TAB of `\t`, which is white space by now. The cells of its name. */
static gint
match_cut_name (CellBuffer *buffer, gint i, const Command **command)
{
  static const gchar *const names[] = {"textbf{", "textit{", "texttt{", "textsc{", "textrm{"};
  if (cell_at (buffer, i)->ch != 'e' || wz_cells_is_letter (buffer, i - 1) ||
      wz_cells_char_at (buffer, i - 1) == '\\')
    return 0;
  for (guint k = 0; k < G_N_ELEMENTS (names); k++) {
    gint n = 0;
    while (names[k][n + 1] != '\0' && wz_cells_char_at (buffer, i + n) == (guchar) names[k][n + 1])
      n++;
    if (names[k][n + 1] != '\0')
      continue;
    g_autofree gchar *name = g_strndup (names[k], (gsize) n);
    *command = find_command (name);
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
  Walk walk = {.mates = mates};
  for (gint i = 0; i < cell_count (buffer); i++) {
    const Command *command = NULL;
    gint n = 0;
    if (wz_cells_is_command (buffer, i)) {
      n = wz_tex_read_name (wz_cells_peek, buffer, i, name) + 1;
      command = find_command (name);
    } else if (!cell_at (buffer, i)->verbatim && !cell_at (buffer, i)->dead) {
      n = match_cut_name (buffer, i, &command);
    }
    if (command != NULL)
      i = take_around (&walk, buffer, i, n, command);
  }
  wz_cells_sweep (buffer);
}

/* ---- Groups ---- */

static const Command *
find_declaration (const gchar *name)
{
  static const Command declarations[] = {{"em", AROUND_WORDS, WZ_LOOK_EMPHASIS},
                                         {"it", AROUND_WORDS, WZ_LOOK_EMPHASIS},
                                         {"sl", AROUND_WORDS, WZ_LOOK_EMPHASIS},
                                         {"itshape", AROUND_WORDS, WZ_LOOK_EMPHASIS},
                                         {"bf", AROUND_WORDS, WZ_LOOK_STRONG},
                                         {"bfseries", AROUND_WORDS, WZ_LOOK_STRONG},
                                         {"tt", AROUND_WORDS, WZ_LOOK_CODE},
                                         {"ttfamily", AROUND_WORDS, WZ_LOOK_CODE},
                                         {"sc", AROUND_WORDS, 0},
                                         {"rm", AROUND_WORDS, 0},
                                         {"sf", AROUND_WORDS, 0},
                                         {"scshape", AROUND_WORDS, 0},
                                         {"normalfont", AROUND_WORDS, 0},
                                         {"small", AROUND_WORDS, 0},
                                         {"large", AROUND_WORDS, 0}};
  return find_in (declarations, G_N_ELEMENTS (declarations), name);
}

/* Braces that keep a style of bibliographies from changing letters: {LLM}s, {B}ayes, M{ü}ller. A set or a
 * placeholder, {0, 1} and {question}, is none. */
static gboolean
only_groups (CellBuffer *buffer, gint open, gint shut)
{
  guint capitals = 0, small = 0;
  gboolean foreign =
      shut - open == 2 && cell_at (buffer, open + 1)->ch >= 0x80; /* it was an accent, or a sign */
  gunichar before = wz_cells_char_at (buffer, open - 1), after = wz_cells_char_at (buffer, shut + 1);
  if (shut - open < 2 || shut - open > GROUP_MAX || before == '_' || before == '^' || before == '}' ||
      before == ']' || before == '\\' || after == '{')
    return FALSE;
  for (gint i = open + 1; i < shut; i++) {
    gunichar ch = cell_at (buffer, i)->ch;
    if (cell_at (buffer, i)->verbatim ||
        !(foreign || g_unichar_isalnum (ch) || ch == '-' || ch == '+' || ch == '.' || ch == ' '))
      return FALSE;
    capitals += g_unichar_isupper (ch) ? 1 : 0;
    small += g_unichar_islower (ch) ? 1 : 0;
  }
  for (gint i = open - 1; i >= 0 && open - i <= WZ_TEX_NAME_MAX && wz_cells_is_letter (buffer, i); i--)
    if (wz_cells_char_at (buffer, i - 1) == '\\')
      return FALSE; /* the argument of a command that nobody knows */
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
  Walk walk = {.mates = mates};
  for (gint i = 0; i < cell_count (buffer); i++) {
    if (cell_at (buffer, i)->verbatim || cell_at (buffer, i)->dead || shut_of (buffer, mates, i) < 0)
      continue;
    gint n = i + 1 < cell_count (buffer) && wz_cells_is_command (buffer, i + 1)
                 ? wz_tex_read_name (wz_cells_peek, buffer, i + 1, name)
                 : 0;
    const Command *declaration =
        n > 0 && wz_cells_char_at (buffer, i + 2 + n) == ' ' ? find_declaration (name) : NULL;
    if (declaration != NULL) {
      give_look (&walk, buffer, i + 3 + n, mates[i], declaration->look);
      wz_cells_kill_range (buffer, i, i + 3 + n);
      wz_cells_kill (buffer, mates[i]);
    } else if (only_groups (buffer, i, mates[i])) {
      wz_cells_kill (buffer, i);
      wz_cells_kill (buffer, mates[i]);
    }
  }
  wz_cells_sweep (buffer);
}

/* ---- Signs and macros without a formula ---- */

/* Signs that stand in running text as well, and short forms that many have a macro for. */
static const gchar *
find_sign (const gchar *name)
{
  static const gchar *const signs[][2] = {
      {"alpha", "α"},      {"beta", "β"},       {"gamma", "γ"},  {"delta", "δ"},     {"epsilon", "ε"},
      {"varepsilon", "ε"}, {"zeta", "ζ"},       {"eta", "η"},    {"theta", "θ"},     {"iota", "ι"},
      {"kappa", "κ"},      {"lambda", "λ"},     {"mu", "μ"},     {"nu", "ν"},        {"xi", "ξ"},
      {"pi", "π"},         {"rho", "ρ"},        {"sigma", "σ"},  {"tau", "τ"},       {"upsilon", "υ"},
      {"phi", "φ"},        {"varphi", "φ"},     {"chi", "χ"},    {"psi", "ψ"},       {"omega", "ω"},
      {"Gamma", "Γ"},      {"Delta", "Δ"},      {"Theta", "Θ"},  {"Lambda", "Λ"},    {"Xi", "Ξ"},
      {"Pi", "Π"},         {"Sigma", "Σ"},      {"Phi", "Φ"},    {"Psi", "Ψ"},       {"Omega", "Ω"},
      {"times", "×"},      {"pm", "±"},         {"leq", "≤"},    {"le", "≤"},        {"geq", "≥"},
      {"ge", "≥"},         {"neq", "≠"},        {"approx", "≈"}, {"sim", "∼"},       {"infty", "∞"},
      {"cdot", "·"},       {"deg", "°"},        {"degree", "°"}, {"circ", "°"},      {"uparrow", "↑"},
      {"downarrow", "↓"},  {"rightarrow", "→"}, {"to", "→"},     {"leftarrow", "←"}, {"checkmark", "✓"},
      {"ll", "≪"},         {"gg", "≫"},         {"eg", "e.g."},  {"ie", "i.e."},     {"etal", "et al."},
      {"wrt", "w.r.t."},   {"vs", "vs."},       {"cf", "cf."},   {"item", "•"},
  };
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (strcmp (signs[i][0], name) == 0)
      return signs[i][1];
  return NULL;
}

/* Commands that say nothing without their formula, or set a page. */
/* clang-format off */
static const gchar *const formula_names[] = {
    "frac", "dfrac", "tfrac", "sqrt", "sum", "prod", "int", "oint", "lim", "log", "ln", "exp", "sin", "cos",
    "tan", "max", "min", "sup", "inf", "det", "dim", "ker", "arg", "argmax", "argmin", "left", "right",
    "big", "Big", "bigg", "Bigg", "mathcal", "mathbb", "mathbf", "mathrm", "mathit", "mathsf", "mathtt",
    "mathfrak", "mathscr", "operatorname", "hat", "widehat", "tilde", "widetilde", "bar", "vec", "dot",
    "ddot", "overline", "underbrace", "overbrace", "binom", "boldsymbol", "bm", "partial", "nabla",
    "forall", "exists", "in", "notin", "subset", "subseteq", "supset", "cup", "cap", "bigcup", "bigcap",
    "wedge", "vee", "neg", "not", "mid", "nmid", "parallel", "perp", "langle", "rangle", "lfloor", "rfloor",
    "lceil", "rceil", "ell", "hbar", "oplus", "otimes", "odot", "star", "ast", "bullet", "equiv", "propto",
    "prec", "succ", "mapsto", "iff", "implies", "Rightarrow", "Leftarrow", "Leftrightarrow",
    "leftrightarrow", "longrightarrow", "triangleq", "mathop", "limits", "displaystyle", "textstyle",
    "substack", "stackrel", "mod", "bmod", "pmod", "Pr", "gcd", "quad", "qquad", "par", "newline",
    "noindent", "centering", "newcommand", "def", "input", "includegraphics", "caption", NULL
};
/* clang-format on */

/* Whether a command may begin behind what stands there: not in a path, not in a formula that lost its signs.
 */
static gboolean
begins_command (CellBuffer *buffer, gint i)
{
  gunichar before = wz_cells_char_at (buffer, i - 1);
  return wz_cells_class_at (buffer, i - 1) != CELL_LETTER &&
         wz_cells_class_at (buffer, i - 1) != CELL_OPAQUE &&
         (before == 0 || before >= 0x80 || strchr (":\\/._^{}$", (gint) before) == NULL);
}

/* `1.5^\circ`, `{\alpha}-UMI`: what goes with the sign at @i, whose name ends at @end. FALSE: it is a part of
 * a formula. */
static gboolean
widen_sign (CellBuffer *buffer, gint *i, gint *end, gboolean raised)
{
  gint from = *i, to = *end;
  if (wz_cells_char_at (buffer, to) == '{' && wz_cells_char_at (buffer, to + 1) == '}')
    to += 2;
  gboolean braced = wz_cells_char_at (buffer, from - 1) == '{' && wz_cells_char_at (buffer, to) == '}';
  if (braced) {
    from--;
    to++;
  }
  gunichar before = wz_cells_char_at (buffer, from - 1), after = wz_cells_char_at (buffer, to);
  if (raised && before == '^')
    before = wz_cells_char_at (buffer, --from - 1);
  if (after == '_' || after == '^' || after == '{' || before == '_' || before == '^' || before == '{' ||
      before == '}' || before == '$' || before == '\\' ||
      (braced && wz_cells_class_at (buffer, from - 1) == CELL_LETTER))
    return FALSE;
  *i = from;
  *end = to;
  return TRUE;
}

static void
append_cells (GArray *cells, const CellBuffer *buffer, gint like, const gchar *text)
{
  Cell cell = g_array_index (buffer->cells, Cell, like);
  for (; *text != '\0'; text = g_utf8_next_char (text)) {
    cell.ch = g_utf8_get_char (text);
    g_array_append_val (cells, cell);
  }
}

/* 1.5^\circ, (\eg, this), a drop\downarrow */
void
wz_rule_tex_signs (CellBuffer *buffer, const MarkPair *mark)
{
  gchar name[WZ_TEX_NAME_MAX + 1];
  gint done = 0;
  if (!wz_cells_saw (buffer, '\\'))
    return;
  g_autoptr (GArray) cells = g_array_sized_new (FALSE, FALSE, sizeof (Cell), buffer->cells->len);
  for (gint i = 0; i < cell_count (buffer); i++) {
    if (!wz_cells_is_command (buffer, i))
      continue;
    gint from = i, end = i + 1 + wz_tex_read_name (wz_cells_peek, buffer, i, name);
    const gchar *sign = find_sign (name);
    if (sign == NULL || !widen_sign (buffer, &from, &end, g_str_equal (sign, "°")) || from < done)
      continue;
    if (from > done)
      g_array_append_vals (cells, cell_at (buffer, done), (guint) (from - done));
    append_cells (cells, buffer, i, sign);
    done = end;
    i = end - 1;
  }
  if (done == 0)
    return;
  if (done < cell_count (buffer))
    g_array_append_vals (cells, cell_at (buffer, done), (guint) (cell_count (buffer) - done));
  g_array_set_size (buffer->cells, 0);
  g_array_append_vals (buffer->cells, cells->data, cells->len);
  buffer->changed = TRUE;
  wz_cells_classify (buffer);
}

/* \implname is, \safe{} score, \shortopd\ raises, \red{words}. `\n` and `\nHuman` are line ends. */
void
wz_rule_tex_macros (CellBuffer *buffer, const MarkPair *mark)
{
  gchar name[WZ_TEX_NAME_MAX + 1];
  if (!wz_cells_saw (buffer, '\\'))
    return;
  g_autofree gint *mates = match_braces (buffer);
  for (gint i = 0; i < cell_count (buffer); i++) {
    if (!wz_cells_is_command (buffer, i) || !begins_command (buffer, i))
      continue;
    gint n = wz_tex_read_name (wz_cells_peek, buffer, i, name), end = i + 1 + n;
    gboolean escape = strchr ("nrt", name[0]) != NULL && g_ascii_isupper (name[1]);
    if (n < 2 || n == WZ_TEX_NAME_MAX || escape || g_strv_contains (formula_names, name) ||
        find_sign (name) != NULL)
      continue;
    gint shut = shut_of (buffer, mates, end);
    gunichar after = wz_cells_char_at (buffer, end);
    if (after == '_' || after == '^' || (after == '{' && shut < 0))
      continue;
    if (after == '{' && shut == end + 1) {
      wz_cells_kill_range (buffer, end, end + 2);
    } else if (after == '{') {
      wz_cells_kill_range (buffer, i, end + 1);
      wz_cells_kill (buffer, shut);
      i = end;
      continue;
    } else if (after == '\\' && wz_cells_char_at (buffer, end + 1) == ' ') {
      wz_cells_kill (buffer, end);
    }
    wz_cells_kill (buffer, i);
    i = end - 1;
  }
  wz_cells_sweep (buffer);
}
