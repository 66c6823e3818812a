/* kindle-markup: one XHTML document as KF8 wants it.
 *
 * In: a well-formed XHTML document that links by paths. Out: its text with aids, with `kindle:` references
 * for pictures and style sheets and placeholders for links, and the tree of its body's elements by offset.
 * Follows the KF8 reference, 4.4 (aid), 4.5 (links), 8.1 (hygiene).
 *
 * The scanner reads what our own writer of XHTML makes and refuses the rest (CDATA, unbalanced tags); it
 * takes attribute values whole, so a `>` inside one does not mislead it. */
#include "kindle-markup.h"

#include "kindle-attributes.h"
#include "kindle-bytes.h"

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

static void
put_aid (KindleScanner *s, KindleNode *node)
{
  gchar aid[14];
  node->aid = s->file_number * AIDS_PER_DOCUMENT + s->next_aid++;
  node->flags |= KINDLE_NODE_HAS_AID;
  kindle_format_base32 (aid, node->aid, 0);
  g_string_append_printf (s->text, " aid=\"%s\"", aid);
}

/* Adds a node below the innermost open element; returns its index. */
static gint
add_node (KindleScanner *s, guint32 start)
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
note_id (KindleScanner *s, gint node)
{
  const KindleAttribute *id = kindle_scanner_find (s, "id");
  if (!id || id->value_length == 0)
    return;
  g_autofree gchar *value = kindle_decode_value (id->value, id->value_length);
  if (g_hash_table_contains (s->markup->ids, value))
    kindle_warn (s->names->warnings, "%s: the id \"%s\" occurs twice", s->document->name, value);
  else
    g_hash_table_insert (s->markup->ids, g_steal_pointer (&value), GINT_TO_POINTER (node + 1));
}

/* `link` and `meta` of the head (KF8 reference 4.1, 8.1). */
static gboolean
put_head_element (KindleScanner *s, const gchar *name, gsize length)
{
  if (kindle_equals (name, length, "meta") && kindle_scanner_find (s, "charset")) {
    g_string_append (s->text, "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"/>");
    return TRUE;
  }
  if (!kindle_equals (name, length, "link"))
    return FALSE;
  const KindleAttribute *href = kindle_scanner_find (s, "href");
  const KindleAttribute *rel = kindle_scanner_find (s, "rel");
  if (href && rel && kindle_equals (rel->value, rel->value_length, "stylesheet")) {
    gchar number[14];
    g_autofree gchar *value = kindle_decode_value (href->value, href->value_length);
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
begin_node (KindleScanner *s, const Open *element, guint32 start)
{
  gboolean is_body = kindle_equals (element->name, element->length, "body");
  gint in_body = s->open->len > 0 ? g_array_index (s->open, Open, s->open->len - 1).node : -1;
  if (in_body < 0 && !is_body)
    return -1;
  gint index = add_node (s, start);
  KindleNode *node = &g_array_index (s->markup->nodes, KindleNode, index);
  gboolean is_table = kindle_equals (element->name, element->length, "table");
  if (is_heading (element->name, element->length))
    node->flags |= KINDLE_NODE_HEADING;
  if (s->in_table > 0 || is_table) {
    node->flags |= KINDLE_NODE_WHOLE;
    return index;
  }
  gboolean listed = IS_ONE_OF (element->name, element->length, aid_elements);
  gboolean never = IS_ONE_OF (element->name, element->length, never_aid_elements);
  if (listed || (!never && kindle_scanner_find (s, "id")))
    put_aid (s, node);
  return index;
}

/* A span that says nothing (its language is the document's) would only cost an aid. */
static void
drop_span (KindleScanner *s, Open *element, guint32 start)
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
scan_start_tag (KindleScanner *s, GError **error)
{
  Open element = {.node = -1, .last_child = -1};
  gboolean self_closed = FALSE;
  guint32 start = (guint32) s->text->len;
  s->cursor++;
  if (!kindle_scanner_take_name (s, &element.name, &element.length) ||
      !kindle_scanner_take_attributes (s, &self_closed, error))
    return error && *error ? FALSE : kindle_scanner_fail (s, error, "bad tag", s->cursor, 1);
  if (IS_ONE_OF (element.name, element.length, refused_elements))
    return kindle_scanner_fail (s, error, "this element has no place in a Kindle book", element.name,
                                element.length);
  if (s->open->len >= MAX_DEPTH)
    return kindle_scanner_fail (s, error, "elements are nested too deeply", NULL, 0);
  gboolean is_void = IS_ONE_OF (element.name, element.length, void_elements);
  if (is_void && put_head_element (s, element.name, element.length)) {
    if (!self_closed)
      return kindle_scanner_fail (s, error, "unclosed element", element.name, element.length);
    return TRUE;
  }
  g_string_append_c (s->text, '<');
  g_string_append_len (s->text, element.name, (gssize) element.length);
  gsize attributes_start = s->text->len;
  if (!kindle_scanner_put_attributes (s, element.name, element.length, error))
    return FALSE;
  if (s->text->len == attributes_start && !self_closed &&
      kindle_equals (element.name, element.length, "span")) {
    drop_span (s, &element, start);
    return TRUE;
  }
  if (kindle_equals (element.name, element.length, "body"))
    s->seen_body = TRUE;
  element.node = begin_node (s, &element, start);
  if (element.node >= 0)
    note_id (s, element.node);
  g_string_append (s->text, is_void ? "/>" : ">");
  KindleNode *node = element.node >= 0 ? &g_array_index (s->markup->nodes, KindleNode, element.node) : NULL;
  if (node)
    node->inner_start = node->inner_end = node->end = (guint32) s->text->len;
  if (is_void)
    return self_closed || kindle_scanner_fail (s, error, "unclosed element", element.name, element.length);
  if (self_closed) { /* the renderer reads HTML, where <a/> opens (KF8 reference 8.1) */
    g_string_append_printf (s->text, "</%.*s>", (int) element.length, element.name);
    if (node)
      node->end = (guint32) s->text->len;
    return TRUE;
  }
  s->in_table += kindle_equals (element.name, element.length, "table");
  s->in_heading += is_heading (element.name, element.length);
  g_array_append_val (s->open, element);
  return TRUE;
}

static gboolean
scan_end_tag (KindleScanner *s, GError **error)
{
  const gchar *name = NULL;
  gsize length = 0;
  s->cursor += 2;
  if (!kindle_scanner_take_name (s, &name, &length))
    return kindle_scanner_fail (s, error, "bad end tag", NULL, 0);
  kindle_scanner_skip_space (s);
  if (s->cursor >= s->end || *s->cursor != '>' || s->open->len == 0)
    return kindle_scanner_fail (s, error, "bad end tag", name, length);
  s->cursor++;
  Open element = g_array_index (s->open, Open, s->open->len - 1);
  if (element.length != length || memcmp (element.name, name, length) != 0)
    return kindle_scanner_fail (s, error, "an end tag does not match", name, length);
  g_array_set_size (s->open, s->open->len - 1);
  if (element.dropped) {
    if (s->open->len > 0)
      g_array_index (s->open, Open, s->open->len - 1).last_child = element.last_child;
    return TRUE;
  }
  s->in_table -= kindle_equals (name, length, "table");
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
put_text (KindleScanner *s, const gchar *text, gsize length)
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
skip_to (KindleScanner *s, const gchar *mark, GError **error)
{
  const gchar *found = g_strstr_len (s->cursor, s->end - s->cursor, mark);
  if (!found)
    return kindle_scanner_fail (s, error, "a declaration or comment is cut short", NULL, 0);
  s->cursor = found + strlen (mark);
  return TRUE;
}

static gboolean
scan_piece (KindleScanner *s, GError **error)
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
    return kindle_scanner_fail (s, error, "CDATA is not read", NULL, 0);
  if (left >= 2 && s->cursor[1] == '!')
    return skip_to (s, ">", error);
  return scan_start_tag (s, error);
}

static gboolean
scan (KindleScanner *s, GError **error)
{
  g_string_append (s->text, XML_DECLARATION);
  while (s->cursor < s->end)
    if (!scan_piece (s, error))
      return FALSE;
  g_string_append_c (s->text, '\n');
  if (s->open->len > 0)
    return kindle_scanner_fail (s, error, "an element is not closed", NULL, 0);
  if (!s->seen_body)
    return kindle_scanner_fail (s, error, "there is no body", NULL, 0);
  if (s->markup->nodes->len < 2)
    return kindle_scanner_fail (s, error, "the body holds no element", NULL, 0);
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
kindle_markup_new (const KindleFile *document, guint file_number, const KindleNames *names, GError **error)
{
  gsize length = 0;
  g_autoptr (GError) own_error = NULL;
  g_autoptr (KindleMarkup) markup = g_new0 (KindleMarkup, 1);
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (Open));
  g_autoptr (GArray) attributes = g_array_new (FALSE, FALSE, sizeof (KindleAttribute));
  const gchar *source = g_bytes_get_data (document->bytes, &length);
  markup->text = g_string_sized_new (length + length / 4);
  markup->nodes = g_array_new (FALSE, FALSE, sizeof (KindleNode));
  markup->links = g_array_new (FALSE, FALSE, sizeof (KindleLink));
  g_array_set_clear_func (markup->links, link_clear);
  markup->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  KindleScanner s = {.document = document,
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
