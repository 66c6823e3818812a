/* wz-replace.c: words that take the place of others in texts. SPDX-License-Identifier: MIT */
#include "edit/compose/wz-replace.h"

#include <string.h>

typedef struct {
  const WzOverlayOp *op;
  guint *n_finds;
} Item;

void
wz_replacements_add (WzReplacements *replacements, const WzOverlayOp *op, guint *n_finds)
{
  Item item = {op, n_finds};
  if (replacements->items == NULL)
    replacements->items = g_array_new (FALSE, FALSE, sizeof (Item));
  g_array_append_val (replacements->items, item);
}

void
wz_replacements_clear (WzReplacements *replacements)
{
  g_clear_pointer (&replacements->items, g_array_unref);
  *replacements = (WzReplacements){0};
}

/* A word of ASCII: addresses and identifiers are such. */
static gboolean
is_in_word (gchar ch)
{
  return ch > ' ' && (guchar) ch < 0x7F;
}

static gboolean
is_address (const gchar *word, gsize length)
{
  static const gchar *const starts[] = {"www.", "arXiv:", "doi:", "10."};
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    if (length > strlen (starts[i]) && g_ascii_strncasecmp (word, starts[i], strlen (starts[i])) == 0)
      return TRUE;
  return g_strstr_len (word, (gssize) length, "://") != NULL;
}

/* The end of the address that a find at @hit stands in; @hit itself where it stands in none. */
static const gchar *
skip_address (const gchar *text, const gchar *hit)
{
  const gchar *start = hit, *end = hit;
  while (start > text && is_in_word (start[-1]))
    start--;
  while (is_in_word (*end))
    end++;
  return is_address (start, (gsize) (end - start)) ? end : hit;
}

/* ---- Runs ----
 *
 * Characters that stand together, and between which nothing but emphasis begins or ends: a find may go from
 * one to the next. What takes its place stands where it begins.
 */

typedef struct {
  gsize start, end;
} Find;

static GArray *
find_all (const gchar *text, const WzOverlayOp *op)
{
  GArray *finds = g_array_new (FALSE, FALSE, sizeof (Find));
  const gchar *p = text, *hit, *checked = text; /* up to there no address is open */
  while ((hit = strstr (p, op->value)) != NULL) {
    const gchar *end = hit >= checked ? skip_address (text, hit) : hit;
    if (end > hit) {
      p = end;
      continue;
    }
    while (checked <= hit || is_in_word (*checked))
      checked++;
    p = hit + strlen (op->value);
    Find find = {(gsize) (hit - text), (gsize) (p - text)};
    g_array_append_val (finds, find);
  }
  return finds;
}

/* @at: of the run's first byte in all of them */
static gchar *
dup_replaced (const gchar *run, gsize at, const GArray *finds, guint *next, const gchar *with)
{
  GString *out = g_string_new (NULL);
  gsize end = at + strlen (run), p = at;
  for (; *next < finds->len && p < end; ++*next) {
    const Find *find = &g_array_index (finds, Find, *next);
    if (find->start >= end)
      break;
    if (find->start >= p) {
      g_string_append_len (out, run + (p - at), (gssize) (find->start - p));
      g_string_append (out, with);
    }
    p = MIN (find->end, end);
    if (find->end > end) /* it goes on in the next run */
      break;
  }
  g_string_append (out, run + (p - at));
  return g_string_free (out, FALSE);
}

/* @runs: (element-type utf8) */
static guint
replace (GPtrArray *runs, const WzOverlayOp *op)
{
  g_autoptr (GString) all = g_string_new (NULL);
  for (guint i = 0; i < runs->len; i++)
    g_string_append (all, g_ptr_array_index (runs, i));
  if (strstr (all->str, op->value) == NULL)
    return 0;
  g_autoptr (GArray) finds = find_all (all->str, op);
  guint next = 0;
  gsize at = 0;
  for (guint i = 0; finds->len > 0 && i < runs->len; i++) {
    gchar *run = g_ptr_array_index (runs, i);
    gsize length = strlen (run);
    runs->pdata[i] = dup_replaced (run, at, finds, &next, op->with);
    at += length;
    g_free (run);
  }
  return finds->len;
}

/* Whether any of them changed. */
static gboolean
replace_all (WzReplacements *replacements, GPtrArray *runs)
{
  guint before = replacements->n_finds;
  for (guint i = 0; i < replacements->items->len; i++) {
    const Item *item = &g_array_index (replacements->items, Item, i);
    guint n = replace (runs, item->op);
    if (n == 0)
      continue;
    *item->n_finds += n;
    replacements->n_finds += n;
    replacements->last = item->op;
  }
  return replacements->n_finds > before;
}

gchar *
wz_replacements_dup (WzReplacements *replacements, const gchar *text)
{
  if (text == NULL || replacements->items == NULL)
    return NULL;
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (runs, g_strdup (text));
  return replace_all (replacements, runs) ? g_strdup (g_ptr_array_index (runs, 0)) : NULL;
}

/* ---- Texts ---- */

typedef struct {
  WzReplacements *replacements;
  WzTextBuilder *out;
  GArray *events; /* WzTextEvent: of the runs that are being collected */
  GPtrArray *runs;
} Walk;

static gboolean
is_of_runs (const WzTextEvent *event)
{
  return event->type == WZ_TEXT_CHARACTERS || event->kind == WZ_TEXT_EMPHASIS ||
         event->kind == WZ_TEXT_STRONG;
}

/* Emphasis of which a find has left nothing goes. */
static gboolean
is_empty (const Walk *walk, guint i, guint run, guint *end)
{
  gint depth = 0;
  for (; i < walk->events->len; i++) {
    const WzTextEvent *event = &g_array_index (walk->events, WzTextEvent, i);
    if (event->type == WZ_TEXT_CHARACTERS && *(const gchar *) g_ptr_array_index (walk->runs, run++) != '\0')
      return FALSE;
    depth += event->type == WZ_TEXT_ENTER ? 1 : event->type == WZ_TEXT_LEAVE ? -1 : 0;
    if (depth <= 0)
      break;
  }
  *end = i;
  return depth == 0;
}

static void
flush (Walk *walk)
{
  gboolean changed = walk->runs->len > 0 && replace_all (walk->replacements, walk->runs);
  for (guint i = 0, run = 0; i < walk->events->len; i++) {
    const WzTextEvent *event = &g_array_index (walk->events, WzTextEvent, i);
    guint end;
    if (changed && event->type == WZ_TEXT_ENTER && is_empty (walk, i, run, &end)) {
      for (; i < end; i++)
        run += g_array_index (walk->events, WzTextEvent, i).type == WZ_TEXT_CHARACTERS;
    } else if (event->type == WZ_TEXT_CHARACTERS) {
      wz_text_builder_add (walk->out, g_ptr_array_index (walk->runs, run++), -1, &event->position);
    } else {
      wz_text_builder_event (walk->out, event);
    }
  }
  g_array_set_size (walk->events, 0);
  g_ptr_array_set_size (walk->runs, 0);
}

const WzText *
wz_replacements_text (WzReplacements *replacements, WzIssueBuilder *builder, const WzText *text)
{
  guint before = replacements->n_finds;
  WzTextIter iter;
  WzTextEvent event;
  if (text == NULL || replacements->items == NULL)
    return text;
  g_autoptr (WzTextBuilder) out = wz_text_builder_new (wz_text_get_lang (text));
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (WzTextEvent));
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (g_free);
  Walk walk = {replacements, out, events, runs};
  wz_text_iter_init (&iter, text);
  while (wz_text_iter_next (&iter, &event)) {
    if (is_of_runs (&event)) {
      g_array_append_val (events, event);
      if (event.type == WZ_TEXT_CHARACTERS)
        g_ptr_array_add (runs, g_strdup (event.text));
      continue;
    }
    flush (&walk);
    wz_text_builder_event (out, &event);
  }
  flush (&walk);
  return replacements->n_finds > before ? wz_text_builder_finish (g_steal_pointer (&out), builder) : text;
}
