/* wz-identity.h: which paper a text or an address means: the one resolver of papers' identifiers. Core only.
 * SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  WZ_SCHEME_NONE,
  WZ_SCHEME_ARXIV,      /* 2209.11142, math/0309136 */
  WZ_SCHEME_DOI,        /* in lower case; 10.48550/arXiv.ID is arXiv's */
  WZ_SCHEME_OPENREVIEW, /* of forum?id= */
  WZ_SCHEME_ACL,        /* ACL Anthology: 2023.acl-long.1, P19-1001 */
  WZ_SCHEME_PMLR,       /* v202/name23a */
  WZ_SCHEME_CVF,        /* name of the page: Name_Title_CVPR_2023 */
} WzScheme;

/**
 * WzIdentity:
 * @id: as it is compared: without version, subject class, scheme and host
 * @version: of an arXiv id; 0 where none is said
 * @form: (transfer none): the form that gave it, as messages name it: `arxiv.org/abs`, `doi.org/10.48550`
 */
typedef struct {
  WzScheme scheme;
  gchar *id;
  guint version;
  const gchar *form;
} WzIdentity;

void wz_identity_clear (WzIdentity *identity);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WzIdentity, wz_identity_clear)

/**
 * wz_identity_of_link:
 * @text: an address, with or without its scheme, or an identifier that says what it is: `arXiv:2209.11142v2`,
 * `[2209.11142]`, `doi:10.1000/182`, `oai:arXiv.org:…`, `data-arxiv-id="…"`; white space around it is
 * ignored
 * @identity: (out): to be cleared; of %WZ_SCHEME_NONE where the result is %FALSE
 *
 * Addresses that lead to a part of a paper say nothing of what an entry is about: a picture of its HTML
 * edition, an appendix. What an address in running text means is the caller's to judge: a paper's own is the
 * one at its head, never one of a picture, of a citation, or behind “see also”.
 *
 * Returns: whether it means a paper
 */
gboolean wz_identity_of_link (const gchar *text, WzIdentity *identity);

/** wz_identity_of_id: the same for the value of a field that is known to be an identifier, which may be bare:
 * `2209.11142v2`, `hep-th/9901001`, `10.1000/182`. */
gboolean wz_identity_of_id (const gchar *text, WzIdentity *identity);

/** wz_identity_is_paper_site: whether an address, with or without its scheme, is of arXiv itself or a mirror
 * of all of it: where it means no paper, its id is malformed. */
gboolean wz_identity_is_paper_site (const gchar *url);

/** wz_identity_is_picture: whether the path of an address ends as names of pictures do. */
gboolean wz_identity_is_picture (const gchar *url);

/** wz_identity_match_arxiv: the length of the arXiv id, without a version, that @text begins with; 0: none.
 * New style (since 2007-04): YYMM.NNNN, five digits since 2015; old style: archive[.SC]/YYMMNNN
 * (https://info.arxiv.org/help/arxiv_identifier.html). */
gsize wz_identity_match_arxiv (const gchar *text);

/** wz_identity_dup_arxiv: (transfer full): @id without the subject class, which is not part of an old
 * identifier: `math.GT/0309136` is `math/0309136`. */
gchar *wz_identity_dup_arxiv (const gchar *id);

/** wz_identity_arxiv_month: months since year 0 of an arXiv id of either style; 0 where it has none. */
guint wz_identity_arxiv_month (const gchar *id);

/** wz_scheme_get_name: `arxiv`, `doi`, `openreview`, `acl`, `pmlr`, `cvf`. */
const gchar *wz_scheme_get_name (WzScheme scheme);

/** wz_identity_dup_string: (transfer full): `openreview:abc`; NULL for %WZ_SCHEME_NONE. */
gchar *wz_identity_dup_string (const WzIdentity *identity);

G_END_DECLS
