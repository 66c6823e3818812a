/* read-eml.c: the `mail` reader: a message as mail programs save it (RFC 5322, MIME by GMime).
 *
 * In: a message. Out: the issue of that part of it which has most papers, read by the reader that its content
 * asks for; the message's date and subject where the text has none. SPDX-License-Identifier: MIT */
#include "read/wz-read-private.h"

#include "base/wz-diag-private.h"
#include "base/wz-display.h"
#include "model/wz-map.h"

#include <glib/gi18n-lib.h>
#include <gmime/gmime.h>
#include <string.h>

enum { PARTS_MAX = 64, DEPTH_MAX = 16, HEAD_MAX_BYTES = 65536 };

/* ---- Whether it is one ---- */

/* Length of the field name that the line at @text begins with: printable ASCII up to a colon (RFC 5322, 2.2);
 * 0 where it is none. */
static gsize
measure_name (const gchar *text, gsize length)
{
  gsize n = 0;

  while (n < length && text[n] > ' ' && text[n] < 0x7F && text[n] != ':')
    n++;
  return n < length && text[n] == ':' ? n : 0;
}

static gboolean
is_of_mail (const gchar *name, gsize length)
{
  static const gchar *const names[] = {"from",         "to",           "subject",  "date",
                                       "message-id",   "mime-version", "received", "return-path",
                                       "delivered-to", "content-type", "reply-to"};

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i]) == length && g_ascii_strncasecmp (name, names[i], length) == 0)
      return TRUE;
  return FALSE;
}

/* A block of fields up to a blank line, three of which only mail has; `From ` of a mailbox may stand before
 * it. */
static gboolean
matches_mail (GBytes *bytes)
{
  gsize size;
  const gchar *text = g_bytes_get_data (bytes, &size);
  gsize length = MIN (size, (gsize) HEAD_MAX_BYTES), at = 0;
  guint n_known = 0;

  while (at < length) {
    const gchar *line = text + at;
    const gchar *end = memchr (line, '\n', length - at);
    gsize whole = end != NULL ? (gsize) (end - line) : length - at;
    gsize shown = whole > 0 && line[whole - 1] == '\r' ? whole - 1 : whole;
    gsize name = measure_name (line, shown);

    if (shown == 0)
      return n_known >= 3;
    if (name == 0 && line[0] != ' ' && line[0] != '\t' &&
        !(at == 0 && length > 5 && memcmp (line, "From ", 5) == 0))
      return FALSE;
    n_known += name > 0 && is_of_mail (line, name);
    at += whole + 1;
  }
  return FALSE;
}

/* ---- Flowed text (RFC 3676) ---- */

static gsize
count_quotes (const gchar *line, gsize length)
{
  gsize n = 0;

  while (n < length && line[n] == '>')
    n++;
  return n;
}

/* Lines that end in a space go on in the next one of equal depth; a space at the beginning is stuffing; `-- `
 * is the mark of a signature. Quote marks stay. */
static GBytes *
unflow (GBytes *bytes, gboolean delete_space)
{
  gsize size;
  const gchar *text = g_bytes_get_data (bytes, &size);

  if (text == NULL) /* an empty one */
    return g_bytes_ref (bytes);
  const gchar *end = text + size;
  GString *out = g_string_sized_new (size);
  gssize open = -1; /* depth of the paragraph that goes on */

  for (const gchar *line = text; line < end;) {
    const gchar *next = memchr (line, '\n', (gsize) (end - line));
    gsize whole = (gsize) ((next != NULL ? next : end) - line);
    gsize length = whole > 0 && line[whole - 1] == '\r' ? whole - 1 : whole;
    gsize depth = count_quotes (line, length);
    gsize start = depth < length && line[depth] == ' ' ? depth + 1 : depth;
    gboolean is_signature = length - start == 3 && memcmp (line + start, "-- ", 3) == 0;
    gboolean is_soft = length > start && line[length - 1] == ' ' && !is_signature;

    if (open >= 0 && (open != (gssize) depth || is_signature))
      g_string_append_c (out, '\n');
    if (open != (gssize) depth || is_signature) {
      g_string_append_len (out, line, (gssize) depth);
      if (depth > 0)
        g_string_append_c (out, ' ');
    }
    g_string_append_len (out, line + start, (gssize) (length - start - (is_soft && delete_space ? 1 : 0)));
    if (!is_soft)
      g_string_append_c (out, '\n');
    open = is_soft ? (gssize) depth : -1;
    line += whole + 1;
  }
  return g_string_free_to_bytes (out);
}

/* ---- Parts ---- */

/* A part that is a digest. */
typedef struct {
  gchar *name;
  WzIssue *issue;
  WzCoverage *coverage; /* nullable */
  GPtrArray *told;      /* WzDiag */
} Digest;

typedef struct {
  const gchar *file;
  const WzReaders *readers; /* nullable */
  WzPictures *pictures;
  guint n_parts;
  GPtrArray *digests; /* of Digest */
  GPtrArray *unread;  /* gchar *: parts that are none */
  GError *error;      /* of the first of these */
} Mail;

static void
digest_free (gpointer data)
{
  Digest *digest = data;

  g_free (digest->name);
  g_clear_pointer (&digest->issue, wz_issue_unref);
  g_clear_pointer (&digest->coverage, wz_coverage_free);
  g_ptr_array_unref (digest->told);
  g_free (digest);
}

static GBytes *
take_bytes (GMimePart *part)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  GMimeStream *stream = g_mime_stream_mem_new_with_byte_array (array);
  GMimeDataWrapper *content = g_mime_part_get_content (part);

  g_mime_stream_mem_set_owner (GMIME_STREAM_MEM (stream), FALSE);
  if (content != NULL)
    g_mime_data_wrapper_write_to_stream (content, stream);
  g_object_unref (stream);
  return g_byte_array_free_to_bytes (g_steal_pointer (&array));
}

static gchar *
dup_part_name (GMimePart *part, guint number)
{
  GMimeContentType *type = g_mime_object_get_content_type (GMIME_OBJECT (part));
  const gchar *name = g_mime_part_get_filename (part);
  g_autofree gchar *kind = g_mime_content_type_get_mime_type (type);
  g_autofree gchar *all = name != NULL ? g_strdup_printf (_ ("part %u, %s, %s"), number, kind, name)
                                       : g_strdup_printf (_ ("part %u, %s"), number, kind);

  return wz_display_dup (all);
}

static GBytes *
take_text (GMimePart *part)
{
  GMimeContentType *type = g_mime_object_get_content_type (GMIME_OBJECT (part));
  const gchar *format = g_mime_content_type_get_parameter (type, "format");
  const gchar *delsp = g_mime_content_type_get_parameter (type, "delsp");
  g_autoptr (GBytes) bytes = take_bytes (part);

  if (format == NULL || g_ascii_strcasecmp (format, "flowed") != 0)
    return g_steal_pointer (&bytes);
  return unflow (bytes, delsp != NULL && g_ascii_strcasecmp (delsp, "yes") == 0);
}

/* What a part calls its encoding is taken where it says more than ASCII, which many say who do not know. */
static const gchar *
find_charset (GMimePart *part)
{
  const gchar *charset = g_mime_object_get_content_type_parameter (GMIME_OBJECT (part), "charset");

  return charset != NULL && g_ascii_strcasecmp (charset, "us-ascii") != 0 && wz_read_knows_encoding (charset)
             ? charset
             : NULL;
}

static void
read_text_part (Mail *mail, GMimePart *part)
{
  g_autoptr (GBytes) bytes = take_text (part);
  WzReadOptions options = {mail->readers, NULL, find_charset (part)};
  Digest *digest = g_new0 (Digest, 1);
  digest->name = dup_part_name (part, mail->n_parts);
  digest->told = wz_diag_hold_new ();
  g_autoptr (WzDiagSink) sink = wz_diag_sink_new (wz_diag_hold, digest->told);
  g_autoptr (GError) error = NULL;

  if (g_bytes_get_size (bytes) > 0 && !matches_mail (bytes))
    digest->issue =
        wz_read_part (bytes, mail->file, &options, NULL, mail->pictures, sink, &digest->coverage, &error);
  if (digest->issue != NULL) {
    g_ptr_array_add (mail->digests, digest);
    return;
  }
  if (mail->error == NULL)
    mail->error = g_steal_pointer (&error);
  g_ptr_array_add (mail->unread, g_steal_pointer (&digest->name));
  digest_free (digest);
}

static void
walk (Mail *mail, GMimeObject *object, guint depth)
{
  if (depth > DEPTH_MAX || mail->n_parts >= PARTS_MAX)
    return;
  if (GMIME_IS_MULTIPART (object))
    for (gint i = 0; i < g_mime_multipart_get_count (GMIME_MULTIPART (object)); i++)
      walk (mail, g_mime_multipart_get_part (GMIME_MULTIPART (object), i), depth + 1);
  else if (GMIME_IS_MESSAGE_PART (object)) {
    GMimeMessage *message = g_mime_message_part_get_message (GMIME_MESSAGE_PART (object));
    if (message != NULL && g_mime_message_get_mime_part (message) != NULL)
      walk (mail, g_mime_message_get_mime_part (message), depth + 1);
  } else if (GMIME_IS_PART (object)) {
    mail->n_parts++;
    read_text_part (mail, GMIME_PART (object));
  }
}

/* ---- The message ---- */

static WzDate
find_day (GMimeMessage *message)
{
  GDateTime *when = g_mime_message_get_date (message); /* as the sender's clock had it */
  gint year, month, day;

  if (when == NULL)
    return (WzDate){0};
  g_date_time_get_ymd (when, &year, &month, &day);
  return (WzDate){(guint16) year, (guint8) month, (guint8) day};
}

/* What the text does not say of itself, its message does. */
static WzIssue *
complete (const WzIssue *issue, GMimeMessage *message)
{
  static const WzIssueMap same = {NULL};
  const gchar *subject = g_mime_message_get_subject (message);
  const gchar *lang = wz_issue_get_lang (issue);
  WzIssueBuilder *builder = wz_issue_map (issue, &same, NULL);

  if (!wz_date_is_known (wz_issue_get_date (issue)))
    wz_issue_builder_set_date (builder, find_day (message));
  if (subject != NULL && wz_issue_get_title (issue, lang) == NULL)
    wz_issue_builder_set_title (builder, lang, subject);
  return wz_issue_builder_finish (builder, NULL);
}

/* The first of those with most papers. */
static Digest *
choose (const Mail *mail)
{
  Digest *best = NULL;

  for (guint i = 0; i < mail->digests->len; i++) {
    Digest *digest = g_ptr_array_index (mail->digests, i);
    if (best == NULL || wz_issue_get_n_entries (digest->issue) > wz_issue_get_n_entries (best->issue))
      best = digest;
  }
  return best;
}

/* Another version of the same text has the same papers; those of another text would be lost. */
static void
tell_other (const Mail *mail, const Digest *taken, const Digest *other, WzDiagSink *sink)
{
  const WzPosition place = {mail->file, 0, 0};
  guint n = 0;

  for (guint i = 0; i < wz_issue_get_n_entries (other->issue); i++)
    n += wz_issue_find_entry (taken->issue, wz_entry_get_key (wz_issue_get_entry (other->issue, i))) == NULL;
  if (n > 0)
    wz_diag_report (
        sink, WZ_SEVERITY_WARNING, "mail-digest-left", &place,
        _ ("of several digests in a message one is read; this one has other papers (%u): %s; save it as a "
           "file of its own"),
        n, other->name);
}

static void
tell (const Mail *mail, const Digest *taken, WzDiagSink *sink)
{
  const WzPosition place = {mail->file, 0, 0};
  GString *names = g_string_new (NULL);

  wz_diag_sink_replay (sink, taken->told);
  for (guint i = 0; i < mail->digests->len; i++)
    tell_other (mail, taken, g_ptr_array_index (mail->digests, i), sink);
  for (guint i = 0; i < mail->unread->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "; " : "",
                            (const gchar *) g_ptr_array_index (mail->unread, i));
  if (names->len > 0)
    wz_diag_report (sink, WZ_SEVERITY_HINT, "mail-parts-left", &place,
                    _ ("parts of the message that were not read: %s"), names->str);
  g_string_free (names, TRUE);
}

static GMimeMessage *
parse (GBytes *bytes)
{
  static gsize initialised;
  gsize size;
  const gchar *data = g_bytes_get_data (bytes, &size);

  if (g_once_init_enter (&initialised)) {
    g_mime_init ();
    g_once_init_leave (&initialised, 1);
  }
  GMimeStream *stream = g_mime_stream_mem_new_with_buffer (data, size);
  GMimeParser *parser = g_mime_parser_new_with_stream (stream);
  GMimeMessage *message = g_mime_parser_construct_message (parser, NULL);

  g_object_unref (parser);
  g_object_unref (stream);
  return message;
}

static WzIssue *
read_mail (const WzReader *self, GBytes *bytes, const gchar *file, const WzReadOptions *options,
           WzPictures *pictures, WzDiagSink *sink, WzCoverage **coverage, GError **error)
{
  g_autoptr (GPtrArray) digests = g_ptr_array_new_with_free_func (digest_free);
  g_autoptr (GPtrArray) unread = g_ptr_array_new_with_free_func (g_free);
  Mail mail = {
      .file = file, .readers = options->readers, .pictures = pictures, .digests = digests, .unread = unread};
  GMimeMessage *message = parse (bytes);
  WzIssue *issue = NULL;

  if (message != NULL && g_mime_message_get_mime_part (message) != NULL)
    walk (&mail, g_mime_message_get_mime_part (message), 0);
  Digest *taken = choose (&mail);
  if (taken != NULL) {
    issue = complete (taken->issue, message);
    tell (&mail, taken, sink);
    if (coverage != NULL)
      *coverage = g_steal_pointer (&taken->coverage);
  } else if (mail.error != NULL) {
    g_propagate_error (error, g_steal_pointer (&mail.error));
  } else {
    g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_NOT_DIGEST, _ ("%s: a mail without a text"), file);
  }
  g_clear_error (&mail.error);
  g_clear_object (&message);
  return issue;
}

const WzReader wz_reader_mail = {
    .name = "mail",
    .comment = N_ ("mail with a digest in it"),
    .matches = matches_mail,
    .read = read_mail,
};
