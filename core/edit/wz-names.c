/* wz-names.c: names of categories, days and weeks in the languages of an issue. SPDX-License-Identifier: MIT
 *
 * A digest's own legend comes first; the table here is for codes and languages that it does not have (arXiv's
 * category taxonomy, the part behind the point).
 */
#include "edit/wz-names.h"

#include "model/wz-builder.h"

#include <glib/gi18n-lib.h>

typedef struct {
  const gchar *code, *hans, *hant, *en;
} CategoryRow;

static const CategoryRow categories[] = {
    {"AI", "人工智能", "人工智慧", "Artificial Intelligence"},
    {"AR", "硬件体系结构", "硬體架構", "Hardware Architecture"},
    {"AS", "音频与语音", "音訊與語音", "Audio and Speech"},
    {"BM", "生物分子", "生物分子", "Biomolecules"},
    {"CE", "计算工程", "計算工程", "Computational Engineering"},
    {"CG", "计算几何", "計算幾何", "Computational Geometry"},
    {"CL", "计算与语言", "計算與語言", "Computation and Language"},
    {"CR", "密码学与安全", "密碼學與安全", "Cryptography and Security"},
    {"CV", "计算机视觉", "電腦視覺", "Computer Vision"},
    {"CY", "计算机与社会", "電腦與社會", "Computers and Society"},
    {"DB", "数据库", "資料庫", "Databases"},
    {"DC", "分布式计算", "分散式運算", "Distributed Computing"},
    {"DL", "数字图书馆", "數位圖書館", "Digital Libraries"},
    {"DS", "数据结构与算法", "資料結構與演算法", "Data Structures and Algorithms"},
    {"GR", "图形学", "圖學", "Graphics"},
    {"GT", "博弈论", "賽局理論", "Game Theory"},
    {"HC", "人机交互", "人機互動", "Human–Computer Interaction"},
    {"IR", "信息检索", "資訊檢索", "Information Retrieval"},
    {"IT", "信息论", "資訊理論", "Information Theory"},
    {"IV", "图像与视频处理", "影像與視訊處理", "Image and Video Processing"},
    {"LG", "机器学习", "機器學習", "Machine Learning"},
    {"LO", "计算逻辑", "計算邏輯", "Logic"},
    {"MA", "多智能体系统", "多代理人系統", "Multiagent Systems"},
    {"ME", "统计方法", "統計方法", "Methodology"},
    {"ML", "统计机器学习", "統計機器學習", "Machine Learning (Statistics)"},
    {"MM", "多媒体", "多媒體", "Multimedia"},
    {"NA", "数值分析", "數值分析", "Numerical Analysis"},
    {"NC", "神经元与认知", "神經元與認知", "Neurons and Cognition"},
    {"NE", "神经与进化计算", "神經與演化計算", "Neural and Evolutionary Computing"},
    {"NI", "网络", "網路", "Networking"},
    {"OC", "优化与控制", "最佳化與控制", "Optimization and Control"},
    {"PL", "编程语言", "程式語言", "Programming Languages"},
    {"QM", "定量方法", "定量方法", "Quantitative Methods"},
    {"RO", "机器人", "機器人", "Robotics"},
    {"SD", "声音", "聲音", "Sound"},
    {"SE", "软件工程", "軟體工程", "Software Engineering"},
    {"SI", "社会与信息网络", "社會與資訊網路", "Social and Information Networks"},
    {"SP", "信号处理", "訊號處理", "Signal Processing"},
    {"ST", "统计理论", "統計理論", "Statistics Theory"},
    {"SY", "系统与控制", "系統與控制", "Systems and Control"},
};

static gboolean
is_traditional (const gchar *lang)
{
  return wz_lang_is_chinese (lang) && g_str_has_prefix (wz_lang_map (lang, WZ_LANG_OPENTYPE), "ZHT");
}

static const CategoryRow *
find_row (const gchar *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (categories); i++)
    if (g_ascii_strcasecmp (categories[i].code, code) == 0)
      return &categories[i];
  return NULL;
}

const gchar *
wz_names_field (const gchar *field)
{
  static const gchar *const names[][2] = {
      {"title", N_ ("title")},
      {"abstract", N_ ("abstract")},
      {"body", N_ ("text")},
      {"link", N_ ("link")},
      {"links", N_ ("links")},
      {"code", N_ ("code")},
      {"authors", N_ ("authors")},
      {"affiliations", N_ ("affiliations")},
      {"categories", N_ ("categories")},
      {"notes", N_ ("notes")},
      {"appearances", N_ ("days")},
      {"form", N_ ("form")},
      {"category", N_ ("primary category")},
      {"status", N_ ("status")},
      {"venue", N_ ("venue")},
      {"comment", N_ ("comment")},
      {"journal-ref", N_ ("journal reference")},
      {"published", N_ ("first posted")},
      {"updated", N_ ("updated")},
      {"score", N_ ("score")},
      {"score-reason", N_ ("reason of the score")},
      {"points", N_ ("points")},
      {"tldr", N_ ("TL;DR")},
      {"highlight", N_ ("highlights")},
      {"motivation", N_ ("motivation")},
      {"method", N_ ("method")},
      {"result", N_ ("results")},
      {"conclusion", N_ ("conclusion")},
      {"limitation", N_ ("limitations")},
      {"recommendation", N_ ("recommendation")},
      {"number", N_ ("number")},
      {"arxiv", N_ ("arXiv id")},
      {"doi", N_ ("DOI")},
      {"identity", N_ ("identifier")},
  };
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i][0], field))
      return _ (names[i][1]);
  return field;
}

const gchar *
wz_names_category (const WzIssue *issue, const gchar *code, const gchar *lang)
{
  const gchar *name = wz_issue_get_category_name (issue, code, lang);
  const CategoryRow *row = find_row (code);
  if (name || row == NULL)
    return name;
  return is_traditional (lang) ? row->hant : wz_lang_is_chinese (lang) ? row->hans : row->en;
}

gchar *
wz_names_dup_category (const WzIssue *issue, const gchar *code, const gchar *lang)
{
  const gchar *name = wz_names_category (issue, code, lang);
  if (name == NULL)
    return g_strdup (code);
  return wz_lang_is_chinese (lang) ? g_strdup_printf ("%s（%s）", name, code)
                                   : g_strdup_printf ("%s (%s)", name, code);
}

guint
wz_names_category_rank (const WzIssue *issue, const gchar *code)
{
  guint rank = wz_issue_find_category (issue, code);
  if (rank < wz_issue_get_n_categories (issue))
    return rank;
  for (guint i = 0; i < 2 && code[i]; i++)
    rank += (guint) (guchar) code[i] << (8 - 8 * i);
  return rank;
}

static const gchar *
weekday_name (WzDate date, const gchar *lang)
{
  static const gchar *const chinese[] = {"一", "二", "三", "四", "五", "六", "日"};
  static const gchar *const english[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                         "Friday", "Saturday", "Sunday"};
  GDate day;
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, date.day, (GDateMonth) date.month, date.year);
  guint weekday = (guint) g_date_get_weekday (&day) - 1;
  return wz_lang_is_chinese (lang) ? chinese[weekday] : english[weekday];
}

gchar *
wz_names_dup_day (WzDate date, const gchar *lang)
{
  g_autofree gchar *label = wz_date_dup_label (date, lang);
  return wz_lang_is_chinese (lang) ? g_strdup_printf ("%s 星期%s", label, weekday_name (date, lang))
                                   : g_strdup_printf ("%s, %s", weekday_name (date, lang), label);
}

gchar *
wz_names_dup_short_day (WzDate date, const gchar *lang)
{
  return wz_lang_is_chinese (lang) ? g_strdup_printf ("%u日 星期%s", date.day, weekday_name (date, lang))
                                   : g_strdup_printf ("%u, %s", date.day, weekday_name (date, lang));
}

gchar *
wz_names_dup_month (WzDate date, const gchar *lang)
{
  static const gchar *const months[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};
  return wz_lang_is_chinese (lang) ? g_strdup_printf ("%u年%u月", date.year, date.month)
                                   : g_strdup_printf ("%s %u", months[(date.month + 11) % 12], date.year);
}
