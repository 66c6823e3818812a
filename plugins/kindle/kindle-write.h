/* kindle-write: a book becomes a file: the order of records (KF8 reference 0.3, section 12). */
#pragma once

#include "kindle-book.h"

G_BEGIN_DECLS

typedef enum {
  KINDLE_CONTAINER_KF8,   /* `.azw3`: for every Kindle since 2011 */
  KINDLE_CONTAINER_JOINT, /* `.mobi`: an old book in front, for Kindles before KF8 */
} KindleContainer;

/**
 * kindle_book_write:
 * @book: a book with a title, a language and at least one document
 * @container: KF8 alone, or with an old book in front
 * @warnings: (nullable) (element-type utf8): gets what was odd but bearable
 *
 * Returns: (transfer full): the file; the same book gives the same bytes. NULL with an error of KINDLE_ERROR
 */
GBytes *kindle_book_write (const KindleBook *book, KindleContainer container, GPtrArray *warnings,
                           GError **error);

G_END_DECLS
