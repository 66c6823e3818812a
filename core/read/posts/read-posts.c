/* In: the lines of somebody's posts as a crawler of Weibo writes them, newest first: a head about the
 * account, then each post with its place, time, counts and tool. Out: a ReadIssue with the papers of the
 * posts, oldest first, a section a day. Posts that name no paper are left out, and said to be.
 * SPDX-License-Identifier: MIT */
#include "read/issue/read-issue.h"
#include "read/common/read-match.h"
#include "read/common/read-tables.h"
#include "read/posts/read-post.h"

#include <string.h>

static const gchar *const head_labels[] = {"用户信息", "用户昵称", "用户id",       "微博数",
                                           "关注数",   "粉丝数",   "原创微博内容", NULL};
static const gchar *const post_labels[] = {"微博位置", "发布时间", "点赞数", "转发数",
                                           "评论数",   "发布工具", NULL};
/* What stands before several papers in one post. */
static const gchar *const openings[] = {"几篇论文实现代码", NULL};

typedef struct {
  ReadSpan text;
  WzDate date;
} Posted;

/* ---- The file ---- */

/* `发布时间：2020-04-28 14:17`: the day is kept, the rest says nothing of a paper. */
static void
take_label (ReadDoc *doc, ReadIssue *issue, ReadSpan line, ReadSpan label, ReadSpan value, WzDate *date)
{
  gsize start, length;

  read_doc_mark (doc, line, WZ_COVERAGE_BOILERPLATE);
  if (read_span_equals (doc, label, "用户昵称"))
    issue->source = read_take_field (doc, value);
  else if (read_span_equals (doc, label, "发布时间") &&
           read_match_date (read_doc_peek (doc, value), TRUE, date, &start, &length))
    read_doc_mark (doc, (ReadSpan){value.start + start, value.start + start + length}, WZ_COVERAGE_FIELD);
}

/* The posts in the order of the file; a post's text ends where its place stands. */
static GArray *
collect (ReadDoc *doc, ReadIssue *issue)
{
  GArray *posts = g_array_new (FALSE, FALSE, sizeof (Posted));
  Posted post = {READ_NO_SPAN, {0, 0, 0}};

  for (guint i = 0; i < doc->lines->len; i++) {
    ReadSpan line = read_doc_line (doc, i)->body, label, value;

    if (read_span_is_empty (line))
      continue;
    if (posts->len == 0 && read_span_is_empty (post.text) &&
        read_match_label (doc, line, head_labels, &label, &value))
      take_label (doc, issue, line, label, value, &post.date);
    else if (!read_match_label (doc, line, post_labels, &label, &value))
      post.text = (ReadSpan){read_span_is_empty (post.text) ? line.start : post.text.start, line.end};
    else {
      if (!read_span_is_empty (post.text)) {
        g_array_append_val (posts, post);
        post.text = READ_NO_SPAN;
      }
      if (posts->len > 0)
        take_label (doc, issue, line, label, value, &g_array_index (posts, Posted, posts->len - 1).date);
    }
  }
  if (!read_span_is_empty (post.text))
    g_array_append_val (posts, post);
  return posts;
}

/* ---- A post ---- */

/* The addresses of @span with the words before them: `view:http://…`; other text stays unknown. */
static void
take_links (ReadDoc *doc, ReadEntry *entry, ReadSpan span)
{
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (ReadLink));

  for (gsize at = span.start; (at = read_span_find (doc, (ReadSpan){at, span.end}, "http")) < span.end;) {
    gsize start = at, end = read_url_end (doc, at, span.end);

    while (start > span.start &&
           !read_is_space (read_char_at (doc, read_char_previous (doc, start, span.start), span.end)))
      start = read_char_previous (doc, start, span.start);
    if (start == at && start > span.start && doc->text[start - 1] == ' ') { /* `GitHub: http://…` */
      ReadSpan before = read_span_trim (doc, (ReadSpan){span.start, start});

      if (read_span_ends (doc, before, ":") || read_span_ends (doc, before, "："))
        for (start = before.end;
             start > span.start &&
             !read_is_space (read_char_at (doc, read_char_previous (doc, start, span.start), span.end));)
          start = read_char_previous (doc, start, span.start);
    }
    g_array_set_size (links, 0);
    if (read_match_links (doc, (ReadSpan){start, end}, links)) {
      const ReadLink *link = &g_array_index (links, ReadLink, 0);

      read_doc_mark (doc, (ReadSpan){start, end}, WZ_COVERAGE_SEPARATOR);
      read_entry_take_link (doc, entry, link->label, link->url);
    }
    at = MAX (end, at + strlen ("http"));
  }
}

static void
take_paper (ReadDoc *doc, ReadSection *section, const ReadPost *post, WzDate date)
{
  ReadEntry *entry = read_section_add_entry (section, post->whole.start);
  gsize head = MIN (post->links.start, post->whole.end);
  gchar code[READ_MAX_CODE];

  read_doc_mark (doc, (ReadSpan){post->whole.start, head}, WZ_COVERAGE_SEPARATOR);
  read_doc_mark (doc, post->tail, WZ_COVERAGE_BOILERPLATE);
  entry->full = FALSE;
  entry->date = date;
  if (read_match_code (doc, post->tag, code)) {
    ReadField tag = read_take_field (doc, post->tag);

    g_array_append_val (entry->tags, tag);
  }
  entry->title_zh = read_take_field (doc, post->chinese);
  entry->title_en = read_take_field (doc, post->title);
  if (!read_span_is_empty (post->names) && read_is_author_line (doc, post->names))
    read_entry_take_authors (doc, entry, post->names);
  else
    read_doc_mark (doc, post->names, WZ_COVERAGE_UNKNOWN);
  if (!read_span_is_empty (post->units))
    read_entry_take_affiliations (doc, entry, post->units);
  if (post->venue.end - post->venue.start > strlen ("2020"))
    entry->venue = read_take_field (doc, post->venue);
  else
    read_doc_mark (doc, post->venue, WZ_COVERAGE_BOILERPLATE);
  take_links (doc, entry, post->links);
}

/* Whether there is a paper in it; what is said around papers is unknown but for the words of a table. */
static gboolean
take_post (ReadDoc *doc, ReadIssue *issue, const Posted *posted, ReadSection **section)
{
  ReadSpan rest = posted->text, label, value;
  ReadPost post;
  guint n = 0;

  for (; read_match_post (doc, rest, &post); n++) {
    if (*section == NULL || wz_date_compare ((*section)->date, posted->date) != 0) {
      *section = read_issue_add_section (issue, WZ_SECTION_DAY, posted->text.start);
      (*section)->date = posted->date;
    }
    if (n == 0 && read_match_label (doc, posted->text, openings, &label, &value))
      read_doc_mark (doc, (ReadSpan){posted->text.start, value.start}, WZ_COVERAGE_BOILERPLATE);
    take_paper (doc, *section, &post, posted->date);
    rest.start = MAX (post.whole.end, post.tail.end);
  }
  return n > 0;
}

gboolean
read_is_posts (const ReadDoc *doc)
{
  ReadSpan whole = {0, doc->length};

  return read_span_find (doc, whole, "微博位置：") < whole.end &&
         read_span_find (doc, whole, "发布时间：") < whole.end;
}

gboolean
read_parse_posts (ReadDoc *doc, ReadIssue *issue)
{
  g_autoptr (GArray) posts = NULL;
  ReadSection *section = NULL;
  gboolean newest_first;
  guint n_left = 0;

  if (!read_is_posts (doc))
    return FALSE;
  posts = collect (doc, issue);
  newest_first = posts->len > 1 && wz_date_compare (g_array_index (posts, Posted, 0).date,
                                                    g_array_index (posts, Posted, posts->len - 1).date) > 0;
  for (guint i = 0; i < posts->len; i++) {
    const Posted *posted = &g_array_index (posts, Posted, newest_first ? posts->len - 1 - i : i);

    if (take_post (doc, issue, posted, &section))
      continue;
    read_doc_remark (doc, READ_DIAG_POST_LEFT, posted->text.start, "%s", read_doc_peek (doc, posted->text));
    n_left++;
  }
  if (section != NULL)
    issue->date = section->date;
  if (n_left > 0)
    read_doc_remark_file (doc, READ_DIAG_POSTS_LEFT, "%u/%u", n_left, posts->len);
  return TRUE;
}
