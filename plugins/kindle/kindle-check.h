/* kindle-check: the self-check of a Kindle file (KF8 reference, section 13). */
#pragma once

#include "kindle-read.h"

G_BEGIN_DECLS

typedef struct {
  guint rule;        /* number in the reference's list */
  const gchar *text; /* what must hold */
  guint faults;
  gchar *first; /* (nullable): the first fault */
} KindleCheckResult;

/**
 * kindle_check_half:
 * @half: one of its halves
 *
 * Runs the self-check of the KF8 reference, section 13. Rule 12 is implied by reading: a record whose
 * trailing entries do not come off cleanly can't be decompressed. Rules 31 and 32 need other programs and a
 * second build. Rule 33 is our own.
 *
 * Returns: (transfer full) (element-type KindleCheckResult): one result for each rule that applies
 */
GArray *kindle_check_half (const KindleReadFile *file, const KindleReadHalf *half);

G_END_DECLS
