/* kindle-media: the book's pictures, cover and fonts, in the form that KF8 takes (KF8 reference, section 6).
 */
#pragma once

#include <wenzhai/wz-plugin.h>

#include <wenzhai-kit/wz-book-css.h>

#include "kindle-book.h"

G_BEGIN_DECLS

typedef struct _KindleMedia KindleMedia;

/**
 * kindle_media_new:
 * @sink: (nullable): told of what is left out
 *
 * Returns: (transfer full): no media yet
 */
KindleMedia *kindle_media_new (WzDiagSink *sink);

void kindle_media_free (KindleMedia *media);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindleMedia, kindle_media_free)

/**
 * kindle_media_add_image:
 * @book: gets the picture, the first time
 * @resource: a picture of the issue
 *
 * Returns: (transfer none) (nullable): its path in the book; NULL if it can't be shown, which is then
 * reported
 */
const gchar *kindle_media_add_image (KindleMedia *media, KindleBook *book, const WzResource *resource);

/**
 * kindle_media_add_cover:
 * @book: gets cover and thumbnail, the thumbnail right behind the cover (KF8 reference 2.4)
 *
 * A cover that can't be drawn is reported; the book is made without it.
 */
void kindle_media_add_cover (KindleMedia *media, KindleBook *book, const WzGalley *galley,
                             const WzStyle *style);

/**
 * kindle_media_add_fonts:
 * @book: gets the fonts
 * @style: names the faces
 * @characters: (array fixed-size=2): what the documents show, by weight
 * @strays_only: faces for what the style names no font for alone, behind the reader's own
 *
 * Embeds the faces of the body, as far as the documents need them. What can't be had is reported; the book is
 * made without it.
 */
void kindle_media_add_fonts (KindleMedia *media, KindleBook *book, const WzGalley *galley,
                             const WzStyle *style, WzCharSet *const *characters, gboolean strays_only);

/**
 * kindle_media_get_faces:
 * @n_faces: (out): how many
 *
 * Returns: (array length=n_faces) (transfer none): the embedded fonts, for the style sheet
 */
const WzBookCssFace *kindle_media_get_faces (const KindleMedia *media, guint *n_faces);

G_END_DECLS
