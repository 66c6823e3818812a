/* wz-style-private.h: loading styles, the table of keys, the font catalogue. Core only.
 * SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-diag.h>
#include <wenzhai/wz-error.h>
#include <wenzhai/wz-figure.h>
#include <wenzhai/wz-style.h>

/* ---- The table of keys --------------------------------------------------------------------------------- */

typedef enum {
  WZ_STYLE_STRING,
  WZ_STYLE_BOOLEAN,
  WZ_STYLE_NUMBER,
  WZ_STYLE_LENGTH,
  WZ_STYLE_COLOR,
  WZ_STYLE_CHOICE,
  WZ_STYLE_PICTURE, /* a picture file, as seen from the file that names it; empty: none */
  WZ_STYLE_FAMILIES /* names of font families, in the order of preference, separated by commas */
} WzStyleType;

#define WZ_STYLE_UNIT(unit) (1u << (unit))
#define WZ_STYLE_MAX_CHOICES 24

/**
 * WzStyleKey: a row of the table; styles/README.md shows the same.
 * @key: `group.key`
 * @units: of a length: WZ_STYLE_UNIT() of each unit accepted
 * @minimum, @maximum: of a number, or of a length's number whatever its unit; both 0 for no range
 * @choices: NULL-terminated
 * @default_value: as a style would write it; valid by construction, which a test proves
 */
typedef struct {
  const gchar *key;
  WzStyleType type;
  guint units;
  gdouble minimum;
  gdouble maximum;
  const gchar *choices[WZ_STYLE_MAX_CHOICES];
  const gchar *default_value;
  const gchar *help;
} WzStyleKey;

const WzStyleKey *wz_style_get_keys (guint *n_keys);
/** wz_style_find_key: its row, or -1. */
gint wz_style_find_key (const gchar *key);
/** wz_style_has_group: whether a key of the table is of @group. */
gboolean wz_style_has_group (const gchar *group);
/** wz_style_find_similar: (nullable): the key that was probably meant by @key, `group.key`. */
const gchar *wz_style_find_similar (const gchar *key);
/** wz_style_key_dup_accepted: (transfer full): what a value may look like, for messages and the README. */
gchar *wz_style_key_dup_accepted (const WzStyleKey *key);

/** WzStyleValue: a value read; which field counts depends on the key's type.
 * @text: always: as written, trimmed
 * @picture: of a picture that was read; its id and bytes are the value's own
 * @position: where it was said; its file NULL: nowhere, it is the default */
typedef struct {
  gchar *text;
  gdouble number;
  WzUnit unit;
  guint32 color;
  gboolean flag;
  WzResource picture;
  WzPosition position;
} WzStyleValue;

/**
 * wz_style_value_parse:
 * @value: (out): filled when TRUE is returned; free with wz_style_value_clear()
 * @problem: (out) (transfer full): what is wrong, one line, when FALSE is returned
 */
gboolean wz_style_value_parse (const WzStyleKey *key, const gchar *text, WzStyleValue *value,
                               gchar **problem);
void wz_style_value_clear (WzStyleValue *value);

/* ---- Styles -------------------------------------------------------------------------------------------- */

/**
 * WzStyleSetting: what is said over a style: by a project, on the command line. Lent.
 * @key: `group.key`
 * @text: the value; a path is one from where the program stands
 * @position: its file NULL: of the command line
 */
typedef struct {
  const gchar *key;
  const gchar *text;
  WzPosition position;
} WzStyleSetting;

/**
 * wz_style_load:
 * @name: of a folder in one of the style folders; with a slash in it, the folder itself
 * @style_dirs: (array zero-terminated=1) (nullable): the user's folders of styles, searched first
 * @data_dir: the program's own data: `styles/` and `fonts/` lie there
 * @font_dirs: (array zero-terminated=1) (nullable): more folders with fonts
 * @settings: (array length=n_settings): hold over the style, the last one first
 * @sink: (nullable): told of wrong keys, units, values and pictures, each with its place, of missing
 * families, and of colours of the cover that can't be read on each other (`style-contrast`, a warning;
 * WCAG 2.2, 1.4.3)
 *
 * Reads the style with all its ancestors, and resolves its font families. Call it before forking: it touches
 * fontconfig, and nothing else.
 *
 * Returns: (transfer full): NULL with @error of WZ_STYLE_ERROR
 */
WzStyle *wz_style_load (const gchar *name, const gchar *const *style_dirs, const gchar *data_dir,
                        const gchar *const *font_dirs, const WzStyleSetting *settings, guint n_settings,
                        WzDiagSink *sink, GError **error);
void wz_style_free (WzStyle *style);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzStyle, wz_style_free)

/**
 * wz_style_dup_for_lang:
 * @style: must outlive the result
 * @lang: (nullable): of an issue
 *
 * Families that have regional forms, such as Noto Serif CJK, are named in styles by their Simplified Chinese
 * one. For an issue in Traditional Chinese its sibling comes first, as far as it is installed.
 *
 * Returns: (transfer full) (nullable): NULL where @style serves @lang as it is
 */
WzStyle *wz_style_dup_for_lang (const WzStyle *style, const gchar *lang);

/** wz_style_add_font_files: to @paths (element-type utf8, owned): the files of all
 * faces that a book may be set in, but for those that lie below /usr. */
void wz_style_add_font_files (const WzStyle *style, GPtrArray *paths);

/** wz_style_dup_names: (transfer full): names of all styles found, in order, `classic` first. */
gchar **wz_style_dup_names (const gchar *const *style_dirs, const gchar *data_dir);

/** wz_style_dup_comment: (transfer full): the one line that a style says about itself; may be empty. */
gchar *wz_style_dup_comment (const gchar *name, const gchar *const *style_dirs, const gchar *data_dir);

/** wz_style_dup_text: (transfer full): all keys with their resolved values and the fonts found, as `style
 * show` prints them. */
gchar *wz_style_dup_text (const WzStyle *style);

/** wz_style_dup_template: (transfer full): a style.ini that inherits from @parent, which is @style, and says
 * nothing else: each key with its help, what it accepts and its value, behind a `#`. */
gchar *wz_style_dup_template (const WzStyle *style, const gchar *parent);

/** wz_style_set_told: the user has been told where @character, which the style names no font for, comes from.
 */
void wz_style_set_told (const WzStyle *style, gunichar character);

/** wz_style_hash_own: adds the name of a style, and the bytes of those of its ancestors that are the user's.
 * wz_style_hash_pictures: adds those of the pictures that @style shows.
 * wz_style_hash_builtin: adds those of the program's styles. */
void wz_style_hash_own (const gchar *name, const gchar *const *style_dirs, const gchar *data_dir,
                        GChecksum *checksum);
void wz_style_hash_pictures (const WzStyle *style, GChecksum *checksum);
void wz_style_hash_builtin (const gchar *data_dir, GChecksum *checksum);

/* ---- extra.css ----------------------------------------------------------------------------------------- */

/**
 * wz_css_check:
 *
 * Lets through what every reading system of the EPUB reference survives (its S1): type, class and descendant
 * selectors with plain declarations; no at-rules, no functions, no custom properties, no `!important`, none
 * of the properties that make readers refuse a book.
 *
 * Returns: FALSE with @problem, @line and @column (from 1) set
 */
gboolean wz_css_check (const gchar *css, gchar **problem, guint *line, guint *column);
