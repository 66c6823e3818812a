/* wz-nearest.h: what a misspelt word was meant to be. SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

/**
 * wz_nearest:
 * @names: (array zero-terminated=1)
 *
 * Returns: (nullable): the one of @names that @word becomes with the fewest letters put in, left out, changed
 * or exchanged with their neighbour, case aside; NULL where it takes more than a third of the word. What
 * begins with @word counts where nothing is near. Of equals the first
 */
const gchar *wz_nearest (const gchar *word, const gchar *const *names);

/** wz_nearest_dup_question: (transfer full): `; did you mean “NAME”?`, to stand behind a message; empty where
 * wz_nearest() has none. */
gchar *wz_nearest_dup_question (const gchar *word, const gchar *const *names);
