/* kindle-palmdb: the container of numbered records.
 *
 * In: a name, a time and records in order. Out: the bytes of the file. Follows the KF8 reference, section 1:
 * 78 bytes of header, 8 bytes a record, two zero bytes, the records back to back. */
#include "kindle-palmdb.h"

#include "kindle-bytes.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#define PALMDB_HEADER_SIZE 78
#define PALMDB_ENTRY_SIZE 8
#define PALMDB_MAX_RECORDS 65535
#define PALMDB_NAME_SIZE 32

struct _KindlePalmDb {
  gchar name[PALMDB_NAME_SIZE]; /* NUL-filled; byte 31 is always 0 */
  guint32 unix_time;
  GPtrArray *records; /* of GBytes */
};

G_DEFINE_QUARK (kindle - error - quark, kindle_error)

/* KF8 reference 1.1: only [A-Za-z0-9_-], at least one character, at most 31 bytes. */
static void
clean_name (gchar *out, const gchar *name)
{
  gsize length = 0;
  memset (out, 0, PALMDB_NAME_SIZE);
  for (const gchar *p = name; *p && length < PALMDB_NAME_SIZE - 1; p++) {
    gboolean plain = g_ascii_isalnum (*p) || *p == '_' || *p == '-';
    if (!plain && (length == 0 || out[length - 1] == '_'))
      continue;
    out[length++] = plain ? *p : '_';
  }
  while (length > 0 && out[length - 1] == '_')
    out[--length] = '\0';
  if (length == 0)
    memcpy (out, "book", 4);
}

KindlePalmDb *
kindle_palmdb_new (const gchar *name, guint32 unix_time)
{
  KindlePalmDb *db = g_new0 (KindlePalmDb, 1);
  clean_name (db->name, name);
  db->unix_time = unix_time & 0x7fffffff;
  db->records = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  return db;
}

void
kindle_palmdb_free (KindlePalmDb *db)
{
  if (!db)
    return;
  g_ptr_array_unref (db->records);
  g_free (db);
}

guint
kindle_palmdb_append (KindlePalmDb *db, GBytes *record)
{
  return kindle_palmdb_take (db, g_bytes_ref (record));
}

guint
kindle_palmdb_take (KindlePalmDb *db, GBytes *record)
{
  g_ptr_array_add (db->records, record);
  return db->records->len - 1;
}

void
kindle_palmdb_replace (KindlePalmDb *db, guint number, GBytes *record)
{
  g_assert (number < db->records->len);
  g_bytes_unref (g_steal_pointer (&g_ptr_array_index (db->records, number)));
  g_ptr_array_index (db->records, number) = g_bytes_ref (record);
}

guint
kindle_palmdb_get_n_records (const KindlePalmDb *db)
{
  return db->records->len;
}

static void
put_header (GByteArray *out, const KindlePalmDb *db)
{
  guint n = db->records->len;
  kindle_put_bytes (out, db->name, PALMDB_NAME_SIZE); /* 0: name */
  kindle_put_u16 (out, 0);                            /* 32: attributes */
  kindle_put_u16 (out, 0);                            /* 34: version */
  kindle_put_u32 (out, db->unix_time); /* 36: created; both epochs occur, see the reference 1.1 */
  kindle_put_u32 (out, db->unix_time); /* 40: modified */
  kindle_put_u32 (out, 0);             /* 44: backup time */
  kindle_put_u32 (out, 0);             /* 48: modification number */
  kindle_put_u32 (out, 0);             /* 52: app info */
  kindle_put_u32 (out, 0);             /* 56: sort info */
  kindle_put_string (out, "BOOK");     /* 60: type */
  kindle_put_string (out, "MOBI");     /* 64: creator */
  kindle_put_u32 (out, 2 * n - 1);     /* 68: uid seed */
  kindle_put_u32 (out, 0);             /* 72: next record list */
  kindle_put_u16 (out, n);             /* 76: number of records */
}

GBytes *
kindle_palmdb_finish (const KindlePalmDb *db, GError **error)
{
  guint n = db->records->len;
  guint64 offset = PALMDB_HEADER_SIZE + PALMDB_ENTRY_SIZE * (guint64) n + 2;
  guint64 total = offset;
  if (n == 0 || n > PALMDB_MAX_RECORDS) {
    g_set_error (error, KINDLE_ERROR, KINDLE_ERROR_LIMIT, _ ("%u records, the format takes 1 to %d"), n,
                 PALMDB_MAX_RECORDS);
    return NULL;
  }
  for (guint i = 0; i < n; i++) {
    gsize size = g_bytes_get_size (g_ptr_array_index (db->records, i));
    if (size == 0) {
      g_set_error (error, KINDLE_ERROR, KINDLE_ERROR_LIMIT, _ ("record %u is empty"), i);
      return NULL;
    }
    total += size;
  }
  if (total > G_MAXINT32) {
    g_set_error (error, KINDLE_ERROR, KINDLE_ERROR_LIMIT, _ ("the file would have %" PRIu64 " bytes"), total);
    return NULL;
  }
  g_autoptr (GByteArray) out = g_byte_array_sized_new ((guint) total);
  put_header (out, db);
  for (guint i = 0; i < n; i++) {
    kindle_put_u32 (out, (guint32) offset);
    kindle_put_u32 (out, 2 * i); /* attributes 0, then the 24-bit uid */
    offset += g_bytes_get_size (g_ptr_array_index (db->records, i));
  }
  kindle_put_zeros (out, 2);
  for (guint i = 0; i < n; i++) {
    gsize size = 0;
    gconstpointer data = g_bytes_get_data (g_ptr_array_index (db->records, i), &size);
    kindle_put_bytes (out, data, size);
  }
  return kindle_bytes_from_array (g_steal_pointer (&out));
}
