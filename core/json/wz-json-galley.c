/* wz-json-galley.c: a galley as JSON Lines, an object a piece. Members that are empty are left out.
 * SPDX-License-Identifier: MIT */
#include "json/wz-json.h"

#include <json-glib/json-glib.h>

static const gchar *const parts[] = {"cover", "contents", "section", "entry", "index", "colophon"};

static const gchar *const roles[] = {
    "name",          "title",           "subtitle",     "series",       "issue-number",  "period",
    "count",         "imprint",         "paper",        "heading",      "contents-line", "section-text",
    "number",        "entry-title",     "authors",      "affiliations", "categories",    "links",
    "note-marks",    "abstract",        "body",         "figure",       "caption",       "note",
    "appearances",   "back-references", "qr",           "room",         "index-group",   "index-term",
    "book-title",    "colophon-line",   "legend",       "fonts",        "generator",     "code-links",
    "withdrawn",     "status",          "venue",        "journal-ref",  "comment",       "published",
    "updated",       "score",           "tldr",         "point",        "score-reason",  "presenter",
    "cover-picture", "cover-logo",      "colophon-text"};

G_STATIC_ASSERT (G_N_ELEMENTS (roles) == WZ_ROLE_COLOPHON_TEXT + 1);

static const gchar *const kinds[] = {"text", "items", "figure", "slot"};
static const gchar *const layouts[] = {NULL, "beside", "behind"};
static const gchar *const flags[] = {"cut",       "code",     "name", "number", "reference",
                                     "generated", "optional", "said", "mark",   "brief"};

static void
put_string (JsonBuilder *json, const gchar *member, const gchar *value)
{
  if (value == NULL)
    return;
  json_builder_set_member_name (json, member);
  json_builder_add_string_value (json, value);
}

static void
put_number (JsonBuilder *json, const gchar *member, guint value, guint none)
{
  if (value == none)
    return;
  json_builder_set_member_name (json, member);
  json_builder_add_int_value (json, value);
}

static void
put_item (JsonBuilder *json, const WzItem *item)
{
  g_autofree gchar *plain = item->text != NULL ? wz_text_dup_plain (item->text) : NULL;
  json_builder_begin_object (json);
  put_string (json, "text", plain != NULL ? plain : item->string);
  put_string (json, "lang", item->lang);
  put_string (json, "target", item->target);
  if (item->flags != 0) {
    json_builder_set_member_name (json, "flags");
    json_builder_begin_array (json);
    for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
      if ((item->flags & 1u << i) != 0)
        json_builder_add_string_value (json, flags[i]);
    json_builder_end_array (json);
  }
  json_builder_end_object (json);
}

/* What is in the piece: blocks, items, a picture. */
static void
put_content (JsonBuilder *json, const WzPiece *piece)
{
  json_builder_set_member_name (json, piece->kind == WZ_PIECE_TEXT ? "blocks" : "items");
  json_builder_begin_array (json);
  for (guint i = 0; i < piece->n_blocks; i++) {
    g_autofree gchar *plain = wz_text_dup_plain_blocks (piece->text, piece->first_block + i, 1);
    json_builder_add_string_value (json, plain);
  }
  for (guint i = 0; i < piece->n_items; i++)
    put_item (json, &piece->items[i]);
  json_builder_end_array (json);
}

static void
put_piece (JsonBuilder *json, const WzPart *part, const WzPiece *piece)
{
  json_builder_begin_object (json);
  put_string (json, "part", part->anchor);
  put_string (json, "partKind", parts[part->kind]);
  put_string (json, "id", piece->id);
  put_string (json, "role", roles[piece->role]);
  put_string (json, "kind", kinds[piece->kind]);
  put_number (json, "rank", piece->rank, 0);
  put_string (json, "lang", piece->lang);
  put_string (json, "label", piece->label);
  put_string (json, "group", piece->group);
  put_string (json, "set", piece->set);
  put_string (json, "layout", layouts[piece->layout]);
  put_string (json, "anchor", piece->anchor);
  put_number (json, "section", piece->section, G_MAXUINT);
  put_number (json, "entry", piece->entry, G_MAXUINT);
  if (piece->kind == WZ_PIECE_TEXT || piece->kind == WZ_PIECE_ITEMS)
    put_content (json, piece);
  put_string (json, "resource", piece->resource != NULL ? piece->resource->id : NULL);
  put_string (json, "alternative", piece->alternative);
  put_string (json, "placeholder", piece->placeholder);
  put_string (json, "target", piece->target);
  json_builder_end_object (json);
}

static void
add_line (GString *lines, JsonBuilder *json)
{
  JsonNode *root = json_builder_get_root (json);
  g_autofree gchar *line = json_to_string (root, FALSE);
  g_string_append (lines, line);
  g_string_append_c (lines, '\n');
  json_node_unref (root);
  json_builder_reset (json);
}

gchar *
wz_json_write_galley (const WzGalley *galley)
{
  GString *lines = g_string_new (NULL);
  JsonBuilder *json = json_builder_new ();
  g_autoptr (WzPieces) pieces = wz_pieces_new ();
  for (guint i = 0; i < wz_galley_get_n_parts (galley); i++) {
    wz_galley_read (galley, i, pieces);
    for (guint k = 0; k < wz_pieces_get_n (pieces); k++) {
      put_piece (json, wz_galley_get_part (galley, i), wz_pieces_get (pieces, k));
      add_line (lines, json);
    }
  }
  g_object_unref (json);
  return g_string_free (lines, FALSE);
}
