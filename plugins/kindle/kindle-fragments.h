/* kindle-fragments: where a document is cut (KF8 reference 4.3). */
#pragma once

#include "kindle-markup.h"

G_BEGIN_DECLS

/* A range of a document's text that becomes a fragment. */
typedef struct {
  guint32 from, to;
  gint anchor;     /* node index */
  gboolean behind; /* behind the anchor, not inside it */
} KindleCut;

/**
 * kindle_fragments_cut:
 * @markup: a document; its wrappers get KINDLE_NODE_WRAPPER, the body always
 *
 * Returns: (transfer full) (element-type KindleCut): at least one range, ascending
 */
GArray *kindle_fragments_cut (KindleMarkup *markup);

G_END_DECLS
