/* html-job.h: what the stages of the HTML plugin hand to each other. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-plugin.h>

#include <wenzhai-kit/wz-book-css.h>

/**
 * HtmlCategory: one that papers of the issue are of.
 * @code: as papers have it; empty: of those that have none
 * @name: (nullable): what it stands for
 * @token: what it is called in the page: ASCII without white space, from the code
 * @n_papers: of it
 */
typedef struct {
  gchar *code;
  gchar *name;
  gchar *token;
  guint n_papers;
} HtmlCategory;

/**
 * HtmlJob: one page while it is made.
 * @galley: of both languages: which of them is seen is chosen in the page
 * @categories: (element-type HtmlCategory): the most frequent ones first; fewer than two: there is nothing to
 * choose
 * @tokens: (element-type utf8): of each part of the galley; NULL for none
 * @images: resource id → data URI, "" for one that can't be shown
 * @faces: (element-type WzBookCssFace): embedded ones; @face_strings has their families and addresses
 */
typedef struct {
  const WzJob *job;
  WzGalley *galley;
  const WzStyle *style;
  const WzOptions *options;
  WzDiagSink *sink;
  WzBook *book;
  WzXmlWriter *xml;
  WzBookPage page;
  WzCharSet *characters[WZ_XML_N_WEIGHTS];
  GPtrArray *categories;
  GPtrArray *tokens;
  GHashTable *images;
  GArray *faces;
  GPtrArray *face_strings;
  gchar **credits;
  gboolean is_bilingual;
} HtmlJob;

/** html_write: all stages, in order. */
gboolean html_write (const WzJob *job, gpointer state, WzOutput *output, GError **error);

/** html_survey: fills @categories, @tokens, @is_bilingual. */
void html_survey (HtmlJob *html);
/** html_put_tokens: those of @part's paper or papers, as `data-c` of the element just started:
 * WzBookOptions.part_attributes. */
void html_put_tokens (const WzPart *part, WzXmlWriter *xml, gpointer html);

/* html-controls: what the reader chooses with. */
void html_write_controls (HtmlJob *html);
/* html-contents: the list of the page. */
void html_write_contents (HtmlJob *html);

/* html-media: pictures, cover, fonts, each as an address that holds all of it. */
gchar *html_image_href (const WzResource *resource, gpointer html);
/** html_dup_cover: (transfer full) (nullable): the cover's address; NULL with @error. @alt: (out): in words.
 */
gchar *html_dup_cover (HtmlJob *html, gchar **alt, GError **error);
/** html_embed_fonts: fills @faces, when all that is shown is written. */
void html_embed_fonts (HtmlJob *html);

/* html-css: the style sheet. */
gchar *html_dup_css (const HtmlJob *html);

/* html-color: 0xRRGGBB. */
/** html_color_contrast: 1 to 21 (WCAG 2.2, contrast ratio). */
gdouble html_color_contrast (guint32 a, guint32 b);
/** html_color_on: @color, made lighter until it has @contrast on the dark @ground. */
guint32 html_color_on (guint32 color, guint32 ground, gdouble contrast);
