/* In: stretches of a source, as they become lines. Out: the lines as a document whose places and bytes are
 * those of the source. SPDX-License-Identifier: MIT */
#include "read/html/read-html.h"

#include <string.h>

ReadOrigin *
read_origin_new (const gchar *file, const gchar *text, gsize length)
{
  ReadOrigin *origin = g_new0 (ReadOrigin, 1);

  read_doc_init (&origin->source, file, text, length);
  origin->text = g_string_sized_new (length);
  origin->pieces = g_array_new (FALSE, FALSE, sizeof (ReadOriginPiece));
  return origin;
}

void
read_origin_free (ReadOrigin *origin)
{
  if (origin == NULL)
    return;
  read_doc_clear (&origin->source);
  g_string_free (origin->text, TRUE);
  g_array_unref (origin->pieces);
  g_free (origin);
}

void
read_origin_add (ReadOrigin *origin, const gchar *text, gsize length, gsize start, gsize end, gboolean exact)
{
  ReadOriginPiece piece = {origin->text->len, length, start, end, exact && length == end - start};

  if (length == 0)
    return;
  g_string_append_len (origin->text, text, (gssize) length);
  g_array_append_val (origin->pieces, piece);
}

void
read_origin_open (ReadOrigin *origin, ReadDoc *doc)
{
  read_doc_init (doc, origin->source.file, origin->text->str, origin->text->len);
  doc->source = &origin->source;
  doc->pieces = origin->pieces;
}

void
read_origin_account (ReadOrigin *origin, const ReadDoc *doc)
{
  ReadDoc *source = &origin->source;

  for (guint i = 0; i < origin->pieces->len; i++) {
    const ReadOriginPiece *piece = &g_array_index (origin->pieces, ReadOriginPiece, i);
    const guint8 *classes = doc->classes + piece->at;

    if (piece->exact)
      memcpy (source->classes + piece->start, classes, piece->length);
    else if (memchr (classes, WZ_COVERAGE_FIELD, piece->length) != NULL)
      read_doc_mark (source, (ReadSpan){piece->start, piece->end}, WZ_COVERAGE_FIELD);
    else
      read_doc_mark (source, (ReadSpan){piece->start, piece->end}, (WzCoverageClass) classes[0]);
  }
}
