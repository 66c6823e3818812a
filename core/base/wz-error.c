/* wz-error.c: error domains. SPDX-License-Identifier: MIT */
#include <wenzhai/wz-error.h>

G_DEFINE_QUARK (wz - read - error - quark, wz_read_error)
G_DEFINE_QUARK (wz - style - error - quark, wz_style_error)
G_DEFINE_QUARK (wz - plugin - error - quark, wz_plugin_error)
G_DEFINE_QUARK (wz - output - error - quark, wz_output_error)
