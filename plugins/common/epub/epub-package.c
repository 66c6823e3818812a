/* epub-package.c: the package document. In: issue, plan, files. Out: package.opf.
 * Standards: EPUB 3.3, 5 (package document); EPUB Accessibility 1.1, 2; epub-quality O1–O14, A1–A3.
 * SPDX-License-Identifier: MIT */
#include <wenzhai-kit/wz-epub.h>

#include <string.h>

#include <wenzhai-kit/wz-chars.h>

#define CONFORMS_TO "EPUB Accessibility 1.1 - WCAG 2.1 Level AA"
#define PREFIX "ibooks: http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/"

typedef struct {
  WzXmlWriter *xml;
  const WzEpubBook *book;
  const WzGalley *galley;
  const WzIssue *issue;
  gboolean has_cover;
  gboolean has_images; /* beside the cover */
  gboolean has_fonts;
  gboolean has_mathml;
} Package;

static void
look_at_files (Package *package)
{
  for (guint i = 0; i < package->book->files->len; i++) {
    const WzEpubFile *file = g_ptr_array_index (package->book->files, i);
    gboolean is_cover = g_strcmp0 (file->properties, "cover-image") == 0;

    package->has_cover |= is_cover;
    package->has_images |= !is_cover && g_str_has_prefix (file->media_type, "image/");
    package->has_fonts |= g_str_has_prefix (file->media_type, "font/");
    package->has_mathml |= g_strcmp0 (file->properties, "mathml") == 0;
  }
}

/* An element with text, unless the text is empty: no dc element may be (O6). */
static void
element (Package *package, const gchar *name, const gchar *id, const gchar *text)
{
  g_autofree gchar *clean = wz_chars_dup_clean (text);

  if (*clean == '\0')
    return;
  wz_xml_start (package->xml, name);
  wz_xml_attr (package->xml, "id", id);
  wz_xml_text (package->xml, clean);
  wz_xml_end (package->xml);
  wz_xml_newline (package->xml);
}

static void
meta (Package *package, const gchar *property, const gchar *refines, const gchar *text)
{
  wz_xml_start (package->xml, "meta");
  wz_xml_attr (package->xml, "property", property);
  wz_xml_attr (package->xml, "refines", refines);
  wz_xml_text (package->xml, text);
  wz_xml_end (package->xml);
  wz_xml_newline (package->xml);
}

static void
old_meta (Package *package, const gchar *name, const gchar *content)
{
  wz_xml_start (package->xml, "meta");
  wz_xml_attr (package->xml, "name", name);
  wz_xml_attr (package->xml, "content", content);
  wz_xml_end (package->xml);
  wz_xml_newline (package->xml);
}

/* O5: UTC, from the data. */
static void
write_dates (Package *package)
{
  WzDate date = wz_issue_get_date (package->issue);
  g_autofree gchar *iso = wz_date_dup_iso (date);
  g_autoptr (GDateTime) modified = g_date_time_new_from_unix_utc (wz_issue_get_modified (package->issue));
  g_autofree gchar *stamp = modified != NULL ? g_date_time_format (modified, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  if (wz_date_is_known (date))
    element (package, "dc:date", NULL, iso);
  meta (package, "dcterms:modified", NULL, stamp != NULL ? stamp : "1980-01-01T00:00:00Z");
  if (wz_issue_get_revision (package->issue) > 1) {
    g_autofree gchar *revision = g_strdup_printf ("%u", wz_issue_get_revision (package->issue));
    meta (package, "schema:version", NULL, revision);
  }
  if (wz_issue_get_edition (package->issue) != NULL)
    meta (package, "schema:bookEdition", NULL, wz_issue_get_edition (package->issue));
}

/* O6: the editor has the role edt; who else stands for the author is a creator without role. */
static void
write_people (Package *package)
{
  const WzIssue *issue = package->issue;
  g_autofree gchar *author = wz_issue_dup_author (issue);
  g_autofree gchar *clean = wz_chars_dup_clean (author);

  if (*clean != '\0') {
    element (package, "dc:creator", "creator", clean);
    if (g_strcmp0 (author, wz_issue_get_editor (issue)) == 0) {
      wz_xml_start (package->xml, "meta");
      wz_xml_attr (package->xml, "property", "role");
      wz_xml_attr (package->xml, "refines", "#creator");
      wz_xml_attr (package->xml, "scheme", "marc:relators");
      wz_xml_text (package->xml, "edt");
      wz_xml_end (package->xml);
      wz_xml_newline (package->xml);
    }
  }
  element (package, "dc:publisher", NULL, wz_issue_get_publisher (issue));
}

/* O7: fields of the papers, in the order of the legend. */
static void
write_subjects (Package *package)
{
  const WzIssue *issue = package->issue;

  for (guint i = 0; i < wz_issue_get_n_categories (issue); i++) {
    const gchar *code = wz_issue_get_category (issue, i)->code;
    const gchar *name = wz_issue_get_category_name (issue, code, NULL);

    element (package, "dc:subject", NULL, name != NULL ? name : code);
  }
}

/* A decimal number: nothing checks it, and readers sort by it. */
static gboolean
is_number (const gchar *text)
{
  gchar *end = NULL;

  if (text == NULL || !g_ascii_isdigit (*text))
    return FALSE;
  g_ascii_strtod (text, &end);
  return *end == '\0' && strspn (text, "0123456789.") == strlen (text);
}

/* O8: in this order, which readers depend on. */
static void
write_series (Package *package)
{
  const WzIssue *issue = package->issue;
  g_autofree gchar *series = wz_chars_dup_clean (wz_issue_get_series (issue));
  const gchar *number = wz_issue_get_number (issue);

  if (*series == '\0')
    return;
  wz_xml_start (package->xml, "meta");
  wz_xml_attr (package->xml, "property", "belongs-to-collection");
  wz_xml_attr (package->xml, "id", "series");
  wz_xml_text (package->xml, series);
  wz_xml_end (package->xml);
  wz_xml_newline (package->xml);
  meta (package, "collection-type", "#series", "series");
  if (is_number (number))
    meta (package, "group-position", "#series", number);
  if (wz_issue_get_series_id (issue) != NULL)
    meta (package, "dcterms:identifier", "#series", wz_issue_get_series_id (issue));
  old_meta (package, "calibre:series", series);
  if (is_number (number))
    old_meta (package, "calibre:series_index", number);
}

static void
write_summary (Package *package)
{
  const WzEpubBook *book = package->book;
  g_autoptr (GString) text = g_string_new (wz_galley_get_label (package->galley, WZ_LABEL_A11Y_BASE));

  if (package->has_images)
    g_string_append (text, wz_galley_get_label (package->galley,
                                                book->lacks_alt ? WZ_LABEL_A11Y_IMAGES : WZ_LABEL_A11Y_ALT));
  if (package->has_mathml)
    g_string_append (text, wz_galley_get_label (package->galley, WZ_LABEL_A11Y_MATH));
  wz_xml_start (package->xml, "meta");
  wz_xml_attr (package->xml, "property", "schema:accessibilitySummary");
  wz_xml_attr (package->xml, "xml:lang", wz_book_get_lang (book->book));
  wz_xml_text (package->xml, text->str);
  wz_xml_end (package->xml);
  wz_xml_newline (package->xml);
}

/* A1–A3: only what is true of this book. */
static void
write_accessibility (Package *package)
{
  const WzEpubBook *book = package->book;
  static const gchar *const always[] = {"tableOfContents", "readingOrder", "structuralNavigation",
                                        "displayTransformability", "ARIA"};

  meta (package, "schema:accessMode", NULL, "textual");
  if (package->has_images)
    meta (package, "schema:accessMode", NULL, "visual");
  meta (package, "schema:accessModeSufficient", NULL, book->lacks_alt ? "textual,visual" : "textual");
  for (guint i = 0; i < G_N_ELEMENTS (always); i++)
    meta (package, "schema:accessibilityFeature", NULL, always[i]);
  if (!book->lacks_alt && (package->has_images || package->has_cover))
    meta (package, "schema:accessibilityFeature", NULL, "alternativeText");
  if (package->has_mathml)
    meta (package, "schema:accessibilityFeature", NULL, "MathML");
  meta (package, "schema:accessibilityHazard", NULL, "none");
  write_summary (package);
  if (book->lacks_alt)
    return; /* the claim needs words for every picture */
  wz_xml_start (package->xml, "meta");
  wz_xml_attr (package->xml, "property", "dcterms:conformsTo");
  wz_xml_attr (package->xml, "id", "conformance");
  wz_xml_text (package->xml, CONFORMS_TO);
  wz_xml_end (package->xml);
  wz_xml_newline (package->xml);
  meta (package, "a11y:certifiedBy", "#conformance", "wenzhai");
}

static void
write_metadata (Package *package)
{
  const WzEpubBook *book = package->book;

  wz_xml_start (package->xml, "metadata");
  wz_xml_attr (package->xml, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
  wz_xml_newline (package->xml);
  element (package, "dc:identifier", "uid", wz_issue_get_identifier (package->issue));
  element (package, "dc:title", "title", wz_book_get_title (book->book));
  element (package, "dc:language", NULL, wz_book_get_lang (book->book));
  write_dates (package);
  write_people (package);
  element (package, "dc:description", NULL, wz_issue_get_summary (package->issue, NULL));
  write_subjects (package);
  element (package, "dc:source", NULL, wz_issue_get_source (package->issue));
  element (package, "dc:rights", NULL, wz_issue_get_rights (package->issue));
  write_series (package);
  if (package->has_cover)
    old_meta (package, "cover", "cover-image"); /* O9, for EPUB 2 readers and Kobo */
  if (package->has_fonts)
    meta (package, "ibooks:specified-fonts", NULL, "true"); /* O13 */
  write_accessibility (package);
  old_meta (package, "generator", book->generator);
  wz_xml_end (package->xml);
  wz_xml_newline (package->xml);
}

static void
write_manifest (Package *package)
{
  wz_xml_start (package->xml, "manifest");
  for (guint i = 0; i < package->book->files->len; i++) {
    const WzEpubFile *file = g_ptr_array_index (package->book->files, i);

    if (file->id == NULL)
      continue;
    wz_xml_newline (package->xml);
    wz_xml_start (package->xml, "item");
    wz_xml_attr (package->xml, "id", file->id);
    wz_xml_attr (package->xml, "href", file->name + strlen ("EPUB/"));
    wz_xml_attr (package->xml, "media-type", file->media_type);
    wz_xml_attr (package->xml, "properties", file->properties);
    wz_xml_end (package->xml);
  }
  wz_xml_newline (package->xml);
  wz_xml_end (package->xml);
  wz_xml_newline (package->xml);
}

static void
itemref (Package *package, const gchar *id)
{
  wz_xml_newline (package->xml);
  wz_xml_start (package->xml, "itemref");
  wz_xml_attr (package->xml, "idref", id);
  wz_xml_end (package->xml);
}

/* O12: cover, contents, texts. */
static void
write_spine (Package *package)
{
  const WzEpubBook *book = package->book;
  gboolean nav = FALSE;

  wz_xml_start (package->xml, "spine");
  wz_xml_attr (package->xml, "page-progression-direction", "ltr");
  wz_xml_attr (package->xml, "toc", "ncx");
  for (guint i = 0; i < book->files->len; i++) {
    const WzEpubFile *file = g_ptr_array_index (book->files, i);

    if (!file->in_spine)
      continue;
    if (!nav && !(package->has_cover && g_str_equal (file->id, "x-cover"))) {
      itemref (package, "nav");
      nav = TRUE;
    }
    itemref (package, file->id);
  }
  wz_xml_newline (package->xml);
  wz_xml_end (package->xml);
  wz_xml_newline (package->xml);
}

/* For EPUB 2 readers and Kindle (O12). */
static void
write_guide (Package *package)
{
  const WzEpubBook *book = package->book;

  wz_xml_start (package->xml, "guide");
  for (guint i = 0; i < WZ_EPUB_N_LANDMARKS; i++) {
    const WzEpubLandmark *landmark = &wz_epub_landmarks[i];
    guint doc = wz_epub_find_landmark (book, landmark);

    if (doc == G_MAXUINT)
      continue;
    wz_xml_newline (package->xml);
    wz_xml_start (package->xml, "reference");
    wz_xml_attr (package->xml, "type", landmark->guide_type);
    wz_xml_attr (package->xml, "title", wz_galley_get_label (package->galley, landmark->label));
    wz_xml_attr (package->xml, "href", wz_book_get_doc (book->book, doc)->path);
    wz_xml_end (package->xml);
  }
  wz_xml_newline (package->xml);
  wz_xml_end (package->xml);
  wz_xml_newline (package->xml);
}

GBytes *
wz_epub_make_package (const WzEpubBook *book, GError **error)
{
  g_autoptr (WzXmlWriter) xml = wz_xml_writer_new (WZ_XML_MODE_XML);
  const WzGalley *galley = wz_book_get_galley (book->book);
  Package package = {.xml = xml, .book = book, .galley = galley, .issue = wz_galley_get_issue (galley)};

  look_at_files (&package);
  wz_xml_writer_declaration (xml);
  wz_xml_start (xml, "package");
  wz_xml_attr (xml, "xmlns", "http://www.idpf.org/2007/opf");
  wz_xml_attr (xml, "version", "3.0");
  wz_xml_attr (xml, "unique-identifier", "uid");
  wz_xml_attr (xml, "xml:lang", wz_book_get_lang (book->book)); /* O1 */
  wz_xml_attr (xml, "dir", "ltr");
  if (package.has_fonts)
    wz_xml_attr (xml, "prefix", PREFIX);
  wz_xml_newline (xml);
  write_metadata (&package);
  write_manifest (&package);
  write_spine (&package);
  write_guide (&package);
  return wz_xml_writer_finish (xml, error);
}
