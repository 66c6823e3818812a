/* xml-writer.c: see xml-writer.h. In: elements and text. Out: the bytes of one document.
 * SPDX-License-Identifier: MIT
 *
 * Each string is gone through once: what may not stand in a book is left out, what XML reads as markup is
 * escaped, and what text shows is noted, while the runs between are copied as they are.
 */
#include <wenzhai-kit/wz-xml-writer.h>

#include <glib/gi18n-lib.h>
#include <string.h>

#include <wenzhai/wenzhai.h>

#include <wenzhai-kit/wz-chars.h>

#define MAX_DEPTH 256

typedef struct {
  const gchar *name; /* as given: names are literals */
  gchar lang[24];    /* in force inside; "" while unknown */
  guint bold;        /* bold elements open, this one included */
} Open;

struct _WzXmlWriter {
  WzXmlMode mode;
  gboolean plain_lang;
  gboolean failed;
  gboolean has_characters;
  WzCharSet *characters[WZ_XML_N_WEIGHTS];
  GString *bytes;
  gboolean in_tag; /* the `>` of the start tag is still to come */
  Open stack[MAX_DEPTH];
  guint depth;
  guint head_depth; /* depth of an open head; 0: none */
  guint n_dropped;
  gunichar last_dropped;
};

static const gchar *const void_elements[] = {"area",  "base",   "br",    "col",  "embed",
                                             "hr",    "img",    "input", "link", "meta",
                                             "param", "source", "track", "wbr",  NULL};
static const gchar *const bold_elements[] = {"h1",     "h2", "h3", "h4", "h5", "h6",
                                             "strong", "em", "b",  "th", NULL};

static gboolean
is_one_of (const gchar *name, const gchar *const *names)
{
  for (; *names != NULL; names++)
    if (**names == *name && strcmp (*names, name) == 0)
      return TRUE;
  return FALSE;
}

WzXmlWriter *
wz_xml_writer_new (WzXmlMode mode)
{
  WzXmlWriter *writer = g_new0 (WzXmlWriter, 1);

  writer->mode = mode;
  writer->bytes = g_string_sized_new (8192);
  return writer;
}

void
wz_xml_writer_free (WzXmlWriter *writer)
{
  if (writer == NULL)
    return;
  if (writer->bytes != NULL)
    g_string_free (writer->bytes, TRUE);
  g_free (writer);
}

static void
end_tag (WzXmlWriter *writer)
{
  if (writer->in_tag)
    g_string_append_c (writer->bytes, '>');
  writer->in_tag = FALSE;
}

static void
raw (WzXmlWriter *writer, const gchar *text)
{
  if (writer->failed)
    return;
  end_tag (writer);
  g_string_append (writer->bytes, text);
}

void
wz_xml_writer_declaration (WzXmlWriter *writer)
{
  raw (writer, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
}

void
wz_xml_writer_doctype (WzXmlWriter *writer)
{
  raw (writer, "<!DOCTYPE html>\n");
}

void
wz_xml_start (WzXmlWriter *writer, const gchar *name)
{
  const Open *parent = writer->depth > 0 ? &writer->stack[writer->depth - 1] : NULL;
  Open *open;

  if (writer->depth == MAX_DEPTH)
    writer->failed = TRUE;
  if (writer->failed)
    return;
  end_tag (writer);
  g_string_append_c (writer->bytes, '<');
  g_string_append (writer->bytes, name);
  writer->in_tag = TRUE;
  open = &writer->stack[writer->depth++];
  open->name = name;
  open->bold = (parent != NULL ? parent->bold : 0) + is_one_of (name, bold_elements);
  g_strlcpy (open->lang, parent != NULL ? parent->lang : "", sizeof open->lang);
  if (writer->head_depth == 0 && strcmp (name, "head") == 0)
    writer->head_depth = writer->depth;
}

/* ---- Characters ---------------------------------------------------------------------------------------- */

/* The character at @text, which ends at @end, and its length. The bytes are valid UTF-8 in all that the model
 * holds; a stray byte from elsewhere is (gunichar) -1. */
static gunichar
read_character (const gchar *text, const gchar *end, guint *length)
{
  const guchar *byte = (const guchar *) text;
  gunichar c;

  /* Most of a Chinese book: U+3000 to U+9FFF, three bytes each. */
  if (byte[0] >= 0xE3 && byte[0] <= 0xE9 && end - text > 2 && (byte[1] & 0xC0) == 0x80 &&
      (byte[2] & 0xC0) == 0x80) {
    *length = 3;
    return (gunichar) (byte[0] & 0xF) << 12 | (gunichar) (byte[1] & 0x3F) << 6 | (byte[2] & 0x3F);
  }
  c = g_utf8_get_char_validated (text, end - text);
  *length = c < 0x110000 ? (guint) g_utf8_skip[byte[0]] : 1;
  return c < 0x110000 ? c : (gunichar) -1;
}

/* What stands for @c; NULL: itself. In attributes white space is a space, which is what XML makes of it
 * anyway. */
static const gchar *
find_entity (gunichar c, gboolean in_tag)
{
  switch (c) {
  case '<':
    return "&lt;";
  case '>':
    return "&gt;";
  case '&':
    return "&amp;";
  case '"':
    return "&quot;";
  case '\t':
  case '\n':
    return in_tag ? " " : NULL;
  default:
    return NULL;
  }
}

/* Appends @text; its characters join @set (nullable). */
static void
put (WzXmlWriter *writer, const gchar *text, gsize length, WzCharSet *set)
{
  const gchar *end = text + length, *kept = text; /* all before is written or dropped */

  while (text < end) {
    guint n = 1;
    gunichar c = (guchar) *text < 0x80 ? (gunichar) *text : read_character (text, end, &n);
    gboolean allowed = wz_char_is_allowed (c);
    const gchar *entity = allowed && c < 0x80 ? find_entity (c, writer->in_tag) : NULL;

    if (allowed && set != NULL)
      wz_char_set_add (set, c);
    if (!allowed && c != '\r') {
      writer->n_dropped++;
      writer->last_dropped = c != (gunichar) -1 ? c : (guchar) *text;
    }
    text += n;
    if (!allowed || entity != NULL) {
      g_string_append_len (writer->bytes, kept, text - n - kept);
      kept = text;
    }
    if (entity != NULL)
      g_string_append (writer->bytes, entity);
  }
  g_string_append_len (writer->bytes, kept, end - kept);
}

void
wz_xml_text_len (WzXmlWriter *writer, const gchar *text, gsize length)
{
  gboolean in_tag = writer->in_tag;
  gsize before = writer->bytes->len;
  const Open *open = writer->depth > 0 ? &writer->stack[writer->depth - 1] : NULL;
  WzCharSet *set = NULL;

  if (writer->failed || length == 0)
    return;
  if (writer->has_characters && writer->head_depth == 0 && open != NULL)
    set = writer->characters[open->bold > 0 ? WZ_XML_WEIGHT_BOLD : WZ_XML_WEIGHT_REGULAR];
  end_tag (writer);
  put (writer, text, length, set);
  if (writer->bytes->len == before + in_tag) { /* nothing was left of it: the element is still empty */
    g_string_truncate (writer->bytes, before);
    writer->in_tag = in_tag;
  }
}

void
wz_xml_text (WzXmlWriter *writer, const gchar *text)
{
  if (text != NULL)
    wz_xml_text_len (writer, text, strlen (text));
}

/* ---- Attributes ---------------------------------------------------------------------------------------- */

void
wz_xml_attr (WzXmlWriter *writer, const gchar *name, const gchar *value)
{
  if (value == NULL || writer->failed)
    return;
  if (!writer->in_tag) {
    writer->failed = TRUE;
    return;
  }
  g_string_append_c (writer->bytes, ' ');
  g_string_append (writer->bytes, name);
  g_string_append (writer->bytes, "=\"");
  put (writer, value, strlen (value), NULL);
  g_string_append_c (writer->bytes, '"');
}

void
wz_xml_attrf (WzXmlWriter *writer, const gchar *name, const gchar *format, ...)
{
  g_autofree gchar *value = NULL;
  va_list args;

  va_start (args, format);
  value = g_strdup_vprintf (format, args);
  va_end (args);
  wz_xml_attr (writer, name, value);
}

void
wz_xml_attr_int (WzXmlWriter *writer, const gchar *name, gint64 value)
{
  wz_xml_attrf (writer, name, "%" G_GINT64_FORMAT, value);
}

void
wz_xml_attr_lang (WzXmlWriter *writer, const gchar *lang)
{
  Open *open;

  if (lang == NULL || writer->failed || writer->depth == 0)
    return;
  open = &writer->stack[writer->depth - 1];
  if (strcmp (open->lang, lang) == 0)
    return;
  g_strlcpy (open->lang, lang, sizeof open->lang);
  wz_xml_attr (writer, "lang", lang);
  if (!writer->plain_lang)
    wz_xml_attr (writer, "xml:lang", lang);
}

void
wz_xml_mark_bold (WzXmlWriter *writer)
{
  if (writer->depth > 0)
    writer->stack[writer->depth - 1].bold++;
}

void
wz_xml_end (WzXmlWriter *writer)
{
  const gchar *name;

  if (writer->failed || writer->depth == 0) {
    writer->failed = TRUE;
    return;
  }
  name = writer->stack[writer->depth - 1].name;
  if (writer->in_tag && (writer->mode == WZ_XML_MODE_XML || is_one_of (name, void_elements))) {
    g_string_append (writer->bytes, writer->mode == WZ_XML_MODE_PAGE ? ">" : "/>");
    writer->in_tag = FALSE;
  } else {
    end_tag (writer);
    g_string_append (writer->bytes, "</");
    g_string_append (writer->bytes, name);
    g_string_append_c (writer->bytes, '>');
  }
  if (writer->head_depth == writer->depth)
    writer->head_depth = 0;
  writer->depth--;
}

void
wz_xml_newline (WzXmlWriter *writer)
{
  raw (writer, "\n");
}

void
wz_xml_element (WzXmlWriter *writer, const gchar *name, const gchar *text)
{
  wz_xml_start (writer, name);
  wz_xml_text (writer, text);
  wz_xml_end (writer);
}

const gchar *
wz_xml_writer_get_lang (const WzXmlWriter *writer)
{
  const gchar *lang = writer->depth > 0 ? writer->stack[writer->depth - 1].lang : "";

  return *lang != '\0' ? lang : NULL;
}

guint
wz_xml_writer_get_depth (const WzXmlWriter *writer)
{
  return writer->depth;
}

gboolean
wz_xml_writer_has_open (const WzXmlWriter *writer, const gchar *name)
{
  for (guint i = 0; i < writer->depth; i++)
    if (strcmp (writer->stack[i].name, name) == 0)
      return TRUE;
  return FALSE;
}

gboolean
wz_xml_writer_is_open (const WzXmlWriter *writer, const gchar *name)
{
  return writer->depth > 0 && strcmp (writer->stack[writer->depth - 1].name, name) == 0;
}

gsize
wz_xml_writer_get_size (const WzXmlWriter *writer)
{
  return writer->bytes->len;
}

guint
wz_xml_writer_get_dropped (const WzXmlWriter *writer, gunichar *last)
{
  if (last != NULL)
    *last = writer->last_dropped;
  return writer->n_dropped;
}

void
wz_xml_writer_set_plain_lang (WzXmlWriter *writer, gboolean plain)
{
  writer->plain_lang = plain;
}

void
wz_xml_writer_set_characters (WzXmlWriter *writer, WzCharSet *const sets[WZ_XML_N_WEIGHTS])
{
  writer->has_characters = sets != NULL;
  for (guint i = 0; i < WZ_XML_N_WEIGHTS && sets != NULL; i++)
    writer->characters[i] = sets[i];
}

GBytes *
wz_xml_writer_finish (WzXmlWriter *writer, GError **error)
{
  while (writer->depth > 0 && !writer->failed)
    wz_xml_end (writer);
  raw (writer, "\n");
  if (writer->failed) {
    g_set_error_literal (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_FAILED,
                         _ ("an XML document could not be written"));
    return NULL;
  }
  /* Of a book all documents are kept: without the room that the string has to grow. */
  return g_bytes_new (writer->bytes->str, writer->bytes->len);
}
