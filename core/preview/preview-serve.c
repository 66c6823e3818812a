/* preview-serve.c: the page, for a browser on this machine. SPDX-License-Identifier: MIT
 *
 * HTTP on 127.0.0.1 alone, on a port that is free. All paths begin with a secret, which the address has that
 * the user is given: other users of the machine, and pages of others in the same browser, don't know it. A
 * request whose Host is not this address comes by a name that somebody else lets point here (DNS rebinding),
 * and is refused. What is sent may load nothing from elsewhere.
 */
#include "preview/preview.h"

#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "preview/preview-desk.h"

enum { POLL_SECONDS = 25 };

#define PAGE_POLICY                                                                                          \
  "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
#define BOOK_POLICY                                                                                          \
  "default-src 'self'; script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; "          \
  "frame-ancestors 'self'"

typedef struct {
  PreviewDesk *desk;
  SoupServer *soup;
  GMainLoop *loop;
  GDataInputStream *lines;
  gchar *secret; /* `/…/`: what all paths begin with */
  guint port;
  GPtrArray *waiting; /* SoupServerMessage: who asked for what comes next */
} Server;

/* Words of the page. */
static const struct {
  const gchar *id, *text;
} words[] = {
    {"pages", N_ ("Pages")},
    {"reader", N_ ("E-book")},
    {"messages", N_ ("Messages")},
    {"cover", N_ ("Cover")},
    {"page", N_ ("page")},
    {"theme", N_ ("Light or dark")},
    {"size", N_ ("Size of the pages")},
    {"edition", N_ ("Edition")},
    {"busy", N_ ("making the book …")},
    {"made", N_ ("made in")},
    {"failed", N_ ("The book could not be made; what you see is the last one.")},
    {"nothing", N_ ("There is no book yet.")},
    {"quiet", N_ ("Nothing is odd.")},
    {"more", N_ ("more messages; `wenzhai check` shows all")},
    {"gone", N_ ("`wenzhai watch` has ended; start it again to go on.")},
    {"phone", N_ ("Phone")},
    {"back", N_ ("Page back")},
    {"on", N_ ("Page on")},
    {"copy", N_ ("Copy the place")},
    {"error", N_ ("error")},
    {"warning", N_ ("warning")},
    {"hint", N_ ("hint")},
    {"hints", N_ ("hints")},
    {"contents", N_ ("Contents")},
    {"unsupported", N_ ("not shown")},
};

/* Files of the page, by their names in it. */
static const struct {
  const gchar *name, *resource, *type;
} files[] = {
    {"", "page.html", "text/html; charset=utf-8"},
    {"page.css", "page.css", "text/css; charset=utf-8"},
    {"page.js", "page.js", "text/javascript; charset=utf-8"},
    {"place.js", "place.js", "text/javascript; charset=utf-8"},
    {"reader.js", "reader.js", "text/javascript; charset=utf-8"},
    {"reader.css", "reader.css", "text/css; charset=utf-8"},
    {"icon.svg", "icon.svg", "image/svg+xml"},
};

/* ---- Answers ---- */

static void
refuse (SoupServerMessage *message, guint status)
{
  soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_STATIC, "", 0);
  soup_server_message_set_status (message, status, NULL);
}

/* @mark: (nullable): of what stays as it is under this address */
static void
answer (SoupServerMessage *message, const gchar *type, GBytes *body, const gchar *mark)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_message_headers_set_content_type (headers, type, NULL);
  soup_message_headers_replace (headers, "Cache-Control",
                                mark != NULL ? "private, max-age=86400" : "no-store");
  if (mark != NULL) {
    g_autofree gchar *tag = g_strdup_printf ("\"%s\"", mark);
    soup_message_headers_replace (headers, "ETag", tag);
  }
  if (body != NULL)
    soup_message_body_append_bytes (soup_server_message_get_response_body (message), body);
}

static void
answer_text (SoupServerMessage *message, const gchar *type, gchar *text)
{
  g_autoptr (GBytes) body = g_bytes_new_take (text, strlen (text));
  answer (message, type, body, NULL);
}

static void
answer_words (SoupServerMessage *message)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "lang");
  json_builder_add_string_value (json, g_str_has_prefix (g_get_language_names ()[0], "zh") ? "zh-CN" : "en");
  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    json_builder_set_member_name (json, words[i].id);
    json_builder_add_string_value (json, _ (words[i].text));
  }
  json_builder_end_object (json);
  g_autoptr (JsonNode) root = json_builder_get_root (json);
  answer_text (message, "application/json", json_to_string (root, FALSE));
}

static gboolean
answer_file (SoupServerMessage *message, const gchar *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    if (!g_str_equal (files[i].name, name))
      continue;
    g_autofree gchar *path = g_strconcat ("/wenzhai/preview/", files[i].resource, NULL);
    g_autoptr (GBytes) body = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
    answer (message, files[i].type, body, NULL);
    return body != NULL;
  }
  return FALSE;
}

/* `NUMBER/PAGE@SCALE.png`; HEAD tells the mark, by which the page knows whether it needs the picture. */
static gboolean
answer_picture (const Server *server, SoupServerMessage *message, const gchar *name)
{
  gchar *end;
  guint number = (guint) g_ascii_strtoull (name, &end, 10);
  PreviewPdf *pdf = *end == '/' ? preview_desk_find_pdf (server->desk, number) : NULL;
  guint page = pdf != NULL ? (guint) g_ascii_strtoull (end + 1, &end, 10) : 0;
  gdouble scale = pdf != NULL && *end == '@' ? g_ascii_strtod (end + 1, &end) : 0;
  const gchar *mark = scale > 0 && g_str_equal (end, ".png") ? preview_pdf_get_mark (pdf, page, scale) : NULL;
  if (mark == NULL)
    return FALSE;
  gboolean head = soup_server_message_get_method (message) == SOUP_METHOD_HEAD;
  answer (message, "image/png", head ? NULL : preview_pdf_get_png (pdf, page, scale), mark);
  return TRUE;
}

/* `NUMBER/NAME` */
static gboolean
answer_member (const Server *server, SoupServerMessage *message, const gchar *name)
{
  gchar *end;
  const gchar *type;
  guint number = (guint) g_ascii_strtoull (name, &end, 10);
  PreviewEpub *epub = *end == '/' ? preview_desk_find_epub (server->desk, number) : NULL;
  g_autoptr (GBytes) body = epub != NULL ? preview_epub_read (epub, end + 1, &type) : NULL;
  if (body == NULL)
    return FALSE;
  answer (message, type, body, "book");
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Content-Security-Policy",
                                BOOK_POLICY);
  return TRUE;
}

/* ---- What comes next ---- */

static void
answer_state (const Server *server, SoupServerMessage *message)
{
  answer_text (message, "application/json", preview_desk_dup_json (server->desk));
}

static void
forget (SoupServerMessage *message, gpointer data)
{
  Server *server = data;
  g_ptr_array_remove_fast (server->waiting, message);
}

static void
wake (Server *server)
{
  while (server->waiting->len > 0) {
    g_autoptr (SoupServerMessage) message = g_object_ref (g_ptr_array_index (server->waiting, 0));
    g_ptr_array_remove_index_fast (server->waiting, 0);
    answer_state (server, message);
    soup_server_message_unpause (message);
  }
}

static gboolean
wake_now_and_then (gpointer data)
{
  wake (data);
  return G_SOURCE_CONTINUE;
}

/* `state?after=N`: at once when there is something newer, else when there is. */
static void
wait_or_answer (Server *server, SoupServerMessage *message, GHashTable *query)
{
  const gchar *after = query != NULL ? g_hash_table_lookup (query, "after") : NULL;
  if (after == NULL || g_ascii_strtoull (after, NULL, 10) != preview_desk_get_number (server->desk)) {
    answer_state (server, message);
    return;
  }
  g_ptr_array_add (server->waiting, g_object_ref (message));
  g_signal_connect (message, "disconnected", G_CALLBACK (forget), server);
  soup_server_message_pause (message);
}

/* ---- Requests ---- */

static gboolean
is_our_host (const Server *server, SoupServerMessage *message)
{
  const gchar *host =
      soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Host");
  g_autofree gchar *number = g_strdup_printf ("127.0.0.1:%u", server->port),
                   *name = g_strdup_printf ("localhost:%u", server->port);
  return host != NULL && (g_ascii_strcasecmp (host, number) == 0 || g_ascii_strcasecmp (host, name) == 0);
}

static void
on_request (SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  Server *server = data;
  const gchar *method = soup_server_message_get_method (message), *name;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  soup_message_headers_replace (headers, "Content-Security-Policy", PAGE_POLICY);
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
  soup_message_headers_replace (headers, "Cross-Origin-Resource-Policy", "same-origin");
  if (!is_our_host (server, message)) {
    refuse (message, SOUP_STATUS_FORBIDDEN);
    return;
  }
  if (method != SOUP_METHOD_GET && method != SOUP_METHOD_HEAD) {
    refuse (message, SOUP_STATUS_METHOD_NOT_ALLOWED);
    return;
  }
  name = g_str_has_prefix (path, server->secret) ? path + strlen (server->secret) : NULL;
  if (name != NULL && g_str_equal (name, "state"))
    wait_or_answer (server, message, query);
  else if (name != NULL && g_str_equal (name, "words"))
    answer_words (message);
  else if (name == NULL ||
           !(answer_file (message, name) ||
             (g_str_has_prefix (name, "pdf/") && answer_picture (server, message, name + strlen ("pdf/"))) ||
             (g_str_has_prefix (name, "epub/") && answer_member (server, message, name + strlen ("epub/")))))
    refuse (message, SOUP_STATUS_NOT_FOUND);
}

/* ---- The program that makes the books ---- */

static void read_line (Server *server);

static void
on_line (GObject *lines, GAsyncResult *result, gpointer data)
{
  Server *server = data;
  g_autofree gchar *line =
      g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (lines), result, NULL, NULL);
  if (line == NULL) {
    g_main_loop_quit (server->loop);
    return;
  }
  preview_desk_take (server->desk, line);
  wake (server);
  read_line (server);
}

static void
read_line (Server *server)
{
  g_data_input_stream_read_line_async (server->lines, G_PRIORITY_DEFAULT, NULL, on_line, server);
}

static void
server_clear (Server *server)
{
  g_clear_object (&server->soup); /* first, since it lets go of those who wait */
  g_clear_object (&server->lines);
  g_clear_pointer (&server->waiting, g_ptr_array_unref);
  g_clear_pointer (&server->loop, g_main_loop_unref);
  g_clear_pointer (&server->desk, preview_desk_free);
  g_free (server->secret);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Server, server_clear)

static gboolean
make_secret (Server *server, GError **error)
{
  guint8 bytes[16];
  GString *secret = g_string_new ("/");
  if (getrandom (bytes, sizeof bytes, 0) != sizeof bytes) {
    g_string_free (secret, TRUE);
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_IO, "%s", _ ("the system gives no random numbers"));
    return FALSE;
  }
  for (guint i = 0; i < sizeof bytes; i++)
    g_string_append_printf (secret, "%02x", bytes[i]);
  server->secret = g_string_free (g_string_append_c (secret, '/'), FALSE);
  return TRUE;
}

static gboolean
listen_here (Server *server, GError **error)
{
  server->soup = soup_server_new (NULL, NULL);
  soup_server_add_handler (server->soup, NULL, on_request, server, NULL);
  if (!soup_server_listen_local (server->soup, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return FALSE;
  GSList *addresses = soup_server_get_uris (server->soup);
  server->port = (guint) g_uri_get_port (addresses->data);
  g_slist_free_full (addresses, (GDestroyNotify) g_uri_unref);
  printf ("http://127.0.0.1:%u%s\n", server->port, server->secret);
  return fflush (stdout) == 0;
}

gboolean
preview_serve (const gchar *name, GError **error)
{
  g_auto (Server) server = {.desk = preview_desk_new (name),
                            .loop = g_main_loop_new (NULL, FALSE),
                            .waiting = g_ptr_array_new_with_free_func (g_object_unref)};
  if (!make_secret (&server, error) || !listen_here (&server, error))
    return FALSE;
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  server.lines = g_data_input_stream_new (input);
  read_line (&server);
  guint timer = g_timeout_add_seconds (POLL_SECONDS, wake_now_and_then, &server);
  g_main_loop_run (server.loop);
  g_source_remove (timer);
  g_ptr_array_set_size (server.waiting, 0);
  return TRUE;
}
