/* The table of readers: those built in, and those of mapping files. SPDX-License-Identifier: MIT */
#include "read/record/read-map.h"
#include "read/wz-read-private.h"

#include "base/wz-words.h"
#include "json/wz-json.h"
#include "model/wz-builder.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* In the order in which they are asked; the text reader takes what no other wants. */
static const WzReader *const built_in[] = {&wz_reader_json, &wz_reader_mail, &wz_reader_html,
                                           &wz_reader_markdown, &wz_reader_text};

/* A program with its row. */
typedef struct {
  WzReader reader; /* must be the first */
  const WzReadProgram *program;
} ReadProgram;

struct _WzReaders {
  GPtrArray *maps;     /* of ReadMap, by name */
  GPtrArray *programs; /* of ReadProgram */
};

static void
free_map (gpointer map)
{
  read_map_free (map);
}

static WzIssue *
read_mapped (const WzReader *self, GBytes *bytes, const gchar *file, const WzReadOptions *options,
             WzPictures *pictures, WzDiagSink *sink, WzCoverage **coverage, GError **error)
{
  return read_map_read ((const ReadMap *) self, bytes, file, options, pictures, NULL, sink, error);
}

static WzIssue *
read_by_program (const WzReader *self, GBytes *bytes, const gchar *file, const WzReadOptions *options,
                 WzPictures *pictures, WzDiagSink *sink, WzCoverage **coverage, GError **error)
{
  const WzReadProgram *program = ((const ReadProgram *) self)->program;
  g_autoptr (GBytes) answer = program->run (program, bytes, file, sink, error);
  gsize length;

  if (answer == NULL)
    return NULL;
  const gchar *text = g_bytes_get_data (answer, &length);
  g_autoptr (WzIssue) issue = wz_json_read (text, length, file, sink, error);

  if (issue == NULL) {
    g_prefix_error (error, _ ("what the reader %s answers cannot be used: "), program->name);
  } else if (wz_model_is_empty (issue)) {
    g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_NOT_DIGEST,
                 _ ("%s: the reader %s finds no paper and no text in it"), file, program->name);
    return NULL;
  }
  return g_steal_pointer (&issue);
}

static ReadMap *
new_map (const gchar *path, WzDiagSink *sink)
{
  ReadMap *map = read_map_new (path, sink);

  if (map != NULL)
    map->reader = (WzReader){map->name, map->comment, NULL, read_mapped};
  return map;
}

static ReadMap *
find_map (const WzReaders *readers, const gchar *name)
{
  for (guint i = 0; readers != NULL && i < readers->maps->len; i++) {
    ReadMap *map = g_ptr_array_index (readers->maps, i);

    if (g_str_equal (map->name, name))
      return map;
  }
  return NULL;
}

static const WzReader *
find_built_in (const gchar *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (built_in); i++)
    if (g_str_equal (built_in[i]->name, name))
      return built_in[i];
  return NULL;
}

const WzReader *
wz_readers_add (WzReaders *readers, const gchar *path, WzDiagSink *sink)
{
  ReadMap *map = new_map (path, sink);

  if (map == NULL)
    return NULL;
  g_ptr_array_insert (readers->maps, 0, map);
  return &map->reader;
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return wz_words_compare (a, b);
}

static void
add_folder (WzReaders *readers, const gchar *folder, WzDiagSink *sink)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (const gchar *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    if (*name != '.' && g_str_has_suffix (name, ".reader"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++) {
    const gchar *name = g_ptr_array_index (names, i);
    g_autofree gchar *path = g_build_filename (folder, name, NULL);
    g_autofree gchar *stem = g_strndup (name, strlen (name) - strlen (".reader"));
    ReadMap *map =
        find_map (readers, stem) == NULL && find_built_in (stem) == NULL ? new_map (path, sink) : NULL;

    if (map != NULL)
      g_ptr_array_add (readers->maps, map);
  }
}

WzReaders *
wz_readers_new (const gchar *const *folders, WzDiagSink *sink)
{
  WzReaders *readers = g_new0 (WzReaders, 1);

  readers->maps = g_ptr_array_new_with_free_func (free_map);
  readers->programs = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; folders != NULL && folders[i] != NULL; i++)
    add_folder (readers, folders[i], sink);
  return readers;
}

void
wz_readers_free (WzReaders *readers)
{
  if (readers == NULL)
    return;
  g_ptr_array_unref (readers->maps);
  g_ptr_array_unref (readers->programs);
  g_free (readers);
}

gboolean
wz_readers_add_program (WzReaders *readers, const WzReadProgram *program)
{
  ReadProgram *row;

  if (wz_readers_find (readers, program->name) != NULL)
    return FALSE;
  row = g_new (ReadProgram, 1);
  *row = (ReadProgram){{program->name, program->comment, NULL, read_by_program}, program};
  g_ptr_array_add (readers->programs, row);
  return TRUE;
}

static gboolean
is_for (const WzReadProgram *program, const gchar *name)
{
  for (guint i = 0; program->patterns[i] != NULL; i++) {
    g_autofree gchar *pattern = g_utf8_strdown (program->patterns[i], -1);

    if (g_pattern_match_simple (pattern, name))
      return TRUE;
  }
  return FALSE;
}

const WzReader *
wz_readers_find_program (const WzReaders *readers, const gchar *file)
{
  g_autofree gchar *base = g_path_get_basename (file), *valid = g_utf8_make_valid (base, -1),
                   *name = g_utf8_strdown (valid, -1);

  for (guint i = 0; readers != NULL && i < readers->programs->len; i++) {
    const ReadProgram *row = g_ptr_array_index (readers->programs, i);

    if (is_for (row->program, name))
      return &row->reader;
  }
  return NULL;
}

const WzReader *
wz_readers_find (const WzReaders *readers, const gchar *name)
{
  const ReadMap *map = find_map (readers, name);

  for (guint i = 0; map == NULL && readers != NULL && i < readers->programs->len; i++) {
    const ReadProgram *row = g_ptr_array_index (readers->programs, i);

    if (g_str_equal (row->program->name, name))
      return &row->reader;
  }
  return map != NULL ? &map->reader : find_built_in (name);
}

static void
hash_file (const gchar *name, const gchar *path, GChecksum *checksum)
{
  g_autofree gchar *text = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, NULL))
    return;
  g_checksum_update (checksum, (const guchar *) name, (gssize) strlen (name) + 1);
  g_checksum_update (checksum, (const guchar *) text, (gssize) length);
}

void
wz_readers_hash_own (const WzReaders *readers, const gchar *data_dir, GChecksum *checksum)
{
  g_autofree gchar *shipped = g_build_filename (data_dir, "readers", G_DIR_SEPARATOR_S, NULL);

  for (guint i = 0; i < readers->maps->len; i++) {
    const ReadMap *map = g_ptr_array_index (readers->maps, i);

    if (!g_str_has_prefix (map->file, shipped))
      hash_file (map->name, map->file, checksum);
  }
  for (guint i = 0; i < readers->programs->len; i++) {
    const WzReadProgram *program = ((const ReadProgram *) g_ptr_array_index (readers->programs, i))->program;

    for (guint k = 0; program->files[k] != NULL; k++)
      hash_file (program->name, program->files[k], checksum);
  }
}

gchar **
wz_readers_dup_names (const WzReaders *readers)
{
  GStrvBuilder *names = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (built_in); i++)
    g_strv_builder_add (names, built_in[i]->name);
  for (guint i = 0; i < readers->maps->len; i++)
    g_strv_builder_add (names, ((const ReadMap *) g_ptr_array_index (readers->maps, i))->name);
  for (guint i = 0; i < readers->programs->len; i++)
    g_strv_builder_add (names,
                        ((const ReadProgram *) g_ptr_array_index (readers->programs, i))->program->name);
  gchar **all = g_strv_builder_end (names);

  g_strv_builder_unref (names);
  return all;
}

/* The mapping file of whose keys @bytes have most. */
static const WzReader *
find_match (const WzReaders *readers, GBytes *bytes, const gchar *encoding)
{
  g_autoptr (WzDecoded) decoded = read_map_decode (bytes, encoding, NULL);
  const ReadMap *best = NULL;
  guint most = 0;
  gsize length;

  if (decoded == NULL)
    return NULL;
  const gchar *text = wz_decoded_get_text (decoded, &length);

  for (guint i = 0; i < readers->maps->len; i++) {
    const ReadMap *map = g_ptr_array_index (readers->maps, i);
    guint n = read_map_matches (map, text, length);

    if (n > most) {
      most = n;
      best = map;
    }
  }
  return best != NULL ? &best->reader : NULL;
}

const WzReader *
wz_readers_detect (const WzReaders *readers, GBytes *bytes, const gchar *file, const gchar *encoding)
{
  const WzReader *found = NULL;
  gboolean own = wz_json_is_own (bytes);

  if (!own)
    found = wz_readers_find_program (readers, file);
  if (found == NULL && readers != NULL && !own)
    found = find_match (readers, bytes, encoding);
  for (guint i = 0; found == NULL && i < G_N_ELEMENTS (built_in); i++)
    if (built_in[i]->matches (bytes))
      found = built_in[i];
  return found;
}

/* ---- What readers say of themselves ---- */

static const ReadMap *
get_map (const WzReader *reader)
{
  return reader->read == read_mapped ? (const ReadMap *) reader : NULL;
}

const WzReadProgram *
wz_reader_get_program (const WzReader *reader)
{
  return reader->read == read_by_program ? ((const ReadProgram *) reader)->program : NULL;
}

const gchar *
wz_reader_get_name (const WzReader *reader)
{
  return reader->name;
}

const gchar *
wz_reader_get_comment (const WzReader *reader)
{
  return reader->comment;
}

const gchar *
wz_reader_get_path (const WzReader *reader)
{
  const ReadMap *map = get_map (reader);
  const WzReadProgram *program = wz_reader_get_program (reader);

  return map != NULL ? map->file : program != NULL ? program->path : NULL;
}

static void
free_key (gpointer data)
{
  WzReadKey *key = data;

  g_free (key->name);
  g_free (key);
}

static gint
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const WzReadKey *const *) a)->name, (*(const WzReadKey *const *) b)->name);
}

GPtrArray *
wz_reader_list_keys (const WzReader *reader, GBytes *bytes, const gchar *file, const WzReadOptions *options,
                     WzIssue **issue, WzDiagSink *sink, GError **error)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (WzPictures) pictures = wz_pictures_new (NULL);
  GPtrArray *list;
  GHashTableIter iter;
  gpointer name, count;

  g_return_val_if_fail (get_map (reader) != NULL, NULL);
  *issue = read_map_read (get_map (reader), bytes, file, options, pictures, keys, sink, error);
  if (*issue == NULL)
    return NULL;
  list = g_ptr_array_new_with_free_func (free_key);
  g_hash_table_iter_init (&iter, keys);
  while (g_hash_table_iter_next (&iter, &name, &count)) {
    const ReadMapKey *key = count;
    WzReadKey *told = g_new (WzReadKey, 1);

    *told = (WzReadKey){g_strdup (name), key->n[WZ_RECORD_USED], key->n[WZ_RECORD_IGNORED],
                        key->n[WZ_RECORD_UNREAD]};
    g_ptr_array_add (list, told);
  }
  g_ptr_array_sort (list, compare_keys);
  return list;
}
