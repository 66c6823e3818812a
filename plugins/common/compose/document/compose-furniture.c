/* compose-furniture.c: running heads and folios (R99). In: pages. Out: lines at their places. Left-hand pages
 * name the issue, right-hand pages the entry that stands first on them. SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "compose-content.h"
#include "compose-document.h"
#include "compose/page/compose-inline.h"

#define HEAD_SIZE 0.8
#define MIN_EDGE_PT 8.5 /* printers leave this much white */

typedef enum { SIDE_LEFT, SIDE_CENTER, SIDE_RIGHT } Side;

/* Where a line stands: at a side of [@left, @right], no wider than @room. */
typedef struct {
  Side side;
  ComposeUnit left, right, y, room;
} Spot;

static guint16
head_style (ComposeBlocks *blocks, WzFontRole role, WzFontWeight weight)
{
  ComposeLook look = {role, weight, HEAD_SIZE, blocks->settings->muted_color};
  return compose_blocks_style (blocks, look);
}

/* More than any page is wide: what is left of it is shortened again. */
#define HEAD_CHARACTERS 1000

/* Shortens a text that is @natural wide to @width, at a character, and puts an ellipsis behind it. */
static void
clip (ComposeFlow *flow, ComposeSource *source, guint16 style, ComposeUnit natural, ComposeUnit width)
{
  guint length = source->chars->len;
  while (length > 1 && natural > width) {
    guint next = (guint) ((gint64) length * width / MAX (natural, 1));
    length = next < length ? next : length - 1;
    while (length > 1 && g_array_index (source->chars, ComposeChar, length - 1).ch == ' ')
      length--;
    g_array_set_size (source->chars, length);
    compose_source_add (source, "…", style, 0, -1, NULL);
    natural = compose_crew_natural_width (flow->crew, source);
    if (natural > width)
      g_array_set_size (source->chars, length);
  }
}

static void
add_line (ComposeDocument *document, ComposePage *page, ComposeSource *source, guint16 style,
          const Spot *spot)
{
  ComposeFlow *flow = compose_document_get_part (document, 0)->flow;
  ComposeUnit width = 0;
  /* A title may be of any length, and stands at the head of all its pages. */
  if (source->chars->len > HEAD_CHARACTERS)
    g_array_set_size (source->chars, HEAD_CHARACTERS);
  guint32 line = compose_flow_set_line (flow, source, &width);
  if (line != G_MAXUINT32 && width > spot->room) {
    clip (flow, source, style, width, spot->room);
    line = compose_flow_set_line (flow, source, &width);
  }
  if (line == G_MAXUINT32)
    return;
  ComposeUnit x = spot->side == SIDE_LEFT    ? spot->left
                  : spot->side == SIDE_RIGHT ? spot->right - width
                                             : spot->left + (spot->right - spot->left - width) / 2;
  ComposeFurniture furniture = {line, x, spot->y};
  g_array_append_val (document->furniture, furniture);
  page->n_furniture++;
}

/* Category and title of the entry, or the heading of the section or index; nothing where it has none. */
static ComposeSource *
text_head (const ComposeDocument *document, ComposeBlocks *blocks, const ComposePage *page)
{
  const WzPart *part = wz_galley_get_part (document->galley, page->head);
  ComposeLook look = {WZ_FONT_BODY, WZ_WEIGHT_REGULAR, HEAD_SIZE, document->settings->muted_color};
  guint16 bold = head_style (blocks, WZ_FONT_HEADING, WZ_WEIGHT_BOLD);
  if (part->rank == 0 || (part->kind == WZ_PART_ENTRY && page->entry < 0))
    return compose_blocks_source (blocks, NULL);
  g_autoptr (WzPieces) pieces = wz_pieces_new ();
  wz_galley_read_line (document->galley, page->head, pieces);
  const WzPiece *line = wz_pieces_get (pieces, 0);
  ComposeSource *source = compose_blocks_source (blocks, line->lang);
  for (guint i = 0; i < line->n_items; i++)
    if ((line->items[i].flags & WZ_ITEM_CODE) != 0) {
      compose_source_add (source, line->items[i].string, bold, COMPOSE_CHAR_LATIN, -1, NULL);
      compose_source_add (source, "  ", bold, 0, -1, NULL);
    }
  compose_blocks_add_item (blocks, source, compose_content_find_title (line), look, COMPOSE_CHAR_NO_HYPHEN);
  if (part->kind == WZ_PART_ENTRY)
    compose_content_link_all (blocks, source, part->anchor);
  return source;
}

/* Title and number. */
static ComposeSource *
issue_head (const ComposeDocument *document, ComposeBlocks *blocks)
{
  guint16 style = head_style (blocks, WZ_FONT_BODY, WZ_WEIGHT_REGULAR);
  g_autoptr (WzPieces) pieces = wz_pieces_new ();
  wz_galley_read (document->galley, 0, pieces);
  const WzPiece *title = wz_pieces_find (pieces, WZ_ROLE_TITLE);
  const WzPiece *number = wz_pieces_find (pieces, WZ_ROLE_ISSUE_NUMBER);
  ComposeSource *source = compose_blocks_source (blocks, NULL);
  if (title == NULL)
    title = wz_pieces_find (pieces, WZ_ROLE_NAME);
  compose_source_add (source, title->items[0].string, style, COMPOSE_CHAR_NO_HYPHEN, -1, NULL);
  if (number != NULL && (number->items[0].flags & WZ_ITEM_SAID) == 0 &&
      strstr (title->items[0].string, number->items[0].string) == NULL) {
    g_autofree gchar *text = g_strconcat ("  ", number->items[0].string, NULL);
    compose_source_add (source, text, style, COMPOSE_CHAR_NO_HYPHEN, -1, NULL);
  }
  if (wz_galley_find_part (document->galley, "contents") != G_MAXUINT)
    compose_content_link_all (blocks, source, "contents");
  return source;
}

static void
add_head (ComposeDocument *document, ComposePage *page, const ComposeSource *issue, gboolean right_hand,
          ComposeUnit left, ComposeUnit right)
{
  const ComposeSettings *settings = document->settings;
  ComposeBlocks *blocks = compose_document_get_part (document, 0)->blocks;
  guint16 style = head_style (blocks, WZ_FONT_BODY, WZ_WEIGHT_REGULAR);
  ComposeUnit taken = settings->folio == COMPOSE_FOLIO_HEAD ? 4 * settings->size : 0;
  gboolean both = !settings->page.two_sided;
  if (!right_hand || both) {
    g_autoptr (ComposeSource) source = compose_blocks_source (blocks, NULL);
    compose_source_append (source, issue);
    Spot spot = {SIDE_LEFT, both ? left : left + taken, right, document->head_y,
                 both ? (right - left) * 2 / 5 : right - left - taken};
    add_line (document, page, source, style, &spot);
  }
  if (right_hand || both) {
    g_autoptr (ComposeSource) source = text_head (document, blocks, page);
    Spot spot = {SIDE_RIGHT, left, right - taken, document->head_y,
                 both ? (right - left) * 11 / 20 - taken : right - left - taken};
    add_line (document, page, source, style, &spot);
  }
  page->head_rule = TRUE;
}

static void
add_folio (ComposeDocument *document, ComposePage *page, gboolean right_hand, ComposeUnit left,
           ComposeUnit right)
{
  const ComposeSettings *settings = document->settings;
  ComposeBlocks *blocks = compose_document_get_part (document, 0)->blocks;
  gboolean head = settings->folio == COMPOSE_FOLIO_HEAD && page->head_rule;
  Side side = settings->folio == COMPOSE_FOLIO_CENTER   ? SIDE_CENTER
              : right_hand || !settings->page.two_sided ? SIDE_RIGHT
                                                        : SIDE_LEFT;
  ComposeLook look = {WZ_FONT_BODY, WZ_WEIGHT_REGULAR, HEAD_SIZE, settings->muted_color};
  g_autoptr (ComposeSource) source = compose_blocks_source (blocks, "en");
  guint16 style = compose_blocks_style (blocks, look);
  compose_source_add (source, page->label, style, COMPOSE_CHAR_LATIN, -1, NULL);
  Spot spot = {side, left, right, head ? document->head_y : document->folio_y, G_MAXINT};
  add_line (document, page, source, style, &spot);
}

/* R99: the head one line above the type area, the folio below it; both inside what printers print. */
static void
place (ComposeDocument *document)
{
  const ComposeGeometry *g = &document->settings->page;
  gdouble head = g->top - MIN (1.1 * g->pitch, g->top * 0.45);
  gdouble foot = g->top + g->type_height;
  gdouble folio = MIN (foot + 1.9 * g->pitch, foot + g->bottom * 0.62);
  head = MAX (head, MIN_EDGE_PT + HEAD_SIZE * g->size);
  folio = MIN (folio, g->height - MIN_EDGE_PT);
  document->head_y = (ComposeUnit) lrint (head * COMPOSE_UNIT);
  document->folio_y = (ComposeUnit) lrint (folio * COMPOSE_UNIT);
}

void
compose_furniture_add (ComposeDocument *document)
{
  const ComposeSettings *settings = document->settings;
  g_autoptr (ComposeSource) issue = issue_head (document, compose_document_get_part (document, 0)->blocks);
  place (document);
  for (guint i = 0; i < document->pages->len; i++) {
    ComposePage *page = &g_array_index (document->pages, ComposePage, i);
    gboolean right_hand = i % 2 == 0;
    page->furniture = document->furniture->len;
    if (page->kind == COMPOSE_PAGE_COVER || page->kind == COMPOSE_PAGE_BLANK)
      continue;
    ComposeUnit left = compose_document_column_x (document, i, 0);
    ComposeUnit right = left + (compose_document_get_part (document, page->part)->flow->wide
                                    ? compose_document_wide_measure (document)
                                    : (ComposeUnit) lrint (settings->page.type_width * COMPOSE_UNIT));
    if (settings->running_heads && !page->opens && page->kind != COMPOSE_PAGE_FRONT)
      add_head (document, page, issue, right_hand, left, right);
    if (settings->folio != COMPOSE_FOLIO_NONE)
      add_folio (document, page, right_hand, left, right);
  }
}
