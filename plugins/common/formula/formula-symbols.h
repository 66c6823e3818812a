/* formula-symbols.h: the tables of commands. Private to common/formula. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai-kit/wz-formula.h>

typedef enum {
  WZ_COMMAND_SYMBOL,         /* a sign: @text, @atom */
  WZ_COMMAND_LETTER,         /* a letter: @text; @style */
  WZ_COMMAND_FUNCTION,       /* a name set upright: @text; @flag: takes limits */
  WZ_COMMAND_SPACE,          /* @width_mu */
  WZ_COMMAND_ACCENT,         /* over one argument: @text, @combining */
  WZ_COMMAND_ALPHABET,       /* letters of one argument in another alphabet: @alphabet */
  WZ_COMMAND_STYLE,          /* one argument in @style */
  WZ_COMMAND_SWITCH,         /* the rest of the group in @style */
  WZ_COMMAND_TEXT,           /* one argument as words in @style */
  WZ_COMMAND_FRACTION,       /* two arguments; @flag: binomial */
  WZ_COMMAND_ROOT,           /* one argument, one optional */
  WZ_COMMAND_OPERATOR,       /* \operatorname: one argument as a function name */
  WZ_COMMAND_STACK,          /* two arguments, the first over (@flag: under) the second */
  WZ_COMMAND_BRACE,          /* \overbrace, \underbrace, …: @text over (@flag: under) one argument */
  WZ_COMMAND_FENCE,          /* \left, \right, \big: a delimiter follows */
  WZ_COMMAND_NOT,            /* strikes the next sign */
  WZ_COMMAND_MOD,            /* \pmod */
  WZ_COMMAND_IGNORE,         /* sizes and the like */
  WZ_COMMAND_IGNORE_ARGUMENT /* \label{…} */
} WzCommandKind;

typedef enum { WZ_ALPHABET_DOUBLE, WZ_ALPHABET_SCRIPT, WZ_ALPHABET_FRAKTUR } WzAlphabet;

typedef struct {
  const gchar *name;
  WzCommandKind kind;
  const gchar *text;
  WzFormulaClass atom;
  gint value; /* style, width in mu or alphabet */
  gboolean flag;
  const gchar *combining;
} WzCommand;

/** wz_formula_find_command: (nullable): its row. @name without backslash. */
const WzCommand *wz_formula_find_command (const gchar *name, gsize length);
/** wz_formula_alphabet_letter: the letter @c of @alphabet; @c itself where there is none. */
gunichar wz_formula_alphabet_letter (WzAlphabet alphabet, gunichar c);
/** wz_formula_script_character: @c as a Unicode superscript (@sup) or subscript; 0 when there is none. */
gunichar wz_formula_script_character (gunichar c, gboolean sup);
/** wz_formula_negated: (nullable): the struck form of a sign. */
const gchar *wz_formula_negated (const gchar *sign);
