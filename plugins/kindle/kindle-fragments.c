/* kindle-fragments: where a document is cut.
 *
 * In: a document with its tree. Out: ranges of whole elements, each at most 8 KiB where the markup allows it;
 * elements too large for that are marked as wrappers, their tags stay in the skeleton. Follows the KF8
 * reference, section 4.3. */
#include "kindle-fragments.h"

typedef struct {
  KindleMarkup *markup;
  GArray *cuts;
  KindleCut pending; /* from and anchor of the group under way */
} Cutter;

static KindleNode *
node_at (const Cutter *cutter, gint index)
{
  return &g_array_index (cutter->markup->nodes, KindleNode, index);
}

/* Closes the group under way at @to. White space in front of it stays in the skeleton, so that a fragment
 * begins with its element; a group of white space alone is none. */
static void
close_group (Cutter *cutter, guint32 to)
{
  KindleCut cut = cutter->pending;
  const gchar *text = cutter->markup->text->str;
  while (cut.from < to && g_ascii_isspace (text[cut.from]))
    cut.from++;
  cut.to = to;
  if (cut.from < cut.to)
    g_array_append_val (cutter->cuts, cut);
  cutter->pending.from = to;
}

/* Whether the element's children are cut in its place. */
static gboolean
is_taken_apart (const KindleNode *node)
{
  guint32 size = node->end - node->start;
  if (!(node->flags & KINDLE_NODE_HAS_AID) || (node->flags & KINDLE_NODE_WHOLE) || node->first_child < 0)
    return FALSE;
  return size > (node->flags & KINDLE_NODE_HEADING ? KINDLE_HEADING_LIMIT : KINDLE_FRAGMENT_LIMIT);
}

/* Recursion is as deep as the document, which kindle-markup limits. */
static void
cut_inside (Cutter *cutter, gint index)
{
  KindleNode *node = node_at (cutter, index);
  node->flags |= KINDLE_NODE_WRAPPER;
  cutter->pending = (KindleCut){.from = node->inner_start, .anchor = index, .behind = FALSE};
  for (gint i = node->first_child; i >= 0; i = node_at (cutter, i)->next) {
    const KindleNode *child = node_at (cutter, i);
    if (is_taken_apart (child)) {
      close_group (cutter, child->start);
      cut_inside (cutter, i);
      cutter->pending = (KindleCut){.from = child->end, .anchor = i, .behind = TRUE};
    } else if (child->end - cutter->pending.from > KINDLE_FRAGMENT_LIMIT) {
      close_group (cutter, child->start);
    }
  }
  close_group (cutter, node->inner_end);
}

GArray *
kindle_fragments_cut (KindleMarkup *markup)
{
  Cutter cutter = {markup, g_array_new (FALSE, FALSE, sizeof (KindleCut)), {0}};
  cut_inside (&cutter, 0);
  return cutter.cuts;
}
