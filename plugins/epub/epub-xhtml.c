/* epub-xhtml.c: the documents of the spine. In: the plan. Out: files. Standard: EPUB 3.3, 6.1 (XHTML content
 * documents). SPDX-License-Identifier: MIT */
#include "epub-job.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Above this a reader of the old kind stumbles (epub-quality 3.1). */
#define MAX_BYTES (200 * 1024)

static gchar *
dup_id (const gchar *path)
{
  g_autofree gchar *name = g_path_get_basename (path);
  g_autofree gchar *stem = g_strndup (name, strlen (name) - strlen (".xhtml"));

  return g_strconcat ("x-", stem, NULL); /* may begin with a digit, which ids must not */
}

static void
add_document (EpubJob *job, const WzBookDoc *doc, GBytes *bytes, gboolean has_mathml)
{
  g_autofree gchar *name = g_strconcat ("EPUB/", doc->path, NULL);
  g_autofree gchar *id = dup_id (doc->path);
  WzEpubFile *file = wz_epub_file_new (name, id, "application/xhtml+xml", bytes);

  file->in_spine = TRUE;
  file->properties = has_mathml ? g_strdup ("mathml") : NULL; /* O10 */
  if (g_bytes_get_size (bytes) > MAX_BYTES)
    wz_diag_report (job->sink, WZ_SEVERITY_HINT, "document-large", NULL,
                    _ ("%s is larger than some readers like: an entry is very long"), doc->path);
  epub_add_text (job, file);
}

gboolean
epub_write_documents (EpubJob *job, GError **error)
{
  guint n = wz_book_get_n_docs (job->book.book);

  for (guint i = 0; i < n; i++) {
    const WzBookDoc *doc = wz_book_get_doc (job->book.book, i);
    g_autoptr (WzBookPage) page = NULL;
    g_autoptr (GBytes) cover = NULL;

    wz_job_progress (job->job, i, n);
    switch (doc->kind) {
    case WZ_BOOK_DOC_COVER:
      cover = wz_epub_make_cover_page (&job->book, error);
      if (cover == NULL)
        return FALSE;
      add_document (job, doc, cover, FALSE);
      break;
    case WZ_BOOK_DOC_CONTENTS:
      break; /* nav.xhtml, made by epub-nav */
    case WZ_BOOK_DOC_ENTRIES:
    case WZ_BOOK_DOC_INDEX:
    case WZ_BOOK_DOC_COLOPHON:
      page = wz_book_write (job->book.book, i, error);
      if (page == NULL)
        return FALSE;
      job->book.lacks_alt |= page->lacks_alt;
      add_document (job, doc, page->bytes, page->has_mathml);
      break;
    }
  }
  return TRUE;
}
