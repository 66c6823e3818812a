/* kindle-read-model: skeletons and fragments put together again.
 *
 * In: the text of a KF8 half. Out: its indices, tables of skeletons and fragments, and every document as the
 * author wrote it. Follows the KF8 reference, sections 4.2, 5.5 and 5.6. */
#include "kindle-read.h"

#include "kindle-bytes.h"
#include "kindle-palmdb.h"

static gboolean
bad_model (GError **error, const gchar *what, guint number)
{
  g_set_error (error, KINDLE_ERROR, KINDLE_ERROR_DAMAGED, "%s %u", what, number);
  return FALSE;
}

static gboolean
read_one (const KindleReadFile *file, const KindleReadHalf *half, guint32 number, KindleReadIndex **index,
          GError **error)
{
  if (number == KINDLE_NULL)
    return TRUE;
  *index = kindle_read_index_new (file, half, number, error);
  return *index != NULL;
}

static gboolean
read_indices (const KindleReadFile *file, KindleReadHalf *half, GError **error)
{
  const KindleReadHeader *header = &half->header;
  if (!read_one (file, half, header->ncx, &half->ncx_index, error))
    return FALSE;
  if (header->version < 8)
    return TRUE;
  return read_one (file, half, header->fragments, &half->fragment_index, error) &&
         read_one (file, half, header->skeletons, &half->skeleton_index, error) &&
         read_one (file, half, header->guide, &half->guide_index, error);
}

static gboolean
read_skeletons (KindleReadHalf *half, GError **error)
{
  for (guint i = 0; i < half->skeleton_index->entries->len; i++) {
    const KindleReadEntry *entry = g_ptr_array_index (half->skeleton_index->entries, i);
    KindleReadSkeleton skeleton;
    if (!kindle_read_entry_get (entry, 1, 0, &skeleton.n_fragments) ||
        !kindle_read_entry_get (entry, 1, 1, &skeleton.n_fragments_again) ||
        !kindle_read_entry_get (entry, 6, 0, &skeleton.start) ||
        !kindle_read_entry_get (entry, 6, 1, &skeleton.length) ||
        !kindle_read_entry_get (entry, 6, 2, &skeleton.start_again) ||
        !kindle_read_entry_get (entry, 6, 3, &skeleton.length_again))
      return bad_model (error, "incomplete skeleton", i);
    g_array_append_val (half->skeletons, skeleton);
  }
  return TRUE;
}

static gboolean
read_fragments (KindleReadHalf *half, GError **error)
{
  for (guint i = 0; i < half->fragment_index->entries->len; i++) {
    const KindleReadEntry *entry = g_ptr_array_index (half->fragment_index->entries, i);
    KindleReadFragment fragment = {0};
    guint32 selector = 0;
    guint64 insert_pos = 0;
    if (!kindle_read_entry_get (entry, 2, 0, &selector) ||
        !kindle_read_entry_get (entry, 3, 0, &fragment.file) ||
        !kindle_read_entry_get (entry, 4, 0, &fragment.sequence) ||
        !kindle_read_entry_get (entry, 6, 0, &fragment.start) ||
        !kindle_read_entry_get (entry, 6, 1, &fragment.length) ||
        !g_ascii_string_to_unsigned (entry->label, 10, 0, G_MAXINT32, &insert_pos, NULL))
      return bad_model (error, "incomplete fragment", i);
    fragment.insert_pos = (guint32) insert_pos;
    fragment.selector = kindle_read_index_dup_string (half->fragment_index, selector);
    g_array_append_val (half->fragments, fragment);
  }
  return TRUE;
}

/* KF8 reference 4.2. Fragments of a document stand by ascending insert position, so that one pass is enough.
 */
static gboolean
assemble (KindleReadHalf *half, guint number, guint *next, guint64 *budget, guint32 flow_end, GError **error)
{
  const KindleReadSkeleton *skeleton = &g_array_index (half->skeletons, KindleReadSkeleton, number);
  const gchar *text = (const gchar *) half->text->data;
  if (skeleton->start > flow_end || skeleton->length > flow_end - skeleton->start ||
      skeleton->n_fragments > half->fragments->len - *next)
    return bad_model (error, "broken skeleton", number);
  g_autoptr (GString) out = g_string_sized_new (skeleton->length);
  guint64 base = (guint64) skeleton->start + skeleton->length;
  guint64 taken = 0; /* of the skeleton */
  for (guint i = 0; i < skeleton->n_fragments; i++, (*next)++) {
    const KindleReadFragment *fragment = &g_array_index (half->fragments, KindleReadFragment, *next);
    if (fragment->length > flow_end - base || fragment->insert_pos < (guint64) skeleton->start + out->len)
      return bad_model (error, "broken fragment", *next);
    guint64 more = fragment->insert_pos - skeleton->start - out->len;
    if (more > skeleton->length - taken)
      return bad_model (error, "misplaced fragment", *next);
    g_string_append_len (out, text + skeleton->start + taken, (gssize) more);
    taken += more;
    g_string_append_len (out, text + base, fragment->length);
    base += fragment->length;
  }
  g_string_append_len (out, text + skeleton->start + taken, (gssize) (skeleton->length - taken));
  if (out->len > *budget)
    return bad_model (error, "overlapping skeleton", number);
  *budget -= out->len;
  g_ptr_array_add (half->documents, g_steal_pointer (&out));
  return TRUE;
}

gboolean
kindle_read_model (const KindleReadFile *file, KindleReadHalf *half, GError **error)
{
  guint next = 0;
  guint32 flow_end = g_array_index (half->flows, guint32, 1);
  guint64 budget = flow_end;
  if (!read_indices (file, half, error))
    return FALSE;
  if (half->header.version < 8 || !half->skeleton_index || !half->fragment_index)
    return TRUE;
  if (!read_skeletons (half, error) || !read_fragments (half, error))
    return FALSE;
  for (guint i = 0; i < half->skeletons->len; i++)
    if (!assemble (half, i, &next, &budget, flow_end, error))
      return FALSE;
  return TRUE;
}
