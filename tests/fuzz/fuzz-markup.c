/* Fuzz target: a formula, an address and text from a stranger, written as XHTML. The result is well-formed.
 */
#include "fuzz-target.h"

#include <libxml/parser.h>

#include "base/wz-url.h"
#include <wenzhai-kit/wz-book-mathml.h>
#include <wenzhai-kit/wz-book.h>

static void
quiet (void *user_data, const char *format, ...)
{
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree gchar *text = g_strndup ((const gchar *) data, size);
  g_autoptr (WzFormula) formula = wz_formula_parse (text);
  g_autofree gchar *plain = wz_formula_dup_text (formula);
  g_autofree gchar *url = wz_url_dup_clean (text, NULL);
  g_autoptr (WzXmlWriter) xml = wz_xml_writer_new (WZ_XML_MODE_HTML);
  g_autoptr (GBytes) bytes = NULL;
  gsize length = 0;
  const gchar *document;
  xmlDocPtr doc;

  wz_xml_writer_declaration (xml);
  wz_xml_start (xml, "p");
  wz_xml_attr (xml, "title", text);
  wz_xml_text (xml, text);
  if (wz_formula_is_known (formula))
    wz_book_write_mathml (formula, TRUE, xml);
  else
    g_assert_cmpstr (plain, ==, text);
  if (url != NULL) {
    g_autofree gchar *again = wz_url_dup_clean (url, NULL);

    g_assert_cmpstr (again, ==, url);
    g_assert_true (g_str_has_prefix (url, "https://") || g_str_has_prefix (url, "http://") ||
                   g_str_has_prefix (url, "mailto:"));
    for (const gchar *p = url; *p != '\0'; p++)
      g_assert_true (*p > 0x20 && *p < 0x7F && *p != '"' && *p != '<' && *p != '>');
    wz_xml_start (xml, "a");
    wz_xml_attr (xml, "href", url);
  }
  bytes = wz_xml_writer_finish (xml, NULL);
  g_assert_nonnull (bytes);
  document = g_bytes_get_data (bytes, &length);
  xmlSetGenericErrorFunc (NULL, quiet);
  doc = xmlReadMemory (document, (int) length, NULL, NULL,
                       XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_HUGE);
  g_assert_nonnull (doc);
  xmlFreeDoc (doc);
  return 0;
}
