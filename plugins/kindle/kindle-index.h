/* kindle-index: INDX records with their TAGX table, entries and CNCX strings (KF8 reference, section 5). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One row of a TAGX table. */
typedef struct {
  guint8 tag;
  guint8 n_values; /* numbers in one group */
  guint8 mask;     /* bits of the control byte that count the groups */
} KindleIndexRow;

/* The four tables (KF8 reference 5.5 to 5.8) and that of a MOBI6 contents index (9.2). */
extern const KindleIndexRow kindle_fragment_rows[4];
extern const KindleIndexRow kindle_skeleton_rows[2];
extern const KindleIndexRow kindle_ncx_rows[8];
extern const KindleIndexRow kindle_guide_rows[2];
extern const KindleIndexRow kindle_mobi6_ncx_rows[4];

/* Records are split well below 65536 bytes, because offsets inside them have 16 bits. */
#define KINDLE_INDEX_RECORD_LIMIT 64000
/* A longer string is cut at a character boundary (KF8 reference 5.4). */
#define KINDLE_CNCX_STRING_LIMIT 500

typedef struct _KindleIndex KindleIndex;

/**
 * kindle_index_new:
 * @rows: (array length=n_rows): the TAGX table; must outlive the index
 * @n_rows: its rows
 *
 * Returns: (transfer full): an index without entries
 */
KindleIndex *kindle_index_new (const KindleIndexRow *rows, guint n_rows);

void kindle_index_free (KindleIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindleIndex, kindle_index_free)

/**
 * kindle_index_add_string:
 * @text: valid UTF-8; one of more than KINDLE_CNCX_STRING_LIMIT bytes is cut, and ends in an ellipsis
 *
 * Equal strings are stored once. When a string record is full a new one is begun, which calibre, KindleUnpack
 * and Kindles read: the n-th one's offsets begin at n · 65536. (libmobi 0.11 reads those of the first alone.)
 *
 * Returns: the reference to write into an entry: record number · 65536 + offset
 */
guint32 kindle_index_add_string (KindleIndex *index, const gchar *text);

/**
 * kindle_index_add:
 * @label: ASCII, at most 255 bytes
 * @control: the control byte (KF8 reference 5.3)
 * @values: (array length=n_values): the numbers in the order of the table's rows
 * @n_values: how many; the caller knows what @control asks for
 *
 * Adds an entry. Entries stand in the index in the order in which they are added.
 */
void kindle_index_add (KindleIndex *index, const gchar *label, guint8 control, const guint32 *values,
                       guint n_values);

/**
 * kindle_index_finish:
 * @index: an index with at least one entry
 *
 * Returns: (transfer full) (element-type GBytes): its records: meta, data, strings
 */
GPtrArray *kindle_index_finish (KindleIndex *index);

/**
 * kindle_utf8_cut:
 * @text: valid UTF-8
 * @most: bytes wanted at most
 *
 * Returns: the greatest length up to @most that ends between two characters
 */
gsize kindle_utf8_cut (const gchar *text, gsize most);

G_END_DECLS
