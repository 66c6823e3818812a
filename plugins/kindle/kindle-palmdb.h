/* kindle-palmdb: the container of numbered records (KF8 reference, section 1). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KINDLE_ERROR (kindle_error_quark ())

/**
 * KindleError:
 * @KINDLE_ERROR_LIMIT: the book does not fit into the format (too many records, a record too large …)
 * @KINDLE_ERROR_MARKUP: an XHTML document that the writer cannot take apart
 * @KINDLE_ERROR_DAMAGED: a file that is no Kindle book, or a broken one
 * @KINDLE_ERROR_UNSUPPORTED: a sound file of a kind that is not read (encrypted, HUFF compression …)
 */
typedef enum {
  KINDLE_ERROR_LIMIT,
  KINDLE_ERROR_MARKUP,
  KINDLE_ERROR_DAMAGED,
  KINDLE_ERROR_UNSUPPORTED,
} KindleError;

GQuark kindle_error_quark (void);

typedef struct _KindlePalmDb KindlePalmDb;

/**
 * kindle_palmdb_new:
 * @name: short name of the book; what is not ASCII letter, digit, `_` or `-` is replaced, the rest cut at 31
 * bytes
 * @unix_time: seconds since 1970, below 2^31 (a set top bit would mean the epoch of 1904)
 *
 * Returns: (transfer full): a container without records
 */
KindlePalmDb *kindle_palmdb_new (const gchar *name, guint32 unix_time);

void kindle_palmdb_free (KindlePalmDb *db);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindlePalmDb, kindle_palmdb_free)

/**
 * kindle_palmdb_append:
 * @record: the record's bytes, at least one (libmobi refuses an empty last record)
 *
 * Returns: the record's number
 */
guint kindle_palmdb_append (KindlePalmDb *db, GBytes *record);

/**
 * kindle_palmdb_take:
 * @record: (transfer full): as for kindle_palmdb_append()
 *
 * Returns: the record's number
 */
guint kindle_palmdb_take (KindlePalmDb *db, GBytes *record);

/**
 * kindle_palmdb_replace:
 * @number: a record that was appended before
 * @record: its new bytes; record 0 is known only when all others are
 */
void kindle_palmdb_replace (KindlePalmDb *db, guint number, GBytes *record);

/** kindle_palmdb_get_n_records: how many records it has, which is the number of the next one. */
guint kindle_palmdb_get_n_records (const KindlePalmDb *db);

/**
 * kindle_palmdb_finish:
 * @db: a container with at least one record
 *
 * Returns: (transfer full): the whole file, or NULL with KINDLE_ERROR_LIMIT
 */
GBytes *kindle_palmdb_finish (const KindlePalmDb *db, GError **error);

G_END_DECLS
