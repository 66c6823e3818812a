/* test-compose-crew.c: paragraphs that several threads set are those that one thread sets, in the same order.
 * SPDX-License-Identifier: MIT */
#include "compose/page/compose-crew.h"
#include "compose/text/compose-lines.h"
#include "style/wz-style-private.h"

#include <string.h>

#define N_TEXTS 600 /* more than a crew sets ahead */

typedef struct {
  WzStyle *style;
  ComposeSettings settings;
  ComposeFonts *fonts;
  ComposeHyphenator *hyphenator;
  GPtrArray *sources;
  GArray *tasks;
} Fixture;

static const ComposeBlock justified = {.align = COMPOSE_ALIGN_JUSTIFY},
                          ragged = {.align = COMPOSE_ALIGN_RAGGED};

/* Paragraph @number: Chinese, English and mixed ones of very different lengths, each with a character that no
 * font has here and there. */
static void
add_text (Fixture *fixture, guint number)
{
  static const gchar *const words[] = {
      "我们提出了一种方法，", "在“基准”上——",         "the Transformer ",
      "characteristically ",  "（见第3节）",          "https://arxiv.org/abs/2209.00001 ",
      "GPT-4o的10⁻⁴误差。",   "\xf0\xae\xaf\xa0在前", "ω值与𝒪(n)相近；"};
  gboolean english = number % 3 == 0;
  ComposeTextStyle style = {number % 5 == 0 ? WZ_FONT_HEADING : WZ_FONT_BODY, WZ_WEIGHT_REGULAR,
                            10.5 * COMPOSE_UNIT, 0, 0};
  ComposeSource *source = compose_source_new (english ? "en" : "zh-Hans", "zh-Hans");
  guint16 look = compose_fonts_intern_style (fixture->fonts, &style);
  for (guint i = 0; i < 1 + number * number % 61; i++)
    compose_source_add (source, words[(number * 7 + i * (number % 4 + 1)) % G_N_ELEMENTS (words)], look, 0,
                        -1, NULL);
  g_ptr_array_add (fixture->sources, source);
  ComposeTask task = {number % 7 == 0 ? &ragged : &justified, source,
                      (ComposeUnit) (18 + number % 9) * 10752};
  g_array_append_val (fixture->tasks, task);
}

/* FALSE and a skipped test where the fonts are missing. */
static gboolean
set_up (Fixture *fixture)
{
  g_autofree gchar *data_dir = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", NULL);
  g_autoptr (GError) error = NULL;
  memset (fixture, 0, sizeof *fixture);
  fixture->style = wz_style_load ("classic", NULL, data_dir, NULL, NULL, 0, NULL, &error);
  if (fixture->style == NULL) {
    g_test_skip (error->message);
    return FALSE;
  }
  compose_settings_read (&fixture->settings, fixture->style, NULL, NULL, WZ_LANGUAGES_BOTH, &error);
  g_assert_no_error (error);
  fixture->fonts = compose_fonts_new (fixture->style);
  fixture->hyphenator = compose_hyphenator_new (NULL, NULL);
  fixture->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) compose_source_free);
  fixture->tasks = g_array_new (FALSE, FALSE, sizeof (ComposeTask));
  for (guint i = 0; i < N_TEXTS; i++)
    add_text (fixture, i);
  return TRUE;
}

static void
tear_down (Fixture *fixture)
{
  g_array_unref (fixture->tasks);
  g_ptr_array_unref (fixture->sources);
  g_clear_pointer (&fixture->hyphenator, compose_hyphenator_free);
  compose_fonts_free (fixture->fonts);
  wz_style_free (fixture->style);
}

static void
append (GByteArray *out, gconstpointer data, gsize size)
{
  g_byte_array_append (out, data, (guint) size);
}

/* Sets the task and appends all that is known of it to @out: lines, places, glyphs. */
static void
set_one (Fixture *fixture, ComposeCrew *crew, guint number, ComposeLineStore *store, GByteArray *out)
{
  const ComposeTask *task = &g_array_index (fixture->tasks, ComposeTask, number);
  ComposeMissing missing = {NULL, g_hash_table_new (NULL, NULL), WZ_SEVERITY_WARNING};
  g_autoptr (ComposeParagraph) set = compose_crew_set (crew, task->block, task->source, task->width);
  const ComposeLayout *layout = set->layout;
  compose_shaped_receive (set->shaped, fixture->fonts, &missing);
  for (guint i = 0; i < layout->n_lines; i++) {
    guint32 line = compose_shaped_store (set->shaped, layout, i, store);
    append (out, &layout->lines[i].slack, sizeof layout->lines[i].slack);
    append (out, &line, sizeof line);
  }
  append (out, layout->places, layout->n_chars * sizeof *layout->places);
  guint n_missing = g_hash_table_size (missing.told);
  append (out, &n_missing, sizeof n_missing);
  g_hash_table_unref (missing.told);
}

/* NULL where the fonts are missing. */
static GByteArray *
set_all (guint n_threads)
{
  Fixture fixture;
  if (!set_up (&fixture))
    return NULL;
  GByteArray *out = g_byte_array_new ();
  ComposeLineStore *store = compose_line_store_new ();
  ComposeCrew *crew = compose_crew_new (&fixture.settings, fixture.fonts, fixture.hyphenator, n_threads);
  compose_crew_start (crew, (const ComposeTask *) (gpointer) fixture.tasks->data, fixture.tasks->len);
  for (guint i = 0; i < N_TEXTS; i++)
    set_one (&fixture, crew, i, store, out);
  compose_crew_stop (crew);
  append (out, store->glyphs->data, store->glyphs->len * sizeof (ComposeGlyph));
  append (out, store->clusters->data, store->clusters->len * sizeof (ComposeCluster));
  append (out, store->text->str, store->text->len);
  for (guint i = 0; i < store->runs->len; i++) {
    const ComposeRun *run = &g_array_index (store->runs, ComposeRun, i);
    append (out, &run->face, sizeof run->face);
    append (out, &run->n_glyphs, sizeof run->n_glyphs);
  }
  compose_crew_free (crew);
  compose_line_store_free (store);
  tear_down (&fixture);
  return out;
}

static void
test_threads (void)
{
  static const guint numbers[] = {2, 3, 8, 0};
  g_autoptr (GByteArray) alone = set_all (1);
  for (guint i = 0; i < G_N_ELEMENTS (numbers) && alone != NULL; i++) {
    g_autoptr (GByteArray) together = set_all (numbers[i]);
    g_assert_cmpuint (alone->len, >, 100000);
    g_assert_cmpmem (alone->data, alone->len, together->data, together->len);
  }
}

/* What is no task, or not the next one, is set on the spot, and the tasks go on behind it. */
static void
test_between (void)
{
  Fixture fixture;
  if (!set_up (&fixture))
    return;
  g_autoptr (ComposeLineStore) store = compose_line_store_new ();
  g_autoptr (ComposeCrew) crew = compose_crew_new (&fixture.settings, fixture.fonts, fixture.hyphenator, 3);
  g_autoptr (GByteArray) once = g_byte_array_new (), again = g_byte_array_new ();
  compose_crew_start (crew, (const ComposeTask *) (gpointer) fixture.tasks->data, fixture.tasks->len);
  set_one (&fixture, crew, 9, store, once);
  for (guint i = 0; i < 9; i++)
    set_one (&fixture, crew, i, store, once);
  g_byte_array_set_size (once, 0);
  guint first = store->lines->len;
  set_one (&fixture, crew, 9, store, once);
  guint second = store->lines->len;
  compose_crew_stop (crew); /* with hundreds of tasks left */
  set_one (&fixture, crew, 9, store, again);
  g_assert_cmpuint (store->lines->len - second, ==, second - first);
  g_assert_cmpuint (once->len, ==, again->len);
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/compose/crew/any-number-of-threads", test_threads);
  g_test_add_func ("/compose/crew/out-of-turn", test_between);
  return g_test_run ();
}
