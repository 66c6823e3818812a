/* kindle-book: the book before it becomes KF8. In: its parts, one by one. Out: the struct of the header. */
#include "kindle-book.h"

static void
file_free (gpointer data)
{
  KindleFile *file = data;
  g_bytes_unref (file->bytes);
  g_free (file);
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
  g_free (meta->version);
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
  book->documents = g_ptr_array_new_with_free_func (file_free);
  book->flows = g_ptr_array_new_with_free_func (file_free);
  book->resources = g_ptr_array_new_with_free_func (file_free);
  book->toc = g_ptr_array_new_with_free_func (g_free);
  book->landmarks = g_ptr_array_new_with_free_func (g_free);
  book->cover = -1;
  book->strings = g_string_chunk_new (4096);
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
  g_string_chunk_free (book->strings);
  g_free (book);
}

static const gchar *
keep (KindleBook *book, const gchar *text)
{
  return text ? g_string_chunk_insert (book->strings, text) : NULL;
}

static void
add_file (KindleBook *book, GPtrArray *files, const gchar *name, const gchar *media_type, GBytes *bytes)
{
  KindleFile *file = g_new (KindleFile, 1);
  *file = (KindleFile){keep (book, name), keep (book, media_type), g_bytes_ref (bytes)};
  g_ptr_array_add (files, file);
}

void
kindle_book_add_document (KindleBook *book, const gchar *name, GBytes *xhtml)
{
  add_file (book, book->documents, name, NULL, xhtml);
}

void
kindle_book_add_flow (KindleBook *book, const gchar *name, GBytes *bytes)
{
  if (g_bytes_get_size (bytes) > 0)
    add_file (book, book->flows, name, NULL, bytes);
}

guint
kindle_book_add_resource (KindleBook *book, const gchar *name, const gchar *media_type, GBytes *bytes)
{
  add_file (book, book->resources, name, media_type, bytes);
  return book->resources->len - 1;
}

gint
kindle_book_add_toc_item (KindleBook *book, const gchar *label, const gchar *target, gint parent)
{
  KindleTocItem *item = g_new (KindleTocItem, 1);
  g_assert (parent < (gint) book->toc->len);
  *item = (KindleTocItem){keep (book, label), keep (book, target), parent};
  g_ptr_array_add (book->toc, item);
  return (gint) book->toc->len - 1;
}

void
kindle_book_add_landmark (KindleBook *book, const gchar *type, const gchar *title, const gchar *target)
{
  KindleLandmark *landmark = g_new (KindleLandmark, 1);
  *landmark = (KindleLandmark){keep (book, type), keep (book, title), keep (book, target)};
  g_ptr_array_add (book->landmarks, landmark);
}
