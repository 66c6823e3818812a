/* wz-figure.h: picture resources and the figures that show them. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-text.h>

G_BEGIN_DECLS

/**
 * WzResource: bytes that an issue carries. Read-only; fields may be appended.
 * @id: `r-` and the first 16 hex digits of the SHA-256 of @bytes: equal pictures are one resource
 * @media_type: from the bytes, not from a name: `image/png`, `image/jpeg`, `image/gif`, `image/webp`,
 * `image/svg+xml`
 * @width_px, @height_px: as declared in the file; 0 when unknown. Check them before decoding
 */
typedef struct {
  const gchar *id;
  const gchar *media_type;
  GBytes *bytes;
  guint width_px;
  guint height_px;
  WzPosition position;
} WzResource;

/**
 * WzFigure: a picture of an entry. Read-only; fields may be appended.
 * @captions: (array zero-terminated=1): one text a language, in the order of wz_issue_get_langs(); an empty
 * array when there is none
 * @alts: (array zero-terminated=1): alternative texts, one a language, likewise
 */
typedef struct {
  const WzResource *resource;
  const WzText *const *captions;
  const WzString *const *alts;
  WzPosition position;
} WzFigure;

/**
 * wz_figure_dup_captions:
 *
 * The captions that @languages shows, in the order in which every output shows them.
 *
 * Returns: (transfer container) (array zero-terminated=1): free with g_free(); the texts are the figure's
 */
WZ_API const WzText **wz_figure_dup_captions (const WzFigure *figure, WzLanguages languages);

/** wz_figure_dup_alt: (transfer full) (nullable): what a reader hears instead of the picture: its alternative
 * text in the issue's language, else in another, else its caption. */
WZ_API gchar *wz_figure_dup_alt (const WzFigure *figure);

/**
 * wz_picture_dup_placeholder:
 * @alt: (nullable): the alternative text; not a caption, which stands below it anyway
 *
 * What every output shows where it can't show a picture: `［插图：替代文字］`, `[Figure: …]`, `［插图］`.
 *
 * Returns: (transfer full)
 */
WZ_API gchar *wz_picture_dup_placeholder (const gchar *alt, const gchar *lang);

/**
 * WzPictureFlags: what the header of a picture says of it.
 * @WZ_PICTURE_SOUND: it is whole, as far as can be told without decoding
 * @WZ_PICTURE_ALPHA: some pixel may be transparent
 * @WZ_PICTURE_PLAIN: a book can take the bytes as they are: no alpha, not interlaced, not progressive, no
 *   CMYK, at most 8 bits a sample
 * @WZ_PICTURE_AT_ONCE: decoding needs all of it in memory
 */
typedef enum {
  WZ_PICTURE_SOUND = 1 << 0,
  WZ_PICTURE_ALPHA = 1 << 1,
  WZ_PICTURE_PLAIN = 1 << 2,
  WZ_PICTURE_AT_ONCE = 1 << 3
} WzPictureFlags;

/**
 * wz_picture_probe:
 * @width_px, @height_px: (out): as declared; 0 when unknown
 * @flags: (out) (nullable): of WzPictureFlags
 *
 * Reads the header of a picture; nothing is decoded.
 *
 * Returns: (nullable): the media type, as in WzResource; NULL when @bytes are none of those
 */
WZ_API const gchar *wz_picture_probe (GBytes *bytes, guint *width_px, guint *height_px, guint *flags);

/** Declared sizes above these are refused before anything is decoded. */
#define WZ_PICTURE_MAX_SIDE_PX 20000
#define WZ_PICTURE_MAX_PIXELS 50000000
/** Of those that are %WZ_PICTURE_AT_ONCE. */
#define WZ_PICTURE_MAX_PIXELS_AT_ONCE 8000000

/** wz_picture_is_too_large: what wz_picture_probe() has told, against the limits above. */
WZ_API gboolean wz_picture_is_too_large (guint width_px, guint height_px, guint flags);

/** wz_issue_find_resource: (nullable): the resource with this @id. */
WZ_API const WzResource *wz_issue_find_resource (const WzIssue *issue, const gchar *id);
WZ_API guint wz_issue_get_n_resources (const WzIssue *issue);
WZ_API const WzResource *wz_issue_get_resource (const WzIssue *issue, guint i);
/** wz_issue_get_cover: (nullable): the picture of its cover, where it has one of its own. */
WZ_API const WzResource *wz_issue_get_cover (const WzIssue *issue);

G_END_DECLS
