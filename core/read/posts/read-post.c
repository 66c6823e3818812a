/* In: the text of a post. Out: the papers that it names. SPDX-License-Identifier: MIT */
#include "read/posts/read-post.h"
#include "read/common/read-match.h"

#include "read/common/read-tables.h"

#include <string.h>

enum { MAX_BYTES = 4096 /* of a title, of names, of links: a post has no more */ };

/* Up to the next of @marks, or the end. All are looked for at once: a search for each would run to the end of
 * a post that has many of one and none of another, as often as it has the one. */
static gsize
find_first (const ReadDoc *doc, ReadSpan span, const gchar *const *marks)
{
  for (gsize at = span.start; at < span.end; at++)
    for (guint i = 0; marks[i] != NULL; i++)
      if (read_span_starts (doc, (ReadSpan){at, span.end}, marks[i]))
        return at;
  return span.end;
}

/* Behind the last address of @links, what the platform says of its pictures. */
static void
cut_tail (const ReadDoc *doc, ReadPost *post)
{
  static const gchar *const tails[] = {"原图", "爱可可-爱生活的微博视频", "网页链接"};
  ReadSpan rest = post->links;

  for (gboolean found = TRUE; found;) {
    found = FALSE;
    rest = read_span_trim (doc, rest);
    for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
      if (read_span_ends (doc, rest, tails[i])) {
        rest.end -= strlen (tails[i]);
        found = TRUE;
      }
    if (read_span_ends (doc, rest, "张]")) {
      gsize open = read_span_find (doc, rest, "[组图共");

      found = open < rest.end;
      rest.end = open;
    }
  }
  post->tail = read_span_trim (doc, (ReadSpan){rest.end, post->links.end});
  post->links = rest;
}

/* `(2020)`, `(CVPR 2020)`: parentheses with a year in them. */
static gboolean
match_year (const ReadDoc *doc, ReadSpan span, ReadSpan *inside)
{
  for (gsize open = span.start; (open = read_span_find (doc, (ReadSpan){open, span.end}, "(")) < span.end;
       open++) {
    gsize shut = read_span_find (doc, (ReadSpan){open, span.end}, ")");

    if (shut >= span.end)
      return FALSE;
    for (gsize at = open + 1; at + 4 <= shut; at++)
      if ((read_span_starts (doc, (ReadSpan){at, shut}, "19") ||
           read_span_starts (doc, (ReadSpan){at, shut}, "20")) &&
          g_ascii_isdigit (doc->text[at + 2]) && g_ascii_isdigit (doc->text[at + 3])) {
        *inside = (ReadSpan){open + 1, shut};
        return TRUE;
      }
  }
  return FALSE;
}

/* Names, affiliations and year between the title and the first address. */
static gboolean
match_facts (const ReadDoc *doc, ReadSpan facts, ReadPost *post)
{
  gsize open = read_span_find (doc, facts, "[");
  ReadSpan inside, after, rest = facts;
  gboolean year, units = FALSE;

  if (open < facts.end && !read_span_starts (doc, (ReadSpan){open, facts.end}, "[组图") &&
      read_match_bracket (doc, (ReadSpan){open, facts.end}, &inside, &after)) {
    post->units = inside;
    units = TRUE;
    rest = after;
  }
  year = match_year (doc, rest, &post->venue);
  post->names.start = facts.start;
  post->names.end = units ? open : year ? post->venue.start - 1 : facts.start;
  post->names = read_span_trim (doc, post->names);
  if (read_span_starts (doc, post->names, "by "))
    post->names.start += strlen ("by ");
  return year || !read_span_is_empty (post->units);
}

/* `【…】` and `[LG]` right before the title; @start: where they may begin. */
static void
match_before (const ReadDoc *doc, gsize start, gsize open, ReadPost *post)
{
  ReadSpan before = read_span_trim (doc, (ReadSpan){start, open});

  post->whole.start = open;
  if (read_span_ends (doc, before, "*")) {
    before = read_span_trim (doc, (ReadSpan){before.start, before.end - 1});
    post->whole.start = before.end;
  }
  if (read_span_ends (doc, before, "】")) {
    gsize at = before.end;

    while (at > before.start && before.end - at < MAX_BYTES &&
           !read_span_starts (doc, (ReadSpan){at, before.end}, "【"))
      at = read_char_previous (doc, at, before.start);
    if (read_span_starts (doc, (ReadSpan){at, before.end}, "【")) {
      post->chinese = (ReadSpan){at + strlen ("【"), before.end - strlen ("】")};
      post->whole.start = at;
    }
  } else if (read_span_ends (doc, before, "]")) {
    gsize at = before.end > before.start + READ_MAX_CODE + 2 ? before.end - READ_MAX_CODE - 2 : before.start;
    ReadSpan inside, after;
    gchar code[READ_MAX_CODE];

    at = read_span_find (doc, (ReadSpan){at, before.end}, "[");
    if (read_match_bracket (doc, (ReadSpan){at, before.end}, &inside, &after) &&
        read_match_code (doc, inside, code) && read_is_known_code (code)) {
      post->tag = inside;
      post->whole.start = at;
    }
  }
}

static gboolean
match_at (const ReadDoc *doc, ReadSpan span, gsize open, ReadPost *post)
{
  static const gchar *const ends[] = {"http", "《", "【", "\n", NULL}, *const papers[] = {"《", "【", NULL};
  gsize end = MIN (span.end, open + MAX_BYTES), shut = read_span_find (doc, (ReadSpan){open, end}, "》");
  ReadSpan facts;

  if (shut >= end)
    return FALSE;
  *post = (ReadPost){.title = read_span_trim (doc, (ReadSpan){open + strlen ("《"), shut})};
  facts = (ReadSpan){shut + strlen ("》"), MIN (span.end, shut + MAX_BYTES)};
  facts.end = find_first (doc, facts, ends);
  if (read_span_is_empty (post->title) || read_span_is_chinese (doc, post->title) ||
      !match_facts (doc, facts, post))
    return FALSE;
  post->links.start = MAX (MAX (post->names.end, read_span_is_empty (post->units) ? 0 : post->units.end + 1),
                           read_span_is_empty (post->venue) ? facts.start : post->venue.end + 1);
  post->links.end = find_first (doc, (ReadSpan){facts.end, MIN (span.end, facts.end + MAX_BYTES)}, papers);
  match_before (doc, span.start, open, post);
  cut_tail (doc, post);
  post->whole.end = post->links.end;
  return TRUE;
}

gboolean
read_match_post (const ReadDoc *doc, ReadSpan span, ReadPost *post)
{
  for (gsize at = span.start; at < span.end;) {
    static const gchar *const marks[] = {"《", "【", NULL};
    gsize open = find_first (doc, (ReadSpan){at, span.end}, marks);

    if (open >= span.end)
      return FALSE;
    if (read_span_starts (doc, (ReadSpan){open, span.end}, "【")) { /* a label may hold a title of its own */
      gsize end = MIN (span.end, open + MAX_BYTES), shut = read_span_find (doc, (ReadSpan){open, end}, "】");

      at = shut < end ? shut : open + strlen ("【");
      continue;
    }
    if (match_at (doc, span, open, post))
      return TRUE;
    at = open + strlen ("《");
  }
  return FALSE;
}
