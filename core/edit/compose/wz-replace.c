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

static guint
replace (GString *out, const gchar *text, const WzOverlayOp *op)
{
  guint n = 0;
  const gchar *p = text, *hit, *checked = text; /* up to there no address is open */
  while ((hit = strstr (p, op->value)) != NULL) {
    const gchar *end = hit >= checked ? skip_address (text, hit) : hit;
    if (end > hit) {
      g_string_append_len (out, p, end - p);
      p = end;
      continue;
    }
    while (checked <= hit || is_in_word (*checked))
      checked++;
    g_string_append_len (out, p, hit - p);
    g_string_append (out, op->with);
    p = hit + strlen (op->value);
    n++;
  }
  g_string_append (out, p);
  return n;
}

gchar *
wz_replacements_dup (WzReplacements *replacements, const gchar *text)
{
  g_autofree gchar *now = NULL;
  for (guint i = 0; text != NULL && replacements->items != NULL && i < replacements->items->len; i++) {
    const Item *item = &g_array_index (replacements->items, Item, i);
    const gchar *before = now != NULL ? now : text;
    if (strstr (before, item->op->value) == NULL)
      continue;
    g_autoptr (GString) out = g_string_sized_new (strlen (before));
    guint n = replace (out, before, item->op);
    if (n == 0)
      continue;
    *item->n_finds += n;
    replacements->n_finds += n;
    replacements->last = item->op;
    g_free (now);
    now = g_strdup (out->str);
  }
  return g_steal_pointer (&now);
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
  wz_text_iter_init (&iter, text);
  while (wz_text_iter_next (&iter, &event)) {
    g_autofree gchar *now =
        event.type == WZ_TEXT_CHARACTERS ? wz_replacements_dup (replacements, event.text) : NULL;
    if (now != NULL)
      wz_text_builder_add (out, now, -1, &event.position);
    else
      wz_text_builder_event (out, &event);
  }
  return replacements->n_finds > before ? wz_text_builder_finish (g_steal_pointer (&out), builder) : text;
}
