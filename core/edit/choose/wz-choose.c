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
#include "edit/compose/wz-matter.h"
#include "edit/wz-find.h"
#include "edit/wz-index.h"
#include "edit/wz-join.h"
#include "edit/wz-memory.h"
#include "edit/wz-names.h"

enum { LIST_BYTES = 1024 * 1024 };

typedef struct {
  const WzIssue *issue;
  const WzRecipe *choice; /* nullable: all are wanted */
  WzFinder *finder;
  GHashTable *kept;       /* of WzEntry */
  GHashTable *presenters; /* WzEntry → name; nullable: it is for no meeting */
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

/* Names, or one that has commas itself: a title. */
static gboolean
add_names (const Choosing *c, WzRecipeField field, const gchar *text, GHashTable *papers, GError **error)
{
  g_auto (GStrv) names = wz_words_split (text);
  g_autoptr (GError) why = NULL;
  for (guint i = 0; names[i] != NULL && why == NULL; i++)
    add_name (c, field, names[i], papers, &why);
  if ((why == NULL && names[0] != NULL) ||
      (names[0] != NULL && names[1] != NULL && add_name (c, field, text, papers, NULL)))
    return TRUE;
  return why != NULL ? (g_propagate_error (error, g_steal_pointer (&why)), FALSE)
                     : add_name (c, field, text, papers, error);
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
  for (guint i = 0; codes[i] != NULL; i++)
    if (!check_category (c, codes[i], error))
      return FALSE;
  narrow (c, is_of_category, codes);
  return TRUE;
}

static gboolean
has_any (const Choosing *c, const WzEntry *entry, gconstpointer wanted)
{
  const GPtrArray *list = wanted;
  for (guint i = 0; i < list->len; i++)
    if (wz_wanted_is_in (g_ptr_array_index (list, i), entry))
      return TRUE;
  return FALSE;
}

static gboolean
is_by_any (const Choosing *c, const WzEntry *entry, gconstpointer wanted)
{
  const GPtrArray *list = wanted;
  for (guint i = 0; i < list->len; i++)
    if (wz_wanted_is_author (g_ptr_array_index (list, i), entry))
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
narrow_by_words (const Choosing *c, WzRecipeField field, Test test)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_wanted_free);
  for (guint i = 0; i < wz_recipe_get_n_values (c->choice, field); i++)
    g_ptr_array_add (wanted, wz_wanted_new (wz_recipe_get_value (c->choice, field, i)->text));
  narrow (c, test, wanted);
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
    narrow_by_words (c, WZ_RECIPE_MATCH, has_any);
  if (is_said (c, WZ_RECIPE_BY))
    narrow_by_words (c, WZ_RECIPE_BY, is_by_any);
  if (is_said (c, WZ_RECIPE_FULL))
    narrow (c, is_full, NULL);
  if (is_said (c, WZ_RECIPE_DROP) && !narrow_by_names (c, WZ_RECIPE_DROP, is_not_named, error))
    return FALSE;
  if (is_said (c, WZ_RECIPE_FIRST_PAPERS))
    keep_first (c, wz_recipe_get_count (c->choice, WZ_RECIPE_FIRST_PAPERS));
  return TRUE;
}

/* ---- The issue of those that are left ---- */

typedef struct {
  const Choosing *chosen;
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
    n += g_hash_table_contains (t->chosen->kept, wz_section_get_entry (section, i));
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
  for (guint i = 0; i < wz_issue_get_n_entries (t->chosen->issue); i++) {
    const WzEntry *entry = wz_issue_get_entry (t->chosen->issue, i);
    WzCounted counted = {entry, get_first_day (entry), wz_entry_get_first_category (entry)};
    if (g_hash_table_contains (t->chosen->kept, entry))
      g_array_append_val (t->counted, counted);
  }
}

/* What an issue made by the program says of itself, by the ids that wz-matter.c gives. */
static gboolean
is_left_out (const WzSection *section, const WzRecipe *recipe)
{
  const gchar *id = wz_section_get_id (section);
  return (g_str_equal (id, WZ_MATTER_STATISTICS) && !wz_recipe_get_flag (recipe, WZ_RECIPE_STATISTICS)) ||
         (g_str_equal (id, WZ_MATTER_SOURCES) && !wz_recipe_get_flag (recipe, WZ_RECIPE_COLOPHON));
}

static void
take_section (const Taking *t, const WzSection *section)
{
  const WzIssue *issue = t->chosen->issue;
  if (is_left_out (section, t->recipe) ||
      (wz_section_get_n_entries (section) > 0 && count_kept (t, section) == 0))
    return;
  WzSection *mine = wz_issue_builder_copy_section (t->builder, section);
  if (g_str_equal (wz_section_get_id (section), WZ_MATTER_STATISTICS)) {
    WzPeriod period = {WZ_PERIOD_RANGE, wz_issue_get_first_day (issue), wz_issue_get_last_day (issue)};
    wz_section_set_blocks (t->builder, mine,
                           wz_matter_statistics (t->builder, issue, (WzCounted *) (gpointer) t->counted->data,
                                                 t->counted->len, &period, wz_issue_get_lang (issue)));
  }
  for (guint i = 0; i < wz_section_get_n_entries (section); i++) {
    const WzEntry *entry = wz_section_get_entry (section, i);
    if (!g_hash_table_contains (t->chosen->kept, entry))
      continue;
    WzIndexPaper paper = {wz_section_copy_entry (t->builder, mine, entry), entry};
    if (!t->keeps_numbers)
      wz_entry_set_ordinal (t->builder, paper.mine, t->papers->len + 1);
    if (t->chosen->presenters != NULL)
      wz_entry_set_presenter (t->builder, paper.mine, g_hash_table_lookup (t->chosen->presenters, entry));
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
  const WzIssue *issue = t->chosen->issue;
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
  g_autoptr (GString) name = g_string_new (wz_issue_get_identifier (t->chosen->issue));
  for (guint i = 0; i < t->counted->len; i++)
    g_string_append_printf (name, "/%s", wz_entry_get_key (g_array_index (t->counted, WzCounted, i).entry));
  wz_issue_builder_derive_identifier (t->builder, name->str);
}

/* @is_last: what options choose: another book than the issue, which a line of its project may be part of. */
static WzIssue *
take (const Choosing *c, const WzRecipe *recipe, gboolean is_last)
{
  g_autoptr (GArray) counted = g_array_new (FALSE, FALSE, sizeof (WzCounted));
  g_autoptr (GArray) papers = g_array_new (FALSE, FALSE, sizeof (WzIndexPaper));
  Taking t = {c,       recipe, wz_issue_builder_new (),
              counted, papers, is_last && wz_recipe_get_flag (recipe, WZ_RECIPE_KEEP_NUMBERS)};
  wz_issue_builder_copy_head (t.builder, c->issue);
  count_papers (&t);
  if (c->presenters != NULL)
    wz_agenda_add (t.builder, recipe, c->issue, (const WzCounted *) (gpointer) counted->data, counted->len,
                   c->presenters);
  for (guint i = 0; i < wz_issue_get_n_sections (c->issue); i++)
    take_section (&t, wz_issue_get_section (c->issue, i));
  wz_edit_add_indices (t.builder, c->issue, (const WzIndexPaper *) (gpointer) papers->data, papers->len,
                       get_index_kinds (c->issue) & wz_recipe_get_words (recipe, WZ_RECIPE_INDICES),
                       wz_issue_get_lang (c->issue));
  summarise (&t);
  if (is_last && counted->len < wz_issue_get_n_entries (c->issue))
    identify (&t);
  return wz_issue_builder_finish (t.builder, NULL);
}

/* Whether @recipe leaves out what an issue that was made before has. */
static gboolean
is_plainer (const WzIssue *issue, const WzRecipe *recipe)
{
  for (guint i = 0; i < wz_issue_get_n_sections (issue); i++)
    if (is_left_out (wz_issue_get_section (issue, i), recipe))
      return TRUE;
  return (get_index_kinds (issue) & ~wz_recipe_get_words (recipe, WZ_RECIPE_INDICES)) != 0;
}

/* @choice: (nullable): all */
static WzIssue *
choose (const WzIssue *issue, const WzRecipe *choice, const WzRecipe *recipe, gboolean is_last,
        WzDiagSink *sink, GError **error)
{
  gboolean meeting = is_last && wz_recipe_get_flag (recipe, WZ_RECIPE_MEETING);
  gboolean changes = meeting || (is_last && is_plainer (issue, recipe));
  if (choice == NULL && !changes)
    return wz_issue_ref (issue);
  g_autoptr (WzFinder) finder = wz_finder_new (issue);
  g_autoptr (GHashTable) kept = g_hash_table_new (NULL, NULL), presenters = NULL;
  const WzRecipeValue *line = is_last ? NULL : wz_recipe_find (recipe, WZ_RECIPE_SELECT);
  gboolean general = line != NULL && line->origin.kind == WZ_ORIGIN_PROJECT;
  Choosing c = {issue, choice, finder, kept, NULL, general ? &line->origin : NULL, sink};
  if (!pick (&c, error))
    return NULL;
  guint n = g_hash_table_size (kept), all = wz_issue_get_n_entries (issue);
  if (n == 0 && all > 0) {
    g_set_error (
        error, WZ_READ_ERROR, WZ_READ_ERROR_NOT_DIGEST,
        g_dngettext (GETTEXT_PACKAGE,
                     "no paper is left: the choice fits none of %u paper; `wenzhai list` names it",
                     "no paper is left: the choice fits none of %u papers; `wenzhai list` names them", all),
        all);
    return NULL;
  }
  if (meeting)
    c.presenters = presenters = wz_agenda_find (recipe, issue, finder, kept, sink);
  return n < all || changes ? take (&c, recipe, is_last) : wz_issue_ref (issue);
}

WzIssue *
wz_edit_choose (const WzIssue *issue, const WzRecipe *recipe, WzDiagSink *sink, GError **error)
{
  g_autoptr (WzRecipe) select = wz_recipe_dup_select (recipe);
  g_autoptr (WzIssue) selected = choose (issue, select, recipe, FALSE, sink, error);
  return selected != NULL
             ? choose (selected, wz_recipe_chooses (recipe) ? recipe : NULL, recipe, TRUE, sink, error)
             : NULL;
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
