/* wz-font-private.h: the font catalogue: families to faces, by fontconfig alone. Core only.
 * SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-error.h>
#include <wenzhai/wz-style.h>

typedef struct _WzFontCatalogue WzFontCatalogue;

/**
 * wz_font_catalogue_new:
 * @data_dir: `fonts/fonts.conf` lies there
 * @font_dirs: (array zero-terminated=1) (nullable): more folders with fonts
 *
 * Returns: (transfer full): NULL with @error of WZ_STYLE_ERROR
 */
WzFontCatalogue *wz_font_catalogue_new (const gchar *data_dir, const gchar *const *font_dirs, GError **error);
void wz_font_catalogue_free (WzFontCatalogue *catalogue);

/**
 * wz_font_catalogue_find:
 * @family: a family name, `:italic` behind it for the slanted faces
 *
 * Returns: (transfer none) (nullable): the face of @family that is nearest to @weight; faces are made once
 * and live as long as the catalogue
 */
const WzFontFace *wz_font_catalogue_find (WzFontCatalogue *catalogue, const gchar *family,
                                          WzFontWeight weight);

/** wz_font_catalogue_dup_suggestion: as wz_style_dup_suggestion(). */
gchar *wz_font_catalogue_dup_suggestion (const WzFontCatalogue *catalogue, gunichar character);

/** wz_font_find_package: (nullable): the Debian package that brings @family (`:italic` is ignored). */
const gchar *wz_font_find_package (const gchar *family);
