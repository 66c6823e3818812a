/* epub-nav.c: ways into the book. In: the plan's contents. Out: navigation document, NCX, cover page.
 * Standards: EPUB 3.3, 7 (navigation document); OPF 2.0.1, 2.4.1 (NCX, for EPUB 2 readers); epub-quality
 * N1–N6. SPDX-License-Identifier: MIT */
#include <wenzhai-kit/wz-epub.h>

GBytes *
wz_epub_make_cover_page (const WzEpubBook *book, GError **error)
{
  guint doc = wz_book_find_doc (book->book, WZ_BOOK_DOC_COVER);
  g_autofree gchar *src = g_strconcat ("../", book->cover_href, NULL);
  g_autoptr (WzXmlWriter) xml =
      wz_book_start_page (book->book, wz_book_get_doc (book->book, doc)->title, "../style.css");

  wz_xml_start (xml, "div");
  wz_xml_attr (xml, "class", "cover");
  wz_xml_start (xml, "img");
  wz_xml_attr (xml, "epub:type", "cover");
  wz_xml_attr (xml, "role", "doc-cover");
  wz_xml_attr (xml, "src", src);
  wz_xml_attr (xml, "alt", book->cover_alt);
  return wz_xml_writer_finish (xml, error);
}

/* ---- The navigation document -----------------------------------------------------------------------------
 */

static void
write_link (WzXmlWriter *xml, const WzEpubBook *book, guint doc, const gchar *anchor, const gchar *type,
            const gchar *lang, const gchar *label, const gchar *brief, gboolean bold)
{
  guint nav = wz_book_find_doc (book->book, WZ_BOOK_DOC_CONTENTS);
  g_autofree gchar *href = wz_book_dup_href (book->book, nav, doc, anchor);

  wz_xml_start (xml, "a");
  wz_xml_attr (xml, "epub:type", type);
  wz_xml_attr (xml, "href", href);
  wz_xml_attr_lang (xml, lang);
  if (bold) {
    wz_xml_attr (xml, "class", "l");
    wz_xml_mark_bold (xml);
  }
  wz_xml_text (xml, label);
  if (brief != NULL) {
    wz_xml_text (xml, " ");
    wz_xml_start (xml, "span");
    wz_xml_attr (xml, "class", "b");
    wz_xml_attr_lang (xml, wz_book_get_lang (book->book));
    wz_xml_text (xml, brief);
    wz_xml_end (xml);
  }
  wz_xml_end (xml);
}

/* Lines of depth 2 stand in a list inside the line of depth 1 before them. */
static void
write_toc (WzXmlWriter *xml, const WzEpubBook *book)
{
  guint depth = 0;

  for (guint i = 0; i < wz_book_get_n_toc (book->book); i++) {
    const WzBookTocItem *item = wz_book_get_toc (book->book, i);

    if (item->depth > depth) {
      wz_xml_start (xml, "ol");
      depth++;
    } else {
      wz_xml_end (xml); /* the li before */
      for (; depth > item->depth; depth--) {
        wz_xml_end (xml);
        wz_xml_end (xml);
      }
    }
    wz_xml_newline (xml);
    wz_xml_start (xml, "li");
    write_link (xml, book, item->doc, item->anchor, NULL, item->lang, item->label, item->brief,
                !item->is_entry);
  }
  for (; depth > 0; depth--) {
    wz_xml_end (xml);
    wz_xml_end (xml);
  }
}

/* N3: cover, contents, text. */
const WzEpubLandmark wz_epub_landmarks[WZ_EPUB_N_LANDMARKS] = {
    {WZ_BOOK_DOC_COVER, "cover", "cover", WZ_LABEL_COVER},
    {WZ_BOOK_DOC_CONTENTS, "toc", "toc", WZ_LABEL_CONTENTS},
    {WZ_BOOK_DOC_ENTRIES, "bodymatter", "text", WZ_LABEL_BODY},
};

guint
wz_epub_find_landmark (const WzEpubBook *book, const WzEpubLandmark *landmark)
{
  guint doc = wz_book_find_doc (book->book, landmark->kind);

  if (landmark->kind == WZ_BOOK_DOC_ENTRIES && doc == G_MAXUINT)
    doc = wz_book_get_n_docs (book->book) - 1;
  return doc;
}

static void
write_landmarks (WzXmlWriter *xml, const WzEpubBook *book)
{
  wz_xml_newline (xml);
  wz_xml_start (xml, "nav");
  wz_xml_attr (xml, "epub:type", "landmarks");
  wz_xml_attr (xml, "hidden", "");
  wz_xml_start (xml, "ol");
  for (guint i = 0; i < WZ_EPUB_N_LANDMARKS; i++) {
    const WzEpubLandmark *landmark = &wz_epub_landmarks[i];
    guint doc = wz_epub_find_landmark (book, landmark);

    if (doc == G_MAXUINT)
      continue;
    wz_xml_newline (xml);
    wz_xml_start (xml, "li");
    write_link (xml, book, doc, landmark->kind == WZ_BOOK_DOC_CONTENTS ? "toc" : NULL, landmark->type, NULL,
                wz_galley_get_label (wz_book_get_galley (book->book), landmark->label), NULL, FALSE);
    wz_xml_end (xml);
  }
  wz_xml_end (xml);
  wz_xml_end (xml);
  wz_xml_newline (xml);
}

GBytes *
wz_epub_make_nav (const WzEpubBook *book, GError **error)
{
  const gchar *contents = wz_galley_get_label (wz_book_get_galley (book->book), WZ_LABEL_CONTENTS);
  const gchar *subtitle = wz_book_get_subtitle (book->book);
  g_autoptr (WzXmlWriter) xml = wz_book_start_page (book->book, contents, "style.css");

  wz_xml_element (xml, "h1", wz_book_get_head (book->book));
  wz_xml_newline (xml);
  if (subtitle != NULL && *subtitle != '\0') {
    wz_xml_start (xml, "p");
    wz_xml_attr (xml, "class", "m");
    wz_xml_text (xml, subtitle);
    wz_xml_end (xml);
    wz_xml_newline (xml);
  }
  wz_xml_start (xml, "nav");
  wz_xml_attr (xml, "epub:type", "toc");
  wz_xml_attr (xml, "role", "doc-toc");
  wz_xml_attr (xml, "id", "toc");
  wz_xml_attr (xml, "aria-labelledby", "toc-t");
  wz_xml_newline (xml);
  wz_xml_start (xml, "h2");
  wz_xml_attr (xml, "id", "toc-t");
  wz_xml_text (xml, contents);
  wz_xml_end (xml);
  wz_xml_newline (xml);
  write_toc (xml, book);
  wz_xml_end (xml);
  write_landmarks (xml, book);
  return wz_xml_writer_finish (xml, error);
}

/* ---- NCX --------------------------------------------------------------------------------------------------
 */

typedef struct {
  WzXmlWriter *xml;
  const WzEpubBook *book;
  guint order;
} Ncx;

static void
start_point (Ncx *ncx, guint doc, const gchar *anchor, const gchar *label)
{
  guint nav = wz_book_find_doc (ncx->book->book, WZ_BOOK_DOC_CONTENTS);
  g_autofree gchar *href = wz_book_dup_href (ncx->book->book, nav, doc, anchor);

  ncx->order++;
  wz_xml_newline (ncx->xml);
  wz_xml_start (ncx->xml, "navPoint");
  wz_xml_attrf (ncx->xml, "id", "n%u", ncx->order);
  wz_xml_attrf (ncx->xml, "playOrder", "%u", ncx->order);
  wz_xml_start (ncx->xml, "navLabel");
  wz_xml_element (ncx->xml, "text", label);
  wz_xml_end (ncx->xml);
  wz_xml_start (ncx->xml, "content");
  wz_xml_attr (ncx->xml, "src", href);
  wz_xml_end (ncx->xml);
}

/* Cover and contents first: they are in the spine, so they are listed (N6, usage OPF-059). */
static void
write_front (Ncx *ncx)
{
  static const WzBookDocKind kinds[] = {WZ_BOOK_DOC_COVER, WZ_BOOK_DOC_CONTENTS};

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    guint doc = wz_book_find_doc (ncx->book->book, kinds[i]);

    if (doc == G_MAXUINT)
      continue;
    start_point (ncx, doc, NULL, wz_book_get_doc (ncx->book->book, doc)->title);
    wz_xml_end (ncx->xml);
  }
}

static void
write_points (Ncx *ncx)
{
  guint depth = 0;

  for (guint i = 0; i < wz_book_get_n_toc (ncx->book->book); i++) {
    const WzBookTocItem *item = wz_book_get_toc (ncx->book->book, i);

    for (; depth >= item->depth; depth--)
      wz_xml_end (ncx->xml);
    g_autofree gchar *label = wz_book_dup_menu (item);

    start_point (ncx, item->doc, item->anchor, label);
    depth = item->depth;
  }
  for (; depth > 0; depth--)
    wz_xml_end (ncx->xml);
}

static void
write_meta (WzXmlWriter *xml, const gchar *name, const gchar *content)
{
  wz_xml_start (xml, "meta");
  wz_xml_attr (xml, "name", name);
  wz_xml_attr (xml, "content", content);
  wz_xml_end (xml);
}

static const gchar *
toc_depth (const WzEpubBook *book)
{
  for (guint i = 0; i < wz_book_get_n_toc (book->book); i++)
    if (wz_book_get_toc (book->book, i)->depth > 1)
      return "2";
  return "1";
}

GBytes *
wz_epub_make_ncx (const WzEpubBook *book, GError **error)
{
  g_autoptr (WzXmlWriter) xml = wz_xml_writer_new (WZ_XML_MODE_XML);
  Ncx ncx = {xml, book, 0};

  wz_xml_writer_declaration (xml);
  wz_xml_start (xml, "ncx");
  wz_xml_attr (xml, "xmlns", "http://www.daisy.org/z3986/2005/ncx/");
  wz_xml_attr (xml, "version", "2005-1");
  wz_xml_attr (xml, "xml:lang", wz_book_get_lang (book->book));
  wz_xml_newline (xml);
  wz_xml_start (xml, "head");
  write_meta (xml, "dtb:uid",
              wz_issue_get_identifier (wz_galley_get_issue (wz_book_get_galley (book->book))));
  write_meta (xml, "dtb:depth", toc_depth (book));
  write_meta (xml, "dtb:totalPageCount", "0");
  write_meta (xml, "dtb:maxPageNumber", "0");
  wz_xml_end (xml);
  wz_xml_newline (xml);
  wz_xml_start (xml, "docTitle");
  wz_xml_element (xml, "text", wz_book_get_title (book->book));
  wz_xml_end (xml);
  wz_xml_newline (xml);
  wz_xml_start (xml, "navMap");
  write_front (&ncx);
  write_points (&ncx);
  wz_xml_end (xml);
  return wz_xml_writer_finish (xml, error);
}
