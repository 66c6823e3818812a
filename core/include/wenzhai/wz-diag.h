/* wz-diag.h: telling what is odd, with its place. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-types.h>

G_BEGIN_DECLS

/**
 * WzSeverity: the ladder of diagnostics. None of them changes the exit status of an export.
 * @WZ_SEVERITY_HINT: worth knowing
 * @WZ_SEVERITY_WARNING: probably not meant
 * @WZ_SEVERITY_ERROR: wrong; the output goes on without the thing named
 * @WZ_SEVERITY_UNSUPPORTED: right, but more than this program can do
 */
typedef enum { WZ_SEVERITY_HINT, WZ_SEVERITY_WARNING, WZ_SEVERITY_ERROR, WZ_SEVERITY_UNSUPPORTED } WzSeverity;

/**
 * WzDiag: one diagnostic. Read-only; fields may be appended.
 * @code: stable name in kebab case (`entry-no-title`)
 * @detail: one line of text in the user's language
 */
typedef struct {
  WzSeverity severity;
  const gchar *code;
  WzPosition position;
  const gchar *detail;
} WzDiag;

/**
 * wz_diag_report:
 * @sink: (nullable): where it goes; NULL drops it
 * @position: (nullable): where it is; NULL for none
 * @format: printf format of the detail, already translated
 *
 * Reports one diagnostic and returns. Everything given is copied.
 */
WZ_API void wz_diag_report (WzDiagSink *sink, WzSeverity severity, const gchar *code,
                            const WzPosition *position, const gchar *format, ...) G_GNUC_PRINTF (5, 6);

G_END_DECLS
