/* wz-tidy.c: the border that all text passes on its way into an issue, whoever read or wrote it: links are
 * such as a book may hold (base/wz-url.h), and no control character or line end stands where text runs on.
 * What is changed is told once; in an issue made of tidy ones nothing is. SPDX-License-Identifier: MIT */
#include "base/wz-display.h"
#include "base/wz-url.h"
#include "model/wz-model-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SHOWN_CHARACTERS 120 /* of an address in a message */
/* UAX #15, D3 (stream-safe text): nobody writes more marks on one letter, and setting them, or putting them
 * in their normal order, takes the square of their number. */
#define MAX_MARKS 30

typedef struct {
  WzIssueBuilder *builder;
  WzDiagSink *sink;
  const WzEntry *entry; /* NULL: between entries */
  gboolean wraps;       /* the text is blocks, in which a line end is a place to wrap, as in Markdown */
} Tidy;

/* ---- Control characters -------------------------------------------------------------------------------- */

/* C0, DEL, C1, and the separators of lines and paragraphs: none of them means anything inside a line. */
static gboolean
is_control (gunichar c, gboolean wraps)
{
  return (c < 0x20 && (c != '\n' || !wraps)) || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

/* Quick for text that has none: nearly all. */
static const gchar *
find_control (const gchar *text, gboolean wraps)
{
  for (const guchar *p = (const guchar *) text; *p != '\0'; p++)
    if ((*p < 0x20 && (*p != '\n' || !wraps)) || *p == 0x7F || (p[0] == 0xC2 && p[1] < 0xA0) ||
        (p[0] == 0xE2 && p[1] == 0x80 && (p[2] == 0xA8 || p[2] == 0xA9)))
      return (const gchar *) p;
  return NULL;
}

static gboolean
is_mark (gunichar c)
{
  return g_unichar_ismark (c) || c == 0x200C || c == 0x200D;
}

/* Most of what is not ASCII here: none of it is a mark. */
static gboolean
is_east_asian (gunichar c)
{
  return (c >= 0x3040 && c < 0xA000) || (c >= 0xAC00 && c < 0xD7A4) || (c >= 0xFF00 && c < 0xFFF0);
}

/* How many marks stand on letters that have their most. ASCII, Latin and most of the Chinese characters
 * (U+4000 to U+9FFF) are passed by their first byte: no mark is among them. */
static guint
count_surplus (const gchar *text)
{
  guint run = 0, surplus = 0;

  for (const guchar *p = (const guchar *) text; *p != '\0';) {
    gsize step = *p < 0x80                  ? 1
                 : *p < 0xCC                ? 2
                 : *p >= 0xE4 && *p <= 0xE9 ? 3
                                            : 0; /* U+0300 is the first mark */
    if (step > 0) {
      run = 0;
      p += step;
      continue;
    }
    gunichar c = g_utf8_get_char ((const gchar *) p);
    run = !is_east_asian (c) && is_mark (c) ? run + 1 : 0;
    surplus += run > MAX_MARKS;
    p += g_utf8_skip[*p];
  }
  return surplus;
}

static gboolean
is_clean (const gchar *text, gboolean wraps)
{
  return find_control (text, wraps) == NULL && count_surplus (text) == 0;
}

static void
tell_unclean (Tidy *tidy, const gchar *text, const WzPosition *position)
{
  guint surplus = count_surplus (text);
  const WzPosition *place = position != NULL && (position->file != NULL || position->line > 0) ? position
                            : tidy->entry != NULL ? &tidy->entry->position
                                                  : NULL;
  if (surplus > 0)
    wz_diag_report (tidy->sink, WZ_SEVERITY_WARNING, "too-many-marks", place,
                    _ ("%u combining marks are left out: a letter holds %d"), surplus, MAX_MARKS);
  if (find_control (text, tidy->wraps) != NULL)
    wz_diag_report (tidy->sink, WZ_SEVERITY_HINT, "control-character", place,
                    _ ("the control character U+%04X became a space"),
                    g_utf8_get_char (find_control (text, tidy->wraps)));
}

/* Each run of control characters, with the spaces around it, as one space; marks up to their most. */
static gchar *
dup_clean (const gchar *text, gboolean wraps)
{
  GString *out = g_string_new (NULL);
  gboolean held = FALSE; /* a control character stands since the last thing written */
  guint marks = 0;

  for (const gchar *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (is_control (c, wraps)) {
      if (!held && (out->len == 0 || out->str[out->len - 1] != ' '))
        g_string_append_c (out, ' ');
      held = TRUE;
      marks = 0;
      continue;
    }
    marks = is_mark (c) ? marks + 1 : 0;
    if (marks <= MAX_MARKS && (!held || c != ' ')) {
      g_string_append_unichar (out, c);
      held = FALSE;
    }
  }
  return g_string_free (out, FALSE);
}

/* A text of one line: its edges are trimmed as well where anything had to be changed. NULL stays NULL. */
static const gchar *
tidy_line (Tidy *tidy, const gchar *text, const WzPosition *position)
{
  if (text == NULL || is_clean (text, FALSE))
    return text;
  g_autofree gchar *clean = g_strstrip (dup_clean (text, FALSE));
  tell_unclean (tidy, text, position);
  return *clean != '\0' ? wz_arena_strndup (tidy->builder->issue->arena, clean, -1) : NULL;
}

static void
tidy_string (Tidy *tidy, WzString *string)
{
  const gchar *clean = tidy_line (tidy, string->text, &string->position);
  string->text = clean != NULL ? clean : "";
}

static void
tidy_strings (Tidy *tidy, const WzList *strings)
{
  for (guint i = 0; i < strings->n; i++)
    tidy_string (tidy, strings->items[i]);
}

/* ---- Links --------------------------------------------------------------------------------------------- */

/* What the entry will be called; NULL between entries. */
static gchar *
dup_entry_name (const Tidy *tidy)
{
  if (tidy->entry == NULL)
    return NULL;
  return tidy->entry->key != NULL ? g_strdup (tidy->entry->key) : wz_model_derive_key (tidy->entry);
}

static void
tell_refused (Tidy *tidy, const gchar *url, const gchar *why, const WzPosition *position)
{
  g_autofree gchar *shown = wz_display_dup (url);
  gboolean is_long = g_utf8_strlen (shown, -1) > SHOWN_CHARACTERS;
  g_autofree gchar *key = dup_entry_name (tidy);
  gboolean placed = position->file != NULL || position->line > 0;
  if (is_long)
    *g_utf8_offset_to_pointer (shown, SHOWN_CHARACTERS) = '\0';
  wz_diag_report (tidy->sink, WZ_SEVERITY_WARNING, "link-refused",
                  placed || tidy->entry == NULL ? position : &tidy->entry->position,
                  tidy->entry != NULL ? _ ("“%s%s” is shown as text, without a link: %s (entry %s)")
                                      : _ ("“%s%s” is shown as text, without a link: %s"),
                  shown, is_long ? "…" : "", why, key != NULL ? key : "");
}

/* What a reader sees of a link without a label: its address without the scheme. */
static const gchar *
shown_part (const gchar *url)
{
  const gchar *scheme = strstr (url, "://");
  return scheme != NULL && scheme[3] != '\0' ? scheme + 3 : url;
}

static void
tidy_link (Tidy *tidy, WzLink *link)
{
  WzArena *arena = tidy->builder->issue->arena;
  link->label = tidy_line (tidy, link->label, &link->position);
  if (*link->url == '\0') /* was refused before */
    return;
  g_autofree gchar *why = NULL;
  g_autofree gchar *clean = wz_url_dup_clean (link->url, &why);
  if (clean == NULL) {
    tell_refused (tidy, link->url, why, &link->position);
    if (link->label == NULL)
      link->label = tidy_line (&(Tidy){.builder = tidy->builder}, link->url, NULL);
    link->url = "";
    return;
  }
  if (g_str_equal (clean, link->url))
    return;
  /* Encoding is for machines: readers go on seeing the address in its own letters. */
  if (link->label == NULL && g_strcmp0 (shown_part (link->url), shown_part (clean)) != 0)
    link->label = tidy_line (&(Tidy){.builder = tidy->builder}, shown_part (link->url), NULL);
  link->url = wz_arena_strndup (arena, clean, -1);
}

/* ---- Rich text ----------------------------------------------------------------------------------------- */

/* Whether characters of this node run on in a line; those of code blocks have lines of their own. */
static gboolean
runs_on (const WzTextNode *node)
{
  return node->text != NULL && node->type != WZ_TEXT_LEAVE && node->kind != WZ_TEXT_CODE_BLOCK &&
         node->kind != WZ_TEXT_FORMULA_BLOCK && node->kind != WZ_TEXT_FORMULA;
}

static gboolean
is_outward (const WzTextNode *node)
{
  return node->type == WZ_TEXT_ENTER && node->kind == WZ_TEXT_LINK && node->target != NULL &&
         node->target[0] != '#';
}

/* The common case, told without building anything. */
static gboolean
is_tidy (const WzText *text, gboolean wraps)
{
  for (guint i = 0; i < text->n_nodes; i++) {
    const WzTextNode *node = &text->nodes[i];
    if (runs_on (node) && !is_clean (node->text, wraps))
      return FALSE;
    if (!is_outward (node))
      continue;
    g_autofree gchar *clean = wz_url_dup_clean (node->target, NULL);
    if (clean == NULL || !g_str_equal (clean, node->target))
      return FALSE;
  }
  return TRUE;
}

/* A link without its element is its label: the children stay. */
static void
tidy_event (Tidy *tidy, WzTextBuilder *out, const WzTextNode *node, WzTextEvent *event, GArray *dropped)
{
  g_autofree gchar *clean = NULL, *why = NULL, *characters = NULL;
  gboolean is_link = event->kind == WZ_TEXT_LINK, wraps = tidy->wraps;
  if (runs_on (node) && !is_clean (node->text, wraps)) {
    tell_unclean (tidy, node->text, &node->position);
    characters = dup_clean (node->text, wraps);
    event->text = characters;
    event->length = strlen (characters);
  }
  if (event->type == WZ_TEXT_ENTER && is_link) {
    gboolean drop = FALSE;
    if (is_outward (node)) {
      clean = wz_url_dup_clean (node->target, &why);
      drop = clean == NULL;
      if (drop)
        tell_refused (tidy, node->target, why, &node->position);
      else
        event->target = clean;
    }
    g_array_append_val (dropped, drop);
    if (drop)
      return;
  } else if (event->type == WZ_TEXT_LEAVE && is_link && dropped->len > 0) {
    gboolean drop = g_array_index (dropped, gboolean, dropped->len - 1);
    g_array_set_size (dropped, dropped->len - 1);
    if (drop)
      return;
  }
  wz_text_builder_event (out, event);
}

static const WzText *
tidy_text (Tidy *tidy, const WzText *text)
{
  if (text == NULL || is_tidy (text, tidy->wraps))
    return text;
  g_autoptr (GArray) dropped = g_array_new (FALSE, FALSE, sizeof (gboolean));
  WzTextBuilder *out = wz_text_builder_new (text->lang);
  WzTextIter iter;
  WzTextEvent event;
  wz_text_iter_init (&iter, text);
  for (guint i = 0; wz_text_iter_next (&iter, &event); i++)
    tidy_event (tidy, out, &text->nodes[i], &event, dropped);
  return wz_text_builder_finish (out, tidy->builder);
}

static const WzText *
tidy_blocks (Tidy *tidy, const WzText *text)
{
  tidy->wraps = TRUE;
  const WzText *tidied = tidy_text (tidy, text);
  tidy->wraps = FALSE;
  return tidied;
}

static void
tidy_texts (Tidy *tidy, WzList *texts, const WzText *(*one) (Tidy *tidy, const WzText *text))
{
  for (guint i = 0; i < texts->n; i++)
    texts->items[i] = (gpointer) (gsize) one (tidy, texts->items[i]);
}

/* ---- All of an issue ----------------------------------------------------------------------------------- */

static void
tidy_figure (Tidy *tidy, WzFigure *figure)
{
  for (guint i = 0; figure->captions[i] != NULL; i++)
    ((const WzText **) (gsize) figure->captions)[i] = tidy_text (tidy, figure->captions[i]);
  for (guint i = 0; figure->alts[i] != NULL; i++)
    tidy_string (tidy, (WzString *) (gsize) figure->alts[i]);
}

static void
tidy_entry (Tidy *tidy, WzEntry *entry)
{
  static const WzEntryList strings[] = {WZ_ENTRY_CATEGORIES, WZ_ENTRY_AUTHORS, WZ_ENTRY_AFFILIATIONS};
  tidy->entry = entry;
  entry->doi = tidy_line (tidy, entry->doi, &entry->position);
  tidy_texts (tidy, &entry->titles, tidy_text);
  tidy_texts (tidy, &entry->abstracts, tidy_blocks);
  entry->body = tidy_blocks (tidy, entry->body);
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    tidy_strings (tidy, &entry->lists[strings[i]]);
  const WzList *links = &entry->lists[WZ_ENTRY_LINKS], *figures = &entry->lists[WZ_ENTRY_FIGURES];
  for (guint i = 0; i < links->n; i++)
    tidy_link (tidy, links->items[i]);
  for (guint i = 0; i < figures->n; i++)
    tidy_figure (tidy, figures->items[i]);
  tidy_texts (tidy, &entry->lists[WZ_ENTRY_NOTES], tidy_blocks);
  for (guint i = 0; i < entry->lists[WZ_ENTRY_APPEARANCES].n; i++) {
    WzAppearance *appearance = entry->lists[WZ_ENTRY_APPEARANCES].items[i];
    appearance->source = tidy_line (tidy, appearance->source, &entry->position);
  }
  for (guint i = 0; i < entry->lists[WZ_ENTRY_BACK_REFERENCES].n; i++) {
    WzBackReference *reference = entry->lists[WZ_ENTRY_BACK_REFERENCES].items[i];
    reference->title = tidy_line (tidy, reference->title, &entry->position);
    reference->number = tidy_line (tidy, reference->number, &entry->position);
  }
  tidy->entry = NULL;
}

static void
tidy_head (Tidy *tidy)
{
  WzIssue *issue = tidy->builder->issue;
  const gchar **lines[] = {&issue->series,    &issue->number, &issue->volume, &issue->editor,
                           &issue->publisher, &issue->source, &issue->rights};
  tidy_strings (tidy, &issue->titles);
  tidy_strings (tidy, &issue->subtitles);
  tidy_strings (tidy, &issue->summaries);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    *lines[i] = tidy_line (tidy, *lines[i], NULL);
  for (guint i = 0; i < issue->categories.n; i++) {
    const WzCategory *category = issue->categories.items[i];
    for (guint k = 0; category->names[k] != NULL; k++)
      tidy_string (tidy, (WzString *) (gsize) category->names[k]);
  }
}

void
wz_model_tidy (WzIssueBuilder *builder, WzDiagSink *sink)
{
  Tidy tidy = {.builder = builder, .sink = sink};
  WzIssue *issue = builder->issue;
  tidy_head (&tidy);
  for (guint i = 0; i < issue->sections.n; i++) {
    WzSection *section = issue->sections.items[i];
    tidy_strings (&tidy, &section->headings);
    section->blocks = tidy_blocks (&tidy, section->blocks);
  }
  for (guint i = 0; i < issue->entries.n; i++)
    tidy_entry (&tidy, issue->entries.items[i]);
}
