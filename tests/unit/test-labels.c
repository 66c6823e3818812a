/* test-labels.c: words that label fields, in the forms in which people write them. */
#include "read/common/read-labels.h"

#include <string.h>

typedef struct {
  const gchar *line;
  ReadLabelField field;
  const gchar *value;
} Row;

static void
check (const Row *rows, gsize n_rows)
{
  for (gsize i = 0; i < n_rows; i++) {
    ReadLabel label;
    gboolean found = read_label_match (rows[i].line, strlen (rows[i].line), &label);

    g_test_message ("%s", rows[i].line);
    g_assert_cmpint (found ? label.field : READ_LABEL_NONE, ==, rows[i].field);
    if (!found)
      continue;
    g_assert_cmpstr (rows[i].line + label.value, ==, rows[i].value);
    g_assert_cmpuint (label.start, <, label.end);
    g_assert_cmpuint (label.end, <=, label.value);
  }
}

static void
test_forms (void)
{
  static const Row rows[] = {
      {"作者：甲, 乙", READ_LABEL_AUTHORS, "甲, 乙"},
      {"作者: 甲", READ_LABEL_AUTHORS, "甲"},
      {"作者 ：甲", READ_LABEL_AUTHORS, "甲"},
      {"Authors:A One", READ_LABEL_AUTHORS, "A One"},
      {"AUTHORS: A One", READ_LABEL_AUTHORS, "A One"},
      {"**原文标题：** A Title", READ_LABEL_TITLE_EN, "A Title"},
      {"**原文标题**：A Title", READ_LABEL_TITLE_EN, "A Title"},
      {"**作者** A One", READ_LABEL_AUTHORS, "A One"},
      {"***备注**: 十页", READ_LABEL_COMMENT, "十页"},
      {"*Abstract*: We show", READ_LABEL_ABSTRACT, "We show"},
      {"__Link__: https://a.org/x", READ_LABEL_LINK, "https://a.org/x"},
      {"> - URL：https://a.org/x", READ_LABEL_LINK, "https://a.org/x"},
      {"- **代码**: [here](https://a.org/x)", READ_LABEL_CODE, "[here](https://a.org/x)"},
      {"TL;DR: **很快**", READ_LABEL_TLDR, "**很快**"},
      {"TLDR：很快", READ_LABEL_TLDR, "很快"},
      {"【摘要】本文", READ_LABEL_ABSTRACT, "本文"},
      {"<strong>作者</strong> A One", READ_LABEL_AUTHORS, "A One"},
      {"<b>Link:</b> x", READ_LABEL_LINK, "x"},
      {"## 💡 一句话要点", READ_LABEL_TLDR, ""},
      {"<summary>摘要</summary>", READ_LABEL_ABSTRACT, ""},
      {"Main category: cs.CV", READ_LABEL_PRIMARY_CATEGORY, "cs.CV"},
      {"作者 (Authors)：甲", READ_LABEL_AUTHORS, "甲"},
      {"作者/Authors: A", READ_LABEL_AUTHORS, "A"},
      {"Code (JAX): https://a.org/x", READ_LABEL_CODE, "https://a.org/x"},
      {"论文链接：", READ_LABEL_LINK, ""},
      {"arXiv ID: 2601.00001", READ_LABEL_ARXIV, "2601.00001"},
  };

  check (rows, G_N_ELEMENTS (rows));
}

static void
test_none (void)
{
  static const Row rows[] = {
      {"", READ_LABEL_NONE, NULL},
      {"**", READ_LABEL_NONE, NULL},
      {"Methods that work", READ_LABEL_NONE, NULL},
      {"Methodology: x", READ_LABEL_NONE, NULL},
      {"方法论：x", READ_LABEL_NONE, NULL},
      {"结果表明：x", READ_LABEL_NONE, NULL},
      {"[Paper](https://a.org/x)", READ_LABEL_NONE, NULL},
      {"The abstract: x", READ_LABEL_NONE, NULL},
      {"(Code: x)", READ_LABEL_NONE, NULL},
      {"**Code** **x", READ_LABEL_CODE, "**x"},
      {"**Codex** is", READ_LABEL_NONE, NULL},
      {"<", READ_LABEL_NONE, NULL},
      {"作者（", READ_LABEL_NONE, NULL},
  };

  check (rows, G_N_ELEMENTS (rows));
}

static void
test_names (void)
{
  g_assert_cmpint (read_label_find ("arxiv_id", 8), ==, READ_LABEL_ARXIV);
  g_assert_cmpint (read_label_find ("Title", 5), ==, READ_LABEL_TITLE);
  g_assert_cmpint (read_label_find ("📋 核心要点", strlen ("📋 核心要点")), ==, READ_LABEL_HIGHLIGHT);
  g_assert_cmpint (read_label_find ("摘要：本文", strlen ("摘要：本文")), ==, READ_LABEL_NONE);
  g_assert_cmpint (read_label_find ("a paper", 7), ==, READ_LABEL_NONE);
}

gint
main (gint argc, gchar *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/read/labels/forms", test_forms);
  g_test_add_func ("/read/labels/none", test_none);
  g_test_add_func ("/read/labels/names", test_names);
  return g_test_run ();
}
