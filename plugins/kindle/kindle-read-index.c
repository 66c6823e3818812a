/* kindle-read-index: INDX records read back.
 *
 * In: the number of a meta record. Out: the entries of the index with their numbers under the tags, and its
 * strings. Follows the KF8 reference, sections 5.1 to 5.4. */
#include "kindle-read.h"

#include "kindle-bytes.h"
#include "kindle-index.h"
#include "kindle-palmdb.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Strings of a sound file have at most 500 bytes (KF8 reference 5.4). */
#define MAX_STRING 4096

typedef struct {
  KindleIndexRow rows[32];
  guint n_rows;
} Tagx;

static void
entry_free (gpointer data)
{
  KindleReadEntry *entry = data;
  g_free (entry->label);
  g_array_unref (entry->values);
  g_free (entry);
}

void
kindle_read_index_free (KindleReadIndex *index)
{
  if (!index)
    return;
  g_ptr_array_unref (index->entries);
  g_array_unref (index->strings);
  g_free (index);
}

static gboolean
bad_index (GError **error, guint number, const gchar *what)
{
  g_set_error (error, KINDLE_ERROR, KINDLE_ERROR_DAMAGED, _ ("index at record %u: %s"), number, what);
  return FALSE;
}

static gboolean
read_tagx (KindleSlice meta, Tagx *tagx, guint number, GError **error)
{
  gsize at = kindle_get_u32 (meta.data + 180);
  if (at > meta.length || meta.length - at < 12 || memcmp (meta.data + at, "TAGX", 4) != 0)
    return bad_index (error, number, "no tag table");
  gsize length = kindle_get_u32 (meta.data + at + 4);
  if (kindle_get_u32 (meta.data + at + 8) != 1)
    return bad_index (error, number, "more than one control byte");
  if (length < 12 || length > meta.length - at)
    return bad_index (error, number, "the tag table is cut short");
  for (gsize i = 12; i + 4 <= length; i += 4) {
    const guint8 *row = meta.data + at + i;
    if (row[3] & 1)
      return TRUE;
    if (tagx->n_rows == G_N_ELEMENTS (tagx->rows) || row[2] == 0)
      return bad_index (error, number, "bad tag table");
    tagx->rows[tagx->n_rows++] = (KindleIndexRow){row[0], row[1], row[2]};
  }
  return bad_index (error, number, "the tag table has no end");
}

typedef struct {
  guint groups;  /* of values, or … */
  guint32 bytes; /* … that many bytes of values */
  gboolean by_bytes;
} RowExtent;

/* KF8 reference 5.3: one bit: one group; several bits: their number, or all set: a byte length in front. */
static gboolean
read_extents (const Tagx *tagx, guint8 control, const guint8 **cursor, const guint8 *end, RowExtent *extents)
{
  for (guint i = 0; i < tagx->n_rows; i++) {
    guint8 mask = tagx->rows[i].mask;
    guint8 bits = control & mask;
    extents[i] = (RowExtent){0};
    if (bits == 0)
      continue;
    if ((mask & (mask - 1)) == 0) {
      extents[i].groups = 1;
    } else if (bits == mask) {
      extents[i].by_bytes = TRUE;
      if (!kindle_get_vwi (cursor, end, &extents[i].bytes))
        return FALSE;
    } else {
      guint shift = 0;
      while (!((mask >> shift) & 1))
        shift++;
      extents[i].groups = bits >> shift;
    }
  }
  return TRUE;
}

static gboolean
read_values (const Tagx *tagx, const RowExtent *extents, const guint8 **cursor, const guint8 *end,
             GArray *values)
{
  for (guint i = 0; i < tagx->n_rows; i++) {
    KindleReadValue value = {tagx->rows[i].tag, 0};
    if (extents[i].by_bytes && extents[i].bytes > (gsize) (end - *cursor))
      return FALSE;
    const guint8 *stop = extents[i].by_bytes ? *cursor + extents[i].bytes : end;
    guint left = extents[i].by_bytes ? G_MAXUINT : extents[i].groups * tagx->rows[i].n_values;
    for (; left > 0 && (!extents[i].by_bytes || *cursor < stop); left--) {
      if (!kindle_get_vwi (cursor, stop, &value.value))
        return FALSE;
      g_array_append_val (values, value);
    }
  }
  return TRUE;
}

static KindleReadEntry *
read_entry (const Tagx *tagx, const guint8 *cursor, const guint8 *end)
{
  RowExtent extents[G_N_ELEMENTS (tagx->rows)];
  if (end - cursor < 2 || cursor[0] + 2 > end - cursor)
    return NULL;
  KindleReadEntry *entry = g_new0 (KindleReadEntry, 1);
  entry->values = g_array_new (FALSE, FALSE, sizeof (KindleReadValue));
  entry->label = g_strndup ((const gchar *) cursor + 1, cursor[0]);
  cursor += 1 + cursor[0];
  entry->control = *cursor++;
  if (read_extents (tagx, entry->control, &cursor, end, extents) &&
      read_values (tagx, extents, &cursor, end, entry->values))
    return entry;
  entry_free (entry);
  return NULL;
}

static gboolean
read_data_record (KindleReadIndex *index, const Tagx *tagx, KindleSlice record, guint number, GError **error)
{
  if (record.length < 192 || !kindle_slice_starts_with (record, "INDX"))
    return bad_index (error, number, "no data record");
  gsize idxt = kindle_get_u32 (record.data + 20);
  gsize n = kindle_get_u32 (record.data + 24);
  if (idxt > record.length || record.length - idxt < 4 || memcmp (record.data + idxt, "IDXT", 4) != 0 ||
      n > (record.length - idxt - 4) / 2)
    return bad_index (error, number, "the list of entries is missing");
  for (gsize i = 0; i < n; i++) {
    const guint8 *slot = record.data + idxt + 4 + 2 * i;
    gsize start = kindle_get_u16 (slot);
    gsize end = i + 1 < n ? kindle_get_u16 (slot + 2) : idxt;
    KindleReadEntry *entry =
        start <= end && end <= idxt ? read_entry (tagx, record.data + start, record.data + end) : NULL;
    if (!entry)
      return bad_index (error, number, "a broken entry");
    g_ptr_array_add (index->entries, entry);
  }
  return TRUE;
}

static gboolean
read_index (const KindleReadFile *file, const KindleReadHalf *half, KindleReadIndex *index, GError **error)
{
  KindleSlice meta, record;
  Tagx tagx = {0};
  guint number = index->meta_record;
  if (!kindle_read_get_record (file, half, number, &meta) || meta.length < 192 ||
      !kindle_slice_starts_with (meta, "INDX"))
    return bad_index (error, number, "no INDX record");
  index->n_data = kindle_get_u32 (meta.data + 24);
  index->n_strings = kindle_get_u32 (meta.data + 52);
  if (index->n_data > half->n_records || index->n_strings > half->n_records)
    return bad_index (error, number, "it claims more records than there are");
  if (!read_tagx (meta, &tagx, number, error))
    return FALSE;
  for (guint i = 1; i <= index->n_data; i++)
    if (!kindle_read_get_record (file, half, number + i, &record))
      return bad_index (error, number, "a data record is missing");
    else if (!read_data_record (index, &tagx, record, number + i, error))
      return FALSE;
  for (guint i = 1; i <= index->n_strings; i++) {
    if (!kindle_read_get_record (file, half, number + index->n_data + i, &record))
      return bad_index (error, number, "a string record is missing");
    g_array_append_val (index->strings, record);
  }
  return TRUE;
}

KindleReadIndex *
kindle_read_index_new (const KindleReadFile *file, const KindleReadHalf *half, guint32 number, GError **error)
{
  KindleReadIndex *index = g_new0 (KindleReadIndex, 1);
  index->meta_record = number;
  index->entries = g_ptr_array_new_with_free_func (entry_free);
  index->strings = g_array_new (FALSE, FALSE, sizeof (KindleSlice));
  if (!read_index (file, half, index, error))
    g_clear_pointer (&index, kindle_read_index_free);
  return index;
}

gboolean
kindle_read_entry_get (const KindleReadEntry *entry, guint8 tag, guint nth, guint32 *value)
{
  for (guint i = 0; i < entry->values->len; i++) {
    const KindleReadValue *candidate = &g_array_index (entry->values, KindleReadValue, i);
    if (candidate->tag != tag)
      continue;
    if (nth-- == 0) {
      *value = candidate->value;
      return TRUE;
    }
  }
  return FALSE;
}

gchar *
kindle_read_index_dup_string (const KindleReadIndex *index, guint32 reference)
{
  guint32 length = 0;
  if (reference >> 16 >= index->strings->len)
    return NULL;
  KindleSlice record = g_array_index (index->strings, KindleSlice, reference >> 16);
  gsize offset = reference & 0xffff;
  if (offset >= record.length)
    return NULL;
  const guint8 *cursor = record.data + offset;
  const guint8 *end = record.data + record.length;
  if (!kindle_get_vwi (&cursor, end, &length) || length > MAX_STRING || length > (gsize) (end - cursor) ||
      !g_utf8_validate ((const gchar *) cursor, (gssize) length, NULL))
    return NULL;
  return g_strndup ((const gchar *) cursor, length);
}
