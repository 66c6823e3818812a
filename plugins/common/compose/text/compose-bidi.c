/* compose-bidi.c: see compose-bidi.h. SPDX-License-Identifier: MIT */
#include "compose-bidi.h"

#include <pango/pango.h>

/* Hebrew to Mandaic and what was added behind them, the presentation forms, the planes' old scripts. */
static gboolean
runs_backward (gunichar ch)
{
  return (ch >= 0x590 && ch <= 0x8ff) || (ch >= 0xfb1d && ch <= 0xfdff) || (ch >= 0xfe70 && ch <= 0xfefc) ||
         (ch >= 0x10800 && ch <= 0x10fff) || (ch >= 0x1e800 && ch <= 0x1efff);
}

guint8 *
compose_bidi_find_levels (const ComposeChar *chars, guint n)
{
  guint i = 0;
  while (i < n && !runs_backward (chars[i].ch))
    i++;
  if (i == n)
    return NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint k = 0; k < n; k++)
    g_string_append_unichar (text, (chars[k].flags & COMPOSE_CHAR_APART) != 0 ? 0x200e : chars[k].ch);
  PangoDirection direction = PANGO_DIRECTION_LTR;
  return pango_log2vis_get_embedding_levels (text->str, (int) text->len, &direction);
}

#define GAP G_MAXUINT

/* What is turned round as one: a character with those that joined it, or the gap between two of them. */
typedef struct {
  guint first; /* of the characters; GAP */
  ComposeUnit width;
  guint8 level;
} Piece;

/* A gap where the direction changes belongs to the text around. */
static void
add_gap (GArray *pieces, ComposeUnit end, ComposeUnit start, guint8 before, guint8 after)
{
  Piece gap = {GAP, start - end, MIN (before, after)};
  if (gap.width != 0)
    g_array_append_val (pieces, gap);
}

static GArray *
collect_pieces (const ComposeUnit *x, const ComposeUnit *widths, const guint8 *levels, guint n)
{
  GArray *pieces = g_array_sized_new (FALSE, FALSE, sizeof (Piece), 2 * n);
  guint last = GAP;
  for (guint i = 0; i < n; i++) {
    Piece piece = {i, widths[i], levels[i]};
    if (widths[i] == COMPOSE_BIDI_JOINED && last != GAP)
      continue;
    if (widths[i] == COMPOSE_BIDI_JOINED)
      piece.width = 0;
    if (last != GAP)
      add_gap (pieces, x[last] + MAX (widths[last], 0), x[i], levels[last], levels[i]);
    g_array_append_val (pieces, piece);
    last = i;
  }
  return pieces;
}

/* L2: from the highest level down to 1, whatever lies at it or above is reversed. */
static void
reverse_levels (GArray *pieces)
{
  guint highest = 0;
  for (guint i = 0; i < pieces->len; i++)
    highest = MAX (highest, g_array_index (pieces, Piece, i).level);
  for (guint level = highest; level > 0; level--)
    for (guint i = 0; i < pieces->len;) {
      guint end = i;
      while (end < pieces->len && g_array_index (pieces, Piece, end).level >= level)
        end++;
      for (guint a = i, b = end; a + 1 < b; a++) {
        Piece swapped = g_array_index (pieces, Piece, a);
        g_array_index (pieces, Piece, a) = g_array_index (pieces, Piece, --b);
        g_array_index (pieces, Piece, b) = swapped;
      }
      i = MAX (end, i + 1);
    }
}

void
compose_bidi_place (ComposeUnit *x, const ComposeUnit *widths, const guint8 *levels, guint n)
{
  g_autoptr (GArray) pieces = collect_pieces (x, widths, levels, n);
  if (pieces->len == 0)
    return;
  ComposeUnit pen = x[0];
  reverse_levels (pieces);
  for (guint i = 0; i < pieces->len; i++) {
    const Piece *piece = &g_array_index (pieces, Piece, i);
    if (piece->first != GAP)
      x[piece->first] = pen;
    for (guint k = piece->first + 1; piece->first != GAP && k < n && widths[k] == COMPOSE_BIDI_JOINED; k++)
      x[k] = pen;
    pen += piece->width;
  }
}
