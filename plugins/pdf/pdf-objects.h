/* pdf-objects.h: what is in a PDF file. In: its bytes. Out: its objects, wherever they lie: by themselves or
 * in object streams, found by a cross-reference table or a cross-reference stream (ISO 32000-1, 7.5). It is
 * cairo's files that are read: written in one go, not encrypted, streams as they are or by Flate, with a
 * predictor or without. Whatever is not as it has to be is an error. SPDX-License-Identifier: MIT */
#pragma once

#include "pdf-syntax.h"

G_BEGIN_DECLS

#define PDF_PACK_ERROR (pdf_pack_error_quark ())
GQuark pdf_pack_error_quark (void);
typedef enum { PDF_PACK_ERROR_UNEXPECTED } PdfPackError;

/** PdfObject: one of a file; its body is all that it consists of, without the number before and `endobj`. */
typedef struct {
  gsize offset; /* in the file */
  const gchar *body;
  gsize length;
  gboolean is_free;
  gboolean is_packed;  /* in an object stream: read from one, or to be written into one */
  gboolean is_element; /* of the structure */
  guint32 stream;      /* number of its object stream */
  guint32 index;       /* in it */
  gsize written;       /* offset in the new file */
} PdfObject;

/** PdfObjects: of a file. Object streams themselves, and what has only a place in the table, are free. */
typedef struct {
  GArray *objects; /* of PdfObject, by number */
  GArray *order;   /* of guint32: numbers of the objects, as they follow each other in the file */
  gchar *trailer;  /* those entries of it that hold for any file of the same objects */
  GPtrArray *unpacked;
} PdfObjects;

/** pdf_objects_new: (transfer full): NULL with @error (PDF_PACK_ERROR). Bodies lie in @pdf, which has to
 * stay. */
PdfObjects *pdf_objects_new (GBytes *pdf, GError **error);
void pdf_objects_free (PdfObjects *objects);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PdfObjects, pdf_objects_free)

G_END_DECLS
