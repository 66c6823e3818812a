/* wz-take.c: see wz-take.h. SPDX-License-Identifier: MIT */
#include "edit/choose/wz-take.h"

#include "edit/choose/wz-agenda.h"
#include "edit/compose/wz-matter.h"
#include "edit/wz-index.h"
#include "edit/wz-join.h"
#include "model/wz-map.h"

typedef struct {
  const WzIssue *issue;
  GHashTable *kept, *presenters;
  const WzRecipe *recipe;
  WzIssueBuilder *builder;
  GArray *counted; /* WzCounted */
  GArray *papers;  /* WzIndexPaper */
  gboolean keeps_numbers;
} Taking;

static guint
count_kept (const Taking *t, const WzSection *section)
{
  guint n = 0;
  for (guint i = 0; i < wz_section_get_n_entries (section); i++)
    n += g_hash_table_contains (t->kept, wz_section_get_entry (section, i));
  return n;
}

static WzDate
get_first_day (const WzEntry *entry)
{
  return wz_entry_get_n_appearances (entry) > 0 ? wz_entry_get_appearance (entry, 0)->date
                                                : (WzDate){0, 0, 0};
}

static void
count_papers (const Taking *t)
{
  for (guint i = 0; i < wz_issue_get_n_entries (t->issue); i++) {
    const WzEntry *entry = wz_issue_get_entry (t->issue, i);
    WzCounted counted = {entry, get_first_day (entry), wz_entry_get_first_category (entry)};
    if (g_hash_table_contains (t->kept, entry))
      g_array_append_val (t->counted, counted);
  }
}

/* What an issue made by the program says of itself, by the ids that wz-matter.c gives; of an issue for a
 * meeting all that is not its papers. */
static gboolean
is_left_out (const WzSection *section, const WzRecipe *recipe)
{
  const gchar *id = wz_section_get_id (section);
  WzSectionKind kind = wz_section_get_kind (section);
  return (g_str_equal (id, WZ_MATTER_STATISTICS) && !wz_recipe_get_flag (recipe, WZ_RECIPE_STATISTICS)) ||
         (g_str_equal (id, WZ_MATTER_SOURCES) && !wz_recipe_get_flag (recipe, WZ_RECIPE_COLOPHON)) ||
         ((kind == WZ_SECTION_FRONT || kind == WZ_SECTION_BACK) &&
          wz_recipe_get_flag (recipe, WZ_RECIPE_MEETING));
}

static void
take_section (const Taking *t, const WzSection *section)
{
  const WzIssue *issue = t->issue;
  if (is_left_out (section, t->recipe) || wz_section_get_kind (section) == WZ_SECTION_GONE ||
      (wz_section_get_n_entries (section) > 0 && count_kept (t, section) == 0))
    return;
  WzSection *mine = wz_issue_builder_copy_section (t->builder, section);
  if (wz_recipe_get_flag (t->recipe, WZ_RECIPE_MEETING)) /* introductions are of the issue */
    wz_section_clear_texts (t->builder, mine);
  if (g_str_equal (wz_section_get_id (section), WZ_MATTER_STATISTICS)) {
    WzPeriod period = {WZ_PERIOD_RANGE, wz_issue_get_first_day (issue), wz_issue_get_last_day (issue)};
    wz_section_set_blocks (t->builder, mine,
                           wz_matter_statistics (t->builder, issue, (WzCounted *) (gpointer) t->counted->data,
                                                 t->counted->len, &period, wz_issue_get_lang (issue)));
  }
  for (guint i = 0; i < wz_section_get_n_entries (section); i++) {
    const WzEntry *entry = wz_section_get_entry (section, i);
    if (!g_hash_table_contains (t->kept, entry))
      continue;
    WzIndexPaper paper = {wz_section_copy_entry (t->builder, mine, entry), entry};
    if (!t->keeps_numbers)
      wz_entry_set_ordinal (t->builder, paper.mine, t->papers->len + 1);
    if (t->presenters != NULL)
      wz_entry_set_presenter (t->builder, paper.mine, g_hash_table_lookup (t->presenters, entry));
    g_array_append_val (t->papers, paper);
  }
}

static guint
get_index_kinds (const WzIssue *issue)
{
  guint kinds = 0;
  for (guint i = 0; i < wz_issue_get_n_indices (issue); i++)
    kinds |= 1u << wz_index_get_kind (wz_issue_get_index (issue, i));
  return kinds;
}

/* A summary that somebody wrote stays. */
static void
summarise (const Taking *t)
{
  const WzIssue *issue = t->issue;
  const gchar *summary = wz_issue_get_summary (issue, NULL), *lang = wz_issue_get_lang (issue);
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  for (guint i = 0; i < wz_issue_get_n_entries (issue); i++)
    g_ptr_array_add (entries, (gpointer) (gsize) wz_issue_get_entry (issue, i));
  g_autofree gchar *made = wz_edit_summary ((const WzEntry *const *) entries->pdata, entries->len, lang);
  if (g_strcmp0 (summary, made) != 0)
    return;
  g_ptr_array_set_size (entries, 0);
  for (guint i = 0; i < t->counted->len; i++)
    g_ptr_array_add (entries, (gpointer) (gsize) g_array_index (t->counted, WzCounted, i).entry);
  g_autofree gchar *own = wz_edit_summary ((const WzEntry *const *) entries->pdata, entries->len, lang);
  wz_issue_builder_set_summary (t->builder, lang, own);
}

/* Two choices of one issue are two books. */
static void
identify (const Taking *t)
{
  g_autoptr (GString) name = g_string_new (wz_issue_get_identifier (t->issue));
  for (guint i = 0; i < t->counted->len; i++)
    g_string_append_printf (name, "/%s", wz_entry_get_key (g_array_index (t->counted, WzCounted, i).entry));
  wz_issue_builder_derive_identifier (t->builder, name->str);
}

/* ---- Links ---- */

static gboolean
leads_nowhere (const WzTextEvent *event, const WzIssue *issue)
{
  return event->type == WZ_TEXT_ENTER && event->kind == WZ_TEXT_LINK && event->target != NULL &&
         *event->target == '#' && wz_issue_find_entry (issue, event->target + 1) == NULL;
}

/* Links to papers that are not among those of @data become their words. */
static const WzText *
unlink_text (WzIssueBuilder *builder, const WzField *field, const WzText *text, gpointer data)
{
  const WzIssue *issue = data;
  gboolean is_whole = TRUE;
  guint unlinked = 0; /* no link stands in another */
  WzTextIter iter;
  WzTextEvent event;
  wz_text_iter_init (&iter, text);
  while (is_whole && wz_text_iter_next (&iter, &event))
    is_whole = !leads_nowhere (&event, issue);
  if (is_whole)
    return text;
  WzTextBuilder *out = wz_text_builder_new (wz_text_get_lang (text));
  wz_text_iter_init (&iter, text);
  while (wz_text_iter_next (&iter, &event))
    if (leads_nowhere (&event, issue))
      unlinked++;
    else if (unlinked > 0 && event.type == WZ_TEXT_LEAVE && event.kind == WZ_TEXT_LINK)
      unlinked--;
    else
      wz_text_builder_event (out, &event);
  return wz_text_builder_finish (out, builder);
}

/* ---- Whole ---- */

WzIssue *
wz_take (const WzIssue *issue, GHashTable *kept, GHashTable *presenters, const WzRecipe *recipe,
         gboolean is_last)
{
  static const WzIssueMap unlink = {.text = unlink_text};
  g_autoptr (GArray) counted = g_array_new (FALSE, FALSE, sizeof (WzCounted));
  g_autoptr (GArray) papers = g_array_new (FALSE, FALSE, sizeof (WzIndexPaper));
  Taking t = {issue,
              kept,
              presenters,
              recipe,
              wz_issue_builder_new (),
              counted,
              papers,
              is_last && wz_recipe_get_flag (recipe, WZ_RECIPE_KEEP_NUMBERS)};
  wz_issue_builder_copy_head (t.builder, issue);
  count_papers (&t);
  if (presenters != NULL)
    wz_agenda_add (t.builder, recipe, issue, (const WzCounted *) (gpointer) counted->data, counted->len,
                   presenters);
  for (guint i = 0; i < wz_issue_get_n_sections (issue); i++)
    take_section (&t, wz_issue_get_section (issue, i));
  wz_edit_add_indices (t.builder, issue, (const WzIndexPaper *) (gpointer) papers->data, papers->len,
                       get_index_kinds (issue) & wz_recipe_get_words (recipe, WZ_RECIPE_INDICES),
                       wz_issue_get_lang (issue));
  summarise (&t);
  if (is_last && counted->len < wz_issue_get_n_entries (issue))
    identify (&t);
  g_autoptr (WzIssue) taken = wz_issue_builder_finish (t.builder, NULL);
  return wz_issue_builder_finish (wz_issue_map (taken, &unlink, taken), NULL);
}

gboolean
wz_take_is_plainer (const WzIssue *issue, const WzRecipe *recipe)
{
  for (guint i = 0; i < wz_issue_get_n_sections (issue); i++)
    if (is_left_out (wz_issue_get_section (issue, i), recipe))
      return TRUE;
  return (get_index_kinds (issue) & ~wz_recipe_get_words (recipe, WZ_RECIPE_INDICES)) != 0;
}
