/* The fixed words of the digest forms; see read-tables.h. SPDX-License-Identifier: MIT */
#include "read/common/read-tables.h"

#include <string.h>

/* The notice that the platform puts under each post; its comma is half-width in pasted text, full-width on
 * the site. */
const gchar *const read_footers[] = {
    "内容中包含的图片若涉及版权问题,请及时与我们联系删除",
    "内容中包含的图片若涉及版权问题，请及时与我们联系删除",
    NULL,
};

const gchar *const read_notable_headings[] = {
    "另外几篇值得关注的论文",
    "其他值得关注的论文",
    "其它值得关注的论文",
    "值得关注的论文",
    "其他论文",
    "其它论文",
    "更多论文",
    "另外几篇",
    "其他",
    "其它",
    "更多",
    NULL,
};

const gchar *const read_contents_headings[] = {
    "目录",     "本期目录",          "今日目录", "论文目录",       "内容",     "本期内容",
    "今日论文", "本期论文",          "论文列表", "论文标题",       "文章目录", "Contents",
    "CONTENTS", "Table of Contents", "Papers",   "Today's papers", NULL};

const gchar *const read_back_headings[] = {"参考文献", "参考资料", "参考", NULL};

const gchar *const read_summary_labels[] = {"今日摘要", "本期摘要", "摘要", NULL};

const gchar *const read_source_labels[] = {"转载自", "转自", NULL};

/* Keys of a page's front matter that say how a site shows the page, not what the page says. `title` and
 * `date` are read. */
const gchar *const read_front_matter_keys[] = {
    "layout",
    "cate1",
    "cate2",
    "description",
    "keywords",
    "mathjax",
    "image",
    "tags",
    "categories",
    "author",
    "comments",
    "toc",
    "permalink",
    "published",
    "lang",
    "draft",
    "announcement_date",
    "review_status",
    "slug",
    "generated_at",
    "generator_model",
    "source_sha256",
    "primary_category",
    NULL,
};

const gchar *const read_block_labels[] = {"要点", "动机", "方法", "优势", "一句话总结", NULL};

/* arXiv category taxonomy: archives, and the subject classes of cs, stat, eess, math, physics, q-bio, q-fin
 * and econ that digests use without their archive. */
const gchar *const read_arxiv_codes[] = {
    /* cs */
    "AI",
    "AR",
    "CC",
    "CE",
    "CG",
    "CL",
    "CR",
    "CV",
    "CY",
    "DB",
    "DC",
    "DL",
    "DM",
    "DS",
    "ET",
    "FL",
    "GL",
    "GR",
    "GT",
    "HC",
    "IR",
    "IT",
    "LG",
    "LO",
    "MA",
    "MM",
    "MS",
    "NA",
    "NE",
    "NI",
    "OH",
    "OS",
    "PF",
    "PL",
    "RO",
    "SC",
    "SD",
    "SE",
    "SI",
    "SY",
    /* stat, eess */
    "ML",
    "AP",
    "CO",
    "ME",
    "TH",
    "AS",
    "IV",
    "SP",
    /* math, q-bio, q-fin, econ */
    "OC",
    "PR",
    "ST",
    "NT",
    "BM",
    "QM",
    "NC",
    "GN",
    "MN",
    "PE",
    "CB",
    "SC",
    "TO",
    "EM",
    "CP",
    "PM",
    "RM",
    "TR",
    "MF",
    /* physics subject classes */
    "acc-ph",
    "ao-ph",
    "app-ph",
    "bio-ph",
    "chem-ph",
    "comp-ph",
    "data-an",
    "flu-dyn",
    "geo-ph",
    "med-ph",
    "optics",
    "soc-ph",
    "str-el",
    "mtrl-sci",
    "mes-hall",
    "stat-mech",
    "dis-nn",
    /* archives */
    "cs",
    "stat",
    "eess",
    "math",
    "physics",
    "econ",
    "q-bio",
    "q-fin",
    "quant-ph",
    "astro-ph",
    "cond-mat",
    "gr-qc",
    "hep-ex",
    "hep-lat",
    "hep-ph",
    "hep-th",
    "math-ph",
    "nlin",
    "nucl-ex",
    "nucl-th",
    /* used by digests beside arXiv's */
    "NLP",
    "KG",
    "RL",
    "MT",
    "QA",
    "TS",
    "GAN",
    "XAI",
    "GNN",
    "LLM",
    "DM",
    "SLAM",
    NULL,
};

const gchar *
read_table_prefix (const ReadDoc *doc, ReadSpan span, const gchar *const *table)
{
  for (guint i = 0; table[i] != NULL; i++)
    if (read_span_starts (doc, span, table[i]))
      return table[i];
  return NULL;
}

gboolean
read_names_institution (const ReadDoc *doc, ReadSpan span)
{
  static const gchar *const words[] = {
      "University", "Universität",  "Université", "Universidad", "Institute",  "Institut", "College",
      "Laboratory", "Laboratories", "Lab",        "Labs",        "Academy",    "Research", "Technologies",
      "Inc",        "Corporation",  "DeepMind",   "Google",      "Microsoft",  "OpenAI",   "Tencent",
      "Alibaba",    "Huawei",       "ByteDance",  "NVIDIA",      "Hospital",   "Faculty",  "Department",
      "MIT",        "CMU",          "ETH",        "Polytechnic", "Politecnico"};

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    gsize at = read_span_find (doc, span, words[i]), end = at + strlen (words[i]);

    if (at < span.end && (at == span.start || !g_ascii_isalpha (doc->text[at - 1])) &&
        (end >= span.end || !g_ascii_isalpha (doc->text[end])))
      return TRUE;
  }
  return FALSE;
}

const gchar *
read_short_code (const gchar *code)
{
  return g_str_has_prefix (code, "cs.") && code[3] != '\0' ? code + 3 : code;
}

gboolean
read_table_has (const ReadDoc *doc, ReadSpan span, const gchar *const *table)
{
  for (guint i = 0; table[i] != NULL; i++)
    if (read_span_equals (doc, span, table[i]))
      return TRUE;
  return FALSE;
}

gboolean
read_is_known_code (const gchar *code)
{
  const gchar *dot = strchr (code, '.');

  return g_strv_contains (read_arxiv_codes, code) ||
         (dot != NULL && g_strv_contains (read_arxiv_codes, dot + 1));
}
