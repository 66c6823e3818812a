/* kindle-check-markup: the rules of the self-check that look into documents and contents.
 *
 * In: the documents of a KF8 half, put together. Out: faults against rules 21 to 29 of the KF8 reference,
 * section 13. */
#include "kindle-check-private.h"

#include "kindle-bytes.h"
#include "kindle-exth.h"

#include <string.h>

#define POS_PREFIX "kindle:pos:fid:"
#define EMBED_PREFIX "kindle:embed:"
#define FLOW_PREFIX "kindle:flow:"

static void
note_bad (KindleMarkupFacts *facts, const gchar *reference)
{
  if (facts->n_bad++ == 0)
    facts->bad = g_strdup_printf ("%.60s", reference);
}

/* kindle:pos:fid:FFFF:off:OOOOOOOOOO */
static void
note_link (KindleMarkupFacts *facts, const gchar *value)
{
  guint64 fragment = 0, offset = 0;
  if (strlen (value) != 34 || memcmp (value + 19, ":off:", 5) != 0 ||
      !kindle_parse_base32 (value + 15, 4, &fragment) || !kindle_parse_base32 (value + 24, 10, &offset) ||
      offset >= (guint64) 1 << 40) {
    note_bad (facts, value);
    return;
  }
  guint64 packed = fragment << 40 | offset;
  g_array_append_val (facts->links, packed);
}

static void
note_number (KindleMarkupFacts *facts, GArray *list, const gchar *value, gsize prefix)
{
  guint64 number = 0;
  if (strlen (value) < prefix + 4 || !kindle_parse_base32 (value + prefix, 4, &number)) {
    note_bad (facts, value);
    return;
  }
  guint32 narrow = (guint32) number;
  g_array_append_val (list, narrow);
}

static void
on_start (GMarkupParseContext *context, const gchar *element, const gchar **names, const gchar **values,
          gpointer user_data, GError **error)
{
  KindleMarkupFacts *facts = user_data;
  for (guint i = 0; names[i]; i++) {
    if (strcmp (names[i], "aid") == 0) {
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (facts->aids, values[i]));
      g_hash_table_replace (facts->aids, g_strdup (values[i]), GUINT_TO_POINTER (count + 1));
    } else if (g_str_has_prefix (values[i], POS_PREFIX)) {
      note_link (facts, values[i]);
    } else if (g_str_has_prefix (values[i], EMBED_PREFIX)) {
      note_number (facts, facts->embeds, values[i], strlen (EMBED_PREFIX));
    } else if (g_str_has_prefix (values[i], FLOW_PREFIX)) {
      note_number (facts, facts->flows, values[i], strlen (FLOW_PREFIX));
    } else if (g_str_has_prefix (values[i], "kindle:")) {
      note_bad (facts, values[i]);
    }
  }
}

/* References in style sheets: `kindle:embed:NNNN`. */
static void
scan_css (KindleMarkupFacts *facts, const KindleReadHalf *half)
{
  for (guint i = 2; i + 1 < half->flows->len; i += 2) {
    const gchar *text = (const gchar *) half->text->data + g_array_index (half->flows, guint32, i);
    const gchar *end = (const gchar *) half->text->data + g_array_index (half->flows, guint32, i + 1);
    for (const gchar *p = text; p < end && (p = g_strstr_len (p, end - p, EMBED_PREFIX)); p++) {
      gsize digits = MIN (4, (gsize) (end - p) - strlen (EMBED_PREFIX));
      g_autofree gchar *reference = g_strndup (p, strlen (EMBED_PREFIX) + digits);
      note_number (facts, facts->embeds, reference, strlen (EMBED_PREFIX));
    }
  }
}

void
kindle_check_markup_begin (KindleCheck *check)
{
  static const GMarkupParser parser = {on_start, NULL, NULL, NULL, NULL};
  KindleMarkupFacts *facts = &check->facts;
  facts->links = g_array_new (FALSE, FALSE, sizeof (guint64));
  facts->embeds = g_array_new (FALSE, FALSE, sizeof (guint32));
  facts->flows = g_array_new (FALSE, FALSE, sizeof (guint32));
  facts->aids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < check->half->documents->len; i++) {
    const GString *document = g_ptr_array_index (check->half->documents, i);
    g_autoptr (GError) error = NULL;
    g_autoptr (GMarkupParseContext) context =
        g_markup_parse_context_new (&parser, G_MARKUP_PREFIX_ERROR_POSITION, facts, NULL);
    if (g_markup_parse_context_parse (context, document->str, (gssize) document->len, &error) &&
        g_markup_parse_context_end_parse (context, &error))
      continue;
    if (facts->n_malformed++ == 0)
      facts->malformed = g_strdup_printf ("document %u: %s", i, error->message);
  }
  scan_css (facts, check->half);
}

void
kindle_check_markup_end (KindleCheck *check)
{
  KindleMarkupFacts *facts = &check->facts;
  g_array_unref (facts->links);
  g_array_unref (facts->embeds);
  g_array_unref (facts->flows);
  g_hash_table_unref (facts->aids);
  g_free (facts->malformed);
  g_free (facts->bad);
}

/* Rule 21. */
void
kindle_check_documents (KindleCheck *check)
{
  if (check->half->documents->len == 0)
    kindle_check_fault (check, "there are none");
  for (guint i = 0; i < check->facts.n_malformed; i++)
    kindle_check_fault (check, "%s", check->facts.malformed);
}

/* The aids in the skeleton itself, each with the number of its occurrences. */
static GHashTable *
skeleton_aids (const KindleReadHalf *half, const KindleReadSkeleton *skeleton)
{
  static const gchar mark[] = " aid=\"";
  GHashTable *aids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const gchar *p = (const gchar *) half->text->data + skeleton->start;
  const gchar *end = p + skeleton->length;
  while (p < end && (p = g_strstr_len (p, end - p, mark))) {
    p += strlen (mark);
    const gchar *quote = memchr (p, '"', (gsize) (end - p));
    if (!quote)
      break;
    g_autofree gchar *aid = g_strndup (p, (gsize) (quote - p));
    guint count = GPOINTER_TO_UINT (g_hash_table_lookup (aids, aid));
    g_hash_table_replace (aids, g_steal_pointer (&aid), GUINT_TO_POINTER (count + 1));
    p = quote;
  }
  return aids;
}

/* The aid that a selector names: in quotes, behind P or S and a fixed text. */
static gchar *
selector_aid (const gchar *selector)
{
  static const gchar middle[] = "-//*[@aid='";
  gsize length = selector ? strlen (selector) : 0;
  if (length < 1 + strlen (middle) + 3 || (selector[0] != 'P' && selector[0] != 'S') ||
      !g_str_has_prefix (selector + 1, middle) || strcmp (selector + length - 2, "']") != 0)
    return NULL;
  return g_strndup (selector + 1 + strlen (middle), length - 3 - strlen (middle));
}

/* Rule 22. */
void
kindle_check_selectors (KindleCheck *check)
{
  guint next = 0;
  for (guint i = 0; i < check->half->skeletons->len; i++) {
    const KindleReadSkeleton *skeleton = &g_array_index (check->half->skeletons, KindleReadSkeleton, i);
    g_autoptr (GHashTable) aids = skeleton_aids (check->half, skeleton);
    for (guint k = 0; k < skeleton->n_fragments; k++, next++) {
      const gchar *selector = g_array_index (check->half->fragments, KindleReadFragment, next).selector;
      g_autofree gchar *aid = selector_aid (selector);
      if (!aid || GPOINTER_TO_UINT (g_hash_table_lookup (aids, aid)) != 1)
        kindle_check_fault (check, "fragment %u: %.60s", next, selector ? selector : "none");
    }
  }
}

/* The bytes of the assembled text from @position on, within its document; NULL if there are none. */
static const gchar *
assembled_at (const KindleReadHalf *half, guint64 position)
{
  guint low = 0, high = half->skeletons->len; /* the first skeleton that starts beyond the position */
  while (low < high) {
    guint middle = (low + high) / 2;
    if (g_array_index (half->skeletons, KindleReadSkeleton, middle).start <= position)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == 0)
    return NULL;
  const GString *document = g_ptr_array_index (half->documents, low - 1);
  guint64 offset = position - g_array_index (half->skeletons, KindleReadSkeleton, low - 1).start;
  return offset < document->len ? document->str + offset : NULL;
}

static gboolean
is_start_tag (const KindleReadHalf *half, guint64 position)
{
  const gchar *text = assembled_at (half, position);
  return text && text[0] == '<' && g_ascii_isalpha (text[1]);
}

/* Rule 23, as far as a reader without the source can tell. */
void
kindle_check_links (KindleCheck *check)
{
  const GArray *links = check->facts.links;
  for (guint i = 0; i < links->len; i++) {
    guint64 packed = g_array_index (links, guint64, i);
    guint64 fragment = packed >> 40, offset = packed & (((guint64) 1 << 40) - 1);
    if (fragment >= check->half->fragments->len) {
      kindle_check_fault (check, "there is no fragment %" G_GUINT64_FORMAT, fragment);
      continue;
    }
    guint64 start = g_array_index (check->half->fragments, KindleReadFragment, (guint) fragment).insert_pos;
    if (!is_start_tag (check->half, start + offset))
      kindle_check_fault (check, "fragment %" G_GUINT64_FORMAT " offset %" G_GUINT64_FORMAT, fragment,
                          offset);
  }
}

/* Rule 24. */
void
kindle_check_references (KindleCheck *check)
{
  const KindleReadHalf *first = g_ptr_array_index (check->file->halves, 0);
  guint32 n_resources = 0;
  guint32 n_flows = check->half->flows->len / 2;
  kindle_read_get_exth_number (first, KINDLE_EXTH_N_RESOURCES, &n_resources);
  for (guint i = 0; i < check->facts.embeds->len; i++) {
    guint32 number = g_array_index (check->facts.embeds, guint32, i);
    if (number < 1 || number > n_resources)
      kindle_check_fault (check, "resource %u of %u", number, n_resources);
  }
  for (guint i = 0; i < check->facts.flows->len; i++) {
    guint32 number = g_array_index (check->facts.flows, guint32, i);
    if (number < 1 || number >= n_flows)
      kindle_check_fault (check, "flow %u of %u", number, n_flows);
  }
  for (guint i = 0; i < check->facts.n_bad; i++)
    kindle_check_fault (check, "unreadable: %s", check->facts.bad);
}

/* Rule 25. */
void
kindle_check_aids (KindleCheck *check)
{
  GHashTableIter iter;
  gpointer aid, count;
  guint repeated = 0;
  g_hash_table_iter_init (&iter, check->facts.aids);
  while (g_hash_table_iter_next (&iter, &aid, &count))
    repeated += GPOINTER_TO_UINT (count) > 1;
  if (repeated > 0) /* which of them is left out: a hash table has no order */
    kindle_check_fault (check, "%u aids occur more than once", repeated);
}

static guint
n_ncx (const KindleCheck *check)
{
  return check->half->ncx_index ? check->half->ncx_index->entries->len : 0;
}

static guint32
ncx_value (const KindleCheck *check, guint i, guint8 tag, guint nth)
{
  guint32 value = KINDLE_NULL;
  kindle_read_entry_get (g_ptr_array_index (check->half->ncx_index->entries, i), tag, nth, &value);
  return value;
}

/* Rule 26. */
void
kindle_check_ncx_places (KindleCheck *check)
{
  for (guint i = 0; i < n_ncx (check); i++) {
    guint32 offset = ncx_value (check, i, 1, 0);
    guint32 fragment = ncx_value (check, i, 6, 0);
    guint64 inside = ncx_value (check, i, 6, 1);
    guint64 start = fragment < check->half->fragments->len
                        ? g_array_index (check->half->fragments, KindleReadFragment, fragment).insert_pos
                        : KINDLE_NULL;
    if (start + inside != offset)
      kindle_check_fault (check, "entry %u: offset and fragment disagree", i);
    else if (!is_start_tag (check->half, offset))
      kindle_check_fault (check, "entry %u: %u is no start tag", i, offset);
    guint32 reference = ncx_value (check, i, 3, 0);
    g_autofree gchar *label = kindle_read_index_dup_string (check->half->ncx_index, reference);
    if (!label || *label == '\0')
      kindle_check_fault (check, "entry %u has no label", i);
  }
}

/* Rule 27. */
void
kindle_check_ncx_tree (KindleCheck *check)
{
  guint n = n_ncx (check);
  for (guint i = 0; i < n; i++) {
    guint32 depth = ncx_value (check, i, 4, 0);
    guint32 parent = ncx_value (check, i, 21, 0);
    guint32 first = ncx_value (check, i, 22, 0), last = ncx_value (check, i, 23, 0);
    if ((depth == 0) != (parent == KINDLE_NULL) || (parent != KINDLE_NULL && parent >= i))
      kindle_check_fault (check, "entry %u: depth %u, parent %d", i, depth, (gint) parent);
    else if (parent != KINDLE_NULL &&
             (ncx_value (check, parent, 4, 0) + 1 != depth || ncx_value (check, parent, 22, 0) > i ||
              ncx_value (check, parent, 23, 0) < i))
      kindle_check_fault (check, "entry %u is not among its parent's children", i);
    if ((first == KINDLE_NULL) != (last == KINDLE_NULL) ||
        (first != KINDLE_NULL &&
         (first <= i || first > last || last >= n || ncx_value (check, first, 21, 0) != i ||
          ncx_value (check, last, 21, 0) != i)))
      kindle_check_fault (check, "entry %u: children %d to %d", i, (gint) first, (gint) last);
  }
}

/* Rule 28. */
void
kindle_check_ncx_lengths (KindleCheck *check)
{
  guint32 end = g_array_index (check->half->flows, guint32, 1);
  for (guint i = 0; i < n_ncx (check); i++)
    if ((guint64) ncx_value (check, i, 1, 0) + ncx_value (check, i, 2, 0) > end)
      kindle_check_fault (check, "entry %u", i);
}

/* Rule 29. */
void
kindle_check_ncx_order (KindleCheck *check)
{
  for (guint i = 1; i < n_ncx (check); i++)
    if (ncx_value (check, i, 4, 0) == ncx_value (check, i - 1, 4, 0) &&
        ncx_value (check, i, 1, 0) <= ncx_value (check, i - 1, 1, 0))
      kindle_check_fault (check, "entry %u stands before its predecessor", i);
}
