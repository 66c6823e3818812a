/* wz-inspect.c: a plugin reads a file of its format back, in a child. SPDX-License-Identifier: MIT */
#include "base/wz-diag-private.h"
#include "host/plugin/wz-module.h"
#include "host/process/wz-child.h"
#include "host/run/wz-render.h"
#include "host/run/wz-work.h"

#define MAX_INSPECTED (256u * 1024 * 1024)
#define MAX_DIAGS 10000

typedef struct {
  const WzPluginInfo *plugin;
  GBytes *bytes;
  WzScratch *scratch;
  WzDiagSink *sink;
  guint n_diags;
} Inspection;

static void
inspect_main (gint pipe_fd, gpointer user_data)
{
  const Inspection *inspection = user_data;
  WzModule module;
  g_autoptr (GError) error = NULL;
  g_autoptr (WzDiagSink) sink = wz_diag_sink_new (wz_work_send_diag, GINT_TO_POINTER (pipe_fd));
  g_autoptr (WzOutput) output = wz_output_new (wz_scratch_get_fd (inspection->scratch));
  if (!wz_module_open (inspection->plugin->path, inspection->plugin->name, &module, &error))
    wz_message_send_error (pipe_fd, error->code, error->message);
  else if (module.funcs.inspect (inspection->bytes, output, sink, &error) && wz_output_check (output, &error))
    wz_message_send_done (pipe_fd, wz_output_get_bytes (output));
  else
    wz_work_send_failure (pipe_fd, error);
}

static void
forward_diag (const WzMessage *message, gpointer user_data)
{
  Inspection *inspection = user_data;
  if (message->type == WZ_MESSAGE_DIAG && inspection->n_diags++ < MAX_DIAGS)
    wz_diag_sink_forward (inspection->sink, &message->diag);
}

static WzChild *
start_inspection (Inspection *inspection, GError **error)
{
  g_autoptr (GPtrArray) readable = wz_plugin_info_list_readable (inspection->plugin);
  g_ptr_array_add (readable, NULL);
  WzChildSpec spec = {
      .name = inspection->plugin->name,
      .main = inspect_main,
      .main_data = inspection,
      .file_fd = wz_scratch_get_fd (inspection->scratch),
      .readable = (const gchar *const *) readable->pdata,
      .limits = {.data_bytes = (guint64) WZ_RENDER_MEBIBYTES * 1024 * 1024,
                 .file_bytes = MAX_INSPECTED,
                 .milliseconds = WZ_RENDER_SECONDS * 1000},
      .func = forward_diag,
      .func_data = inspection,
  };
  return wz_child_start (&spec, error);
}

gchar *
wz_render_inspect (const WzPluginInfo *plugin, GBytes *bytes, WzDiagSink *sink, GError **error)
{
  guint64 length;
  g_autoptr (WzScratch) scratch = wz_scratch_new (error);
  if (scratch == NULL)
    return NULL;
  Inspection inspection = {plugin, bytes, scratch, sink, 0};
  g_autoptr (WzChild) child = start_inspection (&inspection, error);
  if (child == NULL)
    return NULL;
  while (!wz_child_has_ended (child))
    wz_children_wait (&child, 1, -1, -1);
  if (!wz_child_check (child, error) || !wz_scratch_seal (scratch, MAX_INSPECTED, &length, error))
    return NULL;
  return wz_scratch_dup_text (scratch, length);
}
