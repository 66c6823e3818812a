/* test-xml-writer.c: elements and text as XML. SPDX-License-Identifier: MIT */
#include <string.h>

#include <wenzhai-kit/wz-xml-writer.h>

static gchar *
finish (WzXmlWriter *writer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = wz_xml_writer_finish (writer, &error);
  gsize length = 0;
  const gchar *text;

  g_assert_no_error (error);
  text = g_bytes_get_data (bytes, &length);
  return g_strndup (text, length);
}

static void
test_elements (void)
{
  g_autoptr (WzXmlWriter) writer = wz_xml_writer_new (WZ_XML_MODE_HTML);
  g_autofree gchar *text = NULL;

  wz_xml_writer_declaration (writer);
  wz_xml_writer_doctype (writer);
  wz_xml_start (writer, "p");
  wz_xml_attr (writer, "title", "a \"b\" <c> & d\n");
  wz_xml_start (writer, "a");
  wz_xml_attr (writer, "id", "x");
  wz_xml_end (writer);
  wz_xml_start (writer, "br");
  wz_xml_end (writer);
  wz_xml_text (writer, "1 < 2 & \"so\" 论文");
  text = finish (writer);
  g_assert_cmpstr (text, ==,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n"
                   "<p title=\"a &quot;b&quot; &lt;c&gt; &amp; d \"><a id=\"x\"></a><br/>"
                   "1 &lt; 2 &amp; &quot;so&quot; 论文</p>\n");
}

static void
test_xml_mode (void)
{
  g_autoptr (WzXmlWriter) writer = wz_xml_writer_new (WZ_XML_MODE_XML);
  g_autofree gchar *text = NULL;

  wz_xml_start (writer, "item");
  wz_xml_attr_int (writer, "n", -3);
  wz_xml_text (writer, "\001");
  text = finish (writer);
  g_assert_cmpstr (text, ==, "<item n=\"-3\"/>\n");
}

/* X2: what no book may hold. */
static void
test_characters (void)
{
  static const gchar *const bad[] = {"\x01",
                                     "\x0b",
                                     "\x7f",
                                     "\xc2\x85",
                                     "\xef\xbf\xbd",
                                     "\xef\xbf\xbe",
                                     "\xee\x80\x80",
                                     "\xef\xb7\x90",
                                     "\xef\xbb\xbf",
                                     "\xed\xa0\x80",
                                     "\xf3\xb0\x80\x80",
                                     "\xff",
                                     "\xf0\x9f\xbf\xbe"};

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (WzXmlWriter) writer = wz_xml_writer_new (WZ_XML_MODE_HTML);
    g_autofree gchar *content = g_strdup_printf ("文%s摘", bad[i]);
    g_autofree gchar *text = NULL;
    guint dropped;

    wz_xml_start (writer, "p");
    wz_xml_attr (writer, "title", content);
    wz_xml_text (writer, content);
    dropped = wz_xml_writer_get_dropped (writer, NULL);
    text = finish (writer);
    g_assert_cmpstr (text, ==, "<p title=\"文摘\">文摘</p>\n");
    g_assert_cmpuint (dropped, >=, 2);
  }
}

static void
test_languages (void)
{
  g_autoptr (WzXmlWriter) writer = wz_xml_writer_new (WZ_XML_MODE_HTML);
  g_autofree gchar *text = NULL;

  wz_xml_start (writer, "html");
  wz_xml_attr_lang (writer, "zh-CN");
  wz_xml_start (writer, "p");
  wz_xml_attr_lang (writer, "zh-CN");
  wz_xml_end (writer);
  wz_xml_start (writer, "p");
  wz_xml_attr_lang (writer, "en");
  wz_xml_start (writer, "i");
  wz_xml_attr_lang (writer, "en");
  wz_xml_end (writer);
  text = finish (writer);
  g_assert_cmpstr (
      text, ==,
      "<html lang=\"zh-CN\" xml:lang=\"zh-CN\"><p></p><p lang=\"en\" xml:lang=\"en\"><i></i></p></html>\n");
}

static void
test_character_sets (void)
{
  g_autoptr (WzCharSet) regular = wz_char_set_new ();
  g_autoptr (WzCharSet) bold = wz_char_set_new ();
  WzCharSet *const sets[WZ_XML_N_WEIGHTS] = {regular, bold};
  g_autoptr (WzXmlWriter) writer = wz_xml_writer_new (WZ_XML_MODE_HTML);
  g_autofree gchar *text = NULL;
  g_autoptr (GString) seen = g_string_new (NULL);
  gunichar c = G_MAXUINT32;

  wz_xml_writer_set_characters (writer, sets);
  wz_xml_start (writer, "html");
  wz_xml_start (writer, "head");
  wz_xml_element (writer, "title", "zz");
  wz_xml_end (writer);
  wz_xml_start (writer, "h2");
  wz_xml_attr (writer, "title", "yy");
  wz_xml_text (writer, "标a");
  wz_xml_element (writer, "span", "题");
  wz_xml_end (writer);
  wz_xml_element (writer, "p", "文\xf0\x9d\x92\xaa");
  text = finish (writer);
  while (wz_char_set_next (bold, &c))
    g_string_append_unichar (seen, c);
  g_string_append_c (seen, '|');
  c = G_MAXUINT32;
  while (wz_char_set_next (regular, &c))
    g_string_append_unichar (seen, c);
  g_assert_cmpstr (seen->str, ==, "a标题|文\xf0\x9d\x92\xaa");
}

static void
test_sticky_error (void)
{
  g_autoptr (WzXmlWriter) writer = wz_xml_writer_new (WZ_XML_MODE_HTML);
  g_autoptr (GError) error = NULL;

  wz_xml_end (writer);
  wz_xml_start (writer, "p");
  g_assert_null (wz_xml_writer_finish (writer, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/common/xml/elements", test_elements);
  g_test_add_func ("/common/xml/xml-mode", test_xml_mode);
  g_test_add_func ("/common/xml/X2-characters", test_characters);
  g_test_add_func ("/common/xml/X8-languages", test_languages);
  g_test_add_func ("/common/xml/F1-character-sets", test_character_sets);
  g_test_add_func ("/common/xml/sticky-error", test_sticky_error);
  return g_test_run ();
}
