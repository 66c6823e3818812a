/* read-post.h: papers in posts: `【中文】《Title》A B, C [D & E] (2020) http://… view:… GitHub:…`. Private to
 * core/read. SPDX-License-Identifier: MIT */
#pragma once

#include "read/common/read-doc.h"

G_BEGIN_DECLS

/* What a post says of one paper; each span may be empty but the title's. */
typedef struct {
  ReadSpan whole;
  ReadSpan tag;     /* `[LG]` */
  ReadSpan chinese; /* inside 【】 */
  ReadSpan title;   /* inside 《》 */
  ReadSpan names;
  ReadSpan units; /* inside [] */
  ReadSpan venue; /* inside (): `2020`, `CVPR 2020` */
  ReadSpan links; /* all behind, without the platform's tail */
  ReadSpan tail;  /* `[组图共9张] 原图` */
} ReadPost;

/**
 * read_match_post:
 * @span: of a post, from where the search begins
 *
 * A title in 《》 is a paper's where affiliations stand behind it, or a year in parentheses; `《Title》by
 * Somebody` is an article.
 *
 * Returns: whether there is a paper in @span; the next one is to be looked for behind its whole
 */
gboolean read_match_post (const ReadDoc *doc, ReadSpan span, ReadPost *post);

G_END_DECLS
