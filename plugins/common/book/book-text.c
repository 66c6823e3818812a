/* book-text.c: rich text to XHTML. In: events of WzTextIter. Out: elements. SPDX-License-Identifier: MIT
 *
 * A table says how each kind opens and closes. Models from elsewhere may nest what XHTML does not: a block
 * inside a paragraph is then dropped (its content stays), inlines outside any block get a paragraph.
 */
#include "book-private.h"

#include <wenzhai-kit/wz-chars.h>

#include <glib/gi18n-lib.h>

#define MAX_OPEN (WZ_TEXT_MAX_DEPTH + 8)

/* What is open for a node: how many elements to end at its LEAVE. */
typedef struct {
  guint8 elements;
  gboolean holds_inlines; /* paragraph, heading, caption, cell */
} Open;

typedef struct {
  WzBookOut *out;
  const gchar *lang; /* of the text, as EPUB spells it; NULL: that of the place */
  guint level;       /* headings stand below this one */
  guint least;       /* number of the text's highest headings, which stand right below it */
  gboolean inlines_only;
  const WzPiece *labelled; /* (nullable): with whose label the first paragraph begins */
  WzBookNotes *notes;      /* (nullable): of the text */
  gint note;               /* that the next block begins; 0: none does */
  gboolean note_id;        /* and that block has its id */
  gboolean in_notes;       /* one has come */
  gboolean implicit;       /* a paragraph of our own is open */
  Open stack[MAX_OPEN];
  guint depth;
  gboolean in_head; /* of a table */
  gboolean in_body;
} Walk;

/* Opens elements for a node and says how many; 0: none, its content stands alone. */
typedef guint (*OpenFunc) (Walk *walk, WzTextIter *iter, const WzTextEvent *event);

typedef struct {
  OpenFunc open;
  const gchar *element;
  const gchar *class;
  gboolean is_block;
  gboolean holds_inlines;
} Handler;

static gboolean
in_inlines (const Walk *walk)
{
  return walk->inlines_only || walk->implicit ||
         (walk->depth > 0 && walk->stack[walk->depth - 1].holds_inlines);
}

/* A block of the text says its language where it differs from the place's (X8). */
static void
start_block (Walk *walk, const gchar *name, const gchar *class)
{
  wz_book_start_class (walk->out, name, class);
  wz_xml_attr_lang (walk->out->xml, walk->lang);
}

/* At the beginning of a note: its number. */
static void
begin_note (Walk *walk)
{
  if (walk->note == 0)
    return;
  if (walk->note_id)
    wz_book_note_id (walk->out, walk->notes, walk->note);
  wz_book_write_note_label (walk->out, walk->notes, walk->note);
  walk->note = 0;
}

/* Chinese paragraphs are indented and justified, others are not (S6), nor is what begins with a label: told
 * by class. */
static void
start_paragraph (Walk *walk)
{
  const gchar *lang = walk->lang != NULL ? walk->lang : wz_xml_writer_get_lang (walk->out->xml);
  gboolean chinese = wz_lang_is_chinese (lang), label = walk->labelled != NULL || walk->note != 0;

  start_block (walk, "p", !chinese ? "e" : label ? "x" : "z");
  if (walk->labelled != NULL) {
    wz_book_bold (walk->out, walk->labelled->label, walk->labelled->label_lang);
    wz_xml_text (walk->out->xml, chinese ? "　" : " ");
  }
  walk->labelled = NULL;
  begin_note (walk);
}

/* Each note by itself, below a rule before the first. */
static guint
open_note (Walk *walk, WzTextIter *iter, const WzTextEvent *event)
{
  gboolean aside = walk->out->dialect->asides;

  if (!walk->in_notes) {
    wz_book_start (walk->out, "hr");
    wz_book_end (walk->out);
  }
  walk->in_notes = TRUE;
  walk->note = MAX (event->number, 1);
  walk->note_id = !aside;
  if (!aside)
    return 0;
  start_block (walk, "aside", NULL);
  wz_book_semantics (walk->out, "footnote", "doc-footnote");
  wz_book_note_id (walk->out, walk->notes, walk->note);
  return 1;
}

static guint
open_note_mark (Walk *walk, WzTextIter *iter, const WzTextEvent *event)
{
  wz_book_write_note_mark (walk->out, walk->notes, event);
  return 0;
}

static guint
open_paragraph (Walk *walk, WzTextIter *iter, const WzTextEvent *event)
{
  start_paragraph (walk);
  return 1;
}

static guint
heading_number (const WzTextEvent *event)
{
  return (guint) CLAMP (event->number, 1, 6);
}

/* One without text would be an empty element, which X5 forbids. @iter stands right behind its ENTER. */
static gboolean
is_empty_heading (const WzTextIter *iter)
{
  WzTextIter look = *iter;
  WzTextEvent next;

  while (wz_text_iter_next (&look, &next) && !(next.type == WZ_TEXT_LEAVE && next.kind == WZ_TEXT_HEADING))
    if (next.length > 0)
      return FALSE;
  return TRUE;
}

/* Looked for once, over however many documents a text goes. */
static guint
least_heading (WzBook *book, const WzText *text)
{
  WzTextIter iter;
  WzTextEvent event;
  guint least = 6;

  if (book->ranked == text)
    return book->least_heading;
  wz_text_iter_init (&iter, text);
  while (least > 1 && wz_text_iter_next (&iter, &event))
    if (event.type == WZ_TEXT_ENTER && event.kind == WZ_TEXT_HEADING && !is_empty_heading (&iter))
      least = MIN (least, heading_number (&event));
  book->ranked = text;
  book->least_heading = least;
  return least;
}

/* Levels never skip (X5), whatever number a source begins with. */
static guint
open_heading (Walk *walk, WzTextIter *iter, const WzTextEvent *event)
{
  guint level = walk->level + 1 + heading_number (event) - walk->least;

  if (is_empty_heading (iter))
    return 0;
  level = MIN (MIN (level, walk->out->heading + 1), 6);
  walk->out->heading = level;
  wz_book_start_heading (walk->out, level, "inner");
  wz_xml_attr_lang (walk->out->xml, walk->lang);
  return 1;
}

static guint
open_list (Walk *walk, WzTextIter *iter, const WzTextEvent *event)
{
  WzTextIter look = *iter;
  WzTextEvent next;

  if (!wz_text_iter_next (&look, &next) || next.type == WZ_TEXT_LEAVE)
    return 0; /* a list without items is none */
  start_block (walk, event->number > 0 ? "ol" : "ul", NULL);
  if (event->number > 1)
    wz_xml_attr_int (walk->out->xml, "start", event->number);
  return 1;
}

static guint
open_list_item (Walk *walk, WzTextIter *iter, const WzTextEvent *event)
{
  if (!wz_xml_writer_is_open (walk->out->xml, "ul") && !wz_xml_writer_is_open (walk->out->xml, "ol"))
    return 0;
  wz_book_start (walk->out, "li");
  return 1;
}

static guint
open_code_block (Walk *walk, WzTextIter *iter, const WzTextEvent *event)
{
  start_block (walk, "pre", NULL);
  wz_book_start (walk->out, "code");
  wz_xml_text_len (walk->out->xml, event->text, event->length);
  return 2;
}

static const WzResource *
find_resource (const WzBookOut *out, const gchar *id)
{
  return id != NULL ? wz_issue_find_resource (wz_galley_get_issue (out->book->galley), id) : NULL;
}

/* What stands for a picture that is not shown. */
static gchar *
dup_placeholder (const WzBookOut *out, const gchar *alt)
{
  return wz_picture_dup_placeholder (alt, wz_galley_get_lang (out->book->galley));
}

static guint
open_figure (Walk *walk, WzTextIter *iter, const WzTextEvent *event)
{
  WzTextIter look = *iter;
  WzTextEvent next;
  gboolean caption = wz_text_iter_next (&look, &next) && next.type != WZ_TEXT_LEAVE;

  start_block (walk, "figure", NULL);
  if (!wz_book_write_picture (walk->out, find_resource (walk->out, event->target), event->text)) {
    g_autofree gchar *words = dup_placeholder (walk->out, event->text);

    wz_book_element (walk->out, "p", "m", words);
  }
  if (!caption)
    return 1;
  wz_book_start (walk->out, "figcaption");
  return 2;
}

static guint
open_table (Walk *walk, WzTextIter *iter, const WzTextEvent *event)
{
  WzTextIter look = *iter;
  WzTextEvent next;

  if (!wz_text_iter_next (&look, &next) || next.kind != WZ_TEXT_TABLE_ROW ||
      wz_xml_writer_has_open (walk->out->xml, "table"))
    return 0;
  walk->in_head = walk->in_body = FALSE;
  gboolean scrolls = wz_book_start_scroller (walk->out, "div", "scroll");
  start_block (walk, "table", NULL);
  return scrolls ? 2 : 1;
}

/* Header rows stand in a thead, but only before all others. */
static guint
open_row (Walk *walk, WzTextIter *iter, const WzTextEvent *event)
{
  if (!wz_xml_writer_has_open (walk->out->xml, "table"))
    return 0;
  if (event->number == 1 && !walk->in_head && !walk->in_body) {
    wz_book_start (walk->out, "thead");
    walk->in_head = TRUE;
  } else if (event->number != 1 && !walk->in_body) {
    if (walk->in_head)
      wz_book_end (walk->out);
    walk->in_head = FALSE;
    wz_book_start (walk->out, "tbody");
    walk->in_body = TRUE;
  }
  wz_book_start (walk->out, "tr");
  return 1;
}

static guint
open_cell (Walk *walk, WzTextIter *iter, const WzTextEvent *event)
{
  const gchar *class = event->target == NULL                   ? NULL
                       : g_str_equal (event->target, "right")  ? "r"
                       : g_str_equal (event->target, "center") ? "c"
                                                               : NULL;

  WzTextIter look = *iter;
  WzTextEvent next;
  gboolean heads = walk->in_head;

  if (!wz_xml_writer_is_open (walk->out->xml, "tr"))
    return 0;
  if (walk->out->dialect->page) /* one without words is the head of nothing */
    heads = heads && wz_text_iter_next (&look, &next) && next.type != WZ_TEXT_LEAVE;
  wz_book_start_class (walk->out, heads ? "th" : "td", class);
  if (heads)
    wz_xml_attr (walk->out->xml, "scope", "col");
  if (event->number > 1)
    wz_xml_attr_int (walk->out->xml, "colspan", MIN (event->number, 100));
  return 1;
}

static guint
open_code (Walk *walk, WzTextIter *iter, const WzTextEvent *event)
{
  wz_book_start (walk->out, "code");
  wz_xml_text_len (walk->out->xml, event->text, event->length);
  return 1;
}

static guint
open_link (Walk *walk, WzTextIter *iter, const WzTextEvent *event)
{
  WzBookOut *out = walk->out;
  WzTextIter look = *iter;
  WzTextEvent next;

  if (event->target == NULL || wz_xml_writer_has_open (out->xml, "a"))
    return 0;
  if (event->target[0] == '#') {
    g_autofree gchar *anchor = g_strconcat ("p-", event->target + 1, NULL);
    guint doc = wz_book_find_place (out->book, anchor);

    if (doc == G_MAXUINT) {
      wz_diag_report (out->book->options.sink, WZ_SEVERITY_HINT, "link-not-kept", &event->position,
                      _ ("the issue has no entry “%s”; the link's text stays"), event->target + 1);
      return 0;
    }
    wz_book_start (out, "a");
    wz_book_link (out, doc, anchor);
    return 1;
  }
  wz_book_start (out, "a");
  wz_xml_attr (out->xml, "href", event->target);
  if (wz_text_iter_next (&look, &next) && next.type == WZ_TEXT_CHARACTERS)
    wz_book_link_says (out, event->target, next.text, next.length);
  return 1;
}

static guint
open_image (Walk *walk, WzTextIter *iter, const WzTextEvent *event)
{
  if (!wz_book_write_picture (walk->out, find_resource (walk->out, event->target), event->text)) {
    g_autofree gchar *words = dup_placeholder (walk->out, event->text);

    wz_xml_text (walk->out->xml, words);
  }
  return 0;
}

static guint
open_span (Walk *walk, WzTextIter *iter, const WzTextEvent *event)
{
  wz_book_start (walk->out, "span");
  if (event->lang != NULL)
    wz_book_lang (walk->out, event->lang);
  return 1;
}

static guint
open_formula (Walk *walk, WzTextIter *iter, const WzTextEvent *event)
{
  wz_book_write_formula (walk->out, event, FALSE);
  return 0;
}

static guint
open_formula_block (Walk *walk, WzTextIter *iter, const WzTextEvent *event)
{
  start_block (walk, "p", "f");
  wz_book_write_formula (walk->out, event, TRUE);
  return 1;
}

/* ---- The walk ------------------------------------------------------------------------------------------ */

static const Handler handlers[WZ_TEXT_N_KINDS] = {
    [WZ_TEXT_PARAGRAPH] = {open_paragraph, NULL, NULL, TRUE, TRUE},
    [WZ_TEXT_HEADING] = {open_heading, NULL, NULL, TRUE, TRUE},
    [WZ_TEXT_LIST] = {open_list, NULL, NULL, TRUE, FALSE},
    [WZ_TEXT_LIST_ITEM] = {open_list_item, NULL, NULL, TRUE, FALSE},
    [WZ_TEXT_QUOTE] = {NULL, "blockquote", NULL, TRUE, FALSE},
    [WZ_TEXT_CODE_BLOCK] = {open_code_block, NULL, NULL, TRUE, TRUE},
    [WZ_TEXT_FIGURE] = {open_figure, NULL, NULL, TRUE, TRUE},
    [WZ_TEXT_TABLE] = {open_table, NULL, NULL, TRUE, FALSE},
    [WZ_TEXT_TABLE_ROW] = {open_row, NULL, NULL, TRUE, FALSE},
    [WZ_TEXT_TABLE_CELL] = {open_cell, NULL, NULL, TRUE, TRUE},
    [WZ_TEXT_RULE] = {NULL, "hr", NULL, TRUE, FALSE},
    [WZ_TEXT_FORMULA_BLOCK] = {open_formula_block, NULL, NULL, TRUE, TRUE},
    [WZ_TEXT_EMPHASIS] = {NULL, "em", NULL, FALSE, FALSE},
    [WZ_TEXT_STRONG] = {NULL, "strong", NULL, FALSE, FALSE},
    [WZ_TEXT_CODE] = {open_code, NULL, NULL, FALSE, FALSE},
    [WZ_TEXT_LINK] = {open_link, NULL, NULL, FALSE, FALSE},
    [WZ_TEXT_IMAGE] = {open_image, NULL, NULL, FALSE, FALSE},
    [WZ_TEXT_FORMULA] = {open_formula, NULL, NULL, FALSE, FALSE},
    [WZ_TEXT_LINE_BREAK] = {NULL, "br", NULL, FALSE, FALSE},
    [WZ_TEXT_SPAN] = {open_span, NULL, NULL, FALSE, FALSE},
    [WZ_TEXT_NOTE_MARK] = {open_note_mark, NULL, NULL, FALSE, FALSE},
    [WZ_TEXT_NOTE] = {open_note, NULL, NULL, TRUE, FALSE},
};

static void
end_implicit (Walk *walk)
{
  if (walk->implicit)
    wz_book_end (walk->out);
  walk->implicit = FALSE;
}

/* Before what is no paragraph the number of a note has one of its own. */
static void
end_note_label (Walk *walk)
{
  start_paragraph (walk);
  wz_book_end (walk->out);
}

static guint
open_node (Walk *walk, WzTextIter *iter, const WzTextEvent *event, const Handler *handler)
{
  if (handler->open != NULL)
    return handler->open (walk, iter, event);
  if (handler->element == NULL)
    return 0;
  if (handler->is_block)
    start_block (walk, handler->element, handler->class);
  else
    wz_book_start_class (walk->out, handler->element, handler->class);
  return 1;
}

static void
enter (Walk *walk, WzTextIter *iter, const WzTextEvent *event)
{
  static const Handler nothing = {NULL, NULL, NULL, FALSE, FALSE};
  const Handler *handler = (guint) event->kind < WZ_TEXT_N_KINDS ? &handlers[event->kind] : &nothing;
  gboolean known = handler != &nothing && event->kind != WZ_TEXT_STRING;
  Open *open;

  if (walk->note != 0 && handler->is_block && event->kind != WZ_TEXT_PARAGRAPH)
    end_note_label (walk);
  if (handler->is_block && !(walk->depth > 0 && walk->stack[walk->depth - 1].holds_inlines))
    end_implicit (walk);
  else if (known && !handler->is_block && !in_inlines (walk)) {
    start_paragraph (walk);
    walk->implicit = TRUE;
  }
  g_return_if_fail (walk->depth < MAX_OPEN);
  open = &walk->stack[walk->depth];
  open->holds_inlines = in_inlines (walk) || handler->holds_inlines;
  if (handler->is_block && in_inlines (walk)) {
    open->elements = 0; /* a block where none may be: a line of its own, no more */
    wz_book_start (walk->out, "br");
    wz_book_end (walk->out);
    if (event->text != NULL)
      wz_xml_text_len (walk->out->xml, event->text, event->length);
  } else {
    open->elements = (guint8) open_node (walk, iter, event, handler);
  }
  walk->depth++;
}

static void
leave (Walk *walk, const WzTextEvent *event)
{
  const Open *open = &walk->stack[--walk->depth];

  if (event->kind == WZ_TEXT_NOTE && walk->note != 0)
    end_note_label (walk);
  if (!open->holds_inlines || ((guint) event->kind < WZ_TEXT_N_KINDS && handlers[event->kind].is_block))
    end_implicit (walk);
  if (event->kind == WZ_TEXT_TABLE && open->elements > 0 && (walk->in_head || walk->in_body)) {
    wz_book_end (walk->out);
    walk->in_head = walk->in_body = FALSE;
  }
  for (guint n = open->elements; n > 0; n--)
    wz_book_end (walk->out);
}

static void
characters (Walk *walk, const WzTextEvent *event)
{
  if (!in_inlines (walk)) {
    start_paragraph (walk);
    walk->implicit = TRUE;
  }
  wz_xml_text_len (walk->out->xml, event->text, event->length);
}

static void
walk_text (Walk *walk, WzTextIter *iter)
{
  WzTextEvent event;

  while (wz_text_iter_next (iter, &event)) {
    if (event.type == WZ_TEXT_ENTER)
      enter (walk, iter, &event);
    else if (event.type == WZ_TEXT_LEAVE)
      leave (walk, &event);
    else
      characters (walk, &event);
  }
  end_implicit (walk);
}

void
wz_book_write_inlines (WzBookOut *out, const WzText *text)
{
  Walk walk = {.out = out, .inlines_only = TRUE};
  WzTextIter iter;

  wz_text_iter_init (&iter, text);
  walk_text (&walk, &iter);
}

void
wz_book_write_item (WzBookOut *out, const WzItem *item)
{
  if (item->text != NULL)
    wz_book_write_inlines (out, item->text);
  else
    wz_xml_text (out->xml, item->string);
}

static void
write_blocks (WzBookOut *out, const WzPiece *piece, gboolean labelled, guint level, guint first, guint n)
{
  Walk walk = {.out = out, .level = level, .labelled = labelled ? piece : NULL};
  g_autoptr (WzBookNotes) notes = wz_book_notes_new (out, piece);
  WzTextIter iter;

  walk.notes = notes;
  walk.lang = wz_lang_map (piece->lang, WZ_LANG_EPUB);
  walk.least = least_heading (out->book, piece->text);
  out->heading = level; /* what stood before is beside this text, not above it */
  wz_text_iter_init_blocks (&iter, piece->text, first, n);
  walk_text (&walk, &iter);
}

void
wz_book_write_blocks (WzBookOut *out, const WzPiece *piece, guint level, guint first, guint n)
{
  write_blocks (out, piece, FALSE, level, first, n);
}

static gboolean
begins_with_words (const WzText *text)
{
  WzTextIter iter;
  WzTextEvent event;

  wz_text_iter_init (&iter, text);
  return wz_text_iter_next (&iter, &event) &&
         (event.kind == WZ_TEXT_PARAGRAPH || !wz_text_kind_is_block (event.kind));
}

void
wz_book_write_labelled (WzBookOut *out, const WzPiece *piece, guint level, guint first, guint n)
{
  gboolean runs_in = begins_with_words (piece->text);

  if (first == 0 && !runs_in) {
    wz_book_start_class (out, "p", "m");
    wz_book_bold (out, piece->label, piece->label_lang);
    wz_book_end (out);
  }
  write_blocks (out, piece, first == 0 && runs_in, level, first, n);
}

/* Readers reject an empty alt (X10): without words a picture says at least what it is. */
gboolean
wz_book_write_picture (WzBookOut *out, const WzResource *resource, const gchar *alt)
{
  const WzBookOptions *options = &out->book->options;
  g_autofree gchar *href = NULL;
  g_autofree gchar *clean = wz_chars_dup_clean (alt);

  if (resource == NULL || options->image_href == NULL)
    return FALSE;
  href = options->image_href (resource, options->user_data);
  if (href == NULL)
    return FALSE;
  wz_book_start (out, "img");
  wz_xml_attr (out->xml, "src", href);
  out->page->lacks_alt |= *clean == '\0';
  wz_xml_attr (out->xml, "alt",
               *clean != '\0' ? clean : wz_galley_get_label (out->book->galley, WZ_LABEL_FIGURE));
  wz_book_end (out);
  return TRUE;
}
