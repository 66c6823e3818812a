/* wz-choose.c: see wz-choose.h. SPDX-License-Identifier: MIT
 *
 * In: an issue and what is wanted of it. Each option narrows what those before it left, in the order of the
 * table: named papers, categories, words, authors, full ones; then some are taken out, and the first are
 * kept.
 */
#include "edit/choose/wz-choose.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/wz-nearest.h"
#include "base/wz-words.h"
#include "edit/choose/wz-agenda.h"
#include "edit/choose/wz-choose-match.h"
#include "edit/choose/wz-take.h"
#include "edit/wz-find.h"
#include "edit/wz-memory.h"
#include "edit/wz-names.h"

enum { LIST_BYTES = 1024 * 1024 };

typedef struct {
  const WzIssue *issue;
  const WzRecipe *choice; /* nullable: all are wanted */
  WzFinder *finder;
  GHashTable *kept; /* of WzEntry */
  /* of a project's line, which holds for all issues, most of which do not have the papers that it names:
   * where it stands; NULL: what the command line says is of this issue */
  const WzOrigin *general;
  WzDiagSink *sink;
} Choosing;

/* What stands for an entry that two dailies of a joined issue have. */
static gchar *
dup_paper (const WzEntry *entry)
{
  gchar *name = wz_memory_dup_name (entry);
  return name != NULL ? name : g_strconcat ("k:", wz_entry_get_key (entry), NULL);
}

static gboolean
refuse (WzRecipeField field, const gchar *problem, GError **error)
{
  g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_OPTION, "--%s: %s", wz_recipe_get_row (field)->option,
               problem);
  return FALSE;
}

/* ---- Named papers ---- */

static gboolean
add_name (const Choosing *c, WzRecipeField field, const gchar *text, GHashTable *papers, GError **error)
{
  g_autofree gchar *problem = NULL;
  gint found = wz_finder_find (c->finder, text, &problem);
  if (found < 0 && c->general != NULL) {
    wz_diag_report (c->sink, WZ_SEVERITY_HINT, "choice-no-match", &c->general->position, "--%s: %s",
                    wz_recipe_get_row (field)->option, problem);
    return TRUE;
  }
  if (found < 0)
    return refuse (field, problem, error);
  g_hash_table_add (papers, dup_paper (wz_issue_get_entry (c->issue, (guint) found)));
  return TRUE;
}

/* Names, or, where one of them is none, a title that has commas itself. */
static gboolean
add_names (const Choosing *c, WzRecipeField field, const gchar *text, GHashTable *papers, GError **error)
{
  g_auto (GStrv) names = wz_words_split (text);
  gboolean all = TRUE;
  for (guint i = 0; names[i] != NULL; i++)
    all = all && wz_finder_find (c->finder, names[i], NULL) >= 0;
  if (names[0] == NULL || (!all && wz_finder_find (c->finder, text, NULL) >= 0))
    return add_name (c, field, text, papers, error);
  for (guint i = 0; names[i] != NULL; i++)
    if (!add_name (c, field, names[i], papers, error))
      return FALSE;
  return TRUE;
}

/* A paper a line; what follows `#` and a space, or begins a line so, is a remark. */
static gboolean
add_file (const Choosing *c, WzRecipeField field, const gchar *path, GHashTable *papers, GError **error)
{
  g_autofree gchar *data = NULL;
  g_autoptr (GError) why = NULL;
  GStatBuf status;
  if (g_stat (path, &status) == 0 && (!S_ISREG (status.st_mode) || status.st_size > LIST_BYTES))
    return refuse (field, _ ("the list of papers is no file, or longer than 1 MiB"), error);
  if (!g_file_get_contents (path, &data, NULL, &why) || !g_utf8_validate (data, -1, NULL))
    return refuse (field, why != NULL ? why->message : _ ("the list of papers is not UTF-8"), error);
  g_auto (GStrv) lines = g_strsplit (g_str_has_prefix (data, "\xEF\xBB\xBF") ? data + 3 : data, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    gchar *remark = g_str_has_prefix (lines[i], "# ") ? lines[i] : strstr (lines[i], " # ");
    if (remark != NULL)
      *remark = '\0';
    if (*g_strstrip (lines[i]) != '\0' && !add_names (c, field, lines[i], papers, &why)) {
      g_set_error (error, why->domain, why->code, "%s:%u: %s", path, i + 1, why->message);
      return FALSE;
    }
  }
  return TRUE;
}

/* (nullable): papers by dup_paper() */
static GHashTable *
read_names (const Choosing *c, WzRecipeField field, GError **error)
{
  g_autoptr (GHashTable) papers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < wz_recipe_get_n_values (c->choice, field); i++) {
    const gchar *text = wz_recipe_get_value (c->choice, field, i)->text;
    gboolean good = *text == '@' ? add_file (c, field, text + 1, papers, error)
                                 : add_names (c, field, text, papers, error);
    if (!good)
      return NULL;
  }
  return g_steal_pointer (&papers);
}

/* ---- What narrows a choice ---- */

/* @data: of the test. */
typedef gboolean (*Test) (const Choosing *c, const WzEntry *entry, gconstpointer data);

static void
narrow (const Choosing *c, Test test, gconstpointer data)
{
  GHashTableIter iter;
  gpointer entry;
  g_hash_table_iter_init (&iter, c->kept);
  while (g_hash_table_iter_next (&iter, &entry, NULL))
    if (!test (c, entry, data))
      g_hash_table_iter_remove (&iter);
}

static gboolean
is_named (const Choosing *c, const WzEntry *entry, gconstpointer papers)
{
  g_autofree gchar *name = dup_paper (entry);
  return g_hash_table_contains ((GHashTable *) (gsize) papers, name);
}

static gboolean
is_not_named (const Choosing *c, const WzEntry *entry, gconstpointer papers)
{
  return !is_named (c, entry, papers);
}

static gboolean
narrow_by_names (const Choosing *c, WzRecipeField field, Test test, GError **error)
{
  g_autoptr (GHashTable) papers = read_names (c, field, error);
  if (papers != NULL)
    narrow (c, test, papers);
  return papers != NULL;
}

/* `LG` is cs.LG too. */
static gboolean
is_code (const gchar *code, const gchar *wanted)
{
  const gchar *dot = strchr (code, '.');
  return g_ascii_strcasecmp (code, wanted) == 0 || (dot != NULL && g_ascii_strcasecmp (dot + 1, wanted) == 0);
}

static gboolean
is_of_category (const Choosing *c, const WzEntry *entry, gconstpointer codes)
{
  for (guint i = 0; i < wz_entry_get_n_categories (entry); i++)
    for (const gchar *const *code = codes; *code != NULL; code++)
      if (is_code (wz_entry_get_category (entry, i)->text, *code))
        return TRUE;
  return FALSE;
}

/* A code that no paper has is a slip, unless others have heard of it. */
static gboolean
check_category (const Choosing *c, const gchar *code, GError **error)
{
  const gchar *const one[] = {code, NULL};
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  for (guint i = 0; i < wz_issue_get_n_entries (c->issue); i++) {
    const WzEntry *entry = wz_issue_get_entry (c->issue, i);
    if (is_of_category (c, entry, one))
      return TRUE;
    for (guint k = 0; k < wz_entry_get_n_categories (entry); k++)
      g_ptr_array_add (codes, (gpointer) (gsize) wz_entry_get_category (entry, k)->text);
  }
  g_autofree gchar *upper = g_ascii_strup (code, -1);
  if (wz_names_category (c->issue, upper, "en") != NULL)
    return TRUE;
  g_ptr_array_add (codes, NULL);
  g_autofree gchar *question = wz_nearest_dup_question (code, (const gchar *const *) codes->pdata);
  g_autofree gchar *problem = g_strdup_printf (_ ("no paper is of a category %s%s"), code, question);
  return refuse (WZ_RECIPE_CATEGORY, problem, error);
}

static gboolean
narrow_by_category (const Choosing *c, GError **error)
{
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  for (guint i = 0; i < wz_recipe_get_n_values (c->choice, WZ_RECIPE_CATEGORY); i++) {
    g_auto (GStrv) codes = wz_words_split (wz_recipe_get_value (c->choice, WZ_RECIPE_CATEGORY, i)->text);
    g_strv_builder_addv (all, (const gchar **) codes);
  }
  g_auto (GStrv) codes = g_strv_builder_end (all);
  for (guint i = 0; codes[i] != NULL && c->general == NULL; i++)
    if (!check_category (c, codes[i], error))
      return FALSE;
  narrow (c, is_of_category, codes);
  return TRUE;
}

typedef struct {
  GPtrArray *list; /* WzWanted */
  gboolean (*fits) (const WzWanted *wanted, const WzEntry *entry);
} AnyOf;

static gboolean
fits_any (const Choosing *c, const WzEntry *entry, gconstpointer data)
{
  const AnyOf *any = data;
  for (guint i = 0; i < any->list->len; i++)
    if (any->fits (g_ptr_array_index (any->list, i), entry))
      return TRUE;
  return FALSE;
}

static gboolean
is_full (const Choosing *c, const WzEntry *entry, gconstpointer data)
{
  return wz_entry_is_full (entry);
}

/* Of several values one is enough. */
static void
narrow_by_words (const Choosing *c, WzRecipeField field,
                 gboolean (*fits) (const WzWanted *wanted, const WzEntry *entry))
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_wanted_free);
  for (guint i = 0; i < wz_recipe_get_n_values (c->choice, field); i++)
    g_ptr_array_add (wanted, wz_wanted_new (wz_recipe_get_value (c->choice, field, i)->text));
  narrow (c, fits_any, &(AnyOf){wanted, fits});
}

static void
keep_first (const Choosing *c, guint n)
{
  for (guint i = 0; i < wz_issue_get_n_entries (c->issue); i++) {
    const WzEntry *entry = wz_issue_get_entry (c->issue, i);
    if (!g_hash_table_contains (c->kept, entry))
      continue;
    if (n > 0)
      n--;
    else
      g_hash_table_remove (c->kept, entry);
  }
}

static gboolean
is_said (const Choosing *c, WzRecipeField field)
{
  return c->choice != NULL && wz_recipe_is_said (c->choice, field);
}

static gboolean
pick (const Choosing *c, GError **error)
{
  for (guint i = 0; i < wz_issue_get_n_entries (c->issue); i++)
    g_hash_table_add (c->kept, (gpointer) (gsize) wz_issue_get_entry (c->issue, i));
  if (is_said (c, WZ_RECIPE_ONLY) && !narrow_by_names (c, WZ_RECIPE_ONLY, is_named, error))
    return FALSE;
  if (is_said (c, WZ_RECIPE_CATEGORY) && !narrow_by_category (c, error))
    return FALSE;
  if (is_said (c, WZ_RECIPE_MATCH))
    narrow_by_words (c, WZ_RECIPE_MATCH, wz_wanted_is_in);
  if (is_said (c, WZ_RECIPE_BY))
    narrow_by_words (c, WZ_RECIPE_BY, wz_wanted_is_author);
  if (is_said (c, WZ_RECIPE_FULL))
    narrow (c, is_full, NULL);
  if (is_said (c, WZ_RECIPE_DROP) && !narrow_by_names (c, WZ_RECIPE_DROP, is_not_named, error))
    return FALSE;
  if (is_said (c, WZ_RECIPE_FIRST_PAPERS))
    keep_first (c, wz_recipe_get_count (c->choice, WZ_RECIPE_FIRST_PAPERS));
  return TRUE;
}

/* ---- The two of them ---- */

/* @choice: (nullable): all */
static WzIssue *
choose (const WzIssue *issue, const WzRecipe *choice, const WzRecipe *recipe, gboolean is_last,
        WzDiagSink *sink, GError **error)
{
  gboolean meeting = is_last && wz_recipe_get_flag (recipe, WZ_RECIPE_MEETING);
  gboolean changes = meeting || (is_last && wz_take_is_plainer (issue, recipe));
  if (choice == NULL && !changes)
    return wz_issue_ref (issue);
  g_autoptr (WzFinder) finder = wz_finder_new (issue);
  g_autoptr (GHashTable) kept = g_hash_table_new (NULL, NULL);
  const WzRecipeValue *line = is_last ? NULL : wz_recipe_find (recipe, WZ_RECIPE_SELECT);
  gboolean general = line != NULL && line->origin.kind == WZ_ORIGIN_PROJECT;
  Choosing c = {issue, choice, finder, kept, general ? &line->origin : NULL, sink};
  if (!pick (&c, error))
    return NULL;
  guint n = g_hash_table_size (kept), all = wz_issue_get_n_entries (issue);
  if (n == 0 && all > 0 && is_said (&c, WZ_RECIPE_BY)) {
    g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_NOT_DIGEST,
                 _ ("no paper is left: `--author` takes papers by their authors, and none that is asked for "
                    "is by “%s”; who edits the book is `--editor`"),
                 wz_recipe_get_value (c.choice, WZ_RECIPE_BY, 0)->text);
    return NULL;
  }
  if (n == 0 && all > 0) {
    g_set_error (
        error, WZ_READ_ERROR, WZ_READ_ERROR_NOT_DIGEST,
        g_dngettext (GETTEXT_PACKAGE,
                     "no paper is left: the choice fits none of %u paper; `wenzhai list` names it",
                     "no paper is left: the choice fits none of %u papers; `wenzhai list` names them", all),
        all);
    return NULL;
  }
  if (n == all && !changes)
    return wz_issue_ref (issue);
  g_autoptr (GHashTable) presenters = meeting ? wz_agenda_find (recipe, issue, finder, kept, sink) : NULL;
  return wz_take (issue, kept, presenters, recipe, is_last);
}

WzIssue *
wz_edit_choose_more (const WzIssue *issue, const WzRecipe *recipe, WzDiagSink *sink, GError **error)
{
  return choose (issue, wz_recipe_chooses (recipe) ? recipe : NULL, recipe, TRUE, sink, error);
}

WzIssue *
wz_edit_choose (const WzIssue *issue, const WzRecipe *recipe, WzDiagSink *sink, GError **error)
{
  g_autoptr (WzRecipe) select = wz_recipe_dup_select (recipe);
  g_autoptr (WzIssue) selected = choose (issue, select, recipe, FALSE, sink, error);
  return selected != NULL ? wz_edit_choose_more (selected, recipe, sink, error) : NULL;
}

GPtrArray *
wz_choose_list_files (const WzRecipe *recipe)
{
  static const WzRecipeField fields[] = {WZ_RECIPE_ONLY, WZ_RECIPE_DROP};
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (WzRecipe) select = wz_recipe_dup_select (recipe);
  for (guint i = 0; i < 2 * G_N_ELEMENTS (fields); i++) {
    const WzRecipe *choice = i < G_N_ELEMENTS (fields) ? select : recipe;
    WzRecipeField field = fields[i % G_N_ELEMENTS (fields)];
    for (guint k = 0; choice != NULL && k < wz_recipe_get_n_values (choice, field); k++) {
      const gchar *text = wz_recipe_get_value (choice, field, k)->text;
      if (*text == '@')
        g_ptr_array_add (files, g_strdup (text + 1));
    }
  }
  return files;
}
