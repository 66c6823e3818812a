/* fuzz-target: what each fuzz-NAME.c defines, for libFuzzer and for replay.c. */
#pragma once

#include <glib.h>
#include <stddef.h>

G_BEGIN_DECLS

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

G_END_DECLS
