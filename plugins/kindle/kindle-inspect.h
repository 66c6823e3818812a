/* kindle-inspect: a Kindle file described as text, with the verdict of the self-check. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * kindle_inspect:
 * @bytes: a whole file, not to be trusted
 * @out: gets the description
 * @faults: (element-type utf8): gets a line for each rule of the self-check that is broken
 *
 * Returns: FALSE with an error of KINDLE_ERROR if the file is no Kindle book or too damaged to be read. A
 * file that can be read but breaks rules gives TRUE and @faults
 */
gboolean kindle_inspect (GBytes *bytes, GString *out, GPtrArray *faults, GError **error);

G_END_DECLS
