/* xml-writer.c: a thin layer over xmlTextWriter. In: elements and text. Out: the bytes of one document.
 * SPDX-License-Identifier: MIT
 *
 * xmlTextWriter escapes well but lets C0 controls, noncharacters and surrogates through and collapses empty
 * elements (libxml2 2.9): both are dealt with here.
 */
#include "xml-writer.h"

#include <glib/gi18n-lib.h>
#include <libxml/entities.h>
#include <libxml/xmlIO.h>
#include <libxml/xmlwriter.h>
#include <string.h>

#include <wenzhai/wenzhai.h>

#include "../chars/chars.h"

#define MAX_DEPTH 256

typedef struct {
  const gchar *name; /* as given: names are literals */
  gchar lang[24];    /* in force inside; "" while unknown */
  guint bold;        /* bold elements open, this one included */
} Open;

struct _XmlWriter {
  XmlMode mode;
  gboolean plain_lang;
  gboolean failed;
  gboolean has_characters;
  CharSet *characters[XML_N_WEIGHTS];
  GString *bytes;         /* what libxml2 has flushed */
  xmlOutputBufferPtr out; /* owned by writer */
  xmlTextWriterPtr writer;
  GString *clean; /* scratch */
  Open stack[MAX_DEPTH];
  guint depth;
  guint head_depth; /* depth of an open head; 0: none */
  gsize start;
  guint n_elements;
  guint n_dropped;
  gunichar last_dropped;
};

static const gchar *const void_elements[] = {"area", "base", "br",    "col",    "embed", "hr",  "img",
                                             "link", "meta", "param", "source", "track", "wbr", NULL};
static const gchar *const bold_elements[] = {"h1",     "h2", "h3", "h4", "h5", "h6",
                                             "strong", "em", "b",  "th", NULL};

static int
collect (void *context, const char *buffer, int length)
{
  XmlWriter *writer = context;

  if (length > 0) /* a writer that has handed its bytes over flushes once more, nothing */
    g_string_append_len (writer->bytes, buffer, length);
  return length;
}

XmlWriter *
xml_writer_new (XmlMode mode)
{
  XmlWriter *writer = g_new0 (XmlWriter, 1);

  writer->mode = mode;
  writer->bytes = g_string_sized_new (8192);
  writer->clean = g_string_sized_new (1024);
  writer->out = xmlOutputBufferCreateIO (collect, NULL, writer, NULL);
  writer->writer = writer->out != NULL ? xmlNewTextWriter (writer->out) : NULL;
  writer->failed = writer->writer == NULL;
  return writer;
}

void
xml_writer_free (XmlWriter *writer)
{
  if (writer == NULL)
    return;
  if (writer->writer != NULL)
    xmlFreeTextWriter (writer->writer); /* frees the output buffer too */
  if (writer->bytes != NULL)
    g_string_free (writer->bytes, TRUE);
  g_string_free (writer->clean, TRUE);
  g_free (writer);
}

/* Makes the first failure of libxml2 sticky. */
static void
note (XmlWriter *writer, int result)
{
  if (result < 0)
    writer->failed = TRUE;
}

static void
raw (XmlWriter *writer, const gchar *text)
{
  if (!writer->failed)
    note (writer, xmlTextWriterWriteRaw (writer->writer, BAD_CAST text));
}

void
xml_writer_declaration (XmlWriter *writer)
{
  raw (writer, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
}

void
xml_writer_doctype (XmlWriter *writer)
{
  raw (writer, "<!DOCTYPE html>\n");
}

gsize
xml_writer_get_offset (const XmlWriter *writer)
{
  return writer->failed ? 0 : writer->bytes->len + xmlBufUse (writer->out->buffer);
}

gsize
xml_writer_get_start (const XmlWriter *writer)
{
  return writer->start;
}

void
xml_start (XmlWriter *writer, const gchar *name)
{
  const Open *parent = writer->depth > 0 ? &writer->stack[writer->depth - 1] : NULL;
  Open *open;

  if (writer->depth == MAX_DEPTH)
    writer->failed = TRUE;
  if (writer->failed)
    return;
  note (writer, xmlTextWriterStartElement (writer->writer, BAD_CAST name));
  writer->start =
      xml_writer_get_offset (writer) - strlen (name) - 1; /* the `>` of the tag is still to come */
  open = &writer->stack[writer->depth++];
  open->name = name;
  open->bold = parent != NULL ? parent->bold : 0;
  if (g_strv_contains (bold_elements, name))
    open->bold++;
  g_strlcpy (open->lang, parent != NULL ? parent->lang : "", sizeof open->lang);
  if (writer->head_depth == 0 && strcmp (name, "head") == 0)
    writer->head_depth = writer->depth;
  writer->n_elements++;
}

/*
 * Copies @text to the scratch string without what may not stand in a book. The bytes are valid UTF-8 in all
 * that the model holds; a stray byte from elsewhere is dropped like a forbidden character.
 */
static void
clean (XmlWriter *writer, const gchar *text, gsize length, gboolean shown)
{
  const gchar *end = text + length, *kept = text; /* all before is copied or dropped */
  CharSet *set = NULL;

  g_string_truncate (writer->clean, 0);
  if (shown && writer->has_characters && writer->head_depth == 0 && writer->depth > 0)
    set =
        writer->characters[writer->stack[writer->depth - 1].bold > 0 ? XML_WEIGHT_BOLD : XML_WEIGHT_REGULAR];
  while (text < end) {
    gboolean ascii = *text >= 0x20 && *text < 0x7F;
    gunichar c = ascii ? (gunichar) *text : g_utf8_get_char_validated (text, end - text);
    gboolean stray = c == (gunichar) -1 || c == (gunichar) -2;
    const gchar *next = stray ? text + 1 : g_utf8_next_char (text);

    if (ascii || (!stray && char_is_allowed (c))) {
      if (set != NULL)
        char_set_add (set, c);
    } else {
      g_string_append_len (writer->clean, kept, text - kept);
      kept = next;
      writer->n_dropped += c != '\r';
      if (c != '\r')
        writer->last_dropped = stray ? (guchar) *text : c;
    }
    text = next;
  }
  g_string_append_len (writer->clean, kept, end - kept);
}

/* What xmlTextWriterWriteString() does, without a copy of what has nothing to escape: most of a book. */
static int
write_escaped (XmlWriter *writer, const gchar *text)
{
  xmlChar *escaped;
  int result;

  if (strpbrk (text, "<>&\"") == NULL)
    return xmlTextWriterWriteRaw (writer->writer, BAD_CAST text);
  escaped = xmlEncodeSpecialChars (NULL, BAD_CAST text);
  result = escaped != NULL ? xmlTextWriterWriteRaw (writer->writer, escaped) : -1;
  xmlFree (escaped);
  return result;
}

/*
 * The value is escaped by libxml2 and written raw: xmlTextWriterWriteAttribute() turns all that is not ASCII
 * into character references unless the writer has begun a document of its own. White space becomes spaces,
 * which is what XML makes of it anyway.
 */
void
xml_attr (XmlWriter *writer, const gchar *name, const gchar *value)
{
  if (value == NULL || writer->failed)
    return;
  clean (writer, value, strlen (value), FALSE);
  g_strdelimit (writer->clean->str, "\t\n", ' ');
  note (writer, xmlTextWriterStartAttribute (writer->writer, BAD_CAST name));
  note (writer, write_escaped (writer, writer->clean->str));
  note (writer, xmlTextWriterEndAttribute (writer->writer));
}

void
xml_attrf (XmlWriter *writer, const gchar *name, const gchar *format, ...)
{
  g_autofree gchar *value = NULL;
  va_list args;

  va_start (args, format);
  value = g_strdup_vprintf (format, args);
  va_end (args);
  xml_attr (writer, name, value);
}

void
xml_attr_int (XmlWriter *writer, const gchar *name, gint64 value)
{
  xml_attrf (writer, name, "%" G_GINT64_FORMAT, value);
}

void
xml_attr_lang (XmlWriter *writer, const gchar *lang)
{
  Open *open;

  if (lang == NULL || writer->failed || writer->depth == 0)
    return;
  open = &writer->stack[writer->depth - 1];
  if (strcmp (open->lang, lang) == 0)
    return;
  g_strlcpy (open->lang, lang, sizeof open->lang);
  xml_attr (writer, "lang", lang);
  if (!writer->plain_lang)
    xml_attr (writer, "xml:lang", lang);
}

void
xml_mark_bold (XmlWriter *writer)
{
  if (writer->depth > 0)
    writer->stack[writer->depth - 1].bold++;
}

void
xml_end (XmlWriter *writer)
{
  const gchar *name;

  if (writer->failed)
    return;
  if (writer->depth == 0) {
    writer->failed = TRUE;
    return;
  }
  name = writer->stack[writer->depth - 1].name;
  if (writer->mode == XML_MODE_XML || g_strv_contains (void_elements, name))
    note (writer, xmlTextWriterEndElement (writer->writer));
  else
    note (writer, xmlTextWriterFullEndElement (writer->writer));
  if (writer->head_depth == writer->depth)
    writer->head_depth = 0;
  writer->depth--;
}

void
xml_text_len (XmlWriter *writer, const gchar *text, gsize length)
{
  if (writer->failed || length == 0)
    return;
  clean (writer, text, length, TRUE);
  if (writer->clean->len > 0)
    note (writer, write_escaped (writer, writer->clean->str));
}

void
xml_text (XmlWriter *writer, const gchar *text)
{
  if (text != NULL)
    xml_text_len (writer, text, strlen (text));
}

void
xml_newline (XmlWriter *writer)
{
  raw (writer, "\n");
}

void
xml_element (XmlWriter *writer, const gchar *name, const gchar *text)
{
  xml_start (writer, name);
  xml_text (writer, text);
  xml_end (writer);
}

const gchar *
xml_writer_get_lang (const XmlWriter *writer)
{
  const gchar *lang = writer->depth > 0 ? writer->stack[writer->depth - 1].lang : "";

  return *lang != '\0' ? lang : NULL;
}

guint
xml_writer_get_depth (const XmlWriter *writer)
{
  return writer->depth;
}

gboolean
xml_writer_has_open (const XmlWriter *writer, const gchar *name)
{
  for (guint i = 0; i < writer->depth; i++)
    if (strcmp (writer->stack[i].name, name) == 0)
      return TRUE;
  return FALSE;
}

gboolean
xml_writer_is_open (const XmlWriter *writer, const gchar *name)
{
  return writer->depth > 0 && strcmp (writer->stack[writer->depth - 1].name, name) == 0;
}

guint
xml_writer_get_n_elements (const XmlWriter *writer)
{
  return writer->n_elements;
}

guint
xml_writer_get_dropped (const XmlWriter *writer, gunichar *last)
{
  if (last != NULL)
    *last = writer->last_dropped;
  return writer->n_dropped;
}

void
xml_writer_set_plain_lang (XmlWriter *writer, gboolean plain)
{
  writer->plain_lang = plain;
}

void
xml_writer_set_characters (XmlWriter *writer, CharSet *const sets[XML_N_WEIGHTS])
{
  writer->has_characters = sets != NULL;
  for (guint i = 0; i < XML_N_WEIGHTS && sets != NULL; i++)
    writer->characters[i] = sets[i];
}

GBytes *
xml_writer_finish (XmlWriter *writer, GError **error)
{
  while (writer->depth > 0 && !writer->failed)
    xml_end (writer);
  raw (writer, "\n");
  if (!writer->failed)
    note (writer, xmlTextWriterFlush (writer->writer));
  if (writer->failed) {
    g_set_error_literal (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_FAILED,
                         _ ("an XML document could not be written"));
    return NULL;
  }
  return g_string_free_to_bytes (g_steal_pointer (&writer->bytes));
}
