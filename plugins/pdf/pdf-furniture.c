/* pdf-furniture.c: running heads and folios (R99). In: pages. Out: lines at their places. Left-hand pages
 * name the issue, right-hand pages the entry that stands first on them. SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "pdf-document.h"

#define HEAD_SIZE 0.8
#define MIN_EDGE_PT 8.5 /* printers leave this much white */

typedef enum { SIDE_LEFT, SIDE_CENTER, SIDE_RIGHT } Side;

/* Where a line stands: at a side of [@left, @right], no wider than @room. */
typedef struct {
  Side side;
  PdfUnit left, right, y, room;
} Spot;

static PdfSource *
new_source (PdfDocument *document, PdfBlocks *blocks, const gchar *tag)
{
  return pdf_blocks_source (blocks, tag != NULL ? tag : wz_issue_get_lang (document->issue));
}

static guint16
head_style (PdfBlocks *blocks, WzFontRole role, WzFontWeight weight)
{
  PdfLook look = {role, weight, HEAD_SIZE, blocks->settings->muted_color};
  return pdf_blocks_style (blocks, look);
}

/* More than any page is wide: what is left of it is shortened again. */
#define HEAD_CHARACTERS 1000

/* Shortens a text that is @natural wide to @width, at a character, and puts an ellipsis behind it. */
static void
clip (PdfFlow *flow, PdfSource *source, guint16 style, PdfUnit natural, PdfUnit width)
{
  guint length = source->chars->len;
  while (length > 1 && natural > width) {
    guint next = (guint) ((gint64) length * width / MAX (natural, 1));
    length = next < length ? next : length - 1;
    while (length > 1 && g_array_index (source->chars, PdfChar, length - 1).ch == ' ')
      length--;
    g_array_set_size (source->chars, length);
    pdf_source_add (source, "…", style, 0, -1, NULL);
    natural = pdf_flow_natural_width (flow, source);
    if (natural > width)
      g_array_set_size (source->chars, length);
  }
}

static void
add_line (PdfDocument *document, PdfPage *page, PdfSource *source, guint16 style, const Spot *spot)
{
  PdfFlow *flow = pdf_document_get_part (document, document->furniture_part)->flow;
  PdfUnit width = 0;
  /* A title may be of any length, and stands at the head of all its pages. */
  if (source->chars->len > HEAD_CHARACTERS)
    g_array_set_size (source->chars, HEAD_CHARACTERS);
  guint32 line = pdf_flow_set_line (flow, source, &width);
  if (line != G_MAXUINT32 && width > spot->room) {
    clip (flow, source, style, width, spot->room);
    line = pdf_flow_set_line (flow, source, &width);
  }
  if (line == G_MAXUINT32)
    return;
  PdfUnit x = spot->side == SIDE_LEFT    ? spot->left
              : spot->side == SIDE_RIGHT ? spot->right - width
                                         : spot->left + (spot->right - spot->left - width) / 2;
  PdfFurniture furniture = {line, x, spot->y};
  g_array_append_val (document->furniture, furniture);
  page->n_furniture++;
}

static void
link_all (PdfSource *source, gint32 link)
{
  PdfMark mark = {0, source->chars->len, link};
  g_array_set_size (source->marks, 0);
  g_array_append_val (source->marks, mark);
}

static PdfSource *
index_head (PdfDocument *document, PdfBlocks *blocks, const PdfPage *page)
{
  const WzIndex *index = wz_issue_get_index (document->issue, page->section);
  PdfSource *source = new_source (document, blocks, NULL);
  pdf_source_add (source, wz_index_get_heading (index, wz_issue_get_lang (document->issue)),
                  head_style (blocks, WZ_FONT_BODY, WZ_WEIGHT_REGULAR), PDF_CHAR_NO_HYPHEN, -1, NULL);
  return source;
}

/* Category and title of the entry, or the heading of the section. */
static PdfSource *
entry_head (PdfDocument *document, PdfBlocks *blocks, const PdfPage *page)
{
  guint16 bold = head_style (blocks, WZ_FONT_HEADING, WZ_WEIGHT_BOLD);
  guint16 plain = head_style (blocks, WZ_FONT_BODY, WZ_WEIGHT_REGULAR);
  if (page->entry < 0) {
    const WzSection *section = page->section < wz_issue_get_n_sections (document->issue)
                                   ? wz_issue_get_section (document->issue, page->section)
                                   : NULL;
    const gchar *heading = section != NULL ? wz_section_get_heading (section, NULL) : NULL;
    PdfSource *source = new_source (document, blocks, NULL);
    pdf_source_add (source, heading != NULL ? heading : "", plain, PDF_CHAR_NO_HYPHEN, -1, NULL);
    return source;
  }
  const WzEntry *entry = wz_issue_get_entry (document->issue, (guint) page->entry);
  const WzText *title = wz_entry_get_first_title (entry, document->settings->languages);
  PdfSource *source = new_source (document, blocks, title != NULL ? wz_text_get_lang (title) : NULL);
  if (document->settings->show_categories && wz_entry_get_n_categories (entry) > 0) {
    pdf_source_add (source, wz_entry_get_category (entry, 0)->text, bold, PDF_CHAR_LATIN, -1, NULL);
    pdf_source_add (source, "  ", bold, 0, -1, NULL);
  }
  PdfLook look = {WZ_FONT_BODY, WZ_WEIGHT_REGULAR, HEAD_SIZE, document->settings->muted_color};
  pdf_blocks_add_title (blocks, source, title, look);
  g_autofree gchar *dest = g_strconcat ("p-", wz_entry_get_key (entry), NULL);
  link_all (source, pdf_blocks_add_link (blocks, NULL, dest));
  return source;
}

static PdfSource *
issue_head (PdfDocument *document, PdfBlocks *blocks)
{
  const gchar *lang = wz_issue_get_lang (document->issue),
              *title = wz_issue_get_title (document->issue, NULL);
  const gchar *number = wz_issue_get_number (document->issue);
  guint16 style = head_style (blocks, WZ_FONT_BODY, WZ_WEIGHT_REGULAR);
  PdfSource *source = new_source (document, blocks, NULL);
  if (title == NULL)
    title = wz_issue_get_series (document->issue);
  pdf_source_add (source, title != NULL ? title : wz_label (WZ_LABEL_DIGEST, lang), style, PDF_CHAR_NO_HYPHEN,
                  -1, NULL);
  if (number != NULL && !wz_number_is_said (number, title)) {
    g_autofree gchar *label = wz_number_dup_label (number, lang), *text = g_strconcat ("  ", label, NULL);
    pdf_source_add (source, text, style, PDF_CHAR_NO_HYPHEN, -1, NULL);
  }
  if (document->settings->show_contents)
    link_all (source, pdf_blocks_add_link (blocks, NULL, "contents"));
  return source;
}

static void
add_head (PdfDocument *document, PdfPage *page, gboolean right_hand, PdfUnit left, PdfUnit right)
{
  const PdfSettings *settings = document->settings;
  PdfBlocks *blocks = pdf_document_get_part (document, document->furniture_part)->blocks;
  guint16 style = head_style (blocks, WZ_FONT_BODY, WZ_WEIGHT_REGULAR);
  PdfUnit taken = settings->folio == PDF_FOLIO_HEAD ? 4 * settings->size : 0;
  gboolean both = !settings->page.two_sided;
  if (!right_hand || both) {
    g_autoptr (PdfSource) source = issue_head (document, blocks);
    Spot spot = {SIDE_LEFT, both ? left : left + taken, right, document->head_y,
                 both ? (right - left) * 2 / 5 : right - left - taken};
    add_line (document, page, source, style, &spot);
  }
  if (right_hand || both) {
    g_autoptr (PdfSource) source = page->kind == PDF_PAGE_INDEX ? index_head (document, blocks, page)
                                                                : entry_head (document, blocks, page);
    Spot spot = {SIDE_RIGHT, left, right - taken, document->head_y,
                 both ? (right - left) * 11 / 20 - taken : right - left - taken};
    add_line (document, page, source, style, &spot);
  }
  page->head_rule = TRUE;
}

static void
add_folio (PdfDocument *document, PdfPage *page, gboolean right_hand, PdfUnit left, PdfUnit right)
{
  const PdfSettings *settings = document->settings;
  PdfBlocks *blocks = pdf_document_get_part (document, document->furniture_part)->blocks;
  gboolean head = settings->folio == PDF_FOLIO_HEAD && page->head_rule;
  Side side = settings->folio == PDF_FOLIO_CENTER       ? SIDE_CENTER
              : right_hand || !settings->page.two_sided ? SIDE_RIGHT
                                                        : SIDE_LEFT;
  PdfLook look = {WZ_FONT_BODY, WZ_WEIGHT_REGULAR, HEAD_SIZE, settings->muted_color};
  g_autoptr (PdfSource) source = new_source (document, blocks, "en");
  guint16 style = pdf_blocks_style (blocks, look);
  pdf_source_add (source, page->label, style, PDF_CHAR_LATIN, -1, NULL);
  Spot spot = {side, left, right, head ? document->head_y : document->folio_y, G_MAXINT};
  add_line (document, page, source, style, &spot);
}

/* R99: the head one line above the type area, the folio below it; both inside what printers print. */
static void
place (PdfDocument *document)
{
  const PdfGeometry *g = &document->settings->page;
  gdouble head = g->top - MIN (1.1 * g->pitch, g->top * 0.45);
  gdouble foot = g->top + g->type_height;
  gdouble folio = MIN (foot + 1.9 * g->pitch, foot + g->bottom * 0.62);
  head = MAX (head, MIN_EDGE_PT + HEAD_SIZE * g->size);
  folio = MIN (folio, g->height - MIN_EDGE_PT);
  document->head_y = (PdfUnit) lrint (head * PDF_UNIT);
  document->folio_y = (PdfUnit) lrint (folio * PDF_UNIT);
}

void
pdf_furniture_add (PdfDocument *document)
{
  const PdfSettings *settings = document->settings;
  document->furniture_part = 0;
  place (document);
  for (guint i = 0; i < document->pages->len; i++) {
    PdfPage *page = &g_array_index (document->pages, PdfPage, i);
    gboolean right_hand = i % 2 == 0;
    page->furniture = document->furniture->len;
    if (page->kind == PDF_PAGE_COVER || page->kind == PDF_PAGE_BLANK)
      continue;
    PdfUnit left = pdf_document_column_x (document, i, 0);
    PdfUnit right = left + (pdf_document_get_part (document, page->part)->flow->wide
                                ? pdf_document_wide_measure (document)
                                : (PdfUnit) lrint (settings->page.type_width * PDF_UNIT));
    if (settings->running_heads && !page->opens && page->kind != PDF_PAGE_FRONT)
      add_head (document, page, right_hand, left, right);
    if (settings->folio != PDF_FOLIO_NONE)
      add_folio (document, page, right_hand, left, right);
  }
}
