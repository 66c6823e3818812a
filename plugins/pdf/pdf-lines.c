/* pdf-lines.c: see pdf-lines.h. SPDX-License-Identifier: MIT */
#include "pdf-lines.h"

PdfLineStore *
pdf_line_store_new (void)
{
  PdfLineStore *store = g_new0 (PdfLineStore, 1);
  store->glyphs = g_array_new (FALSE, FALSE, sizeof (PdfGlyph));
  store->clusters = g_array_new (FALSE, FALSE, sizeof (PdfCluster));
  store->runs = g_array_new (FALSE, FALSE, sizeof (PdfRun));
  store->lines = g_array_new (FALSE, FALSE, sizeof (PdfSetLine));
  store->text = g_string_new (NULL);
  return store;
}

void
pdf_line_store_free (PdfLineStore *store)
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

const PdfSetLine *
pdf_line_store_get_line (const PdfLineStore *store, guint line)
{
  return &g_array_index (store->lines, PdfSetLine, line);
}

const PdfRun *
pdf_line_store_get_run (const PdfLineStore *store, guint run)
{
  return &g_array_index (store->runs, PdfRun, run);
}

gchar *
pdf_line_store_dup_text (const PdfLineStore *store, guint line)
{
  const PdfSetLine *set = pdf_line_store_get_line (store, line);
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < set->n_runs; i++) {
    const PdfRun *run = pdf_line_store_get_run (store, set->run + i);
    g_string_append_len (text, store->text->str + run->text, run->n_bytes);
  }
  return g_string_free (text, FALSE);
}
