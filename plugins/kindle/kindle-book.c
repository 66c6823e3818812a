/* kindle-book: the book before it becomes KF8. In: its parts, one by one. Out: the struct of the header. */
#include "kindle-book.h"

static void
document_free (gpointer data)
{
  KindleDocument *document = data;
  g_free (document->name);
  g_bytes_unref (document->xhtml);
  g_free (document);
}

static void
flow_free (gpointer data)
{
  KindleFlow *flow = data;
  g_free (flow->name);
  g_free (flow->media_type);
  g_bytes_unref (flow->bytes);
  g_free (flow);
}

static void
resource_free (gpointer data)
{
  KindleResource *resource = data;
  g_free (resource->name);
  g_free (resource->media_type);
  g_bytes_unref (resource->bytes);
  g_free (resource);
}

static void
toc_item_free (gpointer data)
{
  KindleTocItem *item = data;
  g_free (item->label);
  g_free (item->target);
  g_free (item);
}

static void
landmark_free (gpointer data)
{
  KindleLandmark *landmark = data;
  g_free (landmark->type);
  g_free (landmark->title);
  g_free (landmark->target);
  g_free (landmark);
}

static void
metadata_clear (KindleMetadata *meta)
{
  g_free (meta->title);
  g_ptr_array_unref (meta->authors);
  g_free (meta->contributor);
  g_free (meta->publisher);
  g_free (meta->description);
  g_ptr_array_unref (meta->subjects);
  g_free (meta->date);
  g_free (meta->rights);
  g_free (meta->source);
  g_free (meta->identifier);
  g_free (meta->content_class);
  g_free (meta->language);
  g_free (meta->file_name);
}

KindleBook *
kindle_book_new (void)
{
  KindleBook *book = g_new0 (KindleBook, 1);
  book->meta.authors = g_ptr_array_new_with_free_func (g_free);
  book->meta.subjects = g_ptr_array_new_with_free_func (g_free);
  book->documents = g_ptr_array_new_with_free_func (document_free);
  book->flows = g_ptr_array_new_with_free_func (flow_free);
  book->resources = g_ptr_array_new_with_free_func (resource_free);
  book->toc = g_ptr_array_new_with_free_func (toc_item_free);
  book->landmarks = g_ptr_array_new_with_free_func (landmark_free);
  book->cover = -1;
  return book;
}

void
kindle_book_free (KindleBook *book)
{
  if (!book)
    return;
  metadata_clear (&book->meta);
  g_ptr_array_unref (book->documents);
  g_ptr_array_unref (book->flows);
  g_ptr_array_unref (book->resources);
  g_ptr_array_unref (book->toc);
  g_ptr_array_unref (book->landmarks);
  g_free (book->start);
  g_free (book);
}

void
kindle_book_add_document (KindleBook *book, const gchar *name, GBytes *xhtml)
{
  KindleDocument *document = g_new0 (KindleDocument, 1);
  document->name = g_strdup (name);
  document->xhtml = g_bytes_ref (xhtml);
  g_ptr_array_add (book->documents, document);
}

void
kindle_book_add_flow (KindleBook *book, const gchar *name, const gchar *media_type, GBytes *bytes)
{
  if (g_bytes_get_size (bytes) == 0)
    return;
  KindleFlow *flow = g_new0 (KindleFlow, 1);
  flow->name = g_strdup (name);
  flow->media_type = g_strdup (media_type);
  flow->bytes = g_bytes_ref (bytes);
  g_ptr_array_add (book->flows, flow);
}

guint
kindle_book_add_resource (KindleBook *book, const gchar *name, const gchar *media_type, GBytes *bytes)
{
  KindleResource *resource = g_new0 (KindleResource, 1);
  resource->name = g_strdup (name);
  resource->media_type = g_strdup (media_type);
  resource->bytes = g_bytes_ref (bytes);
  g_ptr_array_add (book->resources, resource);
  return book->resources->len - 1;
}

gint
kindle_book_add_toc_item (KindleBook *book, const gchar *label, const gchar *target, gint parent)
{
  KindleTocItem *item = g_new0 (KindleTocItem, 1);
  g_assert (parent < (gint) book->toc->len);
  item->label = g_strdup (label);
  item->target = g_strdup (target);
  item->parent = parent;
  g_ptr_array_add (book->toc, item);
  return (gint) book->toc->len - 1;
}

void
kindle_book_add_landmark (KindleBook *book, const gchar *type, const gchar *title, const gchar *target)
{
  KindleLandmark *landmark = g_new0 (KindleLandmark, 1);
  landmark->type = g_strdup (type);
  landmark->title = g_strdup (title);
  landmark->target = g_strdup (target);
  g_ptr_array_add (book->landmarks, landmark);
}
