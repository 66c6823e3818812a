/* formula.c: TeX source to tree. In: the source. Out: FormulaNode. SPDX-License-Identifier: MIT
 *
 * A recursive descent over the source, bounded by FORMULA_MAX_DEPTH. Source in summaries is often not quite
 * TeX
 * (`87.5%`, Chinese words in the middle): a bare percent sign is a sign, letters outside ASCII are words.
 */
#include "formula-private.h"

#include <string.h>

typedef struct {
  Formula *formula;
  const gchar *p;
  guint depth;
} Parser;

static gboolean parse_argument (Parser *parser, FormulaStyle style, FormulaNode **node);
static gboolean parse_row (Parser *parser, FormulaStyle style, const gchar *stop, FormulaNode **row);

/* ---- Nodes --------------------------------------------------------------------------------------------- */

static FormulaNode *
node_new (Formula *formula, FormulaNodeKind kind, const gchar *text)
{
  FormulaNode *node = g_new0 (FormulaNode, 1);

  node->kind = kind;
  node->text = text != NULL ? g_string_chunk_insert_const (formula->strings, text) : NULL;
  g_ptr_array_add (formula->nodes, node);
  return node;
}

static void
add_child (FormulaNode *node, FormulaNode *child)
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

static gboolean
unknown (Parser *parser, const gchar *what, gssize length)
{
  if (parser->formula->unknown == NULL)
    parser->formula->unknown = length < 0 ? g_strdup (what) : g_strndup (what, (gsize) length);
  return FALSE;
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

static FormulaNode *
operator_node (Parser *parser, const gchar *text, FormulaClass class)
{
  FormulaNode *node = node_new (parser->formula, FORMULA_NODE_OPERATOR, text);

  node->class = class;
  return node;
}

static FormulaNode *
letter_node (Parser *parser, const gchar *text, gsize length, FormulaNodeKind kind, FormulaStyle style)
{
  g_autofree gchar *letters = g_strndup (text, length);
  FormulaNode *node = node_new (parser->formula, kind, letters);

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
prime_node (Parser *parser)
{
  static const gchar *const primes[] = {"′", "″", "‴", "⁗"};
  guint n = 0;

  while (parser->p[n] == '\'' && n < G_N_ELEMENTS (primes))
    n++;
  parser->p += n;
  return operator_node (parser, primes[n - 1], FORMULA_ORDINARY);
}

static gboolean
parse_character (Parser *parser, FormulaStyle style, FormulaNode **node)
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
    *node = node_new (parser->formula, FORMULA_NODE_SPACE, NULL);
    (*node)->width_mu = 6;
  } else {
    for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
      if (signs[i].from[0] == *p) {
        parser->p++;
        *node = operator_node (parser, signs[i].to, signs[i].class);
        return TRUE;
      }
    return unknown (parser, p, 1);
  }
  return TRUE;
}

/* ---- Commands ------------------------------------------------------------------------------------------ */

static void
skip_space (Parser *parser)
{
  while (g_ascii_isspace (*parser->p))
    parser->p++;
}

/* The name behind a backslash: letters, with a star for operatorname, or one other character. */
static gsize
command_length (const gchar *p)
{
  gsize n = 0;

  while (g_ascii_isalpha (p[n]))
    n++;
  if (n == 0)
    return *p == '\0' ? 0 : (gsize) (g_utf8_next_char (p) - p);
  return p[n] == '*' && strncmp (p, "operatorname", n) == 0 ? n + 1 : n;
}

/* The characters of a braced argument that is not mathematics; braces inside are dropped. */
static gboolean
parse_words (Parser *parser, GString *words)
{
  guint level = 0;

  skip_space (parser);
  if (*parser->p != '{')
    return unknown (parser, "{", -1);
  do {
    gchar c = *parser->p;

    if (c == '\0')
      return unknown (parser, "}", -1);
    if (c == '\\' && strchr ("%#_&${}\\ ,", parser->p[1]) != NULL && parser->p[1] != '\0') {
      g_string_append_c (words, parser->p[1] == '\\' || parser->p[1] == ',' ? ' ' : parser->p[1]);
      parser->p++;
    } else if (c == '\\' || c == '$') {
      return unknown (parser, parser->p, c == '\\' ? (gssize) command_length (parser->p + 1) + 1 : 1);
    } else if (c == '{') {
      level++;
    } else if (c == '}') {
      level--;
    } else {
      g_string_append_c (words, c == '~' ? ' ' : c);
    }
    parser->p++;
  } while (level > 0);
  return TRUE;
}

static gboolean
parse_text (Parser *parser, FormulaNodeKind kind, FormulaStyle style, gboolean limits, FormulaNode **node)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (!parse_words (parser, words))
    return FALSE;
  *node = node_new (parser->formula, kind, words->str);
  (*node)->style = style;
  (*node)->flag = limits;
  return TRUE;
}

/* \mathbb{R}: the letters of the argument, one by one, in the other alphabet. */
static void
change_alphabet (Parser *parser, FormulaNode *node, Alphabet alphabet)
{
  if ((node->kind == FORMULA_NODE_IDENTIFIER || node->kind == FORMULA_NODE_NUMBER) && node->text != NULL &&
      node->plain == NULL) {
    g_autoptr (GString) letters = g_string_new (NULL);

    for (const gchar *p = node->text; *p != '\0'; p = g_utf8_next_char (p))
      g_string_append_unichar (letters, formula_alphabet_letter (alphabet, g_utf8_get_char (p)));
    node->plain = node->text;
    node->text = g_string_chunk_insert_const (parser->formula->strings, letters->str);
    node->style = FORMULA_UPRIGHT;
  }
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    if (g_ptr_array_index (node->children, i) != NULL)
      change_alphabet (parser, g_ptr_array_index (node->children, i), alphabet);
}

static gboolean
parse_fraction (Parser *parser, const Command *command, FormulaStyle style, FormulaNode **node)
{
  FormulaNode *above = NULL, *below = NULL;

  if (!parse_argument (parser, style, &above) || !parse_argument (parser, style, &below))
    return FALSE;
  *node = node_new (parser->formula, FORMULA_NODE_FRACTION, NULL);
  (*node)->flag = command->flag;
  add_child (*node, above);
  add_child (*node, below);
  return TRUE;
}

static gboolean
parse_root (Parser *parser, FormulaStyle style, FormulaNode **node)
{
  FormulaNode *index = NULL, *radicand = NULL;

  skip_space (parser);
  if (*parser->p == '[') {
    parser->p++;
    if (!parse_row (parser, style, "]", &index))
      return FALSE;
    parser->p++;
  }
  if (!parse_argument (parser, style, &radicand))
    return FALSE;
  *node = node_new (parser->formula, FORMULA_NODE_ROOT, NULL);
  add_child (*node, radicand);
  if (index != NULL)
    add_child (*node, index);
  return TRUE;
}

static gboolean
parse_stack (Parser *parser, const Command *command, FormulaStyle style, FormulaNode **node)
{
  FormulaNode *mark = NULL, *base = NULL;

  if (command->kind == COMMAND_BRACE)
    mark = operator_node (parser, command->text, FORMULA_ORDINARY);
  else if (!parse_argument (parser, style, &mark))
    return FALSE;
  if (!parse_argument (parser, style, &base))
    return FALSE;
  *node = node_new (parser->formula, command->flag ? FORMULA_NODE_UNDER : FORMULA_NODE_OVER, NULL);
  add_child (*node, base);
  add_child (*node, mark);
  return TRUE;
}

/* \left( … \right): sizes are the typesetter's business; the sign stays, an empty delimiter (.) goes. */
static gboolean
parse_fence (Parser *parser, const Command *fence, FormulaNode **node)
{
  gboolean closes = strcmp (fence->name, "right") == 0 || g_str_has_suffix (fence->name, "r");

  skip_space (parser);
  if (*parser->p == '.') {
    parser->p++;
    *node = NULL;
    return TRUE;
  }
  if (*parser->p == '\\') {
    gsize length = command_length (parser->p + 1);
    const Command *command = formula_find_command (parser->p + 1, length);

    if (command == NULL || command->kind != COMMAND_SYMBOL)
      return unknown (parser, parser->p, (gssize) length + 1);
    parser->p += length + 1;
    *node = operator_node (parser, command->text, command->class);
  } else if (*parser->p != '\0' && strchr ("()[]|/<>", *parser->p) != NULL) {
    gchar text[2] = {*parser->p, '\0'};

    *node = operator_node (parser, *text == '<' ? "⟨" : *text == '>' ? "⟩" : text, FORMULA_ORDINARY);
    parser->p++;
  } else {
    return unknown (parser, parser->p, *parser->p == '\0' ? 0 : 1);
  }
  (*node)->flag = TRUE;
  (*node)->class = closes                                ? FORMULA_CLOSE
                   : strcmp (fence->name, "middle") == 0 ? FORMULA_ORDINARY
                                                         : FORMULA_OPEN;
  return TRUE;
}

static gboolean
parse_not (Parser *parser, FormulaStyle style, FormulaNode **node)
{
  const gchar *negated;

  if (!parse_argument (parser, style, node))
    return FALSE;
  negated = (*node)->kind == FORMULA_NODE_OPERATOR ? formula_negated ((*node)->text) : NULL;
  if (negated == NULL)
    return unknown (parser, "\\not", -1);
  (*node)->text = negated;
  return TRUE;
}

static gboolean
parse_mod (Parser *parser, FormulaStyle style, FormulaNode **node)
{
  FormulaNode *argument = NULL, *name;

  if (!parse_argument (parser, style, &argument))
    return FALSE;
  *node = node_new (parser->formula, FORMULA_NODE_ROW, NULL);
  add_child (*node, operator_node (parser, "(", FORMULA_OPEN));
  name = node_new (parser->formula, FORMULA_NODE_FUNCTION, "mod");
  add_child (*node, name);
  add_child (*node, argument);
  add_child (*node, operator_node (parser, ")", FORMULA_CLOSE));
  return TRUE;
}

static gboolean
parse_accent (Parser *parser, const Command *command, FormulaStyle style, FormulaNode **node)
{
  FormulaNode *base = NULL;

  if (!parse_argument (parser, style, &base))
    return FALSE;
  *node = node_new (parser->formula, FORMULA_NODE_ACCENT, command->text);
  (*node)->combining = command->combining;
  add_child (*node, base);
  return TRUE;
}

static gboolean
parse_styled (Parser *parser, const Command *command, FormulaStyle style, FormulaNode **node)
{
  if (command->kind == COMMAND_STYLE)
    return parse_argument (parser, (FormulaStyle) command->value, node);
  if (!parse_argument (parser, style, node))
    return FALSE;
  change_alphabet (parser, *node, (Alphabet) command->value);
  return TRUE;
}

/* A sign, a letter, a name, a space: what a row of the table says in full. */
static gboolean
leaf (Parser *parser, const Command *command, FormulaStyle style, FormulaNode **node)
{
  gboolean bold = style == FORMULA_BOLD || style == FORMULA_BOLD_ITALIC;

  switch (command->kind) {
  case COMMAND_SYMBOL:
    *node = operator_node (parser, command->text, command->class);
    break;
  case COMMAND_LETTER:
    *node = node_new (parser->formula, FORMULA_NODE_IDENTIFIER, command->text);
    (*node)->style = !bold                              ? (FormulaStyle) command->value
                     : command->value == FORMULA_ITALIC ? FORMULA_BOLD_ITALIC
                                                        : FORMULA_BOLD;
    break;
  case COMMAND_FUNCTION:
    *node = node_new (parser->formula, FORMULA_NODE_FUNCTION, command->text);
    (*node)->flag = command->flag;
    break;
  case COMMAND_SPACE:
    if (command->value > 0) {
      *node = node_new (parser->formula, FORMULA_NODE_SPACE, NULL);
      (*node)->width_mu = command->value;
    }
    break;
  default:
    return FALSE;
  }
  return TRUE;
}

/* Runs @command; @node stays NULL where it leaves nothing behind. */
static gboolean
run_command (Parser *parser, const Command *command, FormulaStyle *style, FormulaNode **node)
{
  g_autoptr (GString) dropped = NULL;

  switch (command->kind) {
  case COMMAND_ACCENT:
    return parse_accent (parser, command, *style, node);
  case COMMAND_ALPHABET:
  case COMMAND_STYLE:
    return parse_styled (parser, command, *style, node);
  case COMMAND_SWITCH:
    *style = (FormulaStyle) command->value;
    return TRUE;
  case COMMAND_TEXT:
    return parse_text (parser, FORMULA_NODE_TEXT, (FormulaStyle) command->value, FALSE, node);
  case COMMAND_OPERATOR:
    return parse_text (parser, FORMULA_NODE_FUNCTION, FORMULA_UPRIGHT, g_str_has_suffix (command->name, "*"),
                       node);
  case COMMAND_FRACTION:
    return parse_fraction (parser, command, *style, node);
  case COMMAND_ROOT:
    return parse_root (parser, *style, node);
  case COMMAND_STACK:
  case COMMAND_BRACE:
    return parse_stack (parser, command, *style, node);
  case COMMAND_FENCE:
    return parse_fence (parser, command, node);
  case COMMAND_NOT:
    return parse_not (parser, *style, node);
  case COMMAND_MOD:
    return parse_mod (parser, *style, node);
  case COMMAND_IGNORE_ARGUMENT:
    dropped = g_string_new (NULL);
    return parse_words (parser, dropped);
  case COMMAND_IGNORE:
    return TRUE;
  default:
    return leaf (parser, command, *style, node);
  }
}

static gboolean
parse_command (Parser *parser, FormulaStyle *style, FormulaNode **node)
{
  const gchar *name = parser->p + 1;
  gsize length = command_length (name);
  const Command *command = length > 0 ? formula_find_command (name, length) : NULL;

  if (command == NULL && *name == '\\' && g_ascii_isalpha (name[1])) { /* \\alpha: escaped once too often */
    name++;
    length = command_length (name);
    command = formula_find_command (name, length);
  }
  if (command == NULL)
    return unknown (parser, parser->p, (gssize) length + 1);
  parser->p = name + length;
  if (g_ascii_isalpha (name[0]))
    skip_space (parser);
  return run_command (parser, command, style, node);
}

/* ---- Rows ---------------------------------------------------------------------------------------------- */

/* One atom: a group, a command or a character. @node stays NULL where there is nothing to show. */
static gboolean
parse_atom (Parser *parser, FormulaStyle *style, FormulaNode **node)
{
  *node = NULL;
  if (*parser->p == '{') {
    parser->p++;
    if (!parse_row (parser, *style, "}", node))
      return FALSE;
    parser->p++;
    /* A sign in braces is an ordinary one: 1{,}000 (The TeXbook, chapter 18). */
    if ((*node)->kind == FORMULA_NODE_OPERATOR && (*node)->class != FORMULA_BIG)
      (*node)->class = FORMULA_ORDINARY;
    return TRUE;
  }
  if (*parser->p == '\\')
    return parse_command (parser, style, node);
  if (*parser->p == '\'') {
    *node = prime_node (parser);
    return TRUE;
  }
  return parse_character (parser, *style, node);
}

static gboolean
parse_argument (Parser *parser, FormulaStyle style, FormulaNode **node)
{
  gboolean done;

  if (parser->depth >= FORMULA_MAX_DEPTH)
    return unknown (parser, FORMULA_UNKNOWN_DEPTH, -1);
  skip_space (parser);
  if (*parser->p == '\0' || *parser->p == '}' || *parser->p == '^' || *parser->p == '_')
    return unknown (parser, FORMULA_UNKNOWN_ARGUMENT, -1);
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
    *node = node_new (parser->formula, FORMULA_NODE_ROW, NULL);
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
parse_scripts (Parser *parser, FormulaStyle style, FormulaNode **base)
{
  FormulaNode *sub = NULL, *sup = NULL, *node;
  gboolean primed = FALSE;

  for (;;) {
    FormulaNode **script;

    skip_space (parser);
    if (*parser->p == '\'' && sup == NULL) {
      sup = prime_node (parser);
      primed = TRUE;
      continue;
    }
    if (*parser->p != '^' && *parser->p != '_')
      break;
    script = *parser->p == '^' ? &sup : &sub;
    if (primed && script == &sup) {
      FormulaNode *row = node_new (parser->formula, FORMULA_NODE_ROW, NULL); /* x'^2 */

      parser->p++;
      if (!parse_argument (parser, style, &node))
        return FALSE;
      add_child (row, sup);
      add_child (row, node);
      sup = row;
      primed = FALSE;
      continue;
    }
    if (*script != NULL)
      return unknown (parser, parser->p, 1);
    parser->p++;
    if (!parse_argument (parser, style, script))
      return FALSE;
  }
  if (sub == NULL && sup == NULL)
    return TRUE;
  node = node_new (parser->formula, FORMULA_NODE_SCRIPTS, NULL);
  add_child (node, *base != NULL ? *base : node_new (parser->formula, FORMULA_NODE_ROW, NULL));
  add_child (node, sub);
  add_child (node, sup);
  node->flag = *base != NULL && takes_limits (*base);
  *base = node;
  return TRUE;
}

/* Up to @stop (not consumed), or to the end of the source for NULL. */
static gboolean
parse_row (Parser *parser, FormulaStyle style, const gchar *stop, FormulaNode **row)
{
  FormulaNode *result;

  if (parser->depth >= FORMULA_MAX_DEPTH)
    return unknown (parser, FORMULA_UNKNOWN_DEPTH, -1);
  parser->depth++;
  result = node_new (parser->formula, FORMULA_NODE_ROW, NULL);
  for (;;) {
    FormulaNode *node = NULL;

    skip_space (parser);
    if (stop != NULL ? *parser->p == *stop : *parser->p == '\0')
      break;
    if (*parser->p == '\0' || *parser->p == '}')
      return unknown (parser, *parser->p == '\0' ? "}" : "{", -1);
    if (*parser->p != '^' && *parser->p != '_' && !parse_atom (parser, &style, &node))
      return FALSE;
    if (!parse_scripts (parser, style, &node))
      return FALSE;
    if (node != NULL)
      add_child (result, node);
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
  Parser parser = {formula, NULL, 0};

  formula->tex = g_strdup (tex);
  formula->strings = g_string_chunk_new (256);
  formula->nodes = g_ptr_array_new_with_free_func (node_free);
  parser.p = formula->tex;
  if (strlen (tex) > FORMULA_MAX_BYTES)
    formula->unknown = g_strdup (FORMULA_UNKNOWN_LENGTH);
  else if (!g_utf8_validate (tex, -1, NULL))
    formula->unknown = g_strdup ("encoding");
  else if (!parse_row (&parser, FORMULA_ITALIC, NULL, &formula->root))
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
