/* epub-write.c: the stages of a book in their order. In: a job. Out: bytes. SPDX-License-Identifier: MIT
 *
 * plan → cover (in a thread) · documents and fonts (packed in another) → style sheet · package → container.
 * Threads only shorten the way: each makes one file from what is finished by then, so the bytes are the same
 * without them.
 */
#include "epub-job.h"

#include <wenzhai-kit/wz-bib.h>
#include <wenzhai-kit/wz-cover.h>

/* @layout: lives until what it reports is told */
typedef struct {
  WzCoverText *text;
  const WzStyle *style;
  const gchar *href;
  WzCoverLayout *layout;
  WzEpubFile *file;
  GError *error;
} CoverTask;

static gpointer
make_cover (gpointer data, gpointer member)
{
  CoverTask *task = data;
  g_autofree gchar *name = g_strconcat ("EPUB/", task->href, NULL);
  g_autoptr (GBytes) bytes = NULL;

  task->layout = wz_cover_layout_new (task->text, task->style, &task->error);
  if (task->layout != NULL)
    bytes = wz_cover_make_image (task->layout, WZ_COVER_WIDTH, WZ_COVER_HEIGHT, &task->error);
  if (bytes == NULL)
    return NULL;
  task->file = wz_epub_file_new (name, "cover-image", wz_cover_get_media_type (task->text), bytes);
  task->file->properties = g_strdup ("cover-image");
  task->file->stored = TRUE;
  wz_epub_file_pack (task->file, NULL);
  return NULL;
}

static gpointer
pack_file (gpointer file, gpointer deflater)
{
  wz_epub_file_pack (file, deflater);
  return NULL;
}

void
epub_add_text (EpubJob *job, WzEpubFile *file)
{
  wz_parallel_push (job->packer, file);
  g_ptr_array_add (job->book.files, file);
}

static void
add_text (EpubJob *job, const gchar *name, const gchar *id, const gchar *media_type, GBytes *bytes)
{
  epub_add_text (job, wz_epub_file_new (name, id, media_type, bytes));
}

/* Everything that readers see as text, in the order of the container. */
static gboolean
write_texts (EpubJob *job, GError **error)
{
  g_autoptr (GBytes) nav = NULL;
  g_autoptr (GBytes) ncx = NULL;

  /* Contents first: what they show counts for the fonts too. */
  nav = wz_epub_make_nav (&job->book, error);
  ncx = nav != NULL ? wz_epub_make_ncx (&job->book, error) : NULL;
  if (ncx == NULL)
    return FALSE;
  add_text (job, "EPUB/nav.xhtml", "nav", "application/xhtml+xml", nav);
  ((WzEpubFile *) g_ptr_array_index (job->book.files, 0))->properties = g_strdup ("nav");
  add_text (job, "EPUB/toc.ncx", "ncx", "application/x-dtbncx+xml", ncx);
  return epub_write_documents (job, error);
}

/* Part of the book, and in none of its pages: a resource that no reader has to show. */
static void
add_bibliography (EpubJob *job)
{
  const WzIssue *issue = wz_job_get_issue (job->job);
  WzBibOptions options = {.abstracts = TRUE};
  if (!wz_bib_find_format (wz_options_get_string (job->options, "bibliography"), &options.format) ||
      wz_issue_get_n_entries (issue) == 0)
    return;
  g_autoptr (GBytes) bytes = wz_bib_make (issue, &options);
  g_autofree gchar *name = g_strconcat ("EPUB/", wz_bib_get_file_name (options.format), NULL);
  WzEpubFile *file = wz_epub_file_new (name, "bibliography", wz_bib_get_media_type (options.format), bytes);

  wz_epub_file_pack (file, job->deflater);
  g_ptr_array_add (job->book.files, file);
}

static void
add_files (EpubJob *job, WzEpubFile *cover)
{
  g_autoptr (GBytes) css = epub_make_css (job);
  WzEpubFile *file = wz_epub_file_new ("EPUB/style.css", "css", "text/css", css);

  wz_epub_file_pack (file, job->deflater);
  g_ptr_array_insert (job->book.files, 2,
                      file); /* nav, NCX, style sheet, texts, pictures, fonts (epub-quality 1.1) */
  if (cover != NULL)
    g_ptr_array_add (job->book.files, cover);
  for (guint i = 0; i < job->images->len; i++)
    g_ptr_array_add (job->book.files, g_ptr_array_index (job->images, i));
  for (guint i = 0; i < job->faces->len; i++)
    g_ptr_array_add (job->book.files, ((WzFontChoice *) g_ptr_array_index (job->faces, i))->data);
  add_bibliography (job);
}

static void
plan (EpubJob *job)
{
  const gchar *split = wz_options_get_string (job->options, "split");
  const gchar *formulae = wz_options_get_string (job->options, "formulae");
  WzBookOptions options = {
      .format = WZ_BOOK_EPUB,
      .split = g_str_equal (split, "entry")     ? WZ_BOOK_SPLIT_ENTRY
               : g_str_equal (split, "section") ? WZ_BOOK_SPLIT_SECTION
                                                : WZ_BOOK_SPLIT_AUTO,
      .formulae = g_str_equal (formulae, "text")     ? WZ_BOOK_FORMULAE_TEXT
                  : g_str_equal (formulae, "mathml") ? WZ_BOOK_FORMULAE_MATHML
                                                     : WZ_BOOK_FORMULAE_AUTO,
      .css_href = "../style.css",
      .image_href = epub_image_href,
      .user_data = job,
      .sink = job->sink,
      .characters = job->characters,
      .credits = (const gchar *const *) job->credits,
      .generator = job->book.generator,
  };

  job->book.book = wz_book_new (job->galley, &options);
}

static gboolean
make_texts (EpubJob *job, GError **error)
{
  g_autoptr (WzDeflater) second = wz_deflater_new (WZ_DEFLATE_LEVEL);
  gpointer deflaters[] = {job->deflater, second};
  g_autoptr (WzParallel) packer = wz_parallel_new (pack_file, deflaters, 2, 0, NULL);

  job->packer = packer;
  if (!write_texts (job, error))
    return FALSE;
  epub_subset_faces (job);
  for (guint i = 0; i < job->book.files->len + job->faces->len; i++)
    wz_parallel_take (packer);
  return TRUE;
}

static gboolean
make_files (EpubJob *job, CoverTask *task, GError **error)
{
  g_autoptr (WzParallel) beside = wz_parallel_new (make_cover, NULL, 2, 0, NULL);

  if (wz_galley_shows (job->galley, "cover"))
    wz_parallel_push (beside, task);
  if (!make_texts (job, error))
    return FALSE;
  if (wz_galley_shows (job->galley, "cover"))
    wz_parallel_take (beside);
  if (task->error != NULL) {
    g_propagate_error (error, g_steal_pointer (&task->error));
    return FALSE;
  }
  if (task->layout != NULL)
    wz_cover_layout_report (task->layout, job->sink);
  add_files (job, g_steal_pointer (&task->file));
  return TRUE;
}

/* No reader asks for it, and the package need not know of it. */
static void
add_model (EpubJob *job)
{
  gchar *text = wz_issue_dup_json (wz_job_get_issue (job->job));
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));
  WzEpubFile *file = wz_epub_file_new (WZ_ISSUE_MODEL, NULL, "application/json", bytes);

  wz_epub_file_pack (file, job->deflater);
  g_ptr_array_add (job->book.files, file);
}

static GBytes *
make_book (EpubJob *job, GError **error)
{
  CoverTask task = {.text = wz_cover_text_new (job->galley), .style = job->style};
  g_autoptr (GBytes) package = NULL;
  GBytes *bytes = NULL;

  task.href = g_str_equal (wz_cover_get_media_type (task.text), "image/jpeg") ? "images/cover.jpg"
                                                                              : "images/cover.png";
  job->book.cover_href = task.href;
  job->book.cover_alt = wz_cover_dup_alt (task.text);
  epub_choose_faces (job);
  plan (job);
  if (make_files (job, &task, error))
    package = wz_epub_make_package (&job->book, error);
  if (package != NULL) {
    WzEpubFile *file = wz_epub_file_new ("EPUB/package.opf", NULL, "application/oebps-package+xml", package);

    wz_epub_file_pack (file, job->deflater);
    g_ptr_array_insert (job->book.files, 0, file);
    if (wz_options_get_boolean (job->options, "model"))
      add_model (job);
    bytes = wz_epub_make_container (job->book.files, error);
  }
  g_clear_pointer (&task.layout, wz_cover_layout_free);
  wz_cover_text_free (task.text);
  g_clear_pointer (&task.file, wz_epub_file_free);
  g_clear_error (&task.error);
  return bytes;
}

static void
free_file (gpointer data)
{
  wz_epub_file_free (data);
}

static const gchar *
cover_override (const WzOptions *options)
{
  if (!wz_options_is_set (options, "cover"))
    return "show.cover=from-style";
  return wz_options_get_boolean (options, "cover") ? "show.cover=yes" : "show.cover=no";
}

gboolean
epub_write (const WzJob *job, gpointer state, WzOutput *output, GError **error)
{
  EpubJob epub = {.job = job,
                  .style = wz_job_get_style (job),
                  .options = wz_job_get_options (job),
                  .sink = wz_job_get_sink (job)};
  const gchar *const overrides[] = {cover_override (epub.options), NULL};
  WzEpubBook *book = &epub.book;
  g_autoptr (GBytes) bytes = NULL;

  epub.galley = wz_job_new_galley (job, overrides);
  epub.deflater = wz_deflater_new (WZ_DEFLATE_LEVEL);
  epub.images = g_ptr_array_new (); /* handed over to the book's files */
  epub.faces = g_ptr_array_new ();
  epub.image_names = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  book->files = g_ptr_array_new_with_free_func (free_file);
  book->generator = wz_job_get_generator (job);
  for (guint i = 0; i < WZ_XML_N_WEIGHTS; i++)
    epub.characters[i] = wz_char_set_new ();
  bytes = make_book (&epub, error);
  for (guint i = 0; i < WZ_XML_N_WEIGHTS; i++)
    wz_char_set_free (epub.characters[i]);
  g_clear_pointer (&book->book, wz_book_free);
  wz_galley_free (epub.galley);
  g_hash_table_unref (epub.image_names);
  g_ptr_array_unref (epub.faces);
  g_ptr_array_unref (epub.images);
  g_ptr_array_unref (book->files);
  wz_deflater_free (epub.deflater);
  g_strfreev (epub.credits);
  g_free (book->cover_alt);
  return bytes != NULL && wz_output_write_bytes (output, bytes, error);
}
