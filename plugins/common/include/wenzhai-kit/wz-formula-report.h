/* wz-formula-report.h: what is said of a formula that stays source. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-diag.h>

#include <wenzhai-kit/wz-formula.h>

G_BEGIN_DECLS

/**
 * wz_formula_report_unknown:
 * @formula: not known
 * @sink: (nullable)
 *
 * The one warning of all outputs, `formula-unknown`: the reader sees TeX, and what it was that stayed TeX.
 */
void wz_formula_report_unknown (const WzFormula *formula, WzDiagSink *sink, const WzPosition *position);

G_END_DECLS
