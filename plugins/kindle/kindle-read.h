/* kindle-read: a Kindle file taken apart again. Nothing in it is trusted: every offset, count and length is
 * checked against what is there. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A run of bytes of the file. */
typedef struct {
  const guint8 *data;
  gsize length;
} KindleSlice;

typedef struct {
  guint32 type;
  KindleSlice value;
} KindleReadExth;

/* One number of an index entry, under the tag of its row. */
typedef struct {
  guint8 tag;
  guint32 value;
} KindleReadValue;

typedef struct {
  gchar *label;
  guint8 control;
  GArray *values; /* of KindleReadValue, in the order of the file */
} KindleReadEntry;

typedef struct {
  guint meta_record;  /* number in its half */
  guint n_data;       /* data records */
  guint n_strings;    /* CNCX records */
  GPtrArray *entries; /* of KindleReadEntry */
  GArray *strings;    /* of KindleSlice, one a CNCX record */
} KindleReadIndex;

typedef struct {
  guint32 start, length; /* as stored first */
  guint32 start_again, length_again;
  guint32 n_fragments, n_fragments_again;
} KindleReadSkeleton;

typedef struct {
  guint32 insert_pos, file, sequence, start, length;
  gchar *selector;
} KindleReadFragment;

/* What of record 0 is of use, in the order of its fields. */
typedef struct {
  guint16 compression;
  guint32 text_length;
  guint16 n_text_records, text_record_size, encryption;
  guint32 header_length, type, encoding, unique_id, version;
  guint32 first_non_text, name_offset, name_length, locale, minimum_version, first_resource;
  guint32 exth_flags, fdst, n_flows, fcis, flis, extra_flags;
  guint32 ncx, fragments, skeletons, guide;
} KindleReadHeader;

/* One half of a file: a version 6 or a version 8 book. */
typedef struct {
  guint base;      /* number of its record 0 in the file */
  guint n_records; /* with its record 0 */
  KindleReadHeader header;
  guint32 exth_length, exth_count; /* as the block says */
  gsize exth_end;                  /* in record 0: behind the last EXTH record */
  GArray *exth;                    /* of KindleReadExth */
  gchar *title;
  GByteArray *text;   /* all flows */
  GArray *text_sizes; /* of guint: uncompressed size of each record */
  GArray *overlaps;   /* of guint: bytes of each record's multibyte entry, without its count */
  GArray *flows;      /* of guint32: start, end; start, end … */
  KindleReadIndex *fragment_index, *skeleton_index, *guide_index, *ncx_index; /* or NULL */
  GArray *skeletons;                                                          /* of KindleReadSkeleton */
  GArray *fragments;                                                          /* of KindleReadFragment */
  GPtrArray *documents; /* of GString: each document put together */
} KindleReadHalf;

typedef struct {
  GBytes *bytes;
  gchar name[33];
  guint32 created;
  GArray *records;   /* of KindleSlice */
  GPtrArray *halves; /* of KindleReadHalf: one, or MOBI6 and KF8 */
} KindleReadFile;

/**
 * kindle_read_file_new:
 * @bytes: a whole file
 *
 * Returns: (transfer full): the file taken apart; NULL with KINDLE_ERROR_DAMAGED or KINDLE_ERROR_UNSUPPORTED
 * if something is missing, points outside or can't be decoded
 */
KindleReadFile *kindle_read_file_new (GBytes *bytes, GError **error);

void kindle_read_file_free (KindleReadFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindleReadFile, kindle_read_file_free)

/**
 * kindle_read_get_record:
 * @half: the half that counts
 * @number: of a record, as a header of that half names it
 * @slice: (out): its bytes
 *
 * Returns: FALSE if the half has no such record
 */
gboolean kindle_read_get_record (const KindleReadFile *file, const KindleReadHalf *half, guint32 number,
                                 KindleSlice *slice);

/**
 * kindle_slice_starts_with:
 * @slice: bytes
 * @magic: ASCII
 *
 * Returns: whether @slice begins with @magic
 */
gboolean kindle_slice_starts_with (KindleSlice slice, const gchar *magic);

/**
 * kindle_read_find_exth:
 * @type: of a record
 *
 * Returns: (transfer none) (nullable): the last one of that type
 */
const KindleReadExth *kindle_read_find_exth (const KindleReadHalf *half, guint32 type);

/**
 * kindle_read_get_exth_number:
 * @type: of a record
 * @value: (out): the number in it
 *
 * Returns: FALSE if there is no such record, or none of four bytes
 */
gboolean kindle_read_get_exth_number (const KindleReadHalf *half, guint32 type, guint32 *value);

/**
 * kindle_read_entry_get:
 * @tag: of a row
 * @nth: which of the numbers under that tag, from 0
 * @value: (out): the number
 *
 * Returns: FALSE if the entry has no such number
 */
gboolean kindle_read_entry_get (const KindleReadEntry *entry, guint8 tag, guint nth, guint32 *value);

/**
 * kindle_read_index_dup_string:
 * @reference: as an entry holds it: string record · 65536 + offset
 *
 * Returns: (transfer full) (nullable): the string; NULL if there is none or it is not UTF-8
 */
gchar *kindle_read_index_dup_string (const KindleReadIndex *index, guint32 reference);

/* Stages, each on what the one before has filled in. */

/**
 * kindle_read_index_new:
 * @half: the half whose index it is
 * @number: of the meta record
 *
 * Returns: (transfer full): the index, or NULL with KINDLE_ERROR_DAMAGED
 */
KindleReadIndex *kindle_read_index_new (const KindleReadFile *file, const KindleReadHalf *half,
                                        guint32 number, GError **error);

void kindle_read_index_free (KindleReadIndex *index);

/**
 * kindle_read_model:
 * @half: a half whose header, text and flows have been read; gets its indices, tables and documents
 *
 * Returns: FALSE with KINDLE_ERROR_DAMAGED
 */
gboolean kindle_read_model (const KindleReadFile *file, KindleReadHalf *half, GError **error);

G_END_DECLS
