/* epub-write.c: the stages of a book in their order. In: a job. Out: bytes. SPDX-License-Identifier: MIT
 *
 * plan → cover (in a thread) · documents (packed in another) → style sheet · fonts (a thread each) · package
 * → container. Threads only shorten the way: each makes one file from what is finished by then, so the bytes
 * are the same without them.
 */
#include "epub.h"

#include "cover/cover.h"

typedef struct {
  CoverText *text;
  const WzStyle *style;
  EpubFile *file;
  GError *error;
} CoverTask;

static gpointer
make_cover (gpointer data)
{
  CoverTask *task = data;
  g_autoptr (CoverLayout) layout = cover_layout_new (task->text, task->style, &task->error);
  g_autoptr (GBytes) bytes = NULL;

  if (layout != NULL)
    bytes = cover_make_png (layout, COVER_WIDTH, COVER_HEIGHT, &task->error);
  if (bytes == NULL)
    return NULL;
  task->file = epub_file_new ("EPUB/images/cover.png", "cover-image", "image/png", bytes);
  task->file->properties = g_strdup ("cover-image");
  task->file->stored = TRUE;
  epub_file_pack (task->file, NULL);
  return NULL;
}

static void
pack_file (gpointer file, gpointer deflater)
{
  epub_file_pack (file, deflater);
}

void
epub_add_text (EpubBook *book, EpubFile *file)
{
  g_thread_pool_push (book->packer, file, NULL);
  g_ptr_array_add (book->files, file);
}

static void
add_text (EpubBook *book, const gchar *name, const gchar *id, const gchar *media_type, GBytes *bytes)
{
  epub_add_text (book, epub_file_new (name, id, media_type, bytes));
}

/* Everything that readers see as text, in the order of the container. */
static gboolean
write_texts (EpubBook *book, GError **error)
{
  g_autoptr (GBytes) nav = NULL;
  g_autoptr (GBytes) ncx = NULL;

  /* Contents first: what they show counts for the fonts too. */
  nav = epub_make_nav (book, error);
  ncx = nav != NULL ? epub_make_ncx (book, error) : NULL;
  if (ncx == NULL)
    return FALSE;
  add_text (book, "EPUB/nav.xhtml", "nav", "application/xhtml+xml", nav);
  ((EpubFile *) g_ptr_array_index (book->files, 0))->properties = g_strdup ("nav");
  add_text (book, "EPUB/toc.ncx", "ncx", "application/x-dtbncx+xml", ncx);
  return epub_write_documents (book, error);
}

static void
add_files (EpubBook *book, EpubFile *cover)
{
  g_autoptr (GBytes) css = epub_make_css (book);
  EpubFile *file = epub_file_new ("EPUB/style.css", "css", "text/css", css);

  epub_file_pack (file, book->deflater);
  g_ptr_array_insert (book->files, 2,
                      file); /* nav, NCX, style sheet, texts, pictures, fonts (epub-quality 1.1) */
  if (cover != NULL)
    g_ptr_array_add (book->files, cover);
  for (guint i = 0; i < book->images->len; i++)
    g_ptr_array_add (book->files, g_ptr_array_index (book->images, i));
  for (guint i = 0; i < book->faces->len; i++)
    g_ptr_array_add (book->files, ((FontChoice *) g_ptr_array_index (book->faces, i))->data);
}

static void
plan (EpubBook *book)
{
  const gchar *split = wz_options_get_string (book->options, "split");
  const gchar *formulae = wz_options_get_string (book->options, "formulae");
  BookOptions options = {
      .format = BOOK_EPUB,
      .split = g_str_equal (split, "entry")     ? BOOK_SPLIT_ENTRY
               : g_str_equal (split, "section") ? BOOK_SPLIT_SECTION
                                                : BOOK_SPLIT_AUTO,
      .formulae = g_str_equal (formulae, "text")     ? BOOK_FORMULAE_TEXT
                  : g_str_equal (formulae, "mathml") ? BOOK_FORMULAE_MATHML
                                                     : BOOK_FORMULAE_AUTO,
      .languages = wz_job_get_languages (book->job),
      .style = book->style,
      .has_cover = book->has_cover,
      .css_href = "../style.css",
      .image_href = epub_image_href,
      .user_data = book,
      .sink = book->sink,
      .characters = book->characters,
      .credits = (const gchar *const *) book->credits,
      .generator = wz_job_get_generator (book->job),
  };

  book->book = book_new (book->issue, &options);
}

static gboolean
make_files (EpubBook *book, CoverTask *task, GError **error)
{
  g_autoptr (GThread) thread = NULL;
  gboolean written;

  if (book->has_cover)
    thread = g_thread_new ("cover", make_cover, task);
  book->packer = g_thread_pool_new (pack_file, book->deflater, 1, TRUE, NULL);
  written = write_texts (book, error);
  if (written)
    epub_subset_faces (book);
  g_thread_pool_free (g_steal_pointer (&book->packer), FALSE, TRUE); /* waits for the last text */
  if (thread != NULL)
    g_thread_join (g_steal_pointer (&thread));
  if (!written)
    return FALSE;
  if (task->error != NULL) {
    g_propagate_error (error, g_steal_pointer (&task->error));
    return FALSE;
  }
  add_files (book, g_steal_pointer (&task->file));
  return TRUE;
}

static GBytes *
make_book (EpubBook *book, GError **error)
{
  CoverTask task = {cover_text_new (book->issue, wz_job_get_languages (book->job)), book->style, NULL, NULL};
  g_autoptr (GBytes) package = NULL;
  GBytes *bytes = NULL;

  book->has_cover = wz_options_is_set (book->options, "cover")
                        ? wz_options_get_boolean (book->options, "cover")
                        : wz_style_get_boolean (book->style, "show.cover");
  book->cover_alt = cover_dup_alt (task.text);
  epub_choose_faces (book);
  plan (book);
  if (make_files (book, &task, error))
    package = epub_make_package (book, error);
  if (package != NULL) {
    EpubFile *file = epub_file_new ("EPUB/package.opf", NULL, "application/oebps-package+xml", package);

    epub_file_pack (file, book->deflater);
    g_ptr_array_insert (book->files, 0, file);
    bytes = epub_make_container (book->files, book->deflater, error);
  }
  cover_text_free (task.text);
  g_clear_pointer (&task.file, epub_file_free);
  g_clear_error (&task.error);
  return bytes;
}

static void
free_file (gpointer data)
{
  epub_file_free (data);
}

gboolean
epub_write (const WzJob *job, gpointer state, WzOutput *output, GError **error)
{
  EpubBook book = {.job = job,
                   .issue = wz_job_get_issue (job),
                   .style = wz_job_get_style (job),
                   .options = wz_job_get_options (job),
                   .sink = wz_job_get_sink (job)};
  g_autoptr (GBytes) bytes = NULL;

  book.deflater = deflater_new (DEFLATE_LEVEL);
  book.files = g_ptr_array_new_with_free_func (free_file);
  book.images = g_ptr_array_new (); /* handed over to files */
  book.faces = g_ptr_array_new ();
  book.image_names = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  for (guint i = 0; i < XML_N_WEIGHTS; i++)
    book.characters[i] = char_set_new ();
  bytes = make_book (&book, error);
  for (guint i = 0; i < XML_N_WEIGHTS; i++)
    char_set_free (book.characters[i]);
  g_clear_pointer (&book.book, book_free);
  g_hash_table_unref (book.image_names);
  g_ptr_array_unref (book.faces);
  g_ptr_array_unref (book.images);
  g_ptr_array_unref (book.files);
  deflater_free (book.deflater);
  g_strfreev (book.credits);
  g_free (book.cover_alt);
  return bytes != NULL && wz_output_write_bytes (output, bytes, error);
}
