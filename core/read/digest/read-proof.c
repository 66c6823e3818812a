/* In: a parsed digest. Out: whether it may be believed. A text of another form can be taken apart by these
 * parsers, too, and give nonsense; what shows that is held against what was read: lines that look like
 * headings or fields in the midst of an entry's text, papers' addresses that no entry has. A few doubts are
 * told of as warnings, more of them refuse the file. SPDX-License-Identifier: MIT */
#include "base/wz-identity.h"
#include "read/common/read-labels.h"
#include "read/common/read-match.h"
#include "read/digest/read-entry.h"
#include "read/wz-verdict.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum { HEADING_CHARS = 250 };

/* Why a line of an entry's text may be none. */
typedef enum { DOUBT_FIELD, DOUBT_HEADING, DOUBT_ADDRESS, DOUBT_NAMES } DoubtKind;

typedef struct {
  gsize offset_bytes;
  DoubtKind kind;
  const gchar *form; /* what the line looks like: `作者：…`; nullable */
} Doubt;

typedef struct {
  ReadDoc *doc;
  GArray *doubts; /* of Doubt */
  guint n_entries, n_doubtful;
} Proof;

static void
add_doubt (Proof *proof, gsize offset_bytes, DoubtKind kind, const gchar *form)
{
  Doubt doubt = {offset_bytes, kind, form};

  g_array_append_val (proof->doubts, doubt);
}

static gchar *
dup_reason (const Doubt *doubt)
{
  switch (doubt->kind) {
  case DOUBT_FIELD:
    return g_strdup_printf (
        _ ("a line that looks like a field of the form “%s” was read as text of an entry"), doubt->form);
  case DOUBT_HEADING:
    return g_strdup_printf (
        _ ("a line that looks like a heading of the form “%s” was read as text of the entry before it"),
        doubt->form);
  case DOUBT_ADDRESS:
    return g_strdup (_ ("a second paper's address stands in an entry, behind text that may be its own"));
  default:
    return g_strdup (_ ("what looks like affiliations stands in the text of an entry that has none"));
  }
}

/* ---- A line of an entry's text ---- */

/* `作者：`, `**链接**: `: what a reader of another form would make a field of. */
static gboolean
is_field (ReadDoc *doc, ReadSpan line, const gchar **form)
{
  ReadLabel label;

  if (!read_label_match (doc->text + line.start, line.end - line.start, &label) || !label.colon ||
      label.field > READ_LABEL_DATE)
    return FALSE;
  *form = read_take_form (doc, line, line.start + label.value);
  return TRUE;
}

static void
prove_text (Proof *proof, const GArray *paragraphs)
{
  ReadDoc *doc = proof->doc;
  const gchar *form;
  gsize title;

  for (guint p = 0; p < paragraphs->len; p++) {
    ReadSpan span = g_array_index (paragraphs, ReadSpan, p);

    for (guint i = read_doc_line_at (doc, span.start); i < doc->lines->len; i++) {
      const ReadLine *line = read_doc_line (doc, i);
      ReadSpan part = {MAX (line->body.start, span.start), MIN (line->body.end, span.end)};

      if (line->whole.start >= span.end)
        break;
      if (read_span_is_empty (part) || line->n_chars > HEADING_CHARS)
        continue;
      if (is_field (doc, part, &form))
        add_doubt (proof, part.start, DOUBT_FIELD, form);
      else if (read_near_heading (doc, part, &title))
        add_doubt (proof, part.start, DOUBT_HEADING, read_take_form (doc, part, title));
    }
  }
}

/* ---- An entry ---- */

/* Two papers' addresses, and between them text that belongs to nothing, or more of it than one line says: the
 * heading between them was not seen. */
static gboolean
parts_papers (const ReadDoc *doc, gsize start, gsize end)
{
  enum { MOST_BYTES = 400 };
  guint n = 0;

  for (gsize at = start; at < end; at = read_char_next (doc, at)) {
    if (doc->classes[at] == WZ_COVERAGE_UNKNOWN && read_is_word (read_utf8 (doc->text + at)))
      return TRUE;
    n += doc->classes[at] == WZ_COVERAGE_FIELD;
  }
  return n > MOST_BYTES;
}

static void
prove_links (Proof *proof, const ReadEntry *entry)
{
  const ReadEntryLink *last = NULL;
  g_autofree gchar *last_id = NULL;

  for (guint i = 0; i < entry->links->len; i++) {
    const ReadEntryLink *link = &g_array_index (entry->links, ReadEntryLink, i);
    g_auto (WzIdentity) identity = {0};

    if (!wz_identity_of_link (link->url, &identity) || identity.scheme != WZ_SCHEME_ARXIV)
      continue;
    if (last != NULL && last->offset_bytes < link->offset_bytes && g_strcmp0 (identity.id, last_id) != 0 &&
        parts_papers (proof->doc, last->offset_bytes, link->offset_bytes))
      add_doubt (proof, link->offset_bytes, DOUBT_ADDRESS, NULL);
    last = link;
    g_free (last_id);
    last_id = g_steal_pointer (&identity.id);
  }
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
      add_doubt (proof, inside.start - 1, DOUBT_NAMES, NULL);
}

static void
prove_entry (Proof *proof, const ReadEntry *entry)
{
  guint before = proof->doubts->len;

  prove_text (proof, entry->chinese);
  prove_text (proof, entry->english);
  prove_links (proof, entry);
  proof->n_entries++;
  proof->n_doubtful += proof->doubts->len > before;
  prove_names (proof, entry);
}

/* ---- The whole ---- */

/* Lines (guint) that are a paper's address and nothing else, but of papers that no entry is of. */
static GArray *
list_lone_addresses (const Proof *proof, const ReadIssue *issue, guint *n_lines)
{
  ReadDoc *doc = proof->doc;
  GArray *lone = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                         own = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (ReadLink));

  for (guint s = 0; s < issue->sections->len; s++) {
    const ReadSection *section = g_ptr_array_index (issue->sections, s);

    for (guint e = 0; e < section->entries->len; e++) {
      const ReadEntry *entry = g_ptr_array_index (section->entries, e);

      if (entry->arxiv_id != NULL)
        g_hash_table_add (own, (gpointer) (gsize) entry->arxiv_id);
    }
  }
  for (guint i = 0; i < doc->lines->len; i++) {
    const ReadLine *line = read_doc_line (doc, i);
    g_auto (WzIdentity) identity = {0};

    g_array_set_size (links, 0);
    if (line->n_chars < 16 || line->n_chars > 300 || !read_match_links (doc, line->body, links))
      continue;
    if (!wz_identity_of_link (read_doc_peek (doc, g_array_index (links, ReadLink, 0).url), &identity) ||
        identity.scheme != WZ_SCHEME_ARXIV)
      continue;
    if (!g_hash_table_contains (own, identity.id) && !g_hash_table_contains (ids, identity.id)) {
      guint number = read_doc_position (doc, line->body.start).line;

      g_array_append_val (lone, number);
    }
    g_hash_table_add (ids, g_steal_pointer (&identity.id));
  }
  *n_lines = g_hash_table_size (ids);
  return lone;
}

static void
refuse (const Proof *proof, GError **error)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree gchar *reason = dup_reason (&g_array_index (proof->doubts, Doubt, 0));

  for (guint i = 0; i < proof->doubts->len; i++) {
    guint line = read_doc_position (proof->doc, g_array_index (proof->doubts, Doubt, i).offset_bytes).line;

    g_array_append_val (lines, line);
  }
  wz_verdict_set_error (error, proof->doc->file, reason, lines, proof->n_doubtful, proof->n_entries);
}

static gint
compare_doubts (gconstpointer a, gconstpointer b)
{
  const Doubt *left = a, *right = b;

  return left->offset_bytes < right->offset_bytes ? -1 : left->offset_bytes > right->offset_bytes;
}

gboolean
read_prove (ReadDoc *doc, const ReadIssue *issue, gboolean insist, GError **error)
{
  g_autoptr (GArray) doubts = g_array_new (FALSE, FALSE, sizeof (Doubt)), lone = NULL;
  Proof proof = {.doc = doc, .doubts = doubts};
  guint n_lines;

  for (guint s = 0; s < issue->sections->len; s++) {
    const ReadSection *section = g_ptr_array_index (issue->sections, s);

    for (guint e = 0; e < section->entries->len; e++)
      prove_entry (&proof, g_ptr_array_index (section->entries, e));
  }
  g_array_sort (doubts, compare_doubts);
  if (!insist && wz_verdict_refuses (WZ_VERDICT_LINES, proof.n_doubtful, proof.n_entries)) {
    refuse (&proof, error);
    return FALSE;
  }
  lone = list_lone_addresses (&proof, issue, &n_lines);
  if (!insist && n_lines >= 2 && n_lines > proof.n_entries &&
      wz_verdict_refuses (WZ_VERDICT_HEADS, lone->len, n_lines)) {
    wz_verdict_set_error (error, doc->file,
                          _ ("lines are papers' addresses, but no entry is of these papers"), lone, lone->len,
                          n_lines);
    return FALSE;
  }
  for (guint i = 0; i < doubts->len; i++) {
    const Doubt *doubt = &g_array_index (doubts, Doubt, i);
    g_autofree gchar *reason = dup_reason (doubt);

    read_doc_remark (doc, READ_DIAG_ENTRY_DOUBTFUL, doubt->offset_bytes, "%s", reason);
  }
  return TRUE;
}
