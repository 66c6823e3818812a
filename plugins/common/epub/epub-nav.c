/* epub-nav.c: ways into the book. In: the plan's contents. Out: navigation document, NCX, cover page.
 * Standards: EPUB 3.3, 7 (navigation document); OPF 2.0.1, 2.4.1 (NCX, for EPUB 2 readers); epub-quality
 * N1–N6. SPDX-License-Identifier: MIT */
#include "epub.h"

GBytes *
epub_make_cover_page (const EpubBook *book, GError **error)
{
  guint doc = book_find_doc (book->book, BOOK_DOC_COVER);
  g_autofree gchar *src = g_strconcat ("../", book->cover_href, NULL);
  g_autoptr (XmlWriter) xml =
      book_start_page (book->book, book_get_doc (book->book, doc)->title, "../style.css");

  xml_start (xml, "div");
  xml_attr (xml, "class", "cover");
  xml_start (xml, "img");
  xml_attr (xml, "epub:type", "cover");
  xml_attr (xml, "role", "doc-cover");
  xml_attr (xml, "src", src);
  xml_attr (xml, "alt", book->cover_alt);
  return xml_writer_finish (xml, error);
}

/* ---- The navigation document -----------------------------------------------------------------------------
 */

static void
write_link (XmlWriter *xml, const EpubBook *book, guint doc, const gchar *anchor, const gchar *type,
            const gchar *lang, const gchar *label, const gchar *brief, gboolean bold)
{
  guint nav = book_find_doc (book->book, BOOK_DOC_CONTENTS);
  g_autofree gchar *href = book_dup_href (book->book, nav, doc, anchor);

  xml_start (xml, "a");
  xml_attr (xml, "epub:type", type);
  xml_attr (xml, "href", href);
  xml_attr_lang (xml, lang);
  if (bold) {
    xml_attr (xml, "class", "l");
    xml_mark_bold (xml);
  }
  xml_text (xml, label);
  if (brief != NULL) {
    xml_text (xml, " ");
    xml_start (xml, "span");
    xml_attr (xml, "class", "b");
    xml_attr_lang (xml, book_get_lang (book->book));
    xml_text (xml, brief);
    xml_end (xml);
  }
  xml_end (xml);
}

/* Lines of depth 2 stand in a list inside the line of depth 1 before them. */
static void
write_toc (XmlWriter *xml, const EpubBook *book)
{
  guint depth = 0;

  for (guint i = 0; i < book_get_n_toc (book->book); i++) {
    const BookTocItem *item = book_get_toc (book->book, i);

    if (item->depth > depth) {
      xml_start (xml, "ol");
      depth++;
    } else {
      xml_end (xml); /* the li before */
      for (; depth > item->depth; depth--) {
        xml_end (xml);
        xml_end (xml);
      }
    }
    xml_newline (xml);
    xml_start (xml, "li");
    write_link (xml, book, item->doc, item->anchor, NULL, item->lang, item->label, item->brief,
                !item->is_entry);
  }
  for (; depth > 0; depth--) {
    xml_end (xml);
    xml_end (xml);
  }
}

/* N3: cover, contents, text. */
const EpubLandmark epub_landmarks[EPUB_N_LANDMARKS] = {
    {BOOK_DOC_COVER, "cover", "cover", WZ_LABEL_COVER},
    {BOOK_DOC_CONTENTS, "toc", "toc", WZ_LABEL_CONTENTS},
    {BOOK_DOC_ENTRIES, "bodymatter", "text", WZ_LABEL_BODY},
};

guint
epub_find_landmark (const EpubBook *book, const EpubLandmark *landmark)
{
  guint doc = book_find_doc (book->book, landmark->kind);

  if (landmark->kind == BOOK_DOC_ENTRIES && doc == G_MAXUINT)
    doc = book_get_n_docs (book->book) - 1;
  return doc;
}

static void
write_landmarks (XmlWriter *xml, const EpubBook *book)
{
  xml_newline (xml);
  xml_start (xml, "nav");
  xml_attr (xml, "epub:type", "landmarks");
  xml_attr (xml, "hidden", "");
  xml_start (xml, "ol");
  for (guint i = 0; i < EPUB_N_LANDMARKS; i++) {
    const EpubLandmark *landmark = &epub_landmarks[i];
    guint doc = epub_find_landmark (book, landmark);

    if (doc == G_MAXUINT)
      continue;
    xml_newline (xml);
    xml_start (xml, "li");
    write_link (xml, book, doc, landmark->kind == BOOK_DOC_CONTENTS ? "toc" : NULL, landmark->type, NULL,
                wz_galley_get_label (book_get_galley (book->book), landmark->label), NULL, FALSE);
    xml_end (xml);
  }
  xml_end (xml);
  xml_end (xml);
  xml_newline (xml);
}

GBytes *
epub_make_nav (const EpubBook *book, GError **error)
{
  const gchar *contents = wz_galley_get_label (book_get_galley (book->book), WZ_LABEL_CONTENTS);
  const gchar *subtitle = book_get_subtitle (book->book);
  g_autoptr (XmlWriter) xml = book_start_page (book->book, contents, "style.css");

  xml_element (xml, "h1", book_get_head (book->book));
  xml_newline (xml);
  if (subtitle != NULL && *subtitle != '\0') {
    xml_start (xml, "p");
    xml_attr (xml, "class", "m");
    xml_text (xml, subtitle);
    xml_end (xml);
    xml_newline (xml);
  }
  xml_start (xml, "nav");
  xml_attr (xml, "epub:type", "toc");
  xml_attr (xml, "role", "doc-toc");
  xml_attr (xml, "id", "toc");
  xml_attr (xml, "aria-labelledby", "toc-t");
  xml_newline (xml);
  xml_start (xml, "h2");
  xml_attr (xml, "id", "toc-t");
  xml_text (xml, contents);
  xml_end (xml);
  xml_newline (xml);
  write_toc (xml, book);
  xml_end (xml);
  write_landmarks (xml, book);
  return xml_writer_finish (xml, error);
}

/* ---- NCX --------------------------------------------------------------------------------------------------
 */

typedef struct {
  XmlWriter *xml;
  const EpubBook *book;
  guint order;
} Ncx;

static void
start_point (Ncx *ncx, guint doc, const gchar *anchor, const gchar *label)
{
  guint nav = book_find_doc (ncx->book->book, BOOK_DOC_CONTENTS);
  g_autofree gchar *href = book_dup_href (ncx->book->book, nav, doc, anchor);

  ncx->order++;
  xml_newline (ncx->xml);
  xml_start (ncx->xml, "navPoint");
  xml_attrf (ncx->xml, "id", "n%u", ncx->order);
  xml_attrf (ncx->xml, "playOrder", "%u", ncx->order);
  xml_start (ncx->xml, "navLabel");
  xml_element (ncx->xml, "text", label);
  xml_end (ncx->xml);
  xml_start (ncx->xml, "content");
  xml_attr (ncx->xml, "src", href);
  xml_end (ncx->xml);
}

/* Cover and contents first: they are in the spine, so they are listed (N6, usage OPF-059). */
static void
write_front (Ncx *ncx)
{
  static const BookDocKind kinds[] = {BOOK_DOC_COVER, BOOK_DOC_CONTENTS};

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    guint doc = book_find_doc (ncx->book->book, kinds[i]);

    if (doc == G_MAXUINT)
      continue;
    start_point (ncx, doc, NULL, book_get_doc (ncx->book->book, doc)->title);
    xml_end (ncx->xml);
  }
}

static void
write_points (Ncx *ncx)
{
  guint depth = 0;

  for (guint i = 0; i < book_get_n_toc (ncx->book->book); i++) {
    const BookTocItem *item = book_get_toc (ncx->book->book, i);

    for (; depth >= item->depth; depth--)
      xml_end (ncx->xml);
    g_autofree gchar *label = book_dup_menu (item);

    start_point (ncx, item->doc, item->anchor, label);
    depth = item->depth;
  }
  for (; depth > 0; depth--)
    xml_end (ncx->xml);
}

static void
write_meta (XmlWriter *xml, const gchar *name, const gchar *content)
{
  xml_start (xml, "meta");
  xml_attr (xml, "name", name);
  xml_attr (xml, "content", content);
  xml_end (xml);
}

static const gchar *
toc_depth (const EpubBook *book)
{
  for (guint i = 0; i < book_get_n_toc (book->book); i++)
    if (book_get_toc (book->book, i)->depth > 1)
      return "2";
  return "1";
}

GBytes *
epub_make_ncx (const EpubBook *book, GError **error)
{
  g_autoptr (XmlWriter) xml = xml_writer_new (XML_MODE_XML);
  Ncx ncx = {xml, book, 0};

  xml_writer_declaration (xml);
  xml_start (xml, "ncx");
  xml_attr (xml, "xmlns", "http://www.daisy.org/z3986/2005/ncx/");
  xml_attr (xml, "version", "2005-1");
  xml_attr (xml, "xml:lang", book_get_lang (book->book));
  xml_newline (xml);
  xml_start (xml, "head");
  write_meta (xml, "dtb:uid", wz_issue_get_identifier (wz_galley_get_issue (book_get_galley (book->book))));
  write_meta (xml, "dtb:depth", toc_depth (book));
  write_meta (xml, "dtb:totalPageCount", "0");
  write_meta (xml, "dtb:maxPageNumber", "0");
  xml_end (xml);
  xml_newline (xml);
  xml_start (xml, "docTitle");
  xml_element (xml, "text", book_get_title (book->book));
  xml_end (xml);
  xml_newline (xml);
  xml_start (xml, "navMap");
  write_front (&ncx);
  write_points (&ncx);
  xml_end (xml);
  return xml_writer_finish (xml, error);
}
