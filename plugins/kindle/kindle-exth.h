/* kindle-exth: the metadata block of record 0 (KF8 reference 2.3 to 2.6). */
#pragma once

#include "kindle-header.h"

G_BEGIN_DECLS

/* Record types that are written or looked at. */
enum {
  KINDLE_EXTH_AUTHOR = 100,
  KINDLE_EXTH_PUBLISHER = 101,
  KINDLE_EXTH_DESCRIPTION = 103,
  KINDLE_EXTH_SUBJECT = 105,
  KINDLE_EXTH_DATE = 106,
  KINDLE_EXTH_CONTRIBUTOR = 108,
  KINDLE_EXTH_RIGHTS = 109,
  KINDLE_EXTH_SOURCE = 112,
  KINDLE_EXTH_IDENTIFIER = 113,
  KINDLE_EXTH_VERSION = 114,
  KINDLE_EXTH_START = 116,
  KINDLE_EXTH_KF8_START = 121,
  KINDLE_EXTH_N_RESOURCES = 125,
  KINDLE_EXTH_RESOURCE_URI = 129,
  KINDLE_EXTH_RESC_OFFSET = 131,
  KINDLE_EXTH_COVER = 201,
  KINDLE_EXTH_THUMBNAIL = 202,
  KINDLE_EXTH_FAKE_COVER = 203,
  KINDLE_EXTH_CREATOR_PLATFORM = 204,
  KINDLE_EXTH_CREATOR_MAJOR = 205,
  KINDLE_EXTH_CREATOR_MINOR = 206,
  KINDLE_EXTH_CREATOR_BUILD = 207,
  KINDLE_EXTH_CONTENT_CLASS = 501,
  KINDLE_EXTH_TITLE = 503,
  KINDLE_EXTH_IDENTIFIER_AGAIN = 504,
  KINDLE_EXTH_LANGUAGE = 524,
  KINDLE_EXTH_WRITING_MODE = 525,
  KINDLE_EXTH_OVERRIDE_FONTS = 528,
  KINDLE_EXTH_CREATOR_STRING = 535,
};

/**
 * kindle_exth_get_name:
 * @type: of a record
 *
 * Returns: (transfer none) (nullable): what it holds, in English; NULL for a type that is not known here
 */
const gchar *kindle_exth_get_name (guint32 type);

/**
 * kindle_exth_is_number:
 * @type: of a record
 *
 * Returns: whether its value is known to be a 32-bit number
 */
gboolean kindle_exth_is_number (guint32 type);

/**
 * kindle_exth_put:
 * @out: where to append
 * @header: what record 0 says
 * @meta: what the book is
 *
 * Appends the block; its length field counts the padding, as in files of Amazon's own tool.
 */
void kindle_exth_put (GByteArray *out, const KindleHeader *header, const KindleMetadata *meta);

G_END_DECLS
