/* wz-project-new.c: a new project, and the comments in its file. SPDX-License-Identifier: MIT */
#include "host/project/wz-project.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "host/file/wz-target.h"
#include <wenzhai/wz-error.h>

static const gchar template[] =
    "# wenzhai project / 文摘项目\n"
    "# `wenzhai build` makes an issue of each week that has dailies in inbox/.\n"
    "# `wenzhai build` 为 inbox/ 中有日报的每一周制作一期。\n"
    "\n"
    "[project]\n"
    "# Form of this file. 本文件的格式版本\n"
    "format = 1\n"
    "\n"
    "# Name of the series, and its name in file names. 刊名，以及文件名中的刊名\n"
    "series = 论文文摘\n"
    "slug = wenzhai\n"
    "# editor = \n"
    "# publisher = \n"
    "# rights = \n"
    "\n"
    "# Where dailies come in, where issues go, where corrections lie (2022-W38.overlay.ini).\n"
    "# 日报来处、成书去处、修订文件所在\n"
    "# `wenzhai edit 2022-W38` writes corrections, to be filled in. 用 `wenzhai edit 2022-W38` "
    "写出修订文件，供填写\n"
    "inbox = inbox\n"
    "issues = issues\n"
    "overlays = overlays\n"
    "# What archives say of papers, whose word holds: a file or a folder. 文库关于论文的记录，以其为准\n"
    "# metadata = metadata\n"
    "\n"
    "# week, month or year. 周、月或年\n"
    "period = week\n"
    "# The period that is number 1; without it the number is that of the week. 第 1 期\n"
    "# first = 2022-W38\n"
    "\n"
    "# editorial, day or category. 精选、日期或类别\n"
    "order = editorial\n"
    "# all, none, or some of author,affiliation,category,day. 索引\n"
    "indices = all\n"
    "statistics = yes\n"
    "colophon = yes\n"
    "# Mark papers that an earlier issue had, or leave them out. 标出或略去以前各期已有的论文\n"
    "seen = yes\n"
    "omit-seen = no\n"
    "\n"
    "# epub,pdf,azw3; all by default. 输出类型\n"
    "# formats = epub,pdf\n"
    "# classic, handout, compact, large, or a folder here. 样式，或本项目中的文件夹\n"
    "# style = classic\n"
    "# A folder here with more fonts. 本项目中另有字体的文件夹\n"
    "# font-dir = fonts\n"
    "# both, zh, en, parallel or behind. 语言\n"
    "# languages = both\n"
    "# Leave the characters of the dailies as they are with `no`. 用 no 保留日报原有的字符\n"
    "# normalize = yes\n"
    "# repair = no\n"
    "# Read all dailies by this reader: text, json, or a mapping file, also of the folder readers/ here. "
    "指定读取器\n"
    "# reader = daily-arxiv\n"
    "# Some of the papers only, chosen by these options: --only, --category, --match, --author, --full, "
    "--drop, --first. "
    "只取部分论文\n"
    "# select = --category LG,CV --first 20\n"
    "# Papers that were withdrawn: keep, mark or omit. 已撤稿的论文：不标、标出或略去\n"
    "# withdrawn = mark\n"
    "# An edition in Traditional Chinese as well: zh-Hant, zh-Hant-TW or zh-Hant-HK. 另出繁体版\n"
    "# variant = zh-Hant-TW\n"
    "# Files here that wenzhai need not name as unused. 不必报告为未用的文件\n"
    "# ignore = README*, *.docx\n"
    "\n"
    "# Options of outputs, one group each; `wenzhai plugin show pdf` lists them. 各输出的选项\n"
    "# [pdf]\n"
    "# paper = A5\n"
    "\n"
    "# Another edition of each issue, beside it; `man wenzhai-project`. 每一期的另一个版本\n"
    "# [edition print]\n"
    "# style = handout\n"
    "# formats = pdf\n"
    "\n"
    "# For `wenzhai handout`: the next meeting. 讨论会讲义\n"
    "# [handout]\n"
    "# when = 2022-09-28 14:00\n"
    "# place = 302\n"
    "# presenter.2209.11142 = 王芳\n"
    "\n"
    "# Corrections that hold for all issues. 适用于各期的修订\n"
    "# [overlay 2209.11142]\n"
    "# note = 值得一读\n";

gboolean
wz_project_init (const gchar *folder, GError **error)
{
  static const gchar *const folders[] = {"inbox", "issues", "overlays"};
  g_autofree gchar *path = g_build_filename (folder, WZ_PROJECT_FILE, NULL);
  if (g_file_test (path, G_FILE_TEST_EXISTS)) {
    g_set_error (error, WZ_OUTPUT_ERROR, WZ_OUTPUT_ERROR_IO, _ ("%s is there already"), path);
    return FALSE;
  }
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++) {
    g_autofree gchar *sub = g_build_filename (folder, folders[i], NULL);
    if (g_mkdir_with_parents (sub, 0777) != 0) {
      g_set_error (error, WZ_OUTPUT_ERROR, WZ_OUTPUT_ERROR_IO, "%s: %s", sub, g_strerror (errno));
      return FALSE;
    }
  }
  return wz_target_write_file (path, template, strlen (template), error);
}
