/* wz-read-private.h: what a reader implements. Private to core/read. SPDX-License-Identifier: MIT */
#pragma once

#include "read/wz-read.h"
#include "rich/wz-pictures.h"

G_BEGIN_DECLS

struct _WzReader {
  const gchar *name;
  const gchar *comment; /* (nullable): what it reads, to be translated */
  /* Whether @bytes may be of this format, without reading them whole. */
  gboolean (*matches) (GBytes *bytes);
  /* @file: display name; @options: what somebody says of its encoding, and by what readers to read what
   * stands in it; @pictures: where to look for those that it names; @coverage: (out) (nullable): set by
   * readers of texts only */
  WzIssue *(*read) (const WzReader *self, GBytes *bytes, const gchar *file, const WzReadOptions *options,
                    WzPictures *pictures, WzDiagSink *sink, WzCoverage **coverage, GError **error);
};

/** wz_read_part: as wz_read_bytes(), of what stands in a document whose @pictures are known. */
WzIssue *wz_read_part (GBytes *bytes, const gchar *file, const WzReadOptions *options, const WzReader **used,
                       WzPictures *pictures, WzDiagSink *sink, WzCoverage **coverage, GError **error);

/** wz_read_check_limits: FALSE with @error set (`source-limit`) where a cap is passed. */
gboolean wz_read_check_limits (const WzIssue *issue, const gchar *file, GError **error);

/** wz_json_is_own: whether @bytes are an issue that this program wrote. */
gboolean wz_json_is_own (GBytes *bytes);

extern const WzReader wz_reader_text;
extern const WzReader wz_reader_html;
extern const WzReader wz_reader_markdown;
extern const WzReader wz_reader_json;
extern const WzReader wz_reader_mail;

G_END_DECLS
