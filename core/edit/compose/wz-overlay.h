/* wz-overlay.h: the editor's corrections, kept apart from the sources. Core only. SPDX-License-Identifier:
 * MIT
 *
 * A key file that survives every new import. A group is a paper, by any of its names, or many: `[*]` all,
 * `[2209.*]` those whose identifiers are so, `[@CV]` those of a category. The group [issue] is the issue
 * itself. Keys are the rows of wz-overlay-fields.c; wenzhai-overlay(5) tells of each.
 */
#pragma once

#include "base/wz-keyfile.h"
#include "recipe/wz-recipe.h"
#include <wenzhai/wenzhai.h>

G_BEGIN_DECLS

typedef struct _WzOverlay WzOverlay;
typedef struct _WzOverlayField WzOverlayField;

/** WzOverlayKind: who does what an overlay says. */
typedef enum {
  WZ_OVERLAY_PIN, /* these five: the layout */
  WZ_OVERLAY_DROP,
  WZ_OVERLAY_SECTION,
  WZ_OVERLAY_BEFORE,
  WZ_OVERLAY_AFTER,
  WZ_OVERLAY_FIELD, /* a field of a paper or of the issue gets its value */
  WZ_OVERLAY_REPLACE,
  /* Of the issue alone: */
  WZ_OVERLAY_FOREWORD,
  WZ_OVERLAY_EDITORIAL,
  WZ_OVERLAY_INTRODUCTION,
  WZ_OVERLAY_AFTERWORD,
  WZ_OVERLAY_IMPRINT,
} WzOverlayKind;

/**
 * WzOverlayPaper: a group of the overlay. Read-only.
 * @name: what it calls the paper, or papers
 * @general: it holds for all issues, most of which do not have the paper
 * @rank: of its file: what a later file says of a paper holds
 */
typedef struct {
  gchar *name;
  WzPosition position;
  gboolean general;
  guint rank;
} WzOverlayPaper;

/**
 * WzOverlayOp: one line of the overlay. Read-only.
 * @paper: index of its group; of an operation on the issue -1
 * @lang: (nullable): behind the point of a key that goes by language; NULL: the issue's own
 * @section: (nullable): of an introduction: a category's code, or a section's id
 * @value: `""` where the field is taken away; of a replacement: what is looked for
 * @with: (nullable): of a replacement: what stands in its place
 * @words, @caption: (nullable): of a picture
 * @number: of a pin
 * @general: it holds for all issues
 * @value_position: of the value's first character, in a text that was loaded from another file there
 * @by_line: whether a line of the value is one of that file: `\n` in a value of the overlay makes lines that
 * its file has not
 * @path: (nullable): of the file that a text stands in, or of another in its folder
 */
typedef struct {
  const WzOverlayField *field;
  gint paper;
  const gchar *lang;
  const gchar *section;
  const gchar *value;
  const gchar *with;
  const gchar *words;
  const gchar *caption;
  gint number;
  gboolean general;
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

/** wz_overlay_add_folder: adds the texts that @folder has for every issue (wz_overlay_list_texts()); reports
 * as above. */
gboolean wz_overlay_add_folder (WzOverlay *overlay, const gchar *folder, WzDiagSink *sink);

/** wz_overlay_say: tells @recipe what is said of the issue's own names. */
void wz_overlay_say (const WzOverlay *overlay, WzRecipe *recipe);

guint wz_overlay_get_n_papers (const WzOverlay *overlay);
const WzOverlayPaper *wz_overlay_get_paper (const WzOverlay *overlay, guint paper);
guint wz_overlay_get_n_ops (const WzOverlay *overlay);
const WzOverlayOp *wz_overlay_get_op (const WzOverlay *overlay, guint i);

/** wz_overlay_list_texts: (transfer full) (array zero-terminated=1): texts that a folder has for every issue
 * by their names, as paths from it: `before.md`, `after.md`, `imprint.md`, `sections/LG.md`, each with a
 * language where it has one: `before.en.md`. In order of their bytes. */
GStrv wz_overlay_list_texts (const gchar *folder);
/** wz_overlay_list_files: (transfer full) (element-type filename): the files that groups of @file (nullable)
 * which begin with @prefix (nullable) name, there or not, in their order. */
GPtrArray *wz_overlay_list_files (const WzKeyFile *file, const gchar *prefix);

G_END_DECLS
