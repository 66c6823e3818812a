/* kindle-index: INDX records.
 *
 * In: labelled entries with numbers, and strings. Out: the records of the index: a meta record, data records,
 * string (CNCX) records. Follows the KF8 reference, section 5. */
#include "kindle-index.h"

#include "kindle-bytes.h"

#include <string.h>

#define INDX_HEADER_SIZE 192
/* A string record is closed before it could pass this size (KF8 reference 5.4). */
#define CNCX_RECORD_LIMIT 64512
#define ELLIPSIS "…"

const KindleIndexRow kindle_fragment_rows[4] = {
    {2, 1, 0x01}, /* selector, CNCX reference */
    {3, 1, 0x02}, /* file number */
    {4, 1, 0x04}, /* sequence number */
    {6, 2, 0x08}, /* start behind the file's skeleton, length */
};

const KindleIndexRow kindle_skeleton_rows[2] = {
    {1, 1, 0x03}, /* number of fragments */
    {6, 2, 0x0c}, /* start, length */
};

const KindleIndexRow kindle_ncx_rows[8] = {
    {1, 1, 0x01},  /* offset in assembled flow 0 */
    {2, 1, 0x02},  /* length */
    {3, 1, 0x04},  /* label, CNCX reference */
    {4, 1, 0x08},  /* depth */
    {21, 1, 0x10}, /* parent */
    {22, 1, 0x20}, /* first child */
    {23, 1, 0x40}, /* last child */
    {6, 2, 0x80},  /* fragment, offset in it */
};

const KindleIndexRow kindle_guide_rows[2] = {
    {1, 1, 0x01}, /* title, CNCX reference */
    {6, 2, 0x02}, /* fragment, offset in it */
};

const KindleIndexRow kindle_mobi6_ncx_rows[4] = {
    {1, 1, 0x01}, /* file position */
    {2, 1, 0x02}, /* length */
    {3, 1, 0x04}, /* label, CNCX reference */
    {4, 1, 0x08}, /* depth, always 0 */
};

typedef struct {
  GByteArray *bytes; /* entries back to back */
  GArray *offsets;   /* of guint16: where each entry begins in the finished record */
  gchar *last_label;
} DataRecord;

struct _KindleIndex {
  const KindleIndexRow *rows;
  guint n_rows;
  guint n_entries;
  GPtrArray *data;     /* of DataRecord */
  GPtrArray *strings;  /* of GByteArray, one a CNCX record */
  GHashTable *by_text; /* string as given → reference; looked up only, never walked */
};

static void
data_record_free (gpointer data)
{
  DataRecord *record = data;
  g_byte_array_unref (record->bytes);
  g_array_unref (record->offsets);
  g_free (record->last_label);
  g_free (record);
}

KindleIndex *
kindle_index_new (const KindleIndexRow *rows, guint n_rows)
{
  KindleIndex *index = g_new0 (KindleIndex, 1);
  index->rows = rows;
  index->n_rows = n_rows;
  index->data = g_ptr_array_new_with_free_func (data_record_free);
  index->strings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);
  index->by_text = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return index;
}

void
kindle_index_free (KindleIndex *index)
{
  if (!index)
    return;
  g_ptr_array_unref (index->data);
  g_ptr_array_unref (index->strings);
  g_hash_table_unref (index->by_text);
  g_free (index);
}

gsize
kindle_utf8_cut (const gchar *text, gsize most)
{
  gsize length = strlen (text);
  if (length <= most)
    return length;
  length = most;
  while (length > 0 && ((guchar) text[length] & 0xc0) == 0x80)
    length--;
  return length;
}

/* @text, or as much of it as leaves room for an ellipsis, without half a character and its marks. */
static gchar *
dup_within_limit (const gchar *text)
{
  if (strlen (text) <= KINDLE_CNCX_STRING_LIMIT)
    return g_strdup (text);
  gsize length = kindle_utf8_cut (text, KINDLE_CNCX_STRING_LIMIT - strlen (ELLIPSIS));
  while (length > 0 && (g_unichar_ismark (g_utf8_get_char (text + length)) ||
                        g_unichar_iszerowidth (g_utf8_get_char (text + length))))
    length = (gsize) (g_utf8_prev_char (text + length) - text);
  while (length > 0 && text[length - 1] == ' ')
    length--;
  return g_strdup_printf ("%.*s" ELLIPSIS, (gint) length, text);
}

guint32
kindle_index_add_string (KindleIndex *index, const gchar *text)
{
  gpointer known = NULL;
  if (g_hash_table_lookup_extended (index->by_text, text, NULL, &known))
    return GPOINTER_TO_UINT (known);
  g_autofree gchar *kept = dup_within_limit (text);
  gsize length = strlen (kept);
  guint n = index->strings->len;
  if (n == 0 ||
      ((GByteArray *) g_ptr_array_index (index->strings, n - 1))->len + length + 2 > CNCX_RECORD_LIMIT) {
    g_ptr_array_add (index->strings, g_byte_array_new ());
    n++;
  }
  GByteArray *record = g_ptr_array_index (index->strings, n - 1);
  guint32 reference = (n - 1) << 16 | record->len;
  kindle_put_vwi (record, (guint32) length);
  kindle_put_bytes (record, kept, length);
  g_hash_table_insert (index->by_text, g_strdup (text), GUINT_TO_POINTER (reference));
  return reference;
}

static DataRecord *
record_for (KindleIndex *index, gsize entry_size)
{
  DataRecord *record = NULL;
  if (index->data->len > 0) {
    record = g_ptr_array_index (index->data, index->data->len - 1);
    gsize size = INDX_HEADER_SIZE + record->bytes->len + 2 * record->offsets->len;
    if (size + entry_size + 2 > KINDLE_INDEX_RECORD_LIMIT)
      record = NULL;
  }
  if (!record) {
    record = g_new0 (DataRecord, 1);
    record->bytes = g_byte_array_new ();
    record->offsets = g_array_new (FALSE, FALSE, sizeof (guint16));
    g_ptr_array_add (index->data, record);
  }
  return record;
}

void
kindle_index_add (KindleIndex *index, const gchar *label, guint8 control, const guint32 *values,
                  guint n_values)
{
  gsize label_length = strlen (label);
  gsize size = 2 + label_length;
  for (guint i = 0; i < n_values; i++)
    size += kindle_vwi_length (values[i]);
  DataRecord *record = record_for (index, size);
  guint16 offset = (guint16) (INDX_HEADER_SIZE + record->bytes->len);
  g_array_append_val (record->offsets, offset);
  kindle_put_u8 (record->bytes, (guint) label_length);
  kindle_put_bytes (record->bytes, label, label_length);
  kindle_put_u8 (record->bytes, control);
  for (guint i = 0; i < n_values; i++)
    kindle_put_vwi (record->bytes, values[i]);
  g_free (record->last_label);
  record->last_label = g_strdup (label);
  index->n_entries++;
}

/* Appends "IDXT" and the offsets, and writes where that stands into the header field at 20. */
static void
put_idxt (GByteArray *out, const guint16 *offsets, guint n)
{
  kindle_pad_to_4 (out);
  kindle_set_u32 (out, 20, out->len);
  kindle_put_string (out, "IDXT");
  for (guint i = 0; i < n; i++)
    kindle_put_u16 (out, offsets[i]);
  kindle_pad_to_4 (out);
}

/* KF8 reference 5.2. The fields differ from those of the meta record: Kindles want it so. */
static GBytes *
make_data_record (const DataRecord *record)
{
  GByteArray *out = g_byte_array_new ();
  kindle_put_string (out, "INDX");
  kindle_put_u32 (out, INDX_HEADER_SIZE);     /* 4: header length */
  kindle_put_u32 (out, 0);                    /* 8 */
  kindle_put_u32 (out, 1);                    /* 12: type, data */
  kindle_put_u32 (out, 0);                    /* 16 */
  kindle_put_u32 (out, 0);                    /* 20: IDXT, see put_idxt() */
  kindle_put_u32 (out, record->offsets->len); /* 24: entries here */
  kindle_put_u32 (out, KINDLE_NULL);          /* 28 */
  kindle_put_u32 (out, KINDLE_NULL);          /* 32 */
  kindle_put_zeros (out, INDX_HEADER_SIZE - out->len);
  kindle_put_bytes (out, record->bytes->data, record->bytes->len);
  put_idxt (out, (const guint16 *) (gconstpointer) record->offsets->data, record->offsets->len);
  return kindle_bytes_from_array (out);
}

static void
put_tagx (GByteArray *out, const KindleIndexRow *rows, guint n_rows)
{
  kindle_put_string (out, "TAGX");
  kindle_put_u32 (out, 12 + 4 * (n_rows + 1));
  kindle_put_u32 (out, 1); /* control bytes an entry */
  for (guint i = 0; i < n_rows; i++) {
    kindle_put_u8 (out, rows[i].tag);
    kindle_put_u8 (out, rows[i].n_values);
    kindle_put_u8 (out, rows[i].mask);
    kindle_put_u8 (out, 0);
  }
  kindle_put_u32 (out, 1); /* the end row */
}

/* KF8 reference 5.1. */
static GBytes *
make_meta_record (const KindleIndex *index)
{
  GByteArray *out = g_byte_array_new ();
  g_autoptr (GArray) offsets = g_array_new (FALSE, FALSE, sizeof (guint16));
  kindle_put_string (out, "INDX");
  kindle_put_u32 (out, INDX_HEADER_SIZE);    /* 4: header length */
  kindle_put_u32 (out, 0);                   /* 8 */
  kindle_put_u32 (out, 0);                   /* 12: type, meta */
  kindle_put_u32 (out, 2);                   /* 16 */
  kindle_put_u32 (out, 0);                   /* 20: IDXT, see put_idxt() */
  kindle_put_u32 (out, index->data->len);    /* 24: data records */
  kindle_put_u32 (out, 65001);               /* 28: UTF-8 */
  kindle_put_u32 (out, KINDLE_NULL);         /* 32 */
  kindle_put_u32 (out, index->n_entries);    /* 36: entries in all */
  kindle_put_zeros (out, 12);                /* 40: ORDT, LIGT, number of LIGT */
  kindle_put_u32 (out, index->strings->len); /* 52: string records */
  kindle_put_zeros (out, 180 - out->len);
  kindle_put_u32 (out, INDX_HEADER_SIZE); /* 180: TAGX */
  kindle_put_zeros (out, INDX_HEADER_SIZE - out->len);
  put_tagx (out, index->rows, index->n_rows);
  for (guint i = 0; i < index->data->len; i++) {
    const DataRecord *record = g_ptr_array_index (index->data, i);
    guint16 offset = (guint16) out->len;
    g_array_append_val (offsets, offset);
    kindle_put_u8 (out, (guint) strlen (record->last_label));
    kindle_put_string (out, record->last_label);
    kindle_put_u16 (out, record->offsets->len);
  }
  put_idxt (out, (const guint16 *) (gconstpointer) offsets->data, offsets->len);
  return kindle_bytes_from_array (out);
}

GPtrArray *
kindle_index_finish (KindleIndex *index)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_assert (index->n_entries > 0);
  g_ptr_array_add (records, make_meta_record (index));
  for (guint i = 0; i < index->data->len; i++)
    g_ptr_array_add (records, make_data_record (g_ptr_array_index (index->data, i)));
  for (guint i = 0; i < index->strings->len; i++) {
    GByteArray *strings = g_ptr_array_index (index->strings, i);
    kindle_pad_to_4 (strings);
    g_ptr_array_add (records, g_bytes_new (strings->data, strings->len));
  }
  return records;
}
