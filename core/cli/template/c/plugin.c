/* @NAME@-plugin.c: an output plugin for wenzhai.
 *
 * It writes plain text, all that the book says: replace write_items(), write_piece() and write_file() by what
 * your format needs. Everything you may use is in <wenzhai/wz-plugin.h>; wz-galley.h lists what a part of the
 * book can be, and a piece of it. */
#include <wenzhai/wz-plugin.h>

static const WzOptionDef options[] = {
    {
        .name = "authors",
        .type = WZ_OPTION_BOOLEAN,
        .default_value = "yes",
        .help = "show the authors",
    },
};

/* A list: names, links, a title. How its items are joined is yours to choose. */
static void
write_items (GString *text, const WzPiece *piece)
{
  for (guint i = 0; i < piece->n_items; i++) {
    const WzItem *item = &piece->items[i];
    g_autofree gchar *plain = wz_text_dup_plain (item->text);
    gboolean close = item->flags & (WZ_ITEM_CUT | WZ_ITEM_NAME);

    g_string_append (text, i == 0 ? "" : close ? " " : ", ");
    g_string_append (text, item->string != NULL ? item->string : plain);
    if (item->target != NULL && piece->role == WZ_ROLE_LINKS)
      g_string_append_printf (text, " <%s>", item->target);
  }
}

/* A piece of a kind you know; you need not know its role. */
static void
write_piece (GString *text, const WzPiece *piece)
{
  g_autofree gchar *plain = wz_text_dup_plain (piece->text);

  if (piece->kind == WZ_PIECE_SLOT)
    return; /* what only the output knows: here, nothing */
  if (piece->label != NULL)
    g_string_append_printf (text, "%s: ", piece->label);
  if (piece->kind == WZ_PIECE_ITEMS)
    write_items (text, piece);
  else
    g_string_append (text, piece->kind == WZ_PIECE_FIGURE ? piece->placeholder : plain);
  g_string_append (text, "\n");
}

/* The whole file. Same issue, same bytes: no clock, no random number, no environment. */
static gboolean
write_file (const WzJob *job, gpointer state, WzOutput *output, GError **error)
{
  gboolean authors = wz_options_get_boolean (wz_job_get_options (job), "authors");
  const gchar *overrides[] = {authors ? "show.authors=yes" : "show.authors=no", NULL};
  g_autoptr (WzGalley) galley = wz_job_new_galley (job, overrides);
  g_autoptr (WzPieces) pieces = wz_pieces_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = wz_galley_get_n_parts (galley);

  (void) state; /* what begin() made; this plugin needs none */
  for (guint i = 0; i < n; i++) {
    wz_galley_read (galley, i, pieces);
    for (guint k = 0; k < wz_pieces_get_n (pieces); k++)
      write_piece (text, wz_pieces_get (pieces, k));
    g_string_append (text, "\n");
    wz_job_progress (job, i + 1, n);
  }
  return wz_output_write (output, text->str, text->len, error);
}

static const WzOutputFuncs funcs = {
    .struct_size = sizeof (WzOutputFuncs),
    .write = write_file,
};

static const WzPluginDesc descriptor = {
    WZ_PLUGIN_INIT,
    .name = "@NAME@",
    .version = "1.0",
    .summary = "A list of the papers",
    .license = "MIT",
    .extension = "@EXTENSION@",
    .media_type = "text/plain",
    .options = options,
    .n_options = G_N_ELEMENTS (options),
    .funcs = &funcs,
};

WZ_PLUGIN_DEFINE (descriptor)
