/* read-text.c: the readers of texts: `text` for daily digests as plain text, with their 知乎 form, `markdown`
 * for digests in Markdown.
 *
 * In: bytes. Out: an issue, diagnostics, and the account of every byte. The stages: decode (base/wz-decode),
 * lines (read-doc), a parser, titles (read-titles), checks and the rest (read-check), model (read-build).
 * SPDX-License-Identifier: MIT */
#include "read/common/read-source.h"
#include "read/html/read-html.h"
#include "read/issue/read-issue.h"
#include "read/wz-read-private.h"

#include "base/wz-decode.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Says which encoding was found, unless it is UTF-8 without a mark, and where bytes had to be replaced: one
 * remark a line. */
static void
remark_encoding (ReadDoc *doc, const WzDecoded *decoded)
{
  static const ReadDiagCode codes[] = {
      [WZ_DECODE_PROBLEM_INVALID] = READ_DIAG_ENCODING_BAD_BYTES,
      [WZ_DECODE_PROBLEM_NUL] = READ_DIAG_NUL_CHARACTER,
      [WZ_DECODE_PROBLEM_MIXED] = READ_DIAG_ENCODING_MIXED,
  };
  guint last_line[G_N_ELEMENTS (codes)] = {G_MAXUINT, G_MAXUINT, G_MAXUINT};

  if (wz_decoded_get_encoding (decoded) != WZ_ENCODING_UTF8 || wz_decoded_get_bom_bytes (decoded) > 0)
    read_doc_remark_file (doc, READ_DIAG_ENCODING_DETECTED, "%s (%s)", wz_decoded_get_encoding_name (decoded),
                          wz_decoded_get_evidence (decoded));
  for (guint i = 0; i < wz_decoded_get_n_problems (decoded); i++) {
    const WzDecodeProblem *problem = wz_decoded_get_problem (decoded, i);
    guint line = read_doc_line_at (doc, problem->text_offset_bytes);

    if (line == last_line[problem->kind])
      continue;
    last_line[problem->kind] = line;
    read_doc_remark (doc, codes[problem->kind], problem->text_offset_bytes,
                     "byte %" G_GSIZE_FORMAT " of the file", problem->original_offset_bytes);
  }
}

/* What a text is that is no digest, for those that people try most. */
static const gchar *
describe (const ReadDoc *doc)
{
  static const struct {
    const gchar *mark;
    const gchar *what;
  } kinds[] = {
      {"微博id,", N_ ("Weibo posts as a table")},
      {"<rss", N_ ("an RSS feed")},
      {"<feed", N_ ("an Atom feed")},
      {"<!DOCTYPE html", N_ ("a web page")},
      {"<!doctype html", N_ ("a web page")},
      {"<html", N_ ("a web page")},
      {"<?xml", N_ ("an XML document")},
  };
  ReadSpan head = {0, MIN (doc->length, 4096)};

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (read_span_find (doc, head, kinds[i].mark) < head.end)
      return kinds[i].what;
  return NULL;
}

static gboolean
is_table (const ReadDoc *doc)
{
  g_autofree gchar *name = g_ascii_strdown (doc->file, -1);

  return g_str_has_suffix (name, ".csv") || g_str_has_suffix (name, ".tsv");
}

static gboolean
refuse (ReadDoc *doc, const ReadIssue *issue, GError **error)
{
  const gchar *what = describe (doc);

  if (what != NULL)
    g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_NOT_DIGEST,
                 _ ("this is no paper digest: it looks like %s"), _ (what));
  else if (is_table (doc))
    g_set_error_literal (
        error, WZ_READ_ERROR, WZ_READ_ERROR_NOT_DIGEST,
        _ ("a table of a kind that no mapping file is for; `wenzhai reader list` names those "
           "that there are, wenzhai-reader(5) tells how to write one"));
  else if (read_refuse_near (doc, error))
    return FALSE;
  else if (issue->legend->len > 0 || issue->has_summary)
    g_set_error_literal (error, WZ_READ_ERROR, WZ_READ_ERROR_NOT_DIGEST, _ ("the digest has no entries"));
  else
    g_set_error_literal (error, WZ_READ_ERROR, WZ_READ_ERROR_NOT_DIGEST,
                         _ ("this is no paper digest: no line looks like the heading of an entry "
                            "(“1、[LG] Title”)"));
  return FALSE;
}

static gboolean
parse (const WzReader *reader, ReadDoc *doc, ReadIssue *issue, GError **error)
{
  typedef gboolean (*Parser) (ReadDoc * doc, ReadIssue * issue);
  static const Parser text[] = {read_parse_posts, read_parse_zhihu, read_parse_note, read_parse_digest, NULL},
                      markdown[] = {read_parse_paper_list, read_parse_markdown, NULL};

  if (describe (doc) != NULL)
    return refuse (doc, issue, error);
  for (const Parser *parser = reader == &wz_reader_markdown ? markdown : text; *parser != NULL; parser++)
    if ((*parser) (doc, issue))
      return TRUE;
  return refuse (doc, issue, error);
}

/* Lines of a text; of Markdown with its HTML as Markdown, but that by hand, which has next to none. */
static ReadOrigin *
open_lines (ReadDoc *doc, const gchar *file, const gchar *text, gsize length, gboolean markdown)
{
  ReadOrigin *origin = NULL;

  read_doc_init (doc, file, text, length);
  if (markdown && !read_is_paper_list (doc))
    origin = read_html_flatten (file, text, length);
  if (origin != NULL) {
    read_doc_clear (doc);
    read_origin_open (origin, doc);
  }
  return origin;
}

static WzIssue *
read_text (const WzReader *self, GBytes *bytes, const gchar *file, const WzReadOptions *options,
           WzPictures *pictures, WzDiagSink *sink, WzCoverage **coverage, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (WzDecoded) decoded =
      options->encoding != NULL ? wz_decode_as (bytes, options->encoding, &cause) : wz_decode (bytes, &cause);
  g_autofree gchar *file_name = read_dup_file_name (file);
  g_auto (ReadDoc) doc = {0};
  g_auto (ReadIssue) issue = {0};
  g_autofree gchar *unquoted = NULL;
  const gchar *text;
  gsize length;
  g_autoptr (ReadOrigin) origin = NULL;
  guint edge;
  WzIssue *result;

  if (decoded == NULL) {
    read_set_decode_error (error, cause);
    return NULL;
  }
  text = wz_decoded_get_text (decoded, &length);
  unquoted = read_mail_unquote (text, length);
  text = unquoted != NULL ? unquoted : text;
  origin = open_lines (&doc, file, text, length, self == &wz_reader_markdown);
  edge = read_mail_unfold (&doc, unquoted != NULL);
  read_issue_init (&issue);
  remark_encoding (&doc, decoded);
  if (unquoted != NULL)
    read_doc_remark_file (&doc, READ_DIAG_MAIL_UNQUOTED, NULL);
  if (edge > 0)
    read_doc_remark_file (&doc, READ_DIAG_MAIL_UNFOLDED, "%u", edge);
  if (!parse (self, &doc, &issue, error) || !read_prove (&doc, &issue, options->reader == self, error))
    return NULL;
  read_assign_titles (&doc, &issue);
  read_check_issue (&doc, &issue);
  result = read_build_issue (&doc, &issue, file_name, pictures, sink);
  if (origin != NULL)
    read_origin_account (origin, &doc);
  if (coverage != NULL)
    *coverage = wz_coverage_new (file, text, length, wz_decoded_get_bom_bytes (decoded),
                                 origin != NULL ? origin->source.classes : doc.classes);
  return result;
}

/* ---- The readers ---- */

static gboolean
matches_text (GBytes *bytes)
{
  return TRUE;
}

const WzReader wz_reader_text = {
    .name = "text",
    .comment = N_ ("daily digests as text"),
    .matches = matches_text,
    .read = read_text,
};

/* No digest in Markdown is without one of these. */
static gboolean
may_be_markdown (const gchar *text)
{
  return strpbrk (text, "#|%^") != NULL || strstr (text, "论文") != NULL || strstr (text, "\n----") != NULL;
}

static gboolean
matches_markdown (GBytes *bytes)
{
  g_autoptr (WzDecoded) decoded = wz_decode (bytes, NULL);
  g_autoptr (ReadOrigin) origin = NULL;
  g_auto (ReadDoc) doc = {0};
  gsize length;
  const gchar *text = decoded != NULL ? wz_decoded_get_text (decoded, &length) : "";

  if (!may_be_markdown (text))
    return FALSE;
  origin = open_lines (&doc, "", text, length, TRUE);
  return describe (&doc) == NULL && read_is_markdown (&doc);
}

const WzReader wz_reader_markdown = {
    .name = "markdown",
    .comment = N_ ("digests in Markdown, by tools or by hand"),
    .matches = matches_markdown,
    .read = read_text,
};
