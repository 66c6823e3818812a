/* book-cut.c: where an entry that is too long for one document goes on in the next. In: texts. Out: sizes,
 * and the units with which documents begin. Requirement: epub-quality X15. SPDX-License-Identifier: MIT
 *
 * A unit is what is never cut: a block of a text at its top level, a figure, a note. The units of an entry
 * are counted through: those of its abstracts in the order in which they are shown, of its body, its figures,
 * its notes. A text without any counts as one, so that its heading has a place.
 */
#include "book-private.h"

#include <string.h>

/* What an entry takes besides its texts: tags, ids, labels. */
#define ENTRY_BYTES 2000
/* A figure besides its captions, a note besides its text. */
#define UNIT_BYTES 400

/* What escaping adds: `&amp;` for `&`. */
static gsize
escaped_size (const gchar *text, gsize length)
{
  gsize size = length;

  for (const gchar *p = text; p < text + length; p++)
    size += (*p == '&' || *p == '<' || *p == '>') ? 4 : 0;
  return size;
}

static gsize
event_size (const WzTextEvent *event)
{
  gsize size = event->text != NULL ? escaped_size (event->text, event->length) : 0;

  if (event->type == WZ_TEXT_LEAVE)
    return 0;
  if (event->type != WZ_TEXT_ENTER)
    return size;
  return event->kind == WZ_TEXT_FORMULA || event->kind == WZ_TEXT_FORMULA_BLOCK ? size * 13 + 60 : size + 40;
}

gsize
book_text_size (const WzText *text)
{
  WzTextIter iter;
  WzTextEvent event;
  gsize size = 0;

  wz_text_iter_init (&iter, text);
  while (wz_text_iter_next (&iter, &event))
    size += event_size (&event);
  return size;
}

/* ---- Units --------------------------------------------------------------------------------------------- */

guint
book_units_step (BookUnits *units, const WzTextEvent *event)
{
  gboolean is_block = event->type != WZ_TEXT_CHARACTERS && book_is_block (event->kind);
  guint unit;

  if (event->type == WZ_TEXT_LEAVE)
    units->depth--;
  else if (units->depth == 0 && (is_block || !units->in_inlines)) { /* inlines in a row are one paragraph */
    units->n++;
    units->in_inlines = !is_block;
  }
  unit = units->n - 1;
  if (event->type == WZ_TEXT_ENTER)
    units->depth++;
  return unit;
}

typedef struct {
  gsize size;
  gboolean keeps_next; /* a heading: what it stands over follows in the same document */
} Unit;

static void
add_unit (GArray *all, gsize size)
{
  Unit unit = {size, FALSE};

  g_array_append_val (all, unit);
}

static void
add_units (GArray *all, const WzText *text)
{
  BookUnits units = {0};
  guint first = all->len;
  WzTextIter iter;
  WzTextEvent event;

  wz_text_iter_init (&iter, text);
  while (wz_text_iter_next (&iter, &event)) {
    guint i = first + book_units_step (&units, &event);

    if (i == all->len) {
      add_unit (all, 0);
      g_array_index (all, Unit, i).keeps_next = event.kind == WZ_TEXT_HEADING;
    }
    g_array_index (all, Unit, i).size += event_size (&event);
  }
  if (all->len == first)
    add_unit (all, 0);
}

guint
book_count_units (const WzText *text)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Unit));

  add_units (all, text);
  return all->len;
}

/* ---- Entries ------------------------------------------------------------------------------------------- */

gsize
book_entry_size (const Book *book, const WzEntry *entry)
{
  const gchar *const *langs = wz_issue_get_langs (book->issue);
  gsize size = ENTRY_BYTES + book_text_size (wz_entry_get_body (entry));

  for (guint i = 0; langs[i] != NULL; i++)
    size += book_text_size (wz_entry_get_title (entry, langs[i])) +
            book_text_size (wz_entry_get_abstract (entry, langs[i]));
  for (guint i = 0; i < wz_entry_get_n_notes (entry); i++)
    size += book_text_size (wz_entry_get_note (entry, i));
  return size + 80 * (gsize) (wz_entry_get_n_authors (entry) + wz_entry_get_n_affiliations (entry));
}

static void
add_figures (const Book *book, GArray *all, const WzEntry *entry)
{
  guint n = book_shows (book, "figures") ? wz_entry_get_n_figures (entry) : 0;

  for (guint i = 0; i < n; i++) {
    const WzFigure *figure = wz_entry_get_figure (entry, i);
    gsize size = UNIT_BYTES;

    for (guint k = 0; figure->captions[k] != NULL; k++)
      size += book_text_size (figure->captions[k]);
    add_unit (all, size);
  }
}

static void
add_notes (const Book *book, GArray *all, const WzEntry *entry)
{
  guint n = book_shows (book, "notes") ? wz_entry_get_n_notes (entry) : 0;

  for (guint i = 0; i < n; i++)
    add_unit (all, UNIT_BYTES + book_text_size (wz_entry_get_note (entry, i)));
}

/* As many units in a document as it takes: @head bytes stand before the first ones, @rest in each further
 * one. */
static BookCuts *
cut (const Book *book, const GArray *all, gsize head, gsize rest)
{
  GArray *firsts = g_array_new (FALSE, FALSE, sizeof (guint));
  guint first = 0, end = G_MAXUINT;
  gsize size = head;
  BookCuts *cuts = g_new0 (BookCuts, 1);

  g_array_append_val (firsts, first);
  for (guint i = 0; i < all->len; i++) {
    const Unit *unit = &g_array_index (all, Unit, i);

    if (size + unit->size > book->dialect->max_bytes && i > first) {
      gboolean heading = unit[-1].keeps_next && i - 1 > first;

      first = heading ? i - 1 : i;
      size = rest + (heading ? unit[-1].size : 0);
      g_array_append_val (firsts, first);
    }
    size += unit->size;
  }
  cuts->n = firsts->len;
  g_array_append_val (firsts, end);
  cuts->firsts = (guint *) (gpointer) g_array_free (firsts, FALSE);
  return cuts;
}

BookCuts *
book_cut_entry (const Book *book, const WzEntry *entry)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Unit));
  g_autofree const WzText **texts = wz_entry_dup_abstracts (entry, book->options.languages);
  guint first_note;
  gsize size = book_entry_size (book, entry), in_units = 0;
  BookCuts *cuts;

  for (guint i = 0; texts[i] != NULL; i++)
    add_units (all, texts[i]);
  if (wz_entry_get_body (entry) != NULL)
    add_units (all, wz_entry_get_body (entry));
  add_figures (book, all, entry);
  first_note = all->len;
  add_notes (book, all, entry);
  for (guint i = 0; i < all->len; i++)
    in_units += g_array_index (all, Unit, i).size;
  cuts = cut (book, all, size > in_units ? size - in_units : ENTRY_BYTES, ENTRY_BYTES);
  cuts->first_note = first_note;
  return cuts;
}

BookCuts *
book_cut_blocks (const Book *book, const WzText *blocks)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Unit));

  add_units (all, blocks);
  return cut (book, all, ENTRY_BYTES, ENTRY_BYTES);
}

void
book_cuts_free (BookCuts *cuts)
{
  g_free (cuts->firsts);
  g_free (cuts);
}
