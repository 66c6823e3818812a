/* Matchers of headings, tags, brackets and names. Those of numbers are in read-count.c,
 * of links and dates in read-link.c.
 * SPDX-License-Identifier: MIT */
#include "read/common/read-match.h"

#include "base/wz-person.h"
#include "read/common/read-tables.h"

#include <string.h>

gsize
read_skip_blank (const ReadDoc *doc, gsize at, gsize end)
{
  while (at < end) {
    gunichar c = read_char_at (doc, at, end);

    if (!read_is_space (c) && !read_is_invisible (c) && c != 0x200C && c != 0x200D)
      break;
    at = read_char_next (doc, at);
  }
  return at;
}

guint
read_match_colon (const ReadDoc *doc, gsize at, gsize end)
{
  gunichar c = read_char_at (doc, at, end);

  return c == ':' ? 1 : c == 0xFF1A ? 3 : 0;
}

gunichar
read_closing_bracket (gunichar open)
{
  switch (open) {
  case '[':
    return ']';
  case 0x3010: /* 【 */
    return 0x3011;
  case 0xFF3B: /* ［ */
    return 0xFF3D;
  case 0x3014: /* 〔 */
    return 0x3015;
  default:
    return 0;
  }
}

/* The end of the bracket that opens at @at (nesting counted), as the span inside; @after is behind it. */
static gboolean
match_balanced (const ReadDoc *doc, gsize at, gsize end, ReadSpan *inside, gsize *after)
{
  gunichar open = read_char_at (doc, at, end), close = read_closing_bracket (open);
  guint depth = 0;

  if (close == 0)
    return FALSE;
  inside->start = read_char_next (doc, at);
  for (; at < end; at = read_char_next (doc, at)) {
    gunichar c = read_char_at (doc, at, end);

    if (c == open)
      depth++;
    else if (c == close && --depth == 0) {
      inside->end = at;
      *after = read_char_next (doc, at);
      return TRUE;
    }
  }
  return FALSE;
}

gboolean
read_match_bracket (const ReadDoc *doc, ReadSpan line, ReadSpan *inside, ReadSpan *after)
{
  gsize stop;

  if (!match_balanced (doc, line.start, line.end, inside, &stop))
    return FALSE;
  *after = read_span_trim (doc, (ReadSpan){stop, line.end});
  return TRUE;
}

gboolean
read_match_code (const ReadDoc *doc, ReadSpan span, gchar code[READ_MAX_CODE])
{
  gsize n = 0;

  for (gsize at = span.start; at < span.end; at = read_char_next (doc, at)) {
    gunichar c = read_char_at (doc, at, span.end);

    if (read_is_invisible (c) || c == 0x200C || c == 0x200D)
      continue;
    if ((c >= 0xFF21 && c <= 0xFF3A) || (c >= 0xFF41 && c <= 0xFF5A)) /* full-width letters */
      c -= 0xFEE0;
    if (n + 1 >= READ_MAX_CODE || c >= 0x80 ||
        !(g_ascii_isalpha ((gchar) c) || (n > 0 && (c == '.' || c == '-'))))
      return FALSE;
    code[n++] = (gchar) c;
  }
  code[n] = 0;
  return n > 0;
}

/* A span without invisible characters and joiners at its ends. */
static ReadSpan
trim_joiners (const ReadDoc *doc, ReadSpan span)
{
  span.start = read_skip_blank (doc, span.start, span.end);
  span = read_span_trim (doc, span);
  while (span.end > span.start) {
    gsize last = read_char_previous (doc, span.end, span.start);
    gunichar c = read_char_at (doc, last, span.end);

    if (c != 0x200C && c != 0x200D && !read_is_space (c) && !read_is_invisible (c))
      break;
    span.end = last;
  }
  return span;
}

/* The codes inside one bracket, split at commas and the like. */
static gboolean
match_codes (const ReadDoc *doc, ReadSpan inside, ReadHeading *heading)
{
  guint n_before = heading->n_tags;
  gsize start = inside.start;
  gchar text[READ_MAX_CODE];

  for (gsize at = inside.start; at <= inside.end;) {
    gunichar c = at < inside.end ? read_char_at (doc, at, inside.end) : 0;
    gboolean is_separator =
        c == 0 || c == ',' || c == 0xFF0C || c == '/' || c == 0x3001 || c == ';' || c == '&';

    if (is_separator) {
      ReadSpan code = trim_joiners (doc, (ReadSpan){start, at});

      if (!read_match_code (doc, code, text) || heading->n_tags >= READ_MAX_TAGS) {
        heading->n_tags = n_before;
        return FALSE;
      }
      heading->tags[heading->n_tags++] = code;
    }
    if (c == 0)
      break;
    at = read_char_next (doc, at);
    if (is_separator)
      start = at;
  }
  return heading->n_tags > n_before;
}

gboolean
read_is_tag_like (const ReadDoc *doc, ReadSpan tag)
{
  gchar code[READ_MAX_CODE];
  gsize n = 0;

  if (!read_match_code (doc, tag, code))
    return FALSE;
  while (g_ascii_isupper (code[n]))
    n++;
  return (code[n] == 0 && n <= 4) || read_is_known_code (code);
}

/* `(LG)` behind a number, where it is a code that everybody knows. */
static gsize
match_round_tag (const ReadDoc *doc, gsize at, gsize end, ReadHeading *heading)
{
  gsize start = read_skip_blank (doc, at, end), stop;
  gunichar open = read_char_at (doc, start, end);
  gchar code[READ_MAX_CODE];

  if (!heading->has_number || heading->n_tags > 0 || (open != '(' && open != 0xFF08))
    return at;
  start = read_char_next (doc, start);
  stop =
      read_span_find (doc, (ReadSpan){start, MIN (end, start + READ_MAX_CODE + 2)}, open == '(' ? ")" : "）");
  if (stop >= MIN (end, start + READ_MAX_CODE + 2) || !read_match_code (doc, (ReadSpan){start, stop}, code) ||
      !read_is_known_code (code))
    return at;
  heading->tags[heading->n_tags++] = (ReadSpan){start, stop};
  return read_char_next (doc, stop);
}

/* `[LG][AI]`; a bracket behind which `(` stands is a Markdown link, no tag, and one whose code nobody knows
 * behind one that is known belongs to the title (`[LG] [Re] A Replication`). */
static gsize
match_tags (const ReadDoc *doc, gsize at, gsize end, ReadHeading *heading)
{
  for (;;) {
    ReadSpan inside;
    guint n_before = heading->n_tags;
    gsize after, start = read_skip_blank (doc, at, end);

    if (!match_balanced (doc, start, end, &inside, &after) || read_char_at (doc, after, end) == '(' ||
        !match_codes (doc, inside, heading))
      return match_round_tag (doc, at, end, heading);
    if (n_before > 0 && !read_is_tag_like (doc, heading->tags[n_before]) &&
        read_is_tag_like (doc, heading->tags[n_before - 1])) {
      heading->n_tags = n_before;
      return at;
    }
    at = after;
  }
}

void
read_match_tag_behind (const ReadDoc *doc, ReadHeading *heading)
{
  enum { MOST_BYTES = READ_MAX_TAGS * READ_MAX_CODE };
  ReadSpan title = heading->title, inside;
  gchar code[READ_MAX_CODE];
  gsize after, open = title.end;

  while (open > title.start && title.end - open < READ_MAX_CODE + 2 && doc->text[open - 1] != '(')
    open--;
  /* `(cs.LG)`; `(LLM)` may be the title's */
  if (open > title.start && doc->text[open - 1] == '(' && read_span_ends (doc, title, ")") &&
      memchr (doc->text + open, '.', title.end - open) != NULL &&
      match_round_tag (doc, open - 1, title.end, heading) == title.end) {
    heading->title = read_span_trim (doc, (ReadSpan){title.start, open - 1});
    return;
  }
  for (gsize at = title.end; at > title.start && title.end - at <= MOST_BYTES && heading->n_tags == 0;) {
    at = read_char_previous (doc, at, title.start);
    if (at == title.start || !match_balanced (doc, at, title.end, &inside, &after) || after < title.end ||
        !match_codes (doc, inside, heading))
      continue;
    for (guint i = 0; i < heading->n_tags; i++)
      if (!read_match_code (doc, heading->tags[i], code) || !read_is_known_code (code)) {
        heading->n_tags = 0;
        return;
      }
    heading->title = read_span_trim (doc, (ReadSpan){title.start, at});
  }
}

/* Takes off `**…**`, `*…*`, `《…》` and a lone leading `*`. */
static ReadSpan
strip_title_marks (const ReadDoc *doc, ReadSpan title)
{
  static const gchar *const pairs[][2] = {{"**", "**"}, {"《", "》"}, {"__", "__"}, {"“", "”"}, {"「", "」"}};

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
    gsize n = strlen (pairs[i][0]);

    title = read_span_trim (doc, title);
    if (title.end - title.start > 2 * n && read_span_starts (doc, title, pairs[i][0]) &&
        read_span_ends (doc, title, pairs[i][1])) {
      title.start += n;
      title.end -= strlen (pairs[i][1]);
    }
  }
  if (read_span_starts (doc, title, "*") &&
      read_span_find (doc, (ReadSpan){title.start + 1, title.end}, "*") == title.end)
    title.start++;
  return read_span_trim (doc, title);
}

/* The title at @rest, with a Chinese one before it and what stands behind it. */
static void
match_title (const ReadDoc *doc, ReadSpan rest, gboolean bold, ReadHeading *heading)
{
  ReadSpan inside;
  gsize after;

  rest = trim_joiners (doc, rest);
  if (bold && read_span_starts (doc, rest, "**")) /* `1、**[LG]** Title` */
    rest.start += 2;
  else if (bold && read_span_ends (doc, rest, "**"))
    rest.end -= 2;
  rest = trim_joiners (doc, rest);
  if (match_balanced (doc, rest.start, rest.end, &inside, &after) &&
      read_char_at (doc, after, rest.end) == 0x300A && read_span_is_chinese (doc, inside)) {
    heading->chinese = read_span_trim (doc, inside);
    rest.start = after;
  }
  if (heading->n_tags > 0 && read_span_starts (doc, rest, "《") && !read_span_ends (doc, rest, "》")) {
    gsize close = read_span_find (doc, rest, "》"); /* `[LG]《Title》A, B [C] (2024)` */

    if (close < rest.end) {
      heading->tail = read_span_trim (doc, (ReadSpan){close + strlen ("》"), rest.end});
      rest.end = close + strlen ("》");
    }
  }
  heading->title = strip_title_marks (doc, rest);
}

/* A heading's form: what stands before its title, each number, tag and Chinese title taken for the same. */
static guint
shape_of (const ReadDoc *doc, ReadSpan line, const ReadHeading *heading)
{
  const ReadSpan parts[] = {heading->number_span,
                            heading->n_tags > 0
                                ? (ReadSpan){heading->tags[0].start, heading->tags[heading->n_tags - 1].end}
                                : READ_NO_SPAN,
                            heading->chinese};
  guint shape = 5381;

  for (gsize at = line.start; at < heading->title.start && at < line.end;) {
    gunichar c = read_char_at (doc, at, line.end);
    gsize next = read_char_next (doc, at);

    for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
      if (at == parts[i].start && parts[i].end > at) {
        c = i + 1;
        next = parts[i].end;
      }
    if (!read_is_space (c) && !read_is_invisible (c))
      shape = shape * 33 + c;
    at = next;
  }
  return shape == 0 || shape == READ_ANY_FORM ? 1 : shape;
}

/* Bullets and arrows before a mark that counts, or before a tag. */
static ReadSpan
skip_bullets (const ReadDoc *doc, ReadSpan span)
{
  static const gchar bullets[] = "-*+•·▶►●■◆★☆▪◇○☞👉✅⭐🔥📄📌\xEF\xB8\x8F";
  ReadSpan rest = span, digits, after;
  guint number;

  while (rest.start < rest.end && !read_span_starts (doc, rest, "**") &&
         g_utf8_strchr (bullets, -1, read_char_at (doc, rest.start, rest.end)) != NULL)
    rest.start = read_skip_blank (doc, read_char_next (doc, rest.start), rest.end);
  if (read_closing_bracket (read_char_at (doc, rest.start, rest.end)) != 0 ||
      read_match_count (doc, rest, &number, &digits, &after))
    return rest;
  return span;
}

static gboolean
match_counting (const ReadDoc *doc, ReadSpan rest, gboolean loosely, ReadHeading *heading, gsize *at)
{
  ReadSpan after;

  if (read_match_number (doc, rest, &heading->number, &heading->number_span, &after) ||
      (loosely && read_match_count (doc, rest, &heading->number, &heading->number_span, &after))) {
    heading->has_number = TRUE;
    *at = after.start;
  }
  return heading->has_number;
}

/* The number, the tags, or both in either order; and the title. */
static void
match_parts (const ReadDoc *doc, ReadSpan rest, gboolean loosely, ReadHeading *heading)
{
  gsize at = rest.start;
  gboolean bold = FALSE;

  match_counting (doc, rest, loosely, heading, &at);
  rest.start = at;
  if (read_span_starts (doc, rest, "**[") || read_span_starts (doc, rest, "**【")) { /* `1、**[LG] Title**` */
    rest.start += 2;
    bold = TRUE;
  }
  at = match_tags (doc, rest.start, rest.end, heading);
  if (!heading->has_number && heading->n_tags > 0) /* `[LG] 1. Title` */
    match_counting (doc, (ReadSpan){at, rest.end}, loosely, heading, &at);
  if (!heading->has_number && at >= rest.end) { /* a bracket alone is an affiliation */
    heading->n_tags = 0;
    at = rest.start;
  }
  match_title (doc, (ReadSpan){at, rest.end}, bold, heading);
}

/* Whether a mark that counts in any form may be believed: a tag stands behind it, or the file has taught that
 * its headings look so. */
static gboolean
is_counted (const ReadDoc *doc, const ReadHeading *heading)
{
  if (!heading->has_number)
    return FALSE;
  return doc->form == READ_ANY_FORM || heading->shape == doc->form ||
         (heading->n_tags > 0 && heading->tags[0].start > heading->number_span.start &&
          read_is_tag_like (doc, heading->tags[0]));
}

gboolean
read_match_heading (const ReadDoc *doc, ReadSpan line, ReadHeading *heading)
{
  gsize at = read_skip_blank (doc, line.start, line.end);
  ReadHeading strict = {0}, loose;
  ReadSpan rest;

  while (at < line.end && doc->text[at] == '#') {
    strict.hashes++;
    at++;
  }
  rest = skip_bullets (doc, trim_joiners (doc, (ReadSpan){at, line.end}));
  if (read_span_starts (doc, rest, "**") && read_span_ends (doc, rest, "**") && rest.end - rest.start > 4)
    rest = trim_joiners (doc, (ReadSpan){rest.start + 2, rest.end - 2});
  loose = strict;
  match_parts (doc, rest, FALSE, &strict);
  strict.shape = shape_of (doc, line, &strict);
  *heading = strict;
  if (!strict.has_number) {
    match_parts (doc, rest, TRUE, &loose);
    loose.shape = shape_of (doc, line, &loose);
    if (is_counted (doc, &loose))
      *heading = loose;
  }
  return heading->has_number || heading->n_tags > 0 || !read_span_is_empty (heading->title);
}

ReadSpan
read_match_post_tail (const ReadDoc *doc, ReadSpan span)
{
  gsize at = span.start, end = span.start;

  for (;;) {
    gunichar c;
    gsize close;

    at = read_skip_blank (doc, at, span.end);
    c = read_char_at (doc, at, span.end);
    if (read_span_starts (doc, (ReadSpan){at, span.end}, "网页链接"))
      at += strlen ("网页链接");
    else if (c == '#' && (close = read_span_find (doc, (ReadSpan){at + 1, span.end}, "#")) < span.end)
      at = close + 1;
    else if (c == '(' && at + 6 <= span.end && doc->text[at + 5] == ')' &&
             g_ascii_isdigit (doc->text[at + 1]) && g_ascii_isdigit (doc->text[at + 4]))
      at += 6;
    else
      return (ReadSpan){span.start, end};
    end = at;
  }
}

gboolean
read_match_label (const ReadDoc *doc, ReadSpan span, const gchar *const *table, ReadSpan *label,
                  ReadSpan *after)
{
  for (guint i = 0; table[i] != NULL; i++) {
    gsize at;
    guint colon;

    if (!read_span_starts (doc, span, table[i]))
      continue;
    at = span.start + strlen (table[i]);
    at = read_skip_blank (doc, at, span.end);
    if (read_span_starts (doc, (ReadSpan){at, span.end}, "**"))
      at += 2;
    colon = read_match_colon (doc, at, span.end);
    if (colon == 0)
      continue;
    *label = (ReadSpan){span.start, span.start + strlen (table[i])};
    *after = read_span_trim (doc, (ReadSpan){at + colon, span.end});
    return TRUE;
  }
  return FALSE;
}

ReadSpan
read_strip_code (const ReadDoc *doc, ReadSpan span)
{
  return span.end - span.start > 2 && read_span_starts (doc, span, "`") && read_span_ends (doc, span, "`")
             ? (ReadSpan){span.start + 1, span.end - 1}
             : span;
}

/* ---- Names ---- */

gboolean
read_is_author_line (const ReadDoc *doc, ReadSpan line)
{
  line.start += read_span_starts (doc, line, "by ") || read_span_starts (doc, line, "By ") ? 3 : 0;
  return !read_is_url_start (doc, line.start, line.end) &&
         wz_person_is_list (doc->text + line.start, (gssize) (line.end - line.start));
}

ReadSpan
read_strip_cut (const ReadDoc *doc, ReadSpan span, gboolean *cut)
{
  span = read_span_trim (doc, span);
  span.end = span.start + wz_person_strip_cut (doc->text + span.start, (gssize) (span.end - span.start), cut);
  return span;
}

/* `A H.C. Correia`: initials, then a surname, up to a comma or the end. */
static gboolean
match_initialed_name (const ReadDoc *doc, gsize at, gsize end, gsize *after)
{
  guint initials = 0;

  while (at < end && g_ascii_isupper (doc->text[at]) && at + 1 < end &&
         (doc->text[at + 1] == ' ' || doc->text[at + 1] == '.')) {
    at++;
    while (at < end && (doc->text[at] == ' ' || doc->text[at] == '.'))
      at++;
    initials++;
  }
  if (initials == 0)
    return FALSE;
  for (guint words = 0; words < 2 && at < end && g_unichar_isupper (read_char_at (doc, at, end)); words++) {
    while (at < end &&
           (g_unichar_isalpha (read_char_at (doc, at, end)) || strchr ("-'.", doc->text[at]) != NULL))
      at = read_char_next (doc, at);
    *after = at;
    if (at < end && doc->text[at] == ' ')
      at++;
  }
  return *after > 0;
}

gsize
read_find_glue (const ReadDoc *doc, ReadSpan span)
{
  enum { MAX_TITLE_BYTES = 600 };
  gsize limit = MIN (span.end, span.start + MAX_TITLE_BYTES);

  for (gsize at = span.start + 1; at + 2 < limit; at++) {
    gchar before = doc->text[at - 1];
    gsize after = 0;

    if (!(g_ascii_islower (before) || g_ascii_isdigit (before) || before == ')' || before == '?') ||
        !g_ascii_isupper (doc->text[at]) || !match_initialed_name (doc, at, span.end, &after))
      continue;
    /* a second name, a cut list or the affiliations' bracket must follow */
    if (after < span.end && strchr (",[", doc->text[after]) != NULL)
      return at;
    if (read_span_starts (doc, (ReadSpan){after, span.end}, "…") ||
        read_span_starts (doc, (ReadSpan){after, span.end}, "，"))
      return at;
  }
  return span.end;
}
