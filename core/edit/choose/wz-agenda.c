/* wz-agenda.c: see wz-agenda.h. SPDX-License-Identifier: MIT */
#include "edit/choose/wz-agenda.h"

#include <glib/gi18n-lib.h>
#include <string.h>

GHashTable *
wz_agenda_find (const WzRecipe *recipe, const WzIssue *issue, WzFinder *finder, GHashTable *kept,
                WzDiagSink *sink)
{
  GHashTable *presenters = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < wz_recipe_get_n_values (recipe, WZ_RECIPE_PRESENTER); i++) {
    const WzRecipeValue *value = wz_recipe_get_value (recipe, WZ_RECIPE_PRESENTER, i);
    const gchar *equals = strrchr (value->text, '=');
    g_autofree gchar *paper =
        g_strndup (value->text, equals != NULL ? (gsize) (equals - value->text) : strlen (value->text));
    g_autofree gchar *problem = equals == NULL ? g_strdup (_ ("PAPER=NAME")) : NULL;
    gint found = equals != NULL ? wz_finder_find (finder, paper, &problem) : -1;
    const WzEntry *entry = found >= 0 ? wz_issue_get_entry (issue, (guint) found) : NULL;
    if (entry != NULL && !g_hash_table_contains (kept, entry))
      problem = g_strdup_printf (_ ("%s is not in the handout"), paper);
    if (problem != NULL)
      wz_diag_report (sink, WZ_SEVERITY_WARNING, "handout-presenter", &value->origin.position, "%s: %s",
                      value->text, problem);
    else
      g_hash_table_insert (presenters, (gpointer) (gsize) entry, (gpointer) (gsize) (equals + 1));
  }
  return presenters;
}

static void
add_presenters (WzTextBuilder *text, const WzCounted *papers, guint n, GHashTable *presenters,
                const gchar *lang)
{
  wz_text_builder_enter (text, WZ_TEXT_LIST, 0, NULL, NULL, NULL, NULL);
  for (guint i = 0; i < n; i++) {
    const gchar *name = g_hash_table_lookup (presenters, papers[i].entry);
    const WzText *title = wz_entry_get_title (papers[i].entry, NULL);
    g_autofree gchar *plain = title != NULL ? wz_text_dup_plain (title) : g_strdup ("");
    g_autofree gchar *line =
        g_strdup_printf ("%u %s%s%s", i + 1, plain, wz_label (WZ_LABEL_COLON, lang), name);
    if (name == NULL)
      continue;
    wz_text_builder_enter (text, WZ_TEXT_LIST_ITEM, 0, NULL, NULL, NULL, NULL);
    wz_text_builder_enter (text, WZ_TEXT_PARAGRAPH, 0, NULL, NULL, NULL, NULL);
    wz_text_builder_add (text, line, -1, NULL);
    wz_text_builder_leave (text);
    wz_text_builder_leave (text);
  }
  wz_text_builder_leave (text);
}

/* Under the title, which every book begins with. */
static void
entitle (WzIssueBuilder *builder, const WzRecipe *recipe, const WzIssue *issue)
{
  const gchar *const words[] = {wz_issue_get_subtitle (issue, NULL), wz_recipe_get (recipe, WZ_RECIPE_WHEN),
                                wz_recipe_get (recipe, WZ_RECIPE_WHERE)};
  g_autoptr (GString) line = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i] != NULL)
      g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", words[i]);
  wz_issue_builder_set_subtitle (builder, wz_issue_get_lang (issue), line->str);
}

void
wz_agenda_add (WzIssueBuilder *builder, const WzRecipe *recipe, const WzIssue *issue, const WzCounted *papers,
               guint n, GHashTable *presenters)
{
  const gchar *lang = wz_issue_get_lang (issue);
  entitle (builder, recipe, issue);
  if (g_hash_table_size (presenters) == 0)
    return;
  WzSection *section = wz_issue_builder_add_section (builder, WZ_SECTION_FRONT, NULL);
  WzTextBuilder *text = wz_text_builder_new (lang);
  wz_section_set_id (builder, section, "agenda");
  wz_section_set_heading (builder, section, lang, wz_label (WZ_LABEL_AGENDA, lang));
  add_presenters (text, papers, n, presenters, lang);
  wz_section_set_blocks (builder, section, wz_text_builder_finish (text, builder));
}
