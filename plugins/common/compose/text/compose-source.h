/* compose-source.h: the characters of one paragraph before shaping: code points with styles, links, notes,
 * and the places they came from. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-figure.h>

#include "compose/paragraph/compose-paragraph.h"

G_BEGIN_DECLS

/** ComposeMark: characters [start, end) belong to @link (a number of the document's list of links). */
typedef struct {
  guint32 start, end;
  gint32 link;
} ComposeMark;

/** ComposeNoteMark: behind character @at - 1 stands the number of @note. */
typedef struct {
  guint32 at;
  guint32 note;
} ComposeNoteMark;

/** ComposePicture: character @at, which has COMPOSE_CHAR_OBJECT, stands for @resource, @width × @height. */
typedef struct {
  guint32 at;
  ComposeUnit width, height;
  const WzResource *resource;
} ComposePicture;

typedef struct {
  guint32 start;
  WzPosition position;
} ComposeOrigin;

/** ComposeDropped: what a book must not hold (wz_char_is_allowed()), and where the first was. */
typedef struct {
  guint n;
  gunichar last;
  WzPosition position;
} ComposeDropped;

/**
 * ComposeSource:
 * @tag: BCP 47 of the paragraph; @han_tag: of the Chinese in it
 */
typedef struct {
  GArray *chars;    /* of ComposeChar */
  GArray *marks;    /* of ComposeMark, in order */
  GArray *notes;    /* of ComposeNoteMark, in order */
  GArray *origins;  /* of ComposeOrigin, in order */
  GArray *pictures; /* of ComposePicture, in order */
  ComposeDropped dropped;
  ComposeLang lang;
  const gchar *tag;
  const gchar *han_tag;
} ComposeSource;

ComposeSource *compose_source_new (const gchar *tag, const gchar *han_tag);
void compose_source_free (ComposeSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ComposeSource, compose_source_free)

/** compose_source_add: adds @text in @style with @flags (ComposeCharFlags). @link -1 for none; @position may
 * be NULL. Characters that a book must not hold are left out, as they are in an EPUB. */
void compose_source_add (ComposeSource *source, const gchar *text, guint16 style, guint flags, gint32 link,
                         const WzPosition *position);
/** compose_source_append: all of @more behind what there is, with its links, notes and places. */
void compose_source_append (ComposeSource *source, const ComposeSource *more);
/** compose_source_add_picture: @resource as one character of the line, @width × @height. */
void compose_source_add_picture (ComposeSource *source, const WzResource *resource, ComposeUnit width,
                                 ComposeUnit height, guint16 style, gint32 link, const WzPosition *position);
/** compose_source_find_width: of the picture that character @at stands for; 0: it stands for none. */
ComposeUnit compose_source_find_width (const ComposeSource *source, guint at);
guint compose_source_get_length (const ComposeSource *source);
/** compose_source_find_link: the link that character @at belongs to, or -1. */
gint32 compose_source_find_link (const ComposeSource *source, guint at);
/** compose_source_find_position: where character @at comes from. */
WzPosition compose_source_find_position (const ComposeSource *source, guint at);

/** compose_source_clean: (transfer full) (nullable): @text without what a book must not hold; NULL for NULL.
 */
gchar *compose_source_clean (const gchar *text);

G_END_DECLS
