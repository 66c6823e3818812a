/* wz-build-reason.c: why an issue has to be made. SPDX-License-Identifier: MIT
 *
 * In: an issue and what the state knows of it. Out: bits and words. Hashes of bytes decide, never a time.
 * What an issue is made of falls into parts, so that the part that changed can be named, and so that a new
 * version of the program or of a font alone makes nothing anew.
 */
#include "host/desk/wz-colophon.h"
#include "host/desk/wz-metadata.h"
#include "host/project/wz-build-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/wz-diag-private.h"
#include "edit/choose/wz-choose.h"
#include "edit/wz-join.h"
#include "host/file/wz-folder.h"
#include "style/wz-style-private.h"

/* ---- Parts ---- */

static gchar *
hash_files (const gchar *path)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  wz_project_hash_file (checksum, path);
  return g_strdup (g_checksum_get_string (checksum));
}

/* A worksheet in which nobody has written is no overlay. */
static gboolean
says_nothing (const gchar *overlay)
{
  g_autoptr (WzKeyFile) file = overlay != NULL ? wz_key_file_new_from_file (overlay, NULL, NULL) : NULL;
  guint n = file != NULL ? wz_key_file_get_n_items (file) : 0, i = 0;
  while (i < n && wz_key_file_get_item (file, i)->key == NULL)
    i++;
  return i == n && (file == NULL || wz_key_file_get_n_errors (file) == 0);
}

static gchar *
hash_overlay (const WzBuild *build, const WzBuildIssue *issue)
{
  const gchar *overlay = wz_recipe_get (issue->recipe, WZ_RECIPE_OVERLAY);
  return hash_files (says_nothing (overlay) ? NULL : overlay);
}

/* What its corrections name, and what the project has for every issue. */
static gchar *
hash_editorial (const WzBuild *build, const WzBuildIssue *issue)
{
  const gchar *overlay = wz_recipe_get (issue->recipe, WZ_RECIPE_OVERLAY);
  g_autoptr (GPtrArray) named = overlay != NULL ? wz_project_list_named (build->project, overlay) : NULL;
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_auto (GStrv) texts = wz_overlay_list_texts (build->project->folder);
  for (guint i = 0; named != NULL && i < named->len; i++)
    wz_project_hash_file (checksum, g_ptr_array_index (named, i));
  for (guint i = 0; texts[i] != NULL; i++) {
    g_autofree gchar *path = g_build_filename (build->project->folder, texts[i], NULL);
    wz_recipe_hash_text (checksum, texts[i]);
    wz_project_hash_file (checksum, path);
  }
  return g_strdup (g_checksum_get_string (checksum));
}

/* Those that its sources name; one that was not there may have come. */
static gchar *
hash_pictures (const WzBuild *build, const WzBuildIssue *issue)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_auto (GStrv) paths = wz_state_dup_pictures (build->state, issue->name, build->project->folder);
  for (guint i = 0; paths[i] != NULL; i++) {
    wz_project_hash_file (checksum, paths[i]);
    wz_recipe_hash_text (checksum, "");
  }
  return g_strdup (g_checksum_get_string (checksum));
}

static gchar *
hash_metadata_bytes (const WzRecipe *recipe)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GPtrArray) files = wz_metadata_list (recipe);
  for (guint i = 0; i < files->len; i++) {
    wz_project_hash_file (checksum, g_ptr_array_index (files, i));
    wz_recipe_hash_text (checksum, "");
  }
  return g_strdup (g_checksum_get_string (checksum));
}

/* Lists of papers that `select` names; NULL where there are none, as before there were any. */
static gchar *
hash_lists (const WzBuild *build, const WzBuildIssue *issue)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GPtrArray) files = wz_choose_list_files (issue->recipe);
  if (files->len == 0)
    return NULL;
  for (guint i = 0; i < files->len; i++)
    wz_project_hash_file (checksum, g_ptr_array_index (files, i));
  return g_strdup (g_checksum_get_string (checksum));
}

static void
hash_said (GHashTable *hashes, const gchar *name, GChecksum *checksum)
{
  GChecksum *said = g_hash_table_lookup (hashes, name);
  if (said == NULL)
    return;
  wz_recipe_hash_text (checksum, name);
  wz_recipe_hash_text (checksum, g_checksum_get_string (said));
}

static gchar *
hash_records (const WzBuild *build, const WzBuildIssue *issue)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_auto (GStrv) names = wz_state_dup_identifiers (build->state, issue->name);
  WzBuildRecords *records = build->records;
  if (records->said == NULL)
    records->said = wz_metadata_hash (build->project->recipe, build->tools.read->readers);
  hash_said (records->said, WZ_METADATA_UNREAD, checksum);
  for (guint i = 0; names[i] != NULL; i++)
    hash_said (records->said, names[i], checksum);
  return g_strdup (g_checksum_get_string (checksum));
}

/* What archives say of the issue's papers; of others they may say what they like. That the bytes are those of
 * which the hash was made spares reading them. */
static gchar *
hash_metadata (const WzBuild *build, const WzBuildIssue *issue)
{
  static const gchar bytes[] = "metadata-bytes", said[] = "metadata-records";
  WzBuildRecords *records = build->records;
  g_autofree gchar *known = wz_state_dup_part (build->state, issue->name, bytes);
  if (records->bytes == NULL)
    records->bytes = hash_metadata_bytes (build->project->recipe);
  if (g_strcmp0 (known, records->bytes) == 0)
    return wz_state_dup_part (build->state, issue->name, said);
  gchar *hash = hash_records (build, issue);
  wz_state_set_part (build->state, issue->name, bytes, records->bytes);
  wz_state_set_part (build->state, issue->name, said, hash);
  return hash;
}

static gchar *
hash_general (const WzBuild *build, const WzBuildIssue *issue)
{
  return g_strdup (build->general);
}

/* One that only `variant` names is in the recipe of the issues. */
static gboolean
says_anything (const WzBuildEdition *edition)
{
  return edition->edition->position.file != NULL;
}

/* What is the editor's own of the style; what the program's styles are like belongs to the program. */
static gchar *
hash_style (const WzBuild *build, const WzBuildIssue *issue)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  const WzPaths *paths = build->tools.paths;
  wz_style_hash_own (wz_recipe_get (issue->recipe, WZ_RECIPE_STYLE),
                     (const gchar *const *) paths->user_styles, paths->data_dir, checksum);
  wz_style_hash_pictures (build->tools.style, checksum);
  return g_strdup (g_checksum_get_string (checksum));
}

static const gchar *
get_name (const WzBuild *build, guint k)
{
  return k == 0 ? WZ_EDITION_MAIN : build->tools.editions[k - 1].edition->name;
}

GPtrArray *
wz_build_list_editions (const WzBuild *build)
{
  GPtrArray *names = g_ptr_array_new ();
  for (guint k = 0; k <= build->tools.n_editions; k++)
    g_ptr_array_add (names, (gpointer) (gsize) get_name (build, k));
  return names;
}

static gchar *
hash_editions (const WzBuild *build, const WzBuildIssue *issue)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  for (guint k = 1; k <= build->tools.n_editions; k++)
    wz_recipe_hash_text (checksum, get_name (build, k));
  return g_strdup (g_checksum_get_string (checksum));
}

/* The editor's own mapping files; the program's belong to the program. */
static gchar *
hash_readers (const WzBuild *build, const WzBuildIssue *issue)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  wz_readers_hash_own (build->tools.read->readers, build->tools.paths->data_dir, checksum);
  return g_strdup (g_checksum_get_string (checksum));
}

gboolean
wz_build_marks_seen (const WzBuild *build)
{
  const WzRecipe *recipe = build->project->recipe;
  return wz_recipe_get_flag (recipe, WZ_RECIPE_SEEN) || wz_recipe_get_flag (recipe, WZ_RECIPE_OMIT_SEEN);
}

/* What earlier issues had of the papers that this one had when it was made. */
static gchar *
hash_memory (const WzBuild *build, const WzBuildIssue *issue)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  if (wz_build_marks_seen (build))
    wz_state_hash_memory (build->state, issue->name, build->memory, checksum);
  return g_strdup (g_checksum_get_string (checksum));
}

static gchar *
hash_program (const WzBuild *build, const WzBuildIssue *issue)
{
  return g_strdup (build->program);
}

static gchar *
hash_fonts (const WzBuild *build, const WzBuildIssue *issue)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  for (guint i = 0; build->fonts[i] != NULL && build->fonts[i + 1] != NULL;
       i++) /* the last is the program's */
    wz_recipe_hash_text (checksum, build->fonts[i]);
  for (guint k = 0; k < build->tools.n_editions; k++) {
    g_auto (GStrv) lines =
        says_anything (&build->tools.editions[k]) ? wz_colophon_lines (build->tools.editions[k].style) : NULL;
    for (guint i = 0; lines != NULL && lines[i] != NULL && lines[i + 1] != NULL; i++)
      wz_recipe_hash_text (checksum, lines[i]);
  }
  return g_strdup (g_checksum_get_string (checksum));
}

/* What an issue is made with: the parts of its recipe, and what else there is beside its dailies. */
static const struct {
  const gchar *name;
  gchar *(*hash) (const WzBuild *build, const WzBuildIssue *issue); /* nullable: of the recipe's @part */
  WzRecipePart part;
  WzBuildReason reason;
  const gchar *words;
} parts[] = {
    {"overlay", hash_overlay, 0, WZ_BUILD_CHANGED, N_ ("overlay changed")},
    {"editorial", hash_editorial, 0, WZ_BUILD_CHANGED, N_ ("editorial changed")},
    {"pictures", hash_pictures, 0, WZ_BUILD_CHANGED, N_ ("a picture changed")},
    {"metadata", hash_metadata, 0, WZ_BUILD_CHANGED, N_ ("what archives say changed")},
    {"readers", hash_readers, 0, WZ_BUILD_CHANGED, N_ ("mapping files changed")},
    {"corrections", hash_general, 0, WZ_BUILD_CHANGED, N_ ("corrections in wenzhai.ini changed")},
    {"editions", hash_editions, 0, WZ_BUILD_CHANGED, N_ ("settings in wenzhai.ini changed")},
    {"settings", hash_lists, WZ_RECIPE_SETTINGS, WZ_BUILD_CHANGED, N_ ("settings in wenzhai.ini changed")},
    {"style", hash_style, WZ_RECIPE_LOOK, WZ_BUILD_CHANGED, N_ ("style changed")},
    {"options", NULL, WZ_RECIPE_OUTPUTS, WZ_BUILD_CHANGED, N_ ("outputs or their options changed")},
    {"epoch", NULL, WZ_RECIPE_EPOCH, WZ_BUILD_CHANGED, N_ ("SOURCE_DATE_EPOCH changed")},
    {"memory", hash_memory, 0, WZ_BUILD_CHANGED, N_ ("an earlier issue changed")},
    {"program", hash_program, 0, WZ_BUILD_OLDER, N_ ("made by an older wenzhai")},
    {"fonts", hash_fonts, 0, WZ_BUILD_OLDER, N_ ("made with other versions of the fonts")},
};

static gchar *
hash_part (const WzBuild *build, const WzBuildIssue *issue, guint i)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree gchar *other = parts[i].hash != NULL ? parts[i].hash (build, issue) : NULL;
  if (parts[i].part != 0)
    wz_recipe_hash (issue->recipe, parts[i].part, checksum);
  wz_recipe_hash_text (checksum, other);
  return g_strdup (g_checksum_get_string (checksum));
}

/* What an edition has of its own. */
static const struct {
  const gchar *name;
  WzRecipePart part;
} own_parts[] = {{"settings", WZ_RECIPE_SETTINGS}, {"style", WZ_RECIPE_LOOK}, {"options", WZ_RECIPE_OUTPUTS}};

static gchar *
hash_own_part (const WzBuild *build, const WzBuildEdition *edition, guint i)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  wz_recipe_hash (edition->recipe, own_parts[i].part, checksum);
  if (own_parts[i].part == WZ_RECIPE_LOOK) {
    wz_style_hash_own (wz_recipe_get (edition->recipe, WZ_RECIPE_STYLE),
                       (const gchar *const *) build->tools.paths->user_styles, build->tools.paths->data_dir,
                       checksum);
    wz_style_hash_pictures (edition->style, checksum);
  }
  return g_strdup (g_checksum_get_string (checksum));
}

static gchar *
dup_own_name (const WzBuildEdition *edition, guint i)
{
  return g_strdup_printf ("%s@%s", own_parts[i].name, edition->edition->name);
}

#define WAITING "waiting" /* names of editions whose books were left out of date */

static void
note_editions (WzBuild *build, const WzBuildIssue *issue)
{
  g_autoptr (GString) waiting = g_string_new (NULL);
  for (guint k = 0; k <= build->tools.n_editions; k++) {
    gboolean chosen = k == 0 ? build->tools.chosen : build->tools.editions[k - 1].chosen;
    if (issue->stale[k] && !chosen)
      g_string_append_printf (waiting, "%s%s", waiting->len > 0 ? " " : "", get_name (build, k));
  }
  if (waiting->len > 0)
    wz_state_set_part (build->state, issue->name, WAITING, waiting->str);
  for (guint k = 0; k < build->tools.n_editions; k++)
    for (guint i = 0; says_anything (&build->tools.editions[k]) && i < G_N_ELEMENTS (own_parts); i++) {
      g_autofree gchar *name = dup_own_name (&build->tools.editions[k], i),
                       *hash = hash_own_part (build, &build->tools.editions[k], i);
      wz_state_set_part (build->state, issue->name, name, hash);
    }
}

void
wz_build_note_parts (WzBuild *build, const WzBuildIssue *issue)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_autofree gchar *hash = hash_part (build, issue, i);
    wz_state_set_part (build->state, issue->name, parts[i].name, hash);
  }
  note_editions (build, issue);
  for (guint i = 0; i < issue->dailies->len; i++) {
    const WzBuildDaily *daily = g_ptr_array_index (issue->dailies, i);
    wz_state_add_daily (build->state, issue->name, daily->hash, daily->name);
  }
}

/* ---- Dailies ---- */

static const WzBuildDaily *
find_daily (const GPtrArray *dailies, const gchar *name, const gchar *hash)
{
  for (guint i = 0; i < dailies->len; i++) {
    const WzBuildDaily *daily = g_ptr_array_index (dailies, i);
    if ((name == NULL || g_str_equal (daily->name, name)) &&
        (hash == NULL || g_str_equal (daily->hash, hash)))
      return daily;
  }
  return NULL;
}

typedef struct {
  GPtrArray *changed, *arrived, *gone; /* names, lent or owned */
} Dailies;

static void
dailies_clear (Dailies *dailies)
{
  g_ptr_array_unref (dailies->changed);
  g_ptr_array_unref (dailies->arrived);
  g_ptr_array_unref (dailies->gone);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Dailies, dailies_clear)

static void
add_name (GPtrArray *names, const gchar *name)
{
  if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_ptr_array_add (names, g_strdup (name));
}

/* One whose day is not known any more, as when it was renamed, is in no issue. */
static gboolean
has_day (const WzBuildDaily *daily)
{
  for (guint i = 0; daily != NULL && i < daily->days->len; i++)
    if (wz_date_is_known (g_array_index (daily->days, WzDate, i)))
      return TRUE;
  return FALSE;
}

/* What the issue was made of, against what there is now. A daily that stands in the inbox under its name, or
 * with its bytes under another, is not gone, as long as it is one of some day. */
static void
compare_sources (const WzBuild *build, const WzBuildIssue *issue, Dailies *dailies)
{
  g_auto (GStrv) made_of = wz_state_dup_dailies (build->state, issue->name);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; made_of[i] != NULL && made_of[i + 1] != NULL; i += 2) {
    const gchar *hash = made_of[i], *name = made_of[i + 1];
    g_hash_table_add (known, (gpointer) (gsize) name);
    if (find_daily (issue->dailies, name, hash) != NULL)
      continue;
    if (has_day (find_daily (build->dailies, name, NULL)) ||
        has_day (find_daily (build->dailies, NULL, hash)))
      add_name (dailies->changed, name);
    else
      add_name (dailies->gone, name);
  }
  for (guint i = 0; i < issue->dailies->len; i++) {
    const WzBuildDaily *daily = g_ptr_array_index (issue->dailies, i);
    if (!g_hash_table_contains (known, daily->name))
      add_name (dailies->arrived, daily->name);
  }
}

void
wz_build_add_at_hand (GHashTable *at_hand, const gchar *name, const GArray *days)
{
  g_hash_table_add (at_hand, g_strdup (name));
  for (guint i = 0; i < days->len; i++)
    g_hash_table_add (at_hand, wz_date_dup_iso (g_array_index (days, WzDate, i)));
}

GPtrArray *
wz_build_list_gone (const WzIssue *before, const WzPeriod *period, GHashTable *at_hand)
{
  GPtrArray *gone = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < wz_issue_get_n_entries (before); i++) {
    const WzEntry *entry = wz_issue_get_entry (before, i);
    for (guint k = 0; k < wz_entry_get_n_appearances (entry); k++) {
      const WzAppearance *seen = wz_entry_get_appearance (entry, k);
      g_autofree gchar *day = wz_date_dup_iso (seen->date);
      if (seen->source != NULL && wz_period_contains (period, seen->date) &&
          !g_hash_table_contains (at_hand, seen->source) && !g_hash_table_contains (at_hand, day))
        add_name (gone, seen->source);
    }
  }
  return gone;
}

/* ---- Reasons ---- */

/* Adds `; WORDS: NAMES` to what is told. */
static void
tell_names (GString *told, const gchar *words, const GPtrArray *names)
{
  if (names->len == 0)
    return;
  g_autofree gchar *list = wz_folder_dup_names (names);
  g_string_append_printf (told, "%s%s: %s", told->len > 0 ? "; " : "", words, list);
}

static void
set_stale (const WzBuild *build, const WzBuildIssue *issue)
{
  for (guint k = 0; k <= build->tools.n_editions; k++)
    issue->stale[k] = TRUE;
}

/* Editions that a project says nothing of are what the issue is. */
static void
set_main_stale (const WzBuild *build, const WzBuildIssue *issue)
{
  issue->stale[0] = TRUE;
  for (guint k = 0; k < build->tools.n_editions; k++)
    if (!says_anything (&build->tools.editions[k]))
      issue->stale[k + 1] = TRUE;
}

static void
tell (GString *told, const gchar *words)
{
  if (strstr (told->str, words) == NULL)
    g_string_append_printf (told, "%s%s", told->len > 0 ? "; " : "", words);
}

static gint
find_own_part (const gchar *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (own_parts); i++)
    if (g_str_equal (own_parts[i].name, name))
      return (gint) i;
  return -1;
}

/* TRUE where an edition is out of date by part @own. */
static gboolean
compare_own_part (const WzBuild *build, const WzBuildIssue *issue, guint own)
{
  gboolean changed = FALSE;
  for (guint k = 0; k < build->tools.n_editions; k++) {
    const WzBuildEdition *edition = &build->tools.editions[k];
    if (!says_anything (edition))
      continue;
    g_autofree gchar *name = dup_own_name (edition, own), *hash = hash_own_part (build, edition, own);
    g_autofree gchar *before = wz_state_dup_part (build->state, issue->name, name);
    if (before == NULL)
      wz_state_set_part (build->state, issue->name, name, hash);
    if (before == NULL || g_str_equal (before, hash))
      continue;
    issue->stale[k + 1] = changed = TRUE;
  }
  return changed;
}

static guint
compare_waiting (const WzBuild *build, const WzBuildIssue *issue, GString *told)
{
  g_autofree gchar *text = wz_state_dup_part (build->state, issue->name, WAITING);
  g_auto (GStrv) names = g_strsplit (text != NULL ? text : "", " ", -1);
  gboolean waits = FALSE;
  for (guint k = 0; k <= build->tools.n_editions; k++)
    if (g_strv_contains ((const gchar *const *) names, get_name (build, k)))
      issue->stale[k] = waits = TRUE;
  if (waits) {
    g_autofree gchar *words = g_strdup_printf (_ ("editions wait for their books: %s"), text);
    tell (told, words);
  }
  return waits ? WZ_BUILD_CHANGED : 0;
}

static guint
compare_parts (const WzBuild *build, const WzBuildIssue *issue, GString *told)
{
  static const gchar *const chosen[] = {"style", "options",
                                        NULL}; /* other ones have other modules and fonts */
  guint reasons = 0;
  gboolean other = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_autofree gchar *hash = hash_part (build, issue, i);
    g_autofree gchar *before = wz_state_dup_part (build->state, issue->name, parts[i].name);
    if (before == NULL) { /* an older program's state: the issue stays, and from now on changes are noticed */
      before = g_strdup (parts[i].reason == WZ_BUILD_OLDER ? "" : hash);
      wz_state_set_part (build->state, issue->name, parts[i].name, before);
    }
    gint own = find_own_part (parts[i].name);
    gboolean changed = !g_str_equal (hash, before),
             of_edition = own >= 0 && compare_own_part (build, issue, (guint) own);
    if ((!changed && !of_edition) || (other && parts[i].reason == WZ_BUILD_OLDER))
      continue;
    if (own < 0)
      set_stale (build, issue);
    else if (changed)
      set_main_stale (build, issue);
    reasons |= parts[i].reason;
    other |= g_strv_contains (chosen, parts[i].name);
    tell (told, _ (parts[i].words));
  }
  return reasons | compare_waiting (build, issue, told);
}

static guint
look_at_known (WzBuild *build, const WzBuildIssue *issue, GString *told)
{
  g_auto (Dailies)
      dailies = {g_ptr_array_new_with_free_func (g_free), g_ptr_array_new_with_free_func (g_free),
                 g_ptr_array_new_with_free_func (g_free)};
  compare_sources (build, issue, &dailies);
  guint reasons = (dailies.changed->len + dailies.arrived->len > 0 ? WZ_BUILD_CHANGED : 0) |
                  (dailies.gone->len > 0 ? WZ_BUILD_POORER : 0);
  tell_names (told, _ ("dailies are gone"), dailies.gone);
  tell_names (told, _ ("daily changed"), dailies.changed);
  tell_names (told, _ ("new daily"), dailies.arrived);
  if (reasons != 0)
    set_stale (build, issue);
  reasons |= compare_parts (build, issue, told);
  if (!wz_state_files_are_there (build->state, issue->name)) {
    reasons |= WZ_BUILD_MISSING;
    set_stale (build, issue);
    g_string_append_printf (told, "%s%s", told->len > 0 ? "; " : "", _ ("a file is missing"));
  }
  return reasons;
}

static guint
look_at_new (WzBuild *build, WzBuildIssue *issue, GString *told)
{
  issue->before = wz_project_load_issue (build->project, wz_recipe_get_period (issue->recipe));
  g_string_append (told, _ ("new"));
  set_stale (build, issue);
  if (issue->before == NULL)
    return WZ_BUILD_NEW;
  /* by name or by day: which bytes they had, nobody knows any more */
  g_autoptr (GHashTable) at_hand = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < build->dailies->len; i++) {
    const WzBuildDaily *daily = g_ptr_array_index (build->dailies, i);
    wz_build_add_at_hand (at_hand, daily->name, daily->days);
  }
  g_autoptr (GPtrArray) gone =
      wz_build_list_gone (issue->before, wz_recipe_get_period (issue->recipe), at_hand);
  tell_names (told, _ ("dailies are gone"), gone);
  return WZ_BUILD_NEW | (gone->len > 0 ? WZ_BUILD_POORER : 0);
}

guint
wz_build_get_reasons (WzBuild *build, guint i, gchar **text, WzDiagSink *sink)
{
  WzBuildIssue *issue = g_ptr_array_index (build->issues, i);
  g_autoptr (GString) told = g_string_new (NULL);
  wz_build_remember_archived (build, wz_recipe_get_period (issue->recipe)->first, sink);
  if (issue->overlay == NULL) /* where it cannot be read, making it says why */
    issue->overlay = wz_weekly_load_overlay (issue->recipe, build->project->file, NULL, sink, NULL);
  guint reasons = wz_state_has_issue (build->state, issue->name) ? look_at_known (build, issue, told)
                                                                 : look_at_new (build, issue, told);
  *text = g_strdup (reasons != 0 ? told->str : _ ("current"));
  return reasons | (wz_published_get_revision (build->published, issue->name) > 0 ? WZ_BUILD_PUBLISHED : 0);
}
