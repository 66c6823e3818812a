/* kindle-write: a book becomes a file.
 *
 * In: a book. Out: the bytes of an AZW3 file: record 0, text, indices, resources, FDST, FLIS, FCIS, EOF in a
 * PalmDB container. Follows the KF8 reference, sections 0.3 and 12. */
#include "kindle-write.h"

#include "kindle-bytes.h"
#include "kindle-header.h"
#include "kindle-index.h"
#include "kindle-kf8.h"
#include "kindle-mobi6.h"
#include "kindle-palmdb.h"
#include "kindle-resources.h"
#include "kindle-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The number of the next record, counted from this half's record 0. */
static guint32
next_number (const KindlePalmDb *db, guint base)
{
  return kindle_palmdb_get_n_records (db) - base;
}

static void
append_all (KindlePalmDb *db, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    kindle_palmdb_append (db, g_ptr_array_index (records, i));
}

/* Text records and the filler behind them (KF8 reference 3.1, 3.5). */
static gboolean
append_text (KindlePalmDb *db, const GByteArray *text, const KindleSpan *spans, guint n_spans,
             guint32 *n_records, GError **error)
{
  guint n = (text->len + KINDLE_TEXT_RECORD_SIZE - 1) / KINDLE_TEXT_RECORD_SIZE;
  gsize sum = 0;
  if (n > G_MAXUINT16) {
    g_set_error (error, KINDLE_ERROR, KINDLE_ERROR_LIMIT, _ ("the text has %u bytes"), text->len);
    return FALSE;
  }
  g_autoptr (KindleCompressor) compressor = kindle_compressor_new ();
  g_autoptr (GPtrArray) tbs = kindle_tbs_make (spans, n_spans, text->len, n);
  for (guint i = 0; i < n; i++) {
    gsize start = (gsize) i * KINDLE_TEXT_RECORD_SIZE;
    gsize end = MIN (start + KINDLE_TEXT_RECORD_SIZE, text->len);
    gsize tbs_length = 0;
    gconstpointer tbs_data = g_bytes_get_data (g_ptr_array_index (tbs, i), &tbs_length);
    GByteArray *record = g_byte_array_sized_new (KINDLE_TEXT_RECORD_SIZE);
    kindle_palmdoc_compress (compressor, text->data + start, end - start, record);
    kindle_text_put_overlap (record, text->data, text->len, end);
    kindle_text_put_trailer (record, tbs_data, tbs_length);
    sum += record->len;
    kindle_palmdb_take (db, kindle_bytes_from_array (record));
  }
  if (sum % 4 != 0)
    kindle_palmdb_take (db, g_bytes_new_static ("\0\0\0", 4 - sum % 4));
  *n_records = n;
  return TRUE;
}

static void
append_fragments (KindlePalmDb *db, const KindleKf8 *kf8)
{
  g_autoptr (KindleIndex) index =
      kindle_index_new (kindle_fragment_rows, G_N_ELEMENTS (kindle_fragment_rows));
  for (guint i = 0; i < kf8->fragments->len; i++) {
    const KindleFragment *fragment = &g_array_index (kf8->fragments, KindleFragment, i);
    gchar label[16];
    const guint32 values[] = {kindle_index_add_string (index, fragment->selector), fragment->document, i,
                              fragment->start, fragment->length};
    g_snprintf (label, sizeof label, "%010u", fragment->insert_pos);
    kindle_index_add (index, label, 0x0f, values, G_N_ELEMENTS (values));
  }
  g_autoptr (GPtrArray) records = kindle_index_finish (index);
  append_all (db, records);
}

static void
append_skeletons (KindlePalmDb *db, const KindleKf8 *kf8)
{
  g_autoptr (KindleIndex) index =
      kindle_index_new (kindle_skeleton_rows, G_N_ELEMENTS (kindle_skeleton_rows));
  for (guint i = 0; i < kf8->skeletons->len; i++) {
    const KindleSkeleton *skeleton = &g_array_index (kf8->skeletons, KindleSkeleton, i);
    gchar label[20];
    /* both groups twice: the masks say so (KF8 reference 5.6) */
    const guint32 values[] = {skeleton->n_fragments, skeleton->n_fragments, skeleton->start,
                              skeleton->length,      skeleton->start,       skeleton->length};
    g_snprintf (label, sizeof label, "SKEL%010u", i);
    kindle_index_add (index, label, 0x0a, values, G_N_ELEMENTS (values));
  }
  g_autoptr (GPtrArray) records = kindle_index_finish (index);
  append_all (db, records);
}

static gint
compare_landmarks (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const KindleBook *book = user_data;
  const KindleLandmark *left = g_ptr_array_index (book->landmarks, *(const guint *) a);
  const KindleLandmark *right = g_ptr_array_index (book->landmarks, *(const guint *) b);
  return strcmp (left->type, right->type);
}

/* Sorted by type (KF8 reference 5.8). */
static void
append_guide (KindlePalmDb *db, const KindleKf8 *kf8)
{
  g_autoptr (KindleIndex) index = kindle_index_new (kindle_guide_rows, G_N_ELEMENTS (kindle_guide_rows));
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < kf8->landmark_places->len; i++)
    g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_landmarks, (gpointer) kf8->book);
  for (guint i = 0; i < order->len; i++) {
    guint n = g_array_index (order, guint, i);
    const KindleLandmark *landmark = g_ptr_array_index (kf8->book->landmarks, n);
    const KindlePlace *place = &g_array_index (kf8->landmark_places, KindlePlace, n);
    const guint32 values[] = {kindle_index_add_string (index, landmark->title), place->fragment,
                              place->fragment_offset};
    kindle_index_add (index, landmark->type, 0x03, values, G_N_ELEMENTS (values));
  }
  g_autoptr (GPtrArray) records = kindle_index_finish (index);
  append_all (db, records);
}

static void
add_ncx_entry (KindleIndex *index, const KindleKf8 *kf8, guint k, guint label_width)
{
  guint item_number = g_array_index (kf8->ncx_items, guint, k);
  const KindleTocItem *item = g_ptr_array_index (kf8->book->toc, item_number);
  const KindleSpan *span = &g_array_index (kf8->ncx_spans, KindleSpan, k);
  const KindlePlace *place = &g_array_index (kf8->ncx_places, KindlePlace, k);
  gchar label[16];
  guint32 values[9];
  guint n = 0;
  guint8 control = 0x8f;
  values[n++] = span->offset;
  values[n++] = span->length;
  values[n++] = kindle_index_add_string (index, item->label);
  values[n++] = (guint32) span->depth;
  if (span->parent >= 0) {
    control |= 0x10;
    values[n++] = (guint32) span->parent;
  }
  if (span->first_child >= 0) {
    control |= 0x60;
    values[n++] = (guint32) span->first_child;
    values[n++] = (guint32) span->last_child;
  }
  values[n++] = place->fragment;
  values[n++] = place->fragment_offset;
  g_snprintf (label, sizeof label, "%0*X", (int) label_width, k);
  kindle_index_add (index, label, control, values, n);
}

/* Hexadecimal digits of an entry's label (KF8 reference 5.7). */
static guint
label_width (guint n_entries)
{
  guint width = 2;
  while ((n_entries - 1) >> (4 * width) > 0)
    width++;
  return width;
}

static void
append_ncx (KindlePalmDb *db, const KindleKf8 *kf8)
{
  g_autoptr (KindleIndex) index = kindle_index_new (kindle_ncx_rows, G_N_ELEMENTS (kindle_ncx_rows));
  guint width = label_width (kf8->ncx_items->len);
  for (guint k = 0; k < kf8->ncx_items->len; k++)
    add_ncx_entry (index, kf8, k, width);
  g_autoptr (GPtrArray) records = kindle_index_finish (index);
  append_all (db, records);
}

/* In the order of KF8 reference 0.3; a book without contents or guide has no such index. */
static void
append_indices (KindlePalmDb *db, guint base, const KindleKf8 *kf8, KindleHeader *header)
{
  header->fragments = header->first_non_text = next_number (db, base);
  append_fragments (db, kf8);
  header->skeletons = next_number (db, base);
  append_skeletons (db, kf8);
  if (kf8->landmark_places->len > 0) {
    header->guide = next_number (db, base);
    append_guide (db, kf8);
  }
  if (kf8->ncx_items->len > 0) {
    header->ncx = next_number (db, base);
    append_ncx (db, kf8);
  }
}

static gboolean
append_resources (KindlePalmDb *db, guint base, const KindleBook *book, KindleHeader *header, GError **error)
{
  if (book->resources->len > 0)
    header->first_resource = next_number (db, base);
  header->n_resources = book->resources->len;
  for (guint i = 0; i < book->resources->len; i++) {
    const KindleFile *resource = g_ptr_array_index (book->resources, i);
    GBytes *record = kindle_resource_make_record (resource, error);
    if (!record)
      return FALSE;
    header->has_fonts |= kindle_resource_is_font (resource);
    kindle_palmdb_take (db, record);
  }
  return TRUE;
}

/* KF8 reference, section 11: from the content, and neither 0 nor NULL. */
static guint32
unique_id (const GByteArray *text)
{
  guint8 digest[32];
  gsize length = sizeof digest;
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_checksum_update (checksum, text->data, text->len);
  g_checksum_get_digest (checksum, digest, &length);
  guint32 id = kindle_get_u32 (digest);
  return id == 0 || id == KINDLE_NULL ? 1 : id;
}

static void
append_fdst (KindlePalmDb *db, guint base, const KindleKf8 *kf8, KindleHeader *header)
{
  header->fdst = next_number (db, base);
  header->n_flows = kf8->flow_ends->len;
  kindle_palmdb_take (
      db, kindle_make_fdst ((const guint32 *) (gconstpointer) kf8->flow_ends->data, kf8->flow_ends->len));
}

static void
append_flis_fcis (KindlePalmDb *db, guint base, KindleHeader *header)
{
  header->flis = next_number (db, base);
  kindle_palmdb_take (db, kindle_make_flis ());
  header->fcis = next_number (db, base);
  kindle_palmdb_take (db, kindle_make_fcis (header->text_length));
}

static KindleHeader
new_header (const KindleBook *book, KindleHalf half, const GByteArray *text, guint32 id)
{
  return (KindleHeader){.half = half,
                        .text_length = text->len,
                        .unique_id = id,
                        .first_resource = KINDLE_NULL,
                        .ncx = KINDLE_NULL,
                        .fragments = KINDLE_NULL,
                        .skeletons = KINDLE_NULL,
                        .guide = KINDLE_NULL,
                        .cover = book->cover};
}

static guint
append_placeholder (KindlePalmDb *db)
{
  return kindle_palmdb_take (db, g_bytes_new_static ("", 1));
}

static void
replace_header (KindlePalmDb *db, guint base, const KindleHeader *header, const KindleMetadata *meta)
{
  g_autoptr (GBytes) record0 = kindle_header_make (header, meta);
  kindle_palmdb_replace (db, base, record0);
}

/* The KF8 book: the whole file but its end mark, or the second half of a joint file, which has no resources
 * of its own (@shared is then the first half's header). */
static gboolean
append_kf8 (KindlePalmDb *db, const KindleBook *book, const KindleKf8 *kf8, const KindleHeader *shared,
            GError **error)
{
  KindleHeader header =
      new_header (book, shared ? KINDLE_HALF_JOINT_KF8 : KINDLE_HALF_KF8, kf8->text, unique_id (kf8->text));
  guint base = append_placeholder (db);
  header.start_position = kf8->start_offset;
  if (!append_text (db, kf8->text, (const KindleSpan *) (gconstpointer) kf8->ncx_spans->data,
                    kf8->ncx_spans->len, &header.n_text_records, error))
    return FALSE;
  append_indices (db, base, kf8, &header);
  if (shared)
    header.has_fonts = shared->has_fonts;
  else if (!append_resources (db, base, book, &header, error))
    return FALSE;
  append_fdst (db, base, kf8, &header);
  append_flis_fcis (db, base, &header);
  replace_header (db, base, &header, &book->meta);
  return TRUE;
}

/* KF8 reference 9.2: flat, in the order of the text. */
static void
append_mobi6_ncx (KindlePalmDb *db, const KindleBook *book, const KindleMobi6 *mobi6)
{
  g_autoptr (KindleIndex) index =
      kindle_index_new (kindle_mobi6_ncx_rows, G_N_ELEMENTS (kindle_mobi6_ncx_rows));
  guint width = label_width (book->toc->len);
  for (guint i = 0; i < book->toc->len; i++) {
    const KindleTocItem *item = g_ptr_array_index (book->toc, i);
    guint32 offset = g_array_index (mobi6->toc_offsets, guint32, i);
    guint32 end =
        i + 1 < book->toc->len ? g_array_index (mobi6->toc_offsets, guint32, i + 1) : mobi6->text->len;
    const guint32 values[] = {offset, end - offset, kindle_index_add_string (index, item->label), 0};
    gchar label[16];
    g_snprintf (label, sizeof label, "%0*X", (int) width, i);
    kindle_index_add (index, label, 0x0f, values, G_N_ELEMENTS (values));
  }
  g_autoptr (GPtrArray) records = kindle_index_finish (index);
  append_all (db, records);
}

/* The old book in front, with the resources of both (KF8 reference 9.1). Its record 0 is made when the number
 * of the second half is known. */
static gboolean
append_mobi6 (KindlePalmDb *db, const KindleBook *book, const KindleKf8 *kf8, KindleHeader *header,
              GError **error)
{
  g_autoptr (KindleMobi6) mobi6 = kindle_mobi6_new (kf8);
  guint base = append_placeholder (db);
  *header = new_header (book, KINDLE_HALF_JOINT_MOBI6, mobi6->text, unique_id (kf8->text));
  header->start_position = mobi6->start_offset;
  if (!append_text (db, mobi6->text, NULL, 0, &header->n_text_records, error))
    return FALSE;
  header->first_non_text = next_number (db, base);
  if (book->toc->len > 0) {
    header->ncx = next_number (db, base);
    append_mobi6_ncx (db, book, mobi6);
  }
  if (!append_resources (db, base, book, header, error))
    return FALSE;
  header->last_content = next_number (db, base) - 1;
  append_flis_fcis (db, base, header);
  return TRUE;
}

static gboolean
append_joint (KindlePalmDb *db, const KindleBook *book, const KindleKf8 *kf8, GError **error)
{
  KindleHeader old_half;
  if (!append_mobi6 (db, book, kf8, &old_half, error))
    return FALSE;
  kindle_palmdb_take (db, kindle_make_boundary ());
  old_half.kf8_start = kindle_palmdb_get_n_records (db);
  replace_header (db, 0, &old_half, &book->meta);
  return append_kf8 (db, book, kf8, &old_half, error);
}

GBytes *
kindle_book_write (const KindleBook *book, KindleContainer container, GPtrArray *warnings, GError **error)
{
  g_autoptr (KindleKf8) kf8 = kindle_kf8_new (book, warnings, error);
  if (!kf8)
    return NULL;
  g_autoptr (KindlePalmDb) db = kindle_palmdb_new (book->meta.file_name, book->meta.modified);
  gboolean done = container == KINDLE_CONTAINER_JOINT ? append_joint (db, book, kf8, error)
                                                      : append_kf8 (db, book, kf8, NULL, error);
  if (!done)
    return NULL;
  kindle_palmdb_take (db, kindle_make_eof ());
  return kindle_palmdb_finish (db, error);
}
