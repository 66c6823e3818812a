/* In: the beginning of a line, a heading, the name of a column. Out: the field that it labels, by one table
 * for all forms. SPDX-License-Identifier: MIT */
#include "read/common/read-labels.h"
#include "base/wz-words.h"

#include <string.h>

enum { MAX_MARKS = 64, MAX_BETWEEN = 40 };

/* Without regard to case; an underscore is a space. */
static const struct {
  const gchar *name;
  ReadLabelField field;
} rows[] = {
    {"标题", READ_LABEL_TITLE},
    {"题目", READ_LABEL_TITLE},
    {"论文标题", READ_LABEL_TITLE},
    {"论文题目", READ_LABEL_TITLE},
    {"论文名称", READ_LABEL_TITLE},
    {"Title", READ_LABEL_TITLE},
    {"Paper title", READ_LABEL_TITLE},
    {"原文标题", READ_LABEL_TITLE_EN},
    {"原标题", READ_LABEL_TITLE_EN},
    {"原题", READ_LABEL_TITLE_EN},
    {"英文名", READ_LABEL_TITLE_EN},
    {"英文名称", READ_LABEL_TITLE_EN},
    {"英文原题", READ_LABEL_TITLE_EN},
    {"英文标题", READ_LABEL_TITLE_EN},
    {"英文题目", READ_LABEL_TITLE_EN},
    {"English title", READ_LABEL_TITLE_EN},
    {"Original title", READ_LABEL_TITLE_EN},
    {"Title en", READ_LABEL_TITLE_EN},
    {"中文标题", READ_LABEL_TITLE_ZH},
    {"中文题目", READ_LABEL_TITLE_ZH},
    {"标题翻译", READ_LABEL_TITLE_ZH},
    {"中文名", READ_LABEL_TITLE_ZH},
    {"中文名称", READ_LABEL_TITLE_ZH},
    {"中文译名", READ_LABEL_TITLE_ZH},
    {"Chinese title", READ_LABEL_TITLE_ZH},
    {"Title (zh)", READ_LABEL_TITLE_ZH},
    {"Title zh", READ_LABEL_TITLE_ZH},

    {"作者", READ_LABEL_AUTHORS},
    {"作者列表", READ_LABEL_AUTHORS},
    {"论文作者", READ_LABEL_AUTHORS},
    {"Author", READ_LABEL_AUTHORS},
    {"Authors", READ_LABEL_AUTHORS},
    {"Author list", READ_LABEL_AUTHORS},
    {"机构", READ_LABEL_AFFILIATIONS},
    {"作者机构", READ_LABEL_AFFILIATIONS},
    {"研究机构", READ_LABEL_AFFILIATIONS},
    {"单位", READ_LABEL_AFFILIATIONS},
    {"作者单位", READ_LABEL_AFFILIATIONS},
    {"通讯单位", READ_LABEL_AFFILIATIONS},
    {"所属单位", READ_LABEL_AFFILIATIONS},
    {"所属机构", READ_LABEL_AFFILIATIONS},
    {"论文机构", READ_LABEL_AFFILIATIONS},
    {"论文单位", READ_LABEL_AFFILIATIONS},
    {"Affiliation", READ_LABEL_AFFILIATIONS},
    {"Affiliations", READ_LABEL_AFFILIATIONS},
    {"Institution", READ_LABEL_AFFILIATIONS},
    {"Institutions", READ_LABEL_AFFILIATIONS},
    {"Institute", READ_LABEL_AFFILIATIONS},

    {"链接", READ_LABEL_LINK},
    {"论文链接", READ_LABEL_LINK},
    {"论文地址", READ_LABEL_LINK},
    {"原文链接", READ_LABEL_LINK},
    {"原文", READ_LABEL_LINK},
    {"论文", READ_LABEL_LINK},
    {"地址", READ_LABEL_LINK},
    {"全文", READ_LABEL_LINK},
    {"下载地址", READ_LABEL_LINK},
    {"Link", READ_LABEL_LINK},
    {"Links", READ_LABEL_LINK},
    {"Paper link", READ_LABEL_LINK},
    {"Paper", READ_LABEL_LINK},
    {"URL", READ_LABEL_LINK},
    {"Paper URL", READ_LABEL_LINK},
    {"PDF", READ_LABEL_LINK},
    {"PDF link", READ_LABEL_LINK},
    {"PDF URL", READ_LABEL_LINK},
    {"abs", READ_LABEL_LINK},
    {"view", READ_LABEL_LINK},
    {"arXiv", READ_LABEL_ARXIV},
    {"arXiv ID", READ_LABEL_ARXIV},
    {"arXiv link", READ_LABEL_ARXIV},
    {"arXiv URL", READ_LABEL_ARXIV},
    {"arXiv 编号", READ_LABEL_ARXIV},
    {"arXiv 链接", READ_LABEL_ARXIV},
    {"arXiv 号", READ_LABEL_ARXIV},
    {"arXiv 地址", READ_LABEL_ARXIV},
    {"论文编号", READ_LABEL_ARXIV},
    {"论文 ID", READ_LABEL_ARXIV},
    {"Paper ID", READ_LABEL_ARXIV},
    {"DOI", READ_LABEL_DOI},

    {"主类", READ_LABEL_PRIMARY_CATEGORY},
    {"主类别", READ_LABEL_PRIMARY_CATEGORY},
    {"主要类别", READ_LABEL_PRIMARY_CATEGORY},
    {"主分类", READ_LABEL_PRIMARY_CATEGORY},
    {"Main category", READ_LABEL_PRIMARY_CATEGORY},
    {"Primary category", READ_LABEL_PRIMARY_CATEGORY},
    {"Primary subject", READ_LABEL_PRIMARY_CATEGORY},
    {"类目", READ_LABEL_CATEGORIES},
    {"类别", READ_LABEL_CATEGORIES},
    {"分类", READ_LABEL_CATEGORIES},
    {"领域", READ_LABEL_CATEGORIES},
    {"研究领域", READ_LABEL_CATEGORIES},
    {"Category", READ_LABEL_CATEGORIES},
    {"Categories", READ_LABEL_CATEGORIES},
    {"Subject", READ_LABEL_CATEGORIES},
    {"Subjects", READ_LABEL_CATEGORIES},
    {"标签", READ_LABEL_KEYWORDS},
    {"关键词", READ_LABEL_KEYWORDS},
    {"关键字", READ_LABEL_KEYWORDS},
    {"任务", READ_LABEL_KEYWORDS},
    {"Task", READ_LABEL_KEYWORDS},
    {"Tasks", READ_LABEL_KEYWORDS},
    {"Tags", READ_LABEL_KEYWORDS},
    {"Keyword", READ_LABEL_KEYWORDS},
    {"Keywords", READ_LABEL_KEYWORDS},

    {"日期", READ_LABEL_DATE},
    {"发布时间", READ_LABEL_DATE},
    {"发布日期", READ_LABEL_DATE},
    {"发表时间", READ_LABEL_DATE},
    {"发表日期", READ_LABEL_DATE},
    {"提交日期", READ_LABEL_DATE},
    {"提交时间", READ_LABEL_DATE},
    {"Date", READ_LABEL_DATE},
    {"Published", READ_LABEL_DATE},
    {"Published date", READ_LABEL_DATE},
    {"Publication date", READ_LABEL_DATE},
    {"Publish date", READ_LABEL_DATE},
    {"Submitted", READ_LABEL_DATE},
    {"更新时间", READ_LABEL_UPDATED},
    {"更新日期", READ_LABEL_UPDATED},
    {"Updated", READ_LABEL_UPDATED},
    {"Update date", READ_LABEL_UPDATED},

    {"代码", READ_LABEL_CODE},
    {"代码链接", READ_LABEL_CODE},
    {"代码地址", READ_LABEL_CODE},
    {"开源代码", READ_LABEL_CODE},
    {"开源地址", READ_LABEL_CODE},
    {"代码仓库", READ_LABEL_CODE},
    {"Code", READ_LABEL_CODE},
    {"Official code", READ_LABEL_CODE},
    {"Code link", READ_LABEL_CODE},
    {"Code URL", READ_LABEL_CODE},
    {"GitHub", READ_LABEL_CODE},
    {"GitHub 链接", READ_LABEL_CODE},
    {"GitHub 地址", READ_LABEL_CODE},
    {"Repo", READ_LABEL_CODE},
    {"Repository", READ_LABEL_CODE},
    {"Code stars", READ_LABEL_STARS},
    {"Stars", READ_LABEL_STARS},
    {"项目主页", READ_LABEL_PROJECT},
    {"项目地址", READ_LABEL_PROJECT},
    {"项目链接", READ_LABEL_PROJECT},
    {"项目", READ_LABEL_PROJECT},
    {"主页", READ_LABEL_PROJECT},
    {"Project", READ_LABEL_PROJECT},
    {"Project page", READ_LABEL_PROJECT},
    {"Project link", READ_LABEL_PROJECT},
    {"Homepage", READ_LABEL_PROJECT},
    {"Home", READ_LABEL_PROJECT},
    {"Demo", READ_LABEL_PROJECT},

    {"会议", READ_LABEL_VENUE},
    {"会议/期刊", READ_LABEL_VENUE},
    {"发表会议", READ_LABEL_VENUE},
    {"Venue", READ_LABEL_VENUE},
    {"Conference", READ_LABEL_VENUE},
    {"期刊", READ_LABEL_JOURNAL},
    {"Journal", READ_LABEL_JOURNAL},
    {"Journal ref", READ_LABEL_JOURNAL},
    {"Journal reference", READ_LABEL_JOURNAL},
    {"备注", READ_LABEL_COMMENT},
    {"注释", READ_LABEL_COMMENT},
    {"Comment", READ_LABEL_COMMENT},
    {"Comments", READ_LABEL_COMMENT},
    {"评分", READ_LABEL_SCORE},
    {"得分", READ_LABEL_SCORE},
    {"推荐指数", READ_LABEL_SCORE},
    {"Score", READ_LABEL_SCORE},
    {"Rating", READ_LABEL_SCORE},

    {"摘要", READ_LABEL_ABSTRACT},
    {"中文摘要", READ_LABEL_ABSTRACT},
    {"英文摘要", READ_LABEL_ABSTRACT},
    {"原文摘要", READ_LABEL_ABSTRACT},
    {"论文摘要", READ_LABEL_ABSTRACT},
    {"摘要翻译", READ_LABEL_ABSTRACT},
    {"内容摘要", READ_LABEL_ABSTRACT},
    {"内容简介", READ_LABEL_ABSTRACT},
    {"论文简介", READ_LABEL_ABSTRACT},
    {"简介", READ_LABEL_ABSTRACT},
    {"概要", READ_LABEL_ABSTRACT},
    {"Abstract", READ_LABEL_ABSTRACT},
    {"Summary", READ_LABEL_ABSTRACT},
    {"English abstract", READ_LABEL_ABSTRACT},
    {"Original abstract", READ_LABEL_ABSTRACT},
    {"Chinese abstract", READ_LABEL_ABSTRACT},

    {"TL;DR", READ_LABEL_TLDR},
    {"TL; DR", READ_LABEL_TLDR},
    {"TLDR", READ_LABEL_TLDR},
    {"一句话总结", READ_LABEL_TLDR},
    {"一句话要点", READ_LABEL_TLDR},
    {"一句话概括", READ_LABEL_TLDR},
    {"一句话介绍", READ_LABEL_TLDR},
    {"一句话摘要", READ_LABEL_TLDR},
    {"要点", READ_LABEL_HIGHLIGHT},
    {"核心要点", READ_LABEL_HIGHLIGHT},
    {"关键要点", READ_LABEL_HIGHLIGHT},
    {"亮点", READ_LABEL_HIGHLIGHT},
    {"优势", READ_LABEL_HIGHLIGHT},
    {"创新点", READ_LABEL_HIGHLIGHT},
    {"主要贡献", READ_LABEL_HIGHLIGHT},
    {"核心贡献", READ_LABEL_HIGHLIGHT},
    {"贡献", READ_LABEL_HIGHLIGHT},
    {"Highlight", READ_LABEL_HIGHLIGHT},
    {"Highlights", READ_LABEL_HIGHLIGHT},
    {"Key points", READ_LABEL_HIGHLIGHT},
    {"Contribution", READ_LABEL_HIGHLIGHT},
    {"Contributions", READ_LABEL_HIGHLIGHT},
    {"动机", READ_LABEL_MOTIVATION},
    {"研究动机", READ_LABEL_MOTIVATION},
    {"背景", READ_LABEL_MOTIVATION},
    {"研究背景", READ_LABEL_MOTIVATION},
    {"背景与动机", READ_LABEL_MOTIVATION},
    {"研究背景与动机", READ_LABEL_MOTIVATION},
    {"Motivation", READ_LABEL_MOTIVATION},
    {"Background", READ_LABEL_MOTIVATION},
    {"方法", READ_LABEL_METHOD},
    {"核心方法", READ_LABEL_METHOD},
    {"研究方法", READ_LABEL_METHOD},
    {"方法详解", READ_LABEL_METHOD},
    {"Method", READ_LABEL_METHOD},
    {"Methods", READ_LABEL_METHOD},
    {"结果", READ_LABEL_RESULT},
    {"实验", READ_LABEL_RESULT},
    {"实验结果", READ_LABEL_RESULT},
    {"实验亮点", READ_LABEL_RESULT},
    {"主要结果", READ_LABEL_RESULT},
    {"Result", READ_LABEL_RESULT},
    {"Results", READ_LABEL_RESULT},
    {"Experiments", READ_LABEL_RESULT},
    {"结论", READ_LABEL_CONCLUSION},
    {"Conclusion", READ_LABEL_CONCLUSION},
    {"Conclusions", READ_LABEL_CONCLUSION},
    {"不足", READ_LABEL_LIMITATION},
    {"局限", READ_LABEL_LIMITATION},
    {"局限性", READ_LABEL_LIMITATION},
    {"Limitation", READ_LABEL_LIMITATION},
    {"Limitations", READ_LABEL_LIMITATION},
    {"推荐", READ_LABEL_RECOMMENDATION},
    {"推荐理由", READ_LABEL_RECOMMENDATION},
    {"推荐语", READ_LABEL_RECOMMENDATION},
    {"锐评", READ_LABEL_RECOMMENDATION},
    {"点评", READ_LABEL_RECOMMENDATION},
    {"Reason", READ_LABEL_RECOMMENDATION},
    {"Recommendation", READ_LABEL_RECOMMENDATION},
    {"Evidence", READ_LABEL_RECOMMENDATION},
};

static gboolean
is_word_at (const gchar *text, gsize at, gsize length)
{
  return at < length && g_unichar_isalnum (g_utf8_get_char (text + at));
}

static gsize
skip_blanks (const gchar *text, gsize at, gsize length)
{
  while (at < length && g_unichar_isspace (g_utf8_get_char (text + at)))
    at = (gsize) (g_utf8_next_char (text + at) - text);
  return at;
}

static guint
match_colon (const gchar *text, gsize at, gsize length)
{
  if (at < length && text[at] == ':')
    return 1;
  return length - at >= strlen ("：") && memcmp (text + at, "：", strlen ("：")) == 0 ? (guint) strlen ("：")
                                                                                      : 0;
}

/* The end of the tag of HTML at @at; @at where there is none. */
static gsize
skip_tag (const gchar *text, gsize at, gsize length)
{
  gsize end = MIN (length, at + MAX_MARKS);
  const gchar *close;

  if (at + 1 >= length || text[at] != '<' || (!g_ascii_isalpha (text[at + 1]) && text[at + 1] != '/'))
    return at;
  close = memchr (text + at, '>', end - at);
  return close != NULL ? (gsize) (close - text) + 1 : at;
}

/* ---- Before the label ---- */

typedef struct {
  guint emphasis;   /* marks right before the label */
  gboolean bracket; /* 【 */
  gboolean tag;
} Marks;

/* What is no word and opens no parenthesis or quotation. */
static gsize
skip_marks (const gchar *text, gsize length, Marks *marks)
{
  gsize at = 0, limit = MIN (length, MAX_MARKS);

  while (at < limit && !is_word_at (text, at, length)) {
    gsize tag = skip_tag (text, at, length);
    gunichar c = g_utf8_get_char (text + at);

    if (tag > at) {
      marks->tag = TRUE;
      at = tag;
      continue;
    }
    if (strchr ("(\"'<{$\\|[!", text[at]) != NULL || c == 0xFF08 || c == 0x201C || c == 0x300A)
      break;
    marks->emphasis = c == '*' || c == '_' ? marks->emphasis + 1 : 0;
    marks->bracket = c == 0x3010;
    at = (gsize) (g_utf8_next_char (text + at) - text);
  }
  return at;
}

/* ---- The label ---- */

/* Bytes of @text at which @name stands; 0 where another word does. A blank of the name may be left out, and
 * two Chinese characters may be spaced out to the width of four: `作　者`. */
static gsize
match_name (const gchar *text, gsize length, const gchar *name)
{
  gsize at = 0;

  for (gsize i = 0; name[i] != '\0'; i++) {
    gboolean han = (guint8) name[i] >= 0xC0;

    if (han && i > 0 && (guint8) name[i - 1] >= 0x80)
      at = skip_blanks (text, at, length);
    if (at >= length)
      return 0;
    if (name[i] == ' ' && text[at] != ' ' && text[at] != '_' && (guint8) name[i + 1] >= 0x80)
      continue;
    if (g_ascii_tolower (text[at] == '_' ? ' ' : text[at]) != g_ascii_tolower (name[i]))
      return 0;
    at++;
  }
  return is_word_at (text, at, length) ? 0 : at;
}

static gsize
find_name (const gchar *text, gsize length, const gchar **name, ReadLabelField *field)
{
  gsize best = 0;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    gsize n = match_name (text, length, rows[i].name);

    if (n <= best)
      continue;
    best = n;
    *name = rows[i].name;
    *field = rows[i].field;
  }
  return best;
}

/* `(English)`, `/ Authors`, `(Authors)` behind a label. */
static gsize
skip_qualifier (const gchar *text, gsize at, gsize length, ReadLabelField field)
{
  gsize start = skip_blanks (text, at, length), limit = MIN (length, start + MAX_BETWEEN);
  const gchar *name, *close = NULL;
  ReadLabelField other;

  if (start >= length)
    return at;
  if (text[start] == '(')
    close = memchr (text + start, ')', limit - start);
  else if (wz_starts_with (text + start, "（"))
    close = g_strstr_len (text + start, (gssize) (limit - start), "）");
  if (close != NULL)
    return (gsize) (g_utf8_next_char (close) - text);
  if (text[start] == '/' || text[start] == '|')
    start = skip_blanks (text, start + 1, length);
  other = READ_LABEL_NONE;
  limit = start + find_name (text + start, length - start, &name, &other);
  return other == field ? limit : at;
}

/* The marks that close what was open before the label. */
static gsize
skip_closing (const gchar *text, gsize at, gsize length, Marks *open, gboolean *closed)
{
  for (gsize from = G_MAXSIZE; from != at && at < length;) {
    gsize tag = skip_tag (text, at, length);

    from = at;
    if (open->emphasis > 0 && (text[at] == '*' || text[at] == '_')) {
      open->emphasis--;
      at++;
    } else if (open->bracket && length - at >= strlen ("】") &&
               memcmp (text + at, "】", strlen ("】")) == 0) {
      open->bracket = FALSE;
      at += strlen ("】");
    } else if (open->tag && tag > at && text[at + 1] == '/')
      at = tag;
    *closed |= at > from;
  }
  return at;
}

gboolean
read_label_match (const gchar *text, gsize length, ReadLabel *label)
{
  Marks open = {0};
  gsize at;
  guint colon;

  *label = (ReadLabel){.start = skip_marks (text, length, &open)};
  at = label->start;
  at += find_name (text + at, length - at, &label->name, &label->field);
  if (label->field == READ_LABEL_NONE)
    return FALSE;
  label->end = at;
  at = skip_qualifier (text, at, length, label->field);
  at = skip_closing (text, at, length, &open, &label->marked);
  at = skip_blanks (text, at, length);
  colon = match_colon (text, at, length);
  label->colon = colon > 0;
  at = skip_closing (text, at + colon, length, &open, &label->marked);
  label->value = skip_blanks (text, at, length);
  return label->colon || label->marked || label->value >= length;
}

ReadLabelField
read_label_find (const gchar *text, gsize length)
{
  ReadLabel label;

  return read_label_match (text, length, &label) && label.value >= length ? label.field : READ_LABEL_NONE;
}
