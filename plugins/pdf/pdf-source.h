/* pdf-source.h: the characters of one paragraph before shaping: code points with styles, links, notes, and
 * the places they came from. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-figure.h>

#include "pdf-paragraph.h"

G_BEGIN_DECLS

/** PdfMark: characters [start, end) belong to @link (a number of the document's list of links). */
typedef struct {
  guint32 start, end;
  gint32 link;
} PdfMark;

/** PdfNoteMark: behind character @at - 1 stands the number of @note. */
typedef struct {
  guint32 at;
  guint32 note;
} PdfNoteMark;

/** PdfPicture: character @at, which has PDF_CHAR_OBJECT, stands for @resource, @width × @height. */
typedef struct {
  guint32 at;
  PdfUnit width, height;
  const WzResource *resource;
} PdfPicture;

typedef struct {
  guint32 start;
  WzPosition position;
} PdfOrigin;

/** PdfDropped: what a book must not hold (char_is_allowed()), and where the first was. */
typedef struct {
  guint n;
  gunichar last;
  WzPosition position;
} PdfDropped;

/**
 * PdfSource:
 * @tag: BCP 47 of the paragraph; @han_tag: of the Chinese in it
 */
typedef struct {
  GArray *chars;    /* of PdfChar */
  GArray *marks;    /* of PdfMark, in order */
  GArray *notes;    /* of PdfNoteMark, in order */
  GArray *origins;  /* of PdfOrigin, in order */
  GArray *pictures; /* of PdfPicture, in order */
  PdfDropped dropped;
  PdfLang lang;
  const gchar *tag;
  const gchar *han_tag;
} PdfSource;

PdfSource *pdf_source_new (const gchar *tag, const gchar *han_tag);
void pdf_source_free (PdfSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PdfSource, pdf_source_free)

/** pdf_source_add: adds @text in @style with @flags (PdfCharFlags). @link -1 for none; @position may be NULL.
 * Characters that a book must not hold are left out, as they are in an EPUB. */
void pdf_source_add (PdfSource *source, const gchar *text, guint16 style, guint flags, gint32 link,
                     const WzPosition *position);
/** pdf_source_append: all of @more behind what there is, with its links, notes and places. */
void pdf_source_append (PdfSource *source, const PdfSource *more);
/** pdf_source_add_picture: @resource as one character of the line, @width × @height. */
void pdf_source_add_picture (PdfSource *source, const WzResource *resource, PdfUnit width, PdfUnit height,
                             guint16 style, gint32 link, const WzPosition *position);
/** pdf_source_find_width: of the picture that character @at stands for; 0: it stands for none. */
PdfUnit pdf_source_find_width (const PdfSource *source, guint at);
guint pdf_source_get_length (const PdfSource *source);
/** pdf_source_find_link: the link that character @at belongs to, or -1. */
gint32 pdf_source_find_link (const PdfSource *source, guint at);
/** pdf_source_find_position: where character @at comes from. */
WzPosition pdf_source_find_position (const PdfSource *source, guint at);
/** pdf_source_dup_text: (transfer full): the characters as UTF-8, for dumps. */
gchar *pdf_source_dup_text (const PdfSource *source);

/** pdf_source_clean: (transfer full) (nullable): @text without what a book must not hold; NULL for NULL. */
gchar *pdf_source_clean (const gchar *text);

/** pdf_lang_of: how the composer treats text of @tag. */
PdfLang pdf_lang_of (const gchar *tag);

G_END_DECLS
