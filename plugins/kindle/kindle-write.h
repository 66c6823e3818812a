/* kindle-write: a book becomes a file: the order of records (KF8 reference 0.3, section 12). */
#pragma once

#include "kindle-book.h"

G_BEGIN_DECLS

GBytes *kindle_book_write (const KindleBook *book, GPtrArray *warnings, GError **error);

G_END_DECLS
