/* kindle-read: a Kindle file taken apart again.
 *
 * In: the bytes of a file. Out: its records, the header and metadata of each half, and the text. The indices
 * and what follows from them are read by kindle-read-index and kindle-read-model. Follows the KF8 reference,
 * sections 1 to 3. */
#include "kindle-read.h"

#include "kindle-bytes.h"
#include "kindle-exth.h"
#include "kindle-palmdb.h"
#include "kindle-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* libmobi's limits, which are ample (KF8 reference 2.3). */
#define MAX_EXTH_RECORDS 1024
#define MIN_HEADER_LENGTH 232
/* A 16-bit count of records of 4096 bytes could ask for a quarter gigabyte; no book has more than this. */
#define MAX_TEXT (256u * 1024 * 1024)

static gboolean damaged (GError **error, const gchar *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
damaged (GError **error, const gchar *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree gchar *message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, KINDLE_ERROR, KINDLE_ERROR_DAMAGED, message);
  return FALSE;
}

static void
half_free (gpointer data)
{
  KindleReadHalf *half = data;
  g_array_unref (half->exth);
  g_free (half->title);
  g_byte_array_unref (half->text);
  g_array_unref (half->text_sizes);
  g_array_unref (half->overlaps);
  g_array_unref (half->flows);
  kindle_read_index_free (half->fragment_index);
  kindle_read_index_free (half->skeleton_index);
  kindle_read_index_free (half->guide_index);
  kindle_read_index_free (half->ncx_index);
  g_array_unref (half->skeletons);
  g_array_unref (half->fragments);
  g_ptr_array_unref (half->documents);
  g_free (half);
}

static void
fragment_clear (gpointer data)
{
  g_free (((KindleReadFragment *) data)->selector);
}

static void
document_free (gpointer data)
{
  g_string_free (data, TRUE);
}

static KindleReadHalf *
half_new (guint base, guint n_records)
{
  KindleReadHalf *half = g_new0 (KindleReadHalf, 1);
  half->base = base;
  half->n_records = n_records;
  half->exth = g_array_new (FALSE, FALSE, sizeof (KindleReadExth));
  half->text = g_byte_array_new ();
  half->text_sizes = g_array_new (FALSE, FALSE, sizeof (guint));
  half->overlaps = g_array_new (FALSE, FALSE, sizeof (guint));
  half->flows = g_array_new (FALSE, FALSE, sizeof (guint32));
  half->skeletons = g_array_new (FALSE, FALSE, sizeof (KindleReadSkeleton));
  half->fragments = g_array_new (FALSE, FALSE, sizeof (KindleReadFragment));
  g_array_set_clear_func (half->fragments, fragment_clear);
  half->documents = g_ptr_array_new_with_free_func (document_free);
  return half;
}

gboolean
kindle_slice_starts_with (KindleSlice slice, const gchar *magic)
{
  gsize length = strlen (magic);
  return slice.length >= length && memcmp (slice.data, magic, length) == 0;
}

gboolean
kindle_read_get_record (const KindleReadFile *file, const KindleReadHalf *half, guint32 number,
                        KindleSlice *slice)
{
  if (number >= half->n_records)
    return FALSE;
  *slice = g_array_index (file->records, KindleSlice, half->base + number);
  return TRUE;
}

/* KF8 reference, section 1. */
static gboolean
read_container (KindleReadFile *file, GError **error)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (file->bytes, &size);
  if (size < 80 || memcmp (data + 60, "BOOKMOBI", 8) != 0)
    return damaged (error, "this is no Kindle book");
  memcpy (file->name, data, 32);
  file->created = kindle_get_u32 (data + 36);
  guint n = kindle_get_u16 (data + 76);
  if (n == 0 || size < 78 + 8 * (gsize) n)
    return damaged (error, "the list of %u records is cut short", n);
  for (guint i = 0; i < n; i++) {
    gsize start = kindle_get_u32 (data + 78 + 8 * (gsize) i);
    gsize end = i + 1 < n ? kindle_get_u32 (data + 78 + 8 * ((gsize) i + 1)) : size;
    if (start < 78 + 8 * (gsize) n || start > end || end > size)
      return damaged (error, "record %u lies outside of the file", i);
    KindleSlice slice = {data + start, end - start};
    g_array_append_val (file->records, slice);
  }
  return TRUE;
}

static guint32
field (KindleSlice record, gsize offset, guint32 header_length)
{
  return offset + 4 <= 16 + (gsize) header_length && offset + 4 <= record.length
             ? kindle_get_u32 (record.data + offset)
             : KINDLE_NULL;
}

/* KF8 reference 2.1, 2.2. */
static gboolean
read_header (KindleSlice record, KindleReadHeader *header, GError **error)
{
  if (record.length < 24 || memcmp (record.data + 16, "MOBI", 4) != 0)
    return damaged (error, "record 0 holds no MOBI header");
  const guint8 *data = record.data;
  guint32 length = kindle_get_u32 (data + 20);
  if (length < MIN_HEADER_LENGTH || length > record.length - 16)
    return damaged (error, "the MOBI header is cut short");
  *header = (KindleReadHeader){
      .compression = kindle_get_u16 (data),
      .text_length = kindle_get_u32 (data + 4),
      .n_text_records = kindle_get_u16 (data + 8),
      .text_record_size = kindle_get_u16 (data + 10),
      .encryption = kindle_get_u16 (data + 12),
      .header_length = length,
      .type = field (record, 24, length),
      .encoding = field (record, 28, length),
      .unique_id = field (record, 32, length),
      .version = field (record, 36, length),
      .first_non_text = field (record, 80, length),
      .name_offset = field (record, 84, length),
      .name_length = field (record, 88, length),
      .locale = field (record, 92, length),
      .minimum_version = field (record, 104, length),
      .first_resource = field (record, 108, length),
      .exth_flags = field (record, 128, length),
      .fdst = field (record, 192, length),
      .n_flows = field (record, 196, length),
      .fcis = field (record, 200, length),
      .flis = field (record, 208, length),
      .extra_flags = field (record, 240, length),
      .ncx = field (record, 244, length),
      .fragments = field (record, 248, length),
      .skeletons = field (record, 252, length),
      .guide = field (record, 260, length),
  };
  return TRUE;
}

/* KF8 reference 2.3. */
static gboolean
read_exth (KindleReadHalf *half, KindleSlice record, GError **error)
{
  gsize at = 16 + (gsize) half->header.header_length;
  if (!(half->header.exth_flags & 0x40))
    return TRUE;
  if (record.length - at < 12 || memcmp (record.data + at, "EXTH", 4) != 0)
    return damaged (error, "the EXTH block is missing");
  half->exth_length = kindle_get_u32 (record.data + at + 4);
  half->exth_count = kindle_get_u32 (record.data + at + 8);
  if (half->exth_count > MAX_EXTH_RECORDS)
    return damaged (error, "%u EXTH records", half->exth_count);
  at += 12;
  for (guint i = 0; i < half->exth_count; i++) {
    gsize left = record.length - at;
    guint32 size = left >= 8 ? kindle_get_u32 (record.data + at + 4) : 0;
    if (size < 8 || size > left)
      return damaged (error, "EXTH record %u is cut short", i);
    KindleReadExth exth = {kindle_get_u32 (record.data + at), {record.data + at + 8, size - 8}};
    g_array_append_val (half->exth, exth);
    at += size;
  }
  half->exth_end = at;
  return TRUE;
}

static gboolean
read_title (KindleReadHalf *half, KindleSlice record, GError **error)
{
  gsize offset = half->header.name_offset, length = half->header.name_length;
  if (offset > record.length || length > record.length - offset)
    return damaged (error, "the title lies outside of record 0");
  half->title = g_utf8_make_valid ((const gchar *) record.data + offset, (gssize) length);
  return TRUE;
}

const KindleReadExth *
kindle_read_find_exth (const KindleReadHalf *half, guint32 type)
{
  for (guint i = half->exth->len; i-- > 0;)
    if (g_array_index (half->exth, KindleReadExth, i).type == type)
      return &g_array_index (half->exth, KindleReadExth, i);
  return NULL;
}

gboolean
kindle_read_get_exth_number (const KindleReadHalf *half, guint32 type, guint32 *value)
{
  const KindleReadExth *exth = kindle_read_find_exth (half, type);
  if (!exth || exth->value.length != 4)
    return FALSE;
  *value = kindle_get_u32 (exth->value.data);
  return TRUE;
}

/* Takes the outermost trailing entry off; its size is written backwards and counts itself. */
static gboolean
strip_entry (KindleSlice *record)
{
  guint32 size = 0;
  for (gsize i = 1; i <= MIN (4, record->length); i++) {
    guint8 byte = record->data[record->length - i];
    size |= (guint32) (byte & 0x7f) << (7 * (i - 1));
    if (byte & 0x80)
      break;
  }
  if (size == 0 || size > record->length)
    return FALSE;
  record->length -= size;
  return TRUE;
}

/* KF8 reference 3.2. */
static gboolean
strip_entries (KindleSlice *record, guint32 flags, guint *overlap)
{
  *overlap = 0;
  for (guint bit = 15; bit >= 1; bit--)
    if (flags & (1u << bit) && !strip_entry (record))
      return FALSE;
  if (!(flags & 1))
    return TRUE;
  if (record->length == 0)
    return FALSE;
  *overlap = record->data[record->length - 1] & 3;
  if (*overlap + 1 > record->length)
    return FALSE;
  record->length -= *overlap + 1;
  return TRUE;
}

static gboolean
read_text_record (KindleReadHalf *half, KindleSlice record, guint number, GError **error)
{
  guint8 out[8192];
  gsize n = 0;
  guint overlap = 0;
  guint32 flags = half->header.extra_flags == KINDLE_NULL ? 0 : half->header.extra_flags & 0xffff;
  if (!strip_entries (&record, flags, &overlap))
    return damaged (error, "text record %u: bad trailing entry", number);
  if (half->header.compression == 1) {
    n = MIN (record.length, sizeof out);
    memcpy (out, record.data, n);
  } else if (!kindle_palmdoc_decompress (record.data, record.length, out, sizeof out, &n)) {
    return damaged (error, "text record %u can't be decompressed", number);
  }
  if (half->text->len + n > MAX_TEXT)
    return damaged (error, "the text is too long");
  guint size = (guint) n;
  g_array_append_val (half->text_sizes, size);
  g_array_append_val (half->overlaps, overlap);
  kindle_put_bytes (half->text, out, n);
  return TRUE;
}

static gboolean
read_text (const KindleReadFile *file, KindleReadHalf *half, GError **error)
{
  const KindleReadHeader *header = &half->header;
  if (header->encryption != 0) {
    g_set_error (error, KINDLE_ERROR, KINDLE_ERROR_UNSUPPORTED, _ ("the book is encrypted"));
    return FALSE;
  }
  if (header->compression != 1 && header->compression != 2) {
    g_set_error (error, KINDLE_ERROR, KINDLE_ERROR_UNSUPPORTED, _ ("compression 0x%04x is not read"),
                 header->compression);
    return FALSE;
  }
  for (guint i = 1; i <= header->n_text_records; i++) {
    KindleSlice record;
    if (!kindle_read_get_record (file, half, i, &record))
      return damaged (error, "text record %u is missing", i);
    if (!read_text_record (half, record, i, error))
      return FALSE;
  }
  return TRUE;
}

/* KF8 reference 4.6. */
static gboolean
read_flows (const KindleReadFile *file, KindleReadHalf *half, GError **error)
{
  KindleSlice record;
  guint32 range[2] = {0, half->text->len};
  if (half->header.version < 8 || half->header.n_flows == KINDLE_NULL || half->header.n_flows <= 1) {
    g_array_append_vals (half->flows, range, 2);
    return TRUE;
  }
  if (!kindle_read_get_record (file, half, half->header.fdst, &record) ||
      !kindle_slice_starts_with (record, "FDST") || record.length < 12)
    return damaged (error, "the flow table is missing");
  guint32 at = kindle_get_u32 (record.data + 4);
  guint32 n = kindle_get_u32 (record.data + 8);
  if (at > record.length || n > (record.length - at) / 8)
    return damaged (error, "the flow table is cut short");
  for (guint i = 0; i < n; i++, at += 8) {
    range[0] = kindle_get_u32 (record.data + at);
    range[1] = kindle_get_u32 (record.data + at + 4);
    if (range[0] > range[1] || range[1] > half->text->len)
      return damaged (error, "flow %u lies outside of the text", i);
    g_array_append_vals (half->flows, range, 2);
  }
  if (n == 0)
    return damaged (error, "the flow table is empty");
  return TRUE;
}

static gboolean
read_half (KindleReadFile *file, guint base, guint n_records, GError **error)
{
  KindleReadHalf *half = half_new (base, n_records);
  KindleSlice record;
  g_ptr_array_add (file->halves, half);
  if (!kindle_read_get_record (file, half, 0, &record))
    return damaged (error, "record 0 is missing");
  return read_header (record, &half->header, error) && read_exth (half, record, error) &&
         read_title (half, record, error) && read_text (file, half, error) &&
         read_flows (file, half, error) && kindle_read_model (file, half, error);
}

/* A joint file names its second half in EXTH 121 of the first (KF8 reference 9.1). */
static gboolean
read_halves (KindleReadFile *file, GError **error)
{
  KindleSlice record = g_array_index (file->records, KindleSlice, 0);
  g_autoptr (GError) ignored = NULL;
  KindleReadHalf *probe = half_new (0, file->records->len);
  guint32 start = KINDLE_NULL;
  if (read_header (record, &probe->header, &ignored) && probe->header.version < 8 &&
      read_exth (probe, record, &ignored))
    kindle_read_get_exth_number (probe, KINDLE_EXTH_KF8_START, &start);
  half_free (probe);
  if (start == KINDLE_NULL)
    return read_half (file, 0, file->records->len, error);
  if (start < 2 || start >= file->records->len ||
      !kindle_slice_starts_with (g_array_index (file->records, KindleSlice, start - 1), "BOUNDARY"))
    return damaged (error, "the second half is not where EXTH 121 says");
  if (!read_half (file, 0, start - 1, error))
    return FALSE;
  if (!read_half (file, start, file->records->len - start, error)) {
    g_prefix_error (error, _ ("second half: "));
    return FALSE;
  }
  return TRUE;
}

KindleReadFile *
kindle_read_file_new (GBytes *bytes, GError **error)
{
  g_autoptr (KindleReadFile) file = g_new0 (KindleReadFile, 1);
  file->bytes = g_bytes_ref (bytes);
  file->records = g_array_new (FALSE, FALSE, sizeof (KindleSlice));
  file->halves = g_ptr_array_new_with_free_func (half_free);
  if (!read_container (file, error) || !read_halves (file, error))
    return NULL;
  return g_steal_pointer (&file);
}

void
kindle_read_file_free (KindleReadFile *file)
{
  if (!file)
    return;
  g_ptr_array_unref (file->halves);
  g_array_unref (file->records);
  g_bytes_unref (file->bytes);
  g_free (file);
}
