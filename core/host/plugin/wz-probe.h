/* wz-probe.h: asking one module what it is. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "host/process/wz-child.h"
#include "host/plugin/wz-plugin-info.h"

/**
 * WzProbe: for its registry to read.
 */
typedef struct {
  WzPluginInfo info;
  WzChild *child;
  gchar *file;       /* name of its file: `libepub.so` and `epub.so` are one name */
  gchar *key;        /* nullable: under which its answer is kept */
  GString *lines;    /* its answer */
  GPtrArray *others; /* of WzProbe, judged: further outputs of its module; for the registry to take */
  gchar *said;       /* nullable: the last line that it printed */
  gboolean judged;
  gboolean described;
  gboolean outdone;  /* another has its name */
  gboolean asked;    /* for by name: who asked tells what is wrong with it */
  gboolean reported; /* or need not be */
} WzProbe;

/** wz_probe_new: (transfer full): a candidate; @named: the user gave its file. */
WzProbe *wz_probe_new (const gchar *path, gboolean builtin, gboolean named);
/** wz_probe_free: stops it where it has not been judged. */
void wz_probe_free (WzProbe *probe);

/**
 * wz_probe_start:
 * @anew: ask, whatever is kept of it
 * @unlimited: its child may take all time and memory
 *
 * Starts a child, unless the file is a manifest, which is read, or no module for sure, or its answer is kept:
 * then it is judged at once.
 *
 * Returns: FALSE with an error of wz_child_start() when no child could be started
 */
gboolean wz_probe_start (WzProbe *probe, gboolean anew, gboolean unlimited, GError **error);

/** wz_probe_judge: when its child has ended. */
void wz_probe_judge (WzProbe *probe);

/** wz_probe_fail: it cannot be asked; takes @error. */
void wz_probe_fail (WzProbe *probe, GError *error);
