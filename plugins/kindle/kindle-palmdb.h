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

KindlePalmDb *kindle_palmdb_new (const gchar *name, guint32 unix_time);
void kindle_palmdb_free (KindlePalmDb *db);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindlePalmDb, kindle_palmdb_free)

guint kindle_palmdb_append (KindlePalmDb *db, GBytes *record);
guint kindle_palmdb_take (KindlePalmDb *db, GBytes *record);
void kindle_palmdb_replace (KindlePalmDb *db, guint number, GBytes *record);
guint kindle_palmdb_get_n_records (const KindlePalmDb *db);
GBytes *kindle_palmdb_get_record (const KindlePalmDb *db, guint number);
GBytes *kindle_palmdb_finish (const KindlePalmDb *db, GError **error);

G_END_DECLS
