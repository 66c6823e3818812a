/* kindle-check: the self-check of a Kindle file.
 *
 * In: a file taken apart. Out: for each rule of the KF8 reference, section 13, whether it holds and where
 * first it does not. Rules 21 to 25, which look into the markup, are in kindle-check-markup. */
#include "kindle-check.h"

#include "kindle-bytes.h"
#include "kindle-check-private.h"
#include "kindle-exth.h"
#include "kindle-header.h"
#include "kindle-index.h"
#include "kindle-resources.h"
#include "kindle-text.h"

#include <string.h>

#include <wenzhai-kit/wz-deflate.h>

/* A font that claims more than this is not inflated. */
#define MAX_FONT (64u * 1024 * 1024)

void
kindle_check_fault (KindleCheck *check, const gchar *format, ...)
{
  va_list args;
  if (check->result->faults++ > 0)
    return;
  va_start (args, format);
  check->result->first = g_strdup_vprintf (format, args);
  va_end (args);
}

static KindleSlice
record_at (const KindleCheck *check, guint32 number)
{
  KindleSlice slice = {(const guint8 *) "", 0};
  kindle_read_get_record (check->file, check->half, number, &slice);
  return slice;
}

static gboolean
is_mobi6 (const KindleReadHalf *half)
{
  return half->header.version < 8;
}

static void
check_offsets (KindleCheck *check)
{
  gsize n = check->file->records->len;
  const guint8 *data = g_bytes_get_data (check->file->bytes, NULL);
  const guint8 *expected = data + 78 + 8 * n + 2;
  if (g_array_index (check->file->records, KindleSlice, 0).data != expected)
    kindle_check_fault (check, "record 0 begins at %" G_GSIZE_FORMAT,
                        (gsize) (g_array_index (check->file->records, KindleSlice, 0).data - data));
  for (guint i = 0; i < n; i++)
    if (g_array_index (check->file->records, KindleSlice, i).length == 0)
      kindle_check_fault (check, "record %u is empty", i);
}

static void
check_eof (KindleCheck *check)
{
  KindleSlice last = g_array_index (check->file->records, KindleSlice, check->file->records->len - 1);
  if (last.length != 4 || memcmp (last.data, "\351\216\r\n", 4) != 0)
    kindle_check_fault (check, "the last record is no end mark");
}

static void
check_name (KindleCheck *check)
{
  const gchar *name = check->file->name;
  gsize length = strlen (name);
  if (length < 1 || length > 31)
    kindle_check_fault (check, "the name has %" G_GSIZE_FORMAT " bytes", length);
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isprint (name[i]))
      kindle_check_fault (check, "the name is not ASCII");
}

static void
check_header (KindleCheck *check)
{
  const KindleReadHeader *header = &check->half->header;
  guint32 version = is_mobi6 (check->half) ? 6 : 8;
  if (header->header_length != KINDLE_MOBI_HEADER_LENGTH)
    kindle_check_fault (check, "header length %u", header->header_length);
  if (header->encoding != 65001)
    kindle_check_fault (check, "encoding %u", header->encoding);
  if (header->version != version || header->minimum_version != version)
    kindle_check_fault (check, "versions %u and %u", header->version, header->minimum_version);
}

static void
check_title (KindleCheck *check)
{
  const KindleReadHeader *header = &check->half->header;
  const KindleReadExth *title = kindle_read_find_exth (check->half, KINDLE_EXTH_TITLE);
  KindleSlice record = record_at (check, 0);
  if ((gsize) header->name_offset + header->name_length + 2 > record.length)
    kindle_check_fault (check, "no room behind the title");
  else if (title && (title->value.length != header->name_length ||
                     memcmp (title->value.data, record.data + header->name_offset, header->name_length) != 0))
    kindle_check_fault (check, "full name and EXTH 503 differ");
  if (header->name_length == 0)
    kindle_check_fault (check, "there is no title");
}

static void
check_exth (KindleCheck *check)
{
  gsize end = 16 + (gsize) check->half->header.header_length + check->half->exth_length;
  if (check->half->exth_count == 0)
    kindle_check_fault (check, "there are no EXTH records");
  if (check->half->exth_end > end || end > check->half->exth_end + 3)
    kindle_check_fault (check, "the block ends at %" G_GSIZE_FORMAT ", its records at %" G_GSIZE_FORMAT, end,
                        check->half->exth_end);
}

static void
check_magic (KindleCheck *check, const gchar *what, guint32 number, const gchar *magic)
{
  if (number != KINDLE_NULL && !kindle_slice_starts_with (record_at (check, number), magic))
    kindle_check_fault (check, "%s: record %u is no %s", what, number, magic);
}

static void
check_record_numbers (KindleCheck *check)
{
  const KindleReadHeader *header = &check->half->header;
  check_magic (check, "contents index", header->ncx, "INDX");
  check_magic (check, "FLIS", header->flis, "FLIS");
  check_magic (check, "FCIS", header->fcis, "FCIS");
  if (is_mobi6 (check->half))
    return;
  check_magic (check, "fragment index", header->fragments, "INDX");
  check_magic (check, "skeleton index", header->skeletons, "INDX");
  check_magic (check, "guide index", header->guide, "INDX");
  check_magic (check, "flow table", header->fdst, "FDST");
  check_magic (check, "first non-text record", header->first_non_text, "INDX");
  if (header->fragments == KINDLE_NULL || header->skeletons == KINDLE_NULL)
    kindle_check_fault (check, "there is no fragment or skeleton index");
}

/* The half that holds the resources: the first. */
static const KindleReadHalf *
resource_half (const KindleCheck *check)
{
  return g_ptr_array_index (check->file->halves, 0);
}

static KindleSlice
resource_at (const KindleCheck *check, guint32 index)
{
  KindleSlice slice = {(const guint8 *) "", 0};
  const KindleReadHalf *half = resource_half (check);
  if (half->header.first_resource != KINDLE_NULL && index < half->n_records)
    kindle_read_get_record (check->file, half, half->header.first_resource + index, &slice);
  return slice;
}

static void
check_resources (KindleCheck *check)
{
  const KindleReadHeader *header = &check->half->header;
  guint32 n = 0;
  kindle_read_get_exth_number (check->half, KINDLE_EXTH_N_RESOURCES, &n);
  if (header->first_resource == KINDLE_NULL) {
    if (n > 0)
      kindle_check_fault (check, "%u resources without a first one", n);
    return;
  }
  for (guint i = 0; i < n; i++) {
    KindleSlice record = record_at (check, header->first_resource + i);
    if (!kindle_slice_starts_with (record, "FONT") && !kindle_resource_sniff (record.data, record.length)) {
      kindle_check_fault (check, "resource %u is neither picture nor font", i);
      return;
    }
  }
  if (!is_mobi6 (check->half) && header->first_resource + (guint64) n != header->fdst)
    kindle_check_fault (check, "%u resources from record %u on do not reach the flow table", n,
                        header->first_resource);
}

static void
check_cover (KindleCheck *check)
{
  static const guint32 types[] = {KINDLE_EXTH_COVER, KINDLE_EXTH_THUMBNAIL};
  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    guint32 index = 0;
    if (kindle_read_get_exth_number (check->half, types[i], &index) &&
        !kindle_slice_starts_with (resource_at (check, index), "\377\330\377"))
      kindle_check_fault (check, "EXTH %u: resource %u is no JPEG", types[i], index);
  }
}

static void
check_record_sizes (KindleCheck *check)
{
  const GArray *sizes = check->half->text_sizes;
  guint32 rest = check->half->header.text_length % KINDLE_TEXT_RECORD_SIZE;
  if (check->half->header.text_record_size != KINDLE_TEXT_RECORD_SIZE)
    kindle_check_fault (check, "record size %u", check->half->header.text_record_size);
  for (guint i = 0; i < sizes->len; i++) {
    guint wanted = i + 1 < sizes->len || rest == 0 ? KINDLE_TEXT_RECORD_SIZE : rest;
    if (g_array_index (sizes, guint, i) != wanted)
      kindle_check_fault (check, "record %u holds %u bytes, not %u", i + 1, g_array_index (sizes, guint, i),
                          wanted);
  }
}

static void
check_text_length (KindleCheck *check)
{
  if (check->half->text->len != check->half->header.text_length)
    kindle_check_fault (check, "%u bytes, the header says %u", check->half->text->len,
                        check->half->header.text_length);
}

static void
check_overlaps (KindleCheck *check)
{
  const GByteArray *text = check->half->text;
  gsize end = 0;
  for (guint i = 0; i < check->half->overlaps->len; i++) {
    end += g_array_index (check->half->text_sizes, guint, i);
    guint wanted = kindle_text_overlap (text->data, text->len, end);
    if (g_array_index (check->half->overlaps, guint, i) != wanted)
      kindle_check_fault (check, "record %u carries %u bytes, not %u", i + 1,
                          g_array_index (check->half->overlaps, guint, i), wanted);
  }
}

static void
check_record_count (KindleCheck *check)
{
  guint32 length = check->half->header.text_length;
  guint32 wanted = length / KINDLE_TEXT_RECORD_SIZE + (length % KINDLE_TEXT_RECORD_SIZE > 0);
  if (check->half->header.n_text_records != wanted)
    kindle_check_fault (check, "%u records, not %u", check->half->header.n_text_records, wanted);
}

static void
check_flows (KindleCheck *check)
{
  const GArray *flows = check->half->flows;
  guint32 end = 0;
  for (guint i = 0; i + 1 < flows->len; i += 2) {
    guint32 from = g_array_index (flows, guint32, i), to = g_array_index (flows, guint32, i + 1);
    if (from != end || to <= from)
      kindle_check_fault (check, "flow %u: %u to %u behind %u", i / 2, from, to, end);
    end = to;
  }
  if (end != check->half->header.text_length)
    kindle_check_fault (check, "the flows end at %u", end);
  if (flows->len / 2 != check->half->header.n_flows)
    kindle_check_fault (check, "%u flows, the header says %u", flows->len / 2, check->half->header.n_flows);
}

static void
check_skeleton_starts (KindleCheck *check)
{
  guint64 position = 0;
  guint next = 0;
  for (guint i = 0; i < check->half->skeletons->len; i++) {
    const KindleReadSkeleton *skeleton = &g_array_index (check->half->skeletons, KindleReadSkeleton, i);
    if (skeleton->start != position)
      kindle_check_fault (check, "skeleton %u starts at %u, not %" G_GUINT64_FORMAT, i, skeleton->start,
                          position);
    position += skeleton->length;
    for (guint k = 0; k < skeleton->n_fragments && next < check->half->fragments->len; k++, next++)
      position += g_array_index (check->half->fragments, KindleReadFragment, next).length;
  }
  if (position != g_array_index (check->half->flows, guint32, 1))
    kindle_check_fault (check, "they end at %" G_GUINT64_FORMAT, position);
}

static void
check_doubles (KindleCheck *check)
{
  for (guint i = 0; i < check->half->skeletons->len; i++) {
    const KindleReadSkeleton *s = &g_array_index (check->half->skeletons, KindleReadSkeleton, i);
    if (s->start != s->start_again || s->length != s->length_again || s->n_fragments != s->n_fragments_again)
      kindle_check_fault (check, "skeleton %u", i);
  }
}

static void
check_fragment_count (KindleCheck *check)
{
  guint64 sum = 0;
  for (guint i = 0; i < check->half->skeletons->len; i++)
    sum += g_array_index (check->half->skeletons, KindleReadSkeleton, i).n_fragments;
  if (sum != check->half->fragments->len)
    kindle_check_fault (check, "%" G_GUINT64_FORMAT " counted, %u there", sum, check->half->fragments->len);
}

static void
check_sequence (KindleCheck *check)
{
  guint32 last = 0;
  for (guint i = 0; i < check->half->fragments->len; i++) {
    const KindleReadFragment *fragment = &g_array_index (check->half->fragments, KindleReadFragment, i);
    if (fragment->sequence != i)
      kindle_check_fault (check, "fragment %u has number %u", i, fragment->sequence);
    if (i > 0 && fragment->insert_pos <= last)
      kindle_check_fault (check, "fragment %u stands before its predecessor", i);
    last = fragment->insert_pos;
  }
}

static void
check_owners (KindleCheck *check)
{
  guint next = 0;
  for (guint i = 0; i < check->half->skeletons->len; i++) {
    guint32 start = 0;
    guint n = g_array_index (check->half->skeletons, KindleReadSkeleton, i).n_fragments;
    for (guint k = 0; k < n && next < check->half->fragments->len; k++, next++) {
      const KindleReadFragment *fragment = &g_array_index (check->half->fragments, KindleReadFragment, next);
      if (fragment->file != i || fragment->start != start)
        kindle_check_fault (check, "fragment %u: file %u, start %u", next, fragment->file, fragment->start);
      start += fragment->length;
    }
  }
}

static void
check_limits (KindleCheck *check)
{
  for (guint i = 0; i < check->half->n_records; i++) {
    KindleSlice record = record_at (check, i);
    const gchar *type = kindle_resource_sniff (record.data, record.length);
    gboolean is_text = i >= 1 && i <= check->half->header.n_text_records;
    if (!is_text && i > 0 && type && g_str_has_prefix (type, "image/") && record.length > KINDLE_IMAGE_LIMIT)
      kindle_check_fault (check, "record %u: a picture of %" G_GSIZE_FORMAT " bytes", i, record.length);
    if (kindle_slice_starts_with (record, "INDX") && record.length >= 65536)
      kindle_check_fault (check, "record %u: an index of %" G_GSIZE_FORMAT " bytes", i, record.length);
  }
}

static gboolean
inflates_to (const guint8 *data, gsize length, guint32 size)
{
  g_autoptr (GBytes) out = wz_deflate_unpack_zlib (data, length, size);
  return out != NULL && g_bytes_get_size (out) == size;
}

/* KF8 reference 6.3. A font with an XOR key is left alone: readers differ in how they undo it. */
static void
check_fonts (KindleCheck *check)
{
  for (guint i = 0; i < check->half->n_records; i++) {
    KindleSlice record = record_at (check, i);
    if (i <= check->half->header.n_text_records || !kindle_slice_starts_with (record, "FONT"))
      continue;
    guint32 size = record.length >= 24 ? kindle_get_u32 (record.data + 4) : 0;
    guint32 flags = record.length >= 24 ? kindle_get_u32 (record.data + 8) : 0;
    guint32 start = record.length >= 24 ? kindle_get_u32 (record.data + 12) : 0;
    if (size == 0 || size > MAX_FONT || start > record.length)
      kindle_check_fault (check, "record %u: %u bytes from %u on", i, size, start);
    else if (flags == 1 && !inflates_to (record.data + start, record.length - start, size))
      kindle_check_fault (check, "record %u does not inflate to %u bytes", i, size);
  }
}

enum {
  FOR_FILE = 1 << 0,  /* once a file */
  FOR_MOBI6 = 1 << 1, /* for a half of version 6 */
  FOR_KF8 = 1 << 2,   /* for a half of version 8 */
  FOR_BOTH = FOR_MOBI6 | FOR_KF8,
};

static const struct {
  guint rule;
  guint scope;
  const gchar *text;
  void (*run) (KindleCheck *check);
} rules[] = {
    {1, FOR_FILE, "record 0 follows the list, records ascend", check_offsets},
    {2, FOR_FILE, "the last record is the end mark", check_eof},
    {3, FOR_FILE, "the name is terminated ASCII", check_name},
    {4, FOR_BOTH, "header length, encoding, versions", check_header},
    {5, FOR_BOTH, "the title lies inside record 0", check_title},
    {6, FOR_BOTH, "EXTH has the records and length it claims", check_exth},
    {7, FOR_BOTH, "record numbers lead to records of their kind", check_record_numbers},
    {8, FOR_BOTH, "resources are pictures and fonts, the flow table follows", check_resources},
    {9, FOR_BOTH, "cover and thumbnail are JPEG", check_cover},
    {10, FOR_BOTH, "text records hold 4096 bytes", check_record_sizes},
    {11, FOR_BOTH, "the text has the length the header says", check_text_length},
    {13, FOR_BOTH, "text records carry the rest of a cut character", check_overlaps},
    {14, FOR_BOTH, "the number of text records fits the length", check_record_count},
    {15, FOR_KF8, "flows join and fill the text", check_flows},
    {16, FOR_KF8, "skeletons follow each other", check_skeleton_starts},
    {17, FOR_KF8, "doubled values agree", check_doubles},
    {18, FOR_KF8, "skeletons count all fragments", check_fragment_count},
    {19, FOR_KF8, "fragments are numbered and ascend", check_sequence},
    {20, FOR_KF8, "fragments belong to their skeletons", check_owners},
    {21, FOR_KF8, "every document is well-formed", kindle_check_documents},
    {22, FOR_KF8, "selectors name one element of their skeleton", kindle_check_selectors},
    {23, FOR_KF8, "links lead to a start tag", kindle_check_links},
    {24, FOR_KF8, "pictures, fonts and flows exist", kindle_check_references},
    {25, FOR_KF8, "aids are unique", kindle_check_aids},
    {26, FOR_KF8, "contents entries stand on a start tag", kindle_check_ncx_places},
    {27, FOR_KF8, "contents entries know parents and children", kindle_check_ncx_tree},
    {28, FOR_KF8, "contents entries end inside the text", kindle_check_ncx_lengths},
    {29, FOR_KF8, "contents entries ascend", kindle_check_ncx_order},
    {30, FOR_BOTH, "pictures and indices keep their limits", check_limits},
    {33, FOR_BOTH, "fonts inflate to their size", check_fonts},
};

static gboolean
applies (const KindleCheck *check, guint scope)
{
  if (scope & FOR_FILE)
    return check->half == g_ptr_array_index (check->file->halves, 0);
  return (scope & (is_mobi6 (check->half) ? FOR_MOBI6 : FOR_KF8)) != 0;
}

static void
result_clear (gpointer data)
{
  g_free (((KindleCheckResult *) data)->first);
}

GArray *
kindle_check_half (const KindleReadFile *file, const KindleReadHalf *half)
{
  GArray *results = g_array_new (FALSE, FALSE, sizeof (KindleCheckResult));
  KindleCheck check = {.file = file, .half = half};
  g_array_set_clear_func (results, result_clear);
  kindle_check_markup_begin (&check);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++) {
    KindleCheckResult result = {rules[i].rule, rules[i].text, 0, NULL};
    if (!applies (&check, rules[i].scope))
      continue;
    check.result = &result;
    rules[i].run (&check);
    g_array_append_val (results, result);
  }
  kindle_check_markup_end (&check);
  return results;
}
