/* The small matchers of the text reader, and its inlines. SPDX-License-Identifier: MIT */
#include "read/issue/read-issue.h"
#include "read/common/read-match.h"

#include <string.h>

static ReadSpan
whole (const ReadDoc *doc)
{
  return (ReadSpan){0, doc->length};
}

static gchar *
dup_span (const ReadDoc *doc, ReadSpan span)
{
  return g_strndup (doc->text + span.start, span.end > span.start ? span.end - span.start : 0);
}

/* ---- Headings ---- */

typedef struct {
  const gchar *line;
  gint number;       /* -1: none */
  const gchar *tags; /* joined by commas */
  const gchar *title;
} HeadingCase;

static const HeadingCase HEADINGS[] = {
    {"1、[LG] A Title", 1, "LG", "A Title"},
    {"12. [cs.LG] A Title", 12, "cs.LG", "A Title"},
    {"(3) [LG, AI] A Title", 3, "LG,AI", "A Title"},
    {"（4）【CV】A Title", 4, "CV", "A Title"},
    {"５、［quant-ph］ A Title", 5, "quant-ph", "A Title"},
    {"### 6、[LG][AI] **A Title**", 6, "LG,AI", "A Title"},
    {"\u3000\u30007、[ LG ]《A Title》", 7, "LG", "A Title"},
    {"8\u200b、[\u200bL\u200dG\ufeff] A\u00a0Title", 8, "LG", "A\u00a0Title"},
    {"**9、[LG] A Title**", 9, "LG", "A Title"},
    {"[LG] * A Title", -1, "LG", "A Title"},
    {"3D Reconstruction", -1, "", "3D Reconstruction"},
    {"12-in-1: Multi-Task", -1, "", "12-in-1: Multi-Task"},
    {"3.5 Billion", -1, "", "3.5 Billion"},
    {"2021年的论文", -1, "", "2021年的论文"},
    {"1、[name](https://example.org)", 1, "", "[name](https://example.org)"},
    {"[DeepMind & Oxford]", -1, "", "[DeepMind & Oxford]"},
    {"[1] A Title", -1, "", "[1] A Title"},
    {"2、[LG]", 2, "LG", ""},
};

static void
test_heading (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (HEADINGS); i++) {
    const HeadingCase *c = &HEADINGS[i];
    g_auto (ReadDoc) doc = {0};
    g_autoptr (GString) tags = g_string_new (NULL);
    g_autofree gchar *title = NULL;
    ReadHeading heading;

    read_doc_init (&doc, "x", c->line, strlen (c->line));
    g_assert_true (read_match_heading (&doc, whole (&doc), &heading));
    g_assert_cmpint (heading.has_number ? (gint) heading.number : -1, ==, c->number);
    for (guint t = 0; t < heading.n_tags; t++) {
      gchar code[READ_MAX_CODE];

      g_assert_true (read_match_code (&doc, heading.tags[t], code));
      g_string_append_printf (tags, "%s%s", t > 0 ? "," : "", code);
    }
    g_assert_cmpstr (tags->str, ==, c->tags);
    title = dup_span (&doc, heading.title);
    g_assert_cmpstr (title, ==, c->title);
  }
}

/* ---- Links ---- */

static void
test_links (void)
{
  static const struct {
    const gchar *line;
    const gchar *links; /* label=url, joined by spaces; NULL: no line of links */
  } cases[] = {
      {"https://arxiv.org/abs/2209.11142", "=https://arxiv.org/abs/2209.11142"},
      {"论文链接:https://arxiv.org/abs/2209.11142。", "论文链接=https://arxiv.org/abs/2209.11142"},
      {"http://t.cn/AiR9 view:http://t.cn/B GitHub: https://g.it/c",
       "=http://t.cn/AiR9 view=http://t.cn/B GitHub=https://g.it/c"},
      {"<https://example.org/a>", "=https://example.org/a"},
      {"https://example.org/a_(b)", "=https://example.org/a_(b)"},
      {"(https://example.org/a)", NULL},
      {"See https://example.org/a", NULL},
      {"https://example.org/a is the page", NULL},
      {"no link: at all", NULL},
      {"Supp. code: https://g.it/c", "Supp. code=https://g.it/c"},
      {"Project page, code and models: https://g.it/c", "Project page, code and models=https://g.it/c"},
      {"We propose a method. Code: https://g.it/c", NULL}, /* an abstract that ends in a link */
      {"A method is proposed, code: https://g.it/c", NULL},
      {"我们提出方法。代码:https://g.it/c", NULL},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (ReadDoc) doc = {0};
    g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (ReadLink));
    g_autoptr (GString) out = g_string_new (NULL);

    read_doc_init (&doc, "x", cases[i].line, strlen (cases[i].line));
    g_assert_cmpint (read_match_links (&doc, whole (&doc), links), ==, cases[i].links != NULL);
    for (guint k = 0; k < links->len; k++) {
      const ReadLink *link = &g_array_index (links, ReadLink, k);
      g_autofree gchar *label = dup_span (&doc, link->label), *url = dup_span (&doc, link->url);

      g_string_append_printf (out, "%s%s=%s", k > 0 ? " " : "", label, url);
    }
    g_assert_cmpstr (out->str, ==, cases[i].links != NULL ? cases[i].links : "");
  }
}

/* ---- Dates ---- */

static void
test_date (void)
{
  static const struct {
    const gchar *text;
    guint year, month, day; /* month 0: none */
  } cases[] = {
      {"2022-09-26.txt", 2022, 9, 26},
      {"digest_20220926", 2022, 9, 26},
      {"(2020.4.30)", 2020, 4, 30},
      {"2023年5月2日：论文速递", 2023, 5, 2},
      {"爱可可AI前沿推介(4.25)", 0, 4, 25},
      {"爱可可AI 前沿推介（5.14）", 0, 5, 14},
      {"4月25日推介", 0, 4, 25},
      {"(2.29)", 0, 2, 29},
      {"(13.1)", 0, 0, 0},
      {"(2.30)", 0, 0, 0},
      {"2023-02-29", 0, 0, 0},
      {"2209.11142", 0, 0, 0},
      {"version 3.5", 0, 0, 0},
      {"(12.5%)", 0, 0, 0},
      {"1234567890", 0, 0, 0},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    WzDate date = {0, 0, 0};
    gsize start, length;

    g_assert_cmpint (read_match_date (cases[i].text, FALSE, &date, &start, &length), ==, cases[i].month > 0);
    if (cases[i].month == 0)
      continue;
    g_assert_cmpuint (date.year, ==, cases[i].year);
    g_assert_cmpuint (date.month, ==, cases[i].month);
    g_assert_cmpuint (date.day, ==, cases[i].day);
    g_assert_cmpuint (start + length, <=, strlen (cases[i].text));
  }
}

/* Design: the first such day not before the month of the newest id. */
static void
test_complete_date (void)
{
  WzDate date = read_complete_date ((WzDate){0, 4, 25}, 2023 * 12 + 3);

  g_assert_cmpuint (date.year, ==, 2023);
  date = read_complete_date ((WzDate){0, 4, 25}, 2023 * 12 + 4);
  g_assert_cmpuint (date.year, ==, 2024);
  date = read_complete_date ((WzDate){0, 1, 5}, 2022 * 12 + 11);
  g_assert_cmpuint (date.year, ==, 2023);
  date = read_complete_date ((WzDate){0, 2, 29}, 2021 * 12);
  g_assert_cmpuint (date.year, ==, 2024);
  date = read_complete_date ((WzDate){0, 4, 25}, 0);
  g_assert_cmpuint (date.year, ==, 0);
}

/* ---- Cleaning and positions ---- */

static void
test_take (void)
{
  static const gchar text[] =
      "  a\u00a0 b\u200bc\u3000d\x01 \n第一行\n第二行\nand\nthree \x1b[1mfour\x1b[0m ";
  g_auto (ReadDoc) doc = {0};
  WzPosition position;
  gsize fields = 0;

  read_doc_init (&doc, "x", text, sizeof text - 1);
  g_assert_cmpstr (read_doc_take (&doc, whole (&doc)), ==, "a bc\u3000d 第一行第二行 and three four");
  for (gsize i = 0; i < doc.length; i++)
    fields += doc.classes[i] == WZ_COVERAGE_FIELD;
  g_assert_cmpuint (fields, ==, strlen ("abc\u3000d第一行第二行andthreefour"));
  position = read_doc_position (&doc, read_span_find (&doc, whole (&doc), "行\n第"));
  g_assert_cmpuint (position.line, ==, 2);
  g_assert_cmpuint (position.column, ==, 3);
  g_assert_cmpuint (doc.remarks->len, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/read/match/heading", test_heading);
  g_test_add_func ("/read/match/links", test_links);
  g_test_add_func ("/read/match/date", test_date);
  g_test_add_func ("/read/match/complete-date", test_complete_date);
  g_test_add_func ("/read/take", test_take);
  return g_test_run ();
}
