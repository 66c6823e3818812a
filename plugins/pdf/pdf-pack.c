/* pdf-pack.c: see pdf-pack.h. A tagged document has thousands of small objects, each with a line of twenty
 * bytes in the table: they are half of the file. SPDX-License-Identifier: MIT */
#include "pdf-pack.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "deflate/deflate.h"

G_DEFINE_QUARK (pdf - pack - error - quark, pdf_pack_error)

#define OBJECTS_A_STREAM 200

/* An object as it lies in the file: [begin, end) from its number to behind `endobj`; body without both. */
typedef struct {
  gsize offset;
  const gchar *body;
  gsize length;
  gboolean is_free;
  gboolean is_packed;
  gboolean is_element; /* of the structure */
  guint32 stream;      /* number of its object stream */
  guint32 index;       /* in it */
  gsize written;       /* offset in the new file */
} Object;

typedef struct {
  const gchar *data;
  gsize length;
  GArray *objects; /* of Object, by number */
  const gchar *trailer;
  gsize trailer_length;
  GByteArray *out;
  GStringChunk *texts; /* bodies that are not cairo's any more */
  Deflater *deflater;
} Pack;

/* ---- Reading ------------------------------------------------------------------------------------------- */

static const gchar *
find_last (const gchar *data, gsize length, const gchar *word)
{
  gsize n = strlen (word);
  for (gsize i = length; i >= n; i--)
    if (memcmp (data + i - n, word, n) == 0)
      return data + i - n;
  return NULL;
}

/* The one table: `xref`, `0 n`, n lines of twenty bytes, `trailer`. */
static gboolean
read_table (Pack *pack)
{
  const gchar *start = find_last (pack->data, pack->length, "startxref");
  if (start == NULL)
    return FALSE;
  guint64 offset = g_ascii_strtoull (start + 9, NULL, 10);
  if (offset + 8 > pack->length || strncmp (pack->data + offset, "xref\n0 ", 7) != 0)
    return FALSE;
  gchar *p = NULL;
  guint64 n = g_ascii_strtoull (pack->data + offset + 7, &p, 10);
  if (n < 2 || n > pack->length / 20 || *p != '\n')
    return FALSE;
  p++;
  if ((gsize) (pack->data + pack->length - p) < n * 20 + 8)
    return FALSE;
  for (guint64 i = 0; i < n; i++, p += 20) {
    Object object = {.offset = g_ascii_strtoull (p, NULL, 10), .is_free = p[17] != 'n'};
    if (!object.is_free && object.offset >= offset)
      return FALSE;
    g_array_append_val (pack->objects, object);
  }
  if (strncmp (p, "trailer", 7) != 0)
    return FALSE;
  pack->trailer = p + 7;
  pack->trailer_length = (gsize) (start - pack->trailer);
  return TRUE;
}

/* The bytes of an object: up to the `endobj` before the next one. */
static gboolean
read_object (const Pack *pack, Object *object, gsize end, guint number)
{
  const gchar *p = pack->data + object->offset, *stop = pack->data + end;
  gchar *after = NULL;
  if (g_ascii_strtoull (p, &after, 10) != number || after + 7 > stop || strncmp (after, " 0 obj", 6) != 0)
    return FALSE;
  object->body = after + 6;
  const gchar *last = find_last (object->body, (gsize) (stop - object->body), "endobj");
  if (last == NULL)
    return FALSE;
  object->length = (gsize) (last - object->body);
  while (object->length > 0 && g_ascii_isspace (object->body[0])) {
    object->body++;
    object->length--;
  }
  while (object->length > 0 && g_ascii_isspace (object->body[object->length - 1]))
    object->length--;
  return object->length > 0;
}

static gint
compare_offsets (gconstpointer a, gconstpointer b, gpointer data)
{
  const GArray *objects = data;
  gsize x = g_array_index (objects, Object, *(const guint32 *) a).offset;
  gsize y = g_array_index (objects, Object, *(const guint32 *) b).offset;
  return x < y ? -1 : x > y;
}

/* Streams stay outside, and so do plain numbers: they are lengths of streams, which some readers look for
 * first. */
static gboolean
may_pack (const Object *object)
{
  if (object->length >= 9 && memcmp (object->body + object->length - 9, "endstream", 9) == 0)
    return FALSE;
  return !g_ascii_isdigit (object->body[0]);
}

/* Cairo 1.18 gives an artifact a number and never writes an object for it: the table has the place of the one
 * that came next. */
static gboolean
is_of_another (const Pack *pack, const Object *object, guint32 number)
{
  const gchar *p = pack->data + object->offset;
  gchar *after = NULL;
  guint64 found = g_ascii_strtoull (p, &after, 10);
  return after > p && found != number && found < pack->objects->len && strncmp (after, " 0 obj", 6) == 0 &&
         g_array_index (pack->objects, Object, found).offset == object->offset;
}

static gboolean
read_objects (Pack *pack, GArray *order)
{
  for (guint32 i = 0; i < pack->objects->len; i++) {
    Object *object = &g_array_index (pack->objects, Object, i);
    object->is_free |= is_of_another (pack, object, i);
    if (!object->is_free)
      g_array_append_val (order, i);
  }
  g_array_sort_with_data (order, compare_offsets, pack->objects);
  gsize table = g_ascii_strtoull (find_last (pack->data, pack->length, "startxref") + 9, NULL, 10);
  for (guint i = 0; i < order->len; i++) {
    guint32 number = g_array_index (order, guint32, i);
    Object *object = &g_array_index (pack->objects, Object, number);
    gsize end = table;
    if (i + 1 < order->len)
      end = g_array_index (pack->objects, Object, g_array_index (order, guint32, i + 1)).offset;
    if (!read_object (pack, object, end, number))
      return FALSE;
    object->is_packed = may_pack (object);
    object->is_element = object->is_packed &&
                         g_strstr_len (object->body, (gssize) object->length, "/Type /StructElem") != NULL;
  }
  return TRUE;
}

/* ---- What cairo leaves out ------------------------------------------------------------------------------
 */

static gchar *
insert (Pack *pack, const gchar *text, const gchar *at, const gchar *more)
{
  g_autofree gchar *head = g_strndup (text, (gsize) (at - text));
  g_autofree gchar *all = g_strconcat (head, more, at, NULL);
  return g_string_chunk_insert (pack->texts, all);
}

/* The catalogue gets the language of the document, and asks viewers to show its title. */
static gchar *
mend_catalogue (Pack *pack, gchar *text, const gchar *lang)
{
  gchar *end = g_strrstr (text, ">>");
  if (end == NULL || strstr (text, "/Lang") != NULL)
    return text;
  g_autofree gchar *more =
      g_strdup_printf (" /Lang (%s) /ViewerPreferences << /DisplayDocTitle true >>\n", lang);
  return insert (pack, text, end, more);
}

/* R118: dates that a program sets come out without the prefix that ISO 32000-1, 7.9.4 asks for. */
static gchar *
mend_dates (Pack *pack, gchar *text)
{
  static const gchar *const keys[] = {"/CreationDate (", "/ModDate ("};
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    const gchar *found = strstr (text, keys[i]);
    if (found != NULL && g_ascii_isdigit (found[strlen (keys[i])]))
      text = insert (pack, text, found + strlen (keys[i]), "D:");
  }
  return text;
}

static Object *
find_element (const Pack *pack, guint64 number)
{
  if (number == 0 || number >= pack->objects->len)
    return NULL;
  Object *object = &g_array_index (pack->objects, Object, number);
  return object->is_element ? object : NULL;
}

/* The number of a reference `n 0 R` at @p; 0 for none. */
static guint64
read_reference (const gchar *p, const gchar *end, const gchar **after)
{
  gchar *stop = NULL;
  guint64 number = g_ascii_strtoull (p, &stop, 10);
  *after = stop;
  return stop + 4 <= end && strncmp (stop, " 0 R", 4) == 0 ? number : 0;
}

/* Children of an element in their order: the references to elements in its body, but the one behind /P. */
static void
push_children (const Pack *pack, const Object *element, GArray *stack)
{
  const gchar *end = element->body + element->length;
  const gchar *parent = g_strstr_len (element->body, (gssize) element->length, "/P ");
  guint first = stack->len;
  for (const gchar *p = element->body; p < end;) {
    if (!g_ascii_isdigit (*p) || (p > element->body && !g_ascii_isspace (p[-1]) && p[-1] != '[')) {
      p++;
      continue;
    }
    const gchar *after = p;
    guint64 number = read_reference (p, end, &after);
    if (number != 0 && (parent == NULL || p != parent + 3) && find_element (pack, number) != NULL)
      g_array_append_val (stack, number);
    p = after;
  }
  /* The first child is taken first. */
  for (guint i = first, k = stack->len; i + 1 < k; i++) {
    guint64 swap = g_array_index (stack, guint64, --k);
    g_array_index (stack, guint64, k) = g_array_index (stack, guint64, i);
    g_array_index (stack, guint64, i) = swap;
  }
}

static gboolean
is_named (const Object *element, const gchar *name)
{
  g_autofree gchar *wanted = g_strdup_printf ("/S /%s", name);
  const gchar *found = g_strstr_len (element->body, (gssize) element->length, wanted);
  return found != NULL && !g_ascii_isalnum (found[strlen (wanted)]);
}

/* All elements in the order of the tree; FALSE where they are not the ones that were begun. */
static gboolean
walk_tree (const Pack *pack, const PdfPackTag *tags, guint n_tags, GArray *elements)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (guint64));
  for (guint64 i = 1; i < pack->objects->len && stack->len == 0; i++) {
    const Object *object = find_element (pack, i);
    if (object != NULL && is_named (object, "Document"))
      g_array_append_val (stack, i);
  }
  while (stack->len > 0) {
    guint64 number = g_array_index (stack, guint64, stack->len - 1);
    const Object *element = find_element (pack, number);
    g_array_set_size (stack, stack->len - 1);
    if (elements->len >= n_tags || !is_named (element, tags[elements->len].name))
      return FALSE;
    g_array_append_val (elements, number);
    push_children (pack, element, stack);
  }
  return elements->len == n_tags;
}

/* Gives structure elements their language. */
static gboolean
mend_tree (Pack *pack, const PdfPackTag *tags, guint n_tags)
{
  g_autoptr (GArray) elements = g_array_new (FALSE, FALSE, sizeof (guint64));
  if (!walk_tree (pack, tags, n_tags, elements))
    return FALSE;
  for (guint i = 0; i < n_tags; i++) {
    if (tags[i].lang == NULL)
      continue;
    Object *object = find_element (pack, g_array_index (elements, guint64, i));
    gchar *text = g_string_chunk_insert_len (pack->texts, object->body, (gssize) object->length);
    g_autofree gchar *more = g_strdup_printf ("/Lang (%s) ", tags[i].lang);
    gchar *end = g_strrstr (text, ">>");
    object->body = end != NULL ? insert (pack, text, end, more) : text;
    object->length = strlen (object->body);
  }
  return TRUE;
}

/* R105: boxes, before that of cairo. */
static gboolean
mend_page (Pack *pack, Object *object, const gchar *page)
{
  gchar *text = g_string_chunk_insert_len (pack->texts, object->body, (gssize) object->length);
  const gchar *box = strstr (text, "/MediaBox");
  if (box == NULL)
    return FALSE;
  object->body = insert (pack, text, box, page);
  object->length = strlen (object->body);
  return TRUE;
}

static gboolean
is_page (const Object *object)
{
  const gchar *found = g_strstr_len (object->body, (gssize) object->length, "/Type /Page");
  return found != NULL && !g_ascii_isalpha (found[strlen ("/Type /Page")]);
}

/* FALSE when something that has to be mended was not there. */
static gboolean
mend (Pack *pack, const gchar *lang, const gchar *page)
{
  gboolean has_catalogue = FALSE, has_info = FALSE, has_page = FALSE;
  for (guint32 i = 0; i < pack->objects->len; i++) {
    Object *object = &g_array_index (pack->objects, Object, i);
    if (!object->is_packed || object->body[0] != '<')
      continue;
    if (page != NULL && is_page (object)) {
      if (!mend_page (pack, object, page))
        return FALSE;
      has_page = TRUE;
      continue;
    }
    gboolean catalogue = g_strstr_len (object->body, (gssize) object->length, "/Type /Catalog") != NULL;
    gboolean info = g_strstr_len (object->body, (gssize) object->length, "/Producer (cairo") != NULL;
    if (!catalogue && !info)
      continue;
    /* Strings in UTF-16 hold no NUL here: cairo writes them in hexadecimal. */
    gchar *text = g_string_chunk_insert_len (pack->texts, object->body, (gssize) object->length);
    object->body = catalogue ? mend_catalogue (pack, text, lang) : mend_dates (pack, text);
    object->length = strlen (object->body);
    has_catalogue = has_catalogue || catalogue;
    has_info = has_info || info;
  }
  return has_catalogue && has_info && (page == NULL || has_page);
}

/* ---- Writing ------------------------------------------------------------------------------------------- */

static void
append (Pack *pack, const gchar *text, gsize length)
{
  g_byte_array_append (pack->out, (const guint8 *) text, (guint) length);
}

static void G_GNUC_PRINTF (2, 3) append_format (Pack *pack, const gchar *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  g_autofree gchar *text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  append (pack, text, strlen (text));
}

/* An object @number that is a stream of @data; @entries: of its dictionary. */
static void
append_stream (Pack *pack, guint32 number, const gchar *entries, gconstpointer data, gsize length)
{
  g_autoptr (GBytes) packed = deflater_pack_zlib (pack->deflater, data, length);
  gsize size = 0;
  const gchar *bytes = g_bytes_get_data (packed, &size);
  append_format (pack, "%u 0 obj\n<<%s /Filter /FlateDecode /Length %" G_GSIZE_FORMAT ">>\nstream\n", number,
                 entries, size);
  append (pack, bytes, size);
  append_format (pack, "\nendstream\nendobj\n");
}

static void
append_plain (Pack *pack, guint32 number)
{
  Object *object = &g_array_index (pack->objects, Object, number);
  object->written = pack->out->len;
  append_format (pack, "%u 0 obj\n", number);
  append (pack, object->body, object->length);
  append_format (pack, "\nendobj\n");
}

/* Objects [first, end) of @packed as one object stream, which gets a number of its own. */
static void
append_group (Pack *pack, const GArray *packed, guint first, guint end)
{
  g_autoptr (GString) head = g_string_new (NULL);
  g_autoptr (GString) bodies = g_string_new (NULL);
  Object stream = {.written = pack->out->len};
  guint32 number = pack->objects->len;
  for (guint i = first; i < end; i++) {
    guint32 member = g_array_index (packed, guint32, i);
    Object *object = &g_array_index (pack->objects, Object, member);
    object->stream = number;
    object->index = i - first;
    g_string_append_printf (head, "%u %" G_GSIZE_FORMAT " ", member, bodies->len);
    g_string_append_len (bodies, object->body, (gssize) object->length);
    g_string_append_c (bodies, '\n');
  }
  g_autofree gchar *entries =
      g_strdup_printf ("/Type /ObjStm /N %u /First %" G_GSIZE_FORMAT, end - first, head->len);
  g_string_append_len (head, bodies->str, (gssize) bodies->len);
  g_array_append_val (pack->objects, stream);
  append_stream (pack, number, entries, head->str, head->len);
}

static void
append_entry (GByteArray *table, guint8 type, guint32 field, guint16 last)
{
  guint8 row[7] = {type,           (guint8) (field >> 24), (guint8) (field >> 16), (guint8) (field >> 8),
                   (guint8) field, (guint8) (last >> 8),   (guint8) last};
  g_byte_array_append (table, row, sizeof row);
}

/* The trailer's entries but /Size, which grows with the object streams. */
static gchar *
dup_trailer (const Pack *pack)
{
  g_autofree gchar *text = g_strndup (pack->trailer, pack->trailer_length);
  gchar *open = strstr (text, "<<"), *close = g_strrstr (text, ">>");
  if (open == NULL || close == NULL)
    return NULL;
  *close = '\0';
  GString *out = g_string_new (NULL);
  g_auto (GStrv) lines = g_strsplit (open + 2, "/", -1);
  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    if (!g_str_has_prefix (lines[i], "Size"))
      g_string_append_printf (out, " /%s", g_strstrip (lines[i]));
  return g_string_free (out, FALSE);
}

static gboolean
append_table (Pack *pack)
{
  gsize offset = pack->out->len;
  guint32 number = pack->objects->len;
  g_autofree gchar *trailer = dup_trailer (pack);
  if (trailer == NULL)
    return FALSE;
  g_autoptr (GByteArray) table = g_byte_array_new ();
  for (guint32 i = 0; i < number; i++) {
    const Object *object = &g_array_index (pack->objects, Object, i);
    if (object->is_free)
      append_entry (table, 0, 0, i == 0 ? 65535 : 0);
    else if (object->is_packed)
      append_entry (table, 2, object->stream, (guint16) object->index);
    else
      append_entry (table, 1, (guint32) object->written, 0);
  }
  append_entry (table, 1, (guint32) offset, 0);
  g_autofree gchar *entries = g_strdup_printf ("/Type /XRef /Size %u /W [1 4 2]%s", number + 1, trailer);
  append_stream (pack, number, entries, table->data, table->len);
  append_format (pack, "startxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n", offset);
  return TRUE;
}

static gboolean
write_all (Pack *pack, const GArray *order)
{
  g_autoptr (GArray) packed = g_array_new (FALSE, FALSE, sizeof (guint32));
  append_format (pack, "%%PDF-1.5\n%%\265\355\256\373\n");
  for (guint i = 0; i < order->len; i++) {
    guint32 number = g_array_index (order, guint32, i);
    if (g_array_index (pack->objects, Object, number).is_packed)
      g_array_append_val (packed, number);
    else
      append_plain (pack, number);
  }
  for (guint i = 0; i < packed->len; i += OBJECTS_A_STREAM)
    append_group (pack, packed, i, MIN (i + OBJECTS_A_STREAM, packed->len));
  return append_table (pack);
}

/* What could not be read or written; NULL: all went well. */
static const gchar *
pack_all (Pack *pack, const gchar *lang, const gchar *page, const PdfPackTag *tags, guint n_tags)
{
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (pack->length < 64 || pack->length > G_MAXUINT32 / 2 || strncmp (pack->data, "%PDF-1.", 7) != 0)
    return _ ("it is no PDF, or too large");
  if (!read_table (pack))
    return _ ("its table of objects is not as expected");
  if (!read_objects (pack, order))
    return _ ("an object is not as expected");
  if (!mend (pack, lang, page))
    return _ ("its catalogue, dates or pages are not as expected");
  if (n_tags > 0 && !mend_tree (pack, tags, n_tags))
    return _ ("its structure tree is not as expected");
  if (!write_all (pack, order))
    return _ ("its trailer is not as expected");
  return NULL;
}

GBytes *
pdf_pack (GBytes *pdf, const gchar *lang, const gchar *page, const PdfPackTag *tags, guint n_tags,
          GError **error)
{
  g_autoptr (GArray) objects = g_array_new (FALSE, TRUE, sizeof (Object));
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autoptr (GStringChunk) texts = g_string_chunk_new (4096);
  g_autoptr (Deflater) deflater = deflater_new (DEFLATE_LEVEL);
  Pack pack = {.objects = objects, .out = out, .texts = texts, .deflater = deflater};
  pack.data = g_bytes_get_data (pdf, &pack.length);
  const gchar *wrong = pack_all (&pack, lang, page, tags, n_tags);
  if (wrong == NULL)
    return g_byte_array_free_to_bytes (g_steal_pointer (&out));
  g_set_error (error, PDF_PACK_ERROR, PDF_PACK_ERROR_UNEXPECTED,
               _ ("the file that Cairo has made can't be completed: %s"), wrong);
  return NULL;
}
