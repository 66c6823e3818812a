/* test-compose-pages.c: the page in numbers: geometry, page builder, imposition. No font, no text.
 * SPDX-License-Identifier: MIT */
#include "compose/page/compose-geometry.h"
#include "compose/page/compose-page.h"
#include "compose/page/compose-settings.h"

#include <math.h>
#include <string.h>

/* ---- Geometry ------------------------------------------------------------------------------------------ */

static ComposePageSpec
make_spec (const gchar *paper, gdouble size, gdouble pitch, guint columns)
{
  const ComposePaper *found = compose_paper_find (paper);
  ComposePageSpec spec = {0};
  g_assert_nonnull (found);
  spec.width = found->width_mm * COMPOSE_PT_PER_MM;
  spec.height = found->height_mm * COMPOSE_PT_PER_MM;
  spec.screen = found->screen;
  spec.size = size;
  spec.pitch = pitch;
  spec.columns = columns;
  spec.column_gap = 2 * size;
  spec.two_sided = TRUE;
  return spec;
}

/* The table of R97, as the reference has it. */
static const struct {
  const gchar *paper;
  gdouble size, pitch;
  guint columns, em, rows;
  gdouble type_width, inner, outer, head, foot;
} r97[] = {
    {"A4", 10.5, 18, 1, 40, 38, 420.0, 29.1, 32.8, 27.4, 30.9},
    {"A4", 10.5, 17, 2, 20, 41, 441.0, 25.6, 28.8, 25.1, 28.3},
    {"A4", 9, 15, 2, 24, 45, 450.0, 24.1, 27.2, 28.7, 32.3},
    {"A5", 9, 15, 1, 34, 32, 306.0, 18.8, 21.2, 20.1, 22.7},
    {"A5", 10.5, 17, 1, 29, 28, 304.5, 19.1, 21.5, 20.9, 23.5},
    {"B5", 10.5, 17, 1, 34, 34, 357.0, 23.5, 26.5, 22.7, 25.6},
    {"B5-JIS", 10.5, 17, 1, 35, 35, 367.5, 24.6, 27.7, 23.2, 26.2},
    {"16K", 10.5, 17, 1, 36, 35, 378.0, 23.8, 26.8, 24.6, 27.8},
    {"Letter", 10.5, 18, 1, 42, 36, 441.0, 28.4, 32.0, 25.1, 28.3},
};

static void
test_r97 (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (r97); i++) {
    ComposePageSpec spec = make_spec (r97[i].paper, r97[i].size, r97[i].pitch, r97[i].columns);
    ComposeGeometry g;
    g_autoptr (GError) error = NULL;
    compose_geometry_compute (&spec, &g, &error);
    g_assert_no_error (error);
    g_assert_cmpfloat_with_epsilon (g.measure / g.size, r97[i].em, 0.01);
    g_assert_cmpuint (g.rows, ==, r97[i].rows);
    g_assert_cmpfloat_with_epsilon (g.type_width, r97[i].type_width, 0.01);
    g_assert_cmpfloat_with_epsilon (g.inner / COMPOSE_PT_PER_MM, r97[i].inner, 0.1);
    g_assert_cmpfloat_with_epsilon (g.outer / COMPOSE_PT_PER_MM, r97[i].outer, 0.1);
    g_assert_cmpfloat_with_epsilon (g.top / COMPOSE_PT_PER_MM, r97[i].head, 0.1);
    g_assert_cmpfloat_with_epsilon (g.bottom / COMPOSE_PT_PER_MM, r97[i].foot, 0.1);
  }
}

/* R68: whole em on every paper, at every usual size; R70, R71: one grid. */
static void
test_r68 (void)
{
  static const gchar *const papers[] = {"A4",
                                        "A5",
                                        "A6",
                                        "B5",
                                        "B5-JIS",
                                        "16K",
                                        "32K",
                                        "Letter",
                                        "kindle-6",
                                        "kindle-7",
                                        "kindle-scribe",
                                        "kobo-6",
                                        "kobo-7",
                                        "kobo-8",
                                        "kobo-elipsa",
                                        "boox-6",
                                        "boox-7",
                                        "boox-10",
                                        "boox-13",
                                        "remarkable-2",
                                        "remarkable-pro"};
  static const gdouble sizes[] = {8, 9, 10, 10.5, 12, 14};
  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    for (guint k = 0; k < G_N_ELEMENTS (sizes); k++) {
      ComposePageSpec spec = make_spec (papers[i], sizes[k], round (sizes[k] * 1.62 * 4) / 4, 1);
      ComposeGeometry g;
      g_autoptr (GError) error = NULL;
      compose_geometry_compute (&spec, &g, &error);
      g_assert_no_error (error);
      gdouble em = g.measure / g.size;
      g_assert_cmpfloat_with_epsilon (em, round (em), 0.001);
      g_assert_cmpfloat (em, <=, 45);
      g_assert_cmpfloat (em, >=, 12);
      g_assert_cmpfloat_with_epsilon (g.inner + g.outer + g.type_width, g.width, 0.001);
      g_assert_cmpfloat_with_epsilon (g.top + g.bottom + g.type_height, g.height, 0.001);
      g_assert_cmpfloat_with_epsilon (compose_geometry_baseline (&g, 0), g.top + 0.88 * g.size, 0.001);
      g_assert_cmpfloat_with_epsilon (compose_geometry_baseline (&g, 7) - compose_geometry_baseline (&g, 6),
                                      g.pitch, 1e-9);
      g_assert_cmpint (g.screen, ==, compose_paper_find (papers[i])->screen);
    }
}

static void
test_r98 (void)
{
  ComposePageSpec spec = make_spec ("A5", 10.5, 17, 1);
  ComposeGeometry g, bound;
  g_assert_true (compose_geometry_compute (&spec, &g, NULL));
  g_assert_cmpfloat (g.inner, <, g.outer);
  /* Facing pages mirror: what is left on one is right on the other. */
  g_assert_cmpfloat_with_epsilon (compose_geometry_left (&g, 1), g.inner, 1e-9);
  g_assert_cmpfloat_with_epsilon (compose_geometry_left (&g, 2), g.width - g.inner - g.type_width, 1e-9);
  g_assert_cmpfloat_with_epsilon (compose_geometry_left (&g, 3), g.inner, 1e-9);
  spec.binding = 3 * COMPOSE_PT_PER_MM;
  spec.measure = g.measure;
  g_assert_true (compose_geometry_compute (&spec, &bound, NULL));
  g_assert_cmpfloat (bound.inner, >, g.inner);
  g_assert_cmpfloat (bound.outer, <, g.outer);
  spec.two_sided = FALSE;
  spec.binding = 0;
  g_assert_true (compose_geometry_compute (&spec, &g, NULL));
  g_assert_cmpfloat_with_epsilon (g.inner, g.outer, 1e-6);
  g_assert_cmpfloat_with_epsilon (compose_geometry_left (&g, 1), compose_geometry_left (&g, 2), 1e-9);
}

static void
test_r101_columns (void)
{
  ComposePageSpec spec = make_spec ("A4", 9, 15, 2);
  ComposeGeometry g;
  g_assert_true (compose_geometry_compute (&spec, &g, NULL));
  g_assert_cmpfloat_with_epsilon (g.column_gap, 18, 1e-9);
  g_assert_cmpfloat_with_epsilon (g.type_width, 2 * g.measure + g.column_gap, 1e-9);
}

static void
test_r103 (void)
{
  ComposePageSpec spec = make_spec ("A4", 10.5, 18, 1);
  ComposeGeometry g;
  spec.notes_margin = TRUE;
  g_assert_true (compose_geometry_compute (&spec, &g, NULL));
  g_assert_cmpfloat (g.notes_width, >, g.width * 0.2);
  g_assert_cmpfloat (g.outer, >, g.notes_width + g.notes_gap);
  g_assert_cmpfloat (g.measure / g.size, >=, 25);
}

/* Every paper that an option names has a size. */
static void
test_papers (void)
{
  for (guint i = 0; compose_papers[i] != NULL; i++) {
    gboolean named =
        strcmp (compose_papers[i], "custom") != 0 && strcmp (compose_papers[i], "from-style") != 0;
    g_assert_cmpint (compose_paper_find (compose_papers[i]) != NULL, ==, named);
  }
}

static void
test_too_small (void)
{
  static const struct {
    gdouble width_mm, height_mm, size, measure, inner;
  } cases[] = {
      {30, 200, 10.5, 0, 0},    {148, 20, 10.5, 0, 0},    {148, 210, 40, 0, 70},
      {148, 210, 10.5, 500, 0}, {148, 210, 10.5, 0, 350}, {148, 210, 10.5, 30, 0},
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    ComposePageSpec spec = make_spec ("A5", cases[i].size, cases[i].size * 1.6, 1);
    ComposeGeometry g;
    g_autoptr (GError) error = NULL;
    spec.width = cases[i].width_mm * COMPOSE_PT_PER_MM;
    spec.height = cases[i].height_mm * COMPOSE_PT_PER_MM;
    spec.measure = cases[i].measure;
    spec.inner = cases[i].inner;
    g_assert_false (compose_geometry_compute (&spec, &g, &error));
    g_assert_error (error, COMPOSE_GEOMETRY_ERROR, COMPOSE_GEOMETRY_ERROR_TOO_SMALL);
    g_assert_nonnull (strstr (error->message, "too small"));
  }
  g_assert_null (compose_paper_find ("A0"));
}

/* ---- Page builder -------------------------------------------------------------------------------------- */

/*
 * Items as letters: `x` a row that may end a column, `k` one that may not, `.` a gap, `!` a page break;
 * digits before a letter make it higher, `^n` behind it adds n rows of notes. The result names, for each
 * column, its items by number, with the row each begins in: `0@0 1@1|2@0`; `/` between pages.
 */
static gchar *
paginate (const gchar *text, guint rows, guint columns, gboolean balance, guint *n_forced)
{
  g_autoptr (GArray) items = g_array_new (FALSE, TRUE, sizeof (ComposeRowItem));
  guint height = 0;
  for (const gchar *p = text; *p != '\0'; p++) {
    ComposeRowItem item = {0};
    if (g_ascii_isdigit (*p)) {
      height = height * 10 + (guint) (*p - '0');
      continue;
    }
    item.kind = *p == '.'   ? COMPOSE_ROW_GAP
                : *p == '!' ? COMPOSE_ROW_BREAK
                : *p == 's' ? COMPOSE_ROW_SPAN
                            : COMPOSE_ROW_CONTENT;
    item.keep = *p == 'k';
    item.rows = (guint16) (*p == '!' ? 0 : MAX (height, 1));
    if (p[1] == '^') {
      item.note_rows = (guint16) (p[2] - '0');
      p += 2;
    }
    height = 0;
    g_array_append_val (items, item);
  }
  g_autoptr (ComposePagination) pagination =
      compose_paginate ((const ComposeRowItem *) (gpointer) items->data, items->len, rows, columns, balance);
  GString *out = g_string_new (NULL);
  guint page = 0, column = 0;
  for (guint i = 0; i < pagination->pieces->len; i++) {
    const ComposePiece *piece = &g_array_index (pagination->pieces, ComposePiece, i);
    for (; page < piece->page; page++, column = 0)
      g_string_append_c (out, '/');
    for (; column < piece->column; column++)
      g_string_append_c (out, '|');
    gboolean first = out->len == 0 || out->str[out->len - 1] == '/' || out->str[out->len - 1] == '|';
    g_string_append_printf (out, "%s%u@%u", first ? "" : " ", piece->item, piece->row);
  }
  if (n_forced != NULL)
    *n_forced = pagination->n_forced;
  return g_string_free (out, FALSE);
}

static const struct {
  const gchar *name;
  const gchar *items;
  guint rows, columns;
  gboolean balance;
  const gchar *expected;
} page_cases[] = {
    {"R72-five-lines-room-for-four", "xkxxkx", 5, 1, FALSE, "0@0 1@1 2@2 3@3/4@0 5@1"},
    {"R72-five-lines-room-for-one", "xxxxkxkxx", 5, 1, FALSE, "0@0 1@1 2@2 3@3/4@0 5@1 6@2 7@3 8@4"},
    {"R72-three-lines-stay-together", "xxxkkx", 5, 1, FALSE, "0@0 1@1 2@2/3@0 4@1 5@2"},
    {"R73-title-block-and-two-lines", "xx.2kkkkxx", 6, 1, FALSE, "0@0 1@1/3@0 4@2 5@3 6@4 7@5/8@0"},
    {"R73-heading-never-last", "xxxkx", 4, 1, FALSE, "0@0 1@1 2@2/3@0 4@1"},
    {"gap-vanishes-at-the-head", "xx.xx", 2, 1, FALSE, "0@0 1@1/3@0 4@1"},
    {"gap-inside-stays", "x.x", 4, 1, FALSE, "0@0 2@2"},
    {"break", "x!x", 4, 1, FALSE, "0@0/2@0"},
    {"break-behind-full-column", "xx!x", 2, 1, FALSE, "0@0 1@1/3@0"},
    {"two-columns", "xxxxx", 2, 2, FALSE, "0@0 1@1|2@0 3@1/4@0"},
    {"R101-balanced-last-page", "xxxxx", 6, 2, TRUE, "0@0 1@1 2@2|3@0 4@1"},
    {"R101-balanced-keeps", "xxkxxx", 6, 2, TRUE, "0@0 1@1 2@2 3@3|4@0 5@1"},
    {"R101-full-pages-are-not", "xxxxxxxxxx", 2, 2, TRUE, "0@0 1@1|2@0 3@1/4@0 5@1|6@0 7@1/8@0|9@0"},
    {"notes-take-room", "xx^1xx", 4, 1, FALSE, "0@0 1@1/2@0 3@1"},
    {"notes-of-two-lines", "x^1x^1xxxx", 5, 1, FALSE, "0@0 1@1/2@0 3@1 4@2 5@3"},
    {"one-item-too-high", "x9xx", 4, 1, FALSE, "0@0/1@0/2@0"},
    {"kept-chain-too-high", "kkkkkkx", 3, 1, FALSE, "0@0 1@1 2@2/3@0 4@1 5@2/6@0"},
    {"span-over-columns", "2sxxx!2sx", 4, 2, FALSE, "0@0 1@2 2@3|3@2/5@0 6@2"},
    {"span-over-balanced-columns", "2sxxxx", 8, 2, TRUE, "0@0 1@2 2@3|3@2 4@3"},
    {"span-inside-is-content", "x2sx", 4, 2, FALSE, "0@0 1@1 2@3"},
    {"span-in-one-column", "2sxx", 4, 1, FALSE, "0@0 1@2 2@3"},
    {"nothing", "", 4, 1, FALSE, ""},
    {"gaps-alone", "...", 4, 2, TRUE, ""},
};

static void
test_pages (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree gchar *result =
      paginate (page_cases[i].items, page_cases[i].rows, page_cases[i].columns, page_cases[i].balance, NULL);
  g_assert_cmpstr (result, ==, page_cases[i].expected);
}

/* Whatever the items: each stands exactly once, in order, inside its column. */
static void
test_pages_random (void)
{
  for (guint round = 0; round < 500; round++) {
    g_autoptr (GRand) rand = g_rand_new_with_seed (round + 1);
    guint n = (guint) g_rand_int_range (rand, 0, 60), rows = (guint) g_rand_int_range (rand, 3, 12);
    guint columns = (guint) g_rand_int_range (rand, 1, 4);
    g_autofree ComposeRowItem *items = g_new0 (ComposeRowItem, n + 1);
    for (guint i = 0; i < n; i++) {
      gint kind = g_rand_int_range (rand, 0, 10);
      items[i].kind = kind == 0 ? COMPOSE_ROW_GAP : kind == 1 ? COMPOSE_ROW_BREAK : COMPOSE_ROW_CONTENT;
      items[i].keep = items[i].kind == COMPOSE_ROW_CONTENT && g_rand_int_range (rand, 0, 3) == 0;
      items[i].rows = (guint16) (items[i].kind == COMPOSE_ROW_BREAK ? 0 : g_rand_int_range (rand, 1, 4));
      items[i].note_rows = (guint16) (g_rand_int_range (rand, 0, 8) == 0 ? 1 : 0);
    }
    g_autoptr (ComposePagination) pagination = compose_paginate (items, n, rows, columns, round % 2 == 0);
    guint at = 0;
    for (guint i = 0; i < n; i++) {
      if (items[i].kind != COMPOSE_ROW_CONTENT)
        continue;
      g_assert_cmpuint (at, <, pagination->pieces->len);
      const ComposePiece *piece = &g_array_index (pagination->pieces, ComposePiece, at++);
      g_assert_cmpuint (piece->item, ==, i);
      g_assert_cmpuint (piece->column, <, columns);
      g_assert_cmpuint (piece->page, <, pagination->n_pages);
      g_assert_cmpuint (piece->row + items[i].rows, <=, MAX (rows, items[i].rows));
    }
    g_assert_cmpuint (at, ==, pagination->pieces->len);
  }
}

/* A table of a head and nine rows in columns of five: the head stands again above what goes on, and takes its
 * place. A head that would take too much does not. */
static void
test_repeated_head (void)
{
  ComposeRowItem items[10] = {0};
  for (guint i = 0; i < 10; i++)
    items[i] = (ComposeRowItem){.rows = 1, .keep = i == 0, .n_head = i > 0};
  g_autoptr (ComposePagination) pagination = compose_paginate (items, 10, 5, 1, FALSE);
  static const guint wanted[][3] = {{0, 0, 0}, {1, 0, 1}, {2, 0, 2}, {3, 0, 3}, {4, 0, 4}, {0, 1, 0},
                                    {5, 1, 1}, {6, 1, 2}, {7, 1, 3}, {8, 1, 4}, {0, 2, 0}, {9, 2, 1}};
  g_assert_cmpuint (pagination->pieces->len, ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++) {
    const ComposePiece *piece = &g_array_index (pagination->pieces, ComposePiece, i);
    g_assert_cmpuint (piece->item, ==, wanted[i][0]);
    g_assert_cmpuint (piece->page, ==, wanted[i][1]);
    g_assert_cmpuint (piece->row, ==, wanted[i][2]);
  }
  items[0].rows = 2;
  g_autoptr (ComposePagination) high = compose_paginate (items, 10, 5, 1, FALSE);
  g_assert_cmpuint (high->pieces->len, ==, 10);
}

/* Breaks at the head of a page leave no empty one behind. */
static void
test_breaks_in_a_row (void)
{
  static const ComposeRowItem items[] = {
      {.kind = COMPOSE_ROW_BREAK}, {.rows = 5}, {.kind = COMPOSE_ROW_BREAK},
      {.kind = COMPOSE_ROW_BREAK}, {.rows = 1}, {.kind = COMPOSE_ROW_BREAK}};
  g_autoptr (ComposePagination) pagination = compose_paginate (items, G_N_ELEMENTS (items), 5, 1, FALSE);
  g_assert_cmpuint (pagination->n_pages, ==, 2);
  g_assert_cmpuint (pagination->pieces->len, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/compose/geometry/R97-table", test_r97);
  g_test_add_func ("/compose/geometry/R68-R70-R71-whole-em", test_r68);
  g_test_add_func ("/compose/geometry/R98-two-sided", test_r98);
  g_test_add_func ("/compose/geometry/R101-columns", test_r101_columns);
  g_test_add_func ("/compose/geometry/R103-notes", test_r103);
  g_test_add_func ("/compose/geometry/papers", test_papers);
  g_test_add_func ("/compose/geometry/too-small", test_too_small);
  for (guint i = 0; i < G_N_ELEMENTS (page_cases); i++) {
    g_autofree gchar *path = g_strconcat ("/compose/page/", page_cases[i].name, NULL);
    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_pages);
  }
  g_test_add_func ("/compose/page/every-item-once", test_pages_random);
  g_test_add_func ("/compose/page/repeated-head", test_repeated_head);
  g_test_add_func ("/compose/page/breaks-in-a-row", test_breaks_in_a_row);
  return g_test_run ();
}
