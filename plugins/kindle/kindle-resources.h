/* kindle-resources: pictures and fonts as records (KF8 reference, section 6). */
#pragma once

#include "kindle-book.h"

G_BEGIN_DECLS

/* Larger pictures are reported to close the reader's application. */
#define KINDLE_IMAGE_LIMIT 130048

GBytes *kindle_resource_make_record (const KindleResource *resource, GError **error);
gboolean kindle_resource_is_font (const KindleResource *resource);
const gchar *kindle_resource_sniff (const guint8 *data, gsize length);

G_END_DECLS
