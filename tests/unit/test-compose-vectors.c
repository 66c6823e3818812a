/* The composer against tables: where lines end, natural widths, positions after justification. */

#include "compose-m0.h"
#include "compose/paragraph/compose-paragraph-private.h"

static gchar **
read_rows (const gchar *name)
{
  g_autofree gchar *path = g_test_build_filename (G_TEST_DIST, "fixtures", "composer", name, NULL);
  g_autofree gchar *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return g_strsplit (text, "\n", -1);
}

static gboolean
is_row (const gchar *row)
{
  return row[0] != '\0' && row[0] != '#';
}

static void
set_option (ComposeOptions *options, const gchar *name)
{
  if (g_str_equal (name, "level=strict"))
    options->level = COMPOSE_LEVEL_STRICT;
  else if (g_str_equal (name, "hang=on"))
    options->hang = TRUE;
  else
    g_assert_cmpstr (name, ==, "-");
}

static void
check_slacks (const ComposeLayout *layout, const gchar *expected)
{
  g_auto (GStrv) slacks = g_strsplit (expected, " ", -1);

  g_assert_cmpuint (g_strv_length (slacks), ==, layout->n_lines);
  for (guint i = 0; i < layout->n_lines; i++)
    m0_assert_em (layout->lines[i].slack / (gdouble) M0_EM, g_ascii_strtod (slacks[i], NULL));
}

static void
test_breaks (gconstpointer data)
{
  g_auto (GStrv) fields = g_strsplit (data, "\t", -1);
  ComposeOptions options;

  g_assert_cmpuint (g_strv_length (fields), ==, 7);
  compose_options_init (&options, m0_em (g_ascii_strtod (fields[1], NULL)), COMPOSE_LANG_ZH_HANS);
  options.indent = m0_em (g_ascii_strtod (fields[2], NULL));
  set_option (&options, fields[3]);
  g_autoptr (ComposePara) para = m0_para (fields[4], COMPOSE_LANG_ZH_HANS);
  g_autoptr (ComposeLayout) layout = compose_para_compose (para, &options);
  g_autofree gchar *got = m0_layout_text (para, layout);
  g_assert_cmpstr (got, ==, fields[5]);
  check_slacks (layout, fields[6]);
}

static void
test_widths (gconstpointer data)
{
  static const ComposePunct styles[] = {COMPOSE_PUNCT_QUANJIAO, COMPOSE_PUNCT_KAIMING, COMPOSE_PUNCT_BANJIAO};
  g_auto (GStrv) fields = g_strsplit (data, "\t", -1);

  g_assert_cmpuint (g_strv_length (fields), ==, 5);
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    m0_assert_em (m0_width (fields[0], COMPOSE_LANG_ZH_HANS, styles[i]),
                  g_ascii_strtod (fields[i + 1], NULL));
  if (!g_str_equal (fields[4], "-"))
    m0_assert_em (m0_width (fields[0], COMPOSE_LANG_ZH_HANT, COMPOSE_PUNCT_QUANJIAO),
                  g_ascii_strtod (fields[4], NULL));
}

/* Sets all of @text as one line of @measure, justified unless @measure is 0. */
static void
set_one_line (ComposePara *para, ComposeUnit measure, ComposePlace *places)
{
  ComposeOptions options;
  ComposeLine line = {.end = compose_para_get_length (para)};

  compose_options_init (&options, measure > 0 ? measure : m0_em (1000), COMPOSE_LANG_ZH_HANS);
  g_autofree ComposePoint *points = compose_kinsoku_points (para, &options);
  g_autoptr (ComposeRow) row = compose_row_new (para, &options, points, COMPOSE_PASS_NORMAL);
  ComposeSpan span = {.end = row->n_cells, .last = measure == 0};
  compose_justify_line (row, &span, 0, &line, places);
  if (measure > 0)
    g_assert_cmpint (line.right, ==, measure);
}

static void
test_positions (gconstpointer data)
{
  g_auto (GStrv) fields = g_strsplit (data, "\t", -1);
  g_auto (GStrv) marks = g_strsplit (fields[2], " ", -1);
  g_autoptr (ComposePara) para = m0_para (fields[0], COMPOSE_LANG_ZH_HANS);
  g_autofree ComposePlace *places = g_new0 (ComposePlace, compose_para_get_length (para));
  gdouble measure = g_str_has_prefix (fields[1], "M=") ? g_ascii_strtod (fields[1] + 2, NULL) : 0;
  guint i = 0;

  set_one_line (para, m0_em (measure), places);
  for (guint k = 0; marks[k] != NULL; k++) {
    gchar *at = strrchr (marks[k], '@');
    glong letters = g_utf8_strlen (marks[k], at - marks[k]);
    gunichar first = g_utf8_get_char (marks[k]);
    while (first != 0x2423 && compose_para_get_chars (para)[i].ch != first)
      i++;
    m0_assert_em (places[i].body_x / (gdouble) M0_EM, g_ascii_strtod (at + 1, NULL));
    i += (guint) letters;
  }
}

typedef struct {
  const gchar *file, *path;
  GTestDataFunc test;
} Table;

int
main (int argc, char **argv)
{
  static const Table tables[] = {
      {"breaks.tsv", "/compose/vectors/breaks", test_breaks},
      {"widths.tsv", "/compose/vectors/widths", test_widths},
      {"positions.tsv", "/compose/vectors/positions", test_positions},
  };

  g_test_init (&argc, &argv, NULL);
  for (guint t = 0; t < G_N_ELEMENTS (tables); t++) {
    gchar **rows = read_rows (tables[t].file);
    for (guint i = 0; rows[i] != NULL; i++) {
      g_autofree gchar *path = NULL;
      if (!is_row (rows[i]))
        continue;
      if (tables[t].test == test_breaks)
        path = g_strdup_printf ("%s/%.*s", tables[t].path, (gint) strcspn (rows[i], "\t"), rows[i]);
      else
        path = g_strdup_printf ("%s/%02u", tables[t].path, i);
      g_test_add_data_func_full (path, g_strdup (rows[i]), tables[t].test, g_free);
    }
    g_strfreev (rows);
  }
  return g_test_run ();
}
