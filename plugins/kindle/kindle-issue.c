/* kindle-issue: an issue becomes a book.
 *
 * In: a job: a frozen issue, a style, options. Out: a KindleBook: documents and style sheet from
 * plugins/common, contents, guide, metadata; pictures and fonts come from kindle-media. */
#include "kindle-issue.h"

#include "kindle-index.h"
#include "kindle-media.h"

#include <wenzhai-kit/wz-font-choice.h>
#include <wenzhai-kit/wz-book.h>
#include <wenzhai-kit/wz-book-css.h>

#include <string.h>

#define CSS_PATH "style.css"
/* Header fields stay within what libraries show; the whole title stands on the contents page. */
#define TITLE_LIMIT 600
#define DESCRIPTION_LIMIT 4000

typedef struct {
  const WzJob *job;
  const WzIssue *issue;
  const WzGalley *galley;
  KindleBook *book;
  KindleMedia *media;
  WzBook *xhtml;
} Maker;

/* One line without controls, cut between characters; NULL stays NULL. */
static gchar *
dup_field (const gchar *text, gsize most)
{
  if (!text)
    return NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean space = FALSE;
  for (const gchar *p = text; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    if (g_unichar_isspace (c) || g_unichar_iscntrl (c)) {
      space = out->len > 0;
      continue;
    }
    if (space)
      g_string_append_c (out, ' ');
    space = FALSE;
    g_string_append_unichar (out, c);
  }
  g_string_truncate (out, kindle_utf8_cut (out->str, most));
  return out->len > 0 ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

/* `urn:uuid:…` without its scheme: names the book on the device, so it has to stay over rebuilds. */
static gchar *
dup_identifier (const WzIssue *issue)
{
  const gchar *identifier = wz_issue_get_identifier (issue);
  return g_strdup (g_str_has_prefix (identifier, "urn:uuid:") ? identifier + strlen ("urn:uuid:")
                                                              : identifier);
}

/* A book without an author may vanish from the library (KF8 reference 2.3): there always is one. */
static void
add_author (KindleMetadata *meta, const WzIssue *issue)
{
  g_autofree gchar *name = wz_issue_dup_author (issue);
  gchar *author = dup_field (name, TITLE_LIMIT);
  if (author)
    g_ptr_array_add (meta->authors, author);
}

/* KF8 has no field for a series: it stands as the first subject, with its number, where libraries find it. */
static void
add_subjects (KindleMetadata *meta, const WzIssue *issue)
{
  g_autofree gchar *label = wz_issue_dup_series_label (issue);
  gchar *series = dup_field (label, TITLE_LIMIT);
  if (series)
    g_ptr_array_add (meta->subjects, series);
  for (guint i = 0; i < wz_issue_get_n_categories (issue); i++) {
    const WzCategory *category = wz_issue_get_category (issue, i);
    gchar *name = dup_field (wz_issue_get_category_name (issue, category->code, NULL), TITLE_LIMIT);
    if (name)
      g_ptr_array_add (meta->subjects, name);
  }
}

static gchar *
dup_date (const WzIssue *issue)
{
  WzDate date = wz_issue_get_date (issue);
  if (!wz_date_is_known (date))
    date = wz_issue_get_last_day (issue);
  return wz_date_is_known (date) ? wz_date_dup_iso (date) : NULL;
}

static void
describe (const Maker *maker)
{
  const WzIssue *issue = maker->issue;
  const gchar *stem = wz_issue_get_stem (issue);
  const gchar *shelf = wz_options_get_string (wz_job_get_options (maker->job), "shelf");
  KindleMetadata *meta = &maker->book->meta;
  meta->title = dup_field (wz_book_get_title (maker->xhtml), TITLE_LIMIT);
  if (!meta->title)
    meta->title = g_strdup (wz_galley_get_label (maker->galley, WZ_LABEL_DIGEST));
  add_author (meta, issue);
  add_subjects (meta, issue);
  meta->contributor = g_strdup (wz_job_get_generator (maker->job));
  meta->publisher = dup_field (wz_issue_get_publisher (issue), TITLE_LIMIT);
  meta->description = dup_field (wz_issue_get_summary (issue, NULL), DESCRIPTION_LIMIT);
  meta->rights = dup_field (wz_issue_get_rights (issue), TITLE_LIMIT);
  meta->date = dup_date (issue);
  meta->source = g_strdup (wz_issue_get_identifier (issue));
  meta->identifier = dup_identifier (issue);
  meta->version =
      wz_issue_get_revision (issue) > 1 ? g_strdup_printf ("%u", wz_issue_get_revision (issue)) : NULL;
  meta->content_class = g_strdup (strcmp (shelf, "documents") == 0 ? "PDOC" : "EBOK");
  meta->language = g_strdup (wz_lang_map (wz_galley_get_lang (maker->galley), WZ_LANG_KF8));
  meta->locale = wz_lang_kf8_code (wz_galley_get_lang (maker->galley));
  meta->file_name = g_strdup (stem ? stem : "wenzhai");
  meta->modified = (guint32) CLAMP (wz_issue_get_modified (issue), 0, G_MAXINT32);
}

static gchar *
image_href (const WzResource *resource, gpointer user_data)
{
  const Maker *maker = user_data;
  const gchar *path = kindle_media_add_image (maker->media, maker->book, resource);
  return path ? g_strconcat ("../", path, NULL) : NULL;
}

/* path#id of a place in the book. */
static gchar *
dup_target (const WzBook *xhtml, guint doc, const gchar *anchor)
{
  const gchar *path = wz_book_get_doc (xhtml, doc)->path;
  return anchor ? g_strconcat (path, "#", anchor, NULL) : g_strdup (path);
}

static gboolean
add_documents (const Maker *maker, GError **error)
{
  guint n = wz_book_get_n_docs (maker->xhtml);
  for (guint i = 0; i < n; i++) {
    g_autoptr (WzBookPage) page = wz_book_write (maker->xhtml, i, error);
    if (!page)
      return FALSE;
    kindle_book_add_document (maker->book, wz_book_get_doc (maker->xhtml, i)->path, page->bytes);
    wz_job_progress (maker->job, i + 1, n + 1);
  }
  return TRUE;
}

/* Sections, and their papers below them (KF8 reference 7.1). */
static void
add_contents (const Maker *maker)
{
  gint section = -1;
  for (guint i = 0; i < wz_book_get_n_toc (maker->xhtml); i++) {
    const WzBookTocItem *item = wz_book_get_toc (maker->xhtml, i);
    g_autofree gchar *target = dup_target (maker->xhtml, item->doc, item->anchor);
    g_autofree gchar *label = wz_book_dup_menu (item);
    gint index = kindle_book_add_toc_item (maker->book, label, target, item->depth > 1 ? section : -1);
    if (item->depth == 1)
      section = index;
  }
}

/* KF8 reference 7.2 to 7.4: contents and start of reading; no cover page, the cover comes by EXTH 201. */
static void
add_guide (const Maker *maker)
{
  guint contents = wz_book_find_doc (maker->xhtml, WZ_BOOK_DOC_CONTENTS);
  if (contents != G_MAXUINT)
    kindle_book_add_landmark (maker->book, "toc", wz_galley_get_label (maker->galley, WZ_LABEL_CONTENTS),
                              wz_book_get_doc (maker->xhtml, contents)->path);
  for (guint i = 0; i < wz_book_get_n_toc (maker->xhtml); i++) {
    const WzBookTocItem *item = wz_book_get_toc (maker->xhtml, i);
    if (!item->is_entry)
      continue;
    g_autofree gchar *target = dup_target (maker->xhtml, item->doc, item->anchor);
    kindle_book_add_landmark (maker->book, "text", wz_galley_get_label (maker->galley, WZ_LABEL_BODY),
                              target);
    maker->book->start = g_strdup (wz_book_get_doc (maker->xhtml, item->doc)->path);
    return;
  }
}

static gboolean
has_font_choice (const WzJob *job, const gchar *choice)
{
  return strcmp (wz_options_get_string (wz_job_get_options (job), "embed-fonts"), choice) == 0;
}

static gboolean
fill (Maker *maker, WzCharSet *const *characters, GError **error)
{
  const WzJob *job = maker->job;
  describe (maker);
  if (!add_documents (maker, error))
    return FALSE;
  kindle_media_add_cover (maker->media, maker->book, maker->galley, wz_job_get_style (job));
  if (!has_font_choice (job, "none"))
    kindle_media_add_fonts (maker->media, maker->book, maker->galley, wz_job_get_style (job), characters,
                            has_font_choice (job, "fallback"));
  guint n_faces = 0;
  const WzBookCssFace *faces = kindle_media_get_faces (maker->media, &n_faces);
  g_autofree gchar *css = wz_book_dup_css (wz_job_get_style (job), NULL, WZ_BOOK_KF8, -1, faces, n_faces);
  g_autoptr (GBytes) sheet = g_bytes_new (css, strlen (css));
  kindle_book_add_flow (maker->book, CSS_PATH, sheet);
  add_contents (maker);
  add_guide (maker);
  return TRUE;
}

KindleBook *
kindle_book_from_job (const WzJob *job, GError **error)
{
  g_autoptr (KindleBook) book = kindle_book_new ();
  g_autoptr (KindleMedia) media = kindle_media_new (wz_job_get_sink (job));
  g_autoptr (WzCharSet) regular = wz_char_set_new ();
  g_autoptr (WzCharSet) bold = wz_char_set_new ();
  WzCharSet *const characters[] = {regular, bold};
  g_auto (GStrv) credits =
      has_font_choice (job, "subset") ? wz_font_choice_dup_credits (wz_job_get_style (job)) : NULL;
  g_autoptr (WzGalley) galley = wz_job_new_galley (job, NULL);
  Maker maker = {.job = job, .galley = galley, .issue = wz_job_get_issue (job), .book = book, .media = media};
  WzBookOptions options = {.format = WZ_BOOK_KF8,
                           .split = WZ_BOOK_SPLIT_AUTO,
                           .css_href = "../" CSS_PATH,
                           .image_href = image_href,
                           .user_data = &maker,
                           .characters = characters,
                           .credits = (const gchar *const *) credits,
                           .generator = wz_job_get_generator (job),
                           .sink = wz_job_get_sink (job)};
  g_autoptr (WzBook) xhtml = wz_book_new (galley, &options);
  maker.xhtml = xhtml;
  return fill (&maker, characters, error) ? g_steal_pointer (&book) : NULL;
}
