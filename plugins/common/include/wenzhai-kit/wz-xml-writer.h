/* wz-xml-writer.h: XML and XHTML text. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai-kit/wz-char-set.h>

G_BEGIN_DECLS

/**
 * WzXmlMode: how empty elements end.
 * @WZ_XML_MODE_XML: `<item/>`
 * @WZ_XML_MODE_HTML: void elements of HTML `<br/>`, all others `<a></a>`: HTML parsers and Kindle need the
 * end tag
 * @WZ_XML_MODE_PAGE: for browsers that read HTML and no XML: void elements `<br>`
 */
typedef enum { WZ_XML_MODE_XML, WZ_XML_MODE_HTML, WZ_XML_MODE_PAGE } WzXmlMode;

/* The characters that text shows, apart by the weight that it is shown in. */
enum { WZ_XML_WEIGHT_REGULAR, WZ_XML_WEIGHT_BOLD, WZ_XML_N_WEIGHTS };

/**
 * WzXmlWriter: writes one document. It keeps the stack of open elements, escapes, and lets only characters
 * through that a book may hold (epub-quality X2): no C0 and C1 controls, surrogates, noncharacters, private
 * use, U+FFFD, U+FEFF. What it drops it counts. Errors are sticky: they are told once, by
 * wz_xml_writer_finish().
 */
typedef struct _WzXmlWriter WzXmlWriter;

/** wz_xml_writer_new: (transfer full): with nothing written. */
WzXmlWriter *wz_xml_writer_new (WzXmlMode mode);
void wz_xml_writer_free (WzXmlWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzXmlWriter, wz_xml_writer_free)

/** wz_xml_writer_declaration: `<?xml version="1.0" encoding="UTF-8"?>` and a line feed. */
void wz_xml_writer_declaration (WzXmlWriter *writer);
/** wz_xml_writer_doctype: `<!DOCTYPE html>` and a line feed. */
void wz_xml_writer_doctype (WzXmlWriter *writer);

/** wz_xml_start: `<name`; attributes may follow, content closes the tag. @name lives until wz_xml_end(). */
void wz_xml_start (WzXmlWriter *writer, const gchar *name);
/** wz_xml_attr: an attribute of the element started last, before any content. @value NULL: none is written.
 */
void wz_xml_attr (WzXmlWriter *writer, const gchar *name, const gchar *value);
/** wz_xml_attrf, wz_xml_attr_int: the same, with a value that is put together. */
void wz_xml_attrf (WzXmlWriter *writer, const gchar *name, const gchar *format, ...) G_GNUC_PRINTF (3, 4);
void wz_xml_attr_int (WzXmlWriter *writer, const gchar *name, gint64 value);
/**
 * wz_xml_attr_lang:
 * @lang: (nullable): as the format spells it (`zh-CN`); NULL: unknown, nothing is written
 *
 * Writes `lang` and, unless wz_xml_writer_set_plain_lang(), `xml:lang`, where @lang differs from that of the
 * element around (epub-quality X1, X8).
 */
void wz_xml_attr_lang (WzXmlWriter *writer, const gchar *lang);
/** wz_xml_mark_bold: the element started last is shown in bold, whatever its name: its style sheet says so.
 */
void wz_xml_mark_bold (WzXmlWriter *writer);
/** wz_xml_end: of the element opened last. */
void wz_xml_end (WzXmlWriter *writer);
/** wz_xml_text, wz_xml_text_len: escaped text of the element opened last; UTF-8, @length in bytes. */
void wz_xml_text (WzXmlWriter *writer, const gchar *text);
void wz_xml_text_len (WzXmlWriter *writer, const gchar *text, gsize length);
/** wz_xml_newline: a line feed between blocks, for those who look at the source. */
void wz_xml_newline (WzXmlWriter *writer);
/** wz_xml_element: `<name>text</name>`. */
void wz_xml_element (WzXmlWriter *writer, const gchar *name, const gchar *text);

/** wz_xml_writer_get_lang: (nullable): the language at this place. */
const gchar *wz_xml_writer_get_lang (const WzXmlWriter *writer);
/** wz_xml_writer_get_depth: open elements. */
guint wz_xml_writer_get_depth (const WzXmlWriter *writer);
/** wz_xml_writer_has_open: whether an element @name is open. */
gboolean wz_xml_writer_has_open (const WzXmlWriter *writer, const gchar *name);
/** wz_xml_writer_is_open: whether the element opened last is a @name. */
gboolean wz_xml_writer_is_open (const WzXmlWriter *writer, const gchar *name);
/** wz_xml_writer_get_size: bytes written so far; behind wz_xml_newline() a place where something may be put
 * in.
 */
gsize wz_xml_writer_get_size (const WzXmlWriter *writer);
/** wz_xml_writer_get_dropped: characters left out so far; @last (out) (optional): the one dropped last. */
guint wz_xml_writer_get_dropped (const WzXmlWriter *writer, gunichar *last);

/** wz_xml_writer_set_plain_lang: write `lang` alone (KF8). */
void wz_xml_writer_set_plain_lang (WzXmlWriter *writer, gboolean plain);
/**
 * wz_xml_writer_set_characters:
 * @sets: (array fixed-size=2) (nullable): (transfer none): get the characters of the text, apart by weight
 *
 * Text in `h1`…`h6`, `strong`, `em`, `b`, `th` and what wz_xml_mark_bold() names is bold. Text in `head` is
 * shown nowhere and not collected.
 */
void wz_xml_writer_set_characters (WzXmlWriter *writer, WzCharSet *const sets[WZ_XML_N_WEIGHTS]);

/**
 * wz_xml_writer_finish:
 * @writer: ends all open elements; only wz_xml_writer_free() may follow
 *
 * Returns: (transfer full): the document; NULL with @error (WZ_PLUGIN_ERROR_FAILED) when writing failed
 */
GBytes *wz_xml_writer_finish (WzXmlWriter *writer, GError **error);

G_END_DECLS
