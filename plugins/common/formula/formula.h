/* formula.h: a subset of TeX mathematics as Unicode text, styled runs, or a tree. SPDX-License-Identifier:
 * MIT */
#pragma once

#include <glib.h>

/*
 * In: the TeX source between two dollars. Out: a tree, and from it
 *  - runs: text with a level and a style, for any output that can raise and lower type (PDF, Kindle, EPUB),
 *  - plain Unicode text,
 *  - MathML (common/book/book-mathml.h).
 * What the tables of formula-symbols.c do not know makes the formula *unknown*: it then has one run, the
 * source itself, and the caller says so (formula-report.h).
 */

/** Sources longer than this, or deeper than this, are unknown. */
#define FORMULA_MAX_BYTES 4096
#define FORMULA_MAX_DEPTH 32

/** What formula_get_unknown() gives where it is nothing in the source. */
#define FORMULA_UNKNOWN_LENGTH "length"
#define FORMULA_UNKNOWN_DEPTH "depth"
#define FORMULA_UNKNOWN_ARGUMENT "argument"

typedef struct _Formula Formula;

/**
 * formula_parse:
 * @tex: without its dollars
 *
 * Returns: (transfer full): never NULL
 */
Formula *formula_parse (const gchar *tex);
void formula_free (Formula *formula);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Formula, formula_free)

const gchar *formula_get_tex (const Formula *formula);
/** formula_is_known: whether all of it was understood. */
gboolean formula_is_known (const Formula *formula);
/** formula_get_unknown: (nullable): what was not understood first (`\foo`), or FORMULA_UNKNOWN_…. */
const gchar *formula_get_unknown (const Formula *formula);
/**
 * formula_is_linear:
 *
 * Whether runs show it as well as two dimensions would: letters, numbers, signs, one level of sub- and
 * superscripts, fractions and roots that need no parentheses (`1/√n`). Fractions of sums, roots over more
 * than a letter, scripts on scripts, limits of sums and the like are not linear: runs write them with `/`,
 * `√(…)`, `^`, `_` and all the parentheses that reading needs.
 */
gboolean formula_is_linear (const Formula *formula);

typedef enum { FORMULA_NORMAL, FORMULA_SUB, FORMULA_SUP } FormulaLevel;

typedef enum {
  FORMULA_UPRIGHT,
  FORMULA_ITALIC,
  FORMULA_BOLD,
  FORMULA_BOLD_ITALIC,
  FORMULA_MONO
} FormulaStyle;

/**
 * FormulaRun: characters of one level and one style. A run is never empty.
 * @text: Unicode; blackboard, script and fraktur letters are those of the Unicode blocks (ℝ, 𝒪). Spaces are
 *   U+0020 where a line may break (around relations and operators), else U+00A0
 * @plain: what to show instead where the font lacks a character of @text: `R`, `O`; else equal to @text
 */
typedef struct {
  FormulaLevel level;
  FormulaStyle style;
  const gchar *text;
  const gchar *plain;
} FormulaRun;

/**
 * formula_get_runs:
 * @n_runs: (out): at least 1 for a source that is not empty
 *
 * Returns: (array length=n_runs): lives as long as @formula
 */
const FormulaRun *formula_get_runs (const Formula *formula, guint *n_runs);

/**
 * formula_dup_text:
 *
 * For titles and metadata: single scripts become Unicode ones where all their characters have one (`x²`,
 * `aᵢ`), others stand behind `^` and `_`. The source of an unknown formula.
 *
 * Returns: (transfer full)
 */
gchar *formula_dup_text (const Formula *formula);

/* ---- The tree, for writers of MathML ------------------------------------------------------------------- */

typedef enum {
  FORMULA_NODE_ROW,        /* children in a row */
  FORMULA_NODE_IDENTIFIER, /* @text: letters */
  FORMULA_NODE_NUMBER,     /* @text: digits */
  FORMULA_NODE_OPERATOR,   /* @text: a sign; @class says which kind; @flag: grows with its content (\left) */
  FORMULA_NODE_FUNCTION,   /* @text: log, max: upright */
  FORMULA_NODE_TEXT,       /* @text: words */
  FORMULA_NODE_SPACE,      /* @width_mu: in eighteenths of an em */
  FORMULA_NODE_FRACTION,   /* two children; @flag: without its bar (binomials) */
  FORMULA_NODE_ROOT,       /* radicand, and the index if there are two children */
  FORMULA_NODE_SCRIPTS,    /* base, sub, sup; sub or sup may be NULL; @flag: as limits under and over */
  FORMULA_NODE_ACCENT,     /* base; @text: the mark as a spacing sign, @combining: as a combining one */
  FORMULA_NODE_UNDER,      /* base, what stands under it */
  FORMULA_NODE_OVER        /* base, what stands over it */
} FormulaNodeKind;

typedef enum {
  FORMULA_ORDINARY,
  FORMULA_BINARY,
  FORMULA_RELATION,
  FORMULA_OPEN,
  FORMULA_CLOSE,
  FORMULA_PUNCTUATION,
  FORMULA_BIG
} FormulaClass;

/**
 * FormulaBrackets: when a node stands in parentheses that its source has not.
 * @FORMULA_BRACKETS_FLAT: a script: where it is neither raised nor lowered, as in `x^(i+1)`
 * @FORMULA_BRACKETS_ALWAYS: in every line: `(a + b)/2`; never in two dimensions
 */
typedef enum { FORMULA_BRACKETS_NONE, FORMULA_BRACKETS_FLAT, FORMULA_BRACKETS_ALWAYS } FormulaBrackets;

typedef struct _FormulaNode FormulaNode;
struct _FormulaNode {
  FormulaNodeKind kind;
  FormulaClass class;
  FormulaStyle style;
  FormulaBrackets brackets;
  const gchar *text;
  const gchar *plain; /* ASCII letters behind those of a Unicode alphabet; else NULL */
  const gchar *combining;
  gint width_mu;
  gboolean flag;
  GPtrArray *children; /* (element-type FormulaNode) (nullable) */
};

/** formula_get_root: (nullable): NULL for an unknown formula. */
const FormulaNode *formula_get_root (const Formula *formula);
