/* wz-overlay.h: the editor's corrections, kept apart from the sources. Core only. SPDX-License-Identifier:
 * MIT
 *
 * A key file that survives every new import. A group is a paper, named by its key, arXiv id, DOI or title;
 * the group [issue] is the issue itself:
 *
 *     [issue]
 *     title = 文摘周刊
 *     editorial = 本周……           (CommonMark; \n for a line end) or editorial-file = 2022-W38.md
 *     [2209.11142]
 *     pin = 1                      first of the issue; 2 second …
 *     drop = yes
 *     section = notable            or before = KEY, after = KEY
 *     title = 新标题               title.en = New title
 *     category = CV
 *     status = withdrawn           new, cross, replaced
 *     venue = CVPR 2026            code = https://github.com/…
 *     tldr = 一句话                tldr.en = In a sentence
 *     note = 编者的话              note.2, note.3 … for more
 */
#pragma once

#include "base/wz-keyfile.h"
#include "recipe/wz-recipe.h"
#include <wenzhai/wenzhai.h>

G_BEGIN_DECLS

typedef struct _WzOverlay WzOverlay;

typedef enum {
  WZ_OVERLAY_PIN,
  WZ_OVERLAY_DROP,
  WZ_OVERLAY_SECTION,
  WZ_OVERLAY_BEFORE,
  WZ_OVERLAY_AFTER,
  WZ_OVERLAY_TITLE,
  WZ_OVERLAY_CATEGORY,
  WZ_OVERLAY_NOTE,
  WZ_OVERLAY_STATUS,
  WZ_OVERLAY_VENUE,
  WZ_OVERLAY_CODE,
  WZ_OVERLAY_TLDR,
  WZ_OVERLAY_EDITORIAL, /* of the issue alone */
} WzOverlayKind;

/**
 * WzOverlayPaper: a group of the overlay. Read-only.
 * @name: what it calls the paper
 * @general: it holds for all issues, most of which do not have the paper
 */
typedef struct {
  gchar *name;
  WzPosition position;
  gboolean general;
} WzOverlayPaper;

/**
 * WzOverlayOp: one line of the overlay. Read-only.
 * @paper: (nullable): index of its group, as wz_overlay_find() tells it; of an operation on the issue -1
 * @lang: (nullable): of a title or a TL;DR; NULL: the issue's own
 * @number: of a pin; of a status: the WzStatus
 * @value_position: of the value's first character, in a text that was loaded from another file there
 * @by_line: whether a line of the value is one of that file: `\n` in a value of the overlay makes lines that
 * its file has not
 * @path: (nullable): of the file that a note or editorial stands in, or of another in its folder
 */
typedef struct {
  WzOverlayKind kind;
  gint paper;
  const gchar *lang;
  const gchar *value;
  gint number;
  const gchar *path;
  WzPosition position; /* of the key */
  WzPosition value_position;
  gboolean by_line;
} WzOverlayOp;

WzOverlay *wz_overlay_new (void);
void wz_overlay_free (WzOverlay *overlay);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzOverlay, wz_overlay_free)
/**
 * wz_overlay_add:
 * @file: an overlay, or a project file
 * @prefix: (nullable): only groups that begin so count, and lose it (`overlay `, in a project file); they
 * hold for all issues
 * @folder: (nullable): where files that it names lie
 * @sink: (nullable): told of `overlay-key`, `overlay-value`, `overlay-file` (errors), `overlay-markdown`
 * (warnings)
 *
 * Adds the operations of @file behind those that @overlay has.
 *
 * Returns: whether all lines were understood; those that were are in @overlay either way
 */
gboolean wz_overlay_add (WzOverlay *overlay, const WzKeyFile *file, const gchar *prefix, const gchar *folder,
                         WzDiagSink *sink);

/** wz_overlay_say: tells @recipe what is said of the issue's own titles. */
void wz_overlay_say (const WzOverlay *overlay, WzRecipe *recipe);

guint wz_overlay_get_n_papers (const WzOverlay *overlay);
const WzOverlayPaper *wz_overlay_get_paper (const WzOverlay *overlay, guint paper);
guint wz_overlay_get_n_ops (const WzOverlay *overlay);
const WzOverlayOp *wz_overlay_get_op (const WzOverlay *overlay, guint i);

G_END_DECLS
