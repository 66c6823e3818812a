/* wz-markdown.h: the editor's own texts, written in CommonMark. Core only. SPDX-License-Identifier: MIT */
#pragma once

#include "model/wz-builder.h"

G_BEGIN_DECLS

const WzText *wz_markdown_to_text (WzIssueBuilder *builder, const gchar *markdown, const gchar *lang,
                                   const WzPosition *position, gchar **heading);

G_END_DECLS
