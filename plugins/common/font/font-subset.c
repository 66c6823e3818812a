/* font-subset.c: subsets through HarfBuzz. In: a face, characters or glyphs. Out: an OpenType file.
 * SPDX-License-Identifier: MIT
 *
 * Settings and their reasons: epub-quality 3.2. The default feature set pulls every regional variant of a Han
 * character in; these seven leave half the size.
 */
#include <wenzhai-kit/wz-font-subset.h>

#include <glib/gi18n-lib.h>
#include <hb-ot.h>
#include <hb-subset.h>
#include <string.h>

#include <wenzhai/wenzhai.h>

#define MAX_AXES 8 /* that a style asks for */

static const hb_tag_t kept_features[] = {
    HB_TAG ('k', 'e', 'r', 'n'), HB_TAG ('l', 'i', 'g', 'a'), HB_TAG ('c', 'c', 'm', 'p'),
    HB_TAG ('m', 'a', 'r', 'k'), HB_TAG ('m', 'k', 'm', 'k'), HB_TAG ('h', 'a', 'l', 't'),
    HB_TAG ('c', 'h', 'w', 's'),
};

G_DEFINE_AUTOPTR_CLEANUP_FUNC (hb_blob_t, hb_blob_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (hb_face_t, hb_face_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (hb_set_t, hb_set_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (hb_subset_input_t, hb_subset_input_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (hb_subset_plan_t, hb_subset_plan_destroy)

void
wz_font_subset_free (WzFontSubset *subset)
{
  if (subset == NULL)
    return;
  g_clear_pointer (&subset->data, g_bytes_unref);
  wz_char_set_free (subset->covered);
  g_free (subset);
}

static gboolean
fail (GError **error, const gchar *path, const gchar *what)
{
  g_autofree gchar *name = g_path_get_basename (path);

  g_set_error (error, WZ_STYLE_ERROR, WZ_STYLE_ERROR_FONT, "%s: %s", name, what);
  return FALSE;
}

/* Reading through mmap: a collection of 25 MB costs only the pages that are used. */
static hb_face_t *
open_face (const gchar *path, guint index, GError **error)
{
  g_autoptr (hb_blob_t) blob = hb_blob_create_from_file_or_fail (path);
  g_autoptr (hb_face_t) face = NULL;

  if (blob == NULL || hb_face_count (blob) <= index) {
    fail (error, path, _ ("no such font face"));
    return NULL;
  }
  face = hb_face_create (blob, index);
  if (hb_face_get_glyph_count (face) == 0) {
    fail (error, path, _ ("no glyphs"));
    return NULL;
  }
  return g_steal_pointer (&face);
}

/* ---- Variable fonts ------------------------------------------------------------------------------------ */

WzFontSource
wz_font_source_of (const WzFontFace *face)
{
  return (WzFontSource){wz_font_face_get_path (face), wz_font_face_get_index (face),
                        wz_font_face_get_variations (face)};
}

/* `wght=700,wdth=90`; Returns: how many are in @out. */
static guint
parse_variations (const gchar *text, hb_variation_t *out, guint n_out)
{
  guint n = 0;

  for (const gchar *p = text; p != NULL && *p != '\0' && n < n_out;) {
    gsize length = strcspn (p, ",");

    n += hb_variation_from_string (p, (int) length, &out[n]) ? 1 : 0;
    p += length + (p[length] == ',');
  }
  return n;
}

hb_font_t *
wz_font_open (const WzFontFace *face, GError **error)
{
  hb_variation_t list[MAX_AXES];
  guint n = parse_variations (wz_font_face_get_variations (face), list, G_N_ELEMENTS (list));
  g_autoptr (hb_face_t) source =
      open_face (wz_font_face_get_path (face), wz_font_face_get_index (face), error);
  hb_font_t *font;

  if (source == NULL)
    return NULL;
  font = hb_font_create (source);
  hb_font_set_scale (font, (int) hb_face_get_upem (source), (int) hb_face_get_upem (source));
  if (n > 0)
    hb_font_set_variations (font, list, n);
  hb_face_make_immutable (source);
  hb_font_make_immutable (font);
  return font;
}

gdouble
wz_font_find_location (const gchar *variations, guint32 tag, gdouble otherwise)
{
  hb_variation_t list[MAX_AXES];
  guint n = parse_variations (variations, list, G_N_ELEMENTS (list));

  for (guint i = 0; i < n; i++)
    if (list[i].tag == tag)
      return list[i].value;
  return otherwise;
}

static gboolean
has_table (hb_face_t *face, hb_tag_t tag)
{
  hb_blob_t *blob = hb_face_reference_table (face, tag);
  gboolean has = hb_blob_get_length (blob) > 0;

  hb_blob_destroy (blob);
  return has;
}

/* All axes of a variable font are fixed: readers and PDF know of none. */
static gboolean
pin_axes (hb_subset_input_t *input, hb_face_t *face, WzFontSource source, GError **error)
{
  guint n = hb_ot_var_get_axis_count (face);
  g_autofree hb_ot_var_axis_info_t *axes = g_new0 (hb_ot_var_axis_info_t, n + 1);
  gboolean can = hb_version_atleast (7, 0, 0) || !has_table (face, HB_TAG ('C', 'F', 'F', '2'));

  hb_ot_var_get_axis_infos (face, 0, &n, axes);
  for (guint i = 0; i < n; i++) {
    gdouble wanted = wz_font_find_location (source.variations, axes[i].tag, axes[i].default_value);
    gdouble location = CLAMP (wanted, axes[i].min_value, axes[i].max_value);

    if (can && hb_subset_input_pin_axis_location (input, face, axes[i].tag, (float) location))
      continue;
    if (location != axes[i].default_value)
      return fail (error, source.path,
                   _ ("this HarfBuzz can't fix the weight of a variable font of this kind (CFF2): name a "
                      "family of static fonts in the style, or use HarfBuzz 7 or newer"));
  }
  return TRUE;
}

/* ---- Subsets ------------------------------------------------------------------------------------------- */

static hb_subset_input_t *
make_input (void)
{
  hb_subset_input_t *input = hb_subset_input_create_or_fail ();
  hb_set_t *features, *names;

  if (input == NULL)
    g_error ("out of memory");
  features = hb_subset_input_set (input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG);
  hb_set_clear (features);
  for (guint i = 0; i < G_N_ELEMENTS (kept_features); i++)
    hb_set_add (features, kept_features[i]);
  names = hb_subset_input_set (input, HB_SUBSET_SETS_NAME_ID);
  hb_set_add (names, HB_OT_NAME_ID_LICENSE);
  hb_set_add (names, HB_OT_NAME_ID_LICENSE_URL);
  hb_subset_input_set_flags (input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
  return input;
}

/* Scripts whose letters need features beside the seven: forms by place, conjuncts, reordering. */
static gboolean
needs_features (hb_codepoint_t c)
{
  switch (g_unichar_get_script (c)) {
  case G_UNICODE_SCRIPT_COMMON:
  case G_UNICODE_SCRIPT_INHERITED:
  case G_UNICODE_SCRIPT_UNKNOWN:
  case G_UNICODE_SCRIPT_LATIN:
  case G_UNICODE_SCRIPT_GREEK:
  case G_UNICODE_SCRIPT_CYRILLIC:
  case G_UNICODE_SCRIPT_ARMENIAN:
  case G_UNICODE_SCRIPT_GEORGIAN:
  case G_UNICODE_SCRIPT_HAN:
  case G_UNICODE_SCRIPT_HIRAGANA:
  case G_UNICODE_SCRIPT_KATAKANA:
  case G_UNICODE_SCRIPT_BOPOMOFO:
  case G_UNICODE_SCRIPT_HANGUL:
  case G_UNICODE_SCRIPT_YI:
    return FALSE;
  default:
    return TRUE;
  }
}

static void
keep_needed_features (hb_subset_input_t *input, const hb_set_t *characters)
{
  hb_codepoint_t c = HB_SET_VALUE_INVALID;
  hb_set_t *features = hb_subset_input_set (input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG);

  while (hb_set_next (characters, &c))
    if (needs_features (c)) {
      hb_set_clear (features);
      hb_set_invert (features);
      return;
    }
}

static WzCharSet *
collect_covered (hb_face_t *face)
{
  g_autoptr (hb_set_t) unicodes = hb_set_create ();
  WzCharSet *covered = wz_char_set_new ();
  hb_codepoint_t c = HB_SET_VALUE_INVALID;

  hb_face_collect_unicodes (face, unicodes);
  while (hb_set_next (unicodes, &c))
    wz_char_set_add (covered, c);
  return covered;
}

static void
destroy_blob (gpointer data)
{
  hb_blob_destroy (data);
}

/* The subset as bytes; its type is told from them, never from a name. */
static WzFontSubset *
make_subset (hb_face_t *face, const gchar *path, GError **error)
{
  WzFontSubset *subset;
  hb_blob_t *blob = hb_face_reference_blob (face);
  guint length = 0;
  const gchar *data = hb_blob_get_data (blob, &length);
  gboolean cff = length > 4 && memcmp (data, "OTTO", 4) == 0;

  if (length < 12) {
    hb_blob_destroy (blob);
    fail (error, path, _ ("it could not be subset"));
    return NULL;
  }
  subset = g_new0 (WzFontSubset, 1);
  subset->data = g_bytes_new_with_free_func (data, length, destroy_blob, blob);
  subset->media_type = cff ? "font/otf" : "font/ttf";
  subset->extension = cff ? "otf" : "ttf";
  subset->covered = collect_covered (face);
  return subset;
}

WzFontSubset *
wz_font_subset_characters (WzFontSource source, const WzCharSet *characters, GError **error)
{
  const gchar *path = source.path;
  g_autoptr (hb_face_t) face = open_face (path, source.index, error);
  g_autoptr (hb_subset_input_t) input = NULL;
  g_autoptr (hb_face_t) result = NULL;
  g_autoptr (hb_set_t) has = NULL;
  hb_set_t *wanted;
  gunichar c = G_MAXUINT32;

  if (face == NULL)
    return NULL;
  input = make_input ();
  if (!pin_axes (input, face, source, error))
    return NULL;
  wanted = hb_subset_input_unicode_set (input);
  while (wz_char_set_next (characters, &c))
    hb_set_add (wanted, c);
  has = hb_set_create ();
  hb_face_collect_unicodes (face, has);
  hb_set_intersect (wanted, has);
  if (hb_set_is_empty (wanted)) {
    fail (error, path, _ ("it has none of the characters needed"));
    return NULL;
  }
  keep_needed_features (input, wanted);
  result = hb_subset_or_fail (face, input);
  if (result == NULL) {
    fail (error, path, _ ("it could not be subset"));
    return NULL;
  }
  return make_subset (result, path, error);
}

/* Who has shaped already needs no features, and no glyphs that features would put in place of others. */
static void
drop_layout (hb_subset_input_t *input)
{
  hb_set_t *dropped = hb_subset_input_set (input, HB_SUBSET_SETS_DROP_TABLE_TAG);

  hb_set_clear (hb_subset_input_set (input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG));
  hb_set_add (dropped, HB_TAG ('G', 'S', 'U', 'B'));
  hb_set_add (dropped, HB_TAG ('G', 'P', 'O', 'S'));
  hb_set_add (dropped, HB_TAG ('G', 'D', 'E', 'F'));
}

WzFontSubset *
wz_font_subset_glyphs (WzFontSource source, const guint32 *glyphs, gsize n_glyphs, GArray **map,
                       GError **error)
{
  const gchar *path = source.path;
  g_autoptr (hb_face_t) face = open_face (path, source.index, error);
  g_autoptr (hb_subset_input_t) input = NULL;
  g_autoptr (hb_subset_plan_t) plan = NULL;
  g_autoptr (hb_face_t) result = NULL;
  const hb_map_t *old_to_new;
  guint n;

  if (face == NULL)
    return NULL;
  input = make_input ();
  if (!pin_axes (input, face, source, error))
    return NULL;
  drop_layout (input);
  for (gsize i = 0; i < n_glyphs; i++)
    hb_set_add (hb_subset_input_glyph_set (input), glyphs[i]);
  plan = hb_subset_plan_create_or_fail (face, input);
  result = plan != NULL ? hb_subset_plan_execute_or_fail (plan) : NULL;
  if (result == NULL) {
    fail (error, path, _ ("it could not be subset"));
    return NULL;
  }
  old_to_new = hb_subset_plan_old_to_new_glyph_mapping (plan);
  n = hb_face_get_glyph_count (face);
  *map = g_array_sized_new (FALSE, FALSE, sizeof (guint32), n);
  g_array_set_size (*map, n);
  memset ((*map)->data, 0xFF, n * sizeof (guint32));
  if (n > 0)
    g_array_index (*map, guint32, 0) = 0;
  for (gsize i = 0; i < n_glyphs; i++)
    if (glyphs[i] < n)
      g_array_index (*map, guint32, glyphs[i]) =
          hb_map_get (old_to_new, glyphs[i]); /* or HB_MAP_VALUE_INVALID */
  return make_subset (result, path, error);
}

static gchar *
dup_name (hb_face_t *face, hb_ot_name_id_t id)
{
  gchar buffer[1024];
  guint length = sizeof buffer;

  if (hb_ot_name_get_utf8 (face, id, hb_language_from_string ("en", -1), &length, buffer) == 0)
    return NULL;
  return g_strdup (buffer);
}

/* What a licence is called, where its text says it; else the text. */
static void
append_licence (GString *credit, const gchar *text)
{
  if (strstr (text, "SIL Open Font License") != NULL || strstr (text, "OFL") != NULL)
    text = "SIL Open Font License 1.1";
  g_string_append_printf (credit, ". %s", text);
}

gchar *
wz_font_dup_credit (const gchar *path, guint index)
{
  g_autoptr (hb_face_t) face = open_face (path, index, NULL);
  g_autofree gchar *family = face != NULL ? dup_name (face, HB_OT_NAME_ID_FONT_FAMILY) : NULL;
  g_autofree gchar *copyright = face != NULL ? dup_name (face, HB_OT_NAME_ID_COPYRIGHT) : NULL;
  g_autofree gchar *licence = face != NULL ? dup_name (face, HB_OT_NAME_ID_LICENSE) : NULL;
  GString *credit;

  if (family == NULL)
    return NULL;
  credit = g_string_new (family);
  if (copyright != NULL) {
    gsize length = strlen (copyright);

    while (length > 0 && (copyright[length - 1] == '.' || copyright[length - 1] == ' '))
      copyright[--length] = '\0';
    g_string_append_printf (credit, ". %s", copyright);
  }
  if (licence != NULL)
    append_licence (credit, licence);
  return g_string_free (credit, FALSE);
}
