/* book-note.c: notes of a text and the marks that lead to them, each with a way back (epub-quality X11). In:
 * a piece. Out: elements; where a long text is cut, mark and note may stand in different documents.
 * SPDX-License-Identifier: MIT */
#include "book-private.h"

#define MAX_NOTES 10000 /* of a text; further ones are no links */

/* Of the first mark and of the note: the stretch of the part that it stands in, G_MAXUINT for none; and
 * whether it has been written. */
typedef struct {
  guint mark, note;
  gboolean marked, noted;
} Place;

struct _WzBookNotes {
  const WzBookOut *out;
  gchar *base;    /* of ids */
  GArray *places; /* of Place, by number from 1 */
};

static Place *
find_place (const WzBookNotes *notes, gint number)
{
  return notes != NULL && number > 0 && (guint) number <= notes->places->len
             ? &g_array_index (notes->places, Place, number - 1)
             : NULL;
}

static void
note_place (WzBookNotes *notes, const WzTextEvent *event, guint stretch)
{
  static const Place none = {G_MAXUINT, G_MAXUINT, FALSE, FALSE};

  if (event->number < 1 || event->number > MAX_NOTES)
    return;
  while (notes->places->len < (guint) event->number)
    g_array_append_val (notes->places, none);
  Place *place = find_place (notes, event->number);
  guint *mine = event->kind == WZ_TEXT_NOTE ? &place->note : &place->mark;
  if (*mine == G_MAXUINT)
    *mine = stretch;
}

/* Ids are the same in whatever stretch: those of the part, and the piece's where it has several. */
static gchar *
dup_base (const WzBookOut *out, const WzPiece *piece)
{
  g_autofree gchar *part =
      out->item != NULL ? wz_book_dup_anchor (wz_galley_get_part (out->book->galley, out->item->part), 0)
                        : g_strdup ("colophon");

  return g_strconcat (part, "-", piece->id, NULL);
}

WzBookNotes *
wz_book_notes_new (const WzBookOut *out, const WzPiece *piece)
{
  if (!wz_text_contains (piece->text, WZ_TEXT_NOTE))
    return NULL;
  WzBookNotes *notes = g_new0 (WzBookNotes, 1);
  WzTextIter iter;
  WzTextEvent event;
  guint depth = 0, block = 0, stretch = 0;
  gboolean in_inlines = FALSE;

  notes->out = out;
  notes->base = dup_base (out, piece);
  notes->places = g_array_new (FALSE, FALSE, sizeof (Place));
  wz_text_iter_init (&iter, piece->text);
  while (wz_text_iter_next (&iter, &event)) { /* blocks as wz_text_n_blocks() counts them */
    gboolean is_block = event.type != WZ_TEXT_CHARACTERS && wz_text_kind_is_block (event.kind);

    if (event.type == WZ_TEXT_LEAVE) {
      depth--;
      continue;
    }
    if (depth == 0 && (is_block || !in_inlines)) {
      in_inlines = !is_block;
      stretch = out->item != NULL ? wz_book_item_find_stretch (out->item, out->piece, block++) : 0;
    }
    depth += event.type == WZ_TEXT_ENTER;
    if (event.kind == WZ_TEXT_NOTE || event.kind == WZ_TEXT_NOTE_MARK)
      note_place (notes, &event, stretch);
  }
  return notes;
}

void
wz_book_notes_free (WzBookNotes *notes)
{
  if (notes == NULL)
    return;
  g_free (notes->base);
  g_array_unref (notes->places);
  g_free (notes);
}

static void
link_to (WzBookOut *out, const WzBookNotes *notes, guint stretch, const gchar *letter, gint number)
{
  g_autofree gchar *anchor = g_strdup_printf ("%s-%s%d", notes->base, letter, number);
  guint own = out->item != NULL ? out->item->stretch : 0;

  wz_book_link (out, out->doc + stretch - own, anchor); /* they lie one behind the other */
}

void
wz_book_write_note_mark (WzBookOut *out, WzBookNotes *notes, const WzTextEvent *event)
{
  Place *place = find_place (notes, event->number);
  gboolean linked = place != NULL && place->note != G_MAXUINT && !wz_xml_writer_has_open (out->xml, "a");
  guint own = out->item != NULL ? out->item->stretch : 0;

  if (linked) {
    wz_book_start (out, "a");
    wz_book_semantics (out, "noteref", "doc-noteref");
    if (!place->marked && place->mark == own)
      wz_book_id (out, "%s-r%d", notes->base, event->number);
    place->marked = TRUE;
    link_to (out, notes, place->note, "n", event->number);
  }
  wz_book_element (out, "sup", NULL, event->text);
  if (linked)
    wz_book_end (out);
}

void
wz_book_note_id (WzBookOut *out, WzBookNotes *notes, gint number)
{
  Place *place = find_place (notes, number);

  if (place != NULL && !place->noted)
    wz_book_id (out, "%s-n%d", notes->base, number);
  if (place != NULL)
    place->noted = TRUE;
}

void
wz_book_write_note_label (WzBookOut *out, WzBookNotes *notes, gint number)
{
  const Place *place = find_place (notes, number);
  gboolean linked = place != NULL && place->mark != G_MAXUINT;

  if (linked) {
    wz_book_start (out, "a");
    wz_book_semantics (out, "backlink", "doc-backlink");
    link_to (out, notes, place->mark, "r", number);
    if (out->dialect->roles)
      wz_xml_attrf (out->xml, "aria-label", "%s%s%d",
                    wz_galley_get_label (out->book->galley, WZ_LABEL_BACK_TO_TEXT),
                    wz_galley_get_label (out->book->galley, WZ_LABEL_COLON), number);
  }
  g_autofree gchar *shown = g_strdup_printf ("[%d]", number);
  wz_xml_text (out->xml, shown);
  if (linked)
    wz_book_end (out);
  wz_xml_text (out->xml, " ");
}
