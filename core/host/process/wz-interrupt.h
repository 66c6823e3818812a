/* wz-interrupt.h: what a run says when it is told to stop. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

/**
 * wz_interrupt_expect:
 * @message: (nullable): what stands on the standard error when SIGINT or SIGTERM comes from now on, before
 * the process dies of it; NULL: they do what they do
 *
 * A signal that whoever started us had ignored stays ignored. Not for runs that have threads at the moment.
 */
void wz_interrupt_expect (const gchar *message);
