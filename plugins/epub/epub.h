/* epub.h: what the stages of the EPUB plugin hand to each other. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-plugin.h>

#include "deflate/deflate.h"
#include "font/font-choice.h"
#include "book/book.h"

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

EpubFile *epub_file_new (const gchar *name, const gchar *id, const gchar *media_type, GBytes *bytes);
void epub_file_free (EpubFile *file);

/**
 * EpubBook: one book while it is made.
 * @files: (element-type EpubFile): in the order of the container, but for the first three, which the
 * container adds
 * @images: (element-type EpubFile): pictures used, in the order of first use; join @files behind the texts
 * @faces: (element-type FontChoice): embedded ones; data is their EpubFile
 * @credits: (nullable): of the faces; NULL where none are to be embedded
 * @packer: deflates texts beside the thread that writes them; while texts are written only
 * @deflater: of the packer, while there is one; then of the thread that writes
 */
typedef struct {
  const WzJob *job;
  const WzIssue *issue;
  const WzStyle *style;
  const WzOptions *options;
  WzDiagSink *sink;
  Book *book;
  CharSet *characters[XML_N_WEIGHTS];
  GPtrArray *files;
  GPtrArray *images;
  GHashTable *image_names; /* resource id → path as seen from text/, "" for one that can't be shown */
  GPtrArray *faces;
  GThreadPool *packer;
  Deflater *deflater;
  gchar **credits;
  gchar *cover_alt;
  gboolean has_cover;
  gboolean has_mathml;
  gboolean lacks_alt; /* a picture has no words of its own */
} EpubBook;

/** epub_write: all stages, in order. */
gboolean epub_write (const WzJob *job, gpointer state, WzOutput *output, GError **error);

/* epub-xhtml: content documents, through common/book. */
gboolean epub_write_documents (EpubBook *book, GError **error);
/* epub-nav: the navigation document, the cover document, the NCX. */
GBytes *epub_make_nav (EpubBook *book, GError **error);
GBytes *epub_make_cover_page (EpubBook *book, GError **error);
GBytes *epub_make_ncx (EpubBook *book, GError **error);
/* epub-css: fonts to embed and the style sheet that names them. */
void epub_choose_faces (EpubBook *book);
/** epub_subset_faces: makes the files; call it when all texts are written. */
void epub_subset_faces (EpubBook *book);
GBytes *epub_make_css (const EpubBook *book);
/* epub-figures: pictures. */
gchar *epub_image_href (const WzResource *resource, gpointer user_data);
/** epub_find_text: index of the document where reading begins: the first with entries, else the last. */
guint epub_find_text (const EpubBook *book);
/* epub-package: the OPF. */
GBytes *epub_make_package (EpubBook *book, GError **error);
/* epub-container: the ZIP. */
/** epub_file_pack: deflates @file; @deflater: (nullable): NULL for one that is stored. */
void epub_file_pack (EpubFile *file, Deflater *deflater);
/** epub_add_text: (transfer full): appends @file, which is packed by the packer. */
void epub_add_text (EpubBook *book, EpubFile *file);
/** epub_make_container: (transfer full): @files behind mimetype and container.xml, all packed. */
GBytes *epub_make_container (GPtrArray *files, Deflater *deflater, GError **error);
