/* formula.c: TeX source to tree. In: the source. Out: FormulaNode. SPDX-License-Identifier: MIT
 *
 * A recursive descent over the source, bounded by FORMULA_MAX_DEPTH. Source in summaries is often not quite
 * TeX
 * (`87.5%`, Chinese words in the middle): a bare percent sign is a sign, letters outside ASCII are words.
 */
#include "formula-parse.h"

#include <string.h>

/* ---- Nodes --------------------------------------------------------------------------------------------- */

FormulaNode *
formula_node_new (Formula *formula, FormulaNodeKind kind, const gchar *text)
{
  FormulaNode *node = g_new0 (FormulaNode, 1);

  node->kind = kind;
  node->text = text != NULL ? g_string_chunk_insert_const (formula->strings, text) : NULL;
  g_ptr_array_add (formula->nodes, node);
  return node;
}

void
formula_node_add (FormulaNode *node, FormulaNode *child)
{
  if (node->children == NULL)
    node->children = g_ptr_array_new ();
  g_ptr_array_add (node->children, child);
}

static void
node_free (gpointer data)
{
  FormulaNode *node = data;

  if (node->children != NULL)
    g_ptr_array_unref (node->children);
  g_free (node);
}

gboolean
formula_give_up (FormulaParser *parser, const gchar *what, gssize length)
{
  if (parser->formula->unknown == NULL)
    parser->formula->unknown = length < 0 ? g_strdup (what) : g_strndup (what, (gsize) length);
  return FALSE;
}

void
formula_skip_space (FormulaParser *parser)
{
  while (g_ascii_isspace (*parser->p))
    parser->p++;
}

/* ---- Characters ---------------------------------------------------------------------------------------- */

static const struct {
  const gchar *from;
  const gchar *to;
  FormulaClass class;
} signs[] = {
    {"-", "−", FORMULA_BINARY},      {"+", "+", FORMULA_BINARY},   {"*", "∗", FORMULA_BINARY},
    {"=", "=", FORMULA_RELATION},    {"<", "<", FORMULA_RELATION}, {">", ">", FORMULA_RELATION},
    {":", ":", FORMULA_RELATION},    {"(", "(", FORMULA_OPEN},     {"[", "[", FORMULA_OPEN},
    {")", ")", FORMULA_CLOSE},       {"]", "]", FORMULA_CLOSE},    {",", ",", FORMULA_PUNCTUATION},
    {";", ";", FORMULA_PUNCTUATION}, {"/", "/", FORMULA_ORDINARY}, {"|", "|", FORMULA_ORDINARY},
    {"!", "!", FORMULA_ORDINARY},    {"?", "?", FORMULA_ORDINARY}, {".", ".", FORMULA_ORDINARY},
    {"%", "%", FORMULA_ORDINARY},    {"@", "@", FORMULA_ORDINARY}, {"\"", "\"", FORMULA_ORDINARY},
    {"`", "‘", FORMULA_ORDINARY},
};

FormulaNode *
formula_operator_new (FormulaParser *parser, const gchar *text, FormulaClass class)
{
  FormulaNode *node = formula_node_new (parser->formula, FORMULA_NODE_OPERATOR, text);

  node->class = class;
  return node;
}

static FormulaNode *
letter_node (FormulaParser *parser, const gchar *text, gsize length, FormulaNodeKind kind, FormulaStyle style)
{
  g_autofree gchar *letters = g_strndup (text, length);
  FormulaNode *node = formula_node_new (parser->formula, kind, letters);

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

static FormulaNode *
prime_node (FormulaParser *parser)
{
  static const gchar *const primes[] = {"′", "″", "‴", "⁗"};
  guint n = 0;

  while (parser->p[n] == '\'' && n < G_N_ELEMENTS (primes))
    n++;
  parser->p += n;
  return formula_operator_new (parser, primes[n - 1], FORMULA_ORDINARY);
}

static gboolean
parse_character (FormulaParser *parser, FormulaStyle style, FormulaNode **node)
{
  const gchar *p = parser->p;
  gsize length;

  if (g_ascii_isalpha (*p)) {
    parser->p++;
    *node = letter_node (parser, p, 1, FORMULA_NODE_IDENTIFIER, style);
  } else if ((length = number_length (p)) > 0) {
    parser->p += length;
    *node =
        letter_node (parser, p, length, FORMULA_NODE_NUMBER,
                     style == FORMULA_BOLD || style == FORMULA_BOLD_ITALIC ? FORMULA_BOLD : FORMULA_UPRIGHT);
  } else if ((length = words_length (p)) > 0) {
    parser->p += length;
    *node = letter_node (parser, p, length, FORMULA_NODE_TEXT, FORMULA_UPRIGHT);
  } else if (*p == '~') {
    parser->p++;
    *node = formula_node_new (parser->formula, FORMULA_NODE_SPACE, NULL);
    (*node)->width_mu = 6;
  } else {
    for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
      if (signs[i].from[0] == *p) {
        parser->p++;
        *node = formula_operator_new (parser, signs[i].to, signs[i].class);
        return TRUE;
      }
    return formula_give_up (parser, p, 1);
  }
  return TRUE;
}

/* ---- Rows ---------------------------------------------------------------------------------------------- */

/* One atom: a group, a command or a character. @node stays NULL where there is nothing to show. */
static gboolean
parse_atom (FormulaParser *parser, FormulaStyle *style, FormulaNode **node)
{
  *node = NULL;
  if (*parser->p == '{') {
    parser->p++;
    if (!formula_parse_row (parser, *style, "}", node))
      return FALSE;
    parser->p++;
    /* A sign in braces is an ordinary one: 1{,}000 (The TeXbook, chapter 18). */
    if ((*node)->kind == FORMULA_NODE_OPERATOR && (*node)->class != FORMULA_BIG)
      (*node)->class = FORMULA_ORDINARY;
    return TRUE;
  }
  if (*parser->p == '\\')
    return formula_parse_command (parser, style, node);
  if (*parser->p == '\'') {
    *node = prime_node (parser);
    return TRUE;
  }
  return parse_character (parser, *style, node);
}

gboolean
formula_parse_argument (FormulaParser *parser, FormulaStyle style, FormulaNode **node)
{
  gboolean done;

  if (parser->depth >= FORMULA_MAX_DEPTH)
    return formula_give_up (parser, FORMULA_UNKNOWN_DEPTH, -1);
  formula_skip_space (parser);
  if (*parser->p == '\0' || *parser->p == '}' || *parser->p == '^' || *parser->p == '_')
    return formula_give_up (parser, FORMULA_UNKNOWN_ARGUMENT, -1);
  parser->depth++;
  if (g_ascii_isdigit (*parser->p)) { /* \frac12: one digit each */
    *node = letter_node (parser, parser->p, 1, FORMULA_NODE_NUMBER, FORMULA_UPRIGHT);
    parser->p++;
    done = TRUE;
  } else {
    done = parse_atom (parser, &style, node);
  }
  parser->depth--;
  if (done && *node == NULL)
    *node = formula_node_new (parser->formula, FORMULA_NODE_ROW, NULL);
  return done;
}

static gboolean
takes_limits (const FormulaNode *base)
{
  return (base->kind == FORMULA_NODE_OPERATOR && base->class == FORMULA_BIG) ||
         (base->kind == FORMULA_NODE_FUNCTION && base->flag) || base->kind == FORMULA_NODE_UNDER ||
         base->kind == FORMULA_NODE_OVER;
}

/* Sub- and superscripts behind @base, in either order, each at most once; primes are superscripts. */
static gboolean
parse_scripts (FormulaParser *parser, FormulaStyle style, FormulaNode **base)
{
  FormulaNode *sub = NULL, *sup = NULL, *node;
  gboolean primed = FALSE;

  for (;;) {
    FormulaNode **script;

    formula_skip_space (parser);
    if (*parser->p == '\'' && sup == NULL) {
      sup = prime_node (parser);
      primed = TRUE;
      continue;
    }
    if (*parser->p != '^' && *parser->p != '_')
      break;
    script = *parser->p == '^' ? &sup : &sub;
    if (primed && script == &sup) {
      FormulaNode *row = formula_node_new (parser->formula, FORMULA_NODE_ROW, NULL); /* x'^2 */

      parser->p++;
      if (!formula_parse_argument (parser, style, &node))
        return FALSE;
      formula_node_add (row, sup);
      formula_node_add (row, node);
      sup = row;
      primed = FALSE;
      continue;
    }
    if (*script != NULL)
      return formula_give_up (parser, parser->p, 1);
    parser->p++;
    if (!formula_parse_argument (parser, style, script))
      return FALSE;
  }
  if (sub == NULL && sup == NULL)
    return TRUE;
  node = formula_node_new (parser->formula, FORMULA_NODE_SCRIPTS, NULL);
  formula_node_add (node, *base != NULL ? *base : formula_node_new (parser->formula, FORMULA_NODE_ROW, NULL));
  formula_node_add (node, sub);
  formula_node_add (node, sup);
  node->flag = *base != NULL && takes_limits (*base);
  *base = node;
  return TRUE;
}

gboolean
formula_parse_row (FormulaParser *parser, FormulaStyle style, const gchar *stop, FormulaNode **row)
{
  FormulaNode *result;

  if (parser->depth >= FORMULA_MAX_DEPTH)
    return formula_give_up (parser, FORMULA_UNKNOWN_DEPTH, -1);
  parser->depth++;
  result = formula_node_new (parser->formula, FORMULA_NODE_ROW, NULL);
  for (;;) {
    FormulaNode *node = NULL;

    formula_skip_space (parser);
    if (stop != NULL ? *parser->p == *stop : *parser->p == '\0')
      break;
    if (*parser->p == '\0' || *parser->p == '}')
      return formula_give_up (parser, *parser->p == '\0' ? "}" : "{", -1);
    if (*parser->p != '^' && *parser->p != '_' && !parse_atom (parser, &style, &node))
      return FALSE;
    if (!parse_scripts (parser, style, &node))
      return FALSE;
    if (node != NULL)
      formula_node_add (result, node);
  }
  parser->depth--;
  *row = result->children != NULL && result->children->len == 1 ? g_ptr_array_index (result->children, 0)
                                                                : result;
  return TRUE;
}

/* ---- The formula --------------------------------------------------------------------------------------- */

Formula *
formula_parse (const gchar *tex)
{
  Formula *formula = g_new0 (Formula, 1);
  FormulaParser parser = {formula, NULL, 0};

  formula->tex = g_strdup (tex);
  formula->strings = g_string_chunk_new (256);
  formula->nodes = g_ptr_array_new_with_free_func (node_free);
  parser.p = formula->tex;
  if (strlen (tex) > FORMULA_MAX_BYTES)
    formula->unknown = g_strdup (FORMULA_UNKNOWN_LENGTH);
  else if (!g_utf8_validate (tex, -1, NULL))
    formula->unknown = g_strdup ("encoding");
  else if (!formula_parse_row (&parser, FORMULA_ITALIC, NULL, &formula->root))
    formula->root = NULL;
  if (formula->root == NULL && formula->unknown == NULL)
    formula->unknown = g_strdup (tex);
  formula_mark_brackets (formula);
  formula_make_runs (formula);
  return formula;
}

void
formula_free (Formula *formula)
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
formula_get_tex (const Formula *formula)
{
  return formula->tex;
}

gboolean
formula_is_known (const Formula *formula)
{
  return formula->root != NULL;
}

const gchar *
formula_get_unknown (const Formula *formula)
{
  return formula->unknown;
}

gboolean
formula_is_linear (const Formula *formula)
{
  return formula->linear;
}

const FormulaRun *
formula_get_runs (const Formula *formula, guint *n_runs)
{
  *n_runs = formula->runs->len;
  return (const FormulaRun *) (gpointer) formula->runs->data;
}

const FormulaNode *
formula_get_root (const Formula *formula)
{
  return formula->root;
}
