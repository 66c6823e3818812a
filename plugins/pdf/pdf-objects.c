/* pdf-objects.c: see pdf-objects.h. Cairo from 1.17.6 on writes object streams and a cross-reference stream
 * where it may write PDF 1.5; before, a table. SPDX-License-Identifier: MIT */
#include "pdf-objects.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pdf-stream.h"

G_DEFINE_QUARK (pdf - pack - error - quark, pdf_pack_error)

/* What all streams of a file's frame may hold together: a structure tree of a million elements has half of
 * it. */
#define UNPACKED_MAX (512u << 20)
#define ROW_OF_TABLE 20

typedef struct {
  PdfObjects *file;
  PdfSpan all;
  gsize table; /* offset of the table, or of the stream that is one */
  gsize room;  /* of UNPACKED_MAX */
  guint32 index_mask;
} Reader;

static gboolean G_GNUC_PRINTF (2, 3) fail (GError **error, const gchar *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  g_autofree gchar *text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, PDF_PACK_ERROR, PDF_PACK_ERROR_UNEXPECTED, text);
  return FALSE;
}

static gboolean
fail_table (GError **error)
{
  return fail (error, _ ("its table of objects is not as expected"));
}

static PdfObject *
get_object (const Reader *reader, guint64 number)
{
  if (number >= reader->file->objects->len)
    return NULL;
  return &g_array_index (reader->file->objects, PdfObject, number);
}

static const gchar *
find_last (const gchar *start, const gchar *end, const gchar *word)
{
  gsize n = strlen (word);
  for (const gchar *p = end; p - start >= (gssize) n; p--)
    if (memcmp (p - n, word, n) == 0)
      return p - n;
  return NULL;
}

static PdfSpan
span_from (const Reader *reader, gsize offset)
{
  return (PdfSpan){reader->all.start + offset, reader->all.end};
}

/* `7 0 obj` at @offset; @rest is what comes then. */
static gboolean
read_head (const Reader *reader, gsize offset, guint64 *number, PdfSpan *rest)
{
  *rest = span_from (reader, offset);
  return pdf_span_take_number (rest, number) && pdf_span_take_word (rest, " 0 obj");
}

/* @body without white space around it. */
static gboolean
set_body (PdfObject *object, PdfSpan body)
{
  while (body.start < body.end && g_ascii_isspace (*body.start))
    body.start++;
  while (body.start < body.end && g_ascii_isspace (body.end[-1]))
    body.end--;
  object->body = body.start;
  object->length = (gsize) (body.end - body.start);
  return object->length > 0;
}

/* ---- The table ----------------------------------------------------------------------------------------- */

/* What a file of the same objects needs. A file with earlier versions in it, or an encrypted one, is not
 * read. */
static gboolean
read_trailer (Reader *reader, const PdfSpan *dict, GError **error)
{
  static const gchar *const kept[] = {"/Root", "/Info", "/ID"};
  static const gchar *const refused[] = {"/Prev", "/XRefStm", "/Encrypt"};
  g_autoptr (GString) trailer = g_string_new (NULL);
  PdfSpan value;
  gboolean good = pdf_dict_find (dict, "/Root", &value);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    good = good && !pdf_dict_find (dict, refused[i], &value);
  for (guint i = 0; good && i < G_N_ELEMENTS (kept); i++) {
    if (!pdf_dict_find (dict, kept[i], &value))
      continue;
    gsize length = (gsize) (value.end - value.start);
    good = memchr (value.start, '\0', length) == NULL;
    g_string_append_printf (trailer, " %s ", kept[i]);
    g_string_append_len (trailer, value.start, (gssize) length);
  }
  if (!good)
    return fail (error, _ ("its trailer is not as expected"));
  reader->file->trailer = g_string_free (g_steal_pointer (&trailer), FALSE);
  return TRUE;
}

/* `xref`, `0 n`, n lines of twenty bytes, `trailer`. */
static gboolean
read_plain_table (Reader *reader, PdfSpan rest, GError **error)
{
  guint64 n = 0;
  PdfSpan dict;
  if (!pdf_span_take_word (&rest, "\n0 ") || !pdf_span_take_number (&rest, &n) ||
      !pdf_span_take_word (&rest, "\n") || n < 2 || n > (gsize) (rest.end - rest.start) / ROW_OF_TABLE)
    return fail_table (error);
  for (guint64 i = 0; i < n; i++, rest.start += ROW_OF_TABLE) {
    PdfSpan offset = {rest.start, rest.start + 10};
    guint64 place = 0;
    PdfObject object = {.is_free = rest.start[17] != 'n'};
    if (!pdf_span_is_number (&offset, &place) || (!object.is_free && (i == 0 || place >= reader->table)))
      return fail_table (error);
    object.offset = place;
    g_array_append_val (reader->file->objects, object);
  }
  if (!pdf_span_take_word (&rest, "trailer") || !pdf_span_take_value (&rest, &dict))
    return fail_table (error);
  return read_trailer (reader, &dict, error);
}

/* 7.5.8.2: the widths of a row's three fields. */
static gboolean
read_widths (const PdfSpan *dict, guint64 widths[3])
{
  PdfSpan value;
  if (!pdf_dict_find (dict, "/W", &value) || !pdf_span_take_word (&value, "["))
    return FALSE;
  for (guint i = 0; i < 3; i++) {
    pdf_span_skip_space (&value);
    if (!pdf_span_take_number (&value, &widths[i]) || widths[i] > 8)
      return FALSE;
  }
  pdf_span_skip_space (&value);
  return pdf_span_take_word (&value, "]") && widths[1] > 0;
}

static guint64
take_field (const guint8 **p, guint64 width, guint64 missing)
{
  guint64 field = width == 0 ? missing : 0;
  for (; width > 0; width--)
    field = field << 8 | *(*p)++;
  return field;
}

/* 7.5.8.3, table 18; rows of types to come are no objects. */
static gboolean
read_row (Reader *reader, guint64 number, const guint8 **p, const guint64 widths[3])
{
  guint64 type = take_field (p, widths[0], 1);
  guint64 place = take_field (p, widths[1], 0);
  guint64 last = take_field (p, widths[2], 0);
  PdfObject *object = get_object (reader, number);
  if (type != 1 && type != 2)
    return TRUE;
  if (number == 0 || place > (type == 1 ? reader->table : reader->file->objects->len))
    return FALSE;
  object->is_free = FALSE;
  object->is_packed = type == 2;
  object->offset = type == 1 ? place : 0;
  object->stream = type == 2 ? (guint32) place : 0;
  object->index = (guint32) last;
  return TRUE;
}

/* Rows of @bytes, for the numbers that /Index has in pairs: a first one, and how many. */
static gboolean
read_rows (Reader *reader, const PdfSpan *dict, GBytes *bytes)
{
  gsize length = 0;
  const guint8 *p = g_bytes_get_data (bytes, &length);
  guint64 widths[3] = {0};
  guint32 size = reader->file->objects->len;
  g_autofree gchar *all = g_strdup_printf ("[0 %u]", size);
  PdfSpan index = {all, all + strlen (all)};
  guint64 first = 0, n = 0, after = 0;
  if (!read_widths (dict, widths))
    return FALSE;
  gsize row = widths[0] + widths[1] + widths[2];
  reader->index_mask = widths[2] >= 4 ? G_MAXUINT32 : (1u << 8 * widths[2]) - 1;
  pdf_dict_find (dict, "/Index", &index);
  if (!pdf_span_take_word (&index, "["))
    return FALSE;
  for (pdf_span_skip_space (&index); pdf_span_take_number (&index, &first); pdf_span_skip_space (&index)) {
    pdf_span_skip_space (&index);
    if (!pdf_span_take_number (&index, &n) || first < after || first > size || n > size - first ||
        n > length / row)
      return FALSE;
    length -= n * row;
    after = first + n;
    for (guint64 i = first; i < after; i++)
      if (!read_row (reader, i, &p, widths))
        return FALSE;
  }
  return pdf_span_take_word (&index, "]") && length == 0;
}

/* The bytes of the stream @body, whose /Length is @length. */
static GBytes *
unpack (Reader *reader, const PdfSpan *dict, const PdfSpan *rest, guint64 length)
{
  if (length > (gsize) (rest->end - rest->start))
    return NULL;
  PdfSpan data = {rest->start, rest->start + length}, after = {data.end, rest->end};
  pdf_span_skip_space (&after);
  if (!pdf_span_take_word (&after, "endstream"))
    return NULL;
  g_autoptr (GBytes) bytes = pdf_stream_unpack (dict, &data, reader->room);
  if (bytes != NULL)
    reader->room -= g_bytes_get_size (bytes);
  return g_steal_pointer (&bytes);
}

static gboolean
is_of_type (const PdfSpan *dict, const gchar *type)
{
  PdfSpan value;
  return pdf_dict_find (dict, "/Type", &value) && pdf_span_is_name (&value, type);
}

static gboolean
read_stream_table (Reader *reader, GError **error)
{
  guint64 number = 0, length = 0, size = 0;
  PdfSpan body, dict, rest;
  if (!read_head (reader, reader->table, &number, &body))
    return fail_table (error);
  pdf_span_skip_space (&body);
  /* A number takes more than a byte of a file. */
  if (!pdf_stream_split (&body, &dict, &rest) || !is_of_type (&dict, "/XRef") ||
      !pdf_dict_find_number (&dict, "/Length", &length) || !pdf_dict_find_number (&dict, "/Size", &size) ||
      size < 2 || size > (gsize) (reader->all.end - reader->all.start))
    return fail_table (error);
  g_array_set_size (reader->file->objects, (guint) size);
  for (guint64 i = 0; i < size; i++)
    get_object (reader, i)->is_free = TRUE;
  g_autoptr (GBytes) bytes = unpack (reader, &dict, &rest, length);
  if (bytes == NULL || !read_rows (reader, &dict, bytes))
    return fail_table (error);
  PdfObject *self = get_object (reader, number);
  if (self != NULL && !self->is_packed && self->offset == reader->table)
    self->is_free = TRUE;
  return read_trailer (reader, &dict, error);
}

static gboolean
read_table (Reader *reader, GError **error)
{
  const gchar *start = find_last (reader->all.start, reader->all.end, "startxref");
  guint64 offset = 0;
  if (start == NULL)
    return fail_table (error);
  PdfSpan rest = {start + strlen ("startxref"), reader->all.end};
  pdf_span_skip_space (&rest);
  if (!pdf_span_take_number (&rest, &offset) || offset >= (gsize) (start - reader->all.start))
    return fail_table (error);
  reader->table = offset;
  reader->all.end = start;
  rest = span_from (reader, offset);
  return pdf_span_take_word (&rest, "xref") ? read_plain_table (reader, rest, error)
                                            : read_stream_table (reader, error);
}

/* ---- Objects by themselves ----------------------------------------------------------------------------- */

static gboolean
fail_object (GError **error, guint32 number)
{
  return fail (error, _ ("object %u is not where its table says"), number);
}

/* Cairo 1.18 gives an artifact a number and never writes an object for it: the table has the place of the one
 * that came next. */
static gboolean
is_of_another (const Reader *reader, const PdfObject *object, guint32 number)
{
  PdfSpan rest;
  guint64 found = 0;
  if (!read_head (reader, object->offset, &found, &rest) || found == number)
    return FALSE;
  const PdfObject *other = get_object (reader, found);
  return other != NULL && !other->is_packed && other->offset == object->offset;
}

static gint
compare_offsets (gconstpointer a, gconstpointer b, gpointer data)
{
  const GArray *objects = data;
  gsize x = g_array_index (objects, PdfObject, *(const guint32 *) a).offset;
  gsize y = g_array_index (objects, PdfObject, *(const guint32 *) b).offset;
  return x < y ? -1 : x > y;
}

/* The bytes of an object: up to the last `endobj` before @end, where the next one begins. */
static gboolean
read_object (const Reader *reader, guint32 number, gsize end)
{
  PdfObject *object = get_object (reader, number);
  PdfSpan body;
  guint64 found = 0;
  if (!read_head (reader, object->offset, &found, &body) || found != number)
    return FALSE;
  body.end = reader->all.start + end;
  body.end = body.start <= body.end ? find_last (body.start, body.end, "endobj") : NULL;
  return body.end != NULL && set_body (object, body);
}

static gboolean
read_objects (Reader *reader, GError **error)
{
  GArray *order = reader->file->order, *objects = reader->file->objects;
  for (guint32 i = 0; i < objects->len; i++) {
    PdfObject *object = get_object (reader, i);
    if (object->is_free || object->is_packed)
      continue;
    object->is_free = is_of_another (reader, object, i);
    if (!object->is_free)
      g_array_append_val (order, i);
  }
  g_array_sort_with_data (order, compare_offsets, objects);
  for (guint i = 0; i < order->len; i++) {
    guint32 number = g_array_index (order, guint32, i);
    gsize end = i + 1 < order->len ? get_object (reader, g_array_index (order, guint32, i + 1))->offset
                                   : reader->table;
    if (!read_object (reader, number, end))
      return fail_object (error, number);
  }
  return TRUE;
}

/* ---- Object streams ------------------------------------------------------------------------------------ */

/* The length of a stream, which is allowed to be an object, but not one of a stream: there is no end to that.
 */
static gboolean
find_length (const Reader *reader, const PdfSpan *dict, guint64 *length)
{
  PdfSpan value;
  guint64 number = 0;
  if (!pdf_dict_find (dict, "/Length", &value))
    return FALSE;
  if (!pdf_span_take_reference (&value, &number))
    return pdf_span_is_number (&value, length);
  const PdfObject *object = get_object (reader, number);
  if (object == NULL || object->is_free || object->is_packed)
    return FALSE;
  value = (PdfSpan){object->body, object->body + object->length};
  return pdf_span_is_number (&value, length);
}

typedef struct {
  guint64 number;
  guint64 offset;
} Member;

/* 7.5.7: pairs of a number and an offset, which grows. */
static gboolean
read_members (const PdfSpan *dict, const PdfSpan *all, GArray *members, guint64 *first)
{
  guint64 n = 0, before = 0;
  if (!pdf_dict_find_number (dict, "/N", &n) || !pdf_dict_find_number (dict, "/First", first) ||
      *first > (gsize) (all->end - all->start))
    return FALSE;
  PdfSpan head = {all->start, all->start + *first};
  for (guint64 i = 0; i < n; i++) {
    Member member = {0};
    pdf_span_skip_space (&head);
    if (!pdf_span_take_number (&head, &member.number))
      return FALSE;
    pdf_span_skip_space (&head);
    if (!pdf_span_take_number (&head, &member.offset) || member.offset < before ||
        member.offset > (gsize) (all->end - head.end))
      return FALSE;
    before = member.offset;
    g_array_append_val (members, member);
  }
  return TRUE;
}

/* Objects that the table says are in stream @number, from @all that is in it. Cairo's places in a stream go
 * round after 65,536 of them: no more than as many bits are compared as a row has. */
static gboolean
take_members (Reader *reader, guint32 number, const PdfSpan *all, const GArray *members, guint64 first,
              GArray *order)
{
  for (guint i = 0; i < members->len; i++) {
    const Member *member = &g_array_index (members, Member, i);
    guint32 name = (guint32) member->number;
    PdfObject *object = get_object (reader, member->number);
    if (object == NULL || !object->is_packed || object->stream != number)
      continue;
    PdfSpan body = {all->start + first + member->offset, all->end};
    if (i + 1 < members->len)
      body.end = all->start + first + member[1].offset;
    if (object->body != NULL || ((object->index ^ i) & reader->index_mask) != 0 || !set_body (object, body))
      return FALSE;
    g_array_append_val (order, name);
  }
  return TRUE;
}

static gboolean
read_object_stream (Reader *reader, guint32 number, GArray *order)
{
  const PdfObject *object = get_object (reader, number);
  PdfSpan body = {object->body, object->body + object->length}, dict, rest;
  guint64 length = 0, first = 0;
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (Member));
  if (!pdf_stream_split (&body, &dict, &rest) || !is_of_type (&dict, "/ObjStm") ||
      !find_length (reader, &dict, &length))
    return FALSE;
  GBytes *bytes = unpack (reader, &dict, &rest, length);
  if (bytes == NULL)
    return FALSE;
  g_ptr_array_add (reader->file->unpacked, bytes);
  gsize size = 0;
  const gchar *data = g_bytes_get_data (bytes, &size);
  if (size == 0)
    return FALSE;
  PdfSpan all = {data, data + size};
  return read_members (&dict, &all, members, &first) &&
         take_members (reader, number, &all, members, first, order);
}

/* Puts the objects of each stream into the place of the stream. */
static gboolean
read_object_streams (Reader *reader, GError **error)
{
  GArray *objects = reader->file->objects;
  GArray *order = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) before = reader->file->order;
  g_autofree gboolean *is_container = g_new0 (gboolean, objects->len);
  reader->file->order = order;
  for (guint32 i = 0; i < objects->len; i++) {
    const PdfObject *object = get_object (reader, i);
    const PdfObject *stream = object->is_packed ? get_object (reader, object->stream) : NULL;
    if (object->is_packed && (stream == NULL || stream->is_free || stream->is_packed))
      return fail_object (error, i);
    if (object->is_packed)
      is_container[object->stream] = TRUE;
  }
  for (guint i = 0; i < before->len; i++) {
    guint32 number = g_array_index (before, guint32, i);
    if (!is_container[number])
      g_array_append_val (order, number);
    else if (!read_object_stream (reader, number, order))
      return fail (error, _ ("object stream %u is not as expected"), number);
  }
  for (guint32 i = 0; i < objects->len; i++) {
    PdfObject *object = get_object (reader, i);
    if (object->is_packed && object->body == NULL)
      return fail_object (error, i);
    object->is_free |= is_container[i];
  }
  return TRUE;
}

PdfObjects *
pdf_objects_new (GBytes *pdf, GError **error)
{
  g_autoptr (PdfObjects) file = g_new0 (PdfObjects, 1);
  file->objects = g_array_new (FALSE, TRUE, sizeof (PdfObject));
  file->order = g_array_new (FALSE, FALSE, sizeof (guint32));
  file->unpacked = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  gsize length = 0;
  const gchar *data = g_bytes_get_data (pdf, &length);
  if (length < 64 || length > G_MAXUINT32 / 2 || strncmp (data, "%PDF-1.", 7) != 0) {
    fail (error, _ ("it is no PDF, or too large"));
    return NULL;
  }
  Reader reader = {.file = file, .all = {data, data + length}, .room = UNPACKED_MAX};
  if (!read_table (&reader, error) || !read_objects (&reader, error) || !read_object_streams (&reader, error))
    return NULL;
  /* Numbers at the end that nothing has any more. */
  while (file->objects->len > 1 && get_object (&reader, file->objects->len - 1)->is_free)
    g_array_set_size (file->objects, file->objects->len - 1);
  return g_steal_pointer (&file);
}

void
pdf_objects_free (PdfObjects *file)
{
  if (file == NULL)
    return;
  g_array_unref (file->objects);
  g_array_unref (file->order);
  g_ptr_array_unref (file->unpacked);
  g_free (file->trailer);
  g_free (file);
}
