/* wz-overlay-text.c: texts as values of a key file, and back. SPDX-License-Identifier: MIT */
#include "edit/compose/wz-overlay-text.h"

#include <string.h>

#include "base/wz-math.h"

static const gchar letters[] = "sntr\\", meanings[] = " \n\t\r\\";

/* ---- Values ---- */

/* The formulae of @text, where there may be some beside a backslash. */
static GArray *
find_formulae (const gchar *text)
{
  gboolean may = strchr (text, '\\') != NULL || strchr (text, '\n') != NULL;
  return may && (strchr (text, '$') != NULL || strstr (text, "\\(") != NULL || strstr (text, "\\[") != NULL)
             ? wz_math_find (text, -1)
             : g_array_new (FALSE, FALSE, sizeof (WzMathSpan));
}

/* The end of the formula that begins at @at; 0 for none. @next: the first span that may. */
static gsize
end_of_formula (const GArray *spans, guint *next, gsize at)
{
  while (*next < spans->len) {
    const WzMathSpan *span = &g_array_index (spans, WzMathSpan, *next);
    if (span->start >= at && span->kind != WZ_MATH_UNSURE)
      return span->start == at ? span->end : 0;
    (*next)++;
  }
  return 0;
}

gchar *
wz_overlay_resolve (const gchar *written)
{
  g_autoptr (GArray) spans = find_formulae (written);
  GString *out = g_string_sized_new (strlen (written));
  guint next = 0;
  for (gsize i = 0; written[i] != '\0';) {
    gsize end = end_of_formula (spans, &next, i);
    const gchar *letter =
        written[i] == '\\' && written[i + 1] != '\0' ? strchr (letters, written[i + 1]) : NULL;
    if (end > 0) {
      g_string_append_len (out, written + i, (gssize) (end - i));
      i = end;
    } else {
      g_string_append_c (out, letter != NULL ? meanings[letter - letters] : written[i]);
      i += letter != NULL ? 2 : 1;
    }
  }
  return g_string_free (out, FALSE);
}

/* A character outside formulae. */
static void
escape (GString *out, const gchar *p, gboolean first)
{
  const gchar *meaning = strchr (meanings, *p);
  gboolean blank = *p == ' ', backslash = *p == '\\';
  if (meaning == NULL || (blank && !first) ||
      (backslash && p[1] != '\0' && strchr (letters, p[1]) == NULL && strchr (meanings, p[1]) == NULL))
    g_string_append_c (out, *p);
  else
    g_string_append_printf (out, "\\%c", letters[meaning - meanings]);
}

gchar *
wz_overlay_escape (const gchar *value)
{
  g_autoptr (GArray) spans = find_formulae (value);
  g_autofree gchar *wanted = g_strdup (value); /* a line end in a formula is a blank */
  GString *out = g_string_sized_new (strlen (value));
  guint next = 0;
  for (gsize i = 0; value[i] != '\0';) {
    gsize end = end_of_formula (spans, &next, i);
    if (end == 0) {
      escape (out, value + i, i == 0);
      i++;
      continue;
    }
    for (; i < end; i++) {
      wanted[i] = value[i] == '\n' ? ' ' : value[i];
      g_string_append_c (out, wanted[i]);
    }
  }
  g_autofree gchar *read = wz_overlay_resolve (out->str);
  gboolean good = g_str_equal (read, wanted);
  return g_string_free (out, !good);
}

/* ---- CommonMark ---- */

typedef struct {
  GString *out, *prefix;     /* what a line in this block begins with */
  GArray *items;             /* of guint: the number of the next item of each open list; 0: it has none */
  gboolean inlines, started; /* the block that is open has begun; no line is to be begun for it */
} Writing;

static void
begin_line (Writing *w, gboolean blank)
{
  if (w->started || w->out->len == 0) {
    w->started = FALSE;
    return;
  }
  gsize n = w->prefix->len;
  while (n > 0 && w->prefix->str[n - 1] == ' ')
    n--;
  if (blank)
    g_string_append_printf (w->out, "\n%.*s", (int) n, w->prefix->str);
  g_string_append_printf (w->out, "\n%s", w->prefix->str);
}

/* Whether a mark at the start of a paragraph would make it something else. */
static gsize
find_marker (const gchar *text)
{
  if (strchr ("#>-+=~|", *text) != NULL)
    return 0;
  gsize n = strspn (text, "0123456789");
  return n > 0 && (text[n] == '.' || text[n] == ')') ? n : G_MAXSIZE;
}

static gboolean
is_reference (const gchar *p)
{
  gsize n = strcspn (p, "; \n");
  return n > 1 && p[n] == ';';
}

static void
write_characters (Writing *w, const gchar *text, gboolean first)
{
  gsize marker = first && !w->inlines && *text != '\0' ? find_marker (text) : G_MAXSIZE;
  gboolean links = strstr (text, "](") != NULL;
  for (gsize i = 0; text[i] != '\0'; i++) {
    gboolean edge = i == 0 || !g_ascii_isalnum (text[i - 1]) || !g_ascii_isalnum (text[i + 1]);
    gboolean special =
        text[i] == '$' ||
        (!w->inlines && (i == marker || strchr ("*`\\", text[i]) != NULL || (text[i] == '_' && edge) ||
                         (text[i] == '[' && links) || (text[i] == '&' && is_reference (text + i))));
    if (special)
      g_string_append_c (w->out, '\\');
    g_string_append_c (w->out, text[i] == '\n' ? ' ' : text[i]);
  }
}

static void
write_code_block (Writing *w, const WzTextEvent *event)
{
  g_auto (GStrv) lines = g_strsplit (event->text, "\n", -1);
  begin_line (w, TRUE);
  g_string_append_printf (w->out, "```%s", event->target != NULL ? event->target : "");
  for (guint i = 0; lines[i] != NULL && (lines[i + 1] != NULL || *lines[i] != '\0'); i++)
    g_string_append_printf (w->out, "\n%s%s", w->prefix->str, lines[i]);
  g_string_append_printf (w->out, "\n%s```", w->prefix->str);
}

static void
enter_item (Writing *w)
{
  guint *number = w->items->len > 0 ? &g_array_index (w->items, guint, w->items->len - 1) : NULL;
  g_autofree gchar *mark =
      number != NULL && *number > 0 ? g_strdup_printf ("%u. ", (*number)++) : g_strdup ("- ");
  begin_line (w, FALSE);
  g_string_append (w->out, mark);
  g_string_append_printf (w->prefix, "%*s", (int) strlen (mark), "");
  w->started = TRUE;
}

/* Marks of inlines: before and behind. */
static const gchar *
get_mark (const Writing *w, WzTextKind kind, gboolean before)
{
  if (kind == WZ_TEXT_STRONG)
    return "**";
  return w->inlines ? "" : kind == WZ_TEXT_EMPHASIS ? "*" : kind == WZ_TEXT_LINK && before ? "[" : "";
}

static void
enter_block (Writing *w, const WzTextEvent *event)
{
  guint number = (guint) MAX (event->number, 0);
  begin_line (w, TRUE);
  if (event->kind == WZ_TEXT_HEADING)
    g_string_append_printf (w->out, "%.*s ", CLAMP (event->number, 1, 6), "######");
  else if (event->kind == WZ_TEXT_LIST)
    g_array_append_val (w->items, number);
  else if (event->kind == WZ_TEXT_QUOTE)
    g_string_append (w->out, "> ");
  else if (event->kind == WZ_TEXT_CODE_BLOCK)
    write_code_block (w, event);
  else if (event->kind == WZ_TEXT_FORMULA_BLOCK)
    g_string_append_printf (w->out, "$$%s$$", event->text);
  else if (event->kind == WZ_TEXT_RULE)
    g_string_append (w->out, "***");
  if (event->kind == WZ_TEXT_QUOTE)
    g_string_append (w->prefix, "> ");
  w->started = event->kind == WZ_TEXT_LIST || event->kind == WZ_TEXT_QUOTE;
}

static void
enter (Writing *w, const WzTextEvent *event)
{
  if (event->kind == WZ_TEXT_LIST_ITEM)
    enter_item (w);
  else if (wz_text_kind_is_block (event->kind))
    enter_block (w, event);
  else if (event->kind == WZ_TEXT_CODE)
    g_string_append_printf (w->out, w->inlines ? "%s" : "`%s`", event->text);
  else if (event->kind == WZ_TEXT_FORMULA)
    g_string_append_printf (w->out, "$%s$", event->text);
  else if (event->kind == WZ_TEXT_LINE_BREAK && !w->inlines)
    g_string_append_printf (w->out, "  \n%s", w->prefix->str);
  else
    g_string_append (w->out, event->kind == WZ_TEXT_LINE_BREAK ? " " : get_mark (w, event->kind, TRUE));
}

/* As long as the mark of the item that ends, the prefix gets shorter. */
static void
leave_item (Writing *w)
{
  guint number = w->items->len > 0 ? g_array_index (w->items, guint, w->items->len - 1) : 0;
  g_autofree gchar *mark = number > 0 ? g_strdup_printf ("%u. ", number - 1) : g_strdup ("- ");
  g_string_truncate (w->prefix, w->prefix->len - MIN (w->prefix->len, strlen (mark)));
}

static void
leave (Writing *w, const WzTextEvent *event, const gchar *target)
{
  if (event->kind == WZ_TEXT_LIST_ITEM)
    leave_item (w);
  else if (event->kind == WZ_TEXT_LIST)
    g_array_set_size (w->items, MAX (w->items->len, 1) - 1);
  else if (event->kind == WZ_TEXT_QUOTE)
    g_string_truncate (w->prefix, w->prefix->len - MIN (w->prefix->len, 2));
  else if (event->kind == WZ_TEXT_LINK && !w->inlines)
    g_string_append_printf (w->out, "](%s)", target != NULL ? target : "");
  else
    g_string_append (w->out, get_mark (w, event->kind, FALSE));
  if (wz_text_kind_is_block (event->kind))
    w->started = FALSE;
}

/* What this has no words for. */
static gboolean
is_beyond (WzTextKind kind)
{
  return kind == WZ_TEXT_TABLE || kind == WZ_TEXT_FIGURE || kind == WZ_TEXT_IMAGE || kind == WZ_TEXT_SPAN ||
         kind == WZ_TEXT_NOTE || kind >= WZ_TEXT_N_KINDS;
}

gchar *
wz_overlay_dup_markdown (const WzText *text, gboolean inlines)
{
  g_autoptr (GString) prefix = g_string_new (NULL);
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (guint));
  Writing w = {.out = g_string_new (NULL), .prefix = prefix, .items = items, .inlines = inlines};
  WzTextIter iter;
  WzTextEvent event;
  const gchar *target = NULL; /* links do not stand in links */
  gboolean first = FALSE;
  wz_text_iter_init (&iter, text);
  while (wz_text_iter_next (&iter, &event)) {
    if (is_beyond (event.kind)) {
      g_string_free (w.out, TRUE);
      return NULL;
    }
    if (event.type == WZ_TEXT_CHARACTERS)
      write_characters (&w, event.text, first);
    else if (event.type == WZ_TEXT_ENTER)
      enter (&w, &event);
    else
      leave (&w, &event, target);
    first = event.type == WZ_TEXT_ENTER && event.kind == WZ_TEXT_PARAGRAPH;
    if (event.type == WZ_TEXT_ENTER && event.kind == WZ_TEXT_LINK)
      target = event.target;
  }
  return g_string_free (w.out, FALSE);
}
