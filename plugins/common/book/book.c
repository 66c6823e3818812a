/* book.c: a book with its plan, and what others ask it. In: a galley, options. Out: documents, contents,
 * addresses. SPDX-License-Identifier: MIT */
#include "book-private.h"

#include <string.h>

#include <wenzhai-kit/wz-chars.h>
#include <wenzhai-kit/wz-formula-plain.h>

static void
doc_free (gpointer data)
{
  WzBookDocPlan *plan = data;

  g_free (plan->doc.path);
  g_free (plan->doc.title);
  g_array_unref (plan->items);
  g_free (plan);
}

static void
toc_item_clear (gpointer data)
{
  WzBookTocItem *item = data;

  g_free (item->label);
  g_free (item->brief);
  g_free (item->anchor);
}

WzBook *
wz_book_new (const WzGalley *galley, const WzBookOptions *options)
{
  WzBook *book = g_new0 (WzBook, 1);

  book->galley = galley;
  book->whole = wz_galley_new (wz_galley_get_issue (galley), NULL, WZ_LANGUAGES_BOTH, NULL);
  book->options = *options;
  book->dialect = &wz_book_dialects[options->format];
  book->pieces = wz_pieces_new ();
  book->read = G_MAXUINT;
  book->lang = wz_lang_map (wz_galley_get_lang (galley), WZ_LANG_EPUB);
  book->title = wz_chars_dup_clean (wz_galley_get_title (galley));
  book->docs = g_ptr_array_new_with_free_func (doc_free);
  book->paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  book->titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  book->toc = g_array_new (FALSE, FALSE, sizeof (WzBookTocItem));
  g_array_set_clear_func (book->toc, toc_item_clear);
  book->places = g_new (guint, wz_galley_get_n_parts (galley));
  book->cuts = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_book_cuts_free);
  wz_book_make_plan (book);
  return book;
}

void
wz_book_free (WzBook *book)
{
  if (book == NULL)
    return;
  wz_galley_free (book->whole);
  wz_pieces_free (book->pieces);
  g_free (book->title);
  g_free (book->head);
  g_free (book->subtitle);
  g_ptr_array_unref (book->docs);
  g_hash_table_unref (book->paths);
  g_hash_table_unref (book->titles);
  g_array_unref (book->toc);
  g_free (book->places);
  g_ptr_array_unref (book->cuts);
  g_free (book);
}

const WzPieces *
wz_book_read (WzBook *book, guint part)
{
  if (book->read == part)
    return book->pieces;
  wz_galley_read (book->galley, part, book->pieces);
  book->read = part;
  book->ranked = NULL;
  book->first_note = 0;
  while (book->first_note < wz_pieces_get_n (book->pieces) &&
         wz_pieces_get (book->pieces, book->first_note)->role != WZ_ROLE_NOTE)
    book->first_note++;
  return book->pieces;
}

guint
wz_book_find_place (const WzBook *book, const gchar *anchor)
{
  guint part = wz_galley_find_part (book->galley, anchor);

  return part != G_MAXUINT ? book->places[part] : G_MAXUINT;
}

gchar *
wz_book_dup_top (const WzBook *book, guint doc)
{
  const WzBookDocPlan *plan = g_ptr_array_index (book->docs, doc);

  for (guint i = 0; i < plan->items->len; i++) {
    const WzBookItem *item = &g_array_index (plan->items, WzBookItem, i);

    if (!item->is_place)
      return wz_book_dup_anchor (wz_galley_get_part (book->galley, item->part), item->stretch);
  }
  return NULL;
}

const WzGalley *
wz_book_get_galley (const WzBook *book)
{
  return book->galley;
}

const gchar *
wz_book_get_head (const WzBook *book)
{
  return book->head;
}

const gchar *
wz_book_get_subtitle (const WzBook *book)
{
  return book->subtitle;
}

const gchar *
wz_book_get_title (const WzBook *book)
{
  return book->title;
}

const gchar *
wz_book_get_lang (const WzBook *book)
{
  return book->lang;
}

guint
wz_book_get_n_docs (const WzBook *book)
{
  return book->docs->len;
}

const WzBookDoc *
wz_book_get_doc (const WzBook *book, guint i)
{
  return g_ptr_array_index (book->docs, i);
}

guint
wz_book_find_doc (const WzBook *book, WzBookDocKind kind)
{
  for (guint i = 0; i < book->docs->len; i++)
    if (wz_book_get_doc (book, i)->kind == kind)
      return i;
  return G_MAXUINT;
}

guint
wz_book_get_n_toc (const WzBook *book)
{
  return book->toc->len;
}

const WzBookTocItem *
wz_book_get_toc (const WzBook *book, guint i)
{
  return &g_array_index (book->toc, WzBookTocItem, i);
}

gchar *
wz_book_dup_menu (const WzBookTocItem *item)
{
  return wz_formula_dup_menu (item->label, item->brief);
}

gchar *
wz_book_dup_href (const WzBook *book, guint from, guint doc, const gchar *anchor)
{
  const gchar *path = wz_book_get_doc (book, doc)->path;
  gboolean from_folder = strchr (wz_book_get_doc (book, from)->path, '/') != NULL;
  const gchar *slash = strchr (path, '/');
  const gchar *hash = anchor != NULL ? "#" : "";

  if (anchor != NULL && (from == doc || book->dialect->page))
    return g_strconcat ("#", anchor, NULL);
  if (!from_folder)
    return g_strconcat (path, hash, anchor, NULL);
  return slash != NULL ? g_strconcat (slash + 1, hash, anchor, NULL)
                       : g_strconcat ("../", path, hash, anchor, NULL);
}
