/* wz-layout.c: which papers stand where. SPDX-License-Identifier: MIT
 *
 * In: the corrected issue, the order asked for, the overlay, the memory. Out: sections with their papers in
 * reading order; nothing is copied yet. An overlay line that finds nothing to work on is a warning in its
 * place.
 */
#include "edit/compose/wz-compose-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/wz-date.h"
#include "edit/wz-names.h"
#include "edit/merge/wz-withdrawn.h"

static void
section_free (gpointer data)
{
  WzLayoutSection *section = data;
  g_free (section->id);
  g_free (section->sort);
  g_free (section->category);
  g_ptr_array_unref (section->items);
  g_free (section);
}

static WzLayoutItem *
item_at (const GPtrArray *items, guint i)
{
  return g_ptr_array_index (items, i);
}

static void
collect_items (WzLayout *layout)
{
  for (guint i = 0; i < wz_issue_get_n_entries (layout->issue); i++) {
    WzLayoutItem *item = g_new0 (WzLayoutItem, 1);
    item->entry = wz_issue_get_entry (layout->issue, i);
    item->place = i;
    item->pin = (gint) wz_entry_get_pin (item->entry);
    if (wz_entry_get_n_appearances (item->entry) > 0)
      item->date = wz_entry_get_appearance (item->entry, 0)->date;
    item->category = wz_entry_get_first_category (item->entry);
    g_ptr_array_add (layout->items, item);
  }
}

/* ---- Overlay and memory ---- */

static void
take_op (WzLayoutItem *item, const WzOverlayOp *op)
{
  switch (op->field->kind) {
  case WZ_OVERLAY_PIN:
    item->pin = op->number;
    item->pinned = op;
    break;
  case WZ_OVERLAY_DROP:
    item->dropped = TRUE;
    break;
  case WZ_OVERLAY_SECTION:
    item->section = op;
    break;
  case WZ_OVERLAY_BEFORE:
  case WZ_OVERLAY_AFTER:
    item->beside = op;
    break;
  case WZ_OVERLAY_FIELD:
  case WZ_OVERLAY_REPLACE:
  case WZ_OVERLAY_FOREWORD:
  case WZ_OVERLAY_EDITORIAL:
  case WZ_OVERLAY_INTRODUCTION:
  case WZ_OVERLAY_AFTERWORD:
  case WZ_OVERLAY_IMPRINT:
    break;
  }
}

static void
apply_overlay (WzLayout *layout)
{
  for (guint i = 0; i < layout->items->len; i++) {
    const GPtrArray *ops = wz_corrections_get (layout->corrections, i);
    for (guint k = 0; ops != NULL && k < ops->len; k++)
      take_op (item_at (layout->items, i), g_ptr_array_index (ops, k));
  }
}

/* Two papers for one place: which of them stands first is then chance. */
static void
report_pins (const WzLayout *layout)
{
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < layout->items->len; i++) {
    const WzLayoutItem *item = item_at (layout->items, i);
    if (item->pinned == NULL || item->dropped)
      continue;
    const WzLayoutItem *first = g_hash_table_lookup (places, GINT_TO_POINTER (item->pin));
    if (first == NULL)
      g_hash_table_insert (places, GINT_TO_POINTER (item->pin), (gpointer) (gsize) item);
    else
      wz_diag_report (layout->sink, WZ_SEVERITY_WARNING, "overlay-pin", &item->pinned->value_position,
                      _ ("%s has place %d too (%s:%u); %s stands behind it"), wz_entry_get_key (first->entry),
                      item->pin, first->pinned->position.file, first->pinned->position.line,
                      wz_entry_get_key (item->entry));
  }
}

/* A withdrawal is news, whichever issue had the paper. */
static void
drop_seen (WzLayout *layout, const WzMemory *memory)
{
  g_autoptr (WzWithdrawalTest) test = wz_withdrawal_test_new ();
  for (guint i = 0; i < layout->items->len; i++) {
    WzLayoutItem *item = item_at (layout->items, i);
    const GPtrArray *seen = wz_memory_find (memory, item->entry);
    if (seen == NULL || item->pin > 0 || wz_withdrawal_is_announced (test, item->entry))
      continue;
    const WzBackReference *first = g_ptr_array_index (seen, 0);
    WzPosition position = wz_entry_get_position (item->entry);
    wz_diag_report (layout->sink, WZ_SEVERITY_HINT, "merge-seen", &position, _ ("left out: it was in %s"),
                    first->title ? first->title : first->identifier);
    item->dropped = TRUE;
  }
}

/* ---- Sections ---- */

/* Takes @sort and @id. */
static WzLayoutSection *
find_section (WzLayout *layout, gchar *sort, WzSectionKind kind, gchar *id)
{
  for (guint i = 0; i < layout->sections->len; i++) {
    WzLayoutSection *section = g_ptr_array_index (layout->sections, i);
    if (g_str_equal (section->sort, sort)) {
      g_free (sort);
      g_free (id);
      return section;
    }
  }
  WzLayoutSection *section = g_new0 (WzLayoutSection, 1);
  section->sort = sort;
  section->kind = kind;
  section->id = id;
  section->items = g_ptr_array_new ();
  g_ptr_array_add (layout->sections, section);
  return section;
}

static WzLayoutSection *
day_section (WzLayout *layout, WzDate date)
{
  g_autofree gchar *iso = wz_date_dup_iso (date);
  WzLayoutSection *section = find_section (layout, g_strconcat ("5-", *iso ? iso : "~", NULL), WZ_SECTION_DAY,
                                           *iso ? NULL : g_strdup ("day-undated"));
  section->date = date;
  return section;
}

static WzLayoutSection *
category_section (WzLayout *layout, const gchar *code)
{
  gchar *sort =
      code ? g_strdup_printf ("6-%06u", wz_names_category_rank (layout->issue, code)) : g_strdup ("6-~");
  WzLayoutSection *section =
      find_section (layout, sort, WZ_SECTION_CATEGORY, code ? NULL : g_strdup ("category-other"));
  if (code && section->category == NULL)
    section->category = g_strdup (code);
  return section;
}

static WzLayoutSection *
plain_section (WzLayout *layout, gboolean full)
{
  return full ? find_section (layout, g_strdup ("4-featured"), WZ_SECTION_FEATURED, g_strdup ("featured"))
              : find_section (layout, g_strdup ("7-notable"), WZ_SECTION_NOTABLE, g_strdup ("notable"));
}

/* The section that an overlay names by its id; NULL where there is no such id. */
static WzLayoutSection *
named_section (WzLayout *layout, const gchar *id)
{
  if (g_str_equal (id, "featured") || g_str_equal (id, "notable"))
    return plain_section (layout, *id == 'f');
  if (g_str_equal (id, "choice"))
    return find_section (layout, g_strdup ("3-choice"), WZ_SECTION_FEATURED, g_strdup ("choice"));
  WzDate date;
  if (g_str_has_prefix (id, "day-") && wz_date_parse_iso (id + strlen ("day-"), &date))
    return day_section (layout, date);
  if (g_str_has_prefix (id, "category-")) {
    g_autofree gchar *code = g_ascii_strup (id + strlen ("category-"), -1);
    return category_section (layout, code);
  }
  return NULL;
}

static WzLayoutSection *
choose_section (WzLayout *layout, const WzLayoutItem *item)
{
  if (item->section) {
    WzLayoutSection *section = named_section (layout, item->section->value);
    if (section)
      return section;
    wz_diag_report (
        layout->sink, WZ_SEVERITY_WARNING, "overlay-no-match", &item->section->value_position,
        _ ("no section is called %s; there are featured, notable, choice, day-DATE, category-CODE"),
        item->section->value);
  }
  if (item->pin > 0)
    return layout->order == WZ_ORDER_EDITORIAL ? plain_section (layout, TRUE)
                                               : named_section (layout, "choice");
  switch (layout->order) {
  case WZ_ORDER_DAY:
    return day_section (layout, item->date);
  case WZ_ORDER_CATEGORY:
    return category_section (layout, item->category);
  case WZ_ORDER_EDITORIAL:
    break;
  }
  return plain_section (layout, wz_entry_is_full (item->entry));
}

/* Pinned first, then full before short, then by day, then as they came. */
static gint
compare_items (gconstpointer a, gconstpointer b)
{
  const WzLayoutItem *left = *(const WzLayoutItem *const *) a, *right = *(const WzLayoutItem *const *) b;
  gint pins[2] = {left->pin > 0 ? left->pin : G_MAXINT, right->pin > 0 ? right->pin : G_MAXINT};
  if (pins[0] != pins[1])
    return pins[0] < pins[1] ? -1 : 1;
  if (wz_entry_is_full (left->entry) != wz_entry_is_full (right->entry))
    return wz_entry_is_full (left->entry) ? -1 : 1;
  gint by_date = wz_date_compare (left->date, right->date);
  return by_date != 0 ? by_date : (left->place > right->place) - (left->place < right->place);
}

static gint
compare_sections (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const WzLayoutSection *const *) a)->sort, (*(const WzLayoutSection *const *) b)->sort);
}

static void
fill_sections (WzLayout *layout)
{
  for (guint i = 0; i < layout->items->len; i++) {
    WzLayoutItem *item = item_at (layout->items, i);
    if (!item->dropped)
      g_ptr_array_add (choose_section (layout, item)->items, item);
  }
  g_ptr_array_sort (layout->sections, compare_sections);
  for (guint i = 0; i < layout->sections->len; i++)
    g_ptr_array_sort (((WzLayoutSection *) g_ptr_array_index (layout->sections, i))->items, compare_items);
}

static WzLayoutSection *
section_of (const WzLayout *layout, const WzLayoutItem *item, guint *at)
{
  for (guint i = 0; i < layout->sections->len; i++) {
    WzLayoutSection *section = g_ptr_array_index (layout->sections, i);
    if (g_ptr_array_find (section->items, item, at))
      return section;
  }
  return NULL;
}

static void
move_beside (WzLayout *layout, WzLayoutItem *item)
{
  guint from, to;
  const WzOverlayOp *op = item->beside;
  g_autofree gchar *problem = NULL;
  gint place = wz_corrections_find (layout->corrections, op->value, &problem);
  WzLayoutItem *target = place >= 0 ? item_at (layout->items, (guint) place) : NULL;
  if (target != NULL && (target == item || target->dropped))
    problem = g_strdup_printf (_ ("no other paper of this issue is called %s"), op->value);
  if (problem != NULL) {
    wz_diag_report (layout->sink, WZ_SEVERITY_WARNING, "overlay-no-match", &op->value_position, "%s",
                    problem);
    return;
  }
  WzLayoutSection *section = section_of (layout, item, &from);
  g_ptr_array_remove_index (section->items, from);
  section = section_of (layout, target, &to);
  g_ptr_array_insert (section->items, (gint) to + (op->field->kind == WZ_OVERLAY_AFTER), item);
}

static void
drop_empty_sections (WzLayout *layout)
{
  for (guint i = layout->sections->len; i > 0; i--)
    if (((WzLayoutSection *) g_ptr_array_index (layout->sections, i - 1))->items->len == 0)
      g_ptr_array_remove_index (layout->sections, i - 1);
}

/* An issue without a paper is no issue: of the lines that dropped them the first is told. */
static void
report_empty (const WzLayout *layout, const WzOverlay *overlay)
{
  guint n = layout->items->len;
  if (n == 0 || layout->sections->len > 0)
    return;
  for (guint i = 0; overlay && i < wz_overlay_get_n_ops (overlay); i++) {
    const WzOverlayOp *op = wz_overlay_get_op (overlay, i);
    if (op->field->kind != WZ_OVERLAY_DROP)
      continue;
    wz_diag_report (layout->sink, WZ_SEVERITY_ERROR, "overlay-empty", &op->position,
                    g_dngettext (GETTEXT_PACKAGE, "the issue is left without its %u paper: take the drop out",
                                 "the issue is left without any of its %u papers: take some drops out", n),
                    n);
    return;
  }
  wz_diag_report (layout->sink, WZ_SEVERITY_WARNING, "merge-empty", NULL, "%s",
                  _ ("no paper is left in the issue: earlier issues had all of them"));
}

WzLayout *
wz_layout_new (const WzIssue *issue, const WzRecipe *recipe, const WzMaterial *material,
               const WzCorrections *corrections, WzDiagSink *sink)
{
  WzLayout *layout = g_new0 (WzLayout, 1);
  layout->issue = issue;
  layout->order = (WzOrder) wz_recipe_get_word (recipe, WZ_RECIPE_ORDER);
  layout->sink = sink;
  layout->items = g_ptr_array_new_with_free_func (g_free);
  layout->sections = g_ptr_array_new_with_free_func (section_free);
  layout->corrections = corrections;
  collect_items (layout);
  if (corrections) {
    apply_overlay (layout);
    report_pins (layout);
  }
  if (material->memory && wz_recipe_get_flag (recipe, WZ_RECIPE_OMIT_SEEN))
    drop_seen (layout, material->memory);
  fill_sections (layout);
  for (guint i = 0; i < layout->items->len; i++)
    if (item_at (layout->items, i)->beside && !item_at (layout->items, i)->dropped)
      move_beside (layout, item_at (layout->items, i));
  drop_empty_sections (layout);
  report_empty (layout, material->overlay);
  return layout;
}

void
wz_layout_free (WzLayout *layout)
{
  g_ptr_array_unref (layout->items);
  g_ptr_array_unref (layout->sections);
  g_free (layout);
}
