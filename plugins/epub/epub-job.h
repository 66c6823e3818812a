/* epub-job.h: what the stages of the EPUB plugin hand to each other. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-plugin.h>

#include <wenzhai-kit/wz-epub.h>
#include <wenzhai-kit/wz-font-choice.h>
#include <wenzhai-kit/wz-parallel.h>

/**
 * EpubJob: one book while it is made.
 * @images: (element-type WzEpubFile): pictures used, in the order of first use; join the files behind the
 * texts
 * @faces: (element-type WzFontChoice): embedded ones; data is their WzEpubFile
 * @credits: (nullable): of the faces; NULL where none are to be embedded
 * @packer: deflates texts and fonts beside the thread that makes them; while these are made only
 * @deflater: of the thread that writes
 */
typedef struct {
  WzEpubBook book;
  WzCharSet *characters[WZ_XML_N_WEIGHTS];
  const WzJob *job;
  WzGalley *galley;
  const WzStyle *style;
  const WzOptions *options;
  WzDiagSink *sink;
  GPtrArray *images;
  GHashTable *image_names; /* resource id → path as seen from text/, "" for one that can't be shown */
  GPtrArray *faces;
  WzParallel *packer;
  WzDeflater *deflater;
  gchar **credits;
} EpubJob;

/** epub_write: all stages, in order. */
gboolean epub_write (const WzJob *job, gpointer state, WzOutput *output, GError **error);

/* epub-xhtml: content documents, through wz-book.h. */
gboolean epub_write_documents (EpubJob *job, GError **error);
/** epub_add_text: (transfer full): appends @file, which is packed by the packer. */
void epub_add_text (EpubJob *job, WzEpubFile *file);
/* epub-css: fonts to embed and the style sheet that names them. */
void epub_choose_faces (EpubJob *job);
/** epub_subset_faces: makes the files; call it when all texts are written. */
void epub_subset_faces (EpubJob *job);
GBytes *epub_make_css (const EpubJob *job);
/* epub-figures: pictures. */
gchar *epub_image_href (const WzResource *resource, gpointer user_data);
