/* html-page.c: the stages of a page in their order. In: a job. Out: bytes. Standards: HTML (WHATWG), CSP 3.
 * SPDX-License-Identifier: MIT
 *
 * What the page may do stands in its head: show pictures and fonts that it holds, take this one style sheet,
 * and nothing else. The sheet names the fonts for what the page shows, so it is put in when all else is
 * written.
 */
#include "html-job.h"

#include <string.h>

#include <wenzhai-kit/wz-font-choice.h>

static void
meta (HtmlJob *html, const gchar *name, const gchar *content)
{
  if (content == NULL || *content == '\0')
    return;
  wz_xml_start (html->xml, "meta");
  wz_xml_attr (html->xml, "name", name);
  wz_xml_attr (html->xml, "content", content);
  wz_xml_end (html->xml);
  wz_xml_newline (html->xml);
}

/* Returns: where policy and style sheet go. */
static gsize
write_head (HtmlJob *html)
{
  const WzIssue *issue = wz_galley_get_issue (html->galley);
  g_autofree gchar *author = wz_issue_dup_author (issue);
  gsize place;

  wz_xml_writer_doctype (html->xml);
  wz_xml_start (html->xml, "html");
  wz_xml_attr_lang (html->xml, wz_book_get_lang (html->book));
  wz_xml_newline (html->xml);
  wz_xml_start (html->xml, "head");
  wz_xml_newline (html->xml);
  wz_xml_start (html->xml, "meta");
  wz_xml_attr (html->xml, "charset", "UTF-8");
  wz_xml_end (html->xml);
  wz_xml_newline (html->xml);
  place = wz_xml_writer_get_size (html->xml);
  meta (html, "viewport", "width=device-width, initial-scale=1");
  meta (html, "color-scheme", "light dark");
  meta (html, "referrer", "no-referrer");
  meta (html, "generator", wz_job_get_generator (html->job));
  meta (html, "author", author);
  meta (html, "description", wz_issue_get_summary (issue, NULL));
  wz_xml_element (html->xml, "title", wz_book_get_title (html->book));
  wz_xml_newline (html->xml);
  wz_xml_start (html->xml, "link"); /* else browsers ask the server for one */
  wz_xml_attr (html->xml, "rel", "icon");
  wz_xml_attr (html->xml, "href", "data:,");
  wz_xml_end (html->xml);
  wz_xml_newline (html->xml);
  wz_xml_end (html->xml);
  wz_xml_newline (html->xml);
  return place;
}

/* ---- The head of the page ------------------------------------------------------------------------------ */

static void
write_cover (HtmlJob *html, const gchar *address, const gchar *alt)
{
  wz_xml_start (html->xml, "figure");
  wz_xml_attr (html->xml, "class", "cover");
  wz_xml_start (html->xml, "img");
  wz_xml_attr (html->xml, "src", address);
  wz_xml_attr (html->xml, "alt", alt);
  wz_xml_attr (html->xml, "width", "480");
  wz_xml_attr (html->xml, "height", "640");
  wz_xml_end (html->xml);
  wz_xml_end (html->xml);
  wz_xml_newline (html->xml);
}

/* Number, days, how many papers, who publishes it; what the title says already is not said again. */
static void
write_facts (HtmlJob *html, const WzPieces *pieces)
{
  static const WzRole roles[] = {WZ_ROLE_SERIES, WZ_ROLE_ISSUE_NUMBER, WZ_ROLE_PERIOD, WZ_ROLE_COUNT,
                                 WZ_ROLE_IMPRINT};

  wz_xml_start (html->xml, "p");
  wz_xml_attr (html->xml, "class", "facts");
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++) {
    const WzPiece *piece = wz_pieces_find (pieces, roles[i]);

    if (piece == NULL || (piece->items[0].flags & WZ_ITEM_SAID) != 0)
      continue;
    wz_xml_element (html->xml, "span", piece->items[0].string);
    wz_xml_text (html->xml, " ");
  }
  wz_xml_end (html->xml);
  wz_xml_newline (html->xml);
}

static gboolean
write_header (HtmlJob *html, GError **error)
{
  const gchar *subtitle = wz_book_get_subtitle (html->book);
  g_autoptr (WzPieces) pieces = wz_pieces_new ();
  g_autofree gchar *address = NULL, *alt = NULL;

  if (wz_galley_shows (html->galley, "cover")) {
    address = html_dup_cover (html, &alt, error);
    if (address == NULL)
      return FALSE;
  }
  wz_xml_start (html->xml, "header");
  wz_xml_newline (html->xml);
  if (address != NULL)
    write_cover (html, address, alt);
  wz_xml_start (html->xml, "div");
  wz_xml_newline (html->xml);
  wz_xml_element (html->xml, "h1", wz_book_get_head (html->book));
  wz_xml_newline (html->xml);
  if (subtitle != NULL && *subtitle != '\0') {
    wz_xml_start (html->xml, "p");
    wz_xml_attr (html->xml, "class", "subtitle");
    wz_xml_text (html->xml, subtitle);
    wz_xml_end (html->xml);
    wz_xml_newline (html->xml);
  }
  wz_galley_read (html->galley, 0, pieces); /* the cover's words are always there, and first */
  write_facts (html, pieces);
  wz_xml_end (html->xml);
  wz_xml_newline (html->xml);
  wz_xml_end (html->xml);
  wz_xml_newline (html->xml);
  return TRUE;
}

/* ---- The body ------------------------------------------------------------------------------------------ */

static void
write_skip (HtmlJob *html)
{
  wz_xml_start (html->xml, "a");
  wz_xml_attr (html->xml, "class", "skip");
  wz_xml_attr (html->xml, "href", "#main");
  wz_xml_text (html->xml, wz_galley_get_label (html->galley, WZ_LABEL_SKIP));
  wz_xml_end (html->xml);
  wz_xml_newline (html->xml);
}

static void
write_side (HtmlJob *html)
{
  wz_xml_start (html->xml, "div");
  wz_xml_attr (html->xml, "class", "side");
  wz_xml_newline (html->xml);
  html_write_controls (html);
  html_write_contents (html);
  wz_xml_end (html->xml);
  wz_xml_newline (html->xml);
}

/* All documents but the colophon, which is the page's foot. */
static void
write_main (HtmlJob *html)
{
  guint n = wz_book_get_n_docs (html->book);
  guint colophon = wz_book_find_doc (html->book, WZ_BOOK_DOC_COLOPHON);

  wz_xml_start (html->xml, "main");
  wz_xml_attr (html->xml, "id", "main");
  wz_xml_newline (html->xml);
  for (guint i = 0; i < n; i++) {
    WzBookDocKind kind = wz_book_get_doc (html->book, i)->kind;

    wz_job_progress (html->job, i, n);
    if (kind == WZ_BOOK_DOC_ENTRIES || kind == WZ_BOOK_DOC_INDEX)
      wz_book_write_into (html->book, i, html->xml, &html->page);
  }
  wz_xml_end (html->xml);
  wz_xml_newline (html->xml);
  if (colophon == G_MAXUINT)
    return;
  wz_xml_start (html->xml, "footer");
  wz_xml_newline (html->xml);
  wz_book_write_into (html->book, colophon, html->xml, &html->page);
  wz_xml_end (html->xml);
  wz_xml_newline (html->xml);
}

/* ---- The style sheet, and what the page may do --------------------------------------------------------- */

static gchar *
dup_hash (const gchar *text)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize size = sizeof digest;

  g_checksum_update (checksum, (const guchar *) text, -1);
  g_checksum_get_digest (checksum, digest, &size);
  return g_base64_encode (digest, size);
}

static gchar *
dup_policy (const HtmlJob *html)
{
  g_autofree gchar *css = html_dup_css (html);
  g_autofree gchar *hash = dup_hash (css);

  return g_strdup_printf (
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; font-src "
      "data:; "
      "style-src 'sha256-%s'; base-uri 'none'; form-action 'none'\">\n<style>%s</style>\n",
      hash, css);
}

static gboolean
write_out (WzOutput *output, GBytes *page, gsize place, const gchar *policy, GError **error)
{
  g_autoptr (GBytes) before = g_bytes_new_from_bytes (page, 0, place);
  g_autoptr (GBytes) middle = g_bytes_new_static (policy, strlen (policy));
  g_autoptr (GBytes) behind = g_bytes_new_from_bytes (page, place, g_bytes_get_size (page) - place);

  return wz_output_write_bytes (output, before, error) && wz_output_write_bytes (output, middle, error) &&
         wz_output_write_bytes (output, behind, error);
}

static gboolean
write_page (HtmlJob *html, WzOutput *output, GError **error)
{
  gsize place = write_head (html);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree gchar *policy = NULL;

  wz_xml_start (html->xml, "body");
  wz_xml_newline (html->xml);
  write_skip (html);
  if (!write_header (html, error))
    return FALSE;
  write_side (html);
  write_main (html);
  bytes = wz_xml_writer_finish (html->xml, error);
  if (bytes == NULL)
    return FALSE;
  html_embed_fonts (html);
  policy = dup_policy (html);
  return write_out (output, bytes, place, policy, error);
}

/* ---- The job ------------------------------------------------------------------------------------------- */

static const gchar *
cover_override (const WzOptions *options)
{
  if (!wz_options_is_set (options, "cover"))
    return "show.cover=from-style";
  return wz_options_get_boolean (options, "cover") ? "show.cover=yes" : "show.cover=no";
}

static void
plan (HtmlJob *html)
{
  const gchar *formulae = wz_options_get_string (html->options, "formulae");
  WzBookOptions options = {
      .format = WZ_BOOK_HTML,
      .formulae = g_str_equal (formulae, "text")     ? WZ_BOOK_FORMULAE_TEXT
                  : g_str_equal (formulae, "mathml") ? WZ_BOOK_FORMULAE_MATHML
                                                     : WZ_BOOK_FORMULAE_AUTO,
      .image_href = html_image_href,
      .part_attributes = html_put_tokens,
      .user_data = html,
      .sink = html->sink,
      .characters = html->characters,
      .credits = (const gchar *const *) html->credits,
      .generator = wz_job_get_generator (html->job),
  };

  html->book = wz_book_new (html->galley, &options);
  html_survey (html);
  html->xml = wz_xml_writer_new (WZ_XML_MODE_PAGE);
  wz_xml_writer_set_plain_lang (html->xml, TRUE);
  wz_xml_writer_set_characters (html->xml, html->characters);
}

gboolean
html_write (const WzJob *job, gpointer state, WzOutput *output, GError **error)
{
  HtmlJob html = {.job = job,
                  .style = wz_job_get_style (job),
                  .options = wz_job_get_options (job),
                  .sink = wz_job_get_sink (job)};
  const gchar *const overrides[] = {cover_override (html.options), NULL};
  gboolean ok;

  html.galley = wz_galley_new (wz_job_get_issue (job), html.style, WZ_LANGUAGES_BOTH, overrides);
  html.images = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  html.faces = g_array_new (FALSE, FALSE, sizeof (WzBookCssFace));
  html.face_strings = g_ptr_array_new_with_free_func (g_free);
  if (g_str_equal (wz_options_get_string (html.options, "embed-fonts"), "subset"))
    html.credits = wz_font_choice_dup_credits (html.style);
  for (guint i = 0; i < WZ_XML_N_WEIGHTS; i++)
    html.characters[i] = wz_char_set_new ();
  plan (&html);
  ok = write_page (&html, output, error);
  for (guint i = 0; i < WZ_XML_N_WEIGHTS; i++)
    wz_char_set_free (html.characters[i]);
  wz_xml_writer_free (html.xml);
  wz_book_free (html.book);
  wz_galley_free (html.galley);
  g_ptr_array_unref (html.categories);
  g_ptr_array_unref (html.tokens);
  g_hash_table_unref (html.images);
  g_array_unref (html.faces);
  g_ptr_array_unref (html.face_strings);
  g_strfreev (html.credits);
  return ok;
}
