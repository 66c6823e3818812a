/* In: the lines of a digest. Out: what its headings look like. Nobody has to know the form beforehand: it is
 * the one that repeats before links, once for each paper. Points inside an abstract and lists of contents
 * repeat, too, but without a paper's link between one and the next. SPDX-License-Identifier: MIT */
#include "read/digest/read-entry.h"
#include "read/common/read-labels.h"
#include "read/common/read-match.h"

#include "base/wz-identity.h"

enum {
  MAX_HEADING_CHARS = 400,
  MAX_LINK_CHARS = 1000,
  LINKLESS_SHARE = 4, /* one heading in so many may have no link under it */
  LINKED_SHARE = 2,   /* one block of links in so many must have a heading */
  FEWEST = 2,         /* headings, where more than one paper has a link */
};

/* Headings of one form. */
typedef struct {
  guint n;       /* lines that look so */
  guint linked;  /* of them have links under them, before the next one */
  guint closing; /* of them come right behind links, or before all of them */
  guint n_links; /* blocks of links above the last of them */
  gsize first;   /* where the first of them stands */
} Form;

typedef struct {
  ReadDoc *doc;
  GHashTable *forms; /* shape → Form */
  guint n_links;     /* blocks of links so far */
  gboolean behind;   /* the last line was one of links */
  gboolean fresh;    /* or a blank one */
} Learning;

static void
meet_heading (Learning *learning, const ReadHeading *heading)
{
  Form *form = g_hash_table_lookup (learning->forms, GUINT_TO_POINTER (heading->shape));

  if (form == NULL) {
    form = g_new0 (Form, 1);
    g_hash_table_insert (learning->forms, GUINT_TO_POINTER (heading->shape), form);
    form->closing += learning->n_links == 0;
    form->first = heading->title.start;
  } else
    form->linked += learning->n_links > form->n_links;
  form->n++;
  form->closing += learning->behind;
  form->n_links = learning->n_links;
}

gboolean
read_is_identifier (ReadDoc *doc, const ReadLine *line)
{
  enum { MAX_IDENTIFIER_CHARS = 60 };
  g_auto (WzIdentity) identity = {0};
  ReadLabel label;

  if (line->n_chars > MAX_IDENTIFIER_CHARS)
    return FALSE;
  if (read_label_match (doc->text + line->body.start, line->body.end - line->body.start, &label) &&
      label.colon && label.field == READ_LABEL_ARXIV)
    return wz_identity_of_id (
        read_doc_peek (doc,
                       read_strip_code (doc, (ReadSpan){line->body.start + label.value, line->body.end})),
        &identity);
  return line->n_han == 0 && wz_identity_of_link (read_doc_peek (doc, line->body), &identity);
}

static void
meet_line (Learning *learning, const ReadLine *line, GArray *links)
{
  ReadHeading heading;

  if (read_line_is_blank (line)) {
    learning->fresh = TRUE;
    return;
  }
  g_array_set_size (links, 0);
  if ((line->n_chars <= MAX_LINK_CHARS && read_match_links (learning->doc, line->body, links)) ||
      read_is_identifier (learning->doc, line)) {
    learning->n_links += !learning->behind;
    learning->behind = TRUE;
    return;
  }
  if ((learning->fresh || learning->behind) && line->n_chars <= MAX_HEADING_CHARS &&
      read_match_heading (learning->doc, line->body, &heading) && heading.has_number &&
      !read_span_is_empty (heading.title))
    meet_heading (learning, &heading);
  learning->behind = learning->fresh = FALSE;
}

/* Whether headings of @form, or those of them that come right behind links, are what entries begin with. */
static gboolean
is_of_entries (const Form *form, guint n_links, gboolean closing)
{
  guint n = closing ? form->closing : form->n, linked = closing ? form->closing : form->linked;

  return linked >= MIN (FEWEST, n_links) && (n - linked) * LINKLESS_SHARE <= n &&
         linked * LINKED_SHARE >= n_links &&
         (!closing || linked * LINKLESS_SHARE >= n_links * (LINKLESS_SHARE - 1));
}

/* Of two forms that each have a line a paper, the headings come right behind the links of the paper before,
 * and first. */
static gboolean
is_better (const Form *form, const Form *other)
{
  if (other == NULL || form->closing != other->closing)
    return other == NULL || form->closing > other->closing;
  return form->linked != other->linked ? form->linked > other->linked : form->first < other->first;
}

guint
read_learn_headings (ReadDoc *doc, guint first)
{
  g_autoptr (GHashTable) forms = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (ReadLink));
  Learning learning = {.doc = doc, .forms = forms, .fresh = TRUE};
  const Form *best = NULL;
  GHashTableIter iter;
  gpointer shape, value;

  doc->form = READ_ANY_FORM;
  for (guint i = first; i < doc->lines->len; i++)
    meet_line (&learning, read_doc_line (doc, i), links);
  doc->form = 0;
  if (learning.n_links == 0)
    return 0;
  g_hash_table_iter_init (&iter, forms);
  while (g_hash_table_iter_next (&iter, &shape, &value)) {
    Form *form = value;
    gboolean every;

    form->linked += learning.n_links > form->n_links;
    every = is_of_entries (form, learning.n_links, FALSE);
    if ((!every && !is_of_entries (form, learning.n_links, TRUE)) || !is_better (form, best))
      continue;
    best = form;
    doc->form = GPOINTER_TO_UINT (shape);
    doc->form_closes = !every || form->n > form->linked;
  }
  return best != NULL ? best->linked : 0;
}
