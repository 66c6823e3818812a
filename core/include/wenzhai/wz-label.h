/* wz-label.h: the words that outputs add to what the issue says. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-types.h>

G_BEGIN_DECLS

/* clang-format off */
/* One row a label: name, Simplified Chinese, Traditional Chinese, English. `%s`-like marks are never used: outputs
 * join labels and values themselves. */
#define WZ_LABELS(X)                                                        \
  X (CONTENTS,       "目录",         "目錄",         "Contents")             \
  X (COVER,          "封面",         "封面",         "Cover")                \
  X (BODY,           "正文",         "正文",         "Text")                 \
  X (ABSTRACT,       "摘要",         "摘要",         "Abstract")             \
  X (AUTHORS,        "作者",         "作者",         "Authors")              \
  X (AFFILIATIONS,   "机构",         "機構",         "Affiliations")         \
  X (CATEGORY,       "类别",         "類別",         "Category")             \
  X (LINK,           "链接",         "連結",         "Link")                 \
  X (ET_AL,          "等",           "等",           "et al.")               \
  X (FEATURED,       "论文精选",     "論文精選",     "Featured papers")      \
  X (NOTABLE,        "值得关注",     "值得關注",     "Also notable")         \
  X (EDITOR_NOTE,    "编者按",       "編者按",       "Editor’s note")        \
  X (APPEARED,       "刊载",         "刊載",         "Appeared")             \
  X (SEEN_IN,        "曾见于",       "曾見於",       "Seen in")              \
  X (NOTES,          "笔记",         "筆記",         "Notes")                \
  X (LINKS,          "链接列表",     "連結列表",     "Links")                \
  X (PREVIOUS,       "上一篇",       "上一篇",       "Previous")             \
  X (NEXT,           "下一篇",       "下一篇",       "Next")                 \
  X (INDEX,          "索引",         "索引",         "Index")                \
  X (INDEX_AUTHOR,   "作者索引",     "作者索引",     "Index of authors")     \
  X (INDEX_AFFILIATION, "机构索引",  "機構索引",     "Index of affiliations") \
  X (INDEX_CATEGORY, "类别索引",     "類別索引",     "Index of categories")  \
  X (INDEX_DAY,      "日期索引",     "日期索引",     "Index of days")        \
  X (NUMBER_PREFIX,  "第",           "第",           "No.")                  \
  X (NUMBER_SUFFIX,  "期",           "期",           "")                     \
  X (PAPERS_SUFFIX,  "篇论文",       "篇論文",       "papers")               \
  X (FIGURE,         "插图",         "插圖",         "Figure")               \
  X (COLOPHON,       "版权页",       "版權頁",       "Colophon")             \
  X (A11Y_BASE,      "本书为可重排的文字，标题、目录与阅读顺序完整，可放大字号、更换字体和颜色，并可朗读。", "本書為可重排的文字，標題、目錄與閱讀順序完整，可放大字級、更換字型和顏色，並可朗讀。", "Reflowable text with headings, contents and a reading order; size, font and colours can be changed, and it can be read aloud.") \
  X (A11Y_ALT,       "图片均有文字说明。", "圖片均有文字說明。", " Pictures have alternative texts.") \
  X (A11Y_IMAGES,    "部分图片没有文字说明。", "部分圖片沒有文字說明。", " Some pictures have no alternative text.") \
  X (A11Y_MATH,      "公式以 MathML 给出，并附 TeX 源文。", "公式以 MathML 給出，並附 TeX 原始碼。", " Formulae are MathML with their TeX source.") \
  X (FONTS,          "字体",         "字型",         "Fonts")                \
  X (UNTITLED,       "无题",         "無題",         "Untitled")             \
  X (DIGEST,         "论文文摘",     "論文文摘",     "Paper Digest")         \
  X (OTHER,          "其他",         "其他",         "Other")                \
  X (UNDATED,        "日期不详",     "日期不詳",     "Undated")              \
  X (EDITORIAL,      "导语",         "導語",         "Editorial")            \
  X (CHOICE,         "编辑推荐",     "編輯推薦",     "Editor’s choice")      \
  X (WEEK_IN_NUMBERS, "本周数字",    "本週數字",     "This week in numbers") \
  X (IN_NUMBERS,     "本期数字",     "本期數字",     "In numbers")           \
  X (PAPERS,         "论文",         "論文",         "Papers")               \
  X (DAY,            "日期",         "日期",         "Day")                  \
  X (MONTH,          "月份",         "月份",         "Month")                \
  X (BY_DAY,         "按日期",       "按日期",       "By day")               \
  X (BY_CATEGORY,    "按类别",       "按類別",       "By category")          \
  X (SOURCES,        "来源",         "來源",         "Sources")              \
  X (MISSING_DAYS,   "缺刊",         "缺刊",         "Days without a digest") \
  X (RIGHTS,         "许可",         "授權",         "Licence")              \
  X (CHANGES,        "变更说明",     "變更說明",     "Changes")              \
  X (PRODUCTION,     "来源与制作",   "來源與製作",   "Sources and production") \
  X (LIST_SEPARATOR, "、",           "、",           ", ")                   \
  X (BACK_TO_TEXT,   "返回正文",     "返回正文",     "Back to the text")     \
  X (CODE,           "代码",         "程式碼",       "Code")                 \
  X (COLON,          "：",           "：",           ": ")                   \
  X (WITHDRAWN,      "已撤稿",       "已撤稿",       "Withdrawn")            \
  X (REPLACED,       "修订稿",       "修訂稿",       "Revised")              \
  X (CROSS,          "交叉分类",     "交叉分類",     "Cross-listed")         \
  X (VENUE,          "发表",         "發表",         "Venue")                \
  X (JOURNAL_REF,    "刊载卷期",     "刊載卷期",     "Published in")         \
  X (COMMENT,        "备注",         "備註",         "Comment")              \
  X (PUBLISHED,      "首次公开",     "首次公開",     "First posted")         \
  X (UPDATED,        "更新",         "更新",         "Updated")              \
  X (SCORE,          "评分",         "評分",         "Score")                \
  X (SCORE_REASON,   "评分理由",     "評分理由",     "Reason")               \
  X (TLDR,           "提要",         "提要",         "TL;DR")                \
  X (HIGHLIGHT,      "要点",         "要點",         "Highlights")           \
  X (MOTIVATION,     "动机",         "動機",         "Motivation")           \
  X (METHOD,         "方法",         "方法",         "Method")               \
  X (RESULT,         "结果",         "結果",         "Results")              \
  X (CONCLUSION,     "结论",         "結論",         "Conclusion")           \
  X (LIMITATION,     "局限",         "局限",         "Limitations")          \
  X (RECOMMENDATION, "推荐",         "推薦",         "Recommendation")       \
  X (AUTHORS_UNIT,   "位",           "位",           "authors")              \
  X (AFFILIATIONS_UNIT, "家",        "家",           "affiliations")\
  X (SERIES,         "刊名",         "刊名",         "Series")               \
  X (EDITOR,         "编者",         "編者",         "Editor")               \
  X (PUBLISHER,      "出版",         "出版",         "Publisher")            \
  X (PERIOD,         "收录日期",     "收錄日期",     "Period")               \
  X (IDENTIFIER,     "标识符",       "識別碼",       "Identifier")           \
  X (AGENDA,         "议程",         "議程",         "Agenda")               \
  X (PRESENTER,      "主讲",         "主講",         "Presenter")              \
  X (REVISION,       "版次",         "版次",         "Edition")              \
  X (FOREWORD,       "前言",         "前言",         "Foreword")             \
  X (AFTERWORD,      "后记",         "後記",         "Afterword")            \
  X (EDITION_NAME,   "版本",         "版本",         "Edition for")          \
  X (GONE,           "撤下",         "撤下",         "Taken out")             \
  X (SKIP,           "跳到正文",     "跳到正文",     "Skip to the text")     \
  X (DISPLAY,        "显示",         "顯示",         "Display")              \
  X (LANGUAGE,       "语言",         "語言",         "Language")             \
  X (BILINGUAL,      "双语",         "雙語",         "Both")                 \
  X (SIDE_BY_SIDE,   "对照",         "對照",         "Side by side")         \
  X (APPEARANCE,     "外观",         "外觀",         "Appearance")           \
  X (AUTOMATIC,      "自动",         "自動",         "Automatic")            \
  X (LIGHT,          "浅色",         "淺色",         "Light")                \
  X (DARK,           "深色",         "深色",         "Dark")
/* clang-format on */

typedef enum {
#define WZ_LABEL_ENUM(name, hans, hant, en) WZ_LABEL_##name,
  WZ_LABELS (WZ_LABEL_ENUM)
#undef WZ_LABEL_ENUM
      WZ_N_LABELS
} WzLabel;

/**
 * wz_label:
 * @lang: BCP 47; what is neither Chinese nor English gets English
 */
WZ_API const gchar *wz_label (WzLabel label, const gchar *lang);

/**
 * wz_date_dup_label:
 *
 * `2022年9月22日`, `22 September 2022`; the empty string for an unknown date.
 *
 * Returns: (transfer full)
 */
WZ_API gchar *wz_date_dup_label (WzDate date, const gchar *lang);

/**
 * wz_date_dup_range_label:
 *
 * `2022年9月19日至25日`, `19–25 September 2022`: what both days share is said once. One day where they are
 * the same or one of them is unknown.
 *
 * Returns: (transfer full)
 */
WZ_API gchar *wz_date_dup_range_label (WzDate first, WzDate last, const gchar *lang);

/** wz_number_dup_label: (transfer full): `第12期`, `No. 12` */
WZ_API gchar *wz_number_dup_label (const gchar *number, const gchar *lang);

/** wz_number_is_said: whether @text (nullable) has @number (nullable), that of the issue, in it as a number
 * of its own, as the title of a weekly issue has (`文摘 2022年第38周`): outputs do not say it a second time
 * then. */
WZ_API gboolean wz_number_is_said (const gchar *number, const gchar *text);

/** wz_date_dup_iso: (transfer full): `2022-09-22`; the empty string for an unknown date. */
WZ_API gchar *wz_date_dup_iso (WzDate date);

/** wz_date_is_known: whether @date names a real day. */
WZ_API gboolean wz_date_is_known (WzDate date);

/** wz_date_compare: as strcmp(); an unknown date comes last. */
WZ_API gint wz_date_compare (WzDate a, WzDate b);

G_END_DECLS
