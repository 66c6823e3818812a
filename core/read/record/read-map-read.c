/* In: bytes, and a mapping file. Out: an issue, and what of the bytes is none of it. SPDX-License-Identifier:
 * MIT */
#include "read/record/read-map.h"

#include "read/common/read-source.h"
#include "read/wz-verdict.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LOOKED_AT 5 /* records, until one has what the mapping file wants */

/* ---- The encoding ---- */

/* (transfer full) (nullable): what `<?xml … encoding="…"?>` says. */
static gchar *
dup_declared (GBytes *bytes)
{
  gsize length;
  const gchar *text = g_bytes_get_data (bytes, &length), *end, *p;

  length = MIN (length, 256);
  if (length < 6 || memcmp (text, "<?xml", 5) != 0 || (end = memchr (text, '>', length)) == NULL)
    return NULL;
  p = g_strstr_len (text, end - text, "encoding=");
  if (p == NULL || (p[9] != '"' && p[9] != '\''))
    return NULL;
  p += 10;

  gsize n = strspn (p, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "._-"); /* XML 1.0, 4.3.3: EncName */

  return strchr ("\"'", p[n]) != NULL ? g_strndup (p, n) : NULL;
}

/* What pages declare is a part of what they mean (https://encoding.spec.whatwg.org/#names-and-labels). */
static const gchar *
widen (const gchar *declared)
{
  static const gchar *const wider[][2] = {
      {"gb2312", "GB18030"}, {"gbk", "GB18030"},       {"big5", "BIG5-HKSCS"},
      {"latin1", "CP1252"},  {"iso-8859-1", "CP1252"}, {"us-ascii", "CP1252"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (wider); i++)
    if (g_ascii_strcasecmp (wider[i][0], declared) == 0)
      return wider[i][1];
  return declared;
}

/* (transfer full) (nullable): what an XML document says of itself, where it is not plainly UTF-8. */
static gchar *
dup_wide (GBytes *bytes)
{
  g_autofree gchar *declared = dup_declared (bytes);
  const gchar *wide = declared != NULL ? widen (declared) : NULL;
  gsize length;
  const gchar *data = g_bytes_get_data (bytes, &length);

  if (wide == NULL || g_ascii_strcasecmp (declared, "utf-8") == 0 || !wz_encoding_is_known (wide) ||
      g_utf8_validate (data, (gssize) length, NULL))
    return NULL;
  return g_strdup (wide);
}

WzDecoded *
read_map_decode (GBytes *bytes, const gchar *encoding, GError **error)
{
  g_autofree gchar *known = encoding != NULL ? g_strdup (encoding) : dup_wide (bytes);
  g_autoptr (GError) cause = NULL;
  WzDecoded *decoded = known != NULL ? wz_decode_as (bytes, known, &cause) : wz_decode (bytes, &cause);

  if (decoded == NULL)
    read_set_decode_error (error, cause);
  return decoded;
}

static void
remark_encoding (ReadRemarks *remarks, const WzDecoded *decoded, gboolean declared)
{
  static const ReadDiagCode codes[] = {
      [WZ_DECODE_PROBLEM_INVALID] = READ_DIAG_ENCODING_BAD_BYTES,
      [WZ_DECODE_PROBLEM_NUL] = READ_DIAG_NUL_CHARACTER,
      [WZ_DECODE_PROBLEM_MIXED] = READ_DIAG_ENCODING_MIXED,
  };
  const gchar *evidence = declared ? _ ("as the document declares") : wz_decoded_get_evidence (decoded);
  WzPosition whole = {NULL, 0, 0};

  if (wz_decoded_get_encoding (decoded) != WZ_ENCODING_UTF8 || wz_decoded_get_bom_bytes (decoded) > 0) {
    g_autofree gchar *detail = g_strdup_printf ("%s (%s)", wz_decoded_get_encoding_name (decoded), evidence);

    read_remarks_add (remarks, READ_DIAG_ENCODING_DETECTED, &whole, detail);
  }
  for (guint i = 0; i < wz_decoded_get_n_problems (decoded); i++)
    read_remarks_add (remarks, codes[wz_decoded_get_problem (decoded, i)->kind], &whole, NULL);
}

/* ---- Detection ---- */

typedef struct {
  const ReadMap *map;
  guint n;
  gboolean matches;
} Looking;

static gboolean
has_all (const GPtrArray *paths, WzRecordNode *node)
{
  for (guint i = 0; i < paths->len; i++)
    if (!wz_record_has (node, g_ptr_array_index (paths, i)))
      return FALSE;
  return TRUE;
}

static gboolean
has_any (const GPtrArray *paths, WzRecordNode *node)
{
  for (guint i = 0; i < paths->len; i++)
    if (wz_record_has (node, g_ptr_array_index (paths, i)))
      return TRUE;
  return FALSE;
}

static gboolean
look_at_record (WzRecordNode *record, gpointer user_data)
{
  Looking *looking = user_data;

  if (record->first == NULL)
    return TRUE;
  looking->matches = has_all (looking->map->match, record) && !has_any (looking->map->unless, record);
  return !looking->matches && ++looking->n < LOOKED_AT;
}

static WzRecordReading
get_reading (const ReadMap *map)
{
  return (WzRecordReading){.format = map->format,
                           .places = (const gchar *const *) map->places,
                           .prefixes = (const WzRecordPrefix *) (gpointer) map->prefixes->data,
                           .n_prefixes = map->prefixes->len,
                           .separator = map->separator};
}

guint
read_map_matches (const ReadMap *map, const gchar *text, gsize length)
{
  Looking looking = {map, 0, FALSE};
  WzRecordReading reading = get_reading (map);

  if (wz_record_guess_format (text, length) != map->format)
    return 0;
  reading.take = look_at_record;
  reading.user_data = &looking;
  g_autoptr (WzRecordTree) tree = wz_record_read (text, length, map->name, &reading, NULL);

  WzRecordNode *head = tree != NULL ? wz_record_tree_get_head (tree) : NULL;

  if (map->head->len > 0 && (head == NULL || !has_all (map->head, head)))
    return 0;
  if (looking.matches)
    return 1 + map->match->len + map->head->len;
  if (head == NULL || map->empty->len == 0 || !has_all (map->empty, head))
    return 0;
  return 1 + map->match->len + map->empty->len; /* a day without papers */
}

/* ---- Reading ---- */

static void
count_key (ReadMapping *mapping, const WzRecordNode *node, gchar *path)
{
  ReadMapKey *key = g_hash_table_lookup (mapping->keys, path);

  if (key == NULL) {
    key = g_new0 (ReadMapKey, 1);
    g_hash_table_insert (mapping->keys, path, key);
  } else {
    g_free (path);
  }
  key->n[node->use]++;
}

typedef struct {
  ReadMapping *mapping;
  const WzRecordNode *top;
} Visiting;

static void
visit_key (const WzRecordNode *node, gpointer user_data)
{
  const Visiting *visiting = user_data;
  ReadMapping *mapping = visiting->mapping;
  gboolean says = node->text != NULL && node->text[strspn (node->text, " \t\r\n")] != '\0';
  WzPosition position = {mapping->file, node->line, node->column};

  if (node->use == WZ_RECORD_UNREAD && says) {
    g_autofree gchar *path = wz_record_dup_path (node, visiting->top);

    read_remarks_add (mapping->remarks, READ_DIAG_RECORD_KEY_UNREAD, &position, path);
  }
  if (mapping->keys != NULL)
    count_key (mapping, node, wz_record_dup_path (node, visiting->top));
}

/* What nobody asked for is told, but what the mapping file leaves out on purpose. */
static void
account (ReadMapping *mapping, WzRecordNode *top, const GPtrArray *ignore)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  Visiting visiting = {mapping, top};

  for (guint i = 0; i < ignore->len; i++)
    wz_record_select (top, g_ptr_array_index (ignore, i), found);
  for (guint i = 0; i < found->len; i++)
    wz_record_mark (g_ptr_array_index (found, i), WZ_RECORD_IGNORED);
  wz_record_visit_keys (top, visit_key, &visiting);
}

static gboolean
take_record (WzRecordNode *record, gpointer user_data)
{
  ReadMapping *mapping = user_data;
  WzRecordNode *head = record;

  while (head->parent != NULL)
    head = head->parent;
  if (mapping->mapped->len == 0 && mapping->base == NULL)
    read_map_set_base (mapping, head);
  read_map_add_entry (mapping, record);
  account (mapping, record, mapping->map->ignore);
  return TRUE;
}

static void
take_remark (WzRecordRemark remark, const WzPosition *position, const gchar *detail, gpointer user_data)
{
  static const ReadDiagCode codes[] = {[WZ_RECORD_LINE_BROKEN] = READ_DIAG_RECORD_LINE_BROKEN,
                                       [WZ_RECORD_CHARACTER_REPLACED] = READ_DIAG_RECORD_CHARACTER,
                                       [WZ_RECORD_ROW_UNEVEN] = READ_DIAG_RECORD_ROW_UNEVEN};
  const ReadMapping *mapping = user_data;

  read_remarks_add (mapping->remarks, codes[remark], position, detail);
}

/* Whether too few of the records are papers of their own. */
static gboolean
refuses (const ReadMapping *mapping, GError **error)
{
  if (!wz_verdict_refuses (WZ_VERDICT_RECORDS, mapping->lost->len, mapping->n_records))
    return FALSE;
  wz_verdict_set_error (error, mapping->file,
                        _ ("records have neither title nor identifier, or the identifier of another paper"),
                        mapping->lost, mapping->lost->len, mapping->n_records);
  return TRUE;
}

static WzIssue *
read_records (ReadMapping *mapping, gsize length, gboolean insist, WzDiagSink *sink, GError **error)
{
  WzRecordReading reading = get_reading (mapping->map);
  WzPosition whole = {mapping->file, 0, 0};

  reading.take = take_record;
  reading.remark = take_remark;
  reading.user_data = mapping;
  g_autoptr (WzRecordTree) tree = wz_record_read (mapping->source, length, mapping->file, &reading, error);

  if (tree == NULL || (!insist && refuses (mapping, error)))
    return NULL;
  read_map_set_issue (mapping, wz_record_tree_get_head (tree));
  account (mapping, wz_record_tree_get_head (tree), mapping->map->head_ignore);
  if (mapping->mapped->len == 0)
    read_remarks_add (mapping->remarks, READ_DIAG_ISSUE_EMPTY, &whole, NULL);
  read_remarks_flush (mapping->remarks, sink);
  return wz_issue_builder_finish (g_steal_pointer (&mapping->builder), sink);
}

WzIssue *
read_map_read (const ReadMap *map, GBytes *bytes, const gchar *file, const WzReadOptions *options,
               WzPictures *pictures, GHashTable *keys, WzDiagSink *sink, GError **error)
{
  g_autoptr (WzDecoded) decoded = read_map_decode (bytes, options->encoding, error);
  g_autofree gchar *declared = options->encoding == NULL ? dup_wide (bytes) : NULL;
  g_autofree gchar *file_name = read_dup_file_name (file);
  g_autoptr (ReadRemarks) remarks = read_remarks_new (file);
  g_autoptr (GPtrArray) mapped = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) lost = g_array_new (FALSE, FALSE, sizeof (guint));
  gsize length;

  if (decoded == NULL)
    return NULL;
  ReadMapping mapping = {.map = map,
                         .file = file,
                         .source = wz_decoded_get_text (decoded, &length),
                         .file_name = file_name,
                         .remarks = remarks,
                         .builder = wz_issue_builder_new (),
                         .pictures = pictures,
                         .mapped = mapped,
                         .entries = entries,
                         .lost = lost,
                         .keys = keys};

  wz_issue_builder_set_lang (mapping.builder, "zh-Hans");
  read_set_stem (mapping.builder, file_name);
  remark_encoding (remarks, decoded, declared != NULL);
  g_autoptr (WzIssue) issue = read_records (&mapping, length, options->reader != NULL, sink, error);

  g_clear_pointer (&mapping.builder, wz_issue_builder_free);
  g_free (mapping.base);
  return g_steal_pointer (&issue);
}
