/* wz-transcode.h: bytes of a known encoding to UTF-8. Of base only. SPDX-License-Identifier: MIT
 *
 * What is no character becomes U+FFFD and is a problem of the result, whose @evidence is left to the caller.
 */
#pragma once

#include "base/wz-decode.h"

struct _WzDecoded {
  GString *text;
  WzEncoding encoding;
  gchar *name; /* of WZ_ENCODING_NAMED */
  gchar *evidence;
  gsize bom_bytes;
  GArray *problems; /* of WzDecodeProblem, ascending */
};

/** wz_transcode_utf8: (transfer full): from byte @skip on; a line of GB18030 in it is converted. */
WzDecoded *wz_transcode_utf8 (GBytes *bytes, gsize skip);
WzDecoded *wz_transcode_utf16 (GBytes *bytes, gsize skip, gboolean big_endian);
/** wz_transcode: (transfer full) (nullable): by iconv, which knows @encoding by @name; NULL where it doesn't.
 * A zero byte is a NUL, so that UTF-16 and UTF-32 are not for this function. */
WzDecoded *wz_transcode (GBytes *bytes, WzEncoding encoding, const gchar *name);
