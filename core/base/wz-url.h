/* wz-url.h: the addresses that a book may link to: the one place that decides. SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The longest address that is kept, in bytes as it stands in a book. */
#define WZ_URL_MAX_BYTES 8192

/**
 * wz_url_dup_clean:
 * @url: as a source, an editor or a stranger's JSON has it
 * @why: (out) (optional) (transfer full): why it is refused, in the user's language
 *
 * Addresses leave a book in two ways: `http` and `https` with a host that is a name, and `mailto` with a
 * plain address. `doi:` and `arxiv:` become the addresses of their resolvers. All else is refused: schemes
 * that run or read something (`javascript`, `data`, `file`), those that readers cannot follow, and whatever
 * has no scheme, since a book has no place to which it could be relative. The scheme is judged as a browser
 * finds it: without regard to case, without white space and control characters around it and without tabs
 * and line ends in it (WHATWG URL, 4.4); a scheme that is itself encoded is none.
 *
 * An address with a user name before its host is refused: it shows one host and leads to another.
 *
 * Returns: (transfer full) (nullable): the address as RFC 3986 allows it: ASCII, the host in its ASCII form,
 * all else percent-encoded; `http` becomes `https` for hosts that are known to answer there. Clean addresses
 * stay as they are. NULL: refused
 */
gchar *wz_url_dup_clean (const gchar *url, gchar **why);

/** wz_url_dup_resolved: (transfer full): @url as one with a scheme, where it has none and @base (nullable)
 * tells where it stands (RFC 3986, 5.2); else itself. */
gchar *wz_url_dup_resolved (const gchar *url, const gchar *base);

G_END_DECLS
