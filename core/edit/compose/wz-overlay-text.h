/* wz-overlay-text.h: texts as values of a key file, and back. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wenzhai.h>

/** wz_overlay_resolve: (transfer full): a value as it stands in the file, with `\s \n \t \r \\` resolved, but
 * not in formulae, where `\nu` is no line end. */
gchar *wz_overlay_resolve (const gchar *written);
/** wz_overlay_escape: (transfer full) (nullable): what wz_overlay_resolve() makes @value of; NULL where no
 * line does. */
gchar *wz_overlay_escape (const gchar *value);
/** wz_overlay_dup_markdown: (transfer full) (nullable): @text (nullable) as CommonMark, which reads as @text
 * again; NULL where it has tables, pictures, notes or words in other languages. @inlines: it is a title:
 * running text. */
gchar *wz_overlay_dup_markdown (const WzText *text, gboolean inlines);
