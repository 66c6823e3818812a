/* wz-colophon.h: what a book is made with. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wenzhai.h>

/** wz_colophon_lines: (transfer full): fonts with their versions, style, program; the same on any machine
 * that has the same fonts. @style NULL: the program alone. */
GStrv wz_colophon_lines (const WzStyle *style);
