/* In: a parsed digest. Out: whether it may be believed. A text of another form can be taken apart by these
 * parsers, too, and give nonsense; what shows that is held against what was read: lines that look like
 * headings or fields in the midst of an entry's text, papers' addresses that no entry has, entries with
 * nothing in them. A few doubts are told of as warnings, more of them refuse the file.
 * SPDX-License-Identifier: MIT */
#include "base/wz-identity.h"
#include "read/digest/read-entry.h"
#include "read/common/read-labels.h"
#include "read/common/read-match.h"
#include "read/common/read-tables.h"
#include "read/wz-verdict.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum {
  NAMED_LINES = 4, /* that the message names */
  HEADING_CHARS = 250,
};

typedef struct {
  gsize offset_bytes;
  const gchar *reason; /* not translated */
} Doubt;

typedef struct {
  ReadDoc *doc;
  GArray *doubts; /* of Doubt */
  guint n_entries, n_doubtful;
  GArray *empty; /* of Doubt: headings with nothing under them, which are told of as such elsewhere */
} Proof;

static void
add_doubt (Proof *proof, gsize offset_bytes, const gchar *reason)
{
  Doubt doubt = {offset_bytes, reason};

  g_array_append_val (proof->doubts, doubt);
}

/* ---- A line of an entry's text ---- */

/* Without the marks of lists, quotes and bold. */
static ReadSpan
strip_marks (const ReadDoc *doc, ReadSpan line)
{
  line = read_span_trim (doc, line);
  while (!read_span_is_empty (line)) {
    gunichar c = read_char_at (doc, line.start, line.end);

    if (c != '-' && c != '*' && c != '+' && c != '>' && c != 0x2022 && c != 0xB7 && !read_is_space (c))
      break;
    line.start = read_char_next (doc, line.start);
  }
  return line;
}

/* `作者：`, `**链接**: `: what a reader of another form would make a field of. */
static gboolean
is_field (const ReadDoc *doc, ReadSpan line)
{
  ReadLabel label;

  return read_label_match (doc->text + line.start, line.end - line.start, &label) && label.colon &&
         label.field <= READ_LABEL_DATE;
}

/* `### 3. Title`, `论文 2：Title`, `二、[LG] Title`: the heading of another entry. */
static gboolean
is_heading (const ReadDoc *doc, ReadSpan line)
{
  static const gchar *const words[] = {"论文", "Paper", "第", NULL};
  ReadSpan rest = strip_marks (doc, line);
  ReadHeading heading;
  const gchar *word = read_table_prefix (doc, rest, words);

  if (read_near_heading (doc, line))
    return TRUE;
  if (word != NULL) {
    gsize at = read_span_trim (doc, (ReadSpan){rest.start + strlen (word), rest.end}).start, start = at;

    while (at < rest.end && g_ascii_isdigit (doc->text[at]))
      at++;
    if (at > start && read_span_starts (doc, (ReadSpan){at, rest.end}, "篇"))
      at += strlen ("篇");
    return at > start &&
           read_match_colon (doc, read_span_trim (doc, (ReadSpan){at, rest.end}).start, rest.end) > 0;
  }
  return read_match_heading (doc, rest, &heading) &&
         (heading.hashes >= 2 ||
          (heading.has_number && heading.n_tags > 0 && read_is_tag_like (doc, heading.tags[0])));
}

static void
prove_text (Proof *proof, const GArray *paragraphs)
{
  ReadDoc *doc = proof->doc;

  for (guint p = 0; p < paragraphs->len; p++) {
    ReadSpan span = g_array_index (paragraphs, ReadSpan, p);

    for (guint i = read_doc_line_at (doc, span.start); i < doc->lines->len; i++) {
      const ReadLine *line = read_doc_line (doc, i);
      ReadSpan part = {MAX (line->body.start, span.start), MIN (line->body.end, span.end)};

      if (line->whole.start >= span.end)
        break;
      if (read_span_is_empty (part) || line->n_chars > HEADING_CHARS)
        continue;
      if (is_field (doc, part))
        add_doubt (proof, part.start, N_ ("the label of a field stands in the text of an entry"));
      else if (is_heading (doc, part))
        add_doubt (proof, part.start,
                   N_ ("what looks like another entry's heading stands in the text of an entry"));
    }
  }
}

/* ---- An entry ---- */

/* Two papers' addresses with text between them that belongs to nothing: the heading between them was not
 * seen. */
static void
prove_links (Proof *proof, const ReadEntry *entry)
{
  const ReadDoc *doc = proof->doc;
  const ReadEntryLink *last = NULL;
  g_autofree gchar *last_id = NULL;

  for (guint i = 0; i < entry->links->len; i++) {
    const ReadEntryLink *link = &g_array_index (entry->links, ReadEntryLink, i);
    g_auto (WzIdentity) identity = {0};

    if (!wz_identity_of_link (link->url, &identity) || identity.scheme != WZ_SCHEME_ARXIV)
      continue;
    if (last != NULL && last->offset_bytes < link->offset_bytes && g_strcmp0 (identity.id, last_id) != 0)
      for (gsize at = last->offset_bytes; at < link->offset_bytes; at = read_char_next (doc, at))
        if (doc->classes[at] == WZ_COVERAGE_UNKNOWN && read_is_word (read_utf8 (doc->text + at))) {
          add_doubt (proof, link->offset_bytes,
                     N_ ("a second paper's address stands in an entry, behind text of no field"));
          break;
        }
    last = link;
    g_free (last_id);
    last_id = g_steal_pointer (&identity.id);
  }
}

static gboolean
is_empty (const ReadEntry *entry)
{
  return entry->arxiv_id == NULL && entry->doi == NULL && entry->links->len == 0 &&
         entry->authors->len == 0 && entry->affiliations->len == 0 && entry->abstract_zh->len == 0 &&
         entry->abstract_en->len == 0 && entry->body->len == 0 && entry->english->len == 0 &&
         entry->chinese->len == 0;
}

/* `[MIT & CMU]` in the text of an entry that has no affiliations: the line of names before it was of a form
 * that is not known, or fields stand in another order. Tells of it; it does not count against the file. */
static void
prove_names (Proof *proof, const ReadEntry *entry)
{
  ReadSpan inside, after;

  if (entry->affiliations->len > 0)
    return;
  for (guint p = 0; p < entry->english->len; p++)
    if (read_match_bracket (proof->doc, g_array_index (entry->english, ReadSpan, p), &inside, &after) &&
        read_span_is_empty (after))
      add_doubt (proof, inside.start - 1,
                 N_ ("what looks like affiliations stands in the text of an entry that has none"));
}

static void
prove_entry (Proof *proof, const ReadEntry *entry)
{
  guint before = proof->doubts->len;

  prove_text (proof, entry->chinese);
  prove_text (proof, entry->english);
  prove_links (proof, entry);
  if (is_empty (entry)) {
    Doubt doubt = {entry->offset_bytes, N_ ("there is nothing under an entry's heading")};

    g_array_append_val (proof->empty, doubt);
  }
  proof->n_entries++;
  proof->n_doubtful += proof->doubts->len > before;
  prove_names (proof, entry);
}

/* ---- The whole ---- */

/* Lines that are a paper's address and nothing else against entries that have an identity. */
static gboolean
lacks_papers (const Proof *proof, const ReadIssue *issue, guint *n_lines, guint *n_ids)
{
  ReadDoc *doc = proof->doc;
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (ReadLink));

  *n_ids = 0;
  for (guint i = 0; i < doc->lines->len; i++) {
    const ReadLine *line = read_doc_line (doc, i);
    g_auto (WzIdentity) identity = {0};

    g_array_set_size (links, 0);
    if (line->n_chars < 16 || line->n_chars > 300 || !read_match_links (doc, line->body, links))
      continue;
    if (wz_identity_of_link (read_doc_peek (doc, g_array_index (links, ReadLink, 0).url), &identity) &&
        identity.scheme == WZ_SCHEME_ARXIV)
      g_hash_table_add (ids, g_steal_pointer (&identity.id));
  }
  *n_lines = g_hash_table_size (ids);
  for (guint s = 0; s < issue->sections->len; s++) {
    const ReadSection *section = g_ptr_array_index (issue->sections, s);

    for (guint e = 0; e < section->entries->len; e++)
      *n_ids += ((const ReadEntry *) g_ptr_array_index (section->entries, e))->arxiv_id != NULL;
  }
  return *n_lines >= 2 && *n_lines > proof->n_entries &&
         wz_verdict_refuses (WZ_VERDICT_HEADS, *n_lines - MIN (*n_ids, *n_lines), *n_lines);
}

static void
refuse (Proof *proof, GError **error)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  const Doubt *first = &g_array_index (proof->doubts, Doubt, 0);

  for (guint i = 0; i < MIN (proof->doubts->len, NAMED_LINES); i++)
    g_string_append_printf (
        lines, "%s%u", i > 0 ? ", " : "",
        read_doc_position (proof->doc, g_array_index (proof->doubts, Doubt, i).offset_bytes).line);
  if (proof->doubts->len > NAMED_LINES)
    g_string_append (lines, ", …");
  g_set_error (
      error, WZ_READ_ERROR, WZ_READ_ERROR_NOT_DIGEST,
      _ ("%s:%u: this does not read as a digest of the form that is known: %s (entries in doubt: %u of %u; "
         "lines: %s)"),
      proof->doc->file, read_doc_position (proof->doc, first->offset_bytes).line, _ (first->reason),
      proof->n_doubtful, proof->n_entries, lines->str);
}

static gint
compare_doubts (gconstpointer a, gconstpointer b)
{
  const Doubt *left = a, *right = b;

  return left->offset_bytes < right->offset_bytes ? -1 : left->offset_bytes > right->offset_bytes;
}

gboolean
read_prove (ReadDoc *doc, const ReadIssue *issue, GError **error)
{
  g_autoptr (GArray) doubts = g_array_new (FALSE, FALSE, sizeof (Doubt));
  g_autoptr (GArray) empty = g_array_new (FALSE, FALSE, sizeof (Doubt));
  Proof proof = {.doc = doc, .doubts = doubts, .empty = empty};
  guint n_lines, n_ids;

  for (guint s = 0; s < issue->sections->len; s++) {
    const ReadSection *section = g_ptr_array_index (issue->sections, s);

    for (guint e = 0; e < section->entries->len; e++)
      prove_entry (&proof, g_ptr_array_index (section->entries, e));
  }
  if (wz_verdict_refuses (WZ_VERDICT_EMPTY, empty->len,
                          proof.n_entries)) { /* a list of titles or contents, or of anything numbered */
    proof.n_doubtful = empty->len;
    g_array_append_vals (doubts, empty->data, empty->len);
  }
  g_array_sort (doubts, compare_doubts);
  if (wz_verdict_refuses (WZ_VERDICT_LINES, proof.n_doubtful, proof.n_entries)) {
    refuse (&proof, error);
    return FALSE;
  }
  if (lacks_papers (&proof, issue, &n_lines, &n_ids)) {
    g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_NOT_DIGEST,
                 _ ("this does not read as a digest of the form that is known: %u lines are papers' "
                    "addresses, but only "
                    "%u entries have one"),
                 n_lines, n_ids);
    return FALSE;
  }
  for (guint i = 0; i < doubts->len; i++)
    read_doc_remark (doc, READ_DIAG_ENTRY_DOUBTFUL, g_array_index (doubts, Doubt, i).offset_bytes, "%s",
                     _ (g_array_index (doubts, Doubt, i).reason));
  return TRUE;
}
