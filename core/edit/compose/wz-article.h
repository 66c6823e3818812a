/* wz-article.h: what the editor and the house wrote, as parts of an issue. Core only.
 * SPDX-License-Identifier: MIT */
#pragma once

#include "edit/compose/wz-compose-private.h"
#include "edit/compose/wz-link.h"

/** WzArticles: an issue while its texts are being put in. @overlay is nullable; what stands above @finder is
 * lent.
 */
typedef struct {
  WzIssueBuilder *builder;
  const WzLayout *layout;
  const WzOverlay *overlay;
  const gchar *lang;
  WzDiagSink *sink;
  WzFinder *finder; /* of the papers of the layout, which are, by their places, */
  gboolean *dropped;
  guint *numbered; /* or by the numbers that they get */
  guint n_numbered;
} WzArticles;

void wz_articles_init (WzArticles *articles, WzIssueBuilder *builder, const WzLayout *layout,
                       const WzOverlay *overlay, WzDiagSink *sink);
void wz_articles_clear (WzArticles *articles);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WzArticles, wz_articles_clear)

/**
 * wz_article_add:
 * @kind: of a text of the issue alone
 *
 * Adds what the overlay has of it: a section each editorial; of other kinds the last text in each language
 * holds. Texts in other languages are translations of those in the issue's.
 */
void wz_article_add (const WzArticles *articles, WzOverlayKind kind);
/** wz_article_introduce: gives @section its introductions. */
void wz_article_introduce (const WzArticles *articles, WzSection *section, const WzLayoutSection *planned);
/** wz_article_report: introductions of sections that the issue has not: `overlay-no-section` (warning; a hint
 * where they hold for all issues). */
void wz_article_report (const WzArticles *articles);
