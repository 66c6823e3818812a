/* In: what the forms find, in the order of the source. Out: nodes of rich text with places, and the account
 * of bytes. SPDX-License-Identifier: MIT */
#include "rich/rich-note.h"

#include <string.h>

typedef struct {
  WzTextKind kind;
  gint number;
  gchar *target;
} Waiting;

static void
waiting_clear (gpointer data)
{
  g_free (((Waiting *) data)->target);
}

void
rich_out_init (RichOut *out, WzTextBuilder *builder, const gchar *text, const WzRichOptions *options)
{
  *out = (RichOut){.builder = builder, .options = options, .text = text, .length = strlen (text)};
  out->runs = g_malloc0 (out->length + 1);
  out->formulae = g_array_new (FALSE, FALSE, sizeof (WzMathSpan));
  out->waiting = g_array_new (FALSE, FALSE, sizeof (Waiting));
  g_array_set_clear_func (out->waiting, waiting_clear);
  out->names = g_array_new (FALSE, FALSE, sizeof (RichName));
  out->definitions = g_array_new (FALSE, FALSE, sizeof (RichDefinition));
  out->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  out->order = g_array_new (FALSE, FALSE, sizeof (guint));
  out->cursor = options->origin;
}

void
rich_out_clear (RichOut *out)
{
  g_clear_pointer (&out->runs, g_free);
  g_clear_pointer (&out->formulae, g_array_unref);
  g_clear_pointer (&out->waiting, g_array_unref);
  g_clear_pointer (&out->names, g_array_unref);
  g_clear_pointer (&out->definitions, g_array_unref);
  g_clear_pointer (&out->by_name, g_hash_table_unref);
  g_clear_pointer (&out->order, g_array_unref);
  g_clear_pointer (&out->lines, g_array_unref);
}

/* ---- The account ---- */

void
rich_mark (RichOut *out, gsize start, gsize end, WzRichRun kind)
{
  if (start < end)
    memset (out->runs + start, (gint) kind, end - start);
}

/* Blanks and punctuation, and the numbers of a list's items, are marks. */
static gboolean
says_something (const gchar *p, const gchar *end)
{
  for (; p < end; p++) {
    const gchar *digits = p;

    while (p < end && g_ascii_isdigit (*p))
      p++;
    if (p > digits && (p == end || (*p != '.' && *p != ')')))
      return TRUE;
    if (p < end &&
        (g_ascii_isalpha (*p) || ((guchar) *p >= 0x80 && !g_unichar_isspace (g_utf8_get_char (p)))))
      return TRUE;
  }
  return FALSE;
}

void
rich_out_finish (RichOut *out)
{
  for (gsize start = 0, end; start < out->length; start = end) {
    WzRichRun kind = out->runs[start];

    for (end = start + 1; end < out->length && out->runs[end] == kind;)
      end++;
    if (kind == WZ_RICH_LEFT && !says_something (out->text + start, out->text + end))
      kind = WZ_RICH_MARK;
    if (out->options->run != NULL)
      out->options->run (start, end, kind, out->options->user_data);
  }
}

/* ---- Places ---- */

static gboolean
ends_line (const gchar *p)
{
  return *p == '\n' || (*p == '\r' && p[1] != '\n');
}

static void
list_lines (RichOut *out)
{
  gsize start = 0;

  out->lines = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_array_append_val (out->lines, start);
  for (gsize at = 0; at < out->length; at++)
    if (ends_line (out->text + at)) {
      start = at + 1;
      g_array_append_val (out->lines, start);
    }
}

/* To the beginning of the line of @at. */
static void
go_back (RichOut *out, gsize at)
{
  guint low = 0, high;

  if (out->lines == NULL)
    list_lines (out);
  for (high = out->lines->len; low + 1 < high;) {
    guint middle = (low + high) / 2;

    if (g_array_index (out->lines, gsize, middle) <= at)
      low = middle;
    else
      high = middle;
  }
  out->cursor = out->options->origin;
  out->cursor_bytes = g_array_index (out->lines, gsize, low);
  out->cursor.line += low;
  if (low > 0)
    out->cursor.column = 1;
}

/* Asked for in the order of the text, but for a few. */
WzPosition
rich_place (RichOut *out, gsize at)
{
  if (out->options->place != NULL)
    return out->options->place (at, out->options->user_data);
  if (!out->options->by_line || out->options->origin.line == 0)
    return out->options->origin;
  if (at < out->cursor_bytes)
    go_back (out, at);
  for (; out->cursor_bytes < at; out->cursor_bytes++) {
    const gchar *p = out->text + out->cursor_bytes;

    if (ends_line (p)) {
      out->cursor.line++;
      out->cursor.column = 1;
    } else if (((guchar) *p & 0xC0) != 0x80 && *p != '\r')
      out->cursor.column++;
  }
  return out->cursor;
}

void
rich_remark (RichOut *out, WzRichRemark remark, gsize at, const gchar *detail)
{
  WzPosition place;

  if (out->options->remark == NULL)
    return;
  place = rich_place (out, at);
  out->options->remark (remark, at, &place, detail, out->options->user_data);
}

/* Where the marks begin that stand before @at: behind the characters before, and on the line of @at. */
static gsize
marks_before (const RichOut *out, gsize at)
{
  gsize start = at;

  while (start > out->end && out->text[start - 1] != '\n' && out->text[start - 1] != '\r')
    start--;
  while (start < at && (out->text[start] == ' ' || out->text[start] == '\t'))
    start++;
  return start;
}

/* ---- Nodes ---- */

/* Chinese text has no spaces, so a line end in the middle of it is none either; half-width marks between
 * Chinese characters belong to it. */
static gboolean
joins (const RichOut *out, gsize at)
{
  enum { MAX_PUNCTUATION = 16 };
  const gchar *p = out->text + out->end, *near = p - MIN (out->end, MAX_PUNCTUATION);

  if (g_utf8_get_char (out->text + at) < 0x2E80)
    return FALSE;
  while (p > near && strchr (",.:;!?)\"'", p[-1]) != NULL)
    p--;
  return p > out->text && g_utf8_get_char (g_utf8_prev_char (p)) >= 0x2E80;
}

static void
open_waiting (RichOut *out, gsize at)
{
  WzPosition place = {0};

  if (out->waiting->len > 0)
    place = rich_place (out, marks_before (out, at));
  for (guint i = 0; i < out->waiting->len; i++) {
    const Waiting *node = &g_array_index (out->waiting, Waiting, i);

    wz_text_builder_enter (out->builder, node->kind, node->number, node->target, NULL, NULL, &place);
  }
  g_array_set_size (out->waiting, 0);
}

/* Before characters or a leaf at @at. */
static void
prepare (RichOut *out, gsize at)
{
  gboolean first = out->waiting->len > 0 && g_array_index (out->waiting, Waiting, 0).kind < WZ_TEXT_EMPHASIS;

  if (out->broken && !first && !joins (out, at)) {
    WzPosition place = rich_place (out, out->end);

    wz_text_builder_add (out->builder, " ", 1, &place);
  }
  out->broken = FALSE;
  open_waiting (out, at);
}

void
rich_enter (RichOut *out, WzTextKind kind, gint number, const gchar *target)
{
  Waiting node = {kind, number, g_strdup (target)};

  g_array_append_val (out->waiting, node);
}

void
rich_leave (RichOut *out)
{
  open_waiting (out, out->end);
  wz_text_builder_leave (out->builder);
}

void
rich_numbered_leaf (RichOut *out, WzTextKind kind, gint number, const gchar *content, gsize start, gsize end)
{
  WzPosition place;

  prepare (out, start);
  place = rich_place (out, start);
  wz_text_builder_enter (out->builder, kind, number, NULL, content, NULL, &place);
  wz_text_builder_leave (out->builder);
  out->end = MAX (out->end, end);
}

void
rich_leaf (RichOut *out, WzTextKind kind, const gchar *target, const gchar *content, gsize start, gsize end)
{
  WzPosition place;

  prepare (out, start);
  place = rich_place (out, marks_before (out, start));
  wz_text_builder_leaf (out->builder, kind, target, content, &place);
  out->end = MAX (out->end, end);
}

void
rich_add_for (RichOut *out, const gchar *characters, gsize start, gsize end)
{
  WzPosition place;

  prepare (out, start);
  place = rich_place (out, start);
  wz_text_builder_add (out->builder, characters, -1, &place);
  rich_mark (out, start, end, WZ_RICH_TEXT);
  out->end = end;
}

void
rich_add_raw (RichOut *out, gsize start, gsize end)
{
  WzPosition place;

  if (start >= end)
    return;
  prepare (out, start);
  place = rich_place (out, start);
  wz_text_builder_add (out->builder, out->text + start, (gssize) (end - start), &place);
  rich_mark (out, start, end, WZ_RICH_TEXT);
  out->end = end;
}

/* The next @needle, whose first character is rare, from @start on; or @end. */
static gsize
find (const RichOut *out, gsize start, gsize end, const gchar *needle)
{
  gsize n = strlen (needle);

  while (start < end) {
    const gchar *found = memchr (out->text + start, needle[0], end - start);

    if (found == NULL)
      break;
    start = (gsize) (found - out->text);
    if (start + n <= end && memcmp (found, needle, n) == 0)
      return start;
    start++;
  }
  return end;
}

/* ---- Links ---- */

static gboolean
is_web (const gchar *url)
{
  return g_str_has_prefix (url, "http://") || g_str_has_prefix (url, "https://");
}

gboolean
rich_leads (const RichOut *out, const gchar *target)
{
  return (out->options->flags & WZ_RICH_PAGE) == 0 || is_web (target);
}

gboolean
rich_enter_link (RichOut *out, const gchar *target)
{
  gboolean kept = !out->linked && rich_leads (out, target);

  if (kept)
    rich_enter (out, WZ_TEXT_LINK, 0, target);
  out->linked |= kept;
  return kept;
}

/* In an editor's text, where a picture may have a caption. */
static void
add_figure (RichOut *out, const gchar *id, const gchar *alt, const gchar *title, gsize start, gsize end)
{
  WzPosition place;

  prepare (out, start);
  place = rich_place (out, marks_before (out, start));
  wz_text_builder_enter (out->builder, WZ_TEXT_FIGURE, 0, id, alt != NULL ? alt : "", NULL, &place);
  if (title != NULL)
    wz_text_builder_add (out->builder, title, -1, &place);
  wz_text_builder_leave (out->builder);
  out->end = MAX (out->end, end);
}

gboolean
rich_add_picture (RichOut *out, const gchar *address, const gchar *origin, const gchar *alt,
                  const gchar *title, gsize start, gsize end)
{
  const WzRichOptions *options = out->options;
  const gchar *web = is_web (address) ? address : origin != NULL && is_web (origin) ? origin : NULL;
  WzPosition place = rich_place (out, marks_before (out, start));
  const gchar *id = options->pictures != NULL
                        ? wz_pictures_find (options->pictures, options->issue, address, origin, &place)
                        : NULL;
  gboolean linked = web != NULL && !out->linked;

  if (id != NULL && (options->flags & WZ_RICH_EDITORIAL) != 0) {
    add_figure (out, id, alt, title, start, end);
    return TRUE;
  }
  if (id != NULL) {
    rich_leaf (out, WZ_TEXT_IMAGE, id, alt != NULL ? alt : "", start, end);
    return TRUE;
  }
  g_autofree gchar *placeholder = wz_picture_dup_placeholder (alt, options->lang);
  if (linked)
    rich_enter (out, WZ_TEXT_LINK, 0, web);
  rich_add_for (out, placeholder, start, start);
  if (linked)
    rich_leave (out);
  if (title != NULL)
    rich_add_for (out, title, start, start);
  out->end = MAX (out->end, end);
  return linked;
}

/* The end of the address at @start, or @start where there is none. */
static gsize
match_url (const gchar *text, gsize start, gsize end)
{
  gsize at = start;
  gint parens = 0;

  if ((start > 0 && g_ascii_isalnum (text[start - 1])) || !is_web (text + start))
    return start;
  for (; at < end && text[at] != 0 &&
         (g_ascii_isalnum (text[at]) || strchr ("-._~:/?#@!$&'()*+,;=%", text[at]) != NULL);
       at++)
    parens += (text[at] == '(') - (text[at] == ')');
  for (; at > start && (strchr (".,;:!?'", text[at - 1]) != NULL || (text[at - 1] == ')' && parens < 0));
       at--)
    parens += text[at - 1] == ')';
  return at - start < strlen ("https://a") + 1 ? start : at;
}

static void
add_linking (RichOut *out, gsize start, gsize end)
{
  gsize run = start;

  if ((out->options->flags & WZ_RICH_PAGE) == 0 || out->linked) {
    rich_add_raw (out, start, end);
    return;
  }
  for (gsize at = start; at < end;) {
    gsize colon = find (out, at, end, "://"), from = colon, to;

    while (from > at && g_ascii_isalpha (out->text[from - 1]))
      from--;
    to = from < colon ? match_url (out->text, from, end) : from;

    at = MAX (to, colon + 1);
    if (to == from)
      continue;
    g_autofree gchar *url = g_strndup (out->text + from, to - from);
    rich_add_raw (out, run, from);
    rich_enter (out, WZ_TEXT_LINK, 0, url);
    rich_add_raw (out, from, to);
    rich_leave (out);
    run = to;
  }
  rich_add_raw (out, run, end);
}

/* ---- Formulae ---- */

void
rich_find_formulae (RichOut *out, gsize start, gsize end)
{
  g_autoptr (GArray) spans = wz_math_find (out->text + start, (gssize) (end - start));

  for (guint i = 0; i < spans->len; i++) {
    WzMathSpan span = g_array_index (spans, WzMathSpan, i);

    if (span.kind == WZ_MATH_UNSURE) {
      rich_remark (out, WZ_RICH_FORMULA_UNSURE, start + span.start, NULL);
      continue;
    }
    span.start += start;
    span.end += start;
    span.tex_start += start;
    span.tex_end += start;
    g_array_append_val (out->formulae, span);
  }
}

const WzMathSpan *
rich_next_formula (RichOut *out, gsize at)
{
  const WzMathSpan *spans = (const WzMathSpan *) (gpointer) out->formulae->data;

  while (out->n_passed < out->formulae->len && spans[out->n_passed].start < at)
    out->n_passed++;
  return out->n_passed < out->formulae->len ? &spans[out->n_passed] : NULL;
}

static void
add_formula (RichOut *out, const WzMathSpan *formula)
{
  g_autofree gchar *tex = g_strndup (out->text + formula->tex_start, formula->tex_end - formula->tex_start);

  rich_leaf (out, WZ_TEXT_FORMULA, NULL, tex, formula->start, formula->end);
  rich_mark (out, formula->start, formula->end, WZ_RICH_MARK);
  rich_mark (out, formula->tex_start, formula->tex_end, WZ_RICH_TEXT);
}

void
rich_add (RichOut *out, gsize start, gsize end)
{
  while (start < end) {
    const WzMathSpan *formula = rich_next_formula (out, start);
    const RichName *name = rich_note_next (out, start);

    if (formula != NULL && formula->end <= end && (name == NULL || formula->start < name->start)) {
      add_linking (out, start, formula->start);
      add_formula (out, formula);
      start = formula->end;
    } else if (name != NULL && name->end <= end) {
      add_linking (out, start, name->start);
      rich_note_show (out, name);
      start = name->end;
    } else {
      add_linking (out, start, end);
      return;
    }
  }
}
