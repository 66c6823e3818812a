/* wz-compose.c: from merged papers to a finished issue. SPDX-License-Identifier: MIT
 *
 * In: the merged issue and a layout. Out: the issue that outputs render: head, front matter, the papers in
 * their sections with the editor's titles and notes, back matter, indices.
 */
#include "edit/compose/wz-compose.h"

#include <string.h>

#include "edit/compose/wz-compose-private.h"
#include "edit/wz-index.h"
#include "edit/wz-markdown.h"
#include "edit/compose/wz-matter.h"
#include "edit/wz-names.h"

typedef struct {
  WzIssueBuilder *builder;
  const WzLayout *layout;
  const WzComposeOptions *options;
  const gchar *lang;
  guint ordinal;
  GArray *papers; /* WzIndexPaper, in reading order */
} Composing;

/* ---- Head ---- */

static const gchar *
issue_title (const WzComposeOptions *options, const gchar *lang)
{
  const gchar *title = NULL;
  for (guint i = 0; options->overlay && i < wz_overlay_get_n_ops (options->overlay); i++) {
    const WzOverlayOp *op = wz_overlay_get_op (options->overlay, i);
    if (op->kind == WZ_OVERLAY_TITLE && op->paper < 0 && g_strcmp0 (op->lang, lang) == 0)
      title = op->value;
  }
  return title ? title : lang ? options->title_en : options->title;
}

static gint
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const gchar *const *) a, *(const gchar *const *) b);
}

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
  g_ptr_array_sort (codes, compare_strings);
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

static void
compose_head (Composing *c)
{
  const WzComposeOptions *o = c->options;
  WzIssueBuilder *b = c->builder;
  const gchar *title = issue_title (o, NULL), *title_en = issue_title (o, "en");
  wz_issue_builder_copy_head (b, c->layout->issue);
  wz_issue_builder_set_lang (b, c->lang);
  if (title)
    wz_issue_builder_set_title (b, c->lang, title);
  if (title_en && !g_str_equal (c->lang, "en"))
    wz_issue_builder_set_title (b, "en", title_en);
  if (o->subtitle)
    wz_issue_builder_set_subtitle (b, c->lang, o->subtitle);
  if (o->series)
    wz_issue_builder_set_series (b, o->series, o->slug);
  if (o->number)
    wz_issue_builder_set_number (b, o->number);
  if (o->volume)
    wz_issue_builder_set_volume (b, o->volume);
  if (o->editor)
    wz_issue_builder_set_editor (b, o->editor);
  if (o->publisher)
    wz_issue_builder_set_publisher (b, o->publisher);
  if (o->rights)
    wz_issue_builder_set_rights (b, o->rights);
  if (o->stem)
    wz_issue_builder_set_stem (b, o->stem);
  if (wz_date_is_known (o->date))
    wz_issue_builder_set_date (b, o->date);
  if (wz_date_is_known (o->first))
    wz_issue_builder_set_period (b, o->first, o->last);
  add_category_names (c);
}

/* ---- Front matter ---- */

static void
add_front (Composing *c, const gchar *id, WzLabel heading, const gchar *markdown, const WzPosition *position)
{
  WzSection *section = wz_issue_builder_add_section (c->builder, WZ_SECTION_FRONT, position);
  g_autofree gchar *own = NULL;
  const WzText *text = wz_markdown_to_text (c->builder, markdown, c->lang, position, &own);
  wz_section_set_id (c->builder, section, id);
  wz_section_set_heading (c->builder, section, c->lang, own ? own : wz_label (heading, c->lang));
  wz_section_set_blocks (c->builder, section, text);
}

static WzMatterPaper *
matter_papers (const WzLayout *layout, guint *n)
{
  WzMatterPaper *papers = g_new0 (WzMatterPaper, MAX (layout->items->len, 1));
  *n = 0;
  for (guint s = 0; s < layout->sections->len; s++) {
    const WzLayoutSection *section = g_ptr_array_index (layout->sections, s);
    for (guint i = 0; i < section->items->len; i++) {
      const WzLayoutItem *item = g_ptr_array_index (section->items, i);
      papers[(*n)++] = (WzMatterPaper){item->date, item->category, wz_entry_is_full (item->entry)};
    }
  }
  return papers;
}

static void
compose_front (Composing *c)
{
  for (guint i = 0; c->options->overlay && i < wz_overlay_get_n_ops (c->options->overlay); i++) {
    const WzOverlayOp *op = wz_overlay_get_op (c->options->overlay, i);
    if (op->kind == WZ_OVERLAY_EDITORIAL)
      add_front (c, "editorial", WZ_LABEL_EDITORIAL, op->value, &op->value_position);
  }
  if (c->options->changes && *c->options->changes)
    add_front (c, "changes", WZ_LABEL_CHANGES, c->options->changes, NULL);
  if (c->options->statistics) {
    guint n;
    g_autofree WzMatterPaper *papers = matter_papers (c->layout, &n);
    wz_matter_add_statistics (c->builder, c->layout->issue, papers, n, c->options->first, c->options->last,
                              c->lang);
  }
}

/* ---- Papers ---- */

static void
retitle (Composing *c, WzEntry *mine, const WzEntry *entry, const WzOverlayOp *op)
{
  const gchar *lang = op->lang ? op->lang : c->lang;
  const WzText *old = wz_entry_get_title (entry, lang);
  if (old) {
    g_autofree gchar *plain = wz_text_dup_plain (old);
    WzVariant variant = {"title", lang, plain, wz_text_get_position (old).file, wz_text_get_position (old)};
    wz_entry_add_variant (c->builder, mine, &variant);
  }
  wz_entry_set_title (c->builder, mine, lang,
                      wz_issue_builder_plain (c->builder, lang, op->value, &op->value_position));
}

static void
recategorise (Composing *c, WzEntry *mine, const WzEntry *entry, const WzOverlayOp *op)
{
  wz_entry_clear (c->builder, mine, WZ_ENTRY_CATEGORIES);
  wz_entry_add_category (c->builder, mine, op->value, &op->value_position);
  for (guint i = 0; i < wz_entry_get_n_categories (entry); i++) {
    const WzString *code = wz_entry_get_category (entry, i);
    if (!g_str_equal (code->text, op->value))
      wz_entry_add_category (c->builder, mine, code->text, &code->position);
  }
}

static void
compose_entry (Composing *c, WzSection *section, const WzLayoutItem *item)
{
  WzEntry *mine = wz_section_copy_entry (c->builder, section, item->entry);
  wz_entry_set_ordinal (c->builder, mine, ++c->ordinal);
  for (guint i = 0; i < item->changes->len; i++) {
    const WzOverlayOp *op = g_ptr_array_index (item->changes, i);
    if (op->kind == WZ_OVERLAY_TITLE)
      retitle (c, mine, item->entry, op);
    else if (op->kind == WZ_OVERLAY_CATEGORY)
      recategorise (c, mine, item->entry, op);
    else
      wz_entry_add_note (c->builder, mine,
                         wz_markdown_to_text (c->builder, op->value, c->lang, &op->value_position, NULL));
  }
  const GPtrArray *seen = c->options->memory ? wz_memory_find (c->options->memory, item->entry) : NULL;
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
  for (guint i = 0; i < planned->items->len; i++)
    compose_entry (c, section, g_ptr_array_index (planned->items, i));
}

/**
 * wz_edit_compose:
 * @issue: merged papers
 * @options: lent for the call
 * @sink: (nullable): told of `overlay-no-match` (warning: an overlay line that found nothing) and
 * `merge-seen`
 *
 * Lays out an issue: sections in the order asked for, papers numbered as they stand, front and back
 * matter, indices.
 *
 * Returns: (transfer full)
 */
WzIssue *
wz_edit_compose (const WzIssue *issue, const WzComposeOptions *options, WzDiagSink *sink)
{
  g_autoptr (WzLayout) layout = wz_layout_new (issue, options, sink);
  g_autoptr (GArray) papers = g_array_new (FALSE, FALSE, sizeof (WzIndexPaper));
  Composing c = {.builder = wz_issue_builder_new (),
                 .layout = layout,
                 .options = options,
                 .lang = options->lang ? options->lang : wz_issue_get_lang (issue),
                 .papers = papers};
  compose_head (&c);
  compose_front (&c);
  for (guint i = 0; i < layout->sections->len; i++)
    compose_section (&c, g_ptr_array_index (layout->sections, i));
  if (options->colophon_lines)
    wz_matter_add_colophon (c.builder, issue, options->colophon_lines, options->missing, options->n_missing,
                            c.lang);
  wz_edit_add_indices (c.builder, issue, (const WzIndexPaper *) (gpointer) papers->data, papers->len,
                       options->indices, c.lang);
  return wz_issue_builder_finish (c.builder, sink);
}
