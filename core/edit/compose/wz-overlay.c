/* wz-overlay.c: overlay files → operations. SPDX-License-Identifier: MIT
 *
 * In: a key file. Out: a list of operations with their places. What is no operation is an error in its place
 * and left out; whether a paper of that name is in the issue is the composer's question.
 */
#include "edit/compose/wz-overlay.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "base/wz-decode.h"
#include "base/wz-nearest.h"
#include "base/wz-words.h"
#include "edit/compose/wz-overlay-fields.h"
#include "edit/compose/wz-overlay-text.h"
#include "edit/wz-markdown.h"

struct _WzOverlay {
  GPtrArray *papers;     /* WzOverlayPaper */
  GArray *ops;           /* WzOverlayOp */
  GStringChunk *strings; /* all of them, file names too */
  guint n_files;
};

static void
paper_free (gpointer data)
{
  WzOverlayPaper *paper = data;
  g_free (paper->name);
  g_free (paper);
}

WzOverlay *
wz_overlay_new (void)
{
  WzOverlay *overlay = g_new0 (WzOverlay, 1);
  overlay->papers = g_ptr_array_new_with_free_func (paper_free);
  overlay->ops = g_array_new (FALSE, TRUE, sizeof (WzOverlayOp));
  overlay->strings = g_string_chunk_new (1024);
  return overlay;
}

void
wz_overlay_free (WzOverlay *overlay)
{
  if (overlay == NULL)
    return;
  g_ptr_array_unref (overlay->papers);
  g_array_unref (overlay->ops);
  g_string_chunk_free (overlay->strings);
  g_free (overlay);
}

static WzPosition
own_position (WzOverlay *overlay, WzPosition position)
{
  if (position.file)
    position.file = g_string_chunk_insert_const (overlay->strings, position.file);
  return position;
}

/* The state of reading one file. */
typedef struct {
  WzOverlay *overlay;
  const gchar *folder;
  WzDiagSink *sink;
  gboolean good, general;
  GHashTable *opened; /* this file's papers by name → index + 1 */
  gint paper;         /* of the open group; -1 for the issue */
} Reading;

/* A key in its parts: `abstract-file.en`, `introduction.LG.en`. */
typedef struct {
  const WzOverlayField *field;
  const gchar *suffix; /* nullable */
  const gchar *lang;   /* nullable: in the suffix */
  gboolean is_file;
} Key;

static void
refuse (Reading *reading, const WzPosition *position, const gchar *code, const gchar *detail,
        const gchar *what)
{
  wz_diag_report (reading->sink, WZ_SEVERITY_ERROR, code, position, "%s: %s", what, detail);
  reading->good = FALSE;
}

/* What stands between the key and its language. */
static gchar *
dup_section (const Key *key)
{
  gboolean by_section = (key->field->flags & WZ_OVERLAY_BY_SECTION) != 0;
  if (!by_section || key->suffix == NULL)
    return NULL;
  return key->lang != NULL ? g_strndup (key->suffix, (gsize) (key->lang - 1 - key->suffix))
                           : g_strdup (key->suffix);
}

static WzOverlayOp *
add_op (Reading *reading, const Key *key, const WzKeyFileItem *item, const gchar *value)
{
  WzOverlay *overlay = reading->overlay;
  g_autofree gchar *section = dup_section (key);
  WzOverlayOp op = {.field = key->field,
                    .paper = reading->paper,
                    .lang = key->lang ? g_string_chunk_insert_const (overlay->strings, key->lang) : NULL,
                    .section = section ? g_string_chunk_insert_const (overlay->strings, section) : NULL,
                    .value = g_string_chunk_insert (overlay->strings, value),
                    .general = reading->general,
                    .position = own_position (overlay, item->position),
                    .value_position = own_position (overlay, item->value)};
  g_array_append_val (overlay->ops, op);
  return &g_array_index (overlay->ops, WzOverlayOp, overlay->ops->len - 1);
}

/* ---- Files beside the overlay ---- */

static gboolean
lies_in (const gchar *path, const gchar *root)
{
  g_autofree gchar *inside = g_str_has_suffix (root, "/") ? g_strdup (root) : g_strconcat (root, "/", NULL);
  return g_str_has_prefix (path, inside);
}

/* A project may come from a stranger, with a link to what is not the stranger's to print. */
static gboolean
stays_in (const gchar *path, const gchar *root)
{
  g_autofree gchar *real_path = realpath (path, NULL), *real_root = realpath (root, NULL);
  return real_path == NULL || real_root == NULL || lies_in (real_path, real_root); /* else reading says why */
}

/* A text, as UTF-8 whatever it is saved as. */
static gchar *
load_text (Reading *reading, const WzKeyFileItem *item, const gchar *path, const gchar *value)
{
  g_autofree gchar *data = NULL;
  gsize length;
  g_autoptr (GError) error = NULL;
  if (!g_file_get_contents (path, &data, &length, &error)) {
    refuse (reading, &item->value, "overlay-file", error->message, value);
    return NULL;
  }
  if (length == 0 || g_utf8_validate_len (data, length, NULL))
    return g_strdup (g_str_has_prefix (data, "\xEF\xBB\xBF") ? data + 3 : data);
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, length);
  g_autoptr (WzDecoded) decoded = wz_decode (bytes, NULL);
  if (decoded == NULL || wz_decoded_get_encoding (decoded) == WZ_ENCODING_UTF8) {
    refuse (reading, &item->value, "overlay-file", value,
            _ ("this file is not UTF-8; what is no text in it is replaced"));
    return g_utf8_make_valid (data, (gssize) length);
  }
  g_autofree gchar *what = g_strdup_printf (_ ("this file is %s, and was read so; save it as UTF-8"),
                                            wz_encoding_get_name (wz_decoded_get_encoding (decoded)));
  refuse (reading, &item->value, "overlay-file", value, what);
  return g_strdup (wz_decoded_get_text (decoded, NULL));
}

/* Where a file lies that is named; NULL where it may not lie there, which has been reported. */
static gchar *
find_file (Reading *reading, const WzKeyFileItem *item, const gchar *value)
{
  g_autofree gchar *root = g_canonicalize_filename (reading->folder ? reading->folder : ".", NULL);
  g_autofree gchar *path = g_canonicalize_filename (value, root);
  if (lies_in (path, root) && stays_in (path, root))
    return g_steal_pointer (&path);
  refuse (reading, &item->value, "overlay-file", _ ("the file must lie in the folder of the overlay"), value);
  return NULL;
}

/* A CommonMark file beside the overlay. */
static void
read_text_file (Reading *reading, const Key *key, const WzKeyFileItem *item, const gchar *value)
{
  g_autofree gchar *path = find_file (reading, item, value);
  g_autofree gchar *text = path != NULL ? load_text (reading, item, path, value) : NULL;
  if (text == NULL)
    return;
  g_autofree gchar *name = g_path_get_basename (path),
                   *shown = g_build_filename (reading->folder ? reading->folder : ".", value, NULL);
  WzPosition here = {shown, 1, 1};
  wz_markdown_check (text, &here, TRUE, reading->sink);
  WzOverlayOp *op = add_op (reading, key, item, text);
  op->path = g_string_chunk_insert (reading->overlay->strings, path);
  op->value_position = (WzPosition){g_string_chunk_insert_const (reading->overlay->strings, name), 1, 1};
  op->by_line = TRUE;
}

/* Files that it names are looked for beside the overlay. */
static WzOverlayOp *
add_beside (Reading *reading, const Key *key, const WzKeyFileItem *item, const gchar *value)
{
  WzOverlayOp *op = add_op (reading, key, item, value);
  if (reading->folder == NULL)
    return op;
  g_autofree gchar *base = g_path_get_basename (item->value.file);
  g_autofree gchar *path = g_build_filename (reading->folder, base, NULL);
  op->path = g_string_chunk_insert (reading->overlay->strings, path);
  return op;
}

/* A paper's is a figure, with what stands below it and what is said to those who do not see it. */
static void
read_picture (Reading *reading, const Key *key, const WzKeyFileItem *item, const gchar *value)
{
  g_autofree gchar *file = NULL, *words = NULL, *caption = NULL;
  if (reading->paper >= 0)
    wz_overlay_split_picture (value, &file, &words, &caption);
  const gchar *name = file != NULL ? file : value;
  g_autofree gchar *path = find_file (reading, item, name);
  if (path == NULL)
    return;
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR)) {
    refuse (reading, &item->value, "overlay-file", _ ("there is no such file beside the overlay"), name);
    return;
  }
  WzOverlayOp *op = add_beside (reading, key, item, name);
  op->words = words != NULL ? g_string_chunk_insert (reading->overlay->strings, words) : NULL;
  op->caption = caption != NULL ? g_string_chunk_insert (reading->overlay->strings, caption) : NULL;
}

/* One word that ends as names of texts do: nobody writes that as an editorial or a note. */
static gboolean
is_file_name (const gchar *value)
{
  static const gchar *const ends[] = {".md", ".markdown", ".txt"};
  for (guint i = 0; i < G_N_ELEMENTS (ends) && strpbrk (value, " \t\n") == NULL; i++)
    if (g_str_has_suffix (value, ends[i]))
      return TRUE;
  return FALSE;
}

static void
read_text (Reading *reading, const Key *key, const WzKeyFileItem *item, const gchar *value)
{
  if (is_file_name (value)) {
    g_autofree gchar *detail = g_strdup_printf (_ ("the text itself; %s-file names a file"), key->field->key);
    refuse (reading, &item->value, "overlay-file", detail, value);
    return;
  }
  wz_markdown_check (value, &item->value, FALSE, reading->sink);
  add_beside (reading, key, item, value);
}

/* ---- Values ---- */

static void
read_place (Reading *reading, const Key *key, const WzKeyFileItem *item, const gchar *value)
{
  gboolean yes = TRUE;
  gint64 number = 1;
  if (!g_ascii_string_to_signed (value, 10, 1, 9999, &number, NULL))
    wz_words_parse_boolean (value, &yes);
  if (yes)
    add_op (reading, key, item, value)->number = (gint) MAX (number, 1);
}

static void
read_replacement (Reading *reading, const Key *key, const WzKeyFileItem *item, const gchar *value)
{
  g_autofree gchar *what = NULL, *with = NULL;
  wz_overlay_split_replacement (value, &what, &with);
  add_op (reading, key, item, what)->with = g_string_chunk_insert (reading->overlay->strings, with);
}

static void
read_value (Reading *reading, const Key *key, const WzKeyFileItem *item, const gchar *value)
{
  const WzOverlayField *field = key->field;
  gboolean yes = TRUE;
  if (key->is_file)
    read_text_file (reading, key, item, value);
  else if (field->type == WZ_OVERLAY_TYPE_TEXT)
    read_text (reading, key, item, value);
  else if (field->type == WZ_OVERLAY_TYPE_PICTURE)
    read_picture (reading, key, item, value);
  else if (field->type == WZ_OVERLAY_TYPE_PLACE)
    read_place (reading, key, item, value);
  else if (field->type == WZ_OVERLAY_TYPE_REPLACEMENT)
    read_replacement (reading, key, item, value);
  else if (field->type != WZ_OVERLAY_TYPE_YES || (wz_words_parse_boolean (value, &yes) && yes))
    add_op (reading, key, item, value);
}

/* ---- Keys ---- */

static gboolean
is_language (const gchar *text)
{
  gsize n = strspn (text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
  return n >= 2 && n <= 3 && strlen (text) <= 16 && (text[n] == '\0' || text[n] == '-') &&
         strspn (text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == strlen (text);
}

/* The language that a key ends in. Behind a section it is in small letters, as codes of categories are not.
 */
static const gchar *
find_language (const WzOverlayField *field, const gchar *suffix)
{
  gboolean by_section = (field->flags & WZ_OVERLAY_BY_SECTION) != 0;
  const gchar *dot = suffix != NULL && by_section ? strrchr (suffix, '.') : NULL;
  if (suffix == NULL || (field->flags & WZ_OVERLAY_BY_LANG) == 0)
    return NULL;
  if (!by_section)
    return suffix;
  return dot != NULL && g_ascii_islower (dot[1]) && is_language (dot + 1) ? dot + 1 : NULL;
}

/* Whether a key may go on behind its point so. */
static gboolean
takes_suffix (const WzOverlayField *field, const gchar *suffix)
{
  if ((field->flags & WZ_OVERLAY_BY_SECTION) != 0)
    return suffix != NULL && *suffix != '\0' && *suffix != '.';
  if (suffix == NULL)
    return TRUE;
  if ((field->flags & WZ_OVERLAY_BY_LANG) != 0)
    return is_language (suffix);
  return (field->flags & WZ_OVERLAY_SEVERAL) != 0 && *suffix != '\0' &&
         strspn (suffix, "0123456789") == strlen (suffix);
}

/* Returns: (nullable): the field of @key, its parts in @parts. */
static const WzOverlayField *
find_key (const gchar *key, gboolean of_issue, Key *parts)
{
  const gchar *dot = strchr (key, '.');
  g_autofree gchar *stem = dot ? g_strndup (key, (gsize) (dot - key)) : g_strdup (key);
  *parts = (Key){wz_overlay_find_field (stem, of_issue), dot ? dot + 1 : NULL, NULL, FALSE};
  if (parts->field == NULL && g_str_has_suffix (stem, "-file")) {
    stem[strlen (stem) - strlen ("-file")] = '\0';
    parts->field = wz_overlay_find_field (stem, of_issue);
    parts->is_file = TRUE;
    if (parts->field != NULL && !wz_overlay_field_reads_file (parts->field))
      parts->field = NULL;
  }
  if (parts->field != NULL)
    parts->lang = find_language (parts->field, parts->suffix);
  return parts->field;
}

/* An unknown key: which there are, or which it was meant to be. */
static void
refuse_key (Reading *reading, const WzKeyFileItem *item)
{
  gboolean of_issue = reading->paper < 0;
  guint flag = of_issue ? WZ_OVERLAY_OF_ISSUE : WZ_OVERLAY_OF_PAPER;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  for (guint i = 0; i < wz_overlay_get_n_fields (); i++)
    if ((wz_overlay_get_field (i)->flags & flag) != 0)
      g_ptr_array_add (names, (gpointer) (gsize) wz_overlay_get_field (i)->key);
  g_ptr_array_add (names, NULL);
  g_autofree gchar *all = g_strjoinv (", ", (gchar **) names->pdata);
  g_autofree gchar *question = wz_nearest_dup_question (item->key, (const gchar *const *) names->pdata);
  g_autofree gchar *list = g_strdup_printf (_ ("; there are %s"), all);
  wz_diag_report (reading->sink, WZ_SEVERITY_ERROR, "overlay-key", &item->position,
                  of_issue ? _ ("%s: no such key for an issue%s") : _ ("%s: no such key for a paper%s"),
                  item->key, *question != '\0' ? question : list);
  reading->good = FALSE;
}

static void
read_item (Reading *reading, const WzKeyFileItem *item)
{
  Key key;
  g_autofree gchar *raw = wz_overlay_resolve (item->written);
  gchar *value = g_strstrip (raw);
  if (find_key (item->key, reading->paper < 0, &key) == NULL) {
    refuse_key (reading, item);
  } else if (!takes_suffix (key.field, key.suffix)) {
    g_autofree gchar *detail =
        (key.field->flags & WZ_OVERLAY_BY_SECTION) != 0
            ? g_strdup_printf (_ ("behind the point stands a section, as in %s.LG"), key.field->key)
        : (key.field->flags & WZ_OVERLAY_BY_LANG) != 0
            ? g_strdup_printf (_ ("behind the point stands a language, as in %s.en"), key.field->key)
        : (key.field->flags & WZ_OVERLAY_SEVERAL) != 0
            ? g_strdup_printf (_ ("behind the point stands a number, as in %s.2"), key.field->key)
            : g_strdup_printf (_ ("nothing stands behind %s"), key.field->key);
    refuse (reading, &item->position, "overlay-key", detail, item->key);
  } else if (*value == '\0') {
    refuse (reading, &item->value, "overlay-value",
            _ ("there is no value; - takes away what the sources say"), item->key);
  } else if (g_str_equal (value, "-") && (key.field->flags & WZ_OVERLAY_ADDS) != 0) {
    refuse (reading, &item->value, "overlay-value",
            _ ("it stands behind what there is, and takes nothing away"), item->key);
  } else if (g_str_equal (value, "-") && key.field->set != NULL) {
    add_op (reading, &key, item, "");
  } else if (!key.is_file && !wz_overlay_field_accepts (key.field, value)) {
    g_autofree gchar *accepted = wz_overlay_field_dup_accepted (key.field);
    refuse (reading, &item->value, "overlay-value", accepted, value);
  } else {
    read_value (reading, &key, item, value);
  }
}

/* The group of the item at hand: a group may be opened again further down. */
static void
open_group (Reading *reading, const WzKeyFileItem *item, const gchar *name)
{
  reading->paper = -1;
  if (g_str_equal (name, "issue"))
    return;
  gpointer known = g_hash_table_lookup (reading->opened, name);
  if (known != NULL) {
    reading->paper = GPOINTER_TO_INT (known) - 1;
    return;
  }
  WzOverlayPaper *paper = g_new0 (WzOverlayPaper, 1);
  paper->name = g_strdup (name);
  paper->position = own_position (reading->overlay, item->position);
  paper->general = reading->general;
  paper->rank = reading->overlay->n_files;
  g_ptr_array_add (reading->overlay->papers, paper);
  reading->paper = (gint) reading->overlay->papers->len - 1;
  g_hash_table_insert (reading->opened, paper->name, GINT_TO_POINTER (reading->paper + 1));
}

gboolean
wz_overlay_add (WzOverlay *overlay, const WzKeyFile *file, const gchar *prefix, const gchar *folder,
                WzDiagSink *sink)
{
  g_autoptr (GHashTable) opened = g_hash_table_new (g_str_hash, g_str_equal);
  Reading reading = {.overlay = overlay,
                     .opened = opened,
                     .folder = folder,
                     .sink = sink,
                     .good = TRUE,
                     .general = prefix != NULL};
  overlay->n_files++;
  for (guint i = 0; i < wz_key_file_get_n_items (file); i++) {
    const WzKeyFileItem *item = wz_key_file_get_item (file, i);
    if (prefix != NULL && !g_str_has_prefix (item->group, prefix))
      continue;
    open_group (&reading, item, item->group + (prefix ? strlen (prefix) : 0));
    if (item->key != NULL)
      read_item (&reading, item);
  }
  return reading.good && wz_key_file_get_n_errors (file) == 0;
}

/* ---- Texts by their names ---- */

/* `before.md`, `before.en.md`; of @any, whatever is a text. */
static gboolean
is_text (const gchar *name, gboolean any)
{
  static const gchar *const names[] = {"before", "after", "imprint"};
  if (*name == '.' || !g_str_has_suffix (name, ".md"))
    return FALSE;
  g_autofree gchar *bare = g_strndup (name, strlen (name) - strlen (".md"));
  gsize stem = strcspn (bare, ".");
  gboolean known = bare[stem] == '\0' || is_language (bare + stem + 1);
  for (guint i = 0; known && !any && i < G_N_ELEMENTS (names); i++)
    any = strlen (names[i]) == stem && strncmp (names[i], bare, stem) == 0;
  return any;
}

static void
list_folder (GPtrArray *names, const gchar *folder, const gchar *below)
{
  g_autofree gchar *path = below != NULL ? g_build_filename (folder, below, NULL) : g_strdup (folder);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const gchar *name;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (is_text (name, below != NULL))
      g_ptr_array_add (names, below != NULL ? g_build_filename (below, name, NULL) : g_strdup (name));
}

GStrv
wz_overlay_list_texts (const gchar *folder)
{
  GPtrArray *names = g_ptr_array_new ();
  list_folder (names, folder, NULL);
  list_folder (names, folder, "sections");
  g_ptr_array_sort (names, wz_words_compare);
  g_ptr_array_add (names, NULL);
  return (GStrv) g_ptr_array_free (names, FALSE);
}

/* As if a key named it: `sections/LG.en.md` is introduction-file.LG.en. */
static void
read_named (Reading *reading, const gchar *name)
{
  static const gchar sections[] = "sections" G_DIR_SEPARATOR_S;
  g_autofree gchar *bare = g_strndup (name, strlen (name) - strlen (".md"));
  gsize stem = strcspn (bare, ".");
  g_autofree gchar *key = g_str_has_prefix (bare, sections)
                              ? g_strconcat ("introduction-file.", bare + strlen (sections), NULL)
                              : g_strdup_printf ("%.*s-file%s", (gint) stem, bare, bare + stem);
  WzKeyFileItem item = {"issue", key, name, name, {name, 0, 0}, {name, 0, 0}};
  read_item (reading, &item);
}

gboolean
wz_overlay_add_folder (WzOverlay *overlay, const gchar *folder, WzDiagSink *sink)
{
  g_auto (GStrv) names = wz_overlay_list_texts (folder);
  Reading reading = {
      .overlay = overlay, .folder = folder, .sink = sink, .good = TRUE, .general = TRUE, .paper = -1};
  for (guint i = 0; names[i] != NULL; i++)
    read_named (&reading, names[i]);
  return reading.good;
}

GPtrArray *
wz_overlay_list_files (const WzKeyFile *file, const gchar *prefix)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; file != NULL && i < wz_key_file_get_n_items (file); i++) {
    const WzKeyFileItem *item = wz_key_file_get_item (file, i);
    Key key;
    if (item->key == NULL || (prefix != NULL && !g_str_has_prefix (item->group, prefix)) ||
        find_key (item->key, g_str_equal (item->group + (prefix ? strlen (prefix) : 0), "issue"), &key) ==
            NULL ||
        !(key.is_file || key.field->type == WZ_OVERLAY_TYPE_PICTURE))
      continue;
    g_autofree gchar *value = g_strstrip (wz_overlay_resolve (item->written));
    g_autofree gchar *name = NULL, *words = NULL, *caption = NULL;
    wz_overlay_split_picture (value, &name, &words, &caption);
    if (*name != '\0' && !g_str_equal (name, "-"))
      g_ptr_array_add (files, g_build_filename (wz_key_file_get_folder (file), name, NULL));
  }
  return files;
}

/* A title in a language that is none of the recipe's is set when the issue is made. */
void
wz_overlay_say (const WzOverlay *overlay, WzRecipe *recipe)
{
  for (guint i = 0; i < overlay->ops->len; i++) {
    const WzOverlayOp *op = &g_array_index (overlay->ops, WzOverlayOp, i);
    WzOrigin origin = {.kind = WZ_ORIGIN_OVERLAY, .name = op->field->key, .position = op->value_position};
    WzRecipeField field = WZ_RECIPE_N_FIELDS;
    if (op->paper < 0 && op->field->kind == WZ_OVERLAY_FIELD)
      field = op->lang == NULL || g_str_has_prefix (op->lang, "zh") ? op->field->setting
              : g_str_equal (op->lang, "en")                        ? op->field->english
                                                                    : WZ_RECIPE_N_FIELDS;
    if (field != WZ_RECIPE_N_FIELDS)
      wz_recipe_set (recipe, field, op->value, &origin, NULL);
  }
}

guint
wz_overlay_get_n_papers (const WzOverlay *overlay)
{
  return overlay->papers->len;
}

const WzOverlayPaper *
wz_overlay_get_paper (const WzOverlay *overlay, guint paper)
{
  return g_ptr_array_index (overlay->papers, paper);
}

guint
wz_overlay_get_n_ops (const WzOverlay *overlay)
{
  return overlay->ops->len;
}

const WzOverlayOp *
wz_overlay_get_op (const WzOverlay *overlay, guint i)
{
  g_return_val_if_fail (i < overlay->ops->len, NULL);
  return &g_array_index (overlay->ops, WzOverlayOp, i);
}
