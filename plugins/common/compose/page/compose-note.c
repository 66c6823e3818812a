/* compose-note.c: see compose-note.h. SPDX-License-Identifier: MIT */
#include "compose-note.h"

#define NOTE_EM 0.8
#define MOST_OF_PAGE 0.33
#define LATIN_EM 0.5

struct _ComposeNotes {
  GHashTable *notes;          /* number → ComposeNote */
  const ComposeSource *below; /* the paragraph that got one last, and the weight of all it has */
  gdouble weight;
};

static void
note_free (gpointer data)
{
  ComposeNote *note = data;
  g_free (note->dest);
  g_free (note);
}

static gdouble
weigh (const gchar *text)
{
  gdouble weight = 0;
  for (const gchar *p = text; *p != '\0'; p = g_utf8_next_char (p))
    weight += g_utf8_get_char (p) < 0x2E80 ? LATIN_EM : 1;
  return weight * NOTE_EM;
}

/* The note that @iter stands in, up to its end. */
static ComposeNote *
look_at (WzTextIter *iter)
{
  ComposeNote *note = g_new0 (ComposeNote, 1);
  WzTextEvent event;
  guint depth = 1;
  note->plain = TRUE;
  while (depth > 0 && wz_text_iter_next (iter, &event)) {
    depth += event.type == WZ_TEXT_ENTER;
    depth -= event.type == WZ_TEXT_LEAVE;
    if (event.type == WZ_TEXT_ENTER && event.kind != WZ_TEXT_PARAGRAPH &&
        (wz_text_kind_is_block (event.kind) || event.kind == WZ_TEXT_IMAGE))
      note->plain = FALSE;
    if (event.type != WZ_TEXT_LEAVE && event.text != NULL)
      note->weight += weigh (event.text);
  }
  return note;
}

ComposeNotes *
compose_notes_new (const WzPiece *piece)
{
  if (!wz_text_contains (piece->text, WZ_TEXT_NOTE))
    return NULL;
  ComposeNotes *notes = g_new0 (ComposeNotes, 1);
  notes->notes = g_hash_table_new_full (NULL, NULL, NULL, note_free);
  WzTextIter iter;
  WzTextEvent event;
  wz_text_iter_init (&iter, piece->text);
  while (wz_text_iter_next (&iter, &event))
    if (event.type == WZ_TEXT_ENTER && event.kind == WZ_TEXT_NOTE &&
        !g_hash_table_contains (notes->notes, GINT_TO_POINTER (event.number)))
      g_hash_table_insert (notes->notes, GINT_TO_POINTER (event.number), look_at (&iter));
  return notes;
}

void
compose_notes_free (ComposeNotes *notes)
{
  if (notes == NULL)
    return;
  g_hash_table_unref (notes->notes);
  g_free (notes);
}

ComposeNote *
compose_notes_find (ComposeNotes *notes, gint number)
{
  return notes != NULL ? g_hash_table_lookup (notes->notes, GINT_TO_POINTER (number)) : NULL;
}

/* Rows of a note, a row for each at least, are about its weight by the measure. */
static gboolean
fits_below (ComposeNotes *notes, const ComposeBlocks *blocks, const ComposeSource *source,
            const ComposeNote *note)
{
  const ComposeGeometry *page = &blocks->settings->page;
  gdouble measure = page->type_width / page->size / page->columns;
  gdouble room = MOST_OF_PAGE * page->rows * measure, weight = note->weight + measure;
  if (notes->below != source)
    notes->weight = 0;
  notes->below = source;
  if (!note->plain || notes->weight + weight > room)
    return FALSE;
  notes->weight += weight;
  return TRUE;
}

static void
place_note (ComposeNotes *notes, ComposeBlocks *blocks, const ComposeSource *source, ComposeNote *note)
{
  if (fits_below (notes, blocks, source, note)) {
    g_ptr_array_add (blocks->notes, compose_blocks_source (blocks, source->tag));
    note->foot = blocks->notes->len;
  } else
    note->dest = g_strdup_printf ("note-%u", blocks->links->len);
}

void
compose_notes_add_mark (ComposeNotes *notes, ComposeBlocks *blocks, ComposeSource *source,
                        const WzTextEvent *event, ComposeLook look)
{
  ComposeNote *note = compose_notes_find (notes, event->number);
  gboolean first = note != NULL && note->foot == 0 && note->dest == NULL;
  if (first)
    place_note (notes, blocks, source, note);
  gint32 link = note != NULL && note->dest != NULL ? compose_blocks_add_link (blocks, NULL, note->dest) : -1;
  compose_blocks_add_mark (blocks, source, event->text, look, link);
  if (first && note->foot > 0) {
    ComposeNoteMark mark = {compose_source_get_length (source), note->foot - 1};
    g_array_append_val (source->notes, mark);
  }
}

ComposeLook
compose_notes_look (const ComposeBlocks *blocks)
{
  return (ComposeLook){WZ_FONT_BODY, WZ_WEIGHT_REGULAR, NOTE_EM, blocks->settings->text_color};
}

void
compose_notes_add_number (ComposeBlocks *blocks, ComposeSource *source, gint number)
{
  g_autofree gchar *shown = g_strdup_printf ("[%d]\302\240", number);
  ComposeLook look = compose_notes_look (blocks);
  look.color = blocks->settings->accent_color;
  compose_source_add (source, shown, compose_blocks_style (blocks, look),
                      COMPOSE_CHAR_NO_HYPHEN | COMPOSE_CHAR_LATIN, -1, NULL);
}
