/* wz-overlay.c: overlay files → operations. SPDX-License-Identifier: MIT
 *
 * In: a key file. Out: a list of operations with their places. What is no operation is an error in its place
 * and left out; whether a paper of that name is in the issue is the composer's question.
 */
#include "edit/compose/wz-overlay.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "base/wz-words.h"
#include "base/wz-decode.h"
#include "edit/wz-markdown.h"
#include "model/wz-builder.h"

struct _WzOverlay {
  GPtrArray *papers;     /* WzOverlayPaper */
  GArray *ops;           /* WzOverlayOp */
  GStringChunk *strings; /* all of them, file names too */
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

static void
refuse (Reading *reading, const WzPosition *position, const gchar *code, const gchar *detail,
        const gchar *what)
{
  wz_diag_report (reading->sink, WZ_SEVERITY_ERROR, code, position, "%s: %s", what, detail);
  reading->good = FALSE;
}

static void
add_op (Reading *reading, WzOverlayKind kind, const WzKeyFileItem *item, const gchar *lang,
        const gchar *value, gint number)
{
  WzOverlay *overlay = reading->overlay;
  WzOverlayOp op = {.kind = kind,
                    .paper = reading->paper,
                    .lang = lang ? g_string_chunk_insert_const (overlay->strings, lang) : NULL,
                    .value = g_string_chunk_insert (overlay->strings, value),
                    .number = number,
                    .position = own_position (overlay, item->position),
                    .value_position = own_position (overlay, item->value)};
  g_array_append_val (overlay->ops, op);
}

static void
read_pin (Reading *reading, const WzKeyFileItem *item, const gchar *value)
{
  gint64 number;
  gboolean yes;
  if (g_ascii_string_to_signed (value, 10, 1, 9999, &number, NULL))
    add_op (reading, WZ_OVERLAY_PIN, item, NULL, value, (gint) number);
  else if (!wz_words_parse_boolean (value, &yes))
    refuse (reading, &item->value, "overlay-value", _ ("a place from 1, or yes"), value);
  else if (yes)
    add_op (reading, WZ_OVERLAY_PIN, item, NULL, value, 1);
}

static void
read_drop (Reading *reading, const WzKeyFileItem *item, const gchar *value)
{
  gboolean yes;
  if (!wz_words_parse_boolean (value, &yes))
    refuse (reading, &item->value, "overlay-value", _ ("yes or no"), value);
  else if (yes)
    add_op (reading, WZ_OVERLAY_DROP, item, NULL, value, 0);
}

static void
read_status (Reading *reading, const WzKeyFileItem *item, const gchar *value)
{
  static const gchar *const words[] = {"new", "cross", "replaced", "withdrawn"}; /* from 1 */
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i], value)) {
      add_op (reading, WZ_OVERLAY_STATUS, item, NULL, value, (gint) i + 1);
      return;
    }
  refuse (reading, &item->value, "overlay-value", _ ("new, cross, replaced or withdrawn"), value);
}

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

/* The text of an editorial, as UTF-8 whatever it is saved as. */
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

/* A CommonMark file beside the overlay. */
static void
read_editorial_file (Reading *reading, const WzKeyFileItem *item, const gchar *value)
{
  const gchar *folder = reading->folder ? reading->folder : ".";
  g_autofree gchar *root = g_canonicalize_filename (folder, NULL);
  g_autofree gchar *path = g_canonicalize_filename (value, root);
  if (!lies_in (path, root) || !stays_in (path, root)) {
    refuse (reading, &item->value, "overlay-file", _ ("the file must lie in the folder of the overlay"),
            value);
    return;
  }
  g_autofree gchar *text = load_text (reading, item, path, value);
  if (text == NULL)
    return;
  g_autofree gchar *name = g_path_get_basename (path), *shown = g_build_filename (folder, value, NULL);
  WzPosition here = {shown, 1, 1};
  wz_markdown_check (text, &here, TRUE, reading->sink);
  add_op (reading, WZ_OVERLAY_EDITORIAL, item, NULL, text, 0);
  WzOverlayOp *op = &g_array_index (reading->overlay->ops, WzOverlayOp, reading->overlay->ops->len - 1);
  op->path = g_string_chunk_insert (reading->overlay->strings, path);
  op->value_position = (WzPosition){g_string_chunk_insert_const (reading->overlay->strings, name), 1, 1};
  op->by_line = TRUE;
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
read_markdown (Reading *reading, const WzKeyFileItem *item, const gchar *value)
{
  if (is_file_name (value)) {
    refuse (reading, &item->value, "overlay-file", _ ("the text itself; editorial-file names a file"), value);
    return;
  }
  wz_markdown_check (value, &item->value, FALSE, reading->sink);
  add_op (reading, strcmp (item->key, "editorial") == 0 ? WZ_OVERLAY_EDITORIAL : WZ_OVERLAY_NOTE, item, NULL,
          value, 0);
  if (reading->folder == NULL)
    return;
  g_autofree gchar *path = g_build_filename (reading->folder, item->value.file, NULL);
  g_array_index (reading->overlay->ops, WzOverlayOp, reading->overlay->ops->len - 1).path =
      g_string_chunk_insert (reading->overlay->strings, path);
}

typedef struct {
  const gchar *key;
  WzOverlayKind kind;
  gboolean suffix; /* `key.SUFFIX` too: a language, or a number */
  gboolean paper, issue;
  void (*read) (Reading *reading, const WzKeyFileItem *item,
                const gchar *value); /* NULL: the value as it is */
} KeyRow;

static const KeyRow key_rows[] = {
    {"pin", WZ_OVERLAY_PIN, FALSE, TRUE, FALSE, read_pin},
    {"drop", WZ_OVERLAY_DROP, FALSE, TRUE, FALSE, read_drop},
    {"section", WZ_OVERLAY_SECTION, FALSE, TRUE, FALSE, NULL},
    {"before", WZ_OVERLAY_BEFORE, FALSE, TRUE, FALSE, NULL},
    {"after", WZ_OVERLAY_AFTER, FALSE, TRUE, FALSE, NULL},
    {"title", WZ_OVERLAY_TITLE, TRUE, TRUE, TRUE, NULL},
    {"category", WZ_OVERLAY_CATEGORY, FALSE, TRUE, FALSE, NULL},
    {"status", WZ_OVERLAY_STATUS, FALSE, TRUE, FALSE, read_status},
    {"venue", WZ_OVERLAY_VENUE, FALSE, TRUE, FALSE, NULL},
    {"code", WZ_OVERLAY_CODE, FALSE, TRUE, FALSE, NULL},
    {"tldr", WZ_OVERLAY_TLDR, TRUE, TRUE, FALSE, NULL},
    {"note", WZ_OVERLAY_NOTE, TRUE, TRUE, FALSE, read_markdown},
    {"editorial", WZ_OVERLAY_EDITORIAL, FALSE, FALSE, TRUE, read_markdown},
    {"editorial-file", WZ_OVERLAY_EDITORIAL, FALSE, FALSE, TRUE, read_editorial_file},
};

static void
read_item (Reading *reading, const WzKeyFileItem *item)
{
  const gchar *dot = strchr (item->key, '.');
  g_autofree gchar *stem = dot ? g_strndup (item->key, (gsize) (dot - item->key)) : g_strdup (item->key);
  g_autofree gchar *raw = g_strdup (item->text);
  gchar *value = g_strstrip (raw);
  for (guint i = 0; i < G_N_ELEMENTS (key_rows); i++) {
    const KeyRow *row = &key_rows[i];
    if (!g_str_equal (stem, row->key) || (dot && !row->suffix) ||
        !(reading->paper < 0 ? row->issue : row->paper))
      continue;
    if (*value == '\0')
      refuse (reading, &item->value, "overlay-value", _ ("there is no value"), item->key);
    else if (row->read)
      row->read (reading, item, value);
    else
      add_op (reading, row->kind, item, dot ? dot + 1 : NULL, value, 0);
    return;
  }
  refuse (reading, &item->position, "overlay-key",
          reading->paper < 0
              ? _ ("no such key for an issue; there are title, editorial, editorial-file")
              : _ ("no such key for a paper; there are pin, drop, section, before, after, title, "
                   "category, status, venue, code, tldr, note"),
          item->key);
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

void
wz_overlay_say (const WzOverlay *overlay, WzRecipe *recipe)
{
  for (guint i = 0; i < overlay->ops->len; i++) {
    const WzOverlayOp *op = &g_array_index (overlay->ops, WzOverlayOp, i);
    WzOrigin origin = {.kind = WZ_ORIGIN_OVERLAY, .name = "title", .position = op->value_position};
    if (op->kind == WZ_OVERLAY_TITLE && op->paper < 0 && (op->lang == NULL || g_str_equal (op->lang, "en")))
      wz_recipe_set (recipe, op->lang == NULL ? WZ_RECIPE_TITLE : WZ_RECIPE_TITLE_EN, op->value, &origin,
                     NULL);
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
