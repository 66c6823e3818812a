/* wz-font.c: the font catalogue. In: a private fontconfig file, family names. Out: faces with path, index and
 * coverage. Only fontconfig's caches are read, no font file is opened: an unchanged machine answers in a few
 * milliseconds. SPDX-License-Identifier: MIT */
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
  FcCharSet *coverage;
};

struct _WzFontCatalogue {
  FcConfig *config;
  GHashTable *by_family; /* folded family → GPtrArray of FcPattern (lent by config) */
  GHashTable *faces;     /* `path\nindex` → WzFontFace */
};

/* Families that people name in styles, and where Debian has them. */
static const struct {
  const gchar *family;
  const gchar *package;
} packages[] = {
    {"Noto Serif CJK SC", "fonts-noto-cjk"},
    {"Noto Sans CJK SC", "fonts-noto-cjk"},
    {"Noto Sans Mono CJK SC", "fonts-noto-cjk"},
    {"Noto Serif CJK TC", "fonts-noto-cjk"},
    {"Noto Sans CJK TC", "fonts-noto-cjk"},
    {"Noto Sans Mono CJK TC", "fonts-noto-cjk"},
    {"Noto Serif CJK HK", "fonts-noto-cjk"},
    {"Noto Sans CJK HK", "fonts-noto-cjk"},
    {"LXGW WenKai", "fonts-lxgw-wenkai"},
    {"LXGW WenKai Mono", "fonts-lxgw-wenkai"},
    {"Noto Serif", "fonts-noto-core"},
    {"Noto Sans", "fonts-noto-core"},
    {"Noto Sans Math", "fonts-noto-core"},
    {"Noto Sans Symbols", "fonts-noto-core"},
    {"Noto Sans Symbols2", "fonts-noto-core"},
    {"Noto Sans Mono", "fonts-noto-mono"},
    {"Noto Mono", "fonts-noto-mono"},
    {"DejaVu Sans", "fonts-dejavu-core"},
    {"DejaVu Serif", "fonts-dejavu-core"},
    {"DejaVu Sans Mono", "fonts-dejavu-core"},
    {"DejaVu Math TeX Gyre", "fonts-dejavu-extra"},
    {"Liberation Serif", "fonts-liberation2"},
    {"Liberation Sans", "fonts-liberation2"},
    {"Liberation Mono", "fonts-liberation2"},
    {"TeX Gyre Termes", "fonts-texgyre"},
    {"TeX Gyre Pagella", "fonts-texgyre"},
    {"TeX Gyre Heros", "fonts-texgyre"},
    {"EB Garamond", "fonts-ebgaramond"},
    {"Linux Libertine O", "fonts-linuxlibertine"},
    {"Linux Biolinum O", "fonts-linuxlibertine"},
    {"STIX Two Text", "fonts-stix"},
    {"Gentium", "fonts-sil-gentium"},
    {"Charis SIL", "fonts-sil-charis"},
    {"Fira Sans", "fonts-firacode"},
    {"Fira Code", "fonts-firacode"},
    {"Hack", "fonts-hack"},
    {"Latin Modern Roman", "fonts-lmodern"},
    {"WenQuanYi Micro Hei", "fonts-wqy-microhei"},
    {"WenQuanYi Zen Hei", "fonts-wqy-zenhei"},
    {"AR PL UMing CN", "fonts-arphic-uming"},
    {"AR PL UKai CN", "fonts-arphic-ukai"},
    {"AR PL SungtiL GB", "fonts-arphic-gbsn00lp"},
    {"AR PL KaitiM GB", "fonts-arphic-gkai00mp"},
    {"HanaMinA", "fonts-hanazono"},
    {"HanaMinB", "fonts-hanazono"},
    {"BabelStone Han", "fonts-babelstone-han"},
    {"Symbola", "fonts-symbola"},
    {"Unifont", "fonts-unifont"},
};

/* Blocks that few fonts have, for the case that no installed font has a character. */
static const struct {
  gunichar first, last;
  const gchar *family;
  const gchar *package;
} rare_blocks[] = {
    {0x1D400, 0x1D7FF, "Noto Sans Math", "fonts-noto-core"},
    {0x1F300, 0x1FAFF, "Symbola", "fonts-symbola"},
    {0x20000, 0x323AF, "HanaMinB", "fonts-hanazono"},
    {0x10000, 0x1FFFF, "Noto Sans Symbols2", "fonts-noto-core"},
    {0x0590, 0x1CFF, "Noto Sans", "fonts-noto-core"},
    {0x2190, 0x2BFF, "Noto Sans Symbols2", "fonts-noto-core"},
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
  g_free (face);
}

static const gchar *
pattern_string (const FcPattern *pattern, const gchar *object, const gchar *otherwise)
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
    return otherwise; /* a variable font has a range here: its default instance stands for it */
  return value;
}

static const WzFontFace *
get_face (WzFontCatalogue *catalogue, const FcPattern *pattern)
{
  const gchar *path = pattern_string (pattern, FC_FILE, NULL);
  guint index = (guint) pattern_integer (pattern, FC_INDEX, 0);
  FcCharSet *coverage = NULL;
  if (path == NULL || FcPatternGetCharSet (pattern, FC_CHARSET, 0, &coverage) != FcResultMatch)
    return NULL;
  g_autofree gchar *key = g_strdup_printf ("%s\n%u", path, index);
  const WzFontFace *known = g_hash_table_lookup (catalogue->faces, key);
  if (known != NULL)
    return known;
  WzFontFace *face = g_new0 (WzFontFace, 1);
  face->key = g_steal_pointer (&key);
  face->path = g_strdup (path);
  face->index = index & 0xffff; /* the upper half numbers the instances of a variable font */
  face->family = g_strdup (pattern_string (pattern, FC_FAMILY, ""));
  face->postscript_name = g_strdup (pattern_string (pattern, FC_POSTSCRIPT_NAME, face->family));
  face->coverage = FcCharSetCopy (coverage);
  g_hash_table_insert (catalogue->faces, face->key, face);
  return face;
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

/* ---- The catalogue ------------------------------------------------------------------------------------- */

static void
add_pattern (WzFontCatalogue *catalogue, FcPattern *pattern)
{
  FcBool scalable = FcTrue, color = FcFalse;
  FcPatternGetBool (pattern, FC_SCALABLE, 0, &scalable);
  FcPatternGetBool (pattern, FC_COLOR, 0, &color); /* bitmaps: they can be neither subset nor tagged */
  if (!scalable || color || pattern_integer (pattern, FC_INDEX, 0) >> 16 != 0)
    return;
  FcChar8 *name = NULL;
  for (gint i = 0; FcPatternGetString (pattern, FC_FAMILY, i, &name) == FcResultMatch; i++) {
    g_autofree gchar *folded = g_utf8_strdown ((const gchar *) name, -1);
    GPtrArray *patterns = g_hash_table_lookup (catalogue->by_family, folded);
    if (patterns == NULL) {
      patterns = g_ptr_array_new ();
      g_hash_table_insert (catalogue->by_family, g_steal_pointer (&folded), patterns);
    }
    g_ptr_array_add (patterns, pattern);
  }
}

static void
add_set (WzFontCatalogue *catalogue, FcSetName name)
{
  FcFontSet *set = FcConfigGetFonts (catalogue->config, name);
  for (gint i = 0; set != NULL && i < set->nfont; i++)
    add_pattern (catalogue, set->fonts[i]);
}

WzFontCatalogue *
wz_font_catalogue_new (const gchar *data_dir, const gchar *const *font_dirs, GError **error)
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
  WzFontCatalogue *catalogue = g_new0 (WzFontCatalogue, 1);
  catalogue->config = config;
  catalogue->by_family =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  catalogue->faces = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, face_free);
  add_set (catalogue, FcSetApplication); /* the user's own folders come first */
  add_set (catalogue, FcSetSystem);
  return catalogue;
}

void
wz_font_catalogue_free (WzFontCatalogue *catalogue)
{
  if (catalogue == NULL)
    return;
  g_hash_table_unref (catalogue->faces);
  g_hash_table_unref (catalogue->by_family);
  FcConfigDestroy (catalogue->config);
  g_free (catalogue);
}

/* How far a face is from what is asked: width before slant before weight. */
static gint
face_distance (const FcPattern *pattern, gboolean italic, WzFontWeight weight)
{
  gint wanted = weight == WZ_WEIGHT_BOLD ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR;
  gint distance = ABS (pattern_integer (pattern, FC_WEIGHT, FC_WEIGHT_REGULAR) - wanted);
  if ((pattern_integer (pattern, FC_SLANT, FC_SLANT_ROMAN) != FC_SLANT_ROMAN) != italic)
    distance += 1000;
  return distance + 100 * ABS (pattern_integer (pattern, FC_WIDTH, FC_WIDTH_NORMAL) - FC_WIDTH_NORMAL);
}

const WzFontFace *
wz_font_catalogue_find (WzFontCatalogue *catalogue, const gchar *family, WzFontWeight weight)
{
  const gchar *colon = strrchr (family, ':');
  gboolean italic = colon != NULL && g_ascii_strcasecmp (colon, ":italic") == 0;
  g_autofree gchar *name = italic ? g_strndup (family, (gsize) (colon - family)) : g_strdup (family);
  g_autofree gchar *folded = g_utf8_strdown (g_strstrip (name), -1);
  const GPtrArray *patterns = g_hash_table_lookup (catalogue->by_family, folded);
  const FcPattern *best = NULL;
  gint best_distance = G_MAXINT;
  for (guint i = 0; patterns != NULL && i < patterns->len; i++) {
    const FcPattern *pattern = g_ptr_array_index (patterns, i);
    gint distance = face_distance (pattern, italic, weight);
    /* Equal faces in two files (versions side by side): the order of paths decides, not that of the folder.
     */
    if (distance < best_distance ||
        (distance == best_distance &&
         g_strcmp0 (pattern_string (pattern, FC_FILE, NULL), pattern_string (best, FC_FILE, NULL)) < 0)) {
      best = pattern;
      best_distance = distance;
    }
  }
  return best != NULL ? get_face (catalogue, best) : NULL;
}

const gchar *
wz_font_find_package (const gchar *family)
{
  const gchar *colon = strrchr (family, ':');
  gsize length = colon != NULL ? (gsize) (colon - family) : strlen (family);
  for (guint i = 0; i < G_N_ELEMENTS (packages); i++)
    if (strlen (packages[i].family) == length &&
        g_ascii_strncasecmp (packages[i].family, family, length) == 0)
      return packages[i].package;
  return NULL;
}

/* Prefers upright regular faces, then the family's name, so that the answer is the same everywhere. */
static gboolean
is_better (const FcPattern *pattern, const FcPattern *best)
{
  if (best == NULL)
    return TRUE;
  gint a = face_distance (pattern, FALSE, WZ_WEIGHT_REGULAR),
       b = face_distance (best, FALSE, WZ_WEIGHT_REGULAR);
  if (a != b)
    return a < b;
  return strcmp (pattern_string (pattern, FC_FAMILY, ""), pattern_string (best, FC_FAMILY, "")) < 0;
}

static gchar *
describe (const gchar *family, const gchar *package)
{
  return package != NULL ? g_strdup_printf ("%s (Debian package %s)", family, package) : g_strdup (family);
}

gchar *
wz_font_catalogue_dup_suggestion (const WzFontCatalogue *catalogue, gunichar character)
{
  const FcPattern *best = NULL;
  GHashTableIter iter;
  gpointer value;
  g_hash_table_iter_init (&iter, catalogue->by_family);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    for (guint i = 0; i < ((GPtrArray *) value)->len; i++) {
      const FcPattern *pattern = g_ptr_array_index ((GPtrArray *) value, i);
      FcCharSet *coverage = NULL;
      if (FcPatternGetCharSet (pattern, FC_CHARSET, 0, &coverage) == FcResultMatch &&
          FcCharSetHasChar (coverage, character) && is_better (pattern, best))
        best = pattern;
    }
  if (best != NULL) {
    const gchar *family = pattern_string (best, FC_FAMILY, "");
    return describe (family, wz_font_find_package (family));
  }
  for (guint i = 0; i < G_N_ELEMENTS (rare_blocks); i++)
    if (character >= rare_blocks[i].first && character <= rare_blocks[i].last)
      return g_strdup_printf ("%s, not installed (Debian package %s)", rare_blocks[i].family,
                              rare_blocks[i].package);
  return NULL;
}
