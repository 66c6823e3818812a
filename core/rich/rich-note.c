/* In: an editor's Markdown. Out: its notes and names in brackets, which CommonMark takes for text. Notes are
 * what GitHub has: the first mark of a note gives it its number. SPDX-License-Identifier: MIT */
#include "rich/rich-note.h"

#include <string.h>

enum { MAX_NOTE_NAME = 64, MAX_PAPER_NAME = 400 /* bytes: a title is one */ };

/* ---- Definitions --------------------------------------------------------------------------------------- */

/* The end of the name behind `[^`, whose bracket stands there; 0 for none. */
static gsize
match_note_name (const gchar *text, gsize start)
{
  gsize n = strcspn (text + start, " \t\r\n[]");

  return n > 0 && n <= MAX_NOTE_NAME && text[start + n] == ']' ? start + n : 0;
}

gsize
rich_note_match (const gchar *text, gsize start)
{
  gsize at = start + strspn (text + start, " "), end;

  if (at > start + 3 || text[at] != '[' || text[at + 1] != '^')
    return 0;
  end = match_note_name (text, at + 2);
  return end > 0 && text[end + 1] == ':' ? end + 2 + strspn (text + end + 2, " \t") : 0;
}

/* What would begin a block of its own below a paragraph. */
static gboolean
begins_block (const gchar *line)
{
  const gchar *p = line + strspn (line, " ");
  gsize digits = strspn (p, "0123456789");

  if (strchr ("#>|", *p) != NULL || g_str_has_prefix (p, "```") || g_str_has_prefix (p, "~~~") ||
      g_str_has_prefix (p, "$$") || rich_note_match (line, 0) > 0)
    return TRUE;
  if (digits > 0)
    return (p[digits] == '.' || p[digits] == ')') && p[digits + 1] == ' ';
  return strchr ("-+*", *p) != NULL && p[1] == ' ';
}

gboolean
rich_note_goes_on (const gchar *text, gsize start, gsize end, gboolean apart)
{
  gsize blanks = strspn (text + start, " \t");

  if (start + blanks >= end)
    return TRUE;
  return text[start] == '\t' || blanks >= 4 || (!apart && !begins_block (text + start));
}

void
rich_note_add (RichOut *out, gsize start, gsize content)
{
  RichDefinition note = {start, content, content, out->formulae->len, 0};
  const gchar *open = strchr (out->text + start, '^') + 1;
  g_autofree gchar *name = g_strndup (open, strcspn (open, "]"));

  g_array_append_val (out->definitions, note);
  if (g_hash_table_contains (out->by_name, name))
    rich_remark (out, WZ_RICH_NOTE_TWICE, start, name);
  else
    g_hash_table_insert (out->by_name, g_steal_pointer (&name), GUINT_TO_POINTER (out->definitions->len));
}

void
rich_note_begin (RichOut *out, const RichDefinition *note)
{
  guint low = 0;

  out->end = note->content;
  out->broken = FALSE;
  out->n_passed = note->n_formulae;
  for (guint high = out->names->len; low < high;) {
    guint middle = (low + high) / 2;

    if (g_array_index (out->names, RichName, middle).start < note->content)
      low = middle + 1;
    else
      high = middle;
  }
  out->n_named = low;
}

void
rich_note_report (RichOut *out)
{
  for (guint i = 0; i < out->definitions->len; i++) {
    const RichDefinition *note = &g_array_index (out->definitions, RichDefinition, i);
    const gchar *open = strchr (out->text + note->start, '^') + 1;
    g_autofree gchar *name = g_strndup (open, strcspn (open, "]"));

    if (note->number == 0 &&
        GPOINTER_TO_UINT (g_hash_table_lookup (out->by_name, name)) == i + 1) /* else it was told of */
      rich_remark (out, WZ_RICH_NOTE_UNUSED, note->start, name);
  }
}

/* ---- Names --------------------------------------------------------------------------------------------- */

static gboolean
is_definition (const RichOut *out, gsize at)
{
  for (; at > 0 && out->text[at - 1] == ' '; at--)
    ;
  return (at == 0 || out->text[at - 1] == '\n' || out->text[at - 1] == '\r') &&
         rich_note_match (out->text, at) > 0;
}

/* `[^1]`; with an address behind it, it is a link where there is no such note. */
static gboolean
match_mark (const RichOut *out, gsize at, RichName *name)
{
  gsize end = match_note_name (out->text, at + 2);

  if (end == 0 || is_definition (out, at))
    return FALSE;
  g_autofree gchar *called = g_strndup (out->text + at + 2, end - at - 2);
  guint definition = GPOINTER_TO_UINT (g_hash_table_lookup (out->by_name, called));
  *name = (RichName){at, end + 1, definition > 0 ? definition : RICH_NOTE_UNKNOWN, at + 2, end, 0};
  return definition > 0 || out->text[end + 1] != '(';
}

/* `[[2209.11142]]`, `[[2209.11142|this one]]` */
static gboolean
match_paper (const RichOut *out, gsize at, RichName *name)
{
  gsize n = strcspn (out->text + at + 2, "[]\r\n"), end = at + 2 + n;
  const gchar *bar = memchr (out->text + at + 2, '|', n);

  if (n == 0 || n > MAX_PAPER_NAME || out->text[end] != ']' || out->text[end + 1] != ']')
    return FALSE;
  *name = (RichName){at,
                     end + 2,
                     0,
                     at + 2,
                     bar != NULL ? (gsize) (bar - out->text) : end,
                     bar != NULL ? (gsize) (bar - out->text) + 1 : 0};
  return name->inner_end > name->inner && name->label != end;
}

void
rich_note_find_names (RichOut *out, gchar *masked)
{
  gboolean escaped = FALSE;

  for (gsize at = 0; at < out->length; at++) {
    RichName name;

    if (masked[at] == '[' && !escaped &&
        ((masked[at + 1] == '^' && match_mark (out, at, &name)) ||
         (masked[at + 1] == '[' && match_paper (out, at, &name)))) {
      memset (masked + name.start, 'x', name.end - name.start);
      g_array_append_val (out->names, name);
      at = name.end - 1;
      continue;
    }
    escaped = masked[at] == '\\' && !escaped;
  }
}

const RichName *
rich_note_next (RichOut *out, gsize at)
{
  const RichName *names = (const RichName *) (gpointer) out->names->data;

  while (out->n_named < out->names->len && names[out->n_named].start < at)
    out->n_named++;
  return out->n_named < out->names->len ? &names[out->n_named] : NULL;
}

/* ---- What stands there --------------------------------------------------------------------------------- */

static void
show_mark (RichOut *out, const RichName *name)
{
  RichDefinition *note = &g_array_index (out->definitions, RichDefinition, name->definition - 1);
  guint number = name->definition - 1;

  if (note->number == 0) {
    g_array_append_val (out->order, number);
    note->number = out->order->len;
  }
  g_autofree gchar *shown = g_strdup_printf ("[%u]", note->number);
  rich_numbered_leaf (out, WZ_TEXT_NOTE_MARK, (gint) note->number, shown, name->start, name->end);
  rich_mark (out, name->start, name->end, WZ_RICH_MARK);
  rich_mark (out, name->inner, name->inner_end, WZ_RICH_TEXT);
}

/* The inlines of a title. */
static void
add_title (RichOut *out, const WzText *title)
{
  WzTextIter iter;
  WzTextEvent event;

  wz_text_iter_init (&iter, title);
  while (wz_text_iter_next (&iter, &event))
    if (event.kind != WZ_TEXT_LINK && event.kind != WZ_TEXT_NOTE_MARK)
      wz_text_builder_event (out->builder, &event);
}

void
rich_note_show (RichOut *out, const RichName *name)
{
  const WzRichOptions *options = out->options;
  const WzText *title = NULL;
  g_autofree gchar *called = g_strndup (out->text + name->inner, name->inner_end - name->inner);
  gboolean linked;

  if (name->definition == RICH_NOTE_UNKNOWN) {
    rich_remark (out, WZ_RICH_NOTE_UNKNOWN, name->start, called);
    rich_add_raw (out, name->start, name->end);
    return;
  }
  if (name->definition > 0) {
    show_mark (out, name);
    return;
  }
  WzPosition place = rich_place (out, name->start);
  g_autofree gchar *target =
      options->link != NULL
          ? options->link (g_strstrip (called), &place, name->label == 0 ? &title : NULL, options->user_data)
          : NULL;
  linked = target != NULL && rich_enter_link (out, target);
  if (title != NULL) {
    rich_add_for (out, "", name->start, name->start);
    add_title (out, title);
    out->end = name->end;
  } else if (name->label > 0)
    rich_add_raw (out, name->label, name->end - 2);
  else
    rich_add_raw (out, name->inner, name->inner_end);
  rich_mark (out, name->start, name->end, WZ_RICH_MARK);
  rich_mark (out, name->inner, name->inner_end, name->label > 0 ? WZ_RICH_TARGET : WZ_RICH_TEXT);
  if (name->label > 0)
    rich_mark (out, name->label, name->end - 2, WZ_RICH_TEXT);
  out->end = name->end;
  if (linked) {
    rich_leave (out);
    out->linked = FALSE;
  }
}
