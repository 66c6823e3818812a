/* kindle-markup: one XHTML document as KF8 wants it: aids, links of fixed width, no foreign attributes
 * (KF8 reference 4.4, 4.5, 8.1). */
#pragma once

#include "kindle-book.h"

G_BEGIN_DECLS

/* A text run longer than this is cut into spans, so that fragments can be cut between them. */
#define KINDLE_FRAGMENT_LIMIT 8192
/* Headings are link targets and stay whole up to this size (readers are known to take 49 KB). */
#define KINDLE_HEADING_LIMIT 36000

typedef enum {
  KINDLE_NODE_HAS_AID = 1 << 0,
  KINDLE_NODE_WHOLE = 1 << 1,   /* must not be taken apart: heading, table or inside one */
  KINDLE_NODE_WRAPPER = 1 << 2, /* its tags went into the skeleton (set by kindle-kf8) */
  KINDLE_NODE_HEADING = 1 << 3,
} KindleNodeFlags;

/* An element of the body. Offsets are bytes in the document's new text. Nodes stand in document order. */
typedef struct {
  guint32 start;       /* of the start tag's `<` */
  guint32 inner_start; /* behind the start tag */
  guint32 inner_end;   /* of the end tag's `<` */
  guint32 end;         /* behind the end tag */
  guint32 aid;         /* number behind the aid, with KINDLE_NODE_HAS_AID */
  gint parent;         /* node index, -1 for body */
  gint first_child;    /* node index, or -1 */
  gint next;           /* following sibling, or -1 */
  guint flags;         /* KindleNodeFlags */
} KindleNode;

/* A link into the book. */
typedef struct {
  guint32 value_start; /* of the `kindle:pos:…` to be filled in */
  guint32 attribute_start, attribute_end;
  gchar *document; /* path of the target document */
  gchar *id;       /* or NULL: the document's first element */
} KindleLink;

typedef struct {
  GString *text;   /* the document, every link a placeholder */
  GArray *nodes;   /* of KindleNode; the first is body */
  GArray *links;   /* of KindleLink */
  GHashTable *ids; /* id → node index + 1 */
} KindleMarkup;

/* Where names lead. Values are GUINT_TO_POINTER (n), n from 1. */
typedef struct {
  GHashTable *flows;      /* path → flow number */
  GHashTable *resources;  /* path → resource number */
  const KindleBook *book; /* for media types */
  GPtrArray *warnings;    /* (nullable): of gchar* */
} KindleNames;

/**
 * kindle_markup_new:
 * @file_number: its number in reading order; aids start from it
 * @names: where paths lead
 *
 * A picture that is not among the book's resources is an error; links are resolved later, by kindle-kf8.
 *
 * Returns: (transfer full): the new text and its tree, or NULL with KINDLE_ERROR_MARKUP
 */
KindleMarkup *kindle_markup_new (const KindleFile *document, guint file_number, const KindleNames *names,
                                 GError **error);

void kindle_markup_free (KindleMarkup *markup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindleMarkup, kindle_markup_free)

/**
 * kindle_warn:
 * @warnings: (nullable) (element-type utf8): list to add to
 * @format: printf() format
 */
void kindle_warn (GPtrArray *warnings, const gchar *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
