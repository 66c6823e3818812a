/* formula.c: TeX source to tree. In: the source. Out: WzFormulaNode. SPDX-License-Identifier: MIT
 *
 * A recursive descent over the source, bounded by WZ_FORMULA_MAX_DEPTH. Source in summaries is often not
 * quite TeX
 * (`87.5%`, Chinese words in the middle): a bare percent sign is a sign, letters outside ASCII are words.
 */
#include "formula-parse.h"

#include <string.h>

/* ---- Nodes --------------------------------------------------------------------------------------------- */

WzFormulaNode *
wz_formula_node_new (WzFormula *formula, WzFormulaNodeKind kind, const gchar *text)
{
  WzFormulaNode *node = g_new0 (WzFormulaNode, 1);

  node->kind = kind;
  node->text = text != NULL ? g_string_chunk_insert_const (formula->strings, text) : NULL;
  g_ptr_array_add (formula->nodes, node);
  return node;
}

void
wz_formula_node_add (WzFormulaNode *node, WzFormulaNode *child)
{
  if (node->children == NULL)
    node->children = g_ptr_array_new ();
  g_ptr_array_add (node->children, child);
}

static void
node_free (gpointer data)
{
  WzFormulaNode *node = data;

  if (node->children != NULL)
    g_ptr_array_unref (node->children);
  g_free (node);
}

gboolean
wz_formula_give_up (WzFormulaParser *parser, const gchar *what, gssize length)
{
  if (parser->formula->unknown == NULL)
    parser->formula->unknown = length < 0 ? g_strdup (what) : g_strndup (what, (gsize) length);
  return FALSE;
}

void
wz_formula_skip_space (WzFormulaParser *parser)
{
  while (g_ascii_isspace (*parser->p))
    parser->p++;
}

/* ---- Characters ---------------------------------------------------------------------------------------- */

static const struct {
  const gchar *from;
  const gchar *to;
  WzFormulaClass atom;
} signs[] = {
    {"-", "−", WZ_FORMULA_BINARY},      {"+", "+", WZ_FORMULA_BINARY},   {"*", "∗", WZ_FORMULA_BINARY},
    {"=", "=", WZ_FORMULA_RELATION},    {"<", "<", WZ_FORMULA_RELATION}, {">", ">", WZ_FORMULA_RELATION},
    {":", ":", WZ_FORMULA_RELATION},    {"(", "(", WZ_FORMULA_OPEN},     {"[", "[", WZ_FORMULA_OPEN},
    {")", ")", WZ_FORMULA_CLOSE},       {"]", "]", WZ_FORMULA_CLOSE},    {",", ",", WZ_FORMULA_PUNCTUATION},
    {";", ";", WZ_FORMULA_PUNCTUATION}, {"/", "/", WZ_FORMULA_ORDINARY}, {"|", "|", WZ_FORMULA_ORDINARY},
    {"!", "!", WZ_FORMULA_ORDINARY},    {"?", "?", WZ_FORMULA_ORDINARY}, {".", ".", WZ_FORMULA_ORDINARY},
    {"%", "%", WZ_FORMULA_ORDINARY},    {"@", "@", WZ_FORMULA_ORDINARY}, {"\"", "\"", WZ_FORMULA_ORDINARY},
    {"`", "‘", WZ_FORMULA_ORDINARY},
};

WzFormulaNode *
wz_formula_operator_new (WzFormulaParser *parser, const gchar *text, WzFormulaClass atom)
{
  WzFormulaNode *node = wz_formula_node_new (parser->formula, WZ_FORMULA_NODE_OPERATOR, text);

  node->atom = atom;
  return node;
}

static WzFormulaNode *
letter_node (WzFormulaParser *parser, const gchar *text, gsize length, WzFormulaNodeKind kind,
             WzFormulaStyle style)
{
  g_autofree gchar *letters = g_strndup (text, length);
  WzFormulaNode *node = wz_formula_node_new (parser->formula, kind, letters);

  node->style = style;
  return node;
}

/* 12, 0.5, 1,000: a comma belongs to the number only between a digit and three digits. */
static gsize
number_length (const gchar *p)
{
  const gchar *start = p;

  while (g_ascii_isdigit (*p) || (*p == '.' && g_ascii_isdigit (p[1]) && p > start) ||
         (*p == ',' && p > start && g_ascii_isdigit (p[1]) && g_ascii_isdigit (p[2]) &&
          g_ascii_isdigit (p[3]) && !g_ascii_isdigit (p[4])))
    p++;
  return (gsize) (p - start);
}

/* Letters beyond ASCII, Chinese above all: words as they stand. */
static gsize
words_length (const gchar *p)
{
  const gchar *start = p;

  while ((guchar) *p >= 0x80)
    p = g_utf8_next_char (p);
  return (gsize) (p - start);
}

static WzFormulaNode *
prime_node (WzFormulaParser *parser)
{
  static const gchar *const primes[] = {"′", "″", "‴", "⁗"};
  guint n = 0;

  while (parser->p[n] == '\'' && n < G_N_ELEMENTS (primes))
    n++;
  parser->p += n;
  return wz_formula_operator_new (parser, primes[n - 1], WZ_FORMULA_ORDINARY);
}

static gboolean
parse_character (WzFormulaParser *parser, WzFormulaStyle style, WzFormulaNode **node)
{
  const gchar *p = parser->p;
  gsize length;

  if (g_ascii_isalpha (*p)) {
    parser->p++;
    *node = letter_node (parser, p, 1, WZ_FORMULA_NODE_IDENTIFIER, style);
  } else if ((length = number_length (p)) > 0) {
    parser->p += length;
    *node = letter_node (parser, p, length, WZ_FORMULA_NODE_NUMBER,
                         style == WZ_FORMULA_BOLD || style == WZ_FORMULA_BOLD_ITALIC ? WZ_FORMULA_BOLD
                                                                                     : WZ_FORMULA_UPRIGHT);
  } else if ((length = words_length (p)) > 0) {
    parser->p += length;
    *node = letter_node (parser, p, length, WZ_FORMULA_NODE_TEXT, WZ_FORMULA_UPRIGHT);
  } else if (*p == '~') {
    parser->p++;
    *node = wz_formula_node_new (parser->formula, WZ_FORMULA_NODE_SPACE, NULL);
    (*node)->width_mu = 6;
  } else {
    for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
      if (signs[i].from[0] == *p) {
        parser->p++;
        *node = wz_formula_operator_new (parser, signs[i].to, signs[i].atom);
        return TRUE;
      }
    return wz_formula_give_up (parser, p, 1);
  }
  return TRUE;
}

/* ---- Rows ---------------------------------------------------------------------------------------------- */

/* One atom: a group, a command or a character. @node stays NULL where there is nothing to show. */
static gboolean
parse_atom (WzFormulaParser *parser, WzFormulaStyle *style, WzFormulaNode **node)
{
  *node = NULL;
  if (*parser->p == '{') {
    parser->p++;
    if (!wz_formula_parse_row (parser, *style, "}", node))
      return FALSE;
    parser->p++;
    /* A sign in braces is an ordinary one: 1{,}000 (The TeXbook, chapter 18). */
    if ((*node)->kind == WZ_FORMULA_NODE_OPERATOR && (*node)->atom != WZ_FORMULA_BIG)
      (*node)->atom = WZ_FORMULA_ORDINARY;
    return TRUE;
  }
  if (*parser->p == '\\')
    return wz_formula_parse_command (parser, style, node);
  if (*parser->p == '\'') {
    *node = prime_node (parser);
    return TRUE;
  }
  return parse_character (parser, *style, node);
}

gboolean
wz_formula_parse_argument (WzFormulaParser *parser, WzFormulaStyle style, WzFormulaNode **node)
{
  gboolean done;

  if (parser->depth >= WZ_FORMULA_MAX_DEPTH)
    return wz_formula_give_up (parser, WZ_FORMULA_UNKNOWN_DEPTH, -1);
  wz_formula_skip_space (parser);
  if (*parser->p == '\0' || *parser->p == '}' || *parser->p == '^' || *parser->p == '_')
    return wz_formula_give_up (parser, WZ_FORMULA_UNKNOWN_ARGUMENT, -1);
  parser->depth++;
  if (g_ascii_isdigit (*parser->p)) { /* \frac12: one digit each */
    *node = letter_node (parser, parser->p, 1, WZ_FORMULA_NODE_NUMBER, WZ_FORMULA_UPRIGHT);
    parser->p++;
    done = TRUE;
  } else {
    done = parse_atom (parser, &style, node);
  }
  parser->depth--;
  if (done && *node == NULL)
    *node = wz_formula_node_new (parser->formula, WZ_FORMULA_NODE_ROW, NULL);
  return done;
}

static gboolean
takes_limits (const WzFormulaNode *base)
{
  return (base->kind == WZ_FORMULA_NODE_OPERATOR && base->atom == WZ_FORMULA_BIG) ||
         (base->kind == WZ_FORMULA_NODE_FUNCTION && base->flag) || base->kind == WZ_FORMULA_NODE_UNDER ||
         base->kind == WZ_FORMULA_NODE_OVER;
}

/* Sub- and superscripts behind @base, in either order, each at most once; primes are superscripts. */
static gboolean
parse_scripts (WzFormulaParser *parser, WzFormulaStyle style, WzFormulaNode **base)
{
  WzFormulaNode *sub = NULL, *sup = NULL, *node;
  gboolean primed = FALSE;

  for (;;) {
    WzFormulaNode **script;

    wz_formula_skip_space (parser);
    if (*parser->p == '\'' && sup == NULL) {
      sup = prime_node (parser);
      primed = TRUE;
      continue;
    }
    if (*parser->p != '^' && *parser->p != '_')
      break;
    script = *parser->p == '^' ? &sup : &sub;
    if (primed && script == &sup) {
      WzFormulaNode *row = wz_formula_node_new (parser->formula, WZ_FORMULA_NODE_ROW, NULL); /* x'^2 */

      parser->p++;
      if (!wz_formula_parse_argument (parser, style, &node))
        return FALSE;
      wz_formula_node_add (row, sup);
      wz_formula_node_add (row, node);
      sup = row;
      primed = FALSE;
      continue;
    }
    if (*script != NULL)
      return wz_formula_give_up (parser, parser->p, 1);
    parser->p++;
    if (!wz_formula_parse_argument (parser, style, script))
      return FALSE;
  }
  if (sub == NULL && sup == NULL)
    return TRUE;
  node = wz_formula_node_new (parser->formula, WZ_FORMULA_NODE_SCRIPTS, NULL);
  wz_formula_node_add (
      node, *base != NULL ? *base : wz_formula_node_new (parser->formula, WZ_FORMULA_NODE_ROW, NULL));
  wz_formula_node_add (node, sub);
  wz_formula_node_add (node, sup);
  node->flag = *base != NULL && takes_limits (*base);
  *base = node;
  return TRUE;
}

gboolean
wz_formula_parse_row (WzFormulaParser *parser, WzFormulaStyle style, const gchar *stop, WzFormulaNode **row)
{
  WzFormulaNode *result;

  if (parser->depth >= WZ_FORMULA_MAX_DEPTH)
    return wz_formula_give_up (parser, WZ_FORMULA_UNKNOWN_DEPTH, -1);
  parser->depth++;
  result = wz_formula_node_new (parser->formula, WZ_FORMULA_NODE_ROW, NULL);
  for (;;) {
    WzFormulaNode *node = NULL;

    wz_formula_skip_space (parser);
    if (stop != NULL ? *parser->p == *stop : *parser->p == '\0')
      break;
    if (*parser->p == '\0' || *parser->p == '}')
      return wz_formula_give_up (parser, *parser->p == '\0' ? "}" : "{", -1);
    if (*parser->p != '^' && *parser->p != '_' && !parse_atom (parser, &style, &node))
      return FALSE;
    if (!parse_scripts (parser, style, &node))
      return FALSE;
    if (node != NULL)
      wz_formula_node_add (result, node);
  }
  parser->depth--;
  *row = result->children != NULL && result->children->len == 1 ? g_ptr_array_index (result->children, 0)
                                                                : result;
  return TRUE;
}

/* ---- The formula --------------------------------------------------------------------------------------- */

WzFormula *
wz_formula_parse (const gchar *tex)
{
  WzFormula *formula = g_new0 (WzFormula, 1);
  WzFormulaParser parser = {formula, NULL, 0};

  formula->tex = g_strdup (tex);
  formula->strings = g_string_chunk_new (256);
  formula->nodes = g_ptr_array_new_with_free_func (node_free);
  parser.p = formula->tex;
  if (strlen (tex) > WZ_FORMULA_MAX_BYTES)
    formula->unknown = g_strdup (WZ_FORMULA_UNKNOWN_LENGTH);
  else if (!g_utf8_validate (tex, -1, NULL))
    formula->unknown = g_strdup ("encoding");
  else if (!wz_formula_parse_row (&parser, WZ_FORMULA_ITALIC, NULL, &formula->root))
    formula->root = NULL;
  if (formula->root == NULL && formula->unknown == NULL)
    formula->unknown = g_strdup (tex);
  wz_formula_mark_brackets (formula);
  wz_formula_make_runs (formula);
  return formula;
}

void
wz_formula_free (WzFormula *formula)
{
  if (formula == NULL)
    return;
  g_ptr_array_unref (formula->nodes);
  g_string_chunk_free (formula->strings);
  g_array_unref (formula->runs);
  g_free (formula->unknown);
  g_free (formula->tex);
  g_free (formula);
}

const gchar *
wz_formula_get_tex (const WzFormula *formula)
{
  return formula->tex;
}

gboolean
wz_formula_is_known (const WzFormula *formula)
{
  return formula->root != NULL;
}

const gchar *
wz_formula_get_unknown (const WzFormula *formula)
{
  return formula->unknown;
}

gboolean
wz_formula_is_linear (const WzFormula *formula)
{
  return formula->linear;
}

const WzFormulaRun *
wz_formula_get_runs (const WzFormula *formula, guint *n_runs)
{
  *n_runs = formula->runs->len;
  return (const WzFormulaRun *) (gpointer) formula->runs->data;
}

const WzFormulaNode *
wz_formula_get_root (const WzFormula *formula)
{
  return formula->root;
}
