/* Fuzz target: a paragraph's signs paired, and each formula parsed and written: spans lie in order and in the
 * text, what is found is found again, MathML is well-formed and says what it may. */
#include "fuzz-target.h"

#include <libxml/parser.h>
#include <string.h>

#include "base/wz-math.h"
#include <wenzhai-kit/wz-book-mathml.h>

static void
quiet (void *user_data, const char *format, ...)
{
}

static void
check_mathml (const WzFormula *formula)
{
  g_autoptr (WzXmlWriter) xml = wz_xml_writer_new (WZ_XML_MODE_XML);
  g_autoptr (GBytes) bytes = NULL;
  gsize length = 0;
  const gchar *document;
  xmlDocPtr doc;

  wz_xml_writer_declaration (xml);
  wz_book_write_mathml (formula, FALSE, xml);
  bytes = wz_xml_writer_finish (xml, NULL);
  g_assert_nonnull (bytes);
  document = g_bytes_get_data (bytes, &length);
  xmlSetGenericErrorFunc (NULL, quiet);
  doc = xmlReadMemory (document, (int) length, NULL, NULL,
                       XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_HUGE);
  g_assert_nonnull (doc);
  xmlFreeDoc (doc);
}

static void
check_formula (const gchar *tex)
{
  g_autoptr (WzFormula) formula = wz_formula_parse (tex);
  g_autofree gchar *text = wz_formula_dup_text (formula);
  guint n = 0;
  const WzFormulaRun *runs = wz_formula_get_runs (formula, &n);

  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (guint i = 0; i < n; i++)
    g_assert_true (runs[i].text[0] != '\0' && runs[i].plain[0] != '\0');
  if (wz_formula_is_known (formula))
    check_mathml (formula);
  else
    g_assert_cmpstr (text, ==, tex);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree gchar *text = g_utf8_make_valid ((const gchar *) data, (gssize) MIN (size, 65536));
  g_autoptr (GArray) spans = wz_math_find (text, -1);
  gsize at = 0, length = strlen (text), words = 0;
  const gchar *prose;

  for (guint i = 0; i < spans->len; i++) {
    const WzMathSpan *span = &g_array_index (spans, WzMathSpan, i);
    g_autofree gchar *tex = g_strndup (text + span->tex_start, span->tex_end - span->tex_start);

    g_assert_true (at <= span->start && span->start < span->end && span->end <= length);
    at = span->end;
    if (span->kind == WZ_MATH_UNSURE)
      continue;
    g_assert_true (span->start < span->tex_start && span->tex_start < span->tex_end &&
                   span->tex_end < span->end);
    g_assert_cmpuint (strlen (tex), <=, WZ_MATH_MAX_BYTES);
    g_assert_true (g_utf8_validate (tex, -1, NULL));
    g_assert_null (wz_math_find_prose (tex, &words)); /* what is taken for a formula holds no prose */
    check_formula (tex);
  }
  prose = wz_math_find_prose (text, &words);
  g_assert_true (prose == NULL || (words > 0 && prose >= text && prose + words <= text + length));
  check_formula (text);
  return 0;
}
