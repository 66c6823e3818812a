/* formula-command.c: TeX commands to nodes, by the tables of formula-symbols.c. SPDX-License-Identifier: MIT
 */
#include "formula-parse.h"

#include <string.h>

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
parse_words (FormulaParser *parser, GString *words)
{
  guint level = 0;

  formula_skip_space (parser);
  if (*parser->p != '{')
    return formula_give_up (parser, "{", -1);
  do {
    gchar c = *parser->p;

    if (c == '\0')
      return formula_give_up (parser, "}", -1);
    if (c == '\\' && strchr ("%#_&${}\\ ,", parser->p[1]) != NULL && parser->p[1] != '\0') {
      g_string_append_c (words, parser->p[1] == '\\' || parser->p[1] == ',' ? ' ' : parser->p[1]);
      parser->p++;
    } else if (c == '\\' || c == '$') {
      return formula_give_up (parser, parser->p, c == '\\' ? (gssize) command_length (parser->p + 1) + 1 : 1);
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
parse_text (FormulaParser *parser, FormulaNodeKind kind, FormulaStyle style, gboolean limits,
            FormulaNode **node)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (!parse_words (parser, words))
    return FALSE;
  *node = formula_node_new (parser->formula, kind, words->str);
  (*node)->style = style;
  (*node)->flag = limits;
  return TRUE;
}

/* \mathbb{R}: the letters of the argument, one by one, in the other alphabet. */
static void
change_alphabet (FormulaParser *parser, FormulaNode *node, Alphabet alphabet)
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
parse_fraction (FormulaParser *parser, const Command *command, FormulaStyle style, FormulaNode **node)
{
  FormulaNode *above = NULL, *below = NULL;

  if (!formula_parse_argument (parser, style, &above) || !formula_parse_argument (parser, style, &below))
    return FALSE;
  *node = formula_node_new (parser->formula, FORMULA_NODE_FRACTION, NULL);
  (*node)->flag = command->flag;
  formula_node_add (*node, above);
  formula_node_add (*node, below);
  return TRUE;
}

static gboolean
parse_root (FormulaParser *parser, FormulaStyle style, FormulaNode **node)
{
  FormulaNode *index = NULL, *radicand = NULL;

  formula_skip_space (parser);
  if (*parser->p == '[') {
    parser->p++;
    if (!formula_parse_row (parser, style, "]", &index))
      return FALSE;
    parser->p++;
  }
  if (!formula_parse_argument (parser, style, &radicand))
    return FALSE;
  *node = formula_node_new (parser->formula, FORMULA_NODE_ROOT, NULL);
  formula_node_add (*node, radicand);
  if (index != NULL)
    formula_node_add (*node, index);
  return TRUE;
}

static gboolean
parse_stack (FormulaParser *parser, const Command *command, FormulaStyle style, FormulaNode **node)
{
  FormulaNode *mark = NULL, *base = NULL;

  if (command->kind == COMMAND_BRACE)
    mark = formula_operator_new (parser, command->text, FORMULA_ORDINARY);
  else if (!formula_parse_argument (parser, style, &mark))
    return FALSE;
  if (!formula_parse_argument (parser, style, &base))
    return FALSE;
  *node = formula_node_new (parser->formula, command->flag ? FORMULA_NODE_UNDER : FORMULA_NODE_OVER, NULL);
  formula_node_add (*node, base);
  formula_node_add (*node, mark);
  return TRUE;
}

/* \left( … \right): sizes are the typesetter's business; the sign stays, an empty delimiter (.) goes. */
static gboolean
parse_fence (FormulaParser *parser, const Command *fence, FormulaNode **node)
{
  gboolean closes = strcmp (fence->name, "right") == 0 || g_str_has_suffix (fence->name, "r");

  formula_skip_space (parser);
  if (*parser->p == '.') {
    parser->p++;
    *node = NULL;
    return TRUE;
  }
  if (*parser->p == '\\') {
    gsize length = command_length (parser->p + 1);
    const Command *command = formula_find_command (parser->p + 1, length);

    if (command == NULL || command->kind != COMMAND_SYMBOL)
      return formula_give_up (parser, parser->p, (gssize) length + 1);
    parser->p += length + 1;
    *node = formula_operator_new (parser, command->text, command->class);
  } else if (*parser->p != '\0' && strchr ("()[]|/<>", *parser->p) != NULL) {
    gchar text[2] = {*parser->p, '\0'};

    *node = formula_operator_new (parser, *text == '<' ? "⟨" : *text == '>' ? "⟩" : text, FORMULA_ORDINARY);
    parser->p++;
  } else {
    return formula_give_up (parser, parser->p, *parser->p == '\0' ? 0 : 1);
  }
  (*node)->flag = TRUE;
  (*node)->class = closes                                ? FORMULA_CLOSE
                   : strcmp (fence->name, "middle") == 0 ? FORMULA_ORDINARY
                                                         : FORMULA_OPEN;
  return TRUE;
}

static gboolean
parse_not (FormulaParser *parser, FormulaStyle style, FormulaNode **node)
{
  const gchar *negated;

  if (!formula_parse_argument (parser, style, node))
    return FALSE;
  negated = (*node)->kind == FORMULA_NODE_OPERATOR ? formula_negated ((*node)->text) : NULL;
  if (negated == NULL)
    return formula_give_up (parser, "\\not", -1);
  (*node)->text = negated;
  return TRUE;
}

static gboolean
parse_mod (FormulaParser *parser, FormulaStyle style, FormulaNode **node)
{
  FormulaNode *argument = NULL, *name;

  if (!formula_parse_argument (parser, style, &argument))
    return FALSE;
  *node = formula_node_new (parser->formula, FORMULA_NODE_ROW, NULL);
  formula_node_add (*node, formula_operator_new (parser, "(", FORMULA_OPEN));
  name = formula_node_new (parser->formula, FORMULA_NODE_FUNCTION, "mod");
  formula_node_add (*node, name);
  formula_node_add (*node, argument);
  formula_node_add (*node, formula_operator_new (parser, ")", FORMULA_CLOSE));
  return TRUE;
}

static gboolean
parse_accent (FormulaParser *parser, const Command *command, FormulaStyle style, FormulaNode **node)
{
  FormulaNode *base = NULL;

  if (!formula_parse_argument (parser, style, &base))
    return FALSE;
  *node = formula_node_new (parser->formula, FORMULA_NODE_ACCENT, command->text);
  (*node)->combining = command->combining;
  formula_node_add (*node, base);
  return TRUE;
}

static gboolean
parse_styled (FormulaParser *parser, const Command *command, FormulaStyle style, FormulaNode **node)
{
  if (command->kind == COMMAND_STYLE)
    return formula_parse_argument (parser, (FormulaStyle) command->value, node);
  if (!formula_parse_argument (parser, style, node))
    return FALSE;
  change_alphabet (parser, *node, (Alphabet) command->value);
  return TRUE;
}

/* A sign, a letter, a name, a space: what a row of the table says in full. */
static gboolean
leaf (FormulaParser *parser, const Command *command, FormulaStyle style, FormulaNode **node)
{
  gboolean bold = style == FORMULA_BOLD || style == FORMULA_BOLD_ITALIC;

  switch (command->kind) {
  case COMMAND_SYMBOL:
    *node = formula_operator_new (parser, command->text, command->class);
    break;
  case COMMAND_LETTER:
    *node = formula_node_new (parser->formula, FORMULA_NODE_IDENTIFIER, command->text);
    (*node)->style = !bold                              ? (FormulaStyle) command->value
                     : command->value == FORMULA_ITALIC ? FORMULA_BOLD_ITALIC
                                                        : FORMULA_BOLD;
    break;
  case COMMAND_FUNCTION:
    *node = formula_node_new (parser->formula, FORMULA_NODE_FUNCTION, command->text);
    (*node)->flag = command->flag;
    break;
  case COMMAND_SPACE:
    if (command->value > 0) {
      *node = formula_node_new (parser->formula, FORMULA_NODE_SPACE, NULL);
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
run_command (FormulaParser *parser, const Command *command, FormulaStyle *style, FormulaNode **node)
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

gboolean
formula_parse_command (FormulaParser *parser, FormulaStyle *style, FormulaNode **node)
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
    return formula_give_up (parser, parser->p, (gssize) length + 1);
  parser->p = name + length;
  if (g_ascii_isalpha (name[0]))
    formula_skip_space (parser);
  return run_command (parser, command, style, node);
}
