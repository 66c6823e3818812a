/* compose-paint.h: pages of the placed document painted with cairo, on any surface. SPDX-License-Identifier:
 * MIT */
#pragma once

#include "compose-palette.h"
#include "compose/document/compose-document.h"

G_BEGIN_DECLS

typedef enum {
  COMPOSE_PAINT_ITEM, /* @part, @item */
  COMPOSE_PAINT_NOTE, /* @part: a note at the foot */
  COMPOSE_PAINT_RUN,  /* @part, which lends the links, and @run */
  COMPOSE_PAINT_LINE_END,
  COMPOSE_PAINT_FURNITURE, /* running heads, rules: up to FURNITURE_END nothing belongs to the text */
  COMPOSE_PAINT_FURNITURE_END,
  COMPOSE_PAINT_LINK, /* @run's link over the rectangle */
  COMPOSE_PAINT_DEST, /* @dest lies at @x, @y */
  COMPOSE_PAINT_BREAK /* the page, or its text, ends: what is open may not reach over it */
} ComposePaintKind;

/** ComposePaintEvent: what is painted next; lengths in points of the page. Fields that a kind does not name
 * are 0. */
typedef struct {
  ComposePaintKind kind;
  const ComposePart *part;
  const ComposeItem *item;
  const ComposeRun *run;
  const gchar *dest;
  gdouble x, y, width, height;
} ComposePaintEvent;

typedef struct _ComposePainter ComposePainter;

/** ComposePaintFunc: for outputs that keep more of a page than its look. Lines of one style go to the surface
 * together: before anything is said to it, compose_painter_flush() has to be called. */
typedef void (*ComposePaintFunc) (ComposePainter *painter, const ComposePaintEvent *event,
                                  gpointer user_data);

/**
 * compose_painter_new:
 * @document, @palette: lent
 * @func: (nullable): told of what is painted, before it is
 */
ComposePainter *compose_painter_new (const ComposeDocument *document, ComposePalette *palette,
                                     ComposePaintFunc func, gpointer user_data);
void compose_painter_free (ComposePainter *painter);

/** compose_painter_paint: page @number (from 0), its upper left corner at the origin of @cr, in points. */
void compose_painter_paint (ComposePainter *painter, cairo_t *cr, guint number);

/** compose_painter_flush: all that was told of so far, and nothing else, is on the surface then. */
void compose_painter_flush (ComposePainter *painter);

/** compose_paint_cover: the cover over the whole page (compose-paint-cover.c). */
void compose_paint_cover (const ComposeDocument *document, ComposePalette *palette, cairo_t *cr);

G_END_DECLS
