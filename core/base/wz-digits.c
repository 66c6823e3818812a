/* wz-digits.c: see wz-digits.h. SPDX-License-Identifier: MIT */
#include "base/wz-digits.h"

#include <string.h>

gsize
wz_digits_count (const gchar *text)
{
  return strspn (text, "0123456789");
}

guint
wz_digits_take (const gchar **text, guint max)
{
  guint value = 0;
  for (guint n = 0; n < max && g_ascii_isdigit (**text); n++, (*text)++)
    value = value * 10 + (guint) (**text - '0');
  return value;
}
