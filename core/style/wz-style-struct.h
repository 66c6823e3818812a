/* wz-style-struct.h: what a style is, for the files that make one: wz-style.c of its files, which are
 * wz-style-read.c's, and faces, wz-style-fonts.c's. Of core/style alone. SPDX-License-Identifier: MIT */
#pragma once

#include "style/wz-font-private.h"
#include "style/wz-style-private.h"

#define N_ROLES (WZ_FONT_MONO + 1)
#define N_SCRIPTS (WZ_SCRIPT_LATIN + 1)
#define N_WEIGHTS (WZ_WEIGHT_BOLD + 1)

struct _WzStyle {
  gboolean borrowed; /* all but the faces is another style's */
  gchar *name;
  gchar **names;        /* of all styles */
  WzStyleValue *values; /* one for each row of the table */
  guint n_values;
  GString *extra_css;
  WzFontCatalogue *catalogue;
  GPtrArray *faces[N_ROLES][N_SCRIPTS][N_WEIGHTS]; /* of const WzFontFace */
  GPtrArray *fallback[N_WEIGHTS];
};

/* The keys whose values are the families of a role. */
extern const gchar *const wz_style_family_keys[N_ROLES][N_SCRIPTS];

/** wz_style_read: @settings, then the files of the style that @style is called after, and of its ancestors,
 * the nearest first: what was set before stays. Returns: FALSE with WZ_STYLE_ERROR */
gboolean wz_style_read (WzStyle *style, const gchar *const *style_dirs, const gchar *data_dir,
                        const WzStyleSetting *settings, guint n_settings, WzDiagSink *sink, GError **error);
/** wz_style_resolve_fonts: fills catalogue, faces and fallback. Returns: FALSE with WZ_STYLE_ERROR_FONT */
gboolean wz_style_resolve_fonts (WzStyle *style, const gchar *data_dir, const gchar *const *font_dirs,
                                 WzDiagSink *sink, GError **error);
