/* hostile-attempts.h: what neither a native plugin nor a program may do. SPDX-License-Identifier: MIT */
#pragma once

/**
 * hostile_attempt:
 * @victims: a folder of others: has `secret`, `book` and an empty folder `room`
 * @native: it may start no process either
 *
 * Tries everything, and says of each on standard error: `try GROUP NAME yes`, or `no`. The groups are the
 * first column of the table in SECURITY.md; `own` is what has to go.
 */
void hostile_attempt (const char *victims, int native);
