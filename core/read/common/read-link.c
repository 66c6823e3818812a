/* Matchers of links and dates. SPDX-License-Identifier: MIT */
#include "base/wz-digits.h"
#include "base/wz-identity.h"
#include "base/wz-words.h"
#include "read/common/read-match.h"
#include "read/common/read-tables.h"
#include "read/wz-read.h"

#include <string.h>

/* ---- Links (RFC 3986 characters; a URL in these texts ends where its characters end) ---- */

static gboolean
has_scheme (const gchar *url)
{
  return g_ascii_strncasecmp (url, "http://", 7) == 0 || g_ascii_strncasecmp (url, "https://", 8) == 0;
}

/* `arxiv.org/abs/2209.11142`: people type it so. A host comes first, and a folder behind it. */
static gboolean
is_bare_paper_url (const ReadDoc *doc, gsize at, gsize end)
{
  enum { LONGEST_HOST = 32, LONGEST = 200 };
  gsize n = MIN (end - at, (gsize) LONGEST_HOST), host = 0;
  g_auto (WzIdentity) identity = {0};

  if (at >= end || !g_ascii_isalpha (doc->text[at]))
    return FALSE;
  while (host < n && (g_ascii_isalnum (doc->text[at + host]) || strchr (".-", doc->text[at + host]) != NULL))
    host++;
  if (host >= n || doc->text[at + host] != '/' || memchr (doc->text + at, '.', host) == NULL)
    return FALSE;
  g_autofree gchar *written =
      g_strndup (doc->text + at, read_url_end (doc, at, MIN (end, at + LONGEST)) - at);
  return wz_identity_of_link (written, &identity) ||
         (wz_identity_is_paper_site (written) && strchr (written + host + 1, '/') != NULL);
}

gboolean
read_is_url_start (const ReadDoc *doc, gsize at, gsize end)
{
  ReadSpan span = {at, end};

  return read_span_starts (doc, span, "http://") || read_span_starts (doc, span, "https://") ||
         is_bare_paper_url (doc, at, end);
}

gchar *
read_dup_url (const gchar *written)
{
  return has_scheme (written) ? g_strdup (written) : g_strconcat ("https://", written, NULL);
}

static gboolean
is_url_char (gchar c)
{
  return g_ascii_isalnum (c) || (c != 0 && strchr ("-._~:/?#[]@!$&'()*+,;=%", c) != NULL);
}

gsize
read_url_end (const ReadDoc *doc, gsize at, gsize end)
{
  gsize start = at;
  gint parens = 0, brackets = 0; /* open ones; negative: closed without having been opened */

  for (; at < end && is_url_char (doc->text[at]); at++) {
    parens += (doc->text[at] == '(') - (doc->text[at] == ')');
    brackets += (doc->text[at] == '[') - (doc->text[at] == ']');
  }
  for (; at > start; at--) {
    gchar last = doc->text[at - 1];

    if (last == ')' && parens < 0)
      parens++;
    else if (last == ']' && brackets < 0)
      brackets++;
    else if (strchr (".,;:!?'", last) == NULL)
      break;
  }
  return at;
}

static ReadSpan
strip_stars (const ReadDoc *doc, ReadSpan span)
{
  span = read_span_trim (doc, span);
  while (span.start < span.end && doc->text[span.start] == '*')
    span.start++;
  while (span.end > span.start && doc->text[span.end - 1] == '*')
    span.end--;
  return read_span_trim (doc, span);
}

/* Whether a sentence, or a clause of some words, ends inside @span: `We propose a method. Code` is text that
 * ends in a link's label; `Supp. code` and `Paper, code` are labels. */
static gboolean
holds_sentence (const ReadDoc *doc, ReadSpan span)
{
  enum { WORDS = 3 };
  guint spaces = 0;

  for (gsize at = span.start; at < span.end; at = read_char_next (doc, at)) {
    gunichar c = read_char_at (doc, at, span.end);
    gsize next = read_char_next (doc, at);

    if (c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF1B)
      return TRUE;
    if ((c == '.' || c == '!' || c == '?' || c == ';' || c == ',') && spaces + 1 >= WORDS &&
        next < span.end && doc->text[next] == ' ')
      return TRUE;
    spaces += c == ' ';
  }
  return FALSE;
}

/* A label before a URL: short, with a colon right before the URL. Any words will do (`论文链接:`, `Code
 * (JAX):`). */
static gboolean
match_url_label (const ReadDoc *doc, ReadSpan span, ReadSpan *label, gsize *url_at)
{
  enum { MAX_LABEL_BYTES = 60 };
  gsize limit = MIN (span.end, span.start + MAX_LABEL_BYTES);

  for (gsize at = span.start; at < limit; at = read_char_next (doc, at)) {
    guint colon = read_match_colon (doc, at, span.end);
    gsize url;

    if (read_is_url_start (doc, at, span.end))
      return FALSE;
    if (colon == 0)
      continue;
    url = read_span_trim (doc, (ReadSpan){at + colon, span.end}).start;
    while (url < span.end && doc->text[url] == '*') /* `**链接：** https://…` */
      url = read_span_trim (doc, (ReadSpan){url + 1, span.end}).start;
    if (!read_is_url_start (doc, url, span.end) && doc->text[url] != '[')
      continue;
    *label = strip_stars (doc, (ReadSpan){span.start, at});
    if (holds_sentence (doc, *label))
      return FALSE;
    *url_at = url;
    return TRUE;
  }
  return FALSE;
}

/* Marks that may stand around links: bullets, stops, angle brackets. */
static gsize
skip_link_marks (const ReadDoc *doc, gsize at, gsize end)
{
  while (at < end) {
    gunichar c = read_char_at (doc, at, end);

    if (!read_is_space (c) && !read_is_invisible (c) && c != '<' && c != '>' && c != 0x3002 && c != '.' &&
        c != ',' && c != 0xFF0C && c != ';' && c != 0xFF1B && c != '-' && c != '*' && c != 0x3001 && c != '|')
      break;
    at = read_char_next (doc, at);
  }
  return at;
}

/* `[label](url)`, as Markdown has it; what the label repeats of the address says nothing. */
static gboolean
match_marked_link (const ReadDoc *doc, gsize at, gsize end, ReadLink *link, gsize *after)
{
  ReadSpan inside, rest;
  gsize stop;

  if (at >= end || doc->text[at] != '[' || !read_match_bracket (doc, (ReadSpan){at, end}, &inside, &rest) ||
      !read_span_starts (doc, (ReadSpan){inside.end + 1, end}, "("))
    return FALSE;
  link->url = read_span_trim (doc, (ReadSpan){inside.end + 2, end});
  stop = read_span_find (doc, link->url, ")");
  if (stop >= end || !read_is_url_start (doc, link->url.start, stop) ||
      memchr (doc->text + link->url.start, ' ', stop - link->url.start) != NULL)
    return FALSE;
  link->url.end = stop;
  if (read_span_is_empty (link->label) && !read_is_url_start (doc, inside.start, inside.end))
    link->label = read_span_trim (doc, inside);
  *after = stop + 1;
  return TRUE;
}

gboolean
read_match_links (const ReadDoc *doc, ReadSpan line, GArray *links)
{
  guint n_before = links->len;
  gsize at = skip_link_marks (doc, line.start, line.end);

  while (at < line.end) {
    ReadLink link = {READ_NO_SPAN, READ_NO_SPAN};
    gsize url = at, after;

    if (!read_is_url_start (doc, at, line.end) && doc->text[at] != '[')
      match_url_label (doc, (ReadSpan){at, line.end}, &link.label, &url);
    if (read_is_url_start (doc, url, line.end)) {
      link.url = (ReadSpan){url, read_url_end (doc, url, line.end)};
      after = link.url.end;
    } else if (!match_marked_link (doc, url, line.end, &link, &after)) {
      g_array_set_size (links, n_before);
      return FALSE;
    }
    g_array_append_val (links, link);
    at = skip_link_marks (doc, after, line.end);
  }
  return links->len > n_before;
}

gboolean
read_match_refused_uri (const ReadDoc *doc, ReadSpan line)
{
  static const gchar *const schemes[] = {
      "javascript:", "vbscript:", "data:", "file:", "blob:", "about:", "mailto:", "ftp:"};

  if (memchr (doc->text + line.start, ' ', line.end - line.start) != NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (line.end - line.start > strlen (schemes[i]) &&
        g_ascii_strncasecmp (doc->text + line.start, schemes[i], strlen (schemes[i])) == 0)
      return TRUE;
  return FALSE;
}

/* ---- Dates ---- */

/* What may stand between the numbers of a date, with `年` and `月`. */
static gboolean
skip_date_mark (const gchar **p, const gchar *han)
{
  if (**p == '-' || **p == '.' || **p == '/' || **p == '_') {
    (*p)++;
    return TRUE;
  }
  if (wz_starts_with (*p, han)) {
    *p += strlen (han);
    return TRUE;
  }
  return FALSE;
}

static gboolean
match_full_date (const gchar *start, WzDate *date, gsize *length)
{
  const gchar *p = start;
  guint year, month, day;
  gboolean packed;

  if (wz_digits_count (p) != 4 && wz_digits_count (p) != 8)
    return FALSE;
  packed = wz_digits_count (p) == 8;
  year = wz_digits_take (&p, 4);
  if (!packed && !skip_date_mark (&p, "年"))
    return FALSE;
  month = wz_digits_take (&p, 2);
  if (!packed && !skip_date_mark (&p, "月"))
    return FALSE;
  day = wz_digits_take (&p, 2);
  if (year < 1990 || year > 2199 || g_ascii_isdigit (*p) ||
      !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  if (wz_starts_with (p, "日"))
    p += strlen ("日");
  *date = (WzDate){(guint16) year, (guint8) month, (guint8) day};
  *length = (gsize) (p - start);
  return TRUE;
}

/* `(4.25)`, `（4.25）`, `4月25日`: the parentheses or the characters must be there, else any number is a
 * date. */
static gboolean
match_short_date (const gchar *start, WzDate *date, gsize *length)
{
  gboolean ascii = wz_starts_with (start, "("), wide = wz_starts_with (start, "（");
  const gchar *p = start + (ascii ? 1 : wide ? 3 : 0);
  guint month, day;
  gboolean han;

  if (!g_ascii_isdigit (*p))
    return FALSE;
  month = wz_digits_take (&p, 2);
  han = wz_starts_with (p, "月");
  if (!skip_date_mark (&p, "月") || !g_ascii_isdigit (*p))
    return FALSE;
  day = wz_digits_take (&p, 2);
  if (wz_starts_with (p, "日"))
    p += strlen ("日");
  else if (han)
    return FALSE;
  if (ascii || wide) {
    if (!wz_starts_with (p, ")") && !wz_starts_with (p, "）"))
      return FALSE;
    p += *p == ')' ? 1 : 3;
  } else if (!han)
    return FALSE;
  if (!g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, 2024)) /* a leap year: 2.29 is a day */
    return FALSE;
  *date = (WzDate){0, (guint8) month, (guint8) day};
  *length = (gsize) (p - start);
  return TRUE;
}

gboolean
read_match_date (const gchar *text, gboolean need_year, WzDate *date, gsize *start, gsize *length)
{
  gsize n = strlen (text);

  for (gsize i = 0; i < n; i++) {
    gboolean after_digit = i > 0 && g_ascii_isdigit (text[i - 1]);

    if (!after_digit && g_ascii_isdigit (text[i]) && match_full_date (text + i, date, length)) {
      *start = i;
      return TRUE;
    }
  }
  for (gsize i = 0; !need_year && i < n; i++) {
    gboolean after_digit = i > 0 && (g_ascii_isdigit (text[i - 1]) || text[i - 1] == '.');

    if (!after_digit && ((guint8) text[i] & 0xC0) != 0x80 && match_short_date (text + i, date, length)) {
      *start = i;
      return TRUE;
    }
  }
  return FALSE;
}

WzDate
wz_read_date_of_name (const gchar *name)
{
  WzDate date;
  gsize start, length;

  return read_match_date (name, TRUE, &date, &start, &length) ? date : (WzDate){0, 0, 0};
}

WzDate
read_complete_date (WzDate date, guint newest_month)
{
  guint year = newest_month / 12;

  if (newest_month == 0)
    return (WzDate){0, 0, 0};
  if ((guint) date.month - 1 < newest_month % 12)
    year++;
  while (!g_date_valid_dmy (date.day, (GDateMonth) date.month, (GDateYear) year)) /* 2.29 */
    year++;
  date.year = (guint16) year;
  return date;
}
