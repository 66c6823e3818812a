/* image-report.c: telling of pictures that a book doesn't show. All outputs say it in the same way.
 * SPDX-License-Identifier: MIT */
#include <wenzhai-kit/wz-image.h>

#include <glib/gi18n-lib.h>

void
wz_image_report (WzDiagSink *sink, const WzPosition *position, const GError *error)
{
  wz_diag_report (sink, WZ_SEVERITY_UNSUPPORTED, "picture-not-shown", position,
                  _ ("a picture is not shown: %s"), error->message);
}
