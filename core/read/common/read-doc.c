/* In: decoded text. Out: its lines with what is in them, cleaned strings, and the account of every byte.
 * SPDX-License-Identifier: MIT */
#include "read/common/read-doc.h"

#include "base/wz-decode.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- Characters ---- */

/* White space of Unicode and the no-break spaces, which the web pages use as if they were spaces. */
gboolean
read_is_space (gunichar c)
{
  if (c < 0x80)
    return c == ' ' || (c >= '\t' && c <= '\r');
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

gboolean
read_is_invisible (gunichar c)
{
  return c == 0x200B || c == 0x2060 || c == 0xFEFF;
}

gboolean
read_is_han (gunichar c)
{
  return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF) ||
         (c >= 0x3005 && c <= 0x3007);
}

gboolean
read_is_word (gunichar c)
{
  return g_unichar_isalnum (c);
}

static gboolean
is_control (gunichar c)
{
  return (c < 0x20 && !read_is_space (c)) || (c >= 0x7F && c <= 0x9F && c != 0x85);
}

gsize
read_char_previous (const ReadDoc *doc, gsize at, gsize start)
{
  while (at > start && ((guint8) doc->text[--at] & 0xC0) == 0x80)
    ;
  return at;
}

/* ---- Spans ---- */

ReadSpan
read_span_trim (const ReadDoc *doc, ReadSpan span)
{
  while (span.start < span.end) {
    gunichar c = read_char_at (doc, span.start, span.end);

    if (!read_is_space (c) && !read_is_invisible (c))
      break;
    span.start = read_char_next (doc, span.start);
  }
  while (span.end > span.start) {
    gsize last = read_char_previous (doc, span.end, span.start);
    gunichar c = read_char_at (doc, last, span.end);

    if (!read_is_space (c) && !read_is_invisible (c))
      break;
    span.end = last;
  }
  return span;
}

gboolean
read_span_starts (const ReadDoc *doc, ReadSpan span, const gchar *prefix)
{
  gsize n = strlen (prefix);

  return span.end >= span.start + n && memcmp (doc->text + span.start, prefix, n) == 0;
}

gboolean
read_span_ends (const ReadDoc *doc, ReadSpan span, const gchar *suffix)
{
  gsize n = strlen (suffix);

  return span.end >= span.start + n && memcmp (doc->text + span.end - n, suffix, n) == 0;
}

gboolean
read_span_equals (const ReadDoc *doc, ReadSpan span, const gchar *text)
{
  return span.end - span.start == strlen (text) && read_span_starts (doc, span, text);
}

gsize
read_span_find (const ReadDoc *doc, ReadSpan span, const gchar *needle)
{
  const gchar *found = NULL;

  if (!read_span_is_empty (span))
    found = memmem (doc->text + span.start, span.end - span.start, needle, strlen (needle));
  return found != NULL ? (gsize) (found - doc->text) : span.end;
}

void
read_span_count (const ReadDoc *doc, ReadSpan span, guint *n_han, guint *n_latin, guint *n_chars)
{
  guint han = 0, latin = 0, chars = 0;

  for (gsize i = span.start; i < span.end; i = read_char_next (doc, i)) {
    guint8 byte = (guint8) doc->text[i];

    chars++;
    if (byte < 0x80)
      latin += (guint8) ((byte | 0x20) - 'a') < 26;
    else {
      gunichar c = read_utf8 (doc->text + i);

      if (read_is_han (c))
        han++;
      else
        latin += c < 0x2000 && g_unichar_isalpha (c) ? 1 : 0;
    }
  }
  *n_han = han;
  *n_latin = latin;
  *n_chars = chars;
}

gboolean
read_span_is_chinese (const ReadDoc *doc, ReadSpan span)
{
  guint han, latin, chars;

  read_span_count (doc, span, &han, &latin, &chars);
  return han > 0 && han * 10 >= latin;
}

/* ---- The document ---- */

static void
scan_line (const ReadDoc *doc, ReadLine *line)
{
  line->body = read_span_trim (doc, line->whole);
  line->has_nbsp = FALSE;
  for (gsize i = line->whole.start; i + 1 < line->whole.end && !line->has_nbsp; i++)
    line->has_nbsp = (guint8) doc->text[i] == 0xC2 && (guint8) doc->text[i + 1] == 0xA0;
  read_span_count (doc, line->body, &line->n_han, &line->n_latin, &line->n_chars);
}

/* The first line or paragraph separator (U+2028, U+2029) of @span. To editors it ends no line, and so it does
 * not count in positions. */
static gsize
find_separator (const ReadDoc *doc, ReadSpan span)
{
  const gchar *end = doc->text + span.end;

  for (const gchar *p = doc->text + span.start; (p = memchr (p, 0xE2, (gsize) (end - p))) != NULL; p++) {
    gunichar c = read_utf8 (p);

    if (c == 0x2028 || c == 0x2029)
      return (gsize) (p - doc->text);
  }
  return span.end;
}

void
read_doc_init (ReadDoc *doc, const gchar *file, const gchar *text, gsize length)
{
  gsize at = 0, end = 0, next = 0;
  guint number = 0;

  doc->file = file;
  doc->text = text;
  doc->length = length;
  doc->lines = g_array_sized_new (FALSE, FALSE, sizeof (ReadLine), 256);
  doc->classes = g_malloc0 (length + 1);
  doc->remarks = g_array_new (FALSE, FALSE, sizeof (ReadRemark));
  doc->pool = g_string_chunk_new (4096);
  doc->last_line = G_MAXUINT;
  while (at < length) {
    ReadLine line = {.whole = {at, at}, .number = number};

    if (at >= next)
      end = wz_decode_line_end (text, length, at, &next);
    line.whole.end = find_separator (doc, (ReadSpan){at, end});
    line.next = line.whole.end < end ? read_char_next (doc, line.whole.end) : next;
    number += line.whole.end == end;
    scan_line (doc, &line);
    at = line.next;
    g_array_append_val (doc->lines, line);
  }
}

void
read_doc_clear (ReadDoc *doc)
{
  g_clear_pointer (&doc->lines, g_array_unref);
  g_clear_pointer (&doc->classes, g_free);
  g_clear_pointer (&doc->remarks, g_array_unref);
  g_clear_pointer (&doc->pool, g_string_chunk_free);
}

guint
read_doc_line_at (const ReadDoc *doc, gsize offset_bytes)
{
  guint low = 0, high = doc->lines->len;

  while (high - low > 1) {
    guint middle = low + (high - low) / 2;

    if (read_doc_line (doc, middle)->whole.start <= offset_bytes)
      low = middle;
    else
      high = middle;
  }
  return low;
}

/* The first of the lines that are one to editors. */
static guint
find_first_of (const ReadDoc *doc, guint line)
{
  guint low = 0, high = line, number = read_doc_line (doc, line)->number;

  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (read_doc_line (doc, middle)->number < number)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static gsize
find_in_source (const ReadDoc *doc, gsize offset_bytes)
{
  guint low = 0, high = doc->pieces->len;
  const ReadOriginPiece *piece;

  while (high - low > 1) {
    guint middle = low + (high - low) / 2;

    if (g_array_index (doc->pieces, ReadOriginPiece, middle).at <= offset_bytes)
      low = middle;
    else
      high = middle;
  }
  if (high == 0)
    return 0;
  piece = &g_array_index (doc->pieces, ReadOriginPiece, low);
  if (!piece->exact || offset_bytes < piece->at)
    return piece->start;
  return MIN (piece->start + (offset_bytes - piece->at), piece->end);
}

WzPosition
read_doc_position (ReadDoc *doc, gsize offset_bytes)
{
  if (doc->source != NULL)
    return read_doc_position (doc->source, find_in_source (doc, offset_bytes));

  WzPosition position = {doc->file, 1, 1};
  guint line;
  gsize from;

  if (doc->lines->len == 0)
    return position;
  offset_bytes = MIN (offset_bytes, doc->length);
  line = read_doc_line_at (doc, offset_bytes);
  line = find_first_of (doc, line);
  from = read_doc_line (doc, line)->whole.start;
  position.line = read_doc_line (doc, line)->number + 1;
  for (gsize next = from; doc->folded && next < doc->length;) {
    wz_decode_line_end (doc->text, doc->length, from, &next);
    if (next > offset_bytes)
      break;
    from = next;
    position.line++;
  }
  if (line == doc->last_line && doc->last_offset_bytes >= from && doc->last_offset_bytes <= offset_bytes) {
    from = doc->last_offset_bytes;
    position.column = doc->last_column;
  }
  position.column += (guint32) g_utf8_pointer_to_offset (doc->text + from, doc->text + offset_bytes);
  doc->last_line = line;
  doc->last_offset_bytes = offset_bytes;
  doc->last_column = position.column;
  return position;
}

void
read_doc_mark (ReadDoc *doc, ReadSpan span, WzCoverageClass class)
{
  if (!read_span_is_empty (span))
    memset (doc->classes + span.start, class, span.end - span.start);
}

static void G_GNUC_PRINTF (5, 0) add_remark (ReadDoc *doc, ReadDiagCode code, gsize offset_bytes,
                                             gboolean has_place, const gchar *format, va_list args)
{
  ReadRemark remark = {code, offset_bytes, has_place, NULL};

  if (format != NULL) {
    g_autofree gchar *detail = g_strdup_vprintf (format, args);

    remark.detail = g_string_chunk_insert (doc->pool, detail);
  }
  g_array_append_val (doc->remarks, remark);
}

void
read_doc_remark (ReadDoc *doc, ReadDiagCode code, gsize offset_bytes, const gchar *format, ...)
{
  va_list args;

  va_start (args, format);
  add_remark (doc, code, offset_bytes, TRUE, format, args);
  va_end (args);
}

void
read_doc_remark_file (ReadDoc *doc, ReadDiagCode code, const gchar *format, ...)
{
  va_list args;

  va_start (args, format);
  add_remark (doc, code, 0, FALSE, format, args);
  va_end (args);
}

/* Remarks on the file come first, the others in the order of the text, those on one place in the order they
 * were made (g_array_sort() is not stable, so the index decides). */
static gint
compare_remarks (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const ReadRemark *const *left = a, *const *right = b;

  if ((*left)->has_place != (*right)->has_place)
    return (*left)->has_place ? 1 : -1;
  if ((*left)->offset_bytes != (*right)->offset_bytes)
    return (*left)->offset_bytes < (*right)->offset_bytes ? -1 : 1;
  return *left < *right ? -1 : *left > *right;
}

void
read_doc_flush (ReadDoc *doc, WzDiagSink *sink)
{
  g_autoptr (GPtrArray) order = g_ptr_array_sized_new (doc->remarks->len);

  for (guint i = 0; i < doc->remarks->len; i++)
    g_ptr_array_add (order, &g_array_index (doc->remarks, ReadRemark, i));
  g_ptr_array_sort_with_data (order, compare_remarks, NULL);
  for (guint i = 0; i < order->len; i++) {
    const ReadRemark *remark = g_ptr_array_index (order, i);
    const ReadDiagInfo *info = read_diag_info (remark->code);
    WzPosition position = {doc->file, 0, 0};
    const gchar *wording = _ (info->wording);

    if (remark->has_place)
      position = read_doc_position (doc, remark->offset_bytes);
    if (remark->detail != NULL)
      wz_diag_report (sink, info->severity, info->code, &position, "%s: %s", wording, remark->detail);
    else
      wz_diag_report (sink, info->severity, info->code, &position, "%s", wording);
  }
  g_array_set_size (doc->remarks, 0);
}

/* ---- Fields ---- */

typedef struct {
  GString *out;
  gboolean account; /* mark classes and remark what is left out */
  gboolean broken;  /* the space at the end of @out stands for a line end */
  gsize first_invisible, first_control;
} Cleaner;

/* Chinese text has no spaces, so a line end in the middle of it is none either; half-width marks between
 * Chinese characters belong to it. */
static void
join_lines (Cleaner *cleaner, gunichar next)
{
  const gchar *start = cleaner->out->str, *p = start + cleaner->out->len - 1; /* the space */

  cleaner->broken = FALSE;
  if (next < 0x2E80 || p == start)
    return;
  p = g_utf8_prev_char (p);
  while (p > start && strchr (",.:;!?)\"'", *p) != NULL)
    p = g_utf8_prev_char (p);
  if (g_utf8_get_char (p) >= 0x2E80)
    g_string_truncate (cleaner->out, cleaner->out->len - 1);
}

/* A line that was folded behind the hyphen of a compound goes on without a space. */
static void
join_hyphen (Cleaner *cleaner)
{
  const GString *out = cleaner->out;

  if (out->len >= 3 && out->str[out->len - 2] == '-' && g_ascii_isalnum (out->str[out->len - 3]))
    g_string_truncate (cleaner->out, out->len - 1);
}

/* The end of a terminal's control sequence (ECMA-48, 5.4) at @at, or @at. */
static gsize
skip_control_sequence (const ReadDoc *doc, gsize at, gsize end)
{
  gsize i = at + 2;

  if (doc->text[at] != 0x1B || at + 1 >= end || doc->text[at + 1] != '[')
    return at;
  while (i < end && doc->text[i] >= 0x20 && doc->text[i] <= 0x3F)
    i++;
  return i < end && doc->text[i] >= 0x40 && doc->text[i] <= 0x7E ? i + 1 : at;
}

static void
clean_char (ReadDoc *doc, Cleaner *cleaner, gsize at, gsize next, gunichar c)
{
  WzCoverageClass class = WZ_COVERAGE_FIELD;

  if (read_is_space (c) && c != 0x3000) {
    class = WZ_COVERAGE_SEPARATOR;
    if (cleaner->out->len > 0 && cleaner->out->str[cleaner->out->len - 1] != ' ')
      g_string_append_c (cleaner->out, ' ');
    cleaner->broken |= c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
  } else if (read_is_invisible (c)) {
    class = WZ_COVERAGE_SEPARATOR;
    cleaner->first_invisible = MIN (cleaner->first_invisible, at);
  } else if (is_control (c)) {
    class = WZ_COVERAGE_UNKNOWN;
    cleaner->first_control = MIN (cleaner->first_control, at);
  } else {
    if (cleaner->broken)
      join_lines (cleaner, c);
    g_string_append_len (cleaner->out, doc->text + at, (gssize) (next - at));
  }
  if (cleaner->account)
    read_doc_mark (doc, (ReadSpan){at, next}, class);
}

/* Begins a character that has nothing to be cleaned: plain ASCII, or one of U+4000–U+9FFF. */
static gboolean
begins_plain (guint8 byte)
{
  return (byte > ' ' && byte < 0x7F) || (byte >= 0xE4 && byte <= 0xE9);
}

static const gchar *
clean (ReadDoc *doc, ReadSpan span, gboolean account)
{
  g_autoptr (GString) out = g_string_sized_new (span.end - span.start + 1);
  Cleaner cleaner = {out, account, FALSE, G_MAXSIZE, G_MAXSIZE};

  span = read_span_trim (doc, span);
  for (gsize at = span.start; at < span.end;) {
    guint8 byte = (guint8) doc->text[at];
    gsize next = at;

    if (begins_plain (byte) && (byte < 0x80 || !cleaner.broken)) {
      if (cleaner.broken && doc->folded)
        join_hyphen (&cleaner);
      while (next < span.end && begins_plain ((guint8) doc->text[next]))
        next = read_char_next (doc, next);
      cleaner.broken = FALSE;
      g_string_append_len (out, doc->text + at, (gssize) (next - at));
      if (account)
        read_doc_mark (doc, (ReadSpan){at, next}, WZ_COVERAGE_FIELD);
    } else {
      next = MAX (read_char_next (doc, at), skip_control_sequence (doc, at, span.end));
      clean_char (doc, &cleaner, at, next, read_utf8 (doc->text + at));
    }
    at = next;
  }
  if (account && cleaner.first_invisible != G_MAXSIZE)
    read_doc_remark (doc, READ_DIAG_INVISIBLE_CHARACTER, cleaner.first_invisible, NULL);
  if (account && cleaner.first_control != G_MAXSIZE)
    read_doc_remark (doc, READ_DIAG_CONTROL_CHARACTER, cleaner.first_control, NULL);
  return g_string_chunk_insert_len (doc->pool, out->str, (gssize) out->len);
}

gboolean
read_is_exact (const ReadDoc *doc, const gchar *characters, gsize offset_bytes)
{
  const gchar *source = doc->text + offset_bytes;

  for (gsize i = 0; characters[i] != 0; i++)
    if (offset_bytes + i >= doc->length ||
        (characters[i] != source[i] && !(characters[i] == ' ' && (source[i] == '\n' || source[i] == '\r'))))
      return FALSE;
  return TRUE;
}

const gchar *
read_doc_take (ReadDoc *doc, ReadSpan span)
{
  return clean (doc, span, TRUE);
}

const gchar *
read_doc_peek (ReadDoc *doc, ReadSpan span)
{
  return clean (doc, span, FALSE);
}

ReadField
read_take_field (ReadDoc *doc, ReadSpan span)
{
  ReadField field = {NULL, span.start};

  span = read_span_trim (doc, span);
  if (!read_span_is_empty (span)) {
    field.offset_bytes = span.start;
    field.text = read_doc_take (doc, span);
    if (*field.text == 0)
      field.text = NULL;
  }
  return field;
}
