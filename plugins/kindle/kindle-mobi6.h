/* kindle-mobi6: the text of the old half of a joint file (KF8 reference 9.2). */
#pragma once

#include "kindle-kf8.h"

G_BEGIN_DECLS

typedef struct {
  GByteArray *text;    /* one HTML document */
  GArray *toc_offsets; /* of guint32: where each contents item of the book stands, in reading order */
  guint32 start_offset;
} KindleMobi6;

/**
 * kindle_mobi6_new:
 * @kf8: a text model
 *
 * Returns: (transfer full): the old half's text
 */
KindleMobi6 *kindle_mobi6_new (const KindleKf8 *kf8);

/**
 * kindle_mobi6_free:
 * @mobi6: (transfer full) (nullable): the old half's text
 */
void kindle_mobi6_free (KindleMobi6 *mobi6);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindleMobi6, kindle_mobi6_free)

G_END_DECLS
