/* kindle-kf8: the text model: flows, skeletons, fragments, contents positions (KF8 reference, sections 4, 7).
 */
#pragma once

#include "kindle-book.h"
#include "kindle-tbs.h"

G_BEGIN_DECLS

/* One document without what its fragments hold. */
typedef struct {
  guint32 start;  /* in flow 0; the same raw and assembled */
  guint32 length; /* bytes */
  guint n_fragments;
} KindleSkeleton;

/* A run of whole elements of one document. */
typedef struct {
  guint32 insert_pos; /* in assembled flow 0 */
  guint32 start;      /* behind the end of its skeleton, in raw order */
  guint32 length;     /* bytes */
  guint document;
  gchar *selector; /* names the element it stands inside of (P-) or behind (S-) */
} KindleFragment;

/* Where something stands: in assembled flow 0, and as fragment and offset. Both name the same byte. */
typedef struct {
  guint32 offset;
  guint fragment;
  guint32 fragment_offset;
} KindlePlace;

typedef struct {
  const KindleBook *book;
  GByteArray *text;        /* all flows, one behind the other */
  GArray *flow_ends;       /* of guint32: end of each flow in the text */
  GArray *skeletons;       /* of KindleSkeleton */
  GArray *fragments;       /* of KindleFragment, by insert position */
  GArray *ncx_items;       /* of guint: index in book->toc, level by level */
  GArray *ncx_spans;       /* of KindleSpan, level by level */
  GArray *ncx_places;      /* of KindlePlace, level by level */
  GArray *landmark_places; /* of KindlePlace, one a landmark of the book */
  guint32 start_offset;    /* of the `<body` where reading begins */
} KindleKf8;

/**
 * kindle_kf8_new:
 * @book: a book; must outlive the result
 * @warnings: (nullable) (element-type utf8): gets what was odd but bearable
 *
 * Returns: (transfer full): the text model, or NULL with KINDLE_ERROR_MARKUP or KINDLE_ERROR_LIMIT
 */
KindleKf8 *kindle_kf8_new (const KindleBook *book, GPtrArray *warnings, GError **error);

/**
 * kindle_kf8_free:
 * @kf8: (transfer full) (nullable): a text model
 */
void kindle_kf8_free (KindleKf8 *kf8);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindleKf8, kindle_kf8_free)

G_END_DECLS
