/* wz-verdict.h: whether what a reader made of a source may be believed. Core only. SPDX-License-Identifier:
 * MIT */
#pragma once

#include <wenzhai/wenzhai.h>

G_BEGIN_DECLS

/* What speaks against a reading; the thresholds of each stand in one table. */
typedef enum {
  WZ_VERDICT_LINES,   /* entries in whose text stands what another form would have as a heading or field */
  WZ_VERDICT_HEADS,   /* papers' addresses on lines of their own that became no entry's */
  WZ_VERDICT_RECORDS, /* records that became no paper of their own */
  WZ_VERDICT_EMPTY,   /* headings with nothing under them: a list of contents */
  WZ_VERDICT_TITLE,   /* entries without a title */
  WZ_VERDICT_FIELDS,  /* entries that lack fields which nearly all others have */
  WZ_VERDICT_LABEL,   /* titles that begin with the label of a field */
  WZ_VERDICT_SHAPE,   /* titles that are an address, a list of names or a whole abstract */
  WZ_VERDICT_NAMES,   /* entries of whose authors one is no name */
  WZ_VERDICT_LENGTH,  /* entries far longer than the others: another one may be in them */
  WZ_N_VERDICTS
} WzVerdict;

/** wz_verdict_refuses: whether @n of @of are too many. */
gboolean wz_verdict_refuses (WzVerdict verdict, guint n, guint of);

/**
 * wz_verdict_set_error:
 * @what: is wrong, in the user's language
 * @lines: (element-type guint): where
 *
 * The refusal of a file of whose @of entries, or lines, @n are in doubt.
 */
void wz_verdict_set_error (GError **error, const gchar *file, const gchar *what, const GArray *lines, guint n,
                           guint of);

/**
 * wz_verdict_check:
 * @issue: as a reader made it
 * @file: display name of its source
 * @insist: the reader was asked for by name: nothing is refused, all is told of
 * @sink: (nullable): told of each entry that is odd, where they are few (`verdict-…`, warnings)
 *
 * Scores the entries of @issue: those with nothing in them, or without what all others have, shapes of titles
 * and names, labels where none should be, one entry far longer than the rest.
 *
 * Returns: FALSE with @error of #WZ_READ_ERROR set, which names lines, where they are many
 */
gboolean wz_verdict_check (const WzIssue *issue, const gchar *file, gboolean insist, WzDiagSink *sink,
                           GError **error);

G_END_DECLS
