/* kepub.c: an EPUB with Kobo's spans, by which its readers remember places and highlights. In: the
 * finished EPUB. Out: the same with a span around each sentence. SPDX-License-Identifier: MIT */
#include <string.h>
#include <wenzhai-kit/wz-zip.h>
#include <wenzhai/wz-plugin.h>

#define MAX_BYTES (256u * 1024 * 1024) /* unpacked */

/* ---- Sentences ---- */

/* What closes a sentence together with the mark before it. */
static gboolean
is_closing (gunichar c)
{
  switch (g_unichar_type (c)) {
  case G_UNICODE_CLOSE_PUNCTUATION:
  case G_UNICODE_FINAL_PUNCTUATION:
    return TRUE;
  default:
    return c == '"' || c == '\'';
  }
}

static gboolean
is_space (gunichar c)
{
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Length of the first sentence of @text with the white space behind it. Chinese marks end one wherever they
 * stand, Western ones before white space. */
static gsize
measure_sentence (const gchar *text, gsize length)
{
  const gchar *p = text, *end = text + length;
  while (p < end) {
    gunichar c = g_utf8_get_char (p);
    gboolean chinese = c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF1B; /* 。！？； */
    gboolean western = c == '.' || c == '!' || c == '?';
    p = g_utf8_next_char (p);
    if (!chinese && !western)
      continue;
    while (p < end && is_closing (g_utf8_get_char (p)))
      p = g_utf8_next_char (p);
    if (western && p < end && !is_space (g_utf8_get_char (p)))
      continue;
    while (p < end && is_space (g_utf8_get_char (p)))
      p = g_utf8_next_char (p);
    return (gsize) (p - text);
  }
  return length;
}

/* ---- Documents ---- */

/* A document while it is written; @quiet: open elements whose text is no reader's, from the outermost on. */
typedef struct {
  GString *out;
  guint paragraph;
  guint sentence;
  guint quiet;
  gboolean in_body;
  gboolean fresh; /* the next text begins a paragraph */
} Document;

static gboolean
is_any_of (const gchar *name, gsize length, const gchar *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (strlen (names[i]) == length && memcmp (names[i], name, length) == 0)
      return TRUE;
  return FALSE;
}

static void
open_span (Document *document)
{
  if (document->fresh) {
    document->paragraph++;
    document->sentence = 0;
    document->fresh = FALSE;
  }
  document->sentence++;
  g_string_append_printf (document->out, "<span class=\"koboSpan\" id=\"kobo.%u.%u\">", document->paragraph,
                          document->sentence);
}

static void
put_text (Document *document, const gchar *text, gsize length)
{
  gsize blank = 0;
  while (blank < length && is_space ((guchar) text[blank]))
    blank++;
  if (!document->in_body || document->quiet > 0 || blank == length) {
    g_string_append_len (document->out, text, (gssize) length);
    return;
  }
  while (length > 0) {
    gsize n = measure_sentence (text, length);
    open_span (document);
    g_string_append_len (document->out, text, (gssize) n);
    g_string_append (document->out, "</span>");
    text += n;
    length -= n;
  }
}

/* A tag from its `<` up to and with its `>`. */
static void
put_tag (Document *document, const gchar *tag, gsize length)
{
  static const gchar *const blocks[] = {"p", "ol", "ul", "table", "h1", "h2", "h3", "h4", "h5", "h6", NULL};
  static const gchar *const quiet[] = {"script", "style", "pre", "svg", "math", "audio", "video", NULL};
  static const gchar *const body[] = {"body", NULL}, *const head[] = {"head", NULL},
                            *const image[] = {"img", NULL};
  gboolean ends = tag[1] == '/', alone = tag[length - 2] == '/';
  const gchar *name = tag + 1 + ends;
  gsize n = strcspn (name, " \t\r\n/>");

  if (is_any_of (name, n, quiet) && !alone)
    document->quiet = ends ? document->quiet - (document->quiet > 0) : document->quiet + 1;
  if (ends && is_any_of (name, n, head))
    g_string_append (document->out, "<style type=\"text/css\" class=\"kobostylehacks\">"
                                    "div#book-inner { margin-top: 0; margin-bottom: 0; }</style>");
  if (ends && is_any_of (name, n, body))
    g_string_append (document->out, "</div></div>");
  if (is_any_of (name, n, image) && document->quiet == 0) {
    document->fresh = TRUE;
    open_span (document);
    g_string_append_len (document->out, tag, (gssize) length);
    g_string_append (document->out, "</span>");
    return;
  }
  g_string_append_len (document->out, tag, (gssize) length);
  if (is_any_of (name, n, blocks))
    document->fresh = TRUE;
  if (!ends && is_any_of (name, n, body)) {
    g_string_append (document->out, "<div id=\"book-columns\"><div id=\"book-inner\">");
    document->in_body = document->fresh = TRUE;
  }
}

/* Comments, declarations and processing instructions go through as they are. The result has all of @text. */
static GBytes *
put_spans (GBytes *bytes)
{
  Document document = {.out = g_string_new (NULL)};
  gsize length;
  const gchar *text = g_bytes_get_data (bytes, &length);
  const gchar *end = text + length;
  while (text < end) {
    const gchar *tag = memchr (text, '<', (gsize) (end - text));
    const gchar *close = tag != NULL ? memchr (tag, '>', (gsize) (end - tag)) : NULL;
    put_text (&document, text, (gsize) ((close != NULL ? tag : end) - text));
    if (close == NULL)
      break;
    if (g_ascii_isalpha (tag[1]) || tag[1] == '/')
      put_tag (&document, tag, (gsize) (close + 1 - tag));
    else
      g_string_append_len (document.out, tag, close + 1 - tag);
    text = close + 1;
  }
  return g_string_free_to_bytes (document.out);
}

/* ---- The plugin ---- */

static gboolean
write_kepub (const WzJob *job, gpointer state, WzOutput *output, GError **error)
{
  g_autoptr (GPtrArray) files = wz_zip_read (wz_job_get_base (job), MAX_BYTES, error);
  g_autoptr (GBytes) book = NULL;
  (void) state;
  if (files == NULL)
    return FALSE;
  for (guint i = 0; i < files->len; i++) {
    WzZipFile *file = g_ptr_array_index (files, i);
    if (g_str_has_suffix (file->name, ".xhtml")) {
      g_autoptr (GBytes) plain = file->bytes;
      file->bytes = put_spans (plain);
    }
    wz_job_progress (job, i + 1, files->len);
  }
  book = wz_zip_write (files, error);
  return book != NULL && wz_output_write_bytes (output, book, error);
}

static const WzOutputFuncs funcs = {
    .struct_size = sizeof (WzOutputFuncs),
    .write = write_kepub,
};

static const WzPluginDesc descriptor = {
    WZ_PLUGIN_INIT,
    .name = "kepub",
    .version = "1.0",
    .summary = "EPUB for Kobo's readers, a span around each sentence",
    .license = "MIT",
    .extension = "kepub.epub",
    .media_type = "application/epub+zip",
    .based_on = "epub",
    .funcs = &funcs,
};

WZ_PLUGIN_DEFINE (descriptor)
