/* kindle-issue: an issue becomes a book. */
#pragma once

#include <wenzhai/wz-plugin.h>

#include "kindle-write.h"

G_BEGIN_DECLS

/** kindle_book_from_job: (transfer full): its book, or NULL. */
KindleBook *kindle_book_from_job (const WzJob *job, GError **error);

G_END_DECLS
