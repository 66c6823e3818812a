/* wz-book-css.h: the style sheet of the content documents, for EPUB and Kindle. SPDX-License-Identifier: MIT
 */
#pragma once

#include <wenzhai-kit/wz-book.h>

G_BEGIN_DECLS

/**
 * WzBookCssFace: an embedded font.
 * @family: name to give it; the same for all weights. Families stand in the stack in the order of their first
 *   face
 * @href: its file as seen from the style sheet
 * @behind: whether it comes after the reader's own font, for what that lacks; for all faces of a book alike
 */
typedef struct {
  const gchar *family;
  const gchar *href;
  WzFontWeight weight;
  gboolean behind;
} WzBookCssFace;

/**
 * wz_book_dup_css:
 * @lang: (nullable): of the issue: names the families to fall back on
 * @leading: of the text, in em; below 0: the style's; 0: none, the reader's
 * @faces: (array length=n_faces): embedded fonts, which then set the body; none leaves the choice to the
 * reader
 *
 * One style sheet from the resolved style: rules that every reading system takes (epub-quality S1–S9;
 * kindle-kf8 8.3 to 8.5), then the style's extra.css.
 *
 * Returns: (transfer full): never empty
 */
gchar *wz_book_dup_css (const WzStyle *style, const gchar *lang, WzBookFormat format, gdouble leading,
                        const WzBookCssFace *faces, guint n_faces);

G_END_DECLS
