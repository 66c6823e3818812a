/* wz-choose-match.h: which papers have words. core/edit/choose only. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wenzhai.h>

G_BEGIN_DECLS

/** WzWanted: words as they are looked for: without case, compatibility forms resolved, Chinese in both
 * scripts. */
typedef struct _WzWanted WzWanted;

/** wz_wanted_new: @words: separated by spaces. Latin words are found where a word begins so, Chinese ones
 * anywhere. */
WzWanted *wz_wanted_new (const gchar *words);
void wz_wanted_free (WzWanted *wanted);

/** wz_wanted_is_in: whether all words are in titles, authors, affiliations and abstracts of @entry together.
 */
gboolean wz_wanted_is_in (const WzWanted *wanted, const WzEntry *entry);
/** wz_wanted_is_author: whether all words are in the name of one author of @entry. */
gboolean wz_wanted_is_author (const WzWanted *wanted, const WzEntry *entry);

G_END_DECLS
