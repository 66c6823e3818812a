/* wz-chart.h: small bar charts. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** WzChartBar: @label: short, ASCII (`26`, `LG`): any font has it. */
typedef struct {
  const gchar *label;
  guint value;
} WzChartBar;

/**
 * wz_chart_bars:
 * @bars: (array length=n_bars): from left to right
 *
 * Returns: (transfer full) (nullable): a PNG; NULL where there is nothing to draw
 */
GBytes *wz_chart_bars (const WzChartBar *bars, guint n_bars);

G_END_DECLS
