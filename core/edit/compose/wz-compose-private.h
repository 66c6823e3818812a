/* wz-compose-private.h: an issue while it is being laid out. SPDX-License-Identifier: MIT */
#pragma once

#include "edit/compose/wz-compose.h"
#include "edit/compose/wz-corrections.h"
#include "edit/compose/wz-overlay-fields.h"
#include "model/wz-builder.h"

/* What the sections are, by its place among the words of WZ_RECIPE_ORDER: featured and notable papers; a
 * section a day, of first appearance; one a category, in the order of the legend. */
typedef enum { WZ_ORDER_EDITORIAL, WZ_ORDER_DAY, WZ_ORDER_CATEGORY } WzOrder;

/* A paper and what the editor wants of it. */
typedef struct {
  const WzEntry *entry;
  guint place;               /* before any order */
  WzDate date;               /* of its first appearance */
  const gchar *category;     /* first code; nullable */
  gint pin;                  /* 0: none; of a model that is laid out again, or the overlay's */
  const WzOverlayOp *pinned; /* nullable: the line that says so */
  gboolean dropped;
  const WzOverlayOp *section; /* nullable: where it is moved to */
  const WzOverlayOp *beside;  /* nullable: before or after another */
} WzLayoutItem;

/* A section and its papers. */
typedef struct {
  WzSectionKind kind;
  gchar *id;   /* nullable: derived */
  gchar *sort; /* order of sections */
  gchar *category;
  WzDate date;
  GPtrArray *items; /* WzLayoutItem, lent */
} WzLayoutSection;

typedef struct {
  const WzIssue *issue;
  WzOrder order;
  WzDiagSink *sink;
  const WzCorrections *corrections; /* nullable: of its papers, by their places */
  GPtrArray *items;                 /* WzLayoutItem, owned, as the papers of the issue are */
  GPtrArray *sections;              /* WzLayoutSection, owned, in order */
} WzLayout;

/* wz-layout.c */
WzLayout *wz_layout_new (const WzIssue *issue, const WzRecipe *recipe, const WzMaterial *material,
                         const WzCorrections *corrections, WzDiagSink *sink);
void wz_layout_free (WzLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzLayout, wz_layout_free)
