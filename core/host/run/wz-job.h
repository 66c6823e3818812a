/* wz-job.h: the two objects that a plugin is handed, made in the child. Core only. SPDX-License-Identifier:
 * MIT */
#pragma once

#include "host/plugin/wz-plugin-info.h"

/** WzJob: filled by whoever renders; nothing is owned. @pipe_fd -1: progress goes nowhere. */
struct _WzJob {
  const WzIssue *issue;
  const WzStyle *style;
  const WzOptions *options;
  WzLanguages languages;
  WzDiagSink *sink;
  const gchar *data_dir;
  const gchar *extension; /* of the file that is made; NULL for none */
  GBytes *base;           /* nullable */
  const gchar *base_file; /* nullable: for programs: its name in their folder */
  gint pipe_fd;
  guint permille; /* of the last progress message */
  guint pages;
};

/** wz_job_write: (transfer full): the job as JSON, for @plugin, which is a program. */
gchar *wz_job_write (const WzJob *job, const WzPluginInfo *plugin, gsize *length);

/** wz_output_new: writes to @fd, which stays open. */
WzOutput *wz_output_new (gint fd);
void wz_output_free (WzOutput *output);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzOutput, wz_output_free)
guint64 wz_output_get_bytes (const WzOutput *output);
/** wz_output_check: FALSE with the sticky error, if a write failed that the plugin did not look at. */
gboolean wz_output_check (const WzOutput *output, GError **error);
