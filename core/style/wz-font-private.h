/* wz-font-private.h: the font catalogue: families to faces, by fontconfig alone. Core only.
 * SPDX-License-Identifier: MIT */
#pragma once

#include <fontconfig/fontconfig.h>
#include <wenzhai/wz-error.h>
#include <wenzhai/wz-style.h>

#include "style/wz-font-file.h"

typedef struct _WzFontCatalogue WzFontCatalogue;

/**
 * wz_font_catalogue_new:
 * @data_dir: `fonts/fonts.conf` and `fonts/fallback.ini` lie there
 * @font_dirs: (array zero-terminated=1) (nullable): more folders with fonts
 *
 * Returns: (transfer full): NULL with @error of WZ_STYLE_ERROR
 */
WzFontCatalogue *wz_font_catalogue_new (const gchar *data_dir, const gchar *const *font_dirs, GError **error);
void wz_font_catalogue_free (WzFontCatalogue *catalogue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzFontCatalogue, wz_font_catalogue_free)

/**
 * wz_font_catalogue_find:
 * @family: a family name, `:italic` behind it for the slanted faces
 * @verdict: (out): why an installed family can't be used
 *
 * Returns: (transfer none) (nullable): the face of @family that is nearest to @weight; faces are made once
 * and live as long as the catalogue
 */
const WzFontFace *wz_font_catalogue_find (WzFontCatalogue *catalogue, const gchar *family,
                                          WzFontWeight weight, WzFontVerdict *verdict);

/**
 * wz_font_catalogue_find_stray:
 * @characters: (array length=n): a cluster, beyond what the style's own families have
 *
 * Any thread may ask. Returns: (transfer none) (nullable): the first face in the order of fonts/fallback.ini
 * that has the whole cluster
 */
const WzFontFace *wz_font_catalogue_find_stray (WzFontCatalogue *catalogue, const gunichar *characters,
                                                guint n, WzFontWeight weight);

/** wz_font_catalogue_dup_suggestion: (transfer full) (nullable): a family that would have @character and is
 * not installed, with its Debian package. */
gchar *wz_font_catalogue_dup_suggestion (WzFontCatalogue *catalogue, gunichar character);

/** wz_font_catalogue_dup_package: (transfer full) (nullable): the Debian package that brings @family
 * (`:italic` is ignored). */
gchar *wz_font_catalogue_dup_package (WzFontCatalogue *catalogue, const gchar *family);

/** wz_font_catalogue_add_told: the user knows where @character comes from, or that it comes from nowhere. */
void wz_font_catalogue_add_told (WzFontCatalogue *catalogue, gunichar character);
gboolean wz_font_catalogue_is_told (WzFontCatalogue *catalogue, gunichar character);

gboolean wz_font_catalogue_has_family (const WzFontCatalogue *catalogue, const gchar *family);

/* ---- For wz-font-fallback.c, under the catalogue's lock ------------------------------------------------ */

/** wz_font_catalogue_get_patterns: (transfer none) (element-type FcPattern): all that can be used; the first
 * @n_own lie in the user's own folders. */
const GPtrArray *wz_font_catalogue_get_patterns (const WzFontCatalogue *catalogue, guint *n_own);
const WzFontFace *wz_font_catalogue_get_face (WzFontCatalogue *catalogue, const FcPattern *pattern,
                                              WzFontWeight weight);
/** wz_font_pattern_get_distance: how far a face is from what is asked: width before slant before weight. */
gint wz_font_pattern_get_distance (const FcPattern *pattern, gboolean italic, WzFontWeight weight);
const gchar *wz_font_pattern_get_string (const FcPattern *pattern, const gchar *object,
                                         const gchar *otherwise);

typedef struct _WzFontFallback WzFontFallback;

/** wz_font_fallback_new: @catalogue is lent; nothing is read before the first question. */
WzFontFallback *wz_font_fallback_new (WzFontCatalogue *catalogue, const gchar *data_dir);
void wz_font_fallback_free (WzFontFallback *fallback);
const WzFontFace *wz_font_fallback_find (WzFontFallback *fallback, const gunichar *characters, guint n,
                                         WzFontWeight weight);
gchar *wz_font_fallback_dup_suggestion (WzFontFallback *fallback, gunichar character);
gchar *wz_font_fallback_dup_package (WzFontFallback *fallback, const gchar *family);
