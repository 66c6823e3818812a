/* preview-desk.c: books as they come, and the messages of their making. SPDX-License-Identifier: MIT */
#include "preview/preview-desk.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum { MOST_MESSAGES = 500, MOST_HINTS = 200 };

/* Of one name: its PDF and its EPUB, each with a number of its own, which no other book ever had. @made: the
 * making that it comes from */
typedef struct {
  gchar *stem;
  guint made;
  PreviewPdf *pdf;
  PreviewEpub *epub;
  guint pdf_number, epub_number;
} Book;

struct _PreviewDesk {
  gchar *name;
  guint number, making;
  gboolean busy, stale; /* what there is is of an earlier making: the last one made nothing */
  GPtrArray *books;     /* Book */
  gdouble seconds;
  JsonArray *messages, *hints; /* of the last making that said them */
  guint more;                  /* that are not among them */
  gboolean told;               /* they are of the making that goes on */
};

static void
book_free (gpointer data)
{
  Book *book = data;
  preview_pdf_free (book->pdf);
  preview_epub_free (book->epub);
  g_free (book->stem);
  g_free (book);
}

PreviewDesk *
preview_desk_new (const gchar *name)
{
  PreviewDesk *desk = g_new0 (PreviewDesk, 1);
  desk->name = g_strdup (name);
  desk->books = g_ptr_array_new_with_free_func (book_free);
  desk->messages = json_array_new ();
  desk->hints = json_array_new ();
  desk->busy = TRUE; /* the first making is about to begin */
  return desk;
}

void
preview_desk_free (PreviewDesk *desk)
{
  g_ptr_array_unref (desk->books);
  json_array_unref (desk->messages);
  json_array_unref (desk->hints);
  g_free (desk->name);
  g_free (desk);
}

/* ---- What happens ---- */

static Book *
find_book (PreviewDesk *desk, const gchar *stem)
{
  for (guint i = 0; i < desk->books->len; i++) {
    Book *book = g_ptr_array_index (desk->books, i);
    if (g_str_equal (book->stem, stem))
      return book;
  }
  Book *book = g_new0 (Book, 1);
  book->stem = g_strdup (stem);
  g_ptr_array_add (desk->books, book);
  return book;
}

/* A file that cannot be read is an older one, which has gone already. */
static void
take_book (PreviewDesk *desk, const gchar *path)
{
  g_autofree gchar *name = g_path_get_basename (path);
  gchar *dot = strrchr (name, '.');
  gboolean is_pdf = dot != NULL && g_str_equal (dot, ".pdf");
  PreviewPdf *pdf = is_pdf ? preview_pdf_new (path, NULL) : NULL;
  PreviewEpub *epub = dot != NULL && !is_pdf ? preview_epub_new (path, NULL) : NULL;
  if (pdf == NULL && epub == NULL)
    return;
  *dot = '\0';
  Book *book = find_book (desk, name);
  book->made = desk->making;
  if (pdf != NULL) {
    preview_pdf_free (book->pdf);
    book->pdf = pdf;
    book->pdf_number = desk->number + 1;
  } else {
    preview_epub_free (book->epub);
    book->epub = epub;
    book->epub_number = desk->number + 1;
  }
}

/* Messages stay until it is known what comes instead of them. */
static void
begin_to_tell (PreviewDesk *desk)
{
  if (desk->told)
    return;
  desk->told = TRUE;
  desk->more = 0;
  json_array_unref (desk->messages);
  json_array_unref (desk->hints);
  desk->messages = json_array_new ();
  desk->hints = json_array_new ();
}

/* Of what was made before, what is not made any more goes; where nothing could be made, it stays. */
static void
take_end (PreviewDesk *desk, const gchar *seconds)
{
  gboolean any = FALSE;
  for (guint i = 0; i < desk->books->len; i++)
    any = any || ((Book *) g_ptr_array_index (desk->books, i))->made == desk->making;
  for (guint i = desk->books->len; any && i > 0; i--)
    if (((Book *) g_ptr_array_index (desk->books, i - 1))->made != desk->making)
      g_ptr_array_remove_index (desk->books, i - 1);
  begin_to_tell (desk);
  desk->busy = desk->told = FALSE;
  desk->stale = !any && desk->books->len > 0;
  desk->seconds = g_ascii_strtod (seconds, NULL);
}

/* What is not JSON is no diagnostic, and nothing that was foreseen. */
static void
take_said (PreviewDesk *desk, const gchar *line)
{
  JsonNode *node = json_from_string (line, NULL);
  begin_to_tell (desk);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node)) {
    g_clear_pointer (&node, json_node_unref);
    JsonObject *object = json_object_new ();
    json_object_set_string_member (object, "severity", "error");
    json_object_set_string_member (object, "message", line);
    node = json_node_init_object (json_node_alloc (), object);
    json_object_unref (object);
  }
  const gchar *severity =
      json_object_get_string_member_with_default (json_node_get_object (node), "severity", "");
  gboolean hint = g_str_equal (severity, "hint");
  JsonArray *list = hint ? desk->hints : desk->messages;
  if (json_array_get_length (list) < (hint ? MOST_HINTS : MOST_MESSAGES)) {
    json_array_add_element (list, node);
    return;
  }
  desk->more++;
  json_node_unref (node);
}

static void
take_begin (PreviewDesk *desk)
{
  desk->busy = TRUE;
  desk->making++;
}

void
preview_desk_take (PreviewDesk *desk, const gchar *line)
{
  if (g_str_equal (line, "begin"))
    take_begin (desk);
  else if (g_str_has_prefix (line, "book "))
    take_book (desk, line + strlen ("book "));
  else if (g_str_has_prefix (line, "said "))
    take_said (desk, line + strlen ("said "));
  else if (g_str_has_prefix (line, "end "))
    take_end (desk, line + strlen ("end "));
  desk->number++;
}

/* ---- What the page is told ---- */

static void
add_book (const Book *book, JsonBuilder *json)
{
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "name");
  json_builder_add_string_value (json, book->stem);
  if (book->pdf != NULL) {
    json_builder_set_member_name (json, "pdf");
    json_builder_begin_object (json);
    json_builder_set_member_name (json, "number");
    json_builder_add_int_value (json, book->pdf_number);
    preview_pdf_add_json (book->pdf, json);
    json_builder_end_object (json);
  }
  if (book->epub != NULL) {
    json_builder_set_member_name (json, "epub");
    json_builder_add_int_value (json, book->epub_number);
  }
  json_builder_end_object (json);
}

static void
add_messages (JsonArray *messages, JsonBuilder *json)
{
  for (guint i = 0; i < json_array_get_length (messages); i++)
    json_builder_add_value (json, json_node_copy (json_array_get_element (messages, i)));
}

gchar *
preview_desk_dup_json (const PreviewDesk *desk)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "number");
  json_builder_add_int_value (json, desk->number);
  json_builder_set_member_name (json, "name");
  json_builder_add_string_value (json, desk->name);
  json_builder_set_member_name (json, "busy");
  json_builder_add_boolean_value (json, desk->busy);
  json_builder_set_member_name (json, "stale");
  json_builder_add_boolean_value (json, desk->stale);
  json_builder_set_member_name (json, "seconds");
  json_builder_add_double_value (json, desk->seconds);
  json_builder_set_member_name (json, "more");
  json_builder_add_int_value (json, desk->more);
  json_builder_set_member_name (json, "books");
  json_builder_begin_array (json);
  for (guint i = 0; i < desk->books->len; i++)
    add_book (g_ptr_array_index (desk->books, i), json);
  json_builder_end_array (json);
  json_builder_set_member_name (json, "messages");
  json_builder_begin_array (json);
  add_messages (desk->messages, json);
  add_messages (desk->hints, json);
  json_builder_end_array (json);
  json_builder_end_object (json);
  g_autoptr (JsonNode) root = json_builder_get_root (json);
  return json_to_string (root, FALSE);
}

guint
preview_desk_get_number (const PreviewDesk *desk)
{
  return desk->number;
}

PreviewPdf *
preview_desk_find_pdf (const PreviewDesk *desk, guint number)
{
  for (guint i = 0; i < desk->books->len; i++) {
    const Book *book = g_ptr_array_index (desk->books, i);
    if (book->pdf != NULL && book->pdf_number == number)
      return book->pdf;
  }
  return NULL;
}

PreviewEpub *
preview_desk_find_epub (const PreviewDesk *desk, guint number)
{
  for (guint i = 0; i < desk->books->len; i++) {
    const Book *book = g_ptr_array_index (desk->books, i);
    if (book->epub != NULL && book->epub_number == number)
      return book->epub;
  }
  return NULL;
}
