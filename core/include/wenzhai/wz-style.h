/* wz-style.h: resolved style values and font faces. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-figure.h>

G_BEGIN_DECLS

/**
 * A style is a folder with a `style.ini`; the table of keys, types, units and defaults is styles/README.md.
 * It is resolved once, with its ancestors, before any output runs. Keys are written `group.key` (`body.size`,
 * `page.paper`). Asking for a key that the table does not have is a programming error.
 */

typedef enum { WZ_UNIT_NONE, WZ_UNIT_PT, WZ_UNIT_MM, WZ_UNIT_EM, WZ_UNIT_PERCENT } WzUnit;

typedef struct {
  gdouble value;
  WzUnit unit;
} WzLength;

/**
 * wz_length_to_pt:
 * @em_pt: what 1 em is, in points
 * @whole_pt: what 100 % is, in points
 */
WZ_API gdouble wz_length_to_pt (WzLength length, gdouble em_pt, gdouble whole_pt);

WZ_API const gchar *wz_style_get_name (const WzStyle *style);
WZ_API const gchar *wz_style_get_string (const WzStyle *style, const gchar *key);
WZ_API gboolean wz_style_get_boolean (const WzStyle *style, const gchar *key);
WZ_API gdouble wz_style_get_number (const WzStyle *style, const gchar *key);
WZ_API WzLength wz_style_get_length (const WzStyle *style, const gchar *key);
/** wz_style_get_color: 0xRRGGBB. */
WZ_API guint32 wz_style_get_color (const WzStyle *style, const gchar *key);
/** wz_style_get_picture: (nullable): of a key whose value is a picture; it lives as long as the style. */
WZ_API const WzResource *wz_style_get_picture (const WzStyle *style, const gchar *key);
/** wz_style_get_extra_css: (nullable): the style's extra.css, already checked against what readers accept. */
WZ_API const gchar *wz_style_get_extra_css (const WzStyle *style);

/**
 * wz_style_get_names:
 *
 * Returns: (array zero-terminated=1): all styles that a user could have chosen, `classic` first. Since 1.2
 */
WZ_API const gchar *const *wz_style_get_names (const WzStyle *style);

/** wz_style_get_n_keys: rows of the table of keys; all styles have the same. Since 1.2 */
WZ_API guint wz_style_get_n_keys (void);
/** wz_style_get_key: (nullable): `group.key`; NULL beyond the last. Since 1.2 */
WZ_API const gchar *wz_style_get_key (guint i);
/** wz_style_get_key_help: (nullable): what key @i is for: one line in English. Since 1.2 */
WZ_API const gchar *wz_style_get_key_help (guint i);
/** wz_style_dup_key_accepted: (transfer full) (nullable): what a value of key @i may look like, in words.
 * Since 1.2 */
WZ_API gchar *wz_style_dup_key_accepted (guint i);
/** wz_style_get_key_value: (nullable): the resolved value of key @i as it was written, or the default. Since
 * 1.2 */
WZ_API const gchar *wz_style_get_key_value (const WzStyle *style, guint i);

/* ---- Fonts ------------------------------------------------------------------------------------------- */

typedef enum {
  WZ_FONT_BODY,    /* 宋, serif */
  WZ_FONT_HEADING, /* 黑, sans */
  WZ_FONT_QUOTE,   /* 楷, kai */
  WZ_FONT_MONO
} WzFontRole;

typedef enum { WZ_SCRIPT_HAN, WZ_SCRIPT_LATIN } WzFontScript;

typedef enum { WZ_WEIGHT_REGULAR, WZ_WEIGHT_BOLD } WzFontWeight;

/**
 * wz_style_get_n_faces:
 *
 * Faces are resolved from the family lists of the style, in the order of preference. 0 when none of the
 * families is installed.
 */
WZ_API guint wz_style_get_n_faces (const WzStyle *style, WzFontRole role, WzFontScript script,
                                   WzFontWeight weight);
WZ_API const WzFontFace *wz_style_get_face (const WzStyle *style, WzFontRole role, WzFontScript script,
                                            WzFontWeight weight, guint i);

/**
 * wz_style_find_face:
 *
 * The one place that says which face shows a character. After the families that the style names come all
 * other installed fonts, in the order of fonts/fallback.ini: without those that have no outlines, or whose
 * licence does not allow to embed a part of them (OS/2 fsType). Any thread may ask.
 *
 * Returns: (nullable): the first face of (@role, @script, @weight) that has @character, then of the other
 * script, then of the body role, then of the style's fallback families, then of all others; NULL when no
 * installed font has it
 */
WZ_API const WzFontFace *wz_style_find_face (const WzStyle *style, WzFontRole role, WzFontScript script,
                                             WzFontWeight weight, gunichar character);

/**
 * wz_style_find_cluster_face:
 * @characters: (array length=n): what must not come from two fonts: a letter with its marks, an emoji
 * sequence, a word of a script whose letters join
 *
 * Returns: (nullable): as wz_style_find_face(), the first face that has all of @characters but those that
 * wz_font_may_lack() names
 */
WZ_API const WzFontFace *wz_style_find_cluster_face (const WzStyle *style, WzFontRole role,
                                                     WzFontScript script, WzFontWeight weight,
                                                     const gunichar *characters, guint n);

/** wz_style_names_font_for: whether a family that the style itself names has @character, for the body or as
 * fallback. Where it is FALSE, wz_style_find_face() looks through all installed fonts. */
WZ_API gboolean wz_style_names_font_for (const WzStyle *style, gunichar character);

/** wz_style_is_told: whether the user has been told, before any output began, that @character is in no family
 * of the style: all that the text has are. */
WZ_API gboolean wz_style_is_told (const WzStyle *style, gunichar character);

/**
 * wz_style_dup_suggestion:
 *
 * Returns: (transfer full) (nullable): a family that has @character and is not installed, with the Debian
 * package that brings it
 */
WZ_API gchar *wz_style_dup_suggestion (const WzStyle *style, gunichar character);

/** wz_font_may_lack: whether a face can show a cluster without a glyph for this character of it: joiners,
 * variation selectors, hints for breaking and direction (Unicode: Default_Ignorable_Code_Point). */
WZ_API gboolean wz_font_may_lack (gunichar character);

WZ_API const gchar *wz_font_face_get_path (const WzFontFace *face);
/** wz_font_face_get_index: of the face in its collection. */
WZ_API guint wz_font_face_get_index (const WzFontFace *face);
WZ_API const gchar *wz_font_face_get_family (const WzFontFace *face);
WZ_API const gchar *wz_font_face_get_postscript_name (const WzFontFace *face);
/** wz_font_face_get_variations: (nullable): where on its axes a variable font is meant, as
 * hb_variation_from_string() reads it (`wght=700`); axes that are not named stand at their defaults. NULL for
 * a static face. */
WZ_API const gchar *wz_font_face_get_variations (const WzFontFace *face);
WZ_API gboolean wz_font_face_covers (const WzFontFace *face, gunichar character);

G_END_DECLS
