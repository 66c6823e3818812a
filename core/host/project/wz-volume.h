/* wz-volume.h: what readers have, in an issue of a longer period. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "host/desk/wz-sources.h"
#include "host/project/wz-publish.h"

/**
 * wz_volume_list:
 * @sources: (element-type WzSource): as wz_sources_read() leaves them; gets the models of published issues
 * @n_read: how many of them were read
 * @sink: told of dailies that a published issue does not have: `volume-late` (warnings)
 *
 * Of days that a published issue is of, its last revision counts, and not the dailies.
 *
 * Returns: (transfer container) (element-type WzSource): what an issue of @period is made of, in order; NULL
 * with an error
 */
GPtrArray *wz_volume_list (const WzPublished *published, GPtrArray *sources, guint n_read,
                           const WzPeriod *period, WzDiagSink *sink, GError **error);
