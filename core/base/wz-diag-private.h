/* wz-diag-private.h: diagnostic sinks. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-diag.h>

/**
 * WzDiagFunc: gets each diagnostic; @diag lives for the call only.
 */
typedef void (*WzDiagFunc) (const WzDiag *diag, gpointer user_data);

/** wz_diag_sink_new: a sink that hands each diagnostic to @func. */
WzDiagSink *wz_diag_sink_new (WzDiagFunc func, gpointer user_data);
void wz_diag_sink_free (WzDiagSink *sink);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzDiagSink, wz_diag_sink_free)

/** wz_diag_sink_forward: passes on a diagnostic made elsewhere. */
void wz_diag_sink_forward (WzDiagSink *sink, const WzDiag *diag);

/** wz_diag_report_valist: wz_diag_report() for those who report in words of their own. */
void wz_diag_report_valist (WzDiagSink *sink, WzSeverity severity, const gchar *code,
                            const WzPosition *position, const gchar *format, va_list args)
    G_GNUC_PRINTF (5, 0);

/** wz_diag_hold_new: (transfer full) (element-type WzDiag): for what is told only when it is known whether it
 * matters. */
GPtrArray *wz_diag_hold_new (void);
/** wz_diag_hold: a WzDiagFunc; @held is of wz_diag_hold_new(). */
void wz_diag_hold (const WzDiag *diag, gpointer held);
/** wz_diag_sink_replay: tells all that was held, in order. */
void wz_diag_sink_replay (WzDiagSink *sink, const GPtrArray *held);

/** wz_severity_get_name: `hint`, `warning`, `error`, `unsupported`. */
const gchar *wz_severity_get_name (WzSeverity severity);

/* A list of copies, for tests, JSON and grouping by output. */
WzDiag *wz_diag_copy (const WzDiag *diag);
void wz_diag_free (WzDiag *diag);
