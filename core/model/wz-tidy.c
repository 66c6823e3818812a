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
} Tidy;

/* ---- Control characters -------------------------------------------------------------------------------- */

/* C0, DEL, C1, and the separators of lines and paragraphs: none of them means anything inside a line. In
 * blocks a line end is a place to wrap, as in Markdown. */
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
tell_unclean (Tidy *tidy, const gchar *text, gboolean wraps, const WzPosition *position)
{
  guint surplus = count_surplus (text);
  const WzPosition *place = position != NULL && (position->file != NULL || position->line > 0) ? position
                            : tidy->entry != NULL ? &tidy->entry->position
                                                  : NULL;
  if (surplus > 0)
    wz_diag_report (tidy->sink, WZ_SEVERITY_WARNING, "too-many-marks", place,
                    _ ("%u combining marks are left out: a letter holds %d"), surplus, MAX_MARKS);
  if (find_control (text, wraps) != NULL)
    wz_diag_report (tidy->sink, WZ_SEVERITY_HINT, "control-character", place,
                    _ ("the control character U+%04X became a space"),
                    g_utf8_get_char (find_control (text, wraps)));
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

/* A text of one line: its edges are trimmed as well where anything had to be changed. */
static gchar *
tidy_words (const WzWords *words, gpointer user_data)
{
  if ((words->field->flags & WZ_FIELD_LINE) == 0 || is_clean (words->text, FALSE))
    return NULL;
  tell_unclean (user_data, words->text, FALSE, words->position);
  return g_strstrip (dup_clean (words->text, FALSE));
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

/* What is shown of an address that is no longer the link's. */
static const gchar *
keep_shown (const Tidy *tidy, const gchar *shown)
{
  g_autofree gchar *line = is_clean (shown, FALSE) ? g_strdup (shown) : g_strstrip (dup_clean (shown, FALSE));
  return *line != '\0' ? wz_arena_strndup (tidy->builder->issue->arena, line, -1) : NULL;
}

static void
tidy_link (Tidy *tidy, WzLink *link)
{
  if (*link->url == '\0') /* was refused before */
    return;
  g_autofree gchar *why = NULL;
  g_autofree gchar *clean = wz_url_dup_clean (link->url, &why);
  if (clean == NULL) {
    tell_refused (tidy, link->url, why, &link->position);
    if (link->label == NULL)
      link->label = keep_shown (tidy, link->url);
    link->url = "";
    return;
  }
  if (g_str_equal (clean, link->url))
    return;
  /* Encoding is for machines: readers go on seeing the address in its own letters. */
  if (link->label == NULL && g_strcmp0 (shown_part (link->url), shown_part (clean)) != 0)
    link->label = keep_shown (tidy, shown_part (link->url));
  link->url = wz_arena_strndup (tidy->builder->issue->arena, clean, -1);
}

static void
tidy_links (Tidy *tidy, const WzList *links)
{
  for (guint i = 0; !wz_list_is_shared (links) && i < links->n; i++)
    tidy_link (tidy, links->items[i]);
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
tidy_event (Tidy *tidy, WzTextBuilder *out, const WzTextNode *node, WzTextEvent *event, gboolean wraps,
            GArray *dropped)
{
  g_autofree gchar *clean = NULL, *why = NULL, *characters = NULL;
  gboolean is_link = event->kind == WZ_TEXT_LINK;
  if (runs_on (node) && !is_clean (node->text, wraps)) {
    tell_unclean (tidy, node->text, wraps, &node->position);
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

/* Texts of other issues have been finished, and are tidy. */
static const WzText *
tidy_text (WzIssueBuilder *builder, const WzField *field, const WzText *text, gpointer user_data)
{
  gboolean wraps = (field->flags & WZ_FIELD_BLOCKS) != 0;
  if (text->issue != builder->issue || is_tidy (text, wraps))
    return text;
  g_autoptr (GArray) dropped = g_array_new (FALSE, FALSE, sizeof (gboolean));
  WzTextBuilder *out = wz_text_builder_new (text->lang);
  WzTextIter iter;
  WzTextEvent event;
  wz_text_iter_init (&iter, text);
  for (guint i = 0; wz_text_iter_next (&iter, &event); i++)
    tidy_event (user_data, out, &text->nodes[i], &event, wraps, dropped);
  return wz_text_builder_finish (out, builder);
}

/* ---- All of an issue ----------------------------------------------------------------------------------- */

void
wz_model_tidy (WzIssueBuilder *builder, WzDiagSink *sink)
{
  static const WzIssueMap map = {.words = tidy_words, .text = tidy_text};
  Tidy tidy = {.builder = builder, .sink = sink};
  WzMapping m = {builder, &map, &tidy, TRUE};
  WzIssue *issue = builder->issue;
  wz_map_struct (&m, WZ_SHAPE_ISSUE, issue);
  for (guint i = 0; i < issue->sections.n; i++)
    wz_map_struct (&m, WZ_SHAPE_SECTION, issue->sections.items[i]);
  for (guint i = 0; i < issue->entries.n; i++) {
    WzEntry *entry = issue->entries.items[i];
    tidy.entry = entry;
    wz_map_struct (&m, WZ_SHAPE_ENTRY, entry);
    tidy_links (&tidy, &entry->lists[WZ_ENTRY_LINKS]);
    tidy_links (&tidy, &entry->lists[WZ_ENTRY_CODE_LINKS]);
  }
}
