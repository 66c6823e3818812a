/* wz-confine.h: what a plugin's process may touch. Core only. SPDX-License-Identifier: MIT
 *
 * Two things of the kernel, each as far as it is there: Landlock, which knows files (ABI 1; moving them 2,
 * shortening them 3, devices 5, signals 6), and a filter of system calls. The filter answers EPERM, or ENOSYS
 * where libraries then go another way, and ends nobody. SECURITY.md is the table of what that comes to.
 */
#pragma once

#include <glib.h>

/**
 * WzConfinement:
 * @readable: (array zero-terminated=1) (nullable): files and folders, beside those that every plugin may
 * read: the system's libraries, programs and fonts, what lies beside the libraries that are loaded, and font
 * caches
 * @scratch: (nullable): the folder where it may write
 * @programs: it may start processes, of programs that it may read
 */
typedef struct {
  const gchar *const *readable;
  const gchar *scratch;
  gboolean programs;
} WzConfinement;

/**
 * wz_confine:
 *
 * From here on, this process and all that it starts are confined; there is no way back. To be called by a
 * process of one thread. What is open already stays open.
 *
 * Returns: FALSE with WZ_PLUGIN_ERROR_LIMIT when what this machine can do was not done
 */
gboolean wz_confine (const WzConfinement *confinement, GError **error);

/** wz_confine_add_module: to @readable (element-type utf8, owned) the file of a plugin and its folder; not a
 * folder that holds the user's home. */
void wz_confine_add_module (GPtrArray *readable, const gchar *path);

/** wz_confine_add_program: to @readable the program and what lies in its prefix, and the folders of $PATH
 * with theirs, for what it starts: `bin` and `lib`. */
void wz_confine_add_program (GPtrArray *readable, const gchar *path);

/**
 * WzConfineFact: one thing that a plugin can't do.
 * @id: for scripts, and the first column of the table in SECURITY.md
 * @text: (transfer none): what is held, in the user's language
 * @holds: on this machine
 * @missing: (transfer none) (nullable): what the machine lacks, where it does not hold
 */
typedef struct {
  const gchar *id;
  const gchar *text;
  gboolean holds;
  const gchar *missing;
} WzConfineFact;

/** wz_confine_dup_facts: (transfer full) (array length=n). */
WzConfineFact *wz_confine_dup_facts (guint *n);

/** wz_confine_dup_machine: (transfer full): what there is to confine with, for people: `Landlock ABI 7,
 * filter of system calls`. */
gchar *wz_confine_dup_machine (void);

/** wz_confine_dup_shortfall: (transfer full) (nullable): one line on what does not hold on this machine. */
gchar *wz_confine_dup_shortfall (void);
