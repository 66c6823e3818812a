/* words.h: where the words of Chinese text end. For lines that somebody reads as a whole (titles, covers,
 * contents): 网络 cut in two at a line end stumbles, although Chinese may be broken anywhere. Body text needs
 * no such care and gets none. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _WzTitleWords WzTitleWords;

/** wz_title_words_new: (transfer full): for one thread; NULL if ICU has no rules to offer, which
 * wz_title_words_find() takes.
 */
WzTitleWords *wz_title_words_new (void);
void wz_title_words_free (WzTitleWords *words);

/**
 * wz_title_words_find:
 * @words: (nullable):
 * @text: (array length=n): code points
 * @inside: (out caller-allocates) (array length=n): TRUE where a word goes on: a line should not end before
 * this character. Only between two ideographs; Latin words have rules of their own.
 *
 * The words are those of ICU's dictionary (UAX 29 with CJK segmentation).
 */
void wz_title_words_find (WzTitleWords *words, const gunichar *text, guint n, gboolean *inside);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzTitleWords, wz_title_words_free)

G_END_DECLS
