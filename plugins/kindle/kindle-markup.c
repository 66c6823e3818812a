/* kindle-markup: one XHTML document as KF8 wants it.
 *
 * In: a well-formed XHTML document that links by paths. Out: its text with aids, with `kindle:` references
 * for pictures and style sheets and placeholders for links, and the tree of its body's elements by offset.
 * Follows the KF8 reference, 4.4 (aid), 4.5 (links), 8.1 (hygiene).
 *
 * The scanner reads what our own writer of XHTML makes and refuses the rest (CDATA, unbalanced tags); it
 * takes attribute values whole, so a `>` inside one does not mislead it. */
#include "kindle-markup.h"

#include "kindle-bytes.h"
#include "kindle-palmdb.h"

#include <string.h>

#define MAX_DEPTH 256
/* Pieces of a long text run; a third of room is left for what stands beside it in the fragment. */
#define TEXT_PIECE 5400
#define AIDS_PER_DOCUMENT 1000000
#define XML_DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

typedef struct {
  const gchar *name; /* in the source */
  gsize length;
  gint node;        /* index, or -1 outside the body */
  gint last_child;  /* index of the newest child node, or -1 */
  gboolean dropped; /* its tags were left out; node and last_child are those of the element around it */
} Open;

typedef struct {
  const gchar *name;
  gsize name_length;
  const gchar *value;
  gsize value_length;
} Attribute;

typedef struct {
  const KindleDocument *document;
  const KindleNames *names;
  guint file_number;
  const gchar *cursor, *end;
  KindleMarkup *markup;
  GString *text; /* markup->text */
  GArray *open;  /* of Open */
  GArray *attributes;
  guint next_aid;
  gint in_table; /* depth of open tables */
  gint in_heading;
  gboolean seen_body;
} Scanner;

/* KF8 reference 4.4, sorted. `table` and what is inside never gets one. */
static const gchar *const aid_elements[] = {
    "a",     "abbr",   "address",  "article",  "aside",      "audio",  "b",        "bdo",     "blockquote",
    "body",  "button", "cite",     "code",     "dd",         "del",    "details",  "dfn",     "div",
    "dl",    "dt",     "em",       "fieldset", "figcaption", "figure", "footer",   "h1",      "h2",
    "h3",    "h4",     "h5",       "h6",       "header",     "hgroup", "i",        "ins",     "kbd",
    "label", "legend", "li",       "map",      "mark",       "meter",  "nav",      "ol",      "output",
    "p",     "pre",    "progress", "q",        "rp",         "rt",     "samp",     "section", "select",
    "small", "span",   "strong",   "sub",      "summary",    "sup",    "textarea", "time",    "ul",
    "var",   "video",
};
static const gchar *const never_aid_elements[] = {"br", "head", "hr", "html", "img", "table"};
static const gchar *const void_elements[] = {"area",  "br",   "col",  "hr", "img",
                                             "input", "link", "meta", "wbr"};
static const gchar *const refused_elements[] = {"base",  "button", "form",    "frame",  "iframe",
                                                "input", "math",   "object",  "script", "select",
                                                "style", "svg",    "textarea"};

static gboolean
is_one_of (const gchar *name, gsize length, const gchar *const *list, gsize n)
{
  gsize low = 0, high = n;
  while (low < high) {
    gsize middle = (low + high) / 2;
    gint order = strncmp (name, list[middle], length);
    if (order == 0 && list[middle][length] != '\0')
      order = -1;
    if (order == 0)
      return TRUE;
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return FALSE;
}

#define IS_ONE_OF(name, length, list) is_one_of (name, length, list, G_N_ELEMENTS (list))

static gboolean
equals (const gchar *name, gsize length, const gchar *literal)
{
  return strlen (literal) == length && memcmp (name, literal, length) == 0;
}

static gboolean
is_heading (const gchar *name, gsize length)
{
  return length == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6';
}

void
kindle_warn (GPtrArray *warnings, const gchar *format, ...)
{
  va_list args;
  if (!warnings)
    return;
  va_start (args, format);
  g_ptr_array_add (warnings, g_strdup_vprintf (format, args));
  va_end (args);
}

void
kindle_format_pos (gchar out[KINDLE_POS_LENGTH + 1], guint fragment, guint32 offset)
{
  memcpy (out, "kindle:pos:fid:", 15);
  kindle_format_base32 (out + 15, fragment, 4);
  memcpy (out + 19, ":off:", 5);
  kindle_format_base32 (out + 24, offset, 10);
}

gchar *
kindle_resolve_path (const gchar *base, const gchar *reference)
{
  if (*reference == '\0')
    return g_strdup (base);
  const gchar *slash = strrchr (base, '/');
  g_autoptr (GString) path = g_string_new_len (base, slash ? slash + 1 - base : 0);
  for (const gchar *part = reference; *part;) {
    gsize length = strcspn (part, "/");
    if (equals (part, length, "..")) {
      g_string_truncate (path, path->len > 0 ? path->len - 1 : 0);
      const gchar *up = strrchr (path->str, '/');
      g_string_truncate (path, up ? (gsize) (up + 1 - path->str) : 0);
    } else if (!equals (part, length, ".")) {
      g_string_append_len (path, part, (gssize) length + (part[length] == '/'));
    }
    part += length + (part[length] == '/');
  }
  return g_string_free (g_steal_pointer (&path), FALSE);
}

static gboolean
fail (const Scanner *s, GError **error, const gchar *what, const gchar *detail, gsize length)
{
  g_set_error (error, KINDLE_ERROR, KINDLE_ERROR_MARKUP, "%s: %s%s%.*s", s->document->name, what,
               length > 0 ? ": " : "", (int) MIN (length, 80), detail ? detail : "");
  return FALSE;
}

/* The five entities of XML and numeric references, as they may stand in a path. */
static gchar *
decode_value (const gchar *value, gsize length)
{
  static const struct {
    const gchar *name;
    gchar character;
  } entities[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
  GString *out = g_string_sized_new (length);
  for (gsize i = 0; i < length; i++) {
    gboolean found = FALSE;
    for (guint k = 0; value[i] == '&' && k < G_N_ELEMENTS (entities) && !found; k++) {
      gsize n = strlen (entities[k].name);
      found = length - i >= n && memcmp (value + i, entities[k].name, n) == 0;
      if (found) {
        g_string_append_c (out, entities[k].character);
        i += n - 1;
      }
    }
    if (!found)
      g_string_append_c (out, value[i]);
  }
  return g_string_free (out, FALSE);
}

static gboolean
has_scheme (const gchar *value, gsize length)
{
  gsize i = 0;
  while (i < length && (g_ascii_isalnum (value[i]) || strchr ("+.-", value[i])))
    i++;
  return i > 0 && i < length && value[i] == ':';
}

static void
skip_space (Scanner *s)
{
  while (s->cursor < s->end && g_ascii_isspace (*s->cursor))
    s->cursor++;
}

static gboolean
scan_name (Scanner *s, const gchar **name, gsize *length)
{
  *name = s->cursor;
  while (s->cursor < s->end && !g_ascii_isspace (*s->cursor) && !strchr ("/>=<\"'", *s->cursor))
    s->cursor++;
  *length = (gsize) (s->cursor - *name);
  return *length > 0;
}

/* Reads the attributes of a start tag up to and with its `>`. */
static gboolean
scan_attributes (Scanner *s, gboolean *self_closed, GError **error)
{
  g_array_set_size (s->attributes, 0);
  *self_closed = FALSE;
  for (;;) {
    Attribute attribute;
    skip_space (s);
    if (s->cursor >= s->end)
      return fail (s, error, "a tag is cut short", NULL, 0);
    if (*s->cursor == '>') {
      s->cursor++;
      return TRUE;
    }
    if (*s->cursor == '/') {
      s->cursor++;
      *self_closed = TRUE;
      continue;
    }
    if (!scan_name (s, &attribute.name, &attribute.name_length))
      return fail (s, error, "bad attribute", s->cursor, 1);
    skip_space (s);
    if (s->end - s->cursor < 2 || *s->cursor != '=')
      return fail (s, error, "attribute without value", attribute.name, attribute.name_length);
    s->cursor++;
    skip_space (s);
    if (s->cursor >= s->end || !strchr ("\"'", *s->cursor))
      return fail (s, error, "unquoted value", attribute.name, attribute.name_length);
    gchar quote = *s->cursor++;
    const gchar *close = memchr (s->cursor, quote, (gsize) (s->end - s->cursor));
    if (!close)
      return fail (s, error, "unclosed value", attribute.name, attribute.name_length);
    attribute.value = s->cursor;
    attribute.value_length = (gsize) (close - s->cursor);
    s->cursor = close + 1;
    g_array_append_val (s->attributes, attribute);
  }
}

static const Attribute *
find_attribute (const Scanner *s, const gchar *name)
{
  for (guint i = 0; i < s->attributes->len; i++) {
    const Attribute *attribute = &g_array_index (s->attributes, Attribute, i);
    if (equals (attribute->name, attribute->name_length, name))
      return attribute;
  }
  return NULL;
}

static void
put_value (GString *out, const gchar *value, gsize length)
{
  for (const gchar *quote; (quote = memchr (value, '"', length));) {
    g_string_append_len (out, value, quote - value);
    g_string_append (out, "&quot;");
    length -= (gsize) (quote + 1 - value);
    value = quote + 1;
  }
  g_string_append_len (out, value, (gssize) length);
}

static void
put_attribute (GString *out, const gchar *name, gsize name_length, const gchar *value, gsize value_length)
{
  g_string_append_c (out, ' ');
  g_string_append_len (out, name, (gssize) name_length);
  g_string_append (out, "=\"");
  put_value (out, value, value_length);
  g_string_append_c (out, '"');
}

/* KF8 reference 8.1: these upset Kindles, or say what `lang` says already. */
static gboolean
is_foreign (const Attribute *attribute)
{
  const gchar *name = attribute->name;
  gsize length = attribute->name_length;
  return (length > 5 && memcmp (name, "epub:", 5) == 0) || (length > 5 && memcmp (name, "aria-", 5) == 0) ||
         equals (name, length, "xmlns:epub") || equals (name, length, "xmlns:m") ||
         equals (name, length, "role") || equals (name, length, "xml:lang") || equals (name, length, "aid") ||
         equals (name, length, "prefix");
}

/* A link into the book becomes a placeholder of the final width (KF8 reference 4.5). */
static void
put_link (Scanner *s, const Attribute *attribute)
{
  KindleLink link = {0};
  g_autofree gchar *value = decode_value (attribute->value, attribute->value_length);
  gchar *hash = strchr (value, '#');
  if (hash) {
    *hash = '\0';
    if (hash[1] != '\0')
      link.id = g_uri_unescape_string (hash + 1, NULL);
    if (hash[1] != '\0' && !link.id)
      link.id = g_strdup (hash + 1);
  }
  g_autofree gchar *path = g_uri_unescape_string (value, NULL);
  link.document = kindle_resolve_path (s->document->name, path ? path : value);
  link.attribute_start = (guint32) s->text->len;
  link.value_start = link.attribute_start + (guint32) strlen (" href=\"");
  gchar placeholder[KINDLE_POS_LENGTH + 1];
  kindle_format_pos (placeholder, 0, 0);
  put_attribute (s->text, "href", 4, placeholder, KINDLE_POS_LENGTH);
  link.attribute_end = (guint32) s->text->len;
  g_array_append_val (s->markup->links, link);
}

static gboolean
put_image_source (Scanner *s, const Attribute *attribute, GError **error)
{
  gchar number[14];
  g_autofree gchar *value = decode_value (attribute->value, attribute->value_length);
  g_autofree gchar *path = kindle_resolve_path (s->document->name, value);
  guint flow = GPOINTER_TO_UINT (g_hash_table_lookup (s->names->flows, path));
  guint resource = GPOINTER_TO_UINT (g_hash_table_lookup (s->names->resources, path));
  if (flow > 0) {
    kindle_format_base32 (number, flow, 4);
    g_string_append_printf (s->text, " src=\"kindle:flow:%s?mime=image/svg+xml\"", number);
    return TRUE;
  }
  if (resource == 0)
    return fail (s, error, "no such picture in the book", path, strlen (path));
  const KindleResource *image = g_ptr_array_index (s->names->book->resources, resource - 1);
  kindle_format_base32 (number, resource, 4);
  g_string_append_printf (s->text, " src=\"kindle:embed:%s?mime=%s\"", number, image->media_type);
  return TRUE;
}

static gboolean
put_attributes (Scanner *s, const Open *element, GError **error)
{
  gboolean is_link = equals (element->name, element->length, "a");
  gboolean is_image = equals (element->name, element->length, "img");
  for (guint i = 0; i < s->attributes->len; i++) {
    const Attribute *attribute = &g_array_index (s->attributes, Attribute, i);
    if (is_foreign (attribute))
      continue;
    if (is_link && equals (attribute->name, attribute->name_length, "href") &&
        !has_scheme (attribute->value, attribute->value_length)) {
      put_link (s, attribute);
    } else if (is_image && equals (attribute->name, attribute->name_length, "src")) {
      if (!put_image_source (s, attribute, error))
        return FALSE;
    } else {
      put_attribute (s->text, attribute->name, attribute->name_length, attribute->value,
                     attribute->value_length);
    }
  }
  const Attribute *xml_lang = find_attribute (s, "xml:lang");
  if (xml_lang && !find_attribute (s, "lang"))
    put_attribute (s->text, "lang", 4, xml_lang->value, xml_lang->value_length);
  return TRUE;
}

static void
put_aid (Scanner *s, KindleNode *node)
{
  gchar aid[14];
  node->aid = s->file_number * AIDS_PER_DOCUMENT + s->next_aid++;
  node->flags |= KINDLE_NODE_HAS_AID;
  kindle_format_base32 (aid, node->aid, 0);
  g_string_append_printf (s->text, " aid=\"%s\"", aid);
}

/* Adds a node below the innermost open element; returns its index. */
static gint
add_node (Scanner *s, guint32 start)
{
  KindleNode node = {.start = start, .parent = -1, .first_child = -1, .next = -1};
  gint index = (gint) s->markup->nodes->len;
  if (s->open->len > 0) {
    Open *parent = &g_array_index (s->open, Open, s->open->len - 1);
    if (parent->node >= 0) {
      node.parent = parent->node;
      if (parent->last_child >= 0)
        g_array_index (s->markup->nodes, KindleNode, parent->last_child).next = index;
      else
        g_array_index (s->markup->nodes, KindleNode, parent->node).first_child = index;
      parent->last_child = index;
    }
  }
  g_array_append_val (s->markup->nodes, node);
  return index;
}

static void
note_id (Scanner *s, gint node)
{
  const Attribute *id = find_attribute (s, "id");
  if (!id || id->value_length == 0)
    return;
  g_autofree gchar *value = decode_value (id->value, id->value_length);
  if (g_hash_table_contains (s->markup->ids, value))
    kindle_warn (s->names->warnings, "%s: the id \"%s\" occurs twice", s->document->name, value);
  else
    g_hash_table_insert (s->markup->ids, g_steal_pointer (&value), GINT_TO_POINTER (node + 1));
}

/* `link` and `meta` of the head (KF8 reference 4.1, 8.1). */
static gboolean
put_head_element (Scanner *s, const gchar *name, gsize length)
{
  if (equals (name, length, "meta") && find_attribute (s, "charset")) {
    g_string_append (s->text, "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"/>");
    return TRUE;
  }
  if (!equals (name, length, "link"))
    return FALSE;
  const Attribute *href = find_attribute (s, "href");
  const Attribute *rel = find_attribute (s, "rel");
  if (href && rel && equals (rel->value, rel->value_length, "stylesheet")) {
    gchar number[14];
    g_autofree gchar *value = decode_value (href->value, href->value_length);
    g_autofree gchar *path = kindle_resolve_path (s->document->name, value);
    guint flow = GPOINTER_TO_UINT (g_hash_table_lookup (s->names->flows, path));
    if (flow > 0) {
      kindle_format_base32 (number, flow, 4);
      g_string_append_printf (
          s->text, "<link rel=\"stylesheet\" type=\"text/css\" href=\"kindle:flow:%s?mime=text/css\"/>",
          number);
    }
  }
  return TRUE; /* a link to anything else has no place in the file */
}

static gint
begin_node (Scanner *s, const Open *element, guint32 start)
{
  gboolean is_body = equals (element->name, element->length, "body");
  gint in_body = s->open->len > 0 ? g_array_index (s->open, Open, s->open->len - 1).node : -1;
  if (in_body < 0 && !is_body)
    return -1;
  gint index = add_node (s, start);
  KindleNode *node = &g_array_index (s->markup->nodes, KindleNode, index);
  gboolean is_table = equals (element->name, element->length, "table");
  if (is_heading (element->name, element->length))
    node->flags |= KINDLE_NODE_HEADING;
  if (s->in_table > 0 || is_table) {
    node->flags |= KINDLE_NODE_WHOLE;
    return index;
  }
  gboolean listed = IS_ONE_OF (element->name, element->length, aid_elements);
  gboolean never = IS_ONE_OF (element->name, element->length, never_aid_elements);
  if (listed || (!never && find_attribute (s, "id")))
    put_aid (s, node);
  return index;
}

/* A span that says nothing (its language is the document's) would only cost an aid. */
static void
drop_span (Scanner *s, Open *element, guint32 start)
{
  g_string_truncate (s->text, start);
  if (s->open->len > 0) {
    const Open *around = &g_array_index (s->open, Open, s->open->len - 1);
    element->node = around->node;
    element->last_child = around->last_child;
  }
  element->dropped = TRUE;
  g_array_append_vals (s->open, element, 1);
}

static gboolean
scan_start_tag (Scanner *s, GError **error)
{
  Open element = {.node = -1, .last_child = -1};
  gboolean self_closed = FALSE;
  guint32 start = (guint32) s->text->len;
  s->cursor++;
  if (!scan_name (s, &element.name, &element.length) || !scan_attributes (s, &self_closed, error))
    return error && *error ? FALSE : fail (s, error, "bad tag", s->cursor, 1);
  if (IS_ONE_OF (element.name, element.length, refused_elements))
    return fail (s, error, "this element has no place in a Kindle book", element.name, element.length);
  if (s->open->len >= MAX_DEPTH)
    return fail (s, error, "elements are nested too deeply", NULL, 0);
  gboolean is_void = IS_ONE_OF (element.name, element.length, void_elements);
  if (is_void && put_head_element (s, element.name, element.length)) {
    if (!self_closed)
      return fail (s, error, "unclosed element", element.name, element.length);
    return TRUE;
  }
  g_string_append_c (s->text, '<');
  g_string_append_len (s->text, element.name, (gssize) element.length);
  gsize attributes_start = s->text->len;
  if (!put_attributes (s, &element, error))
    return FALSE;
  if (s->text->len == attributes_start && !self_closed && equals (element.name, element.length, "span")) {
    drop_span (s, &element, start);
    return TRUE;
  }
  if (equals (element.name, element.length, "body"))
    s->seen_body = TRUE;
  element.node = begin_node (s, &element, start);
  if (element.node >= 0)
    note_id (s, element.node);
  g_string_append (s->text, is_void ? "/>" : ">");
  KindleNode *node = element.node >= 0 ? &g_array_index (s->markup->nodes, KindleNode, element.node) : NULL;
  if (node)
    node->inner_start = node->inner_end = node->end = (guint32) s->text->len;
  if (is_void)
    return self_closed || fail (s, error, "unclosed element", element.name, element.length);
  if (self_closed) { /* the renderer reads HTML, where <a/> opens (KF8 reference 8.1) */
    g_string_append_printf (s->text, "</%.*s>", (int) element.length, element.name);
    if (node)
      node->end = (guint32) s->text->len;
    return TRUE;
  }
  s->in_table += equals (element.name, element.length, "table");
  s->in_heading += is_heading (element.name, element.length);
  g_array_append_val (s->open, element);
  return TRUE;
}

static gboolean
scan_end_tag (Scanner *s, GError **error)
{
  const gchar *name = NULL;
  gsize length = 0;
  s->cursor += 2;
  if (!scan_name (s, &name, &length))
    return fail (s, error, "bad end tag", NULL, 0);
  skip_space (s);
  if (s->cursor >= s->end || *s->cursor != '>' || s->open->len == 0)
    return fail (s, error, "bad end tag", name, length);
  s->cursor++;
  Open element = g_array_index (s->open, Open, s->open->len - 1);
  if (element.length != length || memcmp (element.name, name, length) != 0)
    return fail (s, error, "an end tag does not match", name, length);
  g_array_set_size (s->open, s->open->len - 1);
  if (element.dropped) {
    if (s->open->len > 0)
      g_array_index (s->open, Open, s->open->len - 1).last_child = element.last_child;
    return TRUE;
  }
  s->in_table -= equals (name, length, "table");
  s->in_heading -= is_heading (name, length);
  if (element.node >= 0)
    g_array_index (s->markup->nodes, KindleNode, element.node).inner_end = (guint32) s->text->len;
  g_string_append_printf (s->text, "</%.*s>", (int) length, name);
  if (element.node >= 0)
    g_array_index (s->markup->nodes, KindleNode, element.node).end = (guint32) s->text->len;
  return TRUE;
}

/* Where to cut a text run of more than TEXT_PIECE bytes: behind a full stop if one is near, never inside a
 * character or an entity. */
static gsize
find_cut (const gchar *text, gsize length)
{
  gsize cut = TEXT_PIECE;
  if (length <= TEXT_PIECE)
    return length;
  while (cut > 0 && ((guchar) text[cut] & 0xc0) == 0x80)
    cut--;
  for (gsize i = cut; i + 400 > cut && i > 3; i--)
    if (memcmp (text + i - 3, "\343\200\202", 3) == 0) /* 。 */
      return i;
  for (gsize i = cut; i-- > 0 && cut - i < 12;) {
    if (text[i] == ';')
      break;
    if (text[i] == '&')
      return i;
  }
  return cut;
}

/* A long text run is cut into spans, as calibre does, because fragments are cut between elements alone
 * (KF8 reference 4.3). */
static void
put_text (Scanner *s, const gchar *text, gsize length)
{
  gint inside = s->open->len > 0 ? g_array_index (s->open, Open, s->open->len - 1).node : -1;
  gsize limit = s->in_heading > 0 ? KINDLE_HEADING_LIMIT : KINDLE_FRAGMENT_LIMIT;
  if (inside < 0 || s->in_table > 0 || length <= limit) {
    g_string_append_len (s->text, text, (gssize) length);
    return;
  }
  while (length > 0) {
    gsize piece = find_cut (text, length);
    gint index = add_node (s, (guint32) s->text->len);
    KindleNode *node = &g_array_index (s->markup->nodes, KindleNode, index);
    g_string_append (s->text, "<span class=\"AmznBigTextBlock\"");
    put_aid (s, node);
    g_string_append_c (s->text, '>');
    node->inner_start = (guint32) s->text->len;
    g_string_append_len (s->text, text, (gssize) piece);
    node->inner_end = (guint32) s->text->len;
    g_string_append (s->text, "</span>");
    node->end = (guint32) s->text->len;
    text += piece;
    length -= piece;
  }
}

static gboolean
skip_to (Scanner *s, const gchar *mark, GError **error)
{
  const gchar *found = g_strstr_len (s->cursor, s->end - s->cursor, mark);
  if (!found)
    return fail (s, error, "a declaration or comment is cut short", NULL, 0);
  s->cursor = found + strlen (mark);
  return TRUE;
}

static gboolean
scan_piece (Scanner *s, GError **error)
{
  gsize left = (gsize) (s->end - s->cursor);
  if (*s->cursor != '<') {
    const gchar *next = memchr (s->cursor, '<', left);
    gsize length = next ? (gsize) (next - s->cursor) : left;
    if (s->open->len > 0)
      put_text (s, s->cursor, length);
    s->cursor += length;
    return TRUE;
  }
  if (left >= 2 && s->cursor[1] == '/')
    return scan_end_tag (s, error);
  if (left >= 2 && s->cursor[1] == '?')
    return skip_to (s, "?>", error);
  if (left >= 4 && memcmp (s->cursor, "<!--", 4) == 0)
    return skip_to (s, "-->", error);
  if (left >= 3 && memcmp (s->cursor, "<![", 3) == 0)
    return fail (s, error, "CDATA is not read", NULL, 0);
  if (left >= 2 && s->cursor[1] == '!')
    return skip_to (s, ">", error);
  return scan_start_tag (s, error);
}

static gboolean
scan (Scanner *s, GError **error)
{
  g_string_append (s->text, XML_DECLARATION);
  while (s->cursor < s->end)
    if (!scan_piece (s, error))
      return FALSE;
  g_string_append_c (s->text, '\n');
  if (s->open->len > 0)
    return fail (s, error, "an element is not closed", NULL, 0);
  if (!s->seen_body)
    return fail (s, error, "there is no body", NULL, 0);
  if (s->markup->nodes->len < 2)
    return fail (s, error, "the body holds no element", NULL, 0);
  return TRUE;
}

static void
link_clear (gpointer data)
{
  KindleLink *link = data;
  g_free (link->document);
  g_free (link->id);
}

KindleMarkup *
kindle_markup_new (const KindleDocument *document, guint file_number, const KindleNames *names,
                   GError **error)
{
  gsize length = 0;
  g_autoptr (GError) own_error = NULL;
  g_autoptr (KindleMarkup) markup = g_new0 (KindleMarkup, 1);
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (Open));
  g_autoptr (GArray) attributes = g_array_new (FALSE, FALSE, sizeof (Attribute));
  const gchar *source = g_bytes_get_data (document->xhtml, &length);
  markup->text = g_string_sized_new (length + length / 4);
  markup->nodes = g_array_new (FALSE, FALSE, sizeof (KindleNode));
  markup->links = g_array_new (FALSE, FALSE, sizeof (KindleLink));
  g_array_set_clear_func (markup->links, link_clear);
  markup->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Scanner s = {.document = document,
               .names = names,
               .file_number = file_number,
               .cursor = source,
               .end = source + length,
               .markup = markup,
               .text = markup->text,
               .open = open,
               .attributes = attributes};
  if (!scan (&s, &own_error)) {
    g_propagate_error (error, g_steal_pointer (&own_error));
    return NULL;
  }
  return g_steal_pointer (&markup);
}

void
kindle_markup_free (KindleMarkup *markup)
{
  if (!markup)
    return;
  if (markup->text)
    g_string_free (markup->text, TRUE);
  g_clear_pointer (&markup->nodes, g_array_unref);
  g_clear_pointer (&markup->links, g_array_unref);
  g_clear_pointer (&markup->ids, g_hash_table_unref);
  g_free (markup);
}
