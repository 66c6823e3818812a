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
parse_words (WzFormulaParser *parser, GString *words)
{
  guint level = 0;

  wz_formula_skip_space (parser);
  if (*parser->p != '{')
    return wz_formula_give_up (parser, "{", -1);
  do {
    gchar c = *parser->p;

    if (c == '\0')
      return wz_formula_give_up (parser, "}", -1);
    if (c == '\\' && strchr ("%#_&${}\\ ,", parser->p[1]) != NULL && parser->p[1] != '\0') {
      g_string_append_c (words, parser->p[1] == '\\' || parser->p[1] == ',' ? ' ' : parser->p[1]);
      parser->p++;
    } else if (c == '\\' || c == '$') {
      return wz_formula_give_up (parser, parser->p,
                                 c == '\\' ? (gssize) command_length (parser->p + 1) + 1 : 1);
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
parse_text (WzFormulaParser *parser, WzFormulaNodeKind kind, WzFormulaStyle style, gboolean limits,
            WzFormulaNode **node)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (!parse_words (parser, words))
    return FALSE;
  *node = wz_formula_node_new (parser->formula, kind, words->str);
  (*node)->style = style;
  (*node)->flag = limits;
  return TRUE;
}

/* \mathbb{R}: the letters of the argument, one by one, in the other alphabet. */
static void
change_alphabet (WzFormulaParser *parser, WzFormulaNode *node, WzAlphabet alphabet)
{
  if ((node->kind == WZ_FORMULA_NODE_IDENTIFIER || node->kind == WZ_FORMULA_NODE_NUMBER) &&
      node->text != NULL && node->plain == NULL) {
    g_autoptr (GString) letters = g_string_new (NULL);

    for (const gchar *p = node->text; *p != '\0'; p = g_utf8_next_char (p))
      g_string_append_unichar (letters, wz_formula_alphabet_letter (alphabet, g_utf8_get_char (p)));
    node->plain = node->text;
    node->text = g_string_chunk_insert_const (parser->formula->strings, letters->str);
    node->style = WZ_FORMULA_UPRIGHT;
  }
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    if (g_ptr_array_index (node->children, i) != NULL)
      change_alphabet (parser, g_ptr_array_index (node->children, i), alphabet);
}

static gboolean
parse_fraction (WzFormulaParser *parser, const WzCommand *command, WzFormulaStyle style, WzFormulaNode **node)
{
  WzFormulaNode *above = NULL, *below = NULL;

  if (!wz_formula_parse_argument (parser, style, &above) ||
      !wz_formula_parse_argument (parser, style, &below))
    return FALSE;
  *node = wz_formula_node_new (parser->formula, WZ_FORMULA_NODE_FRACTION, NULL);
  (*node)->flag = command->flag;
  wz_formula_node_add (*node, above);
  wz_formula_node_add (*node, below);
  return TRUE;
}

static gboolean
parse_root (WzFormulaParser *parser, WzFormulaStyle style, WzFormulaNode **node)
{
  WzFormulaNode *index = NULL, *radicand = NULL;

  wz_formula_skip_space (parser);
  if (*parser->p == '[') {
    parser->p++;
    if (!wz_formula_parse_row (parser, style, "]", &index))
      return FALSE;
    parser->p++;
  }
  if (!wz_formula_parse_argument (parser, style, &radicand))
    return FALSE;
  *node = wz_formula_node_new (parser->formula, WZ_FORMULA_NODE_ROOT, NULL);
  wz_formula_node_add (*node, radicand);
  if (index != NULL)
    wz_formula_node_add (*node, index);
  return TRUE;
}

static gboolean
parse_stack (WzFormulaParser *parser, const WzCommand *command, WzFormulaStyle style, WzFormulaNode **node)
{
  WzFormulaNode *mark = NULL, *base = NULL;

  if (command->kind == WZ_COMMAND_BRACE)
    mark = wz_formula_operator_new (parser, command->text, WZ_FORMULA_ORDINARY);
  else if (!wz_formula_parse_argument (parser, style, &mark))
    return FALSE;
  if (!wz_formula_parse_argument (parser, style, &base))
    return FALSE;
  *node = wz_formula_node_new (parser->formula, command->flag ? WZ_FORMULA_NODE_UNDER : WZ_FORMULA_NODE_OVER,
                               NULL);
  wz_formula_node_add (*node, base);
  wz_formula_node_add (*node, mark);
  return TRUE;
}

/* \left( … \right): sizes are the typesetter's business; the sign stays, an empty delimiter (.) goes. */
static gboolean
parse_fence (WzFormulaParser *parser, const WzCommand *fence, WzFormulaNode **node)
{
  gboolean closes = strcmp (fence->name, "right") == 0 || g_str_has_suffix (fence->name, "r");

  wz_formula_skip_space (parser);
  if (*parser->p == '.') {
    parser->p++;
    *node = NULL;
    return TRUE;
  }
  if (*parser->p == '\\') {
    gsize length = command_length (parser->p + 1);
    const WzCommand *command = wz_formula_find_command (parser->p + 1, length);

    if (command == NULL || command->kind != WZ_COMMAND_SYMBOL)
      return wz_formula_give_up (parser, parser->p, (gssize) length + 1);
    parser->p += length + 1;
    *node = wz_formula_operator_new (parser, command->text, command->atom);
  } else if (*parser->p != '\0' && strchr ("()[]|/<>", *parser->p) != NULL) {
    gchar text[2] = {*parser->p, '\0'};

    *node = wz_formula_operator_new (parser,
                                     *text == '<'   ? "⟨"
                                     : *text == '>' ? "⟩"
                                                    : text,
                                     WZ_FORMULA_ORDINARY);
    parser->p++;
  } else {
    return wz_formula_give_up (parser, parser->p, *parser->p == '\0' ? 0 : 1);
  }
  (*node)->flag = TRUE;
  (*node)->atom = closes                                ? WZ_FORMULA_CLOSE
                  : strcmp (fence->name, "middle") == 0 ? WZ_FORMULA_ORDINARY
                                                        : WZ_FORMULA_OPEN;
  return TRUE;
}

static gboolean
parse_not (WzFormulaParser *parser, WzFormulaStyle style, WzFormulaNode **node)
{
  const gchar *negated;

  if (!wz_formula_parse_argument (parser, style, node))
    return FALSE;
  negated = (*node)->kind == WZ_FORMULA_NODE_OPERATOR ? wz_formula_negated ((*node)->text) : NULL;
  if (negated == NULL)
    return wz_formula_give_up (parser, "\\not", -1);
  (*node)->text = negated;
  return TRUE;
}

static gboolean
parse_mod (WzFormulaParser *parser, WzFormulaStyle style, WzFormulaNode **node)
{
  WzFormulaNode *argument = NULL, *name;

  if (!wz_formula_parse_argument (parser, style, &argument))
    return FALSE;
  *node = wz_formula_node_new (parser->formula, WZ_FORMULA_NODE_ROW, NULL);
  wz_formula_node_add (*node, wz_formula_operator_new (parser, "(", WZ_FORMULA_OPEN));
  name = wz_formula_node_new (parser->formula, WZ_FORMULA_NODE_FUNCTION, "mod");
  wz_formula_node_add (*node, name);
  wz_formula_node_add (*node, argument);
  wz_formula_node_add (*node, wz_formula_operator_new (parser, ")", WZ_FORMULA_CLOSE));
  return TRUE;
}

static gboolean
parse_accent (WzFormulaParser *parser, const WzCommand *command, WzFormulaStyle style, WzFormulaNode **node)
{
  WzFormulaNode *base = NULL;

  if (!wz_formula_parse_argument (parser, style, &base))
    return FALSE;
  *node = wz_formula_node_new (parser->formula, WZ_FORMULA_NODE_ACCENT, command->text);
  (*node)->combining = command->combining;
  wz_formula_node_add (*node, base);
  return TRUE;
}

static gboolean
parse_styled (WzFormulaParser *parser, const WzCommand *command, WzFormulaStyle style, WzFormulaNode **node)
{
  if (command->kind == WZ_COMMAND_STYLE)
    return wz_formula_parse_argument (parser, (WzFormulaStyle) command->value, node);
  if (!wz_formula_parse_argument (parser, style, node))
    return FALSE;
  change_alphabet (parser, *node, (WzAlphabet) command->value);
  return TRUE;
}

/* A sign, a letter, a name, a space: what a row of the table says in full. */
static gboolean
leaf (WzFormulaParser *parser, const WzCommand *command, WzFormulaStyle style, WzFormulaNode **node)
{
  gboolean bold = style == WZ_FORMULA_BOLD || style == WZ_FORMULA_BOLD_ITALIC;

  switch (command->kind) {
  case WZ_COMMAND_SYMBOL:
    *node = wz_formula_operator_new (parser, command->text, command->atom);
    break;
  case WZ_COMMAND_LETTER:
    *node = wz_formula_node_new (parser->formula, WZ_FORMULA_NODE_IDENTIFIER, command->text);
    (*node)->style = !bold                                 ? (WzFormulaStyle) command->value
                     : command->value == WZ_FORMULA_ITALIC ? WZ_FORMULA_BOLD_ITALIC
                                                           : WZ_FORMULA_BOLD;
    break;
  case WZ_COMMAND_FUNCTION:
    *node = wz_formula_node_new (parser->formula, WZ_FORMULA_NODE_FUNCTION, command->text);
    (*node)->flag = command->flag;
    break;
  case WZ_COMMAND_SPACE:
    if (command->value > 0) {
      *node = wz_formula_node_new (parser->formula, WZ_FORMULA_NODE_SPACE, NULL);
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
run_command (WzFormulaParser *parser, const WzCommand *command, WzFormulaStyle *style, WzFormulaNode **node)
{
  g_autoptr (GString) dropped = NULL;

  switch (command->kind) {
  case WZ_COMMAND_ACCENT:
    return parse_accent (parser, command, *style, node);
  case WZ_COMMAND_ALPHABET:
  case WZ_COMMAND_STYLE:
    return parse_styled (parser, command, *style, node);
  case WZ_COMMAND_SWITCH:
    *style = (WzFormulaStyle) command->value;
    return TRUE;
  case WZ_COMMAND_TEXT:
    return parse_text (parser, WZ_FORMULA_NODE_TEXT, (WzFormulaStyle) command->value, FALSE, node);
  case WZ_COMMAND_OPERATOR:
    return parse_text (parser, WZ_FORMULA_NODE_FUNCTION, WZ_FORMULA_UPRIGHT,
                       g_str_has_suffix (command->name, "*"), node);
  case WZ_COMMAND_FRACTION:
    return parse_fraction (parser, command, *style, node);
  case WZ_COMMAND_ROOT:
    return parse_root (parser, *style, node);
  case WZ_COMMAND_STACK:
  case WZ_COMMAND_BRACE:
    return parse_stack (parser, command, *style, node);
  case WZ_COMMAND_FENCE:
    return parse_fence (parser, command, node);
  case WZ_COMMAND_NOT:
    return parse_not (parser, *style, node);
  case WZ_COMMAND_MOD:
    return parse_mod (parser, *style, node);
  case WZ_COMMAND_IGNORE_ARGUMENT:
    dropped = g_string_new (NULL);
    return parse_words (parser, dropped);
  case WZ_COMMAND_IGNORE:
    return TRUE;
  default:
    return leaf (parser, command, *style, node);
  }
}

gboolean
wz_formula_parse_command (WzFormulaParser *parser, WzFormulaStyle *style, WzFormulaNode **node)
{
  const gchar *name = parser->p + 1;
  gsize length = command_length (name);
  const WzCommand *command = length > 0 ? wz_formula_find_command (name, length) : NULL;

  if (command == NULL && *name == '\\' && g_ascii_isalpha (name[1])) { /* \\alpha: escaped once too often */
    name++;
    length = command_length (name);
    command = wz_formula_find_command (name, length);
  }
  if (command == NULL)
    return wz_formula_give_up (parser, parser->p, (gssize) length + 1);
  parser->p = name + length;
  if (g_ascii_isalpha (name[0]))
    wz_formula_skip_space (parser);
  return run_command (parser, command, style, node);
}
