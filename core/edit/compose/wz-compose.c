/* wz-compose.c: from merged papers to a finished issue. SPDX-License-Identifier: MIT
 *
 * In: the merged issue and a layout. Out: the issue that outputs render: head, front matter, the papers in
 * their sections with the editor's titles and notes, back matter, indices.
 */
#include "edit/compose/wz-compose.h"

#include <glib/gi18n-lib.h>

#include "base/wz-words.h"
#include "edit/compose/wz-article.h"
#include "edit/wz-index.h"
#include "edit/wz-join.h"
#include "edit/wz-markdown.h"
#include "edit/compose/wz-matter.h"
#include "edit/compose/wz-overlay-values.h"
#include "edit/wz-names.h"
#include "model/wz-map.h"

typedef struct {
  WzIssueBuilder *builder;
  const WzLayout *layout;
  const WzRecipe *recipe;
  const WzMaterial *material;
  WzDiagSink *sink;
  const gchar *lang;
  WzArticles *articles;
  guint ordinal;
  GArray *papers; /* WzIndexPaper, in reading order */
} Composing;

/* ---- Head ---- */

/* Codes that the digests' legends leave out get the names that sections and indices have for them. */
static void
add_category_names (Composing *c)
{
  const WzIssue *issue = c->layout->issue;
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  for (guint i = 0; i < wz_issue_get_n_entries (issue); i++) {
    const WzEntry *entry = wz_issue_get_entry (issue, i);
    for (guint k = 0; k < wz_entry_get_n_categories (entry); k++)
      g_ptr_array_add (codes, (gpointer) (gsize) wz_entry_get_category (entry, k)->text);
  }
  g_ptr_array_sort (codes, wz_words_compare);
  for (guint i = 0; i < codes->len; i++) {
    const gchar *code = g_ptr_array_index (codes, i);
    if (wz_issue_get_category_name (issue, code, c->lang) != NULL ||
        (i > 0 && g_str_equal (code, g_ptr_array_index (codes, i - 1))))
      continue;
    const gchar *name = wz_names_category (issue, code, c->lang);
    if (name)
      wz_issue_builder_set_category (c->builder, code, c->lang, name, NULL);
  }
}

/* What the recipe has no setting for. @overlay: nullable */
static void
name_by_overlay (WzIssueBuilder *builder, const WzOverlay *overlay, const gchar *lang, WzDiagSink *sink)
{
  for (guint i = 0; overlay != NULL && i < wz_overlay_get_n_ops (overlay); i++) {
    const WzOverlayOp *op = wz_overlay_get_op (overlay, i);
    gboolean own = op->lang == NULL || g_str_has_prefix (lang, op->lang);
    gboolean of_recipe = own ? op->field->setting != WZ_RECIPE_N_FIELDS
                             : op->field->english != WZ_RECIPE_N_FIELDS && g_str_equal (op->lang, "en");
    if (op->paper < 0 && op->field->set_issue != NULL && !of_recipe)
      op->field->set_issue (builder, own ? lang : op->lang, op->value);
    else if (op->paper < 0 && op->field->type == WZ_OVERLAY_TYPE_PICTURE)
      wz_overlay_set_cover (builder, op, sink);
  }
}

static void
compose_head (Composing *c)
{
  const WzPeriod *period = wz_recipe_get_period (c->recipe);
  wz_issue_builder_copy_head (c->builder, c->layout->issue);
  wz_issue_builder_set_lang (c->builder, c->lang);
  wz_edit_name (c->builder, c->recipe, c->lang);
  name_by_overlay (c->builder, c->material->overlay, c->lang, c->sink);
  if (wz_date_is_known (period->first))
    wz_issue_builder_set_period (c->builder, period->first, period->last);
  add_category_names (c);
}

/* ---- Front matter ---- */

static void
add_changes (Composing *c)
{
  const WzMarkdownText text = {.markdown = c->material->changes, .lang = c->lang};
  if (text.markdown == NULL || *text.markdown == '\0')
    return;
  WzSection *section = wz_issue_builder_add_section (c->builder, WZ_SECTION_FRONT, NULL);
  g_autofree gchar *own = NULL;
  const WzText *changes = wz_markdown_to_text (c->builder, &text, NULL, NULL, &own, c->sink);
  wz_section_set_id (c->builder, section, "changes");
  wz_section_set_heading (c->builder, section, c->lang, own ? own : wz_label (WZ_LABEL_CHANGES, c->lang));
  wz_section_set_blocks (c->builder, section, changes);
}

/* The issue in numbers, with the editor's categories. */
static void
add_statistics (Composing *c)
{
  g_autoptr (GArray) papers = g_array_new (FALSE, FALSE, sizeof (WzCounted));
  for (guint i = 0; i < c->layout->sections->len; i++) {
    const WzLayoutSection *section = g_ptr_array_index (c->layout->sections, i);
    for (guint k = 0; k < section->items->len; k++) {
      const WzLayoutItem *item = g_ptr_array_index (section->items, k);
      WzCounted paper = {item->entry, item->date, item->category};
      g_array_append_val (papers, paper);
    }
  }
  wz_matter_add_statistics (c->builder, c->layout->issue, (const WzCounted *) (gpointer) papers->data,
                            papers->len, wz_recipe_get_period (c->recipe), c->lang);
}

static void
compose_front (Composing *c)
{
  wz_article_add (c->articles, WZ_OVERLAY_FOREWORD);
  wz_article_add (c->articles, WZ_OVERLAY_EDITORIAL);
  add_changes (c);
  if (wz_recipe_get_flag (c->recipe, WZ_RECIPE_STATISTICS))
    add_statistics (c);
}

/* ---- Papers ---- */

static void
compose_entry (Composing *c, WzSection *section, const WzLayoutItem *item)
{
  WzEntry *mine = wz_section_copy_entry (c->builder, section, item->entry);
  wz_entry_set_ordinal (c->builder, mine, ++c->ordinal);
  wz_entry_set_pin (c->builder, mine, (guint) item->pin);
  const GPtrArray *seen = c->material->memory ? wz_memory_find (c->material->memory, item->entry) : NULL;
  for (guint i = 0; seen && i < seen->len; i++)
    wz_entry_add_back_reference (c->builder, mine, g_ptr_array_index (seen, i));
  WzIndexPaper paper = {mine, item->entry};
  g_array_append_val (c->papers, paper);
}

static gchar *
section_heading (const WzLayout *layout, const WzLayoutSection *section, const gchar *lang)
{
  switch (section->kind) {
  case WZ_SECTION_DAY:
    return wz_date_is_known (section->date) ? wz_names_dup_day (section->date, lang)
                                            : g_strdup (wz_label (WZ_LABEL_UNDATED, lang));
  case WZ_SECTION_CATEGORY:
    return section->category ? wz_names_dup_category (layout->issue, section->category, lang)
                             : g_strdup (wz_label (WZ_LABEL_OTHER, lang));
  case WZ_SECTION_NOTABLE:
    return g_strdup (wz_label (WZ_LABEL_NOTABLE, lang));
  default:
    return g_strdup (
        wz_label (g_strcmp0 (section->id, "choice") == 0 ? WZ_LABEL_CHOICE : WZ_LABEL_FEATURED, lang));
  }
}

static void
compose_section (Composing *c, const WzLayoutSection *planned)
{
  WzSection *section = wz_issue_builder_add_section (c->builder, planned->kind, NULL);
  g_autofree gchar *heading = section_heading (c->layout, planned, c->lang);
  wz_section_set_id (c->builder, section, planned->id);
  wz_section_set_heading (c->builder, section, c->lang, heading);
  if (!g_str_equal (c->lang, "en")) {
    g_autofree gchar *english = section_heading (c->layout, planned, "en");
    wz_section_set_heading (c->builder, section, "en", english);
  }
  wz_section_set_category (c->builder, section, planned->category);
  wz_section_set_date (c->builder, section, planned->date);
  wz_article_introduce (c->articles, section, planned);
  for (guint i = 0; i < planned->items->len; i++)
    compose_entry (c, section, g_ptr_array_index (planned->items, i));
}

WzIssue *
wz_edit_compose (const WzIssue *merged, const WzRecipe *recipe, const WzMaterial *material, WzDiagSink *sink)
{
  g_autoptr (WzCorrections) corrections =
      material->overlay != NULL ? wz_corrections_new (material->overlay, merged, sink) : NULL;
  g_autoptr (WzIssue) issue =
      corrections != NULL ? wz_corrections_apply (corrections) : wz_issue_ref (merged);
  g_autoptr (WzLayout) layout = wz_layout_new (issue, recipe, material, corrections, sink);
  g_autoptr (GArray) papers = g_array_new (FALSE, FALSE, sizeof (WzIndexPaper));
  Composing c = {.builder = wz_issue_builder_new (),
                 .layout = layout,
                 .recipe = recipe,
                 .material = material,
                 .sink = sink,
                 .lang = wz_issue_get_lang (issue),
                 .papers = papers};
  g_auto (WzArticles) articles = {0};
  wz_articles_init (&articles, c.builder, layout, material->overlay, sink);
  c.articles = &articles;
  compose_head (&c);
  wz_article_add (c.articles, WZ_OVERLAY_IMPRINT);
  compose_front (&c);
  for (guint i = 0; i < layout->sections->len; i++)
    compose_section (&c, g_ptr_array_index (layout->sections, i));
  wz_article_report (c.articles);
  wz_article_add (c.articles, WZ_OVERLAY_AFTERWORD);
  if (material->colophon_lines != NULL && wz_recipe_get_flag (recipe, WZ_RECIPE_COLOPHON))
    wz_matter_add_colophon (c.builder, issue, material->colophon_lines, material->missing,
                            material->n_missing, c.lang);
  wz_edit_add_indices (c.builder, issue, (const WzIndexPaper *) (gpointer) papers->data, papers->len,
                       wz_recipe_get_words (recipe, WZ_RECIPE_INDICES), c.lang);
  return wz_issue_builder_finish (c.builder, sink);
}

WzIssue *
wz_edit_correct (const WzIssue *issue, const WzOverlay *overlay, WzDiagSink *sink)
{
  static const WzIssueMap same = {NULL};
  g_autoptr (WzCorrections) corrections = wz_corrections_new (overlay, issue, sink);
  g_autoptr (WzIssue) corrected = wz_corrections_apply (corrections);
  WzIssueBuilder *builder = wz_issue_map (corrected, &same, NULL);
  name_by_overlay (builder, overlay, wz_issue_get_lang (issue), sink);
  for (guint i = 0; i < wz_overlay_get_n_ops (overlay); i++) {
    const WzOverlayOp *op = wz_overlay_get_op (overlay, i);
    if (op->field->kind != WZ_OVERLAY_FIELD && op->field->kind != WZ_OVERLAY_REPLACE)
      wz_diag_report (sink, WZ_SEVERITY_WARNING, "overlay-layout", &op->position,
                      _ ("%s: papers stay as their source has them, and no texts are added; `wenzhai weekly` "
                         "does this"),
                      op->field->key);
  }
  return wz_issue_builder_finish (builder, sink);
}
