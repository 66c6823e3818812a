/* wz-pictures.h: the pictures that a document names, as resources of its issue: files beside it, files in the
 * folder that a browser saved with it, and `data:` addresses. Core only. SPDX-License-Identifier: MIT
 *
 * Nothing is fetched. A document reaches what lies in its own folder and below, and no further: no absolute
 * paths, no `..`, no links to elsewhere. What a file is, its bytes say; what its header declares is looked at
 * before anybody decodes it.
 */
#pragma once

#include "model/wz-builder.h"

G_BEGIN_DECLS

#define WZ_PICTURES_MAX_BYTES (16 * 1024 * 1024)     /* of one */
#define WZ_PICTURES_MAX_ALL_BYTES (64 * 1024 * 1024) /* of those of a document */
#define WZ_PICTURES_MAX 2000                         /* addresses of a document */

typedef struct _WzPictures WzPictures;

/**
 * wz_pictures_new:
 * @path: (nullable): of the document; NULL where it has no folder, as standard input
 */
WzPictures *wz_pictures_new (const gchar *path);
void wz_pictures_free (WzPictures *pictures);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzPictures, wz_pictures_free)

/**
 * wz_pictures_find:
 * @builder: of the issue that is to carry it; always the same for one @pictures
 * @address: as the document has it
 * @origin: (nullable): where a page had it from (`data-src`), when @address may be a stand-in
 * @place: where it is named
 *
 * An address of the web is looked for, by its name, in the folder that a browser saves beside a page
 * (`NAME_files`, `NAME.files`).
 *
 * Returns: (nullable): the id of the resource; NULL for a picture that is not here, which is remembered
 */
const gchar *wz_pictures_find (WzPictures *pictures, WzIssueBuilder *builder, const gchar *address,
                               const gchar *origin, const WzPosition *place);

/**
 * wz_pictures_report:
 *
 * Tells which pictures are not here: each address once, with its line and the reason (hint
 * `picture-not-embedded`).
 */
void wz_pictures_report (const WzPictures *pictures, WzDiagSink *sink);

G_END_DECLS
