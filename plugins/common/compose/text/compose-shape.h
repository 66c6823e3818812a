/* compose-shape.h: characters to glyphs, paragraphs to lines. In: a ComposeSource and the fonts. Out: metrics
 * for the composer, and after composing the lines in a ComposeLineStore. HarfBuzz is called directly: the
 * font of each character follows from its class (R87), and script and language are set by hand (R36, R85,
 * R86), so that there is nothing left for an itemiser to find out. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-diag.h>

#include "compose/paragraph/compose-hyphen.h"
#include "compose-lines.h"

G_BEGIN_DECLS

typedef struct _ComposeShaped ComposeShaped;

/**
 * ComposeMissing: characters that no font of the style has. Each is told once.
 */
typedef struct {
  WzDiagSink *sink;
  GHashTable *told;
  WzSeverity severity;
} ComposeMissing;

/**
 * compose_shape:
 * @fonts, @hyphenator: this thread's; lent
 * @hyphenator: (nullable): for the Latin words of the paragraph
 *
 * A function of its arguments alone, for any thread.
 *
 * Returns: (transfer full): a paragraph ready to be composed
 */
ComposeShaped *compose_shape (ComposeFonts *fonts, const ComposeSource *source,
                              ComposeHyphenator *hyphenator);
void compose_shaped_free (ComposeShaped *shaped);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ComposeShaped, compose_shaped_free)

/**
 * compose_shaped_receive:
 * @fonts: those of the thread that places lines
 * @missing: (nullable): told of the characters that were left out, and of those that no font has, in their
 * order
 *
 * From here on @shaped belongs to the thread that places lines.
 */
void compose_shaped_receive (ComposeShaped *shaped, ComposeFonts *fonts, ComposeMissing *missing);

ComposePara *compose_shaped_get_para (const ComposeShaped *shaped);

/**
 * compose_shaped_store:
 *
 * Puts line @line of @layout into @store.
 *
 * Returns: its number there
 */
guint32 compose_shaped_store (ComposeShaped *shaped, const ComposeLayout *layout, guint line,
                              ComposeLineStore *store);

G_END_DECLS
