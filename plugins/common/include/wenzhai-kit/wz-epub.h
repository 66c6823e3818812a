/* wz-epub.h: the files of an EPUB book, and the box that they come in. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai-kit/wz-book.h>
#include <wenzhai-kit/wz-deflate.h>

G_BEGIN_DECLS

/**
 * WzEpubFile: a file of the container.
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
} WzEpubFile;

/** wz_epub_file_new: (transfer full): not packed yet. */
WzEpubFile *wz_epub_file_new (const gchar *name, const gchar *id, const gchar *media_type, GBytes *bytes);
void wz_epub_file_free (WzEpubFile *file);

/** wz_epub_file_pack: deflates @file; @deflater: (nullable): NULL for one that is stored. */
void wz_epub_file_pack (WzEpubFile *file, WzDeflater *deflater);

/**
 * WzEpubBook: what navigation and package are made from.
 * @files: (element-type WzEpubFile): in the order of the container, but for the first three, which the
 * container adds; the package lists those that are there when it is made
 * @cover_href: the cover's picture, from the folder of the package; @cover_alt: in words
 * @lacks_alt: a picture has no words of its own
 */
typedef struct {
  WzBook *book;
  GPtrArray *files;
  const gchar *cover_href;
  gchar *cover_alt;
  const gchar *generator;
  gboolean lacks_alt;
} WzEpubBook;

#define WZ_EPUB_N_LANDMARKS 3

/** WzEpubLandmark: a place that readers ask for: its epub:type, and what the guide of EPUB 2 calls it. */
typedef struct {
  WzBookDocKind kind;
  const gchar *type;
  const gchar *guide_type;
  WzLabel label;
} WzEpubLandmark;

extern const WzEpubLandmark wz_epub_landmarks[WZ_EPUB_N_LANDMARKS];

/** wz_epub_find_landmark: its document; the text begins in the first with entries, else the last. G_MAXUINT
 * where there is none. */
guint wz_epub_find_landmark (const WzEpubBook *book, const WzEpubLandmark *landmark);

/** wz_epub_make_nav: (transfer full): the navigation document; NULL with @error. */
GBytes *wz_epub_make_nav (const WzEpubBook *book, GError **error);
/** wz_epub_make_cover_page: (transfer full): the document that shows the cover; NULL with @error. */
GBytes *wz_epub_make_cover_page (const WzEpubBook *book, GError **error);
/** wz_epub_make_ncx: (transfer full): the contents for EPUB 2 readers; NULL with @error. */
GBytes *wz_epub_make_ncx (const WzEpubBook *book, GError **error);
/** wz_epub_make_package: (transfer full): the package document, when all other files are there; NULL with
 * @error. */
GBytes *wz_epub_make_package (const WzEpubBook *book, GError **error);
/** wz_epub_make_container: (transfer full): @files, all packed, behind mimetype and container.xml; NULL with
 * @error. */
GBytes *wz_epub_make_container (GPtrArray *files, GError **error);

G_END_DECLS
