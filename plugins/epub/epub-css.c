/* epub-css.c: fonts and style sheet. In: the style's faces and the characters of the texts. Out: font files,
 * CSS. Requirements: epub-quality F1–F6, S1–S9. SPDX-License-Identifier: MIT */
#include "epub-job.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include <wenzhai-kit/wz-book-css.h>

/* Characters that every book may show through the reader's own doing (F1). */
#define ALWAYS                                                                                               \
  " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"        \
  "，。、；：？！“”‘’（）《》【】—…·\xc2\xa0"

/* The style's Chinese body faces; without them the book goes without fonts (F6). */
void
epub_choose_faces (EpubJob *job)
{
  if (!g_str_equal (wz_options_get_string (job->options, "embed-fonts"), "subset"))
    return;
  job->credits = wz_font_choice_dup_credits (job->style);
}

static void
make_file (WzFontChoice *face, gpointer packer)
{
  g_autofree gchar *name = g_strdup_printf ("EPUB/fonts/%s.%s", face->name, face->subset->extension);

  face->data = wz_epub_file_new (name, face->name, face->subset->media_type, face->subset->data);
  wz_parallel_push (packer, face->data);
}

void
epub_subset_faces (EpubJob *job)
{
  WzFontChoiceJob fonts = {.galley = job->galley,
                           .style = job->style,
                           .sink = job->sink,
                           .characters = job->characters,
                           .always = ALWAYS,
                           .made = make_file,
                           .user_data = job->packer};

  if (job->credits == NULL)
    return;
  g_ptr_array_unref (job->faces);
  job->faces = wz_font_choice_make (&fonts);
  if (job->faces->len == 0)
    wz_diag_report (job->sink, WZ_SEVERITY_WARNING, "no-font-embedded", NULL,
                    _ ("no font of the style is installed: the book is left to the reader's fonts"));
}

/* ---- The style sheet ----------------------------------------------------------------------------------- */

GBytes *
epub_make_css (const EpubJob *job)
{
  g_autofree WzBookCssFace *faces = g_new0 (WzBookCssFace, job->faces->len + 1);
  g_autoptr (GPtrArray) families = g_ptr_array_new_with_free_func (g_free);
  const gchar *leading = wz_options_get_string (job->options, "line-height");
  gdouble line_height = -1;
  gchar *css;

  for (guint i = 0; i < job->faces->len; i++) {
    const WzFontChoice *face = g_ptr_array_index (job->faces, i);

    g_ptr_array_add (families, wz_font_choice_dup_family ("wenzhai", face->family));
    faces[i].family = g_ptr_array_index (families, i);
    faces[i].weight = face->weight;
    faces[i].href = ((const WzEpubFile *) face->data)->name + strlen ("EPUB/");
  }
  if (g_str_equal (leading, "none"))
    line_height = 0;
  else if (wz_options_is_set (job->options, "line-height"))
    line_height = wz_options_get_length (job->options, "line-height").value;
  css = wz_book_dup_css (job->style, wz_galley_get_lang (job->galley), WZ_BOOK_EPUB, line_height, faces,
                         job->faces->len);
  return g_bytes_new_take (css, strlen (css));
}
