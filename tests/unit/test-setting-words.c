/* Yes and no, in the words of the command line, of project files, styles, overlays and options. */
#include "base/wz-words.h"
#include "host/plugin/wz-options-private.h"
#include "style/wz-style-private.h"

static const struct {
  const gchar *word;
  gboolean value;
} words[] = {
    {"yes", TRUE}, {"on", TRUE},  {"true", TRUE},   {"1", TRUE},    {"是", TRUE},
    {"Yes", TRUE}, {"ON", TRUE},  {"no", FALSE},    {"off", FALSE}, {"false", FALSE},
    {"0", FALSE},  {"否", FALSE}, {"FALSE", FALSE},
};
static const gchar *const others[] = {"", "y", "2", "yes no", "是的", "maybe", "from-style"};

static void
test_words (void)
{
  gboolean value;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    value = !words[i].value;
    g_assert_true (wz_words_parse_boolean (words[i].word, &value));
    g_assert_cmpint (value, ==, words[i].value);
  }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (wz_words_parse_boolean (others[i], &value));
}

/* A key of a style, and an option of an output: one that has a default, and one that the style stands in for.
 */
static void
test_places (void)
{
  static const WzOptionDef defs[] = {
      {.name = "plain", .type = WZ_OPTION_BOOLEAN, .default_value = "no"},
      {.name = "styled", .type = WZ_OPTION_BOOLEAN, .default_value = "from-style"}};
  guint n_keys;
  const WzStyleKey *key = &wz_style_get_keys (&n_keys)[wz_style_find_key ("show.cover")];
  for (guint i = 0; i < G_N_ELEMENTS (words) + G_N_ELEMENTS (others) - 1; i++) {
    gboolean good = i < G_N_ELEMENTS (words);
    const gchar *word = good ? words[i].word : others[i - G_N_ELEMENTS (words)];
    g_autofree gchar *problem = NULL;
    WzStyleValue value = {0};
    g_autoptr (WzOptions) options = wz_options_new (defs, G_N_ELEMENTS (defs), NULL);
    g_assert_cmpint (wz_style_value_parse (key, word, &value, &problem), ==, good);
    for (guint d = 0; d < G_N_ELEMENTS (defs); d++)
      g_assert_cmpint (wz_options_set (options, "x", defs[d].name, word, NULL), ==, good);
    if (good) {
      g_assert_cmpint (value.flag, ==, words[i].value);
      g_assert_cmpint (wz_options_get_boolean (options, "plain"), ==, words[i].value);
      g_assert_cmpint (wz_options_get_boolean (options, "styled"), ==, words[i].value);
    }
    wz_style_value_clear (&value);
  }
}

/* As a plugin finds them that knows no names. */
static void
test_defs (void)
{
  static const WzOptionDef defs[] = {{.name = "b", .type = WZ_OPTION_BOOLEAN, .default_value = "no"},
                                     {.name = "a", .type = WZ_OPTION_INTEGER, .default_value = "7"}};
  g_autoptr (WzOptions) options = wz_options_new (defs, G_N_ELEMENTS (defs), NULL);
  g_assert_cmpuint (wz_options_get_n_defs (options), ==, G_N_ELEMENTS (defs));
  for (guint i = 0; i < G_N_ELEMENTS (defs); i++) {
    g_assert_true (wz_options_get_def (options, i) == &defs[i]);
    g_assert_cmpstr (wz_options_get_string (options, defs[i].name), ==, defs[i].default_value);
  }
  g_assert_null (wz_options_get_def (options, G_N_ELEMENTS (defs)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/boolean/words", test_words);
  g_test_add_func ("/base/boolean/places", test_places);
  g_test_add_func ("/options/defs", test_defs);
  return g_test_run ();
}
