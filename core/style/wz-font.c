/* wz-font.c: the font catalogue. In: a private fontconfig file, family names. Out: faces with path, index and
 * coverage. Fontconfig's caches are read, and of each face that is chosen its table directory: an unchanged
 * machine answers in a few milliseconds. SPDX-License-Identifier: MIT */
#include "style/wz-font-private.h"

#include <glib/gi18n-lib.h>
#include <fontconfig/fontconfig.h>
#include <string.h>

struct _WzFontFace {
  gchar *key; /* of the catalogue's table */
  gchar *path;
  guint index;
  gchar *family;
  gchar *postscript_name;
  gchar *variations; /* NULL for a static face */
  FcCharSet *coverage;
  WzFontFile file;
};

struct _WzFontCatalogue {
  FcConfig *config;
  GHashTable *by_family; /* folded family → GPtrArray of FcPattern (lent by config) */
  GHashTable *faces;     /* `path\nindex\nvariations` → WzFontFace */
  GPtrArray *patterns;   /* of FcPattern, lent by config: the first n_own are of the user's own folders */
  guint n_own;
  GMutex lock; /* of faces, fallback and told, which grow while threads ask */
  WzFontFallback *fallback;
  GHashTable *told; /* characters */
};

/* ---- Faces --------------------------------------------------------------------------------------------- */

static void
face_free (gpointer data)
{
  WzFontFace *face = data;
  FcCharSetDestroy (face->coverage);
  g_free (face->key);
  g_free (face->path);
  g_free (face->family);
  g_free (face->postscript_name);
  g_free (face->variations);
  g_free (face);
}

const gchar *
wz_font_pattern_get_string (const FcPattern *pattern, const gchar *object, const gchar *otherwise)
{
  FcChar8 *text = NULL;
  if (FcPatternGetString (pattern, object, 0, &text) != FcResultMatch)
    return otherwise;
  return (const gchar *) text;
}

static gint
pattern_integer (const FcPattern *pattern, const gchar *object, gint otherwise)
{
  gint value = otherwise;
  if (FcPatternGetInteger (pattern, object, 0, &value) != FcResultMatch)
    return otherwise; /* a variable font may have a range here: it can be what is asked */
  return value;
}

static gboolean
is_variable (const FcPattern *pattern)
{
  FcBool variable = FcFalse;
  return FcPatternGetBool (pattern, FC_VARIABLE, 0, &variable) == FcResultMatch && variable;
}

/* Fontconfig's number for @weight, as near to it as the axis of a variable font goes. */
static gdouble
reach_weight (const FcPattern *pattern, WzFontWeight weight)
{
  gdouble wanted = weight == WZ_WEIGHT_BOLD ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR, lightest, heaviest;
  FcRange *range = NULL;
  if (FcPatternGetRange (pattern, FC_WEIGHT, 0, &range) == FcResultMatch &&
      FcRangeGetDouble (range, &lightest, &heaviest))
    return CLAMP (wanted, lightest, heaviest);
  return pattern_integer (pattern, FC_WEIGHT, FC_WEIGHT_REGULAR);
}

/* Where a variable font stands for @weight, as HarfBuzz writes it: `wght=700`; NULL for a font without such
 * an axis. */
static gchar *
dup_variations (const FcPattern *pattern, WzFontWeight weight)
{
  gdouble lightest, heaviest;
  FcRange *range = NULL;
  if (!is_variable (pattern) || FcPatternGetRange (pattern, FC_WEIGHT, 0, &range) != FcResultMatch ||
      !FcRangeGetDouble (range, &lightest, &heaviest) || lightest >= heaviest)
    return NULL;
  return g_strdup_printf ("wght=%d",
                          (gint) (FcWeightToOpenTypeDouble (reach_weight (pattern, weight)) + 0.5));
}

/* Under the lock. */
const WzFontFace *
wz_font_catalogue_get_face (WzFontCatalogue *catalogue, const FcPattern *pattern, WzFontWeight weight)
{
  const gchar *path = wz_font_pattern_get_string (pattern, FC_FILE, NULL);
  guint index = (guint) pattern_integer (pattern, FC_INDEX, 0);
  FcCharSet *coverage = NULL;
  if (path == NULL || FcPatternGetCharSet (pattern, FC_CHARSET, 0, &coverage) != FcResultMatch)
    return NULL;
  g_autofree gchar *variations = dup_variations (pattern, weight);
  g_autofree gchar *key = g_strdup_printf ("%s\n%u\n%s", path, index, variations != NULL ? variations : "");
  const WzFontFace *known = g_hash_table_lookup (catalogue->faces, key);
  if (known != NULL)
    return known;
  WzFontFace *face = g_new0 (WzFontFace, 1);
  face->key = g_steal_pointer (&key);
  face->path = g_strdup (path);
  face->index = index & 0xffff; /* the upper half numbers the instances of a variable font */
  face->family = g_strdup (wz_font_pattern_get_string (pattern, FC_FAMILY, ""));
  face->postscript_name = g_strdup (wz_font_pattern_get_string (pattern, FC_POSTSCRIPT_NAME, face->family));
  face->variations = g_steal_pointer (&variations);
  face->coverage = FcCharSetCopy (coverage);
  face->file = wz_font_file_judge (path, face->index);
  g_hash_table_insert (catalogue->faces, face->key, face);
  return face;
}

const WzFontFile *
wz_font_face_get_file (const WzFontFace *face)
{
  return &face->file;
}

gchar *
wz_font_face_dup_version (const WzFontFace *face)
{
  guint32 revision = face->file.revision;
  guint thousandths = (guint) (((guint64) (revision & 0xFFFF) * 1000 + 0x8000) >> 16);
  return revision != 0 ? g_strdup_printf ("%s %u.%03u", wz_font_face_get_family (face),
                                          (revision >> 16) + thousandths / 1000, thousandths % 1000)
                       : g_strdup (wz_font_face_get_family (face));
}

const gchar *
wz_font_face_get_variations (const WzFontFace *face)
{
  g_return_val_if_fail (face != NULL, NULL);
  return face->variations;
}

const gchar *
wz_font_face_get_path (const WzFontFace *face)
{
  g_return_val_if_fail (face != NULL, NULL);
  return face->path;
}

guint
wz_font_face_get_index (const WzFontFace *face)
{
  g_return_val_if_fail (face != NULL, 0);
  return face->index;
}

const gchar *
wz_font_face_get_family (const WzFontFace *face)
{
  g_return_val_if_fail (face != NULL, NULL);
  return face->family;
}

const gchar *
wz_font_face_get_postscript_name (const WzFontFace *face)
{
  g_return_val_if_fail (face != NULL, NULL);
  return face->postscript_name;
}

gboolean
wz_font_face_covers (const WzFontFace *face, gunichar character)
{
  g_return_val_if_fail (face != NULL, FALSE);
  return FcCharSetHasChar (face->coverage, character);
}

gboolean
wz_font_may_lack (gunichar c)
{
  static const gunichar ranges[][2] = {
      {0xad, 0xad},       {0x34f, 0x34f},     {0x61c, 0x61c},   {0x115f, 0x1160}, {0x17b4, 0x17b5},
      {0x180b, 0x180f},   {0x200b, 0x200f},   {0x202a, 0x202e}, {0x2060, 0x206f}, {0x3164, 0x3164},
      {0xfe00, 0xfe0f},   {0xfeff, 0xfeff},   {0xffa0, 0xffa0}, {0xfff0, 0xfff8}, {0x1bca0, 0x1bca3},
      {0x1d173, 0x1d17a}, {0xe0000, 0xe0fff},
  };
  for (guint i = 0; i < G_N_ELEMENTS (ranges) && c >= ranges[i][0]; i++)
    if (c <= ranges[i][1])
      return TRUE;
  return FALSE;
}

/* ---- The catalogue ------------------------------------------------------------------------------------- */

static void
add_family (WzFontCatalogue *catalogue, const gchar *name, FcPattern *pattern)
{
  g_autofree gchar *folded = g_utf8_strdown (name, -1);
  GPtrArray *patterns = g_hash_table_lookup (catalogue->by_family, folded);
  if (patterns == NULL) {
    patterns = g_ptr_array_new ();
    g_hash_table_insert (catalogue->by_family, g_steal_pointer (&folded), patterns);
  }
  g_ptr_array_add (patterns, pattern);
}

/* @variable: the files that have a pattern for all of their axes, which stands for their instances as well */
static void
add_pattern (WzFontCatalogue *catalogue, FcPattern *pattern, GHashTable *variable)
{
  FcBool scalable = FcTrue, color = FcFalse;
  FcPatternGetBool (pattern, FC_SCALABLE, 0, &scalable);
  FcPatternGetBool (pattern, FC_COLOR, 0, &color); /* bitmaps: they can be neither subset nor tagged */
  const gchar *path = wz_font_pattern_get_string (pattern, FC_FILE, "");
  if (!scalable || color || (!is_variable (pattern) && g_hash_table_contains (variable, path)) ||
      pattern_integer (pattern, FC_INDEX, 0) >> 16 != 0)
    return;
  FcChar8 *name = NULL;
  for (gint i = 0; FcPatternGetString (pattern, FC_FAMILY, i, &name) == FcResultMatch; i++)
    add_family (catalogue, (const gchar *) name, pattern);
  g_ptr_array_add (catalogue->patterns, pattern);
}

static void
add_set (WzFontCatalogue *catalogue, FcSetName name)
{
  FcFontSet *set = FcConfigGetFonts (catalogue->config, name);
  g_autoptr (GHashTable) variable = g_hash_table_new (g_str_hash, g_str_equal);
  for (gint i = 0; set != NULL && i < set->nfont; i++)
    if (is_variable (set->fonts[i]))
      g_hash_table_add (variable, (gpointer) wz_font_pattern_get_string (set->fonts[i], FC_FILE, ""));
  for (gint i = 0; set != NULL && i < set->nfont; i++)
    add_pattern (catalogue, set->fonts[i], variable);
}

static FcConfig *
load_config (const gchar *data_dir, const gchar *const *font_dirs, GError **error)
{
  g_autofree gchar *name = g_build_filename (data_dir, "fonts", "fonts.conf", NULL);
  /* Fontconfig would look for a relative name beside its own files. */
  g_autofree gchar *file = g_canonicalize_filename (name, NULL);
  FcConfig *config = FcConfigCreate ();
  if (!g_file_test (file, G_FILE_TEST_IS_REGULAR) ||
      !FcConfigParseAndLoad (config, (const FcChar8 *) file, FcTrue) || !FcConfigBuildFonts (config)) {
    g_set_error (error, WZ_STYLE_ERROR, WZ_STYLE_ERROR_FONT, _ ("%s cannot be used"), file);
    FcConfigDestroy (config);
    return NULL;
  }
  for (guint i = 0; font_dirs != NULL && font_dirs[i] != NULL; i++)
    if (!FcConfigAppFontAddDir (config, (const FcChar8 *) font_dirs[i])) {
      g_set_error (error, WZ_STYLE_ERROR, WZ_STYLE_ERROR_FONT, _ ("the folder of fonts %s cannot be read"),
                   font_dirs[i]);
      FcConfigDestroy (config);
      return NULL;
    }
  return config;
}

WzFontCatalogue *
wz_font_catalogue_new (const gchar *data_dir, const gchar *const *font_dirs, GError **error)
{
  FcConfig *config = load_config (data_dir, font_dirs, error);
  if (config == NULL)
    return NULL;
  WzFontCatalogue *catalogue = g_new0 (WzFontCatalogue, 1);
  catalogue->config = config;
  catalogue->by_family =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  catalogue->faces = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, face_free);
  catalogue->patterns = g_ptr_array_new ();
  catalogue->told = g_hash_table_new (NULL, NULL);
  g_mutex_init (&catalogue->lock);
  add_set (catalogue, FcSetApplication); /* the user's own folders come first */
  catalogue->n_own = catalogue->patterns->len;
  add_set (catalogue, FcSetSystem);
  catalogue->fallback = wz_font_fallback_new (catalogue, data_dir);
  return catalogue;
}

void
wz_font_catalogue_free (WzFontCatalogue *catalogue)
{
  if (catalogue == NULL)
    return;
  wz_font_fallback_free (catalogue->fallback);
  g_ptr_array_unref (catalogue->patterns);
  g_hash_table_unref (catalogue->told);
  g_hash_table_unref (catalogue->faces);
  g_hash_table_unref (catalogue->by_family);
  g_mutex_clear (&catalogue->lock);
  FcConfigDestroy (catalogue->config);
  g_free (catalogue);
}

const GPtrArray *
wz_font_catalogue_get_patterns (const WzFontCatalogue *catalogue, guint *n_own)
{
  *n_own = catalogue->n_own;
  return catalogue->patterns;
}

gboolean
wz_font_catalogue_has_family (const WzFontCatalogue *catalogue, const gchar *family)
{
  g_autofree gchar *folded = g_utf8_strdown (family, -1);
  return g_hash_table_contains (catalogue->by_family, folded);
}

gint
wz_font_pattern_get_distance (const FcPattern *pattern, gboolean italic, WzFontWeight weight)
{
  gint wanted = weight == WZ_WEIGHT_BOLD ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR;
  gint distance = (gint) ABS (reach_weight (pattern, weight) - wanted) + is_variable (pattern);
  /* A bold face whose table says regular: Debian's Noto Serif Myanmar. */
  distance += (strstr (wz_font_pattern_get_string (pattern, FC_STYLE, ""), "Bold") != NULL) !=
              (weight == WZ_WEIGHT_BOLD);
  if ((pattern_integer (pattern, FC_SLANT, FC_SLANT_ROMAN) != FC_SLANT_ROMAN) != italic)
    distance += 1000;
  return distance + 100 * ABS (pattern_integer (pattern, FC_WIDTH, FC_WIDTH_NORMAL) - FC_WIDTH_NORMAL);
}

/* `Noto Serif:italic` → `noto serif`, and whether it is slanted */
static gchar *
fold_family (const gchar *family, gboolean *italic)
{
  const gchar *colon = strrchr (family, ':');
  *italic = colon != NULL && g_ascii_strcasecmp (colon, ":italic") == 0;
  g_autofree gchar *name = *italic ? g_strndup (family, (gsize) (colon - family)) : g_strdup (family);
  return g_utf8_strdown (g_strstrip (name), -1);
}

const WzFontFace *
wz_font_catalogue_find (WzFontCatalogue *catalogue, const gchar *family, WzFontWeight weight,
                        WzFontVerdict *verdict)
{
  gboolean italic;
  g_autofree gchar *folded = fold_family (family, &italic);
  const GPtrArray *patterns = g_hash_table_lookup (catalogue->by_family, folded);
  const FcPattern *best = NULL;
  gint best_distance = G_MAXINT;
  *verdict = WZ_FONT_FILE_GOOD;
  for (guint i = 0; patterns != NULL && i < patterns->len; i++) {
    const FcPattern *pattern = g_ptr_array_index (patterns, i);
    gint distance = wz_font_pattern_get_distance (pattern, italic, weight);
    /* Equal faces in two files (versions side by side): the order of paths decides, not that of the folder.
     */
    if (distance < best_distance ||
        (distance == best_distance && g_strcmp0 (wz_font_pattern_get_string (pattern, FC_FILE, NULL),
                                                 wz_font_pattern_get_string (best, FC_FILE, NULL)) < 0)) {
      best = pattern;
      best_distance = distance;
    }
  }
  if (best == NULL)
    return NULL;
  g_mutex_lock (&catalogue->lock);
  const WzFontFace *face = wz_font_catalogue_get_face (catalogue, best, weight);
  g_mutex_unlock (&catalogue->lock);
  if (face != NULL)
    *verdict = face->file.verdict;
  return *verdict == WZ_FONT_FILE_GOOD ? face : NULL;
}

const WzFontFace *
wz_font_catalogue_find_stray (WzFontCatalogue *catalogue, const gunichar *characters, guint n,
                              WzFontWeight weight)
{
  g_mutex_lock (&catalogue->lock);
  const WzFontFace *face = wz_font_fallback_find (catalogue->fallback, characters, n, weight);
  g_mutex_unlock (&catalogue->lock);
  return face;
}

gchar *
wz_font_catalogue_dup_package (WzFontCatalogue *catalogue, const gchar *family)
{
  g_mutex_lock (&catalogue->lock);
  gchar *package = wz_font_fallback_dup_package (catalogue->fallback, family);
  g_mutex_unlock (&catalogue->lock);
  return package;
}

gchar *
wz_font_catalogue_dup_suggestion (WzFontCatalogue *catalogue, gunichar character)
{
  g_mutex_lock (&catalogue->lock);
  gchar *suggestion = wz_font_fallback_dup_suggestion (catalogue->fallback, character);
  g_mutex_unlock (&catalogue->lock);
  return suggestion;
}

void
wz_font_catalogue_add_told (WzFontCatalogue *catalogue, gunichar character)
{
  g_mutex_lock (&catalogue->lock);
  g_hash_table_add (catalogue->told, GUINT_TO_POINTER (character));
  g_mutex_unlock (&catalogue->lock);
}

gboolean
wz_font_catalogue_is_told (WzFontCatalogue *catalogue, gunichar character)
{
  g_mutex_lock (&catalogue->lock);
  gboolean told = g_hash_table_contains (catalogue->told, GUINT_TO_POINTER (character));
  g_mutex_unlock (&catalogue->lock);
  return told;
}
