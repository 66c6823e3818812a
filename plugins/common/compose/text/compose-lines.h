/* compose-lines.h: lines that are set: glyphs with places, the characters they stand for. What painting and
 * dumping need, and nothing else: paragraphs are dropped as soon as their lines lie here.
 * SPDX-License-Identifier: MIT */
#pragma once

#include "compose-fonts.h"
#include "compose-source.h"

G_BEGIN_DECLS

/** ComposeGlyph: @x from the line's left edge, @dy upwards from the baseline. */
typedef struct {
  guint16 glyph;
  gint16 dy; /* in 1/64 pt */
  ComposeUnit x;
} ComposeGlyph;

/** ComposeCluster: so many bytes of text are shown by so many glyphs (R108). */
typedef struct {
  guint8 n_bytes;
  guint8 n_glyphs;
} ComposeCluster;

/** ComposeRun: neighbours of one face, style and link. Indices into the store.
 * @box: the character that the run's one glyph, an empty square, stands for; 0 for other runs */
typedef struct {
  guint16 face;
  guint16 style;
  gint32 link;
  guint32 glyph, n_glyphs;
  guint32 cluster, n_clusters;
  guint32 text, n_bytes;
  gunichar box;
} ComposeRun;

/** ComposeSetLine: @left and @right are visible edges; @flags are ComposeLineFlags. */
typedef struct {
  guint32 run, n_runs;
  ComposeUnit left, right;
  guint32 flags;
} ComposeSetLine;

typedef struct {
  GArray *glyphs;   /* of ComposeGlyph */
  GArray *clusters; /* of ComposeCluster */
  GArray *runs;     /* of ComposeRun */
  GArray *lines;    /* of ComposeSetLine */
  GString *text;
} ComposeLineStore;

ComposeLineStore *compose_line_store_new (void);
void compose_line_store_free (ComposeLineStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ComposeLineStore, compose_line_store_free)

const ComposeSetLine *compose_line_store_get_line (const ComposeLineStore *store, guint line);
const ComposeRun *compose_line_store_get_run (const ComposeLineStore *store, guint run);
/** compose_line_store_dup_text: (transfer full): the characters of a line. */
gchar *compose_line_store_dup_text (const ComposeLineStore *store, guint line);

G_END_DECLS
