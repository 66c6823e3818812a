/* read-html.c: the `html` reader: pages that a browser or a crawler saved, and mail in HTML.
 *
 * In: bytes. Out: an issue, by the readers of texts. The part of the page that is its text (WeChat's and
 * 知乎's by what they call it, else the densest) becomes lines, of Markdown where its headings and labels say
 * that it is a digest of that kind, else plain ones. Pages that stand for an article that is gone are named
 * as such. SPDX-License-Identifier: MIT */
#include "read/common/read-source.h"
#include "read/html/read-html.h"
#include "read/issue/read-issue.h"
#include "read/wz-read-private.h"

#include "base/wz-decode.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- What a page is known by ---- */

static gboolean
has_prefix (const gchar *text, const gchar *end, const gchar *prefix)
{
  gsize n = strlen (prefix);

  return (gsize) (end - text) >= n && g_ascii_strncasecmp (text, prefix, n) == 0;
}

/* Behind blanks, a byte order mark and comments. */
static const gchar *
skip_before (const gchar *text, const gchar *end)
{
  if (has_prefix (text, end, "\xEF\xBB\xBF"))
    text += 3;
  for (;;) {
    const gchar *close;

    while (text < end && g_ascii_isspace (*text))
      text++;
    if (!has_prefix (text, end, "<!--") || (close = g_strstr_len (text, end - text, "-->")) == NULL)
      return text;
    text = close + 3;
  }
}

static gboolean
matches_html (GBytes *bytes)
{
  static const gchar *const starts[] = {"<!doctype html", "<html", "<head>", "<body", "<meta ",   "<h1",
                                        "<table",         "<div",  "<p>",    "<p ",   "<section", "<article"};
  gsize length;
  const gchar *text = g_bytes_get_data (bytes, &length), *end = text + length, *start;

  start = skip_before (text, end);
  if (has_prefix (start, end, "<?xml")) { /* XHTML, but no feed */
    const gchar *close = g_strstr_len (start, end - start, "?>");

    start = close != NULL ? skip_before (close + 2, end) : end;
  }
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    if (has_prefix (start, end, starts[i]))
      /* Markdown may begin with a tag: then headings of its own stand below. */
      return i <= 4 || g_strstr_len (start, end - start, "\n#") == NULL;
  return FALSE;
}

/* `<meta charset="gb2312">`, `content="text/html; charset=gb2312"`, in the first bytes. */
static gchar *
find_charset (GBytes *bytes)
{
  enum { HEAD_BYTES = 4096 };
  gsize length;
  const gchar *text = g_bytes_get_data (bytes, &length), *at;
  gsize n;

  at = g_strstr_len (text, (gssize) MIN (length, HEAD_BYTES), "charset=");
  if (at == NULL)
    return NULL;
  at += strlen ("charset=");
  at += at < text + length && (*at == '"' || *at == '\'');
  for (n = 0; at + n < text + length && (g_ascii_isalnum (at[n]) || at[n] == '-' || at[n] == '_');)
    n++;
  g_autofree gchar *name = g_strndup (at, n);
  if (g_ascii_strcasecmp (name, "gb2312") == 0 || g_ascii_strcasecmp (name, "gbk") == 0)
    return g_strdup ("GB18030"); /* what browsers take them for (Encoding Standard, 4.2) */
  if (g_ascii_strcasecmp (name, "utf-8") == 0 || !wz_encoding_is_known (name))
    return NULL;
  return g_steal_pointer (&name);
}

/* ---- Pages that stand for one that is gone ---- */

static const gchar *
find_notice (const gchar *text)
{
  static const struct {
    const gchar *words;
    const gchar *what;
  } notices[] = {
      {"该内容已被发布者删除", N_ ("the article was deleted by its author")},
      {"此内容因违规无法查看", N_ ("the article was removed by the platform")},
      {"该内容暂时无法查看", N_ ("the article was not available when the page was saved")},
      {"链接已过期", N_ ("the link to the article had expired when the page was saved")},
  };

  for (guint i = 0; i < G_N_ELEMENTS (notices); i++)
    if (strstr (text, notices[i].words) != NULL)
      return notices[i].what;
  return NULL;
}

/* ---- The part that is the text ---- */

/* Characters of text inside an element; those of links count against it. */
typedef struct {
  gsize text, links;
} Weight;

static gboolean
is_hidden (const gchar *name)
{
  static const gchar *const names[] = {"script", "style",  "head", "noscript", "template", "select",
                                       "nav",    "footer", "form", "button",   "aside",    NULL};

  return g_strv_contains (names, name);
}

/* Of all elements of blocks the smallest that has most of the page's text. */
static guint
find_densest (const WzPage *page)
{
  guint n = wz_page_get_n_nodes (page), best = G_MAXUINT;
  g_autofree Weight *weights = g_new0 (Weight, n + 1);
  gsize all = 0;

  for (guint i = 0; i < n; i++) {
    const WzPageNode *node = wz_page_get_node (page, i);
    gsize length = node->text != NULL ? strlen (node->text) - strspn (node->text, " \t\r\n") : 0;

    if (node->name != NULL && is_hidden (node->name))
      i = node->end - 1;
    else if (length > 0) {
      gboolean linked = FALSE;

      all += length;
      for (guint at = node->parent; at != G_MAXUINT; at = wz_page_get_node (page, at)->parent) {
        linked |= g_strcmp0 (wz_page_get_node (page, at)->name, "a") == 0;
        weights[at].text += length;
        weights[at].links += linked ? length : 0;
      }
    }
  }
  for (guint i = 0; i < n; i++)
    if (weights[i].text - weights[i].links / 2 >= all * 3 / 5 && weights[i].text > 0)
      best = i; /* elements inside come later */
  while (best != G_MAXUINT && wz_page_get_node (page, best)->parent != G_MAXUINT &&
         !g_str_equal (wz_page_get_node (page, best)->name, "div") &&
         !g_str_equal (wz_page_get_node (page, best)->name, "article") &&
         !g_str_equal (wz_page_get_node (page, best)->name, "section") &&
         !g_str_equal (wz_page_get_node (page, best)->name, "main") &&
         !g_str_equal (wz_page_get_node (page, best)->name, "body"))
    best = wz_page_get_node (page, best)->parent;
  return best;
}

static guint
find_class (const WzPage *page, const gchar *wanted)
{
  for (guint i = 0; i < wz_page_get_n_nodes (page); i++) {
    const WzPageNode *node = wz_page_get_node (page, i);

    if (node->class_name != NULL && strstr (node->class_name, wanted) != NULL)
      return i;
  }
  return G_MAXUINT;
}

typedef struct {
  guint title, account, text;
} Parts;

static Parts
find_parts (const WzPage *page)
{
  Parts parts = {wz_page_find_id (page, "activity-name"), wz_page_find_id (page, "js_name"),
                 wz_page_find_id (page, "js_content")};

  if (parts.text == G_MAXUINT && find_class (page, "Post-RichText") != G_MAXUINT) {
    parts.title = find_class (page, "Post-Title");
    parts.text = find_class (page, "Post-RichText");
  }
  if (parts.text == G_MAXUINT)
    parts.text = find_densest (page);
  return parts;
}

/* ---- Reading ---- */

static gchar *
dup_words (const WzPage *page, guint i)
{
  GString *words = g_string_new (NULL);

  for (guint k = i; i != G_MAXUINT && k < wz_page_get_node (page, i)->end; k++)
    if (wz_page_get_node (page, k)->text != NULL)
      g_string_append (words, wz_page_get_node (page, k)->text);
  return g_strstrip (g_string_free (words, FALSE));
}

/* The day of `var ct = "SECONDS"`, in China, where no text says another. */
static void
take_day (ReadIssue *issue, const gchar *text)
{
  const gchar *at = strstr (text, "var ct");
  g_autoptr (GDateTime) time = NULL;
  gint64 seconds;

  if (at == NULL || issue->date.month != 0)
    return;
  at += strcspn (at, "0123456789\n");
  seconds = g_ascii_strtoll (at, NULL, 10);
  if (seconds < 1000000000 || seconds > 100000000000)
    return;
  time = g_date_time_new_from_unix_utc (seconds + 8 * 3600);
  issue->date = (WzDate){(guint16) g_date_time_get_year (time), (guint8) g_date_time_get_month (time),
                         (guint8) g_date_time_get_day_of_month (time)};
}

static ReadOrigin *
write_lines (const gchar *file, const gchar *text, gsize length, const WzPage *page, const Parts *parts,
             gboolean markdown)
{
  ReadOrigin *origin = read_origin_new (file, text, length);

  read_doc_mark (&origin->source, (ReadSpan){0, length}, WZ_COVERAGE_BOILERPLATE);
  if (parts->title != G_MAXUINT) {
    if (markdown)
      read_origin_add (origin, "# ", 2, wz_page_get_node (page, parts->title)->start_bytes,
                       wz_page_get_node (page, parts->title)->start_bytes, FALSE);
    for (guint i = parts->title; i < wz_page_get_node (page, parts->title)->end; i++) {
      const WzPageNode *node = wz_page_get_node (page, i);
      g_autofree gchar *words = node->text != NULL ? g_strstrip (g_strdup (node->text)) : NULL;

      if (words != NULL)
        read_origin_add (origin, words, strlen (words), node->start_bytes, node->end_bytes, FALSE);
    }
    read_origin_add (origin, "\n\n", 2, 0, 0, FALSE);
  }
  read_html_write (origin, page, parts->text, 0, markdown, FALSE);
  return origin;
}

/* The first form of the page that any parser takes. */
static ReadOrigin *
parse_page (const gchar *file, const gchar *text, gsize length, const WzPage *page, ReadDoc *doc,
            ReadIssue *issue, GError **error)
{
  Parts parts = find_parts (page);

  for (guint plain = 0; plain < 2; plain++) {
    g_autoptr (ReadOrigin) origin = write_lines (file, text, length, page, &parts, plain == 0);

    read_origin_open (origin, doc);
    read_issue_init (issue);
    /* The lines of a page are whole: what is glued together elsewhere has them here. */
    if (plain == 0 ? read_is_markdown (doc) && read_parse_markdown (doc, issue)
                   : read_parse_digest (doc, issue) || read_parse_zhihu (doc, issue)) {
      g_autofree gchar *account = dup_words (page, parts.account);

      if (*account != 0 && issue->source.text == NULL)
        issue->source.text = g_string_chunk_insert (doc->pool, account);
      take_day (issue, text);
      return g_steal_pointer (&origin);
    }
    if (plain == 1 && !read_refuse_near (doc, error))
      g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_NOT_DIGEST,
                   _ ("this is no paper digest: it looks like %s"), _ ("a web page"));
    read_issue_clear (issue);
    read_doc_clear (doc);
  }
  return NULL;
}

/* Where a page could not be read further than to @end, what stands behind would be lost. */
static void
set_cut (const gchar *file, const gchar *text, gsize end, GError **error)
{
  guint line = 1;

  for (gsize i = 0; i < end; i++)
    line += text[i] == '\n';
  g_set_error (
      error, WZ_READ_ERROR, WZ_READ_ERROR_LIMIT,
      _ ("%s:%u: from here on the page cannot be read: elements stand deeper in one another, one has more "
         "attributes, or there are more of them than pages have; save its text alone"),
      file, line);
}

static WzIssue *
read_html (const WzReader *self, GBytes *bytes, const gchar *file, const WzReadOptions *options,
           WzPictures *pictures, WzDiagSink *sink, WzCoverage **coverage, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree gchar *charset = options->encoding != NULL ? g_strdup (options->encoding) : find_charset (bytes);
  g_autoptr (WzDecoded) decoded =
      charset != NULL ? wz_decode_as (bytes, charset, &cause) : wz_decode (bytes, &cause);
  g_autofree gchar *file_name = read_dup_file_name (file);
  g_autoptr (WzPage) page = NULL;
  g_autoptr (ReadOrigin) origin = NULL;
  g_auto (ReadDoc) doc = {0};
  g_auto (ReadIssue) issue = {0};
  const gchar *text;
  gsize length;
  WzIssue *result;

  if (decoded == NULL) {
    read_set_decode_error (error, cause);
    return NULL;
  }
  text = wz_decoded_get_text (decoded, &length);
  page = wz_page_new (text);
  if (wz_page_get_end_bytes (page) < length) {
    set_cut (file, text, wz_page_get_end_bytes (page), error);
    return NULL;
  }
  origin = parse_page (file, text, length, page, &doc, &issue, &cause);
  if (origin == NULL) {
    const gchar *notice = find_notice (text);

    if (notice != NULL)
      g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_NOT_DIGEST, _ ("this page stands for another: %s"),
                   _ (notice));
    else
      g_propagate_error (error, g_steal_pointer (&cause));
    return NULL;
  }
  if (!read_prove (&doc, &issue, options->reader == self, error))
    return NULL;
  read_assign_titles (&doc, &issue);
  read_check_issue (&doc, &issue);
  result = read_build_issue (&doc, &issue, file_name, pictures, sink);
  read_origin_account (origin, &doc);
  if (coverage != NULL)
    *coverage =
        wz_coverage_new (file, text, length, wz_decoded_get_bom_bytes (decoded), origin->source.classes);
  return result;
}

const WzReader wz_reader_html = {
    .name = "html",
    .comment = N_ ("saved web pages and mail in HTML"),
    .matches = matches_html,
    .read = read_html,
};
