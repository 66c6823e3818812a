/* wz-nearest.c: what a misspelt word was meant to be. SPDX-License-Identifier: MIT */
#include "base/wz-nearest.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LONGEST 64 /* nothing that has a name here is longer */

/* Damerau's distance (optimal string alignment) of bytes, case aside. */
static guint
distance (const gchar *a, const gchar *b)
{
  guint rows[3][LONGEST + 1];
  gsize n = strlen (b);
  for (gsize k = 0; k <= n; k++)
    rows[0][k] = (guint) k;
  guint *before = rows[2], *last = rows[0], *row = rows[1];
  for (gsize i = 1; a[i - 1] != '\0'; i++) {
    row[0] = (guint) i;
    for (gsize k = 1; k <= n; k++) {
      gchar x = g_ascii_tolower (a[i - 1]), y = g_ascii_tolower (b[k - 1]);
      row[k] = MIN (MIN (last[k], row[k - 1]) + 1, last[k - 1] + (x != y));
      if (i > 1 && k > 1 && x == g_ascii_tolower (b[k - 2]) && y == g_ascii_tolower (a[i - 2]))
        row[k] = MIN (row[k], before[k - 2] + 1);
    }
    guint *spare = before;
    before = last;
    last = row;
    row = spare;
  }
  return last[n];
}

const gchar *
wz_nearest (const gchar *word, const gchar *const *names)
{
  gsize length = strlen (word);
  if (length < 2 || length > LONGEST)
    return NULL;
  guint best = (guint) MAX (1, length / 3) + 1;
  const gchar *nearest = NULL;
  for (guint i = 0; names[i] != NULL; i++) {
    guint far = strlen (names[i]) <= LONGEST ? distance (word, names[i]) : G_MAXUINT;
    if (far < best) {
      best = far;
      nearest = names[i];
    }
  }
  for (guint i = 0; nearest == NULL && length > 2 && names[i] != NULL; i++)
    if (g_ascii_strncasecmp (word, names[i], length) == 0)
      nearest = names[i];
  return nearest;
}

gchar *
wz_nearest_dup_question (const gchar *word, const gchar *const *names)
{
  const gchar *nearest = wz_nearest (word, names);
  return nearest != NULL ? g_strdup_printf (_ ("; did you mean “%s”?"), nearest) : g_strdup ("");
}
