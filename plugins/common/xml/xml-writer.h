/* xml-writer.h: XML and XHTML text. SPDX-License-Identifier: MIT */
#pragma once

#include "../chars/char-set.h"

/**
 * XmlMode: how empty elements end.
 * @XML_MODE_XML: `<item/>`
 * @XML_MODE_HTML: void elements of HTML `<br/>`, all others `<a></a>`: HTML parsers and Kindle need the end
 * tag
 */
typedef enum { XML_MODE_XML, XML_MODE_HTML } XmlMode;

/* The characters that text shows, apart by the weight that it is shown in. */
enum { XML_WEIGHT_REGULAR, XML_WEIGHT_BOLD, XML_N_WEIGHTS };

/**
 * XmlWriter: writes one document. It keeps the stack of open elements, escapes, and lets only characters
 * through that a book may hold (epub-quality X2): no C0 and C1 controls, surrogates, noncharacters, private
 * use, U+FFFD, U+FEFF. What it drops it counts. Errors are sticky: they are told once, by
 * xml_writer_finish().
 */
typedef struct _XmlWriter XmlWriter;

XmlWriter *xml_writer_new (XmlMode mode);
void xml_writer_free (XmlWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XmlWriter, xml_writer_free)

/** xml_writer_declaration: `<?xml version="1.0" encoding="UTF-8"?>` and a line feed. */
void xml_writer_declaration (XmlWriter *writer);
/** xml_writer_doctype: `<!DOCTYPE html>` and a line feed. */
void xml_writer_doctype (XmlWriter *writer);

void xml_start (XmlWriter *writer, const gchar *name);
/** xml_attr: an attribute of the element started last, before any content. @value NULL: none is written. */
void xml_attr (XmlWriter *writer, const gchar *name, const gchar *value);
void xml_attrf (XmlWriter *writer, const gchar *name, const gchar *format, ...) G_GNUC_PRINTF (3, 4);
void xml_attr_int (XmlWriter *writer, const gchar *name, gint64 value);
/**
 * xml_attr_lang:
 * @lang: (nullable): as the format spells it (`zh-CN`); NULL: unknown, nothing is written
 *
 * Writes `lang` and, unless xml_writer_set_plain_lang(), `xml:lang`, where @lang differs from that of the
 * element around (epub-quality X1, X8).
 */
void xml_attr_lang (XmlWriter *writer, const gchar *lang);
/** xml_mark_bold: the element started last is shown in bold, whatever its name: its style sheet says so. */
void xml_mark_bold (XmlWriter *writer);
/** xml_end: of the element opened last. */
void xml_end (XmlWriter *writer);
void xml_text (XmlWriter *writer, const gchar *text);
void xml_text_len (XmlWriter *writer, const gchar *text, gsize length);
/** xml_newline: a line feed between blocks, for those who look at the source. */
void xml_newline (XmlWriter *writer);
/** xml_element: `<name>text</name>`. */
void xml_element (XmlWriter *writer, const gchar *name, const gchar *text);

/** xml_writer_get_lang: (nullable): the language at this place. */
const gchar *xml_writer_get_lang (const XmlWriter *writer);
/** xml_writer_get_depth: open elements. */
guint xml_writer_get_depth (const XmlWriter *writer);
/** xml_writer_has_open: whether an element @name is open. */
gboolean xml_writer_has_open (const XmlWriter *writer, const gchar *name);
/** xml_writer_is_open: whether the element opened last is a @name. */
gboolean xml_writer_is_open (const XmlWriter *writer, const gchar *name);
/** xml_writer_get_dropped: characters left out so far; @last (out) (optional): the one dropped last. */
guint xml_writer_get_dropped (const XmlWriter *writer, gunichar *last);

/** xml_writer_set_plain_lang: write `lang` alone (KF8). */
void xml_writer_set_plain_lang (XmlWriter *writer, gboolean plain);
/**
 * xml_writer_set_characters:
 * @sets: (array fixed-size=2) (nullable): (transfer none): get the characters of the text, apart by weight
 *
 * Text in `h1`…`h6`, `strong`, `em`, `b`, `th` and what xml_mark_bold() names is bold. Text in `head` is
 * shown nowhere and not collected.
 */
void xml_writer_set_characters (XmlWriter *writer, CharSet *const sets[XML_N_WEIGHTS]);

/**
 * xml_writer_finish:
 * @writer: ends all open elements; only xml_writer_free() may follow
 *
 * Returns: (transfer full): the document; NULL with @error (WZ_PLUGIN_ERROR_FAILED) when writing failed
 */
GBytes *xml_writer_finish (XmlWriter *writer, GError **error);
