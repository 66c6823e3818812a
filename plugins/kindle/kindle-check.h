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

GArray *kindle_check_half (const KindleReadFile *file, const KindleReadHalf *half);

G_END_DECLS
