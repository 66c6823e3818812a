/* wz-desk.c: the editorial desk as one call. SPDX-License-Identifier: MIT */
#include "host/desk/wz-desk.h"

#include "edit/choose/wz-choose.h"
#include "edit/compose/wz-compose.h"
#include "edit/wz-convert.h"
#include "edit/merge/wz-withdrawn.h"
#include "edit/wz-join.h"
#include "host/desk/wz-colophon.h"
#include "host/desk/wz-metadata.h"
#include "json/wz-json.h"
#include "model/wz-map.h"
#include "model/wz-tree.h"
#include "style/wz-style-private.h"

#include <string.h>

WzIssue *
wz_desk_edit (WzSource *const *sources, guint n, const WzRecipe *recipe, const WzReaders *readers,
              const WzOverlay *overlay, WzDiagSink *sink, GError **error)
{
  g_autoptr (WzRecipe) own = wz_recipe_dup (recipe);
  if (n == 1)
    wz_recipe_set_default (own, WZ_RECIPE_STEM, sources[0]->stem);

  /* each step lets go of what the one before made: never more than two copies of the texts are alive */
  g_autoptr (GPtrArray) issues = wz_sources_normalise (sources, n, recipe, sink);
  for (guint i = 0; i < n; i++)
    g_clear_pointer (&sources[i]->issue, wz_issue_unref);
  g_autoptr (WzIssue) joined = wz_edit_join ((const WzIssue *const *) issues->pdata, n, sink);
  g_ptr_array_set_size (issues, 0);
  g_autoptr (WzIssue) complete = wz_desk_complete (joined, own, readers, sink);
  g_clear_pointer (&joined, wz_issue_unref);
  g_autoptr (WzIssue) marked =
      wz_edit_withdrawn (complete, (WzWithdrawnPapers) wz_recipe_get_word (own, WZ_RECIPE_WITHDRAWN), sink);
  g_clear_pointer (&complete, wz_issue_unref);
  g_autoptr (WzIssue) corrected =
      overlay != NULL ? wz_edit_correct (marked, overlay, sink) : g_steal_pointer (&marked);
  g_clear_pointer (&marked, wz_issue_unref);
  g_autoptr (WzIssue) whole = wz_edit_head (corrected, own, sink);
  return wz_edit_choose (whole, own, sink, error);
}

WzIssue *
wz_desk_convert (WzIssue *issue, const WzEdition *edition, const WzStyle *style, WzDiagSink *sink,
                 GError **error)
{
  if (edition->variant == NULL)
    return wz_issue_ref (issue);
  g_autoptr (WzStyle) regional = style ? wz_style_dup_for_lang (style, edition->variant) : NULL;
  if (regional == NULL)
    return wz_edit_convert (issue, edition->variant, NULL, NULL, sink, error);
  g_auto (GStrv) from = wz_colophon_lines (style), to = wz_colophon_lines (regional);
  return wz_edit_convert (issue, edition->variant, (const gchar *const *) from, (const gchar *const *) to,
                          sink, error);
}

WzIssue *
wz_desk_rename (const WzIssue *issue, const gchar *suffix)
{
  static const WzIssueMap same = {NULL};
  const gchar *stem = wz_issue_get_stem (issue);
  g_autofree gchar *name = g_strconcat (stem != NULL ? stem : "issue", suffix, NULL);
  g_autofree gchar *identity = g_strconcat (wz_issue_get_identifier (issue), suffix, NULL);
  WzIssueBuilder *builder = wz_issue_map (issue, &same, NULL);
  wz_issue_builder_set_stem (builder, name);
  wz_issue_builder_derive_identifier (builder, identity);
  return wz_issue_builder_finish (builder, NULL);
}

/* ---- Dumps ---- */

gchar *
wz_desk_dump (const WzIssue *issue, WzDeskForm form, const WzStyle *style, WzLanguages languages)
{
  g_autoptr (WzGalley) galley = wz_galley_new (issue, style, languages, NULL);
  switch (form) {
  case WZ_DESK_JSON:
    break;
  case WZ_DESK_TREE:
    return wz_issue_tree (issue);
  case WZ_DESK_TEXT:
    return wz_galley_dup_text (galley);
  case WZ_DESK_GALLEY:
    return wz_json_write_galley (galley);
  }
  return wz_json_write (issue);
}
