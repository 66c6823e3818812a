/* In: XML 1.0 with namespaces. Out: nodes, from the events of libxml2's parser, which builds no tree, loads
 * nothing and knows no entity but the five of XML. SPDX-License-Identifier: MIT */
#include "record/record-tree.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

typedef struct {
  WzRecordTree *tree;
  xmlParserCtxt *parser;
  GString *name;
} Xml;

static Xml *
get_xml (void *context)
{
  return ((xmlParserCtxt *) context)->_private;
}

static gsize
get_offset (const Xml *xml)
{
  const xmlParserInput *input = xml->parser->input;

  return input != NULL ? MIN ((gsize) input->consumed + (gsize) (input->cur - input->base), xml->tree->length)
                       : xml->tree->length;
}

static void
stop (Xml *xml)
{
  if (record_tree_is_over (xml->tree))
    xmlStopParser (xml->parser);
}

/* The name by the table of prefixes; without a namespace, and without a prefix, the local name. */
static const gchar *
name_node (Xml *xml, const gchar *mark, const gchar *local, const gchar *prefix, const gchar *uri)
{
  const WzRecordReading *reading = xml->tree->reading;

  g_string_assign (xml->name, mark);
  if (uri != NULL && g_str_equal (uri, "http://www.w3.org/XML/1998/namespace")) {
    g_string_append (xml->name, "xml:");
  } else if (uri != NULL) {
    guint i = 0;

    while (i < reading->n_prefixes && !g_str_equal (reading->prefixes[i].uri, uri))
      i++;
    if (i < reading->n_prefixes) {
      g_string_append (xml->name, reading->prefixes[i].prefix);
      if (*reading->prefixes[i].prefix != '\0')
        g_string_append_c (xml->name, ':');
    } else if (prefix != NULL) {
      g_string_append_printf (xml->name, "{%s}", uri);
    }
  } else if (prefix != NULL) { /* that nobody has declared */
    g_string_append_printf (xml->name, "%s:", prefix);
  }
  g_string_append (xml->name, local);
  return xml->name->str;
}

static void
add_attributes (Xml *xml, const xmlChar **attributes, gint n, gsize at)
{
  for (gint i = 0; i < n; i++, attributes += 5) {
    const gchar *name = name_node (xml, "@", (const gchar *) attributes[0], (const gchar *) attributes[1],
                                   (const gchar *) attributes[2]);

    record_tree_leaf (xml->tree, WZ_RECORD_VALUE, name, xml->name->len, (const gchar *) attributes[3],
                      (gsize) (attributes[4] - attributes[3]), at);
  }
}

static void
start_element (void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri,
               int n_namespaces, const xmlChar **namespaces, int n_attributes, int n_defaulted,
               const xmlChar **attributes)
{
  Xml *xml = get_xml (context);
  WzRecordTree *tree = xml->tree;
  gsize end = get_offset (xml);
  /* a value in a tag has no `<` in it */
  const gchar *tag = memrchr (tree->text, '<', end);
  gsize at = tag != NULL ? MAX ((gsize) (tag - tree->text), tree->at) : tree->at;

  if (record_tree_is_over (tree))
    return;
  if (n_attributes > WZ_RECORD_MAX_ATTRIBUTES)
    record_tree_fail (tree, WZ_READ_ERROR_LIMIT, at, _ ("more than %d attributes"), WZ_RECORD_MAX_ATTRIBUTES);
  const gchar *name = name_node (xml, "", (const gchar *) local, (const gchar *) prefix, (const gchar *) uri);
  WzRecordNode *node = record_tree_open (tree, WZ_RECORD_ELEMENT, name, xml->name->len, at);

  node->markup_start = MIN (end + 1, tree->length);
  add_attributes (xml, attributes, n_attributes, at);
  stop (xml);
}

static void
end_element (void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
  Xml *xml = get_xml (context);
  WzRecordTree *tree = xml->tree;

  if (record_tree_is_over (tree) || tree->depth <= 1)
    return;
  RecordLevel *level = record_tree_top (tree);
  WzRecordNode *node = level->node;
  gsize end = get_offset (xml);
  const gchar *tag = end > node->markup_start
                         ? memrchr (tree->text + node->markup_start, '<', end - node->markup_start)
                         : NULL;

  node->markup_end = tag != NULL ? (gsize) (tag - tree->text) : node->markup_start;
  gboolean blank = level->text == NULL || strspn (level->text->str, " \t\r\n") == level->text->len;

  if (!blank || node->first == NULL)
    node->text = record_tree_keep (tree, blank ? "" : level->text->str);
  record_tree_close (tree);
  stop (xml);
}

static void
add_characters (void *context, const xmlChar *characters, int length)
{
  Xml *xml = get_xml (context);

  if (record_tree_is_over (xml->tree) || xml->tree->depth <= 1)
    return;
  RecordLevel *level = record_tree_top (xml->tree);

  if (level->text == NULL)
    level->text = g_string_new (NULL);
  g_string_append_len (level->text, (const gchar *) characters, length);
}

/* With entities a page of text can say a gigabyte, or read a file. */
static void
refuse_entity (void *context, const xmlChar *name, int type, const xmlChar *public_id,
               const xmlChar *system_id, xmlChar *content)
{
  Xml *xml = get_xml (context);

  record_tree_fail (xml->tree, WZ_READ_ERROR_SYNTAX, get_offset (xml),
                    _ ("the document declares the entity “%s”; documents with entities of their own are not "
                       "read"),
                    (const gchar *) name);
  stop (xml);
}

static xmlEntity *
get_entity (void *context, const xmlChar *name)
{
  return xmlGetPredefinedEntity (name);
}

/* With a document type that lies elsewhere the parser takes any name for an entity of it. */
static void
refuse_reference (void *context, const xmlChar *name)
{
  Xml *xml = get_xml (context);

  record_tree_fail (xml->tree, WZ_READ_ERROR_SYNTAX, get_offset (xml), _ ("there is no entity “%s” in XML"),
                    (const gchar *) name);
  stop (xml);
}

/* What the parser says ends in a line end. What is wrong with a namespace alone does not end a document. */
static void
take_error (void *context, const char *format, ...)
{
  Xml *xml = get_xml (context);
  const xmlError *error = xmlCtxtGetLastError (xml->parser);

  if (error == NULL || error->level != XML_ERR_FATAL)
    return;
  g_autofree gchar *text = g_strdup (error->message != NULL ? error->message : "");

  record_tree_fail (xml->tree, WZ_READ_ERROR_SYNTAX, MAX (get_offset (xml), xml->tree->at), "%s",
                    g_strstrip (text));
  stop (xml);
}

void
record_read_xml (WzRecordTree *tree)
{
  static const xmlSAXHandler handler = {.initialized = XML_SAX2_MAGIC,
                                        .startElementNs = start_element,
                                        .endElementNs = end_element,
                                        .characters = add_characters,
                                        .cdataBlock = add_characters,
                                        .ignorableWhitespace = add_characters,
                                        .getEntity = get_entity,
                                        .entityDecl = refuse_entity,
                                        .reference = refuse_reference,
                                        .warning = take_error,
                                        .error = take_error};
  Xml xml = {tree, NULL, g_string_new (NULL)};

  xml.parser = xmlNewParserCtxt ();
  *xml.parser->sax = handler;
  xml.parser->_private = &xml;
  /* the text has been decoded: what it declares itself to be is history */
  xmlDoc *document = xmlCtxtReadMemory (xml.parser, tree->text, (int) tree->length, NULL, "UTF-8",
                                        XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_HUGE);

  if (!xml.parser->wellFormed && !record_tree_is_over (tree))
    record_tree_fail (tree, WZ_READ_ERROR_SYNTAX, tree->length, _ ("this is no XML"));
  xmlFreeDoc (document);
  xmlFreeParserCtxt (xml.parser);
  g_string_free (xml.name, TRUE);
}
