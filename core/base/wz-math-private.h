/* wz-math-private.h: what the two files of wz-math share. SPDX-License-Identifier: MIT */
#pragma once

#include "base/wz-math.h"

/* Weights, in halves of a lone letter. */
enum {
  W_COMMAND = 4,
  W_TEXT_COMMAND = 2,
  W_SCRIPT = 2,
  W_OPERATOR = 2,
  W_LETTER = 2,
  W_NUMBER = 1,
  W_SENTENCE_WORD = 6,
  W_WORDS = 6, /* two in a row */
  W_WORD = 2,
  W_SENTENCE_END = 8,
  W_HAN = 6,
  W_QUOTE = 2,
  ENOUGH = 2 /* what a formula must weigh */
};

/* What speaks for mathematics and for prose in a stretch of text. */
typedef struct {
  gint math, prose;
  gint words_alone;  /* words that are nobody's neighbours */
  gint commands;     /* that only mathematics has */
  gint braces;       /* depth at its end; negative: one was closed that was not opened */
  gboolean operands; /* something beside operators and commands */
  gboolean dangling; /* ends with an infix sign */
  gboolean escapes;  /* a command or a sign behind a backslash */
  gboolean has_prose_command;
  gboolean digit_first;
  gboolean blanks;                /* within it */
  gboolean relations;             /* `=`, a script, a command: what a price has not */
  const gchar *words, *words_end; /* the first WZ_MATH_PROSE_WORDS words in a row */
} WzMathEvidence;

/** wz_math_weigh: reads the stretch once. */
WzMathEvidence wz_math_weigh (const gchar *start, const gchar *end);

static inline gboolean
wz_math_is_blank (gchar c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
