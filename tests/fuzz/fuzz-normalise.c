/* Fuzz target: any text through the normaliser and the lint: valid, settled after one pass, and no letter
 * lost. */
#include "fuzz-target.h"

#include "edit/wz-lint.h"
#include "edit/normalise/wz-normalise.h"

/* Letters, digits and ideographs as they are after NFC and the folding of look-alikes, which may join or
 * replace some. */
static guint
count_words (const gchar *text)
{
  guint n = 0;
  for (const gchar *p = text; *p; p = g_utf8_next_char (p))
    n += g_unichar_isalnum (g_utf8_get_char (p));
  return n;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  if (size > 4096)
    return 0; /* a paragraph; the suite's own cases are longer */
  g_autofree gchar *text = g_utf8_make_valid ((const gchar *) data, (gssize) size);
  g_autofree gchar *composed = wz_normalise_text (text, "en"), *again = wz_normalise_text (composed, "en");
  g_autofree gchar *once = wz_normalise_text (text, "zh-Hans"), *twice = wz_normalise_text (once, "zh-Hans");
  g_assert_true (g_utf8_validate (once, -1, NULL));
  g_assert_cmpstr (once, ==, twice);
  g_assert_true (g_utf8_validate (composed, -1, NULL));
  g_assert_cmpstr (composed, ==, again);
  g_assert_cmpuint (count_words (once), >=, count_words (composed) / 2);
  for (guint i = 0; i < wz_lint_get_n_rules () && size < 256; i++)
    wz_lint_rule_count (wz_lint_get_rule (i), text);
  return 0;
}
