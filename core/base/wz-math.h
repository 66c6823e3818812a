/* wz-math.h: where mathematics stands in running text. SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

/** A longer source is no formula: it was never closed, or no page could show it. */
#define WZ_MATH_MAX_BYTES 4096
/** So many words in a row are prose, in a formula too. */
#define WZ_MATH_PROSE_WORDS 3

typedef enum {
  WZ_MATH_INLINE,  /* $…$ and \(…\) */
  WZ_MATH_DISPLAY, /* $$…$$ and \[…\] */
  WZ_MATH_UNSURE   /* one sign that stays text though mathematics stands beside it; for a diagnostic */
} WzMathKind;

/**
 * WzMathSpan: a formula in a paragraph, in bytes.
 * @start, @end: with its delimiters; of an unsure sign, its own
 * @tex_start, @tex_end: the source between them, without blanks at its ends; nothing for an unsure sign
 */
typedef struct {
  WzMathKind kind;
  gsize start, end;
  gsize tex_start, tex_end;
} WzMathSpan;

/**
 * wz_math_find:
 * @text: one paragraph or title, UTF-8
 * @length: in bytes, or -1
 *
 * The one place that decides what is a formula between delimiters. A dollar also means money and a shell's
 * variable, a bracket behind a backslash is also Markdown's escape; so the delimiters of the whole paragraph
 * are paired at once: each stretch between two neighbours is weighed (commands, scripts, operators, lone
 * letters for mathematics; words in a row, sentence ends, Han for prose), and of all the pairings the one
 * that weighs most is taken. A stretch without enough evidence stays text. `\$`, code between backticks and
 * URLs hold no delimiters. Time and memory are linear in @length.
 *
 * Returns: (transfer full) (element-type WzMathSpan): in the order of the text, disjoint
 */
GArray *wz_math_find (const gchar *text, gssize length);

/**
 * wz_math_find_prose:
 * @tex: the source of a formula
 * @length: (out): bytes of the words found
 *
 * Words in a row that stand outside `\text{…}` and the like: prose that was taken for a formula.
 *
 * Returns: (nullable): the first word, in @tex
 */
const gchar *wz_math_find_prose (const gchar *tex, gsize *length);

/** wz_math_is_function: whether @word (ASCII letters) is the name of a function: log, max, softmax. */
gboolean wz_math_is_function (const gchar *word, gsize length);
