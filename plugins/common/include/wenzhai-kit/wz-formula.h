/* wz-formula.h: a subset of TeX mathematics as Unicode text, styled runs, or a tree. SPDX-License-Identifier:
 * MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * In: the TeX source between two dollars. Out: a tree, and from it
 *  - runs: text with a level and a style, for any output that can raise and lower type (PDF, Kindle, EPUB),
 *  - plain Unicode text,
 *  - MathML (common/book/book-mathml.h).
 * What the tables of formula-symbols.c do not know makes the formula *unknown*: it then has one run, the
 * source itself, and the caller says so (formula-report.h).
 */

/** Sources longer than this, or deeper than this, are unknown. */
#define WZ_FORMULA_MAX_BYTES 4096
#define WZ_FORMULA_MAX_DEPTH 32

/** What wz_formula_get_unknown() gives where it is nothing in the source. */
#define WZ_FORMULA_UNKNOWN_LENGTH "length"
#define WZ_FORMULA_UNKNOWN_DEPTH "depth"
#define WZ_FORMULA_UNKNOWN_ARGUMENT "argument"

typedef struct _WzFormula WzFormula;

/**
 * wz_formula_parse:
 * @tex: without its dollars
 *
 * Returns: (transfer full): never NULL
 */
WzFormula *wz_formula_parse (const gchar *tex);
void wz_formula_free (WzFormula *formula);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzFormula, wz_formula_free)

/** wz_formula_get_tex: the source as it was parsed. */
const gchar *wz_formula_get_tex (const WzFormula *formula);
/** wz_formula_is_known: whether all of it was understood. */
gboolean wz_formula_is_known (const WzFormula *formula);
/** wz_formula_get_unknown: (nullable): what was not understood first (`\foo`), or FORMULA_UNKNOWN_…. */
const gchar *wz_formula_get_unknown (const WzFormula *formula);
/**
 * wz_formula_is_linear:
 *
 * Whether runs show it as well as two dimensions would: letters, numbers, signs, one level of sub- and
 * superscripts, fractions and roots that need no parentheses (`1/√n`). Fractions of sums, roots over more
 * than a letter, scripts on scripts, limits of sums and the like are not linear: runs write them with `/`,
 * `√(…)`, `^`, `_` and all the parentheses that reading needs.
 */
gboolean wz_formula_is_linear (const WzFormula *formula);

typedef enum { WZ_FORMULA_NORMAL, WZ_FORMULA_SUB, WZ_FORMULA_SUP } WzFormulaLevel;

typedef enum {
  WZ_FORMULA_UPRIGHT,
  WZ_FORMULA_ITALIC,
  WZ_FORMULA_BOLD,
  WZ_FORMULA_BOLD_ITALIC,
  WZ_FORMULA_MONO
} WzFormulaStyle;

/**
 * WzFormulaRun: characters of one level and one style. A run is never empty.
 * @text: Unicode; blackboard, script and fraktur letters are those of the Unicode blocks (ℝ, 𝒪). Spaces are
 *   U+0020 where a line may break (around relations and operators), else U+00A0
 * @plain: what to show instead where the font lacks a character of @text: `R`, `O`; else equal to @text
 */
typedef struct {
  WzFormulaLevel level;
  WzFormulaStyle style;
  const gchar *text;
  const gchar *plain;
} WzFormulaRun;

/**
 * wz_formula_get_runs:
 * @n_runs: (out): at least 1 for a source that is not empty
 *
 * Returns: (array length=n_runs): lives as long as @formula
 */
const WzFormulaRun *wz_formula_get_runs (const WzFormula *formula, guint *n_runs);

/**
 * wz_formula_dup_text:
 *
 * For titles and metadata: single scripts become Unicode ones where all their characters have one (`x²`,
 * `aᵢ`), others stand behind `^` and `_`. The source of an unknown formula.
 *
 * Returns: (transfer full)
 */
gchar *wz_formula_dup_text (const WzFormula *formula);

/* ---- The tree, for writers of MathML ------------------------------------------------------------------- */

typedef enum {
  WZ_FORMULA_NODE_ROW,        /* children in a row */
  WZ_FORMULA_NODE_IDENTIFIER, /* @text: letters */
  WZ_FORMULA_NODE_NUMBER,     /* @text: digits */
  WZ_FORMULA_NODE_OPERATOR, /* @text: a sign; @atom says which kind; @flag: grows with its content (\left) */
  WZ_FORMULA_NODE_FUNCTION, /* @text: log, max: upright */
  WZ_FORMULA_NODE_TEXT,     /* @text: words */
  WZ_FORMULA_NODE_SPACE,    /* @width_mu: in eighteenths of an em */
  WZ_FORMULA_NODE_FRACTION, /* two children; @flag: without its bar (binomials) */
  WZ_FORMULA_NODE_ROOT,     /* radicand, and the index if there are two children */
  WZ_FORMULA_NODE_SCRIPTS,  /* base, sub, sup; sub or sup may be NULL; @flag: as limits under and over */
  WZ_FORMULA_NODE_ACCENT,   /* base; @text: the mark as a spacing sign, @combining: as a combining one */
  WZ_FORMULA_NODE_UNDER,    /* base, what stands under it */
  WZ_FORMULA_NODE_OVER      /* base, what stands over it */
} WzFormulaNodeKind;

typedef enum {
  WZ_FORMULA_ORDINARY,
  WZ_FORMULA_BINARY,
  WZ_FORMULA_RELATION,
  WZ_FORMULA_OPEN,
  WZ_FORMULA_CLOSE,
  WZ_FORMULA_PUNCTUATION,
  WZ_FORMULA_BIG
} WzFormulaClass;

/**
 * WzFormulaBrackets: when a node stands in parentheses that its source has not.
 * @WZ_FORMULA_BRACKETS_FLAT: a script: where it is neither raised nor lowered, as in `x^(i+1)`
 * @WZ_FORMULA_BRACKETS_ALWAYS: in every line: `(a + b)/2`; never in two dimensions
 */
typedef enum {
  WZ_FORMULA_BRACKETS_NONE,
  WZ_FORMULA_BRACKETS_FLAT,
  WZ_FORMULA_BRACKETS_ALWAYS
} WzFormulaBrackets;

typedef struct _WzFormulaNode WzFormulaNode;
struct _WzFormulaNode {
  WzFormulaNodeKind kind;
  WzFormulaClass atom;
  WzFormulaStyle style;
  WzFormulaBrackets brackets;
  const gchar *text;
  const gchar *plain; /* ASCII letters behind those of a Unicode alphabet; else NULL */
  const gchar *combining;
  gint width_mu;
  gboolean flag;
  GPtrArray *children; /* (element-type WzFormulaNode) (nullable) */
};

/** wz_formula_get_root: (nullable): NULL for an unknown formula. */
const WzFormulaNode *wz_formula_get_root (const WzFormula *formula);

G_END_DECLS
