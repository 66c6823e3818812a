/* pdf-pack.c: see pdf-pack.h. A tagged document has thousands of small objects, each with a line of twenty
 * bytes in the table: they are half of the file. SPDX-License-Identifier: MIT */
#include "pdf-pack.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include <wenzhai-kit/wz-deflate.h>

#define OBJECTS_A_STREAM 200

typedef struct {
  PdfObjects *file;
  GByteArray *out;
  GStringChunk *texts; /* bodies that are not cairo's any more */
  WzDeflater *deflater;
  guint32 attached; /* number of what describes the attachment; 0: none */
  const gchar *attached_name;
} Pack;

static PdfObject *
get_object (const Pack *pack, guint64 number)
{
  return &g_array_index (pack->file->objects, PdfObject, number);
}

/* @words, which no letter or digit goes on. */
static gboolean
has_words (const PdfObject *object, const gchar *words)
{
  const gchar *found = g_strstr_len (object->body, (gssize) object->length, words);
  const gchar *end = object->body + object->length;
  return found != NULL && (found + strlen (words) == end || !g_ascii_isalnum (found[strlen (words)]));
}

/* Streams stay outside, and so do plain numbers: they are lengths of streams, which some readers look for
 * first. */
static gboolean
may_pack (const PdfObject *object)
{
  if (object->length >= 9 && memcmp (object->body + object->length - 9, "endstream", 9) == 0)
    return FALSE;
  return !g_ascii_isdigit (object->body[0]);
}

static void
sort_out (Pack *pack)
{
  for (guint i = 0; i < pack->file->order->len; i++) {
    PdfObject *object = get_object (pack, g_array_index (pack->file->order, guint32, i));
    object->is_packed = may_pack (object);
    object->is_element = object->is_packed && has_words (object, "/Type /StructElem");
  }
}

/* ---- What cairo leaves out ---------------------------------------------------------------------------- */

static gchar *
insert (Pack *pack, const gchar *text, const gchar *at, const gchar *more)
{
  g_autofree gchar *head = g_strndup (text, (gsize) (at - text));
  g_autofree gchar *all = g_strconcat (head, more, at, NULL);
  return g_string_chunk_insert (pack->texts, all);
}

/* A further object of the file. Returns: its number */
static guint32
add_object (Pack *pack, const gchar *body, gsize length)
{
  guint32 number = pack->file->objects->len;
  PdfObject object = {.body = g_string_chunk_insert_len (pack->texts, body, (gssize) length),
                      .length = length};
  g_array_append_val (pack->file->objects, object);
  g_array_append_val (pack->file->order, number);
  return number;
}

static void
attach (Pack *pack, const PdfAttachment *attachment)
{
  gsize length = 0, size = 0;
  gconstpointer data = g_bytes_get_data (attachment->bytes, &length);
  g_autoptr (GBytes) packed = wz_deflater_pack_zlib (pack->deflater, data, length);
  const gchar *bytes = g_bytes_get_data (packed, &size);
  g_auto (GStrv) halves = g_strsplit (attachment->media_type, "/", 2);
  g_autoptr (GString) stream = g_string_new (NULL);
  g_string_append_printf (stream,
                          "<< /Type /EmbeddedFile /Subtype /%s#2F%s /Params << /Size %" G_GSIZE_FORMAT
                          " >> /Filter /FlateDecode /Length %" G_GSIZE_FORMAT " >>\nstream\n",
                          halves[0], halves[1], length, size);
  g_string_append_len (stream, bytes, (gssize) size);
  g_string_append (stream, "\nendstream");
  guint32 file = add_object (pack, stream->str, stream->len);
  g_autofree gchar *spec = g_strdup_printf (
      "<< /Type /Filespec /F (%s) /UF (%s) /AFRelationship /Supplement /EF << /F %u 0 R /UF %u 0 R >> >>",
      attachment->name, attachment->name, file, file);
  pack->attached = add_object (pack, spec, strlen (spec));
  pack->attached_name = attachment->name;
}

/* The catalogue names what is attached; the names that cairo has given, where it has, do too. NULL where they
 * are not as expected. */
static gchar *
name_attachment (Pack *pack, gchar *text)
{
  g_autofree gchar *tree =
      g_strdup_printf (" /EmbeddedFiles << /Names [ (%s) %u 0 R ] >> ", pack->attached_name, pack->attached);
  g_autofree gchar *more = g_strdup_printf (" /AF [ %u 0 R ]\n", pack->attached);
  PdfSpan dict, names;
  const gchar *end = g_strrstr (text, ">>");
  guint64 number = 0;
  if (end == NULL)
    return NULL;
  text = insert (pack, text, end, more);
  dict = (PdfSpan){text, text + strlen (text)};
  if (!pdf_dict_find (&dict, "/Names", &names)) {
    g_autofree gchar *all = g_strdup_printf (" /Names <<%s>>\n", tree);
    return insert (pack, text, g_strrstr (text, ">>"), all);
  }
  if (g_str_has_prefix (names.start, "<<"))
    return insert (pack, text, names.end - strlen (">>"), tree);
  PdfObject *object = pdf_span_take_reference (&names, &number) && number < pack->file->objects->len
                          ? get_object (pack, number)
                          : NULL;
  if (object == NULL || object->body == NULL || !object->is_packed)
    return NULL;
  gchar *body = g_string_chunk_insert_len (pack->texts, object->body, (gssize) object->length);
  end = g_strrstr (body, ">>");
  if (end == NULL)
    return NULL;
  object->body = insert (pack, body, end, tree);
  object->length = strlen (object->body);
  return text;
}

/* The catalogue gets the language of the document, and asks viewers to show its title. */
static gchar *
mend_catalogue (Pack *pack, gchar *text, const gchar *lang, const gchar *viewer)
{
  gchar *end = g_strrstr (text, ">>");
  if (end == NULL || strstr (text, "/Lang") != NULL)
    return text;
  g_autofree gchar *more = g_strdup_printf (" /Lang (%s) /ViewerPreferences << /DisplayDocTitle true%s >>\n",
                                            lang, viewer != NULL ? viewer : "");
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

static PdfObject *
find_element (const Pack *pack, guint64 number)
{
  if (number == 0 || number >= pack->file->objects->len)
    return NULL;
  PdfObject *object = get_object (pack, number);
  return object->is_element ? object : NULL;
}

/* Children of an element in their order: the references to elements in its body, but the one behind /P. */
static void
push_children (const Pack *pack, const PdfObject *element, GArray *stack)
{
  const gchar *end = element->body + element->length;
  const gchar *parent = g_strstr_len (element->body, (gssize) element->length, "/P ");
  guint first = stack->len;
  for (const gchar *p = element->body; p < end;) {
    if (!g_ascii_isdigit (*p) || (p > element->body && !g_ascii_isspace (p[-1]) && p[-1] != '[')) {
      p++;
      continue;
    }
    PdfSpan rest = {p, end};
    guint64 number = 0;
    if (!pdf_span_take_reference (&rest, &number)) {
      while (p < end && g_ascii_isdigit (*p))
        p++;
      continue;
    }
    if ((parent == NULL || p != parent + 3) && find_element (pack, number) != NULL)
      g_array_append_val (stack, number);
    p = rest.start;
  }
  /* The first child is taken first. */
  for (guint i = first, k = stack->len; i + 1 < k; i++) {
    guint64 swap = g_array_index (stack, guint64, --k);
    g_array_index (stack, guint64, k) = g_array_index (stack, guint64, i);
    g_array_index (stack, guint64, i) = swap;
  }
}

static gboolean
is_named (const PdfObject *element, const gchar *name)
{
  g_autofree gchar *wanted = g_strdup_printf ("/S /%s", name);
  return has_words (element, wanted);
}

/* All elements in the order of the tree; FALSE where they are not the ones that were begun. */
static gboolean
walk_tree (const Pack *pack, const PdfPackTag *tags, guint n_tags, GArray *elements)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (guint64));
  for (guint64 i = 1; i < pack->file->objects->len && stack->len == 0; i++) {
    const PdfObject *object = find_element (pack, i);
    if (object != NULL && is_named (object, "Document"))
      g_array_append_val (stack, i);
  }
  while (stack->len > 0) {
    guint64 number = g_array_index (stack, guint64, stack->len - 1);
    const PdfObject *element = find_element (pack, number);
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
    PdfObject *object = find_element (pack, g_array_index (elements, guint64, i));
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
mend_page (Pack *pack, PdfObject *object, const gchar *page)
{
  gchar *text = g_string_chunk_insert_len (pack->texts, object->body, (gssize) object->length);
  const gchar *box = strstr (text, "/MediaBox");
  if (box == NULL)
    return FALSE;
  object->body = insert (pack, text, box, page);
  object->length = strlen (object->body);
  return TRUE;
}

/* FALSE when something that has to be mended was not there. */
static gboolean
mend (Pack *pack, const gchar *lang, const gchar *viewer, const gchar *page)
{
  gboolean has_catalogue = FALSE, has_info = FALSE, has_page = FALSE;
  for (guint32 i = 0; i < pack->file->objects->len; i++) {
    PdfObject *object = get_object (pack, i);
    if (!object->is_packed || object->is_element || object->body[0] != '<')
      continue;
    if (page != NULL && has_words (object, "/Type /Page")) {
      if (!mend_page (pack, object, page))
        return FALSE;
      has_page = TRUE;
      continue;
    }
    gboolean catalogue = has_words (object, "/Type /Catalog");
    gboolean info = g_strstr_len (object->body, (gssize) object->length, "/Producer (cairo") != NULL;
    if (!catalogue && !info)
      continue;
    /* Strings in UTF-16 hold no NUL here: cairo writes them in hexadecimal. */
    gchar *text = g_string_chunk_insert_len (pack->texts, object->body, (gssize) object->length);
    if (catalogue && pack->attached > 0 && (text = name_attachment (pack, text)) == NULL)
      return FALSE;
    object->body = catalogue ? mend_catalogue (pack, text, lang, viewer) : mend_dates (pack, text);
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
  g_autoptr (GBytes) packed = wz_deflater_pack_zlib (pack->deflater, data, length);
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
  PdfObject *object = get_object (pack, number);
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
  PdfObject stream = {.written = pack->out->len};
  guint32 number = pack->file->objects->len;
  for (guint i = first; i < end; i++) {
    guint32 member = g_array_index (packed, guint32, i);
    PdfObject *object = get_object (pack, member);
    object->stream = number;
    object->index = i - first;
    g_string_append_printf (head, "%u %" G_GSIZE_FORMAT " ", member, bodies->len);
    g_string_append_len (bodies, object->body, (gssize) object->length);
    g_string_append_c (bodies, '\n');
  }
  g_autofree gchar *entries =
      g_strdup_printf ("/Type /ObjStm /N %u /First %" G_GSIZE_FORMAT, end - first, head->len);
  g_string_append_len (head, bodies->str, (gssize) bodies->len);
  g_array_append_val (pack->file->objects, stream);
  append_stream (pack, number, entries, head->str, head->len);
}

static void
append_entry (GByteArray *table, guint8 type, guint32 field, guint16 last)
{
  guint8 row[7] = {type,           (guint8) (field >> 24), (guint8) (field >> 16), (guint8) (field >> 8),
                   (guint8) field, (guint8) (last >> 8),   (guint8) last};
  g_byte_array_append (table, row, sizeof row);
}

static void
append_table (Pack *pack)
{
  gsize offset = pack->out->len;
  guint32 number = pack->file->objects->len;
  g_autoptr (GByteArray) table = g_byte_array_new ();
  for (guint32 i = 0; i < number; i++) {
    const PdfObject *object = get_object (pack, i);
    if (object->is_free)
      append_entry (table, 0, 0, i == 0 ? 65535 : 0);
    else if (object->is_packed)
      append_entry (table, 2, object->stream, (guint16) object->index);
    else
      append_entry (table, 1, (guint32) object->written, 0);
  }
  append_entry (table, 1, (guint32) offset, 0);
  g_autofree gchar *entries =
      g_strdup_printf ("/Type /XRef /Size %u /W [1 4 2]%s", number + 1, pack->file->trailer);
  append_stream (pack, number, entries, table->data, table->len);
  append_format (pack, "startxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n", offset);
}

static void
write_all (Pack *pack)
{
  const GArray *order = pack->file->order;
  g_autoptr (GArray) packed = g_array_new (FALSE, FALSE, sizeof (guint32));
  append_format (pack, "%%PDF-1.5\n%%\265\355\256\373\n");
  for (guint i = 0; i < order->len; i++) {
    guint32 number = g_array_index (order, guint32, i);
    if (get_object (pack, number)->is_packed)
      g_array_append_val (packed, number);
    else
      append_plain (pack, number);
  }
  for (guint i = 0; i < packed->len; i += OBJECTS_A_STREAM)
    append_group (pack, packed, i, MIN (i + OBJECTS_A_STREAM, packed->len));
  append_table (pack);
}

/* What was not there; NULL: all went well. */
static const gchar *
mend_all (Pack *pack, const gchar *lang, const gchar *viewer, const gchar *page, const PdfPackTag *tags,
          guint n_tags)
{
  if (!mend (pack, lang, viewer, page))
    return _ ("its catalogue, dates or pages are not as expected");
  if (n_tags > 0 && !mend_tree (pack, tags, n_tags))
    return _ ("its structure tree is not as expected");
  return NULL;
}

GBytes *
pdf_pack (GBytes *pdf, const gchar *lang, const gchar *viewer, const gchar *page,
          const PdfAttachment *attachment, const PdfPackTag *tags, guint n_tags, GError **error)
{
  g_autoptr (GError) unread = NULL;
  g_autoptr (PdfObjects) file = pdf_objects_new (pdf, &unread);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autoptr (GStringChunk) texts = g_string_chunk_new (4096);
  g_autoptr (WzDeflater) deflater = wz_deflater_new (WZ_DEFLATE_LEVEL);
  Pack pack = {.file = file, .out = out, .texts = texts, .deflater = deflater};
  if (file != NULL && attachment != NULL)
    attach (&pack, attachment);
  if (file != NULL)
    sort_out (&pack);
  const gchar *wrong = file != NULL ? mend_all (&pack, lang, viewer, page, tags, n_tags) : unread->message;
  if (wrong != NULL) {
    g_set_error (error, PDF_PACK_ERROR, PDF_PACK_ERROR_UNEXPECTED,
                 _ ("the file that Cairo has made can't be completed: %s"), wrong);
    return NULL;
  }
  write_all (&pack);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}
