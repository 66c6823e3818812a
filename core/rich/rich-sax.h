/* rich-sax.h: libxml2's parser of HTML, whose events are told with the bytes that they stand for: it builds
 * no tree and loads nothing. Private to core/rich. SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>
#include <libxml/HTMLparser.h>

G_BEGIN_DECLS

typedef struct {
  htmlParserCtxtPtr parser;
  const gchar *text;
  gsize length;
  gsize limit; /* no more of it is given to libxml2 */
  gsize tag;   /* that was looked at last */
  gsize told;  /* how far the source is read */
  guint open;  /* bits of foreign elements that nothing ends behind where they were met */
} RichSax;

/* Gives @text to @handler; @sax stands in what @user_data points to. */
void rich_sax_parse (RichSax *sax, const gchar *text, const htmlSAXHandler *handler, gpointer user_data);
/* Takes the account of a tag, of which several events may tell, up to @told: from @from on; where it begins.
 */
gsize rich_sax_take_markup (RichSax *sax, gsize *from);
/* The same of characters: @start to @end; whether they stand there as they are. */
gboolean rich_sax_take_characters (RichSax *sax, const gchar *characters, gsize n, gsize *start, gsize *end);
void rich_sax_skip_comment (RichSax *sax);
/* Behind the tag, the comment, the script or the style sheet that @p begins; NULL: none begins there. */
const gchar *rich_sax_skip_tag (RichSax *sax, const gchar *p);
/* (nullable): the value of an attribute. */
const gchar *rich_sax_attribute (const xmlChar **attributes, const gchar *name);

G_END_DECLS
