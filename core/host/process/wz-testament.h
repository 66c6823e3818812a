/* wz-testament.h: what a run leaves that a signal or a limit ends. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

/**
 * wz_testament_set:
 * @path: (nullable): file to write, `-` for the standard output; NULL: nothing is left
 * @text: a JSON object, but for its last members
 *
 * From now on wz_testament_leave() writes @text. Not for runs that have threads at the moment.
 */
void wz_testament_set (const gchar *path, const gchar *text);

/** wz_testament_leave: for handlers of signals: puts the file in its place, whole, with the members `ended`,
 * which is @why, and `status`, which is a number. */
void wz_testament_leave (const gchar *status, const gchar *why);
