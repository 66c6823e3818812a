/* wz-overlay-values.h: fields of papers as an overlay has them: the functions of its table. Core only.
 * SPDX-License-Identifier: MIT */
#pragma once

#include "edit/compose/wz-overlay-fields.h"

/* Setters and getters, as WzOverlayField has them. */
void wz_overlay_set_title (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n);
void wz_overlay_get_title (const WzEntry *entry, const WzOverlayField *field, const gchar *lang,
                           GPtrArray *values);
void wz_overlay_set_abstract (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n);
void wz_overlay_get_abstract (const WzEntry *entry, const WzOverlayField *field, const gchar *lang,
                              GPtrArray *values);
void wz_overlay_set_body (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n);
void wz_overlay_get_body (const WzEntry *entry, const WzOverlayField *field, const gchar *lang,
                          GPtrArray *values);
void wz_overlay_set_point (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n);
void wz_overlay_get_point (const WzEntry *entry, const WzOverlayField *field, const gchar *lang,
                           GPtrArray *values);
void wz_overlay_set_reason (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n);
void wz_overlay_get_reason (const WzEntry *entry, const WzOverlayField *field, const gchar *lang,
                            GPtrArray *values);
void wz_overlay_set_authors (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n);
void wz_overlay_get_authors (const WzEntry *entry, const WzOverlayField *field, const gchar *lang,
                             GPtrArray *values);
void wz_overlay_set_labs (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n);
void wz_overlay_get_labs (const WzEntry *entry, const WzOverlayField *field, const gchar *lang,
                          GPtrArray *values);
void wz_overlay_set_categories (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n);
void wz_overlay_get_categories (const WzEntry *entry, const WzOverlayField *field, const gchar *lang,
                                GPtrArray *values);
void wz_overlay_set_category (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n);
void wz_overlay_get_category (const WzEntry *entry, const WzOverlayField *field, const gchar *lang,
                              GPtrArray *values);
void wz_overlay_set_links (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n);
void wz_overlay_get_links (const WzEntry *entry, const WzOverlayField *field, const gchar *lang,
                           GPtrArray *values);
void wz_overlay_set_code (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n);
void wz_overlay_get_code (const WzEntry *entry, const WzOverlayField *field, const gchar *lang,
                          GPtrArray *values);
void wz_overlay_set_word (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n);
void wz_overlay_get_word (const WzEntry *entry, const WzOverlayField *field, const gchar *lang,
                          GPtrArray *values);
void wz_overlay_set_day (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n);
void wz_overlay_get_day (const WzEntry *entry, const WzOverlayField *field, const gchar *lang,
                         GPtrArray *values);
void wz_overlay_set_appearance (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n);
void wz_overlay_get_appearance (const WzEntry *entry, const WzOverlayField *field, const gchar *lang,
                                GPtrArray *values);
void wz_overlay_set_arxiv (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n);
void wz_overlay_get_arxiv (const WzEntry *entry, const WzOverlayField *field, const gchar *lang,
                           GPtrArray *values);
void wz_overlay_set_doi (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n);
void wz_overlay_get_doi (const WzEntry *entry, const WzOverlayField *field, const gchar *lang,
                         GPtrArray *values);
void wz_overlay_set_identity (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n);
void wz_overlay_get_identity (const WzEntry *entry, const WzOverlayField *field, const gchar *lang,
                              GPtrArray *values);
void wz_overlay_set_status (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n);
void wz_overlay_get_status (const WzEntry *entry, const WzOverlayField *field, const gchar *lang,
                            GPtrArray *values);
void wz_overlay_set_figures (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n);
void wz_overlay_set_note (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n);

/** wz_overlay_set_cover: gives the issue the picture that @op names, where it can be read. */
void wz_overlay_set_cover (WzIssueBuilder *builder, const WzOverlayOp *op, WzDiagSink *sink);
