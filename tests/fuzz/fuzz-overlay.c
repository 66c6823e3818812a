/* Fuzz target: a key file from a stranger's folder, as overlay, as project file and as state; its words as
 * CommonMark. */
#include "fuzz-target.h"

#include "edit/compose/wz-compose.h"
#include "edit/compose/wz-overlay-text.h"
#include "edit/compose/wz-worksheet.h"
#include "edit/wz-markdown.h"
#include "model/wz-builder.h"

static WzIssue *
one_paper (void)
{
  WzIssueBuilder *builder = wz_issue_builder_new ();
  WzSection *section = wz_issue_builder_add_section (builder, WZ_SECTION_FEATURED, NULL);
  for (guint i = 0; i < 3; i++) {
    g_autofree gchar *id = g_strdup_printf ("2209.0000%u", i + 1);
    WzEntry *entry = wz_section_add_entry (builder, section, NULL);
    wz_entry_set_arxiv (builder, entry, id, 1);
    wz_entry_set_title (builder, entry, "en", wz_issue_builder_plain (builder, "en", id, NULL));
  }
  return wz_issue_builder_finish (builder, NULL);
}

static guint
count_keys (const gchar *text)
{
  g_autoptr (WzKeyFile) file = wz_key_file_new_from_data ("a.ini", text, strlen (text), NULL);
  guint n = 0;
  for (guint i = 0; i < wz_key_file_get_n_items (file); i++)
    n += wz_key_file_get_item (file, i)->key != NULL;
  return n;
}

/* A worksheet says what the overlay said that it was made of, and is its own worksheet. */
static void
try_worksheet (const guint8 *data, size_t size, const WzIssue *issue)
{
  g_autofree gchar *text = g_strndup ((const gchar *) data, size);
  guint n_added;
  if (!g_utf8_validate (text, -1, NULL))
    return;
  g_autofree gchar *sheet = wz_worksheet_merge (text, issue, NULL, "2022-W38", NULL);
  g_autofree gchar *again = wz_worksheet_merge (sheet, issue, NULL, "2022-W38", &n_added);
  g_assert_cmpuint (n_added, ==, 0);
  g_assert_cmpstr (again, ==, sheet);
  g_assert_cmpuint (count_keys (sheet), ==, count_keys (text));
  g_autofree gchar *written = wz_overlay_escape (text);
  g_autofree gchar *read = written != NULL ? wz_overlay_resolve (written) : NULL;
  g_assert_true (read == NULL || g_utf8_validate (read, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (WzKeyFile) file = wz_key_file_new_from_data ("a.ini", (const gchar *) data, size, NULL);
  for (guint i = 0; i < wz_key_file_get_n_items (file); i++) {
    const WzKeyFileItem *item = wz_key_file_get_item (file, i);
    g_assert_cmpuint (item->position.line, >, 0);
    if (item->key == NULL)
      continue;
    g_assert_nonnull (item->text);
    g_assert_true (g_utf8_validate (item->text, -1, NULL));
  }
  g_autoptr (WzOverlay) overlay = wz_overlay_new ();
  wz_overlay_add (overlay, file, NULL, "/nonexistent", NULL);
  g_autoptr (WzIssue) issue = one_paper ();
  g_autoptr (WzRecipe) recipe = wz_recipe_new ();
  WzMaterial material = {.overlay = overlay};
  wz_recipe_set_default (recipe, WZ_RECIPE_ORDER, "category");
  wz_recipe_set_default (recipe, WZ_RECIPE_STATISTICS, "no");
  wz_overlay_say (overlay, recipe);
  g_autoptr (WzIssue) composed = wz_edit_compose (issue, recipe, &material, NULL);
  g_autofree gchar *text = wz_issue_text (composed, WZ_LANGUAGES_BOTH);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  try_worksheet (data, size, composed);
  return 0;
}
