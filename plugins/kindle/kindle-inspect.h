/* kindle-inspect: a Kindle file described as text, with the verdict of the self-check. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean kindle_inspect (GBytes *bytes, GString *out, GPtrArray *faults, GError **error);

G_END_DECLS
