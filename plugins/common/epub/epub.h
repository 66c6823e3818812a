/* epub.h: the files of an EPUB book, and the box that they come in. SPDX-License-Identifier: MIT */
#pragma once

#include "../book/book.h"
#include "../deflate/deflate.h"

/**
 * EpubFile: a file of the container.
 * @name: from the root of the container; ASCII
 * @id: in the manifest; NULL: not in it (mimetype, container.xml, the package itself)
 * @properties: (nullable): of the manifest item
 * @in_spine: in the order in which files are added
 * @stored: JPEG, PNG: compressed already
 * @bytes: as read; @deflated: as they stand in the container, once packed
 */
typedef struct {
  gchar *name;
  gchar *id;
  gchar *media_type;
  gchar *properties;
  gboolean in_spine;
  gboolean stored;
  GBytes *bytes;
  GBytes *deflated;
  guint32 crc;
} EpubFile;

/** epub_file_new: (transfer full): not packed yet. */
EpubFile *epub_file_new (const gchar *name, const gchar *id, const gchar *media_type, GBytes *bytes);
void epub_file_free (EpubFile *file);

/** epub_file_pack: deflates @file; @deflater: (nullable): NULL for one that is stored. */
void epub_file_pack (EpubFile *file, Deflater *deflater);

/**
 * EpubBook: what navigation and package are made from.
 * @files: (element-type EpubFile): in the order of the container, but for the first three, which the
 * container adds; the package lists those that are there when it is made
 * @cover_href: the cover's picture, from the folder of the package; @cover_alt: in words
 * @lacks_alt: a picture has no words of its own
 */
typedef struct {
  Book *book;
  GPtrArray *files;
  const gchar *cover_href;
  gchar *cover_alt;
  const gchar *generator;
  gboolean lacks_alt;
} EpubBook;

#define EPUB_N_LANDMARKS 3

/** EpubLandmark: a place that readers ask for: its epub:type, and what the guide of EPUB 2 calls it. */
typedef struct {
  BookDocKind kind;
  const gchar *type;
  const gchar *guide_type;
  WzLabel label;
} EpubLandmark;

extern const EpubLandmark epub_landmarks[EPUB_N_LANDMARKS];

/** epub_find_landmark: its document; the text begins in the first with entries, else the last. G_MAXUINT
 * where there is none. */
guint epub_find_landmark (const EpubBook *book, const EpubLandmark *landmark);

/** epub_make_nav: (transfer full): the navigation document; NULL with @error. */
GBytes *epub_make_nav (const EpubBook *book, GError **error);
/** epub_make_cover_page: (transfer full): the document that shows the cover; NULL with @error. */
GBytes *epub_make_cover_page (const EpubBook *book, GError **error);
/** epub_make_ncx: (transfer full): the contents for EPUB 2 readers; NULL with @error. */
GBytes *epub_make_ncx (const EpubBook *book, GError **error);
/** epub_make_package: (transfer full): the package document, when all other files are there; NULL with
 * @error. */
GBytes *epub_make_package (const EpubBook *book, GError **error);
/** epub_make_container: (transfer full): @files, all packed, behind mimetype and container.xml; NULL with
 * @error. */
GBytes *epub_make_container (GPtrArray *files, Deflater *deflater, GError **error);
