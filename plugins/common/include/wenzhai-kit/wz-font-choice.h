/* wz-font-choice.h: which faces a book of flowing text embeds, and their subsets. SPDX-License-Identifier:
 * MIT
 */
#pragma once

#include <wenzhai/wenzhai.h>

#include <wenzhai-kit/wz-font-subset.h>

G_BEGIN_DECLS

/* More faces for characters that the first lacks: each costs some kilobytes. */
#define WZ_FONT_MAX_MORE 12

/**
 * WzFontChoice: a face to embed.
 * @family: 0: the body's, in both weights; 1 to WZ_FONT_MAX_MORE: a family each for further faces: of two of
 * one family and weight, readers take the last alone
 * @name: for its file: `regular`, `bold`, `more-1`
 * @data: (nullable): of the caller, set by its WzFontChoiceJob.made
 */
typedef struct {
  const WzFontFace *face;
  WzFontWeight weight;
  guint family;
  gchar *name;
  WzFontSubset *subset;
  gpointer data;
} WzFontChoice;

/**
 * WzFontChoiceJob:
 * @characters: (array fixed-size=2): what the book shows, by weight
 * @always: (nullable): what it may show besides, through the reader's own doing
 * @strays_only: no faces but for characters that the style itself names no font for: what readers' fonts are
 * not to be trusted with
 * @made: (nullable): called for each subset before the next is made
 * @user_data: for @made
 */
typedef struct {
  const WzGalley *galley;
  const WzStyle *style;
  WzDiagSink *sink;
  WzCharSet *const *characters;
  const gchar *always;
  gboolean strays_only;
  void (*made) (WzFontChoice *choice, gpointer user_data);
  gpointer user_data;
} WzFontChoiceJob;

/**
 * wz_font_choice_dup_credits:
 *
 * Returns: (transfer full) (array zero-terminated=1): what the colophon says of the style's Chinese body
 * faces (epub-quality F4); empty where it has none
 */
gchar **wz_font_choice_dup_credits (const WzStyle *style);

/** wz_font_choice_dup_family: (transfer full): the name in the style sheet of the book's own @family: @base,
 * `base 2`. Own names, since some licences reserve the fonts' (F4). */
gchar *wz_font_choice_dup_family (const gchar *base, guint family);

/**
 * wz_font_choice_make:
 *
 * The style's first Chinese body face in both weights, and as many more as WZ_FONT_MAX_MORE for characters
 * that it lacks (epub-quality F1–F6), as the font service finds them, each subset to what the book shows. A
 * face that can't be embedded is reported and left out; so are characters that none of them has.
 *
 * Returns: (transfer full) (element-type WzFontChoice): in the order of a style sheet
 */
GPtrArray *wz_font_choice_make (const WzFontChoiceJob *job);

G_END_DECLS
