/* @NAME@-plugin.cc: an output plugin for wenzhai, in C++17.
 *
 * It writes plain text, all that the book says: replace items(), piece() and write_file() by what your format
 * needs. Everything you may use is in <wenzhai/wz-plugin.h>; wz-galley.h lists what a part of the book can be,
 * and a piece of it. No exception may leave a function of the table. */
#include <wenzhai/wz-plugin.h>

#include <exception>
#include <memory>
#include <string>

namespace
{

struct Free {
  void operator() (gchar *string) const { g_free (string); }
  void operator() (WzGalley *galley) const { wz_galley_free (galley); }
  void operator() (WzPieces *pieces) const { wz_pieces_free (pieces); }
};
template <typename T> using Own = std::unique_ptr<T, Free>;

const WzOptionDef options[] = {
    /* name, type, default, minimum, maximum, choices, help */
    {"authors", WZ_OPTION_BOOLEAN, "yes", 0, 0, nullptr, "show the authors", {}},
};

std::string
plain (const WzText *text)
{
  Own<gchar> string (wz_text_dup_plain (text));
  return string ? string.get () : "";
}

/* A list: names, links, a title. How its items are joined is yours to choose. */
std::string
items (const WzPiece *piece)
{
  std::string text;
  for (guint i = 0; i < piece->n_items; i++) {
    const WzItem &item = piece->items[i];
    bool close = item.flags & (WZ_ITEM_CUT | WZ_ITEM_NAME);
    text += i == 0 ? "" : close ? " " : ", ";
    text += item.string ? item.string : plain (item.text);
    if (item.target && piece->role == WZ_ROLE_LINKS)
      text += std::string (" <") + item.target + ">";
  }
  return text;
}

/* A piece of a kind you know; you need not know its role. */
std::string
piece (const WzPiece *piece)
{
  if (piece->kind == WZ_PIECE_SLOT)
    return ""; /* what only the output knows: here, nothing */
  std::string text = piece->label ? std::string (piece->label) + ": " : "";
  if (piece->kind == WZ_PIECE_ITEMS)
    text += items (piece);
  else
    text += piece->kind == WZ_PIECE_FIGURE ? piece->placeholder : plain (piece->text);
  return text + "\n";
}

std::string
book (const WzJob *job)
{
  bool authors = wz_options_get_boolean (wz_job_get_options (job), "authors");
  const gchar *overrides[] = {authors ? "show.authors=yes" : "show.authors=no", nullptr};
  Own<WzGalley> galley (wz_job_new_galley (job, overrides));
  Own<WzPieces> pieces (wz_pieces_new ());
  std::string text;
  guint n = wz_galley_get_n_parts (galley.get ());
  for (guint i = 0; i < n; i++) {
    wz_galley_read (galley.get (), i, pieces.get ());
    for (guint k = 0; k < wz_pieces_get_n (pieces.get ()); k++)
      text += piece (wz_pieces_get (pieces.get (), k));
    text += "\n";
    wz_job_progress (job, i + 1, n);
  }
  return text;
}

/* The whole file. Same issue, same bytes: no clock, no random number, no environment. */
gboolean
write_file (const WzJob *job, gpointer, WzOutput *output, GError **error)
try {
  std::string text = book (job);
  return wz_output_write (output, text.data (), text.size (), error);
} catch (const std::exception &e) {
  g_set_error_literal (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_FAILED, e.what ());
  return FALSE;
}

const WzOutputFuncs funcs = WZ_OUTPUT_FUNCS (it.write = write_file);

const WzPluginDesc descriptor =
    WZ_PLUGIN_DESC (it.name = "@NAME@", it.version = "1.0", it.summary = "A list of the papers", it.license = "MIT",
                    it.extension = "@EXTENSION@", it.media_type = "text/plain", it.options = options,
                    it.n_options = G_N_ELEMENTS (options), it.funcs = &funcs);

} /* namespace */

WZ_PLUGIN_DEFINE (descriptor)
