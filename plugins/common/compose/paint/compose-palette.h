/* compose-palette.h: the faces that the pages show, subset, as cairo fonts. Shaping used the whole faces;
 * cairo sees only the glyphs that are shown, under new numbers (R110). SPDX-License-Identifier: MIT */
#pragma once

#include <cairo.h>

#include "compose/text/compose-fonts.h"

G_BEGIN_DECLS

typedef struct _ComposePalette ComposePalette;

/**
 * compose_palette_new:
 * @fonts: lent; all faces in use are taken
 * @options: those that cairo arrives at on the surface: with others it would make fonts of its own from these
 * @exact: the pages are shown at their own size, so that glyphs are loaded ahead
 *
 * Returns: (transfer full): NULL with @error. Free it after the surface is finished (R110)
 */
ComposePalette *compose_palette_new (const ComposeFonts *fonts, const cairo_font_options_t *options,
                                     gboolean exact, GError **error);
void compose_palette_free (ComposePalette *palette);
/** compose_palette_use: makes @face at @size (of the text) the font of @cr. */
void compose_palette_use (ComposePalette *palette, cairo_t *cr, guint face, ComposeUnit size);
/** compose_palette_use_exactly: @face at @size_pt, whatever its capitals. */
void compose_palette_use_exactly (ComposePalette *palette, cairo_t *cr, guint face, gdouble size_pt);
/** compose_palette_map: the number that a glyph has in the subset. */
guint compose_palette_map (const ComposePalette *palette, guint face, guint glyph);

G_END_DECLS
