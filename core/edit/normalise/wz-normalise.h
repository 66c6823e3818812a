/* SPDX-License-Identifier: MIT */
/* The normaliser: tidies the characters of Chinese fields, once, before anything is typeset.
 *
 * In: UTF-8 text of one paragraph or title, cut into runs. Out: the same runs, with full-width punctuation,
 * curly quotes, Chinese ellipses and dashes, and without pasted spaces. Formulae, code, numbers, identifiers,
 * URLs and English runs come out as they went in. In fields of every language, what TeX and HTML left behind
 * outside formulae becomes characters: accents, entities, commands around words. English fields get that,
 * NFC, and curly quotes, apostrophes and dashes. The rules (R5–R12 of the CJK typesetting reference, and
 * Clean) are the rows of two tables, each with cases of its own.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WzNormaliseRun:
 * @text: UTF-8; valid
 * @opaque: the run is a formula, code, an image or a line break: it is not touched, and its neighbours see a
 *   foreign object there, neither Han nor a space
 *
 * A stretch of a paragraph between two inline borders.
 */
typedef struct {
  const gchar *text;
  gboolean opaque;
} WzNormaliseRun;

/** WzNormaliseLook: what commands and tags around words wanted: `\emph{…}`, `<b>…</b>`, `\texttt{…}`. */
typedef enum {
  WZ_LOOK_EMPHASIS = 1 << 0,
  WZ_LOOK_STRONG = 1 << 1,
  WZ_LOOK_CODE = 1 << 2,
} WzNormaliseLook;

/** WzNormalisePiece: a stretch of one run, and how it looks (of WzNormaliseLook). */
typedef struct {
  guint run;
  guint look;
  gchar *text;
} WzNormalisePiece;

/** WzNormaliseCase: what a rule alone makes of a text. */
typedef struct {
  const gchar *before;
  const gchar *after;
} WzNormaliseCase;

typedef struct _WzNormaliseRule WzNormaliseRule;

/**
 * wz_normalise_text:
 * @text: valid UTF-8
 * @lang: BCP 47, as for wz_normalise_pieces()
 *
 * Returns: (transfer full): the normalised text; normalising it again changes nothing
 */
gchar *wz_normalise_text (const gchar *text, const gchar *lang);
/**
 * wz_normalise_pieces:
 * @runs: (array length=n_runs): the paragraph
 * @lang: BCP 47; any language gets NFC and the rules that clean up TeX and HTML; Chinese and English their
 * own rules too
 *
 * Normalises a paragraph cut into runs by its inline markup, seen as one text: a comma at the start of a bold
 * run has the last character before that run as its neighbour. Characters stay in their runs.
 *
 * Returns: (transfer full) (element-type WzNormalisePiece): what became of the runs, in their order, without
 * the opaque ones; nothing of a run that is empty now
 */
GArray *wz_normalise_pieces (const WzNormaliseRun *runs, guint n_runs, const gchar *lang);
/** wz_normalise_runs: (transfer full) (array zero-terminated=1): the new texts of the runs, opaque ones as
 * they were; looks are lost, and code is text. */
gchar **wz_normalise_runs (const WzNormaliseRun *runs, guint n_runs, const gchar *lang);

/* The table, for the tests and for anyone who lists the rules. */
guint wz_normalise_get_n_rules (void);
const WzNormaliseRule *wz_normalise_get_rule (guint index);
const gchar *wz_normalise_rule_get_name (const WzNormaliseRule *rule);
/** wz_normalise_rule_get_doc: Returns: the rules of the CJK typesetting reference that @rule obeys */
const gchar *wz_normalise_rule_get_doc (const WzNormaliseRule *rule);
/** wz_normalise_rule_get_cases: Returns: the rule's own examples, up to a row of NULLs */
const WzNormaliseCase *wz_normalise_rule_get_cases (const WzNormaliseRule *rule);
/**
 * wz_normalise_rule_apply:
 *
 * Applies one rule once, as its cases want it.
 *
 * Returns: (transfer full): the text after @rule alone
 */
gchar *wz_normalise_rule_apply (const WzNormaliseRule *rule, const gchar *text, const gchar *lang);

G_END_DECLS
