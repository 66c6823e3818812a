/* pdf-lines.h: lines that are set: glyphs with places, the characters they stand for. What painting and
 * dumping need, and nothing else: paragraphs are dropped as soon as their lines lie here.
 * SPDX-License-Identifier: MIT */
#pragma once

#include "pdf-fonts.h"
#include "pdf-source.h"

G_BEGIN_DECLS

/** PdfGlyph: @x from the line's left edge, @dy upwards from the baseline. */
typedef struct {
  guint16 glyph;
  gint16 dy; /* in 1/64 pt */
  PdfUnit x;
} PdfGlyph;

/** PdfCluster: so many bytes of text are shown by so many glyphs (R108). */
typedef struct {
  guint8 n_bytes;
  guint8 n_glyphs;
} PdfCluster;

/** PdfRun: neighbours of one face, style and link. Indices into the store.
 * @box: the character that the run's one glyph, an empty square, stands for; 0 for other runs */
typedef struct {
  guint16 face;
  guint16 style;
  gint32 link;
  guint32 glyph, n_glyphs;
  guint32 cluster, n_clusters;
  guint32 text, n_bytes;
  gunichar box;
} PdfRun;

/** PdfSetLine: @left and @right are visible edges; @flags are PdfLineFlags. */
typedef struct {
  guint32 run, n_runs;
  PdfUnit left, right;
  guint32 flags;
} PdfSetLine;

typedef struct {
  GArray *glyphs;   /* of PdfGlyph */
  GArray *clusters; /* of PdfCluster */
  GArray *runs;     /* of PdfRun */
  GArray *lines;    /* of PdfSetLine */
  GString *text;
} PdfLineStore;

PdfLineStore *pdf_line_store_new (void);
void pdf_line_store_free (PdfLineStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PdfLineStore, pdf_line_store_free)

const PdfSetLine *pdf_line_store_get_line (const PdfLineStore *store, guint line);
const PdfRun *pdf_line_store_get_run (const PdfLineStore *store, guint run);
/** pdf_line_store_dup_text: (transfer full): the characters of a line. */
gchar *pdf_line_store_dup_text (const PdfLineStore *store, guint line);

G_END_DECLS
