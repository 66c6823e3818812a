/* formula-report.h: what is said of a formula that stays source. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-diag.h>

#include "formula.h"

/**
 * formula_report_unknown:
 * @formula: not known
 * @sink: (nullable)
 *
 * The one warning of all outputs, `formula-unknown`: the reader sees TeX, and what it was that stayed TeX.
 */
void formula_report_unknown (const Formula *formula, WzDiagSink *sink, const WzPosition *position);
