/* pdf-deflate.c: see pdf-deflate.h. SPDX-License-Identifier: MIT */
#include "pdf-deflate.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* From here on in cairo's file what lies there has moved by so many bytes in ours. */
typedef struct {
  gsize from;
  gssize by;
} Shift;

struct _PdfDeflater {
  GThread *thread;
  GAsyncQueue *chunks; /* of GBytes; an empty one is the last */
  /* All below belongs to the thread, and to the caller when that has ended. */
  gsize position; /* in cairo's file, of the chunk at hand */
  GByteArray *out;
  GArray *shifts; /* of Shift, in order */
};

/* ---- One chunk ----------------------------------------------------------------------------------------- */

typedef struct {
  const gchar *start, *end;
} Span;

static const gchar *
find (const gchar *from, const gchar *end, const gchar *word)
{
  return from < end ? memmem (from, (gsize) (end - from), word, strlen (word)) : NULL;
}

static gboolean
begins (const gchar *at, const gchar *end, const gchar *word)
{
  gsize length = strlen (word);
  return (gsize) (end - at) >= length && memcmp (at, word, length) == 0;
}

static void
append (PdfDeflater *deflater, const gchar *start, const gchar *end)
{
  g_byte_array_append (deflater->out, (const guint8 *) start, (guint) (end - start));
}

static void G_GNUC_PRINTF (2, 3) append_format (PdfDeflater *deflater, const gchar *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  g_autofree gchar *text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  append (deflater, text, text + strlen (text));
}

static void
note_shift (PdfDeflater *deflater, gsize old)
{
  Shift shift = {old, (gssize) deflater->out->len - (gssize) old};
  g_array_append_val (deflater->shifts, shift);
}

static gulong
append_deflated (PdfDeflater *deflater, Span content)
{
  uLong length = (uLong) (content.end - content.start);
  uLongf size = compressBound (length);
  guint before = deflater->out->len;
  g_byte_array_set_size (deflater->out, before + (guint) size);
  compress2 (deflater->out->data + before, &size, (const Bytef *) content.start, length,
             Z_DEFAULT_COMPRESSION); /* as cairo does; with room enough it does not fail */
  g_byte_array_set_size (deflater->out, before + (guint) size);
  return size;
}

/* A plain stream as cairo writes it: `n 0 obj`, `<< /Length m 0 R`, entries, `>>`, `stream`, its bytes,
 * `endstream`, `endobj`; then the object m with its length. */
typedef struct {
  const gchar *entries; /* the filter goes before them */
  Span content;
  gulong length_object;
  const gchar *after; /* behind the object of the length */
} Stream;

static gboolean
read_length (Stream *stream, const gchar *end)
{
  static const gchar tail[] = "\nendstream\nendobj\n";
  const gchar *p = stream->content.end + strlen (tail);
  g_autofree gchar *wanted = g_strdup_printf ("%lu 0 obj\n   %ld\nendobj\n", stream->length_object,
                                              (glong) (stream->content.end - stream->content.start));
  stream->after = p + strlen (wanted);
  return begins (p, end, wanted);
}

/* The next plain stream at or behind @from. */
static gboolean
find_stream (const gchar *from, const gchar *end, Stream *stream)
{
  for (const gchar *p = from; (p = find (p, end, " 0 obj\n<< /Length ")) != NULL; p++) {
    gchar *number_end = NULL;
    stream->length_object = strtoul (p + 18, &number_end, 10);
    const gchar *body = find (number_end, end, ">>\nstream\n");
    if (body == NULL || !begins (number_end, end, " 0 R\n"))
      continue;
    stream->entries = number_end + 5;
    stream->content.start = body + 10;
    const gchar *filter = find (stream->entries, body, "/Filter");
    for (const gchar *q = stream->content.start; (q = find (q, end, "\nendstream\nendobj\n")) != NULL; q++) {
      stream->content.end = q;
      if (!read_length (stream, end))
        continue;
      if (filter == NULL)
        return TRUE;
      p = stream->after - 1;
      break;
    }
  }
  return FALSE;
}

static void
deflate_chunk (PdfDeflater *deflater, GBytes *chunk)
{
  gsize length = 0;
  const gchar *data = g_bytes_get_data (chunk, &length), *p = data, *end = data + --length;
  Stream stream;
  while (find_stream (p, end, &stream)) {
    append (deflater, p, stream.entries);
    append_format (deflater, "   /Filter /FlateDecode\n");
    append (deflater, stream.entries, stream.content.start);
    gulong size = append_deflated (deflater, stream.content);
    append_format (deflater, "\nendstream\nendobj\n");
    note_shift (deflater, deflater->position + (gsize) (stream.content.end - data) + 18);
    append_format (deflater, "%lu 0 obj\n   %lu\nendobj\n", stream.length_object, size);
    note_shift (deflater, deflater->position + (gsize) (stream.after - data));
    p = stream.after;
  }
  append (deflater, p, end);
  deflater->position += length;
}

static gpointer
work (gpointer data)
{
  PdfDeflater *deflater = data;
  for (;;) {
    g_autoptr (GBytes) chunk = g_async_queue_pop (deflater->chunks);
    if (g_bytes_get_size (chunk) == 0)
      return NULL;
    deflate_chunk (deflater, chunk);
  }
}

/* ---- The table ----------------------------------------------------------------------------------------- */

static gsize
moved (const PdfDeflater *deflater, gsize old)
{
  guint low = 0, high = deflater->shifts->len;
  while (low < high) {
    guint middle = (low + high) / 2;
    if (g_array_index (deflater->shifts, Shift, middle).from <= old)
      low = middle + 1;
    else
      high = middle;
  }
  return low > 0 ? (gsize) ((gssize) old + g_array_index (deflater->shifts, Shift, low - 1).by) : old;
}

/* Writes the new places into the lines of twenty bytes; FALSE where they are none. */
static gboolean
move_table (PdfDeflater *deflater, gsize table)
{
  gchar *p = (gchar *) deflater->out->data + table, *end = (gchar *) deflater->out->data + deflater->out->len;
  if (!begins (p, end, "xref\n0 "))
    return FALSE;
  gulong n = strtoul (p + 7, &p, 10);
  p++;
  if (n > (gsize) (end - p) / 20)
    return FALSE;
  for (gulong i = 0; i < n; i++, p += 20) {
    gchar line[24];
    if (p[17] != 'n')
      continue;
    g_snprintf (line, sizeof line, "%010" G_GSIZE_FORMAT, moved (deflater, strtoul (p, NULL, 10)));
    memcpy (p, line, 10);
  }
  return TRUE;
}

static gboolean
finish_file (PdfDeflater *deflater)
{
  static const gchar word[] = "startxref\n";
  if (deflater->shifts->len == 0)
    return TRUE;
  gsize tail = MIN (deflater->out->len, 64);
  g_byte_array_append (deflater->out, (const guint8 *) "", 1); /* ends what strtoul() reads */
  const gchar *start = (const gchar *) deflater->out->data + deflater->out->len - 1 - tail;
  const gchar *found = find (start, start + tail, word);
  if (found == NULL)
    return FALSE;
  gsize table = moved (deflater, strtoul (found + strlen (word), NULL, 10));
  if (table >= deflater->out->len || !move_table (deflater, table))
    return FALSE;
  g_byte_array_set_size (deflater->out,
                         (guint) (found + strlen (word) - (const gchar *) deflater->out->data));
  append_format (deflater, "%" G_GSIZE_FORMAT "\n%%%%EOF\n", table);
  return TRUE;
}

/* ---- Whole --------------------------------------------------------------------------------------------- */

PdfDeflater *
pdf_deflater_new_surface (cairo_write_func_t write, gpointer closure, gdouble width, gdouble height,
                          cairo_surface_t **surface)
{
  static const gchar variable[] = "CAIRO_DEBUG_PDF";
  g_autofree gchar *before = g_strdup (g_getenv (variable));
  PdfDeflater *deflater = g_new0 (PdfDeflater, 1);
  /* What cairo 1.16 asks when it makes a surface; there is no function for it. None of our threads runs now,
   * so GLib's warning about that would be noise. */
  if (before == NULL && cairo_version () / 100 == 116)
    setenv (variable, "1", 1);
  *surface = cairo_pdf_surface_create_for_stream (write, closure, width, height);
  if (before == NULL)
    unsetenv (variable);
  deflater->chunks = g_async_queue_new_full ((GDestroyNotify) g_bytes_unref);
  deflater->out = g_byte_array_new ();
  deflater->shifts = g_array_new (FALSE, FALSE, sizeof (Shift));
  deflater->thread = g_thread_new ("deflate", work, deflater);
  return deflater;
}

static void
join (PdfDeflater *deflater)
{
  g_async_queue_push (deflater->chunks, g_bytes_new (NULL, 0));
  g_thread_join (g_steal_pointer (&deflater->thread));
}

void
pdf_deflater_free (PdfDeflater *deflater)
{
  if (deflater == NULL)
    return;
  if (deflater->thread != NULL)
    join (deflater);
  g_async_queue_unref (deflater->chunks);
  g_clear_pointer (&deflater->out, g_byte_array_unref);
  g_array_unref (deflater->shifts);
  g_free (deflater);
}

void
pdf_deflater_take (PdfDeflater *deflater, GByteArray *file)
{
  if (file->len == 0)
    return;
  g_byte_array_append (file, (const guint8 *) "", 1); /* ends what strtoul() reads */
  g_async_queue_push (deflater->chunks, g_bytes_new (file->data, file->len));
  g_byte_array_set_size (file, 0);
}

GBytes *
pdf_deflater_finish (PdfDeflater *deflater)
{
  join (deflater);
  return finish_file (deflater) ? g_byte_array_free_to_bytes (g_steal_pointer (&deflater->out)) : NULL;
}
