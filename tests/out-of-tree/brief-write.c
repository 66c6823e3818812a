/*
 * brief-write.c: an issue as Markdown. SPDX-License-Identifier: MIT
 *
 * In: the galley, part by part. Out: CommonMark 0.30, UTF-8, with an anchor for each place that a link names.
 */
#include "brief-write.h"

#include <string.h>

/* CommonMark 0.30, 2.4: a backslash before ASCII punctuation makes it a plain character. */
static void
append_escaped (GString *out, const gchar *text)
{
  for (; *text; text++) {
    if (strchr ("\\`*_[]<>#", *text))
      g_string_append_c (out, '\\');
    g_string_append_c (out, *text);
  }
}

/* What stands before and after the content of a node; a kind without a row is rendered as its children. */
static const struct {
  const gchar *open;
  const gchar *close;
} marks[WZ_TEXT_N_KINDS] = {
    [WZ_TEXT_PARAGRAPH] = {"", "\n\n"},  [WZ_TEXT_HEADING] = {"**", "**\n\n"},
    [WZ_TEXT_LIST_ITEM] = {"- ", "\n"},  [WZ_TEXT_CODE_BLOCK] = {"```\n", "\n```\n\n"},
    [WZ_TEXT_RULE] = {"---\n\n", ""},    [WZ_TEXT_FORMULA_BLOCK] = {"$$\n", "\n$$\n\n"},
    [WZ_TEXT_EMPHASIS] = {"*", "*"},     [WZ_TEXT_STRONG] = {"**", "**"},
    [WZ_TEXT_CODE] = {"`", "`"},         [WZ_TEXT_FORMULA] = {"$", "$"},
    [WZ_TEXT_LINE_BREAK] = {"\\\n", ""}, [WZ_TEXT_FIGURE] = {"", "\n\n"},
    [WZ_TEXT_LINK] = {"[", ""},          [WZ_TEXT_TABLE_CELL] = {"", " | "},
    [WZ_TEXT_TABLE_ROW] = {"", "\n\n"},
};

/* TeX and code stand as they are. */
static gboolean
is_verbatim (WzTextKind kind)
{
  return kind == WZ_TEXT_CODE || kind == WZ_TEXT_CODE_BLOCK || kind == WZ_TEXT_FORMULA ||
         kind == WZ_TEXT_FORMULA_BLOCK;
}

static void
append_text (GString *out, const WzText *text, guint first_block, guint n_blocks)
{
  WzTextIter iter;
  WzTextEvent event;

  wz_text_iter_init_blocks (&iter, text, first_block, n_blocks);
  while (wz_text_iter_next (&iter, &event)) {
    gboolean known = (guint) event.kind < WZ_TEXT_N_KINDS && marks[event.kind].open;

    if (event.type == WZ_TEXT_ENTER && known)
      g_string_append (out, marks[event.kind].open);
    if (event.text && is_verbatim (event.kind))
      g_string_append (out, event.text);
    else if (event.text)
      append_escaped (out, event.text);
    if (event.type == WZ_TEXT_LEAVE && event.kind == WZ_TEXT_LINK)
      g_string_append_printf (out, "](<%s%s>)", *event.target == '#' ? "#p-" : "",
                              event.target + (*event.target == '#'));
    if (event.type == WZ_TEXT_LEAVE && known)
      g_string_append (out, marks[event.kind].close);
  }
}

static void
end_paragraph (GString *out, const gchar *end)
{
  while (out->len > 0 && strchr ("\n ", out->str[out->len - 1]))
    g_string_truncate (out, out->len - 1);
  if (out->len > 0)
    g_string_append (out, end);
}

/* What stands before an item: joins are look, and so each output's own. */
static const gchar *
separator (const WzPiece *piece, guint i)
{
  if (i == 0)
    return "";
  if (piece->items[i].flags & WZ_ITEM_CUT)
    return wz_lang_is_chinese (piece->items[i].lang) ? "" : " ";
  if (piece->items[i].flags & WZ_ITEM_NAME || piece->role == WZ_ROLE_CONTENTS_LINE)
    return " ";
  return piece->role == WZ_ROLE_AFFILIATIONS ? "; " : ", ";
}

static void
append_items (GString *out, const WzPiece *piece)
{
  for (guint i = 0; i < piece->n_items; i++) {
    const WzItem *item = &piece->items[i];

    g_string_append (out, separator (piece, i));
    g_string_append (out, item->target ? "[" : "");
    if (item->text)
      append_text (out, item->text, 0, G_MAXUINT);
    else
      append_escaped (out, item->string);
    if (item->target)
      g_string_append_printf (out, "](<%s>)", item->target);
  }
}

/* What begins a paragraph: an anchor for links, the marks of a heading or a list. */
static void
append_start (GString *out, const WzPiece *piece, gint64 level)
{
  gint64 rank = piece->role == WZ_ROLE_TITLE ? 1 : piece->rank > 0 ? MAX (level + piece->rank - 2, 1) : 0;

  if (piece->anchor)
    g_string_append_printf (out, "<a id=\"%s\"></a>\n\n", piece->anchor);
  if (piece->role == WZ_ROLE_CONTENTS_LINE)
    g_string_append_printf (out, "%*s- ", (gint) piece->rank * 2 - 2, "");
  else
    for (gint64 i = 1; i <= rank; i++)
      g_string_append (out, i < rank ? "#" : "# ");
}

static void
append_piece (GString *out, const WzJob *job, const WzPiece *piece)
{
  if (piece->label)
    g_string_append_printf (out, piece->kind == WZ_PIECE_TEXT ? "**%s**\n\n" : "**%s** ", piece->label);
  switch (piece->kind) {
  case WZ_PIECE_TEXT:
    append_text (out, piece->text, piece->first_block, piece->n_blocks);
    break;
  case WZ_PIECE_ITEMS:
    append_items (out, piece);
    break;
  case WZ_PIECE_FIGURE:
    append_escaped (out, piece->placeholder);
    break;
  case WZ_PIECE_SLOT:
    append_escaped (out, wz_job_get_generator (job));
    break;
  }
}

/* A cover repeats what stands elsewhere, and of what only an output knows this one knows its maker. */
static gboolean
is_shown (const WzPiece *piece, WzPartKind part)
{
  if (piece->kind == WZ_PIECE_SLOT)
    return piece->role == WZ_ROLE_GENERATOR;
  return part != WZ_PART_COVER || (piece->n_items > 0 && !(piece->items[0].flags & WZ_ITEM_OPTIONAL));
}

/* Neighbours of one group share a paragraph. */
static void
append_part (GString *out, const WzJob *job, WzPartKind part, const WzPieces *pieces)
{
  gint64 level = wz_options_get_integer (wz_job_get_options (job), "level");
  const gchar *group = NULL;

  for (guint i = 0; i < wz_pieces_get_n (pieces); i++) {
    const WzPiece *piece = wz_pieces_get (pieces, i);

    if (!is_shown (piece, part))
      continue;
    if (piece->group && g_strcmp0 (piece->group, group) == 0) {
      g_string_append (out, " ");
    } else {
      end_paragraph (out, piece->role == WZ_ROLE_CONTENTS_LINE ? "\n" : "\n\n");
      append_start (out, piece, level);
    }
    append_piece (out, job, piece);
    group = piece->group;
  }
}

gboolean
brief_write (const WzJob *job, gpointer state, WzOutput *output, GError **error)
{
  gboolean contents = wz_options_get_boolean (wz_job_get_options (job), "contents");
  const gchar *overrides[] = {contents ? "show.contents=yes" : "show.contents=no", NULL};
  g_autoptr (WzGalley) galley = wz_job_new_galley (job, overrides);
  g_autoptr (WzPieces) pieces = wz_pieces_new ();
  g_autoptr (GString) out = g_string_new (NULL);
  guint n = wz_galley_get_n_parts (galley);

  (void) state;
  for (guint i = 0; i < n; i++) {
    wz_galley_read (galley, i, pieces);
    append_part (out, job, wz_galley_get_part (galley, i)->kind, pieces);
    wz_job_progress (job, i + 1, n);
  }
  end_paragraph (out, "\n");
  return wz_output_write (output, out->str, out->len, error);
}
