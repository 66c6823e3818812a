/* wz-digits.h: runs of ASCII digits in text. SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

/** wz_digits_count: how many digits @text begins with. */
gsize wz_digits_count (const gchar *text);

/** wz_digits_take: the number of up to @max digits that *@text begins with, 0 where there is none; *@text
 * begins behind them afterwards. */
guint wz_digits_take (const gchar **text, guint max);
