/* formula-symbols.h: the tables of commands. Private to common/formula. SPDX-License-Identifier: MIT */
#pragma once

#include "formula.h"

typedef enum {
  COMMAND_SYMBOL,         /* a sign: @text, @class */
  COMMAND_LETTER,         /* a letter: @text; @style */
  COMMAND_FUNCTION,       /* a name set upright: @text; @flag: takes limits */
  COMMAND_SPACE,          /* @width_mu */
  COMMAND_ACCENT,         /* over one argument: @text, @combining */
  COMMAND_ALPHABET,       /* letters of one argument in another alphabet: @alphabet */
  COMMAND_STYLE,          /* one argument in @style */
  COMMAND_SWITCH,         /* the rest of the group in @style */
  COMMAND_TEXT,           /* one argument as words in @style */
  COMMAND_FRACTION,       /* two arguments; @flag: binomial */
  COMMAND_ROOT,           /* one argument, one optional */
  COMMAND_OPERATOR,       /* \operatorname: one argument as a function name */
  COMMAND_STACK,          /* two arguments, the first over (@flag: under) the second */
  COMMAND_BRACE,          /* \overbrace, \underbrace, …: @text over (@flag: under) one argument */
  COMMAND_FENCE,          /* \left, \right, \big: a delimiter follows */
  COMMAND_NOT,            /* strikes the next sign */
  COMMAND_MOD,            /* \pmod */
  COMMAND_IGNORE,         /* sizes and the like */
  COMMAND_IGNORE_ARGUMENT /* \label{…} */
} CommandKind;

typedef enum { ALPHABET_DOUBLE, ALPHABET_SCRIPT, ALPHABET_FRAKTUR } Alphabet;

typedef struct {
  const gchar *name;
  CommandKind kind;
  const gchar *text;
  FormulaClass class;
  gint value; /* style, width in mu or alphabet */
  gboolean flag;
  const gchar *combining;
} Command;

/** formula_find_command: (nullable): its row. @name without backslash. */
const Command *formula_find_command (const gchar *name, gsize length);
/** formula_alphabet_letter: the letter @c of @alphabet; @c itself where there is none. */
gunichar formula_alphabet_letter (Alphabet alphabet, gunichar c);
/** formula_script_character: @c as a Unicode superscript (@sup) or subscript; 0 when there is none. */
gunichar formula_script_character (gunichar c, gboolean sup);
/** formula_negated: (nullable): the struck form of a sign. */
const gchar *formula_negated (const gchar *sign);
