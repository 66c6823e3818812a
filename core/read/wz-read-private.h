/* wz-read-private.h: what a reader implements. Private to core/read. SPDX-License-Identifier: MIT */
#pragma once

#include "read/wz-read.h"
#include "rich/wz-pictures.h"

G_BEGIN_DECLS

struct _WzReader {
  const gchar *name;
  /* Whether @bytes may be of this format, without reading them whole. */
  gboolean (*matches) (GBytes *bytes);
  /* @file: display name; @encoding: (nullable): what somebody says that it is; @pictures: where to look for
   * those that it names; @coverage: (out) (nullable): set by readers of texts only */
  WzIssue *(*read) (GBytes *bytes, const gchar *file, const gchar *encoding, WzPictures *pictures,
                    WzDiagSink *sink, WzCoverage **coverage, GError **error);
};

/** wz_read_part: as wz_read_bytes(), of what stands in a document whose @pictures are known. */
WzIssue *wz_read_part (GBytes *bytes, const gchar *file, const WzReader *reader, const gchar *encoding,
                       WzPictures *pictures, WzDiagSink *sink, WzCoverage **coverage, GError **error);

/** wz_read_check_limits: FALSE with @error set (`source-limit`) where a cap is passed. */
gboolean wz_read_check_limits (const WzIssue *issue, const gchar *file, GError **error);

extern const WzReader wz_reader_text;
extern const WzReader wz_reader_json;
extern const WzReader wz_reader_mail;

G_END_DECLS
