/* read-source.h: what all readers do with a source before and behind its text. Private to core/read.
 * SPDX-License-Identifier: MIT */
#pragma once

#include "model/wz-builder.h"

G_BEGIN_DECLS

/** read_set_decode_error: what kept the decoder from reading, as an error of reading. */
void read_set_decode_error (GError **error, const GError *cause);

/** read_dup_file_name: (transfer full) (nullable): @file without folders; NULL for standard input. Positions
 * carry the file name as given; what is kept in the issue is its last part, so that the folder does not
 * change a byte of any output. */
gchar *read_dup_file_name (const gchar *file);

/** read_set_stem: names books by @file_name (nullable) without its ending. */
void read_set_stem (WzIssueBuilder *builder, const gchar *file_name);

/** read_is_latin: whether next to nothing of @text is Chinese. */
gboolean read_is_latin (const gchar *text);

G_END_DECLS
