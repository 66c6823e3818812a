/* kindle-resources: pictures and fonts as records (KF8 reference, section 6). */
#pragma once

#include "kindle-book.h"

G_BEGIN_DECLS

/* Larger pictures are reported to close the reader's application. */
#define KINDLE_IMAGE_LIMIT 130048

/**
 * kindle_resource_make_record:
 *
 * Returns: (transfer full): its record; NULL with KINDLE_ERROR_LIMIT if it is of a kind or size that KF8 does
 * not take
 */
GBytes *kindle_resource_make_record (const KindleFile *resource, GError **error);

/** kindle_resource_is_font: whether it becomes a FONT record. */
gboolean kindle_resource_is_font (const KindleFile *resource);

/**
 * kindle_resource_sniff:
 * @data: (array length=length): a record or file
 * @length: its size
 *
 * Returns: (transfer none) (nullable): the media type its first bytes speak of; NULL if none that KF8 takes
 */
const gchar *kindle_resource_sniff (const guint8 *data, gsize length);

G_END_DECLS
