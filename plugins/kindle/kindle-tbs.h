/* kindle-tbs: which contents entries touch which text record (KF8 reference 3.6). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One entry of the contents index, in the order of the index (level by level). */
typedef struct {
  guint32 offset; /* in assembled flow 0, bytes */
  guint32 length; /* bytes */
  gint depth;
  gint parent;      /* index, or -1 */
  gint first_child; /* index, or -1 */
  gint last_child;  /* index, or -1 */
} KindleSpan;

/**
 * kindle_tbs_make:
 * @spans: (array length=n_spans): the contents entries in index order
 * @n_spans: how many
 * @text_length: size of the whole text, all flows, in bytes
 * @n_records: number of text records
 *
 * If a value of the normal form would be negative, all records of the book take the form of type 5.
 *
 * Returns: (transfer full) (element-type GBytes): for each text record the content of its indexing entry,
 *   empty where no contents entry touches it
 */
GPtrArray *kindle_tbs_make (const KindleSpan *spans, guint n_spans, guint32 text_length, guint n_records);

G_END_DECLS
