/* kindle-book: what a book is before it becomes KF8: documents, style sheets, resources, contents, metadata.
 *
 * This is the border inside the plugin. kindle-issue fills it from an issue; kindle-kf8 and kindle-write know
 * nothing else. Documents, flows and resources have names (paths), by which documents point at each other:
 * `href="text/p-1.xhtml#p-1"`, `src="images/a.png"`, `url(fonts/x.otf)`. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** KindleFile: a document (well-formed XHTML in UTF-8), a style sheet or a resource.
 * @name: its path
 * @media_type: of a resource: image/jpeg, image/png, image/gif; font/otf, font/ttf; else NULL */
typedef struct {
  const gchar *name;
  const gchar *media_type;
  GBytes *bytes;
} KindleFile;

typedef struct {
  const gchar *label;
  const gchar *target; /* path#id, or a path for the document's first element */
  gint parent;         /* index of an earlier item, or -1 */
} KindleTocItem;

typedef struct {
  const gchar *type; /* toc, text … */
  const gchar *title;
  const gchar *target; /* as in KindleTocItem */
} KindleLandmark;

typedef struct {
  gchar *title;
  GPtrArray *authors; /* of gchar* */
  gchar *contributor; /* NULL for none, here and below */
  gchar *publisher;
  gchar *description;
  GPtrArray *subjects; /* of gchar* */
  gchar *date;         /* ISO 8601 */
  gchar *rights;
  gchar *source;
  gchar *identifier;    /* stable over rebuilds: the "ASIN" */
  gchar *version;       /* from the second revision on */
  gchar *content_class; /* EBOK or PDOC */
  gchar *language;      /* EXTH 524, BCP 47 */
  guint32 locale;       /* Windows LCID */
  gchar *file_name;     /* short ASCII name for the container */
  guint32 modified;     /* seconds since 1970 */
} KindleMetadata;

typedef struct {
  KindleMetadata meta;
  GPtrArray *documents;  /* of KindleFile, in reading order */
  GPtrArray *flows;      /* of KindleFile: style sheets */
  GPtrArray *resources;  /* of KindleFile: images by first use, cover, thumbnail, fonts */
  GPtrArray *toc;        /* of KindleTocItem, in reading order, parents before children */
  GPtrArray *landmarks;  /* of KindleLandmark */
  gint cover;            /* index in resources, or -1; the thumbnail is the one behind it */
  gchar *start;          /* path of the document where reading begins, NULL for the first */
  GStringChunk *strings; /* of all parts but @meta */
} KindleBook;

/** kindle_book_new: (transfer full): a book without parts and without a cover. */
KindleBook *kindle_book_new (void);

void kindle_book_free (KindleBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindleBook, kindle_book_free)

/**
 * kindle_book_add_document:
 * @name: path of the document
 * @xhtml: its text
 */
void kindle_book_add_document (KindleBook *book, const gchar *name, GBytes *xhtml);

/**
 * kindle_book_add_flow:
 * @name: path of the style sheet
 * @bytes: its content; an empty one is left out (a flow of no bytes stops Kindles, KF8 reference 4.6)
 */
void kindle_book_add_flow (KindleBook *book, const gchar *name, GBytes *bytes);

/**
 * kindle_book_add_resource:
 * @name: path of the resource
 * @media_type: its type
 * @bytes: its content, not empty
 *
 * Returns: its index
 */
guint kindle_book_add_resource (KindleBook *book, const gchar *name, const gchar *media_type, GBytes *bytes);

/**
 * kindle_book_add_toc_item:
 * @label: what the reader sees
 * @target: path#id
 * @parent: index of an earlier item, or -1
 *
 * Returns: its index
 */
gint kindle_book_add_toc_item (KindleBook *book, const gchar *label, const gchar *target, gint parent);

/**
 * kindle_book_add_landmark:
 * @type: toc, text …
 * @title: what the reader sees
 * @target: path#id
 */
void kindle_book_add_landmark (KindleBook *book, const gchar *type, const gchar *title, const gchar *target);

G_END_DECLS
