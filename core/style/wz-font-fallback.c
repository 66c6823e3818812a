/* wz-font-fallback.c: faces for what the style's own families lack. In: fonts/fallback.ini, the catalogue.
 * Out: the first face in a fixed order that has a character. Nothing is read or sorted before the first
 * question, which most books never ask. SPDX-License-Identifier: MIT */
#include "base/wz-keyfile.h"
#include "style/wz-font-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define N_WEIGHTS (WZ_WEIGHT_BOLD + 1)

/* Ranks of families; those of the table lie between. */
#define RANK_OWN 0
#define RANK_OTHER 10000
#define RANK_LAST 20000
#define RANK_NEVER 30000

/* A pattern with what its place in the order depends on. */
typedef struct {
  const FcPattern *pattern;
  const FcCharSet *coverage;
  gint rank;
  gint distance;
} Candidate;

struct _WzFontFallback {
  WzFontCatalogue *catalogue;
  gchar *path;
  WzKeyFile *table;              /* NULL before the first question */
  GArray *candidates[N_WEIGHTS]; /* of Candidate, in order; NULL before the first question */
  GHashTable *known[N_WEIGHTS];  /* character → WzFontFace or NULL */
};

WzFontFallback *
wz_font_fallback_new (WzFontCatalogue *catalogue, const gchar *data_dir)
{
  WzFontFallback *fallback = g_new0 (WzFontFallback, 1);
  fallback->catalogue = catalogue;
  fallback->path = g_build_filename (data_dir, "fonts", "fallback.ini", NULL);
  return fallback;
}

void
wz_font_fallback_free (WzFontFallback *fallback)
{
  if (fallback == NULL)
    return;
  for (guint weight = 0; weight < N_WEIGHTS; weight++) {
    g_clear_pointer (&fallback->candidates[weight], g_array_unref);
    g_clear_pointer (&fallback->known[weight], g_hash_table_unref);
  }
  g_clear_pointer (&fallback->table, wz_key_file_free);
  g_free (fallback->path);
  g_free (fallback);
}

/* ---- The table ----------------------------------------------------------------------------------------- */

/* Without the file there is no order but that of names, and no package is named. */
static const WzKeyFile *
get_table (WzFontFallback *fallback)
{
  if (fallback->table == NULL)
    fallback->table = wz_key_file_new_from_file (fallback->path, NULL, NULL);
  if (fallback->table == NULL)
    fallback->table = wz_key_file_new_from_data (fallback->path, "", 0, NULL);
  return fallback->table;
}

static gchar **
dup_list (const WzKeyFile *table, const gchar *group, const gchar *key)
{
  const gchar *text = wz_key_file_get (table, group, key);
  gchar **list = g_strsplit (text != NULL ? text : "", ";", -1);
  for (guint i = 0; list[i] != NULL; i++)
    g_strstrip (list[i]);
  return list;
}

gchar *
wz_font_fallback_dup_package (WzFontFallback *fallback, const gchar *family)
{
  const WzKeyFile *table = get_table (fallback);
  const gchar *colon = strrchr (family, ':');
  gsize length = colon != NULL ? (gsize) (colon - family) : strlen (family);
  for (guint i = 0; i < wz_key_file_get_n_items (table); i++) {
    const WzKeyFileItem *item = wz_key_file_get_item (table, i);
    if (item->key == NULL || strcmp (item->group, "packages") != 0)
      continue;
    g_auto (GStrv) families = dup_list (table, item->group, item->key);
    for (guint k = 0; families[k] != NULL; k++)
      if (strlen (families[k]) == length && g_ascii_strncasecmp (families[k], family, length) == 0)
        return g_strdup (item->key);
  }
  return NULL;
}

static gchar *
suggest_of (WzFontFallback *fallback, gchar **families)
{
  for (guint i = 0; families[i] != NULL; i++) {
    if (*families[i] == '\0' || wz_font_catalogue_has_family (fallback->catalogue, families[i]))
      continue;
    g_autofree gchar *package = wz_font_fallback_dup_package (fallback, families[i]);
    return package != NULL ? g_strdup_printf (_ ("%s (Debian package %s)"), families[i], package)
                           : g_strdup (families[i]);
  }
  return NULL;
}

gchar *
wz_font_fallback_dup_suggestion (WzFontFallback *fallback, gunichar character)
{
  const WzKeyFile *table = get_table (fallback);
  for (guint i = 0; i < wz_key_file_get_n_items (table); i++) {
    const WzKeyFileItem *item = wz_key_file_get_item (table, i);
    if (item->key == NULL || strcmp (item->group, "blocks") != 0)
      continue;
    gchar *end = NULL;
    guint64 first = g_ascii_strtoull (item->key, &end, 16);
    guint64 last = *end == '-' ? g_ascii_strtoull (end + 1, NULL, 16) : first;
    if (character < first || character > last)
      continue;
    g_auto (GStrv) families = dup_list (table, item->group, item->key);
    gchar *suggestion = suggest_of (fallback, families);
    if (suggestion != NULL)
      return suggestion;
  }
  return NULL;
}

/* ---- The order ----------------------------------------------------------------------------------------- */

static void
add_ranks (GHashTable *ranks, const WzKeyFile *table, const gchar *key, gint first, gint step)
{
  g_auto (GStrv) families = dup_list (table, "order", key);
  for (guint i = 0; families[i] != NULL; i++)
    if (*families[i] != '\0')
      g_hash_table_insert (ranks, g_utf8_strdown (families[i], -1),
                           GINT_TO_POINTER (first + (gint) i * step));
}

static gint
find_rank (GHashTable *ranks, const FcPattern *pattern, gboolean own)
{
  FcChar8 *name = NULL;
  gint rank = RANK_OTHER;
  for (gint i = 0; FcPatternGetString (pattern, FC_FAMILY, i, &name) == FcResultMatch; i++) {
    g_autofree gchar *folded = g_utf8_strdown ((const gchar *) name, -1);
    gpointer known = g_hash_table_lookup (ranks, folded);
    if (known != NULL) {
      rank = GPOINTER_TO_INT (known);
      break;
    }
  }
  return own && rank != RANK_NEVER ? RANK_OWN : rank;
}

static gint
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *x = a, *y = b;
  if (x->rank != y->rank)
    return x->rank < y->rank ? -1 : 1;
  gint order = strcmp (wz_font_pattern_get_string (x->pattern, FC_FAMILY, ""),
                       wz_font_pattern_get_string (y->pattern, FC_FAMILY, ""));
  if (order == 0)
    order = (x->distance > y->distance) - (x->distance < y->distance);
  if (order == 0)
    order = strcmp (wz_font_pattern_get_string (x->pattern, FC_FILE, ""),
                    wz_font_pattern_get_string (y->pattern, FC_FILE, ""));
  if (order == 0) {
    gint i = 0, k = 0;
    FcPatternGetInteger (x->pattern, FC_INDEX, 0, &i);
    FcPatternGetInteger (y->pattern, FC_INDEX, 0, &k);
    order = (i > k) - (i < k);
  }
  return order;
}

static const GArray *
get_candidates (WzFontFallback *fallback, WzFontWeight weight)
{
  if (fallback->candidates[weight] != NULL)
    return fallback->candidates[weight];
  const WzKeyFile *table = get_table (fallback);
  g_autoptr (GHashTable) ranks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  add_ranks (ranks, table, "families", RANK_OWN + 1, 1);
  add_ranks (ranks, table, "last", RANK_LAST, 1);
  add_ranks (ranks, table, "never", RANK_NEVER, 0);
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  guint n_own = 0;
  const GPtrArray *patterns = wz_font_catalogue_get_patterns (fallback->catalogue, &n_own);
  for (guint i = 0; i < patterns->len; i++) {
    const FcPattern *pattern = g_ptr_array_index (patterns, i);
    FcCharSet *coverage = NULL;
    gint rank = find_rank (ranks, pattern, i < n_own);
    if (rank == RANK_NEVER || FcPatternGetCharSet (pattern, FC_CHARSET, 0, &coverage) != FcResultMatch)
      continue;
    Candidate candidate = {pattern, coverage, rank, wz_font_pattern_get_distance (pattern, FALSE, weight)};
    g_array_append_val (candidates, candidate);
  }
  g_array_sort (candidates, compare_candidates);
  return fallback->candidates[weight] = candidates;
}

static gboolean
has_all (const FcCharSet *coverage, const gunichar *characters, guint n)
{
  for (guint i = 0; i < n; i++)
    if (!wz_font_may_lack (characters[i]) && !FcCharSetHasChar (coverage, characters[i]))
      return FALSE;
  return TRUE;
}

static const WzFontFace *
search (WzFontFallback *fallback, const gunichar *characters, guint n, WzFontWeight weight)
{
  const GArray *candidates = get_candidates (fallback, weight);
  for (guint i = 0; i < candidates->len; i++) {
    const Candidate *candidate = &g_array_index (candidates, Candidate, i);
    if (!has_all (candidate->coverage, characters, n))
      continue;
    const WzFontFace *face = wz_font_catalogue_get_face (fallback->catalogue, candidate->pattern, weight);
    const WzFontFile *file = face != NULL ? wz_font_face_get_file (face) : NULL;
    /* Not every HarfBuzz can fix the axes of a CFF2 font: one character is not worth the risk. */
    if (file != NULL && file->verdict == WZ_FONT_FILE_GOOD && !(file->variable && file->cff2))
      return face;
  }
  return NULL;
}

/* Private characters mean something in the one font that they were made for, and something else in any other.
 */
static gboolean
is_private (gunichar c)
{
  return (c >= 0xe000 && c <= 0xf8ff) || c >= 0xf0000;
}

static const WzFontFace *
find_one (WzFontFallback *fallback, gunichar character, WzFontWeight weight)
{
  GHashTable **known = &fallback->known[weight];
  gpointer face = NULL;
  if (*known == NULL)
    *known = g_hash_table_new (NULL, NULL);
  if (!g_hash_table_lookup_extended (*known, GUINT_TO_POINTER (character), NULL, &face)) {
    if (!is_private (character) && !wz_font_may_lack (character) && !g_unichar_iscntrl (character) &&
        !g_unichar_isspace (character))
      face = (gpointer) search (fallback, &character, 1, weight);
    g_hash_table_insert (*known, GUINT_TO_POINTER (character), face);
  }
  return face;
}

const WzFontFace *
wz_font_fallback_find (WzFontFallback *fallback, const gunichar *characters, guint n, WzFontWeight weight)
{
  const WzFontFace *first = n > 0 ? find_one (fallback, characters[0], weight) : NULL;
  if (first == NULL)
    return NULL;
  /* Whatever has them all has the first of them, and does not come before this one. */
  for (guint i = 1; i < n; i++) {
    if (is_private (characters[i]))
      return NULL;
    if (!wz_font_may_lack (characters[i]) && !wz_font_face_covers (first, characters[i]))
      return search (fallback, characters, n, weight);
  }
  return first;
}
