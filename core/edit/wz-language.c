/* wz-language.c: an edition whose own language is another one. SPDX-License-Identifier: MIT
 *
 * In: an issue in both languages. Out: the same with another language as its own, which is that of its title,
 * headings and labels. Nothing is translated: what has no text in that language keeps the one that it has.
 */
#include "edit/wz-edit.h"

#include "edit/wz-names.h"
#include "model/wz-map.h"

static void
name_categories (WzIssueBuilder *builder, const WzIssue *issue, const gchar *lang)
{
  for (guint i = 0; i < wz_issue_get_n_categories (issue); i++) {
    const gchar *code = wz_issue_get_category (issue, i)->code;
    const gchar *name = wz_names_category (issue, code, lang);
    if (name != NULL)
      wz_issue_builder_set_category (builder, code, lang, name, NULL);
  }
}

static void
name_section (WzIssueBuilder *builder, WzSection *mine, const WzSection *section, gpointer user_data)
{
  const gchar *lang = user_data;
  if (wz_section_get_heading (section, NULL) == NULL || wz_section_get_heading (section, lang) != NULL)
    return;
  if (wz_section_get_kind (section) == WZ_SECTION_FEATURED)
    wz_section_set_heading (builder, mine, lang, wz_label (WZ_LABEL_FEATURED, lang));
  else if (wz_section_get_kind (section) == WZ_SECTION_NOTABLE)
    wz_section_set_heading (builder, mine, lang, wz_label (WZ_LABEL_NOTABLE, lang));
}

WzIssue *
wz_edit_in_language (const WzIssue *issue, const gchar *lang)
{
  static const WzIssueMap map = {.section = name_section};
  WzIssueBuilder *builder = wz_issue_map (issue, &map, (gpointer) (gsize) lang);
  wz_issue_builder_set_lang (builder, lang);
  wz_issue_builder_set_identifier (builder, NULL); /* another book */
  name_categories (builder, issue, lang);
  return wz_issue_builder_finish (builder, NULL);
}
