/* kindle-attributes: of the tags of an XHTML document, and where they lead. In: a scanner at a tag. Out: its
 * attributes in the new text, and its links. */
#include "kindle-attributes.h"

#include "kindle-bytes.h"
#include "kindle-palmdb.h"

#include <string.h>

gboolean
kindle_scanner_fail (const KindleScanner *s, GError **error, const gchar *what, const gchar *detail,
                     gsize length)
{
  g_set_error (error, KINDLE_ERROR, KINDLE_ERROR_MARKUP, "%s: %s%s%.*s", s->document->name, what,
               length > 0 ? ": " : "", (int) MIN (length, 80), detail ? detail : "");
  return FALSE;
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
    if (kindle_equals (part, length, "..")) {
      g_string_truncate (path, path->len > 0 ? path->len - 1 : 0);
      const gchar *up = strrchr (path->str, '/');
      g_string_truncate (path, up ? (gsize) (up + 1 - path->str) : 0);
    } else if (!kindle_equals (part, length, ".")) {
      g_string_append_len (path, part, (gssize) length + (part[length] == '/'));
    }
    part += length + (part[length] == '/');
  }
  return g_string_free (g_steal_pointer (&path), FALSE);
}

gchar *
kindle_decode_value (const gchar *value, gsize length)
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

void
kindle_scanner_skip_space (KindleScanner *s)
{
  while (s->cursor < s->end && g_ascii_isspace (*s->cursor))
    s->cursor++;
}

gboolean
kindle_scanner_take_name (KindleScanner *s, const gchar **name, gsize *length)
{
  *name = s->cursor;
  while (s->cursor < s->end && !g_ascii_isspace (*s->cursor) && !strchr ("/>=<\"'", *s->cursor))
    s->cursor++;
  *length = (gsize) (s->cursor - *name);
  return *length > 0;
}

gboolean
kindle_scanner_take_attributes (KindleScanner *s, gboolean *self_closed, GError **error)
{
  g_array_set_size (s->attributes, 0);
  *self_closed = FALSE;
  for (;;) {
    KindleAttribute attribute;
    kindle_scanner_skip_space (s);
    if (s->cursor >= s->end)
      return kindle_scanner_fail (s, error, "a tag is cut short", NULL, 0);
    if (*s->cursor == '>') {
      s->cursor++;
      return TRUE;
    }
    if (*s->cursor == '/') {
      s->cursor++;
      *self_closed = TRUE;
      continue;
    }
    if (!kindle_scanner_take_name (s, &attribute.name, &attribute.name_length))
      return kindle_scanner_fail (s, error, "bad attribute", s->cursor, 1);
    kindle_scanner_skip_space (s);
    if (s->end - s->cursor < 2 || *s->cursor != '=')
      return kindle_scanner_fail (s, error, "attribute without value", attribute.name, attribute.name_length);
    s->cursor++;
    kindle_scanner_skip_space (s);
    if (s->cursor >= s->end || !strchr ("\"'", *s->cursor))
      return kindle_scanner_fail (s, error, "unquoted value", attribute.name, attribute.name_length);
    gchar quote = *s->cursor++;
    const gchar *close = memchr (s->cursor, quote, (gsize) (s->end - s->cursor));
    if (!close)
      return kindle_scanner_fail (s, error, "unclosed value", attribute.name, attribute.name_length);
    attribute.value = s->cursor;
    attribute.value_length = (gsize) (close - s->cursor);
    s->cursor = close + 1;
    g_array_append_val (s->attributes, attribute);
  }
}

const KindleAttribute *
kindle_scanner_find (const KindleScanner *s, const gchar *name)
{
  for (guint i = 0; i < s->attributes->len; i++) {
    const KindleAttribute *attribute = &g_array_index (s->attributes, KindleAttribute, i);
    if (kindle_equals (attribute->name, attribute->name_length, name))
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
is_foreign (const KindleAttribute *attribute)
{
  const gchar *name = attribute->name;
  gsize length = attribute->name_length;
  return (length > 5 && memcmp (name, "epub:", 5) == 0) || (length > 5 && memcmp (name, "aria-", 5) == 0) ||
         kindle_equals (name, length, "xmlns:epub") || kindle_equals (name, length, "xmlns:m") ||
         kindle_equals (name, length, "role") || kindle_equals (name, length, "xml:lang") ||
         kindle_equals (name, length, "aid") || kindle_equals (name, length, "prefix");
}

/* A link into the book becomes a placeholder of the final width (KF8 reference 4.5). */
static void
put_link (KindleScanner *s, const KindleAttribute *attribute)
{
  KindleLink link = {0};
  g_autofree gchar *value = kindle_decode_value (attribute->value, attribute->value_length);
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
put_image_source (KindleScanner *s, const KindleAttribute *attribute, GError **error)
{
  gchar number[14];
  g_autofree gchar *value = kindle_decode_value (attribute->value, attribute->value_length);
  g_autofree gchar *path = kindle_resolve_path (s->document->name, value);
  guint resource = GPOINTER_TO_UINT (g_hash_table_lookup (s->names->resources, path));
  if (resource == 0)
    return kindle_scanner_fail (s, error, "no such picture in the book", path, strlen (path));
  const KindleFile *image = g_ptr_array_index (s->names->book->resources, resource - 1);
  kindle_format_base32 (number, resource, 4);
  g_string_append_printf (s->text, " src=\"kindle:embed:%s?mime=%s\"", number, image->media_type);
  return TRUE;
}

gboolean
kindle_scanner_put_attributes (KindleScanner *s, const gchar *name, gsize length, GError **error)
{
  gboolean is_link = kindle_equals (name, length, "a");
  gboolean is_image = kindle_equals (name, length, "img");
  for (guint i = 0; i < s->attributes->len; i++) {
    const KindleAttribute *attribute = &g_array_index (s->attributes, KindleAttribute, i);
    if (is_foreign (attribute))
      continue;
    if (is_link && kindle_equals (attribute->name, attribute->name_length, "href") &&
        !has_scheme (attribute->value, attribute->value_length)) {
      put_link (s, attribute);
    } else if (is_image && kindle_equals (attribute->name, attribute->name_length, "src")) {
      if (!put_image_source (s, attribute, error))
        return FALSE;
    } else {
      put_attribute (s->text, attribute->name, attribute->name_length, attribute->value,
                     attribute->value_length);
    }
  }
  const KindleAttribute *xml_lang = kindle_scanner_find (s, "xml:lang");
  if (xml_lang && !kindle_scanner_find (s, "lang"))
    put_attribute (s->text, "lang", 4, xml_lang->value, xml_lang->value_length);
  return TRUE;
}
