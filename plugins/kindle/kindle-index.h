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

KindleIndex *kindle_index_new (const KindleIndexRow *rows, guint n_rows);
void kindle_index_free (KindleIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindleIndex, kindle_index_free)

guint32 kindle_index_add_string (KindleIndex *index, const gchar *text);
void kindle_index_add (KindleIndex *index, const gchar *label, guint8 control, const guint32 *values,
                       guint n_values);
guint kindle_index_get_n_entries (const KindleIndex *index);
GPtrArray *kindle_index_finish (KindleIndex *index);

gsize kindle_utf8_cut (const gchar *text, gsize most);

G_END_DECLS
