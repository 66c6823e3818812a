/* Hyphenation of Latin words with libhyphen (R62). In: a classified paragraph. Out: hyphen flags on it. */
#pragma once

#include "compose-paragraph.h"

G_BEGIN_DECLS

typedef struct _ComposeHyphenator ComposeHyphenator;

#define COMPOSE_HYPHEN_ERROR (compose_hyphen_error_quark ())
typedef enum { COMPOSE_HYPHEN_ERROR_LOAD } ComposeHyphenError;
GQuark compose_hyphen_error_quark (void);

/**
 * compose_hyphenator_new:
 * @path: (nullable): a dictionary in UTF-8 or ISO-8859-1; NULL = the American one of Debian's hyphen-en-us
 *
 * Returns: (transfer full): free with compose_hyphenator_free(); NULL with @error set
 */
ComposeHyphenator *compose_hyphenator_new (const gchar *path, GError **error);

/**
 * compose_hyphenator_share:
 *
 * Returns: (transfer full): the same dictionary for another thread
 */
ComposeHyphenator *compose_hyphenator_share (ComposeHyphenator *hyphenator);
void compose_hyphenator_free (ComposeHyphenator *hyphenator);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ComposeHyphenator, compose_hyphenator_free)

/**
 * compose_hyphenator_points:
 * @word: letters, ASCII; any case
 * @length: number of letters, at least 1
 * @points: (out caller-allocates): bit i is set where a hyphen may stand before letter i
 *
 * Finds the hyphenation points of one word: lower-cased first (libhyphen does not fold case), at least two
 * letters before and three after. Words of fewer than 6 or more than 64 letters have none.
 *
 * Returns: number of points
 */
guint compose_hyphenator_points (ComposeHyphenator *hyphenator, const gchar *word, guint length,
                                 guint64 *points);

/**
 * compose_para_hyphenate:
 *
 * Marks the hyphenation points of a paragraph, in Chinese and English ones alike. Skipped: words with a
 * capital inside, with digits or signs, of fewer than 6 letters, in URLs, identifiers or code, flagged
 * COMPOSE_CHAR_NO_HYPHEN, and the paragraph's last word.
 */
void compose_para_hyphenate (ComposePara *para, ComposeHyphenator *hyphenator);

G_END_DECLS
