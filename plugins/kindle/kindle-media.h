/* kindle-media: the book's pictures, cover and fonts, in the form that KF8 takes (KF8 reference, section 6).
 */
#pragma once

#include <wenzhai/wz-plugin.h>

#include <book/book-css.h>

#include "kindle-book.h"

G_BEGIN_DECLS

typedef struct _KindleMedia KindleMedia;

KindleMedia *kindle_media_new (WzDiagSink *sink);
void kindle_media_free (KindleMedia *media);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindleMedia, kindle_media_free)

const gchar *kindle_media_add_image (KindleMedia *media, KindleBook *book, const WzResource *resource);
void kindle_media_add_cover (KindleMedia *media, KindleBook *book, const WzJob *job);
void kindle_media_add_fonts (KindleMedia *media, KindleBook *book, const WzJob *job,
                             CharSet *const *characters, gboolean strays_only);
const BookCssFace *kindle_media_get_faces (const KindleMedia *media, guint *n_faces);

G_END_DECLS
