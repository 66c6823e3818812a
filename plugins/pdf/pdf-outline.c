/* pdf-outline.c: see pdf-outline.h. SPDX-License-Identifier: MIT */
#include "pdf-outline.h"

#include <cairo-pdf.h>

#include <wenzhai-kit/wz-chars.h>
#include <wenzhai-kit/wz-formula-plain.h>

/* Sections with their papers, contents, indices, colophon; what stands on no page of its own is left out. */
static void
add_items (const ComposeDocument *document, cairo_surface_t *surface)
{
  const WzGalley *galley = document->galley;
  g_autoptr (WzPieces) pieces = wz_pieces_new ();
  int above = CAIRO_PDF_OUTLINE_ROOT;
  for (guint i = 0; i < wz_galley_get_n_parts (galley); i++) {
    const WzPart *part = wz_galley_get_part (galley, i);
    if (!g_hash_table_contains (document->dests, part->anchor))
      continue;
    wz_galley_read_line (galley, i, pieces);
    g_autofree gchar *title = wz_formula_dup_line (pieces),
                     *brief = part->entry != NULL ? wz_formula_dup_brief (pieces) : NULL,
                     *line = wz_formula_dup_menu (title, brief), *label = compose_source_clean (line);
    g_autofree gchar *attributes = g_strdup_printf ("dest='%s'", part->anchor);
    gboolean section = part->kind == WZ_PART_SECTION;
    int item = cairo_pdf_surface_add_outline (
        surface, part->rank > 1 ? above : CAIRO_PDF_OUTLINE_ROOT, label, attributes,
        section ? CAIRO_PDF_OUTLINE_FLAG_OPEN | CAIRO_PDF_OUTLINE_FLAG_BOLD : 0);
    if (section)
      above = item;
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
  GString *words = g_string_new (series); /* PDF has no field for it, nor for the revision */
  for (guint i = 0; i < wz_issue_get_n_categories (issue); i++) {
    const WzCategory *category = wz_issue_get_category (issue, i);
    const gchar *name = wz_issue_get_category_name (issue, category->code, NULL);
    g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", name != NULL ? name : category->code);
  }
  g_autofree gchar *revision = wz_issue_dup_revision_label (issue, wz_issue_get_lang (issue));
  if (revision != NULL)
    g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", revision);
  return g_string_free (words, FALSE);
}

void
pdf_outline_add (const ComposeDocument *document, cairo_surface_t *surface, gboolean outline,
                 const gchar *generator)
{
  const WzIssue *issue = wz_galley_get_issue (document->galley);
  if (outline)
    add_items (document, surface);
  g_autofree gchar *author = wz_issue_dup_author (issue);
  g_autofree gchar *title = wz_chars_dup_clean (wz_galley_get_title (document->galley));
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
