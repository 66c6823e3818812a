/* kindle-sample: books for tests of the KF8 writer. */
#pragma once

#include "kindle-book.h"

G_BEGIN_DECLS

KindleBook *kindle_sample_tiny (void);
KindleBook *kindle_sample_random (guint32 seed);
KindleBook *kindle_sample_titled (const gchar *title, guint n_entries, guint label_bytes);

G_END_DECLS
