/* compose-lines.c: see compose-lines.h. SPDX-License-Identifier: MIT */
#include "compose-lines.h"

ComposeLineStore *
compose_line_store_new (void)
{
  ComposeLineStore *store = g_new0 (ComposeLineStore, 1);
  store->glyphs = g_array_new (FALSE, FALSE, sizeof (ComposeGlyph));
  store->clusters = g_array_new (FALSE, FALSE, sizeof (ComposeCluster));
  store->runs = g_array_new (FALSE, FALSE, sizeof (ComposeRun));
  store->lines = g_array_new (FALSE, FALSE, sizeof (ComposeSetLine));
  store->text = g_string_new (NULL);
  return store;
}

void
compose_line_store_free (ComposeLineStore *store)
{
  if (store == NULL)
    return;
  g_array_unref (store->glyphs);
  g_array_unref (store->clusters);
  g_array_unref (store->runs);
  g_array_unref (store->lines);
  g_string_free (store->text, TRUE);
  g_free (store);
}

const ComposeSetLine *
compose_line_store_get_line (const ComposeLineStore *store, guint line)
{
  return &g_array_index (store->lines, ComposeSetLine, line);
}

const ComposeRun *
compose_line_store_get_run (const ComposeLineStore *store, guint run)
{
  return &g_array_index (store->runs, ComposeRun, run);
}

gchar *
compose_line_store_dup_text (const ComposeLineStore *store, guint line)
{
  const ComposeSetLine *set = compose_line_store_get_line (store, line);
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < set->n_runs; i++) {
    const ComposeRun *run = compose_line_store_get_run (store, set->run + i);
    g_string_append_len (text, store->text->str + run->text, run->n_bytes);
  }
  return g_string_free (text, FALSE);
}
