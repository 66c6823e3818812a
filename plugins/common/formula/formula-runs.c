/* formula-runs.c: tree to styled runs and to plain text. In: WzFormulaNode. Out: WzFormulaRun.
 * SPDX-License-Identifier: MIT
 *
 * Spacing follows The TeXbook, chapter 18, as far as text can: spaces around relations and binary operators,
 * behind commas, around function names; none of them inside scripts.
 */
#include "formula-private.h"

#include <string.h>

#define NBSP "\xc2\xa0"

/* What stood last: decides whether a sign is binary and where spaces go. */
typedef enum {
  AFTER_NOTHING,
  AFTER_OPERAND,
  AFTER_OPERATOR,
  AFTER_RELATION,
  AFTER_OPEN,
  AFTER_FUNCTION
} After;

typedef struct {
  WzFormula *formula;
  WzFormulaLevel level;
  After after;
  GString *text; /* of the run being collected */
  GString *plain;
  WzFormulaLevel run_level;
  WzFormulaStyle run_style;
} Runs;

static void write_bare (Runs *runs, const WzFormulaNode *node);

static void
flush (Runs *runs)
{
  WzFormulaRun run = {runs->run_level, runs->run_style, NULL, NULL};

  if (runs->text->len == 0)
    return;
  run.text = g_string_chunk_insert_const (runs->formula->strings, runs->text->str);
  run.plain = g_string_chunk_insert_const (runs->formula->strings, runs->plain->str);
  g_array_append_val (runs->formula->runs, run);
  g_string_truncate (runs->text, 0);
  g_string_truncate (runs->plain, 0);
}

static void
append (Runs *runs, WzFormulaStyle style, const gchar *text, const gchar *plain)
{
  if (runs->run_level != runs->level || runs->run_style != style)
    flush (runs);
  runs->run_level = runs->level;
  runs->run_style = style;
  g_string_append (runs->text, text);
  g_string_append (runs->plain, plain != NULL ? plain : text);
}

/* A space, unless one stands there already or nothing stands before it. Scripts have none. */
static void
space (Runs *runs, const gchar *kind)
{
  if (runs->level != WZ_FORMULA_NORMAL || runs->after == AFTER_NOTHING)
    return;
  if (runs->text->len > 0 &&
      (g_str_has_suffix (runs->text->str, " ") || g_str_has_suffix (runs->text->str, NBSP)))
    return;
  append (runs,
          runs->text->len > 0 && runs->run_level == WZ_FORMULA_NORMAL ? runs->run_style : WZ_FORMULA_UPRIGHT,
          kind, NULL);
}

static void
write_bracketed (Runs *runs, const WzFormulaNode *node)
{
  runs->formula->linear = FALSE;
  append (runs, WZ_FORMULA_UPRIGHT, "(", NULL);
  runs->after = AFTER_OPEN;
  write_bare (runs, node);
  append (runs, WZ_FORMULA_UPRIGHT, ")", NULL);
  runs->after = AFTER_OPERAND;
}

static void
write_node (Runs *runs, const WzFormulaNode *node)
{
  if (node->brackets == WZ_FORMULA_BRACKETS_ALWAYS)
    write_bracketed (runs, node);
  else
    write_bare (runs, node);
}

/* Two relations in a row are one sign: `:=`. */
static void
close_up (Runs *runs)
{
  if (runs->after != AFTER_RELATION || !g_str_has_suffix (runs->text->str, " "))
    return;
  g_string_truncate (runs->text, runs->text->len - 1);
  g_string_truncate (runs->plain, runs->plain->len - 1);
}

static void
write_operator (Runs *runs, const WzFormulaNode *node)
{
  gboolean infix =
      node->atom == WZ_FORMULA_RELATION || (node->atom == WZ_FORMULA_BINARY && runs->after == AFTER_OPERAND);

  switch (node->atom) {
  case WZ_FORMULA_BINARY:
  case WZ_FORMULA_RELATION:
    if (infix && runs->after == AFTER_RELATION && node->atom == WZ_FORMULA_RELATION)
      close_up (runs);
    else if (infix)
      space (runs, " ");
    append (runs, WZ_FORMULA_UPRIGHT, node->text, NULL);
    if (infix)
      space (runs, " ");
    runs->after = node->atom == WZ_FORMULA_RELATION ? AFTER_RELATION : AFTER_OPERATOR;
    break;
  case WZ_FORMULA_PUNCTUATION:
    append (runs, WZ_FORMULA_UPRIGHT, node->text, NULL);
    runs->after = AFTER_OPERAND;
    space (runs, " ");
    runs->after = AFTER_OPERATOR;
    break;
  case WZ_FORMULA_BIG:
    if (runs->after == AFTER_OPERAND)
      space (runs, NBSP);
    append (runs, WZ_FORMULA_UPRIGHT, node->text, NULL);
    runs->after = AFTER_FUNCTION;
    break;
  case WZ_FORMULA_OPEN:
  case WZ_FORMULA_CLOSE:
  case WZ_FORMULA_ORDINARY:
    append (runs, WZ_FORMULA_UPRIGHT, node->text, NULL);
    runs->after = node->atom == WZ_FORMULA_OPEN ? AFTER_OPEN : AFTER_OPERAND;
    break;
  }
}

static void
write_operand (Runs *runs, const WzFormulaNode *node)
{
  if (runs->after == AFTER_FUNCTION)
    space (runs, NBSP);
  append (runs, node->style, node->text, node->plain);
  runs->after = AFTER_OPERAND;
}

static void
write_function (Runs *runs, const WzFormulaNode *node)
{
  if (runs->after == AFTER_OPERAND || runs->after == AFTER_FUNCTION)
    space (runs, NBSP);
  append (runs, WZ_FORMULA_UPRIGHT, node->text, NULL);
  runs->after = AFTER_FUNCTION;
}

static void
write_script (Runs *runs, const WzFormulaNode *script, WzFormulaLevel level)
{
  After after = runs->after;

  if (script == NULL)
    return;
  if (runs->level == WZ_FORMULA_NORMAL) {
    runs->level = level;
    runs->after = AFTER_NOTHING;
    write_node (runs, script);
    runs->level = WZ_FORMULA_NORMAL;
  } else { /* scripts on scripts: as source has them */
    runs->formula->linear = FALSE;
    append (runs, WZ_FORMULA_UPRIGHT, level == WZ_FORMULA_SUB ? "_" : "^", NULL);
    runs->after = AFTER_NOTHING;
    if (script->brackets != WZ_FORMULA_BRACKETS_NONE)
      write_bracketed (runs, script);
    else
      write_bare (runs, script);
  }
  runs->after = after;
}

static void
write_scripts (Runs *runs, const WzFormulaNode *node)
{
  write_node (runs, wz_formula_child (node, 0));
  if (runs->after == AFTER_NOTHING || runs->after == AFTER_OPEN || runs->after == AFTER_OPERATOR ||
      runs->after == AFTER_RELATION)
    runs->after = AFTER_OPERAND; /* {}^2, or a sign with a script */
  if (node->flag)
    runs->formula->linear = FALSE;
  write_script (runs, wz_formula_child (node, 1), WZ_FORMULA_SUB);
  write_script (runs, wz_formula_child (node, 2), WZ_FORMULA_SUP);
}

/* A part of a fraction; what stands before is no operand of a sign in it. */
static void
write_part (Runs *runs, const WzFormulaNode *node)
{
  runs->after = AFTER_OPEN;
  write_node (runs, node);
  runs->after = AFTER_OPERAND;
}

static void
write_fraction (Runs *runs, const WzFormulaNode *node)
{
  const WzFormulaNode *above = wz_formula_child (node, 0), *below = wz_formula_child (node, 1);

  if (runs->after == AFTER_FUNCTION)
    space (runs, NBSP);
  if (node->flag) {
    runs->formula->linear = FALSE;
    append (runs, WZ_FORMULA_UPRIGHT, "(", NULL);
  }
  write_part (runs, above);
  append (runs, WZ_FORMULA_UPRIGHT, node->flag ? NBSP "choose" NBSP : "/", NULL);
  write_part (runs, below);
  if (node->flag)
    append (runs, WZ_FORMULA_UPRIGHT, ")", NULL);
}

static void
write_root (Runs *runs, const WzFormulaNode *node)
{
  const WzFormulaNode *index = wz_formula_child (node, 1);

  if (runs->after == AFTER_FUNCTION)
    space (runs, NBSP);
  if (index != NULL) {
    runs->formula->linear = FALSE;
    runs->after = AFTER_OPERAND;
    write_script (runs, index, WZ_FORMULA_SUP);
  }
  append (runs, WZ_FORMULA_UPRIGHT, "√", NULL);
  write_part (runs, wz_formula_child (node, 0));
}

/* x̂: the mark behind each character, composed where Unicode has the whole (NFC). */
static void
write_marked (Runs *runs, const WzFormulaNode *letter, const gchar *mark)
{
  g_autoptr (GString) marked = g_string_new (NULL);
  g_autofree gchar *composed = NULL;

  for (const gchar *p = letter->text; *p != '\0'; p = g_utf8_next_char (p)) {
    g_string_append_unichar (marked, g_utf8_get_char (p));
    g_string_append (marked, mark);
  }
  if (g_utf8_strlen (letter->text, -1) > 1)
    runs->formula->linear = FALSE;
  if (runs->after == AFTER_FUNCTION)
    space (runs, NBSP);
  composed = g_utf8_normalize (marked->str, -1, G_NORMALIZE_NFC);
  append (runs, letter->style, composed, NULL);
  runs->after = AFTER_OPERAND;
}

static void
write_accent (Runs *runs, const WzFormulaNode *node)
{
  const WzFormulaNode *base = wz_formula_child (node, 0);

  if (!wz_formula_node_is_letters (base)) {
    runs->formula->linear = FALSE;
    write_part (runs, base);
    append (runs, WZ_FORMULA_UPRIGHT, node->combining, NULL);
  } else if (base->kind == WZ_FORMULA_NODE_ROW) {
    runs->formula->linear = FALSE;
    for (guint i = 0; i < base->children->len; i++)
      write_marked (runs, wz_formula_child (base, i), node->combining);
  } else {
    write_marked (runs, base, node->combining);
  }
}

static void
write_stack (Runs *runs, const WzFormulaNode *node)
{
  runs->formula->linear = FALSE;
  write_node (runs, wz_formula_child (node, 0));
  runs->after = AFTER_OPERAND;
  if (wz_formula_child (node, 1)->kind != WZ_FORMULA_NODE_OPERATOR || runs->level == WZ_FORMULA_NORMAL)
    write_script (runs, wz_formula_child (node, 1),
                  node->kind == WZ_FORMULA_NODE_UNDER ? WZ_FORMULA_SUB : WZ_FORMULA_SUP);
}

static void
write_bare (Runs *runs, const WzFormulaNode *node)
{
  switch (node->kind) {
  case WZ_FORMULA_NODE_ROW:
    for (guint i = 0; node->children != NULL && i < node->children->len; i++)
      write_node (runs, wz_formula_child (node, i));
    break;
  case WZ_FORMULA_NODE_IDENTIFIER:
  case WZ_FORMULA_NODE_NUMBER:
  case WZ_FORMULA_NODE_TEXT:
    write_operand (runs, node);
    break;
  case WZ_FORMULA_NODE_OPERATOR:
    write_operator (runs, node);
    break;
  case WZ_FORMULA_NODE_FUNCTION:
    write_function (runs, node);
    break;
  case WZ_FORMULA_NODE_SPACE:
    space (runs, node->width_mu >= 18 ? " " : NBSP);
    break;
  case WZ_FORMULA_NODE_FRACTION:
    write_fraction (runs, node);
    break;
  case WZ_FORMULA_NODE_ROOT:
    write_root (runs, node);
    break;
  case WZ_FORMULA_NODE_SCRIPTS:
    write_scripts (runs, node);
    break;
  case WZ_FORMULA_NODE_ACCENT:
    write_accent (runs, node);
    break;
  case WZ_FORMULA_NODE_UNDER:
  case WZ_FORMULA_NODE_OVER:
    write_stack (runs, node);
    break;
  }
}

/* A space at the very end has nothing to part. */
static void
trim_end (Runs *runs)
{
  while (g_str_has_suffix (runs->text->str, " ") && strcmp (runs->text->str, runs->plain->str) == 0) {
    g_string_truncate (runs->text, runs->text->len - 1);
    g_string_truncate (runs->plain, runs->plain->len - 1);
  }
}

void
wz_formula_make_runs (WzFormula *formula)
{
  Runs runs = {.formula = formula, .text = g_string_new (NULL), .plain = g_string_new (NULL)};

  formula->runs = g_array_new (FALSE, FALSE, sizeof (WzFormulaRun));
  formula->linear = TRUE;
  if (formula->root != NULL)
    write_node (&runs, formula->root);
  else if (*formula->tex != '\0')
    append (&runs, WZ_FORMULA_MONO, formula->tex, NULL);
  trim_end (&runs);
  flush (&runs);
  g_string_free (runs.text, TRUE);
  g_string_free (runs.plain, TRUE);
}

/* @text as Unicode scripts; FALSE when a character has none, or for several letters: few fonts have those. */
static gboolean
append_scripts (GString *out, const gchar *text, gboolean sup)
{
  g_autoptr (GString) scripts = g_string_new (NULL);

  for (const gchar *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = wz_formula_script_character (g_utf8_get_char (p), sup);

    if (c == 0 || (g_ascii_isalpha (*p) && text[1] != '\0'))
      return FALSE;
    g_string_append_unichar (scripts, c);
  }
  g_string_append (out, scripts->str);
  return TRUE;
}

/* Whether what follows a script would be read into it: x^(d)y. */
static gboolean
begins_with_letter (const GArray *runs, guint i)
{
  const WzFormulaRun *run = i < runs->len ? &g_array_index (runs, WzFormulaRun, i) : NULL;

  return run != NULL && run->level == WZ_FORMULA_NORMAL && g_unichar_isalnum (g_utf8_get_char (run->text));
}

/* The script that run @i begins: neighbouring runs of one level (styles differ) are one script. */
static guint
append_script (GString *out, const GArray *runs, guint i)
{
  WzFormulaLevel level = g_array_index (runs, WzFormulaRun, i).level;
  g_autoptr (GString) text = g_string_new (NULL);

  for (; i < runs->len && g_array_index (runs, WzFormulaRun, i).level == level; i++)
    g_string_append (text, g_array_index (runs, WzFormulaRun, i).text);
  if (append_scripts (out, text->str, level == WZ_FORMULA_SUP))
    return i;
  g_string_append_c (out, level == WZ_FORMULA_SUP ? '^' : '_');
  if (g_utf8_strlen (text->str, -1) > 1 || begins_with_letter (runs, i))
    g_string_append_printf (out, "(%s)", text->str);
  else
    g_string_append (out, text->str);
  return i;
}

gchar *
wz_formula_dup_text (const WzFormula *formula)
{
  GString *out = g_string_new (NULL);

  if (formula->root == NULL) {
    g_string_assign (out, formula->tex);
    return g_string_free (out, FALSE);
  }
  for (guint i = 0; i < formula->runs->len;) {
    const WzFormulaRun *run = &g_array_index (formula->runs, WzFormulaRun, i);

    if (run->level != WZ_FORMULA_NORMAL) {
      i = append_script (out, formula->runs, i);
      continue;
    }
    g_string_append (out, run->text);
    i++;
  }
  return g_string_free (out, FALSE);
}
