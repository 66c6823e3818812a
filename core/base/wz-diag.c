/* wz-diag.c: diagnostic sinks. SPDX-License-Identifier: MIT */
#include "base/wz-diag-private.h"

struct _WzDiagSink {
  WzDiagFunc func;
  gpointer user_data;
};

WzDiagSink *
wz_diag_sink_new (WzDiagFunc func, gpointer user_data)
{
  WzDiagSink *sink = g_new0 (WzDiagSink, 1);
  sink->func = func;
  sink->user_data = user_data;
  return sink;
}

void
wz_diag_sink_free (WzDiagSink *sink)
{
  g_free (sink);
}

void
wz_diag_sink_forward (WzDiagSink *sink, const WzDiag *diag)
{
  if (sink == NULL)
    return;
  sink->func (diag, sink->user_data);
}

void
wz_diag_report_valist (WzDiagSink *sink, WzSeverity severity, const gchar *code, const WzPosition *position,
                       const gchar *format, va_list args)
{
  if (sink == NULL)
    return;

  g_autofree gchar *detail = g_strdup_vprintf (format, args);
  WzDiag diag = {severity, code, {NULL, 0, 0}, detail};
  if (position != NULL)
    diag.position = *position;
  wz_diag_sink_forward (sink, &diag);
}

void
wz_diag_report (WzDiagSink *sink, WzSeverity severity, const gchar *code, const WzPosition *position,
                const gchar *format, ...)
{
  va_list args;
  va_start (args, format);
  wz_diag_report_valist (sink, severity, code, position, format, args);
  va_end (args);
}

GPtrArray *
wz_diag_hold_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) wz_diag_free);
}

void
wz_diag_hold (const WzDiag *diag, gpointer held)
{
  g_ptr_array_add (held, wz_diag_copy (diag));
}

void
wz_diag_sink_replay (WzDiagSink *sink, const GPtrArray *held)
{
  for (guint i = 0; i < held->len; i++)
    wz_diag_sink_forward (sink, g_ptr_array_index (held, i));
}

const gchar *
wz_severity_get_name (WzSeverity severity)
{
  static const gchar *const names[] = {"hint", "warning", "error", "unsupported"};
  g_return_val_if_fail ((guint) severity < G_N_ELEMENTS (names), "error");
  return names[severity];
}

WzDiag *
wz_diag_copy (const WzDiag *diag)
{
  WzDiag *copy = g_new0 (WzDiag, 1);
  copy->severity = diag->severity;
  copy->code = g_strdup (diag->code);
  copy->position = diag->position;
  copy->position.file = g_strdup (diag->position.file);
  copy->detail = g_strdup (diag->detail);
  return copy;
}

void
wz_diag_free (WzDiag *diag)
{
  if (diag == NULL)
    return;
  g_free ((gpointer) (gsize) diag->code);
  g_free ((gpointer) (gsize) diag->position.file);
  g_free ((gpointer) (gsize) diag->detail);
  g_free (diag);
}
