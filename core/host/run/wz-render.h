/* wz-render.h: from issues to files, a child process an output. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "host/plugin/wz-registry.h"

#include <wenzhai/wenzhai.h>

/**
 * WzRenderBase: an output that another is based on. Lent.
 * @base: (nullable): what it is based on itself
 */
typedef struct _WzRenderBase WzRenderBase;
struct _WzRenderBase {
  const WzPluginInfo *plugin;
  const WzOptions *options;
  const WzRenderBase *base;
};

/**
 * WzRenderTask: one output. The caller fills the first part and owns it; wz_render() fills the second.
 * @base: (nullable): what is made first, and handed to it whole: once for all tasks of an issue that are
 * based on it, the one whose output it is among them
 * @path: where the file goes; replaced when all went well
 */
typedef struct {
  const WzPluginInfo *plugin;
  const WzIssue *issue;
  const WzStyle *style;
  const WzOptions *options;
  const WzRenderBase *base;
  WzLanguages languages;
  const gchar *path;

  GError *error;    /* NULL when the file was written */
  guint64 bytes;    /* of the file */
  guint pages;      /* 0 where it has none, or its plugin does not tell */
  gchar *libraries; /* that made it, by their files' names; nullable */
  GPtrArray *diags; /* WzDiag, without repeats */
} WzRenderTask;

/** wz_render_task_clear: frees what wz_render() filled. */
void wz_render_task_clear (WzRenderTask *task);

/**
 * WzRenderSettings:
 * @data_dir: of the program
 * @seconds: wall time of a child, to which 0.1 s an entry comes; 0 for no limit
 * @mebibytes: RLIMIT_DATA of a child; 0 for no limit
 * @parallel: children at a time, at least 1
 * @progress: (nullable): called with the share done, 0 to 1: of each issue that of its slowest output
 * @stopped: (nullable): called when a signal has come, and no child is left, before the signal does what it
 * does
 */
typedef struct {
  const gchar *data_dir;
  guint seconds;
  guint mebibytes;
  guint parallel;
  void (*progress) (gdouble share, gpointer user_data);
  void (*stopped) (const WzRenderTask *tasks, guint n, gpointer user_data);
  gpointer user_data;
} WzRenderSettings;

#define WZ_RENDER_SECONDS 120
#define WZ_RENDER_MEBIBYTES 1024

/**
 * wz_render:
 * @tasks: (array length=n)
 *
 * Renders all tasks. What one does to itself touches no other. SIGINT, SIGTERM and SIGHUP end all children,
 * remove the temporary files and then do what they do.
 *
 * Returns: how many failed
 */
guint wz_render (WzRenderTask *tasks, guint n, const WzRenderSettings *settings);

/**
 * wz_render_inspect:
 *
 * Lets @plugin read @bytes back, in a child. Returns: (transfer full): its description; NULL with @error
 */
gchar *wz_render_inspect (const WzPluginInfo *plugin, GBytes *bytes, WzDiagSink *sink, GError **error);
