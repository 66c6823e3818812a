/* pdf-outline.c: see pdf-outline.h. SPDX-License-Identifier: MIT */
#include "pdf-outline.h"

#include <cairo-pdf.h>

#include "chars/chars.h"
#include "formula/formula-plain.h"

static int
add_item (const ComposeDocument *document, cairo_surface_t *surface, int parent, const gchar *label,
          const gchar *dest, cairo_pdf_outline_flags_t flags)
{
  if (!g_hash_table_contains (document->dests, dest))
    return parent;
  g_autofree gchar *attributes = g_strdup_printf ("dest='%s'", dest);
  g_autofree gchar *clean = compose_source_clean (label);
  return cairo_pdf_surface_add_outline (surface, parent, clean, attributes, flags);
}

static void
add_sections (const ComposeDocument *document, const WzGalley *galley, cairo_surface_t *surface)
{
  g_autoptr (WzPieces) pieces = wz_pieces_new ();
  for (guint s = 0; s < wz_issue_get_n_sections (document->issue); s++) {
    const WzSection *section = wz_issue_get_section (document->issue, s);
    const gchar *heading = wz_section_get_heading (section, NULL);
    int parent = CAIRO_PDF_OUTLINE_ROOT;
    g_autofree gchar *dest = g_strconcat ("s-", wz_section_get_id (section), NULL);
    if (heading != NULL)
      parent = add_item (document, surface, parent, heading, dest,
                         CAIRO_PDF_OUTLINE_FLAG_OPEN | CAIRO_PDF_OUTLINE_FLAG_BOLD);
    for (guint i = 0; i < wz_section_get_n_entries (section); i++) {
      const WzEntry *entry = wz_section_get_entry (section, i);
      g_autofree gchar *target = g_strconcat ("p-", wz_entry_get_key (entry), NULL);
      g_autofree gchar *label = NULL;
      wz_galley_read_line (galley, wz_galley_find_part (galley, target), pieces);
      label = formula_dup_line (pieces);
      add_item (document, surface, parent, label, target, 0);
    }
  }
}

static void
set_metadata (cairo_surface_t *surface, cairo_pdf_metadata_t which, const gchar *text)
{
  g_autofree gchar *clean = compose_source_clean (text);
  if (clean != NULL && *clean != '\0')
    cairo_pdf_surface_set_metadata (surface, which, clean);
}

static gchar *
dup_keywords (const WzIssue *issue)
{
  g_autofree gchar *series = wz_issue_dup_series_label (issue);
  GString *words = g_string_new (series); /* PDF has no field for it */
  for (guint i = 0; i < wz_issue_get_n_categories (issue); i++) {
    const WzCategory *category = wz_issue_get_category (issue, i);
    const gchar *name = wz_issue_get_category_name (issue, category->code, NULL);
    g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", name != NULL ? name : category->code);
  }
  return g_string_free (words, FALSE);
}

void
pdf_outline_add (const ComposeDocument *document, cairo_surface_t *surface, gboolean outline,
                 const gchar *generator)
{
  const WzIssue *issue = document->issue;
  g_autoptr (WzGalley) galley = wz_galley_new (issue, NULL, document->settings->languages, NULL);
  const gchar *lang = wz_issue_get_lang (issue);
  if (outline) {
    if (document->settings->show_contents)
      add_item (document, surface, CAIRO_PDF_OUTLINE_ROOT, wz_label (WZ_LABEL_CONTENTS, lang), "contents", 0);
    add_sections (document, galley, surface);
    for (guint i = 0; document->settings->show_indices && i < wz_issue_get_n_indices (issue); i++) {
      const WzIndex *index = wz_issue_get_index (issue, i);
      g_autofree gchar *dest = g_strdup_printf ("i-%u", i);
      add_item (document, surface, CAIRO_PDF_OUTLINE_ROOT, wz_index_get_heading (index, lang), dest, 0);
    }
  }
  g_autofree gchar *author = wz_issue_dup_author (issue);
  g_autofree gchar *title = chars_dup_clean (wz_galley_get_title (galley));
  g_autofree gchar *keywords = dup_keywords (issue);
  g_autoptr (GDateTime) modified = g_date_time_new_from_unix_utc (wz_issue_get_modified (issue));
  g_autofree gchar *date = modified != NULL ? g_date_time_format (modified, "%Y-%m-%dT%H:%M:%SZ") : NULL;
  set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, author);
  set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, wz_issue_get_summary (issue, NULL));
  set_metadata (surface, CAIRO_PDF_METADATA_KEYWORDS, keywords);
  set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, generator);
  set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
  set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, date);
}
